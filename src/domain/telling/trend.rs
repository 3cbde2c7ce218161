//! The conversation over time, drawn in the cells of a terminal on one axis of weeks. Marks and letters tell
//! it without color.

mod axis;
mod chart;

use crate::domain::judgment::trend::{Ratings, Trend, Week};
use crate::domain::plan::people::{Party, People};
use crate::domain::record::rating::{Aspect, Pair};
use crate::domain::telling::canvas::{Canvas, Ink, Piece, Row, shown};
use crate::domain::wording::journeys::short_name;
use crate::domain::wording::marks::RATED;
use crate::domain::wording::trend as words;
use crate::domain::words::text::shortened;
use axis::{AHEAD, Axis};

/// How many characters of a name stand beside a mark.
const NAME_MAX: usize = 18;

/// A line of what is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing.
    Blank,
    /// The name of what follows.
    Heading(String),
    /// Words, as many lines as they take.
    Words(String),
    /// What the marks say, entry by entry.
    Key(Vec<[Piece; 2]>),
    /// A drawing that has its width.
    Drawn(Row),
}

/// What is told, to be shown in so many columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What the marks say, and the axis.
    pub head: Vec<Line>,
    /// What goes by the axis.
    pub body: Vec<Line>,
}

/// How it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// How many columns there are.
    pub columns: usize,
    /// Whether marks beyond ASCII can be shown.
    pub unicode: bool,
    /// How to begin, where there is nothing yet.
    pub begin: &'a str,
}

/// Returns what a trend tells; nothing before day 1.
pub fn told(of: &Trend, people: &People, how: Shown<'_>) -> Option<Told> {
    if of.weeks.is_empty() {
        return None;
    }
    let axis = Axis::of(of, how.columns);
    let mut head = Vec::new();
    head.extend(key(of, people, how.unicode));
    head.extend(words::weeks(of, axis.weeks()).map(Line::Words));
    head.extend(words::left_out(axis.left_out).map(Line::Words));
    head.extend(axis.drawn(of, how.unicode).into_iter().flat_map(drawn));
    let sections = [
        talks(of, people, &axis, how),
        meetings(of, &axis, how.unicode),
        claims(&axis, how.unicode),
        blockers(of, &axis, how.unicode),
    ];
    let mut body = Vec::new();
    for section in sections {
        body.extend(section);
        body.push(Line::Blank);
    }
    body.pop();
    Some(Told { head, body })
}

fn drawn(canvas: Canvas) -> impl Iterator<Item = Line> {
    canvas.rows().into_iter().map(Line::Drawn)
}

/// Returns what the marks of ratings say, where there are any.
fn key(of: &Trend, people: &People, unicode: bool) -> Option<Line> {
    let ratings = of.ratings.as_ref().filter(|all| !all.rounds.is_empty())?;
    let [hire, mentor, alike] = RATED;
    let entry = |ink, sign, words: String| {
        [
            (ink, shown(sign, unicode).to_owned()),
            (Ink::Plain, format!(" {words}")),
        ]
    };
    let mut key = vec![
        [
            (Ink::Plain, words::RATINGS.to_owned()),
            (Ink::Plain, String::new()),
        ],
        entry(Ink::Hire, hire, name(people, Pair::Hire)),
        entry(Ink::Mentor, mentor, name(people, Pair::Mentor)),
        entry(Ink::Strong, alike, "both alike".to_owned()),
    ];
    if ratings.rounds.iter().any(|rated| rated.meeting.is_none()) {
        key.push(entry(Ink::Plain, AHEAD, "ahead of the next 1:1".to_owned()));
    }
    Some(Line::Key(key))
}

/// Returns one of the two by name.
fn name(people: &People, side: Pair) -> String {
    let party = side.party();
    let name = people.name(party).map(short_name);
    shortened(name.unwrap_or(party.word()), NAME_MAX)
}

/// Returns the ratings as lines over the weeks.
fn talks(of: &Trend, people: &People, axis: &Axis, how: Shown<'_>) -> Vec<Line> {
    if of.has_no_talks() {
        let nothing = words::nothing_yet(of.reader);
        let begin = format!("{nothing} {}", how.begin);
        return vec![Line::Words(begin.trim_end().to_owned())];
    }
    let Some(ratings) = &of.ratings else {
        return vec![Line::Words(words::BETWEEN_THE_TWO.to_owned())];
    };
    let mut lines = Vec::new();
    if ratings.rounds.is_empty() {
        lines.push(Line::Words(format!("{} {}", words::NO_RATING, how.begin)));
    } else {
        for aspect in Aspect::ALL {
            lines.extend(drawn(chart::aspect(ratings, aspect, axis, how.unicode)));
        }
    }
    lines.extend(hidden(of.reader, ratings, people));
    lines
}

/// Returns that the other side has rated and the reader may not see it yet.
fn hidden(reader: Party, ratings: &Ratings, people: &People) -> Option<Line> {
    let other = Pair::of(reader.other_side()).filter(|_| ratings.is_hidden)?;
    Some(Line::Words(words::hidden(&name(people, other))))
}

/// A number of a week.
type Count = fn(&Week) -> Option<i64>;

/// Returns numbers of each week under a heading, a row each.
fn counted(heading: String, axis: &Axis, unicode: bool, rows: &[(&str, Count)]) -> Vec<Line> {
    let rows = rows.iter();
    let rows = rows.flat_map(|(label, count)| drawn(axis.counted(label, unicode, *count)));
    std::iter::once(Line::Heading(heading))
        .chain(rows)
        .collect()
}

/// Returns how many 1:1s were held by the end of each week, and how many were wanted while any were.
fn meetings(of: &Trend, axis: &Axis, unicode: bool) -> Vec<Line> {
    let rows: [(&str, Count); 2] = [
        ("held", |week| i64::try_from(week.held).ok()),
        ("wanted", |week| week.wanted),
    ];
    let is_wanted = axis.weeks().any(|week| week.wanted.is_some());
    let rows = rows.get(..1 + usize::from(is_wanted)).unwrap_or(&rows);
    counted(words::held(of), axis, unicode, rows)
}

/// Returns how many claims waited at the end of each week, and for how long.
fn claims(axis: &Axis, unicode: bool) -> Vec<Line> {
    if axis.weeks().all(|week| week.claims == 0) {
        return vec![Line::Words(words::NO_CLAIM.to_owned())];
    }
    let rows: [(&str, Count); 2] = [
        ("waiting", |week| i64::try_from(week.claims).ok()),
        ("oldest", |week| week.oldest),
    ];
    counted(words::CLAIMS.to_owned(), axis, unicode, &rows)
}

/// Returns each blocker of the weeks shown, in words and as a bar.
fn blockers(of: &Trend, axis: &Axis, unicode: bool) -> Vec<Line> {
    let blockers = of.blockers.iter().filter(|blocked| axis.shows(blocked));
    let mut lines = Vec::new();
    for blocked in blockers {
        lines.push(Line::Words(words::blocked(blocked, of.until)));
        lines.extend(drawn(axis.bar(blocked, of, unicode)));
    }
    if lines.is_empty() {
        return vec![Line::Words(words::NO_BLOCKER.to_owned())];
    }
    lines.insert(0, Line::Heading("Blockers".to_owned()));
    lines
}

#[cfg(test)]
mod tests;
