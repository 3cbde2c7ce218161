//! A page → HTML that needs nothing from outside: no script, no font, no picture. What is not the
//! program's own passes the escaping of maud, which takes text and markup for different types.

mod chart;
mod drawn;
mod marks;
mod style;
mod table;
mod wide;

use maud::{DOCTYPE, Markup, PreEscaped, Render, html};

use crate::report::blocks::{
    Block, Entry, Fact, Gauge, Item, List, Page, Quote, Section, Span, Text, Title, Tone,
};
use chart::{PATTERNS, chart};
use marks::{SHAPES, mark};
use style::STYLE;
use table::table;
use wide::WIDE;

/// The deepest heading there is.
const LEVEL_MAX: usize = 6;

/// What a browser may load and run for a page: its own style, and nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Returns a page as a self-contained document. It ends with a newline.
pub fn page(page: &Page) -> String {
    let is_wide = page.sections.iter().any(holds_cards);
    let sections = sections(&page.sections, 2, &mut 0);
    let document = html! {
        (DOCTYPE) "\n"
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                meta name="color-scheme" content="light dark";
                title { (title(&page.title, false)) }
                style {
                    (PreEscaped(STYLE))
                    @if is_wide { (PreEscaped(WIDE)) }
                }
            }
            body class=[is_wide.then_some("wide")] {
                (SHAPES) (PATTERNS)
                header {
                    h1 { (title(&page.title, true)) }
                    (blocks(&page.blocks))
                }
                main { (sections) }
            }
        }
        "\n"
    };
    document.into_string()
}

/// Returns whether a section needs the width of a sheet on its side.
fn holds_cards(section: &Section) -> bool {
    let mut blocks = section.blocks.iter();
    blocks.any(|block| matches!(block, Block::Cards(_))) || section.sections.iter().any(holds_cards)
}

impl Render for Text {
    fn render_to(&self, written: &mut String) {
        self.plain().render_to(written);
    }
}

/// Writes a heading; in the head of a document it is text alone.
fn title(of: &Title, marked: bool) -> Markup {
    html! {
        @if let Some(number) = &of.number {
            @if marked { span.number { (number) } } @else { (number) } " "
        }
        (of.name)
        @if let Some(about) = &of.about { ": " (about) }
    }
}

/// Writes sections in order; two that belong side by side stand in one row.
fn sections(of: &[Section], level: usize, places: &mut usize) -> Markup {
    let mut rest = of.iter();
    let mut rows = Vec::new();
    while let Some(first) = rest.next() {
        let row = section(first, level, places);
        let second = if first.beside { rest.next() } else { None };
        let second = second.map(|second| section(second, level, places));
        rows.push((row, second));
    }
    html! {
        @for (first, second) in &rows {
            @match second {
                Some(second) => div.pair { (first) (second) },
                None => (first),
            }
        }
    }
}

/// Writes a section under a heading of a level. `places` counts the sections, for their ids.
fn section(of: &Section, level: usize, places: &mut usize) -> Markup {
    *places += 1;
    let id = format!("s{places}");
    let heading = title(&of.title, true);
    let inner = sections(&of.sections, level + 1, places);
    let tone = class(of.tone).map(|tone| format!("box {tone}"));
    html! {
        section aria-labelledby=(id) class=[tone] {
            @match level {
                2 => h2 id=(id) { (heading) },
                3 => h3 id=(id) { (heading) },
                4 => h4 id=(id) { (heading) },
                5 => h5 id=(id) { (heading) },
                LEVEL_MAX.. | ..=1 => h6 id=(id) { (heading) },
            }
            (blocks(&of.blocks))
            (inner)
        }
        "\n"
    }
}

fn blocks(blocks: &[Block]) -> Markup {
    html! {
        @for block in blocks {
            @match block {
                Block::Paragraph(tone, spans) => p class=[class(*tone)] { (line(spans)) },
                Block::List(of) => (list(of)),
                Block::Facts(of) => (facts(of)),
                Block::Entries(of) => (entries(of)),
                Block::Table(of) => div.table { (table(of, false)) },
                Block::Cards(of) => div.cards { (table(of, true)) },
                Block::Figures(of) => (figures(of)),
                Block::Shares(of) => (drawn::shares(of)),
                Block::Dots(of) => (drawn::dots(of)),
                Block::Quote(of) => (quote(of)),
                Block::Chart(of) => (chart(of, &html! { div.table { (table(&of.weeks, false)) } })),
                Block::Code { text, .. } => pre { code { (text) } },
                Block::Rule => hr;,
            }
            "\n"
        }
    }
}

