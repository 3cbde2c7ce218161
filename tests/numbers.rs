//! The numbers of a journey are the same in every form in which it is told: lines, Markdown, HTML
//! and JSON.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;
#[path = "journeys/lives.rs"]
mod lives;

use chrono::{Days, NaiveDate};
use journeys::*;
use lives::Life;
use onramp::domain::judgment::standing::Standing;
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::people::{Mark, Party};
use onramp::domain::plan::role::Plan;
use onramp::domain::record::change::Change;
use onramp::domain::record::goal::Goal;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::review::{Opening, Review};
use onramp::report::pages;
use onramp::report::readership::For;
use onramp::report::review::ReviewPage;
use onramp::report::write::{html, markdown, terminal};
use onramp::report::{json, text};
use proptest::prelude::*;
use serde_json::Value;

/// Returns the numbers of a document's count: done, confirmed, counted, waived, deferred, expected.
fn of_document(count: &Value) -> [String; 6] {
    let whole = |key: &str| count[key].as_u64().unwrap().to_string();
    let expected = count["expected"].as_f64().unwrap();
    assert_eq!((expected * 10.0).round() / 10.0, expected, "one decimal");
    [
        whole("done"),
        whole("confirmed"),
        whole("counted"),
        whole("waived"),
        whole("deferred"),
        format!("{expected:.1}"),
    ]
}

/// Returns what stands before the first of some words, and nothing where they are not there.
fn number_before<'a>(line: &'a str, words: &str) -> &'a str {
    let before = line.split(words).next().filter(|before| *before != line);
    let last = before.and_then(|before| before.rsplit([' ', ',']).next());
    last.unwrap_or("0")
}

/// Returns the first line that begins with a label, without it.
fn labelled<'a>(lines: &'a [String], label: &str) -> Option<&'a str> {
    lines
        .iter()
        .find_map(|line| line.trim().strip_prefix(label))
        .map(str::trim)
}

fn lines(told: Vec<text::Line>) -> Vec<String> {
    told.into_iter().map(|line| line.text).collect()
}

/// Checks the lines of a status and the list of goals against the document.
fn check_lines(standing: &Standing<'_>, document: &Value) -> Result<(), TestCaseError> {
    let journey = standing.journey;
    let acting = journey.people.author(Party::Hire).unwrap();
    let status = lines(text::status(standing, &acting, None, 400));
    let [done, confirmed, counted, waived, deferred, expected] = of_document(&document["so_far"]);
    let told = labelled(&status, "done ").unwrap();
    prop_assert!(told.starts_with(&format!("{done} of {counted} ")), "{told}");
    prop_assert!(told.ends_with(&format!(", expected {expected}")), "{told}");
    let ahead = document["so_far"]["ahead"].as_u64().unwrap().to_string();
    prop_assert_eq!(number_before(told, " done ahead"), ahead);
    let told = labelled(&status, "confirmed ").unwrap();
    prop_assert_eq!(told, format!("{confirmed} of {counted}"));
    let told = labelled(&status, "agreed ").unwrap_or_default();
    prop_assert_eq!(number_before(told, " waived"), waived);
    prop_assert_eq!(number_before(told, " deferred"), deferred);

    let goals: Vec<&Goal> = journey.goals.iter().collect();
    let listed = lines(text::goals(standing, &goals, Party::Hire, 400));
    let headings = listed
        .iter()
        .filter(|line| line.contains(" confirmed") && !line.starts_with(' '));
    let rows = document["milestones"].as_array().unwrap();
    prop_assert_eq!(headings.clone().count(), rows.len());
    for (heading, row) in headings.zip(rows) {
        let [done, confirmed, counted, waived, deferred, _] = of_document(row);
        prop_assert!(
            heading.contains(&format!("· {done} of {counted} done, ")),
            "{heading}"
        );
        prop_assert_eq!(number_before(heading, " confirmed"), confirmed);
        prop_assert_eq!(number_before(heading, " waived"), waived);
        prop_assert_eq!(number_before(heading, " deferred"), deferred);
    }
    Ok(())
}

