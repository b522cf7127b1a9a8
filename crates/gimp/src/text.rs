//! Text to and from C.

use std::ffi::{CStr, CString, OsString, c_char, c_int};
use std::ptr;

/// `text` for C; it ends at its first NUL, as C would read it.
pub(crate) fn to_c(text: &str) -> CString {
    let end = text.find('\0').unwrap_or(text.len());
    CString::new(&text[..end]).unwrap_or_default()
}

/// A program's arguments as C's `main` has them, number and null-terminated array; they stay for ever, as
/// libgimp keeps pointers to them.
pub(crate) fn leaked_arguments(arguments: &[OsString]) -> (c_int, &'static mut [*mut c_char]) {
    let mut pointers: Vec<*mut c_char> =
        arguments.iter().map(|argument| to_c(&argument.to_string_lossy()).into_raw()).collect();
    let count = c_int::try_from(pointers.len()).unwrap_or(c_int::MAX);
    pointers.push(ptr::null_mut());
    (count, pointers.leak())
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
