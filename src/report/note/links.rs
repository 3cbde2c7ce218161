//! The links of a note: those that may be followed, and those that are text.

use crate::report::blocks::{Address, Span};

/// Returns a link with its words; as text, with where it leads, where it may not be followed.
pub(super) fn link(to: &str, mut label: Vec<Span>) -> Vec<Span> {
    match (Address::of(to), label.is_empty()) {
        (Some(to), true) => {
            let label = vec![to.as_str().into()];
            vec![Span::Link { to, label }]
        }
        (Some(to), false) => vec![Span::Link { to, label }],
        (None, true) => vec![to.into()],
        (None, false) if to.is_empty() => label,
        (None, false) => {
            label.push(format!(" ({to})").into());
            label
        }
    }
}

/// Adds text in which web addresses are links.
pub(super) fn with_links(spans: &mut Vec<Span>, text: &str) {
    let mut rest = text;
    let mut before = String::new();
    while let Some(place) = ["http://", "https://"]
        .iter()
        .filter_map(|web| rest.find(web))
        .min()
    {
        let (ahead, found) = rest.split_at(place);
        before.push_str(ahead);
        let is_word = before.ends_with(|c: char| c.is_alphanumeric());
        let end = found.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
        let (address, after) = found.split_at(end.unwrap_or(found.len()));
        let address = without_stop(address);
        match Address::of(address).filter(|_| !is_word) {
            Some(to) => {
                if !before.is_empty() {
                    spans.push(std::mem::take(&mut before).into());
                }
                let label = vec![address.into()];
                spans.push(Span::Link { to, label });
            }
            None => before.push_str(address),
        }
        // What stood behind the address is text again.
        rest = found.get(address.len()..).unwrap_or(after);
    }
    before.push_str(rest);
    if !before.is_empty() {
        spans.push(before.into());
    }
}

/// Returns an address without the stop of the sentence in which it stands.
fn without_stop(address: &str) -> &str {
    let mut kept = address;
    loop {
        let opened = kept.matches('(').count() >= kept.matches(')').count();
        let shorter =
            kept.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', ']']);
        let shorter = match opened {
            true => shorter,
            false => shorter.strip_suffix(')').unwrap_or(shorter),
        };
        if shorter.len() == kept.len() {
            return kept;
        }
        kept = shorter;
    }
}
