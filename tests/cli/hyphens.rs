//! Texts and dates that begin with a hyphen, beside options that are misspelt.

use crate::home::Home;

#[test]
fn a_text_may_begin_with_a_hyphen() {
    let home = Home::with_journey();
    for (args, said) in [
        (&["note", "30.1", "- first point"][..], "- first point"),
        (&["note", "30.1", "--- a rule", "--private"], "--- a rule"),
        (&["note", "--private", "30.1", "-5 degrees"], "-5 degrees"),
        (&["note", "30.1", "-done"], "-done"),
        (&["note", "30.1", "--", "--private"], "--private"),
        (&["evidence", "30.1", "a/b", "--label", "- map"], "- map"),
        (&["meet", "point", "- salary"], "- salary"),
        (&["meet", "action", "- write", "--owner", "Ada"], "- write"),
        (
            &["block", "30.1", "--on", "IT", "--for", "- access"],
            "- access",
        ),
        (
            &["waive", "30.5", "--reason", "- gone", "--agreed", "Grace"],
            "- gone",
        ),
        (&["pause", "+3d", "+1d", "--reason", "- ill"], "- ill"),
    ] {
        home.ok(args);
        let log = home.ok(&["log", "--json"]);
        assert!(log.contains(said), "{args:?}: {log}");
    }
    home.ok(&["claim", "30.2"]);
    home.ok(&["return", "30.2", "--reason", "- more", "--as", "Grace"]);
    home.ok(&["archive", "--reason", "- left early"]);
    let log = home.ok(&["log"]);
    assert!(
        log.contains("- more") && log.contains("- left early"),
        "{log}"
    );
}

#[test]
fn a_hyphen_alone_is_still_standard_input() {
    let home = Home::with_journey();
    let ran = home.piped(&["note", "30.1", "-"], "- piped\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(home.ok(&["show", "30.1"]).contains("- piped"));
}

#[test]
fn a_misspelt_option_is_no_text() {
    let home = Home::with_journey();
    for (args, tip) in [
        (&["note", "30.1", "--privat"][..], "--private"),
        (&["note", "30.1", "-private"], "--private"),
        (&["note", "30.1", "text", "--privat"], "--private"),
        (&["meet", "point", "--jsn"], "--json"),
        (
            &["block", "30.1", "--on", "IT", "--for", "--sinc"],
            "--since",
        ),
        (&["return", "30.1", "--reason", "--as"], "--as"),
    ] {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains("unexpected argument"), "{}", ran.err);
        assert!(ran.err.contains(tip), "{args:?}: {}", ran.err);
    }
    let short = home.run(&["note", "30.1", "-p"]);
    assert_eq!(short.code, 2, "{}", short.err);
    assert_eq!(home.ok(&["log", "--json"]).matches("\"number\"").count(), 1);
}

#[test]
fn a_date_may_begin_with_a_hyphen() {
    let home = Home::with_journey();
    home.ok(&["log", "--since", "-3d"]);
    home.ok(&["export", "--since", "-2w"]);
    home.ok(&[
        "block", "30.1", "--on", "IT", "--for", "x", "--since", "-1w",
    ]);
    let said = home.ok(&["pause", "-1d", "+2d"]);
    assert!(said.contains("Sun 1 Mar 2026 to Tue 3 Mar 2026"), "{said}");
    let ran = home.run(&["log", "--since", "--jsn"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}
