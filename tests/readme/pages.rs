//! The Markdown pages and the code blocks in them.

use std::env;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A Markdown page of the repository.
pub struct Page {
    /// Relative to the repository: `README.md`, `docs/scripting.md`.
    pub name: String,
    pub text: String,
}

/// A fenced code block.
pub struct Block {
    /// `docs/scripting.md:120`, for messages.
    pub place: String,
    /// The word after the fence: `sh`, `console`.
    pub language: String,
    /// The HTML comments on the lines directly above the fence, without their delimiters.
    pub marks: Vec<String>,
    pub text: String,
    /// The position of `text` in the page.
    pub range: Range<usize>,
}

/// The directory of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// README.md, the other pages beside it, and every page of docs/.
pub fn pages() -> Vec<Page> {
    let mut paths: Vec<PathBuf> =
        ["README.md", "CONTRIBUTING.md", "SECURITY.md", "packaging/README.md"]
            .iter()
            .map(|name| root().join(name))
            .collect();
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.into_iter().map(Page::read).collect()
}

/// Asserts that a page has this text, or writes it.
pub fn keep_current(page: &str, new_text: impl FnOnce(&Page) -> String) {
    // Two tests may write to the same page.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let page = Page::read(root().join(page));
    let text = new_text(&page);
    let new = text.lines().find(|line| !page.text.contains(line));
    keep_file_current(&page.name, &page.text, &text, new.unwrap_or_default());
}

/// Asserts that a file of the repository has this text, or writes it.
pub fn keep_file_current(name: &str, kept: &str, text: &str, difference: &str) {
    if regenerates() {
        fs::write(root().join(name), text).unwrap();
    } else {
        assert!(
            kept == text,
            "{name} is not current: {difference}\n\
             To rewrite it: WALDUR_REVIEW_REGENERATE=1 cargo test --test readme"
        );
    }
}

/// Whether pages and images are to be rewritten instead of compared.
pub fn regenerates() -> bool {
    env::var_os("WALDUR_REVIEW_REGENERATE").is_some()
}

impl Page {
    fn read(path: PathBuf) -> Self {
        Self {
            name: path.strip_prefix(root()).unwrap().display().to_string(),
            text: fs::read_to_string(path).unwrap(),
        }
    }

    /// The fenced code blocks, in order.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut marks = Vec::new();
        let mut open: Option<Block> = None;
        let mut offset = 0;
        for (index, line) in self.text.split_inclusive('\n').enumerate() {
            let end = offset + line.len();
            let trimmed = line.trim_end();
            if let Some(mut block) = open.take() {
                if trimmed == "```" {
                    block.range.end = offset;
                    self.text[block.range.clone()].clone_into(&mut block.text);
                    blocks.push(block);
                } else {
                    open = Some(block);
                }
            } else if let Some(language) = trimmed.strip_prefix("```") {
                open = Some(Block {
                    place: format!("{}:{}", self.name, index + 1),
                    language: language.to_owned(),
                    marks: std::mem::take(&mut marks),
                    text: String::new(),
                    range: end..end,
                });
            } else if let Some(mark) =
                trimmed.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"))
            {
                marks.push(mark.to_owned());
            } else {
                marks.clear();
            }
            offset = end;
        }
        assert!(open.is_none(), "{}: a code block does not end", self.name);
        blocks
    }
}

impl Block {
    /// What follows `NAME: ` in the block's marks.
    pub fn marked(&self, name: &str) -> Option<&str> {
        self.marks.iter().find_map(|mark| mark.strip_prefix(name)?.strip_prefix(": "))
    }
}
