//! Hints as an artist might have given them, drawn by chance from a colour picture.
//!
//! Training learns from them and evaluation measures with them. The laws are the paper's (section 3
//! of the paper facts): square patches, their number geometric, their sides uniform, their places a
//! 2-D Gaussian, their colour the mean of the true colour below. What the paper lacks and artists do
//! is added: strokes, places all over the picture, hundreds of points.

use rand::{Rng, RngExt};
use rand_distr::{Distribution, Geometric, Normal};
use serde::Deserialize;

use super::HintMap;
use crate::raster::{Plane, Size};

/// A square of cells, given by its top left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Column of the leftmost cells.
    pub left: u32,
    /// Row of the uppermost cells.
    pub top: u32,
    /// Length of each side in cells.
    pub side: u32,
}

/// How places of patches are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Positions {
    /// Normal about the picture's centre, a quarter of the free range wide, cut at its ends, so that
    /// 5 % of the patches lie at either border of an axis: as the public training code does it.
    Gaussian,
    /// Everywhere alike.
    Uniform,
}

/// Draws a patch of `side` cells, which lies whole within the picture.
///
/// # Panics
/// When the picture is smaller than the patch.
pub fn draw_patch(rng: &mut impl Rng, size: Size, side: u32, positions: Positions) -> Patch {
    let mut corner = |length: u32| {
        let free = length - side;
        match positions {
            Positions::Uniform => rng.random_range(0..=free),
            Positions::Gaussian => {
                let free = f64::from(free);
                let normal =
                    Normal::new((free + 1.0) / 2.0, (free + 1.0) / 4.0).expect("the width is positive");
                normal.sample(rng).clamp(0.0, free) as u32
            }
        }
    };
    let top = corner(size.height);
    Patch { left: corner(size.width), top, side }
}

/// Hints of the given patches over the true colour `truth` (a*, b*): each has the mean colour below
/// it, and lies over those before it.
///
/// # Panics
/// When a patch reaches beyond the picture.
pub fn reveal(truth: &[Plane; 2], patches: &[Patch]) -> HintMap {
    let mut hints = HintMap::empty(truth[0].size());
    for &patch in patches {
        paint(&mut hints, truth, &[patch]);
    }
    hints
}

/// Gives all cells under `patches` the mean colour below them.
fn paint(hints: &mut HintMap, truth: &[Plane; 2], patches: &[Patch]) {
    let width = hints.size().width;
    let mut cells: Vec<usize> = patches.iter().flat_map(|patch| cells_of(*patch, width)).collect();
    cells.sort_unstable();
    cells.dedup();
    for (hint, truth) in hints.ab.iter_mut().zip(truth) {
        let sum: f64 = cells.iter().map(|&i| f64::from(truth.values()[i])).sum();
        let mean = (sum / cells.len() as f64) as f32;
        cells.iter().for_each(|&i| hint.values_mut()[i] = mean);
    }
    cells.iter().for_each(|&i| hints.mask.values_mut()[i] = 1.0);
}

fn cells_of(Patch { left, top, side }: Patch, width: u32) -> impl Iterator<Item = usize> {
    (top..top + side).flat_map(move |y| (left..left + side).map(move |x| (y * width + x) as usize))
}

/// The law by which training draws the hints of a picture. All shares are of 1.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HintLaw {
    /// Share of pictures whose true colour is given everywhere.
    pub whole: f64,
    /// Share of pictures without any hint, beside those whose drawn number is 0.
    pub none: f64,
    /// The number of points is geometric with this chance to stop before each: the paper's 1/8 has
    /// the mean 7.
    pub stop: f64,
    /// Share of pictures whose number is drawn from 1 to `most` instead, its logarithm uniform.
    pub many: f64,
    /// Largest number of points.
    pub most: u32,
    /// Sides of patches are uniform from 1 to this, in cells of a picture with the shorter side 176
    /// (the paper's training size), and in proportion at other sizes.
    pub largest_side: u32,
    /// Share of pictures whose points lie everywhere alike instead of about the centre.
    pub uniform: f64,
    /// Share of points that are strokes instead of patches.
    pub strokes: f64,
}

