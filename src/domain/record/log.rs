//! The log of a journey: how a deed becomes changes at its end, one for each audience, and what the
//! whole of it folds to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::plan::people::{Author, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::change::{Change, Moment};
use crate::domain::record::fold::Fold;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::verb::Verb;

/// The stamps that a change may have, in milliseconds: from 1970 to the end of the year 2199.
pub const STAMPS: std::ops::Range<i64> = 0..7_258_118_400_000;

/// What is about to be written down in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// What it alters, by audience, the widest one first.
    pub parts: Vec<Part>,
}

/// What one audience may read of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Who may read it.
    pub audience: Audience,
    /// What its author did, as far as these may know.
    pub verb: Verb,
    /// The change that it takes back, where it is an undo or a redo.
    pub undoes: Option<ChangeId>,
    /// What it alters.
    pub edits: Vec<Edit>,
}

impl Save {
    /// Returns edits parted by who may read them in a journey as it stands before them.
    pub fn of(journey: &Journey, verb: Verb, edits: Vec<Edit>) -> Self {
        Self::parted(verb, edits, |edit| edit.audience(journey))
    }

    /// Returns edits parted by who may read them.
    pub fn parted(verb: Verb, edits: Vec<Edit>, audience: impl Fn(&Edit) -> Audience) -> Self {
        let mut parts: BTreeMap<Audience, Vec<Edit>> = BTreeMap::new();
        for edit in edits {
            parts.entry(audience(&edit)).or_default().push(edit);
        }
        let parts = parts.into_iter().map(|(audience, edits)| Part {
            audience,
            verb,
            undoes: None,
            edits,
        });
        Self {
            parts: parts.collect(),
        }
    }

    /// Adds what its author does next in the same go. What both set is set once, to the later value,
    /// and not at all where that is the one before; so a save takes no step that it takes back.
    pub fn join(&mut self, later: Self) {
        for part in later.parts {
            let mut own = self.parts.iter_mut();
            match own.find(|own| own.audience == part.audience) {
                Some(own) => own.join(part.edits),
                None => self.parts.push(part),
            }
        }
        self.parts.retain(|part| !part.edits.is_empty());
        self.parts.sort_by_key(|part| part.audience);
    }

    /// Returns everything that it alters.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.parts.iter().flat_map(|part| &part.edits)
    }
}

impl Part {
    fn join(&mut self, later: Vec<Edit>) {
        for edit in later {
            let mut own = self.edits.iter_mut();
            if !own.any(|own| own.take_over(&edit)) {
                self.edits.push(edit);
            }
        }
        self.edits.retain(|edit| !edit.is_idle());
    }
}

/// Returns what of a log had been entered by the end of a day, as far as a person may know of it: what others
/// kept to themselves is left out, whoever played which part by then.
pub fn as_of(mut log: Vec<Change>, day: NaiveDate, reader: PersonId) -> Vec<Change> {
    let may_know =
        |change: &Change| change.audience != Audience::Author || change.author.person == reader;
    log.retain(|change| change.entered_on() <= day && may_know(change));
    log
}

/// The end of a journey's log as one device knows it, where the next changes go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The journey.
    pub journey: JourneyId,
    /// The device that writes.
    pub device: DeviceId,
    /// The latest stamp in the log.
    pub stamp: Option<i64>,
    /// The device's last number for each audience.
    pub sequence: BTreeMap<Audience, i64>,
}

impl Head {
    /// Returns the end of a log in memory.
    pub fn of(journey: JourneyId, device: DeviceId, log: &[Change]) -> Self {
        let mut head = Self {
            journey,
            device,
            stamp: None,
            sequence: BTreeMap::new(),
        };
        for change in log {
            head.stamp = head.stamp.max(Some(change.stamp));
            if change.device == device {
                let last = head.sequence.entry(change.audience).or_default();
                *last = change.sequence.max(*last);
            }
        }
        head
    }

