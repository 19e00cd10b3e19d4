"""Requests and rounds of waiting against a server that takes 40 ms for each answer.

A round is a request that could not begin before an earlier one had ended: the rounds of a command are
the longest such series. "In sequence" is a client that keeps one connection and sends only the requests
that the work needs, one after the other.
"""

import http.client
import time
from urllib.parse import urlsplit

from measure import TOKEN, Failed, figure, say, table
from server import hex_of

# Milliseconds for each answer, and microseconds for each of its rows.
TIME = "wait40-row20"
PROFILE = "reviewer-profiles/me/"


def pages(path, rows):
    return [f"{path}?page_size=300&page={at}" for at in range(1, -(-rows // 300) + 1)]


def shown(count):
    return [f"my-assignment-batches/{hex_of('batch', at)}/" for at in range(count)]


def batch(at):
    return hex_of("batch", at)


def prefixes(first, count):
    return [batch(at)[:12] for at in range(first, first + count)]


ACCEPT = ["items", "accept", "--batch", batch(0), "--all-pending", "--json"]
ONE_BATCH = f"open1-items300-per300-{TIME}"
POSTS = [f"POST assignment-items/{hex_of('item', at)}/accept/" for at in range(300)]
REVIEWS = [f"proposal-reviews/{hex_of('review', at)}/" for at in range(10)]
PROPOSALS = [f"proposal-proposals/{hex_of('proposal', at)}/" for at in range(10)]
DOCUMENTS = [f"media/{hex_of(f'media {at}', number)}/" for at in range(10) for number in range(3)]

# What is measured: name, data set, command, the requests that the work needs, and targets.
ROWS = [
    (
        "`items list`, 3,000 rows (10 pages)",
        f"open10-items3000-per300-{TIME}",
        ["items", "list", "--json"],
        [PROFILE, *pages("assignment-items/", 3000)],
        {"time": 0.28},
    ),
    (
        "`items list`, 90,000 rows (300 pages)",
        f"open10-items90000-per300-{TIME}",
        ["items", "list", "--json"],
        [PROFILE, *pages("assignment-items/", 90000)],
        {"time": 3.6},
    ),
    (
        "`batches list --all`, 10,000 rows (34 pages)",
        f"open10-history10000-{TIME}",
        ["batches", "list", "--all", "--json"],
        [PROFILE, *pages("assignment-batches/", 10000)],
        {"time": 0.5},
    ),
    (
        "`batches show` of 5",
        f"open40-items200-per5-{TIME}",
        ["batches", "show", "--json", *[batch(at) for at in range(5)]],
        shown(5),
        {"time": 0.08},
    ),
    (
        "`batches show` of 40",
        f"open40-items200-per5-{TIME}",
        ["batches", "show", "--json", *[batch(at) for at in range(40)]],
        shown(40),
        {"time": 0.4},
    ),
    (
        "`items accept --batch`, 300 items, before the question (`--dry-run`)",
        ONE_BATCH,
        [*ACCEPT, "--dry-run"],
        shown(1),
        {"time": 0.2, "requests": 3},
    ),
    (
        "the same, all of it (`--yes`)",
        ONE_BATCH,
        [*ACCEPT, "--yes"],
        [*shown(1), *POSTS],
        {"other": 10},
    ),
    (
        "`batches show` of 40 prefixes in a history of 10,000",
        f"open10-history10000-{TIME}",
        ["batches", "show", "--json", *prefixes(5000, 40)],
        [PROFILE, *pages("assignment-batches/", 10000), *shown(40)],
        {"processor": 0.1},
    ),
    (
        "`batches export`",
        f"open6-reviews3-{TIME}",
        ["batches", "export"],
        ["my-assignment-batches/", "users/me/", "proposal-reviews/?page_size=300", "configuration/"],
        {"rounds": 2},
    ),
    (
        "`status`",
        f"open6-reviews3-{TIME}",
        ["status", "--json"],
        ["my-assignment-batches/", "users/me/", "proposal-reviews/?page_size=300"],
        {"rounds": 2},
    ),
    (
        "`reviews pull` of 10, 3 documents each",
        f"reviews10-documents3-{TIME}",
        ["reviews", "pull", "--yes", "--into", "DIRECTORY"],
        ["users/me/", "proposal-reviews/?page_size=300", *REVIEWS, *PROPOSALS, *DOCUMENTS],
        {"rounds": 14},
    ),
]


def measure(bench):
    found = []
    most_connections = 0
    for name, data_set, command, needed, limits in ROWS:
        bench.ask(data_set, "reset/")
        # First, so that the server has made its rows before a run is measured.
        sequence = in_sequence(bench.http, data_set, needed)
        try:
            runs = [once(bench, data_set, command) for _ in range(1 if len(needed) > 100 else 3)]
        except Failed as error:
            say(f"left out: {name}: {error}\n")
            continue
        run, requests = min(runs, key=lambda run: run[0].wall)
        found.append(
            (
                name,
                figure(requests["requests"]),
                figure(requests["rounds"]),
                requests["most_at_once"],
                requests["connections"],
                f"{run.wall * 1000:,.0f}",
                f"{run.processor * 1000:,.0f}",
                f"{len(needed)}",
                f"{run.wall / sequence:.2f}x",
            )
        )
        add_targets(bench, name, limits, run, requests)
        most_connections = max(most_connections, requests["most_connections"])
    bench.target("connections at once to one server", most_connections, 6)
    heads = ["", "requests", "rounds", "at once", "connections", "ms", "ms of processor"]
    table([*heads, "requests in sequence", "time against those"], found)


def once(bench, data_set, command):
    bench.ask(data_set, "reset/")
    environment = bench.environment(data_set, new_home=True)
    command = [environment["HOME"] if word == "DIRECTORY" else word for word in command]
    run = bench.run([bench.program, *command], environment)
    return run, bench.requests(data_set)


def add_targets(bench, name, limits, run, requests):
    for what, limit in limits.items():
        match what:
            case "time":
                bench.target(f"{name}, time", run.wall * 1000, limit * 1000, " ms")
            case "processor":
                bench.target(f"{name}, processor", run.processor * 1000, limit * 1000, " ms")
            case "rounds" | "requests":
                bench.target(f"{name}, {what}", requests[what], limit)
            case "other":
                others = requests["requests"] - requests["posts"]
                bench.target(f"{name}, requests that are no POST", others, limit)


def in_sequence(address, data_set, needed):
    """The seconds of these requests, one after the other on one connection."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    began = time.perf_counter()
    for path in needed:
        method, _, path = path.rpartition(" ")
        connection.request(
            method or "GET",
            f"/{data_set}/api/{path}",
            headers={"Authorization": f"Token {TOKEN}"},
        )
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise AssertionError(f"the server answers {answer.status} to {path}")
    return time.perf_counter() - began
