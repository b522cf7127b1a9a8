//! Reading a picture file: pixels upright, with its profile and EXIF.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::codecs::tiff::TiffDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::profile::{Profile, ProfileError};
use crate::raster::{PixelError, PixelSource, Rgba, Size};

/// Longest side that is read; formats can declare far more than any file holds.
const LONGEST_SIDE: u32 = 65_535;
/// Memory that decoding may take: a 16-bit colour scan of 600 megapixels.
const MOST_MEMORY: u64 = 5 << 30;

/// Why a file is no picture for us.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be opened.
    #[error("{path} cannot be read: {reason}; check its name and place", path = path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: io::Error,
    },
    /// Its contents are no picture that we read.
    #[error(
        "{path} is not a picture that can be read ({reason}); use PNG, JPEG, TIFF, WebP, BMP, TGA or PNM",
        path = path.display()
    )]
    NotAPicture {
        /// The file.
        path: PathBuf,
        /// The decoder's words.
        reason: String,
    },
    /// It is a picture beyond all bounds.
    #[error(
        "{path} is too large: sides may have {LONGEST_SIDE} pixels and decoding {} GB; make it smaller first",
        MOST_MEMORY >> 30, path = path.display()
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
}

/// A picture from a file, upright, with what goes along into a result.
pub struct Photograph {
    image: DynamicImage,
    profile: Option<Arc<Profile>>,
    exif: Option<Vec<u8>>,
    notes: Vec<String>,
}

impl Photograph {
    /// Reads a file; its kind is told from its contents, not its name, but for TGA, whose contents say
    /// nothing.
    ///
    /// # Errors
    /// [`ReadError`] as one sentence.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let file = File::open(path).map_err(|reason| ReadError::Open { path: path.to_owned(), reason })?;
        Self::read_from(BufReader::new(file), path)
    }

    /// Reads a file that is in memory already, such as a part of an archive; `path` is what it is
    /// called.
    ///
    /// # Errors
    /// [`ReadError`] as one sentence.
    pub fn parse(bytes: &[u8], path: &Path) -> Result<Self, ReadError> {
        Self::read_from(Cursor::new(bytes), path)
    }

    fn read_from(source: impl BufRead + Seek, path: &Path) -> Result<Self, ReadError> {
        let unreadable = |reason| ReadError::Open { path: path.to_owned(), reason };
        let mut reader = ImageReader::new(source).with_guessed_format().map_err(unreadable)?;
        if reader.format().is_none() && ImageFormat::from_path(path).is_ok_and(|f| f == ImageFormat::Tga) {
            reader.set_format(ImageFormat::Tga);
        }
        Self::decode(reader).map_err(|error| match error {
            ImageError::Limits(_) => ReadError::TooLarge { path: path.to_owned() },
            ImageError::IoError(reason) if reason.kind() != io::ErrorKind::UnexpectedEof => {
                unreadable(reason)
            }
            other => ReadError::NotAPicture { path: path.to_owned(), reason: other.to_string() },
        })
    }

    fn decode(mut reader: ImageReader<impl BufRead + Seek>) -> Result<Self, ImageError> {
        let mut limits = Limits::no_limits();
        limits.max_image_width = Some(LONGEST_SIDE);
        limits.max_image_height = Some(LONGEST_SIDE);
        limits.max_alloc = Some(MOST_MEMORY);
        if reader.format() == Some(ImageFormat::Tiff) {
            let mut decoder = TiffDecoder::new(reader.into_inner())?;
            // With limits the decoder refuses a profile that is large beside a small picture's pixels
            // (image 0.25.10), so it is asked before.
            let icc = decoder.icc_profile();
            decoder.set_limits(limits.clone())?;
            return Self::from_decoder(decoder, icc, limits);
        }
        reader.limits(limits.clone());
        let mut decoder = reader.into_decoder()?;
        let icc = decoder.icc_profile();
        Self::from_decoder(decoder, icc, limits)
    }

    fn from_decoder(
        mut decoder: impl ImageDecoder,
        icc: Result<Option<Vec<u8>>, ImageError>,
        mut limits: Limits,
    ) -> Result<Self, ImageError> {
        // The decoder checks sides when it is made, but nothing keeps a small file from declaring
        // pixels that no memory holds.
        limits.reserve(decoder.total_bytes())?;
        // What a damaged file says of itself must not keep its pixels from being used.
        let icc = icc.unwrap_or_default();
        let mut exif = decoder.exif_metadata().unwrap_or_default();
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut image = DynamicImage::from_decoder(decoder)?;
        image.apply_orientation(orientation);
        if let Some(exif) = &mut exif {
            // The pixels are upright now, so the result must not be turned once more.
            let _ = Orientation::remove_from_exif_chunk(exif);
        }
        let mut notes = Vec::new();
        let profile = icc.and_then(|icc| match Profile::new(icc, image.color().has_color()) {
            Ok(profile) => Some(Arc::new(profile)),
            Err(error @ (ProfileError::Damaged(_) | ProfileError::OtherKind)) => {
                notes.push(format!("{error}; the picture is taken as sRGB"));
                None
            }
        });
        Ok(Self { image, profile, exif, notes })
    }

    /// Plain lines for the user about what was found.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    pub(super) fn image(&self) -> &DynamicImage {
        &self.image
    }

    pub(super) fn profile(&self) -> Option<&Arc<Profile>> {
        self.profile.as_ref()
    }

    pub(super) fn exif(&self) -> Option<&[u8]> {
        self.exif.as_deref()
    }
}

