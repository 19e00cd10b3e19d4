//! How items are named on the command line and on standard input.

use crate::support::{Sandbox, Waldur, batch, item, posts};

use super::{NOTHING, run};

#[test]
fn items_are_named_by_uuid_prefix_or_slug() {
    let waldur = Waldur::new();
    let dashed = format!(
        "{}-{}-{}-{}-{}",
        &item(2)[..8],
        &item(2)[8..12],
        &item(2)[12..16],
        &item(2)[16..20],
        &item(2)[20..]
    );
    for args in [&["E00001", "GW-002", "GW-001", "e00001"][..], &[&dashed.to_uppercase(), &item(1)]]
    {
        let waldur = Waldur::new();
        let (text, sent) = run(&waldur, &[&["items", "accept", "-y"], args].concat());
        let mut sent = sent;
        sent.sort();
        assert_eq!(sent, ["accept 1", "accept 2"], "{text}");
    }
    let mut seen = String::new();
    for name in ["e000", "e0", "gw-0", "zzzz", "gw-099"] {
        let (text, sent) = run(&waldur, &["items", "accept", "-y", name]);
        assert_eq!(sent, NOTHING);
        seen += &text;
    }
    waldur.with(|world| world.item(2).slug = "gw-001".to_owned());
    seen += &run(&waldur, &["items", "accept", "-y", "gw-001"]).0;
    insta::assert_snapshot!(seen, @"
    $ waldur-review items accept -y e000
    (exit 3)
    --- stdout
    --- stderr
    error: e000 matches 4 items: write more of the UUID
      e00001~001  Proposal 1
      e00002~002  Proposal 2
      e00003~003  Proposal 3
      e00004~004  Proposal 4
    $ waldur-review items accept -y e0
    (exit 3)
    --- stdout
    --- stderr
    error: no item of yours matches e0 on 127.0.0.1:PORT
      a prefix has 4 characters or more, a slug is whole; run: waldur-review items list --pending
    $ waldur-review items accept -y gw-0
    (exit 3)
    --- stdout
    --- stderr
    error: no item of yours matches gw-0 on 127.0.0.1:PORT
      a prefix has 4 characters or more, a slug is whole; run: waldur-review items list --pending
    $ waldur-review items accept -y zzzz
    (exit 3)
    --- stdout
    --- stderr
    error: no item of yours matches zzzz on 127.0.0.1:PORT
      a prefix has 4 characters or more, a slug is whole; run: waldur-review items list --pending
    $ waldur-review items accept -y gw-099
    (exit 3)
    --- stdout
    --- stderr
    error: no item of yours matches gw-099 on 127.0.0.1:PORT
      a prefix has 4 characters or more, a slug is whole; run: waldur-review items list --pending
    $ waldur-review items accept -y gw-001
    (exit 3)
    --- stdout
    --- stderr
    error: gw-001 matches 2 items: write more of the UUID
      e00001~001  Proposal 1
      e00002~002  Proposal 2
    ");
}

#[test]
fn items_are_read_from_standard_input() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let lines = format!("{}\n\n  {}\textra words\n{}\n", item(1), item(2), item(1));
    sandbox.command(["items", "accept", "-y", "-"]).stdin(lines).run().assert_status(0);
    assert_eq!(posts(&server), ["accept 1", "accept 2"]);
    let ndjson = format!("{{\"x\":1.10,\"uuid\":\"{}\"}}\n", item(4));
    sandbox.command(["items", "accept", "-y", "-"]).stdin(ndjson).run().assert_status(0);
    assert_eq!(posts(&server).len(), 3);
    let mut seen = String::new();
    for input in [&b""[..], b"{\"id\":3}\n", b"{\"uuid\":\n", b"\xff\xfe\n"] {
        seen += &sandbox.command(["items", "accept", "-y", "-"]).stdin(input).run().snapshot();
    }
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items accept -y -
    (exit 2)
    --- stdout
    --- stderr
    error: standard input names no item
    $ waldur-review items accept -y -
    (exit 2)
    --- stdout
    --- stderr
    error: standard input holds JSON that names no items by `uuid`
      make it with: waldur-review items list --pending --format ndjson
    $ waldur-review items accept -y -
    (exit 2)
    --- stdout
    --- stderr
    error: standard input holds JSON that names no items by `uuid`
      make it with: waldur-review items list --pending --format ndjson
    $ waldur-review items accept -y -
    (exit 2)
    --- stdout
    --- stderr
    error: standard input is not UTF-8 text
    ");
    assert_eq!(posts(&server).len(), 3);
}

#[test]
fn batch_without_pending_items_is_not_found() {
    let waldur = Waldur::new();
    waldur.with(|world| world.batches[0].items.clear());
    let (text, _) = run(&waldur, &["items", "accept", "-y", "--all-pending", "--batch", &batch(1)]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept -y --all-pending --batch ba0001~001
    (exit 3)
    --- stdout
    --- stderr
    error: no proposal of that batch waits for an answer
    ");
}
