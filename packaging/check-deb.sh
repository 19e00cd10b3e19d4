#!/usr/bin/env bash
# Looks into a Debian package, installs it, tries what it installed, and removes it:
#     packaging/check-deb.sh FILE.deb
# Only root can install. Exit code 77: it was looked into, and could not be installed.
set -euo pipefail

package=$(realpath "${1:?the package}")
cd "$(dirname "$0")/.."
fail() {
    printf 'WRONG: %s\n' "$1" >&2
    exit 1
}

# What is in it, and nothing else.
expected=$(
    cat <<'FILES'
/usr/bin/waldur-review
/usr/share/bash-completion/completions/waldur-review
/usr/share/doc/waldur-review/README.md
/usr/share/doc/waldur-review/THIRD-PARTY.gz
/usr/share/doc/waldur-review/changelog.Debian.gz
/usr/share/doc/waldur-review/changelog.gz
/usr/share/doc/waldur-review/copyright
/usr/share/doc/waldur-review/waldur-review.cdx.json
/usr/share/fish/vendor_completions.d/waldur-review.fish
/usr/share/zsh/vendor-completions/_waldur-review
FILES
    for page in man/*.1; do
        printf '/usr/share/man/man1/%s.gz\n' "${page##*/}"
    done
    printf '/usr/share/doc/waldur-review/%s\n' docs/*.md docs/images/*.svg
)
listed=$(dpkg-deb -c "$package")
found=$(printf '%s\n' "$listed" | awk '$1 !~ /^d/ { sub(/^\./, "", $6); print $6 }')
if ! difference=$(diff <(LC_ALL=C sort <<<"$expected") <(LC_ALL=C sort <<<"$found")); then
    fail "the contents differ (<: expected, >: found):"$'\n'"$difference"
fi
modes=$(printf '%s\n' "$listed" | awk '{ sub("root/root", "0/0", $2); print $1, $2 }' | LC_ALL=C sort -u)
[ "$modes" = $'-rw-r--r-- 0/0\n-rwxr-xr-x 0/0\ndrwxr-xr-x 0/0' ] || fail "modes or owners: $modes"
for field in Package Version Architecture Maintainer Section Depends Recommends Description; do
    value=$(dpkg-deb -f "$package" "$field")
    [ -n "$value" ] || fail "the package has no $field"
    printf '%s: %s\n' "$field" "${value%%$'\n'*}"
done
[ "$(dpkg-deb -f "$package" Depends)" = 'libc6 (>= 2.17)' ] || fail 'it does not depend on glibc 2.17'
printf '%s files are as they are to be\n' "$(wc -l <<<"$found")"

if [ "$(id -u)" -ne 0 ] || ! command -v dpkg >/dev/null; then
    printf 'not installed: that needs root and dpkg\n'
    exit 77
fi
if [ -e /usr/bin/waldur-review ]; then
    printf 'not installed: there is a /usr/bin/waldur-review already\n'
    exit 77
fi
trap 'dpkg -r waldur-review >/dev/null 2>&1 || true' EXIT
# A minimal Debian leaves documentation out; this is about all of it.
dpkg --force-confnew --path-include='/usr/share/*' -i "$package"

# Panics name source files: none by its place on the computer that built it.
for place in "${CARGO_HOME:-$HOME/.cargo}/" "$PWD/"; do
    if [ "$place" != // ] && grep -qaF "$place" /usr/bin/waldur-review; then
        fail "the program names $place"
    fi
done
version=$(dpkg-deb -f "$package" Version)
said=$(/usr/bin/waldur-review --version)
[ "$said" = "waldur-review ${version%-*}" ] || fail "--version says $said"
printf '%s\n' "$said"
# Without what the person has set; the demo shows that it works at all.
home=$(mktemp -d)
trap 'dpkg -r waldur-review >/dev/null 2>&1 || true; rm -rf "$home"' EXIT
rows=$(env -i HOME="$home" PATH=/usr/bin:/bin waldur-review --demo batches list | wc -l)
[ "$rows" -gt 3 ] || fail "the demo lists $rows batches"

# A page for each command, each of them readable.
# On a minimised system there is a man that only says so.
if man -l man/waldur-review.1 >/dev/null 2>&1; then
    reader=(man -l)
elif command -v mandoc >/dev/null; then
    reader=(mandoc -T utf8)
else
    reader=()
    printf 'LEFT OUT: the man pages, for there is no man\n'
fi
count=0
for page in /usr/share/man/man1/waldur-review*.1.gz; do
    [ "${#reader[@]}" -gt 0 ] || break
    # Without what makes it bold for a terminal.
    text=$(LC_ALL=C.UTF-8 MANPAGER=cat MANWIDTH=80 "${reader[@]}" "$page" 2>&1 | sed 's/.\x08//g' || true)
    grep -q '^NAME$' <<<"$text" && grep -q '^EXIT STATUS$' <<<"$text" || fail "$page: $text"
    count=$((count + 1))
done
[ "${#reader[@]}" -eq 0 ] || printf '%s man pages were read\n' "$count"

# Bash itself says what it completes, by the installed file.
ask() {
    bash --norc -c 'source /usr/share/bash-completion/completions/waldur-review
        complete -p waldur-review >/dev/null || exit 1
        COMP_WORDS=(waldur-review "$@"); COMP_CWORD=$#
        _waldur__review waldur-review "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        printf "%s\n" "${COMPREPLY[@]}"' bash "$@"
}
grep -qx list <<<"$(ask batches '')" || fail "bash completes: $(ask batches '')"
grep -qx -- --sort <<<"$(ask batches list --so)" || fail "bash completes: $(ask batches list --so)"
printf 'bash completes\n'
for shell in zsh fish; do
    if ! command -v "$shell" >/dev/null; then
        printf 'LEFT OUT: %s is not here to try its completion\n' "$shell"
        continue
    fi
    case $shell in
    zsh) words=$(zsh -fc 'autoload -Uz compinit; fpath=(/usr/share/zsh/vendor-completions $fpath)
        compinit -D -u; print $_comps[waldur-review]') ;;
    fish) words=$(HOME=$home fish -c 'complete -C "waldur-review batches li"') ;;
    esac
    [ -n "$words" ] || fail "$shell does not know the completion"
    printf '%s knows the completion\n' "$shell"
done

trap 'rm -rf "$home"' EXIT
dpkg -r waldur-review
left=$(while read -r file; do [ ! -e "$file" ] || printf '%s ' "$file"; done <<<"$found")
[ -z "$left" ] || fail "left behind: $left"
