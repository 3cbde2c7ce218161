//! What holds for every journey, however it was lived: undo restores, replay equals the tables,
//! the order of arrival does not matter, no input panics.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;
mod steps;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use journeys::{author, day, moment, slug, started};
use onramp::domain::acts::act::Act;
use onramp::domain::acts::find::{self, NotFound};
use onramp::domain::judgment::standing::Standing;
use onramp::domain::judgment::tally::Tally;
use onramp::domain::judgment::trend::Trend;
use onramp::domain::plan::names::Slug;
use onramp::domain::plan::people::{Author, Party};
use onramp::domain::record::audience::Audience;
use onramp::domain::record::change::Change;
use onramp::domain::record::erasure::Erasure;
use onramp::domain::record::fold::{Fold, Outcome};
use onramp::domain::record::goal::{Goal, Stage};
use onramp::domain::record::journey::Journey;
use onramp::domain::record::kinds::Edit;
use onramp::domain::record::texts::ERASED;
use onramp::domain::record::trace::Trace;
use onramp::domain::record::verb::Verb;
use onramp::domain::telling::agenda::{agenda, numbered};
use onramp::domain::telling::history;
use onramp::domain::telling::since::since;
use onramp::domain::words::text::clean;
use onramp::exchange::{self, ExchangeError};
use onramp::report::meeting::record;
use onramp::report::pages::minutes::minutes;
use onramp::report::pages::summary::summary;
use onramp::report::readership::For;
use onramp::report::write::{html, markdown};
use onramp::report::{json, text};
use onramp::store::{OpenJourney, Store, StoreError, Surroundings};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::Value;
use steps::acts::{any_day, any_text};
use steps::known::{private_ids, shared};
use steps::lived::Lived;
use steps::{Step, any_steps, meant, named, update};
use uuid::Uuid;

/// The beginning of something's name, in any case, or any text.
fn any_name() -> impl Strategy<Value = String> {
    const NAMES: &[&str] = &[
        "team", "talk", "baseline", "share", "ship", "30.1", "60.2", "12m.1", "beyond.1", "first",
        "second", "1", "2", "0", "Ada", "Bo", "Cy", "mentor", "manager", "hire",
    ];
    let begun = (prop::sample::select(NAMES), 1_usize..10, any::<bool>());
    prop_oneof![
        any_text(),
        begun.prop_map(|(name, length, upper)| {
            let text: String = name.chars().take(length).collect();
            if upper {
                text.to_uppercase()
            } else {
                format!(" {text}")
            }
        }),
    ]
}

/// Checks that what was found is the one thing that the text names whole, or else the only one whose
/// name it begins; and that nothing, or several, is said only where that is so.
fn check_found(
    found: &Result<usize, NotFound>,
    text: &str,
    names: &[Vec<String>],
) -> Result<(), TestCaseError> {
    let wanted = clean(text).trim().to_lowercase();
    let with = |fits: &dyn Fn(&String) -> bool| -> Vec<usize> {
        let things = (0..).zip(names);
        let fitting = things.filter(|(_, names)| names.iter().any(fits));
        fitting.map(|(place, _)| place).collect()
    };
    let whole = with(&|name| *name == wanted);
    let begun = with(&|name| !wanted.is_empty() && name.starts_with(&wanted));
    match found {
        Ok(place) if whole.is_empty() => prop_assert_eq!(begun, [*place]),
        Ok(place) => prop_assert!(whole.contains(place)),
        Err(NotFound::Nothing { .. }) => prop_assert!(begun.is_empty()),
        Err(NotFound::Several { candidates, .. }) => {
            prop_assert!(whole.is_empty());
            prop_assert_eq!(candidates.len(), begun.len());
        }
    }
    Ok(())
}

