//! A headless GIMP with a profile of its own, in which the plug-in is installed.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::HOST;

/// Seconds after which a GIMP is ended. One start and call take about three, a first start on a busy
/// machine a minute and a half.
const PATIENCE: &str = "240";

/// `script` behind what all scripts can use. GIMP forgets definitions from one batch to the next.
pub fn batch(script: &str) -> String {
    format!("(begin\n{}\n{script})", HOST.prelude)
}

/// What a script left behind: what GIMP printed, and the folder in which it ran.
pub struct Transcript {
    pub text: String,
    folder: TempDir,
}

/// A GIMP that is about to be started.
pub struct Session {
    folder: TempDir,
    /// The engine that is named to the plug-in; a newcomer's plug-in has its own.
    engine: Option<PathBuf>,
    /// What the stub is told, where it is the engine.
    told: String,
}

impl Session {
    /// A profile in a folder of its own, with the real engine.
    pub fn new() -> Self {
        Self::with_engine(engine())
    }

    /// The same with another engine library, which need not be there.
    pub fn with_engine(engine: impl Into<PathBuf>) -> Self {
        let folder = TempDir::new().unwrap();
        for part in ["home", "profile"] {
            copy_folder(&made_ready().join(part), &folder.path().join(part));
        }
        Self { folder, engine: Some(engine.into()), told: String::new() }
    }

    /// The same with the stub, which is `told` what to do.
    pub fn with_stub(told: &str) -> Self {
        let tests = std::env::current_exe().unwrap();
        let stub = tests.parent().unwrap().join("libchromadot_engine_stub.so");
        assert!(stub.is_file(), "cargo has not built {}", stub.display());
        Self { told: told.to_owned(), ..Self::with_engine(stub) }
    }

    /// The same with a stub whose network begins, says so by the file `begun`, and waits for the file `go`.
    pub fn with_network_that_waits() -> Self {
        let session = Self::with_stub("");
        let told = format!("wait in {}", session.path("").display());
        Self { told, ..session }
    }

    /// A home in which GIMP was started once and the bundle's script has then installed the plug-in. Nothing leads
    /// to this project.
    pub fn newcomer() -> Self {
        let folder = TempDir::new().unwrap();
        let home = folder.path().join("home");
        fs::create_dir(&home).unwrap();
        start_once(&mut guarded(HOST.console, &home));
        let bundles = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bundle");
        let bundles = fs::read_dir(&bundles).expect("there is a bundle; run scripts/bundle.sh");
        let bundle = bundles.flatten().find(|entry| entry.path().is_dir()).expect("a bundle's folder");
        let install = guarded(bundle.path().join("install.sh"), &home).arg("--gimp").output().unwrap();
        let words = String::from_utf8_lossy(&install.stderr);
        assert!(install.status.success(), "the bundle was not installed: {words}");
        symlink(home.join(HOST.usual_profile), folder.path().join("profile")).unwrap();
        Self { folder, engine: None, told: String::new() }
    }

    /// A file in the session's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Waits until there is such a file in the session's folder.
    pub fn wait_for(&self, name: &str) {
        let started = Instant::now();
        while !self.path(name).exists() {
            assert!(started.elapsed() < Duration::from_secs(120), "waited in vain for the file {name}");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// The program's command line, with the same engine.
    pub fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chromadot"));
        self.name_engine(&mut command);
        command
    }

    fn name_engine(&self, command: &mut Command) {
        if let Some(engine) = &self.engine {
            command.env("CHROMADOT_ENGINE", engine).env("CHROMADOT_STUB", &self.told);
            command.env("CHROMADOT_MODELS", concat!(env!("CARGO_MANIFEST_DIR"), "/models"));
        }
    }

    /// A command that starts `program` with this session's profile; ended when it takes too long.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = guarded(program, &self.path("home"));
        command.env(HOST.profile, self.path("profile"));
        self.name_engine(&mut command);
        command
    }

