//! The models at hand: those of `models/registry.toml`, and the user's own, in a folder or by path.

mod checkpoint;
pub mod fetch;
pub mod import;
mod pickle;
mod siggraph17;
pub mod user;

use std::env;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use chromadot_engine_abi::{ATTENTION_HEADS, HintScale, NetworkSpec, Trunk};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::installation::program_folder;

pub use checkpoint::{Checkpoint, CheckpointError};

/// Names another folder of models than the one that comes with the program.
pub const MODELS_VARIABLE: &str = "CHROMADOT_MODELS";
const REGISTRY: &str = "registry.toml";
/// Base widths that a model may have; the paper's is 64.
const WIDTHS: RangeInclusive<i64> = 1..=512;
/// The same at an eighth of the size, in as many parts as self-attention has heads.
const DEEP_WIDTHS: RangeInclusive<i64> = ATTENTION_HEADS..=2048;
const BLOCKS: RangeInclusive<i64> = 1..=64;

/// A model as the registry describes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ModelEntry {
    /// The name by which it is asked for.
    pub name: String,
    /// Its file, relative to the registry's folder; absolute once found.
    pub file: PathBuf,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
    /// What may be done with the weights.
    pub licence: String,
    /// What it was trained on.
    pub trained_on: String,
    /// Measured quality, with the protocol.
    pub measured: String,
    /// What the file does not say of itself.
    pub network: NetworkSpec,
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// No folder with a registry.
    #[error(
        "no models were found: there is no {REGISTRY} in {0}; install Chromadot again, or set \
         {MODELS_VARIABLE} to the folder"
    )]
    NoRegistry(String),
    /// The registry or a description beside a file cannot be read.
    #[error("{path} cannot be used: {reason}; mend or replace it", path = path.display())]
    Description {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// No model of this name.
    #[error("there is no model called '{name}'; there is {known}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What could be asked for.
        known: String,
    },
    /// A file without description.
    #[error(
        "{weights} has no description: put {description} beside it, with an entry as in models/{REGISTRY}",
        weights = weights.display(), description = description.display()
    )]
    Undescribed {
        /// The weights.
        weights: PathBuf,
        /// Where their description should be.
        description: PathBuf,
    },
    /// The weights cannot be read.
    #[error("the model file {path} cannot be read: {reason}; check its name or fetch it again", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// The weights are not those that the registry means.
    #[error(
        "the model file {path} is damaged or another one: its SHA-256 is {found}, not {expected}; fetch it again",
        path = path.display()
    )]
    WrongHash {
        /// The file.
        path: PathBuf,
        /// SHA-256 of the file.
        found: String,
        /// SHA-256 in the registry.
        expected: String,
    },
}

impl ModelEntry {
    /// The file's bytes, once their hash is right.
    ///
    /// # Errors
    /// [`ModelError::Unreadable`] or [`ModelError::WrongHash`].
    pub fn read_weights(&self) -> Result<Vec<u8>, ModelError> {
        let path = &self.file;
        let bytes = fs::read(path)
            .map_err(|e| ModelError::Unreadable { path: path.clone(), reason: e.to_string() })?;
        let found = hexadecimal(&Sha256::digest(&bytes));
        if found == self.sha256 {
            Ok(bytes)
        } else {
            Err(ModelError::WrongHash { path: path.clone(), found, expected: self.sha256.clone() })
        }
    }
}

/// A hash as a registry has it.
pub fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Registry {
    /// Name of the model that runs when none is named.
    default: String,
    #[serde(rename = "model")]
    models: Vec<ModelEntry>,
}

/// All models that can be asked for by name.
#[derive(Debug)]
pub struct Models {
    /// Those that come with the program; the first one is the default.
    pub bundled: Vec<ModelEntry>,
    /// The user's own that have a name of their own.
    pub own: Vec<ModelEntry>,
    /// Why some of the user's cannot be used.
    pub broken: Vec<ModelError>,
}

impl Models {
    /// All that can be used, the default one first.
    pub fn usable(&self) -> impl Iterator<Item = &ModelEntry> {
        self.bundled.iter().chain(&self.own)
    }
}

/// All models of the registry and of the user's folder. What is wrong with one of the user's is no
/// reason to withhold the others.
///
/// # Errors
/// [`ModelError::NoRegistry`] or [`ModelError::Description`] of the registry.
pub fn all_models() -> Result<Models, ModelError> {
    let mut models = Models { bundled: models_in(&models_folder()?)?, own: vec![], broken: vec![] };
    for own in user::user_models() {
        match own {
            Ok(own) if models.bundled.iter().any(|bundled| bundled.name == own.name) => {
                let reason = format!("a model called '{}' comes with Chromadot", own.name);
                let path = own.file.with_extension("toml");
                models.broken.push(ModelError::Description { path, reason });
            }
            Ok(own) => models.own.push(own),
            Err(error) => models.broken.push(error),
        }
    }
    Ok(models)
}

