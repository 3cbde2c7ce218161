//! Whole frames at three sizes: what a user sees, for everything that there is to see.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;
mod program;

use journeys::{day, slug};
use onramp::app::{Asks, Candidate, Invited, Msg, NewChange, Peers, Waits, Welcome};
use onramp::domain::acts::act::{Act, MeetingAct};
use onramp::domain::plan::people::{Party, PersonId};
use onramp::domain::record::course::End;
use onramp::domain::record::goal::Goal;
use onramp::domain::record::ids::{DeviceId, JourneyId};
use onramp::domain::record::writing::Visibility;
use onramp::ui::Theme;
use program::met::{in_a_meeting, met};
use program::own::second_edition;
use program::{FULL, LIVED, Program, START, TRIAL_PLAN, goal_note, lived, lived_on_own_plan, rows};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

/// Returns the frames at the three sizes, each row between bars.
fn frames(program: &mut Program) -> String {
    let mut text = String::new();
    for (width, height) in SIZES {
        program.resize(width, height);
        assert_whole(program);
        let cursor = match program.cursor {
            Some(at) => format!(", cursor at {},{}", at.x, at.y),
            None => String::new(),
        };
        text.push_str(&format!("{width}×{height}{cursor}\n"));
        for row in rows(&program.frame) {
            text.push_str(&format!("│{row}│\n"));
        }
    }
    text
}

/// Checks what holds for every frame: each row fills its columns, and nothing stands on the
/// second half of a wide character.
fn assert_whole(program: &Program) {
    let frame = &program.frame;
    for y in frame.area.top()..frame.area.bottom() {
        for x in frame.area.left()..frame.area.right() {
            let symbol = frame[(x, y)].symbol();
            assert!(!symbol.contains(char::is_control), "{symbol:?} at {x},{y}");
            if symbol.width() == 2 {
                assert!(x + 1 < frame.area.right(), "{symbol} is cut at {x},{y}");
                assert_eq!(
                    frame[(x + 1, y)].symbol().trim(),
                    "",
                    "beside {symbol} at {x},{y}"
                );
            }
        }
    }
    for row in rows(frame) {
        assert_eq!(row.width(), usize::from(frame.area.width), "{row:?}");
    }
    for (area, target) in &program.drawn.targets {
        assert!(frame.area.intersects(*area), "{target:?} lies outside");
    }
}

fn ada() -> Program {
    lived("Ada Lovelace", "Grace Hopper")
}

/// A leave that ends on Friday.
fn away() -> Act {
    Act::Leave {
        from: day("2026-04-16"),
        until: day("2026-04-24"),
        reason: String::new(),
        visibility: Visibility::Shared,
    }
}

fn mentor() -> Program {
    let mut program = ada();
    program.press("a Down");
    program
}

fn page() -> Program {
    let mut program = ada();
    program.go_to("framing-doc");
    program.press("Enter");
    program
}

fn form(goal: &str, keys: &str) -> Program {
    let mut program = ada();
    program.go_to(goal);
    program.press(keys);
    program
}

fn all_done() -> Program {
    let mut program = ada();
    program.past(
        "2026-04-17",
        Party::Hire,
        &Act::Clear {
            goal: slug("baseline-improvement"),
        },
    );
    let goals: Vec<_> = program
        .journey()
        .goals
        .iter()
        .filter(|goal| goal.is_to_do())
        .map(|goal| goal.slug().clone())
        .collect();
    for goal in goals {
        program.past(
            LIVED,
            Party::Mentor,
            &Act::Waive {
                goal,
                reason: "the team is put together anew".to_owned(),
                agreed: "Mary Shaw".to_owned(),
            },
        );
    }
    program.past(
        LIVED,
        Party::Mentor,
        &Act::Confirm {
            goal: slug("quality-gaps"),
        },
    );
    program.restart(LIVED);
    program
}

fn guided(keys: &[&str]) -> Program {
    let mut program = Program::empty(START);
    for key in keys {
        match key.strip_prefix('"') {
            Some(text) => program.write(text),
            None => program.press(key),
        }
    }
    program
}

