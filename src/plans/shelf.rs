//! Plan files side by side with the built-in plans, so that one can build on another. A plan is
//! looked up by its slug, never by a path, and read once however many build on it.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;

use super::built_in;
use super::document::Document;
use super::file::PlanFile;
use super::nearest::nearest;
use super::problem::Problems;
use crate::domain::plan::names::Slug;
use crate::domain::words::text::clean;

/// The most plans that one plan builds on, one below the other.
const BASES_MAX: usize = 8;

/// What a plan file holds, where it can be used, and everything that is wrong with it.
pub(super) type Examined = (Option<Arc<PlanFile>>, Problems);

/// A plan that others build on, or why it cannot be used.
type Usable = Result<Arc<PlanFile>, String>;

/// Plan files side by side.
pub(super) struct Shelf<'a> {
    files: Vec<(Document<'a>, OnceCell<Examined>)>,
    built_in: Vec<OnceCell<Usable>>,
}

/// Where a plan of some slug is found.
enum Place {
    BuiltIn(usize),
    File(usize),
}

impl<'a> Shelf<'a> {
    /// Returns a shelf of files. Of two with one slug the first is found, and a built-in plan
    /// before either.
    pub fn new(files: impl IntoIterator<Item = Document<'a>>) -> Self {
        let files = files.into_iter();
        Self {
            files: files.map(|file| (file, OnceCell::new())).collect(),
            built_in: built_in::all().iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// Returns each file as it was examined, in the order in which they were given.
    pub fn examined(&self) -> impl Iterator<Item = &Examined> {
        (0..self.files.len()).filter_map(|at| self.examine(at))
    }

    /// Returns what the plan of each file is called, in the same order.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let documents = self.files.iter().map(|(document, _)| document);
        documents.map(Document::name_of_plan)
    }

    /// Returns the file of a plan, examined, or `None` if there is none; no other is examined but
    /// those that it builds on.
    pub fn named(&self, slug: &str) -> Option<&Examined> {
        let stands = |(document, _): &(Document<'_>, _)| document.stands_for(slug);
        self.examine(self.files.iter().position(stands)?)
    }

    fn examine(&self, at: usize) -> Option<&Examined> {
        let (document, examined) = self.files.get(at)?;
        // The chain is walked before anything is read: a loop would come back to this cell.
        let find = |slug: &Slug| {
            self.walk(document)?;
            self.base(slug)
        };
        Some(examined.get_or_init(|| {
            let (plan, problems) = document.examine(&find);
            (plan.map(Arc::new), problems)
        }))
    }

    /// Returns the plan of a slug for one that builds on it.
    fn base(&self, slug: &Slug) -> Usable {
        let cannot = |problems: &Problems| {
            format!("the plan ‘{slug}’, on which this one builds, cannot be used: {problems}")
        };
        match self.place(slug.as_str()) {
            Some(Place::BuiltIn(at)) => match (built_in::all().get(at), self.built_in.get(at)) {
                (Some(plan), Some(read)) => read
                    .get_or_init(|| plan.read().map(Arc::new).map_err(|p| cannot(&p)))
                    .clone(),
                _ => Err(self.no_plan(slug)),
            },
            Some(Place::File(at)) => match self.examine(at) {
                Some((Some(plan), problems)) if problems.errors() == 0 => Ok(Arc::clone(plan)),
                Some((_, problems)) => Err(cannot(problems)),
                None => Err(self.no_plan(slug)),
            },
            None => Err(self.no_plan(slug)),
        }
    }

    fn place(&self, slug: &str) -> Option<Place> {
        let built_in = built_in::all().iter().position(|plan| plan.slug == slug);
        let file = || {
            let stands = |(document, _): &(Document<'_>, _)| document.stands_for(slug);
            self.files.iter().position(stands).map(Place::File)
        };
        built_in.map(Place::BuiltIn).or_else(file)
    }

    fn no_plan(&self, slug: &Slug) -> String {
        let files = self.files.iter().filter_map(|(file, _)| file.slug());
        let built_in = built_in::all().iter().map(|plan| plan.slug);
        match nearest(slug.as_str(), built_in.chain(files)) {
            Some(other) => {
                let other = clean(other);
                format!("there is no plan ‘{slug}’; did you mean ‘{other}’?")
            }
            None => format!("there is no plan ‘{slug}’; `onramp plan list` lists them"),
        }
    }

    /// Follows what a plan builds on down to the ground.
    ///
    /// # Errors
    /// Where the way comes back to the plan, or is too long.
    fn walk(&self, document: &Document<'_>) -> Result<(), String> {
        let own = document.slug().unwrap_or_default();
        let mut chain = vec![own];
        let mut files = vec![document.name.as_str()];
        let mut at = document;
        while let Some(next) = at.extends() {
            let known = chain.contains(&next);
            chain.push(next);
            if next == own {
                return Err(looped(&chain, &files));
            }
            if known {
                // A loop further down, which is told of the plans that are in it.
                return Ok(());
            }
            if chain.len() > BASES_MAX + 1 {
                return Err(format!(
                    "this builds on more than {BASES_MAX} plans, one below the other: {}; build \
                     on one further down",
                    shown(&chain)
                ));
            }
            match self.place(next) {
                Some(Place::File(place)) => match self.files.get(place) {
                    Some((document, _)) => {
                        at = document;
                        files.push(document.name.as_str());
                    }
                    None => return Ok(()),
                },
                _ => return Ok(()),
            }
        }
        Ok(())
    }
}

fn looped(chain: &[&str], files: &[&str]) -> String {
    match chain {
        [_, _] => "a plan cannot build on itself; give this one a slug of its own".to_owned(),
        _ => format!(
            "the plans build on each other in a loop: {}; take one `extends` out of {}",
            shown(chain),
            names(files)
        ),
    }
}

/// Returns the names of files, without their folders.
fn names(files: &[&str]) -> String {
    let name = |file: &&str| {
        let name = Path::new(*file).file_name().unwrap_or_default();
        clean(&name.to_string_lossy()).chars().take(60).collect()
    };
    let names: Vec<String> = files.iter().map(name).collect();
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => names.concat(),
    }
}

fn shown(chain: &[&str]) -> String {
    let names: Vec<String> = chain
        .iter()
        .map(|name| clean(name).chars().take(60).collect())
        .collect();
    names.join(" → ")
}

/// Returns what a plan file holds.
///
/// # Errors
/// [`Problems`] where it cannot be used: all of them, warnings too.
pub fn read(file: &str, source: &str) -> Result<PlanFile, Box<Problems>> {
    match examine(file, source) {
        (Some(plan), problems) if problems.errors() == 0 => Ok(plan),
        (_, problems) => Err(Box::new(problems)),
    }
}

/// Returns what a plan file holds, where that can be told, and everything that is wrong with it.
/// It can build on the built-in plans.
pub fn examine(file: &str, source: &str) -> (Option<PlanFile>, Problems) {
    let shelf = Shelf::new([Document::new(file.to_owned(), Ok(source))]);
    let examined = shelf.examine(0).cloned();
    let (plan, problems) = examined.unwrap_or_else(|| {
        let message = "cannot be read".to_owned();
        (None, Problems::of_file(file.to_owned(), message))
    });
    (plan.map(Arc::unwrap_or_clone), problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plans::Library;
    use rstest::rstest;

    fn plan(slug: &str, extends: &str) -> String {
        format!(
            "format = 1\nedition = 1\nslug = {slug:?}\ntitle = \"T {slug}\"\nextends = {extends:?}\n"
        )
    }

    fn shelf<'a>(files: &'a [(&str, String)]) -> Shelf<'a> {
        let document = |(name, text): &'a (&str, String)| {
            Document::new(format!("{name}.toml"), Ok(text.as_str()))
        };
        Shelf::new(files.iter().map(document))
    }

