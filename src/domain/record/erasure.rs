//! Erases the texts that one person wrote from a log, change by change in its order. Who did what, and
//! when, stays. Knows no store.

use std::collections::BTreeSet;

use crate::domain::plan::people::PersonId;
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::texts::{Known, Texts};

/// The texts of one person in a log, as far as it was read.
#[derive(Debug)]
pub struct Erasure {
    person: PersonId,
    /// The last stamp of a change whose texts are erased.
    until: i64,
    known: Known,
    first: Option<ChangeId>,
}

impl Erasure {
    /// Returns an erasure of what a person wrote up to a stamp, before the first change.
    pub fn of(person: PersonId, until: i64) -> Self {
        Self {
            person,
            until,
            known: Known::default(),
            first: None,
        }
    }

    /// Erases the person's texts from the next change of the log; returns whether there were any.
    ///
    /// A text is theirs if they were the first to enter it into its record. Changes of others that hold a
    /// copy of it (as the value before, after an undo, in a verdict, on an agenda) lose it, too.
    pub fn step(&mut self, change: &mut Change) -> bool {
        let is_theirs = change.author.person == self.person && change.stamp <= self.until;
        let mut has_erased = false;
        for edit in &mut change.edits {
            let mut texts = Texts::of(&mut self.known, change.id, edit.record(), is_theirs);
            edit.visit(&mut texts);
            has_erased |= texts.has_erased();
        }
        if has_erased {
            self.first.get_or_insert(change.id);
        }
        has_erased
    }

    /// Erases the person's texts from a log in order; returns the changes that held any.
    pub fn take_out(&mut self, log: &mut [Change]) -> BTreeSet<ChangeId> {
        let changes = log.iter_mut();
        let held = changes.filter_map(|change| self.step(change).then_some(change.id));
        held.collect()
    }

    /// Returns how many texts were erased.
    pub fn count(&self) -> usize {
        self.known.len()
    }

    /// Returns the first change that held one.
    pub fn first(&self) -> Option<ChangeId> {
        self.first
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, ReviewAct};
    use crate::domain::fixture::*;
    use crate::domain::plan::milestone::Milestone;
    use crate::domain::plan::people::Mark;
    use crate::domain::plan::people::Party;
    use crate::domain::record::goal::Stage;
    use crate::domain::record::journey::Journey;
    use crate::domain::record::kind::Set;
    use crate::domain::record::kinds::rating::HeldBack;
    use crate::domain::record::log::Save;
    use crate::domain::record::meeting::Edge;
    use crate::domain::record::rating::{Aspect, Rating};
    use crate::domain::record::review::{Answer, Verdict};
    use crate::domain::record::texts::ERASED;
    use crate::domain::record::verb::Verb;
    use crate::domain::record::writing::Visibility;

    /// Returns the log without a party's texts, and how many those were.
    fn without(run: &Run, party: Party) -> (Vec<Change>, usize) {
        let mut log = run.log.clone();
        let mut erasure = Erasure::of(run.author(party).person, i64::MAX);
        erasure.take_out(&mut log);
        (log, erasure.count())
    }

    fn folded(log: &[Change]) -> Journey {
        Journey::fold(log).unwrap()
    }

    fn says(log: &[Change], text: &str) -> bool {
        serde_json::to_string(log).unwrap().contains(text)
    }

    fn wait(goal: &str, waits_for: &str) -> Act {
        Act::Block {
            goal: slug(goal),
            on: "IT".to_owned(),
            waits_for: waits_for.to_owned(),
            since: None,
        }
    }

