//! The plan file that somebody begins with: small, whole, and commented.

use crate::domain::plan::Slug;

/// Returns a commented plan file for a role of one's own. It passes the check as it stands.
pub fn starting_point(slug: &Slug) -> String {
    include_str!("starting_point.toml").replace("your-role", slug.as_str())
}
