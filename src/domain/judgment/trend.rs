//! The conversation over time, for one reader: ratings, 1:1s, claims and blockers week by week since day 1.
//! Knows no words and no cell.

mod ratings;

use chrono::{Days, NaiveDate};

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::Facts;
use crate::domain::judgment::rhythm::{Rhythm, wanted_by};
use crate::domain::judgment::rules;
use crate::domain::judgment::waits::{Wait, Waits};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Mark, Party};
use crate::domain::record::change::Change;
use crate::domain::record::goal::{Blocker, GoalNumber};
use crate::domain::record::journey::Journey;
use crate::domain::record::rating::Pair;

pub use ratings::{Rated, Ratings};

/// How many days a week has.
const WEEK: u64 = 7;

/// How many weeks are told at most, the last ones: three years.
const WEEKS_MAX: u64 = 156;

/// A journey week by week, as one party may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Who reads it.
    pub reader: Party,
    /// The last day told: today, or the day on which the journey ended.
    pub until: NaiveDate,
    /// Whether the journey ended then.
    pub has_ended: bool,
    /// The weeks since day 1, the earliest first; none before it.
    pub weeks: Vec<Week>,
    /// The 1:1s of these weeks, and those before day 1, the earliest first.
    pub meetings: Vec<Held>,
    /// How the two rated for them. There is none for the manager.
    pub ratings: Option<Ratings>,
    /// The blockers that lasted into these weeks, the earliest first.
    pub blockers: Vec<Blocked>,
    /// The first and last day of each leave in these weeks.
    pub leaves: Vec<(NaiveDate, NaiveDate)>,
    /// How often the two have met.
    pub rhythm: Rhythm,
}

/// One week of a journey, at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its number, from 1.
    pub number: usize,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, or the last day told.
    pub until: NaiveDate,
    /// 1:1s held by then.
    pub held: usize,
    /// 1:1s wanted by then; nothing once the first 90 days are over.
    pub wanted: Option<i64>,
    /// Claims that waited to be confirmed.
    pub claims: usize,
    /// Working days that the oldest of them had waited.
    pub oldest: Option<i64>,
}

/// One 1:1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its number in the journey, from 1.
    pub number: usize,
    /// Its day.
    pub on: NaiveDate,
    /// Whether it is still open.
    pub is_open: bool,
}

/// A goal that waited on somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The goal.
    pub goal: Slug,
    /// Its number.
    pub number: GoalNumber,
    /// Whom it waited on.
    pub on: String,
    /// What it waited for.
    pub waits_for: String,
    /// The first day of waiting.
    pub since: NaiveDate,
    /// The day on which it ended; nothing while it goes on.
    pub until: Option<NaiveDate>,
    /// How many working days it has lasted.
    pub days: i64,
}

impl Trend {
    /// Returns a journey week by week up to a day. `changes` is its log in order, and `journey` what it folds
    /// to.
    pub fn of(journey: &Journey, changes: &[Change], today: NaiveDate, reader: Party) -> Self {
        let facts = Facts::from(journey);
        let until = facts.as_of(today);
        let spans = spans(journey.start, until);
        let waits = Waits::of(changes);
        let dates = Dates::of(journey, until);
        let rhythm = Rhythm::of(&facts, &dates);
        let told = Told {
            journey,
            facts,
            dates,
            from: spans.first().map_or(journey.start, |first| first.from),
            has_first: spans.first().is_none_or(|first| first.number == 1),
        };
        let weeks = spans.into_iter();
        Self {
            reader,
            until,
            has_ended: journey
                .archive
                .as_ref()
                .is_some_and(|end| end.mark.on <= today),
            weeks: weeks.map(|span| told.week(span, &waits.claims)).collect(),
            meetings: told.meetings(),
            ratings: Pair::of(reader)
                .map(|pair| Ratings::of(&journey.meetings, pair, |on| told.tells(on))),
            blockers: told.blockers(waits.blockers),
            leaves: told.leaves(),
            rhythm,
        }
    }

    /// Returns whether there is nothing to tell of 1:1s yet, for this reader.
    pub fn has_no_talks(&self) -> bool {
        let is_unrated = |ratings: &Ratings| ratings.rounds.is_empty() && !ratings.is_hidden;
        self.meetings.is_empty() && self.ratings.as_ref().is_none_or(is_unrated)
    }
}

/// The days of a week.
#[derive(Clone, Copy)]
struct Span {
    number: usize,
    from: NaiveDate,
    until: NaiveDate,
}

