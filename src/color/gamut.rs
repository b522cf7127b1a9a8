//! Bringing a colour into sRGB without touching its lightness or hue.

use super::lab::{Lab, lab_to_linear, lab_to_srgb};

/// How far linear light may lie outside 0..1 in a colour that is left as it is, so that rounding in
/// the conversion takes no chroma from one on the surface.
const TOLERANCE: f32 = 1e-6;

fn is_inside(lab: Lab, tolerance: f32) -> bool {
    lab_to_linear(lab).iter().all(|&v| (-tolerance..=1.0 + tolerance).contains(&v))
}

/// The largest share of the colour's chroma, 0..1, with which it lies within sRGB at its own
/// lightness and hue.
///
/// At one lightness and hue the colours of sRGB form one stretch from grey outwards, so halving
/// the interval finds its end; 14 halvings place it to less than 0.01 units of chroma.
pub fn chroma_within_srgb(lab: Lab) -> f32 {
    if is_inside(lab, TOLERANCE) {
        return 1.0;
    }
    let (mut inside, mut outside) = (0.0, 1.0);
    for _ in 0..14 {
        let middle = 0.5 * (inside + outside);
        if is_inside(Lab { a: lab.a * middle, b: lab.b * middle, ..lab }, 0.0) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    inside
}

/// sRGB-encoded colour (0..1) with the lightness and hue of `lab` and as much of its chroma as fits.
pub fn lab_to_srgb_within_gamut(lab: Lab) -> [f32; 3] {
    let share = chroma_within_srgb(lab);
    lab_to_srgb(Lab { a: lab.a * share, b: lab.b * share, ..lab }).map(|v| v.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::lab::srgb_to_lab;
    use proptest::prelude::*;

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
        fn a_colour_of_srgb_is_left_alone(rgb in prop::array::uniform3(0.0f32..=1.0)) {
            let kept = lab_to_srgb_within_gamut(srgb_to_lab(rgb));
            for i in 0..3 {
                prop_assert!((kept[i] - rgb[i]).abs() < 1e-3, "{rgb:?} {kept:?}");
            }
        }
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
