//! Rounds of waiting: how often a command waits for responses before it can go on.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::support::{Server, Session, Waldur};

/// As many requests may wait for a response at once.
const MOST: usize = 6;
/// A round with fewer requests ends when no further one has come for so long.
const PAUSE: Duration = Duration::from_millis(500);

/// Holds the responses of a round back until all its requests are there.
#[derive(Default)]
struct Rounds {
    state: Mutex<Round>,
    ended: Condvar,
}

#[derive(Default)]
struct Round {
    number: usize,
    waiting: usize,
}

impl Rounds {
    fn wait(&self) {
        let mut round = self.state.lock().unwrap();
        let number = round.number;
        round.waiting += 1;
        while round.waiting < MOST && round.number == number {
            let before = round.waiting;
            round = self.ended.wait_timeout(round, PAUSE).unwrap().0;
            if round.waiting == before {
                break;
            }
        }
        if round.number == number {
            *round = Round { number: number + 1, waiting: 0 };
            self.ended.notify_all();
        }
    }
}

/// The requests and rounds of a command, which must succeed.
fn rounds(waldur: &Waldur, words: &str) -> (usize, usize) {
    let rounds = Arc::new(Rounds::default());
    let (waldur, server_rounds) = (waldur.clone(), Arc::clone(&rounds));
    let server = Server::start(move |request| {
        server_rounds.wait();
        waldur.respond(request)
    });
    let session = Session::new(server);
    session.run(words).assert_status(0);
    let number = rounds.state.lock().unwrap().number;
    (session.server.calls().len(), number)
}

#[test]
fn status_and_export_take_two_rounds() {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.accept(1);
        world.invite();
    });
    assert_eq!(rounds(&waldur, "status"), (6, 2));
    assert_eq!(rounds(&waldur, "batches export"), (4, 2));
}

/// After the user and the list, the reviewer profile and four requests for each review, six at once, and then
/// two documents of each, six at once.
#[test]
fn pull_takes_as_few_rounds_as_six_at_once_allow() {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        world.batch(1, "Gateway");
        world.items(1, 1..=10);
        (1..=10).for_each(|number| world.accept(number));
    });
    assert_eq!(rounds(&waldur, "reviews pull --into forms"), (2 + 41 + 20, 2 + 7 + 4));
}
