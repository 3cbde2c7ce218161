//! `export`: the summary for a reader outside, printed or written to a file.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use crate::domain::text::clean;
use crate::domain::when::Lean;
use crate::report::markdown;
use crate::report::summary::{Summary, since_by_default};

/// What goes into a summary, and where it goes.
#[derive(Debug, Args)]
pub struct Export {
    /// The first day of what moved [default: 7 days ago]
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Write to a file instead of standard output
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Prints or writes the summary.
pub(super) fn run(args: &Export, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    if context.json {
        return Err(Failure::Usage {
            message: "the summary is Markdown for people, not JSON".to_owned(),
            hint: "`onramp status --json` is for programs".to_owned(),
        });
    }
    let session = context.session()?;
    let today = session.today();
    let since = match &args.since {
        Some(text) => session.date("--since", text, Lean::Past)?,
        None => since_by_default(today),
    };
    let changes = session.store.changes(session.journey().id)?;
    let summary = Summary::of(session.journey(), &changes, &session.calendar, today, since);
    let text = clean(&markdown::summary(&summary));
    match &args.output {
        Some(file) => to_file(file, &text, context, out),
        None => out.text(&text),
    }
}

/// Writes a text to a file and says so.
pub(super) fn to_file(
    file: &Path,
    text: &str,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    if is_database(file, &context.places.database) {
        return Err(Failure::File {
            file: file.to_owned(),
            message: "the database is there; name another file".to_owned(),
        });
    }
    let replaced = write(file, text).map_err(|message| Failure::File {
        file: file.to_owned(),
        message,
    })?;
    let done = if replaced { "Replaced" } else { "Wrote" };
    out.say(&format!("{done} {}.", file.display()))
}

/// Returns whether a file is the database or one of the files that SQLite keeps beside it.
fn is_database(file: &Path, database: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let beside = |end: &str| {
        let mut path = real(database).into_os_string();
        path.push(end);
        PathBuf::from(path)
    };
    ["", "-wal", "-shm", "-journal"]
        .into_iter()
        .any(|end| real(file) == beside(end))
}

/// Writes a file whole: beside its place first, then moved there. Returns whether one stood there.
fn write(file: &Path, text: &str) -> Result<bool, String> {
    let (file, replaced) = place(file)?;
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(format!("there is no folder {}", folder.display()));
    }
    let told = |error: std::io::Error| error.to_string();
    // Readable by its owner only, from the start.
    let mut beside = tempfile::Builder::new()
        .prefix(".onramp-")
        .tempfile_in(folder)
        .map_err(told)?;
    beside.write_all(text.as_bytes()).map_err(told)?;
    beside.as_file().sync_all().map_err(told)?;
    beside.persist(&file).map_err(|error| told(error.error))?;
    #[cfg(unix)]
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(told)?;
    Ok(replaced)
}

/// Returns the file that is meant, behind any link, and whether it is there already.
fn place(file: &Path) -> Result<(PathBuf, bool), String> {
    if file.symlink_metadata().is_err() {
        return Ok((file.to_owned(), false));
    }
    let real = file.canonicalize().map_err(|error| error.to_string())?;
    if real.is_dir() {
        return Err("it is a folder; name a file inside it".to_owned());
    }
    if !real.is_file() {
        return Err("it is not an ordinary file; leave -o out and redirect the output".to_owned());
    }
    Ok((real, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_also_behind_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        assert_eq!(write(&file, "one"), Ok(false));
        assert_eq!(write(&file, "two"), Ok(true));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "two");
        #[cfg(unix)]
        {
            let link = folder.path().join("link.md");
            std::os::unix::fs::symlink(&file, &link).unwrap();
            assert_eq!(write(&link, "three"), Ok(true));
            assert!(link.is_symlink());
            assert_eq!(std::fs::read_to_string(&file).unwrap(), "three");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_left_alone() {
        assert!(
            write(Path::new("/dev/null"), "x")
                .unwrap_err()
                .contains("ordinary")
        );
    }
}
