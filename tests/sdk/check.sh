#!/usr/bin/env bash
# Holds the demo server, and the answers recorded from a real server, against the models of Waldur's
# official Python client:
#     tests/sdk/check.sh [PROGRAM]
# PROGRAM is target/debug/waldur-review unless told. It needs python3 (3.10) with venv and pip, and the
# network once, for the package. Exit code 77: the package cannot be installed here.
set -euo pipefail

# Raised by hand: what a newer client reads otherwise is worth a look (tests/README.md).
client=waldur-api-client==8.1.3

here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../../target}
program=${1:-$target/debug/waldur-review}
environment=$target/sdk/$client

installed() {
    "$environment/bin/python" -c 'import waldur_api_client, httpx, attrs' 2>/dev/null
}
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
    printf 'python3 of 3.10 or later is needed\n'
    exit 77
fi
if ! installed; then
    rm -rf "$environment"
    if ! { python3 -m venv "$environment" &&
        timeout 300 "$environment/bin/pip" install --quiet --disable-pip-version-check \
            --retries 2 "$client" && installed; }; then
        rm -rf "$environment"
        printf 'cannot install %s with python3, venv and pip\n' "$client"
        exit 77
    fi
fi
exec "$environment/bin/python" "$here/check.py" "$program"
