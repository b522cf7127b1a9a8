//! Hints spread over the picture as heat spreads: quickly where colour flows, hardly across an edge.
//!
//! The hinted cells are held at their values and every other cell is the mean of its neighbours,
//! weighted by the flow between them, and of zero, weighted by 1 / reach². It is a screened form of
//! colorization by optimisation (Levin, Lischinski and Weiss 2004) with a symmetric matrix, which
//! conjugate gradients can solve. The grids of half the size, a quarter, ... are solved first; as
//! their flows are those of the resistors that they stand for, little is left to do on each.

use super::propagation::SpreadHints;
use super::{Flow, HintMap};
use crate::raster::{Plane, Size};

/// Values of one cell: a*, b*, mask, and one that lies idle so that a cell is a vector register.
pub type Lanes = [f32; 4];

/// Shorter side of the grid for which a reach is meant.
const GRID_SIDE: f32 = 256.0;
/// The solution is near enough once no lane's residual is more than this share of the source.
const TOLERANCE: f32 = 1e-3;
/// Iterations on each grid, and on the coarsest, whose shorter side is below [`COARSEST_SIDE`].
const MOST_ITERATIONS: usize = 24;
const MOST_ITERATIONS_COARSEST: usize = 100;
/// On each grid when what is diffused is small.
const ITERATIONS_FOR_SMALL: usize = 10;
/// On each grid when the solution is wanted to its end.
const ITERATIONS_TO_THE_END: usize = 400;
const COARSEST_SIDE: u32 = 16;
/// Share of the dropped fill-in that the incomplete factorisation adds to the diagonal.
const MODIFICATION: f32 = 0.97;
/// Keeps colours finite where no hint reaches, above what the solution leaves undone.
pub const EPSILON: f32 = 1e-5;
/// A flow that is nothing beside any other; keeps resistances finite.
const CLOSED: f32 = 1e-12;

/// The linear system of a picture's flow and of where it is hinted, ready to be solved.
pub struct Diffusion<'a> {
    flow: &'a Flow,
    /// The grid itself and all coarser ones; none where there is nothing to spread.
    levels: Vec<Level>,
    /// Most iterations on each of them but the coarsest.
    most_iterations: usize,
}

impl<'a> Diffusion<'a> {
    /// Prepares for hints wherever `mask` is above 0. A hint's influence over even flow has faded to a
    /// third at `reach_px`, in pixels of a grid whose shorter side is 256, and in proportion on others.
    ///
    /// # Panics
    /// When sizes differ.
    pub fn new(flow: &'a Flow, mask: &Plane, reach_px: f32) -> Self {
        let size = flow.size();
        assert_eq!(mask.size(), size, "hints and flow have different sizes");
        let reach = reach_px * size.width.min(size.height) as f32 / GRID_SIDE;
        let held: Vec<bool> = mask.values().iter().map(|&m| m > 0.0).collect();
        if !held.contains(&true) {
            return Self { flow, levels: vec![], most_iterations: MOST_ITERATIONS };
        }
        let (right, down) = (flow.right.values().to_vec(), flow.down.values().to_vec());
        let mut levels = vec![Level::new(size, right, down, held, 1.0 / (reach * reach))];
        while let Some(coarser) = levels.last().and_then(Level::coarser) {
            levels.push(coarser);
        }
        Self { flow, levels, most_iterations: MOST_ITERATIONS }
    }

    /// Takes as many iterations as the solution needs, two to four times as long: for gradients, which a
    /// solution that is far from its end misleads.
    pub fn to_the_end(self) -> Self {
        Self { most_iterations: ITERATIONS_TO_THE_END, ..self }
    }

    /// Takes fewer iterations, for what is small everywhere.
    pub fn roughly(self) -> Self {
        Self { most_iterations: ITERATIONS_FOR_SMALL, ..self }
    }

    /// Diffuses the hints, whose mask is the one prepared for, as (a·mask, b·mask, mask). The third
    /// value says how much of a hint reaches a cell: 1 at hints, falling to 0.
    ///
    /// # Panics
    /// When the hints have another size.
    pub fn spread(&self, hints: &HintMap) -> Vec<Lanes> {
        let chroma = self.flow.chroma.values();
        let mut held = hints.lanes();
        for (cell, chroma) in held.iter_mut().zip(chroma) {
            (cell[0], cell[1]) = (cell[0] / chroma, cell[1] / chroma);
        }
        let still = vec![[0.0; 4]; held.len()];
        let mut field = self.solve(0, &held, &still);
        for (cell, chroma) in field.iter_mut().zip(chroma) {
            (cell[0], cell[1]) = (cell[0] * chroma, cell[1] * chroma);
        }
        field
    }

