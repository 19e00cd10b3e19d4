//! A place where the program meets nothing of the computer that the tests run on.

use std::collections::BTreeMap;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

#[cfg(unix)]
use super::pty::Terminal;
use super::ran::{Origin, Ran, code};
use super::schema;
use super::server::Server;

/// A classic token.
pub const TOKEN: &str = "0123456789abcdef0123456789abcdef01234567";
/// A personal access token, good until 2027-11-24T02:24:49Z.
pub const PAT: &str = "w_1827023089_5ec3e70f9b1d4a6c8e20b7d5f3a1c9e8642b0d7f5a";
/// An API's address where nobody listens.
pub const NOBODY: &str = "http://127.0.0.1:1/api/";

const PROGRAM: &str = env!("CARGO_BIN_EXE_waldur-review");
const LIMIT: Duration = Duration::from_secs(20);
/// What the program keeps of the environment: where programs are, and what a computer or a
/// measurement of coverage cannot do without.
const KEPT: [&str; 3] = ["PATH", "SystemRoot", "LLVM_PROFILE_FILE"];

/// A home that lasts as long as the test.
pub struct Sandbox {
    /// Shared with what runs in it.
    home: Arc<TempDir>,
}

impl Sandbox {
    /// An empty one: nobody is logged in, and the configuration's directory is not there.
    pub fn new() -> Self {
        // Programs see the path without symbolic links.
        let parent = env::temp_dir().canonicalize().unwrap();
        Self { home: Arc::new(TempDir::new_in(parent).unwrap()) }
    }

    /// The home, which is also the working directory.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The directory of `config.toml` and `credentials.toml`.
    pub fn config_dir(&self) -> PathBuf {
        self.home().join("config")
    }

    /// Writes a file below the home, readable by its owner only like its directories.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.home().join(name);
        let mut directories = DirBuilder::new();
        directories.recursive(true);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            std::os::unix::fs::DirBuilderExt::mode(&mut directories, 0o700);
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        directories.create(path.parent().unwrap()).unwrap();
        options.open(&path).unwrap().write_all(text.as_bytes()).unwrap();
        path
    }

    /// Reads a file below the home.
    pub fn read(&self, name: &str) -> String {
        let path = self.home().join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Stores a login to the server: [`TOKEN`], profile `default`.
    pub fn logged_in(&self, server: &Server) {
        self.logged_in_as("default", server, TOKEN);
    }

    /// Stores one more login.
    pub fn logged_in_as(&self, profile: &str, server: &Server, token: &str) {
        let file = "config/credentials.toml";
        let before = fs::read_to_string(self.home().join(file)).unwrap_or_default();
        let separator = if before.is_empty() { "" } else { "\n" };
        let url = server.api_url();
        self.write(
            file,
            &format!(
                "{before}{separator}[profiles.{profile}]\nurl = \"{url}\"\ntoken = \"{token}\"\n"
            ),
        );
    }

    /// The program with these arguments.
    pub fn command<I: IntoIterator<Item: Into<OsString>>>(&self, args: I) -> Invocation {
        self.invocation(PROGRAM, args.into_iter().map(Into::into).collect())
    }

    /// A line for the shell, in which `waldur-review` is the program.
    #[cfg(unix)]
    pub fn shell(&self, script: &str) -> Invocation {
        let mut invocation = self.invocation("/bin/sh", vec!["-c".into(), script.into()]);
        invocation.shown = vec![script.into()];
        invocation
    }

    /// Runs the program in a terminal of this size.
    #[cfg(unix)]
    pub fn terminal<I: IntoIterator<Item: Into<OsString>>>(
        &self,
        args: I,
        columns: u16,
        rows: u16,
    ) -> Terminal {
        self.command(args).terminal(columns, rows)
    }

    fn invocation(&self, program: &str, args: Vec<OsString>) -> Invocation {
        let mut variables: BTreeMap<OsString, OsString> = KEPT
            .iter()
            .filter_map(|name| Some((OsString::from(name), env::var_os(name)?)))
            .collect();
        let programs = Path::new(PROGRAM).parent().unwrap().to_owned();
        let path = variables.get(OsStr::new("PATH")).cloned().unwrap_or_default();
        let path = env::join_paths(std::iter::once(programs).chain(env::split_paths(&path)));
        variables.insert("PATH".into(), path.unwrap());
        for (name, value) in [
            ("HOME", self.home().into()),
            ("WALDUR_REVIEW_CONFIG_DIR", self.config_dir().into_os_string()),
            ("WALDUR_REVIEW_NOW", "2026-11-24T03:00:00Z".into()),
            ("TZ", "Europe/London".into()),
            ("LANG", "en_GB.UTF-8".into()),
        ] {
            variables.insert(name.into(), value);
        }
        Invocation {
            program: program.into(),
            shown: args.clone(),
            args,
            variables,
            columns: true,
            odd: false,
            home: Arc::clone(&self.home),
            folder: String::new(),
            stdin: None,
        }
    }
}

