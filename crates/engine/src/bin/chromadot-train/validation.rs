//! Figures and pictures of a run: photographs that are never learned from, coloured with hints.

use std::path::Path;

use anyhow::Result;
use chromadot::color::gamut::lab_to_srgb_within_gamut;
use chromadot::color::lab::Lab;
use chromadot::evaluation::metrics::psnr;
use chromadot::hints::HintMap;
use chromadot::hints::global::GlobalHints;
use chromadot::hints::simulation::{Positions, draw_patch, reveal};
use chromadot::raster::Size;
use image::imageops::replace;
use image::{Rgb, RgbImage};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::checkpoint::write_picture;
use crate::photographs::Photograph;
use crate::sample::Crop;
use crate::told::Told;

/// Numbers of points that are measured.
pub const POINTS: [usize; 4] = [0, 1, 10, 100];
/// Side of the pictures, and of their patches: 6 of 256, as evaluation has them, at this size.
const SIDE: u32 = 160;
const PATCH: u32 = 4;
/// Pictures coloured together.
const TOGETHER: usize = 8;
/// Pictures of a contact sheet.
const SHEET_ROWS: usize = 12;

/// Colours pictures: a* and then b* of each in Lab units, one picture after another.
pub type Colour<'a> = dyn Fn(&[&Told]) -> Result<Vec<f32>> + 'a;

/// The photographs and their hints, the same ones every time.
pub struct Validation {
    crops: Vec<Crop>,
    /// For each number of points in turn.
    told: [Vec<Told>; POINTS.len()],
}

/// Results of a validation.
pub struct Figures {
    /// Mean PSNR in dB for each of [`POINTS`].
    pub psnr: [f64; POINTS.len()],
    /// Mean chroma of the automatic colours and of the true ones.
    pub chroma: [f64; 2],
}

impl Validation {
    /// Prepares the pictures.
    pub fn new(photographs: &[Photograph]) -> Self {
        let crops: Vec<Crop> = photographs.iter().map(|p| Crop::middle(p, SIDE)).collect();
        let told = POINTS.map(|points| {
            let of_crop = |(i, crop): (usize, &Crop)| {
                let mut rng = ChaCha8Rng::seed_from_u64((i * 1_000 + points) as u64);
                let size = Size::new(SIDE, SIDE);
                let patch = |_| draw_patch(&mut rng, size, PATCH, Positions::Gaussian);
                let hints = reveal(&crop.ab, &(0..points).map(patch).collect::<Vec<_>>());
                Told { l: crop.l.clone(), hints, global: GlobalHints::default() }
            };
            crops.iter().enumerate().map(of_crop).collect::<Vec<_>>()
        });
        Self { crops, told }
    }

    /// Number of pictures.
    pub fn count(&self) -> usize {
        self.crops.len()
    }

    /// Colours all pictures, and draws a contact sheet of the first ones.
    pub fn look(&self, colour: &Colour<'_>, sheet: &Path) -> Result<Figures> {
        let mut figures = Figures { psnr: [0.0; POINTS.len()], chroma: [0.0; 2] };
        let rows = SHEET_ROWS.min(self.crops.len());
        let columns = POINTS.len() as u32 + 2;
        let mut page = RgbImage::from_pixel(columns * SIDE, rows as u32 * SIDE, Rgb([128; 3]));
        let mut draw = |row: usize, column: usize, picture: &RgbImage| {
            let (left, top) = (column as u32 * SIDE, row as u32 * SIDE);
            replace(&mut page, picture, i64::from(left), i64::from(top));
        };
        let area = (SIDE * SIDE) as usize;
        for (column, told) in self.told.iter().enumerate() {
            for (group, told) in told.chunks(TOGETHER).enumerate() {
                let ab = colour(&told.iter().collect::<Vec<_>>())?;
                for (i, ab) in ab.chunks_exact(2 * area).enumerate() {
                    let number = group * TOGETHER + i;
                    let crop = &self.crops[number];
                    let (ours, truth) = (rgb(crop, ab), truth(crop));
                    figures.psnr[column] += psnr(&ours, &truth) / self.crops.len() as f64;
                    if column == 0 {
                        figures.chroma[0] += mean_chroma(ab) / self.crops.len() as f64;
                        let true_ab = [crop.ab[0].values(), crop.ab[1].values()].concat();
                        figures.chroma[1] += mean_chroma(&true_ab) / self.crops.len() as f64;
                    }
                    if number < rows {
                        draw(number, column + 1, &ours);
                        if column == 0 {
                            draw(number, 0, &dotted(crop, &self.told[2][number].hints));
                            draw(number, columns as usize - 1, &truth);
                        }
                    }
                }
            }
        }
        write_picture(&page, sheet)?;
        Ok(figures)
    }
}

fn rgb(crop: &Crop, ab: &[f32]) -> RgbImage {
    let (a, b) = ab.split_at(ab.len() / 2);
    RgbImage::from_fn(SIDE, SIDE, |x, y| {
        let i = (y * SIDE + x) as usize;
        let rgb = lab_to_srgb_within_gamut(Lab { l: crop.l.values()[i], a: a[i], b: b[i] });
        Rgb(rgb.map(|v| (v.clamp(0.0, 1.0) * 255.0) as u8))
    })
}

fn truth(crop: &Crop) -> RgbImage {
    let code = |x, y| crop.picture.at(x, y).map(|v| (v * 255.0).round() as u8);
    RgbImage::from_fn(SIDE, SIDE, |x, y| {
        let [r, g, b, _] = code(x, y);
        Rgb([r, g, b])
    })
}

/// The gray picture with its hints on it.
fn dotted(crop: &Crop, hints: &HintMap) -> RgbImage {
    rgb(crop, &[hints.ab[0].values(), hints.ab[1].values()].concat())
}

fn mean_chroma(ab: &[f32]) -> f64 {
    let (a, b) = ab.split_at(ab.len() / 2);
    a.iter().zip(b).map(|(a, b)| f64::from(a.hypot(*b))).sum::<f64>() / a.len() as f64
}
