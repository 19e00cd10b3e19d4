//! The documents of a proposal: `/api/media/{uuid}/`.

#![expect(dead_code, reason = "the commands that use the rest are not there yet")]

use std::io::Write;

use url::Url;

use super::uuid::is_uuid;
use super::{Client, DownloadError};

/// The place of a document: always on the server that the client asks, whatever host an address
/// names, so that the token goes nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaPath(String);

impl MediaPath {
    /// Reads the `file` of a document: a URL or a path, whose path must be `/api/media/{uuid}/`.
    pub fn parse(file: &str) -> Option<Self> {
        let url = Url::parse("http://localhost/").ok()?.join(file).ok()?;
        let uuid = url.path().strip_prefix("/api/media/")?.strip_suffix('/')?;
        (is_uuid(uuid) && !uuid.contains('-')).then(|| Self(format!("media/{uuid}/")))
    }
}

/// Writes a document, of at most `limit` bytes, to `out`; the number of bytes.
///
/// # Errors
/// [`DownloadError`]; a part of the document may then have been written.
pub fn download(
    client: &Client,
    path: &MediaPath,
    limit: u64,
    out: &mut dyn Write,
) -> Result<u64, DownloadError> {
    client.download(&path.0, limit, &mut |part| out.write_all(part))
}

#[cfg(test)]
mod tests {
    use super::MediaPath;

    #[test]
    fn only_the_path_of_an_address_counts() {
        let path = |file: &str| MediaPath::parse(file).map(|path| path.0);
        let hex = "5ff09fa776554ceba9fb4a7313d48db7";
        let expected = Some(format!("media/{hex}/"));
        for file in ["https://w.example", "http://10.0.0.7:8080", "//evil.example", ""] {
            assert_eq!(path(&format!("{file}/api/media/{hex}/")), expected, "{file}");
        }
        assert_eq!(path(&format!("https://w.example/api/media/{hex}/?x=1#y")), expected);
        for file in [
            "",
            "https://w.example/",
            "/api/media/HEX",
            "/api/media/HEX/x/",
            "/x/api/media/HEX/",
            "/api/media/../users/HEX/",
            "/api/media/../",
            "/api/media/..%2fusers%2fme/",
            "/api/media/5ff09fa7-7655-4ceb-a9fb-4a7313d48db7/",
        ] {
            assert_eq!(path(&file.replace("HEX", hex)), None, "{file}");
        }
    }
}
