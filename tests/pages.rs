//! Pages hold whatever people write: no note changes their outline, brings an element of its own or
//! a link that runs something. Read by parsers that are not the program's own.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

use std::sync::LazyLock;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use onramp::domain::wording::marks::Sign;
use onramp::report::blocks::{
    Bar, Block, Bullet, Cell, Column, Curve, Dot, Dots, Fact, Gauge, Item, List, Page, Quote, Row,
    Section, Share, Span, Table, Title,
};
use onramp::report::note;
use onramp::report::write::{html, markdown, terminal};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Returns a page with a text in every place where one can stand.
fn page_with(text: &str) -> Page {
    let quote = |text: &str| {
        Block::Quote(Quote {
            by: vec!["Ada on the journey".into()],
            blocks: note::blocks(text),
        })
    };
    let cell = |text: &str| Cell(vec![vec![text.into()], vec![text.into()]]);
    let table = Table {
        columns: vec![Column::new("What"), Column::of_numbers("How")],
        named: true,
        rows: vec![Row {
            cells: vec![cell(text), Cell(vec![vec![Span::Code(text.into())]])],
            ..Row::default()
        }],
    };
    let item = Item {
        ticked: Some(false),
        blocks: vec![Block::text(text), quote(text)],
        ..Item::default()
    };
    let inner = Section {
        sections: vec![Section::new("Deep", vec![quote(text), Block::text("end")])],
        ..Section::new("Inner", vec![Block::Table(table)])
    };
    let list = Block::List(List {
        first: None,
        items: vec![item, Item::line(vec![text.into()])],
    });
    let facts = Block::Facts(vec![Fact::new(text, text), Fact::new("Next", text)]);
    let drawn = Section::new("Drawn", drawn(text));
    Page {
        title: Title::of("Ada", "Tester"),
        blocks: vec![Block::text(text)],
        sections: vec![
            Section::new("Notes", vec![quote(text), quote(text)]),
            Section {
                sections: vec![inner],
                ..Section::new("More", vec![list, Block::text(text), facts])
            },
            drawn,
            Section::new("Last", vec![Block::text("end")]),
        ],
    }
}

/// Returns what is drawn, with a text wherever one can stand.
fn drawn(text: &str) -> Vec<Block> {
    let bar = Bar {
        part: 2,
        whole: 3,
        words: text.into(),
    };
    let curve = Curve {
        tenths: vec![-3, 0, 12],
        room: 60,
        words: text.into(),
    };
    let bullet = Bullet {
        confirmed: 1,
        claimed: 2,
        all: 3,
        expected: 21,
    };
    let cards = Table {
        columns: vec![Column::new(text), Column::of_numbers(text)],
        named: true,
        rows: vec![Row {
            cells: vec![
                Cell(vec![vec![Span::Mark(Sign::AtRisk), text.into()]]),
                Cell(vec![vec![Span::Bullet(bullet)], vec![Span::Curve(curve)]]),
            ],
            ..Row::default()
        }],
    };
    let dots = Dots {
        title: text.into(),
        words: text.into(),
        axis: text.into(),
        dots: vec![Dot {
            at: 250,
            mark: Sign::OffTrack,
        }],
        limits: vec![(60, text.into())],
        above: text.into(),
    };
    let share = Share {
        mark: Sign::OnLeave,
        count: 3,
        label: text.into(),
    };
    vec![
        Block::Shares(vec![share]),
        Block::text("and"),
        Block::Figures(vec![Fact::new(text, text)]),
        Block::text("and"),
        Block::Dots(dots),
        Block::Cards(cards),
        Block::line(vec![Span::Bar(bar)]),
    ]
}

fn options() -> Options {
    let mut all = Options::all();
    // What a renderer takes in front of a page is not for its notes to say.
    all.remove(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS);
    all.remove(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);
    // A setting of one wiki alone.
    all.remove(Options::ENABLE_WIKILINKS);
    all
}

/// Returns the headings of Markdown, with their levels and how deep in quotes and lists they stand.
fn outline(text: &str) -> Vec<(String, String)> {
    let mut headings = Vec::new();
    let mut open: Option<(String, String)> = None;
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                open = Some((level.to_string(), String::new()));
            }
            Event::End(TagEnd::Heading(_)) => headings.extend(open.take()),
            Event::Text(words) => {
                if let Some((_, heading)) = &mut open {
                    heading.push_str(&words);
                }
            }
            _ => {}
        }
    }
    headings
}

/// Checks that Markdown holds no HTML, no picture and no link but those that may be followed.
fn check_markdown(text: &str) -> Result<(), TestCaseError> {
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => prop_assert!(false, "{event:?} in\n{text}"),
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock) => {
                prop_assert!(false, "{event:?} in\n{text}");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                prop_assert!(may_be_followed(&dest_url), "{dest_url} in\n{text}");
            }
            _ => {}
        }
    }
    Ok(())
}

