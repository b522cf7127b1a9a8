//! Hints spread over the picture as heat spreads: quickly over even lightness, hardly across a step.
//!
//! The hinted cells are held at their values and every other cell is the mean of its neighbours,
//! weighted by conductivities g = 1 / (1 + (dL / edge)²), and of zero, weighted by 1 / reach². It is a
//! screened form of colorization by optimisation (Levin, Lischinski and Weiss 2004) with a symmetric
//! matrix, which conjugate gradients can solve; with a long reach it is as good (docs/network.md).

use super::HintMap;
use crate::raster::{Plane, Size};

/// How hints diffuse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Diffusion {
    /// Distance over even lightness at which a hint's influence has faded to a third, in pixels of a
    /// grid whose shorter side is 256, and in proportion on others.
    pub reach_px: f32,
    /// The step in lightness (units of L) that halves the flow.
    pub edge_lightness: f32,
}

/// Values of one cell: a*, b*, mask, and one that lies idle so that a cell is a vector register.
pub(crate) type Lanes = [f32; 4];

/// Shorter side of the grid for which [`Diffusion::reach_px`] is meant.
const GRID_SIDE: f32 = 256.0;
/// The solution is near enough once no lane's residual is more than this share of the source.
const TOLERANCE: f32 = 1e-3;
/// Iterations on the grid itself; what they cannot do the coarser grids have done before.
const MOST_ITERATIONS: usize = 16;
/// The same on the coarsest grid, whose sides are below twice [`COARSEST_SIDE`].
const MOST_ITERATIONS_COARSEST: usize = 60;
const COARSEST_SIDE: u32 = 16;
/// Share of the dropped fill-in that the incomplete factorisation adds to the diagonal.
const MODIFICATION: f32 = 0.97;

/// Diffuses (a, b, mask) of `hints` over a picture with lightness `l` (0..100, the hints' size). The
/// third value says how much of a hint reaches a cell: 1 at hints, falling to 0.
///
/// # Panics
/// When sizes differ.
pub(crate) fn diffuse(hints: &HintMap, l: &Plane, diffusion: Diffusion) -> Vec<Lanes> {
    let size = l.size();
    assert_eq!(hints.size(), size, "hints and lightness have different sizes");
    if hints.mask.values().iter().all(|&m| m <= 0.0) {
        return vec![[0.0; 4]; size.area()];
    }
    let samples = hints.ab[0].values().iter().zip(hints.ab[1].values()).zip(hints.mask.values());
    let held: Vec<Lanes> = samples.map(|((a, b), m)| [a * m, b * m, *m, 0.0]).collect();
    solve_from_coarse(&held, l.values(), size, diffusion)
}

/// Solves on a grid of half the size first, and begins from there.
fn solve_from_coarse(held: &[Lanes], l: &[f32], size: Size, diffusion: Diffusion) -> Vec<Lanes> {
    let mut system = System::new(held, l, size, diffusion);
    let half = Size::new(size.width.div_ceil(2), size.height.div_ceil(2));
    let (guess, iterations) = if half.width.min(half.height) < COARSEST_SIDE {
        (vec![[0.0; 4]; size.area()], MOST_ITERATIONS_COARSEST)
    } else {
        let (held, l) = halve(held, l, size, half);
        let coarse = solve_from_coarse(&held, &l, half, diffusion);
        (double(&coarse, half, size), MOST_ITERATIONS)
    };
    system.solve(held, guess, iterations)
}

/// Means over squares of four cells: of all lightness, and of the held values there are.
fn halve(held: &[Lanes], l: &[f32], size: Size, half: Size) -> (Vec<Lanes>, Vec<f32>) {
    let (mut held_sums, mut l_sums) = (vec![[0.0; 4]; half.area()], vec![[0.0; 2]; half.area()]);
    for y in 0..size.height {
        for x in 0..size.width {
            let i = (y * size.width + x) as usize;
            let j = (y / 2 * half.width + x / 2) as usize;
            l_sums[j] = [l_sums[j][0] + l[i], l_sums[j][1] + 1.0];
            held_sums[j] = std::array::from_fn(|k| held_sums[j][k] + held[i][k]);
        }
    }
    let held = held_sums.iter().map(|sum| if sum[2] > 0.0 { sum.map(|v| v / sum[2]) } else { [0.0; 4] });
    (held.collect(), l_sums.iter().map(|[sum, count]| sum / count).collect())
}

