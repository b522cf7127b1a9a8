//! What a call shall do: from a script's arguments, from the dialog, or as the last time.

use std::collections::BTreeMap;

use chromadot_gimp::{Call, Gimp, Item, Layer, Value};
use serde::{Deserialize, Serialize};

use crate::manifest::{Host, Kind, Parameter, manifest};

use super::error::RunError;

/// Name of the new layer.
pub(super) const RESULT_NAME: &str = "Colorized";

/// The manifest's parameters in the order of the procedure's arguments.
pub(super) fn parameters() -> impl Iterator<Item = &'static Parameter> {
    manifest().parameters.iter().filter(|parameter| parameter.offered_to(Host::Gimp))
}

/// Those of them that are layers.
pub(super) fn layer_parameters() -> impl Iterator<Item = &'static Parameter> {
    parameters().filter(|parameter| matches!(parameter.kind, Kind::Layer { .. }))
}

/// A value for each of the manifest's parameters, under its name.
///
/// Kept by GIMP between calls as JSON, so only plain values are in it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(super) struct Choices {
    /// Number of the image for which the layers were chosen.
    pub image: i32,
    /// Number of the layer that is colorized.
    pub photograph: i32,
    /// Numbers of layers; none where a parameter is left out.
    pub layers: BTreeMap<String, i32>,
    /// Everything else, as text that the settings understand.
    pub values: BTreeMap<String, String>,
}

impl Choices {
    /// What the arguments of `call` ask for, with the first selected layer as the photograph.
    pub fn from_call(call: &Call) -> Result<Self, RunError> {
        let photograph = call.drawables.first().copied().unwrap_or(-1);
        Self::from_arguments(call.image, photograph, &call.arguments)
    }

    /// What `arguments` in the order of [`parameters`] ask for.
    pub fn from_arguments(image: i32, photograph: i32, arguments: &[Value]) -> Result<Self, RunError> {
        let mut choices = Self { image, photograph, ..Self::default() };
        for (parameter, value) in parameters().zip(arguments) {
            choices.take(parameter, value)?;
        }
        Ok(choices)
    }

    fn take(&mut self, parameter: &Parameter, value: &Value) -> Result<(), RunError> {
        let name = parameter.name.clone();
        match (&parameter.kind, value) {
            (Kind::Layer { .. }, Value::Layer(id @ 0..)) => {
                self.layers.insert(name, *id);
            }
            (Kind::Choice { choices, .. }, Value::Choice(number)) => {
                let chosen = usize::try_from(*number).ok().and_then(|number| choices.get(number));
                let chosen = chosen.ok_or_else(|| RunError::NoSuchChoice {
                    name: name.clone(),
                    number: *number,
                    last: choices.len().saturating_sub(1),
                })?;
                self.values.insert(name, chosen.name.clone());
            }
            (Kind::Number { .. }, Value::Number(number)) => {
                self.values.insert(name, number.to_string());
            }
            (Kind::Text { .. } | Kind::Look | Kind::File, Value::Text(text)) => {
                self.values.insert(name, text.trim().to_owned());
            }
            // No layer. (GIMP itself checks the types before it calls.)
            _ => {}
        }
        Ok(())
    }

    /// What a dialog opens with: the last choices as far as they still hold, layers guessed by name.
    ///
    /// Whoever has painted hints has the hint layer active, and whoever has run the filter the
    /// result; neither is meant as the photograph.
    pub fn proposed(gimp: Gimp, active: Layer) -> Self {
        let last = Self::last(gimp);
        let image = active.image().id();
        let of_this_image = last.as_ref().filter(|last| last.image == image);
        let photograph = proposed_photograph(active, of_this_image);
        let mut proposed = Self { image, photograph: photograph.id(), ..Self::default() };
        for parameter in parameters() {
            let Kind::Layer { guess, .. } = &parameter.kind else { continue };
            let mut offered = offered_layers(gimp, photograph, parameter);
            offered.retain(|layer| layer.id() != photograph.id());
            let is_offered = |id: &&i32| offered.iter().any(|layer| layer.id() == **id);
            let kept = last.as_ref().and_then(|last| last.layers.get(&parameter.name)).filter(is_offered);
            // "None" is a choice as well, but only for the image for which it was made.
            let none = of_this_image.is_some_and(|last| !last.layers.contains_key(&parameter.name));
            let chosen = match kept {
                Some(id) => Some(*id),
                None if none => None,
                None => guessed(&offered, guess),
            };
            if let Some(id) = chosen {
                proposed.layers.insert(parameter.name.clone(), id);
            }
        }
        proposed.values = last.map(|last| last.values).unwrap_or_default();
        proposed
    }

    /// Those of the filter's last run by a user.
    pub fn last(gimp: Gimp) -> Option<Self> {
        let json = gimp.remembered(&manifest().procedure.name)?;
        serde_json::from_slice(&json).ok()
    }

    /// Has GIMP keep these choices for the next time.
    pub fn remember(&self, gimp: Gimp) {
        // Plain maps of text and numbers always are JSON.
        if let Ok(json) = serde_json::to_vec(self) {
            gimp.remember(&manifest().procedure.name, &json);
        }
    }

    /// The layer that is chosen for the parameter called `name`.
    pub fn layer(
        &self,
        gimp: Gimp,
        name: &'static str,
        photograph: Layer,
    ) -> Result<Option<Layer>, RunError> {
        let Some(&id) = self.layers.get(name) else { return Ok(None) };
        if id == photograph.id() {
            return Err(RunError::PhotographItself(name));
        }
        match gimp.item(id) {
            Item::Layer(layer) => Ok(Some(layer)),
            _ => Err(RunError::NotALayer(name)),
        }
    }
}

