//! Short stable names of what a plan holds. Knows nothing of what bears them.

use serde::{Deserialize, Serialize};

use crate::domain::words::text;

/// A short stable name: lower-case letters, digits and hyphens, beginning with a letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The longest slug, in bytes.
pub const SLUG_MAX: usize = 60;

/// A text that cannot serve as a slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "‘{0}’ is not a slug: use up to 60 lower-case letters, digits and hyphens, the first one no hyphen"
)]
pub struct NotASlug(String);

impl Slug {
    /// Returns the slug of a text.
    ///
    /// # Errors
    /// Where the text holds anything but lower-case letters, digits and hyphens, or is too long.
    pub fn new(text: &str) -> Result<Self, NotASlug> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if text.is_empty()
            || text.len() > SLUG_MAX
            || text.starts_with('-')
            || !text.chars().all(fits)
        {
            let shown: String = text::clean(text).chars().take(SLUG_MAX).collect();
            return Err(NotASlug(shown));
        }
        Ok(Self(text.to_owned()))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        Self::new(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

/// A context that a journey is in, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextName {
    /// Its short name.
    pub slug: Slug,
    /// Its name.
    pub name: String,
}
