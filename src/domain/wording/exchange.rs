//! An exchange between machines in words: what came in, what does not count, when somebody was last
//! heard of.

use crate::domain::words::text::count;

/// Milliseconds in a minute.
const MINUTE: i64 = 60_000;

/// Returns how long ago a time is, both in milliseconds since 1970: `2 days ago`.
pub fn ago(now: i64, then: i64) -> String {
    match short_ago(now, then) {
        (0, _) => "just now".to_owned(),
        (number, 'm') => format!("{} ago", count(number, "minute")),
        (number, 'h') => format!("{} ago", count(number, "hour")),
        (number, _) => format!("{} ago", count(number, "day")),
    }
}

/// Returns how long ago a time is where room is short: `2d`, `5h`, `12m`, `now`.
pub fn since(now: i64, then: i64) -> String {
    match short_ago(now, then) {
        (0, _) => "now".to_owned(),
        (number, unit) => format!("{number}{unit}"),
    }
}

fn short_ago(now: i64, then: i64) -> (usize, char) {
    let minutes = now.saturating_sub(then).max(0) / MINUTE;
    let (number, unit) = match minutes {
        ..60 => (minutes, 'm'),
        60..1440 => (minutes / 60, 'h'),
        _ => (minutes / 1440, 'd'),
    };
    (usize::try_from(number).unwrap_or(usize::MAX), unit)
}

/// Returns what came in, by the names of who wrote each change: `12 changes from Grace.`
pub fn came_in(authors: &[&str]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in authors {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let of = |name: &str| authors.iter().filter(|author| **author == name).count();
    let parts: Vec<String> = names
        .iter()
        .map(|name| format!("{} from {name}", count(of(name), "change")))
        .collect();
    match parts.is_empty() {
        true => "Nothing new came in.".to_owned(),
        false => format!("{}.", parts.join(", ")),
    }
}

/// Returns that changes do not count: so many of one's own, so many of others, and where to read why.
pub fn set_aside(mine: usize, theirs: usize, list: &str) -> String {
    let do_not = |number: usize| if number == 1 { "does" } else { "do" };
    let what = match (mine, theirs) {
        (mine, 0) => format!("{mine} of yours {} not count", do_not(mine)),
        (0, theirs) => format!("{theirs} of theirs {} not count", do_not(theirs)),
        (mine, theirs) => format!("{mine} of yours and {theirs} of theirs do not count"),
    };
    format!("{what}; {list} says why.")
}

/// Returns what to do about a machine that was refused, by the name of whose it says it is.
pub fn refused(name: &str) -> String {
    format!(
        "{name}'s machine is not admitted, and its request is forgotten. Ask {name} to join again; if the \
         words still differ, someone may be tampering with the exchange."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_their_largest_unit() {
        let told = |minutes: i64| (ago(minutes * MINUTE, 0), since(minutes * MINUTE, 0));
        assert_eq!(told(0), ("just now".to_owned(), "now".to_owned()));
        assert_eq!(told(1), ("1 minute ago".to_owned(), "1m".to_owned()));
        assert_eq!(told(59), ("59 minutes ago".to_owned(), "59m".to_owned()));
        assert_eq!(told(60), ("1 hour ago".to_owned(), "1h".to_owned()));
        assert_eq!(told(1439), ("23 hours ago".to_owned(), "23h".to_owned()));
        assert_eq!(told(2 * 1440), ("2 days ago".to_owned(), "2d".to_owned()));
        assert_eq!(ago(0, MINUTE), "just now");
    }

    #[test]
    fn what_came_in_is_counted_by_author() {
        assert_eq!(came_in(&[]), "Nothing new came in.");
        assert_eq!(
            came_in(&["Grace", "Mary", "Grace"]),
            "2 changes from Grace, 1 change from Mary."
        );
    }

    #[test]
    fn what_does_not_count_is_counted_by_side() {
        assert!(set_aside(1, 0, "it").starts_with("1 of yours does not count;"));
        assert!(set_aside(0, 2, "it").starts_with("2 of theirs do not count;"));
        assert!(set_aside(1, 1, "it").starts_with("1 of yours and 1 of theirs do not count;"));
    }
}
