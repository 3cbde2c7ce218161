//! Runs a program: bytes in, bytes out, and never past its deadline.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::group::{end, poll, set_apart};
use super::stop::watch;

/// How a program is run.
#[derive(Clone, Debug)]
pub(super) struct Task {
    /// The program's input.
    pub(super) input: Vec<u8>,
    /// How long it may take.
    pub(super) deadline: Duration,
    /// The most bytes that it may print.
    pub(super) limit: u64,
    /// Whether the program may prompt at the terminal.
    pub(super) is_interactive: bool,
}

/// The result of a program.
#[derive(Clone, Debug)]
pub(super) struct Printed {
    /// Whether it exited successfully.
    pub(super) is_success: bool,
    /// Its output.
    pub(super) output: Vec<u8>,
    /// The first part of its error output.
    pub(super) messages: Vec<u8>,
}

/// Why a program did not finish.
#[derive(Debug)]
pub(super) enum RunError {
    /// It cannot be started, or its output cannot be read.
    Io(io::Error),
    /// It took too long and was stopped.
    TimedOut,
    /// It printed more than allowed and was stopped.
    TooMuch,
}

/// The most bytes of error output that are kept.
const MESSAGES_MAX: u64 = 64 << 10;
/// How long to wait for error output after the program exits. A background process that it leaves,
/// such as a shared ssh connection, may hold the pipe open forever.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Runs a program, and stops it if it breaks a limit.
pub(super) fn run(command: &mut Command, task: Task) -> Result<Printed, RunError> {
    let start = Instant::now();
    let is_apart = !task.is_interactive;
    if is_apart {
        set_apart(command);
    }
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(RunError::Io)?;
    let _watched = watch(&child, is_apart);
    let (messages, messages_end) = listen(child.stderr.take());
    let output = collect(child.stdout.take(), task.limit);
    feed(child.stdin.take(), task.input);
    let left = || task.deadline.saturating_sub(start.elapsed());
    let result = receive(&output, task.limit, left())
        .and_then(|output| Ok((output, wait(&mut child, left())?)));
    let (output, is_success) = match result {
        Ok(result) => result,
        Err(error) => {
            end(&mut child, is_apart);
            return Err(error);
        }
    };
    // If the end does not come, the first part is enough.
    let _ = messages_end.recv_timeout(LAST_WORDS);
    let messages = messages.lock().map(|bytes| bytes.clone());
    Ok(Printed {
        is_success,
        output,
        messages: messages.unwrap_or_default(),
    })
}

/// Writes a program's input. It is no error if the program does not read all of it.
fn feed(pipe: Option<ChildStdin>, input: Vec<u8>) {
    std::thread::spawn(move || pipe.map(|mut pipe| pipe.write_all(&input)));
}

/// Reads a program's output, up to one byte more than the limit.
fn collect(pipe: Option<impl Read + Send + 'static>, limit: u64) -> Receiver<io::Result<Vec<u8>>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = pipe.map_or(Ok(0), |pipe| {
            let most = limit.saturating_add(1);
            pipe.take(most).read_to_end(&mut bytes)
        });
        // The receiver is gone if the deadline has passed.
        let _ = sender.send(read.map(|_| bytes));
    });
    receiver
}

/// Reads all error output and keeps the first part, which is available before the end.
fn listen(pipe: Option<impl Read + Send + 'static>) -> (Arc<Mutex<Vec<u8>>>, Receiver<()>) {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keeper = Arc::clone(&kept);
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        let mut pipe = pipe;
        while let Some(length) = pipe.as_mut().and_then(|pipe| pipe.read(&mut buffer).ok())
            && length > 0
        {
            if let Ok(mut kept) = keeper.lock()
                && (kept.len() as u64) < MESSAGES_MAX
            {
                kept.extend(buffer.iter().take(length));
            }
        }
        let _ = sender.send(());
    });
    (kept, receiver)
}

