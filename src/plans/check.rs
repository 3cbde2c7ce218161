//! Checks plan files before they are installed: against the plans at hand and those beside them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::folder::{OnDisk, files};
use super::problem::Problems;
use super::shelf::Shelf;

/// Returns everything that is wrong with each of some files. What they build on is looked for
/// among the built-in plans, the files beside each, and the plans in the user's folder.
pub fn check(checked: &[PathBuf], folder: Option<&Path>) -> Vec<Problems> {
    let mut by_folder: BTreeMap<PathBuf, Vec<(usize, OnDisk)>> = BTreeMap::new();
    for (path, place) in checked.iter().zip(0..) {
        let in_folder = by_folder.entry(folder_of(path)).or_default();
        in_folder.push((place, OnDisk::read(path)));
    }
    let mut all: Vec<(usize, Problems)> = Vec::new();
    for (beside, checked) in by_folder {
        let (places, checked): (Vec<usize>, Vec<OnDisk>) = checked.into_iter().unzip();
        // A folder with other things in it is none of the program's business until a plan needs it.
        let others = if checked.iter().any(|file| file.holds("extends")) {
            others(&checked, &beside, folder)
        } else {
            Vec::new()
        };
        let shelf = Shelf::new(checked.iter().chain(&others).map(OnDisk::document));
        let problems = shelf.examined().map(|(_, problems)| problems.clone());
        all.extend(places.into_iter().zip(problems));
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, problems)| problems).collect()
}

/// Returns the plan files beside those that are checked and, behind them, the user's: what is
/// about to be installed counts before what is.
fn others(checked: &[OnDisk], beside: &Path, folder: Option<&Path>) -> Vec<OnDisk> {
    let same = |a: &Path, b: &Path| {
        let real = |path: &Path| path.canonicalize().ok();
        real(a).is_some() && real(a) == real(b)
    };
    let installed = folder.filter(|folder| !same(folder, beside));
    let installed = installed.map(files).unwrap_or_default();
    let is_checked = |path: &PathBuf| {
        let mut names = checked.iter().map(|file| file.path.file_name());
        names.any(|name| name == path.file_name())
    };
    let beside = files(beside).into_iter().filter(|path| !is_checked(path));
    beside
        .chain(installed)
        .map(|path| OnDisk::read(&path))
        .collect()
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(slug: &str, extends: &str, more: &str) -> String {
        format!(
            "format = 1\nedition = 1\nslug = {slug:?}\ntitle = \"T {slug}\"\nextends = {extends:?}\n{more}"
        )
    }

    #[test]
    fn a_base_is_found_built_in_beside_the_file_and_among_the_users_plans() {
        let (team, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let put = |folder: &Path, name: &str, text: String| {
            let file = folder.join(name);
            std::fs::write(&file, text).unwrap();
            file
        };
        put(
            home.path(),
            "ours.toml",
            plan("ours", "applied-scientist", ""),
        );
        put(home.path(), "twice.toml", plan("twice", "nothing", ""));
        put(
            team.path(),
            "twice.toml",
            plan("twice", "applied-scientist", ""),
        );
        put(team.path(), "beside.toml", plan("beside", "ours", ""));
        put(
            team.path(),
            "other.toml",
            "[package]\nname = \"x\"".to_owned(),
        );
        let good = put(team.path(), "good.toml", plan("good", "beside", ""));
        let newer = put(team.path(), "newer.toml", plan("newer", "twice", ""));
        let bad = put(
            team.path(),
            "bad.toml",
            plan("bad", "besides", "mision = \"\""),
        );
        let gone = team.path().join("gone.toml");
        let files = [bad, good, gone, newer];
        let checked = check(&files, Some(home.path()));
        let errors: Vec<usize> = checked.iter().map(Problems::errors).collect();
        assert_eq!(errors, [2, 0, 1, 0]);
        for (problems, file) in checked.iter().zip(&files) {
            assert_eq!(problems.file, file.display().to_string());
        }
        let said = checked[0].to_string();
        assert!(said.contains("did you mean ‘beside’?"), "{said}");
        assert_eq!(check(&files, None)[1].errors(), 1);
    }
}
