//! A goal's page: what is asked and why, what was given, and what has happened.

use ratatui::text::{Line, Span};

use super::date;
use super::plan::due_words;
use super::rows::{may_read, visible_notes};
use super::text::wrap;
use super::theme::{Meaning, Theme};
use crate::app::State;
use crate::domain::judgment::standing::Standing;
use crate::domain::record::goal::Goal;
use crate::domain::record::writing::Visibility;
use crate::domain::wording::goals;
use crate::domain::wording::marks::{self, Sign};
use crate::domain::words::text::{capitalized, count};
use crate::domain::words::when::working_days;

/// Returns the page of a goal, wrapped to some columns: what was given first, then the plan's text; `titled` where its title does not stand
/// beside it already.
pub fn lines<'a>(
    state: &State,
    standing: &Standing<'_>,
    goal: &Goal,
    theme: &Theme,
    columns: usize,
    titled: bool,
) -> Vec<Line<'a>> {
    let mut page = Page {
        state,
        theme,
        columns,
        lines: Vec::new(),
    };
    if titled {
        let title = format!("{}  {}", goal.number, goal.plan.title);
        page.text(&title, 0, Some(Meaning::Title));
    }
    page.status(standing, goal);
    page.agreements(standing, goal);
    if goal.plan.dropped {
        page.text(DROPPED, 0, None);
    }
    page.criteria(goal);
    page.evidence(goal);
    page.notes(goal);
    for (heading, text) in goals::texts(&goal.plan) {
        page.part(heading, text);
    }
    page.context(goal);
    page.guide(goal);
    page.history(goal);
    page.lines
}

const DROPPED: &str = "No longer in the plan; it stays because something was done on it. Waive it \
                       where it is no longer wanted.";

struct Page<'a, 'b> {
    state: &'b State,
    theme: &'b Theme,
    columns: usize,
    lines: Vec<Line<'a>>,
}

impl Page<'_, '_> {
    fn text(&mut self, text: &str, indent: usize, meaning: Option<Meaning>) {
        let style = meaning.map_or_else(ratatui::style::Style::new, |m| self.theme.style(m));
        let pad = " ".repeat(indent);
        for line in wrap(text, self.columns.saturating_sub(indent)) {
            self.lines
                .push(Line::from(Span::styled(format!("{pad}{line}"), style)));
        }
    }

    fn heading(&mut self, text: &str) {
        self.lines.push(Line::default());
        self.text(text, 0, Some(Meaning::Heading));
    }

    fn part(&mut self, heading: &str, text: &str) {
        self.heading(heading);
        self.text(text, 1, None);
    }

    fn status(&mut self, standing: &Standing<'_>, goal: &Goal) {
        let (mark, meaning) = self.theme.mark(Sign::of(goal, &standing.dates));
        let mut words = goals::course(goal, |day| date(self.state, day));
        if let Some(days) = standing.dates.days_late(goal) {
            words.push(format!("{} late", working_days(days)));
        }
        words.extend(due_words(self.state, standing, goal));
        self.text(&format!("{mark} {}", words.join(" · ")), 0, Some(meaning));
    }

    fn agreements(&mut self, standing: &Standing<'_>, goal: &Goal) {
        let state = self.state;
        let date = |day| date(state, day);
        if let Some(returned) = goal.returned() {
            let text = goals::sent_back(returned, date);
            self.text(&capitalized(&text), 0, Some(Meaning::AtRisk));
        }
        if let Some(blocker) = goal.waiting() {
            let days = standing.dates.days_waiting(goal);
            let text = goals::waits(blocker, days, date);
            self.text(&capitalized(&text), 0, Some(Meaning::Blocked));
        }
        if let Some(changed) = goals::changed(goal) {
            let (mark, meaning) = self.theme.mark(Sign::Changed);
            let text = format!("{mark} {}", capitalized(&changed));
            self.text(&text, 0, Some(meaning));
        }
        let mentor = standing.journey.people.mentor();
        let seen = |seen| goals::acknowledged(seen, mentor, date);
        if let Some(waiver) = &goal.waiver {
            let (on, why) = (date(waiver.mark.on), waiver.words());
            self.text(&format!("Waived {on}: {why}"), 0, None);
            self.seen(seen(&waiver.acknowledged));
        }
        if let Some(deferral) = &goal.deferral {
            let (to, why) = (date(deferral.to), deferral.words());
            self.text(&format!("Moved to {to}: {why}"), 0, None);
            self.seen(seen(&deferral.acknowledged));
        }
    }

