"""Holds the demo server, the recorded answers and the published schemas against the models of
Waldur's official Python client. Run by check.sh, which installs the client.

A document is read as the client reads it, must have the types that the client declares, and must
come out again as it went in. What the client does not know, or misses, is allowed only where a real
server was recorded to do the same.
"""

import datetime
import enum
import json
import os
import re
import subprocess
import sys
import tempfile
import traceback
import types
import typing
import uuid
from collections import defaultdict
from pathlib import Path

import attrs
import httpx
from waldur_api_client import AuthenticatedClient, Client, models
from waldur_api_client.api.assignment_batches import assignment_batches_count, assignment_batches_list
from waldur_api_client.api.assignment_items import (
    assignment_items_accept,
    assignment_items_count,
    assignment_items_decline,
    assignment_items_list,
    assignment_items_retrieve,
)
from waldur_api_client.api.call_reviewer_pools import (
    call_reviewer_pools_accept,
    call_reviewer_pools_decline,
    call_reviewer_pools_list,
    call_reviewer_pools_retrieve,
)
from waldur_api_client.api.configuration import configuration_retrieve
from waldur_api_client.api.personal_access_tokens import (
    personal_access_tokens_available_scopes_list,
    personal_access_tokens_create,
    personal_access_tokens_list,
)
from waldur_api_client.api.conflicts_of_interest import conflicts_of_interest_list, conflicts_of_interest_retrieve
from waldur_api_client.api.my_assignment_batches import my_assignment_batches_list, my_assignment_batches_retrieve
from waldur_api_client.api.proposal_reviews import (
    proposal_reviews_count,
    proposal_reviews_list,
    proposal_reviews_partial_update,
    proposal_reviews_retrieve,
    proposal_reviews_submit,
)
from waldur_api_client.api.reviewer_profiles import reviewer_profiles_me_retrieve
from waldur_api_client.api.users import users_me_retrieve
from waldur_api_client.errors import UnexpectedStatus
from waldur_api_client.types import Unset

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-10-01T08:00:00Z"
NOBODY = uuid.UUID(int=0)
DATE_AND_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?(\+00:00|Z)")

# What the client requires and a real server leaves out or sends as null: the model, the field, what
# to put there so that the rest can be read, and the recorded answer that shows it.
GAPS = [
    # Absent until there is a review.
    (models.AssignmentItem, "review_uuid", str(NOBODY), "items"),
    (
        models.ReviewerProfile,
        "stats",
        {
            "uuid": str(NOBODY),
            "total_reviews_completed": 0,
            "total_reviews_declined": 0,
            "total_reviews_timeout": 0,
            "average_review_time_days": None,
            "average_score_given": None,
            "last_review_date": None,
            "quality_rating": None,
            "quality_rating_count": 0,
        },
        "profile-me",
    ),
    (models.ConflictOfInterest, "reviewed_by_name", "", "conflicts-filter"),
    (models.CallReviewerPool, "invited_user_name", "", "pools-list"),
    (models.ConflictOfInterest, "conflicting_user_name", "", "conflicts-filter"),
    (models.ConflictOfInterest, "conflicting_organization_name", "", "conflicts-filter"),
]
# The server of the recorded reviews was older than the client. The demo has what came later.
LATER = {
    models.ProposalReview: {
        "proposal_uuid": str(NOBODY),
        "proposal_slug": "",
        "reviewer_image": "",
        "round_slug": "",
        "call_slug": "",
        "call_managing_organisation_uuid": str(NOBODY),
        "coi_confirmed": False,
        "coi_confirmed_at": None,
        "coi_confirmation_required": False,
        "created": NOW,
        "modified": NOW,
    }
}
# Null on a real server and a text for the client, which reads it all the same.
NULLS = {(models.ProposalReview, "reviewer_image")}
# Known from the client only: no real server was asked for them.
NOT_RECORDED = {models.PersonalAccessToken, models.AvailableScope}
# Which model a path's answer is; `[…]` is a list of it.
MODELS = {
    r"/api/my-assignment-batches/": [models.MyAssignmentBatch],
    r"/api/my-assignment-batches/[^/]+/": models.MyAssignmentBatchDetail,
    r"/api/assignment-batches/": [models.AssignmentBatchList],
    r"/api/assignment-items/": [models.AssignmentItem],
    r"/api/assignment-items/[^/]+/": models.AssignmentItem,
    r"/api/assignment-items/[^/]+/(accept|decline)/": models.AssignmentItemResponse,
    r"/api/proposal-reviews/": [models.ProposalReview],
    r"/api/proposal-reviews/[^/]+/": models.ProposalReview,
    r"/api/call-reviewer-pools/": [models.CallReviewerPool],
    r"/api/call-reviewer-pools/[^/]+/": models.CallReviewerPool,
    r"/api/conflicts-of-interest/": [models.ConflictOfInterest],
    r"/api/conflicts-of-interest/[^/]+/": models.ConflictOfInterest,
    r"/api/personal-access-tokens/": [models.PersonalAccessToken],
    r"/api/personal-access-tokens/available_scopes/": [models.AvailableScope],
    r"/api/users/me/": models.UserMe,
    r"/api/reviewer-profiles/me/": models.ReviewerProfile,
    r"/api/configuration/": models.ConfigurationRetrieveResponse200,
}
# The types in schema/ and the client's models that they are of. Of a review, the program asks for
# some fields only.
SCHEMAS = [
    ("batches-list", "BatchSchema", [models.MyAssignmentBatch, models.AssignmentBatchList], "of both lists"),
    ("batches-show", "BatchDetailSchema", [models.MyAssignmentBatchDetail, models.AssignmentBatchList], "of both lists"),
    ("batches-show", "ItemSchema", [models.MyAssignmentItem, models.AssignmentItem], "of both documents"),
    ("items-list", "ItemSchema", [models.MyAssignmentItem, models.AssignmentItem], "of both documents"),
    ("status", "ReviewSchema", [models.ProposalReview], "some are asked for"),
]

