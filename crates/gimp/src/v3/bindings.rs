// Made from GIMP's headers by bindgen: do not edit. After a change to `generate.rs`, make it anew:
//     make bindings
// (needs libclang and libgimp-3.0-dev of Debian 13, which scripts/host-root.sh installs).
#![allow(missing_docs, non_camel_case_types, non_snake_case, non_upper_case_globals, dead_code)]
#![allow(unsafe_op_in_unsafe_fn, clippy::all, clippy::undocumented_unsafe_blocks)]

#[doc = "The functions that registering a plug-in and answering a call need."]
pub mod registration {
pub type guint16 = ::std::os::raw::c_ushort;
pub type gint32 = ::std::os::raw::c_int;
pub type guint32 = ::std::os::raw::c_uint;
pub type gint64 = ::std::os::raw::c_long;
pub type guint64 = ::std::os::raw::c_ulong;
pub type gsize = ::std::os::raw::c_ulong;
pub type gchar = ::std::os::raw::c_char;
pub type glong = ::std::os::raw::c_long;
pub type gint = ::std::os::raw::c_int;
pub type gboolean = gint;
pub type gulong = ::std::os::raw::c_ulong;
pub type guint = ::std::os::raw::c_uint;
pub type gfloat = f32;
pub type gdouble = f64;
pub type gpointer = *mut ::std::os::raw::c_void;
pub type gconstpointer = *const ::std::os::raw::c_void;
pub type GDestroyNotify = ::std::option::Option<unsafe extern "C" fn(data: gpointer)>;
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
pub struct _GData {
    _unused: [u8; 0],
}
pub type GData = _GData;
pub type GList = _GList;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GList {
    pub data: gpointer,
    pub next: *mut GList,
    pub prev: *mut GList,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GList"][::std::mem::size_of::<_GList>() - 24usize];
    ["Alignment of _GList"][::std::mem::align_of::<_GList>() - 8usize];
    ["Offset of field: _GList::data"][::std::mem::offset_of!(_GList, data) - 0usize];
    ["Offset of field: _GList::next"][::std::mem::offset_of!(_GList, next) - 8usize];
    ["Offset of field: _GList::prev"][::std::mem::offset_of!(_GList, prev) - 16usize];
};
pub type GSList = _GSList;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GSList {
    pub data: gpointer,
    pub next: *mut GSList,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GSList"][::std::mem::size_of::<_GSList>() - 16usize];
    ["Alignment of _GSList"][::std::mem::align_of::<_GSList>() - 8usize];
    ["Offset of field: _GSList::data"][::std::mem::offset_of!(_GSList, data) - 0usize];
    ["Offset of field: _GSList::next"][::std::mem::offset_of!(_GSList, next) - 8usize];
};
pub type GType = gsize;
pub type GValue = _GValue;
#[repr(C)]
#[derive(Debug)]
pub struct _GTypeCValue {
    _unused: [u8; 0],
}
pub type GTypeCValue = _GTypeCValue;
pub type GTypeClass = _GTypeClass;
pub type GTypeInstance = _GTypeInstance;
pub type GTypeInfo = _GTypeInfo;
pub type GTypeValueTable = _GTypeValueTable;
pub type GTypeQuery = _GTypeQuery;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GTypeClass {
    pub g_type: GType,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GTypeClass"][::std::mem::size_of::<_GTypeClass>() - 8usize];
    ["Alignment of _GTypeClass"][::std::mem::align_of::<_GTypeClass>() - 8usize];
    [
        "Offset of field: _GTypeClass::g_type",
    ][::std::mem::offset_of!(_GTypeClass, g_type) - 0usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GTypeInstance {
    pub g_class: *mut GTypeClass,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GTypeInstance"][::std::mem::size_of::<_GTypeInstance>() - 8usize];
    ["Alignment of _GTypeInstance"][::std::mem::align_of::<_GTypeInstance>() - 8usize];
    [
        "Offset of field: _GTypeInstance::g_class",
    ][::std::mem::offset_of!(_GTypeInstance, g_class) - 0usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GTypeQuery {
    pub type_: GType,
    pub type_name: *const gchar,
    pub class_size: guint,
    pub instance_size: guint,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GTypeQuery"][::std::mem::size_of::<_GTypeQuery>() - 24usize];
    ["Alignment of _GTypeQuery"][::std::mem::align_of::<_GTypeQuery>() - 8usize];
    [
        "Offset of field: _GTypeQuery::type_",
    ][::std::mem::offset_of!(_GTypeQuery, type_) - 0usize];
    [
        "Offset of field: _GTypeQuery::type_name",
    ][::std::mem::offset_of!(_GTypeQuery, type_name) - 8usize];
    [
        "Offset of field: _GTypeQuery::class_size",
    ][::std::mem::offset_of!(_GTypeQuery, class_size) - 16usize];
    [
        "Offset of field: _GTypeQuery::instance_size",
    ][::std::mem::offset_of!(_GTypeQuery, instance_size) - 20usize];
};
pub type GBaseInitFunc = ::std::option::Option<unsafe extern "C" fn(g_class: gpointer)>;
pub type GBaseFinalizeFunc = ::std::option::Option<
    unsafe extern "C" fn(g_class: gpointer),
>;
pub type GClassInitFunc = ::std::option::Option<
    unsafe extern "C" fn(g_class: gpointer, class_data: gpointer),
>;
pub type GClassFinalizeFunc = ::std::option::Option<
    unsafe extern "C" fn(g_class: gpointer, class_data: gpointer),
>;
pub type GInstanceInitFunc = ::std::option::Option<
    unsafe extern "C" fn(instance: *mut GTypeInstance, g_class: gpointer),
>;
pub mod GTypeFlags {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const G_TYPE_FLAG_NONE: Type = 0;
    pub const G_TYPE_FLAG_ABSTRACT: Type = 16;
    pub const G_TYPE_FLAG_VALUE_ABSTRACT: Type = 32;
    pub const G_TYPE_FLAG_FINAL: Type = 64;
    pub const G_TYPE_FLAG_DEPRECATED: Type = 128;
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GTypeInfo {
    pub class_size: guint16,
    pub base_init: GBaseInitFunc,
    pub base_finalize: GBaseFinalizeFunc,
    pub class_init: GClassInitFunc,
    pub class_finalize: GClassFinalizeFunc,
    pub class_data: gconstpointer,
    pub instance_size: guint16,
    pub n_preallocs: guint16,
    pub instance_init: GInstanceInitFunc,
    pub value_table: *const GTypeValueTable,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GTypeInfo"][::std::mem::size_of::<_GTypeInfo>() - 72usize];
    ["Alignment of _GTypeInfo"][::std::mem::align_of::<_GTypeInfo>() - 8usize];
    [
        "Offset of field: _GTypeInfo::class_size",
    ][::std::mem::offset_of!(_GTypeInfo, class_size) - 0usize];
    [
        "Offset of field: _GTypeInfo::base_init",
    ][::std::mem::offset_of!(_GTypeInfo, base_init) - 8usize];
    [
        "Offset of field: _GTypeInfo::base_finalize",
    ][::std::mem::offset_of!(_GTypeInfo, base_finalize) - 16usize];
    [
        "Offset of field: _GTypeInfo::class_init",
    ][::std::mem::offset_of!(_GTypeInfo, class_init) - 24usize];
    [
        "Offset of field: _GTypeInfo::class_finalize",
    ][::std::mem::offset_of!(_GTypeInfo, class_finalize) - 32usize];
    [
        "Offset of field: _GTypeInfo::class_data",
    ][::std::mem::offset_of!(_GTypeInfo, class_data) - 40usize];
    [
        "Offset of field: _GTypeInfo::instance_size",
    ][::std::mem::offset_of!(_GTypeInfo, instance_size) - 48usize];
    [
        "Offset of field: _GTypeInfo::n_preallocs",
    ][::std::mem::offset_of!(_GTypeInfo, n_preallocs) - 50usize];
    [
        "Offset of field: _GTypeInfo::instance_init",
    ][::std::mem::offset_of!(_GTypeInfo, instance_init) - 56usize];
    [
        "Offset of field: _GTypeInfo::value_table",
    ][::std::mem::offset_of!(_GTypeInfo, value_table) - 64usize];
};
pub type GTypeValueInitFunc = ::std::option::Option<
    unsafe extern "C" fn(value: *mut GValue),
>;
pub type GTypeValueFreeFunc = ::std::option::Option<
    unsafe extern "C" fn(value: *mut GValue),
>;
pub type GTypeValueCopyFunc = ::std::option::Option<
    unsafe extern "C" fn(src_value: *const GValue, dest_value: *mut GValue),
>;
pub type GTypeValuePeekPointerFunc = ::std::option::Option<
    unsafe extern "C" fn(value: *const GValue) -> gpointer,
>;
pub type GTypeValueCollectFunc = ::std::option::Option<
    unsafe extern "C" fn(
        value: *mut GValue,
        n_collect_values: guint,
        collect_values: *mut GTypeCValue,
        collect_flags: guint,
    ) -> *mut gchar,
>;
pub type GTypeValueLCopyFunc = ::std::option::Option<
    unsafe extern "C" fn(
        value: *const GValue,
        n_collect_values: guint,
        collect_values: *mut GTypeCValue,
        collect_flags: guint,
    ) -> *mut gchar,
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GTypeValueTable {
    pub value_init: GTypeValueInitFunc,
    pub value_free: GTypeValueFreeFunc,
    pub value_copy: GTypeValueCopyFunc,
    pub value_peek_pointer: GTypeValuePeekPointerFunc,
    pub collect_format: *const gchar,
    pub collect_value: GTypeValueCollectFunc,
    pub lcopy_format: *const gchar,
    pub lcopy_value: GTypeValueLCopyFunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GTypeValueTable"][::std::mem::size_of::<_GTypeValueTable>() - 64usize];
    [
        "Alignment of _GTypeValueTable",
    ][::std::mem::align_of::<_GTypeValueTable>() - 8usize];
    [
        "Offset of field: _GTypeValueTable::value_init",
    ][::std::mem::offset_of!(_GTypeValueTable, value_init) - 0usize];
    [
        "Offset of field: _GTypeValueTable::value_free",
    ][::std::mem::offset_of!(_GTypeValueTable, value_free) - 8usize];
    [
        "Offset of field: _GTypeValueTable::value_copy",
    ][::std::mem::offset_of!(_GTypeValueTable, value_copy) - 16usize];
    [
        "Offset of field: _GTypeValueTable::value_peek_pointer",
    ][::std::mem::offset_of!(_GTypeValueTable, value_peek_pointer) - 24usize];
    [
        "Offset of field: _GTypeValueTable::collect_format",
    ][::std::mem::offset_of!(_GTypeValueTable, collect_format) - 32usize];
    [
        "Offset of field: _GTypeValueTable::collect_value",
    ][::std::mem::offset_of!(_GTypeValueTable, collect_value) - 40usize];
    [
        "Offset of field: _GTypeValueTable::lcopy_format",
    ][::std::mem::offset_of!(_GTypeValueTable, lcopy_format) - 48usize];
    [
        "Offset of field: _GTypeValueTable::lcopy_value",
    ][::std::mem::offset_of!(_GTypeValueTable, lcopy_value) - 56usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _GValue {
    pub g_type: GType,
    pub data: [_GValue__bindgen_ty_1; 2usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union _GValue__bindgen_ty_1 {
    pub v_int: gint,
    pub v_uint: guint,
    pub v_long: glong,
    pub v_ulong: gulong,
    pub v_int64: gint64,
    pub v_uint64: guint64,
    pub v_float: gfloat,
    pub v_double: gdouble,
    pub v_pointer: gpointer,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of _GValue__bindgen_ty_1",
    ][::std::mem::size_of::<_GValue__bindgen_ty_1>() - 8usize];
    [
        "Alignment of _GValue__bindgen_ty_1",
    ][::std::mem::align_of::<_GValue__bindgen_ty_1>() - 8usize];
    [
        "Offset of field: _GValue__bindgen_ty_1::v_int",
    ][::std::mem::offset_of!(_GValue__bindgen_ty_1, v_int) - 0usize];
    [
        "Offset of field: _GValue__bindgen_ty_1::v_uint",
    ][::std::mem::offset_of!(_GValue__bindgen_ty_1, v_uint) - 0usize];
    [
        "Offset of field: _GValue__bindgen_ty_1::v_long",
    ][::std::mem::offset_of!(_GValue__bindgen_ty_1, v_long) - 0usize];
    [
        "Offset of field: _GValue__bindgen_ty_1::v_ulong",
    ][::std::mem::offset_of!(_GValue__bindgen_ty_1, v_ulong) - 0usize];
    [
        "Offset of field: _GValue__bindgen_ty_1::v_int64",
    ][::std::mem::offset_of!(_GValue__bindgen_ty_1, v_int64) - 0usize];
    [
        "Offset of field: _GValue__bindgen_ty_1::v_uint64",
    ][::std::mem::offset_of!(_GValue__bindgen_ty_1, v_uint64) - 0usize];
    [
        "Offset of field: _GValue__bindgen_ty_1::v_float",
    ][::std::mem::offset_of!(_GValue__bindgen_ty_1, v_float) - 0usize];
    [
        "Offset of field: _GValue__bindgen_ty_1::v_double",
    ][::std::mem::offset_of!(_GValue__bindgen_ty_1, v_double) - 0usize];
    [
        "Offset of field: _GValue__bindgen_ty_1::v_pointer",
    ][::std::mem::offset_of!(_GValue__bindgen_ty_1, v_pointer) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GValue"][::std::mem::size_of::<_GValue>() - 24usize];
    ["Alignment of _GValue"][::std::mem::align_of::<_GValue>() - 8usize];
    [
        "Offset of field: _GValue::g_type",
    ][::std::mem::offset_of!(_GValue, g_type) - 0usize];
    ["Offset of field: _GValue::data"][::std::mem::offset_of!(_GValue, data) - 8usize];
};
pub mod GParamFlags {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_int;
    pub const G_PARAM_READABLE: Type = 1;
    pub const G_PARAM_WRITABLE: Type = 2;
    pub const G_PARAM_READWRITE: Type = 3;
    pub const G_PARAM_CONSTRUCT: Type = 4;
    pub const G_PARAM_CONSTRUCT_ONLY: Type = 8;
    pub const G_PARAM_LAX_VALIDATION: Type = 16;
    pub const G_PARAM_STATIC_NAME: Type = 32;
    pub const G_PARAM_PRIVATE: Type = 32;
    pub const G_PARAM_STATIC_NICK: Type = 64;
    pub const G_PARAM_STATIC_BLURB: Type = 128;
    pub const G_PARAM_EXPLICIT_NOTIFY: Type = 1073741824;
    pub const G_PARAM_DEPRECATED: Type = -2147483648;
}
pub type GParamSpec = _GParamSpec;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GParamSpec {
    pub g_type_instance: GTypeInstance,
    pub name: *const gchar,
    pub flags: GParamFlags::Type,
    pub value_type: GType,
    pub owner_type: GType,
    pub _nick: *mut gchar,
    pub _blurb: *mut gchar,
    pub qdata: *mut GData,
    pub ref_count: guint,
    pub param_id: guint,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GParamSpec"][::std::mem::size_of::<_GParamSpec>() - 72usize];
    ["Alignment of _GParamSpec"][::std::mem::align_of::<_GParamSpec>() - 8usize];
    [
        "Offset of field: _GParamSpec::g_type_instance",
    ][::std::mem::offset_of!(_GParamSpec, g_type_instance) - 0usize];
    [
        "Offset of field: _GParamSpec::name",
    ][::std::mem::offset_of!(_GParamSpec, name) - 8usize];
    [
        "Offset of field: _GParamSpec::flags",
    ][::std::mem::offset_of!(_GParamSpec, flags) - 16usize];
    [
        "Offset of field: _GParamSpec::value_type",
    ][::std::mem::offset_of!(_GParamSpec, value_type) - 24usize];
    [
        "Offset of field: _GParamSpec::owner_type",
    ][::std::mem::offset_of!(_GParamSpec, owner_type) - 32usize];
    [
        "Offset of field: _GParamSpec::_nick",
    ][::std::mem::offset_of!(_GParamSpec, _nick) - 40usize];
    [
        "Offset of field: _GParamSpec::_blurb",
    ][::std::mem::offset_of!(_GParamSpec, _blurb) - 48usize];
    [
        "Offset of field: _GParamSpec::qdata",
    ][::std::mem::offset_of!(_GParamSpec, qdata) - 56usize];
    [
        "Offset of field: _GParamSpec::ref_count",
    ][::std::mem::offset_of!(_GParamSpec, ref_count) - 64usize];
    [
        "Offset of field: _GParamSpec::param_id",
    ][::std::mem::offset_of!(_GParamSpec, param_id) - 68usize];
};
pub type GObject = _GObject;
pub type GObjectClass = _GObjectClass;
pub type GObjectConstructParam = _GObjectConstructParam;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GObject {
    pub g_type_instance: GTypeInstance,
    pub ref_count: guint,
    pub qdata: *mut GData,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GObject"][::std::mem::size_of::<_GObject>() - 24usize];
    ["Alignment of _GObject"][::std::mem::align_of::<_GObject>() - 8usize];
    [
        "Offset of field: _GObject::g_type_instance",
    ][::std::mem::offset_of!(_GObject, g_type_instance) - 0usize];
    [
        "Offset of field: _GObject::ref_count",
    ][::std::mem::offset_of!(_GObject, ref_count) - 8usize];
    [
        "Offset of field: _GObject::qdata",
    ][::std::mem::offset_of!(_GObject, qdata) - 16usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GObjectClass {
    pub g_type_class: GTypeClass,
    pub construct_properties: *mut GSList,
    pub constructor: ::std::option::Option<
        unsafe extern "C" fn(
            type_: GType,
            n_construct_properties: guint,
            construct_properties: *mut GObjectConstructParam,
        ) -> *mut GObject,
    >,
    pub set_property: ::std::option::Option<
        unsafe extern "C" fn(
            object: *mut GObject,
            property_id: guint,
            value: *const GValue,
            pspec: *mut GParamSpec,
        ),
    >,
    pub get_property: ::std::option::Option<
        unsafe extern "C" fn(
            object: *mut GObject,
            property_id: guint,
            value: *mut GValue,
            pspec: *mut GParamSpec,
        ),
    >,
    pub dispose: ::std::option::Option<unsafe extern "C" fn(object: *mut GObject)>,
    pub finalize: ::std::option::Option<unsafe extern "C" fn(object: *mut GObject)>,
    pub dispatch_properties_changed: ::std::option::Option<
        unsafe extern "C" fn(
            object: *mut GObject,
            n_pspecs: guint,
            pspecs: *mut *mut GParamSpec,
        ),
    >,
    pub notify: ::std::option::Option<
        unsafe extern "C" fn(object: *mut GObject, pspec: *mut GParamSpec),
    >,
    pub constructed: ::std::option::Option<unsafe extern "C" fn(object: *mut GObject)>,
    pub flags: gsize,
    pub n_construct_properties: gsize,
    pub pspecs: gpointer,
    pub n_pspecs: gsize,
    pub pdummy: [gpointer; 3usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GObjectClass"][::std::mem::size_of::<_GObjectClass>() - 136usize];
    ["Alignment of _GObjectClass"][::std::mem::align_of::<_GObjectClass>() - 8usize];
    [
        "Offset of field: _GObjectClass::g_type_class",
    ][::std::mem::offset_of!(_GObjectClass, g_type_class) - 0usize];
    [
        "Offset of field: _GObjectClass::construct_properties",
    ][::std::mem::offset_of!(_GObjectClass, construct_properties) - 8usize];
    [
        "Offset of field: _GObjectClass::constructor",
    ][::std::mem::offset_of!(_GObjectClass, constructor) - 16usize];
    [
        "Offset of field: _GObjectClass::set_property",
    ][::std::mem::offset_of!(_GObjectClass, set_property) - 24usize];
    [
        "Offset of field: _GObjectClass::get_property",
    ][::std::mem::offset_of!(_GObjectClass, get_property) - 32usize];
    [
        "Offset of field: _GObjectClass::dispose",
    ][::std::mem::offset_of!(_GObjectClass, dispose) - 40usize];
    [
        "Offset of field: _GObjectClass::finalize",
    ][::std::mem::offset_of!(_GObjectClass, finalize) - 48usize];
    [
        "Offset of field: _GObjectClass::dispatch_properties_changed",
    ][::std::mem::offset_of!(_GObjectClass, dispatch_properties_changed) - 56usize];
    [
        "Offset of field: _GObjectClass::notify",
    ][::std::mem::offset_of!(_GObjectClass, notify) - 64usize];
    [
        "Offset of field: _GObjectClass::constructed",
    ][::std::mem::offset_of!(_GObjectClass, constructed) - 72usize];
    [
        "Offset of field: _GObjectClass::flags",
    ][::std::mem::offset_of!(_GObjectClass, flags) - 80usize];
    [
        "Offset of field: _GObjectClass::n_construct_properties",
    ][::std::mem::offset_of!(_GObjectClass, n_construct_properties) - 88usize];
    [
        "Offset of field: _GObjectClass::pspecs",
    ][::std::mem::offset_of!(_GObjectClass, pspecs) - 96usize];
    [
        "Offset of field: _GObjectClass::n_pspecs",
    ][::std::mem::offset_of!(_GObjectClass, n_pspecs) - 104usize];
    [
        "Offset of field: _GObjectClass::pdummy",
    ][::std::mem::offset_of!(_GObjectClass, pdummy) - 112usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GObjectConstructParam {
    pub pspec: *mut GParamSpec,
    pub value: *mut GValue,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of _GObjectConstructParam",
    ][::std::mem::size_of::<_GObjectConstructParam>() - 16usize];
    [
        "Alignment of _GObjectConstructParam",
    ][::std::mem::align_of::<_GObjectConstructParam>() - 8usize];
    [
        "Offset of field: _GObjectConstructParam::pspec",
    ][::std::mem::offset_of!(_GObjectConstructParam, pspec) - 0usize];
    [
        "Offset of field: _GObjectConstructParam::value",
    ][::std::mem::offset_of!(_GObjectConstructParam, value) - 8usize];
};
#[repr(C)]
#[derive(Debug)]
pub struct _GFile {
    _unused: [u8; 0],
}
pub type GFile = _GFile;
pub mod GimpPDBProcType {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_PDB_PROC_TYPE_INTERNAL: Type = 0;
    pub const GIMP_PDB_PROC_TYPE_PLUGIN: Type = 1;
    pub const GIMP_PDB_PROC_TYPE_PERSISTENT: Type = 2;
    pub const GIMP_PDB_PROC_TYPE_TEMPORARY: Type = 3;
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
pub mod GimpProcedureSensitivityMask {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_PROCEDURE_SENSITIVE_DRAWABLE: Type = 1;
    pub const GIMP_PROCEDURE_SENSITIVE_DRAWABLES: Type = 4;
    pub const GIMP_PROCEDURE_SENSITIVE_NO_DRAWABLES: Type = 8;
    pub const GIMP_PROCEDURE_SENSITIVE_NO_IMAGE: Type = 16;
    pub const GIMP_PROCEDURE_SENSITIVE_ALWAYS: Type = 2147483647;
}
pub mod GimpRunMode {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GIMP_RUN_INTERACTIVE: Type = 0;
    pub const GIMP_RUN_NONINTERACTIVE: Type = 1;
    pub const GIMP_RUN_WITH_LAST_VALS: Type = 2;
}
pub mod GimpFileChooserAction {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_int;
    pub const GIMP_FILE_CHOOSER_ACTION_ANY: Type = -1;
    pub const GIMP_FILE_CHOOSER_ACTION_OPEN: Type = 0;
    pub const GIMP_FILE_CHOOSER_ACTION_SAVE: Type = 1;
    pub const GIMP_FILE_CHOOSER_ACTION_SELECT_FOLDER: Type = 2;
    pub const GIMP_FILE_CHOOSER_ACTION_CREATE_FOLDER: Type = 3;
}
#[repr(C)]
#[derive(Debug)]
pub struct _GimpChoice {
    _unused: [u8; 0],
}
pub type GimpChoice = _GimpChoice;
#[repr(C)]
#[derive(Debug)]
pub struct _GimpValueArray {
    _unused: [u8; 0],
}
pub type GimpValueArray = _GimpValueArray;
pub type GimpPlugIn = _GimpPlugIn;
pub type GimpProcedure = _GimpProcedure;
pub type GimpProcedureConfig = _GimpProcedureConfig;
#[repr(C)]
#[derive(Debug)]
pub struct _GimpImage {
    _unused: [u8; 0],
}
pub type GimpImage = _GimpImage;
pub type GimpItem = _GimpItem;
pub type GimpDrawable = _GimpDrawable;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpProcedure {
    pub parent_instance: GObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpProcedure"][::std::mem::size_of::<_GimpProcedure>() - 24usize];
    ["Alignment of _GimpProcedure"][::std::mem::align_of::<_GimpProcedure>() - 8usize];
    [
        "Offset of field: _GimpProcedure::parent_instance",
    ][::std::mem::offset_of!(_GimpProcedure, parent_instance) - 0usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpItem {
    pub parent_instance: GObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpItem"][::std::mem::size_of::<_GimpItem>() - 24usize];
    ["Alignment of _GimpItem"][::std::mem::align_of::<_GimpItem>() - 8usize];
    [
        "Offset of field: _GimpItem::parent_instance",
    ][::std::mem::offset_of!(_GimpItem, parent_instance) - 0usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpDrawable {
    pub parent_instance: GimpItem,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpDrawable"][::std::mem::size_of::<_GimpDrawable>() - 24usize];
    ["Alignment of _GimpDrawable"][::std::mem::align_of::<_GimpDrawable>() - 8usize];
    [
        "Offset of field: _GimpDrawable::parent_instance",
    ][::std::mem::offset_of!(_GimpDrawable, parent_instance) - 0usize];
};
pub type GimpRunImageFunc = ::std::option::Option<
    unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        run_mode: GimpRunMode::Type,
        image: *mut GimpImage,
        drawables: *mut *mut GimpDrawable,
        config: *mut GimpProcedureConfig,
        run_data: gpointer,
    ) -> *mut GimpValueArray,
>;
pub type GimpPlugInClass = _GimpPlugInClass;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpPlugIn {
    pub parent_instance: GObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpPlugIn"][::std::mem::size_of::<_GimpPlugIn>() - 24usize];
    ["Alignment of _GimpPlugIn"][::std::mem::align_of::<_GimpPlugIn>() - 8usize];
    [
        "Offset of field: _GimpPlugIn::parent_instance",
    ][::std::mem::offset_of!(_GimpPlugIn, parent_instance) - 0usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpPlugInClass {
    pub parent_class: GObjectClass,
    pub query_procedures: ::std::option::Option<
        unsafe extern "C" fn(plug_in: *mut GimpPlugIn) -> *mut GList,
    >,
    pub init_procedures: ::std::option::Option<
        unsafe extern "C" fn(plug_in: *mut GimpPlugIn) -> *mut GList,
    >,
    pub create_procedure: ::std::option::Option<
        unsafe extern "C" fn(
            plug_in: *mut GimpPlugIn,
            procedure_name: *const gchar,
        ) -> *mut GimpProcedure,
    >,
    pub quit: ::std::option::Option<unsafe extern "C" fn(plug_in: *mut GimpPlugIn)>,
    pub set_i18n: ::std::option::Option<
        unsafe extern "C" fn(
            plug_in: *mut GimpPlugIn,
            procedure_name: *const gchar,
            gettext_domain: *mut *mut gchar,
            catalog_dir: *mut *mut gchar,
        ) -> gboolean,
    >,
    pub _gimp_reserved0: ::std::option::Option<unsafe extern "C" fn()>,
    pub _gimp_reserved1: ::std::option::Option<unsafe extern "C" fn()>,
    pub _gimp_reserved2: ::std::option::Option<unsafe extern "C" fn()>,
    pub _gimp_reserved3: ::std::option::Option<unsafe extern "C" fn()>,
    pub _gimp_reserved4: ::std::option::Option<unsafe extern "C" fn()>,
    pub _gimp_reserved5: ::std::option::Option<unsafe extern "C" fn()>,
    pub _gimp_reserved6: ::std::option::Option<unsafe extern "C" fn()>,
    pub _gimp_reserved7: ::std::option::Option<unsafe extern "C" fn()>,
    pub _gimp_reserved8: ::std::option::Option<unsafe extern "C" fn()>,
    pub _gimp_reserved9: ::std::option::Option<unsafe extern "C" fn()>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpPlugInClass"][::std::mem::size_of::<_GimpPlugInClass>() - 256usize];
    [
        "Alignment of _GimpPlugInClass",
    ][::std::mem::align_of::<_GimpPlugInClass>() - 8usize];
    [
        "Offset of field: _GimpPlugInClass::parent_class",
    ][::std::mem::offset_of!(_GimpPlugInClass, parent_class) - 0usize];
    [
        "Offset of field: _GimpPlugInClass::query_procedures",
    ][::std::mem::offset_of!(_GimpPlugInClass, query_procedures) - 136usize];
    [
        "Offset of field: _GimpPlugInClass::init_procedures",
    ][::std::mem::offset_of!(_GimpPlugInClass, init_procedures) - 144usize];
    [
        "Offset of field: _GimpPlugInClass::create_procedure",
    ][::std::mem::offset_of!(_GimpPlugInClass, create_procedure) - 152usize];
    [
        "Offset of field: _GimpPlugInClass::quit",
    ][::std::mem::offset_of!(_GimpPlugInClass, quit) - 160usize];
    [
        "Offset of field: _GimpPlugInClass::set_i18n",
    ][::std::mem::offset_of!(_GimpPlugInClass, set_i18n) - 168usize];
    [
        "Offset of field: _GimpPlugInClass::_gimp_reserved0",
    ][::std::mem::offset_of!(_GimpPlugInClass, _gimp_reserved0) - 176usize];
    [
        "Offset of field: _GimpPlugInClass::_gimp_reserved1",
    ][::std::mem::offset_of!(_GimpPlugInClass, _gimp_reserved1) - 184usize];
    [
        "Offset of field: _GimpPlugInClass::_gimp_reserved2",
    ][::std::mem::offset_of!(_GimpPlugInClass, _gimp_reserved2) - 192usize];
    [
        "Offset of field: _GimpPlugInClass::_gimp_reserved3",
    ][::std::mem::offset_of!(_GimpPlugInClass, _gimp_reserved3) - 200usize];
    [
        "Offset of field: _GimpPlugInClass::_gimp_reserved4",
    ][::std::mem::offset_of!(_GimpPlugInClass, _gimp_reserved4) - 208usize];
    [
        "Offset of field: _GimpPlugInClass::_gimp_reserved5",
    ][::std::mem::offset_of!(_GimpPlugInClass, _gimp_reserved5) - 216usize];
    [
        "Offset of field: _GimpPlugInClass::_gimp_reserved6",
    ][::std::mem::offset_of!(_GimpPlugInClass, _gimp_reserved6) - 224usize];
    [
        "Offset of field: _GimpPlugInClass::_gimp_reserved7",
    ][::std::mem::offset_of!(_GimpPlugInClass, _gimp_reserved7) - 232usize];
    [
        "Offset of field: _GimpPlugInClass::_gimp_reserved8",
    ][::std::mem::offset_of!(_GimpPlugInClass, _gimp_reserved8) - 240usize];
    [
        "Offset of field: _GimpPlugInClass::_gimp_reserved9",
    ][::std::mem::offset_of!(_GimpPlugInClass, _gimp_reserved9) - 248usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpProcedureConfig {
    pub parent_instance: GObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of _GimpProcedureConfig",
    ][::std::mem::size_of::<_GimpProcedureConfig>() - 24usize];
    [
        "Alignment of _GimpProcedureConfig",
    ][::std::mem::align_of::<_GimpProcedureConfig>() - 8usize];
    [
        "Offset of field: _GimpProcedureConfig::parent_instance",
    ][::std::mem::offset_of!(_GimpProcedureConfig, parent_instance) - 0usize];
};
pub struct Registration {
    __library: ::libloading::Library,
    pub g_quark_from_string: unsafe extern "C" fn(string: *const gchar) -> GQuark,
    pub g_error_new_literal: unsafe extern "C" fn(
        domain: GQuark,
        code: gint,
        message: *const gchar,
    ) -> *mut GError,
    pub g_free: unsafe extern "C" fn(mem: gpointer),
    pub g_list_append: unsafe extern "C" fn(
        list: *mut GList,
        data: gpointer,
    ) -> *mut GList,
    pub g_strdup: unsafe extern "C" fn(str_: *const gchar) -> *mut gchar,
    pub g_type_query: unsafe extern "C" fn(type_: GType, query: *mut GTypeQuery),
    pub g_type_register_static: unsafe extern "C" fn(
        parent_type: GType,
        type_name: *const gchar,
        info: *const GTypeInfo,
        flags: GTypeFlags::Type,
    ) -> GType,
    pub g_object_set: unsafe extern "C" fn(
        object: gpointer,
        first_property_name: *const gchar,
        ...
    ),
    pub g_object_get: unsafe extern "C" fn(
        object: gpointer,
        first_property_name: *const gchar,
        ...
    ),
    pub g_object_unref: unsafe extern "C" fn(object: gpointer),
    pub g_value_set_object: unsafe extern "C" fn(value: *mut GValue, v_object: gpointer),
    pub g_file_get_path: unsafe extern "C" fn(
        file: *mut GFile,
    ) -> *mut ::std::os::raw::c_char,
    pub gimp_choice_new: unsafe extern "C" fn() -> *mut GimpChoice,
    pub gimp_choice_add: unsafe extern "C" fn(
        choice: *mut GimpChoice,
        nick: *const gchar,
        id: gint,
        label: *const gchar,
        help: *const gchar,
    ),
    pub gimp_value_array_index: unsafe extern "C" fn(
        value_array: *const GimpValueArray,
        index: gint,
    ) -> *mut GValue,
    pub gimp_procedure_get_name: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
    ) -> *const gchar,
    pub gimp_procedure_set_image_types: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        image_types: *const gchar,
    ),
    pub gimp_procedure_set_sensitivity_mask: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        sensitivity_mask: gint,
    ),
    pub gimp_procedure_set_menu_label: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        menu_label: *const gchar,
    ),
    pub gimp_procedure_add_menu_path: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        menu_path: *const gchar,
    ),
    pub gimp_procedure_set_documentation: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        blurb: *const gchar,
        help: *const gchar,
        help_id: *const gchar,
    ),
    pub gimp_procedure_set_attribution: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        authors: *const gchar,
        copyright: *const gchar,
        date: *const gchar,
    ),
    pub gimp_procedure_new_return_values: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        status: GimpPDBStatusType::Type,
        error: *mut GError,
    ) -> *mut GimpValueArray,
    pub gimp_item_get_id: unsafe extern "C" fn(item: *mut GimpItem) -> gint32,
    pub gimp_item_get_by_id: unsafe extern "C" fn(item_id: gint32) -> *mut GimpItem,
    pub gimp_image_get_id: unsafe extern "C" fn(image: *mut GimpImage) -> gint32,
    pub gimp_image_procedure_new: unsafe extern "C" fn(
        plug_in: *mut GimpPlugIn,
        name: *const gchar,
        proc_type: GimpPDBProcType::Type,
        run_func: GimpRunImageFunc,
        run_data: gpointer,
        run_data_destroy: GDestroyNotify,
    ) -> *mut GimpProcedure,
    pub gimp_plug_in_get_type: unsafe extern "C" fn() -> GType,
    pub gimp_procedure_config_get_choice_id: unsafe extern "C" fn(
        config: *mut GimpProcedureConfig,
        property_name: *const gchar,
    ) -> gint,
    pub gimp_procedure_add_double_argument: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        min: gdouble,
        max: gdouble,
        value: gdouble,
        flags: GParamFlags::Type,
    ),
    pub gimp_procedure_add_choice_argument: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        choice: *mut GimpChoice,
        value: *const gchar,
        flags: GParamFlags::Type,
    ),
    pub gimp_procedure_add_string_argument: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        value: *const gchar,
        flags: GParamFlags::Type,
    ),
    pub gimp_procedure_add_layer_argument: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        none_ok: gboolean,
        flags: GParamFlags::Type,
    ),
    pub gimp_procedure_add_layer_aux_argument: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        none_ok: gboolean,
        flags: GParamFlags::Type,
    ),
    pub gimp_procedure_add_layer_return_value: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        none_ok: gboolean,
        flags: GParamFlags::Type,
    ),
    pub gimp_procedure_add_file_argument: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        action: GimpFileChooserAction::Type,
        none_ok: gboolean,
        default_file: *mut GFile,
        flags: GParamFlags::Type,
    ),
    pub gimp_main: unsafe extern "C" fn(
        plug_in_type: GType,
        argc: gint,
        argv: *mut *mut gchar,
    ) -> gint,
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
        let g_quark_from_string = __library
            .get(b"g_quark_from_string\0")
            .map(|sym| *sym)?;
        let g_error_new_literal = __library
            .get(b"g_error_new_literal\0")
            .map(|sym| *sym)?;
        let g_free = __library.get(b"g_free\0").map(|sym| *sym)?;
        let g_list_append = __library.get(b"g_list_append\0").map(|sym| *sym)?;
        let g_strdup = __library.get(b"g_strdup\0").map(|sym| *sym)?;
        let g_type_query = __library.get(b"g_type_query\0").map(|sym| *sym)?;
        let g_type_register_static = __library
            .get(b"g_type_register_static\0")
            .map(|sym| *sym)?;
        let g_object_set = __library.get(b"g_object_set\0").map(|sym| *sym)?;
        let g_object_get = __library.get(b"g_object_get\0").map(|sym| *sym)?;
        let g_object_unref = __library.get(b"g_object_unref\0").map(|sym| *sym)?;
        let g_value_set_object = __library.get(b"g_value_set_object\0").map(|sym| *sym)?;
        let g_file_get_path = __library.get(b"g_file_get_path\0").map(|sym| *sym)?;
        let gimp_choice_new = __library.get(b"gimp_choice_new\0").map(|sym| *sym)?;
        let gimp_choice_add = __library.get(b"gimp_choice_add\0").map(|sym| *sym)?;
        let gimp_value_array_index = __library
            .get(b"gimp_value_array_index\0")
            .map(|sym| *sym)?;
        let gimp_procedure_get_name = __library
            .get(b"gimp_procedure_get_name\0")
            .map(|sym| *sym)?;
        let gimp_procedure_set_image_types = __library
            .get(b"gimp_procedure_set_image_types\0")
            .map(|sym| *sym)?;
        let gimp_procedure_set_sensitivity_mask = __library
            .get(b"gimp_procedure_set_sensitivity_mask\0")
            .map(|sym| *sym)?;
        let gimp_procedure_set_menu_label = __library
            .get(b"gimp_procedure_set_menu_label\0")
            .map(|sym| *sym)?;
        let gimp_procedure_add_menu_path = __library
            .get(b"gimp_procedure_add_menu_path\0")
            .map(|sym| *sym)?;
        let gimp_procedure_set_documentation = __library
            .get(b"gimp_procedure_set_documentation\0")
            .map(|sym| *sym)?;
        let gimp_procedure_set_attribution = __library
            .get(b"gimp_procedure_set_attribution\0")
            .map(|sym| *sym)?;
        let gimp_procedure_new_return_values = __library
            .get(b"gimp_procedure_new_return_values\0")
            .map(|sym| *sym)?;
        let gimp_item_get_id = __library.get(b"gimp_item_get_id\0").map(|sym| *sym)?;
        let gimp_item_get_by_id = __library
            .get(b"gimp_item_get_by_id\0")
            .map(|sym| *sym)?;
        let gimp_image_get_id = __library.get(b"gimp_image_get_id\0").map(|sym| *sym)?;
        let gimp_image_procedure_new = __library
            .get(b"gimp_image_procedure_new\0")
            .map(|sym| *sym)?;
        let gimp_plug_in_get_type = __library
            .get(b"gimp_plug_in_get_type\0")
            .map(|sym| *sym)?;
        let gimp_procedure_config_get_choice_id = __library
            .get(b"gimp_procedure_config_get_choice_id\0")
            .map(|sym| *sym)?;
        let gimp_procedure_add_double_argument = __library
            .get(b"gimp_procedure_add_double_argument\0")
            .map(|sym| *sym)?;
        let gimp_procedure_add_choice_argument = __library
            .get(b"gimp_procedure_add_choice_argument\0")
            .map(|sym| *sym)?;
        let gimp_procedure_add_string_argument = __library
            .get(b"gimp_procedure_add_string_argument\0")
            .map(|sym| *sym)?;
        let gimp_procedure_add_layer_argument = __library
            .get(b"gimp_procedure_add_layer_argument\0")
            .map(|sym| *sym)?;
        let gimp_procedure_add_layer_aux_argument = __library
            .get(b"gimp_procedure_add_layer_aux_argument\0")
            .map(|sym| *sym)?;
        let gimp_procedure_add_layer_return_value = __library
            .get(b"gimp_procedure_add_layer_return_value\0")
            .map(|sym| *sym)?;
        let gimp_procedure_add_file_argument = __library
            .get(b"gimp_procedure_add_file_argument\0")
            .map(|sym| *sym)?;
        let gimp_main = __library.get(b"gimp_main\0").map(|sym| *sym)?;
        Ok(Registration {
            __library,
            g_quark_from_string,
            g_error_new_literal,
            g_free,
            g_list_append,
            g_strdup,
            g_type_query,
            g_type_register_static,
            g_object_set,
            g_object_get,
            g_object_unref,
            g_value_set_object,
            g_file_get_path,
            gimp_choice_new,
            gimp_choice_add,
            gimp_value_array_index,
            gimp_procedure_get_name,
            gimp_procedure_set_image_types,
            gimp_procedure_set_sensitivity_mask,
            gimp_procedure_set_menu_label,
            gimp_procedure_add_menu_path,
            gimp_procedure_set_documentation,
            gimp_procedure_set_attribution,
            gimp_procedure_new_return_values,
            gimp_item_get_id,
            gimp_item_get_by_id,
            gimp_image_get_id,
            gimp_image_procedure_new,
            gimp_plug_in_get_type,
            gimp_procedure_config_get_choice_id,
            gimp_procedure_add_double_argument,
            gimp_procedure_add_choice_argument,
            gimp_procedure_add_string_argument,
            gimp_procedure_add_layer_argument,
            gimp_procedure_add_layer_aux_argument,
            gimp_procedure_add_layer_return_value,
            gimp_procedure_add_file_argument,
            gimp_main,
        })
    }
    pub unsafe fn g_quark_from_string(&self, string: *const gchar) -> GQuark {
        (self.g_quark_from_string)(string)
    }
    pub unsafe fn g_error_new_literal(
        &self,
        domain: GQuark,
        code: gint,
        message: *const gchar,
    ) -> *mut GError {
        (self.g_error_new_literal)(domain, code, message)
    }
    pub unsafe fn g_free(&self, mem: gpointer) {
        (self.g_free)(mem)
    }
    pub unsafe fn g_list_append(&self, list: *mut GList, data: gpointer) -> *mut GList {
        (self.g_list_append)(list, data)
    }
    pub unsafe fn g_strdup(&self, str_: *const gchar) -> *mut gchar {
        (self.g_strdup)(str_)
    }
    pub unsafe fn g_type_query(&self, type_: GType, query: *mut GTypeQuery) {
        (self.g_type_query)(type_, query)
    }
    pub unsafe fn g_type_register_static(
        &self,
        parent_type: GType,
        type_name: *const gchar,
        info: *const GTypeInfo,
        flags: GTypeFlags::Type,
    ) -> GType {
        (self.g_type_register_static)(parent_type, type_name, info, flags)
    }
    pub unsafe fn g_object_unref(&self, object: gpointer) {
        (self.g_object_unref)(object)
    }
    pub unsafe fn g_value_set_object(&self, value: *mut GValue, v_object: gpointer) {
        (self.g_value_set_object)(value, v_object)
    }
    pub unsafe fn g_file_get_path(
        &self,
        file: *mut GFile,
    ) -> *mut ::std::os::raw::c_char {
        (self.g_file_get_path)(file)
    }
    pub unsafe fn gimp_choice_new(&self) -> *mut GimpChoice {
        (self.gimp_choice_new)()
    }
    pub unsafe fn gimp_choice_add(
        &self,
        choice: *mut GimpChoice,
        nick: *const gchar,
        id: gint,
        label: *const gchar,
        help: *const gchar,
    ) {
        (self.gimp_choice_add)(choice, nick, id, label, help)
    }
    pub unsafe fn gimp_value_array_index(
        &self,
        value_array: *const GimpValueArray,
        index: gint,
    ) -> *mut GValue {
        (self.gimp_value_array_index)(value_array, index)
    }
    pub unsafe fn gimp_procedure_get_name(
        &self,
        procedure: *mut GimpProcedure,
    ) -> *const gchar {
        (self.gimp_procedure_get_name)(procedure)
    }
    pub unsafe fn gimp_procedure_set_image_types(
        &self,
        procedure: *mut GimpProcedure,
        image_types: *const gchar,
    ) {
        (self.gimp_procedure_set_image_types)(procedure, image_types)
    }
    pub unsafe fn gimp_procedure_set_sensitivity_mask(
        &self,
        procedure: *mut GimpProcedure,
        sensitivity_mask: gint,
    ) {
        (self.gimp_procedure_set_sensitivity_mask)(procedure, sensitivity_mask)
    }
    pub unsafe fn gimp_procedure_set_menu_label(
        &self,
        procedure: *mut GimpProcedure,
        menu_label: *const gchar,
    ) {
        (self.gimp_procedure_set_menu_label)(procedure, menu_label)
    }
    pub unsafe fn gimp_procedure_add_menu_path(
        &self,
        procedure: *mut GimpProcedure,
        menu_path: *const gchar,
    ) {
        (self.gimp_procedure_add_menu_path)(procedure, menu_path)
    }
    pub unsafe fn gimp_procedure_set_documentation(
        &self,
        procedure: *mut GimpProcedure,
        blurb: *const gchar,
        help: *const gchar,
        help_id: *const gchar,
    ) {
        (self.gimp_procedure_set_documentation)(procedure, blurb, help, help_id)
    }
    pub unsafe fn gimp_procedure_set_attribution(
        &self,
        procedure: *mut GimpProcedure,
        authors: *const gchar,
        copyright: *const gchar,
        date: *const gchar,
    ) {
        (self.gimp_procedure_set_attribution)(procedure, authors, copyright, date)
    }
    pub unsafe fn gimp_procedure_new_return_values(
        &self,
        procedure: *mut GimpProcedure,
        status: GimpPDBStatusType::Type,
        error: *mut GError,
    ) -> *mut GimpValueArray {
        (self.gimp_procedure_new_return_values)(procedure, status, error)
    }
    pub unsafe fn gimp_item_get_id(&self, item: *mut GimpItem) -> gint32 {
        (self.gimp_item_get_id)(item)
    }
    pub unsafe fn gimp_item_get_by_id(&self, item_id: gint32) -> *mut GimpItem {
        (self.gimp_item_get_by_id)(item_id)
    }
    pub unsafe fn gimp_image_get_id(&self, image: *mut GimpImage) -> gint32 {
        (self.gimp_image_get_id)(image)
    }
    pub unsafe fn gimp_image_procedure_new(
        &self,
        plug_in: *mut GimpPlugIn,
        name: *const gchar,
        proc_type: GimpPDBProcType::Type,
        run_func: GimpRunImageFunc,
        run_data: gpointer,
        run_data_destroy: GDestroyNotify,
    ) -> *mut GimpProcedure {
        (self
            .gimp_image_procedure_new)(
            plug_in,
            name,
            proc_type,
            run_func,
            run_data,
            run_data_destroy,
        )
    }
    pub unsafe fn gimp_plug_in_get_type(&self) -> GType {
        (self.gimp_plug_in_get_type)()
    }
    pub unsafe fn gimp_procedure_config_get_choice_id(
        &self,
        config: *mut GimpProcedureConfig,
        property_name: *const gchar,
    ) -> gint {
        (self.gimp_procedure_config_get_choice_id)(config, property_name)
    }
    pub unsafe fn gimp_procedure_add_double_argument(
        &self,
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        min: gdouble,
        max: gdouble,
        value: gdouble,
        flags: GParamFlags::Type,
    ) {
        (self
            .gimp_procedure_add_double_argument)(
            procedure,
            name,
            nick,
            blurb,
            min,
            max,
            value,
            flags,
        )
    }
    pub unsafe fn gimp_procedure_add_choice_argument(
        &self,
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        choice: *mut GimpChoice,
        value: *const gchar,
        flags: GParamFlags::Type,
    ) {
        (self
            .gimp_procedure_add_choice_argument)(
            procedure,
            name,
            nick,
            blurb,
            choice,
            value,
            flags,
        )
    }
    pub unsafe fn gimp_procedure_add_string_argument(
        &self,
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        value: *const gchar,
        flags: GParamFlags::Type,
    ) {
        (self
            .gimp_procedure_add_string_argument)(
            procedure,
            name,
            nick,
            blurb,
            value,
            flags,
        )
    }
    pub unsafe fn gimp_procedure_add_layer_argument(
        &self,
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        none_ok: gboolean,
        flags: GParamFlags::Type,
    ) {
        (self
            .gimp_procedure_add_layer_argument)(
            procedure,
            name,
            nick,
            blurb,
            none_ok,
            flags,
        )
    }
    pub unsafe fn gimp_procedure_add_layer_aux_argument(
        &self,
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        none_ok: gboolean,
        flags: GParamFlags::Type,
    ) {
        (self
            .gimp_procedure_add_layer_aux_argument)(
            procedure,
            name,
            nick,
            blurb,
            none_ok,
            flags,
        )
    }
    pub unsafe fn gimp_procedure_add_layer_return_value(
        &self,
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        none_ok: gboolean,
        flags: GParamFlags::Type,
    ) {
        (self
            .gimp_procedure_add_layer_return_value)(
            procedure,
            name,
            nick,
            blurb,
            none_ok,
            flags,
        )
    }
    pub unsafe fn gimp_procedure_add_file_argument(
        &self,
        procedure: *mut GimpProcedure,
        name: *const gchar,
        nick: *const gchar,
        blurb: *const gchar,
        action: GimpFileChooserAction::Type,
        none_ok: gboolean,
        default_file: *mut GFile,
        flags: GParamFlags::Type,
    ) {
        (self
            .gimp_procedure_add_file_argument)(
            procedure,
            name,
            nick,
            blurb,
            action,
            none_ok,
            default_file,
            flags,
        )
    }
    pub unsafe fn gimp_main(
        &self,
        plug_in_type: GType,
        argc: gint,
        argv: *mut *mut gchar,
    ) -> gint {
        (self.gimp_main)(plug_in_type, argc, argv)
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
pub type gsize = ::std::os::raw::c_ulong;
pub type gchar = ::std::os::raw::c_char;
pub type gint = ::std::os::raw::c_int;
pub type gboolean = gint;
pub type guint = ::std::os::raw::c_uint;
pub type gdouble = f64;
pub type gpointer = *mut ::std::os::raw::c_void;
pub type gconstpointer = *const ::std::os::raw::c_void;
#[repr(C)]
#[derive(Debug)]
pub struct _GBytes {
    _unused: [u8; 0],
}
pub type GBytes = _GBytes;
#[repr(C)]
#[derive(Debug)]
pub struct _GData {
    _unused: [u8; 0],
}
pub type GData = _GData;
pub type GType = gsize;
pub type GTypeClass = _GTypeClass;
pub type GTypeInstance = _GTypeInstance;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GTypeClass {
    pub g_type: GType,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GTypeClass"][::std::mem::size_of::<_GTypeClass>() - 8usize];
    ["Alignment of _GTypeClass"][::std::mem::align_of::<_GTypeClass>() - 8usize];
    [
        "Offset of field: _GTypeClass::g_type",
    ][::std::mem::offset_of!(_GTypeClass, g_type) - 0usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GTypeInstance {
    pub g_class: *mut GTypeClass,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GTypeInstance"][::std::mem::size_of::<_GTypeInstance>() - 8usize];
    ["Alignment of _GTypeInstance"][::std::mem::align_of::<_GTypeInstance>() - 8usize];
    [
        "Offset of field: _GTypeInstance::g_class",
    ][::std::mem::offset_of!(_GTypeInstance, g_class) - 0usize];
};
pub type GObject = _GObject;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GObject {
    pub g_type_instance: GTypeInstance,
    pub ref_count: guint,
    pub qdata: *mut GData,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GObject"][::std::mem::size_of::<_GObject>() - 24usize];
    ["Alignment of _GObject"][::std::mem::align_of::<_GObject>() - 8usize];
    [
        "Offset of field: _GObject::g_type_instance",
    ][::std::mem::offset_of!(_GObject, g_type_instance) - 0usize];
    [
        "Offset of field: _GObject::ref_count",
    ][::std::mem::offset_of!(_GObject, ref_count) - 8usize];
    [
        "Offset of field: _GObject::qdata",
    ][::std::mem::offset_of!(_GObject, qdata) - 16usize];
};
#[repr(C)]
#[derive(Debug)]
pub struct _Babl {
    _unused: [u8; 0],
}
pub type Babl = _Babl;
pub type GeglColor = _GeglColor;
#[repr(C)]
#[derive(Debug)]
pub struct _GeglBuffer {
    _unused: [u8; 0],
}
pub type GeglBuffer = _GeglBuffer;
#[repr(C)]
#[derive(Debug)]
pub struct _GeglColorPrivate {
    _unused: [u8; 0],
}
pub type GeglColorPrivate = _GeglColorPrivate;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GeglColor {
    pub parent_instance: GObject,
    pub priv_: *mut GeglColorPrivate,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GeglColor"][::std::mem::size_of::<_GeglColor>() - 32usize];
    ["Alignment of _GeglColor"][::std::mem::align_of::<_GeglColor>() - 8usize];
    [
        "Offset of field: _GeglColor::parent_instance",
    ][::std::mem::offset_of!(_GeglColor, parent_instance) - 0usize];
    [
        "Offset of field: _GeglColor::priv_",
    ][::std::mem::offset_of!(_GeglColor, priv_) - 24usize];
};
#[repr(C)]
#[derive(Debug)]
pub struct _GimpColorProfile {
    _unused: [u8; 0],
}
pub type GimpColorProfile = _GimpColorProfile;
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
    pub const GIMP_PRECISION_U8_NON_LINEAR: Type = 150;
    pub const GIMP_PRECISION_U8_PERCEPTUAL: Type = 175;
    pub const GIMP_PRECISION_U16_LINEAR: Type = 200;
    pub const GIMP_PRECISION_U16_NON_LINEAR: Type = 250;
    pub const GIMP_PRECISION_U16_PERCEPTUAL: Type = 275;
    pub const GIMP_PRECISION_U32_LINEAR: Type = 300;
    pub const GIMP_PRECISION_U32_NON_LINEAR: Type = 350;
    pub const GIMP_PRECISION_U32_PERCEPTUAL: Type = 375;
    pub const GIMP_PRECISION_HALF_LINEAR: Type = 500;
    pub const GIMP_PRECISION_HALF_NON_LINEAR: Type = 550;
    pub const GIMP_PRECISION_HALF_PERCEPTUAL: Type = 575;
    pub const GIMP_PRECISION_FLOAT_LINEAR: Type = 600;
    pub const GIMP_PRECISION_FLOAT_NON_LINEAR: Type = 650;
    pub const GIMP_PRECISION_FLOAT_PERCEPTUAL: Type = 675;
    pub const GIMP_PRECISION_DOUBLE_LINEAR: Type = 700;
    pub const GIMP_PRECISION_DOUBLE_NON_LINEAR: Type = 750;
    pub const GIMP_PRECISION_DOUBLE_PERCEPTUAL: Type = 775;
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
    pub const GIMP_LAYER_MODE_REPLACE: Type = 62;
}
#[repr(C)]
#[derive(Debug)]
pub struct _GimpPDB {
    _unused: [u8; 0],
}
pub type GimpPDB = _GimpPDB;
#[repr(C)]
#[derive(Debug)]
pub struct _GimpImage {
    _unused: [u8; 0],
}
pub type GimpImage = _GimpImage;
pub type GimpItem = _GimpItem;
pub type GimpDrawable = _GimpDrawable;
pub type GimpLayer = _GimpLayer;
#[repr(C)]
#[derive(Debug)]
pub struct _GimpLayerMask {
    _unused: [u8; 0],
}
pub type GimpLayerMask = _GimpLayerMask;
#[repr(C)]
#[derive(Debug)]
pub struct _GimpPalette {
    _unused: [u8; 0],
}
pub type GimpPalette = _GimpPalette;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpItem {
    pub parent_instance: GObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpItem"][::std::mem::size_of::<_GimpItem>() - 24usize];
    ["Alignment of _GimpItem"][::std::mem::align_of::<_GimpItem>() - 8usize];
    [
        "Offset of field: _GimpItem::parent_instance",
    ][::std::mem::offset_of!(_GimpItem, parent_instance) - 0usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpDrawable {
    pub parent_instance: GimpItem,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpDrawable"][::std::mem::size_of::<_GimpDrawable>() - 24usize];
    ["Alignment of _GimpDrawable"][::std::mem::align_of::<_GimpDrawable>() - 8usize];
    [
        "Offset of field: _GimpDrawable::parent_instance",
    ][::std::mem::offset_of!(_GimpDrawable, parent_instance) - 0usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpLayer {
    pub parent_instance: GimpDrawable,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpLayer"][::std::mem::size_of::<_GimpLayer>() - 24usize];
    ["Alignment of _GimpLayer"][::std::mem::align_of::<_GimpLayer>() - 8usize];
    [
        "Offset of field: _GimpLayer::parent_instance",
    ][::std::mem::offset_of!(_GimpLayer, parent_instance) - 0usize];
};
pub struct Libgimp {
    __library: ::libloading::Library,
    pub g_bytes_get_data: unsafe extern "C" fn(
        bytes: *mut GBytes,
        size: *mut gsize,
    ) -> gconstpointer,
    pub g_bytes_unref: unsafe extern "C" fn(bytes: *mut GBytes),
    pub g_free: unsafe extern "C" fn(mem: gpointer),
    pub g_object_unref: unsafe extern "C" fn(object: gpointer),
    pub gegl_color_new: unsafe extern "C" fn(string: *const gchar) -> *mut GeglColor,
    pub gimp_parasite_new: unsafe extern "C" fn(
        name: *const gchar,
        flags: guint32,
        size: guint32,
        data: gconstpointer,
    ) -> *mut GimpParasite,
    pub gimp_parasite_free: unsafe extern "C" fn(parasite: *mut GimpParasite),
    pub gimp_parasite_get_data: unsafe extern "C" fn(
        parasite: *const GimpParasite,
        num_bytes: *mut guint32,
    ) -> gconstpointer,
    pub gimp_item_get_id: unsafe extern "C" fn(item: *mut GimpItem) -> gint32,
    pub gimp_item_get_by_id: unsafe extern "C" fn(item_id: gint32) -> *mut GimpItem,
    pub gimp_drawable_get_buffer: unsafe extern "C" fn(
        drawable: *mut GimpDrawable,
    ) -> *mut GeglBuffer,
    pub gimp_drawable_get_format: unsafe extern "C" fn(
        drawable: *mut GimpDrawable,
    ) -> *const Babl,
    pub gimp_drawable_get_thumbnail_data: unsafe extern "C" fn(
        drawable: *mut GimpDrawable,
        width: gint,
        height: gint,
        actual_width: *mut gint,
        actual_height: *mut gint,
        bpp: *mut gint,
    ) -> *mut GBytes,
    pub gimp_image_get_id: unsafe extern "C" fn(image: *mut GimpImage) -> gint32,
    pub gimp_image_get_by_id: unsafe extern "C" fn(image_id: gint32) -> *mut GimpImage,
    pub gimp_image_is_valid: unsafe extern "C" fn(image: *mut GimpImage) -> gboolean,
    pub gimp_image_get_effective_color_profile: unsafe extern "C" fn(
        image: *mut GimpImage,
    ) -> *mut GimpColorProfile,
    pub gimp_pdb_get_last_error: unsafe extern "C" fn(pdb: *mut GimpPDB) -> *const gchar,
    pub gimp_progress_init: unsafe extern "C" fn(message: *const gchar) -> gboolean,
    pub gimp_progress_update: unsafe extern "C" fn(percentage: gdouble) -> gboolean,
    pub gimp_attach_parasite: unsafe extern "C" fn(
        parasite: *const GimpParasite,
    ) -> gboolean,
    pub gimp_get_parasite: unsafe extern "C" fn(name: *const gchar) -> *mut GimpParasite,
    pub gimp_context_set_foreground: unsafe extern "C" fn(
        foreground: *mut GeglColor,
    ) -> gboolean,
    pub gimp_context_set_palette: unsafe extern "C" fn(
        palette: *mut GimpPalette,
    ) -> gboolean,
    pub gimp_displays_flush: unsafe extern "C" fn() -> gboolean,
    pub gimp_drawable_get_width: unsafe extern "C" fn(
        drawable: *mut GimpDrawable,
    ) -> gint,
    pub gimp_drawable_get_height: unsafe extern "C" fn(
        drawable: *mut GimpDrawable,
    ) -> gint,
    pub gimp_drawable_get_offsets: unsafe extern "C" fn(
        drawable: *mut GimpDrawable,
        offset_x: *mut gint,
        offset_y: *mut gint,
    ) -> gboolean,
    pub gimp_drawable_update: unsafe extern "C" fn(
        drawable: *mut GimpDrawable,
        x: gint,
        y: gint,
        width: gint,
        height: gint,
    ) -> gboolean,
    pub gimp_get_images: unsafe extern "C" fn() -> *mut *mut GimpImage,
    pub gimp_image_get_base_type: unsafe extern "C" fn(
        image: *mut GimpImage,
    ) -> GimpImageBaseType::Type,
    pub gimp_image_get_precision: unsafe extern "C" fn(
        image: *mut GimpImage,
    ) -> GimpPrecision::Type,
    pub gimp_image_get_layers: unsafe extern "C" fn(
        image: *mut GimpImage,
    ) -> *mut *mut GimpLayer,
    pub gimp_image_insert_layer: unsafe extern "C" fn(
        image: *mut GimpImage,
        layer: *mut GimpLayer,
        parent: *mut GimpLayer,
        position: gint,
    ) -> gboolean,
    pub gimp_image_get_item_position: unsafe extern "C" fn(
        image: *mut GimpImage,
        item: *mut GimpItem,
    ) -> gint,
    pub gimp_image_get_selected_layers: unsafe extern "C" fn(
        image: *mut GimpImage,
    ) -> *mut *mut GimpLayer,
    pub gimp_image_set_selected_layers: unsafe extern "C" fn(
        image: *mut GimpImage,
        layers: *mut *const GimpLayer,
    ) -> gboolean,
    pub gimp_image_get_name: unsafe extern "C" fn(image: *mut GimpImage) -> *mut gchar,
    pub gimp_image_convert_rgb: unsafe extern "C" fn(image: *mut GimpImage) -> gboolean,
    pub gimp_image_undo_group_start: unsafe extern "C" fn(
        image: *mut GimpImage,
    ) -> gboolean,
    pub gimp_image_undo_group_end: unsafe extern "C" fn(
        image: *mut GimpImage,
    ) -> gboolean,
    pub gimp_item_id_is_valid: unsafe extern "C" fn(item_id: gint) -> gboolean,
    pub gimp_item_id_is_layer: unsafe extern "C" fn(item_id: gint) -> gboolean,
    pub gimp_item_id_is_layer_mask: unsafe extern "C" fn(item_id: gint) -> gboolean,
    pub gimp_item_get_image: unsafe extern "C" fn(item: *mut GimpItem) -> *mut GimpImage,
    pub gimp_item_delete: unsafe extern "C" fn(item: *mut GimpItem) -> gboolean,
    pub gimp_item_is_group: unsafe extern "C" fn(item: *mut GimpItem) -> gboolean,
    pub gimp_item_get_parent: unsafe extern "C" fn(item: *mut GimpItem) -> *mut GimpItem,
    pub gimp_item_get_children: unsafe extern "C" fn(
        item: *mut GimpItem,
    ) -> *mut *mut GimpItem,
    pub gimp_item_get_name: unsafe extern "C" fn(item: *mut GimpItem) -> *mut gchar,
    pub gimp_layer_new: unsafe extern "C" fn(
        image: *mut GimpImage,
        name: *const gchar,
        width: gint,
        height: gint,
        type_: GimpImageType::Type,
        opacity: gdouble,
        mode: GimpLayerMode::Type,
    ) -> *mut GimpLayer,
    pub gimp_layer_copy: unsafe extern "C" fn(layer: *mut GimpLayer) -> *mut GimpLayer,
    pub gimp_layer_set_offsets: unsafe extern "C" fn(
        layer: *mut GimpLayer,
        offx: gint,
        offy: gint,
    ) -> gboolean,
    pub gimp_layer_create_mask: unsafe extern "C" fn(
        layer: *mut GimpLayer,
        mask_type: GimpAddMaskType::Type,
    ) -> *mut GimpLayerMask,
    pub gimp_layer_get_mask: unsafe extern "C" fn(
        layer: *mut GimpLayer,
    ) -> *mut GimpLayerMask,
    pub gimp_layer_add_mask: unsafe extern "C" fn(
        layer: *mut GimpLayer,
        mask: *mut GimpLayerMask,
    ) -> gboolean,
    pub gimp_layer_is_floating_sel: unsafe extern "C" fn(
        layer: *mut GimpLayer,
    ) -> gboolean,
    pub gimp_layer_get_apply_mask: unsafe extern "C" fn(
        layer: *mut GimpLayer,
    ) -> gboolean,
    pub gimp_message: unsafe extern "C" fn(message: *const gchar) -> gboolean,
    pub gimp_palette_new: unsafe extern "C" fn(name: *const gchar) -> *mut GimpPalette,
    pub gimp_palette_get_by_name: unsafe extern "C" fn(
        name: *const gchar,
    ) -> *mut GimpPalette,
    pub gimp_palette_get_color_count: unsafe extern "C" fn(
        palette: *mut GimpPalette,
    ) -> gint,
    pub gimp_palette_add_entry: unsafe extern "C" fn(
        palette: *mut GimpPalette,
        entry_name: *const gchar,
        color: *mut GeglColor,
        entry_num: *mut gint,
    ) -> gboolean,
    pub gimp_palette_delete_entry: unsafe extern "C" fn(
        palette: *mut GimpPalette,
        entry_num: gint,
    ) -> gboolean,
    pub gimp_progress_set_text: unsafe extern "C" fn(message: *const gchar) -> gboolean,
    pub gimp_progress_end: unsafe extern "C" fn() -> gboolean,
    pub gimp_selection_bounds: unsafe extern "C" fn(
        image: *mut GimpImage,
        non_empty: *mut gboolean,
        x1: *mut gint,
        y1: *mut gint,
        x2: *mut gint,
        y2: *mut gint,
    ) -> gboolean,
    pub gimp_selection_is_empty: unsafe extern "C" fn(image: *mut GimpImage) -> gboolean,
    pub gimp_get_pdb: unsafe extern "C" fn() -> *mut GimpPDB,
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
        let g_bytes_get_data = __library.get(b"g_bytes_get_data\0").map(|sym| *sym)?;
        let g_bytes_unref = __library.get(b"g_bytes_unref\0").map(|sym| *sym)?;
        let g_free = __library.get(b"g_free\0").map(|sym| *sym)?;
        let g_object_unref = __library.get(b"g_object_unref\0").map(|sym| *sym)?;
        let gegl_color_new = __library.get(b"gegl_color_new\0").map(|sym| *sym)?;
        let gimp_parasite_new = __library.get(b"gimp_parasite_new\0").map(|sym| *sym)?;
        let gimp_parasite_free = __library.get(b"gimp_parasite_free\0").map(|sym| *sym)?;
        let gimp_parasite_get_data = __library
            .get(b"gimp_parasite_get_data\0")
            .map(|sym| *sym)?;
        let gimp_item_get_id = __library.get(b"gimp_item_get_id\0").map(|sym| *sym)?;
        let gimp_item_get_by_id = __library
            .get(b"gimp_item_get_by_id\0")
            .map(|sym| *sym)?;
        let gimp_drawable_get_buffer = __library
            .get(b"gimp_drawable_get_buffer\0")
            .map(|sym| *sym)?;
        let gimp_drawable_get_format = __library
            .get(b"gimp_drawable_get_format\0")
            .map(|sym| *sym)?;
        let gimp_drawable_get_thumbnail_data = __library
            .get(b"gimp_drawable_get_thumbnail_data\0")
            .map(|sym| *sym)?;
        let gimp_image_get_id = __library.get(b"gimp_image_get_id\0").map(|sym| *sym)?;
        let gimp_image_get_by_id = __library
            .get(b"gimp_image_get_by_id\0")
            .map(|sym| *sym)?;
        let gimp_image_is_valid = __library
            .get(b"gimp_image_is_valid\0")
            .map(|sym| *sym)?;
        let gimp_image_get_effective_color_profile = __library
            .get(b"gimp_image_get_effective_color_profile\0")
            .map(|sym| *sym)?;
        let gimp_pdb_get_last_error = __library
            .get(b"gimp_pdb_get_last_error\0")
            .map(|sym| *sym)?;
        let gimp_progress_init = __library.get(b"gimp_progress_init\0").map(|sym| *sym)?;
        let gimp_progress_update = __library
            .get(b"gimp_progress_update\0")
            .map(|sym| *sym)?;
        let gimp_attach_parasite = __library
            .get(b"gimp_attach_parasite\0")
            .map(|sym| *sym)?;
        let gimp_get_parasite = __library.get(b"gimp_get_parasite\0").map(|sym| *sym)?;
        let gimp_context_set_foreground = __library
            .get(b"gimp_context_set_foreground\0")
            .map(|sym| *sym)?;
        let gimp_context_set_palette = __library
            .get(b"gimp_context_set_palette\0")
            .map(|sym| *sym)?;
        let gimp_displays_flush = __library
            .get(b"gimp_displays_flush\0")
            .map(|sym| *sym)?;
        let gimp_drawable_get_width = __library
            .get(b"gimp_drawable_get_width\0")
            .map(|sym| *sym)?;
        let gimp_drawable_get_height = __library
            .get(b"gimp_drawable_get_height\0")
            .map(|sym| *sym)?;
        let gimp_drawable_get_offsets = __library
            .get(b"gimp_drawable_get_offsets\0")
            .map(|sym| *sym)?;
        let gimp_drawable_update = __library
            .get(b"gimp_drawable_update\0")
            .map(|sym| *sym)?;
        let gimp_get_images = __library.get(b"gimp_get_images\0").map(|sym| *sym)?;
        let gimp_image_get_base_type = __library
            .get(b"gimp_image_get_base_type\0")
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
        let gimp_image_get_selected_layers = __library
            .get(b"gimp_image_get_selected_layers\0")
            .map(|sym| *sym)?;
        let gimp_image_set_selected_layers = __library
            .get(b"gimp_image_set_selected_layers\0")
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
        let gimp_item_id_is_valid = __library
            .get(b"gimp_item_id_is_valid\0")
            .map(|sym| *sym)?;
        let gimp_item_id_is_layer = __library
            .get(b"gimp_item_id_is_layer\0")
            .map(|sym| *sym)?;
        let gimp_item_id_is_layer_mask = __library
            .get(b"gimp_item_id_is_layer_mask\0")
            .map(|sym| *sym)?;
        let gimp_item_get_image = __library
            .get(b"gimp_item_get_image\0")
            .map(|sym| *sym)?;
        let gimp_item_delete = __library.get(b"gimp_item_delete\0").map(|sym| *sym)?;
        let gimp_item_is_group = __library.get(b"gimp_item_is_group\0").map(|sym| *sym)?;
        let gimp_item_get_parent = __library
            .get(b"gimp_item_get_parent\0")
            .map(|sym| *sym)?;
        let gimp_item_get_children = __library
            .get(b"gimp_item_get_children\0")
            .map(|sym| *sym)?;
        let gimp_item_get_name = __library.get(b"gimp_item_get_name\0").map(|sym| *sym)?;
        let gimp_layer_new = __library.get(b"gimp_layer_new\0").map(|sym| *sym)?;
        let gimp_layer_copy = __library.get(b"gimp_layer_copy\0").map(|sym| *sym)?;
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
        let gimp_palette_get_by_name = __library
            .get(b"gimp_palette_get_by_name\0")
            .map(|sym| *sym)?;
        let gimp_palette_get_color_count = __library
            .get(b"gimp_palette_get_color_count\0")
            .map(|sym| *sym)?;
        let gimp_palette_add_entry = __library
            .get(b"gimp_palette_add_entry\0")
            .map(|sym| *sym)?;
        let gimp_palette_delete_entry = __library
            .get(b"gimp_palette_delete_entry\0")
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
        let gimp_get_pdb = __library.get(b"gimp_get_pdb\0").map(|sym| *sym)?;
        Ok(Libgimp {
            __library,
            g_bytes_get_data,
            g_bytes_unref,
            g_free,
            g_object_unref,
            gegl_color_new,
            gimp_parasite_new,
            gimp_parasite_free,
            gimp_parasite_get_data,
            gimp_item_get_id,
            gimp_item_get_by_id,
            gimp_drawable_get_buffer,
            gimp_drawable_get_format,
            gimp_drawable_get_thumbnail_data,
            gimp_image_get_id,
            gimp_image_get_by_id,
            gimp_image_is_valid,
            gimp_image_get_effective_color_profile,
            gimp_pdb_get_last_error,
            gimp_progress_init,
            gimp_progress_update,
            gimp_attach_parasite,
            gimp_get_parasite,
            gimp_context_set_foreground,
            gimp_context_set_palette,
            gimp_displays_flush,
            gimp_drawable_get_width,
            gimp_drawable_get_height,
            gimp_drawable_get_offsets,
            gimp_drawable_update,
            gimp_get_images,
            gimp_image_get_base_type,
            gimp_image_get_precision,
            gimp_image_get_layers,
            gimp_image_insert_layer,
            gimp_image_get_item_position,
            gimp_image_get_selected_layers,
            gimp_image_set_selected_layers,
            gimp_image_get_name,
            gimp_image_convert_rgb,
            gimp_image_undo_group_start,
            gimp_image_undo_group_end,
            gimp_item_id_is_valid,
            gimp_item_id_is_layer,
            gimp_item_id_is_layer_mask,
            gimp_item_get_image,
            gimp_item_delete,
            gimp_item_is_group,
            gimp_item_get_parent,
            gimp_item_get_children,
            gimp_item_get_name,
            gimp_layer_new,
            gimp_layer_copy,
            gimp_layer_set_offsets,
            gimp_layer_create_mask,
            gimp_layer_get_mask,
            gimp_layer_add_mask,
            gimp_layer_is_floating_sel,
            gimp_layer_get_apply_mask,
            gimp_message,
            gimp_palette_new,
            gimp_palette_get_by_name,
            gimp_palette_get_color_count,
            gimp_palette_add_entry,
            gimp_palette_delete_entry,
            gimp_progress_set_text,
            gimp_progress_end,
            gimp_selection_bounds,
            gimp_selection_is_empty,
            gimp_get_pdb,
        })
    }
    pub unsafe fn g_bytes_get_data(
        &self,
        bytes: *mut GBytes,
        size: *mut gsize,
    ) -> gconstpointer {
        (self.g_bytes_get_data)(bytes, size)
    }
    pub unsafe fn g_bytes_unref(&self, bytes: *mut GBytes) {
        (self.g_bytes_unref)(bytes)
    }
    pub unsafe fn g_free(&self, mem: gpointer) {
        (self.g_free)(mem)
    }
    pub unsafe fn g_object_unref(&self, object: gpointer) {
        (self.g_object_unref)(object)
    }
    pub unsafe fn gegl_color_new(&self, string: *const gchar) -> *mut GeglColor {
        (self.gegl_color_new)(string)
    }
    pub unsafe fn gimp_parasite_new(
        &self,
        name: *const gchar,
        flags: guint32,
        size: guint32,
        data: gconstpointer,
    ) -> *mut GimpParasite {
        (self.gimp_parasite_new)(name, flags, size, data)
    }
    pub unsafe fn gimp_parasite_free(&self, parasite: *mut GimpParasite) {
        (self.gimp_parasite_free)(parasite)
    }
    pub unsafe fn gimp_parasite_get_data(
        &self,
        parasite: *const GimpParasite,
        num_bytes: *mut guint32,
    ) -> gconstpointer {
        (self.gimp_parasite_get_data)(parasite, num_bytes)
    }
    pub unsafe fn gimp_item_get_id(&self, item: *mut GimpItem) -> gint32 {
        (self.gimp_item_get_id)(item)
    }
    pub unsafe fn gimp_item_get_by_id(&self, item_id: gint32) -> *mut GimpItem {
        (self.gimp_item_get_by_id)(item_id)
    }
    pub unsafe fn gimp_drawable_get_buffer(
        &self,
        drawable: *mut GimpDrawable,
    ) -> *mut GeglBuffer {
        (self.gimp_drawable_get_buffer)(drawable)
    }
    pub unsafe fn gimp_drawable_get_format(
        &self,
        drawable: *mut GimpDrawable,
    ) -> *const Babl {
        (self.gimp_drawable_get_format)(drawable)
    }
    pub unsafe fn gimp_drawable_get_thumbnail_data(
        &self,
        drawable: *mut GimpDrawable,
        width: gint,
        height: gint,
        actual_width: *mut gint,
        actual_height: *mut gint,
        bpp: *mut gint,
    ) -> *mut GBytes {
        (self
            .gimp_drawable_get_thumbnail_data)(
            drawable,
            width,
            height,
            actual_width,
            actual_height,
            bpp,
        )
    }
    pub unsafe fn gimp_image_get_id(&self, image: *mut GimpImage) -> gint32 {
        (self.gimp_image_get_id)(image)
    }
    pub unsafe fn gimp_image_get_by_id(&self, image_id: gint32) -> *mut GimpImage {
        (self.gimp_image_get_by_id)(image_id)
    }
    pub unsafe fn gimp_image_is_valid(&self, image: *mut GimpImage) -> gboolean {
        (self.gimp_image_is_valid)(image)
    }
    pub unsafe fn gimp_image_get_effective_color_profile(
        &self,
        image: *mut GimpImage,
    ) -> *mut GimpColorProfile {
        (self.gimp_image_get_effective_color_profile)(image)
    }
    pub unsafe fn gimp_pdb_get_last_error(&self, pdb: *mut GimpPDB) -> *const gchar {
        (self.gimp_pdb_get_last_error)(pdb)
    }
    pub unsafe fn gimp_progress_init(&self, message: *const gchar) -> gboolean {
        (self.gimp_progress_init)(message)
    }
    pub unsafe fn gimp_progress_update(&self, percentage: gdouble) -> gboolean {
        (self.gimp_progress_update)(percentage)
    }
    pub unsafe fn gimp_attach_parasite(
        &self,
        parasite: *const GimpParasite,
    ) -> gboolean {
        (self.gimp_attach_parasite)(parasite)
    }
    pub unsafe fn gimp_get_parasite(&self, name: *const gchar) -> *mut GimpParasite {
        (self.gimp_get_parasite)(name)
    }
    pub unsafe fn gimp_context_set_foreground(
        &self,
        foreground: *mut GeglColor,
    ) -> gboolean {
        (self.gimp_context_set_foreground)(foreground)
    }
    pub unsafe fn gimp_context_set_palette(
        &self,
        palette: *mut GimpPalette,
    ) -> gboolean {
        (self.gimp_context_set_palette)(palette)
    }
    pub unsafe fn gimp_displays_flush(&self) -> gboolean {
        (self.gimp_displays_flush)()
    }
    pub unsafe fn gimp_drawable_get_width(&self, drawable: *mut GimpDrawable) -> gint {
        (self.gimp_drawable_get_width)(drawable)
    }
    pub unsafe fn gimp_drawable_get_height(&self, drawable: *mut GimpDrawable) -> gint {
        (self.gimp_drawable_get_height)(drawable)
    }
    pub unsafe fn gimp_drawable_get_offsets(
        &self,
        drawable: *mut GimpDrawable,
        offset_x: *mut gint,
        offset_y: *mut gint,
    ) -> gboolean {
        (self.gimp_drawable_get_offsets)(drawable, offset_x, offset_y)
    }
    pub unsafe fn gimp_drawable_update(
        &self,
        drawable: *mut GimpDrawable,
        x: gint,
        y: gint,
        width: gint,
        height: gint,
    ) -> gboolean {
        (self.gimp_drawable_update)(drawable, x, y, width, height)
    }
    pub unsafe fn gimp_get_images(&self) -> *mut *mut GimpImage {
        (self.gimp_get_images)()
    }
    pub unsafe fn gimp_image_get_base_type(
        &self,
        image: *mut GimpImage,
    ) -> GimpImageBaseType::Type {
        (self.gimp_image_get_base_type)(image)
    }
    pub unsafe fn gimp_image_get_precision(
        &self,
        image: *mut GimpImage,
    ) -> GimpPrecision::Type {
        (self.gimp_image_get_precision)(image)
    }
    pub unsafe fn gimp_image_get_layers(
        &self,
        image: *mut GimpImage,
    ) -> *mut *mut GimpLayer {
        (self.gimp_image_get_layers)(image)
    }
    pub unsafe fn gimp_image_insert_layer(
        &self,
        image: *mut GimpImage,
        layer: *mut GimpLayer,
        parent: *mut GimpLayer,
        position: gint,
    ) -> gboolean {
        (self.gimp_image_insert_layer)(image, layer, parent, position)
    }
    pub unsafe fn gimp_image_get_item_position(
        &self,
        image: *mut GimpImage,
        item: *mut GimpItem,
    ) -> gint {
        (self.gimp_image_get_item_position)(image, item)
    }
    pub unsafe fn gimp_image_get_selected_layers(
        &self,
        image: *mut GimpImage,
    ) -> *mut *mut GimpLayer {
        (self.gimp_image_get_selected_layers)(image)
    }
    pub unsafe fn gimp_image_set_selected_layers(
        &self,
        image: *mut GimpImage,
        layers: *mut *const GimpLayer,
    ) -> gboolean {
        (self.gimp_image_set_selected_layers)(image, layers)
    }
    pub unsafe fn gimp_image_get_name(&self, image: *mut GimpImage) -> *mut gchar {
        (self.gimp_image_get_name)(image)
    }
    pub unsafe fn gimp_image_convert_rgb(&self, image: *mut GimpImage) -> gboolean {
        (self.gimp_image_convert_rgb)(image)
    }
    pub unsafe fn gimp_image_undo_group_start(&self, image: *mut GimpImage) -> gboolean {
        (self.gimp_image_undo_group_start)(image)
    }
    pub unsafe fn gimp_image_undo_group_end(&self, image: *mut GimpImage) -> gboolean {
        (self.gimp_image_undo_group_end)(image)
    }
    pub unsafe fn gimp_item_id_is_valid(&self, item_id: gint) -> gboolean {
        (self.gimp_item_id_is_valid)(item_id)
    }
    pub unsafe fn gimp_item_id_is_layer(&self, item_id: gint) -> gboolean {
        (self.gimp_item_id_is_layer)(item_id)
    }
    pub unsafe fn gimp_item_id_is_layer_mask(&self, item_id: gint) -> gboolean {
        (self.gimp_item_id_is_layer_mask)(item_id)
    }
    pub unsafe fn gimp_item_get_image(&self, item: *mut GimpItem) -> *mut GimpImage {
        (self.gimp_item_get_image)(item)
    }
    pub unsafe fn gimp_item_delete(&self, item: *mut GimpItem) -> gboolean {
        (self.gimp_item_delete)(item)
    }
    pub unsafe fn gimp_item_is_group(&self, item: *mut GimpItem) -> gboolean {
        (self.gimp_item_is_group)(item)
    }
    pub unsafe fn gimp_item_get_parent(&self, item: *mut GimpItem) -> *mut GimpItem {
        (self.gimp_item_get_parent)(item)
    }
    pub unsafe fn gimp_item_get_children(
        &self,
        item: *mut GimpItem,
    ) -> *mut *mut GimpItem {
        (self.gimp_item_get_children)(item)
    }
    pub unsafe fn gimp_item_get_name(&self, item: *mut GimpItem) -> *mut gchar {
        (self.gimp_item_get_name)(item)
    }
    pub unsafe fn gimp_layer_new(
        &self,
        image: *mut GimpImage,
        name: *const gchar,
        width: gint,
        height: gint,
        type_: GimpImageType::Type,
        opacity: gdouble,
        mode: GimpLayerMode::Type,
    ) -> *mut GimpLayer {
        (self.gimp_layer_new)(image, name, width, height, type_, opacity, mode)
    }
    pub unsafe fn gimp_layer_copy(&self, layer: *mut GimpLayer) -> *mut GimpLayer {
        (self.gimp_layer_copy)(layer)
    }
    pub unsafe fn gimp_layer_set_offsets(
        &self,
        layer: *mut GimpLayer,
        offx: gint,
        offy: gint,
    ) -> gboolean {
        (self.gimp_layer_set_offsets)(layer, offx, offy)
    }
    pub unsafe fn gimp_layer_create_mask(
        &self,
        layer: *mut GimpLayer,
        mask_type: GimpAddMaskType::Type,
    ) -> *mut GimpLayerMask {
        (self.gimp_layer_create_mask)(layer, mask_type)
    }
    pub unsafe fn gimp_layer_get_mask(
        &self,
        layer: *mut GimpLayer,
    ) -> *mut GimpLayerMask {
        (self.gimp_layer_get_mask)(layer)
    }
    pub unsafe fn gimp_layer_add_mask(
        &self,
        layer: *mut GimpLayer,
        mask: *mut GimpLayerMask,
    ) -> gboolean {
        (self.gimp_layer_add_mask)(layer, mask)
    }
    pub unsafe fn gimp_layer_is_floating_sel(&self, layer: *mut GimpLayer) -> gboolean {
        (self.gimp_layer_is_floating_sel)(layer)
    }
    pub unsafe fn gimp_layer_get_apply_mask(&self, layer: *mut GimpLayer) -> gboolean {
        (self.gimp_layer_get_apply_mask)(layer)
    }
    pub unsafe fn gimp_message(&self, message: *const gchar) -> gboolean {
        (self.gimp_message)(message)
    }
    pub unsafe fn gimp_palette_new(&self, name: *const gchar) -> *mut GimpPalette {
        (self.gimp_palette_new)(name)
    }
    pub unsafe fn gimp_palette_get_by_name(
        &self,
        name: *const gchar,
    ) -> *mut GimpPalette {
        (self.gimp_palette_get_by_name)(name)
    }
    pub unsafe fn gimp_palette_get_color_count(
        &self,
        palette: *mut GimpPalette,
    ) -> gint {
        (self.gimp_palette_get_color_count)(palette)
    }
    pub unsafe fn gimp_palette_add_entry(
        &self,
        palette: *mut GimpPalette,
        entry_name: *const gchar,
        color: *mut GeglColor,
        entry_num: *mut gint,
    ) -> gboolean {
        (self.gimp_palette_add_entry)(palette, entry_name, color, entry_num)
    }
    pub unsafe fn gimp_palette_delete_entry(
        &self,
        palette: *mut GimpPalette,
        entry_num: gint,
    ) -> gboolean {
        (self.gimp_palette_delete_entry)(palette, entry_num)
    }
    pub unsafe fn gimp_progress_set_text(&self, message: *const gchar) -> gboolean {
        (self.gimp_progress_set_text)(message)
    }
    pub unsafe fn gimp_progress_end(&self) -> gboolean {
        (self.gimp_progress_end)()
    }
    pub unsafe fn gimp_selection_bounds(
        &self,
        image: *mut GimpImage,
        non_empty: *mut gboolean,
        x1: *mut gint,
        y1: *mut gint,
        x2: *mut gint,
        y2: *mut gint,
    ) -> gboolean {
        (self.gimp_selection_bounds)(image, non_empty, x1, y1, x2, y2)
    }
    pub unsafe fn gimp_selection_is_empty(&self, image: *mut GimpImage) -> gboolean {
        (self.gimp_selection_is_empty)(image)
    }
    pub unsafe fn gimp_get_pdb(&self) -> *mut GimpPDB {
        (self.gimp_get_pdb)()
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
pub type gsize = ::std::os::raw::c_ulong;
pub type gchar = ::std::os::raw::c_char;
pub type gint = ::std::os::raw::c_int;
pub type gboolean = gint;
pub type guint = ::std::os::raw::c_uint;
pub type gdouble = f64;
pub type gpointer = *mut ::std::os::raw::c_void;
pub type GDestroyNotify = ::std::option::Option<unsafe extern "C" fn(data: gpointer)>;
#[repr(C)]
#[derive(Debug)]
pub struct _GData {
    _unused: [u8; 0],
}
pub type GData = _GData;
pub type GList = _GList;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GList {
    pub data: gpointer,
    pub next: *mut GList,
    pub prev: *mut GList,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GList"][::std::mem::size_of::<_GList>() - 24usize];
    ["Alignment of _GList"][::std::mem::align_of::<_GList>() - 8usize];
    ["Offset of field: _GList::data"][::std::mem::offset_of!(_GList, data) - 0usize];
    ["Offset of field: _GList::next"][::std::mem::offset_of!(_GList, next) - 8usize];
    ["Offset of field: _GList::prev"][::std::mem::offset_of!(_GList, prev) - 16usize];
};
pub type GSourceFunc = ::std::option::Option<
    unsafe extern "C" fn(user_data: gpointer) -> gboolean,
>;
pub type GType = gsize;
pub type GTypeClass = _GTypeClass;
pub type GTypeInstance = _GTypeInstance;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GTypeClass {
    pub g_type: GType,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GTypeClass"][::std::mem::size_of::<_GTypeClass>() - 8usize];
    ["Alignment of _GTypeClass"][::std::mem::align_of::<_GTypeClass>() - 8usize];
    [
        "Offset of field: _GTypeClass::g_type",
    ][::std::mem::offset_of!(_GTypeClass, g_type) - 0usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GTypeInstance {
    pub g_class: *mut GTypeClass,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GTypeInstance"][::std::mem::size_of::<_GTypeInstance>() - 8usize];
    ["Alignment of _GTypeInstance"][::std::mem::align_of::<_GTypeInstance>() - 8usize];
    [
        "Offset of field: _GTypeInstance::g_class",
    ][::std::mem::offset_of!(_GTypeInstance, g_class) - 0usize];
};
pub type GObject = _GObject;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GObject {
    pub g_type_instance: GTypeInstance,
    pub ref_count: guint,
    pub qdata: *mut GData,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GObject"][::std::mem::size_of::<_GObject>() - 24usize];
    ["Alignment of _GObject"][::std::mem::align_of::<_GObject>() - 8usize];
    [
        "Offset of field: _GObject::g_type_instance",
    ][::std::mem::offset_of!(_GObject, g_type_instance) - 0usize];
    [
        "Offset of field: _GObject::ref_count",
    ][::std::mem::offset_of!(_GObject, ref_count) - 8usize];
    [
        "Offset of field: _GObject::qdata",
    ][::std::mem::offset_of!(_GObject, qdata) - 16usize];
};
pub type GimpProcedure = _GimpProcedure;
pub type GimpProcedureConfig = _GimpProcedureConfig;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpProcedure {
    pub parent_instance: GObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpProcedure"][::std::mem::size_of::<_GimpProcedure>() - 24usize];
    ["Alignment of _GimpProcedure"][::std::mem::align_of::<_GimpProcedure>() - 8usize];
    [
        "Offset of field: _GimpProcedure::parent_instance",
    ][::std::mem::offset_of!(_GimpProcedure, parent_instance) - 0usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpProcedureConfig {
    pub parent_instance: GObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of _GimpProcedureConfig",
    ][::std::mem::size_of::<_GimpProcedureConfig>() - 24usize];
    [
        "Alignment of _GimpProcedureConfig",
    ][::std::mem::align_of::<_GimpProcedureConfig>() - 8usize];
    [
        "Offset of field: _GimpProcedureConfig::parent_instance",
    ][::std::mem::offset_of!(_GimpProcedureConfig, parent_instance) - 0usize];
};
pub type GtkWidget = _GtkWidget;
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GtkWidget {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 32usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkWidget"][::std::mem::size_of::<_GtkWidget>() - 32usize];
    ["Alignment of _GtkWidget"][::std::mem::align_of::<_GtkWidget>() - 8usize];
};
pub type GimpDialog = _GimpDialog;
#[repr(C)]
#[repr(align(8))]
#[derive(Debug, Copy, Clone)]
pub struct _GimpDialog {
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 64usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GimpDialog"][::std::mem::size_of::<_GimpDialog>() - 64usize];
    ["Alignment of _GimpDialog"][::std::mem::align_of::<_GimpDialog>() - 8usize];
};
pub type GimpProcedureDialog = _GimpProcedureDialog;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GimpProcedureDialog {
    pub parent_instance: GimpDialog,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of _GimpProcedureDialog",
    ][::std::mem::size_of::<_GimpProcedureDialog>() - 64usize];
    [
        "Alignment of _GimpProcedureDialog",
    ][::std::mem::align_of::<_GimpProcedureDialog>() - 8usize];
    [
        "Offset of field: _GimpProcedureDialog::parent_instance",
    ][::std::mem::offset_of!(_GimpProcedureDialog, parent_instance) - 0usize];
};
pub struct Libgimpui {
    __library: ::libloading::Library,
    pub g_source_remove: unsafe extern "C" fn(tag: guint) -> gboolean,
    pub g_idle_add_full: unsafe extern "C" fn(
        priority: gint,
        function: GSourceFunc,
        data: gpointer,
        notify: GDestroyNotify,
    ) -> guint,
    pub gtk_widget_destroy: unsafe extern "C" fn(widget: *mut GtkWidget),
    pub gtk_init_check: unsafe extern "C" fn(
        argc: *mut ::std::os::raw::c_int,
        argv: *mut *mut *mut ::std::os::raw::c_char,
    ) -> gboolean,
    pub gimp_procedure_dialog_new: unsafe extern "C" fn(
        procedure: *mut GimpProcedure,
        config: *mut GimpProcedureConfig,
        title: *const gchar,
    ) -> *mut GtkWidget,
    pub gimp_procedure_dialog_set_ok_label: unsafe extern "C" fn(
        dialog: *mut GimpProcedureDialog,
        ok_label: *const gchar,
    ),
    pub gimp_procedure_dialog_get_scale_entry: unsafe extern "C" fn(
        dialog: *mut GimpProcedureDialog,
        property: *const gchar,
        factor: gdouble,
    ) -> *mut GtkWidget,
    pub gimp_procedure_dialog_fill_list: unsafe extern "C" fn(
        dialog: *mut GimpProcedureDialog,
        properties: *mut GList,
    ),
    pub gimp_procedure_dialog_run: unsafe extern "C" fn(
        dialog: *mut GimpProcedureDialog,
    ) -> gboolean,
    pub gimp_ui_init: unsafe extern "C" fn(prog_name: *const gchar),
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
        let g_source_remove = __library.get(b"g_source_remove\0").map(|sym| *sym)?;
        let g_idle_add_full = __library.get(b"g_idle_add_full\0").map(|sym| *sym)?;
        let gtk_widget_destroy = __library.get(b"gtk_widget_destroy\0").map(|sym| *sym)?;
        let gtk_init_check = __library.get(b"gtk_init_check\0").map(|sym| *sym)?;
        let gimp_procedure_dialog_new = __library
            .get(b"gimp_procedure_dialog_new\0")
            .map(|sym| *sym)?;
        let gimp_procedure_dialog_set_ok_label = __library
            .get(b"gimp_procedure_dialog_set_ok_label\0")
            .map(|sym| *sym)?;
        let gimp_procedure_dialog_get_scale_entry = __library
            .get(b"gimp_procedure_dialog_get_scale_entry\0")
            .map(|sym| *sym)?;
        let gimp_procedure_dialog_fill_list = __library
            .get(b"gimp_procedure_dialog_fill_list\0")
            .map(|sym| *sym)?;
        let gimp_procedure_dialog_run = __library
            .get(b"gimp_procedure_dialog_run\0")
            .map(|sym| *sym)?;
        let gimp_ui_init = __library.get(b"gimp_ui_init\0").map(|sym| *sym)?;
        Ok(Libgimpui {
            __library,
            g_source_remove,
            g_idle_add_full,
            gtk_widget_destroy,
            gtk_init_check,
            gimp_procedure_dialog_new,
            gimp_procedure_dialog_set_ok_label,
            gimp_procedure_dialog_get_scale_entry,
            gimp_procedure_dialog_fill_list,
            gimp_procedure_dialog_run,
            gimp_ui_init,
        })
    }
    pub unsafe fn g_source_remove(&self, tag: guint) -> gboolean {
        (self.g_source_remove)(tag)
    }
    pub unsafe fn g_idle_add_full(
        &self,
        priority: gint,
        function: GSourceFunc,
        data: gpointer,
        notify: GDestroyNotify,
    ) -> guint {
        (self.g_idle_add_full)(priority, function, data, notify)
    }
    pub unsafe fn gtk_widget_destroy(&self, widget: *mut GtkWidget) {
        (self.gtk_widget_destroy)(widget)
    }
    pub unsafe fn gtk_init_check(
        &self,
        argc: *mut ::std::os::raw::c_int,
        argv: *mut *mut *mut ::std::os::raw::c_char,
    ) -> gboolean {
        (self.gtk_init_check)(argc, argv)
    }
    pub unsafe fn gimp_procedure_dialog_new(
        &self,
        procedure: *mut GimpProcedure,
        config: *mut GimpProcedureConfig,
        title: *const gchar,
    ) -> *mut GtkWidget {
        (self.gimp_procedure_dialog_new)(procedure, config, title)
    }
    pub unsafe fn gimp_procedure_dialog_set_ok_label(
        &self,
        dialog: *mut GimpProcedureDialog,
        ok_label: *const gchar,
    ) {
        (self.gimp_procedure_dialog_set_ok_label)(dialog, ok_label)
    }
    pub unsafe fn gimp_procedure_dialog_get_scale_entry(
        &self,
        dialog: *mut GimpProcedureDialog,
        property: *const gchar,
        factor: gdouble,
    ) -> *mut GtkWidget {
        (self.gimp_procedure_dialog_get_scale_entry)(dialog, property, factor)
    }
    pub unsafe fn gimp_procedure_dialog_fill_list(
        &self,
        dialog: *mut GimpProcedureDialog,
        properties: *mut GList,
    ) {
        (self.gimp_procedure_dialog_fill_list)(dialog, properties)
    }
    pub unsafe fn gimp_procedure_dialog_run(
        &self,
        dialog: *mut GimpProcedureDialog,
    ) -> gboolean {
        (self.gimp_procedure_dialog_run)(dialog)
    }
    pub unsafe fn gimp_ui_init(&self, prog_name: *const gchar) {
        (self.gimp_ui_init)(prog_name)
    }
}
}
