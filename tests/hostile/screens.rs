//! The screens, given any keys at all: none may panic, what is shown is what is on disk, and the
//! database stays sound.

use onramp::app::{Input, Key, Msg};
use onramp::store::{Store, Surroundings};

use crate::program::Program;

/// More keys than it takes to get everywhere.
const MOST: usize = 300;

/// Presses a key for each byte: ASCII is typed as it stands, with the control letters as `Ctrl`;
/// what lies above stands for the other keys, clicks, the wheel, pastes and sizes of the terminal.
pub fn presses(data: &[u8]) {
    let mut program = Program::started("Ada Lovelace", "Grace Hopper", "Mary Shaw");
    for byte in data.iter().take(MOST) {
        press(&mut program, *byte);
        if !program.on {
            break;
        }
    }
    if let Some(journey) = &program.state.journey {
        let stored = program.stored();
        assert_eq!(
            stored.iter().find(|kept| kept.id == journey.id),
            Some(journey)
        );
    }
    let store = Store::open(&program.path, &Surroundings::default()).unwrap();
    assert!(store.examine().unwrap().is_sound());
}

fn press(program: &mut Program, byte: u8) {
    let plain = |key| Input {
        key,
        ctrl: false,
        alt: false,
        shift: false,
    };
    let input = match byte {
        b'\r' | b'\n' => plain(Key::Enter),
        b'\t' => plain(Key::Tab),
        0x1b => plain(Key::Esc),
        0x7f => plain(Key::Backspace),
        0 => plain(Key::Delete),
        1..=26 => Input {
            ctrl: true,
            ..plain(Key::Char(char::from(byte + b'a' - 1)))
        },
        0x80 => plain(Key::Up),
        0x81 => plain(Key::Down),
        0x82 => plain(Key::Left),
        0x83 => plain(Key::Right),
        0x84 => plain(Key::Home),
        0x85 => plain(Key::End),
        0x86 => plain(Key::PageUp),
        0x87 => plain(Key::PageDown),
        0x88 => Input {
            shift: true,
            ..plain(Key::Tab)
        },
        0x89 => return program.send(Msg::Wheel(3)),
        0x8a => return program.send(Msg::Wheel(-3)),
        0x8b => return program.send(Msg::Paste("two\nlines 👩‍💻 \u{202e}x\u{1b}[31m".to_owned())),
        0x8c => return program.send(Msg::Paste("2026-04-01".to_owned())),
        0x8d => return program.resize(40, 12),
        0x8e => return program.resize(100, 30),
        0x8f => return program.resize(12, 3),
        0x90 => {
            let tomorrow = program
                .state
                .today
                .succ_opt()
                .unwrap_or(program.state.today);
            return program.send(Msg::Day(tomorrow));
        }
        0x91 => return program.look(),
        0x92..=0xdf => {
            let (columns, rows) = program.size;
            let place = u16::from(byte - 0x92);
            return program.click((place * 37) % columns.max(1), place % rows.max(1));
        }
        0xe0..=0xff => Input {
            alt: true,
            ..plain(Key::Char(char::from(byte - 0xe0 + b'a')))
        },
        _ => plain(Key::Char(char::from(byte))),
    };
    program.send(Msg::Key(input));
}
