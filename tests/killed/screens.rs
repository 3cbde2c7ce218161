//! The screens, killed while they write.

use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::dice::Dice;
use crate::home::Home;

/// After this, something hangs.
const LIMIT: Duration = Duration::from_secs(30);

/// Writes a note on the screens and kills them at some moment; if they said before that the note is
/// saved, it has to be there later.
pub fn write_and_kill(home: &mut Home, dice: &mut Dice) {
    home.bring_back();
    let pair = native_pty_system()
        .openpty(PtySize {
            rows: 24,
            cols: 100,
            pixel_width: 0,
            pixel_height: 0,
        })
        .unwrap();
    let mut command = CommandBuilder::new(Home::binary());
    command.cwd(home.path());
    for (name, value) in home.variables() {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    home.screens_killed();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (sender, output) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    let size = |count| NonZero::new(count).unwrap();
    let mut parser = vt100::Parser::new(size(24), size(100), 0);
    let there = read_until(&output, &mut parser, LIMIT, "all acts");
    assert!(there, "no screen in\n{}", parser.screen().contents());
    let text = home.new_text();
    let mut input = pair.master.take_writer().unwrap();
    write!(input, "2n{text}\x13").unwrap();
    input.flush().unwrap();
    let until = dice.within(home.usual * 4);
    let saved = read_until(&output, &mut parser, until, "Saved: noted on");
    child.kill().unwrap();
    child.wait().unwrap();
    if saved {
        home.notes.push(text);
    }
}

/// Reads until a text is on the screen; returns whether it came in time.
fn read_until(
    output: &Receiver<Vec<u8>>,
    parser: &mut vt100::Parser,
    wait: Duration,
    text: &str,
) -> bool {
    let end = Instant::now() + wait;
    while !parser.screen().contents().contains(text) {
        let left = end.saturating_duration_since(Instant::now());
        match output.recv_timeout(left) {
            Ok(bytes) => parser.process(&bytes),
            Err(_) => return false,
        }
    }
    true
}
