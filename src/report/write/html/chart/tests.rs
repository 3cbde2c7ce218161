use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::room::{Anchor, Place, Room, extent};
use super::*;
use crate::domain::judgment::burnup::{BurnUp, DayCount, Gate, PaceMark, Point, goals};
use crate::domain::judgment::course::Count;
use crate::domain::judgment::health::Health;
use crate::domain::plan::milestone::Milestone;
use crate::domain::wording::burnup::{sentences, share};

fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + Days::new(after)
}

/// Any burn-up: counts that rise and fall, leaves, gates close together, a pace near or far.
fn burn_ups() -> impl Strategy<Value = BurnUp> {
    let counts = prop::collection::vec((0usize..30, 0usize..30, 0u8..4), 1..400);
    (counts, 0u64..300, 0u64..500, any::<bool>(), 1u64..60).prop_map(
        |(counts, rest, pace, has_ended, step)| {
            let healths = [
                Health::OnLeave,
                Health::OnTrack,
                Health::AtRisk,
                Health::OffTrack,
            ];
            let days: Vec<DayCount> = counts
                .iter()
                .zip(0..)
                .map(|((claimed, confirmed, health), after)| DayCount {
                    on: day(after),
                    health: healths[usize::from(*health)],
                    count: Count {
                        claimed: *claimed,
                        confirmed: *confirmed.min(claimed),
                        counted: 30,
                        expected: goals(*claimed) / 2.0,
                        first_expected: goals(*claimed) / 3.0,
                    },
                })
                .collect();
            let today = days.last().unwrap().on;
            let until = if has_ended {
                today
            } else {
                today + Days::new(rest)
            };
            let gates = [Milestone::DAY_30, Milestone::DAY_60, Milestone::MONTH_12];
            let gates = gates
                .into_iter()
                .zip(1u64..)
                .map(|(milestone, place)| Gate {
                    milestone,
                    due: day(place * step),
                    goals: usize::try_from(place).unwrap() * 4,
                    ruled: (place == 1).then_some(("re-plan", day(place * step))),
                });
            let line =
                |goals| [(day(0), 0.0), (until, goals)].map(|(on, goals)| Point { on, goals });
            BurnUp {
                last: Milestone::MONTH_12,
                from: day(0),
                today,
                until,
                has_ended,
                expected: line(9.0).into(),
                ahead: line(12.0).into(),
                first: line(14.0).into(),
                gates: gates.collect(),
                leaves: vec![(day(3), day(5))],
                pace: (!has_ended).then(|| PaceMark {
                    due: day(step),
                    goals: 4,
                    on: day(pace),
                    late: 3,
                }),
                days,
            }
        },
    )
}

/// Returns the numbers of every attribute of a name.
fn numbers(svg: &str, name: &str) -> Vec<f64> {
    let beginning = format!(" {name}=\"");
    let rest = svg.split(beginning.as_str()).skip(1);
    rest.map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect()
}

proptest! {
    #[test]
    fn every_point_lies_inside_the_frame_and_every_path_goes_to_the_right(of in burn_ups()) {
        for frame in [Frame::WIDE, Frame::NARROW] {
            let plane = Plane::of(&of, frame);
            let steps = [
                plane.steps(&of.days, |day| goals(day.count.claimed)),
                plane.steps(&of.days, |day| goals(day.count.confirmed)),
            ];
            let lines = [&of.expected, &of.ahead, &of.first].map(|points| plane.line(points));
            for path in steps.iter().chain(&lines) {
                for (x, y) in &path.0 {
                    prop_assert!(frame.left <= *x && *x <= frame.right, "{x}");
                    prop_assert!(frame.top <= *y && *y <= frame.base, "{y}");
                }
                let pairs = path.0.iter().zip(path.0.iter().skip(1));
                prop_assert!(pairs.into_iter().all(|((left, _), (right, _))| left <= right));
            }
            let svg = drawing(&of, &plane).into_string();
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
            for (name, most) in [("x", frame.width), ("x1", frame.width), ("x2", frame.width),
                ("y", frame.height), ("y1", frame.height), ("y2", frame.height)] {
                for number in numbers(&svg, name) {
                    prop_assert!(0.0 <= number && number <= most, "{name}={number} in {svg}");
                }
            }
        }
    }

    #[test]
    fn steps_end_at_todays_count(of in burn_ups()) {
        let plane = Plane::of(&of, Frame::WIDE);
        let path = plane.steps(&of.days, |day| goals(day.count.claimed));
        let last = (plane.x(of.today), plane.y(goals(of.now().claimed)));
        prop_assert_eq!(path.0.last(), Some(&last));
    }

    #[test]
    fn no_words_lie_over_others(
        asked in prop::collection::vec(("[a-z]{1,20}", -50.0..900.0, -20.0..330.0), 1..40),
    ) {
        let mut room = Room::of(Frame::WIDE);
        let mut taken: Vec<room::Box4> = Vec::new();
        for (words, x, y) in asked {
            let places = [Anchor::Start, Anchor::Middle, Anchor::End].map(|anchor| Place { x, y, anchor });
            if let Some(place) = room.take(&words, &places) {
                let (left, right, top, bottom) = extent(&words, place);
                prop_assert!(left >= 0.0 && right <= 800.0 && top >= 0.0 && bottom <= 300.0);
                for other in &taken {
                    let apart = right <= other.0 || other.1 <= left || bottom <= other.2 || other.3 <= top;
                    prop_assert!(apart, "{words}");
                }
                taken.push((left, right, top, bottom));
            }
        }
    }

    #[test]
    fn the_text_says_the_numbers_of_the_drawing(of in burn_ups()) {
        let drawn = drawing(&of, &Plane::of(&of, Frame::WIDE)).into_string();
        let told = sentences(&of).join(" ");
        let now = of.now();
        for (label, number) in [
            ("claimed", now.claimed.to_string()),
            ("confirmed", now.confirmed.to_string()),
            ("expected", share(now.expected)),
        ] {
            let shown = format!("{label} <tspan class=\"b\">{number}</tspan>");
            prop_assert!(drawn.contains(&shown), "{shown} in {drawn}");
            let said = match label {
                "expected" => format!(": {number}"),
                _ => format!("{number} {label}"),
            };
            prop_assert!(told.contains(&said), "{said} in {told}");
        }
    }
}
