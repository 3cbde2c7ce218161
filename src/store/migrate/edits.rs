//! Reads an edit of schema 5 as edits of today, in the journey as it stood then. Knows no table.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::domain::acts::decide::Working;
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::mentoring::Occasion;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark, Party, People, Person, PersonId};
use crate::domain::record::action::Doer;
use crate::domain::record::action::Entry;
use crate::domain::record::course::{Leave, LeaveReason, Seed};
use crate::domain::record::goal::{Asked, Begun, Blocker, Claim, Confirmation, Goal};
use crate::domain::record::goal::{Returned, Stage, Ticked};
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set};
use crate::domain::record::kinds::Edit;
use crate::domain::record::kinds::action::{Done, Due, Owner, Text};
use crate::domain::record::kinds::course::{Name, Seat};
use crate::domain::record::kinds::goal::Tick;
use crate::domain::record::log::record_id;
use crate::domain::record::meeting::{Agenda, Closing, Edge, Kept, Opening, Point, Stood};
use crate::domain::record::verb::Verb;
use crate::domain::record::writing::{Note, Visibility};

/// What an edit is read in.
pub(super) struct Converter<'a> {
    pub(super) id: JourneyId,
    pub(super) journey: Option<&'a Journey>,
    pub(super) author: &'a Author,
    pub(super) change: ChangeId,
    pub(super) day: NaiveDate,
    pub(super) verb: Verb,
    pub(super) working: &'a Working,
    /// All edits of the save.
    pub(super) beside: &'a [Value],
}

/// Returns the id of who played a party when the journey began.
pub(super) fn first_person(journey: JourneyId, party: Party) -> PersonId {
    let place = Party::ALL.into_iter().position(|other| other == party);
    PersonId(record_id(journey.0, place.unwrap_or(0)))
}

#[derive(Deserialize)]
struct OldPeople {
    hire: String,
    mentor: Option<String>,
    manager: Option<String>,
}

#[derive(Deserialize)]
struct OldSeed {
    people: OldPeople,
    start: NaiveDate,
    plan: PlanCopy,
}

#[derive(Deserialize)]
struct OldLeave {
    from: NaiveDate,
    until: NaiveDate,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
enum OldStage {
    Open,
    Active {
        begun: Mark,
        returned: Option<OldReturned>,
    },
    Claimed {
        begun: Option<Mark>,
        claim: Mark,
    },
    Confirmed {
        begun: Option<Mark>,
        claim: Mark,
        confirm: Mark,
    },
}

#[derive(Deserialize)]
struct OldReturned {
    mark: Mark,
    reason: String,
}

#[derive(Deserialize)]
struct OldAuthor {
    name: String,
    party: Party,
}

#[derive(Deserialize)]
struct OldNote {
    author: OldAuthor,
    on: NaiveDate,
    text: String,
    visibility: Visibility,
    #[serde(default)]
    question: bool,
    #[serde(default)]
    meeting: Option<ChangeId>,
}

#[derive(Deserialize)]
struct OldPoint {
    author: OldAuthor,
    on: NaiveDate,
    text: String,
    visibility: Visibility,
}

#[derive(Deserialize)]
struct OldKept {
    section: crate::domain::record::meeting::Section,
    topic: crate::domain::record::meeting::Topic,
    text: Option<String>,
    treatment: Option<crate::domain::record::meeting::Treatment>,
}

#[derive(Deserialize)]
struct OldOpening {
    by: OldAuthor,
    on: NaiveDate,
    clock: i64,
    agenda: Vec<OldKept>,
}

#[derive(Deserialize)]
struct OldClosing {
    mark: Mark,
    next: Option<NaiveDate>,
    agenda: Vec<OldKept>,
    notes: Vec<ChangeId>,
}

#[derive(Deserialize)]
struct OldAction {
    text: String,
    owner: Party,
    due: Option<NaiveDate>,
    goal: Option<Slug>,
    meeting: Option<ChangeId>,
    mark: Mark,
    done: Option<Mark>,
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

/// Returns a value that need not be there; nothing at all if it cannot be read.
fn read_if<T: DeserializeOwned>(value: &Value) -> Option<Option<T>> {
    match value {
        Value::Null => Some(None),
        value => read(value).map(Some),
    }
}

impl Converter<'_> {
    /// Returns the edits of today, or `None` if the edit cannot be read.
    pub(super) fn edits(&self, old: &Value) -> Option<Vec<Edit>> {
        let (key, to) = (&old["key"], &old["to"]);
        Some(match old["kind"].as_str()? {
            "seed" => vec![self.seed(read(to)?)],
            "name" => self.name(read(key)?, read_if(to)?),
            "pauses" => self.leaves(read_if(to)?.unwrap_or_default()),
            "stage" => vec![self.stage(&read(key)?, read_if(to)?)?],
            "tick" => {
                let (goal, criterion): (Slug, Slug) = read(key)?;
                let tick = read_if(to)?.map(|mark| self.tick(&goal, &criterion, mark));
                vec![self.set::<Tick>((goal, criterion), tick)]
            }
            "note" => {
                let note = read_if(to)?.map(|note| std::sync::Arc::new(self.note(note)));
                vec![self.set::<Note>(read(key)?, note)]
            }
            "point" => {
                let point = read_if(to)?.map(|point| self.point(point));
                vec![self.set::<Point>(read(key)?, point)]
            }
            "meeting" => self.opening(read(key)?, read_if(to)?),
            "closing" => self.closing(read(key)?, read_if(to)?),
            "action" => self.action(read(key)?, read_if(to)?),
            // The other kinds are as they were.
            _ => vec![read(old)?],
        })
    }

