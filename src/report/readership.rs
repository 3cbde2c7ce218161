//! For whom an export is made, and what of the record may be in it for them. Knows no format. What one
//! person wrote for themselves is for nobody.

use crate::domain::plan::people::Party;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::journey::Journey;
use crate::domain::record::notes::Notes;
use crate::domain::record::rating::{Pair, Rating, Said};
use crate::domain::record::writing::{Note, SharedNote};
use crate::domain::telling::history::{self, Line};

/// For whom an export is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// The manager, and so anybody outside the 1:1s.
    Manager,
    /// Somebody who takes part in the 1:1s.
    Pair(Pair),
}

impl From<Party> for For {
    fn from(party: Party) -> Self {
        Pair::of(party).map_or(Self::Manager, Self::Pair)
    }
}

impl For {
    /// Returns the party that reads.
    pub fn party(self) -> Party {
        match self {
            Self::Manager => Party::Manager,
            Self::Pair(Pair::Hire) => Party::Hire,
            Self::Pair(Pair::Mentor) => Party::Mentor,
        }
    }

    /// Returns whether they may read what was written for an audience.
    pub fn reads(self, audience: Audience) -> bool {
        match audience {
            Audience::Journey => true,
            Audience::Pair => matches!(self, Self::Pair(_)),
            Audience::Author => false,
        }
    }

    /// Returns a note, if it is for them.
    pub fn note(self, note: &Note) -> Option<SharedNote<'_>> {
        note.shared().filter(|_| self.reads(note.audience()))
    }

    /// Returns how many of some notes are for them.
    pub fn count(self, notes: &Notes) -> usize {
        notes.count(|audience, _| self.reads(audience))
    }

    /// Returns the log in words, as far as it is for them. `changes` is the log in order, and `journey`
    /// what it folds to.
    pub fn history(self, journey: &Journey, changes: &[Change]) -> Vec<Line> {
        let is_for_them = |change: &&Change| self.reads(change.audience);
        let known: Vec<Change> = changes.iter().filter(is_for_them).cloned().collect();
        let as_read_by = |party| history::lines(journey, &known, party);
        match self {
            Self::Manager => as_read_by(Party::Manager),
            // The author knows a rating before the other side may, so each line is told as to the other.
            Self::Pair(_) => {
                let lines = as_read_by(Party::Hire).into_iter();
                let lines = lines.zip(as_read_by(Party::Mentor));
                let told = lines.map(|(by_hire, by_mentor)| match by_hire.author.party {
                    Party::Hire => by_mentor,
                    Party::Mentor | Party::Manager => by_hire,
                });
                told.collect()
            }
        }
    }
}

impl Pair {
    /// Returns what was rated for a 1:1 and both sides may see: nothing before both have rated or it is
    /// closed.
    pub fn ratings<'a>(self, said: Said<'a>) -> impl Iterator<Item = (Party, &'a Rating)> {
        // Each side may always see its own, so the other one's right to it decides.
        let both = [Party::Hire, Party::Mentor].into_iter();
        both.filter_map(move |party| Some((party, said.rating(party, party.other_side())?)))
    }
}
