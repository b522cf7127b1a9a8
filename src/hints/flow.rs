//! How easily colour flows from each cell of the grid to its neighbours.

use super::slope::Slope;
use crate::raster::{Plane, Size};

/// The step in lightness (units of L) that halves the flow where no network has learned better
/// (docs/network.md).
pub(crate) const EDGE_LIGHTNESS: f32 = 0.32;

/// What hints diffuse along: by itself a formula of lightness, or what a network sees in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Flow between each cell and the one to its right, above 0; the last column means nothing.
    pub right: Plane,
    /// The same downwards; the last row means nothing.
    pub down: Plane,
    /// How colourful each cell is beside others of the same thing, above 0: of two cells between which
    /// colour flows freely, chroma stands in this proportion.
    pub chroma: Plane,
    /// How colour goes with lightness, where a network knows how far to trust what hints tell of it.
    pub slope: Option<Slope>,
}

impl Flow {
    /// g = 1 / (1 + (dL / edge)²) between neighbours of lightness `l` (0..100).
    pub fn over_lightness(l: &Plane) -> Self {
        let Size { width, height } = l.size();
        let values = l.values();
        let towards = |dx: u32, dy: u32| {
            let flow = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| {
                let i = (y * width + x) as usize;
                let j = ((y + dy).min(height - 1) * width + (x + dx).min(width - 1)) as usize;
                1.0 / (1.0 + ((values[i] - values[j]) / EDGE_LIGHTNESS).powi(2))
            });
            Plane::from_values(l.size(), flow.collect())
        };
        Self { right: towards(1, 0), down: towards(0, 1), chroma: Plane::filled(l.size(), 1.0), slope: None }
    }

    /// The grid's size.
    pub fn size(&self) -> Size {
        self.chroma.size()
    }
}
