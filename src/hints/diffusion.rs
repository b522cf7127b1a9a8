//! Hints spread over the picture as heat spreads: quickly where colour flows, hardly across an edge.
//!
//! The hinted cells are held at their values and every other cell is the mean of its neighbours,
//! weighted by the flow between them, and of zero, weighted by 1 / reach². It is a screened form of
//! colorization by optimisation (Levin, Lischinski and Weiss 2004) with a symmetric matrix, which
//! conjugate gradients can solve. The grids of half the size, a quarter, ... are solved first; as
//! their flows are those of the resistors that they stand for, little is left to do on each.

mod conjugate_gradients;
mod grid;

use grid::Level;

use super::propagation::SpreadHints;
use super::slope::Slope;
use super::{Flow, HintMap};
use crate::raster::Plane;

/// Values of one cell: a*, b*, mask and one more, a vector register.
pub type Lanes = [f32; 4];

/// Shorter side of the grid for which a reach is meant.
const GRID_SIDE: f32 = 256.0;
/// Iterations on each grid.
const MOST_ITERATIONS: usize = 100;
/// On each grid when what is diffused is small.
const ITERATIONS_FOR_SMALL: usize = 10;
/// On each grid when the solution is wanted to its end.
const ITERATIONS_TO_THE_END: usize = 400;
/// Keeps colours finite where no hint reaches, above what the solution leaves undone.
pub const EPSILON: f32 = 1e-5;

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
        let mut field = self.diffuse(&self.in_chroma(hints));
        for (cell, chroma) in field.iter_mut().zip(self.flow.chroma.values()) {
            (cell[0], cell[1]) = (cell[0] * chroma, cell[1] * chroma);
        }
        field
    }

    /// The hints' colours wherever they reach, on the line over lightness where the flow knows one, and how much of
    /// them does.
    ///
    /// # Panics
    /// When the hints have another size.
    pub fn spread_colours(&self, hints: &HintMap) -> SpreadHints {
        let Some(slope) = &self.flow.slope else {
            return SpreadHints::divide(hints.size(), &self.spread(hints), EPSILON);
        };
        let [mut first, second] = self.fields(hints, slope);
        let chroma = self.flow.chroma.values();
        for (i, (cell, second)) in first.iter_mut().zip(second).enumerate() {
            let line = slope.line(i, [*cell, second]);
            let [a, b] = line.at_cell().map(|value| value * chroma[i] * line.reached);
            (cell[0], cell[1]) = (a, b);
        }
        SpreadHints::divide(hints.size(), &first, EPSILON)
    }

    /// What has diffused to each cell of the hints, in proportion to chroma: (a·mask, b·mask, mask, tone·mask) and
    /// (a·tone·mask, b·tone·mask, tone²·mask).
    ///
    /// # Panics
    /// When the hints have another size.
    pub fn fields(&self, hints: &HintMap, slope: &Slope) -> [Vec<Lanes>; 2] {
        let mut first = self.in_chroma(hints);
        let second = slope.moments(hints, &mut first);
        let (first, second) = rayon::join(|| self.diffuse(&first), || self.diffuse(&second));
        [first, second]
    }

    /// (a·mask, b·mask, mask), in proportion to chroma.
    fn in_chroma(&self, hints: &HintMap) -> Vec<Lanes> {
        let mut held = hints.lanes();
        for (cell, chroma) in held.iter_mut().zip(self.flow.chroma.values()) {
            (cell[0], cell[1]) = (cell[0] / chroma, cell[1] / chroma);
        }
        held
    }

    fn diffuse(&self, held: &[Lanes]) -> Vec<Lanes> {
        self.solve(0, held, &vec![[0.0; 4]; held.len()])
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
            None => (vec![[0.0; 4]; held.len()], MOST_ITERATIONS),
            Some(coarser) => {
                let (held, source) = level.halve(coarser, held, source);
                let coarse = self.solve(depth + 1, &held, &source);
                (level.double(coarser, &coarse), self.most_iterations)
            }
        };
        level.solve(held, source, guess, iterations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Size;
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
        Flow { right: plane(1, 0.01), down: plane(2, 0.01), chroma: plane(3, 0.5), slope: None }
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
    fn behind_a_wall_that_hardly_anything_passes_colours_stay_colours() {
        let size = Size::new(96, 64);
        let mut flow = some_flow(size);
        let l = (0..size.area()).map(|i| (i * 7_919 % 101) as f32).collect();
        let gray = Plane::filled(size, 0.0);
        flow.slope = Some(Slope::new(&Plane::from_values(size, l), &gray, Plane::filled(size, 2.0)));
        for (y, x) in (0..64).flat_map(|y| [47, 48, 49].map(|x| (y, x))) {
            flow.right.values_mut()[y * 96 + x] = 1e-9;
        }
        let hints = hinted(size, &[(10, 10, 90.0), (20, 50, -80.0), (30, 30, 60.0), (12, 40, -90.0)]);
        let spread = Diffusion::new(&flow, &hints.mask, 1000.0).spread_colours(&hints);
        let most = spread.ab[0].values().iter().fold(0f32, |most, a| most.max(a.abs()));
        assert!(most <= 110.0, "{most}");
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
