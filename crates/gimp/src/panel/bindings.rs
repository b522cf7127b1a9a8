// Made from GIMP's headers by bindgen: do not edit. After a change to `generate.rs`, make it anew:
//     make bindings
// (needs libclang and Debian's libgimp2.0-dev).
#![allow(missing_docs, non_camel_case_types, non_snake_case, non_upper_case_globals, dead_code)]
#![allow(unsafe_op_in_unsafe_fn, clippy::all, clippy::undocumented_unsafe_blocks)]

#[doc = "The functions of GTK, GDK and libgimpui that a window which stays open needs."]
pub mod gtk {
#[repr(C)]
#[derive(Copy, Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct __BindgenBitfieldUnit<Storage> {
    storage: Storage,
}
impl<Storage> __BindgenBitfieldUnit<Storage> {
    #[inline]
    pub const fn new(storage: Storage) -> Self {
        Self { storage }
    }
}
impl<Storage> __BindgenBitfieldUnit<Storage>
where
    Storage: AsRef<[u8]> + AsMut<[u8]>,
{
    #[inline]
    fn extract_bit(byte: u8, index: usize) -> bool {
        let bit_index = if cfg!(target_endian = "big") {
            7 - (index % 8)
        } else {
            index % 8
        };
        let mask = 1 << bit_index;
        byte & mask == mask
    }
    #[inline]
    pub fn get_bit(&self, index: usize) -> bool {
        debug_assert!(index / 8 < self.storage.as_ref().len());
        let byte_index = index / 8;
        let byte = self.storage.as_ref()[byte_index];
        Self::extract_bit(byte, index)
    }
    #[inline]
    pub unsafe fn raw_get_bit(this: *const Self, index: usize) -> bool {
        debug_assert!(index / 8 < core::mem::size_of::<Storage>());
        let byte_index = index / 8;
        let byte = unsafe {
            *(core::ptr::addr_of!((*this).storage) as *const u8)
                .offset(byte_index as isize)
        };
        Self::extract_bit(byte, index)
    }
    #[inline]
    fn change_bit(byte: u8, index: usize, val: bool) -> u8 {
        let bit_index = if cfg!(target_endian = "big") {
            7 - (index % 8)
        } else {
            index % 8
        };
        let mask = 1 << bit_index;
        if val { byte | mask } else { byte & !mask }
    }
    #[inline]
    pub fn set_bit(&mut self, index: usize, val: bool) {
        debug_assert!(index / 8 < self.storage.as_ref().len());
        let byte_index = index / 8;
        let byte = &mut self.storage.as_mut()[byte_index];
        *byte = Self::change_bit(*byte, index, val);
    }
    #[inline]
    pub unsafe fn raw_set_bit(this: *mut Self, index: usize, val: bool) {
        debug_assert!(index / 8 < core::mem::size_of::<Storage>());
        let byte_index = index / 8;
        let byte = unsafe {
            (core::ptr::addr_of_mut!((*this).storage) as *mut u8)
                .offset(byte_index as isize)
        };
        unsafe { *byte = Self::change_bit(*byte, index, val) };
    }
    #[inline]
    pub fn get(&self, bit_offset: usize, bit_width: u8) -> u64 {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < self.storage.as_ref().len());
        debug_assert!(
            (bit_offset + (bit_width as usize) + 7) / 8 <= self.storage.as_ref().len(),
        );
        if bit_width == 0 {
            return 0;
        }
        let mut val = 0u64;
        let storage = self.storage.as_ref();
        let start_byte = bit_offset / 8;
        let bit_shift = bit_offset % 8;
        let bytes_needed = (bit_width as usize + bit_shift + 7) / 8;
        if cfg!(target_endian = "big") {
            for i in 0..bytes_needed {
                val |= (storage[start_byte + i].reverse_bits() as u64) << (i * 8);
            }
        } else {
            for i in 0..bytes_needed {
                val |= (storage[start_byte + i] as u64) << (i * 8);
            }
        }
        val >>= bit_shift;
        if bit_width < 64 {
            val &= (1u64 << bit_width) - 1;
        }
        if cfg!(target_endian = "big") {
            val = val.reverse_bits() >> (64 - bit_width as usize);
        }
        val
    }
    #[inline]
    pub unsafe fn raw_get(this: *const Self, bit_offset: usize, bit_width: u8) -> u64 {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < core::mem::size_of::<Storage>());
        debug_assert!(
            (bit_offset + (bit_width as usize) + 7) / 8
                <= core::mem::size_of::<Storage>(),
        );
        if bit_width == 0 {
            return 0;
        }
        let mut val = 0u64;
        let start_byte = bit_offset / 8;
        let bit_shift = bit_offset % 8;
        let bytes_needed = (bit_width as usize + bit_shift + 7) / 8;
        let storage_ptr = unsafe { core::ptr::addr_of!((*this).storage) as *const u8 };
        if cfg!(target_endian = "big") {
            for i in 0..bytes_needed {
                let byte = unsafe { *storage_ptr.add(start_byte + i) };
                val |= (byte.reverse_bits() as u64) << (i * 8);
            }
        } else {
            for i in 0..bytes_needed {
                let byte = unsafe { *storage_ptr.add(start_byte + i) };
                val |= (byte as u64) << (i * 8);
            }
        }
        val >>= bit_shift;
        if bit_width < 64 {
            val &= (1u64 << bit_width) - 1;
        }
        if cfg!(target_endian = "big") {
            val = val.reverse_bits() >> (64 - bit_width as usize);
        }
        val
    }
    #[inline]
    pub fn set(&mut self, bit_offset: usize, bit_width: u8, val: u64) {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < self.storage.as_ref().len());
        debug_assert!(
            (bit_offset + (bit_width as usize) + 7) / 8 <= self.storage.as_ref().len(),
        );
        if bit_width == 0 {
            return;
        }
        let mut val = val;
        if bit_width < 64 {
            val &= (1u64 << bit_width) - 1;
        }
        if cfg!(target_endian = "big") {
            val = val.reverse_bits() >> (64 - bit_width as usize);
        }
        let storage = self.storage.as_mut();
        let start_byte = bit_offset / 8;
        let bit_shift = bit_offset % 8;
        let bytes_needed = (bit_width as usize + bit_shift + 7) / 8;
        val <<= bit_shift;
        let field_mask = if bit_width as usize + bit_shift >= 64 {
            !0u64 << bit_shift
        } else {
            ((1u64 << bit_width) - 1) << bit_shift
        };
        for i in 0..bytes_needed {
            let byte_val = (val >> (i * 8)) as u8;
            let byte_mask = (field_mask >> (i * 8)) as u8;
            if cfg!(target_endian = "big") {
                let byte = storage[start_byte + i].reverse_bits();
                let new_byte = (byte & !byte_mask) | (byte_val & byte_mask);
                storage[start_byte + i] = new_byte.reverse_bits();
            } else {
                storage[start_byte + i] = (storage[start_byte + i] & !byte_mask)
                    | (byte_val & byte_mask);
            }
        }
    }
    #[inline]
    pub unsafe fn raw_set(this: *mut Self, bit_offset: usize, bit_width: u8, val: u64) {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < core::mem::size_of::<Storage>());
        debug_assert!(
            (bit_offset + (bit_width as usize) + 7) / 8
                <= core::mem::size_of::<Storage>(),
        );
        if bit_width == 0 {
            return;
        }
        let mut val = val;
        if bit_width < 64 {
            val &= (1u64 << bit_width) - 1;
        }
        if cfg!(target_endian = "big") {
            val = val.reverse_bits() >> (64 - bit_width as usize);
        }
        let start_byte = bit_offset / 8;
        let bit_shift = bit_offset % 8;
        let bytes_needed = (bit_width as usize + bit_shift + 7) / 8;
        val <<= bit_shift;
        let field_mask = if bit_width as usize + bit_shift >= 64 {
            !0u64 << bit_shift
        } else {
            ((1u64 << bit_width) - 1) << bit_shift
        };
        let storage_ptr = unsafe { core::ptr::addr_of_mut!((*this).storage) as *mut u8 };
        for i in 0..bytes_needed {
            let byte_val = (val >> (i * 8)) as u8;
            let byte_mask = (field_mask >> (i * 8)) as u8;
            let byte_ptr = unsafe { storage_ptr.add(start_byte + i) };
            if cfg!(target_endian = "big") {
                let byte = unsafe { (*byte_ptr).reverse_bits() };
                let new_byte = (byte & !byte_mask) | (byte_val & byte_mask);
                unsafe { *byte_ptr = new_byte.reverse_bits() };
            } else {
                unsafe { *byte_ptr = (*byte_ptr & !byte_mask) | (byte_val & byte_mask) };
            }
        }
    }
}
/// Const-generic methods for efficient bitfield access when offset and width
/// are known at compile time.
impl<const N: usize> __BindgenBitfieldUnit<[u8; N]> {
    /// Get a field using const generics for compile-time optimization.
    /// Uses native word size operations when the field fits in usize.
    #[inline]
    pub const fn get_const<const BIT_OFFSET: usize, const BIT_WIDTH: u8>(&self) -> u64 {
        debug_assert!(BIT_WIDTH <= 64);
        debug_assert!(BIT_OFFSET / 8 < N);
        debug_assert!((BIT_OFFSET + (BIT_WIDTH as usize) + 7) / 8 <= N);
        if BIT_WIDTH == 0 {
            return 0;
        }
        let start_byte = BIT_OFFSET / 8;
        let bit_shift = BIT_OFFSET % 8;
        let bytes_needed = (BIT_WIDTH as usize + bit_shift + 7) / 8;
        if BIT_WIDTH as usize + bit_shift <= usize::BITS as usize {
            let mut val = 0usize;
            if cfg!(target_endian = "big") {
                let mut i = 0;
                while i < bytes_needed {
                    val
                        |= (self.storage[start_byte + i].reverse_bits() as usize)
                            << (i * 8);
                    i += 1;
                }
            } else {
                let mut i = 0;
                while i < bytes_needed {
                    val |= (self.storage[start_byte + i] as usize) << (i * 8);
                    i += 1;
                }
            }
            val >>= bit_shift;
            if (BIT_WIDTH as u32) < usize::BITS {
                val &= (1usize << BIT_WIDTH) - 1;
            }
            if cfg!(target_endian = "big") {
                val = val.reverse_bits() >> (usize::BITS as usize - BIT_WIDTH as usize);
            }
            val as u64
        } else {
            let mut val = 0u64;
            if cfg!(target_endian = "big") {
                let mut i = 0;
                while i < bytes_needed {
                    val
                        |= (self.storage[start_byte + i].reverse_bits() as u64)
                            << (i * 8);
                    i += 1;
                }
            } else {
                let mut i = 0;
                while i < bytes_needed {
                    val |= (self.storage[start_byte + i] as u64) << (i * 8);
                    i += 1;
                }
            }
            val >>= bit_shift;
            if BIT_WIDTH < 64 {
                val &= (1u64 << BIT_WIDTH) - 1;
            }
            if cfg!(target_endian = "big") {
                val = val.reverse_bits() >> (64 - BIT_WIDTH as usize);
            }
            val
        }
    }
    /// Set a field using const generics for compile-time optimization.
    /// Uses native word size operations when the field fits in usize.
    #[inline]
    pub fn set_const<const BIT_OFFSET: usize, const BIT_WIDTH: u8>(&mut self, val: u64) {
        debug_assert!(BIT_WIDTH <= 64);
        debug_assert!(BIT_OFFSET / 8 < N);
        debug_assert!((BIT_OFFSET + (BIT_WIDTH as usize) + 7) / 8 <= N);
        if BIT_WIDTH == 0 {
            return;
        }
        let start_byte = BIT_OFFSET / 8;
        let bit_shift = BIT_OFFSET % 8;
        let bytes_needed = (BIT_WIDTH as usize + bit_shift + 7) / 8;
        if BIT_WIDTH as usize + bit_shift <= usize::BITS as usize {
            let mut val = val as usize;
            if (BIT_WIDTH as u32) < usize::BITS {
                val &= (1usize << BIT_WIDTH) - 1;
            }
            if cfg!(target_endian = "big") {
                val = val.reverse_bits() >> (usize::BITS as usize - BIT_WIDTH as usize);
            }
            val <<= bit_shift;
            let field_mask = if BIT_WIDTH as usize + bit_shift >= usize::BITS as usize {
                !0usize << bit_shift
            } else {
                ((1usize << BIT_WIDTH) - 1) << bit_shift
            };
            let mut i = 0;
            while i < bytes_needed {
                let byte_val = (val >> (i * 8)) as u8;
                let byte_mask = (field_mask >> (i * 8)) as u8;
                if cfg!(target_endian = "big") {
                    let byte = self.storage[start_byte + i].reverse_bits();
                    let new_byte = (byte & !byte_mask) | (byte_val & byte_mask);
                    self.storage[start_byte + i] = new_byte.reverse_bits();
                } else {
                    self.storage[start_byte + i] = (self.storage[start_byte + i]
                        & !byte_mask) | (byte_val & byte_mask);
                }
                i += 1;
            }
        } else {
            let mut val = val;
            if BIT_WIDTH < 64 {
                val &= (1u64 << BIT_WIDTH) - 1;
            }
            if cfg!(target_endian = "big") {
                val = val.reverse_bits() >> (64 - BIT_WIDTH as usize);
            }
            val <<= bit_shift;
            let field_mask = if BIT_WIDTH as usize + bit_shift >= 64 {
                !0u64 << bit_shift
            } else {
                ((1u64 << BIT_WIDTH) - 1) << bit_shift
            };
            let mut i = 0;
            while i < bytes_needed {
                let byte_val = (val >> (i * 8)) as u8;
                let byte_mask = (field_mask >> (i * 8)) as u8;
                if cfg!(target_endian = "big") {
                    let byte = self.storage[start_byte + i].reverse_bits();
                    let new_byte = (byte & !byte_mask) | (byte_val & byte_mask);
                    self.storage[start_byte + i] = new_byte.reverse_bits();
                } else {
                    self.storage[start_byte + i] = (self.storage[start_byte + i]
                        & !byte_mask) | (byte_val & byte_mask);
                }
                i += 1;
            }
        }
    }
    /// Raw pointer get using const generics for compile-time optimization.
    /// Uses native word size operations when the field fits in usize.
    #[inline]
    pub const unsafe fn raw_get_const<const BIT_OFFSET: usize, const BIT_WIDTH: u8>(
        this: *const Self,
    ) -> u64 {
        debug_assert!(BIT_WIDTH <= 64);
        debug_assert!(BIT_OFFSET / 8 < N);
        debug_assert!((BIT_OFFSET + (BIT_WIDTH as usize) + 7) / 8 <= N);
        if BIT_WIDTH == 0 {
            return 0;
        }
        let start_byte = BIT_OFFSET / 8;
        let bit_shift = BIT_OFFSET % 8;
        let bytes_needed = (BIT_WIDTH as usize + bit_shift + 7) / 8;
        let storage_ptr = unsafe { core::ptr::addr_of!((*this).storage) as *const u8 };
        if BIT_WIDTH as usize + bit_shift <= usize::BITS as usize {
            let mut val = 0usize;
            if cfg!(target_endian = "big") {
                let mut i = 0;
                while i < bytes_needed {
                    let byte = unsafe { *storage_ptr.add(start_byte + i) };
                    val |= (byte.reverse_bits() as usize) << (i * 8);
                    i += 1;
                }
            } else {
                let mut i = 0;
                while i < bytes_needed {
                    let byte = unsafe { *storage_ptr.add(start_byte + i) };
                    val |= (byte as usize) << (i * 8);
                    i += 1;
                }
            }
            val >>= bit_shift;
            if (BIT_WIDTH as u32) < usize::BITS {
                val &= (1usize << BIT_WIDTH) - 1;
            }
            if cfg!(target_endian = "big") {
                val = val.reverse_bits() >> (usize::BITS as usize - BIT_WIDTH as usize);
            }
            val as u64
        } else {
            let mut val = 0u64;
            if cfg!(target_endian = "big") {
                let mut i = 0;
                while i < bytes_needed {
                    let byte = unsafe { *storage_ptr.add(start_byte + i) };
                    val |= (byte.reverse_bits() as u64) << (i * 8);
                    i += 1;
                }
            } else {
                let mut i = 0;
                while i < bytes_needed {
                    let byte = unsafe { *storage_ptr.add(start_byte + i) };
                    val |= (byte as u64) << (i * 8);
                    i += 1;
                }
            }
            val >>= bit_shift;
            if BIT_WIDTH < 64 {
                val &= (1u64 << BIT_WIDTH) - 1;
            }
            if cfg!(target_endian = "big") {
                val = val.reverse_bits() >> (64 - BIT_WIDTH as usize);
            }
            val
        }
    }
    /// Raw pointer set using const generics for compile-time optimization.
    /// Uses native word size operations when the field fits in usize.
    #[inline]
    pub unsafe fn raw_set_const<const BIT_OFFSET: usize, const BIT_WIDTH: u8>(
        this: *mut Self,
        val: u64,
    ) {
        debug_assert!(BIT_WIDTH <= 64);
        debug_assert!(BIT_OFFSET / 8 < N);
        debug_assert!((BIT_OFFSET + (BIT_WIDTH as usize) + 7) / 8 <= N);
        if BIT_WIDTH == 0 {
            return;
        }
        let start_byte = BIT_OFFSET / 8;
        let bit_shift = BIT_OFFSET % 8;
        let bytes_needed = (BIT_WIDTH as usize + bit_shift + 7) / 8;
        let storage_ptr = this.cast::<[u8; N]>().cast::<u8>();
        if BIT_WIDTH as usize + bit_shift <= usize::BITS as usize {
            let mut val = val as usize;
            if (BIT_WIDTH as u32) < usize::BITS {
                val &= (1usize << BIT_WIDTH) - 1;
            }
            if cfg!(target_endian = "big") {
                val = val.reverse_bits() >> (usize::BITS as usize - BIT_WIDTH as usize);
            }
            val <<= bit_shift;
            let field_mask = if BIT_WIDTH as usize + bit_shift >= usize::BITS as usize {
                !0usize << bit_shift
            } else {
                ((1usize << BIT_WIDTH) - 1) << bit_shift
            };
            let mut i = 0;
            while i < bytes_needed {
                let byte_val = (val >> (i * 8)) as u8;
                let byte_mask = (field_mask >> (i * 8)) as u8;
                let byte_ptr = unsafe { storage_ptr.add(start_byte + i) };
                if cfg!(target_endian = "big") {
                    let byte = unsafe { (*byte_ptr).reverse_bits() };
                    let new_byte = (byte & !byte_mask) | (byte_val & byte_mask);
                    unsafe { *byte_ptr = new_byte.reverse_bits() };
                } else {
                    unsafe {
                        *byte_ptr = (*byte_ptr & !byte_mask) | (byte_val & byte_mask)
                    };
                }
                i += 1;
            }
        } else {
            let mut val = val;
            if BIT_WIDTH < 64 {
                val &= (1u64 << BIT_WIDTH) - 1;
            }
            if cfg!(target_endian = "big") {
                val = val.reverse_bits() >> (64 - BIT_WIDTH as usize);
            }
            val <<= bit_shift;
            let field_mask = if BIT_WIDTH as usize + bit_shift >= 64 {
                !0u64 << bit_shift
            } else {
                ((1u64 << BIT_WIDTH) - 1) << bit_shift
            };
            let mut i = 0;
            while i < bytes_needed {
                let byte_val = (val >> (i * 8)) as u8;
                let byte_mask = (field_mask >> (i * 8)) as u8;
                let byte_ptr = unsafe { storage_ptr.add(start_byte + i) };
                if cfg!(target_endian = "big") {
                    let byte = unsafe { (*byte_ptr).reverse_bits() };
                    let new_byte = (byte & !byte_mask) | (byte_val & byte_mask);
                    unsafe { *byte_ptr = new_byte.reverse_bits() };
                } else {
                    unsafe {
                        *byte_ptr = (*byte_ptr & !byte_mask) | (byte_val & byte_mask)
                    };
                }
                i += 1;
            }
        }
    }
}
#[derive(PartialEq, Eq, Copy, Clone, Debug, Hash)]
#[repr(C, align(8))]
pub struct __BindgenOpaqueArray8<T>(pub T);
impl<T: Copy + Default, const N: usize> Default for __BindgenOpaqueArray8<[T; N]> {
    fn default() -> Self {
        Self([<T as Default>::default(); N])
    }
}
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
pub type GSourceFunc = ::std::option::Option<
    unsafe extern "C" fn(user_data: gpointer) -> gboolean,
