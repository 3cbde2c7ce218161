//! The shapes of marks. Drawn, since phones show some of the signs of fonts as pictures; the words
//! beside a mark say what it says, so it is for the eye alone.

use maud::{Markup, PreEscaped, html};

use crate::domain::wording::marks::Sign;

/// Every shape once, for the marks of a page to refer to.
pub(super) const SHAPES: PreEscaped<&str> = PreEscaped(
    r##"<svg width="0" height="0" aria-hidden="true" focusable="false">
<symbol id="m-open" viewBox="0 0 16 16"><path d="M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 1 0 0-12.4Z" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
<symbol id="m-active" viewBox="0 0 16 16"><path d="M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 1 0 0-12.4Z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 1.8a6.2 6.2 0 0 0 0 12.4Z" fill="currentColor"/></symbol>
<symbol id="m-claimed" viewBox="0 0 16 16"><path d="M8 .8 15.2 8 8 15.2.8 8Z" fill="currentColor"/></symbol>
<symbol id="m-confirmed" viewBox="0 0 16 16"><path d="m1.8 8.8 4 4.2 8.4-10" fill="none" stroke="currentColor" stroke-width="2.6"/></symbol>
<symbol id="m-blocked" viewBox="0 0 16 16"><path d="M5 1.5v13M11 1.5v13" stroke="currentColor" stroke-width="2.6"/></symbol>
<symbol id="m-late" viewBox="0 0 16 16"><path d="M8 1v9M8 12.4v2.6" stroke="currentColor" stroke-width="2.8"/></symbol>
<symbol id="m-waived" viewBox="0 0 16 16"><path d="M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 1 0 0-12.4ZM3.6 12.4l8.8-8.8" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
<symbol id="m-on" viewBox="0 0 16 16"><path d="M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14Z" fill="currentColor"/></symbol>
<symbol id="m-risk" viewBox="0 0 16 16"><path d="M8 .8 15.6 15H.4Z" fill="currentColor"/></symbol>
<symbol id="m-off" viewBox="0 0 16 16"><path d="M1 1h14v14H1Z" fill="currentColor"/></symbol>
<symbol id="m-leave" viewBox="0 0 16 16"><path d="M2 8h12" stroke="currentColor" stroke-width="2.6"/></symbol>
<pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="stroke" d="M0 0V4" stroke-width="1.6"/></pattern>
</svg>
"##,
);

/// Writes a mark.
pub(super) fn mark(sign: Sign) -> Markup {
    if form(sign).is_none() {
        return html! { span.quiet aria-hidden="true" { (sign.glyph().unicode) } " " };
    }
    html! {
        svg class={ "mark " (tone_of(sign)) } aria-hidden="true" focusable="false" { (shape(sign)) }
        " "
    }
}

/// Writes the shape of a mark, for a drawing of its own; nothing if it has none.
pub(super) fn shape(sign: Sign) -> Markup {
    html! { @if let Some((shape, _)) = form(sign) { use href=(shape) {} } }
}

/// Returns the class of a mark, whose color the style knows.
pub(super) fn tone_of(sign: Sign) -> &'static str {
    form(sign).map_or("quiet", |(_, tone)| tone)
}

/// Returns the shape of a mark and its class.
fn form(sign: Sign) -> Option<(&'static str, &'static str)> {
    Some(match sign {
        Sign::Open => ("#m-open", "quiet"),
        Sign::Active => ("#m-active", "quiet"),
        Sign::Claimed => ("#m-claimed", "done"),
        Sign::Confirmed => ("#m-confirmed", "done"),
        Sign::Blocked => ("#m-blocked", "risk"),
        Sign::Late => ("#m-late", "off"),
        Sign::Waived => ("#m-waived", "quiet"),
        Sign::OnLeave => ("#m-leave", "quiet"),
        Sign::OnTrack => ("#m-on", "good"),
        Sign::AtRisk => ("#m-risk", "risk"),
        Sign::OffTrack => ("#m-off", "off"),
        _ => return None,
    })
}
