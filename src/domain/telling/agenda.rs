//! The agenda of a 1:1, built from the plan and from what the last ones left over. Pure; decides
//! nothing.

mod numbers;

pub use numbers::{Numbered, numbered};

use chrono::NaiveDate;

use crate::domain::judgment::attention::{Attention, Matter, horizon, nudge};
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::Owed;
use crate::domain::judgment::glance::Glance;
use crate::domain::judgment::signals::signals;
use crate::domain::judgment::talk::Talk;
use crate::domain::plan::mentoring::Occasion;
use crate::domain::plan::people::Party;
use crate::domain::record::action::Action;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Edge, Kept, Meeting, Section, Topic, Treatment};
use crate::domain::telling::kept;
use crate::domain::wording::signals::reason;
use crate::domain::wording::{self, goals};
use crate::domain::words::when::{spoken, working_days};

/// A line of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The part that it stands in.
    pub section: Section,
    /// What it is about.
    pub topic: Topic,
    /// What it says.
    pub text: String,
    /// What is to be known beside it: since when, on whom, by when; may be empty.
    pub beside: String,
    /// In how many 1:1s in a row it was left over.
    pub carried: usize,
    /// What was done with it in the open 1:1.
    pub treatment: Option<Treatment>,
    /// Whether only its author may read it.
    pub private: bool,
}

impl Line {
    /// Returns the line as it is kept when a 1:1 begins or is closed; nothing if it is private.
    pub fn kept(&self) -> Option<Kept> {
        (!self.private).then(|| Kept {
            section: self.section,
            topic: self.topic.clone(),
            text: self.whole(),
            treatment: self.treatment,
        })
    }

    /// Returns the line with what is to be known beside it.
    pub fn whole(&self) -> String {
        match self.beside.as_str() {
            "" => self.text.clone(),
            beside => format!("{} · {beside}", self.text),
        }
    }

    /// Returns whether it is a claim that the mentor has not answered.
    pub fn is_unanswered(&self, journey: &Journey) -> bool {
        let goal = match &self.topic {
            Topic::Goal { goal } => journey.goal(goal),
            _ => None,
        };
        goal.is_some_and(|goal| goal.state() == GoalState::Claimed && !goal.plan.dropped)
    }

    /// Returns how often it was left over, in words; nothing where it was not.
    pub fn carried_words(&self) -> Option<String> {
        Some(match self.carried {
            0 => return None,
            1 => "left over once".to_owned(),
            2 => "left over twice".to_owned(),
            times => format!("left over {times} times"),
        })
    }
}

/// Returns the agenda of the open 1:1, or of the next one, as a party may read it.
pub fn agenda(journey: &Journey, dates: &Dates, reader: Party) -> Vec<Line> {
    agenda_of(journey, dates, reader, None)
}

/// Returns the agenda as [`agenda`] does, if the next 1:1 is of a kind.
pub fn agenda_of(
    journey: &Journey,
    dates: &Dates,
    reader: Party,
    occasion: Option<Occasion>,
) -> Vec<Line> {
    let builder = Builder::new(journey, dates, reader);
    let mut lines = builder.signals();
    lines.extend(builder.goals());
    lines.extend(builder.agreements());
    lines.extend(builder.first_steps());
    lines.extend(builder.actions());
    lines.extend(builder.asks(occasion));
    lines.extend(builder.points());
    lines.extend(builder.questions());
    lines.extend(builder.gates());
    lines.extend(builder.rhythm());
    builder.keep_in_place(&mut lines);
    // Stable, so that what is new keeps its order behind what the 1:1 began with.
    lines.sort_by_cached_key(|line| (line.section, builder.place(&line.topic)));
    lines
}

