//! Drawings as inline SVG: shares, bullets, curves, bars and dots. What the eye sees is drawn from numbers
//! alone; the words that a drawing has are its name.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::marks::{mark, tone_of};
use crate::report::blocks::{Bar, Bullet, Curve, Dots, Share};

/// The width of a bullet and a curve, in pixels.
const WIDTH: usize = 160;

/// Writes counts side by side, each as wide as it is large.
pub(super) fn shares(of: &[Share]) -> Markup {
    html! {
        ul.shares {
            @for share in of.iter().filter(|share| share.count > 0) {
                li class=(tone_of(share.mark)) style={ "flex-grow:" (share.count) } {
                    (mark(share.mark)) b { (share.count) } " " (share.label)
                }
            }
        }
    }
}

/// Writes goals as a bar: filled what is confirmed, hatched what is claimed, upright what is expected.
pub(super) fn bullet(of: Bullet) -> Markup {
    let long = WIDTH - 4;
    // At most the frame, also if more is done than counts.
    let at = |tenths: usize| (tenths * long / (of.all.max(1) * 10)).min(long);
    html! {
        svg.bullet width=(WIDTH) height="18" viewBox={ "0 0 " (WIDTH) " 18" } role="img"
            aria-label=(of.words()) {
            rect.empty x="1.5" y="4.5" width=(long) height="9" {}
            rect.hollow x="1.5" y="4.5" width=(at(of.claimed * 10)) height="9" {}
            rect.solid x="1.5" y="4.5" width=(at(of.confirmed * 10)) height="9" {}
            rect.upright x=(at(of.expected)) y="1" width="3" height="16" {}
        }
    }
}

/// Writes a number from day to day, against a dotted line where it is nothing.
pub(super) fn curve(of: &Curve) -> Markup {
    const HIGH: i64 = 32;
    let y = |tenths: i64| {
        let below = Curve::TOP - tenths.clamp(Curve::BOTTOM, Curve::TOP);
        1 + below * (HIGH - 2) / (Curve::TOP - Curve::BOTTOM)
    };
    let room = of.room.max(2) - 1;
    let before = of.room.saturating_sub(of.tenths.len());
    let x = |place: usize| 2 + (before + place) * (WIDTH - 6) / room;
    let mut path = String::new();
    for (tenths, place) in of.tenths.iter().zip(0..) {
        let sign = if place == 0 { 'M' } else { 'L' };
        // A string takes whatever is written to it.
        let _ = write!(path, "{sign}{} {}", x(place), y(*tenths));
    }
    let last = of.tenths.last().copied().unwrap_or_default();
    html! {
        svg.curve width=(WIDTH) height=(HIGH) viewBox={ "0 0 " (WIDTH) " " (HIGH) } role="img"
            aria-label=(of.words) {
            line.zero x1="2" x2=(WIDTH - 4) y1=(y(0)) y2=(y(0)) {}
            path.lead d=(path) {}
            circle.now cx=(x(of.tenths.len().saturating_sub(1))) cy=(y(last)) r="2.5" {}
        }
    }
}

/// Writes a number as a bar.
pub(super) fn bar(of: &Bar) -> Markup {
    let long = of.part.min(of.whole) * 120 / of.whole.max(1);
    html! {
        svg.bar width="124" height="14" viewBox="0 0 124 14" role="img" aria-label=(of.words) {
            rect x="0" y="2" width=(long.max(1)) height="10" {}
        }
    }
}

/// The percents that the axis of dots begins and ends with.
const FROM: u32 = 0;
const UP_TO: u32 = 140;

/// The percents that one column of dots stands for.
const COLUMN: u32 = 5;

/// The room of a dot.
const DOT: usize = 13;

/// Writes marks along an axis, those of one place above each other, and the same in words below.
pub(super) fn dots(of: &Dots) -> Markup {
    let x = |percent: u32| 20 + (percent.clamp(FROM, UP_TO) - FROM) as usize * 37 / 10;
    let mut columns = [0_usize; (UP_TO / COLUMN + 1) as usize];
    let mut placed = Vec::with_capacity(of.dots.len());
    for dot in &of.dots {
        let place = (dot.at.min(UP_TO) / COLUMN) as usize;
        if let Some(high) = columns.get_mut(place) {
            placed.push((place, *high, dot.mark));
            *high += 1;
        }
    }
    let most = columns.iter().max().copied().unwrap_or(0);
    // A column that would be higher than the page is told by its marks on top of each other.
    let step = DOT.min(240 / most.max(1)).max(1);
    let base = 26 + most * step + DOT;
    let limits: Vec<(usize, &(u32, _))> = of.limits.iter().map(|one| (x(one.0), one)).collect();
    let last = limits.last().map_or(0, |(at, _)| *at);
    html! {
        figure {
        svg.dots viewBox={ "0 0 560 " (base + 40) } role="img" aria-labelledby="dots-title dots-words" {
            title id="dots-title" { (of.title) }
            line.axis x1="20" x2="552" y1=(base) y2=(base) {}
            @for percent in (FROM..=UP_TO).step_by(20) {
                line.axis x1=(x(percent)) x2=(x(percent)) y1=(base) y2=(base + 4) {}
                text.quiet x=(x(percent)) y=(base + 17) text-anchor="middle" { (percent) " %" }
            }
            @for (at, (_, below)) in &limits {
                line.limit x1=(at) x2=(at) y1="4" y2=(base) {}
                text.quiet x=(at - 5) y="14" text-anchor="end" { (below) }
            }
            text.quiet x=(last + 5) y="14" { (of.above) }
            text.quiet x="280" y=(base + 35) text-anchor="middle" { (of.axis) }
            @for (place, high, sign) in &placed {
                svg class={ "mark " (tone_of(*sign)) } width="11" height="11"
                    x=(x(u32::try_from(*place).unwrap_or_default() * COLUMN) + 4)
                    y=(base - DOT - high * step) {
                    (super::marks::shape(*sign))
                }
            }
        }
            figcaption id="dots-words" { (of.words) }
        }
    }
}
