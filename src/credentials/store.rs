//! `credentials.toml`: one table a profile, readable by its owner only.

use std::fs;
use std::io;
use std::path::Path;

use toml_edit::{DocumentMut, Item, TableLike};

use super::{ApiUrl, Token, check_profile_name};
use crate::error::UserError;
use crate::files::{PrivateFile, unreadable};
use crate::toml_file::{in_format_of, inner_table, set_key, take_key_out};

/// One profile's login.
#[derive(Debug, Clone)]
pub struct Login {
    /// The API that the token was verified against, and is bound to.
    pub api: ApiUrl,
    /// The token, where the file holds it (a `token_command` may supply it instead).
    pub token: Option<Token>,
    /// The web portal's address, as the server's configuration gave it at login.
    pub portal: Option<String>,
    /// The UUID of the user that the token is for, as the server gave it at login.
    pub user: Option<String>,
    /// The personal access token that this program made, where the token is one.
    pub made: Option<MadeToken>,
}

/// The name and the UUID of a personal access token that this program made, to find it in the
/// portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeToken {
    /// Its name in the portal.
    pub name: String,
    /// Its UUID, where the server sent one.
    pub uuid: Option<String>,
}

/// The credentials file. Reading never changes it; each change reads it anew under a lock.
#[derive(Debug)]
pub struct Store {
    file: PrivateFile,
}

impl Store {
    /// The store in this directory, which need not exist.
    pub fn new(directory: Option<&Path>) -> Self {
        const NAME: &str = "credentials.toml";
        const VARIABLE: &str = "WALDUR_REVIEW_CONFIG_DIR";
        Self {
            file: match directory {
                Some(directory) => PrivateFile::new(directory.join(NAME), VARIABLE),
                None => PrivateFile::without_directory(NAME, VARIABLE),
            },
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The names of the profiles in the file, in its order.
    ///
    /// # Errors
    /// When the file is there but cannot be read or understood.
    pub fn profiles(&self) -> Result<Vec<String>, UserError> {
        let document = self.read()?;
        Ok(profiles_table(&document)
            .map(|table| table.iter().map(|(name, _)| name.to_owned()).collect())
            .unwrap_or_default())
    }

    /// The login of one profile, if there is one.
    ///
    /// # Errors
    /// When the file cannot be read or understood, or the profile's table is not as it should be.
    pub fn login(&self, profile: &str) -> Result<Option<Login>, UserError> {
        login_in(&self.read()?, profile, self.path())
    }

    /// Stores a login, keeping every other profile and comment of the file.
    ///
    /// # Errors
    /// When the file or its directory cannot be read, understood or written. The file is then as
    /// it was.
    pub fn save(&self, profile: &str, login: &Login) -> Result<(), UserError> {
        self.change(|document| put(document, profile, login)).and_then(|written| {
            if written {
                return Ok(());
            }
            Err(UserError::configuration(format!(
                "{}: profile {profile:?} is no table, so nothing was stored",
                self.path().display()
            ))
            .hint("correct the file, or move it away, and log in again"))
        })
    }

    /// Stores a login in the place of the one with this token; says whether the profile still held
    /// it. Another login that came meanwhile stays.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn replace(&self, profile: &str, token: &Token, login: &Login) -> Result<bool, UserError> {
        self.change(|document| {
            let stored = login_in(document, profile, self.path()).ok().flatten();
            let stored = stored.and_then(|stored| stored.token);
            stored.is_some_and(|stored| stored.expose() == token.expose())
                && put(document, profile, login)
        })
    }

    /// Forgets a profile; says whether there was one.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn remove(&self, profile: &str) -> Result<bool, UserError> {
        if self.login_is_absent(profile)? {
            return Ok(false);
        }
        self.change(|document| {
            document
                .get_mut("profiles")
                .and_then(Item::as_table_like_mut)
                .is_some_and(|table| table.remove(profile).is_some())
        })
    }

