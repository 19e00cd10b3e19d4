//! A small Waldur with a memory: batches, items and the rules of answering, on the recording
//! server. What it says of a refusal are the real server's words.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use super::answers::answer;
use super::http::{Request, Response};
use super::server::Server;

/// The sandbox's clock, as far as a deadline is compared with it.
const NOW: &str = "2026-11-24T03:00:00";
const RESPONDED: &str = "2026-11-24T03:00:01.000000+00:00";
/// The address that the recorded server had.
const ORIGIN: &str = "http://127.0.0.1:8765/api/";
/// The server's own limit.
const LARGEST_PAGE: usize = 300;

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

/// A batch.
#[derive(Debug, Clone)]
pub struct Batch {
    pub uuid: String,
    pub call: String,
    pub status: &'static str,
    pub expires: Option<&'static str>,
    /// Past its deadline by the server's clock, whatever ours says.
    pub is_expired: bool,
    pub note: String,
    pub responded: Option<&'static str>,
}

/// An item.
#[derive(Debug, Clone)]
pub struct Item {
    pub number: usize,
    pub batch: String,
    pub name: String,
    pub slug: String,
    pub status: &'static str,
    pub coi: bool,
    pub summary: String,
    pub reason: String,
    pub reviewed: bool,
}

/// What there is.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub batches: Vec<Batch>,
    pub items: Vec<Item>,
    /// No page is longer.
    pub page_limit: Option<usize>,
    /// What `Link` names in place of the server's own origin.
    pub link_origin: Option<String>,
    /// What the configuration names as the portal.
    pub portal: Option<String>,
    faults: Vec<Rule>,
}

/// What goes wrong with a request.
#[derive(Debug, Clone)]
pub enum Fault {
    /// This answer, and nothing is done.
    Instead(Response),
    /// It is done, and then this is the answer.
    After(Response),
    /// The world changes, and then the request is answered as always.
    First(fn(&mut World)),
    /// As always, but late.
    Late(Duration),
    /// As always.
    None,
}

#[derive(Debug, Clone)]
struct Rule {
    method: &'static str,
    part: String,
    times: usize,
    fault: Fault,
}

impl World {
    /// The item of this number.
    pub fn item(&mut self, number: usize) -> &mut Item {
        self.items.iter_mut().find(|item| item.number == number).unwrap()
    }

    /// Adds a batch with this number.
    pub fn batch(&mut self, number: usize, call: &str) -> &mut Batch {
        self.batches.push(Batch {
            uuid: batch(number),
            call: call.to_owned(),
            status: "sent",
            expires: Some("2026-12-01T17:00:00+00:00"),
            is_expired: false,
            note: String::new(),
            responded: None,
        });
        self.batches.last_mut().unwrap()
    }

    /// Adds pending items of a batch.
    pub fn items(&mut self, batch_number: usize, numbers: std::ops::RangeInclusive<usize>) {
        for number in numbers {
            self.items.push(Item {
                number,
                batch: batch(batch_number),
                name: format!("Proposal {number}"),
                slug: format!("gw-{number:03}"),
                status: "pending",
                coi: false,
                summary: format!("What proposal {number} is about."),
                reason: String::new(),
                reviewed: false,
            });
        }
    }
}

/// The server's memory, shared with the test.
#[derive(Clone)]
pub struct Waldur(Arc<Mutex<World>>);

impl Waldur {
    /// One batch with four pending items, of which the third has a conflict of interest.
    pub fn new() -> Self {
        let mut world =
            World { portal: Some("https://portal.example.org/".to_owned()), ..World::default() };
        world.batch(1, "Gateway to Isambard-AI: Autumn 2026");
        world.items(1, 1..=4);
        world.item(3).coi = true;
        Self(Arc::new(Mutex::new(world)))
    }

    /// Nothing at all.
    pub fn empty() -> Self {
        Self(Arc::new(Mutex::new(World::default())))
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
        Server::start(move |request| waldur.with(|world| world.answer(request)))
    }
}

