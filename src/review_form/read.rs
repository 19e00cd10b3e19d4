//! The strict reader: what is doubtful is an error with its place.

use super::document::{Form, Kind, Line};
use super::keys::{check_value, ends_keys, missing_keys, read_key};
use super::line::{Shape, shape};
use super::names::{NOTES, PRIVATE, PUBLIC, explanation_of, is_known, title_of};
use super::problem::{Problem, Severity};

/// The longest form in bytes.
const MOST: usize = 1 << 20;
const BASE: &str = "<!-- base ";

/// The result of reading: the form as far as it is understood, and its problems.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Only without errors does it say what the reviewer means.
    pub form: Form,
    /// In the order of their lines.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Returns whether anything is an error.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// The first error.
    pub fn first_error(&self) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.severity == Severity::Error)
    }

    /// Returns whether conflicts that a merge left are all that is wrong.
    pub fn has_conflicts_only(&self) -> bool {
        let mut errors =
            self.problems.iter().filter(|problem| problem.severity == Severity::Error).peekable();
        errors.peek().is_some() && errors.all(|problem| problem.code == "conflict-mark")
    }
}

/// Reads a form.
pub fn read(bytes: &[u8]) -> Reading {
    let failed = |problem| Reading { form: Form::default(), problems: vec![problem] };
    if bytes.len() > MOST {
        return failed(Problem::error(1, "too-large", "a form is at most 1 MiB"));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or(&[]));
            let line = before.rsplit('\n').next().unwrap_or_default();
            let number = before.matches('\n').count() + 1;
            let problem = Problem::error(number, "not-utf-8", "this is not UTF-8 text");
            return failed(problem.at(line, line.len()));
        }
    };
    let (has_bom, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut reader = Reader { place: Place::Start, ..Reader::new(has_bom) };
    for raw in text.split_inclusive('\n') {
        reader.take(raw);
    }
    reader.finish()
}

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first line.
    Start,
    Keys,
    /// After the keys, before the first section.
    Head,
    Section,
}

struct Reader {
    form: Form,
    problems: Vec<Problem>,
    place: Place,
    keys: Vec<String>,
    names: Vec<String>,
    has_title: bool,
    /// The line where a comment began that is not closed.
    comment: Option<usize>,
    /// The line where a conflict began, and whether its middle was passed.
    conflict: Option<(usize, bool)>,
    /// The fence of a code block that is open.
    fence: Option<String>,
}

impl Reader {
    fn new(has_bom: bool) -> Self {
        Self {
            form: Form { has_bom, lines: Vec::new() },
            problems: Vec::new(),
            place: Place::Start,
            keys: Vec::new(),
            names: Vec::new(),
            has_title: false,
            comment: None,
            conflict: None,
            fence: None,
        }
    }

    /// The number of the line that is read.
    fn number(&self) -> usize {
        self.form.lines.len() + 1
    }

    fn error(&mut self, code: &'static str, message: impl Into<String>) {
        self.problems.push(Problem::error(self.number(), code, message));
    }

    fn take(&mut self, raw: &str) {
        let line = Line { raw: raw.to_owned(), kind: Kind::Outside };
        let text = line.text();
        let kind = match self.place {
            Place::Start => self.start(text),
            Place::Keys => self.key(text),
            Place::Head | Place::Section => self.body(text),
        };
        self.form.lines.push(Line { kind, ..line });
    }

    fn start(&mut self, text: &str) -> Kind {
        self.place = Place::Keys;
        if text.trim_end() == "---" {
            return Kind::Outside;
        }
        self.error("key", "a form begins with a line ---");
        self.key(text)
    }