    /// The hints' colours wherever they reach, and how much of them does.
    ///
    /// # Panics
    /// When the hints have another size.
    pub fn spread_colours(&self, hints: &HintMap) -> SpreadHints {
        SpreadHints::divide(hints.size(), &self.spread(hints), EPSILON)
    }

    /// The adjoint of the diffusion, before the flow's chroma: how much the sum of gradient times
    /// field grows with what flows into each cell. Zero at hints.
    pub fn adjoint(&self, gradient: &[Lanes]) -> Vec<Lanes> {
        self.solve(0, &vec![[0.0; 4]; gradient.len()], gradient)
    }

    /// Solves on the coarser grids first, and begins from there.
    fn solve(&self, depth: usize, held: &[Lanes], source: &[Lanes]) -> Vec<Lanes> {
        let Some(level) = self.levels.get(depth) else {
            return vec![[0.0; 4]; held.len()];
        };
        let (guess, iterations) = match self.levels.get(depth + 1) {
            None => (vec![[0.0; 4]; held.len()], MOST_ITERATIONS_COARSEST),
            Some(coarser) => {
                let (held, source) = level.halve(coarser, held, source);
                let coarse = self.solve(depth + 1, &held, &source);
                (level.double(coarser, &coarse), self.most_iterations)
            }
        };
        level.solve(held, source, guess, iterations)
    }
}

/// One grid's system; a row of a held cell is its diagonal alone.
struct Level {
    size: Size,
    /// All flows to the right and down, those beside held cells as well.
    flows: [Vec<f32>; 2],
    held: Vec<bool>,
    screening: f32,
    /// Flow between a free cell and the free one to its right, else 0.
    right: Vec<f32>,
    /// The same downwards.
    down: Vec<f32>,
    diagonal: Vec<f32>,
    /// Reciprocal diagonal of the incomplete Cholesky factor.
    factor: Vec<f32>,
}

impl Level {
    fn new(size: Size, to_right: Vec<f32>, downwards: Vec<f32>, held: Vec<bool>, screening: f32) -> Self {
        let (width, count) = (size.width as usize, size.area());
        let mut level = Self {
            size,
            flows: [to_right, downwards],
            held,
            screening,
            right: vec![0.0; count],
            down: vec![0.0; count],
            diagonal: vec![screening; count],
            factor: vec![0.0; count],
        };
        for i in 0..count {
            let mut join = |is_there: bool, j: usize, flow: f32, between: &mut f32| {
                if is_there {
                    level.diagonal[i] += flow;
                    level.diagonal[j] += flow;
                    if !level.held[i] && !level.held[j] {
                        *between = flow;
                    }
                }
            };
            join((i + 1) % width != 0, i + 1, level.flows[0][i], &mut level.right[i]);
            join(i + width < count, i + width, level.flows[1][i], &mut level.down[i]);
        }
        level.factorise();
        level
    }

