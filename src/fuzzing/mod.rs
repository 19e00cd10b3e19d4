//! Properties that hold for every input, however odd: for the fuzz targets in `fuzz/`, and for
//! `cargo test`, which tries seeds, past findings and random changes of both.
//!
//! A target takes bytes, makes of them what it needs, and panics where something does not hold.

#![expect(clippy::missing_panics_doc, reason = "a panic is how a target says it")]

mod credentials;
mod files;
mod output;
mod review_form;
mod server;
mod settings;

use std::borrow::Cow;

pub use credentials::{addresses, credentials};
pub use files::{answers, calendar};
pub use output::{pages, sanitize, tables};
pub use review_form::review_form;
pub use server::{certificates, documents, headers, json};
pub use settings::{config, durations};

/// A target: its name, and what it checks.
pub type Target = (&'static str, fn(&[u8]));

/// All of them, by the names of the files in `fuzz/fuzz_targets`.
pub const TARGETS: [Target; 14] = [
    ("addresses", addresses),
    ("calendar", calendar),
    ("certificates", certificates),
    ("config", config),
    ("credentials", credentials),
    ("documents", documents),
    ("durations", durations),
    ("form", answers),
    ("headers", headers),
    ("json", json),
    ("pages", pages),
    ("review_form", review_form),
    ("sanitize", sanitize),
    ("tables", tables),
];

/// Bytes, taken from the front as numbers and texts.
struct Input<'d>(&'d [u8]);

impl<'d> Input<'d> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    /// A number from `least` to `most`.
    fn number(&mut self, least: usize, most: usize) -> usize {
        least + usize::from(self.byte()) % (most - least + 1)
    }

    fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// A text up to a byte that is in no UTF-8.
    fn text(&mut self) -> String {
        let end = self.0.iter().position(|byte| *byte == 0xff);
        let (text, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest.get(1..).unwrap_or_default();
        String::from_utf8_lossy(text).into_owned()
    }

    fn rest(self) -> Cow<'d, str> {
        String::from_utf8_lossy(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::TARGETS;
    use proptest::prelude::*;
    use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// Pieces that steer the readers, put in at random.
    const PIECES: [&[u8]; 24] = [
        b"\"",
        b"\\",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"#",
        b"\n",
        b"\r\n",
        b"\t",
        b"=",
        b"<",
        b">",
        b"?",
        b"/",
        b"@",
        b"\xff",
        b"\x00",
        b"\x1b[31m",
        b"\xe2\x80\xae",
        b"\xe9\xab\x98",
        b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac",
    ];

    fn inputs(kind: &str, target: &str) -> Vec<Vec<u8>> {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
        let Ok(entries) = fs::read_dir(tests.join(kind).join(target)) else {
            return Vec::new();
        };
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| fs::read(path).unwrap()).collect()
    }

    /// A seed or a finding, with some changes.
    fn changed(known: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            prop::sample::select(PIECES.to_vec()).prop_map(<[u8]>::to_vec),
            prop::collection::vec(any::<u8>(), 0..6),
        ];
        let change = (any::<prop::sample::Index>(), 0..8usize, piece);
        (prop::sample::select(known), prop::collection::vec(change, 1..6)).prop_map(
            |(mut bytes, changes)| {
                for (place, length, piece) in changes {
                    let start = place.index(bytes.len() + 1);
                    let end = (start + length).min(bytes.len());
                    bytes.splice(start..end, piece);
                }
                bytes
            },
        )
    }

    fn holds(name: &str) {
        let (_, check) = TARGETS.iter().find(|(known, _)| *known == name).unwrap();
        let seeds = inputs("seeds", name);
        assert!(!seeds.is_empty(), "tests/fuzz/seeds/{name} is empty");
        let known = [seeds, inputs("findings", name)].concat();
        for input in &known {
            check(input);
        }
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
        // The same inputs each time, unless more are asked for.
        let mut runner = if std::env::var_os("PROPTEST_CASES").is_some() {
            TestRunner::new(config)
        } else {
            let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
            TestRunner::new_with_rng(config, rng)
        };
        runner
            .run(&changed(known), |input| {
                check(&input);
                Ok(())
            })
            .unwrap();
    }

    macro_rules! targets {
        ($($name:ident),*) => {
            $(
                #[test]
                fn $name() {
                    holds(stringify!($name));
                }
            )*

            #[test]
            fn every_target_is_tested_and_can_be_fuzzed() {
                let names = BTreeSet::from(TARGETS.map(|(name, _)| name.to_owned()));
                assert_eq!(names, BTreeSet::from([$(stringify!($name).to_owned()),*]));
                let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
                let Ok(files) = fs::read_dir(fuzz.join("fuzz_targets")) else {
                    // A crate holds no other one.
                    return;
                };
                let stem = |entry: fs::DirEntry| {
                    entry.path().file_stem().unwrap().to_str().unwrap().to_owned()
                };
                let files: BTreeSet<_> = files.map(|entry| stem(entry.unwrap())).collect();
                assert_eq!(files, names);
                let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
                for name in &names {
                    let target = fs::read_to_string(fuzz.join(format!("fuzz_targets/{name}.rs")));
                    let check = if name == "form" { "answers" } else { name };
                    assert!(target.unwrap().contains(&format!("waldur_review::fuzzing::{check}(data)")));
                    assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")));
                }
            }
        };
    }

    targets!(
        addresses,
        calendar,
        certificates,
        config,
        credentials,
        documents,
        durations,
        form,
        headers,
        json,
        pages,
        review_form,
        sanitize,
        tables
    );
}
