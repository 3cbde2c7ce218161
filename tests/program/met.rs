//! A journey with 1:1s behind it.

use onramp::domain::acts::act::{Act, MeetingAct, Whom};
use onramp::domain::plan::people::Party;
use onramp::domain::record::meeting::{Topic, Treatment};
use onramp::domain::record::writing::Visibility;

use super::{LIVED, Program, lived};
use crate::journeys::{day, slug};

/// The Tuesdays on which the 1:1s were held.
pub const HELD: [&str; 3] = ["2026-03-31", "2026-04-07", "2026-04-14"];

fn act(act: MeetingAct) -> Act {
    Act::Meeting(act)
}

pub fn start() -> Act {
    act(MeetingAct::Start { occasion: None })
}

pub fn close(next: &str) -> Act {
    act(MeetingAct::Close {
        next: Some(day(next)),
        leave_claims: true,
    })
}

pub fn point(text: &str, visibility: Visibility) -> Act {
    act(MeetingAct::Point {
        text: text.to_owned(),
        visibility,
    })
}

pub fn action(text: &str, owner: Party, due: Option<&str>) -> Act {
    act(MeetingAct::Action {
        text: text.to_owned(),
        owner: Whom::Party(owner),
        due: due.map(day),
        goal: None,
        topic: None,
    })
}

pub fn rate([role_clarity, confidence, belonging]: [u8; 3], words: &str) -> Act {
    act(MeetingAct::Rate {
        role_clarity,
        confidence,
        belonging,
        words: words.to_owned(),
        why: std::collections::BTreeMap::new(),
    })
}

impl Program {
    /// Writes down, in the open 1:1 of the past, what was done with a point.
    pub fn treat(&mut self, on: &str, text: &str, treatment: Treatment) {
        let meetings = &self.performer.open.as_ref().unwrap().journey.meetings;
        let mut points = meetings.points.iter();
        let point = *points.find(|(_, point)| point.text == text).unwrap().0;
        let topic = Topic::Point { point };
        let treatment = Some(treatment);
        self.past(
            on,
            Party::Mentor,
            &act(MeetingAct::Treat { topic, treatment }),
        );
    }

    /// Writes a note into the open 1:1 of the past.
    pub fn minute(&mut self, on: &str, party: Party, text: &str, visibility: Visibility) {
        let meetings = &self.performer.open.as_ref().unwrap().journey.meetings;
        let meeting = meetings.open().map(|(id, _)| id);
        let note = Act::Note {
            goal: None,
            text: text.to_owned(),
            visibility,
            question: false,
            meeting,
        };
        self.past(on, party, &note);
    }
}

/// A journey in its seventh week with three 1:1s behind it; the next one is agreed.
pub fn met() -> Program {
    use Party::{Hire, Mentor};
    use Visibility::{Private, Shared};
    let mut program = lived("Ada Lovelace", "Grace Hopper");
    let [first, second, third] = HELD;
    program.past(first, Hire, &point("Career questions", Shared));
    program.past(first, Mentor, &start());
    program.past(first, Hire, &rate([2, 3, 3], ""));
    program.past(first, Mentor, &rate([2, 3, 4], ""));
    program.past(first, Mentor, &close(second));

    program.past(second, Mentor, &start());
    program.treat(second, "Career questions", Treatment::PutOff);
    program.past(second, Hire, &rate([3, 3, 4], ""));
    let ask = action("ask for access to the click logs", Hire, Some("2026-04-10"));
    program.past(second, Mentor, &ask);
    program.past(second, Mentor, &close(third));

    program.past(third, Mentor, &start());
    program.minute(
        third,
        Mentor,
        "- Calibration: take the simple one first\n- The PM meeting: Grace opens the door",
        Shared,
    );
    program.minute(third, Mentor, "Tired; less next week?", Private);
    program.past(
        third,
        Hire,
        &rate([4, 3, 4], "The logs are what holds me up."),
    );
    program.past(third, Mentor, &rate([4, 5, 4], ""));
    program.past(
        third,
        Mentor,
        &action("send the readout", Hire, Some("2026-04-20")),
    );
    let mail = action("mail the lead of Data Platform", Mentor, Some("2026-04-16"));
    program.past(third, Mentor, &mail);
    program.past(third, Mentor, &close("2026-04-21"));

    program.past(
        "2026-04-16",
        Hire,
        &point("On-call: when do I shadow?", Shared),
    );
    program.past("2026-04-16", Hire, &point("A raise, one day", Private));
    program.past(
        "2026-04-16",
        Mentor,
        &point("Say it is going well", Private),
    );
    program.past(
        "2026-04-16",
        Hire,
        &Act::Note {
            goal: Some(slug("framing-doc")),
            text: "Who signs the metrics off?".to_owned(),
            visibility: Shared,
            question: true,
            meeting: None,
        },
    );
    program.restart(LIVED);
    program
}

/// The same on the Tuesday after, in the middle of the 1:1, as the mentor.
pub fn in_a_meeting() -> Program {
    let mut program = met();
    program.restart("2026-04-21");
    program.press("a 3 s");
    program
}
