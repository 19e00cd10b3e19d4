//! `batches show`: a page for users, JSON and rows for programs, several batches at once.

mod page;
mod responses;
mod selection;

use crate::support::{Invocation, Response, Sandbox, Server, answer};

const ROUTE: &str = "/api/my-assignment-batches/";

const HEX: &str = "8a577869a7c74a7494c19336f75f6551";

const NO_DEADLINE: &str = "ea33e7e10dda45dcac115725316d400d";

const PAST: &str = "7a970504bf3a40569d9cd533aadf4854";

/// A sandbox that is logged in to a server with a list and batches.
struct Site {
    server: Server,
    sandbox: Sandbox,
}

impl Site {
    /// The list of `list-tls`, and the batches that were recorded of it.
    fn new() -> Self {
        Self::serving(|route| match route {
            "" => answer("list-tls"),
            HEX => answer("show-hex"),
            NO_DEADLINE => answer("show-no-deadline"),
            PAST => answer("show-past-expiry"),
            _ => answer("show-garbage"),
        })
    }

    /// One batch, whatever is asked for.
    fn one(batch: Response) -> Self {
        Self::serving(move |_| batch.clone())
    }

    /// The answers by UUID; nothing for the list.
    fn serving(answers: impl Fn(&str) -> Response + Send + Sync + 'static) -> Self {
        let server = Server::start(move |request| {
            // Where no waiting batch is meant, the history is looked through: a single answered
            // one.
            if request.route() == "/api/assignment-batches/" {
                return Response::json(200, r#"[{"uuid":"abcd0000111122223333444455556666"}]"#);
            }
            if request.route() == "/api/reviewer-profiles/me/" {
                return answer("profile-me");
            }
            if request.route() == "/api/conflicts-of-interest/" {
                return Response::json(200, "[]");
            }
            let route = request.route().strip_prefix(ROUTE);
            let route = route.unwrap_or_else(|| panic!("{} was asked for", request.path));
            match route.strip_suffix('/') {
                Some(uuid) => answers(uuid),
                None => answers(route),
            }
        });
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        Self { server, sandbox }
    }

    /// `batches show` with more arguments, words with blanks between.
    fn show(&self, arguments: &str) -> Invocation {
        self.sandbox.command(["batches", "show"]).args(arguments.split_whitespace())
    }

    /// The paths below the list's that were asked for since the start.
    fn asked(&self) -> Vec<String> {
        let calls = self.server.calls();
        let start = format!("GET {ROUTE}");
        let path = |call: &String| Some(call.strip_prefix(&start)?.to_owned());
        calls.iter().filter_map(path).collect()
    }
}
