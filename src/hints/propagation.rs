//! Hints spread over the picture by an edge-aware recursive filter: quick, and blind to what lies
//! between two places of a row.
//!
//! The recursive filter of the domain transform (Gastal and Oliveira, "Domain Transform for
//! Edge-Aware Image and Video Processing", SIGGRAPH 2011, section 5.2) runs over (a·mask, b·mask,
//! mask) alike; dividing the first two by the third gives the spread colour, and the third says how
//! much of a hint reaches a pixel. The cost is linear in the number of pixels, whatever the range.

use std::ops::Range;

use super::HintMap;
use super::diffusion::Lanes;
use crate::raster::{Plane, Size};

/// How far the filter spreads hints: its two widths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Width over even lightness, in pixels of the grid.
    pub sigma_s_px: f32,
    /// Width over a lightness step, in units of L (0..100).
    pub sigma_r_lightness: f32,
}

/// Hints spread at one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadHints {
    /// a* and b* of the hints near each pixel, in Lab units; 0 where none reaches.
    pub ab: [Plane; 2],
    /// The filtered mask, 0..1: how much of a hint reaches a pixel.
    pub confidence: Plane,
}

/// Passes over the picture in each direction.
const ITERATIONS: i32 = 2;
/// Far below what a hint leaves anywhere.
const EPSILON: f32 = 1e-9;
/// No colour of sRGB has a* or b* beyond; where next to nothing of a hint arrives, the quotient could be anything.
const MOST_AB: f32 = 110.0;

impl SpreadHints {
    /// Colours from a field of (a·mask, b·mask, mask); `epsilon` keeps the quotient finite where no
    /// hint reaches.
    pub(super) fn divide(size: Size, field: &[Lanes], epsilon: f32) -> Self {
        let lane = |lane: usize| {
            let quotient = |sample: &Lanes| sample[lane] / (sample[2].max(0.0) + epsilon);
            let spread = field.iter().map(|sample| quotient(sample).clamp(-MOST_AB, MOST_AB));
            Plane::from_values(size, spread.collect())
        };
        Self {
            ab: [lane(0), lane(1)],
            confidence: Plane::from_values(size, field.iter().map(|s| s[2].clamp(0.0, 1.0)).collect()),
        }
    }
}

/// Spreads `hints` over a picture with lightness `l` (0..100, the hints' size) .
///
/// Each iteration runs left to right, right to left, top to bottom, bottom to top.
///
/// # Panics
/// When sizes differ.
pub fn propagate(hints: &HintMap, l: &Plane, scale: Scale) -> SpreadHints {
    let size = l.size();
    assert_eq!(hints.size(), size, "hints and lightness have different sizes");
    let mut field = hints.lanes();
    if hints.mask.values().iter().any(|&m| m > 0.0) {
        filter(&mut field, l, size, scale);
    }
    SpreadHints::divide(size, &field, EPSILON)
}

/// Filters each lane of a picture's cells.
pub(super) fn filter(field: &mut [[f32; 4]], l: &Plane, size: Size, scale: Scale) {
    let width = size.width as usize;
    let l = l.values();
    let steepness = scale.sigma_s_px / scale.sigma_r_lightness;
    let distance = |from: f32, to: f32| 1.0 + steepness * (to - from).abs();
    // Iteration 0 has the widest filter; the next one's width is half, so that its feedback
    // coefficients are the squares of the first's.
    let widest =
        scale.sigma_s_px * 3f32.sqrt() * 2f32.powi(ITERATIONS - 1) / (4f32.powi(ITERATIONS) - 1.0).sqrt();
    let rate = -(2f32.sqrt()) / widest;
    // Feedback from the pixel to the left, and from the one above.
    let mut across = vec![0.0; l.len()];
    for (feedback, line) in across.chunks_exact_mut(width).zip(l.chunks_exact(width)) {
        for (feedback, pair) in feedback[1..].iter_mut().zip(line.windows(2)) {
            *feedback = exp(rate * distance(pair[0], pair[1]));
        }
    }
    let mut down = vec![0.0; l.len()];
    for ((feedback, above), here) in down[width..].iter_mut().zip(l).zip(&l[width..]) {
        *feedback = exp(rate * distance(*above, *here));
    }
    for iteration in 0..ITERATIONS {
        if iteration > 0 {
            across.iter_mut().for_each(|feedback| *feedback *= *feedback);
            down.iter_mut().for_each(|feedback| *feedback *= *feedback);
        }
        let mut rows = field.chunks_exact_mut(LOCKSTEP * width);
        let mut feedback = across.chunks_exact(LOCKSTEP * width);
        for (rows, feedback) in rows.by_ref().zip(feedback.by_ref()) {
            filter_rows::<LOCKSTEP>(rows, feedback, width);
        }
        let rest = rows.into_remainder().chunks_exact_mut(width);
        for (row, feedback) in rest.zip(feedback.remainder().chunks_exact(width)) {
            filter_rows::<1>(row, feedback, width);
        }
        for left in (0..width).step_by(STRIP) {
            filter_columns(field, &down, width, left..width.min(left + STRIP));
        }
    }
}

