//! Every mark by its meaning, for terminals with and without Unicode. Knows no color.

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::health::Health;
use crate::domain::plan::role::Criterion;
use crate::domain::record::action::State;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::meeting::{Section, Treatment};

/// The two forms of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The form that most terminals can show.
    pub unicode: &'static str,
    /// The form that every terminal can show.
    pub ascii: &'static str,
}

/// Returns a mark of two forms.
pub const fn glyph(unicode: &'static str, ascii: &'static str) -> Glyph {
    Glyph { unicode, ascii }
}

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Nobody has begun the goal.
    Open,
    /// The goal is worked on.
    Active,
    /// The goal is claimed.
    Claimed,
    /// The goal is confirmed.
    Confirmed,
    /// The goal waits on somebody.
    Blocked,
    /// The date has passed.
    Late,
    /// The goal is taken out.
    Waived,
    /// The plan no longer has the goal.
    Dropped,
    /// Its text changed since somebody vouched for it.
    Changed,
    /// A line of an agenda was discussed.
    Discussed,
    /// A line of an agenda was put off.
    PutOff,
    /// An action.
    Action,
    /// A point left over from last time.
    LeftOver,
    /// A point to talk about.
    Point,
    /// A note that asks something.
    Question,
    /// An agreement that the mentor has still to acknowledge.
    Agreement,
    /// A gate review.
    Gate,
    /// How often the two meet.
    Rhythm,
    /// The hire is on leave.
    OnLeave,
    /// Nothing speaks against the journey.
    OnTrack,
    /// Something wants attention.
    AtRisk,
    /// Something wants attention now.
    OffTrack,
    /// A note.
    Note,
    /// A piece of evidence.
    Link,
}

impl Sign {
    /// The marks of goals with their words, as the help lists them.
    pub const OF_GOALS: [(Self, &'static str); 9] = [
        (Self::Open, "open"),
        (Self::Active, "active"),
        (Self::Claimed, "claimed"),
        (Self::Confirmed, "confirmed"),
        (Self::Blocked, "waiting"),
        (Self::Late, "late"),
        (Self::Waived, "waived"),
        (Self::Dropped, super::goals::DROPPED),
        (Self::Changed, super::goals::CHANGED),
    ];

    /// The marks of an agenda that are no marks of goals, with their words.
    pub const OF_AGENDAS: [(Self, &'static str); 9] = [
        (Self::Discussed, "discussed in the 1:1"),
        (Self::PutOff, "put off"),
        (Self::Action, "an action"),
        (Self::LeftOver, "a point left over from last time"),
        (Self::Point, "an added point"),
        (Self::Question, "a note that asks something"),
        (Self::Agreement, "agreed without the mentor"),
        (Self::Gate, "a gate review"),
        (Self::Rhythm, "how often you meet"),
    ];

    /// Returns its forms.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Open => glyph("○", "[ ]"),
            Self::Active => glyph("◐", "[~]"),
            Self::Claimed => glyph("◆", "[x]"),
            Self::Confirmed => glyph("✔", "[X]"),
            Self::Blocked => glyph("‖", "[|]"),
            Self::Late => glyph("!", "[!]"),
            Self::Waived => glyph("⊘", "[-]"),
            Self::Dropped => glyph("†", "x"),
            Self::Changed => glyph("≠", "*"),
            Self::Discussed => glyph("✓", "x"),
            Self::PutOff => glyph("p", "p"),
            Self::Action => glyph("→", " > "),
            Self::LeftOver => glyph("↻", "(+)"),
            Self::Point => glyph("+", " + "),
            Self::Question => glyph("?", " ? "),
            Self::Agreement => glyph("∴", "(a)"),
            Self::Gate => glyph("◇", "<> "),
            Self::Rhythm => glyph("∿", " ~ "),
            Self::OnLeave => glyph("□", "(..)"),
            Self::OnTrack => glyph("●", "(ok)"),
            Self::AtRisk => glyph("▲", "(!)"),
            Self::OffTrack => glyph("■", "(!!)"),
            Self::Note => glyph("✎", "n"),
            Self::Link => glyph("↗", "l"),
        }
    }

    /// Returns what is to be known of a tick since the plan changed, with its mark: that the criterion
    /// left the plan, or said something else.
    pub fn of_tick(goal: &Goal, criterion: &Criterion) -> Option<(Self, String)> {
        match criterion.dropped {
            true => Some((Self::Dropped, super::goals::DROPPED.to_owned())),
            false => Some((Self::Changed, super::goals::tick_changed(goal, criterion)?)),
        }
    }

