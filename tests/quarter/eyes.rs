//! What each party reads of a journey, and what it may not read.

use onramp::domain::judgment::standing::Standing;
use onramp::domain::judgment::trend::Trend;
use onramp::domain::plan::people::{Author, Party};
use onramp::domain::record::meeting::Section;
use onramp::domain::telling::agenda::{agenda, numbered};
use onramp::domain::telling::hires::Row;
use onramp::domain::telling::history;
use onramp::domain::telling::reminders::{Kind, reminders};
use onramp::domain::telling::since::since;
use onramp::report;
use onramp::report::meeting::{actions, first_steps, record};
use onramp::report::remind::Due;
use serde::Serialize;

use super::team::{START, Team, Who};
use crate::day;

/// What one party reads of a journey.
struct Read {
    /// Where it is read, and the text of it.
    places: Vec<(&'static str, String)>,
    /// Whether a line or a reminder says that it is a signal.
    has_signals: bool,
}

impl Read {
    /// Returns whether a text is read in a place.
    fn has(&self, wanted: &str, text: &str) -> bool {
        let mut places = self.places.iter();
        places.any(|(place, told)| *place == wanted && told.contains(text))
    }
}

impl Team {
    /// Reads a journey as a party: the agenda, what is due, the history, the row of the list, the
    /// documents for programs.
    fn read(&self, who: Who, reader: Party) -> Read {
        let (journey, today, log) = (self.journey(who), self.today, self.log(who));
        let standing = Standing::of(journey, today);
        let dates = &standing.dates;
        let author: Author = journey.people.author(reader).unwrap();
        let lines = agenda(journey, dates, reader);
        let due = reminders(&standing, &author);
        let told = history::lines(journey, &log, reader);
        let row = Row::of(&standing);

        let mut places: Vec<(&'static str, String)> = Vec::new();
        let agenda_told = lines.iter().map(|line| format!("{}\n", line.whole()));
        places.push(("agenda", agenda_told.collect()));
        let due_told = due.iter().map(|due| format!("{}\n", due.text));
        places.push(("reminders", due_told.collect()));
        let lines_told = told
            .iter()
            .map(|line| format!("{}{}\n", line.text, line.ending()));
        places.push(("history", lines_told.collect()));
        places.push(("needs", row.needs(reader)));

        let mut has_signals = lines.iter().any(|line| line.section == Section::Signals);
        has_signals |= due.iter().any(|due| due.kind == Kind::Signal);
        has_signals |= !row.signals(reader).is_empty();

        let numbered = numbered(journey, lines, reader);
        let since = since(journey, dates, reader);
        let due = [Due::of(&standing.facts, author.clone(), due)];
        let held = journey.meetings.held.keys();
        let records: Vec<_> = held
            .filter_map(|id| record(journey, dates, *id, reader))
            .collect();
        let trend = Trend::of(journey, &log, today, reader);
        let document = report::json::agenda(&standing, since, &numbered);
        places.push(("agenda as JSON", json(&document)));
        let document = report::json::reminders(today, String::new(), &due);
        places.push(("reminders as JSON", json(&document)));
        let document = report::json::log(journey, today, &told, &log);
        places.push(("log as JSON", json(&document)));
        let document = report::json::meetings(journey, today, &records);
        places.push(("1:1s as JSON", json(&document)));
        let (rows, steps) = (actions(journey, dates), first_steps(&standing, None));
        let document = report::json::actions(journey, today, &rows, &steps);
        places.push(("actions as JSON", json(&document)));
        let document = report::json::trend(journey, today, &trend);
        places.push(("trend as JSON", json(&document)));
        let document = report::json::status(&standing, &author, None);
        places.push(("status as JSON", json(&document)));
        let rows = [row];
        let document = report::json::journeys(today, &rows, |_| reader);
        places.push(("hires as JSON", json(&document)));
        if reader == Party::Manager {
            let page =
                report::pages::summary::summary(journey, &log, today, day(START), reader.into());
            places.push(("summary", report::write::markdown::page(&page)));
        }
        Read {
            places,
            has_signals,
        }
    }

    /// Looks at a journey as each party: who may not read a signal or a sentence beside a rating reads
    /// it nowhere, and the mentor reads every signal in the agenda and among what is due.
    pub fn look(&self, who: Who) {
        let (hire, today) = (&self.hires[who as usize], self.today);
        let row = Row::of(&Standing::of(&hire.open.journey, today));
        let signals = row.signals(Party::Mentor);
        for reader in [Party::Hire, Party::Mentor, Party::Manager] {
            let read = self.read(who, reader);
            let is_mentor = reader == Party::Mentor;
            assert_eq!(
                read.has_signals,
                is_mentor && !signals.is_empty(),
                "{today}: {who:?} as the {}",
                reader.word()
            );
            for (place, text) in &read.places {
                for signal in signals.iter().filter(|_| !is_mentor) {
                    assert!(
                        !text.contains(signal.as_str()),
                        "{today}: the {} reads ‘{signal}’ of {who:?} in the {place}",
                        reader.word()
                    );
                }
                let is_secret = |(author, _): &&(Party, String)| *author != reader;
                let secrets = match reader {
                    Party::Manager => &hire.said,
                    _ => &hire.hidden,
                };
                for (author, secret) in secrets.iter().filter(is_secret) {
                    assert!(
                        !text.contains(secret.as_str()),
                        "{today}: the {} reads what the {} of {who:?} said in the {place}: {secret}",
                        reader.word(),
                        author.word()
                    );
                }
            }
            for signal in signals.iter().filter(|_| is_mentor) {
                let told = |place| read.has(place, signal);
                assert!(
                    told("agenda") && told("reminders") && told("needs"),
                    "{today}: the mentor of {who:?} does not read ‘{signal}’ everywhere"
                );
            }
            // What may be read is there to be read, so that the search for what may not can find it.
            let pair = hire.said.iter().filter(|_| reader != Party::Manager);
            for sentence in pair {
                let (author, said) = sentence;
                let is_own = *author == reader;
                let is_known = !is_own && !hire.hidden.contains(sentence);
                assert!(
                    (!is_own || read.has("history", said))
                        && (!is_known || read.has("1:1s as JSON", said)),
                    "{today}: the {} of {who:?} does not read: {said}",
                    reader.word()
                );
            }
        }
    }
}

fn json(document: &impl Serialize) -> String {
    serde_json::to_string(document).unwrap()
}
