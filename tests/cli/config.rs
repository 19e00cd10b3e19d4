//! `config …`: what settings come to, and how `config.toml` is changed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::support::{Response, Sandbox, Server, TOKEN, answer};
#[cfg(unix)]
use crate::support::{Seen, Terminal};
use crate::waldur::{several, waldur};

const CONFIG: &str = "config/config.toml";

fn set(sandbox: &Sandbox, key: &str, values: &[&str]) -> crate::support::Ran {
    let command = sandbox.command(["config", "set", key]);
    command.args(values.iter().copied()).run()
}

#[test]
fn every_setting_has_a_value_and_a_source() {
    let sandbox = Sandbox::new();
    sandbox.write(
        CONFIG,
        "utc = true\ntimeout = \"2m\"\n[display]\ncolor = \"always\"\npager = \"most\"\ncolumns = [\"batch\", \"due\"]\n\
         [profiles.site]\nurl = \"https://w.example\"\ntoken_command = [\"pass\", \"show\", \"w\"]\ntimeout = \"500ms\"\nca_cert = \"site.pem\"\n",
    );
    let list = || sandbox.command(["config", "list"]);
    let json = list()
        .args(["--json", "--timeout", "7s"])
        .env("WALDUR_REVIEW_REDACT", "1")
        .run();
    assert_snapshot!(several([
        &list()
            .env("CLICOLOR_FORCE", "1")
            .env("WALDUR_REVIEW_ACCESSIBLE", "0")
            .run(),
        &list()
            .args(["--accessible", "--utc"])
            .env("PAGER", "")
            .run(),
        &json,
    ]));
    let parsed: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(parsed[1]["value"], "7s");
    assert_eq!(parsed[1]["source"], "--timeout");
}