    fn key(&mut self, text: &str) -> Kind {
        if text.trim_end() == "---" {
            self.place = Place::Head;
        } else if ends_keys(text) {
            self.error("key", "the keys end with a line ---");
            self.place = Place::Head;
            return self.body(text);
        } else if !text.trim().is_empty() {
            let number = self.number();
            match read_key(text, number, &self.keys) {
                Ok(name) => {
                    self.problems.extend(check_value(&name, text, number));
                    self.keys.push(name.clone());
                    return Kind::Key(name);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        Kind::Outside
    }

    fn body(&mut self, text: &str) -> Kind {
        if self.comment.is_some() {
            return self.inside_comment(text);
        }
        // A line with `\` is text whatever follows.
        let shape = if text.starts_with('\\') { Shape::Text } else { shape(text) };
        match shape {
            Shape::Comment => return self.comment(text),
            Shape::NearComment => self.error(
                "comment",
                "a comment begins with <!-- and a blank at the beginning of a line; write \\ before it if it is text",
            ),
            Shape::InlineComment => self.inline_comment(text),
            Shape::Heading(name) => return self.heading(name),
            Shape::NearHeading => self.error(
                "heading",
                "this is nearly the heading of a section: write ## TITLE {#name}, or \\ before it if it is text",
            ),
            Shape::ConflictStart | Shape::ConflictMiddle | Shape::ConflictEnd => {
                self.conflict(shape);
            }
            Shape::Text => {}
        }
        if self.place == Place::Section {
            self.follow_fence(text);
            return Kind::Text;
        }
        self.outside(text);
        Kind::Outside
    }

    fn outside(&mut self, text: &str) {
        let is_title = text.starts_with("# ") && !self.has_title;
        if is_title {
            self.has_title = true;
        } else if !text.trim().is_empty() {
            self.error("outside", "this text is in no section");
        }
    }

    fn heading(&mut self, name: &str) -> Kind {
        self.end_conflict();
        self.fence = None;
        self.place = Place::Section;
        if self.names.iter().any(|known| known == name) {
            self.error("heading", format!("the section {name} is there twice"));
        }
        self.names.push(name.to_owned());
        Kind::Heading(name.to_owned())
    }

    fn comment(&mut self, text: &str) -> Kind {
        let is_base = text.starts_with(BASE) && self.place == Place::Section;
        if self.fence.is_some() && !is_base {
            self.error(
                "comment",
                "this comment is inside of a code block; write \\ before it if it is text",
            );
        }
        let is_of_notes = text.trim_end() == format!("<!-- {} -->", explanation_of(NOTES));
        if is_of_notes && self.names.last().is_none_or(|name| name != NOTES) {
            self.error(
                "comment",
                "this comment belongs to the section notes, whose heading is not above it",
            );
        }
        self.comment = Some(self.number());
        self.close_comment(text, "<!--".len());
        if is_base && self.comment.is_none() { Kind::Base } else { Kind::Comment }
    }

    /// It would be sent, though Markdown shows it to nobody.
    fn inline_comment(&mut self, text: &str) {
        let message = "a comment within a line: put it on a line of its own, or write \\ at the beginning of the line if it is text";
        let problem = Problem::error(self.number(), "comment", message);
        self.problems.push(problem.at(text, text.find("<!--").unwrap_or_default()));
    }

    fn inside_comment(&mut self, text: &str) -> Kind {
        if matches!(shape(text), Shape::Heading(_) | Shape::NearHeading) {
            self.error("comment", "a heading inside of a comment: close the comment above it");
        }
        if let Some(at) = text.find("<!--") {
            let message = "a comment inside of a comment: close the one above it";
            let problem = Problem::error(self.number(), "comment", message);
            self.problems.push(problem.at(text, at));
        }
        self.close_comment(text, 0);
        Kind::Comment
    }

    /// Closes the comment where this line does, from this byte on.
    fn close_comment(&mut self, text: &str, from: usize) {
        let rest = text.get(from..).unwrap_or_default();
        let Some((before, after)) = rest.split_once("-->") else {
            return;
        };
        if !after.trim().is_empty() {
            let message = "text after the end of a comment: put it on a line of its own";
            let problem = Problem::error(self.number(), "comment", message);
            self.problems.push(problem.at(text, from + before.len() + "-->".len()));
        }
        self.comment = None;
    }

    fn conflict(&mut self, mark: Shape<'_>) {
        let code = "conflict-mark";
        match (mark, self.conflict) {
            (Shape::ConflictStart, None) => {
                self.error(
                    code,
                    "your text and the server's: keep what is right, and delete the three marks",
                );
                self.conflict = Some((self.number(), false));
            }
            (Shape::ConflictMiddle, Some((start, false))) => self.conflict = Some((start, true)),
            (Shape::ConflictEnd, Some((_, true))) => self.conflict = None,
            // It underlines a heading.
            (Shape::ConflictMiddle, None) => {}
            (_, conflict) => {
                self.error(
                    code,
                    "this is one mark of a conflict without the other two: delete it, or write \\ before it if it is text",
                );
                self.conflict = conflict;
            }
        }
    }

    fn end_conflict(&mut self) {
        if let Some((line, _)) = self.conflict.take() {
            let message =
                "the end of this conflict is missing: delete the mark, or add a line >>>>>>>";
            self.problems.push(Problem::error(line, "conflict-mark", message));
        }
    }

    fn follow_fence(&mut self, text: &str) {
        let text = text.trim();
        let marks = |mark| text.chars().take_while(|c| *c == mark).count();
        let (mark, count) =
            if text.starts_with('~') { ('~', marks('~')) } else { ('`', marks('`')) };
        if count < 3 {
            return;
        }
        match &self.fence {
            Some(open) => {
                if text.len() == count && text.starts_with(open.as_str()) {
                    self.fence = None;
                }
            }
            None => self.fence = Some(mark.to_string().repeat(count)),
        }
    }

    fn finish(mut self) -> Reading {
        self.end_conflict();
        if let Some(line) = self.comment {
            let message = "this comment has no end: close it with -->";
            self.problems.push(Problem::error(line, "comment", message));
        }
        let last = self.form.lines.len().max(1);
        if self.place == Place::Start || self.place == Place::Keys {
            self.problems.push(Problem::error(last, "key", "the keys end with a line ---"));
        }
        for name in missing_keys(&self.keys) {
            let message = format!("the key {name} is missing");
            self.problems.push(Problem::error(1, "key", message));
        }
        let base = self.form.base();
        for (at, line) in self.form.lines.iter().enumerate() {
            if let Kind::Heading(name) = &line.kind
                && !is_known(name)
                && !base.digests.contains_key(name)
            {
                let message = format!("there is no section {name}");
                self.problems.push(Problem::error(at + 1, "heading", message));
            }
        }
        // Without its heading, a section's text would belong to the one above it, and be sent.
        for name in [PUBLIC, PRIVATE, NOTES] {
            if !self.names.iter().any(|known| known == name) {
                let heading = format!("## {} {{#{name}}}", title_of(name));
                let message = format!("the section {name} is missing: add the line {heading}");
                self.problems.push(Problem::error(last, "heading", message));
            }
        }
        if base.score.is_none() || base.digests.is_empty() {
            let message = "the base line is missing or damaged: what differs from the server counts as changed on both sides";
            let problem = Problem::error(last, "base", message);
            self.problems.push(problem.with(Severity::Warning));
        }
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        Reading { form: self.form, problems: self.problems }
    }
}
