//! Gate reviews by commands: answered, graded, ruled on, and kept as they stood.

use serde_json::Value;

use crate::home::Home;

/// The day of the 30-day milestone.
const GATE: &str = "2026-03-31";

/// Runs a command at the gate.
fn at(home: &Home, args: &[&str]) -> String {
    home.on(GATE).ok(args)
}

fn mentor(home: &Home, args: &[&str]) -> String {
    at(home, &[args, &["--as", "Grace"]].concat())
}

#[track_caller]
fn refused(home: &Home, code: i32, args: &[&str]) -> String {
    let args = [args, &["--as", "Grace"]].concat();
    home.on(GATE).fails(code, &args)
}

/// A journey at its first gate: 30.1 is confirmed, 30.2 claimed, 30.5 waived, the rest is open.
fn at_the_gate() -> Home {
    let home = Home::with_journey();
    home.ok(&["claim", "30.1"]);
    home.ok(&[
        "evidence",
        "30.1",
        "https://example.org/map",
        "--label",
        "The <b>map</b>",
    ]);
    home.ok(&["confirm", "30.1", "--as", "Grace"]);
    home.ok(&["claim", "30.2"]);
    home.ok(&[
        "waive",
        "30.5",
        "--reason",
        "another team does it",
        "--agreed",
        "Mary",
    ]);
    home
}

/// The same with the review begun and every goal answered for.
fn answered() -> Home {
    let home = at_the_gate();
    mentor(&home, &["gate", "start", "30"]);
    mentor(&home, &["confirm", "30.2"]);
    mentor(
        &home,
        &[
            "gate",
            "answer",
            "30.3",
            "not-done",
            "--why",
            "the slice | is missing",
        ],
    );
    mentor(&home, &["gate", "answer", "30.4", "not-done"]);
    home
}

fn document(home: &Home, args: &[&str]) -> Value {
    serde_json::from_str(&at(home, &[args, &["--json"]].concat())).unwrap()
}