/// All models of a folder's registry; the first one is the default.
///
/// # Errors
/// [`ModelError::Description`].
pub fn models_in(folder: &Path) -> Result<Vec<ModelEntry>, ModelError> {
    let path = folder.join(REGISTRY);
    let mut registry: Registry = read_toml(&path)?;
    if !registry.models.iter().any(|model| model.name == registry.default) {
        let reason = format!("it has no model called '{}', which is its default", registry.default);
        return Err(ModelError::Description { path, reason });
    }
    for model in &mut registry.models {
        check_network(&model.network, &path)?;
        model.file = folder.join(&model.file);
    }
    registry.models.sort_by_key(|model| model.name != registry.default);
    Ok(registry.models)
}

/// The model of this name, the described file of this path, or for an empty name the default.
///
/// # Errors
/// [`ModelError`] with a next step.
pub fn find_model(name: &str) -> Result<ModelEntry, ModelError> {
    if name.ends_with(".safetensors") {
        return described_file(Path::new(name));
    }
    let mut bundled = models_in(&models_folder()?)?.into_iter();
    let wanted = if name.is_empty() { bundled.next() } else { bundled.find(|model| model.name == name) };
    if let Some(wanted) = wanted {
        return Ok(wanted);
    }
    if let Some(description) = user::description_of(name) {
        return user::described_by(&description);
    }
    let known = all_models()?.usable().map(|model| model.name.as_str()).collect::<Vec<_>>().join(", ");
    Err(ModelError::Unknown { name: name.to_owned(), known })
}

fn described_file(weights: &Path) -> Result<ModelEntry, ModelError> {
    if let Err(reason) = fs::metadata(weights) {
        return Err(ModelError::Unreadable { path: weights.to_owned(), reason: reason.to_string() });
    }
    let description = weights.with_extension("toml");
    if !description.is_file() {
        return Err(ModelError::Undescribed { weights: weights.to_owned(), description });
    }
    let entry: ModelEntry = read_toml(&description)?;
    check_network(&entry.network, &description)?;
    Ok(ModelEntry { file: weights.to_owned(), ..entry })
}

/// Numbers with which no network can be built or run are refused where they stand.
fn check_network(network: &NetworkSpec, place: &Path) -> Result<(), ModelError> {
    let positive = |number: f64| number > 0.0 && number.is_finite();
    let widths = network.scales.iter().flat_map(|scale| match *scale {
        HintScale::Filter { sigma_s_px, sigma_r_lightness } => [sigma_s_px, sigma_r_lightness],
        HintScale::Diffusion { reach_px } => [reach_px; 2],
    });
    let (deep_width, deep_blocks) = match network.trunk {
        Trunk::Paper => (ATTENTION_HEADS, 1),
        Trunk::Residual { deep_width, deep_blocks } => (deep_width, deep_blocks),
    };
    let deep_fits = deep_width % ATTENTION_HEADS == 0 && DEEP_WIDTHS.contains(&deep_width);
    let rules = [
        (
            deep_fits && BLOCKS.contains(&deep_blocks),
            "deep_width is a multiple of 4 up to 2048, deep_blocks a whole number from 1 to 64",
        ),
        (WIDTHS.contains(&network.base_width), "base_width is a whole number from 1 to 512"),
        (
            network.flow_width.is_none_or(|w| WIDTHS.contains(&w)),
            "flow_width is a whole number from 1 to 512",
        ),
        (network.mask_offset.is_finite(), "mask_offset is a finite number"),
        (positive(network.output_scale), "output_scale is a positive number"),
        (widths.map(f64::from).all(positive), "the numbers of scales are positive"),
    ];
    match rules.into_iter().find(|(kept, _)| !kept) {
        Some((_, rule)) => Err(ModelError::Description { path: place.to_owned(), reason: rule.to_owned() }),
        None => Ok(()),
    }
}

fn read_toml<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, ModelError> {
    let reason = |reason: String| ModelError::Description { path: path.to_owned(), reason };
    let text = fs::read_to_string(path).map_err(|e| reason(e.to_string()))?;
    toml::from_str(&text).map_err(|e: toml::de::Error| reason(e.message().to_owned()))
}

/// The folder with the registry: what `CHROMADOT_MODELS` names, `models` beside the program as
/// installed, or the source tree's when the program runs from its build folder.
fn models_folder() -> Result<PathBuf, ModelError> {
    let program = program_folder();
    let places = match env::var_os(MODELS_VARIABLE) {
        Some(named) => vec![PathBuf::from(named)],
        None => vec![program.join("models"), program.join("../../models")],
    };
    let found = places.iter().find(|folder| folder.join(REGISTRY).is_file()).cloned();
    let looked_in = || places.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(" or ");
    found.ok_or_else(|| ModelError::NoRegistry(looked_in()))
}
