//! Tables and calendars of any journey: they hold what their reader may know and nothing more, readers that
//! are not the program's own take them in, and a calendar that is imported again brings up to date.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;
mod steps;

use std::collections::BTreeMap;

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty, ICalendarValue};
use chrono::NaiveDate;
use icalendar::{Calendar, CalendarComponent, Component as _};
use journeys::{author, claim, day, moment};
use onramp::domain::acts::act::{Act, MeetingAct, Whom};
use onramp::domain::plan::people::Party;
use onramp::domain::record::audience::Audience;
use onramp::domain::record::change::{Change, Moment};
use onramp::domain::record::goal::GoalState;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::rating::Pair;
use onramp::report::csv::{Table, table};
use onramp::report::ics::calendar;
use onramp::report::readership::For;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use steps::any_steps;
use steps::lived::Lived;

const TODAY: &str = "2026-04-20";

/// Texts that mean something to a spreadsheet, a calendar, a terminal or a reader's eyes.
const NASTY: [&str; 10] = [
    "=HYPERLINK(\"http://x\",\"y\")",
    "  @SUM(A1:A9)",
    "-1 was left\nEND:VCALENDAR\r\nBEGIN:VEVENT",
    "a;b,c:d\\e \\n \"f\"",
    "]]> <script>alert(1)</script> | `x`",
    "\u{1b}]52;c;aGk=\u{7}\u{202e}gnp.exe\u{0}\u{9b}31m",
    "👩‍👩‍👧‍👦 שלום مرحبا Zürich 株式会社",
    "\u{feff}\u{2028}\u{2029}\u{85}",
    "",
    "X:Y\r\n folded\r\n\tmore",
];

fn tables(reader: For) -> Vec<Table> {
    let mut tables = vec![
        Table::Goals(reader),
        Table::Notes(reader, None),
        Table::Changes(reader, None),
        Table::Actions,
        Table::Meetings(None),
        Table::Verdicts,
    ];
    if let For::Pair(pair) = reader {
        tables.push(Table::Ratings(pair));
    }
    tables
}

fn written(journey: &Journey, log: &[Change], which: Table) -> String {
    table(journey, log, day(TODAY), which).unwrap()
}

fn calendar_of(journey: &Journey, log: &[Change]) -> String {
    calendar(journey, log, day(TODAY)).unwrap()
}

fn cut(log: &[Change], audience: Audience) -> Vec<Change> {
    let log = log.iter();
    log.filter(|change| change.audience <= audience)
        .cloned()
        .collect()
}

/// An entry of a calendar by its names and values, and the number of its revision.
type Entry = (u32, BTreeMap<String, String>);

/// Reads a calendar; entries by what names them.
fn read(text: &str) -> BTreeMap<String, Entry> {
    let calendar: Calendar = text.parse().unwrap();
    let entries = calendar.components.iter().map(|component| {
        let properties = match component {
            CalendarComponent::Event(event) => event.properties(),
            CalendarComponent::Todo(to_do) => to_do.properties(),
            other => panic!("{other:?}"),
        };
        let mut properties: BTreeMap<String, String> = properties
            .iter()
            .map(|(name, property)| (name.clone(), property.value().to_owned()))
            .collect();
        properties.remove("DTSTAMP").unwrap();
        let sequence = properties.remove("SEQUENCE").unwrap().parse().unwrap();
        (properties["UID"].clone(), (sequence, properties))
    });
    let read: BTreeMap<String, Entry> = entries.collect();
    assert_eq!(read.len(), calendar.components.len(), "two of one name");
    read
}

