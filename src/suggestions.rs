//! Colours to choose from at a place: the likely ones, as far apart as the network's distribution is.
//!
//! The paper's palette (paper facts, section 5) is the centres of nine clusters of the distribution
//! over the bins. There, 25,000 drawn bins are clustered from chance beginnings; here the bins
//! themselves are, each weighted by its probability, from beginnings that are always the same, so that
//! the same place always offers the same colours.
//!
//! The paper first multiplies the logits by 0.2 (paper facts, 1.3), here they are left as they are. With
//! our networks 0.2 gives nine colours all over the plane, of which one lies within 10 units of the
//! true colour at 29 % of places; with 1 it does at 79 %, and larger factors only move the nine
//! colours together (seed-16, 60 dev pictures without hints).

use crate::color::bins::{BINS, bin_centres};
use crate::color::gamut::{chroma_within_srgb, lab_to_srgb_within_gamut};
use crate::color::lab::Lab;
use crate::raster::{Plane, Size};

/// How many colours are suggested unless another number is wanted, as in the paper's user interface.
pub const SUGGESTIONS: usize = 9;
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
    /// Share of the distribution that lies nearest to this colour, 0..1.
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

    /// The bins' centres (a, b) and their probabilities in cell (x, y) of the grid, which sum to 1.
    ///
    /// # Panics
    /// When the place lies outside.
    pub fn at(&self, x: u32, y: u32) -> Vec<([f32; 2], f32)> {
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
            above * (1.0 - down) + below * down
        };
        let logits: Vec<f32> = (0..self.bins).map(logit).collect();
        let highest = logits.iter().copied().fold(f32::MIN, f32::max);
        let weights: Vec<f32> = logits.iter().map(|logit| (logit - highest).exp()).collect();
        let sum: f32 = weights.iter().sum();
        weights.iter().enumerate().map(|(bin, weight)| (self.centre(bin), weight / sum)).collect()
    }

    /// The lightness (0..100) in cell (x, y) of the grid.
    ///
    /// # Panics
    /// When the place lies outside.
    pub fn lightness_at(&self, x: u32, y: u32) -> f32 {
        self.l.at(x, y)
    }

    /// The colours to choose from at cell (x, y) of the grid, the most probable first; at most `count`,
    /// each within sRGB.
    ///
    /// # Panics
    /// When the place lies outside.
    pub fn suggest(&self, x: u32, y: u32, count: usize) -> Vec<Suggestion> {
        let l = self.l.at(x, y);
        let suggestion = |&([a, b], probability): &([f32; 2], f32)| {
            let lab = Lab { l, a, b };
            let share = chroma_within_srgb(lab);
            Suggestion { ab: [a * share, b * share], rgb: lab_to_srgb_within_gamut(lab), probability }
        };
        cluster(&self.at(x, y), count).iter().map(suggestion).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::bins::nearest_bin;
    use crate::color::lab::srgb_to_lab;

    const SIZE: Size = Size::new(16, 8);
    const CELLS: usize = 8;

    /// Bins by their centre, each with its logit; all others have one that counts for nothing.
    fn distribution(bins: &[([f32; 2], f32)], l: f32) -> Distribution {
        let mut logits = vec![-40.0; BINS * CELLS];
        for &([a, b], logit) in bins {
            logits[nearest_bin(a, b) * CELLS..][..CELLS].fill(logit);
        }
        Distribution::new(logits, Plane::filled(SIZE, l))
    }

    /// Some hundred bins with pseudo-random logits.
    fn broad() -> Distribution {
        let logits = (0..BINS * CELLS).map(|i| 4.0 * (i as f32 * 12.9898).sin()).collect();
        Distribution::new(logits, Plane::filled(SIZE, 60.0))
    }

    #[test]
    fn likely_colours_come_first_with_their_probabilities() {
        let likely = [([0.0, 40.0], 2.0f32.ln()), ([40.0, 0.0], 5.0f32.ln()), ([-30.0, 20.0], 1.0f32.ln())];
        let suggested = distribution(&likely, 60.0).suggest(7, 3, SUGGESTIONS);
        let expected = [([40.0, 0.0], 0.625), ([0.0, 40.0], 0.25), ([-30.0, 20.0], 0.125)];
        for (suggestion, (ab, probability)) in suggested.iter().zip(expected) {
            let off = (suggestion.ab[0] - ab[0]).hypot(suggestion.ab[1] - ab[1]);
            assert!(off < 0.1 && (suggestion.probability - probability).abs() < 1e-3, "{suggestion:?}");
        }
    }

    #[test]
    fn a_broad_distribution_gives_nine_colours_within_srgb_and_the_same_each_time() {
        let suggested = broad().suggest(5, 5, SUGGESTIONS);
        assert_eq!(suggested.len(), SUGGESTIONS);
        assert_eq!(suggested, broad().suggest(5, 5, SUGGESTIONS));
        assert!(suggested.windows(2).all(|pair| pair[0].probability >= pair[1].probability));
        let sum: f32 = suggested.iter().map(|suggestion| suggestion.probability).sum();
        assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        for Suggestion { ab: [a, b], rgb, .. } in suggested {
            assert!(chroma_within_srgb(Lab { l: 60.0, a: a * 0.99, b: b * 0.99 }) == 1.0);
            let shown = srgb_to_lab(rgb);
            assert!((shown.l - 60.0).abs() < 0.1 && (shown.a - a).hypot(shown.b - b) < 0.2, "{shown:?}");
        }
    }

    #[test]
    fn a_colour_that_the_places_lightness_cannot_have_is_weakened_and_keeps_its_hue() {
        let dark = distribution(&[([70.0, 60.0], 5.0)], 12.0).suggest(0, 0, SUGGESTIONS)[0];
        let [a, b] = dark.ab;
        assert!(a.hypot(b) < 60.0 && (b / a - 60.0 / 70.0).abs() < 0.02, "{dark:?}");
    }

    #[test]
    fn fewer_likely_colours_than_nine_are_no_fault() {
        let certain = distribution(&[([10.0, 10.0], 60.0)], 50.0).suggest(15, 7, SUGGESTIONS);
        assert!(certain[0].probability > 0.999 && certain.len() <= SUGGESTIONS);
        assert!(certain.iter().all(|s| s.ab.iter().all(|v| v.is_finite())));
    }

    #[test]
    fn between_two_cells_the_distribution_is_between_theirs() {
        let mut logits = vec![-40.0; BINS * CELLS];
        let [left, right] = [nearest_bin(50.0, 0.0), nearest_bin(-50.0, 0.0)];
        for cell in 0..CELLS {
            logits[(if cell % 4 < 1 { left } else { right }) * CELLS + cell] = 0.0;
        }
        let distribution = Distribution::new(logits, Plane::filled(SIZE, 50.0));
        let probability = |x: u32, bin: usize| distribution.at(x, 0)[bin].1;
        assert!(probability(0, left) > 0.99 && probability(4, right) > 0.99);
        assert!((probability(2, left) - 0.5).abs() < 1e-3);
        assert!((distribution.at(2, 0).iter().map(|(_, p)| p).sum::<f32>() - 1.0).abs() < 1e-4);
    }

    #[test]
    fn the_re_implementations_bins_are_the_whole_grid() {
        let mut logits = vec![0.0; GRID_BINS * CELLS];
        // Row a = 30, column b = -20 of the grid.
        logits[(14 * GRID_SIDE + 9) * CELLS..][..CELLS].fill(30.0);
        let first = Distribution::new(logits, Plane::filled(SIZE, 55.0)).suggest(3, 3, SUGGESTIONS)[0];
        assert!((first.ab[0] - 30.0).hypot(first.ab[1] + 20.0) < 0.1, "{first:?}");
    }
}
