//! The filter's parameters as typed values, checked against the manifest.

use std::path::PathBuf;

use crate::looks::{Look, LookError, find_look};
use crate::manifest::{Kind, manifest};

/// What the colorized result is made as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The finished picture with the photograph's own lightness.
    Layer,
    /// The same pixels, meant to lend only their colour to what is below.
    Colour,
}

/// What is taken from a reference picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceUse {
    /// Distribution of colours and mean saturation.
    Both,
    /// Distribution of colours only.
    Histogram,
    /// Mean saturation only.
    Saturation,
}

/// All parameters of one run but the layers, which each host holds in its own way.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What the result is made as.
    pub style: Style,
    /// How exactly hints are kept, 0..1.
    pub hint_strength: f32,
    /// `auto`, `cpu`, `cuda` or `cuda:N`.
    pub device: String,
    /// Name in the registry, path of a file, or empty for the default model.
    pub model: String,
    /// What is taken from the reference.
    pub reference_use: ReferenceUse,
    /// The style where there is no reference.
    pub look: Option<Look>,
    /// The picture that is the reference where no layer is.
    pub reference_file: Option<PathBuf>,
    /// Threads for the network on the CPU; 0 leaves the number to us.
    pub threads: usize,
}

/// A value that the filter does not take, as one sentence.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// No parameter has this name.
    #[error("there is no parameter called '{0}'")]
    UnknownParameter(String),
    /// A choice or device that does not exist.
    #[error("{name} cannot be '{value}'; it is one of {allowed}")]
    NotOffered {
        /// The parameter.
        name: &'static str,
        /// What was asked for.
        value: String,
        /// What can be asked for.
        allowed: String,
    },
    /// No such look, or none can be read.
    #[error(transparent)]
    Look(#[from] LookError),
    /// Not a number, or one out of range.
    #[error("{name} cannot be '{value}'; it is a {what} from {minimum} to {maximum}")]
    OutOfRange {
        /// The parameter.
        name: &'static str,
        /// What was asked for.
        value: String,
        /// `number` or `whole number`.
        what: &'static str,
        /// Smallest number.
        minimum: f64,
        /// Largest number.
        maximum: f64,
    },
}

impl Default for Settings {
    fn default() -> Self {
        Self::from_values(std::iter::empty::<(&str, String)>())
            .expect("the manifest's defaults are allowed values, see its test")
    }
}

impl Settings {
    /// The manifest's defaults, with `values` (name and text of a parameter) laid over them.
    ///
    /// # Errors
    /// [`SettingsError`] for a name or value that the manifest does not have.
    pub fn from_values<N: AsRef<str>>(
        values: impl IntoIterator<Item = (N, String)>,
    ) -> Result<Self, SettingsError> {
        let values: Vec<(N, String)> = values.into_iter().collect();
        for (name, _) in &values {
            if !manifest().parameters.iter().any(|p| p.name == name.as_ref()) {
                return Err(SettingsError::UnknownParameter(name.as_ref().to_owned()));
            }
        }
        let given =
            |name: &str| values.iter().rev().find(|(n, _)| n.as_ref() == name).map(|(_, v)| v.as_str());
        let device = text("device", given("device"));
        check_device(&device)?;
        Ok(Self {
            style: match choice("style", given("style"))? {
                "colour" => Style::Colour,
                _ => Style::Layer,
            },
            hint_strength: number("hint-strength", given("hint-strength"))? as f32 / 100.0,
            device,
            model: text("model", given("model")),
            reference_use: match choice("reference-use", given("reference-use"))? {
                "histogram" => ReferenceUse::Histogram,
                "saturation" => ReferenceUse::Saturation,
                _ => ReferenceUse::Both,
            },
            look: given("look").filter(|name| !name.is_empty()).map(find_look).transpose()?,
            reference_file: given("reference-file").filter(|path| !path.is_empty()).map(PathBuf::from),
            threads: whole_number("threads", given("threads"))?,
        })
    }
}

fn kind(name: &str) -> &'static Kind {
    let parameter = manifest().parameters.iter().find(|p| p.name == name);
    &parameter.expect("the manifest declares every parameter that is read here").kind
}

fn text(name: &'static str, given: Option<&str>) -> String {
    match (given, kind(name)) {
        (Some(value), _) => value.to_owned(),
        (None, Kind::Text { default }) => default.clone(),
        _ => String::new(),
    }
}

fn choice(name: &'static str, given: Option<&str>) -> Result<&'static str, SettingsError> {
    let Kind::Choice { default, choices } = kind(name) else { return Ok("") };
    let wanted = given.unwrap_or(default);
    choices.iter().find(|c| c.name == wanted).map(|c| c.name.as_str()).ok_or_else(|| {
        SettingsError::NotOffered {
            name,
            value: wanted.to_owned(),
            allowed: choices.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", "),
        }
    })
}

fn number(name: &'static str, given: Option<&str>) -> Result<f64, SettingsError> {
    let &Kind::Number { minimum, maximum, default } = kind(name) else { return Ok(0.0) };
    let Some(value) = given else { return Ok(default) };
    match value.parse::<f64>() {
        Ok(number) if (minimum..=maximum).contains(&number) => Ok(number),
        _ => {
            let (value, what) = (value.to_owned(), "number");
            Err(SettingsError::OutOfRange { name, value, what, minimum, maximum })
        }
    }
}

fn whole_number(name: &'static str, given: Option<&str>) -> Result<usize, SettingsError> {
    match (number(name, given), given) {
        (Ok(number), _) if number.fract() == 0.0 => Ok(number as usize),
        (_, value) => {
            let &Kind::Number { minimum, maximum, .. } = kind(name) else { return Ok(0) };
            let (value, what) = (value.unwrap_or_default().to_owned(), "whole number");
            Err(SettingsError::OutOfRange { name, value, what, minimum, maximum })
        }
    }
}

fn check_device(device: &str) -> Result<(), SettingsError> {
    let numbered = device.strip_prefix("cuda:").is_some_and(|n| n.parse::<u32>().is_ok());
    if numbered || ["auto", "cpu", "cuda"].contains(&device) {
        return Ok(());
    }
    Err(SettingsError::NotOffered {
        name: "device",
        value: device.to_owned(),
        allowed: "auto, cpu, cuda, cuda:N".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_comes_from_the_manifest() {
        let settings = Settings::default();
        assert_eq!(settings.style, Style::Layer);
        assert_eq!(settings.hint_strength, 1.0);
        assert_eq!(settings.device, "auto");
    }

    #[test]
    fn a_wrong_value_is_answered_with_what_is_allowed() {
        let refuse =
            |name, value: &str| Settings::from_values([(name, value.to_owned())]).unwrap_err().to_string();
        assert_eq!(refuse("style", "sepia"), "style cannot be 'sepia'; it is one of layer, colour");
        assert_eq!(
            refuse("hint-strength", "120"),
            "hint-strength cannot be '120'; it is a number from 0 to 100"
        );
        assert_eq!(refuse("threads", "1.5"), "threads cannot be '1.5'; it is a whole number from 0 to 256");
        assert_eq!(refuse("device", "gpu"), "device cannot be 'gpu'; it is one of auto, cpu, cuda, cuda:N");
        assert_eq!(
            refuse("device", "cuda:x"),
            "device cannot be 'cuda:x'; it is one of auto, cpu, cuda, cuda:N"
        );
    }
}
