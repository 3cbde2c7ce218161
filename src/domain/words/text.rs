//! Cleans and bounds all text that comes from outside; knows no clock, no file, no SQL, no terminal.

use thiserror::Error;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};
use unicode_width::UnicodeWidthChar;

/// The most characters a line (a name, title, reason or label) may have.
pub const LINE_MAX: usize = 300;

/// The most bytes a note may have.
pub const NOTE_MAX: usize = 64 * 1024;

/// The most marks one character carries; more of them ("zalgo") run over the rows around it.
const MARKS_MAX: usize = 4;

const BELL: char = '\u{07}';
const CANCEL: char = '\u{18}';
const SUBSTITUTE: char = '\u{1a}';
const ESCAPE: char = '\u{1b}';
const STRING_END: char = '\u{9c}';

/// Why a text is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TextError {
    /// Nothing a reader could see is left after cleaning.
    #[error("the {what} is empty; write something")]
    Empty {
        /// What the text was for, such as "note" or "reason".
        what: &'static str,
    },
    /// The text is over its bound.
    #[error("the {what} is longer than {limit}; {}", remedy(.what))]
    TooLong {
        /// What the text was for, such as "note" or "reason".
        what: &'static str,
        /// The bound as people read it, such as "64 KiB".
        limit: String,
    },
}

fn remedy(what: &str) -> &'static str {
    match what {
        "note" => "shorten it, or put the text in a file and link to it as evidence",
        _ => "shorten it",
    }
}

/// Returns the text as one clean line: every run of white space is one space, and letters stand
/// composed (NFC), since one system types "é" as one character and another one as two.
///
/// # Errors
///
/// Refuses a text without a visible character, and one of more than [`LINE_MAX`] characters after
/// cleaning (or of more than [`NOTE_MAX`] bytes before it, so that no huge input is worked through).
pub fn line(what: &'static str, raw: &str) -> Result<String, TextError> {
    let too_long = || TextError::TooLong {
        what,
        limit: format!("{LINE_MAX} characters"),
    };
    if raw.len() > NOTE_MAX {
        return Err(too_long());
    }
    // Composing may bring a mark or a joiner where cleaning takes it out, and that more to compose.
    let cleaned = composed(clean(&composed(clean(&unify_breaks(raw)))));
    let folded = cleaned.split_whitespace().collect::<Vec<_>>().join(" ");
    if !has_visible(&folded) {
        return Err(TextError::Empty { what });
    }
    if folded.chars().count() > LINE_MAX {
        return Err(too_long());
    }
    Ok(folded)
}

/// Returns the text as a clean note: line feeds only, no tabs, no blanks at the end of a line, no
/// blank lines around it.
///
/// # Errors
///
/// Refuses a text without a visible character, and one of more than [`NOTE_MAX`] bytes, before
/// cleaning or after it (a tab becomes four spaces).
pub fn note(what: &'static str, raw: &str) -> Result<String, TextError> {
    check_note_size(what, raw)?;
    let cleaned = clean(&unify_breaks(raw)).replace('\t', "    ");
    let lines: Vec<&str> = cleaned.split('\n').map(str::trim_end).collect();
    let text = lines.join("\n").trim_matches('\n').to_owned();
    if !has_visible(&text) {
        return Err(TextError::Empty { what });
    }
    check_note_size(what, &text)?;
    Ok(text)
}

fn check_note_size(what: &'static str, text: &str) -> Result<(), TextError> {
    if text.len() > NOTE_MAX {
        let limit = format!("{} KiB", NOTE_MAX / 1024);
        return Err(TextError::TooLong { what, limit });
    }
    Ok(())
}

/// Returns the text without anything that could act on a terminal or mislead a reader.
///
/// Characters are only ever taken out, so cleaning twice is cleaning once. Out go:
///
/// - escape sequences as a whole, 7-bit and 8-bit (ECMA-48, 5th edition, sections 5.3 to 5.6); a
///   control string without its end takes at most the rest of its line with it;
/// - control characters but `\n` and `\t`, and the separators U+2028 and U+2029;
/// - bidirectional controls (UAX #9, section 2; "Trojan Source", CVE-2021-42574);
/// - invisible characters; of these a joiner (U+200C, U+200D) stays between two visible characters
///   beyond ASCII, where emoji, Persian and the Indic scripts need it (UAX #31, section 2.3);
/// - marks after the fourth on one character.
pub fn clean(raw: &str) -> String {
    let mut cleaned = String::with_capacity(raw.len());
    scan(raw, |c| cleaned.push(c));
    cleaned
}

