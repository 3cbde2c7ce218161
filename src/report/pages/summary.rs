//! A journey → the page of a summary for a reader outside: the verdict first, then what is asked. Holds no
//! private note and no rating: it takes what is for everybody only.

mod asked;
mod burnup;
mod goals;
mod mentor;
mod ratings;
mod short;
mod verdict;

use chrono::{Days, NaiveDate};

use crate::domain::judgment::course::Course;
use crate::domain::judgment::standing::Standing;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::journey::Journey;
use crate::domain::record::rating::Pair;
use crate::domain::record::writing::SharedNote;
use crate::domain::telling::agenda::agenda;
use crate::domain::telling::replanned::replanned;
use crate::domain::wording::{goals as words, journeys, meetings};
use crate::domain::words::when::full_date;
use crate::report::blocks::{
    Block, Column, Item, List, Page, Row, Section, Table, Title, Tone, labeled, strong,
};
use crate::report::moved;
use crate::report::readership::For;

use super::noted;

/// How many goals are told as next.
const NEXT_MAX: usize = 5;

/// How far back a summary looks where nobody says.
const DAYS_BACK: u64 = 7;

/// Returns the first day of what moved where nobody says: seven days ago.
pub fn since_by_default(today: NaiveDate) -> NaiveDate {
    today
        .checked_sub_days(Days::new(DAYS_BACK))
        .unwrap_or(today)
}

/// Returns the summary of a journey on a day for a reader, with what moved since another day; one that
/// ended as it stood then. `changes` is its log in order.
pub fn summary(
    journey: &Journey,
    changes: &[Change],
    today: NaiveDate,
    since: NaiveDate,
    reader: For,
) -> Page {
    let standing = Standing::of(journey, today);
    let parts = Parts {
        standing: &standing,
        course: &Course::of(journey, changes, today),
        changes,
        since,
        reader,
    };
    Page {
        title: Title::of(journey.people.hire(), journey.role.title.as_str()),
        blocks: head(&standing, today, reader),
        sections: parts.in_order(),
    }
}

/// What the sections of a summary are made of.
struct Parts<'a> {
    standing: &'a Standing<'a>,
    course: &'a Course,
    changes: &'a [Change],
    since: NaiveDate,
    reader: For,
}

