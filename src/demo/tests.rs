//! The demo as a client sees it, over TCP.

use std::collections::HashSet;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::Value;

use super::{Demo, data, start};

const GATEWAY: &str = "0b6d2e4861f74c0a9d352f1be0c7a914";
const MALARIA: &str = "9e1f04b31d674adbbf67a2f07025e6b3";
const TURBULENCE: &str = "41ac77d0efd94280a5e72d1914de0550";
const LLAIS: &str = "7fca59fa5f464048855f87627cdb7487";
const OVERDUE: &str = "1c292bbe269d4cfc9598431518aa2a2f";
const PENDING_IN_RESPONDED: &str = "c2b6366e66ca46d8bf0ca9e7506f2859";

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// One key of every element.
    fn column(&self, key: &str) -> Vec<Value> {
        let rows = self.json();
        let rows = rows.as_array().expect("an array").iter();
        rows.map(|row| row[key].clone()).collect()
    }

    fn is(&self, status: u16, body: &str) {
        assert_eq!((self.status, self.body.as_str()), (status, body));
    }
}

fn demo() -> Demo {
    start(None, "2026-10-01T08:00:00Z".parse().expect("a time"), false, super::TokenPolicy::Allowed)
        .expect("a server")
}

fn raw(demo: &Demo, request: &str) -> Answer {
    let host = demo.api.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host.trim_end_matches("/api/")).expect("connects");
    stream.write_all(request.as_bytes()).expect("writes");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("reads");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
    let status = head[9..12].parse().expect("a status");
    let (head, body) = (head.to_ascii_lowercase() + "\r\n", body.to_owned());
    Answer { status, head, body }
}

/// Asks with a header line more; a body in braces goes as JSON.
fn ask(demo: &Demo, request: &str, header: &str, body: &str) -> Answer {
    let json = body.starts_with('{');
    let media_type = if json { "application/json" } else { "text/plain" };
    let length = body.len();
    let head = format!("{request} HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n{header}");
    let body = format!("Content-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n{body}");
    raw(demo, &(head + &body))
}

fn call(demo: &Demo, request: &str, body: &str) -> Answer {
    let header = format!("Authorization: Token {}\r\n", demo.token);
    ask(demo, request, &header, body)
}

fn get(demo: &Demo, path: &str) -> Answer {
    call(demo, &format!("GET /api/{path}"), "")
}

fn post(demo: &Demo, item: &str, verb: &str, body: &str) -> Answer {
    let request = format!("POST /api/assignment-items/{item}/{verb}/");
    call(demo, &request, body)
}

#[test]
fn sent_batches_are_listed_newest_first() {
    let list = get(&demo(), "my-assignment-batches/?page_size=1");
    let found = list.column("uuid");
    let found = found.iter().filter_map(|uuid| uuid.as_str()?.get(..4));
    assert!(found.eq(["5d04", "c19e", "ae77", "7f3a", "0b6d", "d40b"]));
    let gateway = r#",{"uuid":"0b6d2e4861f74c0a9d352f1be0c7a914","call_uuid":"ad000eac13f349c0bbb0d683c286c20e","call_name":"Gateway to Isambard-AI: Autumn 2026","status":"sent","status_display":"Sent to reviewer","sent_at":"2026-09-14T09:12:09.677213+00:00","expires_at":"2026-10-02T16:00:00+00:00","is_expired":false,"items_count":3,"items_pending_count":3,"manager_notes":"Please answer before the deadline; reassignments start the next working day."},"#;
    assert!(list.body.contains(gateway), "{}", list.body);
    let expired = list.column("is_expired");
    assert_eq!(expired, [false, false, false, true, false, false]);
}

#[test]
fn batch_is_found_by_any_spelling_of_its_uuid() {
    let demo = demo();
    let path = "my-assignment-batches/0B6D2E48-61F7-4C0A-9D35-2F1BE0C7A914/";
    assert_eq!(get(&demo, path).json()["items"][1]["uuid"], TURBULENCE);
    for batch in data::BATCHES {
        let shown = get(&demo, &format!("my-assignment-batches/{}/", batch.uuid)).json();
        let items = shown["items"].as_array().cloned().unwrap_or_default();
        let scores = items.iter().map(|item| item["affinity_score"].as_f64());
        let scores = scores.map(|score| score.unwrap_or(f64::INFINITY));
        assert_eq!(items.len(), batch.items.len());
        assert!(scores.is_sorted_by(|a, b| a >= b), "nulls first: {shown}");
    }
    let unknown = r#"{"detail":"No AssignmentBatch matches the given query."}"#;
    get(&demo, "my-assignment-batches/0b6d/").is(404, unknown);
}

