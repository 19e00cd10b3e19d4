//! `/api/proposal-proposals/{uuid}/` with its parts, and `/api/media/{uuid}/`: what a reviewer may
//! read through a review that was not rejected.

#![expect(non_camel_case_types, reason = "document! names each field's type after the field")]

use serde_json::json;

use super::documents::{document, round_name, stamp, url};
use super::response::{ApiResponse, to_json};
use super::state::{Batch, Item, State};
use super::status::REJECTED;

/// A part of a proposal.
#[derive(Clone, Copy)]
pub enum Part {
    Itself,
    Resources,
    Users,
    WorkflowStates,
}

/// A proposal, or a part of it.
pub fn get(state: &State, uuid: &str, part: Part) -> Result<ApiResponse, ApiResponse> {
    let (batch, item) = readable(state)
        .find(|(_, item)| item.proposal_uuid == uuid)
        .ok_or_else(|| ApiResponse::text(404, "detail", "No Proposal matches the given query."))?;
    let list = |rows: Vec<String>| {
        let count = rows.len().to_string();
        ApiResponse::json(200, format!("[{}]", rows.join(","))).header("X-Result-Count", count)
    };
    Ok(match part {
        Part::Itself => ApiResponse::json(200, proposal(state, batch, item)),
        Part::Resources => list(vec![resource(state, item)]),
        Part::Users => list(users(item)),
        Part::WorkflowStates => ApiResponse::json(200, workflow(batch, item)),
    })
}

/// A document, whole. Without a token, or for somebody else, there is none.
pub fn media(state: &State, uuid: &str) -> ApiResponse {
    for (_, item) in readable(state) {
        for (number, (name, text)) in documents_of(item).into_iter().enumerate() {
            if media_uuid(item, number) == uuid {
                return ApiResponse::pdf(text)
                    .header("Content-Disposition", format!("attachment; filename=\"{name}\""));
            }
        }
    }
    ApiResponse::text(404, "detail", "Not found.")
}

fn readable(state: &State) -> impl Iterator<Item = (&Batch, &Item)> {
    state
        .items()
        .filter(|(_, item)| item.review.as_ref().is_some_and(|review| review.state != REJECTED))
}

fn proposal(state: &State, batch: &Batch, item: &Item) -> String {
    let (start, cutoff) = batch.round();
    let documents: Vec<_> = documents_of(item)
        .into_iter()
        .enumerate()
        .map(|(number, (name, text))| {
            json!({
                "uuid": media_uuid(item, number + 4),
                "file": format!("{}/api/media/{}/", state.origin, media_uuid(item, number)),
                "file_name": format!("proposal_project_supporting_documentation/{name}"),
                "file_size": text.len(),
                "created": stamp(item.created),
            })
        })
        .collect();
    document! {
        uuid: &item.proposal_uuid,
        url: url(state, "proposal-proposals", &item.proposal_uuid),
        slug: &item.slug,
        name: &item.name,
        description: description(item),
        project_summary: summary(item),
        supporting_documentation: documents,
        state: "in_review",
        approved_by: (),
        created_by_name: applicant(item).0,
        applicant_full_name: applicant(item).0,
        applicant_organization: applicant(item).1,
        duration_in_days: 180,
        project: (),
        round: json!({
            "uuid": batch.call.round_uuid,
            "name": round_name(batch),
            "slug": format!("{}-r1", batch.call.slug),
            "start_time": stamp(start),
            "cutoff_time": stamp(cutoff),
            "status": "open",
            "allocation_date": null,
            "review_duration_in_days": 7,
        }),
        call_uuid: batch.call.uuid,
        call_name: &batch.call_name,
        call_managing_organisation_uuid: batch.call.organisation_uuid,
        oecd_fos_2007_code: "1.3",
        oecd_fos_2007_label: "Physical sciences",
        science_sub_domain: (),
        allocation_comment: (),
        created: stamp(item.created),
        compliance_status: (),
        can_submit: json!({"can_submit": true, "error": null}),
        awaiting_manual_advance: false,
        decision_held: (),
        workflow_step: (),
    }
}

fn summary(item: &Item) -> String {
    if item.summary.is_empty() {
        format!("{}: a study in three steps.", item.name)
    } else {
        item.summary.clone()
    }
}

fn description(item: &Item) -> String {
    let name = item.name.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<h2>Aims</h2><p>{name} needs <b>large runs</b> that local clusters cannot hold.</p>\
         <ul><li>validate the method on known cases</li><li>run the production ensemble</li>\
         <li>publish data and code</li></ul><p>Details: <a href=\"https://example.org/{}\">the \
         project's page</a>.</p><table><tr><th>Phase</th><th>Months</th></tr><tr><td>Tests</td>\
         <td>2</td></tr><tr><td>Production</td><td>10</td></tr></table>",
        item.slug.to_ascii_lowercase()
    )
}

