//! A page → lines for a terminal, each with a tone. Knows no terminal and no color.

mod chart;
mod table;

pub use chart::burn_up;
use unicode_width::UnicodeWidthStr as _;

use crate::report::blocks::{
    Block, Entry, Fact, Item, List, Page, Quote, Section, Share, Span, Text, Title, Tone,
};
use crate::report::text::{Line, Page as Lines};

/// How far a section stands in.
const INDENT: usize = 2;

/// The room of a goal's number.
const NUMBER: usize = 9;

/// The room of a label, if the longest is shorter.
const LABEL: usize = 12;

/// Returns a page as lines of a width in columns.
pub fn page(page: &Page, width: usize) -> Vec<Line> {
    let mut writer = Writer {
        lines: Lines::new(width),
        width,
    };
    let (lead, words) = title(&page.title);
    writer.lines.add(Tone::Heading, &lead, &words);
    writer.blocks(&page.blocks, 0, false);
    for section in &page.sections {
        writer.section(section, 0);
    }
    writer.lines.lines()
}

/// Returns the number of a heading, padded, and its words.
fn title(of: &Title) -> (String, String) {
    let lead = of
        .number
        .as_ref()
        .map(|number| padded(&flat(number), NUMBER));
    let words = match &of.about {
        Some(about) => format!("{} · {}", flat(&of.name), flat(about)),
        None => flat(&of.name),
    };
    (lead.unwrap_or_default(), words)
}

/// Returns text with room behind it, at least one column.
fn padded(text: &str, room: usize) -> String {
    let blanks = room.saturating_sub(text.width()).max(1);
    format!("{text}{}", " ".repeat(blanks))
}

/// Returns text on one line.
fn flat(text: &Text) -> String {
    text.plain().replace(['\n', '\r', '\t'], " ")
}

/// Returns the words of a line.
fn words(spans: &[Span]) -> String {
    let mut line = String::new();
    for span in spans {
        match span {
            Span::Code(text) if spans.len() > 1 => line.push_str(&format!("`{}`", flat(text))),
            Span::Text(text) | Span::Code(text) => line.push_str(&flat(text)),
            Span::Strong(spans)
            | Span::Emphasis(spans)
            | Span::Struck(spans)
            | Span::Toned(_, spans) => line.push_str(&words(spans)),
            Span::Number(number) => line.push_str(&padded(&flat(number), NUMBER)),
            Span::Link { to, label } => {
                let label = words(label);
                line.push_str(&label);
                if label != to.as_str() {
                    line.push_str(&format!(" <{}>", to.as_str()));
                }
            }
            Span::Mark(sign) => line.push_str(sign.glyph().unicode),
            Span::Gauge(gauge) => line.push_str(&gauge.cells()),
            Span::Bullet(bullet) => line.push_str(&bullet.cells()),
            Span::Curve(curve) => line.push_str(&curve.cells()),
            Span::Bar(bar) => line.push_str(&bar.cells()),
            Span::Break { .. } => line.push('\n'),
        }
    }
    line
}

/// Returns what all parts of a line are about, if they agree.
fn tone_of(spans: &[Span]) -> Tone {
    match spans {
        [Span::Toned(tone, _), ..] => *tone,
        _ => Tone::Plain,
    }
}

struct Writer {
    lines: Lines,
    width: usize,
}

impl Writer {
    fn section(&mut self, section: &Section, indent: usize) {
        let (number, words) = title(&section.title);
        let lead = format!("{}{number}", " ".repeat(indent));
        self.lines.blank();
        self.lines.add(Tone::Heading, &lead, &words);
        let inside = match number.is_empty() && indent > 0 {
            true => indent,
            false => lead.width().max(INDENT),
        };
        if let Some(key) = &section.key {
            self.lines.block(Tone::Quiet, inside, &flat(key));
        }
        self.blocks(&section.blocks, inside, false);
        for section in &section.sections {
            self.section(section, inside);
        }
    }

