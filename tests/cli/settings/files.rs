//! `credentials.toml` and `config.toml`: permissions, damage, concurrent logins.

use std::{fs, thread};

use insta::assert_snapshot;

use crate::support::{Invocation, Ran, Sandbox, Seen, Server, Session, TOKEN};
use crate::waldur::{several, waldur};

use super::{CONFIG, STORED, login, mode};

#[cfg(unix)]
#[test]
fn credentials_are_readable_by_their_owner_only() {
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
fn file_readable_by_others_is_warned_about() {
    let session = Session::start(waldur);
    let file = session.home().join(STORED);
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    let columns = ["batches", "list", "--columns", "pending", "--limit", "1"];
    let warned = session.command(columns).run();
    let quiet = session.command(columns).args(["--quiet"]).run();
    assert_snapshot!(several([&warned, &quiet]));
}

#[cfg(unix)]
#[test]
fn symbolic_link_is_kept() {
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
fn malformed_credentials_file_is_left_unchanged() {
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
fn incomplete_profile_names_what_is_missing() {
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
fn unreadable_or_unwritable_file_is_named() {
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
    runs.push(login(&sandbox, &server).env("WALDUR_REVIEW_CONFIG_DIR", below).run());

    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.home().join("config/credentials.lock")).unwrap();
    runs.push(login(&sandbox, &server).run());
    assert!(!sandbox.home().join(STORED).exists());

    let sandbox = Sandbox::new();
    sandbox.write(STORED, "");
    fs::write(sandbox.home().join(STORED), b"# \xff\xfe\n").unwrap();
    runs.push(login(&sandbox, &server).run());
    assert_eq!(fs::read(sandbox.home().join(STORED)).unwrap(), b"# \xff\xfe\n");
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert_eq!(ran.status, 2, "{}", ran.snapshot());
    }
}

#[test]
fn concurrent_logins_are_all_stored() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    thread::scope(|scope| {
        for number in 0..6 {
            let (sandbox, server) = (&sandbox, &server);
            scope.spawn(move || {
                let name = format!("p{number}");
                login(sandbox, server).args(["--profile", &name]).run().assert_status(0);
            });
        }
    });
    let stored = sandbox.read(STORED);
    for number in 0..6 {
        assert!(stored.contains(&format!("[profiles.p{number}]")), "{stored}");
    }
    let left: Vec<_> = fs::read_dir(sandbox.config_dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().starts_with(".credentials-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn unusable_value_in_config_toml_is_named() {
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

#[cfg(target_os = "linux")]
#[test]
fn default_directory_is_that_of_the_platform() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let without = |invocation: Invocation| invocation.env_remove("WALDUR_REVIEW_CONFIG_DIR");
    without(login(&sandbox, &server)).run().assert_status(0);
    let stored = sandbox.home().join(".config/waldur-review/credentials.toml");
    assert_eq!(mode(&stored), 0o600);
    assert_eq!(mode(stored.parent().unwrap()), 0o700);
    without(sandbox.command(["batches", "list"])).run().assert_status(0);
    let elsewhere = sandbox.home().join("xdg");
    without(login(&sandbox, &server)).env("XDG_CONFIG_HOME", &elsewhere).run().assert_status(0);
    assert!(elsewhere.join("waldur-review/credentials.toml").is_file());
}
