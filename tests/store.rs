//! The store through its public door: files, processes and damage.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use journeys::*;
use onramp::domain::acts::act::{Act, MeetingAct, Whom};
use onramp::domain::acts::refusal::Refusal;
use onramp::domain::plan::people::Party;
use onramp::domain::record::audience::Audience;
use onramp::domain::record::change::{Change, Moment};
use onramp::domain::record::goal::GoalState;
use onramp::domain::record::ids::{ChangeId, DeviceId};
use onramp::domain::record::journey::Journey;
use onramp::domain::record::meeting::{Edge, Topic};
use onramp::domain::record::refusal::UndoRefusal;
use onramp::domain::record::writing::Visibility;
use onramp::report::pages::summary::summary;
use onramp::report::readership::For;
use onramp::report::write::markdown;
use onramp::store::{OpenJourney, Replay, Store, StoreError, Surroundings};
use rusqlite::Connection;

/// Returns the act that makes an action of a line of the agenda.
fn action_of(topic: Topic) -> Act {
    Act::Meeting(MeetingAct::Action {
        text: "Ask around".to_owned(),
        owner: Whom::Party(Party::Mentor),
        due: None,
        goal: None,
        topic: Some(topic),
    })
}

fn hire(store: &mut Store, open: &mut OpenJourney, act: &Act) -> ChangeId {
    let author = author(Party::Hire);
    store
        .commit(open, &author, std::slice::from_ref(act), moment())
        .unwrap()[0]
        .id
}

fn state(open: &OpenJourney, goal: &str) -> GoalState {
    open.journey.goal(&slug(goal)).unwrap().state()
}

/// Checks that a fresh store reads what memory holds, and that the log tells the same.
fn assert_kept(path: &Path, open: &OpenJourney) {
    let store = Store::open(path, &Surroundings::default()).unwrap();
    let id = open.journey.id;
    let mut whole = open.clone();
    store.read_all_notes(&mut whole).unwrap();
    assert_eq!(store.load(id).unwrap().journey, whole.journey);
    assert_eq!(
        Journey::fold(&store.changes(id).unwrap()).as_ref(),
        Some(&whole.journey)
    );
    whole.journey.put_notes_away();
    assert_eq!(store.load_counted(id).unwrap().journey, whole.journey);
    assert!(store.examine().unwrap().is_sound());
}

#[test]
fn what_was_committed_is_there_after_a_restart() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    assert_kept(&path, &open);
    let goal = || slug("talk");
    let acts = [
        Act::Tick {
            goal: goal(),
            criterion: slug("first"),
        },
        Act::Note {
            goal: Some(goal()),
            text: "two\nlines ‘’ \" '; DROP TABLE note".to_owned(),
            visibility: Visibility::Private,
            question: true,
            meeting: None,
        },
        note("on the journey"),
        Act::Evidence {
            goal: goal(),
            link: "https://example.org".to_owned(),
            label: "A label".to_owned(),
        },
        Act::Block {
            goal: goal(),
            on: "IT".to_owned(),
            waits_for: "a laptop".to_owned(),
            since: Some(day("2026-03-09")),
        },
        Act::Defer {
            goal: goal(),
            to: day("2026-06-01"),
            reason: "later".to_owned(),
            agreed: "Bo".to_owned(),
        },
        Act::Waive {
            goal: slug("ship"),
            reason: "another team".to_owned(),
            agreed: "Cy".to_owned(),
        },
        Act::Leave {
            from: day("2026-04-06"),
            until: day("2026-04-10"),
            reason: String::new(),
            visibility: Visibility::Shared,
        },
        Act::Name {
            party: Party::Manager,
            name: String::new(),
        },
        Act::MoveStart {
            to: day("2026-03-09"),
        },
        claim("talk"),
        begin("team"),
    ];
    for act in &acts {
        hire(&mut store, &mut open, act);
        assert_kept(&path, &open);
    }
    let mentor = author(Party::Mentor);
    let confirm = Act::Confirm { goal: goal() };
    store
        .commit(&mut open, &mentor, &[confirm], moment())
        .unwrap();
    assert_kept(&path, &open);
    let back = Act::Return {
        goal: goal(),
        reason: "not yet".to_owned(),
    };
    store.commit(&mut open, &mentor, &[back], moment()).unwrap();
    assert_kept(&path, &open);
    assert_eq!(
        store.changes(open.journey.id).unwrap().len(),
        acts.len() + 3
    );
}

#[test]
fn a_refused_act_leaves_everything_as_it_was() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    hire(&mut store, &mut open, &begin("team"));
    let (before, log) = (
        open.journey.clone(),
        store.changes(open.journey.id).unwrap(),
    );
    let refused = store.commit(&mut open, &author(Party::Hire), &[begin("team")], moment());
    assert!(matches!(
        refused,
        Err(StoreError::Refused(Refusal::WrongState(..)))
    ));
    let refused = store.redo(&mut open, &author(Party::Hire), moment());
    assert!(matches!(
        refused,
        Err(StoreError::UndoRefused(UndoRefusal::NothingToRedo))
    ));
    assert_eq!(open.journey, before);
    assert_eq!(store.changes(open.journey.id).unwrap(), log);
    assert_kept(&path, &open);
}

#[test]
fn a_second_store_sees_what_the_first_one_did() {
    let (_folder, path) = place();
    let (mut first, mut one) = started(&path);
    let mut second = Store::open(&path, &Surroundings::default()).unwrap();
    let mut two = second.load(one.journey.id).unwrap();
    assert!(!second.has_moved().unwrap());
    assert!(!second.refresh(&mut two).unwrap());
    hire(&mut first, &mut one, &begin("team"));
    assert!(second.has_moved().unwrap());
    assert!(!second.has_moved().unwrap());
    assert!(!first.has_moved().unwrap());
    assert!(second.refresh(&mut two).unwrap());
    assert_eq!(two.journey, one.journey);
}

#[test]
fn acting_on_stale_memory_folds_the_others_change_first() {
    let (_folder, path) = place();
    let (mut first, mut one) = started(&path);
    let mut second = Store::open(&path, &Surroundings::default()).unwrap();
    let mut two = second.load(one.journey.id).unwrap();
    hire(&mut first, &mut one, &begin("team"));
    hire(&mut second, &mut two, &begin("access"));
    assert_eq!(state(&two, "team"), GoalState::Active);
    assert_eq!(state(&two, "access"), GoalState::Active);
    // What the other did is checked against, not overwritten; memory follows even so.
    let refused = first.commit(&mut one, &author(Party::Hire), &[begin("access")], moment());
    assert!(matches!(refused, Err(StoreError::Refused(_))));
    assert_eq!(one.journey, two.journey);
    assert_kept(&path, &one);
}

