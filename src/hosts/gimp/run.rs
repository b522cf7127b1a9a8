//! One run of the filter: look, compute, and touch the image last.

use std::thread;

use chromadot_gimp::{BaseType, Call, Canvas, Gimp, Item, Layer, LayerMode, Reader, RunMode};

use crate::engine;
use crate::hints::local::Layer as HintLayer;
use crate::pipeline::{self, Cancelled, Prepared, Progress, Request};
use crate::settings::{Settings, Style};

use super::choices::{Choices, RESULT_NAME};
use super::error::RunError;
use super::pixels::{LayerPixels, ResultPixels};
use super::procedure::title;
use super::{v2, v3};

/// Said of hints which the image they are in cannot show as painted.
const COLOURLESS_HINTS: &str = "Chromadot: the hint layer is in a grayscale image, so all its dots are grey and keep \
    their place neutral. For colour, choose Image > Mode > RGB before painting.";

/// Runs the filter as `call` says; gives the new layer, or nothing when the user cancelled.
pub(super) fn colorize(gimp: Gimp, call: &Call) -> Result<Option<Layer>, RunError> {
    let Some(choices) = choices(gimp, call)? else { return Ok(None) };
    let photograph = photograph(gimp, choices.photograph)?;
    let settings = Settings::from_values(choices.values.clone())?;
    let hints = choices.layer(gimp, "hints", photograph)?;
    let reference = choices.layer(gimp, "reference", photograph)?;
    if call.run_mode == RunMode::Interactive {
        choices.remember(gimp);
    }

    if hints.is_some_and(|hints| hints.image().base_type() == BaseType::Gray) {
        gimp.message(COLOURLESS_HINTS);
    }

    gimp.progress_start(title());
    let result = compute(gimp, photograph, hints, reference, &settings);
    let layer = result.and_then(|canvas| show(gimp, photograph, canvas, settings.style));
    gimp.progress_end();
    if call.run_mode != RunMode::NonInteractive {
        gimp.flush_displays();
    }
    layer.map(Some)
}

/// What is wanted: a script says it, a user is asked in the way of the version that called.
fn choices(gimp: Gimp, call: &Call) -> Result<Option<Choices>, RunError> {
    let [active] = call.drawables[..] else { return Err(RunError::NotOneLayer(call.drawables.len())) };
    let active = photograph(gimp, active)?;
    let proposed = || Choices::proposed(gimp, active);
    match (call.run_mode, &call.config) {
        (RunMode::NonInteractive, _) => Choices::from_call(call).map(Some),
        (RunMode::WithLastValues, None) => Ok(Some(proposed())),
        (RunMode::WithLastValues, Some(_)) => v3::repeat(call, proposed()).map(Some),
        (RunMode::Interactive, None) => v2::ask(gimp, &proposed()),
        (RunMode::Interactive, Some(config)) => v3::ask(gimp, config, &proposed()),
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

/// Everything that takes time or can fail; the image stays as it is.
fn compute(
    gimp: Gimp,
    photograph: Layer,
    hints: Option<Layer>,
    reference: Option<Layer>,
    settings: &Settings,
) -> Result<ResultPixels, RunError> {
    // The engine has nothing to do with GIMP: it opens while GEGL starts and pixels are read.
    let choice = settings.engine_choice();
    let opening = thread::spawn(move || engine::open(&choice));
    let gegl = gimp.start_gegl();
    let open = |layer: Layer| Reader::new(gegl, layer).map(LayerPixels);
    let mut photo = open(photograph)?;
    let mut hint_pixels = hints.map(open).transpose()?;
    let mut reference_pixels = reference.map(open).transpose()?;
    let canvas = Canvas::new(gegl, photograph.image(), photo.0.width(), photo.0.height())?;

    let mut progress = ProgressBar { gimp, shown: String::new() };
    let mut request = Request::new(&mut photo, settings);
    request.hints = hint_pixels
        .as_mut()
        .zip(hints)
        .map(|(source, hints)| HintLayer { source, offset: offset_from(photograph, hints) });
    request.reference = reference_pixels.as_mut().map(|source| source as _);
    let prepared = Prepared::read(request, &mut progress)?;
    let mut engine = opening.join().map_err(|_| RunError::EngineStopped)??;
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
    pipeline::compose(&mut photo, &chroma, &mut result, &mut progress)?;
    Ok(result)
}

/// Where `layer` lies as seen from the photograph's upper left corner.
fn offset_from(photograph: Layer, layer: Layer) -> (i32, i32) {
    let ((left, top), (from_left, from_top)) = (layer.offsets(), photograph.offsets());
    (left - from_left, top - from_top)
}

/// Makes the finished pixels a layer, in one step for Undo.
fn show(gimp: Gimp, photograph: Layer, mut result: ResultPixels, style: Style) -> Result<Layer, RunError> {
    // GIMP's user could go on working meanwhile.
    let Item::Layer(photograph) = gimp.item(photograph.id()) else { return Err(RunError::Gone) };
    let image = photograph.image();
    let _one_step = image.undo_group();
    if image.base_type() != BaseType::Rgb {
        image.convert_to_rgb()?;
    }
    let mode = match style {
        Style::Layer => LayerMode::Normal,
        Style::Colour => LayerMode::LchColor,
    };
    let layer = image.add_layer_above(photograph, RESULT_NAME, mode, &mut result.0)?;
    if image.has_selection() {
        layer.mask_by_selection()?;
    }
    Ok(layer)
}

/// The pipeline's progress in GIMP's status bar.
///
/// Its Cancel button ends this process at once, so nothing here asks whether to go on; the image
/// is untouched until the end.
struct ProgressBar {
    gimp: Gimp,
    shown: String,
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
