//! Files when something goes wrong: a disk that is full, a place where nothing can be written, a
//! program that is killed in the middle, many at once. What was stored stays whole and private.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use toml_edit::DocumentMut;

use crate::support::{Invocation, Ran, Response, Sandbox, Server, TOKEN, assert_no_token};
use crate::waldur::waldur;

const STORED: &str = "config/credentials.toml";
/// Where it is kept what was listed of a server, and what a prompt knows of it.
fn remembered(server: &Server) -> [String; 2] {
    let of = format!("default@127.0.0.1_{}.json", server.port());
    [
        format!(".local/state/waldur-review/listed-{of}"),
        format!(".cache/waldur-review/status-{of}"),
    ]
}

/// A shell in which every file that is written to is full at once. The signal that comes with it
/// is ignored, as a full disk sends none.
const FULL: &str = "trap '' XFSZ; ulimit -f 0; ";

fn login(sandbox: &Sandbox, server: &Server, profile: &str) -> Invocation {
    sandbox
        .command(["auth", "login", "--url", &server.origin(), "--with-token"])
        .args(["--profile", profile])
        .stdin(TOKEN)
}

/// A Waldur in which nobody has accepted anything.
fn good_day() -> Server {
    Server::start(|request| match request.route() {
        "/api/proposal-reviews/" => Response::json(200, "[]"),
        _ => waldur(request),
    })
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Every file below, with its directory: its name, its mode, its bytes.
fn everything(directory: &Path) -> Vec<(String, u32, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else {
            let name = path.to_string_lossy().into_owned();
            found.push((name, mode(&path), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// The same without locks, which hold nothing.
fn kept(sandbox: &Sandbox) -> Vec<(String, u32, Vec<u8>)> {
    let mut all = everything(sandbox.home());
    all.retain(|(name, _, bytes)| {
        let is_lock = Path::new(name).extension().is_some_and(|end| end == "lock");
        !is_lock || !bytes.is_empty()
    });
    all
}

/// It says what could not be written, with the code for files, and not more.
#[track_caller]
fn assert_named(ran: &Ran, what: &str) {
    assert_eq!(ran.status, 2, "{}", ran.snapshot());
    let mut lines = ran.stderr.lines();
    assert!(
        lines.any(|line| line.starts_with("error: cannot write ") && line.ends_with(what)),
        "{}",
        ran.snapshot()
    );
    assert!(!ran.stderr.contains("panicked"), "{}", ran.snapshot());
    assert_no_token(ran, TOKEN);
}

#[test]
fn a_full_disk_leaves_every_file_as_it_was() {
    let server = good_day();
    let sandbox = Sandbox::new();
    let shell = |line: &str| {
        let url = server.origin();
        let line = format!("{FULL}{}", line.replace("URL", &url));
        sandbox.shell(&line).stdin(TOKEN).run()
    };
    // Nothing is there yet.
    let first = shell("waldur-review auth login --url URL --with-token");
    assert_named(&first, "credentials.toml: File too large (os error 27)");
    assert_eq!(kept(&sandbox), []);

    login(&sandbox, &server, "default").run().assert_status(0);
    login(&sandbox, &server, "other").run().assert_status(0);
    let list = |words: &[&str]| {
        sandbox
            .command(["--profile", "default", "batches"])
            .args(words)
    };
    list(&["list", "--new"]).run().assert_status(0);
    list(&["export", "--ics", "due.ics"]).run().assert_status(0);
    let before = kept(&sandbox);
    assert!(
        before.iter().any(|(name, ..)| name.ends_with("due.ics")),
        "{before:?}"
    );
    let listed = format!("default@127.0.0.1_{}.json", server.port());
    for (line, what) in [
        (
            "auth login --url URL --with-token --profile third",
            "credentials.toml",
        ),
        (
            "auth login --url URL --with-token --profile other",
            "credentials.toml",
        ),
        ("auth logout --profile other", "credentials.toml"),
        ("--profile default batches list --new", &listed),
        ("--profile default batches export --ics new.ics", "new.ics"),
        (
            "--profile default batches export --ics due.ics --alarm none",
            "due.ics",
        ),
    ] {
        let ran = shell(&format!("waldur-review {line}"));
        assert_named(&ran, &format!("{what}: File too large (os error 27)"));
        assert_eq!(kept(&sandbox), before, "{line}");
    }
    // What is only kept to be quick is not worth an error.
    let short = shell("waldur-review status --short --profile default");
    assert!(!short.stdout.is_empty(), "{}", short.snapshot());
    assert_eq!(kept(&sandbox), before);
    // And all of it works when there is room again.
    login(&sandbox, &server, "third").run().assert_status(0);
    assert!(sandbox.read(STORED).contains("[profiles.third]"));
}

/// Where not even root can make a file.
#[cfg(target_os = "linux")]
#[test]
fn a_place_where_nothing_can_be_written_is_named() {
    let server = good_day();
    let sandbox = Sandbox::new();
    let nowhere = "/proc/waldur-review";
    let ran = login(&sandbox, &server, "default")
        .env("WALDUR_REVIEW_CONFIG_DIR", nowhere)
        .run();
    assert_named(&ran, "No such file or directory (os error 2)");
    assert!(
        ran.stderr.contains("WALDUR_REVIEW_CONFIG_DIR"),
        "{}",
        ran.snapshot()
    );

    sandbox.logged_in(&server);
    let before = kept(&sandbox);
    let run = |words: &[&str]| {
        sandbox
            .command(words.iter().copied())
            .env("XDG_STATE_HOME", nowhere)
            .env("XDG_CACHE_HOME", nowhere)
            .run()
    };
    let new = run(&["batches", "list", "--new"]);
    assert_named(&new, "No such file or directory (os error 2)");
    // What is new is not said to be known before it is.
    assert_eq!(new.stdout_text(), "");
    let export = run(&["batches", "export", "--ics", "/proc/due.ics"]);
    assert_named(&export, "No such file or directory (os error 2)");
    assert!(!run(&["status", "--short"]).stdout.is_empty());
    assert_eq!(kept(&sandbox), before);
}

#[test]
fn links_in_a_circle_and_links_to_nowhere_end() {
    let server = good_day();
    let sandbox = Sandbox::new();
    sandbox.write("config/config.toml", "");
    let stored = sandbox.home().join(STORED);
    symlink("credentials.toml", &stored).unwrap();
    let ran = login(&sandbox, &server, "default").run();
    assert_eq!(ran.status, 2, "{}", ran.snapshot());
    assert!(fs::symlink_metadata(&stored).unwrap().is_symlink());
    fs::remove_file(&stored).unwrap();
    // A link whose goal is not there yet is to be made at its goal.
    symlink("../elsewhere/tokens.toml", &stored).unwrap();
    login(&sandbox, &server, "default").run().assert_status(0);
    assert_eq!(mode(&sandbox.home().join("elsewhere/tokens.toml")), 0o600);
    assert!(fs::symlink_metadata(&stored).unwrap().is_symlink());
}

/// Its lock can be made but no file to replace it, whose name is longer: a place in which nothing
/// can be made, for root as well.
#[test]
fn a_login_that_could_not_be_stored_is_told_before_anything_is_asked() {
    let server = good_day().must_stay_silent();
    let sandbox = Sandbox::new();
    sandbox.write("config/config.toml", "");
    let goal = format!("{}.toml", "n".repeat(248));
    symlink(&goal, sandbox.home().join(STORED)).unwrap();
    let ran = login(&sandbox, &server, "default").run();
    assert_named(&ran, "File name too long (os error 36)");
}

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
        names.any(|entry| {
            entry
                .unwrap()
                .path()
                .extension()
                .is_some_and(|end| end == "tmp")
        })
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
fn a_login_that_is_killed_loses_nothing_and_shows_nothing() {
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
fn twenty_logins_at_once_are_all_stored_whoever_is_killed_between() {
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
fn what_is_remembered_is_whole_whenever_a_run_is_killed() {
    let server = good_day();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
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
fn a_calendar_and_what_a_prompt_knows_are_whole_whenever_a_run_is_killed() {
    let server = good_day();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
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
                        .env(
                            "WALDUR_REVIEW_NOW",
                            format!("2026-11-{:02}T03:00:00Z", 1 + round),
                        )
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
fn what_a_killed_program_left_is_taken_away_by_the_next_change() {
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
