//! The connection to the GIMP that called: progress, messages, remembered data, open images.

use std::ffi::c_void;
use std::marker::PhantomData;

use super::bindings::libgimp::Libgimp;
use super::error::GimpError;
use super::image::{Image, Item, Layer};
use super::text::{from_c, to_c};

/// The connection to GIMP while it runs a procedure.
///
/// Only the running procedure is given one, and it cannot be sent to another thread: libgimp may
/// be used by the thread that runs its main loop alone. Every `unsafe` block of this module's
/// neighbours relies on that.
#[derive(Clone, Copy)]
pub struct Gimp {
    pub(super) library: &'static Libgimp,
    _this_thread: PhantomData<*const ()>,
}

impl Gimp {
    pub(super) fn new(library: &'static Libgimp) -> Self {
        Self { library, _this_thread: PhantomData }
    }

    /// Starts to show `text` and an empty bar.
    pub fn progress_start(self, text: &str) {
        // SAFETY: the text outlives the call.
        unsafe { self.library.gimp_progress_init(to_c(text).as_ptr()) };
    }

    /// Changes the text beside the bar.
    pub fn progress_text(self, text: &str) {
        // SAFETY: the text outlives the call.
        unsafe { self.library.gimp_progress_set_text(to_c(text).as_ptr()) };
    }

    /// Fills the bar to `fraction`, 0..1.
    pub fn progress(self, fraction: f64) {
        // SAFETY: takes a number only.
        unsafe { self.library.gimp_progress_update(fraction.clamp(0.0, 1.0)) };
    }

    /// Takes the bar away.
    pub fn progress_end(self) {
        // SAFETY: takes nothing.
        unsafe { self.library.gimp_progress_end() };
    }

    /// Shows a sentence where GIMP shows messages: a window, its error console, or standard error.
    pub fn message(self, sentence: &str) {
        // SAFETY: the text outlives the call.
        unsafe { self.library.gimp_message(to_c(sentence).as_ptr()) };
    }

    /// Brings what changed on the screen.
    pub fn flush_displays(self) {
        // SAFETY: takes nothing.
        unsafe { self.library.gimp_displays_flush() };
    }

    /// Has GIMP keep `data` under `key` until it ends.
    pub fn remember(self, key: &str, data: &[u8]) {
        let Ok(length) = u32::try_from(data.len()) else { return };
        // SAFETY: GIMP copies `length` bytes, which are there, and only reads them.
        unsafe {
            self.library.gimp_procedural_db_set_data(
                to_c(key).as_ptr(),
                data.as_ptr().cast_mut().cast::<c_void>(),
                length,
            )
        };
    }

    /// What was last kept under `key`; `None` when there is nothing.
    pub fn remembered(self, key: &str) -> Option<Vec<u8>> {
        let key = to_c(key);
        // SAFETY: the text outlives the call.
        let length = unsafe { self.library.gimp_procedural_db_get_data_size(key.as_ptr()) };
        if length <= 0 {
            return None;
        }
        let mut data = vec![0_u8; usize::try_from(length).ok()?];
        // SAFETY: GIMP writes as many bytes as it has just said; nothing else of this plug-in runs
        // that could have changed them.
        let found = unsafe {
            self.library.gimp_procedural_db_get_data(key.as_ptr(), data.as_mut_ptr().cast::<c_void>())
        };
        (found != 0).then_some(data)
    }

    /// All open images.
    pub fn images(self) -> Vec<Image> {
        let mut count = 0;
        // SAFETY: gives a new array of `count` numbers, or null.
        let ids = unsafe { self.take_ids(self.library.gimp_image_list(&mut count), count) };
        ids.into_iter().filter_map(|id| self.image(id)).collect()
    }

    /// The image with this number, if it is open.
    pub fn image(self, id: i32) -> Option<Image> {
        // SAFETY: takes any number.
        let valid = unsafe { self.library.gimp_image_is_valid(id) } != 0;
        valid.then_some(Image { gimp: self, id })
    }

    /// What the number `id` stands for.
    ///
    /// libgimp itself prints errors and hands out null pointers for numbers that nothing has.
    pub fn item(self, id: i32) -> Item {
        let library = self.library;
        // SAFETY: takes any number.
        if id < 0 || unsafe { library.gimp_item_is_valid(id) } == 0 {
            return Item::None;
        }
        // SAFETY: the item exists.
        if unsafe { library.gimp_item_is_layer(id) } != 0 {
            return Item::Layer(Layer { gimp: self, id });
        }
        // SAFETY: the item exists.
        if unsafe { library.gimp_item_is_layer_mask(id) } != 0 { Item::LayerMask } else { Item::Other }
    }

    /// Copies GIMP's array of numbers and frees it.
    ///
    /// # Safety
    /// `ids` is null or GLib's allocation of `count` numbers, which nobody else frees.
    pub(super) unsafe fn take_ids(self, ids: *mut i32, count: i32) -> Vec<i32> {
        if ids.is_null() {
            return Vec::new();
        }
        let count = usize::try_from(count).unwrap_or(0);
        // SAFETY: the caller vouches for pointer and count.
        let copy = unsafe { std::slice::from_raw_parts(ids, count) }.to_vec();
        // SAFETY: ours to free, and not used any more.
        unsafe { self.library.g_free(ids.cast::<c_void>()) };
        copy
    }

    /// Copies GIMP's text and frees it.
    ///
    /// # Safety
    /// `text` is null or GLib's allocation of NUL-terminated text, which nobody else frees.
    pub(super) unsafe fn take_text(self, text: *mut std::ffi::c_char) -> String {
        // SAFETY: the caller vouches for the pointer.
        let copy = unsafe { from_c(text) };
        // SAFETY: ours to free (null is allowed), and not used any more.
        unsafe { self.library.g_free(text.cast::<c_void>()) };
        copy
    }

    /// The error of the call that failed just now.
    pub(super) fn refused(self, action: &'static str) -> GimpError {
        // SAFETY: gives a pointer to libgimp's own text, which stays until the next call.
        let reason = unsafe { from_c(self.library.gimp_get_pdb_error()) };
        GimpError::Refused { action, reason }
    }

    /// `Ok` if a call said TRUE.
    pub(super) fn done(self, said: i32, action: &'static str) -> Result<(), GimpError> {
        if said != 0 { Ok(()) } else { Err(self.refused(action)) }
    }
}
