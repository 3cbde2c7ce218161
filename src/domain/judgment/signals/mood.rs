//! What the ratings tell: something rated low, something that falls, something seen differently.

use super::{Signal, Worry};
use crate::domain::judgment::rules;
use crate::domain::judgment::talk::Round;
use crate::domain::record::rating::Aspect;

/// Returns what the hire rates low or lower and lower.
pub(super) fn falling<'a>(rounds: &[Round<'a>]) -> Vec<Signal<'a>> {
    let rated: Vec<_> = (rounds.iter())
        .filter_map(|round| Some((round.on, round.hire?)))
        .collect();
    let all = Aspect::ALL.into_iter().filter_map(|aspect| {
        let (last_on, last) = *rated.last()?;
        let values: Vec<u8> = rated.iter().map(|(_, rating)| rating.of(aspect)).collect();
        let falls = falls(&values);
        let begin = values.len() - 1 - falls;
        let now = last.of(aspect);
        let before = values.iter().rev().nth(1);
        let fell_far = before.is_some_and(|before| before.saturating_sub(now) >= rules::FALL);
        let is_told = now <= rules::LOW || fell_far || falls >= rules::FALLS;
        is_told.then(|| Signal {
            what: Worry::Mood {
                aspect,
                course: values.get(begin..).unwrap_or_default().to_vec(),
                days: (rated.get(begin).map_or(last_on, |(on, _)| *on), last_on),
                words: (last.why.get(&aspect).or(last.words.as_ref())).map(String::as_str),
            },
            weight: i64::from(5 - now.min(5)) * 10 + i64::try_from(falls).unwrap_or_default(),
        })
    });
    all.collect()
}

/// Returns how many times in a row the last ratings fell.
fn falls(values: &[u8]) -> usize {
    let pairs = values.iter().rev().zip(values.iter().rev().skip(1));
    pairs.take_while(|(later, earlier)| later < earlier).count()
}

/// Returns what both rated last, far apart.
pub(super) fn apart<'a>(rounds: &[Round<'a>]) -> Vec<Signal<'a>> {
    let both = |round: &Round<'a>| Some((round.hire?, round.mentor?));
    let Some((hire, mentor)) = rounds.iter().rev().find_map(both) else {
        return Vec::new();
    };
    let all = Aspect::ALL.into_iter().filter_map(|aspect| {
        let (hire, mentor) = (hire.of(aspect), mentor.of(aspect));
        let gap = hire.abs_diff(mentor);
        (gap >= rules::APART).then_some(Signal {
            what: Worry::Apart {
                aspect,
                hire,
                mentor,
            },
            weight: i64::from(gap),
        })
    });
    all.collect()
}
