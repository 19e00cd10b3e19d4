//! How answers are shown: before the question, with `--dry-run`, and when they were sent.

use serde::Serialize;

use super::plan::{NotPlanned, PlannedAnswer};
use super::precheck::Precheck;
use super::send::{AnswerResult, CheckedPlan};
use super::{AnswerOutcome, done_word};
use crate::commands::context::Context;
use crate::commands::phrases::deadline_words;
use crate::output::{Block, Page, Role};
use crate::report::{ErrorDocument, Report};
use crate::waldur::HIDDEN;
use crate::waldur::items::Answer;
use crate::waldur::portal::{join, review_page};

/// The result of one answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AnswerReport<'a> {
    /// The item's UUID, or what was typed where none was found.
    item: &'a str,
    /// The proposal's UUID.
    proposal: Option<&'a str>,
    /// `accept` or `decline`.
    action: &'static str,
    outcome: AnswerOutcome,
    /// The review that accepting it made.
    review_uuid: Option<&'a str>,
    /// Why it was not done.
    error: Option<ErrorDocument>,
}

impl<'a> AnswerReport<'a> {
    /// The report of a result.
    pub fn new(result: &'a AnswerResult) -> Self {
        Self {
            item: &result.item,
            proposal: result.proposal.as_deref(),
            action: result.action.verb(),
            outcome: result.outcome,
            review_uuid: result.review.as_deref(),
            error: result.error.as_ref().map(|error| Report::of(error).to_json()),
        }
    }

    /// The report of an answer with `--dry-run`.
    pub fn of_dry_run((answer, check): &'a (PlannedAnswer, Precheck)) -> Self {
        let (outcome, error) = match check {
            Precheck::Send => (AnswerOutcome::Planned, None),
            Precheck::AlreadyDone => (AnswerOutcome::AlreadyDone, None),
            Precheck::Refused(error) => {
                (AnswerOutcome::Refused, Some(Report::of_user_error(error).to_json()))
            }
        };
        Self {
            item: &answer.item,
            proposal: answer.proposal.as_deref(),
            action: answer.action.verb(),
            outcome,
            review_uuid: answer.review.as_deref(),
            error,
        }
    }

    /// The report of something that cannot be tried, with `--dry-run`.
    pub fn of_not_planned(missing: &'a NotPlanned) -> Self {
        Self {
            item: &missing.typed,
            proposal: None,
            action: missing.action.verb(),
            outcome: AnswerOutcome::NotSent,
            review_uuid: None,
            error: Some(Report::of(&missing.error).to_json()),
        }
    }
}

/// An action as it is shown: with `--redact` a reason is hidden like all that was written.
fn shown(action: &Answer, context: &Context<'_>) -> Answer {
    match action {
        Answer::Decline(reason) if context.settings.display.redact && !reason.is_empty() => {
            Answer::Decline(HIDDEN.to_owned())
        }
        Answer::Accept | Answer::Decline(_) => action.clone(),
    }
}

/// Describes what will happen with each answer, for the question and for `--dry-run`.
pub fn preview(plan: &CheckedPlan, context: &Context<'_>) -> Page {
    let mut page = Page::default();
    for (answer, check) in &plan.answers {
        let (line, role) = match check {
            Precheck::Send => (format!("{}  {}", answer.action.verb(), answer.name), Role::Heading),
            Precheck::AlreadyDone => {
                (format!("(already {})  {}", done_word(&answer.action), answer.name), Role::Plain)
            }
            Precheck::Refused(error) => (format!("(left out)  {}", error.message), Role::Past),
        };
        page.blocks.push(Block::Facts(vec![(line, role)], 0));
        let due = deadline_words(answer.batch.deadline, context.theme);
        page.blocks.push(Block::Facts(
            vec![(answer.batch.call.clone(), Role::Plain), (due, Role::Plain)],
            4,
        ));
        if let (Answer::Decline(reason), Precheck::Send) = (shown(&answer.action, context), check) {
            let reason =
                if reason.trim().is_empty() { "(no reason given)".to_owned() } else { reason };
            page.blocks.push(Block::Text(reason, 4, None));
        }
    }
    for missing in &plan.not_planned {
        let line = format!("(left out)  {}", Report::of(&missing.error).message);
        page.blocks.push(Block::Facts(vec![(line, Role::Past)], 0));
    }
    page
}

/// The last line of `--dry-run`.
pub fn dry_run_summary(plan: &CheckedPlan) -> String {
    match plan.count_to_send() {
        0 => "No answer would be sent.".to_owned(),
        1 => "Nothing sent. Without --dry-run, this answer would be sent after your confirmation."
            .to_owned(),
        count => format!(
            "Nothing sent. Without --dry-run, these {count} answers would be sent after your \
             confirmation."
        ),
    }
}

