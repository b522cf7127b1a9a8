//! What a photograph gives before anything is painted: worked out once, whatever hints follow.

use std::sync::Arc;

use once_cell::sync::OnceCell;

use super::fine::{self, FineGround};
use super::grid::MULTIPLE;
use super::{Detail, PipelineError, grid_size};
use crate::color::lab::srgb_to_lightness;
use crate::engine::{Engine, EngineError};
use crate::hints::local::{Layer, pool_hints};
use crate::hints::{Flow, HintMap};
use crate::raster::{PixelError, PixelSource, Plane, Size};
use crate::resample::{shrink_quantity, shrink_quantity_to_both};

/// Shorter side from which on a grid is worth a second look at half its size; a draft is such a look already.
const LEAST_TO_HALVE: u32 = 192;

/// A photograph on the network's grid: its lightness, and where colour flows in it.
///
/// The flow is the model's that asks first; make another ground for another model.
#[derive(Debug)]
pub struct Ground {
    photo: Size,
    l: Plane,
    flow: OnceCell<Flow>,
    half: OnceCell<Arc<Ground>>,
    fine: Option<FineGround>,
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
        let grid = grid_size(size, detail);
        let Some(factor) = fine::factor(size, grid, detail) else {
            let l = shrink_quantity(photo, grid, lightness)?;
            return Ok(Self { photo: size, ..Self::of_lightness(l) });
        };
        let [l, fine] = shrink_quantity_to_both(photo, grid, factor, lightness)?;
        let fine = Some(FineGround::new(fine, factor));
        Ok(Self { photo: size, fine, ..Self::of_lightness(l) })
    }

    /// A photograph that is a grid's size already, of lightness `l` (0..100).
    pub fn of_lightness(l: Plane) -> Self {
        Self { photo: l.size(), l, flow: OnceCell::new(), half: OnceCell::new(), fine: None }
    }

    /// The same on a grid of half the size; none where that is too coarse to tell anything more, or no grid
    /// for a network.
    pub fn half(&self) -> Option<&Arc<Self>> {
        let Size { width, height } = self.l.size();
        let is_halved_well = [width, height].iter().all(|side| side.is_multiple_of(2 * MULTIPLE));
        (is_halved_well && width.min(height) >= LEAST_TO_HALVE)
            .then(|| self.half.get_or_init(|| Arc::new(Self::of_lightness(self.l.halved()))))
    }

    /// Brings a* and b* from the grid to a finer one, as far as the photograph has edges for it.
    pub(super) fn refine(&self, ab: [Plane; 2]) -> [Plane; 2] {
        match &self.fine {
            Some(fine) => fine.refine(&ab),
            None => ab,
        }
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
