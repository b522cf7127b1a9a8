//! The network's grid for a photograph.

use serde::Deserialize;

use crate::raster::Size;

/// How finely a photograph is colorized.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// As the network does it best.
    #[default]
    Full,
    /// In less than half of the time, for a look while painting goes on.
    Draft,
}

impl Detail {
    /// What sides are multiples of: a full grid can be halved once more, for a second look.
    fn multiple(self) -> f64 {
        f64::from(match self {
            Self::Full => 2 * MULTIPLE,
            Self::Draft => MULTIPLE,
        })
    }

    /// Shorter side of the grid: the size the networks are trained at (paper facts, 1.1), and one at
    /// which a small picture still is one.
    fn shorter(self) -> f64 {
        match self {
            Self::Full => 256.0,
            Self::Draft => 128.0,
        }
    }
}

/// Longest side in shorter sides, so that a panorama costs no more than twice a square.
const LONGEST: f64 = 2.0;
/// Sides are multiples of this: the network halves its maps three times.
pub(super) const MULTIPLE: u32 = 8;

/// The grid on which a photograph is colorized: its own shape, the shorter side 256 or in a draft 128
/// (less where the longer side would pass twice that), both sides multiples of 16, in a draft of 8, and at least that.
pub fn grid_size(photo: Size, detail: Detail) -> Size {
    let [width, height] = [photo.width, photo.height].map(|side| f64::from(side.max(1)));
    let (shorter, multiple) = (detail.shorter(), detail.multiple());
    let scale = (shorter / width.min(height)).min(LONGEST * shorter / width.max(height));
    let side = |pixels: f64| ((pixels * scale / multiple).round().max(1.0) * multiple) as u32;
    Size::new(side(width), side(height))
}

/// The cell of a photograph's grid in which a pixel (column, row) lies.
pub fn grid_cell(photo: Size, grid: Size, (x, y): (u32, u32)) -> (u32, u32) {
    let cell = |pixel: u32, pixels: u32, cells: u32| {
        let cell = (f64::from(pixel) + 0.5) * f64::from(cells) / f64::from(pixels.max(1));
        (cell as u32).min(cells - 1)
    };
    (cell(x, photo.width, grid.width), cell(y, photo.height, grid.height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn photographs_keep_their_shape() {
        let grid = |w, h| grid_size(Size::new(w, h), Detail::Full);
        assert_eq!(grid(512, 512), Size::new(256, 256));
        assert_eq!(grid(6000, 4000), Size::new(384, 256));
        assert_eq!(grid(3000, 4000), Size::new(256, 336));
        assert_eq!(grid(1, 1), Size::new(256, 256));
        assert_eq!(grid(10_000, 1_000), Size::new(512, 48));
        assert_eq!(grid(100_000, 1), Size::new(512, 16));
    }

    #[test]
    fn a_pixel_lies_in_the_cell_below_it() {
        let cell = |pixel| grid_cell(Size::new(1024, 512), Size::new(512, 256), pixel);
        assert_eq!(cell((0, 0)), (0, 0));
        assert_eq!(cell((1023, 511)), (511, 255));
        assert_eq!(cell((100, 201)), (50, 100));
    }

    proptest! {
        #[test]
        fn every_grid_fits_the_network(w in 1u32..100_000, h in 1u32..100_000) {
            let photo = Size::new(w, h);
            let (grid, draft) = (grid_size(photo, Detail::Full), grid_size(photo, Detail::Draft));
            prop_assert!(draft.width <= grid.width && draft.height <= grid.height);
            for side in [draft.width, draft.height] {
                prop_assert!(side % 8 == 0 && side >= 8);
            }
            for side in [grid.width, grid.height] {
                prop_assert!(side % 16 == 0 && (16..=512).contains(&side));
            }
        }
    }
}
