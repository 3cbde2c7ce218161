//! What the mentor should know before the next 1:1, and nobody else is told: moods that fall, views that
//! differ, silence, promises that were not kept. Found by the thresholds of `rules.rs`; words nothing.

mod mood;

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::{Facts, Owed};
use crate::domain::judgment::rules;
use crate::domain::judgment::talk::Talk;
use crate::domain::record::action::Action;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::meeting::SignalKey;
use crate::domain::record::rating::Aspect;

/// Something that worries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal<'a> {
    /// What it is.
    pub what: Worry<'a>,
    /// How bad it is, against itself at another time; a signal that was talked about rests until this grows.
    pub weight: i64,
}

/// What worries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worry<'a> {
    /// The hire rated something low, or lower and lower.
    Mood {
        /// What was rated.
        aspect: Aspect,
        /// The ratings from where they began to fall, the last one at the end.
        course: Vec<u8>,
        /// The days of the first and the last of them.
        days: (NaiveDate, NaiveDate),
        /// What the hire said of the last one.
        words: Option<&'a str>,
    },
    /// Hire and mentor see something differently.
    Apart {
        /// What was rated.
        aspect: Aspect,
        /// What the hire gave.
        hire: u8,
        /// What the mentor gave.
        mentor: u8,
    },
    /// The hire has changed nothing.
    Silent {
        /// For how many working days.
        days: i64,
    },
    /// A goal waits, and nobody has promised to do anything about it.
    Unattended {
        /// The goal's place in the list of the facts.
        goal: usize,
        /// For how many working days.
        days: i64,
    },
    /// A promise is overdue.
    Promise {
        /// What was promised.
        action: ChangeId,
        /// By whom, what and until when.
        of: &'a Action,
        /// By how many working days.
        days: i64,
    },
    /// A point was left over again and again.
    LeftOver {
        /// The point.
        point: ChangeId,
        /// What it says.
        text: &'a str,
        /// In how many 1:1s.
        times: i64,
    },
    /// The first week goes by without a 1:1, and one can still be held.
    FirstWeek {
        /// The last working day of it.
        until: NaiveDate,
    },
}

impl Signal<'_> {
    /// Returns what it is about, by which it is known again when it has been talked about.
    pub fn key(&self, facts: &Facts<'_>) -> Option<SignalKey> {
        Some(match &self.what {
            Worry::Mood { aspect, .. } => SignalKey::Mood { aspect: *aspect },
            Worry::Apart { aspect, .. } => SignalKey::Apart { aspect: *aspect },
            Worry::Silent { .. } => SignalKey::Silent,
            Worry::Unattended { goal, .. } => SignalKey::Unattended {
                goal: facts.goals.get(*goal)?.slug.clone(),
            },
            Worry::Promise { action, .. } => SignalKey::Promise { action: *action },
            Worry::LeftOver { point, .. } => SignalKey::LeftOver { point: *point },
            Worry::FirstWeek { .. } => SignalKey::FirstWeek,
        })
    }
}

/// Returns the signals of a day that do not rest, the gravest kind first. None before the start, in a leave
/// and once the journey has ended.
pub fn signals<'a>(
    facts: &Facts<'a>,
    owed: &Owed<'a>,
    talk: &Talk<'a>,
    dates: &Dates,
) -> Vec<Signal<'a>> {
    let is_on = facts.ended.is_none() && dates.leave_until().is_none();
    if !is_on || dates.day(dates.today) < 1 || facts.people.mentor().is_none() {
        return Vec::new();
    }
    let watch = Watch {
        facts,
        owed,
        talk,
        dates,
    };
    let mut all = watch.all(dates.today);
    all.retain(|signal| !watch.rests(signal));
    all
}

struct Watch<'w, 'a> {
    facts: &'w Facts<'a>,
    owed: &'w Owed<'a>,
    talk: &'w Talk<'a>,
    dates: &'w Dates,
}

