//! GIMP 3's dialog, which GIMP itself makes of the declaration. It keeps the last values too, in a file,
//! but no layers: these are guessed each time.

use chromadot_gimp::v3::Config;
use chromadot_gimp::{Call, Gimp, Item};

use crate::manifest::manifest;

use super::choices::{Choices, layer_parameters};
use super::error::RunError;
use super::procedure::START;

/// What the user wants, starting from what is `proposed`; `None` when they turn away.
pub(super) fn ask(gimp: Gimp, config: &Config, proposed: &Choices) -> Result<Option<Choices>, RunError> {
    let Item::Layer(photograph) = gimp.item(proposed.photograph) else { return Ok(None) };
    config.propose_chosen_layer(photograph);
    for parameter in layer_parameters() {
        config.propose_layer(&parameter.name, proposed.layers.get(&parameter.name).copied());
    }
    if !config.ask(gimp, manifest().procedure.title(), START)? {
        return Ok(None);
    }
    let photograph = config.chosen_layer().unwrap_or(proposed.photograph);
    Choices::from_arguments(proposed.image, photograph, &config.arguments()).map(Some)
}

/// The last run once more: the values as GIMP has kept them, the layers as `proposed`.
pub(super) fn repeat(call: &Call, proposed: Choices) -> Result<Choices, RunError> {
    let values = Choices::from_call(call)?.values;
    Ok(Choices { values, ..proposed })
}
