"""Processor time and memory of lists of 100 to 100,000 rows."""

from measure import Failed, figure, say, table

SIZES = [100, 1_000, 10_000, 100_000]
# Steps for which instructions are counted; 100,000 rows would take minutes.
STEPS = [(100, 1_000), (1_000, 10_000)]
FORMATS = ["table", "json", "ndjson", "csv", "tsv"]
LISTS = [
    ("batches list", "open{}", ["batches", "list"], "my-assignment-batches/"),
    ("batches list --all", "open10-history{}", ["batches", "list", "--all"], "assignment-batches/"),
    ("items list", "open10-items{}-per300", ["items", "list"], "assignment-items/"),
    ("reviews list", "reviews{}", ["reviews", "list"], "proposal-reviews/"),
    ("invitations list", "invitations{}", ["invitations", "list"], "call-reviewer-pools/"),
]
# Memory against the size of the document, for 100,000 rows.
MEMORY = {"json": 3.0, "table": 5.0}


def measure(bench):
    has_time = bench.has("/usr/bin/time", "no peak memory")
    heads = ["", *(f"{more:,} to {most:,}" for more, most in STEPS), "µs a row, 10,000", "100,000"]
    heads += [*(f"MiB, {rows:,}" for rows in SIZES), "of the document"]
    say("Thousands of instructions for each further row, microseconds of processor time a row, peak")
    say("memory, and how many times the document of 100,000 rows that is.\n")
    for name, data_set, command, path in LISTS:
        found = []
        for form in FORMATS:
            full = [bench.program, *command, "--format", form]
            try:
                counts = [None] * len(STEPS)
                if bench.has_valgrind:
                    counts = instructions(bench, data_set, full)
                times = [processor(bench, data_set.format(rows), full) / rows for rows in SIZES[-2:]]
                peaks = [None] * len(SIZES)
                if has_time:
                    peaks = [peak(bench, data_set.format(rows), full) for rows in SIZES]
            except Failed as error:
                say(f"left out: `{name} --format {form}`: {error}\n")
                continue
            of_document = peaks[-1] and peaks[-1] / size_of(bench, data_set.format(SIZES[-1]), path)
            if of_document and form in MEMORY:
                title = f"`{name} --format {form}`, 100,000 rows, memory against the document"
                bench.target(title, of_document, MEMORY[form], "x")
            mebibytes = [peak and f"{peak / 2**20:,.1f}" for peak in peaks]
            micros = [f"{time * 1_000_000:.1f}" for time in times]
            found.append((form, *map(figure, [*counts, *micros, *mebibytes, of_document])))
        table([f"`{name}`", *heads[1:]], found)
        say()


def instructions(bench, data_set, command):
    counts = {
        rows: bench.count(command, bench.environment(data_set.format(rows))) for rows in SIZES[:-1]
    }
    return [(counts[most] - counts[more]) / (most - more) for more, most in STEPS]


def processor(bench, data_set, command):
    """The least processor time of a few runs, in seconds: other load only adds to it."""
    return min(bench.run(command, bench.environment(data_set)).processor for _ in range(3))


def peak(bench, data_set, command):
    """The peak memory in bytes.

    By another program: what a process used before it became the command counts for it as well, and
    that is much for Python.
    """
    path = f"{bench.work}/peak"
    time = ["/usr/bin/time", "-f", "%M", "-o", path]
    bench.run([*time, *command], bench.environment(data_set))
    with open(path) as file:
        return int(file.read()) * 1024


def size_of(bench, data_set, path):
    """The bytes of the longest list, all pages together."""
    if path == "my-assignment-batches/":
        return len(bench.ask(data_set, f"api/{path}"))
    pages = -(-SIZES[-1] // 300)
    addresses = (f"api/{path}?page_size=300&page={at}" for at in range(1, pages + 1))
    return sum(len(bench.ask(data_set, address)) for address in addresses)
