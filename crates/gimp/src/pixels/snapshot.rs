//! A layer's pixels as they were when they were last looked at.

use std::ops::Range;

use super::bindings::libgegl::{Babl, GeglRectangle};
use super::{Apart, BAND, Buffer, Colors, Conversion, Format, Gegl, apply_mask, area};
use crate::error::GimpError;
use crate::image::Layer;

/// Longer side of the small pictures by which a layer is compared.
const SMALL: i32 = 256;
/// About so many pixels [`Snapshot::creep`] looks at.
const STEP: u32 = 200_000;

/// A copy of a layer's pixels and mask, which can be compared with the layer as it is now, and read as sRGB
/// without asking GIMP again.
pub struct Snapshot {
    pixels: Copied,
    /// The layer's mask, unless it has none or it is switched off.
    mask: Option<Copied>,
    /// What the numbers mean, as far as babl can say.
    space: *const Babl,
    to_srgb: Conversion,
}

impl Snapshot {
    /// Copies the pixels of `layer`, which may be a group.
    ///
    /// # Errors
    /// [`GimpError`] when it has no pixels or GIMP does not hand them out.
    pub fn take(gegl: Gegl, layer: Layer) -> Result<Self, GimpError> {
        Self::of(gegl, layer, &Apart::new(layer)?)
    }

    fn of(gegl: Gegl, layer: Layer, apart: &Apart) -> Result<Self, GimpError> {
        let raw = Format::readable(apart.layer);
        let colors = Colors::of_image(layer.image());
        let masks = layer.applied_mask().zip(apart.layer.applied_mask());
        let of_masks = |(mask, apart)| Copied::take(gegl, mask, apart, Format::of_masks(gegl.gimp));
        Ok(Self {
            pixels: Copied::take(gegl, layer, apart.layer, raw)?,
            mask: masks.map(of_masks).transpose()?,
            space: colors.space,
            to_srgb: colors.to_srgb(raw),
        })
    }

    /// Looks at the next rows again, pixel by pixel, and where they are not as they were at all others too;
    /// whether anything is new. What a [`Snapshot::glance`] misses is so found after a while, and no look
    /// takes long.
    ///
    /// # Errors
    /// As for [`Snapshot::take`]. The layer must still be there.
    pub fn creep(&mut self, gegl: Gegl) -> Result<bool, GimpError> {
        self.look(gegl, |copied| Some(copied.next_rows()))
    }

    /// Looks at the layer again, at a small picture of it that GIMP makes, which costs next to nothing, and
    /// pixel by pixel only where that shows something new.
    ///
    /// A faint change of few pixels of a large layer can stay unseen until [`Snapshot::creep`] comes by,
    /// and so does every one if the user has GIMP make no small pictures of layers.
    ///
    /// # Errors
    /// As for [`Snapshot::take`]. The layer must still be there.
    pub fn glance(&mut self, gegl: Gegl) -> Result<bool, GimpError> {
        self.look(gegl, Copied::noticed)
    }

    /// Columns.
    pub fn width(&self) -> u32 {
        self.pixels.width
    }

    /// Rows.
    pub fn height(&self) -> u32 {
        self.pixels.height
    }

    /// Fills `pixels` with whole rows from row `y` on, as sRGB.
    ///
    /// # Errors
    /// [`GimpError::Rows`] when they are not whole or not there.
    pub fn read_rows(&self, y: u32, pixels: &mut [[f32; 4]]) -> Result<(), GimpError> {
        let bytes = self.pixels.rows(y, pixels.len())?;
        self.to_srgb.run(bytes.as_ptr().cast(), pixels.as_mut_ptr().cast(), pixels.len());
        if let Some(mask) = &self.mask {
            apply_mask(pixels, mask.rows(y, pixels.len())?);
        }
        Ok(())
    }

