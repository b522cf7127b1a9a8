//! The training loop.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use chromadot::hints::Flow;
use chromadot_engine::network::{Look, Network, Wanted};
use chromadot_engine_abi::{Head, HintScale, InputDescription};
use rayon::prelude::*;
use tch::{Device, Kind, Tensor, nn};

use crate::batches::{Batch, Batches};
use crate::checkpoint::{self, About, Progress, RunFolder};
use crate::configuration::{Configuration, Stage};
use crate::curves::draw_curves;
use crate::efficientnet;
use crate::flow_loss::loss_and_gradient;
use crate::initial_weights;
use crate::learning_rate::learning_rate;
use crate::losses::{Losses, cross_entropy, decibels, huber};
use crate::optimizer::Optimizer;
use crate::photographs::{Photograph, Photographs};
use crate::targets::{bin_weights, target_len};
use crate::told::{Told, flow, flows, lightness, look, pack};
use crate::validation::{POINTS, Validation};

/// Photographs from which the prior of colours is counted.
const PRIOR_PHOTOGRAPHS: usize = 1000;

/// What the command line asks for.
#[derive(Clone, Debug)]
pub struct Job {
    /// Folders, tar files or pictures.
    pub photographs: Vec<PathBuf>,
    /// Where everything of the run goes.
    pub folder: RunFolder,
    /// Go on from the folder's checkpoint.
    pub resume: bool,
    /// Weights to begin with.
    pub init: Option<PathBuf>,
    /// A public checkpoint for the encoder to begin with.
    pub encoder: Option<PathBuf>,
    /// Stop after this time, with a checkpoint.
    pub time: Option<Duration>,
    /// Threads that make batches.
    pub workers: usize,
    /// Where the network runs.
    pub place: Place,
}

/// Where a network runs, and in which numbers its layers do.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The CPU or a GPU.
    pub device: Device,
    /// float32, or bfloat16 beside weights and losses in float32.
    pub arithmetic: Kind,
}

/// With which weights a run begins.
#[derive(Clone, Copy, Debug, Default)]
pub struct Begin<'a> {
    /// A model's, as far as shapes allow.
    pub init: Option<&'a Path>,
    /// A public checkpoint's for the encoder.
    pub encoder: Option<&'a Path>,
}

/// A network in training.
pub struct Trainer {
    network: Network,
    variables: nn::VarStore,
    optimizer: Optimizer,
    /// Weight of each bin at full rebalancing, if a stage asks for it.
    bin_weights: Option<Tensor>,
    input: InputDescription,
    /// Of the diffused hints, if the network takes any.
    reach: Option<f32>,
    device: Device,
}

/// What a step gave.
pub struct Step {
    classification: f64,
    regression: f64,
    flow: f64,
    gradient: f64,
}

/// Runs until the end, the time's end, or `stop`. Returns whether the run is complete.
pub fn run(job: &Job, configuration: Configuration, text: &str, stop: &AtomicBool) -> Result<bool> {
    let begun = Instant::now();
    let folder = &job.folder;
    std::fs::create_dir_all(&folder.0)
        .with_context(|| format!("the folder {} cannot be made; choose another one", folder.0.display()))?;
    if !job.resume && folder.checkpoint().exists() {
        bail!("{} holds a run already; go on with --resume or choose another folder", folder.0.display());
    }
    if job.resume && !folder.checkpoint().exists() {
        bail!("{} holds no run; leave --resume out to begin one", folder.0.display());
    }
    let photographs = Arc::new(Photographs::read(&job.photographs, &configuration.data)?);
    say(&format!(
        "{} photographs to learn from, {} to look at, {} without colour and {} unreadable left out ({:.0} s)",
        photographs.training.len(),
        photographs.validation.len(),
        photographs.gray,
        photographs.unreadable,
        begun.elapsed().as_secs_f64()
    ));
    say(match job.place.arithmetic {
        Kind::BFloat16 => "layers compute in bfloat16; weights and losses are float32",
        _ => "all is float32",
    });
    let begin = Begin { init: job.init.as_deref(), encoder: job.encoder.as_deref() };
    let mut trainer = Trainer::new(&configuration, job.place, &begin, Some(&photographs.training))?;
    let mut progress = Progress { step: 0, seconds: 0.0 };
    if job.resume {
        progress = checkpoint::load(&folder.checkpoint(), &trainer.optimizer.state, text)?;
        say(&format!("going on from step {}", progress.step));
    }
    let validation = Validation::new(&photographs.validation);
    let configuration = Arc::new(configuration);
    let mut batches =
        Batches::start(Arc::clone(&photographs), Arc::clone(&configuration), progress.step, job.workers);
    let earlier = progress.seconds;
    let started = Instant::now();
    let mut log = Log::new(folder, progress.step)?;
    let mut about = About::default();
    let steps = configuration.steps();
    while progress.step < steps {
        let (stage, within) = configuration.stage_at(progress.step);
        let batch =
            batches.take().context("a worker that makes batches has failed; this is a bug, report it")?;
        let rate = learning_rate(stage, within);
        let outcome = trainer.step(&batch, stage, progress.step, rate)?;
        progress.step += 1;
        progress.seconds = earlier + started.elapsed().as_secs_f64();
        log.add(&configuration, &outcome, &progress, rate, stage.batch)?;
        let stopping = stop.load(Ordering::Relaxed) || job.time.is_some_and(|time| begun.elapsed() > time);
        let last = progress.step == steps || stopping;
        if progress.step.is_multiple_of(configuration.watch.validation) || last {
            about.measured = trainer.look(&validation, folder, &progress)?;
            draw_curves(folder)?;
            about.trained_on = format!(
                "{} photographs, {} of {steps} steps, {:.0} minutes",
                photographs.training.len(),
                progress.step,
                progress.seconds / 60.0
            );
        }
        if progress.step.is_multiple_of(configuration.watch.checkpoint) || last {
            checkpoint::save(&folder.checkpoint(), &trainer.optimizer.state, &progress, text)?;
            trainer.export(folder, &configuration, &about)?;
        }
        if stopping {
            say(&format!("stopped at step {} of {steps}; --resume goes on", progress.step));
            return Ok(false);
        }
    }
    Ok(true)
}

