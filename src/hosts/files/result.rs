//! Writing a colorized picture: in the photograph's depth and profile, beside its place, then renamed.

use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::codecs::{jpeg::JpegEncoder, png, tiff::TiffEncoder, webp::WebPEncoder};
use image::{DynamicImage, ImageBuffer, ImageEncoder, ImageFormat, ImageResult};

use super::Photograph;
use super::profile::Profile;
use crate::raster::{PixelError, PixelSink, PixelSource, Rgba, Size};
use crate::whole_file::file_beside;

/// Quality of JPEG results: high, because a result is often worked on further.
const JPEG_QUALITY: u8 = 95;

/// Why a result cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The name's ending stands for nothing that we write.
    #[error("{path} cannot be written: name it .png, .tif, .jpg, .webp, .bmp, .tga or .ppm", path = path.display())]
    Format {
        /// The result's place.
        path: PathBuf,
    },
    /// The result would replace a picture that it is made from.
    #[error("{path} is the {what}; choose another name for the result", path = path.display())]
    Original {
        /// The result's place.
        path: PathBuf,
        /// What lies there.
        what: &'static str,
    },
    /// The place cannot be written to.
    #[error("{path} cannot be written: {reason}; choose another place or free some room", path = path.display())]
    Unwritable {
        /// The result's place.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
}

/// Samples of a result, red, green, blue and perhaps alpha, row after row.
enum Samples {
    Eight(Vec<u8>),
    Sixteen(Vec<u16>),
    Float(Vec<f32>),
}

/// A result on its way into a file.
pub struct ResultFile {
    path: PathBuf,
    format: ImageFormat,
    profile: Option<Arc<Profile>>,
    exif: Option<Vec<u8>>,
    size: Size,
    has_alpha: bool,
    samples: Samples,
    notes: Vec<String>,
}

