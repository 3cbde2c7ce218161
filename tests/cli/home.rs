//! An empty home in which the binary runs, with a fixed date and nothing else of the outer world.

use std::path::PathBuf;

use assert_cmd::Command;
use tempfile::TempDir;

/// The day of the tests, a Monday.
pub const TODAY: &str = "2026-03-02";

/// An empty home.
pub struct Home {
    folder: TempDir,
}

/// What a command came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A home in which Ada has begun, with Grace as her mentor.
    pub fn with_journey() -> Self {
        let home = Self::new();
        home.ok(&[
            "start",
            "applied-scientist",
            "--name",
            "Ada",
            "--mentor",
            "Grace",
            "--manager",
            "Mary",
        ]);
        home
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn database(&self) -> PathBuf {
        self.path("onramp.db")
    }

    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.database()).unwrap()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("onramp").unwrap();
        command
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("ONRAMP_DB", self.database())
            .env("ONRAMP_CONFIG", self.path("config.toml"))
            .env("ONRAMP_TODAY", TODAY)
            .env("NO_COLOR", "1")
            .current_dir(self.folder.path());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.finish(&mut self.command(args))
    }

    pub fn piped(&self, args: &[&str], stdin: impl Into<Vec<u8>>) -> Ran {
        self.finish(self.command(args).write_stdin(stdin))
    }

    /// Runs a command with the temporary folder's name taken out of what it printed.
    pub fn finish(&self, command: &mut Command) -> Ran {
        let output = command.output().unwrap();
        let folder = self.folder.path().display().to_string();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&folder, "~");
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: entered_on_its_day(text(output.stdout)),
            err: text(output.stderr),
        }
    }

    /// Returns what a command that succeeds prints.
    #[track_caller]
    pub fn ok(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(
            (ran.code, ran.err.as_str()),
            (0, ""),
            "{args:?}: {}",
            ran.out
        );
        ran.out
    }

    /// Returns what a command that fails says, after checking that it prints nothing else, says one
    /// sentence, and leaves the database as it was.
    #[track_caller]
    pub fn fails(&self, code: i32, args: &[&str]) -> String {
        self.refused(code, args, |home| home.run(args))
    }

    #[track_caller]
    pub fn refused(&self, code: i32, args: &[&str], run: impl Fn(&Self) -> Ran) -> String {
        let before = std::fs::read(self.database()).ok();
        let ran = run(self);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (code, ""),
            "{args:?}: {}",
            ran.err
        );
        let lines: Vec<&str> = ran.err.lines().collect();
        assert!(matches!(lines.len(), 1 | 2), "{}", ran.err);
        assert!(lines[0].starts_with("onramp: "), "{}", ran.err);
        assert!(lines.get(1).is_none_or(|line| line.starts_with("hint: ")));
        assert_eq!(std::fs::read(self.database()).ok(), before, "{args:?}");
        ran.err
    }
}

/// Takes out when a change was really entered: the machine's clock goes on while the tests have a day of
/// their own.
pub fn entered_on_its_day(mut text: String) -> String {
    while let Some(start) = text.find("(entered ") {
        let end = start + text[start..].find(')').unwrap() + 1;
        let start = text[..start].trim_end().len();
        text.replace_range(start..end, "");
    }
    let key = "\"entered\": \"";
    while let Some(start) = text.find(key) {
        let value = start + key.len() - 1;
        text.replace_range(value..=value + "0000-00-00\"".len(), "null");
    }
    text
}
