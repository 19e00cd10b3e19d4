#!/usr/bin/env bash
# Measures what the program costs, against its targets and against other ways to the same lists.
#
#   benches/run.sh [PART...]                  builds the program and measures it
#   PROGRAM=path benches/run.sh [PART...]     measures an existing binary
#
# The parts, all of them if none is named:
#   costs     instructions, processor time, size, and the time of a start
#   waiting   requests and rounds of waiting against a server that takes 40 ms for each answer
#   growth    time and memory of lists of 100 to 100,000 rows
#   clients   curl, xh, HTTPie, waldur-cli and the official Python package, for the same lists
#
# Needs python3 and rustc. Uses, where they are installed: cargo (without PROGRAM), valgrind (counts of
# instructions), openssl (https), and the clients, which benches/peers.sh installs. What is left out is
# said. A missed target is printed and is no failure.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in python3 rustc; do
    command -v "$tool" >/dev/null || { printf '%s is needed\n' "$tool" >&2; exit 1; }
done
target=${CARGO_TARGET_DIR:-$PWD/target}
if [ -z "${PROGRAM:-}" ]; then
    printf 'building the program: cargo build --release\n' >&2
    cargo build --release --locked --quiet
    PROGRAM=$target/release/waldur-review
fi
[ -x "$PROGRAM" ] || { printf '%s is not a program\n' "$PROGRAM" >&2; exit 1; }

work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

printf 'fn main() {}\n' >"$work/empty.rs"
rustc -O -o "$work/empty" "$work/empty.rs"

# A certificate authority for this run, and a certificate for the server.
if command -v openssl >/dev/null; then
    (
        cd "$work"
        printf 'subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n' >extensions
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
            -subj '/CN=benchmark authority' -keyout ca.key -out ca.pem
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
            -subj '/CN=127.0.0.1' -keyout server.key -out server.csr
        openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
            -extfile extensions -out server.crt
        cat server.key server.crt >server.pem
    ) 2>/dev/null
fi
certificate=()
[ ! -s "$work/server.pem" ] || certificate=("$work/server.pem")
python3 benches/server.py "$work/ports" "${certificate[@]}" &
server=$!
for _ in $(seq 100); do
    [ ! -s "$work/ports" ] || break
    sleep 0.1
done

python3 benches/run.py "$(realpath "$PROGRAM")" "$work" "$target/peers" "$@"