    /// Looks at those parts of pixels and mask that `part` names; whether anything is new.
    fn look(&mut self, gegl: Gegl, part: fn(&mut Copied) -> Option<Part>) -> Result<bool, GimpError> {
        let layer = self.pixels.layer;
        let mask = self.mask.as_ref().map(|mask| mask.layer.id());
        if !self.is_alike(layer) || layer.applied_mask().map(Layer::id) != mask {
            *self = Self::take(gegl, layer)?;
            return Ok(true);
        }
        let parts = (part(&mut self.pixels), self.mask.as_mut().and_then(part));
        if parts == (None, None) {
            return Ok(false);
        }
        let apart = Apart::new(layer)?;
        let apart_mask = apart.layer.applied_mask();
        if !self.is_alike(apart.layer) || apart_mask.is_some() != mask.is_some() {
            *self = Self::of(gegl, layer, &apart)?;
            return Ok(true);
        }
        let mut is_new = false;
        if let Some(part) = parts.0 {
            is_new |= self.pixels.renew(gegl, apart.layer, part)?;
        }
        if let (Some(copied), Some(mask), Some(part)) = (&mut self.mask, apart_mask, parts.1) {
            is_new |= copied.renew(gegl, mask, part)?;
        }
        Ok(is_new)
    }

    /// Whether size, format and meaning of `layer`'s pixels are these.
    fn is_alike(&self, layer: Layer) -> bool {
        let Copied { width, height, raw, .. } = &self.pixels;
        layer.extent() == (width.cast_signed(), height.cast_signed())
            && Format::readable(layer).babl == raw.babl
            && Colors::of_image(layer.image()).space == self.space
    }
}

/// A part of a layer.
#[derive(Debug, PartialEq)]
struct Part {
    columns: Range<u32>,
    rows: Range<u32>,
    /// Whether something new in it means that there may be more elsewhere.
    is_sample: bool,
}

/// A copy of a layer's or a mask's pixels, as they are.
struct Copied {
    layer: Layer,
    width: u32,
    height: u32,
    raw: Format,
    bytes: Vec<u8>,
    small: Small,
    /// The row at which [`Snapshot::creep`] goes on.
    row: u32,
}

impl Copied {
    /// Copies from `apart`, which has the pixels of `layer`.
    fn take(gegl: Gegl, layer: Layer, apart: Layer, raw: Format) -> Result<Self, GimpError> {
        let small = Small::of(layer);
        let buffer = Buffer::of_layer(gegl.gimp, apart)?;
        let (width, height) = (buffer.width, buffer.height);
        let bytes = vec![0; width as usize * height as usize * raw.bytes_per_pixel()];
        let mut taken = Self { layer, width, height, raw, bytes, small, row: 0 };
        taken.copy(&buffer, 0..width, 0..height);
        Ok(taken)
    }

    /// See [`Snapshot::creep`].
    fn next_rows(&mut self) -> Part {
        let rows = self.row..self.height.min(self.row + (STEP / self.width).max(1));
        self.row = if rows.end == self.height { 0 } else { rows.end };
        Part { columns: 0..self.width, rows, is_sample: true }
    }

    /// See [`Snapshot::glance`].
    fn noticed(&mut self) -> Option<Part> {
        let now = Small::of(self.layer);
        let (columns, rows) = self.small.differing(&now, self.width, self.height)?;
        self.small = now;
        Some(Part { columns, rows, is_sample: false })
    }

    /// Brings a part up to date from `apart`, which is as large; whether anything was new.
    fn renew(&mut self, gegl: Gegl, apart: Layer, part: Part) -> Result<bool, GimpError> {
        let buffer = Buffer::of_layer(gegl.gimp, apart)?;
        let has_changed = self.copy(&buffer, part.columns, part.rows);
        if has_changed && part.is_sample {
            self.small = Small::of(self.layer);
            self.copy(&buffer, 0..self.width, 0..self.height);
        }
        Ok(has_changed)
    }

    /// The bytes of the whole rows that `pixels` pixels from row `y` on fill.
    fn rows(&self, y: u32, pixels: usize) -> Result<&[u8], GimpError> {
        let width = self.width as usize;
        let count = u32::try_from(pixels / width).unwrap_or(u32::MAX);
        let end = y.saturating_add(count);
        if !pixels.is_multiple_of(width) || end > self.height {
            return Err(GimpError::Rows { first: y, end, height: self.height });
        }
        let pixel = self.raw.bytes_per_pixel();
        let start = y as usize * width * pixel;
        Ok(&self.bytes[start..start + pixels * pixel])
    }

