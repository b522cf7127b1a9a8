//! The border between Chromadot and its engine.
//!
//! The engine is a shared library behind a small C ABI (`include/chromadot_engine.h` says what each
//! function promises). [`loader`] is the host's side of it, [`export`] the library's;
//! [`description`] holds what passes as JSON. No tensor and no picture is known here.

pub mod description;
pub mod export;
mod leaving;
pub mod loader;
mod passive_waiting;

pub use description::*;
pub use leaving::{leave, leave_at_exit};
pub use passive_waiting::wait_passively;

/// Version of the ABI; a library that speaks another one is refused.
pub const ABI_VERSION: u32 = 5;

/// Planes that say where colour flows: to the right, down, chroma, offset of tone, and trust in slopes.
pub const FLOW_PLANES: usize = 5;

/// What a call came to. The numbers are part of the ABI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum Status {
    /// Done.
    Ok = 0,
    /// An argument does not fit.
    BadCall = 1,
    /// Weights that are damaged or of another network.
    BadModel = 2,
    /// The device asked for cannot be used.
    NoDevice = 3,
    /// Memory ran out.
    OutOfMemory = 4,
    /// A fault of the engine.
    Internal = 5,
}

impl Status {
    fn from_code(code: i32) -> Self {
        let known = [Self::Ok, Self::BadCall, Self::BadModel, Self::NoDevice, Self::OutOfMemory];
        known.into_iter().find(|s| *s as i32 == code).unwrap_or(Self::Internal)
    }
}

/// Why the engine did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// Kind of failure; never [`Status::Ok`].
    pub status: Status,
    /// One sentence.
    pub message: String,
}

impl Failure {
    /// A failure with its sentence.
    pub fn new(status: Status, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }
}
