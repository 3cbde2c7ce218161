//! Files that are no lanes, are endless, or say something else than they should.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use super::machines::{Pair, log, standing};
use crate::home::Home;

/// How long a file that cannot be taken in may keep a command busy; a machine that is loaded is slow.
const SOON: Duration = Duration::from_secs(20);

/// Returns what a command says to a file, without its name, after checking that it said it soon.
#[track_caller]
fn refused(home: &Home, what: &str, file: &Path) -> String {
    let begun = Instant::now();
    let name = file.display().to_string();
    let mut args = vec!["exchange", what, &name];
    if what == "join" {
        args.extend(["--as", "Grace"]);
    }
    let ran = home.run(&args);
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    assert_ne!(ran.code, 0);
    let own = home.path("").display().to_string();
    let own = own.trim_end_matches('/');
    ran.err
        .replace(&name, "FILE")
        .replace(&name.replace(own, "~"), "FILE")
}

#[cfg(unix)]
#[test]
fn a_file_without_an_end_is_not_read() {
    let pair = Pair::linked();
    let pipe = pair.ada.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let new = Home::new();
    for file in [Path::new("/dev/zero"), &pipe] {
        for (home, what) in [(&new, "join"), (&pair.ada, "take"), (&pair.ada, "admit")] {
            let said = refused(home, what, file);
            assert!(
                said.starts_with("onramp: FILE is not a plain file"),
                "{said}"
            );
        }
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let pair = Pair::linked();
    let large = pair.ada.path("large");
    File::create(&large).unwrap().set_len(10 << 30).unwrap();
    for (home, what) in [(&Home::new(), "join"), (&pair.ada, "take")] {
        let said = refused(home, what, &large);
        assert!(said.contains("FILE is larger than 64 MiB"), "{said}");
    }
}

/// Alters the invitation of a file.
fn altered(pair: &Pair, from: &str, to: &str) -> std::path::PathBuf {
    pair.ada.ok(&["exchange", "invite", "invitation"]);
    let text = std::fs::read_to_string(pair.ada.path("invitation")).unwrap();
    let (invitation, lanes) = text.split_once('\n').unwrap();
    assert!(invitation.contains(from), "{invitation}");
    let file = pair.ada.path("altered");
    std::fs::write(&file, format!("{}\n{lanes}", invitation.replace(from, to))).unwrap();
    file
}

#[test]
fn an_invitation_that_says_something_else_than_its_journey_is_refused() {
    let pair = Pair::begun();
    let said = |from: &str, to: &str| {
        let said = refused(&pair.grace, "join", &altered(&pair, from, to));
        assert_eq!(pair.grace.ok(&["journeys"]), "There is no journey yet.\n");
        said
    };
    insta::assert_snapshot!(said("Applied Scientist", "Boss"), @r"
    onramp: the invitation names Boss as the role, the journey that came with it Applied Scientist; nothing was joined
    hint: it was altered, or is older than the journey; ask Ada for another one
    ");
    insta::assert_snapshot!(said("\"name\":\"Grace\"", "\"name\":\"Grace Hopper\""), @r"
    onramp: the invitation names Grace Hopper as mentor, the journey that came with it Grace; nothing was joined
    hint: it was altered, or is older than the journey; ask Ada for another one
    ");
    insta::assert_snapshot!(said("\"party\":\"manager\"", "\"party\":\"mentor\""), @r"
    onramp: the invitation names Mary as mentor, the journey that came with it Grace; nothing was joined
    hint: it was altered, or is older than the journey; ask Ada for another one
    ");
}

#[test]
fn an_invitation_follows_a_name_that_is_corrected() {
    let pair = Pair::begun();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    pair.ada.ok(&["edit", "--mentor", "Grace Hopper"]);
    pair.ada.ok(&["exchange", "sync"]);
    let said = pair
        .grace
        .ok(&["exchange", "join", &place, "--as", "mentor"]);
    assert!(said.contains("it acts as Grace Hopper"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_folder_full_of_strange_things_keeps_no_lane_from_being_read() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let pair = Pair::linked();
    pair.ada.ok(&["claim", "30.1"]);
    pair.ada.ok(&["exchange", "sync"]);
    let lanes = pair.lanes();
    for number in 0..1000 {
        std::fs::write(lanes.join(format!("holiday {number}.jpg")), "no lane").unwrap();
    }
    std::fs::create_dir(lanes.join("a.journey.lane")).unwrap();
    symlink(&lanes, lanes.join("a.journey.lane/loop")).unwrap();
    symlink(lanes.join("b.lane"), lanes.join("b.lane")).unwrap();
    let closed = lanes.join("closed.lane");
    std::fs::write(&closed, "{\"onramp\":\"lane/1\"").unwrap();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o0)).unwrap();
    let large = File::create(lanes.join("large.lane")).unwrap();
    large.set_len(10 << 30).unwrap();
    let own = pair.file_of(&pair.ada, "journey.lane");
    let copy = own.with_file_name("lane (Ada's conflicted copy 2).lane");
    std::fs::copy(&own, &copy).unwrap();
    std::fs::remove_file(&own).unwrap();
    let begun = Instant::now();
    let said = pair.grace.ok(&["exchange", "sync"]);
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    assert!(said.starts_with("1 change from Ada."), "{said}");
    assert!(!said.contains("holiday"), "{said}");
    pair.meet("2026-03-03");
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert_eq!(standing(&pair.ada)["set_aside"], 0);
}