#[cfg(unix)]
#[test]
fn at_a_terminal_the_settings_are_a_table() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "[display]\ncolor = \"never\"\n");
    let screen = sandbox.terminal(["config", "list"], 80, 24).finish();
    assert_snapshot!(screen.snapshot(), @"
    $ waldur-review config list
    (exit 0)
    --- terminal
       SETTING             VALUE    SOURCE
       profile             default  default
       timeout             30s      default
       ca_cert             -        default
       utc                 false    default
       display.accessible  false    default
       display.color       never    config.toml
       display.columns     -        default
       display.hyperlinks  auto     default
       display.pager       less     default
       display.redact      false    default
       display.sort        due      default
       display.utc         false    default
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
fn one_value_is_printed_alone() {
    let sandbox = Sandbox::new();
    sandbox.write(
        CONFIG,
        "[display]\ncolor = \"never\"\n[profiles.\"a.b\"]\ntoken_command = [\"pass\", \"show\", \"w\"]\n",
    );
    let get = |key: &str| sandbox.command(["config", "get", key]).run();
    assert_eq!(get("display.color").stdout_text(), "never\n");
    assert_eq!(get("display.sort").stdout_text(), "due\n");
    assert_eq!(
        get("profiles.a.b.token_command").stdout_text(),
        "pass show w\n"
    );
    assert_snapshot!(several([
        &get("display.columns").assert_status(3),
        &get("profiles.other.url").assert_status(3),
        &get("display.colour").assert_status(2),
    ]));
}

#[test]
fn the_rest_of_the_file_stays() {
    let sandbox = Sandbox::new();
    let before = "# mine\nutc = false # for now\n\n# how it looks\n[display]\ncolor = \"auto\"   # yes\n\n[profiles.site] # work\nurl = 'https://w.example'\n";
    sandbox.write(CONFIG, before);
    for (key, values) in [
        ("utc", &["true"] as &[_]),
        ("display.color", &["never"]),
        ("display.columns", &["batch,call, due"]),
        ("profile", &["site"]),
        ("profiles.site.timeout", &["60s"]),
        (
            "profiles.site.token_command",
            &["--", "pass", "show", "--clip", "w"],
        ),
        ("profiles.x.y.plain_http", &["true"]),
    ] {
        let ran = set(&sandbox, key, values).assert_status(0);
        assert_eq!(ran.stdout_text(), "");
    }
    assert_snapshot!(sandbox.read(CONFIG), @r#"
    # mine
    utc = true # for now
    profile = "site"

    # how it looks
    [display]
    color = "never"   # yes
    columns = ["batch", "call", "due"]

    [profiles.site] # work
    url = 'https://w.example'
    timeout = "60s"
    token_command = ["pass", "show", "--clip", "w"]

    [profiles."x.y"]
    plain_http = true
    "#);
    for key in ["utc", "display.color", "profiles.x.y.plain_http"] {
        let ran = sandbox.command(["config", "unset", key]).run();
        ran.assert_status(0);
    }
    // What was written about a setting stays when it goes.
    assert_snapshot!(sandbox.read(CONFIG), @r#"
    # mine
    profile = "site"

    # how it looks
    [display]
    columns = ["batch", "call", "due"]

    [profiles.site] # work
    url = 'https://w.example'
    timeout = "60s"
    token_command = ["pass", "show", "--clip", "w"]

    [profiles."x.y"]
    "#);
}

#[test]
fn a_first_setting_makes_the_file_for_its_owner() {
    let sandbox = Sandbox::new();
    let ran = set(&sandbox, "profiles.site.timeout", &["60s"]);
    assert_snapshot!(ran.snapshot(), @"
    $ waldur-review config set profiles.site.timeout 60s
    (exit 0)
    --- stdout
    --- stderr
    Set profiles.site.timeout in [HOME]/config/config.toml
    ");
    set(&sandbox, "timeout", &["10s"]).assert_status(0);
    assert_snapshot!(sandbox.read(CONFIG), @r#"
    timeout = "10s"

    [profiles.site]
    timeout = "60s"
    "#);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(sandbox.home().join(CONFIG)).unwrap();
        assert_eq!(mode.permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn each_kind_of_value_can_be_set_and_read_again() {
    let sandbox = Sandbox::new();
    sandbox.write("ca.pem", "");
    let path = sandbox.home().join("ca.pem").display().to_string();
    for (key, word, value) in [
        ("profile", "site", "site"),
        ("ca_cert", "ca.pem", path.as_str()),
        ("display.pager", "most -s", "most -s"),
        ("display.sort", "pending", "pending"),
        (
            "profiles.site.url",
            "https://w.example",
            "https://w.example",
        ),
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
fn a_value_in_the_place_of_a_table_is_in_the_way() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "display = 3\n");
    let ran = set(&sandbox, "display.color", &["never"]).assert_status(2);
    assert_snapshot!(ran.snapshot(), @"
    $ waldur-review config set display.color never
    (exit 2)
    --- stdout
    --- stderr
    error: [HOME]/config/config.toml: what holds `display.color` is no table, so nothing was changed
      mend it with: waldur-review config edit
    ");
    assert_eq!(sandbox.read(CONFIG), "display = 3\n");
}

#[test]
fn a_comment_outlives_its_setting() {
    let sandbox = Sandbox::new();
    let unset = |key: &str| {
        let ran = sandbox.command(["config", "unset", key]).run();
        ran.assert_status(0);
    };
    sandbox.write(
        CONFIG,
        "# first\nutc = true\n\n[display]\n# last\ncolor = \"never\"\n",
    );
    unset("utc");
    assert_eq!(
        sandbox.read(CONFIG),
        "# first\n\n[display]\n# last\ncolor = \"never\"\n"
    );
    unset("display.color");
    assert_eq!(sandbox.read(CONFIG), "# first\n\n[display]\n# last\n");
}

#[test]
fn an_empty_line_parts_the_settings_at_the_top_from_the_tables() {
    let top_first = Sandbox::new();
    set(&top_first, "timeout", &["5s"]).assert_status(0);
    set(&top_first, "display.color", &["never"]).assert_status(0);
    assert_eq!(
        top_first.read(CONFIG),
        "timeout = \"5s\"\n\n[display]\ncolor = \"never\"\n"
    );
    let sandbox = Sandbox::new();
    set(&sandbox, "display.color", &["never"]).assert_status(0);
    assert_eq!(sandbox.read(CONFIG), "[display]\ncolor = \"never\"\n");
    set(&sandbox, "timeout", &["5s"]).assert_status(0);
    set(&sandbox, "profiles.site.timeout", &["60s"]).assert_status(0);
    assert_snapshot!(sandbox.read(CONFIG), @r#"
    timeout = "5s"

    [display]
    color = "never"

    [profiles.site]
    timeout = "60s"
    "#);
}

#[test]
fn what_a_setting_cannot_be_is_refused_before_it_is_written() {
    let sandbox = Sandbox::new();
    let mut runs = Vec::new();
    for (key, values) in [
        ("display.color", &["purple"] as &[_]),
        ("display.color", &["always", "never"]),
        ("display.columns", &["batch,foo"]),
        ("display.sort", &["size"]),
        ("display.redact", &["yes"]),
        ("timeout", &["0"]),
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
fn a_path_at_the_prompt_starts_where_the_person_is() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("site.pem", "");
    set(&sandbox, "ca_cert", &["site.pem"]).assert_status(0);
    assert_eq!(
        sandbox.read(CONFIG),
        format!("ca_cert = \"{}\"\n", file.display())
    );
}

#[test]
fn what_is_not_there_cannot_be_taken_out() {
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
fn who_comes_first_is_said() {
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

#[test]
fn a_broken_file_can_be_mended() {
    let sandbox = Sandbox::new();
    let mut runs = Vec::new();
    // Not TOML: it can only be edited.
    sandbox.write(CONFIG, "[display\ncolor = 1\n");
    for args in [
        &["config", "list"] as &[_],
        &["config", "path"],
        &["config", "set", "utc", "true"],
        &["config", "unset", "utc"],
    ] {
        runs.push(sandbox.command(args.iter().copied()).run());
    }
    assert_eq!(sandbox.read(CONFIG), "[display\ncolor = 1\n");
    // TOML, but not as it should be: each step is said not to be the last one.
    sandbox.write(CONFIG, "tiemout = 3\n[display]\ncolor = 1\n");
    for args in [
        &["config", "get", "utc"] as &[_],
        &["config", "set", "display.color", "never"],
        &["config", "unset", "tiemout"],
        &["config", "get", "display.color"],
    ] {
        runs.push(sandbox.command(args.iter().copied()).run());
    }
    assert_snapshot!(several(&runs));
    let statuses: Vec<i32> = runs.iter().map(|ran| ran.status).collect();
    assert_eq!(statuses, [2, 0, 2, 2, 2, 0, 0, 0]);
}

#[cfg(unix)]
#[test]
fn a_file_that_another_program_makes_is_left_to_it() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let sandbox = Sandbox::new();
    let store = sandbox.write("store/config.toml", "utc = true\n");
    let closed = |path: &std::path::Path, mode| {
        fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    };
    closed(&store, 0o444);
    fs::create_dir(sandbox.config_dir()).unwrap();
    symlink(&store, sandbox.home().join(CONFIG)).unwrap();
    let linked = set(&sandbox, "utc", &["false"]);
    let unset = sandbox.command(["config", "unset", "utc"]).run();
    fs::remove_file(sandbox.home().join(CONFIG)).unwrap();
    closed(&sandbox.write(CONFIG, "utc = true\n"), 0o400);
    let own = set(&sandbox, "utc", &["false"]);
    assert_snapshot!(several([&linked, &unset, &own]), @"
    $ waldur-review config set utc false
    (exit 2)
    --- stdout
    --- stderr
    error: [HOME]/config/config.toml is read-only, so nothing was changed
      it leads to [HOME]/store/config.toml: change it where that is made (Nix, dotfiles)

    $ waldur-review config unset utc
    (exit 2)
    --- stdout
    --- stderr
    error: [HOME]/config/config.toml is read-only, so nothing was changed
      it leads to [HOME]/store/config.toml: change it where that is made (Nix, dotfiles)

    $ waldur-review config set utc false
    (exit 2)
    --- stdout
    --- stderr
    error: [HOME]/config/config.toml is read-only, so nothing was changed
      make it writable for you: chmod u+w, or change it where it is made
    ");
    assert_eq!(sandbox.read("store/config.toml"), "utc = true\n");
    assert_eq!(sandbox.read(CONFIG), "utc = true\n");
    // A link to a file that is the person's own stays a link.
    fs::remove_file(sandbox.home().join(CONFIG)).unwrap();
    closed(&store, 0o644);
    symlink("../store/config.toml", sandbox.home().join(CONFIG)).unwrap();
    set(&sandbox, "utc", &["false"]).assert_status(0);
    let link = fs::symlink_metadata(sandbox.home().join(CONFIG)).unwrap();
    assert!(link.is_symlink());
    assert_eq!(sandbox.read("store/config.toml"), "utc = false\n");
}

#[cfg(feature = "demo")]
#[test]
fn the_demo_changes_nothing() {
    let sandbox = Sandbox::new();
    let set = ["--demo", "config", "set", "utc", "true"];
    let ran = sandbox.command(set).run().assert_status(2);
    assert_eq!(ran.stderr, "error: --demo stores nothing\n");
    assert!(!sandbox.config_dir().exists());
}

#[cfg(unix)]
mod editing {
    use super::*;

    /// `config edit` with this script as the editor, which gets the copy's path.
    fn edit(sandbox: &Sandbox, script: &str) -> Terminal {
        sandbox.write("editor.sh", script);
        let command = sandbox.command(["config", "edit"]);
        command
            .env("EDITOR", "sh editor.sh")
            .env("NO_COLOR", "1")
            .env("TMPDIR", sandbox.home())
            .terminal(80, 24)
    }

    fn copies(sandbox: &Sandbox) -> Vec<String> {
        fs::read_dir(sandbox.home())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("waldur-review-config-"))
            .collect()
    }

    #[test]
    fn what_is_valid_is_installed() {
        let sandbox = Sandbox::new();
        let screen = edit(&sandbox, "cp \"$1\" seen; printf 'utc = true\\n' > \"$1\"").finish();
        assert_eq!(screen.status, 0, "{}", screen.snapshot());
        assert!(screen.text.starts_with("Changed "), "{}", screen.text);
        assert_eq!(sandbox.read(CONFIG), "utc = true\n");
        // A first file shows what can be set.
        assert!(
            sandbox
                .read("seen")
                .contains("\n[display]\n#accessible = true")
        );
        let screen = edit(&sandbox, "cp \"$1\" seen").finish();
        assert_eq!(sandbox.read("seen"), "utc = true\n");
        assert_eq!(screen.text, "Nothing was changed.\n");
        assert_eq!(copies(&sandbox), [""; 0]);
    }

    #[test]
    fn what_is_not_valid_is_kept_and_not_installed() {
        let sandbox = Sandbox::new();
        sandbox.write(CONFIG, "utc = true\n");
        let mut terminal = edit(&sandbox, "printf 'utc = 3\\n' >> \"$1\"");
        terminal.expect("Edit again? [Y/n] ");
        terminal.send_line("n");
        let screen = terminal.finish();
        assert_eq!(screen.status, 2);
        let [copy] = &copies(&sandbox)[..] else {
            panic!("{}", screen.text)
        };
        assert_snapshot!(screen.snapshot().replace(copy, "[COPY]"), @"
        $ waldur-review config edit
        (exit 2)
        --- terminal
        [HOME]/config/config.toml, line 2: duplicate key
        Edit again? [Y/n] n
        error: [HOME]/config/config.toml, line 2: duplicate key
          config.toml is as it was
          what you wrote is kept in [HOME]/[COPY]
        ");
        assert_eq!(sandbox.read(CONFIG), "utc = true\n");
        assert_eq!(sandbox.read(copy), "utc = true\nutc = 3\n");
    }

    #[test]
    fn a_slip_can_be_mended_at_once() {
        let sandbox = Sandbox::new();
        // The broken file itself can be edited, too.
        sandbox.write(CONFIG, "[broken\n");
        let mut terminal = edit(
            &sandbox,
            "if [ -e again ]; then printf 'utc = true\\n' > \"$1\"; else touch again; echo x >> \"$1\"; fi",
        );
        terminal.expect("Edit again? [Y/n] ");
        terminal.send_line("");
        let screen = terminal.finish();
        assert_eq!(screen.status, 0, "{}", screen.text);
        assert_eq!(sandbox.read(CONFIG), "utc = true\n");
        assert_eq!(copies(&sandbox), [""; 0]);
    }

    #[test]
    fn nothing_that_was_written_is_lost() {
        let sandbox = Sandbox::new();
        sandbox.write(CONFIG, "utc = true\n");
        let failed = edit(&sandbox, "echo '# x' >> \"$1\"; exit 1").finish();
        assert_eq!(failed.status, 130, "{}", failed.text);
        assert_eq!(copies(&sandbox).len(), 1);
        // Another program was faster.
        let raced = edit(
            &sandbox,
            "echo '# mine' >> \"$1\"; echo '# theirs' >> config/config.toml",
        )
        .finish();
        assert_eq!(raced.status, 2, "{}", raced.text);
        assert!(raced.seen().contains("meanwhile"), "{}", raced.text);
        assert!(raced.seen().contains("what you wrote is kept in"));
        assert_eq!(sandbox.read(CONFIG), "utc = true\n# theirs\n");
        assert_eq!(copies(&sandbox).len(), 2);
    }

    #[test]
    fn without_a_terminal_or_an_editor_it_says_so() {
        let sandbox = Sandbox::new();
        let ran = sandbox.command(["config", "edit"]).run().assert_status(2);
        let screen = sandbox
            .command(["config", "edit"])
            .env("EDITOR", "no-such-editor")
            .env("NO_COLOR", "1")
            .env("TMPDIR", sandbox.home())
            .terminal(80, 24)
            .finish();
        assert_snapshot!(format!("{}\n{}", ran.snapshot(), screen.snapshot()), @"
        $ waldur-review config edit
        (exit 2)
        --- stdout
        --- stderr
        error: config edit needs a terminal
          change one setting with: waldur-review config set KEY VALUE

        $ waldur-review config edit
        (exit 2)
        --- terminal
        error: cannot start the editor no-such-editor: No such file or directory (os error 2)
          set VISUAL or EDITOR to an editor, or use: waldur-review config set KEY VALUE
        ");
        assert_eq!(copies(&sandbox), [""; 0]);
    }
}

/// Each server has its own time limit, whichever of them is in use.
#[test]
fn a_profile_has_a_time_limit_of_its_own() {
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
    sandbox.write(
        CONFIG,
        "timeout = \"20s\"\n[profiles.one]\ntimeout = \"200ms\"\n",
    );
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

#[test]
fn a_profile_has_an_authority_of_its_own() {
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
    assert!(
        gone.stderr.contains("config.toml, profile \"site\""),
        "{}",
        gone.stderr
    );
}

#[test]
fn the_comment_above_a_last_setting_stays() {
    let sandbox = Sandbox::new();
    let before = "utc = true # mine\n\n# looks\n[display]\n# why\ncolor = \"never\"\n\n[profiles.a]\nurl = \"w.example\"\n# slow\ntimeout = \"9s\"\n";
    let path = sandbox.write(CONFIG, before);
    for key in ["display.color", "profiles.a.timeout"] {
        let ran = sandbox.command(["config", "unset", key]).run();
        ran.assert_status(0);
    }
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        "utc = true # mine\n\n# looks\n[display]\n# why\n\n[profiles.a]\nurl = \"w.example\"\n# slow\n"
    );
}
