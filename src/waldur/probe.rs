//! The steps of a connection to a server, one at a time: name, connection, encryption. No request
//! and no token is sent.

use std::fmt;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, Error as TlsError, SignatureScheme,
};

use super::transport_error::{classify_tls_error, find_tls_error};
use super::{Network, Problem, TlsProblem, certificate, tls};

/// Addresses that are tried.
const MOST_ADDRESSES: usize = 4;

/// A certificate that a server presented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presented {
    /// Its subject, in a few words.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// Until when it is good.
    pub ends: Option<Timestamp>,
}

/// The result of a handshake.
#[derive(Debug)]
pub struct Handshake {
    /// `TLSv1.3` or the like, or what was wrong.
    pub result: Result<String, TlsProblem>,
    /// The certificates that the server presented, its own first.
    pub chain: Vec<Presented>,
}

/// The addresses of a host, and how long it took to find them.
///
/// # Errors
/// The system's words, or that it took too long.
pub fn look_up(
    host: &str,
    port: u16,
    limit: Duration,
) -> Result<(Vec<SocketAddr>, Duration), String> {
    let (sender, receiver) = mpsc::channel();
    let asked = host.trim_matches(['[', ']']).to_owned();
    let start = Instant::now();
    // The system's look-up has no time limit of its own.
    std::thread::spawn(move || {
        let found = (asked.as_str(), port).to_socket_addrs();
        let _ = sender.send(found.map(Iterator::collect::<Vec<_>>));
    });
    match receiver.recv_timeout(limit) {
        Ok(Ok(addresses)) if !addresses.is_empty() => Ok((addresses, start.elapsed())),
        Ok(Ok(_)) => Err("it has no address".to_owned()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("no answer within {} s", limit.as_secs())),
    }
}

/// The first address that takes a connection, and how long that took.
///
/// # Errors
/// A sentence with the answer of each address.
pub fn connect(
    addresses: &[SocketAddr],
    limit: Duration,
) -> Result<(SocketAddr, TcpStream, Duration), String> {
    let mut refused = Vec::new();
    let end = Instant::now() + limit;
    for address in addresses.iter().take(MOST_ADDRESSES) {
        let start = Instant::now();
        let left = end.saturating_duration_since(start);
        if left.is_zero() {
            break;
        }
        match TcpStream::connect_timeout(address, left) {
            Ok(stream) => return Ok((*address, stream, start.elapsed())),
            Err(error) if addresses.len() == 1 => return Err(words(&error)),
            Err(error) => refused.push(format!("{address}: {}", words(&error))),
        }
    }
    Err(refused.join("; "))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the system's list is long; what is not named has its words"
)]
fn words(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::ConnectionRefused => "connection refused".to_owned(),
        ErrorKind::TimedOut | ErrorKind::WouldBlock => "no answer in time".to_owned(),
        ErrorKind::HostUnreachable => "no route to the host".to_owned(),
        ErrorKind::NetworkUnreachable => "no network".to_owned(),
        _ => error.to_string(),
    }
}

/// A handshake with the certificates that this computer trusts, and what was presented.
///
/// # Errors
/// When the trusted certificates cannot be read, the connection broke, or it took too long.
pub fn handshake(
    host: &str,
    address: SocketAddr,
    stream: TcpStream,
    network: &Network,
    limit: Duration,
) -> Result<Handshake, Problem> {
    let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned())
        .map_err(|_| Problem::Setup(format!("{host} cannot be the name in a certificate")))?;
    let trusted = tls::trusted(network).map_err(Problem::Setup)?;
    let mut connection = ClientConnection::new(Arc::new(trusted.config), name.clone())
        .map_err(|error| Problem::Setup(error.to_string()))?;
    match shake(&mut connection, stream, limit) {
        Ok(()) => {
            let version = connection.protocol_version();
            let chain = connection.peer_certificates().unwrap_or_default();
            Ok(Handshake {
                result: Ok(version.map_or_else(
                    || "TLS".to_owned(),
                    |version| format!("{version:?}").replace("TLSv1_", "TLS 1."),
                )),
                chain: chain.iter().map(present).collect(),
            })
        }
        Err(error) => {
            let mut problem = find_tls_error(&error).map(classify_tls_error).ok_or_else(|| {
                if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) {
                    Problem::Timeout(limit)
                } else {
                    Problem::Broken(words(&error))
                }
            })?;
            if problem == TlsProblem::UnknownIssuer(None) {
                problem = TlsProblem::UnknownIssuer(trusted.unusable);
            }
            Ok(Handshake {
                result: Err(problem),
                chain: presented(name, address, limit).iter().map(present).collect(),
            })
        }
    }
}

