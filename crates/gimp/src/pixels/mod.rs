//! Pixels with their colour management: layers read as sRGB, sRGB written as a layer.
//!
//! GIMP 2.10's trap: the pixel format of a drawable says "sRGB" whatever profile the image has. In
//! GIMP 3 it tells the truth. So pixels are moved raw, without any conversion by GEGL, and converted
//! here with the colour space of the image's profile, which is right in both.

mod apart;
#[rustfmt::skip]
pub(crate) mod bindings;
mod snapshot;

pub use snapshot::Snapshot;

use std::ffi::{CStr, c_long, c_void};
use std::ptr;

use crate::error::GimpError;
use crate::gimp::Gimp;
use crate::image::{BaseType, Image, Layer};
use apart::Apart;
use bindings::libgegl::{
    Babl, GeglAbyssPolicy, GeglBuffer, GeglRectangle, GimpColorProfile, GimpColorRenderingIntent,
    GimpColorTransform,
};

/// What everything is converted to and from: sRGB-encoded red, green, blue and straight alpha.
const SRGB: &CStr = c"R'G'B'A float";

/// Rows that are copied at a time: the height of one of GIMP's tiles, so that none is fetched twice.
const BAND: u32 = 64;

/// GEGL, started. Starting takes a third of a second; without it no pixel can be reached.
#[derive(Clone, Copy)]
pub struct Gegl {
    gimp: Gimp,
}

impl Gimp {
    /// Starts GEGL; does nothing when it runs already.
    pub fn start_gegl(self) -> Gegl {
        // SAFETY: null pointers stand for no arguments.
        unsafe { self.gegl.gegl_init(ptr::null_mut(), ptr::null_mut()) };
        Gegl { gimp: self }
    }
}

/// A layer's pixels for reading, as sRGB; its mask, unless it is switched off, is part of the alpha.
pub struct Reader {
    buffer: Buffer,
    mask: Option<Buffer>,
    raw: Format,
    to_srgb: Conversion,
    bytes: Vec<u8>,
    /// What is read; goes last.
    _apart: Apart,
}

impl Reader {
    /// Opens `layer`, which may be a group, as it is now.
    ///
    /// # Errors
    /// [`GimpError`] when it has no pixels or GIMP does not hand them out.
    pub fn new(gegl: Gegl, layer: Layer) -> Result<Self, GimpError> {
        let apart = Apart::new(layer)?;
        let layer = apart.layer;
        let buffer = Buffer::of_layer(gegl.gimp, layer)?;
        let mask = layer.applied_mask().map(|mask| Buffer::of_layer(gegl.gimp, mask)).transpose()?;
        let raw = Format::readable(layer);
        let to_srgb = Colors::of_image(layer.image()).to_srgb(raw);
        Ok(Self { buffer, mask, raw, to_srgb, bytes: Vec::new(), _apart: apart })
    }

    /// Columns.
    pub fn width(&self) -> u32 {
        self.buffer.width
    }

    /// Rows.
    pub fn height(&self) -> u32 {
        self.buffer.height
    }

    /// Fills `pixels` with whole rows from row `y` on.
    ///
    /// # Errors
    /// [`GimpError::Rows`] when they are not whole or not there.
    pub fn read_rows(&mut self, y: u32, pixels: &mut [[f32; 4]]) -> Result<(), GimpError> {
        let rows = self.buffer.rows(y, pixels.len())?;
        self.bytes.resize(pixels.len() * self.raw.bytes_per_pixel(), 0);
        self.buffer.get(rows, self.raw, &mut self.bytes);
        self.to_srgb.run(self.bytes.as_ptr().cast(), pixels.as_mut_ptr().cast(), pixels.len());
        if let Some(mask) = &self.mask {
            self.bytes.resize(pixels.len() * size_of::<f32>(), 0);
            mask.get(mask.rows(y, pixels.len())?, Format::of_masks(mask.gimp), &mut self.bytes);
            apply_mask(pixels, &self.bytes);
        }
        Ok(())
    }
}

