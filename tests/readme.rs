//! README.md shows what the program prints: its pictures are held against a run.

#![cfg(feature = "demo")]

use std::process::Command;

const README: &str = include_str!("../README.md");

#[test]
fn the_pictures_are_what_the_program_prints() {
    let mut pictures = 0;
    for block in README.split("```console\n$ ").skip(1) {
        let (block, _) = block.split_once("```").expect("a block ends");
        let (command, picture) = block.split_once('\n').expect("output follows a command");
        let mut words = command.split(' ');
        assert_eq!(words.next(), Some("waldur-review"));
        let home = std::env::temp_dir().join("waldur-review-readme-has-no-home");
        let output = Command::new(env!("CARGO_BIN_EXE_waldur-review"))
            .args(words)
            .args(["--format", "table"])
            .env_clear()
            .envs(
                std::env::vars_os()
                    .filter(|(name, _)| name == "SystemRoot" || name == "LLVM_PROFILE_FILE"),
            )
            .env("HOME", &home)
            .env("WALDUR_REVIEW_CONFIG_DIR", &home)
            .env("COLUMNS", "80")
            .env("LANG", "C.UTF-8")
            // As Europe/London, without the need for zone files.
            .env("TZ", "GMT0BST,M3.5.0/1,M10.5.0")
            .env("WALDUR_REVIEW_NOW", "2026-10-01T08:00:00Z")
            .output()
            .expect("the program runs");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(String::from_utf8_lossy(&output.stdout), picture);
        pictures += 1;
    }
    assert_eq!(pictures, 2);
}
