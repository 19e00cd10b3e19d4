#!/usr/bin/env bash
# Which lines of src/ the tests reach: a line for each file, worst last, and the sum. Lines of tests
# do not count. With a file's name, its lines that are not reached.
#
# It needs llvm-profdata and llvm-cov that read what rustc writes: `rustup component add
# llvm-tools`, or elsewhere in the directory LLVM_BIN.
set -euo pipefail

cd "$(dirname "$0")/.."
bin=${LLVM_BIN:-$(rustc --print target-libdir)/../bin}
place=${CARGO_TARGET_DIR:-target}/coverage
mkdir -p "$place"
place=$(cd "$place" && pwd)

if [ $# -eq 0 ]; then
    rm -rf "$place"/*.profraw
    # Only this package is measured: what each run of the program writes stays small. A plain sh
    # would drop variables with a hyphen in their names.
    cat >"$place/rustc" <<'END'
#!/usr/bin/env bash
exec "$@" -C instrument-coverage -C llvm-args=-enable-name-compression=false
END
    chmod +x "$place/rustc"
    export RUSTC_WORKSPACE_WRAPPER=$place/rustc INSTA_UPDATE=no
    # Programs that are not tests write here, too: build scripts, and rustc's own.
    export LLVM_PROFILE_FILE=$place/%p-%m.profraw
    cargo test --locked --no-run --message-format=json-render-diagnostics |
        sed -n 's/.*"executable":"\([^"]*\)".*/-object=\1/p' >"$place/objects"
    cargo test --locked
    find "$place" -name '*.profraw' >"$place/profiles"
    # A program that a test killed may leave half of one.
    "$bin/llvm-profdata" merge --sparse --failure-mode=all -f "$place/profiles" -o "$place/all.profdata" \
        2>"$place/left-out"
    find "$place" -name '*.profraw' -delete
    xargs "$bin/llvm-cov" export --format=lcov --instr-profile="$place/all.profdata" \
        <"$place/objects" >"$place/lcov" 2>>"$place/left-out"
fi

awk -v root="$PWD/" -v wanted="${1:-}" '
    /^SF:/ {
        file = substr($0, 4 + length(root))
        # The rules of the demo are a module of the tests as well.
        sub(/^tests\/cli\/support\/\.\.\/\.\.\/\.\.\//, "", file)
        is_ours = index($0, "SF:" root) == 1 && index(file, "src/") == 1
        tests = 0
        last = ""
        number = 0
        while (is_ours && (getline line < file) > 0) {
            number++
            if (last == "#[cfg(test)]" && line ~ /^mod [a-z]+ \{/ && !tests) tests = number
            last = line
        }
        close(file)
        if (file ~ /^src\/(fuzzing\/|generated\.rs$|demo\/tests\.rs$)/) is_ours = 0
    }
    is_ours && /^DA:/ {
        split(substr($0, 4), part, ",")
        if (tests && part[1] + 0 >= tests) next
        runs[file, part[1]] += part[2]
        if (part[1] + 0 > last_line[file]) last_line[file] = part[1] + 0
    }
    END {
        for (file in last_line)
            for (line = 1; line <= last_line[file]; line++)
                if ((file, line) in runs) {
                    lines[file]++
                    if (runs[file, line] > 0) reached[file]++
                    else if (file == wanted) print file ":" line
                }
        if (wanted != "") exit
        for (file in lines) {
            printf "%6.1f %%  %5d of %5d  %s\n", 100 * reached[file] / lines[file], reached[file], lines[file], file | "sort -k1,1nr -k5,5"
            all += lines[file]
            some += reached[file]
        }
        close("sort -k1,1nr -k5,5")
        printf "%6.2f %%  %5d of %5d  in all\n", 100 * some / all, some, all
    }' "$place/lcov"
