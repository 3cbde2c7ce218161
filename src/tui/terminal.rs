//! The terminal: taken over, and given back as it was after quit, error, panic and signal.

use std::io::{self, Stdout, Write, stdout};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};

use super::bounded::Bounded;
use crate::exchange;

/// Held while the terminal is written to, so that a signal never restores it in mid-frame.
static WRITING: Mutex<()> = Mutex::new(());

/// Clicks and the wheel, but no movements, which would wake an idle program.
#[cfg(not(windows))]
const MOUSE_ON: Print<&str> = Print("\x1b[?1000h\x1b[?1006h");
#[cfg(not(windows))]
const MOUSE_OFF: Print<&str> = Print("\x1b[?1006l\x1b[?1000l");
#[cfg(windows)]
const MOUSE_ON: crossterm::event::EnableMouseCapture = crossterm::event::EnableMouseCapture;
#[cfg(windows)]
const MOUSE_OFF: crossterm::event::DisableMouseCapture = crossterm::event::DisableMouseCapture;

/// The terminal while the screens are open. Gives it back when dropped.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<Bounded<CrosstermBackend<Stdout>>>,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// Where it is none, or cannot be set up; it is given back then.
    pub fn enter() -> io::Result<Self> {
        // With NO_COLOR set, crossterm would write an empty colour sequence that also resets
        // bold and reverse; the theme leaves colours out itself.
        crossterm::style::force_color_output(true);
        restore_on_panic();
        restore_on_signal()?;
        let terminal = take_over()
            .and_then(|()| Terminal::new(Bounded(CrosstermBackend::new(stdout()))))
            .inspect_err(|_| give_back())?;
        Ok(Self { terminal })
    }

    /// Draws one frame.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn draw<T>(&mut self, view: impl FnOnce(&mut Frame<'_>) -> T) -> io::Result<Option<T>> {
        let _writing = writing();
        let mut seen = None;
        self.terminal.draw(|frame| seen = Some(view(frame)))?;
        Ok(seen)
    }

    /// Puts a text into the clipboard of the terminal, by the sequence OSC 52. No terminal answers
    /// whether it took it.
    ///
    /// # Errors
    /// Where the terminal cannot be written to, or is none that knows such sequences.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let _writing = writing();
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Gives the terminal back while something else uses it, then takes it over again.
    ///
    /// # Errors
    /// Where the terminal cannot be set up again.
    pub fn step_aside<T>(&mut self, other: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let result = other();
        take_over()?;
        // Draws everything anew. `clear` would ask the terminal where its cursor is, and fail
        // where it does not answer.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))?;
        Ok(result)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        MOUSE_ON
    )
}

/// Gives the terminal back. What fails is left: there is nobody to be told any more.
fn give_back() {
    let mut out = stdout();
    let _ = execute!(
        out,
        MOUSE_OFF,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // A release ends right after this hook. On another thread than the one that draws, no
            // frame may come in between; the one that draws holds it already.
            let _writing = WRITING.try_lock();
            give_back();
            before(info);
        }));
    });
}

/// The signals that would end the program with the terminal taken over. Of the others that do,
/// `SIGKILL` cannot be caught, and after `SIGSEGV`, `SIGILL` and `SIGFPE` no code of a program can be
/// trusted; `SIGPIPE` is ignored, as in every Rust program.
#[cfg(unix)]
const DEADLY: [i32; 14] = {
    use signal_hook::consts as signal;
    [
        signal::SIGHUP,
        signal::SIGINT,
        signal::SIGQUIT,
        signal::SIGTERM,
        signal::SIGUSR1,
        signal::SIGUSR2,
        signal::SIGALRM,
        signal::SIGVTALRM,
        signal::SIGPROF,
        signal::SIGXCPU,
        signal::SIGXFSZ,
        signal::SIGABRT,
        signal::SIGSYS,
        signal::SIGTRAP,
    ]
};

/// Ends the program on a signal, with the terminal given back and the exit code shells expect.
#[cfg(unix)]
fn restore_on_signal() -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new(DEADLY)?;
    // Those that only some systems end a program on: power failure, the coprocessor's, real-time ones.
    // Where one cannot be caught, it is left as it is.
    #[cfg(target_os = "linux")]
    for signal in [signal_hook::consts::SIGIO, 16, 30]
        .into_iter()
        .chain(35..=64)
    {
        let _ = signals.add_signal(signal);
    }
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            if let Some(signal) = signals.forever().next() {
                let _writing = writing();
                give_back();
                exchange::stop_all();
                std::process::exit(128 + signal);
            }
        })?;
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "signals exist elsewhere")]
fn restore_on_signal() -> io::Result<()> {
    Ok(())
}

/// Suspends the program until the shell continues it.
#[cfg(unix)]
pub fn suspend() {
    // What fails is left: the program simply goes on.
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

/// Does nothing: this system has no job control.
#[cfg(not(unix))]
pub fn suspend() {}

/// Returns whether the terminal says that it shows marks beyond ASCII.
pub fn shows_unicode() -> bool {
    if cfg!(windows) {
        return true;
    }
    // POSIX, Base Definitions 8.2: the first of these that is set and not empty decides.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
        .to_lowercase();
    let console = std::env::var("TERM").is_ok_and(|term| term == "linux");
    !console && (locale.contains("utf-8") || locale.contains("utf8"))
}
