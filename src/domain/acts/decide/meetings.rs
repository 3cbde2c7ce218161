//! The 1:1s: started, gone through, closed; points and actions between them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Case, Edits, Refusal, optional};
use crate::domain::acts::act::MeetingAct;
use crate::domain::judgment::dates::Dates;
use crate::domain::plan::mentoring::{FirstStep, Occasion};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::kind::Kind as _;
use crate::domain::record::kinds::Edit;
use crate::domain::record::kinds::first_step::Taken;
use crate::domain::record::kinds::meeting::Next;
use crate::domain::record::kinds::rating::{Given, HeldBack};
use crate::domain::record::meeting::{
    Agenda, Closing, Edge, Kept, Meeting, Opening, Point, Section, Stood, Topic, Treatment,
};
use crate::domain::record::rating::{Aspect, Rating};
use crate::domain::record::verb::Verb;
use crate::domain::record::writing::{Note, Visibility};
use crate::domain::telling::agenda::{Line, agenda, agenda_of};
use crate::domain::words::text;
use crate::domain::words::when::full_date;

pub(super) fn verb_of(act: &MeetingAct) -> Verb {
    match act {
        MeetingAct::Start { .. } => Verb::Meet,
        MeetingAct::TakeStep { taken: true, .. } => Verb::TakeStep,
        MeetingAct::TakeStep { taken: false, .. } => Verb::UntakeStep,
        MeetingAct::Point { .. } => Verb::Point,
        MeetingAct::Treat { treatment, .. } => match treatment {
            Some(Treatment::Discussed) => Verb::Discuss,
            Some(Treatment::PutOff) => Verb::PutOff,
            None => Verb::Reopen,
        },
        MeetingAct::Action { .. } => Verb::Action,
        MeetingAct::ChangeAction { .. } => Verb::ChangeAction,
        MeetingAct::DropAction { .. } => Verb::DropAction,
        MeetingAct::Finish { done: true, .. } => Verb::Finish,
        MeetingAct::Finish { done: false, .. } => Verb::Unfinish,
        MeetingAct::Rate { .. } => Verb::Rate,
        MeetingAct::Reveal => Verb::Reveal,
        MeetingAct::Close { .. } => Verb::Close,
        MeetingAct::Next { .. } => Verb::Next,
    }
}

/// Returns what was said on each that was rated, cleaned; what is empty is left out.
fn sentences(why: &BTreeMap<Aspect, String>) -> Result<BTreeMap<Aspect, String>, Refusal> {
    let sentences = why.iter().filter_map(|(aspect, words)| {
        let sentence = optional("sentence beside a rating", words).transpose()?;
        Some(sentence.map(|sentence| (*aspect, sentence)))
    });
    sentences.collect()
}

