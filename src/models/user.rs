//! The user's own models: a folder with a `.safetensors` and a `.toml` for each, both of its name.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::{ModelEntry, ModelError, check_network, read_toml};
use crate::installation::user_data_folder;

/// Names another folder of the user's own models than `chromadot/models` among the user's data.
pub const USER_MODELS_VARIABLE: &str = "CHROMADOT_USER_MODELS";
/// Characters of a name at most, so that every file system takes it.
const LONGEST_NAME: usize = 64;

/// A name that is a file's name everywhere and needs no quotes in a shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelName(String);

/// What cannot be a model's name.
#[derive(Debug, thiserror::Error)]
#[error(
    "a model's name has up to {LONGEST_NAME} letters (a to z, A to Z), digits, '-' and '_', and starts with a \
     letter or digit; choose another"
)]
pub struct BadName;

impl ModelName {
    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ModelName {
    type Err = BadName;

    fn from_str(name: &str) -> Result<Self, BadName> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let good = name.starts_with(|c: char| c.is_ascii_alphanumeric())
            && name.chars().all(allowed)
            && name.len() <= LONGEST_NAME;
        if good { Ok(Self(name.to_owned())) } else { Err(BadName) }
    }
}

/// The folder of the user's own models, which need not exist: what `CHROMADOT_USER_MODELS` names, else
/// as the XDG base directory specification has it. None where the user has no home.
pub fn user_folder() -> Option<PathBuf> {
    let named = env::var_os(USER_MODELS_VARIABLE).filter(|named| !named.is_empty()).map(PathBuf::from);
    named.or_else(|| Some(user_data_folder()?.join("models")))
}

/// The file with the description of the user's model of this name, where there is one.
pub(super) fn description_of(name: &str) -> Option<PathBuf> {
    let name: ModelName = name.parse().ok()?;
    let description = description_in(&user_folder()?, &name);
    description.is_file().then_some(description)
}

/// Where a folder has the description of a model.
pub(super) fn description_in(folder: &Path, name: &ModelName) -> PathBuf {
    folder.join(format!("{}.toml", name.0))
}

/// Each of the user's models, by name: its entry or why it cannot be used.
pub(super) fn user_models() -> Vec<Result<ModelEntry, ModelError>> {
    let Some(folder) = user_folder() else { return vec![] };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return vec![],
        Err(error) => return vec![Err(ModelError::Unreadable { path: folder, reason: error.to_string() })],
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut descriptions: Vec<PathBuf> =
        paths.filter(|path| path.extension() == Some("toml".as_ref())).collect();
    descriptions.sort();
    descriptions.iter().map(|description| described_by(description)).collect()
}

/// The model that lies beside its description.
pub(super) fn described_by(description: &Path) -> Result<ModelEntry, ModelError> {
    let entry: ModelEntry = read_toml(description)?;
    check_network(&entry.network, description)?;
    if description.file_stem() != Some(entry.name.as_ref()) {
        let reason = format!("it describes a model called '{}', not one of its own name", entry.name);
        return Err(ModelError::Description { path: description.to_owned(), reason });
    }
    Ok(ModelEntry { file: description.with_extension("safetensors"), ..entry })
}
