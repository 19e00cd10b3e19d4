//! `reviews …`.

mod list;

use crate::support::{Waldur, time};

/// Without the zeros in the UUIDs of the tests.
fn short(text: &str) -> String {
    text.replace("c0ffee4a000000000000000", "~")
}

/// Reviews of four proposals: one to submit, one overdue, one submitted, one without an end.
fn some() -> Waldur {
    let waldur = Waldur::new();
    waldur.with(|world| {
        for number in 1..=4 {
            world.accept(number);
        }
        world.review(1).end = Some(time("2026-11-25T09:00:00Z"));
        world.review(2).end = Some(time("2026-11-23T09:00:00Z"));
        world.review(3).state = "submitted";
        world.review(4).end = None;
    });
    waldur
}
