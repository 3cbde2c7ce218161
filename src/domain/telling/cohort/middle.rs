//! The middle of several counts of days. Knows no journey.

/// A number of halves, shown as a decimal: `2`, `2.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Halves(pub i64);

impl std::fmt::Display for Halves {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 % 2 {
            0 => write!(f, "{}", self.0 / 2),
            _ => write!(f, "{}.5", self.0 / 2),
        }
    }
}

/// Returns the median: the middle one, or the mean of the two in the middle; nothing of nothing.
pub fn median(days: impl IntoIterator<Item = i64>) -> Option<Halves> {
    let mut days: Vec<i64> = days.into_iter().collect();
    days.sort_unstable();
    let last = days.len().checked_sub(1)?;
    let (low, high) = (days.get(last / 2)?, days.get(last.div_ceil(2))?);
    Some(Halves(low + high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        let told = |days: &[i64]| median(days.iter().copied()).map(|middle| middle.to_string());
        assert_eq!(told(&[]), None);
        assert_eq!(told(&[4]).unwrap(), "4");
        assert_eq!(told(&[9, 1, 2]).unwrap(), "2");
        assert_eq!(told(&[9, 1, 3, 2]).unwrap(), "2.5");
        assert_eq!(told(&[1, 1, 3, 3]).unwrap(), "2");
    }
}
