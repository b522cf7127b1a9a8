//! The sRGB transfer function, extended to negative and large values.

use std::sync::LazyLock;

use super::curve::Curve;

/// Linear light of an sRGB-encoded value. Negative values are mirrored, so that colours outside
/// sRGB keep their meaning; black and white are 0 and 1 on both sides.
///
/// Source: IEC 61966-2-1, with the knee 0.04045 that scikit-image uses.
#[inline]
pub fn srgb_to_linear(encoded: f32) -> f32 {
    static CURVE: LazyLock<Curve> = LazyLock::new(|| Curve::new(power_of_encoded));
    let magnitude = encoded.abs();
    let linear = if magnitude <= 0.04045 {
        magnitude / 12.92
    } else if magnitude < 1.0 {
        CURVE.at(magnitude)
    } else {
        power_of_encoded(f64::from(magnitude)) as f32
    };
    linear.copysign(encoded)
}

fn power_of_encoded(encoded: f64) -> f64 {
    ((encoded + 0.055) / 1.055).powf(2.4)
}

/// sRGB-encoded value of linear light, the inverse of [`srgb_to_linear`].
#[inline]
pub fn linear_to_srgb(linear: f32) -> f32 {
    // Over the square root the curve is nowhere steep.
    static CURVE: LazyLock<Curve> = LazyLock::new(|| Curve::new(|root| root_of_linear(root * root)));
    let magnitude = linear.abs();
    let encoded = if magnitude <= 0.003_130_8 {
        magnitude * 12.92
    } else if magnitude < 1.0 {
        CURVE.at(magnitude.sqrt())
    } else {
        root_of_linear(f64::from(magnitude)) as f32
    };
    encoded.copysign(linear)
}

fn root_of_linear(linear: f64) -> f64 {
    1.055 * linear.powf(1.0 / 2.4) - 0.055
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
    fn the_tables_follow_the_curves_to_a_hundredth_of_a_16_bit_step() {
        for i in 0..=200_000 {
            let value = f64::from(i) / 200_000.0;
            let linear = if value <= 0.04045 { value / 12.92 } else { power_of_encoded(value) };
            assert!((f64::from(srgb_to_linear(value as f32)) - linear).abs() < 1.5e-7, "{value}");
            let encoded = if value <= 0.003_130_8 { value * 12.92 } else { root_of_linear(value) };
            assert!((f64::from(linear_to_srgb(value as f32)) - encoded).abs() < 1.5e-7, "{value}");
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
