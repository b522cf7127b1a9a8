//! The network of Zhang et al. 2017, at any base width, and what Chromadot adds to it.
//!
//! `trunk` is the paper's main network, `global_hints` its second input, `distribution` its
//! second output in both published forms, `output` the last layer: the paper's, or one that also
//! chooses among hints spread beforehand. All names are those of the official checkpoint, so that
//! its weights load without a table.

mod distribution;
mod global_hints;
mod layers;
mod output;
mod trunk;

use chromadot_engine_abi::{Head, NetworkSpec};
use tch::{TchError, Tensor, nn};

use distribution::{ClassesHead, HypercolumnHead};
use global_hints::GlobalHints;
use output::OutputLayer;
use trunk::Trunk;

/// A network with its variables under the official names.
#[derive(Debug)]
pub struct Network {
    trunk: Trunk,
    global_hints: Option<GlobalHints>,
    distribution: Option<Distribution>,
    output: OutputLayer,
}

#[derive(Debug)]
enum Distribution {
    Hypercolumn(HypercolumnHead),
    Classes(ClassesHead),
}

/// What a network says of a batch of N pictures.
#[derive(Debug)]
pub struct Outcome {
    /// N x 2 x H x W, a* and b* in Lab units.
    pub ab: Tensor,
    /// N x bins x H/4 x W/4 logits, if asked for.
    pub distribution: Option<Tensor>,
}

impl Network {
    /// A network with all variables zero, to be loaded.
    ///
    /// # Errors
    /// When memory for the variables runs out.
    pub fn new(path: &nn::Path<'_>, spec: &NetworkSpec) -> Result<Self, TchError> {
        let width = spec.base_width;
        Ok(Self {
            trunk: Trunk::new(path, width, 4 + 3 * spec.scales.len() as i64)?,
            global_hints: spec.global_hints.then(|| GlobalHints::new(path, width)).transpose()?,
            distribution: match spec.head {
                Head::Hypercolumn => Some(Distribution::Hypercolumn(HypercolumnHead::new(path, width)?)),
                Head::Classes => Some(Distribution::Classes(ClassesHead::new(path, width)?)),
                Head::None => None,
            },
            output: OutputLayer::new(path, width, spec)?,
        })
    }

    /// Number of bins of the distribution, 0 for a network without.
    pub fn bins(&self) -> usize {
        match self.distribution {
            Some(Distribution::Hypercolumn(_)) => distribution::GAMUT_BINS as usize,
            Some(Distribution::Classes(_)) => distribution::GRID_BINS as usize,
            None => 0,
        }
    }

    /// Number of global inputs, 0 for a network without.
    pub fn globals(&self) -> usize {
        if self.global_hints.is_some() { global_hints::INPUTS as usize } else { 0 }
    }

    /// Runs the network on N x C x H x W planes (H and W multiples of 8) and N x 316 global inputs.
    ///
    /// # Errors
    /// libtorch's, for shapes that do not fit or memory that runs out.
    pub fn forward(&self, planes: &Tensor, global: &Tensor, distribution: bool) -> Result<Outcome, TchError> {
        let global = self.global_hints.as_ref().map(|branch| branch.forward(global)).transpose()?;
        let features = self.trunk.forward(planes, global.as_ref())?;
        let distribution = match &self.distribution {
            Some(Distribution::Hypercolumn(head)) if distribution => Some(head.forward(&features)?),
            Some(Distribution::Classes(head)) if distribution => Some(head.forward(&features)?),
            _ => None,
        };
        Ok(Outcome { ab: self.output.forward(&features.conv10, planes)?, distribution })
    }
}
