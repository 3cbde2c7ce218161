//! An empty home in which the binary runs, with a clock that stands and nothing else of the outer
//! world.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::OnceLock;

use assert_cmd::Command;
use jsonschema::Validator;
use onramp::report::json::PUBLISHED;
use serde_json::Value;
use tempfile::TempDir;

/// The day of the tests, a Monday.
pub const TODAY: &str = "2026-03-02";

/// An empty home on a day.
pub struct Home {
    folder: Rc<TempDir>,
    day: String,
}

/// Returns the time at which commands run on a day.
pub fn noon(day: &str) -> String {
    format!("{day}T12:00:00Z")
}

/// Checks a text against the schema of the document that it is, if it is one.
fn keeps_to_its_schema(text: &str) {
    static SCHEMAS: OnceLock<BTreeMap<&str, Validator>> = OnceLock::new();
    let Ok(document) = serde_json::from_str::<Value>(text) else {
        return;
    };
    let Some(format) = document["format"].as_str() else {
        return;
    };
    let schemas = SCHEMAS.get_or_init(|| {
        let published = PUBLISHED.iter();
        let validator = |schema: &Value| {
            let options = jsonschema::options().should_validate_formats(true);
            options.build(schema).unwrap()
        };
        published
            .map(|document| (document.format, validator(&document.schema())))
            .collect()
    });
    let errors = schemas[format].iter_errors(&document);
    let wrong: Vec<String> = errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{format}: {wrong:#?}");
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
            folder: Rc::new(TempDir::new().unwrap()),
            day: TODAY.to_owned(),
        }
    }

    /// The same home on another day.
    pub fn on(&self, day: &str) -> Self {
        Self {
            folder: Rc::clone(&self.folder),
            day: day.to_owned(),
        }
    }

    /// A home with the plan that tests follow, whatever the plans for people say.
    pub fn with_trial_plan() -> Self {
        let home = Self::new();
        std::fs::create_dir(home.path("plans")).unwrap();
        let plan = include_str!("../trial/trial-scientist.toml");
        std::fs::write(home.path("plans/trial-scientist.toml"), plan).unwrap();
        home
    }

    /// A home in which Ada has begun, with Grace as her mentor.
    pub fn with_journey() -> Self {
        let home = Self::with_trial_plan();
        home.ok(&[
            "start",
            "trial-scientist",
            "--name",
            "Ada",
            "--mentor",
            "Grace",
            "--manager",
            "Mary",
        ]);
        home
    }

    pub fn day(&self) -> &str {
        &self.day
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

    /// Puts a database in its place, closed to others as the program closes its own.
    pub fn put(&self, bytes: &[u8]) {
        std::fs::write(self.database(), bytes).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let own = std::fs::Permissions::from_mode(0o600);
            std::fs::set_permissions(self.database(), own).unwrap();
        }
    }

    pub fn command(&self, args: &[&str]) -> Command {
        Command::from_std(self.child(args))
    }

    /// A command that a test starts, stops and waits for itself.
    pub fn child(&self, args: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("onramp"));
        command
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("ONRAMP_DB", self.database())
            .env("ONRAMP_CONFIG", self.path("config.toml"))
            .env("ONRAMP_NOW", noon(&self.day))
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
        let ran = Ran {
            code: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        [&ran.out, &ran.err]
            .into_iter()
            .for_each(|text| keeps_to_its_schema(text));
        ran
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
    /// sentence or one document, and leaves the database as it was.
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
        if !args.contains(&"--json") {
            let lines: Vec<&str> = ran.err.lines().collect();
            assert!(matches!(lines.len(), 1 | 2), "{}", ran.err);
            assert!(lines[0].starts_with("onramp: "), "{}", ran.err);
            assert!(lines.get(1).is_none_or(|line| line.starts_with("hint: ")));
        }
        assert_eq!(std::fs::read(self.database()).ok(), before, "{args:?}");
        ran.err
    }
}
