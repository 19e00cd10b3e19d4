"""A Waldur API with generated data and a settable time for each answer, for benches/run.sh.

    server.py PORT_FILE [CERTIFICATE_PEM]

The first part of a path names a data set, which is made when it is first asked for. It is words with
numbers, joined by `-`:

    open        batches that wait for an answer (the list my-assignment-batches/)
    history     batches in all (assignment-batches/)
    items       proposals in all, `per` of them in each batch
    reviews     reviews in progress, each with `documents` documents
    invitations invitations to review that wait for an answer
    wait        milliseconds that each answer takes
    row         microseconds that each row of an answer takes in addition
    gzip        1: compressed where the client accepts it, in chunks, as nginx does
    server      no meaning: tells apart what is otherwise the same

For example http://127.0.0.1:PORT/open1-items300-per300-wait40-row20/api/. Two paths beside `api/` are
for the measurement: `reset/` undoes all answers and forgets the requests so far, and `requests/` says
what has been asked since. The ports in use are written to PORT_FILE, first http, then https.
Standard library only.
"""

import gzip
import json
import re
import ssl
import sys
import threading
import time
from datetime import datetime, timedelta, timezone
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

NOW = datetime(2026, 10, 1, 8, tzinfo=timezone.utc)
MOST_ROWS_OF_A_PAGE = 300
CHUNK = 8192
REVIEWER = "reviewer"


def hex_of(kind, number=0):
    return md5(f"{kind} {number}".encode()).hexdigest()


def to_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def longest_chain(intervals):
    """The number of requests in the longest series in which each begins after the last has ended."""
    chain, end = 0, float("-inf")
    for ended, began in sorted((ended, began) for began, ended in intervals):
        if began >= end:
            chain, end = chain + 1, ended
    return chain


