//! SIGINT, SIGTERM and SIGHUP. By default each ends the program at once. Where something must be
//! put in order first, they are deferred: noted, and looked at by prompts, sleeps and loops.

use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

#[cfg(unix)]
use std::os::unix::net::UnixStream;

/// The signals that are handled, the ones that end the program by themselves first.
#[cfg(unix)]
const SIGNALS: [i32; 3] = {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    [SIGTERM, SIGHUP, SIGINT]
};
#[cfg(not(unix))]
const SIGNALS: [i32; 1] = [signal_hook::consts::SIGINT];
const SIGINT: i32 = signal_hook::consts::SIGINT;

/// The signals of this process. Nothing is registered before the first is deferred.
#[derive(Clone, Default)]
pub struct Signals(Arc<OnceLock<Handlers>>);

struct Handlers {
    handlers: Vec<Handler>,
    /// Readable once a signal was noted.
    #[cfg(unix)]
    wake: Option<UnixStream>,
}

struct Handler {
    signal: i32,
    /// True if the signal ends the program at once.
    ends: Arc<AtomicBool>,
    noted: Arc<AtomicBool>,
}

/// Ends the deferring when dropped.
#[must_use]
pub struct Deferred<'s> {
    signals: &'s Signals,
    before: Vec<bool>,
}

impl Drop for Deferred<'_> {
    fn drop(&mut self) {
        for (handler, before) in self.signals.handlers().handlers.iter().zip(&self.before) {
            handler.ends.store(*before, Ordering::SeqCst);
        }
    }
}

impl Signals {
    /// Notes signals, instead of ending the program, until the guard is dropped.
    pub fn defer(&self) -> Deferred<'_> {
        Deferred { signals: self, before: self.set_deferred(|_| true) }
    }

    /// Notes signals from now on.
    pub fn defer_until_end(&self) {
        self.set_deferred(|_| true);
    }

    /// Runs a program of the user's (an editor, a pager), whose Ctrl-C is not for this one.
    pub fn ignore_interrupts<T>(&self, run: impl FnOnce() -> T) -> T {
        let before = self.set_deferred(|signal| signal == SIGINT);
        let deferred = Deferred { signals: self, before };
        let result = run();
        self.forget_interrupts();
        drop(deferred);
        result
    }

    /// The signal that was noted while signals were deferred.
    pub fn noted(&self) -> Option<i32> {
        let handlers = &self.0.get()?.handlers;
        let noted = handlers.iter().find(|handler| handler.noted.load(Ordering::SeqCst));
        noted.map(|handler| handler.signal)
    }

    /// Waits; says whether a signal was noted before the time was over.
    pub fn sleep(&self, span: Duration) -> bool {
        #[cfg(unix)]
        if let Some(handlers) = self.0.get()
            && let Some(wake) = &handlers.wake
        {
            use rustix::event::{PollFd, PollFlags, Timespec, poll};
            let end = std::time::Instant::now() + span;
            while self.noted().is_none() {
                let left = end.saturating_duration_since(std::time::Instant::now());
                let Ok(timeout) = Timespec::try_from(left) else { break };
                let mut wait = [PollFd::new(wake, PollFlags::IN)];
                if matches!(poll(&mut wait, Some(&timeout)), Ok(0)) {
                    break;
                }
            }
            return self.noted().is_some();
        }
        std::thread::sleep(span);
        self.noted().is_some()
    }

    /// Ends the program by the signal that was noted, as if it had not been deferred.
    /// Does nothing for SIGINT, whose exit code is the caller's.
    pub fn end_by_noted(&self) {
        if let Some(signal) = self.noted_but_interrupt() {
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    }

    /// Returns whether a signal was noted that [`Signals::end_by_noted`] ends the program by.
    #[cfg(unix)]
    pub fn ends_by_noted(&self) -> bool {
        self.noted_but_interrupt().is_some()
    }

    fn noted_but_interrupt(&self) -> Option<i32> {
        self.noted().filter(|signal| *signal != SIGINT)
    }

    /// Becomes readable once a signal was noted.
    #[cfg(unix)]
    pub fn wake(&self) -> Option<&UnixStream> {
        self.handlers().wake.as_ref()
    }

    /// Defers some signals; gives what ended the program before.
    fn set_deferred(&self, is_meant: impl Fn(i32) -> bool) -> Vec<bool> {
        let defer = |handler: &Handler| {
            let ends = handler.ends.load(Ordering::SeqCst);
            handler.ends.store(ends && !is_meant(handler.signal), Ordering::SeqCst);
            ends
        };
        self.handlers().handlers.iter().map(defer).collect()
    }

    fn forget_interrupts(&self) {
        let handlers = self.handlers();
        for handler in handlers.handlers.iter().filter(|one| one.signal == SIGINT) {
            handler.noted.store(false, Ordering::SeqCst);
        }
        #[cfg(unix)]
        if let Some(mut wake) = handlers.wake.as_ref()
            && self.noted().is_none()
        {
            let _ = std::io::Read::read(&mut wake, &mut [0; 64]);
        }
    }

    fn handlers(&self) -> &Handlers {
        self.0.get_or_init(|| {
            #[cfg(unix)]
            let (wake, waker) = UnixStream::pair()
                .and_then(|(wake, waker)| {
                    wake.set_nonblocking(true)?;
                    Ok((wake, waker))
                })
                .ok()
                .unzip();
            let handler = |signal| {
                let handler = Handler {
                    signal,
                    ends: Arc::new(AtomicBool::new(true)),
                    noted: Arc::default(),
                };
                let ends = Arc::clone(&handler.ends);
                let _ = signal_hook::flag::register_conditional_default(signal, ends);
                let _ = signal_hook::flag::register(signal, Arc::clone(&handler.noted));
                #[cfg(unix)]
                if let Some(waker) = &waker
                    && let Ok(waker) = waker.try_clone()
                {
                    let _ = signal_hook::low_level::pipe::register(signal, waker);
                }
                handler
            };
            Handlers {
                handlers: SIGNALS
                    .into_iter()
                    .filter(|signal| !is_ignored(*signal))
                    .map(handler)
                    .collect(),
                #[cfg(unix)]
                wake,
            }
        })
    }
}

/// Returns whether the program was started with the signal ignored, as by `nohup`: it stays so.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}
