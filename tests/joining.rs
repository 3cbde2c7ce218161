//! Joining, inviting and admitting on the screens: what each key leads to, and what is not lost.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;
mod program;

use onramp::app::{
    Asks, Candidate, Effect, Invited, JoinStep, Msg, Overlay, Peers, Waits, Welcome, update,
};
use onramp::domain::plan::people::{Party, PersonId};
use onramp::domain::record::audience::Audience;
use onramp::domain::record::ids::{DeviceId, JourneyId};
use program::{Program, START, input};
use uuid::Uuid;

const PLACE: &str = "~/Shared";

fn invited(hire: &str) -> Invited {
    Invited {
        journey: JourneyId(Uuid::from_u128(1)),
        hire: hire.to_owned(),
        title: "Applied Scientist".to_owned(),
        host: hire.to_owned(),
        people: vec![Candidate {
            person: PersonId(Uuid::from_u128(2)),
            name: "Grace".to_owned(),
            party: Party::Mentor,
            is_host: false,
        }],
    }
}

fn found(program: &mut Program, found: Result<Vec<Invited>, String>) {
    program.send(Msg::Invitations {
        place: PLACE.to_owned(),
        found,
    });
}

#[track_caller]
fn step(program: &Program) -> &JoinStep {
    match &program.state.overlay {
        Some(Overlay::Join(join)) => &join.step,
        _ => panic!("nothing is joined in\n{}", program.text()),
    }
}

/// An empty program that looks at a place.
fn looking() -> Program {
    let mut program = Program::empty(START);
    program.press("i");
    program.write(PLACE);
    program.press("Enter");
    assert_eq!(
        program.done.last(),
        Some(&Effect::FindInvitations(PLACE.to_owned()))
    );
    program
}

/// Ada's program, on which a machine of Grace's asks to be admitted.
fn asked() -> Program {
    let mut program = Program::started("Ada", "Grace", "Mary");
    let peers = Peers {
        has_places: true,
        asking: vec![Asks {
            device: DeviceId(Uuid::from_u128(3)),
            name: "Grace".to_owned(),
            words: "boat rich drank tree rally curvy".to_owned(),
        }],
        ..Peers::default()
    };
    program.send(Msg::Peers(Box::new(peers)));
    program
}

#[test]
fn a_place_is_kept_for_mending_where_nothing_can_be_joined() {
    let mut program = looking();
    found(&mut program, Err("there is no invitation".to_owned()));
    assert_eq!(*step(&program), JoinStep::Place);
    program.sees("There is no invitation.");
    program.sees(PLACE);
    program.write("s");
    program.sees_no("There is no invitation.");
    program.press("Esc");
    program.sees("Which role do you follow?");
    program.press("i");
    program.sees("~/Shareds");
}

#[test]
fn esc_leaves_a_look_that_hangs_and_its_late_answer_is_not_shown() {
    let mut program = looking();
    program.press("Esc");
    assert_eq!(*step(&program), JoinStep::Place);
    found(&mut program, Ok(vec![invited("Ada")]));
    assert_eq!(*step(&program), JoinStep::Place);
    program.write("/other");
    program.press("Enter");
    found(&mut program, Ok(vec![invited("Ada")]));
    assert_eq!(*step(&program), JoinStep::Looking);
}

#[test]
fn one_of_several_invitations_is_chosen() {
    let mut program = looking();
    found(&mut program, Ok(vec![invited("Ada"), invited("Eva")]));
    program.press("Down Enter");
    program.sees("Eva invites you to their journey");
    program.press("Esc");
    assert_eq!(*step(&program), JoinStep::Which);
    program.press("Enter Enter");
    let join = Effect::Join {
        journey: JourneyId(Uuid::from_u128(1)),
        person: PersonId(Uuid::from_u128(2)),
    };
    assert_eq!(program.done.last(), Some(&join));
}