fn receive(
    output: &Receiver<io::Result<Vec<u8>>>,
    limit: u64,
    left: Duration,
) -> Result<Vec<u8>, RunError> {
    match output.recv_timeout(left) {
        Ok(Ok(bytes)) if bytes.len() as u64 > limit => Err(RunError::TooMuch),
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(RunError::Io(error)),
        Err(RecvTimeoutError::Timeout) => Err(RunError::TimedOut),
        Err(RecvTimeoutError::Disconnected) => {
            Err(RunError::Io(io::ErrorKind::UnexpectedEof.into()))
        }
    }
}

/// Waits until a program exits, and returns whether it succeeded.
fn wait(child: &mut Child, left: Duration) -> Result<bool, RunError> {
    let mut ended = Ok(None);
    poll(left, || {
        ended = child.try_wait();
        !matches!(ended, Ok(None))
    });
    match ended.map_err(RunError::Io)? {
        Some(status) => Ok(status.success()),
        None => Err(RunError::TimedOut),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn task() -> Task {
        Task {
            input: Vec::new(),
            deadline: Duration::from_secs(60),
            limit: 1 << 20,
            is_interactive: false,
        }
    }

    fn shell(script: &str, task: Task) -> Result<Printed, RunError> {
        run(Command::new("sh").args(["-c", script]), task)
    }

    #[test]
    fn a_program_gets_its_input_and_gives_its_output() {
        let input = vec![b'a'; 1 << 20];
        let all = Task {
            input: input.clone(),
            ..task()
        };
        let printed = shell("cat; echo no >&2; exit 3", all).unwrap();
        assert!(!printed.is_success);
        assert_eq!(printed.output, input);
        assert_eq!(printed.messages, b"no\n");
    }

    #[test]
    fn a_program_need_not_read_its_input() {
        let unread = Task {
            input: vec![b'a'; 1 << 20],
            ..task()
        };
        let printed = shell("echo done", unread).unwrap();
        assert!(printed.is_success);
        assert_eq!(printed.output, b"done\n");
    }

    #[test]
    fn many_messages_do_not_stop_a_program() {
        let printed = shell("yes | head -c 1000000 >&2; echo done", task()).unwrap();
        assert_eq!(printed.output, b"done\n");
        assert!(printed.messages.len() as u64 >= MESSAGES_MAX);
        assert!(printed.messages.len() < 100_000);
    }

    #[test]
    fn a_program_that_prints_without_end_is_ended() {
        let error = shell("yes", task()).unwrap_err();
        assert!(matches!(error, RunError::TooMuch), "{error:?}");
    }

    #[test]
    fn a_program_that_hangs_is_ended_with_all_that_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let script = format!(
            "trap '' TERM; exec 9<>'{}'; (sleep 1000; :) & wait",
            pipe.display()
        );
        let hasty = Task {
            deadline: Duration::from_millis(300),
            ..task()
        };
        let (opened, is_open) = channel();
        let path = pipe.clone();
        let reader = std::thread::spawn(move || {
            let mut pipe = std::fs::File::open(path).unwrap();
            opened.send(()).unwrap();
            pipe.read_to_end(&mut Vec::new()).unwrap();
        });
        let error = shell(&script, hasty).unwrap_err();
        assert!(matches!(error, RunError::TimedOut), "{error:?}");
        // The reader starts once there is a writer, and ends once all writers are gone.
        let mut options = std::fs::OpenOptions::new();
        let writer = options.read(true).write(true).open(&pipe).unwrap();
        is_open.recv().unwrap();
        drop(writer);
        reader.join().unwrap();
    }

    #[test]
    fn a_program_that_closes_its_output_is_still_waited_for() {
        let hasty = Task {
            deadline: Duration::from_millis(300),
            ..task()
        };
        let error = shell("exec >&- 2>&-; sleep 1000", hasty).unwrap_err();
        assert!(matches!(error, RunError::TimedOut), "{error:?}");
    }

    #[test]
    fn a_program_in_our_own_group_is_ended_alone() {
        let hasty = Task {
            deadline: Duration::from_millis(300),
            is_interactive: true,
            ..task()
        };
        let error = shell("exec sleep 1000", hasty).unwrap_err();
        assert!(matches!(error, RunError::TimedOut), "{error:?}");
    }
}
