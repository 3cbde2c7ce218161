//! Styles and marks, named by meaning. The only place that names a colour.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::health::Health;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::meeting::{Section, Treatment};

/// What a piece of text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// What the screen is about.
    Title,
    /// A heading.
    Heading,
    /// Text that matters less.
    Quiet,
    /// The screen that is shown.
    Here,
    /// Who acts.
    Acting,
    /// The selected line.
    Selected,
    /// The bar beside the selected line.
    Cursor,
    /// A key.
    Key,
    /// Something that was done.
    Done,
    /// Something that was not done.
    Problem,
    /// A date that has passed.
    Late,
    /// A goal that waits on somebody.
    Blocked,
    /// A goal that is worked on.
    Active,
    /// A claim.
    Claimed,
    /// A confirmed claim.
    Confirmed,
    /// A goal that is taken out.
    Waived,
    /// Nothing speaks against the journey.
    OnTrack,
    /// Something wants attention.
    AtRisk,
    /// Something wants attention now.
    OffTrack,
    /// The filled part of a bar.
    Bar,
    /// The empty part of a bar.
    BarRest,
    /// What is expected, on a bar.
    Expected,
}

/// How the terminal wants things drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether colours are wanted.
    pub color: bool,
    /// Whether the terminal shows marks beyond ASCII.
    pub unicode: bool,
}

impl Theme {
    /// Returns the style of a meaning: one of the terminal's own sixteen colours, or weight alone.
    pub fn style(&self, meaning: Meaning) -> Style {
        let (color, weight) = match meaning {
            Meaning::Title | Meaning::Heading | Meaning::Selected => (None, Modifier::BOLD),
            Meaning::Quiet | Meaning::Waived | Meaning::BarRest => (None, Modifier::DIM),
            Meaning::Here | Meaning::Acting | Meaning::Cursor => {
                (Some(Color::Cyan), Modifier::BOLD)
            }
            Meaning::Key => (Some(Color::Cyan), Modifier::empty()),
            Meaning::Bar | Meaning::Claimed => (Some(Color::Blue), Modifier::empty()),
            Meaning::Done | Meaning::Confirmed | Meaning::OnTrack => {
                (Some(Color::Green), Modifier::empty())
            }
            Meaning::Problem | Meaning::Late | Meaning::OffTrack => {
                (Some(Color::Red), Modifier::BOLD)
            }
            Meaning::Blocked => (Some(Color::Magenta), Modifier::empty()),
            Meaning::AtRisk => (Some(Color::Yellow), Modifier::BOLD),
            Meaning::Active => (Some(Color::Cyan), Modifier::empty()),
            Meaning::Expected => (None, Modifier::BOLD),
        };
        let style = Style::new().add_modifier(weight);
        match color.filter(|_| self.color) {
            Some(color) => style.fg(color),
            None => style,
        }
    }

    /// Returns the mark of a goal and what it means: the one thing about it that matters most.
    pub fn mark(&self, goal: &Goal, dates: &Dates) -> (&'static str, Meaning) {
        let (mark, ascii, meaning) = if dates.is_late(goal) {
            ("!", "[!]", Meaning::Late)
        } else if goal.waiting().is_some() {
            ("‖", "[|]", Meaning::Blocked)
        } else {
            return self.state_mark(goal.state());
        };
        (if self.unicode { mark } else { ascii }, meaning)
    }

    /// Returns the mark of how far a goal has come and what it means.
    pub fn state_mark(&self, state: GoalState) -> (&'static str, Meaning) {
        let (mark, ascii, meaning) = match state {
            GoalState::Open => ("○", "[ ]", Meaning::Quiet),
            GoalState::Active => ("◐", "[~]", Meaning::Active),
            GoalState::Claimed => ("◆", "[x]", Meaning::Claimed),
            GoalState::Confirmed => ("✔", "[X]", Meaning::Confirmed),
            GoalState::Waived => ("⊘", "[-]", Meaning::Waived),
        };
        (if self.unicode { mark } else { ascii }, meaning)
    }

    /// Returns every mark of a goal with its word.
    pub fn marks(&self) -> [(&'static str, &'static str); 8] {
        if self.unicode {
            [
                ("○", "open"),
                ("◐", "active"),
                ("◆", "claimed"),
                ("✔", "confirmed"),
                ("‖", "waits on somebody"),
                ("!", "late"),
                ("⊘", "waived"),
                (self.dropped(), "no longer in the plan"),
            ]
        } else {
            [
                ("[ ]", "open"),
                ("[~]", "active"),
                ("[x]", "claimed"),
                ("[X]", "confirmed"),
                ("[|]", "waits on somebody"),
                ("[!]", "late"),
                ("[-]", "waived"),
                (self.dropped(), "no longer in the plan"),
            ]
        }
    }