    /// Runs `script` behind the prelude to its end. `FOLDER` in it is the session's folder, `PICTURES`
    /// that of the test pictures. A call that is to fail belongs into a `catch`.
    pub fn run(self, script: &str) -> Transcript {
        let script = script
            .replace("FOLDER", &self.folder.path().display().to_string())
            .replace("PICTURES", &pictures().display().to_string());
        let output = self
            .command(HOST.console)
            .arg("-idf")
            .args(HOST.arguments)
            .args(["-b", &batch(&format!("{script} (report \"end\" \"reached\")"))])
            .args(HOST.end)
            .stdin(Stdio::null())
            .output()
            .expect("`timeout` can be started");
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let transcript = Transcript { text: text.concat(), folder: self.folder };
        // GIMP's exit status says nothing.
        let ended = transcript.text.contains("REPORT end: reached");
        assert!(ended, "the script failed:\n{}", transcript.text);
        transcript
    }
}

impl Transcript {
    /// What the script reported under `key`.
    pub fn value(&self, key: &str) -> &str {
        let mark = format!("REPORT {key}: ");
        let found = self.text.lines().find_map(|line| line.split_once(&mark));
        found.unwrap_or_else(|| panic!("nothing was reported under '{key}':\n{}", self.text)).1.trim()
    }

    /// The same as a number.
    pub fn number(&self, key: &str) -> f64 {
        self.value(key).parse().unwrap_or_else(|_| panic!("'{key}' is no number:\n{}", self.text))
    }

    /// The sentences with which the filter refused calls, in order.
    pub fn refusals(&self) -> Vec<&str> {
        let mut lines = self.text.lines();
        let mut sentences = Vec::new();
        while let Some(line) = lines.next() {
            if line.contains(HOST.refusal) {
                sentences.extend(lines.next());
            }
        }
        sentences
    }

    /// A file in the folder in which the script ran.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A picture that the script wrote.
    pub fn picture(&self, name: &str) -> image::DynamicImage {
        let path = self.path(name);
        image::open(&path).unwrap_or_else(|error| panic!("{}: {error}\n{}", path.display(), self.text))
    }
}

/// The folder of the test pictures.
pub fn pictures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures")
}

/// The engine library: what `CHROMADOT_ENGINE` names, or the one that was built last.
fn engine() -> PathBuf {
    if let Some(named) = std::env::var_os("CHROMADOT_ENGINE") {
        return PathBuf::from(named);
    }
    let beside = Path::new(env!("CARGO_BIN_EXE_chromadot")).parent().unwrap();
    let places = [beside.to_owned(), beside.join("../release"), beside.join("../debug")];
    let libraries = places.map(|folder| folder.join("libchromadot_engine.so"));
    let found = libraries.iter().find(|library| library.is_file());
    found
        .cloned()
        .unwrap_or_else(|| panic!("the engine is not built; run `make build` (looked for {libraries:?})"))
}

/// A folder with a home and a profile in which GIMP has registered everything, made once for all
/// tests. Registering takes longer than all else, and a copy of the profile keeps it.
fn made_ready() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(HOST.name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("home")).unwrap();
        let plug_in = folder.join("profile/plug-ins/chromadot");
        // GIMP makes a whole profile only where there is none, so the plug-in follows a first start.
        for start in 0..2 {
            let mut gimp = guarded(HOST.console, &folder.join("home"));
            start_once(gimp.env(HOST.profile, folder.join("profile")));
            if start == 0 {
                fs::create_dir_all(&plug_in).unwrap();
                symlink(env!("CARGO_BIN_EXE_chromadot"), plug_in.join("chromadot")).unwrap();
            }
        }
        folder
    })
}

/// Starts a GIMP without windows, as prepared, and ends it again.
fn start_once(gimp: &mut Command) {
    let output = gimp
        .arg("-idf")
        .args(HOST.arguments)
        .args(["-b", "(gimp-message \"ready\")"])
        .args(HOST.end)
        .stdin(Stdio::null())
        .output()
        .expect("GIMP can be started");
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{} cannot be started: {words}", HOST.console);
}

/// A command where this GIMP is, for the user of this home; ended when it takes too long.
fn guarded(program: impl AsRef<OsStr>, home: &Path) -> Command {
    let mut command = HOST.command("timeout");
    command
        .args(["-k", "5", PATIENCE])
        .arg(program)
        .env("HOME", home)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("XDG_CONFIG_HOME")
        .env_remove(HOST.profile)
        .env_remove("DISPLAY");
    command
}

fn copy_folder(from: &Path, to: &Path) {
    // `cp` keeps links and times, by which GIMP knows the plug-in again.
    let status = Command::new("cp").arg("-a").args([from, to]).status().unwrap();
    assert!(status.success());
}
