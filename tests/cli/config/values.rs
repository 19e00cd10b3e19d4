//! `config get`, `config list`, `config set` and `config unset`.

use std::fs;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::support::{Response, Sandbox};
use crate::support::{Server, TOKEN, answer};
use crate::waldur::{several, waldur};

use super::{CONFIG, set};

#[test]
fn every_setting_has_a_value_and_a_source() {
    let sandbox = Sandbox::new();
    sandbox.write(
        CONFIG,
        "utc = true\ntimeout = \"2m\"\n[display]\ncolor = \"always\"\npager = \"most\"\ncolumns = [\"batch\", \"due\"]\n\
         [profiles.site]\nurl = \"https://w.example\"\ntoken_command = [\"pass\", \"show\", \"w\"]\ntimeout = \"500ms\"\nca_cert = \"site.pem\"\n",
    );
    let list = || sandbox.command(["config", "list"]);
    let json = list().args(["--json", "--timeout", "7s"]).env("WALDUR_REVIEW_REDACT", "1").run();
    assert_snapshot!(several([
        &list().env("CLICOLOR_FORCE", "1").env("WALDUR_REVIEW_ACCESSIBLE", "0").run(),
        &list().args(["--accessible", "--utc"]).env("PAGER", "").run(),
        &json,
    ]));
    let parsed: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(parsed[1]["value"], "7s");
    assert_eq!(parsed[1]["source"], "--timeout");
}

#[cfg(unix)]
#[test]
fn list_is_a_table_at_a_terminal() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "[display]\ncolor = \"never\"\n");
    let screen = sandbox.terminal(["config", "list"], 80, 24).finish();
    assert_snapshot!(screen.snapshot(), @"
    $ waldur-review config list
    (exit 0)
    --- terminal
       SETTING                    VALUE    SOURCE
       profile                    default  default
       timeout                    30s      default
       ca_cert                    -        default
       utc                        false    default
       display.accessible         false    default
       display.color              never    config.toml
       display.columns            -        default
       display.hyperlinks         auto     default
       display.pager              less     default
       display.redact             false    default
       display.sort               due      default
       display.utc                false    default
       reviews.folder             -        default
       reviews.max_document_size  256MiB   default
    ");
    let path = sandbox.command(["config", "path"]);
    let screen = path.env("NO_COLOR", "1").terminal(40, 24).finish();
    // A path is whole, however narrow the terminal.
    assert!(
        screen.text.contains(&format!(
            "config       {}\n",
            sandbox.config_dir().join("config.toml").display()
        )),
        "{}",
        screen.text
    );
}

#[test]
fn get_prints_one_value() {
    let sandbox = Sandbox::new();
    sandbox.write(
        CONFIG,
        "[display]\ncolor = \"never\"\n[profiles.\"a.b\"]\ntoken_command = [\"pass\", \"show\", \"w\"]\n",
    );
    let get = |key: &str| sandbox.command(["config", "get", key]).run();
    assert_eq!(get("display.color").stdout_text(), "never\n");
    assert_eq!(get("display.sort").stdout_text(), "due\n");
    assert_eq!(get("profiles.a.b.token_command").stdout_text(), "pass show w\n");
    assert_snapshot!(several([
        &get("display.columns").assert_status(3),
        &get("profiles.other.url").assert_status(3),
        &get("display.colour").assert_status(2),
    ]));
}

