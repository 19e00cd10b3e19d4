//! `invitations …` and `profile …`.

use insta::assert_snapshot;

use crate::support::{Fault, Ran, Response, Session, TOKEN, Waldur, assert_no_token};

const UUID: &str = "a00001c0ffee4a000000000000000001";

struct Desk {
    waldur: Waldur,
    session: Session,
}

impl Desk {
    /// One invitation waits.
    fn new() -> Self {
        let waldur = Waldur::empty();
        waldur.with(|world| {
            world.invite();
        });
        let session = Session::new(waldur.start());
        Self { waldur, session }
    }

    #[track_caller]
    fn run(&self, words: &str) -> Ran {
        let ran = self.session.run(words);
        assert_no_token(&ran, TOKEN);
        // Whoever knows the link may answer the invitation.
        let all = ran.stdout_text().to_owned() + &ran.stderr;
        assert!(!all.contains("secret-of-the-link") && !all.contains("invitation_link"), "{all}");
        ran
    }

    fn status(&self) -> &'static str {
        self.waldur.with(|world| world.invitations[0].status)
    }

    fn posts(&self) -> usize {
        self.session.server.calls().iter().filter(|call| !call.starts_with("GET")).count()
    }
}

#[test]
fn invitations_are_listed_without_their_secret() {
    let desk = Desk::new();
    let runs = ["--format table", "", "--json", "--json=uuid,call_name", "--format csv"];
    let all: Vec<String> = runs
        .iter()
        .map(|words| {
            desk.run(&format!("-v invitations list {words}"))
                .assert_status(0)
                .stdout_text()
                .to_owned()
        })
        .collect();
    let port = desk.session.server.port().to_string();
    assert_snapshot!(all.join("\n").replace(&port, "PORT"));
    desk.run("invitations list --exit-status --pending").assert_status(8);
    let other = Session::new(Waldur::empty().start());
    let ran = other.run("invitations list").assert_status(0);
    assert_eq!(ran.stderr, "You have no invitation.\n");
}

#[test]
fn invitation_is_accepted_once() {
    let desk = Desk::new();
    desk.run("invitations accept a000").assert_status(2);
    let ran = desk.run("invitations accept a000 --dry-run").assert_status(0);
    assert_eq!((ran.stdout_text(), desk.posts()), ("would accept: Gateway\n", 0));
    let ran = desk.run("invitations accept gateway --yes --json").assert_status(0);
    assert_eq!(
        ran.stdout_text().trim(),
        format!(
            r#"{{"invitation":"{UUID}","call":"Gateway","action":"accept","outcome":"done","error":null}}"#
        )
    );
    assert_eq!((desk.status(), desk.posts()), ("accepted", 1));
    let ran = desk.run(&format!("invitations accept {UUID} --yes")).assert_status(0);
    assert_eq!((ran.stdout_text(), desk.posts()), ("accepted before: Gateway\n", 1));
    desk.run("invitations decline a000 --reason No --yes").assert_status(5);
}

#[test]
fn conflicts_are_declared_with_the_answer() {
    let desk = Desk::new();
    let proposal = "f3c34e0aef954e83bda23cc9bf09a4d3";
    let conflict = format!("{proposal}:inst_same:We share a group");
    desk.session
        .command(["invitations", "accept", "a000", "--yes", "--conflict", &conflict])
        .run()
        .assert_status(0);
    let post = desk.session.server.requests().into_iter().find(|it| it.method == "POST").unwrap();
    assert_eq!(
        String::from_utf8(post.body).unwrap(),
        format!(
            r#"[{{"coi_type":"INST_SAME","description":"We share a group","proposal_uuid":"{proposal}"}}]"#
        )
    );
    let ran = desk.run("invitations accept a000 --conflict x:y:z").assert_status(2);
    assert!(ran.stderr.contains("it begins with a proposal's UUID"), "{}", ran.stderr);
}

