//! Programs that are killed while they write.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};
use std::{fs, thread};

use serde_json::Value;
use toml_edit::DocumentMut;

use crate::reviews::Desk;
use crate::support::{Sandbox, Session, TOKEN};

use super::{STORED, everything, good_day, kept, login, mode, remembered};

const PUBLIC: &str = "summary_public_comment";

/// Starts it, and kills it after this time; says whether it had come to its end with success.
fn killed(mut child: Child, after: Duration) -> bool {
    let end = Instant::now() + after;
    while Instant::now() < end {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        thread::sleep(Duration::from_micros(200));
    }
    // SIGKILL: nothing can be put in order.
    child.kill().unwrap();
    child.wait().unwrap().success()
}

/// Kills it as soon as a temporary file of it is there, which is when it writes.
fn killed_when_it_writes(mut child: Child, directory: &Path) -> bool {
    let writes = || {
        let mut names = fs::read_dir(directory).into_iter().flatten();
        names.any(|entry| entry.unwrap().path().extension().is_some_and(|end| end == "tmp"))
    };
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        if writes() {
            child.kill().unwrap();
            return child.wait().unwrap().success();
        }
    }
}

/// Runs it again and again, and kills it a little later each time, from at once to after its end.
/// Every fourth time it is killed when it writes into the directory. The last argument of `check`
/// says whether it came to its end.
fn kill_rounds(
    rounds: u32,
    directory: &Path,
    start: impl Fn(u32) -> Child,
    mut check: impl FnMut(u32, bool),
) {
    let began = Instant::now();
    let finished = start(0).wait_with_output().unwrap();
    let whole = began.elapsed();
    assert!(finished.status.success(), "{finished:?}");
    check(0, true);
    let mut cut = 0;
    for round in 1..=rounds {
        let child = start(round);
        let success = if round % 4 == 0 {
            for old in fs::read_dir(directory).into_iter().flatten() {
                let old = old.unwrap().path();
                if old.extension().is_some_and(|end| end == "tmp") {
                    let _ = fs::remove_file(old);
                }
            }
            killed_when_it_writes(child, directory)
        } else {
            killed(child, whole * 2 * round / rounds)
        };
        cut += u32::from(!success);
        check(round, success);
    }
    assert!(cut > 0, "it always came to its end");
}

/// The profiles that are stored, each of which must be whole.
fn profiles(stored: &str) -> BTreeSet<String> {
    let document: DocumentMut = stored.parse().unwrap();
    let profiles = document["profiles"].as_table().unwrap();
    let whole = profiles.iter().map(|(name, profile)| {
        assert_eq!(profile["token"].as_str(), Some(TOKEN), "{name}");
        assert!(profile["url"].is_str(), "{name}");
        name.to_owned()
    });
    whole.collect()
}

#[test]
fn killed_login_loses_and_reveals_nothing() {
    let server = good_day();
    // Four at a time, each in a home of its own.
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let sandbox = Sandbox::new();
                let directory = sandbox.config_dir();
                let mut known = BTreeSet::new();
                kill_rounds(
                    25,
                    &directory,
                    |round| login(&sandbox, &server, &format!("p{round}")).start(),
                    |round, success| {
                        for (name, mode, _) in everything(&directory) {
                            assert_eq!(mode, 0o600, "{name}");
                        }
                        if !directory.exists() {
                            assert!(known.is_empty() && !success);
                            return;
                        }
                        assert_eq!(mode(&directory), 0o700);
                        let Ok(text) = fs::read_to_string(directory.join("credentials.toml"))
                        else {
                            assert!(known.is_empty() && !success);
                            return;
                        };
                        let found = profiles(&text);
                        assert!(found.is_superset(&known), "{known:?} became {found:?}");
                        if success {
                            assert!(found.contains(&format!("p{round}")), "{found:?}");
                        }
                        known = found;
                    },
                );
                // Whoever was killed keeps nobody out, and what it left is taken away.
                login(&sandbox, &server, "last").run().assert_status(0);
                let left = everything(&directory);
                assert_eq!(left.len(), 2, "more than the file and its lock: {left:?}");
                known.insert("last".to_owned());
                assert_eq!(profiles(&sandbox.read(STORED)), known);
            });
        }
    });
}

#[test]
fn twenty_concurrent_logins_are_stored_when_others_are_killed() {
    let server = good_day();
    let sandbox = Sandbox::new();
    thread::scope(|scope| {
        for number in 0..20 {
            let (sandbox, server) = (&sandbox, &server);
            scope.spawn(move || {
                let name = format!("p{number}");
                login(sandbox, server, &name).run().assert_status(0);
            });
            if number % 4 == 0 {
                scope.spawn(move || {
                    let child = login(sandbox, server, &format!("killed{number}")).start();
                    killed_when_it_writes(child, &sandbox.config_dir());
                });
            }
        }
    });
    let found = profiles(&sandbox.read(STORED));
    for number in 0..20 {
        assert!(found.contains(&format!("p{number}")), "{found:?}");
    }
    for (name, mode, _) in everything(&sandbox.config_dir()) {
        assert_eq!(mode, 0o600, "{name}");
    }
}

