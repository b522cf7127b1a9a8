//! One run of the filter: look, compute, and touch the image last.

use std::thread;

use chromadot_gimp::{BaseType, Call, Canvas, Gegl, Gimp, Item, Layer, LayerMode, Reader, RunMode};

use crate::engine::{self, Engine};
use crate::hints::local::Layer as HintLayer;
use crate::hosts::files::reference_file;
use crate::manifest::manifest;
use crate::pipeline::{self, Cancelled, Prepared, Progress, Request};
use crate::settings::{Settings, Style};

use super::choices::{Choices, RESULT_NAME};
use super::error::RunError;
use super::pixels::{LayerPixels, ResultPixels};
use super::{v2, v3};

/// Said of hints which the image they are in cannot show as painted.
const COLOURLESS_HINTS: &str = "Chromadot: the hint layer is in a grayscale image, so all its dots are grey and keep \
    their place neutral. For colour, choose Image > Mode > RGB before painting.";

/// Runs the filter as `call` says; gives the new layer, or nothing when the user cancelled.
pub(super) fn colorize(gimp: Gimp, call: &Call) -> Result<Option<Layer>, RunError> {
    let Some(choices) = choices(gimp, call)? else { return Ok(None) };
    let (layers, settings) = Layers::chosen(gimp, &choices)?;
    if call.run_mode == RunMode::Interactive {
        choices.remember(gimp);
    }

    if layers.hints.is_some_and(|hints| hints.image().base_type() == BaseType::Gray) {
        gimp.message(COLOURLESS_HINTS);
    }

    gimp.progress_start(manifest().procedure.title());
    let result = compute(gimp, &layers, &settings);
    let layer = result.and_then(|mut canvas| show(gimp, layers.photograph, &mut canvas, settings.style));
    gimp.progress_end();
    if call.run_mode != RunMode::NonInteractive {
        gimp.flush_displays();
    }
    layer.map(Some)
}

/// What is wanted: a script says it, a user is asked in the way of the version that called.
fn choices(gimp: Gimp, call: &Call) -> Result<Option<Choices>, RunError> {
    let active = active_layer(gimp, call)?;
    let proposed = || Choices::proposed(gimp, active);
    match (call.run_mode, &call.config) {
        (RunMode::NonInteractive, _) => Choices::from_call(call).map(Some),
        (RunMode::WithLastValues, None) => Ok(Some(proposed())),
        (RunMode::WithLastValues, Some(_)) => v3::repeat(call, proposed()).map(Some),
        (RunMode::Interactive, None) => v2::ask(gimp, &proposed()),
        (RunMode::Interactive, Some(config)) => v3::ask(gimp, config, &proposed()),
    }
}

/// The one layer for which `call` was made.
pub(super) fn active_layer(gimp: Gimp, call: &Call) -> Result<Layer, RunError> {
    let [active] = call.drawables[..] else { return Err(RunError::NotOneLayer(call.drawables.len())) };
    photograph(gimp, active)
}

/// The layers of one job.
#[derive(Clone, Copy)]
pub(super) struct Layers {
    pub photograph: Layer,
    pub hints: Option<Layer>,
    pub reference: Option<Layer>,
}

impl Layers {
    /// What is chosen, if there are such layers and such values.
    pub fn chosen(gimp: Gimp, choices: &Choices) -> Result<(Self, Settings), RunError> {
        let photograph = photograph(gimp, choices.photograph)?;
        let settings = Settings::from_values(choices.values.clone())?;
        let hints = choices.layer(gimp, "hints", photograph)?;
        let reference = choices.layer(gimp, "reference", photograph)?;
        Ok((Self { photograph, hints, reference }, settings))
    }
}

/// The layer of this number, if a photograph can be colorized there.
fn photograph(gimp: Gimp, drawable: i32) -> Result<Layer, RunError> {
    match gimp.item(drawable) {
        Item::Layer(layer) if layer.is_floating() => Err(RunError::Floating),
        Item::Layer(layer) => Ok(layer),
        Item::LayerMask => Err(RunError::Mask),
        Item::Other => Err(RunError::Channel),
        Item::None => Err(RunError::Gone),
    }
}

/// What a job has once its layers are read.
pub(super) struct Job {
    pub gegl: Gegl,
    pub photo: LayerPixels,
    pub prepared: Prepared,
    pub engine: Box<dyn Engine>,
}

