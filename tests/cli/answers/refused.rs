//! Answers that are refused, by this program or by the server.

use crate::support::{Fault, Waldur, World, answer, time};

use super::{NOTHING, accept, decline};

/// Whether it is accepted or declined, and what stands against it.
type Case = (bool, fn(&mut World));

#[test]
fn impossible_answer_is_refused_before_the_request() {
    let mut seen = String::new();
    let cases: [Case; 10] = [
        (true, |world| world.item(1).has_coi = true),
        (true, |world| {
            world.batches[0].expires_at = Some(time("2026-11-24T03:00:00Z"));
        }),
        (false, |world| {
            world.batches[0].expires_at = Some(time("2026-11-23T09:00:00+00:00"));
        }),
        (true, |world| world.set_clock("2026-12-02T00:00:00Z")),
        (true, |world| world.item(1).status = "coi_blocked"),
        (false, |world| world.item(1).status = "coi_blocked"),
        (true, |world| world.item(1).status = "declined"),
        (false, |world| world.item(1).status = "accepted"),
        (true, |world| world.item(1).status = "expired"),
        (false, |world| world.item(1).status = "reassigned"),
    ];
    for (accepts, change) in cases {
        let waldur = Waldur::new();
        waldur.with(change);
        let (text, sent) = if accepts { accept(&waldur, &[1]) } else { decline(&waldur, 1) };
        assert_eq!(sent, NOTHING, "{text}");
        seen += &text;
    }
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: a conflict of interest is flagged
      write to the call manager, who can dismiss it; declining works
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: the deadline passed on Tue 24 Nov 2026 03:00 GMT
      ask the call manager to extend it
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: the deadline passed on Mon 23 Nov 2026 09:00 GMT
      ask the call manager to extend it
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: the deadline has passed
      ask the call manager to extend it
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: a conflict of interest blocks it
      write to the call manager
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: a conflict of interest blocks it
      write to the call manager
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: you declined it before
      write to the call manager
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: you accepted it before
      decline the review in the web portal, or write to the call manager
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: it expired without an answer
      write to the call manager
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: another reviewer has it now
      write to the call manager
    ");
}

#[test]
fn unknown_item_is_not_found() {
    let waldur = Waldur::new();
    let (text, sent) = accept(&waldur, &[9]);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00009~009
    (exit 3)
    --- stdout
    --- stderr
    error: no item e00009~009 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    ");
}

#[test]
fn refusal_of_the_server_becomes_an_error_message() {
    let mut seen = String::new();
    for (accepts, name) in [
        (true, "accept-coi-blocked"),
        (true, "accept-pending-with-coi"),
        (true, "accept-past-expiry"),
        (false, "decline-twice"),
        (false, "decline-reason-object"),
        (true, "accept-staff"),
        (true, "accept-unknown-uuid"),
        (true, "not-found-api"),
        (false, "big-body-tls"),
        (false, "decline-text-plain"),
        (true, "auth-expired"),
        (true, "throttle-429"),
    ] {
        let waldur = Waldur::new();
        waldur.fault("POST", "", 1, Fault::Instead(answer(name)));
        let (text, sent) = if accepts { accept(&waldur, &[1]) } else { decline(&waldur, 1) };
        assert_eq!(sent.len(), 1, "{name}: {text}");
        seen.extend(["# ", name, "\n", &text]);
    }
    insta::assert_snapshot!(seen, @r#"
    # accept-coi-blocked
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: 127.0.0.1:PORT refused the request (400): Can only accept pending assignments
    # accept-pending-with-coi
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: 127.0.0.1:PORT refused the request (400): Cannot accept assignment with unresolved COI. Please contact the call manager
    # accept-past-expiry
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: 127.0.0.1:PORT refused the request (400): Cannot accept expired assignment
    # decline-twice
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: 127.0.0.1:PORT refused the request (400): Can only decline pending assignments
    # decline-reason-object
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: 127.0.0.1:PORT refused the request (400): reason: Not a valid string
    # accept-staff
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: you may not do that on 127.0.0.1:PORT (403): You do not have permission to perform this action
      check that this is the right login; run: waldur-review auth status
    # accept-unknown-uuid
    $ waldur-review items accept --yes e00001~001
    (exit 3)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: not found on 127.0.0.1:PORT (404)
    # not-found-api
    $ waldur-review items accept --yes e00001~001
    (exit 7)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: 127.0.0.1:PORT does not know the address http://127.0.0.1:PORT/api/assignment-items/e00001~001/accept/ (404)
      the address comes from credentials.toml, profile "default"
      this Waldur may be too old, or have no calls for proposals
    # big-body-tls
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: 127.0.0.1:PORT refused the request (413)
    # decline-text-plain
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: 127.0.0.1:PORT refused the request (415): Unsupported media type "text/plain" in request
    # auth-expired
    $ waldur-review items accept --yes e00001~001
    (exit 4)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: the server refused your token (401): Token has expired
      token: credentials.toml, profile "default"
      make a new one in the web portal and run: waldur-review auth login
    # throttle-429
    $ waldur-review items accept --yes e00001~001
    (exit 7)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: 127.0.0.1:PORT received too many requests (429)
      nothing was changed; try again in 1 s
    "#);
}

#[test]
fn item_that_disappears_before_the_post_is_not_found() {
    let waldur = Waldur::new();
    waldur.fault("POST", "", 1, Fault::First(|world| drop(world.batches[0].items.remove(0))));
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 3)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: no item e00001~001 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    ");
}