/// Rows filtered side by side: each pixel of a row waits for its neighbour's result, and what the
/// processor would idle away meanwhile, the other rows use.
const LOCKSTEP: usize = 4;

/// Filters `ROWS` whole rows from left to right and back.
fn filter_rows<const ROWS: usize>(rows: &mut [[f32; 4]], feedback: &[f32], width: usize) {
    let mut before: [[f32; 4]; ROWS] = std::array::from_fn(|row| rows[row * width]);
    for x in 1..width {
        for (row, before) in before.iter_mut().enumerate() {
            let i = row * width + x;
            *before = blend(rows[i], *before, feedback[i]);
            rows[i] = *before;
        }
    }
    for x in (1..width).rev() {
        for (row, before) in before.iter_mut().enumerate() {
            let i = row * width + x;
            *before = blend(rows[i - 1], *before, feedback[i]);
            rows[i - 1] = *before;
        }
    }
}

/// Columns filtered together: over the picture's height they stay in the processor's cache between
/// the way down and the way up.
const STRIP: usize = 64;

/// Filters whole columns from top to bottom and back.
fn filter_columns(field: &mut [[f32; 4]], down: &[f32], width: usize, columns: Range<usize>) {
    let rows = field.len() / width;
    let mut draw = |upper: usize, downwards: bool| {
        let (above, below) = field.split_at_mut((upper + 1) * width);
        let above = &mut above[upper * width..][columns.clone()];
        let below = &mut below[columns.clone()];
        let feedback = &down[(upper + 1) * width..][columns.clone()];
        for ((above, below), feedback) in above.iter_mut().zip(below).zip(feedback) {
            if downwards {
                *below = blend(*below, *above, *feedback);
            } else {
                *above = blend(*above, *below, *feedback);
            }
        }
    };
    for upper in 0..rows - 1 {
        draw(upper, true);
    }
    for upper in (0..rows - 1).rev() {
        draw(upper, false);
    }
}

/// Added at every step. Behind edges values would shrink until the processor takes the slow road of
/// denormal numbers; this keeps them above, and is so far below [`EPSILON`] that nothing shows it.
const TRACE: f32 = 1e-27;

/// One step of the recursion: `here` drawn towards `before`.
#[inline(always)]
fn blend(here: [f32; 4], before: [f32; 4], feedback: f32) -> [f32; 4] {
    // Only one product and one sum wait for the neighbour.
    let keep = 1.0 - feedback;
    std::array::from_fn(|lane| (here[lane] * keep + TRACE) + before[lane] * feedback)
}

