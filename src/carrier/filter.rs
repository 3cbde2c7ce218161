//! A carrier that encrypts files with a command before publishing them, and decrypts fetched ones.

use super::child::{RunError, Task, run};
use super::deadline::Deadline;
use super::memory::{Memory, Subject};
use super::name::{check, shown};
use super::{Carrier, CarrierError, FILE_MAX, FILTERED, Fetched, HEADER, Marks, Parcel, Skipped};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// The commands that filter files: a program and its arguments, run without a shell. An empty command
/// means no filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Filters a file before it is published.
    pub encrypt: Vec<String>,
    /// Filters an encrypted file after it is fetched.
    pub decrypt: Vec<String>,
    /// How long the commands may take.
    pub deadline: Deadline,
    /// Whether a command may prompt at the terminal.
    pub interactive: bool,
}

/// A carrier that filters files on their way. A filtered file is named `<name>.x`.
pub struct Filtered {
    inner: Box<dyn Carrier>,
    filters: Filters,
    memory: Memory,
}

impl Filtered {
    /// Returns a carrier that filters the files of another.
    ///
    /// `memory` is a folder in the cache that keeps the published bytes. Encrypting the same file
    /// again usually gives different bytes, and each sync would publish them.
    pub fn new(inner: Box<dyn Carrier>, filters: Filters, memory: PathBuf) -> Self {
        Self {
            inner,
            filters,
            memory: Memory::new(memory),
        }
    }

    /// Returns a file in the form in which it is published.
    fn encrypted(
        &self,
        journey: &str,
        device: &str,
        file: &Parcel,
    ) -> Result<Parcel, CarrierError> {
        let subject = Subject {
            journey,
            device,
            name: &file.name,
            bytes: &file.bytes,
            command: &self.filters.encrypt,
        };
        let bytes = match self.memory.recall(&subject)? {
            Some(bytes) => bytes,
            None => {
                let bytes = self.encrypt(&file.bytes)?;
                self.memory.keep(&subject, &bytes)?;
                bytes
            }
        };
        let name = format!("{}{FILTERED}", file.name);
        Ok(Parcel { name, bytes })
    }

    /// Returns encrypted bytes, and refuses a command that does not encrypt.
    fn encrypt(&self, bytes: &[u8]) -> Result<Vec<u8>, CarrierError> {
        let encrypted = self.filter(&self.filters.encrypt, bytes)?;
        let objection = if encrypted.is_empty() {
            "it printed nothing"
        } else if encrypted.starts_with(HEADER) {
            "it left the text readable"
        } else {
            return Ok(encrypted);
        };
        Err(CarrierError::Filter {
            program: program(&self.filters.encrypt),
            line: objection.to_owned(),
        })
    }

    /// Returns the output of a command for some bytes.
    fn filter(&self, command: &[String], bytes: &[u8]) -> Result<Vec<u8>, CarrierError> {
        let Some((first, arguments)) = command.split_first() else {
            return Ok(bytes.to_vec());
        };
        let deadline = self.filters.deadline.left();
        let task = Task {
            input: bytes.to_vec(),
            deadline,
            limit: FILE_MAX,
            is_interactive: self.filters.interactive,
        };
        let printed = run(Command::new(first).args(arguments), task)
            .map_err(|error| self.failure(error, program(command), deadline))?;
        if printed.is_success {
            return Ok(printed.output);
        }
        Err(CarrierError::Filter {
            program: program(command),
            line: reason(&printed.messages),
        })
    }

    fn failure(&self, error: RunError, program: String, after: Duration) -> CarrierError {
        match error {
            RunError::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
                CarrierError::NoProgram(program)
            }
            RunError::Io(error) => CarrierError::Program { program, error },
            RunError::TooMuch => CarrierError::TooMuch(format!("the command {program}")),
            RunError::TimedOut => CarrierError::TimedOut {
                task: format!("the command {program}"),
                after,
            },
        }
    }

    /// Returns a decrypted file, or why it cannot be decrypted.
    fn decrypted(&self, name: &str, bytes: &[u8]) -> Result<Result<Vec<u8>, String>, CarrierError> {
        if self.filters.decrypt.is_empty() {
            let reason = "is encrypted, and `decrypt` is not set in the settings";
            return Ok(Err(reason.to_owned()));
        }
        match self.filter(&self.filters.decrypt, bytes) {
            Ok(bytes) => Ok(Ok(bytes)),
            // This file may be for other readers; the next one may be for us.
            Err(CarrierError::Filter { program, line }) => {
                Ok(Err(format!("cannot be decrypted: {program}: {line}")))
            }
            Err(CarrierError::TooMuch(_)) => Ok(Err(format!("{name} is too large once decrypted"))),
            Err(error) => Err(error),
        }
    }
}

