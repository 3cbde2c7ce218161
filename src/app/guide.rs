//! What the Guide screen shows: the pages of the role's guide, an entry, and the way from a goal
//! to its entries and back.

use ratatui_textarea::Key::Char;

use super::key::{ALL, Binding, key, shown};
use super::pick::Pick;
use super::view::{Command as C, Effect, Next, Place, Shared, Target, View};
use crate::domain::plan::guide::{Entry, Guide, Link, Page};
use crate::domain::plan::names::Slug;

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    shown(&[Place::Guide], ALL, &[key(Char('/'))], C::Find, "find"),
];

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

    /// Leads to the goal that the selected entry belongs to, or lists them.
    fn goals(&self, shared: &mut Shared) -> Option<Next> {
        let (guide, journey) = (shared.guide.as_ref()?, shared.journey.as_ref()?);
        let goals = match (self.page(guide), self.entry(guide)) {
            (Some(page), Some(entry)) => goals_of(guide, page, entry),
            _ => Vec::new(),
        };
        match goals.as_slice() {
            [] => shared.complain("This entry belongs to no goal in particular."),
            [only] => return Some(Next::Goal((*only).clone())),
            several => {
                let pick = Pick::goals(journey, Some(several));
                shared.offer(pick);
            }
        }
        Some(Next::NOTHING)
    }

    /// Moves the selection by lines.
    fn go(&mut self, guide: &Guide, lines: isize) {
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

impl View for GuideView {
    fn place(&self) -> Place {
        Place::Guide
    }

    fn reads(&self, shared: &Shared) -> Vec<Effect> {
        shared.read_guide().into_iter().collect()
    }

    fn step(&mut self, shared: &Shared, lines: isize) -> Vec<Effect> {
        if let Some(guide) = &shared.guide {
            self.go(guide, lines);
        }
        Vec::new()
    }

    fn run(&mut self, shared: &mut Shared, command: C) -> Option<Next> {
        match command {
            C::Left | C::Back => self.in_page = false,
            C::Right => self.in_page = true,
            C::Open if !self.in_page => self.in_page = true,
            C::Open => return self.goals(shared),
            C::Find => {
                if let Some(guide) = &shared.guide {
                    shared.offer(Pick::guide(guide, None));
                }
            }
            _ => return None,
        }
        Some(Next::NOTHING)
    }

    fn click(&mut self, target: &Target) -> Next {
        match *target {
            Target::Row(entry) => {
                let again = self.in_page && self.entry == entry;
                self.in_page = true;
                self.entry = entry;
                if again {
                    return Next::Run(C::Open);
                }
            }
            Target::Beside(page) => {
                *self = Self {
                    page,
                    ..Self::default()
                };
            }
            _ => {}
        }
        Next::NOTHING
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
