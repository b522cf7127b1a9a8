//! What host and engine tell each other as JSON.

use serde::{Deserialize, Serialize};

/// How a model is to be opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenOptions {
    /// `auto`, `cpu`, `cuda` or `cuda:N`. `auto` takes a GPU that proves itself, else the CPU.
    pub device: String,
    /// Threads on the CPU; 0 for one for each core, at most eight. What the first open of a process
    /// asks for holds for all that follow.
    pub threads: usize,
    /// Arithmetic; `auto` takes bfloat16 on a CPU that has instructions for it, else float32.
    pub precision: Precision,
    /// What the weights do not say of themselves.
    pub network: NetworkSpec,
}

/// Arithmetic of the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// The faster one of the two.
    #[default]
    Auto,
    /// 32-bit floating point.
    Float32,
    /// 16-bit floating point with the range of 32.
    Bfloat16,
}

/// One of the networks that the engine knows, as a model's entry in the registry states it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkSpec {
    /// The main network's plan.
    #[serde(default)]
    pub trunk: Trunk,
    /// Channels of the first block: 64 in the paper.
    pub base_width: i64,
    /// What predicts the distribution over colours.
    pub head: Head,
    /// Whether the network takes global hints.
    pub global_hints: bool,
    /// Subtracted from the mask plane, whose values are 0 and 1 before: 0.5 for networks trained as
    /// in the public training code, 0 for weights converted from the first release. With the wrong
    /// one a hint colours only a speck.
    pub mask_offset: f32,
    /// Factor behind the tanh, in Lab units.
    pub output_scale: f64,
    /// Ways in which the network wants the hints spread; none for the paper's network.
    #[serde(default)]
    pub scales: Vec<HintScale>,
    /// The network that sees from the photograph alone what is in it, if there is one.
    #[serde(default)]
    pub encoder: Option<Encoder>,
    /// Channels of the first block of the network that sees from the photograph alone where colour
    /// flows, if there is one.
    #[serde(default)]
    pub flow_width: Option<i64>,
    /// Share of the colours that a second look at half the size gives, 0..1.
    #[serde(default)]
    pub half_size_share: f32,
}

/// Heads of each self-attention; widths at an eighth of the size are multiples of it.
pub const ATTENTION_HEADS: i64 = 4;

/// Plan of the main network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Trunk {
    /// The paper's ten blocks.
    #[default]
    Paper,
    /// Residual blocks at a half, a quarter and an eighth of the size, most of them at an eighth.
    Residual {
        /// Channels at an eighth of the size.
        deep_width: i64,
        /// Blocks at an eighth of the size.
        deep_blocks: i64,
    },
}

/// Networks that see what is in a photograph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoder {
    /// EfficientNet-Lite0: 3 million parameters up to the last block.
    EfficientnetLite0,
    /// EfficientNet-Lite2: 4.4 million parameters up to the last block.
    EfficientnetLite2,
}

/// What predicts the distribution over colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Head {
    /// The paper's: taps of blocks 3 to 8, summed; 313 bins.
    Hypercolumn,
    /// The re-implementation's: one 1x1 layer on block 8; 529 bins.
    Classes,
    /// None.
    None,
}

/// How hints are spread for one group of input planes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum HintScale {
    /// By an edge-aware recursive filter.
    Filter {
        /// Width over even lightness, in pixels of the grid.
        sigma_s_px: f32,
        /// Width over a lightness step, in units of L (0..100).
        #[serde(rename = "sigma_r_L")]
        sigma_r_lightness: f32,
    },
    /// By diffusion, along the network's own flow where it has one, else over even lightness.
    Diffusion {
        /// Distance over even flow at which influence has faded to a third, in pixels of a grid whose
        /// shorter side is 256.
        reach_px: f32,
    },
}

/// An open model: what it takes, what it gives, where it runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelDescription {
    /// Planes and numbers that [`run`](crate::loader::Model::run) takes.
    pub input: InputDescription,
    /// Bins of the distribution that can be asked for, 0 for none.
    pub bins: usize,
    /// Number of learned parameters.
    pub parameters: u64,
    /// Where the model runs: `cpu` or `cuda:N`.
    pub device: String,
    /// Why `auto` came to the CPU, in one line; nothing to warn of where there simply is no GPU.
    pub device_reason: Option<String>,
    /// Threads on the CPU.
    pub threads: usize,
    /// Arithmetic chosen.
    pub precision: Precision,
    /// Plain lines to show the user, such as that a GPU failed.
    pub notes: Vec<String>,
}

/// The planes that a model takes, in this order: L as (L - 50) / 100, a / 110, b / 110,
/// mask - `mask_offset`, then for each scale the spread a / 110, b / 110 and their confidence D as
/// log10(D + 1e-9) / 9 + 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputDescription {
    /// Subtracted from the mask.
    pub mask_offset: f32,
    /// Scales of the spread hints.
    pub scales: Vec<HintScale>,
    /// Number of global inputs: 316 or 0.
    pub globals: usize,
    /// Whether the model says where colour flows, for its diffused scales.
    pub flow: bool,
    /// Share of the colours that a second look at half the size gives, 0..1.
    pub half_size_share: f32,
}

impl From<&NetworkSpec> for InputDescription {
    fn from(spec: &NetworkSpec) -> Self {
        Self {
            mask_offset: spec.mask_offset,
            scales: spec.scales.clone(),
            globals: if spec.global_hints { GLOBAL_INPUTS } else { 0 },
            flow: spec.flow_width.is_some(),
            half_size_share: spec.half_size_share,
        }
    }
}

/// Global inputs of a network that takes any: 313 bins, their flag, mean saturation, its flag.
pub const GLOBAL_INPUTS: usize = 316;

impl InputDescription {
    /// Number of planes.
    pub fn planes(&self) -> usize {
        4 + 3 * self.scales.len()
    }
}

/// A device and whether a small convolution ran on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceReport {
    /// `cpu` or `cuda:N`.
    pub device: String,
    /// What ran, or why nothing did, in one line.
    pub report: String,
    /// Whether the device can be used.
    pub usable: bool,
}
