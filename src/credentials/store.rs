//! `credentials.toml`: one table a profile, readable by its owner only.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, value};

use super::{ApiUrl, Token};
use crate::fault::Fault;

/// One profile's login.
#[derive(Debug, Clone)]
pub struct Login {
    /// The API that the token was verified against, and is bound to.
    pub api: ApiUrl,
    /// The token, where the file holds it (a `token_command` may supply it instead).
    pub token: Option<Token>,
    /// The web portal's address, as the server's configuration gave it at login.
    pub portal: Option<String>,
}

/// The credentials file. Reading never changes it; each change reads it anew under a lock.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
}

impl Store {
    /// The store in this file, which need not exist.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The names of the profiles in the file, in its order.
    ///
    /// # Errors
    /// When the file is there but cannot be read or understood.
    pub fn profiles(&self) -> Result<Vec<String>, Fault> {
        let document = self.read()?;
        Ok(profiles_table(&document)
            .map(|table| table.iter().map(|(name, _)| name.to_owned()).collect())
            .unwrap_or_default())
    }

    /// The login of one profile, if there is one.
    ///
    /// # Errors
    /// When the file cannot be read or understood, or the profile's table is not as it should be.
    pub fn login(&self, profile: &str) -> Result<Option<Login>, Fault> {
        let document = self.read()?;
        let Some(entry) = profiles_table(&document).and_then(|table| table.get(profile)) else {
            return Ok(None);
        };
        let malformed = |what: &str| {
            Fault::configuration(format!(
                "{}: profile {profile:?}: {what}",
                self.path.display()
            ))
            .hint(format!(
                "log in again: waldur-review auth login --profile {profile}"
            ))
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
        Ok(Some(Login {
            api: ApiUrl::parse(&url).map_err(|fault| malformed(&fault.message))?,
            token: token
                .map(|token| Token::parse(&token).map_err(|fault| malformed(&fault.message)))
                .transpose()?,
            portal: text("portal")?,
        }))
    }

    /// Stores a login, keeping every other profile and comment of the file.
    ///
    /// # Errors
    /// When the file or its directory cannot be read, understood or written. The file is then as
    /// it was.
    pub fn save(&self, profile: &str, login: &Login) -> Result<(), Fault> {
        self.change(|document| {
            let profiles = document.entry("profiles").or_insert_with(|| {
                let mut table = Table::new();
                table.set_implicit(true);
                Item::Table(table)
            });
            let entry = profiles.as_table_like_mut().map(|table| {
                table
                    .entry(profile)
                    .or_insert_with(|| Item::Table(Table::new()))
            });
            let Some(entry) = entry.and_then(Item::as_table_like_mut) else {
                return false;
            };
            entry.insert("url", value(login.api.as_str()));
            if let Some(token) = &login.token {
                entry.insert("token", value(token.expose()));
            }
            match &login.portal {
                Some(portal) => entry.insert("portal", value(portal)),
                None => entry.remove("portal"),
            };
            true
        })
        .and_then(|written| {
            if written {
                return Ok(());
            }
            Err(Fault::configuration(format!(
                "{}: profile {profile:?} is no table, so nothing was stored",
                self.path.display()
            ))
            .hint("mend the file, or move it away, and log in again"))
        })
    }

    /// Forgets a profile; says whether there was one.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn remove(&self, profile: &str) -> Result<bool, Fault> {
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

    /// Makes sure that a login could be stored, before a person is asked for a token.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn check_writable(&self) -> Result<(), Fault> {
        self.read()?;
        let target = self.target();
        self.lock(&target)?;
        self.temporary(&target)?;
        Ok(())
    }

    /// A sentence when others than the owner can read the file.
    #[cfg(unix)]
    pub fn loose_permissions(&self) -> Option<String> {
        use std::os::unix::fs::PermissionsExt;
        let file = fs::metadata(&self.path)
            .ok()
            .filter(fs::Metadata::is_file)?;
        let mode = file.permissions().mode() & 0o777;
        (mode & 0o077 != 0).then(|| {
            let path = self.path.display();
            format!("{path} can be read by others (mode {mode:04o}); run: chmod 600 '{path}'")
        })
    }

    /// A sentence when others than the owner can read the file: not known on this platform.
    #[cfg(not(unix))]
    pub fn loose_permissions(&self) -> Option<String> {
        None
    }

    fn login_is_absent(&self, profile: &str) -> Result<bool, Fault> {
        Ok(!self.profiles()?.iter().any(|name| name == profile))
    }

