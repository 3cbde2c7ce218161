//! The world outside as an act meets it: it comes in as an argument, so that the same act in the same
//! world always has the same outcome.

use crate::domain::plan::guide::Guide;
use crate::domain::record::change::Moment;

/// The world outside as an act meets it.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// The day, the clock and a new id.
    pub moment: Moment,
    /// The role's guide as the journey holds it; only acts that read it need it here.
    pub guide: &'a Guide,
}
