//! From the network's grid to one several times as fine, along the photograph's edges.
//!
//! A cell of the network's grid is four to twenty pixels wide in a photograph, and where an edge runs through it
//! its colour is a mean of what lies on either side. Here colour is smoothed on a finer grid wherever
//! lightness is even, and after each round every cell is given back what its mean has lost (back-projection,
//! Irani and Peleg 1991), so that what the smoothing takes from one side of the edge ends up on the other.

use once_cell::sync::OnceCell;
use rayon::prelude::*;

use super::Detail;
use super::upsample::ChromaUpsampler;
use crate::hints::EDGE_LIGHTNESS;
use crate::raster::{Plane, Size};

/// Cells of the fine grid in one of the network's, along each axis: at most so many, as time and memory grow with
/// their square, ...
const MOST: u32 = 4;
/// ... and at least so many, as below that nothing is gained over interpolation.
const LEAST: u32 = 3;
/// Rounds of smoothing and giving back; twice as many gain a tenth more.
const ROUNDS: usize = 4;
/// Weight of a cell's own colour, where that of a neighbour of the same lightness is 1.
const OWN: f32 = 0.5;

/// How much finer than `grid` a photograph's fine grid is; `None` where it is hardly larger itself, and in a
/// draft, which has no time for it.
pub(super) fn factor(photo: Size, grid: Size, detail: Detail) -> Option<u32> {
    if detail == Detail::Draft {
        return None;
    }
    let factor = MOST.min(photo.width / grid.width).min(photo.height / grid.height);
    (factor >= LEAST).then_some(factor)
}

/// The photograph on the fine grid.
#[derive(Debug)]
pub(super) struct FineGround {
    factor: u32,
    l: Plane,
    weights: OnceCell<Weights>,
}

/// How much each cell counts in the smoothing of its neighbours, and they in its.
#[derive(Debug)]
struct Weights {
    /// Between a cell and the one to its left; rows have one more than there are columns, 0 at both ends.
    left: Vec<f32>,
    /// Between a cell and the one above; there is one row more than the grid has, 0 in the first and the last.
    above: Vec<f32>,
    /// One over the sum of a cell's own weight and its neighbours'.
    share: Vec<f32>,
}

/// Rows that a thread takes at least, so that handing them out costs little beside the work.
const LEAST_ROWS: usize = 16;

impl FineGround {
    /// A photograph of lightness `l` (0..100), whose grid is `factor` times as coarse.
    pub(super) fn new(l: Plane, factor: u32) -> Self {
        Self { factor, l, weights: OnceCell::new() }
    }

    /// Brings a* and b* from the network's grid to the fine one.
    pub(super) fn refine(&self, ab: &[Plane; 2]) -> [Plane; 2] {
        let weights = self.weights.get_or_init(|| Weights::over(&self.l));
        let [a, b] = ChromaUpsampler::new(ab, self.l.size()).planes();
        [(a, &ab[0]), (b, &ab[1])].map(|(mut plane, wanted)| {
            let mut smoothed = plane.clone();
            for _ in 0..ROUNDS {
                weights.smooth(&plane, &mut smoothed);
                std::mem::swap(&mut plane, &mut smoothed);
                self.give_back(&self.lost(wanted, &plane), &mut plane);
            }
            plane
        })
    }

    /// By how much the mean of each cell of the network's grid is short of its colour.
    fn lost(&self, wanted: &Plane, fine: &Plane) -> Plane {
        let (factor, Size { width, .. }) = (self.factor as usize, wanted.size());
        let area = (factor * factor) as f32;
        let mut lost = wanted.clone();
        let rows = lost.values_mut().par_chunks_exact_mut(width as usize).with_min_len(LEAST_ROWS / factor);
        let bands = fine.values().par_chunks_exact(factor * factor * width as usize);
        rows.zip(bands).for_each(|(row, band)| {
            for line in band.chunks_exact(factor * width as usize) {
                for (lost, cells) in row.iter_mut().zip(line.chunks_exact(factor)) {
                    *lost -= cells.iter().sum::<f32>() / area;
                }
            }
        });
        lost
    }

    /// Adds what the cells have lost, interpolated between their middles.
    fn give_back(&self, lost: &Plane, fine: &mut Plane) {
        let factor = self.factor as usize;
        let Size { width, height } = lost.size();
        // At each place within a cell: the shares of the cell before, of its own and of the one behind.
        let shares: Vec<[f32; 3]> = (0..factor)
            .map(|place| {
                let from_middle = (place as f32 + 0.5) / factor as f32 - 0.5;
                [(-from_middle).max(0.0), 1.0 - from_middle.abs(), from_middle.max(0.0)]
            })
            .collect();
        let rows = fine.values_mut().par_chunks_exact_mut(factor * width as usize).enumerate();
        rows.with_min_len(LEAST_ROWS).for_each_init(Vec::new, |line: &mut Vec<f32>, (y, row)| {
            let (cell, [before, own, behind]) = ((y / factor) as u32, shares[y % factor]);
            let lines = [cell.saturating_sub(1), cell, (cell + 1).min(height - 1)].map(|y| lost.row(y));
            let joined =
                (0..width as usize).map(|x| before * lines[0][x] + own * lines[1][x] + behind * lines[2][x]);
            // The first and the last once more, as there is nothing beyond them.
            line.clear();
            line.push(0.0);
            line.extend(joined);
            line[0] = line[1];
            line.push(line[line.len() - 1]);
            for (cells, near) in row.chunks_exact_mut(factor).zip(line.windows(3)) {
                for (cell, share) in cells.iter_mut().zip(&shares) {
                    *cell += share[0] * near[0] + share[1] * near[1] + share[2] * near[2];
                }
            }
        });
    }
}

