//! Runs the `git` program on a bare repository in the cache. Knows nothing of journeys and devices.

use std::io;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::super::CarrierError;
use super::super::child::{Printed, RunError, Task, run};
use super::super::deadline::Deadline;
use super::super::name::shown;
use super::super::private::make_private;
use super::super::shared_file::none_if_gone;
use super::address::Address;
use super::complaint::{complaint, is_damage, telling_line};
use super::environment::{Variables, has_ssh};

/// Settings that override the user's: no hooks, no signatures, no background jobs, and objects reach
/// the disk before the refs that name them.
const SETTINGS: [&str; 14] = [
    "commit.gpgSign=false",
    "core.fsync=committed,reference",
    "core.hooksPath=nowhere",
    "core.logAllRefUpdates=false",
    "fetch.writeCommitGraph=false",
    "gc.auto=0",
    "i18n.commitEncoding=UTF-8",
    "init.defaultBranch=unused",
    "init.defaultObjectFormat=sha1",
    "init.defaultRefFormat=files",
    "maintenance.auto=false",
    "protocol.ext.allow=never",
    "push.gpgSign=false",
    "push.negotiate=false",
];
/// The most bytes of output, unless it holds files.
const LIST_MAX: u64 = 64 << 20;
/// The number of loose objects at which git packs them: a few hundred commits.
const LOOSE_MAX: &str = "gc.auto=1000";

/// A bare repository in the cache.
pub(super) struct Repository {
    /// Its path.
    pub(super) folder: PathBuf,
    /// The environment for git.
    pub(super) variables: Variables,
    /// How long the calls may take.
    pub(super) deadline: Deadline,
    /// Whether git may prompt at the terminal.
    pub(super) is_interactive: bool,
    /// Whether the ssh program is settled.
    pub(super) is_ssh_settled: bool,
}

impl Repository {
    /// Creates the repository if it does not exist.
    pub(super) fn ensure(&self) -> Result<(), CarrierError> {
        if self.folder.join("HEAD").is_file() {
            return Ok(());
        }
        make_private(&self.folder).map_err(CarrierError::write(&self.folder))?;
        self.local(&["init", "--bare", "--quiet", "--template="], Vec::new())?;
        Ok(())
    }

    /// Removes the repository.
    pub(super) fn remove(&self) -> Result<(), CarrierError> {
        none_if_gone(std::fs::remove_dir_all(&self.folder))
            .map(|_| ())
            .map_err(CarrierError::write(&self.folder))
    }

    /// Returns the output of a command that uses only this repository. If it fails, the repository is
    /// damaged.
    pub(super) fn local(&self, args: &[&str], input: Vec<u8>) -> Result<Vec<u8>, CarrierError> {
        self.local_up_to(LIST_MAX, args, input)
    }

    /// Returns the output of a local command, up to a number of bytes.
    pub(super) fn local_up_to(
        &self,
        limit: u64,
        args: &[&str],
        input: Vec<u8>,
    ) -> Result<Vec<u8>, CarrierError> {
        let name = args.first().copied().unwrap_or_default();
        let printed = self.git(&format!("git {name}"), args, input, limit)?;
        match printed.is_success {
            true => Ok(printed.output),
            false => Err(self.damaged(&String::from_utf8_lossy(&printed.messages))),
        }
    }

    /// Returns the output of a command that connects to an address.
    pub(super) fn remote(
        &mut self,
        address: &Address,
        args: &[&str],
    ) -> Result<Vec<u8>, CarrierError> {
        self.settle_ssh(address)?;
        let name = args.first().copied().unwrap_or_default();
        let task = format!("git {name} with {}", address.shown());
        let printed = self.git(&task, args, Vec::new(), LIST_MAX)?;
        if printed.is_success {
            return Ok(printed.output);
        }
        let messages = String::from_utf8_lossy(&printed.messages);
        Err(match is_damage(&messages) {
            true => CarrierError::Cache {
                path: self.folder.clone(),
                line: telling_line(&messages, address),
            },
            false => complaint(&messages, address),
        })
    }

    /// Packs the repository if it has many loose objects.
    pub(super) fn tidy(&self) {
        let args = [
            "-c",
            LOOSE_MAX,
            "-c",
            "gc.autoDetach=false",
            "gc",
            "--auto",
            "--quiet",
        ];
        // The repository works without it, and the next push tries again.
        let _ = self.git("git gc", &args, Vec::new(), LIST_MAX);
    }

    /// Returns the error for a damaged repository.
    pub(super) fn damaged(&self, messages: &str) -> CarrierError {
        let mut lines = messages.lines().map(str::trim);
        let fatal = lines.clone().find(|line| line.starts_with("fatal:"));
        let line = fatal.or_else(|| lines.next_back()).unwrap_or_default();
        let line = line.strip_prefix("fatal:").unwrap_or(line).trim();
        CarrierError::Cache {
            path: self.folder.clone(),
            line: shown(line),
        }
    }

    /// Keeps ssh from prompting if the user cannot answer, unless the user has set an ssh program.
    pub(super) fn settle_ssh(&mut self, address: &Address) -> Result<(), CarrierError> {
        let is_settled = self.is_interactive || has_ssh(&self.variables);
        if self.is_ssh_settled || is_settled || !address.may_use_ssh() {
            return Ok(());
        }
        let args = ["config", "--get", "core.sshCommand"];
        let chosen = self.git("git config", &args, Vec::new(), LIST_MAX)?;
        if !chosen.is_success {
            let silent = "ssh -oBatchMode=yes".into();
            self.variables.insert("GIT_SSH_COMMAND".into(), silent);
        }
        self.is_ssh_settled = true;
        Ok(())
    }

    fn git(
        &self,
        name: &str,
        args: &[&str],
        input: Vec<u8>,
        limit: u64,
    ) -> Result<Printed, CarrierError> {
        let mut command = Command::new("git");
        command.env_clear().envs(&self.variables);
        command.current_dir(&self.folder);
        command.arg("--git-dir").arg(&self.folder);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        let deadline = self.deadline.left();
        let task = Task {
            input,
            deadline,
            limit,
            is_interactive: self.is_interactive,
        };
        run(command.args(args), task).map_err(|error| failure(error, name, deadline))
    }
}

fn failure(error: RunError, task: &str, after: Duration) -> CarrierError {
    let program = "git".to_owned();
    match error {
        RunError::Io(error) if error.kind() == io::ErrorKind::NotFound => {
            CarrierError::NoProgram(program)
        }
        RunError::Io(error) => CarrierError::Program { program, error },
        RunError::TooMuch => CarrierError::TooMuch(task.to_owned()),
        RunError::TimedOut => CarrierError::TimedOut {
            task: task.to_owned(),
            after,
        },
    }
}
