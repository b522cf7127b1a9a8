//! One Live for an image.

use std::fs;
use std::process;

use chromadot_gimp::{Gimp, Image};

use crate::hosts::gimp::error::RunError;

/// The right to be an image's Live, held until it is dropped.
///
/// GIMP keeps our process's number under the image's. A process that was killed gave nothing back, so
/// what counts is whether one of that number runs this program.
pub(super) struct Claim {
    gimp: Gimp,
    key: String,
}

impl Claim {
    /// The right for `image`, unless another process has it.
    pub fn of(gimp: Gimp, image: Image) -> Result<Self, RunError> {
        let key = format!("chromadot-live-{}", image.id());
        let holder = gimp.remembered(&key).and_then(|kept| String::from_utf8(kept).ok());
        if holder.is_some_and(|number| number.parse().is_ok_and(runs_this_program)) {
            return Err(RunError::LiveAlready);
        }
        gimp.remember(&key, process::id().to_string().as_bytes());
        Ok(Self { gimp, key })
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.gimp.remember(&self.key, b"none");
    }
}

fn runs_this_program(number: u32) -> bool {
    let program = |number: &str| fs::read_link(format!("/proc/{number}/exe")).ok();
    let theirs = program(&number.to_string());
    theirs.is_some() && theirs == program("self")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_is_gone_or_another_holds_nothing() {
        assert!(runs_this_program(process::id()));
        assert!(!runs_this_program(1));
        assert!(!runs_this_program(u32::MAX));
    }
}
