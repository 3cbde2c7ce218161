//! How it goes, rated in a 1:1 or ahead of one.

use std::collections::BTreeMap;

use clap::Args;

use crate::cli::act::{answer, commit, perform};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::free::Free;
use crate::cli::out::Out;
use crate::cli::said;
use crate::cli::session::Session;
use crate::cli::typed::number;
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::plan::people::Party;
use crate::domain::record::rating::Aspect;
use crate::domain::record::writing::Visibility;

/// A rating.
#[derive(Debug, Args)]
pub struct Rate {
    /// How clear it is what is expected, from 1 to 5
    #[arg(value_parser = number::<i64>, allow_negative_numbers = true)]
    role_clarity: i64,
    /// How sure the hire is to manage it, from 1 to 5
    #[arg(value_parser = number::<i64>, allow_negative_numbers = true)]
    confidence: i64,
    /// How much the hire belongs, from 1 to 5
    #[arg(value_parser = number::<i64>, allow_negative_numbers = true)]
    belonging: i64,
    #[command(flatten)]
    said: Sentences,
}

impl Rate {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let act = self
            .said
            .act([self.role_clarity, self.confidence, self.belonging])?;
        perform(&mut session, &act, "meet rate", context, out)
    }
}

/// A check-in ahead of the next 1:1.
#[derive(Debug, Args)]
pub struct CheckIn {
    /// Role clarity, confidence and belonging, from 1 to 5 each; left out, it prints who has checked in
    #[arg(
        value_names = ["ROLE_CLARITY", "CONFIDENCE", "BELONGING"],
        num_args = 0..=3,
        value_parser = number::<i64>,
        allow_negative_numbers = true,
    )]
    ratings: Vec<i64>,
    #[command(flatten)]
    said: Sentences,
    /// Something to talk about; may be given several times
    #[arg(long = "point", value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    points: Vec<String>,
}

impl CheckIn {
    pub(in crate::cli) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let mut acts = match self.ratings.as_slice() {
            [one, two, three] => vec![self.said.act([*one, *two, *three])?],
            [_, ..] => {
                return Err(Failure::Usage {
                    message: "a check-in has three numbers".to_owned(),
                    hint: said::meet::CHECK_IN.to_owned(),
                });
            }
            [] if !self.said.is_empty() => {
                return Err(Failure::Usage {
                    message: "a sentence stands beside its number, and there are none".to_owned(),
                    hint: said::meet::CHECK_IN.to_owned(),
                });
            }
            [] => Vec::new(),
        };
        acts.extend(self.points.into_iter().map(|text| {
            Act::Meeting(MeetingAct::Point {
                text,
                visibility: Visibility::Shared,
            })
        }));
        if acts.is_empty() {
            return who_has(&session, out);
        }
        let save = commit(&mut session, &acts, "check-in")?;
        answer(&session, &save, context, out)
    }
}

/// Prints who has checked in.
fn who_has(session: &Session, out: &mut Out<'_>) -> Result<(), Failure> {
    let journey = session.journey();
    let reader = session.acting.party;
    if reader == Party::Manager {
        return out.say("Check-ins are between the hire and the mentor.");
    }
    let said = journey.meetings.said_in(journey.meetings.round_now());
    for party in [Party::Hire, Party::Mentor] {
        let Some(name) = journey.people.name(party) else {
            continue;
        };
        out.say(&match (said.rating(party, reader), said.has_rated(party)) {
            (Some(rating), _) => {
                let numbers =
                    Aspect::ALL.map(|aspect| format!("{} {}", aspect.word(), rating.of(aspect)));
                let words = rating.said().map(|words| format!(" · {words}"));
                format!(
                    "{name}: {}{}",
                    numbers.join(", "),
                    words.unwrap_or_default()
                )
            }
            (None, true) => format!("{name} has checked in."),
            (None, false) => format!("{name} has not checked in yet."),
        })?;
    }
    match [Party::Hire, Party::Mentor].map(|party| said.has_rated(party)) {
        [true, true] => Ok(()),
        _ => out.say("Each reads the other's numbers once both have given theirs."),
    }
}

/// What is said beside the numbers.
#[derive(Debug, Args)]
struct Sentences {
    /// A line beside it; both sides read it
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true,
        value_parser = Free,
    )]
    words: String,
    /// Why role clarity is as it is
    #[arg(long = "clarity-because", value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    role_clarity_because: Option<String>,
    /// Why confidence is as it is
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    confidence_because: Option<String>,
    /// Why belonging is as it is
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    belonging_because: Option<String>,
}

impl Sentences {
    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.because().is_empty()
    }

    fn because(&self) -> BTreeMap<Aspect, String> {
        let all = [
            (Aspect::RoleClarity, &self.role_clarity_because),
            (Aspect::Confidence, &self.confidence_because),
            (Aspect::Belonging, &self.belonging_because),
        ];
        let given = all.into_iter();
        given
            .filter_map(|(aspect, words)| Some((aspect, words.clone()?)))
            .collect()
    }

    fn act(&self, [role_clarity, confidence, belonging]: [i64; 3]) -> Result<Act, Failure> {
        Ok(Act::Meeting(MeetingAct::Rate {
            role_clarity: rating(role_clarity)?,
            confidence: rating(confidence)?,
            belonging: rating(belonging)?,
            words: self.words.clone(),
            why: self.because(),
        }))
    }
}

/// Returns a rating as the rules take it; what lies far off the scale is refused here in their words.
fn rating(number: i64) -> Result<u8, Failure> {
    u8::try_from(number).map_err(|_| Failure::Usage {
        message: format!("a rating goes from 1 to 5, not {number}"),
        hint: said::meet::RATE.to_owned(),
    })
}