fn double(coarse: &[Lanes], half: Size, size: Size) -> Vec<Lanes> {
    let rows = (0..size.height).map(|y| (y / 2 * half.width) as usize);
    rows.flat_map(|row| (0..size.width as usize).map(move |x| coarse[row + x / 2])).collect()
}

/// The linear system of the cells without a hint; a row of a hinted cell is its diagonal alone.
struct System {
    width: usize,
    /// Flow between a cell and the one to its right, 0 beside hints and at the border.
    right: Vec<f32>,
    /// The same downwards.
    down: Vec<f32>,
    diagonal: Vec<f32>,
    /// What flows in from hints.
    source: Vec<Lanes>,
    /// Reciprocal diagonal of the incomplete Cholesky factor.
    factor: Vec<f32>,
}

impl System {
    fn new(held: &[Lanes], l: &[f32], size: Size, diffusion: Diffusion) -> Self {
        let width = size.width as usize;
        let count = size.area();
        let reach = diffusion.reach_px * size.width.min(size.height) as f32 / GRID_SIDE;
        let (screening, steepness) = (1.0 / (reach * reach), 1.0 / diffusion.edge_lightness);
        let mut system = Self {
            width,
            right: vec![0.0; count],
            down: vec![0.0; count],
            diagonal: vec![screening; count],
            source: vec![[0.0; 4]; count],
            factor: vec![0.0; count],
        };
        let mut join = |here: usize, there: usize, flow: &mut f32| {
            let step = (l[here] - l[there]) * steepness;
            let conductivity = 1.0 / (1.0 + step * step);
            for (cell, other) in [(here, there), (there, here)] {
                system.diagonal[cell] += conductivity;
                if held[other][2] > 0.0 && held[cell][2] <= 0.0 {
                    for (sum, value) in system.source[cell].iter_mut().zip(held[other]) {
                        *sum += conductivity * value;
                    }
                }
            }
            if held[here][2] <= 0.0 && held[there][2] <= 0.0 {
                *flow = conductivity;
            }
        };
        for i in 0..count {
            if (i + 1) % width != 0 {
                join(i, i + 1, &mut system.right[i]);
            }
            if i + width < count {
                join(i, i + width, &mut system.down[i]);
            }
        }
        system.factorise();
        system
    }

    /// Modified incomplete Cholesky factorisation without fill-in.
    fn factorise(&mut self) {
        for i in 0..self.diagonal.len() {
            let mut pivot = self.diagonal[i];
            for (before, flow, aside) in [(1, &self.right, &self.down), (self.width, &self.down, &self.right)]
            {
                if let Some(j) = i.checked_sub(before) {
                    pivot -= flow[j] * (flow[j] + MODIFICATION * aside[j]) * self.factor[j];
                }
            }
            self.factor[i] = 1.0 / pivot.max(0.25 * self.diagonal[i]);
        }
    }

    /// Conjugate gradients from a guess, all lanes side by side; held cells keep their values.
    fn solve(&mut self, held: &[Lanes], guess: Vec<Lanes>, iterations: usize) -> Vec<Lanes> {
        let count = held.len();
        let mut solution = guess;
        for (cell, held) in solution.iter_mut().zip(held) {
            // Their rows are the diagonal alone and have no source.
            if held[2] > 0.0 {
                *cell = [0.0; 4];
            }
        }
        let (mut direction, mut image) = (vec![[0.0; 4]; count], vec![[0.0; 4]; count]);
        self.precondition(&self.source, &mut direction);
        let enough = dot(&self.source, &direction).map(|source| source * TOLERANCE * TOLERANCE);
        self.apply(&solution, &mut image);
        let mut residual = std::mem::take(&mut self.source);
        for (residual, image) in residual.iter_mut().zip(&image) {
            *residual = std::array::from_fn(|k| residual[k] - image[k]);
        }
        self.precondition(&residual, &mut direction);
        let mut product = dot(&residual, &direction);
        for _ in 0..iterations {
            if product.iter().zip(enough).all(|(now, enough)| *now <= enough) {
                break;
            }
            let along = self.apply(&direction, &mut image);
            let step: Lanes =
                std::array::from_fn(|k| if along[k] > 0.0 { product[k] / along[k] } else { 0.0 });
            let cells = solution.iter_mut().zip(&mut residual).zip(direction.iter().zip(&image));
            for ((solution, residual), (direction, image)) in cells {
                *solution = std::array::from_fn(|k| solution[k] + step[k] * direction[k]);
                *residual = std::array::from_fn(|k| residual[k] - step[k] * image[k]);
            }
            self.precondition(&residual, &mut image);
            let next = dot(&residual, &image);
            let keep: Lanes =
                std::array::from_fn(|k| if product[k] > 0.0 { next[k] / product[k] } else { 0.0 });
            for (direction, image) in direction.iter_mut().zip(&image) {
                *direction = std::array::from_fn(|k| image[k] + keep[k] * direction[k]);
            }
            product = next;
        }
        for (cell, held) in solution.iter_mut().zip(held) {
            if held[2] > 0.0 {
                *cell = *held;
            }
        }
        solution
    }

