//! What people write, read as CommonMark, with the tables, boxes and struck words of GitHub → blocks.
//!
//! Nothing of it can do harm on a page: HTML is text, a link has one of the schemes that pages link
//! to or is text, a picture is a link, a heading is a line in bold, since the outline is the page's.

mod links;

use std::iter::Peekable;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::report::blocks::{Align, Block, Cell, Column, Item, List, Quote, Row, Span, Table};
use links::{link, with_links};

/// How deep lists, quotes and stress are told apart; what is deeper stands with what holds it.
const DEPTH_MAX: usize = 12;

/// Returns the blocks of a text.
pub fn blocks(text: &str) -> Vec<Block> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(text, options);
    let mut defined: Vec<(usize, String, String)> = parser
        .reference_definitions()
        .iter()
        .map(|(label, of)| (of.span.start, label.to_owned(), of.dest.to_string()))
        .collect();
    defined.sort();
    let mut reader = Reader {
        events: parser.peekable(),
        used: Vec::new(),
        in_link: false,
    };
    let mut blocks = reader.blocks(0);
    // What nothing refers to may never have been meant as a definition.
    let used = reader.used;
    let unused = defined
        .iter()
        .filter(|(_, label, _)| !used.contains(&label.to_lowercase()));
    blocks.extend(unused.map(|(_, label, to)| {
        let mut spans = Vec::new();
        with_links(&mut spans, &format!("[{label}]: {to}"));
        Block::line(spans)
    }));
    blocks
}

struct Reader<'a, I: Iterator<Item = Event<'a>>> {
    events: Peekable<I>,
    /// The definitions that links refer to.
    used: Vec<String>,
    /// Whether the words are those of a link, in which no other may stand.
    in_link: bool,
}

