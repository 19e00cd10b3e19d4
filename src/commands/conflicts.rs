//! Why a conflict of interest is flagged: what the server says of the reviewer's own ones.

use std::collections::HashMap;

use anyhow::{Error, Result};

use crate::report::Report;
use crate::waldur::profiles::{self, ReviewerProfile};
use crate::waldur::uuid::normalized;
use crate::waldur::{Client, conflicts, is_not_offered};

/// The reviewer's profile, and their conflicts of interest that are not dismissed.
pub struct OwnConflicts {
    /// The profile; `None` where there is none.
    pub profile: Option<ReviewerProfile>,
    /// A sentence for each conflict, by the UUID of its proposal.
    explained: HashMap<String, Vec<String>>,
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
            return Ok(Self { profile, explained: HashMap::new() });
        };
        let list = match conflicts::of_reviewer(client, reviewer) {
            Ok(list) => list,
            Err(error) if is_not_offered(&error) => {
                return Ok(Self { profile, explained: HashMap::new() });
            }
            Err(error) => return Err(error),
        };
        let reviewer = normalized(reviewer);
        let mut explained: HashMap<String, Vec<String>> = HashMap::new();
        for conflict in list.records() {
            // A server may ignore the filter.
            let is_own = conflict.reviewer_uuid().is_none_or(|uuid| normalized(uuid) == reviewer);
            let Some(proposal) = conflict.proposal_uuid().and_then(normalized) else {
                continue;
            };
            if conflict.is_dismissed() || !is_own {
                continue;
            }
            let evidence = conflict.evidence().map_or_else(String::new, |text| format!(": {text}"));
            let facts: Vec<&str> =
                [conflict.severity(), conflict.status()].into_iter().flatten().collect();
            let facts =
                if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
            let sentence = format!("{}{evidence}{facts}", conflict.kind().unwrap_or("?"));
            explained.entry(proposal).or_default().push(sentence);
        }
        Ok(Self { profile, explained })
    }

    /// A sentence for each conflict with this proposal.
    pub fn with<'c>(&'c self, proposal: &str) -> impl Iterator<Item = &'c str> {
        let found = normalized(proposal).and_then(|proposal| self.explained.get(&proposal));
        found.into_iter().flatten().map(String::as_str)
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

#[cfg(test)]
mod tests {
    use super::OwnConflicts;

    /// Quadratic, this would take minutes.
    #[test]
    fn conflicts_of_many_proposals_are_found() {
        const COUNT: usize = 50_000;
        let conflict = |number| (format!("{number:032x}"), vec![format!("{number}")]);
        let own = OwnConflicts { profile: None, explained: (0..COUNT).map(conflict).collect() };
        for number in 0..COUNT {
            let found: Vec<&str> = own.with(&format!("{number:032X}")).collect();
            assert_eq!(found, [number.to_string()]);
        }
        assert_eq!(own.with("?").next(), None);
    }
}
