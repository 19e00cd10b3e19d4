//! A first session with the demo server.

#[cfg(feature = "demo")]
use crate::support::{Sandbox, assert_no_token};

#[cfg(feature = "demo")]
#[test]
#[expect(clippy::too_many_lines, reason = "what is compared is long")]
fn demo_is_answered_over_several_commands() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    /// Ends the demo with the test.
    struct Demo(std::process::Child);
    impl Drop for Demo {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
    let sandbox = Sandbox::new();
    let child = Command::new(env!("CARGO_BIN_EXE_waldur-review"))
        .arg("demo")
        .env_clear()
        .env("HOME", sandbox.home())
        .env("WALDUR_REVIEW_CONFIG_DIR", sandbox.config_dir())
        .env("WALDUR_REVIEW_NOW", "2026-11-24T03:00:00Z")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut demo = Demo(child);
    let mut lines = BufReader::new(demo.0.stdout.take().unwrap()).lines();
    let mut value = || {
        let line = lines.next().unwrap().unwrap();
        line.split_once('=').unwrap().1.to_owned()
    };
    let (url, token) = (value(), value());
    let run = |args: &[&str]| {
        let command = sandbox.command(args).env("WALDUR_API_URL", &url);
        let ran = command.env("WALDUR_ACCESS_TOKEN", &token).run();
        assert_no_token(&ran, &token);
        ran
    };
    let gateway = "0b6d2e4861f74c0a9d352f1be0c7a914";
    let mut seen = String::new();
    for (args, status) in [
        (&["items", "list", "--batch", "0b6d", "--pending"][..], 0),
        (&["items", "accept", "--yes", "9e1f04b3", "GW-0152"], 9),
        (&["items", "decline", "--yes", "41ac", "--reason=I work with them."], 0),
        (&["items", "accept", "--yes", "9e1f04b31d674adbbf67a2f07025e6b3"], 0),
        (&["items", "accept", "--yes", "--batch=0b6d", "--all-pending"], 0),
        (&["batches", "list", "--call=gateway"], 0),
        (
            &[
                "batches",
                "list",
                "--all",
                "--call=gateway",
                "--columns=batch,status,accepted,declined",
            ],
            0,
        ),
        (&["batches", "show", gateway], 0),
    ] {
        let ran = run(args).assert_status(status);
        seen += &ran.snapshot();
    }
    // Reviews get their UUIDs from chance.
    let mut tidy = String::new();
    for line in seen.lines() {
        let (line, rest) = line.split_once("/proposal-review/").unwrap_or((line, ""));
        tidy.extend([line, if rest.is_empty() { "" } else { "/proposal-review/[UUID]/" }, "\n"]);
    }
    insta::assert_snapshot!(tidy, @"
    $ waldur-review items list --batch 0b6d --pending
    (exit 0)
    --- stdout
    7fca59fa5f464048855f87627cdb7487	GW-0160	Llais: open speech models for Welsh, Cornish and Gàidhlig	pending	0.41	false		0b6d2e4861f74c0a9d352f1be0c7a914
    41ac77d0efd94280a5e72d1914de0550	GW-0152	Foundation models for turbulence	pending	0.77	true		0b6d2e4861f74c0a9d352f1be0c7a914
    9e1f04b31d674adbbf67a2f07025e6b3	GW-0147	Exascale protein dynamics for malaria targets	pending	0.82	false		0b6d2e4861f74c0a9d352f1be0c7a914
    --- stderr
    $ waldur-review items accept --yes 9e1f04b3 GW-0152
    (exit 9)
    --- stdout
    accepted · GW-0147  Exascale protein dynamics for malaria targets
        review https://portal.example.org/proposal-review/[UUID]/
    refused · GW-0152  Foundation models for turbulence
    Sent 1 answer: 1 accepted. The others: 1 refused.
    --- stderr
    error: cannot accept GW-0152: a conflict of interest is flagged
      write to the call manager, who can dismiss it; declining works
    $ waldur-review items decline --yes 41ac '--reason=I work with them.'
    (exit 0)
    --- stdout
    declined · GW-0152  Foundation models for turbulence
    --- stderr
    $ waldur-review items accept --yes 9e1f04b31d674adbbf67a2f07025e6b3
    (exit 0)
    --- stdout
    already accepted · GW-0147  Exascale protein dynamics for malaria targets
        review https://portal.example.org/proposal-review/[UUID]/
    --- stderr
    $ waldur-review items accept --yes --batch=0b6d --all-pending
    (exit 0)
    --- stdout
    accepted · GW-0160  Llais: open speech models for Welsh, Cornish and Gàidhlig
        review https://portal.example.org/proposal-review/[UUID]/
    --- stderr
    $ waldur-review batches list --call=gateway
    (exit 0)
    --- stdout
    --- stderr
    None of the 5 batches matches. See all: waldur-review batches list
    $ waldur-review batches list --all --call=gateway --columns=batch,status,accepted,declined
    (exit 0)
    --- stdout
    0b6d2e4861f74c0a9d352f1be0c7a914	responded	2	1
    --- stderr
    $ waldur-review batches show 0b6d2e4861f74c0a9d352f1be0c7a914
    (exit 0)
    --- stdout
    Gateway to Isambard-AI: Autumn 2026                                    Responded
    Batch   0b6d2e48-61f7-4c0a-9d35-2f1be0c7a914
    Due     tomorrow, Wed 25 Nov 2026 11:00 GMT (in 32 h)
            Tue 24 Nov 2026 23:00 AoE
    Sent    Sat 07 Nov 2026 04:12 GMT
    Answer  0 of 3 waiting, 2 accepted, 1 declined; 1 conflict of interest flagged

    Note from the call manager
      Please answer before the deadline; reassignments start the next working day.

    1  GW-0147  Exascale protein dynamics for malaria targets
       Accepted · affinity 0.82 · item 9e1f04b3
       We will simulate the invasion complex at full length, which needs about 2 M
       GPU hours over six months. The complex of RH5, CyRPA and …   (--full for all)

    2  GW-0152  Foundation models for turbulence
       Declined · conflict of interest flagged · affinity 0.77 · item 41ac77d0
       Active collaboration: You and an applicant share a running … (--full for all)
       A single model, pre-trained on 40 TB of direct numerical simulations, shall
       replace the closures that engineers tune by hand. We ask …   (--full for all)

    3  GW-0160  Llais: open speech models for Welsh, Cornish and Gàidhlig
       Accepted · affinity 0.41 · item 7fca59fa
       Fewer than 1 200 hours of transcribed speech exist for the three languages
       together. We will train multilingual encoders on broadcast … (--full for all)
    --- stderr
    ");
}

#[cfg(feature = "demo")]
#[test]
fn demo_can_be_answered_within_one_command() {
    let sandbox = Sandbox::new();
    let form = sandbox.command(["--demo", "batches", "respond", "0b6d", "--print-form"]).run();
    let form = form.assert_status(0).stdout_text().replacen("\nleave ", "\naccept", 1);
    let respond =
        sandbox.command(["--demo", "batches", "respond", "0b6d", "--from=-", "--yes", "--json"]);
    let ran = respond.stdin(form).run().assert_status(0);
    assert!(
        ran.stdout_text().contains("\"action\":\"accept\",\"outcome\":\"done\""),
        "{}",
        ran.snapshot()
    );
}
