//! What is due for whoever acts, as lines, and as one line for a prompt.

use std::collections::BTreeMap;

use super::goals::tone;
use super::page::{Line, Page, Tone};
use crate::domain::judgment::attention::FIRST_STEPS_SOURCE;
use crate::domain::telling::reminders::{Kind, Reminder};
use crate::domain::wording::marks::Sign;
use crate::domain::words::when::full_date;
use crate::report::remind::Due;

/// How an action is ticked off from here.
const DONE_HINT: &str = "`onramp meet done \"the first words\"` ticks one off";

/// Returns what is due, journey by journey; each line names the hire where there are several.
pub fn reminders(due: &[Due], several: bool, width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    for Due {
        people,
        start,
        reminders,
        ..
    } in due
    {
        let hire = people.hire();
        let lead = match several {
            true => format!("{hire}: "),
            false => String::new(),
        };
        let is_first = |reminder: &&Reminder| reminder.kind == Kind::FirstStep;
        let steps: Vec<&Reminder> = reminders.iter().filter(is_first).collect();
        if !steps.is_empty() {
            let start = full_date(*start);
            let head = format!("First steps for you; {hire}'s day 1 is {start}:");
            page.add(Tone::Heading, "", &head);
            for (step, number) in steps.iter().zip(1..) {
                page.add(Tone::Plain, &format!("  {number}. "), &step.text);
            }
            page.add(Tone::Quiet, "  ", &format!("Why: {FIRST_STEPS_SOURCE}"));
        }
        for reminder in reminders.iter().filter(|reminder| !is_first(reminder)) {
            let text = format!("{lead}{}", reminder.text);
            let (tone, mark) = match sign(reminder.kind) {
                Some(sign) => (tone(sign), sign.glyph().unicode),
                None => (Tone::Plain, "·"),
            };
            page.add(tone, &format!("{mark} "), &text);
        }
    }
    let mut all = due.iter().flat_map(|due| &due.reminders);
    if all.any(|reminder| matches!(reminder.kind, Kind::Action | Kind::FirstStep)) {
        page.add(Tone::Quiet, "  ", DONE_HINT);
    }
    page.lines()
}

/// Returns the mark of a reminder, where it is of a goal.
fn sign(kind: Kind) -> Option<Sign> {
    match kind {
        Kind::Signal | Kind::LateGoal | Kind::Returned => Some(Sign::Late),
        Kind::Claim => Some(Sign::Claimed),
        Kind::Blocker => Some(Sign::Blocked),
        Kind::DueGoal => Some(Sign::Open),
        Kind::FirstStep | Kind::Meeting | Kind::CheckIn | Kind::Gate | Kind::Action => None,
    }
}

/// Returns how much is due on one line, over all journeys; nothing where nothing is.
pub fn reminders_in_short(due: &[Due]) -> Option<String> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for reminder in due.iter().flat_map(|due| &due.reminders) {
        *counts.entry(reminder.kind).or_default() += 1;
    }
    let told: Vec<String> = counts
        .into_iter()
        .map(|(kind, count)| kind.counted(count))
        .collect();
    (!told.is_empty()).then(|| told.join(" · "))
}