    /// Returns the changes of a save, stamped and numbered; the one for the widest audience first.
    ///
    /// They are the end of the log then. The stamp is the clock's time, or just after the latest one seen.
    pub fn append(&mut self, author: &Author, moment: Moment, save: Save) -> Vec<Change> {
        let after = self.stamp.map(|stamp| stamp.saturating_add(1));
        let stamp = after.map_or(moment.clock, |after| after.max(moment.clock));
        self.stamp = Some(stamp);
        let ids = (0..).map(|place| ChangeId(nth_id(moment.id, place)));
        let mut first = None;
        let parts = save.parts.into_iter().zip(ids);
        parts
            .map(|(part, id)| Change {
                id,
                journey: self.journey,
                stamp,
                device: self.device,
                audience: part.audience,
                sequence: {
                    let last = self.sequence.entry(part.audience).or_default();
                    *last += 1;
                    *last
                },
                beside: match first {
                    None => {
                        first = Some(id);
                        None
                    }
                    first => first,
                },
                day: moment.today,
                entered: Some(moment.entered).filter(|entered| *entered != moment.today),
                author: author.clone(),
                verb: part.verb,
                undoes: part.undoes,
                edits: part.edits,
            })
            .collect()
    }
}

/// Returns the id of a part of a save, made of the save's own: another one for each place.
fn nth_id(id: Uuid, place: u128) -> Uuid {
    Uuid::from_u128(id.as_u128() ^ (place << 32))
}

/// Returns the id of the nth record of a save, made of the save's own; that of a later record sorts
/// behind.
pub fn record_id(id: Uuid, place: usize) -> Uuid {
    // The bits behind the variant (RFC 9562, 5.7).
    const FREE: u128 = (1 << 62) - 1;
    let id = id.as_u128();
    let place = (place as u128) << 40;
    Uuid::from_u128((id & !FREE) | (id.wrapping_add(place) & FREE))
}

impl Journey {
    /// Returns the journey that a log tells of, or `None` if the log holds no seed or the
    /// seed's plan was not fetched.
    ///
    /// The changes may come in any order; they are folded in the order of their stamps.
    pub fn fold<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Option<Self> {
        let mut changes: Vec<&Change> = changes.into_iter().collect();
        changes.sort_by_key(|change| change.order());
        let mut fold = Fold::of(changes.iter().copied());
        for change in changes {
            fold.step(change);
        }
        fold.into_journey()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, MeetingAct, Whom};
    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;
    use crate::domain::record::meeting::{Topic, Treatment};
    use crate::domain::record::writing::Visibility;
    use proptest::prelude::*;

    fn lived() -> Run {
        let mut run = Run::new();
        run.hire(&tick("talk", "first"));
        run.hire(&note(Some("team"), "a note", Visibility::Private));
        run.hire(&note(None, "another", Visibility::Shared));
        run.hire(&evidence("team", "a.md", ""));
        run.hire(&claim("team"));
        run.mentor(&send_back("team"));
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        run.hire(&block("fix", None));
        run.hire(&waive("ship"));
        run.mentor(&defer("own", "2026-12-01"));
        run.hire(&leave("2026-04-06", "2026-04-10"));
        run.hire(&name(Party::Mentor, "Di"));
        run.undo(Party::Hire, None).unwrap();
        run.hire(&Act::MoveStart {
            to: day("2026-03-09"),
        });
        run
    }

    #[test]
    fn a_fold_of_the_log_is_the_journey() {
        let run = lived();
        assert_eq!(Journey::fold(&run.log), Some(run.journey));
    }

    #[test]
    fn a_log_without_its_start_tells_of_no_journey() {
        let run = lived();
        assert_eq!(Journey::fold(&run.log[1..]), None);
        assert_eq!(Journey::fold(&[]), None);
    }

    #[test]
    fn an_edit_of_a_goal_that_is_not_there_changes_nothing() {
        let mut run = lived();
        let before = run.journey.clone();
        let mut edit = run.log[1].edits[0].clone();
        if let Edit::Tick(set) = &mut edit {
            set.key.0 = slug("nowhere");
        }
        assert_eq!(edit.goal(), Some(&slug("nowhere")));
        run.journey.apply(&edit);
        assert_eq!(run.journey, before);
        assert!(!run.journey.stands(&edit));
    }

    #[test]
    fn every_edit_stands_after_it_and_its_inverse_takes_it_back() {
        let run = lived();
        let mut journey = Journey::from_seed(run.journey.id, &seed()).unwrap();
        for edit in run.log[1..].iter().flat_map(|change| &change.edits) {
            let before = journey.clone();
            journey.apply(edit);
            assert!(journey.stands(edit), "{edit:?}");
            let mut back = journey.clone();
            back.apply(&edit.inverse());
            assert_eq!(back, before, "{edit:?}");
        }
    }

