//! Hints spread over the picture by an edge-aware recursive filter guided by its lightness.
//!
//! The recursive filter of the domain transform (Gastal and Oliveira, "Domain Transform for
//! Edge-Aware Image and Video Processing", SIGGRAPH 2011, section 5.2) runs over (a·mask, b·mask,
//! mask) alike; dividing the first two by the third gives the spread colour, and the third says how
//! much of a hint reaches a pixel. The cost is linear in the number of pixels, whatever the range.

use super::HintMap;
use crate::raster::{Plane, Size};

/// How far hints spread: the two widths of the filter.
#[derive(Clone, Copy, Debug, PartialEq, serde::Deserialize)]
pub struct Scale {
    /// Width over even lightness, in pixels of the grid.
    pub sigma_s_px: f32,
    /// Width over a lightness step, in units of L (0..100).
    #[serde(rename = "sigma_r_L")]
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
/// Keeps the quotient finite where no hint reaches.
const EPSILON: f32 = 1e-9;

/// Spreads `hints` over a picture with lightness `l` (0..100, the hints' size) at one scale.
///
/// Each iteration runs left to right, right to left, top to bottom, bottom to top.
///
/// # Panics
/// When sizes differ.
pub fn propagate(hints: &HintMap, l: &Plane, scale: Scale) -> SpreadHints {
    let size = l.size();
    assert_eq!(hints.size(), size, "hints and lightness have different sizes");
    let samples = hints.ab[0].values().iter().zip(hints.ab[1].values()).zip(hints.mask.values());
    // Four lanes, the last one idle, so that a pixel is one vector register.
    let mut field: Vec<[f32; 4]> = samples.map(|((a, b), m)| [a * m, b * m, *m, 0.0]).collect();
    if hints.mask.values().iter().any(|&m| m > 0.0) {
        filter(&mut field, l, size, scale);
    }
    let lane = |lane: usize| {
        let spread = field.iter().map(|sample| sample[lane] / (sample[2] + EPSILON));
        Plane::from_values(size, spread.collect())
    };
    SpreadHints {
        ab: [lane(0), lane(1)],
        confidence: Plane::from_values(size, field.iter().map(|sample| sample[2]).collect()),
    }
}

fn filter(field: &mut [[f32; 4]], l: &Plane, size: Size, scale: Scale) {
    let width = size.width as usize;
    let l = l.values();
    let steepness = scale.sigma_s_px / scale.sigma_r_lightness;
    let distance = |from: f32, to: f32| 1.0 + steepness * (to - from).abs();
    // Feedback across the edge to the left, and above; the second iteration's coefficients are the
    // squares of the first's, because its width is half.
    let rate = |iteration: i32| {
        let sigma = scale.sigma_s_px * 3f32.sqrt() * 2f32.powi(ITERATIONS - 1 - iteration)
            / (4f32.powi(ITERATIONS) - 1.0).sqrt();
        -(2f32.sqrt()) / sigma
    };
    let first = rate(0);
    let mut across = vec![0.0; l.len()];
    for (feedback, line) in across.chunks_exact_mut(width).zip(l.chunks_exact(width)) {
        for x in 1..width {
            feedback[x] = (first * distance(line[x - 1], line[x])).exp();
        }
    }
    let mut down = vec![0.0; l.len()];
    for i in width..l.len() {
        down[i] = (first * distance(l[i - width], l[i])).exp();
    }
    for iteration in 0..ITERATIONS {
        if iteration > 0 {
            for feedback in across.iter_mut().chain(&mut down) {
                *feedback *= *feedback;
            }
        }
        for (line, feedback) in field.chunks_exact_mut(width).zip(across.chunks_exact(width)) {
            for x in 1..width {
                line[x] = blend(line[x], line[x - 1], feedback[x]);
            }
            for x in (1..width).rev() {
                line[x - 1] = blend(line[x - 1], line[x], feedback[x]);
            }
        }
        for i in width..field.len() {
            field[i] = blend(field[i], field[i - width], down[i]);
        }
        for i in (width..field.len()).rev() {
            field[i - width] = blend(field[i - width], field[i], down[i]);
        }
    }
}

/// One step of the recursion: `here` drawn towards `before`.
#[inline(always)]
fn blend(here: [f32; 4], before: [f32; 4], feedback: f32) -> [f32; 4] {
    // Only one product and one sum wait for the neighbour.
    let keep = 1.0 - feedback;
    std::array::from_fn(|lane| here[lane] * keep + before[lane] * feedback)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SHARP: Scale = Scale { sigma_s_px: 200.0, sigma_r_lightness: 8.0 };

    fn hinted(size: Size, places: &[(u32, u32, [f32; 2])]) -> HintMap {
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

    fn scene() -> impl Strategy<Value = (Size, Vec<f32>, Vec<(u32, u32, [f32; 2])>)> {
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