/// Checks that another reader finds the same titles in a calendar, that its lines are as long as they
/// may be, and that nothing in it acts on a terminal.
fn check_calendar(text: &str) {
    let own = read(text);
    for (_, entry) in own.values() {
        let date = |name| {
            let text = entry.get(name)?;
            Some(NaiveDate::parse_from_str(text, "%Y%m%d").unwrap())
        };
        let after = date("DTSTART").and_then(|start| start.succ_opt());
        assert_eq!(date("DTEND"), after, "{entry:?}");
        assert!(date("DUE").is_none() || entry.get("DTSTART").is_none());
    }
    let parsed = ICalendar::parse(text).unwrap();
    let entries = parsed.components.iter();
    let entries = entries.filter(|one| one.component_type != ICalendarComponentType::VCalendar);
    let mut titles: Vec<&str> = entries
        .map(|one| {
            let is_title = |entry: &&_| property(entry) == &ICalendarProperty::Summary;
            let title = one.entries.iter().find(is_title).unwrap();
            match title.values.as_slice() {
                [ICalendarValue::Text(title)] => title.as_str(),
                other => panic!("{other:?}"),
            }
        })
        .collect();
    titles.sort_unstable();
    let mut others: Vec<&str> = own
        .values()
        .map(|(_, all)| all["SUMMARY"].as_str())
        .collect();
    others.sort_unstable();
    assert_eq!(titles, others);
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line:?}");
        assert!(!line.chars().any(|c| c.is_control()), "{line:?}");
    }
}

fn property(entry: &calcard::icalendar::ICalendarEntry) -> &ICalendarProperty {
    &entry.name
}

/// Reads a table, whose rows are as long as its header; no cell is a formula.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        for cell in &row {
            let is_number = cell.parse::<i64>().is_ok();
            let runs = cell.trim_start().starts_with(['=', '+', '-', '@']);
            assert!(is_number || !runs, "{cell:?}");
            assert!(
                cell.chars()
                    .all(|c| matches!(c, '\n' | '\t') || !c.is_control()),
                "{cell:?}"
            );
        }
        let cells = head.iter().zip(&row);
        cells
            .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
            .collect()
    });
    rows.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn an_export_tells_what_its_audience_knows(steps in any_steps(30)) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        let all = calendar_of(&lived.journey, &lived.log);
        check_calendar(&all);
        let readers = [
            (For::Manager, Audience::Journey),
            (For::Pair(Pair::Hire), Audience::Pair),
            (For::Pair(Pair::Mentor), Audience::Pair),
        ];
        for (reader, audience) in readers {
            let log = cut(&lived.log, audience);
            let known = Journey::fold(&log).unwrap();
            for which in tables(reader) {
                let told = written(&lived.journey, &lived.log, which);
                prop_assert_eq!(&told, &written(&known, &log, which));
                rows(&told);
            }
            prop_assert_eq!(&all, &calendar_of(&known, &log));
        }
    }

    #[test]
    fn an_entry_that_changes_gets_a_higher_sequence_and_none_a_lower_one(steps in any_steps(40)) {
        let mut lived = Lived::new();
        let mut seen: BTreeMap<String, Entry> = BTreeMap::new();
        for step in &steps {
            lived.step(step);
            let now = read(&calendar_of(&lived.journey, &lived.log));
            check_revisions(&seen, &now)?;
            seen.extend(now);
        }
    }
}

/// Checks entries against those of the same names that were exported before. Only a 1:1 that was held is
/// left out later on.
fn check_revisions(
    seen: &BTreeMap<String, Entry>,
    now: &BTreeMap<String, Entry>,
) -> Result<(), TestCaseError> {
    for (uid, (sequence, entry)) in now {
        let Some((before, said)) = seen.get(uid) else {
            continue;
        };
        prop_assert!(sequence >= before, "{}: {} after {}", uid, sequence, before);
        prop_assert!(
            entry == said || sequence > before,
            "{:?} after {:?}",
            entry,
            said
        );
    }
    let is_kept = |uid: &&String| uid.starts_with("meeting-") || now.contains_key(*uid);
    prop_assert!(seen.keys().all(|uid| is_kept(&uid)));
    Ok(())
}

/// A journey on which acts are done one by one, by the day.
struct Days(Lived);

impl Days {
    fn act(&mut self, on: &str, party: Party, act: &Act) {
        let world = onramp::domain::acts::world::World {
            moment: Moment {
                today: day(on),
                entered: day(on),
                ..moment()
            },
            guide: &onramp::domain::plan::guide::Guide::default(),
        };
        let author = author(party);
        let acts = std::slice::from_ref(act);
        let save = onramp::domain::acts::decide::decide(&self.0.journey, world, &author, acts);
        self.0.keep(&author, world.moment, save.unwrap());
    }

