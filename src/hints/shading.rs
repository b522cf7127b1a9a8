//! Light and shade within a hint, where the hints around it tell how colour goes with lightness.
//!
//! A hint has one colour, which is what its cells have on average; held at each of them, a dot lies on leaves or hair as
//! a flat patch. Where hints lie close together and differ, each of their cells takes the colour of the line over
//! lightness through them instead: local linear regression as in [`super::slope`], over hinted cells alone and over a
//! few cells' distance. A hint that has none around it, or only ones of its colour, stays as it is.

use super::HintMap;
use super::propagation::{Scale, filter};
use super::slope::{Moments, join_tones, means_over_hints};
use crate::raster::Plane;

/// How far hints tell of each other.
const AROUND: Scale = Scale { sigma_s_px: 10.0, sigma_r_lightness: 30.0 };
/// What is added to the hints' variance of lightness, in L².
const RIDGE: f32 = 30.0;
/// A cell is taken to be at most so much darker or lighter than its hint, in standard deviations of the hints'
/// lightness: beyond, they tell nothing.
const FARTHEST: f32 = 2.0;

/// The hints with light and shade of a photograph of lightness `l` (0..100); what a hint is on average stays.
///
/// # Panics
/// When sizes differ.
pub fn shaded(hints: &HintMap, l: &Plane) -> HintMap {
    let size = hints.size();
    assert_eq!(l.size(), size, "hints and lightness have different sizes");
    let tones = means_over_hints(hints, l);
    let mut first = hints.lanes();
    let mut second = join_tones(&mut first, &tones);
    rayon::join(|| filter(&mut first, l, size, AROUND), || filter(&mut second, l, size, AROUND));
    let mut shade = [Plane::filled(size, 0.0), Plane::filled(size, 0.0)];
    for i in (0..size.area()).filter(|&i| hints.mask.values()[i] > 0.0) {
        let Moments { covariance, variance, .. } = Moments::new([first[i], second[i]], first[i][2]);
        let farthest = FARTHEST * variance.sqrt();
        let part = (l.values()[i] - tones[i]).clamp(-farthest, farthest) / (variance + RIDGE);
        shade
            .iter_mut()
            .zip(covariance)
            .for_each(|(shade, covariance)| shade.values_mut()[i] = part * covariance);
    }
    let mut shaded = hints.clone();
    for (plane, shade) in shaded.ab.iter_mut().zip(&shade) {
        // Slopes differ from cell to cell, and so leave a mean of their own.
        let means = means_over_hints(hints, shade);
        let cells = plane.values_mut().iter_mut().zip(shade.values()).zip(means);
        cells.for_each(|((value, shade), mean)| *value += shade - mean);
    }
    shaded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Size;

    const SIZE: Size = Size::new(32, 16);

    /// Stripes, darker ones and lighter ones in turn, that get lighter to the right.
    fn striped() -> Plane {
        let lightness =
            |i: usize| 30.0 + (i % 32) as f32 + if (i / 32).is_multiple_of(2) { 4.0 } else { -4.0 };
        Plane::from_values(SIZE, (0..SIZE.area()).map(lightness).collect())
    }

    /// Dots of 6x6 cells with their left edges here, of these a*.
    fn dots(places: &[(usize, f32)]) -> HintMap {
        let mut hints = HintMap::empty(SIZE);
        for &(left, a) in places {
            for i in (4..10).flat_map(|y| (left..left + 6).map(move |x| y * 32 + x)) {
                (hints.ab[0].values_mut()[i], hints.mask.values_mut()[i]) = (a, 1.0);
            }
        }
        hints
    }

    #[test]
    fn a_lone_dot_and_dots_of_one_colour_stay_as_they_are() {
        for places in [&[(8, 40.0)][..], &[(2, 40.0), (10, 40.0), (20, 40.0)]] {
            let hints = dots(places);
            let shaded = shaded(&hints, &striped());
            let moved = |i: usize| (shaded.ab[0].values()[i] - hints.ab[0].values()[i]).abs();
            assert!((0..SIZE.area()).all(|i| moved(i) < 0.01));
            assert_eq!(shaded.mask, hints.mask);
        }
    }

    #[test]
    fn where_the_lighter_dot_has_more_colour_so_have_the_lighter_cells_of_both() {
        let hints = dots(&[(4, 10.0), (14, 40.0)]);
        let shaded = shaded(&hints, &striped());
        let a = |x: u32, y: u32| shaded.ab[0].at(x, y);
        for x in [6, 17] {
            assert!(a(x, 6) > a(x, 7) + 3.0, "{x}: {} {}", a(x, 6), a(x, 7));
        }
        for (left, colour) in [(4, 10.0), (14, 40.0)] {
            let cells = (4..10).flat_map(|y| (left..left + 6).map(move |x| (x, y)));
            let mean = cells.map(|(x, y)| a(x, y)).sum::<f32>() / 36.0;
            assert!((mean - colour).abs() < 0.3, "{mean} instead of {colour}");
        }
        assert_eq!(a(0, 0), 0.0);
    }

    #[test]
    fn dots_as_light_as_each_other_tell_nothing() {
        let l = Plane::from_values(
            SIZE,
            striped().values().iter().enumerate().map(|(i, l)| l - (i % 32) as f32).collect(),
        );
        let hints = dots(&[(4, 10.0), (14, 40.0)]);
        let shaded = shaded(&hints, &l);
        let moved = shaded.ab[0].values().iter().zip(hints.ab[0].values()).map(|(a, b)| (a - b).abs());
        assert!(moved.fold(0.0, f32::max) < 0.1);
    }
}
