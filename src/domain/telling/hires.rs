//! Several journeys in a list: what is to be known of each on one line, and who needs the mentor
//! most. Reads a glance; decides nothing.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::judgment::attention::{self, Matter};
use crate::domain::judgment::glance::{Concerns, Glance};
use crate::domain::judgment::health::Health;
use crate::domain::judgment::rhythm::Rhythm;
use crate::domain::judgment::rules;
use crate::domain::judgment::tally::Tally;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Party, People};
use crate::domain::record::course::End;
use crate::domain::record::ids::JourneyId;
use crate::domain::wording::{journeys, signals};

/// What stands where nobody is needed.
pub const NOTHING: &str = "–";

/// One journey among several.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The journey.
    pub id: JourneyId,
    /// Who takes part.
    pub people: People,
    /// The plan's short name.
    pub plan: Slug,
    /// The role's name.
    pub title: String,
    /// Day 1.
    pub start: NaiveDate,
    /// The day as of which all of this holds; in the archive the day of its end.
    pub today: NaiveDate,
    /// Which day of the journey it is; 0 and less lie before the start.
    pub day: i64,
    /// The milestone that is worked towards.
    pub current: Milestone,
    /// The goals up to and with the present milestone, counted.
    pub so_far: Tally,
    /// The verdict.
    pub health: Health,
    /// The worst of what led to it, in words.
    pub worst: Option<String>,
    /// Claims that wait to be confirmed.
    pub claims: Queue,
    /// Goals that wait on somebody.
    pub blocked: Queue,
    /// How often the two have met.
    pub rhythm: Rhythm,
    /// Whether 1:1s are still asked for.
    pub wants_meetings: bool,
    /// Whether a 1:1 is open.
    pub in_meeting: bool,
    /// The day agreed for the next 1:1.
    pub next: Option<NaiveDate>,
    /// The earliest gate review that has come due or will within five working days.
    pub gate: Option<(Milestone, NaiveDate)>,
    /// The last day of the leave that the hire is on.
    pub leave: Option<NaiveDate>,
    /// How and when it ended, where it did.
    pub ended: Option<(End, NaiveDate)>,
    /// What worries the mentor, the gravest kind first; for the mentor alone.
    signals: Vec<String>,
    /// For how many working days the oldest thing that speaks against the journey has lasted.
    oldest_cause: i64,
    /// By how many working days the mentor is late with a promise.
    late_promise: Option<i64>,
    needs: String,
}

/// Things that wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// How many.
    pub count: usize,
    /// How long the first of them has waited, in working days; nothing where there are none.
    pub longest: Option<i64>,
}

impl Row {
    /// Returns the line of a journey.
    pub fn of(glance: &Concerns<'_>) -> Self {
        let (facts, dates) = (&glance.facts, &glance.dates);
        let worst = attention::reasons(&glance.attention);
        let oldest_cause = worst
            .iter()
            .map(|cause| cause.days)
            .max()
            .unwrap_or_default();
        let mentor = facts.people.mentor();
        let worst = worst.first().and_then(|worst| worst.reason(mentor));
        let queue = |is: fn(&Matter<'_>) -> bool| {
            let waiting = glance.attention.iter().filter(|it| is(&it.what));
            waiting.map(|it| it.days).collect::<Queue>()
        };
        let claims = queue(|what| matches!(what, Matter::Claim(_)));
        Self {
            needs: needs(glance, claims.count, worst.as_deref()),
            signals: (glance.signals().iter())
                .map(|signal| signals::reason(signal, facts, dates.today))
                .collect(),
            late_promise: late_promise(glance),
            oldest_cause,
            id: facts.id,
            people: facts.people.clone(),
            plan: facts.plan.clone(),
            title: facts.title.to_owned(),
            start: facts.start,
            today: dates.today,
            day: glance.day,
            current: glance.current,
            so_far: glance.so_far,
            health: glance.health,
            worst,
            claims,
            blocked: queue(|what| matches!(what, Matter::Blocked(..))),
            rhythm: glance.rhythm,
            wants_meetings: !dates.are_over() && glance.leave.is_none(),
            in_meeting: facts.open_meeting().is_some(),
            next: facts.next_meeting,
            gate: gate(glance),
            leave: glance.leave,
            ended: facts.ended,
        }
    }