    fn seen(&mut self, words: Option<String>) {
        if let Some(words) = words {
            self.text(&capitalized(&words), 2, Some(Meaning::Quiet));
        }
    }

    fn criteria(&mut self, goal: &Goal) {
        if goal.criteria().next().is_none() {
            return;
        }
        self.heading(goals::parts_heading(goal.plan.asks));
        for criterion in goal.criteria() {
            let tick = goal.ticks.get(&criterion.slug);
            let mut text = format!("{} {}", marks::tick(tick.is_some()), criterion.text);
            if let Some(tick) = tick {
                text.push_str(&format!(
                    " ({} {})",
                    tick.mark.by,
                    date(self.state, tick.mark.on)
                ));
            }
            self.text(&text, 1, None);
            if let Some((sign, changed)) = Sign::of_tick(goal, criterion) {
                let (mark, meaning) = self.theme.mark(sign);
                self.text(&format!("{mark} {changed}"), 5, Some(meaning));
            }
        }
    }

    fn evidence(&mut self, goal: &Goal) {
        if goal.evidence.is_empty() {
            return;
        }
        self.heading("Evidence");
        for evidence in goal.evidence.values() {
            self.text(evidence.title(), 1, None);
            if evidence.label.is_some() {
                self.text(&evidence.link, 3, Some(Meaning::Quiet));
            }
        }
    }

    fn notes(&mut self, goal: &Goal) {
        let notes: Vec<_> = goal
            .notes
            .values()
            .filter(|note| may_read(self.state, note))
            .collect();
        // None but where they could not be read.
        let unread = visible_notes(self.state, goal).saturating_sub(notes.len());
        if notes.is_empty() && unread == 0 {
            return;
        }
        self.heading("Notes");
        if unread > 0 {
            let words = format!("{} could not be read", count(unread, "note"));
            self.text(&words, 1, Some(Meaning::Quiet));
        }
        for note in notes {
            let private = match note.visibility {
                Visibility::Private => ", private",
                Visibility::Shared => "",
            };
            let head = format!(
                "{}  {}{private}",
                date(self.state, note.on),
                note.author.name
            );
            self.text(&head, 1, Some(Meaning::Quiet));
            self.text(&note.text, 2, None);
        }
    }

    fn context(&mut self, goal: &Goal) {
        let journey = self.state.journey.as_ref();
        if let Some(from) = journey.and_then(|journey| goals::origin(journey, goal)) {
            self.part("Comes from", &from);
        }
    }

    fn guide(&mut self, goal: &Goal) {
        let Some(guide) = &self.state.guide else {
            return;
        };
        let names: Vec<String> = guide
            .links
            .get(goal.slug())
            .into_iter()
            .flatten()
            .filter_map(|link| {
                let entry = guide.page(link.kind.key)?.entry(&link.slug)?;
                let name = entry.name.as_deref()?;
                Some(format!("{}: {name}", link.kind.title))
            })
            .collect();
        if names.is_empty() {
            return;
        }
        self.heading("In the guide (i opens it)");
        for name in names {
            self.text(&name, 1, None);
        }
    }

    fn history(&mut self, goal: &Goal) {
        let lines: Vec<String> = self
            .state
            .lines
            .iter()
            .rev()
            .filter(|line| line.goal.as_ref() == Some(goal.slug()))
            .map(|line| {
                let first = line.text.lines().next().unwrap_or_default();
                let name = goals::named(goal);
                let short = first.replacen(&name, "", 1).replacen(" : ", ": ", 1);
                let text = format!(
                    "{}  {} {}",
                    date(self.state, line.day),
                    line.author.name,
                    short.trim()
                );
                let late = line.late_entry().map(|late| format!(" ({late})"));
                text + &late.unwrap_or_default() + line.ending()
            })
            .collect();
        if lines.is_empty() {
            return;
        }
        self.heading("History");
        for text in lines {
            self.text(&text, 1, Some(Meaning::Quiet));
        }
    }
}
