//! A GIMP with windows, on a screen that only exists in memory.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::HOST;
use crate::session::{Session, batch};

/// File in a session's folder with what GIMP prints.
const WORDS: &str = "words";
/// How long a window may take to come or go.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// An X server without a monitor.
pub struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    /// A server on a display that is free.
    pub fn new() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"])
            // Else it begins anew whenever its last client leaves; where that is an xdotool that looked for
            // windows while GIMP was just coming, GIMP is never seen.
            .arg("-noreset")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed; run `make test`");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { server, display: format!(":{}", number.trim()) }
    }

    /// GIMP with windows, which first runs `script`.
    pub fn gimp<'a>(&'a self, session: &Session, script: &str) -> Gimp<'a> {
        let (file, shortcuts) = HOST.shortcuts;
        std::fs::write(session.path("profile").join(file), shortcuts).unwrap();
        let words = session.path(WORDS);
        let script = script.replace("FOLDER", &session.path("").display().to_string());
        let process = session
            .command(HOST.windows)
            .env("DISPLAY", &self.display)
            .env("CHROMADOT_TIMES", "1")
            .args(["--new-instance", "--no-splash", "-f", "--console-messages"])
            .args(HOST.arguments)
            .args(["-b", &batch(&script)])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&words).unwrap())
            .spawn()
            .expect("`timeout` can be started");
        Gimp { process, screen: self, words }
    }

    /// Presses keys in a window.
    pub fn key(&self, window: &str, keys: &str) {
        // There is no window manager that would give a new window the keyboard.
        self.xdotool(&["windowfocus", "--sync", window]);
        thread::sleep(Duration::from_millis(500));
        self.xdotool(&["key", keys]);
    }

    /// Writes what is to be seen into the folder that `CHROMADOT_TEST_OUT` names, if it does.
    pub fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("CHROMADOT_TEST_OUT") else { return };
        let file = PathBuf::from(folder).join(format!("{}-{name}.png", HOST.name));
        let taken =
            Command::new("import").args(["-window", "root"]).arg(file).env("DISPLAY", &self.display).status();
        assert!(taken.expect("ImageMagick is installed").success());
    }

    /// Clicks on the button in the lower right corner of a dialog. Its mnemonic would need a window
    /// manager.
    pub fn click_last_button(&self, dialog: &str) {
        self.xdotool(&["windowraise", dialog]);
        thread::sleep(Duration::from_millis(500));
        let geometry = self.xdotool(&["getwindowgeometry", "--shell", dialog]);
        let (x, y) = (number(&geometry, "WIDTH=") - 50, number(&geometry, "HEIGHT=") - 28);
        self.xdotool(&["mousemove", "--window", dialog, &x.to_string(), &y.to_string(), "click", "1"]);
    }

    /// Draws a short line with the mouse, `right` and `down` pixels from a window's middle.
    pub fn stroke(&self, window: &str, right: i32, down: i32) {
        let geometry = self.xdotool(&["getwindowgeometry", "--shell", window]);
        let [width, height] = ["WIDTH=", "HEIGHT="].map(|name| number(&geometry, name));
        let (x, y) = (width / 2 + right, height / 2 + down);
        for (x, y, button) in [(x, y, "mousedown"), (x + 12, y + 8, "mouseup")] {
            self.xdotool(&["mousemove", "--window", window, &x.to_string(), &y.to_string()]);
            thread::sleep(Duration::from_millis(100));
            self.xdotool(&[button, "1"]);
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn xdotool(&self, arguments: &[&str]) -> String {
        let output = Command::new("xdotool").args(arguments).env("DISPLAY", &self.display).output();
        let output = output.expect("xdotool is installed; run `make test`");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn find(&self, title: &str) -> Option<String> {
        let found = self.xdotool(&["search", "--onlyvisible", "--name", title]);
        found.lines().last().map(str::to_owned)
    }

    fn titles(&self) -> String {
        self.xdotool(&["search", "--onlyvisible", "--name", ".", "getwindowname", "%@"])
    }
}

/// A line of what xdotool says of a window.
fn number(geometry: &str, name: &str) -> i32 {
    let line = geometry.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{geometry}"))
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A GIMP with windows; ended when dropped.
pub struct Gimp<'a> {
    process: Child,
    screen: &'a Screen,
    words: PathBuf,
}

impl Gimp<'_> {
    /// Waits for a window whose title matches; GIMP's titles tell colours, precision and layers.
    pub fn window(&self, title: &str) -> String {
        self.wait(title, |window| window)
    }

    /// Waits until no window's title matches.
    pub fn no_window(&self, title: &str) {
        self.wait(title, |window| window.is_none().then_some(()));
    }

    /// Waits until GIMP or a plug-in has printed `sentence`.
    pub fn says(&self, sentence: &str) {
        let started = Instant::now();
        while !self.words().contains(sentence) {
            assert!(started.elapsed() < PATIENCE, "waited in vain for '{sentence}':\n{}", self.words());
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// The newest of at least `count` lines that Live has printed about its updates.
    pub fn update(&self, count: usize) -> String {
        let started = Instant::now();
        loop {
            let words = self.words();
            let mut updates: Vec<&str> =
                words.lines().filter_map(|line| line.strip_prefix("Chromadot Live: ")).collect();
            if updates.len() >= count {
                return updates.pop().unwrap_or_default().to_owned();
            }
            assert!(started.elapsed() < PATIENCE, "waited in vain for update {count}:\n{words}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it as the system does when the user logs out.
    pub fn end(&self) {
        // `timeout` passes the signal on to GIMP, which `kill` itself could not.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
    }

    /// All that GIMP and its plug-ins have printed.
    pub fn words(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.words).unwrap()).into_owned()
    }

    fn wait<T>(&self, title: &str, seen: impl Fn(Option<String>) -> Option<T>) -> T {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Some(value) = seen(self.screen.find(title)) {
                return value;
            }
            thread::sleep(Duration::from_millis(200));
        }
        let (titles, words) = (self.screen.titles(), self.words());
        panic!("waited in vain for '{title}'; windows are:\n{titles}\nand GIMP has said:\n{words}");
    }
}

impl Drop for Gimp<'_> {
    fn drop(&mut self) {
        self.end();
        let _ = self.process.wait();
        if thread::panicking() {
            return;
        }
        let folder = self.words.parent().unwrap().to_str().unwrap();
        let since = Instant::now();
        while let Some(plug_in) = started_from(folder) {
            assert!(since.elapsed() < PATIENCE, "{plug_in} outlived GIMP");
            thread::sleep(Duration::from_millis(200));
        }
    }
}

/// The command line of some process whose program lies in a folder.
fn started_from(folder: &str) -> Option<String> {
    let lines = std::fs::read_dir("/proc").unwrap().flatten();
    let mut lines = lines.filter_map(|process| std::fs::read_to_string(process.path().join("cmdline")).ok());
    lines.find(|line| line.starts_with(folder))
}