    /// Returns the first problem of each file, or nothing where it has none.
    fn told(files: &[(&str, String)]) -> Vec<String> {
        let shelf = shelf(files);
        let first = |(_, problems): &Examined| match problems.errors() {
            0 => String::new(),
            _ => problems.to_string(),
        };
        shelf.examined().map(first).collect()
    }

    #[test]
    fn only_the_built_in_plan_that_is_built_on_is_read() {
        let text = plan("a", "applied-scientist");
        let files = [("a", text), ("b", plan("b", "a")), ("c", plan("c", "a"))];
        let shelf = shelf(&files);
        let read = || shelf.built_in.iter().filter(|cell| cell.get().is_some());
        assert_eq!(read().count(), 0);
        assert!(shelf.examined().all(|(_, problems)| problems.errors() == 0));
        assert_eq!(read().count(), 1);
    }

    #[test]
    fn a_loop_is_told_to_each_that_is_in_it_and_to_who_builds_on_it() {
        let said = told(&[
            ("a", plan("a", "b")),
            ("b", plan("b", "a")),
            ("c", plan("c", "a")),
            ("d", plan("d", "d")),
            ("e", plan("e", "applied-scientist")),
        ]);
        insta::assert_snapshot!(said.join("\n"), @r"
        a.toml:5:11: the plans build on each other in a loop: a → b → a; take one `extends` out of a.toml or b.toml
        b.toml:5:11: the plans build on each other in a loop: b → a → b; take one `extends` out of b.toml or a.toml
        c.toml:5:11: the plan ‘a’, on which this one builds, cannot be used: a.toml:5:11: the plans build on each other in a loop: a → b → a; take one `extends` out of a.toml or b.toml
        d.toml:5:11: a plan cannot build on itself; give this one a slug of its own
        ");
    }

    #[test]
    fn a_chain_holds_up_to_its_bound() {
        let name = |at: usize| format!("p{at}");
        let files: Vec<(String, String)> = (0..=200)
            .map(|at| match at {
                0 => (name(at), plan(&name(at), "applied-scientist")),
                _ => (name(at), plan(&name(at), &name(at - 1))),
            })
            .collect();
        let files: Vec<(&str, String)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.clone()))
            .collect();
        let said = told(&files);
        for (at, said) in said.iter().enumerate() {
            assert_eq!(said.is_empty(), at < BASES_MAX, "{at}: {said}");
        }
        assert!(
            said[BASES_MAX].contains("more than 8 plans, one below the other: p8 → p7 →"),
            "{}",
            said[BASES_MAX]
        );
        assert!(said[200].contains("p200 → p199 →"), "{}", said[200]);
    }

    #[rstest]
    #[case(
        "format = 1\nslug = \"base\"",
        "base.toml:1:1: this plan has no `edition`"
    )]
    #[case("format = ", "base.toml:1:10: this is not TOML")]
    fn a_base_with_mistakes_is_told_with_the_first(#[case] base: &str, #[case] said: &str) {
        let all = told(&[("a", plan("a", "base")), ("base", base.to_owned())]);
        assert!(all[0].contains("cannot be used"), "{}", all[0]);
        assert!(all[0].contains(said), "{}", all[0]);
    }

    #[test]
    fn twins_and_loops_take_no_other_plan_with_them() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("plans");
        std::fs::create_dir(&folder).unwrap();
        for (name, text) in [
            ("a", plan("a", "b")),
            ("b", plan("b", "a")),
            ("good", plan("good", "applied-scientist")),
            ("twin", plan("applied-scientist", "good")),
            ("twin-too", plan("good", "associate-applied-scientist")),
            ("upon", plan("upon", "good")),
            ("../outside", plan("outside", "applied-scientist")),
            ("lost", plan("lost", "outside")),
        ] {
            std::fs::write(folder.join(format!("{name}.toml")), text).unwrap();
        }
        let library = Library::open(Some(&folder));
        let own = library.plans.iter().filter(|plan| plan.file().is_some());
        let own: Vec<&str> = own.map(|plan| plan.slug.as_str()).collect();
        assert_eq!(own, ["good", "upon"]);
        let broken = library
            .broken
            .iter()
            .map(|one| format!("{}\n", one.problems));
        let broken: String = broken.collect();
        assert_eq!(library.broken.len(), 5, "{broken}");
        assert!(broken.contains("there is no plan ‘outside’"), "{broken}");
        let upon = library.find("upon").unwrap().read().unwrap();
        let base = library.find("applied-scientist").unwrap().read().unwrap();
        assert_eq!(upon.plan.goals, base.plan.goals);
    }
}
