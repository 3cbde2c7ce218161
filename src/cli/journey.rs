//! `edit`, `archive` and `unarchive`: what changes the journey as a whole.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::act::{answer, commit, perform};
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::out::Out;
use crate::domain::acts::act::Act;
use crate::domain::plan::people::Party;
use crate::domain::record::course::End;
use crate::domain::words::when::Lean;

/// Who takes part and when it starts.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct Edit {
    /// The hire's name, spelled right
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Who the mentor is now; an empty name leaves the place free
    #[arg(long, value_name = "NAME")]
    mentor: Option<String>,
    /// Who the manager is now; an empty name leaves the place free
    #[arg(long, value_name = "NAME")]
    manager: Option<String>,
    /// The names given are those of the same people, spelled right
    #[arg(long)]
    same_person: bool,
    /// Your own place goes to another person; you can't take that back
    #[arg(long, conflicts_with = "same_person")]
    another_person: bool,
    /// The date of day 1
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = Free)]
    from: Option<String>,
}

impl Edit {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let names = [
            (Party::Hire, self.name),
            (Party::Mentor, self.mentor),
            (Party::Manager, self.manager),
        ];
        let mut acts: Vec<Act> = names
            .into_iter()
            .filter_map(|(party, name)| Some((party, name?)))
            .map(|(party, name)| match self.same_person {
                true => Act::Rename { party, name },
                false => Act::Name { party, name },
            })
            .collect();
        let party = session.acting.party;
        let own = acts.iter().find_map(|act| act.gives_away(party));
        if let Some(name) = own.filter(|_| !self.another_person) {
            return Err(own_place(party, name));
        }
        if let Some(from) = &self.from {
            let to = session.date("--from", from, Lean::Nearest)?;
            acts.push(Act::MoveStart { to });
        }
        let save = commit(&mut session, &acts, "edit")?;
        answer(&session, &save, context, out)
    }
}

/// Asks somebody who names anew who holds their own place: another person is not let in by accident.
fn own_place(party: Party, name: &str) -> Failure {
    let (message, same) = match name.is_empty() {
        true => (format!("you are the {}", party.word()), ""),
        false => (
            format!(
                "you are the {}; is {name} you, or another person?",
                party.word()
            ),
            "`--same-person` corrects your name; ",
        ),
    };
    Failure::Usage {
        message,
        hint: format!("{same}`--another-person` gives the place away, and with it what you may do"),
    }
}

/// How a journey ended.
#[derive(Debug, Args)]
pub struct Archive {
    /// How it ended
    #[arg(
        value_name = "END",
        default_value = End::Finished.word(),
        value_parser = PossibleValuesParser::new(End::ALL.map(|(_, word)| word))
    )]
    end: String,
    /// What is to be said of it
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true,
        value_parser = Free
    )]
    reason: String,
}

impl Archive {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let mut ends = End::ALL.into_iter();
        let end = ends.find(|(_, word)| *word == self.end);
        let act = Act::Archive {
            end: end.map_or(End::Finished, |(end, _)| end),
            reason: self.reason,
        };
        perform(&mut session, &act, "archive", context, out)
    }
}

/// Takes a journey out of the archive; it is in no list from which one is chosen elsewhere.
pub(super) fn unarchive(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let store = context.existing_store()?.ok_or(Failure::NoJourney)?;
    let name = context.choose_archived(store.journeys()?)?;
    let mut session = context.open(store, &name)?;
    perform(&mut session, &Act::Unarchive, "unarchive", context, out)
}
