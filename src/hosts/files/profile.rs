//! A picture's ICC profile: to sRGB and back, and carried over.

use std::sync::Arc;

use moxcms::{ColorProfile, DataColorSpace, Layout, ToneReprCurve, TransformF32Executor, TransformOptions};
use rayon::prelude::*;

use crate::color::srgb::{linear_to_srgb, srgb_to_linear};
use crate::raster::{PixelError, Rgba};

/// Colours converted at a time, each piece on some core.
const PIECE: usize = 1 << 14;
/// A profile that moves no colour by more than this is sRGB under another name: half a step of 8
/// bits would show, and the rounded numbers in a profile already move dark channels by a fifth.
const SAME: f32 = 0.3 / 255.0;

/// Why a profile is not heeded.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProfileError {
    /// It cannot be read.
    #[error("the embedded colour profile cannot be used ({0})")]
    Damaged(String),
    /// It describes other channels than the decoded ones, such as CMYK.
    #[error("the embedded colour profile is for other channels than red, green, blue or grey")]
    OtherKind,
}

impl From<moxcms::CmsError> for ProfileError {
    fn from(error: moxcms::CmsError) -> Self {
        Self::Damaged(error.to_string())
    }
}

type Transform = Arc<TransformF32Executor>;

/// The profile of a picture.
pub(super) struct Profile {
    /// What a colorized result, which has red, green and blue, carries.
    result_icc: Vec<u8>,
    /// To linear sRGB: the curve is ours, which keeps its shape for colours outside sRGB. `None` when
    /// colours pass as they are.
    to_linear: Option<Transform>,
    from_linear: Option<Transform>,
    is_grey: bool,
}

impl Profile {
    /// Reads an embedded profile; `has_colour` says whether the picture has more than a grey channel.
    pub(super) fn new(icc: Vec<u8>, has_colour: bool) -> Result<Self, ProfileError> {
        let profile = ColorProfile::new_from_slice(&icc)?;
        let linear = linear_srgb();
        let options = TransformOptions {
            prefer_fixed_point: false,
            allow_extended_range_rgb_xyz: true,
            ..TransformOptions::default()
        };
        match profile.color_space {
            DataColorSpace::Rgb => {
                let to = profile.create_transform_f32(Layout::Rgba, &linear, Layout::Rgba, options)?;
                let from = linear.create_transform_f32(Layout::Rgba, &profile, Layout::Rgba, options)?;
                let changes = !is_identity(&to)?;
                Ok(Self {
                    result_icc: icc,
                    to_linear: changes.then_some(to),
                    from_linear: changes.then_some(from),
                    is_grey: false,
                })
            }
            // A colour result cannot carry a grey profile, so it is written as sRGB.
            DataColorSpace::Gray if !has_colour => Ok(Self {
                result_icc: ColorProfile::new_srgb().encode()?,
                to_linear: Some(profile.create_transform_f32(Layout::Gray, &linear, Layout::Rgb, options)?),
                from_linear: None,
                is_grey: true,
            }),
            _ => Err(ProfileError::OtherKind),
        }
    }

    /// The profile in which a result is to be written.
    pub(super) fn result_icc(&self) -> &[u8] {
        &self.result_icc
    }

    /// Whether a result's colours are written as sRGB.
    pub(super) fn is_srgb(&self) -> bool {
        self.from_linear.is_none()
    }

    /// Converts the picture's own colours to sRGB-encoded ones.
    pub(super) fn to_srgb(&self, pixels: &mut [Rgba]) -> Result<(), PixelError> {
        let Some(transform) = &self.to_linear else { return Ok(()) };
        if self.is_grey {
            grey_to_linear(transform, pixels)?
        } else {
            convert(transform, pixels)?
        }
        recode(pixels, linear_to_srgb);
        Ok(())
    }

    /// Converts sRGB-encoded colours to those of a result.
    pub(super) fn encode_from_srgb(&self, pixels: &mut [Rgba]) -> Result<(), PixelError> {
        let Some(transform) = &self.from_linear else { return Ok(()) };
        recode(pixels, srgb_to_linear);
        convert(transform, pixels)
    }
}

/// sRGB without its curve.
fn linear_srgb() -> ColorProfile {
    let straight = Some(ToneReprCurve::Lut(vec![]));
    let mut profile = ColorProfile::new_srgb();
    (profile.red_trc, profile.green_trc, profile.blue_trc) = (straight.clone(), straight.clone(), straight);
    // The code of a standard would overrule the curves.
    profile.cicp = None;
    profile
}

fn recode(pixels: &mut [Rgba], curve: fn(f32) -> f32) {
    pixels.par_iter_mut().with_min_len(PIECE).for_each(|[r, g, b, _]| {
        [*r, *g, *b] = [*r, *g, *b].map(curve);
    });
}

