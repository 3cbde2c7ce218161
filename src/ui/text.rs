//! Text in columns: how wide it is, where it wraps, how it is cut with a sign.

use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns how many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Returns a text cut to some columns; what is cut off is marked by `…`.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(1);
    let mut kept = String::new();
    let mut taken = 0;
    for grapheme in text.graphemes(true) {
        taken += width(grapheme);
        if taken > room {
            break;
        }
        kept.push_str(grapheme);
    }
    if columns > 0 {
        kept.push('…');
    }
    kept
}

/// Columns that the beginning of a text keeps at least.
const BEGINNING: usize = 24;

/// Returns a text of at most some columns. Where it is too long, what is cut is its part before the
/// first semicolon: what follows from an act stands behind it.
pub fn cut_beginning(text: &str, columns: usize) -> String {
    let Some((beginning, rest)) = text.split_once("; ") else {
        return cut(text, columns);
    };
    match columns.checked_sub(width(rest) + 2) {
        Some(room @ BEGINNING..) => format!("{}; {rest}", cut(beginning, room)),
        _ => cut(text, columns),
    }
}

/// Returns a text broken at words into lines of at most some columns; line breaks stay.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let options =
        textwrap::Options::new(columns.max(1)).word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// Returns one line: `left` cut to fit, `right` whole at the right edge.
pub fn row<'a>(columns: usize, left: Vec<Span<'a>>, right: Vec<Span<'a>>) -> Line<'a> {
    let beside: usize = right.iter().map(Span::width).sum();
    let gap = usize::from(beside > 0);
    let room = columns.saturating_sub(beside + gap);
    let mut line = Vec::new();
    let mut taken = 0;
    let whole: usize = left.iter().map(Span::width).sum();
    for span in left {
        let rest = room - taken;
        if whole > room && taken + span.width() >= room {
            let cut = cut_further(&span.content, rest);
            taken += width(&cut);
            line.push(Span::styled(cut, span.style));
            break;
        }
        taken += span.width();
        line.push(span);
    }
    if beside > 0 {
        line.push(Span::raw(
            " ".repeat(columns.saturating_sub(taken + beside)),
        ));
        line.extend(right);
    }
    Line::from(line)
}

/// Cuts a text that is followed by more, so that the sign stands even where it would just fit.
fn cut_further(text: &str, columns: usize) -> String {
    if width(text) < columns || text.trim_end().is_empty() {
        return cut(text, columns);
    }
    if width(text) == columns {
        return cut(&format!("{text}…"), columns);
    }
    cut(text, columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::all_of_it(60, "Saved: claimed 30.2 Get access to data; ended the wait on IT")]
    #[case::what_follows_stays(50, "Saved: claimed 30.2 Get acc…; ended the wait on IT")]
    #[case::no_room_for_it(40, "Saved: claimed 30.2 Get access to data;…")]
    fn what_follows_is_cut_last(#[case] columns: usize, #[case] shown: &str) {
        let text = "Saved: claimed 30.2 Get access to data; ended the wait on IT";
        assert_eq!(cut_beginning(text, columns), shown);
        assert_eq!(cut_beginning("One part alone", 9), "One part…");
    }

    #[rstest]
    #[case("short", 10, "short")]
    #[case("exactly", 7, "exactly")]
    #[case("too long for it", 8, "too lon…")]
    #[case("日本語です", 6, "日本…")]
    #[case("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…")]
    #[case("anything", 0, "")]
    fn what_is_cut_off_is_marked(
        #[case] text: &str,
        #[case] columns: usize,
        #[case] cut_text: &str,
    ) {
        assert_eq!(cut(text, columns), cut_text);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_wider_than_its_room(text in "\\PC*", columns in 0usize..60) {
            proptest::prop_assert!(width(&cut(&text, columns)) <= columns);
            let line = row(columns, vec![Span::raw(text), Span::raw("tail")], vec![]);
            proptest::prop_assert!(line.width() <= columns);
        }
    }
}