fn may_be_followed(link: &str) -> bool {
    let lower = link.to_lowercase();
    let schemes = ["http:", "https:", "mailto:"];
    schemes.iter().any(|scheme| lower.starts_with(scheme))
}

/// The elements that pages are made of.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "span",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "a",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "dl",
    "div",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "small",
    "figure",
    "figcaption",
    "blockquote",
    "svg",
    "symbol",
    "defs",
    "pattern",
    "rect",
    "line",
    "text",
    "tspan",
    "details",
    "summary",
    "use",
    "path",
    "input",
    "b",
    "rect",
    "circle",
    "line",
    "text",
    "pattern",
];

/// The attributes that pages have.
const ATTRIBUTES: &[&str] = &[
    "lang",
    "type",
    "disabled",
    "checked",
    "charset",
    "name",
    "content",
    "http-equiv",
    "id",
    "class",
    "href",
    "rel",
    "role",
    "scope",
    "start",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "viewBox",
    "d",
    "fill",
    "stroke",
    "stroke-width",
    "width",
    "height",
    "focusable",
    "style",
    "data-label",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "cx",
    "cy",
    "r",
    "text-anchor",
    "patternUnits",
    "patternTransform",
];

/// Checks elements, attributes and links, and collects the headings.
fn check_node(
    node: &Handle,
    headings: &mut Vec<(u8, String)>,
    ids: &mut Vec<String>,
) -> Result<(), TestCaseError> {
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let element = name.local.to_string();
            prop_assert!(ELEMENTS.contains(&element.as_str()), "{element}");
            for attribute in attrs.borrow().iter() {
                let (name, value) = (attribute.name.local.to_string(), &attribute.value);
                prop_assert!(ATTRIBUTES.contains(&name.as_str()), "{name}={value}");
                let inside = value.starts_with('#');
                prop_assert!(
                    name != "href" || inside || may_be_followed(value),
                    "{value}"
                );
                let grows = value.strip_prefix("flex-grow:");
                let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
                prop_assert!(name != "style" || grows.is_some_and(is_number), "{value}");
                if name == "id" {
                    ids.push(value.to_string());
                }
            }
            let level = element
                .strip_prefix('h')
                .and_then(|level| level.parse().ok());
            if let Some(level) = level {
                headings.push((level, words(node)));
            }
            if element == "th" {
                let attrs = attrs.borrow();
                let mut scopes = attrs.iter().filter(|a| &*a.name.local == "scope");
                prop_assert!(scopes.next().is_some(), "a head of a table has a scope");
            }
        }
        NodeData::Comment { contents } => prop_assert!(false, "a comment: {contents}"),
        _ => {}
    }
    for child in node.children.borrow().iter() {
        check_node(child, headings, ids)?;
    }
    Ok(())
}

fn words(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(words).collect(),
    }
}

/// Returns the headings of HTML; nothing else is in it than may be.
fn check_html(text: &str) -> Result<Vec<(u8, String)>, TestCaseError> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
    prop_assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors);
    let (mut headings, mut ids) = (Vec::new(), Vec::new());
    check_node(&dom.document, &mut headings, &mut ids)?;
    let count = ids.len();
    ids.sort();
    ids.dedup();
    prop_assert_eq!(ids.len(), count, "an id is there twice");
    prop_assert_eq!(headings.iter().filter(|(level, _)| *level == 1).count(), 1);
    let levels = headings.windows(2);
    for pair in levels {
        if let [(above, _), (below, words)] = pair {
            prop_assert!(*below <= above + 1, "a level is skipped at {words}");
        }
    }
    Ok(headings)
}

/// Checks that no text in any place of a page changes what the page is in Markdown.
fn check_in_markdown(page: &Page) -> Result<(), TestCaseError> {
    static PLAIN: LazyLock<Vec<(String, String)>> =
        LazyLock::new(|| outline(&markdown::page(&page_with(""))));
    let written = markdown::page(page);
    prop_assert_eq!(&outline(&written), &*PLAIN, "{}", written);
    check_markdown(&written)
}

/// Checks a text in every place of a page, in every format.
fn check(text: &str) -> Result<(), TestCaseError> {
    let (plain, with) = (page_with(""), page_with(text));
    check_in_markdown(&with)?;
    prop_assert_eq!(
        check_html(&html::page(&with))?,
        check_html(&html::page(&plain))?
    );
    let lines = terminal::page(&with, 80);
    prop_assert!(lines.iter().all(|line| !line.text.contains('\n')));
    Ok(())
}

