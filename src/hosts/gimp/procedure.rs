//! The filter as GIMP's procedure database holds it, made from the manifest.

use chromadot_engine_abi::leave_at_exit;
use chromadot_gimp::{self as gimp, Call, Gimp, Outcome, Parameter, PlugIn, Procedure, Returned};

use crate::looks::all_looks;
use crate::manifest::{self, Kind, manifest};

use super::choices::parameters;
use super::{live, run, suggest};

/// Name, label and help of the photograph, which is an argument of every filter in GIMP and so not
/// one of the manifest's parameters.
pub(super) const PHOTOGRAPH: [&str; 3] = [
    "photograph",
    "_Photograph",
    "Layer that is colorized; it stays as it is, the result is a new layer above it",
];

/// The button by which a dialog starts the filter.
pub(super) const START: &str = "C_olorize";

/// The plug-in: the filter, suggested colours, and Live.
pub(super) struct ColorizeWithHints;

impl PlugIn for ColorizeWithHints {
    fn procedures(&self) -> Vec<Procedure> {
        let manifest = manifest();
        let [name, label, help] = PHOTOGRAPH.map(str::to_owned);
        let colorize = Procedure {
            parameters: parameters().map(as_argument).collect(),
            chosen_layer: Some(Parameter { name, label, help, kind: gimp::Kind::Layer }),
            returns: Some(Returned { name: "colorized".to_owned(), help: "The new layer".to_owned() }),
            ..declared(&manifest.procedure)
        };
        let suggest = Procedure {
            parameters: manifest.suggest_parameters.iter().map(as_argument).collect(),
            ..declared(&manifest.suggest)
        };
        vec![colorize, suggest, declared(&manifest.live)]
    }

    fn run(&self, gimp: Gimp, call: &Call) -> Outcome {
        let manifest = manifest();
        let ended = if call.procedure == manifest.suggest.name {
            suggest::suggest(gimp, call)
        } else if call.procedure == manifest.live.name {
            live::stay_live(gimp, call).map(|()| Outcome::Success(None))
        } else {
            let layer = run::colorize(gimp, call);
            layer.map(|layer| layer.map_or(Outcome::Cancelled, |layer| Outcome::Success(Some(layer))))
        };
        ended.unwrap_or_else(|error| Outcome::Failed(error.to_string()))
    }

    fn quit(&self) {
        leave_at_exit();
    }
}

/// A procedure that takes and gives nothing but what every one in GIMP's image menu takes.
fn declared(procedure: &manifest::Procedure) -> Procedure {
    Procedure {
        name: procedure.name.clone(),
        label: procedure.label.clone(),
        menu: procedure.menu.clone(),
        image_types: procedure.image_types.clone(),
        blurb: procedure.blurb.clone(),
        help: procedure.help.clone(),
        author: env!("CARGO_PKG_AUTHORS").to_owned(),
        date: "2026".to_owned(),
        parameters: Vec::new(),
        chosen_layer: None,
        returns: None,
    }
}

fn as_argument(parameter: &manifest::Parameter) -> Parameter {
    Parameter {
        name: parameter.name.clone(),
        label: parameter.label.clone(),
        help: parameter.help.clone(),
        kind: match &parameter.kind {
            Kind::Layer { .. } => gimp::Kind::Layer,
            Kind::Choice { default, choices } => gimp::Kind::Choice {
                choices: choices
                    .iter()
                    .map(|choice| gimp::Choice { name: choice.name.clone(), label: choice.label.clone() })
                    .collect(),
                default: default.clone(),
            },
            Kind::Number { minimum, maximum, default } => {
                gimp::Kind::Number { minimum: *minimum, maximum: *maximum, default: *default }
            }
            Kind::Text { default } => gimp::Kind::Text { default: default.clone() },
            Kind::Look => gimp::Kind::Name { choices: looks() },
            Kind::File => gimp::Kind::File,
        },
    }
}

/// What a dialog offers. A list of the user's own that cannot be read is reported by the run that wants
/// it; the menu entry must not vanish for it.
fn looks() -> Vec<gimp::Choice> {
    let looks = all_looks().unwrap_or_default();
    looks.into_iter().map(|look| gimp::Choice { name: look.name, label: look.label }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_come_in_the_order_of_the_manifest() {
        let [procedure, suggest, live] = &ColorizeWithHints.procedures()[..] else { panic!("three") };
        let names: Vec<_> = procedure.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        let expected = [
            "hints",
            "reference",
            "style",
            "hint-strength",
            "device",
            "model",
            "reference-use",
            "look",
            "reference-file",
        ];
        assert_eq!(names, expected, "scripts depend on this order");
        assert_eq!(suggest.parameters[0].name, "foreground");
        assert!(live.parameters.is_empty());
    }

    #[test]
    fn the_photograph_is_no_second_name_of_an_argument() {
        assert!(parameters().all(|parameter| parameter.name != PHOTOGRAPH[0]));
    }
}