/// Returns the weeks of a journey up to and with a day, the last ones.
fn spans(start: NaiveDate, until: NaiveDate) -> Vec<Span> {
    let days = u64::try_from((until - start).num_days());
    let Ok(last) = days.map(|days| days / WEEK) else {
        return Vec::new();
    };
    let first = last.saturating_sub(WEEKS_MAX - 1);
    let weeks = (first..=last).filter_map(|week| {
        let from = start.checked_add_days(Days::new(week * WEEK))?;
        let end = from.checked_add_days(Days::new(WEEK - 1));
        Some(Span {
            number: usize::try_from(week).ok()? + 1,
            from,
            until: end.unwrap_or(until).min(until),
        })
    });
    weeks.collect()
}

/// What a journey tells of the weeks from a day on.
struct Told<'a> {
    journey: &'a Journey,
    facts: Facts<'a>,
    /// As of the last day told.
    dates: Dates,
    from: NaiveDate,
    /// Whether the first week of the journey is told, and with it what was before.
    has_first: bool,
}

impl Told<'_> {
    fn week(&self, span: Span, claims: &[Wait<Mark>]) -> Week {
        let Span {
            number,
            from,
            until,
        } = span;
        let mut dates = self.dates.clone();
        dates.today = until;
        let waiting = claims.iter().filter(|claim| claim.covers(until));
        let ages = waiting.map(|claim| dates.days_since(claim.since));
        let ages: Vec<i64> = ages.collect();
        let is_early = dates.day_without_leave(from) <= rules::EARLY_DAYS;
        let day = dates.day_without_leave(until).min(rules::EARLY_DAYS);
        Week {
            number,
            from,
            until,
            held: Rhythm::of(&self.facts, &dates).held,
            wanted: wanted_by(day).filter(|_| is_early),
            claims: ages.len(),
            oldest: ages.into_iter().max(),
        }
    }

    /// Returns whether a day is one of those told.
    fn tells(&self, on: NaiveDate) -> bool {
        on <= self.dates.today && (self.has_first || self.from <= on)
    }

    fn meetings(&self) -> Vec<Held> {
        let all = &self.journey.meetings;
        let told = all
            .held
            .iter()
            .filter(|(_, held)| self.tells(held.opening.on));
        let mut told: Vec<Held> = told
            .filter_map(|(id, held)| {
                Some(Held {
                    number: all.number(*id)?,
                    on: held.opening.on,
                    is_open: held.closing.is_none(),
                })
            })
            .collect();
        told.sort_by_key(|held| held.number);
        told
    }

    fn blockers(&self, blockers: Vec<Wait<Blocker>>) -> Vec<Blocked> {
        let told = blockers.into_iter().filter(|wait| {
            let ended = wait.until.is_some_and(|until| until < self.from);
            wait.since <= self.dates.today && !ended
        });
        let blocked = told.map(|wait| {
            let until = wait.until.filter(|until| *until <= self.dates.today);
            let last = until.unwrap_or(self.dates.today);
            let now = self.journey.goal(&wait.goal);
            Blocked {
                number: now.map_or(wait.number, |goal| goal.number),
                goal: wait.goal,
                on: wait.what.on,
                waits_for: wait.what.waits_for,
                since: wait.since,
                until,
                days: self.dates.calendar().working_days(wait.since, last),
            }
        });
        blocked.collect()
    }

    fn leaves(&self) -> Vec<(NaiveDate, NaiveDate)> {
        let leaves = self.journey.leaves_by_date().into_iter();
        let told = leaves.map(|(_, leave)| {
            let until = leave.until.min(self.dates.today);
            (leave.from.max(self.from), until)
        });
        told.filter(|(from, until)| from <= until).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::record::course::End;
    use crate::domain::record::rating::Sides;

    fn trend(run: &Run, today: &str, reader: Party) -> Trend {
        Trend::of(&run.journey, &run.log, day(today), reader)
    }

    fn number(given: Option<impl ToString>) -> String {
        given.map_or("-".to_owned(), |given| given.to_string())
    }

    fn weeks(trend: &Trend) -> String {
        let weeks = trend.weeks.iter();
        weeks
            .map(|week| {
                let Week { number: of, from, until, held, wanted, claims, oldest } = week;
                let (wanted, oldest) = (number(*wanted), number(*oldest));
                format!("{of}: {from} to {until}, held {held} of {wanted}, claims {claims}, oldest {oldest}\n")
            })
            .collect()
    }

    fn rated(trend: &Trend) -> String {
        let ratings = trend.ratings.as_ref().unwrap();
        let rounds = ratings.rounds.iter().map(|rated| {
            let by =
                |side: fn(&Sides) -> Option<u8>| rated.sides.each_ref().map(|s| number(side(s)));
            let (hire, mentor) = (by(|s| s.hire).concat(), by(|s| s.mentor).concat());
            format!("{} {}: {hire} {mentor}\n", number(rated.meeting), rated.on)
        });
        let hidden = ratings.is_hidden.then_some("hidden\n".to_owned());
        rounds.chain(hidden).collect()
    }

    fn blockers(trend: &Trend) -> String {
        let blockers = trend.blockers.iter();
        blockers
            .map(|blocked| {
                let Blocked {
                    number: of,
                    on,
                    since,
                    until,
                    days,
                    ..
                } = blocked;
                format!("{of} {on} {since} to {}: {days}\n", number(*until))
            })
            .collect()
    }

    fn talk(mut run: Run, on: &str, hire: [u8; 3], mentor: [u8; 3]) -> Run {
        run = run.on(on);
        run.mentor(&meet());
        run.hire(&rate(hire));
        run.mentor(&rate(mentor));
        run.mentor(&close());
        run
    }

    /// Six weeks with a leave in the third one: claims undone, taken back, sent back and answered, blockers
    /// cleared, open again and open.
    fn six_weeks() -> Run {
        let mut run = talk(Run::new(), "2026-03-04", [2, 3, 4], [3, 3, 3]).on("2026-03-05");
        run.hire(&claim("own"));
        run.hire(&claim("team"));
        run.hire(&claim("access"));
        run.hire(&block("fix", Some("2026-03-03")));
        let mut run = run.on("2026-03-10");
        run.mentor(&send_back("access"));
        run.hire(&unclaim("own"));
        run.hire(&clear("fix"));
        run.hire(&claim("lead"));
        run.hire(&leave("2026-03-16", "2026-03-20"));
        let mut run = run.on("2026-03-24");
        run.undo(Party::Hire, None).unwrap();
        run.undo(Party::Hire, None).unwrap();
        run.undo(Party::Hire, None).unwrap();
        run.hire(&leave("2026-03-16", "2026-03-20"));
        run.hire(&block("baseline", None));
        let mut run = talk(run, "2026-03-26", [3, 2, 5], [3, 4, 5]).on("2026-03-30");
        run.mentor(&confirm("team"));
        run.hire(&claim("access"));
        run.hire(&clear("baseline"));
        run.on("2026-04-08")
    }

    #[test]
    fn weeks_tell_their_ends_and_the_last_one_tells_today() {
        let trend = trend(&six_weeks(), "2026-04-08", Party::Mentor);
        insta::assert_snapshot!(weeks(&trend), @r#"
    1: 2026-03-02 to 2026-03-08, held 1 of 1, claims 3, oldest 1
    2: 2026-03-09 to 2026-03-15, held 1 of 1, claims 1, oldest 6
    3: 2026-03-16 to 2026-03-22, held 1 of 1, claims 1, oldest 6
    4: 2026-03-23 to 2026-03-29, held 2 of 2, claims 1, oldest 11
    5: 2026-03-30 to 2026-04-05, held 2 of 3, claims 1, oldest 4
    6: 2026-04-06 to 2026-04-08, held 2 of 3, claims 1, oldest 7
    "#);
        insta::assert_snapshot!(blockers(&trend), @r#"
    60.1 IT 2026-03-03 to -: 21
    30.2 IT 2026-03-24 to 2026-03-30: 4
    "#);
        assert_eq!(trend.leaves, [(day("2026-03-16"), day("2026-03-20"))]);
    }

    #[test]
    fn the_last_week_is_as_the_journey_stands() {
        use crate::domain::judgment::standing::Standing;
        let run = six_weeks();
        for today in ["2026-03-30", "2026-04-08", "2026-05-20"] {
            let (trend, standing) = (
                trend(&run, today, Party::Hire),
                Standing::of(&run.journey, day(today)),
            );
            let last = trend.weeks.last().unwrap();
            assert_eq!(
                (last.claims, last.held),
                (standing.claimed.len(), standing.rhythm.held)
            );
            let oldest = standing.claimed.first();
            let oldest = oldest.and_then(|goal| standing.dates.days_unconfirmed(*goal));
            assert_eq!(last.oldest, oldest);
            let open = trend
                .blockers
                .iter()
                .filter(|blocked| blocked.until.is_none());
            let open: Vec<_> = open
                .map(|blocked| (blocked.number, Some(blocked.days)))
                .collect();
            let blocked = standing.blocked.iter();
            let blocked: Vec<_> = blocked
                .map(|goal| (goal.number, standing.dates.days_waiting(*goal)))
                .collect();
            assert_eq!(open, blocked);
        }
    }

    #[test]
    fn weeks_that_are_over_stay_as_they_were() {
        let run = six_weeks();
        let (early, late) = (
            trend(&run, "2026-04-05", Party::Hire),
            trend(&run, "2026-06-20", Party::Hire),
        );
        assert_eq!(early.weeks[..], late.weeks[..5]);
    }

    #[test]
    fn the_pair_sees_both_sides_and_the_manager_none() {
        let run = six_weeks();
        for reader in [Party::Hire, Party::Mentor] {
            let told = rated(&trend(&run, "2026-04-08", reader));
            assert_eq!(told, "1 2026-03-04: 234 333\n2 2026-03-26: 325 345\n");
        }
        let manager = trend(&run, "2026-04-08", Party::Manager);
        assert_eq!(manager.ratings, None);
        assert_eq!(manager.meetings.len(), 2);
    }

    #[test]
    fn nobody_sees_the_other_side_before_both_have_rated_or_the_1_1_is_closed() {
        let seen = |run: &Run| {
            [Party::Hire, Party::Mentor].map(|reader| rated(&trend(run, "2026-03-11", reader)))
        };
        let mut run = Run::new().on("2026-03-04");
        run.hire(&rate([1, 2, 3]));
        let own = "- 2026-03-04: 123 ---\n".to_owned();
        assert_eq!(seen(&run), [own, "hidden\n".to_owned()]);
        run.mentor(&rate([5, 5, 4]));
        assert_eq!(
            seen(&run),
            ["- 2026-03-04: 123 554\n"; 2].map(str::to_owned)
        );
        let mut run = Run::new().on("2026-03-04");
        run.mentor(&meet());
        run.mentor(&rate([5, 5, 4]));
        let own = "1 2026-03-04: --- 554\n";
        assert_eq!(seen(&run), ["hidden\n".to_owned(), own.to_owned()]);
        run.mentor(&close());
        assert_eq!(seen(&run), [own; 2].map(str::to_owned));
    }

    #[test]
    fn what_was_rated_ahead_of_a_1_1_goes_with_it_once_that_has_begun() {
        let mut run = Run::new().on("2026-03-03");
        run.hire(&rate([1, 2, 3]));
        run.mentor(&rate([2, 2, 2]));
        let mut run = run.on("2026-03-05");
        assert_eq!(
            rated(&trend(&run, "2026-03-05", Party::Hire)),
            "- 2026-03-03: 123 222\n"
        );
        run.mentor(&meet());
        assert_eq!(
            rated(&trend(&run, "2026-03-05", Party::Hire)),
            "1 2026-03-05: 123 222\n"
        );
    }

    #[test]
    fn before_day_1_there_is_no_week_and_a_1_1_of_before_is_told_from_then_on() {
        let mut run = Run::new();
        run.mentor(&meet());
        run.mentor(&close());
        run.hire(&Act::MoveStart {
            to: day("2026-03-09"),
        });
        let before = trend(&run, "2026-03-08", Party::Hire);
        assert_eq!((before.weeks.len(), before.meetings.len()), (0, 1));
        let first = trend(&run, "2026-03-09", Party::Hire);
        assert_eq!(
            (first.weeks.len(), first.weeks[0].held, first.meetings.len()),
            (1, 1, 1)
        );
        assert!(trend(&Run::new(), "2026-03-09", Party::Hire).has_no_talks());
    }

    #[test]
    fn a_journey_that_ended_is_told_up_to_that_day() {
        let mut run = six_weeks().on("2026-04-10");
        run.hire(&Act::Archive {
            end: End::Left,
            reason: String::new(),
        });
        let trend = trend(&run, "2026-08-01", Party::Mentor);
        assert_eq!((trend.until, trend.has_ended), (day("2026-04-10"), true));
        assert_eq!(trend.weeks.last().unwrap().until, day("2026-04-10"));
    }

    #[test]
    fn nothing_is_wanted_once_day_90_is_over_and_three_years_are_told_at_most() {
        let run = six_weeks();
        let wanted = |number: usize| {
            let trend = trend(&run, "2026-07-20", Party::Hire);
            trend
                .weeks
                .iter()
                .find(|week| week.number == number)
                .unwrap()
                .wanted
        };
        // Days of leave are left out, so day 90 falls into week 14.
        assert_eq!([13, 14, 15].map(wanted), [Some(8), Some(9), None]);
        let late = trend(&run, "2036-03-02", Party::Hire);
        assert_eq!(
            (late.weeks.len(), late.meetings.len(), late.blockers.len()),
            (156, 0, 1),
            "one blocker is open"
        );
        assert_eq!(late.weeks.last().unwrap().until, day("2036-03-02"));
        assert!(trend(&run, "9999-12-31", Party::Hire).weeks.len() <= 156);
    }
}