/// The lines of one result.
pub fn result_blocks(result: &AnswerResult, portal: Option<&str>) -> Vec<Block> {
    let (word, role) = match result.outcome {
        AnswerOutcome::Done => (done_word(&result.action).to_owned(), Role::Good),
        AnswerOutcome::AlreadyDone => {
            (format!("already {}", done_word(&result.action)), Role::Plain)
        }
        AnswerOutcome::Refused => ("refused".to_owned(), Role::Danger),
        AnswerOutcome::NotDone => ("not done".to_owned(), Role::Danger),
        AnswerOutcome::NotKnown => ("not known".to_owned(), Role::Danger),
        AnswerOutcome::NotSent | AnswerOutcome::Planned => ("not sent".to_owned(), Role::Past),
    };
    let mut blocks = vec![Block::Facts(vec![(word, role), (result.name.clone(), Role::Plain)], 0)];
    if let Some(review) = &result.review {
        let page = portal.zip(review_page(review)).map(|(portal, page)| join(portal, &page));
        let place = page.as_ref().unwrap_or(review);
        blocks.push(Block::Facts(vec![(format!("review {place}"), Role::Plain)], 4));
    }
    blocks
}

/// `Sent 2 answers: 1 accepted, 1 declined.`, and what else came of them.
pub fn summary(results: &[AnswerResult]) -> String {
    let count = |wanted: AnswerOutcome, word: Option<&str>| {
        let of_word =
            |result: &&AnswerResult| word.is_none_or(|word| done_word(&result.action) == word);
        let with_outcome = results.iter().filter(|result| result.outcome == wanted);
        with_outcome.filter(of_word).count()
    };
    let list = |counts: &[(usize, &str)]| {
        let some = counts.iter().filter(|(count, _)| *count > 0);
        some.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
    };
    let sent = count(AnswerOutcome::Done, None);
    let done = ["accepted", "declined"].map(|word| (count(AnswerOutcome::Done, Some(word)), word));
    let others = list(&[
        (count(AnswerOutcome::AlreadyDone, None), "already answered this way"),
        (count(AnswerOutcome::Refused, None), "refused"),
        (count(AnswerOutcome::NotDone, None), "not done"),
        (count(AnswerOutcome::NotKnown, None), "not known"),
        (count(AnswerOutcome::NotSent, None), "not sent"),
    ]);
    let start = match sent {
        0 => "Sent no answer".to_owned(),
        1 => format!("Sent 1 answer: {}", list(&done)),
        _ => format!("Sent {sent} answers: {}", list(&done)),
    };
    match (sent, others.as_str()) {
        (_, "") => format!("{start}."),
        (0, others) => format!("{start}: {others}."),
        (_, others) => format!("{start}. The others: {others}."),
    }
}

#[cfg(test)]
mod tests {
    use super::{AnswerResult, summary};
    use crate::commands::answers::AnswerOutcome::{
        self, AlreadyDone, Done, NotDone, NotKnown, NotSent, Refused,
    };
    use crate::waldur::items::Answer;

    #[test]
    fn summary_counts_each_outcome() {
        let accept = || Answer::Accept;
        let decline = || Answer::Decline("No time.".to_owned());
        let cases: [(Vec<(AnswerOutcome, Answer)>, &str); 5] = [
            (vec![(Done, accept()), (Done, decline())], "Sent 2 answers: 1 accepted, 1 declined."),
            (
                vec![(Done, accept()), (Refused, accept()), (Refused, decline())],
                "Sent 1 answer: 1 accepted. The others: 2 refused.",
            ),
            (
                vec![
                    (Done, decline()),
                    (Done, decline()),
                    (AlreadyDone, accept()),
                    (NotDone, accept()),
                    (NotKnown, accept()),
                    (NotSent, accept()),
                ],
                "Sent 2 answers: 2 declined. The others: 1 already answered this way, 1 not done, \
                 1 not known, 1 not sent.",
            ),
            (
                vec![(Refused, accept()), (NotSent, accept())],
                "Sent no answer: 1 refused, 1 not sent.",
            ),
            (vec![], "Sent no answer."),
        ];
        for (outcomes, expected) in cases {
            let results: Vec<AnswerResult> = outcomes
                .into_iter()
                .map(|(outcome, action)| AnswerResult {
                    item: String::new(),
                    proposal: None,
                    name: String::new(),
                    action,
                    outcome,
                    review: None,
                    error: None,
                })
                .collect();
            assert_eq!(summary(&results), expected);
        }
    }
}
