//! Colours to choose from at a place: the likely ones, as far apart as the network's distribution is.
//!
//! The paper's palette (paper facts, section 5): the distribution over the bins at the place, made
//! softer, and the centres of its nine clusters. There, 25,000 drawn bins are clustered from chance
//! beginnings; here the bins are, each weighted by its probability, from beginnings that are always the
//! same, so that the same place always offers the same colours.

use crate::color::bins::{BINS, bin_centres};
use crate::color::gamut::{chroma_within_srgb, lab_to_srgb_within_gamut};
use crate::color::lab::Lab;
use crate::raster::{Plane, Size};

/// How many colours are suggested at most, as in the paper's user interface.
pub const SUGGESTIONS: usize = 9;
/// Logits are multiplied by this before softmax, the paper's palette scale S (paper facts, 1.3): less
/// likely colours are to be among the suggestions as well.
pub const PALETTE_SCALE: f32 = 0.2;
/// The distribution has one cell for so many of the grid's on either axis.
const CELL: u32 = 4;
/// Bins of the re-implementation: the whole grid of 23 x 23, a slow, b fast, both from -110.
const GRID_BINS: usize = 529;
const GRID_SIDE: usize = 23;
/// Clustering has come to rest long before.
const MOST_ROUNDS: usize = 100;

/// What a network says of every place's colour.
#[derive(Clone, Debug)]
pub struct Distribution {
    logits: Vec<f32>,
    cells: Size,
    bins: usize,
    l: Plane,
}

/// One colour to choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggestion {
    /// a* and b*, within sRGB at the place's lightness.
    pub ab: [f32; 2],
    /// sRGB-encoded (0..1) with the place's lightness.
    pub rgb: [f32; 3],
    /// Share of the softened distribution that lies nearest to this colour, 0..1.
    pub probability: f32,
}

impl Distribution {
    /// Takes over `logits` (bins x H/4 x W/4) for the grid's lightness `l` (H x W, 0..100).
    ///
    /// # Panics
    /// When the logits are not those of 313 or 529 bins for a grid of this size.
    pub fn new(logits: Vec<f32>, l: Plane) -> Self {
        let cells = Size::new(l.size().width / CELL, l.size().height / CELL);
        let bins = logits.len() / cells.area().max(1);
        assert!(
            logits.len() == bins * cells.area() && [BINS, GRID_BINS].contains(&bins),
            "{} logits are no distribution for a grid of {}",
            logits.len(),
            l.size()
        );
        Self { logits, cells, bins, l }
    }

    /// Probability of each bin in cell (x, y) of the grid, the logits multiplied by `scale`; and the
    /// bins' centres (a, b).
    ///
    /// # Panics
    /// When the place lies outside.
    pub fn at(&self, x: u32, y: u32, scale: f32) -> Vec<([f32; 2], f32)> {
        assert!(x < self.l.size().width && y < self.l.size().height, "{x},{y} lies outside the grid");
        // Networks come to a quarter of the grid by keeping every second cell, so that a cell of the
        // distribution stands at the first of the four that it is for (paper facts, 1.3: order and
        // upsampling kernel).
        let between = |place: u32, cells: u32| {
            let first = place / CELL;
            (first as usize, (first + 1).min(cells - 1) as usize, (place % CELL) as f32 / CELL as f32)
        };
        let (left, right, across) = between(x, self.cells.width);
        let (upper, lower, down) = between(y, self.cells.height);
        let logit = |bin: usize| {
            let plane = &self.logits[bin * self.cells.area()..];
            let at = |row: usize, column: usize| plane[row * self.cells.width as usize + column];
            let above = at(upper, left) * (1.0 - across) + at(upper, right) * across;
            let below = at(lower, left) * (1.0 - across) + at(lower, right) * across;
            scale * (above * (1.0 - down) + below * down)
        };
        let logits: Vec<f32> = (0..self.bins).map(logit).collect();
        let highest = logits.iter().copied().fold(f32::MIN, f32::max);
        let weights: Vec<f32> = logits.iter().map(|logit| (logit - highest).exp()).collect();
        let sum: f32 = weights.iter().sum();
        weights.iter().enumerate().map(|(bin, weight)| (self.centre(bin), weight / sum)).collect()
    }

    /// The colours to choose from at cell (x, y) of the grid, the most probable first; at most
    /// [`SUGGESTIONS`], each within sRGB.
    ///
    /// # Panics
    /// When the place lies outside.
    pub fn suggest(&self, x: u32, y: u32) -> Vec<Suggestion> {
        let l = self.l.at(x, y);
        let suggestion = |&([a, b], probability): &([f32; 2], f32)| {
            let lab = Lab { l, a, b };
            let share = chroma_within_srgb(lab);
            Suggestion { ab: [a * share, b * share], rgb: lab_to_srgb_within_gamut(lab), probability }
        };
        cluster(&self.at(x, y, PALETTE_SCALE), SUGGESTIONS).iter().map(suggestion).collect()
    }

    fn centre(&self, bin: usize) -> [f32; 2] {
        if self.bins == BINS {
            return bin_centres()[bin];
        }
        [bin / GRID_SIDE, bin % GRID_SIDE].map(|step| step as f32 * 10.0 - 110.0)
    }
}

/// Weighted k-means: centres of at most `count` clusters with their weights, the heaviest first.
///
/// It begins with the heaviest point, then each time with the one that has the largest product of
/// weight and squared distance to what was chosen: k-means++ without its chance.
fn cluster(points: &[([f32; 2], f32)], count: usize) -> Vec<([f32; 2], f32)> {
    let distance = |p: [f32; 2], q: [f32; 2]| (p[0] - q[0]).powi(2) + (p[1] - q[1]).powi(2);
    let nearest = |centres: &[[f32; 2]], point: [f32; 2]| {
        let order = |x: &usize, y: &usize| {
            distance(centres[*x], point).total_cmp(&distance(centres[*y], point)).then(x.cmp(y))
        };
        (0..centres.len()).min_by(order).unwrap_or(0)
    };
    let mut centres: Vec<[f32; 2]> = Vec::with_capacity(count);
    while centres.len() < count {
        let gain = |&(point, weight): &([f32; 2], f32)| match centres.is_empty() {
            true => weight,
            false => weight * distance(point, centres[nearest(&centres, point)]),
        };
        // Of equal ones the first, whereas `max_by` would take the last.
        let best = points.iter().rev().max_by(|x, y| gain(x).total_cmp(&gain(y)));
        match best {
            Some(best) if gain(best) > 0.0 => centres.push(best.0),
            _ => break,
        }
    }
    let mut sums = vec![[0.0f32; 3]; centres.len()];
    for _ in 0..MOST_ROUNDS {
        sums.fill([0.0; 3]);
        for &(point, weight) in points {
            let sum = &mut sums[nearest(&centres, point)];
            *sum = [sum[0] + weight * point[0], sum[1] + weight * point[1], sum[2] + weight];
        }
        // A centre that has lost all its points stays where it is.
        let mean = |(sum, centre): (&[f32; 3], &[f32; 2])| match sum[2] > 0.0 {
            true => [sum[0] / sum[2], sum[1] / sum[2]],
            false => *centre,
        };
        let means: Vec<[f32; 2]> = sums.iter().zip(&centres).map(mean).collect();
        if means == centres {
            break;
        }
        centres = means;
    }
    let mut clusters: Vec<_> = centres.into_iter().zip(sums).map(|(centre, sum)| (centre, sum[2])).collect();
    clusters.sort_by(|x, y| y.1.total_cmp(&x.1));
    clusters
}
