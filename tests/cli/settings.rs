//! Files, variables and flags: which of them counts, and what is said when one cannot be used.

use std::fs;
use std::thread;

use insta::assert_snapshot;

use crate::support::{Invocation, NOBODY, PAT, Ran, Sandbox, Seen, Server, TOKEN};
use crate::support::{Waldur, answer, assert_no_token, posts};
use crate::waldur::{several, waldur};

const STORED: &str = "config/credentials.toml";
const CONFIG: &str = "config/config.toml";

fn login(sandbox: &Sandbox, server: &Server) -> Invocation {
    sandbox
        .command(["auth", "login", "--url", &server.origin(), "--with-token"])
        .stdin(TOKEN)
}

#[cfg(unix)]
fn mode(path: impl AsRef<std::path::Path>) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path)
        .expect("the file is there")
        .permissions()
        .mode()
        & 0o777
}

#[cfg(unix)]
#[test]
fn what_is_stored_is_for_its_owner_only() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let script = format!(
        "umask 0; printf %s {TOKEN} | waldur-review auth login --url {} --with-token",
        server.origin()
    );
    sandbox.shell(&script).run().assert_status(0);
    assert_eq!(mode(sandbox.config_dir()), 0o700);
    for entry in fs::read_dir(sandbox.config_dir()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    // A file that was opened up is closed again by the next login.
    let file = sandbox.home().join(STORED);
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let ran = login(&sandbox, &server).run().assert_status(0);
    assert_eq!(mode(&file), 0o600);
    assert!(ran.stderr.starts_with("warning: "), "{}", ran.snapshot());
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_warned_about() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let file = sandbox.home().join(STORED);
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    let columns = ["batches", "list", "--columns", "pending", "--limit", "1"];
    let warned = sandbox.command(columns).run();
    let quiet = sandbox.command(columns).args(["--quiet"]).run();
    assert_snapshot!(several([&warned, &quiet]));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_stays_one() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let goal = sandbox.write("dotfiles/waldur.toml", "# mine\n");
    fs::create_dir(sandbox.config_dir()).unwrap();
    let link = sandbox.home().join(STORED);
    std::os::unix::fs::symlink("../dotfiles/waldur.toml", &link).unwrap();
    login(&sandbox, &server).run().assert_status(0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let text = fs::read_to_string(&goal).unwrap();
    assert!(text.contains("# mine\n") && text.contains(TOKEN), "{text}");
    sandbox.command(["auth", "logout"]).run().assert_status(0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(!fs::read_to_string(&goal).unwrap().contains(TOKEN));
}

#[test]
fn a_credentials_file_that_is_not_understood_is_left_as_it_is() {
    let server = Server::start(waldur).unused_is_fine();
    let sandbox = Sandbox::new();
    let mut runs = Vec::new();
    for text in [
        "[profiles.default\ntoken = \"hunter2hunter2hunter2\"\n",
        "[profiles.default]\nurl = \"https://w.example\"\ntoken = \"hunter2hunter2hunter2\n",
        "profiles = \"hunter2hunter2hunter2\"\n",
        "[profiles]\ndefault = \"hunter2hunter2hunter2\"\n",
        "[[profiles.default]]\ntoken = \"hunter2hunter2hunter2\"\n",
    ] {
        sandbox.write(STORED, text);
        runs.push(sandbox.command(["batches", "list"]).run());
        runs.push(login(&sandbox, &server).run());
        runs.push(sandbox.command(["auth", "status"]).run());
        assert_eq!(sandbox.read(STORED), text);
    }
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert_eq!(ran.status, 2, "{}", ran.snapshot());
        assert!(!ran.seen().contains("hunter2"), "{}", ran.snapshot());
    }
}

#[test]
fn a_profile_that_is_not_complete_says_what_is_missing() {
    let sandbox = Sandbox::new();
    let mut runs = Vec::new();
    for text in [
        "",
        "url = \"https://w.example\"\n",
        "token = \"hunter2hunter2hunter2\"\n",
        "url = 3\ntoken = \"hunter2hunter2hunter2\"\n",
        "url = \"https://w.example\"\ntoken = 12345678\n",
        "url = \"ftp://w.example\"\ntoken = \"hunter2hunter2hunter2\"\n",
        "url = \"https://w.example\"\ntoken = \"hunter2 hunter2\"\n",
    ] {
        sandbox.write(STORED, &format!("[profiles.default]\n{text}"));
        runs.push(sandbox.command(["batches", "list"]).run());
    }
    assert_snapshot!(several(&runs));
    for (number, ran) in runs.iter().enumerate() {
        // Without a token it is a profile for a `token_command`, or not logged in.
        let status = if number == 1 { 4 } else { 2 };
        assert_eq!(ran.status, status, "{}", ran.snapshot());
        assert!(!ran.seen().contains("hunter2"), "{}", ran.snapshot());
    }
    // What is advised helps.
    let server = Server::start(waldur);
    login(&sandbox, &server).run().assert_status(0);
    sandbox.command(["batches", "list"]).run().assert_status(0);
}

/// A directory in the place of a file cannot be read or replaced, not even by root.
#[test]
fn a_file_that_cannot_be_read_or_written_is_named() {
    let server = Server::start(waldur).unused_is_fine();
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.home().join(STORED)).unwrap();
    let mut runs = vec![
        sandbox.command(["batches", "list"]).run(),
        login(&sandbox, &server).run(),
        sandbox.command(["auth", "logout"]).run(),
    ];
    assert!(sandbox.home().join(STORED).is_dir());

    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.home().join(CONFIG)).unwrap();
    runs.push(sandbox.command(["batches", "list"]).run());

    let sandbox = Sandbox::new();
    sandbox.write("config", "not a directory");
    runs.push(login(&sandbox, &server).run());
    assert_eq!(sandbox.read("config"), "not a directory");

    let sandbox = Sandbox::new();
    sandbox.write("file", "");
    let below = sandbox.home().join("file/config");
    runs.push(
        login(&sandbox, &server)
            .env("WALDUR_REVIEW_CONFIG_DIR", below)
            .run(),
    );

    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.home().join("config/credentials.lock")).unwrap();
    runs.push(login(&sandbox, &server).run());
    assert!(!sandbox.home().join(STORED).exists());

    let sandbox = Sandbox::new();
    sandbox.write(STORED, "");
    fs::write(sandbox.home().join(STORED), b"# \xff\xfe\n").unwrap();
    runs.push(login(&sandbox, &server).run());
    assert_eq!(
        fs::read(sandbox.home().join(STORED)).unwrap(),
        b"# \xff\xfe\n"
    );
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert_eq!(ran.status, 2, "{}", ran.snapshot());
    }
}

