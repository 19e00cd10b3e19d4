//! Proposals: `/api/proposal-proposals/`. Readable through a review that is not rejected.

#![expect(dead_code, reason = "the commands that use the rest are not there yet")]

use anyhow::Result;
use serde_json::value::RawValue;

use super::batches::Deadline;
use super::documents::MediaPath;
use super::json::{Scalar, elements, members};
use super::pagination::{List, Object, all_pages};
use super::record::record;
use super::uuid::path_part;
use super::{ApiError, Client};

const PATH: &str = "proposal-proposals/";

/// `GET /api/proposal-proposals/{uuid}/`
///
/// # Errors
/// [`ApiError`], also when the body is not an object.
pub fn get(client: &Client, uuid: &str) -> Result<Object<Proposal<'static>>, ApiError> {
    Object::get(client, &format!("{PATH}{}/", path_part(uuid)))
}

/// `GET /api/proposal-proposals/{uuid}/resources/`, all pages: what is asked for.
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

/// `GET /api/proposal-proposals/{uuid}/workflow_states/`: the steps of its evaluation.
///
/// # Errors
/// [`ApiError`], also when the body is not a list of objects.
pub fn workflow_states(
    client: &Client,
    uuid: &str,
) -> Result<List<WorkflowStep<'static>>, ApiError> {
    List::of_one_body(client, &format!("{PATH}{}/workflow_states/", path_part(uuid)))
}

record! {
    /// A proposal. A call may conceal who applies: those members are then missing.
    pub struct Proposal, schema ProposalSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        slug: text,
        name: text,
        /// HTML.
        description: text,
        project_summary: text,
        state: text,
        call_name: text,
    }
    sometimes {
        created_by_name: text,
        applicant_full_name: text,
        applicant_organization: text,
        oecd_fos_2007_label: text,
        /// Older servers only.
        duration_in_days: count,
    }
    unread {
        url: text,
        call_uuid: text,
    }
}

impl Proposal<'_> {
    /// The proposal's name.
    pub fn name(&self) -> Option<&str> {
        self.name.as_text()
    }

    /// The proposal's short name.
    pub fn slug(&self) -> Option<&str> {
        self.slug.as_text().filter(|slug| !slug.is_empty())
    }

    /// The summary, or `None` where it is empty.
    pub fn summary(&self) -> Option<&str> {
        filled(&self.project_summary)
    }

    /// The description, which is HTML, or `None` where it is empty.
    pub fn description(&self) -> Option<&str> {
        filled(&self.description)
    }

    /// Who applies, where the call does not conceal it.
    pub fn applicant(&self) -> Option<&str> {
        filled(&self.applicant_full_name).or(filled(&self.created_by_name))
    }

    /// The applicant's organisation, where it is told.
    pub fn organisation(&self) -> Option<&str> {
        filled(&self.applicant_organization)
    }

    /// The field of science, where it is told.
    pub fn field_of_science(&self) -> Option<&str> {
        filled(&self.oecd_fos_2007_label)
    }

    /// How long the project takes, in days: older servers only.
    pub fn duration_in_days(&self) -> Option<u64> {
        self.duration_in_days
    }
}

fn filled<'s>(text: &'s Scalar<'_>) -> Option<&'s str> {
    text.as_text().filter(|text| !text.trim().is_empty())
}

/// A document that was handed in with a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalDocument {
    /// 32 hex characters, where the server sent them.
    pub uuid: Option<String>,
    /// The name of the file: the last part of the server's path, as the server sent it.
    pub name: String,
    /// The size in bytes, where it is known.
    pub size: Option<u64>,
    /// Where it can be read; `None` where the address is not one of a document.
    pub path: Option<MediaPath>,
}

/// The documents of a proposal, from the document of [`get`].
pub fn documents(proposal: &RawValue) -> Vec<ProposalDocument> {
    let list = member(proposal, "supporting_documentation");
    let list = list.and_then(|list| elements(list.get().as_bytes()).ok()).unwrap_or_default();
    let read = |raw: &RawValue| {
        let text = |name| scalar(raw, name).text().map(String::from);
        let path = text("file_name").unwrap_or_default();
        ProposalDocument {
            uuid: text("uuid"),
            name: path.rsplit('/').next().unwrap_or_default().to_owned(),
            size: scalar(raw, "file_size").count(),
            path: text("file").as_deref().and_then(MediaPath::parse),
        }
    };
    list.into_iter().map(read).collect()
}

