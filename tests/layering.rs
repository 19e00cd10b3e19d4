//! The layers of docs/architecture.md: which modules import which, and which alone use the network,
//! the standard streams, the environment and exit codes. Files stay short enough to be read at
//! once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first; a module imports only modules of lower ones. Modules of `commands/`
/// are named with their directory; `GROUPS` stands for all of its folders, `SHARED` for its files.
const LAYERS: [&[&str]; 12] = [
    &["values", "exit_code", "error", "args", "demo"],
    &["files", "toml_file", "output", "credentials"],
    &["waldur", "review_form"],
    &["settings"],
    &["filter", "cache"],
    &["ui", "answers_file"],
    &["report"],
    &[SHARED, "complete"],
    &[GROUPS],
    &["cli"],
    &["commands"],
    &["app", "print", "usage"],
];
const SHARED: &str = "files in commands/";
const GROUPS: &str = "folders in commands/";

/// Within these layers modules may import each other, without circles.
const MUTUAL: [&str; 4] = ["values", "files", SHARED, "app"];

/// A folder in `commands/` that all groups use.
const SHARED_FOLDERS: [&str; 1] = ["commands/answers"];

/// Modules that use what they like: they are compiled for tests, or are the entry.
const FREE: [&str; 5] = ["commands/schemas", "fuzzing", "generated", "lib", "main"];

/// The longest file, in lines without blanks, comments and unit tests.
const LONGEST: usize = 400;

#[test]
fn modules_import_only_lower_layers() {
    let mut wrong = Vec::new();
    for (importer, imported, name) in imports() {
        if FREE.contains(&importer.as_str()) {
            continue;
        }
        let (from, to) = (layer(&importer), layer(&imported));
        let mutual = LAYERS[from].iter().any(|module| MUTUAL.contains(module));
        let is_allowed = to < from || (to == from && mutual);
        if !is_allowed {
            wrong.push(format!("{name}: {importer} imports {imported}"));
        }
    }
    assert!(wrong.is_empty(), "against docs/architecture.md:\n{}", wrong.join("\n"));
}

#[test]
fn modules_import_each_other_without_circles() {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (importer, imported, _) in imports() {
        uses.entry(imported.clone()).or_default();
        let of = uses.entry(importer.clone()).or_default();
        if !FREE.contains(&importer.as_str()) {
            of.insert(imported);
        }
    }
    // A module may be taken away when all that it imports are: a circle never can.
    while let Some(next) = uses.iter().find(|(_, of)| of.is_empty()).map(|(name, _)| name.clone()) {
        uses.remove(&next);
        for of in uses.values_mut() {
            of.remove(&next);
        }
    }
    assert!(uses.is_empty(), "a circle among: {uses:#?}");
}

#[test]
fn only_its_command_and_app_know_the_demo() {
    let importers = imports().into_iter().filter(|(_, imported, _)| imported == "demo");
    let importers: BTreeSet<String> = importers.map(|(importer, ..)| importer).collect();
    assert_eq!(Vec::from_iter(importers), ["app", "commands/demo"]);
}

#[test]
fn only_the_server_layer_uses_the_http_client() {
    assert_only(&["reqwest"], &["waldur"]);
}

#[test]
fn only_app_print_and_ui_use_the_standard_streams() {
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
    assert_only(&streams, &["app", "print", "ui", "usage"]);
}

#[test]
fn only_app_and_ui_read_the_environment() {
    assert_only(&["env::var", "env::vars", "env::args"], &["app", "ui", "generated"]);
}

#[test]
fn only_the_report_and_the_entry_know_exit_codes() {
    assert_only(
        &["process::exit", "ExitCode"],
        &["app", "exit_code", "main", "print", "report", "usage"],
    );
}

#[test]
fn files_are_not_too_long() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for name in ["src", "tests", "benches"] {
        collect(&root.join(name), &mut files);
    }
    let mut wrong = Vec::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap().display().to_string();
        let text = fs::read_to_string(&file).unwrap();
        let lines = code(&text).lines().filter(|line| !line.trim().is_empty()).count();
        if lines > LONGEST && !name.starts_with("src/demo/data") {
            wrong.push(format!("{name} has {lines} lines of code"));
        }
    }
    assert!(wrong.is_empty(), "more than {LONGEST}:\n{}", wrong.join("\n"));
}

#[test]
fn doc_comments_begin_with_a_noun_or_a_verb() {
    // Help texts, which speak to the user.
    const HELP: [&str; 3] =
        ["What you owe and by when", "What can be answered first", "What the site says"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let mut is_first = true;
        for line in text.lines().map(str::trim_start) {
            let comment = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
            let words = comment.unwrap_or_default().trim_start();
            let is_wrong =
                is_first && (words.starts_with("What ") || words.starts_with("Whether "));
            let is_help = HELP.iter().any(|help| words.starts_with(help));
            assert!(!is_wrong || is_help, "{}: {words}", file.display());
            is_first = comment.is_none_or(str::is_empty);
        }
    }
}

