// Made from GIMP's headers by bindgen: do not edit. After a change to `generate.rs`, make it anew:
//     make bindings
// (needs libclang and Debian's libgimp2.0-dev).
#![allow(missing_docs, non_camel_case_types, non_snake_case, non_upper_case_globals, dead_code)]
#![allow(unsafe_op_in_unsafe_fn, clippy::all, clippy::undocumented_unsafe_blocks)]

#[doc = "The functions that registering a plug-in needs."]
pub mod registration {
#[derive(PartialEq, Eq, Copy, Clone, Debug, Hash)]
#[repr(C, align(8))]
pub struct __BindgenOpaqueArray8<T>(pub T);
impl<T: Copy + Default, const N: usize> Default for __BindgenOpaqueArray8<[T; N]> {
    fn default() -> Self {
        Self([<T as Default>::default(); N])
    }
}
pub type guint8 = ::std::os::raw::c_uchar;
pub type gint16 = ::std::os::raw::c_short;
pub type gint32 = ::std::os::raw::c_int;
pub type gchar = ::std::os::raw::c_char;
pub type gint = ::std::os::raw::c_int;
pub type gboolean = gint;
pub type gdouble = f64;
pub type GimpRGB = _GimpRGB;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpRGB {
    pub r: gdouble,
    pub g: gdouble,
    pub b: gdouble,
    pub a: gdouble,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpRGB"][::std::mem::size_of::<_GimpRGB>() - 32usize];
    ["Alignment of _GimpRGB"][::std::mem::align_of::<_GimpRGB>() - 8usize];
    ["Offset of field: _GimpRGB::r"][::std::mem::offset_of!(_GimpRGB, r) - 0usize];
    ["Offset of field: _GimpRGB::g"][::std::mem::offset_of!(_GimpRGB, g) - 8usize];
    ["Offset of field: _GimpRGB::b"][::std::mem::offset_of!(_GimpRGB, b) - 16usize];
    ["Offset of field: _GimpRGB::a"][::std::mem::offset_of!(_GimpRGB, a) - 24usize];
};
pub mod GimpPDBArgType {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_PDB_INT32: Type = 0;
    pub const GIMP_PDB_INT16: Type = 1;
    pub const GIMP_PDB_INT8: Type = 2;
    pub const GIMP_PDB_FLOAT: Type = 3;
    pub const GIMP_PDB_STRING: Type = 4;
    pub const GIMP_PDB_INT32ARRAY: Type = 5;
    pub const GIMP_PDB_INT16ARRAY: Type = 6;
    pub const GIMP_PDB_INT8ARRAY: Type = 7;
    pub const GIMP_PDB_FLOATARRAY: Type = 8;
    pub const GIMP_PDB_STRINGARRAY: Type = 9;
    pub const GIMP_PDB_COLOR: Type = 10;
    pub const GIMP_PDB_ITEM: Type = 11;
    pub const GIMP_PDB_DISPLAY: Type = 12;
    pub const GIMP_PDB_IMAGE: Type = 13;
    pub const GIMP_PDB_LAYER: Type = 14;
    pub const GIMP_PDB_CHANNEL: Type = 15;
    pub const GIMP_PDB_DRAWABLE: Type = 16;
    pub const GIMP_PDB_SELECTION: Type = 17;
    pub const GIMP_PDB_COLORARRAY: Type = 18;
    pub const GIMP_PDB_VECTORS: Type = 19;
    pub const GIMP_PDB_PARASITE: Type = 20;
    pub const GIMP_PDB_STATUS: Type = 21;
    pub const GIMP_PDB_END: Type = 22;
    pub const GIMP_PDB_PATH: Type = 19;
    pub const GIMP_PDB_BOUNDARY: Type = 18;
    pub const GIMP_PDB_REGION: Type = 11;
}
pub mod GimpPDBProcType {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_INTERNAL: Type = 0;
    pub const GIMP_PLUGIN: Type = 1;
    pub const GIMP_EXTENSION: Type = 2;
    pub const GIMP_TEMPORARY: Type = 3;
}
pub mod GimpPDBStatusType {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_PDB_EXECUTION_ERROR: Type = 0;
    pub const GIMP_PDB_CALLING_ERROR: Type = 1;
    pub const GIMP_PDB_PASS_THROUGH: Type = 2;
    pub const GIMP_PDB_SUCCESS: Type = 3;
    pub const GIMP_PDB_CANCEL: Type = 4;
}
pub mod GimpRunMode {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_RUN_INTERACTIVE: Type = 0;
    pub const GIMP_RUN_NONINTERACTIVE: Type = 1;
    pub const GIMP_RUN_WITH_LAST_VALS: Type = 2;
}
pub type GimpParasite = _GimpParasite;
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GimpParasite {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 24usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpParasite"][::std::mem::size_of::<_GimpParasite>() - 24usize];
    ["Alignment of _GimpParasite"][::std::mem::align_of::<_GimpParasite>() - 8usize];
};
pub type GimpPlugInInfo = _GimpPlugInInfo;
pub type GimpParamDef = _GimpParamDef;
pub type GimpParamRegion = _GimpParamRegion;
pub type GimpParamData = _GimpParamData;
pub type GimpParam = _GimpParam;
pub type GimpInitProc = ::std::option::Option<unsafe extern "C" fn()>;
pub type GimpQuitProc = ::std::option::Option<unsafe extern "C" fn()>;
pub type GimpQueryProc = ::std::option::Option<unsafe extern "C" fn()>;
pub type GimpRunProc = ::std::option::Option<
    unsafe extern "C" fn(
        name: *const gchar,
        n_params: gint,
        param: *const GimpParam,
        n_return_vals: *mut gint,
        return_vals: *mut *mut GimpParam,
    ),
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpPlugInInfo {
    pub init_proc: GimpInitProc,
    pub quit_proc: GimpQuitProc,
    pub query_proc: GimpQueryProc,
    pub run_proc: GimpRunProc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpPlugInInfo"][::std::mem::size_of::<_GimpPlugInInfo>() - 32usize];
    ["Alignment of _GimpPlugInInfo"][::std::mem::align_of::<_GimpPlugInInfo>() - 8usize];
    [
        "Offset of field: _GimpPlugInInfo::init_proc",
    ][::std::mem::offset_of!(_GimpPlugInInfo, init_proc) - 0usize];
    [
        "Offset of field: _GimpPlugInInfo::quit_proc",
    ][::std::mem::offset_of!(_GimpPlugInInfo, quit_proc) - 8usize];
    [
        "Offset of field: _GimpPlugInInfo::query_proc",
    ][::std::mem::offset_of!(_GimpPlugInInfo, query_proc) - 16usize];
    [
        "Offset of field: _GimpPlugInInfo::run_proc",
    ][::std::mem::offset_of!(_GimpPlugInInfo, run_proc) - 24usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpParamDef {
    pub type_: GimpPDBArgType::Type,
    pub name: *mut gchar,
    pub description: *mut gchar,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpParamDef"][::std::mem::size_of::<_GimpParamDef>() - 24usize];
    ["Alignment of _GimpParamDef"][::std::mem::align_of::<_GimpParamDef>() - 8usize];
    [
        "Offset of field: _GimpParamDef::type_",
    ][::std::mem::offset_of!(_GimpParamDef, type_) - 0usize];
    [
        "Offset of field: _GimpParamDef::name",
    ][::std::mem::offset_of!(_GimpParamDef, name) - 8usize];
    [
        "Offset of field: _GimpParamDef::description",
    ][::std::mem::offset_of!(_GimpParamDef, description) - 16usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpParamRegion {
    pub x: gint32,
    pub y: gint32,
    pub width: gint32,
    pub height: gint32,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpParamRegion"][::std::mem::size_of::<_GimpParamRegion>() - 16usize];
    [
        "Alignment of _GimpParamRegion",
    ][::std::mem::align_of::<_GimpParamRegion>() - 4usize];
    [
        "Offset of field: _GimpParamRegion::x",
    ][::std::mem::offset_of!(_GimpParamRegion, x) - 0usize];
    [
        "Offset of field: _GimpParamRegion::y",
    ][::std::mem::offset_of!(_GimpParamRegion, y) - 4usize];
    [
        "Offset of field: _GimpParamRegion::width",
    ][::std::mem::offset_of!(_GimpParamRegion, width) - 8usize];
    [
        "Offset of field: _GimpParamRegion::height",
    ][::std::mem::offset_of!(_GimpParamRegion, height) - 12usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub union _GimpParamData {
    pub d_int32: gint32,
    pub d_int16: gint16,
    pub d_int8: guint8,
    pub d_float: gdouble,
    pub d_string: *mut gchar,
    pub d_int32array: *mut gint32,
    pub d_int16array: *mut gint16,
    pub d_int8array: *mut guint8,
    pub d_floatarray: *mut gdouble,
    pub d_stringarray: *mut *mut gchar,
    pub d_colorarray: *mut GimpRGB,
    pub d_color: GimpRGB,
    pub d_region: GimpParamRegion,
    pub d_display: gint32,
    pub d_image: gint32,
    pub d_item: gint32,
    pub d_layer: gint32,
    pub d_layer_mask: gint32,
    pub d_channel: gint32,
    pub d_drawable: gint32,
    pub d_selection: gint32,
    pub d_boundary: gint32,
    pub d_path: gint32,
    pub d_vectors: gint32,
    pub d_unit: gint32,
    pub d_parasite: GimpParasite,
    pub d_tattoo: gint32,
    pub d_status: GimpPDBStatusType::Type,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpParamData"][::std::mem::size_of::<_GimpParamData>() - 32usize];
    ["Alignment of _GimpParamData"][::std::mem::align_of::<_GimpParamData>() - 8usize];
    [
        "Offset of field: _GimpParamData::d_int32",
    ][::std::mem::offset_of!(_GimpParamData, d_int32) - 0usize];
    [
        "Offset of field: _GimpParamData::d_int16",
    ][::std::mem::offset_of!(_GimpParamData, d_int16) - 0usize];
    [
        "Offset of field: _GimpParamData::d_int8",
    ][::std::mem::offset_of!(_GimpParamData, d_int8) - 0usize];
    [
        "Offset of field: _GimpParamData::d_float",
    ][::std::mem::offset_of!(_GimpParamData, d_float) - 0usize];
    [
        "Offset of field: _GimpParamData::d_string",
    ][::std::mem::offset_of!(_GimpParamData, d_string) - 0usize];
    [
        "Offset of field: _GimpParamData::d_int32array",
    ][::std::mem::offset_of!(_GimpParamData, d_int32array) - 0usize];
    [
        "Offset of field: _GimpParamData::d_int16array",
    ][::std::mem::offset_of!(_GimpParamData, d_int16array) - 0usize];
    [
        "Offset of field: _GimpParamData::d_int8array",
    ][::std::mem::offset_of!(_GimpParamData, d_int8array) - 0usize];
    [
        "Offset of field: _GimpParamData::d_floatarray",
    ][::std::mem::offset_of!(_GimpParamData, d_floatarray) - 0usize];
    [
        "Offset of field: _GimpParamData::d_stringarray",
    ][::std::mem::offset_of!(_GimpParamData, d_stringarray) - 0usize];
    [
        "Offset of field: _GimpParamData::d_colorarray",
    ][::std::mem::offset_of!(_GimpParamData, d_colorarray) - 0usize];
    [
        "Offset of field: _GimpParamData::d_color",
    ][::std::mem::offset_of!(_GimpParamData, d_color) - 0usize];
    [
        "Offset of field: _GimpParamData::d_region",
    ][::std::mem::offset_of!(_GimpParamData, d_region) - 0usize];
    [
        "Offset of field: _GimpParamData::d_display",
    ][::std::mem::offset_of!(_GimpParamData, d_display) - 0usize];
    [
        "Offset of field: _GimpParamData::d_image",
    ][::std::mem::offset_of!(_GimpParamData, d_image) - 0usize];
    [
        "Offset of field: _GimpParamData::d_item",
    ][::std::mem::offset_of!(_GimpParamData, d_item) - 0usize];
    [
        "Offset of field: _GimpParamData::d_layer",
    ][::std::mem::offset_of!(_GimpParamData, d_layer) - 0usize];
    [
        "Offset of field: _GimpParamData::d_layer_mask",
    ][::std::mem::offset_of!(_GimpParamData, d_layer_mask) - 0usize];
    [
        "Offset of field: _GimpParamData::d_channel",
    ][::std::mem::offset_of!(_GimpParamData, d_channel) - 0usize];
    [
        "Offset of field: _GimpParamData::d_drawable",
    ][::std::mem::offset_of!(_GimpParamData, d_drawable) - 0usize];
    [
        "Offset of field: _GimpParamData::d_selection",
    ][::std::mem::offset_of!(_GimpParamData, d_selection) - 0usize];
    [
        "Offset of field: _GimpParamData::d_boundary",
    ][::std::mem::offset_of!(_GimpParamData, d_boundary) - 0usize];
    [
        "Offset of field: _GimpParamData::d_path",
    ][::std::mem::offset_of!(_GimpParamData, d_path) - 0usize];
    [
        "Offset of field: _GimpParamData::d_vectors",
    ][::std::mem::offset_of!(_GimpParamData, d_vectors) - 0usize];
    [
        "Offset of field: _GimpParamData::d_unit",
    ][::std::mem::offset_of!(_GimpParamData, d_unit) - 0usize];
    [
        "Offset of field: _GimpParamData::d_parasite",
    ][::std::mem::offset_of!(_GimpParamData, d_parasite) - 0usize];
    [
        "Offset of field: _GimpParamData::d_tattoo",
    ][::std::mem::offset_of!(_GimpParamData, d_tattoo) - 0usize];
    [
        "Offset of field: _GimpParamData::d_status",
    ][::std::mem::offset_of!(_GimpParamData, d_status) - 0usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _GimpParam {
    pub type_: GimpPDBArgType::Type,
    pub data: GimpParamData,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpParam"][::std::mem::size_of::<_GimpParam>() - 40usize];
    ["Alignment of _GimpParam"][::std::mem::align_of::<_GimpParam>() - 8usize];
    [
        "Offset of field: _GimpParam::type_",
    ][::std::mem::offset_of!(_GimpParam, type_) - 0usize];
    [
        "Offset of field: _GimpParam::data",
    ][::std::mem::offset_of!(_GimpParam, data) - 8usize];
};
pub struct Registration {
    __library: ::libloading::Library,
    pub gimp_plugin_menu_register: unsafe extern "C" fn(
        procedure_name: *const gchar,
        menu_path: *const gchar,
    ) -> gboolean,
    pub gimp_main: unsafe extern "C" fn(
        info: *const GimpPlugInInfo,
        argc: gint,
        argv: *mut *mut gchar,
    ) -> gint,
    pub gimp_install_procedure: unsafe extern "C" fn(
        name: *const gchar,
        blurb: *const gchar,
        help: *const gchar,
        author: *const gchar,
        copyright: *const gchar,
        date: *const gchar,
        menu_label: *const gchar,
        image_types: *const gchar,
        type_: GimpPDBProcType::Type,
        n_params: gint,
        n_return_vals: gint,
        params: *const GimpParamDef,
        return_vals: *const GimpParamDef,
    ),
}
impl Registration {
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
        let gimp_plugin_menu_register = __library
            .get(b"gimp_plugin_menu_register\0")
            .map(|sym| *sym)?;
        let gimp_main = __library.get(b"gimp_main\0").map(|sym| *sym)?;
        let gimp_install_procedure = __library
            .get(b"gimp_install_procedure\0")
            .map(|sym| *sym)?;
        Ok(Registration {
            __library,
            gimp_plugin_menu_register,
            gimp_main,
            gimp_install_procedure,
        })
    }
    pub unsafe fn gimp_plugin_menu_register(
        &self,
        procedure_name: *const gchar,
        menu_path: *const gchar,
    ) -> gboolean {
        (self.gimp_plugin_menu_register)(procedure_name, menu_path)
    }
    pub unsafe fn gimp_main(
        &self,
        info: *const GimpPlugInInfo,
        argc: gint,
        argv: *mut *mut gchar,
    ) -> gint {
        (self.gimp_main)(info, argc, argv)
    }
    pub unsafe fn gimp_install_procedure(
        &self,
        name: *const gchar,
        blurb: *const gchar,
        help: *const gchar,
        author: *const gchar,
        copyright: *const gchar,
        date: *const gchar,
        menu_label: *const gchar,
        image_types: *const gchar,
        type_: GimpPDBProcType::Type,
        n_params: gint,
        n_return_vals: gint,
        params: *const GimpParamDef,
        return_vals: *const GimpParamDef,
    ) {
        (self
            .gimp_install_procedure)(
            name,
            blurb,
            help,
            author,
            copyright,
            date,
            menu_label,
            image_types,
            type_,
            n_params,
            n_return_vals,
            params,
            return_vals,
        )
    }
}
}

#[doc = "The functions that running needs."]
pub mod libgimp {
#[derive(PartialEq, Eq, Copy, Clone, Debug, Hash)]
#[repr(C, align(8))]
pub struct __BindgenOpaqueArray8<T>(pub T);
impl<T: Copy + Default, const N: usize> Default for __BindgenOpaqueArray8<[T; N]> {
    fn default() -> Self {
        Self([<T as Default>::default(); N])
    }
}
pub type gint32 = ::std::os::raw::c_int;
pub type guint32 = ::std::os::raw::c_uint;
pub type gchar = ::std::os::raw::c_char;
pub type gint = ::std::os::raw::c_int;
pub type gboolean = gint;
pub type guchar = ::std::os::raw::c_uchar;
pub type gdouble = f64;
pub type gpointer = *mut ::std::os::raw::c_void;
pub type gconstpointer = *const ::std::os::raw::c_void;
#[repr(C)]
#[derive(Debug)]
pub struct _Babl {
    _unused: [u8; 0],
}
pub type Babl = _Babl;
#[repr(C)]
#[derive(Debug)]
pub struct _GeglBuffer {
    _unused: [u8; 0],
}
pub type GeglBuffer = _GeglBuffer;
pub type GimpColorProfile = _GimpColorProfile;
pub type GimpRGB = _GimpRGB;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpRGB {
    pub r: gdouble,
    pub g: gdouble,
    pub b: gdouble,
    pub a: gdouble,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpRGB"][::std::mem::size_of::<_GimpRGB>() - 32usize];
    ["Alignment of _GimpRGB"][::std::mem::align_of::<_GimpRGB>() - 8usize];
    ["Offset of field: _GimpRGB::r"][::std::mem::offset_of!(_GimpRGB, r) - 0usize];
    ["Offset of field: _GimpRGB::g"][::std::mem::offset_of!(_GimpRGB, g) - 8usize];
    ["Offset of field: _GimpRGB::b"][::std::mem::offset_of!(_GimpRGB, b) - 16usize];
    ["Offset of field: _GimpRGB::a"][::std::mem::offset_of!(_GimpRGB, a) - 24usize];
};
pub mod GimpAddMaskType {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_ADD_MASK_WHITE: Type = 0;
    pub const GIMP_ADD_MASK_BLACK: Type = 1;
    pub const GIMP_ADD_MASK_ALPHA: Type = 2;
    pub const GIMP_ADD_MASK_ALPHA_TRANSFER: Type = 3;
    pub const GIMP_ADD_MASK_SELECTION: Type = 4;
    pub const GIMP_ADD_MASK_COPY: Type = 5;
    pub const GIMP_ADD_MASK_CHANNEL: Type = 6;
    pub const GIMP_ADD_WHITE_MASK: Type = 0;
    pub const GIMP_ADD_BLACK_MASK: Type = 1;
    pub const GIMP_ADD_ALPHA_MASK: Type = 2;
    pub const GIMP_ADD_ALPHA_TRANSFER_MASK: Type = 3;
    pub const GIMP_ADD_SELECTION_MASK: Type = 4;
    pub const GIMP_ADD_COPY_MASK: Type = 5;
    pub const GIMP_ADD_CHANNEL_MASK: Type = 6;
}
pub mod GimpImageBaseType {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_RGB: Type = 0;
    pub const GIMP_GRAY: Type = 1;
    pub const GIMP_INDEXED: Type = 2;
}
pub mod GimpImageType {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_RGB_IMAGE: Type = 0;
    pub const GIMP_RGBA_IMAGE: Type = 1;
    pub const GIMP_GRAY_IMAGE: Type = 2;
    pub const GIMP_GRAYA_IMAGE: Type = 3;
    pub const GIMP_INDEXED_IMAGE: Type = 4;
    pub const GIMP_INDEXEDA_IMAGE: Type = 5;
}
pub mod GimpPrecision {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_PRECISION_U8_LINEAR: Type = 100;
    pub const GIMP_PRECISION_U8_GAMMA: Type = 150;
    pub const GIMP_PRECISION_U16_LINEAR: Type = 200;
    pub const GIMP_PRECISION_U16_GAMMA: Type = 250;
    pub const GIMP_PRECISION_U32_LINEAR: Type = 300;
    pub const GIMP_PRECISION_U32_GAMMA: Type = 350;
    pub const GIMP_PRECISION_HALF_LINEAR: Type = 500;
    pub const GIMP_PRECISION_HALF_GAMMA: Type = 550;
    pub const GIMP_PRECISION_FLOAT_LINEAR: Type = 600;
    pub const GIMP_PRECISION_FLOAT_GAMMA: Type = 650;
    pub const GIMP_PRECISION_DOUBLE_LINEAR: Type = 700;
    pub const GIMP_PRECISION_DOUBLE_GAMMA: Type = 750;
}
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
pub mod GimpLayerMode {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_LAYER_MODE_NORMAL_LEGACY: Type = 0;
    pub const GIMP_LAYER_MODE_DISSOLVE: Type = 1;
    pub const GIMP_LAYER_MODE_BEHIND_LEGACY: Type = 2;
    pub const GIMP_LAYER_MODE_MULTIPLY_LEGACY: Type = 3;
    pub const GIMP_LAYER_MODE_SCREEN_LEGACY: Type = 4;
    pub const GIMP_LAYER_MODE_OVERLAY_LEGACY: Type = 5;
    pub const GIMP_LAYER_MODE_DIFFERENCE_LEGACY: Type = 6;
    pub const GIMP_LAYER_MODE_ADDITION_LEGACY: Type = 7;
    pub const GIMP_LAYER_MODE_SUBTRACT_LEGACY: Type = 8;
    pub const GIMP_LAYER_MODE_DARKEN_ONLY_LEGACY: Type = 9;
    pub const GIMP_LAYER_MODE_LIGHTEN_ONLY_LEGACY: Type = 10;
    pub const GIMP_LAYER_MODE_HSV_HUE_LEGACY: Type = 11;
    pub const GIMP_LAYER_MODE_HSV_SATURATION_LEGACY: Type = 12;
    pub const GIMP_LAYER_MODE_HSL_COLOR_LEGACY: Type = 13;
    pub const GIMP_LAYER_MODE_HSV_VALUE_LEGACY: Type = 14;
    pub const GIMP_LAYER_MODE_DIVIDE_LEGACY: Type = 15;
    pub const GIMP_LAYER_MODE_DODGE_LEGACY: Type = 16;
    pub const GIMP_LAYER_MODE_BURN_LEGACY: Type = 17;
    pub const GIMP_LAYER_MODE_HARDLIGHT_LEGACY: Type = 18;
    pub const GIMP_LAYER_MODE_SOFTLIGHT_LEGACY: Type = 19;
    pub const GIMP_LAYER_MODE_GRAIN_EXTRACT_LEGACY: Type = 20;
    pub const GIMP_LAYER_MODE_GRAIN_MERGE_LEGACY: Type = 21;
    pub const GIMP_LAYER_MODE_COLOR_ERASE_LEGACY: Type = 22;
    pub const GIMP_LAYER_MODE_OVERLAY: Type = 23;
    pub const GIMP_LAYER_MODE_LCH_HUE: Type = 24;
    pub const GIMP_LAYER_MODE_LCH_CHROMA: Type = 25;
    pub const GIMP_LAYER_MODE_LCH_COLOR: Type = 26;
    pub const GIMP_LAYER_MODE_LCH_LIGHTNESS: Type = 27;
    pub const GIMP_LAYER_MODE_NORMAL: Type = 28;
    pub const GIMP_LAYER_MODE_BEHIND: Type = 29;
    pub const GIMP_LAYER_MODE_MULTIPLY: Type = 30;
    pub const GIMP_LAYER_MODE_SCREEN: Type = 31;
    pub const GIMP_LAYER_MODE_DIFFERENCE: Type = 32;
    pub const GIMP_LAYER_MODE_ADDITION: Type = 33;
    pub const GIMP_LAYER_MODE_SUBTRACT: Type = 34;
    pub const GIMP_LAYER_MODE_DARKEN_ONLY: Type = 35;
    pub const GIMP_LAYER_MODE_LIGHTEN_ONLY: Type = 36;
    pub const GIMP_LAYER_MODE_HSV_HUE: Type = 37;
    pub const GIMP_LAYER_MODE_HSV_SATURATION: Type = 38;
    pub const GIMP_LAYER_MODE_HSL_COLOR: Type = 39;
    pub const GIMP_LAYER_MODE_HSV_VALUE: Type = 40;
    pub const GIMP_LAYER_MODE_DIVIDE: Type = 41;
    pub const GIMP_LAYER_MODE_DODGE: Type = 42;
    pub const GIMP_LAYER_MODE_BURN: Type = 43;
    pub const GIMP_LAYER_MODE_HARDLIGHT: Type = 44;
    pub const GIMP_LAYER_MODE_SOFTLIGHT: Type = 45;
    pub const GIMP_LAYER_MODE_GRAIN_EXTRACT: Type = 46;
    pub const GIMP_LAYER_MODE_GRAIN_MERGE: Type = 47;
    pub const GIMP_LAYER_MODE_VIVID_LIGHT: Type = 48;
    pub const GIMP_LAYER_MODE_PIN_LIGHT: Type = 49;
    pub const GIMP_LAYER_MODE_LINEAR_LIGHT: Type = 50;
    pub const GIMP_LAYER_MODE_HARD_MIX: Type = 51;
    pub const GIMP_LAYER_MODE_EXCLUSION: Type = 52;
    pub const GIMP_LAYER_MODE_LINEAR_BURN: Type = 53;
    pub const GIMP_LAYER_MODE_LUMA_DARKEN_ONLY: Type = 54;
    pub const GIMP_LAYER_MODE_LUMA_LIGHTEN_ONLY: Type = 55;
    pub const GIMP_LAYER_MODE_LUMINANCE: Type = 56;
    pub const GIMP_LAYER_MODE_COLOR_ERASE: Type = 57;
    pub const GIMP_LAYER_MODE_ERASE: Type = 58;
    pub const GIMP_LAYER_MODE_MERGE: Type = 59;
    pub const GIMP_LAYER_MODE_SPLIT: Type = 60;
    pub const GIMP_LAYER_MODE_PASS_THROUGH: Type = 61;
}
pub struct Libgimp {
    __library: ::libloading::Library,
    pub g_free: unsafe extern "C" fn(mem: gpointer),
    pub g_strfreev: unsafe extern "C" fn(str_array: *mut *mut gchar),
    pub gimp_drawable_get_buffer: unsafe extern "C" fn(
        drawable_ID: gint32,
    ) -> *mut GeglBuffer,
    pub gimp_drawable_get_format: unsafe extern "C" fn(
        drawable_ID: gint32,
    ) -> *const Babl,
    pub gimp_drawable_get_thumbnail_data: unsafe extern "C" fn(
        drawable_ID: gint32,
        width: *mut gint,
        height: *mut gint,
        bpp: *mut gint,
    ) -> *mut guchar,
    pub gimp_image_get_effective_color_profile: unsafe extern "C" fn(
        image_ID: gint32,
    ) -> *mut GimpColorProfile,
    pub gimp_layer_new: unsafe extern "C" fn(
        image_ID: gint32,
        name: *const gchar,
        width: gint,
        height: gint,
        type_: GimpImageType::Type,
        opacity: gdouble,
        mode: GimpLayerMode::Type,
    ) -> gint32,
    pub gimp_layer_copy: unsafe extern "C" fn(layer_ID: gint32) -> gint32,
    pub gimp_procedural_db_get_data: unsafe extern "C" fn(
        identifier: *const gchar,
        data: gpointer,
    ) -> gboolean,
    pub gimp_procedural_db_set_data: unsafe extern "C" fn(
        identifier: *const gchar,
        data: gconstpointer,
        bytes: guint32,
    ) -> gboolean,
    pub gimp_progress_init: unsafe extern "C" fn(message: *const gchar) -> gboolean,
    pub gimp_progress_update: unsafe extern "C" fn(percentage: gdouble) -> gboolean,
    pub gimp_context_set_foreground: unsafe extern "C" fn(
        foreground: *const GimpRGB,
    ) -> gboolean,
    pub gimp_context_set_palette: unsafe extern "C" fn(name: *const gchar) -> gboolean,
    pub gimp_displays_flush: unsafe extern "C" fn() -> gboolean,
    pub gimp_drawable_width: unsafe extern "C" fn(drawable_ID: gint32) -> gint,
    pub gimp_drawable_height: unsafe extern "C" fn(drawable_ID: gint32) -> gint,
    pub gimp_drawable_offsets: unsafe extern "C" fn(
        drawable_ID: gint32,
        offset_x: *mut gint,
        offset_y: *mut gint,
    ) -> gboolean,
    pub gimp_drawable_update: unsafe extern "C" fn(
        drawable_ID: gint32,
        x: gint,
        y: gint,
        width: gint,
        height: gint,
    ) -> gboolean,
    pub gimp_image_is_valid: unsafe extern "C" fn(image_ID: gint32) -> gboolean,
    pub gimp_image_list: unsafe extern "C" fn(num_images: *mut gint) -> *mut gint,
    pub gimp_image_base_type: unsafe extern "C" fn(
        image_ID: gint32,
    ) -> GimpImageBaseType::Type,
    pub gimp_image_get_precision: unsafe extern "C" fn(
        image_ID: gint32,
    ) -> GimpPrecision::Type,
    pub gimp_image_get_layers: unsafe extern "C" fn(
        image_ID: gint32,
        num_layers: *mut gint,
    ) -> *mut gint,
    pub gimp_image_insert_layer: unsafe extern "C" fn(
        image_ID: gint32,
        layer_ID: gint32,
        parent_ID: gint32,
        position: gint,
    ) -> gboolean,
    pub gimp_image_get_item_position: unsafe extern "C" fn(
        image_ID: gint32,
        item_ID: gint32,
    ) -> gint,
    pub gimp_image_get_active_layer: unsafe extern "C" fn(image_ID: gint32) -> gint32,
    pub gimp_image_set_active_layer: unsafe extern "C" fn(
        image_ID: gint32,
        active_layer_ID: gint32,
    ) -> gboolean,
    pub gimp_image_get_name: unsafe extern "C" fn(image_ID: gint32) -> *mut gchar,
    pub gimp_image_convert_rgb: unsafe extern "C" fn(image_ID: gint32) -> gboolean,
    pub gimp_image_undo_group_start: unsafe extern "C" fn(image_ID: gint32) -> gboolean,
    pub gimp_image_undo_group_end: unsafe extern "C" fn(image_ID: gint32) -> gboolean,
    pub gimp_item_is_valid: unsafe extern "C" fn(item_ID: gint32) -> gboolean,
    pub gimp_item_get_image: unsafe extern "C" fn(item_ID: gint32) -> gint32,
    pub gimp_item_delete: unsafe extern "C" fn(item_ID: gint32) -> gboolean,
    pub gimp_item_is_layer: unsafe extern "C" fn(item_ID: gint32) -> gboolean,
    pub gimp_item_is_layer_mask: unsafe extern "C" fn(item_ID: gint32) -> gboolean,
    pub gimp_item_is_group: unsafe extern "C" fn(item_ID: gint32) -> gboolean,
    pub gimp_item_get_parent: unsafe extern "C" fn(item_ID: gint32) -> gint32,
    pub gimp_item_get_children: unsafe extern "C" fn(
        item_ID: gint32,
        num_children: *mut gint,
    ) -> *mut gint,
    pub gimp_item_get_name: unsafe extern "C" fn(item_ID: gint32) -> *mut gchar,
    pub gimp_layer_set_offsets: unsafe extern "C" fn(
        layer_ID: gint32,
        offx: gint,
        offy: gint,
    ) -> gboolean,
    pub gimp_layer_create_mask: unsafe extern "C" fn(
        layer_ID: gint32,
        mask_type: GimpAddMaskType::Type,
    ) -> gint32,
    pub gimp_layer_get_mask: unsafe extern "C" fn(layer_ID: gint32) -> gint32,
    pub gimp_layer_add_mask: unsafe extern "C" fn(
        layer_ID: gint32,
        mask_ID: gint32,
    ) -> gboolean,
    pub gimp_layer_is_floating_sel: unsafe extern "C" fn(layer_ID: gint32) -> gboolean,
    pub gimp_layer_get_apply_mask: unsafe extern "C" fn(layer_ID: gint32) -> gboolean,
    pub gimp_message: unsafe extern "C" fn(message: *const gchar) -> gboolean,
    pub gimp_palette_new: unsafe extern "C" fn(name: *const gchar) -> *mut gchar,
    pub gimp_palette_get_info: unsafe extern "C" fn(
        name: *const gchar,
        num_colors: *mut gint,
    ) -> gboolean,
    pub gimp_palette_add_entry: unsafe extern "C" fn(
        name: *const gchar,
        entry_name: *const gchar,
        color: *const GimpRGB,
        entry_num: *mut gint,
    ) -> gboolean,
    pub gimp_palette_delete_entry: unsafe extern "C" fn(
        name: *const gchar,
        entry_num: gint,
    ) -> gboolean,
    pub gimp_palettes_get_list: unsafe extern "C" fn(
        filter: *const gchar,
        num_palettes: *mut gint,
    ) -> *mut *mut gchar,
    pub gimp_procedural_db_get_data_size: unsafe extern "C" fn(
        identifier: *const gchar,
    ) -> gint,
    pub gimp_progress_set_text: unsafe extern "C" fn(message: *const gchar) -> gboolean,
    pub gimp_progress_end: unsafe extern "C" fn() -> gboolean,
    pub gimp_selection_bounds: unsafe extern "C" fn(
        image_ID: gint32,
        non_empty: *mut gboolean,
        x1: *mut gint,
        y1: *mut gint,
        x2: *mut gint,
        y2: *mut gint,
    ) -> gboolean,
    pub gimp_selection_is_empty: unsafe extern "C" fn(image_ID: gint32) -> gboolean,
    pub gimp_get_pdb_error: unsafe extern "C" fn() -> *const gchar,
}
impl Libgimp {
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
        let g_free = __library.get(b"g_free\0").map(|sym| *sym)?;
        let g_strfreev = __library.get(b"g_strfreev\0").map(|sym| *sym)?;
        let gimp_drawable_get_buffer = __library
            .get(b"gimp_drawable_get_buffer\0")
            .map(|sym| *sym)?;
        let gimp_drawable_get_format = __library
            .get(b"gimp_drawable_get_format\0")
            .map(|sym| *sym)?;
        let gimp_drawable_get_thumbnail_data = __library
            .get(b"gimp_drawable_get_thumbnail_data\0")
            .map(|sym| *sym)?;
        let gimp_image_get_effective_color_profile = __library
            .get(b"gimp_image_get_effective_color_profile\0")
            .map(|sym| *sym)?;
        let gimp_layer_new = __library.get(b"gimp_layer_new\0").map(|sym| *sym)?;
        let gimp_layer_copy = __library.get(b"gimp_layer_copy\0").map(|sym| *sym)?;
        let gimp_procedural_db_get_data = __library
            .get(b"gimp_procedural_db_get_data\0")
            .map(|sym| *sym)?;
        let gimp_procedural_db_set_data = __library
            .get(b"gimp_procedural_db_set_data\0")
            .map(|sym| *sym)?;
        let gimp_progress_init = __library.get(b"gimp_progress_init\0").map(|sym| *sym)?;
        let gimp_progress_update = __library
            .get(b"gimp_progress_update\0")
            .map(|sym| *sym)?;
        let gimp_context_set_foreground = __library
            .get(b"gimp_context_set_foreground\0")
            .map(|sym| *sym)?;
        let gimp_context_set_palette = __library
            .get(b"gimp_context_set_palette\0")
            .map(|sym| *sym)?;
        let gimp_displays_flush = __library
            .get(b"gimp_displays_flush\0")
            .map(|sym| *sym)?;
        let gimp_drawable_width = __library
            .get(b"gimp_drawable_width\0")
            .map(|sym| *sym)?;
        let gimp_drawable_height = __library
            .get(b"gimp_drawable_height\0")
            .map(|sym| *sym)?;
        let gimp_drawable_offsets = __library
            .get(b"gimp_drawable_offsets\0")
            .map(|sym| *sym)?;
        let gimp_drawable_update = __library
            .get(b"gimp_drawable_update\0")
            .map(|sym| *sym)?;
        let gimp_image_is_valid = __library
            .get(b"gimp_image_is_valid\0")
            .map(|sym| *sym)?;
        let gimp_image_list = __library.get(b"gimp_image_list\0").map(|sym| *sym)?;
        let gimp_image_base_type = __library
            .get(b"gimp_image_base_type\0")
            .map(|sym| *sym)?;
        let gimp_image_get_precision = __library
            .get(b"gimp_image_get_precision\0")
            .map(|sym| *sym)?;
        let gimp_image_get_layers = __library
            .get(b"gimp_image_get_layers\0")
            .map(|sym| *sym)?;
        let gimp_image_insert_layer = __library
            .get(b"gimp_image_insert_layer\0")
            .map(|sym| *sym)?;
        let gimp_image_get_item_position = __library
            .get(b"gimp_image_get_item_position\0")
            .map(|sym| *sym)?;
        let gimp_image_get_active_layer = __library
            .get(b"gimp_image_get_active_layer\0")
            .map(|sym| *sym)?;
        let gimp_image_set_active_layer = __library
            .get(b"gimp_image_set_active_layer\0")
            .map(|sym| *sym)?;
        let gimp_image_get_name = __library
            .get(b"gimp_image_get_name\0")
            .map(|sym| *sym)?;
        let gimp_image_convert_rgb = __library
            .get(b"gimp_image_convert_rgb\0")
            .map(|sym| *sym)?;
        let gimp_image_undo_group_start = __library
            .get(b"gimp_image_undo_group_start\0")
            .map(|sym| *sym)?;
        let gimp_image_undo_group_end = __library
            .get(b"gimp_image_undo_group_end\0")
            .map(|sym| *sym)?;
        let gimp_item_is_valid = __library.get(b"gimp_item_is_valid\0").map(|sym| *sym)?;
        let gimp_item_get_image = __library
            .get(b"gimp_item_get_image\0")
            .map(|sym| *sym)?;
        let gimp_item_delete = __library.get(b"gimp_item_delete\0").map(|sym| *sym)?;
        let gimp_item_is_layer = __library.get(b"gimp_item_is_layer\0").map(|sym| *sym)?;
        let gimp_item_is_layer_mask = __library
            .get(b"gimp_item_is_layer_mask\0")
            .map(|sym| *sym)?;
        let gimp_item_is_group = __library.get(b"gimp_item_is_group\0").map(|sym| *sym)?;
        let gimp_item_get_parent = __library
            .get(b"gimp_item_get_parent\0")
            .map(|sym| *sym)?;
        let gimp_item_get_children = __library
            .get(b"gimp_item_get_children\0")
            .map(|sym| *sym)?;
        let gimp_item_get_name = __library.get(b"gimp_item_get_name\0").map(|sym| *sym)?;
        let gimp_layer_set_offsets = __library
            .get(b"gimp_layer_set_offsets\0")
            .map(|sym| *sym)?;
        let gimp_layer_create_mask = __library
            .get(b"gimp_layer_create_mask\0")
            .map(|sym| *sym)?;
        let gimp_layer_get_mask = __library
            .get(b"gimp_layer_get_mask\0")
            .map(|sym| *sym)?;
        let gimp_layer_add_mask = __library
            .get(b"gimp_layer_add_mask\0")
            .map(|sym| *sym)?;
        let gimp_layer_is_floating_sel = __library
            .get(b"gimp_layer_is_floating_sel\0")
            .map(|sym| *sym)?;
        let gimp_layer_get_apply_mask = __library
            .get(b"gimp_layer_get_apply_mask\0")
            .map(|sym| *sym)?;
        let gimp_message = __library.get(b"gimp_message\0").map(|sym| *sym)?;
        let gimp_palette_new = __library.get(b"gimp_palette_new\0").map(|sym| *sym)?;
        let gimp_palette_get_info = __library
            .get(b"gimp_palette_get_info\0")
            .map(|sym| *sym)?;
        let gimp_palette_add_entry = __library
            .get(b"gimp_palette_add_entry\0")
            .map(|sym| *sym)?;
        let gimp_palette_delete_entry = __library
            .get(b"gimp_palette_delete_entry\0")
            .map(|sym| *sym)?;
        let gimp_palettes_get_list = __library
            .get(b"gimp_palettes_get_list\0")
            .map(|sym| *sym)?;
        let gimp_procedural_db_get_data_size = __library
            .get(b"gimp_procedural_db_get_data_size\0")
            .map(|sym| *sym)?;
        let gimp_progress_set_text = __library
            .get(b"gimp_progress_set_text\0")
            .map(|sym| *sym)?;
        let gimp_progress_end = __library.get(b"gimp_progress_end\0").map(|sym| *sym)?;
        let gimp_selection_bounds = __library
            .get(b"gimp_selection_bounds\0")
            .map(|sym| *sym)?;
        let gimp_selection_is_empty = __library
            .get(b"gimp_selection_is_empty\0")
            .map(|sym| *sym)?;
        let gimp_get_pdb_error = __library.get(b"gimp_get_pdb_error\0").map(|sym| *sym)?;
        Ok(Libgimp {
            __library,
            g_free,
            g_strfreev,
            gimp_drawable_get_buffer,
            gimp_drawable_get_format,
            gimp_drawable_get_thumbnail_data,
            gimp_image_get_effective_color_profile,
            gimp_layer_new,
            gimp_layer_copy,
            gimp_procedural_db_get_data,
            gimp_procedural_db_set_data,
            gimp_progress_init,
            gimp_progress_update,
            gimp_context_set_foreground,
            gimp_context_set_palette,
            gimp_displays_flush,
            gimp_drawable_width,
            gimp_drawable_height,
            gimp_drawable_offsets,
            gimp_drawable_update,
            gimp_image_is_valid,
            gimp_image_list,
            gimp_image_base_type,
            gimp_image_get_precision,
            gimp_image_get_layers,
            gimp_image_insert_layer,
            gimp_image_get_item_position,
            gimp_image_get_active_layer,
            gimp_image_set_active_layer,
            gimp_image_get_name,
            gimp_image_convert_rgb,
            gimp_image_undo_group_start,
            gimp_image_undo_group_end,
            gimp_item_is_valid,
            gimp_item_get_image,
            gimp_item_delete,
            gimp_item_is_layer,
            gimp_item_is_layer_mask,
            gimp_item_is_group,
            gimp_item_get_parent,
            gimp_item_get_children,
            gimp_item_get_name,
            gimp_layer_set_offsets,
            gimp_layer_create_mask,
            gimp_layer_get_mask,
            gimp_layer_add_mask,
            gimp_layer_is_floating_sel,
            gimp_layer_get_apply_mask,
            gimp_message,
            gimp_palette_new,
            gimp_palette_get_info,
            gimp_palette_add_entry,
            gimp_palette_delete_entry,
            gimp_palettes_get_list,
            gimp_procedural_db_get_data_size,
            gimp_progress_set_text,
            gimp_progress_end,
            gimp_selection_bounds,
            gimp_selection_is_empty,
            gimp_get_pdb_error,
        })
    }
    pub unsafe fn g_free(&self, mem: gpointer) {
        (self.g_free)(mem)
    }
    pub unsafe fn g_strfreev(&self, str_array: *mut *mut gchar) {
        (self.g_strfreev)(str_array)
    }
    pub unsafe fn gimp_drawable_get_buffer(
        &self,
        drawable_ID: gint32,
    ) -> *mut GeglBuffer {
        (self.gimp_drawable_get_buffer)(drawable_ID)
    }
    pub unsafe fn gimp_drawable_get_format(&self, drawable_ID: gint32) -> *const Babl {
        (self.gimp_drawable_get_format)(drawable_ID)
    }
    pub unsafe fn gimp_drawable_get_thumbnail_data(
        &self,
        drawable_ID: gint32,
        width: *mut gint,
        height: *mut gint,
        bpp: *mut gint,
    ) -> *mut guchar {
        (self.gimp_drawable_get_thumbnail_data)(drawable_ID, width, height, bpp)
    }
    pub unsafe fn gimp_image_get_effective_color_profile(
        &self,
        image_ID: gint32,
    ) -> *mut GimpColorProfile {
        (self.gimp_image_get_effective_color_profile)(image_ID)
    }
    pub unsafe fn gimp_layer_new(
        &self,
        image_ID: gint32,
        name: *const gchar,
        width: gint,
        height: gint,
        type_: GimpImageType::Type,
        opacity: gdouble,
        mode: GimpLayerMode::Type,
    ) -> gint32 {
        (self.gimp_layer_new)(image_ID, name, width, height, type_, opacity, mode)
    }
    pub unsafe fn gimp_layer_copy(&self, layer_ID: gint32) -> gint32 {
        (self.gimp_layer_copy)(layer_ID)
    }
    pub unsafe fn gimp_procedural_db_get_data(
        &self,
        identifier: *const gchar,
        data: gpointer,
    ) -> gboolean {
        (self.gimp_procedural_db_get_data)(identifier, data)
    }
    pub unsafe fn gimp_procedural_db_set_data(
        &self,
        identifier: *const gchar,
        data: gconstpointer,
        bytes: guint32,
    ) -> gboolean {
        (self.gimp_procedural_db_set_data)(identifier, data, bytes)
    }
    pub unsafe fn gimp_progress_init(&self, message: *const gchar) -> gboolean {
        (self.gimp_progress_init)(message)
    }
    pub unsafe fn gimp_progress_update(&self, percentage: gdouble) -> gboolean {
        (self.gimp_progress_update)(percentage)
    }
    pub unsafe fn gimp_context_set_foreground(
        &self,
        foreground: *const GimpRGB,
    ) -> gboolean {
        (self.gimp_context_set_foreground)(foreground)
    }
    pub unsafe fn gimp_context_set_palette(&self, name: *const gchar) -> gboolean {
        (self.gimp_context_set_palette)(name)
    }
    pub unsafe fn gimp_displays_flush(&self) -> gboolean {
        (self.gimp_displays_flush)()
    }
    pub unsafe fn gimp_drawable_width(&self, drawable_ID: gint32) -> gint {
        (self.gimp_drawable_width)(drawable_ID)
    }
    pub unsafe fn gimp_drawable_height(&self, drawable_ID: gint32) -> gint {
        (self.gimp_drawable_height)(drawable_ID)
    }
    pub unsafe fn gimp_drawable_offsets(
        &self,
        drawable_ID: gint32,
        offset_x: *mut gint,
        offset_y: *mut gint,
    ) -> gboolean {
        (self.gimp_drawable_offsets)(drawable_ID, offset_x, offset_y)
    }
    pub unsafe fn gimp_drawable_update(
        &self,
        drawable_ID: gint32,
        x: gint,
        y: gint,
        width: gint,
        height: gint,
    ) -> gboolean {
        (self.gimp_drawable_update)(drawable_ID, x, y, width, height)
    }
    pub unsafe fn gimp_image_is_valid(&self, image_ID: gint32) -> gboolean {
        (self.gimp_image_is_valid)(image_ID)
    }
    pub unsafe fn gimp_image_list(&self, num_images: *mut gint) -> *mut gint {
        (self.gimp_image_list)(num_images)
    }
    pub unsafe fn gimp_image_base_type(
        &self,
        image_ID: gint32,
    ) -> GimpImageBaseType::Type {
        (self.gimp_image_base_type)(image_ID)
    }
    pub unsafe fn gimp_image_get_precision(
        &self,
        image_ID: gint32,
    ) -> GimpPrecision::Type {
        (self.gimp_image_get_precision)(image_ID)
    }
    pub unsafe fn gimp_image_get_layers(
        &self,
        image_ID: gint32,
        num_layers: *mut gint,
    ) -> *mut gint {
        (self.gimp_image_get_layers)(image_ID, num_layers)
    }
    pub unsafe fn gimp_image_insert_layer(
        &self,
        image_ID: gint32,
        layer_ID: gint32,
        parent_ID: gint32,
        position: gint,
    ) -> gboolean {
        (self.gimp_image_insert_layer)(image_ID, layer_ID, parent_ID, position)
    }
    pub unsafe fn gimp_image_get_item_position(
        &self,
        image_ID: gint32,
        item_ID: gint32,
    ) -> gint {
        (self.gimp_image_get_item_position)(image_ID, item_ID)
    }
    pub unsafe fn gimp_image_get_active_layer(&self, image_ID: gint32) -> gint32 {
        (self.gimp_image_get_active_layer)(image_ID)
    }
    pub unsafe fn gimp_image_set_active_layer(
        &self,
        image_ID: gint32,
        active_layer_ID: gint32,
    ) -> gboolean {
        (self.gimp_image_set_active_layer)(image_ID, active_layer_ID)
    }
    pub unsafe fn gimp_image_get_name(&self, image_ID: gint32) -> *mut gchar {
        (self.gimp_image_get_name)(image_ID)
    }
    pub unsafe fn gimp_image_convert_rgb(&self, image_ID: gint32) -> gboolean {
        (self.gimp_image_convert_rgb)(image_ID)
    }
    pub unsafe fn gimp_image_undo_group_start(&self, image_ID: gint32) -> gboolean {
        (self.gimp_image_undo_group_start)(image_ID)
    }
    pub unsafe fn gimp_image_undo_group_end(&self, image_ID: gint32) -> gboolean {
        (self.gimp_image_undo_group_end)(image_ID)
    }
    pub unsafe fn gimp_item_is_valid(&self, item_ID: gint32) -> gboolean {
        (self.gimp_item_is_valid)(item_ID)
    }
    pub unsafe fn gimp_item_get_image(&self, item_ID: gint32) -> gint32 {
        (self.gimp_item_get_image)(item_ID)
    }
    pub unsafe fn gimp_item_delete(&self, item_ID: gint32) -> gboolean {
        (self.gimp_item_delete)(item_ID)
    }
    pub unsafe fn gimp_item_is_layer(&self, item_ID: gint32) -> gboolean {
        (self.gimp_item_is_layer)(item_ID)
    }
    pub unsafe fn gimp_item_is_layer_mask(&self, item_ID: gint32) -> gboolean {
        (self.gimp_item_is_layer_mask)(item_ID)
    }
    pub unsafe fn gimp_item_is_group(&self, item_ID: gint32) -> gboolean {
        (self.gimp_item_is_group)(item_ID)
    }
    pub unsafe fn gimp_item_get_parent(&self, item_ID: gint32) -> gint32 {
        (self.gimp_item_get_parent)(item_ID)
    }
    pub unsafe fn gimp_item_get_children(
        &self,
        item_ID: gint32,
        num_children: *mut gint,
    ) -> *mut gint {
        (self.gimp_item_get_children)(item_ID, num_children)
    }
    pub unsafe fn gimp_item_get_name(&self, item_ID: gint32) -> *mut gchar {
        (self.gimp_item_get_name)(item_ID)
    }
    pub unsafe fn gimp_layer_set_offsets(
        &self,
        layer_ID: gint32,
        offx: gint,
        offy: gint,
    ) -> gboolean {
        (self.gimp_layer_set_offsets)(layer_ID, offx, offy)
    }
    pub unsafe fn gimp_layer_create_mask(
        &self,
        layer_ID: gint32,
        mask_type: GimpAddMaskType::Type,
    ) -> gint32 {
        (self.gimp_layer_create_mask)(layer_ID, mask_type)
    }
    pub unsafe fn gimp_layer_get_mask(&self, layer_ID: gint32) -> gint32 {
        (self.gimp_layer_get_mask)(layer_ID)
    }
    pub unsafe fn gimp_layer_add_mask(
        &self,
        layer_ID: gint32,
        mask_ID: gint32,
    ) -> gboolean {
        (self.gimp_layer_add_mask)(layer_ID, mask_ID)
    }
    pub unsafe fn gimp_layer_is_floating_sel(&self, layer_ID: gint32) -> gboolean {
        (self.gimp_layer_is_floating_sel)(layer_ID)
    }
    pub unsafe fn gimp_layer_get_apply_mask(&self, layer_ID: gint32) -> gboolean {
        (self.gimp_layer_get_apply_mask)(layer_ID)
    }
    pub unsafe fn gimp_message(&self, message: *const gchar) -> gboolean {
        (self.gimp_message)(message)
    }
    pub unsafe fn gimp_palette_new(&self, name: *const gchar) -> *mut gchar {
        (self.gimp_palette_new)(name)
    }
    pub unsafe fn gimp_palette_get_info(
        &self,
        name: *const gchar,
        num_colors: *mut gint,
    ) -> gboolean {
        (self.gimp_palette_get_info)(name, num_colors)
    }
    pub unsafe fn gimp_palette_add_entry(
        &self,
        name: *const gchar,
        entry_name: *const gchar,
        color: *const GimpRGB,
        entry_num: *mut gint,
    ) -> gboolean {
        (self.gimp_palette_add_entry)(name, entry_name, color, entry_num)
    }
    pub unsafe fn gimp_palette_delete_entry(
        &self,
        name: *const gchar,
        entry_num: gint,
    ) -> gboolean {
        (self.gimp_palette_delete_entry)(name, entry_num)
    }
    pub unsafe fn gimp_palettes_get_list(
        &self,
        filter: *const gchar,
        num_palettes: *mut gint,
    ) -> *mut *mut gchar {
        (self.gimp_palettes_get_list)(filter, num_palettes)
    }
    pub unsafe fn gimp_procedural_db_get_data_size(
        &self,
        identifier: *const gchar,
    ) -> gint {
        (self.gimp_procedural_db_get_data_size)(identifier)
    }
    pub unsafe fn gimp_progress_set_text(&self, message: *const gchar) -> gboolean {
        (self.gimp_progress_set_text)(message)
    }
    pub unsafe fn gimp_progress_end(&self) -> gboolean {
        (self.gimp_progress_end)()
    }
    pub unsafe fn gimp_selection_bounds(
        &self,
        image_ID: gint32,
        non_empty: *mut gboolean,
        x1: *mut gint,
        y1: *mut gint,
        x2: *mut gint,
        y2: *mut gint,
    ) -> gboolean {
        (self.gimp_selection_bounds)(image_ID, non_empty, x1, y1, x2, y2)
    }
    pub unsafe fn gimp_selection_is_empty(&self, image_ID: gint32) -> gboolean {
        (self.gimp_selection_is_empty)(image_ID)
    }
    pub unsafe fn gimp_get_pdb_error(&self) -> *const gchar {
        (self.gimp_get_pdb_error)()
    }
}
}

#[doc = "The functions that the dialog needs."]
pub mod libgimpui {
#[derive(PartialEq, Eq, Copy, Clone, Debug, Hash)]
#[repr(C, align(8))]
pub struct __BindgenOpaqueArray8<T>(pub T);
impl<T: Copy + Default, const N: usize> Default for __BindgenOpaqueArray8<[T; N]> {
    fn default() -> Self {
        Self([<T as Default>::default(); N])
    }
}
pub type gint32 = ::std::os::raw::c_int;
pub type gchar = ::std::os::raw::c_char;
pub type gint = ::std::os::raw::c_int;
pub type gboolean = gint;
pub type guint = ::std::os::raw::c_uint;
pub type gfloat = f32;
pub type gdouble = f64;
pub type gpointer = *mut ::std::os::raw::c_void;
pub type GDestroyNotify = ::std::option::Option<unsafe extern "C" fn(data: gpointer)>;
#[repr(C)]
#[derive(Debug)]
pub struct _GdkPixbuf {
    _unused: [u8; 0],
}
pub type GdkPixbuf = _GdkPixbuf;
pub mod GimpPixbufTransparency {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_PIXBUF_KEEP_ALPHA: Type = 0;
    pub const GIMP_PIXBUF_SMALL_CHECKS: Type = 1;
    pub const GIMP_PIXBUF_LARGE_CHECKS: Type = 2;
}
pub mod GtkAttachOptions {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GTK_EXPAND: Type = 1;
    pub const GTK_SHRINK: Type = 2;
    pub const GTK_FILL: Type = 4;
}
pub type GtkObject = _GtkObject;
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GtkObject {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 32usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkObject"][::std::mem::size_of::<_GtkObject>() - 32usize];
    ["Alignment of _GtkObject"][::std::mem::align_of::<_GtkObject>() - 8usize];
};
pub type GtkAdjustment = _GtkAdjustment;
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GtkAdjustment {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 80usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkAdjustment"][::std::mem::size_of::<_GtkAdjustment>() - 80usize];
    ["Alignment of _GtkAdjustment"][::std::mem::align_of::<_GtkAdjustment>() - 8usize];
};
pub type GtkWidget = _GtkWidget;
pub type GtkWindow = _GtkWindow;
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GtkWidget {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 96usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkWidget"][::std::mem::size_of::<_GtkWidget>() - 96usize];
    ["Alignment of _GtkWidget"][::std::mem::align_of::<_GtkWidget>() - 8usize];
};
pub type GtkContainer = _GtkContainer;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GtkContainer {
    pub _bindgen_align: [u64; 0],
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 112usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkContainer"][::std::mem::size_of::<_GtkContainer>() - 112usize];
    ["Alignment of _GtkContainer"][::std::mem::align_of::<_GtkContainer>() - 8usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GtkWindow {
    pub _bindgen_align: [u64; 0],
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 240usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkWindow"][::std::mem::size_of::<_GtkWindow>() - 240usize];
    ["Alignment of _GtkWindow"][::std::mem::align_of::<_GtkWindow>() - 8usize];
};
pub mod GtkDialogFlags {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GTK_DIALOG_MODAL: Type = 1;
    pub const GTK_DIALOG_DESTROY_WITH_PARENT: Type = 2;
    pub const GTK_DIALOG_NO_SEPARATOR: Type = 4;
}
pub mod GtkResponseType {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_int;
    pub const GTK_RESPONSE_NONE: Type = -1;
    pub const GTK_RESPONSE_REJECT: Type = -2;
    pub const GTK_RESPONSE_ACCEPT: Type = -3;
    pub const GTK_RESPONSE_DELETE_EVENT: Type = -4;
    pub const GTK_RESPONSE_OK: Type = -5;
    pub const GTK_RESPONSE_CANCEL: Type = -6;
    pub const GTK_RESPONSE_CLOSE: Type = -7;
    pub const GTK_RESPONSE_YES: Type = -8;
    pub const GTK_RESPONSE_NO: Type = -9;
    pub const GTK_RESPONSE_APPLY: Type = -10;
    pub const GTK_RESPONSE_HELP: Type = -11;
}
pub type GtkDialog = _GtkDialog;
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GtkDialog {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 264usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkDialog"][::std::mem::size_of::<_GtkDialog>() - 264usize];
    ["Alignment of _GtkDialog"][::std::mem::align_of::<_GtkDialog>() - 8usize];
};
pub type GtkMisc = _GtkMisc;
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GtkMisc {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 112usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkMisc"][::std::mem::size_of::<_GtkMisc>() - 112usize];
    ["Alignment of _GtkMisc"][::std::mem::align_of::<_GtkMisc>() - 8usize];
};
pub type GtkLabel = _GtkLabel;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GtkLabel {
    pub _bindgen_align: [u64; 0],
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 184usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkLabel"][::std::mem::size_of::<_GtkLabel>() - 184usize];
    ["Alignment of _GtkLabel"][::std::mem::align_of::<_GtkLabel>() - 8usize];
};
pub type GtkBox = _GtkBox;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GtkBox {
    pub _bindgen_align: [u64; 0],
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 128usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkBox"][::std::mem::size_of::<_GtkBox>() - 128usize];
    ["Alignment of _GtkBox"][::std::mem::align_of::<_GtkBox>() - 8usize];
};
pub type GtkEntry = _GtkEntry;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GtkEntry {
    pub _bindgen_align: [u64; 0],
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 208usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkEntry"][::std::mem::size_of::<_GtkEntry>() - 208usize];
    ["Alignment of _GtkEntry"][::std::mem::align_of::<_GtkEntry>() - 8usize];
};
pub type GtkTable = _GtkTable;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GtkTable {
    pub _bindgen_align: [u64; 0],
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 152usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkTable"][::std::mem::size_of::<_GtkTable>() - 152usize];
    ["Alignment of _GtkTable"][::std::mem::align_of::<_GtkTable>() - 8usize];
};
pub type GimpDialog = _GimpDialog;
pub type GimpFileEntry = _GimpFileEntry;
pub type GimpIntComboBox = _GimpIntComboBox;
pub type GimpHelpFunc = ::std::option::Option<
    unsafe extern "C" fn(help_id: *const gchar, help_data: gpointer),
>;
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GimpDialog {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 264usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpDialog"][::std::mem::size_of::<_GimpDialog>() - 264usize];
    ["Alignment of _GimpDialog"][::std::mem::align_of::<_GimpDialog>() - 8usize];
};
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GimpIntComboBox {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 160usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpIntComboBox"][::std::mem::size_of::<_GimpIntComboBox>() - 160usize];
    [
        "Alignment of _GimpIntComboBox",
    ][::std::mem::align_of::<_GimpIntComboBox>() - 8usize];
};
pub type GimpIntSensitivityFunc = ::std::option::Option<
    unsafe extern "C" fn(value: gint, data: gpointer) -> gboolean,
>;
pub mod GimpIntStoreColumns {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_INT_STORE_VALUE: Type = 0;
    pub const GIMP_INT_STORE_LABEL: Type = 1;
    pub const GIMP_INT_STORE_ICON_NAME: Type = 2;
    pub const GIMP_INT_STORE_PIXBUF: Type = 3;
    pub const GIMP_INT_STORE_USER_DATA: Type = 4;
    pub const GIMP_INT_STORE_ABBREV: Type = 5;
    pub const GIMP_INT_STORE_NUM_COLUMNS: Type = 6;
    pub const GIMP_INT_STORE_STOCK_ID: Type = 2;
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpFileEntry {
    pub parent_instance: GtkBox,
    pub file_exists: *mut GtkWidget,
    pub entry: *mut GtkWidget,
    pub browse_button: *mut GtkWidget,
    pub file_dialog: *mut GtkWidget,
    pub title: *mut gchar,
    pub dir_only: gboolean,
    pub check_valid: gboolean,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpFileEntry"][::std::mem::size_of::<_GimpFileEntry>() - 176usize];
    ["Alignment of _GimpFileEntry"][::std::mem::align_of::<_GimpFileEntry>() - 8usize];
    [
        "Offset of field: _GimpFileEntry::parent_instance",
    ][::std::mem::offset_of!(_GimpFileEntry, parent_instance) - 0usize];
    [
        "Offset of field: _GimpFileEntry::file_exists",
    ][::std::mem::offset_of!(_GimpFileEntry, file_exists) - 128usize];
    [
        "Offset of field: _GimpFileEntry::entry",
    ][::std::mem::offset_of!(_GimpFileEntry, entry) - 136usize];
    [
        "Offset of field: _GimpFileEntry::browse_button",
    ][::std::mem::offset_of!(_GimpFileEntry, browse_button) - 144usize];
    [
        "Offset of field: _GimpFileEntry::file_dialog",
    ][::std::mem::offset_of!(_GimpFileEntry, file_dialog) - 152usize];
    [
        "Offset of field: _GimpFileEntry::title",
    ][::std::mem::offset_of!(_GimpFileEntry, title) - 160usize];
    [
        "Offset of field: _GimpFileEntry::dir_only",
    ][::std::mem::offset_of!(_GimpFileEntry, dir_only) - 168usize];
    [
        "Offset of field: _GimpFileEntry::check_valid",
    ][::std::mem::offset_of!(_GimpFileEntry, check_valid) - 172usize];
};
pub struct Libgimpui {
    __library: ::libloading::Library,
    pub g_free: unsafe extern "C" fn(mem: gpointer),
    pub g_object_unref: unsafe extern "C" fn(object: gpointer),
    pub gimp_drawable_get_thumbnail: unsafe extern "C" fn(
        drawable_ID: gint32,
        width: gint,
        height: gint,
        alpha: GimpPixbufTransparency::Type,
    ) -> *mut GdkPixbuf,
    pub gtk_adjustment_get_value: unsafe extern "C" fn(
        adjustment: *mut GtkAdjustment,
    ) -> gdouble,
    pub gtk_widget_destroy: unsafe extern "C" fn(widget: *mut GtkWidget),
    pub gtk_widget_show_all: unsafe extern "C" fn(widget: *mut GtkWidget),
    pub gtk_widget_set_tooltip_text: unsafe extern "C" fn(
        widget: *mut GtkWidget,
        text: *const gchar,
    ),
    pub gtk_container_set_border_width: unsafe extern "C" fn(
        container: *mut GtkContainer,
        border_width: guint,
    ),
    pub gtk_dialog_set_default_response: unsafe extern "C" fn(
        dialog: *mut GtkDialog,
        response_id: gint,
    ),
    pub gtk_dialog_get_content_area: unsafe extern "C" fn(
        dialog: *mut GtkDialog,
    ) -> *mut GtkWidget,
    pub gtk_misc_set_alignment: unsafe extern "C" fn(
        misc: *mut GtkMisc,
        xalign: gfloat,
        yalign: gfloat,
    ),
    pub gtk_label_new_with_mnemonic: unsafe extern "C" fn(
        str_: *const gchar,
    ) -> *mut GtkWidget,
    pub gtk_label_set_mnemonic_widget: unsafe extern "C" fn(
        label: *mut GtkLabel,
        widget: *mut GtkWidget,
    ),
    pub gtk_box_pack_start: unsafe extern "C" fn(
        box_: *mut GtkBox,
        child: *mut GtkWidget,
        expand: gboolean,
        fill: gboolean,
        padding: guint,
    ),
    pub gtk_entry_new: unsafe extern "C" fn() -> *mut GtkWidget,
    pub gtk_entry_set_activates_default: unsafe extern "C" fn(
        entry: *mut GtkEntry,
        setting: gboolean,
    ),
    pub gtk_entry_set_text: unsafe extern "C" fn(
        entry: *mut GtkEntry,
        text: *const gchar,
    ),
    pub gtk_entry_get_text: unsafe extern "C" fn(entry: *mut GtkEntry) -> *const gchar,
    pub gtk_init_check: unsafe extern "C" fn(
        argc: *mut ::std::os::raw::c_int,
        argv: *mut *mut *mut ::std::os::raw::c_char,
    ) -> gboolean,
    pub gtk_table_new: unsafe extern "C" fn(
        rows: guint,
        columns: guint,
        homogeneous: gboolean,
    ) -> *mut GtkWidget,
    pub gtk_table_attach: unsafe extern "C" fn(
        table: *mut GtkTable,
        child: *mut GtkWidget,
        left_attach: guint,
        right_attach: guint,
        top_attach: guint,
        bottom_attach: guint,
        xoptions: GtkAttachOptions::Type,
        yoptions: GtkAttachOptions::Type,
        xpadding: guint,
        ypadding: guint,
    ),
    pub gtk_table_set_row_spacings: unsafe extern "C" fn(
        table: *mut GtkTable,
        spacing: guint,
    ),
    pub gtk_table_set_col_spacings: unsafe extern "C" fn(
        table: *mut GtkTable,
        spacing: guint,
    ),
    pub gimp_dialog_new: unsafe extern "C" fn(
        title: *const gchar,
        role: *const gchar,
        parent: *mut GtkWidget,
        flags: GtkDialogFlags::Type,
        help_func: GimpHelpFunc,
        help_id: *const gchar,
        ...
    ) -> *mut GtkWidget,
    pub gimp_dialog_run: unsafe extern "C" fn(dialog: *mut GimpDialog) -> gint,
    pub gimp_int_combo_box_new: unsafe extern "C" fn(
        first_label: *const gchar,
        first_value: gint,
        ...
    ) -> *mut GtkWidget,
    pub gimp_int_combo_box_append: unsafe extern "C" fn(
        combo_box: *mut GimpIntComboBox,
        ...
    ),
    pub gimp_int_combo_box_set_active: unsafe extern "C" fn(
        combo_box: *mut GimpIntComboBox,
        value: gint,
    ) -> gboolean,
    pub gimp_int_combo_box_get_active: unsafe extern "C" fn(
        combo_box: *mut GimpIntComboBox,
        value: *mut gint,
    ) -> gboolean,
    pub gimp_int_combo_box_set_sensitivity: unsafe extern "C" fn(
        combo_box: *mut GimpIntComboBox,
        func: GimpIntSensitivityFunc,
        data: gpointer,
        destroy: GDestroyNotify,
    ),
    pub gimp_file_entry_new: unsafe extern "C" fn(
        title: *const gchar,
        filename: *const gchar,
        dir_only: gboolean,
        check_valid: gboolean,
    ) -> *mut GtkWidget,
    pub gimp_file_entry_get_filename: unsafe extern "C" fn(
        entry: *mut GimpFileEntry,
    ) -> *mut gchar,
    pub gimp_scale_entry_new: unsafe extern "C" fn(
        table: *mut GtkTable,
        column: gint,
        row: gint,
        text: *const gchar,
        scale_width: gint,
        spinbutton_width: gint,
        value: gdouble,
        lower: gdouble,
        upper: gdouble,
        step_increment: gdouble,
        page_increment: gdouble,
        digits: guint,
        constrain: gboolean,
        unconstrained_lower: gdouble,
        unconstrained_upper: gdouble,
        tooltip: *const gchar,
        help_id: *const gchar,
    ) -> *mut GtkObject,
    pub gimp_ui_init: unsafe extern "C" fn(prog_name: *const gchar, preview: gboolean),
    pub gimp_window_set_transient: unsafe extern "C" fn(window: *mut GtkWindow),
}
impl Libgimpui {
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
        let g_free = __library.get(b"g_free\0").map(|sym| *sym)?;
        let g_object_unref = __library.get(b"g_object_unref\0").map(|sym| *sym)?;
        let gimp_drawable_get_thumbnail = __library
            .get(b"gimp_drawable_get_thumbnail\0")
            .map(|sym| *sym)?;
        let gtk_adjustment_get_value = __library
            .get(b"gtk_adjustment_get_value\0")
            .map(|sym| *sym)?;
        let gtk_widget_destroy = __library.get(b"gtk_widget_destroy\0").map(|sym| *sym)?;
        let gtk_widget_show_all = __library
            .get(b"gtk_widget_show_all\0")
            .map(|sym| *sym)?;
        let gtk_widget_set_tooltip_text = __library
            .get(b"gtk_widget_set_tooltip_text\0")
            .map(|sym| *sym)?;
        let gtk_container_set_border_width = __library
            .get(b"gtk_container_set_border_width\0")
            .map(|sym| *sym)?;
        let gtk_dialog_set_default_response = __library
            .get(b"gtk_dialog_set_default_response\0")
            .map(|sym| *sym)?;
        let gtk_dialog_get_content_area = __library
            .get(b"gtk_dialog_get_content_area\0")
            .map(|sym| *sym)?;
        let gtk_misc_set_alignment = __library
            .get(b"gtk_misc_set_alignment\0")
            .map(|sym| *sym)?;
        let gtk_label_new_with_mnemonic = __library
            .get(b"gtk_label_new_with_mnemonic\0")
            .map(|sym| *sym)?;
        let gtk_label_set_mnemonic_widget = __library
            .get(b"gtk_label_set_mnemonic_widget\0")
            .map(|sym| *sym)?;
        let gtk_box_pack_start = __library.get(b"gtk_box_pack_start\0").map(|sym| *sym)?;
        let gtk_entry_new = __library.get(b"gtk_entry_new\0").map(|sym| *sym)?;
        let gtk_entry_set_activates_default = __library
            .get(b"gtk_entry_set_activates_default\0")
            .map(|sym| *sym)?;
        let gtk_entry_set_text = __library.get(b"gtk_entry_set_text\0").map(|sym| *sym)?;
        let gtk_entry_get_text = __library.get(b"gtk_entry_get_text\0").map(|sym| *sym)?;
        let gtk_init_check = __library.get(b"gtk_init_check\0").map(|sym| *sym)?;
        let gtk_table_new = __library.get(b"gtk_table_new\0").map(|sym| *sym)?;
        let gtk_table_attach = __library.get(b"gtk_table_attach\0").map(|sym| *sym)?;
        let gtk_table_set_row_spacings = __library
            .get(b"gtk_table_set_row_spacings\0")
            .map(|sym| *sym)?;
        let gtk_table_set_col_spacings = __library
            .get(b"gtk_table_set_col_spacings\0")
            .map(|sym| *sym)?;
        let gimp_dialog_new = __library.get(b"gimp_dialog_new\0").map(|sym| *sym)?;
        let gimp_dialog_run = __library.get(b"gimp_dialog_run\0").map(|sym| *sym)?;
        let gimp_int_combo_box_new = __library
            .get(b"gimp_int_combo_box_new\0")
            .map(|sym| *sym)?;
        let gimp_int_combo_box_append = __library
            .get(b"gimp_int_combo_box_append\0")
            .map(|sym| *sym)?;
        let gimp_int_combo_box_set_active = __library
            .get(b"gimp_int_combo_box_set_active\0")
            .map(|sym| *sym)?;
        let gimp_int_combo_box_get_active = __library
            .get(b"gimp_int_combo_box_get_active\0")
            .map(|sym| *sym)?;
        let gimp_int_combo_box_set_sensitivity = __library
            .get(b"gimp_int_combo_box_set_sensitivity\0")
            .map(|sym| *sym)?;
        let gimp_file_entry_new = __library
            .get(b"gimp_file_entry_new\0")
            .map(|sym| *sym)?;
        let gimp_file_entry_get_filename = __library
            .get(b"gimp_file_entry_get_filename\0")
            .map(|sym| *sym)?;
        let gimp_scale_entry_new = __library
            .get(b"gimp_scale_entry_new\0")
            .map(|sym| *sym)?;
        let gimp_ui_init = __library.get(b"gimp_ui_init\0").map(|sym| *sym)?;
        let gimp_window_set_transient = __library
            .get(b"gimp_window_set_transient\0")
            .map(|sym| *sym)?;
        Ok(Libgimpui {
            __library,
            g_free,
            g_object_unref,
            gimp_drawable_get_thumbnail,
            gtk_adjustment_get_value,
            gtk_widget_destroy,
            gtk_widget_show_all,
            gtk_widget_set_tooltip_text,
            gtk_container_set_border_width,
            gtk_dialog_set_default_response,
            gtk_dialog_get_content_area,
            gtk_misc_set_alignment,
            gtk_label_new_with_mnemonic,
            gtk_label_set_mnemonic_widget,
            gtk_box_pack_start,
            gtk_entry_new,
            gtk_entry_set_activates_default,
            gtk_entry_set_text,
            gtk_entry_get_text,
            gtk_init_check,
            gtk_table_new,
            gtk_table_attach,
            gtk_table_set_row_spacings,
            gtk_table_set_col_spacings,
            gimp_dialog_new,
            gimp_dialog_run,
            gimp_int_combo_box_new,
            gimp_int_combo_box_append,
            gimp_int_combo_box_set_active,
            gimp_int_combo_box_get_active,
            gimp_int_combo_box_set_sensitivity,
            gimp_file_entry_new,
            gimp_file_entry_get_filename,
            gimp_scale_entry_new,
            gimp_ui_init,
            gimp_window_set_transient,
        })
    }
    pub unsafe fn g_free(&self, mem: gpointer) {
        (self.g_free)(mem)
    }
    pub unsafe fn g_object_unref(&self, object: gpointer) {
        (self.g_object_unref)(object)
    }
    pub unsafe fn gimp_drawable_get_thumbnail(
        &self,
        drawable_ID: gint32,
        width: gint,
        height: gint,
        alpha: GimpPixbufTransparency::Type,
    ) -> *mut GdkPixbuf {
        (self.gimp_drawable_get_thumbnail)(drawable_ID, width, height, alpha)
    }
    pub unsafe fn gtk_adjustment_get_value(
        &self,
        adjustment: *mut GtkAdjustment,
    ) -> gdouble {
        (self.gtk_adjustment_get_value)(adjustment)
    }
    pub unsafe fn gtk_widget_destroy(&self, widget: *mut GtkWidget) {
        (self.gtk_widget_destroy)(widget)
    }
    pub unsafe fn gtk_widget_show_all(&self, widget: *mut GtkWidget) {
        (self.gtk_widget_show_all)(widget)
    }
    pub unsafe fn gtk_widget_set_tooltip_text(
        &self,
        widget: *mut GtkWidget,
        text: *const gchar,
    ) {
        (self.gtk_widget_set_tooltip_text)(widget, text)
    }
    pub unsafe fn gtk_container_set_border_width(
        &self,
        container: *mut GtkContainer,
        border_width: guint,
    ) {
        (self.gtk_container_set_border_width)(container, border_width)
    }
    pub unsafe fn gtk_dialog_set_default_response(
        &self,
        dialog: *mut GtkDialog,
        response_id: gint,
    ) {
        (self.gtk_dialog_set_default_response)(dialog, response_id)
    }
    pub unsafe fn gtk_dialog_get_content_area(
        &self,
        dialog: *mut GtkDialog,
    ) -> *mut GtkWidget {
        (self.gtk_dialog_get_content_area)(dialog)
    }
    pub unsafe fn gtk_misc_set_alignment(
        &self,
        misc: *mut GtkMisc,
        xalign: gfloat,
        yalign: gfloat,
    ) {
        (self.gtk_misc_set_alignment)(misc, xalign, yalign)
    }
    pub unsafe fn gtk_label_new_with_mnemonic(
        &self,
        str_: *const gchar,
    ) -> *mut GtkWidget {
        (self.gtk_label_new_with_mnemonic)(str_)
    }
    pub unsafe fn gtk_label_set_mnemonic_widget(
        &self,
        label: *mut GtkLabel,
        widget: *mut GtkWidget,
    ) {
        (self.gtk_label_set_mnemonic_widget)(label, widget)
    }
    pub unsafe fn gtk_box_pack_start(
        &self,
        box_: *mut GtkBox,
        child: *mut GtkWidget,
        expand: gboolean,
        fill: gboolean,
        padding: guint,
    ) {
        (self.gtk_box_pack_start)(box_, child, expand, fill, padding)
    }
    pub unsafe fn gtk_entry_new(&self) -> *mut GtkWidget {
        (self.gtk_entry_new)()
    }
    pub unsafe fn gtk_entry_set_activates_default(
        &self,
        entry: *mut GtkEntry,
        setting: gboolean,
    ) {
        (self.gtk_entry_set_activates_default)(entry, setting)
    }
    pub unsafe fn gtk_entry_set_text(&self, entry: *mut GtkEntry, text: *const gchar) {
        (self.gtk_entry_set_text)(entry, text)
    }
    pub unsafe fn gtk_entry_get_text(&self, entry: *mut GtkEntry) -> *const gchar {
        (self.gtk_entry_get_text)(entry)
    }
    pub unsafe fn gtk_init_check(
        &self,
        argc: *mut ::std::os::raw::c_int,
        argv: *mut *mut *mut ::std::os::raw::c_char,
    ) -> gboolean {
        (self.gtk_init_check)(argc, argv)
    }
    pub unsafe fn gtk_table_new(
        &self,
        rows: guint,
        columns: guint,
        homogeneous: gboolean,
    ) -> *mut GtkWidget {
        (self.gtk_table_new)(rows, columns, homogeneous)
    }
    pub unsafe fn gtk_table_attach(
        &self,
        table: *mut GtkTable,
        child: *mut GtkWidget,
        left_attach: guint,
        right_attach: guint,
        top_attach: guint,
        bottom_attach: guint,
        xoptions: GtkAttachOptions::Type,
        yoptions: GtkAttachOptions::Type,
        xpadding: guint,
        ypadding: guint,
    ) {
        (self
            .gtk_table_attach)(
            table,
            child,
            left_attach,
            right_attach,
            top_attach,
            bottom_attach,
            xoptions,
            yoptions,
            xpadding,
            ypadding,
        )
    }
    pub unsafe fn gtk_table_set_row_spacings(
        &self,
        table: *mut GtkTable,
        spacing: guint,
    ) {
        (self.gtk_table_set_row_spacings)(table, spacing)
    }
    pub unsafe fn gtk_table_set_col_spacings(
        &self,
        table: *mut GtkTable,
        spacing: guint,
    ) {
        (self.gtk_table_set_col_spacings)(table, spacing)
    }
    pub unsafe fn gimp_dialog_run(&self, dialog: *mut GimpDialog) -> gint {
        (self.gimp_dialog_run)(dialog)
    }
    pub unsafe fn gimp_int_combo_box_set_active(
        &self,
        combo_box: *mut GimpIntComboBox,
        value: gint,
    ) -> gboolean {
        (self.gimp_int_combo_box_set_active)(combo_box, value)
    }
    pub unsafe fn gimp_int_combo_box_get_active(
        &self,
        combo_box: *mut GimpIntComboBox,
        value: *mut gint,
    ) -> gboolean {
        (self.gimp_int_combo_box_get_active)(combo_box, value)
    }
    pub unsafe fn gimp_int_combo_box_set_sensitivity(
        &self,
        combo_box: *mut GimpIntComboBox,
        func: GimpIntSensitivityFunc,
        data: gpointer,
        destroy: GDestroyNotify,
    ) {
        (self.gimp_int_combo_box_set_sensitivity)(combo_box, func, data, destroy)
    }
    pub unsafe fn gimp_file_entry_new(
        &self,
        title: *const gchar,
        filename: *const gchar,
        dir_only: gboolean,
        check_valid: gboolean,
    ) -> *mut GtkWidget {
        (self.gimp_file_entry_new)(title, filename, dir_only, check_valid)
    }
    pub unsafe fn gimp_file_entry_get_filename(
        &self,
        entry: *mut GimpFileEntry,
    ) -> *mut gchar {
        (self.gimp_file_entry_get_filename)(entry)
    }
    pub unsafe fn gimp_scale_entry_new(
        &self,
        table: *mut GtkTable,
        column: gint,
        row: gint,
        text: *const gchar,
        scale_width: gint,
        spinbutton_width: gint,
        value: gdouble,
        lower: gdouble,
        upper: gdouble,
        step_increment: gdouble,
        page_increment: gdouble,
        digits: guint,
        constrain: gboolean,
        unconstrained_lower: gdouble,
        unconstrained_upper: gdouble,
        tooltip: *const gchar,
        help_id: *const gchar,
    ) -> *mut GtkObject {
        (self
            .gimp_scale_entry_new)(
            table,
            column,
            row,
            text,
            scale_width,
            spinbutton_width,
            value,
            lower,
            upper,
            step_increment,
            page_increment,
            digits,
            constrain,
            unconstrained_lower,
            unconstrained_upper,
            tooltip,
            help_id,
        )
    }
    pub unsafe fn gimp_ui_init(&self, prog_name: *const gchar, preview: gboolean) {
        (self.gimp_ui_init)(prog_name, preview)
    }
    pub unsafe fn gimp_window_set_transient(&self, window: *mut GtkWindow) {
        (self.gimp_window_set_transient)(window)
    }
}
}