impl Parts<'_> {
    /// Returns the sections, what the reader needs most first.
    fn in_order(&self) -> Vec<Section> {
        let first = match self.reader {
            For::Manager => vec![
                self.stands().map(Section::beside_next),
                self.asked(),
                self.mentor(),
                self.progress(),
                self.milestones(),
                self.changed(),
                self.blocked().map(Section::beside_next),
                self.held(),
                self.moved().map(Section::beside_next),
                self.next(),
            ],
            For::Pair(pair @ Pair::Mentor) => vec![
                self.asked(),
                self.to_confirm(),
                self.blocked(),
                self.agenda(),
                self.ratings(pair),
                self.stands(),
                self.mentor(),
                self.progress(),
                self.milestones(),
                self.changed(),
                self.held(),
                self.moved(),
                self.next(),
            ],
            For::Pair(pair @ Pair::Hire) => vec![
                self.next(),
                self.blocked(),
                self.asked(),
                self.stands(),
                self.ratings(pair),
                self.mentor(),
                self.progress(),
                self.milestones(),
                self.changed(),
                self.held(),
                self.moved(),
            ],
        };
        let last = [Some(goals::goals(self.standing)), self.notes()];
        first.into_iter().chain(last).flatten().collect()
    }

    fn goes_on(&self) -> bool {
        self.standing.journey.archive.is_none()
    }

    fn stands(&self) -> Option<Section> {
        let blocks = verdict::stands(self.standing, self.course);
        Some(Section {
            tone: verdict::tone(self.standing.health),
            ..Section::new("Where it stands", blocks)
        })
    }

    fn asked(&self) -> Option<Section> {
        let asked = || vec![asked::asked(self.standing, self.reader.party())];
        self.goes_on()
            .then(|| Section::new("What is asked", asked()))
    }

    fn to_confirm(&self) -> Option<Section> {
        let claimed = self.standing.claimed.iter();
        let items = claimed.map(|goal| goals::goal_line(self.standing, goal));
        let items: Vec<Item> = items.collect();
        (self.goes_on() && !items.is_empty()).then(|| {
            let list = Block::List(List { first: None, items });
            Section::new("What is to be confirmed", vec![list])
        })
    }

    /// Returns what both sides would find on the agenda of the next 1:1.
    fn agenda(&self) -> Option<Section> {
        let standing = self.standing;
        let lines = agenda(standing.journey, &standing.dates, self.reader.party());
        let shared = lines.into_iter().filter(|line| !line.private);
        let lines = shared.map(|line| {
            let beside = match line.beside.is_empty() {
                true => String::new(),
                false => format!(" ({})", line.beside),
            };
            labeled(line.section.heading(), format!("{}{beside}", line.text))
        });
        let lines: Vec<_> = lines.collect();
        (self.goes_on() && !lines.is_empty())
            .then(|| Section::new("For the next 1:1", vec![Block::lines(lines)]))
    }

    /// Returns the ratings of the last 1:1s that the pair may see, the latest first.
    fn ratings(&self, pair: Pair) -> Option<Section> {
        let table = ratings::table(self.standing.journey, pair)?;
        Some(Section::new("Ratings, 1 to 5", vec![table]))
    }

    fn mentor(&self) -> Option<Section> {
        let said = mentor::says(self.standing.journey);
        Some(Section::new("From the mentor", said))
    }

    fn progress(&self) -> Option<Section> {
        burnup::progress(self.standing, self.course)
    }

    fn milestones(&self) -> Option<Section> {
        let blocks = goals::milestones(self.standing, self.course);
        Some(Section::new("Milestones", blocks))
    }

    fn changed(&self) -> Option<Section> {
        let blocks = vec![changed(self.standing, self.changes)];
        Some(Section::new("What was changed in the plan", blocks))
    }

    fn blocked(&self) -> Option<Section> {
        Some(Section::new(
            "What is blocked",
            vec![blocked(self.standing)],
        ))
    }

    fn held(&self) -> Option<Section> {
        Some(Section::new("1:1s", vec![held(self.standing)]))
    }

    fn moved(&self) -> Option<Section> {
        let title = format!("What moved since {}", full_date(self.since));
        let blocks = vec![moved(self.standing.journey, self.changes, self.since)];
        Some(Section::new(title, blocks))
    }

    fn next(&self) -> Option<Section> {
        let next = || vec![next(self.standing)];
        self.goes_on().then(|| Section::new("What is next", next()))
    }

    fn notes(&self) -> Option<Section> {
        let title = format!("Shared notes since {}", full_date(self.since));
        Some(Section::new(
            title,
            notes(self.standing.journey, self.since),
        ))
    }
}

/// Returns a summary in five lines at most. `changes` is the journey's log in order.
pub fn short(journey: &Journey, changes: &[Change], today: NaiveDate) -> Vec<String> {
    let course = Course::of(journey, changes, today);
    short::lines(journey, changes, &Standing::of(journey, today), &course)
}

/// Returns what stands under the title: how a journey ended, which day it is, who takes part.
fn head(standing: &Standing<'_>, today: NaiveDate, reader: For) -> Vec<Block> {
    let journey = standing.journey;
    let ended = journey.archive.as_ref().map(|archive| {
        let told = format!(
            "{}. What follows is as of that day.",
            journeys::ended(archive)
        );
        Block::Paragraph(Tone::Waiting, vec![told.into()])
    });
    let people = &journey.people;
    let named = |name: Option<&str>| name.unwrap_or("nobody named yet").to_owned();
    let day = match journey.archive {
        Some(_) => String::new(),
        None => format!(
            "As of {}, {}. ",
            full_date(today),
            journeys::day(standing.day)
        ),
    };
    let about = format!(
        "{day}Day 1 was {}. Mentor: {}. Manager: {}.",
        full_date(journey.start),
        named(people.mentor()),
        named(people.manager()),
    );
    let about = match standing.day {
        ..=0 => about.replacen("Day 1 was", "Day 1 is", 1),
        _ => about,
    };
    let whose = match reader {
        For::Manager => None,
        For::Pair(Pair::Hire) => {
            Some("For the hire. Their ratings are in it; it is not for others.")
        }
        For::Pair(Pair::Mentor) => Some("For the mentor. Ratings are in it; it is not for others."),
    };
    let whose = whose.map(|words| Block::line(vec![strong(words)]));
    let blocks = whose.into_iter().chain(ended);
    blocks.chain([Block::text(about)]).collect()
}

