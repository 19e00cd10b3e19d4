//! The download of a file, which is not JSON and may be large.

use std::io;
use std::time::Instant;

use reqwest::Method;
use url::Url;

use super::{Client, Exchange, LARGEST_ERROR, jitter};
use crate::waldur::error::{ApiError, Problem};
use crate::waldur::response::{ResponseHead, classify_response};
use crate::waldur::retry;
use crate::waldur::transport::{Connection, Failure, Request};

/// Why a file was not received whole.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    /// The request failed.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// What was received could not be written.
    #[error(transparent)]
    Write(io::Error),
}

/// The same, before the failure is one of a request.
enum PartError {
    Failure(Failure),
    Sink(io::Error),
}

impl From<Failure> for PartError {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl Client {
    /// The body of `GET /api/{path}`, which can be any file, in parts as they come: nothing of it
    /// is kept. The time limit of a request counts anew for each part, since a file may be large.
    /// Asked again only while no part has come.
    ///
    /// # Errors
    /// [`DownloadError`].
    pub fn download(
        &self,
        path: &str,
        limit: u64,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<u64, DownloadError> {
        let url = self.api.join(path);
        let connection = self.connection(&url)?;
        let mut attempt = 1;
        loop {
            let started = Instant::now();
            self.observer.started();
            let mut received = 0;
            let result = self.receive_parts(connection, &url, limit, &mut received, take);
            let result = result.map_err(|error| match error {
                PartError::Failure(failure) => self.error(failure.problem, &url, attempt).into(),
                PartError::Sink(error) => DownloadError::Write(error),
            });
            let shown_url = self.without_token(url.to_string());
            self.observer.finished(&Exchange {
                method: "GET",
                url: &shown_url,
                outcome: match &result {
                    Err(DownloadError::Api(error)) => error.status().ok_or(error),
                    Ok(()) | Err(DownloadError::Write(_)) => Ok(200),
                },
                elapsed: started.elapsed(),
                bytes: usize::try_from(received).unwrap_or(usize::MAX),
            });
            let error = match result {
                Ok(()) => return Ok(received),
                Err(DownloadError::Api(error)) if received == 0 => error,
                Err(error) => return Err(error),
            };
            match retry::pause(&error.problem, attempt, jitter(), self.network.timeout) {
                Some(wait) => std::thread::sleep(wait),
                None => return Err(error.into()),
            }
            attempt += 1;
        }
    }

    fn receive_parts(
        &self,
        connection: &Connection,
        url: &Url,
        limit: u64,
        received: &mut u64,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<(), PartError> {
        let request = Request { method: Method::GET, json: None };
        let time_is_up = || Failure::after_sending(Problem::Timeout(self.network.timeout));
        let deadline = || Instant::now() + self.network.timeout;
        let head = async {
            let mut response = connection.send(&request, url, self.token.as_ref()).await?;
            let head = ResponseHead::new(response.status(), response.headers(), (self.clock)());
            if head.is_success() {
                return Ok(response);
            }
            let body = connection.receive_start(&mut response, LARGEST_ERROR).await?;
            let message = |body: &[u8]| self.server_message(body, url.path());
            Err(match classify_response(&Method::GET, head, body, message) {
                Ok(response) => Failure::after_sending(Problem::UnexpectedStatus(response.status)),
                Err(problem) => Failure::after_sending(problem),
            })
        };
        let mut response = connection.block_on(deadline(), head).ok_or_else(time_is_up)??;
        while let Some(part) = connection
            .block_on(deadline(), connection.next_chunk(&mut response))
            .ok_or_else(time_is_up)??
        {
            *received += part.len() as u64;
            if *received > limit {
                return Err(Failure::after_sending(Problem::TooLarge(limit)).into());
            }
            take(&part).map_err(PartError::Sink)?;
        }
        Ok(())
    }
}