#[test]
fn logins_at_once_lose_none() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    thread::scope(|scope| {
        for number in 0..6 {
            let (sandbox, server) = (&sandbox, &server);
            scope.spawn(move || {
                let name = format!("p{number}");
                login(sandbox, server)
                    .args(["--profile", &name])
                    .run()
                    .assert_status(0);
            });
        }
    });
    let stored = sandbox.read(STORED);
    for number in 0..6 {
        assert!(
            stored.contains(&format!("[profiles.p{number}]")),
            "{stored}"
        );
    }
    let left: Vec<_> = fs::read_dir(sandbox.config_dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().starts_with(".credentials-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_config_toml_cannot_hold_is_named() {
    let sandbox = Sandbox::new();
    let runs: Vec<Ran> = [
        "timeut = \"3s\"\n",
        "\n[profiles.default]\ntoken = \"hunter2hunter2hunter2\"\n",
        "utc = \"yes\"\n",
        "timeout = 30\n",
        "timeout = \"soon\"\n",
        "profile = \"a b\"\n",
        "[profiles.\"a b\"]\nurl = \"https://w.example\"\n",
        "[profiles.default\n",
        "[profiles.default]\ntoken_command = \"pass show waldur\"\n",
        "[profiles.default]\nurl = \"ftp://w.example\"\n",
    ]
    .into_iter()
    .map(|text| {
        sandbox.write(CONFIG, text);
        sandbox.command(["batches", "list"]).run()
    })
    .collect();
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert_eq!(ran.status, 2, "{}", ran.snapshot());
        assert!(!ran.seen().contains("hunter2"), "{}", ran.snapshot());
    }
}

