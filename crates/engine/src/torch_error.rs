//! libtorch's errors in one line.

use chromadot_engine_abi::{Failure, Status};
use tch::TchError;

/// The first line of an error's text; the rest is a C++ backtrace.
pub(crate) fn first_line(error: &TchError) -> String {
    let text = match error {
        TchError::Torch(text) => text.clone(),
        other => other.to_string(),
    };
    text.lines().next().unwrap_or_default().trim().to_owned()
}

/// A failure while computing. libtorch tells running out of memory from other faults by words only.
pub(crate) fn failure(error: &TchError) -> Failure {
    let line = first_line(error);
    let out_of_memory = ["out of memory", "not enough memory", "can't allocate memory"];
    let status = if out_of_memory.iter().any(|words| line.contains(words)) {
        Status::OutOfMemory
    } else {
        Status::Internal
    };
    Failure::new(status, line)
}
