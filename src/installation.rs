//! Where this program is installed: its engine and its models lie beside it.

use std::env;
use std::path::PathBuf;

/// The folder of this program, links followed.
pub fn program_folder() -> PathBuf {
    let program = env::current_exe().and_then(|exe| exe.canonicalize()).unwrap_or_default();
    program.parent().map(PathBuf::from).unwrap_or_default()
}
