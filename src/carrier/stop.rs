//! Stops what runs for carriers when the program ends before it is done. Knows nothing of signals.

use std::process::Child;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::group::{self, GRACE, Running, poll};

/// The programs that run now.
static RUNNING: Mutex<Vec<Running>> = Mutex::new(Vec::new());
/// Held while a file is written aside.
static WRITING: Mutex<()> = Mutex::new(());

/// A program that is stopped with ours, until this is dropped.
pub(super) struct Watched(Running);

/// Has a program stopped with ours while it runs. `is_apart` says whether it has its own group.
pub(super) fn watch(child: &Child, is_apart: bool) -> Watched {
    let running = Running::new(child, is_apart);
    lock(&RUNNING).push(running);
    Watched(running)
}

impl Drop for Watched {
    fn drop(&mut self) {
        lock(&RUNNING).retain(|running| *running != self.0);
    }
}

/// Keeps our program from ending on a signal while a file is written aside and not yet in its place.
pub(super) fn writing() -> MutexGuard<'static, ()> {
    lock(&WRITING)
}

/// Stops every program that runs for a carrier, with what it started, and lets a file that is being
/// written get into its place. Call it before the program ends on a signal; it takes a second at most.
pub fn stop_all() {
    let running = lock(&RUNNING).clone();
    group::end_all(&running);
    poll(GRACE, || WRITING.try_lock().is_ok());
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