    /// Returns what the mentor is needed for, the most pressing first, or a dash. The mentor alone reads
    /// what worries.
    pub fn needs(&self, reader: Party) -> String {
        let signals = self.signals(reader).iter().map(String::as_str);
        let needs = (self.needs != NOTHING || self.signals(reader).is_empty())
            .then_some(self.needs.as_str());
        signals.chain(needs).collect::<Vec<_>>().join(" · ")
    }

    /// Returns what worries, the gravest kind first; nothing for others than the mentor.
    pub fn signals(&self, reader: Party) -> &[String] {
        match reader {
            Party::Mentor => &self.signals,
            Party::Hire | Party::Manager => &[],
        }
    }

    /// Returns the verdict in words; in a leave how long that lasts.
    pub fn verdict(&self) -> String {
        journeys::verdict(self.health, self.leave, self.today)
    }
}

/// Returns by how many working days the mentor is late with the oldest promise.
fn late_promise(glance: &Concerns<'_>) -> Option<i64> {
    let late = glance.attention.iter().filter_map(|it| match it.what {
        Matter::Action(action) if action.party() == Some(Party::Mentor) => Some(it.days),
        _ => None,
    });
    late.filter(|days| *days > 0).max()
}

/// Returns the earliest gate review that has come due or will within five working days.
fn gate(glance: &Glance<'_>) -> Option<(Milestone, NaiveDate)> {
    glance.attention.iter().find_map(|gate| match gate.what {
        Matter::Gate(milestone) if gate.is_near(rules::GATE_AHEAD) => Some((milestone, gate.on?)),
        _ => None,
    })
}

/// Returns what the mentor is needed for, or else what speaks against the journey, or else when it
/// starts. In a leave only claims need the mentor.
fn needs(glance: &Glance<'_>, claims: usize, worst: Option<&str>) -> String {
    if let Some((end, on)) = glance.facts.ended {
        return journeys::ended_in_short(end, on);
    }
    let first = |is: fn(&Matter<'_>) -> bool| {
        let mut matters = glance.attention.iter().filter(|it| is(&it.what));
        matters.find_map(|it| it.in_short(glance.dates.today))
    };
    let has_begun = glance.rhythm.gap.is_some();
    let meeting = match glance.dates.are_over() {
        true => first(|what| matches!(what, Matter::OpenMeeting)),
        false => first(|what| what.is_meeting() || matches!(what, Matter::NoMentor)),
    };
    let to_confirm = (claims > 0).then(|| format!("{claims} to confirm"));
    let needs = match glance.leave {
        Some(_) => vec![
            to_confirm,
            Some(journeys::verdict(
                glance.health,
                glance.leave,
                glance.dates.today,
            )),
        ],
        None => vec![
            to_confirm,
            first(|what| matches!(what, Matter::Blocked(..))),
            meeting.filter(|_| has_begun),
            first(|what| matches!(what, Matter::Gate(_))),
        ],
    };
    let needs: Vec<String> = needs.into_iter().flatten().collect();
    if !needs.is_empty() {
        return needs.join(" · ");
    }
    let start = || first(|what| matches!(what, Matter::Start));
    let other = worst.map(ToOwned::to_owned).or_else(start);
    other.unwrap_or_else(|| NOTHING.to_owned())
}

impl FromIterator<i64> for Queue {
    /// Returns a queue, from how long each in it has waited.
    fn from_iter<T: IntoIterator<Item = i64>>(waits: T) -> Self {
        waits
            .into_iter()
            .fold(Self::default(), |queue, waited| Self {
                count: queue.count + 1,
                longest: queue.longest.max(Some(waited)),
            })
    }
}

