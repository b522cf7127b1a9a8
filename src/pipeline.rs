//! From a photograph, hints and a reference to colour: the one road that every host takes.
//!
//! A job has two halves. [`Prepared`] does all that can fail for want of a model, memory or patience
//! and touches nothing; [`compose()`] then joins the predicted colour with the photograph's own
//! lightness, row by row, into whatever the host made ready. So a host computes first and touches
//! the document last.

mod compose;
mod fine;
mod grid;
mod ground;
mod grounds;
mod network_input;
mod obedience;
mod progress;
mod suggest;
mod upsample;

pub use compose::{KnownLightness, compose, compose_again};
pub use grid::{Detail, grid_cell, grid_size};
pub use ground::Ground;
pub use grounds::Grounds;
pub use network_input::{pack_input, spread_hints};
pub use progress::{Cancelled, Progress, Silent};
pub use suggest::{SuggestError, SuggestedColour};

use std::borrow::Cow;
use std::sync::Arc;

use chromadot_engine_abi::HintScale;

use self::upsample::ChromaUpsampler;
use crate::engine::{Engine, EngineError, NetworkInput};
use crate::hints::global::{GlobalHints, measure_reference};
use crate::hints::local::Layer;
use crate::hints::propagation::SpreadHints;
use crate::hints::{Flow, HintMap};
use crate::looks::Look;
use crate::raster::{PixelError, PixelSource, Plane, Size};
use crate::settings::{ReferenceUse, Settings};
use crate::suggestions::Distribution;

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
    /// The style where there is no reference.
    pub look: Option<Look>,
    /// What is taken from the reference or the look.
    pub reference_use: ReferenceUse,
}

impl<'a> Request<'a> {
    /// A job for `photo` with the parameters of `settings`, yet without hints and reference.
    pub fn new(photo: &'a mut dyn PixelSource, settings: &Settings) -> Self {
        let &Settings { hint_strength, reference_use, .. } = settings;
        let look = settings.look.clone();
        Self { photo, hints: None, reference: None, hint_strength, look, reference_use }
    }
}

/// The colour of a photograph on the network's grid, or on one several times as fine.
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

/// The style that a reference or, without one that has pixels, a look lends.
///
/// # Errors
/// When the reference's pixels cannot be read.
pub fn style(
    reference: Option<&mut dyn PixelSource>,
    look: Option<&Look>,
    part: ReferenceUse,
) -> Result<GlobalHints, PixelError> {
    let mut style = match reference.filter(|reference| !reference.size().is_empty()) {
        Some(reference) => measure_reference(reference)?,
        None => look.map(Look::statistics).unwrap_or_default(),
    };
    match part {
        ReferenceUse::Both => {}
        ReferenceUse::Histogram => style.saturation = None,
        ReferenceUse::Saturation => style.histogram = None,
    }
    Ok(style)
}