#[test]
fn a_failure_is_shown_where_it_happened() {
    let mut program = looking();
    found(&mut program, Ok(vec![invited("Ada")]));
    program.press("Enter");
    assert_eq!(*step(&program), JoinStep::Joining);
    program.send(Msg::NotJoined("the invitation was altered".to_owned()));
    assert_eq!(*step(&program), JoinStep::Who);
    program.sees("The invitation was altered.");
    program.press("Esc");
    program.sees(PLACE);
}

#[test]
fn an_open_journey_stays_until_the_other_one_is_there() {
    let other = Program::started("Eva", "Grace", "").journey().clone();
    let welcome = || {
        Box::new(Welcome {
            hire: "Eva".to_owned(),
            title: "Applied Scientist".to_owned(),
            host: "Eva".to_owned(),
            words: "boat rich drank tree rally curvy".to_owned(),
            answer: None,
            trouble: None,
        })
    };
    for (keys, hire) in [("", "Eva"), ("Esc", "Ada")] {
        let mut program = Program::started("Ada", "Grace", "");
        program.press(": j o i n Enter");
        program.write(PLACE);
        program.press("Enter");
        found(&mut program, Ok(vec![invited("Eva")]));
        program.press("Enter");
        assert_eq!(program.journey().people.hire(), "Ada");
        program.press(keys);
        program.send(Msg::Joined {
            journey: Box::new(other.clone()),
            welcome: welcome(),
        });
        // Who left the wait is not taken out of what they are at.
        assert_eq!(program.journey().people.hire(), hire);
        program.sees(match hire {
            "Eva" => "boat rich drank tree rally curvy",
            _ => "Eva's journey is joined; H lists it.",
        });
    }
}

#[test]
fn words_that_differ_are_refused_and_esc_leaves_it_open() {
    let mut program = asked();
    program.sees("Grace asks to be admitted");
    program.press(": a d m i t Enter");
    program.sees("Grace reads: boat rich drank tree rally curvy");
    program.press("Esc");
    assert!(!matches!(program.done.last(), Some(Effect::Refuse(_))));
    program.press(": a d m i t Enter Down Enter");
    let refuse = Effect::Refuse(vec![DeviceId(Uuid::from_u128(3))]);
    assert!(program.done.contains(&refuse));
}

#[test]
fn admit_looks_first_whether_a_machine_asks() {
    let mut program = Program::started("Ada", "Grace", "");
    program.state.peers.has_places = true;
    program.press(": a d m i t Enter");
    assert_eq!(program.done.last(), Some(&Effect::Sync));
    program.send(Msg::Synced {
        words: "Nothing new came in.".to_owned(),
        failed: false,
    });
    let peers = asked().state.peers.clone();
    program.send(Msg::Peers(Box::new(peers)));
    program.sees("Grace reads: boat rich drank tree rally curvy");
}

#[test]
fn a_machine_that_waits_says_so_until_it_is_admitted() {
    let mut program = Program::started("Ada", "Grace", "");
    let waits = Waits {
        host: "Ada".to_owned(),
        words: "boat rich drank tree rally curvy".to_owned(),
    };
    let peers = Peers {
        waits: Some(waits),
        ..Peers::default()
    };
    program.send(Msg::Peers(Box::new(peers)));
    program.sees("not admitted yet");
    program.sees("boat rich drank tree rally curvy");
    program.send(Msg::Peers(Box::default()));
    program.sees("Ada admitted this machine; you can write now.");
    program.press("2 1");
    program.sees_no("not admitted yet");
}

/// A program on a machine that cannot write to the journey that is open.
fn unable(peers: Peers) -> Program {
    let mut program = Program::started("Ada", "Grace", "");
    program.send(Msg::Peers(Box::new(peers)));
    program
}

fn retired() -> Peers {
    Peers {
        cannot_write: Some("Grace retired this machine. It can read but not write.".to_owned()),
        ..Peers::default()
    }
}

/// Presses a key; returns what is to be done then, without doing it.
fn asked_for(program: &mut Program, key: &str) -> Vec<Effect> {
    let effects = update(&mut program.state, Msg::Key(input(key)));
    program.draw();
    effects
}

