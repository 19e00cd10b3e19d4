"""The measuring of benches/run.sh: run.py PROGRAM WORK_DIRECTORY PEERS_DIRECTORY [PART...]"""

import os
import subprocess
import sys
import time

import clients
import costs
import growth
import waiting
from measure import Bench, figure, say, table

PARTS = {"costs": costs, "waiting": waiting, "growth": growth, "clients": clients}


def main():
    program, work, peers, *parts = sys.argv[1:]
    if unknown := [part for part in parts if part not in PARTS]:
        sys.exit(f"unknown: {' '.join(unknown)}; the parts are {' '.join(PARTS)}")
    bench = Bench(program, work, peers)
    if not bench.https:
        say("left out: openssl is not installed (no https)")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    say(f"{version.stdout.strip()}, {os.path.getsize(program):,} bytes, {time.strftime('%d %B %Y')}")
    for name, part in PARTS.items():
        if not parts or name in parts:
            say(f"\n## {name.capitalize()}\n")
            part.measure(bench)
    say("\n## Targets\n")
    table(
        ["", "target", "found", ""],
        [
            (name, figure(limit) + unit, figure(found) + unit, "met" if found <= limit else "**missed**")
            for name, found, limit, unit in bench.targets
        ],
    )



if __name__ == "__main__":
    main()
