//! A text that is written in an editor, on a real pseudo-terminal.
#![cfg(unix)]

use std::io::{Read as _, Write as _};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::home::{Home, noon};

/// Runs a command on a terminal of its own, with an editor and what is typed; returns its exit code
/// and what was shown.
pub fn on_a_terminal(home: &Home, args: &[&str], editor: &str, typed: &str) -> (u32, String) {
    let size = PtySize {
        rows: 24,
        cols: 80,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(assert_cmd::cargo::cargo_bin("onramp"));
    command.args(args);
    command.env("ONRAMP_DB", home.database());
    command.env("ONRAMP_CONFIG", home.path("config.toml"));
    command.env("ONRAMP_NOW", noon(home.day()));
    command.env("HOME", home.path(""));
    command.env("TMPDIR", home.path(""));
    command.env("NO_COLOR", "1");
    command.env("VISUAL", editor);
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut keys = pair.master.take_writer().unwrap();
    keys.write_all(typed.as_bytes()).unwrap();
    let mut shown = Vec::new();
    // Reading ends with an error on Linux and at the end of the file elsewhere.
    let _ = pair
        .master
        .try_clone_reader()
        .unwrap()
        .read_to_end(&mut shown);
    let code = child.wait().unwrap().exit_code();
    (code, String::from_utf8_lossy(&shown).into_owned())
}

#[test]
fn a_note_is_written_in_the_editor() {
    let home = Home::with_journey();
    let (code, shown) = on_a_terminal(
        &home,
        &["note", "30.2"],
        "printf '# from\\nthe editor' >",
        "",
    );
    assert_eq!(code, 0, "{shown}");
    assert!(
        home.ok(&["show", "30.2"])
            .contains("    # from\n    the editor\n")
    );
}

#[test]
fn an_editor_without_a_text() {
    let home = Home::with_journey();
    for (editor, said) in [
        ("true", "nothing was written"),
        ("false", "the editor ended with a failure"),
        ("", "no editor is named"),
        ("head -c 70000 /dev/zero >", "kept in"),
    ] {
        let (code, shown) = on_a_terminal(&home, &["note", "30.2"], editor, "");
        assert_eq!(code, 1, "{shown}");
        assert!(shown.replace("\r\n", " ").contains(said), "{shown}");
    }
    assert!(!home.ok(&["show", "30.2"]).contains("Notes"));
}
