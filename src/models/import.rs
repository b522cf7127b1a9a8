//! Making one of the user's own models out of a checkpoint of the published network.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chromadot_engine_abi::{Head, NetworkSpec, Trunk};
use safetensors::tensor::{Dtype, SafeTensorError, View};
use sha2::{Digest, Sha256};

use super::checkpoint::{Checkpoint, CheckpointError};
use super::pickle::shown;
use super::siggraph17::{self, ExpectedTensor, FIRST, IGNORED_SUFFIX};
use super::user::{self, ModelName, USER_MODELS_VARIABLE};
use super::{ModelEntry, ModelError, WIDTHS, all_models, hexadecimal};
use crate::whole_file::{file_beside, write_whole};

/// How the SHA-256 of the official `siggraph17-df00044c.pth` begins. PyTorch puts the first eight
/// digits into the name of a file that is to be fetched; the others are published nowhere, so this is
/// all there is to know the file by.
pub const OFFICIAL_SHA256: &str = "df00044c";
/// The public code multiplies the tanh by it (`ab_norm`).
const OUTPUT_SCALE: f64 = 110.0;
/// For networks trained by the public training code (`mask_cent`).
const TRAINED_OFFSET: f32 = 0.5;
/// For weights converted from the first release, which had a mask of 0 and 1.
const CONVERTED_OFFSET: f32 = 0.0;

/// What is to become a model.
#[derive(Clone, Debug)]
pub struct Import<'a> {
    /// A checkpoint as PyTorch saves it.
    pub file: &'a Path,
    /// What its description calls the file.
    pub called: &'a str,
    /// The model's name.
    pub name: &'a ModelName,
    /// Subtracted from the mask plane; none to have it chosen.
    pub mask_offset: Option<f32>,
    /// Whether a model of this name may be replaced.
    pub replace: bool,
}

/// A model that has been imported.
#[derive(Clone, Debug)]
pub struct Imported {
    /// As `chromadot models` finds it from now on.
    pub entry: ModelEntry,
    /// Why it has its mask offset.
    pub offset_reason: OffsetReason,
}

/// Why a mask offset was chosen. The weights themselves do not say which one they need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetReason {
    /// The user said so.
    Asked,
    /// The file is the official one, converted from the first release.
    Official,
    /// All batch norms multiply by 1 and add 0, as after a conversion from Caffe, which has no such
    /// numbers.
    LooksConverted,
    /// Neither of these.
    LooksTrained,
}

/// Why a checkpoint does not become a model.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A bundled model would hide it.
    #[error("a model called '{0}' comes with Chromadot; choose another name")]
    Bundled(String),
    /// The user has a model of this name.
    #[error("there is a model called '{0}' already; choose another name, or add --replace")]
    Exists(String),
    /// No folder to put it into.
    #[error(
        "there is no folder for models of your own, as HOME is not set; set {USER_MODELS_VARIABLE} to one"
    )]
    NoFolder,
    /// The checkpoint cannot be read.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The checkpoint holds another network.
    #[error(
        "{path} does not hold the network siggraph17: {difference}; only this network can be imported",
        path = path.display()
    )]
    OtherNetwork {
        /// The checkpoint.
        path: PathBuf,
        /// The first tensor that does not fit, and why.
        difference: String,
    },
    /// The model cannot be written.
    #[error("the model cannot be written to {path}: {reason}; make room or set {USER_MODELS_VARIABLE} to another folder", path = path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// The models that come with Chromadot cannot be read.
    #[error(transparent)]
    Models(#[from] ModelError),
}

impl OffsetReason {
    /// As a part of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Asked => "as you asked",
            Self::Official => "as these are the official weights, by the SHA-256 of their file",
            Self::LooksConverted => "as the batch norms look converted from Caffe: they scale by 1 and add 0",
            Self::LooksTrained => "as the batch norms look trained in PyTorch",
        }
    }
}

/// Where a new model of this name goes, once it is sure that it may go there.
///
/// # Errors
/// [`ImportError::Bundled`], [`ImportError::Exists`] or [`ImportError::NoFolder`].
pub fn folder_for(name: &ModelName, replace: bool) -> Result<PathBuf, ImportError> {
    if all_models()?.bundled.iter().any(|model| model.name == name.as_str()) {
        return Err(ImportError::Bundled(name.as_str().to_owned()));
    }
    let folder = user::user_folder().ok_or(ImportError::NoFolder)?;
    let description = user::description_in(&folder, name);
    if !replace && (description.exists() || weights_of(&description).exists()) {
        return Err(ImportError::Exists(name.as_str().to_owned()));
    }
    Ok(folder)
}

