//! What is done with the other machines on the screens: synced, invited, admitted or refused, and what does
//! not count dismissed or done again.

use ratatui_textarea::Key::{Char, Esc};

use super::form::{FormKind, may_invite};
use super::key::{ALL, Binding, key, on, shown};
use super::message::{Effect, Next};
use super::peers::Peers;
use super::pick::Pick;
use super::shared::{Overlay, Shared};
use super::view::{Command as C, Place};
use crate::domain::acts::edition::words;
use crate::domain::record::ids::{ChangeId, DeviceId};
use crate::domain::telling::conflicts::conflicts;
use crate::domain::words::text::{capitalized, shortened};

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    on(Place::SCREENS, ALL, &[key(Char('S'))], C::Sync, "sync with the other side"),
    on(Place::SCREENS, ALL, &[], C::Invite, "invite the mentor, hire or manager to this journey"),
    on(Place::SCREENS, ALL, &[], C::Admit, "admit a machine that asks: compare six words"),
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
        C::Invite => begin_to_invite(shared),
        C::Admit => admit(shared),
        C::Conflicts => match shared.log {
            Some(_) => list_conflicts(shared),
            None => Next::Do(vec![Effect::ReadLog, Effect::ShowConflicts]),
        },
        _ => Next::NOTHING,
    }
}

/// Opens the form of an invitation.
fn begin_to_invite(shared: &mut Shared) -> Next {
    let host = shared.acting;
    if !shared
        .journey
        .as_ref()
        .is_some_and(|journey| may_invite(journey, host))
    {
        return shared.object("There is no one to invite yet; E names a mentor or a manager.");
    }
    Next::FillIn(FormKind::Invite(host))
}

/// Invites where the open form says; returns nothing where that is no invitation.
pub(super) fn invite(shared: &mut Shared) -> Option<Next> {
    let (Some(Overlay::Form(form)), Some(journey)) = (&mut shared.overlay, &shared.journey) else {
        return None;
    };
    let (place, audience) = form.invitation(journey)?;
    if place.is_empty() {
        let text = "Name a shared folder, a git remote or a file.";
        form.problem = Some(text.to_owned());
        return Some(Next::NOTHING);
    }
    if shared.syncing {
        form.problem = Some("It is syncing; try again in a moment.".to_owned());
        return Some(Next::NOTHING);
    }
    shared.syncing = true;
    shared.say("Inviting …");
    Some(Effect::Invite { place, audience }.into())
}

/// Says what came of inviting. The form stays open where it has to be mended.
pub(super) fn invited(shared: &mut Shared, outcome: Result<String, String>) {
    shared.syncing = false;
    shared.note = None;
    let form = match &mut shared.overlay {
        Some(Overlay::Form(form)) if matches!(form.kind, FormKind::Invite(_)) => Some(form),
        _ => None,
    };
    match (outcome, form) {
        (Err(problem), Some(form)) => form.problem = Some(problem),
        (Err(problem), None) => shared.complain(problem),
        (Ok(words), form) => {
            if form.is_some() {
                shared.overlay = None;
            }
            if let Some(draft) = shared.draft_of(&FormKind::Invite(shared.acting)) {
                shared.drafts.remove(&draft);
            }
            shared.say(words);
        }
    }
}

/// Says what came of a sync, in words.
pub(super) fn synced(shared: &mut Shared, words: String, failed: bool) {
    shared.syncing = false;
    match failed {
        true => {
            shared.admitting = false;
            shared.complain(words);
        }
        false => shared.say(words),
    }
}

/// Takes over what is known of the other machines, and says what changed in who is admitted.
pub(super) fn take_peers(shared: &mut Shared, peers: Peers) {
    let before = std::mem::replace(&mut shared.peers, peers);
    let known: Vec<DeviceId> = before.asking.iter().map(|asks| asks.device).collect();
    let mut asking = shared.peers.asking.iter();
    let new = asking.find(|asks| !known.contains(&asks.device));
    let new = new.map(|asks| {
        format!(
            "{} asks to be admitted; `:admit` compares six words.",
            asks.name
        )
    });
    if shared.peers.may_write() {
        match before.waits {
            Some(waits) => shared.say(format!(
                "{} admitted this machine; you can write now.",
                capitalized(&waits.host)
            )),
            None if before.cannot_write.is_some() => shared.say("This machine can write again."),
            None => {}
        }
    }
    if std::mem::take(&mut shared.admitting) {
        if shared.overlay.is_none() {
            ask_for_words(shared);
        }
    } else if let Some(new) = new {
        shared.say(new);
    }
}

/// Asks whether the words are the same, for each who asks; looks first whether one does.
fn admit(shared: &mut Shared) -> Next {
    if let Some(why) = shared.peers.refusal() {
        return shared.object(why);
    }
    if !shared.peers.asking.is_empty() || !shared.peers.has_places {
        ask_for_words(shared);
        return Next::NOTHING;
    }
    shared.admitting = true;
    if shared.syncing {
        return Next::NOTHING;
    }
    shared.syncing = true;
    shared.say("Looking for who asks …");
    Effect::Sync.into()
}

fn ask_for_words(shared: &mut Shared) {
    let asking = &shared.peers.asking;
    if asking.is_empty() {
        let text = "Nobody asks to be admitted yet. `:invite` invites; an answer in a file is for `onramp exchange admit FILE`.";
        shared.complain(text);
        return;
    }
    shared.note = None;
    let words = asking.iter().map(|asks| {
        let words = format!("{} reads: {}", asks.name, asks.words);
        (words, String::new(), Effect::Admit(asks.device).into())
    });
    let mut choices: Vec<_> = words.collect();
    let all = asking.iter().map(|asks| asks.device).collect();
    choices.push((
        "None of these words: do not admit".to_owned(),
        String::new(),
        Effect::Refuse(all).into(),
    ));
    shared.offer(Pick::new("Which six words do they read to you?", choices));
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
        shared.say("There is nothing to decide.");
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
