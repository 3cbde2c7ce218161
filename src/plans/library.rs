//! The plans at hand: the built-in ones and, beside them, the user's own in a folder. One bad
//! file takes no other plan with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::built_in::{self, BuiltIn};
use super::file::PlanFile;
use super::folder::{OnDisk, files, shown};
use super::problem::Problems;
use super::shelf::{Examined, Shelf};
use crate::domain::acts::find::{NotFound, one};

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
    File(PathBuf, Arc<PlanFile>),
}

impl Listed {
    /// Returns what the plan's file holds. A file of the user's is what it was when the library
    /// was opened.
    ///
    /// # Errors
    /// [`Problems`] where the file cannot be used.
    pub fn read(&self) -> Result<PlanFile, Box<Problems>> {
        match &self.from {
            Origin::BuiltIn(built_in) => built_in.read(),
            Origin::File(_, plan) => Ok(PlanFile::clone(plan)),
        }
    }

    /// Returns the user's own file; nothing for a built-in plan.
    pub fn file(&self) -> Option<&Path> {
        match &self.from {
            Origin::BuiltIn(_) => None,
            Origin::File(file, _) => Some(file),
        }
    }
}

/// A file of the user's that cannot be used.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The short name that the file gives to its plan, or else the file's own name.
    pub slug: String,
    /// What is wrong with it.
    pub problems: Problems,
}

/// Why a plan that is named cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// None goes by the name.
    #[error(transparent)]
    NotFound(#[from] NotFound),
    /// Its file has mistakes.
    #[error(transparent)]
    Broken(#[from] Box<Problems>),
}

/// The plans at hand.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Those that can be used: the built-in ones first, then the user's by short name.
    pub plans: Vec<Listed>,
    /// The user's files that cannot be used, and why.
    pub broken: Vec<Broken>,
}

impl Library {
    /// Returns the built-in plans and those in a folder, which need not be there.
    pub fn open(folder: Option<&Path>) -> Self {
        let mut library = Self {
            plans: built_in::all().iter().map(listed).collect(),
            broken: Vec::new(),
        };
        let files = folder.map(files).unwrap_or_default();
        let files: Vec<OnDisk> = files.iter().map(|path| OnDisk::read(path)).collect();
        let shelf = Shelf::new(files.iter().map(OnDisk::document));
        for ((file, slug), examined) in files.iter().zip(shelf.names()).zip(shelf.examined()) {
            match library.own(&file.path, examined) {
                Ok(plan) => library.plans.push(plan),
                Err(problems) => library.broken.push(Broken {
                    slug,
                    problems: *problems,
                }),
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

    /// Returns the plan of a short name, a role's name, or the beginning of one, as its file has it.
    ///
    /// # Errors
    /// [`Unusable`] if there is none, or if its file has mistakes.
    pub fn read(&self, text: &str) -> Result<PlanFile, Unusable> {
        let broken = |is_meant: &dyn Fn(&str) -> bool| {
            let broken = self.broken.iter().find(|broken| is_meant(&broken.slug));
            broken.map(|broken| Unusable::from(Box::new(broken.problems.clone())))
        };
        let wanted = text.trim().to_lowercase();
        let is_there = self.plans.iter().any(|plan| plan.slug == wanted);
        // A name that begins another plan's is still the name of this one.
        if let Some(error) = broken(&|slug| slug == wanted && !is_there) {
            return Err(error);
        }
        match self.find(text) {
            Ok(listed) => Ok(listed.read()?),
            Err(error) => Err(
                broken(&|slug| !wanted.is_empty() && slug.starts_with(&wanted))
                    .unwrap_or_else(|| error.into()),
            ),
        }
    }

    fn own(&self, file: &Path, examined: &Examined) -> Result<Listed, Box<Problems>> {
        let plan = match examined {
            (Some(plan), problems) if problems.errors() == 0 => plan,
            (_, problems) => return Err(Box::new(problems.clone())),
        };
        let role = &plan.plan.role;
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
            title: role.title.clone(),
            summary: role.summary.clone(),
            edition: role.edition,
            from: Origin::File(file.to_owned(), Arc::clone(plan)),
        })
    }
}

/// Returns whether a plan is inside the program in this edition. An edition says the same in every program
/// that has it, so there is nothing to compare then.
pub fn is_built_in(slug: &str, edition: u32) -> bool {
    let mut all = built_in::all().iter();
    all.any(|plan| plan.slug == slug && plan.edition == edition)
}

/// Returns the plan of exactly this short name, or `None` if there is none. It reads that plan and
/// those it builds on, and checks no other.
///
/// # Errors
/// [`Problems`] if its file has mistakes.
pub fn at_hand(folder: Option<&Path>, slug: &str) -> Result<Option<PlanFile>, Box<Problems>> {
    if let Some(built_in) = built_in::all().iter().find(|plan| plan.slug == slug) {
        return built_in.read().map(Some);
    }
    let files = folder.map(files).unwrap_or_default();
    let files: Vec<OnDisk> = files.iter().map(|path| OnDisk::read(path)).collect();
    let shelf = Shelf::new(files.iter().map(OnDisk::document));
    match shelf.named(slug) {
        Some((Some(plan), problems)) if problems.errors() == 0 => Ok(Some(PlanFile::clone(plan))),
        Some((_, problems)) => Err(Box::new(problems.clone())),
        None => Ok(None),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::names::Slug;
    use crate::plans::FILE_MAX;
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
            let told = problems.problems.to_string();
            assert!(told.contains(".toml"), "{told}");
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
        assert!(library.broken[0].problems.to_string().contains("leads out"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_no_mistake() {
        let library = Library::open(Some(Path::new("/nowhere/at/all")));
        assert_eq!(library.plans.len(), built_in::all().len());
        assert!(library.broken.is_empty());
    }
}