    /// Brings a part up to date; whether anything was new.
    fn copy(&mut self, buffer: &Buffer, columns: Range<u32>, rows: Range<u32>) -> bool {
        let pixel = self.raw.bytes_per_pixel();
        let mut now = Vec::new();
        let mut has_changed = false;
        for top in rows.clone().step_by(BAND as usize) {
            let band = GeglRectangle {
                x: columns.start.cast_signed(),
                y: top.cast_signed(),
                width: columns.len() as i32,
                height: BAND.min(rows.end - top).cast_signed(),
            };
            now.resize(area(band) * pixel, 0);
            buffer.get(band, self.raw, &mut now);
            for (y, now) in (top as usize..).zip(now.chunks_exact(columns.len() * pixel)) {
                let start = (y * self.width as usize + columns.start as usize) * pixel;
                let before = &mut self.bytes[start..start + now.len()];
                if before != now {
                    before.copy_from_slice(now);
                    has_changed = true;
                }
            }
        }
        has_changed
    }
}

/// A small picture of a layer.
struct Small {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

impl Small {
    fn of(layer: Layer) -> Self {
        let made = layer.gimp.host.thumbnail(layer.id, SMALL);
        let (bytes, (width, height)) = made.unwrap_or_default();
        Self { width: width.cast_unsigned(), height: height.cast_unsigned(), bytes }
    }

    /// Columns and rows of the layer, which is `width` x `height`, in which `newer` differs; none if it does
    /// not.
    fn differing(&self, newer: &Self, width: u32, height: u32) -> Option<(Range<u32>, Range<u32>)> {
        if self.bytes == newer.bytes {
            return None;
        }
        let pixels = (newer.width * newer.height) as usize;
        if self.bytes.len() != newer.bytes.len() || pixels == 0 || !newer.bytes.len().is_multiple_of(pixels) {
            return Some((0..width, 0..height));
        }
        let (pixel, mut left, mut right, mut top, mut bottom) =
            (newer.bytes.len() / pixels, u32::MAX, 0, u32::MAX, 0);
        let both = self.bytes.chunks_exact(pixel).zip(newer.bytes.chunks_exact(pixel));
        for (i, _) in both.enumerate().filter(|(_, (before, now))| before != now) {
            let (x, y) = (i as u32 % newer.width, i as u32 / newer.width);
            (left, right) = (left.min(x), right.max(x));
            (top, bottom) = (top.min(y), bottom.max(y));
        }
        // A small pixel is a mean of those which it covers, and perhaps of neighbours too.
        let covered = |first: u32, last: u32, small: u32, large: u32| {
            let place =
                |small_place: u32| (u64::from(small_place) * u64::from(large) / u64::from(small)) as u32;
            place(first.saturating_sub(1))..(place(last + 2) + 1).min(large)
        };
        Some((covered(left, right, newer.width, width), covered(top, bottom, newer.height, height)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(bytes: Vec<u8>) -> Small {
        Small { width: 8, height: 4, bytes }
    }

    #[test]
    fn a_changed_pixel_stands_for_the_part_that_it_covers() {
        let before = small(vec![0; 64]);
        let mut now = vec![0; 64];
        assert_eq!(before.differing(&small(now.clone()), 800, 400), None);
        now[2 * (8 + 3)] = 9;
        assert_eq!(before.differing(&small(now.clone()), 800, 400), Some((200..501, 0..301)));
        now[63] = 1;
        assert_eq!(before.differing(&small(now), 800, 400), Some((200..800, 0..400)));
    }

    #[test]
    fn small_pictures_of_another_form_say_nothing() {
        let before = small(vec![0; 64]);
        assert_eq!(before.differing(&small(vec![0; 32]), 80, 40), Some((0..80, 0..40)));
        let none = Small { width: 0, height: 0, bytes: Vec::new() };
        assert_eq!(none.differing(&Small { width: 0, height: 0, bytes: Vec::new() }, 80, 40), None);
        assert_eq!(before.differing(&none, 80, 40), Some((0..80, 0..40)));
    }
}
