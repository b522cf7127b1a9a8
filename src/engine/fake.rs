//! A network by arithmetic, so that pipelines and hosts are tested without any library.

use chromadot_engine_abi::{HintScale, InputDescription, ModelDescription, Precision};

use super::{Engine, EngineError, NetworkInput, Prediction};
use crate::hints::Flow;
use crate::raster::{Plane, Size};

/// Gives every pixel the colour of the hints spread over the whole picture, and a fixed colour where
/// there are none.
pub struct FakeEngine {
    description: ModelDescription,
    without_hints: [f32; 2],
    /// The sizes of what it was given.
    pub sizes: Vec<Size>,
}

impl FakeEngine {
    /// An engine that answers `without_hints` (a*, b*) where no hint reaches.
    pub fn new(without_hints: [f32; 2]) -> Self {
        let description = ModelDescription {
            input: InputDescription {
                mask_offset: 0.5,
                scales: vec![HintScale::Filter { sigma_s_px: 400.0, sigma_r_lightness: 20.0 }],
                globals: crate::hints::global::GLOBAL_INPUTS,
                flow: false,
                half_size_share: 0.0,
            },
            bins: 0,
            parameters: 0,
            device: "cpu".to_owned(),
            device_reason: None,
            threads: 1,
            precision: Precision::Float32,
            notes: vec![],
        };
        Self { description, without_hints, sizes: vec![] }
    }

    /// The same, whose model gives half of the colours by a second look at half the size.
    pub fn that_looks_twice(without_hints: [f32; 2]) -> Self {
        let mut engine = Self::new(without_hints);
        engine.description.input.half_size_share = 0.5;
        engine
    }
}

impl Engine for FakeEngine {
    fn description(&self) -> &ModelDescription {
        &self.description
    }

    fn flow(&mut self, _: &Plane) -> Result<Option<Flow>, EngineError> {
        Ok(None)
    }

    fn run(&mut self, input: &NetworkInput) -> Result<Prediction, EngineError> {
        self.sizes.push(input.size);
        let area = input.size.area();
        let plane = |index: usize| &input.planes[index * area..][..area];
        let ab = [0, 1].map(|i| {
            let spread = plane(4 + i).iter().zip(plane(6));
            let own = self.without_hints[i];
            let values = spread.map(|(v, confidence)| if *confidence > 0.0 { v * 110.0 } else { own });
            Plane::from_values(input.size, values.collect())
        });
        Ok(Prediction { ab, distribution: None })
    }
}
