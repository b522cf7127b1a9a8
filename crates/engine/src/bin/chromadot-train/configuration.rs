//! A training run as its TOML file describes it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use chromadot::hints::simulation::HintLaw;
use chromadot_engine_abi::NetworkSpec;
use serde::Deserialize;

/// Everything that decides what a run learns. With the same photographs and the same number of
/// threads the same file gives the same weights.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// Name of the model.
    pub name: String,
    /// Seed of everything that is drawn by chance.
    pub seed: u64,
    /// What is trained.
    pub network: NetworkSpec,
    /// Which photographs count.
    pub data: Data,
    /// How a photograph is changed each time it is seen.
    pub augmentation: Augmentation,
    /// Which points a picture gets.
    pub hints: HintLaw,
    /// Which statistics a picture gets.
    pub global: GlobalLaw,
    /// How weights follow gradients.
    pub optimizer: Optimizer,
    /// How often a person can look.
    pub watch: Watch,
    /// One after another; each begins with the weights of the one before.
    #[serde(rename = "stage")]
    pub stages: Vec<Stage>,
}

/// Which photographs count.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Photographs kept out of training for the sheets and figures of the run.
    pub validation: usize,
    /// Photographs whose ranges of a* and b* sum to less than this, in Lab units, are dropped (paper
    /// facts, 4.2).
    pub least_colour_range: f32,
}

/// How a photograph is changed each time it is seen.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Augmentation {
    /// A crop's width over its height, before it is made square, lies between one over this and this.
    pub most_aspect: f64,
    /// Share of pictures whose lightness is changed as old photographs are.
    pub aged: f64,
    /// Of these: the logarithm of the exponent on lightness lies between minus and plus this.
    pub exposure: f64,
    /// Of these: largest standard deviation of grain, in units of L.
    pub grain: f64,
}

/// Chances that a picture's own statistics are given, each drawn by itself.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlobalLaw {
    /// Of the histogram.
    pub histogram: f64,
    /// Of the saturation.
    pub saturation: f64,
}

/// AdamW with clipped gradients and averaged weights.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Optimizer {
    /// Decay of the running mean of gradients, then of their squares.
    pub betas: [f64; 2],
    /// Decoupled weight decay of kernels; biases and norms have none.
    pub weight_decay: f64,
    /// Largest Euclidean norm of all gradients together.
    pub clip: f64,
    /// Decay of the averaged weights at the end; early on they follow faster.
    pub average: f64,
}

/// How often a person can look, in steps.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watch {
    /// A line in the log.
    pub log: u64,
    /// Figures and a contact sheet of the validation pictures.
    pub validation: u64,
    /// A checkpoint.
    pub checkpoint: u64,
}

/// A stretch of training with one size of crops and one set of losses.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Number of steps.
    pub steps: u64,
    /// Pictures in a step.
    pub batch: usize,
    /// Side of the square crops, a multiple of 8.
    pub crop: u32,
    /// Least and largest share of a photograph's area that a crop takes.
    pub area: [f64; 2],
    /// Learning rate after the warm-up.
    pub learning_rate: f64,
    /// Learning rate at the end, reached along a cosine.
    pub final_learning_rate: f64,
    /// Steps over which the learning rate rises from zero.
    pub warm_up: u64,
    /// Weight of the cross-entropy over the bins, in nats a pixel.
    pub classification: f64,
    /// Whether that trains the trunk too; if not, its gradient ends at the distribution's own layers.
    pub classification_reaches_trunk: bool,
    /// Learning rate of the encoder's public part beside that of all else; at 0 it rests.
    #[serde(default)]
    pub encoder: f64,
    /// Weight of the Huber loss, in Lab units a pixel; without, the layers behind the quarter of the
    /// size rest.
    pub regression: f64,
    /// Weight of the logarithm of each picture's mean squared distance, beside the Huber loss.
    #[serde(default)]
    pub decibels: f64,
    /// Weight of the logarithm of each picture's Huber loss of hints that are diffused along the network's
    /// flow, which it teaches; a picture needs hints for it.
    #[serde(default)]
    pub flow: f64,
    /// Where a Huber loss turns from square to straight, in Lab units: the paper's is 1.
    pub huber_delta: f64,
    /// Soft targets over the 10 nearest bins (sigma 5) instead of the one nearest.
    pub soft_targets: bool,
    /// How strongly rare colours count in the classification: 0 not at all, 1 as in the paper's
    /// forerunner (paper facts, 4.3).
    pub rebalancing: f64,
    /// Share of pictures that get hints at all in this stage.
    pub hinted: f64,
    /// Which points they get, where it is not the run's own law.
    #[serde(default)]
    pub hints: Option<HintLaw>,
}