#[test]
fn a_review_is_begun_gone_on_with_and_shown() {
    let home = at_the_gate();
    let begun = mentor(&home, &["gate", "start", "30"]);
    assert!(
        begun.starts_with("Grace began the gate review at 30 days.\n\n"),
        "{begun}"
    );
    let shown = at(&home, &["gate", "show"]);
    insta::assert_snapshot!(shown, @r"
    Ada · Gate review at 30 days
    Applied Scientist. Due Tue 31 Mar 2026, begun Tue 31 Mar 2026 by Grace.

    Verdict
      The review is open; there is no verdict yet.

    Goals
      ✔ 30.1     Learn the product, its users and the KPIs ML moves
                 done · confirmed by Grace on Mon 2 Mar 2026 · evidence: The
                 <b>map</b>
      ◆ 30.2     Get access to data, logs and the experiment platforms
                 to be confirmed or returned · claimed by Ada on Mon 2 Mar 2026
      ○ 30.3     Reproduce at least one model, training to evaluation
                 to be answered for · open, due Tue 31 Mar 2026
      ○ 30.4     Find the quality gaps: data, logging, evaluation
                 to be answered for · open, due Tue 31 Mar 2026
      ⊘ 30.5     Map your partners and set a rhythm with each
                 waived by Ada on Mon 2 Mar 2026, agreed with Mary: another team
                 does it

    Rubric
      Dimension                       Mentor  Hire
      Problem framing                 –       –
      Modeling and algorithms         –       –
      Data and leakage discipline     –       –
      Experimentation and statistics  –       –
      Operational readiness           –       –
      Communication                   –       –
      Responsible AI                  –       –
      Collaboration                   –       –

    The journey now
      off track
      - 2 done where 4.0 are expected
      - 30.2 has waited for Grace to confirm for 21 working days
      - no 1:1 in 21 working days

    3 goals are still to be answered for: 30.2, 30.3, 30.4.
    ");
    assert_eq!(
        mentor(&home, &["gate", "start", "30"]),
        shown,
        "it goes on, and writes nothing"
    );
    insta::assert_snapshot!(refused(&home, 4, &["gate", "start", "60"]), @r"
    onramp: the review at 30 days is open; give its verdict first
    hint: `onramp gate show` prints where it stands
    ");
    insta::assert_snapshot!(at(&home, &["gate", "list"]), @r"
    30 days    open, begun Tue 31 Mar by Grace
    60 days    due Thu 30 Apr
    90 days    due Fri 29 May
    6 months   due Wed 2 Sep
    12 months  due Tue 2 Mar 2027
    ");
}

#[test]
fn a_review_before_its_date_says_so() {
    let home = Home::with_journey();
    let early = home.on("2026-03-20");
    let begun = early.ok(&["gate", "start", "30", "--as", "Grace"]);
    let first = begun.lines().next().unwrap_or_default();
    insta::assert_snapshot!(first, @"Grace began the gate review at 30 days. That is before its date, Tue 31 Mar, which is allowed.");
    let words: Vec<&str> = begun.split_whitespace().collect();
    let words = words.join(" ");
    assert!(
        words.contains("begun Fri 20 Mar 2026 by Grace, 11 days early"),
        "{begun}"
    );
}

#[test]
fn what_does_not_fit_is_refused_with_what_to_type_instead() {
    let home = at_the_gate();
    insta::assert_snapshot!(refused(&home, 3, &["gate", "show"]), @r"
    onramp: no gate review was held yet
    hint: `onramp gate start 30 --as mentor` begins one
    ");
    insta::assert_snapshot!(refused(&home, 4, &["gate", "answer", "30.3", "not-done"]), @r"
    onramp: no gate review is open; begin one first
    hint: `onramp gate start M --as mentor` begins one: 30, 60, 90, 6m or 12m
    ");
    insta::assert_snapshot!(home.fails(4, &["gate", "start", "30"]), @r"
    onramp: Ada, the hire, cannot do that: Grace, the mentor, leads the gate review
    hint: `onramp gate start 30 --as Grace`
    ");
    mentor(&home, &["gate", "start", "30"]);
    let answer = |goal, answer| refused(&home, 4, &["gate", "answer", goal, answer]);
    insta::assert_snapshot!(answer("30.2", "not-done"), @r"
    onramp: 30.2 is claimed; confirm it or return it first
    hint: `onramp confirm 30.2` or `onramp return 30.2 --reason TEXT`, as the mentor
    ");
    insta::assert_snapshot!(answer("30.2", "done"), @r"
    onramp: 30.2 is not confirmed, so it cannot be answered for as done
    hint: `onramp confirm 30.2` or `onramp return 30.2 --reason TEXT`, as the mentor
    ");
    insta::assert_snapshot!(answer("30.3", "done"), @r"
    onramp: 30.3 is not confirmed, so it cannot be answered for as done
    hint: `onramp gate answer 30.3 not-done`, or have Ada claim it, then confirm it
    ");
    insta::assert_snapshot!(answer("30.3", "waived"), @r"
    onramp: 30.3 is not waived; waive it first, with a reason
    hint: `onramp waive 30.3 --reason TEXT --agreed WHO`
    ");
    insta::assert_snapshot!(answer("30.1", "not-done"), @r"
    onramp: 30.1 is confirmed, so it is done
    hint: a confirmed goal is answered for by that; `onramp undo --as mentor` takes your last change back
    ");
    insta::assert_snapshot!(answer("30.5", "not-done"), @r"
    onramp: 30.5 is waived; restore it first
    hint: `onramp restore 30.5`
    ");
    insta::assert_snapshot!(answer("60.1", "not-done"), @r"
    onramp: 60.1 is no goal of 30 days
    hint: `onramp goals --milestone 30` lists its goals
    ");
    insta::assert_snapshot!(refused(&home, 2, &["gate", "answer", "30.1", "done", "--why", "x"]), @r"
    onramp: --why goes with `not-done`, not with `done`
    hint: `onramp note 30.1 TEXT` writes something down on the goal
    ");
    insta::assert_snapshot!(refused(&home, 4, &["gate", "verdict", "advance", "--summary", "x"]), @r"
    onramp: not answered for yet: 30.2, 30.3, 30.4
    hint: `onramp gate answer GOAL not-done` answers for an open goal; a claim is confirmed or returned
    ");
    insta::assert_snapshot!(home.fails(4, &["gate", "answer", "30.3", "not-done"]), @r"
    onramp: Ada, the hire, cannot do that: Grace, the mentor, leads the gate review
    hint: `onramp gate answer 30.3 not-done --as Grace`
    ");
    insta::assert_snapshot!(home.fails(4, &["gate", "grade", "framing", "meets", "--as", "Mary"]), @r"
    onramp: Mary, the manager, cannot do that: Ada and the mentor grade, each for themselves
    hint: `onramp gate grade problem-framing meets --as Ada`
    ");
    insta::assert_snapshot!(refused(&home, 3, &["gate", "grade", "modelling", "meets"]), @r"
    onramp: there is no dimension of the rubric ‘modelling’; did you mean ‘modeling’?
    hint: `onramp gate show` lists them; `onramp plan show applied-scientist rubric` explains them
    ");
    insta::assert_snapshot!(refused(&home, 3, &["gate", "grade", "zebra", "meets"]), @r"
    onramp: there is no dimension of the rubric ‘zebra’
    hint: `onramp gate show` lists them; `onramp plan show applied-scientist rubric` explains them
    ");
}

#[test]
fn a_verdict_that_cannot_be_is_refused_before_a_text_is_asked_for() {
    let home = answered();
    let verdict =
        |code, args: &[&str]| refused(&home, code, &[&["gate", "verdict"], args].concat());
    insta::assert_snapshot!(verdict(2, &["extend", "--reason", "late"]), @r#"
    onramp: the date is left out
    hint: give it as `--to DATE`: `--to "in 2 weeks"`
    "#);
    insta::assert_snapshot!(verdict(4, &["extend", "--to", GATE, "--reason", "late"]), @"onramp: Tue 31 Mar extends nothing; name a working day after today and after the milestone's date");
    insta::assert_snapshot!(verdict(2, &["extend", "--to", "someday", "--reason", "late"]), @"onramp: --to: ‘someday’ is not a date; write it like ‘2026-12-01’, ‘14 march’, ‘next fri’ or ‘+3d’");
    insta::assert_snapshot!(verdict(2, &["advance", "--carry", "30.3"]), @r"
    onramp: --carry does not go with `advance`
    hint: it goes with `replan`
    ");
    insta::assert_snapshot!(verdict(4, &["replan", "--carry", "30.3", "--reason", "anew"]), @r"
    onramp: not answered for yet: 30.4; a re-plan carries each open goal on or waives it
    hint: `--carry GOAL` moves one on, `--waive GOAL` takes one out
    ");
    insta::assert_snapshot!(verdict(4, &["replan", "--carry", "30.1", "--reason", "anew"]), @"onramp: 30.1 is not among the open goals of 30 days");
    insta::assert_snapshot!(verdict(4, &["replan", "--carry", "30.3", "--waive", "30.3", "--waive", "30.4", "--reason", "anew"]), @"onramp: 30.3 cannot be both carried on and waived; name it once");
    insta::assert_snapshot!(verdict(2, &["advance"]), @r"
    onramp: the summary is left out
    hint: give it as `--summary TEXT`; `-` reads it from standard input
    ");
    insta::assert_snapshot!(verdict(2, &["advance", "--summary", " "]), @"onramp: the summary is empty; write something");
}

#[test]
fn both_sides_grade_and_the_page_keeps_what_was_said() {
    let home = answered();
    mentor(&home, &["gate", "grade", "framing", "meets"]);
    at(&home, &["gate", "grade", "problem-framing", "below"]);
    at(&home, &["gate", "grade", "Collaboration", "exceeds"]);
    let args = [
        "gate", "verdict", "replan", "--carry", "30.3", "--waive", "30.4", "--reason",
    ];
    let args = [&args[..], &["the <team> changed", "--summary", "-"]].concat();
    let args = [&args[..], &["--as", "Grace"]].concat();
    let ran = home.on(GATE).piped(
        &args,
        "A good *first* month.\n\n<script>alert(1)</script>\n",
    );
    insta::assert_snapshot!(ran.out, @"Grace gave the verdict of the gate review at 30 days: re-plan, the <team> changed; waived 30.4; moved 30.3 to Thu 30 Apr 2026. `onramp gate export 30` prints it as a page.");
    insta::assert_snapshot!(at(&home, &["gate", "export", "30"]), @r"
    # Ada: Gate review at 30 days

    Applied Scientist. Due Tue 31 Mar 2026, begun Tue 31 Mar 2026 by Grace.

    ## Verdict

    **re-plan: 30.3 carried on; 30.4 waived**

    Reason: the \<team\> changed

    Given by Grace on Tue 31 Mar 2026.

    > A good *first* month.
    >
    > \<script\>alert(1)\</script\>

    ## Goals

    | Goal | Answer |
    |---|---|
    | 30.1 Learn the product, its users and the KPIs ML moves | done; confirmed by Grace on Mon 2 Mar 2026; evidence: The \<b\>map\</b\> |
    | 30.2 Get access to data, logs and the experiment platforms | done; confirmed by Grace on Tue 31 Mar 2026 |
    | 30.3 Reproduce at least one model, training to evaluation | not done: the slice \| is missing; open, due Tue 31 Mar 2026 |
    | 30.4 Find the quality gaps: data, logging, evaluation | not done; open, due Tue 31 Mar 2026 |
    | 30.5 Map your partners and set a rhythm with each | waived by Ada on Mon 2 Mar 2026, agreed with Mary: another team does it |

    ## Rubric

    | Dimension | Mentor | Hire |
    |---|---|---|
    | Problem framing | meets | below |
    | Modeling and algorithms | – | – |
    | Data and leakage discipline | – | – |
    | Experimentation and statistics | – | – |
    | Operational readiness | – | – |
    | Communication | – | – |
    | Responsible AI | – | – |
    | Collaboration | – | exceeds |

    ## The journey then

    off track

    - 2 done where 4.0 are expected
    - no 1:1 in 21 working days
    ");
    let goals = at(&home, &["goals", "--milestone", "30"]);
    assert!(
        goals.contains("open · due Thu 30 Apr as deferred"),
        "{goals}"
    );
    assert!(
        goals.contains("waived: the <team> changed (Grace agreed)"),
        "{goals}"
    );
}

#[test]
fn a_review_that_is_over_stays_as_it_stood() {
    let home = answered();
    mentor(&home, &["gate", "verdict", "advance", "--summary", "Fine."]);
    let pages = || {
        let show = ["gate", "show", "30"];
        let html = ["gate", "export", "30", "--format", "html"];
        [
            at(&home, &show),
            at(&home, &["gate", "export", "30"]),
            at(&home, &html),
        ]
    };
    let before = pages();
    home.ok(&["claim", "30.3"]);
    home.ok(&["confirm", "30.3", "--as", "Grace"]);
    home.ok(&["edit", "--name", "Ada Lovelace"]);
    assert_eq!(pages(), before);
    assert!(home.ok(&["doctor"]).contains("exactly the rows"));
    let list = at(&home, &["gate", "list"]);
    assert!(
        list.starts_with("30 days    advance, by Grace Tue 31 Mar"),
        "{list}"
    );
    mentor(&home, &["undo"]);
    let refused = refused(&home, 4, &["undo", "5"]);
    assert!(!refused.is_empty());
}

#[test]
fn an_extended_milestone_comes_due_again() {
    let home = answered();
    let args = [
        "gate",
        "verdict",
        "extend",
        "--to",
        "in 2 weeks",
        "--reason",
        "the data came late",
    ];
    let said = mentor(&home, &[&args[..], &["--summary", "Nearly."]].concat());
    insta::assert_snapshot!(said, @"Grace gave the verdict of the gate review at 30 days: extend to Tue 14 Apr 2026, the data came late; moved 30.3 to Tue 14 Apr 2026; moved 30.4 to Tue 14 Apr 2026. `onramp gate export 30` prints it as a page.");
    let list = at(&home, &["gate", "list"]);
    assert!(list.contains("30 days    due Tue 14 Apr"), "{list}");
    mentor(&home, &["gate", "start", "30"]);
    let second = at(&home, &["gate", "show"]);
    assert!(
        second.starts_with("Ada · Gate review no. 2 at 30 days\n"),
        "{second}"
    );
    mentor(&home, &["undo"]);
    let undone = mentor(&home, &["undo"]);
    assert!(undone.contains("gave the verdict"), "{undone}");
    assert!(at(&home, &["goals", "--milestone", "30"]).contains("due Tue 31 Mar"));
}

#[test]
fn the_page_of_html_stands_for_itself() {
    let home = answered();
    mentor(
        &home,
        &[
            "gate",
            "verdict",
            "advance",
            "--summary",
            "<script>alert('x')</script>",
        ],
    );
    assert_eq!(
        at(&home, &["gate", "export", "30", "-o", "gate.html"]),
        "Wrote gate.html.\n"
    );
    let page = std::fs::read_to_string(home.path("gate.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(page.contains("&lt;script&gt;alert('x')&lt;/script&gt;"));
    assert!(page.contains("The &lt;b&gt;map&lt;/b&gt;"));
    for outside in [
        "<script", "<link", "<img", "src=", "url(", "@import", "http:",
    ] {
        assert!(!page.contains(outside), "{outside}");
    }
    for element in ["table", "tr", "th", "td", "p", "section", "svg"] {
        let opened = page.matches(&format!("<{element}>")).count()
            + page.matches(&format!("<{element} ")).count();
        let closed = page.matches(&format!("</{element}>")).count();
        assert_eq!(opened, closed, "every {element} is closed");
    }
    insta::assert_snapshot!(refused(&home, 2, &["gate", "export", "30", "--json"]), @r#"
    {
      "format": "onramp.error/1",
      "kind": "usage",
      "message": "the page is for people, not JSON",
      "hint": "`onramp gate show --json` is for programs"
    }
    "#);
    insta::assert_snapshot!(refused(&home, 3, &["gate", "export", "60"]), @r"
    onramp: no gate review at 60 days was held yet
    hint: `onramp gate start 60 --as mentor` begins one
    ");
}

#[test]
fn programs_read_what_people_read() {
    let home = answered();
    mentor(&home, &["gate", "grade", "framing", "meets"]);
    let open = document(&home, &["gate", "show"]);
    assert_eq!(open["format"], "onramp.review/1");
    assert_eq!(open["unanswered"], Value::Array(Vec::new()));
    assert_eq!(open["review"]["verdict"], Value::Null);
    let goals = open["sheet"]["goals"].as_array().unwrap();
    assert_eq!(goals[2]["answer"]["answer"], "not_done");
    assert_eq!(goals[2]["answer"]["why"], "the slice | is missing");
    assert_eq!(goals[0]["evidence"][0], "The <b>map</b>");
    assert_eq!(open["sheet"]["rubric"][0]["mentor"], "meets");
    let changed = document(&home, &["gate", "grade", "framing", "meets", "--as", "Ada"]);
    assert_eq!(changed["format"], "onramp.change/2");
    mentor(&home, &["gate", "verdict", "advance", "--summary", "Fine."]);
    let list = document(&home, &["gate", "list"]);
    assert_eq!(list["format"], "onramp.reviews/1");
    assert_eq!(list["reviews"][0]["verdict"]["verdict"], "advance");
    assert_eq!(list["due"][0]["milestone"], "60");
    let begun = document(&home, &["gate", "start", "60", "--as", "Grace"]);
    assert_eq!(begun["format"], "onramp.review/1");
    assert_eq!(begun["review"]["milestone"], "60");
}
