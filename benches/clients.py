"""Other clients for the same lists, as multiples of the program."""

import os
import statistics
import subprocess

from measure import TOKEN, Failed, figure, say, table

LIST = "/my-assignment-batches/"
# The part of the name of a data set that makes the server compress as nginx does.
GZIP = "-gzip1"
SDK = '''
import ssl, sys
from waldur_api_client import AuthenticatedClient
from waldur_api_client.api.my_assignment_batches import my_assignment_batches_list as batches

base = sys.argv[1]
trusted = ssl.create_default_context(cafile=sys.argv[2]) if base.startswith("https") else True
client = AuthenticatedClient(base_url=base, token=sys.argv[3], prefix="Token", verify_ssl=trusted)
for batch in sorted(batches.sync(client=client), key=lambda batch: str(batch.expires_at)):
    print(batch.uuid, batch.call_name, batch.expires_at, batch.status)
'''
BUNDLES = [
    "/etc/ssl/cert.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/certs/ca-certificates.crt",
]


def measure(bench):
    all_certificates(bench)
    clients = available(bench)
    schemes = ["http", "https"] if bench.https else ["http"]
    if bench.has_valgrind:
        counts(bench, clients, schemes)
    data_sets = ("open6", "open10000", f"open10000{GZIP}")
    cases = [(scheme, data_set) for scheme in schemes for data_set in data_sets]
    rows = []
    for name, (form, script) in clients.items():
        walls, processors = [], []
        for scheme, data_set in cases:
            try:
                wall, processor = compare(bench, name, form, script, scheme, data_set)
            except Failed as error:
                say(f"left out: {name}: {error} (a list of {title(data_set)} over {scheme})\n")
                break
            walls.append(wall)
            processors.append(processor)
            if (scheme, data_set) == ("https", "open6") and name in ("curl, jq, column", "waldur-cli"):
                target = f"list of 6, https, processor time against {name}"
                bench.target(target, 1 / processor, 0.25, "x")
        walls += [None] * (len(cases) - len(walls))
        processors += [None] * (len(cases) - len(processors))
        rows.append((f"{name} ({form}), wall", *map(ratio, walls)))
        rows.append((f"{name} ({form}), processor", *map(ratio, processors)))
    heads = [f"{scheme} {title(data_set)}" for scheme, data_set in cases]
    table(["times the program", *heads], rows)


def title(data_set):
    number = f"{int(data_set.removeprefix('open').removesuffix(GZIP)):,}"
    return f"{number}, gzip" if data_set.endswith(GZIP) else number


def ratio(value):
    return "–" if value is None else f"{value:.3g}x"


def all_certificates(bench):
    """curl and the Python clients take one file in the place of the system's: it gets both."""
    with open(f"{bench.work}/all.pem", "wb") as out:
        bundle = next((path for path in BUNDLES if os.path.exists(path)), None)
        for path in (bundle, bench.ca):
            if path and os.path.exists(path):
                with open(path, "rb") as file:
                    out.write(file.read())


def available(bench):
    """The clients that are installed: the form of their output, and a shell script.

    `$base` is the address of the API with /api, `$root` without. Certificates are named for https only.
    """
    certificates = f"{bench.work}/all.pem"
    header = f"Authorization: Token {TOKEN}"
    curl = f"""case $base in https*) set -- --cacert '{certificates}' ;; esac
curl -sSf --compressed "$@" -H '{header}' "$base{LIST}\""""
    jq = "sort_by(.expires_at)[] | [.uuid[:8], .call_name, .expires_at, .status] | @tsv"
    clients = {}
    if bench.has("curl", "not compared"):
        if all(bench.has(tool, "not compared") for tool in ("jq", "column")):
            clients["curl, jq, column"] = (
                "table",
                f"""{curl} | jq -r '{jq}' | column -t -s "$(printf '\\t')\"""",
            )
        clients["curl"] = ("json", curl)
    if bench.has("xh", "not compared"):
        clients["xh"] = (
            "json",
            f"""case $base in https*) set -- --verify='{bench.ca}' ;; esac
exec xh --ignore-stdin --check-status --body "$@" "$base{LIST}" 'Authorization:Token {TOKEN}'""",
        )
    if bench.has("http", "not compared"):
        clients["HTTPie"] = (
            "json",
            f"""case $base in https*) set -- --verify='{certificates}' ;; esac
exec http --ignore-stdin --check-status --body "$@" "$base{LIST}" 'Authorization:Token {TOKEN}'""",
        )
    if bench.has("waldur-cli", "not compared"):
        # It adds the whole path, with /api, to its address.
        clients["waldur-cli"] = (
            "json",
            f"""case $base in https*) export SSL_CERT_FILE='{certificates}' ;; esac
WALDUR_API_URL=$root WALDUR_ACCESS_TOKEN={TOKEN} exec waldur-cli api GET /api{LIST}""",
        )
    python = f"{bench.peers}/bin/python3"
    python = python if os.path.exists(python) else "python3"
    find = "import importlib.util as u; exit(u.find_spec('waldur_api_client') is None)"
    if subprocess.run([python, "-c", find], check=False).returncode == 0:
        with open(f"{bench.work}/sdk.py", "w") as file:
            file.write(SDK)
        script = f"exec '{python}' '{bench.work}/sdk.py' \"$root\" '{certificates}' {TOKEN}"
        clients["waldur-api-client"] = ("table", script)
    else:
        say("left out: waldur-api-client is not installed (not compared)\n")
    return clients


def command_of(bench, name, script, scheme, data_set):
    path = f"{bench.work}/{name.replace(', ', '-')}.sh"
    root = f"{bench.https if scheme == 'https' else bench.http}/{data_set}"
    with open(path, "w") as file:
        file.write(f"set -e\nroot={root}\nbase=$root/api\nset --\n{script}\n")
    return ["sh", path]


def ours(bench, form, scheme, data_set):
    more = ["--ca-cert", bench.ca] if scheme == "https" else []
    command = [bench.program, *more, "batches", "list", "--format", form]
    return command, bench.environment(data_set, secure=scheme == "https")


def counts(bench, clients, schemes):
    """Instructions for a list of 6. The Python clients would take minutes under valgrind."""
    rows = []
    for name, (_, script) in clients.items():
        if name in ("HTTPie", "waldur-api-client"):
            continue
        found = []
        for scheme in schemes:
            try:
                command = command_of(bench, name, script, scheme, "open6")
                found.append(bench.count(command, bench.environment()))
            except Failed as error:
                say(f"left out: instructions of {name}: {error}\n")
                break
        else:
            rows.append((name, *map(figure, found)))
    table(["a list of 6, thousands of instructions", *schemes], rows)
    say()


def compare(bench, name, form, script, scheme, data_set):
    """Wall and processor time of another client, as multiples of the program's."""
    runs = {"HTTPie": 3, "waldur-api-client": 2}.get(name, 40 if data_set == "open6" else 10)
    own = ours(bench, form, scheme, data_set)
    other = command_of(bench, name, script, scheme, data_set), bench.environment()
    (own_wall, own_processor), (wall, processor) = [
        (statistics.median(run.wall for run in found), statistics.mean(run.processor for run in found))
        for found in bench.alternate([own, other], runs)
    ]
    return wall / own_wall, processor / own_processor
