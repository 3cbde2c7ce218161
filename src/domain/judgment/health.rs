//! The verdict on a journey and the reasons that led to it.

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::{Facts, GoalFacts};
use crate::domain::judgment::rhythm::Rhythm;
use crate::domain::judgment::rules;
use crate::domain::judgment::tally::Tally;
use crate::domain::record::goal::GoalNumber;
use crate::domain::words::when::working_days;

/// How a journey is doing, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// No rule speaks against it.
    OnTrack,
    /// Something wants attention.
    AtRisk,
    /// Something wants attention now.
    OffTrack,
}

impl Health {
    /// Returns the words that people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::OffTrack => "off track",
        }
    }
}

/// One rule that speaks against a journey.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// How bad it is.
    pub health: Health,
    /// What it is.
    pub what: Fact,
}

/// What speaks against a journey. Days are working days.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A goal's date has passed.
    Late {
        /// The goal.
        number: GoalNumber,
        /// Since when.
        days: i64,
    },
    /// Fewer goals are done than expected.
    Behind {
        /// Goals done.
        done: usize,
        /// Goals expected.
        expected: f64,
    },
    /// A goal waits on somebody.
    Blocked {
        /// The goal.
        number: GoalNumber,
        /// Whom it waits on.
        on: String,
        /// Since when.
        days: i64,
    },
    /// The two have not met.
    NoMeeting {
        /// Since when.
        days: i64,
        /// Whether they never did.
        ever: bool,
    },
    /// A claim waits to be confirmed.
    Unconfirmed {
        /// The goal.
        number: GoalNumber,
        /// Whom it waits on, where a mentor is named.
        mentor: Option<String>,
        /// Since when.
        days: i64,
    },
}

impl Fact {
    /// Returns the goal it is about, where it is about one.
    pub fn goal(&self) -> Option<GoalNumber> {
        match self {
            Self::Behind { .. } | Self::NoMeeting { .. } => None,
            Self::Late { number, .. }
            | Self::Blocked { number, .. }
            | Self::Unconfirmed { number, .. } => Some(*number),
        }
    }

    fn days(&self) -> i64 {
        match self {
            Self::Late { days, .. }
            | Self::NoMeeting { days, .. }
            | Self::Blocked { days, .. }
            | Self::Unconfirmed { days, .. } => *days,
            Self::Behind { .. } => 0,
        }
    }
}

impl std::fmt::Display for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Late { number, days: 0 } => write!(f, "{number} was due on the last working day"),
            Self::Late { number, days } => write!(f, "{number} is {} late", working_days(*days)),
            Self::NoMeeting { days, ever: true } => {
                write!(f, "no 1:1 for {}", working_days(*days))
            }
            Self::NoMeeting { days, ever: false } => {
                write!(f, "no 1:1 in {}", working_days(*days))
            }
            Self::Behind { done, expected } => {
                write!(f, "{done} done where {expected:.1} are expected")
            }
            Self::Blocked { number, on, days } => {
                write!(f, "{number} has waited on {on} for {}", working_days(*days))
            }
            Self::Unconfirmed {
                number,
                mentor: Some(mentor),
                days,
            } => write!(
                f,
                "{number} has waited for {mentor} to confirm for {}",
                working_days(*days)
            ),
            Self::Unconfirmed {
                number,
                mentor: None,
                days,
            } => write!(
                f,
                "{number} has been claimed for {} with no mentor named to confirm it",
                working_days(*days)
            ),
        }
    }
}

/// Returns the reasons against a journey, the worst first; none where it is on track.
pub fn reasons(facts: &Facts<'_>, dates: &Dates, tally: &Tally, rhythm: &Rhythm) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = facts
        .goals
        .iter()
        .flat_map(|goal| {
            [
                late(dates, goal),
                blocked(dates, goal),
                unconfirmed(facts, dates, goal),
            ]
        })
        .chain([behind(tally), no_meeting(dates, rhythm)])
        .flatten()
        .collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse((reason.health, reason.what.days())));
    reasons
}

/// No 1:1 for too long; after the last dated milestone none is asked for.
fn no_meeting(dates: &Dates, rhythm: &Rhythm) -> Option<Reason> {
    let days = rhythm.gap.filter(|_| !rhythm.is_over(dates))?;
    (days >= rules::NO_MEETING_AT_RISK).then_some(Reason {
        health: Health::AtRisk,
        what: Fact::NoMeeting {
            days,
            ever: rhythm.held > 0,
        },
    })
}