#[test]
fn variables_that_cannot_be_used_are_named() {
    let run = |name: &str, value: &str| {
        Sandbox::new()
            .command(["batches", "list"])
            .env(name, value)
            .run()
    };
    let runs = [
        run("WALDUR_API_URL", "ftp://w.example"),
        run("WALDUR_REVIEW_URL", "https://me:hunter2@w.example"),
        run("WALDUR_ACCESS_TOKEN", "hunter2 hunter2"),
        run("WALDUR_REVIEW_TOKEN", "Token "),
        run("WALDUR_PROFILE", "a b"),
        run("WALDUR_REVIEW_NOW", "today"),
        run("TZ", "Middle/Earth"),
        run("WALDUR_ACCESS_TOKEN", TOKEN),
        run("WALDUR_API_URL", "https://w.example"),
        run("WALDUR_PROFILE", "site-2"),
    ];
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert!(matches!(ran.status, 2 | 4), "{}", ran.snapshot());
        assert!(!ran.seen().contains("hunter2"), "{}", ran.snapshot());
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_text_is_named() {
    use std::os::unix::ffi::OsStrExt;
    let odd = std::ffi::OsStr::from_bytes(b"\xff");
    for name in [
        "WALDUR_REVIEW_URL",
        "WALDUR_ACCESS_TOKEN",
        "WALDUR_PROFILE",
        "HTTPS_PROXY",
        "NO_PROXY",
        "TZ",
        "LANG",
        "TERM",
        "COLUMNS",
        "PAGER",
    ] {
        let ran = Sandbox::new()
            .command(["batches", "list"])
            .env(name, odd)
            .run();
        assert_eq!(ran.status, 2, "{}", ran.snapshot());
        assert!(
            ran.stderr
                .starts_with(&format!("error: {name} is not UTF-8 text\n")),
            "{}",
            ran.snapshot()
        );
    }
}

#[test]
fn an_empty_variable_counts_as_not_set() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let mut command = sandbox.command(["batches", "list"]);
    for name in [
        "WALDUR_REVIEW_URL",
        "WALDUR_API_URL",
        "WALDUR_REVIEW_TOKEN",
        "WALDUR_ACCESS_TOKEN",
        "WALDUR_REVIEW_PROFILE",
        "WALDUR_PROFILE",
        "HTTPS_PROXY",
        "NO_PROXY",
        "SSL_CERT_FILE",
    ] {
        command = command.env(name, "");
    }
    command.run().assert_status(0);
}

#[test]
fn a_width_of_nothing_counts_as_not_set() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let list = || sandbox.command(["batches", "list", "--format", "table"]);
    let usual = list().env_remove("COLUMNS").run().assert_status(0);
    for width in ["0", "-1", "wide"] {
        assert_eq!(
            list().env("COLUMNS", width).run().stdout,
            usual.stdout,
            "{width}"
        );
    }
    assert_ne!(list().env("COLUMNS", "120").run().stdout, usual.stdout);
}

/// Logins of four profiles with a token of their own, so that the server tells which is used.
#[test]
fn a_profile_is_named_by_flag_own_variable_shared_variable_and_file() {
    let server = Server::start(|_| answer("list-tls"));
    let sandbox = Sandbox::new();
    let names = ["default", "file", "shared", "own", "flag"];
    for (number, name) in names.iter().enumerate() {
        sandbox.logged_in_as(name, &server, &format!("{number}{TOKEN}"));
    }
    // Each of them comes before what was there so far.
    sandbox.command(["batches", "list"]).run().assert_status(0);
    sandbox.write(CONFIG, "profile = \"file\"\n");
    let list = || sandbox.command(["batches", "list"]);
    list().run().assert_status(0);
    let shared = || list().env("WALDUR_PROFILE", "shared");
    shared().run().assert_status(0);
    let own = || shared().env("WALDUR_REVIEW_PROFILE", "own");
    own().run().assert_status(0);
    own().args(["--profile", "flag"]).run().assert_status(0);
    // A flag comes before the variables for address and token, which belong to no profile.
    own()
        .env("WALDUR_API_URL", NOBODY)
        .env("WALDUR_ACCESS_TOKEN", PAT)
        .args(["--profile", "flag"])
        .run()
        .assert_status(0);
    let used: Vec<String> = server
        .requests()
        .iter()
        .map(|request| request.header("authorization").unwrap_or_default()[6..7].to_owned())
        .collect();
    assert_eq!(used, ["0", "1", "2", "3", "4", "4"]);
}

