//! What is drawn of a burn-up, the farthest back first: leaves, grid, areas, lines, marks, words.

use maud::{Markup, html};

use super::labels::{GAP, LINE, days_below, heads, values, words};
use super::plane::{Plane, px};
use super::room::{Anchor, Place, Room};
use crate::domain::judgment::burnup::{BurnUp, PaceMark, Stretch, goals};
use crate::domain::judgment::health::Health;
use crate::domain::wording::burnup::{brief, late};

/// Returns what is drawn, on a plane.
pub(super) fn drawing(of: &BurnUp, plane: &Plane) -> Markup {
    let mut room = Room::of(plane.frame);
    let days = days_below(of, plane, &mut room);
    let heads = heads(of, plane, &mut room);
    let values = values(of, plane, &mut room);
    let pace = of.pace.map(|mark| pace(of, &mark, plane, &mut room));
    let band = band(of, plane, &mut room);
    html! {
        (leaves(of, plane)) (grid(of, plane)) (heads) (areas(of, plane)) (lines(of, plane))
        (squares(of, plane))
        @if let Some(pace) = pace { (pace) }
        (values) (days) (band)
    }
}

fn leaves(of: &BurnUp, plane: &Plane) -> Markup {
    let (top, base) = (plane.frame.top, plane.frame.base);
    html! {
        @for (from, until) in &of.leaves {
            @let left = plane.x(from.pred_opt().unwrap_or(*from));
            rect x=(px(left)) y=(px(top)) width=(px(plane.x(*until) - left)) height=(px(base - top))
                fill="url(#p-leave)" {}
        }
    }
}

/// Draws a line at zero and at the goals of each milestone, with the number left of it.
fn grid(of: &BurnUp, plane: &Plane) -> Markup {
    let mut counts: Vec<usize> = of.gates.iter().map(|gate| gate.goals).collect();
    counts.insert(0, 0);
    counts.dedup();
    let mut last = f64::INFINITY;
    let shown = counts.into_iter().filter_map(|count| {
        let y = plane.y(goals(count));
        let has_room = last - y >= LINE;
        last = if has_room { y } else { last };
        has_room.then_some((count, y))
    });
    let (left, right) = (px(plane.frame.left), px(plane.frame.right));
    html! {
        @for (count, y) in shown {
            line class=(if count == 0 { "axis" } else { "grid" }) x1=(left) x2=(right) y1=(px(y)) y2=(px(y)) {}
            text class="q" x=(px(plane.frame.left - 7.0)) y=(px(y + 4.0)) text-anchor="end" { (count) }
        }
    }
}

fn areas(of: &BurnUp, plane: &Plane) -> Markup {
    let claimed = plane.steps(&of.days, |day| goals(day.count.claimed));
    let confirmed = plane.steps(&of.days, |day| goals(day.count.confirmed));
    let base = plane.frame.base;
    html! {
        path fill="url(#p-claimed)" d=(claimed.area(base).written()) {}
        path class="solid" d=(confirmed.area(base).written()) {}
        path class="claims" d=(claimed.written()) {}
    }
}

fn lines(of: &BurnUp, plane: &Plane) -> Markup {
    html! {
        path class="first" d=(plane.line(&of.first).written()) {}
        path class="expected" d=(plane.line(&of.expected).written()) {}
        @if !of.ahead.is_empty() { path class="ahead" d=(plane.line(&of.ahead).written()) {} }
    }
}

fn squares(of: &BurnUp, plane: &Plane) -> Markup {
    html! {
        @for gate in of.gates.iter().filter(|gate| gate.due <= of.until) {
            @let (x, y) = (plane.x(gate.due), plane.y(goals(gate.goals)));
            rect class="gate" x=(px(x - 4.0)) y=(px(y - 4.0)) width="8" height="8" {}
        }
    }
}

/// Draws when the present milestone will be done. What lies beyond the last day ends at the edge.
fn pace(of: &BurnUp, mark: &PaceMark, plane: &Plane, room: &mut Room) -> Markup {
    let (due, done, y) = (
        plane.x(mark.due),
        plane.x(mark.on),
        plane.y(goals(mark.goals)),
    );
    let is_shown = mark.on <= of.until;
    let side = if done < due { -1.0 } else { 1.0 };
    let end = if is_shown { done - side * GAP } else { done };
    let first = format!("{} at this pace", brief(mark.on, of.today));
    let second = late(mark);
    let (left, right) = (due.min(done), due.max(done));
    let places = [y + 18.0, y - 24.0, y + 40.0, y + 62.0].map(|y| {
        let place = |x, anchor| Place { x, y, anchor };
        [
            place(left + GAP, Anchor::Start),
            place(plane.frame.right, Anchor::End),
            place(right, Anchor::End),
        ]
    });
    let told = room.take_two([&first, &second], places.as_flattened());
    html! {
        line.pace.late[mark.late > 0] x1=(px(due + side * 5.0)) x2=(px(end)) y1=(px(y)) y2=(px(y)) {}
        @if is_shown {
            path.pace.late[mark.late > 0] d={
                "M" (px(done)) " " (px(y - GAP)) "l6 6-6 6-6-6Z"
            } {}
        }
        @if let Some([above, below]) = told { (words("h", above, &first)) (words("h", below, &second)) }
    }
}

/// Draws the verdicts under the axis: the worse, the thicker. A leave is no verdict.
fn band(of: &BurnUp, plane: &Plane, room: &mut Room) -> Markup {
    let all = of.verdicts();
    let middle = plane.frame.base + 30.0;
    let look = |health: Health| match health {
        Health::OnLeave => None,
        Health::OnTrack => Some(("good", 2.0)),
        Health::AtRisk => Some(("risk", 7.0)),
        Health::OffTrack => Some(("off", 12.0)),
    };
    // Each goes on to where the next one begins.
    let end = |place: usize| {
        let next = all.get(place + 1).map(|next: &Stretch| next.from);
        plane.x(next.unwrap_or(of.today))
    };
    let present = all.last().map(|stretch| stretch.health);
    let word = present.map(Health::word).unwrap_or_default();
    let (beside, left) = (plane.x(of.today) + GAP, plane.frame.left);
    let line = format!("verdict: {word}");
    let places = [
        Place {
            x: beside,
            y: middle + 4.0,
            anchor: Anchor::Start,
        },
        Place {
            x: plane.frame.right,
            y: middle + 21.0,
            anchor: Anchor::End,
        },
        Place {
            x: left,
            y: middle + 21.0,
            anchor: Anchor::Start,
        },
    ];
    let place = room.take(&line, &places);
    let tone = present.and_then(look).map_or("q", |(tone, _)| tone);
    html! {
        @for (stretch, place) in all.iter().zip(0..) {
            @if let Some((tone, high)) = look(stretch.health) {
                @let x = plane.x(stretch.from);
                rect class=(tone) x=(px(x)) y=(px(middle - high / 2.0)) width=(px(end(place) - x)) height=(px(high)) {}
            }
        }
        @if let Some(place) = place {
            text x=(px(place.x)) y=(px(place.y)) text-anchor=(place.anchor.word()) {
                "verdict: " tspan class={ "b " (tone) } { (word) }
            }
        }
    }
}
