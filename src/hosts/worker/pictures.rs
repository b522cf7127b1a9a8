//! Pictures as they come over a pipe: raw bytes read and written as pixels.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::messages::Rows;
use crate::raster::{PixelError, PixelSource, Rgba, Size};

/// What the bytes of a pixel are; colours are sRGB-encoded, alpha is straight.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Blue, green, red, alpha, a byte each.
    Bgra8,
    /// The same in 16 bits of this machine's order.
    Bgra16,
    /// Red, green, blue, alpha as 4-byte floats of this machine's order.
    Rgba32f,
    /// One byte, 255 is all.
    Y8,
}

/// What a byte stands for, 0..1.
const BYTES: [f32; 256] = {
    let mut values = [0.0; 256];
    let mut byte = 0;
    while byte < 256 {
        values[byte] = byte as f32 / 255.0;
        byte += 1;
    }
    values
};

impl Format {
    /// Bytes of a pixel.
    pub fn bytes(self) -> usize {
        match self {
            Self::Bgra8 => 4,
            Self::Bgra16 => 8,
            Self::Rgba32f => 16,
            Self::Y8 => 1,
        }
    }

    fn decode(self, bytes: &[u8]) -> Rgba {
        let two = |i: usize| f32::from(u16::from_ne_bytes([bytes[2 * i], bytes[2 * i + 1]])) / 65_535.0;
        let four = |i: usize| f32::from_ne_bytes([0, 1, 2, 3].map(|byte| bytes[4 * i + byte]));
        match self {
            Self::Bgra8 => [2, 1, 0, 3].map(|i| BYTES[usize::from(bytes[i])]),
            Self::Bgra16 => [2, 1, 0, 3].map(two),
            Self::Rgba32f => [0, 1, 2, 3].map(four),
            Self::Y8 => [bytes[0], bytes[0], bytes[0], 255].map(|v| BYTES[usize::from(v)]),
        }
    }

    fn encode(self, pixel: Rgba, bytes: &mut [u8]) {
        let [r, g, b, alpha] = pixel;
        // At 2^23 a float's lowest bits are a whole number, rounded by the addition: quicker than a cast.
        let whole = |value: f32, most: f32| (value.clamp(0.0, 1.0) * most + 8_388_608.0).to_bits();
        match self {
            Self::Bgra8 => bytes.copy_from_slice(&[b, g, r, alpha].map(|v| whole(v, 255.0) as u8)),
            Self::Bgra16 => {
                for (bytes, value) in bytes.chunks_exact_mut(2).zip([b, g, r, alpha]) {
                    bytes.copy_from_slice(&(whole(value, 65_535.0) as u16).to_ne_bytes());
                }
            }
            Self::Rgba32f => {
                for (bytes, value) in bytes.chunks_exact_mut(4).zip(pixel) {
                    bytes.copy_from_slice(&value.to_ne_bytes());
                }
            }
            // Nobody asks for a selection; of a picture in grey the red is as good as any.
            Self::Y8 => bytes[0] = whole(r, 255.0) as u8,
        }
    }
}

/// What is said of a picture before its bytes.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
pub struct Shape {
    /// Width and height.
    pub size: [u32; 2],
    /// Where its corner lies, in columns and rows from the photograph's.
    #[serde(default)]
    pub offset: [i32; 2],
    /// Of its pixels.
    pub format: Format,
}

impl Shape {
    /// Bytes of the whole picture.
    pub fn bytes(&self) -> u64 {
        let [width, height] = self.size.map(u64::from);
        width.saturating_mul(height).saturating_mul(self.format.bytes() as u64)
    }
}

/// A picture in the bytes in which it came.
#[derive(Debug)]
pub struct RawPicture {
    /// Its size, place and format.
    pub shape: Shape,
    /// Rows from the top, no padding.
    pub bytes: Vec<u8>,
}

impl RawPicture {
    /// The picture with some rows replaced; `None` if it has no such rows.
    pub fn with(&self, rows: &Rows) -> Option<Self> {
        let row = self.shape.size[0] as usize * self.shape.format.bytes();
        let start = (rows.top as usize).checked_mul(row)?;
        let mut bytes = self.bytes.clone();
        let place = bytes.get_mut(start..start.checked_add(rows.bytes.len())?)?;
        place.copy_from_slice(&rows.bytes);
        (rows.shape == self.shape).then_some(Self { shape: self.shape, bytes })
    }
}

impl PixelSource for &RawPicture {
    fn size(&self) -> Size {
        let [width, height] = self.shape.size;
        Size::new(width, height)
    }

    fn read_rows(&mut self, y: u32, pixels: &mut [Rgba]) -> Result<(), PixelError> {
        let format = self.shape.format;
        let start = y as usize * self.shape.size[0] as usize * format.bytes();
        let row = self.shape.size[0] as usize;
        let rows = self.bytes[start..].par_chunks(row * format.bytes());
        let nothing = vec![0; row * format.bytes()];
        pixels.par_chunks_mut(row).zip(rows).for_each(|(pixels, bytes)| {
            // Most of a hint layer is empty, which is found out much faster than decoded.
            if format != Format::Y8 && bytes.starts_with(&nothing) {
                return pixels.fill([0.0; 4]);
            }
            let bytes = bytes.chunks_exact(format.bytes());
            pixels.iter_mut().zip(bytes).for_each(|(pixel, bytes)| *pixel = format.decode(bytes));
        });
        Ok(())
    }
}

