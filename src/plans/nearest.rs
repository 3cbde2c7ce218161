//! Finds the name that somebody may have meant who wrote one that a plan file does not know.

/// How alike two names are at least before one is offered for the other.
const LIKE: f64 = 0.7;

/// Returns the name that is most like the one that was written, where one is.
pub(super) fn nearest<'a>(
    wanted: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(wanted, name), name))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(score, _)| *score > LIKE)
        .map(|(_, name)| name)
}
