//! What the words of a date come to on a given day. Knows the words as terms, not as they were
//! written.

use chrono::{Datelike, Months, NaiveDate, TimeDelta};

use super::words::{Term, Unit, exact, on_calendar, terms};
use super::{Context, FIRST_YEAR, Fault, LAST_YEAR, Lean};

const FRIDAY: i64 = 4;

pub(super) fn read(plain: &str, context: &Context<'_>) -> Result<NaiveDate, Fault> {
    of_terms(&terms(plain).ok_or(Fault::Unknown)?, context)
}

/// Returns the last day of a span that begins on a day.
pub(super) fn read_end(
    plain: &str,
    begins: NaiveDate,
    context: &Context<'_>,
) -> Result<NaiveDate, Fault> {
    use Term::{End, EndOf, Month, Nth, Number, Plus, Span, Start, Turn, Weekday};
    let terms = terms(plain).ok_or(Fault::Unknown)?;
    let said = Context {
        lean: Lean::Future,
        ..*context
    };
    let counted = Context {
        today: begins,
        ..said
    };
    let rest = match terms.as_slice() {
        [Weekday(_), rest @ ..] => rest,
        all => all,
    };
    match without_nth(rest).as_slice() {
        [] | [Number(..), Month(_)] | [Month(_), Number(..)] | [Number(..), Span(_)] => {
            of_terms(&terms, &counted)
        }
        [Plus, ..] => of_terms(&terms, &counted),
        [Number(..)] if rest.last() == Some(&Nth) => of_terms(&terms, &counted),
        [Start | End | EndOf(_) | Turn(_), ..] => {
            let date = of_terms(&terms, &said)?;
            match date < begins {
                true => of_terms(&terms, &counted),
                false => Ok(date),
            }
        }
        _ => of_terms(&terms, &said),
    }
}

fn of_terms(terms: &[Term], context: &Context<'_>) -> Result<NaiveDate, Fault> {
    let (named, rest) = match terms {
        [Term::Weekday(day), rest @ ..] => (Some(*day), rest),
        all => (None, all),
    };
    let date = match calendar(rest, context) {
        Some(found) => match (found?, named) {
            (date, Some(day)) if day != weekday(date) => return Err(Fault::OtherWeekday(date)),
            (date, _) => date,
        },
        None => phrase(terms, context)?,
    };
    let in_range = (FIRST_YEAR..=LAST_YEAR).contains(&date.year().into());
    in_range.then_some(date).ok_or(Fault::OutOfRange)
}

/// Returns the terms less what only says that a number is a place: "14th" is "14".
fn without_nth(terms: &[Term]) -> Vec<Term> {
    let terms = terms.iter().copied();
    terms.filter(|term| *term != Term::Nth).collect()
}

/// Returns the date that the terms name by day and month, or nothing where they do not.
fn calendar(terms: &[Term], context: &Context<'_>) -> Option<Result<NaiveDate, Fault>> {
    use Term::{Back, Date, Month, Nth, Number};
    if let [Number(day, 1..=2), Nth] = *terms {
        return Some(without_month(day, context));
    }
    match *without_nth(terms) {
        [Date(found)] => Some(found),
        [Number(day, 1..=2), Month(month)] | [Month(month), Number(day, 1..=2)] => {
            Some(without_year(month, day, context))
        }
        [Number(day, 1..=2), Month(month), Number(year, 4..)]
        | [Month(month), Number(day, 1..=2), Number(year, 4..)]
        | [
            Number(day, 1..=2),
            Back,
            Month(month),
            Back,
            Number(year, 4..),
        ] => Some(exact(year, month, day)),
        _ => None,
    }
}

fn without_year(month: i64, day: i64, context: &Context<'_>) -> Result<NaiveDate, Fault> {
    let year = i64::from(context.today.year());
    // Leap years are eight years apart around a century such as 2100.
    first_that_fits(8, context, |years| on_calendar(year + years, month, day))
}

fn without_month(day: i64, context: &Context<'_>) -> Result<NaiveDate, Fault> {
    let month = i64::from(context.today.year()) * 12 + i64::from(context.today.month0());
    // No two months without a 31st, 30th or 29th follow each other.
    first_that_fits(2, context, |months| {
        let month = month + months;
        on_calendar(month.div_euclid(12), month.rem_euclid(12) + 1, day)
    })
}

