//! What a line is made of: words, each with what it means.

use super::drawn::{Bar, Bullet, Curve};
use crate::domain::wording::marks::Sign;
pub use crate::domain::wording::tone::Tone;

/// Text as it was typed or worded, not yet escaped for any format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// Returns the text as it was typed. Only a writer needs it, and escapes it.
    pub fn plain(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

/// A link that may be followed from a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// The schemes that a page links to.
    const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

    /// Returns an address if its scheme is one of the three that pages link to. What would need
    /// escaping in some format is percent-encoded (RFC 3986, section 2.1).
    pub fn of(link: &str) -> Option<Self> {
        let link = link.trim();
        let (scheme, rest) = link.split_once(':')?;
        let known = Self::SCHEMES.iter();
        let is_known = known
            .clone()
            .any(|known| scheme.eq_ignore_ascii_case(known));
        if !is_known || rest.trim_matches('/').is_empty() {
            return None;
        }
        let mut encoded = String::with_capacity(link.len());
        for c in link.chars() {
            let acts = matches!(
                c,
                '<' | '>' | '(' | ')' | '\\' | '|' | '"' | '\'' | '`' | '{' | '}'
            );
            if acts || c.is_whitespace() || c.is_control() {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    encoded.push_str(&format!("%{byte:02X}"));
                }
            } else {
                encoded.push(c);
            }
        }
        Some(Self(encoded))
    }

    /// Returns the link.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How far the goals of a milestone have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gauge {
    /// Goals that are confirmed.
    pub confirmed: usize,
    /// Goals that are claimed and not yet confirmed.
    pub claimed: usize,
    /// Goals that are neither.
    pub open: usize,
    /// Goals that are taken out.
    pub waived: usize,
}

impl Gauge {
    /// Returns what it counts, in words: `4 confirmed, 1 open`.
    pub fn words(&self) -> String {
        let counted = [
            (self.confirmed, "confirmed"),
            (self.claimed, "claimed"),
            (self.open, "open"),
            (self.waived, "waived"),
        ];
        let told = counted.iter().filter(|(number, _)| *number > 0);
        let told: Vec<String> = told.map(|(number, of)| format!("{number} {of}")).collect();
        match told.is_empty() {
            true => "no goals".to_owned(),
            false => told.join(", "),
        }
    }

    /// Returns one sign a goal: `■■■■□`.
    pub fn cells(&self) -> String {
        let counted = [
            (self.confirmed, "■"),
            (self.claimed, "▨"),
            (self.open, "□"),
            (self.waived, "⊘"),
        ];
        counted.map(|(number, sign)| sign.repeat(number)).concat()
    }
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Text(Text),
    /// What a reader should see first.
    Strong(Vec<Span>),
    /// What is stressed.
    Emphasis(Vec<Span>),
    /// What no longer holds.
    Struck(Vec<Span>),
    /// What a program reads: a command, a name.
    Code(Text),
    /// The number of a goal, before its title.
    Number(Text),
    /// A link with its words.
    Link {
        /// Where it leads.
        to: Address,
        /// What it says.
        label: Vec<Span>,
    },
    /// Words about which there is more to say than they do.
    Toned(Tone, Vec<Span>),
    /// A sign beside words that say the same.
    Mark(Sign),
    /// Goals of a milestone, one sign each.
    Gauge(Gauge),
    /// Goals against how many of them are expected.
    Bullet(Bullet),
    /// A number from day to day.
    Curve(Curve),
    /// A number as long as it is large.
    Bar(Bar),
    /// The end of a line within a paragraph. A soft one may be taken for room between words.
    Break {
        /// Whether the next words have to begin a line.
        hard: bool,
    },
}

impl<T: Into<Text>> From<T> for Span {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// Returns words that a reader should see first.
pub fn strong(text: impl Into<Text>) -> Span {
    Span::Strong(vec![text.into().into()])
}

/// Returns words after a label: `Ada: writes the memo`.
pub fn labeled(label: &str, text: impl Into<Text>) -> Vec<Span> {
    let text: Text = text.into();
    vec![
        strong(format!("{label}:")),
        format!(" {}", text.plain()).into(),
    ]
}
