#!/usr/bin/env bash
# What the program costs, against its targets and against other ways to the same list. Needs cargo,
# python3 and valgrind; uses openssl, curl, jq, column, hyperfine, /usr/bin/time, and the other
# clients that benches/peers.sh installs (HTTPie, xh, the Python package waldur-api-client) or that
# are on the PATH (waldur-cli). What is missing is said. A missed target is printed, and is no
# failure.
#
# Counts are instructions, those of child processes included: they repeat to about 1 %, on a busy
# computer too. Times are compared in pairs of one run only.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

peers=${CARGO_TARGET_DIR:-$root/target}/peers
PATH=$PATH:$peers/bin
for tool in cargo python3 valgrind; do
    command -v "$tool" >/dev/null || { printf '%s is needed\n' "$tool"; exit 1; }
done
has() {
    command -v "$1" >/dev/null && return
    printf 'left out: %s is not installed\n' "$1"
    return 1
}

work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

printf 'building\n'
cargo build --release --locked --quiet
program=${CARGO_TARGET_DIR:-$root/target}/release/waldur-review
printf 'fn main() {}\n' >"$work/empty.rs"
rustc -O -o "$work/empty" "$work/empty.rs"

# A certificate authority of this run, and a server's certificate by it.
secure=
if has openssl; then
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
    secure=$work/server.pem
fi
python3 benches/serve.py "$work/ports" ${secure:+"$secure"} &
server=$!
for _ in $(seq 100); do [ -s "$work/ports" ] && break; sleep 0.1; done
read -r http_port https_port <"$work/ports" || true
http=http://127.0.0.1:$http_port
https=https://127.0.0.1:${https_port:-0}

token=0123456789abcdef0123456789abcdef01234567
# Nothing of the person's own: variables, settings, locale, zone, proxies.
mkdir "$work/home" "$work/config"
clean=(env -i PATH="$PATH" HOME="$work/home" LANG=C.UTF-8 TZ=Europe/London COLUMNS=100
    WALDUR_REVIEW_NOW=2026-10-01T08:00:00Z WALDUR_REVIEW_CONFIG_DIR="$work/config"
    WALDUR_ACCESS_TOKEN=$token)
at() { # the API of this many batches, over http or https
    printf 'WALDUR_API_URL=%s/%s/api/' "$1" "$2"
}

# Thousands of instructions of a command and its children.
count() {
    rm -f "$work"/callgrind.*
    "${clean[@]}" valgrind -q --tool=callgrind --trace-children=yes \
        --callgrind-out-file="$work/callgrind.%p" "$@" >"$work/out" 2>"$work/err" || {
        printf 'this failed: %s\n' "$*" >&2
        cat "$work/err" >&2
        return 1
    }
    awk '/^(summary|totals):/ && !seen[FILENAME]++ { sum += $2 }
        END { printf "%d\n", sum / 1000 }' "$work"/callgrind.*
}
grouped() { printf "%s" "$1" | sed ':a;s/\B[0-9]\{3\}\>/,&/;ta'; }
declare -A cost
measure() { # key, name, command
    local key=$1 name=$2
    shift 2
    cost[$key]=$(count "$@")
    printf '%-52s %12s\n' "$name" "$(grouped "${cost[$key]}")"
}

printf '\n%-52s %12s\n' 'thousands of instructions' ''
measure empty 'an empty main' "$work/empty"
measure version '--version' "$program" --version
measure help '--help' "$program" --help
measure list_help 'batches list --help' "$program" batches list --help
measure completions 'completions bash' "$program" completions bash
for number in 6 200 10000; do
    for format in table json tsv; do
        measure "$format$number" "batches list --format $format, $number, http" \
            env "$(at "$http" $number)" "$program" batches list --format $format
    done
done
if [ -n "$secure" ]; then
    # The bundle of the system is read as it always is, and one certificate more: --ca-cert adds
    # to it. curl's --cacert replaces the bundle, so curl gets both in one file.
    measure https6 'batches list --format table, 6, https, system roots' \
        env "$(at "$https" 6)" "$program" --ca-cert "$work/ca.pem" \
        batches list --format table
    measure https_one6 'the same, SSL_CERT_FILE with one certificate' \
        env "$(at "$https" 6)" SSL_CERT_FILE="$work/ca.pem" \
        "$program" batches list --format table
fi
bundle=/dev/null
for path in /etc/ssl/cert.pem /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/certs/ca-certificates.crt; do
    [ ! -e "$path" ] || bundle=$path
