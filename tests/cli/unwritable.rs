//! A database that may be read and not written.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;

use super::home::{Home, Ran};
use assert_cmd::Command;

/// A user without rights of their own: to root, everything can be written.
const OTHER: u32 = 65_534;

/// Whoever runs the program in these tests.
enum User {
    /// The one who runs the tests, without rights that others lack.
    Same,
    /// Another one, since the tests are run by root.
    Other,
}

/// Returns who can be refused a write; nobody can where root may not give a file away, as in some containers.
fn refusable(home: &Home) -> Option<User> {
    let probe = home.path("probe");
    std::fs::write(&probe, "").unwrap();
    if std::fs::metadata(&probe).unwrap().uid() != 0 {
        return Some(User::Same);
    }
    chown(&probe, Some(OTHER), Some(OTHER)).ok()?;
    Some(User::Other)
}

/// Gives everything in a home to the other user, with the program where they can reach it.
fn hand_over(home: &Home, user: &User) {
    fn give(path: &Path) {
        chown(path, Some(OTHER), Some(OTHER)).unwrap();
        if path.is_dir() {
            for entry in path.read_dir().unwrap() {
                give(&entry.unwrap().path());
            }
        }
    }
    if matches!(user, User::Other) {
        give(&home.path(""));
    }
    let program = home.path("program");
    let built = assert_cmd::cargo::cargo_bin!("onramp");
    if !program.exists() && std::fs::hard_link(built, &program).is_err() {
        // By another process: a copy that this one writes could be busy still while another test begins one.
        let copied = std::process::Command::new("cp")
            .arg(built)
            .arg(program)
            .status();
        assert!(copied.unwrap().success());
    }
}

fn run(home: &Home, user: &User, args: &[&str]) -> Ran {
    hand_over(home, user);
    let like = home.child(args);
    let mut command = std::process::Command::new(home.path("program"));
    command.args(args).env_clear().current_dir(home.path(""));
    for (name, value) in like.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    if matches!(user, User::Other) {
        command.uid(OTHER).gid(OTHER);
    }
    let ran = home.finish(&mut Command::from_std(command));
    std::fs::remove_file(home.path("program")).unwrap();
    ran
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_read_only_file_is_read_and_can_be_written_again_later() {
    let home = Home::with_journey();
    let Some(user) = refusable(&home) else {
        return;
    };
    set_mode(&home.database(), 0o400);
    let status = run(&home, &user, &["status"]);
    assert_eq!((status.code, status.err.as_str()), (0, ""));
    assert!(status.out.contains("Ada"));
    assert!(!home.path("onramp.db-wal").exists());
    let refused = run(&home, &user, &["note", "30.1", "late"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("it is read-only"), "{}", refused.err);
    set_mode(&home.database(), 0o600);
    assert_eq!(run(&home, &user, &["note", "30.1", "late"]).code, 0);
}

#[test]
fn files_beside_it_that_were_made_while_it_was_read_only_are_in_nobodys_way() {
    let home = Home::with_journey();
    let Some(user) = refusable(&home) else {
        return;
    };
    for end in ["-wal", "-shm"] {
        let beside = home.path(&format!("onramp.db{end}"));
        std::fs::write(&beside, "").unwrap();
        set_mode(&beside, 0o400);
    }
    let ran = run(&home, &user, &["note", "30.1", "again"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn a_read_only_folder_is_enough_to_read() {
    let home = Home::with_journey();
    let Some(user) = refusable(&home) else {
        return;
    };
    let folder = home.path("shelf");
    std::fs::create_dir(&folder).unwrap();
    let database = folder.join("onramp.db");
    std::fs::copy(home.database(), &database).unwrap();
    hand_over(&home, &user);
    set_mode(&folder, 0o500);
    let name = database.to_str().unwrap();
    let status = run(&home, &user, &["status", "--db", name]);
    assert_eq!((status.code, status.err.as_str()), (0, ""));
    let refused = run(&home, &user, &["claim", "30.1", "--db", name]);
    assert!(refused.err.contains("it is read-only"), "{}", refused.err);
    // The newest changes lie beside it.
    set_mode(&folder, 0o700);
    std::fs::write(folder.join("onramp.db-wal"), "something").unwrap();
    set_mode(&folder, 0o500);
    let refused = run(&home, &user, &["status", "--db", name]);
    assert!(
        refused.err.contains("in a file beside it"),
        "{}",
        refused.err
    );
    set_mode(&folder, 0o700);
}

#[test]
fn a_database_that_others_can_open_is_told_and_closed() {
    let home = Home::with_journey();
    for mode in [0o644, 0o666, 0o620] {
        set_mode(&home.database(), mode);
        let ran = home.run(&["status"]);
        assert_eq!(ran.code, 0);
        assert!(ran.err.contains("`onramp doctor --fix`"), "{}", ran.err);
        assert!(
            home.ok(&["doctor"])
                .contains("other users of this machine can open it")
        );
        let said = home.ok(&["doctor", "--fix"]);
        assert!(!said.contains("other users"), "{said}");
        let now = std::fs::metadata(home.database()).unwrap().permissions();
        assert_eq!(now.mode() & 0o777, 0o600);
        home.ok(&["status"]);
    }
}