struct Builder<'a> {
    journey: &'a Journey,
    reader: Party,
    glance: Glance<'a>,
    closed: Vec<(ChangeId, &'a Meeting)>,
    open: Option<(ChangeId, &'a Meeting)>,
    /// The day of the last closed 1:1.
    since: Option<NaiveDate>,
    /// The day of the next 1:1.
    next: NaiveDate,
}

impl<'a> Builder<'a> {
    fn new(journey: &'a Journey, dates: &Dates, reader: Party) -> Self {
        let meetings = &journey.meetings;
        let mut closed = meetings.closed();
        let since = closed.last().map(|(_, meeting)| meeting.opening.on);
        // What became of the lines is for hire and mentor.
        closed.retain(|_| reader != Party::Manager);
        Self {
            since,
            next: horizon(meetings.next, dates.today),
            open: meetings.open(),
            journey,
            reader,
            glance: Glance::on(journey.into(), dates.clone()),
            closed,
        }
    }

    /// Returns the open 1:1 if the reader takes part in it.
    fn gone_through(&self) -> Option<&'a Meeting> {
        gone_through(self.journey, self.reader)
    }

    fn line(&self, section: Section, topic: Topic, text: String, beside: String) -> Line {
        Line {
            carried: self.carried(&topic),
            treatment: self
                .gone_through()
                .and_then(|meeting| meeting.treated.get(&topic))
                .copied(),
            section,
            topic,
            text,
            beside,
            private: false,
        }
    }

    /// Returns in how many 1:1s in a row, up to the last, a topic was left over.
    fn carried(&self, topic: &Topic) -> usize {
        let entered = kept::entered_privately(self.journey, topic);
        let left = |meeting: &Meeting| match entered {
            // What is private is kept in no agenda; it was there if it was entered before the end.
            Some(entered) => {
                kept::was_there(meeting, entered)
                    && meeting.treated.get(topic) != Some(&Treatment::Discussed)
            }
            None => meeting
                .kept(Edge::Closing)
                .iter()
                .any(|kept| kept.topic == *topic && kept.treatment != Some(Treatment::Discussed)),
        };
        let meetings = self.closed.iter().rev();
        meetings.take_while(|(_, meeting)| left(meeting)).count()
    }

    /// Returns whether a topic was discussed in a 1:1 that is closed.
    fn is_settled(&self, topic: &Topic) -> bool {
        let mut meetings = self.closed.iter();
        meetings.any(|(_, meeting)| meeting.treated.get(topic) == Some(&Treatment::Discussed))
    }

    fn today(&self) -> NaiveDate {
        self.glance.dates.today
    }

    fn spoken(&self, day: NaiveDate) -> String {
        spoken(day, self.today())
    }

    fn goals(&self) -> Vec<Line> {
        let mut lines: Vec<(NaiveDate, Line)> = self
            .journey
            .goals
            .iter()
            .filter_map(|goal| self.goal(goal))
            .collect();
        lines.sort_by_key(|(day, _)| *day);
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// Returns the line of a goal to discuss, and the day by which such lines are ordered.
    fn goal(&self, goal: &Goal) -> Option<(NaiveDate, Line)> {
        let changed = goals::changed(goal).filter(|_| goal.is_counted());
        let (section, day, beside) = match (self.attention(goal), self.not_moved(goal)) {
            (Some((section, attention)), _) => {
                let beside =
                    attention.beside(Some(goal), self.today()) + &self.waits(goal, section);
                (section, attention.on?, beside)
            }
            (None, Some(moved)) => {
                let beside = format!("last moved {}", self.spoken(moved));
                (Section::NotMoved, moved, beside)
            }
            (None, None) => {
                let wanted = !self.was_looked_at(goal) || goal.is_to_do();
                (
                    Section::Changed,
                    goal.last_moved()?,
                    changed.clone().filter(|_| wanted)?,
                )
            }
        };
        let changed = changed.filter(|_| section != Section::Changed);
        let beside = beside
            + &changed
                .map(|words| format!("; {words}"))
                .unwrap_or_default();
        let topic = Topic::Goal {
            goal: goal.slug().clone(),
        };
        let text = goals::named(goal);
        Some((day, self.line(section, topic, text, beside)))
    }

    /// Returns whether a goal was discussed in a closed 1:1 because its text had changed.
    fn was_looked_at(&self, goal: &Goal) -> bool {
        let mut kept = (self.closed.iter()).flat_map(|(_, meeting)| meeting.kept(Edge::Closing));
        kept.any(|kept| {
            kept.section == Section::Changed
                && matches!(&kept.topic, Topic::Goal { goal: other } if other == goal.slug())
                && kept.treatment == Some(Treatment::Discussed)
        })
    }

    /// Returns the lines of what was agreed without the mentor, the oldest first.
    fn agreements(&self) -> Vec<Line> {
        if self.journey.people.mentor().is_none() {
            return Vec::new();
        }
        let goals = self.journey.goals.iter().filter(|goal| !goal.plan.dropped);
        let mut wanted: Vec<_> = goals
            .filter_map(|goal| Some((goal, goal.unacknowledged()?)))
            .collect();
        wanted.sort_by_key(|(_, (on, _))| *on);
        wanted
            .into_iter()
            .map(|(goal, (_, words))| {
                let topic = Topic::Agreement {
                    goal: goal.slug().clone(),
                };
                self.line(Section::Agreed, topic, goals::named(goal), words.join("; "))
            })
            .collect()
    }

    /// Returns what wants attention about a goal, and the part of the agenda that it stands in.
    fn attention(&self, goal: &Goal) -> Option<(Section, &Attention<'_>)> {
        let mut matters = self.glance.attention.iter();
        matters.find_map(|attention| {
            let section = match attention.what {
                Matter::Claim(_) => Section::ToConfirm,
                Matter::Late(_) => Section::Slipped,
                Matter::Blocked(..) => Section::Waiting,
                Matter::Due(_) if attention.on <= Some(self.next) => Section::DueNext,
                _ => return None,
            };
            (attention.what.goal() == Some(goal.number)).then_some((section, attention))
        })
    }

    /// Returns on whom a late goal waits, too.
    fn waits(&self, goal: &Goal, section: Section) -> String {
        let mut matters = self.glance.attention.iter();
        let blocked = matters.find_map(|attention| match attention.what {
            Matter::Blocked(number, on) if number == goal.number => Some((on, attention)),
            _ => None,
        });
        match blocked.filter(|_| section == Section::Slipped) {
            Some((on, attention)) => format!("; waits on {on}{}", attention.for_days()),
            None => String::new(),
        }
    }

    /// Returns when an active goal moved last, where that was not after the last 1:1.
    fn not_moved(&self, goal: &Goal) -> Option<NaiveDate> {
        let is_active = goal.state() == GoalState::Active && !goal.plan.dropped;
        let since = self.since.filter(|_| is_active)?;
        goal.last_moved().filter(|moved| *moved <= since)
    }

    /// Returns the lines of the open actions that were agreed before: one that is agreed in the open
    /// 1:1 is its outcome, and would count as left over in the next one.
    fn actions(&self) -> Vec<Line> {
        let now = self.open.map(|(meeting, _)| meeting);
        let mut open: Vec<(&ChangeId, &Action)> = self
            .journey
            .meetings
            .actions
            .iter()
            .filter(|(_, action)| action.is_open())
            .filter(|(_, action)| {
                now.is_none_or(|now| !self.journey.meetings.is_in(action.entry.meeting, now))
            })
            .collect();
        open.sort_by_key(|(id, action)| (action.due.unwrap_or(NaiveDate::MAX), **id));
        open.into_iter()
            .map(|(id, action)| {
                let topic = Topic::Action { action: *id };
                self.line(
                    Section::Actions,
                    topic,
                    action.text.clone(),
                    self.owed(action),
                )
            })
            .collect()
    }

    /// Returns the lines of the first steps that are to be taken.
    fn first_steps(&self) -> Vec<Line> {
        let steps = self.glance.attention.iter();
        let steps = steps.filter_map(|due| match due.what {
            Matter::FirstStep(step) => {
                let topic = Topic::FirstStep {
                    step: step.slug.clone(),
                };
                let owner = self.journey.people.name(step.owner);
                let owner = owner.unwrap_or(step.owner.word());
                let beside = format!("{owner}, {}", due.dated(self.today()));
                Some(self.line(Section::Actions, topic, step.text.clone(), beside))
            }
            _ => None,
        });
        steps.collect()
    }

    /// Returns what a 1:1 of this kind asks.
    fn asks(&self, occasion: Option<Occasion>) -> Vec<Line> {
        let open = self.open.map(|(_, open)| open.opening.occasion);
        let meetings = &self.journey.meetings;
        let occasion = open.or(occasion);
        let occasion = occasion.unwrap_or_else(|| meetings.occasion_on(self.today()));
        let questions = self.journey.role.questions.iter();
        let last = self.closed.last();
        let lines = questions.filter_map(|question| {
            let topic = Topic::Ask {
                question: question.slug.clone(),
            };
            let treated = last.and_then(|(_, held)| held.treated.get(&topic));
            let is_put_off = treated == Some(&Treatment::PutOff);
            let is_asked = question.occasion == occasion || is_put_off;
            let line = self.line(Section::Asked, topic, question.text.clone(), String::new());
            // It is asked anew each time; only what was put off on purpose is left over.
            let carried = if is_put_off { line.carried } else { 0 };
            is_asked.then_some(Line { carried, ..line })
        });
        lines.collect()
    }

    /// Returns who owes an action, and since or by when.
    fn owed(&self, action: &Action) -> String {
        let owner = action.owner();
        match action.due {
            None => owner.to_owned(),
            Some(due) if due < self.today() => {
                let days = working_days(self.glance.dates.days_since(due));
                format!("{owner}, was due {}, {days} late", self.spoken(due))
            }
            Some(due) => format!("{owner}, due {}", self.spoken(due)),
        }
    }

    fn points(&self) -> Vec<Line> {
        let points = self.journey.meetings.points.iter();
        points
            .filter_map(|(id, point)| {
                let topic = Topic::Point { point: *id };
                let (audience, author) = (point.audience(), point.author.person);
                let may_read = self.journey.may_read(self.reader, audience, author);
                if self.is_settled(&topic) || !may_read {
                    return None;
                }
                let section = match self.carried(&topic) {
                    0 => Section::Added,
                    _ => Section::LeftOver,
                };
                let private = point.shared().is_none();
                let beside = match private {
                    true => format!("{}, private", point.author.name),
                    false => point.author.name.clone(),
                };
                Some(Line {
                    private,
                    ..self.line(section, topic, point.text.clone(), beside)
                })
            })
            .collect()
    }

    fn questions(&self) -> Vec<Line> {
        let notes = self.journey.all_notes();
        notes
            .filter(|(_, _, note)| note.question && self.journey.may_read_note(self.reader, note))
            .filter_map(|(goal, id, note)| {
                let topic = Topic::Question { note: id };
                // It goes with its goal, but not out of a 1:1 that began with it or in which it was asked.
                let is_confirmed = goal.is_some_and(|goal| goal.state() == GoalState::Confirmed);
                let is_answered = is_confirmed && !self.holds_on_to(&topic, id);
                if is_answered || self.is_settled(&topic) {
                    return None;
                }
                let first = note.text.lines().next().unwrap_or_default();
                let text = match goal {
                    Some(goal) => format!("{}: {first}", goal.number),
                    None => first.to_owned(),
                };
                let private = note.shared().is_none();
                Some(Line {
                    private,
                    ..self.line(Section::Questions, topic, text, note.author.name.clone())
                })
            })
            .collect()
    }

    fn gates(&self) -> Vec<Line> {
        let gates = self.glance.attention.iter();
        gates
            .filter(|gate| gate.on <= Some(self.next))
            .filter_map(|gate| {
                let Matter::Gate(milestone) = gate.what else {
                    return None;
                };
                let text = wording::gates::title(milestone);
                let beside = gate.beside(None, self.today());
                Some(self.line(Section::Gate, Topic::Gate { milestone }, text, beside))
            })
            .collect()
    }

    /// Returns whether the open 1:1 began with a line on what somebody entered, or may have: what it began
    /// with is known to those who take part in it.
    fn holds_on_to(&self, topic: &Topic, entered: ChangeId) -> bool {
        let Some((meeting, _)) = self.open else {
            return false;
        };
        let began_with = self.gone_through().is_none_or(|open| {
            let mut kept = open.kept(Edge::Opening).iter();
            kept.any(|kept| kept.topic == *topic)
        });
        began_with || meeting < entered
    }

    /// Keeps what the open 1:1 began with where it stood: a line stays in its section, and one
    /// whose matter is settled stays with what came of it.
    fn keep_in_place(&self, lines: &mut Vec<Line>) {
        let Some(open) = self.gone_through() else {
            return;
        };
        for kept in open.kept(Edge::Opening) {
            match lines.iter_mut().find(|line| line.topic == kept.topic) {
                Some(line) => line.section = kept.section,
                None => lines.extend(self.settled(kept)),
            }
        }
    }

    /// Returns where a line stood when the open 1:1 began; whatever is new stands behind.
    fn place(&self, topic: &Topic) -> usize {
        self.gone_through()
            .and_then(|open| {
                let mut began_with = open.kept(Edge::Opening).iter();
                began_with.position(|kept| kept.topic == *topic)
            })
            .unwrap_or(usize::MAX)
    }

    /// Returns the line of a matter that was settled since the open 1:1 began.
    fn settled(&self, kept: &Kept) -> Option<Line> {
        let (text, outcome) = match &kept.topic {
            Topic::Goal { goal } => {
                let goal = self.journey.goal(goal)?;
                let text = goals::named(goal);
                (text, self.outcome(goal).to_owned())
            }
            Topic::Agreement { goal } => {
                let goal = self.journey.goal(goal)?;
                (goals::named(goal), agreement_outcome(goal).to_owned())
            }
            Topic::Action { action } => {
                let action = self.journey.meetings.actions.get(action)?;
                (action.text.clone(), action.state().word().to_owned())
            }
            Topic::Gate { milestone } => {
                let (_, review) = self.journey.reviews.of(*milestone)?;
                let verdict = &review.verdict.as_deref()?.verdict;
                let text = wording::gates::title(*milestone);
                (text, format!("verdict: {}", verdict.word()))
            }
            Topic::FirstStep { step } => {
                let mut steps = self.journey.role.first_steps.iter();
                let step = steps.find(|first| first.slug == *step)?;
                (step.text.clone(), "taken".to_owned())
            }
            _ => return None,
        };
        Some(self.line(kept.section, kept.topic.clone(), text, outcome))
    }

    fn outcome(&self, goal: &Goal) -> &'static str {
        match goal.state() {
            _ if goal.plan.dropped => goals::DROPPED,
            GoalState::Active if goal.returned().is_some() => "returned",
            state => state.word(),
        }
    }

    /// Returns what worries, for the mentor alone.
    fn signals(&self) -> Vec<Line> {
        if self.reader != Party::Mentor {
            return Vec::new();
        }
        let (owed, talk) = (Owed::from(self.journey), Talk::from(self.journey));
        let facts = &self.glance.facts;
        let signals = signals(facts, &owed, &talk, &self.glance.dates).into_iter();
        let lines = signals.filter_map(|signal| {
            let topic = Topic::Signal {
                signal: signal.key(facts)?,
            };
            let text = reason(&signal, facts, self.today());
            Some(Line {
                private: true,
                ..self.line(Section::Signals, topic, text, String::new())
            })
        });
        lines.collect()
    }

    fn rhythm(&self) -> Option<Line> {
        let words = nudge(&self.glance.attention)?;
        Some(self.line(Section::Rhythm, Topic::Rhythm, words, String::new()))
    }
}

