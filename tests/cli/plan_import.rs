//! `plan import`: checklists of every kind become plans that pass the check, and no word is lost.

use insta::assert_snapshot;
use proptest::prelude::*;

use crate::home::{Home, Ran};

const CHECKLIST: &str = "\
# Backend engineer

Welcome! We are glad you are here.

## First week

- [ ] Get a laptop (owner: IT desk)
- [x] Read the [handbook](https://example.org/handbook) @grace
  - the part on **security**
  - the part on time off
- Meet the team

### Tools

1. Set up `git`
2. Run the tests

   They take ten minutes.

## Day 31–60

* Ship a first change
* Ship a first change

## Month 3

Talk to your manager first.

- Own a service
";

fn import(home: &Home, name: &str, text: impl AsRef<[u8]>) -> Ran {
    std::fs::write(home.path(name), text).unwrap();
    let _ = std::fs::remove_file(home.path("plan.toml"));
    home.run(&["plan", "import", name, "-o", "plan.toml"])
}

#[test]
fn a_checklist_becomes_a_plan_that_passes_the_check() {
    let home = Home::new();
    let ran = import(&home, "list.md", CHECKLIST);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_snapshot!(format!("{}{}", ran.out, ran.err));
    assert_snapshot!(std::fs::read_to_string(home.path("plan.toml")).unwrap());
    assert_snapshot!(home.ok(&["plan", "check", "plan.toml"]), @"plan.toml: 0 errors, 0 warnings");
    let printed = home.run(&["plan", "import", "list.md"]);
    assert!(
        printed.code == 0 && printed.out.contains("slug = \"list\""),
        "{printed:?}"
    );
    assert_eq!(
        home.run(&["plan", "import", "list.md", "-o", "plan.toml"])
            .code,
        1
    );
}

#[test]
fn a_table_becomes_a_plan_too() {
    let home = Home::new();
    let table = "Week,Task,Owner,Steps,Notes\r\n\
        1,Get a laptop,IT desk,\"order; unpack\",Ask early\r\n\
        ,Meet the team\r\n\
        2,\"Ship, a first change\",,,,stray\r\n\
        later,Read the archive\r\n";
    let ran = import(&home, "list.csv", table);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_snapshot!(format!("{}{}", ran.out, ran.err));
    assert_snapshot!(std::fs::read_to_string(home.path("plan.toml")).unwrap());
    home.ok(&["plan", "check", "plan.toml"]);
}

#[test]
fn what_is_no_checklist_is_refused_and_leaves_no_file() {
    let home = Home::new();
    let long = "- a task\n".repeat(201);
    let large = "- a task\n".repeat(1_200_000);
    let dates: String = (1..=30)
        .map(|n| format!("## Week {n}\n\n- do it\n\n"))
        .collect();
    let told: Vec<String> = [
        ("empty.md", &b""[..]),
        ("headings.md", b"# One\n\n## Week 1\n"),
        ("html.md", b"<h1>One</h1>\n<ul><li>two</li></ul>\n"),
        ("bytes.md", b"- caf\xe9\n"),
        ("many.md", long.as_bytes()),
        ("dates.md", dates.as_bytes()),
        ("large.md", large.as_bytes()),
        ("empty.csv", b""),
        ("heads.csv", b"a,b\n1,2\n"),
        ("bare.csv", b"task\n"),
    ]
    .into_iter()
    .map(|(name, text)| {
        let ran = import(&home, name, text);
        assert_ne!(ran.code, 0, "{name}: {}", ran.out);
        assert!(!home.path("plan.toml").exists(), "{name}");
        ran.err
    })
    .collect();
    assert_snapshot!(told.concat());
    assert_eq!(home.run(&["plan", "import", "gone.md"]).code, 1);
}

#[test]
fn lines_without_end_headings_without_dates_and_names_without_letters_are_taken_in() {
    let home = Home::new();
    let words = "word ".repeat(60_000);
    let nested: String = (0..300)
        .map(|depth| format!("{}- deep {depth}\n", " ".repeat(depth * 2)))
        .collect();
    for text in [
        format!("- {words}\n"),
        format!("## {words}\n\n- a task\n\n{words}\n"),
        "- 見積もり\n- 見積もり\n- !!!\n".to_owned(),
        "## 30 days\n\n- a\n\n## Month 1\n\n- b\n\n## Week 1\n\n- c\n\n## Beyond\n\n- d\n".to_owned(),
        "## Beyond\n\n- d\n".to_owned(),
        "- \"quoted\" 'both' \\ \"\"\" ''' # no comment\n  - [[goal]]\n".to_owned(),
        "\u{feff}- a\r\n- b\r- c\u{202e}\n".to_owned(),
        "[unused]: https://example.org \"with a title\"\n\n- ![alt](pic.png)\n- <https://a.example>\n".to_owned(),
        nested,
    ] {
        let ran = import(&home, "list.md", &text);
        assert_eq!(ran.code, 0, "{}", ran.err.chars().take(300).collect::<String>());
        let check = home.run(&["plan", "check", "plan.toml"]);
        assert_eq!(check.code, 0, "{}", check.out.chars().take(500).collect::<String>());
    }
}

/// Lines of which checklists are made.
fn any_line() -> impl Strategy<Value = String> {
    let word = "[a-z]{1,9}";
    let words = proptest::collection::vec(word, 1..9).prop_map(|words| words.join(" "));
    let sign = prop::sample::select(vec![
        "- ",
        "- [ ] ",
        "  - ",
        "    * ",
        "1. ",
        "# ",
        "## ",
        "## Week 2: ",
        "## Month 3 ",
        "### ",
        "",
        "> ",
        "```\n",
        "| ",
        "    ",
        "<b>",
        "- **",
        "- (owner: ",
        "- @",
        "[x]: ",
        "- [",
        "===\n",
        "---\n",
    ]);
    let end = prop::sample::select(vec![
        "",
        "\n",
        ")",
        "**",
        "](b.example)",
        "\n\n",
        " |",
        "\\",
        "`",
    ]);
    (sign, words, end).prop_map(|(sign, words, end)| format!("{sign}{words}{end}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_word_of_a_checklist_is_lost_and_the_plan_passes(
        lines in prop::collection::vec(any_line(), 1..25),
        as_table in any::<bool>(),
    ) {
        use onramp::domain::plan::names::Slug;
        use onramp::plans::{Checklist, NoPlan, import, read};
        let text = match as_table {
            true => format!("task,week\n{}", lines.concat()),
            false => lines.concat(),
        };
        let kind = if as_table { Checklist::Csv } else { Checklist::Markdown };
        let made = match import(text.as_bytes(), kind, &Slug::new("a-plan").unwrap(), "list") {
            Ok(made) => made,
            Err(NoPlan::NoTask) => return Ok(()),
            Err(error) => panic!("{error} in\n{text}"),
        };
        let words = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric());
            words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
        };
        let kept = words(&made.text);
        for word in words(&text) {
            prop_assert!(kept.contains(&word), "{word} of\n{text}\nis not in\n{}", made.text);
        }
        prop_assert!(read("a-plan.toml", &made.text).is_ok(), "{text}\n{}", made.text);
    }
}
