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
/// The stages whose outputs are taken: the last ones at an eighth, a sixteenth and a thirty-second of the size.
const TAPPED: [usize; 3] = [2, 4, 6];

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

/// The network up to its last block, and how what it sees comes to an eighth of the size.
#[derive(Debug)]
pub(super) struct Encoder {
    stem: Conv,
    stages: Vec<Vec<InvertedBlock>>,
    taps: [Conv; 3],
    norm: BatchNorm,
    joined: Conv,
}

impl Encoder {
    /// An encoder for a trunk of `width` channels at an eighth of the size.
    pub(super) fn new(path: &Path<'_>, kind: Kind, width: i64) -> Result<Self, TchError> {
        let (wider, deeper) = match kind {
            Kind::EfficientnetLite0 => (1.0, 1.0),
            Kind::EfficientnetLite2 => (1.1, 1.2),
        };
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
        let tap = |i: usize| {
            let channels = rounded(STAGES[TAPPED[i]].4 as f64 * wider);
            Conv::new(path, &format!("seen.tap{i}"), (channels, width), 1, 1)
        };
        Ok(Self {
            stem: Conv::new(own, "stem", (1, STEM), 3, 1)?.halving(),
            stages,
            taps: [tap(0)?, tap(1)?, tap(2)?],
            norm: BatchNorm::new(path, "seen.norm", width)?,
            joined: Conv::new(path, "seen.joined", (width, width), 3, 1)?,
        })
    }

    /// The outputs at an eighth, a sixteenth and a thirty-second of the size of N x 1 x H x W
    /// lightness as (L - 50) / 100.
    pub(super) fn look(&self, lightness: &Tensor) -> Result<[Tensor; 3], TchError> {
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
        Ok(tapped.try_into().expect("three stages are tapped"))
    }

    /// What was seen, N x width x H/8 x W/8.
    pub(super) fn join(&self, seen: &[Tensor; 3], training: bool) -> Result<Tensor, TchError> {
        let [eighth, coarser @ ..] = seen;
        let (_, _, height, width) = eighth.size4()?;
        let mut sum = self.taps[0].forward(eighth)?;
        for (tap, map) in self.taps[1..].iter().zip(coarser) {
            let enlarged = tap.forward(map)?.f_upsample_bilinear2d([height, width], false, None, None)?;
            sum = sum.f_add(&enlarged)?;
        }
        self.joined.forward(&self.norm.forward(&sum, training)?.f_relu_()?)
    }
}

/// Channels of a scaled network: the nearest multiple of 8 that takes away no more than a tenth.
fn rounded(channels: f64) -> i64 {
    let nearest = ((channels + 4.0) / 8.0).floor() * 8.0;
    (if nearest < 0.9 * channels { nearest + 8.0 } else { nearest.max(8.0) }) as i64
}