/// Returns the date that lies the way the context leans, of those that lie some steps off.
fn first_that_fits(
    steps: i64,
    context: &Context<'_>,
    at: impl Fn(i64) -> Option<NaiveDate>,
) -> Result<NaiveDate, Fault> {
    let today = context.today;
    let ahead = || (0..=steps).find_map(|n| at(n).filter(|date| *date >= today));
    let behind = || (0..=steps).find_map(|n| at(-n).filter(|date| *date <= today));
    let found = match context.lean {
        Lean::Future => ahead(),
        Lean::Past => behind(),
        Lean::Nearest => [behind(), ahead()]
            .into_iter()
            .flatten()
            .min_by_key(|date| (*date - today).abs()),
    };
    found.ok_or(Fault::NoSuchDay)
}

fn phrase(terms: &[Term], context: &Context<'_>) -> Result<NaiveDate, Fault> {
    use Term::{After, Before, End, EndOf, Number, Relative, Span, Start, Turn, Weekday};
    let today = context.today;
    let until = |day: i64| (day - weekday(today)).rem_euclid(7);
    let (count, unit) = match *terms {
        [Weekday(day)] if context.lean == Lean::Past => (until(day - 1) - 6, Unit::Day),
        [Weekday(day)] => (until(day), Unit::Day),
        [Turn(1), Weekday(day)] => (until(day - 1) + 1, Unit::Day),
        [Turn(-1), Weekday(day)] => (until(day) - 7, Unit::Day),
        [Turn(_), Weekday(day)] => return day_of_week(today, day),
        [Turn(weeks), Span(Unit::Week), Weekday(day)]
        | [Weekday(day), Turn(weeks), Span(Unit::Week)] => {
            return day_of_week(shift(today, weeks, Unit::Week)?, day);
        }
        [Span(Unit::Day), After, Relative(days)] => (days + 1, Unit::Day),
        [Span(Unit::Day), Before, Relative(days)] => (days - 1, Unit::Day),
        [EndOf(unit)] => return edge_of(today, unit, End),
        [edge @ (Start | End), Span(unit)] => return edge_of(today, unit, edge),
        [edge @ (Start | End), Turn(turn), Span(unit)] => {
            return edge_of(shift(today, turn, unit)?, unit, edge);
        }
        [Span(Unit::Day | Unit::Month), Number(0, _)] => return Err(Fault::NoSuchDay),
        [Span(Unit::Day), Number(day, _)] => {
            return shift(context.start.ok_or(Fault::NoStart)?, day - 1, Unit::Day);
        }
        [Span(Unit::Month), Number(month, _)] => {
            return shift(context.start.ok_or(Fault::NoStart)?, month, Unit::Month);
        }
        _ => distance(terms, context.lean).ok_or(Fault::Unknown)?,
    };
    match unit {
        Unit::WorkingDay => work(today, count, context.works),
        _ => shift(today, count, unit),
    }
}

/// Returns how far from today the terms lead, or nothing where they name no distance.
fn distance(terms: &[Term], lean: Lean) -> Option<(i64, Unit)> {
    use Term::{Ago, Ahead, Back, From, Number, Plus, Relative, Span, Turn};
    match *terms {
        [Relative(days)] => Some((days, Unit::Day)),
        [Turn(turn @ (1 | -1)), Span(unit)] => Some((turn, unit)),
        [Ahead | Plus, Number(count, _), Span(unit)]
        | [Number(count, _), Span(unit), From, Relative(0)] => Some((count, unit)),
        [Back, Number(count, _), Span(unit)] | [Number(count, _), Span(unit), Ago] => {
            Some((-count, unit))
        }
        [Number(count, _), Span(unit)] if lean == Lean::Past => Some((-count, unit)),
        [Number(count, _), Span(unit)] => Some((count, unit)),
        _ => None,
    }
}

/// Returns the day that lies so many working days off.
fn work(
    from: NaiveDate,
    count: i64,
    works: &dyn Fn(NaiveDate) -> bool,
) -> Result<NaiveDate, Fault> {
    let years = FIRST_YEAR..=LAST_YEAR;
    let (mut date, mut missing) = (from, count.unsigned_abs());
    while missing > 0 {
        // No count leads back from outside the years that are read.
        if !years.contains(&date.year().into()) {
            return Err(Fault::OutOfRange);
        }
        date = shift(date, count.signum(), Unit::Day)?;
        missing -= u64::from(works(date));
    }
    Ok(date)
}

