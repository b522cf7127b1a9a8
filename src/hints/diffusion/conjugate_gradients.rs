//! The solution of one grid's system by preconditioned conjugate gradients.

use wide::f32x4;

use super::Lanes;
use super::grid::Level;
use crate::raster::Size;

/// The solution is near enough once no lane's residual is more than this share of the source.
const TOLERANCE: f32 = 2e-4;
/// Share of the dropped fill-in that the incomplete factorisation adds to the diagonal.
const MODIFICATION: f32 = 0.97;
/// So many numbers are added up before more digits take over.
const TOGETHER: usize = 256;

impl Level {
    /// Conjugate gradients from a guess, all lanes side by side; held cells keep their values.
    ///
    /// With the incomplete factor taken into the system (Eisenstat 1981) a step costs one sweep back and one forth and
    /// no product with the matrix: as that is (pivots - above) + (pivots - below) and the diagonal without both pivots,
    /// each sweep undoes one of the first two. `residual` and `tilted` are r and the direction behind one sweep each.
    pub(super) fn solve(
        &self,
        held: &[Lanes],
        source: &[Lanes],
        mut solution: Vec<Lanes>,
        iterations: usize,
    ) -> Vec<Lanes> {
        let (factor, count) = (&self.factor, held.len());
        let mut residual = self.inflow(held, source);
        // Rows of held cells are the diagonal alone and have no source.
        self.keep(&mut solution, &[]);
        let mut swept = residual.clone();
        factor.sweep_forth(&mut swept);
        let enough = factor.square(&swept).map(|square| square * TOLERANCE * TOLERANCE);
        self.subtract_product(&solution, &mut residual);
        factor.sweep_forth(&mut residual);
        let mut square = factor.square(&residual);
        let (mut tilted, mut direction) = (vec![[0.0; 4]; count], vec![[0.0; 4]; count]);
        let mut keep: Lanes = [0.0; 4];
        for _ in 0..iterations {
            if square.iter().zip(enough).all(|(now, enough)| *now <= enough) {
                break;
            }
            factor.turn(&residual, keep, &mut tilted, &mut direction);
            let along = factor.image(&tilted, &direction, &mut swept);
            let step = quotient(square, along);
            let next = factor.walk(step, &direction, &swept, &mut solution, &mut residual);
            keep = quotient(next, square);
            square = next;
        }
        self.keep(&mut solution, held);
        solution
    }

    /// Takes the matrix times `x` away from `y`.
    fn subtract_product(&self, x: &[Lanes], y: &mut [Lanes]) {
        let width = self.size.width as usize;
        for i in 0..x.len() {
            let mut take = |from: usize, to: usize, weight: f32| {
                y[to] = std::array::from_fn(|k| y[to][k] - weight * x[from][k]);
            };
            take(i, i, self.diagonal[i]);
            for (flow, j) in [(self.right[i], i + 1), (self.down[i], i + width)] {
                if flow > 0.0 {
                    take(i, j, -flow);
                    take(j, i, -flow);
                }
            }
        }
    }
}

/// The grid's matrix as nearly as a product of two triangles with its own pattern is: modified incomplete Cholesky.
#[derive(Default)]
pub(super) struct IncompleteFactor {
    width: usize,
    back: Vec<Back>,
    forth: Vec<Forth>,
}

/// What the sweep back adds to a cell.
#[derive(Clone, Copy)]
struct Back {
    from_right: f32,
    from_below: f32,
}

/// What the sweep forth adds to a cell.
#[derive(Clone, Copy)]
struct Forth {
    from_left: f32,
    from_above: f32,
    /// The matrix's diagonal less two pivots, in pivots.
    rest: f32,
    pivot: f32,
}

impl IncompleteFactor {
    /// Of a matrix with `diagonal`, and minus `right` and `down` beside and below it.
    pub(super) fn new(size: Size, diagonal: &[f32], right: &[f32], down: &[f32]) -> Self {
        let width = size.width as usize;
        let (mut back, mut forth) =
            (Vec::<Back>::with_capacity(diagonal.len()), Vec::<Forth>::with_capacity(diagonal.len()));
        for (i, &diagonal) in diagonal.iter().enumerate() {
            let (mut pivot, mut before) = (diagonal, [0.0; 2]);
            for (k, (by, flow, aside)) in [(1, right, down), (width, down, right)].into_iter().enumerate() {
                if let Some(j) = i.checked_sub(by) {
                    pivot -= flow[j] * (flow[j] + MODIFICATION * aside[j]) / forth[j].pivot;
                    before[k] = flow[j];
                }
            }
            let pivot = pivot.max(0.25 * diagonal);
            let [from_left, from_above] = before.map(|flow| flow / pivot);
            back.push(Back { from_right: right[i] / pivot, from_below: down[i] / pivot });
            forth.push(Forth { from_left, from_above, rest: diagonal / pivot - 2.0, pivot });
        }
        Self { width, back, forth }
    }

