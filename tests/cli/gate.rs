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
                 <b>map</b> <https://example.org/map>
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

      Problem framing
      meets       Writes down goal, baseline and success metric, and has them agreed
                  before training starts.
      exceeds     Turns an ambiguous request into a plan with measures and
                  constraints, and can say why this metric and not another.

      Modeling and algorithms
      meets       Picks a sensible model, beats a baseline fairly and explains the
                  choice.
      exceeds     Picks the model that fits data, limits and use, and knows in
                  advance how it will fail.

      Data and leakage discipline
      meets       Splits by time where time matters and runs the leakage checks of
                  the team.
      exceeds     Finds leaks others missed; reasons about when a value was known
                  and how the sample came about.

      Experimentation and statistics
      meets       Runs a test as planned and reports the effect with its
                  uncertainty.
      exceeds     Designs the right test, reads it rightly, and says what it cannot
                  show, above all about cause.

      Operational readiness
      meets       No release without monitoring, an owner and a way back.
      exceeds     Knows before the model is built how it will be rolled out,
                  monitored and retrained for a year.

      Communication
      meets       Readouts are complete, and readers understand them without a
                  meeting.
      exceeds     Clear and ordered stories that people act on; a PM gets the point
                  in two minutes.

      Responsible AI
      meets       Measures by segment, keeps the model card current and asks the
                  Responsible AI partner in time.
      exceeds     Finds mitigations that work in practice, tests for fairness and
                  safety early and documents what risk remains.

      Collaboration
      meets       Keeps agreements, says early what is late and listens to
                  engineering limits.
      exceeds     A partner whose influence is felt in other teams, and who settles
                  conflicts between teams to the good of both.

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
    insta::assert_snapshot!(refused(&home, 4, &["gate", "verdict", "advance", "--leave-ungraded", "--summary", "x"]), @r"
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
    insta::assert_snapshot!(refused(&home, 3, &["gate", "grade", "modelling", "meets"]), @r#"
    onramp: there is no dimension of the rubric ‘modelling’; did you mean ‘modeling’?
    hint: `onramp gate show` lists them; `onramp plan show trial-scientist rubric` explains them
    "#);
    insta::assert_snapshot!(refused(&home, 3, &["gate", "grade", "zebra", "meets"]), @r#"
    onramp: there is no dimension of the rubric ‘zebra’
    hint: `onramp gate show` lists them; `onramp plan show trial-scientist rubric` explains them
    "#);
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
    insta::assert_snapshot!(verdict(2, &["advance", "--leave-ungraded"]), @r"
    onramp: the summary is left out
    hint: give it as `--summary TEXT`; `-` reads it from standard input
    ");
    insta::assert_snapshot!(verdict(2, &["advance", "--leave-ungraded", "--summary", " "]), @"onramp: the summary is empty; write something");
}

#[test]
fn both_sides_grade_and_the_page_keeps_what_was_said() {
    let home = answered();
    mentor(&home, &["gate", "grade", "framing", "meets"]);
    at(&home, &["gate", "grade", "problem-framing", "below"]);
    at(&home, &["gate", "grade", "Collaboration", "exceeds"]);
    let args = [
        "gate",
        "verdict",
        "replan",
        "--leave-ungraded",
        "--carry",
        "30.3",
        "--waive",
        "30.4",
        "--reason",
    ];
    let args = [&args[..], &["the <team> changed", "--summary", "-"]].concat();
    let args = [&args[..], &["--as", "Grace"]].concat();
    let ran = home.on(GATE).piped(
        &args,
        "A good *first* month.\n\n<script>alert(1)</script>\n",
    );
    insta::assert_snapshot!(ran.out, @"Grace gave the verdict of the gate review at 30 days: re-plan, the <team> changed; 7 dimensions not graded; waived 30.4; moved 30.3 to Thu 30 Apr 2026. `onramp gate export 30` prints it as a page.");
    insta::assert_snapshot!(at(&home, &["gate", "export", "30"]), @r"
    # Ada: Gate review at 30 days

    Applied Scientist. Due Tue 31 Mar 2026, begun Tue 31 Mar 2026 by Grace.

    ## Verdict

    **re-plan: 30.3 carried on; 30.4 waived**

    Reason: the \<team\> changed

    Not graded by the mentor: Modeling and algorithms, Data and leakage discipline, Experimentation and statistics, Operational readiness, Communication, Responsible AI, Collaboration.

    Given by Grace on Tue 31 Mar 2026.

    > A good *first* month.
    >
    > \<script\>alert(1)\</script\>

    ## Goals

    | Goal | Answer |
    |---|---|
    | 30.1 Learn the product, its users and the KPIs ML moves | done; confirmed by Grace on Mon 2 Mar 2026; evidence: [The \<b\>map\</b\>](https://example.org/map) |
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

    - **Problem framing**
      - meets: Writes down goal, baseline and success metric, and has them agreed before training starts.
      - exceeds: Turns an ambiguous request into a plan with measures and constraints, and can say why this metric and not another.
    - **Modeling and algorithms**
      - meets: Picks a sensible model, beats a baseline fairly and explains the choice.
      - exceeds: Picks the model that fits data, limits and use, and knows in advance how it will fail.
    - **Data and leakage discipline**
      - meets: Splits by time where time matters and runs the leakage checks of the team.
      - exceeds: Finds leaks others missed; reasons about when a value was known and how the sample came about.
    - **Experimentation and statistics**
      - meets: Runs a test as planned and reports the effect with its uncertainty.
      - exceeds: Designs the right test, reads it rightly, and says what it cannot show, above all about cause.
    - **Operational readiness**
      - meets: No release without monitoring, an owner and a way back.
      - exceeds: Knows before the model is built how it will be rolled out, monitored and retrained for a year.
    - **Communication**
      - meets: Readouts are complete, and readers understand them without a meeting.
      - exceeds: Clear and ordered stories that people act on; a PM gets the point in two minutes.
    - **Responsible AI**
      - meets: Measures by segment, keeps the model card current and asks the Responsible AI partner in time.
      - exceeds: Finds mitigations that work in practice, tests for fairness and safety early and documents what risk remains.
    - **Collaboration**
      - meets: Keeps agreements, says early what is late and listens to engineering limits.
      - exceeds: A partner whose influence is felt in other teams, and who settles conflicts between teams to the good of both.

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
    mentor(
        &home,
        &[
            "gate",
            "verdict",
            "advance",
            "--leave-ungraded",
            "--summary",
            "Fine.",
        ],
    );
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
        "--leave-ungraded",
        "--to",
        "in 2 weeks",
        "--reason",
        "the data came late",
    ];
    let said = mentor(&home, &[&args[..], &["--summary", "Nearly."]].concat());
    insta::assert_snapshot!(said, @"Grace gave the verdict of the gate review at 30 days: extend to Tue 14 Apr 2026, the data came late; 8 dimensions not graded; moved 30.3 to Tue 14 Apr 2026; moved 30.4 to Tue 14 Apr 2026. `onramp gate export 30` prints it as a page.");
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
            "--leave-ungraded",
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
    mentor(
        &home,
        &[
            "gate",
            "verdict",
            "advance",
            "--leave-ungraded",
            "--summary",
            "Fine.",
        ],
    );
    let list = document(&home, &["gate", "list"]);
    assert_eq!(list["format"], "onramp.reviews/1");
    assert_eq!(list["reviews"][0]["verdict"]["verdict"], "advance");
    assert_eq!(list["due"][0]["milestone"], "60");
    let begun = document(&home, &["gate", "start", "60", "--as", "Grace"]);
    assert_eq!(begun["format"], "onramp.review/1");
    assert_eq!(begun["review"]["milestone"], "60");
}

#[test]
fn a_grade_says_why_and_everyone_who_sees_it_reads_that() {
    let home = answered();
    let grade = |args: &[&str]| mentor(&home, &[&["gate", "grade", "framing"], args].concat());
    let said = grade(&["meets", "--why", "The doc\u{7} holds."]);
    insta::assert_snapshot!(said, @"Grace graded problem-framing: meets, The doc holds.");
    let piped = home.on(GATE).piped(
        &["gate", "grade", "framing", "below", "--why", "-"],
        "Too long,\nI think.\n",
    );
    insta::assert_snapshot!(piped.out, @"Ada graded problem-framing: below, Too long, I think.");
    grade(&["exceeds"]);
    let shown = at(&home, &["gate", "show", "--as", "Mary"]);
    let rubric = shown.split("Rubric").nth(1).unwrap();
    let rubric = rubric.lines().skip(1).take(21);
    let rubric: Vec<&str> = rubric
        .filter_map(|line| line.get(2..).or(Some(line)))
        .collect();
    insta::assert_snapshot!(rubric.join("\n"), @r"
    Dimension                       Mentor   Hire
    Problem framing                 exceeds  below
    Modeling and algorithms         –        –
    Data and leakage discipline     –        –
    Experimentation and statistics  –        –
    Operational readiness           –        –
    Communication                   –        –
    Responsible AI                  –        –
    Collaboration                   –        –

    Problem framing
    mentor      The doc holds.
    hire        Too long, I think.
    meets       Writes down goal, baseline and success metric, and has them agreed
                before training starts.
    exceeds     Turns an ambiguous request into a plan with measures and
                constraints, and can say why this metric and not another.

    Modeling and algorithms
    meets       Picks a sensible model, beats a baseline fairly and explains the
                choice.
    ");
    let open = document(&home, &["gate", "show"]);
    insta::assert_snapshot!(format!("{:#}", open["sheet"]["rubric"][0]), @r#"
    {
      "before": null,
      "hire": "below",
      "hire_why": "Too long, I think.",
      "levels": {
        "exceeds": "Turns an ambiguous request into a plan with measures and constraints, and can say why this metric and not another.",
        "meets": "Writes down goal, baseline and success metric, and has them agreed before training starts."
      },
      "mentor": "exceeds",
      "mentor_why": "The doc holds.",
      "name": "Problem framing",
      "slug": "problem-framing"
    }
    "#);
    mentor(
        &home,
        &[
            "gate",
            "verdict",
            "advance",
            "--leave-ungraded",
            "--summary",
            "Fine.",
        ],
    );
    let page = at(&home, &["gate", "export", "30"]);
    assert!(page.contains("- mentor: The doc holds."), "{page}");
    mentor(&home, &["gate", "start", "60"]);
    let next = document(&home, &["gate", "show"]);
    insta::assert_snapshot!(next["sheet"]["rubric"][0]["before"], @r#"{"hire":"below","mentor":"exceeds","milestone":"30"}"#);
    assert_eq!(next["sheet"]["rubric"][1]["before"], Value::Null);
    let shown = at(&home, &["gate", "show"]);
    let rubric = shown.split("Rubric").nth(1).unwrap();
    let rubric = rubric.lines().skip(1).take(3);
    let rubric: Vec<&str> = rubric
        .filter_map(|line| line.get(2..).or(Some(line)))
        .collect();
    insta::assert_snapshot!(rubric.join("\n"), @r"
    Dimension                       Mentor  Hire  At 30 days
    Problem framing                 –       –     exceeds, below
    Modeling and algorithms         –       –
    ");
}

#[test]
fn a_comment_that_cannot_be_changes_nothing() {
    let home = answered();
    let grade = ["gate", "grade", "framing", "meets", "--why"];
    let long = "x".repeat(10_000);
    let before = at(&home, &["log"]);
    insta::assert_snapshot!(refused(&home, 2, &[&grade[..], &[&long]].concat()), @"onramp: the comment is longer than 300 characters; shorten it");
    insta::assert_snapshot!(refused(&home, 2, &[&grade[..], &["\u{1b}[31m"]].concat()), @"onramp: the comment is empty; write something");
    let manager = [&grade[..], &["mine", "--as", "Mary"]].concat();
    insta::assert_snapshot!(home.fails(4, &manager), @r"
    onramp: Mary, the manager, cannot do that: Ada and the mentor grade, each for themselves
    hint: `onramp gate grade problem-framing meets --as Ada`
    ");
    assert_eq!(at(&home, &["log"]), before);
}

#[test]
fn a_verdict_without_every_grade_has_to_say_so() {
    let home = answered();
    for dimension in [
        "framing",
        "modeling",
        "leakage",
        "experimentation",
        "operational",
    ] {
        mentor(&home, &["gate", "grade", dimension, "meets"]);
    }
    let rule = ["gate", "verdict", "advance", "--summary", "Fine."];
    insta::assert_snapshot!(refused(&home, 4, &rule), @r"
    onramp: not graded: Communication, Responsible AI, Collaboration
    hint: `onramp gate grade DIMENSION meets` grades one; `--leave-ungraded` gives the verdict without
    ");
    let open = document(&home, &["gate", "show"]);
    assert_eq!(open["ungraded"][0], "communication");
    let shown = at(&home, &["gate", "show"]);
    let last: Vec<&str> = shown.lines().rev().take(3).collect();
    insta::assert_snapshot!(last.into_iter().rev().collect::<Vec<_>>().join("\n"), @r"
    Every goal is answered for. Not graded by the mentor: Communication, Responsible
    AI, Collaboration; `onramp gate grade` grades, and `onramp gate verdict` ends
    the review.
    ");
    let said = mentor(&home, &[&rule[..], &["--leave-ungraded"]].concat());
    insta::assert_snapshot!(said, @"Grace gave the verdict of the gate review at 30 days: advance; not graded: Communication, Responsible AI, Collaboration. 2 goals stay open. `onramp gate export 30` prints it as a page.");
    let page = at(&home, &["gate", "export", "30"]);
    let line = "Not graded by the mentor: Communication, Responsible AI, Collaboration.";
    assert!(page.contains(line), "{page}");
    let kept = document(&home, &["gate", "show"]);
    assert_eq!(kept["ungraded"], open["ungraded"]);
}

#[test]
fn a_plan_says_at_which_milestones_a_dimension_counts() {
    let home = Home::with_trial_plan();
    home.ok(&[
        "plan",
        "new",
        "plans/ours.toml",
        "--extends",
        "trial-scientist",
    ]);
    let file = home.path("plans/ours.toml");
    let source = std::fs::read_to_string(&file).unwrap();
    let with = |milestones: &str| {
        let dimension = format!("\n[[rubric]]\nslug = \"operations\"\nmilestones = {milestones}\n");
        std::fs::write(&file, format!("{source}{dimension}")).unwrap();
    };
    with("[\"60\", \"d60\"]");
    let told = home.run(&["plan", "check", "plans/ours.toml"]).out;
    assert!(
        told.contains("there is no milestone ‘d60’; use one of \"30\", \"60\""),
        "{told}"
    );
    with("[\"60\", \"6m\"]");
    home.ok(&["plan", "check", "plans/ours.toml"]);
    let shown = home.ok(&["plan", "show", "ours", "rubric"]);
    assert!(shown.contains("counts at"), "{shown}");
    let shown = home.ok(&["plan", "show", "ours", "rubric", "--json"]);
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let of = |place: usize| shown["entries"][place]["milestones"].clone();
    assert_eq!(of(4), serde_json::json!(["60", "6m"]));
    assert_eq!(of(0), Value::Null);
    home.ok(&[
        "start",
        "ours",
        "--name",
        "Ada",
        "--mentor",
        "Grace",
        "--from",
        "2026-03-02",
    ]);
    mentor(&home, &["gate", "start", "30"]);
    let shown = at(&home, &["gate", "show"]);
    assert!(!shown.contains("Operational readiness"), "{shown}");
    insta::assert_snapshot!(refused(&home, 4, &["gate", "grade", "operational", "meets"]), @r"
    onramp: operations does not count at 30 days; it is graded at 60 days, 6 months
    hint: `onramp gate show` lists the dimensions that count
    ");
    mentor(&home, &["undo"]);
    mentor(&home, &["gate", "start", "60"]);
    mentor(&home, &["gate", "grade", "operational", "meets"]);
}

#[test]
fn health_says_what_a_verdict_re_planned() {
    let home = answered();
    let rule = ["gate", "verdict", "replan", "--leave-ungraded", "--carry"];
    let rest = ["30.3", "--waive", "30.4", "--reason", "the team changed"];
    mentor(&home, &[&rule[..], &rest, &["--summary", "Fine."]].concat());
    let line = |text: &str, label: &str| {
        let lines = text.lines().skip_while(|line| !line.contains(label));
        lines.take(2).map(str::trim).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(line(&at(&home, &["status"]), "health"), @r"
    health     at risk after the re-plan of Tue 31 Mar; 30.3 carried to Thu 30
    Apr, 30.4 waived: the team changed
    ");
    let summary = at(&home, &["export"]);
    insta::assert_snapshot!(line(&summary, "after the re-plan"), @"**At risk since Tue 31 Mar 2026** after the re-plan of Tue 31 Mar 2026; 30.3 carried to Thu 30 Apr 2026, 30.4 waived: the team changed");
    let status = document(&home, &["status"]);
    insta::assert_snapshot!(status["replanned_in_words"].as_str().unwrap(), @"after the re-plan of Tue 31 Mar 2026; 30.3 carried to Thu 30 Apr 2026, 30.4 waived: the team changed");
    mentor(&home, &["undo"]);
    assert!(!at(&home, &["status"]).contains("re-plan"));
}
