//! Styles, named by meaning, and the marks that the terminal can show. The only place that names a
//! color.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::judgment::health::Health;
use crate::domain::record::goal::Goal;
use crate::domain::telling::canvas::Ink;
use crate::domain::wording::goals;
use crate::domain::wording::marks::{CURSOR, Glyph, Sign};

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
    /// What the hire says.
    Hire,
    /// What the mentor says.
    Mentor,
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
            Meaning::Bar | Meaning::Claimed | Meaning::Hire => {
                (Some(Color::Blue), Modifier::empty())
            }
            Meaning::Done | Meaning::Confirmed | Meaning::OnTrack | Meaning::Mentor => {
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

    /// Returns the style of what a drawing is about.
    pub fn ink(&self, ink: Ink) -> Style {
        self.style(match ink {
            Ink::Plain => return Style::new(),
            Ink::Quiet => Meaning::Quiet,
            Ink::Strong => Meaning::Heading,
            Ink::Confirmed => Meaning::Confirmed,
            Ink::Claimed => Meaning::Claimed,
            Ink::Expected => Meaning::Expected,
            Ink::Hire => Meaning::Hire,
            Ink::Mentor => Meaning::Mentor,
            Ink::Blocked => Meaning::Blocked,
            Ink::Pace | Ink::Verdict(Health::AtRisk) => Meaning::AtRisk,
            Ink::Verdict(Health::OnTrack) => Meaning::OnTrack,
            Ink::Verdict(Health::OffTrack) => Meaning::OffTrack,
            Ink::Verdict(Health::OnLeave) => Meaning::Quiet,
        })
    }

    /// Returns the form of a mark that the terminal shows.
    pub fn shown(&self, glyph: Glyph) -> &'static str {
        if self.unicode {
            glyph.unicode
        } else {
            glyph.ascii
        }
    }

    /// Returns a mark and what it means.
    pub fn mark(&self, sign: impl Into<Sign>) -> (&'static str, Meaning) {
        let sign = sign.into();
        (self.shown(sign.glyph()), meaning(sign))
    }

    /// Returns the mark in front of the selected line.
    pub fn cursor(&self) -> &'static str {
        self.shown(CURSOR)
    }

    /// Returns the marks of a count of notes and of links, of a goal that left the plan, and of one
    /// whose text changed.
    pub fn badges(&self, goal: &Goal, notes: usize) -> String {
        let counted = [(Sign::Note, notes), (Sign::Link, goal.evidence.len())];
        let counted = counted.into_iter().filter(|(_, count)| *count > 0);
        let mut badges: String = counted
            .map(|(sign, count)| format!(" {}{count}", self.mark(sign).0))
            .collect();
        let marked = [
            (Sign::Dropped, goal.plan.dropped),
            (Sign::Changed, goals::changed(goal).is_some()),
        ];
        for (sign, _) in marked.into_iter().filter(|(_, is_so)| *is_so) {
            badges.push_str(&format!(" {}", self.mark(sign).0));
        }
        badges
    }
}

/// Returns what a mark means.
fn meaning(sign: Sign) -> Meaning {
    match sign {
        Sign::Late => Meaning::Late,
        Sign::Blocked => Meaning::Blocked,
        Sign::Active | Sign::Action => Meaning::Active,
        Sign::Claimed => Meaning::Claimed,
        Sign::Confirmed => Meaning::Confirmed,
        Sign::Waived => Meaning::Waived,
        Sign::Discussed => Meaning::Done,
        Sign::PutOff | Sign::LeftOver | Sign::AtRisk => Meaning::AtRisk,
        Sign::OnTrack => Meaning::OnTrack,
        Sign::OffTrack => Meaning::OffTrack,
        Sign::Point | Sign::Question | Sign::Gate | Sign::Agreement => Meaning::Key,
        Sign::Changed => Meaning::AtRisk,
        Sign::Open | Sign::OnLeave | Sign::Dropped | Sign::Rhythm | Sign::Note | Sign::Link => {
            Meaning::Quiet
        }
    }
}
