//! The words of a drawing: names of milestones, today's values, days. Each stands where it lies over nothing
//! else.

use chrono::{Datelike as _, NaiveDate};
use maud::{Markup, html};

use super::plane::{Plane, px};
use super::room::{Anchor, Place, Room};
use crate::domain::judgment::burnup::{BurnUp, Gate, goals};
use crate::domain::wording::burnup::{brief, share};

/// How far words stand off their mark.
pub(super) const GAP: f64 = 6.0;

/// How far words beside each other's values stand apart.
pub(super) const LINE: f64 = 16.0;

/// Writes words at their place.
pub(super) fn words(class: &str, place: Place, words: &str) -> Markup {
    html! {
        text class=(class) x=(px(place.x)) y=(px(place.y)) text-anchor=(place.anchor.word()) { (words) }
    }
}

/// Draws a dotted line for each milestone, with its name and its date or verdict on top, and one for today.
pub(super) fn heads(of: &BurnUp, plane: &Plane, room: &mut Room) -> Markup {
    let shown: Vec<&Gate> = of
        .gates
        .iter()
        .filter(|gate| gate.due <= of.until)
        .collect();
    // Of those that lie close, the ones nearest to today are needed most.
    let mut by_need = shown.clone();
    by_need.sort_by_key(|gate| (gate.due - of.today).num_days().abs());
    let mut heads = Vec::new();
    for gate in by_need {
        let told = match gate.ruled {
            Some((word, on)) => format!("{word}, {}", brief(on, of.today)),
            None => brief(gate.due, of.today),
        };
        let name = gate.milestone.to_string();
        let x = plane.x(gate.due);
        let at = |y| move |anchor| Place { x, y, anchor };
        let anchors = [Anchor::Middle, Anchor::End, Anchor::Start];
        let Some([first, second]) = room.take_two([&name, &told], &anchors.map(at(12.0))) else {
            heads.extend(
                room.take(&name, &anchors.map(at(12.0)))
                    .map(|place| words("b", place, &name)),
            );
            continue;
        };
        heads.push(words("b", first, &name));
        heads.push(words("q", second, &told));
    }
    let (top, base) = (px(plane.frame.top - 16.0), px(plane.frame.base));
    html! {
        @for gate in shown {
            @let x = px(plane.x(gate.due));
            line class="due" x1=(x) x2=(x) y1=(top) y2=(base) {}
        }
        @for head in &heads { (head) }
    }
}

/// Writes today's values beside its line, apart from each other, the highest first.
pub(super) fn values(of: &BurnUp, plane: &Plane, room: &mut Room) -> Markup {
    let (now, x) = (of.now(), plane.x(of.today));
    let mut values = [
        ("expected", now.expected, share(now.expected)),
        ("claimed", goals(now.claimed), now.claimed.to_string()),
        ("confirmed", goals(now.confirmed), now.confirmed.to_string()),
    ];
    values.sort_by(|(_, one, _), (_, other, _)| other.total_cmp(one));
    let wide = "confirmed 00".chars().count();
    let has_room_right = x + GAP + 6.6 * goals(wide) <= plane.frame.width;
    let (beside, anchor) = match has_room_right {
        true => (x + GAP, Anchor::Start),
        false => (x - GAP, Anchor::End),
    };
    room.keep((x - 2.0, x + 2.0, plane.frame.top, plane.frame.base));
    let rows = goals(values.len());
    let mut least = plane.frame.top + 10.0;
    let mut told = Vec::new();
    for ((label, value, number), place) in values.iter().zip(0..) {
        let below = (rows - 1.0 - f64::from(place)) * LINE;
        let y = (plane.y(*value) + 4.0)
            .max(least)
            .min(plane.frame.base - 5.0 - below);
        least = y + LINE;
        let line = format!("{label} {number}");
        let at = Place {
            x: beside,
            y,
            anchor,
        };
        room.take(&line, &[at]);
        told.push((at, label, number));
    }
    let above = [Anchor::Start, Anchor::End, Anchor::Middle];
    let above = above.map(|anchor| Place {
        x,
        y: plane.frame.top - 5.0,
        anchor,
    });
    let today = match of.has_ended {
        true => "the end",
        false => "today",
    };
    let head = room.take(today, &above);
    html! {
        line class="today" x1=(px(x)) x2=(px(x)) y1=(px(plane.frame.top - 2.0)) y2=(px(plane.frame.base)) {}
        @if let Some(place) = head { (words("b h", place, today)) }
        @for (at, label, number) in &told {
            text class="h" x=(px(at.x)) y=(px(at.y)) text-anchor=(at.anchor.word()) {
                (label) " " tspan.b { (number) }
            }
        }
    }
}

/// Writes the first day, the last one, and of the first days of months those for which there is room.
pub(super) fn days_below(of: &BurnUp, plane: &Plane, room: &mut Room) -> Markup {
    let months = of.from.iter_days().take_while(|day| *day <= of.until);
    let months = months.filter(|day| day.day() == 1);
    let ends = [(of.from, Anchor::Start), (of.until, Anchor::End)];
    let all = ends
        .into_iter()
        .chain(months.map(|day| (day, Anchor::Middle)));
    let y = plane.frame.base + 17.0;
    let told: Vec<(NaiveDate, Place)> = all
        .filter_map(|(day, anchor)| {
            let place = Place {
                x: plane.x(day),
                y,
                anchor,
            };
            // A blank on either side keeps two dates apart.
            let padded = format!(" {} ", brief(day, of.today));
            let padded = if anchor == Anchor::Middle {
                &padded
            } else {
                padded.trim()
            };
            Some((day, room.take(padded, &[place])?))
        })
        .collect();
    let (top, end) = (px(plane.frame.base), px(plane.frame.base + 5.0));
    html! {
        @for (day, place) in &told {
            @let x = px(place.x);
            line class="axis" x1=(x) x2=(x) y1=(top) y2=(end) {}
            (words("q", *place, &brief(*day, of.today)))
        }
    }
}
