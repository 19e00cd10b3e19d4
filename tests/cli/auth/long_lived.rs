//! Personal access tokens in the place of a classic one that ends without use.

use std::fs;

use insta::assert_snapshot;

use crate::support::{
    Fault, PAT, PersonalToken, Ran, Response, Sandbox, Seen, Server, TOKEN, Waldur,
    assert_no_token, time,
};

use super::{STORED, login_with};

/// A server whose classic tokens end after an hour without use.
fn site() -> (Waldur, Server, Sandbox) {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.token_lifetime = Some(3600);
        world.tokens.truncate(1);
    });
    let server = waldur.start();
    (waldur, server, Sandbox::new())
}

/// The output without the name of this computer, and without any token.
fn shown(ran: &Ran) -> String {
    assert_no_token(ran, TOKEN);
    let text = ran.snapshot();
    assert!(!text.contains("w_18"), "{text}");
    let name = gethostname::gethostname().to_string_lossy().into_owned();
    text.replace(&name, "HOST")
}

fn stored(sandbox: &Sandbox) -> String {
    fs::read_to_string(sandbox.home().join(STORED)).unwrap_or_default()
}

fn posts(server: &Server) -> usize {
    server.calls().iter().filter(|call| call.starts_with("POST")).count()
}

#[test]
fn token_that_lasts_takes_the_place_of_the_one_that_was_given() {
    let (waldur, server, sandbox) = site();
    let ran = login_with(&sandbox, &server.origin(), TOKEN, &["--long-lived"]).assert_status(0);
    assert_snapshot!(shown(&ran), @r#"
    $ waldur-review auth login --url http://127.0.0.1:PORT --with-token --long-lived
    (exit 0)
    --- stdout
    Logged in to http://127.0.0.1:PORT as Renée O’Brien-Łukasiewicz (reviewer1). 1 batch waits, due in 7 days.
    --- stderr
    The new token lasts 90 days and is allowed: PROPOSAL.LIST (Permission PROPOSAL.LIST).
    Stored the new token "waldur-review on HOST", which expires Mon 22 Feb 2027 02:59 GMT (in 90 days); the one that you gave is not stored.
    "#);
    let made = waldur.with(|world| world.personal_tokens.made.clone());
    assert_eq!(made.len(), 1);
    let (name, uuid, text) = (&made[0].name, &made[0].uuid, &made[0].text);
    assert!(name.starts_with("waldur-review on "));
    let stored = stored(&sandbox);
    assert!(stored.contains(&format!("token = \"{text}\"")) && !stored.contains(TOKEN), "{stored}");
    assert!(stored.contains(&format!("token_uuid = \"{uuid}\"")), "{stored}");
    // The smallest of what the server offers, and a life of ninety days.
    let post = server.requests().into_iter().find(|request| request.method == "POST").unwrap();
    let body: serde_json::Value = serde_json::from_slice(&post.body).unwrap();
    assert_eq!(body["scopes"], serde_json::json!(["PROPOSAL.LIST"]));
    assert_eq!(body["expires_at"], "2027-02-22T02:59:00Z");
    // It was tried before it was stored, and is used from then on.
    sandbox.command(["batches", "list"]).run().assert_status(0);
    let last = server.requests().pop().unwrap();
    assert_eq!(last.header("authorization"), Some(format!("Bearer {text}").as_str()));
    let status = sandbox.command(["auth", "status"]).run().assert_status(0);
    assert_no_token(&status, text);
    assert!(status.stdout_text().contains("Expires Mon 22 Feb 2027"), "{}", status.stdout_text());
    assert!(status.stdout_text().contains("as the token says"), "{}", status.stdout_text());
    let out = sandbox.command(["auth", "logout"]).run().assert_status(0);
    assert!(out.stderr.contains("until you revoke it at"), "{}", out.stderr);
    assert!(out.stderr.contains(name), "{}", out.stderr);
}

#[test]
fn nothing_is_made_unless_it_is_asked_for() {
    for (lifetime, token, flags) in [
        // Without a terminal nobody is asked.
        (Some(3600), TOKEN, &[][..]),
        (Some(3600), TOKEN, &["--no-long-lived"][..]),
        // Not needed.
        (None, TOKEN, &["--long-lived"][..]),
        // Not possible.
        (Some(3600), PAT, &["--long-lived"][..]),
    ] {
        let (waldur, server, sandbox) = site();
        waldur.with(|world| {
            world.token_lifetime = lifetime;
            world.tokens.push(PAT.to_owned());
        });
        let ran = login_with(&sandbox, &server.origin(), token, flags).assert_status(0);
        assert_eq!(posts(&server), 0, "{flags:?}");
        assert!(stored(&sandbox).contains(token), "{flags:?}");
        let is_said = ran.stderr.contains("No token was made: ");
        assert_eq!(is_said, flags == ["--long-lived"], "{}", ran.stderr);
    }
}

#[test]
fn refusal_is_said_and_the_login_stands() {
    let mut seen = String::new();
    let change: [fn(&Waldur); 5] = [
        |waldur| waldur.with(|world| world.personal_tokens.allowed = Some(false)),
        |waldur| waldur.with(|world| world.personal_tokens.allowed = None),
        |waldur| waldur.with(|world| world.personal_tokens.scopes = Vec::new()),
        |waldur| {
            waldur.with(|world| {
                let token = PersonalToken {
                    name: "a".to_owned(),
                    uuid: "b".to_owned(),
                    text: "w_1_0123456789".to_owned(),
                    scopes: Vec::new(),
                    created: time("2026-11-20T10:12:00Z"),
                    expires_at: time("2026-12-20T10:12:00Z"),
                };
                world.personal_tokens.made = vec![token; 20];
            });
        },
        |waldur| {
            let failed = Response::new(500).body("<h1>Server Error (500)</h1>");
            waldur.fault("GET", "available_scopes", 9, Fault::Instead(failed));
        },
    ];
    for change in change {
        let (waldur, server, sandbox) = site();
        change(&waldur);
        let ran = login_with(&sandbox, &server.origin(), TOKEN, &["--long-lived"]).assert_status(0);
        seen += &shown(&ran);
        assert!(stored(&sandbox).contains(TOKEN));
        assert!(posts(&server) <= 1);
    }
    assert_snapshot!(seen, @r#"
    $ waldur-review auth login --url http://127.0.0.1:PORT --with-token --long-lived
    (exit 0)
    --- stdout
    Logged in to http://127.0.0.1:PORT as Renée O’Brien-Łukasiewicz (reviewer1). 1 batch waits, due in 7 days.
    --- stderr
    The new token lasts 90 days and is allowed: PROPOSAL.LIST (Permission PROPOSAL.LIST).
    No long-lived token was made: the server says: You are not allowed to create personal access tokens. Your tokens are at https://portal.example.org/profile/personal-access-tokens/. You stay logged in with the token that you gave, which expires after 60 minutes without use.
    $ waldur-review auth login --url http://127.0.0.1:PORT --with-token --long-lived
    (exit 0)
    --- stdout
    Logged in to http://127.0.0.1:PORT as Renée O’Brien-Łukasiewicz (reviewer1). 1 batch waits, due in 7 days.
    --- stderr
    No long-lived token was made: this server has no personal access tokens. You stay logged in with the token that you gave, which expires after 60 minutes without use.
    $ waldur-review auth login --url http://127.0.0.1:PORT --with-token --long-lived
    (exit 0)
    --- stdout
    Logged in to http://127.0.0.1:PORT as Renée O’Brien-Łukasiewicz (reviewer1). 1 batch waits, due in 7 days.
    --- stderr
    No long-lived token was made: this server offers no permission for such a token. You stay logged in with the token that you gave, which expires after 60 minutes without use.
    $ waldur-review auth login --url http://127.0.0.1:PORT --with-token --long-lived
    (exit 0)
    --- stdout
    Logged in to http://127.0.0.1:PORT as Renée O’Brien-Łukasiewicz (reviewer1). 1 batch waits, due in 7 days.
    --- stderr
    The new token lasts 90 days and is allowed: PROPOSAL.LIST (Permission PROPOSAL.LIST).
    No long-lived token was made: the server says: Maximum number of active tokens (20) reached. Your tokens are at https://portal.example.org/profile/personal-access-tokens/. You stay logged in with the token that you gave, which expires after 60 minutes without use.
    $ waldur-review auth login --url http://127.0.0.1:PORT --with-token --long-lived
    (exit 0)
    --- stdout
    Logged in to http://127.0.0.1:PORT as Renée O’Brien-Łukasiewicz (reviewer1). 1 batch waits, due in 7 days.
    --- stderr
    No long-lived token was made: server error (500 Internal Server Error). You stay logged in with the token that you gave, which expires after 60 minutes without use.
    "#);
}

#[test]
fn shorter_life_of_the_site_is_taken_and_said() {
    let (waldur, server, sandbox) = site();
    waldur.with(|world| world.personal_tokens.most_days = 30);
    let ran = login_with(&sandbox, &server.origin(), TOKEN, &["--long-lived", "--days", "200"]);
    let ran = ran.assert_status(0);
    assert!(ran.stderr.contains("The server allows at most 30 days."), "{}", ran.stderr);
    assert!(stored(&sandbox).contains("token_expires_at = \"2026-12-23T15:00:00Z\""));
    assert_eq!(waldur.with(|world| world.personal_tokens.made.len()), 1);
}

#[test]
fn lost_answer_names_what_to_revoke() {
    for fault in [
        Fault::After(Response::close()),
        Fault::After(Response::json(201, "{}")),
        Fault::After(Response::json(200, "null")),
        Fault::Instead(Response::json(502, "{}")),
    ] {
        let (waldur, server, sandbox) = site();
        waldur.fault("POST", "personal-access-tokens", 1, fault.clone());
        let ran = login_with(&sandbox, &server.origin(), TOKEN, &["--long-lived"]).assert_status(0);
        let text = shown(&ran);
        assert!(
            text.contains("may be there that nobody can read: revoke it at"),
            "{fault:?} {text}"
        );
        assert!(text.contains("waldur-review on HOST"), "{text}");
        assert_eq!(posts(&server), 1, "{fault:?}");
        assert!(stored(&sandbox).contains(TOKEN) && !stored(&sandbox).contains("w_"));
    }
}

#[test]
fn token_that_does_not_work_is_not_stored() {
    let (waldur, server, sandbox) = site();
    let change: fn(&mut crate::support::World) = |world| world.tokens.truncate(1);
    // The server forgets it before it is tried.
    waldur.fault("GET", "users/me", 1, Fault::None);
    waldur.fault("GET", "users/me", 1, Fault::First(change));
    let ran = login_with(&sandbox, &server.origin(), TOKEN, &["--long-lived"]).assert_status(0);
    let text = shown(&ran);
    assert!(text.contains("the new token does not work: "), "{text}");
    assert!(text.contains("Revoke \"waldur-review on HOST\" at"), "{text}");
    assert!(stored(&sandbox).contains(TOKEN) && !stored(&sandbox).contains("w_"));
}

#[test]
fn two_logins_at_once_leave_one_and_name_the_other_token() {
    let (waldur, server, sandbox) = site();
    let said = std::thread::scope(|scope| {
        let login = || {
            let ran = login_with(&sandbox, &server.origin(), TOKEN, &["--long-lived"]);
            ran.assert_status(0).stderr
        };
        let (one, other) = (scope.spawn(login), scope.spawn(login));
        one.join().unwrap() + &other.join().unwrap()
    });
    let made = waldur.with(|world| world.personal_tokens.made.clone());
    assert_eq!(made.len(), 2);
    let stored = stored(&sandbox);
    let used = made.iter().filter(|token| stored.contains(&token.text)).count();
    // The later login may have stored its own typed token before the earlier one's was made.
    assert_eq!(used, 1, "{stored}");
    let is_named = said.contains("is not stored: revoke it at");
    assert!(is_named || said.matches("Stored the new token").count() == 2, "{said}");
    sandbox.command(["batches", "list"]).run().assert_status(0);
}

#[test]
fn renew_makes_the_next_token_and_names_the_old_one() {
    let (waldur, server, sandbox) = site();
    login_with(&sandbox, &server.origin(), TOKEN, &["--long-lived", "--days", "5"])
        .assert_status(0);
    let list = sandbox.command(["batches", "show", "ba0001"]).run().assert_status(0);
    assert!(list.stderr.contains("run: waldur-review auth renew"), "{}", list.stderr);
    let renew = |token: &str, flags: &[&str]| {
        let command = sandbox.command(["auth", "renew", "--with-token"]).args(flags);
        command.stdin(format!("{token}\n")).run()
    };
    // A command that gives the token comes before what is stored.
    let config = "[profiles.default]\ntoken_command = [\"false\"]\n";
    sandbox.write("config/config.toml", config);
    let refused = renew(TOKEN, &[]).assert_status(2);
    assert!(refused.stderr.contains("token_command"), "{}", refused.stderr);
    fs::remove_file(sandbox.home().join("config/config.toml")).unwrap();
    // Neither a personal token nor one of the server's unknown makes another.
    let before = stored(&sandbox);
    renew(PAT, &[]).assert_status(2);
    renew("0000000000000000000000000000000000000000", &[]).assert_status(4);
    waldur.with(|world| world.personal_tokens.allowed = Some(false));
    let refused = renew(TOKEN, &[]).assert_status(5);
    assert!(refused.stderr.contains("--no-long-lived"), "{}", refused.stderr);
    assert_eq!(stored(&sandbox), before);
    waldur.with(|world| world.personal_tokens.allowed = Some(true));
    waldur.fault("POST", "personal-access-tokens", 1, Fault::Instead(Response::close()));
    let unclear = renew(TOKEN, &[]).assert_status(6);
    assert!(
        unclear.stderr.contains("whether a new token was made is not known"),
        "{}",
        unclear.stderr
    );
    assert_eq!(stored(&sandbox), before);
    let ran = renew(TOKEN, &["--days", "30"]).assert_status(0);
    assert_snapshot!(shown(&ran), @r#"
    $ waldur-review auth renew --with-token --days 30
    (exit 0)
    --- stdout
    Renewed the login to http://127.0.0.1:PORT (profile "default"): it expires Thu 24 Dec 2026 02:59 GMT (in 30 days).
    --- stderr
    The new token is allowed: PROPOSAL.LIST (Permission PROPOSAL.LIST).
    Revoke the older token "waldur-review on HOST" at https://portal.example.org/profile/personal-access-tokens/
    "#);
    let text = waldur.with(|world| world.personal_tokens.made[1].text.clone());
    assert!(stored(&sandbox).contains(&text));
    sandbox.command(["auth", "logout"]).run().assert_status(0);
    renew(TOKEN, &[]).assert_status(4);
}

#[test]
fn question_at_a_terminal_says_what_is_made() {
    for (answer, made) in [("", 1), ("y", 1), ("n", 0)] {
        let (waldur, server, sandbox) = site();
        let url = server.origin();
        let command = sandbox.command(["auth", "login", "--url", url.as_str()]);
        let mut screen = command.terminal(100, 24);
        screen.expect_hidden("(hidden): ");
        screen.send_line(TOKEN);
        screen.expect("This token expires after 60 minutes without use. A new one is allowed:");
        screen.expect("  PROPOSAL.LIST (Permission PROPOSAL.LIST)");
        screen.expect("Create one for this program that lasts 90 days? [Y/n] ");
        assert_eq!(posts(&server), 0);
        screen.send_line(answer);
        let seen = screen.finish();
        assert_eq!(seen.status, 0, "{}", seen.text);
        assert!(seen.text.contains("Logged in to"), "{}", seen.text);
        assert_eq!(waldur.with(|world| world.personal_tokens.made.len()), made, "{answer:?}");
        assert_eq!(stored(&sandbox).contains(TOKEN), made == 0);
    }
}

#[test]
fn permission_cannot_steer_the_terminal() {
    let (waldur, server, sandbox) = site();
    waldur.with(|world| world.personal_tokens.scopes = vec!["\u{1b}[2J\u{202e}EVIL.LIST"]);
    let url = server.origin();
    let mut screen = sandbox.command(["auth", "login", "--url", url.as_str()]).terminal(100, 24);
    screen.expect_hidden("(hidden): ");
    screen.send_line(TOKEN);
    screen.expect("EVIL.LIST (Permission ");
    screen.expect("[Y/n] ");
    screen.send_line("n");
    let seen = screen.finish().seen();
    assert!(!seen.contains("\u{1b}[2J") && !seen.contains('\u{202e}'), "{seen:?}");
}

#[test]
fn token_of_another_user_does_not_renew_a_login() {
    let (waldur, server, sandbox) = site();
    login_with(&sandbox, &server.origin(), TOKEN, &["--long-lived"]).assert_status(0);
    let before = stored(&sandbox);
    let path = sandbox.home().join(STORED);
    fs::write(&path, before.replace("user = \"", "user = \"0")).unwrap();
    let renew = sandbox.command(["auth", "renew", "--with-token"]).stdin(format!("{TOKEN}\n"));
    let ran = renew.run().assert_status(2);
    assert!(ran.stderr.contains("the login to renew is another user's"), "{}", ran.stderr);
    assert_eq!(waldur.with(|world| world.personal_tokens.made.len()), 1);
}