#[test]
fn own_variables_come_before_shared_ones() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in_as(
        "default",
        &server,
        "0000000000000000000000000000000000000000",
    );
    sandbox
        .command(["batches", "list"])
        .env("WALDUR_API_URL", NOBODY)
        .env("WALDUR_REVIEW_URL", server.origin())
        .env("WALDUR_ACCESS_TOKEN", "wrong")
        .env("WALDUR_REVIEW_TOKEN", TOKEN)
        .run()
        .assert_status(0);
}

#[test]
fn a_shared_token_is_for_the_shared_address() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let list = || {
        sandbox
            .command(["batches", "list"])
            .env("WALDUR_REVIEW_URL", server.origin())
            .env("WALDUR_API_URL", NOBODY)
            .env("WALDUR_ACCESS_TOKEN", PAT)
    };
    let nobody = list().run();
    assert_snapshot!(nobody.snapshot());
    assert_eq!(nobody.status, 4);
    sandbox.logged_in(&server);
    list().run().assert_status(0);
    let token = format!("Token {TOKEN}");
    for request in server.requests() {
        assert_eq!(request.header("authorization"), Some(token.as_str()));
    }
}

#[test]
fn a_profile_of_the_own_variable_comes_before_shared_addresses() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("site", &server, TOKEN);
    sandbox
        .command(["batches", "list"])
        .env("WALDUR_REVIEW_PROFILE", "site")
        .env("WALDUR_API_URL", NOBODY)
        .env("WALDUR_ACCESS_TOKEN", PAT)
        .run()
        .assert_status(0);
}

#[test]
fn what_is_allowed_unencrypted_is_for_the_profiles_own_server() {
    let sandbox = Sandbox::new();
    sandbox.write(
        CONFIG,
        "[profiles.default]\nurl = \"http://waldur.invalid\"\nplain_http = true\n",
    );
    let list = |url: &str| {
        sandbox
            .command(["batches", "list"])
            .env("WALDUR_API_URL", url)
            .env("WALDUR_ACCESS_TOKEN", TOKEN)
            .run()
    };
    list("http://waldur.invalid").assert_status(6);
    list("http://other.invalid").assert_status(2);
    list("http://waldur.invalid:8080").assert_status(2);
    // A stored login says better whose it is.
    sandbox.write(
        STORED,
        &format!("[profiles.default]\nurl = \"http://stored.invalid\"\ntoken = \"{TOKEN}\"\n"),
    );
    list("http://stored.invalid").assert_status(6);
    assert_snapshot!(list("http://waldur.invalid").snapshot(), @r#"
    $ waldur-review batches list
    (exit 2)
    --- stdout
    --- stderr
    error: http://waldur.invalid is unencrypted: anyone on the way could read your token
      use the https:// address
      `plain_http` of profile "default" is for http://stored.invalid; to move it: waldur-review auth logout --profile default
    "#);
}

#[test]
fn a_profile_that_is_not_stored_says_who_named_it() {
    let server = Server::start(waldur).must_stay_silent();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let list = || sandbox.command(["batches", "list"]);
    let mut runs = vec![
        list().args(["--profile", "other"]).run(),
        list().env("WALDUR_PROFILE", "other").run(),
        list().env("WALDUR_REVIEW_PROFILE", "other").run(),
    ];
    sandbox.write(CONFIG, "profile = \"other\"\n");
    runs.push(list().run());
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert_eq!(ran.status, 4);
    }
}

#[test]
fn a_stored_token_goes_to_its_own_origin_only() {
    let server = Server::start(waldur).must_stay_silent();
    let other = Server::start(|_| answer("list-tls")).must_stay_silent();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = |command: [&str; 2]| {
        sandbox
            .command(command)
            .env("WALDUR_API_URL", other.origin())
            .run()
    };
    let runs = [
        ran(["batches", "list"]),
        ran(["auth", "token"]),
        ran(["auth", "status"]),
    ];
    // The port's number is part of the origin, and so is the name of the host.
    let localhost = sandbox
        .command(["batches", "list"])
        .env(
            "WALDUR_REVIEW_URL",
            format!("http://localhost:{}", server.port()),
        )
        .run();
    assert_snapshot!(several(runs.iter().chain([&localhost])));
    for ran in runs.iter().chain([&localhost]) {
        assert_eq!(ran.status, 4, "{}", ran.snapshot());
        assert_no_token(ran, TOKEN);
    }
}

