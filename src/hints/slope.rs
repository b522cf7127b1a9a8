//! How colour goes with lightness within one thing, told by its hints.
//!
//! A diffused colour is a mean of hints. Where these differ in lightness as well, they tell how colour goes with it, and
//! a cell that is darker than their mean takes the colour of a darker one: local linear regression (Cleveland 1979) with
//! the diffusion's own weights and a ridge. It takes the means of lightness, of its square, and of its products with
//! colour, which diffuse like the colours themselves.

use rayon::prelude::*;

use super::HintMap;
use super::diffusion::{EPSILON, Lanes};
use crate::raster::{Plane, Size};

/// Centre and half width of L.
const L_CENTER: f32 = 50.0;
/// What is added to the hints' variance of tone, so that hints of nearly one tone tell next to nothing: (17 L)².
pub const RIDGE: f32 = 0.12;
/// A cell is taken to be at most so much darker or lighter than the mean of its hints: 25 L.
pub const FARTHEST: f32 = 0.5;
/// Half the side of the square whose mean lightness is a cell's tone: texture is not what colour goes with.
const SMOOTH: u32 = 2;
/// Half the side of the square in which cells of one colour are one hint, with one tone: 9x9 cells.
const ONE_HINT: u32 = 4;
/// Cells are of one colour up to such a difference in a* and b*.
const ONE_COLOUR: f32 = 0.5;

/// What a line of colour over lightness is drawn with.
#[derive(Clone, Debug, PartialEq)]
pub struct Slope {
    /// (L - 50) / 50 and an offset.
    shade: Plane,
    /// The same, smoothed.
    tone: Plane,
    /// Which part of the line's slope each cell takes, from 0 on.
    pub trust: Plane,
}

impl Slope {
    /// Over lightness `l` (0..100) in fifties and an `offset`, with a trust, both of which a network knows.
    ///
    /// # Panics
    /// When sizes differ.
    pub fn new(l: &Plane, offset: &Plane, trust: Plane) -> Self {
        let size = l.size();
        assert!(offset.size() == size && trust.size() == size, "lightness, offset and trust differ in size");
        let shade =
            l.values().iter().zip(offset.values()).map(|(l, offset)| (l - L_CENTER) / L_CENTER + offset);
        let shade = Plane::from_values(size, shade.collect());
        let tone = (0..size.area())
            .into_par_iter()
            .map(|i| mean(square(size, i, SMOOTH).map(|j| shade.values()[j])))
            .collect();
        Self { tone: Plane::from_values(size, tone), shade, trust }
    }

    /// How a loss changes with the offset of each cell that changes so with the tone of each cell, and with that of
    /// each hinted one: both are means over cells around it.
    pub fn of_offset(hints: &HintMap, of_tone: &[f32], of_hint_tone: &[f32]) -> Vec<f32> {
        let size = hints.size();
        let mut of_offset = vec![0.0; size.area()];
        let mut share =
            |cells: &[usize], of: f32| cells.iter().for_each(|&j| of_offset[j] += of / cells.len() as f32);
        for i in 0..size.area() {
            share(&square(size, i, SMOOTH).collect::<Vec<_>>(), of_tone[i]);
            if hints.mask.values()[i] > 0.0 {
                share(&cells_of_hint(hints, i).collect::<Vec<_>>(), of_hint_tone[i]);
            }
        }
        of_offset
    }

    /// What hinted cells hold beside (a, b, mask), which are given in proportion to chroma; see [`join_tones`].
    pub(super) fn moments(&self, hints: &HintMap, held: &mut [Lanes]) -> Vec<Lanes> {
        join_tones(held, &means_over_hints(hints, &self.shade))
    }

    /// The line at a cell, from both fields that have diffused there.
    pub fn line(&self, i: usize, fields: [Lanes; 2]) -> Line {
        let reached = fields[0][2].max(0.0) + EPSILON;
        let moments = Moments::new(fields, reached);
        let step = (self.tone.values()[i] - moments.mean_tone).clamp(-FARTHEST, FARTHEST);
        Line { reached, moments, step, trust: self.trust.values()[i] }
    }
}

/// Writes each hinted cell's tone behind its (a, b, mask), and says (a·tone, b·tone, tone²), all in proportion to the mask.
pub(super) fn join_tones(held: &mut [Lanes], tones: &[f32]) -> Vec<Lanes> {
    let second = |(cell, tone): (&mut Lanes, &f32)| {
        cell[3] = cell[2] * tone;
        [cell[0] * tone, cell[1] * tone, cell[3] * tone, 0.0]
    };
    held.iter_mut().zip(tones).map(second).collect()
}

/// What the hints that reach a cell are together.
#[derive(Clone, Copy, Debug)]
pub struct Moments {
    /// Mean a and b.
    pub colour: [f32; 2],
    /// Mean tone.
    pub mean_tone: f32,
    /// Of a and b with tone.
    pub covariance: [f32; 2],
    /// Of tone, at least 0.
    pub variance: f32,
}

