//! A page → Markdown (CommonMark 0.31 with the tables, boxes and struck words of GitHub). It ends
//! with a newline.

mod line;

use line::Line;

use crate::report::blocks::{
    Align, Block, Cell, Column, Entry, Fact, Item, List, Page, Quote, Section, Share, Span, Table,
    Title,
};

/// The deepest heading there is.
const LEVEL_MAX: usize = 6;

/// The highest number that an item may have (CommonMark, section 5.2).
const NUMBER_MAX: u64 = 999_999_999;

/// Returns a page as Markdown.
pub fn page(page: &Page) -> String {
    let mut parts = vec![heading(1, &page.title)];
    parts.extend(blocks(&page.blocks, 0));
    for part in &page.sections {
        section(&mut parts, part, 2);
    }
    let mut written = String::new();
    for (lines, place) in parts.iter().zip(0..) {
        if place > 0 {
            written.push('\n');
        }
        for line in lines {
            written.push_str(line);
            written.push('\n');
        }
    }
    written
}

/// The lines of one block.
type Lines = Vec<String>;

fn section(parts: &mut Vec<Lines>, section_of: &Section, level: usize) {
    parts.push(heading(level, &section_of.title));
    parts.extend(blocks(&section_of.blocks, 0));
    for part in &section_of.sections {
        section(parts, part, level + 1);
    }
}

fn heading(level: usize, title: &Title) -> Lines {
    let mut line = Line::default();
    if let Some(number) = &title.number {
        line.text(number);
        line.sign(" ");
    }
    line.text(&title.name);
    if let Some(about) = &title.about {
        line.sign(": ");
        line.text(about);
    }
    let text = line.done();
    // Signs at the end would be taken for the closing of the heading (CommonMark, 4.2).
    let words = text.trim_end_matches('#');
    let signs = text.get(words.len()..).unwrap_or_default();
    let escape = match signs.is_empty() || words.ends_with('\\') {
        true => "",
        false => "\\",
    };
    let lead = "#".repeat(level.min(LEVEL_MAX));
    vec![format!("{lead} {words}{escape}{signs}")]
}

/// Returns the lines of each block that has any. `turn` says which sign the first list takes.
fn blocks(blocks: &[Block], turn: usize) -> Vec<Lines> {
    let mut parts: Vec<Lines> = Vec::new();
    let mut lists = 0;
    for block in blocks {
        // Two lists with one sign, side by side, would be one list.
        let is_list = matches!(
            block,
            Block::List(_) | Block::Facts(_) | Block::Figures(_) | Block::Entries(_)
        );
        lists = if is_list { lists + 1 } else { 0 };
        let marker = Marker::of(turn + lists.max(1) - 1);
        let lines = match block {
            Block::Paragraph(_, spans) => paragraph(spans),
            Block::List(of) => list(of, marker),
            Block::Facts(facts) | Block::Figures(facts) => facts.iter().flat_map(fact).collect(),
            Block::Entries(entries) => entries.iter().flat_map(entry).collect(),
            Block::Table(of) | Block::Cards(of) => table(of),
            Block::Shares(of) => shares(of),
            Block::Dots(of) => paragraph(&[of.words.clone().into()]),
            Block::Quote(of) => quote(of),
            Block::Chart(of) => table(&of.weeks),
            Block::Code { language, text } => code(language.plain(), text.plain()),
            // Neither a heading's underline nor an item, wherever it stands.
            Block::Rule => vec!["___".to_owned()],
        };
        if lines.iter().any(|line| !line.is_empty()) {
            parts.push(lines);
        }
    }
    parts
}

/// Returns blocks with an empty line between them.
fn apart(parts: &[Lines]) -> Lines {
    parts.join(&String::new())
}

fn paragraph(spans: &[Span]) -> Lines {
    let mut line = Line::default();
    line.spans(spans);
    let text = line.done();
    text.lines().map(str::to_owned).collect()
}

/// Returns counts on one line, those of nothing left out.
fn shares(of: &[Share]) -> Lines {
    let mut line = Line::default();
    let told = of.iter().filter(|share| share.count > 0);
    for (share, place) in told.zip(0..) {
        line.sign(if place == 0 { "" } else { " · " });
        line.spans(&[Span::Mark(share.mark), " ".into()]);
        line.strong(&share.count.to_string().into());
        line.sign(" ");
        line.text(&share.label);
    }
    vec![line.done()]
}

/// The sign before an item that has no number.
#[derive(Clone, Copy)]
struct Marker(char);

impl Marker {
    fn of(place: usize) -> Self {
        Self(if place.is_multiple_of(2) { '-' } else { '*' })
    }
}

