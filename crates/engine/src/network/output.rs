//! The last layer: from features to a* and b*.

use chromadot_engine_abi::NetworkSpec;
use tch::nn::Path;
use tch::{Kind, TchError, Tensor};

use super::layers::Conv;

/// Planes before the spread hints: L, a, b, mask.
const PLAIN_PLANES: i64 = 4;
/// Width of a and b among the input planes, in Lab units.
const AB_SCALE: f64 = 110.0;

/// The paper's tanh layer, or for a network with spread hints the same colour mixed per pixel with
/// the hints spread at each scale, by weights from the same layer.
#[derive(Debug)]
pub(super) struct OutputLayer {
    conv: Conv,
    scales: i64,
    output_scale: f64,
}

impl OutputLayer {
    pub(super) fn new(path: &Path<'_>, w: i64, spec: &NetworkSpec) -> Result<Self, TchError> {
        let scales = spec.scales.len() as i64;
        let weights = if scales == 0 { 0 } else { 1 + scales };
        let conv = Conv::new(path, "model_out.0", (2 * w, 2 + weights), 1, 1)?;
        Ok(Self { conv, scales, output_scale: spec.output_scale })
    }

    /// N x 2 x H x W in Lab units.
    pub(super) fn forward(&self, conv10: &Tensor, planes: &Tensor) -> Result<Tensor, TchError> {
        let maps = self.conv.forward(conv10)?;
        let own = maps.f_narrow(1, 0, 2)?.f_tanh()?.f_mul_scalar(self.output_scale)?;
        if self.scales == 0 {
            return Ok(own);
        }
        let weights = maps.f_narrow(1, 2, 1 + self.scales)?.f_softmax(1, None::<Kind>)?;
        let mut ab = own.f_mul(&weights.f_narrow(1, 0, 1)?)?;
        for scale in 0..self.scales {
            // Each scale has three planes: a, b and confidence.
            let spread = planes.f_narrow(1, PLAIN_PLANES + 3 * scale, 2)?.f_mul_scalar(AB_SCALE)?;
            ab = ab.f_add_(&spread.f_mul(&weights.f_narrow(1, 1 + scale, 1)?)?)?;
        }
        Ok(ab)
    }
}