impl Trainer {
    /// A network that begins as chance or a model has it. The photographs are for counting how rare
    /// colours are, where a stage asks for that.
    pub fn new(
        configuration: &Configuration,
        Place { device, arithmetic }: Place,
        begin: &Begin<'_>,
        photographs: Option<&[Photograph]>,
    ) -> Result<Self> {
        let spec = &configuration.network;
        if spec.head == Head::Classes {
            bail!("the head 'classes' is for official checkpoints; train 'hypercolumn' or 'none'");
        }
        let variables = nn::VarStore::new(device);
        let mut network = Network::new(&variables.root(), spec)?;
        network.set_arithmetic(arithmetic);
        initial_weights::draw(&variables, configuration.seed)?;
        if let Some(path) = begin.init {
            let found = initial_weights::take_from(&variables, path)?;
            say(&format!("{found} variables begin as in {}", path.display()));
        }
        if let Some(path) = begin.encoder {
            efficientnet::take_from(&variables, path)?;
            say(&format!("the encoder begins as in {}", path.display()));
        }
        let rebalanced = configuration.stages.iter().any(|stage| stage.rebalancing > 0.0);
        let bin_weights = photographs.filter(|_| rebalanced).map(|photographs| {
            let some = &photographs[..PRIOR_PHOTOGRAPHS.min(photographs.len())];
            Tensor::from_slice(&bin_weights(some)).to_device(device)
        });
        let optimizer = Optimizer::new(&variables, &configuration.optimizer)?;
        let reach = spec.scales.iter().find_map(|scale| match *scale {
            HintScale::Diffusion { reach_px } => Some(reach_px),
            HintScale::Filter { .. } => None,
        });
        Ok(Self { network, variables, optimizer, bin_weights, input: spec.into(), reach, device })
    }

    /// Number of learned parameters.
    pub fn parameters(&self) -> usize {
        self.optimizer.state.parameters.numel()
    }

