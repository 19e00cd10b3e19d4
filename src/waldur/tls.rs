//! TLS: the certificates to trust. The system's are read only for https.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{self, PemObject};
use rustls::{ClientConfig, RootCertStore};

use super::Network;

/// The TLS settings of a client.
pub struct Trust {
    pub config: ClientConfig,
    /// A sentence that names the certificates that were named for it and cannot be used.
    pub unusable: Option<String>,
}

impl Trust {
    /// The settings for a client that will use plain http only: nothing is trusted.
    ///
    /// # Errors
    /// A sentence, when the cryptography library refuses its own defaults.
    pub fn none() -> Result<Self, String> {
        with_roots(RootCertStore::empty())
    }
}

/// The TLS settings that trust what this computer trusts, `SSL_CERT_FILE` and `SSL_CERT_DIR`
/// instead where they are set, and `--ca-cert` in addition.
///
/// # Errors
/// A sentence that names the flag, variable or file that holds no usable certificate.
pub fn trusted(network: &Network) -> Result<Trust, String> {
    let extra = match &network.extra_certificates {
        Some((path, named_by)) => {
            let found = certificates(path, named_by)?;
            let (_, unusable) = RootCertStore::empty().add_parsable_certificates(found.clone());
            match unusable {
                0 => found,
                _ => return Err(cannot_use(path, named_by, &unreadable(unusable, found.len()))),
            }
        }
        None => Vec::new(),
    };
    if network.certificate_file.is_none() && network.certificate_directories.is_empty() {
        return system(extra);
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(extra);
    let mut unusable_in_file = None;
    if let Some(path) = &network.certificate_file {
        const NAME: &str = "SSL_CERT_FILE";
        let found = certificates(path, NAME)?;
        let count = found.len();
        let (added, unusable) = roots.add_parsable_certificates(found);
        let sentence = || cannot_use(path, NAME, &unreadable(unusable, count));
        if added == 0 {
            return Err(sentence());
        }
        unusable_in_file = (unusable > 0).then(sentence);
    }
    for directory in &network.certificate_directories {
        add_directory(&mut roots, directory);
    }
    if roots.is_empty() {
        return Err("SSL_CERT_DIR names no directory with certificates".to_owned());
    }
    Ok(Trust { unusable: unusable_in_file, ..with_roots(roots)? })
}

fn unreadable(unusable: usize, count: usize) -> String {
    match (unusable, count) {
        (1, 1) => "its certificate cannot be read".to_owned(),
        (unusable, count) => format!("{unusable} of its {count} certificates cannot be read"),
    }
}

fn cannot_use(path: &Path, named_by: &str, why: &str) -> String {
    format!("cannot use the certificates of {named_by}, {}: {why}", path.display())
}

/// Linux and the BSDs keep one bundle.
#[cfg(all(unix, not(target_vendor = "apple")))]
fn system(extra: Vec<CertificateDer<'static>>) -> Result<Trust, String> {
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
fn system(extra: Vec<CertificateDer<'static>>) -> Result<Trust, String> {
    let verifier = rustls_platform_verifier::Verifier::new_with_extra_roots(extra, provider())
        .map_err(|error| format!("the system's certificates cannot be used: {error}"))?;
    let config = builder()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(Trust { config, unusable: None })
}

fn certificates(path: &Path, named_by: &str) -> Result<Vec<CertificateDer<'static>>, String> {
    let bytes =
        std::fs::read(path).map_err(|error| cannot_use(path, named_by, &error.to_string()))?;
    let found = pem_certificates(&bytes).map_err(|why| cannot_use(path, named_by, &why))?;
    if found.is_empty() {
        let why = if bytes.starts_with(&[0x30, 0x82]) {
            "it is DER and must be PEM: openssl x509 -inform der -in FILE -out NEW.pem"
        } else {
            "it holds no PEM certificate"
        };
        return Err(cannot_use(path, named_by, why));
    }
    Ok(found)
}

/// The certificates among the blocks of a PEM file; other text and blocks of other kinds are
/// ignored.
///
/// # Errors
/// The end of a sentence that says what is wrong with the file.
pub fn pem_certificates(bytes: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    CertificateDer::pem_slice_iter(&certificate_blocks(bytes)?).collect::<Result<_, _>>().map_err(
        |error| {
            if matches!(error, pem::Error::MissingSectionEnd { .. }) {
                "a certificate does not end".to_owned()
            } else {
                format!("a certificate is not well-formed ({error})")
            }
        },
    )
}

/// The blocks of certificates, in the form that the PEM reader knows: each line from its first
/// column on, with one label for certificates.
fn certificate_blocks(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut blocks = Vec::with_capacity(bytes.len());
    let mut is_inside = false;
    for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')).map(<[u8]>::trim_ascii) {
        let line = match line {
            b"-----BEGIN TRUSTED CERTIFICATE-----" => {
                return Err(
                    "it holds a TRUSTED CERTIFICATE, which only OpenSSL knows: openssl x509 -in FILE -out NEW.pem"
                        .to_owned(),
                );
            }
            b"-----BEGIN CERTIFICATE-----" | b"-----BEGIN X509 CERTIFICATE-----" => {
                is_inside = true;
                b"-----BEGIN CERTIFICATE-----".as_slice()
            }
            b"-----END X509 CERTIFICATE-----" => b"-----END CERTIFICATE-----",
            other => other,
        };
        if is_inside {
            blocks.extend_from_slice(line);
            blocks.push(b'\n');
            is_inside = !line.starts_with(b"-----END ");
        }
    }
    Ok(blocks)
}

/// Adds the certificates of a directory. Files without any are common there, and ignored.
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

fn with_roots(roots: RootCertStore) -> Result<Trust, String> {
    let config = builder()?.with_root_certificates(roots).with_no_client_auth();
    Ok(Trust { config, unusable: None })
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
            -----END PRIVATE KEY-----\n  -----BEGIN X509 CERTIFICATE-----  \n  Yg==\n\n\
            -----END X509 CERTIFICATE-----";
        let found = pem_certificates(text).unwrap();
        let found: Vec<&[u8]> = found.iter().map(AsRef::as_ref).collect();
        assert_eq!(found, [&b"foobar"[..], b"b"]);
    }

    #[test]
    fn malformed_certificate_is_an_error() {
        for text in [
            "-----BEGIN CERTIFICATE-----\nZm9v\n",
            "-----BEGIN CERTIFICATE-----\nZm9v\n-----BEGIN CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----",
            "-----BEGIN TRUSTED CERTIFICATE-----\nZm9v\n-----END TRUSTED CERTIFICATE-----",
        ] {
            assert!(pem_certificates(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn certificates_count_wherever_their_lines_end() {
        let block = "-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE-----\n";
        for (line_end, before) in [("\n", ""), ("\r\n", ""), ("\r", "text\r"), ("\n", "\u{feff}")] {
            let text = format!("{before}{}", block.repeat(2).replace('\n', line_end));
            assert_eq!(pem_certificates(text.as_bytes()).unwrap().len(), 2, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = pem_certificates(&[b"-----BEGIN CERTIFICATE-----\n", &bytes[..]].concat());
        }
    }
}