impl PixelSource for Photograph {
    fn size(&self) -> Size {
        Size::new(self.image.width(), self.image.height())
    }

    fn read_rows(&mut self, y: u32, pixels: &mut [Rgba]) -> Result<(), PixelError> {
        let start = y as usize * self.image.width() as usize;
        let eight = |v: u8| f32::from(v) / 255.0;
        let sixteen = |v: u16| f32::from(v) / 65_535.0;
        match &self.image {
            DynamicImage::ImageLuma8(i) => copy(i, start, pixels, |&[v]: &[u8; 1]| grey(eight(v), 1.0)),
            DynamicImage::ImageLumaA8(i) => copy(i, start, pixels, |&[v, a]| grey(eight(v), eight(a))),
            DynamicImage::ImageRgb8(i) => copy(i, start, pixels, |p: &[u8; 3]| opaque(p.map(eight))),
            DynamicImage::ImageRgba8(i) => copy(i, start, pixels, |p: &[u8; 4]| p.map(eight)),
            DynamicImage::ImageLuma16(i) => copy(i, start, pixels, |&[v]: &[u16; 1]| grey(sixteen(v), 1.0)),
            DynamicImage::ImageLumaA16(i) => copy(i, start, pixels, |&[v, a]| grey(sixteen(v), sixteen(a))),
            DynamicImage::ImageRgb16(i) => copy(i, start, pixels, |p: &[u16; 3]| opaque(p.map(sixteen))),
            DynamicImage::ImageRgba16(i) => copy(i, start, pixels, |p: &[u16; 4]| p.map(sixteen)),
            DynamicImage::ImageRgb32F(i) => copy(i, start, pixels, |&p: &[f32; 3]| opaque(p)),
            DynamicImage::ImageRgba32F(i) => copy(i, start, pixels, |&p: &[f32; 4]| p),
            other => {
                return Err(PixelError(format!("pixels of the kind {:?} cannot be read", other.color())));
            }
        }
        match &self.profile {
            Some(profile) => profile.to_srgb(pixels),
            None => Ok(()),
        }
    }
}

fn grey(value: f32, alpha: f32) -> Rgba {
    [value, value, value, alpha]
}

fn opaque([r, g, b]: [f32; 3]) -> Rgba {
    [r, g, b, 1.0]
}

fn copy<T, const N: usize>(
    samples: &[T],
    start: usize,
    pixels: &mut [Rgba],
    convert: impl Fn(&[T; N]) -> Rgba,
) {
    let (source, _) = samples.as_chunks::<N>();
    for (pixel, sample) in pixels.iter_mut().zip(&source[start..]) {
        *pixel = convert(sample);
    }
}
