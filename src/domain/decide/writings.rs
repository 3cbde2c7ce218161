//! What is written down: notes, and evidence with its links. Knows no state of a goal.

use super::{Case, Edits, Refusal, optional};
use crate::domain::change::{Edit, Set};
use crate::domain::goal::{Evidence, Goal, Note, Visibility};
use crate::domain::plan::Slug;
use crate::domain::text;

impl Case<'_> {
    pub(super) fn note(&self, goal: Option<&Slug>, raw: &str, visibility: Visibility) -> Edits {
        if let Some(slug) = goal {
            self.goal(slug)?;
        }
        Ok(vec![Edit::Note {
            goal: goal.cloned(),
            note: self.entry.id,
            set: added(Note {
                author: self.author.clone(),
                on: self.entry.day,
                text: text::note(raw)?,
                visibility,
            }),
        }])
    }

    pub(super) fn evidence(&self, goal: &Goal, link: &str, label: &str) -> Edits {
        let link = text::line("link", link)?;
        if !is_safe_link(&link) {
            return Err(Refusal::BadLink(link));
        }
        Ok(vec![Edit::Evidence {
            goal: goal.slug().clone(),
            evidence: self.entry.id,
            set: added(Evidence {
                mark: self.mark(),
                link,
                label: optional("label", label)?,
            }),
        }])
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

fn added<T>(value: T) -> Set<Option<T>> {
    Set {
        from: None,
        to: Some(value),
    }
}