    /// Divides by the lower part of the incomplete factor.
    fn sweep_forth(&self, cells: &mut [Lanes]) {
        let width = self.width;
        for i in 0..cells.len() {
            let (left, above) = (i.saturating_sub(1), i.saturating_sub(width));
            let Forth { from_left, from_above, pivot, .. } = self.forth[i];
            let (left, above, own) = (cells[left], cells[above], cells[i]);
            cells[i] = std::array::from_fn(|k| own[k] / pivot + from_left * left[k] + from_above * above[k]);
        }
    }

    /// The square of a residual behind [`Self::sweep_forth`].
    fn square(&self, residual: &[Lanes]) -> Lanes {
        let mut sum = Sum::default();
        for (residual, forth) in residual.chunks(TOGETHER).zip(self.forth.chunks(TOGETHER)) {
            let part = residual.iter().zip(forth).map(|(r, forth)| {
                let r = f32x4::from(*r);
                r * r * forth.pivot
            });
            sum.add(part.fold(f32x4::ZERO, |sum, x| sum + x));
        }
        sum.lanes()
    }

    /// The next direction, before and behind the sweep back.
    fn turn(&self, residual: &[Lanes], keep: Lanes, tilted: &mut [Lanes], direction: &mut [Lanes]) {
        let (width, keep) = (self.width, f32x4::from(keep));
        let still = vec![[0.0; 4]; width];
        for top in (0..residual.len()).step_by(width).rev() {
            let (row, below) = direction[top..].split_at_mut(width);
            let below = if below.is_empty() { &still } else { &below[..width] };
            let (residual, back) = (&residual[top..top + width], &self.back[top..top + width]);
            let tilted = &mut tilted[top..top + width];
            let mut right = f32x4::ZERO;
            for i in (0..width).rev() {
                let own = f32x4::from(residual[i]) + keep * f32x4::from(tilted[i]);
                tilted[i] = own.to_array();
                right = (own + f32x4::from(below[i]) * back[i].from_below) + right * back[i].from_right;
                row[i] = right.to_array();
            }
        }
    }

    /// What the matrix makes of a direction, without the direction itself, behind the sweep forth; and the product of
    /// both.
    fn image(&self, tilted: &[Lanes], direction: &[Lanes], image: &mut [Lanes]) -> Lanes {
        let width = self.width;
        let still = vec![[0.0; 4]; width];
        let mut along = Sum::default();
        for top in (0..tilted.len()).step_by(width) {
            let (above, row) = image[..top + width].split_at_mut(top);
            let above = if above.is_empty() { &still } else { &above[top - width..] };
            let (tilted, direction) = (&tilted[top..top + width], &direction[top..top + width]);
            let forth = &self.forth[top..top + width];
            let (mut left, mut part) = (f32x4::ZERO, f32x4::ZERO);
            for i in 0..width {
                let (own, direction, forth) = (f32x4::from(tilted[i]), f32x4::from(direction[i]), forth[i]);
                let aside = own + direction * forth.rest + f32x4::from(above[i]) * forth.from_above;
                left = aside + left * forth.from_left;
                row[i] = left.to_array();
                part += (direction + left) * own * forth.pivot;
            }
            along.add(part);
        }
        along.lanes()
    }

    /// A step along the direction. Returns the square of what is left.
    fn walk(
        &self,
        step: Lanes,
        direction: &[Lanes],
        image: &[Lanes],
        solution: &mut [Lanes],
        residual: &mut [Lanes],
    ) -> Lanes {
        let step = f32x4::from(step);
        let mut square = Sum::default();
        let cells = solution.chunks_mut(TOGETHER).zip(residual.chunks_mut(TOGETHER));
        let along = direction.chunks(TOGETHER).zip(image.chunks(TOGETHER)).zip(self.forth.chunks(TOGETHER));
        for ((solution, residual), ((direction, image), forth)) in cells.zip(along) {
            let mut part = f32x4::ZERO;
            for i in 0..solution.len() {
                let along = f32x4::from(direction[i]);
                solution[i] = (f32x4::from(solution[i]) + step * along).to_array();
                let left = f32x4::from(residual[i]) - step * (along + f32x4::from(image[i]));
                residual[i] = left.to_array();
                part += left * left * forth[i].pivot;
            }
            square.add(part);
        }
        square.lanes()
    }
}

/// A sum over many cells.
#[derive(Default)]
struct Sum([f64; 4]);

impl Sum {
    fn add(&mut self, part: f32x4) {
        self.0.iter_mut().zip(part.to_array()).for_each(|(sum, part)| *sum += f64::from(part));
    }

    fn lanes(self) -> Lanes {
        self.0.map(|sum| sum as f32)
    }
}

/// Lane by lane, 0 where there is nothing to divide by.
fn quotient(above: Lanes, below: Lanes) -> Lanes {
    std::array::from_fn(|k| if below[k] > 0.0 { above[k] / below[k] } else { 0.0 })
}
