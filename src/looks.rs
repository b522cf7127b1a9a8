//! Named looks: a style as plain statistics, lent to a picture as a reference's would be.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::color::bins::{BINS, bin_centres, nearest_bin};
use crate::color::lab::srgb_to_lab;
use crate::color::srgb::from_hex;
use crate::hints::global::{GlobalHints, measure_reference};
use crate::installation::user_data_folder;
use crate::raster::{PixelError, PixelSource};
use crate::whole_file::write_whole;

/// Standard deviation in Lab units with which a look's colour spreads over the bins: a thing's colour
/// in a photograph is never one.
const SPREAD: f32 = 8.0;

/// Share of a picture below which a measured colour is left out.
const LEAST: f32 = 5e-4;

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
    /// Instead of colours by hand, what was measured in a picture: a*, b* of a bin and its share.
    #[serde(default, skip_serializing)]
    pub measured: Vec<[f32; 3]>,
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
    /// One has this name already.
    #[error("there is a look called '{0}' already; choose another name")]
    Taken(String),
    /// The environment names no home.
    #[error("there is no folder for your own data; set HOME")]
    NoHome,
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
    let Some(path) = users_file() else { return Ok(looks) };
    for look in read_looks(&text_of(&path)?).map_err(|fault| LookError::File(path, fault))? {
        match looks.iter_mut().find(|known| known.name == look.name) {
            Some(known) => *known = look,
            None => looks.push(look),
        }
    }
    Ok(looks)
}

fn users_file() -> Option<PathBuf> {
    Some(user_data_folder()?.join("looks.toml"))
}

/// The file's text; nothing where there is no file yet.
fn text_of(path: &Path) -> Result<String, LookError> {
    fs::read_to_string(path).or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(String::new()),
        _ => Err(LookError::File(path.to_owned(), error.to_string())),
    })
}

/// Adds a look to the user's `looks.toml`, whose path is returned; what is in it stays as it is.
///
/// # Errors
/// [`LookError`]; the file is as it was then.
pub fn add_look(look: &Look) -> Result<PathBuf, LookError> {
    if all_looks()?.iter().any(|known| known.name == look.name) {
        return Err(LookError::Taken(look.name.clone()));
    }
    let path = users_file().ok_or(LookError::NoHome)?;
    let before = text_of(&path)?;
    let gap = if before.is_empty() { "" } else { "\n" };
    let text = format!("{}{gap}{}", before, look.entry());
    let written =
        fs::create_dir_all(path.with_file_name("")).and_then(|()| write_whole(&path, text.as_bytes()));
    match written {
        Ok(()) => Ok(path),
        Err(error) => Err(LookError::File(path, error.to_string())),
    }
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
    /// The style of a picture.
    ///
    /// # Errors
    /// When its pixels cannot be read.
    pub fn of_picture(
        name: String,
        label: String,
        picture: &mut dyn PixelSource,
    ) -> Result<Self, PixelError> {
        let GlobalHints { histogram, saturation } = measure_reference(picture)?;
        let shares = bin_centres().iter().zip(histogram.unwrap_or_default());
        let measured = shares.map(|(&[a, b], share)| [a, b, share]).filter(|[.., share]| *share >= LEAST);
        Ok(Self { name, label, saturation, colours: vec![], measured: measured.collect() })
    }

    /// As it stands in a file, for one without colours by hand.
    fn entry(&self) -> String {
        // Four digits are enough, and numbers of 32 bits would be written with nine that mean nothing.
        let number = |value: f32| toml::Value::Float((f64::from(value) * 1e4).round() / 1e4);
        let mut entry = toml::Table::new();
        entry.insert("name".to_owned(), self.name.clone().into());
        entry.insert("label".to_owned(), self.label.clone().into());
        entry.extend(self.saturation.map(|saturation| ("saturation".to_owned(), number(saturation))));
        let measured = self.measured.iter().map(|bin| bin.map(number).to_vec().into());
        entry.insert("measured".to_owned(), toml::Value::Array(measured.collect()));
        format!("[[look]]\n{entry}")
    }

    fn fault(&self) -> Option<&'static str> {
        let share = |value: f32| (0.0..=1.0).contains(&value);
        let sum: f32 = self.colours.iter().map(|colour| colour.share).sum();
        if !self.saturation.is_none_or(share) {
            Some("the saturation is not between 0 and 1")
        } else if !(self.colours.iter().all(|colour| share(colour.share)) && sum <= 1.0001) {
            Some("the shares are not between 0 and 1, or sum to more than 1")
        } else if self.colours.iter().any(|colour| from_hex(&colour.rgb).is_none()) {
            Some("a colour is not written as #rrggbb")
        } else if !(self.colours.is_empty() || self.measured.is_empty()) {
            Some("colours are given twice, by hand and as measured")
        } else if !self
            .measured
            .iter()
            .all(|[a, b, share]| (a + b).is_finite() && 0.0 < *share && *share <= 1.0)
        {
            Some("a measured share is not between 0 and 1")
        } else {
            None
        }
    }

    /// The look as the statistics of a reference.
    pub fn statistics(&self) -> GlobalHints {
        if !self.measured.is_empty() {
            let sum: f32 = self.measured.iter().map(|[.., share]| share).sum();
            let mut histogram = vec![0.0; BINS];
            self.measured.iter().for_each(|&[a, b, share]| histogram[nearest_bin(a, b)] += share / sum);
            return GlobalHints { histogram: Some(histogram), saturation: self.saturation };
        }
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
    use crate::raster::{Picture, Size};

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
        assert!(refused("measured = [[10.0, 0.0, -1.0]]").contains("a measured share"));
        let twice = "measured = [[10.0, 0.0, 1.0]]\ncolours = [{rgb = \"#ff0000\", share = 0.2}]";
        assert!(refused(twice).contains("twice"));
    }

    #[test]
    fn a_look_of_a_picture_lends_what_the_picture_would() {
        let mut picture =
            Picture::from_fn(Size::new(90, 60), |x, y| [x as f32 / 90.0, 0.4, y as f32 / 60.0, 1.0]);
        let truth = measure_reference(&mut picture).unwrap();
        let look = Look::of_picture("mine".to_owned(), "Mine \"1\"".to_owned(), &mut picture).unwrap();
        let [read] = &read_looks(&look.entry()).unwrap()[..] else { panic!("one look") };
        assert_eq!((&read.name, &read.label), (&look.name, &look.label));
        let lent = read.statistics();
        assert!((lent.saturation.unwrap() - truth.saturation.unwrap()).abs() < 1e-4);
        let (lent, truth) = (lent.histogram.unwrap(), truth.histogram.unwrap());
        let apart: f32 = lent.iter().zip(&truth).map(|(a, b)| (a - b).abs()).sum();
        assert!(apart < 0.03, "{apart}");
    }
}
