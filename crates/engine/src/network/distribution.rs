//! The distribution over colours at a quarter of the resolution (paper facts, section 1.3).

use tch::nn::Path;
use tch::{TchError, Tensor};

use super::layers::{Conv, Deconv};

/// Bins within the gamut.
pub(super) const GAMUT_BINS: i64 = 313;
/// All bins of the 23 x 23 grid.
pub(super) const GRID_BINS: i64 = 529;

/// The paper's head on hypercolumns: each tap brought to 6w channels at H/4, summed.
#[derive(Debug)]
pub(super) struct HypercolumnHead {
    tap3: Conv,
    /// Taps of blocks 4 to 7.
    taps_at_eighth: [Deconv; 4],
    tap8: Conv,
    classifier: Conv,
}

impl HypercolumnHead {
    pub(super) fn new(path: &Path<'_>, w: i64) -> Result<Self, TchError> {
        let tap = |name| Deconv::new(path, name, (8 * w, 6 * w));
        Ok(Self {
            tap3: Conv::new(path, "hyper.tap3", (4 * w, 6 * w), 3, 1)?,
            taps_at_eighth: [tap("hyper.tap4")?, tap("hyper.tap5")?, tap("hyper.tap6")?, tap("hyper.tap7")?],
            tap8: Conv::new(path, "hyper.tap8", (4 * w, 6 * w), 3, 1)?,
            classifier: Conv::new(path, "hyper_out", (6 * w, GAMUT_BINS), 1, 1)?,
        })
    }

    pub(super) fn forward(&self, [conv3, eighths @ .., conv8]: &[Tensor; 6]) -> Result<Tensor, TchError> {
        let mut sum = self.tap3.forward(conv3)?.f_add_(&self.tap8.forward(conv8)?)?;
        for (tap, conv) in self.taps_at_eighth.iter().zip(eighths) {
            sum = sum.f_add_(&tap.forward(conv)?)?;
        }
        self.classifier.forward(&sum.f_relu_()?)
    }
}

/// The re-implementation's head: one 1x1 layer on block 8.
#[derive(Debug)]
pub(super) struct ClassesHead(Conv);

impl ClassesHead {
    pub(super) fn new(path: &Path<'_>, w: i64) -> Result<Self, TchError> {
        Conv::new(path, "model_class.0", (4 * w, GRID_BINS), 1, 1).map(Self)
    }

    pub(super) fn forward(&self, conv8: &Tensor) -> Result<Tensor, TchError> {
        self.0.forward(conv8)
    }
}

/// The residual trunk's head: a hypercolumn of its two taps, at an eighth and a quarter of the size.
#[derive(Debug)]
pub(super) struct ResidualHead {
    eighth: Conv,
    quarter: Conv,
    classifier: Conv,
}

impl ResidualHead {
    /// A head on taps of `deep` and `quarter` channels.
    pub(super) fn new(path: &Path<'_>, deep: i64, quarter: i64) -> Result<Self, TchError> {
        let width = 3 * quarter;
        Ok(Self {
            eighth: Conv::new(path, "distribution.eighth", (deep, width), 1, 1)?,
            quarter: Conv::new(path, "distribution.quarter", (quarter, width), 1, 1)?,
            classifier: Conv::new(path, "distribution.classifier", (width, GAMUT_BINS), 1, 1)?,
        })
    }

    pub(super) fn forward(&self, [eighth, quarter]: &[Tensor; 2]) -> Result<Tensor, TchError> {
        let eighth = self.eighth.forward(eighth)?;
        let enlarged = eighth.f_upsample_nearest2d(twice(&eighth), None, None)?;
        self.classifier.forward(&self.quarter.forward(quarter)?.f_add_(&enlarged)?.f_relu_()?)
    }
}

fn twice(x: &Tensor) -> [i64; 2] {
    let (_, _, height, width) = x.size4().expect("features have four dimensions");
    [2 * height, 2 * width]
}