    /// Returns the mark of a line of an agenda that is no goal, or of a goal as it stood then.
    pub fn topic(&self, section: Section) -> (&'static str, Meaning) {
        let (mark, ascii, meaning) = match section {
            Section::ToConfirm => ("◆", "[x]", Meaning::Claimed),
            Section::Slipped => ("!", "[!]", Meaning::Late),
            Section::Waiting => ("‖", "[|]", Meaning::Blocked),
            Section::DueNext => ("○", "[ ]", Meaning::Quiet),
            Section::NotMoved => ("◐", "[~]", Meaning::Active),
            Section::Actions => ("→", " > ", Meaning::Active),
            Section::LeftOver => ("↻", "(+)", Meaning::AtRisk),
            Section::Added => ("+", " + ", Meaning::Key),
            Section::Questions => ("?", " ? ", Meaning::Key),
            Section::Gate => ("◇", "<> ", Meaning::Key),
            Section::Rhythm => ("∿", " ~ ", Meaning::Quiet),
        };
        (if self.unicode { mark } else { ascii }, meaning)
    }

    /// Returns the mark of what was done with a line of an agenda.
    pub fn treatment(&self, treatment: Option<Treatment>) -> (&'static str, Meaning) {
        match treatment {
            None => (" ", Meaning::Quiet),
            Some(Treatment::PutOff) => ("p", Meaning::AtRisk),
            Some(Treatment::Discussed) if self.unicode => ("✓", Meaning::Done),
            Some(Treatment::Discussed) => ("x", Meaning::Done),
        }
    }

    /// Returns the marks of an agenda that are no marks of goals, each with its words.
    pub fn agenda_marks(&self) -> [(&'static str, &'static str); 8] {
        let mark = |section| self.topic(section).0;
        [
            (
                self.treatment(Some(Treatment::Discussed)).0,
                "discussed in the 1:1",
            ),
            (self.treatment(Some(Treatment::PutOff)).0, "put off"),
            (mark(Section::Actions), "an action"),
            (mark(Section::LeftOver), "a point left over from last time"),
            (mark(Section::Added), "a point that somebody added"),
            (mark(Section::Questions), "a note that asks something"),
            (mark(Section::Gate), "a gate review"),
            (mark(Section::Rhythm), "how often you meet"),
        ]
    }

    /// Returns the cell of a chart for a rating from 1 to 5, or for none.
    pub fn step(&self, rating: Option<u8>) -> &'static str {
        let cells = if self.unicode {
            ["·", "▁", "▃", "▄", "▆", "█"]
        } else {
            [".", "1", "2", "3", "4", "5"]
        };
        let place = usize::from(rating.unwrap_or(0));
        cells.get(place).copied().unwrap_or(" ")
    }

    /// Returns the mark of a verdict and what it means.
    pub fn health(&self, health: Health) -> (&'static str, Meaning) {
        let (mark, ascii, meaning) = match health {
            Health::OnTrack => ("●", "(ok)", Meaning::OnTrack),
            Health::AtRisk => ("▲", "(!)", Meaning::AtRisk),
            Health::OffTrack => ("■", "(!!)", Meaning::OffTrack),
        };
        (if self.unicode { mark } else { ascii }, meaning)
    }

    /// Returns the mark in front of the selected line.
    pub fn cursor(&self) -> &'static str {
        if self.unicode { "▌" } else { ">" }
    }

    /// Returns the box of a part.
    pub fn tick(&self, ticked: bool) -> &'static str {
        if ticked { "[x]" } else { "[ ]" }
    }

    /// Returns the mark of a goal that the plan no longer has.
    fn dropped(&self) -> &'static str {
        if self.unicode { "†" } else { "x" }
    }

    /// Returns the marks of a count of notes and of links, and of a goal that left the plan.
    pub fn badges(&self, goal: &Goal, notes: usize) -> String {
        let (pen, link) = if self.unicode {
            ("✎", "↗")
        } else {
            ("n", "l")
        };
        let mut badges = String::new();
        if notes > 0 {
            badges.push_str(&format!(" {pen}{notes}"));
        }
        if !goal.evidence.is_empty() {
            badges.push_str(&format!(" {link}{}", goal.evidence.len()));
        }
        if goal.plan.dropped {
            badges.push_str(&format!(" {}", self.dropped()));
        }
        badges
    }

    /// Returns the filled, half-filled, empty and expected cells of a bar.
    pub fn bar(&self) -> [&'static str; 4] {
        if self.unicode {
            ["━", "╸", "─", "┼"]
        } else {
            ["#", "+", ".", "|"]
        }
    }
}
