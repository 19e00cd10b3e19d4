//! A calendar file that is there already.

use std::fs;

use icalendar::Component;
use insta::assert_snapshot;

use crate::support::{PAT, Ran, Server, TOKEN, answer};
use crate::waldur::several;

use super::{Exporter, FIRST, REVIEW, World, batch, events, facts, review};

#[test]
fn calendar_file_is_updated() {
    let exporter = Exporter::new();
    let export = |now: &str| {
        let ran = exporter.run(now, &["--ics", "due.ics"]).assert_status(0);
        assert_eq!(ran.stdout_text(), "");
        ran.stderr
    };
    assert_eq!(export("2026-11-24T03:00:00Z"), "Wrote 3 events to due.ics.\n");
    let first = exporter.file();
    assert_eq!(
        facts(&first),
        [
            "batch-c19e5577 0 CONFIRMED 20261124T030000Z",
            "review-466ce616 0 CONFIRMED 20261124T030000Z",
            "batch-0b6d2e48 0 CONFIRMED 20261124T030000Z",
        ]
    );
    // Nothing changed: the same bytes, whatever the time.
    assert_eq!(export("2026-11-24T04:00:00Z"), "Nothing changed: due.ics has 3 events.\n");
    assert_eq!(exporter.file(), first);
    // One has a later deadline, one is answered, one is new, the review is as it was.
    let later = batch(FIRST, "Gateway to Isambard-AI: Autumn 2026", r#""2026-12-09T17:00:00Z""#, 3);
    let new = batch("5d04aa1e2462413ebee159b1968b634e", "New", r#""2026-12-20T08:00:00Z""#, 5);
    let same = review(REVIEW, "Another name", r#""2026-12-01T02:25:10.9Z""#);
    exporter.world.set(&[later.clone(), new], &[same]);
    assert_eq!(export("2026-11-25T03:00:00Z"), "Wrote 4 events to due.ics, 1 of them cancelled.\n");
    assert_eq!(
        facts(&exporter.file()),
        [
            "batch-c19e5577 1 CANCELLED 20261125T030000Z",
            "review-466ce616 0 CONFIRMED 20261124T030000Z",
            "batch-0b6d2e48 1 CONFIRMED 20261125T030000Z",
            "batch-5d04aa1e 0 CONFIRMED 20261125T030000Z",
        ]
    );
    let cancelled = events(&exporter.file());
    assert!(cancelled[0].components().is_empty(), "it rings no more");
    let before = exporter.file();
    assert_eq!(
        export("2026-11-25T04:00:00Z"),
        "Nothing changed: due.ics has 4 events, 1 of them cancelled.\n"
    );
    assert_eq!(exporter.file(), before);
    // Called off is dropped once it would be past; what is past is left out.
    exporter.world.set(&[later], &[]);
    export("2026-12-02T03:00:00Z");
    assert_eq!(
        facts(&exporter.file()),
        [
            "batch-0b6d2e48 1 CONFIRMED 20261125T030000Z",
            "batch-5d04aa1e 1 CANCELLED 20261202T030000Z",
        ]
    );
    // It is listed again.
    let back = batch("5d04aa1e2462413ebee159b1968b634e", "New", r#""2026-12-20T08:00:00Z""#, 5);
    exporter.world.set(&[back], &[]);
    export("2026-12-10T03:00:00Z");
    assert_eq!(facts(&exporter.file()), ["batch-5d04aa1e 2 CONFIRMED 20261210T030000Z"]);
    exporter.world.set(&[], &[]);
    assert_eq!(export("2026-12-21T03:00:00Z"), "Wrote 0 events to due.ics.\n");
}

#[test]
fn incomplete_data_cancels_no_event() {
    let exporter = Exporter::new();
    let now = "2026-11-24T03:00:00Z";
    exporter.run(now, &["--ics", "due.ics"]).assert_status(0);
    let before = exporter.file();
    exporter.world.without_reviews();
    let partly = exporter.run(now, &["--ics", "due.ics"]).assert_status(9);
    assert_eq!(exporter.file(), before);
    exporter.world.set(&[batch(FIRST, "Gateway", r#""soon""#, 3)], &[]);
    exporter.run(now, &["--ics", "due.ics"]).assert_status(0);
    let unclear = facts(&exporter.file());
    assert!(
        unclear.contains(&"batch-0b6d2e48 0 CONFIRMED 20261124T030000Z".to_owned()),
        "{unclear:?}"
    );
    // Another server's events are not this one's concern.
    let other = World::default();
    other.set(&[], &[]);
    let server = other.start();
    exporter.session.logged_in_as("other", &server, PAT);
    fs::write(exporter.session.home().join("due.ics"), &before).unwrap();
    let elsewhere = exporter.run(now, &["--ics", "due.ics", "--profile", "other"]);
    assert_eq!(exporter.file(), before);
    // Of several servers, one that fails costs its own events only, and none in the file.
    let broken = Server::start(|_| answer("auth-expired"));
    exporter.session.logged_in_as("broken", &broken, TOKEN);
    exporter.world.set(&[batch(FIRST, "Gateway", r#""2026-12-02T17:00:00Z""#, 3)], &[]);
    let all = exporter.run(now, &["--ics", "due.ics", "--all-profiles"]);
    assert_eq!(facts(&exporter.file()).len(), 3);
    assert_snapshot!(several(&[partly, elsewhere, all]));
}

#[test]
fn foreign_files_are_not_overwritten() {
    let exporter = Exporter::new();
    let sandbox = &exporter.session;
    let now = "2026-11-24T03:00:00Z";
    exporter.run(now, &["--ics", "own.ics"]).assert_status(0);
    let own = sandbox.read("own.ics");
    sandbox.write("notes.txt", "hello\n");
    sandbox.write("other.ics", &own.replace("//waldur-review//", "//other//"));
    sandbox.write("mixed.ics", &own.replace("UID:review-", "UID:dentist-"));
    fs::write(sandbox.home().join("bytes"), [0xff, 0xfe]).unwrap();
    fs::create_dir(sandbox.home().join("place")).unwrap();
    // No calendar of ours has 16 MiB; more than that is not even read.
    for (name, size) in [("large", 16 << 20), ("larger", (16 << 20) + 1)] {
        let file = fs::File::create(sandbox.home().join(name)).unwrap();
        file.set_len(size).unwrap();
    }
    let refused: Vec<Ran> = [
        "notes.txt",
        "other.ics",
        "mixed.ics",
        "bytes",
        "place",
        "no/due.ics",
        "notes.txt/due.ics",
        "large",
        "larger",
    ]
    .map(|name| exporter.run(now, &["--ics", name]).assert_status(2))
    .into();
    assert_eq!(sandbox.read("notes.txt"), "hello\n");
    assert!(sandbox.read("mixed.ics").contains("UID:dentist-"));
    assert_snapshot!(several(&refused));
    // A file that was only made is as good as none.
    sandbox.write("empty.ics", "");
    exporter.run(now, &["--ics", "empty.ics"]).assert_status(0);
    assert_eq!(sandbox.read("empty.ics"), own);
}

#[cfg(unix)]
#[test]
fn updated_file_keeps_its_mode_and_symbolic_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let exporter = Exporter::new();
    let home = exporter.session.home();
    let mode = |name: &str| fs::metadata(home.join(name)).unwrap().permissions().mode() & 0o777;
    let now = "2026-11-24T03:00:00Z";
    exporter.run(now, &["--ics", "due.ics"]).assert_status(0);
    fs::create_dir(home.join("real")).unwrap();
    fs::rename(home.join("due.ics"), home.join("real/due.ics")).unwrap();
    symlink("real/due.ics", home.join("due.ics")).unwrap();
    fs::set_permissions(home.join("real/due.ics"), fs::Permissions::from_mode(0o640)).unwrap();
    exporter.world.set(&[], &[]);
    let ran = exporter.run(now, &["--ics", "due.ics"]).assert_status(0);
    assert_eq!(ran.stderr, "Wrote 3 events to due.ics, 3 of them cancelled.\n");
    assert!(fs::symlink_metadata(home.join("due.ics")).unwrap().is_symlink());
    assert_eq!(mode("real/due.ics"), 0o640);
    // A new one is as the shell makes it, and nothing is left beside it.
    exporter
        .session
        .shell("umask 027; waldur-review batches export --ics real/new.ics")
        .run()
        .assert_status(0);
    assert_eq!(mode("real/new.ics"), 0o640);
    exporter
        .session
        .shell("umask 022; waldur-review -q batches export --ics real/newer.ics")
        .run()
        .assert_status(0);
    assert_eq!(mode("real/newer.ics"), 0o644);
    assert_eq!(fs::read_dir(home.join("real")).unwrap().count(), 3);
}
