//! The benchmarks run on the built engine, as the program loads it.

use std::env;
use std::path::Path;
use std::process::{Command, exit};

use chromadot::engine::ENGINE_VARIABLE;
use chromadot::models::MODELS_VARIABLE;

/// Starts this program again with the built engine and the models of the source tree, unless it is
/// told of others: a benchmark lies in target/release/deps, where the look-up beside itself fails.
pub fn on_the_built_engine() {
    // Nothing is threaded yet, and children inherit it.
    assert!(chromadot_engine_abi::wait_passively(), "OMP_WAIT_POLICY could not be set");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let library = format!("{}chromadot_engine{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    let searched = [
        (ENGINE_VARIABLE, root.join("target/release").join(library)),
        (MODELS_VARIABLE, root.join("models")),
    ];
    let missing: Vec<_> = searched.into_iter().filter(|(name, _)| env::var_os(name).is_none()).collect();
    if !missing.is_empty() {
        let mut again = Command::new(env::current_exe().expect("this program has a place"));
        let status = again.args(env::args_os().skip(1)).envs(missing).status().expect("this program starts");
        exit(status.code().unwrap_or(1));
    }
}
