"""What a start and a list cost: instructions, times, size."""

import os

from measure import Failed, figure, say, table

STARTS = {
    "`--version`": ["--version"],
    "`--help`": ["--help"],
    "`batches list --help`": ["batches", "list", "--help"],
    "`completions bash`": ["completions", "bash"],
    "`man`": ["man"],
}
# Those whose time has a target: below 5 ms, and at most five times an empty process.
TIMED = ["`--version`", "`--help`", "`completions bash`", "`man`"]
LISTS = [
    (6, "table", ""),
    (6, "json", ""),
    (200, "table", ""),
    (200, "json", ""),
    (10000, "table", ""),
    (10000, "json", ""),
    (10000, "tsv", ""),
    (10000, "table", "-gzip1"),
    (10000, "json", "-gzip1"),
]


def measure(bench):
    starts(bench)
    if bench.has_valgrind:
        lists(bench)
    servers(bench)
    bench.target("program", os.path.getsize(bench.program), 6_500_000, " bytes")


def starts(bench):
    environment = bench.environment()
    commands = {"an empty process": [bench.empty]}
    commands |= {name: [bench.program, *rest] for name, rest in STARTS.items()}
    runs = bench.alternate([(command, environment) for command in commands.values()], 60)
    # The fastest of all: other load on the computer only adds to a time.
    walls = [min(run.wall for run in found) for found in runs]
    empty = walls[0]
    rows = []
    for (name, command), wall in zip(commands.items(), walls):
        count = bench.count(command, environment) if bench.has_valgrind else None
        rows.append((name, figure(count), f"{wall * 1000:.2f}", f"{wall / empty:.2f}x"))
        if name in TIMED:
            bench.target(f"{name}, wall", wall * 1000, 5.0, " ms")
            bench.target(f"{name}, wall, against an empty process", wall / empty, 5.0, "x")
    table(["a start", "thousands of instructions", "ms", "of an empty process"], rows)
    say()


def lists(bench):
    rows, counts = [], {}

    def add(name, data_set, arguments, **more):
        command = [bench.program, *arguments]
        try:
            counts[name] = bench.count(command, bench.environment(data_set, **more))
        except Failed as error:
            say(f"left out: {name}: {error}")
            return
        rows.append((name, figure(counts[name])))

    for number, form, gzip in LISTS:
        name = f"`batches list --format {form}`, {number:,} batches{', gzip' if gzip else ''}"
        add(name, f"open{number}{gzip}", ["batches", "list", "--format", form])
    if bench.https:
        # --ca-cert adds to the certificates of the system, which are read as they always are.
        table_of_6 = ["batches", "list", "--format", "table"]
        name = "`batches list --format table`, 6 batches, https, the system's certificates"
        add(name, "open6", ["--ca-cert", bench.ca, *table_of_6], secure=True)
        name = "the same, `SSL_CERT_FILE` with one certificate"
        add(name, "open6", table_of_6, secure=True, SSL_CERT_FILE=bench.ca)
    table(["a list", "thousands of instructions"], rows)
    say()
    for form, number, gzip, limit in [
        ("table", 6, "", 3_000),
        ("table", 10000, "", 380_000),
        ("json", 10000, "", 90_000),
        ("table", 10000, ", gzip", 380_000),
        ("json", 10000, ", gzip", 90_000),
    ]:
        name = f"`batches list --format {form}`, {number:,} batches{gzip}"
        if name in counts:
            bench.target(f"{name}, thousands of instructions", counts[name], limit)


def servers(bench):
    """Five servers, each of which takes a second for every answer."""
    environment = bench.environment(new_home=True)
    with open(f"{environment['HOME']}/config/config.toml", "w") as file:
        for at in range(1, 6):
            address = f"{bench.http}/open3-wait1000-server{at}/api/"
            file.write(f'[profiles.s{at}]\nurl = "{address}"\ntoken_command = ["echo", "0123"]\n')
    command = [bench.program, "batches", "list", "--all-profiles", "--columns", "server"]
    run = bench.run(command, environment, may_fail=True)
    with open(f"{bench.work}/out") as file:
        answered = len({line for line in file.read().split() if line in {"s1", "s2", "s3", "s4", "s5"}})
    say(f"`batches list --all-profiles`, five servers, each 1 s slow: {run.wall:.2f} s, {answered} answered")
    if answered == 5:
        bench.target("five servers, each 1 s slow", run.wall, 1.3, " s")