impl Configuration {
    /// Reads and checks a file; also gives its text, which a checkpoint keeps.
    pub fn read(path: &Path) -> Result<(Self, String)> {
        let text = fs::read_to_string(path).with_context(|| {
            format!("the configuration {} cannot be read; check its name", path.display())
        })?;
        let configuration: Self = toml::from_str(&text)
            .map_err(|e| anyhow::anyhow!("{} cannot be used: {}", path.display(), e.message()))?;
        if let Some(fault) = configuration.fault() {
            bail!("{} cannot be used: {fault}; mend the file", path.display());
        }
        Ok((configuration, text))
    }

    /// Steps of all stages.
    pub fn steps(&self) -> u64 {
        self.stages.iter().map(|stage| stage.steps).sum()
    }

    /// The stage of a step, and how far into it the step is.
    ///
    /// # Panics
    /// When the run has fewer steps.
    pub fn stage_at(&self, step: u64) -> (&Stage, u64) {
        let mut within = step;
        for stage in &self.stages {
            if within < stage.steps {
                return (stage, within);
            }
            within -= stage.steps;
        }
        panic!("step {step} is beyond the run's {}", self.steps())
    }

    /// Number of pictures seen before a step.
    pub fn pictures_before(&self, step: u64) -> u64 {
        let (mut left, mut pictures) = (step, 0);
        for stage in &self.stages {
            let steps = left.min(stage.steps);
            pictures += steps * stage.batch as u64;
            left -= steps;
        }
        pictures
    }

    fn fault(&self) -> Option<&'static str> {
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let Augmentation { most_aspect, aged, exposure, grain } = self.augmentation;
        let stage_fits = |stage: &Stage| {
            stage.batch > 0
                && stage.steps > 0
                && stage.crop >= 8
                && stage.crop.is_multiple_of(8)
                && stage.huber_delta > 0.0
                && share(stage.hinted)
                && share(stage.encoder)
                && share(stage.rebalancing)
                && 0.0 < stage.area[0]
                && stage.area[0] <= stage.area[1]
                && stage.area[1] <= 1.0
        };
        let rules = [
            (!self.stages.is_empty(), "it has no [[stage]]"),
            (
                self.stages.iter().all(stage_fits),
                "a stage has steps, a batch, a crop that is a multiple of 8, an area within 0 and 1, a positive \
                 huber_delta, and hinted, encoder and rebalancing between 0 and 1",
            ),
            (most_aspect >= 1.0, "most_aspect is at least 1"),
            (share(aged), "aged lies between 0 and 1"),
            (exposure >= 0.0 && grain >= 0.0, "exposure and grain are not negative"),
            (
                share(self.global.histogram) && share(self.global.saturation),
                "the chances under [global] lie between 0 and 1",
            ),
            (
                self.watch.log > 0 && self.watch.validation > 0 && self.watch.checkpoint > 0,
                "the steps under [watch] are at least 1",
            ),
        ];
        let laws = self.stages.iter().filter_map(|stage| stage.hints.as_ref()).chain([&self.hints]);
        rules
            .into_iter()
            .find(|(kept, _)| !kept)
            .map(|(_, rule)| rule)
            .or(laws.filter_map(HintLaw::fault).next())
    }
}
