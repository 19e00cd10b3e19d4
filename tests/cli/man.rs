//! `man`: the pages of `man/`, out of the program alone.

use std::fs;
#[cfg(feature = "demo")]
use std::path::Path;

use insta::assert_snapshot;

use crate::support::Sandbox;
use crate::waldur::several;

#[cfg(feature = "demo")]
fn committed() -> impl Iterator<Item = (String, String)> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    fs::read_dir(pages).expect("man/ is there").map(|entry| {
        let path = entry.expect("man/ can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(&path).expect("a page is text");
        (name.into_owned(), text)
    })
}

// The committed files are those of the default features.
#[cfg(feature = "demo")]
#[test]
fn page_is_printed_by_command_alias_or_name() {
    let sandbox = Sandbox::new();
    let page = |words: &[&str]| {
        let ran = sandbox.command([&["man"], words].concat()).run();
        ran.assert_status(0).stdout_text().to_owned()
    };
    for (name, text) in committed() {
        let name = name.strip_suffix(".1").unwrap();
        assert_eq!(page(&[name]), text, "{name}");
    }
    let file = |name: &str| committed().find(|(found, _)| found == name).unwrap().1;
    assert_eq!(page(&[]), file("waldur-review.1"));
    for words in [&["batches", "list"] as &[_], &["batch", "ls"], &["waldur-review-batches-list.1"]]
    {
        assert_eq!(page(words), file("waldur-review-batches-list.1"));
    }
}

// The committed files are those of the default features.
#[cfg(feature = "demo")]
#[test]
fn all_pages_are_written_and_replaced() {
    let sandbox = Sandbox::new();
    let into = sandbox.home().join("share/man/man1");
    let write = |flags: &[&str]| {
        let command = sandbox.command(["man", "--into"]).args([&into]);
        command.args(flags).run().assert_status(0)
    };
    let ran = write(&[]);
    let count = committed().count();
    assert_eq!(
        (ran.stdout_text(), ran.stderr.as_str()),
        ("", &*format!("Wrote {count} man pages to {}.\n", into.display()))
    );
    fs::write(into.join("waldur-review.1"), "old").unwrap();
    let ran = write(&["--quiet"]);
    assert_eq!((ran.stdout_text(), ran.stderr.as_str()), ("", ""));
    assert_eq!(fs::read_dir(&into).unwrap().count(), count);
    for (name, text) in committed() {
        assert_eq!(fs::read_to_string(into.join(name)).unwrap(), text);
    }
}

#[test]
fn settings_and_home_are_not_needed() {
    let sandbox = Sandbox::new();
    let ran = sandbox
        .command(["man", "status"])
        .env("WALDUR_REVIEW_COLOR", "x")
        .env("COLUMNS", "wide")
        .env_remove("HOME")
        .run();
    assert_eq!(ran.assert_status(0).stderr, "");
}

#[cfg(unix)]
#[test]
fn terminal_gets_a_hint_how_to_read_it() {
    let sandbox = Sandbox::new();
    let last = |words: &[&str]| {
        let screen = sandbox.terminal(words.iter().copied(), 80, 24).finish();
        assert_eq!(screen.status, 0);
        screen.text.lines().last().unwrap_or_default().to_owned()
    };
    assert_eq!(
        last(&["man", "batch", "ls"]),
        "To read it: waldur-review man batches list | man -l -"
    );
    assert_eq!(last(&["man"]), "To read it: waldur-review man | man -l -");
    assert!(!last(&["man", "--quiet"]).contains("To read it"));
}

#[cfg(target_os = "linux")]
#[test]
fn unwritable_output_is_an_error() {
    let sandbox = Sandbox::new();
    let why = "cannot write the output: No space left on device (os error 28)";
    for words in ["man", "completions bash", "", "--help", "items accept -h", "--version", "help"] {
        let ran = sandbox.shell(&format!("waldur-review {words} >/dev/full"));
        assert_eq!(ran.run().assert_status(1).stderr, format!("error: {why}\n"), "{words}");
    }
    let json = sandbox.shell("waldur-review batches list --json --help >/dev/full").run();
    assert!(json.assert_status(1).stderr.contains(&format!("\"message\":\"{why}\"")));
    for words in ["man", "--version"] {
        let script = format!(
            "trap '' PIPE; {{ sleep 0.1; waldur-review {words}; echo $? >code; }} | :; cat code"
        );
        let closed = sandbox.shell(&script).run();
        assert_eq!((closed.stdout_text(), closed.stderr.as_str()), ("0\n", ""), "{words}");
    }
}

#[cfg(unix)]
#[test]
fn unknown_command_or_directory_is_refused() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.home().join("file"), "").unwrap();
    let run = |words: &str| sandbox.command(words.split(' ')).run();
    assert_snapshot!(several(&[
        run("man batches lists").assert_status(3),
        run("man waldur-review-lists").assert_status(3),
        run("man --into file/man1").assert_status(2),
        run("man status --into pages").assert_status(2),
    ]));
}

#[test]
fn directory_in_place_of_a_page_is_named() {
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.home().join("pages/waldur-review-status.1")).unwrap();
    let ran = sandbox.command(["man", "--into", "pages"]).run().assert_status(2);
    let said = ran.snapshot();
    assert!(said.contains("pages/waldur-review-status.1"), "{said}");
    assert!(said.contains("pages were written; make room for it"), "{said}");
    assert!(!said.contains("nothing was written"), "{said}");
    assert!(sandbox.home().join("pages/waldur-review-auth.1").is_file());
}

#[cfg(unix)]
#[test]
fn special_file_in_place_of_a_page_is_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let sandbox = Sandbox::new();
    let place = sandbox.home().join("pages/waldur-review.1");
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(&place).unwrap();
    let ran = sandbox.command(["man", "--into", "pages"]).run();
    let said = ran.assert_status(2).snapshot();
    assert!(said.contains("pages/waldur-review.1 is not a file"), "{said}");
    assert!(std::fs::metadata(&place).unwrap().file_type().is_socket());
}
