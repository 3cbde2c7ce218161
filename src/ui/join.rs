//! Joining by an invitation: a line for the place, lists to choose from, the six words.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::Drawn;
use super::form::{Look, line_field};
use super::rows::cursor;
use super::text::{row, wrap};
use super::theme::{Meaning, Theme};
use crate::app::{Candidate, Invited, Join, JoinStep, Target, Welcome};

/// Lines from top to bottom, some of which a click selects.
struct Page<'t> {
    theme: &'t Theme,
    columns: usize,
    /// Whether there is room for empty lines.
    roomy: bool,
    lines: Vec<(Line<'static>, Option<usize>)>,
}

impl Page<'_> {
    fn gap(&mut self) {
        if self.roomy {
            self.lines.push((Line::default(), None));
        }
    }

    fn say(&mut self, text: &str, meaning: Option<Meaning>) {
        let style = meaning.map(|meaning| self.theme.style(meaning));
        for line in wrap(text, self.columns.saturating_sub(2)) {
            let line = Line::styled(format!(" {line}"), style.unwrap_or_default());
            self.lines.push((line, None));
        }
    }

    fn choice(&mut self, place: usize, selected: bool, words: String, beside: &str) {
        let style = match selected {
            true => self.theme.style(Meaning::Selected),
            false => ratatui::style::Style::new(),
        };
        let left = vec![
            cursor(self.theme, selected),
            Span::raw(" "),
            Span::styled(words, style),
            Span::styled(format!("  {beside}"), self.theme.style(Meaning::Quiet)),
        ];
        let line = row(self.columns, left, Vec::new());
        self.lines.push((line, Some(place)));
    }
}

/// Draws how far joining is.
pub fn draw(frame: &mut Frame<'_>, body: Rect, join: &Join, theme: &Theme, drawn: &mut Drawn) {
    frame.render_widget(Clear, body);
    drawn.targets.retain(|(area, _)| !body.intersects(*area));
    let mut page = Page {
        theme,
        columns: usize::from(body.width).min(100),
        roomy: body.height > 14,
        lines: Vec::new(),
    };
    page.gap();
    let mut field = None;
    match &join.step {
        JoinStep::Place => {
            page.say("Where is your invitation?", Some(Meaning::Heading));
            page.gap();
            field = Some(page.lines.len());
            page.lines.push((Line::default(), None));
            page.gap();
            if join.problem.is_none() {
                let text = "The shared folder, the git remote or the file that you were told or given, for example ~/Shared/onramp.";
                page.say(text, Some(Meaning::Quiet));
            }
        }
        JoinStep::Looking => {
            page.say("Where is your invitation?", Some(Meaning::Heading));
            page.gap();
            page.say(&format!("Looking in {} …", join.typed()), None);
            page.gap();
            page.say("Esc goes back.", Some(Meaning::Quiet));
        }
        JoinStep::Which => which(&mut page, join),
        JoinStep::Who => who(&mut page, join),
        JoinStep::Joining => {
            page.say("Joining …", Some(Meaning::Heading));
            page.gap();
            let text = "Esc goes on without waiting; the journey appears when it is here.";
            page.say(text, Some(Meaning::Quiet));
        }
        JoinStep::Joined(welcome) => joined(&mut page, welcome),
    }
    if let Some(problem) = &join.problem {
        if field.is_none() {
            page.gap();
        }
        page.say(problem, Some(Meaning::Problem));
    }
    put(frame, body, page, drawn);
    if let Some(line) = field {
        let down = u16::try_from(line).unwrap_or(0);
        let at = Rect {
            x: body.x + 1,
            y: (body.y + down).min(body.bottom().saturating_sub(1)),
            width: body.width.saturating_sub(2),
            height: 1,
        };
        line_field(frame, at, &join.place, Look::Focused, theme);
    }
}

fn which(page: &mut Page<'_>, join: &Join) {
    page.say("Whose journey do you join?", Some(Meaning::Heading));
    page.gap();
    for (place, invited) in join.found.iter().enumerate() {
        let words = format!("{}, {}", invited.hire, invited.title);
        let beside = format!("invited by {}", invited.host);
        page.choice(place, place == join.which, words, &beside);
    }
}

fn who(page: &mut Page<'_>, join: &Join) {
    let Some(invited) = join.invited() else {
        return;
    };
    page.say(&invites(invited), Some(Meaning::Heading));
    page.gap();
    page.say("Who are you?", None);
    page.gap();
    for (place, candidate) in invited.people.iter().enumerate() {
        let Candidate { name, party, .. } = candidate;
        let beside = match candidate.is_host {
            true => "on a second machine",
            false => "",
        };
        let words = format!("{name}, the {}", party.word());
        page.choice(place, place == join.who, words, beside);
    }
    if join.problem.is_some() {
        return;
    }
    page.gap();
    let text = format!(
        "Are you not among them? Ask {} to name you and to invite you again.",
        invited.host
    );
    page.say(&text, Some(Meaning::Quiet));
}

fn invites(invited: &Invited) -> String {
    let Invited {
        hire, title, host, ..
    } = invited;
    match hire == host {
        true => format!("{host} invites you to their journey as {title}."),
        false => format!("{host} invites you to {hire}'s journey as {title}."),
    }
}

fn joined(page: &mut Page<'_>, welcome: &Welcome) {
    let Welcome {
        hire, title, host, ..
    } = welcome;
    let text = format!("{hire}'s journey as {title} is on this machine.");
    page.say(&text, Some(Meaning::Heading));
    page.gap();
    page.say(&format!("Read these six words to {host}:"), None);
    page.gap();
    page.say(&format!("  {}", welcome.words), Some(Meaning::Title));
    page.gap();
    if let Some(trouble) = &welcome.trouble {
        page.say(trouble, Some(Meaning::Problem));
        page.gap();
    }
    if let Some(answer) = &welcome.answer {
        page.say(&format!("Give this file back to {host}:"), None);
        page.say(&format!("  {answer}"), Some(Meaning::Title));
        page.gap();
    }
    let text = format!(
        "If {host} sees the same words, they admit this machine. Until then you can read here but not \
         write; Today keeps the words for you."
    );
    page.say(&text, None);
    page.gap();
    page.say("Enter opens the journey.", Some(Meaning::Quiet));
}

fn put(frame: &mut Frame<'_>, body: Rect, page: Page<'_>, drawn: &mut Drawn) {
    let height = usize::from(body.height);
    let more = page.lines.len().saturating_sub(height);
    let shown = if more > 0 {
        height.saturating_sub(1)
    } else {
        height
    };
    let line = |y: u16| Rect {
        y,
        height: 1,
        ..body
    };
    for (y, (text, place)) in (body.y..body.bottom()).zip(page.lines.into_iter().take(shown)) {
        frame.render_widget(text, line(y));
        if let Some(place) = place {
            drawn.targets.push((line(y), Target::Row(place)));
        }
    }
    if more > 0 {
        let last = line(body.bottom().saturating_sub(1));
        let style = page.theme.style(Meaning::Quiet);
        frame.render_widget(Line::styled(" …", style), last);
    }
}
