//! Decides what follows from an act: the edits it makes, or why it is refused. Reads a journey,
//! changes nothing.

use chrono::{Datelike, NaiveDate};

use super::act::Act;
use super::calendar::Pause;
use super::change::{ChangeId, Edit, Seed, Set, Verb};
use super::goal::{
    Blocker, Deferral, Evidence, Goal, GoalNumber, GoalState, Note, Returned, Stage, Visibility,
    Waiver,
};
use super::journey::Journey;
use super::milestone::Milestone;
use super::people::{Author, Mark, Party, People};
use super::plan::{Asks, Plan, Slug};
use super::text::{self, TextError};
use super::when::spoken;

/// The years in which a journey may start.
pub const START_YEARS: std::ops::RangeInclusive<i32> = 1970..=2100;

/// The longest leave, in days.
pub const PAUSE_MAX: i64 = 366;

/// Why an act was refused. Each message says what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The act is another party's.
    #[error("{0} cannot do that: {1}")]
    NotYours(String, String),
    /// The journey holds no such goal.
    #[error("this journey has no goal ‘{0}’")]
    NoGoal(String),
    /// The goal is taken out.
    #[error("{0} is waived; restore it first")]
    Waived(GoalNumber),
    /// The goal is in another state than the act needs.
    #[error("{0} {1}")]
    WrongState(GoalNumber, String),
    /// The goal asks for parts that are not ticked.
    #[error("{number} asks for {asks} of its parts first: {missing}")]
    PartsOpen {
        /// The goal.
        number: GoalNumber,
        /// `all` or `one`.
        asks: &'static str,
        /// The parts that are not ticked.
        missing: String,
    },
    /// A text is empty or too long.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The link's scheme is not among those that are opened.
    #[error("‘{0}’ is not a link that can be kept; use http, https, mailto or file, or a path")]
    BadLink(String),
    /// A date lies where it makes no sense.
    #[error("{0}")]
    BadDate(String),
    /// The act would leave everything as it is.
    #[error("{0}")]
    NothingToDo(String),
}

/// What an act comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What was done.
    pub verb: Verb,
    /// What it alters.
    pub edits: Vec<Edit>,
}

/// When and under which name an act is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The change that will hold it.
    pub id: ChangeId,
    /// The day it counts for.
    pub day: NaiveDate,
}

/// Returns whether a party may do what a verb says.
pub fn may(party: Party, verb: Verb) -> bool {
    match verb {
        Verb::Begin | Verb::Claim | Verb::Unclaim | Verb::Tick | Verb::Untick => {
            party == Party::Hire
        }
        Verb::Confirm | Verb::Return => party == Party::Mentor,
        Verb::Evidence => party != Party::Manager,
        Verb::Start
        | Verb::Note
        | Verb::Block
        | Verb::Clear
        | Verb::Waive
        | Verb::Defer
        | Verb::Restore
        | Verb::Name
        | Verb::MoveStart
        | Verb::Pause
        | Verb::Undo
        | Verb::Redo => true,
    }
}

/// Returns what an act comes to in a journey as it stands.
///
/// # Errors
/// A [`Refusal`] where the author may not, the goal is in the wrong state, or a text or date
/// cannot be taken.
pub fn decide(
    journey: &Journey,
    author: &Author,
    act: &Act,
    entry: Entry,
) -> Result<Deed, Refusal> {
    let verb = verb_of(act);
    if !may(author.party, verb) {
        return Err(not_yours(journey, author, verb));
    }
    let case = Case {
        journey,
        author,
        entry,
    };
    let edits = match act {
        Act::Begin { goal } => case.begin(case.goal(goal)?),
        Act::Claim { goal } => case.claim(case.goal(goal)?),
        Act::Unclaim { goal } => case.unclaim(case.goal(goal)?),
        Act::Confirm { goal } => case.confirm(case.goal(goal)?),
        Act::Return { goal, reason } => case.send_back(case.goal(goal)?, reason),
        Act::Tick { goal, criterion } => case.tick(case.goal(goal)?, criterion),
        Act::Untick { goal, criterion } => case.untick(case.goal(goal)?, criterion),
        Act::Note {
            goal,
            text,
            visibility,
        } => case.note(goal.as_ref(), text, *visibility),
        Act::Evidence { goal, link, label } => case.evidence(case.goal(goal)?, link, label),
        Act::Block {
            goal,
            on,
            waits_for,
            since,
        } => case.block(case.goal(goal)?, on, waits_for, *since),
        Act::Clear { goal } => case.clear(case.goal(goal)?),
        Act::Waive {
            goal,
            reason,
            agreed,
        } => case.waive(case.goal(goal)?, reason, agreed),
        Act::Defer {
            goal,
            to,
            reason,
            agreed,
        } => case.defer(case.goal(goal)?, *to, reason, agreed),
        Act::Restore { goal } => case.restore(case.goal(goal)?),
        Act::Name { party, name } => case.name(*party, name),
        Act::MoveStart { to } => case.move_start(*to),
        Act::Pause {
            from,
            until,
            reason,
        } => case.pause(*from, *until, reason),
    }?;
    Ok(Deed { verb, edits })
}

