use chrono::Days;

use super::*;
use crate::domain::fixture::*;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr as _;

/// A 1:1 of a run on a day, rated by both unless that is nothing.
fn talk(run: Run, on: &str, [hire, mentor]: [u8; 2]) -> Run {
    let mut run = run.on(on);
    run.mentor(&meet());
    if hire > 0 {
        run.hire(&rate([hire, 3, 5]));
    }
    if mentor > 0 {
        run.mentor(&rate([mentor, 3, 4]));
    }
    run.mentor(&close());
    run
}

/// Seven weeks: two 1:1s in one of them and none in another, claims, blockers, a leave, and a check-in ahead.
fn seven_weeks() -> Run {
    let mut run = talk(Run::new(), "2026-03-03", [2, 4]);
    run.hire(&block("access", Some("2026-02-27")));
    run.hire(&claim("team"));
    let run = talk(run, "2026-03-10", [3, 3]);
    let mut run = talk(run, "2026-03-13", [0, 4]);
    run.hire(&clear("access"));
    run.mentor(&send_back("team"));
    run.hire(&leave("2026-03-23", "2026-03-27"));
    let mut run = talk(run, "2026-03-31", [5, 4]);
    run.hire(&block("fix", None));
    run.hire(&claim("team"));
    let mut run = run.on("2026-04-15");
    run.hire(&rate([4, 4, 5]));
    run
}

fn trend(run: &Run, today: &str, reader: Party) -> Trend {
    Trend::of(&run.journey, &run.log, day(today), reader)
}

fn lines(of: &Trend, people: &People, columns: usize, unicode: bool) -> Vec<String> {
    let how = Shown {
        columns,
        unicode,
        begin: "Begin.",
    };
    let Told { head, body } = told(of, people, how).unwrap();
    let flat =
        |pieces: &[Piece]| -> String { pieces.iter().map(|(_, text)| text.as_str()).collect() };
    let lines = head.into_iter().chain([Line::Blank]).chain(body);
    lines
        .map(|line| match line {
            Line::Blank => String::new(),
            Line::Heading(words) => format!("# {words}"),
            Line::Words(words) => format!("> {words}"),
            Line::Key(entries) => entries.iter().map(|entry| flat(entry) + " | ").collect(),
            Line::Drawn(row) => flat(&row),
        })
        .collect()
}

fn page(run: &Run, today: &str, reader: Party, columns: usize, unicode: bool) -> String {
    let lines = lines(
        &trend(run, today, reader),
        &run.journey.people,
        columns,
        unicode,
    );
    let lines = lines.iter().map(|line| format!("{}\n", line.trim_end()));
    lines.collect()
}

#[test]
fn seven_weeks_are_drawn_with_and_without_unicode() {
    let run = seven_weeks();
    let told = [true, false].map(|unicode| page(&run, "2026-04-17", Party::Hire, 80, unicode));
    insta::assert_snapshot!(told.concat());
}

