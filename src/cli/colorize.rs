//! `chromadot colorize`: one photograph.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::{Arg, ArgMatches, Command, value_parser};
use serde::Serialize;

use super::{flags, json_flag, print, say, sentence, wants_json};
use crate::engine::{self, Engine};
use crate::hints::local::Layer;
use crate::hosts::files::{Photograph, ResultFile};
use crate::pipeline::{Prepared, Request, Silent, compose};
use crate::raster::{PixelSource, Size};
use crate::settings::Settings;

pub(super) fn command() -> Command {
    let photo = Arg::new("photo").value_name("PHOTO").required(true).value_parser(value_parser!(PathBuf));
    let output = Arg::new("output").short('o').long("output").value_name("FILE").required(true);
    Command::new("colorize")
        .about("Colorize one photograph")
        .arg(photo.help("The photograph; its lightness is kept"))
        .args(flags::layer_flags())
        .args(flags::setting_flags())
        .arg(
            output
                .value_parser(value_parser!(PathBuf))
                .help("Where the result goes; the ending says its format"),
        )
        .arg(json_flag())
}

/// One picture to colorize.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) photo: PathBuf,
    pub(super) hints: Option<PathBuf>,
    pub(super) reference: Option<PathBuf>,
    pub(super) output: PathBuf,
}

/// A job whose inputs are read and whose result can be written.
struct Ready {
    photo: Photograph,
    prepared: Prepared,
    result: ResultFile,
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

impl Job {
    /// What the result must not be written over.
    fn inputs(&self) -> Vec<(&'static str, &Path)> {
        let inputs = [
            ("photograph itself", Some(&self.photo)),
            ("hints picture", self.hints.as_ref()),
            ("reference picture", self.reference.as_ref()),
        ];
        inputs.into_iter().filter_map(|(what, path)| Some((what, path?.as_path()))).collect()
    }

    /// Reads what the job names and makes sure that its result can be written.
    fn prepare(&self, settings: &Settings) -> Result<Ready> {
        let mut photo = Photograph::read(&self.photo)?;
        let result = ResultFile::prepare(&self.output, &photo, &self.inputs())?;
        let mut hints = self.hints.as_deref().map(Photograph::read).transpose()?;
        let mut reference = self.reference.as_deref().map(Photograph::read).transpose()?;
        if let Some(hints) = &hints
            && hints.size() != photo.size()
        {
            return Err(OtherSize { hints: hints.size(), photo: photo.size() }.into());
        }
        let mut request = Request::new(&mut photo, settings);
        request.hints = hints.as_mut().map(|source| Layer { source, offset: (0, 0) });
        request.reference = reference.as_mut().map(|reference| reference as &mut dyn PixelSource);
        let prepared = Prepared::read(request, &mut Silent)?;
        Ok(Ready { photo, prepared, result })
    }

    /// Colorizes what is ready, and gives plain lines for the user.
    fn finish(ready: Ready, engine: &mut dyn Engine) -> Result<Vec<String>> {
        let Ready { mut photo, prepared, mut result } = ready;
        let chroma = prepared.predict(engine, &mut Silent)?;
        compose(&mut photo, &chroma, &mut result, &mut Silent)?;
        let notes = [photo.notes(), result.notes()].concat();
        result.finish()?;
        Ok(notes)
    }

    /// Colorizes with an engine that is open already, and gives plain lines for the user.
    pub(super) fn run(&self, engine: &mut dyn Engine, settings: &Settings) -> Result<Vec<String>> {
        Self::finish(self.prepare(settings)?, engine)
    }
}

#[derive(Serialize)]
struct Report<'a> {
    ok: bool,
    output: String,
    device: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    device_reason: Option<&'a str>,
    threads: usize,
    seconds: f64,
    notes: &'a [String],
}

#[derive(Serialize)]
struct FailureReport {
    ok: bool,
    error: String,
}

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    let outcome = colorize(matches);
    if let (Err(error), true) = (&outcome, wants_json(matches)) {
        print(&serde_json::to_string(&FailureReport { ok: false, error: sentence(error) })?)?;
    }
    outcome.map(|()| 0)
}

fn colorize(matches: &ArgMatches) -> Result<()> {
    let start = Instant::now();
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    let job = Job {
        photo: path("photo").context("a photograph is needed")?,
        hints: path("hints"),
        reference: path("reference"),
        output: path("output").context("an output is needed")?,
    };
    let settings = flags::settings(matches)?;
    // Loading libtorch takes as long as reading the pictures, so both go on at once.
    let (ready, engine) = std::thread::scope(|scope| {
        let engine = scope.spawn(|| engine::open(&settings.engine_choice()));
        (job.prepare(&settings), engine.join())
    });
    let ready = ready?;
    let mut engine =
        engine.map_err(|_| anyhow::anyhow!("the engine could not be opened; run `chromadot doctor`"))??;
    let mut notes = Job::finish(ready, &mut *engine)?;
    let description = engine.description();
    notes.splice(0..0, description.notes.iter().cloned());
    let seconds = start.elapsed().as_secs_f64();
    if wants_json(matches) {
        let (device, threads) = (&description.device, description.threads);
        let device_reason = description.device_reason.as_deref();
        let output = job.output.display().to_string();
        let report = Report { ok: true, output, device, device_reason, threads, seconds, notes: &notes };
        return print(&serde_json::to_string(&report)?);
    }
    notes.iter().for_each(|note| say(note));
    let reason = description.device_reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    print(&format!("{} written in {seconds:.2} s ({}{reason})", job.output.display(), description.device))
}