    fn entries(&self) -> BTreeMap<String, Entry> {
        read(&calendar_of(&self.0.journey, &self.0.log))
    }

    fn entry(&self, beginning: &str) -> (u32, String, String) {
        let entries = self.entries();
        let mut found = entries.iter();
        let (_, (sequence, entry)) = found
            .find(|(uid, _)| uid.starts_with(beginning))
            .unwrap_or_else(|| panic!("{beginning}: {entries:#?}"));
        let on = entry.get("DTSTART").or(entry.get("DUE"));
        let on = on.cloned().unwrap_or_default();
        (*sequence, on, entry["STATUS"].clone())
    }
}

fn meeting(act: MeetingAct) -> Act {
    Act::Meeting(act)
}

fn next(on: Option<&str>) -> Act {
    meeting(MeetingAct::Next { on: on.map(day) })
}

fn closed(next: Option<&str>) -> Act {
    meeting(MeetingAct::Close {
        next: next.map(day),
        leave_claims: true,
    })
}

#[test]
fn a_1_on_1_that_is_moved_stays_one_entry_and_one_that_is_taken_back_is_cancelled() {
    let mut days = Days(Lived::new());
    days.act("2026-03-03", Party::Mentor, &next(Some("2026-03-10")));
    let (first, on, _) = days.entry("meeting-0.");
    assert_eq!(on, "20260310");
    days.act("2026-03-04", Party::Mentor, &next(Some("2026-03-11")));
    let (second, on, status) = days.entry("meeting-0.");
    assert!(second > first);
    assert_eq!([on, status], ["20260311", "CONFIRMED"]);
    days.act("2026-03-05", Party::Mentor, &next(None));
    let (third, on, status) = days.entry("meeting-0.");
    assert!(third > second);
    assert_eq!([on, status], ["20260311", "CANCELLED"]);
    days.0.undo(Party::Mentor, None).unwrap();
    let (fourth, _, status) = days.entry("meeting-0.");
    assert!(fourth > third && status == "CONFIRMED");
}

#[test]
fn the_1_on_1_after_a_closed_one_is_another_entry() {
    let mut days = Days(Lived::new());
    days.act("2026-03-03", Party::Mentor, &next(Some("2026-03-10")));
    days.act(
        "2026-03-10",
        Party::Mentor,
        &meeting(MeetingAct::Start { occasion: None }),
    );
    days.act("2026-03-10", Party::Mentor, &closed(Some("2026-03-17")));
    assert_eq!(days.entry("meeting-1.").1, "20260317");
    let mut held = days.entries().into_keys();
    assert!(!held.any(|uid| uid.starts_with("meeting-0.")));
    days.0.undo(Party::Mentor, None).unwrap();
    assert_eq!(days.entry("meeting-0.").2, "CONFIRMED");
    assert_eq!(days.entry("meeting-1.").2, "CANCELLED");
}

#[test]
fn an_action_is_a_to_do_until_it_is_done_or_dropped() {
    let mut days = Days(Lived::new());
    let action = meeting(MeetingAct::Action {
        text: "Order a badge".to_owned(),
        owner: Whom::Party(Party::Mentor),
        due: Some(day("2026-03-12")),
        goal: None,
        topic: None,
    });
    days.act("2026-03-03", Party::Mentor, &action);
    let (first, on, status) = days.entry("action-");
    assert_eq!([on.as_str(), status.as_str()], ["20260312", "NEEDS-ACTION"]);
    let id = *days.0.journey.meetings.actions.keys().next().unwrap();
    let done = meeting(MeetingAct::Finish {
        action: id,
        done: true,
    });
    days.act("2026-03-09", Party::Mentor, &done);
    let entries = days.entries();
    let (_, entry) = entries.values().last().unwrap();
    let said = entries.values().map(|(_, entry)| entry);
    let said = said.filter_map(|entry| entry.get("COMPLETED"));
    assert_eq!(said.collect::<Vec<_>>(), ["20260309T120000Z"], "{entry:?}");
    days.0.undo(Party::Mentor, None).unwrap();
    days.0.undo(Party::Mentor, None).unwrap();
    let (last, on, status) = days.entry("action-");
    assert!(last > first);
    assert_eq!([on.as_str(), status.as_str()], ["20260312", "CANCELLED"]);
}

