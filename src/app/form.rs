//! Lines to fill in: which fields an act asks for, and what act comes of them.

use chrono::NaiveDate;
use ratatui_textarea::{Input, Key, TextArea, WrapMode};

use crate::domain::act::Act;
use crate::domain::change::End;
use crate::domain::goal::Visibility;
use crate::domain::journey::Journey;
use crate::domain::people::Party;
use crate::domain::plan::Slug;
use crate::domain::when::{self, Lean};

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// A note on a goal, or on the journey.
    Note(Option<Slug>),
    /// Evidence for a goal.
    Evidence(Slug),
    /// What a goal waits for.
    Block(Slug),
    /// A claim sent back.
    Return(Slug),
    /// A goal taken out.
    Waive(Slug),
    /// A goal's date moved.
    Defer(Slug),
    /// Names and start date.
    People,
    /// A leave.
    Pause,
    /// The end of the journey.
    Archive,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// One line that may stay empty.
    Optional,
    /// A date as people say it.
    Date(Lean),
    /// Several lines.
    Text,
    /// Shared or private.
    Visibility,
    /// How a journey ended.
    End,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it asks for.
    pub label: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// What is in it.
    pub input: TextArea<'static>,
    /// Whether it still holds what the program put in; typing replaces that as a whole.
    pub fresh: bool,
}

/// Lines to fill in.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is for.
    pub kind: FormKind,
    /// Its heading.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The field that keys go to.
    pub focus: usize,
    /// Why it was not taken.
    pub problem: Option<String>,
}

impl Field {
    fn new(label: &'static str, kind: FieldKind, text: &str) -> Self {
        let mut input = TextArea::from(text.lines().map(str::to_owned));
        input.move_cursor(ratatui_textarea::CursorMove::Bottom);
        input.move_cursor(ratatui_textarea::CursorMove::End);
        if kind == FieldKind::Text {
            input.set_wrap_mode(WrapMode::WordOrGlyph);
        }
        Self {
            label,
            kind,
            input,
            fresh: false,
        }
    }

    /// Returns a field with a text that typing replaces.
    fn filled(label: &'static str, kind: FieldKind, text: &str) -> Self {
        Self {
            fresh: !text.is_empty(),
            ..Self::new(label, kind, text)
        }
    }

    /// Returns what is in it; lines are joined by line breaks.
    pub fn text(&self) -> String {
        self.input.lines().join("\n")
    }

    /// Returns the date in it as `today` and the journey's start have it.
    ///
    /// # Errors
    /// [`when::DateError`] where it is none.
    pub fn date(
        &self,
        today: NaiveDate,
        start: Option<NaiveDate>,
    ) -> Result<NaiveDate, when::DateError> {
        let lean = match self.kind {
            FieldKind::Date(lean) => lean,
            _ => Lean::Future,
        };
        when::parse(&self.text(), &when::Context { today, start, lean })
    }

    /// Puts a key into the field.
    pub fn press(&mut self, input: &Input) {
        match (self.kind, input.key) {
            (
                FieldKind::Visibility,
                Key::Char(' ') | Key::Left | Key::Right | Key::Char('h' | 'l'),
            ) => {
                self.toggle();
            }
            (FieldKind::End, Key::Char(' ') | Key::Right | Key::Char('l')) => self.turn(1),
            (FieldKind::End, Key::Left | Key::Char('h')) => self.turn(End::ALL.len() - 1),
            (FieldKind::Visibility | FieldKind::End, _) => {}
            (FieldKind::Text, _) => {
                self.input.input(input.clone());
            }
            _ => {
                if self.fresh && matches!(input.key, Key::Char(_)) && !input.ctrl {
                    self.input.clear();
                }
                self.fresh = false;
                type_into_line(&mut self.input, input);
            }
        }
    }

    /// Puts pasted text into the field.
    pub fn paste(&mut self, text: &str) {
        match self.kind {
            FieldKind::Visibility | FieldKind::End => {}
            FieldKind::Text => {
                self.input.insert_str(text);
            }
            _ => {
                if self.fresh {
                    self.input.clear();
                }
                self.fresh = false;
                let line: Vec<&str> = text.split_whitespace().collect();
                self.input.insert_str(line.join(" "));
            }
        }
    }

