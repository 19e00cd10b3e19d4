#!/usr/bin/env bash
# Tries each of the files that packaging/release.sh made as a user would, without a network:
#     packaging/check-release.sh DIRECTORY
# What cannot be tried here is said.
set -euo pipefail

files=$(realpath "${1:?the directory of the files}")
cd "$(dirname "$0")/.."
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    printf 'WRONG: %s\n' "$1" >&2
    exit 1
}
leave_out() {
    printf 'LEFT OUT: %s\n' "$1"
}
# Runs a command in a home of its own, whose name has a blank.
as_user() {
    env -i HOME="$work/a home" PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$@"
}
# The demo shows that a program works at all.
try_program() {
    said=$(as_user "$1" --version)
    [ "$said" = "waldur-review $version" ] || fail "$1 says $said"
    rows=$(as_user "$1" --demo batches list | wc -l)
    [ "$rows" -gt 3 ] || fail "the demo of $1 lists $rows batches"
}

(cd "$files" && sha256sum --quiet --check SHA256SUMS)

# The archive, in the home and in another prefix.
archive=$(echo "$files"/*.tar.gz)
mkdir "$work/unpacked" "$work/a home"
tar -xzf "$archive" -C "$work/unpacked" --strip-components=1
install=$work/unpacked/install.sh
for prefix in "$work/a home/.local" "$work/another prefix"; do
    # Twice: the second time over the first.
    for _ in 1 2; do
        as_user sh "$install" --prefix "$prefix" >"$work/said"
        grep -qF "Installed waldur-review $version below $prefix" "$work/said" || fail "$(cat "$work/said")"
    done
    try_program "$prefix/bin/waldur-review"
    for page in "$prefix"/share/man/man1/*.1; do
        [ -s "$page" ] || fail "$page is empty"
    done
    if man -l man/waldur-review.1 >/dev/null 2>&1; then
        as_user man -M "$prefix/share/man" waldur-review-batches-list | grep -q 'EXIT STATUS' || fail 'no man page'
    else
        leave_out 'reading the man pages of the archive: there is no man'
    fi
    # shellcheck disable=SC2016 # The inner shell expands it.
    words=$(as_user bash --norc -c 'source "$1/share/bash-completion/completions/waldur-review"
        COMP_WORDS=(waldur-review batches li); COMP_CWORD=2
        _waldur__review waldur-review li batches
        printf "%s\n" "${COMPREPLY[@]}"' bash "$prefix")
    grep -qx list <<<"$words" || fail "bash completes: $words"
    touch "$prefix/bin/mine"
    as_user sh "$prefix/share/doc/waldur-review/install.sh" --uninstall --prefix "$prefix" >/dev/null
    [ -e "$prefix/bin/mine" ] || fail 'a file of the user was removed'
    rm -r "${prefix:?}"
    # Without a file of the user's nothing stays.
    as_user sh "$install" --prefix "$prefix" >/dev/null
    as_user sh "$install" --uninstall --prefix "$prefix" >/dev/null
    [ ! -e "$prefix" ] || fail "left behind: $(find "$prefix")"
done
# A program of another origin is not replaced.
mkdir -p "$work/other/bin"
printf 'mine\n' >"$work/other/bin/waldur-review"
if as_user sh "$install" --prefix "$work/other" 2>/dev/null; then
    fail 'a program of another origin was replaced'
fi
[ "$(cat "$work/other/bin/waldur-review")" = mine ] || fail 'a program of another origin was changed'
printf 'the archive is installed, works, and is removed\n'

wheel=$(echo "$files"/*.whl)
if python3 -m venv "$work/venv" >/dev/null 2>&1; then
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-index "$wheel"
    try_program "$work/venv/bin/waldur-review"
    cmp "$work/venv/bin/waldur-review" "$work/unpacked/bin/waldur-review" || fail 'the wheel has another program'
    # Nothing in it names the directory where it was built.
    if python3 -m zipfile -e "$wheel" "$work/wheel" && grep -rqaF "$PWD" "$work/wheel"; then
        fail "the wheel names $PWD"
    fi
    printf 'the wheel is installed, and has the same program\n'
else
    leave_out 'the wheel: there is no python3 with venv'
fi

package=$(echo "$files"/*.rpm)
if [ ! -e "$package" ]; then
    leave_out 'the .rpm: it was not built'
elif ! command -v rpm >/dev/null; then
    leave_out 'the .rpm: there is no rpm to install it with'
else
    root=$work/root
    mkdir "$root"
    # The computer's own packages are not in that root.
    rpm --root "$root" --initdb
    rpm --root "$root" --nodeps --noscripts --nosignature -i "$package"
    try_program "$root/usr/bin/waldur-review"
    for file in usr/share/man/man1/waldur-review.1 usr/share/licenses/waldur-review/LICENSE \
        usr/share/bash-completion/completions/waldur-review usr/share/doc/waldur-review/THIRD-PARTY.gz; do
        [ -s "$root/$file" ] || fail "the .rpm has no $file"
    done
    pages=$(rpm -qpl --nosignature "$package" | grep -c '/man1/')
    of_source=(man/*.1)
    [ "$pages" -eq "${#of_source[@]}" ] || fail "the .rpm has $pages man pages"
    rpm -qp --nosignature --requires "$package" | grep -qx 'glibc >= 2.17' || fail 'the .rpm does not require glibc'
    rpm --root "$root" -e waldur-review
    [ ! -e "$root/usr/bin/waldur-review" ] || fail 'the .rpm stays'
    printf 'the .rpm is installed, works, and is removed\n'
fi

package=$(echo "$files"/*.deb)
if [ ! -e "$package" ]; then
    leave_out 'the .deb: it was not built'
elif ! command -v dpkg-deb >/dev/null; then
    leave_out 'the .deb: there is no dpkg-deb to look into it with'
else
    code=0
    packaging/check-deb.sh "$package" || code=$?
    [ "$code" -ne 77 ] || leave_out 'installing the .deb: that needs root, and no other one installed'
    [ "$code" -eq 0 ] || [ "$code" -eq 77 ] || exit "$code"
fi
