//! The sRGB transfer function, extended to negative and large values.

use super::powers::{decoding_power, encoding_power};
use super::real::Real;

/// Linear light of an sRGB-encoded value. Negative values are mirrored, so that colours outside
/// sRGB keep their meaning; black and white are 0 and 1 on both sides.
///
/// Source: IEC 61966-2-1, with the knee 0.04045 that scikit-image uses.
#[inline]
pub fn srgb_to_linear(encoded: f32) -> f32 {
    let magnitude = encoded.abs();
    let linear = if magnitude < 1.0 {
        decode_within(magnitude)
    } else {
        ((f64::from(magnitude) + 0.055) / 1.055).powf(2.4) as f32
    };
    linear.copysign(encoded)
}

/// The same for a value within 0..1.
#[inline(always)]
pub(super) fn decode_within<R: Real>(encoded: R) -> R {
    encoded.up_to(0.04045, encoded * R::of(1.0 / 12.92), decoding_power(encoded))
}

/// sRGB-encoded value of linear light, the inverse of [`srgb_to_linear`].
#[inline]
pub fn linear_to_srgb(linear: f32) -> f32 {
    let magnitude = linear.abs();
    let encoded = if magnitude < 1.0 {
        encode_within(magnitude)
    } else {
        (1.055 * f64::from(magnitude).powf(1.0 / 2.4) - 0.055) as f32
    };
    encoded.copysign(linear)
}

/// The same for a value within 0..1.
#[inline(always)]
pub(super) fn encode_within<R: Real>(linear: R) -> R {
    linear.up_to(0.003_130_8, linear * R::of(12.92), encoding_power(linear))
}

/// An encoded colour (0..1) as `#rrggbb`.
pub fn hex(rgb: [f32; 3]) -> String {
    let [r, g, b] = rgb.map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The 8-bit colour that `#rrggbb` stands for; `None` for other texts.
pub fn from_hex(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    let [_, r, g, b] = value.to_be_bytes();
    Some([r, g, b])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_in_hexadecimal_is_read_as_it_is_written() {
        assert_eq!(hex([1.0, 0.5, -0.2]), "#ff8000");
        assert_eq!(from_hex("#ff8000"), Some([255, 128, 0]));
        for text in ["ff8000", "#ff800", "#ff80000", "#gg0000", "#+f8000", "#é000"] {
            assert_eq!(from_hex(text), None, "{text}");
        }
    }

    #[test]
    fn encoding_and_decoding_undo_each_other() {
        for i in -200..=1200 {
            let value = i as f32 / 1000.0;
            assert!((linear_to_srgb(srgb_to_linear(value)) - value).abs() < 2e-6, "{value}");
        }
    }
}
