//! A gate review → its page.

use crate::domain::record::review::{Answer, DimensionAsItStood, GoalAsItStood};
use crate::domain::wording::gates;
use crate::domain::wording::marks::Sign;
use crate::domain::words::when::full_date;
use crate::report::blocks::{
    Block, Cell, Column, Item, List, Page, Quote, Row, Section, Span, Table, Title, Tone, strong,
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
        sections.push(Section::new("Rubric", vec![rubric(&sheet.grades)]));
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
    let evidence = row
        .evidence
        .iter()
        .map(|title| format!("evidence: {title}"));
    let known = beside(row).into_iter().chain(evidence);
    let known = known.map(|text| vec![Span::Toned(Tone::Quiet, vec![text.into()])]);
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

fn rubric(rows: &[DimensionAsItStood]) -> Block {
    let rows = rows.iter().map(|row| {
        let differs = row.mentor.is_some() && row.hire.is_some() && row.mentor != row.hire;
        Row {
            tone: if differs { Tone::Waiting } else { Tone::Plain },
            cells: vec![
                row.name.as_str().into(),
                gates::grade(row.mentor).into(),
                gates::grade(row.hire).into(),
            ],
            ..Row::default()
        }
    });
    Block::Table(Table {
        columns: ["Dimension", "Mentor", "Hire"].map(Column::new).into(),
        named: true,
        rows: rows.collect(),
    })
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
