//! Painted colours where the network only comes near them: kept exactly at the dots, followed on what they lie on.

use crate::hints::diffusion::Diffusion;
use crate::hints::propagation::SpreadHints;
use crate::hints::shading::shaded;
use crate::hints::{Flow, HintMap};
use crate::raster::Plane;

/// How far a correction reaches. The network has spread the hints already; this takes the seam out
/// between a dot and its surroundings, and where the network came short carries the dot's colour to
/// the edges of what it lies on.
const REACH_PX: f32 = 100.0;

/// How far a lone dot is followed where it reaches fully, against what the network makes of it: from photographs it has
/// learned that a vivid dot lies on something small.
const FOLLOWED: f32 = 0.7;
/// The share of the picture under hints by which that is halved: of many, the network makes more than their diffusion.
const MANY: f32 = 0.005;
/// Confidence falls short of 1 by what lies between in proportion to the inverse square of the reach; to this power it is as
/// of hints that reach a quarter as far, which tells what a dot lies on from what lies beyond an edge.
const SHARPNESS: i32 = 16;

/// Draws `ab` to the hints as they are `diffused`, where they surely reach and the fewer they are the more. A strength of
/// 0 changes nothing.
pub(super) fn follow_hints(ab: &mut [Plane; 2], hints: &HintMap, diffused: &SpreadHints, strength: f32) {
    let share = hints.count() as f32 / hints.size().area() as f32;
    let most = strength * FOLLOWED / (1.0 + share / MANY);
    for (plane, colours) in ab.iter_mut().zip(&diffused.ab) {
        let cells = plane.values_mut().iter_mut().zip(colours.values()).zip(diffused.confidence.values());
        for ((own, diffused), confidence) in cells {
            *own += most * confidence.powi(SHARPNESS) * (diffused - *own);
        }
    }
}

/// Draws `ab` to the hints: what is missing at each hinted cell is added there and, fading with
/// distance and where little flows, around it. A strength of 0 changes nothing, 1 keeps every hint exactly, with light and
/// shade of lightness `l` (0..100) in those that lie close together ([`shaded`]).
pub(super) fn keep_hints(ab: &mut [Plane; 2], hints: &HintMap, l: &Plane, flow: &Flow, strength: f32) {
    if strength <= 0.0 || hints.count() == 0 {
        return;
    }
    let hints = shaded(hints, l);
    let missing = |i: usize| {
        let cells = hints.ab[i].values().iter().zip(ab[i].values()).zip(hints.mask.values());
        Plane::from_values(flow.size(), cells.map(|((hint, own), m)| (hint - own) * m).collect())
    };
    let residual = HintMap { ab: [missing(0), missing(1)], mask: hints.mask.clone() };
    let [a, b] = ab;
    let cells = a.values_mut().iter_mut().zip(b.values_mut());
    let diffusion = Diffusion::new(flow, &hints.mask, REACH_PX).roughly();
    for ((a, b), correction) in cells.zip(diffusion.spread(&residual)) {
        *a += strength * correction[0];
        *b += strength * correction[1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Size;

    fn one_dot(size: Size) -> HintMap {
        let mut hints = HintMap::empty(size);
        for (x, y) in (14..17).flat_map(|y| (14..17).map(move |x| (x, y))) {
            let i = (y * size.width + x) as usize;
            (hints.ab[0].values_mut()[i], hints.mask.values_mut()[i]) = (60.0, 1.0);
        }
        hints
    }

    fn corrected(strength: f32, l: &Plane) -> Plane {
        let mut ab = [Plane::filled(l.size(), 10.0), Plane::filled(l.size(), 0.0)];
        keep_hints(&mut ab, &one_dot(l.size()), l, &Flow::over_lightness(l), strength);
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

    /// How much of a dot the right and the left end of a picture take that the network leaves gray, with an edge between.
    fn followed(hints: &HintMap) -> [f32; 2] {
        let size = hints.size();
        let l = (0..size.area()).map(|i| if i % 64 < 40 { 30.0 } else { 70.0 }).collect();
        let flow = Flow::over_lightness(&Plane::from_values(size, l));
        let diffused = Diffusion::new(&flow, &hints.mask, 1000.0).spread_colours(hints);
        let mut ab = [0.0; 2].map(|gray| Plane::filled(size, gray));
        follow_hints(&mut ab, hints, &diffused, 1.0);
        [2, 62].map(|x| ab[0].at(x, 60) / 60.0)
    }

    #[test]
    fn a_lone_dot_is_followed_up_to_an_edge_and_many_hardly() {
        let mut hints = one_dot(Size::new(64, 64));
        let [inside, beyond] = followed(&hints);
        assert!(inside > 0.25 && beyond < 0.5 * inside, "{inside} {beyond}");
        for i in 0..64 * 8 {
            (hints.ab[0].values_mut()[i], hints.mask.values_mut()[i]) = (60.0, 1.0);
        }
        let [inside, _] = followed(&hints);
        assert!(inside < 0.05, "{inside}");
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
