//! A main network of our own: no layer at full size, most of the work at an eighth of it.
//!
//! The planes are folded 2x2 into channels and unfolded at the end, so that full-size detail goes in
//! and comes out while the largest maps are a quarter of the picture. At an eighth self-attention
//! between the residual blocks sees the whole picture, where the paper's reach ends at 180 pixels.

use chromadot_engine_abi::ATTENTION_HEADS;
use tch::nn::Path;
use tch::{TchError, Tensor};

use super::layers::{BatchNorm, Conv, NormedConv};

/// Two 3x3 convolutions beside the identity.
#[derive(Debug)]
pub(super) struct Block([NormedConv; 2]);

impl Block {
    pub(super) fn new(path: &Path<'_>, name: &str, width: i64) -> Result<Self, TchError> {
        let conv = |i| {
            let (conv, norm) = (format!("{name}.conv{i}"), format!("{name}.norm{i}"));
            NormedConv::new(path, &conv, &norm, (width, width), 3)
        };
        Ok(Self([conv(1)?, conv(2)?]))
    }

    pub(super) fn forward(&self, x: &Tensor, training: bool) -> Result<Tensor, TchError> {
        let [first, second] = &self.0;
        let y = first.forward(x, training)?.f_relu_()?;
        second.forward(&y, training)?.f_add_(x)?.f_relu_()
    }

    pub(super) fn fold(&mut self) -> Result<(), TchError> {
        self.0.iter_mut().try_for_each(NormedConv::fold)
    }
}

/// Every place looks at every other: hints and meaning travel as far as the picture reaches.
#[derive(Debug)]
struct Attention {
    norm: BatchNorm,
    /// Queries, keys and values side by side.
    ask: Conv,
    tell: Conv,
}

impl Attention {
    fn new(path: &Path<'_>, name: &str, width: i64) -> Result<Self, TchError> {
        Ok(Self {
            norm: BatchNorm::new(path, &format!("{name}.norm"), width)?,
            ask: Conv::new(path, &format!("{name}.ask"), (width, 3 * width), 1, 1)?,
            tell: Conv::new(path, &format!("{name}.tell"), (width, width), 1, 1)?,
        })
    }

    fn forward(&self, x: &Tensor, training: bool) -> Result<Tensor, TchError> {
        let (n, channels, height, width) = x.size4()?;
        let asked = self.ask.forward(&self.norm.forward(x, training)?)?;
        // Places become rows: N x heads x places x channels of a head.
        let rows = asked
            .f_permute([0, 2, 3, 1])?
            .f_reshape([n, height * width, 3, ATTENTION_HEADS, channels / ATTENTION_HEADS])?
            .f_permute([2, 0, 3, 1, 4])?;
        let [queries, keys, values] = [rows.f_get(0)?, rows.f_get(1)?, rows.f_get(2)?];
        let heard = Tensor::f_scaled_dot_product_attention(
            &queries,
            &keys,
            &values,
            None::<Tensor>,
            0.0,
            false,
            None,
            false,
        )?;
        let heard = heard
            .f_permute([0, 2, 1, 3])?
            .f_reshape([n, height, width, channels])?
            .f_permute([0, 3, 1, 2])?;
        x.f_add(&self.tell.forward(&heard)?)
    }
}

/// A larger map from a smaller one, added to what was there at this size on the way down.
#[derive(Debug)]
pub(super) struct Rise {
    fold: Conv,
    norm: BatchNorm,
}

impl Rise {
    pub(super) fn new(path: &Path<'_>, name: &str, from: i64, to: i64) -> Result<Self, TchError> {
        Ok(Self {
            fold: Conv::new(path, &format!("{name}.fold"), (from, 4 * to), 1, 1)?,
            norm: BatchNorm::new(path, &format!("{name}.norm"), to)?,
        })
    }

    pub(super) fn forward(
        &self,
        below: &Tensor,
        beside: &Tensor,
        training: bool,
    ) -> Result<Tensor, TchError> {
        let mut enlarged = self.fold.forward(below)?.f_pixel_shuffle(2)?;
        self.norm.forward(&enlarged.f_add_(beside)?, training)?.f_relu_()
    }
}

/// A convolution to half the size.
#[derive(Debug)]
pub(super) struct Descent(NormedConv);

impl Descent {
    pub(super) fn new(path: &Path<'_>, name: &str, from: i64, to: i64) -> Result<Self, TchError> {
        let (conv, norm) = (format!("{name}.conv"), format!("{name}.norm"));
        Ok(Self(NormedConv::new(path, &conv, &norm, (from, to), 3)?.halving()))
    }