fn check_tally(tally: &Tally, all: usize) -> Result<(), TestCaseError> {
    prop_assert_eq!(tally.counted + tally.waived, all);
    prop_assert!(tally.confirmed <= tally.done && tally.done <= tally.counted);
    let most = tally.counted as f64 + 1e-9;
    prop_assert!((0.0..=most).contains(&tally.expected), "{tally:?}");
    Ok(())
}

/// Checks what holds on a day; a claim has its parts as long as the plan is the one it began with.
fn check_standing(
    journey: &Journey,
    today: NaiveDate,
    same_plan: bool,
) -> Result<(), TestCaseError> {
    let standing = Standing::of(journey, today);
    for milestone in &standing.milestones {
        let goals = journey.goals_of(milestone.milestone);
        let all = goals.filter(|goal| !goal.plan.dropped).count();
        check_tally(&milestone.tally, all)?;
    }
    let all: usize = standing.so_far.counted + standing.so_far.waived;
    check_tally(&standing.so_far, all)?;
    let beyond = journey
        .goals
        .iter()
        .filter(|goal| goal.number.to_string() == "beyond.1");
    for goal in beyond {
        prop_assert!(!standing.dates.is_late(goal) && standing.dates.expected(goal) == 0.0);
    }
    prop_assert!(
        standing
            .reasons
            .windows(2)
            .all(|pair| pair[0].health >= pair[1].health)
    );
    for goal in &journey.goals {
        prop_assert!(
            !same_plan || !goal.is_done() || goal.parts_suffice(),
            "{goal:?}"
        );
        let is_open = matches!(goal.stage, Stage::Open);
        prop_assert!(!is_open || goal.ticks.is_empty(), "{goal:?}");
        let places = [&standing.late, &standing.claimed, &standing.next];
        let held = places
            .iter()
            .filter(|place| place.iter().any(|other| other.number == goal.number));
        prop_assert!(held.count() <= 1);
    }
    Ok(())
}

/// Checks that the changes of a save belong together, that each audience's are numbered without a
/// gap, and that none names what it does not know of.
fn check_audiences(log: &[Change]) -> Result<(), TestCaseError> {
    for audience in Audience::ALL {
        let of = log.iter().filter(|change| change.audience == audience);
        let numbers: Vec<i64> = of.map(|change| change.sequence).collect();
        prop_assert!(
            numbers.iter().copied().eq(1..=numbers.len() as i64),
            "{numbers:?}"
        );
    }
    let by_id = |id| log.iter().find(|change| change.id == id).unwrap();
    for change in log {
        if let Some(first) = change.beside.map(by_id) {
            prop_assert!(first.beside.is_none() && first.audience < change.audience);
            prop_assert_eq!((first.stamp, first.day), (change.stamp, change.day));
            prop_assert_eq!(&first.author, &change.author);
        }
        if let Some(target) = change.undoes {
            prop_assert_eq!(by_id(target).audience, change.audience);
        }
        let sets = |name: fn(&Edit) -> bool| change.edits.iter().any(name);
        prop_assert!(change.verb != Verb::Note || sets(|edit| matches!(edit, Edit::Note(_))));
        prop_assert!(change.verb != Verb::Point || sets(|edit| matches!(edit, Edit::Point(_))));
    }
    let private = log
        .iter()
        .filter(|change| change.audience == Audience::Author);
    let private: Vec<Uuid> = private.flat_map(private_ids).collect();
    for change in log
        .iter()
        .filter(|change| change.audience != Audience::Author)
    {
        let written = serde_json::to_string(change).unwrap();
        for id in &private {
            prop_assert!(!written.contains(&id.to_string()), "{id} in {written}");
        }
    }
    Ok(())
}