fn list(of: &List, marker: Marker) -> Lines {
    let items: Vec<(String, Vec<Lines>)> = of
        .items
        .iter()
        .zip(0..)
        .map(|(item, place)| {
            let lead = match of.first {
                Some(first) => format!("{}. ", first.saturating_add(place).min(NUMBER_MAX)),
                None => format!("{} ", marker.0),
            };
            (lead, within(item, marker))
        })
        .collect();
    let is_tight = items.iter().all(|(_, parts)| match parts.as_slice() {
        [] | [_] => true,
        [_, below] => below.first().is_some_and(|line| may_follow(line)),
        _ => false,
    });
    let items = items.into_iter().map(|(lead, parts)| {
        let lines = match is_tight {
            true => parts.concat(),
            false => apart(&parts),
        };
        indented(&lead, &lines)
    });
    match is_tight {
        true => items.flatten().collect(),
        false => apart(&items.collect::<Vec<_>>()),
    }
}

/// Returns what an item holds, its box or its sign before its words.
fn within(item: &Item, marker: Marker) -> Vec<Lines> {
    // Three signs of one kind in a line, and nothing else, would be a rule.
    let turn = match (item.blocks.first(), marker.0) {
        (Some(Block::List(_)), '-') => 1,
        _ => 0,
    };
    let mut parts = blocks(&item.blocks, turn);
    let words = matches!(item.blocks.first(), Some(Block::Paragraph(..)));
    let first = parts.first_mut().and_then(|lines| lines.first_mut());
    let lead = match (item.ticked, item.mark) {
        (Some(true), _) => "[x] ".to_owned(),
        (Some(false), _) => "[ ] ".to_owned(),
        (None, Some(mark)) => format!("{} ", mark.glyph().unicode),
        (None, None) => String::new(),
    };
    if let (Some(first), true) = (first, words) {
        first.insert_str(0, &lead);
    }
    parts
}

/// Returns whether a line begins a list that may stand right under a paragraph
/// (CommonMark, section 5.3: an empty item may not, nor a number but 1).
fn may_follow(line: &str) -> bool {
    line.split_once(' ')
        .is_some_and(|(lead, rest)| matches!(lead, "-" | "*" | "1.") && !rest.trim().is_empty())
}

/// Returns lines under the sign of their item.
fn indented(lead: &str, lines: &[String]) -> Lines {
    let room = " ".repeat(lead.len());
    if lines.is_empty() {
        return vec![lead.trim_end().to_owned()];
    }
    let lines = lines.iter().zip(0..).map(|(line, place)| match place {
        0 => format!("{lead}{line}"),
        _ if line.is_empty() => String::new(),
        _ => format!("{room}{line}"),
    });
    lines.collect()
}

fn fact(of: &Fact) -> Lines {
    let mut line = Line::default();
    line.label(&of.label, &of.value);
    let mut lines = line.done().lines().map(str::to_owned).collect::<Lines>();
    let below = List {
        first: None,
        items: of.below.clone(),
    };
    lines.extend(list(&below, Marker::of(0)));
    indented("- ", &lines)
}

fn entry(of: &Entry) -> Lines {
    let mut line = Line::default();
    match &of.name {
        Some(name) if of.about.is_empty() => line.strong(name),
        Some(name) => line.label(name, &of.about),
        None => line.spans(&of.about),
    }
    let mut lines = vec![line.done()];
    for fact in &of.facts {
        let mut line = Line::default();
        line.text(&fact.label);
        line.sign(": ");
        line.spans(&fact.value);
        lines.push(format!("- {}", line.done()));
    }
    indented("- ", &lines)
}

fn table(of: &Table) -> Lines {
    let row = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        format!("| {} |", cells.join(" | "))
    };
    let titles = |column: &Column| Line::cell(&column.title);
    let rules = of.columns.iter().map(|column| match column.align {
        Align::Start => "---",
        Align::Center => ":-:",
        Align::End => "--:",
    });
    let mut lines = vec![
        row(&mut of.columns.iter().map(titles)),
        format!("|{}|", rules.collect::<Vec<_>>().join("|")),
    ];
    lines.extend(of.rows.iter().map(|of| row(&mut of.cells.iter().map(cell))));
    lines
}

fn cell(of: &Cell) -> String {
    let lines = of.0.iter().map(|spans| Line::cell(spans));
    lines.collect::<Vec<_>>().join("; ")
}

fn quote(of: &Quote) -> Lines {
    let inside = apart(&blocks(&of.blocks, 0));
    let quoted = inside.iter().map(|line| match line.is_empty() {
        true => ">".to_owned(),
        false => format!("> {line}"),
    });
    let quoted: Lines = quoted.collect();
    if of.by.is_empty() {
        return quoted;
    }
    let mut by = Line::default();
    by.spans(&of.by);
    by.sign(":");
    apart(&[vec![by.done()], quoted])
}

fn code(language: &str, text: &str) -> Lines {
    let fence = line::longer_than_any_in(text, 3);
    let word = language
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '.' | '#'));
    let language = if word { language } else { "" };
    let mut lines = vec![format!("{fence}{language}")];
    lines.extend(text.lines().map(str::to_owned));
    lines.push(fence);
    lines
}
