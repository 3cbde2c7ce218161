//! What is written down: notes, the mentor's paragraph, and evidence with its links. Knows no state of a goal.

use std::sync::Arc;

use super::{Case, Edits, Refusal, optional};
use crate::domain::plan::names::Slug;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::writing::{Evidence, Note, Paragraph, Visibility};
use crate::domain::words::text;

impl Case<'_> {
    pub(super) fn note(
        &self,
        goal: Option<&Slug>,
        raw: &str,
        visibility: Visibility,
        question: bool,
        meeting: Option<ChangeId>,
    ) -> Edits {
        if let Some(slug) = goal {
            self.goal(slug)?;
        }
        if meeting.is_some_and(|id| self.journey.meetings.get(id).is_none()) {
            return Err(Refusal::NoSuch("1:1"));
        }
        let note = Note {
            author: self.author.clone(),
            on: self.day(),
            text: text::note("note", raw)?,
            visibility,
            question,
            meeting,
        };
        Ok(vec![self.set::<Note>(
            (goal.cloned(), self.id),
            Some(Arc::new(note)),
        )])
    }

    pub(super) fn summarize(&self, raw: &str) -> Edits {
        let paragraph = Paragraph {
            mark: self.mark(),
            text: text::note("paragraph", raw)?,
        };
        Ok(vec![
            self.set::<Paragraph>(self.author.person, Some(paragraph)),
        ])
    }

    pub(super) fn evidence(&self, goal: &Goal, link: &str, label: &str) -> Edits {
        let link = text::line("link", link)?;
        if !is_safe_link(&link) {
            return Err(Refusal::BadLink(link));
        }
        let evidence = Evidence {
            mark: self.mark(),
            link,
            label: optional("label", label)?,
        };
        Ok(vec![self.set::<Evidence>(
            (goal.slug().clone(), self.id),
            Some(evidence),
        )])
    }
}

/// Returns whether a link may be kept: an allowed scheme, or a path without any.
pub fn is_safe_link(link: &str) -> bool {
    let Some((scheme, _)) = link.split_once(':') else {
        return true;
    };
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    !is_scheme
        || ["http", "https", "mailto", "file"]
            .iter()
            .any(|allowed| scheme.eq_ignore_ascii_case(allowed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;
    use rstest::rstest;

    #[rstest]
    #[case("https://example.org/a?b=c:d", true)]
    #[case("HTTP://example.org", true)]
    #[case("mailto:ada@example.org", true)]
    #[case("file:///home/ada/plot.png", true)]
    #[case("docs/plot.png", true)]
    #[case("/tmp/a:b", true)]
    #[case(r"C:\plots\a.png", true)]
    #[case("javascript:alert(1)", false)]
    #[case("JavaScript:alert(1)", false)]
    #[case("data:text/html,hi", false)]
    #[case("vbscript:x", false)]
    #[case("ssh+git://example.org", false)]
    fn a_link_is_kept_by_its_scheme(#[case] link: &str, #[case] safe: bool) {
        assert_eq!(is_safe_link(link), safe);
        let deed = Run::new().decide(Party::Hire, &evidence("team", link, ""));
        assert_eq!(deed.is_ok(), safe);
    }

    #[test]
    fn a_scheme_cannot_be_hidden_behind_controls() {
        let hidden = "java\u{200b}script\x1b[0m:alert(1)";
        let refusal = Run::new().decide(Party::Hire, &evidence("team", hidden, ""));
        insta::assert_snapshot!(refusal.unwrap_err(), @"‘javascript:alert(1)’ is not a link that can be kept; use http, https, mailto or file, or a path");
    }

    #[test]
    fn evidence_is_kept_with_its_label() {
        let mut run = Run::new();
        let plain = run.hire(&evidence("team", "a.md", " "));
        let named = run.mentor(&evidence("team", "b.md", "The report"));
        let title = |id| run.goal("team").evidence[&id].title();
        assert_eq!(title(plain), "a.md");
        assert_eq!(title(named), "The report");
    }

    #[test]
    fn a_mentor_writes_for_the_summary_and_nobody_else() {
        let mut run = Run::new();
        let write = |text: &str| Act::Summarize {
            text: text.to_owned(),
        };
        run.mentor(&write("Good."));
        run.mentor(&write("Better.\n\n\x1b[2JMuch better."));
        let paragraph = run.journey.paragraph().unwrap();
        assert_eq!(paragraph.text, "Better.\n\nMuch better.");
        assert_eq!(paragraph.mark.by, "Bo");
        let refusal = run.decide(Party::Hire, &write("Mine")).unwrap_err();
        insta::assert_snapshot!(refusal, @"Ada, the hire, cannot do that: Bo, the mentor, writes for the summary");
        let refusal = run.decide(Party::Mentor, &write(" ")).unwrap_err();
        insta::assert_snapshot!(refusal, @"the paragraph is empty; write something");
    }

    #[test]
    fn notes_are_kept_clean_on_a_goal_and_on_the_journey() {
        let mut run = Run::new();
        let on_goal = run.hire(&note(
            Some("team"),
            "one\r\n\x1b[2Jtwo",
            Visibility::Private,
        ));
        let on_journey = run.mentor(&note(None, "hello", Visibility::Shared));
        let kept = run.goal("team").notes.get(on_goal).unwrap();
        assert_eq!(kept.text, "one\ntwo");
        assert!(run.journey.may_read_note(Party::Hire, kept));
        assert!(!run.journey.may_read_note(Party::Mentor, kept));
        assert!(kept.shared().is_none());
        assert!(
            run.journey
                .notes
                .get(on_journey)
                .unwrap()
                .shared()
                .is_some()
        );
    }

    #[test]
    fn an_empty_note_and_a_huge_one_are_refused() {
        let run = Run::new();
        for text in [" \n\t".to_owned(), "x".repeat(10_000_000)] {
            let refusal = run.decide(Party::Hire, &note(None, &text, Visibility::Shared));
            assert!(matches!(refusal, Err(Refusal::Text(_))));
        }
    }
}
