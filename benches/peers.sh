#!/usr/bin/env bash
# Installs the clients that benches/run.sh compares the program with, below target/peers: HTTPie and
# the official Python package from PyPI, xh from crates.io. They come with licences of their own,
# and are for measuring only.
set -euo pipefail
cd "$(dirname "$0")/.."
peers=${CARGO_TARGET_DIR:-$PWD/target}/peers

python3 -m venv "$peers"
"$peers/bin/pip" install --quiet 'httpie==3.2.4' 'waldur-api-client==8.1.3'
cargo install --locked --quiet --root "$peers" --version 0.26.3 xh
