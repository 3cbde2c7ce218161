//! What the Guide screen shows: the pages of the role's guide, an entry, and the way from a goal
//! to its entries and back.

use crate::domain::plan::guide::{Entry, Guide, Link, Page};
use crate::domain::plan::names::Slug;

/// What the Guide screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuideView {
    /// Whether the arrow keys move among the entries of the page, not among the pages.
    pub in_page: bool,
    /// The selected page.
    pub page: usize,
    /// The selected entry of the page.
    pub entry: usize,
}

impl GuideView {
    /// Returns the selected page.
    pub fn page<'a>(&self, guide: &'a Guide) -> Option<&'a Page> {
        guide.pages.get(self.page)
    }

    /// Returns the selected entry.
    pub fn entry<'a>(&self, guide: &'a Guide) -> Option<&'a Entry> {
        self.page(guide)?.entries.get(self.entry)
    }

    /// Selects an entry.
    pub fn select(&mut self, guide: &Guide, link: &Link) {
        let page = guide.pages.iter().position(|page| page.kind == link.kind);
        let entry = page.and_then(|page| {
            let entries = &guide.pages.get(page)?.entries;
            entries.iter().position(|entry| entry.slug == link.slug)
        });
        if let (Some(page), Some(entry)) = (page, entry) {
            *self = Self {
                in_page: true,
                page,
                entry,
            };
        }
    }

    /// Moves the selection by lines.
    pub fn step(&mut self, guide: &Guide, lines: isize) {
        if self.in_page {
            let last = self.page(guide).map_or(0, |page| page.entries.len());
            let entry = self.entry.saturating_add_signed(lines);
            self.entry = entry.min(last.saturating_sub(1));
        } else {
            let page = self.page.saturating_add_signed(lines);
            self.page = page.min(guide.pages.len().saturating_sub(1));
            self.entry = 0;
        }
    }
}

/// Returns the goals that an entry belongs to.
pub fn goals_of<'a>(guide: &'a Guide, page: &Page, entry: &Entry) -> Vec<&'a Slug> {
    guide
        .links
        .iter()
        .filter(|(_, links)| {
            let here = |link: &Link| link.kind == page.kind && link.slug == entry.slug;
            links.iter().any(here)
        })
        .map(|(goal, _)| goal)
        .collect()
}

/// Returns what to call an entry in a list: its name, or else its first text.
pub fn entry_name(entry: &Entry) -> &str {
    entry
        .name
        .as_deref()
        .or(entry.texts.first().map(String::as_str))
        .unwrap_or_default()
}
