//! The meaning of errors of the HTTP and TLS libraries.

use std::error::Error as StdError;

use rustls::CertificateError;

use super::error::{Problem, TlsProblem};

/// An error and its causes, the outermost first.
pub(super) fn error_chain<'e>(
    error: &'e reqwest::Error,
) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    let first: &(dyn StdError + 'static) = error;
    std::iter::successors(Some(first), |cause| {
        let cause: &'e (dyn StdError + 'static) = *cause;
        cause.source()
    })
}

/// The TLS problem among the causes of an error.
pub(super) fn tls_problem(error: &reqwest::Error) -> Option<TlsProblem> {
    error_chain(error).find_map(find_tls_error).map(classify_tls_error)
}

/// The TLS library's error: I/O errors may hold it inside, one in the other, which `source` steps
/// over.
pub(super) fn find_tls_error<'e>(cause: &'e (dyn StdError + 'static)) -> Option<&'e rustls::Error> {
    let mut cause = cause;
    loop {
        if let Some(found) = cause.downcast_ref::<rustls::Error>() {
            return Some(found);
        }
        cause = cause.downcast_ref::<std::io::Error>()?.get_ref()?;
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's list is long and grows; what is not named has its words"
)]
pub(super) fn classify_tls_error(error: &rustls::Error) -> TlsProblem {
    use rustls::{AlertDescription, Error};
    match error {
        // A bad signature is that of an authority with a trusted one's name and another key, as
        // after a site has replaced its authority.
        Error::InvalidCertificate(
            CertificateError::UnknownIssuer | CertificateError::BadSignature,
        ) => TlsProblem::UnknownIssuer(None),
        Error::InvalidCertificate(
            CertificateError::Expired | CertificateError::ExpiredContext { .. },
        ) => TlsProblem::Expired,
        Error::InvalidCertificate(
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. },
        ) => TlsProblem::NotYetValid,
        Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => TlsProblem::WrongHost,
        Error::InvalidCertificate(error) if unsuitable(error).is_some() => {
            TlsProblem::Unsuitable(unsuitable(error).unwrap_or_default())
        }
        Error::AlertReceived(
            AlertDescription::ProtocolVersion | AlertDescription::HandshakeFailure,
        )
        | Error::PeerIncompatible(_) => TlsProblem::NoCommonVersion,
        Error::InvalidMessage(_) => TlsProblem::NotTls,
        other => TlsProblem::Other(other.to_string()),
    }
}

/// Why a certificate is not one for a server.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the libraries' lists are long and grow; what is not named is not certain"
)]
fn unsuitable(error: &CertificateError) -> Option<&'static str> {
    match error {
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            Some("it is not made for servers (extended key usage)")
        }
        CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => {
            Some("it is signed with an algorithm that is not supported, such as SHA-1")
        }
        CertificateError::Revoked => Some("it was revoked"),
        CertificateError::BadEncoding => Some("it cannot be read"),
        CertificateError::UnhandledCriticalExtension => {
            Some("it has a critical extension that is not supported")
        }
        CertificateError::Other(other) => match other.0.downcast_ref::<webpki::Error>()? {
            webpki::Error::CaUsedAsEndEntity => {
                Some("it is an authority's own, self-signed certificate (CA:TRUE)")
            }
            webpki::Error::UnsupportedCertVersion => {
                Some("it has an outdated format (X.509 version 1)")
            }
            _ => None,
        },
        _ => None,
    }
}

/// The problem of a connection that ended too early.
pub(super) fn broken(error: &reqwest::Error) -> Problem {
    Problem::Broken(reason(error))
}

/// The problem of a body that could not be read. An I/O error right below comes from unpacking:
/// the body came, but is not compressed as its head says.
pub(super) fn body_problem(error: &reqwest::Error) -> Problem {
    use std::io;
    let unpacking = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    match unpacking.map(io::Error::kind) {
        Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => {
            Problem::NotJson { page: false }
        }
        Some(_) | None => broken(error),
    }
}

/// The cause in a few words: the system's error where there is one, else the innermost.
pub(super) fn reason(error: &reqwest::Error) -> String {
    use std::io::ErrorKind;
    let kind = error_chain(error)
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .map(std::io::Error::kind)
        .last();
    match kind {
        Some(ErrorKind::ConnectionRefused) => "connection refused".to_owned(),
        Some(ErrorKind::ConnectionReset) => "connection reset".to_owned(),
        Some(ErrorKind::HostUnreachable) => "no route to the host".to_owned(),
        Some(ErrorKind::NetworkUnreachable) => "no network".to_owned(),
        Some(ErrorKind::UnexpectedEof) => "it ended early".to_owned(),
        Some(_) | None => innermost(error),
    }
}

/// The innermost cause of an error.
pub(super) fn innermost(error: &reqwest::Error) -> String {
    error_chain(error).last().map(ToString::to_string).unwrap_or_default()
}
