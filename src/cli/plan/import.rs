//! `plan import`: a checklist as a team has it becomes a plan file.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::slug_of;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::file::write_new;
use crate::cli::out::Out;
use crate::domain::plan::names::Slug;
use crate::domain::words::text::{clean, count, folded};
use crate::plans::{self, Checklist, FILE_MAX, Imported};
use crate::report::json;

/// How many remarks are told at most.
const REMARKS_MAX: usize = 200;

/// Which checklist, and which plan becomes of it.
#[derive(Debug, Args)]
pub struct Import {
    /// The checklist: Markdown, or CSV with the names of its columns in the first line
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How it is written [default: by the file's ending, or else md]
    #[arg(long, value_enum)]
    format: Option<Kind>,
    /// The new plan file, named after the plan: my-role.toml; without it the plan is printed
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How a checklist is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Markdown
    Md,
    /// A table
    Csv,
}

impl Import {
    pub(in crate::cli) fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        if context.json && self.output.is_none() {
            return Err(Failure::Usage {
                message: "a plan is TOML, not JSON".to_owned(),
                hint: "`-o my-role.toml` writes it, and JSON says where".to_owned(),
            });
        }
        let slug = match &self.output {
            Some(file) => slug_of(file)?,
            None => self.slug()?,
        };
        let failed = |message: String| Failure::Unreadable {
            file: self.file.clone(),
            message,
        };
        let bytes = read(&self.file).map_err(|error| failed(error.to_string()))?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let imported = plans::import(&bytes, self.kind(), &slug, &name)
            .map_err(|error| failed(error.to_string()))?;
        let Some(file) = &self.output else {
            out.text(&imported.text)?;
            return self.tell(&imported);
        };
        write_new(file, &imported.text)?;
        self.tell(&imported)?;
        let shown = clean(&file.display().to_string());
        if context.json {
            return out.json(&json::written(&shown));
        }
        out.say(&format!(
            "Wrote {shown}: {} in {}. Look through it, then `onramp plan check {shown}`.",
            count(imported.goals, "goal"),
            count(imported.milestones, "milestone"),
        ))
    }

    fn kind(&self) -> Checklist {
        let ending = self.file.extension();
        let is_table = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        match (self.format, is_table) {
            (Some(Kind::Csv), _) | (None, true) => Checklist::Csv,
            _ => Checklist::Markdown,
        }
    }

    /// Returns what a plan is called whose file has no name yet: what the checklist is.
    fn slug(&self) -> Result<Slug, Failure> {
        let stem = self.file.file_stem().unwrap_or_default().to_string_lossy();
        let name = folded(&stem).replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        Slug::new(name.trim_matches('-')).map_err(|error| Failure::Usage {
            message: error.to_string(),
            hint: "`-o my-role.toml` names the plan".to_owned(),
        })
    }

    /// Tells what is to be looked at, with the lines of the checklist.
    fn tell(&self, imported: &Imported) -> Result<(), Failure> {
        let file = clean(&self.file.display().to_string());
        let mut err = std::io::stderr().lock();
        for remark in imported.remarks.iter().take(REMARKS_MAX) {
            writeln!(err, "{file}:{}: {}", remark.line, clean(&remark.what))?;
        }
        let more = imported.remarks.len().saturating_sub(REMARKS_MAX);
        if more > 0 {
            writeln!(err, "{file}: {more} more like these")?;
        }
        Ok(())
    }
}

/// Reads a file, a little more of it than a plan may have at most.
fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    let most = u64::try_from(FILE_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    std::fs::File::open(file)?
        .take(most)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