#[test]
fn accepting_needs_a_published_profile() {
    let desk = Desk::new();
    desk.waldur.with(|world| world.profile.as_mut().unwrap().is_published = false);
    let hidden = desk.run("invitations accept a000 --yes").assert_status(5);
    desk.waldur.with(|world| world.profile = None);
    let none = desk.run("invitations accept a000 --yes").assert_status(5);
    let port = desk.session.server.port().to_string();
    assert_snapshot!((hidden.stderr + &none.stderr).replace(&port, "PORT"), @r"
    error: your reviewer profile on 127.0.0.1:PORT is not published, which accepting needs
      run: waldur-review profile publish
    error: you have no reviewer profile on 127.0.0.1:PORT, which accepting needs
      create one in the web portal
    ");
    assert_eq!(desk.posts(), 0);
}

#[test]
fn declining_needs_a_reason() {
    let desk = Desk::new();
    desk.run("invitations decline a000 --yes").assert_status(2);
    let run = |reason: &str| {
        let command = desk.session.command(["invitations", "decline", "a000", "--yes", "--reason"]);
        command.args([reason]).run()
    };
    run(" ").assert_status(2);
    run("a\u{1b}b").assert_status(2);
    assert_eq!(desk.posts(), 0);
    run("- On leave until May.").assert_status(0);
    assert_eq!(desk.status(), "declined");
    assert_eq!(
        desk.waldur.with(|world| world.invitations[0].decline_reason.clone()),
        "- On leave until May."
    );
}

#[test]
fn lost_answer_is_settled_by_reading() {
    let refusal = r#"{"error":"profile_not_published","message":"Please publish your reviewer profile before accepting.","profile_url":"/api/reviewer-profiles/me/"}"#;
    for (fault, status, message) in [
        (Fault::After(Response::close()), 0, ""),
        (Fault::Instead(Response::close()), 6, ""),
        (Fault::Instead(Response::json(400, refusal)), 5, "Please publish your reviewer profile"),
        (
            Fault::Instead(Response::json(400, r#"["This invitation has expired."]"#)),
            5,
            "This invitation has expired",
        ),
        (
            Fault::Instead(Response::json(
                400,
                r#"[{"proposal_uuid":["Proposal not found in this call."]}]"#,
            )),
            5,
            "Proposal not found in this call",
        ),
    ] {
        let desk = Desk::new();
        desk.waldur.fault("POST", "accept", 1, fault.clone());
        let ran = desk.run("invitations accept a000 --yes");
        assert_eq!(ran.status, status, "{fault:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{fault:?}: {}", ran.stderr);
        assert_eq!(desk.posts(), 1);
    }
}

#[test]
fn unreadable_invitation_after_a_lost_answer_is_not_known() {
    let desk = Desk::new();
    desk.waldur.fault("POST", "accept", 1, Fault::After(Response::close()));
    for (times, fault) in [(1, Fault::None), (9, Fault::Instead(Response::json(500, "{}")))] {
        desk.waldur.fault("GET", &format!("call-reviewer-pools/{UUID}"), times, fault);
    }
    let ran = desk.run(&format!("invitations accept {UUID} --yes --json"));
    assert!(ran.stdout_text().contains("\"outcome\":\"not_known\""), "{}", ran.stdout_text());
    assert!(ran.stdout_text().contains("look again before you repeat it"), "{}", ran.stdout_text());
    assert_eq!((ran.status, desk.posts()), (6, 1));
}

#[test]
fn answer_is_shown_confirmed_and_compared_with_what_others_did_meanwhile() {
    let uuid = "f3c34e0aef954e83bda23cc9bf09a4d3";
    let conflict = format!("--conflict={uuid}:INST_SAME:We share a group");
    for (typed, meanwhile, status, posts) in [
        ("n", "pending", 130, 0),
        ("y", "accepted", 0, 0),
        ("y", "expired", 5, 0),
        ("y", "pending", 0, 1),
    ] {
        let desk = Desk::new();
        let arguments = ["invitations", "accept", "a000", &conflict];
        let mut terminal = desk.session.command(arguments).terminal(80, 24);
        terminal.expect("5 proposals");
        terminal.expect("We share a group");
        terminal.expect("Send this: accept? There is no undo. [y/N] ");
        desk.waldur.with(|world| world.invitations[0].status = meanwhile);
        terminal.send_line(typed);
        let seen = terminal.finish();
        assert_eq!((seen.status, desk.posts()), (status, posts), "{meanwhile}: {}", seen.text);
    }
    let desk = Desk::new();
    let arguments = ["invitations", "decline", "a000", "--reason", "- No time"];
    let mut terminal = desk.session.command(arguments).terminal(80, 24);
    terminal.expect("- No time");
    terminal.expect("[y/N] ");
    terminal.send_line("y");
    assert_eq!((terminal.finish().status, desk.status()), (0, "declined"));
}

#[test]
fn profile_is_shown_and_changed() {
    let desk = Desk::new();
    let ran = desk.run("profile show").assert_status(0);
    assert_snapshot!(ran.stdout_text());
    let json = desk.run("profile show --json").assert_status(0);
    assert!(json.stdout_text().starts_with("{\"url\":"), "{}", json.stdout_text());
    desk.run("profile unpublish").assert_status(2);
    let ran = desk.run("profile unpublish --yes").assert_status(0);
    assert_eq!(ran.stdout_text(), "Your profile is not published: call managers do not find it.\n");
    assert!(!desk.waldur.with(|world| world.profile.unwrap().is_published));
    desk.run("profile publish --yes").assert_status(0);
    assert!(desk.waldur.with(|world| world.profile.unwrap().is_published));
    desk.run("profile set available no --yes").assert_status(0);
    assert!(!desk.waldur.with(|world| world.profile.unwrap().is_available));
    let before = desk.posts();
    let ran = desk.run("profile set available no --yes").assert_status(0);
    assert!(ran.stdout_text().ends_with("before as well.\n"), "{}", ran.stdout_text());
    assert_eq!(desk.posts(), before);
    desk.run("profile set available maybe --yes").assert_status(2);
    desk.waldur.with(|world| world.profile = None);
    desk.run("profile show").assert_status(3);
}

#[test]
fn lost_change_of_the_profile_is_settled_by_reading() {
    for (fault, status) in
        [(Fault::After(Response::close()), 0), (Fault::Instead(Response::close()), 6)]
    {
        let desk = Desk::new();
        desk.waldur.fault("PATCH", "reviewer-profiles", 1, fault.clone());
        let ran = desk.run("profile set available no --yes");
        assert_eq!(ran.status, status, "{fault:?}: {}", ran.stderr);
    }
}
