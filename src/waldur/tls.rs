//! Whom to trust: the system's certificates, read the cheap way, and only for https.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};

use super::Network;

/// The TLS settings for a client that will speak plain http only: nothing is trusted.
///
/// # Errors
/// When the cryptography library refuses its own defaults.
pub fn none() -> Result<ClientConfig, String> {
    with_roots(RootCertStore::empty())
}

/// The TLS settings that trust what this computer trusts, `SSL_CERT_FILE` and `SSL_CERT_DIR`
/// instead where they are set, and `--ca-cert` besides.
///
/// # Errors
/// A sentence that names the flag, variable or file that holds no usable certificate.
pub fn trusted(network: &Network) -> Result<ClientConfig, String> {
    let extra = match &network.extra_certificates {
        Some((path, named_by)) => certificates(path, named_by)?,
        None => Vec::new(),
    };
    if network.certificate_file.is_none() && network.certificate_directories.is_empty() {
        return system(extra);
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(extra);
    if let Some(path) = &network.certificate_file {
        roots.add_parsable_certificates(certificates(path, "SSL_CERT_FILE")?);
    }
    for directory in &network.certificate_directories {
        add_directory(&mut roots, directory);
    }
    if roots.is_empty() {
        return Err("SSL_CERT_DIR names no directory with certificates".to_owned());
    }
    with_roots(roots)
}

/// Linux and the BSDs keep one bundle. Decoding it with the `base64` crate and keeping only what
/// a verifier needs costs a fraction of the common loader, which decodes in constant time: these
/// are no secrets.
#[cfg(all(unix, not(target_vendor = "apple")))]
fn system(extra: Vec<CertificateDer<'static>>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(extra);
    let found = openssl_probe::probe();
    if let Some(path) = &found.cert_file {
        roots.add_parsable_certificates(certificates(path, "the system")?);
    } else {
        for directory in &found.cert_dir {
            add_directory(&mut roots, directory);
        }
    }
    if roots.is_empty() {
        return Err(
            "this computer has no trusted certificates: install ca-certificates, or use --ca-cert FILE or SSL_CERT_FILE"
                .to_owned(),
        );
    }
    with_roots(roots)
}

/// Elsewhere the system verifies by itself.
#[cfg(not(all(unix, not(target_vendor = "apple"))))]
fn system(extra: Vec<CertificateDer<'static>>) -> Result<ClientConfig, String> {
    let verifier = rustls_platform_verifier::Verifier::new_with_extra_roots(extra, provider())
        .map_err(|error| format!("the system's certificates cannot be used: {error}"))?;
    Ok(builder()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}

fn certificates(path: &Path, named_by: &str) -> Result<Vec<CertificateDer<'static>>, String> {
    let unusable = |why: String| {
        format!("cannot use the certificates of {named_by}, {}: {why}", path.display())
    };
    let bytes = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
    let found = pem_certificates(&bytes).map_err(unusable)?;
    if found.is_empty() {
        return Err(unusable("it holds no PEM certificate".to_owned()));
    }
    Ok(found)
}

/// The certificates among the blocks of a PEM file (RFC 7468, read laxly); what stands between
/// blocks, and blocks of other kinds, is passed over.
pub fn pem_certificates(bytes: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    const DASHES: &[u8] = b"-----";
    let mut found = Vec::new();
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    while let Some(line) = lines.next() {
        let Some(tag) =
            line.strip_prefix(b"-----BEGIN ").and_then(|rest| rest.strip_suffix(DASHES))
        else {
            continue;
        };
        if !matches!(tag, b"CERTIFICATE" | b"TRUSTED CERTIFICATE" | b"X509 CERTIFICATE") {
            continue;
        }
        let mut letters = Vec::with_capacity(4096);
        loop {
            let line = lines.next().ok_or("a certificate does not end")?;
            if line.starts_with(b"-----END ") {
                break;
            }
            // Dashes are no base64: another beginning ends here as well.
            letters.extend_from_slice(line);
        }
        let certificate = STANDARD.decode(&letters).map_err(|_| "a certificate is not base64")?;
        found.push(CertificateDer::from(certificate));
    }
    Ok(found)
}

/// Files that hold no certificate are common in such a directory, and passed over.
fn add_directory(roots: &mut RootCertStore, directory: &Path) {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if let Ok(bytes) = std::fs::read(&path) {
            roots.add_parsable_certificates(pem_certificates(&bytes).unwrap_or_default());
        }
    }
}

fn with_roots(roots: RootCertStore) -> Result<ClientConfig, String> {
    Ok(builder()?.with_root_certificates(roots).with_no_client_auth())
}

fn builder() -> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>, String> {
    ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|error| format!("TLS cannot be set up: {error}"))
}

fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

#[cfg(test)]
mod tests {
    use super::pem_certificates;
    use proptest::prelude::*;

    #[test]
    fn only_certificates_are_read() {
        let text = b"# a comment\r\n-----BEGIN CERTIFICATE-----\r\nZm9v\r\nYmFy\r\n\
            -----END CERTIFICATE-----\r\n-----BEGIN PRIVATE KEY-----\n!\n\
            -----END PRIVATE KEY-----\n  -----BEGIN TRUSTED CERTIFICATE-----  \nYg==\n\n\
            -----END TRUSTED CERTIFICATE-----";
        let found = pem_certificates(text).unwrap();
        let found: Vec<&[u8]> = found.iter().map(AsRef::as_ref).collect();
        assert_eq!(found, [&b"foobar"[..], b"b"]);
    }

    #[test]
    fn a_broken_certificate_is_an_error() {
        for text in [
            "-----BEGIN CERTIFICATE-----\nZm9v\n",
            "-----BEGIN CERTIFICATE-----\nZm9\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nZm9v\n-----BEGIN CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----",
        ] {
            assert!(pem_certificates(text.as_bytes()).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = pem_certificates(&[b"-----BEGIN CERTIFICATE-----\n", &bytes[..]].concat());
        }
    }
}