/// Returns everything that a reader is told of a journey. `log` is its log in order.
fn told(journey: &Journey, log: &[Change], reader: Party) -> Vec<String> {
    let today = day("2026-04-20");
    let standing = Standing::of(journey, today);
    let dates = &standing.dates;
    let lines = history::lines(journey, log, reader);
    let goals: Vec<&Goal> = journey.goals.iter().collect();
    let page = |lines: Vec<text::Line>| {
        let lines = lines.into_iter().map(|line| line.text + "\n");
        lines.collect::<String>()
    };
    let mut told = vec![
        page(text::log(&lines, today, 80)),
        page(text::goals(&standing, &goals, reader, 80)),
        serde_json::to_string(&json::log(journey, today, &lines, log)).unwrap(),
        serde_json::to_string(&json::goals(&standing, &goals, reader)).unwrap(),
    ];
    if let Some(author) = journey.people.author(reader) {
        told.push(page(text::status(&standing, &author, None, 80)));
        told.push(serde_json::to_string(&json::status(&standing, &author, None)).unwrap());
    }
    for goal in &goals {
        let mut lines = lines.clone();
        lines.retain(|line| line.goal.as_ref() == Some(goal.slug()));
        told.push(page(text::show(&standing, goal, &lines, reader, 80)));
        told.push(serde_json::to_string(&json::show(&standing, goal, &lines, reader)).unwrap());
    }
    let agenda = numbered(journey, agenda(journey, dates, reader), reader);
    let since = || since(journey, &standing.dates, reader);
    told.push(page(text::agenda(&standing, &since(), &agenda, 80)));
    told.push(serde_json::to_string(&json::agenda(&standing, since(), &agenda)).unwrap());
    let trend = Trend::of(journey, log, today, reader);
    told.push(page(text::trend(journey, &trend, "", 80)));
    told.push(serde_json::to_string(&json::trend(journey, today, &trend)).unwrap());
    for id in journey.meetings.held.keys() {
        let record = record(journey, dates, *id, reader).unwrap();
        told.push(page(text::record(&standing, &record, 80)));
        told.push(serde_json::to_string(&json::meeting(journey, today, &record)).unwrap());
        let minutes = minutes(journey, log, dates, *id).unwrap();
        told.extend((reader != Party::Manager).then(|| markdown::page(&minutes.page)));
    }
    let summary = summary(journey, log, today, day("2026-03-01"), For::Manager);
    told.extend([markdown::page(&summary), html::page(&summary)]);
    told
}

fn outcomes(log: &[Change]) -> Vec<Outcome> {
    let mut fold = Fold::of(log);
    log.iter().map(|change| fold.step(change)).collect()
}

/// Checks that nothing in an edit, written as JSON, is in free words, but for what an agenda quotes.
fn check_wordless(value: &Value) -> Result<(), TestCaseError> {
    const FREE: &[&str] = &[
        "text",
        "reason",
        "words",
        "waits_for",
        "why",
        "summary",
        "link",
        "label",
    ];
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let is_free = FREE.contains(&name.as_str()) && value.is_string();
                prop_assert!(!is_free || value == ERASED, "{name}: {value}");
                check_wordless(value)?;
            }
        }
        Value::Array(values) => values.iter().try_for_each(check_wordless)?,
        _ => {}
    }
    Ok(())
}

/// Checks that a line of a kept agenda quotes nothing.
fn check_quotes_nothing(line: &Value) -> Result<(), TestCaseError> {
    let text = line["text"].as_str().unwrap();
    let behind = text.split_once(": ").map_or(text, |(_, behind)| behind);
    let quotes = match (line["topic"]["topic"].as_str(), line["section"].as_str()) {
        (Some("point" | "action"), _) => !text.starts_with(ERASED),
        (Some("question"), _) => !text.starts_with(ERASED) && !behind.starts_with(ERASED),
        (Some("agreement"), _) => text.contains(" agreed)") && !behind.starts_with(ERASED),
        (Some("goal"), Some("waiting")) => {
            text.contains(" for ") && !text.contains(&format!(" for {ERASED}"))
        }
        _ => false,
    };
    prop_assert!(!quotes, "{line}");
    Ok(())
}

