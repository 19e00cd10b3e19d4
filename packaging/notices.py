"""Writes the licences of the crates that are in the program, as they ask for:
    python3 packaging/notices.py FILE.gz
A text that several crates have in the same words stands once. The crates' sources must be where
cargo fetched them to.
"""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

from sbom import NAME, ROOT, crates

FILES = re.compile(r"(licen[cs]es?|copying|copyright|notice|unlicense)([-._].*)?", re.IGNORECASE)


def main():
    metadata = subprocess.run(
        ["cargo", "metadata", "--locked", "--format-version", "1"], cwd=ROOT, check=True, capture_output=True
    )
    built = crates()
    texts, without, several = {}, [], []
    for package in sorted(json.loads(metadata.stdout)["packages"], key=lambda package: package["name"]):
        if (package["name"], package["version"]) not in built:
            continue
        crate = f"{package['name']} {package['version']} ({package['license']})"
        several.append(crate)
        source = Path(package["manifest_path"]).parent
        files = [file for file in sorted(source.iterdir()) if FILES.fullmatch(file.name) and file.is_file()]
        for inside in sorted(source.iterdir()):
            if inside.is_dir() and FILES.fullmatch(inside.name):
                files += sorted(file for file in inside.iterdir() if file.is_file())
        if not files:
            without.append(f"{crate}, by {', '.join(package['authors']) or package['repository']}")
        for file in files:
            text = file.read_text(encoding="utf-8", errors="replace").strip("\n")
            # Ends of lines and indents differ, and say nothing.
            key = " ".join(text.split())
            texts.setdefault(key, (text.replace("\r\n", "\n"), []))[1].append(crate)
    if len(several) != len(built):
        sys.exit(f"the sources of {len(built) - len(several)} crates are not here")
    rule = "=" * 80
    parts = [f"What is built into {NAME}, beside its own code, and under which licences.", ""]
    parts += [*several, ""]
    if without:
        parts += ["These come without a text of their licence, which is a common one:", "", *without, ""]
    for text, owners in sorted(texts.values(), key=lambda entry: entry[1]):
        parts += [rule, *owners, rule, "", text, ""]
    whole = "\n".join(parts).encode()
    Path(sys.argv[1]).write_bytes(gzip.compress(whole, 9, mtime=0))
    print(f"{sys.argv[1]}: {len(several)} crates, {len(texts)} texts, {len(without)} crates without one")


if __name__ == "__main__":
    main()