    /// `y = A x`, and the product of both.
    fn apply(&self, x: &[Lanes], y: &mut [Lanes]) -> Lanes {
        let (width, count) = (self.width, x.len());
        let mut products = [0.0f64; 4];
        let (still, closed) = (vec![[0.0; 4]; width], vec![0.0; width]);
        for top in (0..count).step_by(width) {
            let row = top..top + width;
            let (above, flow_above) = match top {
                0 => (&still[..], &closed[..]),
                _ => (&x[top - width..top], &self.down[top - width..top]),
            };
            let below = x.get(top + width..top + 2 * width).unwrap_or(&still);
            let (own, right) = (&x[row.clone()], &self.right[row.clone()]);
            let (down, diagonal) = (&self.down[row.clone()], &self.diagonal[row.clone()]);
            let y = &mut y[row];
            let mut part: Lanes = [0.0; 4];
            for i in 0..width {
                let (left, flow_left) = if i > 0 { (own[i - 1], right[i - 1]) } else { ([0.0; 4], 0.0) };
                let next = own.get(i + 1).copied().unwrap_or_default();
                let image: Lanes = std::array::from_fn(|k| {
                    diagonal[i] * own[i][k]
                        - right[i] * next[k]
                        - flow_left * left[k]
                        - down[i] * below[i][k]
                        - flow_above[i] * above[i][k]
                });
                part = std::array::from_fn(|k| part[k] + image[k] * own[i][k]);
                y[i] = image;
            }
            products.iter_mut().zip(part).for_each(|(sum, part)| *sum += f64::from(part));
        }
        products.map(|sum| sum as f32)
    }

    /// Solves with the incomplete factor: forwards, then backwards.
    fn precondition(&self, x: &[Lanes], y: &mut [Lanes]) {
        let (width, count) = (self.width, x.len());
        let mut before = [0.0; 4];
        for i in 0..count {
            let (left, above) = match i {
                0 => (0.0, 0.0),
                _ => (self.right[i - 1], if i >= width { self.down[i - width] } else { 0.0 }),
            };
            let upper = if i >= width { y[i - width] } else { [0.0; 4] };
            let factor = self.factor[i];
            // y holds the scaled solution, so that the way back needs no second array.
            before = std::array::from_fn(|k| (x[i][k] + above * upper[k] + left * before[k]) * factor);
            y[i] = before;
        }
        let mut after = [0.0; 4];
        for i in (0..count).rev() {
            let lower = if i + width < count { y[i + width] } else { [0.0; 4] };
            let (right, down, factor) = (self.right[i], self.down[i], self.factor[i]);
            after = std::array::from_fn(|k| y[i][k] + factor * (right * after[k] + down * lower[k]));
            y[i] = after;
        }
    }
}

