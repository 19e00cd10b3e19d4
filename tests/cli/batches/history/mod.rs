//! `batches list --all` and `batches show` of answered batches.

mod demo;
mod list;

use crate::support::{Sandbox, Server, TOKEN, Waldur, assert_no_token, time};

/// Without the zeros in the UUIDs of the tests.
fn short(text: &str) -> String {
    text.replace("c0ffee4a000000000000000", "~")
}

fn run(server: &Server, args: &[&str], columns: &str) -> String {
    let sandbox = Sandbox::new();
    sandbox.logged_in(server);
    let command = sandbox.command(["batches"]).args(args);
    let ran = command.env("COLUMNS", columns).run();
    assert_no_token(&ran, TOKEN);
    short(&ran.snapshot())
}

fn some() -> Waldur {
    let waldur = Waldur::new();
    waldur.with(|world| {
        let answered = world.batch(2, "Isambard 3 Rapid Access");
        answered.status = "responded";
        answered.responded_at = Some(time("2026-11-21T09:30:00+00:00"));
        world.items(2, 5..=7);
        world.accept(5);
        world.item(6).status = "declined";
        "No time.".clone_into(&mut world.item(6).decline_reason);
        world.item(7).status = "declined";
        let expired = world.batch(3, "AIRR Early Access Research");
        expired.status = "expired";
        expired.expires_at = Some(time("2026-11-20T17:00:00+00:00"));
        world.items(3, 8..=9);
        world.item(8).status = "expired";
        world.item(9).status = "accepted";
    });
    waldur
}