#[test]
fn a_leave_that_another_store_changed_is_changed_from_there_and_undone_by_the_last() {
    let (_folder, path) = place();
    let (mut first, mut one) = started(&path);
    let moved = |leave, until: &str| Act::MoveLeave {
        leave,
        from: day("2026-04-13"),
        until: day(until),
    };
    let entered = Act::Leave {
        from: day("2026-04-13"),
        until: day("2026-04-17"),
        reason: "moving".to_owned(),
        visibility: Visibility::Private,
    };
    hire(&mut first, &mut one, &entered);
    let mut second = Store::open(&path, &Surroundings::default()).unwrap();
    let mut two = second.load(one.journey.id).unwrap();
    let (leave, _) = one.journey.leaves_by_date()[0];
    let (ada, mentor) = (author(Party::Hire), author(Party::Mentor));
    let longer = [moved(leave, "2026-04-24")];
    first.commit(&mut one, &mentor, &longer, moment()).unwrap();
    hire(&mut second, &mut two, &moved(leave, "2026-04-16"));
    assert_eq!(two.journey.leaves[&leave].until, day("2026-04-16"));
    // The mentor's change is not the last one of the leave any more.
    first.undo(&mut one, &mentor, None, moment()).unwrap_err();
    second.undo(&mut two, &ada, None, moment()).unwrap();
    first.undo(&mut one, &mentor, None, moment()).unwrap();
    assert_eq!(one.journey.leaves[&leave].until, day("2026-04-17"));
    let drop = [Act::DropLeave { leave }];
    first.commit(&mut one, &mentor, &drop, moment()).unwrap();
    let gone = second.commit(&mut two, &ada, &[moved(leave, "2026-04-15")], moment());
    assert!(matches!(
        gone,
        Err(StoreError::Refused(Refusal::NoSuch("leave")))
    ));
    assert_eq!(one.journey, two.journey);
    assert_kept(&path, &one);
}

#[test]
fn undo_and_redo_go_on_after_a_restart() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    let before = open.journey.clone();
    hire(&mut store, &mut open, &begin("team"));
    hire(&mut store, &mut open, &claim("team"));
    let after = open.journey.clone();
    let ada = author(Party::Hire);
    for _ in 0..2 {
        let mut store = Store::open(&path, &Surroundings::default()).unwrap();
        store.undo(&mut open, &ada, None, moment()).unwrap();
    }
    assert_eq!(open.journey, before);
    assert_kept(&path, &open);
    for _ in 0..2 {
        let mut store = Store::open(&path, &Surroundings::default()).unwrap();
        store.redo(&mut open, &ada, moment()).unwrap();
    }
    assert_eq!(open.journey, after);
    assert_kept(&path, &open);
}

#[test]
fn what_could_not_be_written_is_not_shown_either() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    hire(&mut store, &mut open, &claim("team"));
    hire(
        &mut store,
        &mut open,
        &Act::Meeting(MeetingAct::Start { occasion: None }),
    );
    let before = open.journey.clone();
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON change
             BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END;",
        )
        .unwrap();
    let ada = author(Party::Hire);
    // Taking the 1:1 back takes its agenda with it, which stands in a change of its own.
    assert!(store.undo(&mut open, &ada, None, moment()).is_err());
    assert_eq!(open.journey, before);
    let act = Act::Meeting(MeetingAct::Close {
        next: None,
        leave_claims: true,
    });
    let acts = [note("A word"), act];
    assert!(store.commit(&mut open, &ada, &acts, moment()).is_err());
    assert_eq!(open.journey, before);
    other.execute_batch("DROP TRIGGER full").unwrap();
    store.undo(&mut open, &ada, None, moment()).unwrap();
    assert_kept(&path, &open);
}

#[test]
fn a_start_taken_back_comes_back() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    let ada = author(Party::Hire);
    let before = open.journey.clone();
    store.undo(&mut open, &ada, None, moment()).unwrap();
    assert!(store.journeys().unwrap()[0].withdrawn);
    assert_kept(&path, &open);
    store.redo(&mut open, &ada, moment()).unwrap();
    assert_eq!(open.journey, before);
    assert_kept(&path, &open);
}

#[test]
fn nothing_is_done_in_a_journey_whose_start_was_taken_back() {
    let (_folder, path) = place();
    let (mut first, mut one) = started(&path);
    let mut second = Store::open(&path, &Surroundings::default()).unwrap();
    let mut two = second.load(one.journey.id).unwrap();
    first
        .undo(&mut one, &author(Party::Hire), None, moment())
        .unwrap();
    let gone = second.commit(&mut two, &author(Party::Mentor), &[note("hello")], moment());
    assert!(matches!(gone, Err(StoreError::NoJourney)));
    assert!(two.journey.withdrawn);
    assert_kept(&path, &one);
    first
        .redo(&mut one, &author(Party::Hire), moment())
        .unwrap();
    assert!(!one.journey.withdrawn);
}

#[test]
fn a_hire_has_one_journey_at_a_time() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    let twice = store.start(seed_of("ADA"), moment());
    assert!(matches!(twice, Err(StoreError::AlreadyStarted { hire, .. }) if hire == "Ada"));

    let mut other = store.start(seed_of("Eve"), moment()).unwrap();
    let rename = Act::Name {
        party: Party::Hire,
        name: "ada".to_owned(),
    };
    let renamed = store.commit(&mut other, &author(Party::Mentor), &[rename], moment());
    assert!(matches!(renamed, Err(StoreError::AlreadyStarted { .. })));
    assert_eq!(other.journey.people.hire(), "Eve");

    let ada = author(Party::Hire);
    store.undo(&mut open, &ada, None, moment()).unwrap();
    let anew = store.start(seed_of("Ada"), moment()).unwrap();
    let back = store.redo(&mut open, &ada, moment());
    assert!(matches!(back, Err(StoreError::AlreadyStarted { .. })));
    for kept in [&open, &other, &anew] {
        assert_kept(&path, kept);
    }
}

#[test]
fn a_journey_that_was_never_there_is_not_found() {
    let (_folder, path) = place();
    let (store, open) = started(&path);
    let id = onramp::domain::record::ids::JourneyId(moment().id);
    assert!(matches!(store.load(id), Err(StoreError::NoJourney)));
    assert!(store.changes(id).unwrap().is_empty());
    assert_kept(&path, &open);
}

