//! Six words that two people read to each other, to see that their machines hold the same keys.
//! Knows nothing of what the words stand for.
//!
//! The words are the EFF's short list no. 1 (Electronic Frontier Foundation, Joseph Bonneau, 2016,
//! <https://www.eff.org/dice>), licensed under CC BY 3.0 US. They are frozen: other words would not
//! agree with what an older version says.

use sha2::{Digest as _, Sha256};

/// One word a line; 1,296 of them.
const WORDS: &str = include_str!("words.txt");

/// How many words there are: four throws of a die.
const COUNT: u32 = 1296;

/// Returns six words that stand for the parts, in their order.
///
/// Other parts give other words, except once in 2^62.
pub fn six_words(secret_free_parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in secret_free_parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut number: [u8; 32] = hash.finalize().into();
    let words: Vec<&str> = WORDS.lines().collect();
    let six = (0..6).filter_map(|_| words.get(remainder(&mut number)).copied());
    six.collect::<Vec<_>>().join(" ")
}

/// Divides a number, its highest byte first, by the count of words and returns what is left over.
///
/// The hash has so many more bits than six words that no word is likelier than another by a part in
/// 2^190.
fn remainder(number: &mut [u8]) -> usize {
    let mut left = 0;
    for digit in number {
        let value = left * 256 + u32::from(*digit);
        // Below 256, as what was left is below the divisor.
        *digit = (value / COUNT) as u8;
        left = value % COUNT;
    }
    left as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_holds_1296_different_words() {
        let words: BTreeSet<&str> = WORDS.lines().collect();
        assert_eq!(words.len(), COUNT as usize);
        assert_eq!(WORDS.lines().count(), COUNT as usize);
        assert!(words.iter().all(|word| (3..=5).contains(&word.len())));
    }

    /// The words were calculated apart from this program.
    #[test]
    fn the_words_stay_what_they_are() {
        assert_eq!(six_words(&[]), "bunt open shed verse tasty dab");
        assert_eq!(
            six_words(&["ssh-ed25519 A", "ssh-ed25519 B"]),
            "dry shock greet elk trade jolt"
        );
    }

    #[test]
    fn the_order_and_the_bounds_of_the_parts_matter() {
        let all = [
            six_words(&["a", "b"]),
            six_words(&["b", "a"]),
            six_words(&["ab"]),
            six_words(&["", "ab"]),
            six_words(&["ab", ""]),
        ];
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn no_word_is_much_likelier_than_another() {
        let mut counts = std::collections::BTreeMap::new();
        for number in 0..6_480 {
            for word in six_words(&[&number.to_string()]).split(' ') {
                *counts.entry(word.to_owned()).or_insert(0) += 1;
            }
        }
        assert_eq!(counts.len(), COUNT as usize);
        assert!(counts.values().all(|count| (8..=60).contains(count)));
    }
}