/// Returns whether [`clean`] would leave the text as it is.
pub fn is_clean(text: &str) -> bool {
    let mut kept = 0;
    scan(text, |c| kept += c.len_utf8());
    kept == text.len()
}

/// Returns a name as names are compared: by its letters, however they are composed and in any case.
pub fn folded(name: &str) -> String {
    composed(composed(name.to_owned()).to_lowercase())
}

/// Returns the text in the normalization form C (UAX #15).
fn composed(text: String) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => text.nfc().collect(),
    }
}

/// Returns a text on one line of at most some characters, with `…` where more is left out.
pub fn shortened(text: &str, most: usize) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().nth(most).is_none() {
        return folded;
    }
    let kept: String = folded.chars().take(most).collect();
    format!("{}…", kept.trim_end())
}

/// Returns a text with its first letter as it begins a sentence.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Returns a count with its noun: `1 note`, `3 notes`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// Returns a text that was pasted, clean, its line breaks and tabs kept.
pub fn pasted(raw: &str) -> String {
    clean(&unify_breaks(raw))
}

fn scan(raw: &str, mut emit: impl FnMut(char)) {
    let mut filter = Filter::default();
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if let Some(rest) = after_sequence(c, chars.as_str()) {
            chars = rest.chars();
        } else if !is_forbidden(c) {
            filter.pass(c, &mut emit);
        }
    }
}

/// The rules that look at what was let through so far, so that taken-out characters between two
/// others cannot hide a run of marks or split a joiner from its neighbours.
#[derive(Default)]
struct Filter {
    last: Option<char>,
    joiner: Option<char>,
    marks: usize,
}

impl Filter {
    fn pass(&mut self, c: char, emit: &mut impl FnMut(char)) {
        if is_joiner(c) {
            self.joiner = Some(c);
            return;
        }
        if is_mark(c) {
            if self.marks == MARKS_MAX {
                return;
            }
            self.marks += 1;
        } else {
            self.marks = 0;
        }
        if let Some(joiner) = self.joiner.take()
            && self.last.is_some_and(can_be_joined)
            && can_be_joined(c)
        {
            emit(joiner);
        }
        emit(c);
        self.last = Some(c);
    }
}

/// Returns what follows the escape sequence that `first` opens, or nothing where it opens none.
fn after_sequence(first: char, rest: &str) -> Option<&str> {
    match first {
        ESCAPE => Some(after_escape(rest)),
        '\u{9b}' => Some(after_parameters(rest)),
        '\u{9d}' => Some(after_string(rest, true)),
        '\u{90}' | '\u{98}' | '\u{9e}' | '\u{9f}' => Some(after_string(rest, false)),
        _ => None,
    }
}

fn after_escape(rest: &str) -> &str {
    let rest = rest.trim_start_matches(is_passed_over);
    let mut chars = rest.chars();
    match chars.next() {
        Some('[') => after_parameters(chars.as_str()),
        Some(']') => after_string(chars.as_str(), true),
        Some('P' | 'X' | '^' | '_') => after_string(chars.as_str(), false),
        Some(' '..='/') => {
            let rest = rest.trim_start_matches(|c| matches!(c, ' '..='/') || is_passed_over(c));
            rest.strip_prefix(|c| matches!(c, '0'..='~'))
                .unwrap_or(rest)
        }
        Some('0'..='~') => chars.as_str(),
        _ => rest,
    }
}

fn after_parameters(rest: &str) -> &str {
    let rest = rest.trim_start_matches(|c| matches!(c, ' '..='?') || is_passed_over(c));
    rest.strip_prefix(|c| matches!(c, '@'..='~'))
        .unwrap_or(rest)
}

