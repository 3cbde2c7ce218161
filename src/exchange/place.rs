//! Where lanes are exchanged: a folder that is shared, a git remote, or a file that is handed over.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::error::ExchangeError;
use crate::carrier::{Carrier, CarrierError, Deadline, Filtered, Filters, Folder, Git};

/// How long all that git and filters do in one go may take together, where the settings say nothing.
const TOGETHER: Duration = Duration::from_secs(60);
/// How long each may take all the same, once that time is over.
const LEAST: Duration = Duration::from_secs(5);
/// The same where git may ask a person for a password.
const LEAST_TO_ANSWER: Duration = Duration::from_secs(20);

/// A place, as somebody named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A folder.
    Folder(PathBuf),
    /// What git takes for a remote.
    Git(String),
    /// A file.
    File(PathBuf),
}

impl Place {
    /// Returns the place of a text: a folder that is there, a git remote, or else a file.
    pub fn of(text: &str) -> Self {
        let path = Path::new(text);
        let is_remote = text.contains("://")
            || text.ends_with(".git")
            || text.ends_with(".git/")
            || is_bare_repository(path)
            || is_remote_path(text);
        if is_remote {
            return Self::Git(match path.exists() {
                true => absolute(path).to_string_lossy().into_owned(),
                false => text.to_owned(),
            });
        }
        let path = absolute(path);
        match path.is_dir() || text.ends_with(['/', std::path::MAIN_SEPARATOR]) {
            true => Self::Folder(path),
            false => Self::File(path),
        }
    }

    /// Returns the place of a text that was typed where no shell reads it: `~` is the home directory.
    pub fn named(text: &str, home: Option<&Path>) -> Self {
        let text = text.trim();
        let below = text
            .strip_prefix('~')
            .filter(|rest| rest.is_empty() || rest.starts_with('/'));
        match (below, home) {
            (Some(below), Some(home)) => Self::of(&format!("{}{below}", home.display())),
            _ => Self::of(text),
        }
    }

    /// Returns the name under which the place is kept.
    pub fn name(&self) -> String {
        match self {
            Self::Folder(path) | Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Git(url) => url.clone(),
        }
    }

    /// Returns whether the place is the one that was kept under a name, by whatever links it is reached.
    pub fn is_kept_as(&self, name: &str) -> bool {
        let own = self.name();
        let real = |name: &str| Path::new(name).canonicalize().ok();
        own == name || real(&own).is_some_and(|own| Some(own) == real(name))
    }

    /// Returns the place that was kept under a name.
    pub fn kept(name: &str) -> Self {
        match Path::new(name).is_absolute()
            && !is_bare_repository(Path::new(name))
            && !name.ends_with(".git")
        {
            true => Self::Folder(PathBuf::from(name)),
            false => Self::Git(name.to_owned()),
        }
    }
}

/// Returns a place as it is shown: without the password that may stand in an address.
pub fn shown(place: &str) -> String {
    let Some((scheme, rest)) = place.split_once("://") else {
        return place.to_owned();
    };
    let host = rest.split('/').next().unwrap_or_default();
    let login = host.rsplit_once('@').map(|(login, _)| login);
    match login.and_then(|login| Some((login, login.split_once(':')?.0))) {
        Some((login, user)) => {
            let rest = rest.get(login.len()..).unwrap_or_default();
            format!("{scheme}://{user}{rest}")
        }
        None => place.to_owned(),
    }
}

/// Returns whether a text names a repository on another machine as ssh does: `host:path`.
fn is_remote_path(text: &str) -> bool {
    let host = text.split(['/', '\\']).next().unwrap_or_default();
    // A single letter before the colon is a drive.
    host.split_once(':').is_some_and(|(host, _)| host.len() > 1)
}

fn is_bare_repository(path: &Path) -> bool {
    path.join("HEAD").is_file() && path.join("objects").is_dir()
}

fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // Without the separator at its end: one place has one name.
    path.components().collect()
}

/// How places are opened.
#[derive(Clone, Debug, Default)]
pub struct Carriers {
    /// The folder for what can be fetched again.
    pub cache: Option<PathBuf>,
    /// A command that encrypts what leaves, with its arguments; empty if nothing does.
    pub encrypt: Vec<String>,
    /// A command that decrypts what comes.
    pub decrypt: Vec<String>,
    /// Whether git can ask the user for a password.
    pub interactive: bool,
    /// How long all of one go may take together; a minute where it is left out.
    pub timeout: Option<Duration>,
    /// One go, while it lasts.
    pub go: Option<Go>,
}

/// One go at one or several places, which share the time that there is.
#[derive(Clone, Debug)]
pub struct Go {
    deadline: Deadline,
    /// The places that took too long; they are not asked again.
    silent: Arc<Mutex<BTreeSet<String>>>,
}

impl Carriers {
    /// Returns the same for one go, whose time begins now unless it runs already.
    #[must_use]
    pub fn in_one_go(&self) -> Self {
        Self {
            go: Some(self.go()),
            ..self.clone()
        }
    }

    fn go(&self) -> Go {
        let least = match self.interactive {
            true => LEAST_TO_ANSWER,
            false => LEAST,
        };
        self.go.clone().unwrap_or_else(|| Go {
            deadline: Deadline::within(self.timeout.unwrap_or(TOGETHER), least),
            silent: Arc::default(),
        })
    }

    /// Notes that a place took too long, where that is why it failed.
    pub(super) fn note(&self, place: &str, error: &ExchangeError) {
        if let (Some(go), ExchangeError::Carrier(CarrierError::TimedOut { .. })) = (&self.go, error)
            && let Ok(mut silent) = go.silent.lock()
        {
            silent.insert(place.to_owned());
        }
    }

    fn is_silent(&self, place: &str) -> bool {
        let silent = self.go.as_ref().and_then(|go| go.silent.lock().ok());
        silent.is_some_and(|silent| silent.contains(place))
    }

    /// Opens a place.
    ///
    /// # Errors
    /// [`ExchangeError`] where it cannot be used; a file is no carrier.
    pub fn open(&self, place: &Place) -> Result<Box<dyn Carrier>, ExchangeError> {
        let deadline = self.go().deadline;
        if self.is_silent(&place.name()) {
            return Err(ExchangeError::Silent);
        }
        let carrier: Box<dyn Carrier> = match place {
            Place::Folder(path) | Place::File(path) => Box::new(Folder::new(path)),
            Place::Git(url) => {
                let cache = self.cache.as_ref().ok_or(ExchangeError::NoCache)?;
                Box::new(Git::new(
                    url,
                    &cache.join("git"),
                    deadline,
                    self.interactive,
                )?)
            }
        };
        if self.encrypt.is_empty() && self.decrypt.is_empty() {
            return Ok(carrier);
        }
        let memory = self.cache.as_ref().ok_or(ExchangeError::NoCache)?;
        let filters = Filters {
            encrypt: self.encrypt.clone(),
            decrypt: self.decrypt.clone(),
            deadline,
            interactive: self.interactive,
        };
        let memory = memory.join("filtered");
        Ok(Box::new(Filtered::new(carrier, filters, memory)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_an_address_is_not_shown() {
        assert_eq!(
            shown("https://ada:secret@host/x.git"),
            "https://ada@host/x.git"
        );
        assert_eq!(shown("ssh://git@host/x.git"), "ssh://git@host/x.git");
        assert_eq!(shown("https://host/a@b.git"), "https://host/a@b.git");
        assert_eq!(shown("/home/ada/share"), "/home/ada/share");
    }
}
