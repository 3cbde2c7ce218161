//! The page that lists the documents for programs, in Markdown.

use crate::report::json::{DAYS, PUBLISHED};

const HEAD: &str = "\
# Documents for programs

With `--json`, a command prints one of these documents. Dates are written in ISO 8601.";

const VERSIONS: &str = "\
`onramp schema NAME` prints the JSON Schema (draft 2020-12) of a document. The number behind its name
rises when a field goes or means something else; new fields may come without notice.";

/// Returns the page.
pub fn documents() -> String {
    let mut page = format!("{HEAD} {DAYS}\n\n{VERSIONS}\n\n");
    page.push_str("| document | printed by | what it is |\n| --- | --- | --- |\n");
    for document in PUBLISHED {
        page.push_str(&format!(
            "| `{}` | {} | {} |\n",
            document.format,
            document.commands,
            document.about()
        ));
    }
    page
}
