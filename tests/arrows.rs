//! The modules know each other in one direction only. Reads the `use` lines and the paths of
//! `src` and fails on an arrow that runs the other way.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use std::path::{Path, PathBuf};

/// What each module may name.
const MAY_NAME: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("plans", &["domain"]),
    ("config", &["domain"]),
    ("editor", &["domain"]),
    ("store", &["domain"]),
    ("report", &["domain"]),
    ("app", &["domain"]),
    ("ui", &["domain", "app"]),
    (
        "tui",
        &[
            "domain", "plans", "config", "store", "report", "app", "ui", "editor",
        ],
    ),
    (
        "cli",
        &["domain", "plans", "config", "store", "report", "editor"],
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

/// Returns what a file names of the crate: `domain::text`, `cli::editor`.
fn named(source: &str) -> Vec<String> {
    let code: Vec<&str> = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let mut paths = Vec::new();
    for rest in code.split("crate::").skip(1) {
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
