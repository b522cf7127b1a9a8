//! Joining predicted colour with the photograph's own lightness.

use rayon::prelude::*;
use wide::f32x8;

use super::upsample::ChromaUpsampler;
use super::{Chroma, PipelineError, Progress};
use crate::color::gamut::lab_to_srgb_within_gamut;
use crate::color::lab::{Lab, lab_to_srgb, lightness_within, srgb_to_lightness};
use crate::color::real::Real;
use crate::raster::{PixelSink, PixelSource, Rgba, Size, is_number};

/// Rows composed at a time: enough work for all cores, little memory at any size.
const BAND_ROWS: u32 = 32;

/// Pixels worked out together, as a processor's vector registers take them.
const LANES: usize = 8;
/// Up to this lightness there is room for colour in sRGB.
const WHITE: f32 = 99.999;

/// What stands for a lightness that was not worked out yet; one that is no number asks for its pixel.
const UNKNOWN: f32 = -1.0;

/// A photograph's lightness pixel by pixel, kept from one composing to the next.
#[derive(Default)]
pub struct KnownLightness(Vec<f32>);

impl KnownLightness {
    fn rows(&mut self, size: Size, top: u32, height: u32) -> &mut [f32] {
        let [width, rows, top, height] = [size.width, size.height, top, height].map(|side| side as usize);
        self.0.resize(width * rows, UNKNOWN);
        &mut self.0[width * top..][..width * height]
    }
}

/// Writes the colorized photograph: its own lightness and alpha with the colour of `chroma`, each
/// colour's chroma reduced at constant lightness and hue to what sRGB can show there.
///
/// # Errors
/// When pixels cannot be read or written, or the user stops the job; rows written so far remain.
pub fn compose(
    photo: &mut dyn PixelSource,
    chroma: &Chroma,
    sink: &mut dyn PixelSink,
    progress: &mut dyn Progress,
) -> Result<(), PipelineError> {
    compose_rows(photo, None, chroma, sink, progress)
}

/// The same for a photograph that is composed again and again: what is `known` of it is not worked out twice.
///
/// # Errors
/// As [`compose`].
pub fn compose_again(
    photo: &mut dyn PixelSource,
    known: &mut KnownLightness,
    chroma: &Chroma,
    sink: &mut dyn PixelSink,
    progress: &mut dyn Progress,
) -> Result<(), PipelineError> {
    compose_rows(photo, Some(known), chroma, sink, progress)
}

fn compose_rows(
    photo: &mut dyn PixelSource,
    mut known: Option<&mut KnownLightness>,
    chroma: &Chroma,
    sink: &mut dyn PixelSink,
    progress: &mut dyn Progress,
) -> Result<(), PipelineError> {
    let size = photo.size();
    let width = size.width as usize;
    let upsampler = ChromaUpsampler::new(&chroma.ab, size);
    let (mut pixels, mut forgotten): (Vec<Rgba>, Vec<f32>) = (Vec::new(), Vec::new());
    for top in (0..size.height).step_by(BAND_ROWS as usize) {
        progress.step("Writing the picture", 0.6 + 0.4 * top as f32 / size.height as f32)?;
        let height = BAND_ROWS.min(size.height - top);
        pixels.resize(width * height as usize, [0.0; 4]);
        photo.read_rows(top, &mut pixels)?;
        let lightness = if let Some(known) = &mut known {
            known.rows(size, top, height)
        } else {
            forgotten.clear();
            forgotten.resize(pixels.len(), UNKNOWN);
            &mut forgotten
        };
        let rows = pixels.par_chunks_exact_mut(width).zip(lightness.par_chunks_exact_mut(width));
        rows.zip(top..top + height).for_each_init(
            || (Vec::new(), vec![[0.0; 2]; width]),
            |(columns, ab), ((row, lightness), y)| {
                upsampler.row(y, columns, ab);
                colorize_row(row, lightness, ab);
            },
        );
        sink.write_rows(top, &pixels)?;
    }
    Ok(progress.step("Writing the picture", 1.0)?)
}

fn colorize_row(row: &mut [Rgba], lightness: &mut [f32], ab: &[[f32; 2]]) {
    let (mut pixels, mut colours) = (row.chunks_exact_mut(LANES), ab.chunks_exact(LANES));
    let known = lightness.as_chunks_mut::<LANES>().0;
    for ((pixels, ab), known) in pixels.by_ref().zip(colours.by_ref()).zip(known) {
        if known[0] == UNKNOWN {
            *known = usual_lightness(pixels);
        }
        let l = f32x8::from(*known);
        if l.all_up_to(WHITE) {
            let [a, b] = [0, 1].map(|k| f32x8::from(std::array::from_fn::<_, LANES, _>(|i| ab[i][k])));
            let [r, g, b] = lab_to_srgb_within_gamut(Lab { l, a, b }).map(f32x8::to_array);
            for (i, pixel) in pixels.iter_mut().enumerate() {
                *pixel = [r[i], g[i], b[i], pixel[3]];
            }
        } else {
            pixels.iter_mut().zip(ab).for_each(|(pixel, ab)| *pixel = colorize_pixel(*pixel, *ab));
        }
    }
    let rest = pixels.into_remainder().iter_mut().zip(colours.remainder());
    rest.for_each(|(pixel, ab)| *pixel = colorize_pixel(*pixel, *ab));
}

