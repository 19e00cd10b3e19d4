//! Unusual computers and files: no home, foreign line ends, wide permissions, missing directories.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::support::{Sandbox, Seen, Server, TOKEN};
use crate::waldur::waldur;

use super::{CONFIG, STORED, login};

#[test]
fn variables_suffice_where_the_home_is_a_file() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let home = sandbox.write("file", "");
    let run = |args: &[&str]| {
        sandbox
            .command(args.iter().copied())
            .env("HOME", &home)
            .env_remove("WALDUR_REVIEW_CONFIG_DIR")
            .env("WALDUR_REVIEW_URL", server.origin())
            .env("WALDUR_REVIEW_TOKEN", TOKEN)
            .run()
    };
    run(&["batches", "list"]).assert_status(0);
    run(&["status", "--short"]).assert_status(0);
    let stored = run(&["config", "set", "utc", "true"]).assert_status(2);
    assert!(stored.stderr.contains("/file"), "{}", stored.snapshot());
    assert!(!stored.stderr.contains("chmod"), "{}", stored.snapshot());
}

#[cfg(unix)]
#[test]
fn files_that_others_can_change_are_warned_about() {
    let server = Server::start(waldur);
    for (name, mode) in [("config", 0o777), (CONFIG, 0o666), (STORED, 0o602)] {
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        sandbox.write(CONFIG, "utc = true\n");
        let path = sandbox.home().join(name);
        let list = || sandbox.command(["batches", "list"]).run().assert_status(0);
        assert!(!list().stderr.contains("warning"), "{name}");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let warned = list();
        let expected = format!("warning: {}", path.display());
        assert!(warned.stderr.starts_with(&expected), "{}", warned.snapshot());
        assert!(warned.stderr.contains("run: chmod "), "{}", warned.snapshot());
        let doctor = sandbox.command(["doctor", "--json"]).run();
        let report: Value = serde_json::from_slice(&doctor.stdout).unwrap();
        let mut checks = report["checks"].as_array().unwrap().iter();
        let files = checks.find(|check| check["name"] == "files").unwrap();
        assert_eq!(files["verdict"], "warning", "{files}");
    }
}

#[test]
fn line_ends_and_byte_order_mark_of_files_are_kept() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let before = "\u{feff}# top\r\ntimeout = \"30s\" # why\r\n[display]\r\n# colour\r\ncolor = \"never\"\r\n";
    sandbox.write(CONFIG, before);
    sandbox.command(["config", "set", "timeout", "40s"]).run().assert_status(0);
    assert_eq!(sandbox.read(CONFIG), before.replace("30s", "40s"));
    sandbox.command(["config", "unset", "display.color"]).run().assert_status(0);
    assert_eq!(sandbox.read(CONFIG).matches('\n').count(), 4, "{:?}", sandbox.read(CONFIG));
    assert_eq!(sandbox.read(CONFIG).matches("\r\n").count(), 4);
    sandbox.write(STORED, "# mine\r\n[profiles.other]\r\nurl = \"https://w.example/api/\"\r\n");
    login(&sandbox, &server).run().assert_status(0);
    let stored = sandbox.read(STORED);
    assert!(stored.contains(TOKEN), "{stored:?}");
    assert_eq!(stored.matches('\n').count(), stored.matches("\r\n").count(), "{stored:?}");
}

