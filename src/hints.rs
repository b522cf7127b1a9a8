//! What the artist says: colours at places (local hints), and the style of another picture (global hints).
//!
//! Colour science and sizes are known here, networks and hosts are not; training shares this module.

pub mod diffusion;
pub mod document;
mod flow;
pub mod global;
pub mod local;
pub mod propagation;
pub mod shading;
pub mod simulation;
pub mod slope;

pub(crate) use flow::EDGE_LIGHTNESS;
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

    /// The hints on a grid of half the size: a cell is hinted where any of its four is, in the mean of their
    /// colours.
    pub fn halved(&self) -> Self {
        let mut mask = self.mask.halved();
        let ab = [0, 1].map(|i| {
            let mut mean = self.ab[i].halved();
            let cells = mean.values_mut().iter_mut().zip(mask.values());
            cells.filter(|(_, share)| **share > 0.0).for_each(|(value, share)| *value /= share);
            mean
        });
        mask.values_mut().iter_mut().for_each(|share| *share = share.ceil());
        Self { ab, mask }
    }

    /// Number of hinted cells.
    pub fn count(&self) -> usize {
        self.mask.values().iter().filter(|&&m| m > 0.0).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_on_one_of_four_cells_keeps_its_colour_on_the_coarser_grid() {
        let mut hints = HintMap::empty(Size::new(4, 2));
        for (cell, colour) in [(1, 40.0), (2, 10.0), (3, 20.0)] {
            (hints.ab[0].values_mut()[cell], hints.mask.values_mut()[cell]) = (colour, 1.0);
        }
        let halved = hints.halved();
        assert_eq!(halved.mask.values(), [1.0, 1.0]);
        assert_eq!(halved.ab[0].values(), [40.0, 15.0]);
        assert_eq!(HintMap::empty(Size::new(4, 2)).halved(), HintMap::empty(Size::new(2, 1)));
    }
}
