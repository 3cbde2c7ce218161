//! What is asked of whom: of the manager first, then of the mentor, the hire and everybody else.

use crate::domain::judgment::attention::{Attention, Matter};
use crate::domain::judgment::rules;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::{Goal, GoalNumber};
use crate::domain::wording::{goals, meetings};
use crate::domain::words::text::folded;
use crate::domain::words::when::{full_date, working_days};
use crate::report::blocks::{Block, Item, List, labeled};
use crate::report::meeting::open_actions;

/// Something that is asked of somebody.
pub(super) struct Ask {
    /// Of whom.
    pub(super) whom: String,
    /// What.
    pub(super) what: String,
}

/// Returns what is asked, as boxes to tick: of the reader first.
pub(super) fn asked(standing: &Standing<'_>, reader: Party) -> Block {
    let mut asks = asks(standing);
    let reader = standing.journey.people.name(reader);
    asks.sort_by_key(|ask| reader != Some(ask.whom.as_str()));
    if asks.is_empty() {
        return Block::text("Nothing is asked of anybody today.");
    }
    let items = asks.into_iter().map(|ask| Item {
        ticked: Some(false),
        ..Item::line(labeled(&ask.whom, ask.what))
    });
    Block::List(List {
        first: None,
        items: items.collect(),
    })
}

/// Returns what is asked, by whom it is asked of.
pub(super) fn asks(standing: &Standing<'_>) -> Vec<Ask> {
    let mut asks = Asks {
        standing,
        all: Vec::new(),
    };
    asks.of_matters();
    asks.of_claims();
    asks.of_blockers();
    asks.of_actions();
    let people = &standing.journey.people;
    let place = |ask: &Ask| {
        let order = [Party::Manager, Party::Mentor, Party::Hire];
        let is = |party: &Party| people.name(*party).is_some_and(|name| name == ask.whom);
        order.iter().position(is).unwrap_or(order.len())
    };
    asks.all.sort_by_key(place);
    asks.all
}

struct Asks<'a> {
    standing: &'a Standing<'a>,
    all: Vec<Ask>,
}

impl<'a> Asks<'a> {
    fn ask(&mut self, whom: &str, what: String) {
        let whom = whom.to_owned();
        self.all.push(Ask { whom, what });
    }

    fn name(&self, party: Party) -> Option<&'a str> {
        self.standing.journey.people.name(party)
    }

    /// Returns who stands in for the mentor while nobody is one.
    fn mentor(&self) -> &'a str {
        let manager = self.name(Party::Manager);
        let hire = self.standing.journey.people.hire();
        self.name(Party::Mentor).or(manager).unwrap_or(hire)
    }

    fn of_matters(&mut self) {
        for attention in &self.standing.attention {
            let Some((party, what)) = self.of_matter(attention) else {
                continue;
            };
            let whom = self.name(party).unwrap_or_else(|| self.mentor());
            self.ask(whom, what);
        }
    }

    fn of_matter(&self, attention: &Attention<'_>) -> Option<(Party, String)> {
        let day = attention.on.map(full_date).unwrap_or_default();
        let has_passed = attention.days > 0;
        Some(match attention.what {
            Matter::NoMentor | Matter::Start if self.name(Party::Mentor).is_none() => {
                let what = "name a mentor; nobody can confirm a claim until then";
                (Party::Manager, what.to_owned())
            }
            Matter::Gate(milestone) if attention.days >= 0 => {
                let what = format!("hold the gate review at {milestone}, due {day}");
                (Party::Mentor, what)
            }
            Matter::Meeting if has_passed => {
                let what = format!("hold the 1:1 that was agreed for {day}");
                (Party::Mentor, what)
            }
            Matter::NoMeeting { agreed: false, .. } => {
                let days = working_days(attention.days);
                let what = format!("agree on a 1:1; there was none for {days}");
                (Party::Mentor, what)
            }
            Matter::Late(goal) => {
                let goal = self.goal(goal)?;
                goal.waiting().is_none().then_some(())?;
                let what = format!(
                    "claim or agree on another date: {}; it was due {day}",
                    goals::named(goal)
                );
                (Party::Hire, what)
            }
            _ => return None,
        })
    }

    fn goal(&self, number: GoalNumber) -> Option<&'a Goal> {
        let mut goals = self.standing.journey.goals.iter();
        goals.find(|goal| goal.number == number)
    }

    fn of_claims(&mut self) {
        for goal in &self.standing.claimed {
            if let (Some(mentor), Some(claim)) = (self.name(Party::Mentor), goal.claim()) {
                let changed = goals::changed(goal).map(|changed| format!("; {changed}"));
                let what = format!(
                    "confirm or return {}, claimed on {}{}",
                    goals::named(goal),
                    full_date(claim.on),
                    changed.unwrap_or_default()
                );
                self.ask(mentor, what);
            }
        }
    }

    /// A blocker that lasts and lies with somebody outside is asked of the manager, too.
    fn of_blockers(&mut self) {
        for goal in &self.standing.blocked {
            let Some(blocker) = goal.waiting() else {
                continue;
            };
            let named = goals::named(goal);
            let days = self.standing.dates.days_waiting(*goal).unwrap_or_default();
            let is_outside = Party::ALL.iter().all(|party| {
                let name = self.name(*party);
                name.is_none_or(|name| folded(name) != folded(&blocker.on))
            });
            let manager = self.name(Party::Manager);
            if let Some(manager) = manager.filter(|_| is_outside && days >= rules::BLOCKED_AT_RISK)
            {
                let what = format!(
                    "help to get {} from {}, for {named}; it has waited {}",
                    blocker.waits_for,
                    blocker.on,
                    working_days(days)
                );
                self.ask(manager, what);
            }
            self.ask(&blocker.on, format!("{}, for {named}", blocker.waits_for));
        }
    }

    fn of_actions(&mut self) {
        for row in open_actions(self.standing.journey, &self.standing.dates, None) {
            let what = meetings::action(row.action, row.days_late, full_date);
            self.ask(row.owner, what);
        }
    }
}
