use super::*;
use chrono::Days;

use crate::domain::fixture::*;
use crate::domain::judgment::burnup::Reach;
use crate::domain::judgment::course::Course;
use crate::domain::judgment::standing::Standing;
use proptest::prelude::*;

/// Claims come and go, a leave, a waiver.
fn quarter() -> Run {
    let mut run = Run::new().on("2026-03-05");
    run.mentor(&meet());
    run.mentor(&close());
    run.hire(&claim("team"));
    let mut run = run.on("2026-03-12");
    run.hire(&claim("access"));
    let mut run = run.on("2026-03-16");
    run.mentor(&confirm("team"));
    run.hire(&leave("2026-03-18", "2026-03-24"));
    let mut run = run.on("2026-04-13");
    run.hire(&claim("fix"));
    run.mentor(&waive("baseline"));
    run
}

fn burn_up(run: &Run, today: &str, reach: Reach) -> BurnUp {
    let standing = Standing::of(&run.journey, day(today));
    let course = Course::of(&run.journey, &run.log, day(today));
    BurnUp::of(&standing, &course, reach).unwrap()
}

fn text(rows: &[Row]) -> String {
    let rows = rows.iter();
    let rows = rows.map(|row| {
        row.iter()
            .map(|(_, text)| text.as_str())
            .collect::<String>()
    });
    rows.map(|row| format!("{}\n", row.trim_end())).collect()
}

#[test]
fn a_quarter_is_drawn_with_and_without_unicode() {
    let of = burn_up(&quarter(), "2026-04-17", Reach::Milestone);
    let told: String = [true, false]
        .map(|unicode| text(&drawn(&of, 72, 16, unicode)))
        .concat();
    insta::assert_snapshot!(told);
}

#[test]
fn the_key_has_the_numbers_of_the_standing() {
    let of = burn_up(&quarter(), "2026-04-17", Reach::Milestone);
    let key: Vec<String> = key(&of, false)
        .into_iter()
        .map(|[(_, sign), (_, words)]| sign + &words)
        .collect();
    let told = "# 1 confirmed | = 3 claimed | . 2.7 expected | o goals due | * done at this pace, 1 May | / leave";
    assert_eq!(key.join(" | "), told);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_drawing_fills_its_rows_and_columns_and_no_more(
        columns in 8usize..200, rows in 3usize..60, days in 0u64..400, unicode: bool,
    ) {
        let run = quarter();
        let today = day("2026-04-13") + Days::new(days);
        for reach in [Reach::Milestone, Reach::NextGate, Reach::Plan] {
            let of = burn_up(&run, &today.to_string(), reach);
            let drawn = drawn(&of, columns, rows, unicode);
            prop_assert_eq!(drawn.len(), rows);
            for row in &drawn {
                let text: String = row.iter().map(|(_, text)| text.as_str()).collect();
                prop_assert_eq!(text.chars().count(), columns);
                prop_assert!(unicode || text.is_ascii(), "{}", text);
            }
        }
    }

    #[test]
    fn what_waits_to_be_confirmed_is_seen_however_low_the_drawing(rows in 9usize..40) {
        let of = burn_up(&quarter(), "2026-03-17", Reach::Plan);
        let drawn = text(&drawn(&of, 200, rows, true));
        prop_assert!(drawn.contains('▒') && drawn.contains('█'), "{}", drawn);
    }
}
