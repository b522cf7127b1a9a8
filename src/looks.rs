//! Named looks: a style as plain statistics, lent to a picture as a reference's would be.

use std::fs;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::color::bins::{BINS, bin_centres};
use crate::color::lab::srgb_to_lab;
use crate::color::srgb::from_hex;
use crate::hints::global::GlobalHints;
use crate::installation::user_data_folder;

/// Standard deviation in Lab units with which a look's colour spreads over the bins: a thing's colour
/// in a photograph is never one.
const SPREAD: f32 = 8.0;

/// A style that has a name.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Name on the command line and in saved settings.
    pub name: String,
    /// Label in a dialog.
    pub label: String,
    /// Mean HSV saturation, 0..1; left to the network where it is not said.
    #[serde(default, skip_serializing)]
    pub saturation: Option<f32>,
    /// What the picture is coloured with; the rest of it is neutral.
    #[serde(default, skip_serializing)]
    pub colours: Vec<LookColour>,
}

/// A colour and how much of the picture has it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct LookColour {
    /// `#rrggbb`.
    pub rgb: String,
    /// 0..1.
    pub share: f32,
}

/// Why looks cannot be had, as one sentence.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// None has this name.
    #[error("there is no look called '{name}'; choose one of {known}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What can be asked for.
        known: String,
    },
    /// The user's file cannot be used.
    #[error("your looks in {0} cannot be used: {1}; mend the file or move it away")]
    File(PathBuf, String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LookFile {
    #[serde(default)]
    look: Vec<Look>,
}

/// All looks, those of the user's `looks.toml` after ours or in the place of one of the same name.
///
/// # Errors
/// [`LookError::File`].
pub fn all_looks() -> Result<Vec<Look>, LookError> {
    let mut looks = read_looks(include_str!("../plugin-manifest/looks.toml"))
        .map_err(|fault| LookError::File("plugin-manifest/looks.toml".into(), fault))?;
    let Some(path) = user_data_folder().map(|folder| folder.join("looks.toml")) else { return Ok(looks) };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(looks),
        Err(error) => return Err(LookError::File(path, error.to_string())),
    };
    for look in read_looks(&text).map_err(|fault| LookError::File(path, fault))? {
        match looks.iter_mut().find(|known| known.name == look.name) {
            Some(known) => *known = look,
            None => looks.push(look),
        }
    }
    Ok(looks)
}

/// The look of this name.
///
/// # Errors
/// [`LookError`].
pub fn find_look(name: &str) -> Result<Look, LookError> {
    let looks = all_looks()?;
    let known = || looks.iter().map(|look| look.name.as_str()).collect::<Vec<_>>().join(", ");
    let found = looks.iter().find(|look| look.name == name).cloned();
    found.ok_or_else(|| LookError::Unknown { name: name.to_owned(), known: known() })
}

fn read_looks(text: &str) -> Result<Vec<Look>, String> {
    let file: LookFile = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    match file.look.iter().find_map(|look| look.fault().map(|fault| format!("in '{}' {fault}", look.name))) {
        Some(fault) => Err(fault),
        None => Ok(file.look),
    }
}

impl Look {
    fn fault(&self) -> Option<&'static str> {
        let share = |value: f32| (0.0..=1.0).contains(&value);
        let sum: f32 = self.colours.iter().map(|colour| colour.share).sum();
        if !self.saturation.is_none_or(share) {
            Some("the saturation is not between 0 and 1")
        } else if !(self.colours.iter().all(|colour| share(colour.share)) && sum <= 1.0001) {
            Some("the shares are not between 0 and 1, or sum to more than 1")
        } else if self.colours.iter().any(|colour| from_hex(&colour.rgb).is_none()) {
            Some("a colour is not written as #rrggbb")
        } else {
            None
        }
    }

    /// The look as the statistics of a reference.
    pub fn statistics(&self) -> GlobalHints {
        let histogram = (!self.colours.is_empty()).then(|| {
            let neutral = 1.0 - self.colours.iter().map(|colour| colour.share).sum::<f32>();
            let mut histogram = vec![0.0; BINS];
            add(&mut histogram, [0.0, 0.0], neutral.max(0.0));
            for colour in &self.colours {
                let rgb = from_hex(&colour.rgb).unwrap_or_default();
                let lab = srgb_to_lab(rgb.map(|code| f32::from(code) / 255.0));
                add(&mut histogram, [lab.a, lab.b], colour.share);
            }
            histogram
        });
        GlobalHints { histogram, saturation: self.saturation }
    }
}

/// Adds a colour's share, spread over the bins around it.
fn add(histogram: &mut [f32], [a, b]: [f32; 2], share: f32) {
    let weights: Vec<f32> = bin_centres()
        .iter()
        .map(|centre| {
            let distance = (centre[0] - a).powi(2) + (centre[1] - b).powi(2);
            (-distance / (2.0 * SPREAD * SPREAD)).exp()
        })
        .collect();
    let sum: f32 = weights.iter().sum();
    histogram.iter_mut().zip(weights).for_each(|(bin, weight)| *bin += share * weight / sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_of_ours_is_a_style_of_its_own() {
        let looks = read_looks(include_str!("../plugin-manifest/looks.toml")).unwrap();
        assert!(looks.len() >= 6);
        for (i, look) in looks.iter().enumerate() {
            let style = look.statistics();
            let histogram = style.histogram.unwrap();
            assert!((histogram.iter().sum::<f32>() - 1.0).abs() < 1e-4, "{}", look.name);
            for other in &looks[..i] {
                let theirs = other.statistics().histogram.unwrap();
                let apart: f32 = histogram.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).sum();
                assert!(apart > 0.2 && look.name != other.name, "{} and {}", look.name, other.name);
            }
        }
    }

    #[test]
    fn a_look_that_makes_no_sense_is_refused_with_what_is_wrong() {
        let refused =
            |text: &str| read_looks(&format!("[[look]]\nname = \"x\"\nlabel = \"X\"\n{text}")).unwrap_err();
        assert_eq!(refused("saturation = 2.0"), "in 'x' the saturation is not between 0 and 1");
        assert!(refused("colours = [{rgb = \"#ff0000\", share = 1.2}]").contains("the shares"));
        assert!(refused("colours = [{rgb = \"red\", share = 0.2}]").contains("#rrggbb"));
        assert!(refused("colors = []").contains("unknown field"));
    }
}