impl Carrier for Filtered {
    fn journeys(&mut self) -> Result<Vec<String>, CarrierError> {
        self.inner.journeys()
    }

    fn fetch(&mut self, journey: &str, known: &Marks) -> Result<Fetched, CarrierError> {
        let fetched = self.inner.fetch(journey, known)?;
        let mut plain = Fetched {
            parcels: Vec::new(),
            ..fetched
        };
        for file in fetched.parcels {
            let Some(name) = file.name.strip_suffix(FILTERED) else {
                plain.parcels.push(file);
                continue;
            };
            match self.decrypted(&file.name, &file.bytes)? {
                // It decrypts to something else, so it is not one of our files.
                Ok(bytes) if !bytes.starts_with(HEADER) => {}
                Ok(bytes) => plain.parcels.push(Parcel {
                    name: name.to_owned(),
                    bytes,
                }),
                Err(reason) => {
                    // Without a mark, the next fetch tries again; the key may be there by then.
                    plain.marks.retain(|key, _| !is_of(key, &file.name));
                    let name = file.name;
                    plain.skipped.push(Skipped { name, reason });
                }
            }
        }
        Ok(plain)
    }

    fn publish(
        &mut self,
        journey: &str,
        device: &str,
        files: &[Parcel],
    ) -> Result<bool, CarrierError> {
        check(journey, device, files)?;
        if self.filters.encrypt.is_empty() {
            return self.inner.publish(journey, device, files);
        }
        let encrypted: Result<Vec<Parcel>, CarrierError> = (files.iter())
            .map(|file| self.encrypted(journey, device, file))
            .collect();
        self.inner.publish(journey, device, &encrypted?)
    }
}

/// Returns whether a carrier's key may belong to a file of this name. A wrong guess only means that a
/// file is read once more.
fn is_of(key: &str, name: &str) -> bool {
    let device = key.strip_suffix(name);
    device.is_some_and(|device| device.is_empty() || device.ends_with('/'))
}

fn program(command: &[String]) -> String {
    command.first().map(|word| shown(word)).unwrap_or_default()
}

