//! Ctrl-C: ends the program, unless something must be put in order first.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// Decides whether Ctrl-C ends the program. Clones share the decision.
#[derive(Clone, Default)]
pub struct Interrupts(Arc<OnceLock<Arc<AtomicBool>>>);

impl Interrupts {
    /// Keeps Ctrl-C from ending the program from now on.
    pub fn disarm(&self) {
        self.ends_program().store(false, Ordering::SeqCst);
    }

    /// Keeps Ctrl-C from ending the program while `action` runs.
    pub fn hold<T>(&self, action: impl FnOnce() -> T) -> T {
        let before = self.ends_program().swap(false, Ordering::SeqCst);
        let result = action();
        self.ends_program().store(before, Ordering::SeqCst);
        result
    }

    fn ends_program(&self) -> &AtomicBool {
        self.0.get_or_init(|| {
            let ends = Arc::new(AtomicBool::new(true));
            #[cfg(unix)]
            let _ = signal_hook::flag::register_conditional_default(
                signal_hook::consts::SIGINT,
                Arc::clone(&ends),
            );
            ends
        })
    }
}
