//! Sizes, planes of numbers, and pictures read and written row by row.
//!
//! Nothing here knows colour. A photograph may be far larger than memory allows to hold twice in
//! floating point, so hosts hand it over as rows ([`PixelSource`]) and take the result as rows
//! ([`PixelSink`]).

use std::fmt;

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl Size {
    /// A size of `width` columns and `height` rows.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// Number of pixels.
    pub const fn area(self) -> usize {
        self.width as usize * self.height as usize
    }

    /// Whether there is no pixel at all.
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// One number for each pixel, row after row without padding.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    size: Size,
    values: Vec<f32>,
}

impl Plane {
    /// A plane of `value` everywhere.
    pub fn filled(size: Size, value: f32) -> Self {
        Self { size, values: vec![value; size.area()] }
    }

    /// Takes over `values`, row after row.
    ///
    /// # Panics
    /// When there are not exactly `size.area()` values.
    pub fn from_values(size: Size, values: Vec<f32>) -> Self {
        assert_eq!(values.len(), size.area(), "a plane of {size} has another number of values");
        Self { size, values }
    }

    /// Width and height.
    pub fn size(&self) -> Size {
        self.size
    }

    /// All values, row after row.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// All values, row after row, for writing.
    pub fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }

    /// The means of squares of two by two values; the last column and row of an odd plane are left out.
    pub fn halved(&self) -> Self {
        let size = Size::new(self.size.width / 2, self.size.height / 2);
        let mean = |x: u32, y: u32| {
            let [above, below] = [0, 1].map(|k| &self.row(2 * y + k)[2 * x as usize..][..2]);
            (above[0] + above[1] + below[0] + below[1]) / 4.0
        };
        let values = (0..size.height).flat_map(|y| (0..size.width).map(move |x| mean(x, y)));
        Self { size, values: values.collect() }
    }

    /// Row `y`, from left to right.
    pub fn row(&self, y: u32) -> &[f32] {
        let width = self.size.width as usize;
        &self.values[y as usize * width..][..width]
    }

    /// The value in column `x` of row `y`.
    pub fn at(&self, x: u32, y: u32) -> f32 {
        self.row(y)[x as usize]
    }
}

/// A pixel: sRGB-encoded red, green, blue (0..1, outside for colours beyond sRGB) and straight alpha.
pub type Rgba = [f32; 4];

/// No brightness that a picture means is beyond this, and colour arithmetic does not overflow below it.
const LARGEST: f32 = 1e6;

/// Whether colours can be computed from a sample: damaged float pictures hold NaN, infinities and
/// numbers near the end of their range.
pub(crate) fn is_number(sample: f32) -> bool {
    sample.abs() <= LARGEST
}

/// Why a host's pixels could not be read or written, as one sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PixelError(pub String);

/// A picture that is read in bands of rows, from the top and possibly more than once.
pub trait PixelSource {
    /// Width and height, not empty.
    fn size(&self) -> Size;

    /// Fills `pixels` with whole rows from row `y` on; its length is a multiple of the width and
    /// does not reach below the picture. Values may be anything, NaN included.
    fn read_rows(&mut self, y: u32, pixels: &mut [Rgba]) -> Result<(), PixelError>;
}

/// A picture that is written in bands of rows, each row once, from the top.
pub trait PixelSink {
    /// Takes whole rows from row `y` on. Values are finite, colour is within 0..1.
    fn write_rows(&mut self, y: u32, pixels: &[Rgba]) -> Result<(), PixelError>;
}

/// A picture in memory, both source and sink: for small pictures and tests.
#[derive(Clone, Debug)]
pub struct Picture {
    size: Size,
    /// The pixels, row after row.
    pub pixels: Vec<Rgba>,
}

impl Picture {
    /// A picture made by asking `pixel(x, y)` for each place.
    pub fn from_fn(size: Size, mut pixel: impl FnMut(u32, u32) -> Rgba) -> Self {
        let pixels = (0..size.height).flat_map(|y| (0..size.width).map(move |x| (x, y)));
        Self { size, pixels: pixels.map(|(x, y)| pixel(x, y)).collect() }
    }

    /// The pixel in column `x` of row `y`.
    pub fn at(&self, x: u32, y: u32) -> Rgba {
        self.pixels[y as usize * self.size.width as usize + x as usize]
    }
}

impl PixelSource for Picture {
    fn size(&self) -> Size {
        self.size
    }

    fn read_rows(&mut self, y: u32, pixels: &mut [Rgba]) -> Result<(), PixelError> {
        let start = y as usize * self.size.width as usize;
        pixels.copy_from_slice(&self.pixels[start..start + pixels.len()]);
        Ok(())
    }
}

impl PixelSink for Picture {
    fn write_rows(&mut self, y: u32, pixels: &[Rgba]) -> Result<(), PixelError> {
        let start = y as usize * self.size.width as usize;
        self.pixels[start..start + pixels.len()].copy_from_slice(pixels);
        Ok(())
    }
}
