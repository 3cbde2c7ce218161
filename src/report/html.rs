//! Pages of HTML that need nothing from outside: no script, no font, no picture. All text of the
//! users passes `escape`.

mod review;

pub use review::review;

/// How every page looks: light and dark, on a screen and on A4.
const STYLE: &str = "\
:root { color-scheme: light dark; --ink: #1c1e21; --quiet: #5d646d; --line: #d6dade; --paper: #fff;
  --good: #1a6b3c; --open: #8a4b00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8ea; --quiet: #a0a7af; --line: #3a4047; --paper: #16181b; --good: #6fcf97;
    --open: #f0b35f; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; }
.quiet { color: var(--quiet); }
.verdict { font-size: 1.15rem; font-weight: 600; }
.text { white-space: pre-wrap; border-left: 3px solid var(--line); padding-left: .9rem;
  margin: .75rem 0; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0;
  border-bottom: 1px solid var(--line); }
th { overflow-wrap: normal; font-weight: 600; color: var(--quiet); font-size: .875rem; }
td small { display: block; color: var(--quiet); font-size: .875rem; }
.number { white-space: nowrap; color: var(--quiet); }
.done { color: var(--good); font-weight: 600; }
.open { color: var(--open); font-weight: 600; }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root { --ink: #000; --quiet: #444; --line: #bbb; --paper: #fff; --good: #000; --open: #000; }
  body { font-size: 10.5pt; margin: 0; padding: 0; max-width: none; }
  h2 { break-after: avoid; }
  tr, .text { break-inside: avoid; }
  thead { display: table-header-group; } }
";

/// Returns a whole document. `body` is HTML, `title` is text.
fn document(title: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// Returns text that shows as it was typed, inside an element and inside a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_an_element_or_ends_an_attribute() {
        assert_eq!(
            escape("<script>\"a\" & 'b'</script>"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;"
        );
    }

    #[test]
    fn a_page_asks_for_nothing_from_outside() {
        let page = document("a <b>", "<p>c</p>\n");
        assert!(page.contains("<title>a &lt;b&gt;</title>"));
        for word in [
            "http:", "https:", "src=", "url(", "@import", "<script", "<link",
        ] {
            assert!(!page.contains(word), "{word}");
        }
    }
}
