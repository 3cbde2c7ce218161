//! What another edition of a plan would change, as a document for programs.

use serde::Serialize;

use crate::domain::acts::edition::Difference;

/// What another edition would change: `onramp.plan-diff/1`.
#[derive(Debug, Serialize)]
pub struct DifferenceDocument<'a> {
    format: &'static str,
    same: bool,
    #[serde(flatten)]
    difference: &'a Difference,
}

/// Returns the document of a difference.
pub fn difference(difference: &Difference) -> DifferenceDocument<'_> {
    DifferenceDocument {
        format: "onramp.plan-diff/1",
        same: difference.is_empty(),
        difference,
    }
}
