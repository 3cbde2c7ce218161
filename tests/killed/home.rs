//! A home in which the program is started and killed, and what it answered so far.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use crate::dice::Dice;

const ROLE: [&str; 8] = [
    "start",
    "applied-scientist",
    "--name",
    "Ada",
    "--mentor",
    "Grace",
    "--manager",
    "Mary",
];

pub struct Home {
    folder: TempDir,
    /// How long a command takes here that nobody kills.
    pub usual: Duration,
    /// The changes that were answered, or seen in the log, with what was said of them.
    kept: BTreeMap<String, String>,
    /// The notes that the screens said were saved.
    pub notes: Vec<String>,
    texts: u64,
    started: u64,
    killed: u64,
    answered: u64,
}

/// A command that runs, and where its output goes.
struct Running {
    child: Child,
    output: Receiver<Vec<u8>>,
}

impl Home {
    /// Returns a home in which a journey was started, after a few tries that were killed.
    pub fn new(dice: &mut Dice) -> Self {
        let mut home = Self {
            folder: tempfile::tempdir().unwrap(),
            usual: Duration::from_millis(30),
            kept: BTreeMap::new(),
            notes: Vec::new(),
            texts: 0,
            started: 0,
            killed: 0,
            answered: 0,
        };
        let start: Vec<String> = ROLE.map(str::to_owned).to_vec();
        for _ in 0..5 {
            home.run_and_kill(std::slice::from_ref(&start), dice);
        }
        // It is refused if one of them came through.
        let code = home.run(&ROLE).status.code();
        assert!(matches!(code, Some(0 | 4)), "{code:?}");
        let before = Instant::now();
        home.done(&["status"]);
        home.done(&["note", "30.1", "The first"]);
        home.usual = before.elapsed() / 2;
        home.check();
        home
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn binary() -> PathBuf {
        std::env::var_os("ONRAMP_KILL_BINARY")
            .map_or_else(|| env!("CARGO_BIN_EXE_onramp").into(), PathBuf::from)
    }

    /// Returns the variables of a home, for commands and for screens.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let path = |name: &str| self.path().join(name).display().to_string();
        vec![
            ("HOME", path("")),
            ("ONRAMP_DB", path("onramp.db")),
            ("ONRAMP_CONFIG", path("config.toml")),
            ("XDG_DATA_HOME", path("data")),
            ("XDG_STATE_HOME", path("state")),
            ("LANG", "C.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("ONRAMP_NOW", "2026-03-02T12:00:00Z".to_owned()),
        ]
    }

    fn command<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(Self::binary());
        command
            .args(args)
            .envs(self.variables())
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    fn run(&mut self, args: &[&str]) -> Output {
        self.started += 1;
        self.command(args).output().unwrap()
    }

    /// Returns the document that a command prints, which has to succeed.
    fn done(&mut self, args: &[&str]) -> Value {
        let output = self.run(&[args, &["--json"]].concat());
        assert!(output.status.success(), "{args:?}: {output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Returns a text that no other change has.
    pub fn new_text(&mut self) -> String {
        self.texts += 1;
        format!("text number {}", self.texts)
    }

    /// Returns a command that changes something, or is refused.
    pub fn any_command(&mut self, dice: &mut Dice) -> Vec<String> {
        let goal = dice.of(&["30.1", "30.2", "30.3", "30.4", "60.1"]);
        let party = dice.of(&["hire", "mentor"]);
        let text = self.new_text();
        let words: &[&str] = match dice.below(17) {
            0..=2 => &["note", goal, &text],
            3 => &["note", goal, &text, "--private", "--as", party],
            4 | 5 => &["claim", goal],
            6 => &["unclaim", goal],
            7 => &["confirm", goal, "--as", "mentor"],
            8 => &["return", goal, "--reason", &text, "--as", "mentor"],
            9 => &["meet", "start", "--as", party],
            10 => &["meet", "point", &text, "--as", party],
            11 => &["meet", "note", &text, "--as", party],
            12 => &["meet", "close", "--leave-claims", "--as", "mentor"],
            13 | 14 => &["undo", "--as", party],
            15 => &["redo", "--as", party],
            _ => &["block", goal, "--on", "IT", "--for", &text],
        };
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    /// Brings the journey back if the hire has undone so much that its start went, too.
    pub fn bring_back(&mut self) {
        if self.run(&["status"]).status.code() == Some(3) {
            self.done(&["redo", "--as", "hire"]);
        }
    }

    /// Starts commands at once, kills each at some moment, and keeps what they answered before.
    pub fn run_and_kill(&mut self, commands: &[Vec<String>], dice: &mut Dice) {
        let running: Vec<Running> = commands.iter().map(|args| self.start(args)).collect();
        for (mut running, args) in running.into_iter().zip(commands) {
            let early = running.output.recv_timeout(dice.within(self.usual * 2));
            if early.is_err() {
                running.child.kill().unwrap();
            }
            let code = running.child.wait().unwrap().code();
            let output = match early {
                Ok(output) => {
                    assert!(
                        matches!(code, Some(0 | 2 | 3 | 4)),
                        "{args:?} ended with {code:?}"
                    );
                    output
                }
                Err(_) => {
                    self.killed += 1;
                    running.output.recv().unwrap()
                }
            };
            self.keep(&output);
        }
    }

    fn start(&mut self, args: &[String]) -> Running {
        self.started += 1;
        let mut command = self.command(args);
        command.arg("--json").stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        let mut pipe = child.stdout.take().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            pipe.read_to_end(&mut bytes).unwrap();
            sender.send(bytes)
        });
        Running { child, output }
    }

    /// Keeps the changes of an answer, if it came out whole.
    fn keep(&mut self, answer: &[u8]) {
        let Ok(document) = serde_json::from_slice::<Value>(answer) else {
            return;
        };
        let changes = document["changes"].as_array().into_iter().flatten();
        let message = document["message"].to_string();
        let told = |change: &Value| (id(change), message.clone());
        let before = self.kept.len();
        self.kept.extend(changes.map(told));
        self.answered += (self.kept.len() - before) as u64;
    }

    /// Checks that the database is sound and that all is there that ever was.
    pub fn check(&mut self) {
        let doctor = self.done(&["doctor"]);
        assert_eq!(doctor["sound"], true, "{doctor:#}");
        assert_eq!(doctor["journeys"].as_array().unwrap().len(), 1);
        let there = self.log();
        self.kept.retain(|id, _| !there.contains_key(id));
        assert!(self.kept.is_empty(), "lost: {:#?}", self.kept);
        for text in &self.notes {
            let ended = format!("{text}\"");
            let is_there = there.values().any(|body| body.contains(&ended));
            assert!(
                is_there,
                "the screens said it is saved, and it is lost: {text}"
            );
        }
        self.kept = there;
    }

    /// Returns what the log holds, for all audiences.
    fn log(&self) -> BTreeMap<String, String> {
        let db = Connection::open(self.path().join("onramp.db")).unwrap();
        let mut changes = db.prepare("SELECT id, body FROM change").unwrap();
        let rows = changes.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// Counts a start of the screens, which are always killed.
    #[cfg(unix)]
    pub fn screens_killed(&mut self) {
        self.started += 1;
        self.killed += 1;
    }

    /// Returns how many programs were started and killed, and how much they answered.
    pub fn counts(&self) -> [u64; 4] {
        let notes = self.notes.len() as u64;
        [self.started, self.killed, self.answered, notes]
    }
}

fn id(change: &Value) -> String {
    change["id"].as_str().unwrap().to_owned()
}