/// Returns what a journey begins with.
///
/// # Errors
/// A [`Refusal`] where a name is empty or too long or the start lies outside [`START_YEARS`].
pub fn seed(
    plan: Plan,
    hire: &str,
    mentor: &str,
    manager: &str,
    start: NaiveDate,
) -> Result<Seed, Refusal> {
    Ok(Seed {
        people: People {
            hire: text::line("name", hire)?,
            mentor: optional("mentor's name", mentor)?,
            manager: optional("manager's name", manager)?,
        },
        start: start_date(start)?,
        plan,
    })
}

fn verb_of(act: &Act) -> Verb {
    match act {
        Act::Begin { .. } => Verb::Begin,
        Act::Claim { .. } => Verb::Claim,
        Act::Unclaim { .. } => Verb::Unclaim,
        Act::Confirm { .. } => Verb::Confirm,
        Act::Return { .. } => Verb::Return,
        Act::Tick { .. } => Verb::Tick,
        Act::Untick { .. } => Verb::Untick,
        Act::Note { .. } => Verb::Note,
        Act::Evidence { .. } => Verb::Evidence,
        Act::Block { .. } => Verb::Block,
        Act::Clear { .. } => Verb::Clear,
        Act::Waive { .. } => Verb::Waive,
        Act::Defer { .. } => Verb::Defer,
        Act::Restore { .. } => Verb::Restore,
        Act::Name { .. } => Verb::Name,
        Act::MoveStart { .. } => Verb::MoveStart,
        Act::Pause { .. } => Verb::Pause,
    }
}

fn not_yours(journey: &Journey, author: &Author, verb: Verb) -> Refusal {
    let hire = &journey.people.hire;
    let rule = match (verb, &journey.people.mentor) {
        (Verb::Confirm | Verb::Return, Some(mentor)) => {
            format!("{mentor}, the mentor, answers claims")
        }
        (Verb::Confirm | Verb::Return, None) => {
            "a mentor answers claims, and none is named yet".to_owned()
        }
        (Verb::Evidence, _) => format!("{hire} or the mentor gives evidence"),
        _ => format!("{hire}, the hire, ticks, begins and claims"),
    };
    Refusal::NotYours(author.to_string(), rule)
}

fn optional(what: &'static str, raw: &str) -> Result<Option<String>, Refusal> {
    match text::line(what, raw) {
        Ok(name) => Ok(Some(name)),
        Err(TextError::Empty { .. }) => Ok(None),
        Err(too_long) => Err(too_long.into()),
    }
}

fn start_date(date: NaiveDate) -> Result<NaiveDate, Refusal> {
    if START_YEARS.contains(&date.year()) {
        Ok(date)
    } else {
        Err(Refusal::BadDate(format!(
            "a journey starts between 1970 and 2100, not on {date}"
        )))
    }
}

/// One act at one moment in one journey.
struct Case<'a> {
    journey: &'a Journey,
    author: &'a Author,
    entry: Entry,
}

type Edits = Result<Vec<Edit>, Refusal>;

