//! Proposals: `/api/proposal-proposals/`, which a reviewer can read through a review of their own.

use std::collections::HashMap;

use anyhow::Result;
use serde_json::value::RawValue;

use super::json::{Scalar, elements, member, members, scalar};
use super::pagination::{List, Object, all_pages};
use super::record::record;
use super::uuid::path_part;
use super::{ApiError, Client};

const PATH: &str = "proposal-proposals/";

/// `GET /api/proposal-proposals/{uuid}/`
///
/// # Errors
/// [`ApiError`], also when the body is not an object. 404 before the proposal was accepted, and
/// after its review was rejected.
pub fn get(client: &Client, uuid: &str) -> Result<Object<Proposal<'static>>, ApiError> {
    Object::get(client, &format!("{PATH}{}/", path_part(uuid)))
}

/// `GET /api/proposal-proposals/{uuid}/resources/`, all pages.
///
/// # Errors
/// [`ApiError`]; a [`crate::error::UserError`] when the list changed while it was read.
pub fn resources(client: &Client, uuid: &str) -> Result<List<Resource<'static>>> {
    all_pages(client, &format!("{PATH}{}/resources/?page_size=300", path_part(uuid)))
}

/// `GET /api/proposal-proposals/{uuid}/list_users/`, all pages: the team.
///
/// # Errors
/// As [`resources`].
pub fn team(client: &Client, uuid: &str) -> Result<List<Member<'static>>> {
    all_pages(client, &format!("{PATH}{}/list_users/?page_size=300", path_part(uuid)))
}

/// `GET /api/proposal-proposals/{uuid}/workflow_states/`
///
/// # Errors
/// [`ApiError`], also when the body is not a list of objects.
pub fn workflow(client: &Client, uuid: &str) -> Result<List<WorkflowStep<'static>>, ApiError> {
    List::of_one_body(client, &format!("{PATH}{}/workflow_states/", path_part(uuid)))
}

record! {
    /// A proposal.
    pub struct Proposal, schema ProposalSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        /// HTML.
        description: text,
        project_summary: text,
        duration_in_days: count,
        oecd_fos_2007_label: text,
    }
    sometimes {
        applicant_full_name: text,
        applicant_organization: text,
        created_by_name: text,
    }
    unread {
        url: text,
        slug: text,
        name: text,
        state: text,
        call_uuid: text,
        call_name: text,
        created: time,
    }
}

impl Proposal<'_> {
    /// The description, which is HTML.
    pub fn description(&self) -> Option<&str> {
        self.description.as_text().filter(|text| !text.trim().is_empty())
    }

    /// The summary, plain text.
    pub fn summary(&self) -> Option<&str> {
        self.project_summary.as_text().filter(|text| !text.trim().is_empty())
    }

    /// How long the project is to last.
    pub fn duration_in_days(&self) -> Option<u64> {
        self.duration_in_days
    }

    /// The field of science.
    pub fn field_of_science(&self) -> Option<&str> {
        self.oecd_fos_2007_label.as_text()
    }

    /// Who applies, where the call shows it.
    pub fn applicant(&self) -> Option<&str> {
        self.applicant_full_name.as_text().or(self.created_by_name.as_text())
    }

    /// The applicant's organisation, where the call shows it.
    pub fn organisation(&self) -> Option<&str> {
        self.applicant_organization.as_text().filter(|text| !text.trim().is_empty())
    }
}

/// A document of a proposal, as the proposal lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentEntry {
    /// The address of the file. It may name another host than the server's own.
    pub file: String,
    /// The path in the server's storage, of which the last part is the file's name.
    pub file_name: String,
    /// Bytes.
    pub file_size: Option<u64>,
}

/// The documents of a proposal: `supporting_documentation`.
pub fn documents(proposal: &RawValue) -> Vec<DocumentEntry> {
    let list = member(proposal, "supporting_documentation");
    let entries = list.and_then(|list| elements(list.get().as_bytes()).ok()).unwrap_or_default();
    let read = |raw: &RawValue| {
        let text = |name| Some(scalar(raw, name)?.text()?.into_owned());
        Some(DocumentEntry {
            file: text("file")?,
            file_name: text("file_name").unwrap_or_default(),
            file_size: scalar(raw, "file_size").and_then(|size| size.count()),
        })
    };
    entries.into_iter().filter_map(read).collect()
}

/// How far the compliance checklist is, in percent, and whether it is complete:
/// `compliance_status`.
pub fn compliance(proposal: &RawValue) -> Option<(Option<f64>, Option<bool>)> {
    let status = member(proposal, "compliance_status").filter(|raw| raw.get().starts_with('{'))?;
    let percent = scalar(status, "completion_percentage").and_then(|value| value.number());
    Some((percent, scalar(status, "is_completed").and_then(|value| value.bool())))
}

