//! The address of a repository: which are accepted, and how to show one without credentials. Pure.

use super::super::CarrierError;
use super::super::name::shown;

/// The address of a repository.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// The address, as passed to git.
    url: String,
    /// The same without credentials.
    shown: String,
    /// The credentials, if there are any.
    secret: Option<String>,
}

impl Address {
    /// Returns an address that is safe to pass to git and independent of the current folder.
    pub(super) fn new(url: &str) -> Result<Self, CarrierError> {
        let refused = |reason| {
            let address = shown(&without_credentials(url));
            Err(CarrierError::Address { address, reason })
        };
        if url.starts_with('-') {
            return refused("it begins with a hyphen; write an https or ssh address");
        }
        if url.chars().any(char::is_control) {
            return refused("it has control characters; copy it again");
        }
        if url.starts_with("ext::") || url.starts_with("fd::") {
            return refused("it would run a command; write an https or ssh address");
        }
        let is_whole = url.contains(':') || std::path::Path::new(url).is_absolute();
        if !is_whole {
            return refused("it is not a whole path; write it out, or an https or ssh address");
        }
        Ok(Self {
            url: url.to_owned(),
            shown: shown(&without_credentials(url)),
            secret: secret(url),
        })
    }

    /// Returns the address to pass to git.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Returns the address without credentials.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Returns whether git probably connects through ssh.
    pub(super) fn may_use_ssh(&self) -> bool {
        let is_other = ["http://", "https://", "file://"]
            .iter()
            .any(|scheme| self.url.starts_with(scheme));
        !is_other && self.url.contains(':')
    }

    /// Returns a message without credentials and control characters.
    pub(super) fn clean(&self, text: &str) -> String {
        let text = text.replace(&self.url, &self.shown);
        let mut text = without_credentials(&text);
        // A short one is likely to be part of a common word, and the gap would give it away.
        let secret = self.secret.as_ref().filter(|secret| secret.len() >= 6);
        if let Some(secret) = secret {
            text = text.replace(secret.as_str(), "…");
        }
        shown(&text)
    }
}

/// Returns a text without the user and password of the addresses in it.
fn without_credentials(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("://") {
        clean.push_str(before);
        clean.push_str("://");
        rest = after.get(credentials(after)..).unwrap_or_default();
    }
    clean.push_str(rest);
    clean
}

/// Returns the length of the credentials after `://`, including the `@`.
fn credentials(after: &str) -> usize {
    let is_end =
        |c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '\'' | '"' | '<' | '>');
    let host = after.split(is_end).next().unwrap_or_default();
    host.rfind('@').map_or(0, |at| at + 1)
}

/// Returns the password in an address. A user without a password is a token.
fn secret(url: &str) -> Option<String> {
    let (scheme, after) = url.split_once("://")?;
    let user = after.get(..credentials(after))?.strip_suffix('@')?;
    match user.split_once(':') {
        Some((_, password)) => Some(password.to_owned()),
        None => scheme.starts_with("http").then(|| user.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("https://host/team.git", "https://host/team.git")]
    #[case("https://user:pw@host/team.git", "https://host/team.git")]
    #[case("https://token@host:8443/team.git", "https://host:8443/team.git")]
    #[case("https://user:p@ss@host/a@b", "https://host/a@b")]
    #[case("ssh://git@host/team.git", "ssh://host/team.git")]
    #[case("git@host:team.git", "git@host:team.git")]
    #[cfg_attr(unix, case("/srv/team.git", "/srv/team.git"))]
    fn an_address_is_shown_without_credentials(#[case] url: &str, #[case] expected: &str) {
        let address = Address::new(url).unwrap();
        assert_eq!(address.url(), url);
        assert_eq!(address.shown(), expected);
    }

    #[rstest]
    #[case("--upload-pack=x")]
    #[case("https://host/\nteam.git")]
    #[case("ext::sh -c x")]
    #[case("../team.git")]
    #[case("~/team.git")]
    #[case("")]
    fn what_is_no_safe_address_is_refused(#[case] url: &str) {
        let error = Address::new(url).err().unwrap();
        assert!(matches!(error, CarrierError::Address { .. }), "{error}");
    }

    #[test]
    fn a_refused_address_is_told_without_credentials() {
        let error = Address::new("https://user:pw@host/\x07").err().unwrap();
        assert_eq!(
            error.to_string(),
            "‘https://host/’ is not an address for git: it has control characters; copy it again"
        );
    }

    #[test]
    fn what_git_says_is_cleaned() {
        let address = Address::new("https://user:hunter22@host/team.git").unwrap();
        let text =
            "fatal: 'https://user:hunter22@host/team.git/' and https://a:b@c\x1b[2J, hunter22";
        assert_eq!(
            address.clean(text),
            "fatal: 'https://host/team.git/' and https://c[2J, …"
        );
    }
}
