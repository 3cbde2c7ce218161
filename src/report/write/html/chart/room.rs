//! Places words in a drawing so that none lie over others. What finds no room is left out; the text says it
//! all. Knows no markup.

use super::plane::Frame;

/// How wide a letter is at most, on average.
const LETTER: f64 = 6.6;

/// How far words stand apart from others at least, on either side.
const APART: f64 = 3.0;

/// How high a line of words is.
const LINE: f64 = 14.0;

/// Which end of the words lies at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    /// Returns the anchor as SVG writes it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Where words stand: their base line, and which end of them is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// From the left.
    pub(super) x: f64,
    /// From the top, the base of the letters.
    pub(super) y: f64,
    /// Which end.
    pub(super) anchor: Anchor,
}

/// Left, right, top and bottom of what is taken.
pub(super) type Box4 = (f64, f64, f64, f64);

/// What is left of a drawing.
#[derive(Debug)]
pub(super) struct Room {
    frame: Frame,
    taken: Vec<Box4>,
}

impl Room {
    /// Returns all the room of a drawing.
    pub(super) fn of(frame: Frame) -> Self {
        let taken = Vec::new();
        Self { frame, taken }
    }

    /// Keeps words off a part of it.
    pub(super) fn keep(&mut self, part: Box4) {
        self.taken.push(part);
    }

    /// Takes the first of some places in which words are inside the drawing and over nothing else.
    pub(super) fn take(&mut self, words: &str, places: &[Place]) -> Option<Place> {
        let free = places.iter().find(|place| self.is_free(words, **place));
        let place = free.copied()?;
        self.taken.push(extent(words, place));
        Some(place)
    }

    /// Takes the same for two lines, one above the other.
    pub(super) fn take_two(&mut self, words: [&str; 2], places: &[Place]) -> Option<[Place; 2]> {
        let below = |place: Place| Place {
            y: place.y + LINE,
            ..place
        };
        let [first, second] = words;
        let free = places
            .iter()
            .find(|place| self.is_free(first, **place) && self.is_free(second, below(**place)));
        let place = free.copied()?;
        let lines = [place, below(place)];
        self.taken.push(extent(first, place));
        self.taken.push(extent(second, below(place)));
        Some(lines)
    }

    fn is_free(&self, words: &str, place: Place) -> bool {
        let (left, right, top, bottom) = extent(words, place);
        let is_inside =
            left >= 0.0 && right <= self.frame.width && top >= 0.0 && bottom <= self.frame.height;
        let is_over =
            |other: &Box4| left < other.1 && other.0 < right && top < other.3 && other.2 < bottom;
        is_inside && !self.taken.iter().any(is_over)
    }
}

/// Returns what words take at a place.
#[expect(clippy::cast_precision_loss, reason = "words in a drawing are short")]
pub(super) fn extent(words: &str, place: Place) -> Box4 {
    let width = words.chars().count() as f64 * LETTER;
    let left = match place.anchor {
        Anchor::Start => place.x,
        Anchor::Middle => place.x - width / 2.0,
        Anchor::End => place.x - width,
    };
    let (top, bottom) = (place.y - LINE + APART, place.y + APART);
    (left - APART, left + width + APART, top, bottom)
}
