//! Why a list is empty, where that can be known.

use crate::waldur::invitations;
use crate::waldur::{Client, profiles};

/// The things of which there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// No batch waits for an answer.
    BatchWaits,
    /// No batch was sent so far.
    BatchSentSoFar,
    /// No item was assigned so far.
    ItemAssignedSoFar,
}

/// A sentence for standard error. Where one server was asked, it is asked whether the user has a
/// reviewer profile and whether an invitation to a reviewer pool waits. `program` is how this program
/// is called again.
pub fn explain(nothing: Nothing, clients: &[&Client], program: &str) -> Option<String> {
    let hosts: Vec<&str> = clients.iter().map(|client| client.facts().host.as_str()).collect();
    let hosts = match hosts.as_slice() {
        [] => return None,
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    };
    if let [client] = clients
        && let Some(cause) = cause(client, program)
    {
        return Some(cause);
    }
    Some(match nothing {
        Nothing::BatchWaits => {
            format!("Nothing is due: no batch on {hosts} waits for your answer.")
        }
        Nothing::BatchSentSoFar => format!("No batch was sent to you on {hosts} so far."),
        Nothing::ItemAssignedSoFar => format!("No proposal was assigned to you on {hosts} so far."),
    })
}

/// Why no batch can come: an invitation to a reviewer pool waits, or there is no reviewer profile.
fn cause(client: &Client, program: &str) -> Option<String> {
    waiting_invitation(client, program).or_else(|| no_profile(client))
}

/// Why no batch can come where there is no reviewer profile.
pub fn no_profile(client: &Client) -> Option<String> {
    matches!(profiles::me(client), Ok(None)).then(|| {
        format!(
            "You have no reviewer profile on {}, so no batch can be sent to you. The call manager invites reviewers.",
            client.facts().host
        )
    })
}

/// A sentence about the invitations that wait for the user's answer. Batches come only after one is
/// accepted.
fn waiting_invitation(client: &Client, program: &str) -> Option<String> {
    let invitations = invitations::pending(client).ok()?;
    let records = invitations::waiting(&invitations);
    let first = records.first()?;
    let call = first.call_name().unwrap_or("a call");
    Some(match records.len() {
        1 => format!(
            "An invitation to review for {call} waits for your answer: {program} invitations list. Batches come only after you accept it."
        ),
        count => format!(
            "{count} invitations to review wait for your answer, the first for {call}: {program} invitations list. Batches come only after you accept one."
        ),
    })
}