/// The applicant and their organisation.
fn applicant(item: &Item) -> (&'static str, &'static str) {
    const APPLICANTS: [(&str, &str); 4] = [
        ("Anna Lindqvist", "University of Examples"),
        ("Mateus Duarte", "Instituto de Exemplo"),
        ("Hae-won Seo", "Prifysgol Enghraifft"),
        ("Ngozi Adeyemi", "Example Research Institute"),
    ];
    let sum: usize = item.slug.bytes().map(usize::from).sum();
    APPLICANTS[sum % APPLICANTS.len()]
}

fn resource(state: &State, item: &Item) -> String {
    let component = |kind: &str, name: &str, unit: &str| {
        json!({"type": kind, "name": name, "measured_unit": unit, "billing_type": "limit",
            "limit_amount": null})
    };
    document! {
        uuid: media_uuid(item, 8),
        requested_offering: json!({
            "state": "accepted",
            "offering_name": "Isambard-AI GH200",
            "provider_name": "Example Centre for Supercomputing",
            "category_name": "HPC",
            "plan_details": {"name": "Standard"},
            "options": {},
            "components": [
                component("gpu_hours", "GPU hours", "hours"),
                component("storage", "Storage", "TB"),
            ],
        }),
        resource: (),
        attributes: json!({"name": item.slug}),
        limits: json!({"gpu_hours": 20000, "storage": 40}),
        description: "Production runs",
        created_by: url(state, "users", &media_uuid(item, 9)),
        created_by_name: applicant(item).0,
    }
}

fn users(item: &Item) -> Vec<String> {
    let (name, _) = applicant(item);
    [("PROPOSAL.MANAGER", name), ("PROPOSAL.MEMBER", "Robin Okafor")]
        .into_iter()
        .enumerate()
        .map(|(number, (role, name))| {
            document! {
                uuid: media_uuid(item, 10 + number),
                created: stamp(item.created),
                role_name: role,
                user_email: format!("{}@example.org", name.to_lowercase().replace(' ', ".")),
                user_full_name: name,
                user_username: name.to_lowercase().replace(' ', "-"),
                user_uuid: media_uuid(item, 12 + number),
                user_image: (),
                created_by_full_name: name,
            }
        })
        .collect()
}

fn workflow(batch: &Batch, item: &Item) -> String {
    let steps = [
        ("administrative_check", "Administrative check", "call_manager", "completed"),
        ("expert_review", "Expert review", "reviewer", "active"),
        ("allocation_decision", "Allocation decision", "call_manager", "pending"),
    ];
    let rows: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(number, (step, name, role, status))| {
            json!({
                "uuid": media_uuid(item, 14 + number),
                "step": step,
                "step_name": name,
                "responsible_role": role,
                "status": status,
                "outcome": if status == "completed" { json!("eligible") } else { json!(null) },
                "internal_notes": null,
                "started_at": (status != "pending").then(|| stamp(batch.created)),
                "completed_at": (status == "completed").then(|| stamp(batch.created)),
                "deadline": null,
                "duration_in_days": null,
                "checklist_status": null,
            })
        })
        .collect();
    to_json(&rows)
}

/// The documents of a proposal with their names; some proposals have a second one.
fn documents_of(item: &Item) -> Vec<(String, String)> {
    let mut documents =
        vec![("case_for_support.pdf".to_owned(), pdf(&format!("{}: case for support", item.slug)))];
    if item.slug.len().is_multiple_of(2) {
        documents
            .push(("letter.pdf".to_owned(), pdf(&format!("{}: letter of support", item.slug))));
    }
    documents
}

fn media_uuid(item: &Item, number: usize) -> String {
    let reversed: String = item.proposal_uuid.chars().rev().collect();
    format!("{}{number:02x}", reversed.get(..30).unwrap_or_default())
}

/// A PDF document of one page with one line of ASCII text.
fn pdf(line: &str) -> String {
    let plain: String = line
        .chars()
        .filter(|c| c.is_ascii_graphic() || *c == ' ')
        .filter(|c| !"()\\".contains(*c))
        .collect();
    let content = format!("BT /F1 18 Tf 72 720 Td ({plain}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut text = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(text.len());
        text = format!("{text}{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = text.len();
    let rows: Vec<String> = offsets.iter().map(|at| format!("{at:010} 00000 n \n")).collect();
    let rows = rows.concat();
    format!(
        "{text}xref\n0 6\n0000000000 65535 f \n{rows}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
}