#[test]
fn uuids_differ_in_their_first_four_characters() {
    let reviews = get(&demo(), "proposal-reviews/?page_size=300&field=uuid").column("uuid");
    let items = data::BATCHES.iter().flat_map(|batch| batch.items);
    let uuids: Vec<&str> = items
        .flat_map(|item| [item.uuid, item.proposal_uuid])
        .chain(data::BATCHES.iter().map(|batch| batch.uuid))
        .chain(reviews.iter().filter_map(Value::as_str))
        .collect();
    let starts: HashSet<&str> = uuids.iter().map(|uuid| &uuid[..4]).collect();
    assert_eq!((starts.len(), uuids.len()), (87, 87));
}

/// `METHOD path [body] => status body`, with the path below `/api/`.
fn check(demo: &Demo, row: &str) {
    let (asked, expected) = row.split_once(" => ").expect("an arrow");
    let (status, expected) = expected.split_once(' ').unwrap_or((expected, ""));
    let mut words = asked.splitn(3, ' ');
    let (method, path) = (words.next().expect("verb"), words.next().expect("path"));
    let request = format!("{method} /api/{path}");
    let answer = call(demo, &request, words.next().unwrap_or_default());
    assert_eq!(format!("{} {}", answer.status, answer.body), format!("{status} {expected}"));
}

#[test]
fn lists_have_pages_and_filters() {
    let demo = demo();
    let query = "page_size=5&status=pending&status=declined";
    let page = get(&demo, &format!("assignment-items/?{query}&page=2"));
    let link = |rel, page| format!("<{}assignment-items/?{page}{query}>; rel=\"{rel}\"", demo.api);
    let (first, prev) = (link("first", ""), link("prev", ""));
    let (next, last) = (link("next", "page=3&"), link("last", "page=4&"));
    let links = format!("\r\nlink: {first}, {prev}, {next}, {last}\r\n");
    assert!(page.head.contains(&links), "{}", page.head);
    assert!(page.head.contains("\r\nx-result-count: 20\r\n"));
    let dashed = "assignment-items/?batch_uuid=0B6D2E48-61F7-4C0A-9D35-2F1BE0C7A914";
    let (profile, user) = (data::REVIEWER.profile_uuid, data::REVIEWER.user_uuid);
    for (path, count) in [
        ("assignment-items/?page_size=300", 35),
        ("assignment-items/?has_coi=true", 5),
        ("assignment-items/?min_affinity_score=0.9", 4),
        (dashed, 3),
        ("assignment-batches/", 8),
        ("assignment-batches/?status=expired&status=responded", 2),
        (&format!("assignment-batches/?reviewer_uuid={profile}"), 8),
        (&format!("assignment-batches/?reviewer_uuid={user}"), 0),
        (&format!("assignment-items/?page_size=300&reviewer_uuid={profile}"), 35),
        (&format!("assignment-items/?reviewer_uuid={user}"), 0),
        ("conflicts-of-interest/", 5),
        (&format!("conflicts-of-interest/?reviewer_uuid={profile}"), 5),
        (&format!("conflicts-of-interest/?reviewer_uuid={user}"), 0),
        ("conflicts-of-interest/?status=waived", 0),
        ("call-reviewer-pools/", 7),
        ("call-reviewer-pools/?my_invitations=true&invitation_status=pending", 1),
        (&format!("call-reviewer-pools/?reviewer_uuid={profile}"), 7),
        (&format!("call-reviewer-pools/?reviewer_uuid={user}"), 0),
        ("proposal-reviews/?state=submitted", 3),
        (&format!("proposal-reviews/?reviewer_uuid={GATEWAY}"), 0),
    ] {
        assert_eq!(get(&demo, path).column("uuid").len(), count, "{path}");
    }
    let scores = get(&demo, &format!("{dashed}&o=affinity_score")).column("affinity_score");
    assert_eq!(scores, [0.41, 0.77, 0.82]);
    let bad = r#"["Select a valid choice. x is not one of the available choices."]}"#;
    for row in [
        r#"page=99 => 404 {"detail":"Invalid page."}"#,
        r#"batch_uuid=x => 400 {"batch_uuid":["Enter a valid UUID."]}"#,
        &format!("status=x => 400 {{\"status\":{bad}"),
        &format!("o=x => 400 {{\"o\":{bad}"),
    ] {
        check(&demo, &format!("GET assignment-items/?{row}"));
    }
}