    /// Switches between shared and private.
    pub fn toggle(&mut self) {
        let other = match self.visibility() {
            Visibility::Shared => Visibility::Private,
            Visibility::Private => Visibility::Shared,
        };
        self.input = TextArea::from([other.word()]);
    }

    /// Goes on to another end.
    fn turn(&mut self, by: usize) {
        let ends = End::ALL.iter();
        let place = ends.clone().position(|(end, _)| *end == self.end());
        let mut ends = ends.cycle().skip(place.unwrap_or(0) + by);
        if let Some((_, word)) = ends.next() {
            self.input = TextArea::from([*word]);
        }
    }

    /// Returns how the journey ended.
    pub fn end(&self) -> End {
        let text = self.text();
        let found = End::ALL.into_iter().find(|(_, word)| *word == text);
        found.map_or(End::Finished, |(end, _)| end)
    }

    /// Returns who may read the note.
    pub fn visibility(&self) -> Visibility {
        if self.text() == Visibility::Private.word() {
            Visibility::Private
        } else {
            Visibility::Shared
        }
    }
}

/// Puts a key into a line; a key that would break the line does nothing.
pub fn type_into_line(line: &mut TextArea<'_>, input: &Input) {
    match input.key {
        Key::Enter | Key::Tab => {}
        Key::Char('m' | 'j') if input.ctrl => {}
        Key::Char('u') if input.ctrl => {
            line.delete_line_by_head();
        }
        _ => {
            line.input(input.clone());
        }
    }
}

impl Form {
    /// Returns an empty form, or one with what was typed before and not saved.
    pub fn new(
        kind: FormKind,
        journey: &Journey,
        today: NaiveDate,
        draft: Option<&Vec<String>>,
    ) -> Self {
        let mut fields = fields(&kind, journey, today);
        for (field, text) in fields.iter_mut().zip(draft.into_iter().flatten()) {
            *field = Field::new(field.label, field.kind, text);
        }
        Self {
            title: title(&kind, journey),
            kind,
            fields,
            focus: 0,
            problem: None,
        }
    }

    /// Returns whether something was typed into it.
    pub fn is_touched(&self, journey: &Journey, today: NaiveDate) -> bool {
        Self::new(self.kind.clone(), journey, today, None).texts() != self.texts()
    }

    /// Returns the field that keys go to.
    pub fn focused(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.focus)
    }

    /// Returns whether keys go to a field of several lines.
    pub fn is_in_text(&self) -> bool {
        self.fields
            .get(self.focus)
            .is_some_and(|field| field.kind == FieldKind::Text)
    }

    /// Returns whether the last field has the focus.
    pub fn is_at_end(&self) -> bool {
        self.focus + 1 >= self.fields.len()
    }

    /// Moves the focus by one field, round the ends.
    pub fn step(&mut self, forward: bool) {
        let count = self.fields.len().max(1);
        let step = if forward { 1 } else { count - 1 };
        self.focus = (self.focus + step) % count;
    }

    /// Returns what is in the fields.
    pub fn texts(&self) -> Vec<String> {
        self.fields.iter().map(Field::text).collect()
    }

    /// Returns the acts that come of what was filled in.
    ///
    /// # Errors
    /// The number of the field that cannot be taken, and why.
    pub fn acts(&self, journey: &Journey, today: NaiveDate) -> Result<Vec<Act>, (usize, String)> {
        let text = |place: usize| self.fields.get(place).map(Field::text).unwrap_or_default();
        let date = |place: usize| match self.fields.get(place) {
            Some(field) => field
                .date(today, Some(journey.start))
                .map_err(|error| (place, error.to_string())),
            None => Err((place, String::new())),
        };
        Ok(match &self.kind {
            FormKind::Note(goal) => vec![Act::Note {
                goal: goal.clone(),
                text: text(0),
                visibility: self
                    .fields
                    .get(1)
                    .map_or(Visibility::Shared, Field::visibility),
                question: false,
                meeting: None,
            }],
            FormKind::Evidence(goal) => vec![Act::Evidence {
                goal: goal.clone(),
                link: text(0),
                label: text(1),
            }],
            FormKind::Block(goal) => vec![Act::Block {
                goal: goal.clone(),
                on: text(0),
                waits_for: text(1),
                since: Some(date(2)?),
            }],
            FormKind::Return(goal) => vec![Act::Return {
                goal: goal.clone(),
                reason: text(0),
            }],
            FormKind::Waive(goal) => vec![Act::Waive {
                goal: goal.clone(),
                reason: text(0),
                agreed: text(1),
            }],
            FormKind::Defer(goal) => vec![Act::Defer {
                goal: goal.clone(),
                to: date(0)?,
                reason: text(1),
                agreed: text(2),
            }],
            FormKind::People => return self.people(journey, date(3)?),
            FormKind::Archive => vec![Act::Archive {
                end: self.fields.first().map_or(End::Finished, Field::end),
                reason: text(1),
            }],
            FormKind::Pause => vec![Act::Pause {
                from: date(0)?,
                until: date(1)?,
                reason: text(2),
            }],
        })
    }

    /// Returns an act for each name and date that differs from what stands.
    fn people(&self, journey: &Journey, start: NaiveDate) -> Result<Vec<Act>, (usize, String)> {
        let mut acts: Vec<Act> = Party::ALL
            .into_iter()
            .zip(&self.fields)
            .filter(|(party, field)| {
                journey.people.name(*party).unwrap_or_default() != field.text().trim()
            })
            .map(|(party, field)| Act::Name {
                party,
                name: field.text(),
            })
            .collect();
        if start != journey.start {
            acts.push(Act::MoveStart { to: start });
        }
        if acts.is_empty() {
            return Err((self.focus, "nothing is changed; Esc closes".to_owned()));
        }
        Ok(acts)
    }
}

