//! The modules know each other in one direction only, and so do the files of some of them. Reads
//! the `use` lines and the paths of `src` and fails on an arrow that runs the other way.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What each module may name.
const MAY_NAME: [(&str, &[&str]); 13] = [
    ("exchange", &["domain", "lane", "carrier", "store"]),
    ("domain", &[]),
    ("carrier", &[]),
    ("lane", &["domain"]),
    ("plans", &["domain"]),
    ("config", &["domain"]),
    ("editor", &["domain"]),
    ("store", &["domain", "lane"]),
    ("report", &["domain", "lane"]),
    ("app", &["domain"]),
    ("ui", &["domain", "app"]),
    (
        "tui",
        &[
            "domain", "plans", "config", "store", "report", "app", "ui", "editor", "exchange",
        ],
    ),
    (
        "cli",
        &[
            "domain", "plans", "config", "store", "report", "editor", "exchange",
        ],
    ),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules whose files name each other in one direction.
const WITHOUT_CIRCLES: [&str; 12] = [
    "app",
    "cli",
    "domain",
    "domain::words",
    "domain::plan",
    "domain::record",
    "domain::judgment",
    "domain::wording",
    "domain::telling",
    "domain::acts",
    "store",
    "report",
];

/// The rooms of the rules, each of which may name those before it.
const ROOMS: [&str; 7] = [
    "words", "plan", "record", "judgment", "wording", "telling", "acts",
];

/// Returns what a file names of the crate: `domain::text`, `cli::editor`.
fn named(source: &str) -> Vec<String> {
    named_after(source, "crate::")
}

/// Returns the paths of a file that follow a beginning.
fn named_after(source: &str, beginning: &str) -> Vec<String> {
    let code: Vec<&str> = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let mut paths = Vec::new();
    for rest in code.split(beginning).skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => {
                let group = group.split("};").next().unwrap();
                paths.extend(top_level(group));
            }
            None => paths.push(rest.to_owned()),
        }
    }
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    paths
        .iter()
        .map(|path| path.chars().take_while(|&c| is_path(c)).collect())
        .filter(|path: &String| !path.is_empty())
        .collect()
}

/// Returns the entries of a group, those of inner groups left with their outer path.
fn top_level(group: &str) -> Vec<String> {
    let (mut entries, mut depth) = (vec![String::new()], 0);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => entries.push(String::new()),
            _ => {}
        }
        if !(c.is_whitespace() || c == ',') {
            entries.last_mut().unwrap().push(c);
        }
    }
    entries
}

/// Which file of a module names which others; a file is taken together with those below it.
type Arrows = BTreeMap<String, BTreeSet<String>>;

fn arrows_inside(module: &str) -> Arrows {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src")
        .join(module.replace("::", "/"));
    let mut found = Vec::new();
    files(&root, &mut found);
    let sources: Vec<(Vec<String>, String)> = found
        .iter()
        .map(|file| {
            let inside = file.strip_prefix(&root).unwrap().with_extension("");
            let parts = inside.iter().map(|part| part.to_str().unwrap().to_owned());
            let parts = parts.filter(|part| part != "mod").collect();
            let source = std::fs::read_to_string(file).unwrap();
            // Tests may look anywhere, and `fixture` is made for them alone.
            let rules = source.split("#[cfg(test)]\nmod tests").next().unwrap();
            (parts, rules.to_owned())
        })
        .filter(|(parts, _): &(Vec<String>, _)| !parts.is_empty() && parts[0] != "fixture")
        .collect();
    let names: BTreeSet<String> = sources.iter().map(|(parts, _)| parts[0].clone()).collect();
    let mut arrows = Arrows::new();
    for (parts, source) in &sources {
        let own = arrows.entry(parts[0].clone()).or_default();
        // From a file below, `super` has to be said once more for each folder.
        let up = "super::".repeat(parts.len());
        let mut paths = named_after(source, &format!("crate::{module}::"));
        paths.extend(named_after(source, &up));
        let first = paths.iter().map(|path| path.split("::").next().unwrap());
        own.extend(
            first
                .filter(|name| names.contains(*name))
                .map(str::to_owned),
        );
        // The rows of a table name files where it is made into paths.
        if source.contains(&format!("{up}$")) {
            let tables = sources.iter().filter(|(_, table)| table.contains("$make!"));
            let rows = tables.flat_map(|(_, table)| table.lines());
            let rows = rows.filter(|line| !line.trim_start().starts_with("//"));
            let words = rows.flat_map(str::split_whitespace);
            own.extend(
                words
                    .filter(|word| names.contains(*word))
                    .map(str::to_owned),
            );
        }
        own.remove(&parts[0]);
    }
    arrows
}

