//! Reads the whole-day events of a calendar file (RFC 5545). Knows no journey and no file.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike as _, Days, NaiveDate};

use super::yearly::Yearly;
use crate::domain::words::text::{LINE_MAX, clean, shortened};

/// The longest event that is taken for a holiday, in days.
const DAYS_MAX: i64 = 31;

/// How much of a wrong text is shown, in characters.
const SHOWN_MAX: usize = 40;

/// The days of a calendar file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The days inside the years that were asked for; of two events on a day the first one counts.
    pub(super) days: BTreeMap<NaiveDate, Option<String>>,
    /// How many events have no day in those years.
    pub(super) outside: usize,
    /// The events that are no holidays.
    pub(super) skipped: Vec<Skipped>,
}

/// An event that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Skipped {
    /// The line where it begins.
    pub(super) line: usize,
    /// What it is called.
    pub(super) name: Option<String>,
    /// Why, said of the event.
    pub(super) why: String,
}

/// A mistake in a calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// The line, from 1.
    pub(super) line: usize,
    /// What is wrong.
    pub(super) message: String,
}

/// A property: a content line, unfolded (section 3.1).
struct Line {
    number: usize,
    name: String,
    params: Vec<(String, String)>,
    value: String,
}

/// What an event says of itself (section 3.6.1).
#[derive(Default)]
struct Event {
    line: usize,
    start: Option<Line>,
    end: Option<Line>,
    duration: Option<Line>,
    rule: Option<Line>,
    except: Vec<Line>,
    name: Option<String>,
    is_left_out: Option<&'static str>,
}

/// An event that is left out, or a mistake that ends the reading.
enum Not {
    Taken(String),
    Right(Wrong),
}

/// Reads a calendar file: the days of its whole-day events that lie in some years.
pub(super) fn read(bytes: &[u8], years: RangeInclusive<i32>) -> Result<Found, Wrong> {
    let mut found = Found::default();
    for event in events(lines(bytes)?)? {
        match event.days(&years) {
            Ok(days) if days.is_empty() => found.outside += 1,
            Ok(days) => {
                for day in days {
                    found.days.entry(day).or_insert_with(|| event.name.clone());
                }
            }
            Err(Not::Right(wrong)) => return Err(wrong),
            Err(Not::Taken(why)) => found.skipped.push(Skipped {
                line: event.line,
                name: event.name,
                why,
            }),
        }
    }
    Ok(found)
}

/// Returns the properties. A line is folded at any byte, even inside a character.
fn lines(bytes: &[u8]) -> Result<Vec<Line>, Wrong> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut unfolded: Vec<(usize, Vec<u8>)> = Vec::new();
    for (raw, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        match (raw, unfolded.last_mut()) {
            ([b' ' | b'\t', rest @ ..], Some((_, line))) => line.extend_from_slice(rest),
            (raw, _) if raw.trim_ascii().is_empty() => {}
            _ => unfolded.push((number, raw.to_vec())),
        }
    }
    let unfolded = unfolded.into_iter();
    unfolded.map(|(number, raw)| line(number, raw)).collect()
}

/// Reads a property: its name, its parameters and its value (section 3.1).
fn line(number: usize, raw: Vec<u8>) -> Result<Line, Wrong> {
    let text = String::from_utf8(raw).map_err(|_| wrong(number, "it is not UTF-8 text"))?;
    let mut is_quoted = false;
    let mut parts = vec![String::new()];
    let mut rest = text.chars();
    let is_ended = rest.by_ref().any(|c| {
        is_quoted ^= c == '"';
        match (c, parts.last_mut()) {
            (';', _) if !is_quoted => parts.push(String::new()),
            (':', _) if !is_quoted => return true,
            (c, Some(part)) if c != '"' => part.push(c),
            _ => {}
        }
        false
    });
    let mut parts = parts.into_iter();
    let name = parts.next().unwrap_or_default().to_ascii_uppercase();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !is_ended || name.is_empty() || !name.chars().all(is_name) {
        let message = format!("‘{}’ is no line of a calendar file", shown(&text));
        return Err(wrong(number, &message));
    }
    let params = parts.filter_map(|part| {
        let (key, value) = part.split_once('=')?;
        Some((key.to_ascii_uppercase(), value.to_ascii_uppercase()))
    });
    Ok(Line {
        number,
        name,
        params: params.collect(),
        value: rest.as_str().trim().to_owned(),
    })
}

