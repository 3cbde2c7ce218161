//! What is done with the other machines on the screens: synced, invited, admitted, and what does not count
//! dismissed or done again.

use ratatui_textarea::Key::{Char, Esc};

use super::key::{ALL, Binding, key, on, shown};
use super::message::{Effect, Next};
use super::pick::Pick;
use super::shared::{Overlay, Shared};
use super::view::{Command as C, Place};
use crate::domain::acts::edition::words;
use crate::domain::record::ids::ChangeId;
use crate::domain::telling::conflicts::conflicts;
use crate::domain::words::text::shortened;

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    on(Place::SCREENS, ALL, &[key(Char('S'))], C::Sync, "sync with the other side"),
    on(Place::SCREENS, ALL, &[], C::Invite, "invite the other side to their own machine"),
    on(Place::SCREENS, ALL, &[], C::Admit, "admit whoever asks to join"),
    on(Place::SCREENS, ALL, &[], C::Conflicts, "conflicts: what does not count"),
    shown(&[Place::Conflict], ALL, &[key(Char('d'))], C::Dismiss, "dismiss"),
    shown(&[Place::Conflict], ALL, &[key(Char('r'))], C::Again, "do it again"),
    shown(&[Place::Conflict], ALL, &[key(Esc), key(Char('q'))], C::Back, "close"),
];

/// Does what a command asks of the exchange.
pub(super) fn run(shared: &mut Shared, command: C) -> Next {
    match command {
        C::Sync if shared.syncing => shared.object("It is syncing already."),
        C::Sync if !shared.peers.has_places => shared.object(
            "This journey is on this machine alone; `:invite` shares it with the other side.",
        ),
        C::Sync => {
            shared.syncing = true;
            shared.say("Syncing …");
            Effect::Sync.into()
        }
        C::Admit => admit(shared),
        C::Conflicts => match shared.log {
            Some(_) => list_conflicts(shared),
            None => Next::Do(vec![Effect::ReadLog, Effect::ShowConflicts]),
        },
        _ => Next::NOTHING,
    }
}

/// Asks whether the words are the same, for each who asks.
fn admit(shared: &mut Shared) -> Next {
    if shared.peers.asking.is_empty() {
        return shared.object("Nobody asks to be admitted; S looks whether somebody does.");
    }
    let asking = shared.peers.asking.iter().map(|asks| {
        let words = format!("{} reads: {}", asks.name, asks.words);
        (words, String::new(), Effect::Admit(asks.device).into())
    });
    let mut choices: Vec<_> = asking.collect();
    choices.push((
        "None of these words".to_owned(),
        String::new(),
        Next::NOTHING,
    ));
    shared.offer(Pick::new("Which six words do they read to you?", choices));
    Next::NOTHING
}

/// Lists what does not count.
pub(super) fn list_conflicts(shared: &mut Shared) -> Next {
    let all = conflicts(&shared.lines, |id| shared.peers.dismissed.contains(&id));
    let choices: Vec<_> = all
        .iter()
        .map(|conflict| {
            let line = conflict.line;
            let text = line.text.lines().next().unwrap_or_default();
            let words = format!("{} {}", line.author.name, shortened(text, 200));
            (words, line.number.to_string(), Next::Conflict(line.id))
        })
        .collect();
    if choices.is_empty() {
        shared.say("Every change counts.");
        return Next::NOTHING;
    }
    shared.offer(Pick::new("These changes do not count", choices));
    Next::NOTHING
}

fn line(kind: words::Kind, text: String) -> words::Line {
    let lead = String::new();
    words::Line { kind, lead, text }
}

/// Shows why a change does not count.
pub(super) fn show_conflict(shared: &mut Shared, change: ChangeId) {
    let all = conflicts(&shared.lines, |_| false);
    if let Some(conflict) = all.iter().find(|conflict| conflict.line.id == change) {
        let lines = vec![
            line(
                words::Kind::Title,
                format!("Change {}", conflict.line.number),
            ),
            line(words::Kind::Plain, conflict.words.clone()),
        ];
        shared.overlay = Some(Overlay::Conflict {
            lines,
            change,
            scroll: 0,
        });
    }
}
