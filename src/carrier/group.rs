//! Starts a process so that it can be stopped together with everything it starts. Knows nothing of
//! what the processes do.

use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// How long a process has to clean up, and then to exit.
const GRACE: Duration = Duration::from_millis(500);

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
    use rustix::process::{Pid, Signal, kill_process, kill_process_group};

    let leader = Pid::from_child(child);
    // An error means that the group is already gone.
    let send = |signal| {
        let _ = match is_apart {
            true => kill_process_group(leader, signal),
            false => kill_process(leader, signal),
        };
    };
    send(Signal::TERM);
    poll(GRACE, || has_ended(leader));
    // The leader has not been waited for, so its id cannot belong to another group yet.
    send(Signal::KILL);
    reap(child);
}

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