/// Multiplies each pixel's alpha by its value in a mask, whose bytes are in [`Format::of_masks`].
fn apply_mask(pixels: &mut [[f32; 4]], mask: &[u8]) {
    let (values, _) = mask.as_chunks();
    pixels.iter_mut().zip(values).for_each(|(pixel, value)| pixel[3] *= f32::from_ne_bytes(*value));
}

/// A picture that no image holds yet, in the depth and colours which a new layer will have.
///
/// GEGL keeps it, on disk where it is large, so it costs the depth of the image and not that of the
/// numbers that are written to it.
pub struct Canvas {
    buffer: Buffer,
    raw: Format,
    colors: Colors,
    from_srgb: Conversion,
    bytes: Vec<u8>,
}

impl Canvas {
    /// A canvas for a layer that `image` will get once it is RGB.
    ///
    /// # Errors
    /// [`GimpError::Size`] when it has no pixels or too many.
    pub fn new(gegl: Gegl, image: Image, width: u32, height: u32) -> Result<Self, GimpError> {
        let gimp = gegl.gimp;
        let raw = Format::named(gimp, encoding(gimp, image));
        let colors = match image.base_type() {
            // A grayscale image gets GIMP's own sRGB when it is made RGB, whatever gray it was.
            BaseType::Gray => Colors::srgb(gimp),
            _ => Colors::of_image(image),
        };
        let from_srgb = colors.out_of_srgb(raw);
        let buffer = Buffer::new(gimp, raw, width, height)?;
        Ok(Self { buffer, raw, colors, from_srgb, bytes: Vec::new() })
    }

    /// Takes whole rows from row `y` on.
    ///
    /// # Errors
    /// [`GimpError::Rows`] when they are not whole or not there.
    pub fn write_rows(&mut self, y: u32, pixels: &[[f32; 4]]) -> Result<(), GimpError> {
        let rows = self.buffer.rows(y, pixels.len())?;
        self.bytes.resize(pixels.len() * self.raw.bytes_per_pixel(), 0);
        self.from_srgb.run(pixels.as_ptr().cast(), self.bytes.as_mut_ptr().cast(), pixels.len());
        self.buffer.set(rows, self.raw, &self.bytes);
        Ok(())
    }

    /// Width and height as GIMP counts.
    pub fn extent(&self) -> (i32, i32) {
        (self.buffer.width.cast_signed(), self.buffer.height.cast_signed())
    }

    /// Copies everything into `layer`, which has the same size. No step for Undo of a layer that is in its
    /// image already: the pixels are there at once and for good.
    ///
    /// # Errors
    /// GIMP's own reason.
    pub fn copy_into(&mut self, layer: Layer) -> Result<(), GimpError> {
        let gimp = layer.gimp;
        let (width, height) = (self.buffer.width, self.buffer.height);
        {
            let target = Buffer::of_layer(gimp, layer)?;
            let native = Format::of_layer(layer);
            // The same format and colours as a rule, and then no more than a copy; not when GIMP
            // turned the image into something that could not be foreseen.
            let conversion = self.colors.to(self.raw, &Colors::of_image(layer.image()), native);
            let mut converted = Vec::new();
            for y in (0..height).step_by(BAND as usize) {
                let count = BAND.min(height - y);
                let pixels = count as usize * width as usize;
                let rows = self.buffer.rows(y, pixels)?;
                self.bytes.resize(pixels * self.raw.bytes_per_pixel(), 0);
                self.buffer.get(rows, self.raw, &mut self.bytes);
                converted.resize(pixels * native.bytes_per_pixel(), 0);
                conversion.run(self.bytes.as_ptr().cast(), converted.as_mut_ptr().cast(), pixels);
                target.set(rows, native, &converted);
            }
            // Dropping the target sends its tiles to GIMP; until then nothing has arrived there.
        }
        gimp.host.update(layer.id, (width.cast_signed(), height.cast_signed()));
        Ok(())
    }
}