fn late(dates: &Dates, goal: &GoalFacts<'_>) -> Option<Reason> {
    let days = dates.days_late(*goal)?;
    Some(Reason {
        health: if days > rules::LATE_OFF_TRACK {
            Health::OffTrack
        } else {
            Health::AtRisk
        },
        what: Fact::Late {
            number: goal.number,
            days,
        },
    })
}

fn blocked(dates: &Dates, goal: &GoalFacts<'_>) -> Option<Reason> {
    let (on, _) = goal.waits?;
    let days = dates.days_waiting(*goal)?;
    let health = match days {
        rules::BLOCKED_OFF_TRACK.. => Health::OffTrack,
        rules::BLOCKED_AT_RISK.. => Health::AtRisk,
        _ => return None,
    };
    Some(Reason {
        health,
        what: Fact::Blocked {
            number: goal.number,
            on: on.to_owned(),
            days,
        },
    })
}

fn unconfirmed(facts: &Facts<'_>, dates: &Dates, goal: &GoalFacts<'_>) -> Option<Reason> {
    let days = dates.days_unconfirmed(*goal)?;
    (days >= rules::UNCONFIRMED_AT_RISK).then(|| Reason {
        health: Health::AtRisk,
        what: Fact::Unconfirmed {
            number: goal.number,
            mentor: facts.people.mentor.clone(),
            days,
        },
    })
}

