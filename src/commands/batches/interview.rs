//! `batches respond` at a terminal: one proposal after the other.

use anyhow::Result;

use crate::commands::answers::plan::short_name;
use crate::commands::answers::{done_word, reason};
use crate::commands::batches::kept::KeptAnswers;
use crate::commands::batches::show::add_item;
use crate::commands::conflicts::OwnConflicts;
use crate::commands::context::Context;
use crate::output::{Block, Page, Role, View};
use crate::waldur::Item;
use crate::waldur::items::Answer;

/// How the questions ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// After the last proposal, or with `send`.
    Finished,
    /// The user quit: nothing is sent.
    Quit,
}

/// The command of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Accept,
    Decline,
    Skip,
    Keep,
    Back,
    List,
    Full,
    Send,
    Quit,
    Help,
}

impl Command {
    fn parse(reply: &str) -> Option<Self> {
        Some(match reply.trim().to_ascii_lowercase().as_str() {
            "a" | "accept" => Self::Accept,
            "d" | "decline" => Self::Decline,
            "s" | "skip" => Self::Skip,
            "k" | "keep" => Self::Keep,
            "b" | "back" => Self::Back,
            "l" | "list" => Self::List,
            "f" | "full" => Self::Full,
            "send" => Self::Send,
            "q" | "quit" => Self::Quit,
            "?" | "h" | "help" => Self::Help,
            _ => return None,
        })
    }
}

const HELP: &str = concat!(
    "  a     accept: you will review the proposal\n",
    "  d     decline, with a reason\n",
    "  s     skip: no answer now\n",
    "  k     keep the answer given before\n",
    "  b     back to the previous proposal\n",
    "  l     list all proposals with your answers\n",
    "  f     show the full summary of this proposal\n",
    "  send  go to the summary of your answers; nothing is sent before you confirm it\n",
    "  q     quit: your answers are kept, and nothing is sent\n",
);

/// The proposals to ask about.
pub struct Proposals<'p> {
    /// The proposals that wait for an answer.
    pub pending: &'p [&'p Item<'p>],
    /// The reviewer's conflicts of interest, where one is flagged.
    pub conflicts: Option<OwnConflicts>,
}

/// Asks about each proposal. Every answer is saved as it is given.
///
/// # Errors
/// An interruption; an error of the terminal.
pub fn ask_all(
    proposals: &Proposals<'_>,
    kept: &mut KeptAnswers,
    context: &mut Context<'_>,
) -> Result<End> {
    let pending = proposals.pending;
    let is_answered = |item: &&Item<'_>| kept.decisions.contains_key(uuid_of(item));
    let mut at = pending.iter().position(|item| !is_answered(item)).unwrap_or(pending.len());
    while let Some(item) = pending.get(at) {
        show_item(at, item, proposals.conflicts.as_ref(), false, context)?;
        loop {
            let reply = context.ui.line(&question(at, pending.len(), item, kept))?;
            match act(&reply, at, item, proposals, kept, context)? {
                Step::Ask => {}
                Step::Forward => {
                    at += 1;
                    break;
                }
                Step::Back => {
                    at = at.saturating_sub(1);
                    break;
                }
                Step::End(end) => return Ok(end),
            }
        }
    }
    Ok(End::Finished)
}

/// The step that follows a reply.
enum Step {
    /// The same question.
    Ask,
    Forward,
    Back,
    End(End),
}

fn act(
    reply: &str,
    at: usize,
    item: &Item<'_>,
    proposals: &Proposals<'_>,
    kept: &mut KeptAnswers,
    context: &mut Context<'_>,
) -> Result<Step> {
    let uuid = uuid_of(item);
    let Some(command) = Command::parse(reply) else {
        say("Answer with one of the letters in brackets; ? explains them.", context)?;
        return Ok(Step::Ask);
    };
    Ok(match command {
        Command::Accept if item.has_conflict() => {
            say(CONFLICT, context)?;
            Step::Ask
        }
        Command::Accept => {
            kept.set(uuid, Some(Answer::Accept), context);
            Step::Forward
        }
        Command::Decline => {
            if let Some(reason) = reason::ask(&short_name(item), context)? {
                kept.set(uuid, Some(Answer::Decline(reason)), context);
                Step::Forward
            } else {
                say("A reason is needed.", context)?;
                Step::Ask
            }
        }
        Command::Skip => {
            kept.set(uuid, None, context);
            Step::Forward
        }
        Command::Keep if kept.decisions.contains_key(uuid) => Step::Forward,
        Command::Keep => {
            say("There is no answer to keep yet.", context)?;
            Step::Ask
        }
        Command::Back if at == 0 => {
            say("This is the first proposal.", context)?;
            Step::Ask
        }
        Command::Back => Step::Back,
        Command::List => {
            context.ui.show(&View::Page(list(proposals.pending, kept)))?;
            Step::Ask
        }
        Command::Full => {
            show_item(at, item, proposals.conflicts.as_ref(), true, context)?;
            Step::Ask
        }
        Command::Send => Step::End(End::Finished),
        Command::Quit => Step::End(End::Quit),
        Command::Help => {
            context.ui.show(&View::Text(HELP.to_owned()))?;
            Step::Ask
        }
    })
}

const CONFLICT: &str = "A conflict of interest is flagged, so it cannot be accepted: the call \
                        manager can dismiss it. Declining works.";

fn question(at: usize, of: usize, item: &Item<'_>, kept: &KeptAnswers) -> String {
    let answer = kept.decisions.get(uuid_of(item));
    let given = answer.map_or_else(String::new, |answer| format!(" ({})", done_word(answer)));
    let keep = if answer.is_some() { "[k]eep, " } else { "" };
    let accept = if item.has_conflict() { "" } else { "[a]ccept, " };
    format!(
        "{} of {of}{given}: {keep}{accept}[d]ecline, [s]kip, [b]ack, [l]ist, [f]ull, [q]uit, [?] ",
        at + 1
    )
}

fn show_item(
    at: usize,
    item: &Item<'_>,
    conflicts: Option<&OwnConflicts>,
    full: bool,
    context: &mut Context<'_>,
) -> Result<()> {
    let mut blocks = vec![Block::Blank];
    add_item(&mut blocks, at + 1, item, conflicts, full);
    if item.has_conflict() {
        let indent = (at + 1).to_string().len() + 2;
        blocks.push(Block::Text(CONFLICT.to_owned(), indent, None));
    }
    context.ui.show(&View::Page(Page { blocks, more: "(f for all)" }))
}

/// All proposals with the answers so far.
fn list(pending: &[&Item<'_>], kept: &KeptAnswers) -> Page {
    let mut page = Page::default();
    let width = pending.len().to_string().len();
    for (number, item) in pending.iter().enumerate() {
        let word = kept.decisions.get(uuid_of(item)).map_or("-", done_word);
        let name = crate::commands::answers::plan::proposal_name(item);
        let line = format!("{:>width$}  {word:<8}  {name}", number + 1);
        page.blocks.push(Block::Facts(vec![(line, Role::Plain)], 0));
    }
    page
}

fn uuid_of<'i>(item: &'i Item<'_>) -> &'i str {
    item.uuid().unwrap_or_default()
}

fn say(sentence: &str, context: &mut Context<'_>) -> Result<()> {
    context.ui.show(&View::Text(format!("{sentence}\n")))
}
