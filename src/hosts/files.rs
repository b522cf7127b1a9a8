//! The host without an editor: pictures in files, read and written with what they carry.

mod photograph;
mod profile;
mod result;

pub use photograph::{Photograph, ReadError};
pub use result::{ResultFile, WriteError};

use crate::settings::Settings;

/// The picture file that the settings name as the reference, if they do.
///
/// # Errors
/// [`ReadError`] as one sentence.
pub fn reference_file(settings: &Settings) -> Result<Option<Photograph>, ReadError> {
    settings.reference_file.as_deref().map(Photograph::read).transpose()
}
