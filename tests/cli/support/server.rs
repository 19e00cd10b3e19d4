//! A loopback server that answers as a test says and remembers what it was asked.

use std::io::{BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::certificate::{Authority, Certificate};
use super::http::{Ending, Request, Response};

/// The server. Dropping it ends its threads, and fails the test when a handler panicked or when
/// it was never called.
pub struct Server {
    address: SocketAddr,
    authority: Option<Authority>,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
    calls: Calls,
}

/// How often a test wants it called.
#[derive(Clone, Copy)]
enum Calls {
    Some,
    Any,
    None,
}

struct Shared {
    handler: Box<dyn Fn(&Request) -> Response + Send + Sync>,
    log: Mutex<Log>,
    stopping: Mutex<bool>,
    stopped: Condvar,
}

#[derive(Default)]
struct Log {
    requests: Vec<Request>,
    connections: usize,
    open: Vec<TcpStream>,
    panics: Vec<String>,
}

impl Server {
    /// Starts a server without TLS.
    pub fn start(handler: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Self {
        Self::launch(Box::new(handler), None)
    }

    /// Starts a server with TLS, whose authority is in [`Server::ca_file`].
    pub fn start_tls(handler: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Self {
        Self::launch(Box::new(handler), Some(Certificate::Good))
    }

    /// The same with a certificate whose time is over.
    pub fn start_tls_expired(
        handler: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) -> Self {
        Self::launch(Box::new(handler), Some(Certificate::Expired))
    }

    /// The same with a certificate for `waldur.example.org`.
    pub fn start_tls_for_other_host(
        handler: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) -> Self {
        Self::launch(Box::new(handler), Some(Certificate::OtherHost))
    }

    /// The same with a certificate whose time comes in 2100.
    pub fn start_tls_not_yet(
        handler: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) -> Self {
        Self::launch(Box::new(handler), Some(Certificate::NotYet))
    }

    /// The same with a certificate that only itself vouches for.
    pub fn start_tls_self_signed(
        handler: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) -> Self {
        Self::launch(Box::new(handler), Some(Certificate::SelfSigned))
    }

    /// A server that no request may reach. With TLS a client may try; see [`Server::connections`].
    pub fn must_stay_silent(mut self) -> Self {
        self.calls = Calls::None;
        self
    }

    /// A server that may stay without a request.
    pub fn unused_is_fine(mut self) -> Self {
        self.calls = Calls::Any;
        self
    }

    /// All requests so far, in the order of their arrival.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.log.lock().unwrap().requests.clone()
    }

    /// All requests so far, as method and path.
    pub fn calls(&self) -> Vec<String> {
        self.shared.log.lock().unwrap().calls()
    }

    /// How many connections were made to it.
    pub fn connections(&self) -> usize {
        self.shared.log.lock().unwrap().connections
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Scheme, host and port, such as `http://127.0.0.1:40000`.
    pub fn origin(&self) -> String {
        let scheme = if self.authority.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// The API's address on it.
    pub fn api_url(&self) -> String {
        format!("{}/api/", self.origin())
    }

    /// The certificate of its authority, a PEM file that lasts as long as the server.
    ///
    /// # Panics
    /// When it is without TLS.
    pub fn ca_file(&self) -> &Path {
        self.authority.as_ref().expect("this server is without TLS").file()
    }

    fn launch(
        handler: Box<dyn Fn(&Request) -> Response + Send + Sync>,
        certificate: Option<Certificate>,
    ) -> Self {
        let (authority, tls) = certificate.map(Authority::issue).unzip();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            handler,
            log: Mutex::default(),
            stopping: Mutex::new(false),
            stopped: Condvar::new(),
        });
        let accepting = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, tls.as_ref(), &shared)
        });
        Self { address, authority, shared, accepting: Some(accepting), calls: Calls::Some }
    }

    fn stop(&mut self) {
        *self.shared.stopping.lock().unwrap() = true;
        self.shared.stopped.notify_all();
        // A last connection wakes the thread that accepts.
        if TcpStream::connect(self.address).is_ok()
            && let Some(accepting) = self.accepting.take()
        {
            accepting.join().unwrap();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
        if thread::panicking() {
            return;
        }
        let log = self.shared.log.lock().unwrap();
        assert!(log.panics.is_empty(), "the server's handler panicked: {}", log.panics.join("; "));
        let calls = log.calls();
        match self.calls {
            Calls::Some => assert!(!calls.is_empty(), "the server was never called"),
            Calls::None => {
                assert!(calls.is_empty(), "the server had to stay silent, but got {calls:?}");
            }
            Calls::Any => {}
        }
    }
}

