//! A draft → a plan file. Every text passes the TOML library; a comment stays on its line.

use super::draft::{Draft, Goal, Said, Stretch};
use crate::domain::plan::names::Slug;
use crate::domain::words::text::{clean, shortened};

/// How many characters of a checklist's name are told.
const NAME_MAX: usize = 80;

/// Returns the plan file of a draft.
pub(super) fn plan(draft: &Draft, slug: &Slug, name: &str) -> String {
    let name = shortened(&clean(name), NAME_MAX);
    let title = draft.title.clone().unwrap_or_else(|| slug.to_string());
    let mut file = format!(
        "# Made from {name}. Look through it: what the checklist does not say is filled in only so far that\n\
         # it can be used. Check it with `onramp plan check FILE`.\n\n\
         format = 1\nedition = 1\nslug = {}\ntitle = {}\nsource = {}\n",
        quoted(slug.as_str()),
        quoted(&title),
        quoted(&name),
    );
    file.push_str(
        "summary = \"What the role is, in a sentence or two, for people who choose it from a list.\"\n\
         mission = \"What the role is there for.\"\n\
         success = \"What success in it looks like.\"\n\
         high_performance = [\"What people do who are very good at it.\"]\n",
    );
    for one in &draft.milestones {
        file.push_str(&milestone(one));
    }
    for one in &draft.milestones {
        for of in &one.goals {
            file.push_str(&goal(one, of));
        }
    }
    for (slug, name) in &draft.people {
        let (slug, name) = (quoted(slug.as_str()), quoted(name));
        file.push_str(&format!(
            "\n[[person]]\nslug = {slug}\nside = \"inside\"\nname = {name}\n\
             settle = \"What the two of you agree on.\"\n"
        ));
    }
    if !draft.comments.is_empty() {
        file.push_str("\n# What has no place of its own in the plan, with its lines:\n");
        let lines = draft
            .comments
            .iter()
            .map(|Said { line, text }| comment(*line, text));
        file.extend(lines);
    }
    file
}

/// Returns lines of a checklist as comments for the end of its plan.
pub(super) fn lost(lines: &[(usize, &str)]) -> String {
    let head = "\n# Lines of the checklist that are not whole above:\n".to_owned();
    let lines = lines.iter().map(|(line, text)| comment(*line, text));
    [head].into_iter().chain(lines).collect()
}

fn comment(line: usize, text: &str) -> String {
    let text = clean(text).replace('\n', " ");
    format!("# {line}: {}\n", text.trim())
}

fn milestone(of: &Stretch) -> String {
    let after = of.milestone.after();
    let after = after.map(|after| format!("after = {}\n", quoted(&after.to_string())));
    format!(
        "\n[[milestone]]\nkey = {}\n{}theme = {}\n",
        quoted(of.milestone.key()),
        after.unwrap_or_default(),
        quoted(&of.theme)
    )
}

fn goal(stretch: &Stretch, of: &Goal) -> String {
    let mut text = format!(
        "\n[[goal]]\nmilestone = {}\nslug = {}\ntitle = {}\nwhy = {}\n\
         evidence = \"A link or a note that shows it is done.\"\n",
        quoted(stretch.milestone.key()),
        quoted(of.slug.as_str()),
        quoted(&of.title),
        quoted(&of.why)
    );
    if !of.people.is_empty() {
        let people: Vec<String> = of.people.iter().map(|one| quoted(one.as_str())).collect();
        text.push_str(&format!("people = [{}]\n", people.join(", ")));
    }
    if !of.parts.is_empty() {
        text.push_str("criteria = [\n");
        for (slug, part) in &of.parts {
            let (slug, part) = (quoted(slug.as_str()), quoted(part));
            text.push_str(&format!("  {{ slug = {slug}, text = {part} }},\n"));
        }
        text.push_str("]\n");
    }
    text
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
