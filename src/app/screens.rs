//! The table of screens: a row each. Places, keys, state and drawing are made of it, each where it
//! is at home.

/// Hands the table to a macro. A row names
///
/// - the screen, the key that shows it, its name, and what the key table says of it;
/// - its file here and in `ui`, what it keeps, and where `State` has that.
macro_rules! screens {
    ($make:ident) => {
        $make! {
            /// What matters today.
            Today: '1' "Today" "today", today TodayView today_view;
            /// Milestones and goals.
            Plan: '2' "Plan" "plan", plan PlanView plan;
            /// The 1:1.
            Meeting: '3' "1:1" "1:1", meeting MeetingView meeting;
            /// The role's guide.
            Guide: '4' "Guide" "guide", guide GuideView guide_view;
            /// The log.
            History: '5' "History" "history", history HistoryView history;
        }
    };
}

pub(crate) use screens;