/// Shorter side of the picture for which [`HintLaw::largest_side`] is meant.
const LAW_SIDE: f64 = 176.0;

impl HintLaw {
    /// The paper's law, with all that was added switched off.
    pub const PAPER: Self = Self {
        whole: 0.01,
        none: 0.0,
        stop: 0.125,
        many: 0.0,
        most: 500,
        largest_side: 9,
        uniform: 0.0,
        strokes: 0.0,
    };

    /// Why the law makes no sense, if so.
    pub fn fault(&self) -> Option<&'static str> {
        let shares = [self.whole, self.none, self.many, self.uniform, self.strokes];
        let rules = [
            (shares.iter().all(|share| (0.0..=1.0).contains(share)), "shares lie between 0 and 1"),
            (self.whole + self.none <= 1.0, "whole and none together are at most 1"),
            (self.stop > 0.0 && self.stop <= 1.0, "stop lies above 0 and is at most 1"),
            (self.most >= 1 && self.largest_side >= 1, "most and largest_side are at least 1"),
        ];
        rules.into_iter().find(|(kept, _)| !kept).map(|(_, rule)| rule)
    }

    /// Draws hints for a picture of the true colour `truth` (a*, b* in Lab units).
    pub fn draw(&self, rng: &mut impl Rng, truth: &[Plane; 2]) -> HintMap {
        let size = truth[0].size();
        let lot: f64 = rng.random();
        if lot < self.whole {
            return HintMap { ab: truth.clone(), mask: Plane::filled(size, 1.0) };
        }
        let mut hints = HintMap::empty(size);
        if lot < self.whole + self.none {
            return hints;
        }
        let positions = if rng.random_bool(self.uniform) { Positions::Uniform } else { Positions::Gaussian };
        for _ in 0..self.draw_number(rng) {
            let side = self.draw_side(rng, size);
            let patch = draw_patch(rng, size, side, positions);
            if rng.random_bool(self.strokes) {
                paint(&mut hints, truth, &draw_stroke(rng, truth, patch));
            } else {
                paint(&mut hints, truth, &[patch]);
            }
        }
        hints
    }

    fn draw_number(&self, rng: &mut impl Rng) -> u64 {
        if rng.random_bool(self.many) {
            let logarithm = rng.random_range(0.0..=f64::from(self.most).ln());
            return logarithm.exp().round() as u64;
        }
        let geometric = Geometric::new(self.stop).expect("the chance lies between 0 and 1");
        geometric.sample(rng).min(u64::from(self.most))
    }

    fn draw_side(&self, rng: &mut impl Rng, size: Size) -> u32 {
        let shorter = size.width.min(size.height);
        let largest = (f64::from(self.largest_side) * f64::from(shorter) / LAW_SIDE).round() as u32;
        rng.random_range(1..=largest.clamp(1, shorter))
    }
}

/// Colours further apart than this (in the ab plane) belong to another thing, where a stroke ends.
const STROKE_TOLERANCE: f32 = 12.0;
/// Longest stroke, in steps of its width.
const LONGEST_STROKE: u32 = 12;

