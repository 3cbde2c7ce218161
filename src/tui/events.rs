//! What the terminal reports → messages.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use crate::app::{Input, Key, Msg};
use crate::domain::words::text::{is_forbidden, pasted};
use crate::ui::Drawn;

/// Returns the message of an event, or nothing where it means nothing here.
pub fn message(event: &Event, drawn: &Drawn) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Msg::Key(input(*key)?)),
        // Every text field of the screens is filled through here.
        Event::Paste(text) => Some(Msg::Paste(pasted(text))),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => drawn
                .target(mouse.column, mouse.row)
                .cloned()
                .map(Msg::Click),
            MouseEventKind::ScrollUp => Some(Msg::Wheel(-1)),
            MouseEventKind::ScrollDown => Some(Msg::Wheel(1)),
            _ => None,
        },
        _ => None,
    }
}

fn input(event: KeyEvent) -> Option<Input> {
    let key = match event.code {
        KeyCode::Char(c) if is_forbidden(c) => return None,
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab | KeyCode::BackTab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => return None,
    };
    Some(Input {
        key,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift: event.modifiers.contains(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case('a', true)]
    #[case('\u{200c}', true)]
    #[case('\u{200d}', true)]
    #[case('\u{301}', true)]
    #[case('\u{fe0f}', true)]
    #[case('\u{202e}', false)]
    #[case('\u{2066}', false)]
    #[case('\u{200b}', false)]
    #[case('\u{feff}', false)]
    #[case('\u{e0041}', false)]
    #[case('\u{9b}', false)]
    fn what_cannot_be_seen_cannot_be_typed(#[case] c: char, #[case] is_taken: bool) {
        let event = Event::Key(KeyEvent::from(KeyCode::Char(c)));
        assert_eq!(message(&event, &Drawn::default()).is_some(), is_taken);
    }

    #[test]
    fn what_cannot_be_seen_cannot_be_pasted() {
        let event = Event::Paste("safe\u{202e}exe\u{200b}\r\nم\u{200c}ی".to_owned());
        let Some(Msg::Paste(text)) = message(&event, &Drawn::default()) else {
            unreachable!("a paste is a message");
        };
        assert_eq!(text, "safeexe\nم\u{200c}ی");
    }
}