class DataSet:
    """Batches, items and reviews, and the requests that were made for them."""

    def __init__(self, name):
        words = dict(re.findall(r"([a-z]+)(\d+)", name))
        number = lambda word, default=0: int(words.get(word, default))
        self.name = name
        self.open = number("open")
        self.items = number("items")
        self.per = max(number("per", 5), 1)
        self.history = max(number("history"), self.open, -(-self.items // self.per))
        self.reviews = number("reviews")
        self.documents = number("documents")
        self.invitations = number("invitations")
        self.wait = number("wait") / 1000
        self.row = number("row") / 1_000_000
        self.gzip = number("gzip") == 1
        self.lock = threading.Lock()
        self.batch_of = {hex_of("batch", at): at for at in range(self.history)}
        self.item_of = {hex_of("item", at): at for at in range(self.items)}
        self.review_of = {hex_of("review", at): at for at in range(self.reviews)}
        self.proposal_of = {hex_of("proposal", at): at for at in range(self.reviews)}
        self.bodies = {}
        self.rows = {}
        self.reset()

    def reset(self):
        with self.lock:
            if getattr(self, "answers", True):
                self.bodies = {}
                self.rows.pop("item", None)
            self.answers = {}
            self.log = []
            self.opened = 0
            self.connections = set()
            self.most_connections = 0
            self.running = 0
            self.most_at_once = 0

    def summary(self):
        with self.lock:
            log = list(self.log)
            first_post = next((at for at, (*_, method) in enumerate(log) if method == "POST"), len(log))
            return {
                "requests": len(log),
                "posts": sum(method == "POST" for *_, method in log),
                "before_first_post": first_post,
                "rounds": longest_chain([(began, ended) for began, ended, _ in log]),
                "connections": self.opened,
                "most_connections": self.most_connections,
                "most_at_once": self.most_at_once,
            }

    # What is shown of a batch, an item, a review.

    def batch(self, at):
        sent = NOW - timedelta(hours=at % 700, microseconds=322787)
        due = NOW + timedelta(hours=(at * 37) % 1500 - 100)
        is_open = at < self.open
        items = 1 + at % 9
        pending = at % (items + 1) if is_open else 0
        if self.items:
            numbers = self.items_of(at)
            items = len(numbers)
            pending = sum(self.status(number) == "pending" for number in numbers)
            # Those that are to be answered must not be past their deadline.
            due = NOW + timedelta(hours=100 + at % 1000)
        if is_open and self.items and items and not pending:
            is_open = False
        return {
            "uuid": hex_of("batch", at),
            "call_uuid": hex_of("call", at % 40),
            "call_name": f"Call {at % 40}: résumé of a programme for large computers",
            "status": "sent" if is_open else "responded",
            "status_display": "Sent to reviewer" if is_open else "Reviewer responded",
            "sent_at": sent.isoformat(),
            "expires_at": None if at % 50 == 49 else due.isoformat(),
            "is_expired": due < NOW and at % 50 != 49,
            "items_count": items,
            "items_pending_count": pending,
            "manager_notes": "Please answer by Friday.\r\nThank you!" if at % 3 == 0 else "",
        }

    def past_batch(self, at):
        batch = self.batch(at)
        return batch | {
            "responded_at": None if batch["status"] == "sent" else NOW.isoformat(),
            "source": "manual",
            "created": batch["sent_at"],
            "items_accepted_count": batch["items_count"] - batch["items_pending_count"],
            "items_declined_count": 0,
        }

    def items_of(self, batch):
        return range(min(batch * self.per, self.items), min((batch + 1) * self.per, self.items))

    def status(self, item):
        given = self.answers.get(item)
        return given or ("pending" if item // self.per < self.open else "accepted")

    def short_item(self, at):
        status = self.status(at)
        return {
            "uuid": hex_of("item", at),
            "proposal_uuid": hex_of("proposal", at),
            "proposal_name": f"Proposal {at}: turbulent flames at a high Reynolds number",
            "proposal_slug": f"BENCH-1-{at:06}",
            "proposal_summary": "",
            "status": status,
            "status_display": {"pending": "Awaiting response"}.get(status, status.capitalize()),
            "affinity_score": None if at % 10 == 9 else (at * 7 % 100) / 100,
            "has_coi": False,
        }

    def item(self, at):
        short = self.short_item(at)
        del short["proposal_summary"]
        is_pending = short["status"] == "pending"
        review = None if short["status"] != "accepted" else hex_of("review", at)
        return {
            "url": f"{self.base}/assignment-items/{short['uuid']}/",
            "batch": f"{self.base}/assignment-batches/{hex_of('batch', at // self.per)}/",
            "proposal": f"{self.base}/proposal-proposals/{short['proposal_uuid']}/",
            **short,
            "coi_count": 0,
            "responded_at": None if is_pending else NOW.isoformat(),
            "decline_reason": "",
            "review": review and f"{self.base}/proposal-reviews/{review}/",
            "reassign_count": 0,
            "override_reason": "",
            "created": NOW.isoformat(),
        } | ({"review_uuid": review} if review else {})

    def review(self, at):
        comments = ("project_title", "project_summary", "resource_requests", "team")
        return {
            "uuid": hex_of("review", at),
            "url": f"{self.base}/proposal-reviews/{hex_of('review', at)}/",
            "proposal": f"{self.base}/proposal-proposals/{hex_of('proposal', at)}/",
            "proposal_uuid": hex_of("proposal", at),
            "proposal_name": f"Proposal {at}: turbulent flames at a high Reynolds number",
            "proposal_slug": f"BENCH-1-{at:06}",
            "reviewer": f"{self.base}/users/{hex_of('user')}/",
            "reviewer_uuid": hex_of("user"),
            "state": "in_review",
            "review_end_date": (NOW + timedelta(days=10 + at)).isoformat(),
            "summary_score": 0,
            "summary_public_comment": "",
            "summary_private_comment": "",
            **{f"comment_{name}": None for name in comments},
            "call_name": "Call 0: résumé of a programme for large computers",
            "call_uuid": hex_of("call", 0),
            "round_name": "Round 1",
            "round_uuid": hex_of("round", 0),
            "coi_confirmed": False,
            "coi_confirmation_required": False,
            "created": NOW.isoformat(),
            "modified": NOW.isoformat(),
        }

    def invitation(self, at):
        return {
            "uuid": hex_of("invitation", at),
            "url": f"{self.base}/call-reviewer-pools/{hex_of('invitation', at)}/",
            "call_uuid": hex_of("call", at),
            "call_name": f"Call {at}: résumé of a programme for large computers",
            "invitation_status": "pending",
            "invitation_status_display": "Pending",
            "invitation_link": f"https://portal.example.org/reviewer-invitation/{hex_of('link', at)}/",
            "invited_by_name": "Call Manager",
            "invited_at": (NOW - timedelta(hours=at % 700)).isoformat(),
            "invitation_expires_at": (NOW + timedelta(hours=(at * 37) % 1500)).isoformat(),
            "response_date": None,
            "decline_reason": "",
            "max_assignments": 5,
            "current_assignments": 0,
            "created": NOW.isoformat(),
        }

    def proposal(self, at):
        documents = [
            {
                "uuid": hex_of(f"document {at}", number),
                "file": f"{self.base}/media/{hex_of(f'media {at}', number)}/",
                "file_name": f"proposal_project_supporting_documentation/part_{number}.txt",
                "file_size": len(DOCUMENT),
                "created": NOW.isoformat(),
            }
            for number in range(self.documents)
        ]
        return {
            "uuid": hex_of("proposal", at),
            "name": f"Proposal {at}: turbulent flames at a high Reynolds number",
            "slug": f"BENCH-1-{at:06}",
            "state": "in_review",
            "project_summary": "Flames, followed at full length.",
            "description": "<p>Flames, followed at full length.</p>",
            "call_uuid": hex_of("call", 0),
            "call_name": "Call 0: résumé of a programme for large computers",
            "round": {"uuid": hex_of("round", 0), "name": "Round 1"},
            "supporting_documentation": documents,
        }

    # Answers: a body, the number of its rows, and headers of a paged list.

    def texts(self, kind, numbers):
        """The JSON of these rows, which is made once for each."""
        known = self.rows.setdefault(kind, {})
        make = {"batch": self.batch, "past": self.past_batch, "item": self.item}
        make |= {"review": self.review, "invitation": self.invitation}
        for number in numbers:
            if number not in known:
                known[number] = to_json(make[kind](number))
        return [known[number] for number in numbers]

    def page(self, kind, numbers, path, query):
        size = min(int(query.get("page_size", ["10"])[0]), MOST_ROWS_OF_A_PAGE)
        number = int(query.get("page", ["1"])[0])
        last = max(-(-len(numbers) // size), 1)
        if not 1 <= number <= last:
            return 404, b'{"detail":"Invalid page."}', 0, []
        shown = numbers[(number - 1) * size : number * size]
        fields = query.get("field")
        if fields and kind == "item":
            texts = [
                to_json({key: value for key, value in self.item(at).items() if key in fields})
                for at in shown
            ]
        else:
            texts = self.texts(kind, shown)

        def link(page, relation):
            rest = {key: value for key, value in query.items() if key != "page"}
            address = f"{self.base}/{path}?{urlencode(rest | {'page': [page]}, doseq=True)}"
            return f'<{address}>; rel="{relation}"'

        links = [link(1, "first")]
        if number > 1:
            links.append(link(number - 1, "prev"))
        if number < last:
            links.append(link(number + 1, "next"))
        links.append(link(last, "last"))
        headers = [("X-Result-Count", str(len(numbers))), ("Link", ", ".join(links))]
        return 200, f"[{','.join(texts)}]".encode(), len(shown), headers

    def get(self, path, query):
        parts = path.strip("/").split("/")
        found = lambda value, rows=1: (200, to_json(value).encode(), rows, [])
        is_user = query.get("reviewer_uuid", [hex_of("user")]) == [hex_of("user")]
        is_profile = query.get("reviewer_uuid", [hex_of(REVIEWER)]) == [hex_of(REVIEWER)]
        match parts:
            case ["my-assignment-batches"]:
                texts = self.texts("batch", range(self.open))
                return 200, f"[{','.join(texts)}]".encode(), self.open, []
            case ["my-assignment-batches", uuid] if uuid in self.batch_of:
                at = self.batch_of[uuid]
                items = [self.short_item(item) for item in self.items_of(at)]
                return found(self.batch(at) | {"items": items}, len(items))
            case ["assignment-batches"]:
                numbers = range(self.history if is_profile else 0)
                if wanted := query.get("status"):
                    numbers = [at for at in numbers if self.batch(at)["status"] in wanted]
                return self.page("past", numbers, path, query)
            case ["assignment-batches", uuid] if uuid in self.batch_of:
                return found(self.past_batch(self.batch_of[uuid]))
            case ["assignment-items"]:
                numbers = range(self.items if is_profile else 0)
                if batch := query.get("batch_uuid"):
                    numbers = self.items_of(self.batch_of.get(batch[0], self.history))
                if wanted := query.get("status"):
                    numbers = [at for at in numbers if self.status(at) in wanted]
                return self.page("item", numbers, path, query)
            case ["assignment-items", uuid] if uuid in self.item_of:
                return found(self.item(self.item_of[uuid]))
            case ["proposal-reviews"]:
                wanted = query.get("state", ["in_review"])
                shown = is_user and "in_review" in wanted
                return self.page("review", range(self.reviews if shown else 0), path, query)
            case ["proposal-reviews", uuid] if uuid in self.review_of:
                return found(self.review(self.review_of[uuid]))
            case ["proposal-proposals", uuid] if uuid in self.proposal_of:
                return found(self.proposal(self.proposal_of[uuid]))
            case ["proposal-proposals", uuid, "resources" | "list_users" | "workflow_states"]:
                return found([], 0)
            case ["call-reviewer-pools"]:
                return self.page("invitation", range(self.invitations), path, query)
            case ["conflicts-of-interest"]:
                return self.page("conflict", range(0), path, query)
            case ["users", "me"]:
                user = {"uuid": hex_of("user"), "username": "bench", "full_name": "Ben Chmark"}
                return found(user | {"email": "bench@example.org", "token_lifetime": None})
            case ["reviewer-profiles", "me"]:
                return found({"uuid": hex_of(REVIEWER), "user_uuid": hex_of("user")})
            case ["configuration"]:
                return found({"HOMEPORT_URL": "https://portal.example.org/"})
            case ["media", _]:
                return 200, DOCUMENT, 1, []
        return 404, b'{"detail":"Not found."}', 0, []

    def post(self, path):
        match path.strip("/").split("/"):
            case ["assignment-items", uuid, "accept" | "decline" as action] if uuid in self.item_of:
                at = self.item_of[uuid]
                with self.lock:
                    if self.status(at) != "pending":
                        return 400, b'{"error":"Can only answer pending assignments."}', 1, []
                    self.answers[at] = "accepted" if action == "accept" else "declined"
                    self.bodies = {}
                    for kind, number in (("item", at), ("batch", at // self.per), ("past", at // self.per)):
                        self.rows.get(kind, {}).pop(number, None)
                review = hex_of("review", at) if action == "accept" else None
                body = {"detail": f"Assignment {self.answers[at]}.", "review_uuid": review}
                return 200, to_json(body).encode(), 1, []
        return 404, b'{"detail":"Not found."}', 0, []


DOCUMENT = b"A line of a supporting document.\n" * 2000
DATA_SETS = {}
DATA_SETS_LOCK = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # As nginx does: otherwise a second small packet waits some 40 ms for the first to be acknowledged.
    disable_nagle_algorithm = True
    data_set = None

    def do_GET(self):
        began = time.monotonic()
        url = urlsplit(self.path)
        name, _, path = url.path.lstrip("/").partition("/")
        scheme = "https" if isinstance(self.connection, ssl.SSLSocket) else "http"
        data = self.data_of(name, f"{scheme}://{self.headers.get('Host', '')}/{name}/api")
        length = int(self.headers.get("Content-Length") or 0)
        if length:
            self.rfile.read(length)
        if path == "reset/":
            data.reset()
            return self.answer(200, b"{}")
        if path == "requests/":
            return self.answer(200, to_json(data.summary()).encode())
        if not path.startswith("api/"):
            return self.answer(404, b'{"detail":"Not found."}')
        self.connected(data)
        path = path.removeprefix("api/")
        if self.command == "POST":
            status, body, rows, headers = data.post(path)
        else:
            compressed = data.gzip and "gzip" in self.headers.get("Accept-Encoding", "")
            key = (path, url.query, compressed, data.base)
            made = data.bodies.get(key)
            if made is None:
                made = data.get(path, parse_qs(url.query))
                if compressed:
                    status, body, rows, headers = made
                    body = gzip.compress(body, compresslevel=1)
                    made = status, body, rows, [*headers, ("Content-Encoding", "gzip")]
                data.bodies[key] = made
            status, body, rows, headers = made
        rest = began + data.wait + rows * data.row - time.monotonic()
        if rest > 0:
            time.sleep(rest)
        with data.lock:
            data.log.append((began, time.monotonic(), self.command))
            data.running -= 1
        self.answer(status, body, headers)

    do_POST = do_GET

    def data_of(self, name, base):
        with DATA_SETS_LOCK:
            if name not in DATA_SETS:
                DATA_SETS[name] = DataSet(name)
            data = DATA_SETS[name]
            if getattr(data, "base", base) != base:
                data.bodies, data.rows = {}, {}
            data.base = base
        return data

    def connected(self, data):
        with data.lock:
            data.running += 1
            data.most_at_once = max(data.most_at_once, data.running)
            data.opened += self not in data.connections
            data.connections.add(self)
            data.most_connections = max(data.most_connections, len(data.connections))
            self.data_set = data

    def finish(self):
        super().finish()
        if self.data_set is not None:
            with self.data_set.lock:
                self.data_set.connections.discard(self)

    def answer(self, status, body, headers=()):
        is_compressed = ("Content-Encoding", "gzip") in headers
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers:
            self.send_header(name, value)
        if is_compressed:
            self.send_header("Transfer-Encoding", "chunked")
            parts = (body[at : at + CHUNK] for at in range(0, len(body), CHUNK))
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        """A client that goes away is no fault of the server."""


def main():
    servers = [Server(("127.0.0.1", 0), Handler)]
    if len(sys.argv) > 2:
        secure = Server(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2])
        # The handshake is left to the thread of the connection.
        secure.socket = context.wrap_socket(
            secure.socket, server_side=True, do_handshake_on_connect=False
        )
        servers.append(secure)
    for server in servers[1:]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    with open(sys.argv[1], "w") as file:
        file.write(" ".join(str(server.server_port) for server in servers))
    servers[0].serve_forever()


if __name__ == "__main__":
    main()
