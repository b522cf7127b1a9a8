//! The network of Zhang et al. 2017, at any base width, and what Chromadot adds to it.
//!
//! `paper_trunk` is the paper's main network, `residual_trunk` our own, `global_hints` the second
//! input, `flow` what hints are diffused along, `distribution` the second output in all its forms, `output` the last step, which also
//! chooses among hints spread beforehand. The names of the paper's parts are those of the official
//! checkpoint, so that its weights load without a table.

mod distribution;
mod encoder;
mod flow;
mod global_hints;
mod layers;
mod output;
mod paper_trunk;
mod residual_trunk;

use chromadot_engine_abi::{Head, InputDescription, NetworkSpec, Trunk};
use tch::{Kind, TchError, Tensor, nn};

use distribution::{ClassesHead, HypercolumnHead, ResidualHead};
pub use encoder::Look;
use encoder::{Encoder, Sight};
use flow::FlowNetwork;
use global_hints::GlobalHints;
pub use layers::channels_last;
use paper_trunk::PaperTrunk;
use residual_trunk::ResidualTrunk;

/// A network with its variables under the official names.
#[derive(Debug)]
pub struct Network {
    plan: Plan,
    global_hints: Option<GlobalHints>,
    encoder: Option<(Encoder, Sight)>,
    flow: Option<FlowNetwork>,
    /// Number of spread hints among the planes.
    spreads: i64,
    output_scale: f64,
    /// The numbers that the layers take; all that comes in and goes out is float32.
    arithmetic: Kind,
}

/// A trunk with the head that fits it.
#[derive(Debug)]
enum Plan {
    Paper { trunk: Box<PaperTrunk>, hypercolumn: Option<HypercolumnHead>, classes: Option<ClassesHead> },
    Residual { trunk: Box<ResidualTrunk>, head: Option<ResidualHead> },
}

/// What is wanted of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The colours.
    pub colour: bool,
    /// The distribution, if the network has one.
    pub distribution: bool,
    /// Batch norms take the batch's own statistics and learn from them.
    pub training: bool,
    /// The distribution's gradient ends at its own layers, as in the paper's second stage.
    pub blocks_gradient: bool,
}

impl Wanted {
    /// Colours, and the distribution if asked for, of a network that learns no more.
    pub fn prediction(distribution: bool) -> Self {
        Self { colour: true, distribution, training: false, blocks_gradient: false }
    }
}

/// Lightness 0..100 as it stands among the planes, (L - 50) / 100.
///
/// # Errors
/// libtorch's, when memory runs out.
pub fn lightness_plane(lightness: &Tensor) -> Result<Tensor, TchError> {
    lightness.f_sub_scalar(50.0)?.f_div_scalar(100.0)
}

/// What a network says of a batch of N pictures.
#[derive(Debug)]
pub struct Outcome {
    /// N x 2 x H x W, a* and b* in Lab units, if asked for.
    pub ab: Option<Tensor>,
    /// N x bins x H/4 x W/4 logits, if asked for.
    pub distribution: Option<Tensor>,
}

impl Network {
    /// A network with all variables zero, to be loaded or initialised.
    ///
    /// # Errors
    /// When memory for the variables runs out.
    pub fn new(path: &nn::Path<'_>, spec: &NetworkSpec) -> Result<Self, TchError> {
        let width = spec.base_width;
        let spreads = spec.scales.len() as i64;
        let inputs = InputDescription::from(spec).planes() as i64;
        let outputs = output::map_count(spreads);
        let (plan, global_width) = match spec.trunk {
            Trunk::Paper => {
                let trunk = Box::new(PaperTrunk::new(path, width, inputs, outputs)?);
                let wants = |head| (spec.head == head).then_some((path, width));
                let hypercolumn = wants(Head::Hypercolumn).map(|(p, w)| HypercolumnHead::new(p, w));
                let classes = wants(Head::Classes).map(|(p, w)| ClassesHead::new(p, w));
                let (hypercolumn, classes) = (hypercolumn.transpose()?, classes.transpose()?);
                (Plan::Paper { trunk, hypercolumn, classes }, 8 * width)
            }
            Trunk::Residual { deep_width, deep_blocks } => {
                let deep = (deep_width, deep_blocks);
                let trunk = Box::new(ResidualTrunk::new(path, width, deep, inputs, outputs)?);
                let head = (spec.head != Head::None)
                    .then(|| ResidualHead::new(path, deep_width, 2 * width))
                    .transpose()?;
                (Plan::Residual { trunk, head }, deep_width)
            }
        };
        let global_hints = spec.global_hints.then(|| GlobalHints::new(path, global_width)).transpose()?;
        let encoder = spec.encoder.map(|kind| Encoder::new(path, kind)).transpose()?;
        let sight = spec.encoder.map(|kind| Sight::new(path, kind, global_width)).transpose()?;
        let flow = |width| FlowNetwork::new(path, width, spec.encoder);
        let flow = spec.flow_width.map(flow).transpose()?;
        Ok(Self {
            plan,
            global_hints,
            encoder: encoder.zip(sight),
            flow,
            spreads,
            output_scale: spec.output_scale,
            arithmetic: Kind::Float,
        })
    }