    pub(super) fn forward(&self, x: &Tensor, training: bool) -> Result<Tensor, TchError> {
        self.0.forward(x, training)?.f_relu_()
    }

    pub(super) fn fold(&mut self) -> Result<(), TchError> {
        self.0.fold()
    }
}

/// The main network and its output layer.
#[derive(Debug)]
pub(super) struct ResidualTrunk {
    stem: NormedConv,
    half: Block,
    to_quarter: Descent,
    quarter: Block,
    to_eighth: Descent,
    deep: Vec<(Block, Option<Attention>)>,
    rise_quarter: Rise,
    quarter_back: [Block; 2],
    rise_half: Rise,
    half_back: Block,
    output: Conv,
}

impl ResidualTrunk {
    /// A trunk of `w` channels at a half, `2w` at a quarter and `deep_width` at an eighth of the size,
    /// from `inputs` planes to `outputs` maps.
    pub(super) fn new(
        path: &Path<'_>,
        w: i64,
        (deep_width, deep_blocks): (i64, i64),
        inputs: i64,
        outputs: i64,
    ) -> Result<Self, TchError> {
        let deep = |i: i64| {
            let block = Block::new(path, &format!("deep.{i}"), deep_width)?;
            // After every second block: the far view needs what the near one found, and back.
            let attention = (i % 2 == 1)
                .then(|| Attention::new(path, &format!("attention.{i}"), deep_width))
                .transpose()?;
            Ok((block, attention))
        };
        Ok(Self {
            stem: NormedConv::new(path, "stem.conv", "stem.norm", (4 * inputs, w), 3)?,
            half: Block::new(path, "half", w)?,
            to_quarter: Descent::new(path, "to_quarter", w, 2 * w)?,
            quarter: Block::new(path, "quarter", 2 * w)?,
            to_eighth: Descent::new(path, "to_eighth", 2 * w, deep_width)?,
            deep: (0..deep_blocks).map(deep).collect::<Result<_, TchError>>()?,
            rise_quarter: Rise::new(path, "rise_quarter", deep_width, 2 * w)?,
            quarter_back: [
                Block::new(path, "quarter_back.0", 2 * w)?,
                Block::new(path, "quarter_back.1", 2 * w)?,
            ],
            rise_half: Rise::new(path, "rise_half", 2 * w, w)?,
            half_back: Block::new(path, "half_back", w)?,
            output: Conv::new(path, "output", (w, 4 * outputs), 3, 1)?,
        })
    }

    /// See [`NormedConv::fold`].
    pub(super) fn fold_norms(&mut self) -> Result<(), TchError> {
        self.stem.fold()?;
        self.to_quarter.fold()?;
        self.to_eighth.fold()?;
        let Self { half, quarter, deep, quarter_back, half_back, .. } = self;
        let blocks = [half, quarter, half_back].into_iter().chain(quarter_back);
        blocks.chain(deep.iter_mut().map(|(block, _)| block)).try_for_each(Block::fold)
    }

    /// The taps for the distribution, at an eighth (`deep_width` channels) and a quarter (`2w`) of the
    /// size, and unless only these are wanted the output maps at full size.
    ///
    /// `global` (N x deep_width x 1 x 1) is added where the work at an eighth begins.
    pub(super) fn forward(
        &self,
        planes: &Tensor,
        global: Option<&Tensor>,
        training: bool,
        wants_maps: bool,
    ) -> Result<(Option<Tensor>, [Tensor; 2]), TchError> {
        let folded = planes.f_pixel_unshuffle(2)?;
        let stem = self.stem.forward(&folded, training)?.f_relu_()?;
        let half = self.half.forward(&stem, training)?;
        let quarter = self.quarter.forward(&self.to_quarter.forward(&half, training)?, training)?;
        let mut eighth = self.to_eighth.forward(&quarter, training)?;
        if let Some(global) = global {
            eighth = eighth.f_add(global)?;
        }
        for (block, attention) in &self.deep {
            eighth = block.forward(&eighth, training)?;
            if let Some(attention) = attention {
                eighth = attention.forward(&eighth, training)?;
            }
        }
        let mut quarter = self.rise_quarter.forward(&eighth, &quarter, training)?;
        for block in &self.quarter_back {
            quarter = block.forward(&quarter, training)?;
        }
        let maps = || {
            let half = self.rise_half.forward(&quarter, &half, training)?;
            self.output.forward(&self.half_back.forward(&half, training)?)?.f_pixel_shuffle(2)
        };
        Ok((wants_maps.then(maps).transpose()?, [eighth, quarter]))
    }
}
