//! What a photograph gives before anything is painted: worked out once, whatever hints follow.

use once_cell::sync::OnceCell;

use super::{Detail, PipelineError, grid_size};
use crate::color::lab::srgb_to_lightness;
use crate::engine::{Engine, EngineError};
use crate::hints::local::{Layer, pool_hints};
use crate::hints::{Flow, HintMap};
use crate::raster::{PixelError, PixelSource, Plane, Size};
use crate::resample::shrink_quantity;

/// A photograph on the network's grid: its lightness, and where colour flows in it.
///
/// The flow is the model's that asks first; make another ground for another model.
#[derive(Debug)]
pub struct Ground {
    photo: Size,
    l: Plane,
    flow: OnceCell<Flow>,
}

impl Ground {
    /// Brings a photograph's lightness onto its grid of this detail.
    ///
    /// # Errors
    /// [`PipelineError::Empty`] or [`PipelineError::Pixels`].
    pub fn read(photo: &mut dyn PixelSource, detail: Detail) -> Result<Self, PipelineError> {
        let size = photo.size();
        if size.is_empty() {
            return Err(PipelineError::Empty(size));
        }
        let lightness = |rgb| srgb_to_lightness(rgb).clamp(0.0, 100.0);
        let l = shrink_quantity(photo, grid_size(size, detail), lightness)?;
        Ok(Self { photo: size, l, flow: OnceCell::new() })
    }

    /// A photograph that is a grid's size already, of lightness `l` (0..100).
    pub fn of_lightness(l: Plane) -> Self {
        Self { photo: l.size(), l, flow: OnceCell::new() }
    }

    /// The photograph's own size.
    pub fn photo(&self) -> Size {
        self.photo
    }

    /// Lightness on the grid, 0..100.
    pub fn lightness(&self) -> &Plane {
        &self.l
    }

    /// Hints of nothing painted.
    pub fn no_hints(&self) -> HintMap {
        HintMap::empty(self.l.size())
    }

    /// Brings painted hints onto the photograph's grid.
    ///
    /// # Errors
    /// When the layer's pixels cannot be read.
    pub fn hints(&self, layer: Layer<'_>) -> Result<HintMap, PixelError> {
        if layer.source.size().is_empty() {
            return Ok(self.no_hints());
        }
        pool_hints(layer, self.photo, self.l.size())
    }

    /// Where colour flows, as the model has it or else by lightness.
    ///
    /// # Errors
    /// [`EngineError`] as one sentence with a next step.
    pub fn flow(&self, engine: &mut dyn Engine) -> Result<&Flow, EngineError> {
        self.flow.get_or_try_init(|| {
            let learned = engine.flow(&self.l)?;
            Ok(learned.unwrap_or_else(|| Flow::over_lightness(&self.l)))
        })
    }
}
