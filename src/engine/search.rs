//! Where the engine library and libtorch are looked for.

use std::env::{self, consts};
use std::path::PathBuf;

use crate::installation::program_folder;

/// Names another engine library than the one beside the program.
pub const ENGINE_VARIABLE: &str = "CHROMADOT_ENGINE";
/// Names a folder with another libtorch (`libtorch_cpu.so`), such as one with CUDA.
pub const LIBTORCH_VARIABLE: &str = "CHROMADOT_LIBTORCH";

/// The engine library: what `CHROMADOT_ENGINE` names, else the file beside this program.
///
/// # Errors
/// The place where it should be and is not.
pub fn find_library() -> Result<PathBuf, PathBuf> {
    let place = match env::var_os(ENGINE_VARIABLE) {
        Some(named) => PathBuf::from(named),
        None => {
            program_folder().join(format!("{}chromadot_engine{}", consts::DLL_PREFIX, consts::DLL_SUFFIX))
        }
    };
    if place.is_file() { Ok(place) } else { Err(place) }
}

/// The folder with another libtorch, if one is named.
pub(super) fn libtorch() -> Option<PathBuf> {
    env::var_os(LIBTORCH_VARIABLE).map(PathBuf::from)
}

/// The folder with the libtorch that will be used: the named one, or one where the engine looks; `None`
/// when only the system's own places are left.
pub fn libtorch_folder() -> Option<PathBuf> {
    let engine = find_library().ok()?;
    let beside = engine.parent()?;
    let places = [libtorch(), Some(beside.join("torch/lib")), Some(beside.join("../torch/lib"))];
    let folder = places.into_iter().flatten().find(|folder| folder.join("libtorch_cpu.so").is_file())?;
    Some(folder.canonicalize().unwrap_or(folder))
}
