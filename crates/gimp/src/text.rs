//! Text to and from C.

use std::ffi::{CStr, CString, c_char};

/// `text` for C; it ends at its first NUL, as C would read it.
pub(crate) fn to_c(text: &str) -> CString {
    let end = text.find('\0').unwrap_or(text.len());
    CString::new(&text[..end]).unwrap_or_default()
}

/// A copy of C's text, empty for a null pointer.
///
/// # Safety
/// `text` is null or points at NUL-terminated bytes that stay unchanged during the call.
pub(crate) unsafe fn from_c(text: *const c_char) -> String {
    if text.is_null() {
        return String::new();
    }
    // SAFETY: not null, and the caller vouches for the rest.
    unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()
}
