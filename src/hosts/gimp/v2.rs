//! GIMP 2.10's dialog, which is of our own making: one row for each of the manifest's parameters.

use std::iter;

use chromadot_gimp::v2::{Dialog, LayerChoice};
use chromadot_gimp::{Gimp, Item, Layer};

use crate::looks::all_looks;
use crate::manifest::{Kind, Parameter, Procedure, manifest};
use crate::settings::SettingsError;

use super::choices::{Choices, offered_layers, parameters};
use super::error::RunError;
use super::procedure::{PHOTOGRAPH, START};

/// What the user wants, starting from what is `proposed`; `None` when they turn away.
pub(super) fn ask(gimp: Gimp, proposed: &Choices) -> Result<Option<Choices>, RunError> {
    let Item::Layer(photograph) = gimp.item(proposed.photograph) else { return Ok(None) };
    let as_choices = |layers: Vec<Layer>| -> Vec<LayerChoice> {
        let label = |layer: &Layer| LayerChoice { id: layer.id(), label: label_of(*layer, photograph) };
        layers.iter().map(label).collect()
    };
    let mut dialog = Dialog::new(gimp, manifest().procedure.title(), &manifest().procedure.name, START)?;
    let layers = as_choices(photograph.image().layers());
    let [_, label, help] = PHOTOGRAPH;
    let photograph_row = dialog.layer_row(&with_colon(label), help, None, &layers, Some(photograph.id()));
    let looks = all_looks().map_err(SettingsError::from)?;
    let mut rows = Vec::new();
    for parameter in parameters() {
        let (label, help) = (parameter.label.as_str(), parameter.help.as_str());
        let value = proposed.values.get(&parameter.name).map(String::as_str);
        let row = match &parameter.kind {
            Kind::Layer { .. } => {
                let layers = as_choices(offered_layers(gimp, photograph, parameter));
                let chosen = proposed.layers.get(&parameter.name).copied();
                let row = dialog.layer_row(&with_colon(label), help, Some("None"), &layers, chosen);
                dialog.keep_apart(&row, &photograph_row);
                row
            }
            Kind::Choice { default, choices } => {
                let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
                let name = value.unwrap_or(default);
                let chosen = choices.iter().position(|choice| choice.name == name).unwrap_or(0);
                dialog.choice_row(&with_colon(label), help, &labels, chosen)
            }
            Kind::Number { minimum, maximum, default } => {
                let number = value.and_then(|text| text.parse().ok()).unwrap_or(*default);
                dialog.number_row(&with_colon(label), help, (*minimum, *maximum), number)
            }
            Kind::Look => {
                let labels: Vec<&str> =
                    iter::once("None").chain(looks.iter().map(|l| l.label.as_str())).collect();
                let chosen = looks.iter().position(|look| Some(look.name.as_str()) == value);
                dialog.choice_row(
                    &with_colon(label),
                    help,
                    &labels,
                    chosen.map_or(0, |position| position + 1),
                )
            }
            Kind::Text { default } => dialog.text_row(&with_colon(label), help, value.unwrap_or(default)),
            Kind::File => dialog.file_row(&with_colon(label), help, value.unwrap_or_default()),
        };
        rows.push((parameter, row));
    }
    if !dialog.run() {
        return Ok(None);
    }
    let mut chosen =
        Choices { image: proposed.image, photograph: dialog.chosen(&photograph_row), ..Choices::default() };
    for (parameter, row) in &rows {
        let name = parameter.name.clone();
        match &parameter.kind {
            Kind::Layer { .. } => {
                let id = dialog.chosen(row);
                if id >= 0 {
                    chosen.layers.insert(name, id);
                }
            }
            Kind::Choice { choices, .. } => {
                let number = usize::try_from(dialog.chosen(row)).unwrap_or(0);
                if let Some(choice) = choices.get(number) {
                    chosen.values.insert(name, choice.name.clone());
                }
            }
            Kind::Look => {
                let number = usize::try_from(dialog.chosen(row)).unwrap_or(0);
                let look = number.checked_sub(1).and_then(|i| looks.get(i)).map(|look| look.name.clone());
                chosen.values.insert(name, look.unwrap_or_default());
            }
            Kind::Number { .. } => {
                chosen.values.insert(name, dialog.number(row).to_string());
            }
            Kind::Text { .. } | Kind::File => {
                chosen.values.insert(name, dialog.text(row).trim().to_owned());
            }
        }
    }
    Ok(Some(chosen))
}

/// Which of the choices of a single parameter is wanted, starting from the one numbered `proposed`; `None`
/// when the user turns away.
pub(super) fn ask_choice(
    gimp: Gimp,
    procedure: &Procedure,
    parameter: &Parameter,
    proposed: usize,
    button: &str,
) -> Result<Option<i32>, RunError> {
    let Kind::Choice { choices, .. } = &parameter.kind else { return Ok(Some(0)) };
    let mut dialog = Dialog::new(gimp, procedure.title(), &procedure.name, button)?;
    let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
    let row = dialog.choice_row(&with_colon(&parameter.label), &parameter.help, &labels, proposed);
    Ok(dialog.run().then(|| dialog.chosen(&row)))
}

/// The layer's name behind those of its groups and, if it is another one, of its image.
fn label_of(layer: Layer, photograph: Layer) -> String {
    let mut label = layer.name();
    for group in layer.groups() {
        label = format!("{} / {label}", group.name());
    }
    let image = layer.image();
    if image.id() == photograph.image().id() { label } else { format!("{}: {label}", image.name()) }
}

fn with_colon(label: &str) -> String {
    format!("{label}:")
}