/// Returns the files of a circle in order, if there is one.
fn circle(arrows: &Arrows) -> Option<Vec<String>> {
    /// Goes on from a way; what leads nowhere is remembered.
    fn walk<'a>(
        arrows: &'a Arrows,
        way: &mut Vec<&'a String>,
        done: &mut BTreeSet<&'a String>,
    ) -> bool {
        let here = *way.last().unwrap();
        for next in arrows.get(here).into_iter().flatten() {
            if let Some(start) = way.iter().position(|seen| *seen == next) {
                way.drain(..start);
                return true;
            }
            if !done.contains(next) {
                way.push(next);
                if walk(arrows, way, done) {
                    return true;
                }
            }
        }
        done.insert(here);
        way.pop();
        false
    }
    let mut done = BTreeSet::new();
    arrows.keys().find_map(|file| {
        let mut way = vec![file];
        let found = !done.contains(file) && walk(arrows, &mut way, &mut done);
        found.then(|| way.into_iter().cloned().collect())
    })
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    for module in WITHOUT_CIRCLES {
        let arrows = arrows_inside(module);
        assert!(arrows.len() > 1, "{module} has no files");
        assert_eq!(circle(&arrows), None, "in {module}");
    }
}

#[test]
fn the_rooms_of_the_rules_know_each_other_in_one_direction() {
    let arrows = arrows_inside("domain");
    let place = |room: &String| ROOMS.iter().position(|name| name == room);
    for (room, named) in &arrows {
        let here = place(room).unwrap_or_else(|| panic!("{room} is no room of this test"));
        for other in named {
            assert!(
                place(other).is_some_and(|there| there < here),
                "{room} names {other}"
            );
        }
    }
    assert_eq!(arrows.len(), ROOMS.len());
}

#[test]
fn the_finder_of_circles_finds_one_and_names_it() {
    let arrows = |pairs: &[(&str, &str)]| {
        let mut arrows = Arrows::new();
        for (from, to) in pairs {
            let named = arrows.entry((*from).to_owned()).or_default();
            named.insert((*to).to_owned());
        }
        arrows
    };
    let down = arrows(&[("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]);
    assert_eq!(circle(&down), None);
    let round = arrows(&[("a", "b"), ("b", "c"), ("c", "d"), ("d", "b"), ("d", "e")]);
    assert_eq!(circle(&round).unwrap(), ["b", "c", "d"]);
}

#[test]
fn every_arrow_points_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    let mut wrong = Vec::new();
    for file in found {
        let inside = file.strip_prefix(&root).unwrap();
        let module = inside.iter().next().unwrap().to_str().unwrap();
        let module = module.trim_end_matches(".rs");
        if matches!(module, "main" | "lib") {
            continue;
        }
        let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{module} is in no list of this test"));
            continue;
        };
        for path in named(&std::fs::read_to_string(&file).unwrap()) {
            let inside_of = |outer: &str| path == outer || path.starts_with(&format!("{outer}::"));
            if !inside_of(module) && !allowed.iter().any(|outer| inside_of(outer)) {
                wrong.push(format!("{} names {path}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_this_test_sees_every_form() {
    let source = "use crate::{\n    app::{A, B},\n    store::Store,\n};\nuse crate::ui::Frame;\n\
                  // crate::cli in a comment\nfn f() -> crate::report::text::Line {}";
    assert_eq!(
        named(source),
        ["app::", "store::Store", "ui::Frame", "report::text::Line"]
    );
}