done
# curl and the Python clients take one file of certificates for the system's: it gets both.
[ -z "$secure" ] || cat "$bundle" "$work/ca.pem" >"$work/all.pem"
header="Authorization: Token $token"
list=/my-assignment-batches/

# Each peer is a script: the base of the API in, the list out. Certificates are named for https only.
peer() { # name, script, certificates for --verify
    printf 'set -e\nverify=\ncase $1 in https*) verify=--verify=%s ;; esac\n%s\n' \
        "${3:-}" "$2" >"$work/$1.sh"
}
tables=
documents=
if has curl; then
    peer curl "exec curl -sS --cacert '$work/all.pem' -H '$header' \"\$1$list\""
    documents+=' curl'
    if has jq && has column; then
        filter='sort_by(.expires_at)[] | [.uuid[:8], .call_name, .expires_at, .status] | @tsv'
        peer curl-jq-column "curl -sS --cacert '$work/all.pem' -H '$header' \"\$1$list\" |
            jq -r '$filter' | column -t -s \"\$(printf '\\t')\""
        tables+=' curl-jq-column'
    fi
fi
if has xh; then
    # xh adds the certificate to those of the system.
    peer xh "exec xh --ignore-stdin --body \$verify \"\$1$list\" '${header/: /:}'" "$work/ca.pem"
    documents+=' xh'
fi
if has http; then
    peer httpie "exec http --ignore-stdin --body \$verify \"\$1$list\" '${header/: /:}'" \
        "$work/all.pem"
    documents+=' httpie'
fi
if has waldur-cli; then
    peer waldur-cli "WALDUR_API_URL=\$1/ SSL_CERT_FILE='$work/all.pem' \
        exec waldur-cli api GET /api$list"
    documents+=' waldur-cli'
fi
python=$peers/bin/python3
[ -x "$python" ] || python=python3
if "$python" -c 'import importlib.util as u; exit(u.find_spec("waldur_api_client") is None)'; then
    cat >"$work/sdk.py" <<'PY'
import ssl, sys
from waldur_api_client import AuthenticatedClient
from waldur_api_client.api.my_assignment_batches import my_assignment_batches_list as batches

# The package joins its paths, which start with /api/, to the base.
base = sys.argv[1].removesuffix("/api")
trusted = ssl.create_default_context(cafile=sys.argv[2]) if base.startswith("https") else True
client = AuthenticatedClient(base_url=base, token=sys.argv[3], prefix="Token", verify_ssl=trusted)
for batch in sorted(batches.sync(client=client), key=lambda batch: str(batch.expires_at)):
    print(batch.uuid, batch.call_name, batch.expires_at, batch.status)
PY
    peer sdk "exec '$python' '$work/sdk.py' \"\$1\" '$work/all.pem' $token"
    tables+=' sdk'
else
    printf 'left out: %s has no waldur-api-client\n' "$python"
fi
schemes=http
[ -z "$secure" ] || schemes='http https'
base() { # scheme, batches
    if [ "$1" = http ]; then printf '%s/%s/api' "$http" "$2"; else printf '%s/%s/api' "$https" "$2"; fi
}
for name in $tables $documents; do
    # The script takes minutes under valgrind.
    for scheme in $schemes; do
        case $name in sdk) [ "$scheme" = http ] || continue ;; esac
        measure "$name-$scheme" "$name, 6, $scheme" sh "$work/$name.sh" "$(base "$scheme" 6)"
    done
done

# Pairs: medians of wall times, and means of processor times, as multiples of this program's.
ratios=()
compare() { # peer, format, scheme, batches
    local runs=40
    case $1 in
    sdk) runs=3 ;;
    httpie) runs=10 ;;
    *) [ "$4" -lt 10000 ] || runs=10 ;;
    esac
    printf 'exec env "%s" "%s" --ca-cert "%s" batches list --format %s\n' \
        "$(at "$([ "$3" = http ] && printf %s "$http" || printf %s "$https")" "$4")" \
        "$program" "$work/ca.pem" "$2" >"$work/ours.sh"
    "${clean[@]}" hyperfine --style none --warmup 1 --runs "$runs" --shell=none \
        --export-csv "$work/pair.csv" "sh $work/ours.sh" "sh $work/$1.sh $(base "$3" "$4")" \
        >/dev/null 2>"$work/err" || {
        printf 'left out: %s %s %s: it failed\n' "$1" "$3" "$4"
        tail -n 3 "$work/err"
        return 0
    }
    # The columns: command, mean, stddev, median, user, system, min, max.
    read -r wall processor < <(sed 's/^"[^"]*"/c/' "$work/pair.csv" | awk -F, '
        NR > 1 { wall[NR] = $4; cpu[NR] = $5 + $6 }
        END { printf "%.2f %.2f\n", wall[3] / wall[2], cpu[3] / cpu[2] }')
    ratios+=("$1 $2 $3 $4 $wall $processor")
    printf '%-16s %-6s %-6s %6s   wall %8sx   processor %8sx\n' "$1" "$2" "$3" "$4" \
        "$wall" "$processor"
}
printf '\nother clients, as multiples of this program\n'
if has hyperfine; then
    for scheme in $schemes; do
        for number in 6 200 10000; do
            for name in $tables; do compare "$name" table "$scheme" "$number"; done
            for name in $documents; do compare "$name" json "$scheme" "$number"; done
        done
    done