/// A job's inputs on the network's grid: all that is kept of the host's pictures.
///
/// Made apart from the engine, so that a host can read pixels while the engine is being opened.
#[derive(Clone, Debug)]
pub struct Prepared {
    ground: Arc<Ground>,
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
        progress.step("Reading the photograph", 0.05)?;
        let ground = Ground::read(request.photo, Detail::Full)?;
        progress.step("Reading the hints", 0.2)?;
        let hints = request.hints.map_or_else(|| Ok(ground.no_hints()), |layer| ground.hints(layer))?;
        if request.reference.is_some() {
            progress.step("Reading the reference", 0.25)?;
        }
        let global = style(request.reference, request.look.as_ref(), request.reference_use)?;
        Ok(Self::from_parts(Arc::new(ground), hints, global, request.hint_strength))
    }

    /// Inputs that are on the grid already: the photograph's part, hints of its size, and how exactly
    /// these are kept (0..1).
    pub fn from_parts(ground: Arc<Ground>, hints: HintMap, global: GlobalHints, hint_strength: f32) -> Self {
        Self { ground, hints, global, hint_strength }
    }

    /// Runs the network for its distribution over the bins; `None` from a model that has none.
    ///
    /// # Errors
    /// [`PipelineError::Engine`].
    pub fn distribution(&self, engine: &mut dyn Engine) -> Result<Option<Distribution>, PipelineError> {
        if engine.description().bins == 0 {
            return Ok(None);
        }
        let flow = self.flow(engine)?;
        let mut input = self.pack(&self.spread(&flow, engine), engine);
        input.wants_distribution = true;
        let logits = engine.run(&input)?.distribution;
        Ok(logits.map(|logits| Distribution::new(logits, self.ground.lightness().clone())))
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
        let flow = self.flow(engine)?;
        let spread = self.spread(&flow, engine);
        let mut ab = engine.run(&self.pack(&spread, engine))?.ab;
        let share = engine.description().input.half_size_share;
        if share > 0.0
            && let Some(half) = self.halved()
        {
            progress.step("Choosing colours", 0.5)?;
            let flow = half.flow(engine)?;
            let coarse = engine.run(&half.pack(&half.spread(&flow, engine), engine))?.ab;
            blend(&mut ab, &coarse, share);
        }
        let is_diffused = |scale: &HintScale| matches!(scale, HintScale::Diffusion { .. });
        if let Some(scale) = engine.description().input.scales.iter().position(is_diffused) {
            obedience::follow_hints(&mut ab, &self.hints, &spread[scale], self.hint_strength);
        }
        obedience::keep_hints(&mut ab, &self.hints, self.ground.lightness(), &flow, self.hint_strength);
        progress.step("Choosing colours", 0.55)?;
        Ok(Chroma { ab: self.ground.refine(ab) })
    }

    /// The same job on a grid of half the size, if there is one.
    fn halved(&self) -> Option<Self> {
        let (ground, hints) = (Arc::clone(self.ground.half()?), self.hints.halved());
        Some(Self { ground, hints, global: self.global.clone(), hint_strength: self.hint_strength })
    }

    /// Where colour flows, as the model has it or else by lightness. Without hints nothing flows, and
    /// no model is asked.
    fn flow(&self, engine: &mut dyn Engine) -> Result<Cow<'_, Flow>, PipelineError> {
        if self.hints.count() == 0 {
            return Ok(Cow::Owned(Flow::over_lightness(self.ground.lightness())));
        }
        Ok(Cow::Borrowed(self.ground.flow(engine)?))
    }

    fn spread(&self, flow: &Flow, engine: &dyn Engine) -> Vec<SpreadHints> {
        spread_hints(self.ground.lightness(), &self.hints, flow, &engine.description().input)
    }

    fn pack(&self, spread: &[SpreadHints], engine: &dyn Engine) -> NetworkInput {
        let input = &engine.description().input;
        pack_input(self.ground.lightness(), &self.hints, spread, &self.global, input)
    }
}