impl ResultFile {
    /// Makes sure that a result for `photo` can be written to `path`, before anything is computed.
    /// `originals` names the files that it must not replace.
    ///
    /// # Errors
    /// [`WriteError`] as one sentence with a next step.
    pub fn prepare(
        path: &Path,
        photo: &Photograph,
        originals: &[(&'static str, &Path)],
    ) -> Result<Self, WriteError> {
        use ImageFormat as Format;
        let format = ImageFormat::from_path(path).ok();
        let Some(
            format @ (Format::Png
            | Format::Tiff
            | Format::Jpeg
            | Format::WebP
            | Format::Bmp
            | Format::Tga
            | Format::Pnm),
        ) = format
        else {
            return Err(WriteError::Format { path: path.to_owned() });
        };
        if let Ok(place) = path.canonicalize() {
            let is_place = |original: &Path| original.canonicalize().is_ok_and(|o| o == place);
            if let Some((what, _)) = originals.iter().find(|(_, original)| is_place(original)) {
                return Err(WriteError::Original { path: path.to_owned(), what });
            }
        }
        if path.is_dir() {
            let reason = "it is a folder".to_owned();
            return Err(WriteError::Unwritable { path: path.to_owned(), reason });
        }
        // Made and dropped: the folder takes files.
        file_beside(path)
            .map_err(|e| WriteError::Unwritable { path: path.to_owned(), reason: e.to_string() })?;
        let (size, color) = (photo.size(), photo.image().color());
        let mut notes = Vec::new();
        let has_alpha = color.has_alpha() && !matches!(format, Format::Jpeg | Format::Pnm);
        if color.has_alpha() && !has_alpha {
            notes.push(format!("{format:?} holds no transparency; the result is opaque"));
        }
        let depth = color.bytes_per_pixel() / color.channel_count();
        let room = size.area() * if has_alpha { 4 } else { 3 };
        let samples = match (depth, format) {
            (4, Format::Tiff) => Samples::Float(Vec::with_capacity(room)),
            (2 | 4, Format::Png | Format::Tiff | Format::Pnm) => Samples::Sixteen(Vec::with_capacity(room)),
            _ => Samples::Eight(Vec::with_capacity(room)),
        };
        if let (2 | 4, Samples::Eight(_)) = (depth, &samples) {
            notes.push(format!("{format:?} holds 8 bits a channel; write PNG or TIFF to keep more"));
        }
        let holds_profile = !matches!(format, Format::Bmp | Format::Tga | Format::Pnm);
        let profile = photo.profile().filter(|_| holds_profile).cloned();
        if photo.profile().is_some_and(|profile| !profile.is_srgb()) && !holds_profile {
            notes.push(format!("{format:?} holds no colour profile; the result is in sRGB"));
        }
        let holds_exif = matches!(format, Format::Png | Format::Jpeg | Format::WebP);
        let exif = photo.exif().filter(|_| holds_exif).map(<[u8]>::to_vec);
        if photo.exif().is_some() && !holds_exif {
            notes.push(format!("{format:?} results carry no EXIF; write PNG, JPEG or WebP to keep it"));
        }
        Ok(Self { path: path.to_owned(), format, profile, exif, size, has_alpha, samples, notes })
    }

    /// Plain lines for the user about what this kind of file cannot hold.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Writes the file beside its place and renames it.
    ///
    /// # Errors
    /// [`WriteError::Unwritable`], with nothing left behind.
    pub fn finish(self) -> Result<(), WriteError> {
        let unwritable = |reason: String| WriteError::Unwritable { path: self.path.clone(), reason };
        let Size { width, height } = self.size;
        let incomplete = || unwritable("the picture is incomplete".to_owned());
        macro_rules! picture {
            ($rgb:ident, $rgba:ident, $samples:expr) => {
                if self.has_alpha {
                    ImageBuffer::from_raw(width, height, $samples).map(DynamicImage::$rgba)
                } else {
                    ImageBuffer::from_raw(width, height, $samples).map(DynamicImage::$rgb)
                }
            };
        }
        let image = match self.samples {
            Samples::Eight(samples) => picture!(ImageRgb8, ImageRgba8, samples),
            Samples::Sixteen(samples) => picture!(ImageRgb16, ImageRgba16, samples),
            Samples::Float(samples) => picture!(ImageRgb32F, ImageRgba32F, samples),
        };
        let image = image.ok_or_else(incomplete)?;
        let temporary = file_beside(&self.path).map_err(|e| unwritable(e.to_string()))?;
        let mut writer = BufWriter::new(temporary);
        let metadata = Metadata { profile: self.profile.as_deref(), exif: self.exif.as_deref() };
        encode(&image, self.format, metadata, &mut writer).map_err(|e| unwritable(e.to_string()))?;
        let temporary = writer.into_inner().map_err(|e| unwritable(e.to_string()))?;
        temporary.persist(&self.path).map_err(|e| unwritable(e.error.to_string()))?;
        Ok(())
    }
}

impl PixelSink for ResultFile {
    fn write_rows(&mut self, _: u32, pixels: &[Rgba]) -> Result<(), PixelError> {
        let mut converted;
        let mut pixels = pixels;
        if let Some(profile) = &self.profile {
            converted = pixels.to_vec();
            profile.encode_from_srgb(&mut converted)?;
            pixels = &converted;
        }
        let channels = if self.has_alpha { 4 } else { 3 };
        // A cast from floating point ends at the type's bounds, so half a step more is rounding.
        match &mut self.samples {
            Samples::Eight(samples) => append(samples, pixels, channels, |v| (v * 255.0 + 0.5) as u8),
            Samples::Sixteen(samples) => append(samples, pixels, channels, |v| (v * 65_535.0 + 0.5) as u16),
            Samples::Float(samples) => append(samples, pixels, channels, |v| v),
        }
        Ok(())
    }
}

fn append<T: Copy + Default>(
    samples: &mut Vec<T>,
    pixels: &[Rgba],
    channels: usize,
    convert: impl Fn(f32) -> T,
) {
    let start = samples.len();
    samples.resize(start + channels * pixels.len(), T::default());
    for (sample, pixel) in samples[start..].chunks_exact_mut(channels).zip(pixels) {
        for (sample, value) in sample.iter_mut().zip(pixel) {
            *sample = convert(*value);
        }
    }
}

/// What goes along with the pixels.
#[derive(Clone, Copy)]
struct Metadata<'a> {
    profile: Option<&'a Profile>,
    exif: Option<&'a [u8]>,
}

impl Metadata<'_> {
    fn write(self, mut encoder: impl ImageEncoder, image: &DynamicImage) -> ImageResult<()> {
        // None is given to a kind of file that has no room for it.
        if let Some(profile) = self.profile {
            let _ = encoder.set_icc_profile(profile.result_icc().to_vec());
        }
        if let Some(exif) = self.exif {
            let _ = encoder.set_exif_metadata(exif.to_vec());
        }
        image.write_with_encoder(encoder)
    }
}

fn encode<W: Write + Seek>(
    image: &DynamicImage,
    format: ImageFormat,
    metadata: Metadata<'_>,
    writer: &mut W,
) -> ImageResult<()> {
    match format {
        ImageFormat::Png => {
            let (fast, paeth) = (png::CompressionType::Fast, png::FilterType::Paeth);
            metadata.write(png::PngEncoder::new_with_quality(writer, fast, paeth), image)
        }
        ImageFormat::Jpeg => metadata.write(JpegEncoder::new_with_quality(writer, JPEG_QUALITY), image),
        ImageFormat::Tiff => metadata.write(TiffEncoder::new(writer), image),
        ImageFormat::WebP => metadata.write(WebPEncoder::new_lossless(writer), image),
        ImageFormat::Pnm => Ok(write_ppm(image, writer)?),
        other => image.write_to(writer, other),
    }
}

/// Writes the kind P6, which every program reads; `image` writes P7, and no P6 of 16 bits.
fn write_ppm<W: Write>(image: &DynamicImage, writer: &mut W) -> io::Result<()> {
    let (width, height) = (image.width(), image.height());
    match image {
        DynamicImage::ImageRgb16(image) => {
            write!(writer, "P6\n{width} {height}\n65535\n")?;
            image.iter().try_for_each(|sample| writer.write_all(&sample.to_be_bytes()))
        }
        other => {
            write!(writer, "P6\n{width} {height}\n255\n")?;
            writer.write_all(&other.to_rgb8())
        }
    }
}
