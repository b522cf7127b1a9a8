//! The versions of GIMP in which the scenarios are played.

use std::ffi::OsStr;
use std::process::Command;

/// What a test must know of a version of GIMP. Everything else is in its prelude.
pub struct Host {
    /// GIMP without windows.
    pub console: &'static str,
    /// GIMP with windows.
    pub windows: &'static str,
    /// What either is told before its scripts.
    pub arguments: &'static [&'static str],
    /// What the console is told behind them, so that it ends.
    pub end: &'static [&'static str],
    /// The variable that names the profile.
    pub profile: &'static str,
    /// Where in a user's home it is.
    pub usual_profile: &'static str,
    /// Folder of the made profile.
    pub name: &'static str,
    /// What scripts can use, in this version's words.
    pub prelude: &'static str,
    /// Where a profile keeps shortcuts, and the lines for some: Ctrl+Alt+Y is the filter, Ctrl+Alt+L Live,
    /// Ctrl+Alt+U suggestions.
    pub shortcuts: (&'static str, &'static str),
    /// What starts the server that takes scripts while GIMP runs, but for its PORT and its LOG.
    pub server: &'static str,
    /// What stands before a sentence with which a call was refused.
    pub refusal: &'static str,
    /// The query by which GIMP asks what there is, from pipe 3 to pipe 4.
    pub query: &'static str,
    /// The library that a query opens.
    pub library: &'static str,
    /// Whether it lies in the Debian 13 root.
    in_root: bool,
}

/// GIMP 2.10 of the system.
#[allow(dead_code, reason = "each test target plays in one version")]
pub const GIMP_2_10: Host = Host {
    console: "gimp-console-2.10",
    windows: "gimp-2.10",
    arguments: &[],
    end: &["-b", "(gimp-quit 1)"],
    profile: "GIMP2_DIRECTORY",
    usual_profile: ".config/GIMP/2.10",
    name: "gimp",
    prelude: concat!(include_str!("gimp-2.10.scm"), include_str!("prelude.scm")),
    shortcuts: (
        "menurc",
        "(gtk_accel_path \"<Actions>/plug-in/chromadot-colorize\" \"<Primary><Alt>y\")
(gtk_accel_path \"<Actions>/plug-in/chromadot-live\" \"<Primary><Alt>l\")
(gtk_accel_path \"<Actions>/plug-in/chromadot-suggest\" \"<Primary><Alt>u\")
",
    ),
    server: r#"(plug-in-script-fu-server RUN-NONINTERACTIVE "127.0.0.1" PORT "LOG")"#,
    refusal: "GIMP-Error: Calling error for procedure 'chromadot-",
    query: "-gimp 3 4 -query 0",
    library: "libgimp-2.0",
    in_root: false,
};

/// GIMP 3.0 in the Debian 13 root.
#[allow(dead_code, reason = "each test target plays in one version")]
pub const GIMP_3: Host = Host {
    console: "gimp-console-3.0",
    windows: "gimp-3.0",
    arguments: &["--batch-interpreter=plug-in-script-fu-eval"],
    end: &["--quit"],
    profile: "GIMP3_DIRECTORY",
    usual_profile: ".config/GIMP/3.0",
    name: "gimp3",
    prelude: concat!(include_str!("gimp-3.scm"), include_str!("prelude.scm")),
    shortcuts: (
        "shortcutsrc",
        "(action \"chromadot-colorize\" \"<Primary><Alt>y\")
(action \"chromadot-live\" \"<Primary><Alt>l\")
(action \"chromadot-suggest\" \"<Primary><Alt>u\")
",
    ),
    server: r#"(plug-in-script-fu-server #:run-mode RUN-NONINTERACTIVE #:ip "127.0.0.1" #:port PORT #:logfile "LOG")"#,
    refusal: "GIMP-Error: Calling error for procedure 'chromadot-",
    query: "-gimp 277 3 4 -query 0",
    library: "libgimp-3.0",
    in_root: true,
};

impl Host {
    /// A command that starts `program` where this GIMP is.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        if !self.in_root {
            return Command::new(program);
        }
        let mut command = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/host-root.sh"));
        command.arg("run").arg(program);
        command
    }
}