    fn read(&self) -> Result<DocumentMut, Fault> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(DocumentMut::new()),
            Err(error) => return Err(unreadable(&self.path, &error)),
        };
        let document = text
            .parse::<DocumentMut>()
            .map_err(|error| malformed_toml(&self.path, &text, &error))?;
        match document.get("profiles") {
            Some(item) if !item.is_table_like() => Err(self.must_be_a_table("profiles")),
            Some(_) | None => {
                let odd = profiles_table(&document)
                    .and_then(|table| table.iter().find(|(_, item)| !item.is_table_like()));
                match odd {
                    Some((name, _)) => Err(self.must_be_a_table(&format!("profiles.{name}"))),
                    None => Ok(document),
                }
            }
        }
    }

    fn must_be_a_table(&self, key: &str) -> Fault {
        Fault::configuration(format!("{}: `{key}` must be a table", self.path.display())).hint(
            "it was left as it is; mend the file, or move it away and log in again: waldur-review auth login",
        )
    }

    /// Reads, changes and replaces the file under a lock. The change says whether to write.
    fn change(&self, change: impl FnOnce(&mut DocumentMut) -> bool) -> Result<bool, Fault> {
        let target = self.target();
        let _lock = self.lock(&target)?;
        let mut document = self.read()?;
        if !change(&mut document) {
            return Ok(false);
        }
        let unwritable = |error: &io::Error| unwritable(&target, error);
        let mut file = self.temporary(&target)?;
        file.write_all(document.to_string().as_bytes())
            .map_err(|error| unwritable(&error))?;
        file.as_file()
            .sync_all()
            .map_err(|error| unwritable(&error))?;
        file.persist(&target)
            .map_err(|error| unwritable(&error.error))?;
        if let Some(directory) = target.parent() {
            // The rename itself must survive a crash; not every file system can promise it.
            let _ = File::open(directory).and_then(|directory| directory.sync_all());
        }
        Ok(true)
    }

    /// The file to replace: behind a symbolic link, the file that it leads to.
    fn target(&self) -> PathBuf {
        if let Ok(path) = fs::canonicalize(&self.path) {
            return path;
        }
        match fs::read_link(&self.path) {
            // A link whose goal does not exist yet: make the goal.
            Ok(goal) => self
                .path
                .parent()
                .map_or_else(|| goal.clone(), |at| at.join(&goal)),
            Err(_) => self.path.clone(),
        }
    }

    /// A lock that two programs storing a login share; it ends when the file is dropped.
    fn lock(&self, target: &Path) -> Result<File, Fault> {
        make_directory(self.path.parent())?;
        make_directory(target.parent())?;
        let path = target.with_extension("lock");
        let file = private(OpenOptions::new().write(true).create(true).truncate(false))
            .open(&path)
            .map_err(|error| unwritable(&path, &error))?;
        match file.lock() {
            // Some cluster file systems know no locks; one login at a time is still safe there.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => {
                Err(unwritable(&path, &error))
            }
            Ok(()) | Err(_) => Ok(file),
        }
    }

    fn temporary(&self, target: &Path) -> Result<tempfile::NamedTempFile, Fault> {
        // tempfile creates with mode 0600, so the secret is never readable by others.
        let directory = target.parent().unwrap_or(Path::new("."));
        tempfile::Builder::new()
            .prefix(".credentials-")
            .suffix(".toml")
            .tempfile_in(directory)
            .map_err(|error| unwritable(&self.path, &error))
    }
}

