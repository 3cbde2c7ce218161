//! A burn-up as drawings: one for wide pages and paper, one for phones, from one function. One text tells
//! those who see neither what they show.

mod drawing;
mod labels;
mod plane;
mod room;

use maud::{Markup, PreEscaped, html};

use crate::report::blocks::Chart;
use drawing::drawing;
use plane::{Frame, Plane};

/// The patterns of areas, once for all drawings of a page to refer to.
pub(super) const PATTERNS: PreEscaped<&str> = PreEscaped(
    r##"<svg width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="p-claimed" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="p-claimed" d="M1 0v5"/></pattern>
<pattern id="p-leave" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path class="p-leave" d="M1 0v4"/></pattern>
</defs></svg>
"##,
);

/// Writes a burn-up: what its signs say, the drawings, and the numbers to unfold.
pub(super) fn chart(of: &Chart, weeks: &Markup) -> Markup {
    let words: Vec<&str> = of.words.iter().map(|text| text.plain()).collect();
    let told = format!("{}. {}", of.title.plain(), words.join(" "));
    html! {
        (key(of))
        @for (class, frame) in [("wide", Frame::WIDE), ("narrow", Frame::NARROW)] {
            svg.chart.(class) viewBox={ "0 0 " (frame.width) " " (frame.height) }
                role="img" aria-label=(told) focusable="false" {
                (drawing(&of.of, &Plane::of(&of.of, frame)))
            }
            "\n"
        }
        details {
            summary { "The same in words, and week by week" }
            @for words in &words { p { (words) } }
            (weeks)
        }
    }
}

/// Writes what the signs of the drawings say.
fn key(of: &Chart) -> Markup {
    let has_leaves = !of.of.leaves.is_empty();
    let has_future = !of.of.has_ended;
    html! {
        ul.key aria-hidden="true" {
            li { (sign(&html! { rect.solid x="1" y="1" width="16" height="10" {} })) "confirmed" }
            li { (sign(&html! { rect.claimed x="1" y="1" width="16" height="10" fill="url(#p-claimed)" {} })) "claimed, not confirmed" }
            li { (sign(&html! { path.expected d="M0 6h18" {} })) "expected" }
            li { (sign(&html! { path.first d="M1 6h17" {} })) "first plan" }
            li { (sign(&html! { rect.gate x="5" y="2" width="8" height="8" {} })) "goals due by a milestone" }
            @if let (Some(pace), true) = (of.of.pace, has_future) {
                li { (sign(&html! { path.pace.late[pace.late > 0] d="M9 1l5 5-5 5-5-5Z" {} })) "at this pace" }
            }
            @if has_leaves {
                li { (sign(&html! { rect x="1" y="0" width="16" height="12" fill="url(#p-leave)" {} })) "leave" }
            }
        }
    }
}

fn sign(shape: &Markup) -> Markup {
    html! { svg.chart width="18" height="12" viewBox="0 0 18 12" focusable="false" { (shape) } }
}

#[cfg(test)]
mod tests;
