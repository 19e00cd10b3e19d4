//! Output that the pages show, compared with a run of the program.

use std::fs;

use anstyle_svg::{Term, WIN10_CONSOLE};

use crate::pages::{keep_current, keep_file_current, pages, root};
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
        let name = format!("docs/images/{name}");
        let kept = fs::read_to_string(root().join(&name)).unwrap_or_default();
        keep_file_current(&name, &kept, &image, "the program prints something else");
    }
}

#[test]
fn console_blocks_are_what_the_program_prints() {
    let mut commands = 0;
    for page in pages() {
        keep_current(&page.name, |page| {
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
            text
        });
    }
    assert!(commands > 0, "no page shows output");
}
