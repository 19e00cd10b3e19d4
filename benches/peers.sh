#!/usr/bin/env bash
# Installs the clients that benches/run.sh compares the program with, below target/peers: HTTPie and the
# official Python package from PyPI, xh from crates.io. They are for measuring only, and have licences
# of their own. waldur-cli is in neither registry: benches/run.sh uses it where it is on the PATH.
set -euo pipefail
cd "$(dirname "$0")/.."
peers=${CARGO_TARGET_DIR:-$PWD/target}/peers

printf 'installing into %s\n' "$peers"
printf '1 of 3: a Python environment\n'
python3 -m venv "$peers"
printf '2 of 3: HTTPie 3.2.4 and waldur-api-client 8.1.3, from PyPI\n'
"$peers/bin/pip" install --quiet 'httpie==3.2.4' 'waldur-api-client==8.1.3'
printf '3 of 3: xh 0.26.3, built from crates.io (some minutes)\n'
cargo install --locked --quiet --root "$peers" --version 0.26.3 xh
printf 'done; benches/run.sh finds them there\n'