    /// Returns a record set anew in the journey as it stood.
    fn set<K: Kind>(&self, key: K::Key, to: Option<K::Value>) -> Edit
    where
        Edit: From<Set<K>>,
    {
        let from = self.journey.and_then(|journey| K::get(journey, &key));
        let from = from.cloned();
        Set::<K> { key, from, to }.into()
    }

    fn goal(&self, slug: &Slug) -> Option<&Goal> {
        self.journey?.goal(slug)
    }

    fn seed(&self, old: OldSeed) -> Edit {
        let OldPeople {
            hire,
            mentor,
            manager,
        } = old.people;
        let person = |party, name| Person {
            id: first_person(self.id, party),
            name,
        };
        let people = People::new(
            person(Party::Hire, hire),
            mentor.map(|name| person(Party::Mentor, name)),
            manager.map(|name| person(Party::Manager, name)),
        );
        let seed = Seed {
            people,
            start: old.start,
            plan: old.plan,
            week: self.working.week,
            holidays: self.working.holidays.clone(),
        };
        Edit::Seed(Set {
            key: (),
            from: None,
            to: Some(seed),
        })
    }

    /// Returns what a name that was set meant. Whoever changed their own name corrected it; anybody else
    /// may have named another person, who then reads nothing that was private.
    fn name(&self, party: Party, to: Option<String>) -> Vec<Edit> {
        let people = self.journey.map(|journey| &journey.people);
        let seated = people.and_then(|people| people.person(party));
        let (Some(name), Some(people)) = (to, people) else {
            return vec![self.set::<Seat>(party, None)];
        };
        let is_own = self.author.party == party || party == Party::Hire;
        if let Some(person) = seated.filter(|_| is_own) {
            return vec![self.set::<Name>(person, Some(name))];
        }
        // Two who swapped their names stay who they are.
        let hire = people.person(Party::Hire);
        let known = people.known().find(|(_, known)| *known == name);
        match (known, seated) {
            (Some((person, _)), Some(seated)) if Some(person) == hire => {
                return vec![self.set::<Name>(seated, Some(name))];
            }
            (Some((person, _)), _) => return vec![self.set::<Seat>(party, Some(person))],
            (None, _) => {}
        }
        let first = first_person(self.id, party);
        let person = match people.name_of(first) {
            None => first,
            Some(_) => {
                let place = Party::ALL.into_iter().position(|other| other == party);
                PersonId(record_id(self.change.0, place.unwrap_or(0)))
            }
        };
        vec![
            self.set::<Seat>(party, Some(person)),
            self.set::<Name>(person, Some(name)),
        ]
    }

