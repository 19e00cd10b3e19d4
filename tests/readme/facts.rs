//! Tables and links of the pages, compared with the program and the repository.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::pages::{keep_current, pages, regenerates, root};
use crate::sandbox::program;

#[test]
fn links_lead_to_files_of_the_repository() {
    let mut links = 0;
    for page in pages() {
        let directory = root().join(&page.name);
        let directory = directory.parent().unwrap();
        for target in page.text.split("](").skip(1) {
            let (target, _) = target.split_once(')').unwrap();
            if target.contains("://") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() { root().join(&page.name) } else { directory.join(file) };
            assert!(path.exists(), "{}: there is no {target}", page.name);
            assert!(
                anchor.is_empty() || anchors(&path).contains(anchor),
                "{}: there is no heading for {target}",
                page.name
            );
            links += 1;
        }
    }
    assert!(links > 10, "{links} links were found");
}

/// The anchors of a page's headings, as GitHub makes them.
fn anchors(page: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(page).unwrap();
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|heading| {
            let title = heading.trim_start_matches('#').trim().to_lowercase();
            title
                .chars()
                .filter(|character| character.is_alphanumeric() || matches!(character, ' ' | '-'))
                .map(|character| if character == ' ' { '-' } else { character })
                .collect()
        })
        .collect()
}

#[test]
fn exit_codes_are_those_of_the_manual() {
    let mut table = String::new();
    for (code, meaning) in section("EXIT STATUS") {
        let meaning = meaning.trim_end_matches('.').replace("--exit-status", "`--exit-status`");
        let (first, rest) = meaning.split_at(1);
        table.extend(["| ", &code, " | ", &first.to_lowercase(), rest, " |\n"]);
    }
    keep_current("docs/scripting.md", |page| {
        let heading = "| code | meaning |\n|---|---|\n";
        let start = page.text.find(heading).unwrap() + heading.len();
        let end = start + page.text[start..].find("\n\n").unwrap() + 1;
        [&page.text[..start], &table, &page.text[end..]].concat()
    });
}

#[test]
fn every_environment_variable_of_the_manual_is_on_the_page() {
    let names = |text: &str| -> Vec<String> {
        let words = text.split([',', ' ', '`']).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let in_manual: BTreeSet<String> =
        section("ENVIRONMENT").iter().flat_map(|(entry, _)| names(entry)).collect();
    let on_page: BTreeSet<String> = rows("docs/configuration.md", "| variable | meaning |")
        .iter()
        .flat_map(|(entry, _)| names(entry))
        .collect();
    let missing: Vec<&String> = in_manual.difference(&on_page).collect();
    assert!(missing.is_empty(), "docs/configuration.md has no {missing:?}");
}

/// Files come and go more often than folders: a rewriting brings both up to date, and only a
/// difference of folders is an error.
#[test]
fn source_tree_has_every_folder() {
    let mut tree = String::new();
    list_sources(Path::new("src"), &mut tree);
    let folders = |tree: &str| -> Vec<String> {
        let lines = tree.lines().filter(|line| line.starts_with("src"));
        lines.map(|line| line.split(' ').next().unwrap().to_owned()).collect()
    };
    keep_current("docs/architecture.md", |page| {
        let blocks = page.blocks();
        let block = blocks.iter().find(|block| block.marks == ["source tree"]).unwrap();
        if !regenerates() && folders(&tree) == folders(&block.text) {
            return page.text.clone();
        }
        [&page.text[..block.range.start], &tree, &page.text[block.range.end..]].concat()
    });
}

/// Writes one paragraph for each directory: its name, and the names of its files.
fn list_sources(directory: &Path, tree: &mut String) {
    let mut files = Vec::new();
    let mut directories = Vec::new();
    for entry in fs::read_dir(root().join(directory)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            directories.push(directory.join(name));
        } else {
            files.push(name.strip_suffix(".rs").map_or(name.clone(), str::to_owned));
        }
    }
    files.sort();
    directories.sort();
    let mut line = format!("{:<24} ", format!("{}/", directory.display()));
    for file in files {
        if line.len() + file.len() > 100 {
            tree.push_str(line.trim_end());
            tree.push('\n');
            line = " ".repeat(25);
        }
        line.push_str(&file);
        line.push(' ');
    }
    tree.push_str(line.trim_end());
    tree.push('\n');
    for directory in directories {
        list_sources(&directory, tree);
    }
}

/// The rows of a two-column table that begins with this heading.
fn rows(page: &str, heading: &str) -> Vec<(String, String)> {
    let pages = pages();
    let page = pages.iter().find(|one| one.name == page).unwrap();
    let (_, table) = page.text.split_once(&format!("{heading}\n|---|---|\n")).unwrap();
    table
        .lines()
        .map_while(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "))
        .map(|(name, meaning)| (name.to_owned(), meaning.to_owned()))
        .collect()
}

/// The entries of a section of `waldur-review man`: name and text.
fn section(name: &str) -> Vec<(String, String)> {
    let output = program(&["man"]).output().unwrap();
    let manual = String::from_utf8(output.stdout).unwrap();
    let manual = manual.replace("\\-", "-").replace("\\*(Aq", "'");
    let start = [format!(".SH {name}\n"), format!(".SH \"{name}\"\n")]
        .iter()
        .find_map(|heading| Some(manual.find(heading)? + heading.len()))
        .unwrap_or_else(|| panic!("the manual has no section {name}"));
    let text = manual[start..].split(".SH ").next().unwrap();
    text.split(".TP\n")
        .skip(1)
        .map(|entry| {
            let (name, text) = entry.split_once('\n').unwrap();
            let name = name.replace("\\fB", "").replace("\\fR", "");
            (name, text.trim().replace('\n', " "))
        })
        .collect()
}
