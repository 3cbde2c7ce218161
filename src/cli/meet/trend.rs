//! `meet trend`: the conversation over time.

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::said;
use crate::domain::judgment::trend::Trend;
use crate::report::{json, text};

/// Prints how the 1:1s went week by week, as far as the acting party may see it.
pub(super) fn run(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let session = context.session()?;
    let (journey, reader) = (session.journey(), session.acting.party);
    let trend = Trend::of(journey, &session.changes()?, session.today(), reader);
    if context.json {
        return out.json(&json::trend(journey, session.today(), &trend));
    }
    let begin = said::meet::begin(reader);
    out.lines(&text::trend(journey, &trend, begin, out.width()))
}
