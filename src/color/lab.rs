//! Conversion between sRGB and CIE Lab with scikit-image's constants.
//!
//! The checkpoints of the method were trained on this Lab, so its matrix and thresholds are kept to
//! the digit (paper facts: `skimage.color`, D65, 2 degrees) instead of those of a colour library.

use super::powers::cube_root;
use super::real::Real;
use super::srgb::{decode_within, linear_to_srgb, srgb_to_linear};

/// A colour in CIE Lab (D65): lightness 0..100 and the unnormalised opponent pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lab<R = f32> {
    /// Lightness, 0 (black) to 100 (white).
    pub l: R,
    /// Green (negative) to red, about -86..98 within sRGB.
    pub a: R,
    /// Blue (negative) to yellow, about -108..94 within sRGB.
    pub b: R,
}

const RGB_TO_XYZ: [[f32; 3]; 3] =
    [[0.412_453, 0.357_580, 0.180_423], [0.212_671, 0.715_160, 0.072_169], [0.019_334, 0.119_193, 0.950_227]];
/// Inverse of [`RGB_TO_XYZ`].
const XYZ_TO_RGB: [[f32; 3]; 3] = [
    [3.240_481_3, -1.537_151_6, -0.498_536_33],
    [-0.969_255, 1.875_99, 0.041_555_927],
    [0.055_646_64, -0.204_041_34, 1.057_311],
];
const WHITE: [f32; 3] = [0.950_47, 1.0, 1.088_83];
/// Below this the cube root is replaced by a line.
const KNEE: f32 = 0.008_856;
const SLOPE: f32 = 7.787;
/// The knee on the other side, `KNEE` to the power of 1/3 as scikit-image rounds it.
const INVERSE_KNEE: f32 = 0.206_896_6;

#[inline]
fn compress(t: f32) -> f32 {
    if t < 1.0 { compress_within(t) } else { t.cbrt() }
}

/// The same for a value below 1.
#[inline(always)]
fn compress_within<R: Real>(t: R) -> R {
    t.up_to(KNEE, R::of(SLOPE) * t + R::of(16.0 / 116.0), cube_root(t))
}

#[inline(always)]
fn expand<R: Real>(f: R) -> R {
    f.up_to(INVERSE_KNEE, (f - R::of(16.0 / 116.0)) * R::of(1.0 / SLOPE), f * f * f)
}

#[inline(always)]
fn apply<R: Real>(matrix: &[[f32; 3]; 3], v: [R; 3]) -> [R; 3] {
    let dot = |row: &[f32; 3]| R::of(row[0]) * v[0] + R::of(row[1]) * v[1] + R::of(row[2]) * v[2];
    [dot(&matrix[0]), dot(&matrix[1]), dot(&matrix[2])]
}

/// Lab of an sRGB-encoded colour (0..1; values outside are colours beyond sRGB).
pub fn srgb_to_lab(rgb: [f32; 3]) -> Lab {
    let xyz = apply(&RGB_TO_XYZ, rgb.map(srgb_to_linear));
    let [x, y, z] = [0, 1, 2].map(|i| compress(xyz[i] / WHITE[i]));
    Lab { l: 116.0 * y - 16.0, a: 500.0 * (x - y), b: 200.0 * (y - z) }
}

/// Lightness alone of an sRGB-encoded colour, 0..100; the same value as [`srgb_to_lab`] gives.
#[inline]
pub fn srgb_to_lightness(rgb: [f32; 3]) -> f32 {
    if rgb.iter().all(|v| (0.0..=1.0).contains(v)) {
        return lightness_within(rgb);
    }
    let [_, y, _] = apply(&RGB_TO_XYZ, rgb.map(srgb_to_linear));
    116.0 * compress(y) - 16.0
}

/// The same for values within 0..1.
#[inline(always)]
pub fn lightness_within<R: Real>([r, g, b]: [R; 3]) -> R {
    let [red, green, blue] = RGB_TO_XYZ[1];
    let y = if r == g && g == b {
        // Most photographs that come here are grey throughout.
        decode_within(r) * R::of(red + green + blue)
    } else {
        decode_within(r) * R::of(red) + decode_within(g) * R::of(green) + decode_within(b) * R::of(blue)
    };
    R::of(116.0) * compress_within(y.least(R::of(1.0))) - R::of(16.0)
}

/// Linear sRGB of a Lab colour; outside 0..1 when the colour is outside sRGB.
#[inline(always)]
pub(super) fn lab_to_linear<R: Real>(lab: Lab<R>) -> [R; 3] {
    let y = (lab.l + R::of(16.0)) * R::of(1.0 / 116.0);
    let [x, z] = [y + lab.a * R::of(1.0 / 500.0), y - lab.b * R::of(1.0 / 200.0)];
    let [white_x, white_y, white_z] = WHITE.map(R::of);
    apply(&XYZ_TO_RGB, [expand(x) * white_x, expand(y) * white_y, expand(z) * white_z])
}

/// sRGB-encoded colour of a Lab colour; outside 0..1 when the colour is outside sRGB.
pub fn lab_to_srgb(lab: Lab) -> [f32; 3] {
    lab_to_linear(lab).map(linear_to_srgb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wide::f32x8;

    #[test]
    fn agrees_with_scikit_image() {
        let table = include_str!("../../tests/reference/lab.csv");
        let mut rows = 0;
        for line in table.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit())) {
            let v: Vec<f32> = line.split(',').map(|cell| cell.trim().parse().unwrap()).collect();
            let lab = srgb_to_lab([v[0], v[1], v[2]].map(|code| code / 255.0));
            for (ours, theirs) in [(lab.l, v[3]), (lab.a, v[4]), (lab.b, v[5])] {
                assert!((ours - theirs).abs() < 2e-3, "{line}: {lab:?}");
            }
            rows += 1;
        }
        assert!(rows >= 50, "the table has only {rows} rows");
    }

    proptest! {
        #[test]
        fn colours_have_the_same_lightness_together_as_alone(
            rgb in prop::array::uniform3(prop::array::uniform8(0.0f32..=1.0)), is_grey: bool,
        ) {
            let rgb = if is_grey { [rgb[0]; 3] } else { rgb };
            let together = lightness_within(rgb.map(f32x8::from)).to_array();
            for (i, l) in together.into_iter().enumerate() {
                prop_assert!((l - srgb_to_lightness([rgb[0][i], rgb[1][i], rgb[2][i]])).abs() < 1e-4);
            }
        }

        #[test]
        fn going_to_lab_and_back_keeps_the_colour(rgb in prop::array::uniform3(0.0f32..=1.0)) {
            let back = lab_to_srgb(srgb_to_lab(rgb));
            for i in 0..3 {
                prop_assert!((back[i] - rgb[i]).abs() < 2e-4, "{rgb:?} {back:?}");
            }
        }

        #[test]
        fn lightness_alone_is_the_same_lightness(rgb in prop::array::uniform3(-0.2f32..=1.2)) {
            prop_assert!((srgb_to_lightness(rgb) - srgb_to_lab(rgb).l).abs() < 1e-4);
            let grey = [rgb[0]; 3];
            prop_assert!((srgb_to_lightness(grey) - srgb_to_lab(grey).l).abs() < 1e-4);
        }
    }
}