fn weekday(date: NaiveDate) -> i64 {
    date.weekday().num_days_from_monday().into()
}

fn day_of_week(date: NaiveDate, day: i64) -> Result<NaiveDate, Fault> {
    shift(date, day - weekday(date), Unit::Day)
}

fn edge_of(date: NaiveDate, unit: Unit, edge: Term) -> Result<NaiveDate, Fault> {
    let first = match unit {
        Unit::WorkingDay => return Err(Fault::Unknown),
        Unit::Day => Some(date),
        Unit::Week if edge == Term::End => return day_of_week(date, FRIDAY),
        Unit::Week => return day_of_week(date, 0),
        Unit::Month => date.with_day(1),
        Unit::Year => date.with_ordinal(1),
    }
    .ok_or(Fault::OutOfRange)?;
    match edge {
        Term::End => shift(shift(first, 1, unit)?, -1, Unit::Day),
        _ => Ok(first),
    }
}

fn shift(date: NaiveDate, count: i64, unit: Unit) -> Result<NaiveDate, Fault> {
    let days = |days| date.checked_add_signed(TimeDelta::try_days(days)?);
    let months = |months: i64| {
        let size = Months::new(months.unsigned_abs().try_into().ok()?);
        match months {
            ..0 => date.checked_sub_months(size),
            _ => date.checked_add_months(size),
        }
    };
    match unit {
        Unit::Day | Unit::WorkingDay => days(count),
        Unit::Week => count.checked_mul(7).and_then(days),
        Unit::Month => months(count),
        Unit::Year => count.checked_mul(12).and_then(months),
    }
    .ok_or(Fault::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[rstest]
    #[case("2026-01-31", 1, Unit::Month, "2026-02-28")]
    #[case("2028-01-31", 1, Unit::Month, "2028-02-29")]
    #[case("2026-03-31", -1, Unit::Month, "2026-02-28")]
    #[case("2028-02-29", 1, Unit::Year, "2029-02-28")]
    #[case("2028-02-29", -4, Unit::Year, "2024-02-29")]
    #[case("2026-02-27", 1, Unit::Week, "2026-03-06")]
    #[case("2026-12-31", 1, Unit::Day, "2027-01-01")]
    fn a_shift_keeps_to_the_end_of_a_shorter_month(
        #[case] from: &str,
        #[case] count: i64,
        #[case] unit: Unit,
        #[case] to: &str,
    ) {
        assert_eq!(shift(day(from), count, unit), Ok(day(to)));
    }

    #[rstest]
    fn a_shift_beyond_all_dates_is_out_of_range(
        #[values(i64::MIN, i64::MAX, 1 << 40)] count: i64,
        #[values(Unit::Day, Unit::Week, Unit::Month, Unit::Year)] unit: Unit,
    ) {
        assert_eq!(
            shift(day("2026-03-11"), count, unit),
            Err(Fault::OutOfRange)
        );
    }

    #[rstest]
    #[case("2026-03-11", Unit::Week, "2026-03-09", "2026-03-13")]
    #[case("2026-03-15", Unit::Week, "2026-03-09", "2026-03-13")]
    #[case("2028-02-11", Unit::Month, "2028-02-01", "2028-02-29")]
    #[case("2026-12-31", Unit::Month, "2026-12-01", "2026-12-31")]
    #[case("2026-03-11", Unit::Year, "2026-01-01", "2026-12-31")]
    #[case("2026-03-11", Unit::Day, "2026-03-11", "2026-03-11")]
    fn a_stretch_has_two_edges(
        #[case] today: &str,
        #[case] unit: Unit,
        #[case] start: &str,
        #[case] end: &str,
    ) {
        assert_eq!(edge_of(day(today), unit, Term::Start), Ok(day(start)));
        assert_eq!(edge_of(day(today), unit, Term::End), Ok(day(end)));
    }

    #[test]
    fn a_count_of_days_leans_where_nothing_says_which_way() {
        let three_days = [Term::Number(3, 1), Term::Span(Unit::Day)];
        assert_eq!(distance(&three_days, Lean::Future), Some((3, Unit::Day)));
        assert_eq!(distance(&three_days, Lean::Past), Some((-3, Unit::Day)));
        assert_eq!(distance(&[Term::Number(3, 1)], Lean::Past), None);
    }
}
