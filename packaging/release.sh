#!/usr/bin/env bash
# Builds the files of a release from one portable program for Linux, in target/release-files/:
#     packaging/release.sh [--maintainer 'NAME <ADDRESS>']
# a .tar.gz with install.sh, a .deb, an .rpm, a Python wheel, and SHA256SUMS over them. The program
# needs nothing newer than glibc 2.17. It needs python3 with venv and pip (which install maturin and
# zig), cargo-cyclonedx, and for two of the files cargo-deb and cargo-generate-rpm. What cannot be built is
# said. Exit code 77: the portable program cannot be built here.
set -euo pipefail

glibc=2.17
cd "$(dirname "$0")/.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
export CARGO_TARGET_DIR=$target PYTHONDONTWRITEBYTECODE=1
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
if ! head -n 1 packaging/changelog.Debian | grep -qF "($version-"; then
    printf 'packaging/changelog.Debian does not begin with version %s\n' "$version" >&2
    exit 1
fi
host=$(rustc -vV | sed -n 's/^host: //p')
files=$target/release-files
leave_out() {
    printf 'LEFT OUT: %s\n' "$1"
}
case $host in
x86_64-unknown-linux-gnu | aarch64-unknown-linux-gnu) ;;
*)
    leave_out "the portable program: $host is not Linux with glibc"
    exit 77
    ;;
esac

# The tools that are Python packages, in the versions that were tried.
tools=${RELEASE_TOOLS:-$target/release-tools}
if [ ! -x "$tools/bin/maturin" ]; then
    if ! { python3 -m venv "$tools" &&
        "$tools/bin/pip" install --quiet --disable-pip-version-check -r packaging/requirements.txt; }; then
        leave_out 'the portable program: maturin and zig cannot be installed'
        exit 77
    fi
fi
PATH=$tools/bin:$PATH

# The times in the files are those of the sources, and the program names no directory of this
# computer: it comes out the same elsewhere. (In this variable, flags are separated by a unit
# separator, so that a directory may hold blanks.)
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date +%s -r Cargo.lock)
fi
export SOURCE_DATE_EPOCH
export CARGO_ENCODED_RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
CARGO_ENCODED_RUSTFLAGS+=$'\x1f'"--remap-path-prefix=$PWD=/waldur-review"
rm -rf "$files"
mkdir -p "$files"

# What is in the program, and under which licences.
materials=$target/$host/release/waldur-review.cdx.json
mkdir -p "$target/$host/release"
cargo fetch --quiet --locked
python3 packaging/sbom.py "$materials"
python3 packaging/notices.py "$target/$host/release/THIRD-PARTY.gz"

# The wheel. The program in it is the one that all other files have.
(
    cd packaging/python
    maturin build --quiet --release --locked --zig --target "$host" \
        --compatibility "manylinux_${glibc/./_}" --sbom-include "$materials" --out "$files"
)
program=$target/$host/release/waldur-review
# The versions of glibc that the program's symbols name.
newest=$(grep -aoE 'GLIBC_[0-9]+(\.[0-9]+)+' "$program" | sed 's/^GLIBC_//' | sort -uV | tail -n 1)
if [ -z "$newest" ] || [ "$(printf '%s\n' "$newest" "$glibc" | sort -V | tail -n 1)" != "$glibc" ]; then
    printf 'the program needs glibc %s, and is to need nothing newer than %s\n' "$newest" "$glibc" >&2
    exit 1
fi
printf 'the program needs glibc %s or newer\n' "$newest"

# The tree of the archive, which install.sh copies below a prefix, and of the .rpm.
name=waldur-review-$version-$host
tree=$target/$host/release/tree
rm -rf "$tree"
put() {
    install -D -m "$1" "$2" "$tree/$3"
}
put 755 "$program" bin/waldur-review
for page in man/*.1; do
    put 644 "$page" "share/man/man1/${page##*/}"
done
put 644 completions/waldur-review.bash share/bash-completion/completions/waldur-review
put 644 completions/_waldur-review share/zsh/site-functions/_waldur-review
put 644 completions/waldur-review.fish share/fish/vendor_completions.d/waldur-review.fish
doc=share/doc/waldur-review
for file in README.md CHANGELOG.md LICENSE; do
    put 644 "$file" "$doc/$file"
done
for file in docs/*.md docs/images/*.svg; do
    put 644 "$file" "$doc/$file"
done
put 644 "$materials" "$doc/waldur-review.cdx.json"
put 644 "$target/$host/release/THIRD-PARTY.gz" "$doc/THIRD-PARTY.gz"
put 755 packaging/install.sh "$doc/install.sh"
put 755 packaging/install.sh install.sh
tar --create --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
    --format=ustar --mode='u+rwX,go=rX' --transform "s,^tree,$name," --directory "${tree%/*}" tree |
    gzip -9n >"$files/$name.tar.gz"

if cargo deb --version >/dev/null 2>&1; then
    cargo deb --no-build --locked --target "$host" --variant portable --output "$files/" "$@"
else
    leave_out 'the .deb: there is no cargo-deb'
fi
if cargo generate-rpm --version >/dev/null 2>&1; then
    cargo generate-rpm --target "$host" --output "$files/" --payload-compress gzip \
        --source-date "$SOURCE_DATE_EPOCH"
else
    leave_out 'the .rpm: there is no cargo-generate-rpm'
fi

cd "$files"
shopt -s nullglob
sha256sum -- *.tar.gz *.whl *.deb *.rpm >SHA256SUMS
ls -l