    #[test]
    fn goals_are_numbered_inside_their_milestones() {
        let run = Run::new();
        let numbers: Vec<String> = (run.journey.goals.iter())
            .map(|goal| goal.number.to_string())
            .collect();
        let expected = [
            "30.1", "30.2", "30.3", "60.1", "60.2", "90.1", "6m.1", "12m.1", "beyond.1",
        ];
        assert_eq!(numbers, expected);
    }

    #[test]
    fn the_start_is_day_one() {
        let journey = Run::new().journey;
        assert_eq!(journey.day(day(START)), 1);
        assert_eq!(journey.day(day("2026-03-01")), 0);
        assert_eq!(journey.day(day("2026-04-01")), 31);
    }

    #[test]
    fn each_kind_is_for_its_readers() {
        let mut run = lived().on("2026-03-09");
        let private = run.hire(&point("Pay", Visibility::Private));
        run.mentor(&point("The talk", Visibility::Shared));
        let meeting = run.mentor(&meet());
        run.hire(&rate([1, 2, 3]));
        run.mentor(&note_in_meeting(&run, "a word"));
        let topic = Topic::Point { point: private };
        run.hire(&treat(&topic, Some(Treatment::Discussed)));
        run.mentor(&treat(&Topic::Rhythm, Some(Treatment::PutOff)));
        run.mentor(&action("Ask around", Party::Mentor, None));
        run.mentor(&close_until("2026-03-20"));
        assert!(run.journey.meetings.held.contains_key(&meeting));
        let told = run.log.iter().map(|change| {
            let verb = change.verb.word();
            format!("{verb} {:?}\n", change.audience).to_lowercase()
        });
        let told: std::collections::BTreeSet<String> = told.collect();
        insta::assert_snapshot!(told.into_iter().collect::<String>(), @r"
        action journey
        block journey
        claim journey
        close journey
        close pair
        confirm journey
        defer journey
        discuss author
        evidence journey
        leave journey
        meet journey
        meet pair
        move_start journey
        name journey
        note author
        note journey
        note pair
        point author
        point pair
        put_off pair
        rate pair
        return journey
        start journey
        tick journey
        undo journey
        waive journey
        ");
    }

    #[test]
    fn the_parts_of_a_save_are_numbered_each_for_its_readers() {
        let mut run = Run::new();
        let hidden = run.hire(&point("Pay", Visibility::Private));
        run.hire(&meet());
        for _ in 0..2 {
            run.hire(&Act::Meeting(MeetingAct::Action {
                text: "Ask around".to_owned(),
                owner: Whom::Party(Party::Hire),
                due: None,
                goal: None,
                topic: Some(Topic::Point { point: hidden }),
            }));
            run.undo(Party::Hire, None).unwrap();
        }
        let told: String = run
            .log
            .iter()
            .map(|change| {
                let place = |id| run.log.iter().position(|other| other.id == id).unwrap() + 1;
                let refers = |word: &str, id: Option<ChangeId>| {
                    id.map(|id| format!(" {word} {}", place(id)))
                        .unwrap_or_default()
                };
                format!(
                    "{} {} {:?} {}{}{}\n",
                    change.stamp,
                    change.verb.word(),
                    change.audience,
                    change.sequence,
                    refers("beside", change.beside),
                    refers("undoes", change.undoes),
                )
            })
            .collect();
        insta::assert_snapshot!(told, @r"
        0 start Journey 1
        1 point Author 1
        2 meet Journey 2
        2 meet Pair 1 beside 3
        3 action Journey 3
        3 action Author 2 beside 5
        4 undo Journey 4 undoes 5
        4 undo Author 3 beside 7 undoes 6
        5 action Journey 5
        5 action Author 4 beside 9
        6 undo Journey 6 undoes 9
        6 undo Author 5 beside 11 undoes 10
        ");
    }

    proptest! {
        #[test]
        fn a_fold_in_any_order_is_the_same(order in Just((0..lived().log.len()).collect::<Vec<_>>()).prop_shuffle()) {
            let run = lived();
            let shuffled = order.iter().map(|&place| &run.log[place]);
            prop_assert_eq!(Journey::fold(shuffled), Some(run.journey));
        }
    }
}