/// Reads the layers while the engine opens.
pub(super) fn prepare(
    gimp: Gimp,
    layers: &Layers,
    settings: &Settings,
    progress: &mut ProgressBar,
) -> Result<Job, RunError> {
    // The engine has nothing to do with GIMP: it opens while GEGL starts and pixels are read.
    let choice = settings.engine_choice();
    let opening = thread::spawn(move || engine::open(&choice));
    let gegl = gimp.start_gegl();
    let open = |layer: Layer| Reader::new(gegl, layer).map(LayerPixels);
    let mut photo = open(layers.photograph)?;
    let mut hint_pixels = layers.hints.map(open).transpose()?;
    let mut reference_pixels = layers.reference.map(open).transpose()?;
    let mut reference_file =
        layers.reference.is_none().then(|| reference_file(settings)).transpose()?.flatten();
    let mut request = Request::new(&mut photo, settings);
    request.hints = hint_pixels
        .as_mut()
        .zip(layers.hints)
        .map(|(source, hints)| HintLayer { source, offset: offset_from(layers.photograph, hints) });
    request.reference = match &mut reference_pixels {
        Some(source) => Some(source),
        None => reference_file.as_mut().map(|source| source as _),
    };
    let prepared = Prepared::read(request, progress)?;
    let engine = opening.join().map_err(|_| RunError::EngineStopped)??;
    Ok(Job { gegl, photo, prepared, engine })
}

/// Everything that takes time or can fail; the image stays as it is.
fn compute(gimp: Gimp, layers: &Layers, settings: &Settings) -> Result<ResultPixels, RunError> {
    let mut progress = ProgressBar::new(gimp);
    let Job { gegl, mut photo, prepared, mut engine } = prepare(gimp, layers, settings, &mut progress)?;
    let canvas = Canvas::new(gegl, layers.photograph.image(), photo.0.width(), photo.0.height())?;
    let known = engine.description().notes.len();
    let chroma = prepared.predict(engine.as_mut(), &mut progress)?;
    // Whoever leaves the device to us need not be told by a window that there is no GPU; that the
    // GPU's memory ran out meanwhile is news for everybody.
    for (number, note) in engine.description().notes.iter().enumerate() {
        if number < known && settings.device == "auto" {
            eprintln!("Chromadot: {note}");
        } else {
            gimp.message(&format!("Chromadot: {note}"));
        }
    }
    let mut result = ResultPixels(canvas);
    still_there(gimp, layers.photograph, &result)?;
    pipeline::compose(&mut photo, &chroma, &mut result, &mut progress)?;
    Ok(result)
}

/// Where `layer` lies as seen from the photograph's upper left corner.
pub(super) fn offset_from(photograph: Layer, layer: Layer) -> (i32, i32) {
    let ((left, top), (from_left, from_top)) = (layer.offsets(), photograph.offsets());
    (left - from_left, top - from_top)
}

/// Makes the finished pixels a layer, in one step for Undo.
pub(super) fn show(
    gimp: Gimp,
    photograph: Layer,
    result: &mut ResultPixels,
    style: Style,
) -> Result<Layer, RunError> {
    still_there(gimp, photograph, result)?;
    let image = photograph.image();
    let _one_step = image.undo_group();
    if image.base_type() != BaseType::Rgb {
        image.convert_to_rgb()?;
    }
    let mode = match style {
        Style::Layer => LayerMode::Normal,
        Style::Colour => LayerMode::LchColor,
    };
    let place = photograph.offsets();
    let layer = image.add_layer_above(highest_result(photograph), place, RESULT_NAME, mode, &mut result.0)?;
    if image.has_selection() {
        layer.mask_by_selection()?;
    }
    Ok(layer)
}

/// Refuses to go on where the photograph is no longer what `result` was made for: GIMP's user can work on
/// meanwhile.
fn still_there(gimp: Gimp, photograph: Layer, result: &ResultPixels) -> Result<(), RunError> {
    match gimp.item(photograph.id()) {
        Item::Layer(layer) if layer.extent() == result.0.extent() => Ok(()),
        Item::Layer(_) => Err(RunError::Resized),
        _ => Err(RunError::Gone),
    }
}

/// The highest of the earlier results that lie on each other right above the photograph, under which a new one
/// would not be seen; the photograph if there are none.
fn highest_result(photograph: Layer) -> Layer {
    let group = |layer: &Layer| layer.groups().next().map(Layer::id);
    let mut siblings = photograph.image().layers();
    siblings.retain(|layer| group(layer) == group(&photograph));
    let above = siblings.into_iter().rev().skip_while(|layer| layer.id() != photograph.id()).skip(1);
    above.take_while(|layer| layer.name().starts_with(RESULT_NAME)).last().unwrap_or(photograph)
}

/// The pipeline's progress in GIMP's status bar.
///
/// Its Cancel button ends this process at once, so nothing here asks whether to go on; the image
/// is untouched until the end.
pub(super) struct ProgressBar {
    gimp: Gimp,
    shown: String,
}

impl ProgressBar {
    pub fn new(gimp: Gimp) -> Self {
        Self { gimp, shown: String::new() }
    }
}

impl Progress for ProgressBar {
    fn step(&mut self, doing: &str, done: f32) -> Result<(), Cancelled> {
        if self.shown != doing {
            self.gimp.progress_text(doing);
            doing.clone_into(&mut self.shown);
        }
        self.gimp.progress(f64::from(done));
        Ok(())
    }
}
