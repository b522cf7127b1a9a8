//! Painted dots, pooled from the hint layer's own pixels into the network's grid.

use std::ops::Range;

use super::HintMap;
use crate::color::lab::srgb_to_lab;
use crate::raster::{PixelError, PixelSource, Plane, Rgba, Size, is_number};

/// A painted pixel counts as a hint from this opacity on.
pub const LEAST_ALPHA: f32 = 0.5;
/// Rows read at a time.
const BAND_ROWS: u32 = 64;

/// A layer and where its top left corner lies, in pixels from the photograph's.
pub struct Layer<'a> {
    /// The layer's pixels.
    pub source: &'a mut dyn PixelSource,
    /// Columns to the right and rows down; either may be negative.
    pub offset: (i32, i32),
}

/// Pools a layer of painted hints over a photograph of size `photo` into a grid.
///
/// Colour and mask go together: a cell is hinted when any pixel in it is painted, however few, and
/// gets the alpha-weighted mean of those pixels alone. So a small dot on a large photograph counts
/// fully, and no transparent pixel darkens it. Only a* and b* are kept, a hint's lightness is not.
///
/// # Errors
/// When the layer's pixels cannot be read.
pub fn pool_hints(layer: Layer<'_>, photo: Size, grid: Size) -> Result<HintMap, PixelError> {
    let size = layer.source.size();
    let columns: Vec<Range<u32>> = cells_of_layer(size.width, layer.offset.0, photo.width, grid.width);
    let rows: Vec<Range<u32>> = cells_of_layer(size.height, layer.offset.1, photo.height, grid.height);
    // Sums of a, b and alpha for each cell.
    let mut sums = vec![[0.0f64; 3]; grid.area()];
    let mut band: Vec<Rgba> = Vec::new();
    let mut remembered: Option<([f32; 3], [f32; 2])> = None;
    for top in (0..size.height).step_by(BAND_ROWS as usize) {
        let height = BAND_ROWS.min(size.height - top);
        if (top..top + height).all(|y| rows[y as usize].is_empty()) {
            continue;
        }
        band.resize(size.width as usize * height as usize, [0.0; 4]);
        layer.source.read_rows(top, &mut band)?;
        for (y, line) in (top..).zip(band.chunks_exact(size.width as usize)) {
            for (pixel, cells_across) in line.iter().zip(&columns) {
                let &[r, g, b, alpha] = pixel;
                // Written so that an alpha that is not a number is no hint either.
                if !(alpha >= LEAST_ALPHA && [r, g, b].into_iter().all(is_number)) {
                    continue;
                }
                // Dots are of one colour, so most conversions are the one just made.
                let ab = match remembered {
                    Some((rgb, ab)) if rgb == [r, g, b] => ab,
                    _ => {
                        let lab = srgb_to_lab([r, g, b]);
                        remembered = Some(([r, g, b], [lab.a, lab.b]));
                        [lab.a, lab.b]
                    }
                };
                let weight = f64::from(alpha.min(1.0));
                for cell_y in rows[y as usize].clone() {
                    for cell_x in cells_across.clone() {
                        let sum = &mut sums[cell_y as usize * grid.width as usize + cell_x as usize];
                        sum[0] += weight * f64::from(ab[0]);
                        sum[1] += weight * f64::from(ab[1]);
                        sum[2] += weight;
                    }
                }
            }
        }
    }
    let plane = |value: &dyn Fn(&[f64; 3]) -> f64| {
        let of_cell = |sum: &[f64; 3]| if sum[2] > 0.0 { value(sum) as f32 } else { 0.0 };
        Plane::from_values(grid, sums.iter().map(of_cell).collect())
    };
    Ok(HintMap { ab: [plane(&|s| s[0] / s[2]), plane(&|s| s[1] / s[2])], mask: plane(&|_| 1.0) })
}