/// The login that the official `waldur-cli` stored in its own file, and the name of its profile.
///
/// # Errors
/// When the file or the profile is not there, cannot be understood, or no profile was named and
/// there are several.
pub fn read_waldur_cli(
    path: &Path,
    profile: Option<&str>,
) -> Result<(String, ApiUrl, Token), Fault> {
    let text = fs::read_to_string(path).map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            Fault::configuration(format!(
                "waldur-cli has stored no login: there is no {}",
                path.display()
            ))
            .hint("log in with an address and a token: waldur-review auth login")
        } else {
            unreadable(path, &error)
        }
    })?;
    let document = text
        .parse::<DocumentMut>()
        .map_err(|error| malformed_toml(path, &text, &error))?;
    let names: Vec<&str> = profiles_table(&document)
        .map(|table| table.iter().map(|(name, _)| name).collect())
        .unwrap_or_default();
    let listed = || names.join(", ");
    let name = match profile {
        Some(name) if names.contains(&name) => name,
        Some(name) => {
            return Err(
                Fault::configuration(format!("waldur-cli has no profile {name:?}"))
                    .hint(format!("it has: {}", listed())),
            );
        }
        None => match names.as_slice() {
            [only] => only,
            [] => {
                return Err(
                    Fault::configuration(format!("{} holds no profile", path.display()))
                        .hint("log in with an address and a token: waldur-review auth login"),
                );
            }
            several if several.contains(&"default") => "default",
            _ => {
                return Err(
                    Fault::usage("waldur-cli has several profiles: name one").hint(format!(
                        "--from waldur-cli PROFILE, where PROFILE is one of: {}",
                        listed()
                    )),
                );
            }
        },
    };
    let text = |key: &str| {
        profiles_table(&document)
            .and_then(|table| table.get(name))
            .and_then(|entry| entry.get(key))
            .and_then(Item::as_str)
            .ok_or_else(|| {
                Fault::configuration(format!(
                    "{}: profile {name:?} has no `{key}`",
                    path.display()
                ))
                .hint("log in with an address and a token: waldur-review auth login")
            })
    };
    Ok((
        name.to_owned(),
        ApiUrl::parse(text("api_url")?)?,
        Token::parse(text("token")?)?,
    ))
}

fn profiles_table(document: &DocumentMut) -> Option<&dyn toml_edit::TableLike> {
    document.get("profiles").and_then(Item::as_table_like)
}

fn make_directory(path: Option<&Path>) -> Result<(), Fault> {
    let Some(path) = path.filter(|path| !path.as_os_str().is_empty() && !path.is_dir()) else {
        return Ok(());
    };
    if let Some(above) = path.parent() {
        fs::create_dir_all(above).map_err(|error| unwritable(above, &error))?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(unwritable(path, &error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn unreadable(path: &Path, error: &io::Error) -> Fault {
    Fault::file(format!("cannot read {}: {error}", path.display()))
        .hint("it was left as it is; make it readable for you (chmod u+r), or move it away")
}

fn unwritable(path: &Path, error: &io::Error) -> Fault {
    Fault::file(format!("cannot write {}: {error}", path.display()))
        .hint("nothing was stored; make it writable for you, or choose a directory with WALDUR_REVIEW_CONFIG_DIR")
}

/// Names the place of a syntax error. The line itself is not shown: it may hold a token.
fn malformed_toml(path: &Path, text: &str, error: &toml_edit::TomlError) -> Fault {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map_or(1, |before| before.matches('\n').count() + 1);
    Fault::configuration(format!(
        "{}, line {line}: not valid TOML ({})",
        path.display(),
        error.message().lines().next().unwrap_or_default()
    ))
    .hint("it was left as it is; mend that line, or move the file away and log in again")
}

#[cfg(test)]
mod tests {
    use super::{ApiUrl, Login, Store, Token};

    fn login(token: &str) -> Login {
        Login {
            api: ApiUrl::parse("https://w.example").unwrap(),
            token: Some(Token::parse(token).unwrap()),
            portal: None,
        }
    }

    fn store() -> (tempfile::TempDir, Store) {
        let home = tempfile::tempdir().unwrap();
        let store = Store::new(home.path().join("a/waldur-review/credentials.toml"));
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
        assert!(
            text.starts_with("# mine\n") && text.contains("other = 1"),
            "{text}"
        );
        assert_eq!(store.profiles().unwrap(), ["default", "second"]);
        let token = store.login("default").unwrap().unwrap().token.unwrap();
        assert_eq!(token.expose(), "one");
        assert!(store.remove("default").unwrap());
        assert!(!store.remove("default").unwrap());
        assert_eq!(store.profiles().unwrap(), ["second"]);
    }

    #[test]
    fn a_file_that_is_not_understood_is_never_overwritten() {
        let (_home, store) = store();
        store.save("default", &login("one")).unwrap();
        for bad in [
            "[profiles.default\ntoken = \"hunter2\"",
            "profiles = 3",
            "a = \"hunter2",
        ] {
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
        assert!(
            std::fs::symlink_metadata(store.path())
                .unwrap()
                .is_symlink()
        );
        assert_eq!(mode(&real), 0o600);
        assert_eq!(store.profiles().unwrap(), ["default", "second"]);
        std::fs::remove_file(&real).unwrap();
        store.save("third", &login("three")).unwrap();
        assert!(real.is_file() && store.profiles().unwrap() == ["third"]);
        assert!(store.loose_permissions().is_none());
        std::fs::set_permissions(&real, PermissionsExt::from_mode(0o644)).unwrap();
        assert!(store.loose_permissions().unwrap().contains("0644"));
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