#[test]
fn each_type_of_value_can_be_set_and_read_again() {
    let sandbox = Sandbox::new();
    sandbox.write("ca.pem", "");
    let path = sandbox.home().join("ca.pem").display().to_string();
    for (key, word, value) in [
        ("profile", "site", "site"),
        ("ca_cert", "ca.pem", path.as_str()),
        ("display.pager", "most -s", "most -s"),
        ("display.sort", "pending", "pending"),
        ("profiles.site.url", "https://w.example", "https://w.example"),
        ("profiles.site.ca_cert", "ca.pem", path.as_str()),
    ] {
        set(&sandbox, key, &[word]).assert_status(0);
        let got = sandbox.command(["config", "get", key]).run();
        assert_eq!(got.stdout_text(), format!("{value}\n"), "{key}");
    }
    // Nothing is no pager, which has a name.
    set(&sandbox, "display.pager", &[""]).assert_status(0);
    let pager = sandbox.command(["config", "get", "display.pager"]).run();
    assert_eq!(pager.stdout_text(), "cat\n");
    let ran = sandbox.command(["config", "list"]).run();
    let sources = ran.stdout_text().lines();
    assert_eq!(
        sources.filter(|line| line.ends_with("config.toml")).count(),
        6,
        "{}",
        ran.snapshot()
    );
}

#[test]
fn invalid_value_is_refused_before_it_is_written() {
    let sandbox = Sandbox::new();
    let mut runs = Vec::new();
    for (key, values) in [
        ("display.color", &["purple"] as &[_]),
        ("display.color", &["always", "never"]),
        ("display.columns", &["batch,foo"]),
        ("display.sort", &["size"]),
        ("display.redact", &["yes"]),
        ("timeout", &["0"]),
        ("reviews.max_document_size", &["256"]),
        ("ca_cert", &["nowhere.pem"]),
        ("profile", &["a b"]),
        ("profiles.a b.timeout", &["1s"]),
        ("profiles.site.url", &["ftp://w.example"]),
        ("display.colour", &["never"]),
        ("color", &["never"]),
        ("profiles.site.tiemout", &["1s"]),
        ("format", &["json"]),
        ("token", &[TOKEN]),
        ("profiles.site.token", &[TOKEN]),
    ] {
        let ran = set(&sandbox, key, values);
        assert_eq!(ran.status, 2, "{}", ran.snapshot());
        runs.push(ran);
        assert!(!sandbox.home().join(CONFIG).exists(), "{key}");
    }
    // The token is in the command line that the test writes down, never in an answer.
    assert!(runs.iter().all(|ran| !ran.stderr.contains(TOKEN)));
    assert_snapshot!(several(&runs).replace(TOKEN, "<TOKEN>"));
}

#[test]
fn relative_path_is_made_absolute() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("site.pem", "");
    set(&sandbox, "ca_cert", &["site.pem"]).assert_status(0);
    assert_eq!(sandbox.read(CONFIG), format!("ca_cert = \"{}\"\n", file.display()));
}

#[test]
fn unset_of_a_missing_setting_is_reported() {
    let sandbox = Sandbox::new();
    let unset = |key: &str| sandbox.command(["config", "unset", key]).run();
    let none = unset("display.color").assert_status(3);
    assert!(!sandbox.config_dir().exists());
    let text = "[display]\nutc = true\n[profiles.site]\nurl = \"https://w.example\"\n";
    sandbox.write(CONFIG, text);
    assert_snapshot!(several([
        &none,
        &unset("display.color").assert_status(3),
        &unset("dispaly.color").assert_status(2),
        &unset("display").assert_status(2),
        &unset("profiles.site").assert_status(2),
    ]));
    assert_eq!(sandbox.read(CONFIG), text);
}