/// The layer that is most likely meant as the photograph when `active` is the active one.
fn proposed_photograph(active: Layer, last: Option<&Choices>) -> Layer {
    let words: Vec<String> = parameters()
        .filter_map(|parameter| match &parameter.kind {
            Kind::Layer { guess, .. } => Some(guess.clone()),
            _ => None,
        })
        .flatten()
        .chain([RESULT_NAME.to_owned()])
        .collect();
    let has_another_use = |layer: &Layer| {
        let was_chosen = last.is_some_and(|last| last.layers.values().any(|id| *id == layer.id()));
        was_chosen || position_of_guess(&[layer.name()], &words).is_some()
    };
    if !has_another_use(&active) {
        return active;
    }
    let layers = active.image().layers();
    let before = last.and_then(|last| layers.iter().find(|layer| layer.id() == last.photograph));
    let lowest = || layers.iter().rev().find(|layer| !layer.is_group() && !has_another_use(layer));
    before.or_else(lowest).copied().unwrap_or(active)
}

/// The layers that can be chosen for `parameter`: those of the photograph's image, and where the manifest
/// says so those of the other open images too.
pub(super) fn offered_layers(gimp: Gimp, photograph: Layer, parameter: &Parameter) -> Vec<Layer> {
    let image = photograph.image();
    let mut layers = image.layers();
    if let Kind::Layer { other_images: true, .. } = parameter.kind {
        let others = gimp.images().into_iter().filter(|other| other.id() != image.id());
        layers.extend(others.flat_map(|other| other.layers()));
    }
    layers.retain(|layer| !layer.is_floating());
    layers
}

/// The layer that is most likely meant for the parameter called `name`.
pub(super) fn guessed_layer(gimp: Gimp, photograph: Layer, name: &str) -> Option<Layer> {
    let parameter = layer_parameters().find(|parameter| parameter.name == name)?;
    let Kind::Layer { guess, .. } = &parameter.kind else { return None };
    let mut offered = offered_layers(gimp, photograph, parameter);
    offered.retain(|layer| layer.id() != photograph.id());
    let id = guessed(&offered, guess)?;
    offered.into_iter().find(|layer| layer.id() == id)
}

/// The uppermost layer whose name has one of `words`, the first word first.
fn guessed(layers: &[Layer], words: &[String]) -> Option<i32> {
    let names: Vec<String> = layers.iter().map(|layer| layer.name()).collect();
    position_of_guess(&names, words).map(|position| layers[position].id())
}

/// Whole words and their plurals only: "Hintergrund" is what GIMP calls the background in German.
fn position_of_guess(names: &[String], words: &[String]) -> Option<usize> {
    let has = |name: &String, word: &str| {
        let name = name.to_lowercase();
        let mut parts = name.split(|letter: char| !letter.is_alphabetic());
        parts.any(|part| part == word || part.strip_suffix('s') == Some(word))
    };
    words.iter().find_map(|word| {
        let word = word.to_lowercase();
        names.iter().position(|name| has(name, &word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn arguments_become_values_under_the_names_of_the_manifest() {
        let arguments = [
            Value::Layer(7),
            Value::Layer(-1),
            Value::Choice(1),
            Value::Number(75.0),
            Value::Text(" cpu".to_owned()),
            Value::Text(String::new()),
            Value::Choice(2),
            Value::Text("autumn".to_owned()),
            Value::Text("/pictures/style.jpg".to_owned()),
        ];
        let choices = Choices::from_arguments(1, 2, &arguments).unwrap();
        assert_eq!(choices.layers, BTreeMap::from([("hints".to_owned(), 7)]));
        let values: Vec<_> = choices.values.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let expected = [
            ("device", "cpu"),
            ("hint-strength", "75"),
            ("look", "autumn"),
            ("model", ""),
            ("reference-file", "/pictures/style.jpg"),
            ("reference-use", "saturation"),
            ("style", "colour"),
        ];
        assert_eq!(values, expected);
    }

    #[test]
    fn a_choice_that_does_not_exist_is_refused_with_the_numbers_that_do() {
        let arguments = [Value::Layer(-1), Value::Layer(-1), Value::Choice(5)];
        let refused = Choices::from_arguments(1, 2, &arguments);
        assert_eq!(refused.unwrap_err().to_string(), "style cannot be 5; it is a number from 0 to 1");
    }

    #[test]
    fn a_word_within_a_word_is_no_guess() {
        let names = texts(&["Hintergrund", "Hints #1"]);
        assert_eq!(position_of_guess(&names, &texts(&["hint"])), Some(1));
        assert_eq!(
            position_of_guess(&texts(&["Hintergrund", "Lifestyle"]), &texts(&["hint", "style"])),
            None
        );
    }

    #[test]
    fn a_layer_is_guessed_by_its_name_whatever_the_case() {
        let names = texts(&["Background", "My HINTS", "hints 2"]);
        assert_eq!(position_of_guess(&names, &texts(&["hint"])), Some(1));
        assert_eq!(position_of_guess(&names, &texts(&["reference", "style"])), None);
        let names = texts(&["Style", "the reference"]);
        assert_eq!(position_of_guess(&names, &texts(&["reference", "style"])), Some(1), "first word first");
    }
}