/// The name of the format that an RGBA layer of `image` has. All versions of GIMP number the depths and
/// curves alike; the perceptual ones (n75) are GIMP 3's.
fn encoding(gimp: Gimp, image: Image) -> &'static CStr {
    match gimp.host.precision(image.id) {
        100 => c"RGBA u8",
        150 => c"R'G'B'A u8",
        175 => c"R~G~B~A u8",
        200 => c"RGBA u16",
        250 => c"R'G'B'A u16",
        275 => c"R~G~B~A u16",
        300 => c"RGBA u32",
        350 => c"R'G'B'A u32",
        375 => c"R~G~B~A u32",
        500 => c"RGBA half",
        550 => c"R'G'B'A half",
        575 => c"R~G~B~A half",
        600 => c"RGBA float",
        675 => c"R~G~B~A float",
        700 => c"RGBA double",
        750 => c"R'G'B'A double",
        775 => c"R~G~B~A double",
        _ => c"R'G'B'A float",
    }
}

/// A pixel format of babl's, which live as long as the process.
#[derive(Clone, Copy)]
struct Format {
    gimp: Gimp,
    babl: *const Babl,
}

impl Format {
    fn named(gimp: Gimp, name: &CStr) -> Self {
        // SAFETY: the text outlives the call; all names here are ones that babl knows.
        Self { gimp, babl: unsafe { gimp.gegl.babl_format(name.as_ptr()) } }
    }

    fn of_layer(layer: Layer) -> Self {
        Self { gimp: layer.gimp, babl: layer.gimp.host.format(layer.id) }
    }

    /// The format in which a layer's pixels are read without changing what they mean.
    fn readable(layer: Layer) -> Self {
        let own = Self::of_layer(layer);
        if layer.image().base_type() != BaseType::Indexed {
            return own;
        }
        // The palette holds values in the image's own space; GEGL looks them up and, within one space,
        // leaves them as they are.
        // SAFETY: the text outlives the call, the space is babl's own.
        let babl = unsafe { own.gimp.gegl.babl_format_with_space(c"R'G'B'A u8".as_ptr(), own.space()) };
        Self { babl, ..own }
    }

    /// The format in which masks are read: one number for each pixel, 0..1.
    fn of_masks(gimp: Gimp) -> Self {
        Self::named(gimp, c"Y float")
    }

    fn space(self) -> *const Babl {
        // SAFETY: the format is babl's own.
        unsafe { self.gimp.gegl.babl_format_get_space(self.babl) }
    }

    /// The same bytes, without a word on their colours.
    fn without_space(self) -> Self {
        let library = self.gimp.gegl;
        // SAFETY: the format is babl's own, and so is the name of its encoding.
        let babl = unsafe { library.babl_format(library.babl_format_get_encoding(self.babl)) };
        Self { babl, ..self }
    }

    /// The same bytes, meant in `space`.
    fn in_space(self, space: *const Babl) -> Self {
        let library = self.gimp.gegl;
        // SAFETY: format and space are babl's own.
        let babl =
            unsafe { library.babl_format_with_space(library.babl_format_get_encoding(self.babl), space) };
        Self { babl, ..self }
    }

    fn bytes_per_pixel(self) -> usize {
        // SAFETY: the format is babl's own.
        let bytes = unsafe { self.gimp.gegl.babl_format_get_bytes_per_pixel(self.babl) };
        usize::try_from(bytes).unwrap_or(0)
    }
}

/// A GEGL buffer with its origin at 0,0.
struct Buffer {
    gimp: Gimp,
    gegl: *mut GeglBuffer,
    width: u32,
    height: u32,
}

impl Buffer {
    fn of_layer(gimp: Gimp, layer: Layer) -> Result<Self, GimpError> {
        let (width, height) = layer.extent();
        let (columns, rows) = checked(width, height)?;
        // GEGL runs, or there would be no `Gegl` to come here.
        let gegl = gimp.host.buffer(layer.id);
        if gegl.is_null() {
            return Err(gimp.refused("hand out the layer's pixels"));
        }
        Ok(Self { gimp, gegl, width: columns, height: rows })
    }