fn convert(transform: &Transform, pixels: &mut [Rgba]) -> Result<(), PixelError> {
    let piece = |piece: &mut [Rgba]| {
        let before = piece.to_vec();
        transform.transform(before.as_flattened(), piece.as_flattened_mut())?;
        // The alpha comes out a rounding away.
        piece.iter_mut().zip(before).for_each(|(after, before)| after[3] = before[3]);
        Ok::<_, moxcms::CmsError>(())
    };
    pixels.par_chunks_mut(PIECE).try_for_each(piece).map_err(|e| PixelError(e.to_string()))
}

fn grey_to_linear(transform: &Transform, pixels: &mut [Rgba]) -> Result<(), PixelError> {
    let piece = |piece: &mut [Rgba]| {
        let greys: Vec<f32> = piece.iter().map(|pixel| pixel[0]).collect();
        let mut rgb = vec![0.0; 3 * greys.len()];
        transform.transform(&greys, &mut rgb)?;
        for (pixel, rgb) in piece.iter_mut().zip(rgb.as_chunks::<3>().0) {
            pixel[..3].copy_from_slice(rgb);
        }
        Ok::<_, moxcms::CmsError>(())
    };
    pixels.par_chunks_mut(PIECE).try_for_each(piece).map_err(|e| PixelError(e.to_string()))
}

/// Whether a transform to linear sRGB gives what sRGB's own curve gives.
fn is_identity(transform: &Transform) -> Result<bool, moxcms::CmsError> {
    let levels = [0.0, 0.02, 0.2, 0.5, 0.8, 1.0];
    let colours = levels.iter().flat_map(|&r| levels.iter().map(move |&g| [r, g, 1.0 - r, 1.0]));
    let before: Vec<Rgba> = colours.chain(levels.iter().map(|&v| [v, v, v, 1.0])).collect();
    let mut after = before.clone();
    transform.transform(before.as_flattened(), after.as_flattened_mut())?;
    recode(&mut after, linear_to_srgb);
    let mut moved = before.as_flattened().iter().zip(after.as_flattened()).map(|(a, b)| (a - b).abs());
    Ok(moved.all(|distance| distance <= SAME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn srgb_passes_untouched_and_is_carried_over() {
        let icc = ColorProfile::new_srgb().encode().unwrap();
        let profile = Profile::new(icc.clone(), true).unwrap();
        assert!(profile.to_linear.is_none() && profile.from_linear.is_none());
        assert_eq!(profile.result_icc(), icc);
    }

    #[test]
    fn a_16_bit_adobe_rgb_grey_comes_back_as_it_was() {
        let profile = Profile::new(ColorProfile::new_adobe_rgb().encode().unwrap(), true).unwrap();
        let before: Vec<Rgba> = (0..=65_535).map(|v| grey(v as f32 / 65_535.0)).collect();
        let mut pixels = before.clone();
        profile.to_srgb(&mut pixels).unwrap();
        // Its gamma makes middle grey 0.5^(563/256) = 0.2178 of white, which sRGB encodes as 0.5040.
        assert!((pixels[32_768][0] - 0.5040).abs() < 2e-4, "{:?}", pixels[32_768]);
        profile.encode_from_srgb(&mut pixels).unwrap();
        for (a, b) in before.iter().zip(&pixels) {
            // Near black the gamma turns a rounding of the light into some codes.
            let light = |v: f32| v.powf(563.0 / 256.0);
            let moved = if a[0] < 0.01 { light(a[0]) - light(b[0]) } else { a[0] - b[0] };
            assert!(moved.abs() < if a[0] < 0.01 { 2e-7 } else { 1.0 / 65_535.0 }, "{a:?} {b:?}");
        }
    }

    /// sRGB's red is 1.3983 of Adobe RGB's red less 0.3983 of its green: 1.3983 * 0.2^2.2 - 0.3983 * 0.5^2.2.
    #[test]
    fn a_colour_outside_srgb_is_encoded_below_zero_by_the_mirrored_curve() {
        let profile = Profile::new(ColorProfile::new_adobe_rgb().encode().unwrap(), true).unwrap();
        let before = [0.2, 0.5, 0.8, 1.0];
        let mut pixels = [before];
        profile.to_srgb(&mut pixels).unwrap();
        assert!((srgb_to_linear(pixels[0][0]) + 0.0463).abs() < 1e-3, "{pixels:?}");
        profile.encode_from_srgb(&mut pixels).unwrap();
        for (a, b) in before.iter().zip(pixels[0]) {
            assert!((a - b).abs() < 1e-4, "{pixels:?}");
        }
    }

    fn grey(v: f32) -> Rgba {
        [v, v, v, 1.0]
    }
}
