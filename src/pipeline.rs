//! From a photograph, hints and a reference to colour: the one road that every host takes.
//!
//! A job has two halves. [`predict`] does all that can fail for want of a model, memory or patience
//! and touches nothing; [`compose()`] then joins the predicted colour with the photograph's own
//! lightness, row by row, into whatever the host made ready. So a host computes first and touches
//! the document last.

mod compose;
mod grid;
mod network_input;
mod obedience;
mod progress;
mod upsample;

pub use compose::compose;
pub use grid::grid_size;
pub use network_input::pack_input;
pub use progress::{Cancelled, Progress, Silent};

use crate::color::lab::srgb_to_lightness;
use crate::engine::{Engine, EngineError, Prediction};
use crate::hints::HintMap;
use crate::hints::global::{GlobalHints, measure_reference};
use crate::hints::local::{Layer, pool_hints};
use crate::raster::{PixelError, PixelSource, Plane, Size};
use crate::resample::shrink_quantity;
use crate::settings::{ReferenceUse, Settings};

/// Everything that one job needs.
pub struct Request<'a> {
    /// The photograph; only its lightness and alpha are used.
    pub photo: &'a mut dyn PixelSource,
    /// Painted hints.
    pub hints: Option<Layer<'a>>,
    /// The picture that lends its style.
    pub reference: Option<&'a mut dyn PixelSource>,
    /// How exactly hints are kept, 0..1.
    pub hint_strength: f32,
    /// What is taken from the reference.
    pub reference_use: ReferenceUse,
}

impl<'a> Request<'a> {
    /// A job for `photo` with the parameters of `settings`, yet without hints and reference.
    pub fn new(photo: &'a mut dyn PixelSource, settings: &Settings) -> Self {
        let &Settings { hint_strength, reference_use, .. } = settings;
        Self { photo, hints: None, reference: None, hint_strength, reference_use }
    }
}

/// The colour of a photograph on the network's grid.
#[derive(Clone, Debug)]
pub struct Chroma {
    /// a* and b* in Lab units.
    pub ab: [Plane; 2],
}

/// Why a job ended without a result.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The photograph has no pixels.
    #[error("the photograph is empty ({0}); choose a layer with pixels")]
    Empty(Size),
    /// The host's pixels could not be read or written.
    #[error(transparent)]
    Pixels(#[from] PixelError),
    /// The network could not be run.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The user stopped the job.
    #[error("stopped; nothing was changed")]
    Cancelled(#[from] Cancelled),
}

/// Predicts the colour of a photograph.
///
/// # Errors
/// [`PipelineError`], with everything left as it was.
pub fn predict(
    request: Request<'_>,
    engine: &mut dyn Engine,
    progress: &mut dyn Progress,
) -> Result<Chroma, PipelineError> {
    let prepared = Prepared::read(request, progress)?;
    prepared.predict(engine, progress)
}

/// A job's inputs on the network's grid: all that is kept of the host's pictures.
///
/// Made apart from the engine, so that a host can read pixels while the engine is being opened.
#[derive(Clone, Debug)]
pub struct Prepared {
    l: Plane,
    hints: HintMap,
    global: GlobalHints,
    hint_strength: f32,
}

impl Prepared {
    /// Reads photograph, hints and reference.
    ///
    /// # Errors
    /// [`PipelineError::Empty`], [`PipelineError::Pixels`] or [`PipelineError::Cancelled`].
    pub fn read(request: Request<'_>, progress: &mut dyn Progress) -> Result<Self, PipelineError> {
        let photo = request.photo.size();
        if photo.is_empty() {
            return Err(PipelineError::Empty(photo));
        }
        let grid = grid_size(photo);
        progress.step("Reading the photograph", 0.05)?;
        let lightness = |rgb| srgb_to_lightness(rgb).clamp(0.0, 100.0);
        let l = shrink_quantity(request.photo, grid, lightness)?;
        progress.step("Reading the hints", 0.2)?;
        let hints = match request.hints {
            Some(layer) if !layer.source.size().is_empty() => pool_hints(layer, photo, grid)?,
            _ => HintMap::empty(grid),
        };
        let mut global = GlobalHints::default();
        if let Some(reference) = request.reference.filter(|r| !r.size().is_empty()) {
            progress.step("Reading the reference", 0.25)?;
            global = measure_reference(reference)?;
        }
        match request.reference_use {
            ReferenceUse::Both => {}
            ReferenceUse::Histogram => global.saturation = None,
            ReferenceUse::Saturation => global.histogram = None,
        }
        Ok(Self { l, hints, global, hint_strength: request.hint_strength })
    }

    /// Runs the network.
    ///
    /// # Errors
    /// [`PipelineError::Engine`] or [`PipelineError::Cancelled`].
    pub fn predict(
        &self,
        engine: &mut dyn Engine,
        progress: &mut dyn Progress,
    ) -> Result<Chroma, PipelineError> {
        progress.step("Choosing colours", 0.3)?;
        let input = pack_input(&self.l, &self.hints, &self.global, &engine.description().input);
        let Prediction { mut ab, .. } = engine.run(&input)?;
        obedience::keep_hints(&mut ab, &self.hints, &self.l, self.hint_strength);
        progress.step("Choosing colours", 0.6)?;
        Ok(Chroma { ab })
    }
}
