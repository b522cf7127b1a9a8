//! What can be evaluated: anything that makes colour of lightness and hints.

use std::sync::Arc;

use crate::engine::Engine;
use crate::hints::HintMap;
use crate::hints::global::GlobalHints;
use crate::pipeline::{Chroma, Ground, PipelineError, Prepared, Silent};
use crate::raster::Plane;
use crate::suggestions::Distribution;

/// A method's failure as one sentence with its next step.
pub type ColorizerError = Box<dyn std::error::Error + Send + Sync>;

/// A method of colorization.
pub trait Colorizer {
    /// What it is called in tables and plots.
    fn name(&self) -> String;

    /// Whether it makes colour without any local hint.
    fn works_without_points(&self) -> bool {
        true
    }

    /// a* and b* (Lab units) for lightness `l` (0..100) with local hints of its size and global hints,
    /// which a method may pass over.
    ///
    /// # Errors
    /// When the method fails as a whole, not only on this picture.
    fn colorize(
        &mut self,
        l: &Plane,
        hints: &HintMap,
        global: &GlobalHints,
    ) -> Result<[Plane; 2], ColorizerError>;

    /// The distribution over the bins without local hints; `None` from a method that has none.
    ///
    /// # Errors
    /// When the method fails as a whole.
    fn distribution(&mut self, _l: &Plane) -> Result<Option<Distribution>, ColorizerError> {
        Ok(None)
    }
}

/// The product's own road from planes to colour: what a host's picture goes, once it is on the grid.
pub struct Road<'a> {
    /// The name of the model.
    pub model: String,
    /// The model.
    pub engine: &'a mut dyn Engine,
    /// How exactly hints are kept, 0..1.
    pub hint_strength: f32,
}

impl Colorizer for Road<'_> {
    fn name(&self) -> String {
        self.model.clone()
    }

    fn colorize(
        &mut self,
        l: &Plane,
        hints: &HintMap,
        global: &GlobalHints,
    ) -> Result<[Plane; 2], ColorizerError> {
        let ground = Arc::new(Ground::of_lightness(l.clone()));
        let prepared = Prepared::from_parts(ground, hints.clone(), global.clone(), self.hint_strength);
        let Chroma { ab } = prepared.predict(self.engine, &mut Silent)?;
        Ok(ab)
    }

    fn distribution(&mut self, l: &Plane) -> Result<Option<Distribution>, ColorizerError> {
        if self.engine.description().bins == 0 {
            return Ok(None);
        }
        let ground = Arc::new(Ground::of_lightness(l.clone()));
        let hints = ground.no_hints();
        let prepared = Prepared::from_parts(ground, hints, GlobalHints::default(), self.hint_strength);
        prepared.distribution(self.engine).map_err(|error: PipelineError| error.into())
    }
}