impl<'a, I: Iterator<Item = Event<'a>>> Reader<'a, I> {
    /// Reads blocks up to the end of what holds them.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        // What is too deep to be told apart.
        let mut open = 0_usize;
        while let Some(event) = self.events.peek() {
            match event {
                event if is_inline(event) => {
                    let spans = self.spans(0);
                    blocks.push(Block::line(spans));
                }
                Event::End(_) if open == 0 => {
                    self.events.next();
                    break;
                }
                _ => match self.events.next() {
                    Some(Event::Start(tag)) => match self.block(tag, depth) {
                        Some(found) => blocks.extend(found),
                        None => open += 1,
                    },
                    Some(Event::End(_)) => open = open.saturating_sub(1),
                    Some(Event::Rule) => blocks.push(Block::Rule),
                    _ => {}
                },
            }
        }
        blocks
    }

    /// Reads the block that a tag begins, to its end; nothing where what it holds stands for itself.
    fn block(&mut self, tag: Tag<'a>, depth: usize) -> Option<Vec<Block>> {
        let is_deep = depth >= DEPTH_MAX;
        Some(match tag {
            Tag::Paragraph => vec![Block::line(self.line())],
            Tag::Heading { .. } => vec![Block::line(vec![Span::Strong(self.line())])],
            Tag::CodeBlock(kind) => vec![self.code(&kind)],
            Tag::HtmlBlock => html(&self.gathered()),
            Tag::Table(aligned) => vec![Block::Table(self.table(&aligned))],
            Tag::BlockQuote(_) if !is_deep => vec![Block::Quote(Quote {
                by: Vec::new(),
                blocks: self.blocks(depth + 1),
            })],
            Tag::List(first) if !is_deep => vec![Block::List(self.list(first, depth))],
            _ => return None,
        })
    }

    /// Reads the words of a paragraph or of a cell, to its end.
    fn line(&mut self) -> Vec<Span> {
        let spans = self.spans(0);
        self.events.next();
        spans
    }

    /// Reads the parts of a line up to what is none.
    fn spans(&mut self, depth: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut text = String::new();
        let mut open = 0_usize;
        while let Some(event) = self
            .events
            .next_if(|event| is_inline(event) || open > 0 && ends_stress(event))
        {
            if let Event::Text(words) | Event::InlineHtml(words) | Event::Html(words) = &event {
                text.push_str(words);
                continue;
            }
            self.flush(&mut spans, &mut text);
            match event {
                Event::Code(words) => spans.push(Span::Code(words.as_ref().into())),
                Event::SoftBreak => spans.push(Span::Break { hard: false }),
                Event::HardBreak => spans.push(Span::Break { hard: true }),
                Event::TaskListMarker(ticked) => {
                    text.push_str(if ticked { "[x] " } else { "[ ] " });
                }
                Event::Start(tag) => match self.stress(tag, depth) {
                    Some(found) => spans.extend(found),
                    None => open += 1,
                },
                _ => open = open.saturating_sub(1),
            }
        }
        self.flush(&mut spans, &mut text);
        spans
    }

    fn flush(&self, spans: &mut Vec<Span>, text: &mut String) {
        match self.in_link || text.is_empty() {
            true if text.is_empty() => {}
            true => spans.push(text.as_str().into()),
            false => with_links(spans, text),
        }
        text.clear();
    }

    /// Reads what a tag inside a line holds, to its end; nothing where it stands for itself.
    fn stress(&mut self, tag: Tag<'a>, depth: usize) -> Option<Vec<Span>> {
        if depth >= DEPTH_MAX {
            return None;
        }
        let outer = self.in_link;
        self.in_link |= matches!(tag, Tag::Link { .. } | Tag::Image { .. });
        let inner = self.spans(depth + 1);
        self.events.next();
        self.in_link = outer;
        Some(match tag {
            Tag::Emphasis => vec![Span::Emphasis(inner)],
            Tag::Strong => vec![Span::Strong(inner)],
            Tag::Strikethrough => vec![Span::Struck(inner)],
            Tag::Link {
                link_type,
                dest_url,
                id,
                ..
            }
            | Tag::Image {
                link_type,
                dest_url,
                id,
                ..
            } => {
                self.used.push(id.to_lowercase());
                match link_type {
                    _ if outer => inner,
                    LinkType::Email => link(&format!("mailto:{dest_url}"), inner),
                    _ => link(&dest_url, inner),
                }
            }
            _ => inner,
        })
    }

    fn list(&mut self, first: Option<u64>, depth: usize) -> List {
        let mut items = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            let box_of = |event: &Event<'_>| matches!(event, Event::TaskListMarker(_));
            // In a list whose items stand apart, the box is inside a paragraph.
            let paragraph = self
                .events
                .next_if(|event| matches!(event, Event::Start(Tag::Paragraph)));
            let ticked = match self.events.next_if(box_of) {
                Some(Event::TaskListMarker(ticked)) => Some(ticked),
                _ => None,
            };
            let mut blocks = match paragraph {
                Some(_) => vec![Block::line(self.line())],
                None => Vec::new(),
            };
            blocks.extend(self.blocks(depth + 1));
            items.push(Item {
                ticked,
                mark: None,
                blocks,
            });
        }
        List { first, items }
    }

    fn table(&mut self, aligned: &[Alignment]) -> Table {
        let mut rows: Vec<Vec<Vec<Span>>> = Vec::new();
        loop {
            match self.events.next() {
                Some(Event::Start(Tag::TableHead | Tag::TableRow)) => rows.push(Vec::new()),
                Some(Event::Start(Tag::TableCell)) => {
                    let cell = self.line();
                    rows.last_mut()
                        .into_iter()
                        .for_each(|row| row.push(cell.clone()));
                }
                Some(Event::End(TagEnd::Table)) | None => break,
                _ => {}
            }
        }
        let mut rows = rows.into_iter();
        let titles = rows.next().unwrap_or_default();
        let columns = titles.into_iter().zip(aligned).map(|(title, side)| Column {
            title,
            align: match side {
                Alignment::None | Alignment::Left => Align::Start,
                Alignment::Center => Align::Center,
                Alignment::Right => Align::End,
            },
        });
        let columns = columns.collect();
        let rows = rows.map(|cells| Row {
            cells: cells.into_iter().map(|cell| Cell(vec![cell])).collect(),
            ..Row::default()
        });
        Table {
            columns,
            named: false,
            rows: rows.collect(),
        }
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> Block {
        let language = match kind {
            CodeBlockKind::Fenced(words) => words.split_whitespace().next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        Block::Code {
            language: language.into(),
            text: self.gathered().into(),
        }
    }

    /// Reads text of several lines as it stands, to the end of its block.
    fn gathered(&mut self) -> String {
        let mut text = String::new();
        while let Some(Event::Text(words) | Event::Html(words)) = self.events.next() {
            text.push_str(&words);
        }
        text
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => true,
        Event::Start(tag) => is_stress(&tag.to_end()),
        _ => false,
    }
}

fn ends_stress(event: &Event<'_>) -> bool {
    matches!(event, Event::End(end) if is_stress(end))
}

fn is_stress(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// Returns HTML as the text that it is, its lines as they were.
fn html(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    let parts = lines.split(|line| line.trim().is_empty());
    let parts = parts.filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let lines = part.iter().map(|line| vec![line.trim().into()]);
            let lines: Vec<Vec<Span>> = lines.collect();
            Block::line(lines.join(&Span::Break { hard: false }))
        })
        .collect()
}