impl Moments {
    /// From both fields of [`join_tones`] as they have spread to a cell that so much of the mask has reached.
    pub(super) fn new([first, second]: [Lanes; 2], reached: f32) -> Self {
        let [colour, products] = [first, second].map(|lanes| [lanes[0] / reached, lanes[1] / reached]);
        let mean_tone = first[3] / reached;
        let variance = second[2] / reached - mean_tone * mean_tone;
        let covariance = std::array::from_fn(|k| products[k] - colour[k] * mean_tone);
        Self { colour, mean_tone, covariance, variance: variance.max(0.0) }
    }
}

/// A line of colour (in proportion to chroma) over tone, at one cell.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// How much of hints reaches the cell.
    pub reached: f32,
    /// Of these hints.
    pub moments: Moments,
    /// From the mean tone to the cell's, at most [`FARTHEST`].
    pub step: f32,
    /// See [`Slope::trust`].
    pub trust: f32,
}

impl Line {
    /// a and b at the cell.
    pub fn at_cell(&self) -> [f32; 2] {
        let Moments { colour, covariance, variance, .. } = self.moments;
        let part = self.trust * self.step / (variance + RIDGE);
        std::array::from_fn(|k| colour[k] + part * covariance[k])
    }
}

/// For each hinted cell the mean of a plane over its hint, as far as that is near; 0 elsewhere.
pub(super) fn means_over_hints(hints: &HintMap, plane: &Plane) -> Vec<f32> {
    let is_hinted = |i: usize| hints.mask.values()[i] > 0.0;
    let mean_at = |i: usize| mean(cells_of_hint(hints, i).map(|j| plane.values()[j]));
    let cells = (0..hints.size().area()).into_par_iter();
    cells.map(|i| if is_hinted(i) { mean_at(i) } else { 0.0 }).collect()
}

/// Those around a hinted cell that are one hint with it, itself among them.
fn cells_of_hint(hints: &HintMap, cell: usize) -> impl Iterator<Item = usize> {
    let near = move |plane: &Plane, j: usize| (plane.values()[cell] - plane.values()[j]).abs() < ONE_COLOUR;
    let is_same =
        move |&j: &usize| hints.mask.values()[j] > 0.0 && hints.ab.iter().all(|plane| near(plane, j));
    square(hints.size(), cell, ONE_HINT).filter(is_same)
}

/// The cells of a square around a cell, as far as there are any.
fn square(size: Size, cell: usize, half: u32) -> impl Iterator<Item = usize> {
    let (x, y) = (cell as u32 % size.width, cell as u32 / size.width);
    let span = move |at: u32, side: u32| at.saturating_sub(half)..(at + half + 1).min(side);
    span(y, size.height).flat_map(move |y| span(x, size.width).map(move |x| (y * size.width + x) as usize))
}

fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    sum / count as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hints::Flow;
    use crate::hints::diffusion::Diffusion;

    const SIZE: Size = Size::new(48, 16);

    /// A dark half and a light one, each with a dot of its own colour, and in each a spot as light as the other half.
    fn spread(trust: Option<f32>) -> [Plane; 2] {
        let lightness = |i: usize| {
            let (x, y) = (i % 48, i / 48);
            let is_spot = y < 6 && ((16..22).contains(&x) || (26..32).contains(&x));
            if (x < 24) != is_spot { 30.0 } else { 70.0 }
        };
        let l = Plane::from_values(SIZE, (0..SIZE.area()).map(lightness).collect());
        let mut hints = HintMap::empty(SIZE);
        for (left, a) in [(8, 40.0), (36, 0.0)] {
            for (x, y) in (left..left + 4).flat_map(|x| (6..10).map(move |y| (x, y))) {
                let i = (y * SIZE.width + x) as usize;
                (hints.ab[0].values_mut()[i], hints.mask.values_mut()[i]) = (a, 1.0);
            }
        }
        let mut flow = Flow::over_lightness(&Plane::filled(SIZE, 50.0));
        flow.slope = trust.map(|trust| Slope::new(&l, &Plane::filled(SIZE, 0.0), Plane::filled(SIZE, trust)));
        Diffusion::new(&flow, &hints.mask, 1000.0).to_the_end().spread_colours(&hints).ab
    }

    #[test]
    fn a_darker_cell_takes_the_colour_of_the_darker_hint() {
        let [without, with] = [None, Some(1.0)].map(|trust| spread(trust)[0].clone());
        // Light among dark, and dark among light.
        assert!(with.at(18, 2) < without.at(18, 2) - 5.0, "{} {}", with.at(18, 2), without.at(18, 2));
        assert!(with.at(29, 2) > without.at(29, 2) + 5.0, "{} {}", with.at(29, 2), without.at(29, 2));
    }

    #[test]
    fn without_trust_nothing_changes_and_dots_keep_their_colour() {
        let [none, full] = [Some(0.0), Some(1.0)].map(|trust| spread(trust)[0].clone());
        let plain = spread(None)[0].clone();
        for (x, y) in [(0, 0), (20, 8), (47, 15)] {
            assert!((none.at(x, y) - plain.at(x, y)).abs() < 0.02, "{x} {y}");
        }
        assert!((full.at(9, 7) - 40.0).abs() < 0.01 && full.at(37, 8).abs() < 0.01);
    }
}