/// The state of the compliance checklist in words, from the document of [`get`]; `None` where the
/// call has none.
pub fn compliance(proposal: &RawValue) -> Option<String> {
    let status = member(proposal, "compliance_status")?;
    if scalar(status, "has_checklist").bool() == Some(false) {
        return None;
    }
    let is_completed = scalar(status, "is_completed").bool()?;
    let reviewed = filled(&scalar(status, "reviewed_at")).is_some();
    Some(match (is_completed, scalar(status, "completion_percentage").number()) {
        (true, _) if reviewed => "complete, and reviewed".to_owned(),
        (true, _) => "complete".to_owned(),
        (false, Some(percentage)) => format!("not complete: {percentage} %"),
        (false, None) => "not complete".to_owned(),
    })
}

record! {
    /// A request for resources.
    pub struct Resource, schema ResourceSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        description: text,
    }
    sometimes {}
    unread {
        url: text,
    }
}

impl Resource<'_> {
    /// What it is for, or `None` where that is empty.
    pub fn description(&self) -> Option<&str> {
        filled(&self.description)
    }
}

/// An amount of one component that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The component's name, or its type where it has none.
    pub component: String,
    /// The number as the server wrote it.
    pub number: String,
    /// The unit that it is measured in; may be empty.
    pub unit: String,
}

/// What a request for resources names: offering, provider and amounts, from an element of
/// [`resources`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The offering's name.
    pub offering: Option<String>,
    /// The provider's name.
    pub provider: Option<String>,
    /// In the server's order.
    pub amounts: Vec<Amount>,
}

/// Reads what a request for resources names.
pub fn request(resource: &RawValue) -> Request {
    let offering = member(resource, "requested_offering");
    let text = |name| offering.and_then(|raw| scalar(raw, name).text()).map(String::from);
    let components = offering.and_then(|raw| member(raw, "components"));
    let components = components.and_then(|list| elements(list.get().as_bytes()).ok());
    let components = components.unwrap_or_default();
    let limits = member(resource, "limits").and_then(|limits| members(limits).ok());
    let amount = |(kind, amount): (std::borrow::Cow<'_, str>, &RawValue)| {
        let of_kind = |raw: &&&RawValue| scalar(raw, "type").as_text() == Some(&kind);
        let component = components.iter().find(of_kind);
        let text = |name| {
            let text = component.and_then(|raw| scalar(raw, name).text());
            text.filter(|text| !text.is_empty()).map(String::from)
        };
        Amount {
            component: text("name").unwrap_or_else(|| kind.clone().into_owned()),
            number: amount.get().trim_matches('"').to_owned(),
            unit: text("measured_unit").unwrap_or_default(),
        }
    };
    Request {
        offering: text("offering_name"),
        provider: text("provider_name"),
        amounts: limits.unwrap_or_default().into_iter().map(amount).collect(),
    }
}

record! {
    /// A member of the team. A call may conceal who it is: those members are then missing.
    pub struct Member, schema MemberSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        /// `PROPOSAL.MANAGER` or `PROPOSAL.MEMBER`; others may come.
        role_name: text,
    }
    sometimes {
        user_full_name: text,
        user_username: text,
        user_uuid: text,
    }
    unread {}
}

impl Member<'_> {
    /// The member's name, where the call does not conceal it.
    pub fn name(&self) -> Option<&str> {
        filled(&self.user_full_name).or(filled(&self.user_username))
    }

    /// The user's UUID, where the call does not conceal it.
    pub fn user_uuid(&self) -> Option<&str> {
        self.user_uuid.as_text()
    }

    /// The role in words.
    pub fn role(&self) -> &str {
        match self.role_name.as_text() {
            Some("PROPOSAL.MANAGER") => "manager",
            Some("PROPOSAL.MEMBER") => "member",
            other => other.unwrap_or("?"),
        }
    }
}

record! {
    /// A step of the evaluation of a proposal.
    pub struct WorkflowStep, schema WorkflowStepSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        step: text,
        step_name: text,
        /// `pending`, `active`, `completed`, `expired` or `skipped`; others may come.
        status: text,
        /// RFC 3339; null where there is none.
        deadline: deadline,
    }
    sometimes {}
    unread {}
}

impl WorkflowStep<'_> {
    /// The step in the server's words.
    pub fn name(&self) -> Option<&str> {
        filled(&self.step_name).or(filled(&self.step))
    }

    /// Whether the proposal is in this step.
    pub fn is_active(&self) -> bool {
        self.status.as_text() == Some("active")
    }

    /// The end of the step.
    pub fn deadline(&self) -> Deadline {
        self.deadline
    }
}

/// The member of an object by its name.
fn member<'a>(raw: &'a RawValue, name: &str) -> Option<&'a RawValue> {
    members(raw).ok()?.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// A scalar member of an object.
fn scalar<'a>(raw: &'a RawValue, name: &str) -> Scalar<'a> {
    member(raw, name)
        .and_then(|value| serde_json::from_str(value.get()).ok())
        .unwrap_or(Scalar::Missing)
}
