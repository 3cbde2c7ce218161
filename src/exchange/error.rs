//! What can stand in the way of an exchange, and what to do about it.

use std::path::PathBuf;

use crate::carrier::CarrierError;
use crate::domain::record::audience::Audience;
use crate::lane::error::LaneError;
use crate::store::StoreError;

/// Why nothing was exchanged.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The database says so.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder or the remote says so.
    #[error(transparent)]
    Carrier(#[from] CarrierError),
    /// A text is none of ours.
    #[error("{0} {1}")]
    Text(String, LaneError),
    /// A file cannot be read.
    #[error("{0} cannot be read: {1}")]
    File(PathBuf, String),
    /// Nothing is at the place.
    #[error(
        "there is nothing at {0}; name the shared folder, the git remote or the file that you were given"
    )]
    NoPlace(String),
    /// There is no folder for what git needs.
    #[error(
        "there is no home directory to keep a copy of the git remote in; use a folder or a file"
    )]
    NoCache,
    /// Nobody is named whom to invite.
    #[error("nobody is named besides you; name the other one first")]
    NobodyToInvite,
    /// Nothing at the place invites anybody.
    #[error("there is no invitation in {0}; ask for one, which `onramp exchange invite` makes")]
    NoInvitation(String),
    /// Several journeys invite there.
    #[error("there are several invitations in {0}: {1}; name one with --journey")]
    SeveralInvitations(String, String),
    /// The journey is here already.
    #[error("the journey of {0} is on this machine already")]
    Joined(String),
    /// What invites does not hold together.
    #[error("the invitation in {0} was altered or is not complete; ask for another one")]
    BadInvitation(String),
    /// The invitation is for somebody else.
    #[error("that invitation is not for {name}, the {party}; ask {host} for one that is")]
    NotForThem {
        /// Who wants to join.
        name: String,
        /// The part they play.
        party: &'static str,
        /// Who invites.
        host: String,
    },
    /// A machine answered an invitation that was made for others.
    #[error(
        "{name}, the {party}, answered an invitation that is not for them; nothing of it was kept"
    )]
    Uninvited {
        /// Who asks.
        name: String,
        /// The part they play.
        party: &'static str,
    },
    /// The place is for others.
    #[error("{place} is {}; use another place", readers(*.audience))]
    OtherReaders {
        /// The place.
        place: String,
        /// Who reads there.
        audience: Audience,
    },
    /// An invitation let somebody in already.
    #[error("that invitation was used already; make another one with `onramp exchange invite`")]
    Spent,
    /// A place did not answer a moment ago.
    #[error("it did not answer in time, and was not asked again")]
    Silent,
    /// A file that should be taken in is a folder, a pipe or a device.
    #[error("{0} is not a plain file; name the file that you were given")]
    NotAFile(PathBuf),
    /// A file is larger than any that onramp writes.
    #[error("{0} is larger than {1} MiB, the most that is taken in; ask for it again")]
    TooLarge(PathBuf, usize),
    /// The invitation says something else than the journey that came with it.
    #[error("{}; nothing was joined", differs(.0))]
    Differs(Difference),
    /// A device that was admitted did not seal what it wrote.
    #[error("what {0} wrote is not sealed with the key of their machine; nothing was imported")]
    NotSealed(String),
    /// Nothing in what is imported begins a journey.
    #[error("the file holds no change that begins a journey; nothing was imported")]
    NothingToImport,
    /// No place is known.
    #[error(
        "this journey is synced nowhere; `onramp exchange invite PLACE` begins it, and `onramp exchange write FILE` and `take FILE` hand files over"
    )]
    NotLinked,
}

/// How an invitation differs from the journey that came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the invitation says, in a part or as the role.
    pub part: &'static str,
    /// What it says there; none where it leaves it out.
    pub said: Option<String>,
    /// What stands in the journey; none where nothing does.
    pub is: Option<String>,
    /// Who invites.
    pub host: String,
}

fn differs(one: &Difference) -> String {
    let (part, nobody) = (one.part, "nobody".to_owned());
    let (said, is) = (&one.said, one.is.as_ref().unwrap_or(&nobody));
    match (said, one.is == one.said) {
        (Some(said), true) => {
            format!(
                "the invitation and the journey that came with it mean two people by {said}, the {part}"
            )
        }
        (Some(said), false) => {
            format!("the invitation names {said} as {part}, the journey that came with it {is}")
        }
        (None, _) => format!("the invitation names no {part}, the journey that came with it {is}"),
    }
}

/// Returns who reads at a place, in words.
fn readers(audience: Audience) -> &'static str {
    match audience {
        Audience::Journey => "shared with the manager, who does not read what is for two",
        Audience::Pair | Audience::Author => {
            "where the hire and the mentor exchange what is for the two of them"
        }
    }
}

impl ExchangeError {
    /// Returns what to do about it, where there is more to say than the message does.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Store(error) => error.hint(),
            Self::NobodyToInvite => Some(
                "`onramp edit --mentor NAME` names the mentor, `--manager NAME` the manager"
                    .to_owned(),
            ),
            Self::Differs(one) => Some(format!(
                "it was altered, or is older than the journey; ask {} for another one",
                one.host
            )),
            Self::NotAFile(_) => {
                Some("`-` takes in what comes through a pipe: `onramp exchange take -`".to_owned())
            }
            Self::Joined(_) => Some("`onramp exchange status` says how it stands".to_owned()),
            _ => None,
        }
    }
}
