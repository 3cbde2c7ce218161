//! Machines that exchange files through a real bare repository on disk.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::*;
use crate::carrier::Skipped;

const JOURNEY: &str = "0196a1b2-0000-7000-8000-000000000001";
const DEADLINE: Duration = Duration::from_secs(120);

/// A remote, and the caches of machines beside it.
struct World {
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let world = Self { folder };
        world.init();
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn remote(&self) -> PathBuf {
        self.path("team.git")
    }

    fn init(&self) {
        git(&["init", "--bare", "--quiet", &text(&self.remote())]);
    }

    /// Returns what git prints of the remote.
    fn at_remote(&self, args: &[&str]) -> String {
        let remote = text(&self.remote());
        let mut all = vec!["--git-dir", &remote];
        all.extend(args);
        git(&all)
    }

    fn machine(&self, name: &str) -> Git {
        self.machine_with(name, &text(&self.remote()), &[], DEADLINE)
    }

    fn machine_with(
        &self,
        name: &str,
        url: &str,
        variables: &[(&str, &str)],
        deadline: Duration,
    ) -> Git {
        let mut inherited = quiet();
        inherited.extend(
            variables
                .iter()
                .map(|(name, value)| (name.into(), value.into())),
        );
        Git::in_environment(inherited, url, &self.path(name), deadline.into(), false).unwrap()
    }

    /// Lets the remote answer each push with a script. It is written by another process: while a test
    /// beside this one starts a program, a file that we write ourselves could be held open there.
    fn hook(&self, script: &str) {
        let hook = self.remote().join("hooks/pre-receive");
        let write = "mkdir -p \"$(dirname \"$1\")\" && printf '#!/bin/sh\\n%s\\n' \"$2\" > \"$1\" && chmod +x \"$1\"";
        let mut shell = Command::new("sh");
        shell.args(["-c", write, "sh"]).arg(hook).arg(script);
        assert!(shell.status().unwrap().success());
    }
}

/// Returns the environment of the tests without the settings of the user who runs them.
fn quiet() -> Variables {
    let mut variables: Variables = std::env::vars_os().collect();
    variables.retain(|name, _| !name.to_string_lossy().starts_with("GIT_"));
    variables.insert("GIT_CONFIG_NOSYSTEM".into(), "1".into());
    variables.insert("GIT_CONFIG_GLOBAL".into(), "/dev/null".into());
    variables
}

