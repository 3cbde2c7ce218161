//! The machines of these tests, and the folder that they share.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::home::{Home, Ran};

/// The machines of a hire and a mentor, with a folder to share.
pub struct Pair {
    pub ada: Home,
    pub grace: Home,
    pub share: TempDir,
}

/// Returns the six words that a command says to read to somebody.
#[track_caller]
pub fn six_words(said: &str) -> String {
    let line = said.lines().find(|line| line.contains("six words"));
    let words = line.and_then(|line| line.split_once(": ")).unwrap().1;
    assert_eq!(words.split(' ').count(), 6, "{said}");
    words.to_owned()
}

impl Pair {
    /// Ada has begun; nobody is invited.
    pub fn begun() -> Self {
        Self {
            ada: Home::with_journey(),
            grace: Home::new(),
            share: TempDir::new().unwrap(),
        }
    }

    /// Ada invited Grace into the folder and admitted her.
    pub fn linked() -> Self {
        let pair = Self::begun();
        pair.link(&pair.place());
        pair
    }

    /// Links both at a place.
    #[track_caller]
    pub fn link(&self, place: &str) {
        self.ada.ok(&["exchange", "invite", place]);
        let said = self.grace.ok(&["exchange", "join", place, "--as", "Grace"]);
        let words = six_words(&said);
        self.ada.ok(&["exchange", "admit", "--words", &words]);
        self.grace.ok(&["exchange", "sync"]);
    }

    /// The folder that is shared, as it is named to a command.
    pub fn place(&self) -> String {
        self.share.path().display().to_string()
    }

    /// The folder of the journey in it.
    pub fn lanes(&self) -> PathBuf {
        let mut folders = self.share.path().read_dir().unwrap();
        folders.next().unwrap().unwrap().path()
    }

    /// The file that one machine writes into the folder, by how its name ends.
    #[track_caller]
    pub fn file_of(&self, home: &Home, ending: &str) -> PathBuf {
        let standing = standing(home);
        let machines = standing["machines"].as_array().unwrap();
        let own = machines.iter().find(|machine| machine["this"] == true);
        let own = own.unwrap()["device"].as_str().unwrap();
        self.lanes().join(format!("{own}.{ending}"))
    }

    /// Both sync, so that each has what the other wrote.
    #[track_caller]
    pub fn meet(&self, day: &str) {
        for home in [&self.ada, &self.grace, &self.ada] {
            home.on(day).ok(&["exchange", "sync"]);
        }
    }
}

/// How the exchange stands on a machine.
#[track_caller]
pub fn standing(home: &Home) -> serde_json::Value {
    let text = home.ok(&["exchange", "status", "--json"]);
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    all["journeys"][0].clone()
}

/// Takes a text in that was handed over.
pub fn take(home: &Home, text: impl Into<Vec<u8>>) -> Ran {
    home.piped(&["exchange", "take", "-"], text)
}

/// Checks that a database is sound.
#[track_caller]
pub fn assert_sound(home: &Home) {
    let said = home.ok(&["doctor"]);
    assert!(
        said.contains("replaying the log gives exactly the rows"),
        "{said}"
    );
}

/// Returns what the log holds, the oldest first, without what only its author reads.
#[track_caller]
pub fn log(home: &Home) -> Vec<String> {
    let text = home.ok(&["log", "--json"]);
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let lines = log["changes"].as_array().unwrap().iter().rev();
    lines
        .map(|line| {
            let (name, text) = (&line["author"]["name"], &line["text"]);
            let counts = if line["counts"] == true {
                ""
            } else {
                " (aside)"
            };
            format!(
                "{} {}{counts}",
                name.as_str().unwrap(),
                text.as_str().unwrap()
            )
        })
        .collect()
}

/// Returns every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(files(&path)),
            false => all.push(path),
        }
    }
    all.sort();
    all
}

/// Returns whether any file below a folder holds a text.
pub fn holds(folder: &Path, text: &str) -> bool {
    files(folder).iter().any(|file| {
        let bytes = std::fs::read(file).unwrap();
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    })
}
