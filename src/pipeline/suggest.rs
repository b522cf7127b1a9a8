//! Likely colours for a place of a photograph, as every host offers them.

use serde::Serialize;

use super::{PipelineError, Prepared, grid_cell};
use crate::color::srgb::hex;
use crate::engine::Engine;
use crate::raster::Size;
use crate::suggestions::Suggestion;

/// One colour to choose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SuggestedColour {
    /// `#rrggbb`.
    pub rgb: String,
    /// The place's L (0..100), and a* and b* within sRGB there.
    pub lab: [f32; 3],
    /// Share of the distribution that lies nearest to this colour, 0..1.
    pub probability: f32,
}

/// Why there is nothing to choose from.
#[derive(Debug, thiserror::Error)]
pub enum SuggestError {
    /// No such pixel.
    #[error("the place {x},{y} lies outside the photograph, which is {photo}; choose one within")]
    Outside {
        /// Column.
        x: u32,
        /// Row.
        y: u32,
        /// The photograph's size.
        photo: Size,
    },
    /// The model predicts one colour only.
    #[error(
        "this model knows no other colours than its own choice; choose a model with a distribution, as dots-32"
    )]
    NoDistribution,
    /// The network could not be run.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
}

impl Prepared {
    /// Colours for the photograph's column x, row y, the most probable first; at most `count`.
    ///
    /// # Errors
    /// [`SuggestError`].
    pub fn suggest(
        &self,
        engine: &mut dyn Engine,
        (x, y): (u32, u32),
        count: usize,
    ) -> Result<Vec<SuggestedColour>, SuggestError> {
        let photo = self.ground.photo();
        if x >= photo.width || y >= photo.height {
            return Err(SuggestError::Outside { x, y, photo });
        }
        let distribution = self.distribution(engine)?.ok_or(SuggestError::NoDistribution)?;
        let (x, y) = grid_cell(photo, self.ground.lightness().size(), (x, y));
        let l = distribution.lightness_at(x, y);
        let suggestions = distribution.suggest(x, y, count);
        let colour = |s: &Suggestion| SuggestedColour {
            rgb: hex(s.rgb),
            lab: [l, s.ab[0], s.ab[1]],
            probability: s.probability,
        };
        Ok(suggestions.iter().map(colour).collect())
    }
}
