//! The real program in a real pseudo-terminal. Every wait is for a text or for the end.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

use rusqlite::OptionalExtension as _;
use std::io::{Read as _, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use tempfile::TempDir;

/// After this, something hangs.
const LIMIT: Duration = Duration::from_secs(30);

const VARIABLES: [(&str, &str); 5] = [
    ("TERM", "xterm-256color"),
    ("LANG", "C.UTF-8"),
    ("SHELL", "/bin/sh"),
    ("ONRAMP_NOW", "2026-03-02T12:00:00Z"),
    ("PATH", "/usr/bin:/bin"),
];

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with_journey() -> Self {
        let home = Self::new();
        home.command(&["start", "applied-scientist", "--name", "Ada"]);
        home
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn database(&self) -> PathBuf {
        self.path().join("onramp.db")
    }

    /// The file that holds the key of this machine, wherever the platform keeps such files.
    fn key(&self) -> PathBuf {
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "key") {
                    return path;
                }
            }
        }
        panic!("there is no key in {}", self.path().display());
    }

    /// Runs a command beside the open screens.
    fn command(&self, args: &[&str]) {
        let status = Command::new(env!("CARGO_BIN_EXE_onramp"))
            .args(args)
            .env_clear()
            .envs(VARIABLES)
            .env("HOME", self.path())
            .env("ONRAMP_DB", self.database())
            .current_dir(self.path())
            .output()
            .unwrap();
        assert!(status.status.success(), "{status:?}");
    }

    /// Returns the state of a goal as the database has it.
    fn stage(&self, goal: &str) -> String {
        let db = rusqlite::Connection::open(self.database()).unwrap();
        db.query_row("SELECT stage FROM stage WHERE goal = ?1", [goal], |row| {
            row.get(0)
        })
        .optional()
        .unwrap()
        .unwrap_or_else(|| "open".to_owned())
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    // Kept open, so that the terminal outlives the program and can be looked at.
    _slave: Box<dyn SlavePty + Send>,
    input: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    seen: Vec<u8>,
    termios: String,
}

