//! An argument that people write freely, such as a text or a date. It may begin with a hyphen, as
//! `- first point` and `-3d` do; what looks like an option is told apart.

use std::ffi::OsStr;

use clap::builder::{StringValueParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// How alike an option has to be to be suggested, from 0 to 1.
const ALIKE: f64 = 0.8;

/// Takes any text but one that looks like an option.
#[derive(Clone, Copy, Debug)]
pub(super) struct Free;

impl TypedValueParser for Free {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        let text = StringValueParser::new().parse_ref(command, arg, value)?;
        let nearest = nearest(command, &text);
        // A parser of values does not hear of the `--` after which nothing is an option.
        let is_escaped = || std::env::args_os().any(|argument| argument == "--");
        if (!is_option(&text) && nearest.is_none()) || is_escaped() {
            return Ok(text);
        }
        let mut error = clap::Error::new(ErrorKind::UnknownArgument).with_cmd(command);
        error.insert(ContextKind::InvalidArg, ContextValue::String(text));
        if let Some(nearest) = nearest {
            let nearest = ContextValue::String(format!("--{nearest}"));
            error.insert(ContextKind::SuggestedArg, nearest);
        }
        Err(error)
    }
}

/// Returns whether a text is written as an option is: `--for`, `--for=IT`, `-p`.
fn is_option(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_lowercase();
    let name = |name: &str| {
        let inner = |c: char| letter(c) || c == '-';
        name.starts_with(letter) && name.chars().all(inner)
    };
    match (text.strip_prefix("--"), text.strip_prefix('-')) {
        (Some(long), _) => name(long.split_once('=').map_or(long, |(name, _)| name)),
        (None, Some(short)) => short.len() == 1 && short.chars().all(|c| c.is_ascii_alphabetic()),
        (None, None) => false,
    }
}

/// Returns the option that a word with a hyphen is nearly: `-private`.
fn nearest<'a>(command: &'a clap::Command, text: &str) -> Option<&'a str> {
    let word = text.strip_prefix('-')?.trim_start_matches('-');
    let word = word.split_once('=').map_or(word, |(name, _)| name);
    if word.contains(char::is_whitespace) {
        return None;
    }
    let options = command.get_arguments().filter_map(clap::Arg::get_long);
    options
        .map(|long| (strsim::jaro_winkler(word, long), long))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, long)| long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("--for", true)]
    #[case("--leave-claims", true)]
    #[case("--fro=some text", true)]
    #[case("-p", true)]
    #[case("-", false)]
    #[case("--", false)]
    #[case("---", false)]
    #[case("- first point", false)]
    #[case("-3d", false)]
    #[case("-1", false)]
    #[case("-done", false)]
    #[case("--for is missing", false)]
    #[case("-- so they say", false)]
    #[case("–dash", false)]
    #[case("", false)]
    fn what_looks_like_an_option(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(is_option(text), expected);
    }

    #[rstest]
    #[case("-private", Some("private"))]
    #[case("--privat", Some("private"))]
    #[case("-done", None)]
    #[case("- private matters", None)]
    #[case("private", None)]
    fn what_is_nearly_an_option(#[case] text: &str, #[case] expected: Option<&str>) {
        let command = clap::Command::new("note").arg(clap::Arg::new("p").long("private"));
        assert_eq!(nearest(&command, text), expected);
    }
}
