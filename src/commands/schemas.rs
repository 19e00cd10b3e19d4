//! The JSON Schemas of `schema/`, made of the types that are printed.

use schemars::{JsonSchema, Schema, schema_for};

use super::config;
use super::doctor;
use crate::commands::answers as answering;
use crate::commands::auth::status as auth_status;
use crate::commands::batches::watch as batches_watch;
use crate::commands::{invitations, reviews, status};
use crate::report::ErrorDocument;
use crate::waldur::batches::{BatchDetailSchema, BatchSchema};
use crate::waldur::invitations::InvitationSchema;
use crate::waldur::items::ItemSchema;
use crate::waldur::profiles::ProfileSchema;
use crate::waldur::proposals::{MemberSchema, ProposalSchema, ResourceSchema};
use crate::waldur::reviews::ReviewSchema;

/// One of several servers, and what it sent or what was found out of it.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is wanted")]
struct OfServer<T> {
    profile: String,
    /// Scheme, host and port.
    server: String,
    document: T,
}

/// A document, or one for each server where several were asked.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is wanted")]
enum OneOrSeveral<T> {
    One(T),
    Several(Vec<OfServer<T>>),
}

/// One document, or a list where several were named.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is wanted")]
enum OneOrList<T> {
    One(T),
    List(Vec<T>),
}

/// A review and what belongs to it; null for what could not be read.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is wanted")]
struct ReviewWithProposal {
    review: ReviewSchema,
    proposal: Option<ProposalSchema>,
    resources: Option<Vec<ResourceSchema>>,
    team: Option<Vec<MemberSchema>>,
}

/// An error, as one line on standard error.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is wanted")]
struct ErrorLine {
    error: ErrorDocument,
}

/// Each schema by its name.
pub fn all() -> Vec<(&'static str, Schema)> {
    let titled = |name: &'static str, title: &str, mut schema: Schema| {
        schema.insert("title".to_owned(), title.into());
        schema.insert("$id".to_owned(), format!("{name}.schema.json").into());
        (name, schema)
    };
    vec![
        titled(
            "batches-list",
            "waldur-review batches list --json",
            schema_for!(OneOrSeveral<Vec<BatchSchema>>),
        ),
        titled(
            "batches-show",
            "waldur-review batches show --json",
            schema_for!(OneOrList<BatchDetailSchema>),
        ),
        titled(
            "batches-watch",
            "waldur-review batches watch --json: one line",
            schema_for!(batches_watch::EventDocument<'static>),
        ),
        titled(
            "items-list",
            "waldur-review items list --json",
            schema_for!(OneOrSeveral<Vec<ItemSchema>>),
        ),
        titled(
            "answers",
            "waldur-review items accept|decline --json and batches respond --json",
            schema_for!(Vec<answering::AnswerReport<'static>>),
        ),
        titled(
            "invitations-list",
            "waldur-review invitations list --json",
            schema_for!(OneOrSeveral<Vec<InvitationSchema>>),
        ),
        titled(
            "invitations-answer",
            "waldur-review invitations accept|decline --json",
            schema_for!(invitations::answer::InvitationReport),
        ),
        titled("profile-show", "waldur-review profile show --json", schema_for!(ProfileSchema)),
        titled(
            "reviews-list",
            "waldur-review reviews list --json",
            schema_for!(OneOrSeveral<Vec<ReviewSchema>>),
        ),
        titled(
            "reviews-show",
            "waldur-review reviews show --json",
            schema_for!(OneOrList<ReviewWithProposal>),
        ),
        titled(
            "reviews-pull",
            "waldur-review reviews pull --json",
            schema_for!(Vec<reviews::pull::PullReport>),
        ),
        titled(
            "reviews-documents",
            "waldur-review reviews documents --json",
            schema_for!(Vec<reviews::documents::DocumentReport>),
        ),
        titled(
            "reviews-diff",
            "waldur-review reviews diff --json",
            schema_for!(Vec<reviews::diff::FieldDifference>),
        ),
        titled(
            "reviews-send",
            "waldur-review reviews push|submit|decline --json",
            schema_for!(Vec<reviews::send::SendReport>),
        ),
        titled(
            "reviews-check",
            "waldur-review reviews check --json",
            schema_for!(Vec<reviews::check::ProblemDocument<'static>>),
        ),
        titled(
            "status",
            "waldur-review status --json",
            schema_for!(OneOrSeveral<status::StatusDocument<'static>>),
        ),
        titled(
            "auth-status",
            "waldur-review auth status --json",
            schema_for!(Vec<auth_status::ProfileStatus>),
        ),
        titled(
            "config-list",
            "waldur-review config list --json",
            schema_for!(Vec<config::list::SettingDocument>),
        ),
        titled(
            "config-path",
            "waldur-review config path --json",
            schema_for!(config::path::Paths<'static>),
        ),
        titled("doctor", "waldur-review doctor --json", schema_for!(doctor::DoctorDocument)),
        titled("error", "An error with --json, on standard error", schema_for!(ErrorLine)),
    ]
}
