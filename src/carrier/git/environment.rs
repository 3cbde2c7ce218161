//! The environment for git: the user's, without variables that point to another repository. Pure.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

/// Environment variables.
pub(super) type Variables = BTreeMap<OsString, OsString>;

/// Variables that point git to another repository or change how it writes ours. Git sets some of them
/// in hooks and aliases, and onramp may run inside one.
const REDIRECTS: [&str; 26] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_ATTR_SOURCE",
    "GIT_AUTHOR_DATE",
    "GIT_CEILING_DIRECTORIES",
    "GIT_COMMITTER_DATE",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DEFAULT_HASH",
    "GIT_DEFAULT_REF_FORMAT",
    "GIT_DIR",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INDEX_VERSION",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REF_PARANOIA",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_TEMPLATE_DIR",
    "GIT_WORK_TREE",
];
/// Variables with the same value for all users.
const FIXED: [(&str, &str); 6] = [
    ("LC_ALL", "C"),
    ("LANGUAGE", "C"),
    ("GIT_AUTHOR_NAME", "onramp"),
    ("GIT_AUTHOR_EMAIL", "onramp@localhost"),
    ("GIT_COMMITTER_NAME", "onramp"),
    ("GIT_COMMITTER_EMAIL", "onramp@localhost"),
];
/// Variables that keep git and its credential manager from prompting.
const SILENT: [(&str, &str); 2] = [("GIT_TERMINAL_PROMPT", "0"), ("GCM_INTERACTIVE", "never")];

/// Returns the environment for git, based on our own.
pub(super) fn environment(mut inherited: Variables, is_interactive: bool) -> Variables {
    inherited.retain(|name, _| !REDIRECTS.iter().any(|redirect| is_same(name, redirect)));
    let silent: &[_] = if is_interactive { &[] } else { &SILENT };
    for (name, value) in FIXED.iter().chain(silent) {
        inherited.insert(name.into(), value.into());
    }
    inherited
}

/// Returns whether the user has set an ssh program in the environment.
pub(super) fn has_ssh(variables: &Variables) -> bool {
    let has = |wanted| variables.keys().any(|name| is_same(name, wanted));
    has("GIT_SSH_COMMAND") || has("GIT_SSH")
}

/// Returns whether two names of variables are the same; Windows ignores case.
fn is_same(name: &OsStr, wanted: &str) -> bool {
    if cfg!(windows) {
        name.eq_ignore_ascii_case(wanted)
    } else {
        name == wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(names: &[&str]) -> Variables {
        names.iter().map(|name| (name.into(), "x".into())).collect()
    }

    #[test]
    fn redirects_are_removed_and_access_settings_are_kept() {
        let kept = ["GIT_ASKPASS", "GIT_SSH_COMMAND", "GIT_CONFIG_COUNT", "PATH"];
        let mut inherited = variables(&REDIRECTS);
        inherited.append(&mut variables(&kept));
        let made = environment(inherited, false);
        assert!(kept.iter().all(|name| made.contains_key(OsStr::new(name))));
        assert!(
            !REDIRECTS
                .iter()
                .any(|name| made.contains_key(OsStr::new(name)))
        );
        assert_eq!(made[OsStr::new("LC_ALL")], "C");
        assert_eq!(made[OsStr::new("GIT_TERMINAL_PROMPT")], "0");
    }

    #[test]
    fn git_may_prompt_if_interactive() {
        let made = environment(variables(&["PATH"]), true);
        assert!(!made.contains_key(OsStr::new("GIT_TERMINAL_PROMPT")));
    }

    #[test]
    fn the_users_ssh_program_is_noticed() {
        assert!(has_ssh(&variables(&["GIT_SSH"])));
        assert!(has_ssh(&variables(&["GIT_SSH_COMMAND"])));
        assert!(!has_ssh(&variables(&["SSH_AUTH_SOCK"])));
    }
}
