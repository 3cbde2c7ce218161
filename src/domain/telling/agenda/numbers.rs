//! The numbers by which commands name the lines of an agenda. While a 1:1 is open they stay as they
//! are, whatever is confirmed, done or added meanwhile.

use super::{Line, gone_through};
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Edge, Topic};

/// A line of an agenda with its number, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The number.
    pub number: usize,
    /// The line.
    pub line: Line,
}

/// Returns the lines of an agenda in their order, each with its number. `lines` is the agenda as
/// the same reader may read it.
///
/// The lines that the open 1:1 began with are numbered in their order; what was added since comes
/// behind, the oldest first.
pub fn numbered(journey: &Journey, lines: Vec<Line>, reader: Party) -> Vec<Numbered> {
    let Some(open) = gone_through(journey, reader) else {
        return before_it(lines);
    };
    let began_with: Vec<&Topic> = open
        .kept(Edge::Opening)
        .iter()
        .map(|kept| &kept.topic)
        .collect();
    let mut added: Vec<(Option<ChangeId>, &Topic)> = lines
        .iter()
        .filter(|line| !began_with.contains(&&line.topic))
        .map(|line| (entered_by(&line.topic), &line.topic))
        .collect();
    // Goals come last: they have a number of their own, and one that comes in moves no other line.
    added.sort_by_key(|(id, topic)| (is_signal(topic), id.is_none(), *id));
    let added = added.into_iter().map(|(_, topic)| topic);
    let order: Vec<Topic> = began_with.into_iter().chain(added).cloned().collect();
    lines
        .into_iter()
        .filter_map(|line| {
            let place = order.iter().position(|topic| *topic == line.topic)?;
            Some(Numbered {
                number: place + 1,
                line,
            })
        })
        .collect()
}

/// Returns the lines of an agenda ahead of its 1:1. Signals stand first and are numbered last, as they will be in
/// the 1:1: it begins with what both read.
fn before_it(lines: Vec<Line>) -> Vec<Numbered> {
    let others = lines.iter().filter(|line| !is_signal(&line.topic)).count();
    let (mut other, mut signal) = (0, others);
    let numbered = lines.into_iter().map(|line| {
        let number = match is_signal(&line.topic) {
            true => &mut signal,
            false => &mut other,
        };
        *number += 1;
        Numbered {
            number: *number,
            line,
        }
    });
    numbered.collect()
}

fn is_signal(topic: &Topic) -> bool {
    matches!(topic, Topic::Signal { .. })
}

/// Returns the change that entered what a line is about.
fn entered_by(topic: &Topic) -> Option<ChangeId> {
    match topic {
        Topic::Action { action } => Some(*action),
        Topic::Point { point } => Some(*point),
        Topic::Question { note } => Some(*note),
        Topic::Goal { .. }
        | Topic::Agreement { .. }
        | Topic::Ask { .. }
        | Topic::FirstStep { .. }
        | Topic::Gate { .. }
        | Topic::Rhythm
        | Topic::Signal { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::judgment::dates::Dates;
    use crate::domain::record::writing::Visibility;
    use crate::domain::telling::agenda::agenda;

    fn told(run: &Run, reader: Party) -> Vec<String> {
        let dates = Dates::of(&run.journey, run.today);
        let lines = agenda(&run.journey, &dates, reader);
        numbered(&run.journey, lines, reader)
            .into_iter()
            .map(|row| format!("{} {}", row.number, row.line.text))
            .collect()
    }

    #[test]
    fn numbers_stay_while_a_1_1_is_open() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&claim("access"));
        run.mentor(&point("between us", Visibility::Private));
        run.hire(&point("on-call", Visibility::Shared));
        let before = ["1 30.1 Do the team", "2 30.3 Do the access", "3 on-call"];
        assert_eq!(told(&run, Party::Hire), before);
        run.mentor(&meet());
        run.mentor(&confirm("team"));
        assert_eq!(told(&run, Party::Hire), before, "what is settled stays");
        run.hire(&block("fix", None));
        run.hire(&question("fix", "who reviews it?"));
        assert_eq!(
            told(&run, Party::Hire),
            [
                "1 30.1 Do the team",
                "2 30.3 Do the access",
                "5 60.1 Do the fix",
                "3 on-call",
                "4 60.1: who reviews it?",
            ]
        );
        let mentors = told(&run, Party::Mentor);
        assert!(mentors.contains(&"3 on-call".to_owned()), "{mentors:?}");
        assert!(mentors.contains(&"4 between us".to_owned()), "{mentors:?}");
    }
}
