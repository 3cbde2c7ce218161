//! Starts a process so that it can be stopped together with everything it starts. Knows nothing of
//! what the processes do.

use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// How long a process has to clean up, and then to exit.
pub(super) const GRACE: Duration = Duration::from_millis(500);

/// Gives a command its own process group, so that it can be stopped with everything it starts.
///
/// Such a group cannot read from the terminal, so a command that may ask for a password must not
/// have one.
#[cfg(unix)]
pub(super) fn set_apart(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

/// Does nothing: only the process itself can be stopped on this system.
#[cfg(not(unix))]
pub(super) fn set_apart(_: &mut Command) {}

/// Stops a process that has not been waited for, with its group if it has its own.
///
/// It first asks politely, so that git removes its lock files.
#[cfg(unix)]
pub(super) fn end(child: &mut Child, is_apart: bool) {
    use rustix::process::Signal;

    let running = Running::new(child, is_apart);
    running.send(Signal::TERM);
    poll(GRACE, || running.has_ended());
    // The leader has not been waited for, so its id cannot belong to another group yet.
    running.send(Signal::KILL);
    reap(child);
}

/// A process that runs, and whether it leads its own group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Running {
    id: u32,
    is_apart: bool,
}

impl Running {
    /// Returns a process that has not been waited for.
    pub(super) fn new(child: &Child, is_apart: bool) -> Self {
        let id = child.id();
        Self { id, is_apart }
    }

    #[cfg(unix)]
    fn send(self, signal: rustix::process::Signal) {
        use rustix::process::{kill_process, kill_process_group};
        if let Some(process) = self.process() {
            // An error means that it is already gone.
            let _ = match self.is_apart {
                true => kill_process_group(process, signal),
                false => kill_process(process, signal),
            };
        }
    }

    #[cfg(unix)]
    fn process(self) -> Option<rustix::process::Pid> {
        rustix::process::Pid::from_raw(self.id.cast_signed())
    }

    #[cfg(unix)]
    fn has_ended(self) -> bool {
        self.process().is_none_or(has_ended)
    }
}

/// Stops processes that another thread waits for, with their groups.
#[cfg(unix)]
pub(super) fn end_all(running: &[Running]) {
    use rustix::process::Signal;
    running.iter().for_each(|one| one.send(Signal::TERM));
    poll(GRACE, || running.iter().all(|one| one.has_ended()));
    for one in running.iter().filter(|one| !one.has_ended()) {
        one.send(Signal::KILL);
    }
}

/// Does nothing: the processes of this system end with the console.
#[cfg(not(unix))]
pub(super) fn end_all(_: &[Running]) {}

/// Returns whether a process has exited, without reaping it.
#[cfg(unix)]
fn has_ended(process: rustix::process::Pid) -> bool {
    use rustix::process::{WaitId, WaitIdOptions, waitid};

    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    !matches!(waitid(WaitId::Pid(process), options), Ok(None))
}

/// Stops a process that has not been waited for.
#[cfg(not(unix))]
pub(super) fn end(child: &mut Child, _: bool) {
    // It may already have exited.
    let _ = child.kill();
    reap(child);
}

/// Waits for a stopped process. One that hangs in the kernel, for example on a dead network drive, is
/// left behind.
fn reap(child: &mut Child) {
    poll(GRACE, || !matches!(child.try_wait(), Ok(None)));
}

/// Waits until something is done, and returns whether it was done in time.
pub(super) fn poll(within: Duration, mut is_done: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    let mut pause = Duration::from_micros(200);
    loop {
        if is_done() {
            return true;
        }
        let left = within.saturating_sub(start.elapsed());
        if left.is_zero() {
            return false;
        }
        std::thread::sleep(pause.min(left));
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}
