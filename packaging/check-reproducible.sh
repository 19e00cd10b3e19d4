#!/usr/bin/env bash
# Builds the files of a release again, from a clone in another directory, and compares them:
#     packaging/check-reproducible.sh DIRECTORY
set -euo pipefail

files=$(realpath "${1:?the directory of the files}")
cd "$(dirname "$0")/.."
tools=$(realpath "${RELEASE_TOOLS:-${CARGO_TARGET_DIR:-target}/release-tools}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet --no-hardlinks . "$work/another directory"
(
    cd "$work/another directory"
    unset CARGO_TARGET_DIR SOURCE_DATE_EPOCH
    RELEASE_TOOLS=$tools packaging/release.sh >/dev/null
)
if ! diff "$files/SHA256SUMS" "$work/another directory/target/release-files/SHA256SUMS"; then
    printf 'built twice, the files differ (<: first, >: second)\n' >&2
    exit 1
fi
printf 'built twice, in two directories, the files are the same\n'
