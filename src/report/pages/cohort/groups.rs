//! What several hires have in common: whom they wait on, and who owes most of them something.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Cohort;
use crate::domain::telling::cohort::{Debt, Owing};
use crate::domain::words::text::{count, folded};
use crate::domain::words::when::working_days;
use crate::report::blocks::{Bar, Block, Cell, Column, Row, Span, Table, labeled};

/// How many of each are told.
const MOST: usize = 8;

/// How many of the things that somebody is waited on for are told.
const THINGS: usize = 3;

/// What hires wait for from one of whom they wait.
#[derive(Default)]
struct Blocker<'a> {
    on: &'a str,
    whats: Vec<&'a str>,
    hires: usize,
    days: i64,
    oldest: i64,
}

/// Returns on whom hires wait, those first who cost the most working days.
pub(super) fn blockers(of: &Cohort) -> Vec<Block> {
    let mut all: BTreeMap<String, Blocker<'_>> = BTreeMap::new();
    for hire in of.live() {
        let mut own: Vec<String> = Vec::new();
        for wait in &hire.waits {
            let key = folded(&wait.on);
            let blocker = all.entry(key.clone()).or_default();
            blocker.on = &wait.on;
            blocker.days += wait.days;
            blocker.oldest = blocker.oldest.max(wait.days);
            if !blocker.whats.contains(&wait.what.as_str()) {
                blocker.whats.push(&wait.what);
            }
            if !own.contains(&key) {
                blocker.hires += 1;
                own.push(key);
            }
        }
    }
    let mut all: Vec<Blocker<'_>> = all.into_values().collect();
    if all.is_empty() {
        return vec![Block::text("Nobody waits on anybody.")];
    }
    all.sort_by_key(|blocker| Reverse((blocker.days, blocker.hires)));
    let longest = all.first().map_or(0, |blocker| blocker.days);
    let more = all.len().saturating_sub(MOST);
    let columns = [
        Column::new("Waits on"),
        Column::of_numbers("Hires"),
        Column::new("All together"),
        Column::of_numbers("Working days"),
        Column::of_numbers("Oldest"),
    ];
    let table = Block::Table(Table {
        columns: columns.into(),
        named: true,
        rows: all.iter().take(MOST).map(|one| one.row(longest)).collect(),
    });
    let more = (more > 0).then(|| super::quiet(&format!("{more} more, with shorter waits.")));
    [Some(table), more].into_iter().flatten().collect()
}

impl Blocker<'_> {
    fn row(&self, longest: i64) -> Row {
        let more = self.whats.len().saturating_sub(THINGS);
        let mut whats: Vec<String> = self
            .whats
            .iter()
            .take(THINGS)
            .map(ToString::to_string)
            .collect();
        whats.extend((more > 0).then(|| format!("{more} more")));
        let number = |days: i64| usize::try_from(days).unwrap_or_default();
        let bar = Bar {
            part: number(self.days),
            whole: number(longest),
            words: format!("{} waited", working_days(self.days)).into(),
        };
        Row {
            cells: vec![
                Cell(vec![vec![self.on.into()], vec![whats.join("; ").into()]]),
                self.hires.to_string().into(),
                Cell(vec![vec![Span::Bar(bar)]]),
                self.days.to_string().into(),
                self.oldest.to_string().into(),
            ],
            ..Row::default()
        }
    }
}

/// What somebody owes in all journeys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Debts {
    claims: usize,
    gates: usize,
    meetings: usize,
    mentors: usize,
    actions: usize,
}

impl Debts {
    /// Takes in a debt; what a goal waits for is told elsewhere.
    pub(super) fn add(&mut self, debt: &Debt) {
        match debt {
            Debt::Claims(claims) => self.claims += claims,
            Debt::Gate(_) => self.gates += 1,
            Debt::MissedMeeting | Debt::Meeting => self.meetings += 1,
            Debt::Mentor => self.mentors += 1,
            Debt::Actions { open, .. } => self.actions += open,
            Debt::Blocker(_) => {}
        }
    }

    pub(super) fn all(self) -> usize {
        self.claims + self.gates + self.meetings + self.mentors + self.actions
    }

    pub(super) fn words(self) -> String {
        let told = [
            (self.claims, "claim"),
            (self.gates, "gate review"),
            (self.meetings, "1:1"),
            (self.mentors, "mentor to name"),
            (self.actions, "open action"),
        ];
        let told = told.into_iter().filter(|(number, _)| *number > 0);
        let told = told.map(|(number, what)| match (what, number) {
            ("claim", _) => format!("{} to confirm", count(number, what)),
            ("mentor to name", 2..) => format!("{number} mentors to name"),
            _ => count(number, what),
        });
        told.collect::<Vec<_>>().join(", ")
    }
}

/// Returns who owes most, by name.
pub(super) fn debtors(of: &Cohort) -> Block {
    let mut all: BTreeMap<String, (&str, Debts)> = BTreeMap::new();
    for Owing { whom, what, .. } in of.live().flat_map(|hire| &hire.owing) {
        let (_, debts) = all
            .entry(folded(whom))
            .or_insert((whom.as_str(), Debts::default()));
        debts.add(what);
    }
    let mut all: Vec<(&str, Debts)> = all
        .into_values()
        .filter(|(_, debts)| debts.all() > 0)
        .collect();
    all.sort_by_key(|(_, debts)| Reverse((debts.all(), *debts)));
    if all.is_empty() {
        return Block::text("Nobody owes anything.");
    }
    let more = all.len().saturating_sub(MOST);
    let told = all.iter().take(MOST);
    let told = told.map(|(whom, debts)| labeled(whom, debts.words()));
    let more = (more > 0).then(|| vec![format!("{more} more owe less").into()]);
    Block::lines(told.chain(more))
}