/// Checks that nothing in the edits of a log is in free words.
fn check_erased(log: &[Change]) -> Result<(), TestCaseError> {
    for edit in log.iter().flat_map(|change| &change.edits) {
        let written = serde_json::to_value(edit).unwrap();
        match edit {
            // The texts of ticks are the plan's.
            Edit::Tick(_) => {}
            Edit::Agenda(_) => {
                let values = [&written["from"], &written["to"]].into_iter();
                let lines = values.filter_map(|value| value["lines"].as_array());
                lines.flatten().try_for_each(check_quotes_nothing)?;
            }
            Edit::ActionText(set) => {
                let mut texts = set.from.iter().chain(&set.to);
                prop_assert!(texts.all(|text| text == ERASED));
            }
            _ => check_wordless(&written)?,
        }
    }
    Ok(())
}

fn in_store(
    store: &mut Store,
    open: &mut OpenJourney,
    step: &Step,
) -> Result<Vec<Change>, StoreError> {
    let by = |open: &OpenJourney, party: &Party| named(&open.journey, *party);
    match step {
        Step::Act(party, act) => {
            let author = by(open, party);
            let acts = [meant(&open.journey, act)];
            store.commit(open, &author, &acts, moment())
        }
        Step::Acts(party, acts) => {
            let author = by(open, party);
            let acts: Vec<Act> = acts.iter().map(|act| meant(&open.journey, act)).collect();
            store.commit(open, &author, &acts, moment())
        }
        Step::Update(party, plan) => {
            let author = by(open, party);
            let acts = [update(&open.journey, plan)];
            store.commit(open, &author, &acts, moment())
        }
        Step::Undo(party) => {
            let author = by(open, party);
            store.undo(open, &author, None, moment())
        }
        Step::UndoOf(party, at) => {
            let author = by(open, party);
            let log = store.changes(open.journey.id)?;
            store.undo(open, &author, Some(at.get(&log).id), moment())
        }
        Step::Redo(party) => {
            let author = by(open, party);
            store.redo(open, &author, moment())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn undo_restores_and_redo_brings_back(steps in any_steps(40)) {
        let mut lived = Lived::new();
        for step in &steps {
            let before = lived.journey.clone();
            let done = lived.step(step);
            if done {
                let after = lived.journey.clone();
                // Who named another person in their own place takes it back all the same.
                let author = lived.log.last().unwrap().author.clone();
                lived.undo_as(&author, None).unwrap();
                prop_assert_eq!(&lived.journey, &before);
                lived.redo_as(&author).unwrap();
                prop_assert_eq!(&lived.journey, &after);
            }
        }
    }

    #[test]
    fn without_the_texts_of_its_people_a_log_tells_the_same(
        steps in any_steps(40),
        party in prop::sample::select(&Party::ALL[..]),
    ) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        let mut log = lived.log.clone();
        let people: BTreeSet<_> = log.iter().map(|change| change.author.person).collect();
        let mut count = 0;
        for person in &people {
            let mut erasure = Erasure::of(*person, i64::MAX);
            let held = erasure.take_out(&mut log);
            prop_assert_eq!(erasure.count() > 0, !held.is_empty());
            let first = log.iter().find(|change| held.contains(&change.id));
            prop_assert!(first.is_none_or(|first| first.author.person == *person));
            count += erasure.count();
        }
        prop_assert_eq!(count > 0, log != lived.log);
        check_erased(&log)?;
        prop_assert_eq!(outcomes(&log), outcomes(&lived.log));
        let journey = Journey::fold(&log).unwrap();
        let mut without = Lived { journey, log };
        prop_assert_eq!(without.undo(party, None), lived.undo(party, None));
        prop_assert_eq!(Journey::fold(&without.log), Some(without.journey));
    }

    #[test]
    fn everything_can_be_undone_down_to_the_start(steps in any_steps(40)) {
        let mut lived = Lived::new();
        let first = lived.journey.clone();
        for step in &steps {
            // A change undone out of turn may be one that a later one needs, so none is here.
            let newest = lived.standing().pop().map(|(_, author)| author.person);
            let is_in_turn = match step {
                Step::Undo(party) => newest == Some(named(&lived.journey, *party).person),
                Step::UndoOf(..) => false,
                _ => true,
            };
            if is_in_turn {
                lived.step(step);
            }
        }
        while let [_, .., (_, author)] = &lived.standing()[..] {
            lived.undo_as(author, None).unwrap();
        }
        if !lived.journey.withdrawn {
            prop_assert_eq!(&lived.journey, &first);
        }
    }

    #[test]
    fn a_log_in_any_order_tells_the_same(
        steps in any_steps(40),
        keys in prop::collection::vec(any::<u32>(), 1000),
    ) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        let mut shuffled: Vec<(&u32, &Change)> = keys.iter().zip(&lived.log).collect();
        shuffled.sort_by_key(|(key, _)| **key);
        let folded = Journey::fold(shuffled.iter().map(|(_, change)| *change));
        prop_assert_eq!(folded, Some(lived.journey));
    }

    #[test]
    fn every_change_of_a_log_of_one_device_counts(steps in any_steps(40)) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        let mut fold = Fold::of(&lived.log);
        for change in &lived.log {
            let skipped = match fold.step(change) {
                Outcome::Counts { skipped, .. } => skipped,
                Outcome::Aside(why) => panic!("{why:?}: {change:?}"),
            };
            // What is taken back with its 1:1 is gone with it.
            let goes_with_another = change.undoes.is_some() && change.beside.is_some();
            prop_assert!(skipped.is_empty() || goes_with_another, "{skipped:?}: {change:?}");
        }
    }

    #[test]
    fn a_change_names_nothing_that_its_readers_do_not_know_of(steps in any_steps(40)) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        check_audiences(&lived.log)?;
    }

    #[test]
    fn what_an_audience_knows_is_what_its_lanes_tell(steps in any_steps(40)) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        for audience in Audience::ALL {
            let known = lived.log.iter().filter(|change| change.audience <= audience);
            let known = Journey::fold(known).map(|known| shared(&known, audience));
            prop_assert_eq!(known, Some(shared(&lived.journey, audience)));
        }
    }

    #[test]
    fn the_counts_add_up_on_any_day(
        steps in any_steps(40),
        today in any_day(),
    ) {
        let mut lived = Lived::new();
        let same_plan = !steps.iter().any(|step| matches!(step, Step::Update(..)));
        for step in &steps {
            lived.step(step);
            check_standing(&lived.journey, day("2026-04-20"), same_plan)?;
        }
        check_standing(&lived.journey, today, same_plan)?;
        for reader in Party::ALL {
            let lines = history::lines(&lived.journey, &lived.log, reader);
            let journey = &lived.journey;
            let may_read = |trace: &&Trace| journey.may_read(reader, trace.audience, trace.person);
            let numbers = lines.iter().map(|line| line.number);
            let readable = lived.traces().iter().filter(may_read).count();
            prop_assert!(numbers.eq(1..=readable));
        }
    }

    #[test]
    fn any_text_finds_something_or_says_why_not(text in any_name()) {
        let journey = Lived::new().journey;
        let goals = &journey.goals;
        // A goal goes by the beginning of its number where the text looks like one.
        let is_number =
            text.trim().starts_with(|c: char| c.is_ascii_digit()) || text.contains('.');
        let found = find::goal(&journey, &text);
        let place = |slug: &Slug| goals.iter().position(|goal| goal.slug() == slug).unwrap();
        let names = |goal: &Goal| {
            let number = goal.number.to_string();
            let is_named = is_number || number == text.trim().to_lowercase();
            let number = is_named.then_some(number);
            number.into_iter().chain([goal.slug().to_string()]).collect()
        };
        let names: Vec<Vec<String>> = goals.iter().map(names).collect();
        check_found(&found.map(|goal| place(goal.slug())), &text, &names)?;

        let authors: Vec<Author> = journey.people.authors().collect();
        let place = |one: &Author| authors.iter().position(|author| author == one).unwrap();
        let names = |author: &Author| vec![author.name.to_lowercase(), author.party.word().to_owned()];
        let names: Vec<Vec<String>> = authors.iter().map(names).collect();
        let found = find::author(&journey, &text);
        check_found(&found.map(|author| place(&author)), &text, &names)?;

        let goal = journey.goal(&slug("baseline")).unwrap();
        let names = [["1", "first"], ["2", "second"]].map(|names| names.map(str::to_owned).to_vec());
        let number = text.trim().parse().map(|place: usize| place.to_string());
        let text = number.unwrap_or(text);
        let found = find::criterion(goal, &text);
        check_found(&found.map(|part| usize::from(part.slug.as_str() == "second")), &text, &names)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn nobody_is_told_more_than_they_may_read(steps in any_steps(30)) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        for reader in Party::ALL {
            let may_read = |change: &&Change| {
                lived.journey.may_read(reader, change.audience, change.author.person)
            };
            let readable: Vec<Change> = lived.log.iter().filter(may_read).cloned().collect();
            let known = Journey::fold(&readable).unwrap();
            let all = told(&lived.journey, &lived.log, reader);
            prop_assert_eq!(all, told(&known, &readable, reader));
        }
    }

    #[test]
    fn the_last_week_is_as_the_journey_stands(steps in any_steps(40)) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        let today = day("2026-04-20");
        let trend = Trend::of(&lived.journey, &lived.log, today, Party::Manager);
        let standing = Standing::of(&lived.journey, today);
        let days = |goal: &&Goal| standing.dates.days_unconfirmed(*goal);
        if let Some(last) = trend.weeks.last() {
            prop_assert_eq!(last.claims, standing.claimed.len());
            prop_assert_eq!(last.oldest, standing.claimed.iter().filter_map(days).max());
            prop_assert_eq!(last.held, standing.rhythm.held);
        }
        let open = trend.blockers.iter().filter(|blocked| blocked.until.is_none());
        let open: BTreeSet<_> = open.map(|blocked| (blocked.number, Some(blocked.days))).collect();
        let blocked = standing.blocked.iter();
        let blocked = blocked.map(|goal| (goal.number, standing.dates.days_waiting(*goal)));
        prop_assert_eq!(open, blocked.collect::<BTreeSet<_>>());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn replay_equals_the_tables_and_the_memory(steps in any_steps(30)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onramp.db");
        let (mut first, mut one) = started(&path);
        let id = one.journey.id;
        let mut second = Store::open(&path, &Surroundings::default()).unwrap();
        // Without the texts of notes, as the program opens a journey.
        let mut two = second.load_counted(id).unwrap();
        for (step, turn) in steps.iter().zip(0..) {
            // Each acts on what it last saw; what the other did meanwhile is folded first.
            let done = match turn % 3 {
                0 => in_store(&mut second, &mut two, step),
                _ => in_store(&mut first, &mut one, step),
            };
            if let Err(error) = &done {
                prop_assert!(
                    matches!(
                        error,
                        StoreError::Refused(_) | StoreError::UndoRefused(_) | StoreError::NoJourney
                    ),
                    "{error:?}"
                );
            }
        }
        first.refresh(&mut one).unwrap();
        second.refresh(&mut two).unwrap();
        let counted = |open: &OpenJourney| {
            let mut journey = open.journey.clone();
            journey.put_notes_away();
            journey
        };
        prop_assert_eq!(&counted(&one), &counted(&two));
        first.read_all_notes(&mut one).unwrap();
        second.read_all_notes(&mut two).unwrap();
        prop_assert_eq!(&one.journey, &two.journey);
        let fresh = Store::open(&path, &Surroundings::default()).unwrap();
        prop_assert_eq!(&fresh.load(id).unwrap().journey, &one.journey);
        prop_assert_eq!(&fresh.load_counted(id).unwrap().journey, &counted(&one));
        let log = fresh.changes(id).unwrap();
        prop_assert_eq!(Journey::fold(&log), Some(one.journey));
        prop_assert!(fresh.examine().unwrap().is_sound());
        let is_of_save = |pair: &[Change]| pair[1].beside.is_some() && pair[0].stamp == pair[1].stamp;
        prop_assert!(log.windows(2).all(|pair| pair[0].stamp < pair[1].stamp || is_of_save(pair)));
        check_audiences(&log)?;
    }
}

