//! The agenda of a 1:1 as it stood, and which texts its lines quote.

use super::action::Text;
use super::meeting::{held, held_mut};
use super::writing::noted;
use super::{put, record};
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::audience::Audience;
use crate::domain::record::goal::{Blocker, Deferral, Waiver};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set};
use crate::domain::record::meeting::{Agenda, Edge, Kept, Point, Stood, Topic};
use crate::domain::record::texts::{ERASED, Texts};

/// What stands between a line and what is to be known beside it.
const BESIDE: &str = " · ";

/// The agenda of a 1:1 as it stood, under the 1:1 and the end at which it did.
impl Kind for Agenda {
    type Key = (ChangeId, Edge);
    type Value = Self;

    fn texts(_: &Self::Key, agenda: &mut Self, texts: &mut Texts<'_>) {
        let mut stood = Stood::clone(agenda);
        for line in &mut stood.lines {
            without_quotes(line, texts);
        }
        if stood != **agenda {
            *agenda = Self::from(stood);
        }
    }

    fn get<'j>(journey: &'j Journey, (meeting, edge): &Self::Key) -> Option<&'j Self> {
        held(journey, *meeting)?.agendas.get(edge)
    }

    fn put(journey: &mut Journey, (meeting, edge): &Self::Key, value: Option<Self>) {
        if let Some(held) = held_mut(journey, *meeting) {
            put(&mut held.agendas, edge, value);
        }
    }

    fn placed(journey: &Journey, (meeting, rest): &Self::Key) -> Self::Key {
        (journey.meetings.one_with(*meeting), *rest)
    }

    fn has_place(journey: &Journey, (meeting, _): &Self::Key) -> bool {
        held(journey, *meeting).is_some()
    }

    fn may_set(author: &Author, _: &Set<Self>) -> bool {
        author.party != Party::Manager
    }

    fn audience(_: &Journey, _: &Set<Self>) -> Audience {
        Audience::Pair
    }
}

/// Visits the texts that a line quotes.
fn without_quotes(line: &mut Kept, texts: &mut Texts<'_>) {
    let text = &mut line.text;
    match &line.topic {
        Topic::Point { point } => texts.quote(&record::<Point>(*point), text, at_the_start),
        Topic::Action { action } => texts.quote(&record::<Text>(*action), text, at_the_start),
        Topic::Question { note } => texts.quote(&noted(*note), text, as_a_question),
        Topic::Goal { goal } => texts.quote(&record::<Blocker>(goal.clone()), text, as_a_wait),
        Topic::Agreement { goal } => {
            texts.quote(&record::<Waiver>(goal.clone()), text, as_a_reason);
            texts.quote(&record::<Deferral>(goal.clone()), text, as_a_reason);
        }
        // A signal is kept in no agenda.
        Topic::Ask { .. }
        | Topic::FirstStep { .. }
        | Topic::Gate { .. }
        | Topic::Rhythm
        | Topic::Signal { .. } => {}
    }
}

/// Returns a line without the text that it begins with.
fn at_the_start(line: &str, text: &str) -> Option<String> {
    let rest = line.strip_prefix(text)?;
    let is_whole = rest.is_empty() || rest.starts_with(BESIDE);
    is_whole.then(|| format!("{ERASED}{rest}"))
}

/// Returns a line without the question that it quotes: the first line of a note, behind the number of its
/// goal if it is on one.
fn as_a_question(line: &str, note: &str) -> Option<String> {
    let asked = note.lines().next().unwrap_or_default();
    at_the_start(line, asked).or_else(|| {
        let (number, rest) = line.split_once(": ")?;
        Some(format!("{number}: {}", at_the_start(rest, asked)?))
    })
}

/// Returns a line without what a goal waits for: `IT for access, 3 working days`.
fn as_a_wait(line: &str, text: &str) -> Option<String> {
    let (start, beside) = line.split_once(BESIDE)?;
    let (on, rest) = beside.split_once(&format!(" for {text}"))?;
    let is_whole = rest.is_empty() || rest.starts_with([',', ';']);
    is_whole.then(|| format!("{start}{BESIDE}{on} for {ERASED}{rest}"))
}

/// Returns a line without the reason of an agreement: `waived: another team does it (Bo agreed)`.
fn as_a_reason(line: &str, text: &str) -> Option<String> {
    let (start, beside) = line.split_once(BESIDE)?;
    let (said, instead) = (format!(": {text} ("), format!(": {ERASED} ("));
    let is_there = beside.contains(&said);
    is_there.then(|| format!("{start}{BESIDE}{}", beside.replace(&said, &instead)))
}
