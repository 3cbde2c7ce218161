//! How a page looks that lays many rows side by side: wide on a screen, a card a row where there is less
//! room, a sheet on its side in print. Knows no color that `style.rs` does not name.

/// What such a page adds to the style.
pub(super) const WIDE: &str = r#"
body.wide{max-width:84rem}
.wide main>section:first-child{margin-top:1.25rem}
.shares{display:flex;flex-wrap:wrap;gap:3px;list-style:none;margin:0 0 1.25rem;padding:0;line-height:1.3}
.shares li{padding:.6rem .8rem;border:1.5px solid currentColor;min-width:max-content;margin:0;flex-basis:0}
.shares b{font-size:1.375rem;letter-spacing:-.01em}
.shares .off{background:var(--off-wash)}.shares .risk{background:var(--risk-wash)}
.shares .good{background:var(--good-wash)}
.figures{display:grid;grid-template-columns:repeat(2,1fr);gap:1rem 1.5rem}
.figures>div{display:flex;flex-direction:column}
.figures dt{order:2;font-size:.875rem;line-height:1.35}
.figures dd{order:1;font-size:1.375rem;font-weight:600;line-height:1.3}
.figures dd .quiet{font-weight:400;font-size:1rem}
svg{max-width:100%}
svg.bullet,svg.curve,svg.bar,svg.dots{display:block}
svg.dots{width:100%;height:auto;max-width:35rem;min-width:32rem}
svg .empty{fill:none;stroke:var(--quiet)}
svg .hollow{fill:url(#hatch);stroke:var(--done);stroke-width:1.25}
svg .solid{fill:var(--done)}
svg .stroke{stroke:var(--done)}
svg .upright{fill:var(--ink);stroke:var(--paper);stroke-width:1}
svg .zero{stroke:var(--quiet);stroke-dasharray:1 2}
svg .lead{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-linejoin:round}
svg .now{fill:var(--ink)}
tr.off svg .lead{stroke:var(--off)}tr.off svg .now{fill:var(--off)}
svg.bar rect{fill:var(--risk)}
svg .axis{stroke:var(--quiet)}svg .limit{stroke:var(--ink);stroke-dasharray:2 3}
svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
svg text.quiet{fill:var(--quiet)}
svg svg.mark{display:block}
.cards td,.cards tbody th{padding:.55rem .9rem .55rem 0}
.cards td>.good,.cards td>.risk,.cards td>.off{font-weight:400}
.cards td:has(>.good,>.risk,>.off,>em){min-width:7.25rem;font-size:.875rem}
.cards td:has(>strong){min-width:7.5rem}
.cards td:last-child{min-width:10rem;font-size:.875rem}
.cards thead .end{white-space:normal;max-width:5rem}
figure:has(svg.dots){overflow-x:auto}
.cards small{font-size:.8125rem;line-height:1.4}
.cards tbody th{min-width:8rem;max-width:13rem}
.cards tr.off,.cards tr.risk{color:inherit}
.cards tr.off th{box-shadow:-6px 0 0 var(--paper),-10px 0 0 var(--off)}
.cards tr.risk th{box-shadow:-6px 0 0 var(--paper),-8px 0 0 var(--risk)}
.cards thead th{position:sticky;top:0;background:var(--paper);padding-top:.5rem;z-index:1}
@media (min-width:46rem),print{
.figures{grid-template-columns:repeat(5,minmax(0,1fr))}
.figures>div+div{border-left:1px solid var(--line);padding-left:1.25rem}
.wide section:has(>section){columns:2;column-gap:3rem}
.wide section:has(>section)>h2{column-span:all}
.wide section section{break-inside:avoid;margin-top:0;padding-bottom:1.25rem}
.wide section section>h3{margin-top:0}}
@media screen and (max-width:69.99rem){
.cards table,.cards tbody{display:block}
.cards thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
.cards tbody tr{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.6rem 1.25rem;padding:1rem 0;
border-bottom:1px solid var(--line)}
.cards tbody th,.cards tbody td{border:0;padding:0;text-align:left;white-space:normal;min-width:0}
.cards tbody td::before{content:attr(data-label);display:block;font-size:.8125rem;color:var(--quiet)}
.cards tbody td:last-child{grid-column:1/-1}
.cards tr.off th,.cards tr.risk th{box-shadow:none}}
@media screen and (min-width:46rem) and (max-width:69.99rem){
.cards tbody tr{grid-template-columns:repeat(4,minmax(0,1fr))}}
@media screen and (max-width:29.99rem){
.shares li{padding:.5rem .6rem;font-size:.875rem;min-width:0;flex-grow:1!important}.shares b{display:block}
.shares .mark{float:right}}
@page{size:landscape;margin:11mm 12mm 13mm}
@media print{html{font-size:7.4pt}
.cards td,.cards tbody th{padding:.25rem .6rem .25rem 0}
.cards thead th{position:static}
.cards small{line-height:1.25}
.cards td:has(>.good,>.risk,>.off,>em),.cards td:has(>strong),.cards td:last-child{min-width:0}
svg.bullet,svg.curve{height:4.5mm;width:auto}
svg.dots{max-width:100mm;min-width:0}}
"#;
