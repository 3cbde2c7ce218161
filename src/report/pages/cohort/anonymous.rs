//! Several hires without names, for who may know how they do and not who they are. No group of fewer than
//! [`FEWEST`] is told, and none follows from what is told: every count on the page is of that many or more
//! or is told as a range, rows hold classes of that many, and stand in the order of what they show.

use super::classes::pooled;
use super::{Cohort, lasting, percent, quiet};
use crate::domain::judgment::health::Health;
use crate::domain::judgment::rules;
use crate::domain::telling::cohort::{Debt, Hire, Trend, median};
use crate::domain::wording::marks::Sign;
use crate::report::blocks::{Block, Column, Fact, Page, Row, Section, Share, Table};

/// How many hires make a group that may be told.
pub const FEWEST: usize = 5;

const RULES: &str = "Without names, mentors, dates, roles of a hire, evidence and texts. Groups of fewer than \
    five hires are not told: they stand together with the next ones, or are left out. Where a count would say \
    how many such a group has, it is a range. A row shows classes of five hires or more, and rows stand in \
    the order of these, so a number says nothing of a hire.";

/// What a row shows: the heading, the classes in order, and into which one a hire falls.
struct Trait {
    title: &'static str,
    classes: &'static [&'static str],
    of: fn(&Hire) -> usize,
}

/// What each row shows.
const TRAITS: [Trait; 6] = [
    Trait {
        title: "Verdict",
        classes: &["off track", "at risk", "on track", "on leave"],
        of: |hire| match hire.row.health {
            Health::OffTrack => 0,
            Health::AtRisk => 1,
            Health::OnTrack => 2,
            Health::OnLeave => 3,
        },
    },
    Trait {
        title: "Trend",
        classes: &[
            "falling back",
            "as before",
            "catching up",
            "too early to say",
        ],
        of: |hire| match hire.trend() {
            Some(Trend::FallingBack) => 0,
            Some(Trend::AsBefore) => 1,
            Some(Trend::CatchingUp) => 2,
            None => 3,
        },
    },
    Trait {
        title: "Claimed of expected",
        classes: &[
            "under 60 %",
            "60 to 84 %",
            "85 % and more",
            "too early to say",
        ],
        of: |hire| match hire.share() {
            Some(share) if share < percent(rules::BEHIND_OFF_TRACK) => 0,
            Some(share) if share < percent(rules::BEHIND_AT_RISK) => 1,
            Some(_) => 2,
            None => 3,
        },
    },
    Trait {
        title: "Longest wait on somebody",
        classes: &["10 working days and more", "5 to 9", "under 5", "none"],
        of: |hire| match hire.waits.first().map(|wait| wait.days) {
            Some(rules::BLOCKED_OFF_TRACK..) => 0,
            Some(rules::BLOCKED_AT_RISK..) => 1,
            Some(_) => 2,
            None => 3,
        },
    },
    Trait {
        title: "1:1s",
        classes: &["fewer than wanted", "as many as wanted"],
        of: |hire| usize::from(!hire.meetings.are_few()),
    },
    Trait {
        title: "Claim to confirmation",
        classes: &[
            "7 working days and more",
            "3 to 6",
            "up to 2",
            "nothing confirmed",
        ],
        of: |hire| match median(hire.confirmed_after.iter().copied()).map(|days| days.0) {
            Some(14..) => 0,
            Some(5..) => 1,
            Some(_) => 2,
            None => 3,
        },
    },
];

/// Returns the page of several hires without their names. There are [`FEWEST`] or more of them.
pub fn anonymous(of: &Cohort) -> Page {
    let rows = rows(of).into_iter().map(|cells| Row {
        cells: cells.into_iter().map(Into::into).collect(),
        ..Row::default()
    });
    let table = Block::Cards(Table {
        columns: titles().map(Column::new).into(),
        named: true,
        rows: rows.collect(),
    });
    let sections = vec![
        Section::new(
            "How they stand",
            vec![Block::Shares(shares(of)), Block::Figures(figures(of))],
        ),
        Section::new("How long milestones take", milestones(of)),
        Section::new("Hires", vec![table]),
    ];
    Page {
        title: of.title().into(),
        blocks: [of.chosen(), Some(quiet(RULES))]
            .into_iter()
            .flatten()
            .collect(),
        sections,
    }
}

/// The number of columns: who, and each trait.
pub const COLUMNS: usize = TRAITS.len() + 1;

/// Returns the headings of the rows.
pub fn titles() -> [&'static str; COLUMNS] {
    let mut titles = TRAITS.iter().map(|one| one.title);
    std::array::from_fn(|place| match place {
        0 => "Hire",
        _ => titles.next().unwrap_or_default(),
    })
}