#[test]
fn override_by_a_variable_is_reported() {
    let sandbox = Sandbox::new();
    let color = sandbox.command(["config", "set", "display.color", "always"]);
    let unknown = sandbox.command(["config", "set", "profile", "site"]);
    assert_snapshot!(several([
        &color.env("NO_COLOR", "1").run(),
        &unknown.run(),
        &sandbox.command(["config", "set", "utc", "true", "-q"]).run(),
    ]), @"
    $ waldur-review config set display.color always
    (exit 0)
    --- stdout
    --- stderr
    Set display.color in [HOME]/config/config.toml
    note: NO_COLOR is set and comes before it

    $ waldur-review config set profile site
    (exit 0)
    --- stdout
    --- stderr
    Set profile in [HOME]/config/config.toml
    note: there is no login of this name yet; run: waldur-review auth login --profile site

    $ waldur-review config set utc true -q
    (exit 0)
    --- stdout
    --- stderr
    ");
}

#[cfg(feature = "demo")]
#[test]
fn demo_changes_no_setting() {
    let sandbox = Sandbox::new();
    let set = ["--demo", "config", "set", "utc", "true"];
    let ran = sandbox.command(set).run().assert_status(2);
    assert_eq!(ran.stderr, "error: --demo stores nothing\n");
    assert!(!sandbox.config_dir().exists());
}

/// Each server has its own time limit, whichever of them is in use.
#[test]
fn profile_can_have_its_own_timeout() {
    let slow = || {
        Server::start(|request| match request.route() {
            "/api/my-assignment-batches/" => answer("list-tls").delay(Duration::from_millis(900)),
            _ => waldur(request),
        })
    };
    let (one, other) = (slow(), slow());
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("one", &one, TOKEN);
    sandbox.logged_in_as("other", &other, TOKEN);
    sandbox.write(CONFIG, "timeout = \"20s\"\n[profiles.one]\ntimeout = \"200ms\"\n");
    let list = |args: &[&str]| {
        let list = ["batches", "list", "--columns", "server,batch", "-L1"];
        sandbox.command(list).args(args.iter().copied()).run()
    };
    let started = Instant::now();
    let both = list(&["--all-profiles"]).assert_status(9);
    assert!(started.elapsed() < Duration::from_secs(10));
    assert!(
        both.stderr.contains("profile \"one\": 127.0.0.1:")
            && both.stderr.contains("did not answer within 0.2 s"),
        "{}",
        both.stderr
    );
    assert!(both.stdout_text().starts_with("other\t"));
    list(&["--profile", "one"]).assert_status(6);
    list(&["--profile", "other"]).assert_status(0);
    // A flag comes before both.
    list(&["--profile", "one", "--timeout", "15s"]).assert_status(0);
    list(&["--profile", "other", "--timeout", "100ms"]).assert_status(6);
}

/// Also before its token is known: what is asked without one belongs to the profile as well.
#[test]
fn login_uses_the_timeout_of_its_profile() {
    let server = Server::start(|request| match request.route() {
        "/api/configuration/" => waldur(request).delay(Duration::from_millis(900)),
        _ => waldur(request),
    });
    let sandbox = Sandbox::new();
    sandbox.write(
        CONFIG,
        "[profiles.default]\ntimeout = \"200ms\"\n[profiles.site]\ntimeout = \"20s\"\n",
    );
    let login = |profile: &str| {
        let url = server.origin();
        let login = sandbox.command(["auth", "login", "--with-token", "--url", &url]);
        login.args(["--profile", profile]).stdin(TOKEN).run()
    };
    login("site").assert_status(0);
    login("default").assert_status(6);
}

#[test]
fn profile_can_have_its_own_certificate_authority() {
    let server = Server::start_tls(|request| match request.route() {
        "/api/my-assignment-batches/" => Response::json(200, "[]"),
        _ => waldur(request),
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("site", &server, TOKEN);
    sandbox.logged_in_as("other", &server, TOKEN);
    let certificate = fs::read_to_string(server.ca_file()).unwrap();
    sandbox.write("config/site.pem", &certificate);
    sandbox.write(CONFIG, "[profiles.site]\nca_cert = \"site.pem\"\n");
    let list = |profile: &str| {
        let list = ["batches", "list", "--profile", profile];
        sandbox.command(list).run()
    };
    list("site").assert_status(0);
    list("other").assert_status(6);
    fs::remove_file(sandbox.home().join("config/site.pem")).unwrap();
    let gone = list("site").assert_status(2);
    assert!(gone.stderr.contains("config.toml, profile \"site\""), "{}", gone.stderr);
}