fn git(args: &[&str]) -> String {
    let mut command = Command::new("git");
    let output = command
        .env_clear()
        .envs(quiet())
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?} {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn lane(name: &str, text: &str) -> Parcel {
    Parcel {
        name: name.to_owned(),
        bytes: format!("{{\"onramp\":\"lane/1\"}}\n{text}\0\n").into_bytes(),
    }
}

fn fetch(machine: &mut Git, known: &Marks) -> Fetched {
    machine.fetch(JOURNEY, known).unwrap()
}

fn publish(machine: &mut Git, device: &str, files: &[Parcel]) -> bool {
    machine.publish(JOURNEY, device, files).unwrap()
}

#[test]
fn two_machines_exchange_files() {
    let world = World::new();
    let (mut ada, mut grace) = (world.machine("ada"), world.machine("grace"));
    let (pair, all) = (lane("pair.jsonl", "1"), lane("all.jsonl", "2"));
    assert!(publish(&mut ada, "ada-1", &[pair.clone(), all.clone()]));
    assert!(publish(&mut grace, "grace-1", std::slice::from_ref(&pair)));
    let fetched = fetch(&mut grace, &Marks::new());
    assert_eq!(fetched.parcels, [all.clone(), pair.clone(), pair]);
    let keys: Vec<&String> = fetched.marks.keys().collect();
    assert_eq!(
        keys,
        ["ada-1/all.jsonl", "ada-1/pair.jsonl", "grace-1/pair.jsonl"]
    );
    assert_eq!(fetched.skipped, []);
    let longer = lane("pair.jsonl", "1 and 2");
    assert!(publish(&mut ada, "ada-1", &[longer.clone(), all]));
    let later = fetch(&mut grace, &fetched.marks);
    assert_eq!(later.parcels, [longer]);
    assert_eq!(later.marks.len(), 3);
    assert_eq!(grace.journeys().unwrap(), [JOURNEY]);
}

#[test]
fn what_has_not_changed_is_neither_pushed_nor_read_again() {
    let world = World::new();
    let files = [lane("b.jsonl", "1"), lane("a.jsonl", "1")];
    let mut ada = world.machine("ada");
    assert!(publish(&mut ada, "ada-1", &files));
    let first = fetch(&mut ada, &Marks::new());
    world.hook("exit 1");
    for mut machine in [ada, world.machine("ada"), world.machine("new-cache")] {
        let again = fetch(&mut machine, &first.marks);
        assert_eq!(again.parcels, []);
        assert_eq!(again.marks, first.marks);
        assert!(!publish(&mut machine, "ada-1", &files));
        assert!(!publish(&mut machine, "ada-1", &files));
    }
}

#[test]
fn a_sync_without_news_starts_three_processes() {
    let world = World::new();
    let files = [lane("a.jsonl", "1"), lane("b.jsonl", "1")];
    publish(&mut world.machine("ada"), "ada-1", &files);
    let marks = fetch(&mut world.machine("ada"), &Marks::new()).marks;
    let trace = text(&world.path("trace"));
    let traced = [("GIT_TRACE2_EVENT", trace.as_str())];
    let mut ada = world.machine_with("ada", &text(&world.remote()), &traced, DEADLINE);
    fetch(&mut ada, &marks);
    assert!(!publish(&mut ada, "ada-1", &files));
    let events = std::fs::read_to_string(trace).unwrap();
    let starts = events
        .lines()
        .filter(|line| line.contains("\"event\":\"start\""));
    // An id with a slash is of a process that git itself started.
    let own = starts.filter(|line| !line.split("\"thread\"").next().unwrap().contains('/'));
    assert_eq!(own.count(), 3);
}

#[test]
fn each_publication_is_a_commit_on_top_of_the_one_before() {
    let world = World::new();
    for number in ["1", "2"] {
        publish(
            &mut world.machine("ada"),
            "ada-1",
            &[lane("a.jsonl", number)],
        );
    }
    // A machine that lost its cache goes on where it was.
    publish(
        &mut world.machine("new-cache"),
        "ada-1",
        &[lane("a.jsonl", "3")],
    );
    let branch = format!("{HEADS}{JOURNEY}/ada-1");
    let log = world.at_remote(&["log", "--format=%an <%ae> %cn <%ce>", &branch]);
    let who = "onramp <onramp@localhost>";
    assert_eq!(log, format!("{who} {who}\n").repeat(3));
    let newest = world.at_remote(&["show", &format!("{branch}:a.jsonl")]);
    assert_eq!(newest.into_bytes(), lane("a.jsonl", "3").bytes);
}

#[test]
fn a_file_that_is_not_published_any_more_is_gone() {
    let world = World::new();
    let mut ada = world.machine("ada");
    publish(&mut ada, "ada-1", &[lane("a", "1"), lane("b", "1")]);
    assert!(publish(&mut ada, "ada-1", &[lane("a", "1")]));
    assert_eq!(fetch(&mut ada, &Marks::new()).marks.len(), 1);
    assert!(publish(&mut ada, "ada-1", &[]));
    assert_eq!(fetch(&mut ada, &Marks::new()), Fetched::default());
}

#[test]
fn an_empty_remote_has_nothing() {
    let world = World::new();
    let mut ada = world.machine("ada");
    assert_eq!(ada.journeys().unwrap(), Vec::<String>::new());
    assert_eq!(fetch(&mut ada, &Marks::new()), Fetched::default());
    assert!(!publish(&mut ada, "ada-1", &[]));
}

#[test]
fn a_remote_that_lost_its_history_gets_our_branch_again() {
    let world = World::new();
    let files = [lane("a.jsonl", "1")];
    let mut ada = world.machine("ada");
    publish(&mut ada, "ada-1", &files);
    std::fs::remove_dir_all(world.remote()).unwrap();
    world.init();
    for mut machine in [ada, world.machine("ada")] {
        fetch(&mut machine, &Marks::new());
        publish(&mut machine, "ada-1", &files);
        assert_eq!(fetch(&mut machine, &Marks::new()).parcels, files);
    }
    assert_eq!(world.at_remote(&["rev-list", "--all", "--count"]), "1\n");
}

#[test]
fn what_others_put_into_our_branch_is_replaced() {
    let world = World::new();
    let (mut ada, mut other) = (world.machine("ada"), world.machine("other"));
    publish(&mut ada, "ada-1", &[lane("a.jsonl", "ours")]);
    publish(&mut other, "ada-1", &[lane("a.jsonl", "theirs")]);
    fetch(&mut ada, &Marks::new());
    assert!(publish(&mut ada, "ada-1", &[lane("a.jsonl", "ours")]));
    assert_eq!(
        fetch(&mut other, &Marks::new()).parcels,
        [lane("a.jsonl", "ours")]
    );
}

#[test]
fn a_refusal_is_told_in_the_words_of_the_remote() {
    let world = World::new();
    world.hook("echo 'Only Grace may push.' >&2; exit 1");
    let mut ada = world.machine("ada");
    let files = [lane("a.jsonl", "1")];
    for _ in 0..2 {
        let error = ada
            .publish(JOURNEY, "ada-1", &files)
            .unwrap_err()
            .to_string();
        let remote = text(&world.remote());
        assert_eq!(
            error,
            format!(
                "{remote} rejected the request: Only Grace may push; check your access with `git ls-remote {remote}`"
            )
        );
    }
    world.hook("exit 0");
    assert!(publish(&mut ada, "ada-1", &files));
    assert_eq!(world.at_remote(&["rev-list", "--all", "--count"]), "1\n");
}

#[test]
fn a_refusal_without_words_is_told_in_gits() {
    let world = World::new();
    world.hook("exit 1");
    let mut ada = world.machine("ada");
    let error = ada
        .publish(JOURNEY, "ada-1", &[lane("a", "1")])
        .unwrap_err();
    let CarrierError::Refused { line, .. } = error else {
        panic!("{error}");
    };
    assert!(line.ends_with("(pre-receive hook declined)"), "{line}");
}

#[test]
fn a_remote_that_hangs_is_left_at_the_deadline() {
    let world = World::new();
    let script = world.path("hang.sh");
    std::fs::write(&script, "while :; do sleep 1000; done").unwrap();
    let ssh = format!("sh {}", script.display());
    let variables = [("GIT_SSH_COMMAND", ssh.as_str())];
    let deadline = Duration::from_millis(300);
    let url = "ssh://user:secret@host.invalid/team.git";
    let patient = world.machine_with("ada", url, &variables, DEADLINE);
    patient.repository.ensure().unwrap();
    let mut ada = world.machine_with("ada", url, &variables, deadline);
    let error = ada.fetch(JOURNEY, &Marks::new()).unwrap_err().to_string();
    assert_eq!(
        error,
        "git fetch with ssh://host.invalid/team.git took longer than 0.3 seconds and was stopped; \
         check that it does not wait for the network or for input, then sync again"
    );
}

#[test]
fn ssh_does_not_ask_where_nobody_answers() {
    let world = World::new();
    let ssh = |variables: &[(&str, &str)]| {
        let mut ada = world.machine_with("ada", "git@host:team.git", variables, DEADLINE);
        ada.repository.ensure().unwrap();
        ada.repository.settle_ssh(&ada.address).unwrap();
        ada.repository
            .variables
            .get(std::ffi::OsStr::new("GIT_SSH_COMMAND"))
            .cloned()
    };
    assert_eq!(ssh(&[]).unwrap(), "ssh -oBatchMode=yes");
    assert_eq!(ssh(&[("GIT_SSH_COMMAND", "my-ssh")]).unwrap(), "my-ssh");
    assert_eq!(ssh(&[("GIT_SSH", "my-ssh")]), None);
    let settings = world.path("gitconfig");
    std::fs::write(&settings, "[core]\n\tsshCommand = my-ssh\n").unwrap();
    assert_eq!(ssh(&[("GIT_CONFIG_GLOBAL", &text(&settings))]), None);
}

#[test]
fn a_remote_that_is_not_there_is_told() {
    let world = World::new();
    let url = text(&world.path("nowhere.git"));
    let mut ada = world.machine_with("ada", &url, &[], DEADLINE);
    for error in [
        ada.journeys().unwrap_err(),
        ada.fetch(JOURNEY, &Marks::new()).unwrap_err(),
        ada.publish(JOURNEY, "ada-1", &[lane("a", "1")])
            .unwrap_err(),
    ] {
        assert!(
            matches!(error, CarrierError::NoRepository { .. }),
            "{error}"
        );
    }
}

#[test]
fn a_machine_without_git_is_told() {
    let world = World::new();
    let path = [("PATH", "/nonexistent")];
    let mut ada = world.machine_with("ada", &text(&world.remote()), &path, DEADLINE);
    assert_eq!(
        ada.journeys().unwrap_err().to_string(),
        "the program git was not found; install it or add it to PATH, then sync again"
    );
}

#[test]
fn nothing_is_left_in_the_repository_in_which_it_is_run() {
    let world = World::new();
    let mine = world.path("mine");
    git(&["init", "--quiet", &text(&mine)]);
    let list = || listing(&mine);
    let before = list();
    let (folder, index) = (text(&mine.join(".git")), text(&mine.join("index")));
    let objects = text(&mine.join(".git/objects"));
    let variables = [
        ("GIT_DIR", folder.as_str()),
        ("GIT_WORK_TREE", &text(&mine)),
        ("GIT_INDEX_FILE", &index),
        ("GIT_OBJECT_DIRECTORY", &objects),
        ("GIT_NAMESPACE", "mine"),
        ("GIT_DEFAULT_HASH", "sha256"),
    ];
    let mut ada = world.machine_with("ada", &text(&world.remote()), &variables, DEADLINE);
    publish(&mut ada, "ada-1", &[lane("a", "1")]);
    assert_eq!(fetch(&mut ada, &Marks::new()).parcels.len(), 1);
    assert_eq!(list(), before);
    let names = world.at_remote(&["for-each-ref", "--format=%(refname)"]);
    assert_eq!(names, format!("{HEADS}{JOURNEY}/ada-1\n"));
}

/// Returns the length and the time of all that lies below a folder.
fn listing(folder: &Path) -> BTreeMap<PathBuf, (u64, std::time::SystemTime)> {
    let mut all = BTreeMap::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let found = path.symlink_metadata().unwrap();
        if found.is_dir() {
            all.extend(listing(&path));
        }
        all.insert(path, (found.len(), found.modified().unwrap()));
    }
    all
}

