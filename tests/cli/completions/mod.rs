//! `completions`: scripts, and what the program offers to a shell.

mod cache;
mod candidates;
mod scripts;

use crate::support::{Sandbox, Session, Waldur, time};

const NOW: &str = "2026-11-24T03:00:00Z";

/// What is offered for a line that is typed up to its end, at this time.
fn tab_at(sandbox: &Sandbox, now: &str, shell: &str, line: &str) -> String {
    let ran = sandbox
        .command(["waldur-review"])
        .args(line.split(' '))
        .env("WALDUR_REVIEW_COMPLETE", shell)
        .env("WALDUR_REVIEW_NOW", now)
        .run()
        .assert_status(0);
    assert_eq!(ran.stderr, "", "{line}");
    ran.stdout_text().to_owned()
}

fn tab(sandbox: &Sandbox, line: &str) -> String {
    tab_at(sandbox, NOW, "fish", line)
}

/// The words alone.
fn words(sandbox: &Sandbox, line: &str) -> Vec<String> {
    tab_at(sandbox, NOW, "bash", line).lines().map(str::to_owned).collect()
}

fn world() -> (Waldur, Session) {
    let world = Waldur::new();
    world.with(|world| {
        world.batch(2, "Isambard 3 Rapid Access").expires_at =
            Some(time("2026-11-25T17:00:00+00:00"));
        world.items(2, 5..=5);
    });
    let session = Session::new(world.start());
    (world, session)
}
