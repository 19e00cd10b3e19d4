"""Runs commands and measures them: time, memory, instructions."""

import glob
import json
import os
import re
import shutil
import time
import urllib.request
from dataclasses import dataclass

TOKEN = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Run:
    """One run of a command: seconds, the exit code, and what it wrote to standard error."""

    wall: float
    processor: float
    code: int
    error: str


class Failed(Exception):
    """A command that is measured has failed."""


class Bench:
    def __init__(self, program, work, peers):
        self.program, self.work, self.peers = program, work, peers
        with open(f"{work}/ports") as file:
            ports = file.read().split()
        self.http = f"http://127.0.0.1:{ports[0]}"
        self.https = f"https://127.0.0.1:{ports[1]}" if len(ports) > 1 else None
        self.ca = f"{work}/ca.pem"
        self.empty = f"{work}/empty"
        self.has_valgrind = self.has("valgrind", "no counts of instructions")
        self.targets = []
        self.homes = 0

    def has(self, tool, consequence):
        if shutil.which(tool, path=self.path()):
            return True
        say(f"left out: {tool} is not installed ({consequence})")
        return False

    def path(self):
        return f"{os.environ['PATH']}:{self.peers}/bin"

    def environment(self, data_set=None, secure=False, new_home=False, **more):
        """Nothing of the user's own: no variables, settings, locale, time zone or proxies."""
        self.homes += new_home
        home = f"{self.work}/home{self.homes}"
        os.makedirs(f"{home}/config", exist_ok=True)
        variables = {
            "PATH": self.path(),
            "HOME": home,
            "LANG": "C.UTF-8",
            "TZ": "Europe/London",
            "COLUMNS": "100",
            "WALDUR_REVIEW_NOW": "2026-10-01T08:00:00Z",
            "WALDUR_REVIEW_CONFIG_DIR": f"{home}/config",
        }
        if data_set:
            variables["WALDUR_API_URL"] = f"{self.https if secure else self.http}/{data_set}/api/"
            variables["WALDUR_ACCESS_TOKEN"] = TOKEN
        return variables | more

    def run(self, command, environment, may_fail=False):
        """Runs a command, its output thrown away."""
        with open(f"{self.work}/out", "wb") as out, open(f"{self.work}/err", "wb") as err:
            began = time.perf_counter()
            pid = os.posix_spawnp(
                command[0],
                command,
                environment,
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_DUP2, out.fileno(), 1),
                    (os.POSIX_SPAWN_DUP2, err.fileno(), 2),
                ],
            )
            _, status, usage = os.wait4(pid, 0)
            wall = time.perf_counter() - began
        with open(f"{self.work}/err", errors="replace") as file:
            error = file.read()
        code = os.waitstatus_to_exitcode(status)
        if code and not may_fail:
            lines = error.strip().splitlines() or ["it said nothing"]
            raise Failed(f"exit code {code}: {lines[0]}")
        return Run(wall, usage.ru_utime + usage.ru_stime, code, error)

    def count(self, command, environment):
        """Thousands of instructions of a command and its children; they repeat to about 1 %."""
        for path in glob.glob(f"{self.work}/callgrind.*"):
            os.remove(path)
        callgrind = ["valgrind", "-q", "--tool=callgrind", "--trace-children=yes"]
        callgrind.append(f"--callgrind-out-file={self.work}/callgrind.%p")
        self.run(callgrind + command, environment)
        total = 0
        for path in glob.glob(f"{self.work}/callgrind.*"):
            with open(path) as file:
                total += int(re.search(r"^(?:summary|totals): (\d+)", file.read(), re.M)[1])
        return total // 1000

    def alternate(self, commands, runs):
        """Runs each command in turn, so that other load on the computer meets all alike.

        `commands` are pairs of a command and its environment. Gives the runs of each.
        """
        for command, environment in commands:
            self.run(command, environment)
        all_runs = [[] for _ in commands]
        for _ in range(runs):
            for found, (command, environment) in zip(all_runs, commands):
                found.append(self.run(command, environment))
        return all_runs

    def ask(self, data_set, path):
        with urllib.request.urlopen(f"{self.http}/{data_set}/{path}") as answer:
            return answer.read()

    def requests(self, data_set):
        return json.loads(self.ask(data_set, "requests/"))

    def target(self, name, found, limit, unit=""):
        """Notes a figure that has a target: it should not be above the limit."""
        self.targets.append((name, found, limit, unit))


def say(text=""):
    print(text, flush=True)


def table(heads, rows):
    """Prints a Markdown table; all columns but the first are figures."""
    say(f"| {' | '.join(heads)} |")
    say(f"|---|{'---:|' * (len(heads) - 1)}")
    for row in rows:
        say(f"| {' | '.join(str(cell) for cell in row)} |")


def figure(value):
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return f"{value:,.2f}" if isinstance(value, float) and value < 100 else f"{value:,.0f}"
