//! The connections to one server that requests share.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::MOST_LANES;
use super::network::Network;
use super::transport::{Connection, Setup};
use crate::credentials::ApiUrl;

/// At most [`MOST_LANES`] connections to a server.
///
/// The HTTP library's own pool has no such bound: it opens another connection where a request
/// begins while the one before is on its way back.
pub(super) struct Connections {
    setup: Arc<Setup>,
    pool: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Connection>,
    /// How many there are, idle or in use.
    count: usize,
}

impl Connections {
    /// Prepares connections. Nothing is connected yet.
    ///
    /// # Errors
    /// A sentence, when certificates or the proxy cannot be used.
    pub(super) fn new(api: &ApiUrl, network: &Network) -> Result<Self, String> {
        let setup = Arc::new(Setup::new(api, network)?);
        Ok(Self { setup, pool: Mutex::default(), returned: Condvar::new() })
    }

    /// Runs a request with a connection, which may be open already. Waits while all are in use: a
    /// deadline of the request begins within `run`, as that is no time of the server.
    ///
    /// # Errors
    /// A sentence, when another connection cannot be prepared.
    pub(super) fn with<T>(&self, run: impl FnOnce(&Connection) -> T) -> Result<T, String> {
        let connection = self.take()?;
        let result = run(&connection);
        self.pool().idle.push(connection);
        self.returned.notify_one();
        Ok(result)
    }

    /// Closes the connections that are not in use: a write may open one of its own.
    pub(super) fn close_idle(&self) {
        let mut pool = self.pool();
        // The last one may be used for the write.
        let closed = pool.idle.len().saturating_sub(1);
        pool.idle.drain(..closed);
        pool.count -= closed;
    }

    fn take(&self) -> Result<Connection, String> {
        let mut pool = self.pool();
        loop {
            if let Some(connection) = pool.idle.pop() {
                return Ok(connection);
            }
            if pool.count < MOST_LANES {
                let connection = Connection::new(Arc::clone(&self.setup))?;
                pool.count += 1;
                return Ok(connection);
            }
            pool = self.returned.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