    /// Makes sure that a login could be stored, before the user is asked for a token.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn check_writable(&self) -> Result<(), UserError> {
        self.read()?;
        self.file.lock()?.check()
    }

    fn login_is_absent(&self, profile: &str) -> Result<bool, UserError> {
        Ok(!self.profiles()?.iter().any(|name| name == profile))
    }

    fn read(&self) -> Result<DocumentMut, UserError> {
        let Some(text) = self.file.read()? else {
            return Ok(DocumentMut::new());
        };
        understood(&text, self.path())
    }

    /// Reads, changes and replaces the file under a lock. The change says whether to write.
    fn change(&self, change: impl FnOnce(&mut DocumentMut) -> bool) -> Result<bool, UserError> {
        let locked = self.file.lock()?;
        let before = self.file.read()?.unwrap_or_default();
        let mut document = understood(&before, self.path())?;
        if !change(&mut document) {
            return Ok(false);
        }
        locked.replace(&in_format_of(&before, &document.to_string()))?;
        Ok(true)
    }
}

/// Reads a text that is, or shall be, in the file of this path.
///
/// # Errors
/// When it is not TOML, or a profile is no table.
pub fn understood(text: &str, path: &Path) -> Result<DocumentMut, UserError> {
    let document =
        text.parse::<DocumentMut>().map_err(|error| malformed_toml(path, text, &error))?;
    match document.get("profiles") {
        Some(item) if !item.is_table_like() => Err(must_be_a_table("profiles", path)),
        Some(_) | None => {
            let odd = profiles_table(&document)
                .and_then(|table| table.iter().find(|(_, item)| !item.is_table_like()));
            if let Some((name, _)) = odd {
                return Err(must_be_a_table(&format!("profiles.{name}"), path));
            }
            // A name becomes part of the names of files.
            let names = profiles_table(&document).into_iter().flat_map(TableLike::iter);
            for (name, _) in names {
                check_profile_name(name).map_err(|fault| UserError {
                    hints: fault.hints,
                    ..UserError::configuration(format!("{}: {}", path.display(), fault.message))
                })?;
            }
            Ok(document)
        }
    }
}

fn must_be_a_table(key: &str, path: &Path) -> UserError {
    UserError::configuration(format!("{}: `{key}` must be a table", path.display())).hint(
            "it was left as it is; correct the file, or move it away and log in again: waldur-review auth login",
        )
}

/// The login of a profile in a document that was [`understood`].
///
/// # Errors
/// When the profile's table is not as it should be.
pub fn login_in(
    document: &DocumentMut,
    profile: &str,
    path: &Path,
) -> Result<Option<Login>, UserError> {
    let Some(entry) = profiles_table(document).and_then(|table| table.get(profile)) else {
        return Ok(None);
    };
    let malformed = |what: &str| {
        UserError::configuration(format!("{}: profile {profile:?}: {what}", path.display()))
            .hint(format!("log in again: waldur-review auth login --profile {profile}"))
    };
    let text = |key: &str| match entry.get(key) {
        None => Ok(None),
        Some(item) => item
            .as_str()
            .map(|text| Some(text.to_owned()))
            .ok_or_else(|| malformed(&format!("`{key}` must be a string"))),
    };
    let url = text("url")?.ok_or_else(|| malformed("it has no `url`"))?;
    let token = text("token")?;
    // Only the token says its end for certain; what is written beside it is for one that does not.
    let end = text("token_expires_at")?.and_then(|end| end.parse().ok());
    let made = text("token_name")?.map(|name| (name, text("token_uuid")));
    Ok(Some(Login {
        api: ApiUrl::parse(&url).map_err(|fault| malformed(&fault.message))?,
        token: token
            .map(|token| Token::parse(&token).map_err(|fault| malformed(&fault.message)))
            .transpose()?
            .map(|token| token.ending(end)),
        portal: text("portal")?,
        user: text("user")?,
        made: made
            .map(|(name, uuid)| Ok::<_, UserError>(MadeToken { name, uuid: uuid? }))
            .transpose()?,
    }))
}