#[test]
fn a_users_settings_neither_sign_nor_run_hooks() {
    let world = World::new();
    let hooks = world.path("hooks");
    let settings = world.path("gitconfig");
    std::fs::create_dir(&hooks).unwrap();
    let text_of = format!(
        "[core]\n\thooksPath = {}\n[commit]\n\tgpgSign = true\n[push]\n\tgpgSign = true\n\
         [gpg]\n\tprogram = false\n[fetch]\n\tprune = true\n\tpruneTags = true\n[init]\n\tdefaultObjectFormat = sha256\n",
        hooks.display()
    );
    std::fs::write(&settings, text_of).unwrap();
    for hook in ["reference-transaction", "pre-push"] {
        let write = "printf '#!/bin/sh\\nexit 1\\n' > \"$1\" && chmod +x \"$1\"";
        let mut shell = Command::new("sh");
        shell.args(["-c", write, "sh"]).arg(hooks.join(hook));
        assert!(shell.status().unwrap().success());
    }
    let variables = [("GIT_CONFIG_GLOBAL", &*text(&settings))];
    let mut ada = world.machine_with("ada", &text(&world.remote()), &variables, DEADLINE);
    // The repository at the other side obeys the same settings; only its own hook is taken away.
    git(&[
        "--git-dir",
        &text(&world.remote()),
        "config",
        "core.hooksPath",
        "none",
    ]);
    assert!(publish(&mut ada, "ada-1", &[lane("a", "1")]));
}

