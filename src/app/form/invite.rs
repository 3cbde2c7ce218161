//! The form of an invitation: for whom, and at which place.

use super::field::{Field, FieldKind};
use super::{Form, FormKind};
use crate::domain::plan::people::Party;
use crate::domain::record::audience::Audience;
use crate::domain::record::journey::Journey;

/// Those whom one invitation can be for.
struct Guests {
    /// Who reads where they are invited.
    audience: Audience,
    /// The word for them.
    word: &'static str,
    /// Their names and parts.
    names: String,
}

/// Returns whom a party may invite.
fn guests(journey: &Journey, host: Party) -> Vec<Guests> {
    let (pair, everybody) = (Audience::Pair, Audience::Journey);
    // What is for hire and mentor does not lie where a manager reads.
    let groups: &[(Audience, &[Party])] = match host {
        Party::Hire => &[(pair, &[Party::Mentor]), (everybody, &[Party::Manager])],
        Party::Mentor => &[(pair, &[Party::Hire]), (everybody, &[Party::Manager])],
        Party::Manager => &[(everybody, &[Party::Hire, Party::Mentor])],
    };
    let named = groups.iter().filter_map(|(audience, parties)| {
        let people = parties
            .iter()
            .filter_map(|party| journey.people.author(*party));
        let names: Vec<String> = people.map(|author| author.to_string()).collect();
        let word = parties.first()?.word();
        (!names.is_empty()).then(|| Guests {
            audience: *audience,
            word,
            names: names.join(" or "),
        })
    });
    named.collect()
}

/// Returns whether there is anyone to invite.
pub fn may_invite(journey: &Journey, host: Party) -> bool {
    !guests(journey, host).is_empty()
}

pub(super) fn fields(journey: &Journey, host: Party) -> Vec<Field> {
    let guests = guests(journey, host);
    let mut fields = Vec::new();
    if let [first, _, ..] = guests.as_slice() {
        let offers = guests
            .iter()
            .map(|guests| (guests.word, guests.names.as_str()));
        fields.push(Field::choice("For whom", offers, first.word));
    }
    let label = "A shared folder, a git remote, or a file to write";
    fields.push(Field::new(label, FieldKind::Line, ""));
    fields
}

pub(super) fn title(journey: &Journey, host: Party) -> String {
    match guests(journey, host).as_slice() {
        [only] => format!("Invite {}", only.names),
        several => {
            let words: Vec<&str> = several.iter().map(|guests| guests.word).collect();
            format!("Invite the {}", words.join(" or the "))
        }
    }
}

impl Form {
    /// Returns the place that was typed and who reads there, where this is an invitation.
    pub fn invitation(&self, journey: &Journey) -> Option<(String, Audience)> {
        let FormKind::Invite(host) = self.kind else {
            return None;
        };
        let guests = guests(journey, host);
        let chosen = self.text(0);
        let chosen = guests.iter().find(|guests| guests.word == chosen);
        let audience = chosen.or(guests.first())?.audience;
        let place = self.fields.last()?.text();
        Some((place.trim().to_owned(), audience))
    }
}
