//! What a change leaves untouched in the file, and damaged files.

use std::fs;

use insta::assert_snapshot;

use crate::support::Sandbox;
use crate::waldur::several;

use super::{CONFIG, set};

#[test]
fn rest_of_the_file_is_kept() {
    let sandbox = Sandbox::new();
    let before = "# mine\nutc = false # for now\n\n# how it looks\n[display]\ncolor = \"auto\"   # yes\n\n[profiles.site] # work\nurl = 'https://w.example'\n";
    sandbox.write(CONFIG, before);
    for (key, values) in [
        ("utc", &["true"] as &[_]),
        ("display.color", &["never"]),
        ("display.columns", &["batch,call, due"]),
        ("profile", &["site"]),
        ("profiles.site.timeout", &["60s"]),
        ("profiles.site.token_command", &["--", "pass", "show", "--clip", "w"]),
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
fn first_setting_creates_the_file_for_its_owner_only() {
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
fn value_in_place_of_a_table_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "display = 3\n");
    let ran = set(&sandbox, "display.color", &["never"]).assert_status(2);
    assert_snapshot!(ran.snapshot(), @"
    $ waldur-review config set display.color never
    (exit 2)
    --- stdout
    --- stderr
    error: [HOME]/config/config.toml: what holds `display.color` is no table, so nothing was changed
      correct it with: waldur-review config edit
    ");
    assert_eq!(sandbox.read(CONFIG), "display = 3\n");
}

#[test]
fn comment_above_a_removed_setting_is_kept() {
    let sandbox = Sandbox::new();
    let unset = |key: &str| {
        let ran = sandbox.command(["config", "unset", key]).run();
        ran.assert_status(0);
    };
    sandbox.write(CONFIG, "# first\nutc = true\n\n[display]\n# last\ncolor = \"never\"\n");
    unset("utc");
    assert_eq!(sandbox.read(CONFIG), "# first\n\n[display]\n# last\ncolor = \"never\"\n");
    unset("display.color");
    assert_eq!(sandbox.read(CONFIG), "# first\n\n[display]\n# last\n");
}

#[test]
fn blank_line_separates_top_settings_from_tables() {
    let top_first = Sandbox::new();
    set(&top_first, "timeout", &["5s"]).assert_status(0);
    set(&top_first, "display.color", &["never"]).assert_status(0);
    assert_eq!(top_first.read(CONFIG), "timeout = \"5s\"\n\n[display]\ncolor = \"never\"\n");
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
fn damaged_file_can_be_repaired() {
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
fn file_managed_by_another_program_is_not_changed() {
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

#[test]
fn comment_above_the_last_setting_is_kept() {
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
