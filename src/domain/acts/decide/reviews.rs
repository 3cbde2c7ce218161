//! Gate reviews: begun, each goal answered for, graded, and ruled on. The verdict keeps the
//! milestone as it stood.

use chrono::NaiveDate;

use super::{Case, Edits, Refusal, optional};
use crate::domain::acts::act::ReviewAct;
use crate::domain::judgment::facts::GoalFacts;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::record::goal::{Acknowledgment, Deferral, Goal, GoalState, Waiver};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::kinds::Edit;
use crate::domain::record::review::Snapshot;
use crate::domain::record::review::{Answer, Grade, Graded, Opening, Review, Ruling, Verdict};
use crate::domain::record::verb::Verb;
use crate::domain::telling::rubric::{Dimension, names, rubric, ungraded};
use crate::domain::words::text;

pub(super) fn verb_of(act: &ReviewAct) -> Verb {
    match act {
        ReviewAct::Start { .. } => Verb::Review,
        ReviewAct::Answer { .. } => Verb::Answer,
        ReviewAct::Grade { .. } => Verb::Grade,
        ReviewAct::Verdict { .. } => Verb::Verdict,
    }
}

impl Case<'_> {
    pub(super) fn review(&self, act: &ReviewAct) -> Edits {
        match act {
            ReviewAct::Start { milestone } => self.start_review(*milestone),
            ReviewAct::Answer { goal, answer } => self.answer(self.goal(goal)?, answer.as_ref()),
            ReviewAct::Grade {
                dimension,
                grade,
                why,
            } => self.grade(dimension, *grade, why.as_deref()),
            ReviewAct::Verdict {
                summary,
                verdict,
                leave_ungraded,
            } => self.verdict(summary, verdict, *leave_ungraded),
        }
    }

    fn open_review(&self) -> Result<(ChangeId, &Review), Refusal> {
        self.journey.reviews.open().ok_or(Refusal::NoReview)
    }

    fn start_review(&self, milestone: Milestone) -> Edits {
        if let Some((_, open)) = self.journey.reviews.open() {
            return Err(Refusal::ReviewOpen(open.opening.milestone.label()));
        }
        if !milestone.is_dated() {
            return Err(Refusal::BadDate(format!(
                "what lies beyond {} has no date and no gate review",
                self.journey.role.milestones.end()
            )));
        }
        let mut goals = self.journey.goals_of(milestone);
        if goals.all(|goal| goal.plan.dropped) {
            return Err(Refusal::NothingToDo(format!(
                "the plan has no goals for {}",
                milestone.label()
            )));
        }
        if self.day() < self.journey.start {
            return Err(Refusal::BadDate(format!(
                "the journey starts on {}; there is nothing to review before",
                self.spoken(self.journey.start)
            )));
        }
        let opening = Opening {
            milestone,
            mark: self.mark(),
        };
        Ok(vec![self.set::<Opening>(self.id, Some(opening))])
    }

    fn answer(&self, goal: &Goal, answer: Option<&Answer>) -> Edits {
        let (review, open) = self.open_review()?;
        let milestone = open.opening.milestone;
        let wrong = |words: &str| Err(Refusal::WrongState(goal.number, words.to_owned()));
        if !goal.number.milestone.is(milestone) {
            return wrong(&format!("is no goal of {}", milestone.label()));
        }
        if goal.plan.dropped {
            return wrong("is no longer in the plan, so it needs no answer");
        }
        let to = match (answer, goal.state()) {
            (Some(Answer::Done), state) if state != GoalState::Confirmed => {
                return wrong("is not confirmed, so it cannot be answered for as done");
            }
            (Some(Answer::Waived), state) if state != GoalState::Waived => {
                return wrong("is not waived; waive it first, with a reason");
            }
            (Some(Answer::NotDone { .. }), GoalState::Confirmed) => {
                return wrong("is confirmed, so it is done");
            }
            (Some(Answer::NotDone { .. }), GoalState::Waived) => {
                return Err(Refusal::Waived(goal.number));
            }
            (Some(Answer::NotDone { .. }), GoalState::Claimed) => {
                return wrong("is claimed; confirm it or return it first");
            }
            (Some(Answer::NotDone { why }), _) => Some(Answer::NotDone {
                why: optional("reason", why.as_deref().unwrap_or_default())?,
            }),
            (other, _) => other.cloned(),
        };
        let from = open.answers.get(goal.slug()).cloned();
        if from == to {
            return wrong(match to {
                Some(_) => "is answered for in that way already",
                None => "is not answered for yet",
            });
        }
        Ok(vec![self.set::<Answer>((review, goal.slug().clone()), to)])
    }

    fn grade(&self, dimension: &Slug, grade: Option<Grade>, why: Option<&str>) -> Edits {
        let (review, open) = self.open_review()?;
        if grade.is_some() {
            self.refuse_uncounted(dimension, open.opening.milestone)?;
        }
        let of_side = (self.author.party, dimension.clone());
        let from = open.grades.get(&of_side);
        let why = match why {
            None => from.and_then(|graded| graded.why.clone()),
            Some(text) if text.trim().is_empty() => None,
            Some(text) => Some(text::line("comment", text)?),
        };
        let to = grade.map(|grade| Graded { grade, why });
        if from == to.as_ref() {
            return Err(Refusal::NothingToDo(match to {
                Some(Graded { grade, .. }) => {
                    format!("your grade of {dimension} is {} already", grade.word())
                }
                None => format!("you have not graded {dimension} yet"),
            }));
        }
        Ok(vec![self.set::<Graded>((review, of_side), to)])
    }

    /// Refuses a dimension that the plan does not count at a milestone.
    fn refuse_uncounted(&self, dimension: &Slug, milestone: Milestone) -> Result<(), Refusal> {
        let rubric = rubric(self.world.guide);
        let mut known = rubric.iter().filter(|known| known.slug == *dimension);
        match known.next().map(|known| &known.entry) {
            Some(entry) if !entry.counts_at(milestone) => Err(Refusal::NotGradedHere {
                dimension: dimension.to_string(),
                milestone: milestone.label(),
                at: entry
                    .counts_where(&self.journey.milestones())
                    .unwrap_or_default(),
            }),
            _ => Ok(()),
        }
    }

    fn verdict(&self, summary: &str, verdict: &Verdict, leave_ungraded: bool) -> Edits {
        let (review, open) = self.open_review()?;
        let standing = Standing::of(self.journey, self.day());
        let rubric = rubric(self.world.guide);
        let snapshot = Snapshot::now(self.journey, open, &rubric, &standing);
        let unanswered: Vec<&str> = snapshot
            .unanswered()
            .map(|goal| goal.number.as_str())
            .collect();
        if !unanswered.is_empty() {
            return Err(Refusal::Unanswered(unanswered.join(", ")));
        }
        let gate = Gate {
            milestone: open.opening.milestone,
            left: self
                .journey
                .goals_of(open.opening.milestone)
                .filter(|goal| GoalFacts::from(*goal).is_to_do())
                .collect(),
            standing: &standing,
        };
        let (verdict, follow) = self.follow(verdict, &gate)?;
        let ungraded: Vec<&Dimension> = ungraded(open, &rubric).collect();
        if !ungraded.is_empty() && !leave_ungraded {
            return Err(Refusal::Ungraded(names(&ungraded)));
        }
        let ruling = Ruling {
            mark: self.mark(),
            summary: text::note("summary", summary)?,
            verdict,
            snapshot,
            ungraded: ungraded
                .into_iter()
                .map(|dimension| dimension.slug.clone())
                .collect(),
        };
        let mut edits = vec![self.set::<Ruling>(review, Some(Box::new(ruling)))];
        edits.extend(follow);
        Ok(edits)
    }

    /// Returns a verdict with its texts cleaned, and what follows for the goals that are open.
    fn follow(&self, verdict: &Verdict, gate: &Gate<'_>) -> Result<(Verdict, Vec<Edit>), Refusal> {
        if *verdict != Verdict::Advance && gate.left.is_empty() {
            return Err(Refusal::NothingToDo(format!(
                "no goal of {} is open, so there is nothing to {}; advance",
                gate.milestone.label(),
                verdict.word()
            )));
        }
        match verdict {
            Verdict::Advance => Ok((Verdict::Advance, Vec::new())),
            Verdict::Extend { to, reason } => {
                let reason = text::line("reason", reason)?;
                let edits = self.extended(*to, &reason, gate)?;
                Ok((Verdict::Extend { to: *to, reason }, edits))
            }
            Verdict::Replan {
                carried,
                waived,
                reason,
            } => {
                let reason = text::line("reason", reason)?;
                let edits = self.replanned(carried, waived, &reason, gate)?;
                let verdict = Verdict::Replan {
                    carried: carried.clone(),
                    waived: waived.clone(),
                    reason,
                };
                Ok((verdict, edits))
            }
        }
    }

    /// Returns the edits that move the open goals to a day; one that is due later stays there.
    fn extended(&self, to: NaiveDate, reason: &str, gate: &Gate<'_>) -> Edits {
        let dates = &gate.standing.dates;
        if !dates.calendar().is_working_day(to) {
            return Err(Refusal::BadDate(format!(
                "{} is a day off; name a working day",
                self.spoken(to)
            )));
        }
        let due = dates.milestone_due(gate.milestone);
        if to <= self.day() || due.is_some_and(|due| to <= due) {
            return Err(Refusal::BadDate(format!(
                "{} extends nothing; name a working day after today and after the milestone's date",
                self.spoken(to)
            )));
        }
        let edits = self.moved(&gate.left, to, None, reason, gate);
        if edits.is_empty() {
            return Err(Refusal::BadDate(format!(
                "{} extends nothing; every open goal is due on that day or later already",
                self.spoken(to)
            )));
        }
        Ok(edits)
    }

    fn replanned(&self, carried: &[Slug], waived: &[Slug], reason: &str, gate: &Gate<'_>) -> Edits {
        for slug in carried.iter().chain(waived) {
            let goal = self.goal(slug)?;
            if !gate.left.iter().any(|left| left.slug() == slug) {
                let words = format!("is not among the open goals of {}", gate.milestone.label());
                return Err(Refusal::WrongState(goal.number, words));
            }
            if carried.contains(slug) && waived.contains(slug) {
                let words = "cannot be both carried on and waived; name it once".to_owned();
                return Err(Refusal::WrongState(goal.number, words));
            }
        }
        let unsaid: Vec<String> = gate
            .left
            .iter()
            .filter(|goal| !carried.contains(goal.slug()) && !waived.contains(goal.slug()))
            .map(|goal| goal.number.to_string())
            .collect();
        if !unsaid.is_empty() {
            return Err(Refusal::Unanswered(format!(
                "{}; a re-plan carries each open goal on or waives it",
                unsaid.join(", ")
            )));
        }
        let (out, on): (Vec<&Goal>, Vec<&Goal>) = gate
            .left
            .iter()
            .partition(|goal| waived.contains(goal.slug()));
        let mut edits: Vec<Edit> = out
            .iter()
            .map(|goal| self.taken_out(goal, reason))
            .collect();
        if !on.is_empty() {
            let (milestone, next) = gate.next(self.day()).ok_or_else(|| {
                let words = "no dated milestone follows; waive the goal or extend to a date";
                Refusal::BadDate(words.to_owned())
            })?;
            edits.extend(self.moved(&on, next, Some(milestone), reason, gate));
        }
        Ok(edits)
    }

    /// Returns the edits that move goals to a day; one that is due on that day or later, as agreed
    /// before, stays where it is.
    fn moved(
        &self,
        goals: &[&Goal],
        to: NaiveDate,
        follows: Option<Milestone>,
        reason: &str,
        gate: &Gate<'_>,
    ) -> Vec<Edit> {
        let dates = &gate.standing.dates;
        let falls_on = dates.agreed(to, None);
        let earlier = |goal: &&&Goal| dates.goal_due(**goal).is_none_or(|due| due < falls_on);
        goals
            .iter()
            .filter(earlier)
            .map(|goal| self.deferred(goal, to, follows, reason))
            .collect()
    }

    fn deferred(
        &self,
        goal: &Goal,
        to: NaiveDate,
        follows: Option<Milestone>,
        reason: &str,
    ) -> Edit {
        let deferral = Deferral {
            mark: self.mark(),
            to,
            reason: reason.to_owned(),
            agreed: self.author.name.clone(),
            acknowledged: Acknowledgment::NotNeeded,
            follows,
        };
        self.set::<Deferral>(goal.slug().clone(), Some(deferral))
    }

    fn taken_out(&self, goal: &Goal, reason: &str) -> Edit {
        let waiver = Waiver {
            mark: self.mark(),
            reason: reason.to_owned(),
            agreed: self.author.name.clone(),
            acknowledged: Acknowledgment::NotNeeded,
        };
        self.set::<Waiver>(goal.slug().clone(), Some(waiver))
    }
}