/// Checks the summary in Markdown against the document.
fn check_summary(page: &str, document: &Value) -> Result<(), TestCaseError> {
    let lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let [done, confirmed, counted, waived, deferred, expected] = of_document(&document["so_far"]);
    let told = labelled(&lines, "- **Claimed:**").unwrap();
    prop_assert!(told.starts_with(&format!("{done} of {counted} ")), "{told}");
    prop_assert!(told.ends_with(&format!("; expected {expected}")), "{told}");
    let ahead = document["so_far"]["ahead"].as_u64().unwrap().to_string();
    prop_assert_eq!(number_before(told, " done ahead"), ahead);
    let told = labelled(&lines, "- **Confirmed:**").unwrap();
    prop_assert_eq!(told, format!("{confirmed} of {counted}"));
    let told = labelled(&lines, "- **Agreed:**").unwrap_or_default();
    prop_assert_eq!(number_before(told, " waived"), waived);
    prop_assert_eq!(number_before(told, " deferred"), deferred);
    let table = lines
        .iter()
        .skip_while(|line| *line != "## Milestones")
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1);
    let table = table.take_while(|line| line.starts_with('|'));
    let rows = document["milestones"].as_array().unwrap();
    prop_assert_eq!(table.clone().count(), rows.len());
    for (line, row) in table.zip(rows) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [done, confirmed, counted, waived, _, expected] = of_document(row);
        let told = [format!("{done} of {counted}"), confirmed.clone(), expected];
        prop_assert_eq!(&cells[2..5], &told[..]);
        let drawn = |sign: char| cells[1].matches(sign).count().to_string();
        let claimed = drawn('▨').parse::<usize>().unwrap() + drawn('■').parse::<usize>().unwrap();
        prop_assert_eq!(
            [claimed.to_string(), drawn('■'), drawn('⊘')],
            [done, confirmed, waived]
        );
    }
    Ok(())
}

/// Returns text as HTML and Markdown write it, without their signs.
fn plain(page: &str) -> String {
    let page = page.replace('\\', "");
    page.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// Checks that a journey is told alike in every form on a day.
fn check(journey: &Journey, log: &[Change], today: NaiveDate) -> Result<(), TestCaseError> {
    let standing = Standing::of(journey, today);
    let acting = journey.people.author(Party::Hire).unwrap();
    let document = serde_json::to_value(json::status(&standing, &acting, None)).unwrap();
    check_lines(&standing, &document)?;
    let summary = pages::summary::summary(journey, log, today, today, For::Manager);
    let as_html = html::page(&summary);
    let summary = markdown::page(&summary);
    check_summary(&summary, &document)?;

    let opening = Opening {
        milestone: Milestone::DAY_30,
        mark: Mark {
            by: "Bo".to_owned(),
            on: today,
        },
    };
    let review = Review::new(opening);
    let page = pages::review::review(&ReviewPage::of(journey, &review, &[], &standing));
    let pages = [
        lines(text::status(&standing, &acting, None, 400)).join("\n"),
        plain(&summary),
        plain(&as_html),
        plain(&markdown::page(&page)),
        plain(&html::page(&page)),
        lines(terminal::page(&page, 400)).join("\n"),
    ];
    for reason in document["reasons"].as_array().unwrap() {
        let words = reason["text"].as_str().unwrap();
        for page in &pages {
            prop_assert!(page.contains(words), "{words}\n{page}");
        }
    }
    Ok(())
}

fn life(plan: &Plan, number: u64, start: NaiveDate, changes: usize) -> (Journey, Vec<Change>) {
    let until = day("2026-06-01") + Days::new(number % 50);
    let life = Life {
        number,
        plan,
        start,
        until,
        changes,
        may_end: true,
    };
    life.lived()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_form_tells_the_same_numbers(
        number in 0_u64..1_000_000,
        changes in 1_usize..160,
        days in 0_u64..400,
    ) {
        let start = day("2026-03-02") + Days::new(number % 40);
        let (journey, log) = life(&plan(), number, start, changes);
        check(&journey, &log, day("2026-02-20") + Days::new(days))?;
    }
}

/// From a Friday the first window holds 20 working days, so that shares of its goals end in a half.
#[test]
fn halves_are_rounded_alike() {
    let (journey, log) = life(&plan(), 7, day("2026-03-06"), 1);
    for days in 0..90 {
        check(&journey, &log, journey.start + Days::new(days)).unwrap();
    }
}
