//! The sRGB transfer function, extended to negative and large values.

/// Linear light of an sRGB-encoded value. Negative values are mirrored, so that colours outside
/// sRGB keep their meaning; black and white are 0 and 1 on both sides.
///
/// Source: IEC 61966-2-1, with the knee 0.04045 that scikit-image uses.
pub fn srgb_to_linear(encoded: f32) -> f32 {
    let magnitude = encoded.abs();
    let linear =
        if magnitude <= 0.04045 { magnitude / 12.92 } else { ((magnitude + 0.055) / 1.055).powf(2.4) };
    linear.copysign(encoded)
}

/// sRGB-encoded value of linear light, the inverse of [`srgb_to_linear`].
pub fn linear_to_srgb(linear: f32) -> f32 {
    let magnitude = linear.abs();
    let encoded =
        if magnitude <= 0.003_130_8 { magnitude * 12.92 } else { 1.055 * magnitude.powf(1.0 / 2.4) - 0.055 };
    encoded.copysign(linear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding_and_decoding_undo_each_other() {
        for i in -200..=1200 {
            let value = i as f32 / 1000.0;
            assert!((linear_to_srgb(srgb_to_linear(value)) - value).abs() < 2e-6, "{value}");
        }
    }
}
