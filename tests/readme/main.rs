//! README.md and docs/ say what is true: what they show is what the program prints (`pictures`),
//! what they tell the user to paste runs (`snippets`), and their tables and links agree with the
//! program (`facts`). `WALDUR_REVIEW_REGENERATE=1 cargo test --test readme` rewrites what is shown.

#![cfg(all(unix, feature = "demo"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod facts;
mod pages;
mod pictures;
mod sandbox;
mod snippets;
