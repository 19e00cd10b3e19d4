"""Writes a bill of materials (CycloneDX 1.5, JSON) of the program, and holds it against Cargo.lock:
    python3 packaging/sbom.py FILE
It lists every crate that is in the program built for this computer, with version, licence and
checksum. It needs cargo-cyclonedx. It is made for each release and never committed: Cargo.lock is
what it comes from. SOURCE_DATE_EPOCH, else the time of the last commit, is its time.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "waldur-review"


def output(*command):
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def time():
    try:
        return os.environ.get("SOURCE_DATE_EPOCH") or output("git", "log", "-1", "--format=%ct").strip()
    except (OSError, subprocess.CalledProcessError):
        return str(int((ROOT / "Cargo.lock").stat().st_mtime))


def crates():
    """Name and version of each crate that is in the program or makes code of it."""
    tree = output("cargo", "tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}")
    lines = {tuple(line.split(" ")[:2]) for line in tree.splitlines() if line}
    return {(name, version.removeprefix("v")) for name, version in lines if name != NAME}


def make(version):
    """What the tool finds, without the crates that only tests bring in, and without places."""
    # The tool writes beside Cargo.toml.
    made = ROOT / f"{NAME}_bin.cdx.json"
    options = ["--format", "json", "--spec-version", "1.5", "--describe", "binaries", "--no-build-deps", "--quiet"]
    try:
        subprocess.run(
            ["cargo", "cyclonedx", *options], cwd=ROOT, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": time()}
        )
        bom = json.loads(made.read_text(encoding="utf-8"))
    finally:
        made.unlink(missing_ok=True)
    program = bom["metadata"]["component"]
    own, purl = program["bom-ref"], f"pkg:cargo/{NAME}@{version}"
    # For the program itself the tool says where its sources are on this computer.
    program |= {"bom-ref": purl, "purl": purl}
    built = crates()
    parts = [part for part in bom["components"] if (part["name"], part["version"]) in built]
    kept = {part["bom-ref"] for part in parts}
    bom["components"] = parts
    bom["dependencies"] = [
        {"ref": purl if of["ref"] == own else of["ref"]}
        | ({"dependsOn": uses} if (uses := [ref for ref in of.get("dependsOn", []) if ref in kept]) else {})
        for of in bom["dependencies"]
        if of["ref"] in kept or of["ref"] == own
    ]
    return json.dumps(bom, indent=1, ensure_ascii=False) + "\n"


def wrong(text, version):
    """What is not as it must be."""
    bom = json.loads(text)
    form = (bom.get("bomFormat"), bom.get("specVersion"), bom.get("version"))
    if form != ("CycloneDX", "1.5", 1):
        yield f"form: {form}"
    places = re.findall(r'[^"]*file:[^"]*', text) + [str(at) for at in (ROOT, Path.home()) if at != Path("/") and f"{at}/" in text]
    if places:
        yield f"it names places of this computer: {places}"
    program = bom["metadata"]["component"]
    purl = f"pkg:cargo/{NAME}@{version}"
    if [program[key] for key in ("type", "name", "version", "purl")] != ["application", NAME, version, purl]:
        yield f"it is of something else: {program}"

    lock = (ROOT / "Cargo.lock").read_text(encoding="utf-8")
    locked = re.findall(r'name = "(.*)"\nversion = "(.*)"\nsource = .*\nchecksum = "(.*)"', lock)
    checksums = {(name, version): checksum for name, version, checksum in locked}
    built = crates()
    if len(built) < 100:
        yield f"cargo tree names {len(built)} crates only"
    listed = [(part["name"], part["version"]) for part in bom["components"]]
    if sorted(listed) != sorted(built):
        yield f"listed and built differ: {sorted(set(listed) ^ built) or 'some are listed twice'}"
    for part in bom["components"]:
        key = (part["name"], part["version"])
        if part["purl"] != "pkg:cargo/{}@{}".format(*key):
            yield f"{key}: {part['purl']}"
        if part.get("hashes") != [{"alg": "SHA-256", "content": checksums.get(key)}]:
            yield f"{key}: {part.get('hashes')} is not as in Cargo.lock"
        licences = [licence.get("expression") for licence in part.get("licenses", [])]
        if len(licences) != 1 or not licences[0]:
            yield f"{key}: licences {licences}"
    known = {part["bom-ref"] for part in bom["components"]} | {purl}
    graph = {of["ref"]: set(of.get("dependsOn", [])) for of in bom["dependencies"]}
    reached, todo = set(), {purl}
    while todo:
        reached |= todo
        todo = set().union(*(graph.get(ref, set()) for ref in todo)) - reached
    if reached != known or set(graph) != known:
        yield f"the dependencies do not reach {sorted(known - reached)}, or what is not listed: {sorted(reached - known)}"


def main():
    goal = Path(sys.argv[1])
    manifest = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.*)"$', manifest, re.MULTILINE)[1]
    text = make(version)
    found = list(wrong(text, version))
    for message in found:
        print(f"WRONG: {message}")
    if not found:
        goal.write_text(text, encoding="utf-8")
        print(f"{goal}: {len(json.loads(text)['components'])} components")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