#[test]
fn the_manager_gets_the_days_and_no_rating() {
    insta::assert_snapshot!(page(&seven_weeks(), "2026-04-17", Party::Manager, 60, true), @r#"
    > Weeks 1 to 7, up to Fri 17 Apr 2026.
     week            1    2         3    4    5    6    7
                     Mar                           Apr
     from            2    9         16   23   30   6    13
     leave                               ░░░
     1:1 on          3    10   13             31

    > Ratings are between the hire and the mentor.

    # 1:1s: 4 held, 9 wanted by day 90 without leave
     held            1    3         3    3    4    4    4
     wanted          1    1         2    2    3    3    4

    # Claims waiting at the end of each week, and the working days of the oldest
     waiting         1    0         0    0    1    1    1
     oldest          3    –         –    –    3    8    13

    # Blockers
    > 30.3 waited on IT for 10 working days, Fri 27 Feb to Fri 13 Mar
                     ←━━━━━━━━━━┥
    > 60.1 has waited on IT for 13 working days, since Tue 31 Mar
                                              ━━━━━━━━━━━━›
    "#);
}

#[test]
fn a_year_shows_the_latest_weeks_and_says_which() {
    let mut run = talk(Run::new(), "2026-03-03", [2, 4]);
    run.hire(&block("fix", None));
    for week in 1..52_u64 {
        let on = day("2026-03-03") + Days::new(7 * week);
        let side = |by: u64| u8::try_from((week * by / 7) % 5 + 1).unwrap();
        run = talk(run, &on.to_string(), [side(3), side(2)]);
    }
    insta::assert_snapshot!(page(&run, "2027-03-01", Party::Mentor, 80, true));
    let wide = page(&run, "2027-03-01", Party::Mentor, 200, true);
    assert!(
        wide.contains("Weeks 1 to 53, up to Mon 1 Mar 2027.\n"),
        "{wide}"
    );
}

#[test]
fn every_1_1_has_columns_of_its_own_or_it_is_said_that_some_do_not_fit() {
    let mut run = Run::new();
    for _ in 0..10 {
        run = talk(run, "2026-03-04", [1, 5]);
    }
    let told = |columns| page(&run, "2026-03-05", Party::Hire, columns, true);
    let marks = |columns: usize| told(columns).matches('○').count();
    let days = format!("\n 1:1 on          {}\n", ["4"; 10].join("     "));
    assert!(told(80).contains(&days), "{}", told(80));
    assert_eq!(
        (marks(80), told(80).contains("fit")),
        (21, false),
        "{}",
        told(80)
    );
    assert_eq!(marks(40), 1 + 2 * 7);
    assert!(
        told(40).contains("> 3 more 1:1s do not fit.\n"),
        "{}",
        told(40)
    );
}

#[test]
fn what_would_stand_there_is_said_and_how_to_begin() {
    let run = Run::new();
    for (reader, words) in [
        (
            Party::Hire,
            "how both of you rate, how often you meet, and what waits. Begin.\n",
        ),
        (
            Party::Manager,
            "how often the hire and the mentor meet, and what waits. Begin.\n",
        ),
    ] {
        let told = page(&run, START, reader, 80, true);
        assert!(told.contains(words), "{told}");
    }
    let mut met = Run::new();
    met.mentor(&meet());
    let told = page(&met, START, Party::Hire, 80, true);
    assert!(
        told.contains("> There are no ratings to show yet. Begin.\n"),
        "{told}"
    );
    assert!(
        told.contains("# 1:1s: 0 held, 9 wanted by day 90; one is open\n"),
        "{told}"
    );
    met.mentor(&rate([1, 2, 3]));
    let told = page(&met, START, Party::Hire, 80, true);
    assert!(told.contains("> Bo has rated. You will see"), "{told}");
    let mut checked_in = Run::new();
    checked_in.mentor(&rate([1, 2, 3]));
    let told = page(&checked_in, START, Party::Hire, 80, true);
    assert!(
        told.contains("> There are no ratings to show yet. Begin.\n> Bo has rated."),
        "{told}"
    );
    let before = trend(&run, "2026-03-01", Party::Hire);
    let how = Shown {
        columns: 80,
        unicode: true,
        begin: "",
    };
    assert_eq!(super::told(&before, &run.journey.people, how), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn rows_fill_their_columns_and_no_more(
        columns in 24usize..240, days in 0u64..500, unicode: bool, reader in 0usize..3,
    ) {
        let run = seven_weeks();
        let today = (day("2026-03-02") + Days::new(days)).to_string();
        let trend = trend(&run, &today, Party::ALL[reader]);
        let how = Shown { columns, unicode, begin: "" };
        let Told { head, body } = told(&trend, &run.journey.people, how).unwrap();
        for line in head.into_iter().chain(body) {
            if let Line::Drawn(row) = line {
                let text: String = row.into_iter().map(|(_, text)| text).collect();
                prop_assert_eq!(text.width(), columns);
                prop_assert!(unicode || text.is_ascii(), "{}", text);
            }
        }
    }
}