/// The milestone that a verdict is given on.
struct Gate<'a> {
    milestone: Milestone,
    /// Its goals that are open.
    left: Vec<&'a Goal>,
    standing: &'a Standing<'a>,
}

impl Gate<'_> {
    /// Returns the next milestone that lies ahead, and its date.
    fn next(&self, today: NaiveDate) -> Option<(Milestone, NaiveDate)> {
        let dates = &self.standing.dates;
        let mut later = dates.milestones().filter(|m| *m > self.milestone);
        later.find_map(|m| Some((m, dates.milestone_due(m).filter(|due| *due > today)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::acts::decide::{World, decide};

    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;
    use crate::domain::plan::role::PlanGoal;
    use crate::domain::record::refusal::UndoRefusal;
    use crate::domain::telling::history;
    use crate::domain::wording::journeys;
    use crate::domain::words::when::spoken;
    use rstest::rstest;

    /// The day after the 30-day milestone, a Wednesday.
    const GATE: &str = "2026-04-01";

    fn start(milestone: Milestone) -> Act {
        Act::Review(ReviewAct::Start { milestone })
    }

    fn not_done(goal: &str) -> Act {
        answer(goal, Some(Answer::NotDone { why: None }))
    }

    fn answer(goal: &str, answer: Option<Answer>) -> Act {
        let goal = slug(goal);
        Act::Review(ReviewAct::Answer { goal, answer })
    }

    fn grade(dimension: &str, grade: Option<Grade>) -> Act {
        let dimension = slug(dimension);
        let why = None;
        Act::Review(ReviewAct::Grade {
            dimension,
            grade,
            why,
        })
    }

    fn rule(verdict: Verdict) -> Act {
        Act::Review(ReviewAct::Verdict {
            summary: "A good month.".to_owned(),
            verdict,
            leave_ungraded: true,
        })
    }

    fn extend(to: &str) -> Act {
        rule(Verdict::Extend {
            to: day(to),
            reason: "the data came late".to_owned(),
        })
    }

    fn replan(carried: &[&str], waived: &[&str]) -> Act {
        let slugs = |names: &[&str]| names.iter().map(|name| slug(name)).collect();
        rule(Verdict::Replan {
            carried: slugs(carried),
            waived: slugs(waived),
            reason: "the team changed".to_owned(),
        })
    }

    fn opened(today: &str) -> Run {
        let mut run = Run::new().on(today);
        run.mentor(&start(Milestone::DAY_30));
        run
    }

    /// A review at 30 days with one goal confirmed and two answered for as not done.
    fn answered() -> Run {
        let mut run = Run::new().on("2026-03-20");
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        run = run.on(GATE);
        run.mentor(&start(Milestone::DAY_30));
        run.mentor(&not_done("baseline"));
        run.mentor(&not_done("access"));
        run
    }

    fn told(run: &Run, party: Party, act: &Act) -> String {
        run.decide(party, act).unwrap_err().to_string()
    }

    /// Returns when the 30-day milestone is to be reviewed.
    fn due_again(run: &Run) -> Option<NaiveDate> {
        let standing = Standing::of(&run.journey, run.today);
        standing.dates.gate_due(&standing.facts, Milestone::DAY_30)
    }

    fn ruling(run: &Run) -> &Ruling {
        let (_, review) = run.journey.reviews.of(Milestone::DAY_30).unwrap();
        review.verdict.as_ref().unwrap()
    }

    fn moved_to(run: &Run, goal: &str) -> Option<NaiveDate> {
        let deferral = run.goal(goal).deferral.as_ref();
        deferral.map(|deferral| deferral.to)
    }

    #[test]
    fn a_review_may_begin_before_its_date_but_not_before_the_journey() {
        let run = opened(START);
        assert!(run.journey.reviews.open().is_some());
        let early = Run::new().on("2026-03-01");
        let told = told(&early, Party::Mentor, &start(Milestone::DAY_30));
        assert_eq!(
            told,
            "the journey starts on Mon 2 Mar; there is nothing to review before"
        );
    }

    #[rstest]
    #[case(
        Milestone::DAY_60,
        "the review at 30 days is open; give its verdict first"
    )]
    #[case(
        Milestone::DAY_30,
        "the review at 30 days is open; give its verdict first"
    )]
    fn one_review_is_open_at_a_time(#[case] second: Milestone, #[case] words: &str) {
        assert_eq!(told(&opened(GATE), Party::Mentor, &start(second)), words);
    }

    #[test]
    fn what_lies_beyond_the_dates_has_no_gate() {
        let told = told(&Run::new(), Party::Mentor, &start(Milestone::BEYOND));
        assert!(told.contains("has no date and no gate review"), "{told}");
    }

    #[test]
    fn the_mentor_leads_and_the_hire_grades_their_own() {
        let run = answered();
        for act in [
            start(Milestone::DAY_30),
            not_done("access"),
            rule(Verdict::Advance),
        ] {
            for party in [Party::Hire, Party::Manager] {
                let told = told(&run, party, &act);
                assert!(
                    told.ends_with("Bo, the mentor, leads the gate review"),
                    "{told}"
                );
            }
        }
        let graded = grade("craft", Some(Grade::Meets));
        let words = told(&run, Party::Manager, &graded);
        assert!(
            words.ends_with("Ada and the mentor grade, each for themselves"),
            "{words}"
        );
        let mut run = run;
        run.hire(&graded);
        run.mentor(&grade("craft", Some(Grade::Exceeds)));
        run.mentor(&rule(Verdict::Advance));
        let row = &ruling(&run).snapshot.grades[0];
        assert_eq!(
            (row.name.as_str(), row.hire, row.mentor),
            ("Craft", Some(Grade::Meets), Some(Grade::Exceeds))
        );
    }

    #[test]
    fn a_grade_is_changed_and_taken_back() {
        let mut run = opened(GATE);
        run.mentor(&grade("craft", Some(Grade::Meets)));
        let again = told(&run, Party::Mentor, &grade("craft", Some(Grade::Meets)));
        assert_eq!(again, "your grade of craft is meets already");
        run.mentor(&grade("craft", Some(Grade::Below)));
        run.mentor(&grade("craft", None));
        let none = told(&run, Party::Mentor, &grade("craft", None));
        assert_eq!(none, "you have not graded craft yet");
    }

    fn comment(why: &str) -> Act {
        Act::Review(ReviewAct::Grade {
            dimension: slug("craft"),
            grade: Some(Grade::Meets),
            why: Some(why.to_owned()),
        })
    }

    fn said(run: &Run, party: Party) -> Option<String> {
        let (_, review) = run.journey.reviews.open().unwrap();
        review.grades[&(party, slug("craft"))].why.clone()
    }

    #[test]
    fn a_comment_goes_with_its_grade() {
        let mut run = opened(GATE);
        run.mentor(&comment("it\u{7} held \u{1b}[31mup"));
        assert_eq!(said(&run, Party::Mentor).unwrap(), "it held up", "cleaned");
        let again = told(&run, Party::Mentor, &comment("it held up"));
        assert_eq!(again, "your grade of craft is meets already");
        run.mentor(&grade("craft", Some(Grade::Exceeds)));
        assert_eq!(
            said(&run, Party::Mentor).unwrap(),
            "it held up",
            "another grade keeps it"
        );
        run.mentor(&comment(" "));
        assert_eq!(said(&run, Party::Mentor), None);
        run.undo(Party::Mentor, None).unwrap();
        assert_eq!(said(&run, Party::Mentor).unwrap(), "it held up");
        run.mentor(&grade("craft", None));
        run.mentor(&grade("craft", Some(Grade::Meets)));
        assert_eq!(said(&run, Party::Mentor), None, "gone with the grade");
    }

    #[rstest]
    #[case::long("x".repeat(10_000), "the comment is longer than 300 characters; shorten it")]
    #[case::invisible("\u{7}\u{202e}".to_owned(), "the comment is empty; write something")]
    fn a_comment_is_bounded(#[case] why: String, #[case] words: &str) {
        let run = opened(GATE);
        assert_eq!(told(&run, Party::Mentor, &comment(&why)), words);
    }

    #[test]
    fn each_side_comments_on_its_own_grade_alone() {
        let mut run = opened(GATE);
        run.mentor(&comment("the mentor's words"));
        assert!(!run.log.last().unwrap().edits.is_empty());
        let mentors = run.log.last().unwrap().edits[0].clone();
        let author = |party| run.journey.people.author(party).unwrap();
        assert!(mentors.may_be_set_by(&author(Party::Mentor)));
        assert!(!mentors.may_be_set_by(&author(Party::Hire)));
        assert!(!mentors.may_be_set_by(&author(Party::Manager)));
        run.hire(&comment("my own words"));
        let kept = Snapshot::now(
            &run.journey,
            run.journey.reviews.open().unwrap().1,
            &rubric(&guide()),
            &Standing::of(&run.journey, run.today),
        );
        let row = &kept.grades[0];
        assert_eq!(row.why(Party::Mentor), Some("the mentor's words"));
        assert_eq!(row.why(Party::Hire), Some("my own words"));
        assert_eq!(row.why(Party::Manager), None);
    }

    #[test]
    fn a_verdict_without_every_grade_asks_and_says_which() {
        let mut run = answered();
        run.hire(&grade("craft", Some(Grade::Meets)));
        let mut act = rule(Verdict::Advance);
        if let Act::Review(ReviewAct::Verdict { leave_ungraded, .. }) = &mut act {
            *leave_ungraded = false;
        }
        let words = told(&run, Party::Mentor, &act);
        assert_eq!(
            words, "not graded: Craft",
            "the hire's own does not stand in"
        );
        run.mentor(&rule(Verdict::Advance));
        assert_eq!(ruling(&run).ungraded, [slug("craft")]);
        let words = history::words(&run.journey, &run.log[run.log.len() - 1..]);
        assert!(words.ends_with("advance; not graded: Craft"), "{words}");
        run.undo(Party::Mentor, None).unwrap();
        run.mentor(&grade("craft", Some(Grade::Meets)));
        run.mentor(&act);
        assert!(ruling(&run).ungraded.is_empty());
    }

    #[test]
    fn a_dimension_is_graded_at_its_milestones_alone() {
        let mut later = guide();
        later.pages[0].entries[0].milestones = vec!["60".to_owned(), "6m".to_owned()];
        let run = answered();
        let decided = |party, act: &Act| {
            let world = World {
                moment: run.moment(),
                guide: &later,
            };
            let author = run.journey.people.author(party).unwrap();
            decide(&run.journey, world, &author, std::slice::from_ref(act))
        };
        let graded = grade("craft", Some(Grade::Meets));
        for party in [Party::Mentor, Party::Hire] {
            let refusal = decided(party, &graded).unwrap_err().to_string();
            assert_eq!(
                refusal,
                "craft does not count at 30 days; it is graded at 60 days, 6 months"
            );
        }
        let (_, review) = run.journey.reviews.open().unwrap();
        let standing = Standing::of(&run.journey, run.today);
        let kept = Snapshot::now(&run.journey, review, &rubric(&later), &standing);
        assert!(kept.grades.is_empty());
        assert_eq!(ungraded(review, &rubric(&later)).count(), 0);
        assert_eq!(ungraded(review, &rubric(&guide())).count(), 1);
    }

    #[test]
    fn a_grade_without_a_comment_is_written_as_it_always_was() {
        let bare = Graded {
            grade: Grade::Meets,
            why: None,
        };
        let full = Graded {
            grade: Grade::Below,
            why: Some("late".to_owned()),
        };
        let written = |graded: &Graded| serde_json::to_string(graded).unwrap();
        assert_eq!(written(&bare), r#""meets""#);
        assert_eq!(written(&full), r#"{"grade":"below","why":"late"}"#);
        for graded in [bare, full] {
            let read: Graded = serde_json::from_str(&written(&graded)).unwrap();
            assert_eq!(read, graded);
        }
    }

    #[test]
    fn the_grades_of_the_milestone_before_stand_beside_the_new_ones() {
        let mut run = answered();
        run.mentor(&grade("craft", Some(Grade::Below)));
        run.mentor(&rule(Verdict::Advance));
        run.mentor(&start(Milestone::DAY_30));
        let now = |run: &Run| {
            let (_, review) = run.journey.reviews.open().unwrap();
            let standing = Standing::of(&run.journey, run.today);
            Snapshot::now(&run.journey, review, &rubric(&guide()), &standing)
        };
        assert_eq!(now(&run).before, None, "the same milestone is none before");
        run.undo(Party::Mentor, None).unwrap();
        run.mentor(&start(Milestone::DAY_60));
        let kept = now(&run);
        assert_eq!(kept.before, Some(Milestone::DAY_30));
        let row = &kept.grades[0];
        assert_eq!(
            (row.before(Party::Mentor), row.before(Party::Hire)),
            (Some(Grade::Below), None)
        );
        assert_eq!(row.mentor, None);
        let levels: Vec<_> = row.levels.iter().map(|(label, _)| label).collect();
        assert_eq!(levels, ["meets", "exceeds"]);
    }

    #[rstest]
    #[case::done_without_a_claim(
        "access",
        Answer::Done,
        "30.3 is not confirmed, so it cannot be answered for as done"
    )]
    #[case::done_with_a_claim(
        "baseline",
        Answer::Done,
        "30.2 is not confirmed, so it cannot be answered for as done"
    )]
    #[case::not_done_with_a_claim("baseline", Answer::NotDone { why: None }, "30.2 is claimed; confirm it or return it first")]
    #[case::not_done_though_confirmed("team", Answer::NotDone { why: None }, "30.1 is confirmed, so it is done")]
    #[case::waived_though_confirmed(
        "team",
        Answer::Waived,
        "30.1 is not waived; waive it first, with a reason"
    )]
    #[case::waived_though_open(
        "access",
        Answer::Waived,
        "30.3 is not waived; waive it first, with a reason"
    )]
    #[case::of_another_milestone("fix", Answer::NotDone { why: None }, "60.1 is no goal of 30 days")]
    fn an_answer_fits_the_state(#[case] goal: &str, #[case] given: Answer, #[case] words: &str) {
        let mut run = Run::new().on(GATE);
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        run.hire(&tick("baseline", "first"));
        run.hire(&tick("baseline", "second"));
        run.hire(&claim("baseline"));
        run.mentor(&start(Milestone::DAY_30));
        assert_eq!(told(&run, Party::Mentor, &answer(goal, Some(given))), words);
    }

    #[test]
    fn a_waived_goal_is_not_answered_for_as_not_done() {
        let mut run = opened(GATE);
        run.mentor(&waive("access"));
        assert_eq!(
            told(&run, Party::Mentor, &not_done("access")),
            "30.3 is waived; restore it first"
        );
        run.mentor(&answer("access", Some(Answer::Waived)));
    }

    #[test]
    fn an_answer_is_given_once_changed_and_taken_back() {
        let mut run = opened(GATE);
        assert_eq!(
            told(&run, Party::Mentor, &answer("access", None)),
            "30.3 is not answered for yet"
        );
        run.mentor(&not_done("access"));
        assert_eq!(
            told(&run, Party::Mentor, &not_done("access")),
            "30.3 is answered for in that way already"
        );
        let why = Some("no account yet".to_owned());
        run.mentor(&answer("access", Some(Answer::NotDone { why })));
        run.mentor(&answer("access", None));
        let told = told(&run, Party::Mentor, &rule(Verdict::Advance));
        assert_eq!(told, "not answered for yet: 30.1, 30.2, 30.3");
    }

    #[test]
    fn confirmed_and_waived_goals_are_answered_for_by_that() {
        let mut run = Run::new().on(GATE);
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        run.mentor(&waive("baseline"));
        run.mentor(&waive("access"));
        run.mentor(&start(Milestone::DAY_30));
        run.mentor(&rule(Verdict::Advance));
        let answers: Vec<_> = ruling(&run)
            .snapshot
            .goals
            .iter()
            .map(|goal| goal.answer.clone().unwrap())
            .collect();
        assert_eq!(answers, [Answer::Done, Answer::Waived, Answer::Waived]);
    }

    #[test]
    fn an_answer_that_the_state_overtook_counts_no_more() {
        let mut run = answered();
        run.hire(&claim("access"));
        let told = told(&run, Party::Mentor, &rule(Verdict::Advance));
        assert_eq!(told, "not answered for yet: 30.3");
        run.mentor(&confirm("access"));
        run.mentor(&rule(Verdict::Advance));
        assert_eq!(ruling(&run).snapshot.goals[2].answer, Some(Answer::Done));
    }

    #[test]
    fn to_advance_moves_nothing() {
        let mut run = answered();
        let before: Vec<_> = run.journey.goals.clone();
        run.mentor(&rule(Verdict::Advance));
        assert_eq!(run.journey.goals, before);
        assert_eq!(due_again(&run), None);
    }

    #[test]
    fn to_extend_moves_the_open_goals_with_the_reason() {
        let mut run = answered();
        run.mentor(&extend("2026-04-15"));
        let deferral = run.goal("access").deferral.clone().unwrap();
        assert_eq!(deferral.to, day("2026-04-15"));
        assert_eq!(
            (deferral.reason.as_str(), deferral.agreed.as_str()),
            ("the data came late", "Bo")
        );
        assert_eq!(moved_to(&run, "baseline"), Some(day("2026-04-15")));
        assert_eq!(run.goal("team").deferral, None);
        assert_eq!(due_again(&run), Some(day("2026-04-15")));
    }

    #[test]
    fn a_leave_moves_an_extended_review_and_its_goals_behind_it() {
        let mut run = answered();
        run.mentor(&extend("2026-04-15"));
        run.hire(&leave("2026-04-13", "2026-04-17"));
        assert_eq!(due_again(&run), Some(day("2026-04-20")));
        let standing = Standing::of(&run.journey, run.today);
        let due = standing.dates.goal_due(run.goal("access"));
        assert_eq!(due, Some(day("2026-04-20")));
    }

    #[test]
    fn a_goal_that_left_the_plan_needs_no_answer_and_is_not_reviewed() {
        let mut run = opened(GATE);
        for goal in &mut run.journey.goals {
            goal.plan.dropped = goal.slug() == &slug("access");
        }
        assert_eq!(
            told(&run, Party::Mentor, &not_done("access")),
            "30.3 is no longer in the plan, so it needs no answer"
        );
        let left = told(&run, Party::Mentor, &rule(Verdict::Advance));
        assert_eq!(left, "not answered for yet: 30.1, 30.2");
    }

    #[test]
    fn an_extension_to_a_day_off_is_refused() {
        let run = answered().on("2026-04-01");
        let told = told(&run, Party::Mentor, &extend("2026-04-18"));
        assert_eq!(told, "Sat 18 Apr is a day off; name a working day");
    }

    #[rstest]
    #[case::today(GATE, GATE)]
    #[case::past(GATE, "2026-03-31")]
    #[case::before_the_milestone("2026-03-25", "2026-03-30")]
    #[case::on_the_milestone("2026-03-25", "2026-03-31")]
    fn an_extension_lies_ahead_of_today_and_of_the_date(#[case] today: &str, #[case] to: &str) {
        let run = answered().on(today);
        let told = told(&run, Party::Mentor, &extend(to));
        let to = spoken(day(to), day(today));
        assert!(told.starts_with(&format!("{to} extends nothing")), "{told}");
    }

    #[test]
    fn a_goal_with_a_later_date_of_its_own_keeps_it() {
        let mut run = answered();
        run.mentor(&defer("access", "2026-05-29"));
        run.mentor(&extend("2026-04-15"));
        assert_eq!(moved_to(&run, "access"), Some(day("2026-05-29")));
        assert_eq!(moved_to(&run, "baseline"), Some(day("2026-04-15")));
        let mut run = answered();
        run.mentor(&defer("access", "2026-05-29"));
        run.mentor(&defer("baseline", "2026-05-29"));
        let told = told(&run, Party::Mentor, &extend("2026-04-15"));
        assert!(
            told.ends_with("every open goal is due on that day or later already"),
            "{told}"
        );
    }

    #[test]
    fn with_nothing_open_there_is_nothing_to_extend_or_re_plan() {
        let mut run = Run::new().on(GATE);
        for goal in ["team", "baseline", "access"] {
            run.mentor(&waive(goal));
        }
        run.mentor(&start(Milestone::DAY_30));
        let extended = told(&run, Party::Mentor, &extend("2026-04-15"));
        assert_eq!(
            extended,
            "no goal of 30 days is open, so there is nothing to extend; advance"
        );
        let planned = told(&run, Party::Mentor, &replan(&[], &[]));
        assert_eq!(
            planned,
            "no goal of 30 days is open, so there is nothing to re-plan; advance"
        );
    }

    #[test]
    fn a_re_plan_says_of_each_open_goal_what_becomes_of_it() {
        let mut run = answered();
        let unsaid = told(&run, Party::Mentor, &replan(&[], &["access"]));
        assert!(
            unsaid.contains("a re-plan carries each open goal on or waives it"),
            "{unsaid}"
        );
        let both = replan(&["access", "baseline"], &["access"]);
        let both = told(&run, Party::Mentor, &both);
        assert_eq!(
            both,
            "30.3 cannot be both carried on and waived; name it once"
        );
        let done = told(
            &run,
            Party::Mentor,
            &replan(&["access", "baseline", "team"], &[]),
        );
        assert_eq!(done, "30.1 is not among the open goals of 30 days");
        let unknown = told(&run, Party::Mentor, &replan(&["nowhere"], &[]));
        assert_eq!(unknown, "this journey has no goal ‘nowhere’");
        run.mentor(&replan(&["access"], &["baseline"]));
        assert_eq!(
            moved_to(&run, "access"),
            Some(day("2026-04-30")),
            "the date of 60 days"
        );
        assert_eq!(run.goal("baseline").state(), GoalState::Waived);
        assert_eq!(
            run.goal("baseline").waiver.as_ref().unwrap().reason,
            "the team changed"
        );
        assert_eq!(
            ruling(&run).snapshot.goals[1].state,
            GoalState::Open,
            "as it stood"
        );
    }

    #[test]
    fn health_remembers_the_last_re_plan_as_far_as_it_stands() {
        let told = |run: &Run| {
            let standing = Standing::of(&run.journey, run.today);
            journeys::verdict_in_full(&standing, |on| on.format("%-d %b").to_string())
        };
        let mut run = answered();
        run.mentor(&replan(&["access"], &["baseline"]));
        assert_eq!(
            told(&run),
            "at risk after the re-plan of 1 Apr; 30.3 carried to 30 Apr, 30.2 waived: the team changed"
        );
        run.hire(&leave("2026-04-13", "2026-04-17"));
        assert!(
            told(&run).contains("30.3 carried to 7 May"),
            "the due date of now"
        );
        run.mentor(&Act::Restore {
            goal: slug("baseline"),
        });
        assert!(told(&run).ends_with("30.3 carried to 7 May: the team changed"));
        run = run.on("2026-04-14");
        assert_eq!(told(&run), "on leave until Fri 17 Apr");
        run = run.on("2026-05-07");
        run.mentor(&start(Milestone::DAY_60));
        for goal in ["fix", "talk"] {
            run.mentor(&not_done(goal));
        }
        assert!(
            told(&run).contains("the re-plan of 1 Apr"),
            "no verdict yet"
        );
        run.mentor(&rule(Verdict::Advance));
        assert_eq!(told(&run), "off track", "the last verdict is another");
        run.undo(Party::Mentor, None).unwrap();
        assert!(told(&run).contains("the re-plan of 1 Apr"));
    }

    #[test]
    fn a_goal_is_carried_to_the_next_date_that_lies_ahead() {
        let mut run = answered().on("2026-05-11");
        run.mentor(&replan(&["access", "baseline"], &[]));
        assert_eq!(
            moved_to(&run, "access"),
            Some(day("2026-05-29")),
            "60 days are over"
        );
    }

    #[test]
    fn from_the_last_dated_milestone_nothing_is_carried_on() {
        let mut run = Run::new().on("2027-03-02");
        run.mentor(&start(Milestone::MONTH_12));
        run.mentor(&not_done("lead"));
        let told = told(&run, Party::Mentor, &replan(&["lead"], &[]));
        assert_eq!(
            told,
            "no dated milestone follows; waive the goal or extend to a date"
        );
        run.mentor(&replan(&[], &["lead"]));
        assert_eq!(run.goal("lead").state(), GoalState::Waived);
    }

    #[test]
    fn a_verdict_needs_words_and_an_open_review() {
        let run = answered();
        let mut silent = rule(Verdict::Advance);
        if let Act::Review(ReviewAct::Verdict { summary, .. }) = &mut silent {
            summary.clear();
        }
        assert_eq!(
            told(&run, Party::Mentor, &silent),
            "the summary is empty; write something"
        );
        let reasonless = rule(Verdict::Extend {
            to: day("2026-04-15"),
            reason: " ".to_owned(),
        });
        assert_eq!(
            told(&run, Party::Mentor, &reasonless),
            "the reason is empty; write something"
        );
        let none = Run::new();
        for act in [
            rule(Verdict::Advance),
            not_done("access"),
            grade("craft", None),
        ] {
            assert_eq!(
                told(&none, Party::Mentor, &act),
                "no gate review is open; begin one first"
            );
        }
    }

    #[test]
    fn the_undo_of_a_verdict_restores_everything() {
        for act in [
            rule(Verdict::Advance),
            extend("2026-04-15"),
            replan(&["access"], &["baseline"]),
        ] {
            let mut run = answered();
            let before = run.journey.clone();
            run.mentor(&act);
            let after = run.journey.clone();
            run.undo(Party::Mentor, None).unwrap();
            assert_eq!(run.journey, before);
            run.redo(Party::Mentor).unwrap();
            assert_eq!(run.journey, after);
        }
    }

    #[test]
    fn what_was_ruled_on_stays_until_the_verdict_is_undone() {
        let mut run = opened(GATE);
        let graded = run.hire(&grade("craft", Some(Grade::Meets)));
        let opening = run.log[1].id;
        let held = run.undo(Party::Mentor, Some(opening)).unwrap_err();
        assert_eq!(held, UndoRefusal::NotEmpty("gate review"));
        for goal in ["team", "baseline", "access"] {
            run.mentor(&not_done(goal));
        }
        run.mentor(&rule(Verdict::Advance));
        assert_eq!(run.undo(Party::Hire, Some(graded)), Err(UndoRefusal::Ruled));
        run.undo(Party::Mentor, None).unwrap();
        run.undo(Party::Hire, Some(graded)).unwrap();
    }

    #[test]
    fn a_verdict_is_not_undone_while_another_review_is_open() {
        let mut run = answered();
        let verdict = run.mentor(&rule(Verdict::Advance));
        run.mentor(&start(Milestone::DAY_60));
        let refused = run.undo(Party::Mentor, Some(verdict)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "another gate review is open; end that one first"
        );
    }

    #[test]
    fn later_changes_do_not_alter_what_was_ruled_on() {
        let mut run = answered();
        run.mentor(&extend("2026-04-15"));
        let kept = ruling(&run).clone();
        run.hire(&claim("access"));
        run.mentor(&confirm("access"));
        run.hire(&name(Party::Hire, "Ada Lovelace"));
        run.mentor(&restore("baseline"));
        let mut plan = plan();
        plan.role.edition = 2;
        plan.goals[0].title = "Something else".to_owned();
        run.take(Party::Mentor, &plan);
        assert_eq!(*ruling(&run), kept);
        assert_eq!(kept.snapshot.hire, "Ada");
        assert_eq!(kept.snapshot.goals[0].title, "Do the team");
        assert_eq!(kept.snapshot.goals[2].state, GoalState::Open);
    }

    #[test]
    fn another_edition_in_the_middle_of_a_review_is_answered_for_as_it_stands() {
        let mut run = answered();
        run.mentor(&grade("craft", Some(Grade::Meets)));
        run.mentor(&grade("old-one", Some(Grade::Below)));
        let mut plan = plan();
        plan.role.edition = 2;
        let gone = plan.goals.remove(2);
        let new = PlanGoal {
            slug: slug("new"),
            ..gone
        };
        plan.goals.insert(2, new);
        run.take(Party::Mentor, &plan);
        let words = told(&run, Party::Mentor, &rule(Verdict::Advance));
        assert_eq!(words, "not answered for yet: 30.3");
        run.mentor(&not_done("new"));
        run.mentor(&rule(Verdict::Advance));
        let snapshot = &ruling(&run).snapshot;
        let goals: Vec<&str> = snapshot
            .goals
            .iter()
            .map(|goal| goal.goal.as_str())
            .collect();
        assert_eq!(goals, ["team", "baseline", "new"]);
        let grades: Vec<_> = snapshot
            .grades
            .iter()
            .map(|row| (row.name.as_str(), row.mentor))
            .collect();
        assert_eq!(
            grades,
            [
                ("Craft", Some(Grade::Meets)),
                ("old-one", Some(Grade::Below))
            ]
        );
    }

    #[test]
    fn a_milestone_is_reviewed_again_after_an_extension() {
        let mut run = answered();
        run.mentor(&extend("2026-04-15"));
        run = run.on("2026-04-15");
        run.mentor(&start(Milestone::DAY_30));
        assert!(run.journey.reviews.open().unwrap().1.answers.is_empty());
        run.mentor(&not_done("baseline"));
        run.mentor(&not_done("access"));
        run.mentor(&extend("2026-04-22"));
        assert_eq!(run.journey.reviews.all_of(Milestone::DAY_30).count(), 2);
        assert_eq!(moved_to(&run, "access"), Some(day("2026-04-22")));
    }
}
