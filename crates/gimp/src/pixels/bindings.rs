// Made from GIMP's headers by bindgen: do not edit. After a change to `generate.rs`, make it anew:
//     make bindings
// (needs libclang and Debian's libgimp2.0-dev).
#![allow(missing_docs, non_camel_case_types, non_snake_case, non_upper_case_globals, dead_code)]
#![allow(unsafe_op_in_unsafe_fn, clippy::all, clippy::undocumented_unsafe_blocks)]

#[doc = "The functions of GEGL, babl, GLib and libgimpcolor by which pixels are moved and converted."]
pub mod libgegl {
#[derive(PartialEq, Eq, Copy, Clone, Debug, Hash)]
#[repr(C, align(8))]
pub struct __BindgenOpaqueArray8<T>(pub T);
impl<T: Copy + Default, const N: usize> Default for __BindgenOpaqueArray8<[T; N]> {
    fn default() -> Self {
        Self([<T as Default>::default(); N])
    }
}
pub type guint32 = ::std::os::raw::c_uint;
pub type gsize = ::std::os::raw::c_ulong;
pub type gchar = ::std::os::raw::c_char;
pub type gint = ::std::os::raw::c_int;
pub type gdouble = f64;
pub type gpointer = *mut ::std::os::raw::c_void;
pub type gconstpointer = *const ::std::os::raw::c_void;
pub type GQuark = guint32;
pub type GError = _GError;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GError {
    pub domain: GQuark,
    pub code: gint,
    pub message: *mut gchar,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GError"][::std::mem::size_of::<_GError>() - 16usize];
    ["Alignment of _GError"][::std::mem::align_of::<_GError>() - 8usize];
    [
        "Offset of field: _GError::domain",
    ][::std::mem::offset_of!(_GError, domain) - 0usize];
    ["Offset of field: _GError::code"][::std::mem::offset_of!(_GError, code) - 4usize];
    [
        "Offset of field: _GError::message",
    ][::std::mem::offset_of!(_GError, message) - 8usize];
};
#[repr(C)]
#[derive(Debug)]
pub struct _Babl {
    _unused: [u8; 0],
}
pub type Babl = _Babl;
pub mod GeglAbyssPolicy {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GEGL_ABYSS_NONE: Type = 0;
    pub const GEGL_ABYSS_CLAMP: Type = 1;
    pub const GEGL_ABYSS_LOOP: Type = 2;
    pub const GEGL_ABYSS_BLACK: Type = 3;
    pub const GEGL_ABYSS_WHITE: Type = 4;
    pub const GEGL_BUFFER_FILTER_AUTO: Type = 0;
    pub const GEGL_BUFFER_FILTER_BILINEAR: Type = 16;
    pub const GEGL_BUFFER_FILTER_NEAREST: Type = 32;
    pub const GEGL_BUFFER_FILTER_BOX: Type = 48;
    pub const GEGL_BUFFER_FILTER_ALL: Type = 48;
}
#[repr(C)]
#[derive(Debug)]
pub struct _GeglBuffer {
    _unused: [u8; 0],
}
pub type GeglBuffer = _GeglBuffer;
pub type GeglRectangle = _GeglRectangle;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GeglRectangle {
    pub x: gint,
    pub y: gint,
    pub width: gint,
    pub height: gint,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GeglRectangle"][::std::mem::size_of::<_GeglRectangle>() - 16usize];
    ["Alignment of _GeglRectangle"][::std::mem::align_of::<_GeglRectangle>() - 4usize];
    [
        "Offset of field: _GeglRectangle::x",
    ][::std::mem::offset_of!(_GeglRectangle, x) - 0usize];
    [
        "Offset of field: _GeglRectangle::y",
    ][::std::mem::offset_of!(_GeglRectangle, y) - 4usize];
    [
        "Offset of field: _GeglRectangle::width",
    ][::std::mem::offset_of!(_GeglRectangle, width) - 8usize];
    [
        "Offset of field: _GeglRectangle::height",
    ][::std::mem::offset_of!(_GeglRectangle, height) - 12usize];
};
pub mod GimpColorRenderingIntent {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_COLOR_RENDERING_INTENT_PERCEPTUAL: Type = 0;
    pub const GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC: Type = 1;
    pub const GIMP_COLOR_RENDERING_INTENT_SATURATION: Type = 2;
    pub const GIMP_COLOR_RENDERING_INTENT_ABSOLUTE_COLORIMETRIC: Type = 3;
}
pub type GimpColorProfile = _GimpColorProfile;
pub type GimpColorTransform = _GimpColorTransform;
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GimpColorProfile {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 32usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpColorProfile"][::std::mem::size_of::<_GimpColorProfile>() - 32usize];
    [
        "Alignment of _GimpColorProfile",
    ][::std::mem::align_of::<_GimpColorProfile>() - 8usize];
};
pub mod GimpColorTransformFlags {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_COLOR_TRANSFORM_FLAGS_NOOPTIMIZE: Type = 256;
    pub const GIMP_COLOR_TRANSFORM_FLAGS_GAMUT_CHECK: Type = 4096;
    pub const GIMP_COLOR_TRANSFORM_FLAGS_BLACK_POINT_COMPENSATION: Type = 8192;
}
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GimpColorTransform {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 32usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of _GimpColorTransform",
    ][::std::mem::size_of::<_GimpColorTransform>() - 32usize];
    [
        "Alignment of _GimpColorTransform",
    ][::std::mem::align_of::<_GimpColorTransform>() - 8usize];
};
pub struct Libgegl {
    __library: ::libloading::Library,
    pub g_error_free: unsafe extern "C" fn(error: *mut GError),
    pub g_object_unref: unsafe extern "C" fn(object: gpointer),
    pub babl_space: unsafe extern "C" fn(
        name: *const ::std::os::raw::c_char,
    ) -> *const Babl,
    pub babl_format: unsafe extern "C" fn(
        encoding: *const ::std::os::raw::c_char,
    ) -> *const Babl,
    pub babl_format_with_space: unsafe extern "C" fn(
        encoding: *const ::std::os::raw::c_char,
        space: *const Babl,
    ) -> *const Babl,
    pub babl_format_get_space: unsafe extern "C" fn(format: *const Babl) -> *const Babl,
    pub babl_fish: unsafe extern "C" fn(
        source_format: *const ::std::os::raw::c_void,
        destination_format: *const ::std::os::raw::c_void,
    ) -> *const Babl,
    pub babl_process: unsafe extern "C" fn(
        babl_fish: *const Babl,
        source: *const ::std::os::raw::c_void,
        destination: *mut ::std::os::raw::c_void,
        n: ::std::os::raw::c_long,
    ) -> ::std::os::raw::c_long,
    pub babl_format_get_bytes_per_pixel: unsafe extern "C" fn(
        format: *const Babl,
    ) -> ::std::os::raw::c_int,
    pub babl_format_get_encoding: unsafe extern "C" fn(
        babl: *const Babl,
    ) -> *const ::std::os::raw::c_char,
    pub gegl_buffer_new: unsafe extern "C" fn(
        extent: *const GeglRectangle,
        format: *const Babl,
    ) -> *mut GeglBuffer,
    pub gegl_buffer_get: unsafe extern "C" fn(
        buffer: *mut GeglBuffer,
        rect: *const GeglRectangle,
        scale: gdouble,
        format: *const Babl,
        dest: gpointer,
        rowstride: gint,
        repeat_mode: GeglAbyssPolicy::Type,
    ),
    pub gegl_buffer_set: unsafe extern "C" fn(
        buffer: *mut GeglBuffer,
        rect: *const GeglRectangle,
        mipmap_level: gint,
        format: *const Babl,
        src: *const ::std::os::raw::c_void,
        rowstride: gint,
    ),
    pub gegl_init: unsafe extern "C" fn(argc: *mut gint, argv: *mut *mut *mut gchar),
    pub gimp_color_profile_new_rgb_srgb: unsafe extern "C" fn() -> *mut GimpColorProfile,
    pub gimp_color_profile_get_space: unsafe extern "C" fn(
        profile: *mut GimpColorProfile,
        intent: GimpColorRenderingIntent::Type,
        error: *mut *mut GError,
    ) -> *const Babl,
    pub gimp_color_transform_new: unsafe extern "C" fn(
        src_profile: *mut GimpColorProfile,
        src_format: *const Babl,
        dest_profile: *mut GimpColorProfile,
        dest_format: *const Babl,
        rendering_intent: GimpColorRenderingIntent::Type,
        flags: GimpColorTransformFlags::Type,
    ) -> *mut GimpColorTransform,
    pub gimp_color_transform_process_pixels: unsafe extern "C" fn(
        transform: *mut GimpColorTransform,
        src_format: *const Babl,
        src_pixels: gconstpointer,
        dest_format: *const Babl,
        dest_pixels: gpointer,
        length: gsize,
    ),
}
impl Libgegl {
    pub unsafe fn new<P>(path: P) -> Result<Self, ::libloading::Error>
    where
        P: AsRef<::std::ffi::OsStr>,
    {
        let path = path.as_ref();
        let library = ::libloading::Library::new(path)?;
        Self::from_library(library)
    }
    pub unsafe fn from_library<L>(library: L) -> Result<Self, ::libloading::Error>
    where
        L: Into<::libloading::Library>,
    {
        let __library = library.into();
        let g_error_free = __library.get(b"g_error_free\0").map(|sym| *sym)?;
        let g_object_unref = __library.get(b"g_object_unref\0").map(|sym| *sym)?;
        let babl_space = __library.get(b"babl_space\0").map(|sym| *sym)?;
        let babl_format = __library.get(b"babl_format\0").map(|sym| *sym)?;
        let babl_format_with_space = __library
            .get(b"babl_format_with_space\0")
            .map(|sym| *sym)?;
        let babl_format_get_space = __library
            .get(b"babl_format_get_space\0")
            .map(|sym| *sym)?;
        let babl_fish = __library.get(b"babl_fish\0").map(|sym| *sym)?;
        let babl_process = __library.get(b"babl_process\0").map(|sym| *sym)?;
        let babl_format_get_bytes_per_pixel = __library
            .get(b"babl_format_get_bytes_per_pixel\0")
            .map(|sym| *sym)?;
        let babl_format_get_encoding = __library
            .get(b"babl_format_get_encoding\0")
            .map(|sym| *sym)?;
        let gegl_buffer_new = __library.get(b"gegl_buffer_new\0").map(|sym| *sym)?;
        let gegl_buffer_get = __library.get(b"gegl_buffer_get\0").map(|sym| *sym)?;
        let gegl_buffer_set = __library.get(b"gegl_buffer_set\0").map(|sym| *sym)?;
        let gegl_init = __library.get(b"gegl_init\0").map(|sym| *sym)?;
        let gimp_color_profile_new_rgb_srgb = __library
            .get(b"gimp_color_profile_new_rgb_srgb\0")
            .map(|sym| *sym)?;
        let gimp_color_profile_get_space = __library
            .get(b"gimp_color_profile_get_space\0")
            .map(|sym| *sym)?;
        let gimp_color_transform_new = __library
            .get(b"gimp_color_transform_new\0")
            .map(|sym| *sym)?;
        let gimp_color_transform_process_pixels = __library
            .get(b"gimp_color_transform_process_pixels\0")
            .map(|sym| *sym)?;
        Ok(Libgegl {
            __library,
            g_error_free,
            g_object_unref,
            babl_space,
            babl_format,
            babl_format_with_space,
            babl_format_get_space,
            babl_fish,
            babl_process,
            babl_format_get_bytes_per_pixel,
            babl_format_get_encoding,
            gegl_buffer_new,
            gegl_buffer_get,
            gegl_buffer_set,
            gegl_init,
            gimp_color_profile_new_rgb_srgb,
            gimp_color_profile_get_space,
            gimp_color_transform_new,
            gimp_color_transform_process_pixels,
        })
    }
    pub unsafe fn g_error_free(&self, error: *mut GError) {
        (self.g_error_free)(error)
    }
    pub unsafe fn g_object_unref(&self, object: gpointer) {
        (self.g_object_unref)(object)
    }
    pub unsafe fn babl_space(&self, name: *const ::std::os::raw::c_char) -> *const Babl {
        (self.babl_space)(name)
    }
    pub unsafe fn babl_format(
        &self,
        encoding: *const ::std::os::raw::c_char,
    ) -> *const Babl {
        (self.babl_format)(encoding)
    }
    pub unsafe fn babl_format_with_space(
        &self,
        encoding: *const ::std::os::raw::c_char,
        space: *const Babl,
    ) -> *const Babl {
        (self.babl_format_with_space)(encoding, space)
    }
    pub unsafe fn babl_format_get_space(&self, format: *const Babl) -> *const Babl {
        (self.babl_format_get_space)(format)
    }
    pub unsafe fn babl_fish(
        &self,
        source_format: *const ::std::os::raw::c_void,
        destination_format: *const ::std::os::raw::c_void,
    ) -> *const Babl {
        (self.babl_fish)(source_format, destination_format)
    }
    pub unsafe fn babl_process(
        &self,
        babl_fish: *const Babl,
        source: *const ::std::os::raw::c_void,
        destination: *mut ::std::os::raw::c_void,
        n: ::std::os::raw::c_long,
    ) -> ::std::os::raw::c_long {
        (self.babl_process)(babl_fish, source, destination, n)
    }
    pub unsafe fn babl_format_get_bytes_per_pixel(
        &self,
        format: *const Babl,
    ) -> ::std::os::raw::c_int {
        (self.babl_format_get_bytes_per_pixel)(format)
    }
    pub unsafe fn babl_format_get_encoding(
        &self,
        babl: *const Babl,
    ) -> *const ::std::os::raw::c_char {
        (self.babl_format_get_encoding)(babl)
    }
    pub unsafe fn gegl_buffer_new(
        &self,
        extent: *const GeglRectangle,
        format: *const Babl,
    ) -> *mut GeglBuffer {
        (self.gegl_buffer_new)(extent, format)
    }
    pub unsafe fn gegl_buffer_get(
        &self,
        buffer: *mut GeglBuffer,
        rect: *const GeglRectangle,
        scale: gdouble,
        format: *const Babl,
        dest: gpointer,
        rowstride: gint,
        repeat_mode: GeglAbyssPolicy::Type,
    ) {
        (self.gegl_buffer_get)(buffer, rect, scale, format, dest, rowstride, repeat_mode)
    }
    pub unsafe fn gegl_buffer_set(
        &self,
        buffer: *mut GeglBuffer,
        rect: *const GeglRectangle,
        mipmap_level: gint,
        format: *const Babl,
        src: *const ::std::os::raw::c_void,
        rowstride: gint,
    ) {
        (self.gegl_buffer_set)(buffer, rect, mipmap_level, format, src, rowstride)
    }
    pub unsafe fn gegl_init(&self, argc: *mut gint, argv: *mut *mut *mut gchar) {
        (self.gegl_init)(argc, argv)
    }
    pub unsafe fn gimp_color_profile_new_rgb_srgb(&self) -> *mut GimpColorProfile {
        (self.gimp_color_profile_new_rgb_srgb)()
    }
    pub unsafe fn gimp_color_profile_get_space(
        &self,
        profile: *mut GimpColorProfile,
        intent: GimpColorRenderingIntent::Type,
        error: *mut *mut GError,
    ) -> *const Babl {
        (self.gimp_color_profile_get_space)(profile, intent, error)
    }
    pub unsafe fn gimp_color_transform_new(
        &self,
        src_profile: *mut GimpColorProfile,
        src_format: *const Babl,
        dest_profile: *mut GimpColorProfile,
        dest_format: *const Babl,
        rendering_intent: GimpColorRenderingIntent::Type,
        flags: GimpColorTransformFlags::Type,
    ) -> *mut GimpColorTransform {
        (self
            .gimp_color_transform_new)(
            src_profile,
            src_format,
            dest_profile,
            dest_format,
            rendering_intent,
            flags,
        )
    }
    pub unsafe fn gimp_color_transform_process_pixels(
        &self,
        transform: *mut GimpColorTransform,
        src_format: *const Babl,
        src_pixels: gconstpointer,
        dest_format: *const Babl,
        dest_pixels: gpointer,
        length: gsize,
    ) {
        (self
            .gimp_color_transform_process_pixels)(
            transform,
            src_format,
            src_pixels,
            dest_format,
            dest_pixels,
            length,
        )
    }
}
}