/// Returns a row a hire, in the order of what the rows show.
pub fn rows(of: &Cohort) -> Vec<[String; COLUMNS]> {
    let told = TRAITS.map(|one| told(of, &one));
    let classes = |hire: &Hire| {
        let all = TRAITS.iter().zip(&told);
        let classes = all.filter_map(|(one, told)| told.get((one.of)(hire)).cloned());
        classes.collect::<Vec<String>>()
    };
    let mut rows: Vec<Vec<String>> = of.shown().map(classes).collect();
    rows.sort_unstable();
    let rows = rows.into_iter().zip(1..);
    rows.map(|(classes, number)| {
        let mut cells = [format!("Hire {number}")].into_iter().chain(classes);
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
    .collect()
}

/// Returns how each class of a trait is told.
fn told(of: &Cohort, one: &Trait) -> Vec<String> {
    let classes = one.classes.iter().zip(0..);
    let counted = classes.map(|(name, place)| {
        let hires = of.shown().filter(|hire| (one.of)(hire) == place);
        (*name, hires.count())
    });
    pooled(&counted.collect::<Vec<_>>(), FEWEST)
}

fn shares(of: &Cohort) -> Vec<Share> {
    let marks = [Sign::OffTrack, Sign::AtRisk, Sign::OnTrack, Sign::OnLeave];
    let Some(verdict) = TRAITS.first() else {
        return Vec::new();
    };
    let told = told(of, verdict);
    let mut shares: Vec<Share> = Vec::new();
    for (label, (mark, place)) in told.iter().zip(marks.into_iter().zip(0..)) {
        let hires = of.shown().filter(|hire| (verdict.of)(hire) == place);
        let hires = hires.count();
        match shares.iter_mut().find(|share| share.label.plain() == label) {
            Some(share) => share.count += hires,
            None => shares.push(Share {
                mark,
                count: hires,
                label: label.as_str().into(),
            }),
        }
    }
    shares
}

/// Returns how many of some hires there are, without telling a group of few.
fn several(hires: usize, all: usize) -> String {
    match hires {
        0 => "none".to_owned(),
        hires if hires < FEWEST => "fewer than five".to_owned(),
        hires if hires < all && all - hires < FEWEST => {
            format!("{} or more", (all + 1 - FEWEST).max(FEWEST))
        }
        hires => hires.to_string(),
    }
}

/// Returns figures of what no row shows: beside the classes of a row, a count could tell a class of few.
fn figures(of: &Cohort) -> Vec<Fact> {
    let all = of.shown().count();
    let number = |label: &str, is: &dyn Fn(&Hire) -> bool| {
        let hires = of.shown().filter(|hire| is(hire)).count();
        Fact::new(label, several(hires, all))
    };
    let confirmed = of.shown().filter(|hire| !hire.confirmed_after.is_empty());
    let days = of
        .shown()
        .flat_map(|hire| hire.confirmed_after.iter().copied());
    let days = median(days).filter(|_| confirmed.count() >= FEWEST);
    vec![
        number("hires have a gate review that is due", &|hire| {
            !hire.gates_due.is_empty()
        }),
        number("hires have claims to confirm", &|hire| {
            let mut owing = hire.owing.iter();
            owing.any(|one| matches!(one.what, Debt::Claims(_)))
        }),
        Fact::new(
            "working days from claim to confirmation, median",
            days.map_or_else(|| "not told".to_owned(), |days| days.to_string()),
        ),
    ]
}

/// Returns how long milestones took in roles of which enough hires passed them. How many did is not told:
/// two such numbers would tell a small group by their difference.
fn milestones(of: &Cohort) -> Vec<Block> {
    let mut passed = lasting::passed(of);
    passed.retain(|_, own| {
        own.retain(|_, days| days.len() >= FEWEST);
        !own.is_empty()
    });
    if passed.is_empty() {
        return vec![Block::text(
            "No milestone was passed by five hires of one role or more.",
        )];
    }
    let cell = |days: &[i64]| match median(days.iter().copied()) {
        Some(day) => day.to_string(),
        None => "–".to_owned(),
    };
    lasting::table(
        &passed,
        "Day of the verdict “advance”, median, where five hires or more have one. Journeys that ended are \
         among them.",
        cell,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_of_few_is_a_range_and_so_is_the_rest_beside_it() {
        let told = |hires| several(hires, 24);
        assert_eq!(told(0), "none");
        assert_eq!([told(1), told(4)], ["fewer than five", "fewer than five"]);
        assert_eq!([told(5), told(19), told(24)], ["5", "19", "24"]);
        assert_eq!([told(20), told(23)], ["20 or more", "20 or more"]);
        assert_eq!(several(6, 7), "5 or more");
    }

    #[test]
    fn classes_are_named_after_the_limits_of_the_rules() {
        let names = |place: usize| TRAITS[place].classes;
        assert!(names(2)[0].contains(&format!("under {} %", rules::BEHIND_OFF_TRACK)));
        assert!(names(2)[2].contains(&format!("{} %", rules::BEHIND_AT_RISK)));
        assert!(names(3)[0].starts_with(&rules::BLOCKED_OFF_TRACK.to_string()));
        assert!(names(3)[1].starts_with(&rules::BLOCKED_AT_RISK.to_string()));
    }
}