#[test]
fn mutation_tests_name_files_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(".cargo/mutants.toml")).unwrap();
    let names: Vec<&str> = text.split('"').filter(|part| part.starts_with("src/")).collect();
    assert!(names.len() > 5, "{names:?}");
    for name in names {
        let path = root.join(name.trim_end_matches("*.rs").trim_end_matches("**/"));
        let is_there = if name.ends_with('*') || name.contains("*.rs") {
            path.is_dir()
        } else {
            path.is_file()
        };
        assert!(is_there, ".cargo/mutants.toml names {name}");
    }
}

#[test]
fn imports_are_found_in_every_way_to_write_them() {
    let code = "use crate::a::{B, c::D, e::{F, G}};\npub(crate) use crate::h;\nlet x = crate::i::J::new();\npub(in crate::k) fn f() {}\nuse super::l;\nuse super::super::{m, n::O};";
    let found: Vec<String> = paths(code, &["x", "y"]).into_iter().collect();
    let expected =
        ["a::B", "a::c::D", "a::e::F", "a::e::G", "h", "i::J::new", "k", "m", "n::O", "x::l"];
    assert_eq!(found, expected);
}

/// Fails where another module than these has one of the words in its code.
#[track_caller]
fn assert_only(words: &[&str], modules: &[&str]) {
    for source in sources() {
        for word in words {
            assert!(
                !source.code.contains(word) || modules.contains(&source.module.as_str()),
                "{}: {word} is for {modules:?} only",
                source.name
            );
        }
    }
}

/// The number of the layer that a module is in.
#[track_caller]
fn layer(module: &str) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let is_shared = SHARED_FOLDERS.contains(&module) || root.join(format!("{module}.rs")).is_file();
    let name = match module.strip_prefix("commands/") {
        Some(_) if is_shared => SHARED,
        Some(_) => GROUPS,
        None => module,
    };
    let found = LAYERS.iter().position(|layer| layer.contains(&name));
    found.unwrap_or_else(|| panic!("src/{module} is in no layer: add it to LAYERS"))
}

/// Every import of another module of this crate: importer, imported, and the importing file.
fn imports() -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for source in sources() {
        let path: Vec<&str> = source.path.iter().map(String::as_str).collect();
        for found in paths(&source.code, &path) {
            let parts: Vec<&str> = found.split("::").collect();
            let imported = module(&parts);
            if imported != source.module && !imported.is_empty() {
                all.push((source.module.clone(), imported, source.name.clone()));
            }
        }
    }
    all
}

/// The module that the parts of a path are in: the first, and in `commands` the second as well.
fn module(path: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    match path {
        ["commands", second, ..] => {
            let name = format!("commands/{second}");
            let is_module = root.join(&name).is_dir() || root.join(format!("{name}.rs")).is_file();
            if is_module { name } else { "commands".to_owned() }
        }
        // What `lib.rs` itself defines belongs to no module.
        [first, ..] if root.join(first).is_dir() || root.join(format!("{first}.rs")).is_file() => {
            (*first).to_owned()
        }
        _ => String::new(),
    }
}

/// A source file: its name below `src`, its module as [`module`] names it, its path of modules, and
/// its code without comments and unit tests, which may import what they like.
struct Source {
    name: String,
    module: String,
    path: Vec<String>,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 20, "the sources are in src");
    files
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(&root).unwrap().with_extension("");
            let mut path: Vec<String> =
                name.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            if path.last().is_some_and(|last| last == "mod") {
                path.pop();
            }
            let parts: Vec<&str> = path.iter().map(String::as_str).collect();
            Source {
                module: module(&parts),
                code: code(&fs::read_to_string(&file).unwrap()),
                name: name.display().to_string() + ".rs",
                path,
            }
        })
        .collect()
}

/// The Rust files of a directory; `tests.rs` are unit tests.
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

/// All that follows `crate::` and `super::`, from the crate's root, with lists written out.
/// `module` is the path of the module that the code is in.
fn paths(code: &str, module: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for word in ["crate::", "super::"] {
        let starts = code.match_indices(word).filter(|(at, _)| {
            let before = &code[..*at];
            !before.ends_with(|c: char| c.is_alphanumeric() || "_$".contains(c))
                && !before.ends_with("super::")
        });
        for (at, _) in starts {
            let mut rest = &code[at..];
            let mut path = module.to_vec();
            while let Some(after) = rest.strip_prefix("super::") {
                path.pop();
                rest = after;
            }
            if let Some(after) = rest.strip_prefix("crate::") {
                path.clear();
                rest = after;
            }
            expand(&path.join("::"), rest, &mut found);
        }
    }
    found
}

/// Reads one path, or one list of paths, after this prefix; returns what follows.
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
