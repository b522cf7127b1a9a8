//! Keeping painted colours exactly where the network only comes near them.

use crate::hints::HintMap;
use crate::hints::propagation::{Scale, propagate};
use crate::raster::Plane;

/// How far a correction reaches: over a dot's close, even surroundings. The network has spread the
/// hints further already; this takes the seam out between a dot and its surroundings.
const REACH: Scale = Scale { sigma_s_px: 24.0, sigma_r_lightness: 8.0 };

/// Draws `ab` to the hints: what is missing at each hinted cell is added there and, fading with
/// distance and at edges, around it. A strength of 0 changes nothing, 1 keeps every hint exactly.
pub(super) fn keep_hints(ab: &mut [Plane; 2], hints: &HintMap, l: &Plane, strength: f32) {
    if strength <= 0.0 || hints.count() == 0 {
        return;
    }
    let mask = &hints.mask;
    let missing = |i: usize| {
        let cells = hints.ab[i].values().iter().zip(ab[i].values()).zip(mask.values());
        Plane::from_values(l.size(), cells.map(|((hint, own), m)| (hint - own) * m).collect())
    };
    let residual = HintMap { ab: [missing(0), missing(1)], mask: mask.clone() };
    let spread = propagate(&residual, l, REACH);
    // Confidence has no scale of its own (a small dot's is small even at the dot), so it is held
    // against the confidence of the hints nearby.
    let at_hints = spread.confidence.values().iter().zip(mask.values()).map(|(d, m)| d * m).collect();
    let at_hints = Plane::from_values(l.size(), at_hints);
    let level =
        propagate(&HintMap { ab: [at_hints, Plane::filled(l.size(), 0.0)], mask: mask.clone() }, l, REACH);
    for ((own, near), exact) in ab.iter_mut().zip(&spread.ab).zip(&residual.ab) {
        let corrections = near.values().iter().zip(exact.values()).zip(mask.values());
        let nearness = spread.confidence.values().iter().zip(level.ab[0].values());
        for ((own, ((near, exact), m)), (d, level)) in
            own.values_mut().iter_mut().zip(corrections).zip(nearness)
        {
            let nearness = (d / level.max(f32::MIN_POSITIVE)).min(1.0);
            *own += strength * if *m > 0.0 { *exact } else { near * nearness };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Size;

    fn one_dot(size: Size) -> HintMap {
        let mut hints = HintMap::empty(size);
        let i = (16 * size.width + 16) as usize;
        (hints.ab[0].values_mut()[i], hints.mask.values_mut()[i]) = (60.0, 1.0);
        hints
    }

    fn corrected(strength: f32, l: &Plane) -> Plane {
        let mut ab = [Plane::filled(l.size(), 10.0), Plane::filled(l.size(), 0.0)];
        keep_hints(&mut ab, &one_dot(l.size()), l, strength);
        let [a, _] = ab;
        a
    }

    #[test]
    fn at_full_strength_a_dot_has_its_own_colour_and_its_surroundings_come_near() {
        let size = Size::new(64, 64);
        let a = corrected(1.0, &Plane::filled(size, 50.0));
        assert_eq!(a.at(16, 16), 60.0);
        assert!(a.at(18, 16) > 40.0 && a.at(18, 16) <= 60.0, "{}", a.at(18, 16));
        assert!(a.at(63, 63) < 20.0, "{}", a.at(63, 63));
    }

    #[test]
    fn an_edge_keeps_the_correction_out() {
        let size = Size::new(64, 64);
        let l = (0..64 * 64).map(|i| if i % 64 < 20 { 20.0 } else { 80.0 }).collect();
        let a = corrected(1.0, &Plane::from_values(size, l));
        assert!(a.at(20, 16) < 11.0, "{}", a.at(20, 16));
    }

    #[test]
    fn strength_zero_leaves_all_to_the_network() {
        let size = Size::new(32, 32);
        assert_eq!(corrected(0.0, &Plane::filled(size, 50.0)), Plane::filled(size, 10.0));
    }
}
