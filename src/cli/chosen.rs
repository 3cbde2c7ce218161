//! Which of several journeys are meant: by mentor, role and start.

use chrono::NaiveDate;
use clap::Args;

use super::failure::Failure;
use super::free::Free;
use crate::domain::acts::find;
use crate::domain::telling::hires::Row;
use crate::domain::words::text::folded;
use crate::domain::words::when::{self, Lean, full_date};

/// By what journeys are chosen.
#[derive(Debug, Default, Args)]
pub(super) struct Wanted {
    /// Only those of a mentor
    #[arg(long, value_name = "NAME", value_parser = Free)]
    mentor: Option<String>,
    /// Only those of a role
    #[arg(long, value_name = "ROLE", value_parser = Free)]
    role: Option<String>,
    /// Only those whose day 1 is this day or a later one
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true, value_parser = Free)]
    started_from: Option<String>,
    /// Only those whose day 1 is this day or an earlier one
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true, value_parser = Free)]
    started_to: Option<String>,
}

/// By what journeys were chosen, each name one that is there.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    mentor: Option<String>,
    role: Option<String>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl Wanted {
    /// Returns whether any journey is left out by it.
    pub(super) fn is_any(&self) -> bool {
        let texts = [
            &self.mentor,
            &self.role,
            &self.started_from,
            &self.started_to,
        ];
        texts.iter().any(|text| text.is_some())
    }

    /// Returns what is meant, by the journeys that there are.
    pub(super) fn among<'r>(
        &self,
        rows: &(impl Iterator<Item = &'r Row> + Clone),
        today: NaiveDate,
    ) -> Result<Chosen, Failure> {
        let hint = || Failure::not_found("`onramp journeys --all` lists them all");
        let mentor = self.mentor.as_ref().map(|wanted| {
            let mentors = rows.clone().filter_map(|row| row.people.mentor());
            let mentors = mentors.map(|name| (name, vec![name]));
            find::one("mentor", wanted, once(mentors)).map_err(hint())
        });
        let role = self.role.as_ref().map(|wanted| {
            let roles = rows.clone();
            let roles = roles.map(|row| {
                (
                    row.title.as_str(),
                    vec![row.title.as_str(), row.plan.as_str()],
                )
            });
            find::one("role", wanted, once(roles)).map_err(hint())
        });
        let day = |what: &'static str, text: &Option<String>| {
            let said = when::Context::new(today, None, Lean::Past);
            let read = |text: &String| when::parse(text, &said);
            let day = text.as_ref().map(read).transpose();
            day.map_err(|error| Failure::Date { what, error })
        };
        let chosen = Chosen {
            mentor: mentor.transpose()?.map(str::to_owned),
            role: role.transpose()?.map(str::to_owned),
            from: day("--started-from", &self.started_from)?,
            to: day("--started-to", &self.started_to)?,
        };
        match (chosen.from, chosen.to) {
            (Some(from), Some(to)) if from > to => Err(Failure::Usage {
                message: format!("{} is after {}", full_date(from), full_date(to)),
                hint: "`--started-from` names the earlier day".to_owned(),
            }),
            _ => Ok(chosen),
        }
    }
}

/// Returns what goes by a name once, as its first journey has it.
fn once<'r>(
    named: impl Iterator<Item = (&'r str, Vec<&'r str>)>,
) -> impl Iterator<Item = (&'r str, Vec<&'r str>)> {
    let mut seen = std::collections::HashSet::new();
    named.filter(move |(name, _)| seen.insert(folded(name)))
}

impl Chosen {
    /// Returns whether a journey was chosen.
    pub(super) fn holds(&self, row: &Row) -> bool {
        let is = |wanted: &Option<String>, name: Option<&str>| {
            let wanted = wanted.as_deref().map(folded);
            wanted.is_none_or(|wanted| name.is_some_and(|name| folded(name) == wanted))
        };
        is(&self.mentor, row.people.mentor())
            && is(&self.role, Some(&row.title))
            && self.from.is_none_or(|from| from <= row.start)
            && self.to.is_none_or(|to| row.start <= to)
    }

    /// Returns by what they were chosen, in words.
    pub(super) fn words(&self) -> Vec<String> {
        let told = [
            self.mentor.as_ref().map(|name| format!("mentor {name}")),
            self.role.as_ref().map(|role| format!("role {role}")),
            self.from
                .map(|from| format!("day 1 on {} or later", full_date(from))),
            self.to
                .map(|to| format!("day 1 on {} or earlier", full_date(to))),
        ];
        told.into_iter().flatten().collect()
    }
}
