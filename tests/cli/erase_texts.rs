//! What one person wrote in a journey is nowhere any more; the journey and what others wrote stay.

use super::exchange::machines::{Pair, assert_sound, holds};
use super::home::Home;

/// In every text that Grace writes.
const GONE: &str = "gull";

/// The days on which the journey is lived.
const FIRST: &str = "2026-03-03";
const GATE: &str = "2026-03-31";

/// Somebody who writes, a number in each text.
struct Writer<'h> {
    home: &'h Home,
    name: &'static str,
    word: &'static str,
    texts: Vec<String>,
}

impl<'h> Writer<'h> {
    fn new(home: &'h Home, name: &'static str, word: &'static str) -> Self {
        let texts = Vec::new();
        Self {
            home,
            name,
            word,
            texts,
        }
    }

    /// Runs a command as them; each `*` in it becomes a text of theirs.
    #[track_caller]
    fn on(&mut self, day: &str, command: &str) -> String {
        let args: Vec<String> = command
            .split_whitespace()
            .map(|arg| self.said(arg))
            .collect();
        let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
        args.extend(["--as", self.name]);
        self.home.on(day).ok(&args)
    }

    fn said(&mut self, arg: &str) -> String {
        if !arg.contains('*') {
            return arg.to_owned();
        }
        let text = format!("{}-{}x", self.word, self.texts.len());
        self.texts.push(text.clone());
        arg.replace('*', &text)
    }
}

/// Everybody writes every kind of text that they can write.
fn everybody<'h>(home: &'h Home) -> [Writer<'h>; 3] {
    let mut ada = Writer::new(home, "Ada", "heron");
    let mut grace = Writer::new(home, "Grace", GONE);
    let mut mary = Writer::new(home, "Mary", "ibis");
    for (writer, own) in [
        (&mut ada, "30.2"),
        (&mut grace, "30.3"),
        (&mut mary, "30.4"),
    ] {
        writer.on(FIRST, "note 30.1 *");
        writer.on(FIRST, "note 30.1 * --private");
        writer.on(FIRST, "note 30.1 * --question");
        writer.on(FIRST, "note journey *");
        writer.on(FIRST, "meet point *");
        writer.on(FIRST, "meet point * --private");
        writer.on(FIRST, "meet action * --owner Ada");
        writer.on(FIRST, &format!("block {own} --on IT --for *"));
        writer.on(
            FIRST,
            &format!("defer {own} 2026-04-20 --reason * --agreed Di"),
        );
    }
    for (writer, goal) in [
        (&mut ada, "60.1"),
        (&mut grace, "60.2"),
        (&mut mary, "60.3"),
    ] {
        writer.on(FIRST, &format!("waive {goal} --reason * --agreed Di"));
    }
    for (writer, month) in [(&mut ada, "06"), (&mut grace, "07"), (&mut mary, "08")] {
        let leave = |day: &str| format!("leave 2026-{month}-{day} 2026-{month}-{day} --reason *");
        writer.on(FIRST, &leave("03"));
        writer.on(FIRST, &format!("{} --private", leave("10")));
        writer.on(FIRST, "archive left --reason *");
        writer.home.on(FIRST).ok(&["unarchive", "--as", "Ada"]);
    }
    for writer in [&mut ada, &mut grace] {
        writer.on(FIRST, "evidence 30.1 https://example.org/* --label *");
        writer.on(FIRST, "evidence 30.1 *");
    }
    answered(&mut ada, &mut grace, &mut mary);
    met(&mut ada, &mut grace);
    reviewed(&mut ada, &mut grace);
    [ada, grace, mary]
}

/// Values of one that others set on top of, took back and brought back.
fn answered(ada: &mut Writer<'_>, grace: &mut Writer<'_>, mary: &mut Writer<'_>) {
    ada.on(FIRST, "claim 30.1");
    grace.on(FIRST, "return 30.1 --reason *");
    // The claim keeps why the one before it was sent back, and the wait that it ended.
    grace.on(FIRST, "block 30.1 --on IT --for *");
    ada.on(FIRST, "claim 30.1");
    ada.on(FIRST, "undo");
    ada.on(FIRST, "redo");
    grace.on(FIRST, "confirm 30.1");
    mary.on(FIRST, "restore 60.2");
    mary.on(FIRST, "undo");
    ada.on(FIRST, "clear 30.3");
    ada.on(FIRST, "undo");
    grace.on(FIRST, "acknowledge 60.1");
    for _ in 0..2 {
        grace.on(FIRST, "summary write *");
    }
}

fn met<'h>(ada: &mut Writer<'h>, grace: &mut Writer<'h>) {
    ada.on(FIRST, "check-in 4 3 2 --words * --confidence-because *");
    ada.on(FIRST, "meet start");
    for writer in [&mut *ada, &mut *grace] {
        writer.on(FIRST, "meet note *");
        writer.on(FIRST, "meet note * --private");
        writer.on(FIRST, "meet rate 4 3 2 --words *");
        writer.on(FIRST, "meet rate 5 3 2 --words *");
        writer.on(FIRST, "meet point *");
    }
    ada.on(FIRST, "meet close --next 2026-03-10");
    grace.on(FIRST, "meet note * --meeting 1");
}

