//! `chromadot colorize`: one photograph.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::{Arg, ArgMatches, Command, value_parser};
use serde::Serialize;

use super::inputs::{Inputs, photo_argument, while_the_engine_opens};
use super::{flags, json_flag, print, print_failure, say, wants_json};
use crate::engine::Engine;
use crate::hosts::files::{Photograph, ResultFile};
use crate::pipeline::{Prepared, Silent, compose};
use crate::settings::Settings;

pub(super) fn command() -> Command {
    let output = Arg::new("output").short('o').long("output").value_name("FILE").required(true);
    Command::new("colorize")
        .about("Colorize one photograph")
        .arg(photo_argument().help("The photograph; its lightness is kept"))
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
    pub(super) inputs: Inputs,
    pub(super) output: PathBuf,
}

/// A job whose inputs are read and whose result can be written.
struct Ready {
    photo: Photograph,
    prepared: Prepared,
    result: ResultFile,
}

impl Job {
    /// Reads what the job names and makes sure that its result can be written.
    fn prepare(&self, settings: &Settings) -> Result<Ready> {
        let mut photo = Photograph::read(&self.inputs.photo)?;
        let result = ResultFile::prepare(&self.output, &photo, &self.inputs.originals())?;
        let prepared = self.inputs.prepare(&mut photo, settings)?;
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

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    let outcome = colorize(matches);
    print_failure(matches, &outcome)?;
    outcome.map(|()| 0)
}

fn colorize(matches: &ArgMatches) -> Result<()> {
    let start = Instant::now();
    let output = matches.get_one::<PathBuf>("output").cloned().context("an output is needed")?;
    let job = Job { inputs: Inputs::of(matches)?, output };
    let settings = flags::settings(matches)?;
    let (ready, mut engine) = while_the_engine_opens(&settings, || job.prepare(&settings))?;
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