checks = 0
failures = []


def check(holds, message):
    global checks
    checks += 1
    if not holds:
        failures.append(message)
    return holds


def model_of(path):
    for pattern, model in MODELS.items():
        if re.fullmatch(pattern, path):
            return model
    return None


# Documents.


def is_a(value, declared):
    """Whether a value is of the type that the client declares, which it does not see to itself."""
    if isinstance(declared, typing.ForwardRef):
        declared = declared.__forward_arg__
    if isinstance(declared, str):
        return type(value).__name__ == declared
    if declared is typing.Any:
        return True
    origin = typing.get_origin(declared)
    if origin in (typing.Union, types.UnionType):
        return any(is_a(value, inner) for inner in typing.get_args(declared))
    if origin is list:
        (inner,) = typing.get_args(declared)
        return isinstance(value, list) and all(is_a(element, inner) for element in value)
    if declared in (None, type(None)):
        return value is None
    if declared is float:
        return type(value) in (int, float)
    if isinstance(declared, type) and issubclass(declared, enum.Enum):
        return isinstance(value, declared)
    return type(value) is declared


def comparable(value):
    """A value with UUIDs and times in one spelling, and with its type."""
    if isinstance(value, dict):
        return {key: comparable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [comparable(inner) for inner in value]
    if isinstance(value, str):
        if re.fullmatch(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", value):
            return uuid.UUID(value)
        if DATE_AND_TIME.fullmatch(value):
            return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return type(value), value


class Reader:
    """Reads documents by the client's models, and remembers what was odd, for each model."""

    def __init__(self, name):
        self.name = name
        self.count = 0
        self.keys = defaultdict(list)
        self.unknown = defaultdict(set)
        self.gaps = defaultdict(set)

    def filled(self, model, raw):
        """The document with stand-ins for what the client misses."""
        raw = dict(raw)
        gaps = {field: stand_in for of, field, stand_in, _ in GAPS if of is model}
        for field, stand_in in {**gaps, **LATER.get(model, {})}.items():
            if field in gaps and raw.get(field) is None or field not in raw:
                raw[field] = stand_in
                self.gaps[model].add(field)
        return raw

    def read(self, model, raw, where):
        self.count += 1
        where = f"{self.name}: {where}"
        self.keys[model].append(set(raw))
        raw = self.filled(model, raw)
        try:
            document = model.from_dict(raw)
        except Exception as error:
            check(False, f"{where}: {model.__name__} cannot be read: {error!r}")
            return None
        self.hold(document, raw, where)
        # A list that is not sent is an empty one for the client.
        written = {key: value for key, value in document.to_dict().items() if key in raw or value != []}
        check(
            comparable(written) == comparable(raw),
            f"{where}: {model.__name__} comes out otherwise:\n  {written}\n  {raw}",
        )
        return document

    def hold(self, document, raw, where):
        """Holds types and spellings, here and in the documents inside."""
        model = type(document)
        self.unknown[model] |= set(document.additional_properties)
        for field in attrs.fields(model):
            if field.name == "additional_properties":
                continue
            value = getattr(document, field.name)
            key = field.name.removesuffix("_")
            here = f"{where}: {model.__name__}.{key}"
            is_known_null = value is None and (model, key) in NULLS
            check(is_known_null or is_a(value, field.type), f"{here} is {value!r}, and not {field.type}")
            sent = raw.get(key)
            if isinstance(value, uuid.UUID) and value != NOBODY:
                check(sent == value.hex, f"{here}: {sent!r} is not 32 hex characters")
            if isinstance(value, datetime.datetime):
                check(
                    DATE_AND_TIME.fullmatch(sent) and value.utcoffset() == datetime.timedelta(0),
                    f"{here}: {sent!r} is not how the server writes a time",
                )
            if isinstance(value, list):
                for inner, part in zip(value, sent or [], strict=True):
                    if attrs.has(type(inner)):
                        self.keys[type(inner)].append(set(part))
                        self.hold(inner, part, here)
            elif attrs.has(type(value)) and not isinstance(value, Unset) and sent:
                self.hold(value, sent, here)


# What was recorded.


def recorded_answers():
    lines = (ROOT / "tests/answers.ndjson").read_text(encoding="utf-8").splitlines()
    answers = {answer["name"]: answer for answer in map(json.loads, lines)}
    for answer in answers.values():
        if "body_of" in answer:
            answer["body"] = answers[answer["body_of"]]["body"]
    return answers


def read_recorded(answers):
    reader = Reader("recorded")
    for name, answer in answers.items():
        model = model_of(answer["path"].split("?")[0])
        if model is None or answer["status"] != 200:
            continue
        # A token is replaced by its name, which is a text as well.
        body = json.loads(answer["body"])
        if isinstance(model, list):
            for raw in body:
                reader.read(model[0], raw, name)
        else:
            reader.read(model, body, name)
    read = set(reader.keys)
    for model in MODELS.values():
        model = model[0] if isinstance(model, list) else model
        check(model in read or model in NOT_RECORDED, f"no recorded answer is a {model.__name__}")
    return reader


def hold_gaps(answers):
    """An allowance that a real server does not need, or that the client does not need, is stale."""
    for model, field, _, name in GAPS:
        body = json.loads(answers[name]["body"])
        body = body if isinstance(body, list) else [body]
        lacking = [raw for raw in body if raw.get(field) is None]
        check(lacking, f"{name} shows no {model.__name__} without {field}")
        for raw in lacking[:1]:
            try:
                model.from_dict(raw)
                check(False, f"the client reads a {model.__name__} without {field}: take it out of GAPS")
            except (KeyError, TypeError):
                check(True, "")


# The demo.


class Overhearing(httpx.BaseTransport):
    """Keeps what the demo sent, and gives the client what it can read."""

    def __init__(self, reader):
        self.inner = httpx.HTTPTransport()
        self.reader = reader
        self.raw = None
        self.paths = set()

    def handle_request(self, request):
        response = self.inner.handle_request(request)
        content = response.read()
        self.paths.add(request.url.path)
        self.raw = None
        headers = {key: value for key, value in response.headers.items() if key != "content-length"}
        model = model_of(request.url.path)
        if response.status_code == 200 and content and model:
            self.raw = json.loads(content)
            if isinstance(model, list):
                content = json.dumps([self.reader.filled(model[0], raw) for raw in self.raw])
            else:
                content = json.dumps(self.reader.filled(model, self.raw))
        return httpx.Response(response.status_code, headers=headers, content=content)


class Demo:
    def __init__(self, program):
        self.reader = Reader("demo")
        self.transport = Overhearing(self.reader)
        self.home = tempfile.TemporaryDirectory()
        environment = {"HOME": self.home.name, "WALDUR_REVIEW_NOW": NOW, "PATH": os.defpath}
        self.process = subprocess.Popen(
            [program, "demo"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        lines = dict(self.process.stdout.readline().removeprefix("export ").strip().split("=") for _ in range(2))
        self.origin = lines["WALDUR_API_URL"].removesuffix("/api/")
        self.token = lines["WALDUR_ACCESS_TOKEN"]
        self.client = self.logged_in(self.token)
        self.stranger = Client(base_url=self.origin, httpx_args={"transport": self.transport})

    def logged_in(self, token):
        return AuthenticatedClient(base_url=self.origin, token=token, httpx_args={"transport": self.transport})

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
        self.home.cleanup()

    def ask(self, endpoint, *arguments, client=None, **options):
        """What an endpoint answers, parsed, after it was held against its model and its bytes."""
        where = f"{endpoint.__name__.rsplit('.', 1)[1]}{arguments or ''}{options or ''}"
        answer = endpoint.sync_detailed(*arguments, client=client or self.client, **options)
        raw, parsed = self.transport.raw, answer.parsed
        check(answer.status_code == 200, f"demo: {where}: status {answer.status_code}")
        check(answer.headers.get("content-type") == "application/json", f"demo: {where}: {answer.headers}")
        if isinstance(parsed, list):
            check(len(parsed) == len(raw), f"demo: {where}: {len(parsed)} of {len(raw)}")
            for one, of in zip(parsed, raw):
                (model,) = model_of(answer_path(endpoint))
                check(type(one) is model, f"demo: {where}: a {type(one).__name__} for a {model.__name__}")
                check(one == self.reader.read(model, of, where), f"demo: {where}: read in two ways")
        else:
            check(parsed == self.reader.read(type(parsed), raw, where), f"demo: {where}: read in two ways")
        return parsed

    def counted(self, endpoint, **options):
        answer = endpoint.sync_detailed(client=self.client, **options)
        check(answer.status_code == 200, f"demo: {endpoint.__name__}: status {answer.status_code}")
        return answer.parsed

    def refused(self, status, recorded, endpoint, /, *arguments, client=None, **options):
        """Refuses as a real server was recorded to."""
        where = f"demo: {endpoint.__name__.rsplit('.', 1)[1]}{arguments}"
        try:
            endpoint.sync_detailed(*arguments, client=client or self.client, **options)
            check(False, f"{where} is not refused")
        except UnexpectedStatus as refusal:
            check(refusal.status_code == status == recorded["status"], f"{where}: status {refusal.status_code}")
            check(
                json.loads(refusal.content) == json.loads(recorded["body"]),
                f"{where}: {refusal.content} is not {recorded['body']}",
            )


def answer_path(endpoint):
    return endpoint._get_kwargs()["url"]


def ask_everything(demo, answers):
    ask = demo.ask
    ask(configuration_retrieve, client=demo.stranger)
    # The client knows nothing of the settings inside; the demo has some of those of a server.
    invented = shape(demo.transport.raw) - shape(json.loads(answers["configuration"]["body"]))
    check(not invented, f"demo: configuration/ has {sorted(invented)}, which no server has")
    user = ask(users_me_retrieve)
    check(user.token == demo.token, "demo: users/me/ has another token")
    fields = [models.UserMeFieldEnum.UUID, models.UserMeFieldEnum.EMAIL, models.UserMeFieldEnum.TOKEN_LIFETIME]
    some = ask(users_me_retrieve, field=fields)
    check(
        {key for key, value in some.to_dict().items() if value != []} == {"uuid", "email", "token_lifetime"} and some.uuid == user.uuid,
        f"demo: users/me/?field=…: {some.to_dict()}",
    )
    profile = ask(reviewer_profiles_me_retrieve)
    check(profile.user_uuid == user.uuid, "demo: the profile is somebody else's")

    # Batches: the list holds those that wait, each can be read, and so can the others.
    waiting = ask(my_assignment_batches_list)
    check({batch.status for batch in waiting} == {"sent"}, "demo: a batch is listed that does not wait")
    check(waiting == sorted(waiting, key=lambda batch: batch.sent_at, reverse=True), "demo: batches in another order")
    history = ask(assignment_batches_list, page_size=100)
    check(len(history) == demo.counted(assignment_batches_count), "demo: batches are counted otherwise")
    check(
        {batch.status.value for batch in history} == {"sent", "responded", "expired"},
        "demo: not every status of a batch is there",
    )
    details = {batch.uuid: ask(my_assignment_batches_retrieve, batch.uuid) for batch in history}
    for batch in history:
        detail = details[batch.uuid]
        check(
            (detail.call_name, detail.sent_at, detail.expires_at, detail.items_count)
            == (batch.call_name, batch.sent_at, batch.expires_at, len(detail.items)),
            f"demo: the batch {batch.uuid} differs from list to page",
        )
    for batch in waiting:
        detail = details[batch.uuid].to_dict()
        detail.pop("items")
        check(batch.to_dict() == detail, f"demo: the batch {batch.uuid} differs from list to page")
    demo.refused(404, answers["show-other-reviewer"], my_assignment_batches_retrieve, NOBODY)
    demo.refused(401, answers["auth-bad-token"], my_assignment_batches_list, client=demo.logged_in("0" * 40))
    demo.refused(401, answers["auth-none"], my_assignment_batches_list, client=demo.stranger)

    # Items: in pages, one by one, and by each filter.
    count = demo.counted(assignment_items_count)
    items = assignment_items_list.sync_all(client=demo.client)
    check(len(items) == count == len({item.uuid for item in items}), "demo: the pages do not hold every item once")
    paged = ask(assignment_items_list, page=2, page_size=5)
    check(paged == items[5:10], "demo: the second page is another")
    demo.refused(404, answers["items-page-99"], assignment_items_list, page=99)
    for item in items:
        check(item == ask(assignment_items_retrieve, item.uuid), f"demo: the item {item.uuid} differs")
    demo.refused(404, answers["item-show-other"], assignment_items_retrieve, NOBODY)
    status = models.AssignmentItemStatus
    check({item.status for item in items} == set(status), "demo: not every status of an item is there")
    for filters, holds in [
        ({"status": [status.PENDING]}, lambda item: item.status is status.PENDING),
        (
            {"status": [status.ACCEPTED, status.DECLINED]},
            lambda item: item.status in (status.ACCEPTED, status.DECLINED),
        ),
        ({"has_coi": True}, lambda item: item.has_coi),
        ({"has_coi": False}, lambda item: not item.has_coi),
        ({"min_affinity_score": 0.8}, lambda item: (item.affinity_score or 0) >= 0.8),
        ({"batch_uuid": history[0].uuid}, lambda item: item.batch == history[0].url),
        ({"proposal_uuid": items[0].proposal_uuid}, lambda item: item.proposal_uuid == items[0].proposal_uuid),
    ]:
        found = {item.uuid for item in ask(assignment_items_list, page_size=100, **filters)}
        check(found and found == {item.uuid for item in items if holds(item)}, f"demo: the filter {filters}")
    order = models.AssignmentItemOEnum.CREATED
    ordered = ask(assignment_items_list, page_size=100, o=[order])
    check(ordered == sorted(items, key=lambda item: item.created), "demo: the order o=created")
    in_call = ask(assignment_items_list, page_size=100, call_uuid=history[0].call_uuid)
    batches_of_call = {batch.url for batch in history if batch.call_uuid == history[0].call_uuid}
    check(
        {item.uuid for item in in_call} == {item.uuid for item in items if item.batch in batches_of_call},
        "demo: the filter call_uuid",
    )

    # Answers, and what is refused, in the recorded words.
    open_ones = [
        item
        for batch in waiting
        if not batch.is_expired
        for item in details[batch.uuid].items
        if item.status == "pending"
    ]
    accepted, declined = [item for item in open_ones if not item.has_coi][:2]
    answer = ask(assignment_items_accept, accepted.uuid)
    after = ask(assignment_items_retrieve, accepted.uuid)
    check(
        (answer.detail, answer.review_uuid, after.status)
        == (json.loads(answers["accept-ok"]["body"])["detail"], after.review_uuid, status.ACCEPTED),
        f"demo: accepting: {answer}, {after}",
    )
    reason = "Liiga kiire — sorry\n2nd line"
    body = models.AssignmentItemDeclineRequest(reason=reason)
    answer = ask(assignment_items_decline, declined.uuid, body=body)
    after = ask(assignment_items_retrieve, declined.uuid)
    check(
        (answer.detail, answer.review_uuid, after.status, after.decline_reason)
        == (json.loads(answers["decline-reason"]["body"])["detail"], None, status.DECLINED, reason),
        f"demo: declining: {answer}, {after}",
    )
    accept, decline = assignment_items_accept, assignment_items_decline
    demo.refused(400, answers["accept-coi-blocked"], accept, accepted.uuid)
    demo.refused(400, answers["decline-twice"], decline, declined.uuid, body=body)
    conflicting = next(item for item in open_ones if item.has_coi)
    demo.refused(400, answers["accept-pending-with-coi"], accept, conflicting.uuid)
    late = next(batch for batch in waiting if batch.is_expired)
    late = next(item for item in details[late.uuid].items if item.status == "pending")
    demo.refused(400, answers["accept-past-expiry"], accept, late.uuid)
    demo.refused(400, answers["decline-past-expiry"], decline, late.uuid, body=body)
    demo.refused(404, answers["accept-unknown-uuid"], accept, NOBODY)
    nul = models.AssignmentItemDeclineRequest(reason="a\0b")
    demo.refused(400, answers["decline-reason-nul"], decline, conflicting.uuid, body=nul)

    # Reviews: one for each accepted item.
    reviews = ask(proposal_reviews_list, page_size=100, reviewer_uuid=user.uuid)
    check(len(reviews) == demo.counted(proposal_reviews_count), "demo: reviews are counted otherwise")
    items = assignment_items_list.sync_all(client=demo.client)
    check(
        {review.proposal_uuid for review in reviews}
        == {item.proposal_uuid for item in items if item.status is status.ACCEPTED},
        "demo: reviews of other proposals than those accepted",
    )
    for state in models.ProposalReviewStateEnum:
        found = ask(proposal_reviews_list, page_size=100, state=[state])
        check(found == [review for review in reviews if review.state is state], f"demo: reviews with {state}")
    check(not ask(proposal_reviews_list, reviewer_uuid=NOBODY), "demo: reviews of nobody")

    # A review by itself: saved, submitted, ended.
    open_ones = [review for review in reviews if review.state is models.ProposalReviewStateEnum.IN_REVIEW]
    for review in reviews:
        check(ask(proposal_reviews_retrieve, review.uuid) == review, f"demo: the review {review.uuid} differs")
    demo.refused(404, answers["review-show-other"], proposal_reviews_retrieve, NOBODY)
    plain = [review for review in open_ones if not review.coi_confirmation_required]
    stated = next(review for review in open_ones if review.coi_confirmation_required)
    draft = models.PatchedProposalReviewRequest(summary_score=3, comment_team=" Fine. ")
    saved = ask(proposal_reviews_partial_update, plain[0].uuid, body=draft)
    check((saved.summary_score, saved.comment_team) == (3, "Fine."), f"demo: a saved draft: {saved}")
    long = models.PatchedProposalReviewRequest(comment_team="x" * 256)
    refused = proposal_reviews_partial_update
    demo.refused(400, answers["draft-comment-256"], refused, plain[0].uuid, body=long)
    submission = models.ReviewSubmitRequest(summary_score=4)
    demo.refused(400, answers["submit-coi-missing"], proposal_reviews_submit, stated.uuid, body=submission)
    answer = proposal_reviews_submit.sync_detailed(plain[0].uuid, client=demo.client, body=submission)
    check(answer.status_code == 200, f"demo: submitting: status {answer.status_code}")
    check(answer.content.decode() == answers["submit-coi-confirmed"]["body"], f"demo: submitting: {answer.content}")
    demo.refused(409, answers["draft-submitted"], refused, plain[0].uuid, body=draft)

    # The proposal of a review with its parts and documents, until the review is ended.
    http = demo.client.get_httpx_client()
    place = f"/api/proposal-proposals/{plain[1].proposal_uuid.hex}/"
    known = {field.name for field in attrs.fields(models.Proposal)} | set(json.loads(answers["proposal-show"]["body"]))
    proposal = http.get(place).json()
    check(set(proposal) <= known, f"demo: a proposal has {sorted(set(proposal) - known)}")
    for part in ("resources", "list_users", "workflow_states"):
        check(len(http.get(f"{place}{part}/").json()) > 0, f"demo: {part} of a proposal")
    document = proposal["supporting_documentation"][0]
    body = http.get(document["file"]).content
    check(body.startswith(b"%PDF-") and len(body) == document["file_size"], "demo: a document")
    # The client demands a body, which the server ignores.
    answer = http.post(f"/api/proposal-reviews/{plain[1].uuid.hex}/reject/")
    check(answer.status_code == 200, f"demo: rejecting: status {answer.status_code}")
    check(http.get(place).status_code == http.get(document["file"]).status_code == 404, "demo: a proposal stays")

    # The profile is hidden and published again; the client demands bodies here as well.
    for endpoint, is_published in (("unpublish", False), ("publish", True)):
        answer = http.post(f"/api/reviewer-profiles/{endpoint}/")
        check(answer.status_code == 200, f"demo: {endpoint}: status {answer.status_code}")
        check(ask(reviewer_profiles_me_retrieve).is_published is is_published, f"demo: {endpoint}")

    # Lists that a call manager may also read are filtered by the reviewer's profile.
    for endpoint in (assignment_items_list, assignment_batches_list, call_reviewer_pools_list, conflicts_of_interest_list):
        mine = ask(endpoint, page_size=100, reviewer_uuid=profile.uuid)
        check(mine == ask(endpoint, page_size=100), f"demo: {endpoint.__name__} with reviewer_uuid")
        check(not ask(endpoint, reviewer_uuid=user.uuid), f"demo: {endpoint.__name__} takes the user's UUID")

    # A personal access token: made by the classic one, shown once, and good for the lists.
    (*_, scope) = ask(personal_access_tokens_available_scopes_list)
    end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=30)
    new = models.PersonalAccessTokenCreateRequest(name="made here", scopes=[scope.permission], expires_at=end)
    made = personal_access_tokens_create.sync_detailed(client=demo.client, body=new)
    check(made.status_code == 201, f"demo: making a token: status {made.status_code}")
    (listed,) = ask(personal_access_tokens_list)
    check(listed.name == "made here" and made.parsed.token.startswith(listed.token_prefix), "demo: another token")
    answer = http.get("/api/my-assignment-batches/", headers={"Authorization": f"Bearer {made.parsed.token}"})
    check(answer.status_code == 200, f"demo: the new token: status {answer.status_code}")

    # Conflicts: each explains an item that is flagged.
    conflicts = ask(conflicts_of_interest_list, page_size=100)
    flagged = {item.proposal_uuid for item in items if item.has_coi}
    check({conflict.proposal_uuid for conflict in conflicts} == flagged, "demo: conflicts of other proposals")
    check(ask(conflicts_of_interest_retrieve, conflicts[0].uuid) == conflicts[0], "demo: a conflict differs")
    demo.refused(404, answers["conflict-other"], conflicts_of_interest_retrieve, NOBODY)

    # Invitations: one waits for an answer, and takes one only.
    pending = [models.InvitationStatusEnum.PENDING]
    (invitation,) = ask(call_reviewer_pools_list, my_invitations=True, invitation_status=pending)
    check(ask(call_reviewer_pools_retrieve, invitation.uuid) == invitation, "demo: an invitation differs")
    demo.refused(404, answers["pool-accept-other"], call_reviewer_pools_accept, NOBODY, body=[])
    answer = call_reviewer_pools_accept.sync_detailed(invitation.uuid, client=demo.client, body=[])
    check(answer.status_code == 200, f"demo: accepting an invitation: status {answer.status_code}")
    check(not ask(call_reviewer_pools_list, invitation_status=pending), "demo: an accepted invitation still waits")
    reason = models.InvitationDeclineRequest(reason="No time.")
    demo.refused(400, answers["pool-accept-again"], call_reviewer_pools_decline, invitation.uuid, body=reason)


def hold_against_recorded(demo, recorded):
    """The demo has what every recorded answer has, and nothing that neither client nor server knows."""
    for model, documents in demo.reader.keys.items():
        if model is models.ConfigurationRetrieveResponse200:
            continue
        name = model.__name__
        always = set.intersection(*recorded.keys[model]) if recorded.keys[model] else set()
        # A selection of fields is the client's own wish.
        documents = [keys for keys in documents if not (model is models.UserMe and len(keys) == 3)]
        for keys in documents:
            check(always <= keys, f"demo: a {name} lacks {sorted(always - keys)}, which every recorded one has")
        invented = demo.reader.unknown[model] - recorded.unknown[model]
        check(not invented, f"demo: {name} has {sorted(invented)}: no recorded server has it, nor does the client")
        gaps = demo.reader.gaps[model] - {field for of, field, *_ in GAPS if of is model}
        check(not gaps, f"demo: {name} lacks {sorted(gaps)}, which the client requires")


def shape(value, path=""):
    """The paths of all keys with the types of their values."""
    if isinstance(value, dict):
        return {place for key, inner in value.items() for place in shape(inner, f"{path}/{key}")}
    return {(path, type(value).__name__)}


def every_route_was_asked(paths):
    source = (ROOT / "src/demo/api/routes.rs").read_text(encoding="utf-8")
    routes = re.findall(r'^\s*\[("[^\]]*)\](?: if [^=]*)? => Self::', source, re.MULTILINE)
    check(len(routes) >= 11, "src/demo/api/routes.rs is written otherwise: see every_route_was_asked")
    for route in routes:
        parts = [part.strip() for part in route.split(",")]
        pattern = "".join(f"/{part[1:-1]}" if part.startswith('"') else "/[^/]+" for part in parts)
        asked = any(re.fullmatch(f"/api{pattern}/", path) for path in paths)
        check(asked, f"the demo has [{route}], which ask_everything does not ask for")


# The schemas.


def json_types(declared):
    if isinstance(declared, (str, typing.ForwardRef)):
        return {"object"}
    origin = typing.get_origin(declared)
    if origin in (typing.Union, types.UnionType):
        return set().union(*(json_types(inner) for inner in typing.get_args(declared)))
    if origin is list:
        return {"array"}
    if declared in (None, type(None)):
        return {"null"}
    if declared is Unset:
        return set()
    if issubclass(declared, (str, uuid.UUID, datetime.datetime)):
        return {"string"}
    return {{bool: "boolean", int: "integer", float: "number"}.get(declared, "object")}


def hold_schemas(recorded):
    for file, name, of, partial in SCHEMAS:
        schema = json.loads((ROOT / f"schema/{file}.schema.json").read_text(encoding="utf-8"))
        properties = schema["$defs"][name]["properties"]
        declared = {}
        for model in reversed(of):
            declared |= {
                field.name: json_types(field.type)
                for field in attrs.fields(model)
                if field.name != "additional_properties"
            }
        sent = set().union(*(set().union(*recorded.keys[model]) for model in of))
        for key, property in properties.items():
            where = f"schema/{file}: {name}.{key}"
            if not check(key in declared or key in sent, f"{where}: neither the client nor a server has it"):
                continue
            promised = property.get("type", ["array", "null"])
            promised = set([promised] if isinstance(promised, str) else promised)
            promised |= {"integer"} if "number" in promised else set()
            missing = declared.get(key, set()) - promised
            check(not missing, f"{where} may be {sorted(missing)} for the client, and not for us")
        if partial:
            print(f"  schema/{file}: {name} ({partial}) leaves out {', '.join(sorted(set(declared) - set(properties)))}")
        else:
            lacking = (set(declared) | sent) - set(properties)
            check(not lacking, f"schema/{file}: {name} lacks {sorted(lacking)}")


def main():
    answers = recorded_answers()
    hold_gaps(answers)
    recorded = read_recorded(answers)
    demo = Demo(sys.argv[1])
    try:
        ask_everything(demo, answers)
    except Exception:
        # What the client makes of an odd document is an exception, and what follows needs the document.
        check(False, f"demo: nothing more can be asked:\n{traceback.format_exc()}")
    finally:
        demo.stop()
    hold_against_recorded(demo, recorded)
    print("unknown to the client:")
    for reader in (recorded, demo.reader):
        for model, keys in reader.unknown.items():
            if keys and model is not models.ConfigurationRetrieveResponse200:
                print(f"  {reader.name}: {model.__name__}: {', '.join(sorted(keys))}")
    print("required by the client, and not sent:")
    for reader in (recorded, demo.reader):
        for model, keys in reader.gaps.items():
            if keys:
                print(f"  {reader.name}: {model.__name__}: {', '.join(sorted(keys))}")
    every_route_was_asked(demo.transport.paths)
    print("not promised by schema/:")
    hold_schemas(recorded)
    for failure in failures[:40]:
        print(f"WRONG: {failure}")
    print(
        f"{recorded.count} recorded documents and {demo.reader.count} of the demo, {checks} checks, "
        f"{len(failures)} failed"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