#[test]
fn a_machine_that_waits_opens_no_form_and_says_who_admits_it() {
    let mut program = unable(Peers {
        waits: Some(Waits {
            host: "Grace".to_owned(),
            words: "boat rich drank tree rally curvy".to_owned(),
        }),
        ..Peers::default()
    });
    for key in ["n", "b", "w", "d", "e", "N", "E", "P"] {
        assert_eq!(asked_for(&mut program, key), [Effect::ReadPeers], "{key}");
        assert!(program.state.overlay.is_none(), "{key}");
        program.sees("You can't write until Grace admits this machine.");
    }
}

#[test]
fn a_machine_that_was_retired_says_so_before_anything_is_written() {
    let mut program = unable(retired());
    program.sees("⇄ read-only");
    program.sees("Grace retired this machine. It can read but not write.");
    for key in ["Space", "s", "u", "Ctrl-r"] {
        // It looks whether that still holds, and does nothing else.
        assert_eq!(asked_for(&mut program, key), [Effect::ReadPeers], "{key}");
        let note = program.state.note.clone().map(|note| note.text);
        assert_eq!(note, retired().cannot_write, "{key}");
    }
    program.press("2 3 4 5");
    program.send(Msg::Peers(Box::default()));
    program.sees("This machine can write again.");
    program.press("1 n");
    assert!(program.state.overlay.is_some());
}

#[test]
fn neither_the_footer_nor_the_list_of_acts_offers_what_a_machine_cannot_do() {
    let mut program = unable(retired());
    program.sees_no("n note");
    program.sees_no("b block");
    program.sees_no("claim / take back");
    program.sees(": all acts");
    program.press(":");
    program.sees("sync with the other side");
    for act in ["archive the journey", "names and start date", "invite the"] {
        program.sees_no(act);
    }
    program.press("Esc 3");
    program.sees_no("start the 1:1");
    program.sees_no("add a point");
}

#[test]
fn a_text_that_was_typed_before_a_machine_was_retired_can_be_copied() {
    let mut program = Program::started("Ada", "Grace", "");
    program.press("n");
    program.write("my words");
    program.send(Msg::Peers(Box::new(retired())));
    assert_eq!(asked_for(&mut program, "Ctrl-s"), [Effect::ReadPeers]);
    program.sees("Grace retired this machine.");
    program.press("Esc");
    program.sees_no("my words");
    program.press("n");
    program.sees("my words");
}

#[test]
fn an_invitation_is_for_the_pair_or_for_the_manager() {
    let invite = |keys: &str| {
        let mut program = Program::started("Ada", "Grace", "Mary");
        program.press(": i n v i t e Enter");
        program.press(keys);
        program.write("/nowhere/at/all/");
        program.press("Enter");
        program.done.last().cloned()
    };
    let effect = |audience| {
        Some(Effect::Invite {
            place: "/nowhere/at/all/".to_owned(),
            audience,
        })
    };
    assert_eq!(invite("Enter"), effect(Audience::Pair));
    assert_eq!(invite("Space Enter"), effect(Audience::Journey));
}

#[test]
fn an_invitation_that_failed_keeps_its_form() {
    let mut program = Program::started("Ada", "Grace", "");
    program.press(": i n v i t e Enter Enter");
    program.sees("Name a shared folder, a git remote or a file.");
    program.write("/nowhere/at/all/");
    program.press("Enter");
    program.look();
    program.sees("/nowhere/at/all/");
    let Some(Overlay::Form(form)) = &program.state.overlay else {
        panic!("no form any more:\n{}", program.text());
    };
    assert!(form.problem.is_some());
    assert!(!program.state.syncing);
}

#[test]
fn with_nobody_named_there_is_no_one_to_invite() {
    let mut program = Program::started("Ada", "", "");
    program.press(": i n v i t e Enter");
    program.sees("There is no one to invite yet; E names a mentor or a manager.");
}