/// Returns what was changed in the plan, however long ago.
fn changed(standing: &Standing<'_>, changes: &[Change]) -> Block {
    let rows = replanned(standing.journey, changes, &standing.dates);
    if rows.is_empty() {
        return Block::text("The plan stands as first agreed.");
    }
    let rows = rows.into_iter().map(|row| Row {
        cells: [
            full_date(row.on),
            row.what,
            row.why.unwrap_or_default(),
            row.who,
        ]
        .map(Into::into)
        .into(),
        ..Row::default()
    });
    Block::Table(Table {
        columns: ["Day", "What", "Why", "Who"].map(Column::new).into(),
        named: true,
        rows: rows.collect(),
    })
}

fn moved(journey: &Journey, changes: &[Change], since: NaiveDate) -> Block {
    let moved = moved::since(journey, changes, since);
    Block::lines(moved.into_iter().map(|moved| {
        let day = full_date(moved.day);
        vec![format!("{day}: {} {}", moved.author, moved.text).into()]
    }))
}

/// Returns what is blocked, the longest wait first.
fn blocked(standing: &Standing<'_>) -> Block {
    if standing.blocked.is_empty() {
        return Block::text("Nothing waits on anybody.");
    }
    Block::lines(standing.blocked.iter().filter_map(|goal| {
        let blocker = goal.waiting()?;
        let days = standing.dates.days_waiting(*goal);
        let waits = words::waits(blocker, days, full_date);
        Some(vec![format!("{} {waits}", words::named(goal)).into()])
    }))
}

fn next(standing: &Standing<'_>) -> Block {
    let goals = journeys::to_do(standing).into_iter().take(NEXT_MAX);
    Block::lines(goals.map(|goal| vec![goals::to_do(standing, goal).into()]))
}

/// Returns how often the two met, and when they meet next if that lies ahead.
fn held(standing: &Standing<'_>) -> Block {
    let rhythm = &standing.rhythm;
    let last = rhythm.last.map(full_date);
    let last = last.map(|last| format!("; the last one on {last}"));
    let held = format!("{}{}", meetings::held(rhythm), last.unwrap_or_default());
    let mut lines = vec![labeled("Held", held)];
    if standing.journey.archive.is_some() {
        return Block::lines(lines);
    }
    let next = standing.journey.meetings.next;
    lines.push(match next {
        Some(agreed) if agreed < standing.dates.today => labeled(
            "Missed",
            format!("agreed for {}, not held", full_date(agreed)),
        ),
        Some(agreed) => labeled("Next", full_date(agreed)),
        None => labeled("Next", meetings::NO_DAY),
    });
    Block::lines(lines)
}

/// Returns the shared notes since a day, the oldest first.
fn notes(journey: &Journey, since: NaiveDate) -> Vec<Block> {
    let on_goals = journey.goals.iter().flat_map(|goal| {
        let notes = goal.notes.iter();
        notes.map(|(id, note)| (format!("on {}", words::named(goal)), id, note))
    });
    let on_journey = journey.notes.iter();
    let on_journey = on_journey.map(|(id, note)| ("on the journey".to_owned(), id, note));
    let mut rows: Vec<(_, SharedNote<'_>, String)> = on_journey
        .chain(on_goals)
        .filter_map(|(place, id, note)| {
            let is_for_all = note.audience() == Audience::Journey;
            let shared = note.shared().filter(|note| note.on() >= since);
            let note = shared.filter(|_| is_for_all)?;
            Some(((note.on(), id), note, place))
        })
        .collect();
    if rows.is_empty() {
        return vec![Block::text("Nothing.")];
    }
    rows.sort_by_key(|(order, ..)| *order);
    let notes = rows.iter().map(|(_, note, place)| noted(note, Some(place)));
    notes.collect()
}
