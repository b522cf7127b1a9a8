//! The network's grid for a photograph.

use crate::raster::Size;

/// Shorter side of the grid: the size the networks are trained at (paper facts, 1.1).
const SHORTER: f64 = 256.0;
/// Longest side, so that a panorama costs no more than twice a square.
const LONGEST: f64 = 512.0;
/// Sides are multiples of this: the network halves its maps three times.
const MULTIPLE: f64 = 8.0;

/// The grid on which a photograph is colorized: its own shape, the shorter side 256 (less where the
/// longer side would pass 512), both sides multiples of 8 and at least 8.
pub fn grid_size(photo: Size) -> Size {
    let [width, height] = [photo.width, photo.height].map(|side| f64::from(side.max(1)));
    let scale = (SHORTER / width.min(height)).min(LONGEST / width.max(height));
    let side = |pixels: f64| ((pixels * scale / MULTIPLE).round().max(1.0) * MULTIPLE) as u32;
    Size::new(side(width), side(height))
}

/// The cell of a photograph's grid in which a pixel (column, row) lies.
pub fn grid_cell(photo: Size, (x, y): (u32, u32)) -> (u32, u32) {
    let grid = grid_size(photo);
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
        let grid = |w, h| grid_size(Size::new(w, h));
        assert_eq!(grid(512, 512), Size::new(256, 256));
        assert_eq!(grid(6000, 4000), Size::new(384, 256));
        assert_eq!(grid(3000, 4000), Size::new(256, 344));
        assert_eq!(grid(1, 1), Size::new(256, 256));
        assert_eq!(grid(10_000, 1_000), Size::new(512, 48));
        assert_eq!(grid(100_000, 1), Size::new(512, 8));
    }

    #[test]
    fn a_pixel_lies_in_the_cell_below_it() {
        let photo = Size::new(1024, 512);
        assert_eq!(grid_cell(photo, (0, 0)), (0, 0));
        assert_eq!(grid_cell(photo, (1023, 511)), (511, 255));
        assert_eq!(grid_cell(photo, (100, 201)), (50, 100));
    }

    proptest! {
        #[test]
        fn every_grid_fits_the_network(w in 1u32..100_000, h in 1u32..100_000) {
            let grid = grid_size(Size::new(w, h));
            for side in [grid.width, grid.height] {
                prop_assert!(side % 8 == 0 && (8..=512).contains(&side));
            }
        }
    }
}
