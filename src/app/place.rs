//! The screens, and where a key is pressed.

use super::screens::screens;

macro_rules! places {
    ($($(#[$doc:meta])* $screen:ident: $digit:literal $name:literal $words:literal, $($_:ident)*;)*) => {
        /// A screen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Screen {
            $($(#[$doc])* $screen,)*
            /// All journeys; in none of them.
            Hires,
        }

        impl Screen {
            /// Every screen of a journey, in the order of their digits.
            pub const ALL: &'static [Self] = &[$(Self::$screen),*];

            /// Returns the key that shows it and its name.
            pub fn tab(self) -> (char, &'static str) {
                match self {
                    $(Self::$screen => ($digit, $name),)*
                    Self::Hires => ('0', "Hires"),
                }
            }
        }

        /// Where a key is pressed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Place {
            $($(#[$doc])* $screen,)*
            /// The gate review of a milestone.
            Gate,
            /// The summary.
            Summary,
            /// The burn-up.
            BurnUp,
            /// The conversation over time.
            Trend,
            /// The filter line of the history.
            Filter,
            /// All journeys.
            Hires,
            /// The filter line of the journeys.
            HiresFilter,
            /// The parts of a goal.
            Parts,
            /// A form of lines.
            Form,
            /// A form's field of several lines.
            FormText,
            /// A list to type into.
            Pick,
            /// What another edition of the plan would change.
            Edition,
            /// The settings that the plan can be fitted to.
            Contexts,
            /// A change of the log in full.
            Change,
            /// A change that does not count.
            Conflict,
            /// Joining by an invitation: a list or a page.
            Join,
            /// Joining by an invitation: the place to type.
            JoinLine,
            /// The help.
            Help,
            /// The guided start: a list or a page.
            Start,
            /// The guided start: a line to fill in.
            StartLine,
        }

        impl Place {
            /// Every place, with its heading in the help.
            pub const ALL: &'static [(Self, &'static str)] = &[
                $((Self::$screen, $name),)*
                (Self::Gate, "Gate review"),
                (Self::Summary, "Summary"),
                (Self::BurnUp, "Burn-up"),
                (Self::Trend, "1:1s over time"),
                (Self::Filter, "History, filter line"),
                (Self::Hires, "Hires, where there are several journeys"),
                (Self::HiresFilter, "Hires, filter line"),
                (Self::Parts, "Parts of a goal"),
                (Self::Form, "Forms"),
                (Self::FormText, "Notes"),
                (Self::Pick, "Lists to type into"),
                (Self::Edition, "Another edition of the plan"),
                (Self::Contexts, "Settings of the plan"),
                (Self::Change, "History, one change"),
                (Self::Conflict, "A change that does not count"),
                (Self::Join, "Joining by an invitation"),
                (Self::JoinLine, "Joining by an invitation, the place"),
                (Self::Help, "Help"),
                (Self::Start, "Guided start"),
                (Self::StartLine, "Guided start, lines"),
            ];

            /// The screens of a journey.
            pub(super) const SCREENS: &'static [Self] = &[$(Self::$screen),*];

            /// The same, and the gate review that is shown in their place.
            pub(super) const GATED: &'static [Self] = &[$(Self::$screen,)* Self::Gate];

            /// The screens of a journey, and what is shown in their place to be read.
            pub(super) const TABBED: &'static [Self] =
                &[$(Self::$screen,)* Self::Summary, Self::BurnUp, Self::Trend];

            /// The same, and the gate review.
            pub(super) const PAGES: &'static [Self] =
                &[$(Self::$screen,)* Self::Gate, Self::Summary, Self::BurnUp, Self::Trend];

            /// The screens of a journey, and the list of journeys.
            pub(super) const TOP: &'static [Self] = &[$(Self::$screen,)* Self::Hires];

            /// All that a key of the program as a whole is for.
            pub const WHOLE: &'static [Self] = &[
                $(Self::$screen,)* Self::Gate, Self::Summary, Self::BurnUp, Self::Trend, Self::Hires,
            ];

            /// Where there are lines to move among, or to scroll.
            pub(super) const LISTS: &'static [Self] = &[
                $(Self::$screen,)* Self::Hires, Self::Parts, Self::Edition, Self::Contexts,
                Self::Change, Self::Conflict, Self::Join, Self::Gate, Self::Summary, Self::Trend,
                Self::Help, Self::Start,
            ];

            /// Where the keys of the terminal hold.
            pub(super) const EVERYWHERE: &'static [Self] = &[
                $(Self::$screen,)* Self::Gate, Self::Summary, Self::BurnUp, Self::Trend, Self::Filter,
                Self::Hires, Self::HiresFilter,
                Self::Parts, Self::Form, Self::FormText, Self::Pick, Self::Edition, Self::Contexts,
                Self::Change, Self::Conflict, Self::Join, Self::JoinLine, Self::Help, Self::Start,
                Self::StartLine,
            ];
        }
    };
}

screens!(places);
