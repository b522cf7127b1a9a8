//! The global hints network: histogram and saturation of a reference (paper facts, section 2).

use chromadot_engine_abi::GLOBAL_INPUTS;
use tch::nn::Path;
use tch::{TchError, Tensor};

use super::layers::Conv;

/// Four 1x1 layers, ReLU after each; no batch norm, which over 1x1 maps of small batches is noise.
#[derive(Debug)]
pub(super) struct GlobalHints(Vec<Conv>);

impl GlobalHints {
    /// A branch for a trunk that takes it at `width` channels.
    pub(super) fn new(path: &Path<'_>, width: i64) -> Result<Self, TchError> {
        let layer = |i: i64| {
            let from = if i == 0 { GLOBAL_INPUTS as i64 } else { width };
            Conv::new(path, &format!("glob.{}", 2 * i), (from, width), 1, 1)
        };
        (0..4).map(layer).collect::<Result<_, _>>().map(Self)
    }

    /// N x width x 1 x 1 from N x 316. Run also when nothing is given: all inputs are zero then.
    pub(super) fn forward(&self, inputs: &Tensor) -> Result<Tensor, TchError> {
        let mut x = inputs.f_unsqueeze(2)?.f_unsqueeze(3)?;
        for layer in &self.0 {
            x = layer.forward(&x)?.f_relu_()?;
        }
        Ok(x)
    }
}
