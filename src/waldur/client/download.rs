//! The transfer of a body that is not held in memory.

use std::io;
use std::time::Instant;

use reqwest::Method;
use url::Url;

use super::{Client, DOWNLOAD_TIME_LIMITS, Exchange, LARGEST_ERROR};
use crate::error::{ErrorKind, UserError};
use crate::waldur::response::{ResponseHead, classify_response};
use crate::waldur::transport::{Connection, Failure, Request};
use crate::waldur::{ApiError, Problem};

/// Why a body was not written.
enum Stopped {
    Api(ApiError),
    Write(io::Error),
    TooLarge,
    /// Announced bytes and those that came.
    Length(u64, u64),
}

impl Client {
    /// The body of a GET below `/api/`, given to `write` in parts, without a
    /// repetition. A download has a longer time limit than another request.
    ///
    /// # Errors
    /// [`ApiError`]; a [`UserError`] for a body that is too large, too short, or cannot be written.
    pub fn download(
        &self,
        path: &str,
        most: u64,
        write: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> anyhow::Result<u64> {
        match self.transfer(path, most, write) {
            Ok(count) => Ok(count),
            Err(Stopped::Api(error)) => Err(error.into()),
            Err(Stopped::Write(error)) => {
                Err(UserError::file(format!("cannot write it: {error}")).into())
            }
            Err(Stopped::TooLarge) => {
                let message = format!("it is larger than {} MiB", most >> 20);
                Err(UserError::new(ErrorKind::ServerFailed, message).into())
            }
            Err(Stopped::Length(announced, came)) => {
                let message = format!("{came} of {announced} bytes came");
                Err(UserError::new(ErrorKind::ServerFailed, message).into())
            }
        }
    }

    fn transfer(
        &self,
        path: &str,
        most: u64,
        write: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<u64, Stopped> {
        let url = self.api.join(path);
        let started = Instant::now();
        let limit = self.network.timeout.saturating_mul(DOWNLOAD_TIME_LIMITS);
        let connections = self.connections(&url).map_err(Stopped::Api)?;
        self.observer.started();
        let result = connections
            .with(|connection| {
                let work = self.receive_document(connection, url.clone(), most, write);
                connection
                    .block_on(Instant::now() + limit, work)
                    .unwrap_or_else(|| Err(Failure::after_sending(Problem::Timeout(limit))))
                    .map_err(|failure| failure.problem)
            })
            .unwrap_or_else(|what| Err(Problem::Setup(what)))
            .map_err(|problem| self.error(problem, &url, 1));
        let shown_url = self.without_token(url.to_string());
        self.observer.finished(&Exchange {
            method: "GET",
            url: &shown_url,
            outcome: match &result {
                Ok(_) => Ok(200),
                Err(error) => error.status().ok_or(error),
            },
            elapsed: started.elapsed(),
            bytes: 0,
        });
        result.map_err(Stopped::Api)?
    }

    async fn receive_document(
        &self,
        connection: &Connection,
        url: Url,
        most: u64,
        write: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<Result<u64, Stopped>, Failure> {
        let request = Request { method: Method::GET, json: None };
        let mut response = connection.send(&request, &url, self.token.as_ref()).await?;
        if response.status() != 200 {
            let head = ResponseHead::new(response.status(), response.headers(), (self.clock)());
            let body = connection.receive_start(&mut response, LARGEST_ERROR).await?;
            let problem = classify_response(&Method::GET, head, body, |_| None).err();
            let problem = problem.unwrap_or(Problem::Shape("a document was expected"));
            return Err(Failure::after_sending(problem));
        }
        let announced = response.content_length();
        let mut count = 0;
        while let Some(chunk) = connection.next_chunk(&mut response).await? {
            count += chunk.len() as u64;
            if count > most {
                return Ok(Err(Stopped::TooLarge));
            }
            if let Err(error) = write(&chunk) {
                return Ok(Err(Stopped::Write(error)));
            }
        }
        Ok(match announced {
            Some(announced) if announced != count => Err(Stopped::Length(announced, count)),
            Some(_) | None => Ok(count),
        })
    }
}