#[rstest::rstest]
#[case::head("HEAD")]
#[case::settings("config")]
#[case::objects("objects")]
#[case::references("refs")]
fn a_corrupt_cache_is_made_anew(#[case] part: &str) {
    let world = World::new();
    let files = [lane("a.jsonl", "1")];
    let mut ada = world.machine("ada");
    publish(&mut ada, "ada-1", &files);
    let path = ada.repository.folder.join(part);
    spoil(&path);
    assert_eq!(fetch(&mut ada, &Marks::new()).parcels, files);
    spoil(&path);
    let longer = [lane("a.jsonl", "12")];
    assert!(publish(&mut ada, "ada-1", &longer));
    spoil(&path);
    assert_eq!(ada.journeys().unwrap(), [JOURNEY]);
    assert_eq!(fetch(&mut ada, &Marks::new()).parcels, longer);
}

/// Overwrites a file, or all files below a folder.
fn spoil(path: &Path) {
    if !path.is_dir() {
        let mut permissions = path.metadata().unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o600);
        std::fs::set_permissions(path, permissions).unwrap();
        return std::fs::write(path, "spoiled").unwrap();
    }
    for entry in path.read_dir().unwrap() {
        spoil(&entry.unwrap().path());
    }
}

#[test]
fn a_cache_that_cannot_be_repaired_is_named() {
    let world = World::new();
    let mut ada = world.machine("ada");
    std::fs::write(world.path("ada"), "in the way").unwrap();
    let error = ada.journeys().unwrap_err();
    assert!(matches!(error, CarrierError::Write { .. }), "{error}");
}