/// For each pixel of a layer along one axis, the cells of the grid that it hints; empty outside the
/// photograph.
///
/// A pixel hints the cells whose centre it covers (several, when the grid is finer than the
/// photograph) and, covering none, the cell in which it lies.
fn cells_of_layer(layer: u32, offset: i32, photo: u32, grid: u32) -> Vec<Range<u32>> {
    let scale = f64::from(grid) / f64::from(photo);
    let cells = |pixel: i64| {
        if !(0..i64::from(photo)).contains(&pixel) {
            return 0..0;
        }
        let [start, end] = [pixel, pixel + 1].map(|p| p as f64 * scale);
        let covered = (start - 0.5).ceil() as u32..((end - 0.5).ceil() as u32).min(grid);
        if covered.is_empty() {
            let around = (((start + end) * 0.5) as u32).min(grid - 1);
            return around..around + 1;
        }
        covered
    };
    (0..i64::from(layer)).map(|pixel| cells(pixel + i64::from(offset))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Picture;
    use proptest::prelude::*;

    const CLEAR: Rgba = [0.0; 4];
    const RED: Rgba = [0.8, 0.1, 0.1, 1.0];

    fn pooled(layer: &mut Picture, offset: (i32, i32), photo: Size, grid: Size) -> HintMap {
        pool_hints(Layer { source: layer, offset }, photo, grid).unwrap()
    }

    fn red_ab() -> [f32; 2] {
        let lab = srgb_to_lab([RED[0], RED[1], RED[2]]);
        [lab.a, lab.b]
    }

    #[test]
    fn three_painted_pixels_on_a_24_megapixel_photograph_count_in_full() {
        let (photo, grid) = (Size::new(6000, 4000), Size::new(384, 256));
        let mut dot = Picture::from_fn(Size::new(3, 3), |_, _| RED);
        let hints = pooled(&mut dot, (3001, 2001), photo, grid);
        assert_eq!(hints.count(), 1);
        let cell = (192, 128);
        assert_eq!(hints.mask.at(cell.0, cell.1), 1.0);
        assert!((hints.ab[0].at(cell.0, cell.1) - red_ab()[0]).abs() < 1e-3);
    }

    #[test]
    fn transparent_neighbours_do_not_darken_a_hint() {
        let (photo, grid) = (Size::new(64, 64), Size::new(8, 8));
        let mut layer = Picture::from_fn(photo, |x, y| if (x, y) == (20, 20) { RED } else { CLEAR });
        let hints = pooled(&mut layer, (0, 0), photo, grid);
        assert_eq!(hints.count(), 1);
        assert!((hints.ab[1].at(2, 2) - red_ab()[1]).abs() < 1e-3);
    }

    #[test]
    fn a_grey_dot_is_a_hint_for_neutral() {
        let size = Size::new(8, 8);
        let mut layer = Picture::from_fn(size, |x, _| if x == 0 { [0.5, 0.5, 0.5, 1.0] } else { CLEAR });
        let hints = pooled(&mut layer, (0, 0), size, size);
        assert_eq!(hints.count(), 8);
        assert!(hints.ab[0].at(0, 0).abs() < 0.02 && hints.ab[1].at(0, 0).abs() < 0.02);
    }

    #[test]
    fn faint_strokes_and_numbers_that_are_none_are_no_hints() {
        let size = Size::new(8, 8);
        let faint = [[0.8, 0.1, 0.1, 0.49], [f32::NAN, 0.0, 0.0, 1.0], [0.5, 0.5, 0.5, f32::NAN]];
        let mut layer = Picture::from_fn(size, |x, _| faint[x as usize % 3]);
        assert_eq!(pooled(&mut layer, (0, 0), size, size), HintMap::empty(size));
    }

    #[test]
    fn what_lies_outside_the_photograph_is_left_out() {
        let size = Size::new(8, 8);
        let mut layer = Picture::from_fn(size, |_, _| RED);
        assert_eq!(pooled(&mut layer, (6, -7), size, size).count(), 2);
        assert_eq!(pooled(&mut layer, (8, 0), size, size).count(), 0);
        assert_eq!(pooled(&mut layer, (i32::MAX, i32::MIN), size, size).count(), 0);
    }

    proptest! {
        #[test]
        fn a_fully_painted_layer_hints_every_cell_at_any_size(
            photo in (1u32..40, 1u32..40), grid in (1u32..40, 1u32..40),
        ) {
            let (photo, grid) = (Size::new(photo.0, photo.1), Size::new(grid.0, grid.1));
            let mut layer = Picture::from_fn(photo, |_, _| RED);
            prop_assert_eq!(pooled(&mut layer, (0, 0), photo, grid).count(), grid.area());
        }
    }
}