/// e to the power of a value from -87 to 0 (less counts as -87), to seven digits; unlike the
/// library's, the compiler can work out several at once.
#[inline(always)]
fn exp(value: f32) -> f32 {
    let doublings = (value * std::f32::consts::LOG2_E).max(-125.0);
    // Adding 1.5 * 2^23 leaves a whole number in the lowest bits.
    const ROUNDING: f32 = 12_582_912.0;
    let rounded = doublings + ROUNDING;
    let rest = (doublings - (rounded - ROUNDING)) * std::f32::consts::LN_2;
    // Taylor's series within half a doubling: the sixth power contributes less than 3e-6, the
    // seventh less than 1.2e-7.
    let series = 1.0 / 720.0;
    let series = series * rest + 1.0 / 120.0;
    let series = series * rest + 1.0 / 24.0;
    let series = series * rest + 1.0 / 6.0;
    let series = series * rest + 0.5;
    let series = (series * rest + 1.0) * rest + 1.0;
    // 127 is the exponent of 1; what is above the exponent is shifted out.
    series * f32::from_bits((rounded.to_bits() << 23).wrapping_add(127 << 23))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_quick_exponential_is_the_exponential() {
        for i in 0..=8_600 {
            let value = -(i as f32) / 100.0;
            let error = f64::from(exp(value)) / f64::from(value).exp() - 1.0;
            assert!(error.abs() < 1e-5, "{value}: {error}");
        }
    }

    const SHARP: Scale = Scale { sigma_s_px: 200.0, sigma_r_lightness: 8.0 };

    fn hinted(size: Size, places: &[Place]) -> HintMap {
        let mut hints = HintMap::empty(size);
        for &(x, y, [a, b]) in places {
            let i = (y * size.width + x) as usize;
            hints.ab[0].values_mut()[i] = a;
            hints.ab[1].values_mut()[i] = b;
            hints.mask.values_mut()[i] = 1.0;
        }
        hints
    }

    #[test]
    fn one_hint_on_a_flat_picture_colours_all_of_it() {
        let size = Size::new(96, 64);
        let spread = propagate(&hinted(size, &[(10, 50, [40.0, -30.0])]), &Plane::filled(size, 60.0), SHARP);
        for (x, y) in [(0, 0), (95, 0), (0, 63), (95, 63), (50, 30)] {
            assert!((spread.ab[0].at(x, y) - 40.0).abs() < 0.5, "{}", spread.ab[0].at(x, y));
            assert!((spread.ab[1].at(x, y) + 30.0).abs() < 0.5);
        }
    }

    #[test]
    fn a_hard_edge_stops_a_hint_at_the_small_range() {
        let size = Size::new(64, 64);
        let l = (0..64 * 64).map(|i| if i % 64 < 32 { 30.0 } else { 70.0 }).collect();
        let hints = hinted(size, &[(16, 32, [50.0, 0.0]), (48, 32, [0.0, 50.0])]);
        let spread = propagate(&hints, &Plane::from_values(size, l), SHARP);
        for y in 0..64 {
            assert!(spread.ab[0].at(31, y) > 49.0 && spread.ab[1].at(31, y) < 1.0);
            assert!(spread.ab[0].at(32, y) < 1.0 && spread.ab[1].at(32, y) > 49.0);
        }
    }

    #[test]
    fn without_hints_everything_is_zero_and_a_number() {
        let size = Size::new(16, 8);
        let spread = propagate(&HintMap::empty(size), &Plane::filled(size, 50.0), SHARP);
        let values = spread.ab.iter().chain([&spread.confidence]).flat_map(|plane| plane.values());
        assert!(values.into_iter().all(|&v| v == 0.0));
    }

    type Place = (u32, u32, [f32; 2]);

    fn scene() -> impl Strategy<Value = (Size, Vec<f32>, Vec<Place>)> {
        (2u32..20, 2u32..20).prop_flat_map(|(w, h)| {
            let place = (0..w, 0..h, prop::array::uniform2(-80.0f32..80.0));
            let l = prop::collection::vec(0.0f32..100.0, (w * h) as usize);
            (Just(Size::new(w, h)), l, prop::collection::vec(place, 1..5))
        })
    }

    proptest! {
        #[test]
        fn spread_colour_follows_the_hints_linearly((size, l, places) in scene(), factor in 0.1f32..1.0) {
            let l = Plane::from_values(size, l);
            let scaled: Vec<_> = places.iter().map(|&(x, y, ab)| (x, y, ab.map(|v| v * factor))).collect();
            let spread = propagate(&hinted(size, &places), &l, SHARP);
            let faint = propagate(&hinted(size, &scaled), &l, SHARP);
            for (full, part) in spread.ab[0].values().iter().zip(faint.ab[0].values()) {
                prop_assert!((full * factor - part).abs() < 1e-3, "{full} {part}");
            }
        }

        #[test]
        fn spread_colour_lies_between_the_hints((size, l, places) in scene()) {
            let spread = propagate(&hinted(size, &places), &Plane::from_values(size, l), SHARP);
            // Epsilon pulls towards 0 where confidence fades, so 0 bounds as well.
            let low = places.iter().map(|p| p.2[0]).fold(0.0, f32::min);
            let high = places.iter().map(|p| p.2[0]).fold(0.0, f32::max);
            for &a in spread.ab[0].values() {
                prop_assert!(a.is_finite() && (low - 0.1..=high + 0.1).contains(&a), "{a}");
            }
        }

        /// Rows go before columns, so a transposed picture gives the transposed result only up to
        /// that order; over even lightness the passes commute and the results agree.
        #[test]
        fn transposing_an_even_picture_transposes_the_result((size, _, places) in scene()) {
            let flipped: Vec<_> = places.iter().map(|&(x, y, ab)| (y, x, ab)).collect();
            let turned = Size::new(size.height, size.width);
            let spread = propagate(&hinted(size, &places), &Plane::filled(size, 50.0), SHARP);
            let other = propagate(&hinted(turned, &flipped), &Plane::filled(turned, 50.0), SHARP);
            for y in 0..size.height {
                for x in 0..size.width {
                    prop_assert!((spread.ab[0].at(x, y) - other.ab[0].at(y, x)).abs() < 0.02);
                    prop_assert!((spread.confidence.at(x, y) - other.confidence.at(y, x)).abs() < 1e-4);
                }
            }
        }
    }
}
