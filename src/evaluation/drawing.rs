//! Files that are drawn: their letters, their kinds, and what goes wrong with them.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use image::RgbImage;
use plotters::style::{FontStyle, register_font};

use crate::whole_file::write_png;

/// The one family of letters, which comes along: no font of the system is needed.
pub const FONT: &str = "sans-serif";

/// Makes [`FONT`] known to the plotting library; called before anything is drawn.
pub fn provide_font() {
    static PROVIDED: LazyLock<()> = LazyLock::new(|| {
        let registered = register_font(FONT, FontStyle::Normal, epaint_default_fonts::UBUNTU_LIGHT);
        assert!(registered.is_ok(), "the font that comes along can be read");
    });
    LazyLock::force(&PROVIDED);
}

/// Why something was not drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawingError {
    /// The file's ending is of no kind that is drawn.
    #[error("{path} cannot be drawn; its name has to end in {endings}", path = path.display())]
    Kind {
        /// The file.
        path: PathBuf,
        /// What it may end in.
        endings: &'static str,
    },
    /// The file cannot be written, or the library failed.
    #[error("{path} cannot be drawn: {reason}; choose a place that can be written", path = path.display())]
    Failed {
        /// The file.
        path: PathBuf,
        /// The library's or the system's words.
        reason: String,
    },
}

impl DrawingError {
    pub(super) fn failed(path: &Path, reason: impl ToString) -> Self {
        Self::Failed { path: path.to_owned(), reason: reason.to_string() }
    }
}

pub(super) fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

/// # Errors
/// [`DrawingError::Kind`] for a name that does not end in .png.
pub fn check_png(path: &Path) -> Result<(), DrawingError> {
    if has_ending(path, "png") {
        return Ok(());
    }
    Err(DrawingError::Kind { path: path.to_owned(), endings: ".png" })
}

pub(super) fn save_png(picture: &RgbImage, path: &Path) -> Result<(), DrawingError> {
    write_png(picture, path).map_err(|reason| DrawingError::failed(path, reason))
}
