//! `items list` and `items show`.

mod list;
mod pages;
mod show;

use crate::support::{Sandbox, Server, TOKEN, Waldur, assert_no_token, time};

/// Without the zeros in the UUIDs of the tests.
fn short(text: &str) -> String {
    text.replace("c0ffee4a000000000000000", "~")
}

fn list(server: &Server, args: &[&str]) -> String {
    let sandbox = Sandbox::new();
    sandbox.logged_in(server);
    let ran = sandbox.command(["items", "list"]).args(args).run();
    assert_no_token(&ran, TOKEN);
    short(&ran.snapshot())
}

fn some() -> Waldur {
    let waldur = Waldur::new();
    waldur.with(|world| {
        let second = world.batch(2, "Isambard 3 Rapid Access");
        second.status = "responded";
        world.items(2, 5..=6);
        world.accept(2);
        world.item(4).decline(time("2026-11-24T03:00:01Z"), "No time.".to_owned());
        world.item(5).status = "coi_blocked";
        world.item(1).name = "Llais: open speech models for Welsh, Cornish and Gàidhlig".repeat(2);
    });
    waldur
}