#[cfg(unix)]
#[test]
fn a_token_command_gives_the_token_to_its_own_origin() {
    let server = Server::start(waldur);
    let other = Server::start(|_| answer("list-tls")).must_stay_silent();
    let sandbox = Sandbox::new();
    let configure = |command: &str| {
        sandbox.write(
            CONFIG,
            &format!(
                "[profiles.default]\nurl = \"{}\"\ntoken_command = {command}\n",
                server.origin()
            ),
        );
    };
    let run = |command: &str| {
        configure(command);
        sandbox.command(["batches", "list"]).run()
    };
    run(&format!(
        "[\"sh\", \"-c\", \"echo {TOKEN}; echo more; touch asked\"]"
    ))
    .assert_status(0);
    assert!(sandbox.home().join("asked").exists());
    fs::remove_file(sandbox.home().join("asked")).unwrap();
    let status = sandbox.command(["auth", "status"]).run();
    fs::remove_file(sandbox.home().join("asked")).unwrap();
    let elsewhere = sandbox
        .command(["batches", "list"])
        .env("WALDUR_API_URL", other.origin())
        .run();
    assert!(
        !sandbox.home().join("asked").exists(),
        "the command runs only when its token may be used"
    );
    let failures = [
        run("[]"),
        run("[\"sh\", \"-c\", \"echo hunter2hunter2; exit 3\"]"),
        run("[\"true\"]"),
        run("[\"echo\", \"\"]"),
        run("[\"printf\", \"hunter%s hunter2\", \"2\"]"),
        run("[\"no-such-program\", \"x\"]"),
        run("[\"sh\", \"-c\", \"echo why >&2; exit 1\"]"),
        run("[\"sh\", \"-c\", \"kill $$\"]"),
    ];
    assert_snapshot!(several([&status, &elsewhere].into_iter().chain(&failures)));
    for ran in [&status, &elsewhere].into_iter().chain(&failures) {
        assert_no_token(ran, TOKEN);
    }
    // It comes before what is stored: whoever sets it up means it.
    sandbox.logged_in_as("default", &server, &"0".repeat(40));
    run(&format!("[\"echo\", \"{TOKEN}\"]")).assert_status(0);
}

#[test]
fn a_token_of_a_variable_goes_where_the_profile_says() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.write(
        CONFIG,
        &format!("[profiles.site]\nurl = \"{}\"\n", server.origin()),
    );
    let list = || {
        sandbox
            .command(["batches", "list"])
            .env("WALDUR_PROFILE", "site")
    };
    list()
        .env("WALDUR_ACCESS_TOKEN", PAT)
        .run()
        .assert_status(0);
    let without = list().run();
    assert_snapshot!(without.snapshot());
    assert_eq!(without.status, 4);
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_directory_of_its_own_the_platforms_is_used() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let without = |invocation: Invocation| invocation.env_remove("WALDUR_REVIEW_CONFIG_DIR");
    without(login(&sandbox, &server)).run().assert_status(0);
    let stored = sandbox
        .home()
        .join(".config/waldur-review/credentials.toml");
    assert_eq!(mode(&stored), 0o600);
    assert_eq!(mode(stored.parent().unwrap()), 0o700);
    without(sandbox.command(["batches", "list"]))
        .run()
        .assert_status(0);
    let elsewhere = sandbox.home().join("xdg");
    without(login(&sandbox, &server))
        .env("XDG_CONFIG_HOME", &elsewhere)
        .run()
        .assert_status(0);
    assert!(elsewhere.join("waldur-review/credentials.toml").is_file());
}

#[test]
fn with_several_logins_one_is_to_be_named() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    // A login that only config.toml knows counts as one.
    sandbox.write(
        CONFIG,
        &format!(
            "[profiles.site]\nurl = \"{}\"\ntoken_command = [\"echo\", \"{TOKEN}\"]\n",
            server.origin()
        ),
    );
    sandbox.command(["batches", "list"]).run().assert_status(0);
    sandbox.logged_in_as("second", &server, TOKEN);
    assert_snapshot!(sandbox.command(["batches", "list"]).run().snapshot(), @r#"
    $ waldur-review batches list
    (exit 4)
    --- stdout
    --- stderr
    error: there are several logins, and none of them is the usual one: second, site
      name one: --profile NAME, or `profile = "NAME"` at the top of config.toml
    "#);
    sandbox
        .command(["batches", "list", "--profile", "second"])
        .run()
        .assert_status(0);
}

