//! Reads a checklist in Markdown into headings, tasks and other text, each with its line. Knows no plan.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::draft::{Entry, Said, Task};

/// Returns what a checklist holds, in its order.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    let parser = Parser::new_ext(text, Options::ENABLE_TASKLISTS);
    let mut defined: Vec<(usize, String)> = parser
        .reference_definitions()
        .iter()
        .map(|(label, of)| (of.span.start, format!("[{label}]: {}", of.dest)))
        .collect();
    defined.sort();
    let lines = Lines::of(text);
    let mut reader = Reader {
        lines: &lines,
        entries: Vec::new(),
        depth: 0,
        words: String::new(),
        at: None,
        links: Vec::new(),
        tasks: Vec::new(),
    };
    for (event, range) in parser.into_offset_iter() {
        reader.take(event, &range);
    }
    reader.end_text();
    let mut entries = reader.entries;
    entries.extend(defined.into_iter().map(|(at, text)| {
        Entry::Text(Said {
            line: lines.number(at),
            text,
        })
    }));
    entries
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self([0].into_iter().chain(breaks).collect())
    }

    /// Returns the number of the line that holds a place, from 1 up.
    fn number(&self, at: usize) -> usize {
        self.0.partition_point(|begins| *begins <= at)
    }
}

struct Reader<'l> {
    lines: &'l Lines,
    entries: Vec<Entry>,
    /// How many lists hold what is read.
    depth: usize,
    /// The words of the text that is read, and where it begins.
    words: String,
    at: Option<usize>,
    /// Where the links lead that are open, and where their words begin.
    links: Vec<(String, usize)>,
    /// The items that are open: whether each has its words already.
    tasks: Vec<bool>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.add(&text, range),
            Event::SoftBreak | Event::HardBreak => self.add(" ", range),
            Event::Rule => self.end_text(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn add(&mut self, text: &str, range: &Range<usize>) {
        self.at.get_or_insert(range.start);
        self.words.push_str(text);
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::List(_) => {
                self.end_text();
                self.depth += 1;
            }
            Tag::Item => {
                self.end_text();
                self.tasks.push(false);
            }
            Tag::Link {
                dest_url, title, ..
            }
            | Tag::Image {
                dest_url, title, ..
            } => {
                let to = format!("{dest_url} {title}").trim().to_owned();
                self.links.push((to, self.words.len()));
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) if !language.is_empty() => {
                self.end_text();
                self.add(&format!("{language}: "), range);
            }
            _ => self.end_text(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.end_text();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::Item => {
                self.end_text();
                self.tasks.pop();
            }
            TagEnd::Heading(level) => {
                if let Some(said) = self.said() {
                    // A heading in an item names nothing that a plan has.
                    self.entries.push(match self.depth {
                        0 => Entry::Heading(level as usize, said),
                        _ => Entry::Text(said),
                    });
                }
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some((to, begins)) = self.links.pop() {
                    let label = self.words.get(begins..).unwrap_or_default();
                    if !to.is_empty() && label != to && format!("mailto:{label}") != to {
                        self.words.push_str(&format!(" ({to})"));
                    }
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
            _ => self.end_text(),
        }
    }

    /// Returns the text that was read, on one line.
    fn said(&mut self) -> Option<Said> {
        let words = std::mem::take(&mut self.words);
        let at = self.at.take()?;
        let words: Vec<&str> = words.split_whitespace().collect();
        (!words.is_empty()).then(|| Said {
            line: self.lines.number(at),
            text: words.join(" "),
        })
    }

    /// Ends the text that was read: the first one of an item is its task.
    fn end_text(&mut self) {
        let Some(said) = self.said() else {
            return;
        };
        let entry = match self.tasks.last_mut() {
            Some(has_words) if !*has_words => {
                *has_words = true;
                let depth = self.depth.saturating_sub(1);
                Entry::Task(Task { depth, said })
            }
            Some(_) => Entry::More(said),
            None => Entry::Text(said),
        };
        self.entries.push(entry);
    }
}
