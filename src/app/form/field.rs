//! A line or text of a form: what it takes, what is in it, what a key does to it.

use std::borrow::Cow;

use chrono::NaiveDate;
use ratatui_textarea::{Input, Key, TextArea, WrapMode};

use crate::domain::judgment::dates::Dates;
use crate::domain::record::writing::Visibility;
use crate::domain::words::when::{self, Lean};

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// One line that may stay empty.
    Optional,
    /// A date as people say it.
    Date(Lean),
    /// A date as people say it, or nothing.
    OptionalDate(Lean),
    /// Several lines.
    Text,
    /// One of a few.
    Choice,
}

/// Something that a field of choices offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The word that stands for it.
    pub word: String,
    /// What it says where there is room; the word again where nothing is to be added.
    pub long: String,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it asks for.
    pub label: Cow<'static, str>,
    /// What it takes.
    pub kind: FieldKind,
    /// What is in it; the chosen word where it offers a few.
    pub input: TextArea<'static>,
    /// What it offers.
    pub offers: Vec<Offer>,
    /// Whether it still holds what the program put in; typing replaces that as a whole.
    pub fresh: bool,
}

/// What a date is a part of.
#[derive(Clone, Copy, Debug)]
pub enum DatePart {
    /// Of nothing else.
    Day,
    /// The first day of a span.
    Begin,
    /// The last day of a span that begins on a day.
    End(NaiveDate),
}

impl Field {
    pub(super) fn new(label: impl Into<Cow<'static, str>>, kind: FieldKind, text: &str) -> Self {
        let mut input = TextArea::from(text.lines().map(str::to_owned));
        input.move_cursor(ratatui_textarea::CursorMove::Bottom);
        input.move_cursor(ratatui_textarea::CursorMove::End);
        if kind == FieldKind::Text {
            input.set_wrap_mode(WrapMode::WordOrGlyph);
        }
        Self {
            label: label.into(),
            kind,
            input,
            offers: Vec::new(),
            fresh: false,
        }
    }

    /// Returns a field that offers a few words, each with what it says where there is room.
    pub(super) fn choice<T: Into<String>>(
        label: impl Into<Cow<'static, str>>,
        offers: impl IntoIterator<Item = (T, T)>,
        chosen: &str,
    ) -> Self {
        let offers = offers.into_iter().map(|(word, long)| Offer {
            word: word.into(),
            long: long.into(),
        });
        Self {
            offers: offers.collect(),
            ..Self::new(label, FieldKind::Choice, chosen)
        }
    }

    /// Returns a field that asks who reads a text.
    pub(super) fn visibility(label: &'static str) -> Self {
        let offers = [
            (Visibility::Shared.word(), Visibility::Shared.word()),
            (Visibility::Private.word(), "private, for you alone"),
        ];
        Self::choice(label, offers, Visibility::Shared.word())
    }

    /// Returns the field with another text in it.
    pub(super) fn with(&self, text: &str) -> Self {
        Self {
            offers: self.offers.clone(),
            ..Self::new(self.label.clone(), self.kind, text)
        }
    }

    /// Returns a field with a text that typing replaces.
    pub(super) fn filled(label: &'static str, kind: FieldKind, text: &str) -> Self {
        Self {
            fresh: !text.is_empty(),
            ..Self::new(label, kind, text)
        }
    }

    /// Returns what is in it; lines are joined by line breaks.
    pub fn text(&self) -> String {
        self.input.lines().join("\n")
    }

    /// Returns the date in it, as a part of what is given.
    ///
    /// # Errors
    /// [`when::DateError`] where it is none.
    pub fn date(&self, dates: &Dates, part: DatePart) -> Result<NaiveDate, when::DateError> {
        let lean = match self.kind {
            FieldKind::Date(lean) | FieldKind::OptionalDate(lean) => lean,
            _ => Lean::Future,
        };
        let said = when::Context {
            works: &|day| dates.calendar().is_working_day(day),
            ..when::Context::new(dates.today, Some(dates.start), lean)
        };
        match part {
            DatePart::Day => when::parse(&self.text(), &said),
            DatePart::Begin => when::parse_begin(&self.text(), &said),
            DatePart::End(begin) => when::parse_end(&self.text(), begin, &said),
        }
    }

    /// Puts a key into the field.
    pub fn press(&mut self, input: &Input) {
        match (self.kind, input.key) {
            (FieldKind::Choice, Key::Char(c)) if self.choose(c) => {}
            (FieldKind::Choice, Key::Left | Key::Char('h')) => self.turn(false),
            (FieldKind::Choice, Key::Right | Key::Char(' ' | 'l')) => self.turn(true),
            (FieldKind::Choice, _) => {}
            (FieldKind::Text, _) => {
                self.input.input(input.clone());
            }
            _ => {
                if self.fresh && matches!(input.key, Key::Char(_)) && !input.ctrl {
                    self.input.clear();
                }
                self.fresh = false;
                type_into_line(&mut self.input, input);
            }
        }
    }

    /// Puts pasted text into the field.
    pub fn paste(&mut self, text: &str) {
        match self.kind {
            FieldKind::Choice => {}
            FieldKind::Text => {
                self.input.insert_str(text);
            }
            _ => {
                if self.fresh {
                    self.input.clear();
                }
                self.fresh = false;
                let line: Vec<&str> = text.split_whitespace().collect();
                self.input.insert_str(line.join(" "));
            }
        }
    }

    /// Goes to the next choice, or to the one before, round the ends.
    fn turn(&mut self, forward: bool) {
        let count = self.offers.len();
        let place = match (self.chosen(), forward) {
            (None, _) => 0,
            (Some(place), true) => place + 1,
            (Some(place), false) => place + count.saturating_sub(1),
        };
        if let Some(offer) = self.offers.get(place % count.max(1)) {
            self.input = TextArea::from([offer.word.clone()]);
        }
    }

    /// Chooses the first word that begins with a letter or digit; returns whether one does.
    fn choose(&mut self, c: char) -> bool {
        let offer = self.offers.iter().find(|offer| offer.word.starts_with(c));
        if let Some(offer) = offer {
            self.input = TextArea::from([offer.word.clone()]);
        }
        offer.is_some()
    }

    /// Returns the place of the chosen word among those on offer.
    pub fn chosen(&self) -> Option<usize> {
        let text = self.text();
        self.offers.iter().position(|offer| offer.word == text)
    }

    /// Returns who may read what is written, where that is chosen here.
    pub fn readers(&self) -> Visibility {
        if self.text() == Visibility::Private.word() {
            Visibility::Private
        } else {
            Visibility::Shared
        }
    }
}

/// Puts a key into a line; a key that would break the line does nothing.
pub fn type_into_line(line: &mut TextArea<'_>, input: &Input) {
    match input.key {
        Key::Enter | Key::Tab => {}
        Key::Char('m' | 'j') if input.ctrl => {}
        Key::Char('u') if input.ctrl => {
            line.delete_line_by_head();
        }
        _ => {
            line.input(input.clone());
        }
    }
}