    /// Lets the layers take numbers of this kind, whichever their weights are kept in: in training these stay float32,
    /// and so do the statistics of norms.
    pub fn set_arithmetic(&mut self, kind: Kind) {
        self.arithmetic = kind;
    }

    /// Takes batch norms into the convolutions before them, where there are such, by their running statistics:
    /// quicker, and nothing can be learned any more. The variables, which must be filled, are changed.
    ///
    /// # Errors
    /// libtorch's, when memory runs out.
    pub fn fold_norms(&mut self) -> Result<(), TchError> {
        if let Plan::Residual { trunk, .. } = &mut self.plan {
            trunk.fold_norms()?;
        }
        self.flow.as_mut().map_or(Ok(()), FlowNetwork::fold_norms)
    }

    /// Number of bins of the distribution, 0 for a network without.
    pub fn bins(&self) -> usize {
        let bins = match &self.plan {
            Plan::Paper { classes: Some(_), .. } => distribution::GRID_BINS,
            Plan::Paper { hypercolumn: Some(_), .. } | Plan::Residual { head: Some(_), .. } => {
                distribution::GAMUT_BINS
            }
            Plan::Paper { .. } | Plan::Residual { head: None, .. } => 0,
        };
        bins as usize
    }

    /// What the encoder sees in N x 1 x H x W lightness as (L - 50) / 100 (H and W multiples of 8); `None` from a network
    /// without one. It learns only if it `is_taught`.
    ///
    /// # Errors
    /// libtorch's, for shapes that do not fit or memory that runs out.
    pub fn look(&self, lightness: &Tensor, is_taught: bool) -> Result<Option<Look>, TchError> {
        let _no_gradients = (!is_taught).then(tch::no_grad_guard);
        let look = |encoder: &Encoder| encoder.look(&lightness.f_to_kind(self.arithmetic)?);
        self.encoder.as_ref().map(|(encoder, _)| look(encoder)).transpose()
    }

    /// What [`Network::forward`] takes of a look.
    ///
    /// # Errors
    /// libtorch's, when memory runs out.
    pub fn see(&self, look: Option<&Look>, training: bool) -> Result<Option<Tensor>, TchError> {
        self.encoder.as_ref().zip(look).map(|((_, sight), look)| sight.forward(look, training)).transpose()
    }

    /// Where colour flows: N x 5 x H x W of N x 1 x H x W lightness in 0..100 (H and W
    /// multiples of 8) and the encoder's look at it: to the right, down, how colourful each pixel is beside others
    /// of the same thing, offset of tone, and trust in slopes. `None` from a network that does not say.
    ///
    /// # Errors
    /// libtorch's, for shapes that do not fit or memory that runs out.
    pub fn flow(
        &self,
        lightness: &Tensor,
        look: Option<&Look>,
        training: bool,
    ) -> Result<Option<Tensor>, TchError> {
        self.flow.as_ref().map(|flow| flow.forward(lightness, look, self.arithmetic, training)).transpose()
    }

    /// Runs the network on N x C x H x W planes (H and W multiples of 8), N x 316 global inputs, and what it sees in
    /// these planes.
    ///
    /// # Errors
    /// libtorch's, for shapes that do not fit or memory that runs out.
    pub fn forward(
        &self,
        planes: &Tensor,
        global: &Tensor,
        seen: Option<&Tensor>,
        wanted: Wanted,
    ) -> Result<Outcome, TchError> {
        let (layered, global) = (planes.f_to_kind(self.arithmetic)?, global.f_to_kind(self.arithmetic)?);
        let global = self.global_hints.as_ref().map(|branch| branch.forward(&global)).transpose()?;
        let Wanted { colour, distribution, training, blocks_gradient } = wanted;
        // Both are added where the work at an eighth of the size begins.
        let beside = match (global, seen) {
            (Some(global), Some(seen)) => Some(global.f_add(seen)?),
            (global, seen) => global.or(seen.map(Tensor::shallow_clone)),
        };
        let tapped = |tap: &Tensor| if blocks_gradient { tap.detach() } else { tap.shallow_clone() };
        let (maps, distribution) = match &self.plan {
            Plan::Paper { trunk, hypercolumn, classes } => {
                let (maps, taps) = trunk.forward(&layered, beside.as_ref(), training)?;
                let taps = taps.each_ref().map(tapped);
                let logits = match (hypercolumn, classes) {
                    (Some(head), _) if distribution => Some(head.forward(&taps)?),
                    (_, Some(head)) if distribution => Some(head.forward(&taps[5])?),
                    _ => None,
                };
                (colour.then_some(maps), logits)
            }
            Plan::Residual { trunk, head } => {
                let (maps, taps) = trunk.forward(&layered, beside.as_ref(), training, colour)?;
                let taps = taps.each_ref().map(tapped);
                let head = head.as_ref().filter(|_| distribution);
                (maps, head.map(|head| head.forward(&taps)).transpose()?)
            }
        };
        let is_folded = matches!(self.plan, Plan::Residual { .. });
        let colour = |maps: Tensor| {
            output::colour(&maps.f_to_kind(Kind::Float)?, planes, self.spreads, self.output_scale, is_folded)
        };
        let distribution = distribution.map(|logits| logits.f_to_kind(Kind::Float)).transpose()?;
        Ok(Outcome { ab: maps.map(colour).transpose()?, distribution })
    }
}
