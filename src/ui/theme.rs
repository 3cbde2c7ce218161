//! Styles and marks, named by meaning. The only place that names a colour.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::dates::Dates;
use crate::domain::goal::{Goal, GoalState};
use crate::domain::health::Health;

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
    pub fn marks(&self) -> [(&'static str, &'static str); 7] {
        if self.unicode {
            [
                ("○", "open"),
                ("◐", "active"),
                ("◆", "claimed"),
                ("✔", "confirmed"),
                ("‖", "waits on somebody"),
                ("!", "late"),
                ("⊘", "waived"),
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
            ]
        }
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

    /// Returns the marks of a count of notes and of links.
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