    /// Returns the mark of a goal: late before blocked before how far it has come.
    pub fn of(goal: &Goal, dates: &Dates) -> Self {
        if dates.is_late(goal) {
            Self::Late
        } else if goal.waiting().is_some() {
            Self::Blocked
        } else {
            goal.state().into()
        }
    }
}

impl From<GoalState> for Sign {
    fn from(state: GoalState) -> Self {
        match state {
            GoalState::Open => Self::Open,
            GoalState::Active => Self::Active,
            GoalState::Claimed => Self::Claimed,
            GoalState::Confirmed => Self::Confirmed,
            GoalState::Waived => Self::Waived,
        }
    }
}

impl From<Section> for Sign {
    fn from(section: Section) -> Self {
        match section {
            Section::Signals => Self::Late,
            Section::ToConfirm => Self::Claimed,
            Section::Slipped => Self::Late,
            Section::Waiting => Self::Blocked,
            Section::DueNext => Self::Open,
            Section::NotMoved => Self::Active,
            Section::Changed => Self::Changed,
            Section::Agreed => Self::Agreement,
            Section::Actions => Self::Action,
            Section::Asked => Self::Question,
            Section::LeftOver => Self::LeftOver,
            Section::Added => Self::Point,
            Section::Questions => Self::Question,
            Section::Gate => Self::Gate,
            Section::Rhythm => Self::Rhythm,
        }
    }
}

impl From<Treatment> for Sign {
    fn from(treatment: Treatment) -> Self {
        match treatment {
            Treatment::Discussed => Self::Discussed,
            Treatment::PutOff => Self::PutOff,
        }
    }
}

impl From<Health> for Sign {
    fn from(health: Health) -> Self {
        match health {
            Health::OnLeave => Self::OnLeave,
            Health::OnTrack => Self::OnTrack,
            Health::AtRisk => Self::AtRisk,
            Health::OffTrack => Self::OffTrack,
        }
    }
}

/// The mark in front of the selected line.
pub const CURSOR: Glyph = glyph("▌", ">");

/// The marks of a rating: the hire's, the mentor's, and that of both if they are alike.
pub const RATED: [Glyph; 3] = [glyph("●", "h"), glyph("○", "m"), glyph("◉", "=")];

/// What stands in the place of a number or a grade that was not given.
pub const NONE: &str = "–";

/// The filled, half-filled, empty and expected cells of a bar.
pub const BAR: [Glyph; 4] = [
    glyph("━", "#"),
    glyph("╸", "+"),
    glyph("─", "."),
    glyph("┼", "|"),
];

/// Returns the cell of a chart for a rating from 1 to 5, or for none.
pub fn rating(rating: Option<u8>) -> Glyph {
    match rating {
        None | Some(0) => glyph("·", "."),
        Some(1) => glyph("▁", "1"),
        Some(2) => glyph("▂", "2"),
        Some(3) => glyph("▃", "3"),
        Some(4) => glyph("▅", "4"),
        Some(5..) => glyph("▆", "5"),
    }
}

/// Returns the box of something that can be ticked.
pub fn tick(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}

/// Returns the box of an action.
pub fn action(state: State) -> &'static str {
    match state {
        State::Open => tick(false),
        State::Done => tick(true),
        State::Dropped => "[-]",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;

    #[test]
    fn late_comes_before_blocked() {
        let mut run = Run::new();
        run.hire(&block("team", None));
        let goal = run.journey.goal(&slug("team")).unwrap();
        let sign = |today| {
            let dates = Dates::of(&run.journey, day(today));
            Sign::of(goal, &dates)
        };
        assert_eq!(sign("2026-03-03"), Sign::Blocked);
        assert_eq!(sign("2026-04-03"), Sign::Late);
    }

    #[test]
    fn every_rating_has_a_cell_of_its_own() {
        let cells: String = (1..=5).map(|given| rating(Some(given)).unicode).collect();
        assert_eq!(cells, "▁▂▃▅▆");
        assert_eq!(rating(None).unicode, "·");
    }

    #[test]
    fn marks_of_one_list_differ() {
        for list in [Sign::OF_GOALS, Sign::OF_AGENDAS] {
            for (place, (sign, _)) in list.iter().enumerate() {
                for (other, _) in list.iter().skip(place + 1) {
                    assert_ne!(sign.glyph().unicode, other.glyph().unicode);
                    assert_ne!(sign.glyph().ascii, other.glyph().ascii);
                }
            }
        }
    }
}
