//! Bringing a colour into sRGB without touching its lightness or hue.

use super::lab::{Lab, lab_to_linear, lab_to_srgb};
use super::real::Real;
use super::srgb::encode_within;

/// How far linear light may lie outside 0..1 in a colour that is left as it is, so that rounding in
/// the conversion takes no chroma from one on the surface.
const TOLERANCE: f32 = 1e-6;

/// How far the linear light nearest to leaving 0..1 lies within; negative outside.
#[inline(always)]
fn room<R: Real>([r, g, b]: [R; 3]) -> R {
    let (least, greatest) = (r.least(g).least(b), r.greatest(g).greatest(b));
    least.least(R::of(1.0) - greatest)
}

fn is_inside(lab: Lab, tolerance: f32) -> bool {
    room(lab_to_linear(lab)) >= -tolerance
}

/// The largest share of the colour's chroma, 0..1, with which it lies within sRGB at its own
/// lightness and hue.
pub fn chroma_within_srgb(lab: Lab) -> f32 {
    share_within_srgb(lab, lab_to_linear(lab))
}

fn with_chroma<R: Real>(lab: Lab<R>, share: R) -> Lab<R> {
    Lab { a: lab.a * share, b: lab.b * share, ..lab }
}

/// The same for colours whose linear light is known.
///
/// At one lightness and hue the colours of sRGB form one stretch from grey outwards, so its end can be
/// closed in upon: by the secant, and where that stays on one side by the Illinois rule (Dowell and Jarratt
/// 1971). A few steps come within 0.01 units of chroma from inside.
#[inline(always)]
fn share_within_srgb<R: Real>(lab: Lab<R>, linear: [R; 3]) -> R {
    /// Share of the chroma at which the end is known well enough.
    const NEAR: f32 = 5e-5;
    let [zero, half, one] = [0.0, 0.5, 1.0].map(R::of);
    let beyond = room(linear);
    // What lies inside has its end at 1, where it is already.
    let if_outside = |then: R| beyond.up_to(-TOLERANCE, then, one);
    let (mut inside, mut outside) = (if_outside(zero), one);
    let mut room_inside = room(lab_to_linear(with_chroma(lab, zero))).greatest(zero);
    let mut room_outside = beyond;
    // 1 after a step that ended inside, -1 after one outside.
    let mut last = zero;
    for _ in 0..24 {
        let span = outside - inside;
        if span.all_up_to(NEAR) {
            break;
        }
        // Not quite onto the end that is closer, or the other one would never move.
        let secant = inside + span * room_inside / (room_inside - room_outside);
        let aside = R::of(0.25 * NEAR);
        let share = secant.least(outside - aside).greatest(inside + aside);
        let found = room(lab_to_linear(with_chroma(lab, share)));
        let of_inside = room_inside * (zero - last).up_to(0.0, one, half);
        let of_outside = room_outside * last.up_to(0.0, one, half);
        (room_inside, room_outside) =
            (found.up_to(0.0, of_inside, found), found.up_to(0.0, found, of_outside));
        (inside, outside) =
            (if_outside(found.up_to(0.0, inside, share)), if_outside(found.up_to(0.0, share, outside)));
        last = found.up_to(0.0, zero - one, one);
    }
    inside
}

/// sRGB-encoded colours (0..1) with the lightness and hue of `lab` and as much of its chroma as fits.
#[inline(always)]
pub fn lab_to_srgb_within_gamut<R: Real>(lab: Lab<R>) -> [R; 3] {
    let [zero, one] = [0.0, 1.0].map(R::of);
    let mut linear = lab_to_linear(lab);
    let share = share_within_srgb(lab, linear);
    if share != one {
        linear = lab_to_linear(with_chroma(lab, share));
    }
    linear.map(|v| encode_within(v.greatest(zero).least(one)))
}

/// a* and b* of a gamut's picture reach from minus to plus this value.
pub const AB_EDGE: f32 = 110.0;

