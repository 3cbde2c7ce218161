//! How the two rated over time, as far as one of them may see it. Made for one of the two: the manager has no
//! such course.

use chrono::NaiveDate;

use crate::domain::record::meeting::Meetings;
use crate::domain::record::rating::{Aspect, Pair, Said, Sides};

/// How the hire and the mentor rated, as far as one of them may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratings {
    /// What was said for each 1:1, the earliest first; without those of which the reader may see nothing.
    pub rounds: Vec<Rated>,
    /// Whether the other side has rated and the reader may not see it yet.
    pub is_hidden: bool,
}

/// What the two rated for a 1:1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    /// The number of the 1:1; nothing ahead of the next one.
    pub meeting: Option<usize>,
    /// The day of the 1:1, or the one on which it was rated ahead of the next one.
    pub on: NaiveDate,
    /// What each side said, in the order of [`Aspect::ALL`].
    pub sides: [Sides; 3],
}

impl Ratings {
    /// Returns what a reader may see of the rounds whose days are told.
    pub(super) fn of(all: &Meetings, reader: Pair, tells: impl Fn(NaiveDate) -> bool) -> Self {
        let held = all.held.iter().filter_map(|(id, held)| {
            Some(Rated {
                meeting: Some(all.number(*id)?),
                on: held.opening.on,
                sides: sides(all.said(*id), reader),
            })
        });
        let mut rounds: Vec<Rated> = held.filter(Rated::is_seen).collect();
        rounds.sort_by_key(|rated| rated.meeting);
        rounds.extend(ahead(all, reader));
        rounds.retain(|rated| tells(rated.on));
        Self {
            rounds,
            is_hidden: is_hidden(all.said_in(all.round_now()), reader),
        }
    }
}

impl Rated {
    /// Returns what each side said of an aspect.
    pub fn of(&self, aspect: Aspect) -> Sides {
        let [role_clarity, confidence, belonging] = self.sides;
        match aspect {
            Aspect::RoleClarity => role_clarity,
            Aspect::Confidence => confidence,
            Aspect::Belonging => belonging,
        }
    }

    fn is_seen(&self) -> bool {
        let mut sides = self.sides.iter();
        sides.any(|sides| sides.hire.is_some() || sides.mentor.is_some())
    }
}

fn sides(said: Said<'_>, reader: Pair) -> [Sides; 3] {
    Aspect::ALL.map(|aspect| Sides::of(said, aspect, reader))
}

/// Returns what was rated ahead of the next 1:1, on the day of the last rating that the reader may see;
/// nothing while one is open, which has that.
fn ahead(all: &Meetings, reader: Pair) -> Option<Rated> {
    let said = all.said_ahead();
    let ratings = Pair::BOTH.into_iter();
    let seen = ratings.filter_map(|side| said.rating(side.party(), reader.party()));
    let on = seen.map(|rating| rating.mark.on).max()?;
    all.open().is_none().then(|| Rated {
        meeting: None,
        on,
        sides: sides(said, reader),
    })
}

/// Returns whether the other side has rated and a reader may not see it. Between two machines, numbers that
/// the reader may see can still be on their way.
fn is_hidden(said: Said<'_>, reader: Pair) -> bool {
    let (own, other) = (reader.party(), reader.party().other_side());
    said.has_rated(other) && !said.has_rated(own) && !said.is_closed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::plan::people::{Mark, Party};
    use crate::domain::record::rating::{FIRST_ROUND, Round};

    /// What a machine of the hire knows between two machines, if these have rated ahead of the first 1:1.
    fn at_the_hire(given: &[Party]) -> Meetings {
        let mut run = Run::new();
        run.hire(&rate([1, 2, 3]));
        let mut meetings = run.journey.meetings.clone();
        let kept = meetings.check_ins.remove(&FIRST_ROUND).unwrap();
        let mark = |party: &Party| Mark {
            by: run.author(*party).name,
            on: run.today,
        };
        let round = Round {
            given: given.iter().map(|party| (*party, mark(party))).collect(),
            held_back: match given.contains(&Party::Hire) {
                true => kept.ratings,
                false => Default::default(),
            },
            ..Round::default()
        };
        meetings.check_ins.insert(FIRST_ROUND, round);
        meetings
    }

    fn seen(given: &[Party], reader: Pair) -> (usize, bool) {
        let ratings = Ratings::of(&at_the_hire(given), reader, |_| true);
        (ratings.rounds.len(), ratings.is_hidden)
    }

    #[test]
    fn a_rating_that_is_held_back_is_for_who_gave_it() {
        let (hire, mentor) = (Party::Hire, Party::Mentor);
        assert_eq!(seen(&[hire], Pair::Hire), (1, false));
        assert_eq!(seen(&[hire], Pair::Mentor), (0, true));
        assert_eq!(seen(&[mentor], Pair::Hire), (0, true));
        // Both have rated, and the mentor's numbers are on their way.
        assert_eq!(seen(&[hire, mentor], Pair::Hire), (1, false));
        assert_eq!(seen(&[hire, mentor], Pair::Mentor), (0, false));
    }
}