#[test]
fn last_answer_closes_the_batch() {
    let demo = demo();
    let accepted = post(&demo, MALARIA, "accept", "").json();
    assert_eq!(accepted["detail"], "Assignment accepted. Review created.");
    let item = get(&demo, &format!("assignment-items/{MALARIA}/")).json();
    assert_eq!(item["review_uuid"], accepted["review_uuid"]);
    let (proposal, review) = (&item["proposal_uuid"], &item["review_uuid"]);
    // This endpoint ignores `field`.
    let path = format!("proposal-reviews/?proposal_uuid={proposal}&field=state&field=uuid");
    let reviews = get(&demo, &path.replace('"', "")).json();
    assert_eq!((&reviews[0]["uuid"], &reviews[0]["state"]), (review, &"in_review".into()));
    assert_eq!(reviews[0]["proposal_uuid"], *proposal);

    let declined = r#"{"detail":"Assignment declined.","review_uuid":null}"#;
    post(&demo, TURBULENCE, "decline", r#"{"reason":" «Õ» \n2 "}"#).is(200, declined);
    let item = get(&demo, &format!("assignment-items/{TURBULENCE}/"));
    assert_eq!(item.json()["decline_reason"], "«Õ» \n2");
    assert!(!item.body.contains("review_uuid"));
    assert_eq!(get(&demo, "my-assignment-batches/").column("uuid").len(), 6);
    post(&demo, LLAIS, "decline", "").is(200, declined);
    assert_eq!(get(&demo, "my-assignment-batches/").column("uuid").len(), 5);
    let shown = get(&demo, &format!("my-assignment-batches/{GATEWAY}/")).json();
    assert_eq!(shown["status"], "responded");
    let responded = get(&demo, "assignment-batches/").column("responded_at");
    assert!(responded[5].is_string());
    // A pending item of a batch that is answered already takes its answer too.
    let late = post(&demo, PENDING_IN_RESPONDED, "accept", "");
    assert_eq!(late.status, 200);
}

#[test]
fn refusals_have_the_text_of_waldur() {
    let demo = demo();
    let repr = |text| format!(r#"{{"error":"[ErrorDetail(string='{text}', code='invalid')]"}}"#);
    let coi = "Cannot accept assignment with unresolved COI. Please contact the call manager.";
    let blocked = data::BATCHES[1].items[3].uuid;
    for (item, verb, expected) in [
        (OVERDUE, "accept", r#"{"error":"Cannot accept expired assignment."}"#),
        (OVERDUE, "decline", r#"{"error":"Cannot decline expired assignment."}"#),
        (blocked, "accept", &repr("Can only accept pending assignments.")),
        (blocked, "decline", &repr("Can only decline pending assignments.")),
        (TURBULENCE, "accept", &repr(coi)),
        (LLAIS, r#"decline/ {"reason":[]}"#, r#"{"reason":["Not a valid string."]}"#),
    ] {
        let slash = if verb.contains('/') { "" } else { "/" };
        check(&demo, &format!("POST assignment-items/{item}/{verb}{slash} => 400 {expected}"));
    }
    let unknown = r#"{"detail":"No AssignmentItem matches the given query."}"#;
    check(&demo, &format!("POST assignment-items/x/accept/ => 404 {unknown}"));
    let media = r#"{"detail":"Unsupported media type \"text/plain\" in request."}"#;
    check(&demo, &format!("POST assignment-items/{LLAIS}/decline/ no => 415 {media}"));
    assert_eq!(post(&demo, LLAIS, "decline", "{").status, 400);
    check(&demo, r#"PUT users/me/ => 405 {"detail":"Method \"PUT\" not allowed."}"#);
    let page = get(&demo, "no-such-thing/");
    assert_eq!((page.status, page.body.len()), (404, 179));
    let moved = get(&demo, "users/me?field=uuid");
    moved.is(301, "");
    let location = "\r\nlocation: /api/users/me/?field=uuid\r\n";
    assert!(moved.head.contains(location), "{}", moved.head);
    assert_eq!(raw(&demo, "nonsense\r\n\r\n").status, 400);
    assert_eq!(get(&demo, "configuration/").status, 200);
}

#[test]
fn token_is_checked() {
    let demo = demo();
    let token = demo.token.as_str();
    assert!(token.len() == 40 && token.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let me = "GET /api/users/me/?field=email&field=username";
    let send = |request, header: &str| ask(&demo, request, header, "");
    for row in [
        ": Basic eDp5 => Authentication credentials were not provided.",
        "-: => Authentication credentials were not provided.",
        ": Token => Invalid token. No credentials provided.",
        ": Token a b => Invalid token. Token string should not contain spaces.",
        ": Token 0000000000000000000000000000000000000000 => Invalid token.",
        &format!(": Bearer {token} => Invalid JWT token."),
        ": Bearer w_9999999999_x => Invalid token.",
    ] {
        let (value, detail) = row.split_once(" => ").expect("an arrow");
        let answer = send(me, &format!("Authorization{value}\r\n"));
        answer.is(401, &format!(r#"{{"detail":"{detail}"}}"#));
        assert!(answer.head.contains("\r\nwww-authenticate: token\r\n"));
    }
    let public = "GET /api/configuration/";
    assert_eq!(send(public, "").status, 200);
    assert_eq!(send(public, "Authorization: Token x\r\n").status, 401);
    let fields = send(me, &format!("authorization: tOKEN {token}\r\n"));
    fields.is(200, r#"{"username":"demo-reviewer","email":"reviewer@example.org"}"#);
    let me = get(&demo, "users/me/").json();
    assert_eq!(me["token"], token);
    let profile = get(&demo, "reviewer-profiles/me/").json();
    assert_eq!(profile["user_uuid"], me["uuid"]);
}

/// The answer of a real server that was recorded under this name: status and body.
fn recorded(name: &str) -> (u64, String) {
    let lines = include_str!("../../tests/answers.ndjson").lines();
    let mut records = lines.map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let found = records.find(|record| record["name"] == name);
    let found = found.unwrap_or_else(|| panic!("no answer {name:?} is recorded"));
    (
        found["status"].as_u64().expect("a status"),
        found["body"].as_str().expect("a body").to_owned(),
    )
}

/// The deadline is checked before the status, and a wrong value before both.
#[test]
fn refusals_are_those_of_a_real_server() {
    let demo = demo();
    let entry = data::INVITING.pool_entry_uuid;
    let expired = data::BATCHES[7].items.iter().find(|item| item.status == "expired");
    let expired = expired.expect("an expired item").uuid;
    let pool = |verb: &str| format!("POST call-reviewer-pools/{entry}/{verb}/");
    for (request, name) in [
        (format!("POST assignment-items/{expired}/accept/"), "expiry-accept-after"),
        (
            format!(r#"POST assignment-items/{expired}/decline/ {{"reason":{{}}}}"#),
            "decline-reason-object",
        ),
        ("GET call-reviewer-pools/?invitation_status=open".to_owned(), "pools-status-bad"),
        ("POST call-reviewer-pools/0/accept/".to_owned(), "pool-accept-other"),
        (pool("decline"), "pool-decline-no-reason"),
        ("GET conflicts-of-interest/?status=open".to_owned(), "conflicts-status-bad"),
        ("GET conflicts-of-interest/0/".to_owned(), "conflict-other"),
    ] {
        let (status, body) = recorded(name);
        check(&demo, &format!("{request} => {status} {body}"));
    }
    let done = r#"{"detail":"Invitation accepted successfully."}"#;
    check(&demo, &format!("{} => 200 {done}", pool("accept")));
    let (status, body) = recorded("pool-accept-again");
    check(&demo, &format!("{} => {status} {body}", pool("accept")));
}

/// The texts are those of the recorded answers `draft-…`, `submit-…` and `reject-…`.
#[test]
fn refusals_of_reviews_are_those_of_a_real_server() {
    let demo = demo();
    let open: Value =
        serde_json::from_str(&get(&demo, "proposal-reviews/?state=in_review").body).expect("JSON");
    let demands = |wanted: bool| {
        let found = open
            .as_array()
            .expect("a list")
            .iter()
            .find(|review| review["coi_confirmation_required"] == Value::Bool(wanted));
        found.expect("a review")["uuid"].as_str().expect("a UUID").to_owned()
    };
    let (plain, strict) = (demands(false), demands(true));
    let long = "x".repeat(256);
    let closed = r#"409 {"detail":"Valid states for operation: In review."}"#;
    let integer = r#"400 {"summary_score":["A valid integer is required."]}"#;
    for (body, expected) in [
        (
            format!(r#"{{"comment_team":"{long}"}}"#),
            r#"400 {"comment_team":["Ensure this field has no more than 255 characters."]}"#,
        ),
        (
            r#"{"comment_team":{"a":1}}"#.to_owned(),
            r#"400 {"comment_team":["Not a valid string."]}"#,
        ),
        (
            r#"{"summary_score":32768}"#.to_owned(),
            r#"400 {"summary_score":["Ensure this value is less than or equal to 32767."]}"#,
        ),
        (
            r#"{"summary_score":-1}"#.to_owned(),
            r#"400 {"summary_score":["Ensure this value is greater than or equal to 0."]}"#,
        ),
        (r#"{"summary_score":"four"}"#.to_owned(), integer),
        (r#"{"summary_score":4.5}"#.to_owned(), integer),
        (r#"{"summary_score":true}"#.to_owned(), integer),
        (
            r#"{"summary_public_comment":null}"#.to_owned(),
            r#"400 {"summary_public_comment":["This field may not be null."]}"#,
        ),
        (
            "plain".to_owned(),
            r#"415 {"detail":"Unsupported media type \"text/plain\" in request."}"#,
        ),
    ] {
        check(&demo, &format!("PATCH proposal-reviews/{plain}/ {body} => {expected}"));
    }
    let none = r#"404 {"detail":"No Review matches the given query."}"#;
    check(
        &demo,
        &format!(r#"PATCH proposal-reviews/{}/ {{"summary_score":4}} => {none}"#, "0".repeat(32)),
    );
    let post = |uuid: &str, verb: &str, body: &str, expected: &str| {
        check(&demo, &format!("POST proposal-reviews/{uuid}/{verb}/ {body} => {expected}"));
    };
    post(
        &strict,
        "submit",
        r#"{"coi_confirmed":"perhaps"}"#,
        r#"400 {"coi_confirmed":["Must be a valid boolean."]}"#,
    );
    let confirm = r#"400 {"coi_confirmed":["You must confirm absence of conflict of interest before submitting this review."]}"#;
    post(&strict, "submit", r#"{"coi_confirmed":false}"#, confirm);
    post(&strict, "reject", "{}", r#"200 "Review has been rejected.""#);
    post(&strict, "reject", "{}", closed);
    post(&plain, "submit", r#"{"summary_score":4}"#, r#"200 "Review has been submitted.""#);
    post(&plain, "submit", r#"{"summary_score":4}"#, closed);
    post(&plain, "reject", "{}", closed);
    check(&demo, &format!(r#"PATCH proposal-reviews/{plain}/ {{"summary_score":5}} => {closed}"#));
}

#[test]
fn documents_have_the_members_of_a_real_server() {
    let demo = demo();
    for (path, name) in [
        ("call-reviewer-pools/?my_invitations=true", "pools-list"),
        ("conflicts-of-interest/", "conflicts-filter"),
    ] {
        let theirs: Value = serde_json::from_str(&recorded(name).1).expect("JSON");
        let keys =
            |list: &Value| list[0].as_object().map(|object| object.keys().cloned().collect());
        let (ours, theirs): (Option<Vec<String>>, _) =
            (keys(&get(&demo, path).json()), keys(&theirs));
        assert!(ours.is_some(), "{path}");
        assert_eq!(ours, theirs, "{path}");
    }
}