/// Any escape or 8-bit control ends the search, which also keeps the work linear: no stretch of
/// the text is searched for the end of more than one string.
fn after_string(rest: &str, bell_ends: bool) -> &str {
    let mut first_break = None;
    let mut chars = rest.chars();
    loop {
        let here = chars.as_str();
        match chars.next() {
            Some(BELL) if bell_ends => return chars.as_str(),
            Some(STRING_END | CANCEL | SUBSTITUTE) => return chars.as_str(),
            Some(ESCAPE) if chars.as_str().starts_with('\\') => {
                chars.next();
                return chars.as_str();
            }
            None | Some(ESCAPE | '\u{80}'..='\u{9f}') => return first_break.unwrap_or(here),
            Some('\n') => first_break = first_break.or(Some(here)),
            Some(_) => {}
        }
    }
}

/// A terminal acts on most controls in the middle of a sequence and then goes on reading it.
fn is_passed_over(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\n' | '\t' | CANCEL | SUBSTITUTE | ESCAPE)
}

/// Returns whether a character acts on a terminal, misleads a reader or cannot be seen, wherever it
/// stands. Line feed, tab and the joiners are none of these.
pub fn is_forbidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{00}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => true,
        _ => is_bidi_control(c) || is_invisible(c),
    }
}

