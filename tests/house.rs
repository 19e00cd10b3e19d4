//! Which modules may use the network, the standard streams, the environment and exit codes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn only_the_telephone_calls() {
    for source in sources() {
        let calls = source.code.contains("reqwest");
        assert!(
            !calls || source.room == "waldur",
            "{}: reqwest is for src/waldur only",
            source.name
        );
    }
}

#[test]
fn only_the_front_door_and_the_terminal_touch_the_streams() {
    let streams = [
        "stdout()",
        "stderr()",
        "stdin()",
        "println!",
        "print!(",
        "eprintln!",
        "eprint!(",
        "dbg!(",
    ];
    for source in sources() {
        if matches!(source.room.as_str(), "app" | "ui") {
            continue;
        }
        for stream in streams {
            assert!(
                !source.code.contains(stream),
                "{}: {stream} is for src/app.rs and src/ui only",
                source.name
            );
        }
    }
}

#[test]
fn only_the_post_room_and_the_front_door_read_the_environment() {
    for source in sources() {
        let reads =
            ["env::var", "env::vars", "env::args"].iter().any(|call| source.code.contains(call));
        assert!(
            !reads || matches!(source.room.as_str(), "app" | "ui" | "generated"),
            "{}: the environment comes through src/settings",
            source.name
        );
    }
}

#[test]
fn only_the_telephone_and_the_porter_know_status_numbers_and_exit_codes() {
    for source in sources() {
        let exits = ["process::exit", "ExitCode"].iter().any(|word| source.code.contains(word));
        assert!(
            !exits || matches!(source.room.as_str(), "app" | "main" | "report"),
            "{}: exit codes are the porter's",
            source.name
        );
    }
}

#[test]
fn paths_are_found_in_every_way_to_write_them() {
    let code = "use crate::a::{B, c::D, e::{F, G}};\npub(crate) use crate::h;\nlet x = crate::i::J::new();\npub(in crate::k) fn f() {}";
    let found: Vec<String> = crate_paths(code).into_iter().collect();
    assert_eq!(found, ["a::B", "a::c::D", "a::e::F", "a::e::G", "h", "i::J::new", "k"]);
}

/// A source file: its name below `src`, the room it is in, and its code without comments and
/// without its unit tests, which may look wherever they like.
struct Source {
    name: String,
    room: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 20, "the sources are where they were");
    files
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(&root).unwrap().to_owned();
            let first = name.iter().next().unwrap().to_str().unwrap();
            Source {
                room: first.trim_end_matches(".rs").to_owned(),
                code: code(&fs::read_to_string(&file).unwrap()),
                name: name.display().to_string(),
            }
        })
        .collect()
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
}

/// The lines up to the unit tests, without comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    text.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("//")).collect()
}

/// All that follows `crate::`, with lists written out.
fn crate_paths(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let starts = code.match_indices("crate").filter(|(at, _)| {
        !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$')
    });
    for (at, word) in starts {
        if let Some(rest) = code[at + word.len()..].strip_prefix("::") {
            expand("", rest, &mut found);
        }
    }
    found
}

/// Reads one path, or one list of paths, after this prefix; gives back what follows.
fn expand<'t>(prefix: &str, text: &'t str, found: &mut BTreeSet<String>) -> &'t str {
    let text = text.trim_start();
    let Some(mut rest) = text.strip_prefix('{') else {
        let end =
            text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*').unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
        return match rest.strip_prefix("::") {
            Some(rest) if !rest.starts_with('<') => expand(&path, rest, found),
            _ => {
                found.insert(path);
                rest
            }
        };
    };
    loop {
        rest = expand(prefix, rest, found).trim_start();
        match rest.strip_prefix(',').map(str::trim_start) {
            Some(more) if !more.starts_with('}') => rest = more,
            Some(more) => return &more[1..],
            None => return rest.strip_prefix('}').unwrap_or(rest),
        }
    }
}
