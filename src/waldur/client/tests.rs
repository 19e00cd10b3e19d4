//! The bounds of a list, which are too large to be reached by a run of the program.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use super::{Client, Exchange, ListBudget, Observer};
use crate::credentials::ApiUrl;
use crate::values::Source;
use crate::waldur::{Network, ServerFacts};

struct Nobody;

impl Observer for Nobody {
    fn started(&self) {}
    fn finished(&self, _: &Exchange<'_>) {}
}

fn client_of(listener: &TcpListener) -> Client {
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let facts = ServerFacts {
        profile: "default".to_owned(),
        host: "host".to_owned(),
        origin: origin.clone(),
        address_source: Source::Default,
        token_source: None,
        token_expiry: None,
        portal: None,
        token_page: "",
    };
    let network = Network { timeout: Duration::from_secs(60), ..Network::default() };
    let api = ApiUrl::parse(&format!("{origin}/api/")).unwrap();
    Client::new(api, None, facts, network, Arc::new(|| Timestamp::UNIX_EPOCH), Arc::new(Nobody))
}

#[test]
fn bytes_of_all_pages_together_are_bounded() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = client_of(&listener);
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        while stream.read(&mut [0; 4096]).is_ok_and(|count| count > 0) {
            let body = format!("[{}]", " ".repeat(700_000));
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
            stream.write_all(head.as_bytes()).unwrap();
            let _ = stream.write_all(body.as_bytes());
        }
    });
    let budget = ListBudget::new(2 << 20, Duration::from_secs(60));
    for page in 1..=2 {
        assert!(client.get_page_within(&format!("items/?page={page}"), &budget).is_ok());
    }
    let error = client.get_page_within("items/?page=3", &budget).unwrap_err();
    let expected = "the list on host is larger than 2 MiB in all: ";
    assert!(error.to_string().starts_with(expected), "{error}");
    assert_eq!(error.attempts, 1);
}

#[test]
fn time_of_all_pages_together_is_bounded() {
    // Nobody accepts the connection.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let budget = ListBudget::new(100, Duration::from_millis(20));
    let error = client_of(&listener).get_page_within("items/", &budget).unwrap_err();
    let expected = "host did not send the whole list within 0.02 s: ";
    assert!(error.to_string().starts_with(expected), "{error}");
}

#[test]
fn bounds_of_a_list_are_those_that_are_documented() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let budget = client_of(&listener).list_budget();
    assert_eq!((budget.most_bytes, budget.limit), (256 << 20, Duration::from_secs(600)));
}