#[test]
fn home_is_expanded_in_flags_variables_and_files() {
    let sandbox = Sandbox::new();
    let home = sandbox.home().display().to_string();
    let get =
        |args: &[&str]| sandbox.command(["config", "get", "ca_cert"]).args(args.iter().copied());
    let by_flag = get(&["--ca-cert=~/site.pem"]).run().assert_status(0);
    assert_eq!(by_flag.stdout_text(), format!("{home}/site.pem\n"));
    sandbox.write(CONFIG, "ca_cert = \"~/other.pem\"\n");
    let by_file = get(&[]).run().assert_status(0);
    assert_eq!(by_file.stdout_text(), format!("{home}/other.pem\n"));
    for (variable, run) in [
        ("SSL_CERT_FILE", get(&[]).env("SSL_CERT_FILE", "~alice/site.pem")),
        ("--ca-cert", get(&["--ca-cert=~alice/site.pem"])),
        ("WALDUR_REVIEW_CONFIG_DIR", get(&[]).env("WALDUR_REVIEW_CONFIG_DIR", "~alice")),
    ] {
        let refused = run.run().assert_status(2);
        let expected = format!("error: {variable}: the home of another user is not looked up");
        assert!(refused.stderr.starts_with(&expected), "{}", refused.snapshot());
    }
    let text = "[profiles.site]\nca_cert = \"~alice/site.pem\"\n";
    let path = sandbox.write(CONFIG, text).display().to_string();
    let refused = get(&[]).run().assert_status(2);
    let expected = format!("error: {path}: ca_cert: the home of another user is not looked up");
    assert!(refused.stderr.starts_with(&expected), "{}", refused.snapshot());
    let moved = sandbox.command(["config", "path", "--json"]);
    let moved = moved.env("WALDUR_REVIEW_CONFIG_DIR", "~/elsewhere").run().assert_status(0);
    assert!(moved.stdout_text().contains(&format!("{home}/elsewhere/config.toml")));
}

#[cfg(all(unix, feature = "demo"))]
#[test]
fn missing_temporary_directory_is_not_made_for_the_demo() {
    let sandbox = Sandbox::new();
    let missing = sandbox.home().join("missing");
    let words = ["--demo", "batches", "respond", "0b6d", "--edit"];
    let edit = sandbox.command(words).env("EDITOR", "true").env("TMPDIR", &missing);
    let screen = edit.terminal(80, 24).finish();
    assert_eq!(screen.status, 2, "{}", screen.text);
    assert!(screen.seen().contains("set TMPDIR to a directory that you can write"));
    assert!(!missing.exists());
}

#[cfg(unix)]
#[test]
fn missing_temporary_directory_is_named() {
    let sandbox = Sandbox::new();
    let edit = sandbox.command(["config", "edit"]).env("EDITOR", "true").env("NO_COLOR", "1");
    let screen = edit.env("TMPDIR", "/proc/nonexistent").terminal(80, 24).finish();
    assert_eq!(screen.status, 2, "{}", screen.text);
    assert!(screen.seen().contains("cannot write a temporary file in /proc/nonexistent: "));
    assert!(screen.seen().contains("set TMPDIR to a directory that you can write"));
}

#[test]
fn stored_profile_names_are_checked() {
    let sandbox = Sandbox::new();
    let text = "[profiles.\"../../x\"]\nurl = \"https://w.example/api/\"\ntoken = \"x\"\n";
    sandbox.write(STORED, text);
    for args in [&["batches", "list"][..], &["status", "--short", "--all-profiles"]] {
        let ran = sandbox.command(args.iter().copied()).run().assert_status(2);
        assert!(ran.stderr.contains("\"../../x\" is not a profile name"), "{}", ran.snapshot());
    }
}

#[cfg(unix)]
#[test]
fn token_command_does_not_inherit_a_token() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let url = server.origin();
    let command = format!("env > environment; echo {TOKEN}");
    sandbox.write(
        CONFIG,
        &format!(
            "[profiles.site]\nurl = \"{url}\"\ntoken_command = [\"sh\", \"-c\", \"{command}\"]\n"
        ),
    );
    let mut run = sandbox.command(["--profile", "site", "batches", "list"]);
    for name in ["WALDUR_REVIEW_TOKEN", "WALDUR_ACCESS_TOKEN"] {
        run = run.env(name, "secret-of-the-environment");
    }
    run.run().assert_status(0);
    let environment = sandbox.read("environment");
    assert!(environment.contains("HOME="), "{environment}");
    assert!(!environment.contains("secret-of-the-environment"), "{environment}");
}
