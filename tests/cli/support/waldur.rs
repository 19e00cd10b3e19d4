//! A Waldur that keeps state, on the recording server: the demo's state and rules with data of the
//! tests, and faults that a test injects.

use std::ops::{Deref, DerefMut, RangeInclusive};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;

use super::http::{Request, Response};
use super::sandbox::{PAT, TOKEN};
use super::server::Server;

#[path = "../../../src/demo/api/mod.rs"]
mod api;

use api::ApiRequest;
pub use api::state::PersonalToken;
use api::state::{
    Batch, Call, Conflict, Invitation, Item, PersonalTokens, ProfileState, Reviewer, State,
    TokenPolicy,
};

/// The sandbox's clock.
const NOW: &str = "2026-11-24T03:00:00Z";

static REVIEWER: Reviewer = Reviewer {
    user_uuid: "9cb75f90d121495799dc860494eae605",
    profile_uuid: "92b26f7d26ca45afa12d00ebd0a2e7bc",
    username: "reviewer1",
    full_name: "Renée O’Brien-Łukasiewicz",
    email: "reviewer1@example.org",
};

/// The call of every batch; each batch has its own name for it.
static CALL: Call = Call {
    uuid: "ca0001c0ffee4a000000000000000001",
    name: "Gateway",
    slug: "gateway",
    round_uuid: "c00001c0ffee4a000000000000000001",
    pool_entry_uuid: "a00001c0ffee4a000000000000000001",
    manager_uuid: "aa0001c0ffee4a000000000000000001",
    manager_name: "Call Manager",
    organisation_uuid: "0a0001c0ffee4a000000000000000001",
};

/// The UUID of the item, batch or proposal of this number.
fn uuid(kind: u8, number: usize) -> String {
    format!("{kind:02x}{number:04x}c0ffee4a{number:018x}")
}

/// The UUID of an item.
pub fn item(number: usize) -> String {
    uuid(0xe0, number)
}

/// The UUID of a batch.
pub fn batch(number: usize) -> String {
    uuid(0xba, number)
}

/// The UUID of the review that accepting an item makes.
pub fn review(number: usize) -> String {
    uuid(0x4e, number)
}

/// A time of the server.
pub fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// What there is: the state of the server, and what goes wrong.
pub struct World {
    state: State,
    /// The origin in `Link` headers, in place of the server's own.
    pub link_origin: Option<String>,
    faults: Vec<Rule>,
}

impl Deref for World {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

impl DerefMut for World {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.state
    }
}

/// What goes wrong with a request.
#[derive(Debug, Clone)]
pub enum Fault {
    /// This response, and nothing is done.
    Instead(Response),
    /// It is done, and then this is the response.
    After(Response),
    /// The world changes, and then the request is answered as always.
    First(fn(&mut World)),
    /// As always, but late.
    Late(Duration),
    /// It is done only after this time, in which other requests are answered.
    Slow(Duration),
    /// As always.
    None,
}

struct Rule {
    method: &'static str,
    part: String,
    times: usize,
    fault: Fault,
}

impl World {
    fn new() -> Self {
        let state = State {
            origin: String::new(),
            tokens: vec![TOKEN.to_owned(), PAT.to_owned()],
            token_lifetime: None,
            personal_tokens: PersonalTokens::new(TokenPolicy::Allowed),
            reviewer: &REVIEWER,
            portal: None,
            page_limit: 300,
            clock: Box::new(|| time(NOW)),
            batches: Vec::new(),
            invitations: Vec::new(),
            invitation_token: String::new(),
            has_second_tab: false,
            profile: Some(ProfileState::PUBLISHED),
        };
        Self { state, link_origin: None, faults: Vec::new() }
    }

    /// The item of this number.
    pub fn item(&mut self, number: usize) -> &mut Item {
        let uuid = item(number);
        let mut items = self.batches.iter_mut().flat_map(|batch| &mut batch.items);
        items.find(|item| item.uuid == uuid).unwrap()
    }

    /// Adds a batch with this number.
    pub fn batch(&mut self, number: usize, call: &str) -> &mut Batch {
        self.batches.push(Batch {
            uuid: batch(number),
            call: &CALL,
            call_name: call.to_owned(),
            status: "sent",
            created: time("2026-11-19T10:12:00Z"),
            sent_at: time("2026-11-20T10:12:00Z"),
            expires_at: Some(time("2026-12-01T17:00:00Z")),
            responded_at: None,
            manager_notes: String::new(),
            items: Vec::new(),
        });
        self.batches.last_mut().unwrap()
    }

    /// Adds pending items to the batch of this number.
    pub fn items(&mut self, batch_number: usize, numbers: RangeInclusive<usize>) {
        let uuid = batch(batch_number);
        let batch = self.batches.iter_mut().find(|batch| batch.uuid == uuid).unwrap();
        batch.items.extend(numbers.map(|number| Item {
            uuid: item(number),
            proposal_uuid: self::uuid(0xf0, number),
            slug: format!("gw-{number:03}"),
            name: format!("Proposal {number}"),
            summary: format!("What proposal {number} is about."),
            affinity: Some(0.82),
            status: "pending",
            has_coi: false,
            created: batch.created,
            responded_at: None,
            decline_reason: String::new(),
            override_reason: "",
            review_uuid: review(number),
            review: None,
            conflict: None,
        }));
    }

