//! `chromadot-train`: trains a colorization network as a TOML file describes it.
//!
//! `configuration` is what can be decided; `photographs`, `sample`, `targets` and `batches` are the
//! data; `losses`, `learning_rate`, `optimizer`, `initial_weights` and `efficientnet` the learning; `checkpoint`,
//! `validation` and `curves` what comes of it; `run` puts them together.

mod batches;
mod checkpoint;
mod configuration;
mod curves;
mod efficientnet;
mod flow_loss;
mod initial_weights;
mod learning_rate;
mod losses;
mod measure;
mod optimizer;
mod photographs;
mod run;
mod sample;
mod targets;
mod told;
mod validation;

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::{Context, Result};
use chromadot_engine::compute_thread::flush_denormals;
use chromadot_engine_abi::Precision;
use clap::Parser;
use signal_hook::consts::{SIGINT, SIGTERM};

use checkpoint::RunFolder;
use configuration::Configuration;
use run::{Job, Place, say};

/// Trains a colorization network.
#[derive(Debug, Parser)]
#[command(version, args_override_self = true)]
struct Arguments {
    /// The run's TOML file, as those in models/training
    configuration: PathBuf,
    /// Photographs: folders, tar files or pictures
    #[arg(required_unless_present = "measure")]
    photographs: Vec<PathBuf>,
    /// Folder for checkpoints, logs, contact sheets and the model
    #[arg(short, long, value_name = "FOLDER", required_unless_present = "measure")]
    output: Option<PathBuf>,
    /// Go on from the folder's checkpoint
    #[arg(long)]
    resume: bool,
    /// Begin with the weights of a model, as far as its shapes allow
    #[arg(long, value_name = "FILE.safetensors", conflicts_with = "resume")]
    init: Option<PathBuf>,
    /// Begin the encoder with public weights of EfficientNet-Lite
    #[arg(long, value_name = "FILE.pth", conflicts_with = "resume")]
    encoder: Option<PathBuf>,
    /// Stop after so many minutes, with a checkpoint
    #[arg(long)]
    minutes: Option<f64>,
    /// Threads of the network; 0 for one for each core
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Threads that make batches
    #[arg(long, default_value_t = 2)]
    workers: usize,
    /// auto, cpu, cuda or cuda:N
    #[arg(long, default_value = "auto")]
    device: String,
    /// Numbers that the layers take: float32, bfloat16, or auto for the faster; weights and losses stay float32
    #[arg(long, default_value = "auto", value_parser = precision)]
    precision: Precision,
    /// Time steps on made-up pictures, one for each line of standard input
    #[arg(long, hide = true)]
    measure: bool,
}

fn precision(name: &str) -> Result<Precision, String> {
    serde_json::from_value(name.into()).map_err(|_| "it is one of auto, float32 and bfloat16".to_owned())
}

/// What OpenMP and glibc read before `main`: threads wait without spinning, and a step's memory serves the next one
/// instead of going back to the system.
const ENVIRONMENT: [(&str, &str); 3] = [
    ("OMP_WAIT_POLICY", "passive"),
    ("MALLOC_MMAP_THRESHOLD_", "33554432"),
    ("MALLOC_TRIM_THRESHOLD_", "8589934592"),
];

fn main() -> ExitCode {
    let missing: Vec<_> =
        ENVIRONMENT.into_iter().filter(|(name, _)| std::env::var_os(name).is_none()).collect();
    if !missing.is_empty() {
        let mut again = Command::new(std::env::current_exe().unwrap_or_else(|_| "chromadot-train".into()));
        let error = again.args(std::env::args_os().skip(1)).envs(missing).exec();
        say(&format!("could not start itself anew ({error}); going on more slowly"));
    }
    match train(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let sentence: Vec<String> = error.chain().take(2).map(ToString::to_string).collect();
            say(&sentence.join(": ").split_whitespace().collect::<Vec<_>>().join(" "));
            ExitCode::FAILURE
        }
    }
}

fn train(arguments: &Arguments) -> Result<()> {
    let (configuration, text) = Configuration::read(&arguments.configuration)?;
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop)).context("signals cannot be caught")?;
    }
    flush_denormals();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if arguments.threads == 0 { cores } else { arguments.threads };
    tch::set_num_threads(threads as i32);
    let device = chromadot_engine::device(&arguments.device)?;
    let place = Place { device, arithmetic: chromadot_engine::arithmetic(arguments.precision, device) };
    let Some(output) = &arguments.output else { return measure::measure(&configuration, place) };
    let job = Job {
        photographs: arguments.photographs.clone(),
        folder: RunFolder(output.clone()),
        resume: arguments.resume,
        init: arguments.init.clone(),
        encoder: arguments.encoder.clone(),
        time: arguments.minutes.map(|minutes| Duration::from_secs_f64(60.0 * minutes.max(0.0))),
        workers: arguments.workers.max(1),
        place,
    };
    if run::run(&job, configuration, &text, &stop)? {
        say(&format!("done; the model is in {}", output.display()));
    }
    Ok(())
}