impl Case<'_> {
    fn goal(&self, slug: &Slug) -> Result<&Goal, Refusal> {
        self.journey
            .goal(slug)
            .ok_or_else(|| Refusal::NoGoal(slug.to_string()))
    }

    fn mark(&self) -> Mark {
        Mark {
            by: self.author.name.clone(),
            on: self.entry.day,
        }
    }

    fn begin(&self, goal: &Goal) -> Edits {
        match goal.state() {
            GoalState::Open => Ok(vec![stage(
                goal,
                Stage::Active {
                    begun: self.mark(),
                    returned: None,
                },
            )]),
            _ => Err(self.is_already(goal)),
        }
    }

    fn claim(&self, goal: &Goal) -> Edits {
        if !goal.is_to_do() {
            return Err(self.is_already(goal));
        }
        if !goal.parts_suffice() {
            return Err(parts_open(goal));
        }
        let mut edits = vec![stage(
            goal,
            Stage::Claimed {
                begun: goal.begun().cloned(),
                claim: self.mark(),
            },
        )];
        if goal.blocker.is_some() {
            edits.push(blocker(goal, None));
        }
        Ok(edits)
    }

    fn unclaim(&self, goal: &Goal) -> Edits {
        match (goal.state(), &goal.stage) {
            (GoalState::Claimed, Stage::Claimed { begun, .. }) => {
                let back = begun.clone().map_or(Stage::Open, |begun| Stage::Active {
                    begun,
                    returned: None,
                });
                Ok(vec![stage(goal, back)])
            }
            (GoalState::Confirmed, _) => Err(Refusal::WrongState(
                goal.number,
                "is confirmed; the mentor can return it".to_owned(),
            )),
            (GoalState::Waived, _) => Err(Refusal::Waived(goal.number)),
            _ => Err(Refusal::WrongState(
                goal.number,
                "is not claimed, so there is nothing to take back".to_owned(),
            )),
        }
    }

    fn confirm(&self, goal: &Goal) -> Edits {
        match (goal.state(), &goal.stage) {
            (GoalState::Claimed, Stage::Claimed { begun, claim }) => Ok(vec![stage(
                goal,
                Stage::Confirmed {
                    begun: begun.clone(),
                    claim: claim.clone(),
                    confirm: self.mark(),
                },
            )]),
            (GoalState::Open | GoalState::Active, _) => Err(Refusal::WrongState(
                goal.number,
                format!("is not claimed yet; {} claims it first", self.hire()),
            )),
            _ => Err(self.is_already(goal)),
        }
    }

    fn send_back(&self, goal: &Goal, reason: &str) -> Edits {
        let (begun, claim) = match (goal.state(), &goal.stage) {
            (GoalState::Waived, _) => return Err(Refusal::Waived(goal.number)),
            (_, Stage::Claimed { begun, claim } | Stage::Confirmed { begun, claim, .. }) => {
                (begun, claim)
            }
            _ => {
                return Err(Refusal::WrongState(
                    goal.number,
                    "is not claimed, so there is nothing to return".to_owned(),
                ));
            }
        };
        Ok(vec![stage(
            goal,
            Stage::Active {
                begun: begun.clone().unwrap_or_else(|| claim.clone()),
                returned: Some(Returned {
                    mark: self.mark(),
                    reason: text::line("reason", reason)?,
                }),
            },
        )])
    }

    fn tick(&self, goal: &Goal, criterion: &Slug) -> Edits {
        self.may_tick(goal, criterion)?;
        if goal.ticks.contains_key(criterion) {
            return Err(Refusal::NothingToDo(format!(
                "that part of {} is ticked already",
                goal.number
            )));
        }
        let mut edits = vec![tick(goal, criterion, Some(self.mark()))];
        if goal.stage == Stage::Open {
            edits.extend(self.begin(goal)?);
        }
        Ok(edits)
    }

    fn untick(&self, goal: &Goal, criterion: &Slug) -> Edits {
        self.may_tick(goal, criterion)?;
        if !goal.ticks.contains_key(criterion) {
            return Err(Refusal::NothingToDo(format!(
                "that part of {} is not ticked",
                goal.number
            )));
        }
        if goal.is_done() {
            return Err(Refusal::WrongState(
                goal.number,
                "is claimed; take the claim back before the tick".to_owned(),
            ));
        }
        Ok(vec![tick(goal, criterion, None)])
    }

    fn may_tick(&self, goal: &Goal, criterion: &Slug) -> Result<(), Refusal> {
        if goal.state() == GoalState::Waived {
            return Err(Refusal::Waived(goal.number));
        }
        if goal.plan.criteria.iter().any(|c| c.slug == *criterion) {
            Ok(())
        } else {
            Err(Refusal::WrongState(
                goal.number,
                format!("has no part ‘{criterion}’"),
            ))
        }
    }

    fn note(&self, goal: Option<&Slug>, raw: &str, visibility: Visibility) -> Edits {
        if let Some(slug) = goal {
            self.goal(slug)?;
        }
        Ok(vec![Edit::Note {
            goal: goal.cloned(),
            note: self.entry.id,
            set: added(Note {
                author: self.author.clone(),
                on: self.entry.day,
                text: text::note(raw)?,
                visibility,
            }),
        }])
    }

    fn evidence(&self, goal: &Goal, link: &str, label: &str) -> Edits {
        let link = text::line("link", link)?;
        if !is_safe_link(&link) {
            return Err(Refusal::BadLink(link));
        }
        Ok(vec![Edit::Evidence {
            goal: goal.slug().clone(),
            evidence: self.entry.id,
            set: added(Evidence {
                mark: self.mark(),
                link,
                label: optional("label", label)?,
            }),
        }])
    }

    fn block(&self, goal: &Goal, on: &str, waits_for: &str, since: Option<NaiveDate>) -> Edits {
        if !goal.is_to_do() {
            return Err(self.is_already(goal));
        }
        if let Some(blocker) = &goal.blocker {
            return Err(Refusal::WrongState(
                goal.number,
                format!("already waits on {}; clear that first", blocker.on),
            ));
        }
        let since = since.unwrap_or(self.entry.day);
        if since > self.entry.day {
            return Err(Refusal::BadDate(format!(
                "{} cannot wait since {since}, which is still to come",
                goal.number
            )));
        }
        Ok(vec![blocker(
            goal,
            Some(Blocker {
                mark: self.mark(),
                on: text::line("name of whom it waits on", on)?,
                waits_for: text::line("text of what it waits for", waits_for)?,
                since,
            }),
        )])
    }

    fn clear(&self, goal: &Goal) -> Edits {
        if goal.blocker.is_none() {
            return Err(Refusal::NothingToDo(format!(
                "{} waits on nobody",
                goal.number
            )));
        }
        Ok(vec![blocker(goal, None)])
    }

    fn waive(&self, goal: &Goal, reason: &str, agreed: &str) -> Edits {
        if matches!(goal.state(), GoalState::Confirmed | GoalState::Waived) {
            return Err(self.is_already(goal));
        }
        Ok(vec![Edit::Waiver {
            goal: goal.slug().clone(),
            set: Set {
                from: goal.waiver.clone(),
                to: Some(Waiver {
                    mark: self.mark(),
                    reason: text::line("reason", reason)?,
                    agreed: text::line("name of who agreed", agreed)?,
                }),
            },
        }])
    }

    fn defer(&self, goal: &Goal, to: NaiveDate, reason: &str, agreed: &str) -> Edits {
        if !goal.is_to_do() {
            return Err(self.is_already(goal));
        }
        if goal.number.milestone == Milestone::Beyond {
            return Err(Refusal::WrongState(
                goal.number,
                "has no date that could be moved".to_owned(),
            ));
        }
        if to < self.entry.day || to < self.journey.start {
            return Err(Refusal::BadDate(format!(
                "{} cannot be moved to {to}, which has passed or lies before the start",
                goal.number
            )));
        }
        Ok(vec![Edit::Deferral {
            goal: goal.slug().clone(),
            set: Set {
                from: goal.deferral.clone(),
                to: Some(Deferral {
                    mark: self.mark(),
                    to,
                    reason: text::line("reason", reason)?,
                    agreed: text::line("name of who agreed", agreed)?,
                }),
            },
        }])
    }

    fn restore(&self, goal: &Goal) -> Edits {
        let mut edits = Vec::new();
        if goal.waiver.is_some() {
            edits.push(Edit::Waiver {
                goal: goal.slug().clone(),
                set: removed(goal.waiver.clone()),
            });
        }
        if goal.deferral.is_some() {
            edits.push(Edit::Deferral {
                goal: goal.slug().clone(),
                set: removed(goal.deferral.clone()),
            });
        }
        if edits.is_empty() {
            return Err(Refusal::NothingToDo(format!(
                "{} is neither waived nor deferred",
                goal.number
            )));
        }
        Ok(edits)
    }

    fn name(&self, party: Party, raw: &str) -> Edits {
        let from = self.journey.people.name(party).map(str::to_owned);
        let to = match party {
            Party::Hire => Some(text::line("name", raw)?),
            Party::Mentor | Party::Manager => optional("name", raw)?,
        };
        if from == to {
            return Err(Refusal::NothingToDo(match to {
                Some(name) => format!("the {} is {name} already", party.word()),
                None => format!("no {} is named", party.word()),
            }));
        }
        Ok(vec![Edit::Name {
            party,
            set: Set { from, to },
        }])
    }

    fn move_start(&self, to: NaiveDate) -> Edits {
        let to = start_date(to)?;
        if to == self.journey.start {
            return Err(Refusal::NothingToDo(format!(
                "the journey starts on {to} already"
            )));
        }
        Ok(vec![Edit::Start {
            set: Set {
                from: self.journey.start,
                to,
            },
        }])
    }

    fn pause(&self, from: NaiveDate, until: NaiveDate, reason: &str) -> Edits {
        if until < from {
            return Err(Refusal::BadDate(format!(
                "a leave cannot end on {until}, before it begins on {from}"
            )));
        }
        if (until - from).num_days() >= PAUSE_MAX {
            return Err(Refusal::BadDate(format!(
                "a leave of more than {PAUSE_MAX} days is more than a pause; start a new journey afterwards"
            )));
        }
        let mut to = self.journey.pauses.clone();
        to.push(Pause {
            from,
            until,
            reason: optional("reason", reason)?,
        });
        Ok(vec![Edit::Pauses {
            set: Set {
                from: self.journey.pauses.clone(),
                to,
            },
        }])
    }

    fn hire(&self) -> &str {
        &self.journey.people.hire
    }

    fn is_already(&self, goal: &Goal) -> Refusal {
        let since = |mark: &Mark| spoken(mark.on, self.entry.day);
        let words = match (goal.state(), &goal.stage) {
            (GoalState::Waived, _) => return Refusal::Waived(goal.number),
            (_, Stage::Active { begun, .. }) => format!("is active since {}", since(begun)),
            (_, Stage::Claimed { claim, .. }) => {
                format!("is claimed since {}", since(claim))
            }
            (_, Stage::Confirmed { confirm, .. }) => {
                format!("is confirmed since {}", since(confirm))
            }
            (_, Stage::Open) => "is open".to_owned(),
        };
        Refusal::WrongState(goal.number, words)
    }
}