/// Returns the open 1:1 if a party takes part in it: what is done with its lines is for hire and mentor.
fn gone_through(journey: &Journey, reader: Party) -> Option<&Meeting> {
    let open = journey.meetings.open();
    let open = open.filter(|_| reader != Party::Manager);
    open.map(|(_, meeting)| meeting)
}

/// Returns what came of an agreement that the open 1:1 began with.
fn agreement_outcome(goal: &Goal) -> &'static str {
    match goal.waiver.is_some() || goal.deferral.is_some() {
        true => "acknowledged",
        false => "taken back",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::record::writing::Visibility;

    fn lines(run: &Run, reader: Party) -> Vec<Line> {
        let dates = Dates::of(&run.journey, run.today);
        agenda(&run.journey, &dates, reader)
    }

    fn told(run: &Run, reader: Party) -> String {
        let mut section = None;
        let mut text = String::new();
        for line in lines(run, reader) {
            if section != Some(line.section) {
                section = Some(line.section);
                text.push_str(&format!("{}\n", line.section.heading()));
            }
            let carried = line.carried_words().map(|words| format!(" ({words})"));
            let treated = line.treatment.map(|t| format!(" [{}]", t.word()));
            text.push_str(&format!(
                "  {} | {}{}{}\n",
                line.text,
                line.beside,
                carried.unwrap_or_default(),
                treated.unwrap_or_default()
            ));
        }
        text
    }

    /// A second week with something in every part of the agenda.
    fn second_week() -> Run {
        let mut run = Run::new();
        run.mentor(&meet());
        run.mentor(&close_until("2026-03-09"));
        run.hire(&begin("fix"));
        run = run.on("2026-03-05");
        run.hire(&claim("team"));
        run.hire(&block("access", Some("2026-03-04")));
        run.hire(&defer("baseline", "2026-03-06"));
        run.hire(&action("Send the readout", Party::Hire, Some("2026-03-06")));
        run.mentor(&action("Write to IT", Party::Mentor, None));
        run.hire(&point("On-call: when do I shadow?", Visibility::Shared));
        run.mentor(&point("Ask about the move", Visibility::Private));
        run.hire(&question("access", "Who grants it?"));
        run.on("2026-03-09")
    }

    #[test]
    fn the_agenda_is_there_before_anybody_types() {
        insta::assert_snapshot!(told(&second_week(), Party::Mentor), @r"
        To confirm
          30.1 Do the team | claimed Thu 5 Mar, 2 working days
        Slipped
          30.2 Do the baseline | was due Fri 6 Mar, 1 working day late
        Waiting
          30.3 Do the access | IT for a laptop, 3 working days
        Not moved since the last 1:1
          60.1 Do the fix | last moved Mon 2 Mar
        Open actions
          Send the readout | Ada, was due Fri 6 Mar, 1 working day late
          Write to IT | Bo
        Added
          On-call: when do I shadow? | Ada
          Ask about the move | Bo, private
        Questions
          30.3: Who grants it? | Ada
        ");
    }

    #[test]
    fn a_private_point_is_its_authors() {
        let run = second_week();
        assert!(told(&run, Party::Mentor).contains("Ask about the move"));
        assert!(!told(&run, Party::Hire).contains("Ask about the move"));
    }

    #[test]
    fn what_is_not_discussed_is_carried_over_with_how_often() {
        let mut run = Run::new();
        let asked = run.hire(&point("Career", Visibility::Shared));
        let topic = Topic::Point { point: asked };
        let line = |run: &Run| {
            let mut lines = lines(run, Party::Hire).into_iter();
            lines.find(|line| line.topic == topic)
        };
        assert_eq!(line(&run).unwrap().section, Section::Added);
        for (week, times) in [("2026-03-09", 1), ("2026-03-16", 2)] {
            run = run.on(week);
            run.mentor(&meet());
            run.mentor(&treat(&topic, Some(Treatment::PutOff)));
            run.mentor(&close());
            let left = line(&run).unwrap();
            assert_eq!((left.section, left.carried), (Section::LeftOver, times));
        }
        run.mentor(&meet());
        run.hire(&treat(&topic, Some(Treatment::Discussed)));
        assert_eq!(line(&run).unwrap().treatment, Some(Treatment::Discussed));
        run.mentor(&close());
        assert_eq!(line(&run), None);
    }

    #[test]
    fn in_an_open_one_a_line_stays_where_it_was_with_what_came_of_it() {
        let mut run = second_week();
        run.mentor(&meet());
        run.mentor(&confirm("team"));
        run.hire(&clear("access"));
        let actions: Vec<ChangeId> = run.journey.meetings.actions.keys().copied().collect();
        run.hire(&finish(actions[0]));
        insta::assert_snapshot!(told(&run, Party::Hire), @r"
        To confirm
          30.1 Do the team | confirmed
        Slipped
          30.2 Do the baseline | was due Fri 6 Mar, 1 working day late
        Waiting
          30.3 Do the access | open
        Not moved since the last 1:1
          60.1 Do the fix | last moved Mon 2 Mar
        Open actions
          Send the readout | done
          Write to IT | Bo
        Added
          On-call: when do I shadow? | Ada
        Questions
          30.3: Who grants it? | Ada
        ");
    }

    #[test]
    fn before_the_first_one_nothing_has_stood_still() {
        let mut run = Run::new();
        run.hire(&begin("own"));
        let run = run.on("2026-03-20");
        assert!(!told(&run, Party::Hire).contains("Not moved"));
    }

    #[test]
    fn a_goal_that_left_the_plan_is_on_the_agenda_only_where_somebody_asked_about_it() {
        let mut run = second_week();
        run.hire(&waive("own"));
        for goal in &mut run.journey.goals {
            goal.plan.dropped = true;
        }
        insta::assert_snapshot!(told(&run, Party::Mentor), @r"
        Open actions
          Send the readout | Ada, was due Fri 6 Mar, 1 working day late
          Write to IT | Bo
        Added
          On-call: when do I shadow? | Ada
          Ask about the move | Bo, private
        Questions
          30.3: Who grants it? | Ada
        ");
    }

    #[test]
    fn the_agreed_day_decides_what_falls_due_before_it() {
        let mut run = Run::new().on("2026-03-16");
        assert!(!told(&run, Party::Hire).contains("Due before"));
        run.mentor(&meet());
        run.mentor(&close_until("2026-04-01"));
        let told = told(&run, Party::Hire);
        assert!(
            told.contains("Due before the next 1:1\n  30.1 Do the team | due"),
            "{told}"
        );
        assert!(told.contains("Gate review at 30 days | due"), "{told}");
    }

    fn open_actions(run: &Run) -> Vec<(String, usize)> {
        let dates = Dates::of(&run.journey, run.today);
        let lines = agenda(&run.journey, &dates, Party::Hire);
        let lines = lines.into_iter();
        lines
            .filter(|line| line.section == Section::Actions)
            .map(|line| (line.text, line.carried))
            .collect()
    }

    #[test]
    fn a_line_that_is_settled_stays_where_it_stood() {
        let mut run = Run::new();
        for goal in ["team", "access", "fix"] {
            run.hire(&claim(goal));
        }
        run.mentor(&meet());
        run.mentor(&confirm("team"));
        let dates = Dates::of(&run.journey, run.today);
        let lines = agenda(&run.journey, &dates, Party::Hire);
        let lines = lines.iter();
        let claims: Vec<_> = lines
            .filter(|line| line.section == Section::ToConfirm)
            .map(|line| (line.text.as_str(), line.beside.as_str()))
            .collect();
        assert_eq!(claims[0].1, "confirmed");
        let texts = claims
            .iter()
            .map(|(text, _)| text.split(' ').next().unwrap());
        assert_eq!(texts.collect::<Vec<_>>(), ["30.1", "30.3", "60.1"]);
    }

    #[test]
    fn an_action_comes_up_in_the_1_1_after_the_one_that_agreed_on_it() {
        let mut run = Run::new();
        run.mentor(&meet());
        run.mentor(&action("send the readout", Party::Hire, None));
        assert_eq!(open_actions(&run), []);
        run.mentor(&close());
        assert_eq!(open_actions(&run), [("send the readout".to_owned(), 0)]);
        run.mentor(&meet());
        run.mentor(&close());
        assert_eq!(open_actions(&run), [("send the readout".to_owned(), 1)]);
    }
}