impl Case<'_> {
    pub(super) fn meeting(&self, act: &MeetingAct) -> Edits {
        match act {
            MeetingAct::Start { occasion } => self.start_meeting(*occasion),
            MeetingAct::TakeStep { step, taken } => self.take_step(step, *taken),
            MeetingAct::Point { text, visibility } => self.point(text, *visibility),
            MeetingAct::Treat { topic, treatment } => self.treat(topic, *treatment),
            MeetingAct::Action {
                text,
                owner,
                due,
                goal,
                topic,
            } => self.action(text, owner, *due, goal.as_ref(), topic.as_ref()),
            MeetingAct::ChangeAction {
                action,
                text,
                owner,
                due,
            } => self.change_action(*action, text.as_deref(), owner.as_ref(), *due),
            MeetingAct::DropAction { action, reason } => self.drop_action(*action, reason),
            MeetingAct::Finish { action, done } => self.finish(*action, *done),
            MeetingAct::Rate {
                role_clarity,
                confidence,
                belonging,
                words,
                why,
            } => self.rate([*role_clarity, *confidence, *belonging], words, why),
            MeetingAct::Reveal => self.reveal(),
            MeetingAct::Close { next, leave_claims } => self.close(*next, *leave_claims),
            MeetingAct::Next { on } => self.agree_on_next(*on),
        }
    }

    fn start_meeting(&self, occasion: Option<Occasion>) -> Edits {
        let journey = self.journey;
        if journey.people.mentor().is_none() {
            return Err(Refusal::NoMentor);
        }
        // One save starts one, since it goes by the save's change.
        let started = journey.meetings.get(self.id);
        let open = journey.meetings.open().map(|(_, open)| open);
        if let Some(held) = open.or(started) {
            return Err(Refusal::MeetingOpen(held.opening.on));
        }
        if self.day() < journey.start {
            return Err(Refusal::BadDate(format!(
                "the journey starts on {}; a 1:1 cannot be held before",
                full_date(journey.start)
            )));
        }
        let dates = Dates::of(journey, self.day());
        let lines = agenda_of(journey, &dates, self.author.party, occasion);
        let opening = Opening {
            by: self.author.clone(),
            on: self.day(),
            clock: self.world.moment.clock,
            hire: journey.people.hire().to_owned(),
            mentor: journey.people.mentor().map(str::to_owned),
            occasion: occasion.unwrap_or_else(|| journey.meetings.occasion_on(self.day())),
        };
        let agenda = Agenda::from(Stood {
            lines: lines.iter().filter_map(Line::kept).collect(),
            notes: Vec::new(),
        });
        Ok(vec![
            self.set::<Opening>(self.id, Some(opening)),
            self.set::<Agenda>((self.id, Edge::Opening), Some(agenda)),
        ])
    }

    fn first_step(&self, step: &Slug) -> Option<&FirstStep> {
        let mut steps = self.journey.role.first_steps.iter();
        steps.find(|first| first.slug == *step)
    }

    fn take_step(&self, step: &Slug, taken: bool) -> Edits {
        if self.first_step(step).is_none() {
            return Err(Refusal::NoSuch("first step"));
        }
        if self.journey.meetings.first_steps.contains_key(step) == taken {
            let words = match taken {
                true => "that first step was taken already",
                false => "that first step was not taken yet",
            };
            return Err(Refusal::NothingToDo(words.to_owned()));
        }
        let mark = taken.then(|| self.mark());
        Ok(vec![self.set::<Taken>(step.clone(), mark)])
    }

    fn open_meeting(&self) -> Result<(ChangeId, &Meeting), Refusal> {
        self.journey.meetings.open().ok_or(Refusal::NoMeeting)
    }

    fn point(&self, raw: &str, visibility: Visibility) -> Edits {
        let point = Point {
            author: self.author.clone(),
            on: self.day(),
            text: text::line("point", raw)?,
            visibility,
        };
        Ok(vec![self.set::<Point>(self.id, Some(point))])
    }

    fn treat(&self, topic: &Topic, treatment: Option<Treatment>) -> Edits {
        let (meeting, open) = self.open_meeting()?;
        let is_there = match topic {
            Topic::Goal { goal } | Topic::Agreement { goal } => self.journey.goal(goal).is_some(),
            Topic::Action { action } => self.journey.meetings.actions.contains_key(action),
            Topic::Point { point } => {
                let point = self.journey.meetings.points.get(point);
                point.is_some_and(|point| {
                    let author = point.author.person;
                    self.journey
                        .may_read(self.author.party, point.audience(), author)
                })
            }
            Topic::Question { note } => {
                let mut notes = self.journey.all_notes();
                let is_meant = |(_, id, written): &(_, ChangeId, &Note)| {
                    id == note && self.journey.may_read_note(self.author.party, written)
                };
                notes.any(|written| is_meant(&written))
            }
            Topic::Ask { question } => {
                let mut questions = self.journey.role.questions.iter();
                questions.any(|asked| asked.slug == *question)
            }
            Topic::FirstStep { step } => self.first_step(step).is_some(),
            Topic::Gate { .. } | Topic::Rhythm => true,
            Topic::Signal { .. } => self.author.party == Party::Mentor,
        };
        if !is_there {
            return Err(Refusal::NoSuch("line of the agenda"));
        }
        let from = open.treated.get(topic).copied();
        if from == treatment {
            let word = treatment.map_or("open", Treatment::word);
            return Err(Refusal::NothingToDo(format!("that is {word} already")));
        }
        Ok(vec![
            self.set::<Treatment>((meeting, topic.clone()), treatment),
        ])
    }

    fn rate(
        &self,
        [role_clarity, confidence, belonging]: [u8; 3],
        words: &str,
        why: &BTreeMap<Aspect, String>,
    ) -> Edits {
        let wrong = [role_clarity, confidence, belonging]
            .into_iter()
            .find(|rating| !(1..=5).contains(rating));
        if let Some(rating) = wrong {
            return Err(Refusal::BadRating(rating));
        }
        let rating = Rating {
            role_clarity,
            confidence,
            belonging,
            words: optional("line beside the rating", words)?,
            mark: self.mark(),
            why: sentences(why)?,
        };
        let party = self.author.party;
        let meetings = &self.journey.meetings;
        let round = meetings.round_now();
        let key = (round, party);
        // What the other side could still be led by stays here until they have rated, too.
        let is_held_back = self.journey.is_linked()
            && Rating::get(self.journey, &key).is_none()
            && !meetings.said_in(round).has_rated(party.other_side());
        Ok(match is_held_back {
            true => vec![
                self.set::<Given>(key, Some(self.mark())),
                self.set::<HeldBack>(key, Some(rating)),
            ],
            false => vec![self.set::<Rating>(key, Some(rating))],
        })
    }

    /// Shows what the author rated and held back.
    fn reveal(&self) -> Edits {
        let party = self.author.party;
        let edits: Vec<Edit> = (self.journey.meetings.to_show(party))
            .flat_map(|(round, rating)| {
                [
                    self.set::<Rating>((round, party), Some(rating.clone())),
                    self.set::<HeldBack>((round, party), None),
                ]
            })
            .collect();
        match edits.is_empty() {
            true => Err(Refusal::NothingToDo("no rating is held back".to_owned())),
            false => Ok(edits),
        }
    }

    fn close(&self, next: Option<NaiveDate>, leave_claims: bool) -> Edits {
        let (meeting, open) = self.open_meeting()?;
        self.check_next(next)?;
        if let Some(next) = next.filter(|next| *next <= open.opening.on) {
            return Err(Refusal::BadDate(format!(
                "the next 1:1 lies after the one of {}, not on {}",
                full_date(open.opening.on),
                full_date(next)
            )));
        }
        let dates = Dates::of(self.journey, self.day().max(open.opening.on));
        let lines = agenda(self.journey, &dates, self.author.party);
        let claims: Vec<&Line> = lines
            .iter()
            .filter(|line| line.is_unanswered(self.journey))
            .collect();
        if !claims.is_empty() && !leave_claims {
            let count = match claims.len() {
                1 => "1 claim is".to_owned(),
                count => format!("{count} claims are"),
            };
            let names: Vec<&str> = claims.iter().map(|line| line.text.as_str()).collect();
            return Err(Refusal::ClaimsOpen(count, names.join("; ")));
        }
        let closing = Closing {
            mark: self.mark(),
            next,
            change: self.id,
        };
        let agenda = Agenda::from(Stood {
            lines: lines.iter().filter_map(|line| self.kept(line)).collect(),
            notes: self.notes_of(meeting),
        });
        let mut edits = vec![
            self.set::<Closing>(meeting, Some(closing)),
            self.set::<Agenda>((meeting, Edge::Closing), Some(agenda)),
        ];
        if next != self.journey.meetings.next {
            edits.push(self.set::<Next>((), next));
        }
        Ok(edits)
    }

    /// Returns a line as it is kept: a claim that was answered needs no tick to be dealt with.
    fn kept(&self, line: &Line) -> Option<Kept> {
        let is_answered = line.section == Section::ToConfirm && !line.is_unanswered(self.journey);
        let kept = line.kept()?;
        let treatment = kept
            .treatment
            .or_else(|| is_answered.then_some(Treatment::Discussed));
        Some(Kept { treatment, ..kept })
    }

    fn notes_of(&self, meeting: ChangeId) -> Vec<ChangeId> {
        let notes = self.journey.all_notes();
        notes
            .filter(|(_, _, note)| {
                self.journey.meetings.is_in(note.meeting, meeting) && note.shared().is_some()
            })
            .map(|(_, id, _)| id)
            .collect()
    }

    fn agree_on_next(&self, on: Option<NaiveDate>) -> Edits {
        self.check_next(on)?;
        if on == self.journey.meetings.next {
            return Err(Refusal::NothingToDo(match on {
                Some(on) => format!("the next 1:1 is on {} already", full_date(on)),
                None => "no day is agreed for the next 1:1".to_owned(),
            }));
        }
        Ok(vec![self.set::<Next>((), on)])
    }

    /// Refuses a day for the next 1:1 that has passed or lies before the journey.
    fn check_next(&self, next: Option<NaiveDate>) -> Result<(), Refusal> {
        match next {
            Some(next) if next < self.journey.start => Err(Refusal::BadDate(format!(
                "the journey starts on {}; a 1:1 cannot be held before",
                full_date(self.journey.start)
            ))),
            Some(next) if next < self.day() => Err(Refusal::BadDate(format!(
                "{} has passed; the next 1:1 lies ahead",
                full_date(next)
            ))),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, Whom};
    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;
    use crate::domain::record::rating::FIRST_ROUND;
    use crate::domain::record::refusal::UndoRefusal;
    use rstest::rstest;

    fn refused(run: &Run, party: Party, act: &Act) -> String {
        run.decide(party, act).unwrap_err().to_string()
    }

    #[test]
    fn one_is_open_at_a_time() {
        let mut run = Run::new();
        run.hire(&meet());
        insta::assert_snapshot!(refused(&run, Party::Mentor, &meet()), @"the 1:1 of Mon 2 Mar 2026 is open; close it first");
    }

    #[test]
    fn it_needs_a_mentor_and_a_journey_that_has_begun() {
        let mut run = Run::new();
        run.hire(&name(Party::Mentor, ""));
        insta::assert_snapshot!(refused(&run, Party::Hire, &meet()), @"no mentor is named, and a 1:1 needs one");
        let run = Run::new().on("2026-02-27");
        insta::assert_snapshot!(refused(&run, Party::Hire, &meet()), @r"the journey starts on Mon 2 Mar 2026; a 1:1 cannot be held before");
        insta::assert_snapshot!(refused(&Run::new(), Party::Manager, &meet()), @"Cy, the manager, cannot do that: a 1:1 is between Ada and the mentor");
    }

    #[test]
    fn a_question_that_was_taken_back_or_is_anothers_own_is_no_line() {
        let mut run = Run::new();
        let note = run.hire(&Act::Note {
            goal: None,
            text: "May I ask for another desk?".to_owned(),
            visibility: Visibility::Private,
            question: true,
            meeting: None,
        });
        run.hire(&meet());
        let discussed = treat(&Topic::Question { note }, Some(Treatment::Discussed));
        assert!(run.decide(Party::Hire, &discussed).is_ok());
        insta::assert_snapshot!(refused(&run, Party::Mentor, &discussed), @"there is no such line of the agenda in this journey");
        run.undo(Party::Hire, Some(note)).unwrap();
        insta::assert_snapshot!(refused(&run, Party::Hire, &discussed), @"there is no such line of the agenda in this journey");
    }

    #[rstest]
    #[case::below(0)]
    #[case::above(6)]
    fn a_rating_goes_from_one_to_five(#[case] rating: u8) {
        let mut run = Run::new();
        run.mentor(&meet());
        let said = refused(&run, Party::Hire, &rate([3, rating, 3]));
        assert_eq!(said, format!("a rating goes from 1 to 5, not {rating}"));
    }

    #[test]
    fn both_sides_rate_and_a_later_rating_takes_the_place_of_ones_own() {
        let mut run = Run::new();
        run.mentor(&meet());
        run.hire(&rate([2, 3, 4]));
        run.mentor(&rate([4, 4, 4]));
        run.hire(&rate([5, 3, 4]));
        let (_, open) = run.journey.meetings.open().unwrap();
        assert_eq!(open.round.ratings[&Party::Hire].role_clarity, 5);
        assert_eq!(open.round.ratings[&Party::Mentor].role_clarity, 4);
    }

    #[test]
    fn closing_asks_for_an_answer_to_every_claim() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&meet());
        insta::assert_snapshot!(refused(&run, Party::Mentor, &close_asking()), @"1 claim is not answered yet: 30.1 Do the team");
        run.mentor(&close());
        assert!(run.journey.meetings.open().is_none());
    }

    #[test]
    fn a_closed_one_is_kept_as_it_stood() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&meet());
        let noted = note_in_meeting(&run, "All well.");
        let noted = run.mentor(&noted);
        run.mentor(&confirm("team"));
        run.hire(&rate([3, 3, 3]));
        run.mentor(&close_until("2026-03-09"));
        let (id, held) = run.journey.meetings.closed()[0];
        let kept = held.agendas[&Edge::Closing].clone();
        assert_eq!(kept.notes, [noted]);
        assert_eq!(run.journey.meetings.next, Some(day("2026-03-09")));
        let first = &kept.lines[0];
        assert_eq!(first.section, Section::ToConfirm);
        assert_eq!(first.text, "30.1 Do the team · confirmed");
        assert_eq!(run.undo(Party::Hire, None), Err(UndoRefusal::Closed("1:1")));
        assert_eq!(
            run.undo(Party::Mentor, Some(noted)),
            Err(UndoRefusal::Closed("1:1"))
        );
        // A later note on it is a remark and goes as it came.
        let remark = run.mentor(&note_about(id, "Forgot to say: well done."));
        run.undo(Party::Mentor, Some(remark)).unwrap();
        run.undo(Party::Mentor, None).unwrap();
        assert!(run.journey.meetings.open().is_some());
    }

    #[test]
    fn what_was_answered_in_it_is_not_left_over() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&meet());
        run.mentor(&send_back("team"));
        run.mentor(&close());
        run = run.on("2026-03-09");
        let dates = Dates::of(&run.journey, run.today);
        let lines = agenda(&run.journey, &dates, Party::Hire);
        let mut of_team = lines.iter().filter(|line| line.text.starts_with("30.1"));
        assert!(of_team.all(|line| line.carried == 0), "{lines:?}");
    }

    #[test]
    fn a_line_of_which_an_action_is_made_is_discussed_in_the_same_change() {
        let mut run = Run::new();
        let asked = run.hire(&point("Career", Visibility::Shared));
        let topic = Topic::Point { point: asked };
        run.mentor(&meet());
        run.mentor(&Act::Meeting(MeetingAct::Action {
            text: "write it down".to_owned(),
            owner: Whom::Party(Party::Hire),
            due: None,
            goal: None,
            topic: Some(topic.clone()),
        }));
        let treated = |run: &Run| {
            let (_, open) = run.journey.meetings.open().unwrap();
            open.treated.get(&topic).copied()
        };
        assert_eq!(treated(&run), Some(Treatment::Discussed));
        run.undo(Party::Mentor, None).unwrap();
        assert_eq!(treated(&run), None);
    }

    #[test]
    fn what_was_written_in_one_does_not_come_back_without_it() {
        let mut run = Run::new();
        run.hire(&meet());
        let note = note_in_meeting(&run, "All well.");
        run.mentor(&note);
        run.undo(Party::Mentor, None).unwrap();
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(run.redo(Party::Mentor), Err(UndoRefusal::Gone("1:1")));
        run.redo(Party::Hire).unwrap();
        run.redo(Party::Mentor).unwrap();
        assert_eq!(run.journey.notes.len(), 1);
    }

    #[test]
    fn an_action_is_not_born_overdue() {
        let run = Run::new().on("2026-03-04");
        let refusal = refused(
            &run,
            Party::Hire,
            &action("Sign", Party::Hire, Some("2026-03-03")),
        );
        assert_eq!(
            refusal,
            "Tue 3 Mar 2026 has passed; an action is due today or later"
        );
    }

    #[test]
    fn a_start_goes_only_while_nothing_is_in_it() {
        let mut run = Run::new();
        run.mentor(&meet());
        run.hire(&rate([3, 3, 3]));
        assert_eq!(
            run.undo(Party::Mentor, None),
            Err(UndoRefusal::NotEmpty("1:1"))
        );
        run.undo(Party::Hire, None).unwrap();
        run.undo(Party::Mentor, None).unwrap();
        assert!(run.journey.meetings.held.is_empty());
    }

    #[test]
    fn nothing_is_treated_or_closed_while_none_is_open() {
        let run = Run::new();
        let topic = Topic::Rhythm;
        for act in [treat(&topic, Some(Treatment::Discussed)), close()] {
            assert_eq!(run.decide(Party::Mentor, &act), Err(Refusal::NoMeeting));
        }
    }

    /// What each side reads of the other's confidence for a 1:1.
    fn others(run: &Run, round: ChangeId) -> [Option<u8>; 2] {
        let said = run.journey.meetings.said_in(round);
        let read = |party: Party, by| said.rating(by, party).map(|rating| rating.confidence);
        [
            read(Party::Hire, Party::Mentor),
            read(Party::Mentor, Party::Hire),
        ]
    }

    #[test]
    fn what_is_rated_ahead_belongs_to_the_next_one_and_is_blind_until_both_have_or_it_is_closed() {
        let mut run = Run::new();
        run.hire(&rate([3, 2, 3]));
        assert_eq!(others(&run, FIRST_ROUND), [None, None]);
        let first = run.mentor(&meet());
        assert_eq!(others(&run, first), [None, None]);
        run.mentor(&rate([3, 4, 3]));
        assert_eq!(others(&run, first), [Some(4), Some(2)]);
        let close = run.mentor(&close());

        // The next round: one check-in alone is shown by the end of its 1:1.
        run.mentor(&rate([3, 5, 3]));
        assert_eq!(others(&run, close), [None, None]);
        assert_eq!(others(&run, first), [Some(4), Some(2)]);
        assert_eq!(
            run.undo(Party::Mentor, Some(close)),
            Err(UndoRefusal::CheckedIn)
        );
        let second = run.mentor(&meet());
        assert_eq!(others(&run, second), [None, None]);
        run.mentor(&self::close());
        assert_eq!(others(&run, second), [Some(5), None]);
        let taken_back = run.undo(Party::Mentor, None);
        taken_back.unwrap();
        assert_eq!(others(&run, second), [None, None]);
    }

    #[test]
    fn a_check_in_ahead_of_a_closed_1_1_stays_as_it_was() {
        let mut run = Run::new();
        let given = run.hire(&rate([3, 2, 3]));
        run.mentor(&meet());
        run.mentor(&close());
        assert_eq!(
            run.undo(Party::Hire, Some(given)),
            Err(UndoRefusal::Closed("1:1"))
        );
        insta::assert_snapshot!(refused(&run, Party::Manager, &rate([3, 3, 3])), @"Cy, the manager, cannot do that: a 1:1 is between Ada and the mentor");
        insta::assert_snapshot!(refused(&run, Party::Hire, &rate([3, 6, 3])), @"a rating goes from 1 to 5, not 6");
    }

    #[rstest]
    #[case::has_passed("2026-03-03")]
    #[case::before_the_start("2026-02-27")]
    fn the_next_one_lies_ahead(#[case] next: &str) {
        let mut run = Run::new().on("2026-03-04");
        run.mentor(&meet());
        let refusal = run.decide(Party::Mentor, &close_until(next));
        assert!(matches!(refusal, Err(Refusal::BadDate(_))));
    }

    #[test]
    fn an_action_is_owed_by_somebody_in_the_journey_and_can_be_finished() {
        let mut run = Run::new();
        run.hire(&name(Party::Manager, ""));
        let refusal = refused(&run, Party::Hire, &action("Sign", Party::Manager, None));
        insta::assert_snapshot!(refusal, @"no manager is named; name one first");
        let id = run.hire(&action("Sign", Party::Hire, Some("2026-03-09")));
        run.mentor(&finish(id));
        assert_eq!(
            run.journey.meetings.actions[&id].done.as_ref().unwrap().by,
            "Bo"
        );
        insta::assert_snapshot!(refused(&run, Party::Hire, &finish(id)), @"that action is done already");
        run.undo(Party::Mentor, None).unwrap();
        assert_eq!(run.journey.meetings.actions[&id].done, None);
    }

    #[test]
    fn the_next_1_1_lies_after_the_one_that_is_closed() {
        let mut run = Run::new();
        run.mentor(&meet());
        let close = |next| {
            Act::Meeting(MeetingAct::Close {
                next: Some(day(next)),
                leave_claims: false,
            })
        };
        let refusal = run.decide(Party::Mentor, &close(START)).unwrap_err();
        insta::assert_snapshot!(refusal, @r"the next 1:1 lies after the one of Mon 2 Mar 2026, not on Mon 2 Mar 2026");
        assert!(run.decide(Party::Mentor, &close("2026-03-03")).is_ok());
    }
}