#[test]
fn the_cache_is_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let mut ada = world.machine("ada");
    fetch(&mut ada, &Marks::new());
    let mode = ada
        .repository
        .folder
        .metadata()
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn files_that_are_too_large_or_not_ours_are_not_read() {
    let world = World::new();
    let strange = Parcel {
        name: "README".to_owned(),
        bytes: b"# Team".to_vec(),
    };
    let files = [lane("a", "1"), lane("large", "123456789"), strange];
    let mut ada = world.machine("ada");
    publish(&mut ada, "ada-1", &files);
    ada.limits.file = files[0].bytes.len() as u64;
    let fetched = fetch(&mut ada, &Marks::new());
    assert_eq!(fetched.parcels, files[..1]);
    let expected = Skipped {
        name: "ada-1/large".to_owned(),
        reason: format!("larger than {} bytes", ada.limits.file),
    };
    assert_eq!(fetched.skipped, [expected]);
    let keys: Vec<&String> = fetched.marks.keys().collect();
    assert_eq!(keys, ["ada-1/README", "ada-1/a"]);
}

#[test]
fn what_is_too_much_for_once_comes_the_next_time() {
    let world = World::new();
    let files = ["a", "b", "c"].map(|name| lane(name, name));
    let mut ada = world.machine("ada");
    publish(&mut ada, "ada-1", &files);
    ada.limits.total = 2 * files[0].bytes.len() as u64;
    let first = fetch(&mut ada, &Marks::new());
    assert_eq!(first.parcels, files[..2]);
    assert_eq!(fetch(&mut ada, &first.marks).parcels, files[2..]);
    ada.limits.entries = 1;
    let crowded = fetch(&mut ada, &Marks::new());
    assert_eq!(crowded.parcels, files[..1]);
    assert_eq!(crowded.skipped[0].name, JOURNEY);
}

#[test]
fn many_publications_are_packed() {
    let world = World::new();
    let mut ada = world.machine("ada");
    publish(&mut ada, "ada-1", &[lane("a", "1")]);
    let folder = ada.repository.folder.join("objects");
    // Git estimates the number of loose objects from this folder.
    std::fs::create_dir_all(folder.join("17")).unwrap();
    for number in 0..10 {
        std::fs::write(folder.join(format!("17/{number:038}")), "").unwrap();
    }
    ada.repository.tidy();
    assert!(folder.join("pack").read_dir().unwrap().count() > 0);
    assert_eq!(fetch(&mut ada, &Marks::new()).parcels.len(), 1);
}