/// Returns the events of a calendar (section 3.4). What stands inside an event, like an alarm, says
/// nothing of its days.
fn events(lines: Vec<Line>) -> Result<Vec<Event>, Wrong> {
    let begins = lines
        .first()
        .is_some_and(|line| line.name == "BEGIN" && line.value.eq_ignore_ascii_case("VCALENDAR"));
    if !begins {
        let number = lines.first().map_or(1, |line| line.number);
        let message = "this is no calendar file; one begins with BEGIN:VCALENDAR";
        return Err(wrong(number, message));
    }
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    for line in lines {
        let is_in_event = open.last().is_some_and(|(name, _)| name == "VEVENT");
        match line.name.as_str() {
            "BEGIN" => {
                let name = line.value.to_ascii_uppercase();
                if name == "VEVENT" {
                    let line = line.number;
                    events.push(Event {
                        line,
                        ..Event::default()
                    });
                }
                open.push((name, line.number));
            }
            "END" => match open.pop() {
                Some((name, _)) if line.value.eq_ignore_ascii_case(&name) => {}
                _ => {
                    let message = format!("END:{} ends nothing that has begun", shown(&line.value));
                    return Err(wrong(line.number, &message));
                }
            },
            _ if is_in_event => {
                if let Some(event) = events.last_mut() {
                    event.take(line);
                }
            }
            _ => {}
        }
    }
    match open.pop() {
        Some((name, number)) => {
            let message = format!("the file ends before the end of this {}", shown(&name));
            Err(wrong(number, &message))
        }
        None => Ok(events),
    }
}

impl Event {
    fn take(&mut self, line: Line) {
        match line.name.as_str() {
            "DTSTART" => self.start = Some(line),
            "DTEND" => self.end = Some(line),
            "DURATION" => self.duration = Some(line),
            "RRULE" => self.rule = Some(line),
            "EXDATE" => self.except.push(line),
            "SUMMARY" => self.name = named(&line.value),
            "STATUS" if line.value.eq_ignore_ascii_case("CANCELLED") => {
                self.is_left_out = Some("is cancelled");
            }
            "RDATE" => self.is_left_out = Some("repeats on days of its own (RDATE)"),
            "RECURRENCE-ID" => self.is_left_out = Some("moves one day of a series"),
            _ => {}
        }
    }

    /// Returns its days inside some years.
    fn days(&self, years: &RangeInclusive<i32>) -> Result<Vec<NaiveDate>, Not> {
        let Some(start) = &self.start else {
            let message = "this event says no day on which it begins (DTSTART)";
            return Err(Not::Right(wrong(self.line, message)));
        };
        if let Some(why) = self.is_left_out {
            return Err(Not::Taken(why.to_owned()));
        }
        let first = start.whole_day()?;
        let length = self.length(first)?;
        let begins = match &self.rule {
            None => vec![first],
            Some(rule) => {
                let rule = Yearly::read(&rule.value).map_err(Not::Taken)?;
                rule.days(first, years)
            }
        };
        let mut except = Vec::new();
        for line in &self.except {
            for value in line.value.split(',') {
                except.push(line.day(value.get(..8).unwrap_or(value))?);
            }
        }
        let begins = begins.into_iter().filter(|day| !except.contains(day));
        let days = begins.flat_map(|day| day.iter_days().take(length));
        Ok(days.filter(|day| years.contains(&day.year())).collect())
    }

    /// Returns how many days it lasts: up to the day before its end (section 3.6.1), or one.
    fn length(&self, first: NaiveDate) -> Result<usize, Not> {
        let days = match (&self.end, &self.duration) {
            (Some(end), _) => {
                let days = (end.whole_day()? - first).num_days();
                if days < 0 {
                    let message = "this event ends before it begins";
                    return Err(Not::Right(wrong(end.number, message)));
                }
                // Some programs write the last day itself.
                days.max(1)
            }
            (None, Some(duration)) => duration.duration()?,
            (None, None) => 1,
        };
        match usize::try_from(days) {
            Ok(length) if days <= DAYS_MAX => Ok(length),
            _ => Err(Not::Taken(format!(
                "lasts {days} days, more than the {DAYS_MAX} of a holiday"
            ))),
        }
    }
}

