//! Folders and remotes that fail, and machines that are stopped in the middle.

use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use super::machines::{Pair, assert_sound, log, take};
use crate::home::Home;

#[test]
fn a_folder_that_is_gone_is_told_and_nothing_is_lost() {
    let pair = Pair::linked();
    let away = pair.ada.path("away");
    pair.ada.ok(&["claim", "30.1"]);
    std::fs::rename(pair.share.path(), &away).unwrap();
    let said = pair.ada.run(&["exchange", "sync"]);
    let plain = |text: &str| text.replace(&pair.place(), "SHARE");
    assert_eq!(said.code, 1);
    insta::assert_snapshot!(plain(&said.out), @r"
    There is no folder at SHARE; check that the drive is mounted, then sync again
    ");
    insta::assert_snapshot!(said.err, @r"
    onramp: nothing was exchanged
    hint: nothing is lost; what waits goes out with the next `onramp exchange sync`
    ");
    let said = pair.ada.run(&["exchange", "sync", "--json"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("there is no folder at"), "{}", said.out);
    assert!(!pair.share.path().exists());
    let said = pair.ada.ok(&["exchange", "status"]);
    assert!(said.contains("1 change to go out"), "{said}");
    std::fs::rename(&away, pair.share.path()).unwrap();
    pair.meet("2026-03-03");
    assert_eq!(log(&pair.ada), log(&pair.grace));
}

#[test]
fn a_file_that_cannot_be_replaced_is_told_and_goes_out_later() {
    let pair = Pair::linked();
    let file = pair.file_of(&pair.ada, "journey.lane");
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    std::fs::write(file.join("in the way"), "").unwrap();
    pair.ada.ok(&["claim", "30.1"]);
    let said = pair.ada.run(&["exchange", "sync"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.contains("journey.lane cannot be written"),
        "{}",
        said.out
    );
    std::fs::remove_dir_all(&file).unwrap();
    pair.meet("2026-03-03");
    assert_eq!(log(&pair.ada), log(&pair.grace));
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_can_still_be_read() {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;
    let pair = Pair::linked();
    pair.ada.ok(&["claim", "30.1"]);
    pair.ada.ok(&["exchange", "sync"]);
    pair.grace.ok(&["note", "30.2", "not yet out"]);
    let folder = pair.lanes();
    std::fs::set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
    // Whoever may do everything may write there, too.
    let is_free = std::fs::write(folder.join("probe"), "").is_ok();
    let said = pair.grace.run(&["exchange", "sync"]);
    std::fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(said.code, i32::from(!is_free));
    assert!(said.out.contains("Ada claimed 30.1"), "{}", said.out);
    assert_eq!(
        said.out.contains("cannot be written"),
        !is_free,
        "{}",
        said.out
    );
}

#[test]
fn what_a_folder_lost_is_put_back() {
    let pair = Pair::linked();
    pair.ada.ok(&["claim", "30.1"]);
    pair.meet("2026-03-03");
    let lost = pair.lanes();
    std::fs::remove_dir_all(&lost).unwrap();
    pair.ada.ok(&["exchange", "sync"]);
    assert!(pair.file_of(&pair.ada, "journey.lane").is_file());
    pair.grace.ok(&["exchange", "sync"]);
    assert!(pair.file_of(&pair.ada, "journey.lane").is_file());
    pair.grace.on("2026-03-04").ok(&["confirm", "30.1"]);
    pair.meet("2026-03-05");
    assert_eq!(log(&pair.ada), log(&pair.grace));
}

/// A pair that is linked over a bare repository.
fn over_git() -> (Pair, std::path::PathBuf) {
    let pair = Pair::begun();
    let remote = pair.share.path().join("team.git");
    create(&remote);
    pair.link(&remote.display().to_string());
    (pair, remote)
}

fn create(remote: &Path) {
    let mut git = std::process::Command::new("git");
    let made = git.args(["init", "--quiet", "--bare"]).arg(remote).status();
    assert!(made.unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_remote_that_refuses_is_told_with_its_words() {
    use std::os::unix::fs::PermissionsExt as _;
    let (pair, remote) = over_git();
    let hook = remote.join("hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\necho no pushes on fridays >&2\nexit 1\n").unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    pair.ada.ok(&["claim", "30.1"]);
    let said = pair.ada.run(&["exchange", "sync"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out
            .contains("rejected the request: no pushes on fridays"),
        "{}",
        said.out
    );
    assert!(
        pair.ada
            .ok(&["exchange", "status"])
            .contains("1 change to go out")
    );
    std::fs::remove_file(&hook).unwrap();
    let said = pair.ada.ok(&["exchange", "sync"]);
    assert!(said.contains("1 change of yours went out."), "{said}");
}

#[test]
fn a_remote_that_lost_its_history_is_filled_again() {
    let (pair, remote) = over_git();
    pair.ada.ok(&["claim", "30.1"]);
    pair.meet("2026-03-03");
    std::fs::remove_dir_all(&remote).unwrap();
    let said = pair.grace.run(&["exchange", "sync"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.contains("There is no git repository at"),
        "{}",
        said.out
    );
    create(&remote);
    pair.grace.ok(&["exchange", "sync"]);
    pair.ada.ok(&["exchange", "sync"]);
    pair.grace.on("2026-03-04").ok(&["confirm", "30.1"]);
    pair.meet("2026-03-05");
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert_sound(&pair.ada);
}

#[cfg(unix)]
#[test]
fn a_remote_that_cannot_be_reached_is_told() {
    let pair = Pair::begun();
    let mut command = pair
        .ada
        .command(&["exchange", "invite", "nobody@host.invalid:team.git"]);
    command.env(
        "GIT_SSH_COMMAND",
        "sh -c 'echo Connection refused >&2; exit 255'",
    );
    let said = pair.ada.finish(&mut command);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("host.invalid"), "{}", said.err);
    assert!(said.err.contains("cannot be reached"), "{}", said.err);
    let said = pair.ada.ok(&["exchange", "status"]);
    assert!(
        said.starts_with("This journey is on this machine alone."),
        "{said}"
    );
}

#[test]
fn several_processes_may_sync_at_once() {
    let pair = Pair::linked();
    for round in 0..3 {
        pair.ada.ok(&["note", "30.1", &format!("round {round}")]);
        pair.ada.ok(&["exchange", "sync"]);
        let text = format!("mine {round}");
        let all: [&[&str]; 4] = [
            &["exchange", "sync"],
            &["note", "30.2", &text],
            &["exchange", "sync"],
            &["exchange", "status"],
        ];
        let running = all.map(|args| {
            let mut command = pair.grace.child(args);
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().unwrap()
        });
        for child in running {
            let done = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&done.stdout).into_owned();
            let failed = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(done.status.success() && failed.is_empty(), "{said}{failed}");
            assert!(!said.contains("not admitted"), "{said}");
        }
    }
    pair.meet("2026-03-03");
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert_eq!(log(&pair.ada).len(), 2 + 6);
    assert_sound(&pair.grace);
}

/// A home with a copy of the database of another.
fn copy_of(home: &Home) -> Home {
    let copy = Home::new();
    copy.put(&home.bytes());
    copy
}

#[test]
fn a_process_that_is_killed_while_it_takes_a_file_leaves_all_of_it_or_nothing() {
    let pair = Pair::linked();
    let long = "what was said at length. ".repeat(1600);
    for number in 0..8 {
        pair.ada.ok(&["note", "30.1", &format!("{number} {long}")]);
    }
    let handed = pair.ada.ok(&["exchange", "write", "all.jsonl"]);
    assert!(handed.starts_with("Wrote all.jsonl."), "{handed}");
    let file = pair.ada.path("all.jsonl").display().to_string();
    pair.grace.ok(&["doctor"]);
    let args = ["exchange", "take", &file];
    let whole = copy_of(&pair.grace);
    let begun = Instant::now();
    whole.ok(&args);
    let lasts = begun.elapsed();
    let (before, after) = (log(&pair.grace), log(&whole));
    const POINTS: u32 = 6;
    for point in 1..=POINTS {
        let home = copy_of(&pair.grace);
        let mut child = home.child(&args).stdout(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while begun.elapsed() < lasts * point / POINTS && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_sound(&home);
        let now = log(&home);
        assert!(now == before || now == after, "{now:?}");
        home.ok(&args);
        assert_eq!(log(&home), after);
        assert_sound(&home);
    }
}

#[test]
fn a_process_that_is_killed_while_it_syncs_goes_on_with_the_next_one() {
    let pair = Pair::linked();
    const POINTS: u32 = 5;
    pair.ada.ok(&["note", "30.1", "measured"]);
    pair.ada.ok(&["exchange", "sync"]);
    let begun = Instant::now();
    pair.grace.ok(&["exchange", "sync"]);
    let lasts = begun.elapsed();
    for point in 1..=POINTS {
        pair.ada.ok(&["note", "30.1", &format!("point {point}")]);
        pair.ada.ok(&["exchange", "sync"]);
        pair.grace.ok(&["note", "30.2", &format!("point {point}")]);
        let mut child = pair
            .grace
            .child(&["exchange", "sync"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        while begun.elapsed() < lasts * point / POINTS && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_sound(&pair.grace);
    }
    pair.meet("2026-03-03");
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert_eq!(
        take(&pair.ada, pair.grace.ok(&["exchange", "write", "-"])).out,
        "Nothing new came in.\n"
    );
}

#[test]
fn an_older_copy_of_a_folder_is_written_over_by_the_next_sync() {
    let pair = Pair::linked();
    pair.ada.ok(&["note", "30.1", "one"]);
    pair.ada.ok(&["exchange", "sync"]);
    let lane = pair.file_of(&pair.ada, "journey.lane");
    let older = std::fs::read(&lane).unwrap();
    pair.ada.ok(&["note", "30.1", "two"]);
    pair.ada.ok(&["exchange", "sync"]);
    for bytes in [older.clone(), older[..older.len() / 2].to_vec()] {
        std::fs::write(&lane, bytes).unwrap();
        pair.ada.ok(&["exchange", "sync"]);
        let now = std::fs::read_to_string(&lane).unwrap();
        assert!(now.contains("two"), "{now}");
    }
    pair.grace.ok(&["exchange", "sync"]);
    assert!(pair.grace.ok(&["show", "30.1"]).contains("two"));
}