impl Weights {
    fn over(l: &Plane) -> Self {
        let Size { width, height } = l.size();
        let columns = width as usize;
        // The fourth root of what flows in colorization by optimisation; weights that fall more steeply do worse.
        let weight = |one: f32, other: f32| {
            let step = (one - other) / EDGE_LIGHTNESS;
            1.0 / (1.0 + step * step).sqrt().sqrt()
        };
        let mut left = vec![0.0; (columns + 1) * height as usize];
        left.par_chunks_exact_mut(columns + 1).zip(0..height).for_each(|(weights, y)| {
            for (between, pair) in weights[1..columns].iter_mut().zip(l.row(y).windows(2)) {
                *between = weight(pair[0], pair[1]);
            }
        });
        let mut above = vec![0.0; columns * (height as usize + 1)];
        above[columns..].par_chunks_exact_mut(columns).zip(1..height).for_each(|(weights, y)| {
            for ((between, upper), lower) in weights.iter_mut().zip(l.row(y - 1)).zip(l.row(y)) {
                *between = weight(*upper, *lower);
            }
        });
        let share = (0..l.size().area()).into_par_iter().map(|i| {
            let beside = i + i / columns;
            1.0 / (OWN + left[beside] + left[beside + 1] + above[i] + above[i + columns])
        });
        let share = share.collect();
        Self { left, above, share }
    }

    /// Writes the weighted means of `plane`'s cells and their neighbours.
    fn smooth(&self, plane: &Plane, smoothed: &mut Plane) {
        let Size { width, height } = plane.size();
        let columns = width as usize;
        let rows = smoothed.values_mut().par_chunks_exact_mut(columns).zip(0..height);
        rows.with_min_len(LEAST_ROWS).for_each(|(smoothed, y)| {
            let row = |y: u32| &plane.row(y)[..columns];
            let (upper, own, lower) = (row(y.saturating_sub(1)), row(y), row((y + 1).min(height - 1)));
            let start = y as usize * columns;
            let left = &self.left[y as usize * (columns + 1)..][..columns + 1];
            let (above, below) = (&self.above[start..][..columns], &self.above[start + columns..][..columns]);
            let share = &self.share[start..][..columns];
            let smoothed = &mut smoothed[..columns];
            let mut mean = |x: usize, before: f32, behind: f32| {
                let sum = OWN * own[x]
                    + left[x] * before
                    + left[x + 1] * behind
                    + above[x] * upper[x]
                    + below[x] * lower[x];
                smoothed[x] = sum * share[x];
            };
            // Beyond the ends the weights are 0.
            let last = columns - 1;
            mean(0, 0.0, own[1]);
            for x in 1..last {
                mean(x, own[x - 1], own[x + 1]);
            }
            mean(last, own[last - 1], 0.0);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: Size = Size::new(24, 16);

    /// Dark and green above a slanted line, light and red below: lightness and a* on the fine grid.
    fn slanted_edge() -> [Plane; 2] {
        let size = Size::new(4 * GRID.width, 4 * GRID.height);
        let below = |i: u32| 3 * (i / size.width) > i % size.width + 60;
        let plane = |light: f32, dark: f32| {
            let values = (0..size.area() as u32).map(|i| if below(i) { light } else { dark });
            Plane::from_values(size, values.collect())
        };
        [plane(70.0, 35.0), plane(50.0, -40.0)]
    }

    fn coarse(fine: &Plane) -> Plane {
        fine.halved().halved()
    }

    fn mean_error(ours: &Plane, truth: &Plane) -> f32 {
        let errors = ours.values().iter().zip(truth.values()).map(|(a, b)| (a - b).abs());
        errors.sum::<f32>() / truth.values().len() as f32
    }

    #[test]
    fn colour_stops_at_an_edge_that_runs_through_cells() {
        let [l, a] = slanted_edge();
        let ab = [coarse(&a), coarse(&a)];
        let [refined, _] = FineGround::new(l.clone(), 4).refine(&ab);
        let [interpolated, _] = ChromaUpsampler::new(&ab, l.size()).planes();
        let (ours, theirs) = (mean_error(&refined, &a), mean_error(&interpolated, &a));
        assert!(ours < 0.85 * theirs, "{ours} {theirs}");
        // The network's own colours stay what they are.
        assert!(mean_error(&coarse(&refined), &ab[0]) < 0.5);
    }

    #[test]
    fn one_colour_stays_one_colour_whatever_the_photograph_shows() {
        let [l, _] = slanted_edge();
        let ab = [20.0, -35.0].map(|value| Plane::filled(GRID, value));
        let [a, b] = FineGround::new(l, 4).refine(&ab);
        assert!(a.values().iter().all(|a| (a - 20.0).abs() < 1e-3));
        assert!(b.values().iter().all(|b| (b + 35.0).abs() < 1e-3));
    }

    #[test]
    fn only_a_photograph_that_is_much_larger_than_its_grid_has_a_finer_one() {
        let factor = |w, h| factor(Size::new(w, h), Size::new(384, 256), Detail::Full);
        assert_eq!([factor(600, 400), factor(1000, 700)], [None; 2]);
        assert_eq!([factor(1200, 800), factor(1600, 1100), factor(6000, 4000)], [Some(3), Some(4), Some(4)]);
    }
}