impl Line {
    /// Returns the day of a date (section 3.3.4); a time of day leaves the event out.
    fn whole_day(&self) -> Result<NaiveDate, Not> {
        let value = self.params.iter().find(|(key, _)| key == "VALUE");
        let is_date = match value {
            Some((_, value)) => value == "DATE",
            None => !self.value.contains('T'),
        };
        match is_date {
            true => self.day(&self.value),
            false => Err(Not::Taken("does not last whole days".to_owned())),
        }
    }

    fn day(&self, text: &str) -> Result<NaiveDate, Not> {
        date(text).ok_or_else(|| {
            let text = shown(text);
            let message = format!("‘{text}’ is not a date; a calendar file has them like 20261225");
            Not::Right(wrong(self.number, &message))
        })
    }

    /// Returns the days of a duration in whole days or weeks (section 3.3.6).
    fn duration(&self) -> Result<i64, Not> {
        let days = self.value.trim_start_matches('+').strip_prefix('P');
        let days = days.and_then(|text| match text.strip_suffix('W') {
            Some(weeks) => weeks.parse::<i64>().ok()?.checked_mul(7),
            None => text.strip_suffix('D')?.parse().ok(),
        });
        let days = days.filter(|days| *days > 0);
        days.ok_or_else(|| Not::Taken("does not last whole days".to_owned()))
    }
}

/// Returns the date of eight digits.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let is_date = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let parsed = || NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    // Days are counted on from it.
    let day = is_date.then(parsed).flatten()?;
    day.checked_add_days(Days::new(366)).map(|_| day)
}

/// Returns a text without its escapes (section 3.3.11), cleaned, on one line.
fn named(value: &str) -> Option<String> {
    let mut plain = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.extend(chars.next().map(|c| match c {
                'n' | 'N' => ' ',
                c => c,
            })),
            c => plain.push(c),
        }
    }
    let plain = clean(&plain);
    let words: Vec<&str> = plain.split_whitespace().collect();
    (!words.is_empty()).then(|| shortened(&words.join(" "), LINE_MAX))
}

fn shown(text: &str) -> String {
    shortened(&clean(text).replace(['\n', '\t'], " "), SHOWN_MAX)
}