fn is_bidi_control(c: char) -> bool {
    matches!(
        c,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// The joiners are left to [`Filter`], which sees what stands around them.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00ad}'
            | '\u{034f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// What takes no column of its own is drawn onto the character before it.
fn is_mark(c: char) -> bool {
    c.width() == Some(0)
}

/// Marks count: a variation selector precedes the joiner in emoji, a virama in Indic scripts.
fn can_be_joined(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace()
}

/// The blank Braille pattern is drawn as nothing, though Unicode does not call it white space.
fn has_visible(text: &str) -> bool {
    text.chars()
        .any(|c| !c.is_whitespace() && !is_mark(c) && c != '\u{2800}')
}

/// Breaks become line feeds before cleaning, which would take most of them out and join words.
fn unify_breaks(raw: &str) -> String {
    let breaks = ['\r', '\u{0b}', '\u{0c}', '\u{85}', '\u{2028}', '\u{2029}'];
    raw.replace("\r\n", "\n").replace(breaks, "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("Grüße, 世界", "Grüße, 世界")]
    #[case::empty("", "")]
    #[case::break_and_tab_stay("a\n\tb", "a\n\tb")]
    #[case::colour("\x1b[1;31mred\x1b[0m", "red")]
    #[case::private_parameters("\x1b[?1049hx\x1b[>4;2mx", "xx")]
    #[case::colon_parameters("\x1b[38:2::255:0:0mx", "x")]
    #[case::intermediate("\x1b[2 qx", "x")]
    #[case::eight_bit_csi("\u{9b}31mx", "x")]
    #[case::control_inside_csi("\x1b[3\x001mx", "x")]
    #[case::csi_cut_off("a\x1b[31", "a")]
    #[case::csi_cut_by_break("a\x1b[31\nb", "a\nb")]
    #[case::csi_cut_by_letter("a\x1b[31é", "aé")]
    #[case::csi_restarted("\x1b[3\x1b[31mx", "x")]
    #[case::csi_cancelled("\x1b[3\x181mx", "1mx")]
    #[case::clipboard_bell("a\x1b]52;c;aGk=\x07b", "ab")]
    #[case::clipboard_st("a\x1b]52;c;aGk=\x1b\\b", "ab")]
    #[case::clipboard_eight_bit("a\u{9d}52;c;aGk=\u{9c}b", "ab")]
    #[case::clipboard_split_by_nul("a\x1b\x00]52;c;aGk=\x07b", "ab")]
    #[case::doubled_escape("a\x1b\x1b]52;c;aGk=\x07b", "ab")]
    #[case::link("\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\", "text")]
    #[case::osc_over_lines("a\x1b]52;c;aG\nk=\x07b", "ab")]
    #[case::osc_cut_off("a\x1b]0;title\nb\nc", "a\nb\nc")]
    #[case::osc_cut_off_at_end("a\x1b]0;title", "a")]
    #[case::osc_cut_by_escape("a\x1b]0;title\x1b[0mb", "ab")]
    #[case::osc_cut_by_later_escape("a\x1b]0;title\nb\x1b[0mc", "a\nbc")]
    #[case::dcs("a\x1bPq#0;1\x07;2\x1b\\b", "ab")]
    #[case::dcs_cut_off("a\x1bPq#0;1\x07;2\nb", "a\nb")]
    #[case::dcs_eight_bit("a\u{90}q#0\u{9c}b", "ab")]
    #[case::sos_pm_apc("a\x1bXs\x1b\\b\x1b^p\x1b\\c\x1b_q\x1b\\d", "abcd")]
    #[case::sos_pm_apc_eight_bit("a\u{98}s\u{9c}b\u{9e}p\u{9c}c\u{9f}q\u{9c}d", "abcd")]
    #[case::two_characters("a\x1bcb\x1b7c\x1b=d", "abcd")]
    #[case::character_set("a\x1b(0b", "ab")]
    #[case::escape_at_end("a\x1b", "a")]
    #[case::escape_before_break("a\x1b\nb", "a\nb")]
    #[case::string_end_alone("a\u{9c}b\x1b\\c", "abc")]
    #[case::controls("a\x00\x07\x08\x0b\x0c\r\x7fb", "ab")]
    #[case::c1("a\u{80}\u{85}\u{8d}\u{99}b", "ab")]
    #[case::separators("a\u{2028}\u{2029}b", "ab")]
    #[case::bidi("a\u{202e}b\u{2066}c\u{2069}\u{200e}\u{200f}\u{61c}d", "abcd")]
    #[case::zero_width("p\u{200b}ay\u{2060}pal\u{feff}\u{ad}", "paypal")]
    #[case::tags("a\u{e0001}\u{e0041}\u{e0100}b", "ab")]
    #[case::fillers("a\u{3164}\u{115f}\u{1160}\u{ffa0}\u{34f}b", "ab")]
    #[case::private_use_stays("\u{e0b0}\u{f8ff}", "\u{e0b0}\u{f8ff}")]
    fn clean_takes_out_what_does_harm(#[case] raw: &str, #[case] expected: &str) {
        assert_eq!(clean(raw), expected);
        assert_eq!(is_clean(raw), raw == expected);
    }

    #[rstest]
    #[case::bidi(&[0x61c..=0x61c, 0x200e..=0x200f, 0x202a..=0x202e, 0x2066..=0x2069])]
    #[case::controls(&[0..=8, 0xb..=0x1a, 0x1c..=0x1f, 0x7f..=0x8f, 0x91..=0x97, 0x99..=0x9a])]
    #[case::low(&[0xad..=0xad, 0x34f..=0x34f, 0x115f..=0x1160, 0x17b4..=0x17b5, 0x180b..=0x180f])]
    #[case::high(&[0x200b..=0x200b, 0x2060..=0x206f, 0x3164..=0x3164, 0xfeff..=0xfeff])]
    #[case::higher(&[0xffa0..=0xffa0, 0xfff9..=0xfffb, 0xe0000..=0xe0fff])]
    fn every_forbidden_character_goes(#[case] ranges: &[std::ops::RangeInclusive<u32>]) {
        for c in ranges.iter().cloned().flatten().filter_map(char::from_u32) {
            assert_eq!(clean(&format!("a{c}b")), "ab", "{c:?}");
            assert_eq!(clean(&format!("é{c}é")), "éé", "{c:?}");
        }
    }

    #[rstest]
    #[case::family("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧")]
    #[case::selector_before("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥")]
    #[case::skin("👩🏽\u{200d}💻", "👩🏽\u{200d}💻")]
    #[case::persian("می\u{200c}خواهم", "می\u{200c}خواهم")]
    #[case::indic_after_virama("क\u{94d}\u{200d}ष", "क\u{94d}\u{200d}ष")]
    #[case::indic_before_virama("র\u{200d}\u{9cd}য", "র\u{200d}\u{9cd}য")]
    #[case::between_ascii("ad\u{200d}min", "admin")]
    #[case::ascii_on_one_side("é\u{200d}a\u{200c}é", "éaé")]
    #[case::at_the_edges("\u{200d}é\u{200c}", "é")]
    #[case::before_blank("é\u{200d} é\u{200d}\u{3000}é", "é é\u{3000}é")]
    #[case::one_of_a_run("é\u{200d}\u{200d}\u{200b}\u{200d}é", "é\u{200d}é")]
    fn clean_keeps_joiners_where_writing_needs_them(#[case] raw: &str, #[case] expected: &str) {
        assert_eq!(clean(raw), expected);
    }

    #[rstest]
    #[case::four_stay("e\u{301}\u{302}\u{303}\u{304}", "e\u{301}\u{302}\u{303}\u{304}")]
    #[case::fifth_goes(
        "e\u{301}\u{302}\u{303}\u{304}\u{305}x",
        "e\u{301}\u{302}\u{303}\u{304}x"
    )]
    #[case::next_base_counts_anew(
        "e\u{301}\u{301}\u{301}\u{301}e\u{301}",
        "e\u{301}\u{301}\u{301}\u{301}e\u{301}"
    )]
    #[case::taken_out_does_not_reset(
        "e\u{301}\u{301}\x1b[0m\u{301}\u{200b}\u{301}\u{301}",
        "e\u{301}\u{301}\u{301}\u{301}"
    )]
    #[case::joiner_does_not_reset(
        "é\u{301}\u{301}\u{301}\u{301}\u{200d}\u{301}",
        "é\u{301}\u{301}\u{301}\u{301}"
    )]
    #[case::enclosing("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}")]
    #[case::thai("ที่นี่", "ที่นี่")]
    #[case::hangul_jamo("\u{1112}\u{1161}\u{11ab}", "\u{1112}\u{1161}\u{11ab}")]
    fn clean_bounds_marks(#[case] raw: &str, #[case] expected: &str) {
        assert_eq!(clean(raw), expected);
    }

    #[rstest]
    #[case::trimmed("  Ada  ", "Ada")]
    #[case::folded("Ada\t \u{a0}\u{3000}Lovelace", "Ada Lovelace")]
    #[case::breaks("a\r\nb\rc\nd\u{2028}e\u{85}f\u{0b}g\u{0c}h", "a b c d e f g h")]
    #[case::coloured("\x1b[31m Ada \x1b[0m", "Ada")]
    #[case::osc_ends_with_its_line("a\x1b]0;t\rb", "a b")]
    fn line_is_one_clean_line(#[case] raw: &str, #[case] expected: &str) {
        assert_eq!(line("name", raw), Ok(expected.to_owned()));
    }

    #[rstest]
    #[case::empty("")]
    #[case::blank(" \t\r\n\u{a0}\u{2028}")]
    #[case::sequences_only("\x1b[31m\x1b[0m")]
    #[case::invisible_only("\u{200b}\u{200d}\u{feff}\u{3164}")]
    #[case::marks_only("\u{301}\u{fe0f}")]
    #[case::blank_braille("\u{2800}")]
    fn nothing_visible_is_empty(#[case] raw: &str) {
        assert_eq!(
            line("reason", raw),
            Err(TextError::Empty { what: "reason" })
        );
        assert_eq!(note("note", raw), Err(TextError::Empty { what: "note" }));
    }

    #[rstest]
    #[case::breaks("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f", "a\nb\nc\nd\ne\nf")]
    #[case::tab("\ta\tb", "    a    b")]
    #[case::trailing_blanks("a  \nb\t\n\u{a0}\nc", "a\nb\n\nc")]
    #[case::blank_lines_around("\n \n  a\n\nb\n\n", "  a\n\nb")]
    #[case::markdown("# Title\n\n- one\n- [x] two", "# Title\n\n- one\n- [x] two")]
    #[case::osc_cut_off("a\x1b]0;t\r\nb\r\nc", "a\nb\nc")]
    fn note_keeps_its_lines(#[case] raw: &str, #[case] expected: &str) {
        assert_eq!(note("note", raw), Ok(expected.to_owned()));
    }

    #[test]
    fn the_letters_of_a_line_stand_composed() {
        assert_eq!(line("name", "Jose\u{301}").unwrap(), "Jos\u{e9}");
        assert_eq!(folded("JOSE\u{301}"), folded("jos\u{e9}"));
        assert_ne!(folded("Jose"), folded("jos\u{e9}"));
    }

    #[test]
    fn line_is_bounded_in_characters() {
        let longest = "é".repeat(LINE_MAX);
        assert_eq!(
            line("label", &format!("  {longest}\n")),
            Ok(longest.clone())
        );
        let error = line("reason", &format!("{longest}é")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the reason is longer than 300 characters; shorten it"
        );
        let blanks = " ".repeat(NOTE_MAX + 1);
        assert!(matches!(
            line("name", &blanks),
            Err(TextError::TooLong { .. })
        ));
    }

    #[test]
    fn note_is_bounded_in_bytes() {
        let longest = "x".repeat(NOTE_MAX);
        assert_eq!(note("note", &longest), Ok(longest.clone()));
        let huge = longest.repeat(160);
        assert_eq!(
            note("note", &huge).unwrap_err().to_string(),
            "the note is longer than 64 KiB; shorten it, or put the text in a file and link to it \
             as evidence"
        );
    }

    #[test]
    fn note_is_bounded_after_tabs_grow_too() {
        let tabs = format!("{}x", "\t".repeat(NOTE_MAX / 2));
        assert!(matches!(
            note("note", &tabs),
            Err(TextError::TooLong { .. })
        ));
    }

    #[test]
    fn empty_is_told_in_plain_words() {
        assert_eq!(
            note("note", " ").unwrap_err().to_string(),
            "the note is empty; write something"
        );
    }

    #[rstest]
    #[case("\u{9d}\n")]
    #[case("\x1b]\n")]
    #[case("\x1bP")]
    #[case("\x1b[")]
    #[case("\x1b")]
    #[case("e\u{301}\u{200d}")]
    fn work_stays_linear(#[case] piece: &str) {
        let cleaned = clean(&piece.repeat(200_000));
        assert!(is_clean(&cleaned));
    }

    const PIECES: &[&str] = &[
        "\x1b",
        "\x1b[",
        "\x1b]",
        "\x1bP",
        "\x1b\\",
        "52;c;",
        "31",
        "m",
        "\x07",
        "\x18",
        "\u{9b}",
        "\u{9d}",
        "\u{90}",
        "\u{9c}",
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "\u{a0}",
        "\u{2028}",
        "\u{85}",
        "\u{200d}",
        "\u{200c}",
        "\u{200b}",
        "\u{202e}",
        "\u{301}",
        "\u{fe0f}",
        "é",
        "👩",
        "क",
        "\u{94d}",
        "a",
        "[",
        "]",
        "\u{e0041}",
        "\u{2800}",
    ];

    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => prop::sample::select(PIECES).prop_map(str::to_owned),
            1 => any::<char>().prop_map(String::from),
            1 => "\\PC{0,4}",
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    fn longest_run_of_marks(text: &str) -> usize {
        let (mut longest, mut run) = (0, 0);
        for c in text.chars().filter(|&c| !is_joiner(c)) {
            run = if is_mark(c) { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        longest
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn cleaning_twice_is_cleaning_once(raw in hostile()) {
            let once = clean(&raw);
            prop_assert_eq!(&clean(&once), &once);
            prop_assert!(is_clean(&once));
            prop_assert_eq!(is_clean(&raw), raw == once);
        }

        #[test]
        fn nothing_forbidden_is_left(raw in hostile()) {
            let cleaned = clean(&raw);
            prop_assert!(!cleaned.chars().any(is_forbidden));
            prop_assert!(!cleaned.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
            prop_assert!(longest_run_of_marks(&cleaned) <= MARKS_MAX);
        }

        #[test]
        fn plain_text_stays(raw in "[ -~äöüßéñ世界\n\t]{0,80}") {
            prop_assert_eq!(clean(&raw), raw);
        }

        #[test]
        fn a_line_is_clean_bounded_and_stays(raw in hostile()) {
            if let Ok(text) = line("name", &raw) {
                prop_assert!(is_clean(&text));
                prop_assert!(text.chars().all(|c| c == ' ' || !c.is_whitespace()));
                prop_assert!(text.chars().count() <= LINE_MAX);
                prop_assert_eq!(line("name", &text), Ok(text));
            }
        }

        #[test]
        fn a_note_is_clean_and_stays(raw in hostile()) {
            if let Ok(text) = note("note", &raw) {
                prop_assert!(is_clean(&text));
                prop_assert!(!text.contains(['\t', '\r']));
                prop_assert!(text.lines().all(|line| line.trim_end() == line));
                prop_assert_eq!(note("note", &text), Ok(text));
            }
        }

        #[test]
        fn an_unterminated_string_takes_its_line_only(
            opener in prop::sample::select(&["\x1b]", "\x1bP", "\x1b_", "\u{9d}", "\u{90}"][..]),
            payload in "[ -~]{0,20}",
            rest in "[a-z\n]{0,40}",
        ) {
            let raw = format!("{opener}{payload}\n{rest}");
            prop_assert_eq!(clean(&raw), format!("\n{rest}"));
        }
    }
}