fn behind(tally: &Tally) -> Option<Reason> {
    #[expect(clippy::cast_precision_loss, reason = "a plan holds few goals")]
    let percent = 100.0 * tally.done as f64 / tally.expected;
    let health = if tally.expected < rules::BEHIND_FROM {
        return None;
    } else if percent < rules::BEHIND_OFF_TRACK - f64::EPSILON * 1e3 {
        Health::OffTrack
    } else if percent < rules::BEHIND_AT_RISK - f64::EPSILON * 1e3 {
        Health::AtRisk
    } else {
        return None;
    };
    Some(Reason {
        health,
        what: Fact::Behind {
            done: tally.done,
            expected: tally.expected,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::judgment::standing::Standing;
    use crate::domain::plan::calendar::Calendar;
    use crate::domain::plan::people::Party;
    use rstest::rstest;

    fn told(run: &Run, today: &str) -> Vec<(Health, String)> {
        let standing = Standing::of(&run.journey, &Calendar::default(), day(today));
        let worst = standing.reasons.iter().map(|reason| reason.health).max();
        assert_eq!(standing.health, worst.unwrap_or(Health::OnTrack));
        (standing.reasons.iter())
            .map(|reason| (reason.health, reason.what.to_string()))
            .collect()
    }

    /// Leaves out what the test is not about: every goal of the first 60 days but those named.
    fn only(goals: &[&str]) -> Run {
        let mut run = Run::new();
        for goal in ["team", "baseline", "access", "fix", "talk"] {
            if !goals.contains(&goal) {
                run.hire(&waive(goal));
            }
        }
        run
    }

    /// The verdict where the two meet as they should.
    fn told_while_they_meet(run: &Run, today: &str) -> Vec<(Health, String)> {
        let mut told = told(run, today);
        told.retain(|(_, words)| !words.starts_with("no 1:1"));
        told
    }

    #[rstest]
    #[case::nine_days("2026-03-13", None)]
    #[case::ten_days("2026-03-16", Some("no 1:1 in 10 working days"))]
    #[case::one_was_held("2026-03-27", None)]
    #[case::ten_days_ago("2026-03-30", Some("no 1:1 for 10 working days"))]
    #[case::after_month_12("2027-03-03", None)]
    fn the_two_have_not_met(#[case] today: &str, #[case] expected: Option<&str>) {
        let mut run = only(&[]);
        for goal in ["ship", "own", "lead"] {
            run.hire(&waive(goal));
        }
        if day(today) > day("2026-03-16") {
            run = run.on("2026-03-16");
            run.mentor(&meet());
            run.mentor(&close());
        }
        let told = told(&run, today);
        let words: Vec<&str> = told.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(words, Vec::from_iter(expected));
    }

    #[rstest]
    #[case::on_the_due_date("2026-04-01", None)]
    #[case::one_day_late("2026-04-02", Some(Health::AtRisk))]
    #[case::five_days_late("2026-04-08", Some(Health::AtRisk))]
    #[case::six_days_late("2026-04-09", Some(Health::OffTrack))]
    fn a_late_goal(#[case] today: &str, #[case] health: Option<Health>) {
        let told = told_while_they_meet(&only(&["team"]), today);
        assert_eq!(told.first().map(|(health, _)| *health), health);
    }

    #[rstest]
    #[case::four_days("2026-03-06", None)]
    #[case::five_days("2026-03-09", Some(Health::AtRisk))]
    #[case::nine_days("2026-03-13", Some(Health::AtRisk))]
    #[case::ten_days("2026-03-16", Some(Health::OffTrack))]
    fn a_blocked_goal(#[case] today: &str, #[case] health: Option<Health>) {
        let mut run = only(&["team"]);
        run.hire(&block("team", None));
        let told = told(&run, today);
        assert_eq!(told.first().map(|(health, _)| *health), health);
    }

    #[rstest]
    #[case::six_days("2026-03-10", None)]
    #[case::seven_days("2026-03-11", Some(Health::AtRisk))]
    #[case::ever_so_long("2026-04-01", Some(Health::AtRisk))]
    fn an_unconfirmed_claim(#[case] today: &str, #[case] health: Option<Health>) {
        let mut run = only(&["team"]);
        run.hire(&claim("team"));
        let told = told(&run, today);
        assert_eq!(told.first().map(|(health, _)| *health), health);
    }

    #[rstest]
    #[case::sixty_percent(3, 5.0, Some(Health::AtRisk))]
    #[case::below_sixty(2, 3.4, Some(Health::OffTrack))]
    #[case::eighty_five_percent(17, 20.0, None)]
    #[case::below_eighty_five(16, 20.0, Some(Health::AtRisk))]
    #[case::too_little_expected(0, 1.99, None)]
    #[case::just_enough_expected(0, 2.0, Some(Health::OffTrack))]
    #[case::nothing_expected(0, 0.0, None)]
    fn fewer_done_than_expected(
        #[case] done: usize,
        #[case] expected: f64,
        #[case] health: Option<Health>,
    ) {
        let tally = Tally {
            counted: 20,
            done,
            expected,
            ..Tally::default()
        };
        assert_eq!(behind(&tally).map(|reason| reason.health), health);
    }

    #[test]
    fn shares_that_do_not_come_out_even_count_as_even() {
        // 60 % and 85 % of sums of thirds and sevenths, which floats only come near to.
        for (done, parts, of) in [(3_usize, 15, 3.0), (6, 70, 7.0), (17, 140, 7.0)] {
            let expected: f64 = (0..parts).map(|_| 1.0 / of).sum();
            let tally = Tally {
                counted: 20,
                done,
                expected,
                ..Tally::default()
            };
            let health = behind(&tally).map(|reason| reason.health);
            assert_ne!(health, Some(Health::OffTrack), "{done} of {expected}");
            assert_eq!(health.is_none(), done == 17, "{done} of {expected}");
        }
    }

    #[test]
    fn reasons_come_worst_first_and_say_what_is_wrong() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&block("access", None));
        let mut run = run.on("2026-04-01");
        run.hire(&block("fix", None));
        run.hire(&begin("baseline"));
        let told: String = (told(&run, "2026-04-09").into_iter())
            .map(|(health, words)| format!("{}: {words}\n", health.word()))
            .collect();
        insta::assert_snapshot!(told, @r"
        off track: 30.3 has waited on IT for 28 working days
        off track: 30.2 is 6 working days late
        off track: 30.3 is 6 working days late
        off track: 1 done where 3.5 are expected
        at risk: 30.1 has waited for Bo to confirm for 28 working days
        at risk: no 1:1 in 28 working days
        at risk: 60.1 has waited on IT for 6 working days
        ");
    }

    #[test]
    fn words_for_one_day_no_day_and_no_mentor() {
        let mut run = only(&["team", "access"]);
        run.hire(&claim("access"));
        run.hire(&name(Party::Mentor, ""));
        run.hire(&defer("team", "2026-04-03"));
        let words = |today| -> Vec<String> {
            told(&run, today)
                .into_iter()
                .map(|(_, words)| words)
                .collect()
        };
        assert!(words("2026-04-04").contains(&"30.1 was due on the last working day".to_owned()));
        assert!(words("2026-04-06").contains(&"30.1 is 1 working day late".to_owned()));
        let unnamed =
            "30.3 has been claimed for 24 working days with no mentor named to confirm it";
        assert!(words("2026-04-03").contains(&unnamed.to_owned()));
    }
}