#[test]
fn list_of_seen_batches_is_intact_when_a_run_is_killed() {
    let Session { server, sandbox } = Session::new(good_day());
    let state = sandbox.home().join(&remembered(&server)[0]);
    kill_rounds(
        60,
        state.parent().unwrap(),
        |round| {
            // Each second time all is new again, so that there is something to write.
            if round % 2 == 1 {
                let _ = fs::remove_file(&state);
            }
            sandbox.command(["batches", "list", "--new"]).start()
        },
        |_, success| {
            let Ok(text) = fs::read_to_string(&state) else {
                assert!(!success);
                return;
            };
            let kept: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(kept["batches"].as_object().unwrap().len(), 6);
            assert_eq!(mode(&state), 0o600);
        },
    );
    let after = sandbox.command(["batches", "list", "--new"]).run();
    assert_eq!(after.status, 0, "{}", after.snapshot());
}

#[test]
fn calendar_and_status_cache_are_intact_when_a_run_is_killed() {
    let Session { server, sandbox } = Session::new(good_day());
    let calendar = sandbox.home().join("due.ics");
    thread::scope(|scope| {
        scope.spawn(|| {
            kill_rounds(
                20,
                sandbox.home(),
                |round| {
                    let alarm = if round % 2 == 0 { "1d" } else { "none" };
                    sandbox
                        .command(["batches", "export", "--ics", "due.ics", "--alarm", alarm])
                        .start()
                },
                |_, _| {
                    let text = fs::read_to_string(&calendar).unwrap();
                    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{text}");
                    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
                },
            );
        });
        scope.spawn(|| {
            let cache = sandbox.home().join(&remembered(&server)[1]);
            kill_rounds(
                20,
                cache.parent().unwrap(),
                |round| {
                    sandbox
                        .command(["status", "--short"])
                        .env("WALDUR_REVIEW_NOW", format!("2026-11-{:02}T03:00:00Z", 1 + round))
                        .start()
                },
                |_, _| {
                    let known: Value =
                        serde_json::from_str(&fs::read_to_string(&cache).unwrap()).unwrap();
                    assert!(known["batches"].is_array(), "{known}");
                },
            );
        });
    });
}

#[test]
fn leftovers_of_a_killed_program_are_removed_by_the_next_change() {
    let server = good_day();
    let sandbox = Sandbox::new();
    login(&sandbox, &server, "default").run().assert_status(0);
    for name in [
        "config/.credentials-aB3xY9.tmp",
        "config/.credentials-other-aB3xY9.tmp",
        "config/.credentials-my-own.tmp",
        "config/.credentials-aB3xY9.toml",
        "config/mine.tmp",
    ] {
        sandbox.write(name, TOKEN);
    }
    sandbox.command(["auth", "logout"]).run().assert_status(0);
    let left: Vec<String> = kept(&sandbox)
        .into_iter()
        .filter(|(.., bytes)| bytes == TOKEN.as_bytes())
        .map(|(name, ..)| name[sandbox.config_dir().to_string_lossy().len() + 1..].to_owned())
        .collect();
    assert_eq!(
        left,
        [
            ".credentials-aB3xY9.toml",
            ".credentials-my-own.tmp",
            ".credentials-other-aB3xY9.tmp",
            "mine.tmp"
        ]
    );
}

/// The two parts of a form: what its user wrote, and the base line, which must be whole.
fn parts(form: &str) -> (&str, &str) {
    let (own, base) = form.split_once("<!-- base ").expect("a base line");
    assert!(base.ends_with(" -->\n") && base.contains(" team="), "{base}");
    (own, base)
}

#[test]
fn forms_are_whole_when_a_push_is_killed() {
    let desk = Desk::with_forms(3);
    for number in 1..=3 {
        desk.fill(number);
        desk.write(number, "A credible plan.", "Round 0.");
    }
    let folder = desk.session.home().join("forms");
    let written = RefCell::new(Vec::new());
    kill_rounds(
        20,
        &folder,
        |round| {
            let mut written = written.borrow_mut();
            written.clear();
            for number in 1..=3 {
                if round > 0 {
                    let (from, to) = (format!("Round {}.", round - 1), format!("Round {round}."));
                    desk.write(number, &from, &to);
                }
                written.push(desk.form(number));
            }
            desk.session.command(["reviews", "push", "forms", "--yes"]).start()
        },
        |round, success| {
            for (number, before) in (1..=3).zip(written.borrow().iter()) {
                let (after, sent) = (desk.form(number), desk.text(number, PUBLIC));
                // The text is the user's, and only the base line can be another one.
                assert_eq!(parts(&after).0, parts(before).0);
                if after != *before || success {
                    assert_eq!(sent, format!("Round {round}."));
                }
            }
        },
    );
    // What was sent from here is no conflict.
    desk.run("reviews push forms --yes").assert_status(0);
    for number in 1..=3 {
        assert_eq!(desk.text(number, PUBLIC), "Round 20.");
    }
}
