//! Why a conflict of interest is flagged: what the server says of the reviewer's own ones.

use anyhow::{Error, Result};

use crate::report::Report;
use crate::waldur::profiles::{self, ReviewerProfile};
use crate::waldur::uuid::normalized;
use crate::waldur::{Client, conflicts, is_not_offered};

/// The reviewer's profile, and their conflicts of interest that are not dismissed.
pub struct OwnConflicts {
    /// The profile; `None` where there is none.
    pub profile: Option<ReviewerProfile>,
    /// A sentence for each conflict, with the UUID of its proposal.
    explained: Vec<(String, String)>,
}

impl OwnConflicts {
    /// Reads the profile, and then its conflicts: none where the server does not offer them.
    ///
    /// # Errors
    /// As [`conflicts::of_reviewer`].
    pub fn read(client: &Client) -> Result<Self> {
        let profile = profiles::me(client)?;
        let reviewer = profile.as_ref().and_then(|profile| profile.uuid.as_deref());
        let Some(reviewer) = reviewer else {
            return Ok(Self { profile, explained: Vec::new() });
        };
        let list = match conflicts::of_reviewer(client, reviewer) {
            Ok(list) => list,
            Err(error) if is_not_offered(&error) => {
                return Ok(Self { profile, explained: Vec::new() });
            }
            Err(error) => return Err(error),
        };
        let reviewer = normalized(reviewer);
        let explained = list.records().into_iter().filter_map(|conflict| {
            // A server may ignore the filter.
            let is_own = conflict.reviewer_uuid().is_none_or(|uuid| normalized(uuid) == reviewer);
            if conflict.is_dismissed() || !is_own {
                return None;
            }
            let proposal = conflict.proposal_uuid().and_then(normalized)?;
            let evidence = conflict.evidence().map_or_else(String::new, |text| format!(": {text}"));
            let facts: Vec<&str> =
                [conflict.severity(), conflict.status()].into_iter().flatten().collect();
            let facts =
                if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
            Some((proposal, format!("{}{evidence}{facts}", conflict.kind().unwrap_or("?"))))
        });
        let explained = explained.collect();
        Ok(Self { profile, explained })
    }

    /// A sentence for each conflict with this proposal.
    pub fn with<'c>(&'c self, proposal: &str) -> impl Iterator<Item = &'c str> {
        let proposal = normalized(proposal);
        let found = self.explained.iter().filter(move |(uuid, _)| Some(uuid) == proposal.as_ref());
        found.map(|(_, sentence)| sentence.as_str())
    }
}

/// Splits the result into what could be read, or a message for the user, since a page is shown
/// without the reasons too.
pub fn or_message(read: Result<OwnConflicts>) -> (Option<OwnConflicts>, Option<String>) {
    match read {
        Ok(own) => (Some(own), None),
        Err(error) => (None, Some(not_explained(&error))),
    }
}

/// The sentence where the reasons could not be read.
pub fn not_explained(error: &Error) -> String {
    format!("Why a conflict of interest is flagged is not known: {}", Report::of(error).message)
}