/// How a result goes to the host.
#[derive(Clone, Copy)]
pub struct Encoding<'a> {
    /// Of its pixels.
    pub format: Format,
    /// Where it shows; everywhere without one.
    pub selection: Option<&'a RawPicture>,
}

/// How much of column x, row y of the photograph is selected, 0..1.
fn selected(selection: &RawPicture, x: u32, y: u32) -> f32 {
    let Shape { size, offset, format } = selection.shape;
    let place = |at: u32, offset: i32, side: u32| {
        u32::try_from(i64::from(at) - i64::from(offset)).ok().filter(|&at| at < side)
    };
    let Some((x, y)) = place(x, offset[0], size[0]).zip(place(y, offset[1], size[1])) else { return 0.0 };
    let pixel = (y as usize * size[0] as usize + x as usize) * format.bytes();
    format.decode(&selection.bytes[pixel..])[0]
}

impl Encoding<'_> {
    /// The bytes of whole rows, from row `y` on, of a picture of this width.
    pub fn rows(&self, y: u32, width: u32, pixels: &[Rgba]) -> Vec<u8> {
        let (width, row_bytes) = (width as usize, width as usize * self.format.bytes());
        let mut bytes = vec![0; pixels.len() * self.format.bytes()];
        let rows = pixels.par_chunks(width).zip(bytes.par_chunks_mut(row_bytes));
        rows.enumerate().for_each(|(row, (pixels, bytes))| {
            let places = bytes.chunks_exact_mut(self.format.bytes());
            for (x, (pixel, bytes)) in pixels.iter().zip(places).enumerate() {
                let &[r, g, b, alpha] = pixel;
                let at = |selection| selected(selection, x as u32, y + row as u32);
                self.format.encode([r, g, b, alpha * self.selection.map_or(1.0, at)], bytes);
            }
        });
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(format: Format, size: [u32; 2], offset: [i32; 2], bytes: Vec<u8>) -> RawPicture {
        RawPicture { shape: Shape { size, offset, format }, bytes }
    }

    #[test]
    fn empty_rows_are_read_as_all_others() {
        for format in [Format::Bgra8, Format::Bgra16, Format::Rgba32f, Format::Y8] {
            let bytes = vec![0; 6 * format.bytes()];
            let expected = format.decode(&bytes);
            let mut read = [[9.0; 4]; 6];
            (&picture(format, [3, 2], [0, 0], bytes)).read_rows(0, &mut read).unwrap();
            assert_eq!(read, [expected; 6], "{format:?}");
        }
    }

    #[test]
    fn pixels_come_back_as_they_were_in_every_format() {
        for format in [Format::Bgra8, Format::Bgra16, Format::Rgba32f] {
            let pixel = |i: usize| [1.0, 0.2, i as f32 / 5.0, 0.6];
            let encoding = Encoding { format, selection: None };
            let bytes = encoding.rows(0, 3, &[0, 1, 2, 3, 4, 5].map(pixel));
            let sent = picture(format, [3, 2], [0, 0], bytes);
            let mut read = [[0.0; 4]; 3];
            (&sent).read_rows(1, &mut read).unwrap();
            for (i, got) in read.iter().enumerate() {
                for (got, expected) in got.iter().zip(pixel(3 + i)) {
                    assert!((got - expected).abs() < 1e-6, "{format:?} {read:?}");
                }
            }
        }
    }

    #[test]
    fn blue_comes_first_in_whole_numbers_and_red_in_floats() {
        let red = [1.0, 0.0, 0.0, 1.0];
        let bytes = |format| Encoding { format, selection: None }.rows(0, 1, &[red]);
        assert_eq!(bytes(Format::Bgra8), [0, 0, 255, 255]);
        assert_eq!(bytes(Format::Bgra16), [0, 0, 0, 0, 255, 255, 255, 255]);
        assert_eq!(bytes(Format::Rgba32f)[..4], 1.0f32.to_ne_bytes());
    }

    #[test]
    fn a_result_shows_only_where_the_selection_is() {
        let selection = picture(Format::Y8, [2, 1], [1, 1], vec![255, 51]);
        let encoding = Encoding { format: Format::Bgra8, selection: Some(&selection) };
        let row = [[0.5, 0.5, 0.5, 1.0]; 4];
        let bytes = [encoding.rows(0, 4, &row), encoding.rows(1, 4, &row)].concat();
        let alpha: Vec<u8> = bytes.chunks_exact(4).map(|pixel| pixel[3]).collect();
        assert_eq!(alpha, [0, 0, 0, 0, 0, 255, 51, 0]);
    }
}
