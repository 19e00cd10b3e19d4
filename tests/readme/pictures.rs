//! Output that the pages show, compared with a run of the program.

use std::env;
use std::fs;

use anstyle_svg::{Term, WIN10_CONSOLE};

use crate::pages::{pages, root};
use crate::sandbox::program;

/// The images in docs/images, and the command that each shows.
const IMAGES: [(&str, &[&str]); 3] = [
    ("batches-list.svg", &["--demo", "batches", "list"]),
    ("batches-show.svg", &["--demo", "batches", "show", "0b6d"]),
    ("status.svg", &["--demo", "status"]),
];

#[test]
fn images_are_what_the_program_prints() {
    for (name, arguments) in IMAGES {
        let mut command = program(arguments);
        command.args(["--color", "always"]);
        let output = command.output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        let shown = String::from_utf8(output.stdout).unwrap();
        let shown = format!("$ waldur-review {}\n{shown}", arguments.join(" "));
        let image = Term::new().palette(WIN10_CONSOLE).render_svg(shown.trim_end());
        let path = root().join("docs/images").join(name);
        if regenerates() {
            fs::write(&path, &image).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == image, "docs/images/{name} is not current. {HOW}");
    }
}

#[test]
fn console_blocks_are_what_the_program_prints() {
    let mut commands = 0;
    for page in pages() {
        let mut text = page.text.clone();
        // From the last to the first, so that positions stay true while blocks are replaced.
        for block in page.blocks().iter().rev().filter(|block| block.language == "console") {
            let mut printed = String::new();
            for line in block.text.lines().filter_map(|line| line.strip_prefix("$ ")) {
                let mut words = line.split(' ');
                assert_eq!(words.next(), Some("waldur-review"), "{}", block.place);
                let output = program(&words.collect::<Vec<_>>()).output().unwrap();
                let output = [&output.stdout[..], &output.stderr].concat();
                printed.extend(["$ ", line, "\n", &String::from_utf8(output).unwrap()]);
                commands += 1;
            }
            text.replace_range(block.range.clone(), &printed);
        }
        if text != page.text {
            assert!(regenerates(), "{} is not what the program prints. {HOW}\n{text}", page.name);
            fs::write(root().join(&page.name), text).unwrap();
        }
    }
    assert!(commands > 0, "the pages show output");
}

const HOW: &str = "To rewrite it: WALDUR_REVIEW_REGENERATE=1 cargo test --test readme";

fn regenerates() -> bool {
    env::var_os("WALDUR_REVIEW_REGENERATE").is_some()
}
