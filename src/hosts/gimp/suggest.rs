//! Colours that are likely at a place, as GIMP's active palette.

use chromadot_gimp::{Call, Colour, Gimp, Outcome, RunMode, Value};

use crate::color::srgb::from_hex;
use crate::manifest::{Kind, Parameter, manifest};
use crate::pipeline::SuggestedColour;
use crate::suggestions::SUGGESTIONS;

use super::choices::Choices;
use super::error::RunError;
use super::run::{Job, Layers, ProgressBar, active_layer, prepare};
use super::v2;

/// Name of the palette.
const PALETTE: &str = "Chromadot suggestions";
/// The button by which the dialog starts.
const START: &str = "_Suggest";
/// The choice by which the most probable colour becomes the foreground colour.
const FIRST: &str = "first";

/// Fills the palette for the middle of the selection; the image stays as it is.
pub(super) fn suggest(gimp: Gimp, call: &Call) -> Result<Outcome, RunError> {
    let active = active_layer(gimp, call)?;
    let Some(takes_first) = takes_first(gimp, call)? else { return Ok(Outcome::Cancelled) };
    let (layers, settings) = Layers::chosen(gimp, &Choices::proposed(gimp, active))?;
    let place = place(&layers)?;
    gimp.progress_start(manifest().suggest.title());
    let prepared = prepare(gimp, &layers, &settings, &mut ProgressBar::new(gimp));
    let colours = prepared.and_then(|Job { prepared, mut engine, .. }| {
        Ok(prepared.suggest(engine.as_mut(), place, SUGGESTIONS)?)
    });
    gimp.progress_end();
    let entries = entries(&colours?);
    gimp.show_palette(PALETTE, &entries)?;
    if let Some((_, colour)) = entries.first().filter(|_| takes_first) {
        gimp.take_foreground(*colour)?;
    }
    Ok(Outcome::Success(None))
}

/// Column and row of the photograph in the middle of the selection or, without one, of the image.
fn place(layers: &Layers) -> Result<(u32, u32), RunError> {
    let (photograph, image) = (layers.photograph, layers.photograph.image());
    let (x, y) = image.selection_bounds().middle();
    let ((left, top), (width, height)) = (photograph.offsets(), photograph.extent());
    let within = |place: i32, start: i32, length: i32| {
        u32::try_from(place - start).ok().filter(|place| i64::from(*place) < i64::from(length))
    };
    let place = within(x, left, width).zip(within(y, top, height));
    place.ok_or(RunError::PlaceOutside(x, y))
}

/// Whether the most probable colour is to become the foreground colour: a script says it, a user is asked.
/// `None` when they turn away.
fn takes_first(gimp: Gimp, call: &Call) -> Result<Option<bool>, RunError> {
    let procedure = &manifest().suggest;
    let [parameter] = &manifest().suggest_parameters[..] else { return Ok(Some(false)) };
    let chosen = match (call.run_mode, &call.config) {
        (RunMode::Interactive, None) => {
            let last = remembered(gimp);
            let chosen = v2::ask_choice(gimp, procedure, parameter, last, START)?;
            if let Some(number) = chosen {
                gimp.remember(&procedure.name, &number.to_le_bytes());
            }
            chosen
        }
        (RunMode::WithLastValues, None) => i32::try_from(remembered(gimp)).ok(),
        (RunMode::Interactive, Some(config)) => {
            let wants = config.ask(gimp, procedure.title(), START)?;
            wants.then(|| number(&config.arguments()))
        }
        _ => Some(number(&call.arguments)),
    };
    chosen.map(|number| is_first(parameter, number)).transpose()
}

/// The choice that GIMP 2.10 has kept since the last time; GIMP 3 does so by itself.
fn remembered(gimp: Gimp) -> usize {
    let kept = gimp.remembered(&manifest().suggest.name);
    kept.and_then(|bytes| bytes.first().copied()).map_or(0, usize::from)
}

fn number(arguments: &[Value]) -> i32 {
    match arguments.first() {
        Some(Value::Choice(number)) => *number,
        _ => 0,
    }
}

fn is_first(parameter: &Parameter, number: i32) -> Result<bool, RunError> {
    let Kind::Choice { choices, .. } = &parameter.kind else { return Ok(false) };
    let choice = usize::try_from(number).ok().and_then(|number| choices.get(number));
    let refused = || RunError::NoSuchChoice {
        name: parameter.name.clone(),
        number,
        last: choices.len().saturating_sub(1),
    };
    Ok(choice.ok_or_else(refused)?.name == FIRST)
}

/// The palette's entries, each named by its probability.
fn entries(colours: &[SuggestedColour]) -> Vec<(String, Colour)> {
    let entry = |colour: &SuggestedColour| {
        let name = format!("{:.1} %", 100.0 * colour.probability);
        Some((name, Colour(from_hex(&colour.rgb)?)))
    };
    colours.iter().filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_named_by_probability_and_keep_their_order() {
        let colour =
            |rgb: &str, probability| SuggestedColour { rgb: rgb.to_owned(), lab: [0.0; 3], probability };
        let entries = entries(&[colour("#a06040", 0.314), colour("#102030", 0.25)]);
        assert_eq!(entries[0], ("31.4 %".to_owned(), Colour([0xa0, 0x60, 0x40])));
        assert_eq!(entries[1], ("25.0 %".to_owned(), Colour([0x10, 0x20, 0x30])));
    }

    #[test]
    fn only_the_choice_of_the_first_takes_it() {
        let parameter = &manifest().suggest_parameters[0];
        assert!(!is_first(parameter, 0).unwrap());
        assert!(is_first(parameter, 1).unwrap());
        let refused = is_first(parameter, 2).unwrap_err().to_string();
        assert_eq!(refused, "foreground cannot be 2; it is a number from 0 to 1");
    }
}
