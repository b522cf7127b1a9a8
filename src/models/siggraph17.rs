//! The tensors of the published network, `siggraph17`: names and shapes as PyTorch's state dict has
//! them (richzhang/colorization, `colorizers/siggraph17.py`).

use chromadot_engine_abi::Head;

/// Counters that PyTorch keeps in batch norms since 0.4.1 and inference does not use.
pub const IGNORED_SUFFIX: &str = ".num_batches_tracked";
/// The tensor whose first side is the base width.
pub const FIRST: &str = "model1.0.weight";
/// What only networks with a distribution over colours have.
const CLASSES: &str = "model_class.";

/// Channels of a layer.
#[derive(Clone, Copy)]
enum Channels {
    /// So many.
    Exactly(usize),
    /// So many times the base width.
    Widths(usize),
}

/// What a layer holds.
#[derive(Clone, Copy)]
enum Layer {
    /// From, to, side of the kernel.
    Convolution(Channels, Channels, usize),
    /// From, to, side of the kernel; PyTorch keeps the sides of its weight the other way round.
    Transposed(Channels, Channels, usize),
    /// Batch norm.
    Norm(Channels),
}

use Channels::{Exactly, Widths};
use Layer::{Convolution, Norm, Transposed};

/// Every layer with parameters, in the order of the computation.
const LAYERS: [(&str, Layer); 40] = [
    ("model1.0", Convolution(Exactly(4), Widths(1), 3)),
    ("model1.2", Convolution(Widths(1), Widths(1), 3)),
    ("model1.4", Norm(Widths(1))),
    ("model2.0", Convolution(Widths(1), Widths(2), 3)),
    ("model2.2", Convolution(Widths(2), Widths(2), 3)),
    ("model2.4", Norm(Widths(2))),
    ("model3.0", Convolution(Widths(2), Widths(4), 3)),
    ("model3.2", Convolution(Widths(4), Widths(4), 3)),
    ("model3.4", Convolution(Widths(4), Widths(4), 3)),
    ("model3.6", Norm(Widths(4))),
    ("model4.0", Convolution(Widths(4), Widths(8), 3)),
    ("model4.2", Convolution(Widths(8), Widths(8), 3)),
    ("model4.4", Convolution(Widths(8), Widths(8), 3)),
    ("model4.6", Norm(Widths(8))),
    ("model5.0", Convolution(Widths(8), Widths(8), 3)),
    ("model5.2", Convolution(Widths(8), Widths(8), 3)),
    ("model5.4", Convolution(Widths(8), Widths(8), 3)),
    ("model5.6", Norm(Widths(8))),
    ("model6.0", Convolution(Widths(8), Widths(8), 3)),
    ("model6.2", Convolution(Widths(8), Widths(8), 3)),
    ("model6.4", Convolution(Widths(8), Widths(8), 3)),
    ("model6.6", Norm(Widths(8))),
    ("model7.0", Convolution(Widths(8), Widths(8), 3)),
    ("model7.2", Convolution(Widths(8), Widths(8), 3)),
    ("model7.4", Convolution(Widths(8), Widths(8), 3)),
    ("model7.6", Norm(Widths(8))),
    ("model8up.0", Transposed(Widths(8), Widths(4), 4)),
    ("model3short8.0", Convolution(Widths(4), Widths(4), 3)),
    ("model8.1", Convolution(Widths(4), Widths(4), 3)),
    ("model8.3", Convolution(Widths(4), Widths(4), 3)),
    ("model8.5", Norm(Widths(4))),
    ("model9up.0", Transposed(Widths(4), Widths(2), 4)),
    ("model2short9.0", Convolution(Widths(2), Widths(2), 3)),
    ("model9.1", Convolution(Widths(2), Widths(2), 3)),
    ("model9.3", Norm(Widths(2))),
    ("model10up.0", Transposed(Widths(2), Widths(2), 4)),
    ("model1short10.0", Convolution(Widths(1), Widths(2), 3)),
    ("model10.1", Convolution(Widths(2), Widths(2), 3)),
    ("model_class.0", Convolution(Widths(4), Exactly(529), 1)),
    ("model_out.0", Convolution(Widths(2), Exactly(2), 1)),
];

/// One tensor of the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedTensor {
    /// Its name in the state dict.
    pub name: String,
    /// Its sides.
    pub shape: Vec<usize>,
}

/// The head of the network that has tensors of these names.
pub fn head_of<'a>(mut names: impl Iterator<Item = &'a str>) -> Head {
    if names.any(|name| name.starts_with(CLASSES)) { Head::Classes } else { Head::None }
}

/// All tensors of the network of this base width (64 in the paper), with or without the 529 classes.
pub fn tensors(base_width: usize, head: Head) -> Vec<ExpectedTensor> {
    let layers = LAYERS.iter().filter(|(layer, _)| head == Head::Classes || !layer.starts_with(CLASSES));
    layers.flat_map(|(layer, kind)| kind.tensors(layer, base_width)).collect()
}

/// Weights and biases behind the batch norms, which a conversion from Caffe leaves at 1 and 0.
pub fn norm_affine() -> impl Iterator<Item = (String, f32)> {
    let norms = LAYERS.iter().filter(|(_, kind)| matches!(kind, Norm(_)));
    norms.flat_map(|(layer, _)| [(format!("{layer}.weight"), 1.0), (format!("{layer}.bias"), 0.0)])
}

impl Channels {
    fn count(self, base_width: usize) -> usize {
        match self {
            Exactly(count) => count,
            Widths(count) => count * base_width,
        }
    }
}

impl Layer {
    fn tensors(self, layer: &str, base_width: usize) -> Vec<ExpectedTensor> {
        let count = |channels: Channels| channels.count(base_width);
        let tensor =
            |part: &str, shape: Vec<usize>| ExpectedTensor { name: format!("{layer}.{part}"), shape };
        match self {
            Convolution(from, to, side) => vec![
                tensor("weight", vec![count(to), count(from), side, side]),
                tensor("bias", vec![count(to)]),
            ],
            Transposed(from, to, side) => vec![
                tensor("weight", vec![count(from), count(to), side, side]),
                tensor("bias", vec![count(to)]),
            ],
            Norm(channels) => ["weight", "bias", "running_mean", "running_var"]
                .map(|part| tensor(part, vec![count(channels)]))
                .to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(tensors: &[ExpectedTensor]) -> usize {
        tensors.iter().map(|tensor| tensor.shape.iter().product::<usize>()).sum()
    }

    /// What PyTorch counts in the authors' class: 34,187,027 parameters, and 5,760 running means and
    /// variances, in 98 entries without the counters; the head for colours has 135,953.
    #[test]
    fn the_table_has_the_published_networks_number_of_parameters() {
        let with_classes = tensors(64, Head::Classes);
        assert_eq!((with_classes.len(), numbers(&with_classes)), (98, 34_187_027 + 5_760));
        let without = tensors(64, Head::None);
        assert_eq!((without.len(), numbers(&without)), (96, 34_187_027 + 5_760 - 135_953));
    }
}
