//! Light and shade within a hint, where the hints around it tell how colour goes with lightness.
//!
//! A hint has one colour, which is what its cells have on average; held at each of them, a dot lies on leaves or hair as
//! a flat patch. Where hints lie close together and differ, each of their cells takes the colour of the line over
//! lightness through them instead: local linear regression as in [`super::slope`], over hinted cells alone and over a
//! few cells' distance. A hint that has none around it, or only ones of its colour, stays as it is.

use rayon::prelude::*;

use super::HintMap;
use super::propagation::{Scale, filter};
use super::slope::tone_of_hint;
use crate::raster::Plane;

/// How far hints tell of each other.
const AROUND: Scale = Scale { sigma_s_px: 5.0, sigma_r_lightness: 40.0 };
/// What is added to the hints' variance of lightness, in L².
const RIDGE: f32 = 50.0;
/// The part of the line's slope that is taken: within a hint colour goes with lightness less than among hints.
const PART: f32 = 0.8;
/// A cell is taken to be at most so much darker or lighter than its hint, in L.
const FARTHEST: f32 = 25.0;

/// The hints with light and shade of a photograph of lightness `l` (0..100); what a hint is on average stays.
///
/// # Panics
/// When sizes differ.
pub fn shaded(hints: &HintMap, l: &Plane) -> HintMap {
    let (size, mask) = (hints.size(), hints.mask.values());
    assert_eq!(l.size(), size, "hints and lightness have different sizes");
    let held: Vec<usize> = (0..size.area()).filter(|&i| mask[i] > 0.0).collect();
    let tones: Vec<f32> = held.par_iter().map(|&i| tone_of_hint(hints, i, l)).collect();
    let mut first = hints.lanes();
    let mut second = vec![[0.0; 4]; size.area()];
    for (&i, tone) in held.iter().zip(&tones) {
        let [a, b, m, _] = first[i];
        first[i][3] = m * tone;
        second[i] = [a * tone, b * tone, m * tone * tone, 0.0];
    }
    rayon::join(|| filter(&mut first, l, size, AROUND), || filter(&mut second, l, size, AROUND));
    let mut shaded = hints.clone();
    for (&i, tone) in held.iter().zip(&tones) {
        let ([a, b, reached, sum], [a_tone, b_tone, square, _]) = (first[i], second[i]);
        let mean = sum / reached;
        let variance = (square / reached - mean * mean).max(0.0);
        let step = (l.values()[i] - tone).clamp(-FARTHEST, FARTHEST);
        for (plane, (colour, product)) in shaded.ab.iter_mut().zip([(a, a_tone), (b, b_tone)]) {
            let covariance = (product - colour * mean) / reached;
            plane.values_mut()[i] += PART * step * covariance / (variance + RIDGE);
        }
    }
    shaded
}