    /// Accepts the item of this number, with its review.
    pub fn accept(&mut self, number: usize) {
        self.item(number).accept(time(NOW));
    }

    /// Flags a conflict of interest of the item of this number, with what explains it.
    pub fn flag(&mut self, number: usize) {
        let item = self.item(number);
        item.has_coi = true;
        item.conflict = Some(Conflict {
            uuid: uuid(0xc0, number),
            kind: "INST_SAME",
            kind_display: "Same institution",
            evidence: "Both are at the University of Bristol.",
        });
    }

    /// Adds an invitation that waits.
    pub fn invite(&mut self) -> &mut Invitation {
        self.invitations.push(Invitation {
            call: &CALL,
            status: "pending",
            invited_at: time("2026-11-20T10:12:00Z"),
            expires_at: Some(time("2026-12-01T17:00:00Z")),
            responded_at: None,
            decline_reason: String::new(),
            max_assignments: 5,
        });
        "secret-of-the-link".clone_into(&mut self.invitation_token);
        self.invitations.last_mut().unwrap()
    }

    /// Sets the server's clock.
    pub fn set_clock(&mut self, text: &str) {
        let now = time(text);
        self.clock = Box::new(move || now);
    }

    fn respond(&mut self, request: &Request, fault: Fault) -> Response {
        match fault {
            Fault::Instead(response) => response,
            Fault::After(response) => {
                self.normal(request);
                response
            }
            Fault::First(change) => {
                change(self);
                self.normal(request)
            }
            Fault::Late(delay) => self.normal(request).delay(delay),
            Fault::Slow(_) | Fault::None => self.normal(request),
        }
    }

    fn next_fault(&mut self, request: &Request) -> Fault {
        let rule = self.faults.iter_mut().find(|rule| {
            rule.times > 0 && rule.method == request.method && request.path.contains(&rule.part)
        });
        rule.map_or(Fault::None, |rule| {
            rule.times -= 1;
            rule.fault.clone()
        })
    }

    fn normal(&mut self, request: &Request) -> Response {
        self.origin = format!("http://{}", request.header("host").unwrap());
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let found = api::respond(
            &mut self.state,
            &ApiRequest {
                method: &request.method,
                path,
                query,
                authorization: request.header("authorization").map(str::as_bytes),
                content_type: request.header("content-type").unwrap_or_default(),
                body: &request.body,
            },
        );
        let response = Response::new(found.status).body(found.body);
        found.headers.iter().fold(response, |response, (name, value)| match &self.link_origin {
            Some(other) if *name == "Link" => {
                response.header(name, &value.replace(&self.origin, other))
            }
            _ => response.header(name, value),
        })
    }
}

/// The server's state, shared with the test.
#[derive(Clone)]
pub struct Waldur(Arc<Mutex<World>>);

impl Waldur {
    /// One batch with four pending items, of which the third has a conflict of interest.
    pub fn new() -> Self {
        let mut world = World::new();
        world.portal = Some("https://portal.example.org/".to_owned());
        world.batch(1, "Gateway to Isambard-AI: Autumn 2026");
        world.items(1, 1..=4);
        world.item(3).has_coi = true;
        Self(Arc::new(Mutex::new(world)))
    }

    /// Nothing at all.
    pub fn empty() -> Self {
        Self(Arc::new(Mutex::new(World::new())))
    }

    /// Looks at the world, or changes it.
    pub fn with<T>(&self, what: impl FnOnce(&mut World) -> T) -> T {
        what(&mut self.0.lock().unwrap())
    }

    /// The next requests of this method whose target holds the part go wrong, as often as asked.
    pub fn fault(&self, method: &'static str, part: &str, times: usize, fault: Fault) {
        self.with(|world| {
            world.faults.push(Rule { method, part: part.to_owned(), times, fault });
        });
    }

    /// The server.
    pub fn start(&self) -> Server {
        let waldur = self.clone();
        Server::start(move |request| waldur.respond(request))
    }

    /// The response of the server to a request.
    pub fn respond(&self, request: &Request) -> Response {
        let fault = self.with(|world| world.next_fault(request));
        if let Fault::Slow(time) = fault {
            std::thread::sleep(time);
        }
        self.with(|world| world.respond(request, fault))
    }
}

/// The answers that a server was sent, as `accept 1` or `decline 2 {"reason":"…"}`.
pub fn posts(server: &Server) -> Vec<String> {
    let posts = server.requests().into_iter().filter(|request| request.method == "POST");
    posts
        .map(|request| {
            let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
            let number = u64::from_str_radix(&parts[2][16..], 16).map_err(|_| parts[2]);
            let number = number.unwrap();
            format!("{} {number} {}", parts[3], request.text()).trim_end().to_owned()
        })
        .collect()
}