#[test]
fn stamps_never_run_backwards() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    for clock in [5, i64::MIN, 2_000_000_000_000, 7] {
        let moment = Moment { clock, ..moment() };
        let ada = author(Party::Hire);
        store
            .commit(&mut open, &ada, &[note("tick")], moment)
            .unwrap();
    }
    let log = store.changes(open.journey.id).unwrap();
    assert!(log.windows(2).all(|pair| pair[0].order() < pair[1].order()));
    assert!(log.windows(2).all(|pair| pair[0].stamp < pair[1].stamp));
    assert_kept(&path, &open);
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_file_and_a_folder_made_for_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("data/onramp");
    let path = made.join("onramp.db");
    let _kept_open = started(&path);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&made), 0o700);
    let files: Vec<PathBuf> = std::fs::read_dir(&made)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(files.contains(&path));
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn a_newer_schema_is_left_alone() {
    let (_folder, path) = place();
    drop(started(&path));
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    let before = std::fs::read(&path).unwrap();
    let error = Store::open(&path, &Surroundings::default()).unwrap_err();
    assert!(matches!(error, StoreError::TooNew { found: 99, .. }));
    assert!(error.hint().is_some());
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let (_folder, path) = place();
    let letter = b"Dear database, ".repeat(1_000);
    std::fs::write(&path, &letter).unwrap();
    assert!(matches!(
        Store::open(&path, &Surroundings::default()),
        Err(StoreError::NotOurs(_))
    ));
    assert_eq!(std::fs::read(&path).unwrap(), letter);

    let (_folder, path) = place();
    std::fs::write(&path, b"short").unwrap();
    assert!(matches!(
        Store::open(&path, &Surroundings::default()),
        Err(StoreError::NotOurs(_))
    ));

    let (_folder, path) = place();
    let db = Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    drop(db);
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(
        Store::open(&path, &Surroundings::default()),
        Err(StoreError::NotOurs(_))
    ));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_folder_is_not_a_database() {
    let (folder, _) = place();
    let error = Store::open(folder.path(), &Surroundings::default()).unwrap_err();
    assert!(matches!(error, StoreError::IsFolder(_)));
}

#[test]
fn a_file_where_a_folder_should_be_is_told() {
    let (folder, _) = place();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Store::open(&file.join("onramp.db"), &Surroundings::default()).unwrap_err();
    assert!(matches!(
        error,
        StoreError::NoFolder(..) | StoreError::CannotOpen(..)
    ));
}

#[test]
fn a_truncated_file_is_told_as_damaged_and_left_alone() {
    let (_folder, path) = place();
    let (store, open) = started(&path);
    let id = open.journey.id;
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    for length in [whole.len() / 2, 4096, 600, 99] {
        std::fs::write(&path, &whole[..length]).unwrap();
        let error = Store::open(&path, &Surroundings::default())
            .and_then(|store| store.load(id))
            .unwrap_err();
        assert!(
            matches!(error, StoreError::Damaged(..) | StoreError::NotOurs(_)),
            "{length}: {error:?}"
        );
        assert_eq!(std::fs::read(&path).unwrap().len(), length);
    }
}

#[test]
fn a_table_dropped_by_hand_is_told_as_damage() {
    let (_folder, path) = place();
    drop(started(&path));
    let db = Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE leave")
        .unwrap();
    drop(db);
    let store = Store::open(&path, &Surroundings::default()).unwrap();
    let id = store.journeys().unwrap()[0].id;
    let error = store.load(id).unwrap_err();
    assert!(matches!(error, StoreError::Damaged(..)), "{error:?}");
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_told_as_such() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = place();
    drop(started(&path));
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o400)).unwrap();
    if std::fs::OpenOptions::new().write(true).open(&path).is_ok() {
        return; // Root writes what it likes.
    }
    let act = |mut store: Store| {
        let id = store.journeys()?[0].id;
        let mut open = store.load(id)?;
        store.commit(&mut open, &author(Party::Hire), &[begin("team")], moment())
    };
    let error = Store::open(&path, &Surroundings::default())
        .and_then(act)
        .unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly(_)), "{error:?}");
}

#[test]
fn rebuilding_mends_rows_damaged_by_hand() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    hire(&mut store, &mut open, &claim("team"));
    hire(&mut store, &mut open, &note("kept"));
    let evidence = Act::Evidence {
        goal: slug("team"),
        link: "a.md".to_owned(),
        label: String::new(),
    };
    hire(&mut store, &mut open, &evidence);
    let other = store.start(seed_of("Eve"), moment()).unwrap();
    let damages = [
        "DELETE FROM stage WHERE goal = 'team'",
        "UPDATE stage SET claimed_on = '2020-01-01' WHERE goal = 'team'",
        "DELETE FROM journey",
        "DELETE FROM note",
        "UPDATE evidence SET goal = 'lead'",
        "UPDATE note SET journey = (SELECT max(id) FROM journey)",
        "UPDATE journey SET start = '2020-01-01', withdrawn = 1",
        "INSERT INTO leave VALUES ((SELECT min(id) FROM journey), 'x', '2026-01-01', '2026-01-02', 'Ada', '2026-01-01')",
    ];
    for damage in damages {
        let db = Connection::open(&path).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        assert!(db.execute(damage, []).unwrap() > 0, "{damage}");
        drop(db);
        let found = store.examine().unwrap();
        assert!(!found.is_sound(), "{damage}");
        let is_different = |replay: &Replay| matches!(replay, Replay::Different);
        assert!(
            found
                .journeys
                .iter()
                .any(|(_, replay)| is_different(replay)),
            "{damage}"
        );
        store.rebuild().unwrap();
        for kept in [&open, &other] {
            assert_kept(&path, kept);
        }
    }
}

#[test]
fn a_plan_that_was_altered_by_hand_is_noticed_and_its_list_of_goals_mended() {
    let (_folder, path) = place();
    let (mut store, _) = started(&path);
    let db = Connection::open(&path).unwrap();
    let found = |store: &Store| store.examine().unwrap().integrity.join("; ");
    db.execute("DELETE FROM plan_goal WHERE slug = 'fix'", [])
        .unwrap();
    assert!(
        found(&store).contains("are not its own"),
        "{}",
        found(&store)
    );
    store.rebuild().unwrap();
    assert!(store.examine().unwrap().is_sound());
    db.execute(
        "UPDATE plan SET outline = replace(outline, 'Do the', 'Skip the')",
        [],
    )
    .unwrap();
    assert!(found(&store).contains("was altered"), "{}", found(&store));
}

