//! To which round a rating belongs, and what was said in each. Knows no rule about who may rate.

use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::meeting::{Meeting, Meetings};
use crate::domain::record::rating::{Aspect, FIRST_ROUND, Rating, Round, Said};

impl Meetings {
    /// Returns what was said for a 1:1, in it and ahead of it.
    pub fn said(&self, meeting: ChangeId) -> Said<'_> {
        let meeting = self.one_with(meeting);
        let held = self.held.get(&meeting);
        let ahead = self.check_ins.get(&self.round_before(meeting));
        let is_closed = held.is_some_and(|held| held.closing.is_some());
        Said::of([held.map(|held| &held.round), ahead], is_closed)
    }

    /// Returns what was said ahead of the next 1:1, where none is open.
    pub fn said_ahead(&self) -> Said<'_> {
        Said::of([self.check_ins.get(&self.round_ahead()), None], false)
    }

    /// Returns what a rating of now belongs to: the open 1:1, or the round ahead of the next one.
    pub fn round_now(&self) -> ChangeId {
        let open = self.open().map(|(id, _)| id);
        open.unwrap_or_else(|| self.round_ahead())
    }

    /// Returns what was said for the 1:1 of a round, whether that is one or lies ahead of one.
    pub fn said_in(&self, round: ChangeId) -> Said<'_> {
        let mut held = self.held.keys().chain(self.joined.keys());
        let after = || (self.held.keys()).find(|id| self.round_before(**id) == round);
        match held.any(|id| *id == round) {
            true => self.said(round),
            false => after().map_or_else(|| self.said_ahead(), |id| self.said(*id)),
        }
    }

    /// Returns whether there is a round: a 1:1, or what lies ahead of one.
    pub fn is_round(&self, id: ChangeId) -> bool {
        let is_known = id == FIRST_ROUND || self.get(id).is_some() || self.has_check_ins(id);
        is_known || self.closings().any(|closing| closing == id)
    }

    /// Returns whether anybody rated ahead of the 1:1 that follows the one a change closed.
    pub(super) fn has_check_ins(&self, closing: ChangeId) -> bool {
        self.check_ins.contains_key(&closing)
    }

    /// Returns the round of ratings of a 1:1 or ahead of one.
    pub(super) fn round(&self, id: ChangeId) -> Option<&Round> {
        let held = self.get(id).map(|held| &held.round);
        held.or_else(|| self.check_ins.get(&id))
    }

    /// Alters the round of ratings of a 1:1 or ahead of one.
    pub(crate) fn alter_round(&mut self, id: ChangeId, alter: impl FnOnce(&mut Round)) {
        let meeting = self.one_with(id);
        if let Some(held) = self.held.get_mut(&meeting) {
            return alter(&mut held.round);
        }
        let round = self.check_ins.entry(id).or_default();
        alter(round);
        if round.is_empty() {
            self.check_ins.remove(&id);
        }
    }

    /// Returns what a side held back and may now be shown to the other, with its round.
    pub fn to_show(&self, party: Party) -> impl Iterator<Item = (ChangeId, &Rating)> {
        let held = self.held.iter().map(|(id, held)| (*id, &held.round));
        let rounds = held.chain(self.check_ins.iter().map(|(id, round)| (*id, round)));
        let held_back =
            rounds.filter_map(move |(id, round)| Some((id, round.held_back.get(&party)?)));
        held_back.filter(move |(id, _)| self.said_in(*id).may_show(party))
    }

    fn closings(&self) -> impl Iterator<Item = ChangeId> {
        let closings = self.held.values().filter_map(|held| held.closing.as_ref());
        closings.map(|closing| closing.change)
    }

    /// Returns the round ahead of a 1:1.
    fn round_before(&self, meeting: ChangeId) -> ChangeId {
        let before = self.closings().filter(|closing| *closing < meeting);
        before.max().unwrap_or(FIRST_ROUND)
    }

    /// Returns the round ahead of the next 1:1.
    fn round_ahead(&self) -> ChangeId {
        self.closings().max().unwrap_or(FIRST_ROUND)
    }

    /// Returns the course of a side's rating up to and with a 1:1, oldest first; nothing in a place
    /// where that side gave none.
    pub fn course(
        &self,
        until: ChangeId,
        party: Party,
        aspect: Aspect,
        reader: Party,
    ) -> Vec<Option<u8>> {
        let key = |id: &ChangeId, held: &Meeting| (held.opening.on, *id);
        let Some(last) = self.held.get(&until).map(|held| key(&until, held)) else {
            return Vec::new();
        };
        let mut held: Vec<_> = self
            .held
            .iter()
            .filter(|(id, held)| key(id, held) <= last)
            .collect();
        held.sort_by_key(|(id, held)| key(id, held));
        held.into_iter()
            .map(|(id, _)| {
                self.said(*id)
                    .rating(party, reader)
                    .map(|rating| rating.of(aspect))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::acts::act::{Act, MeetingAct};
    use crate::domain::fixture::*;

    #[test]
    fn the_course_of_a_rating_leaves_a_place_where_none_was_given() {
        let mut run = Run::new();
        let mut last = None;
        for confidence in [3, 0, 5] {
            last = Some(run.mentor(&meet()));
            if confidence > 0 {
                run.hire(&Act::Meeting(MeetingAct::Rate {
                    role_clarity: 1,
                    confidence,
                    belonging: 1,
                    words: String::new(),
                    why: BTreeMap::new(),
                }));
            }
            run.mentor(&Act::Meeting(MeetingAct::Close {
                next: None,
                leave_claims: false,
            }));
        }
        let meetings = &run.journey.meetings;
        let course = |party| meetings.course(last.unwrap(), party, Aspect::Confidence, party);
        assert_eq!(course(Party::Hire), [Some(3), None, Some(5)]);
        assert_eq!(course(Party::Mentor), [None, None, None]);
    }
}
