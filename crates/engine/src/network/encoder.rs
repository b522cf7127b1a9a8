//! What is in the photograph, seen from its lightness alone: EfficientNet-Lite (Tan and Le 2019), which has
//! learned a thousand kinds of things, without its classifier.
//!
//! Norms are taken into the convolutions when the public weights are read (`chromadot-train --encoder`), and the
//! three colour planes that the public network takes are one here.

use chromadot_engine_abi::Encoder as Kind;
use tch::nn::Path;
use tch::{TchError, Tensor};

use super::layers::{BatchNorm, Conv};

/// Channels behind the first convolution.
const STEM: i64 = 32;
/// Blocks, side of the kernel, whether the size is halved, factor of the expansion, channels: the table of
/// EfficientNet-B0, of which all others are scaled.
const STAGES: [(i64, i64, bool, i64, i64); 7] = [
    (1, 3, false, 1, 16),
    (2, 3, true, 6, 24),
    (2, 5, true, 6, 40),
    (3, 3, true, 6, 80),
    (3, 5, false, 6, 112),
    (4, 5, true, 6, 192),
    (1, 3, false, 6, 320),
];
/// The stages whose outputs are taken: the last ones at a quarter, an eighth, a sixteenth and a thirty-second of the size.
const TAPPED: [usize; 4] = [1, 2, 4, 6];

/// What an encoder sees in photographs: its outputs at a quarter, an eighth, a sixteenth and a thirty-second of the size.
#[derive(Debug)]
pub struct Look([Tensor; 4]);

impl Look {
    /// The output at a quarter of the size.
    pub(super) fn quarter(&self) -> &Tensor {
        &self.0[0]
    }

    /// The same, from which no gradient goes back to the encoder.
    pub fn detached(&self) -> Self {
        Self(self.0.each_ref().map(Tensor::detach))
    }
}

/// An inverted residual block: expand, look around in each channel by itself, project.
#[derive(Debug)]
struct InvertedBlock {
    expand: Option<Conv>,
    depthwise: Conv,
    project: Conv,
    is_residual: bool,
}

impl InvertedBlock {
    fn forward(&self, x: &Tensor) -> Result<Tensor, TchError> {
        let expanded = self.expand.as_ref().map(|expand| expand.forward(x)?.f_relu6_()).transpose()?;
        let seen = self.depthwise.forward(expanded.as_ref().unwrap_or(x))?.f_relu6_()?;
        let projected = self.project.forward(&seen)?;
        if self.is_residual { projected.f_add(x) } else { Ok(projected) }
    }
}

/// The network up to its last block.
#[derive(Debug)]
pub(super) struct Encoder {
    stem: Conv,
    stages: Vec<Vec<InvertedBlock>>,
}

impl Encoder {
    /// An encoder of one of the published sizes.
    pub(super) fn new(path: &Path<'_>, kind: Kind) -> Result<Self, TchError> {
        let (wider, deeper) = factors(kind);
        let own = &(path / "encoder");
        let (mut from, mut number) = (STEM, 0);
        let mut stages = Vec::new();
        for (i, (blocks, side, halves, factor, channels)) in STAGES.into_iter().enumerate() {
            let to = rounded(channels as f64 * wider);
            // The Lite variants scale neither the first stage's length nor the last one's.
            let is_scaled = i > 0 && i + 1 < STAGES.len();
            let blocks = if is_scaled { (blocks as f64 * deeper).ceil() as i64 } else { blocks };
            let mut stage = Vec::new();
            for block in 0..blocks {
                let name = |part| format!("blocks.{number}.{part}");
                let wide = factor * from;
                let expand =
                    (factor > 1).then(|| Conv::new(own, &name("expand"), (from, wide), 1, 1)).transpose()?;
                let depthwise = Conv::depthwise(own, &name("depthwise"), wide, side)?;
                stage.push(InvertedBlock {
                    expand,
                    depthwise: if halves && block == 0 { depthwise.halving() } else { depthwise },
                    project: Conv::new(own, &name("project"), (wide, to), 1, 1)?,
                    is_residual: block > 0,
                });
                (from, number) = (to, number + 1);
            }
            stages.push(stage);
        }
        Ok(Self { stem: Conv::new(own, "stem", (1, STEM), 3, 1)?.halving(), stages })
    }

    /// What is in N x 1 x H x W lightness as (L - 50) / 100.
    pub(super) fn look(&self, lightness: &Tensor) -> Result<Look, TchError> {
        let mut x = self.stem.forward(lightness)?.f_relu6_()?;
        let mut tapped = Vec::new();
        for (i, stage) in self.stages.iter().enumerate() {
            for block in stage {
                x = block.forward(&x)?;
            }
            if TAPPED.contains(&i) {
                tapped.push(x.shallow_clone());
            }
        }
        Ok(Look(tapped.try_into().expect("four stages are tapped")))
    }
}

/// How what an encoder sees comes to an eighth of the size.
#[derive(Debug)]
pub(super) struct Sight {
    taps: [Conv; 3],
    norm: BatchNorm,
    joined: Conv,
}

impl Sight {
    /// Layers under `seen` for `width` channels.
    pub(super) fn new(path: &Path<'_>, kind: Kind, width: i64) -> Result<Self, TchError> {
        let path = &(path / "seen");
        let tap = |i: usize| Conv::new(path, &format!("tap{i}"), (channels(kind, i + 1), width), 1, 1);
        Ok(Self {
            taps: [tap(0)?, tap(1)?, tap(2)?],
            norm: BatchNorm::new(path, "norm", width)?,
            joined: Conv::new(path, "joined", (width, width), 3, 1)?,
        })
    }

    /// N x width x H/8 x W/8 of a look at N x 1 x H x W lightness.
    pub(super) fn forward(&self, look: &Look, training: bool) -> Result<Tensor, TchError> {
        let [_, eighth, coarser @ ..] = &look.0;
        let (_, _, height, width) = eighth.size4()?;
        let mut sum = self.taps[0].forward(eighth)?;
        for (tap, map) in self.taps[1..].iter().zip(coarser) {
            let enlarged = tap.forward(map)?.f_upsample_bilinear2d([height, width], false, None, None)?;
            sum = sum.f_add(&enlarged)?;
        }
        self.joined.forward(&self.norm.forward(&sum, training)?.f_relu_()?)
    }
}

/// Factors of an encoder's channels and of its number of blocks.
const fn factors(kind: Kind) -> (f64, f64) {
    match kind {
        Kind::EfficientnetLite0 => (1.0, 1.0),
        Kind::EfficientnetLite2 => (1.1, 1.2),
    }
}

/// Channels of the `i`th output that a [`Look`] has.
pub(super) fn channels(kind: Kind, i: usize) -> i64 {
    rounded(STAGES[TAPPED[i]].4 as f64 * factors(kind).0)
}

/// Channels of a scaled network: the nearest multiple of 8 that takes away no more than a tenth.
fn rounded(channels: f64) -> i64 {
    let nearest = ((channels + 4.0) / 8.0).floor() * 8.0;
    (if nearest < 0.9 * channels { nearest + 8.0 } else { nearest.max(8.0) }) as i64
}
