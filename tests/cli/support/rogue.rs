//! A server on loopback that keeps to no protocol: what it does with a connection is up to the
//! test.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a connection is kept at most, whatever the other side does.
const PATIENCE: Duration = Duration::from_secs(30);

/// The server. Dropping it ends the thread that accepts; connections end with their clients.
pub struct Rogue {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

/// What is done with a connection.
type Act = dyn Fn(&mut Line) -> io::Result<()> + Send + Sync;

struct Shared {
    act: Box<Act>,
    stopping: AtomicBool,
    connections: AtomicUsize,
}

/// A connection. What the client did not wait for is no trouble of the server's.
pub struct Line {
    stream: TcpStream,
}

impl Rogue {
    /// Starts a server that does this with each connection, and closes it then.
    pub fn start(act: impl Fn(&mut Line) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            act: Box::new(act),
            stopping: AtomicBool::new(false),
            connections: AtomicUsize::new(0),
        });
        let accepting = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Self { address, shared, accepting: Some(accepting) }
    }

    /// Its address with a scheme of the test's choice.
    pub fn origin(&self, scheme: &str) -> String {
        format!("{scheme}://{}", self.address)
    }

    /// How many connections were made to it.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Rogue {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        // A last connection wakes the thread that accepts.
        if TcpStream::connect(self.address).is_ok()
            && let Some(accepting) = self.accepting.take()
        {
            let _ = accepting.join();
        }
    }
}

impl Line {
    /// Reads to the end of a request's head, and gives that.
    pub fn request(&mut self) -> io::Result<String> {
        let mut head = Vec::new();
        let mut buffer = [0; 4096];
        while !head.windows(4).any(|end| end == b"\r\n\r\n") {
            match self.stream.read(&mut buffer)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                count => head.extend(&buffer[..count]),
            }
        }
        Ok(String::from_utf8_lossy(&head).into_owned())
    }

    /// Reads something, whatever it is.
    pub fn anything(&mut self) -> io::Result<()> {
        match self.stream.read(&mut [0; 4096])? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }

    /// Sends bytes.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.stream.write_all(bytes.as_ref())
    }

    /// Sends bytes one by one, with pauses.
    pub fn drip(&mut self, bytes: impl AsRef<[u8]>, pause: Duration) -> io::Result<()> {
        for byte in bytes.as_ref() {
            self.send([*byte])?;
            thread::sleep(pause);
        }
        Ok(())
    }

    /// Sends the same again and again, until the client has gone.
    pub fn flood(&mut self, bytes: &[u8]) -> io::Result<()> {
        loop {
            self.send(bytes)?;
        }
    }

    /// The same, no faster than a debug build can read it.
    pub fn trickle(&mut self, bytes: &[u8]) -> io::Result<()> {
        loop {
            self.send(bytes)?;
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Says nothing more, until the client has gone.
    pub fn hold(&mut self) -> io::Result<()> {
        while self.stream.read(&mut [0; 4096])? > 0 {}
        Ok(())
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let stream = stream.unwrap();
        shared.connections.fetch_add(1, Ordering::SeqCst);
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            let _ = stream.set_nodelay(true);
            let _ = stream.set_read_timeout(Some(PATIENCE));
            let _ = stream.set_write_timeout(Some(PATIENCE));
            let _ = (shared.act)(&mut Line { stream });
        });
    }
}