/// Puts a login in its place; says whether there is one for it.
pub fn put(document: &mut DocumentMut, profile: &str, login: &Login) -> bool {
    let entry = inner_table(document.as_item_mut(), "profiles")
        .and_then(|profiles| inner_table(profiles, profile));
    let Some(entry) = entry.filter(|entry| entry.is_table_like()) else {
        return false;
    };
    set_key(entry, "url", login.api.as_str().into());
    if let Some(token) = &login.token {
        set_key(entry, "token", token.expose().into());
    }
    let made = login.made.as_ref();
    let end = login.token.as_ref().filter(|_| made.is_some()).and_then(Token::expires_at);
    for (key, text) in [
        ("portal", login.portal.clone()),
        ("user", login.user.clone()),
        ("token_name", made.map(|made| made.name.clone())),
        ("token_uuid", made.and_then(|made| made.uuid.clone())),
        ("token_expires_at", end.map(|end| end.to_string())),
    ] {
        match text {
            Some(text) => set_key(entry, key, text.as_str().into()),
            // There is a value above it, the address.
            None => drop(take_key_out(entry, key)),
        }
    }
    true
}

/// The login that the official `waldur-cli` stored in its own file, and the name of its profile.
///
/// # Errors
/// When the file or the profile is not there, cannot be understood, or no profile was named and
/// there are several.
pub fn read_waldur_cli(
    path: &Path,
    profile: Option<&str>,
) -> Result<(String, ApiUrl, Token), UserError> {
    let text = fs::read_to_string(path).map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            UserError::configuration(format!(
                "waldur-cli has stored no login: there is no {}",
                path.display()
            ))
            .hint("log in with an address and a token: waldur-review auth login")
        } else {
            unreadable(path, &error)
        }
    })?;
    let document =
        text.parse::<DocumentMut>().map_err(|error| malformed_toml(path, &text, &error))?;
    let names: Vec<&str> = profiles_table(&document)
        .map(|table| table.iter().map(|(name, _)| name).collect())
        .unwrap_or_default();
    let listed = || names.join(", ");
    let name = match profile {
        Some(name) if names.contains(&name) => name,
        Some(name) => {
            return Err(UserError::configuration(format!("waldur-cli has no profile {name:?}"))
                .hint(format!("it has: {}", listed())));
        }
        None => match names.as_slice() {
            [only] => only,
            [] => {
                return Err(UserError::configuration(format!(
                    "{} holds no profile",
                    path.display()
                ))
                .hint("log in with an address and a token: waldur-review auth login"));
            }
            several if several.contains(&"default") => "default",
            _ => {
                return Err(UserError::usage("waldur-cli has several profiles: name one").hint(
                    format!("--from waldur-cli PROFILE, where PROFILE is one of: {}", listed()),
                ));
            }
        },
    };
    let text = |key: &str| {
        profiles_table(&document)
            .and_then(|table| table.get(name))
            .and_then(|entry| entry.get(key))
            .and_then(Item::as_str)
            .ok_or_else(|| {
                UserError::configuration(format!(
                    "{}: profile {name:?} has no `{key}`",
                    path.display()
                ))
                .hint("log in with an address and a token: waldur-review auth login")
            })
    };
    Ok((name.to_owned(), ApiUrl::parse(text("api_url")?)?, Token::parse(text("token")?)?))
}

fn profiles_table(document: &DocumentMut) -> Option<&dyn TableLike> {
    document.get("profiles").and_then(Item::as_table_like)
}

/// Names the place of a syntax error. The line itself is not shown: it may hold a token.
fn malformed_toml(path: &Path, text: &str, error: &toml_edit::TomlError) -> UserError {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map_or(1, |before| before.matches('\n').count() + 1);
    UserError::configuration(format!(
        "{}, line {line}: not valid TOML ({})",
        path.display(),
        error.message().lines().next().unwrap_or_default()
    ))
    .hint("it was left as it is; correct that line, or move the file away and log in again")
}

