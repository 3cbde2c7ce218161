//! What is left where an exchange ends half-way: a place that fails, hangs, or is for others.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::machines::{Pair, files, six_words, standing};
use crate::home::{Home, Ran};

/// How long three places that hang may keep a command busy whose time is a second; a machine that is
/// loaded is slow.
const SOON: Duration = Duration::from_secs(30);

fn create(remote: &Path) {
    let mut git = std::process::Command::new("git");
    let made = git.args(["init", "--quiet", "--bare"]).arg(remote).status();
    assert!(made.unwrap().success());
}

fn script(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// A repository that takes nothing until its hook is gone.
fn closed(remote: &Path) -> PathBuf {
    create(remote);
    let hook = remote.join("hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    script(&hook, "#!/bin/sh\necho closed for today >&2\nexit 1\n");
    hook
}

#[test]
fn an_invitation_that_could_not_be_put_anywhere_is_not_there_later() {
    let pair = Pair::begun();
    let remote = pair.share.path().join("team.git");
    let hook = closed(&remote);
    let place = remote.display().to_string();
    let said = pair.ada.run(&["exchange", "invite", &place]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("closed for today"), "{}", said.err);
    assert_eq!(standing(&pair.ada)["places"].as_array().unwrap().len(), 0);
    std::fs::remove_file(hook).unwrap();
    let blocked = pair.ada.path("folder");
    std::fs::create_dir(&blocked).unwrap();
    let file = blocked
        .join("no such folder/invitation")
        .display()
        .to_string();
    let said = pair.ada.run(&["exchange", "invite", &file]);
    assert_eq!(said.code, 1, "{}", said.out);
    let database = rusqlite::Connection::open(pair.ada.database()).unwrap();
    let left = "SELECT count(*) FROM invitation";
    let left: i64 = database.query_row(left, [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
    pair.link(&place);
}

#[test]
fn an_answer_that_could_not_be_put_there_goes_with_the_next_sync() {
    let pair = Pair::begun();
    let remote = pair.share.path().join("team.git");
    create(&remote);
    let place = remote.display().to_string();
    pair.ada.ok(&["exchange", "invite", &place]);
    let hook = closed(&remote);
    let said = pair
        .grace
        .run(&["exchange", "join", &place, "--as", "Grace"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.contains("Your answer is not there yet"),
        "{}",
        said.out
    );
    let words = six_words(&said.out);
    std::fs::remove_file(hook).unwrap();
    pair.grace.ok(&["exchange", "sync"]);
    pair.ada.ok(&["exchange", "admit", "--words", &words]);
    pair.grace.ok(&["exchange", "sync"]);
    pair.grace.ok(&["note", "30.1", "let in"]);
}

/// Runs a command where ssh is a script.
fn over(home: &Home, ssh: &Path, args: &[&str]) -> Ran {
    home.finish(home.command(args).env("GIT_SSH_COMMAND", ssh))
}

#[test]
fn places_that_hang_share_one_deadline() {
    let pair = Pair::begun();
    let tools = TempDir::new().unwrap();
    let (here, hangs) = (tools.path().join("here"), tools.path().join("hangs"));
    script(&here, "#!/bin/sh\nshift $(($# - 1))\nexec sh -c \"$1\"\n");
    script(&hangs, "#!/bin/sh\nexec sleep 1000\n");
    for name in ["a.git", "b.git", "c.git"] {
        let remote = pair.share.path().join(name);
        create(&remote);
        let place = format!("ssh://host{}", remote.display());
        let said = over(&pair.ada, &here, &["exchange", "invite", &place]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
    }
    std::fs::write(pair.ada.path("config.toml"), "[exchange]\ntimeout = 1\n").unwrap();
    let begun = Instant::now();
    let said = over(&pair.ada, &hangs, &["exchange", "sync"]);
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    assert_eq!(said.code, 1);
    assert_eq!(
        said.out.matches("took longer than 1 second").count(),
        3,
        "{}",
        said.out
    );
    let left = files(&pair.ada.path(".cache"));
    let locks = left
        .iter()
        .filter(|file| file.extension() == Some("lock".as_ref()));
    assert_eq!(locks.count(), 0, "{left:?}");
}

#[test]
fn a_place_that_hangs_is_asked_once_for_all_journeys() {
    let pair = Pair::begun();
    let tools = TempDir::new().unwrap();
    let (here, hangs) = (tools.path().join("here"), tools.path().join("hangs"));
    script(&here, "#!/bin/sh\nshift $(($# - 1))\nexec sh -c \"$1\"\n");
    script(&hangs, "#!/bin/sh\nexec sleep 1000\n");
    let remote = pair.share.path().join("a.git");
    create(&remote);
    let place = format!("ssh://host{}", remote.display());
    let role = "applied-scientist";
    pair.ada
        .ok(&["start", role, "--name", "Eva", "--mentor", "Grace"]);
    for hire in ["Ada", "Eva"] {
        let invite = ["exchange", "invite", &place, "--journey", hire];
        assert_eq!(over(&pair.ada, &here, &invite).code, 0);
    }
    std::fs::write(pair.ada.path("config.toml"), "[exchange]\ntimeout = 1\n").unwrap();
    let said = over(&pair.ada, &hangs, &["exchange", "sync"]);
    assert_eq!(said.code, 1);
    assert_eq!(
        said.out.matches("took longer than").count(),
        1,
        "{}",
        said.out
    );
    assert_eq!(
        said.out.matches("was not asked again").count(),
        1,
        "{}",
        said.out
    );
}

#[test]
fn an_answer_to_an_invitation_for_others_is_told_once_and_not_kept() {
    let pair = Pair::begun();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    // What a program of Mary's own could write: an invitation that seems to be for the manager.
    let invitation = files(pair.share.path()).into_iter();
    let mut invitation = invitation.filter(|file| file.extension() == Some("invitation".as_ref()));
    let invitation = invitation.next().unwrap();
    let honest = std::fs::read_to_string(&invitation).unwrap();
    let forged = honest.replace("\"audience\":\"pair\"", "\"audience\":\"journey\"");
    assert_ne!(honest, forged);
    std::fs::write(&invitation, forged).unwrap();
    Home::new().ok(&["exchange", "join", &place, "--as", "Mary"]);
    std::fs::write(&invitation, honest).unwrap();
    let said = pair.ada.ok(&["exchange", "sync"]);
    let told =
        "Mary, the manager, answered an invitation that is not for them; nothing of it was kept.";
    assert_eq!(said.matches(told).count(), 1, "{said}");
    assert!(!said.contains("asks to be admitted"), "{said}");
    assert_eq!(standing(&pair.ada)["asking"].as_array().unwrap().len(), 0);
    let said = pair.ada.ok(&["exchange", "sync"]);
    assert!(!said.contains("Mary"), "{said}");
}

#[test]
fn a_sync_that_is_stopped_leaves_no_git_behind() {
    use std::io::Read as _;
    let pair = Pair::begun();
    let tools = TempDir::new().unwrap();
    let (here, hangs) = (tools.path().join("here"), tools.path().join("hangs"));
    let pipe = tools.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    script(&here, "#!/bin/sh\nshift $(($# - 1))\nexec sh -c \"$1\"\n");
    let waits = format!(
        "#!/bin/sh\nexec 9>'{}'\necho up >&9\nexec sleep 1000\n",
        pipe.display()
    );
    script(&hangs, &waits);
    let remote = pair.share.path().join("a.git");
    create(&remote);
    let place = format!("ssh://host{}", remote.display());
    assert_eq!(
        over(&pair.ada, &here, &["exchange", "invite", &place]).code,
        0
    );
    for signal in ["INT", "TERM", "HUP"] {
        let mut sync = pair.ada.child(&["exchange", "sync"]);
        let sync = sync.env("GIT_SSH_COMMAND", &hangs);
        let sync = sync
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::null());
        let mut sync = sync.spawn().unwrap();
        // Opens once ssh is there, and ends once nothing holds the other end any more.
        let mut pipe = std::fs::File::open(&pipe).unwrap();
        pipe.read_exact(&mut [0; 3]).unwrap();
        let mut kill = std::process::Command::new("kill");
        let told = kill
            .arg(format!("-{signal}"))
            .arg(sync.id().to_string())
            .status();
        assert!(told.unwrap().success());
        assert!(!sync.wait().unwrap().success());
        pipe.read_to_end(&mut Vec::new()).unwrap();
    }
    let left = files(&pair.ada.path(""));
    let is_left = |file: &&PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy();
        name.ends_with(".lock") || name.starts_with(".onramp-")
    };
    assert_eq!(left.iter().find(is_left), None);
    assert_eq!(over(&pair.ada, &here, &["exchange", "sync"]).code, 0);
}

#[test]
fn an_invitation_that_was_used_is_gone_and_its_words_are_told_until_then() {
    let pair = Pair::begun();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    let said = pair
        .grace
        .ok(&["exchange", "join", &place, "--as", "Grace"]);
    let words = six_words(&said);
    assert_eq!(six_words(&pair.grace.ok(&["exchange", "status"])), words);
    pair.ada.ok(&["exchange", "admit", "--words", &words]);
    pair.grace.ok(&["exchange", "sync"]);
    let left = files(pair.share.path());
    assert!(
        left.iter()
            .all(|file| file.extension() == Some("lane".as_ref())),
        "{left:?}"
    );
    let said = Home::new().run(&["exchange", "join", &place, "--as", "Grace"]);
    assert!(said.err.contains("there is no invitation"), "{}", said.err);
}