fn wide() -> Program {
    let mut program = lived("山田 花子さん", "Zoe\u{308} Aluko\u{301}");
    program.past(
        "2026-04-16",
        Party::Hire,
        &goal_note(
            "framing-doc",
            "日本語のメモ：評価データを確認しました。長い行は折り返されるはずです。👩‍🔬 と e\u{301}te\u{301} も。",
            Visibility::Shared,
        ),
    );
    program.past(
        "2026-04-16",
        Party::Hire,
        &Act::Block {
            goal: slug("stakeholder-map"),
            on: "データ基盤チームのみなさん".to_owned(),
            waits_for: "アクセス権".to_owned(),
            since: None,
        },
    );
    program.restart(LIVED);
    program
}

/// The review at 30 days, begun by the mentor.
fn gate(keys: &str) -> Program {
    let mut program = ada();
    program.press("a 2 Left Home v Enter");
    program.state.note = None;
    program.press(keys);
    program
}

/// The same with every goal answered for and some grades.
fn gate_answered() -> Program {
    let mut program = gate("Down Down n");
    program.write("the evaluation slice is missing");
    program.press("Enter Down c Down Space Down 2 Down 3 a a Left Up Right Right a");
    program.state.note = None;
    program
}

/// The same re-planned with some dimensions left ungraded.
fn gate_ungraded() -> Program {
    let mut program = gate_answered();
    program.press("v Down Down Enter Down Space Down");
    program.write("the team is put together anew");
    program.press("Tab");
    program.write("A good first month: the access is there, the KPIs are clear.");
    program.press("Ctrl-s Ctrl-s");
    program
}

/// The review at 60 days after it, with a grade and what the mentor says of it.
fn gate_before() -> Program {
    let mut program = gate_ungraded();
    program.press("Esc Down v Enter G Up Up Up Up Up Up Up Up 3 n");
    program.write("The framing doc settled what we measure, and Product signed it.");
    program.press("Enter");
    program.state.note = None;
    program
}

/// Ada in her seventh week and four more hires, one of whom left.
fn hires() -> Program {
    use Party::{Hire, Mentor};
    let mut program = ada();
    let more = [
        ("Edith Clarke", "2026-04-06"),
        ("Annie Easley", "2025-11-10"),
        ("Hedy Lamarr", "2026-04-13"),
        ("Maria Gaetana Agnesi of the Long Name", "2026-04-27"),
        ("Joan Clarke", "2026-01-20"),
    ];
    for (hire, start) in more {
        program.add(hire, "Grace Hopper", start);
    }
    let goals: Vec<_> = program.journey().goals.clone();
    let parts = |goal: &Goal| {
        let parts = goal.plan.criteria.iter().map(|part| Act::Tick {
            goal: goal.slug().clone(),
            criterion: part.slug.clone(),
        });
        parts.collect::<Vec<_>>()
    };
    for goal in goals.iter().take(13) {
        let goal = goal.slug().clone();
        for act in parts(program.journey().goal(&goal).unwrap()) {
            program.past_of("Annie Easley", "2026-04-01", Hire, &act);
        }
        let claim = Act::Claim { goal: goal.clone() };
        program.past_of("Annie Easley", "2026-04-02", Hire, &claim);
        let confirm = Act::Confirm { goal };
        program.past_of("Annie Easley", "2026-04-13", Mentor, &confirm);
    }
    let meet = Act::Meeting(MeetingAct::Start { occasion: None });
    let close = Act::Meeting(MeetingAct::Close {
        next: Some(day("2026-04-20")),
        leave_claims: true,
    });
    for (hire, on) in [
        ("Annie Easley", "2026-04-13"),
        ("Hedy Lamarr", "2026-04-13"),
    ] {
        program.past_of(hire, on, Mentor, &meet);
        program.past_of(hire, on, Mentor, &close);
    }
    let left = Act::Archive {
        end: End::Left,
        reason: "moved to Berlin".to_owned(),
    };
    program.past_of("Joan Clarke", "2026-03-31", Mentor, &left);
    program.restart_unnamed(LIVED);
    program
}

