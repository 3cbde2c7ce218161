//! A gate review → its page.

use crate::domain::plan::people::Party;
use crate::domain::record::review::{Answer, DimensionAsItStood, GoalAsItStood, Snapshot};
use crate::domain::telling::sheet::in_full;
use crate::domain::wording::gates;
use crate::domain::wording::marks::Sign;
use crate::domain::words::when::full_date;
use crate::report::blocks::{
    Address, Block, Cell, Column, Entry, Fact, Item, List, Page, Quote, Row, Section, Span, Table,
    Title, Tone, strong,
};
use crate::report::note;
use crate::report::review::{ReviewPage, beside};

/// Returns the page of a gate review.
pub fn review(review: &ReviewPage<'_>) -> Page {
    let sheet = &review.sheet;
    let mut sections = vec![
        Section::new("Verdict", verdict(review)),
        Section::new("Goals", vec![goals(&sheet.goals)]),
    ];
    if !sheet.grades.is_empty() {
        let of_each = sheet.grades.iter().map(dimension);
        let of_each = of_each.filter(|entry| !entry.facts.is_empty());
        let of_each = Block::Entries(of_each.collect());
        sections.push(Section::new("Rubric", vec![rubric(sheet), of_each]));
    }
    let journey = match review.ruling() {
        Some(_) => "The journey then",
        None => "The journey now",
    };
    sections.push(Section::new(journey, stands(review)));
    let head = format!("{}. {}.", sheet.role, review.dates());
    Page {
        title: Title::of(sheet.hire.as_str(), review.title()),
        blocks: vec![Block::Paragraph(Tone::Quiet, vec![head.into()])],
        sections,
    }
}

fn verdict(review: &ReviewPage<'_>) -> Vec<Block> {
    let (Some(ruling), Some(verdict)) = (review.ruling(), review.verdict()) else {
        let open = "The review is open; there is no verdict yet.";
        return vec![Block::Paragraph(Tone::Waiting, vec![open.into()])];
    };
    let (by, on) = (&ruling.mark.by, full_date(ruling.mark.on));
    let by = format!("Given by {by} on {on}.");
    let reason = review.reason().map(|reason| format!("Reason: {reason}"));
    let mut blocks = vec![Block::line(vec![strong(verdict)])];
    blocks.extend(reason.map(Block::text));
    let left = ruling.ungraded_names();
    let left = left.map(|names| format!("{}.", gates::not_graded(&names)));
    blocks.extend(left.map(|words| Block::Paragraph(Tone::Waiting, vec![words.into()])));
    blocks.extend([
        Block::Paragraph(Tone::Quiet, vec![by.into()]),
        Block::Quote(Quote {
            by: Vec::new(),
            blocks: note::blocks(&ruling.summary),
        }),
    ]);
    blocks
}

fn goals(rows: &[GoalAsItStood]) -> Block {
    Block::Table(Table {
        columns: ["Goal", "Answer"].map(Column::new).into(),
        named: true,
        rows: rows.iter().map(goal).collect(),
    })
}

fn goal(row: &GoalAsItStood) -> Row {
    let tone = match row.answer {
        Some(Answer::Done) => Tone::Good,
        Some(Answer::Waived) => Tone::Quiet,
        Some(Answer::NotDone { .. }) | None => Tone::Waiting,
    };
    let known = beside(row).into_iter().map(|text| vec![text.into()]);
    let known = known.chain(evidence(row));
    let known = known.map(|spans| vec![Span::Toned(Tone::Quiet, spans)]);
    // That it is waived is what is known of it.
    let answer = match row.answer {
        Some(Answer::Waived) => None,
        _ => Some(vec![Span::Toned(tone, vec![row.answer_words().into()])]),
    };
    let name = vec![
        Span::Number(row.number.as_str().into()),
        row.title.as_str().into(),
    ];
    Row {
        mark: Some(Sign::from(row.state)),
        tone,
        cells: vec![
            Cell(vec![name]),
            Cell(answer.into_iter().chain(known).collect()),
        ],
    }
}

/// Returns what proves a goal, each piece as a link where it has an address.
fn evidence(row: &GoalAsItStood) -> impl Iterator<Item = Vec<Span>> + '_ {
    row.pieces().map(|(title, link)| {
        let piece = match link.and_then(Address::of) {
            Some(to) => Span::Link {
                to,
                label: vec![title.into()],
            },
            None => in_full(title, link).into(),
        };
        vec!["evidence: ".into(), piece]
    })
}

fn rubric(sheet: &Snapshot) -> Block {
    let rows = sheet.grades.iter().map(|row| {
        let before = sheet.before.map(|_| {
            let words = gates::grades_before(row);
            words.unwrap_or_default().as_str().into()
        });
        let differs = row.mentor.is_some() && row.hire.is_some() && row.mentor != row.hire;
        Row {
            tone: if differs { Tone::Waiting } else { Tone::Plain },
            cells: [
                row.name.as_str().into(),
                gates::grade(row.mentor).into(),
                gates::grade(row.hire).into(),
            ]
            .into_iter()
            .chain(before)
            .collect(),
            ..Row::default()
        }
    });
    let before = sheet.before.map(|at| Column::new(&format!("At {at}")));
    let columns = ["Dimension", "Mentor", "Hire"].map(Column::new);
    Block::Table(Table {
        columns: columns.into_iter().chain(before).collect(),
        named: true,
        rows: rows.collect(),
    })
}

/// Returns what both sides said of a dimension, and what the plan asks for in it.
fn dimension(row: &DimensionAsItStood) -> Entry {
    let sides = [Party::Mentor, Party::Hire];
    let said = sides
        .into_iter()
        .filter_map(|party| Some(Fact::new(party.word(), row.why(party)?)));
    let levels = row.levels.iter();
    let levels = levels.map(|(label, text)| Fact::new(label.as_str(), text.as_str()));
    Entry {
        name: Some(row.name.as_str().into()),
        about: Vec::new(),
        facts: said.chain(levels).collect(),
    }
}

fn stands(review: &ReviewPage<'_>) -> Vec<Block> {
    let sheet = &review.sheet;
    let reasons = sheet.reasons.iter();
    let reasons = reasons.map(|reason| Item::line(vec![reason.as_str().into()]));
    let items: Vec<Item> = reasons.collect();
    let mut blocks = vec![Block::text(sheet.health.as_str())];
    if !items.is_empty() {
        blocks.push(Block::List(List { first: None, items }));
    }
    blocks
}