/// Returns whether a link may be kept: an allowed scheme, or a path without any.
pub fn is_safe_link(link: &str) -> bool {
    let Some((scheme, _)) = link.split_once(':') else {
        return true;
    };
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    !is_scheme
        || ["http", "https", "mailto", "file"]
            .iter()
            .any(|allowed| scheme.eq_ignore_ascii_case(allowed))
}

fn parts_open(goal: &Goal) -> Refusal {
    let missing: Vec<&str> = goal
        .plan
        .criteria
        .iter()
        .filter(|criterion| !goal.ticks.contains_key(&criterion.slug))
        .map(|criterion| criterion.text.as_str())
        .collect();
    Refusal::PartsOpen {
        number: goal.number,
        asks: match goal.plan.asks {
            Asks::All => "all",
            Asks::Any => "one",
        },
        missing: missing.join("; "),
    }
}

fn stage(goal: &Goal, to: Stage) -> Edit {
    Edit::Stage {
        goal: goal.slug().clone(),
        set: Set {
            from: goal.stage.clone(),
            to,
        },
    }
}

fn tick(goal: &Goal, criterion: &Slug, to: Option<Mark>) -> Edit {
    Edit::Tick {
        goal: goal.slug().clone(),
        criterion: criterion.clone(),
        set: Set {
            from: goal.ticks.get(criterion).cloned(),
            to,
        },
    }
}

fn blocker(goal: &Goal, to: Option<Blocker>) -> Edit {
    Edit::Blocker {
        goal: goal.slug().clone(),
        set: Set {
            from: goal.blocker.clone(),
            to,
        },
    }
}

fn added<T>(value: T) -> Set<Option<T>> {
    Set {
        from: None,
        to: Some(value),
    }
}

fn removed<T>(value: Option<T>) -> Set<Option<T>> {
    Set {
        from: value,
        to: None,
    }
}
