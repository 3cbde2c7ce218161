//! Several hires → one page for those who look after all of them: how many stand how, what holds them up, who
//! owes most, how long milestones take, then a row a hire. Holds no note, no rating and no evidence.

mod anonymous;
mod classes;
mod groups;
mod lasting;
mod rows;

pub use anonymous::{FEWEST, anonymous, rows as anonymous_rows, titles as anonymous_titles};
pub(in crate::report) use rows::{by_whom, trend};

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::judgment::health::Health;
use crate::domain::judgment::outcomes::Ruled;
use crate::domain::judgment::rules;
use crate::domain::telling::cohort::{Hire, Trend, median};
use crate::domain::wording::marks::Sign;
use crate::domain::words::text::{count, folded};
use crate::domain::words::when::full_date;
use crate::report::blocks::{Block, Dot, Dots, Fact, Page, Section, Share, Span, Tone};

/// Several hires on a day.
#[derive(Clone, Debug)]
pub struct Cohort {
    /// The day.
    pub today: NaiveDate,
    /// The journeys, in the order of the page; those that ended tell how long milestones take.
    pub hires: Vec<Hire>,
    /// Whether those that ended have rows, too.
    pub with_ended: bool,
    /// What the hires were chosen by, in words.
    pub chosen: Vec<String>,
}

impl Cohort {
    /// Returns the hires that have rows.
    pub fn shown(&self) -> impl Iterator<Item = &Hire> + Clone {
        let with_ended = self.with_ended;
        let hires = self.hires.iter();
        hires.filter(move |hire| with_ended || hire.row.ended.is_none())
    }

    /// Returns the hires whose journeys go on.
    fn live(&self) -> impl Iterator<Item = &Hire> + Clone {
        self.hires.iter().filter(|hire| hire.row.ended.is_none())
    }

    fn title(&self) -> String {
        let hires = count(self.shown().count(), "hire");
        format!("{hires} on {}", full_date(self.today))
    }

    /// Returns a paragraph that says what the hires were chosen by, if they were.
    fn chosen(&self) -> Option<Block> {
        let chosen = self.chosen.join("; ");
        (!chosen.is_empty()).then(|| Block::text(format!("Only {chosen}.")))
    }
}

/// Returns the page of several hires, with their names.
pub fn cohort(of: &Cohort) -> Page {
    let stand = vec![Block::Shares(shares(of)), Block::Figures(figures(of))];
    let overview = Section {
        sections: vec![
            Section::new("Claimed against expected", vec![claimed(of)]),
            Section::new("Who owes most", vec![groups::debtors(of)]),
            Section::new("What holds them up", groups::blockers(of)),
            Section::new("How long milestones take", lasting::milestones(of)),
        ],
        ..Section::new("At a glance", Vec::new())
    };
    let rows = Section::new(
        "Hires, the worse verdict first, then the longer one",
        vec![Block::Cards(rows::table(of)), quiet(KEY), quiet(LEFT_OUT)],
    );
    Page {
        title: of.title().into(),
        blocks: [Some(quiet(&people(of))), of.chosen()]
            .into_iter()
            .flatten()
            .collect(),
        sections: vec![Section::new("How they stand", stand), overview, rows],
    }
}

const KEY: &str = "Bar: filled is confirmed, hatched is claimed, the upright is expected, the frame is all \
    goals by the present milestone. Line: claimed less expected over 60 days, from 2 goals ahead to 6 behind, \
    on one scale for all; dotted is on plan. Days without a name are calendar days; waits are working days. \
    The trend compares the last week with the one two weeks before. 1:1s are counted against what is wanted \
    by now; days of leave are left out.";

const LEFT_OUT: &str = "Ratings, notes, evidence and private entries are not in this page.";

/// Returns a paragraph that matters less.
fn quiet(text: &str) -> Block {
    Block::Paragraph(Tone::Quiet, vec![text.into()])
}

/// Returns how many roles and mentors there are, and when the hires began.
fn people(of: &Cohort) -> String {
    let roles: BTreeSet<&str> = of.shown().map(|hire| hire.row.title.as_str()).collect();
    let mentors = of.shown().filter_map(|hire| hire.row.people.mentor());
    let mentors: BTreeSet<String> = mentors.map(folded).collect();
    let starts = || of.shown().map(|hire| hire.row.start);
    let first = starts().min().map(full_date).unwrap_or_default();
    let last = starts().max().map(full_date).unwrap_or_default();
    let days = match first == last {
        true => format!("first day {first}"),
        false => format!("first days from {first} to {last}"),
    };
    let (roles, mentors) = (roles.len(), mentors.len());
    format!(
        "{} · {} · {days}",
        count(roles, "role"),
        count(mentors, "mentor")
    )
}

