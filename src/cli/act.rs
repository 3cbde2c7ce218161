//! Does one act and says what stands then. Every command that changes something ends here.

use super::context::Context;
use super::failure::{Failure, elsewhere, quoted};
use super::out::Out;
use super::said::{gate, leave, meet, people};
use super::session::Session;
use crate::domain::acts::act::Act;
use crate::domain::acts::decide::{decide, verb_of};
use crate::domain::acts::refusal::Refusal;
use crate::domain::acts::world::World;
use crate::domain::plan::guide::Guide;
use crate::domain::plan::people::Party;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::goal::Goal;
use crate::domain::record::kinds::Edit;
use crate::domain::record::verb::Verb;
use crate::domain::telling::history;
use crate::domain::wording::{goals, journeys};
use crate::domain::words::text::{count, shortened};
use crate::domain::words::when::spoken;
use crate::report::json;
use crate::store::StoreError;

/// How many characters of a deed the answer repeats.
const DEED_MAX: usize = 240;

/// Does an act, writes it down, and says what stands then.
///
/// # Errors
/// [`Failure`] where it is refused or cannot be written.
pub(super) fn perform(
    session: &mut Session,
    act: &Act,
    word: &str,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let save = commit(session, std::slice::from_ref(act), word)?;
    answer(session, &save, context, out)
}

/// Does acts, all of them or none, and writes them down. `word` is the command, for the hint where
/// one is refused.
pub(super) fn commit(
    session: &mut Session,
    acts: &[Act],
    word: &str,
) -> Result<Vec<Change>, Failure> {
    let moment = session.clock.moment();
    session
        .store
        .commit(&mut session.open, &session.acting, acts, moment)
        .map_err(|error| refused(session, acts, word, error))
}

/// Returns the failure of acts, with what to type instead.
fn refused(session: &Session, acts: &[Act], word: &str, error: StoreError) -> Failure {
    let hint = acts
        .first()
        .and_then(|act| hint(session, act, word, &error));
    let hint = hint.or_else(|| error.hint());
    Failure::Store { error, hint }
}

/// Refuses an act that would be refused anyway, before somebody is asked for a long text.
pub(super) fn refuse_early(session: &Session, act: &Act, word: &str) -> Result<(), Failure> {
    let guide = match act.reads_guide() {
        true => session.store.guide(session.journey().id)?,
        false => Guide::default(),
    };
    let world = World {
        moment: session.clock.moment(),
        guide: &guide,
    };
    let acts = std::slice::from_ref(act);
    decide(session.journey(), world, &session.acting, acts)
        .map(|_| ())
        .map_err(|refusal| refused(session, acts, word, refusal.into()))
}

/// Returns what to type instead of an act that is refused, where that is known.
fn hint(session: &Session, act: &Act, word: &str, error: &StoreError) -> Option<String> {
    let StoreError::Refused(refusal) = error else {
        return None;
    };
    let journey = session.journey();
    let number = act
        .goal()
        .and_then(|slug| journey.goal(slug))
        .map(|goal| goal.number.to_string())
        .unwrap_or_default();
    if matches!(act, Act::Meeting(_)) {
        return meet::hint(session, refusal);
    }
    match refusal {
        Refusal::NotYours(..) => {
            let verb = verb_of(act);
            let party = Party::ALL.into_iter().find(|&party| verb.may(party))?;
            Some(match journey.people.name(party) {
                Some(name) if session.is_bound() => elsewhere(name),
                // Nothing is said of a goal, or the word of a step of a review holds its arguments.
                Some(name) if number.is_empty() || matches!(act, Act::Review(_)) => {
                    format!("`onramp {word} --as {}`", quoted(name))
                }
                Some(name) => format!("`onramp {word} {number} --as {}`", quoted(name)),
                None => format!("`onramp edit --{} NAME` names one", party.word()),
            })
        }
        Refusal::NeedsConsent { mentor, .. } if session.is_bound() => Some(format!(
            "`onramp {word} --agreed {}` once {mentor} has agreed",
            quoted(mentor)
        )),
        Refusal::NeedsConsent { mentor, .. } => Some(format!(
            "`onramp {word} --agreed {0}` once {mentor} has agreed, or `--as {0}` to act as them",
            quoted(mentor)
        )),
        Refusal::PartsOpen { .. } => Some(format!(
            "`onramp tick {number} PART` ticks one; `onramp show {number}` lists them"
        )),
        Refusal::WrongState(..)
        | Refusal::Unanswered(_)
        | Refusal::ReviewOpen(_)
        | Refusal::Ungraded(_)
        | Refusal::NotGradedHere { .. } => gate::hint(act, journey, refusal),
        Refusal::NoReview => Some(gate::how_to_begin(session)),
        Refusal::Waived(_) => Some(format!("`onramp restore {number}`")),
        Refusal::Archived(_) => Some(format!("`onramp unarchive{}`", named(session))),
        Refusal::NoGoal(_) => Some("`onramp goals` lists them".to_owned()),
        _ => None,
    }
}

/// Says what was changed and what stands now: one line, or a document.
///
/// # Errors
/// [`Failure`] where the log cannot be read or the answer cannot be written.
pub(super) fn answer(
    session: &Session,
    changes: &[Change],
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let message = message(session, changes)?;
    if context.json {
        let standing = session.standing();
        out.json(&json::change(changes, message, &standing))
    } else {
        out.say(&message)
    }
}