impl<'a> Watch<'_, 'a> {
    /// Returns the signals as they stood on a day, as far as that is still known.
    fn all(&self, day: NaiveDate) -> Vec<Signal<'a>> {
        let rounds = self.talk.until(day);
        let mut all = mood::falling(rounds);
        all.extend(self.silent(day));
        all.extend(self.unattended(day));
        all.extend(self.promises(day));
        all.extend(mood::apart(rounds));
        all.extend(self.left_over(day));
        all.extend(self.first_week(day));
        all
    }

    /// Returns whether a signal was talked about and has not got worse since it was mildest after that.
    fn rests(&self, signal: &Signal<'a>) -> bool {
        let key = signal.key(self.facts);
        let Some(talked) = key.as_ref().and_then(|key| self.talk.talked_about(key)) else {
            return false;
        };
        // What was said since was not talked about, however high the number.
        if let Worry::Mood {
            days: (_, last),
            words: Some(_),
            ..
        } = &signal.what
            && *last > talked
        {
            return false;
        }
        let weight_on = |day| {
            let all = self.all(day);
            let same = all.iter().find(|other| other.key(self.facts) == key);
            same.map_or(0, |other| other.weight)
        };
        let later = self.talk.rounds.iter().map(|round| round.on);
        let later = later.filter(|on| *on > talked && *on < self.dates.today);
        let mildest = later.chain([talked]).map(weight_on).min();
        mildest.is_some_and(|mildest| signal.weight <= mildest)
    }

    fn days(&self, from: NaiveDate, until: NaiveDate) -> i64 {
        self.dates.calendar().working_days(from, until)
    }

    fn silent(&self, day: NaiveDate) -> Option<Signal<'a>> {
        let last = self.talk.hire_moved.unwrap_or(self.facts.start);
        let days = self.days(last.max(self.facts.start), day);
        (days >= rules::SILENT).then_some(Signal {
            what: Worry::Silent { days },
            weight: days / rules::SILENT,
        })
    }

    fn unattended(&self, day: NaiveDate) -> Vec<Signal<'a>> {
        let goals = self.facts.goals.iter().enumerate();
        let waiting = goals.filter_map(|(place, goal)| {
            let since = goal.waits.filter(|_| goal.is_counted())?.since;
            let days = self.days(since, day);
            let mut actions = self.owed.actions.iter();
            let is_attended =
                actions.any(|(_, action)| action.entry.goal.as_ref() == Some(goal.slug));
            (days >= rules::UNATTENDED && !is_attended).then_some(Signal {
                what: Worry::Unattended { goal: place, days },
                weight: days / rules::UNATTENDED,
            })
        });
        waiting.collect()
    }

    fn promises(&self, day: NaiveDate) -> Vec<Signal<'a>> {
        let late = self.owed.actions.iter().filter_map(|(id, action)| {
            let days = self.days(action.due?, day);
            (days >= rules::PROMISE_LATE).then_some(Signal {
                what: Worry::Promise {
                    action: *id,
                    of: action,
                    days,
                },
                weight: days / rules::PROMISE_LATE,
            })
        });
        late.collect()
    }

    fn left_over(&self, day: NaiveDate) -> Vec<Signal<'a>> {
        let points = self.talk.points.iter().filter_map(|point| {
            let times = point.left_over.iter().filter(|on| **on <= day).count();
            let times = i64::try_from(times).unwrap_or(i64::MAX);
            (times >= rules::LEFT_OVER).then_some(Signal {
                what: Worry::LeftOver {
                    point: point.id,
                    text: point.text,
                    times,
                },
                weight: times,
            })
        });
        points.collect()
    }

    fn first_week(&self, day: NaiveDate) -> Option<Signal<'a>> {
        let week = self.dates.day_without_leave(day);
        let end = self.dates.day(day) + rules::FIRST_WEEK - week;
        let end = self.facts.start + chrono::TimeDelta::days(end - 1);
        let until = self.dates.calendar().on_or_before(end, self.facts.start);
        let is_agreed = self
            .facts
            .next_meeting
            .is_some_and(|next| next >= day && next <= end);
        let is_late = (rules::FIRST_WEEK_TOLD..=rules::FIRST_WEEK).contains(&week) && day <= until;
        (is_late && self.facts.meetings.is_empty() && !is_agreed).then_some(Signal {
            what: Worry::FirstWeek { until },
            weight: 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, MeetingAct, Whom};
    use crate::domain::fixture::*;
    use crate::domain::judgment::standing::Standing;
    use crate::domain::plan::people::Party;
    use crate::domain::record::meeting::{Topic, Treatment};
    use crate::domain::record::writing::Visibility;
    use crate::domain::wording::signals::reason;
    use rstest::rstest;

    /// What worries on a day, in words.
    fn told(run: &Run, today: &str) -> Vec<String> {
        let standing = Standing::of(&run.journey, day(today));
        let signals = standing.signals().into_iter();
        signals
            .map(|signal| reason(&signal, &standing.facts, day(today)))
            .collect()
    }

    /// Holds a 1:1 in which both rate confidence, if they do.
    fn rated(run: Run, on: &str, hire: Option<u8>, mentor: Option<u8>) -> Run {
        let mut run = run.on(on);
        run.mentor(&meet());
        for (party, confidence) in [(Party::Hire, hire), (Party::Mentor, mentor)] {
            if let Some(confidence) = confidence {
                let act = rate([4, confidence, 4]);
                match party {
                    Party::Hire => run.hire(&act),
                    _ => run.mentor(&act),
                };
            }
        }
        run.mentor(&close());
        run
    }

    fn close() -> Act {
        Act::Meeting(MeetingAct::Close {
            next: None,
            leave_claims: true,
        })
    }

    /// A course of confidence, one 1:1 a week from the first Wednesday on, and what it tells on the last day.
    fn course(values: &[u8]) -> Vec<String> {
        let days = ["2026-03-04", "2026-03-11", "2026-03-18", "2026-03-25"];
        let begun = Run::new();
        let run = values
            .iter()
            .zip(days)
            .fold(begun, |run, (value, on)| rated(run, on, Some(*value), None));
        told(&run, &run.today.to_string())
    }

    #[rstest]
    #[case::well(&[4, 4, 4], None)]
    #[case::one_step_down(&[4, 3], None)]
    #[case::two_steps_in_two_weeks(&[5, 4, 3], None)]
    #[case::low(&[3, 2], Some("confidence 3 → 2 in 1 week"))]
    #[case::low_from_the_first(&[2], Some("confidence 2"))]
    #[case::a_fall_by_two(&[5, 3], Some("confidence 5 → 3 in 1 week"))]
    #[case::three_falls(&[5, 4, 4, 3], None)]
    #[case::recovered(&[2, 4], None)]
    fn a_mood(#[case] values: &[u8], #[case] expected: Option<&str>) {
        assert_eq!(course(values), Vec::from_iter(expected.map(str::to_owned)));
    }

    #[test]
    fn a_mood_tells_its_whole_fall_and_the_words_of_the_last() {
        let mut run = Run::new();
        for (on, value) in [("2026-03-04", 4), ("2026-03-11", 3), ("2026-03-18", 2)] {
            run = rated(run, on, Some(value), None);
        }
        let mut run = run.on("2026-03-25");
        run.hire(&Act::Meeting(MeetingAct::Rate {
            role_clarity: 4,
            confidence: 1,
            belonging: 4,
            words: String::new(),
            why: [(Aspect::Confidence, "five weeks without data".to_owned())].into(),
        }));
        // The mentor may not read the check-in before giving one.
        assert_eq!(
            told(&run, "2026-03-25"),
            ["confidence 4 → 3 → 2 in 2 weeks"]
        );
        run.mentor(&rate([4, 2, 4]));
        assert_eq!(
            told(&run, "2026-03-25"),
            ["confidence 4 → 3 → 2 → 1 in 3 weeks: ‘five weeks without data’"]
        );
    }

    #[test]
    fn views_two_apart() {
        let run = rated(Run::new(), "2026-03-04", Some(3), Some(4));
        assert_eq!(told(&run, "2026-03-06"), Vec::<String>::new());
        let run = rated(run, "2026-03-11", Some(3), Some(5));
        assert_eq!(
            told(&run, "2026-03-13"),
            ["confidence: Ada says 3, you say 5"]
        );
    }

    #[rstest]
    #[case::nine_days("2026-03-13", &[])]
    #[case::ten_days("2026-03-16", &["nothing entered by Ada for 10 working days"])]
    fn silence(#[case] today: &str, #[case] expected: &[&str]) {
        let run = rated(Run::new(), "2026-03-04", None, None);
        let silent = told(&run, today);
        assert_eq!(silent, expected);
    }

    #[test]
    fn what_only_the_hire_may_read_breaks_no_silence() {
        let mut run = rated(Run::new(), "2026-03-04", None, None).on("2026-03-12");
        run.hire(&point("mine", Visibility::Private));
        assert_eq!(told(&run, "2026-03-16").len(), 1);
        run.hire(&point("ours", Visibility::Shared));
        assert_eq!(told(&run, "2026-03-16"), Vec::<String>::new());
    }

    #[test]
    fn a_goal_that_waits_without_an_action_for_it() {
        let mut run = rated(Run::new(), "2026-03-04", None, None);
        run.hire(&block("access", None));
        assert_eq!(told(&run, "2026-03-10"), Vec::<String>::new());
        assert_eq!(
            told(&run, "2026-03-11"),
            ["30.3 has waited on IT for 5 working days, and nobody has promised to act on it"]
        );
        run.mentor(&Act::Meeting(MeetingAct::Action {
            text: "Ask IT".to_owned(),
            owner: Whom::Party(Party::Mentor),
            due: None,
            goal: Some(slug("access")),
            topic: None,
        }));
        assert_eq!(told(&run, "2026-03-11"), Vec::<String>::new());
    }

    #[test]
    fn a_promise_five_days_late() {
        let mut run = rated(Run::new(), "2026-03-04", None, None);
        run.mentor(&action("Find a buddy", Party::Mentor, Some("2026-03-06")));
        assert_eq!(told(&run, "2026-03-12"), Vec::<String>::new());
        assert_eq!(
            told(&run, "2026-03-13"),
            ["promised by Bo, 5 working days late: Find a buddy"]
        );
    }

    #[test]
    fn a_point_left_over_three_times_until_it_is_discussed() {
        let mut run = Run::new();
        let id = run.hire(&point("A desk by the window", Visibility::Shared));
        run.hire(&point("Quietly", Visibility::Private));
        for on in ["2026-03-04", "2026-03-05"] {
            run = rated(run, on, None, None);
        }
        assert_eq!(told(&run, "2026-03-06"), Vec::<String>::new());
        let mut run = rated(run, "2026-03-06", None, None).on("2026-03-09");
        assert_eq!(
            told(&run, "2026-03-09"),
            ["left over 3 times: A desk by the window (drop it, or give it its own time)"]
        );
        run.mentor(&meet());
        run.mentor(&treat(
            &Topic::Point { point: id },
            Some(Treatment::Discussed),
        ));
        assert_eq!(told(&run, "2026-03-09"), Vec::<String>::new());
    }

    #[rstest]
    #[case::day_2("2026-03-03", None)]
    #[case::day_3("2026-03-04", Some("no 1:1 yet; the first week ends Fri 6 Mar"))]
    #[case::its_last_working_day("2026-03-06", Some("no 1:1 yet; the first week ends today"))]
    #[case::too_late("2026-03-07", None)]
    fn the_first_week_while_a_1_1_can_still_be_held(
        #[case] today: &str,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(
            told(&Run::new(), today),
            Vec::from_iter(expected.map(str::to_owned))
        );
        let held = rated(Run::new(), "2026-03-02", None, None);
        assert_eq!(told(&held, today), Vec::<String>::new());
    }

    #[test]
    fn what_was_talked_about_rests_until_it_gets_worse() {
        let mood = Topic::Signal {
            signal: SignalKey::Mood {
                aspect: Aspect::Confidence,
            },
        };
        let mut run = rated(Run::new(), "2026-03-04", Some(2), None).on("2026-03-11");
        assert_eq!(told(&run, "2026-03-11"), ["confidence 2"]);
        run.mentor(&meet());
        run.mentor(&treat(&mood, Some(Treatment::Discussed)));
        assert_eq!(
            told(&run, "2026-03-11"),
            ["confidence 2"],
            "ticked, and in its place"
        );
        run.hire(&rate([4, 2, 4]));
        run.mentor(&close());
        assert_eq!(told(&run, "2026-03-12"), Vec::<String>::new());
        // As low as it was, lower, and low again after it was well.
        let same = rated(run, "2026-03-13", Some(2), None);
        assert_eq!(told(&same, "2026-03-16"), Vec::<String>::new());
        let better = rated(same, "2026-03-17", Some(4), None);
        assert_eq!(told(&better, "2026-03-18"), Vec::<String>::new());
        let again = rated(better, "2026-03-19", Some(2), None);
        assert_eq!(told(&again, "2026-03-20"), ["confidence 4 → 2"]);
    }

    #[test]
    fn nothing_worries_in_a_leave_before_the_start_and_after_the_end() {
        let mut run = Run::new();
        assert_eq!(told(&run, "2026-02-27"), Vec::<String>::new());
        assert_eq!(told(&run, "2026-03-04").len(), 1);
        run.hire(&leave("2026-03-04", "2026-03-31"));
        assert_eq!(told(&run, "2026-03-20"), Vec::<String>::new());
    }
}
