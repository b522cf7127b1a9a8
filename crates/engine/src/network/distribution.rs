//! The distribution over colours at a quarter of the resolution (paper facts, section 1.3).

use tch::nn::Path;
use tch::{TchError, Tensor};

use super::layers::{Conv, Deconv};
use super::trunk::Features;

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

    pub(super) fn forward(&self, features: &Features) -> Result<Tensor, TchError> {
        let [conv3, eighths @ .., conv8] = &features.taps;
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

    pub(super) fn forward(&self, features: &Features) -> Result<Tensor, TchError> {
        let [.., conv8] = &features.taps;
        self.0.forward(conv8)
    }
}
