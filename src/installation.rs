//! Where this program is installed, its engine and its models beside it, where a user's own files are,
//! and putting it where image editors look for plug-ins.

pub mod copies;
pub mod places;

use std::env;
use std::path::PathBuf;

/// The folder of this program, links followed.
pub fn program_folder() -> PathBuf {
    let program = env::current_exe().and_then(|exe| exe.canonicalize()).unwrap_or_default();
    program.parent().map(PathBuf::from).unwrap_or_default()
}

/// The folder `chromadot` among the user's data, which need not exist, as the XDG base directory
/// specification has it. None where the user has no home.
pub fn user_data_folder() -> Option<PathBuf> {
    // Empty means unset there, and a relative path is to be ignored.
    let absolute = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|p| p.is_absolute());
    let data = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")))?;
    Some(data.join("chromadot"))
}