fn wrong(line: usize, message: &str) -> Wrong {
    Wrong {
        line,
        message: message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// Returns what a calendar of one event comes to.
    fn event(lines: &str) -> Result<Found, Wrong> {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n");
        read(text.as_bytes(), 2026..=2027)
    }

    /// Returns the days of an event, or why it has none.
    fn told(lines: &str) -> String {
        match event(lines) {
            Err(wrong) => format!("line {}: {}", wrong.line, wrong.message),
            Ok(found) => match found.skipped.as_slice() {
                [event] => event.why.clone(),
                _ if found.outside > 0 => "outside".to_owned(),
                _ => {
                    let days = found
                        .days
                        .keys()
                        .map(|day| day.format("%y%m%d").to_string());
                    days.collect::<Vec<_>>().join(" ")
                }
            },
        }
    }

    #[rstest]
    #[case::one_day("DTSTART;VALUE=DATE:20261225", "261225")]
    #[case::a_date_by_its_form("DTSTART:20261225", "261225")]
    #[case::the_end_is_not_in_it(
        "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227",
        "261225 261226"
    )]
    #[case::the_end_is_the_beginning(
        "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261225",
        "261225"
    )]
    #[case::lasts_days("DTSTART;VALUE=DATE:20261225\nDURATION:P2D", "261225 261226")]
    #[case::over_the_end_of_the_years("DTSTART;VALUE=DATE:20271231\nDURATION:P1W", "271231")]
    #[case::before("DTSTART;VALUE=DATE:20251225", "outside")]
    #[case::after("DTSTART;VALUE=DATE:99981225\nRRULE:FREQ=YEARLY", "outside")]
    #[case::a_time("DTSTART:20261225T100000Z", "does not last whole days")]
    #[case::a_time_with_a_zone(
        "DTSTART;TZID=\"Europe:Berlin\":20261225T100000",
        "does not last whole days"
    )]
    #[case::an_end_with_a_time(
        "DTSTART;VALUE=DATE:20261225\nDTEND:20261226T100000Z",
        "does not last whole days"
    )]
    #[case::hours(
        "DTSTART;VALUE=DATE:20261225\nDURATION:PT4H",
        "does not last whole days"
    )]
    #[case::a_season(
        "DTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260901",
        "lasts 62 days, more than the 31 of a holiday"
    )]
    #[case::cancelled("DTSTART;VALUE=DATE:20261225\nSTATUS:CANCELLED", "is cancelled")]
    #[case::an_alarm_in_it(
        "DTSTART;VALUE=DATE:20261225\nBEGIN:VALARM\nDURATION:PT5M\nEND:VALARM",
        "261225"
    )]
    #[case::yearly_but_once(
        "DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20261225,20251225",
        "271225"
    )]
    #[case::weekly(
        "DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=WEEKLY",
        "does not repeat yearly"
    )]
    #[case::no_start(
        "SUMMARY:x",
        "line 2: this event says no day on which it begins (DTSTART)"
    )]
    #[case::backwards(
        "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261224",
        "line 4: this event ends before it begins"
    )]
    #[case::no_such_day(
        "DTSTART;VALUE=DATE:20260230",
        "line 3: ‘20260230’ is not a date; a calendar file has them like 20261225"
    )]
    #[case::not_a_day(
        "DTSTART;VALUE=DATE:+2026012",
        "line 3: ‘+2026012’ is not a date; a calendar file has them like 20261225"
    )]
    #[case::no_property("SUMMARY", "line 3: ‘SUMMARY’ is no line of a calendar file")]
    #[case::an_escape(
        "SUM\u{1b}[31mMARY:x",
        "line 3: ‘SUMMARY:x’ is no line of a calendar file"
    )]
    #[case::ends_elsewhere("END:VTODO", "line 3: END:VTODO ends nothing that has begun")]
    fn an_event(#[case] lines: &str, #[case] expected: &str) {
        assert_eq!(told(lines), expected);
    }

    #[test]
    fn lines_are_unfolded_and_texts_cleaned() {
        let found = event(
            "DTSTART;VALUE=DATE:20261225\r\nSUMMARY;LANGUAGE=\"de;x:y\":Erster\\n\r\n  Weihnachts\r\n\ttag\\, \u{202e}\u{1b}[31m1\\;2 \\\\",
        )
        .unwrap();
        let names: Vec<_> = found.days.into_values().flatten().collect();
        assert_eq!(names, ["Erster Weihnachtstag, 1;2 \\"]);
    }

    #[test]
    fn a_character_may_be_folded_in_two() {
        let mut bytes =
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:\xc3\n ".to_vec();
        bytes.extend(b"\xa9\nEND:VEVENT\nEND:VCALENDAR");
        let found = read(&bytes, 2026..=2026).unwrap();
        assert_eq!(found.days.into_values().flatten().next().unwrap(), "é");
        let wrong = read(b"BEGIN:VCALENDAR\nSUMMARY:\xff", 2026..=2026).unwrap_err();
        assert_eq!((wrong.line, &*wrong.message), (2, "it is not UTF-8 text"));
    }

    #[rstest]
    #[case("", 1, "this is no calendar file; one begins with BEGIN:VCALENDAR")]
    #[case(
        "\n\nBEGIN:VEVENT",
        3,
        "this is no calendar file; one begins with BEGIN:VCALENDAR"
    )]
    #[case(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n",
        2,
        "the file ends before the end of this VEVENT"
    )]
    fn a_file_that_is_no_calendar(#[case] text: &str, #[case] line: usize, #[case] told: &str) {
        let wrong = read(text.as_bytes(), 2026..=2026).unwrap_err();
        assert_eq!((wrong.line, &*wrong.message), (line, told));
    }

    #[test]
    fn of_two_events_on_a_day_the_first_counts() {
        let event =
            |name: &str| format!("BEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:{name}\nEND:VEVENT\n");
        let text = format!(
            "BEGIN:VCALENDAR\n{}{}END:VCALENDAR",
            event("One"),
            event("Two")
        );
        let found = read(text.as_bytes(), 2026..=2026).unwrap();
        let names: Vec<_> = found.days.into_values().flatten().collect();
        assert_eq!(names, ["One"]);
    }

    proptest::proptest! {
        #[test]
        fn no_file_panics(
            lines in proptest::collection::vec("(BEGIN|END|DTSTART|DTEND|DURATION|RRULE|EXDATE|SUMMARY)[:;]?[A-Z0-9;=,:é-]{0,20}", 0..8),
        ) {
            let _ = event(&lines.join("\n"));
            let _ = event(&format!("DTSTART:20200101\n{}", lines.join("\n")));
        }
    }
}
