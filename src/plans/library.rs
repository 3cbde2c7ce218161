//! The plans at hand: the built-in ones and, beside them, the user's own in a folder. One bad
//! file takes no other plan with it.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::built_in::{self, BuiltIn};
use super::file::{FILE_MAX, PlanFile, read};
use super::problem::Problems;
use crate::domain::find::{NotFound, one};
use crate::domain::text::clean;

/// The most files that are looked at in the user's folder.
const FILES_MAX: usize = 200;

/// A plan at hand, as far as a list of roles needs it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The plan's short name.
    pub slug: String,
    /// The role's name.
    pub title: String,
    /// The role in a sentence or two.
    pub summary: String,
    /// Which edition of the plan this is.
    pub edition: u32,
    from: Origin,
}

#[derive(Clone, Debug)]
enum Origin {
    BuiltIn(&'static BuiltIn),
    File(PathBuf),
}

impl Listed {
    /// Returns what the plan's file holds.
    ///
    /// # Errors
    /// [`Problems`] where the file cannot be used.
    pub fn read(&self) -> Result<PlanFile, Box<Problems>> {
        match &self.from {
            Origin::BuiltIn(built_in) => built_in.read(),
            Origin::File(file) => read_file(file),
        }
    }

    /// Returns the user's own file; nothing for a built-in plan.
    pub fn file(&self) -> Option<&Path> {
        match &self.from {
            Origin::BuiltIn(_) => None,
            Origin::File(file) => Some(file),
        }
    }
}

/// The plans at hand.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Those that can be used: the built-in ones first, then the user's by short name.
    pub plans: Vec<Listed>,
    /// The user's files that cannot be used, and why.
    pub broken: Vec<Problems>,
}

impl Library {
    /// Returns the built-in plans and those in a folder, which need not be there.
    pub fn open(folder: Option<&Path>) -> Self {
        let mut library = Self {
            plans: built_in::all().iter().map(listed).collect(),
            broken: Vec::new(),
        };
        for file in folder.map(files).unwrap_or_default() {
            match library.own(&file) {
                Ok(plan) => library.plans.push(plan),
                Err(problems) => library.broken.push(*problems),
            }
        }
        library
    }

    /// Returns the plan of a short name, a role's name, or the beginning of one.
    ///
    /// # Errors
    /// [`NotFound`] with the nearest name.
    pub fn find(&self, text: &str) -> Result<&Listed, NotFound> {
        one(
            "role",
            text,
            self.plans
                .iter()
                .map(|plan| (plan, vec![plan.slug.as_str(), plan.title.as_str()])),
        )
    }

    /// Returns the plan of exactly this short name.
    pub fn named(&self, slug: &str) -> Option<&Listed> {
        self.plans.iter().find(|plan| plan.slug == slug)
    }

    fn own(&self, file: &Path) -> Result<Listed, Box<Problems>> {
        let role = read_file(file)?.plan.role;
        if self
            .plans
            .iter()
            .any(|plan| plan.slug == role.slug.as_str())
        {
            let message = format!("another plan has the slug ‘{}’ already", role.slug);
            return Err(Box::new(Problems::of_file(shown(file), message)));
        }
        Ok(Listed {
            slug: role.slug.to_string(),
            title: role.title,
            summary: role.summary,
            edition: role.edition,
            from: Origin::File(file.to_owned()),
        })
    }
}

fn listed(built_in: &'static BuiltIn) -> Listed {
    Listed {
        slug: built_in.slug.to_owned(),
        title: built_in.title.to_owned(),
        summary: built_in.summary.to_owned(),
        edition: built_in.edition,
        from: Origin::BuiltIn(built_in),
    }
}

/// Returns the plan files of a folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .take(FILES_MAX)
        .collect();
    files.sort();
    files
}

fn shown(file: &Path) -> String {
    clean(&file.display().to_string())
}

/// Returns what a plan file on disk holds.
///
/// # Errors
/// [`Problems`] where it cannot be read or used.
pub fn read_file(file: &Path) -> Result<PlanFile, Box<Problems>> {
    match source(file) {
        Ok(source) => read(&shown(file), &source),
        Err(message) => Err(Box::new(Problems::of_file(shown(file), message))),
    }
}

/// Returns the text of a plan file, read no further than a plan can be long. A link that leads out
/// of its folder is not followed.
///
/// # Errors
/// Why it cannot be read.
pub fn source(file: &Path) -> Result<String, String> {
    let cannot = |error: std::io::Error| format!("cannot be read: {error}");
    let metadata = std::fs::symlink_metadata(file).map_err(cannot)?;
    if metadata.is_symlink() {
        let folder = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder
            .unwrap_or(Path::new("."))
            .canonicalize()
            .map_err(cannot)?;
        if file.canonicalize().map_err(cannot)?.parent() != Some(&folder) {
            return Err("is a link that leads out of its folder; copy the file there".to_owned());
        }
    }
    if !std::fs::metadata(file).map_err(cannot)?.is_file() {
        return Err("is no ordinary file".to_owned());
    }
    let limit = u64::try_from(FILE_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|open| open.take(limit).read_to_end(&mut bytes))
        .map_err(cannot)?;
    if bytes.len() > FILE_MAX {
        return Err(format!(
            "is larger than {} KiB, which no plan is",
            FILE_MAX / 1024
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        format!(
            "is not UTF-8 from byte {} on; save it as UTF-8",
            error.utf8_error().valid_up_to()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Slug;
    use crate::plans::starting_point;

    fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(folder.join(name), bytes).unwrap();
    }

    #[test]
    fn bad_files_are_told_and_take_no_other_plan_with_them() {
        let folder = tempfile::tempdir().unwrap();
        let plan = |slug: &str| starting_point(&Slug::new(slug).unwrap());
        write(folder.path(), "good.toml", plan("good"));
        write(folder.path(), "twin.toml", plan("applied-scientist"));
        write(folder.path(), "broken.toml", "format = ");
        write(folder.path(), "bytes.toml", [0xff, 0xfe]);
        write(folder.path(), "large.toml", "#".repeat(FILE_MAX + 1));
        write(folder.path(), "notes.txt", "no plan");
        std::fs::create_dir(folder.path().join("folder.toml")).unwrap();
        let library = Library::open(Some(folder.path()));
        assert_eq!(library.plans.len(), built_in::all().len() + 1);
        assert_eq!(library.broken.len(), 5);
        let good = library.find("good").unwrap();
        assert_eq!(good.read().unwrap().plan.role.slug.as_str(), "good");
        for problems in &library.broken {
            assert!(problems.to_string().contains(".toml"), "{problems}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let plan = starting_point(&Slug::new("outside").unwrap());
        write(outside.path(), "outside.toml", plan);
        let link = folder.path().join("outside.toml");
        std::os::unix::fs::symlink(outside.path().join("outside.toml"), link).unwrap();
        let library = Library::open(Some(folder.path()));
        assert!(library.find("outside").is_err());
        assert!(library.broken[0].to_string().contains("leads out"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_no_mistake() {
        let library = Library::open(Some(Path::new("/nowhere/at/all")));
        assert_eq!(library.plans.len(), built_in::all().len());
        assert!(library.broken.is_empty());
    }
}