    /// One step of learning from a batch.
    pub fn step(&mut self, batch: &Batch, stage: &Stage, step: u64, learning_rate: f64) -> Result<Step> {
        let count = batch.len() as i64;
        let told: Vec<&Told> = batch.iter().map(|sample| &sample.told).collect();
        let teaches_flow = stage.flow > 0.0;
        let lightness = lightness(&told, self.device)?;
        let look = look(&self.network, &lightness, stage.encoder > 0.0)?;
        let flow = {
            let _no_gradients = (!teaches_flow).then(tch::no_grad_guard);
            flow(&self.network, &told, &lightness, look.as_ref(), teaches_flow)?
        };
        let flows = flows(flow.as_ref(), &told)?;
        let mut losses = if stage.classification > 0.0 || stage.regression > 0.0 {
            self.losses(batch, stage, &told, &flows, look.as_ref())?
        } else {
            Losses::default()
        };
        let mut flow_loss = f64::NAN;
        if let Some(flow) = flow.filter(|_| teaches_flow) {
            let reach = self.reach.context("the network diffuses no hints; leave the stage's flow out")?;
            let parts: Vec<(f64, Vec<f32>)> = batch
                .par_iter()
                .zip(&flows)
                .map(|(s, flow)| loss_and_gradient(flow, &s.told.hints, &s.truth, reach, stage.huber_delta))
                .collect();
            flow_loss = parts.iter().map(|part| part.0).sum::<f64>() / count as f64;
            let gradient: Vec<f32> = parts.into_iter().flat_map(|part| part.1).collect();
            let gradient = Tensor::f_from_slice(&gradient)?.f_view_as(&flow)?.f_to_device(self.device)?;
            losses.flow = Some(flow.f_mul(&gradient)?.f_sum(Kind::Float)?.f_div_scalar(count as f64)?);
        }
        losses.sum(stage)?.context("a stage weighs no loss; give one of them a weight")?.f_backward()?;
        let gradient = self.optimizer.step(step, learning_rate, stage.encoder)?;
        let number = |loss: Option<Tensor>| loss.map_or(Ok(f64::NAN), f64::try_from);
        Ok(Step {
            classification: number(losses.classification)?,
            regression: number(losses.regression)?,
            flow: flow_loss,
            gradient,
        })
    }

    /// What the main network does with a batch.
    fn losses(
        &self,
        batch: &Batch,
        stage: &Stage,
        told: &[&Told],
        flows: &[Flow],
        look: Option<&Look>,
    ) -> Result<Losses> {
        let (count, side) = (batch.len() as i64, i64::from(stage.crop));
        let (planes, global) = pack(told, flows, &self.input, self.device)?;
        let join = |values: Vec<f32>, shape: &[i64]| {
            Tensor::f_from_slice(&values)?.f_view(shape)?.f_to_device(self.device)
        };
        let truth = batch.iter().flat_map(|s| &s.truth).flat_map(|plane| plane.values());
        let truth = join(truth.copied().collect(), &[count, 2, side, side])?;
        let wanted = Wanted {
            colour: stage.regression > 0.0,
            distribution: stage.classification > 0.0 && self.network.bins() > 0,
            training: true,
            blocks_gradient: !stage.classification_reaches_trunk,
        };
        let seen = self.network.see(look, true)?;
        let outcome = self.network.forward(&planes, &global, seen.as_ref(), wanted)?;
        let classify = |logits: &Tensor| {
            let cells = [count, target_len(stage.soft_targets) as i64, side / 4, side / 4];
            let bins: Vec<i64> = batch.iter().flat_map(|sample| sample.bins.iter().copied()).collect();
            let bins = Tensor::f_from_slice(&bins)?.f_view(cells)?.f_to_device(self.device)?;
            let shares = batch.iter().flat_map(|sample| sample.shares.iter().copied()).collect();
            let shares = join(shares, &cells)?;
            let weights = self.bin_weights.as_ref().filter(|_| stage.rebalancing > 0.0);
            // 1 for every bin at strength 0.
            let mixed = |weights: &Tensor| {
                weights.f_mul_scalar(stage.rebalancing)?.f_add_scalar(1.0 - stage.rebalancing)
            };
            cross_entropy(logits, &bins, &shares, weights.map(mixed).transpose()?.as_ref())
        };
        let logged = outcome.ab.as_ref().filter(|_| stage.decibels > 0.0);
        Ok(Losses {
            classification: outcome.distribution.as_ref().map(classify).transpose()?,
            regression: outcome.ab.as_ref().map(|ab| huber(ab, &truth, stage.huber_delta)).transpose()?,
            decibels: logged.map(|ab| decibels(ab, &truth)).transpose()?,
            flow: None,
        })
    }

