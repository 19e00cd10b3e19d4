//! `items show`: one proposal, and why a conflict of interest is flagged.

use crate::support::{Fault, Sandbox, Session, Waldur, answer, item};

fn show(waldur: &Waldur, args: &[&str]) -> String {
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox.command(["items", "show"]).args(args).run();
    ran.snapshot().replace("c0ffee4a000000000000000", "~")
}

#[test]
fn page_holds_what_is_needed_to_decide() {
    let waldur = Waldur::new();
    let seen = show(&waldur, &["gw-001"]) + &show(&waldur, &["gw-003"]);
    insta::assert_snapshot!(seen, @"
    $ waldur-review items show gw-001
    (exit 0)
    --- stdout
    Proposal 1                                                               Pending
    Slug    gw-001
    Item    e00001c0-ffee-4a00-0000-000000000001
    Call    Gateway to Isambard-AI: Autumn 2026
    Batch   ba0001c0-ffee-4a00-0000-000000000001
    Due     Tue 01 Dec 2026 17:00 GMT (in 7 days)
    Match   affinity 0.82

    What proposal 1 is about.
    --- stderr
    $ waldur-review items show gw-003
    (exit 0)
    --- stdout
    Proposal 3                                                               Pending
    Slug    gw-003
    Item    e00003c0-ffee-4a00-0000-000000000003
    Call    Gateway to Isambard-AI: Autumn 2026
    Batch   ba0001c0-ffee-4a00-0000-000000000001
    Due     Tue 01 Dec 2026 17:00 GMT (in 7 days)
    Match   affinity 0.82

    Conflict of interest
      The server does not say why it is flagged.

    What proposal 3 is about.
    --- stderr
    ");
}

#[test]
fn conflict_is_explained_in_the_item_its_batch_and_its_review() {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.flag(3);
        world.accept(1);
        world.flag(1);
    });
    let seen = show(&waldur, &["gw-003"]);
    let why = "Same institution: Both are at the University of Bristol. (Real conflict";
    assert!(seen.contains(why), "{seen}");
    let session = Session::new(waldur.start());
    let ran = session.run("batches show ba0001").assert_status(0);
    insta::assert_snapshot!(
        ran.stdout_text().split("\n3  ").last().unwrap_or_default(),
        @"
    gw-003  Proposal 3
       Pending · conflict of interest flagged · affinity 0.82 · item e00003c0
       Same institution: Both are at the University of Bristol. …   (--full for all)
       What proposal 3 is about.

    4  gw-004  Proposal 4
       Pending · affinity 0.82 · item e00004c0
       What proposal 4 is about.
    "
    );
    let ran = session.run("reviews show gw-001").assert_status(0);
    assert!(
        ran.stdout_text().contains(&format!("Conflict of interest\n  {why}")),
        "{}",
        ran.stdout_text()
    );
    // A server that ignores the filter sends those of others too.
    let other = answer("conflicts-filter");
    waldur.fault("GET", "/conflicts-of-interest/", 9, Fault::Instead(other));
    let ran = session.run("items show gw-003").assert_status(0);
    assert!(ran.stdout_text().contains("does not say why"), "{}", ran.stdout_text());
    // Lists and JSON do not ask for it.
    let before = session.server.calls().len();
    session.run("batches show ba0001c0ffee4a000000000000000001 --json").assert_status(0);
    assert_eq!(session.server.calls().len(), before + 1);
}

#[test]
fn conflict_that_cannot_be_read_does_not_hide_the_proposal() {
    let waldur = Waldur::new();
    waldur.fault("GET", "/conflicts-of-interest/", 9, Fault::Instead(answer("down-db-list")));
    let seen = show(&waldur, &[&item(3)]);
    assert!(
        seen.contains("(exit 0)")
            && seen.contains("Why a conflict of interest is flagged is not known"),
        "{seen}"
    );
    assert!(seen.contains("What proposal 3 is about."), "{seen}");
}

#[test]
fn json_is_the_item_as_the_server_sent_it() {
    let waldur = Waldur::new();
    let seen = show(&waldur, &["gw-001", "--json=uuid,status,has_coi"])
        + &show(&waldur, &["gw-001", "--json=speed"])
        + &show(&waldur, &["gw-099"]);
    insta::assert_snapshot!(seen, @r#"
    $ waldur-review items show gw-001 --json=uuid,status,has_coi
    (exit 0)
    --- stdout
    {"uuid":"e00001~001","status":"pending","has_coi":false}
    --- stderr
    $ waldur-review items show gw-001 --json=speed
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"there is no field \"speed\"","hint":"fields: uuid, batch, proposal_uuid, proposal_name, proposal_slug, status, status_display, affinity_score, has_coi, responded_at, review_uuid, url, proposal, coi_count, decline_reason, review, reassign_count, override_reason, overridden_by_name, overridden_at, created","http_status":null,"exit_code":2,"retryable":false}}
    $ waldur-review items show gw-099
    (exit 3)
    --- stdout
    --- stderr
    error: no item of yours matches gw-099 on 127.0.0.1:PORT
      a prefix has 4 characters or more, a slug is whole; run: waldur-review items list --pending
    "#);
}

#[test]
fn answered_item_and_forms_for_programs_are_shown() {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.portal = Some("https://portal.example.org/".to_owned());
        world.accept(1);
        world.batches[0].expires_at = None;
    });
    let session = Session::new(waldur.start());
    let page = session.run(&format!("items show {}", item(1))).assert_status(0);
    assert!(page.stdout_text().contains("Answer  sent Tue 24 Nov 2026"), "{}", page.stdout_text());
    assert!(page.stdout_text().contains("Review  4e0001c0ffee"), "{}", page.stdout_text());
    assert!(page.stdout_text().contains("no deadline"), "{}", page.stdout_text());
    let tsv = session.run("items show gw-002 --format tsv").assert_status(0);
    assert!(tsv.stdout_text().contains("\tgw-002\tProposal 2\tpending\t"), "{}", tsv.stdout_text());
    let csv = session.run("items show gw-002 --format csv").assert_status(0);
    assert!(csv.stdout_text().starts_with("item,slug,proposal,"), "{}", csv.stdout_text());
    let fields = session.run("items show gw-002 --json=proposal_slug,status").assert_status(0);
    assert_eq!(fields.stdout_text(), "{\"proposal_slug\":\"gw-002\",\"status\":\"pending\"}\n");
    session.run("items show gw-009").assert_status(3);
}

#[test]
fn item_past_its_deadline_is_said_to_be_too_late() {
    let waldur = Waldur::new();
    let session = Session::new(waldur.start());
    let late = session.command(["items", "show", &item(1)]);
    let page = late.env("WALDUR_REVIEW_NOW", "2027-01-01T00:00:00Z").run().assert_status(0);
    assert!(page.stdout_text().contains("it can no longer be answered"), "{}", page.stdout_text());
}
