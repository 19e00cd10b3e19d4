#!/usr/bin/env bash
# Builds the Debian package, with a bill of materials and the licences of what is built in:
#     packaging/deb.sh [--maintainer 'NAME <ADDRESS>'] [another option of cargo-deb]
# It needs cargo-deb, cargo-cyclonedx, dpkg-dev and python3, and is written to target/debian/. With
# BUILT_TARGET=TRIPLE it takes what is in target/TRIPLE/release, as release.sh does.
set -euo pipefail

cd "$(dirname "$0")/.."
release=${CARGO_TARGET_DIR:-target}/${BUILT_TARGET:+$BUILT_TARGET/}release
export PYTHONDONTWRITEBYTECODE=1

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
if ! head -n 1 packaging/changelog.Debian | grep -qF "($version-"; then
    printf 'packaging/changelog.Debian does not begin with version %s\n' "$version" >&2
    exit 1
fi
if [ -z "${BUILT_TARGET:-}" ]; then
    # The program names no directory of this computer, and comes out the same elsewhere. (In this
    # variable, flags are separated by a unit separator, so that a directory may hold blanks.)
    if [ -z "${RUSTFLAGS:-}${CARGO_ENCODED_RUSTFLAGS:-}" ]; then
        export CARGO_ENCODED_RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
        CARGO_ENCODED_RUSTFLAGS+=$'\x1f'"--remap-path-prefix=$PWD=/waldur-review"
    fi
    cargo build --release --locked
    python3 packaging/sbom.py "$release/waldur-review.cdx.json"
    python3 packaging/notices.py "$release/THIRD-PARTY.gz"
fi
# The times in the package are those of its sources.
if [ -z "${SOURCE_DATE_EPOCH:-}" ] && epoch=$(git log -1 --format=%ct 2>/dev/null); then
    export SOURCE_DATE_EPOCH=$epoch
fi
cargo deb --no-build --locked --variant complete ${BUILT_TARGET:+--target "$BUILT_TARGET"} "$@"