/// Gives `ab` this share of `coarse`, which is of another size.
fn blend(ab: &mut [Plane; 2], coarse: &[Plane; 2], share: f32) {
    let size = ab[0].size();
    let upsampler = ChromaUpsampler::new(coarse, size);
    let (mut columns, mut row) = (Vec::new(), vec![[0.0; 2]; size.width as usize]);
    for y in 0..size.height {
        upsampler.row(y, &mut columns, &mut row);
        let start = y as usize * row.len();
        for (i, plane) in ab.iter_mut().enumerate() {
            let own = &mut plane.values_mut()[start..start + row.len()];
            own.iter_mut().zip(&row).for_each(|(own, coarse)| *own += share * (coarse[i] - *own));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::lab::{Lab, srgb_to_lab};
    use crate::engine::fake::FakeEngine;
    use crate::raster::Picture;

    const PHOTO: Size = Size::new(96, 64);
    const ORANGE: [f32; 4] = [0.8, 0.45, 0.2, 1.0];

    fn grey_photograph() -> Picture {
        Picture::from_fn(PHOTO, |x, _| if x < 48 { [0.5, 0.5, 0.5, 1.0] } else { [0.7, 0.7, 0.7, 1.0] })
    }

    fn request<'a>(photo: &'a mut Picture, reference_use: ReferenceUse) -> Request<'a> {
        Request { reference_use, ..Request::new(photo, &Settings::default()) }
    }

    fn lab_at(picture: &Picture, x: u32, y: u32) -> Lab {
        let [r, g, b, _] = picture.at(x, y);
        srgb_to_lab([r, g, b])
    }

    #[test]
    fn a_dot_colours_its_side_of_the_photograph_and_lightness_stays() {
        let (mut photo, mut result) = (grey_photograph(), grey_photograph());
        let mut dot = Picture::from_fn(Size::new(2, 2), |_, _| ORANGE);
        let mut job = request(&mut photo, ReferenceUse::Both);
        job.hints = Some(Layer { source: &mut dot, offset: (20, 30) });
        let prepared = Prepared::read(job, &mut Silent).unwrap();
        let chroma = prepared.predict(&mut FakeEngine::new([0.0, 0.0]), &mut Silent).unwrap();
        compose(&mut photo, &chroma, &mut result, &mut Silent).unwrap();
        let painted = srgb_to_lab([ORANGE[0], ORANGE[1], ORANGE[2]]);
        let (near, before) = (lab_at(&result, 24, 32), lab_at(&photo, 24, 32));
        assert!((near.a - painted.a).abs() < 1.0 && (near.b - painted.b).abs() < 1.0, "{near:?}");
        assert!((near.l - before.l).abs() < 0.05, "{near:?} {before:?}");
    }

    #[test]
    fn without_hints_the_colour_is_the_networks_own() {
        let (mut photo, mut result) = (grey_photograph(), grey_photograph());
        let prepared = Prepared::read(request(&mut photo, ReferenceUse::Both), &mut Silent).unwrap();
        let chroma = prepared.predict(&mut FakeEngine::new([12.0, -7.0]), &mut Silent).unwrap();
        compose(&mut photo, &chroma, &mut result, &mut Silent).unwrap();
        let colour = lab_at(&result, 70, 10);
        assert!((colour.a - 12.0).abs() < 0.05 && (colour.b + 7.0).abs() < 0.05, "{colour:?}");
    }

    #[test]
    fn a_second_look_at_half_the_size_gives_its_share_and_dots_stay_exact() {
        let ground = Arc::new(Ground::of_lightness(Plane::filled(Size::new(256, 192), 50.0)));
        let mut hints = ground.no_hints();
        (hints.ab[0].values_mut()[700], hints.mask.values_mut()[700]) = (60.0, 1.0);
        let job = Prepared::from_parts(Arc::clone(&ground), hints, GlobalHints::default(), 1.0);
        let mut engine = FakeEngine::that_looks_twice([20.0, -8.0]);
        let [a, _] = job.predict(&mut engine, &mut Silent).unwrap().ab;
        assert_eq!(engine.sizes, [Size::new(256, 192), Size::new(128, 96)]);
        assert!((a.values()[700] - 60.0).abs() < 1e-3);
        let small = Arc::new(Ground::of_lightness(Plane::filled(Size::new(128, 96), 50.0)));
        let no_hints = small.no_hints();
        engine.sizes.clear();
        let draft = Prepared::from_parts(small, no_hints, GlobalHints::default(), 1.0);
        draft.predict(&mut engine, &mut Silent).unwrap();
        assert_eq!(engine.sizes, [Size::new(128, 96)], "a draft is one look");
    }

    #[test]
    fn only_what_is_asked_for_is_taken_from_the_reference() {
        let taken = |reference_use| {
            let (mut photo, mut reference) = (grey_photograph(), Picture::from_fn(PHOTO, |_, _| ORANGE));
            let mut job = request(&mut photo, reference_use);
            job.reference = Some(&mut reference);
            let global = Prepared::read(job, &mut Silent).unwrap().global;
            (global.histogram.is_some(), global.saturation.is_some())
        };
        assert_eq!(taken(ReferenceUse::Both), (true, true));
        assert_eq!(taken(ReferenceUse::Histogram), (true, false));
        assert_eq!(taken(ReferenceUse::Saturation), (false, true));
    }

    /// Stops a job once it is to write.
    struct StopsAtWriting;

    impl Progress for StopsAtWriting {
        fn step(&mut self, doing: &str, _: f32) -> Result<(), Cancelled> {
            if doing.starts_with("Writing") { Err(Cancelled) } else { Ok(()) }
        }
    }

    #[test]
    fn a_job_that_is_stopped_leaves_the_result_untouched() {
        let (mut photo, mut result) = (grey_photograph(), grey_photograph());
        let prepared = Prepared::read(request(&mut photo, ReferenceUse::Both), &mut StopsAtWriting).unwrap();
        let chroma = prepared.predict(&mut FakeEngine::new([40.0, 40.0]), &mut StopsAtWriting).unwrap();
        let stopped = compose(&mut photo, &chroma, &mut result, &mut StopsAtWriting).unwrap_err();
        assert!(matches!(stopped, PipelineError::Cancelled(Cancelled)));
        assert_eq!(result.pixels, photo.pixels);
    }

    #[test]
    fn an_empty_photograph_is_refused_with_its_size() {
        let mut nothing = Picture::from_fn(Size::new(0, 7), |_, _| ORANGE);
        let refused = Prepared::read(request(&mut nothing, ReferenceUse::Both), &mut Silent).unwrap_err();
        assert_eq!(refused.to_string(), "the photograph is empty (0x7); choose a layer with pixels");
    }
}