impl Session {
    fn open(home: &Home, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system()
            .openpty(PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_onramp"));
        command.env_clear();
        for (name, value) in VARIABLES {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        command.env("ONRAMP_DB", home.database());
        command.cwd(home.path());
        let termios = format!("{:?}", pair.master.get_termios().unwrap());
        let child = pair.slave.spawn_command(command).unwrap();
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
        Self {
            child,
            input: pair.master.take_writer().unwrap(),
            master: pair.master,
            _slave: pair.slave,
            output,
            parser: vt100::Parser::new(cells(rows), cells(columns), 0),
            seen: Vec::new(),
            termios,
        }
    }

    /// Takes what the program has written within a time; returns whether there was anything.
    fn read(&mut self, wait: Duration) -> bool {
        match self.output.recv_timeout(wait) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.seen.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => panic!("the terminal is gone"),
        }
    }

    fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    #[track_caller]
    fn until(&mut self, what: &str, mut there: impl FnMut(&Self) -> bool) {
        let end = Instant::now() + LIMIT;
        while !there(self) {
            let left = end.saturating_duration_since(Instant::now());
            if !self.read(left) {
                panic!("no {what} in\n{}", self.screen());
            }
        }
    }

    #[track_caller]
    fn sees(&mut self, text: &str) {
        self.until(text, |session| session.screen().contains(text));
    }

    fn send(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master
            .resize(PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
    }

    fn signal(&self, signal: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for the end; returns the exit code.
    #[track_caller]
    fn end(&mut self) -> u32 {
        let end = Instant::now() + LIMIT;
        loop {
            self.read(Duration::from_millis(20));
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.read(Duration::from_millis(100)) {}
                return status.exit_code();
            }
            assert!(Instant::now() < end, "still there:\n{}", self.screen());
        }
    }

    fn is_given_back(&self) -> bool {
        let screen = self.parser.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }

    #[track_caller]
    fn assert_given_back(&self) {
        assert!(self.is_given_back());
        let tail = String::from_utf8_lossy(&self.seen);
        let leave = tail.rfind("\x1b[?1049l").unwrap();
        assert!(tail[leave..].contains("\x1b[?25h"), "{:?}", &tail[leave..]);
        let termios = format!("{:?}", self.master.get_termios().unwrap());
        assert_eq!(termios, self.termios);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Only where a test failed is it still there.
        if let Ok(None) = self.child.try_wait() {
            self.signal("-KILL");
            let _ = self.child.wait();
        }
    }
}

#[test]
fn what_is_claimed_stands_in_the_database_and_is_shown_again() {
    let home = Home::new();
    let mut session = Session::open(&home, 80, 24);
    session.sees("Which role do you follow?");
    session.send("\r");
    session.sees("What is your name?");
    session.send("Ada Lovelace\r");
    session.sees("When is your first day?");
    session.send("\r");
    session.sees("Who is your mentor?");
    session.send("Grace\r");
    session.sees("Who is your manager?");
    session.send("\r");
    session.sees("Which of these settings are yours?");
    session.send("\r");
    session.sees("Nothing is written before that.");
    session.send("\r");
    session.sees("The journey is started and saved.");
    session.send("jj ");
    session.sees("Saved: claimed 30.3");
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
    assert_eq!(home.stage("reproduce-a-model"), "claimed");

    let mut session = Session::open(&home, 80, 24);
    session.sees("Grace to confirm");
    session.send("2");
    session.sees("◆ 30.3");
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
}

#[test]
fn a_mentor_with_an_empty_home_joins_over_a_folder() {
    let ada = Home::new();
    let start = ["start", "applied-scientist", "--name", "Ada"];
    ada.command(&[&start[..], &["--mentor", "Grace"]].concat());
    let grace = Home::new();
    let share = grace.path().join("Shared");
    std::fs::create_dir(&share).unwrap();

    let mut hire = Session::open(&ada, 80, 24);
    hire.sees("30.1");
    hire.send(":invite\r");
    hire.sees("Invite Grace, the mentor");
    hire.send(&format!("{}\r", share.display()));
    hire.sees("The invitation is in");

    let mut mentor = Session::open(&grace, 80, 24);
    mentor.sees("press i if you were invited");
    mentor.send("i");
    mentor.sees("Where is your invitation?");
    mentor.send("~/Sahred\r");
    mentor.sees("There is nothing at");
    mentor.send("\x15~/Shared\r");
    mentor.sees("Ada invites you to their journey");
    mentor.send("\r");
    mentor.sees("Read these six words to Ada");
    mentor.sees("Enter opens the journey");
    mentor.send("\r");
    mentor.sees("Not admitted yet. Read Ada these six words");
    mentor.sees("as Grace, the mentor");
    // Below the first steps stand the goals.
    mentor.send("jjjjjn");
    mentor.sees("You can't write until Ada admits this machine.");

    // Both look at the folder by themselves until the machine is admitted.
    hire.sees("Grace asks to be admitted");
    hire.send(":admit\r");
    hire.sees("Grace reads: ");
    hire.send("\r");
    hire.sees("Grace's machine is admitted");
    mentor.sees("Ada admitted this machine");
    mentor.send("n");
    mentor.sees("Note, in Markdown");
    mentor.send("Welcome\x13");
    mentor.sees("Saved: noted");
    let key = grace.key();
    let aside = key.with_extension("aside");
    std::fs::rename(&key, &aside).unwrap();
    mentor.send("S");
    mentor.sees("⇄ read-only");
    mentor.sees("⇄ This machine's key is gone");
    std::fs::rename(&aside, &key).unwrap();
    mentor.send("n");
    mentor.sees("This machine can write again.");
    for session in [&mut hire, &mut mentor] {
        session.send("q");
        assert_eq!(session.end(), 0);
    }
}

#[test]
fn the_minutes_of_a_1_1_go_to_the_clipboard_and_into_a_file() {
    let home = Home::new();
    home.command(&[
        "start",
        "applied-scientist",
        "--name",
        "Ada",
        "--mentor",
        "Grace",
    ]);
    let mut session = Session::open(&home, 80, 24);
    session.sees("30.1");
    session.send("3");
    session.sees("no day is agreed");
    session.send("s");
    session.sees("1:1 no. 1");
    session.send("C");
    session.sees("may stay empty");
    session.send("\r");
    session.sees("The minutes, without anything private");
    session.send("clip\r");
    session.sees("went to the terminal's clipboard");
    // OSC 52 with the text in base64: "# 1:1 no" begins like this.
    let seen = String::from_utf8_lossy(&session.seen).into_owned();
    assert!(seen.contains("\x1b]52;c;IyAxOjEgbm8"), "{seen:?}");
    session.send("mfile\r");
    // The name of the folder decides where the message is broken.
    session.until("Wrote", |session| {
        let whole: String = session.screen().split_whitespace().collect();
        whole.contains("Wrote/") && whole.contains("/minutes-ada-2026-03-02.md.")
    });
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
    let file = home.path().join("minutes-ada-2026-03-02.md");
    assert!(std::fs::read_to_string(file).unwrap().starts_with("# 1:1"));
}

#[test]
fn what_another_program_changed_is_shown() {
    let home = Home::with_journey();
    let mut session = Session::open(&home, 80, 24);
    session.sees("30.1");
    let before = Instant::now();
    home.command(&["claim", "30.3"]);
    session.sees("Another program changed the journey");
    session.sees("◆ 30.3");
    // Three seconds are promised; a busy machine gets some more.
    assert!(before.elapsed() < Duration::from_secs(8));
    session.send("q");
    session.end();
}

#[test]
fn the_terminal_comes_back_after_a_key_and_after_a_signal() {
    let home = Home::with_journey();
    for (end, code) in [
        ("q", 0),
        ("\x03", 0),
        ("-TERM", 143),
        ("-HUP", 129),
        ("-INT", 130),
        ("-QUIT", 131),
        ("-USR1", 138),
        ("-ALRM", 142),
        ("-ABRT", 134),
        ("-XCPU", 152),
    ] {
        let mut session = Session::open(&home, 80, 24);
        session.sees("30.1");
        assert!(!session.is_given_back());
        let raw = format!("{:?}", session.master.get_termios().unwrap());
        assert_ne!(raw, session.termios);
        if end.starts_with('-') {
            session.signal(end);
        } else {
            session.send(end);
        }
        assert_eq!(session.end(), code, "{end:?}");
        session.assert_given_back();
    }
}

#[test]
fn ctrl_z_gives_the_terminal_back_until_the_program_is_continued() {
    let home = Home::with_journey();
    let mut session = Session::open(&home, 80, 24);
    session.sees("30.1");
    session.send("n");
    session.sees("Note, in Markdown");
    session.send("Half a note");
    session.sees("Half a note");
    session.send("\x1a");
    session.until("shell", Session::is_given_back);
    // A signal that comes before the program has stopped is lost, so it is sent until it is heard.
    let end = Instant::now() + LIMIT;
    while session.is_given_back() || !session.screen().contains("Half a note") {
        assert!(Instant::now() < end, "{}", session.screen());
        session.signal("-CONT");
        session.read(Duration::from_millis(50));
    }
    session.send("\x13");
    session.sees("Saved: noted");
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
}

#[test]
fn a_terminal_of_any_size_is_drawn_into() {
    let home = Home::with_journey();
    // What is drawn last stands in the last row.
    for (columns, rows, drawn) in [(u16::MAX, u16::MAX, "\x1b[500;"), (0, 0, "\x1b[24;")] {
        let mut session = Session::open(&home, 80, 24);
        session.sees("30.1");
        let resize = |columns, rows| {
            let size = PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            };
            session.master.resize(size).unwrap();
        };
        resize(columns, rows);
        session.send("?");
        session.until(drawn, |session| {
            String::from_utf8_lossy(&session.seen).contains(drawn)
        });
        session.send("\x1b[Fq\x03");
        assert_eq!(session.end(), 0);
        session.assert_given_back();
    }
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_recovers() {
    let home = Home::with_journey();
    let mut session = Session::open(&home, 30, 8);
    session.sees("Make it larger");
    session.send(" ");
    // The key has been read when a later frame is there.
    for columns in [31, 32] {
        session.resize(columns, 8);
        session.sees(&format!("has {columns}"));
    }
    session.resize(80, 24);
    session.sees("as Ada, the hire");
    session.sees("30.1");
    session.resize(30, 8);
    session.sees("Make it larger");
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
    assert_eq!(home.stage("product-and-kpis"), "open");
}

#[test]
fn a_program_that_is_killed_loses_nothing_that_was_shown_as_saved() {
    let home = Home::with_journey();
    for (number, goal) in [
        ("30.3", "reproduce-a-model"),
        ("30.4", "quality-gaps"),
        ("60.3", "offline-gain"),
    ] {
        let mut session = Session::open(&home, 80, 24);
        session.sees("Next");
        session.send(&format!("/{number}"));
        session.sees(&format!("› {number}"));
        session.send("\r");
        session.sees("Shows it");
        session.send(" ");
        session.sees(&format!("Saved: claimed {number}"));
        session.signal("-KILL");
        session.end();
        assert_eq!(home.stage(goal), "claimed");
    }
    home.command(&["doctor"]);
}