/// Puts the most urgent first, as `judgment/rules.rs` says: off track, with the oldest cause; what worries the
/// mentor; at risk; the longest time without a 1:1, once that is a week; the promise of the mentor that is
/// latest; the claim that waits longest; the goal that has been blocked longest; the earliest gate review.
/// What is alike goes by name. Journeys in the archive come last, the one that ended last first.
pub fn sort(rows: &mut [Row], reader: Party) {
    rows.sort_by_cached_key(|row| {
        let gap = row.rhythm.gap.filter(|_| row.wants_meetings);
        let gap = gap.filter(|days| *days >= rules::NO_MEETING_TOLD);
        let oldest = (row.health == Health::OffTrack).then_some(row.oldest_cause);
        let blocked = row.blocked.longest.filter(|_| row.leave.is_none());
        let pressing = row.ended.is_none().then_some((
            Reverse(oldest),
            row.signals(reader).is_empty(),
            Reverse(row.health),
            Reverse(gap),
            Reverse(row.late_promise),
            Reverse(row.claims.longest),
            Reverse(blocked),
            row.gate.map_or(NaiveDate::MAX, |(_, due)| due),
        ));
        (
            row.ended.is_some(),
            Reverse(row.ended.map(|(_, on)| on)),
            pressing,
            row.people.hire().to_lowercase(),
            row.id,
        )
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, MeetingAct};
    use crate::domain::fixture::*;
    use crate::domain::judgment::standing::Standing;
    use crate::domain::plan::people::Party;
    use uuid::Uuid;

    fn row(run: &Run, today: &str) -> Row {
        Row::of(&Standing::of(&run.journey, day(today)))
    }

    fn needs(run: &Run, today: &str) -> String {
        row(run, today).needs(Party::Manager)
    }

    fn close(next: Option<&str>) -> Act {
        Act::Meeting(MeetingAct::Close {
            next: next.map(day),
            leave_claims: true,
        })
    }

    /// Holds a 1:1 on a day.
    fn met(mut run: Run, on: &str, next: Option<&str>) -> Run {
        run = run.on(on);
        run.mentor(&meet());
        run.mentor(&close(next));
        run
    }

    #[test]
    fn a_line_holds_what_is_counted_elsewhere() {
        let mut run = met(Run::new(), "2026-03-06", Some("2026-03-20")).on("2026-03-10");
        run.hire(&claim("team"));
        run.hire(&claim("access"));
        run.mentor(&confirm("access"));
        run.hire(&block("fix", Some("2026-03-06")));
        let row = row(&run, "2026-03-12");
        assert_eq!((row.day, row.people.hire()), (11, "Ada"));
        assert_eq!((row.so_far.done, row.so_far.confirmed), (2, 1));
        let queue = |count, longest| Queue { count, longest };
        assert_eq!(row.claims, queue(1, Some(2)));
        assert_eq!(row.blocked, queue(1, Some(4)));
        assert_eq!(row.rhythm.gap, Some(4));
        assert_eq!(row.next, Some(day("2026-03-20")));
        assert_eq!(
            row.needs(Party::Manager),
            "1 to confirm · blocked 4 working days"
        );
    }

    #[test]
    fn nobody_is_needed_where_all_is_well() {
        let run = met(Run::new(), "2026-03-05", Some("2026-03-12"));
        assert_eq!(needs(&run, "2026-03-06"), "–");
        assert_eq!(needs(&Run::new(), START), "–");
    }

    #[test]
    fn a_missing_meeting_is_told_in_words_that_fit() {
        let run = Run::new();
        assert_eq!(needs(&run, "2026-03-08"), "–");
        assert_eq!(needs(&run, "2026-03-09"), "no 1:1 yet, week one is over");
        assert_eq!(needs(&run, "2026-03-16"), "no 1:1 in 10 working days");
        let run = met(run, "2026-03-05", Some("2026-03-12"));
        assert_eq!(needs(&run, "2026-03-12"), "1:1 today");
        assert_eq!(needs(&run, "2026-03-13"), "1:1 of Thu 12 Mar not held");
        let run = met(run, "2026-03-13", None);
        let mut run = run.on("2026-03-27");
        assert_eq!(
            needs(&run, "2026-03-27"),
            "no 1:1 for 10 working days · gate review due Tue 31 Mar"
        );
        run.mentor(&meet());
        assert!(needs(&run, "2026-03-27").starts_with("1:1 open"));
        assert!(!needs(&run, "2027-06-01").contains("no 1:1"));
    }

    #[test]
    fn a_gate_review_is_told_of_a_week_ahead_until_it_has_a_verdict() {
        let run = met(Run::new(), "2026-03-24", Some("2026-04-08"));
        assert_eq!(row(&run, "2026-03-23").gate, None);
        let gate = |today| needs(&run, today).split(" · ").last().unwrap().to_owned();
        assert_eq!(gate("2026-03-24"), "gate review due Tue 31 Mar");
        assert_eq!(gate("2026-03-30"), "gate review due Tue 31 Mar");
        assert_eq!(gate("2026-03-31"), "gate review today");
        assert_eq!(gate("2026-04-03"), "gate review was due Tue 31 Mar");
    }

    #[test]
    fn what_speaks_against_it_is_told_where_nothing_else_is() {
        let mut run = met(Run::new(), "2026-03-16", Some("2026-03-26")).on("2026-03-17");
        assert_eq!(row(&run, "2026-03-23").health, Health::OffTrack);
        assert_eq!(needs(&run, "2026-03-23"), "0 done where 2.1 are expected");
        run.hire(&claim("team"));
        assert_eq!(needs(&run, "2026-03-23"), "1 to confirm");
    }

    #[test]
    fn on_leave_only_claims_need_the_mentor() {
        let mut run = Run::new();
        run.hire(&block("access", None));
        run.hire(&leave("2026-03-16", "2026-04-24"));
        assert_eq!(needs(&run, "2026-04-20"), "on leave until Fri 24 Apr");
        run.hire(&claim("team"));
        let row = row(&run, "2026-04-20");
        assert_eq!(
            row.needs(Party::Manager),
            "1 to confirm · on leave until Fri 24 Apr"
        );
        assert_eq!(row.verdict(), "on leave until Fri 24 Apr");
        assert_eq!((row.health, row.worst.as_deref()), (Health::OnLeave, None));
        assert!(!row.wants_meetings);
        let mut rows = [row, self::row(&Run::new(), "2026-03-03")];
        rows[0].claims.longest = None;
        sort(&mut rows, Party::Mentor);
        assert_eq!(
            rows[1].health,
            Health::OnLeave,
            "neither the wait nor the gap is pressing"
        );
    }

    #[test]
    fn without_a_mentor_the_line_says_so() {
        let mut run = Run::new();
        run.hire(&name(Party::Mentor, ""));
        assert_eq!(needs(&run, "2026-03-17"), "no mentor is named");
    }

    #[test]
    fn before_the_start_and_after_the_end_it_says_so() {
        let mut run = Run::new();
        assert_eq!(needs(&run, "2026-02-27"), "starts Mon 2 Mar");
        assert_eq!(needs(&run, "2026-03-01"), "starts tomorrow");
        run = run.on("2026-03-17");
        run.hire(&Act::Archive {
            end: End::ChangedRole,
            reason: String::new(),
        });
        assert_eq!(needs(&run, "2026-06-01"), "changed role 17 Mar 2026");
    }

    #[test]
    fn who_needs_the_mentor_most_comes_first() {
        let named = |name: &str, alter: fn(&mut Row)| {
            let mut row = row(&Run::new(), "2026-03-03");
            let person = row.people.person(Party::Hire).unwrap();
            row.people.persons.insert(person, name.to_owned());
            row.id = JourneyId(Uuid::from_u128(u128::from(name.len() as u64)));
            alter(&mut row);
            row
        };
        let mut rows = vec![
            named("ended", |row| {
                row.ended = Some((End::Left, day("2026-03-01")));
                row.health = Health::OffTrack;
            }),
            named("ended later", |row| {
                row.ended = Some((End::Left, day("2026-03-02")));
            }),
            named("well", |_| {}),
            named("a review is near", |row| {
                row.gate = Some((Milestone::DAY_30, day("2026-03-05")));
            }),
            named("blocked", |row| row.blocked.longest = Some(3)),
            named("no meeting", |row| row.rhythm.gap = Some(9)),
            named("no more asked for", |row| {
                row.rhythm.gap = Some(99);
                row.wants_meetings = false;
            }),
            named("claims", |row| row.claims.longest = Some(0)),
            named("older claims", |row| row.claims.longest = Some(4)),
            named("at risk", |row| row.health = Health::AtRisk),
            named("off track", |row| row.health = Health::OffTrack),
            named("long off track", |row| {
                row.health = Health::OffTrack;
                row.oldest_cause = 38;
            }),
            named("a signal", |row| {
                row.signals = vec!["confidence 2".to_owned()];
            }),
            named("a late promise", |row| row.late_promise = Some(1)),
            named("met this week", |row| row.rhythm.gap = Some(4)),
            named("Also well", |_| {}),
        ];
        sort(&mut rows, Party::Mentor);
        let names: Vec<&str> = rows.iter().map(|row| row.people.hire()).collect();
        assert_eq!(
            names,
            [
                "long off track",
                "off track",
                "a signal",
                "at risk",
                "no meeting",
                "a late promise",
                "older claims",
                "claims",
                "blocked",
                "a review is near",
                "Also well",
                "met this week",
                "no more asked for",
                "well",
                "ended later",
                "ended",
            ]
        );
    }
}