    /// Writes blocks; those of a text that a person wrote stand apart.
    fn blocks(&mut self, blocks: &[Block], indent: usize, apart: bool) {
        for (block, place) in blocks.iter().zip(0..) {
            let is_apart = apart
                || matches!(
                    block,
                    Block::Quote(_) | Block::Table(_) | Block::Cards(_) | Block::Chart(_)
                );
            if place > 0 && is_apart {
                self.lines.blank();
            }
            match block {
                Block::Paragraph(tone, spans) => self.lines.block(*tone, indent, &words(spans)),
                Block::List(list) => self.list(list, indent),
                Block::Facts(facts) | Block::Figures(facts) => self.facts(facts, indent),
                Block::Entries(entries) => self.entries(entries, indent),
                Block::Table(table) | Block::Cards(table) => self.table(table, indent),
                Block::Shares(shares) => self.shares(shares, indent),
                Block::Dots(dots) => self.lines.block(Tone::Plain, indent, &flat(&dots.words)),
                Block::Quote(quote) => self.quote(quote, indent),
                Block::Chart(chart) => self.chart(chart, indent),
                Block::Code { text, .. } => self.code(text, indent),
                Block::Rule => self.lines.block(Tone::Quiet, indent, "* * *"),
            }
        }
    }

    /// Writes counts on one line, those of nothing left out.
    fn shares(&mut self, shares: &[Share], indent: usize) {
        let told = shares.iter().filter(|share| share.count > 0);
        let told: Vec<String> = told
            .map(|share| {
                let sign = share.mark.glyph().unicode;
                format!("{sign} {} {}", share.count, flat(&share.label))
            })
            .collect();
        self.lines.block(Tone::Plain, indent, &told.join(" · "));
    }

    fn list(&mut self, list: &List, indent: usize) {
        for (item, place) in list.items.iter().zip(0..) {
            let sign = match (item.mark, item.ticked, list.first) {
                (Some(mark), ..) => mark.glyph().unicode.to_owned(),
                (None, Some(true), _) => "[x]".to_owned(),
                (None, Some(false), _) => "[ ]".to_owned(),
                (None, None, Some(first)) => format!("{}.", first.saturating_add(place)),
                (None, None, None) => "-".to_owned(),
            };
            self.item(item, &format!("{}{sign} ", " ".repeat(indent)));
        }
    }

    fn item(&mut self, item: &Item, lead: &str) {
        let inside = lead.width();
        match item.blocks.split_first() {
            Some((Block::Paragraph(tone, spans), below)) => {
                self.led(*tone, lead, &words(spans));
                self.blocks(below, inside, false);
            }
            _ => {
                self.lines.add(Tone::Plain, lead, "");
                self.blocks(&item.blocks, inside, false);
            }
        }
    }

    /// Writes text of several lines, the first one behind a lead.
    fn led(&mut self, tone: Tone, lead: &str, text: &str) {
        let mut lines = text.lines();
        self.lines.add(tone, lead, lines.next().unwrap_or_default());
        for line in lines {
            self.lines.block(tone, lead.width(), line);
        }
    }

    fn facts(&mut self, facts: &[Fact], indent: usize) {
        let widths = facts.iter().map(|fact| flat(&fact.label).width() + 1);
        let room = widths
            .max()
            .unwrap_or(0)
            .clamp(LABEL, self.width.max(LABEL * 2) / 2);
        for fact in facts {
            let label = flat(&fact.label);
            let lead = match label.width() < room {
                true => format!("{}{}", " ".repeat(indent), padded(&label, room)),
                false => {
                    self.lines.block(Tone::Plain, indent, &label);
                    " ".repeat(indent + INDENT)
                }
            };
            self.led(tone_of(&fact.value), &lead, &words(&fact.value));
            for item in &fact.below {
                self.item(item, &format!("{}- ", " ".repeat(indent + INDENT)));
            }
        }
    }

    fn entries(&mut self, entries: &[Entry], indent: usize) {
        for entry in entries {
            let about = words(&entry.about);
            let Some(name) = &entry.name else {
                self.led(Tone::Plain, &format!("{}- ", " ".repeat(indent)), &about);
                continue;
            };
            self.lines.blank();
            self.lines.block(Tone::Heading, indent, &flat(name));
            self.lines.block(Tone::Plain, indent, &about);
            self.facts(&entry.facts, indent);
        }
    }

    fn quote(&mut self, quote: &Quote, indent: usize) {
        if !quote.by.is_empty() {
            let by = format!("{}:", words(&quote.by));
            self.lines.block(Tone::Quiet, indent, &by);
        }
        self.blocks(&quote.blocks, indent + INDENT, true);
    }

    fn code(&mut self, text: &Text, indent: usize) {
        for line in text.plain().lines() {
            let line = format!("{}{line}", " ".repeat(indent));
            self.lines.add_whole(Tone::Plain, line.trim_end());
        }
    }
}
