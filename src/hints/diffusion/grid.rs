//! One grid's system of equations, and what stands for it on a grid of half the size.

use super::Lanes;
use super::conjugate_gradients::IncompleteFactor;
use crate::raster::Size;

/// Grids whose shorter side is below this have no coarser one.
const COARSEST_SIDE: u32 = 16;
/// A flow that is nothing beside any other; keeps resistances finite.
const CLOSED: f32 = 1e-12;

/// One grid's system; a row of a held cell is its diagonal alone.
pub(super) struct Level {
    pub(super) size: Size,
    /// All flows to the right and down, those beside held cells as well.
    flows: [Vec<f32>; 2],
    held: Vec<bool>,
    screening: f32,
    /// Flow between a free cell and the free one to its right, else 0.
    pub(super) right: Vec<f32>,
    /// The same downwards.
    pub(super) down: Vec<f32>,
    pub(super) diagonal: Vec<f32>,
    pub(super) factor: IncompleteFactor,
}

impl Level {
    pub(super) fn new(
        size: Size,
        to_right: Vec<f32>,
        downwards: Vec<f32>,
        held: Vec<bool>,
        screening: f32,
    ) -> Self {
        let (width, count) = (size.width as usize, size.area());
        let mut level = Self {
            size,
            flows: [to_right, downwards],
            held,
            screening,
            right: vec![0.0; count],
            down: vec![0.0; count],
            diagonal: vec![screening; count],
            factor: IncompleteFactor::default(),
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
        level.factor = IncompleteFactor::new(size, &level.diagonal, &level.right, &level.down);
        level
    }

    /// The grid of half the size: each flow is that of the two paths from the middle of one square of
    /// four cells to the middle of the next. `None` below the coarsest.
    ///
    /// A square through which an edge runs is two things and must not join what lies on either side of
    /// it, as where an edge is not straight both lie before and behind it: what flows along in its two
    /// rows counts only as far as there is flow from one to the other.
    pub(super) fn coarser(&self) -> Option<Self> {
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
    pub(super) fn halve(&self, coarser: &Self, held: &[Lanes], source: &[Lanes]) -> (Vec<Lanes>, Vec<Lanes>) {
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

    pub(super) fn double(&self, coarser: &Self, coarse: &[Lanes]) -> Vec<Lanes> {
        (0..self.held.len()).map(|i| coarse[self.above(coarser.size, i)]).collect()
    }

    /// What flows in: the source, and what held neighbours give.
    pub(super) fn inflow(&self, held: &[Lanes], source: &[Lanes]) -> Vec<Lanes> {
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
    pub(super) fn keep(&self, cells: &mut [Lanes], values: &[Lanes]) {
        for (i, _) in self.held.iter().enumerate().filter(|(_, held)| **held) {
            cells[i] = values.get(i).copied().unwrap_or_default();
        }
    }
}