fn reviewed<'h>(ada: &mut Writer<'h>, grace: &mut Writer<'h>) {
    grace.on(GATE, "waive 30.5 --reason * --agreed Di");
    grace.on(GATE, "gate start 30");
    ada.on(GATE, "note 30.1 *");
    for goal in ["30.2", "30.3", "30.4"] {
        grace.on(GATE, &format!("gate answer {goal} not-done --why *"));
    }
    for writer in [&mut *ada, &mut *grace] {
        writer.on(GATE, "gate grade problem-framing meets --why *");
    }
    grace.on(
        GATE,
        "gate verdict extend --to 2026-04-30 --reason * --summary * --leave-ungraded",
    );
}

/// What is printed of the journey as documents, by command.
const DOCUMENTS: &[&str] = &[
    "log --json",
    "status --json",
    "goals --json",
    "show 30.1 --json",
    "show 30.3 --json",
    "show 60.2 --json",
    "meet show 1 --json",
    "meet agenda --json",
    "actions --json",
    "gate show 30 --json",
    "leave list --json",
];

/// What is printed of it for people to read and to hand on.
const PAGES: &[&str] = &[
    "log",
    "show 30.1",
    "meet show 1",
    "meet minutes 1",
    "gate export 30",
    "gate export 30 --format html",
    "export --since 2026-03-01",
    "export --since 2026-03-01 --format html",
    "export --format ics",
    "export --format json",
    "export --format json --with-private",
    "export --format csv --table goals --for mentor",
    "export --format csv --table notes --for mentor --since 2026-03-01",
    "export --format csv --table changes --for mentor --since 2026-03-01",
    "export --format csv --table ratings --for mentor",
    "export --format csv --table actions --for mentor",
    "export --format csv --table verdicts",
];

/// Returns what commands print on the day of the gate to everybody who may run them.
fn printed(home: &Home, commands: &[&str]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for name in ["Ada", "Grace", "Mary"] {
        for command in commands {
            let mut args: Vec<&str> = command.split(' ').collect();
            args.extend(["--as", name]);
            let ran = home.on(GATE).run(&args);
            assert!(ran.code == 0 || name == "Mary", "{args:?}: {}", ran.err);
            all.push((format!("{command} --as {name}"), ran.out));
        }
    }
    all
}

/// Returns a text with those that are gone replaced.
fn erased(text: &str, gone: &[String]) -> String {
    gone.iter().rev().fold(text.to_owned(), |text, gone| {
        text.replace(&format!("https://example.org/{gone}"), "(erased)")
            .replace(gone, "(erased)")
    })
}

/// Returns whether a text is in the database.
fn is_saved(home: &Home, text: &str) -> bool {
    let bytes = home.bytes();
    let mut parts = bytes.windows(text.len());
    parts.any(|part| part == text.as_bytes())
}

fn erase(home: &Home) -> String {
    home.on(GATE)
        .ok(&["erase", "Ada", "--texts-of", "grace", "--yes"])
}

#[test]
fn every_text_of_one_goes_and_everything_else_stays() {
    let home = Home::with_journey();
    let [ada, grace, mary] = everybody(&home);
    home.on(GATE).ok(&["backup", "make"]);
    let older = home.database().with_file_name("onramp.db.schema-6");
    std::fs::copy(home.database(), &older).unwrap();
    let documents = printed(&home, DOCUMENTS);
    let pages = printed(&home, PAGES);
    assert!(holds(&home.path(".local"), GONE) && holds(&home.path(".local"), "heron"));

    let said = erase(&home);
    let count = format!(
        "{} texts that Grace wrote in Ada's journey are erased",
        grace.texts.len()
    );
    assert!(said.contains(&count), "{said}");
    assert!(said.contains("onramp.db.schema-6 held it too"), "{said}");
    assert!(!holds(&home.path(""), GONE) && !older.exists());
    assert_sound(&home.on(GATE));
    for text in ada.texts.iter().chain(&mary.texts) {
        assert!(is_saved(&home, text), "{text}");
    }
    for ((command, before), (_, after)) in documents.iter().zip(printed(&home, DOCUMENTS)) {
        assert_eq!(erased(before, &grace.texts), after, "{command}");
    }
    for ((command, before), (_, after)) in pages.iter().zip(printed(&home, PAGES)) {
        assert!(!after.contains(GONE), "{command}");
        for text in ada.texts.iter().chain(&mary.texts) {
            assert_eq!(
                before.contains(text),
                after.contains(text),
                "{command}: {text}"
            );
        }
    }
}