/// Returns how many hires stand how, the worst first; those that ended at the end.
fn shares(of: &Cohort) -> Vec<Share> {
    let healths = [
        Health::OffTrack,
        Health::AtRisk,
        Health::OnTrack,
        Health::OnLeave,
    ];
    let live = healths.map(|health| {
        let hires = of.live().filter(|hire| hire.row.health == health);
        Share {
            mark: health.into(),
            count: hires.count(),
            label: health.word().into(),
        }
    });
    let ended = of.shown().filter(|hire| hire.row.ended.is_some());
    let ended = Share {
        mark: Sign::Open,
        count: ended.count(),
        label: "ended".into(),
    };
    live.into_iter().chain([ended]).collect()
}

/// Returns a figure and what it is of.
fn figure(label: &str, value: &str, rest: &str) -> Fact {
    let rest = Span::Toned(Tone::Quiet, vec![rest.into()]);
    Fact {
        label: label.into(),
        value: vec![value.into(), rest],
        below: Vec::new(),
    }
}

fn figures(of: &Cohort) -> Vec<Fact> {
    let trends = || of.live().filter_map(Hire::trend);
    let falling = trends().filter(|trend| *trend == Trend::FallingBack);
    let due: usize = of.live().map(|hire| hire.gates_due.len()).sum();
    let gates = Ruled::ALL.map(|ruled| {
        let gates = of.shown().flat_map(|hire| &hire.gates);
        gates.filter(|gate| gate.ruled == ruled).count().to_string()
    });
    let (held, wanted) = meetings(of);
    let middle = |hire: &Hire| median(hire.confirmed_after.iter().copied());
    let all = of
        .shown()
        .flat_map(|hire| hire.confirmed_after.iter().copied());
    let slowest = of.shown().filter_map(middle).max();
    let slowest = slowest.map(|days| format!(", slowest hire {days}"));
    vec![
        figure(
            "hires fall back against what is expected, over two weeks",
            &falling.count().to_string(),
            &format!(" of {}", trends().count()),
        ),
        figure(
            "gate reviews are due and have no verdict",
            &due.to_string(),
            "",
        ),
        figure(
            "gate verdicts: advance, re-plan, extend",
            &gates.join(" · "),
            "",
        ),
        figure(
            "1:1s held, of those wanted by now",
            &held.to_string(),
            &format!(" of {wanted}"),
        ),
        figure(
            "working days from claim to confirmation, median",
            &median(all).map_or_else(|| "–".to_owned(), |days| days.to_string()),
            &slowest.unwrap_or_default(),
        ),
    ]
}

/// Returns how many of the wanted 1:1s were held, and how many are wanted.
fn meetings(of: &Cohort) -> (usize, usize) {
    let meetings = of.live().map(|hire| hire.meetings);
    meetings.fold((0, 0), |(held, wanted), one| {
        (held + one.early.min(one.wanted), wanted + one.wanted)
    })
}

/// Returns how much each hire has claimed of what is expected.
fn claimed(of: &Cohort) -> Block {
    let dots: Vec<Dot> = of
        .live()
        .filter_map(|hire| {
            let mark = hire.row.health.into();
            Some(Dot {
                at: hire.share()?,
                mark,
            })
        })
        .collect();
    let limits = [rules::BEHIND_OFF_TRACK, rules::BEHIND_AT_RISK].map(percent);
    let [low, high] = limits;
    let within = |from: u32, to: u32| {
        let dots = dots.iter().filter(|dot| (from..to).contains(&dot.at));
        dots.count()
    };
    let new = of.live().count() - dots.len();
    let words = format!(
        "{} under {low} %, {} from {low} to {high} %, {} at {high} % or more. {} too new to be counted: fewer \
         than {} goals are expected. A mark is a hire, in the shape of the verdict; a wait or a missed 1:1 \
         can make that worse than its place.",
        count(within(0, low), "hire"),
        within(low, high),
        within(high, u32::MAX),
        if new == 1 {
            "1 is".to_owned()
        } else {
            format!("{new} are")
        },
        rules::BEHIND_FROM
    );
    Block::Dots(Dots {
        title: "Claimed goals against expected ones, a mark a hire".into(),
        words: words.into(),
        axis: "claimed, as a share of expected".into(),
        dots,
        limits: vec![(low, "off track".into()), (high, "at risk".into())],
        above: "on track".into(),
    })
}

/// Returns a limit in whole percents.
fn percent(limit: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "limits are between 0 and 100"
    )]
    let percent = limit as u32;
    percent
}