/// A straight stroke that begins with `start` and ends where it is long enough, or would leave the
/// picture or the thing that it began on: an artist paints within outlines.
fn draw_stroke(rng: &mut impl Rng, truth: &[Plane; 2], start: Patch) -> Vec<Patch> {
    let size = truth[0].size();
    let colour = |patch: Patch| {
        let (x, y) = (patch.left + patch.side / 2, patch.top + patch.side / 2);
        [truth[0].at(x, y), truth[1].at(x, y)]
    };
    let first = colour(start);
    let (sin, cos) = rng.random_range(0.0..std::f64::consts::TAU).sin_cos();
    let steps = rng.random_range(1..=LONGEST_STROKE);
    let mut stroke = vec![start];
    for step in 1..=steps {
        let reach = f64::from(step * start.side.max(2)) * 0.5;
        let [left, top] =
            [(start.left, cos), (start.top, sin)].map(|(from, part)| f64::from(from) + reach * part);
        let [free_x, free_y] = [size.width, size.height].map(|side| f64::from(side - start.side));
        if !(0.0..=free_x).contains(&left) || !(0.0..=free_y).contains(&top) {
            break;
        }
        let patch = Patch { left: left as u32, top: top as u32, side: start.side };
        let [a, b] = colour(patch);
        if (a - first[0]).hypot(b - first[1]) > STROKE_TOLERANCE {
            break;
        }
        stroke.push(patch);
    }
    stroke
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    const SIZE: Size = Size::new(176, 176);

    fn picture(size: Size) -> [Plane; 2] {
        let plane = |phase: f32| {
            let wave = |i: usize| 60.0 * (i as f32 * 0.013 + phase).sin();
            Plane::from_values(size, (0..size.area()).map(wave).collect())
        };
        [plane(0.0), plane(2.0)]
    }

    fn numbers(law: &HintLaw) -> Vec<f64> {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        (0..100_000).map(|_| law.draw_number(&mut rng) as f64).collect()
    }

    fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
        let count = values.len() as f64;
        values.sum::<f64>() / count
    }

    #[test]
    fn the_number_of_points_is_geometric_with_the_mean_7() {
        let numbers = numbers(&HintLaw::PAPER);
        assert!((mean(numbers.iter().copied()) - 7.0).abs() < 0.1);
        // (1 - p)^k p, by hand for k = 0, 1, 7.
        for (k, share) in [(0.0, 0.125), (1.0, 0.109_375), (7.0, 0.049_087)] {
            let counted = numbers.iter().filter(|&&n| n == k).count() as f64 / numbers.len() as f64;
            assert!((counted - share).abs() < 0.004, "{k}: {counted}");
        }
    }

    #[test]
    fn many_points_reach_from_1_to_500_with_as_many_below_22_as_above() {
        let numbers = numbers(&HintLaw { many: 1.0, ..HintLaw::PAPER });
        assert!(numbers.iter().all(|n| (1.0..=500.0).contains(n)));
        assert!(numbers.iter().any(|&n| n > 490.0));
        // The square root of 500 is 22.4.
        let below = numbers.iter().filter(|&&n| n <= 22.0).count() as f64 / numbers.len() as f64;
        assert!((below - 0.5).abs() < 0.01, "{below}");
    }

    #[test]
    fn gaussian_places_lie_about_the_centre_and_pile_up_on_the_border() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let patches: Vec<Patch> =
            (0..50_000).map(|_| draw_patch(&mut rng, SIZE, 6, Positions::Gaussian)).collect();
        let lefts = || patches.iter().map(|patch| f64::from(patch.left));
        let centre = mean(lefts());
        assert!((centre - 85.0).abs() < 1.0, "{centre}");
        let spread = mean(lefts().map(|left| (left - centre).powi(2))).sqrt();
        // A quarter of 171 less what is cut off at two sigmas.
        assert!((spread - 41.0).abs() < 1.0, "{spread}");
        let at_border = |p: &&Patch| p.left == 0 || p.left == 170 || p.top == 0 || p.top == 170;
        let share = patches.iter().filter(at_border).count() as f64 / patches.len() as f64;
        assert!((share - 0.09).abs() < 0.02, "{share}");
    }

    #[test]
    fn uniform_places_lie_everywhere_alike() {
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let mut counts = [0u32; 3];
        for _ in 0..30_000 {
            let patch = draw_patch(&mut rng, Size::new(36, 7), 7, Positions::Uniform);
            assert_eq!(patch.top, 0);
            counts[(patch.left / 10) as usize] += 1;
        }
        for count in counts {
            assert!((f64::from(count) / 10_000.0 - 1.0).abs() < 0.05, "{counts:?}");
        }
    }

    #[test]
    fn pictures_without_hints_and_wholly_revealed_ones_come_as_often_as_asked() {
        let law = HintLaw { whole: 0.1, none: 0.2, ..HintLaw::PAPER };
        let (size, mut rng) = (Size::new(24, 24), ChaCha8Rng::seed_from_u64(4));
        let truth = picture(size);
        let counts: Vec<usize> = (0..20_000).map(|_| law.draw(&mut rng, &truth).count()).collect();
        let share =
            |n: usize| counts.iter().filter(|&&count| count == n).count() as f64 / counts.len() as f64;
        // An eighth of the other seven tenths draws the number 0.
        assert!((share(0) - (0.2 + 0.7 / 8.0)).abs() < 0.01, "{}", share(0));
        assert!((share(size.area()) - 0.1).abs() < 0.01, "{}", share(size.area()));
    }

    #[test]
    fn patches_cover_as_much_of_a_picture_as_in_the_public_training_code() {
        let (truth, mut rng) = (picture(SIZE), ChaCha8Rng::seed_from_u64(5));
        let law = HintLaw { whole: 0.0, ..HintLaw::PAPER };
        let covered =
            mean((0..3_000).map(|_| law.draw(&mut rng, &truth).count() as f64 / SIZE.area() as f64));
        assert!((covered - 0.0073).abs() < 0.0006, "{covered}");
    }

    #[test]
    fn a_stroke_has_one_colour_and_stays_on_its_thing() {
        let size = Size::new(64, 64);
        let halves = (0..64 * 64).map(|i| if i % 64 < 32 { 50.0 } else { -50.0 }).collect();
        let truth = [Plane::from_values(size, halves), Plane::filled(size, 5.0)];
        let mut rng = ChaCha8Rng::seed_from_u64(6);
        for _ in 0..200 {
            let stroke = draw_stroke(&mut rng, &truth, Patch { left: 20, top: 30, side: 3 });
            assert!(stroke.iter().all(|patch| patch.left + patch.side / 2 < 32), "{stroke:?}");
            let mut hints = HintMap::empty(size);
            paint(&mut hints, &truth, &stroke);
            let painted = |i: &usize| hints.mask.values()[*i] > 0.0;
            let colours: Vec<f32> =
                (0..size.area()).filter(painted).map(|i| hints.ab[0].values()[i]).collect();
            assert!(colours.windows(2).all(|pair| pair[0] == pair[1]));
        }
    }

    #[test]
    fn a_law_that_makes_no_sense_is_told_so() {
        assert_eq!(HintLaw::PAPER.fault(), None);
        let broken = [
            HintLaw { whole: 1.5, ..HintLaw::PAPER },
            HintLaw { whole: 0.6, none: 0.6, ..HintLaw::PAPER },
            HintLaw { stop: 0.0, ..HintLaw::PAPER },
            HintLaw { most: 0, ..HintLaw::PAPER },
        ];
        assert!(broken.iter().all(|law| law.fault().is_some()));
    }

    proptest! {
        #[test]
        fn a_revealed_colour_is_the_mean_of_the_truth_below_its_patch(
            (w, h) in (9u32..60, 9u32..60), side in 1u32..9, seed: u64, uniform: bool,
        ) {
            let (size, mut rng) = (Size::new(w, h), ChaCha8Rng::seed_from_u64(seed));
            let positions = if uniform { Positions::Uniform } else { Positions::Gaussian };
            let (truth, patch) = (picture(size), draw_patch(&mut rng, size, side, positions));
            prop_assert!(patch.left + side <= w && patch.top + side <= h);
            let hints = reveal(&truth, &[patch]);
            prop_assert_eq!(hints.count(), (side * side) as usize);
            for (hint, truth) in hints.ab.iter().zip(&truth) {
                let mut sum = 0.0;
                for y in patch.top..patch.top + side {
                    for x in patch.left..patch.left + side {
                        sum += truth.at(x, y);
                    }
                }
                let mean = sum / (side * side) as f32;
                prop_assert!((hint.at(patch.left, patch.top) - mean).abs() < 1e-3);
            }
        }

        #[test]
        fn whatever_is_drawn_is_zero_outside_the_mask_and_within_the_truths_range(
            (w, h) in (8u32..40, 8u32..40), seed: u64,
        ) {
            let law = HintLaw { many: 0.5, uniform: 0.5, strokes: 0.5, ..HintLaw::PAPER };
            let truth = picture(Size::new(w, h));
            let hints = law.draw(&mut ChaCha8Rng::seed_from_u64(seed), &truth);
            for (value, mask) in hints.ab[0].values().iter().zip(hints.mask.values()) {
                prop_assert!(*mask == 1.0 || (*mask == 0.0 && *value == 0.0));
                prop_assert!(value.abs() <= 60.0);
            }
        }
    }
}