/// Takes back what everybody may take back, and brings it back; returns what was said.
fn undone(home: &Home) -> Vec<String> {
    let home = home.on("2026-04-01");
    let mut said = Vec::new();
    for command in ["undo", "redo"] {
        let mut is_done = false;
        while !is_done {
            is_done = true;
            for name in ["Ada", "Grace", "Mary"] {
                let ran = home.run(&[command, "--as", name]);
                is_done &= ran.code != 0;
                said.push(ran.out + &ran.err);
            }
        }
    }
    said
}

#[test]
fn what_others_did_on_top_of_it_can_be_undone() {
    let (other, home) = (Home::with_journey(), Home::with_journey());
    everybody(&other);
    let before = undone(&other);
    assert!(before.len() > 100, "{before:#?}");
    let [_, grace, _] = everybody(&home);
    erase(&home);
    let after = undone(&home);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(erased(before, &grace.texts), *after);
    }
    assert_eq!(before.len(), after.len());
    assert!(!holds(&home.path(""), GONE));
    assert_sound(&home);
}

#[test]
fn a_copy_that_is_put_back_loses_it_again_and_what_came_later_stays() {
    let home = Home::with_journey();
    everybody(&home);
    let database = std::fs::read(home.database()).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("copy.db");
    let file = copy.display().to_string();
    home.on(GATE).ok(&["backup", "make", &file]);
    erase(&home);
    let mut grace = Writer::new(&home, "Grace", "tern");
    grace.on(GATE, "note 30.1 *");
    home.on(GATE).ok(&["status"]);
    assert!(is_saved(&home, "tern"));

    home.on(GATE).ok(&["backup", "restore", &file]);
    assert!(!holds(&home.path(""), GONE));
    assert_sound(&home.on(GATE));
    grace.on(GATE, "note 30.1 *");
    home.put(&database);
    assert!(is_saved(&home, GONE));
    home.on(GATE).ok(&["status"]);
    assert!(!is_saved(&home, GONE));
}

#[test]
fn texts_that_only_copies_hold_go_too() {
    let home = Home::with_journey();
    let file = home.path("early.db").display().to_string();
    home.ok(&["backup", "make", &file]);
    Writer::new(&home, "Grace", GONE).on(FIRST, "note 30.1 *");
    home.ok(&["backup", "restore", &file]);
    assert!(!is_saved(&home, GONE) && holds(&home.path(".local"), GONE));
    home.fails(2, &["erase", "Ada", "--texts-of", "Grace"]);
    let said = home.ok(&["erase", "Ada", "--texts-of", "Grace", "--yes"]);
    assert!(said.contains("1 text that Grace wrote"), "{said}");
    assert!(!holds(&home.path(""), GONE));
}

#[test]
fn an_earlier_mentor_is_found_by_name() {
    let home = Home::with_journey();
    let mut grace = Writer::new(&home, "Grace", GONE);
    grace.on(FIRST, "note 30.1 *");
    home.ok(&["edit", "--mentor", "Hedy"]);
    let mut hedy = Writer::new(&home, "Hedy", "tern");
    hedy.on(FIRST, "note 30.1 *");
    let said = home.ok(&["erase", "Ada", "--texts-of", "Grace", "--yes"]);
    assert!(
        said.contains("1 text that Grace wrote in Ada's journey is erased"),
        "{said}"
    );
    let said = home.ok(&["erase", "Ada", "--texts-of", "Grace", "--yes"]);
    assert!(said.contains("holds no text by Grace"), "{said}");
    assert!(!holds(&home.path(""), GONE) && is_saved(&home, "tern"));
    let said = home.fails(3, &["erase", "Ada", "--texts-of", "Bob", "--yes"]);
    assert!(said.contains("Ada, Grace, Mary, Hedy"), "{said}");
}

#[test]
fn nobody_erases_texts_by_a_slip() {
    let home = Home::with_journey();
    Writer::new(&home, "Grace", GONE).on(FIRST, "note 30.1 *");
    let said = home.fails(2, &["erase", "Ada", "--texts-of", "Grace"]);
    assert!(said.contains("onramp export"), "{said}");
    let older = home.database().with_file_name("onramp.db.schema-6");
    std::fs::copy(home.database(), &older).unwrap();
    let said = home.ok(&["erase", "Ada", "--texts-of", "Mary"]);
    assert!(said.contains("holds no text by Mary"), "{said}");
    assert!(is_saved(&home, GONE) && older.exists());
    home.ok(&["erase", "Ada", "--texts-of", "Grace", "--yes", "--json"]);
    assert!(!is_saved(&home, GONE));
}

#[test]
fn a_journey_that_others_have_is_left_alone() {
    let pair = Pair::linked();
    pair.ada.ok(&["note", "30.1", "gull"]);
    pair.meet("2026-03-03");
    for home in [&pair.ada, &pair.grace] {
        let said = home.fails(4, &["erase", "Ada", "--texts-of", "Ada", "--yes"]);
        assert!(said.contains("shared with other machines"), "{said}");
        assert!(
            said.contains("`onramp erase Ada` on each machine"),
            "{said}"
        );
        assert!(home.ok(&["show", "30.1"]).contains("gull"));
    }
}
