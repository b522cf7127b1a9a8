//! Files of a run, each written beside its place and renamed into it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use chromadot::models::{ModelEntry, hexadecimal};
use chromadot::whole_file;
use image::RgbImage;
use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tch::{Kind, Tensor, nn};

use crate::configuration::Configuration;
use crate::optimizer::State;

/// What a checkpoint says beside its vectors.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Progress {
    /// Steps done.
    pub step: u64,
    /// Seconds spent in them, over all sessions.
    pub seconds: f64,
}

/// Keys of the checkpoint's own notes.
const PROGRESS: &str = "progress";
const CONFIGURATION: &str = "configuration";

/// The files of a run, all in one folder.
#[derive(Clone, Debug)]
pub struct RunFolder(pub PathBuf);

impl RunFolder {
    /// State from which the run goes on.
    pub fn checkpoint(&self) -> PathBuf {
        self.0.join("checkpoint.safetensors")
    }

    /// A line for every few steps.
    pub fn log(&self) -> PathBuf {
        self.0.join("log.csv")
    }

    /// A line for every validation.
    pub fn validation_log(&self) -> PathBuf {
        self.0.join("validation.csv")
    }

    /// The curves of both logs.
    pub fn curves(&self) -> PathBuf {
        self.0.join("curves.png")
    }

    /// Validation pictures as the averaged weights colour them.
    pub fn sheet(&self, step: u64) -> PathBuf {
        self.0.join(format!("sheet-{step:06}.png"))
    }

    /// The model: averaged weights in half precision.
    pub fn model(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.safetensors"))
    }
}

/// Writes a file so that there is always a whole one.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    whole_file::write_whole(path, bytes).with_context(|| unwritable(path))
}

/// Writes a PNG in the same way.
pub fn write_picture(picture: &RgbImage, path: &Path) -> Result<()> {
    whole_file::write_png(picture, path).with_context(|| unwritable(path))
}

fn unwritable(path: &Path) -> String {
    format!("{} cannot be written; make room there, or choose another folder", path.display())
}

fn bytes_of(tensor: &Tensor, kind: Kind) -> Result<Vec<u8>> {
    let tensor = tensor.f_to_device(tch::Device::Cpu)?.f_to_kind(kind)?.f_contiguous()?;
    let mut bytes = vec![0; tensor.numel() * kind.elt_size_in_bytes()];
    tensor.f_copy_data_u8(&mut bytes, tensor.numel())?;
    Ok(bytes)
}

/// Writes everything from which the run goes on.
pub fn save(path: &Path, state: &State, progress: &Progress, configuration: &str) -> Result<()> {
    let vectors =
        state.named().map(|(name, tensor)| Ok((name, tensor.numel(), bytes_of(tensor, Kind::Float)?)));
    let vectors: Vec<(&str, usize, Vec<u8>)> = vectors.into_iter().collect::<Result<_>>()?;
    let views = vectors.iter().map(|(name, length, bytes)| {
        TensorView::new(Dtype::F32, vec![*length], bytes).map(|view| (*name, view))
    });
    let notes = HashMap::from([
        (PROGRESS.to_owned(), serde_json::to_string(progress)?),
        (CONFIGURATION.to_owned(), configuration.to_owned()),
    ]);
    write_whole(path, &serialize(views.collect::<Result<Vec<_>, _>>()?, Some(notes))?)
}

/// Fills `state` from a checkpoint of the same configuration.
pub fn load(path: &Path, state: &State, configuration: &str) -> Result<Progress> {
    let bytes = fs::read(path)
        .with_context(|| format!("the checkpoint {} cannot be read; check its rights", path.display()))?;
    let damaged = || format!("the checkpoint {} is damaged; begin anew in another folder", path.display());
    let (_, header) = SafeTensors::read_metadata(&bytes).with_context(damaged)?;
    let file = SafeTensors::deserialize(&bytes).with_context(damaged)?;
    let notes = header.metadata().as_ref().with_context(damaged)?;
    let note = |key| notes.get(key).with_context(damaged);
    ensure!(
        note(CONFIGURATION)? == configuration,
        "the checkpoint {} belongs to another configuration; resume with that one, or begin anew with --init \
         and another folder",
        path.display()
    );
    let progress = serde_json::from_str(note(PROGRESS)?).with_context(damaged)?;
    let _no_gradients = tch::no_grad_guard();
    for (name, vector) in state.named() {
        let stored = file.tensor(name).with_context(damaged)?;
        if stored.shape() != [vector.numel()] || stored.dtype() != Dtype::F32 {
            bail!(damaged());
        }
        let length = vector.numel() as i64;
        vector.shallow_clone().f_copy_(&Tensor::f_from_data_size(stored.data(), &[length], Kind::Float)?)?;
    }
    Ok(progress)
}

/// Writes a model in half precision, with the description that lets it be used beside it.
pub fn export(
    folder: &RunFolder,
    configuration: &Configuration,
    variables: &nn::VarStore,
    about: &About,
) -> Result<()> {
    let mut named: Vec<(String, Tensor)> = variables.variables().into_iter().collect();
    named.sort_by(|x, y| x.0.cmp(&y.0));
    let halves: Vec<(String, Vec<usize>, Vec<u8>)> = named
        .iter()
        .map(|(name, tensor)| {
            let shape = tensor.size().iter().map(|&side| side as usize).collect();
            Ok((name.clone(), shape, bytes_of(tensor, Kind::Half)?))
        })
        .collect::<Result<_>>()?;
    let views = halves
        .iter()
        .map(|(name, shape, bytes)| TensorView::new(Dtype::F16, shape.clone(), bytes).map(|v| (name, v)));
    let bytes = serialize(views.collect::<Result<Vec<_>, _>>()?, None)?;
    let path = folder.model(&configuration.name);
    let entry = ModelEntry {
        name: configuration.name.clone(),
        file: path.file_name().unwrap_or_default().into(),
        sha256: hexadecimal(&Sha256::digest(&bytes)),
        licence: "your own weights; what may be done with them depends on the photographs".to_owned(),
        trained_on: about.trained_on.clone(),
        measured: about.measured.clone(),
        network: configuration.network.clone(),
    };
    write_whole(&path, &bytes)?;
    write_whole(&path.with_extension("toml"), toml::to_string(&entry)?.as_bytes())
}

/// What is known of a model when it is written.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Photographs, steps and time.
    pub trained_on: String,
    /// Figures of the last validation.
    pub measured: String,
}