fn dot(x: &[Lanes], y: &[Lanes]) -> Lanes {
    /// Sums of so many cells are added up in more digits.
    const TOGETHER: usize = 256;
    let mut sums = [0.0f64; 4];
    for (x, y) in x.chunks(TOGETHER).zip(y.chunks(TOGETHER)) {
        let mut part: Lanes = [0.0; 4];
        for (x, y) in x.iter().zip(y) {
            part = std::array::from_fn(|k| part[k] + x[k] * y[k]);
        }
        sums.iter_mut().zip(part).for_each(|(sum, part)| *sum += f64::from(part));
    }
    sums.map(|sum| sum as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FAR: Diffusion = Diffusion { reach_px: 100.0, edge_lightness: 0.3 };

    fn hinted(size: Size, places: &[(u32, u32, f32)]) -> HintMap {
        let mut hints = HintMap::empty(size);
        for &(x, y, a) in places {
            let i = (y * size.width + x) as usize;
            (hints.ab[0].values_mut()[i], hints.mask.values_mut()[i]) = (a, 1.0);
        }
        hints
    }

    /// The same by Gauss and Seidel, until nothing moves any more.
    fn settled(hints: &HintMap, l: &Plane, diffusion: Diffusion) -> Vec<f32> {
        let size = l.size();
        let (width, height) = (size.width as usize, size.height as usize);
        let screening = (256.0 / (diffusion.reach_px * width.min(height) as f32)).powi(2);
        let (l, mask) = (l.values(), hints.mask.values());
        let mut a = hints.ab[0].values().to_vec();
        for _ in 0..20_000 {
            let mut moved = 0f32;
            for i in (0..a.len()).filter(|&i| mask[i] <= 0.0) {
                let (x, y) = (i % width, i / width);
                let (mut sum, mut weights) = (0.0, screening);
                let neighbours =
                    [(x > 0, 0, 1), (x + 1 < width, 1, 0), (y > 0, 0, width), (y + 1 < height, width, 0)];
                for (_, forward, back) in neighbours.into_iter().filter(|(is_there, ..)| *is_there) {
                    let j = i + forward - back;
                    let flow = 1.0 / (1.0 + ((l[i] - l[j]) / diffusion.edge_lightness).powi(2));
                    sum += flow * a[j];
                    weights += flow;
                }
                moved = moved.max((a[i] - sum / weights).abs());
                a[i] = sum / weights;
            }
            if moved < 1e-4 {
                break;
            }
        }
        a
    }

    fn mean_difference(field: &[Lanes], settled: &[f32]) -> f32 {
        field.iter().zip(settled).map(|(cell, a)| (cell[0] - a).abs()).sum::<f32>() / settled.len() as f32
    }

    #[test]
    fn a_hint_fades_with_distance_and_stops_at_an_edge() {
        let size = Size::new(64, 64);
        let l = (0..64 * 64).map(|i| if i % 64 < 32 { 30.0 } else { 60.0 }).collect();
        let field = diffuse(&hinted(size, &[(8, 32, 50.0)]), &Plane::from_values(size, l), FAR);
        let confidence = |x: usize| field[32 * 64 + x][2];
        assert_eq!(confidence(8), 1.0);
        assert!(confidence(10) > confidence(20) && confidence(20) > confidence(31));
        assert!(confidence(31) > 20.0 * confidence(32), "{} {}", confidence(31), confidence(32));
    }

    /// Grain and waves, with forty hints of -50 to 50: as hard as photographs are.
    #[test]
    fn a_textured_picture_is_solved_to_less_than_a_unit() {
        let size = Size::new(96, 128);
        let texture = |i: usize| {
            let (x, y) = ((i % 96) as f32, (i / 96) as f32);
            let grain = ((x * 12.9 + y * 78.2).sin() * 43_758.5).fract();
            50.0 + 20.0 * (x * 0.11).sin() * (y * 0.07).cos() + 0.5 * grain
        };
        let l = Plane::from_values(size, (0..size.area()).map(texture).collect());
        let places: Vec<(u32, u32, f32)> =
            (0..40).map(|i| (i * 37 % 96, i * 91 % 128, (i * 13 % 100) as f32 - 50.0)).collect();
        let hints = hinted(size, &places);
        let difference = mean_difference(&diffuse(&hints, &l, FAR), &settled(&hints, &l, FAR));
        assert!(difference < 0.5, "{difference}");
    }

    proptest! {
        #[test]
        fn every_cell_settles_between_its_neighbours(
            (w, h) in (2u32..28, 2u32..28), seed: u32, reach_px in 20.0f32..500.0,
        ) {
            let size = Size::new(w, h);
            let noise = |i: usize| ((i as u32).wrapping_mul(2_654_435_761).wrapping_add(seed) >> 20) as f32 / 400.0;
            let l = Plane::from_values(size, (0..size.area()).map(noise).collect());
            let hints = hinted(size, &[(0, 0, 40.0), (w - 1, h / 2, -60.0)]);
            let diffusion = Diffusion { reach_px, edge_lightness: 5.0 };
            let field = diffuse(&hints, &l, diffusion);
            let difference = mean_difference(&field, &settled(&hints, &l, diffusion));
            prop_assert!(difference < 0.1, "{}", difference);
            for cell in &field {
                prop_assert!((-60.5..=40.5).contains(&cell[0]) && (-1e-2..=1.01).contains(&cell[2]));
            }
        }
    }
}
