//! Where colour flows, seen from the photograph's lightness, and from what an encoder knows in it: what hints are
//! diffused along.
//!
//! A small network corrects the formula of colorization by optimisation, 1 / (1 + (dL / edge)²), by
//! a factor for each pair of neighbours, and says how colourful each pixel is beside others of the
//! same thing, and how far to trust what hints tell of how colour goes with lightness. It learns through the diffusion (`chromadot-train`, docs/network.md).

use chromadot_engine_abi::Encoder as EncoderKind;
use tch::nn::Path;
use tch::{Kind, TchError, Tensor};

use super::encoder::{self, Look, Sight};
use super::layers::{Conv, NormedConv, channels_last};
use super::residual_trunk::{Block, Descent, Rise};

/// Planes: to the right, down, chroma, offset of tone, trust in slopes.
const MAPS: i64 = 5;
/// Those of which only differences count.
const RELATIVE_MAPS: i64 = 4;
/// The step in lightness that halves the flow before the correction; as in the host's formula.
const EDGE_LIGHTNESS: f64 = 0.32;
/// Largest logarithm of the flow's correction and of the chroma, and largest offset of tone; and their steepness around
/// zero.
const FLOW_RANGE: (f64, f64) = (6.0, 0.3);
const CHROMA_RANGE: (f64, f64) = (1.5, 0.1);
const OFFSET_RANGE: (f64, f64) = (1.0, 0.1);

/// Half, quarter and eighth of the size, and back.
#[derive(Debug)]
pub(super) struct FlowNetwork {
    stem: NormedConv,
    half: Block,
    to_quarter: Descent,
    quarter: Block,
    to_eighth: Descent,
    eighth: [Block; 2],
    rise_quarter: Rise,
    quarter_back: Block,
    rise_half: Rise,
    half_back: Block,
    output: Conv,
    seen: Option<Seen>,
}

/// What an encoder sees, added where the work at a quarter and at an eighth of the size begins.
#[derive(Debug)]
struct Seen {
    quarter: Conv,
    eighth: Sight,
}

impl Seen {
    fn new(path: &Path<'_>, w: i64, kind: EncoderKind) -> Result<Self, TchError> {
        let quarter = Conv::new(path, "seen.quarter", (encoder::channels(kind, 0), 2 * w), 1, 1)?;
        Ok(Self { quarter, eighth: Sight::new(path, kind, 4 * w)? })
    }
}

impl FlowNetwork {
    /// A network of `w`, `2w` and `4w` channels at a half, a quarter and an eighth of the size, beside an encoder or not.
    pub(super) fn new(path: &Path<'_>, w: i64, encoder: Option<EncoderKind>) -> Result<Self, TchError> {
        let path = &(path / "flow");
        let block = |name, width| Block::new(path, name, width);
        Ok(Self {
            stem: NormedConv::new(path, "stem.conv", "stem.norm", (4, w), 3)?,
            half: block("half", w)?,
            to_quarter: Descent::new(path, "to_quarter", w, 2 * w)?,
            quarter: block("quarter", 2 * w)?,
            to_eighth: Descent::new(path, "to_eighth", 2 * w, 4 * w)?,
            eighth: [block("eighth.0", 4 * w)?, block("eighth.1", 4 * w)?],
            rise_quarter: Rise::new(path, "rise_quarter", 4 * w, 2 * w)?,
            quarter_back: block("quarter_back", 2 * w)?,
            rise_half: Rise::new(path, "rise_half", 2 * w, w)?,
            half_back: block("half_back", w)?,
            output: Conv::new(path, "output", (w, 4 * MAPS), 3, 1)?,
            seen: encoder.map(|kind| Seen::new(path, w, kind)).transpose()?,
        })
    }

