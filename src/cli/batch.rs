//! `chromadot batch`: many photographs with one model that is loaded once.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::{Arg, ArgMatches, Command, value_parser};
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};

use super::colorize::Job;
use super::inputs::Inputs;
use super::{flags, picture_bar_style, print, say, sentence};
use crate::engine;

pub(super) fn command() -> Command {
    let jobs = Arg::new("jobs").value_name("JOBS.jsonl").required(true).value_parser(value_parser!(PathBuf));
    Command::new("batch")
        .about("Colorize many photographs: one JSON object a line with photo, hints, reference and output")
        .arg(jobs.help("The list of jobs, or - for standard input; hints and reference may be left out"))
        .args(flags::setting_flags())
}

/// A line of the list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    photo: PathBuf,
    hints: Option<PathBuf>,
    reference: Option<PathBuf>,
    output: PathBuf,
}

impl From<Line> for Job {
    fn from(Line { photo, hints, reference, output }: Line) -> Self {
        Self { inputs: Inputs { photo, hints, reference }, output }
    }
}

/// What became of a line.
#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Done {
        ok: bool,
        output: PathBuf,
        seconds: f64,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        notes: Vec<String>,
    },
    Failed {
        ok: bool,
        /// Number of the line in the list, from 1.
        line: usize,
        error: String,
    },
}

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    let settings = flags::settings(matches)?;
    let list = matches.get_one::<PathBuf>("jobs").context("a list of jobs is needed")?;
    let lines = read_lines(list)?;
    let mut engine = engine::open(&settings.engine_choice())?;
    // Drawn on standard error, and only on a terminal.
    let bar = ProgressBar::new(lines.len() as u64).with_style(picture_bar_style());
    let mut failed = false;
    let mut told: Vec<String> = Vec::new();
    for (number, text) in &lines {
        let start = Instant::now();
        let attempt = || -> Result<(PathBuf, Vec<String>)> {
            let line: Line = serde_json::from_str(text).context("the line is no job")?;
            bar.set_message(line.photo.display().to_string());
            let job = Job::from(line);
            let notes = job.run(&mut *engine, &settings)?;
            Ok((job.output, notes))
        };
        let outcome = match with_reason(attempt) {
            Ok((output, notes)) => {
                Outcome::Done { ok: true, output, seconds: start.elapsed().as_secs_f64(), notes }
            }
            Err(error) => {
                failed = true;
                Outcome::Failed { ok: false, line: *number, error }
            }
        };
        // What the engine notes, such as that it left the GPU, concerns every line, and is said once.
        for note in &engine.description().notes {
            if !told.contains(note) {
                bar.suspend(|| say(note));
                told.push(note.clone());
            }
        }
        let line = serde_json::to_string(&outcome)?;
        bar.suspend(|| print(&line))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(if failed { 1 } else { 0 })
}

/// What an attempt gives, its error as one sentence with the parser's reason. A fault of ours or of a
/// decoder costs the one picture, not the whole night's work.
fn with_reason<T>(attempt: impl FnOnce() -> Result<T>) -> Result<T, String> {
    let outcome = catch_unwind(AssertUnwindSafe(attempt))
        .unwrap_or_else(|_| bail!("a fault in Chromadot itself; please report it with this picture"));
    outcome.map_err(|error| match error.downcast_ref::<serde_json::Error>() {
        Some(reason) => format!("{}: {reason}", sentence(&error)),
        None => sentence(&error),
    })
}

/// The lines that say something, with their numbers from 1.
fn read_lines(list: &PathBuf) -> Result<Vec<(usize, String)>> {
    let reader: Box<dyn BufRead> = if list.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        match File::open(list) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(reason) => bail!("the list {} cannot be read: {reason}", list.display()),
        }
    };
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(reader.lines()) {
        match line {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) => lines.push((number, line)),
            Err(reason) => bail!("the list {} cannot be read at line {number}: {reason}", list.display()),
        }
    }
    Ok(lines)
}
