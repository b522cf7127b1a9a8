//! The paper's main network, blocks 1 to 10 (paper facts, sections 1.2 and 9).

use tch::nn::Path;
use tch::{TchError, Tensor};

use super::layers::{BatchNorm, Conv, Deconv, every_second};

/// Slope below zero of block 10's activation; all others are plain ReLUs.
const LEAKY_SLOPE: f64 = 0.2;

/// Convolutions with a ReLU after each, then a batch norm: one of the blocks 1 to 7.
#[derive(Debug)]
struct Block {
    convs: Vec<Conv>,
    norm: BatchNorm,
}

impl Block {
    fn new(
        path: &Path<'_>,
        name: &str,
        (from, to): (i64, i64),
        convs: usize,
        dilation: i64,
    ) -> Result<Self, TchError> {
        // ReLUs have places in the official numbering, hence every second number.
        let conv = |i: usize| {
            let from = if i == 0 { from } else { to };
            Conv::new(path, &format!("{name}.{}", 2 * i), (from, to), 3, dilation)
        };
        Ok(Self {
            convs: (0..convs).map(conv).collect::<Result<_, _>>()?,
            norm: BatchNorm::new(path, &format!("{name}.{}", 2 * convs), to)?,
        })
    }

    fn forward(&self, x: &Tensor, training: bool) -> Result<Tensor, TchError> {
        let mut x = x.shallow_clone();
        for conv in &self.convs {
            x = conv.forward(&x)?.f_relu_()?;
        }
        self.norm.forward(&x, training)
    }
}

/// The next larger block's entrance: its input enlarged, plus an earlier block of that size through
/// a convolution of its own, then a ReLU.
#[derive(Debug)]
struct Rise {
    up: Deconv,
    shortcut: Conv,
}

impl Rise {
    fn new(
        path: &Path<'_>,
        (up, shortcut): (&str, &str),
        (below, beside, to): (i64, i64, i64),
    ) -> Result<Self, TchError> {
        Ok(Self {
            up: Deconv::new(path, up, (below, to))?,
            shortcut: Conv::new(path, shortcut, (beside, to), 3, 1)?,
        })
    }

    fn forward(&self, below: &Tensor, beside: &Tensor) -> Result<Tensor, TchError> {
        self.up.forward(below)?.f_add_(&self.shortcut.forward(beside)?)?.f_relu_()
    }
}

/// The main network and its output layer.
#[derive(Debug)]
pub(super) struct PaperTrunk {
    /// Blocks 1 to 7.
    blocks: [Block; 7],
    rise8: Rise,
    conv8: [Conv; 2],
    norm8: BatchNorm,
    rise9: Rise,
    conv9: Conv,
    norm9: BatchNorm,
    rise10: Rise,
    conv10: Conv,
    output: Conv,
}

impl PaperTrunk {
    /// A trunk of base width `w` (64 in the paper) from `inputs` planes to `outputs` maps.
    pub(super) fn new(path: &Path<'_>, w: i64, inputs: i64, outputs: i64) -> Result<Self, TchError> {
        let block = |name, from, to, convs, dilation| Block::new(path, name, (from, to), convs, dilation);
        let conv = |name, from, to| Conv::new(path, name, (from, to), 3, 1);
        Ok(Self {
            blocks: [
                block("model1", inputs, w, 2, 1)?,
                block("model2", w, 2 * w, 2, 1)?,
                block("model3", 2 * w, 4 * w, 3, 1)?,
                block("model4", 4 * w, 8 * w, 3, 1)?,
                block("model5", 8 * w, 8 * w, 3, 2)?,
                block("model6", 8 * w, 8 * w, 3, 2)?,
                block("model7", 8 * w, 8 * w, 3, 1)?,
            ],
            rise8: Rise::new(path, ("model8up.0", "model3short8.0"), (8 * w, 4 * w, 4 * w))?,
            conv8: [conv("model8.1", 4 * w, 4 * w)?, conv("model8.3", 4 * w, 4 * w)?],
            norm8: BatchNorm::new(path, "model8.5", 4 * w)?,
            rise9: Rise::new(path, ("model9up.0", "model2short9.0"), (4 * w, 2 * w, 2 * w))?,
            conv9: conv("model9.1", 2 * w, 2 * w)?,
            norm9: BatchNorm::new(path, "model9.3", 2 * w)?,
            rise10: Rise::new(path, ("model10up.0", "model1short10.0"), (2 * w, w, 2 * w))?,
            conv10: conv("model10.1", 2 * w, 2 * w)?,
            output: Conv::new(path, "model_out.0", (2 * w, outputs), 1, 1)?,
        })
    }

    /// Maps of the output layer at full size and, for the distribution, blocks 3 to 8 after their
    /// batch norm (3 and 8 at H/4, the others at H/8), block 4 also after the global hints.
    ///
    /// `global` (N x 8w x 1 x 1) is added to block 4.
    pub(super) fn forward(
        &self,
        planes: &Tensor,
        global: Option<&Tensor>,
        training: bool,
    ) -> Result<(Tensor, [Tensor; 6]), TchError> {
        let [block1, block2, block3, block4, block5, block6, block7] = &self.blocks;
        let conv1 = block1.forward(planes, training)?;
        let conv2 = block2.forward(&every_second(&conv1)?, training)?;
        let conv3 = block3.forward(&every_second(&conv2)?, training)?;
        let mut conv4 = block4.forward(&every_second(&conv3)?, training)?;
        if let Some(global) = global {
            conv4 = conv4.f_add_(global)?;
        }
        let conv5 = block5.forward(&conv4, training)?;
        let conv6 = block6.forward(&conv5, training)?;
        let conv7 = block7.forward(&conv6, training)?;
        let mut conv8 = self.rise8.forward(&conv7, &conv3)?;
        for conv in &self.conv8 {
            conv8 = conv.forward(&conv8)?.f_relu_()?;
        }
        let conv8 = self.norm8.forward(&conv8, training)?;
        let conv9 = self.conv9.forward(&self.rise9.forward(&conv8, &conv2)?)?.f_relu_()?;
        let conv9 = self.norm9.forward(&conv9, training)?;
        let conv10 = self.conv10.forward(&self.rise10.forward(&conv9, &conv1)?)?;
        // libtorch's leaky ReLU comes to Rust with a fixed slope; PReLU is the same with a chosen one.
        let slope = Tensor::f_full([1], LEAKY_SLOPE, (conv10.kind(), conv10.device()))?;
        let maps = self.output.forward(&conv10.f_prelu(&slope)?)?;
        Ok((maps, [conv3, conv4, conv5, conv6, conv7, conv8]))
    }
}
