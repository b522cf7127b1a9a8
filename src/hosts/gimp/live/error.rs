//! Why Live switches itself off.

use chromadot_gimp::GimpError;

use super::colorist::ColoristError;
use crate::hosts::gimp::error::RunError;
use crate::pipeline::PipelineError;
use crate::raster::PixelError;

/// Why Live was switched off, as a sentence with a way on, without its end.
#[derive(Debug, thiserror::Error)]
pub(super) enum LiveError {
    /// The image is no more.
    #[error("the image was closed; close this window too")]
    ImageClosed,
    /// A layer that is watched is no more.
    #[error(
        "the {0} was deleted or undone; bring it back or choose another by its name, and switch Live on again"
    )]
    LayerGone(&'static str),
    /// The result is no more.
    #[error("its layer was deleted or undone; switch Live on again for a new one")]
    ResultGone,
    /// Photograph and result do not fit together any more.
    #[error("the photograph or the layer in colour was resized; switch Live on again for a new layer")]
    Resized,
    /// The image was converted after the result was added.
    #[error("the image is no longer RGB; choose Image > Mode > RGB and switch Live on again")]
    NotRgb,
    /// There are no colours.
    #[error(transparent)]
    Colorist(#[from] ColoristError),
    /// What every run can meet.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Pixels could not be read.
    #[error(transparent)]
    Pixels(#[from] PixelError),
    /// The photograph has no pixels, or pixels could not be written.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// GIMP did not do what it was asked for.
    #[error(transparent)]
    Gimp(#[from] GimpError),
}

impl LiveError {
    /// Whether the network begins anew after this.
    pub fn is_the_networks(&self) -> bool {
        matches!(self, Self::Colorist(_))
    }
}