fn fitted() -> Program {
    let mut program = ada();
    program.write_plan(TRIAL_PLAN);
    program.press(":");
    program.write("fit the plan");
    program.press("Enter Space Enter Enter");
    program
}

/// Everything there is to see, by name.
/// Has another machine write in the journey: two hours ago it was heard of, and what it wrote last came in.
fn linked(program: &mut Program) {
    program.press("5");
    let new = program.state.lines.last().unwrap().clone();
    program.press("1");
    program.state.peers = Peers {
        speaks_for: Some(Party::Hire),
        has_places: true,
        cannot_write: None,
        waits: None,
        watches: false,
        heard: vec![(
            "Grace Hopper".to_owned(),
            program.state.clock - 2 * 60 * 60 * 1000,
        )],
        asking: vec![Asks {
            device: DeviceId(uuid::Uuid::nil()),
            name: "Mary Jackson".to_owned(),
            words: "boat rich drank tree rally curvy".to_owned(),
        }],
        news: vec![NewChange {
            id: new.id,
            goal: new.goal,
            author: "Grace Hopper".to_owned(),
        }],
        dismissed: Default::default(),
        aside: 1,
    };
}

/// An invitation of a hire by a host.
fn invited(hire: &str, host: &str) -> Invited {
    let candidate = |name: &str, party| Candidate {
        person: PersonId(uuid::Uuid::nil()),
        name: name.to_owned(),
        party,
        is_host: name == host,
    };
    Invited {
        journey: JourneyId(uuid::Uuid::nil()),
        hire: hire.to_owned(),
        title: "Applied Scientist".to_owned(),
        host: host.to_owned(),
        people: vec![
            candidate("Grace Hopper", Party::Mentor),
            candidate(hire, Party::Hire),
        ],
    }
}

const PLACE: &str = "~/Shared/onramp";

/// The guided start, where a place is looked at for invitations.
fn looking() -> Program {
    let mut program = Program::empty(START);
    program.press("i");
    program.write(PLACE);
    program.press("Enter");
    program
}

/// What was found there.
fn found(found: Result<Vec<Invited>, &str>) -> Program {
    let mut program = looking();
    program.send(Msg::Invitations {
        place: PLACE.to_owned(),
        found: found.map_err(str::to_owned),
    });
    program
}

const WORDS: &str = "boat rich drank tree rally curvy";

/// A journey that was joined.
fn joined(answer: Option<&str>, trouble: Option<&str>) -> Program {
    let journey = ada().journey().clone();
    let mut program = found(Ok(vec![invited("Ada Lovelace", "Ada Lovelace")]));
    program.press("Enter");
    let welcome = Welcome {
        hire: "Ada Lovelace".to_owned(),
        title: "Applied Scientist".to_owned(),
        host: "Ada Lovelace".to_owned(),
        words: WORDS.to_owned(),
        answer: answer.map(str::to_owned),
        trouble: trouble.map(str::to_owned),
    };
    program.state.today = day(LIVED);
    program.send(Msg::Joined {
        journey: Box::new(journey),
        welcome: Box::new(welcome),
    });
    program
}

