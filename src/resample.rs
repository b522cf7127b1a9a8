//! Bringing a picture of any size onto a small grid, reading each of its rows once.
//!
//! Down by the mean over each cell's area, up by linear interpolation, either way weighted by alpha.

use rayon::prelude::*;

use crate::raster::{Picture, PixelError, PixelSource, Plane, Rgba, Size, is_number};

/// Rows read at a time.
const BAND_ROWS: u32 = 64;

/// Brings a picture to `grid`; transparent pixels do not colour their neighbours, and a cell
/// without a visible pixel is transparent black. Values that are no numbers count as 0.
///
/// # Errors
/// When the picture's pixels cannot be read.
pub fn shrink_picture(source: &mut dyn PixelSource, grid: Size) -> Result<Picture, PixelError> {
    let sums = gather(source, grid, |[r, g, b, alpha]| {
        let alpha = clean(alpha).clamp(0.0, 1.0);
        [clean(r) * alpha, clean(g) * alpha, clean(b) * alpha, alpha]
    })?;
    Ok(Picture::from_fn(grid, |x, y| {
        let [r, g, b, alpha] = sums[y as usize * grid.width as usize + x as usize];
        if alpha > 0.0 { [r / alpha, g / alpha, b / alpha, alpha] } else { [0.0; 4] }
    }))
}

/// Brings a quantity of each pixel to `grid`. Cells without a visible pixel get the picture's mean.
///
/// # Errors
/// When the picture's pixels cannot be read.
pub fn shrink_quantity(
    source: &mut dyn PixelSource,
    grid: Size,
    quantity: impl Fn([f32; 3]) -> f32 + Sync,
) -> Result<Plane, PixelError> {
    Ok(means(&weighted(source, grid, quantity)?, grid))
}

/// The same on `grid` and on one that is `factor` times as fine, reading the picture once.
///
/// # Errors
/// When the picture's pixels cannot be read.
pub fn shrink_quantity_to_both(
    source: &mut dyn PixelSource,
    grid: Size,
    factor: u32,
    quantity: impl Fn([f32; 3]) -> f32 + Sync,
) -> Result<[Plane; 2], PixelError> {
    let fine = Size::new(factor * grid.width, factor * grid.height);
    let sums = weighted(source, fine, quantity)?;
    let mut coarse = vec![[0.0; 2]; grid.area()];
    for (i, sum) in sums.iter().enumerate() {
        let (x, y) = (i as u32 % fine.width / factor, i as u32 / fine.width / factor);
        let cell = &mut coarse[(y * grid.width + x) as usize];
        *cell = [cell[0] + sum[0], cell[1] + sum[1]];
    }
    Ok([means(&coarse, grid), means(&sums, fine)])
}

/// Means of a quantity times alpha and of alpha over the cells of `grid`.
fn weighted(
    source: &mut dyn PixelSource,
    grid: Size,
    quantity: impl Fn([f32; 3]) -> f32 + Sync,
) -> Result<Vec<[f32; 2]>, PixelError> {
    let sums = gather(source, grid, |[r, g, b, alpha]| {
        let alpha = clean(alpha).clamp(0.0, 1.0);
        [quantity([clean(r), clean(g), clean(b)]) * alpha, alpha, 0.0, 0.0]
    })?;
    Ok(sums.iter().map(|sum| [sum[0], sum[1]]).collect())
}

/// The first of each two over the second; the mean of all where that is 0.
fn means(sums: &[[f32; 2]], grid: Size) -> Plane {
    let total = sums.iter().fold([0.0, 0.0], |t, s| [t[0] + f64::from(s[0]), t[1] + f64::from(s[1])]);
    let mean = if total[1] > 0.0 { (total[0] / total[1]) as f32 } else { 0.0 };
    let cells = sums.iter().map(|s| if s[1] > 0.0 { s[0] / s[1] } else { mean });
    Plane::from_values(grid, cells.collect())
}

/// A number, or 0 for what is none.
fn clean(value: f32) -> f32 {
    if is_number(value) { value } else { 0.0 }
}

/// Weighted means of `sample(pixel)` over the cells of `grid`.
fn gather(
    source: &mut dyn PixelSource,
    grid: Size,
    sample: impl Fn(Rgba) -> [f32; 4] + Sync,
) -> Result<Vec<[f32; 4]>, PixelError> {
    let size = source.size();
    let (across, down) = (Axis::new(size.width, grid.width), Axis::new(size.height, grid.height));
    let mut sums = vec![[0.0; 4]; grid.area()];
    let mut pixels: Vec<Rgba> = Vec::new();
    let mut lines: Vec<[f32; 4]> = Vec::new();
    for top in (0..size.height).step_by(BAND_ROWS as usize) {
        let height = BAND_ROWS.min(size.height - top);
        pixels.resize(size.width as usize * height as usize, [0.0; 4]);
        source.read_rows(top, &mut pixels)?;
        lines.resize(grid.width as usize * height as usize, [0.0; 4]);
        let rows = pixels.par_chunks_exact(size.width as usize);
        lines.par_chunks_exact_mut(grid.width as usize).zip(rows).for_each_init(
            Vec::new,
            |samples, (line, row)| {
                samples.clear();
                samples.extend(row.iter().map(|&pixel| sample(pixel)));
                for (cell, taps) in line.iter_mut().zip(&across.taps) {
                    *cell = taps.mean_of(|i| samples[i]);
                }
            },
        );
        for (cell_row, taps) in sums.chunks_exact_mut(grid.width as usize).zip(&down.taps) {
            for (i, weight) in taps.within(top as usize, height as usize) {
                let line = &lines[(i - top as usize) * grid.width as usize..][..grid.width as usize];
                for (cell, value) in cell_row.iter_mut().zip(line) {
                    *cell = std::array::from_fn(|lane| cell[lane] + weight * value[lane]);
                }
            }
        }
    }
    Ok(sums)
}

