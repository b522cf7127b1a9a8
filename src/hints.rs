//! What the artist says: colours at places (local hints), and the style of another picture (global hints).
//!
//! Colour science and sizes are known here, networks and hosts are not; training shares this module.

pub mod diffusion;
pub mod document;
mod flow;
pub mod global;
pub mod local;
pub mod propagation;
pub mod simulation;

pub use flow::Flow;

use crate::raster::{Plane, Size};

/// Hints on a grid: which cells are hinted, and their colour.
#[derive(Clone, Debug, PartialEq)]
pub struct HintMap {
    /// a* and b* in Lab units; 0 where the mask is 0.
    pub ab: [Plane; 2],
    /// 1 where a cell is hinted, else 0.
    pub mask: Plane,
}

impl HintMap {
    /// No hints at all.
    pub fn empty(size: Size) -> Self {
        Self { ab: [Plane::filled(size, 0.0), Plane::filled(size, 0.0)], mask: Plane::filled(size, 0.0) }
    }

    /// (a·mask, b·mask, mask) of every cell, as both ways of spreading take them.
    fn lanes(&self) -> Vec<diffusion::Lanes> {
        let cells = self.ab[0].values().iter().zip(self.ab[1].values()).zip(self.mask.values());
        cells.map(|((a, b), m)| [a * m, b * m, *m, 0.0]).collect()
    }

    /// Width and height of the grid.
    pub fn size(&self) -> Size {
        self.mask.size()
    }

    /// Number of hinted cells.
    pub fn count(&self) -> usize {
        self.mask.values().iter().filter(|&&m| m > 0.0).count()
    }
}
