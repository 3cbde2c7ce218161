//! A journey as JSON, there and back.

use serde_json::Value;

use crate::home::Home;

/// A home with a journey of some weeks, private entries of both and a 1:1 among them.
fn lived() -> Home {
    let home = Home::with_journey();
    home.ok(&["note", "30.1", "Tabs\tand “quotes” 👩‍👩‍👧‍👦 \\ שלום"]);
    home.ok(&["note", "30.1", "Mine alone", "--private"]);
    home.ok(&["note", "30.1", "Hers alone", "--private", "--as", "Grace"]);
    home.ok(&["claim", "30.1"]);
    home.ok(&["meet", "start", "--as", "Grace"]);
    home.ok(&["meet", "note", "Between us", "--as", "Grace"]);
    home.ok(&["meet", "close", "--leave-claims", "--as", "Grace"]);
    home.ok(&["undo"]);
    home
}

/// Writes the journey into a file, and returns that with what is said on the way.
fn exported(home: &Home, options: &[&str]) -> (String, String) {
    let args = ["export", "-o", "journey.json", "--force"];
    let ran = home.run(&[&args[..], options].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = std::fs::read_to_string(home.path("journey.json")).unwrap();
    (text, ran.err)
}

/// A home that has nothing but the file.
fn with_file(text: &str) -> Home {
    let home = Home::new();
    std::fs::write(home.path("journey.json"), text).unwrap();
    home
}

#[test]
fn a_journey_arrives_in_another_home_and_twice_adds_nothing() {
    let home = lived();
    let (text, err) = exported(&home, &["--for", "mentor", "--as", "Grace"]);
    assert_eq!(err, "Left out: private entries.\n");
    let other = with_file(&text);
    insta::assert_snapshot!(other.ok(&["import", "journey.json"]), @"Imported Ada's journey: 9 changes. `onramp status --journey Ada` shows where it stands.");
    // Private notes count for their author only.
    for command in ["status", "goals"] {
        let args = [command, "--as", "manager"];
        assert_eq!(other.ok(&args), home.ok(&args));
    }
    let minutes = ["meet", "minutes", "1", "--as", "Grace"];
    assert_eq!(other.ok(&minutes), home.ok(&minutes));
    assert_eq!(
        exported(&other, &["--for", "mentor", "--as", "Grace"]).0,
        text
    );
    insta::assert_snapshot!(other.ok(&["import", "journey.json"]), @"Ada's journey is here already; nothing was imported. `onramp exchange` brings in what is new on another machine.");
    // It goes on there.
    other.ok(&["claim", "30.2"]);
    assert!(other.ok(&["doctor"]).contains("sound"));
}

#[test]
fn each_reader_gets_what_is_theirs() {
    let home = lived();
    let (text, err) = exported(&home, &[]);
    assert_eq!(
        err,
        "Left out: what the hire and the mentor share, private entries.\n"
    );
    for private in ["Between us", "Mine alone", "Hers alone"] {
        assert!(!text.contains(private), "{private}");
    }
    let (text, err) = exported(&home, &["--for", "hire", "--with-private"]);
    assert_eq!(err, "Left out: what others keep private.\n");
    assert!(text.contains("Between us") && text.contains("Mine alone"));
    assert!(!text.contains("Hers alone"));
    let other = with_file(&text);
    other.ok(&["import", "journey.json"]);
    assert!(other.ok(&["show", "30.1"]).contains("Mine alone"));
    assert!(
        !other
            .ok(&["show", "30.1", "--as", "Grace"])
            .contains("alone")
    );

    insta::assert_snapshot!(home.fails(4, &["export", "--format", "json", "--for", "hire", "--as", "manager"]), @r#"
    onramp: what the hire and the mentor share is not for the manager
    hint: leave --for out, or let one of them export it
    "#);
    insta::assert_snapshot!(home.fails(2, &["export", "--format", "json", "--as-of", "today"]), @r#"
    onramp: `--as-of` does nothing for JSON
    hint: leave it out: JSON holds the whole log
    "#);
    insta::assert_snapshot!(home.fails(2, &["export", "--with-private"]), @r#"
    onramp: only JSON holds private entries
    hint: say `--format json`, or leave --with-private out
    "#);
}

#[test]
fn a_program_may_lay_it_out_anew_and_not_alter_it() {
    let (text, _) = exported(&lived(), &["--for", "hire"]);
    let value: Value = serde_json::from_str(&text).unwrap();
    let on_one_line: String = text.split('\n').map(str::trim).collect();
    with_file(&on_one_line).ok(&["import", "journey.json"]);
    let altered = text.replacen("\"verb\":\"claim\"", "\"verb\":\"begin\"", 1);
    assert_ne!(altered, text);
    // What sorts the fields of a change alters it, too.
    for altered in [altered, value.to_string()] {
        let other = with_file(&altered);
        let refused = other.fails(1, &["import", "journey.json"]);
        assert!(refused.contains("was altered: what Ada wrote"), "{refused}");
        assert_eq!(other.run(&["status"]).code, 3);
    }
}

#[test]
fn what_is_no_whole_journey_is_told_for_what_it_is() {
    let home = lived();
    let (text, _) = exported(&home, &[]);
    let middle = text.len() / 2;
    let status = home.ok(&["status", "--json"]);
    let newer = text.replacen("onramp.journey/1", "onramp.journey/2", 1);
    let without_lanes = text.replacen("\"lanes\"", "\"lines\"", 1);
    let without_a_change = text.replacen("\"needs\"", "\"need\"", 1);
    let files = [
        &text[..middle],
        "",
        "# A note",
        "[1]",
        &status,
        &newer,
        &without_lanes,
        &without_a_change,
    ];
    let told: Vec<String> = files
        .iter()
        .map(|file| with_file(file).fails(1, &["import", "journey.json"]))
        .collect();
    insta::assert_snapshot!(told.join(""), @r#"
    onramp: journey.json ends early, in line 26; it was not copied whole; nothing was imported
    onramp: journey.json is not a journey that `onramp export --format json` wrote; nothing was imported
    onramp: journey.json is not a journey that `onramp export --format json` wrote; nothing was imported
    onramp: journey.json is not a journey that `onramp export --format json` wrote; nothing was imported
    onramp: journey.json is the document onramp.status/2, not a journey; `onramp export --format json` writes one; nothing was imported
    onramp: journey.json was written by a newer version of onramp; update onramp to import it; nothing was imported
    onramp: journey.json is damaged around line 50, column 1; nothing was imported
    onramp: journey.json is damaged around line 39, column 853; nothing was imported
    "#);
    insta::assert_snapshot!(home.fails(1, &["import", "nowhere.json"]), @"onramp: nowhere.json cannot be read: No such file or directory (os error 2)");
}

#[test]
fn cut_off_anywhere_it_brings_nothing() {
    let (text, _) = exported(&lived(), &[]);
    for cut in (0..text.len() - 1).step_by(text.len() / 40) {
        let cut = (0..=cut).rev().find(|&cut| text.is_char_boundary(cut));
        let home = with_file(&text[..cut.unwrap()]);
        home.fails(1, &["import", "journey.json"]);
        assert_eq!(home.run(&["status"]).code, 3);
    }
}

#[test]
fn seals_are_verified_and_an_erased_journey_comes_back() {
    let home = lived();
    // A key makes the lanes sealed.
    home.ok(&["exchange", "write", "lanes.txt"]);
    home.ok(&["note", "30.2", "Sealed"]);
    let (text, _) = exported(&home, &["--for", "hire"]);
    let other = with_file(&text);
    other.ok(&["import", "journey.json"]);
    let value: Value = serde_json::from_str(&text).unwrap();
    let seal = |lane: usize| value["lanes"][lane]["seal"].to_string();
    assert_ne!(seal(0), "null");
    let forged = text.replacen(&seal(0), &seal(1), 1);
    insta::assert_snapshot!(with_file(&forged).fails(1, &["import", "journey.json"]), @"onramp: journey.json was altered: what Ada wrote is not sealed with the key that it names; nothing was imported");

    home.ok(&["erase", "Ada", "--yes"]);
    insta::assert_snapshot!(home.fails(4, &["import", "journey.json"]), @"onramp: this machine wrote a part of that journey, which was erased here since; `onramp exchange renew` gives the machine a new name, then import it again");
    home.ok(&["exchange", "renew"]);
    home.ok(&["import", "journey.json"]);
}