#[test]
fn a_journey_without_its_start_in_the_log_is_noticed() {
    let (_folder, path) = place();
    let (store, _open) = started(&path);
    let db = Connection::open(&path).unwrap();
    db.execute("DELETE FROM change", []).unwrap();
    let found = store.examine().unwrap();
    assert!(!found.is_sound());
    assert_eq!(found.journeys[0].1, Replay::NoStart);
}

#[test]
fn first_starts_at_the_same_moment_make_one_database() {
    for _ in 0..5 {
        let (_folder, path) = place();
        let stores: Vec<_> = std::thread::scope(|scope| {
            let opening: Vec<_> = (0..6)
                .map(|_| scope.spawn(|| Store::open(&path, &Surroundings::default())))
                .collect();
            opening
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        for store in stores {
            assert!(store.unwrap().journeys().unwrap().is_empty());
        }
    }
}

#[test]
fn two_at_once_lose_nothing() {
    const EACH: usize = 100;
    let (_folder, path) = place();
    let (store, open) = started(&path);
    let id = open.journey.id;
    let work = |party| {
        let mut store = Store::open(&path, &Surroundings::default()).unwrap();
        let mut open = store.load(id).unwrap();
        (0..EACH)
            .map(|n| {
                let act = note(&format!("{party:?} {n}"));
                let change = store.commit(&mut open, &author(party), &[act], moment());
                change.unwrap()[0].id
            })
            .collect::<Vec<ChangeId>>()
    };
    let saved: HashSet<ChangeId> = std::thread::scope(|scope| {
        let threads = [Party::Hire, Party::Mentor].map(|party| scope.spawn(move || work(party)));
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    let log: HashSet<ChangeId> = store.changes(id).unwrap().iter().map(|c| c.id).collect();
    assert_eq!(saved.len(), 2 * EACH);
    assert!(saved.is_subset(&log));
    assert_eq!(log.len(), 2 * EACH + 1);
    let open = store.load(id).unwrap();
    assert_eq!(open.journey.notes.len(), 2 * EACH);
    assert_kept(&path, &open);
}

#[cfg(unix)]
mod processes {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};

    use super::*;

    /// Names the database of a child process; the tests named `child_…` do nothing without it.
    const CHILD: &str = "ONRAMP_TEST_CHILD";

    fn child(name: &str, path: &Path) -> Vec<std::ffi::OsString> {
        let exe = std::env::current_exe().unwrap().into();
        let args = [
            "--exact",
            name,
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ];
        let env = [CHILD, "=", path.to_str().unwrap()].concat();
        let words = ["env".into(), env.into(), exe];
        words.into_iter().chain(args.map(Into::into)).collect()
    }

    #[test]
    #[ignore = "runs in a process of its own, which is killed"]
    fn child_that_commits_until_killed() {
        let Some(path) = std::env::var_os(CHILD) else {
            return;
        };
        let mut store = Store::open(Path::new(&path), &Surroundings::default()).unwrap();
        let mut open = store.load(store.journeys().unwrap()[0].id).unwrap();
        loop {
            let id = hire(&mut store, &mut open, &note("saved?"));
            let mut stdout = std::io::stdout();
            writeln!(stdout, "\nsaved {}", id.0).unwrap();
            stdout.flush().unwrap();
        }
    }

    #[test]
    fn a_killed_process_loses_nothing_that_it_reported_as_saved() {
        let (_folder, path) = place();
        let (store, open) = started(&path);
        let id = open.journey.id;
        let mut reported = HashSet::new();
        for saves in [1, 2, 10, 30] {
            let words = child("processes::child_that_commits_until_killed", &path);
            let mut running = Command::new(&words[0])
                .args(&words[1..])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let lines = BufReader::new(running.stdout.take().unwrap()).lines();
            let mut told = 0;
            for line in lines {
                let line = line.unwrap();
                let Some(saved) = line.strip_prefix("saved ") else {
                    continue;
                };
                reported.insert(ChangeId(saved.parse().unwrap()));
                told += 1;
                if told == saves {
                    running.kill().unwrap();
                }
            }
            running.wait().unwrap();
            assert!(told >= saves);
            let log: HashSet<ChangeId> = store.changes(id).unwrap().iter().map(|c| c.id).collect();
            assert!(reported.is_subset(&log));
            assert_kept(&path, &store.load(id).unwrap());
        }
    }

    #[test]
    #[ignore = "runs in a process of its own, on a file system of its own"]
    fn child_that_fills_the_disk() {
        let Some(folder) = std::env::var_os(CHILD) else {
            return;
        };
        let path = Path::new(&folder).join("onramp.db");
        let (mut store, mut open) = started(&path);
        let long = note(&"word ".repeat(5_000));
        let mut saved = 0;
        let error = loop {
            match store.commit(
                &mut open,
                &author(Party::Hire),
                std::slice::from_ref(&long),
                moment(),
            ) {
                Ok(_) => saved += 1,
                Err(error) => break error,
            }
            assert!(saved < 1_000, "the disk is never full");
        };
        assert!(matches!(error, StoreError::Full(_)), "{error:?}");
        assert_eq!(open.journey.notes.len(), saved);
        assert_kept(&path, &open);
        println!("\nfull after {saved}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_and_damages_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mount = r#"mount -t tmpfs -o size=768k none "$0" || exit 77; exec "$@""#;
        let run = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", mount])
            .arg(folder.path())
            .args(child("processes::child_that_fills_the_disk", folder.path()))
            .output();
        let Ok(output) = run else {
            return; // There is no `unshare` here.
        };
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        if !told.contains("running 1 test") {
            return; // This user may not mount a small disk here.
        }
        assert!(output.status.success(), "{told}");
        assert!(told.contains("full after "), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_database_that_is_replaced_or_deleted_while_open_takes_no_change() {
    let (folder, path) = place();
    let (mut store, mut open) = started(&path);
    let other = folder.path().join("other.db");
    drop(started(&other));
    let before = std::fs::read(&other).unwrap();
    std::fs::rename(&other, &path).unwrap();
    let act = Act::Claim {
        goal: open.journey.goals[0].slug().clone(),
    };
    let author = author(Party::Hire);
    for _ in 0..2 {
        let refused = store.commit(&mut open, &author, std::slice::from_ref(&act), moment());
        assert!(matches!(refused, Err(StoreError::Gone(_))), "{refused:?}");
        assert!(matches!(store.has_moved(), Err(StoreError::Gone(_))));
        drop(std::fs::read(&path).map(|now| assert_eq!(now, before)));
        let _ = std::fs::remove_file(&path);
    }
    assert_ne!(open.journey.goals[0].state(), GoalState::Claimed);
}

#[test]
fn a_file_of_a_few_bytes_is_left_as_it_is() {
    let (_folder, path) = place();
    for bytes in [
        &b"x"[..],
        b"SQLite",
        b"some text that is longer than a header",
    ] {
        std::fs::write(&path, bytes).unwrap();
        let refused = Store::open(&path, &Surroundings::default()).unwrap_err();
        assert!(matches!(refused, StoreError::NotOurs(_)), "{refused}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn the_start_is_known_as_the_next_undo_also_after_it_was_brought_back() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    let (ada, id) = (author(Party::Hire), open.journey.id);
    assert!(store.undo_is_of_start(id, ada.person).unwrap());
    assert!(
        !store
            .undo_is_of_start(id, author(Party::Mentor).person)
            .unwrap()
    );
    store.undo(&mut open, &ada, None, moment()).unwrap();
    store.redo(&mut open, &ada, moment()).unwrap();
    assert!(store.undo_is_of_start(id, ada.person).unwrap());
    let goal = open.journey.goals[0].slug().clone();
    hire(&mut store, &mut open, &Act::Begin { goal });
    assert!(!store.undo_is_of_start(id, ada.person).unwrap());
}

fn version(path: &Path) -> i64 {
    let connection = Connection::open(path).unwrap();
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0));
    version.unwrap()
}

/// Returns what the log of an old database says of each change, apart from its edits.
fn old_log(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let is_cut = version(path) >= 5;
    let first = if is_cut { "WHERE beside IS NULL" } else { "" };
    let query = format!(
        "SELECT concat_ws(' ', journey, id, stamp, device, day, author, party, verb, undoes)
         FROM change {first} ORDER BY journey, stamp, device, sequence"
    );
    let mut statement = connection.prepare(&query).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(|row: rusqlite::Result<String>| row.unwrap().replace(" pause", " leave"))
        .collect()
}

/// Returns the same of a database as it is now.
fn log(store: &Store) -> Vec<String> {
    let mut journeys = store.journeys().unwrap();
    journeys.sort_by_key(|name| name.id);
    let logs = journeys.iter().map(|name| store.changes(name.id).unwrap());
    let line = |change: Change| {
        let verb = serde_json::to_value(change.verb).unwrap();
        let head = format!("{} {}", change.journey.0, change.id.0);
        let order = format!("{} {}", change.stamp, change.device.0);
        let author = format!("{} {}", change.author.name, change.author.party.word());
        let undoes = change.undoes.map(|id| format!(" {}", id.0));
        let (day, verb) = (change.day, verb.as_str().unwrap());
        format!(
            "{head} {order} {day} {author} {verb}{}",
            undoes.unwrap_or_default()
        )
    };
    let saves = logs.flatten().filter(|change| change.beside.is_none());
    saves.map(line).collect()
}

/// Fails where the changes of a journey are not numbered from 1 for each audience.
fn assert_numbered(store: &Store) {
    for name in store.journeys().unwrap() {
        let log = store.changes(name.id).unwrap();
        for audience in Audience::ALL {
            let of = log.iter().filter(|change| change.audience == audience);
            let numbers: Vec<i64> = of.map(|change| change.sequence).collect();
            assert!(
                numbers.iter().copied().eq(1..=numbers.len() as i64),
                "{numbers:?}"
            );
        }
    }
}

#[test]
fn a_save_of_two_parts_does_not_move_what_the_summary_tells() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    let topic = Topic::Goal { goal: slug("team") };
    hire(
        &mut store,
        &mut open,
        &Act::Meeting(MeetingAct::Start { occasion: None }),
    );
    hire(&mut store, &mut open, &action_of(topic));
    hire(&mut store, &mut open, &claim("access"));
    hire(&mut store, &mut open, &begin("fix"));
    hire(&mut store, &mut open, &note("the last line"));
    let log = store.changes(open.journey.id).unwrap();
    let since = |first| {
        let page = summary(&open.journey, &log, day("2026-03-12"), first, For::Manager);
        let page = markdown::page(&page);
        let moved = page.split("## What moved since").nth(1).unwrap();
        let moved = moved.split("##").next().unwrap().trim().lines();
        let moved = moved.filter(|line| line.starts_with("- "));
        let moved = moved.map(|line| line.split(": Ada ").nth(1).unwrap().to_owned());
        moved.collect::<Vec<String>>()
    };
    assert_eq!(
        since(day("2026-03-09")),
        [
            "started the journey as Tester",
            "claimed 30.3 Do the access",
            "began 60.1 Do the fix"
        ]
    );
}

/// Databases that earlier versions left, one for each schema.
#[test]
fn a_database_of_every_schema_opens_and_is_sound_and_a_copy_of_it_is_kept() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/databases");
    for schema in 1..=5_i64 {
        let (_home, path) = place();
        let old = std::fs::read(folder.join(format!("schema-{schema}.db"))).unwrap();
        std::fs::write(&path, &old).unwrap();
        assert_eq!(version(&path), schema);
        let written = old_log(&path);
        let store = Store::open(&path, &Surroundings::default()).unwrap();
        assert!(store.examine().unwrap().is_sound());
        assert_eq!(log(&store), written);
        assert_numbered(&store);
        let names = store.journeys().unwrap();
        let ada = names.iter().find(|name| name.hire == "Ada Lovelace");
        let journey = store.load(ada.unwrap().id).unwrap().journey;
        assert_eq!(journey.goals[0].state(), GoalState::Confirmed);
        if schema == 1 {
            assert_eq!(journey.goals[1].parts(), (1, 2));
        }
        drop(store);
        let kept = |copy: &str| path.with_file_name(format!("onramp.db.schema-{schema}{copy}"));
        if version(&path) == schema {
            assert!(!kept("").exists());
            continue;
        }
        assert_eq!(version(&kept("")), schema);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(kept("")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(&path, &old).unwrap();
        drop(Store::open(&path, &Surroundings::default()).unwrap());
        assert!(kept("-2").is_file());
        drop(Store::open(&path, &Surroundings::default()).unwrap());
        assert!(!kept("-3").exists());
    }
}

#[test]
fn an_edition_of_the_plan_is_taken_as_one_change_with_the_guide() {
    let (_home, path) = place();
    let (mut store, mut open) = started(&path);
    hire(&mut store, &mut open, &claim("team"));
    let before = open.journey.clone();
    let mut plan = plan();
    plan.role.edition = 2;
    plan.goals.remove(0);
    plan.guide = onramp::plans::find("applied-scientist")
        .unwrap()
        .read()
        .unwrap()
        .plan
        .guide;
    let mentor = author(Party::Mentor);
    let acts = [Act::Update {
        plan: Box::new(plan.clone()),
        agreed: String::new(),
    }];
    store.commit(&mut open, &mentor, &acts, moment()).unwrap();
    assert_eq!(store.guide(open.journey.id).unwrap(), plan.guide);
    assert!(open.journey.goal(&slug("team")).unwrap().plan.dropped);
    assert_kept(&path, &open);
    let refused = store.commit(&mut open, &mentor, &acts, moment());
    assert!(matches!(
        refused,
        Err(StoreError::Refused(Refusal::NothingToDo(_)))
    ));
    store.undo(&mut open, &mentor, None, moment()).unwrap();
    assert_eq!(open.journey, before);
    assert!(
        store
            .guide(open.journey.id)
            .unwrap()
            .page("metric")
            .is_none()
    );
    assert_kept(&path, &open);
}

/// Puts a database of schema 4 in its place.
fn old_database(path: &Path) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/databases");
    std::fs::copy(folder.join("schema-4.db"), path).unwrap();
}

/// Returns the copies that were kept before a database was brought up to date.
fn kept_copies(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    let is_copy = |file: &PathBuf| {
        let name = file.file_name().unwrap().to_str().unwrap();
        name.starts_with("onramp.db.schema-")
    };
    files.filter(is_copy).collect()
}

#[test]
fn programs_that_bring_a_database_up_to_date_at_the_same_moment_do_it_once() {
    for _ in 0..8 {
        let (_folder, path) = place();
        old_database(&path);
        let written = old_log(&path);
        let stores: Vec<_> = std::thread::scope(|scope| {
            let opening: Vec<_> = (0..6)
                .map(|_| scope.spawn(|| Store::open(&path, &Surroundings::default())))
                .collect();
            opening
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        for store in stores {
            assert_eq!(log(&store.unwrap()), written);
        }
        let copies = kept_copies(&path);
        assert_eq!(copies.len(), 1);
        for copy in copies {
            assert_eq!(version(&copy), 4, "{}", copy.display());
            assert_eq!(old_log(&copy), written);
        }
    }
}

#[test]
fn an_old_log_that_cannot_be_read_is_told_and_left_alone() {
    for (edits, told) in [
        ("[{\"edit\":\"wish\",\"set\":{\"to\":1}}]", "wish"),
        ("[{\"edit\":\"stage\"", "stage"),
        ("", "the column edits"),
    ] {
        let (_folder, path) = place();
        old_database(&path);
        let db = Connection::open(&path).unwrap();
        let last = "SELECT max(arrival) FROM change";
        let last: i64 = db.query_row(last, [], |row| row.get(0)).unwrap();
        db.execute(
            "UPDATE change SET edits = ?1 WHERE arrival = ?2",
            (edits, last),
        )
        .unwrap();
        drop(db);
        let written = old_log(&path);
        for _ in 0..2 {
            let error = Store::open(&path, &Surroundings::default()).unwrap_err();
            assert!(matches!(error, StoreError::Damaged(..)), "{error:?}");
            assert!(error.to_string().contains(told), "{error}");
            assert_eq!(version(&path), 4);
            assert_eq!(old_log(&path), written);
            assert_eq!(kept_copies(&path), Vec::<PathBuf>::new());
        }
    }
}

#[test]
fn a_database_that_cannot_be_brought_up_to_date_is_told_in_words_with_its_copy() {
    let (_folder, path) = place();
    old_database(&path);
    let db = Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE lane (of TEXT)").unwrap();
    drop(db);
    let written = old_log(&path);
    let kept = path.with_file_name("onramp.db.schema-4");
    for _ in 0..2 {
        let error = Store::open(&path, &Surroundings::default()).unwrap_err();
        assert!(matches!(error, StoreError::NotUpdated { .. }), "{error:?}");
        let said = error.to_string();
        assert!(said.contains("could not be brought up to date"), "{said}");
        assert!(!said.contains("CREATE"), "{said}");
        let hint = error.hint().unwrap();
        assert!(hint.contains(&kept.display().to_string()), "{hint}");
        assert_eq!(old_log(&path), written);
        assert_eq!(kept_copies(&path), vec![kept.clone()]);
    }
}

/// Does something to a database behind the program's back.
fn tamper(path: &Path, sql: &str) {
    let db = Connection::open(path).unwrap();
    db.pragma_update(None, "foreign_keys", false).unwrap();
    assert!(db.execute(sql, []).unwrap() > 0, "{sql}");
}

#[test]
fn a_plan_that_is_missing_is_told_as_damage() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    tamper(&path, "DELETE FROM plan");
    let id = open.journey.id;
    let error = store.load(id).unwrap_err();
    assert!(matches!(error, StoreError::Damaged(..)), "{error:?}");
    assert!(error.to_string().contains("the plan "), "{error}");
    let found = store.examine().unwrap();
    assert!(!found.is_sound());
    assert_eq!(found.journeys[0].1, Replay::NoStart);
    let references = found.references.join("; ");
    assert!(
        references.contains("a row of journey names a missing row of plan"),
        "{references}"
    );
    // What is still there stays, and nothing is written that could not be read.
    store.rebuild().unwrap();
    assert_eq!(store.journeys().unwrap().len(), 1);
    let ada = author(Party::Hire);
    store
        .commit(&mut open, &ada, &[note("still here")], moment())
        .unwrap();
    assert!(store.guide(id).is_err());
}

#[test]
fn a_row_that_the_program_would_not_have_written_is_told_and_mended() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    let topic = Topic::Goal { goal: slug("team") };
    hire(
        &mut store,
        &mut open,
        &Act::Meeting(MeetingAct::Start { occasion: None }),
    );
    hire(&mut store, &mut open, &action_of(topic));
    hire(&mut store, &mut open, &claim("team"));
    hire(&mut store, &mut open, &note("kept"));
    for damage in [
        "UPDATE journey SET copy = 'x'",
        "UPDATE journey SET start = 'soon'",
        "UPDATE stage SET claimed_on = NULL",
        "UPDATE note SET day = 'x'",
        "UPDATE agenda SET agenda = '{'",
        "UPDATE treatment SET topic = 'x'",
        "UPDATE action SET entered_on = ''",
    ] {
        tamper(&path, damage);
        let error = store.load(open.journey.id).unwrap_err();
        assert!(
            matches!(error, StoreError::Damaged(..)),
            "{damage}: {error:?}"
        );
        match store.examine() {
            Ok(found) => assert_eq!(found.journeys[0].1, Replay::Different, "{damage}"),
            Err(error) => assert!(damage.contains("SET start"), "{damage}: {error}"),
        }
        store.rebuild().unwrap();
        assert_kept(&path, &open);
    }
    tamper(
        &path,
        "INSERT INTO leave VALUES ('gone', 'x', '2026-01-01', '2026-01-01', 'Ada', '2026-01-01')",
    );
    assert!(!store.examine().unwrap().is_sound());
    tamper(&path, "DELETE FROM leave");
    assert_kept(&path, &open);
}

#[test]
fn a_row_without_its_journey_does_not_come_back_with_it() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    hire(&mut store, &mut open, &claim("team"));
    tamper(&path, "DELETE FROM journey");
    tamper(&path, "UPDATE stage SET goal = 'lead'");
    store.rebuild().unwrap();
    assert_kept(&path, &open);
}

#[test]
fn a_save_of_two_parts_is_undone_and_redone_whole_by_another_program() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    let ada = author(Party::Hire);
    let point = hire(
        &mut store,
        &mut open,
        &Act::Meeting(MeetingAct::Point {
            text: "Pay".to_owned(),
            visibility: Visibility::Private,
        }),
    );
    hire(
        &mut store,
        &mut open,
        &Act::Meeting(MeetingAct::Start { occasion: None }),
    );
    let begun = open.journey.clone();
    let made = hire(&mut store, &mut open, &action_of(Topic::Point { point }));
    let whole = open.journey.clone();
    let journey = open.journey.id;
    let parts = |store: &Store, id| {
        let log = store.changes(journey).unwrap();
        let of_save = log
            .iter()
            .filter(|change| change.id == id || change.beside == Some(id));
        of_save.map(|change| change.audience).collect::<Vec<_>>()
    };
    let both = [Audience::Journey, Audience::Author];
    assert_eq!(parts(&store, made), both);
    // Half a save is not taken back.
    let log = store.changes(journey).unwrap();
    let half = log.iter().find(|change| change.beside == Some(made));
    let refused = store.undo(&mut open, &ada, half.map(|change| change.id), moment());
    assert!(matches!(
        refused,
        Err(StoreError::UndoRefused(UndoRefusal::NothingToUndo))
    ));

    // Each is taken back by a program that holds the journey as it was before.
    let mut other = Store::open(&path, &Surroundings::default()).unwrap();
    let mut stale = other.load(journey).unwrap();
    let undo = store.undo(&mut open, &ada, None, moment()).unwrap()[0].id;
    assert_eq!(open.journey, begun);
    assert_eq!(parts(&store, undo), both);
    let redo = other.redo(&mut stale, &ada, moment()).unwrap()[0].id;
    assert_eq!(stale.journey, whole);
    assert_eq!(parts(&store, redo), both);
    store.undo(&mut open, &ada, Some(made), moment()).unwrap();
    assert_eq!(open.journey, begun);
    let again = other.undo(&mut stale, &ada, Some(made), moment());
    assert!(matches!(
        again,
        Err(StoreError::UndoRefused(UndoRefusal::AlreadyUndone))
    ));
    // What came before is next, not the other part.
    store.undo(&mut open, &ada, None, moment()).unwrap();
    assert!(open.journey.meetings.held.is_empty());
    assert_kept(&path, &open);
    store.rebuild().unwrap();
    assert_kept(&path, &open);
    assert_numbered(&store);
}

/// What the store knows of a world in which devices are recorded in a folder.
fn around(folder: &Path) -> Surroundings {
    Surroundings {
        devices: Some(folder.join("devices")),
        ..Surroundings::default()
    }
}

/// Writes a note into the only journey of a database; returns the device that wrote it.
fn write_into(path: &Path, around: &Surroundings) -> DeviceId {
    let mut store = Store::open(path, around).unwrap();
    let id = store.journeys().unwrap()[0].id;
    let mut open = store.load(id).unwrap();
    let save = store.commit(&mut open, &author(Party::Hire), &[note("here")], moment());
    save.unwrap()[0].device
}

#[test]
fn a_copy_of_a_database_writes_as_another_device() {
    let (folder, path) = place();
    let around = around(folder.path());
    let mut store = Store::open(&path, &around).unwrap();
    store.start(seed_of("Ada"), moment()).unwrap();
    drop(store);
    let own = write_into(&path, &around);
    assert_eq!(
        write_into(&path, &around),
        own,
        "the same file, opened again"
    );
    let moved = folder.path().join("moved.db");
    std::fs::rename(&path, &moved).unwrap();
    assert_eq!(
        write_into(&moved, &around),
        own,
        "the same file under another name"
    );

    let copy = folder.path().join("copy.db");
    std::fs::copy(&moved, &copy).unwrap();
    let other = write_into(&copy, &around);
    assert_ne!(other, own, "a copy beside its original");
    assert_eq!(
        write_into(&copy, &around),
        other,
        "which keeps its name then"
    );
    assert_eq!(write_into(&moved, &around), own, "as the original does");

    // An older state of the file, put back into its place: what is there is written over.
    let old = std::fs::read(&moved).unwrap();
    write_into(&moved, &around);
    std::fs::write(&moved, old).unwrap();
    assert_ne!(write_into(&moved, &around), own, "put back from a copy");
    for path in [&moved, &copy] {
        let store = Store::open(path, &around).unwrap();
        assert!(store.examine().unwrap().is_sound());
    }
}

#[test]
fn a_device_that_nobody_recorded_takes_another_name_and_saves() {
    let (folder, path) = place();
    let around = around(folder.path());
    drop(started(&path));
    let first = write_into(&path, &Surroundings::default());
    let second = write_into(&path, &around);
    assert_ne!(second, first, "a database from another machine");
    let record = folder
        .path()
        .join("devices")
        .join(format!("{}.json", second.0));
    std::fs::write(&record, "{").unwrap();
    let third = write_into(&path, &around);
    assert_ne!(third, second, "a record that cannot be read");
    // A file where the folder should be: nothing can be recorded, and all is saved.
    let blocked = folder.path().join("blocked");
    std::fs::write(&blocked, "").unwrap();
    let nowhere = Surroundings {
        devices: Some(blocked),
        ..Surroundings::default()
    };
    write_into(&path, &nowhere);
    let store = Store::open(&path, &around).unwrap();
    assert!(store.examine().unwrap().is_sound());
}

#[cfg(unix)]
#[test]
fn only_its_owner_reads_the_record_of_a_device() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path) = place();
    let around = around(folder.path());
    drop(started(&path));
    let device = write_into(&path, &around);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let devices = folder.path().join("devices");
    assert_eq!(mode(&devices), 0o700);
    assert_eq!(mode(&devices.join(format!("{}.json", device.0))), 0o600);
}

#[test]
fn a_clock_that_cannot_be_right_is_refused() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    let ada = author(Party::Hire);
    let year_9999 = 253_370_764_800_000;
    let at = |clock| Moment { clock, ..moment() };
    let refused = store.commit(&mut open, &ada, &[note("late")], at(year_9999));
    let told = refused.unwrap_err().to_string();
    assert_eq!(told, "the clock says 1 Jan 9999, which cannot be right");
    let refused = store.start(seed_of("Eve"), at(-31_536_000_000));
    let told = refused.unwrap_err().to_string();
    assert_eq!(told, "the clock says 1 Jan 1969, which cannot be right");
    assert_eq!(store.journeys().unwrap().len(), 1);
    // A clock that goes back is put right by the last stamp.
    store
        .commit(&mut open, &ada, &[note("now")], at(1))
        .unwrap();
    assert_eq!(store.changes(open.journey.id).unwrap().len(), 2);
    tamper(&path, "UPDATE lane SET stamp = 9223372036854775807");
    let refused = store.commit(&mut open, &ada, &[note("after")], moment());
    assert!(matches!(refused, Err(StoreError::Clock(_))), "{refused:?}");
}