#[test]
fn a_profile_that_only_tunes_is_no_login() {
    let server = Server::start(waldur).must_stay_silent();
    let sandbox = Sandbox::new();
    let list = |words: &[&str]| sandbox.command(["batches", "list"]).args(words).run();
    sandbox.write(CONFIG, "[profiles.tuned]\ntimeout = \"5s\"\n");
    let nobody = list(&[]);
    // Without an address it cannot be used, which is said where it is asked for.
    sandbox.write(
        CONFIG,
        "[profiles.tuned]\ntimeout = \"5s\"\n[profiles.half]\ntoken_command = [\"true\"]\n",
    );
    let half = list(&["--all-profiles"]);
    let named = list(&["--profile", "half"]);
    let only = list(&[]);
    assert_eq!((&named.stderr, 2), (&only.stderr, only.status));
    // One that both files know is one.
    sandbox.write(
        CONFIG,
        &format!(
            "[profiles.tuned]\ntimeout = \"5s\"\n[profiles.site]\nurl = \"{}\"\n",
            server.origin()
        ),
    );
    sandbox.logged_in_as("site", &server, TOKEN);
    sandbox.logged_in_as("second", &server, TOKEN);
    let several_logins = list(&[]);
    assert_snapshot!(several(&[nobody, half, named, several_logins]), @r#"
    $ waldur-review batches list
    (exit 4)
    --- stdout
    --- stderr
    error: you are not logged in
      run: waldur-review auth login
      or look around first: waldur-review --demo batches list

    $ waldur-review batches list --all-profiles
    (exit 2)
    --- stdout
    --- stderr
    error: profile "half": a `token_command` is set, but nothing says for which server
      run: waldur-review config set profiles.half.url ADDRESS

    $ waldur-review batches list --profile half
    (exit 2)
    --- stdout
    --- stderr
    error: a `token_command` is set, but nothing says for which server
      run: waldur-review config set profiles.half.url ADDRESS

    $ waldur-review batches list
    (exit 4)
    --- stdout
    --- stderr
    error: there are several logins, and none of them is the usual one: site, second
      name one: --profile NAME, or `profile = "NAME"` at the top of config.toml
    "#);
}

#[test]
fn variables_are_a_login_for_a_name_only_where_both_are_there_and_no_flag_names_it() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let list = || sandbox.command(["batches", "list", "--limit", "1"]);
    let shared = || list().env("WALDUR_PROFILE", "new");
    let url = server.origin();
    let runs = [
        shared().env("WALDUR_API_URL", &url).run(),
        shared().env("WALDUR_ACCESS_TOKEN", TOKEN).run(),
        list()
            .env("WALDUR_API_URL", &url)
            .env("WALDUR_ACCESS_TOKEN", TOKEN)
            .args(["--profile", "new"])
            .run(),
        shared()
            .env("WALDUR_API_URL", &url)
            .env("WALDUR_ACCESS_TOKEN", TOKEN)
            .run(),
    ];
    assert_eq!(
        runs.each_ref().map(|ran| ran.status),
        [4, 4, 4, 0],
        "{}",
        several(&runs)
    );
}

#[test]
fn an_address_in_a_variable_alone_is_no_login_beside_the_stored_ones() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("one", &server, TOKEN);
    sandbox.logged_in_as("two", &server, TOKEN);
    let list = || {
        sandbox
            .command(["batches", "list", "--all-profiles", "--columns", "server"])
            .args(["--limit", "1"])
    };
    let plain = list().run().assert_status(0);
    for (name, value) in [("WALDUR_API_URL", NOBODY), ("WALDUR_ACCESS_TOKEN", PAT)] {
        let ran = list().env(name, value).run().assert_status(0);
        assert_eq!(ran.stdout, plain.stdout, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_is_asked_who_cannot_see_the_question_or_answer_it() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    for line in [
        "waldur-review items accept gw-001 2>said",
        "waldur-review items accept gw-001 </dev/null",
    ] {
        let screen = sandbox.shell(line).terminal(80, 24).finish();
        assert_eq!(screen.status, 2, "{line}: {}", screen.snapshot());
    }
    assert!(posts(&server).is_empty());
}