fn fields(kind: &FormKind, journey: &Journey, today: NaiveDate) -> Vec<Field> {
    use FieldKind::{Date, Line, Optional, Text};
    match kind {
        FormKind::Note(_) => vec![
            Field::new("Note, in Markdown", Text, ""),
            Field::new(
                "Who reads it",
                FieldKind::Visibility,
                Visibility::Shared.word(),
            ),
        ],
        FormKind::Evidence(_) => vec![
            Field::new("Link or path", Line, ""),
            Field::new("What it is (optional)", Optional, ""),
        ],
        FormKind::Block(_) => vec![
            Field::new("Waits on whom", Line, ""),
            Field::new("For what", Line, ""),
            Field::filled("Since", Date(Lean::Past), "today"),
        ],
        FormKind::Return(_) => vec![Field::new("What is missing", Line, "")],
        FormKind::Waive(_) => vec![
            Field::new("Why", Line, ""),
            Field::new("Who agreed", Line, ""),
        ],
        FormKind::Defer(_) => vec![
            Field::new("To which date", Date(Lean::Future), ""),
            Field::new("Why", Line, ""),
            Field::new("Who agreed", Line, ""),
        ],
        FormKind::People => {
            let name = |party| journey.people.name(party).unwrap_or_default();
            vec![
                Field::filled("Hire", Line, name(Party::Hire)),
                Field::filled("Mentor", Optional, name(Party::Mentor)),
                Field::filled("Manager", Optional, name(Party::Manager)),
                Field::filled("Start date", Date(Lean::Future), &journey.start.to_string()),
            ]
        }
        FormKind::Archive => vec![
            Field::new("How it ended", FieldKind::End, End::Finished.word()),
            Field::new("What is to be said of it (optional)", Optional, ""),
        ],
        FormKind::Pause => vec![
            Field::filled("First day away", Date(Lean::Future), &today.to_string()),
            Field::new("Last day away", Date(Lean::Future), ""),
            Field::new("Why (optional)", Optional, ""),
        ],
    }
}

fn title(kind: &FormKind, journey: &Journey) -> String {
    let goal = |slug: &Slug| match journey.goal(slug) {
        Some(goal) => format!("{} {}", goal.number, goal.plan.title),
        None => slug.to_string(),
    };
    match kind {
        FormKind::Note(Some(slug)) => format!("Note on {}", goal(slug)),
        FormKind::Note(None) => "Note on the journey".to_owned(),
        FormKind::Evidence(slug) => format!("Evidence for {}", goal(slug)),
        FormKind::Block(slug) => format!("Block {}", goal(slug)),
        FormKind::Return(slug) => format!("Return {}", goal(slug)),
        FormKind::Waive(slug) => format!("Waive {}", goal(slug)),
        FormKind::Defer(slug) => format!("Defer {}", goal(slug)),
        FormKind::People => "Names and start date".to_owned(),
        FormKind::Pause => "Leave".to_owned(),
        FormKind::Archive => "Put the journey into the archive".to_owned(),
    }
}
