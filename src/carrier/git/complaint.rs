//! Finds the reason and the kind of a failure in git's messages. Pure.

use super::super::CarrierError;
use super::address::Address;

/// The most characters of a line that are shown.
const LINE_MAX: usize = 300;
/// Lines that give no reason, in lower case.
const GENERIC: &[&str] = &[
    "could not read from remote repository",
    "failed to push some refs",
    "the remote end hung up",
    "early eof",
    "please make sure you have the correct access",
];
/// Prefixes of lines that are not about the failure, in lower case.
const ASIDES: &[&str] = &["warning:", "hint:", "to ", "**", "from "];
/// Messages for a missing repository, in lower case.
const NO_REPOSITORY: &[&str] = &[
    "does not appear to be a git repository",
    "repository not found",
    "' not found",
    "could not be found",
];
/// Messages for a network failure, in lower case.
const UNREACHABLE: &[&str] = &[
    "could not resolve host",
    "name or service not known",
    "temporary failure in name resolution",
    "network is unreachable",
    "no route to host",
    "connection refused",
    "timed out",
    "failed to connect",
    "couldn't connect",
];
/// Messages for damage in the local repository, in lower case.
const DAMAGE: &[&str] = &[
    "not a git repository",
    "loose object",
    "object file",
    "bad object",
    "bad tree object",
    "missing object",
    "missing blob",
    "could not read object",
    "unable to read tree",
    "unable to read sha1",
    "unable to read object",
    "could not parse",
    "unable to parse",
    "invalid object",
    "is corrupt",
    "packfile",
    "bad config line",
    "bad signature",
    "reference broken",
    "broken ref",
    "invalid sha1 pointer",
    ".lock': file exists",
];

/// Returns whether messages point to damage in our own repository. It is only a cache, so a wrong
/// guess costs one more fetch.
pub(super) fn is_damage(messages: &str) -> bool {
    let is_own = |line: &&str| !line.starts_with("remote:");
    messages.lines().filter(is_own).any(|line| {
        let line = line.to_lowercase();
        DAMAGE.iter().any(|words| line.contains(words))
    })
}

/// Returns the error for the messages of a failed network command.
pub(super) fn complaint(messages: &str, from: &Address) -> CarrierError {
    let all = messages.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|words| all.contains(words));
    let address = from.shown().to_owned();
    let line = telling_line(messages, from);
    if has(NO_REPOSITORY) {
        CarrierError::NoRepository { address, line }
    } else if has(UNREACHABLE) {
        CarrierError::Unreachable { address, line }
    } else {
        CarrierError::Refused { address, line }
    }
}

/// Returns the first line that gives a reason. The remote's own words come first, then git's, then
/// those of the programs that git calls.
pub(super) fn telling_line(messages: &str, from: &Address) -> String {
    let lines = messages.lines().map(|line| from.clean(line));
    let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    let is_telling = |line: &&String| {
        let lower = line.to_lowercase();
        let is_aside = ASIDES.iter().any(|words| lower.starts_with(words));
        !bare(line).is_empty() && !is_aside && !GENERIC.iter().any(|words| lower.contains(words))
    };
    let find = |prefix: &str| {
        let mut telling = lines.iter().filter(is_telling);
        telling.find(|line| line.to_lowercase().starts_with(prefix))
    };
    let prefixes = ["remote:", "fatal:", "error:", "! [", ""];
    let found = prefixes.iter().find_map(|prefix| find(prefix));
    let last = lines.iter().rev().find(|line| !bare(line).is_empty());
    let line = found
        .or(last)
        .map_or("git gave no reason", |line| bare(line));
    let line = line.trim_end_matches(['.', ';']);
    line.chars().take(LINE_MAX).collect()
}

/// Returns a line without its prefix.
fn bare(line: &str) -> &str {
    let mut bare = line.trim_start_matches("! ");
    for prefix in ["remote:", "fatal:", "error:", "ERROR:"] {
        bare = bare.strip_prefix(prefix).unwrap_or(bare).trim_start();
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn address() -> Address {
        Address::new("https://user:hunter22@host/team.git").unwrap()
    }

    #[rstest]
    #[case(
        "remote: \nremote: Only Grace may push.        \nTo /srv/team.git\n ! [remote rejected] a -> a (hook)\n",
        "Only Grace may push"
    )]
    #[case(
        "To /srv/team.git\n ! [remote rejected] a -> b (pre-receive hook declined)\nerror: failed to push some refs to 'x'\n",
        "[remote rejected] a -> b (pre-receive hook declined)"
    )]
    #[case(
        "Warning: Permanently added 'host'\ngit@host: Permission denied (publickey).\nfatal: Could not read from remote repository.\n",
        "git@host: Permission denied (publickey)"
    )]
    #[case(
        "fatal: Authentication failed for 'https://user:hunter22@host/team.git/'\n",
        "Authentication failed for 'https://host/team.git/'"
    )]
    #[case(
        "fatal: the remote end hung up unexpectedly\n",
        "the remote end hung up unexpectedly"
    )]
    #[case("", "git gave no reason")]
    fn the_line_that_tells_the_reason_is_shown(#[case] messages: &str, #[case] expected: &str) {
        assert_eq!(telling_line(messages, &address()), expected);
    }

    #[test]
    fn a_long_line_is_cut() {
        let line = telling_line(&"a".repeat(10_000), &address());
        assert_eq!(line.len(), LINE_MAX);
    }

    #[rstest]
    #[case(
        "ERROR: Repository not found.\nfatal: Could not read from remote repository.",
        "there is no git repository at https://host/team.git"
    )]
    #[case(
        "fatal: '/srv/team.git' does not appear to be a git repository",
        "there is no git repository"
    )]
    #[case(
        "fatal: repository 'https://host/team.git/' not found",
        "there is no git repository"
    )]
    #[case(
        "fatal: unable to access 'https://host/': Could not resolve host: host",
        "https://host/team.git cannot be reached: unable to access"
    )]
    #[case(
        "ssh: connect to host h port 22: Connection refused\nfatal: Could not read from remote repository.",
        "https://host/team.git cannot be reached: ssh: connect"
    )]
    #[case(
        "remote: denied",
        "https://host/team.git rejected the request: denied; check"
    )]
    fn the_kind_of_failure_is_told(#[case] messages: &str, #[case] expected: &str) {
        let told = complaint(messages, &address()).to_string();
        assert!(told.starts_with(expected), "{told}");
    }

    #[rstest]
    #[case("fatal: not a git repository: '/cache/0.git'", true)]
    #[case(
        "error: object file objects/00/11 is empty\nfatal: loose object 0011 is corrupt",
        true
    )]
    #[case(
        "fatal: Unable to create '/cache/0.git/packed-refs.lock': File exists.",
        true
    )]
    #[case("fatal: '/srv/team.git' does not appear to be a git repository", false)]
    #[case(
        "remote: fatal: bad object 00\nfatal: the remote end hung up unexpectedly",
        false
    )]
    #[case("git@host: Permission denied (publickey).", false)]
    fn damage_is_only_our_own(#[case] messages: &str, #[case] expected: bool) {
        assert_eq!(is_damage(messages), expected);
    }
}