    fn new(gimp: Gimp, format: Format, width: u32, height: u32) -> Result<Self, GimpError> {
        let (columns, rows) = (i32::try_from(width).unwrap_or(-1), i32::try_from(height).unwrap_or(-1));
        checked(columns, rows)?;
        let extent = GeglRectangle { x: 0, y: 0, width: columns, height: rows };
        // SAFETY: GEGL runs, or there would be no `Gegl` to come here; the format is babl's own.
        let gegl = unsafe { gimp.gegl.gegl_buffer_new(&extent, format.babl) };
        Ok(Self { gimp, gegl, width, height })
    }

    /// The rectangle of the rows that `pixels` pixels from row `y` on fill.
    fn rows(&self, y: u32, pixels: usize) -> Result<GeglRectangle, GimpError> {
        let count = u32::try_from(pixels / self.width as usize).unwrap_or(u32::MAX);
        let end = y.saturating_add(count);
        if !pixels.is_multiple_of(self.width as usize) || end > self.height {
            return Err(GimpError::Rows { first: y, end, height: self.height });
        }
        Ok(GeglRectangle {
            x: 0,
            y: y.cast_signed(),
            width: self.width.cast_signed(),
            height: count.cast_signed(),
        })
    }

    fn get(&self, rows: GeglRectangle, format: Format, bytes: &mut [u8]) {
        debug_assert_eq!(bytes.len(), area(rows) * format.bytes_per_pixel());
        // SAFETY: the buffer is alive; `bytes` holds the rectangle in `format` without padding, as
        // both callers size it.
        unsafe {
            self.gimp.gegl.gegl_buffer_get(
                self.gegl,
                &rows,
                1.0,
                format.babl,
                bytes.as_mut_ptr().cast::<c_void>(),
                0,
                GeglAbyssPolicy::GEGL_ABYSS_NONE,
            );
        }
    }

    fn set(&self, rows: GeglRectangle, format: Format, bytes: &[u8]) {
        debug_assert_eq!(bytes.len(), area(rows) * format.bytes_per_pixel());
        // SAFETY: the buffer is alive; `bytes` holds the rectangle in `format` without padding, as
        // both callers size it.
        unsafe {
            self.gimp.gegl.gegl_buffer_set(
                self.gegl,
                &rows,
                0,
                format.babl,
                bytes.as_ptr().cast::<c_void>(),
                0,
            );
        }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        // SAFETY: the reference is ours and given up here.
        unsafe { self.gimp.gegl.g_object_unref(self.gegl.cast::<c_void>()) };
    }
}

fn area(rows: GeglRectangle) -> usize {
    rows.width.cast_unsigned() as usize * rows.height.cast_unsigned() as usize
}

/// The size, if there is any pixel. GIMP itself stops at 524288 in each direction.
fn checked(width: i32, height: i32) -> Result<(u32, u32), GimpError> {
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(columns @ 1..), Ok(rows @ 1..)) => Ok((columns, rows)),
        _ => Err(GimpError::Size { width, height }),
    }
}

/// What an image's numbers mean.
struct Colors {
    gimp: Gimp,
    profile: Profile,
    /// babl's view of the profile; null when it is more than a matrix and curves.
    space: *const Babl,
}

impl Colors {
    fn of_image(image: Image) -> Self {
        let gimp = image.gimp;
        Self::of_profile(Profile { gimp, object: gimp.host.effective_profile(image.id) })
    }

    fn srgb(gimp: Gimp) -> Self {
        // SAFETY: the new reference is ours; sRGB is a space that babl always has.
        unsafe {
            Self {
                gimp,
                profile: Profile { gimp, object: gimp.gegl.gimp_color_profile_new_rgb_srgb() },
                space: gimp.gegl.babl_space(c"sRGB".as_ptr()),
            }
        }
    }

    fn of_profile(profile: Profile) -> Self {
        let gimp = profile.gimp;
        if profile.object.is_null() {
            return Self::srgb(gimp);
        }
        let mut error = ptr::null_mut();
        // SAFETY: the profile is alive, and `error` is a place for an error of GLib's.
        let space = unsafe {
            gimp.gegl.gimp_color_profile_get_space(
                profile.object,
                GimpColorRenderingIntent::GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC,
                &mut error,
            )
        };
        if !error.is_null() {
            // SAFETY: the error is ours.
            unsafe { gimp.gegl.g_error_free(error) };
        }
        Self { gimp, profile, space }
    }