/// For each cell along one axis, the pixels that it is made of.
struct Axis {
    taps: Vec<Taps>,
}

/// Consecutive pixels with weights that sum to 1.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

impl Axis {
    fn new(pixels: u32, cells: u32) -> Self {
        let step = f64::from(pixels) / f64::from(cells);
        let last = pixels as usize - 1;
        let taps = (0..cells).map(|cell| {
            let (start, end) = (f64::from(cell) * step, f64::from(cell + 1) * step);
            if step >= 1.0 {
                let first = (start as usize).min(last);
                let until = ((end.ceil() as usize).max(first + 1)).min(last + 1);
                let overlap = |i: usize| (end.min((i + 1) as f64) - start.max(i as f64)).max(0.0);
                return Taps::normalised(first, (first..until).map(overlap).collect());
            }
            let place = ((start + end) / 2.0 - 0.5).clamp(0.0, last as f64);
            let first = place as usize;
            let part = place - first as f64;
            Taps::normalised(first, if first < last { vec![1.0 - part, part] } else { vec![1.0] })
        });
        Self { taps: taps.collect() }
    }
}

impl Taps {
    fn normalised(first: usize, weights: Vec<f64>) -> Self {
        let sum: f64 = weights.iter().sum();
        Self { first, weights: weights.iter().map(|w| (w / sum) as f32).collect() }
    }

    fn mean_of(&self, sample: impl Fn(usize) -> [f32; 4]) -> [f32; 4] {
        let mut mean = [0.0; 4];
        for (i, weight) in self.weights.iter().enumerate() {
            let value = sample(self.first + i);
            mean = std::array::from_fn(|lane| mean[lane] + weight * value[lane]);
        }
        mean
    }

    /// The taps that lie in the `height` rows from `top` on.
    fn within(&self, top: usize, height: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        let rows = (self.first..).zip(self.weights.iter().copied());
        rows.skip(top.saturating_sub(self.first)).take_while(move |&(i, _)| i < top + height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shrinking_takes_the_mean_of_what_a_cell_covers() {
        let mut picture = Picture::from_fn(Size::new(300, 200), |x, y| {
            [if (x / 3 + y / 2) % 2 == 0 { 1.0 } else { 0.5 }, x as f32 / 300.0, 0.0, 1.0]
        });
        let small = shrink_picture(&mut picture, Size::new(50, 50)).unwrap();
        for (x, y) in [(0, 0), (49, 49), (20, 31)] {
            assert!((small.at(x, y)[0] - 0.75).abs() < 1e-5, "{:?}", small.at(x, y));
            assert!((small.at(x, y)[1] - (x as f32 * 6.0 + 2.5) / 300.0).abs() < 1e-5);
        }
    }

    #[test]
    fn invisible_pixels_do_not_count_and_nan_counts_as_black() {
        let pixels = [[1.0, 1.0, 1.0, 1.0], [0.0, 0.5, 0.0, 0.0], [f32::NAN, 1.0, 1.0, 1.0], [0.0; 4]];
        let mut picture = Picture::from_fn(Size::new(4, 2), |x, _| pixels[x as usize]);
        let small = shrink_picture(&mut picture, Size::new(2, 1)).unwrap();
        assert_eq!(small.at(0, 0), [1.0, 1.0, 1.0, 0.5]);
        assert_eq!(small.at(1, 0), [0.0, 1.0, 1.0, 0.5]);
    }

    proptest! {
        #[test]
        fn a_plain_picture_stays_plain_at_any_size(
            from in (1u32..90, 1u32..90), to in (1u32..40, 1u32..40), value in 0.0f32..1.0,
        ) {
            let mut picture = Picture::from_fn(Size::new(from.0, from.1), |_, _| [value, value, value, 1.0]);
            let plane = shrink_quantity(&mut picture, Size::new(to.0, to.1), |rgb| rgb[0]).unwrap();
            for &v in plane.values() {
                prop_assert!((v - value).abs() < 1e-5);
            }
        }

        #[test]
        fn a_grid_is_the_same_whether_a_finer_one_is_wanted_as_well_or_not(
            values in prop::collection::vec((0.0f32..1.0, 0.0f32..1.0), 35 * 29), factor in 1u32..5,
        ) {
            let mut picture = Picture::from_fn(Size::new(35, 29), |x, y| {
                let (v, alpha) = values[(y * 35 + x) as usize];
                [v, v, v, if alpha < 0.3 { 0.0 } else { alpha }]
            });
            let grid = Size::new(8, 7);
            let alone = shrink_quantity(&mut picture, grid, |rgb| rgb[0]).unwrap();
            let [both, fine] = shrink_quantity_to_both(&mut picture, grid, factor, |rgb| rgb[0]).unwrap();
            prop_assert_eq!(fine.size(), Size::new(8 * factor, 7 * factor));
            for (alone, both) in alone.values().iter().zip(both.values()) {
                prop_assert!((alone - both).abs() < 1e-4, "{} {}", alone, both);
            }
        }

        #[test]
        fn the_mean_of_a_picture_survives_shrinking(values in prop::collection::vec(0.0f32..1.0, 35 * 24)) {
            let mut picture = Picture::from_fn(Size::new(35, 24), |x, y| {
                let v = values[(y * 35 + x) as usize];
                [v, v, v, 1.0]
            });
            let plane = shrink_quantity(&mut picture, Size::new(8, 8), |rgb| rgb[0]).unwrap();
            let mean = |v: &[f32]| v.iter().sum::<f32>() / v.len() as f32;
            prop_assert!((mean(plane.values()) - mean(&values)).abs() < 1e-4);
        }
    }
}