    /// The grid of half the size: each flow is that of the two paths from the middle of one square of
    /// four cells to the middle of the next. `None` below the coarsest.
    ///
    /// A square through which an edge runs is two things and must not join what lies on either side of
    /// it, as where an edge is not straight both lie before and behind it: what flows along in its two
    /// rows counts only as far as there is flow from one to the other.
    fn coarser(&self) -> Option<Self> {
        let Size { width, height } = self.size;
        if width.min(height) < COARSEST_SIDE {
            return None;
        }
        let half = Size::new(width.div_ceil(2), height.div_ceil(2));
        let (mut right, mut down) = (vec![0.0; half.area()], vec![0.0; half.area()]);
        let [to_right, downwards] = &self.flows;
        let place = |x: u32, y: u32| (y * width + x) as usize;
        // Half of the way through each square, and the step between them.
        let path = |inside: f32, between: f32, beyond: f32| {
            let resistance = |flow: f32| 1.0 / (flow + CLOSED);
            1.0 / (0.5 * resistance(inside) + resistance(between) + 0.5 * resistance(beyond))
        };
        // Flow along and across within the square that begins at this cell; even ground has both alike.
        let joined = |along: [f32; 2], across: [f32; 2]| {
            let [along, across] = [along, across].map(|[one, other]| one + other);
            // A path has half of its way in each of two squares, and so the root of either's part.
            (2.0 * across / (along + across + CLOSED)).min(1.0).sqrt()
        };
        let within = |x: u32, y: u32| {
            if x + 1 >= width || y + 1 >= height {
                return [1.0; 2];
            }
            let flat = [to_right[place(x, y)], to_right[place(x, y + 1)]];
            let steep = [downwards[place(x, y)], downwards[place(x + 1, y)]];
            [joined(flat, steep), joined(steep, flat)]
        };
        for (y, x) in (0..half.height).flat_map(|y| (0..half.width).map(move |x| (y, x))) {
            let j = (y * half.width + x) as usize;
            let (left, top) = (2 * x, 2 * y);
            let own = within(left, top);
            if x + 1 < half.width {
                let rows = (top..height.min(top + 2)).map(|y| {
                    let beyond = if left + 3 < width { left + 2 } else { left + 1 };
                    [left, left + 1, beyond].map(|x| to_right[place(x, y)])
                });
                let flow: f32 = rows.map(|[inside, between, beyond]| path(inside, between, beyond)).sum();
                right[j] = flow * own[0] * within(left + 2, top)[0];
            }
            if y + 1 < half.height {
                let columns = (left..width.min(left + 2)).map(|x| {
                    let beyond = if top + 3 < height { top + 2 } else { top + 1 };
                    [top, top + 1, beyond].map(|y| downwards[place(x, y)])
                });
                let flow: f32 = columns.map(|[inside, between, beyond]| path(inside, between, beyond)).sum();
                down[j] = flow * own[1] * within(left, top + 2)[1];
            }
        }
        let mut held = vec![false; half.area()];
        for (i, _) in self.held.iter().enumerate().filter(|(_, held)| **held) {
            held[self.above(half, i)] = true;
        }
        Some(Self::new(half, right, down, held, 4.0 * self.screening))
    }

    /// The cell of the grid of half the size that holds a cell.
    fn above(&self, half: Size, cell: usize) -> usize {
        let width = self.size.width as usize;
        cell / width / 2 * half.width as usize + cell % width / 2
    }

    /// Means of held values, sums of sources.
    fn halve(&self, coarser: &Self, held: &[Lanes], source: &[Lanes]) -> (Vec<Lanes>, Vec<Lanes>) {
        let count = coarser.held.len();
        let (mut values, mut sources) = (vec![[0.0; 4]; count], vec![[0.0; 4]; count]);
        let mut counts = vec![0.0f32; count];
        for (i, &is_held) in self.held.iter().enumerate() {
            let j = self.above(coarser.size, i);
            let (sum, value) = if is_held { (&mut values[j], held[i]) } else { (&mut sources[j], source[i]) };
            *sum = std::array::from_fn(|k| sum[k] + value[k]);
            counts[j] += f32::from(u8::from(is_held));
        }
        for ((value, source), count) in values.iter_mut().zip(&mut sources).zip(counts) {
            if count > 0.0 {
                *value = value.map(|v| v / count);
                *source = [0.0; 4];
            }
        }
        (values, sources)
    }

    fn double(&self, coarser: &Self, coarse: &[Lanes]) -> Vec<Lanes> {
        (0..self.held.len()).map(|i| coarse[self.above(coarser.size, i)]).collect()
    }

    /// What flows in: the source, and what held neighbours give.
    fn inflow(&self, held: &[Lanes], source: &[Lanes]) -> Vec<Lanes> {
        let (width, count) = (self.size.width as usize, held.len());
        let mut inflow = source.to_vec();
        let mut give = |from: usize, to: usize, flow: f32| {
            if self.held[from] && !self.held[to] {
                inflow[to] = std::array::from_fn(|k| inflow[to][k] + flow * held[from][k]);
            }
        };
        for i in 0..count {
            if (i + 1) % width != 0 {
                give(i, i + 1, self.flows[0][i]);
                give(i + 1, i, self.flows[0][i]);
            }
            if i + width < count {
                give(i, i + width, self.flows[1][i]);
                give(i + width, i, self.flows[1][i]);
            }
        }
        self.keep(&mut inflow, &[]);
        inflow
    }