    fn to_srgb(&self, raw: Format) -> Conversion {
        self.to(raw, &Self::srgb(self.gimp), Format::named(self.gimp, SRGB))
    }

    fn out_of_srgb(&self, raw: Format) -> Conversion {
        Self::srgb(self.gimp).to(Format::named(self.gimp, SRGB), self, raw)
    }

    /// From pixels in format `from` meant in these colours to pixels in format `to` meant in `colors`.
    fn to(&self, from: Format, colors: &Self, to: Format) -> Conversion {
        if (self.space.is_null() || colors.space.is_null())
            && let Some(transform) = Conversion::by_profiles(self, from, colors, to)
        {
            return transform;
        }
        let or_srgb = |format: Format, space: *const Babl| {
            if space.is_null() { format } else { format.in_space(space) }
        };
        Conversion::by_babl(or_srgb(from, self.space), or_srgb(to, colors.space))
    }
}

struct Profile {
    gimp: Gimp,
    object: *mut GimpColorProfile,
}

impl Drop for Profile {
    fn drop(&mut self) {
        if !self.object.is_null() {
            // SAFETY: the reference is ours and given up here.
            unsafe { self.gimp.gegl.g_object_unref(self.object.cast::<c_void>()) };
        }
    }
}

/// From one format and colour space to another.
enum Conversion {
    /// Matrix and curves. babl's fishes live as long as the process.
    Babl { gimp: Gimp, fish: *const Babl },
    /// A profile of tables, by LittleCMS.
    Profiles { gimp: Gimp, transform: *mut GimpColorTransform, from: Format, to: Format },
}

impl Conversion {
    fn by_babl(from: Format, to: Format) -> Self {
        let gimp = from.gimp;
        // SAFETY: both formats are babl's own.
        let fish = unsafe { gimp.gegl.babl_fish(from.babl.cast::<c_void>(), to.babl.cast::<c_void>()) };
        Self::Babl { gimp, fish }
    }

    fn by_profiles(from_colors: &Colors, from: Format, to_colors: &Colors, to: Format) -> Option<Self> {
        let gimp = from.gimp;
        let (from, to) = (from.without_space(), to.without_space());
        // SAFETY: profiles and formats are alive; the new reference is ours.
        let transform = unsafe {
            gimp.gegl.gimp_color_transform_new(
                from_colors.profile.object,
                from.babl,
                to_colors.profile.object,
                to.babl,
                GimpColorRenderingIntent::GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC,
                0,
            )
        };
        // Null also says that both profiles are the same.
        (!transform.is_null()).then_some(Self::Profiles { gimp, transform, from, to })
    }

    /// Converts `count` pixels. Both pointers are to buffers of that many pixels in the formats for
    /// which this was made; callers in this file size them by `bytes_per_pixel`.
    fn run(&self, from: *const c_void, to: *mut c_void, count: usize) {
        match *self {
            Self::Babl { gimp, fish } => {
                // SAFETY: see above; `c_long` holds any number of pixels that fits into memory here.
                unsafe { gimp.gegl.babl_process(fish, from, to, count as c_long) };
            }
            Self::Profiles { gimp, transform, from: from_format, to: to_format } => {
                // SAFETY: see above; the transform is alive.
                unsafe {
                    gimp.gegl.gimp_color_transform_process_pixels(
                        transform,
                        from_format.babl,
                        from,
                        to_format.babl,
                        to,
                        count as u64,
                    );
                }
            }
        }
    }
}

impl Drop for Conversion {
    fn drop(&mut self) {
        if let Self::Profiles { gimp, transform, .. } = *self {
            // SAFETY: the reference is ours and given up here.
            unsafe { gimp.gegl.g_object_unref(transform.cast::<c_void>()) };
        }
    }
}