    /// Returns the leaves that a list has and the journey has not.
    fn leaves(&self, to: Vec<OldLeave>) -> Vec<Edit> {
        let known = self.journey.map_or(0, |journey| journey.leaves.len());
        let new = to.into_iter().skip(known).enumerate();
        new.flat_map(|(place, old)| {
            let id = ChangeId(record_id(self.change.0, place));
            let leave = Leave {
                from: old.from,
                until: old.until,
                mark: Mark {
                    by: self.author.name.clone(),
                    on: self.day,
                },
            };
            let reason = old.reason.map(|text| LeaveReason {
                author: self.author.clone(),
                text,
                visibility: Visibility::Shared,
            });
            let leave = self.set::<Leave>(id, Some(leave));
            let reason = reason.map(|reason| self.set::<LeaveReason>(id, Some(reason)));
            std::iter::once(leave).chain(reason)
        })
        .collect()
    }

    fn tick(&self, goal: &Slug, criterion: &Slug, mark: Mark) -> Ticked {
        let criteria = self.goal(goal).map(|goal| goal.plan.criteria.iter());
        let found = criteria.and_then(|mut all| all.find(|other| other.slug == *criterion));
        Ticked {
            mark,
            text: found.map(|found| found.text.clone()).unwrap_or_default(),
        }
    }

    fn stage(&self, slug: &Slug, to: Option<OldStage>) -> Option<Edit> {
        let goal = self.goal(slug);
        let before = goal.map(|goal| &goal.stage);
        let asked = match goal {
            Some(goal) => Asked::by(&goal.plan),
            None => Asked {
                title: slug.to_string(),
                digest: String::new(),
            },
        };
        let begun = |mark: Option<Mark>| mark.map(|mark| self.begun(before, mark));
        let to = match to {
            None | Some(OldStage::Open) => None,
            Some(OldStage::Active { begun, returned }) => Some(Stage::Active {
                begun: self.begun(before, begun),
                returned: returned.map(|returned| self.returned(goal, returned)),
            }),
            Some(OldStage::Claimed { begun: mark, claim }) => Some(Stage::Claimed {
                begun: begun(mark),
                claim: Claim {
                    mark: claim,
                    asked,
                    ended: self.ended(slug)?,
                    returned: goal.and_then(Goal::returned).cloned().map(Box::new),
                },
            }),
            Some(OldStage::Confirmed {
                begun: mark,
                claim,
                confirm,
            }) => Some(Stage::Confirmed {
                begun: begun(mark),
                claim: match before {
                    Some(Stage::Claimed { claim, .. }) => claim.clone(),
                    _ => Claim {
                        mark: claim,
                        asked: asked.clone(),
                        ended: None,
                        returned: None,
                    },
                },
                confirm: Confirmation {
                    mark: confirm,
                    asked,
                },
            }),
        };
        Some(self.set::<Stage>(slug.clone(), to))
    }

    /// Returns how a goal was begun: as it is known already, or by a tick of the same save.
    fn begun(&self, before: Option<&Stage>, mark: Mark) -> Begun {
        let known = match before {
            Some(Stage::Active { begun, .. }) => Some(begun),
            Some(Stage::Claimed { begun, .. } | Stage::Confirmed { begun, .. }) => begun.as_ref(),
            Some(Stage::Open) | None => None,
        };
        match known {
            Some(begun) if begun.mark == mark => begun.clone(),
            _ => Begun {
                mark,
                by_tick: self.verb == Verb::Tick,
            },
        }
    }

    fn returned(&self, goal: Option<&Goal>, old: OldReturned) -> Returned {
        let mut waited = goal.map(|goal| goal.waited().to_vec()).unwrap_or_default();
        if let (Verb::Return, Some(claim)) = (self.verb, goal.and_then(Goal::claim)) {
            waited.push((claim.on, old.mark.on));
        }
        Returned {
            mark: old.mark,
            reason: old.reason,
            waited,
        }
    }

    /// Returns the wait that the same save ended; nothing at all if it cannot be read.
    fn ended(&self, slug: &Slug) -> Option<Option<Box<Blocker>>> {
        let is_wait = |edit: &&Value| edit["kind"] == "blocker" && edit["key"] == slug.as_str();
        match self.beside.iter().find(is_wait) {
            Some(edit) => read_if(&edit["from"]),
            None => Some(None),
        }
    }