impl World {
    fn answer(&mut self, request: &Request) -> Response {
        let route = request.route().to_owned();
        if route != "/api/configuration/" && request.header("authorization").is_none() {
            return answer("auth-none");
        }
        match self.next_fault(request) {
            Fault::Instead(response) => response,
            Fault::After(response) => {
                self.normal(request, &route);
                response
            }
            Fault::First(change) => {
                change(self);
                self.normal(request, &route)
            }
            Fault::Late(delay) => self.normal(request, &route).delay(delay),
            Fault::None => self.normal(request, &route),
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

    fn normal(&mut self, request: &Request, route: &str) -> Response {
        let parts: Vec<&str> = route.trim_matches('/').split('/').collect();
        match (request.method.as_str(), parts.as_slice()) {
            ("GET", ["api", "configuration"]) => Response::json(
                200,
                &match &self.portal {
                    Some(portal) => json!({"WALDUR_CORE": {"HOMEPORT_URL": portal}}),
                    None => json!({}),
                }
                .to_string(),
            ),
            ("GET", ["api", "reviewer-profiles", "me"]) => answer("profile-me"),
            ("GET", ["api", "my-assignment-batches"]) => {
                let sent: Vec<Value> = self
                    .batches
                    .iter()
                    .filter(|batch| batch.status == "sent")
                    .map(|batch| self.listed(batch))
                    .collect();
                Response::json(200, &json!(sent).to_string())
            }
            ("GET", ["api", "my-assignment-batches", uuid]) => self.shown(uuid),
            ("GET", ["api", "assignment-batches"]) => {
                let all = self.batches.iter().map(|batch| self.history(batch));
                self.page(request, &all.collect::<Vec<_>>())
            }
            ("GET", ["api", "assignment-items"]) => self.items_page(request),
            ("GET", ["api", "assignment-items", uuid]) => match self.find(uuid) {
                Some(at) => Response::json(200, &self.item_document(at).to_string()),
                None => answer("item-show-other"),
            },
            ("POST", ["api", "assignment-items", uuid, action @ ("accept" | "decline")]) => {
                match self.find(uuid) {
                    Some(at) => self.respond(at, action, request),
                    None => answer("accept-unknown-uuid"),
                }
            }
            _ => answer("not-found-api"),
        }
    }

    fn find(&self, uuid: &str) -> Option<usize> {
        self.items.iter().position(|candidate| item(candidate.number) == uuid)
    }

    fn of(&self, item: &Item) -> &Batch {
        let found = self.batches.iter().find(|batch| batch.uuid == item.batch);
        found.unwrap()
    }

    /// The rules of answering, in the server's order.
    fn respond(&mut self, at: usize, action: &str, request: &Request) -> Response {
        let accept = action == "accept";
        let mut reason = String::new();
        if !request.body.is_empty() {
            if request.header("content-type") != Some("application/json") {
                return answer("decline-text-plain");
            }
            let Ok(body) = serde_json::from_slice::<Value>(&request.body) else {
                return Response::json(400, r#"{"detail":"JSON parse error"}"#);
            };
            match &body["reason"] {
                Value::Null => {}
                Value::String(text) if text.contains('\0') => return answer("decline-reason-nul"),
                Value::String(text) => reason.clone_from(text),
                Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                    return answer("decline-reason-object");
                }
            }
        }
        let item = &self.items[at];
        let past = is_past(self.of(item));
        if item.status != "pending" {
            return answer(if accept { "accept-coi-blocked" } else { "decline-twice" });
        }
        if past {
            return answer(if accept { "accept-past-expiry" } else { "decline-past-expiry" });
        }
        if accept && item.coi {
            return answer("accept-pending-with-coi");
        }
        let item = &mut self.items[at];
        item.status = if accept { "accepted" } else { "declined" };
        item.reviewed = accept;
        item.reason = reason;
        let (number, uuid) = (item.number, item.batch.clone());
        let waits = |item: &Item| item.batch == uuid && item.status == "pending";
        if !self.items.iter().any(waits) {
            let batch = self.batches.iter_mut().find(|batch| batch.uuid == uuid);
            let batch = batch.unwrap();
            batch.status = "responded";
            batch.responded = Some(RESPONDED);
        }
        if accept {
            let detail = "Assignment accepted. Review created.";
            let body = json!({"detail": detail, "review_uuid": review(number)});
            Response::json(200, &body.to_string())
        } else {
            answer("decline-reason")
        }
    }

    fn count(&self, batch: &Batch, status: &str) -> usize {
        let of = self.items.iter().filter(|item| item.batch == batch.uuid);
        of.filter(|item| status.is_empty() || item.status == status).count()
    }

    fn listed(&self, batch: &Batch) -> Value {
        json!({
            "uuid": batch.uuid,
            "call_uuid": uuid(0xca, 1),
            "call_name": batch.call,
            "status": batch.status,
            "status_display": match batch.status {
                "sent" => "Sent to reviewer",
                "responded" => "Reviewer responded",
                "expired" => "Invitation expired",
                other => other,
            },
            "sent_at": "2026-11-20T10:12:00+00:00",
            "expires_at": batch.expires,
            "is_expired": is_past(batch),
            "items_count": self.count(batch, ""),
            "items_pending_count": self.count(batch, "pending"),
            "manager_notes": batch.note,
        })
    }

    fn history(&self, batch: &Batch) -> Value {
        let mut document = self.listed(batch);
        document["responded_at"] = json!(batch.responded);
        document["source"] = json!("algorithm");
        document["created"] = json!("2026-11-19T10:12:00+00:00");
        document["items_accepted_count"] = json!(self.count(batch, "accepted"));
        document["items_declined_count"] = json!(self.count(batch, "declined"));
        document
    }

    fn shown(&self, uuid: &str) -> Response {
        let Some(batch) = self.batches.iter().find(|batch| batch.uuid == uuid) else {
            return answer("show-draft");
        };
        let mut document = self.listed(batch);
        let items = self.items.iter().filter(|item| item.batch == uuid);
        document["items"] = items
            .map(|one| {
                json!({
                    "uuid": item(one.number),
                    "proposal_uuid": self::uuid(0xf0, one.number),
                    "proposal_name": one.name,
                    "proposal_slug": one.slug,
                    "proposal_summary": one.summary,
                    "status": one.status,
                    "status_display": display(one.status),
                    "affinity_score": 0.82,
                    "has_coi": one.coi,
                })
            })
            .collect();
        Response::json(200, &document.to_string())
    }

    fn item_document(&self, at: usize) -> Value {
        let one = &self.items[at];
        let own = item(one.number);
        let mut document = json!({
            "url": format!("{ORIGIN}assignment-items/{own}/"),
            "uuid": own,
            "batch": format!("{ORIGIN}assignment-batches/{}/", one.batch),
            "proposal_uuid": uuid(0xf0, one.number),
            "proposal_name": one.name,
            "proposal_slug": one.slug,
            "status": one.status,
            "status_display": display(one.status),
            "affinity_score": 0.82,
            "has_coi": one.coi,
            "responded_at": matches!(one.status, "accepted" | "declined").then_some(RESPONDED),
            "decline_reason": one.reason,
            "review": null,
            "created": "2026-11-19T10:12:00+00:00",
        });
        if one.reviewed {
            document["review_uuid"] = json!(review(one.number));
        }
        document
    }

    fn items_page(&self, request: &Request) -> Response {
        let wanted = |key: &str| query(request, key);
        let found = (0..self.items.len()).filter(|&at| {
            let one = &self.items[at];
            let any = |key: &str, value: &str| {
                let values = wanted(key);
                values.is_empty() || values.iter().any(|wanted| wanted == value)
            };
            any("status", one.status)
                && any("batch_uuid", &one.batch)
                && any("call_uuid", &uuid(0xca, 1))
        });
        let found: Vec<Value> = found.map(|at| self.item_document(at)).collect();
        if wanted("status").iter().any(|word| display(word) == *word) {
            return answer("items-filter-status-bad");
        }
        self.page(request, &found)
    }

    fn page(&self, request: &Request, all: &[Value]) -> Response {
        let number = |key: &str, default| {
            let given = query(request, key);
            given.first().map_or(default, |text| text.parse().unwrap())
        };
        let size = number("page_size", 10).min(self.page_limit.unwrap_or(LARGEST_PAGE)).max(1);
        let last = all.len().div_ceil(size).max(1);
        let page = number("page", 1);
        if page == 0 || page > last {
            return answer("items-page-99");
        }
        let origin = self.link_origin.clone().unwrap_or_else(|| {
            let host = request.header("host").unwrap();
            format!("http://{host}")
        });
        let (route, text) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let rest: Vec<&str> =
            text.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("page=")).collect();
        let link = |page: usize, rel: &str| {
            let pairs = std::iter::once(format!("page={page}"));
            let pairs = pairs.chain(rest.iter().map(ToString::to_string));
            let query = pairs.collect::<Vec<_>>().join("&");
            format!("<{origin}{route}?{query}>; rel=\"{rel}\"")
        };
        let mut links = vec![link(1, "first")];
        if page > 1 {
            links.push(link(page - 1, "prev"));
        }
        if page < last {
            links.push(link(page + 1, "next"));
        }
        links.push(link(last, "last"));
        let shown: Vec<&Value> = all.iter().skip((page - 1) * size).take(size).collect();
        Response::json(200, &json!(shown).to_string())
            .header("X-Result-Count", &all.len().to_string())
            .header("Link", &links.join(", "))
    }
}

fn is_past(batch: &Batch) -> bool {
    batch.is_expired || batch.expires.is_some_and(|expires| &expires[..19] <= NOW)
}

fn query(request: &Request, key: &str) -> Vec<String> {
    let (_, text) = request.path.split_once('?').unwrap_or_default();
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == key).map(|(_, value)| value.to_owned()).collect()
}

/// As the server puts a status; an unknown one is put as it is.
fn display(status: &str) -> &str {
    match status {
        "pending" => "Awaiting response",
        "accepted" => "Accepted",
        "declined" => "Declined",
        "coi_blocked" => "Blocked due to COI",
        "expired" => "Expired without response",
        "reassigned" => "Reassigned to another reviewer",
        other => other,
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