impl Log {
    fn calls(&self) -> Vec<String> {
        self.requests.iter().map(|request| format!("{} {}", request.method, request.path)).collect()
    }
}

impl Shared {
    fn answer(&self, request: &Request) -> Response {
        self.log.lock().unwrap().requests.push(request.clone());
        catch_unwind(AssertUnwindSafe(|| (self.handler)(request))).unwrap_or_else(|panic| {
            let message = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("(no message)");
            let trouble = format!("{} {}: {message}", request.method, request.path);
            self.log.lock().unwrap().panics.push(trouble);
            Response::html(500, "the handler of the test panicked")
        })
    }

    /// Pauses; false when the server stops meanwhile.
    fn wait(&self, delay: Duration) -> bool {
        if delay.is_zero() {
            return true;
        }
        let stopping = self.stopping.lock().unwrap();
        let (stopping, _) =
            self.stopped.wait_timeout_while(stopping, delay, |stopping| !*stopping).unwrap();
        !*stopping
    }
}

fn accept(listener: &TcpListener, tls: Option<&Arc<ServerConfig>>, shared: &Arc<Shared>) {
    let mut threads = Vec::new();
    for stream in listener.incoming() {
        if *shared.stopping.lock().unwrap() {
            break;
        }
        let stream = stream.unwrap();
        {
            let mut log = shared.log.lock().unwrap();
            log.connections += 1;
            log.open.push(stream.try_clone().unwrap());
        }
        let tls = tls.cloned();
        let shared = Arc::clone(shared);
        threads.push(thread::spawn(move || serve(stream, tls, &shared)));
    }
    for stream in &shared.log.lock().unwrap().open {
        let _ = stream.shutdown(Shutdown::Both);
    }
    for thread in threads {
        thread.join().unwrap();
    }
}

fn serve(mut stream: TcpStream, tls: Option<Arc<ServerConfig>>, shared: &Shared) {
    let _ = stream.set_nodelay(true);
    if let Some(config) = tls {
        let connection = ServerConnection::new(config).unwrap();
        let mut secure = StreamOwned::new(connection, stream);
        if converse(&mut secure, shared) != Ending::Cut {
            secure.conn.send_close_notify();
            let _ = secure.flush();
        }
        stream = secure.sock;
    } else {
        converse(&mut stream, shared);
    }
    // The log holds the connection too: only this ends it for the client.
    let _ = stream.shutdown(Shutdown::Both);
}

/// Answers one request after the other. A client that goes away is no trouble of the server's.
fn converse(stream: &mut (impl Read + Write), shared: &Shared) -> Ending {
    let mut reader = BufReader::new(stream);
    loop {
        let request = match Request::read(&mut reader) {
            Ok(Some(request)) => request,
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                let message = format!("HTTP/1.1 400 Bad Request\r\n\r\n{error}\n");
                let _ = reader.get_mut().write_all(message.as_bytes());
                return Ending::Close;
            }
            Ok(None) | Err(_) => return Ending::Close,
        };
        let response = shared.answer(&request);
        let sent = response.send(&request, reader.get_mut(), |delay| shared.wait(delay));
        match sent {
            Ok(Ending::Next) => {}
            Ok(ending) => return ending,
            Err(_) => return Ending::Cut,
        }
    }
}