    /// Gives held cells their values, or zero where there are none.
    fn keep(&self, cells: &mut [Lanes], values: &[Lanes]) {
        for (i, _) in self.held.iter().enumerate().filter(|(_, held)| **held) {
            cells[i] = values.get(i).copied().unwrap_or_default();
        }
    }

    /// Modified incomplete Cholesky factorisation without fill-in.
    fn factorise(&mut self) {
        let width = self.size.width as usize;
        for i in 0..self.diagonal.len() {
            let mut pivot = self.diagonal[i];
            for (before, flow, aside) in [(1, &self.right, &self.down), (width, &self.down, &self.right)] {
                if let Some(j) = i.checked_sub(before) {
                    pivot -= flow[j] * (flow[j] + MODIFICATION * aside[j]) * self.factor[j];
                }
            }
            self.factor[i] = 1.0 / pivot.max(0.25 * self.diagonal[i]);
        }
    }

    /// Conjugate gradients from a guess, all lanes side by side; held cells keep their values.
    fn solve(&self, held: &[Lanes], source: &[Lanes], guess: Vec<Lanes>, iterations: usize) -> Vec<Lanes> {
        let count = held.len();
        let mut residual = self.inflow(held, source);
        let mut solution = guess;
        // Their rows are the diagonal alone and have no source.
        self.keep(&mut solution, &[]);
        let (mut direction, mut image) = (vec![[0.0; 4]; count], vec![[0.0; 4]; count]);
        self.precondition(&residual, &mut direction);
        let enough = dot(&residual, &direction).map(|source| source * TOLERANCE * TOLERANCE);
        self.apply(&solution, &mut image);
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
        self.keep(&mut solution, held);
        solution
    }

