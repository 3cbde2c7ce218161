//! How long programs may take, one after the other. Knows no program.

use std::time::{Duration, Instant};

/// The time that programs have together, or each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deadline {
    /// When the time that they have together is over; none if each has its own.
    ends: Option<Instant>,
    /// How long each may take, however late it is.
    least: Duration,
}

impl Deadline {
    /// Returns a deadline that begins now. When it has passed, each program still gets a little: what
    /// works is quick, and one that hangs must not keep the others from it.
    pub fn within(together: Duration, least: Duration) -> Self {
        Self {
            ends: Instant::now().checked_add(together),
            least: least.min(together),
        }
    }

    /// Returns how long a program that starts now may take.
    pub(super) fn left(&self) -> Duration {
        let left = self
            .ends
            .map(|ends| ends.saturating_duration_since(Instant::now()));
        left.unwrap_or_default().max(self.least)
    }
}

/// Each program may take that long.
impl From<Duration> for Deadline {
    fn from(each: Duration) -> Self {
        Self {
            ends: None,
            least: each,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_share_the_time_and_each_gets_a_little() {
        let (long, short) = (Duration::from_secs(60), Duration::from_secs(5));
        let left = Deadline::within(long, short).left();
        assert!(left <= long && left > short, "{left:?}");
        assert_eq!(
            Deadline::within(Duration::ZERO, short).left(),
            Duration::ZERO
        );
        let late = Deadline {
            ends: Some(Instant::now()),
            least: short,
        };
        assert_eq!(late.left(), short);
        assert_eq!(Deadline::from(long).left(), long);
    }
}