/// The colours of sRGB at lightness `l` (0..100): `side` x `side` pixels (sRGB-encoded, straight alpha),
/// a* from left to right, b* from bottom to top, clear where sRGB has no such colour.
pub fn slice_at(l: f32, side: u32) -> Vec<[f32; 4]> {
    /// Places of a pixel along either axis, so that the edge is smooth.
    const WITHIN: u32 = 4;
    let value = |step: u32| ((step as f32 + 0.5) / (side * WITHIN) as f32 * 2.0 - 1.0) * AB_EDGE;
    let pixel = |x: u32, y: u32| {
        let (mut colour, mut inside) = ([0.0; 3], 0.0);
        for place in 0..WITHIN * WITHIN {
            let a = value(x * WITHIN + place % WITHIN);
            let b = -value(y * WITHIN + place / WITHIN);
            let lab = Lab { l, a, b };
            if is_inside(lab, TOLERANCE) {
                let rgb = lab_to_srgb(lab);
                colour = [0, 1, 2].map(|i| colour[i] + rgb[i].clamp(0.0, 1.0));
                inside += 1.0;
            }
        }
        let [r, g, b] = colour.map(|sum| if inside > 0.0 { sum / inside } else { 0.0 });
        [r, g, b, inside / (WITHIN * WITHIN) as f32]
    };
    (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).map(|(x, y)| pixel(x, y)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::lab::srgb_to_lab;
    use proptest::prelude::*;
    use wide::f32x8;

    proptest! {
        #[test]
        fn lightness_and_hue_survive_whatever_chroma_is_asked_for(
            l in 1.0f32..99.0, a in -128.0f32..128.0, b in -128.0f32..128.0,
        ) {
            let fitted = srgb_to_lab(lab_to_srgb_within_gamut(Lab { l, a, b }));
            prop_assert!((fitted.l - l).abs() < 0.05, "L {l} became {}", fitted.l);
            let (chroma, kept) = (a.hypot(b), fitted.a.hypot(fitted.b));
            prop_assert!(kept <= chroma + 0.05);
            // The angle between the two, as a distance at the kept chroma.
            let aside = (fitted.a * b - fitted.b * a) / chroma.max(1e-3);
            prop_assert!(aside.abs() < 0.15, "hue moved by {aside} units");
        }

        #[test]
        fn colours_fit_together_as_they_do_alone(
            l in prop::array::uniform8(1.0f32..99.0),
            ab in prop::array::uniform2(prop::array::uniform8(-128.0f32..128.0)),
        ) {
            let [together_l, together_a, together_b] = [l, ab[0], ab[1]].map(f32x8::from);
            let together = Lab { l: together_l, a: together_a, b: together_b };
            let together = lab_to_srgb_within_gamut(together).map(f32x8::to_array);
            for i in 0..8 {
                let alone = lab_to_srgb_within_gamut(Lab { l: l[i], a: ab[0][i], b: ab[1][i] });
                for (channel, value) in alone.into_iter().enumerate() {
                    prop_assert!((together[channel][i] - value).abs() < 1e-3);
                }
            }
        }

        #[test]
        fn no_more_chroma_is_taken_than_must_be(
            l in 1.0f32..99.0, a in -128.0f32..128.0, b in -128.0f32..128.0,
        ) {
            let lab = Lab { l, a, b };
            let share = chroma_within_srgb(lab);
            let more = share + 0.02 / a.hypot(b).max(0.02);
            let [kept, more] = [share, more].map(|share| Lab { a: a * share, b: b * share, ..lab });
            prop_assert!(is_inside(kept, TOLERANCE), "{:?}", kept);
            prop_assert!(share == 1.0 || !is_inside(more, 0.0), "{:?}", more);
        }

        #[test]
        fn a_colour_of_srgb_is_left_alone(rgb in prop::array::uniform3(0.0f32..=1.0)) {
            let kept = lab_to_srgb_within_gamut(srgb_to_lab(rgb));
            for i in 0..3 {
                prop_assert!((kept[i] - rgb[i]).abs() < 1e-3, "{rgb:?} {kept:?}");
            }
        }
    }

    #[test]
    fn a_picture_of_the_gamut_has_its_own_lightness_inside_and_nothing_outside() {
        const SIDE: u32 = 44;
        let slice = slice_at(60.0, SIDE);
        let at = |a: f32, b: f32| {
            let place = |v: f32| ((v / AB_EDGE + 1.0) * 0.5 * SIDE as f32) as u32;
            slice[(place(-b) * SIDE + place(a)) as usize]
        };
        for [a, b] in [[1.0, 1.0], [40.0, 20.0], [-45.0, 40.0]] {
            let [red, green, blue, alpha] = at(a, b);
            let lab = srgb_to_lab([red, green, blue]);
            assert!(alpha == 1.0 && (lab.l - 60.0).abs() < 0.5, "{lab:?}");
            assert!((lab.a - a).hypot(lab.b - b) < 6.0, "{lab:?}");
        }
        assert_eq!(at(-100.0, -100.0)[3], 0.0);
        assert_eq!(slice_at(0.0, SIDE).iter().filter(|pixel| pixel[3] > 0.5).count(), 0);
    }

    #[test]
    fn black_and_white_stay_black_and_white() {
        for value in lab_to_srgb_within_gamut(Lab { l: 0.0, a: 60.0, b: -60.0 }) {
            assert!(value < 1e-6, "{value}");
        }
        for value in lab_to_srgb_within_gamut(Lab { l: 100.0, a: 60.0, b: -60.0 }) {
            assert!(value > 0.999, "{value}");
        }
    }
}