    /// `y = A x`, and the product of both.
    fn apply(&self, x: &[Lanes], y: &mut [Lanes]) -> Lanes {
        let (width, count) = (self.size.width as usize, x.len());
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
        let (width, count) = (self.size.width as usize, x.len());
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

    const FAR: f32 = 100.0;

    fn diffuse(hints: &HintMap, flow: &Flow, reach_px: f32) -> Vec<Lanes> {
        Diffusion::new(flow, &hints.mask, reach_px).spread(hints)
    }

    fn hinted(size: Size, places: &[(u32, u32, f32)]) -> HintMap {
        let mut hints = HintMap::empty(size);
        for &(x, y, a) in places {
            let i = (y * size.width + x) as usize;
            (hints.ab[0].values_mut()[i], hints.mask.values_mut()[i]) = (a, 1.0);
        }
        hints
    }

    /// The same by Gauss and Seidel, until nothing moves any more.
    fn settled(hints: &HintMap, flow: &Flow, reach_px: f32) -> Vec<f32> {
        let size = flow.size();
        let (width, height) = (size.width as usize, size.height as usize);
        let screening = (256.0 / (reach_px * width.min(height) as f32)).powi(2);
        let (flows, mask) = ([flow.right.values(), flow.down.values()], hints.mask.values());
        let mut a = hints.ab[0].values().to_vec();
        for _ in 0..20_000 {
            let mut moved = 0f32;
            for i in (0..a.len()).filter(|&i| mask[i] <= 0.0) {
                let (x, y) = (i % width, i / width);
                let (mut sum, mut weights) = (0.0, screening);
                let mut join = |is_there: bool, direction: usize, from: usize, other: usize| {
                    if is_there {
                        sum += flows[direction][from] * a[other];
                        weights += flows[direction][from];
                    }
                };
                join(x > 0, 0, i.wrapping_sub(1), i.wrapping_sub(1));
                join(x + 1 < width, 0, i, i + 1);
                join(y > 0, 1, i.wrapping_sub(width), i.wrapping_sub(width));
                join(y + 1 < height, 1, i, i + width);
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
        let flow = Flow::over_lightness(&Plane::from_values(size, l));
        let field = diffuse(&hinted(size, &[(8, 32, 50.0)]), &flow, FAR);
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
        let flow = Flow::over_lightness(&l);
        let difference = mean_difference(&diffuse(&hints, &flow, FAR), &settled(&hints, &flow, FAR));
        assert!(difference < 0.5, "{difference}");
    }

    /// A flow of chance with chroma of chance.
    fn some_flow(size: Size) -> Flow {
        let plane = |seed: usize, low: f32| {
            let value = |i: usize| low + ((i * 7_919 + seed * 104_729) % 97) as f32 / 97.0;
            Plane::from_values(size, (0..size.area()).map(value).collect())
        };
        Flow { right: plane(1, 0.01), down: plane(2, 0.01), chroma: plane(3, 0.5) }
    }

    #[test]
    fn chroma_follows_the_proportions_of_the_flow_and_keeps_the_hint() {
        let size = Size::new(24, 24);
        let mut flow = some_flow(size);
        flow.right = Plane::filled(size, 1.0);
        flow.down = Plane::filled(size, 1.0);
        let hints = hinted(size, &[(12, 12, 40.0)]);
        let spread = Diffusion::new(&flow, &hints.mask, 10_000.0).spread_colours(&hints);
        assert!((spread.ab[0].at(12, 12) - 40.0).abs() < 0.01);
        for (x, y) in [(0, 0), (13, 12), (23, 5)] {
            let expected = 40.0 * flow.chroma.at(x, y) / flow.chroma.at(12, 12);
            assert!((spread.ab[0].at(x, y) - expected).abs() < 0.2, "{} {expected}", spread.ab[0].at(x, y));
        }
    }

    #[test]
    fn colour_does_not_leak_through_a_round_edge() {
        let size = Size::new(256, 256);
        let inside = |x: u32, y: u32| (x as f32 - 127.5).hypot(y as f32 - 127.5) < 60.0;
        let lightness = |i: usize| if inside(i as u32 % 256, i as u32 / 256) { 65.0 } else { 40.0 };
        let l = Plane::from_values(size, (0..size.area()).map(lightness).collect());
        let hints = hinted(size, &[(128, 128, 50.0), (30, 30, -50.0)]);
        for reach_px in [100.0, 1000.0] {
            let flow = Flow::over_lightness(&l);
            let a = &Diffusion::new(&flow, &hints.mask, reach_px).spread_colours(&hints).ab[0];
            for (x, y) in [(128, 100), (128, 72), (160, 150)] {
                assert!(a.at(x, y) > 35.0, "{reach_px}: {} at {x},{y} of the disc", a.at(x, y));
            }
            for (x, y) in [(200, 30), (30, 220), (220, 220), (128, 250)] {
                assert!(a.at(x, y) < -20.0, "{reach_px}: {} at {x},{y} of the ground", a.at(x, y));
            }
        }
    }

    #[test]
    fn the_adjoint_answers_for_every_source_at_once() {
        let size = Size::new(20, 18);
        let flow = some_flow(size);
        let hints = hinted(size, &[(3, 4, 10.0), (15, 9, -20.0)]);
        let diffusion = Diffusion::new(&flow, &hints.mask, 50.0);
        // <A⁻¹ x, y> = <x, A⁻¹ y>, as the matrix is symmetric.
        let source = |step: usize| -> Vec<Lanes> {
            (0..size.area()).map(|i| [((i * step) % 13) as f32 - 6.0, 0.0, 0.0, 0.0]).collect()
        };
        let product = |x: &[Lanes], y: &[Lanes]| -> f32 { x.iter().zip(y).map(|(x, y)| x[0] * y[0]).sum() };
        let (x, mut y) = (source(5), source(11));
        diffusion.levels[0].keep(&mut y, &[]);
        let (one, other) = (product(&diffusion.adjoint(&x), &y), product(&x, &diffusion.adjoint(&y)));
        assert!((one - other).abs() < 2e-3 * one.abs(), "{one} {other}");
    }

    proptest! {
        #[test]
        fn every_cell_settles_between_its_neighbours(
            (w, h) in (2u32..28, 2u32..28), seed: u32, reach_px in 20.0f32..500.0,
        ) {
            let size = Size::new(w, h);
            let noise = |i: usize| ((i as u32).wrapping_mul(2_654_435_761).wrapping_add(seed) >> 20) as f32 / 6_400.0;
            let l = Plane::from_values(size, (0..size.area()).map(noise).collect());
            let hints = hinted(size, &[(0, 0, 40.0), (w - 1, h / 2, -60.0)]);
            let flow = Flow::over_lightness(&l);
            let field = diffuse(&hints, &flow, reach_px);
            let difference = mean_difference(&field, &settled(&hints, &flow, reach_px));
            prop_assert!(difference < 0.2, "{}", difference);
            for cell in &field {
                prop_assert!((-60.5..=40.5).contains(&cell[0]) && (-1e-2..=1.01).contains(&cell[2]));
            }
        }
    }
}