    /// Colours the validation pictures with the averaged weights; returns a line about it.
    fn look(&mut self, validation: &Validation, folder: &RunFolder, progress: &Progress) -> Result<String> {
        let Self { network, optimizer, input, device, .. } = self;
        let colour = |told: &[&Told]| {
            let lightness = lightness(told, *device)?;
            let look = look(network, &lightness, false)?;
            let flow = flow(network, told, &lightness, look.as_ref(), false)?;
            let flows = flows(flow.as_ref(), told)?;
            let (planes, global) = pack(told, &flows, input, *device)?;
            let seen = network.see(look.as_ref(), false)?;
            let ab = network.forward(&planes, &global, seen.as_ref(), Wanted::prediction(false))?.ab;
            let ab = ab.context("a prediction has colours")?.f_to_device(Device::Cpu)?;
            Ok(Vec::try_from(ab.f_contiguous()?.f_flatten(0, -1)?)?)
        };
        let look = || validation.look(&colour, &folder.sheet(progress.step));
        let figures = optimizer.with_averaged(look)??;
        let psnr = figures.psnr.map(|mean| format!("{mean:.2}")).join(" ");
        let points = POINTS.map(|points| points.to_string());
        let [ours, truth] = figures.chroma;
        let line = format!(
            "{} own validation pictures, mean PSNR dB at {} points: {psnr}; mean chroma {ours:.1}, true {truth:.1}",
            validation.count(),
            points.join("/")
        );
        say(&format!("step {}: {line}", progress.step));
        let row =
            [progress.step as f64, progress.seconds].into_iter().chain(figures.psnr).chain(figures.chroma);
        let header = format!(
            "step,seconds,{},chroma,true_chroma",
            points.map(|points| format!("psnr_{points}")).join(",")
        );
        append(
            &folder.validation_log(),
            &header,
            &row.map(|v| format!("{v:.3}")).collect::<Vec<_>>().join(","),
        )?;
        Ok(line)
    }

    fn export(&mut self, folder: &RunFolder, configuration: &Configuration, about: &About) -> Result<()> {
        let Self { variables, optimizer, .. } = self;
        optimizer.with_averaged(|| checkpoint::export(folder, configuration, variables, about))?
    }
}

/// Means since the last line of the log.
struct Log {
    path: PathBuf,
    since: Instant,
    steps: u64,
    pictures: usize,
    sums: [f64; 4],
    terminal: bool,
}

impl Log {
    fn new(folder: &RunFolder, step: u64) -> Result<Self> {
        let path = folder.log();
        // A killed run may have logged more than its checkpoint holds.
        for path in [&path, &folder.validation_log()] {
            keep_lines_until(path, step)?;
        }
        use std::io::IsTerminal;
        Ok(Self {
            path,
            since: Instant::now(),
            steps: 0,
            pictures: 0,
            sums: [0.0; 4],
            terminal: std::io::stderr().is_terminal(),
        })
    }

    fn add(
        &mut self,
        configuration: &Configuration,
        outcome: &Step,
        progress: &Progress,
        rate: f64,
        batch: usize,
    ) -> Result<()> {
        self.steps += 1;
        self.pictures += batch;
        let values = [outcome.classification, outcome.regression, outcome.flow, outcome.gradient];
        self.sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        if !progress.step.is_multiple_of(configuration.watch.log) {
            return Ok(());
        }
        let [classification, regression, flow, gradient] = self.sums.map(|sum| sum / self.steps as f64);
        let each = self.since.elapsed().as_secs_f64() / self.steps as f64;
        let speed = self.pictures as f64 / self.since.elapsed().as_secs_f64();
        let left = each * (configuration.steps() - progress.step) as f64;
        let line = format!(
            "step {}/{}  {speed:.1} pictures/s  classification {classification:.3}  regression {regression:.2}  \
             flow {flow:.2}  gradient {gradient:.2}  rate {rate:.2e}  left {:.0} min",
            progress.step,
            configuration.steps(),
            left / 60.0
        );
        if self.terminal {
            eprint!("\r{line}\x1b[K");
        } else {
            say(&line);
        }
        append(
            &self.path,
            "step,seconds,pictures_per_second,classification,regression,flow,gradient,learning_rate",
            &format!(
                "{},{:.1},{speed:.2},{classification:.4},{regression:.4},{flow:.4},{gradient:.3},{rate:.3e}",
                progress.step, progress.seconds
            ),
        )?;
        (self.since, self.steps, self.pictures, self.sums) = (Instant::now(), 0, 0, [0.0; 4]);
        Ok(())
    }
}

fn append(path: &Path, header: &str, row: &str) -> Result<()> {
    let write = || -> std::io::Result<()> {
        let is_new = !path.exists();
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        if is_new {
            writeln!(file, "{header}")?;
        }
        writeln!(file, "{row}")
    };
    write().with_context(|| format!("{} cannot be written; make room there", path.display()))
}

/// Drops the lines of steps after `step`.
fn keep_lines_until(path: &Path, step: u64) -> Result<()> {
    let Ok(text) = std::fs::read_to_string(path) else { return Ok(()) };
    let is_kept = |line: &&str| {
        let first = line.split(',').next().unwrap_or_default();
        first.parse::<f64>().map_or(true, |logged| logged <= step as f64)
    };
    let kept: String = text.lines().filter(is_kept).map(|line| format!("{line}\n")).collect();
    checkpoint::write_whole(path, kept.as_bytes())
}

/// A line for the person at the terminal.
pub fn say(line: &str) {
    eprintln!("chromadot-train: {line}");
}
