//! A burn-up drawn in the cells of a terminal, with marks and letters that tell it without color.

mod plot;

use chrono::NaiveDate;

use crate::domain::judgment::burnup::BurnUp;
use crate::domain::judgment::health::Health;
use crate::domain::telling::canvas::{Canvas, Ink, LEAVE, Piece, Row, shown};
use crate::domain::wording::burnup::{brief, share};
use crate::domain::wording::marks::{Glyph, Sign, glyph};
use plot::Plot;

const CONFIRMED: Glyph = glyph("█", "#");
const CLAIMED: Glyph = glyph("▒", "=");
const EXPECTED: Glyph = glyph("⠒", ".");
const GATE: Glyph = glyph("□", "o");
const PACE: Glyph = glyph("◇", "*");
const DUE: Glyph = glyph("┊", ":");
const TODAY: Glyph = glyph("│", "|");
const BASE: Glyph = glyph("▔", "-");

/// Returns what the signs of a drawing say, each with the number of today.
pub fn key(of: &BurnUp, unicode: bool) -> Vec<[Piece; 2]> {
    let now = of.now();
    let entry = |ink, sign: Glyph, words: String| {
        let sign = shown(sign, unicode).to_owned();
        [(ink, sign), (Ink::Plain, format!(" {words}"))]
    };
    let mut key = vec![
        entry(
            Ink::Confirmed,
            CONFIRMED,
            format!("{} confirmed", now.confirmed),
        ),
        entry(Ink::Claimed, CLAIMED, format!("{} claimed", now.claimed)),
        entry(
            Ink::Expected,
            EXPECTED,
            format!("{} expected", share(now.expected)),
        ),
        entry(Ink::Plain, GATE, "goals due".to_owned()),
    ];
    if let Some(pace) = of.pace {
        let words = format!("done at this pace, {}", brief(pace.on, of.today));
        key.push(entry(Ink::Pace, PACE, words));
    }
    if !of.leaves.is_empty() {
        key.push(entry(Ink::Quiet, LEAVE, "leave".to_owned()));
    }
    key
}

/// The least rows of a drawing.
pub const ROWS_MIN: usize = 5;

/// The rows of names above the plot, and of the axis, days and verdicts below it.
const ROWS_AROUND: usize = 4;

/// Returns a burn-up in so many columns and rows. Where there are few rows, names and verdicts are left out.
pub fn drawn(of: &BurnUp, columns: usize, rows: usize, unicode: bool) -> Vec<Row> {
    let is_roomy = rows >= ROWS_AROUND + ROWS_MIN;
    let around = if is_roomy { ROWS_AROUND } else { 2 };
    let plot = Plot::of(of, columns, rows.saturating_sub(around).max(1));
    let mut canvas = Canvas::new(columns, rows.max(around + 1), unicode);
    let top = usize::from(is_roomy);
    plot.draw(&mut canvas, of, top);
    let base = top + plot.rows;
    for column in 0..plot.columns {
        canvas.put(plot.left + column, base, BASE, Ink::Quiet);
    }
    if is_roomy {
        names(&mut canvas, of, &plot);
        verdicts(&mut canvas, of, &plot, base + 2);
    }
    days(&mut canvas, of, &plot, base + 1);
    canvas.rows()
}

/// Writes the milestones above their columns, those nearest to today first.
fn names(canvas: &mut Canvas, of: &BurnUp, plot: &Plot) {
    let mut gates: Vec<_> = of
        .gates
        .iter()
        .filter(|gate| gate.due <= of.until)
        .collect();
    gates.sort_by_key(|gate| (gate.due - of.today).num_days().abs());
    for gate in gates {
        let name = gate.milestone.to_string();
        canvas.write_near(plot.column(gate.due), 0, &name, Ink::Strong);
    }
}

/// Writes the days below the axis: today, then the ends, then the dates of milestones and of the pace.
fn days(canvas: &mut Canvas, of: &BurnUp, plot: &Plot, row: usize) {
    let today = match of.has_ended {
        true => format!("ended {}", brief(of.today, of.today)),
        false => "today".to_owned(),
    };
    canvas.write_near(plot.column(of.today), row, &today, Ink::Strong);
    let pace = of.pace.map(|pace| pace.on);
    let gates = of.gates.iter().map(|gate| gate.due);
    let wanted = [of.from, of.until].into_iter().chain(pace).chain(gates);
    let wanted: Vec<NaiveDate> = wanted
        .filter(|day| *day <= of.until && *day != of.today)
        .collect();
    for (place, day) in wanted.iter().enumerate() {
        if wanted.iter().take(place).all(|before| before != day) {
            let told = brief(*day, of.today);
            canvas.write_near(plot.column(*day), row, &told, Ink::Quiet);
        }
    }
}

/// Draws the worst verdict of each column, with the present one in words behind them.
fn verdicts(canvas: &mut Canvas, of: &BurnUp, plot: &Plot, row: usize) {
    let all = of.verdicts();
    for column in 0..=plot.column(of.today).saturating_sub(plot.left) {
        let (first, last) = plot.days(column);
        let here = all
            .iter()
            .filter(|those| those.from <= last && first <= those.until);
        let worst = here.map(|those| those.health).max();
        let sign = match worst {
            None | Some(Health::OnLeave) => continue,
            Some(Health::OnTrack) => glyph("─", "-"),
            Some(Health::AtRisk) => glyph(Sign::AtRisk.glyph().unicode, "!"),
            Some(Health::OffTrack) => glyph(Sign::OffTrack.glyph().unicode, "X"),
        };
        let ink = worst.map_or(Ink::Plain, Ink::Verdict);
        canvas.put(plot.left + column, row, sign, ink);
    }
    if let Some(last) = all.last() {
        let at = plot.column(of.today) + 2;
        canvas.write(at, row, last.health.word(), Ink::Verdict(last.health));
    }
}

#[cfg(test)]
mod tests;