/// A run of the program that is being prepared.
pub struct Invocation {
    program: OsString,
    args: Vec<OsString>,
    shown: Vec<OsString>,
    variables: BTreeMap<OsString, OsString>,
    /// Whether `COLUMNS` is the sandbox's, which a terminal does without.
    columns: bool,
    /// Whether the server's documents are not as documented.
    odd: bool,
    home: Arc<TempDir>,
    /// The current folder, below the home.
    folder: String,
    stdin: Option<Vec<u8>>,
}

impl Invocation {
    /// Adds arguments.
    pub fn args<I: IntoIterator<Item: Into<OsString>>>(mut self, args: I) -> Self {
        let args: Vec<_> = args.into_iter().map(Into::into).collect();
        self.shown.extend(args.iter().cloned());
        self.args.extend(args);
        self
    }

    /// Sets a variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.columns &= name != "COLUMNS";
        self.variables.insert(name.into(), value.as_ref().into());
        self
    }

    /// Takes a variable away.
    pub fn env_remove(mut self, name: &str) -> Self {
        self.columns &= name != "COLUMNS";
        self.variables.remove(OsStr::new(name));
        self
    }

    /// The server sends what is not as documented: it is passed on, and no schema holds it.
    pub fn odd_documents(mut self) -> Self {
        self.odd = true;
        self
    }

    /// The current folder, below the home, in place of the home itself.
    #[cfg(unix)]
    pub fn in_folder(mut self, folder: &str) -> Self {
        folder.clone_into(&mut self.folder);
        self
    }

    /// What the program can read; without this, nothing.
    pub fn stdin(mut self, text: impl AsRef<[u8]>) -> Self {
        self.stdin = Some(text.as_ref().into());
        self
    }

    /// Runs it to its end.
    ///
    /// # Panics
    /// When it is not over after 20 seconds; with what it wrote until then.
    #[track_caller]
    pub fn run(self) -> Ran {
        let mut child = self.start();
        let (done, finished) = mpsc::channel();
        let stdout = collect(child.stdout.take().unwrap(), done.clone());
        let stderr = collect(child.stderr.take().unwrap(), done);
        let end = Instant::now() + LIMIT;
        let in_time = (0..2)
            .all(|_| finished.recv_timeout(end.saturating_duration_since(Instant::now())).is_ok());
        if !in_time {
            let _ = child.kill();
        }
        let status = code(child.wait().unwrap());
        let taken = |bytes: &Mutex<Vec<u8>>| std::mem::take(&mut *bytes.lock().unwrap());
        let ran = Ran {
            status,
            stdout: taken(&stdout),
            stderr: String::from_utf8_lossy(&taken(&stderr)).into_owned(),
            origin: self.origin(),
        };
        assert!(in_time, "not over after {LIMIT:?}:\n{}", ran.snapshot());
        if self.program == PROGRAM {
            let args = self.args.iter().map(|arg| arg.to_string_lossy().into_owned());
            schema::check_run(&args.collect::<Vec<_>>(), &ran, !self.odd);
        }
        ran
    }

    /// Starts it, for a test that ends it before its end. What it writes is in pipes.
    pub fn start(&self) -> Child {
        let mut command = Command::new(&self.program);
        command
            .args(&self.args)
            .env_clear()
            .envs(&self.variables)
            .current_dir(self.home.path().join(&self.folder));
        if self.columns {
            command.env("COLUMNS", "80");
        }
        command.stdin(if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() });
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        if let (Some(mut pipe), Some(text)) = (child.stdin.take(), self.stdin.clone()) {
            // The program need not read it to the end.
            thread::spawn(move || drop(pipe.write_all(&text)));
        }
        child
    }

    /// Starts it in a terminal of this size.
    #[cfg(unix)]
    pub fn terminal(self, columns: u16, rows: u16) -> Terminal {
        assert!(self.stdin.is_none(), "a terminal is the standard input");
        let origin = self.origin();
        let command = pty_process::blocking::Command::new(&self.program)
            .args(&self.args)
            .env_clear()
            .env("TERM", "xterm-256color")
            .envs(&self.variables)
            .current_dir(self.home.path());
        Terminal::start(command, columns, rows, origin)
    }

    fn origin(&self) -> Origin {
        let name = (self.program == PROGRAM).then(|| "waldur-review".to_owned());
        let args = self.shown.iter().map(|arg| {
            let arg = arg.to_string_lossy();
            let plain = |c: char| c.is_alphanumeric() || "-_=./:,@%+".contains(c);
            if name.is_none() || (!arg.is_empty() && arg.chars().all(plain)) {
                arg.into_owned()
            } else {
                format!("'{arg}'")
            }
        });
        let line = name.iter().cloned().chain(args).collect::<Vec<_>>().join(" ");
        Origin { line, home: Arc::clone(&self.home) }
    }
}

/// Reads to the end in the background, and says so then.
fn collect(mut pipe: impl Read + Send + 'static, done: Sender<()>) -> Arc<Mutex<Vec<u8>>> {
    let bytes = Arc::new(Mutex::new(Vec::new()));
    let shared = Arc::clone(&bytes);
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = pipe.read(&mut buffer) {
            shared.lock().unwrap().extend(&buffer[..count]);
        }
        let _ = done.send(());
    });
    bytes
}
