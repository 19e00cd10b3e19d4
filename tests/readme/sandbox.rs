//! What a run of the program meets: an empty home, a fixed clock, and a demo server.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_waldur-review");

/// Programs that the snippets name and that a computer may not have. `notify-send` takes, as the
/// real one does, what begins with a hyphen for an option, unless it follows `--`.
const STAND_INS: [(&str, &str); 3] = [
    // Minimal installations of Debian have one that prints that there are no man pages.
    ("man", "[ \"$*\" = '-l -' ] && cat"),
    ("pass", "cat \"$HOME/token\""),
    (
        "notify-send",
        "if [ \"$1\" = -- ]; then shift; else case \"$*\" in -* | *' -'*) exit 1 ;; esac; fi\n\
         printf '%s\\n' \"$*\" >> \"$HOME/notified\"",
    ),
];

/// The program with these arguments, logged in nowhere. Lists are printed as at a terminal.
pub fn program(arguments: &[&str]) -> Command {
    let home = env::temp_dir().join("waldur-review-readme-has-no-home");
    let mut command = Command::new(PROGRAM);
    command.args(arguments);
    let is_list = arguments.contains(&"list");
    if is_list && !arguments.iter().any(|word| word.starts_with("--json") || *word == "--format") {
        command.args(["--format", "table"]);
    }
    set_environment(&mut command, &home);
    command.env("WALDUR_REVIEW_CONFIG_DIR", &home).stdin(Stdio::null());
    command
}

/// Writes a program in the language of `sh`.
pub fn write_script(path: &Path, script: &str) {
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Clears the environment but for what a test needs: home, clock, zone, width and UTF-8.
fn set_environment(command: &mut Command, home: &Path) {
    command
        .env_clear()
        .envs(env::vars_os().filter(|(name, _)| name == "LLVM_PROFILE_FILE"))
        .env("HOME", home)
        .env("COLUMNS", "80")
        .env("LANG", "C.UTF-8")
        // As Europe/London, without the need for zone files.
        .env("TZ", "GMT0BST,M3.5.0/1,M10.5.0")
        .env("WALDUR_REVIEW_NOW", "2026-10-01T08:00:00Z");
}

/// A home after the documented installation (the program is in `~/.cargo/bin`), with a demo
/// server and a login to it.
pub struct Sandbox {
    home: TempDir,
    pub url: String,
    demo: Child,
    /// Kept open: the demo server prints to it.
    _demo_output: BufReader<ChildStdout>,
}

impl Sandbox {
    pub fn new() -> Self {
        let home = TempDir::new().unwrap();
        let bin = home.path().join(".cargo/bin");
        fs::create_dir_all(&bin).unwrap();
        symlink(PROGRAM, bin.join("waldur-review")).unwrap();
        for (name, script) in STAND_INS {
            write_script(&bin.join(name), script);
        }

        let mut command = Command::new(PROGRAM);
        set_environment(&mut command, home.path());
        let mut demo = command.arg("demo").stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(demo.stdout.take().unwrap());
        let mut value = |name: &str| {
            let mut line = String::new();
            output.read_line(&mut line).unwrap();
            let value = line.trim_end().strip_prefix(&format!("export {name}="));
            value.unwrap_or_else(|| panic!("the demo printed {line:?}")).to_owned()
        };
        let url = value("WALDUR_API_URL");
        let token = value("WALDUR_ACCESS_TOKEN");
        fs::write(home.path().join("token"), format!("{token}\n")).unwrap();
        let sandbox = Self { home, url, demo, _demo_output: output };
        let script = format!("waldur-review auth login --url {} --with-token < token", sandbox.url);
        let login = sandbox.run(&mut sandbox.shell(&script));
        assert!(login.status.success(), "{}", String::from_utf8_lossy(&login.stderr));
        sandbox
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Runs a script as in the user's shell.
    pub fn shell(&self, script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        set_environment(&mut command, self.home());
        let bin = self.home().join(".cargo/bin");
        command.env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", bin.display()));
        command
    }

    /// Runs a program as cron and systemd do: nobody has added `~/.cargo/bin` to its `PATH`.
    pub fn without_login(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        set_environment(&mut command, self.home());
        command.env("PATH", "/usr/bin:/bin").env_remove("LANG").env_remove("COLUMNS");
        command
    }

    /// Runs it in the home, without a terminal.
    pub fn run(&self, command: &mut Command) -> Output {
        command.current_dir(self.home()).stdin(Stdio::null()).output().unwrap()
    }

    /// What `notify-send` was told since the last call.
    pub fn take_notifications(&self) -> String {
        let path = self.home().join("notified");
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::File::create(&path).unwrap().flush().unwrap();
        text
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.demo.kill().unwrap();
        self.demo.wait().unwrap();
    }
}
