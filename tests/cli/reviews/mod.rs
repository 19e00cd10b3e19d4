//! `reviews …`: from the list to the submitted review.

mod check;
mod clean;
mod decline;
mod documents;
#[cfg(unix)]
mod edit;
mod pull;
mod push;
mod read;
mod scenario;
mod settled;
mod submit;

use std::fs;

use crate::support::{Ran, Session, TOKEN, Waldur, assert_no_token, review};

/// A Waldur with reviews of the first items, a login to it, and forms in the home's folder `forms`.
pub struct Desk {
    pub waldur: Waldur,
    pub session: Session,
}

impl Desk {
    /// So many reviews are to be written.
    fn new(count: usize) -> Self {
        let waldur = Waldur::empty();
        waldur.with(|world| {
            world.batch(1, "Gateway to Isambard-AI: Autumn 2026");
            world.items(1, 1..=count);
            for number in 1..=count {
                world.accept(number);
            }
        });
        Self::of(waldur)
    }

    fn of(waldur: Waldur) -> Self {
        let session = Session::new(waldur.start());
        Self { waldur, session }
    }

    /// The same, with a form for each review.
    pub fn with_forms(count: usize) -> Self {
        let desk = Self::new(count);
        desk.run("reviews pull --into forms --no-documents").assert_status(0);
        desk
    }

    /// Runs a command in the home.
    #[track_caller]
    pub fn run(&self, words: &str) -> Ran {
        let ran = self.session.run(words);
        assert_no_token(&ran, TOKEN);
        ran
    }

    pub fn form(&self, number: usize) -> String {
        self.session.read(&format!("forms/gw-{number:03}.md"))
    }

    /// Replaces a text in a form, which must be there.
    #[track_caller]
    pub fn write(&self, number: usize, from: &str, to: &str) {
        let text = self.form(number);
        assert!(text.contains(from), "{from:?} is not in:\n{text}");
        let path = self.session.home().join(format!("forms/gw-{number:03}.md"));
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// Writes a score and a text into a form, and says that it is ready.
    pub fn fill(&self, number: usize) {
        self.write(number, "score:\n", "score: 4\n");
        self.write(number, "ready: false", "ready: true");
        self.write_public(number, "A credible plan.");
    }

    fn write_public(&self, number: usize, text: &str) {
        let mark = "<!-- The applicants may read this after the decision. -->\n";
        self.write(number, mark, &format!("{mark}\n{text}\n"));
    }

    /// The texts and the score that the server has.
    pub fn text(&self, number: usize, key: &str) -> String {
        self.waldur.with(|world| {
            let review = world.item(number).review.clone().unwrap();
            review.text(key).unwrap_or_default().to_owned()
        })
    }

    fn set_text(&self, number: usize, key: &'static str, text: &str) {
        self.waldur.with(|world| {
            let review = world.item(number).review.as_mut().unwrap();
            review.texts.insert(key, text.to_owned());
        });
    }

    pub fn state(&self, number: usize) -> &'static str {
        self.waldur.with(|world| world.item(number).review.as_ref().unwrap().state)
    }

    /// The requests that changed something, without the UUIDs.
    pub fn writes(&self) -> Vec<String> {
        let calls = self.session.server.calls().into_iter();
        let calls = calls.filter(|call| !call.starts_with("GET"));
        calls
            .map(|call| {
                let number = (1..=20).find(|number| call.contains(&review(*number))).unwrap();
                let action = call.trim_end_matches('/').rsplit('/').next().unwrap().to_owned();
                let (method, _) = call.split_once(' ').unwrap();
                if method == "PATCH" {
                    format!("PATCH {number}")
                } else {
                    format!("POST {action} {number}")
                }
            })
            .collect()
    }
}
