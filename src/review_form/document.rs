//! A form in memory: its lines as they are in the file, what each of them is, and changes that
//! leave all other lines alone.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Values;
use super::keys::Score;
use super::line::{escape, unescape};
use super::names::{NOTES, PRIVATE, PUBLIC, SCORE, explanation_of, key_of, title_of};
use super::normal::{digest, normal};

/// A form. Lines that are not changed are written as they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    pub(super) has_bom: bool,
    pub(super) lines: Vec<Line>,
}

/// A line with its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub raw: String,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// `---`, the title, and what else is before the first section.
    Outside,
    /// `key: value`
    Key(String),
    Heading(String),
    /// Text of the section above, blank lines included.
    Text,
    Comment,
    /// The server's values at the last pull or push.
    Base,
}

/// The server's values at the last pull or push, as far as the base line can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Base {
    /// The score.
    pub score: Option<u64>,
    /// The digests of the texts, by name.
    pub digests: BTreeMap<String, String>,
}

impl Line {
    /// The line without its end.
    pub fn text(&self) -> &str {
        let text = self.raw.strip_suffix('\n').unwrap_or(&self.raw);
        text.strip_suffix('\r').unwrap_or(text)
    }
}

impl Form {
    /// The file's text.
    pub fn to_text(&self) -> String {
        let bom = if self.has_bom { "\u{feff}" } else { "" };
        self.lines.iter().fold(bom.to_owned(), |text, line| text + &line.raw)
    }

    /// The value of a key before the title; empty where nothing follows it.
    pub fn key(&self, name: &str) -> Option<&str> {
        let (_, line) = self.key_line(name)?;
        line.text().split_once(':').map(|(_, value)| value.trim())
    }

    /// The review's UUID.
    pub fn review(&self) -> &str {
        self.key("review").unwrap_or_default()
    }

    /// The proposal's short name.
    pub fn proposal(&self) -> &str {
        self.key("proposal").unwrap_or_default()
    }

    /// The server's address.
    pub fn server(&self) -> &str {
        self.key("server").unwrap_or_default()
    }

    /// The score as it is there.
    pub(super) fn written_score(&self) -> Score {
        Score::parse(self.key(SCORE).unwrap_or_default())
    }

    /// The score; 0 where none is given or it cannot be read.
    pub fn score(&self) -> u64 {
        match self.written_score() {
            Score::Number(number) => number,
            Score::Empty | Score::Conflict | Score::Odd => 0,
        }
    }

    /// Returns whether the reviewer says that it may be submitted.
    pub fn is_ready(&self) -> bool {
        self.key("ready") == Some("true")
    }

    /// Returns whether the call requires the statement on conflicts of interest, as far as the form
    /// tells.
    pub fn asks_for_conflict_statement(&self) -> bool {
        self.key("no_conflict_of_interest").is_some()
    }

    /// Adds the line of the statement, which only the reviewer makes, and with it the form is not
    /// ready.
    pub fn ask_for_conflict_statement(&mut self) {
        self.set_key("no_conflict_of_interest", "false");
        self.set_key("ready", "false");
    }

    /// Returns whether the reviewer states that there is no conflict of interest.
    pub fn states_no_conflict(&self) -> bool {
        self.key("no_conflict_of_interest") == Some("true")
    }

    /// Since when it is submitted.
    pub fn submitted(&self) -> Option<&str> {
        self.key("submitted").filter(|value| !value.is_empty())
    }

