//! Documents: `/api/media/{uuid}/`.

use std::io;

use super::Client;
use crate::error::{ErrorKind, UserError};

/// Gets a document from the profile's own API, whatever host its address names: only the UUID in it
/// counts, and its path must be `media/{uuid}/` below the API's. Each part is given to `write`;
/// more than `most` bytes are refused. Says how many bytes there were.
///
/// # Errors
/// [`super::ApiError`]; a [`UserError`] for an address that is no document's, for a length that
/// differs from the announced one, and for what `write` could not write.
pub fn download(
    client: &Client,
    file: &str,
    most: u64,
    write: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> anyhow::Result<u64> {
    let path = path_of(file, client.api_path()).ok_or_else(|| {
        UserError::new(ErrorKind::ServerFailed, "its address is not that of a document")
    })?;
    client.download(&path, most, write)
}

/// The path of a document's address below the API. A proxy may put a path of its own before the
/// API's, which the server does not know.
fn path_of(file: &str, api: &str) -> Option<String> {
    let path = match file.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => file.strip_prefix('/')?,
    };
    let below = path.strip_prefix(api.trim_start_matches('/'));
    let below = below.or_else(|| path.strip_prefix("api/"))?;
    let id = below.strip_prefix("media/")?.strip_suffix('/')?;
    let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| format!("media/{id}/"))
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn only_the_path_of_a_document_is_used() {
        let id = "b8c2ea7d27024a3784c95573bdd9b226";
        let path = format!("/api/media/{id}/");
        for file in [
            format!("http://127.0.0.1:18421{path}"),
            format!("https://inner.example{path}"),
            path.clone(),
        ] {
            for api in ["/api/", "/waldur/api/"] {
                assert_eq!(path_of(&file, api), Some(format!("media/{id}/")), "{file} {api}");
            }
        }
        for file in [
            format!("https://w.example/evil{path}"),
            format!("https://w.example/api/media/{id}/../x/"),
            format!("https://w.example/api/media/{id}"),
            "https://w.example/api/media/x/".to_owned(),
            "https://w.example".to_owned(),
            String::new(),
        ] {
            assert_eq!(path_of(&file, "/api/"), None, "{file}");
        }
        let below = format!("https://w.example/waldur{path}");
        assert_eq!(path_of(&below, "/waldur/api/"), Some(format!("media/{id}/")));
        assert_eq!(path_of(&below, "/api/"), None);
    }
}