record! {
    /// A resource that a proposal requests.
    pub struct Resource, schema ResourceSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        description: text,
    }
    sometimes {}
    unread {
        url: text,
        created_by_name: text,
    }
}

impl Resource<'_> {
    /// Its purpose.
    pub fn description(&self) -> Option<&str> {
        self.description.as_text().filter(|text| !text.trim().is_empty())
    }
}

/// A requested amount of one component of an offering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestedAmount {
    /// The offering's name.
    pub offering: String,
    /// The provider's name.
    pub provider: String,
    /// The component's name, or its type where the offering does not name it.
    pub component: String,
    /// The number as the server wrote it.
    pub amount: String,
    /// The unit; empty where it is not known.
    pub unit: String,
}

/// The amounts that a resource requests: its `limits`, whose keys are types of components of the
/// offering.
pub fn amounts(resource: &RawValue) -> Vec<RequestedAmount> {
    let offering = member(resource, "requested_offering");
    let text = |raw: Option<&RawValue>, name| {
        let found = raw.and_then(|raw| scalar(raw, name)).and_then(Scalar::text);
        found.map(std::borrow::Cow::into_owned).unwrap_or_default()
    };
    let components = offering.and_then(|offering| member(offering, "components"));
    let components =
        components.and_then(|list| elements(list.get().as_bytes()).ok()).unwrap_or_default();
    let mut by_type = HashMap::new();
    for component in components {
        by_type.entry(text(Some(component), "type")).or_insert(component);
    }
    let none = RequestedAmount {
        offering: text(offering, "offering_name"),
        provider: text(offering, "provider_name"),
        component: String::new(),
        amount: String::new(),
        unit: String::new(),
    };
    let limits = member(resource, "limits").and_then(|limits| members(limits).ok());
    let limits = limits.unwrap_or_default().into_iter().map(|(kind, amount)| {
        let component = by_type.get(&*kind).copied();
        let name = text(component, "name");
        RequestedAmount {
            component: if name.is_empty() { kind.into_owned() } else { name },
            amount: amount.get().to_owned(),
            unit: text(component, "measured_unit"),
            ..none.clone()
        }
    });
    let found: Vec<RequestedAmount> = limits.collect();
    if found.is_empty() { vec![none] } else { found }
}

record! {
    /// A member of a proposal's team. What the call conceals is missing.
    pub struct Member, schema MemberSchema;
    read {
        uuid: uuid,
        role_name: text,
    }
    sometimes {
        user_full_name: text,
        user_email: text,
        user_uuid: text,
    }
    unread {
        created: time,
    }
}

impl Member<'_> {
    /// The name, where the call shows it.
    pub fn name(&self) -> Option<&str> {
        self.user_full_name.as_text().filter(|name| !name.trim().is_empty())
    }

    /// The mail address, where the call shows it.
    pub fn email(&self) -> Option<&str> {
        self.user_email.as_text()
    }

    /// `manager` or `member`; others as the server names them.
    pub fn role(&self) -> &str {
        match self.role_name.as_text() {
            Some("PROPOSAL.MANAGER") => "manager",
            Some("PROPOSAL.MEMBER") => "member",
            other => other.unwrap_or("?"),
        }
    }
}

record! {
    /// A step of a proposal's workflow.
    pub struct WorkflowStep, schema WorkflowStepSchema;
    read {
        uuid: uuid,
        step_name: text,
        /// `pending`, `active`, `completed`, `expired` or `skipped`.
        status: text,
    }
    sometimes {}
    unread {
        step: text,
        responsible_role: text,
    }
}

impl WorkflowStep<'_> {
    /// The name of the step that is under way.
    pub fn active_name(&self) -> Option<&str> {
        self.step_name.as_text().filter(|_| self.status.as_text() == Some("active"))
    }
}

#[cfg(test)]
mod tests {
    use super::amounts;
    use serde_json::value::RawValue;

    /// Quadratic, this would take minutes.
    #[test]
    fn many_amounts_find_their_components() {
        const COUNT: usize = 10_000;
        let text =
            |one: &dyn Fn(usize) -> String| (0..COUNT).rev().map(one).collect::<Vec<_>>().join(",");
        let limits = text(&|number| format!(r#""type_{number}":{number}"#));
        let components = text(&|number| {
            format!(r#"{{"type":"type_{number}","name":"N{number}","measured_unit":"h"}}"#)
        });
        let resource = RawValue::from_string(format!(
            r#"{{"limits":{{{limits}}},"requested_offering":{{"offering_name":"O","components":[{components}]}}}}"#
        ));
        let found = amounts(&resource.unwrap());
        assert_eq!(found.len(), COUNT);
        for (amount, number) in found.iter().zip((0..COUNT).rev()) {
            assert_eq!(amount.component, format!("N{number}"));
            assert_eq!((&*amount.amount, &*amount.unit), (&*number.to_string(), "h"));
            assert_eq!((&*amount.offering, &*amount.provider), ("O", ""));
        }
    }
}
