//! What stands in the way of an undo, by its number in the log that its author reads, and which
//! change can be taken back instead.

use crate::domain::acts::undo::take_back;
use crate::domain::plan::people::{Author, PersonId};
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::refusal::Standing;
use crate::domain::record::trace::{Stacks, Trace};
use crate::domain::telling::history::History;

/// A change that stands on another one, which therefore cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Its number in the log.
    pub number: usize,
    /// Who made it.
    pub author: Author,
    /// What it did, in words.
    pub text: String,
    /// The number of the change to take back first: the obstacle itself if it is the reader's own, or
    /// else the reader's newest change that can be taken back, if there is one.
    pub instead: Option<usize>,
}

impl Obstacle {
    /// Returns what stands in the way, for whoever wanted the undo. `log` is the whole log, in order.
    pub fn of(
        journey: &Journey,
        log: &[Change],
        standing: &Standing,
        reader: &Author,
    ) -> Option<Self> {
        let history = History::of(journey, log, reader.party);
        let number = |id: ChangeId| {
            let mut entries = history.entries().iter();
            let entry = entries.find(|entry| entry.change.id == id)?;
            Some(entry.number)
        };
        let found = history.tell(|entry| entry.change.id == standing.change);
        let found = found.into_iter().next()?;
        let instead = match standing.author.person == reader.person {
            true => Some(standing.change),
            false => newest_free(journey, log, reader.person),
        };
        Some(Self {
            number: found.number,
            author: found.author,
            text: found.text.lines().next().unwrap_or_default().to_owned(),
            instead: instead.and_then(number),
        })
    }
}

/// Returns the newest change of a person that can be taken back as things stand.
fn newest_free(journey: &Journey, log: &[Change], person: PersonId) -> Option<ChangeId> {
    let traces = Trace::of(log);
    let done = Stacks::of(person, traces.iter().copied()).done;
    done.into_iter().rev().find(|&id| {
        let found = save_and_later(log, id);
        found.is_some_and(|(save, later)| take_back(journey, &traces, save, later).is_ok())
    })
}

/// Returns the changes of a save, by its first one, and those after it.
fn save_and_later(log: &[Change], id: ChangeId) -> Option<(&[Change], &[Change])> {
    let first = log.iter().position(|change| change.id == id)?;
    let rest = log.get(first..)?;
    let beside = rest.iter().skip(1);
    let beside = beside.take_while(|change| change.beside == Some(id));
    rest.split_at_checked(1 + beside.count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;
    use crate::domain::record::refusal::UndoRefusal;

    fn obstacle(run: &mut Run, wanted: Option<usize>) -> Obstacle {
        let wanted = wanted.map(|number| run.log[number - 1].id);
        let refusal = run.undo(Party::Hire, wanted).unwrap_err();
        let UndoRefusal::StoodOn(standing) = refusal else {
            panic!("{refusal}");
        };
        let author = run.journey.people.author(Party::Hire).unwrap();
        Obstacle::of(&run.journey, &run.log, &standing, &author).unwrap()
    }

    #[test]
    fn where_the_mentor_stands_on_a_claim_an_earlier_change_is_named() {
        let mut run = Run::new();
        run.hire(&begin("share"));
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        let found = obstacle(&mut run, None);
        assert_eq!((found.number, found.author.name.as_str()), (4, "Bo"));
        assert_eq!(found.text, "confirmed 30.1 Do the team");
        assert_eq!(found.instead, Some(2));
    }

    #[test]
    fn a_later_change_of_ones_own_goes_first() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&unclaim("team"));
        run.hire(&claim("team"));
        let found = obstacle(&mut run, Some(2));
        assert_eq!((found.number, found.instead), (4, Some(4)));
        run.undo(Party::Hire, None).unwrap();
        assert!(run.journey.goal(&slug("team")).unwrap().claim().is_none());
    }

    #[test]
    fn numbers_are_those_of_the_reader() {
        let mut run = Run::new();
        run.mentor(&note(
            Some("team"),
            "mine",
            crate::domain::record::writing::Visibility::Private,
        ));
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        assert_eq!(obstacle(&mut run, None).number, 3);
    }
}