/// Returns what was changed and what stands now, on one line.
pub(super) fn message(session: &Session, changes: &[Change]) -> Result<String, Failure> {
    let journey = session.journey();
    let Some(first) = changes.first() else {
        return Ok(String::new());
    };
    let words = match first.undoes {
        Some(_) => {
            let log = session.store.changes(journey.id)?;
            let newest = history::newest(journey, &log, session.acting.party);
            newest.map_or_else(String::new, |line| line.text)
        }
        None => history::words(journey, changes),
    };
    let words = shortened(&words, DEED_MAX);
    let mut said = vec![ended(&format!("{} {words}", first.author.name))];
    said.extend(what_stands(session, first));
    Ok(said.join(" "))
}

fn ended(sentence: &str) -> String {
    if sentence.ends_with(['.', '!', '?', '…']) {
        sentence.to_owned()
    } else {
        format!("{sentence}.")
    }
}

/// Returns the sentences that say what stands after a change.
fn what_stands(session: &Session, change: &Change) -> Vec<String> {
    let journey = session.journey();
    let goal = change.goal().and_then(|slug| journey.goal(slug));
    if journey.withdrawn {
        return vec!["The journey is withdrawn; `onramp redo` brings it back.".to_owned()];
    }
    if let Some(said) = meet::what_stands(session, change) {
        return said;
    }
    match (change.verb, goal) {
        (Verb::Note, _) => vec![note(session, change)],
        (Verb::Tick | Verb::Untick, Some(goal)) => parts(goal).into_iter().collect(),
        (Verb::Summarize, _) => {
            vec!["`onramp export` prints the summary with it.".to_owned()]
        }
        (Verb::Evidence, Some(goal)) => {
            vec![format!(
                "It has {} now.",
                count(goal.evidence.len(), "link")
            )]
        }
        (Verb::Name | Verb::Rename, _) if moves_dates(change) => due(session).into_iter().collect(),
        (Verb::Name | Verb::Rename, _) => people::named(session, change),
        (Verb::Archive, _) => vec![format!(
            "It is in the lists no more; `onramp journeys --all` shows it, `onramp unarchive{}` \
             takes it out.",
            named(session)
        )],
        (Verb::Unarchive, _) => vec!["It goes on.".to_owned()],
        (
            Verb::MoveStart
            | Verb::Leave
            | Verb::MoveLeave
            | Verb::DropLeave
            | Verb::Week
            | Verb::Holidays,
            _,
        ) => leave::covered(session, change)
            .into_iter()
            .chain(due(session))
            .collect(),
        (Verb::Undo | Verb::Redo, _) if moves_dates(change) => due(session).into_iter().collect(),
        (Verb::Answer | Verb::Grade | Verb::Verdict, _) => gate::what_stands(session, change),
        (Verb::Defer, Some(goal)) => {
            let due = session.standing().dates.goal_due(goal);
            let today = session.today();
            let due = due.map(|due| format!("It is due {} now.", spoken(due, today)));
            due.into_iter().collect()
        }
        (Verb::Block | Verb::Clear, _) => {
            let waiting = session.standing().blocked.len();
            vec![match waiting {
                0 => "No goal waits on anybody now.".to_owned(),
                1 => "1 goal is waiting now.".to_owned(),
                _ => format!("{waiting} goals are waiting now."),
            }]
        }
        _ => tally(session, change, goal),
    }
}

fn tally(session: &Session, change: &Change, goal: Option<&Goal>) -> Vec<String> {
    let standing = session.standing();
    let mut said = vec![format!(
        "{}.",
        journeys::tally(&standing.so_far, standing.current)
    )];
    let people = &session.journey().people;
    match (change.verb, goal) {
        (Verb::Claim, _) => said.push(match people.mentor() {
            Some(mentor) => format!("{}.", goals::confirmer(Some(mentor))),
            None => "No mentor is named to confirm it: `onramp edit --mentor NAME`.".to_owned(),
        }),
        (Verb::Confirm, _) => said.push(format!(
            "{} of {} confirmed.",
            standing.so_far.confirmed, standing.so_far.counted
        )),
        (Verb::Return, _) => said.push(format!("{} has it back.", people.hire())),
        _ => {}
    }
    said
}

/// Returns whether a change moves the dates of the milestones.
fn moves_dates(change: &Change) -> bool {
    let moves = |edit: &Edit| {
        matches!(
            edit,
            Edit::Start(_) | Edit::Leave(_) | Edit::Week(_) | Edit::Holiday(_)
        )
    };
    change.edits.iter().any(moves)
}

fn note(session: &Session, change: &Change) -> String {
    match change.audience {
        Audience::Journey => {
            "Everybody in the journey can read it, and it is in the summary.".to_owned()
        }
        audience => meet::readers(session, audience),
    }
}

/// Returns how a command names the journey.
fn named(session: &Session) -> String {
    format!(" --journey {}", quoted(session.journey().people.hire()))
}

fn parts(goal: &Goal) -> Option<String> {
    let parts = goals::parts(goal.parts())?;
    let claim = if goal.is_to_do() && goal.parts_suffice() {
        format!(" It can be claimed: `onramp claim {}`.", goal.number)
    } else {
        String::new()
    };
    Some(format!("{parts} ticked.{claim}"))
}

fn due(session: &Session) -> Option<String> {
    let standing = session.standing();
    let dates: Vec<String> = standing
        .milestones
        .iter()
        .filter_map(|row| {
            let due = spoken(row.due?, session.today());
            Some(format!("{} {due}", row.milestone))
        })
        .collect();
    (!dates.is_empty()).then(|| format!("Due now: {}.", dates.join(", ")))
}