#[test]
fn a_journey_without_the_texts_of_its_notes_is_acted_on_as_one_with_them() {
    let (_home, path) = place();
    let (mut store, mut open) = started(&path);
    let on_goal = |text: &str, visibility| Act::Note {
        goal: Some(slug("talk")),
        text: text.to_owned(),
        visibility,
        question: false,
        meeting: None,
    };
    let later = |today: &str| Moment {
        today: day(today),
        ..moment()
    };
    let hire_person = author(Party::Hire);
    for (text, today) in [("one", "2026-03-02"), ("two", "2026-03-04")] {
        let acts = [on_goal(text, Visibility::Shared)];
        let made = store.commit(&mut open, &hire_person, &acts, later(today));
        made.unwrap();
    }
    hire(&mut store, &mut open, &on_goal("mine", Visibility::Private));
    let id = open.journey.id;
    let mut few = store.load_counted(id).unwrap();
    let notes = |open: &OpenJourney| open.journey.goal(&slug("talk")).unwrap().notes.clone();
    assert_eq!((notes(&few).len(), notes(&few).values().count()), (3, 0));
    assert_eq!(notes(&few).last_shared(), Some(day("2026-03-04")));

    // What is taken back is read, and nothing else.
    store.undo(&mut few, &hire_person, None, moment()).unwrap();
    store.undo(&mut few, &hire_person, None, moment()).unwrap();
    assert_eq!((notes(&few).len(), notes(&few).values().count()), (1, 0));
    assert_eq!(notes(&few).last_shared(), Some(day("2026-03-02")));
    assert_kept(&path, &few);
    store.redo(&mut few, &hire_person, moment()).unwrap();
    assert_eq!((notes(&few).len(), notes(&few).values().count()), (2, 1));
    assert_eq!(notes(&few).last_shared(), Some(day("2026-03-04")));
    assert_kept(&path, &few);

    store.read_notes(&mut few, Some(&slug("talk"))).unwrap();
    let texts = notes(&few);
    let texts: Vec<&str> = texts.values().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["one", "two"]);
}

