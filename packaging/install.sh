#!/bin/sh
# Installs waldur-review from this directory, for one user or below a prefix, without a network:
#     ./install.sh [--prefix DIR]                 the default prefix is ~/.local
#     ./install.sh --uninstall [--prefix DIR]     removes what it installed, and nothing else
set -eu

fail() {
    printf 'error: %s\n' "$1" >&2
    exit 2
}
prefix=
uninstall=
while [ $# -gt 0 ]; do
    case $1 in
    --prefix)
        [ $# -gt 1 ] || fail '--prefix needs a directory'
        prefix=$2
        shift
        ;;
    --prefix=*) prefix=${1#--prefix=} ;;
    --uninstall) uninstall=yes ;;
    --help | -h)
        sed -n '2,4s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    *) fail "unknown argument: $1 (see --help)" ;;
    esac
    shift
done
if [ -z "$prefix" ]; then
    [ -n "${HOME:-}" ] || fail 'HOME is not set: name a directory with --prefix'
    prefix=$HOME/.local
fi
case $prefix in
/*) ;;
*) prefix=$PWD/$prefix ;;
esac
# The files below the prefix, and with a / behind them the directories that were made for them.
list=$prefix/share/doc/waldur-review/installed-files

# Removes the files of a list that are not in another one.
remove_files() {
    while IFS= read -r entry; do
        case $entry in
        '' | /* | *..* | */) continue ;;
        esac
        grep -qxF -- "$entry" "$2" || rm -f -- "$prefix/$entry"
    done <"$1"
}

# Removes the directories of a list that are empty, the deepest first.
remove_directories() {
    grep '/$' "$1" | sort -r | while IFS= read -r entry; do
        case $entry in
        /* | *..*) ;;
        ./) rmdir -- "$prefix" 2>/dev/null || true ;;
        *) rmdir -- "$prefix/$entry" 2>/dev/null || true ;;
        esac
    done
}

if [ -n "$uninstall" ]; then
    [ -f "$list" ] || fail "nothing was installed below $prefix by this script"
    old=$(mktemp)
    trap 'rm -f "$old"' EXIT
    cat -- "$list" >"$old"
    remove_files "$old" /dev/null
    rm -f -- "$list"
    remove_directories "$old"
    printf 'Removed waldur-review from %s. Logins and settings are kept.\n' "$prefix"
    exit 0
fi

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
[ -f "$here/bin/waldur-review" ] || fail "there is no bin/waldur-review in $here"
"$here/bin/waldur-review" --version >/dev/null || fail 'the program does not run on this computer'
if [ -e "$prefix/bin/waldur-review" ] && [ ! -f "$list" ]; then
    fail "$prefix/bin/waldur-review is there and was not installed by this script: remove it first, or name another directory with --prefix"
fi
files=$(mktemp)
directories=$(mktemp)
old=$(mktemp)
trap 'rm -f "$files" "$directories" "$old"' EXIT
(cd -- "$here" && find bin share -type f | sort) >"$files"
if [ -f "$list" ]; then
    cat -- "$list" >"$old"
    grep '/$' "$old" >"$directories" || true
fi

# Makes a directory below the prefix, and notes each one that was not there.
make_directory() {
    [ ! -d "$prefix/$1" ] || return 0
    case $1 in
    */*) make_directory "${1%/*}" ;;
    esac
    mkdir -- "$prefix/$1"
    printf '%s/\n' "$1" >>"$directories"
}

if [ ! -d "$prefix" ]; then
    mkdir -p -- "$prefix"
    printf './\n' >>"$directories"
fi
make_directory share/doc/waldur-review
# The list is there before the files are, so that what a run leaves that fails can be removed.
cat -- "$directories" "$files" "$old" | sort -u >"$list"
while IFS= read -r file; do
    make_directory "${file%/*}"
    # Under another name first: a program that runs is replaced, not written to.
    cp -- "$here/$file" "$prefix/$file.new"
    case $file in
    bin/* | *.sh) chmod 755 "$prefix/$file.new" ;;
    *) chmod 644 "$prefix/$file.new" ;;
    esac
    mv -f -- "$prefix/$file.new" "$prefix/$file"
done <"$files"
remove_files "$old" "$files"
cat -- "$directories" "$files" >"$list"

count=$(grep -c '' "$files")
printf 'Installed %s below %s (%s files).\n' "$("$prefix/bin/waldur-review" --version)" "$prefix" "$count"
case :${PATH:-}: in
*:"$prefix/bin":*) ;;
*) printf 'Add this directory to your PATH: %s/bin\n' "$prefix" ;;
esac
printf 'Completion: bash and fish find it; zsh needs %s/share/zsh/site-functions in its fpath.\n' "$prefix"
printf 'To remove it: sh %s/share/doc/waldur-review/install.sh --uninstall --prefix %s\n' "$prefix" "$prefix"
