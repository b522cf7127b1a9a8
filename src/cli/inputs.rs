//! The pictures that a command works on, read and brought onto the network's grid.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Arg, ArgMatches, value_parser};

use crate::engine::{self, Engine};
use crate::hints::local::Layer;
use crate::hosts::files::Photograph;
use crate::pipeline::{Prepared, Request, Silent};
use crate::raster::{PixelSource, Size};
use crate::settings::Settings;

/// Files of one job.
#[derive(Clone, Debug)]
pub(super) struct Inputs {
    pub(super) photo: PathBuf,
    pub(super) hints: Option<PathBuf>,
    pub(super) reference: Option<PathBuf>,
}

/// Dots cannot be placed when the pictures do not lie on each other.
#[derive(Debug, thiserror::Error)]
#[error(
    "the hints picture is {hints} and the photograph {photo}; paint hints on a picture of the photograph's size"
)]
struct OtherSize {
    hints: Size,
    photo: Size,
}

/// The photograph's place among a command's arguments.
pub(super) fn photo_argument() -> Arg {
    Arg::new("photo").value_name("PHOTO").required(true).value_parser(value_parser!(PathBuf))
}

impl Inputs {
    /// As the arguments of [`photo_argument`] and the layer flags name them.
    pub(super) fn of(matches: &ArgMatches) -> Result<Self> {
        let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
        let photo = path("photo").context("a photograph is needed")?;
        Ok(Self { photo, hints: path("hints"), reference: path("reference") })
    }

    /// What a result must not be written over.
    pub(super) fn originals(&self) -> Vec<(&'static str, &Path)> {
        let inputs = [
            ("photograph itself", Some(&self.photo)),
            ("hints picture", self.hints.as_ref()),
            ("reference picture", self.reference.as_ref()),
        ];
        inputs.into_iter().filter_map(|(what, path)| Some((what, path?.as_path()))).collect()
    }

    /// Reads what is painted and chosen beside the photograph.
    pub(super) fn prepare(&self, photo: &mut Photograph, settings: &Settings) -> Result<Prepared> {
        let mut hints = self.hints.as_deref().map(Photograph::read).transpose()?;
        let mut reference = self.reference.as_deref().map(Photograph::read).transpose()?;
        if let Some(hints) = &hints
            && hints.size() != photo.size()
        {
            return Err(OtherSize { hints: hints.size(), photo: photo.size() }.into());
        }
        let mut request = Request::new(photo, settings);
        request.hints = hints.as_mut().map(|source| Layer { source, offset: (0, 0) });
        request.reference = reference.as_mut().map(|reference| reference as &mut dyn PixelSource);
        Ok(Prepared::read(request, &mut Silent)?)
    }
}

/// Reads while the engine is opened: loading libtorch takes as long as reading the pictures.
pub(super) fn while_the_engine_opens<T>(
    settings: &Settings,
    read: impl FnOnce() -> Result<T>,
) -> Result<(T, Box<dyn Engine>)> {
    let (read, engine) = std::thread::scope(|scope| {
        let engine = scope.spawn(|| engine::open(&settings.engine_choice()));
        (read(), engine.join())
    });
    let read = read?;
    let engine =
        engine.map_err(|_| anyhow::anyhow!("the engine could not be opened; run `chromadot doctor`"))??;
    Ok((read, engine))
}