fi
ratio_of() { # column (5 wall, 6 processor), then peer, format, scheme, batches
    printf '%s\n' "${ratios[@]:-}" | awk -v n="$1" -v key="$2 $3 $4 $5" \
        'index($0, key " ") == 1 { print $n }'
}

printf '\n'
declare -A peak
document=
if [ -x /usr/bin/time ]; then
    document=$(python3 -c \
        'import sys, urllib.request as r; print(len(r.urlopen(sys.argv[1]).read()))' \
        "$http/10000/api/my-assignment-batches/")
    for format in table json tsv; do
        "${clean[@]}" /usr/bin/time -f %M -o "$work/peak" env "$(at "$http" 10000)" \
            "$program" batches list --format $format >/dev/null
        peak[$format]=$(($(tail -n 1 "$work/peak") * 1024))
        printf 'peak memory, %-5s 10,000: %s bytes; the document has %s\n' "$format," \
            "$(grouped "${peak[$format]}")" "$(grouped "$document")"
    done
else
    printf 'left out: peak memory: /usr/bin/time is not installed\n'
fi
size=$(stat -c %s "$program")
printf 'program: %s bytes\n' "$(grouped "$size")"
for number in 1 2 3 4 5; do
    printf '[profiles.s%s]\nurl = "%s/slow/%s/api/"\ntoken_command = ["echo", "0123"]\n' \
        $number "$http" $number
done >"$work/config/config.toml"
begun=$(date +%s%N)
"${clean[@]}" "$program" batches list --all-profiles --columns server >"$work/out" 2>&1 || true
five=$((($(date +%s%N) - begun) / 1000000))
answered=$(sort -u "$work/out" | grep -c '^s[1-5]$' || true)
printf 'five servers, each 1 s slow (batches list --all-profiles): %s ms, %s answered\n' \
    "$five" "$answered"

printf '\n%-58s %8s %8s\n' target limit found
target() { # name, found, limit
    printf '%-58s %8s %8s  %s\n' "$1" "$3" "$2" \
        "$(awk -v a="$2" -v b="$3" 'BEGIN { print (a <= b ? "met" : "MISSED") }')"
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b ? a / b : 999 }'; }
for key in version help list_help completions; do
    target "$key, multiples of an empty main" "$(ratio "${cost[$key]}" "${cost[empty]}")" 3
done
target 'list of 6, http, table: thousands of instructions' "${cost[table6]}" 2500
if [ -n "$secure" ]; then
    for pair in 'curl-jq-column table 0.25' 'waldur-cli json 0.5'; do
        read -r name format limit <<<"$pair"
        found=$(ratio_of 6 "$name" $format https 6)
        [ -z "$found" ] ||
            target "list of 6, https, processor time against $name" "$(ratio 1 "$found")" "$limit"
    done
fi
target 'list of 10,000, table: thousands of instructions' "${cost[table10000]}" 250000
target 'linear: 10,000 against 200, both without the list of 6' "$(ratio \
    $((cost[table10000] - cost[table6])) $((cost[table200] - cost[table6])))" 55
target 'list of 10,000, --json: thousands of instructions' "${cost[json10000]}" 60000
for format in "${!peak[@]}"; do
    target "peak memory, 10,000, $format, multiples of the document" \
        "$(ratio "${peak[$format]}" "$document")" 4
done
if [ "$answered" -ge 5 ]; then
    target 'five servers, each 1 s slow: milliseconds' "$five" 1300
else
    printf 'left out: five servers, each 1 s slow: %s answered\n' "$answered"
fi
target 'program size: bytes' "$size" 6000000
