//! What is said after an act in a 1:1, and what to type instead of one that is refused.

use crate::cli::failure::{elsewhere, quoted};
use crate::cli::session::Session;
use crate::domain::acts::refusal::Refusal;
use crate::domain::plan::people::Party;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::meeting::Treatment;
use crate::domain::record::verb::Verb;
use crate::domain::telling::agenda::agenda;
use crate::domain::words::text::count;
use crate::report::meeting::open_actions;

/// How a rating is typed.
pub(in crate::cli) const RATE: &str = "three numbers from 1 to 5, ROLE_CLARITY CONFIDENCE BELONGING, such as `onramp meet rate 4 3 5`";

/// How a check-in is typed.
pub(in crate::cli) const CHECK_IN: &str =
    "`onramp check-in ROLE_CLARITY CONFIDENCE BELONGING`, such as 4 3 5";

/// Returns how a 1:1 is begun, and how one rates; nothing for the manager, who does neither.
pub(in crate::cli) fn begin(reader: Party) -> &'static str {
    match reader {
        Party::Hire | Party::Mentor => {
            "`onramp meet start` starts one; `onramp meet rate` rates in it, and `onramp check-in` ahead of it."
        }
        Party::Manager => "",
    }
}

/// Returns what to type instead of an act in the 1:1s, where that is known.
pub(in crate::cli) fn hint(session: &Session, refusal: &Refusal) -> Option<String> {
    let journey = session.journey();
    Some(match refusal {
        Refusal::NoMentor => "`onramp edit --mentor NAME` names one".to_owned(),
        Refusal::NoMeeting => "`onramp meet start` starts one".to_owned(),
        Refusal::MeetingOpen(_) => {
            "`onramp meet agenda` prints where it is; `onramp meet close` closes it".to_owned()
        }
        Refusal::ClaimsOpen(..) => claims(session),
        Refusal::BadRating(_) => RATE.to_owned(),
        Refusal::NotYours(..) if session.is_bound() => {
            let sides = [Party::Hire, Party::Mentor].into_iter();
            let names: Vec<&str> = sides.filter_map(|one| journey.people.name(one)).collect();
            elsewhere(&names.join(" or "))
        }
        Refusal::NotYours(..) => {
            let sides = [Party::Hire, Party::Mentor].into_iter();
            let told: Vec<String> = sides
                .filter_map(|party| Some(format!("`--as {}`", quoted(journey.people.name(party)?))))
                .collect();
            format!("{} acts as one of them", told.join(" or "))
        }
        _ => return None,
    })
}

fn claims(session: &Session) -> String {
    let journey = session.journey();
    let dates = session.standing().dates.clone();
    let lines = agenda(journey, &dates, session.acting.party);
    let unanswered = lines.iter().find(|line| line.is_unanswered(journey));
    let number = unanswered.and_then(|line| {
        let number = line.text.split_whitespace().next()?;
        Some(number.to_owned())
    });
    let number = number.unwrap_or_else(|| "GOAL".to_owned());
    let acting = match (session.acting.party, journey.people.mentor()) {
        (Party::Mentor, _) | (_, None) => String::new(),
        (_, Some(mentor)) => format!(" --as {}", quoted(mentor)),
    };
    if let (false, true, Some(mentor)) = (
        session.acting.party == Party::Mentor,
        session.is_bound(),
        journey.people.mentor(),
    ) {
        return format!(
            "{mentor} answers them on their own machine; `onramp meet close --leave-claims` leaves \
             them for later"
        );
    }
    format!(
        "`onramp confirm {number}{acting}` or `onramp return {number}{acting}` answers one; \
         `onramp meet close --leave-claims` leaves them for later"
    )
}

/// Returns what to type instead of a note where no 1:1 is open.
pub(in crate::cli) fn note_without_meeting(journey: &Journey) -> Option<String> {
    let closed = journey.meetings.closed();
    let (last, _) = closed.last()?;
    let number = journey.meetings.number(*last)?;
    Some(format!(
        "`onramp meet start` starts one; `--meeting {number}` writes a remark on the last one"
    ))
}

/// Returns the sentences that say what stands after a change in a 1:1; nothing where it is none.
pub(in crate::cli) fn what_stands(session: &Session, change: &Change) -> Option<Vec<String>> {
    let journey = session.journey();
    Some(match change.verb {
        Verb::Meet => vec!["`onramp meet agenda` prints what is on the table.".to_owned()],
        Verb::Point => vec![readers(session, change.audience)],
        Verb::Discuss | Verb::PutOff | Verb::Reopen => vec![agenda_so_far(session)],
        Verb::Action | Verb::ChangeAction | Verb::DropAction | Verb::Finish | Verb::Unfinish => {
            let dates = session.standing().dates.clone();
            vec![match open_actions(journey, &dates, None).len() {
                0 => "No action is open now.".to_owned(),
                1 => "1 action is open now.".to_owned(),
                open => format!("{open} actions are open now."),
            }]
        }
        Verb::Rate => rated(session),
        Verb::Close => closed(change),
        Verb::Next | Verb::TakeStep | Verb::UntakeStep => Vec::new(),
        _ => return None,
    })
}

/// Returns who can read what was written for an audience.
pub(in crate::cli) fn readers(session: &Session, audience: Audience) -> String {
    let people = &session.journey().people;
    let others = [Party::Hire, Party::Mentor].into_iter();
    let others = others.filter(|party| *party != session.acting.party);
    let others = others.filter_map(|party| people.name(party));
    match audience {
        Audience::Journey => "Everybody in the journey can read it.".to_owned(),
        Audience::Author => format!("Only {} can read it.", session.acting.name),
        Audience::Pair => {
            let others: Vec<&str> = others.collect();
            match others.as_slice() {
                [] => "You and the mentor can read it.".to_owned(),
                [one] => format!("You and {one} can read it."),
                [first, .., last] => format!("You, {first} and {last} can read it."),
            }
        }
    }
}

fn agenda_so_far(session: &Session) -> String {
    let dates = session.standing().dates.clone();
    let lines = agenda(session.journey(), &dates, session.acting.party);
    let discussed = lines
        .iter()
        .filter(|line| line.treatment == Some(Treatment::Discussed));
    format!(
        "{} of {} discussed.",
        discussed.count(),
        count(lines.len(), "line")
    )
}

fn rated(session: &Session) -> Vec<String> {
    let journey = session.journey();
    let said = journey.meetings.said_in(journey.meetings.round_now());
    let sides = [Party::Hire, Party::Mentor].into_iter();
    let missing = sides.filter(|party| !said.has_rated(*party));
    missing
        .filter_map(|party| journey.people.name(party))
        .map(|name| format!("{name} has not rated yet."))
        .collect()
}

fn closed(change: &Change) -> Vec<String> {
    let mut closings = change.edits.iter().filter_map(|edit| match edit {
        Edit::Closing(set) => set.to.as_ref(),
        _ => None,
    });
    let next = closings.next().and_then(|closing| closing.next);
    let mut said = Vec::new();
    if next.is_none() {
        said.push("No day is agreed for the next one: `onramp meet next DATE`.".to_owned());
    }
    said.push("`onramp meet minutes` prints the minutes.".to_owned());
    said
}