fn shake(
    connection: &mut ClientConnection,
    mut stream: TcpStream,
    limit: Duration,
) -> std::io::Result<()> {
    stream.set_read_timeout(Some(limit))?;
    stream.set_write_timeout(Some(limit))?;
    let end = Instant::now() + limit;
    while connection.is_handshaking() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(std::io::ErrorKind::TimedOut.into());
        }
        stream.set_read_timeout(Some(left))?;
        // A step at a time, so that a server that trickles is given up as well.
        if connection.wants_write() {
            connection.write_tls(&mut stream)?;
        } else if connection.read_tls(&mut stream)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        } else if let Err(error) = connection.process_new_packets() {
            // Sends the server the reason, if it still listens.
            let _ = connection.write_tls(&mut stream);
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, error));
        }
    }
    Ok(())
}

/// Returns the certificates that a server presents to somebody who trusts nothing. The handshake
/// never succeeds.
fn presented(
    name: ServerName<'static>,
    address: SocketAddr,
    limit: Duration,
) -> Vec<CertificateDer<'static>> {
    let looker = Arc::new(Looker::default());
    let Ok(tls::Trust { mut config, .. }) = tls::Trust::none() else {
        return Vec::new();
    };
    config.dangerous().set_certificate_verifier(Arc::clone(&looker) as Arc<dyn ServerCertVerifier>);
    if let (Ok(mut connection), Ok(stream)) = (
        ClientConnection::new(Arc::<ClientConfig>::new(config), name),
        TcpStream::connect_timeout(&address, limit),
    ) {
        let _ = shake(&mut connection, stream, limit);
    }
    let mut seen = looker.0.lock().map_or_else(|_| Vec::new(), |seen| seen.clone());
    seen.truncate(10);
    seen
}

/// Remembers what a server presents, and refuses all of it.
#[derive(Debug, Default)]
struct Looker(Mutex<Vec<CertificateDer<'static>>>);

impl ServerCertVerifier for Looker {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        if let Ok(mut seen) = self.0.lock() {
            let all = std::iter::once(own).chain(others);
            *seen = all.map(|one| one.clone().into_owned()).collect();
        }
        Err(looked_at())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        Err(looked_at())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        Err(looked_at())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![
            SignatureScheme::ECDSA_NISTP256_SHA256,
            SignatureScheme::ECDSA_NISTP384_SHA384,
            SignatureScheme::ED25519,
            SignatureScheme::RSA_PSS_SHA256,
            SignatureScheme::RSA_PSS_SHA384,
            SignatureScheme::RSA_PSS_SHA512,
            SignatureScheme::RSA_PKCS1_SHA256,
            SignatureScheme::RSA_PKCS1_SHA384,
            SignatureScheme::RSA_PKCS1_SHA512,
        ]
    }
}

fn looked_at() -> TlsError {
    TlsError::General("it was only looked at".to_owned())
}

fn present(der: &CertificateDer<'_>) -> Presented {
    match certificate::read(der) {
        None => Presented {
            subject: "a certificate that cannot be read".to_owned(),
            issuer: "?".to_owned(),
            ends: None,
        },
        Some(read) => Presented { subject: read.subject, issuer: read.issuer, ends: read.ends },
    }
}

impl fmt::Display for Presented {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} (by {})", self.subject, self.issuer)
    }
}
