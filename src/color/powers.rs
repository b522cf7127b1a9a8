//! The powers that colour conversions need, over 0..1, as polynomials in a root of the value.
//!
//! They are many times quicker than the library's and, having neither table nor branch, can be worked
//! out for several pixels at once. Coefficients are minimax fits, lowest power first; rounding in 32
//! bits included, each is off by less than 6e-7, a twenty-fifth of a 16-bit step.

use super::real::Real;

/// `(x + 0.055) / 1.055` to the power of 2.4, for `x` from 0.04045 to 1, the bend of sRGB's decoding.
#[inline(always)]
pub(super) fn decoding_power<R: Real>(x: R) -> R {
    let root = ((x + R::of(0.055)) * R::of(1.0 / 1.055)).root();
    polynomial(
        [3.789_737e-4, -5.231_237e-3, 0.031_333_66, -0.111_279_73, 0.312_242_57, 0.807_914_2, -0.035_358_537],
        root,
    )
}

/// `1.055 x^(1/2.4) - 0.055` for `x` from 0.0031308 to 1, the bend of sRGB's encoding.
#[inline(always)]
pub(super) fn encoding_power<R: Real>(x: R) -> R {
    polynomial(
        [
            -0.058_446_627,
            0.123_576_39,
            1.461_522_9,
            -1.155_886_8,
            1.209_134_2,
            -0.898_396_2,
            0.394_703_9,
            -0.076_208_1,
        ],
        x.root().root(),
    )
}

/// The cube root of `x` from 0.008856 to 1.
#[inline(always)]
pub(super) fn cube_root<R: Real>(x: R) -> R {
    polynomial(
        [
            -0.008_720_792,
            0.439_784_94,
            1.158_064_5,
            -1.321_548_3,
            1.379_569_2,
            -0.982_005_95,
            0.410_201_1,
            -0.075_344_77,
        ],
        x.root().root(),
    )
}

#[inline(always)]
fn polynomial<R: Real, const N: usize>(coefficients: [f32; N], x: R) -> R {
    coefficients.into_iter().rev().fold(R::of(0.0), |sum, coefficient| sum * x + R::of(coefficient))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A power, the same exactly, and the least number for which it is meant.
    type Power = (fn(f32) -> f32, fn(f64) -> f64, f64);

    #[test]
    fn powers_are_off_by_less_than_a_twentieth_of_a_16_bit_step() {
        let powers: [Power; 3] = [
            (decoding_power, |x| ((x + 0.055) / 1.055).powf(2.4), 0.04045),
            (encoding_power, |x| 1.055 * x.powf(1.0 / 2.4) - 0.055, 0.003_130_8),
            (cube_root, f64::cbrt, 0.008_856),
        ];
        for (quick, exact, least) in powers {
            for i in 0..=100_000 {
                let x = (least + (1.0 - least) * f64::from(i) / 100_000.0) as f32;
                let error = (f64::from(quick(x)) - exact(f64::from(x))).abs();
                assert!(error < 6e-7, "{x}: {error}");
            }
        }
    }
}
