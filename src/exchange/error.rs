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
    /// A file cannot be read or written.
    #[error("{0} cannot be read or written: {1}")]
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
    #[error("there is no invitation in {0}; ask for one")]
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
    /// No place is known.
    #[error(
        "this journey is synced nowhere; `onramp exchange invite PLACE` begins it, and `onramp exchange write FILE` hands a file over"
    )]
    NotLinked,
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
            Self::Joined(_) => Some("`onramp exchange status` says how it stands".to_owned()),
            _ => None,
        }
    }
}
