//! A photograph whose true colours are known, on the evaluation's grid.

use std::path::Path;

use image::{Rgb, RgbImage};

use crate::collection::Encoded;
use crate::color::lab::{Lab, lab_to_srgb, srgb_to_lab};
use crate::hints::global::{GlobalHints, measure_reference};
use crate::hosts::files::{Photograph, ReadError};
use crate::raster::{Picture, PixelError, PixelSource, Plane, Size};
use crate::resample::shrink_picture;

/// Every photograph is brought to this size, whatever its shape (paper facts, 6.1).
pub const GRID: Size = Size::new(256, 256);

/// A photograph to colorize again.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its file's name without folders, which also decides where hints are.
    pub name: String,
    /// Lightness, 0..100.
    pub l: Plane,
    /// True a* and b* in Lab units.
    pub ab: [Plane; 2],
    /// The true colours as they can be shown.
    pub truth: RgbImage,
}

/// Why a file cannot be evaluated.
#[derive(Debug, thiserror::Error)]
pub enum SubjectError {
    /// It is no picture for us.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Its pixels cannot be had.
    #[error("{name} cannot be used: {reason}; leave it out or save it anew")]
    Pixels {
        /// The file.
        name: String,
        /// What is wrong with its pixels.
        reason: PixelError,
    },
}

impl Subject {
    /// Decodes a photograph and brings it to [`GRID`] by the mean of what each cell covers, or by
    /// linear interpolation where it is smaller.
    ///
    /// # Errors
    /// [`SubjectError`] when it cannot be read.
    pub fn decode(photo: &Encoded) -> Result<Self, SubjectError> {
        let path = Path::new(&photo.name);
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let mut source = Photograph::parse(&photo.bytes, path)?;
        let pixels = |reason| SubjectError::Pixels { name: photo.name.clone(), reason };
        Self::from_picture(name, &mut source).map_err(pixels)
    }

    /// Brings a picture to [`GRID`].
    ///
    /// # Errors
    /// When its pixels cannot be read.
    pub fn from_picture(name: String, source: &mut dyn PixelSource) -> Result<Self, PixelError> {
        let small = shrink_picture(source, GRID)?;
        let lab: Vec<Lab> = small.pixels.iter().map(|&[r, g, b, _]| srgb_to_lab([r, g, b])).collect();
        let plane = |part: fn(&Lab) -> f32| Plane::from_values(GRID, lab.iter().map(part).collect());
        Ok(Self::new(name, plane(|lab| lab.l.clamp(0.0, 100.0)), [plane(|lab| lab.a), plane(|lab| lab.b)]))
    }

    /// A subject of lightness `l` (0..100) and true a* and b* (Lab units).
    pub fn new(name: String, l: Plane, ab: [Plane; 2]) -> Self {
        let truth = shown(&l, &ab);
        Self { name, l, ab, truth }
    }

    /// Its own colour statistics, as of a reference picture.
    ///
    /// # Errors
    /// Never: the pixels lie in memory.
    pub fn global_hints(&self) -> Result<GlobalHints, PixelError> {
        let lab = |x, y| Lab { l: self.l.at(x, y), a: self.ab[0].at(x, y), b: self.ab[1].at(x, y) };
        measure_reference(&mut Picture::from_fn(self.l.size(), |x, y| {
            let [r, g, b] = lab_to_srgb(lab(x, y));
            [r, g, b, 1.0]
        }))
    }

    /// The photograph without its colours.
    pub fn gray(&self) -> [Plane; 2] {
        [Plane::filled(self.l.size(), 0.0), Plane::filled(self.l.size(), 0.0)]
    }
}

/// Colours as the published evaluation shows them: sRGB, each channel clipped to 0..1, times 255 and
/// truncated (paper facts, 6.1). The product itself cuts chroma instead of channels.
pub fn shown(l: &Plane, ab: &[Plane; 2]) -> RgbImage {
    let size = l.size();
    RgbImage::from_fn(size.width, size.height, |x, y| {
        let lab = Lab { l: l.at(x, y), a: ab[0].at(x, y), b: ab[1].at(x, y) };
        // The cast truncates, and takes what lies below 0 or above 255 to these.
        Rgb(lab_to_srgb(lab).map(|v| (v * 255.0) as u8))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_truncated_and_clipped() {
        let size = Size::new(4, 1);
        let plane = |values: [f32; 4]| Plane::from_values(size, values.to_vec());
        // Lab of sRGB code 128 is 53.585; a little less lightness than a code's gives the code below.
        let l = plane([53.59, 53.58, 100.0, 50.0]);
        let picture = shown(&l, &[plane([0.0, 0.0, 0.0, 100.0]), plane([0.0; 4])]);
        let greens: Vec<u8> = picture.pixels().map(|pixel| pixel[1]).collect();
        assert_eq!(greens[..2], [128, 127]);
        assert!(greens[2] >= 254 && greens[3] == 0, "{greens:?}");
    }

    #[test]
    fn a_photograph_of_any_shape_comes_to_the_grid_with_its_colours() {
        let mut photo = Picture::from_fn(Size::new(600, 77), |_, _| [0.8, 0.4, 0.2, 1.0]);
        let subject = Subject::from_picture("a.png".to_owned(), &mut photo).unwrap();
        let lab = srgb_to_lab([0.8, 0.4, 0.2]);
        assert_eq!(subject.l.size(), GRID);
        assert!(
            (subject.l.at(200, 9) - lab.l).abs() < 0.01 && (subject.ab[1].at(3, 255) - lab.b).abs() < 0.01
        );
        let statistics = subject.global_hints().unwrap();
        assert!((statistics.saturation.unwrap() - 0.75).abs() < 0.01);
    }

    #[test]
    fn what_is_no_picture_is_named() {
        let letter = Encoded { name: "folder/letter.png".to_owned(), bytes: b"Dear reader".to_vec() };
        let sentence = Subject::decode(&letter).unwrap_err().to_string();
        assert!(sentence.starts_with("folder/letter.png is not a picture"), "{sentence}");
    }
}
