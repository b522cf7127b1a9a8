//! Bringing predicted colour from the network's grid to the photograph's size.

use rayon::prelude::*;

use crate::raster::{Plane, Size};

/// Reads grid chroma at the photograph's pixels, by bicubic interpolation (Catmull-Rom).
///
/// Measured on dev pictures, bicubic leaves less error than bilinear, guided or joint bilateral
/// upsampling. Where the photograph is much larger than the grid, `fine` comes between.
pub(super) struct ChromaUpsampler<'a> {
    ab: &'a [Plane; 2],
    across: Vec<Taps>,
    down: Vec<Taps>,
}

/// Four neighbouring cells, clamped to the grid, and their weights.
struct Taps {
    cells: [usize; 4],
    weights: [f32; 4],
}

impl<'a> ChromaUpsampler<'a> {
    /// Prepares to read `ab` as a picture of size `photo`.
    pub(super) fn new(ab: &'a [Plane; 2], photo: Size) -> Self {
        let grid = ab[0].size();
        Self { ab, across: taps(grid.width, photo.width), down: taps(grid.height, photo.height) }
    }

    /// a* and b* of the whole photograph.
    pub(super) fn planes(&self) -> [Plane; 2] {
        let size = Size::new(self.across.len() as u32, self.down.len() as u32);
        let [mut a, mut b] = [(); 2].map(|()| Plane::filled(size, 0.0));
        let width = size.width as usize;
        let rows = a.values_mut().par_chunks_exact_mut(width).zip(b.values_mut().par_chunks_exact_mut(width));
        rows.zip(0..size.height).for_each_init(
            || (Vec::new(), vec![[0.0; 2]; width]),
            |(columns, row), ((a, b), y)| {
                self.row(y, columns, row);
                a.iter_mut().zip(b).zip(row).for_each(|((a, b), ab)| [*a, *b] = *ab);
            },
        );
        [a, b]
    }

    /// Writes a* and b* of the photograph's row `y`; `columns` is scratch space.
    pub(super) fn row(&self, y: u32, columns: &mut Vec<[f32; 2]>, row: &mut [[f32; 2]]) {
        let Taps { cells, weights } = &self.down[y as usize];
        let width = self.ab[0].size().width as usize;
        let value = |plane: usize, x: usize| -> f32 {
            let values = self.ab[plane].values();
            (0..4).map(|k| weights[k] * values[cells[k] * width + x]).sum()
        };
        columns.clear();
        columns.extend((0..width).map(|x| [value(0, x), value(1, x)]));
        for (pixel, Taps { cells, weights }) in row.iter_mut().zip(&self.across) {
            *pixel = [0, 1].map(|i| (0..4).map(|k| weights[k] * columns[cells[k]][i]).sum());
        }
    }
}

fn taps(cells: u32, pixels: u32) -> Vec<Taps> {
    let step = f64::from(cells) / f64::from(pixels);
    let at = |pixel: u32| {
        let place = (f64::from(pixel) + 0.5) * step - 0.5;
        let t = (place - place.floor()) as f32;
        let first = place.floor() as i64 - 1;
        Taps {
            cells: [0, 1, 2, 3].map(|k| (first + k).clamp(0, i64::from(cells) - 1) as usize),
            weights: [
                ((-0.5 * t + 1.0) * t - 0.5) * t,
                (1.5 * t - 2.5) * t * t + 1.0,
                ((-1.5 * t + 2.0) * t + 0.5) * t,
                (0.5 * t - 0.5) * t * t,
            ],
        }
    };
    (0..pixels).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upsampled(ab: &[Plane; 2], photo: Size) -> Vec<[f32; 2]> {
        let upsampler = ChromaUpsampler::new(ab, photo);
        let (mut rows, mut columns) = (vec![[0.0; 2]; photo.area()], Vec::new());
        for (y, row) in rows.chunks_exact_mut(photo.width as usize).enumerate() {
            upsampler.row(y as u32, &mut columns, row);
        }
        rows
    }

    #[test]
    fn one_colour_stays_one_colour_at_any_size() {
        let grid = Size::new(16, 8);
        let ab = [Plane::filled(grid, 20.0), Plane::filled(grid, -35.0)];
        for photo in [Size::new(1, 1), Size::new(7, 3), Size::new(400, 131)] {
            for pixel in upsampled(&ab, photo) {
                assert!((pixel[0] - 20.0).abs() < 1e-4 && (pixel[1] + 35.0).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn at_the_grids_own_size_nothing_changes() {
        let grid = Size::new(9, 5);
        let ramp = Plane::from_values(grid, (0..45).map(|i| (i * i % 17) as f32).collect());
        let same = upsampled(&[ramp.clone(), ramp.clone()], grid);
        assert!(same.iter().zip(ramp.values()).all(|(pixel, value)| (pixel[0] - value).abs() < 1e-5));
    }

    #[test]
    fn a_ramp_stays_a_ramp_away_from_the_border() {
        let grid = Size::new(32, 8);
        let ramp = Plane::from_values(grid, (0..256).map(|i| (i % 32) as f32).collect());
        let photo = Size::new(320, 80);
        let rows = upsampled(&[ramp.clone(), ramp], photo);
        for x in 20..300 {
            let expected = (x as f32 + 0.5) / 10.0 - 0.5;
            assert!((rows[x + 40 * 320][0] - expected).abs() < 1e-3);
        }
    }
}
