//! `batches respond`: at a terminal, in an editor, and from a form.

mod editor;
mod form;
mod one_by_one;
mod saved;

use std::os::unix::fs::PermissionsExt;

use crate::support::{Sandbox, Screen, Server, TOKEN, Terminal, Waldur, assert_no_token, batch};

const NOTHING: [&str; 0] = [];

/// Without the zeros in the UUIDs of the tests and the names of edited files, and with one name for
/// each kept file.
fn short(text: &str) -> String {
    let lines = text.split_inclusive('\n').filter(|line| !line.starts_with("Editing: "));
    let mut text = lines.collect::<String>().replace("c0ffee4a000000000000000", "~");
    for (name, suffix) in [("/answers-", ".json"), ("/answers-", ".txt"), ("/reason-", ".txt")] {
        let mut from = 0;
        while let Some(at) = text[from..].find(name).map(|at| from + at) {
            let start = text[..at].rfind(' ').map_or(0, |space| space + 1);
            let Some(end) = text[at..].find(suffix).map(|end| at + end + suffix.len()) else {
                break;
            };
            if text[at..end].contains(char::is_whitespace) {
                from = at + 1;
                continue;
            }
            text.replace_range(start..end, &format!("[KEPT{suffix}]"));
            from = start;
        }
    }
    text
}

struct Desk {
    waldur: Waldur,
    server: Server,
    sandbox: Sandbox,
}

impl Desk {
    fn new(waldur: Waldur) -> Self {
        let server = waldur.start();
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        Self { waldur, server, sandbox }
    }

    fn run(&self, args: &[&str], stdin: &str) -> String {
        let command = self.sandbox.command(["batches", "respond", &batch(1)]);
        let ran = command.args(args).stdin(stdin).run();
        assert_no_token(&ran, TOKEN);
        short(&ran.snapshot())
    }

    fn terminal(&self, args: &[&str]) -> Terminal {
        let command = self.sandbox.command(["batches", "respond", &batch(1)]);
        let command = command.args(args).env("TMPDIR", self.sandbox.home());
        command.env("EDITOR", "sh editor.sh").env("NO_COLOR", "1").terminal(80, 24)
    }

    /// With `editor.sh` as the editor: what the person saw, after this reply to the summary.
    fn edit(&self, script: &str, reply: Option<&str>) -> Screen {
        self.sandbox.write("editor.sh", script);
        let mut terminal = self.terminal(&["--edit"]);
        if let Some(reply) = reply {
            terminal.expect("[y/N] ");
            terminal.send_line(reply);
        }
        let screen = terminal.finish();
        assert_no_token(&screen, TOKEN);
        screen
    }

    /// The files of answers and forms that were kept, each with its name's ending.
    fn kept(&self) -> Vec<String> {
        let directory = self.sandbox.home().join(".local/state/waldur-review");
        let files = std::fs::read_dir(directory).into_iter().flatten();
        let paths = files.map(|file| file.unwrap().path());
        let kept = paths.filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            let is_kept = name.starts_with("answers-") || name.starts_with("reason-");
            is_kept && std::path::Path::new(&name).extension() != Some("lock".as_ref())
        });
        kept.map(|path| {
            let mode = path.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            std::fs::read_to_string(path).unwrap()
        })
        .collect()
    }
}