    /// See [`NormedConv::fold`].
    pub(super) fn fold_norms(&mut self) -> Result<(), TchError> {
        self.stem.fold()?;
        self.to_quarter.fold()?;
        self.to_eighth.fold()?;
        let Self { half, quarter, eighth, quarter_back, half_back, .. } = self;
        [half, quarter, quarter_back, half_back].into_iter().chain(eighth).try_for_each(Block::fold)
    }

    /// N x 5 x H x W (flow to the right, flow down, chroma, offset of tone, trust in slopes below 2; all but the offset above 0) of N x 1 x H x W lightness in
    /// 0..100 and, for a network beside an encoder, its look at the same; the layers take numbers of
    /// `kind`. The last column of the first and the last row of the second mean nothing.
    pub(super) fn forward(
        &self,
        lightness: &Tensor,
        look: Option<&Look>,
        kind: Kind,
        training: bool,
    ) -> Result<Tensor, TchError> {
        let seen = self.seen.as_ref().zip(look);
        let folded = lightness.f_div_scalar(50.0)?.f_sub_scalar(1.0)?.f_pixel_unshuffle(2)?;
        // The steps of lightness need all their digits, the network's own arithmetic does not.
        let folded = folded.f_to_kind(kind)?;
        let stem = self.stem.forward(&channels_last(&folded)?, training)?.f_relu_()?;
        let half = self.half.forward(&stem, training)?;
        let mut quarter = self.to_quarter.forward(&half, training)?;
        if let Some((seen, look)) = seen {
            quarter = quarter.f_add(&seen.quarter.forward(look.quarter())?)?;
        }
        let quarter = self.quarter.forward(&quarter, training)?;
        let mut eighth = self.to_eighth.forward(&quarter, training)?;
        if let Some((seen, look)) = seen {
            eighth = eighth.f_add(&seen.eighth.forward(look, training)?)?;
        }
        for block in &self.eighth {
            eighth = block.forward(&eighth, training)?;
        }
        let quarter = self.rise_quarter.forward(&eighth, &quarter, training)?;
        let quarter = self.quarter_back.forward(&quarter, training)?;
        let half = self.rise_half.forward(&quarter, &half, training)?;
        let maps = self.output.forward(&self.half_back.forward(&half, training)?)?.f_pixel_shuffle(2)?;
        let maps = maps.f_to_kind(Kind::Float)?;
        // What all places have in common changes nothing; taken out, it cannot run away in training.
        let trust = maps.f_narrow(1, RELATIVE_MAPS, 1)?.f_sigmoid()?.f_mul_scalar(2.0)?;
        let maps = maps.f_narrow(1, 0, RELATIVE_MAPS)?;
        let maps = maps.f_sub(&maps.f_mean_dim(&[2i64, 3][..], true, None::<Kind>)?)?;
        let bounded = |first: i64, count: i64, (range, steepness): (f64, f64)| {
            maps.f_narrow(1, first, count)?.f_mul_scalar(steepness / range)?.f_tanh()?.f_mul_scalar(range)
        };
        let corrected = by_lightness(lightness)?.f_mul(&bounded(0, 2, FLOW_RANGE)?.f_exp()?)?;
        let chroma = bounded(2, 1, CHROMA_RANGE)?.f_exp()?;
        Tensor::f_cat(&[corrected, chroma, bounded(3, 1, OFFSET_RANGE)?, trust], 1)
    }
}

/// The formula to be corrected, N x 2 x H x W.
fn by_lightness(lightness: &Tensor) -> Result<Tensor, TchError> {
    let towards = |axis: i64| {
        let side = lightness.size()[axis as usize];
        let last = lightness.f_narrow(axis, side - 1, 1)?;
        let next = Tensor::f_cat(&[lightness.f_narrow(axis, 1, side - 1)?, last], axis)?;
        let step = next.f_sub(lightness)?.f_div_scalar(EDGE_LIGHTNESS)?;
        step.f_square()?.f_add_scalar(1.0)?.f_reciprocal()
    };
    Tensor::f_cat(&[towards(3)?, towards(2)?], 1)
}
