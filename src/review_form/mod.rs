//! The form of a review: a Markdown file that holds all that a reviewer writes, read strictly, so
//! that nothing is dropped, guessed or moved to other readers. docs/reviews.md has its grammar.

mod check;
mod document;
mod file;
mod keys;
mod line;
mod merge;
mod names;
mod new;
mod normal;
mod problem;
mod read;

pub use check::{check, missing_part};
use document::Base;
pub use document::Form;
pub use file::{FormFile, forms_in};
pub use merge::{Change, Comparison, compare, has_unsent_text, merge};
pub use names::{NOTES, PRIVATE, PUBLIC, SCORE, key_of, name_of, title_of};
pub use new::{FormHead, new_form, one_line};
pub use normal::{count_words, hex, normal};
pub use problem::{Problem, Severity};
pub use read::{Reading, read};

/// The values of a review on the server, by the names that they have in a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// `summary_score`; 0 where none was given.
    pub score: u64,
    /// The texts, in the order of their sections.
    pub texts: Vec<(String, String)>,
}

impl Values {
    /// The text of this name, where the server's review has it.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }
}
