//! Stamps the source's revision into the program, for `chromadot --version` and `chromadot doctor`.

use std::process::Command;

fn main() {
    let git = Command::new("git").args(["rev-parse", "--short=10", "HEAD"]).output();
    let revision = git.ok().filter(|output| output.status.success()).map(|output| output.stdout);
    let revision = revision.and_then(|text| String::from_utf8(text).ok()).unwrap_or_default();
    let revision = if revision.is_empty() { "no revision" } else { revision.trim() };
    println!("cargo::rustc-env=CHROMADOT_VERSION={} ({revision})", env!("CARGO_PKG_VERSION"));
    println!("cargo::rerun-if-changed=build.rs");
    if std::fs::exists(".git/logs/HEAD").unwrap_or(false) {
        println!("cargo::rerun-if-changed=.git/logs/HEAD");
    }
}
