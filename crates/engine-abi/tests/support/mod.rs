//! Where the stub engine lies, and a C compiler.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The stub engine, which cargo builds as a dev-dependency into the folder of the test program.
pub fn stub() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let library = program.parent().unwrap().join("libchromadot_engine_stub.so");
    assert!(library.is_file(), "cargo has not built {}", library.display());
    library
}

/// Runs the C compiler, with warnings as errors, and demands that it is content.
pub fn cc(folder: &Path, arguments: &[&str]) {
    let output = Command::new("cc")
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("a C compiler is called `cc`");
    assert!(output.status.success(), "{}", text(&output));
}

/// All that a program printed.
pub fn text(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}