    /// The names of the sections in their order.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(|line| match &line.kind {
            Kind::Heading(name) => Some(name.as_str()),
            Kind::Outside | Kind::Key(_) | Kind::Text | Kind::Comment | Kind::Base => None,
        })
    }

    /// The text of a section in its normal form; nothing where there is no such section.
    pub fn text(&self, name: &str) -> Option<String> {
        let (start, end) = self.section(name)?;
        let lines = self.lines[start + 1..end].iter().filter(|line| line.kind == Kind::Text);
        let lines: Vec<&str> = lines.map(|line| unescape(line.text())).collect();
        Some(normal(&lines.join("\n")))
    }

    /// The lines of a section's text with their numbers, from 1, as they are written.
    pub fn text_lines(&self, name: &str) -> impl Iterator<Item = (usize, &str)> {
        let (start, end) = self.section(name).unwrap_or_default();
        let lines = self.lines.iter().enumerate().take(end).skip(start + 1);
        lines.filter(|(_, line)| line.kind == Kind::Text).map(|(at, line)| (at + 1, line.text()))
    }

    /// The line, from 1, where a section's text begins; its heading's where it is empty.
    pub fn text_line(&self, name: &str) -> usize {
        let Some((start, end)) = self.section(name) else {
            return 1;
        };
        let is_text = |at: &usize| {
            let line = &self.lines[*at];
            line.kind == Kind::Text && !line.text().trim().is_empty()
        };
        (start + 1..end).find(is_text).unwrap_or(start) + 1
    }

    /// The line, from 1, of a key; the first where there is none.
    pub fn line_of_key(&self, name: &str) -> usize {
        self.key_line(name).map_or(1, |(at, _)| at + 1)
    }

    /// The server's values at the last pull or push.
    pub fn base(&self) -> Base {
        let mut lines = self.lines.iter().filter(|line| line.kind == Kind::Base);
        match (lines.next(), lines.next()) {
            (Some(line), None) => Base::parse(line.text()),
            // Which of two is right is not known.
            (None | Some(_), _) => Base::default(),
        }
    }

    /// Sets a key; a new one is put after the others.
    pub fn set_key(&mut self, name: &str, value: &str) {
        let raw = format!("{name}: {value}").trim_end().to_owned() + self.line_end();
        let line = Line { raw, kind: Kind::Key(name.to_owned()) };
        if let Some(at) = self.key_line(name).map(|(at, _)| at) {
            self.lines[at] = line;
        } else {
            let last = self.lines.iter().rposition(|line| matches!(line.kind, Kind::Key(_)));
            self.lines.insert(last.map_or(0, |at| at + 1), line);
        }
    }

    /// Sets the score; 0 leaves it empty.
    pub fn set_score(&mut self, score: u64) {
        let value = if score == 0 { String::new() } else { score.to_string() };
        self.set_key(SCORE, &value);
    }

    /// Puts both scores there, for the reviewer to take one away.
    pub fn set_score_conflict(&mut self, own: u64, server: u64) {
        self.set_key(SCORE, &format!("{own} | {server}"));
    }

    /// These fields by the keys of the server, as a request changes them.
    pub fn changes(&self, names: &[String]) -> Map<String, Value> {
        let fields = names.iter().filter_map(|name| {
            let value = if name == SCORE {
                Value::from(self.score())
            } else {
                Value::from(self.text(name).unwrap_or_default())
            };
            Some((key_of(name)?, value))
        });
        fields.collect()
    }

    /// Replaces a section's text. Its comments stay, above the text; a section that is not there is
    /// put before the last one that is never sent.
    pub fn set_text(&mut self, name: &str, text: &str) {
        let text = normal(text);
        let lines: Vec<String> = text.split('\n').map(|line| escape(line, false)).collect();
        self.set_lines(name, &lines);
    }

    /// Puts both texts into a section, as git marks a conflict.
    pub fn set_text_conflict(&mut self, name: &str, own: &str, server: &str) {
        let escaped = |text: &str| {
            let text = normal(text);
            let lines: Vec<String> = text.split('\n').map(|line| escape(line, true)).collect();
            // An empty side has no line of its own.
            if text.is_empty() { Vec::new() } else { lines }
        };
        let mut lines = vec!["<<<<<<< yours".to_owned()];
        lines.extend(escaped(own));
        lines.push("=======".to_owned());
        lines.extend(escaped(server));
        lines.push(">>>>>>> server".to_owned());
        self.set_lines(name, &lines);
    }

    /// Notes what the server has now.
    pub fn set_base(&mut self, values: &Values) {
        let digests = values.texts.iter().map(|(name, text)| (name.clone(), digest(text)));
        self.write_base(Some(values.score), digests.collect());
    }

    /// Notes what the server has now of the fields in which the form holds the same. The others
    /// keep what was noted before: a change of the server that the form does not have yet must not
    /// count as a change of the form.
    pub fn renew_base(&mut self, values: &Values) {
        let before = self.base();
        let score = if self.score() == values.score { Some(values.score) } else { before.score };
        let of_text = |(name, text): &(String, String)| {
            let is_same = self.text(name).is_some_and(|own| own == normal(text));
            let digest = if is_same { digest(text) } else { before.digests.get(name)?.clone() };
            Some((name.clone(), digest))
        };
        let digests = values.texts.iter().filter_map(of_text).collect();
        self.write_base(score, digests);
    }

    fn write_base(&mut self, score: Option<u64>, digests: Vec<(String, String)>) {
        let score = score.map(|score| (SCORE.to_owned(), score.to_string()));
        let mut line = "<!-- base".to_owned();
        for (name, value) in score.into_iter().chain(digests) {
            line = format!("{line} {name}={value}");
        }
        self.lines.retain(|line| line.kind != Kind::Base);
        self.end_last_line();
        if self.lines.last().is_some_and(|line| !line.text().trim().is_empty()) {
            self.push("", Kind::Text);
        }
        self.push(&format!("{line} -->"), Kind::Base);
    }

    fn set_lines(&mut self, name: &str, text: &[String]) {
        if self.section(name).is_none() {
            self.add_section(name);
        }
        let Some((start, end)) = self.section(name) else {
            return;
        };
        self.end_last_line();
        let line_end = self.line_end();
        let line = |text: &str| Line { raw: format!("{text}{line_end}"), kind: Kind::Text };
        let old: Vec<Line> = self.lines.drain(start + 1..end).collect();
        let (base, rest): (Vec<Line>, Vec<Line>) =
            old.into_iter().partition(|line| line.kind == Kind::Base);
        let mut new: Vec<Line> =
            rest.into_iter().filter(|line| line.kind == Kind::Comment).collect();
        new.push(line(""));
        if text.iter().any(|text| !text.is_empty()) {
            new.extend(text.iter().map(|text| line(text)));
            new.push(line(""));
        }
        new.extend(base);
        self.lines.splice(start + 1..=start, new);
    }

    fn add_section(&mut self, name: &str) {
        self.end_last_line();
        let order = |name: &str| match name {
            PUBLIC => 0,
            PRIVATE => 1,
            NOTES => 3,
            _ => 2,
        };
        let is_after = |line: &Line| match &line.kind {
            Kind::Heading(other) => order(other) > order(name),
            Kind::Base => true,
            Kind::Outside | Kind::Key(_) | Kind::Text | Kind::Comment => false,
        };
        let at = self.lines.iter().position(is_after).unwrap_or(self.lines.len());
        let end = self.line_end();
        let mut new = Vec::new();
        let mut push = |text: String, kind| new.push(Line { raw: text + end, kind });
        let above = at.checked_sub(1).map(|above| self.lines[above].text());
        if above.is_some_and(|above| !above.trim().is_empty()) {
            push(String::new(), Kind::Text);
        }
        push(format!("## {} {{#{name}}}", title_of(name)), Kind::Heading(name.to_owned()));
        push(format!("<!-- {} -->", explanation_of(name)), Kind::Comment);
        push(String::new(), Kind::Text);
        self.lines.splice(at..at, new);
    }

    /// Where a section's heading is, and where the section ends.
    fn section(&self, name: &str) -> Option<(usize, usize)> {
        let is_heading = |line: &Line| matches!(line.kind, Kind::Heading(_));
        let of_name = Kind::Heading(name.to_owned());
        let start = self.lines.iter().position(|line| line.kind == of_name)?;
        let length = self.lines[start + 1..].iter().position(is_heading);
        Some((start, length.map_or(self.lines.len(), |length| start + 1 + length)))
    }

    fn key_line(&self, name: &str) -> Option<(usize, &Line)> {
        let is_key = |line: &Line| matches!(&line.kind, Kind::Key(key) if key == name);
        self.lines.iter().enumerate().find(|(_, line)| is_key(line))
    }

    fn line_end(&self) -> &'static str {
        let has_cr = self.lines.first().is_some_and(|line| line.raw.ends_with("\r\n"));
        if has_cr { "\r\n" } else { "\n" }
    }

    fn end_last_line(&mut self) {
        let end = self.line_end();
        if let Some(last) = self.lines.last_mut().filter(|last| !last.raw.ends_with('\n')) {
            last.raw.push_str(end);
        }
    }

    fn push(&mut self, text: &str, kind: Kind) {
        let raw = format!("{text}{}", self.line_end());
        self.lines.push(Line { raw, kind });
    }
}

impl Base {
    fn parse(line: &str) -> Self {
        let mut base = Self::default();
        let words = line.trim_start_matches("<!-- base").trim_end().trim_end_matches("-->");
        for word in words.split_whitespace() {
            match word.split_once('=') {
                Some((SCORE, value)) => base.score = value.parse().ok(),
                Some((name, value)) if is_digest(value) => {
                    base.digests.insert(name.to_owned(), value.to_owned());
                }
                Some(_) | None => {}
            }
        }
        base
    }
}

fn is_digest(value: &str) -> bool {
    let is_hex = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    value == "-" || (value.len() == 12 && value.bytes().all(is_hex))
}