    #[test]
    fn a_claim_loses_what_others_wrote_before_it() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&send_back("team"));
        run.mentor(&wait("team", "a badge"));
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        let (log, count) = without(&run, Party::Mentor);
        assert_eq!(count, 2);
        assert!(!says(&log, "no numbers yet") && !says(&log, "a badge"));
        let journey = folded(&log);
        let Stage::Confirmed { claim, .. } = &journey.goal(&slug("team")).unwrap().stage else {
            panic!("the goal stays confirmed");
        };
        assert_eq!(claim.ended.as_ref().unwrap().waits_for, ERASED);
        assert_eq!(claim.ended.as_ref().unwrap().on, "IT");
        assert_eq!(claim.returned.as_ref().unwrap().reason, ERASED);
        assert_eq!(without(&run, Party::Hire).0, run.log);
    }

    #[test]
    fn a_text_goes_after_others_took_it_back_and_brought_it_back() {
        let mut run = Run::new();
        run.hire(&Act::Waive {
            goal: slug("team"),
            reason: "another team does it".to_owned(),
            agreed: "Di".to_owned(),
        });
        run.mentor(&Act::Acknowledge { goal: slug("team") });
        run.mentor(&restore("team"));
        run.undo(Party::Mentor, None).unwrap();
        run.redo(Party::Mentor).unwrap();
        run.undo(Party::Mentor, None).unwrap();
        let (log, count) = without(&run, Party::Hire);
        assert_eq!(count, 1);
        assert!(!says(&log, "another team does it"));
        let journey = folded(&log);
        let waiver = journey.goal(&slug("team")).unwrap().waiver.as_ref();
        assert_eq!(waiver.unwrap().words(), "(erased) (Di agreed)");
        assert_eq!(without(&run, Party::Mentor).0, run.log);
    }

    #[test]
    fn the_same_words_of_another_stay() {
        let mut run = Run::new();
        run.hire(&note(Some("team"), "Done?", Visibility::Shared));
        run.mentor(&note(Some("team"), "Done?", Visibility::Shared));
        run.hire(&wait("access", "a key"));
        run.hire(&clear("access"));
        run.mentor(&wait("access", "a key"));
        let (log, _) = without(&run, Party::Hire);
        let journey = folded(&log);
        let notes = journey.goal(&slug("team")).unwrap().notes.values();
        let texts: Vec<&str> = notes.map(|note| note.text.as_str()).collect();
        assert_eq!(texts, [ERASED, "Done?"]);
        let blocker = journey.goal(&slug("access")).unwrap().blocker.as_ref();
        assert_eq!(blocker.unwrap().waits_for, "a key");
    }

    #[test]
    fn kept_agendas_lose_what_they_quote_and_nothing_else() {
        let mut run = Run::new();
        run.hire(&point("On-call", Visibility::Shared));
        run.mentor(&point("On-call and pagers", Visibility::Shared));
        run.hire(&question("access", "Who?\nAnd when?"));
        run.hire(&wait("access", "the"));
        run.mentor(&wait("fix", "the data"));
        run.hire(&action("Ask", Party::Mentor, None));
        run.hire(&Act::Defer {
            goal: slug("talk"),
            to: day("2026-05-15"),
            reason: "the room".to_owned(),
            agreed: "Di".to_owned(),
        });
        run.mentor(&meet());
        let kept = |journey: &Journey| {
            let meeting = journey.meetings.held.values().next().unwrap();
            let lines = meeting.kept(Edge::Opening).iter();
            let lines = lines.map(|line| line.text.clone() + "\n");
            lines.collect::<String>()
        };
        let (log, count) = without(&run, Party::Hire);
        assert_eq!(count, 5);
        insta::assert_snapshot!(kept(&run.journey), @r"
        30.3 Do the access · IT for the
        60.1 Do the fix · IT for the data
        60.2 Do the talk · moved to Fri 15 May 2026: the room (Di agreed)
        Ask · Bo
        On-call · Ada
        On-call and pagers · Bo
        30.3: Who? · Ada
        ");
        insta::assert_snapshot!(kept(&folded(&log)), @r"
        30.3 Do the access · IT for (erased)
        60.1 Do the fix · IT for the data
        60.2 Do the talk · moved to Fri 15 May 2026: (erased) (Di agreed)
        (erased) · Bo
        (erased) · Ada
        On-call and pagers · Bo
        30.3: (erased) · Ada
        ");
    }

    #[test]
    fn a_verdict_loses_what_it_kept_of_others() {
        let mut run = Run::new();
        run.hire(&evidence("team", "https://example.org/a", "The map"));
        run.mentor(&evidence("team", "https://example.org/b", "The list"));
        run.hire(&waive("access"));
        run.hire(&wait("baseline", "the data"));
        let mut run = run.on("2026-04-01");
        let review = |act| Act::Review(act);
        let milestone = Milestone::DAY_30;
        run.mentor(&review(ReviewAct::Start { milestone }));
        for goal in ["team", "baseline"] {
            let answer = Some(Answer::NotDone {
                why: Some(format!("too early for {goal}")),
            });
            let goal = slug(goal);
            run.mentor(&review(ReviewAct::Answer { goal, answer }));
        }
        let verdict = Verdict::Extend {
            to: day("2026-04-15"),
            reason: "a slow start".to_owned(),
        };
        let summary = "Good so far.".to_owned();
        run.mentor(&review(ReviewAct::Verdict {
            summary,
            verdict,
            leave_ungraded: true,
        }));
        let (log, count) = without(&run, Party::Hire);
        assert_eq!(count, 4);
        for text in ["example.org/a", "The map", "another team", "the data"] {
            assert!(!says(&log, text), "{text}");
        }
        for text in ["The list", "too early for team", "a slow start"] {
            assert!(says(&log, text), "{text}");
        }
        let (log, count) = without(&run, Party::Mentor);
        // The reason that moves two goals counts once.
        assert_eq!(count, 6);
        for text in ["The list", "too early", "a slow start", "Good so far"] {
            assert!(!says(&log, text), "{text}");
        }
        let deferral = folded(&log).goal(&slug("team")).unwrap().deferral.clone();
        assert_eq!(deferral.unwrap().to, day("2026-04-15"));
    }

    #[test]
    fn what_is_written_later_stays() {
        let mut run = Run::new();
        run.hire(&note(None, "early", Visibility::Private));
        let until = run.log.last().unwrap().stamp;
        run.hire(&note(None, "late", Visibility::Private));
        let mut log = run.log.clone();
        let mut erasure = Erasure::of(run.author(Party::Hire).person, until);
        let held = erasure.take_out(&mut log);
        assert_eq!((erasure.count(), held.len()), (1, 1));
        assert_eq!(erasure.first(), held.first().copied());
        assert!(says(&log, "late") && !says(&log, "early"));
    }

    #[test]
    fn two_texts_that_look_the_same_now_can_be_undone() {
        let mut run = Run::new();
        for text in ["Good.", "Better."] {
            let text = text.to_owned();
            run.mentor(&Act::Summarize { text });
        }
        run.log = without(&run, Party::Mentor).0;
        run.journey = folded(&run.log);
        run.undo(Party::Mentor, None).unwrap();
        run.undo(Party::Mentor, None).unwrap();
        assert_eq!(run.journey.paragraph(), None);
        assert_eq!(folded(&run.log), run.journey);
    }

    #[test]
    fn a_rating_goes_whether_it_is_held_back_or_shown() {
        let mut run = Run::new();
        run.mentor(&meet());
        let (meeting, _) = run.journey.meetings.open().unwrap();
        let rating = Rating {
            role_clarity: 4,
            confidence: 3,
            belonging: 2,
            words: Some("too many tools".to_owned()),
            mark: Mark {
                by: "Ada".to_owned(),
                on: run.today,
            },
            why: [(Aspect::Belonging, "too far away".to_owned())].into(),
        };
        let key = (meeting, Party::Hire);
        let held = Set::<HeldBack>::on(&run.journey, key, Some(rating.clone()));
        run.note_down(
            Party::Hire,
            Save::of(&run.journey, Verb::Rate, vec![held.into()]),
        );
        // Somebody else at the machine shows it.
        let shown = Set::<Rating>::on(&run.journey, key, Some(rating));
        let gone = Set::<HeldBack>::on(&run.journey, key, None);
        let edits = vec![shown.into(), gone.into()];
        run.note_down(Party::Mentor, Save::of(&run.journey, Verb::Reveal, edits));
        let (log, count) = without(&run, Party::Hire);
        assert_eq!(count, 2);
        assert!(!says(&log, "too many tools") && !says(&log, "too far away"));
        assert_eq!(without(&run, Party::Mentor).0, run.log);
    }
}