#[cfg(test)]
mod tests {
    use super::{ApiUrl, Login, Store, Token};

    fn login(token: &str) -> Login {
        Login {
            api: ApiUrl::parse("https://w.example").unwrap(),
            token: Some(Token::parse(token).unwrap()),
            portal: None,
            user: None,
            made: None,
        }
    }

    fn store() -> (tempfile::TempDir, Store) {
        let home = tempfile::tempdir().unwrap();
        let store = Store::new(Some(&home.path().join("a/waldur-review")));
        (home, store)
    }

    #[test]
    fn what_is_saved_is_read_again_and_others_are_kept() {
        let (_home, store) = store();
        assert!(store.login("default").unwrap().is_none());
        store.save("default", &login("one")).unwrap();
        let text = std::fs::read_to_string(store.path()).unwrap();
        std::fs::write(store.path(), format!("# mine\n{text}other = 1\n")).unwrap();
        store.save("second", &login("two")).unwrap();
        let text = std::fs::read_to_string(store.path()).unwrap();
        assert!(text.starts_with("# mine\n") && text.contains("other = 1"), "{text}");
        assert_eq!(store.profiles().unwrap(), ["default", "second"]);
        let token = store.login("default").unwrap().unwrap().token.unwrap();
        assert_eq!(token.expose(), "one");
        assert!(store.remove("default").unwrap());
        assert!(!store.remove("default").unwrap());
        assert_eq!(store.profiles().unwrap(), ["second"]);
    }

    #[test]
    fn comments_stay_where_a_login_changes() {
        let (_home, store) = store();
        store.save("a", &login("x")).unwrap();
        let before = "[profiles.a] # one\nurl = 'w' # two\n# three\ntoken = 'x'\n\n# four\nuser = 'u'\n# five\n";
        std::fs::write(store.path(), before).unwrap();
        store.save("a", &login("y")).unwrap();
        assert_eq!(
            std::fs::read_to_string(store.path()).unwrap(),
            "[profiles.a] # one\nurl = \"https://w.example/api/\" # two\n# three\ntoken = \"y\"\n\n# four\n# five\n"
        );
    }

    #[test]
    fn a_file_that_is_not_understood_is_never_overwritten() {
        let (_home, store) = store();
        store.save("default", &login("one")).unwrap();
        for bad in ["[profiles.default\ntoken = \"hunter2\"", "profiles = 3", "a = \"hunter2"] {
            std::fs::write(store.path(), bad).unwrap();
            let fault = store.save("default", &login("two")).unwrap_err();
            assert!(!format!("{fault:?}").contains("hunter2"), "{fault:?}");
            assert_eq!(std::fs::read_to_string(store.path()).unwrap(), bad);
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_private_and_a_link_stays_a_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (home, store) = store();
        let mode =
            |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        store.save("default", &login("one")).unwrap();
        assert_eq!(mode(store.path()), 0o600);
        assert_eq!(mode(store.path().parent().unwrap()), 0o700);
        let real = home.path().join("dotfiles.toml");
        std::fs::rename(store.path(), &real).unwrap();
        symlink(&real, store.path()).unwrap();
        store.save("second", &login("two")).unwrap();
        assert!(std::fs::symlink_metadata(store.path()).unwrap().is_symlink());
        assert_eq!(mode(&real), 0o600);
        assert_eq!(store.profiles().unwrap(), ["default", "second"]);
        std::fs::remove_file(&real).unwrap();
        store.save("third", &login("three")).unwrap();
        assert!(real.is_file() && store.profiles().unwrap() == ["third"]);
    }

    #[test]
    fn twenty_logins_at_once_lose_none() {
        let (_home, store) = store();
        std::thread::scope(|scope| {
            for number in 0..20 {
                let store = &store;
                scope.spawn(move || store.save(&format!("p{number}"), &login("x")).unwrap());
            }
        });
        assert_eq!(store.profiles().unwrap().len(), 20);
    }
}