/// Returns the document of a journey for a reader.
fn exported(store: &Store, open: &OpenJourney, reader: For) -> String {
    let journey = &open.journey;
    let is_for_them = |_, audience| reader.reads(audience);
    let lanes = store.lanes(journey.id, is_for_them).unwrap();
    let head = json::Head {
        journey,
        on: day("2026-04-20"),
        by: "Bo",
        person: author(Party::Mentor).person,
        reader: reader.party(),
        with_private: false,
    };
    json::journey(&head, &lanes).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_database_is_sound_without_the_texts_of_a_person_and_goes_on(
        steps in any_steps(30),
        party in prop::sample::select(&Party::ALL[..]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, mut open) = started(&folder.path().join("onramp.db"));
        let (id, person) = (open.journey.id, author(party).person);
        for step in &steps {
            let _ = in_store(&mut store, &mut open, step);
        }
        let mut without = store.changes(id).unwrap();
        let mut erasure = Erasure::of(person, i64::MAX);
        erasure.take_out(&mut without);
        prop_assert_eq!(store.texts_of(id, person).unwrap(), erasure.count());
        store.erase_texts(id, person).unwrap();
        prop_assert_eq!(store.texts_of(id, person).unwrap(), 0);
        prop_assert_eq!(&store.changes(id).unwrap(), &without);
        prop_assert!(store.examine().unwrap().is_sound());
        let _ = in_store(&mut store, &mut open, &Step::Undo(party));
        prop_assert!(store.examine().unwrap().is_sound());
    }

    #[test]
    fn what_is_exported_arrives_to_the_byte_and_only_that(
        steps in any_steps(30),
        reader in prop::sample::select(&Party::ALL[..]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, mut open) = started(&folder.path().join("onramp.db"));
        let id = open.journey.id;
        for step in &steps {
            let _ = in_store(&mut store, &mut open, step);
        }
        prop_assume!(!open.journey.withdrawn);
        let reader = For::from(reader);
        let text = exported(&store, &open, reader);
        let brought = json::read(text.as_bytes()).unwrap();

        let path = folder.path().join("other.db");
        let mut other = Store::open(&path, &Surroundings::default()).unwrap();
        let import = |other: &mut Store| {
            exchange::import(other, id, &brought.lanes, brought.person, moment().clock)
        };
        let known: Vec<Change> = store.changes(id).unwrap();
        let known: Vec<Change> =
            known.into_iter().filter(|change| reader.reads(change.audience)).collect();
        prop_assert_eq!(import(&mut other).unwrap(), known.len());
        prop_assert_eq!(&other.changes(id).unwrap(), &known);
        let there = other.load(id).unwrap();
        let folded = Journey::fold(&known).unwrap();
        prop_assert_eq!(&there.journey, &folded);
        prop_assert!(other.examine().unwrap().is_sound());
        prop_assert_eq!(exported(&other, &there, reader), text);
        prop_assert!(matches!(import(&mut other), Err(ExchangeError::Joined(_))));
    }
}

#[test]
fn the_parties_of_these_tests_take_part() {
    for party in Party::ALL {
        assert_eq!(named(&Lived::new().journey, party), author(party));
    }
}