/// What breaks out of places that were not made for it.
const FRAGMENTS: &[&str] = &[
    "- a",
    "* b",
    "+ c",
    "1. d",
    "2) e",
    "-",
    "*",
    "1.",
    "- [ ] t",
    "- [x] u",
    "\n",
    "\n\n",
    "\n    ",
    "\n  ",
    " ",
    "\t",
    "```",
    "~~~",
    "```html\n",
    "    ```\n",
    "`",
    "``",
    "===",
    "---",
    "***",
    "___",
    "# H",
    "###### H",
    "#",
    "> q",
    ">",
    ">>> deep",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</section></main>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?php",
    "<div\n",
    "<a href=\"javascript:x\">",
    "[x](javascript:alert(1))",
    "[x]: /u 'title'",
    "[x]: http://e.org",
    "[x]",
    "![p](http://e.org/p.png)",
    "![q][x]",
    "[![i](a)](http://b.org)",
    "<http://e.org/a>",
    "<javascript:alert(1)>",
    "<a@b.org>",
    "https://e.org/?a=1&lt;=2.",
    "!",
    "[",
    "](",
    ")",
    "\\",
    "&lt;b&gt;",
    "&#10;",
    "&nbsp;",
    "| a | b |\n|---|:-:|\n| `|` | *c",
    "**",
    "~~_",
];

fn nasty() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        8 => proptest::sample::select(FRAGMENTS).prop_map(str::to_owned),
        1 => "[a-z:.]{1,4}",
        1 => "\\PC{1,6}",
    ];
    proptest::collection::vec(fragment, 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_the_note_the_page_stays_as_it_is(text in nasty()) {
        check(&text)?;
    }
}

#[test]
fn no_two_fragments_together_do_harm() {
    for first in FRAGMENTS {
        for second in FRAGMENTS {
            let text = format!("{first}{second}");
            let checked = check_in_markdown(&page_with(&text));
            assert!(checked.is_ok(), "{text:?}: {checked:?}");
        }
    }
}

#[test]
fn depth_without_end_ends() {
    for text in [
        ">".repeat(20_000),
        "- ".repeat(20_000),
        "*_".repeat(20_000),
        "[".repeat(20_000),
    ] {
        let page = page_with(&text);
        assert!(markdown::page(&page).len() > 20_000);
        assert!(!html::page(&page).is_empty());
    }
}

fn quoted(text: &str) -> String {
    let quote = Block::Quote(Quote {
        by: Vec::new(),
        blocks: note::blocks(text),
    });
    let page = markdown::page(&Page {
        title: "T".into(),
        blocks: vec![quote],
        ..Page::default()
    });
    page.strip_prefix("# T\n\n").unwrap_or_default().to_owned()
}

#[test]
fn a_note_keeps_its_shape_and_loses_its_teeth() {
    let note = "# Big\nplain\n===\n- ## deep\n- [x] done\n  - inner\n\n3. three\n4. four\n\n---\n\
        <script>alert(1)</script>\n\n1 < 2, a **b** and *c* ~~d~~ `e|f`\nnext line\\\nhard\n\n\
        ```rust no_run\nlet a: Vec<u8>; # no\n```\n\n![pic](http://e.org/p.png) [bad](javascript:x) \
        [rel](../a.md) see https://e.org/a_b_c. <ada@e.org>\n\n| a | b |\n|:-:|--:|\n| `x|y` | 1 |\n\n\
        [unused]: what was it\n\n    indented\n";
    insta::assert_snapshot!("a_note_in_markdown", quoted(note));
    let notes = Section::new(
        "Notes",
        vec![Block::Quote(Quote {
            by: vec!["Ada on the journey".into()],
            blocks: note::blocks(note),
        })],
    );
    let page = Page {
        title: Title::of("Ada", "Tester"),
        sections: vec![notes],
        ..Page::default()
    };
    let lines = terminal::page(&page, 60).into_iter();
    let lines: Vec<String> = lines.map(|line| line.text).collect();
    insta::assert_snapshot!("a_note_in_a_terminal", lines.join("\n"));
    let body = html::page(&page_with(note));
    let notes = body.split("<figure>").nth(1).unwrap_or_default();
    insta::assert_snapshot!("a_note_in_html", notes.split("</figure>").next().unwrap());
}

#[test]
fn a_gauge_is_a_cell() {
    let gauge = Gauge {
        confirmed: 2,
        claimed: 1,
        open: 1,
        waived: 1,
    };
    let page = Page {
        blocks: vec![Block::line(vec![Span::Gauge(gauge)])],
        ..Page::default()
    };
    assert!(markdown::page(&page).contains("`■■▨□⊘`"));
    assert_eq!(terminal::page(&page, 80).last().unwrap().text, "■■▨□⊘");
}