#[test]
fn a_journey_that_ended_has_nothing_ahead() {
    let mut days = Days(Lived::new());
    days.act("2026-03-03", Party::Mentor, &next(Some("2026-03-10")));
    let before = days.entries();
    let ended = Act::Archive {
        end: onramp::domain::record::course::End::Left,
        reason: String::new(),
    };
    days.act("2026-04-08", Party::Mentor, &ended);
    let after = days.entries();
    assert_eq!(before.len(), after.len());
    for (uid, (sequence, entry)) in &after {
        let is_past = entry["DTSTART"].as_str() <= "20260408";
        let status = if is_past { "CONFIRMED" } else { "CANCELLED" };
        assert_eq!(entry["STATUS"], status, "{uid}");
        assert!(*sequence > before[uid].0);
    }
    assert!(
        after
            .values()
            .any(|(_, entry)| entry["STATUS"] == "CONFIRMED")
    );
}

#[test]
fn a_goal_whose_date_was_moved_is_an_entry_as_long_as_it_is() {
    let mut days = Days(Lived::new());
    let goal = journeys::slug("access");
    let moved = Act::Defer {
        goal: goal.clone(),
        to: day("2026-04-10"),
        reason: "a late laptop".to_owned(),
        agreed: "Cy".to_owned(),
    };
    days.act("2026-03-03", Party::Mentor, &moved);
    let (first, on, _) = days.entry("goal-access.");
    assert_eq!(on, "20260410");
    days.act("2026-03-04", Party::Mentor, &Act::Restore { goal });
    let (second, on, status) = days.entry("goal-access.");
    assert!(second > first);
    assert_eq!([on.as_str(), status.as_str()], ["20260410", "CANCELLED"]);
}

/// A journey in which everything that people type is nasty, past the gates that clean it.
fn nasty(text: &str) -> (Journey, Vec<Change>) {
    let mut days = Days(Lived::new());
    days.act("2026-03-03", Party::Hire, &claim("team"));
    let action = MeetingAct::Action {
        text: "Order".to_owned(),
        owner: Whom::Party(Party::Mentor),
        due: None,
        goal: None,
        topic: None,
    };
    days.act("2026-03-03", Party::Mentor, &meeting(action));
    days.act("2026-03-03", Party::Hire, &journeys::note("Fine."));
    let mut journey = days.0.journey;
    journey.role.title = text.to_owned();
    for goal in &mut journey.goals {
        goal.plan.title = text.to_owned();
    }
    for action in journey.meetings.actions.values_mut() {
        action.text = text.to_owned();
    }
    (journey, days.0.log)
}

#[test]
fn no_text_breaks_a_table_or_a_calendar() {
    let long = "x=1, \"y\"; é ".repeat(90_000);
    for text in NASTY.into_iter().chain([long.as_str()]) {
        let (journey, log) = nasty(text);
        let entries = calendar_of(&journey, &log);
        check_calendar(&entries);
        for which in tables(For::Pair(Pair::Hire)) {
            rows(&written(&journey, &log, which));
        }
        let goals = rows(&written(&journey, &log, Table::Goals(For::Manager)));
        assert_eq!(goals.len(), journey.goals.len());
        let title = goals[0]["title"].trim_start_matches('\'').to_owned();
        assert_eq!(title, onramp::domain::words::text::clean(text));
        assert_eq!(goals[0]["state"], GoalState::Claimed.word());
    }
}

#[test]
fn a_table_without_rows_has_its_header() {
    let lived = Lived::new();
    for which in tables(For::Pair(Pair::Mentor)) {
        let text = written(&lived.journey, &lived.log, which);
        let (head, _) = text.split_once("\r\n").unwrap();
        let is_name = |name: &str| name.chars().all(|c| c == '_' || c.is_ascii_lowercase());
        assert!(head.split(',').all(is_name), "{head}");
    }
}

#[test]
fn a_calendar_is_the_same_on_another_day() {
    let lived = Lived::new();
    let on = |today: NaiveDate| calendar(&lived.journey, &lived.log, today).unwrap();
    assert_eq!(on(day("2026-03-02")), on(day("2027-12-01")));
}