/// Every step of joining, and what can go wrong there.
fn joining(add: &mut dyn FnMut(&'static str, Program)) {
    let mut program = Program::empty(START);
    program.press("i");
    add("join_1_place", program);
    let mut program = Program::empty(START);
    program.press("i Enter");
    add("join_1_place_empty", program);
    add("join_2_looking", looking());
    add(
        "join_2_no_invitation",
        found(Err(
            "there is no invitation in /home/grace/Shared/onramp; ask for one",
        )),
    );
    add(
        "join_2_unreachable",
        found(Err(
            "git cannot reach ssh://git@host.example/a-rather-long-name-of-a-team/onramp.git: ssh: \
             Could not resolve hostname host.example: Name or service not known",
        )),
    );
    add(
        "join_2_joined_already",
        found(Err(
            "the journey of Ada Lovelace is on this machine already",
        )),
    );
    let mut program = found(Ok(vec![
        invited("Ada Lovelace", "Ada Lovelace"),
        invited("Edith Clarke", "Mary Shaw"),
    ]));
    program.press("Down");
    add("join_3_which", program);
    add(
        "join_4_who",
        found(Ok(vec![invited("Ada Lovelace", "Ada Lovelace")])),
    );
    let mut program = found(Ok(vec![invited("Ada Lovelace", "Ada Lovelace")]));
    program.press("Enter");
    add("join_5_joining", program);
    let mut program = found(Ok(vec![invited("Ada Lovelace", "Ada Lovelace")]));
    program.press("Enter");
    program.send(Msg::NotJoined(
        "the invitation in /home/grace/Shared/onramp was altered or is not complete; ask for another one"
            .to_owned(),
    ));
    add("join_5_bad_invitation", program);
    add("join_6_words", joined(None, None));
    add(
        "join_6_answer",
        joined(Some("/home/grace/Downloads/answer.jsonl"), None),
    );
    add(
        "join_6_not_sent",
        joined(
            None,
            Some("Git cannot reach the remote. Your answer has not gone out; S tries again."),
        ),
    );
    let mut program = mentor();
    program.state.peers.waits = Some(Waits {
        host: "Ada Lovelace".to_owned(),
        words: WORDS.to_owned(),
    });
    add("today_not_admitted", program);
    let mut program = mentor();
    program.state.peers.cannot_write = Some(
        "Ada Lovelace retired this machine on Tue 14 Apr 2026. It can read but not write; what it wrote before \
         counts. `onramp exchange renew` asks to be admitted again."
            .to_owned(),
    );
    add("today_cannot_write", program);
}

fn scenes() -> Vec<(&'static str, Program)> {
    let mut scenes = vec![
        ("today_hire", ada()),
        ("today_mentor", mentor()),
        ("today_done", all_done()),
        ("goal_page", page()),
    ];
    let mut add = |name, program| scenes.push((name, program));

    let mut program = ada();
    linked(&mut program);
    add("today_linked", program);

    let mut program = ada();
    linked(&mut program);
    program.press("5");
    add("history_linked", program);

    let mut program = ada();
    linked(&mut program);
    program.press(": a d m i t Enter");
    add("admit", program);

    let mut program = ada();
    program.press(": i n v i t e Enter");
    add("invite", program);

    let mut program = Program::started("Ada Lovelace", "Grace Hopper", "");
    program.press(": i n v i t e Enter");
    add("invite_the_mentor", program);

    joining(&mut add);

    let mut program = Program::started("Ada Lovelace", "", "");
    program.restart("2026-02-20");
    add("today_before_the_start", program);

    let mut program = Program::started("Ada Lovelace", "Grace Hopper", "");
    program.restart(START);
    add("today_first_day", program);

    let mut program = ada();
    for goal in ["upgrade-a-model", "hard-to-copy"] {
        let goal = slug(goal);
        program.past(LIVED, Party::Hire, &Act::Claim { goal });
    }
    program.restart(LIVED);
    add("today_with_work_done_ahead", program);

    let mut program = ada();
    program.past(LIVED, Party::Hire, &away());
    program.restart(LIVED);
    add("today_on_leave", program);

    let mut program = lived_on_own_plan();
    program.write_plan(&second_edition());
    program.restart(LIVED);
    add("a_newer_edition_is_at_hand", program);

    let mut program = lived_on_own_plan();
    program.write_plan(&second_edition());
    program.press(":");
    program.write("edition");
    program.press("Enter");
    add("edition", program);

    let mut program = lived_on_own_plan();
    program.write_plan(&second_edition());
    program.press(":");
    program.write("edition");
    program.press("Enter Enter");
    add("edition_to_agree_on", program);

    let mut program = lived_on_own_plan();
    program.write_plan(&second_edition());
    program.press(":");
    program.write("edition");
    program.press("Enter Enter Enter 5 Enter");
    add("history_change", program);

    let mut program = ada();
    program.write_plan(TRIAL_PLAN);
    program.press(":");
    program.write("fit the plan");
    program.press("Enter Space Down Space");
    add("settings", program);

    for (name, keys) in [("plan_fitted", "2"), ("guide_fitted", "4")] {
        let mut program = fitted();
        program.press(keys);
        program.state.note = None;
        add(name, program);
    }

    let mut program = lived_on_own_plan();
    program.write_plan(&second_edition());
    program.press(":");
    program.write("edition");
    program.press("Enter Enter Enter 2 /");
    program.write("Get access");
    program.press("Enter");
    add("a_goal_that_left_the_plan", program);

    for (name, keys) in [
        ("plan_milestones", "2 Left"),
        ("plan_goals", "2"),
        ("plan_detail", "2 Right"),
    ] {
        let mut program = ada();
        program.press(keys);
        add(name, program);
    }

    let mut program = page();
    program.press("a");
    program.press("G");
    add("goal_page_as_the_mentor_at_its_end", program);

    for (name, keys) in [
        ("guide", "4"),
        ("guide_entry", "4 Right Down Down"),
        ("guide_find", "4 /"),
        ("guide_of_a_goal", "2 i"),
    ] {
        let mut program = ada();
        program.press(keys);
        add(name, program);
    }

    let mut program = ada();
    program.press("5 Down Down");
    add("history", program);
    let mut program = ada();
    program.press("5 /");
    program.write("grace defer");
    add("history_filter", program);
    let mut program = ada();
    program.press("5 /");
    program.write("zebra");
    add("history_no_hit", program);
    let mut program = ada();
    program.press("5");
    program.state.lines.clear();
    add("history_empty", program);

    let mut program = form("framing-doc", "n Ctrl-s");
    program.write("A first line");
    program.press("Enter");
    program.write("and a second one that is rather long, so that it has to be wrapped somewhere");
    add("form_note", program);
    add(
        "form_note_refused",
        form("framing-doc", "n Tab Space Ctrl-s"),
    );
    add("form_journey_note", form("framing-doc", "N"));
    let mut program = form("framing-doc", "e");
    program.write("javascript:alert(1)");
    program.press("Ctrl-s");
    add("form_evidence_refused", program);
    let mut program = form("stakeholder-map", "b");
    program.write("IT");
    program.press("Tab Tab");
    program.write("someday");
    program.press("Enter");
    add("form_block_refused", program);
    let mut program = ada();
    program.press("a");
    program.go_to("quality-gaps");
    program.press("r Enter");
    add("form_return_refused", program);
    add("form_waive_refused", form("stakeholder-map", "w Ctrl-s"));
    let mut program = form("stakeholder-map", "d");
    program.write("next fri");
    program.press("Ctrl-s");
    add("form_defer_refused", program);
    add("form_people_refused", form("stakeholder-map", "E Ctrl-s"));
    let mut program = form("stakeholder-map", "P Tab");
    program.write("yesterday");
    program.press("Ctrl-s");
    add("form_leave_refused", program);

    let absent = |from: &str, until: &str| Act::Leave {
        from: day(from),
        until: day(until),
        reason: "Moving house".to_owned(),
        visibility: Visibility::Private,
    };
    let mut program = ada();
    program.past(LIVED, Party::Hire, &absent("2026-05-04", "2026-05-08"));
    program.restart(LIVED);
    program.press(":");
    program.write("change a leave");
    program.press("Enter");
    add("form_leave_change", program);
    let mut program = ada();
    program.past(LIVED, Party::Hire, &absent("2026-05-04", "2026-05-08"));
    program.past(LIVED, Party::Mentor, &absent("2026-06-01", "2026-06-01"));
    program.restart(LIVED);
    program.press(":");
    program.write("end a leave");
    program.press("Enter");
    add("pick_leave", program);
    let mut program = ada();
    program.press(": Down Down");
    add("palette", program);
    let mut program = ada();
    program.press(":");
    program.write("zebra");
    add("palette_no_hit", program);
    let mut program = ada();
    program.press("/");
    program.write("model");
    add("find", program);
    add("parts", form("iteration-end-to-end", "t Down"));
    let mut program = ada();
    program.press("?");
    add("help", program);
    let mut program = ada();
    program.press("? G");
    add("help_at_its_end", program);

    let mut program = ada();
    program.press("1 Home Space");
    add("message_saved", program);
    let mut program = ada();
    program.press("2 Left n");
    add("message_problem", program);

    add("start_1_role", guided(&[]));
    add("start_2_name", guided(&["Enter", "\"Ada"]));
    add("start_2_name_refused", guided(&["Enter Enter"]));
    add(
        "start_3_date",
        guided(&["Enter", "\"Ada", "Enter", "\"next mon"]),
    );
    add(
        "start_3_date_refused",
        guided(&["Enter", "\"Ada", "Enter", "\"soonish", "Enter"]),
    );
    add(
        "start_4_mentor",
        guided(&["Enter", "\"Ada", "Enter Enter", "\"Grace"]),
    );
    add(
        "start_5_manager",
        guided(&["Enter", "\"Ada", "Enter Enter Enter"]),
    );
    add(
        "start_6_contexts",
        guided(&["Enter", "\"Ada", "Enter Enter Enter Enter", "Down Space"]),
    );
    add(
        "start_7_review",
        guided(&[
            "Enter",
            "\"Ada",
            "Enter Enter",
            "\"Grace",
            "Enter Enter Enter",
        ]),
    );

    burn_ups(&mut add);
    trends(&mut add);
    meetings(&mut add);
    gates(&mut add);
    add("hires", hires());
    let mut program = hires();
    program.past_of("Ada Lovelace", LIVED, Party::Hire, &away());
    let goal = slug("faster-experiments");
    let claim = Act::Claim { goal };
    program.past_of("Hedy Lamarr", LIVED, Party::Hire, &claim);
    program.restart_unnamed(LIVED);
    program.press("End");
    add("hires_with_one_on_leave", program);
    let mut program = hires();
    program.press("A End");
    add("hires_with_the_archive", program);
    let mut program = hires();
    program.press("/");
    program.write("clarke");
    add("hires_filter", program);
    let mut program = hires();
    program.press("/");
    program.write("zebra");
    add("hires_no_hit", program);
    let mut program = hires();
    program.press("A End Enter");
    add("today_in_the_archive", program);
    let mut program = ada();
    program.press(":");
    program.write("archive the");
    program.press("Enter Space");
    add("form_archive", program);

    add("wide_today", wide());
    let mut program = wide();
    program.add("李 小龍", "Grace Hopper", START);
    program.restart_unnamed(LIVED);
    add("wide_hires", program);
    let mut program = wide();
    program.go_to("framing-doc");
    add("wide_plan", program);
    let mut program = wide();
    program.press("5");
    add("wide_history", program);
    let mut program = wide();
    program.go_to("framing-doc");
    program.press("b");
    program.write("データ基盤チームのみなさんと、そのほかの長い名前のひとたちと、さらにつづく文字");
    add("wide_form", program);
    scenes
}

/// Adds the burn-up: of the milestone, of the whole plan, and before there is one.
fn burn_ups(add: &mut impl FnMut(&'static str, Program)) {
    for (name, keys) in [("burn_up", "B"), ("burn_up_of_the_plan", "B w")] {
        let mut program = ada();
        program.press(keys);
        add(name, program);
    }
    let mut program = Program::started("Ada Lovelace", "Grace Hopper", "");
    program.restart("2026-02-27");
    program.press("B");
    add("burn_up_before_day_1", program);
}

/// Adds the conversation over time: for each reader, with a 1:1 open, with nothing yet, and before day 1.
fn trends(add: &mut impl FnMut(&'static str, Program)) {
    let mut program = in_a_meeting();
    program.press("R");
    program.write("2");
    program.press("Enter 3 Enter 4 Ctrl-s a a T");
    // The message goes.
    program.press("Up");
    add("trend", program);
    let mut program = met();
    program.press("a T G");
    add("trend_at_its_end", program);
    let mut program = met();
    program.press("a a T Up");
    add("trend_as_the_manager", program);
    let mut program = Program::started("Ada Lovelace", "Grace Hopper", "");
    program.restart("2026-03-09");
    program.press("3 T");
    add("trend_none_yet", program);
    program = Program::started("Ada Lovelace", "Grace Hopper", "");
    program.restart("2026-02-27");
    program.press("T");
    add("trend_before_day_1", program);
}

/// Gate reviews from before the start to after the verdict.
fn gates(add: &mut impl FnMut(&'static str, Program)) {
    let mut program = ada();
    program.press("2 v");
    add("gate_not_begun", program);
    add("gate_claim", gate("Down Down Down"));
    add("gate_rubric", gate("Down Down Down Down Down Down"));
    let mut program = gate("G Enter");
    program.press("a a Home");
    add("gate_as_the_hire", program);
    add("gate_answered", gate_answered());
    let mut program = gate_answered();
    program.press("v");
    add("gate_verdicts", program);
    let mut program = gate_answered();
    program.press("v Down Enter");
    program.write("+1d");
    program.press("Enter");
    program.write("late");
    program.press("Ctrl-s");
    add("gate_extend_refused", program);
    let mut program = gate_answered();
    program.press("v Down Down Enter Down Space");
    add("gate_replan", program);
    let mut program = gate_answered();
    program.press("v Down Down Enter Down Space Down");
    program.write("the team is put together anew");
    program.press("Tab");
    program.write("A good first month: the access is there, the KPIs are clear.");
    program.press("Ctrl-s");
    add("gate_ungraded", program);
    let mut program = gate_ungraded();
    program.state.note = None;
    add("gate_ruled", program);
    add("gate_before", gate_before());
}

/// Adds the 1:1 screen: before, during and after.
fn meetings(add: &mut impl FnMut(&'static str, Program)) {
    let mut program = Program::started("Ada Lovelace", "Grace Hopper", "");
    program.restart(START);
    program.press("3");
    add("meeting_none_yet", program);
    let mut program = met();
    program.press("3 Down Down");
    add("meeting_ahead", program);
    let mut program = met();
    program.press("3 Right Down");
    add("meeting_ahead_record", program);
    let mut program = met();
    program.press("End");
    add("today_with_a_meeting", program);

    let mut program = in_a_meeting();
    program.press("Space Down p Down");
    add("meeting_open", program);
    let mut program = in_a_meeting();
    talk(&mut program);
    let minutes = program.minutes_later(12);
    program.send(minutes);
    add("meeting_open_record", program);
    let mut program = in_a_meeting();
    program.press("R");
    program.write("4");
    program.press("Enter");
    add("meeting_form_rate", program);
    let mut program = in_a_meeting();
    program.press("R");
    program.write("4");
    program.press("Ctrl-s");
    add("meeting_form_rate_refused", program);
    let mut program = in_a_meeting();
    program.press("Down t");
    add("meeting_form_action", program);
    let mut program = in_a_meeting();
    program.press("+");
    program.write("Who reviews the design?");
    add("meeting_form_point", program);
    let mut program = in_a_meeting();
    program.press("n Ctrl-s");
    add("meeting_form_note", program);
    let mut program = in_a_meeting();
    program.press("C Enter");
    add("meeting_form_close_warns", program);
    let mut program = in_a_meeting();
    talk(&mut program);
    program.press("C Enter Enter");
    add("meeting_minutes", program);

    let mut program = met();
    program.press("a 3 Right Down Enter");
    add("meeting_closed", program);
    let mut program = met();
    program.press("a 3 Right Down Enter n");
    program.write("The door is open now.");
    program.press("Ctrl-s Right");
    add("meeting_closed_record", program);
}

/// Writes a note, agrees on two actions and rates.
fn talk(program: &mut Program) {
    program.press("Right n");
    program.write("Take the simple calibration first, and say so in the readout");
    program.press("Ctrl-s t");
    program.write("send the readout to the team and to whoever asked for it in March");
    program.press("Ctrl-s Left Down Down Down Down Down t Ctrl-s Right Down x R");
    program.write("4");
    program.press("Enter");
    program.write("3");
    program.press("Enter");
    program.write("5");
    program.press("Ctrl-s");
    // The message goes.
    program.press("Up Up");
}

#[test]
fn every_frame_is_as_it_was_looked_at() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("screens");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, mut program) in scenes() {
            insta::assert_snapshot!(name, frames(&mut program));
        }
        for (name, key) in [
            ("ascii_today", "1"),
            ("ascii_plan", "2"),
            ("ascii_burn_up", "B"),
        ] {
            let mut program = ada();
            program.theme = Theme {
                color: false,
                unicode: false,
            };
            program.press(key);
            insta::assert_snapshot!(name, frames(&mut program));
        }
        let mut program = met();
        program.theme = Theme {
            color: false,
            unicode: false,
        };
        program.press("3");
        insta::assert_snapshot!("ascii_meeting", frames(&mut program));
        program.press("T");
        insta::assert_snapshot!("ascii_trend", frames(&mut program));
        let mut program = ada();
        program.resize(39, 12);
        let narrow = program.text();
        program.resize(30, 8);
        let small = program.text();
        insta::assert_snapshot!("too_small", format!("{narrow}\n---\n{small}"));
    });
}

#[test]
fn without_colours_no_cell_has_any_and_the_selection_is_seen_by_weight_and_mark() {
    for (name, mut program) in scenes() {
        program.theme = Theme {
            color: false,
            ..FULL
        };
        for (width, height) in SIZES {
            program.resize(width, height);
            for cell in &program.frame.content {
                assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
            }
        }
    }
    let plain = Theme {
        color: false,
        ..FULL
    };
    for keys in ["1", "2", "3", "4", "5", ":", "/"] {
        let mut program = ada();
        program.theme = plain;
        program.press(keys);
        let bold_row = |program: &Program| {
            let lines = rows(&program.frame);
            let y = lines.iter().position(|line| line.contains('▌')).unwrap();
            let frame = &program.frame;
            let y = u16::try_from(y).unwrap();
            let bold = (0..frame.area.width)
                .any(|x| x > 3 && frame[(x, y)].modifier.contains(Modifier::BOLD));
            assert!(bold, "{keys}: {}", lines[usize::from(y)]);
            y
        };
        let before = bold_row(&program);
        program.press("Down");
        assert!(bold_row(&program) > before, "{keys}");
    }
}

#[test]
fn a_terminal_without_marks_gets_plain_characters() {
    for (name, mut program) in scenes() {
        if name.starts_with("wide") {
            continue;
        }
        program.theme = Theme {
            color: true,
            unicode: false,
        };
        for (width, height) in SIZES {
            program.resize(width, height);
            let text = program.text();
            let odd: String = text.chars().filter(|c| !c.is_ascii()).collect();
            assert_eq!(odd, "", "{name}\n{text}");
        }
    }
}

#[test]
fn a_private_note_is_shown_to_its_author_alone() {
    let mut program = page();
    program.resize(120, 60);
    program.sees("Better negatives");
    program.sees_no("Needs help");
    program.sees("✎1");
    program.press("a");
    program.sees("Needs help with the PM.");
    program.sees("Grace Hopper, private");
    program.sees("✎2");
    program.press("5");
    program.sees("Needs help");
    program.press("a");
    program.sees_no("Needs help");
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_has_nothing_to_click() {
    let mut program = ada();
    for (width, height) in [(0, 0), (1, 1), (39, 24), (80, 11), (30, 8)] {
        program.resize(width, height);
        assert!(program.drawn.too_small);
        assert!(program.drawn.targets.is_empty());
    }
    program.resize(60, 8);
    program.sees("40 columns and 12 rows");
    program.resize(80, 24);
    program.sees("Ada Lovelace");
}