/// Returns the class of a tone, whose color the style knows.
fn class(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain | Tone::Heading => None,
        Tone::Good => Some("good"),
        Tone::Waiting => Some("risk"),
        Tone::Late => Some("off"),
        Tone::Quiet => Some("quiet"),
    }
}

fn line(spans: &[Span]) -> Markup {
    html! {
        @for span in spans {
            @match span {
                Span::Text(text) => (text),
                Span::Strong(spans) => strong { (line(spans)) },
                Span::Emphasis(spans) => em { (line(spans)) },
                Span::Struck(spans) => s { (line(spans)) },
                Span::Code(text) => code { (text) },
                Span::Number(number) => { span.number { (number) } " " },
                Span::Link { to, label } => a href=(to.as_str()) rel="noreferrer" { (line(label)) },
                Span::Toned(tone, spans) => span class=[class(*tone)] { (line(spans)) },
                Span::Mark(sign) => (mark(*sign)),
                Span::Gauge(of) => (gauge(*of)),
                Span::Bullet(of) => (drawn::bullet(*of)),
                Span::Curve(of) => (drawn::curve(of)),
                Span::Bar(of) => (drawn::bar(of)),
                Span::Break { .. } => br;,
            }
        }
    }
}

/// Writes the goals of a milestone as signs, with words for those who do not see them.
fn gauge(of: Gauge) -> Markup {
    html! { span.gauge role="img" aria-label=(of.words()) { (of.cells()) } }
}

fn list(of: &List) -> Markup {
    let items = html! { @for of in &of.items { (item(of)) } };
    let is_tasks = of.items.iter().any(|item| item.ticked.is_some());
    html! {
        @match of.first {
            Some(1) => ol { (items) },
            Some(first) => ol start=(first) { (items) },
            None => ul class=[is_tasks.then_some("tasks")] { (items) },
        }
    }
}

fn item(of: &Item) -> Markup {
    let words = match of.blocks.split_first() {
        Some((Block::Paragraph(tone, spans), below)) => html! {
            @match class(*tone) {
                Some(tone) => span class=(tone) { (line(spans)) },
                None => (line(spans)),
            }
            (blocks(below))
        },
        _ => blocks(&of.blocks),
    };
    html! {
        li {
            @if let Some(ticked) = of.ticked {
                input type="checkbox" disabled checked[ticked]
                    aria-label=(if ticked { "done" } else { "to do" });
                " "
            }
            @if let Some(sign) = of.mark { (mark(sign)) }
            (words)
        }
    }
}

fn facts(of: &[Fact]) -> Markup {
    html! {
        dl {
            @for fact in of {
                div {
                    dt { (fact.label) }
                    dd {
                        (line(&fact.value))
                        @if !fact.below.is_empty() { ul { @for of in &fact.below { (item(of)) } } }
                    }
                }
            }
        }
    }
}

fn entries(of: &[Entry]) -> Markup {
    html! {
        ul.entries {
            @for entry in of {
                li {
                    @if let Some(name) = &entry.name { strong { (name) } }
                    @if entry.name.is_some() && !entry.about.is_empty() { br; }
                    (line(&entry.about))
                    @if !entry.facts.is_empty() { (facts(&entry.facts)) }
                }
            }
        }
    }
}

fn figures(of: &[Fact]) -> Markup {
    html! {
        dl.figures { @for fact in of { div { dt { (fact.label) } dd { (line(&fact.value)) } } } }
    }
}

fn quote(of: &Quote) -> Markup {
    let words = html! { blockquote { (blocks(&of.blocks)) } };
    html! {
        @if of.by.is_empty() { (words) } @else {
            figure { figcaption { (line(&of.by)) } (words) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_an_element_or_ends_an_attribute() {
        let nasty = "\"><script>a & 'b'</script>";
        let page = page(&Page {
            title: nasty.into(),
            blocks: vec![Block::text(nasty)],
            sections: vec![Section::new(nasty, Vec::new())],
        });
        let escaped = "&quot;&gt;&lt;script&gt;a &amp; 'b'&lt;/script&gt;";
        assert_eq!(page.matches(escaped).count(), 4);
        assert!(!page.contains("<script"));
    }

    #[test]
    fn a_page_asks_for_nothing_from_outside() {
        let page = page(&Page::default());
        for word in ["http:", "https:", "src=", "url(", "@import", "<link"] {
            assert!(!page.contains(word), "{word}");
        }
    }

    #[test]
    fn a_gauge_has_words() {
        let of = Gauge {
            confirmed: 2,
            claimed: 1,
            open: 0,
            waived: 1,
        };
        assert_eq!(
            gauge(of).into_string(),
            "<span class=\"gauge\" role=\"img\" aria-label=\"2 confirmed, 1 claimed, 1 waived\">■■▨⊘</span>"
        );
    }
}
