//! Where a key is pressed.

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The guided start: a list or a page.
    Start,
    /// The guided start: a line to fill in.
    StartLine,
    /// What matters today.
    Today,
    /// Milestones and goals.
    Plan,
    /// The 1:1.
    Meeting,
    /// The role's guide.
    Guide,
    /// The log.
    History,
    /// The filter line of the history.
    Filter,
    /// All journeys.
    Hires,
    /// The filter line of the journeys.
    HiresFilter,
    /// A form of lines.
    Form,
    /// A form's field of several lines.
    FormText,
    /// A list to type into.
    Pick,
    /// The parts of a goal.
    Parts,
    /// What another edition of the plan would change.
    Edition,
    /// The gate review of a milestone.
    Gate,
    /// The help.
    Help,
}

impl Place {
    /// Every place, with its heading in the help.
    pub const ALL: [(Self, &'static str); 17] = [
        (Self::Today, "Today"),
        (Self::Plan, "Plan"),
        (Self::Meeting, "1:1"),
        (Self::Guide, "Guide"),
        (Self::History, "History"),
        (Self::Gate, "Gate review"),
        (Self::Filter, "History, filter line"),
        (Self::Hires, "Hires, where there are several journeys"),
        (Self::HiresFilter, "Hires, filter line"),
        (Self::Parts, "Parts of a goal"),
        (Self::Form, "Forms"),
        (Self::FormText, "Notes"),
        (Self::Pick, "Lists to type into"),
        (Self::Edition, "Another edition of the plan"),
        (Self::Help, "Help"),
        (Self::Start, "Guided start"),
        (Self::StartLine, "Guided start, lines"),
    ];
}
