//! Short names made of words: the same for the same words, and each only once.

use std::collections::BTreeSet;

use crate::domain::plan::names::Slug;

/// The longest name that is made of words; a number may follow it.
const LONGEST: usize = 40;

/// The short names that are taken.
#[derive(Debug, Default)]
pub(super) struct Slugs(BTreeSet<String>);

impl Slugs {
    /// Returns names of which some are taken.
    pub fn taken(slugs: impl Iterator<Item = Slug>) -> Self {
        Self(slugs.map(String::from).collect())
    }

    /// Returns a name of a text; `otherwise`, itself a name, if the text has no letter that one can hold.
    pub fn of(&mut self, text: &str, otherwise: &str) -> Option<Slug> {
        let mut name = String::new();
        for c in text.chars().flat_map(char::to_lowercase) {
            match c {
                'a'..='z' | '0'..='9' => name.push(c),
                '\'' | '’' => {}
                _ if name.is_empty() || name.ends_with('-') => {}
                _ => name.push('-'),
            }
        }
        let short = name.get(..LONGEST.min(name.len())).unwrap_or_default();
        let short = match short.rsplit_once('-') {
            Some((words, _)) if name.len() > LONGEST => words,
            _ => short,
        };
        let name = match short.trim_matches('-') {
            "" => otherwise,
            name => name,
        };
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut free = [name.to_owned()].into_iter().chain(numbered);
        // The numbers never end.
        let free = free.find(|name| !self.0.contains(name))?;
        self.0.insert(free.clone());
        Slug::new(&free).ok()
    }
}