    /// Returns who is meant by a name and a party: the person who played it then.
    fn whom(&self, old: OldAuthor) -> Author {
        let people = self.journey.map(|journey| &journey.people);
        let seated = people.and_then(|people| people.person(old.party));
        Author {
            person: seated.unwrap_or_else(|| first_person(self.id, old.party)),
            name: old.name,
            party: old.party,
        }
    }

    fn note(&self, old: OldNote) -> Note {
        Note {
            author: self.whom(old.author),
            on: old.on,
            text: old.text,
            visibility: old.visibility,
            question: old.question,
            meeting: old.meeting,
        }
    }

    fn point(&self, old: OldPoint) -> Point {
        Point {
            author: self.whom(old.author),
            on: old.on,
            text: old.text,
            visibility: old.visibility,
        }
    }

    fn opening(&self, meeting: ChangeId, to: Option<OldOpening>) -> Vec<Edit> {
        let Some(old) = to else {
            return vec![self.set::<Opening>(meeting, None)];
        };
        let people = self.journey.map(|journey| &journey.people);
        let opening = Opening {
            by: self.whom(old.by),
            on: old.on,
            clock: old.clock,
            hire: people
                .map(|people| people.hire().to_owned())
                .unwrap_or_default(),
            mentor: people.and_then(|people| people.mentor().map(str::to_owned)),
            occasion: Occasion::default(),
        };
        let agenda = Agenda::from(Stood {
            lines: kept(old.agenda),
            notes: Vec::new(),
        });
        vec![
            self.set::<Opening>(meeting, Some(opening)),
            self.set::<Agenda>((meeting, Edge::Opening), Some(agenda)),
        ]
    }

    fn closing(&self, meeting: ChangeId, to: Option<OldClosing>) -> Vec<Edit> {
        let Some(old) = to else {
            return vec![self.set::<Closing>(meeting, None)];
        };
        let closing = Closing {
            mark: old.mark,
            next: old.next,
            change: self.change,
        };
        let is_shared = |id: &ChangeId| {
            let mut notes = self.journey.into_iter().flat_map(Journey::all_notes);
            notes.any(|(_, note, written)| note == *id && written.shared().is_some())
        };
        let agenda = Agenda::from(Stood {
            lines: kept(old.agenda),
            notes: old.notes.into_iter().filter(is_shared).collect(),
        });
        vec![
            self.set::<Closing>(meeting, Some(closing)),
            self.set::<Agenda>((meeting, Edge::Closing), Some(agenda)),
        ]
    }

    fn action(&self, id: ChangeId, to: Option<OldAction>) -> Vec<Edit> {
        let Some(old) = to else {
            return vec![self.set::<Entry>(id, None)];
        };
        let actions = self.journey.map(|journey| &journey.meetings.actions);
        let known = actions.and_then(|actions| actions.get(&id));
        let mut edits = Vec::new();
        if known.is_none() {
            let entry = Entry {
                by: Author {
                    name: old.mark.by.clone(),
                    ..self.author.clone()
                },
                on: old.mark.on,
                goal: old.goal,
                meeting: old.meeting,
            };
            edits.push(self.set::<Entry>(id, Some(entry)));
        }
        if known.is_none_or(|known| known.text != old.text) {
            edits.push(self.set::<Text>(id, Some(old.text)));
        }
        if known.is_none_or(|known| known.party() != Some(old.owner)) {
            let people = self.journey.map(|journey| &journey.people);
            let owner = people.and_then(|people| people.author(old.owner));
            let owner = owner.unwrap_or_else(|| self.author.clone());
            edits.push(self.set::<Owner>(id, Some(Doer::Inside(owner))));
        }
        if known.and_then(|known| known.due) != old.due {
            edits.push(self.set::<Due>(id, old.due));
        }
        if known.and_then(|known| known.done.as_ref()) != old.done.as_ref() {
            edits.push(self.set::<Done>(id, old.done));
        }
        edits
    }
}

/// Returns the lines that both may read.
fn kept(lines: Vec<OldKept>) -> Vec<Kept> {
    let shared = lines.into_iter().filter_map(|line| {
        Some(Kept {
            section: line.section,
            topic: line.topic,
            text: line.text?,
            treatment: line.treatment,
        })
    });
    shared.collect()
}
