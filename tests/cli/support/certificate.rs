//! A certificate authority that lives as long as a test.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tempfile::TempDir;

/// What the server's certificate is like.
#[derive(Clone, Copy)]
pub(super) enum Certificate {
    /// For localhost and 127.0.0.1, and valid.
    Good,
    /// Over since the first day of 2021.
    Expired,
    /// Not before the first day of 2100.
    NotYet,
    /// For `waldur.example.org` only.
    OtherHost,
    /// Good, but nobody vouches for it but itself.
    SelfSigned,
}

/// An authority's certificate as a file.
pub(super) struct Authority {
    _directory: TempDir,
    file: PathBuf,
}

impl Authority {
    /// Makes an authority and what a server needs to show a certificate of it.
    pub(super) fn issue(kind: Certificate) -> (Self, Arc<ServerConfig>) {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "waldur-review test authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();

        let names: &[&str] = match kind {
            Certificate::Good
            | Certificate::Expired
            | Certificate::NotYet
            | Certificate::SelfSigned => &["localhost", "127.0.0.1"],
            Certificate::OtherHost => &["waldur.example.org"],
        };
        let names: Vec<_> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names).unwrap();
        params.distinguished_name.push(DnType::CommonName, "waldur-review test server");
        params.use_authority_key_identifier_extension = true;
        if matches!(kind, Certificate::Expired) {
            params.not_before = date_time_ymd(2020, 1, 1);
            params.not_after = date_time_ymd(2021, 1, 1);
        }
        if matches!(kind, Certificate::NotYet) {
            params.not_before = date_time_ymd(2100, 1, 1);
            params.not_after = date_time_ymd(2101, 1, 1);
        }
        let key = KeyPair::generate().unwrap();
        let certificate = if matches!(kind, Certificate::SelfSigned) {
            params.self_signed(&key).unwrap()
        } else {
            params.signed_by(&key, &authority).unwrap()
        };

        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
            )
            .unwrap();
        let directory = TempDir::new().unwrap();
        let file = directory.path().join("ca.pem");
        fs::write(&file, authority.pem()).unwrap();
        (Self { _directory: directory, file }, Arc::new(config))
    }

    /// The file with the authority's certificate, in PEM.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }
}
