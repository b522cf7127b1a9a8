//! The network as the rest of the program sees it: planes in, colour out.
//!
//! Behind the trait stands the engine library ([`open`]), loaded only when a picture is to be
//! colorized. Nothing here knows tensors, and everything above runs as well on a fake.

#[cfg(test)]
pub(crate) mod fake;
mod loaded;
mod search;

pub use chromadot_engine_abi::{DeviceReport, InputDescription, ModelDescription, Precision};
pub use loaded::{Choice, EngineError, devices, open};
pub use search::{ENGINE_VARIABLE, LIBTORCH_VARIABLE, find_library, libtorch_folder};

use crate::hints::Flow;
use crate::raster::{Plane, Size};

/// One picture for the network: planes one after another, and the global hints.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkInput {
    /// Width and height of every plane.
    pub size: Size,
    /// All planes, each row after row.
    pub planes: Vec<f32>,
    /// The 316 global inputs, or none for a network without.
    pub global: Vec<f32>,
    /// Whether the distribution over the bins is wanted beside the colours.
    pub wants_distribution: bool,
}

/// What a network says of one picture.
#[derive(Clone, Debug)]
pub struct Prediction {
    /// a* and b* in Lab units, of the input's size.
    pub ab: [Plane; 2],
    /// Logits over the bins at a quarter of the resolution (bins x H/4 x W/4), if asked for.
    pub distribution: Option<Vec<f32>>,
}

/// A model that is ready to run.
pub trait Engine: Send {
    /// What the model takes and where it runs.
    fn description(&self) -> &ModelDescription;

    /// Where colour flows in a photograph of lightness `l` (0..100, sides multiples of 8); `None` from a
    /// model that does not say. Hints have no part in it.
    ///
    /// # Errors
    /// [`EngineError`] as one sentence with a next step.
    fn flow(&mut self, l: &Plane) -> Result<Option<Flow>, EngineError>;

    /// Runs the model.
    ///
    /// # Errors
    /// [`EngineError`] as one sentence with a next step.
    fn run(&mut self, input: &NetworkInput) -> Result<Prediction, EngineError>;
}
