//! The filter as GIMP's procedure database holds it, made from the manifest.

use chromadot_gimp::v2::{Call, Gimp, Outcome, Parameter, PlugIn, Procedure, ValueKind};

use crate::manifest::{self, Kind, manifest};

use super::choices::parameters;
use super::run;

/// The plug-in: one procedure.
pub(super) struct ColorizeWithHints;

impl PlugIn for ColorizeWithHints {
    fn procedures(&self) -> Vec<Procedure> {
        let declared = &manifest().procedure;
        vec![Procedure {
            name: declared.name.clone(),
            label: declared.label.clone(),
            menu: declared.menu.clone(),
            image_types: declared.image_types.clone(),
            blurb: declared.blurb.clone(),
            help: declared.help.clone(),
            author: env!("CARGO_PKG_AUTHORS").to_owned(),
            date: "2026".to_owned(),
            parameters: parameters().map(as_argument).collect(),
            returns: vec![Parameter {
                kind: ValueKind::Layer,
                name: "colorized".to_owned(),
                help: "The new layer".to_owned(),
            }],
        }]
    }

    fn run(&self, gimp: Gimp, call: &Call) -> Outcome {
        match run::colorize(gimp, call) {
            Ok(Some(layer)) => Outcome::Success(vec![layer]),
            Ok(None) => Outcome::Cancelled,
            Err(error) => Outcome::Failed(error.to_string()),
        }
    }
}

fn as_argument(parameter: &manifest::Parameter) -> Parameter {
    let (kind, values) = match &parameter.kind {
        Kind::Layer { .. } => (ValueKind::Drawable, "-1 for none".to_owned()),
        Kind::Choice { choices, .. } => {
            let names: Vec<String> = choices
                .iter()
                .enumerate()
                .map(|(number, choice)| format!("{} ({number})", choice.name.to_uppercase()))
                .collect();
            (ValueKind::Int32, format!("{{ {} }}", names.join(", ")))
        }
        Kind::Number { minimum, maximum, .. } => (ValueKind::Float, format!("{minimum} to {maximum}")),
        Kind::Text { .. } => (ValueKind::Text, String::new()),
        Kind::Look => (ValueKind::Text, "empty for none".to_owned()),
    };
    let help = format!("{} {values}", parameter.help);
    Parameter { kind, name: parameter.name.clone(), help: help.trim_end().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_come_in_the_order_of_the_manifest() {
        let [procedure] = &ColorizeWithHints.procedures()[..] else { panic!("one procedure") };
        let kinds: Vec<_> = procedure.parameters.iter().map(|p| (p.name.as_str(), p.kind)).collect();
        let expected = [
            ("hints", ValueKind::Drawable),
            ("reference", ValueKind::Drawable),
            ("style", ValueKind::Int32),
            ("hint-strength", ValueKind::Float),
            ("device", ValueKind::Text),
            ("model", ValueKind::Text),
            ("reference-use", ValueKind::Int32),
            ("look", ValueKind::Text),
        ];
        assert_eq!(kinds, expected, "scripts depend on this order");
    }

    #[test]
    fn the_help_of_a_choice_lists_its_numbers() {
        let [procedure] = &ColorizeWithHints.procedures()[..] else { panic!("one procedure") };
        let style = procedure.parameters.iter().find(|p| p.name == "style").unwrap();
        assert!(style.help.ends_with("{ LAYER (0), COLOUR (1) }"), "{}", style.help);
    }
}