#[test]
fn a_kept_agenda_is_fetched_when_it_is_looked_at_and_says_so_where_it_is_damaged() {
    let (_home, path) = place();
    let (mut store, mut open) = started(&path);
    let point = Act::Meeting(MeetingAct::Point {
        text: "Which data comes first?".to_owned(),
        visibility: Visibility::Shared,
    });
    hire(&mut store, &mut open, &point);
    hire(
        &mut store,
        &mut open,
        &Act::Meeting(MeetingAct::Start { occasion: None }),
    );
    let close = Act::Meeting(MeetingAct::Close {
        next: None,
        leave_claims: false,
    });
    hire(&mut store, &mut open, &close);
    let id = open.journey.id;
    let texts = |open: &OpenJourney, edge| {
        let (_, meeting) = open.journey.meetings.closed()[0];
        let kept = meeting.kept(edge).iter();
        kept.map(|line| line.text.clone()).collect::<Vec<_>>()
    };
    let before = store.load_counted(id).unwrap();
    for edge in [Edge::Opening, Edge::Closing] {
        let mut lines = texts(&before, edge).into_iter();
        assert!(lines.any(|line| line.starts_with("Which data comes first?")));
        assert_eq!(texts(&before, edge), texts(&open, edge));
    }

    let edit = "UPDATE agenda SET agenda = 'torn' WHERE edge = 'closing'";
    Connection::open(&path).unwrap().execute(edit, []).unwrap();
    let damaged = store.load_counted(id).unwrap();
    let told = "The agenda kept here cannot be read; `onramp doctor` says what can be done";
    assert_eq!(texts(&damaged, Edge::Closing), [told]);
    assert!(!store.examine().unwrap().is_sound());
    store.rebuild().unwrap();
    assert_kept(&path, &open);
}

#[test]
fn the_doctor_sees_notes_that_are_counted_wrongly_and_counts_them_anew() {
    let (_home, path) = place();
    let (mut store, mut open) = started(&path);
    hire(&mut store, &mut open, &note("on the journey"));
    drop(store);
    let db = Connection::open(&path).unwrap();
    db.execute("UPDATE note_count SET count = 2", []).unwrap();
    drop(db);
    let mut store = Store::open(&path, &Surroundings::default()).unwrap();
    assert!(!store.examine().unwrap().is_sound());
    store.rebuild().unwrap();
    assert!(store.examine().unwrap().is_sound());
}