/// The lightness of pixels that all lie within sRGB, else no numbers.
fn usual_lightness(pixels: &[Rgba]) -> [f32; LANES] {
    let rgb: [[f32; LANES]; 3] = [0, 1, 2].map(|channel| std::array::from_fn(|i| pixels[i][channel]));
    let is_usual = rgb.as_flattened().iter().all(|v| (0.0..=1.0).contains(v))
        && pixels.iter().all(|pixel| is_number(pixel[3]));
    if is_usual { lightness_within(rgb.map(f32x8::from)).to_array() } else { [f32::NAN; LANES] }
}

fn colorize_pixel([r, g, b, alpha]: Rgba, [a_star, b_star]: [f32; 2]) -> Rgba {
    // What is no number in a damaged picture becomes black, and invisible if it is the alpha.
    let [r, g, b, alpha] = [r, g, b, alpha].map(|v| if is_number(v) { v } else { 0.0 });
    let l = srgb_to_lightness([r, g, b]);
    let lab = Lab { l, a: a_star, b: b_star };
    // Blacker than black and whiter than white exist in float pictures; they have no room for
    // colour, but their lightness is the photograph's as well.
    let [r, g, b] = if (0.0..100.0).contains(&l) {
        lab_to_srgb_within_gamut(lab)
    } else {
        lab_to_srgb(Lab { a: 0.0, b: 0.0, ..lab })
    };
    [r, g, b, alpha]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::lab::srgb_to_lab;
    use crate::pipeline::Silent;
    use crate::raster::{Picture, Plane};

    fn composed(photo: &mut Picture, ab: [f32; 2]) -> Picture {
        let grid = Size::new(8, 8);
        let chroma = Chroma { ab: ab.map(|v| Plane::filled(grid, v)) };
        let mut result = photo.clone();
        compose(photo, &chroma, &mut result, &mut Silent).unwrap();
        result
    }

    #[test]
    fn every_lightness_of_a_16_bit_scan_survives_a_strong_colour() {
        let mut photo = Picture::from_fn(Size::new(256, 256), |x, y| {
            let value = (y * 256 + x) as f32 / 65_535.0;
            [value, value, value, 1.0]
        });
        let result = composed(&mut photo, [70.0, -50.0]);
        for (before, after) in photo.pixels.iter().zip(&result.pixels) {
            let l = |p: &Rgba| srgb_to_lightness([p[0], p[1], p[2]]);
            assert!((l(before) - l(after)).abs() < 0.02, "{before:?} {after:?}");
        }
    }

    #[test]
    fn without_chroma_8_bit_greys_come_back_as_they_were() {
        let mut photo = Picture::from_fn(Size::new(256, 1), |x, _| [x as f32 / 255.0; 4]);
        for (code, pixel) in composed(&mut photo, [0.0; 2]).pixels.iter().enumerate() {
            for value in pixel {
                assert_eq!((value * 255.0).round() as usize, code);
            }
        }
    }

    #[test]
    fn alpha_is_kept_and_pixels_that_are_no_numbers_become_black() {
        let nan = f32::NAN;
        let pixels = [[0.5, 0.5, 0.5, 0.25], [nan, nan, nan, 1.0], [0.5, 0.5, f32::INFINITY, nan]];
        let mut photo = Picture::from_fn(Size::new(3, 1), |x, _| pixels[x as usize]);
        let result = composed(&mut photo, [30.0, 30.0]);
        assert_eq!(result.at(0, 0)[3], 0.25);
        assert!(result.at(1, 0)[..3].iter().all(|&v| v.abs() < 1e-6) && result.at(1, 0)[3] == 1.0);
        assert!(result.pixels.as_flattened().iter().all(|v| v.is_finite()));
    }

    #[test]
    fn composed_again_it_is_the_same_picture_and_the_photographs_colours_are_not_read_twice() {
        let grey = |x: u32, y: u32| 0.1 + (x + 20 * y) as f32 / 1000.0;
        let mut photo = Picture::from_fn(Size::new(21, 40), |x, y| {
            let odd = [1.5, f32::NAN, 0.5];
            let [r, g, b] = if x == 3 && y > 20 { odd } else { [grey(x, y); 3] };
            [r, g, b, 0.5]
        });
        let mut known = KnownLightness::default();
        for ab in [[0.0, 0.0], [30.0, -20.0]] {
            let chroma = Chroma { ab: ab.map(|v| Plane::filled(Size::new(8, 8), v)) };
            let mut again = photo.clone();
            compose_again(&mut photo, &mut known, &chroma, &mut again, &mut Silent).unwrap();
            assert_eq!(again.pixels, composed(&mut photo, ab).pixels);
        }
        let mut blackened = Picture::from_fn(photo.size(), |_, _| [0.0, 0.0, 0.0, 0.5]);
        let chroma = Chroma { ab: [0.0; 2].map(|v| Plane::filled(Size::new(8, 8), v)) };
        let mut result = photo.clone();
        compose_again(&mut blackened, &mut known, &chroma, &mut result, &mut Silent).unwrap();
        assert!((result.at(8, 5)[0] - grey(8, 5)).abs() < 1e-3, "{:?}", result.at(8, 5));
    }

    #[test]
    fn whiter_than_white_keeps_its_lightness() {
        let mut photo = Picture::from_fn(Size::new(1, 1), |_, _| [1.5, 1.5, 1.5, 1.0]);
        let [r, g, b, _] = composed(&mut photo, [40.0, 0.0]).at(0, 0);
        assert!((srgb_to_lab([r, g, b]).l - srgb_to_lightness([1.5; 3])).abs() < 0.01);
    }
}
