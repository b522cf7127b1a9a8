//! The host without an editor: pictures in files, read and written with what they carry.

mod photograph;
mod profile;
mod result;

pub use photograph::{Photograph, ReadError};
pub use result::{ResultFile, WriteError};