>;
pub type GType = gsize;
pub type GValue = _GValue;
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
pub type GClosure = _GClosure;
pub type GClosureNotifyData = _GClosureNotifyData;
pub type GCallback = ::std::option::Option<unsafe extern "C" fn()>;
pub type GClosureNotify = ::std::option::Option<
    unsafe extern "C" fn(data: gpointer, closure: *mut GClosure),
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GClosureNotifyData {
    pub data: gpointer,
    pub notify: GClosureNotify,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of _GClosureNotifyData",
    ][::std::mem::size_of::<_GClosureNotifyData>() - 16usize];
    [
        "Alignment of _GClosureNotifyData",
    ][::std::mem::align_of::<_GClosureNotifyData>() - 8usize];
    [
        "Offset of field: _GClosureNotifyData::data",
    ][::std::mem::offset_of!(_GClosureNotifyData, data) - 0usize];
    [
        "Offset of field: _GClosureNotifyData::notify",
    ][::std::mem::offset_of!(_GClosureNotifyData, notify) - 8usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GClosure {
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
    pub marshal: ::std::option::Option<
        unsafe extern "C" fn(
            closure: *mut GClosure,
            return_value: *mut GValue,
            n_param_values: guint,
            param_values: *const GValue,
            invocation_hint: gpointer,
            marshal_data: gpointer,
        ),
    >,
    pub data: gpointer,
    pub notifiers: *mut GClosureNotifyData,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GClosure"][::std::mem::size_of::<_GClosure>() - 32usize];
    ["Alignment of _GClosure"][::std::mem::align_of::<_GClosure>() - 8usize];
    [
        "Offset of field: _GClosure::marshal",
    ][::std::mem::offset_of!(_GClosure, marshal) - 8usize];
    [
        "Offset of field: _GClosure::data",
    ][::std::mem::offset_of!(_GClosure, data) - 16usize];
    [
        "Offset of field: _GClosure::notifiers",
    ][::std::mem::offset_of!(_GClosure, notifiers) - 24usize];
};
impl _GClosure {
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn ref_count(&self) -> guint {
        unsafe {
            ::std::mem::transmute(self._bitfield_1.get_const::<0usize, 15u8>() as u32)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn set_ref_count(&mut self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set_const::<0usize, 15u8>(val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn ref_count_raw(this: *const Self) -> guint {
        unsafe {
            ::std::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get_const::<
                    0usize,
                    15u8,
                >(::std::ptr::addr_of!((*this)._bitfield_1)) as u32,
            )
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn set_ref_count_raw(this: *mut Self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set_const::<
                0usize,
                15u8,
            >(::std::ptr::addr_of_mut!((*this)._bitfield_1), val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn meta_marshal_nouse(&self) -> guint {
        unsafe {
            ::std::mem::transmute(self._bitfield_1.get_const::<15usize, 1u8>() as u32)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn set_meta_marshal_nouse(&mut self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set_const::<15usize, 1u8>(val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn meta_marshal_nouse_raw(this: *const Self) -> guint {
        unsafe {
            ::std::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get_const::<
                    15usize,
                    1u8,
                >(::std::ptr::addr_of!((*this)._bitfield_1)) as u32,
            )
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn set_meta_marshal_nouse_raw(this: *mut Self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set_const::<
                15usize,
                1u8,
            >(::std::ptr::addr_of_mut!((*this)._bitfield_1), val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn n_guards(&self) -> guint {
        unsafe {
            ::std::mem::transmute(self._bitfield_1.get_const::<16usize, 1u8>() as u32)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn set_n_guards(&mut self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set_const::<16usize, 1u8>(val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn n_guards_raw(this: *const Self) -> guint {
        unsafe {
            ::std::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get_const::<
                    16usize,
                    1u8,
                >(::std::ptr::addr_of!((*this)._bitfield_1)) as u32,
            )
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn set_n_guards_raw(this: *mut Self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set_const::<
                16usize,
                1u8,
            >(::std::ptr::addr_of_mut!((*this)._bitfield_1), val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn n_fnotifiers(&self) -> guint {
        unsafe {
            ::std::mem::transmute(self._bitfield_1.get_const::<17usize, 2u8>() as u32)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn set_n_fnotifiers(&mut self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set_const::<17usize, 2u8>(val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn n_fnotifiers_raw(this: *const Self) -> guint {
        unsafe {
            ::std::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get_const::<
                    17usize,
                    2u8,
                >(::std::ptr::addr_of!((*this)._bitfield_1)) as u32,
            )
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn set_n_fnotifiers_raw(this: *mut Self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set_const::<
                17usize,
                2u8,
            >(::std::ptr::addr_of_mut!((*this)._bitfield_1), val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn n_inotifiers(&self) -> guint {
        unsafe {
            ::std::mem::transmute(self._bitfield_1.get_const::<19usize, 8u8>() as u32)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn set_n_inotifiers(&mut self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set_const::<19usize, 8u8>(val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn n_inotifiers_raw(this: *const Self) -> guint {
        unsafe {
            ::std::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get_const::<
                    19usize,
                    8u8,
                >(::std::ptr::addr_of!((*this)._bitfield_1)) as u32,
            )
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn set_n_inotifiers_raw(this: *mut Self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set_const::<
                19usize,
                8u8,
            >(::std::ptr::addr_of_mut!((*this)._bitfield_1), val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn in_inotify(&self) -> guint {
        unsafe {
            ::std::mem::transmute(self._bitfield_1.get_const::<27usize, 1u8>() as u32)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn set_in_inotify(&mut self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set_const::<27usize, 1u8>(val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn in_inotify_raw(this: *const Self) -> guint {
        unsafe {
            ::std::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get_const::<
                    27usize,
                    1u8,
                >(::std::ptr::addr_of!((*this)._bitfield_1)) as u32,
            )
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn set_in_inotify_raw(this: *mut Self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set_const::<
                27usize,
                1u8,
            >(::std::ptr::addr_of_mut!((*this)._bitfield_1), val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn floating(&self) -> guint {
        unsafe {
            ::std::mem::transmute(self._bitfield_1.get_const::<28usize, 1u8>() as u32)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn set_floating(&mut self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set_const::<28usize, 1u8>(val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn floating_raw(this: *const Self) -> guint {
        unsafe {
            ::std::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get_const::<
                    28usize,
                    1u8,
                >(::std::ptr::addr_of!((*this)._bitfield_1)) as u32,
            )
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn set_floating_raw(this: *mut Self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set_const::<
                28usize,
                1u8,
            >(::std::ptr::addr_of_mut!((*this)._bitfield_1), val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn derivative_flag(&self) -> guint {
        unsafe {
            ::std::mem::transmute(self._bitfield_1.get_const::<29usize, 1u8>() as u32)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn set_derivative_flag(&mut self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set_const::<29usize, 1u8>(val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn derivative_flag_raw(this: *const Self) -> guint {
        unsafe {
            ::std::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get_const::<
                    29usize,
                    1u8,
                >(::std::ptr::addr_of!((*this)._bitfield_1)) as u32,
            )
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn set_derivative_flag_raw(this: *mut Self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set_const::<
                29usize,
                1u8,
            >(::std::ptr::addr_of_mut!((*this)._bitfield_1), val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn in_marshal(&self) -> guint {
        unsafe {
            ::std::mem::transmute(self._bitfield_1.get_const::<30usize, 1u8>() as u32)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn set_in_marshal(&mut self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set_const::<30usize, 1u8>(val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn in_marshal_raw(this: *const Self) -> guint {
        unsafe {
            ::std::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get_const::<
                    30usize,
                    1u8,
                >(::std::ptr::addr_of!((*this)._bitfield_1)) as u32,
            )
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn set_in_marshal_raw(this: *mut Self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set_const::<
                30usize,
                1u8,
            >(::std::ptr::addr_of_mut!((*this)._bitfield_1), val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn is_invalid(&self) -> guint {
        unsafe {
            ::std::mem::transmute(self._bitfield_1.get_const::<31usize, 1u8>() as u32)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn set_is_invalid(&mut self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set_const::<31usize, 1u8>(val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn is_invalid_raw(this: *const Self) -> guint {
        unsafe {
            ::std::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get_const::<
                    31usize,
                    1u8,
                >(::std::ptr::addr_of!((*this)._bitfield_1)) as u32,
            )
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub unsafe fn set_is_invalid_raw(this: *mut Self, val: guint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set_const::<
                31usize,
                1u8,
            >(::std::ptr::addr_of_mut!((*this)._bitfield_1), val as u64)
        }
    }
    #[inline]
    #[allow(unnecessary_transmutes)]
    pub fn new_bitfield_1(
        ref_count: guint,
        meta_marshal_nouse: guint,
        n_guards: guint,
        n_fnotifiers: guint,
        n_inotifiers: guint,
        in_inotify: guint,
        floating: guint,
        derivative_flag: guint,
        in_marshal: guint,
        is_invalid: guint,
    ) -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
            .set_const::<
                0usize,
                15u8,
            >({
                let ref_count: u32 = unsafe { ::std::mem::transmute(ref_count) };
                ref_count as u64
            });
        __bindgen_bitfield_unit
            .set_const::<
                15usize,
                1u8,
            >({
                let meta_marshal_nouse: u32 = unsafe {
                    ::std::mem::transmute(meta_marshal_nouse)
                };
                meta_marshal_nouse as u64
            });
        __bindgen_bitfield_unit
            .set_const::<
                16usize,
                1u8,
            >({
                let n_guards: u32 = unsafe { ::std::mem::transmute(n_guards) };
                n_guards as u64
            });
        __bindgen_bitfield_unit
            .set_const::<
                17usize,
                2u8,
            >({
                let n_fnotifiers: u32 = unsafe { ::std::mem::transmute(n_fnotifiers) };
                n_fnotifiers as u64
            });
        __bindgen_bitfield_unit
            .set_const::<
                19usize,
                8u8,
            >({
                let n_inotifiers: u32 = unsafe { ::std::mem::transmute(n_inotifiers) };
                n_inotifiers as u64
            });
        __bindgen_bitfield_unit
            .set_const::<
                27usize,
                1u8,
            >({
                let in_inotify: u32 = unsafe { ::std::mem::transmute(in_inotify) };
                in_inotify as u64
            });
        __bindgen_bitfield_unit
            .set_const::<
                28usize,
                1u8,
            >({
                let floating: u32 = unsafe { ::std::mem::transmute(floating) };
                floating as u64
            });
        __bindgen_bitfield_unit
            .set_const::<
                29usize,
                1u8,
            >({
                let derivative_flag: u32 = unsafe {
                    ::std::mem::transmute(derivative_flag)
                };
                derivative_flag as u64
            });
        __bindgen_bitfield_unit
            .set_const::<
                30usize,
                1u8,
            >({
                let in_marshal: u32 = unsafe { ::std::mem::transmute(in_marshal) };
                in_marshal as u64
            });
        __bindgen_bitfield_unit
            .set_const::<
                31usize,
                1u8,
            >({
                let is_invalid: u32 = unsafe { ::std::mem::transmute(is_invalid) };
                is_invalid as u64
            });
        __bindgen_bitfield_unit
    }
}
pub mod GConnectFlags {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const G_CONNECT_DEFAULT: Type = 0;
    pub const G_CONNECT_AFTER: Type = 1;
    pub const G_CONNECT_SWAPPED: Type = 2;
}
pub type GdkDisplay = _GdkDisplay;
pub type GdkScreen = _GdkScreen;
pub mod GdkModifierType {
    #[allow(unused_imports)]
    use super::*;
    pub type Type = ::std::os::raw::c_uint;
    pub const GDK_SHIFT_MASK: Type = 1;
    pub const GDK_LOCK_MASK: Type = 2;
    pub const GDK_CONTROL_MASK: Type = 4;
    pub const GDK_MOD1_MASK: Type = 8;
    pub const GDK_MOD2_MASK: Type = 16;
    pub const GDK_MOD3_MASK: Type = 32;
    pub const GDK_MOD4_MASK: Type = 64;
    pub const GDK_MOD5_MASK: Type = 128;
    pub const GDK_BUTTON1_MASK: Type = 256;
    pub const GDK_BUTTON2_MASK: Type = 512;
    pub const GDK_BUTTON3_MASK: Type = 1024;
    pub const GDK_BUTTON4_MASK: Type = 2048;
    pub const GDK_BUTTON5_MASK: Type = 4096;
    pub const GDK_SUPER_MASK: Type = 67108864;
    pub const GDK_HYPER_MASK: Type = 134217728;
    pub const GDK_META_MASK: Type = 268435456;
    pub const GDK_RELEASE_MASK: Type = 1073741824;
    pub const GDK_MODIFIER_MASK: Type = 1543512063;
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GdkDisplay {
    pub _bindgen_align: [u64; 0],
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 216usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GdkDisplay"][::std::mem::size_of::<_GdkDisplay>() - 216usize];
    ["Alignment of _GdkDisplay"][::std::mem::align_of::<_GdkDisplay>() - 8usize];
};
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GdkScreen {
    pub _bindgen_align: [u64; 0],
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 816usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GdkScreen"][::std::mem::size_of::<_GdkScreen>() - 816usize];
    ["Alignment of _GdkScreen"][::std::mem::align_of::<_GdkScreen>() - 8usize];
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
pub type GtkToggleButton = _GtkToggleButton;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct _GtkToggleButton {
    pub _bindgen_align: [u64; 0],
    pub _bindgen_opaque_blob: __BindgenOpaqueArray8<[u8; 152usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _GtkToggleButton"][::std::mem::size_of::<_GtkToggleButton>() - 152usize];
    [
        "Alignment of _GtkToggleButton",
    ][::std::mem::align_of::<_GtkToggleButton>() - 8usize];
};
pub type GimpHelpFunc = ::std::option::Option<
    unsafe extern "C" fn(help_id: *const gchar, help_data: gpointer),
>;
pub struct Gtk {
    __library: ::libloading::Library,
    pub g_source_remove: unsafe extern "C" fn(tag: guint) -> gboolean,
    pub g_timeout_add: unsafe extern "C" fn(
        interval: guint,
        function: GSourceFunc,
        data: gpointer,
    ) -> guint,
    pub g_signal_connect_data: unsafe extern "C" fn(
        instance: gpointer,
        detailed_signal: *const gchar,
        c_handler: GCallback,
        data: gpointer,
        destroy_data: GClosureNotify,
        connect_flags: GConnectFlags::Type,
    ) -> gulong,
    pub gdk_display_get_default: unsafe extern "C" fn() -> *mut GdkDisplay,
    pub gdk_display_get_pointer: unsafe extern "C" fn(
        display: *mut GdkDisplay,
        screen: *mut *mut GdkScreen,
        x: *mut gint,
        y: *mut gint,
        mask: *mut GdkModifierType::Type,
    ),
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
    pub gtk_dialog_get_content_area: unsafe extern "C" fn(
        dialog: *mut GtkDialog,
    ) -> *mut GtkWidget,
    pub gtk_misc_set_alignment: unsafe extern "C" fn(
        misc: *mut GtkMisc,
        xalign: gfloat,
        yalign: gfloat,
    ),
    pub gtk_label_new: unsafe extern "C" fn(str_: *const gchar) -> *mut GtkWidget,
    pub gtk_label_set_text: unsafe extern "C" fn(
        label: *mut GtkLabel,
        str_: *const gchar,
    ),
    pub gtk_label_set_width_chars: unsafe extern "C" fn(
        label: *mut GtkLabel,
        n_chars: gint,
    ),
    pub gtk_label_set_line_wrap: unsafe extern "C" fn(
        label: *mut GtkLabel,
        wrap: gboolean,
    ),
    pub gtk_box_pack_start: unsafe extern "C" fn(
        box_: *mut GtkBox,
        child: *mut GtkWidget,
        expand: gboolean,
        fill: gboolean,
        padding: guint,
    ),
    pub gtk_toggle_button_set_active: unsafe extern "C" fn(
        toggle_button: *mut GtkToggleButton,
        is_active: gboolean,
    ),
    pub gtk_toggle_button_get_active: unsafe extern "C" fn(
        toggle_button: *mut GtkToggleButton,
    ) -> gboolean,
    pub gtk_check_button_new_with_mnemonic: unsafe extern "C" fn(
        label: *const gchar,
    ) -> *mut GtkWidget,
    pub gtk_vbox_new: unsafe extern "C" fn(
        homogeneous: gboolean,
        spacing: gint,
    ) -> *mut GtkWidget,
    pub gtk_main_iteration: unsafe extern "C" fn() -> gboolean,
    pub gimp_dialog_new: unsafe extern "C" fn(
        title: *const gchar,
        role: *const gchar,
        parent: *mut GtkWidget,
        flags: GtkDialogFlags::Type,
        help_func: GimpHelpFunc,
        help_id: *const gchar,
        ...
    ) -> *mut GtkWidget,
    pub gimp_window_set_transient: unsafe extern "C" fn(window: *mut GtkWindow),
}
impl Gtk {
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
        let g_timeout_add = __library.get(b"g_timeout_add\0").map(|sym| *sym)?;
        let g_signal_connect_data = __library
            .get(b"g_signal_connect_data\0")
            .map(|sym| *sym)?;
        let gdk_display_get_default = __library
            .get(b"gdk_display_get_default\0")
            .map(|sym| *sym)?;
        let gdk_display_get_pointer = __library
            .get(b"gdk_display_get_pointer\0")
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
        let gtk_dialog_get_content_area = __library
            .get(b"gtk_dialog_get_content_area\0")
            .map(|sym| *sym)?;
        let gtk_misc_set_alignment = __library
            .get(b"gtk_misc_set_alignment\0")
            .map(|sym| *sym)?;
        let gtk_label_new = __library.get(b"gtk_label_new\0").map(|sym| *sym)?;
        let gtk_label_set_text = __library.get(b"gtk_label_set_text\0").map(|sym| *sym)?;
        let gtk_label_set_width_chars = __library
            .get(b"gtk_label_set_width_chars\0")
            .map(|sym| *sym)?;
        let gtk_label_set_line_wrap = __library
            .get(b"gtk_label_set_line_wrap\0")
            .map(|sym| *sym)?;
        let gtk_box_pack_start = __library.get(b"gtk_box_pack_start\0").map(|sym| *sym)?;
        let gtk_toggle_button_set_active = __library
            .get(b"gtk_toggle_button_set_active\0")
            .map(|sym| *sym)?;
        let gtk_toggle_button_get_active = __library
            .get(b"gtk_toggle_button_get_active\0")
            .map(|sym| *sym)?;
        let gtk_check_button_new_with_mnemonic = __library
            .get(b"gtk_check_button_new_with_mnemonic\0")
            .map(|sym| *sym)?;
        let gtk_vbox_new = __library.get(b"gtk_vbox_new\0").map(|sym| *sym)?;
        let gtk_main_iteration = __library.get(b"gtk_main_iteration\0").map(|sym| *sym)?;
        let gimp_dialog_new = __library.get(b"gimp_dialog_new\0").map(|sym| *sym)?;
        let gimp_window_set_transient = __library
            .get(b"gimp_window_set_transient\0")
            .map(|sym| *sym)?;
        Ok(Gtk {
            __library,
            g_source_remove,
            g_timeout_add,
            g_signal_connect_data,
            gdk_display_get_default,
            gdk_display_get_pointer,
            gtk_widget_destroy,
            gtk_widget_show_all,
            gtk_widget_set_tooltip_text,
            gtk_container_set_border_width,
            gtk_dialog_get_content_area,
            gtk_misc_set_alignment,
            gtk_label_new,
            gtk_label_set_text,
            gtk_label_set_width_chars,
            gtk_label_set_line_wrap,
            gtk_box_pack_start,
            gtk_toggle_button_set_active,
            gtk_toggle_button_get_active,
            gtk_check_button_new_with_mnemonic,
            gtk_vbox_new,
            gtk_main_iteration,
            gimp_dialog_new,
            gimp_window_set_transient,
        })
    }
    pub unsafe fn g_source_remove(&self, tag: guint) -> gboolean {
        (self.g_source_remove)(tag)
    }
    pub unsafe fn g_timeout_add(
        &self,
        interval: guint,
        function: GSourceFunc,
        data: gpointer,
    ) -> guint {
        (self.g_timeout_add)(interval, function, data)
    }
    pub unsafe fn g_signal_connect_data(
        &self,
        instance: gpointer,
        detailed_signal: *const gchar,
        c_handler: GCallback,
        data: gpointer,
        destroy_data: GClosureNotify,
        connect_flags: GConnectFlags::Type,
    ) -> gulong {
        (self
            .g_signal_connect_data)(
            instance,
            detailed_signal,
            c_handler,
            data,
            destroy_data,
            connect_flags,
        )
    }
    pub unsafe fn gdk_display_get_default(&self) -> *mut GdkDisplay {
        (self.gdk_display_get_default)()
    }
    pub unsafe fn gdk_display_get_pointer(
        &self,
        display: *mut GdkDisplay,
        screen: *mut *mut GdkScreen,
        x: *mut gint,
        y: *mut gint,
        mask: *mut GdkModifierType::Type,
    ) {
        (self.gdk_display_get_pointer)(display, screen, x, y, mask)
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
    pub unsafe fn gtk_label_new(&self, str_: *const gchar) -> *mut GtkWidget {
        (self.gtk_label_new)(str_)
    }
    pub unsafe fn gtk_label_set_text(&self, label: *mut GtkLabel, str_: *const gchar) {
        (self.gtk_label_set_text)(label, str_)
    }
    pub unsafe fn gtk_label_set_width_chars(&self, label: *mut GtkLabel, n_chars: gint) {
        (self.gtk_label_set_width_chars)(label, n_chars)
    }
    pub unsafe fn gtk_label_set_line_wrap(&self, label: *mut GtkLabel, wrap: gboolean) {
        (self.gtk_label_set_line_wrap)(label, wrap)
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
    pub unsafe fn gtk_toggle_button_set_active(
        &self,
        toggle_button: *mut GtkToggleButton,
        is_active: gboolean,
    ) {
        (self.gtk_toggle_button_set_active)(toggle_button, is_active)
    }
    pub unsafe fn gtk_toggle_button_get_active(
        &self,
        toggle_button: *mut GtkToggleButton,
    ) -> gboolean {
        (self.gtk_toggle_button_get_active)(toggle_button)
    }
    pub unsafe fn gtk_check_button_new_with_mnemonic(
        &self,
        label: *const gchar,
    ) -> *mut GtkWidget {
        (self.gtk_check_button_new_with_mnemonic)(label)
    }
    pub unsafe fn gtk_vbox_new(
        &self,
        homogeneous: gboolean,
        spacing: gint,
    ) -> *mut GtkWidget {
        (self.gtk_vbox_new)(homogeneous, spacing)
    }
    pub unsafe fn gtk_main_iteration(&self) -> gboolean {
        (self.gtk_main_iteration)()
    }
    pub unsafe fn gimp_window_set_transient(&self, window: *mut GtkWindow) {
        (self.gimp_window_set_transient)(window)
    }
}
}
