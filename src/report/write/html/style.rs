//! How every page looks: light and dark, on a screen, on a phone and on paper. The only place that
//! knows a color; the pairs keep a contrast of 4.5 to 1 and more.

/// The style of a page.
pub(super) const STYLE: &str = r#"
:root{color-scheme:light dark;--paper:#fff;--ink:#1a1d21;--quiet:#555f6b;--line:#d5dae0;
--faint:#eef1f4;--link:#1a56a0;--done:#1d5fa6;--good:#176336;--risk:#854800;--off:#a8201a;
--good-wash:#eaf5ee;--risk-wash:#fff5e3;--off-wash:#fdeceb}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--ink:#e7e9ec;--quiet:#a6afba;
--line:#3a4149;--faint:#20252a;--link:#86bdf8;--done:#6cb0f5;--good:#74d39a;--risk:#f2b45c;
--off:#ff9a92;--good-wash:#16281d;--risk-wash:#2a2113;--off-wash:#321b1a}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#1a1d21;--quiet:#555f6b;--line:#d5dae0;
--faint:#eef1f4;--link:#1a56a0;--done:#1d5fa6;--good:#176336;--risk:#854800;--off:#a8201a;
--good-wash:#eaf5ee;--risk-wash:#fff5e3;--off-wash:#fdeceb}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{max-width:60rem;margin:0 auto;padding:1.75rem 1.25rem 3rem;color:var(--ink);
background:var(--paper);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",
Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere}
h1{font-size:1.875rem;line-height:1.15;margin:0 0 .5rem;letter-spacing:-.012em;text-wrap:balance}
h2{font-size:1.125rem;line-height:1.3;margin:0 0 .5rem;text-wrap:balance}
h3,h4,h5,h6{font-size:.9375rem;line-height:1.4;margin:1rem 0 .25rem}
p{margin:0 0 .5rem}
p,li,dd{max-width:40rem;text-wrap:pretty}
ul,ol{margin:0 0 .5rem;padding-left:1.25rem}
li{margin:0 0 .25rem}
ul.tasks,ul.entries{list-style:none;padding-left:0}
ul.entries>li{margin-bottom:.75rem}
ul.tasks>li{padding-left:1.5rem;text-indent:-1.5rem}
ul.tasks>li>*{text-indent:0}
li:has(>svg.mark){list-style:none}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
section{margin-top:2.25rem}
section section{margin-top:1.25rem}
small{display:block;font-size:.875rem;line-height:1.45;color:var(--quiet)}
.quiet{color:var(--quiet)}.good{color:var(--good)}.risk{color:var(--risk)}.off{color:var(--off)}
td>.good,td>.risk,td>.off{font-weight:600}
section.box{--edge:var(--line);padding:1rem 1.25rem;border-left:5px solid var(--edge);
background:var(--wash,var(--faint));color:var(--ink)}
section.good{--edge:var(--good);--wash:var(--good-wash)}
section.risk{--edge:var(--risk);--wash:var(--risk-wash)}
section.off{--edge:var(--off);--wash:var(--off-wash)}
section.box>h2{font-size:.875rem;font-weight:400;color:var(--quiet);margin-bottom:.25rem}
section.box>h2+p{font-size:1.5rem;line-height:1.25}
section.box dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));
gap:.75rem 1.5rem;margin:1rem 0 0}
section.box dl>div{display:block}
section.box dt{font-size:.875rem}
.pair>section{min-width:0}
.done{color:var(--done)}
svg.mark{display:inline-block;width:.9em;height:.9em;vertical-align:-.1em;overflow:visible}
body>svg{position:absolute}
.number{font-weight:600;white-space:nowrap}
.gauge{color:var(--done);letter-spacing:.1em;white-space:nowrap}
dl{margin:0 0 .5rem}
dl>div{display:grid;grid-template-columns:minmax(6rem,9rem) 1fr;gap:0 1rem}
dt{color:var(--quiet)}
dd{margin:0}
table{width:100%;border-collapse:collapse;font-size:.9375rem;line-height:1.4;margin:0 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .875rem .5rem 0;
border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:.8125rem;font-weight:600;color:var(--quiet);padding-top:0;vertical-align:bottom;
overflow-wrap:normal}
tbody th{font-weight:400}
.end{text-align:right;white-space:nowrap}
.middle{text-align:center}
figure{margin:0 0 1rem}
figcaption{font-size:.875rem;color:var(--quiet);margin-bottom:.25rem}
blockquote{margin:0 0 .5rem;padding:0 0 0 1.15rem;border-left:3px solid var(--line)}
blockquote>:last-child{margin-bottom:0}
code{font:.9em/1.4 ui-monospace,Menlo,Consolas,monospace}
pre{margin:0 0 .5rem;padding:.5rem .75rem;background:var(--faint);white-space:pre-wrap}
hr{border:0;border-top:1px solid var(--line);margin:1rem 0}
.table{overflow-x:auto}
svg.chart{color:var(--ink)}
svg.wide,svg.narrow{display:block;width:100%;height:auto;margin:.25rem 0 .5rem}
svg.narrow{display:none}
.chart text{fill:currentColor;font-size:11.5px}
.chart .q{fill:var(--quiet)}.chart .b{font-weight:600}
.chart .h{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.chart .good{fill:var(--good)}.chart .risk{fill:var(--risk)}.chart .off{fill:var(--off)}
.chart .grid{stroke:var(--line)}.chart .axis{stroke:var(--quiet)}
.chart .due{stroke:var(--quiet);stroke-dasharray:1 3}.chart .today{stroke:var(--ink)}
.chart .solid{fill:var(--done)}.p-claimed,.p-leave{fill:none;stroke:var(--done);stroke-width:1.6}
.p-leave{stroke:var(--quiet);stroke-width:.7}
.chart .claimed{stroke:var(--done);stroke-width:1.5}
.chart .claims{fill:none;stroke:var(--done);stroke-width:2}
.chart .expected,.chart .ahead,.chart .first{fill:none;stroke:var(--ink);stroke-width:1.75;stroke-linejoin:round}
.chart .ahead{stroke-width:1.25;stroke-dasharray:6 4}
.chart .first{stroke:var(--quiet);stroke-width:1.25;stroke-dasharray:2 4;stroke-linecap:round}
.chart .gate,.chart .pace{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
.chart .late{stroke:var(--risk);stroke-width:1.75}
ul.key{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem 1.25rem;padding:0;margin:0;font-size:.875rem}
ul.key svg{vertical-align:-.05em;margin-right:.35rem}
details{margin:0 0 .5rem}summary{color:var(--link);font-size:.9375rem;cursor:pointer}
details>p{margin:.25rem 0;font-size:.9375rem}details>.table{margin-top:.5rem}
@media screen and (max-width:46rem){svg.wide{display:none}svg.narrow{display:block}dl>div{display:block}th,td{min-width:5rem;overflow-wrap:normal}}
@media (min-width:52rem),print{.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 3rem}}
@page{margin:12mm 15mm 13mm}
@media print{html{font-size:8.4pt}body{max-width:none;padding:0;
-webkit-print-color-adjust:exact;print-color-adjust:exact}
p,li,dd{max-width:none;orphans:3;widows:3}a{color:inherit}
section{margin-top:1.2rem}h1,h2,h3,h4,h5,h6,figcaption{break-after:avoid}
svg.wide{max-height:56mm}details{display:none}
tr,li,blockquote,svg.chart{break-inside:avoid}thead{display:table-header-group}}
"#;
