//! A new form from what the server has.

use super::names::{NOTES, explanation_of, title_of};
use super::{Form, Values, read};

/// The head of a form, above its sections.
#[derive(Debug, Clone, Default)]
pub struct FormHead {
    /// The review's UUID, 32 hex characters.
    pub review: String,
    /// The proposal's short name.
    pub proposal: String,
    /// The server's address.
    pub server: String,
    /// The proposal's name.
    pub title: String,
    /// Sentences for the comment below the title, each a line: the deadline, and the place of the
    /// proposal's text.
    pub explanation: Vec<String>,
    /// True if the call requires the statement that there is no conflict of interest.
    pub asks_for_conflict_statement: bool,
}

/// A form with the server's values. The statement on conflicts of interest only ever comes from the
/// reviewer: it is false here whatever the server has.
pub fn new_form(head: &FormHead, server: &Values) -> Form {
    let statement =
        if head.asks_for_conflict_statement { "no_conflict_of_interest: false\n" } else { "" };
    let title = one_line(&head.title);
    let mut proposal = one_line(&head.proposal);
    if proposal.is_empty() {
        proposal = head.review.chars().take(8).collect();
    }
    let explanation: String =
        head.explanation.iter().map(|line| one_line(line) + "\n     ").collect();
    let mut text = format!(
        "---\nreview: {}\nproposal: {proposal}\nserver: {}\nscore:\n{statement}ready: false\n---\n\n\
         # {proposal}  {title}\n\n\
         <!-- {explanation}score: 1 to 5. Set ready: true when it may be submitted.\n     \
         Comments like this one are never sent. -->\n",
        one_line(&head.review),
        one_line(&head.server),
    );
    for name in server.texts.iter().map(|(name, _)| name.as_str()).chain([NOTES]) {
        let (title, explanation) = (title_of(name), explanation_of(name));
        text = format!("{text}\n## {title} {{#{name}}}\n<!-- {explanation} -->\n");
    }
    let mut form = read(text.as_bytes()).form;
    form.set_score(server.score);
    for (name, text) in &server.texts {
        form.set_text(name, text);
    }
    form.set_base(server);
    form
}

/// A text of the server as one line that cannot end a comment or be structure.
pub fn one_line(text: &str) -> String {
    let is_plain = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let words: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(is_plain).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").replace("--", "\u{2013}").replace('{', "(").replace('}', ")")
}

#[cfg(test)]
mod tests {
    use super::{FormHead, new_form};
    use crate::review_form::{Values, read};
    use proptest::prelude::*;

    fn head() -> FormHead {
        FormHead {
            review: "5c1e0d7a9b3f4e21a6d80c42f7b9e313".to_owned(),
            proposal: "GW-0147".to_owned(),
            server: "https://waldur.example.ac.uk".to_owned(),
            title: "Exascale protein dynamics for malaria targets".to_owned(),
            explanation: vec![
                "Due Fri 16 Oct 2026 17:00 BST (16:00 UTC).".to_owned(),
                "Proposal: GW-0147/proposal.txt".to_owned(),
            ],
            asks_for_conflict_statement: true,
        }
    }

    fn values(public: &str, requests: &str) -> Values {
        let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        Values {
            score: 0,
            texts: vec![
                text("public", public),
                text("private", ""),
                text("resource_requests", requests),
            ],
        }
    }

    #[test]
    fn new_form_looks_like_the_documented_one() {
        let form = new_form(&head(), &values("", "2 M GPU hours assume the 2023 throughput."));
        insta::assert_snapshot!(form.to_text(), @r"
        ---
        review: 5c1e0d7a9b3f4e21a6d80c42f7b9e313
        proposal: GW-0147
        server: https://waldur.example.ac.uk
        score:
        no_conflict_of_interest: false
        ready: false
        ---

        # GW-0147  Exascale protein dynamics for malaria targets

        <!-- Due Fri 16 Oct 2026 17:00 BST (16:00 UTC).
             Proposal: GW-0147/proposal.txt
             score: 1 to 5. Set ready: true when it may be submitted.
             Comments like this one are never sent. -->

        ## Comments {#public}
        <!-- The applicants may read this after the decision. -->

        ## Notes for the call manager {#private}
        <!-- For the call managers, not for the applicants. -->

        ## Resource requests {#resource_requests}
        <!-- At most 255 characters. The applicants may read this too. -->

        2 M GPU hours assume the 2023 throughput.

        ## To myself {#notes}
        <!-- Never sent. -->

        <!-- base score=0 public=- private=- resource_requests=92cfed537bd6 -->
        ");
        let reading = read(form.to_text().as_bytes());
        assert_eq!((reading.form, reading.problems), (form, Vec::new()));
    }

    proptest! {
        #[test]
        fn any_text_survives_a_form(
            public in r"(\PC|\n|\\|## |<!--|-->|\{#(public|private)\}|<{7}|={7}|>{7}|Comments|```){0,24}",
            title in any::<String>(),
            proposal in r"[\u{200b} a]{0,3}",
        ) {
            let head = FormHead { proposal, title, ..head() };
            let server = values(&public, "");
            let form = new_form(&head, &server);
            let reading = read(form.to_text().as_bytes());
            prop_assert_eq!(&reading.problems, &Vec::new());
            prop_assert_eq!(reading.form.text("public"), Some(super::super::normal(&public)));
            prop_assert_eq!(reading.form.text("private"), Some(String::new()));
            prop_assert!(super::super::compare(&reading.form, &server, &[])
                .iter()
                .all(|one| one.change == super::super::Change::None));
        }
    }
}