/// Returns the first line of a command's error output.
fn reason(messages: &[u8]) -> String {
    let messages = String::from_utf8_lossy(messages);
    let line = messages
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty());
    let line = line.unwrap_or("it gave no reason").trim_end_matches('.');
    shown(line).chars().take(300).collect()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::carrier::{Folder, Git};
    use tempfile::TempDir;

    const JOURNEY: &str = "0196a1b2-0000-7000-8000-000000000001";

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    /// Encrypts to other bytes each time.
    fn filters() -> Filters {
        let encrypt = "echo \"$$ $(od -An -N8 -tx1 /dev/urandom)\"; base64";
        Filters {
            encrypt: words(&["sh", "-c", encrypt]),
            decrypt: words(&["sh", "-c", "read nonce && base64 -d"]),
            deadline: Duration::from_secs(60).into(),
            interactive: false,
        }
    }

    struct World {
        folder: TempDir,
    }

    impl World {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            std::fs::create_dir(folder.path().join("share")).unwrap();
            Self { folder }
        }

        fn share(&self) -> Folder {
            Folder::new(self.folder.path().join("share"))
        }

        fn carrier(&self, filters: Filters) -> Filtered {
            let memory = self.folder.path().join("memory");
            Filtered::new(Box::new(self.share()), filters, memory)
        }

        fn raw(&self) -> Vec<Parcel> {
            self.share().fetch(JOURNEY, &Marks::new()).unwrap().parcels
        }
    }

    fn lane(name: &str, text: &str) -> Parcel {
        Parcel {
            name: name.to_owned(),
            bytes: format!("{{\"onramp\":\"lane/1\"}}{text}").into_bytes(),
        }
    }

    #[test]
    fn files_are_encrypted_there_and_plain_here() {
        let world = World::new();
        let files = [lane("a.jsonl", "1"), lane("b.jsonl", "2")];
        let mut carrier = world.carrier(filters());
        assert!(carrier.publish(JOURNEY, "ada", &files).unwrap());
        let raw = world.raw();
        assert_eq!(raw[0].name, "a.jsonl.x");
        assert!(raw.iter().all(|file| !file.bytes.starts_with(HEADER)));
        let fetched = carrier.fetch(JOURNEY, &Marks::new()).unwrap();
        assert_eq!(fetched.parcels, files);
        assert_eq!(carrier.journeys().unwrap(), [JOURNEY]);
        let again = carrier.fetch(JOURNEY, &fetched.marks).unwrap();
        assert_eq!(again.parcels, []);
    }

    #[test]
    fn an_unchanged_file_is_not_encrypted_again() {
        let world = World::new();
        let files = [lane("a.jsonl", "1"), lane("b.jsonl", "1")];
        world
            .carrier(filters())
            .publish(JOURNEY, "ada", &files)
            .unwrap();
        let before = world.raw();
        assert!(
            !world
                .carrier(filters())
                .publish(JOURNEY, "ada", &files)
                .unwrap()
        );
        assert_eq!(world.raw(), before);
        let longer = [files[0].clone(), lane("b.jsonl", "12")];
        assert!(
            world
                .carrier(filters())
                .publish(JOURNEY, "ada", &longer)
                .unwrap()
        );
        assert_eq!(world.raw()[0], before[0]);
        assert_ne!(world.raw()[1], before[1]);
    }

    #[test]
    fn a_share_that_lost_a_file_gets_the_same_bytes_again() {
        let world = World::new();
        let files = [lane("a.jsonl", "1")];
        world
            .carrier(filters())
            .publish(JOURNEY, "ada", &files)
            .unwrap();
        let before = world.raw();
        std::fs::remove_dir_all(world.folder.path().join("share").join(JOURNEY)).unwrap();
        assert!(
            world
                .carrier(filters())
                .publish(JOURNEY, "ada", &files)
                .unwrap()
        );
        assert_eq!(world.raw(), before);
    }

    #[test]
    fn another_command_encrypts_anew() {
        let world = World::new();
        let files = [lane("a.jsonl", "1")];
        world
            .carrier(filters())
            .publish(JOURNEY, "ada", &files)
            .unwrap();
        let other = Filters {
            encrypt: words(&["tr", "a-z", "b-za"]),
            ..filters()
        };
        assert!(
            world
                .carrier(other)
                .publish(JOURNEY, "ada", &files)
                .unwrap()
        );
        assert!(world.raw()[0].bytes.starts_with(b"{\"posbnq\":"));
    }

    #[test]
    fn a_spoiled_memory_is_not_trusted() {
        let world = World::new();
        let files = [lane("a.jsonl", "1")];
        world
            .carrier(filters())
            .publish(JOURNEY, "ada", &files)
            .unwrap();
        let memory = world.folder.path().join("memory").join(JOURNEY);
        std::fs::write(memory.join("ada/a.jsonl.x"), "spoiled").unwrap();
        let mut carrier = world.carrier(filters());
        assert!(carrier.publish(JOURNEY, "ada", &files).unwrap());
        assert_eq!(
            carrier.fetch(JOURNEY, &Marks::new()).unwrap().parcels,
            files
        );
    }

    #[test]
    fn plain_files_of_others_pass() {
        let world = World::new();
        let file = lane("a.jsonl", "1");
        let mut share = world.share();
        share
            .publish(JOURNEY, "grace", std::slice::from_ref(&file))
            .unwrap();
        let mut carrier = world.carrier(filters());
        assert_eq!(
            carrier.fetch(JOURNEY, &Marks::new()).unwrap().parcels,
            [file]
        );
    }

    #[test]
    fn what_cannot_be_decrypted_is_named_each_time_and_stops_nothing() {
        let world = World::new();
        let file = lane("a.jsonl", "1");
        let mut carrier = world.carrier(filters());
        carrier
            .publish(JOURNEY, "ada", std::slice::from_ref(&file))
            .unwrap();
        let locked = Parcel {
            name: "b.jsonl.x".to_owned(),
            bytes: b"nonce\n!!!".to_vec(),
        };
        world.share().publish(JOURNEY, "grace", &[locked]).unwrap();
        let first = carrier.fetch(JOURNEY, &Marks::new()).unwrap();
        assert_eq!(first.parcels, [file]);
        assert_eq!(first.skipped[0].name, "b.jsonl.x");
        let reason = &first.skipped[0].reason;
        assert!(reason.starts_with("cannot be decrypted: sh: "), "{reason}");
        assert_eq!(first.marks.len(), 1);
        assert_eq!(
            carrier.fetch(JOURNEY, &first.marks).unwrap().skipped,
            first.skipped
        );
        let mut keyless = world.carrier(Filters {
            decrypt: Vec::new(),
            ..filters()
        });
        let skipped = keyless.fetch(JOURNEY, &Marks::new()).unwrap().skipped;
        assert_eq!(
            skipped[0].reason,
            "is encrypted, and `decrypt` is not set in the settings"
        );
    }

    #[test]
    fn a_strangers_file_that_decrypts_to_something_else_is_passed_over() {
        let world = World::new();
        let strange = Parcel {
            name: "notes.x".to_owned(),
            bytes: b"nonce\naGVsbG8=\n".to_vec(),
        };
        world.share().publish(JOURNEY, "ada", &[strange]).unwrap();
        let fetched = world
            .carrier(filters())
            .fetch(JOURNEY, &Marks::new())
            .unwrap();
        assert_eq!((fetched.parcels.len(), fetched.skipped.len()), (0, 0));
        assert_eq!(fetched.marks.len(), 1);
    }

    #[rstest::rstest]
    #[case(&["cat"], "the command cat failed: it left the text readable")]
    #[case(&["true"], "the command true failed: it printed nothing")]
    #[case(&["false"], "the command false failed: it gave no reason")]
    #[case(&["sh", "-c", "echo 'No keys.' >&2; exit 1"], "the command sh failed: No keys;")]
    #[case(&["/nonexistent/age"], "the program /nonexistent/age was not found")]
    fn a_command_that_does_not_encrypt_publishes_nothing(
        #[case] command: &[&str],
        #[case] expected: &str,
    ) {
        let world = World::new();
        let mut carrier = world.carrier(Filters {
            encrypt: words(command),
            ..filters()
        });
        let publish = carrier.publish(JOURNEY, "ada", &[lane("a.jsonl", "1")]);
        let error = publish.unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
        assert_eq!(world.raw(), []);
    }

    #[test]
    fn a_command_that_hangs_is_ended() {
        let world = World::new();
        let mut carrier = world.carrier(Filters {
            encrypt: words(&["sh", "-c", "sleep 1000; echo"]),
            deadline: Duration::from_millis(300).into(),
            ..filters()
        });
        let publish = carrier.publish(JOURNEY, "ada", &[lane("a.jsonl", "1")]);
        assert_eq!(
            publish.unwrap_err().to_string(),
            "the command sh took longer than 0.3 seconds and was stopped; \
             check that it does not wait for the network or for input, then sync again"
        );
    }

    #[test]
    fn files_are_filtered_through_git_as_well() {
        let world = World::new();
        let remote = world.folder.path().join("team.git");
        let mut init = Command::new("git");
        init.args(["init", "--bare", "--quiet"]).arg(&remote);
        assert!(init.status().unwrap().success());
        let machine = |name: &str| {
            let folder = world.folder.path().join(name);
            let url = remote.to_str().unwrap();
            let git = Git::new(url, &folder, Duration::from_secs(120), false).unwrap();
            Filtered::new(Box::new(git), filters(), folder.join("memory"))
        };
        let files = [lane("a.jsonl", "1")];
        let (mut ada, mut grace) = (machine("ada"), machine("grace"));
        assert!(ada.publish(JOURNEY, "ada", &files).unwrap());
        assert!(!ada.publish(JOURNEY, "ada", &files).unwrap());
        let fetched = grace.fetch(JOURNEY, &Marks::new()).unwrap();
        assert_eq!(fetched.parcels, files);
        assert!(fetched.marks.contains_key("ada/a.jsonl.x"));
    }
}