impl Import<'_> {
    /// Checks the checkpoint tensor by tensor, and writes weights and description into the user's folder.
    ///
    /// # Errors
    /// [`ImportError`]; then nothing is left behind, and a model of this name is as it was.
    pub fn run(&self) -> Result<Imported, ImportError> {
        let folder = folder_for(self.name, self.replace)?;
        let checkpoint = Checkpoint::open(self.file)?;
        let (base_width, head) = self.check(&checkpoint)?;
        let tensors = checkpoint.read(|name| !name.ends_with(IGNORED_SUFFIX))?;
        let original = sha256_of(self.file).map_err(|error| CheckpointError::Unreadable {
            path: self.file.to_owned(),
            reason: error.to_string(),
        })?;
        let official = original.starts_with(OFFICIAL_SHA256);
        let (mask_offset, offset_reason) = self.offset(official, &tensors);
        let description = user::description_in(&folder, self.name);
        let weights = weights_of(&description);
        fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
        let beside = file_beside(&weights).map_err(|error| unwritable(&folder, &error))?;
        write_weights(&tensors, base_width, head, beside.path()).map_err(|reason| {
            ImportError::Unwritable { path: weights.clone(), reason: reason.to_string() }
        })?;
        // The writer puts a file of its own, for the user's eyes only, in the place of the one given.
        let rights = beside.as_file().metadata().map(|old| old.permissions());
        rights
            .and_then(|rights| fs::set_permissions(beside.path(), rights))
            .map_err(|error| unwritable(&weights, &error))?;
        let sha256 = sha256_of(beside.path()).map_err(|error| unwritable(&weights, &error))?;
        let source = format!("imported from {}, SHA-256 {original}", self.called);
        let entry = ModelEntry {
            name: self.name.as_str().to_owned(),
            file: weights.file_name().map(PathBuf::from).unwrap_or_default(),
            sha256,
            licence: if official {
                "its authors' weights; their code (github.com/richzhang/colorization) is under BSD-2-Clause"
            } else {
                "not known to Chromadot; ask where the file comes from"
            }
            .to_owned(),
            trained_on: if official { format!("ImageNet, by its authors; {source}") } else { source },
            measured: "not measured by Chromadot".to_owned(),
            network: NetworkSpec {
                encoder: None,
                flow_width: None,
                half_size_share: 0.0,
                trunk: Trunk::Paper,
                base_width: base_width as i64,
                head,
                global_hints: false,
                mask_offset,
                output_scale: OUTPUT_SCALE,
                scales: vec![],
            },
        };
        let text = toml::to_string(&entry).map_err(|error| ImportError::Unwritable {
            path: description.clone(),
            reason: error.to_string(),
        })?;
        // The description last: weights without one are nothing, a description without weights is broken.
        beside.persist(&weights).map_err(|error| unwritable(&weights, &error.error))?;
        write_whole(&description, text.as_bytes()).map_err(|error| unwritable(&description, &error))?;
        Ok(Imported { entry: ModelEntry { file: weights, ..entry }, offset_reason })
    }

    /// Base width and head of the network, once every name and shape is right.
    fn check(&self, checkpoint: &Checkpoint) -> Result<(usize, Head), ImportError> {
        let other = |difference: String| ImportError::OtherNetwork { path: self.file.to_owned(), difference };
        let mut found: BTreeMap<&str, Vec<usize>> =
            checkpoint.shapes().filter(|(name, _)| !name.ends_with(IGNORED_SUFFIX)).collect();
        let width =
            found.get(FIRST).ok_or_else(|| other(format!("tensor {FIRST} is missing")))?.first().copied();
        let width = width.filter(|width| i64::try_from(*width).is_ok_and(|width| WIDTHS.contains(&width)));
        let width = width.ok_or_else(|| other(format!("tensor {FIRST} has an impossible shape")))?;
        let head = siggraph17::head_of(found.keys().copied());
        for ExpectedTensor { name, shape } in siggraph17::tensors(width, head) {
            match found.remove(name.as_str()) {
                None => return Err(other(format!("tensor {name} is missing"))),
                Some(found) if found != shape => {
                    return Err(other(format!("tensor {name} has the shape {found:?}, not {shape:?}")));
                }
                Some(_) => {}
            }
        }
        match found.keys().next() {
            Some(name) => Err(other(format!("tensor {} is not part of it", shown(name)))),
            None => Ok((width, head)),
        }
    }

    fn offset(&self, official: bool, tensors: &BTreeMap<String, Vec<f32>>) -> (f32, OffsetReason) {
        let everywhere = |(name, value): (String, f32)| {
            tensors.get(&name).is_some_and(|numbers| numbers.iter().all(|number| *number == value))
        };
        match self.mask_offset {
            Some(asked) => (asked, OffsetReason::Asked),
            None if official => (CONVERTED_OFFSET, OffsetReason::Official),
            None if siggraph17::norm_affine().all(everywhere) => {
                (CONVERTED_OFFSET, OffsetReason::LooksConverted)
            }
            None => (TRAINED_OFFSET, OffsetReason::LooksTrained),
        }
    }
}

fn weights_of(description: &Path) -> PathBuf {
    description.with_extension("safetensors")
}

/// SHA-256 of a file in hexadecimal.
///
/// # Errors
/// Those of reading it.
pub fn sha256_of(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut File::open(path)?, &mut HashWriter(&mut hash))?;
    Ok(hexadecimal(&hash.finalize()))
}

struct HashWriter<'a>(&'a mut Sha256);

impl io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_weights(
    tensors: &BTreeMap<String, Vec<f32>>,
    base_width: usize,
    head: Head,
    path: &Path,
) -> Result<(), SafeTensorError> {
    let views =
        siggraph17::tensors(base_width, head).into_iter().filter_map(|ExpectedTensor { name, shape }| {
            let numbers = tensors.get(&name)?;
            Some((name, Numbers { shape, numbers }))
        });
    safetensors::serialize_to_file(views, None, path)
}

/// A tensor whose bytes are made when they are written, so that they are not all in memory twice.
struct Numbers<'a> {
    shape: Vec<usize>,
    numbers: &'a [f32],
}

impl View for Numbers<'_> {
    fn dtype(&self) -> Dtype {
        Dtype::F32
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        self.numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    fn data_len(&self) -> usize {
        size_of_val(self.numbers)
    }
}

fn unwritable(path: &Path, reason: &impl ToString) -> ImportError {
    ImportError::Unwritable { path: path.to_owned(), reason: reason.to_string() }
}
