//! GIMP 2.10's answers.

use std::ffi::{CStr, c_void};

use super::bindings::libgimp::{
    GimpAddMaskType, GimpImageBaseType, GimpImageType, GimpLayerMode, GimpRGB, Libgimp,
};
use super::dialog;
use super::libraries;
use crate::error::GimpError;
use crate::host::Host;
use crate::image::{BaseType, LayerMode, Rectangle};
use crate::palette::Colour;
use crate::panel::bindings::gtk::Gtk;
use crate::pixels::bindings::libgegl::{Babl, GeglBuffer, GimpColorProfile};
use crate::text::from_c;

// libgimp takes any number and reports on standard error those that nothing has; texts outlive their
// calls, since they are borrowed; pointers that come back are handed on as they are, unless said
// otherwise. That is all that each `unsafe` below relies on.
impl Host for Libgimp {
    fn progress_start(&self, text: &CStr) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_progress_init(text.as_ptr()) };
    }

    fn progress_text(&self, text: &CStr) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_progress_set_text(text.as_ptr()) };
    }

    fn progress(&self, fraction: f64) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_progress_update(fraction) };
    }

    fn progress_end(&self) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_progress_end() };
    }

    fn message(&self, sentence: &CStr) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_message(sentence.as_ptr()) };
    }

    fn flush_displays(&self) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_displays_flush() };
    }

    fn start_windows(&self, role: &CStr) -> Result<&'static Gtk, GimpError> {
        dialog::start(role)?;
        Ok(libraries::gtk()?)
    }

    fn remember(&self, key: &CStr, data: &[u8]) {
        let Ok(length) = u32::try_from(data.len()) else { return };
        let data = data.as_ptr().cast_mut().cast::<c_void>();
        // SAFETY: GIMP copies `length` bytes, which are there, and only reads them.
        unsafe { self.gimp_procedural_db_set_data(key.as_ptr(), data, length) };
    }

    fn remembered(&self, key: &CStr) -> Option<Vec<u8>> {
        // SAFETY: see `impl`.
        let length = unsafe { self.gimp_procedural_db_get_data_size(key.as_ptr()) };
        if length <= 0 {
            return None;
        }
        let mut data = vec![0_u8; usize::try_from(length).ok()?];
        // SAFETY: GIMP writes as many bytes as it has just said; nothing else of this plug-in runs
        // that could have changed them.
        let found =
            unsafe { self.gimp_procedural_db_get_data(key.as_ptr(), data.as_mut_ptr().cast::<c_void>()) };
        (found != 0).then_some(data)
    }

    fn last_error(&self) -> String {
        // SAFETY: gives a pointer to libgimp's own text, which stays until the next call.
        unsafe { from_c(self.gimp_get_pdb_error()) }
    }

    fn images(&self) -> Vec<i32> {
        let mut count = 0;
        // SAFETY: gives a new array of `count` numbers, or null.
        unsafe { take_numbers(self, self.gimp_image_list(&mut count), count) }
    }

    fn is_image(&self, id: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_is_valid(id) != 0 }
    }

    fn image_name(&self, image: i32) -> String {
        // SAFETY: the new text is ours.
        unsafe { take_text(self, self.gimp_image_get_name(image)) }
    }

    fn base_type(&self, image: i32) -> BaseType {
        // SAFETY: see `impl`.
        match unsafe { self.gimp_image_base_type(image) } {
            GimpImageBaseType::GIMP_GRAY => BaseType::Gray,
            GimpImageBaseType::GIMP_INDEXED => BaseType::Indexed,
            _ => BaseType::Rgb,
        }
    }

    fn precision(&self, image: i32) -> u32 {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_get_precision(image) }
    }

    fn effective_profile(&self, image: i32) -> *mut GimpColorProfile {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_get_effective_color_profile(image) }.cast()
    }

    fn layers(&self, image: i32) -> Vec<i32> {
        let mut count = 0;
        // SAFETY: gives a new array of `count` numbers, or null.
        unsafe { take_numbers(self, self.gimp_image_get_layers(image, &mut count), count) }
    }

    fn selected_layers(&self, image: i32) -> Vec<i32> {
        // SAFETY: see `impl`.
        some(unsafe { self.gimp_image_get_active_layer(image) }).into_iter().collect()
    }

    fn select_layers(&self, image: i32, layers: &[i32]) {
        if let Some(&layer) = layers.first() {
            // SAFETY: see `impl`.
            unsafe { self.gimp_image_set_active_layer(image, layer) };
        }
    }

    fn has_selection(&self, image: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_selection_is_empty(image) == 0 }
    }

    fn selection_bounds(&self, image: i32) -> Rectangle {
        let [mut left, mut top, mut right, mut bottom] = [0; 4];
        let mut is_selected = 0;
        // SAFETY: all places are valid.
        unsafe {
            self.gimp_selection_bounds(image, &mut is_selected, &mut left, &mut top, &mut right, &mut bottom)
        };
        Rectangle { left, top, width: right - left, height: bottom - top }
    }

    fn undo_group_start(&self, image: i32) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_undo_group_start(image) };
    }

    fn undo_group_end(&self, image: i32) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_undo_group_end(image) };
    }

    fn convert_to_rgb(&self, image: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_convert_rgb(image) != 0 }
    }

    fn new_layer(
        &self,
        image: i32,
        name: &CStr,
        (width, height): (i32, i32),
        mode: LayerMode,
    ) -> Option<i32> {
        let mode = match mode {
            LayerMode::Normal => GimpLayerMode::GIMP_LAYER_MODE_NORMAL,
            LayerMode::LchColor => GimpLayerMode::GIMP_LAYER_MODE_LCH_COLOR,
        };
        let kind = GimpImageType::GIMP_RGBA_IMAGE;
        // SAFETY: see `impl`.
        some(unsafe { self.gimp_layer_new(image, name.as_ptr(), width, height, kind, 100.0, mode) })
    }

    fn copy(&self, layer: i32) -> Option<i32> {
        // SAFETY: see `impl`.
        some(unsafe { self.gimp_layer_copy(layer) })
    }

    fn insert_layer(&self, image: i32, layer: i32, group: Option<i32>, position: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_insert_layer(image, layer, group.unwrap_or(-1), position) != 0 }
    }

    fn position(&self, image: i32, layer: i32) -> i32 {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_get_item_position(image, layer) }
    }

    fn is_item(&self, id: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_is_valid(id) != 0 }
    }

    fn is_layer(&self, id: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_is_layer(id) != 0 }
    }

    fn is_layer_mask(&self, id: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_is_layer_mask(id) != 0 }
    }

    fn is_group(&self, item: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_is_group(item) != 0 }
    }

    fn item_name(&self, item: i32) -> String {
        // SAFETY: the new text is ours.
        unsafe { take_text(self, self.gimp_item_get_name(item)) }
    }

    fn image_of(&self, item: i32) -> i32 {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_get_image(item) }
    }

    fn parent(&self, item: i32) -> Option<i32> {
        // SAFETY: see `impl`.
        some(unsafe { self.gimp_item_get_parent(item) })
    }

    fn children(&self, group: i32) -> Vec<i32> {
        let mut count = 0;
        // SAFETY: gives a new array of `count` numbers, or null.
        unsafe { take_numbers(self, self.gimp_item_get_children(group, &mut count), count) }
    }

    fn delete(&self, item: i32) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_delete(item) };
    }

    fn extent(&self, layer: i32) -> (i32, i32) {
        // SAFETY: see `impl`.
        unsafe { (self.gimp_drawable_width(layer), self.gimp_drawable_height(layer)) }
    }

    fn offsets(&self, layer: i32) -> (i32, i32) {
        let (mut left, mut top) = (0, 0);
        // SAFETY: both places are valid.
        unsafe { self.gimp_drawable_offsets(layer, &mut left, &mut top) };
        (left, top)
    }

    fn set_offsets(&self, layer: i32, left: i32, top: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_layer_set_offsets(layer, left, top) != 0 }
    }

    fn is_floating(&self, layer: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_layer_is_floating_sel(layer) != 0 }
    }

    fn mask_of_selection(&self, layer: i32) -> Option<i32> {
        // SAFETY: see `impl`.
        some(unsafe { self.gimp_layer_create_mask(layer, GimpAddMaskType::GIMP_ADD_MASK_SELECTION) })
    }

    fn applied_mask(&self, layer: i32) -> Option<i32> {
        // SAFETY: see `impl`.
        unsafe {
            let mask = some(self.gimp_layer_get_mask(layer))?;
            (self.gimp_layer_get_apply_mask(layer) != 0).then_some(mask)
        }
    }

    fn add_mask(&self, layer: i32, mask: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_layer_add_mask(layer, mask) != 0 }
    }

    fn thumbnail(&self, layer: i32, side: i32) -> Option<(Vec<u8>, (i32, i32))> {
        let (mut width, mut height, mut bytes) = (side, side, 0);
        // SAFETY: all places are valid; the new array, if any, has as many bytes as they say, and is ours.
        unsafe {
            let data = self.gimp_drawable_get_thumbnail_data(layer, &mut width, &mut height, &mut bytes);
            if data.is_null() {
                return None;
            }
            let length = usize::try_from(width * height * bytes).unwrap_or(0);
            let copy = std::slice::from_raw_parts(data, length).to_vec();
            self.g_free(data.cast::<c_void>());
            Some((copy, (width, height)))
        }
    }

    fn buffer(&self, layer: i32) -> *mut GeglBuffer {
        // SAFETY: see `impl`; GEGL runs.
        unsafe { self.gimp_drawable_get_buffer(layer) }.cast()
    }

    fn format(&self, layer: i32) -> *const Babl {
        // SAFETY: see `impl`.
        unsafe { self.gimp_drawable_get_format(layer) }.cast()
    }

    fn update(&self, layer: i32, (width, height): (i32, i32)) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_drawable_update(layer, 0, 0, width, height) };
    }

    fn colours_in_palette(&self, name: &CStr) -> Option<i32> {
        let (mut count, mut colours) = (0, 0);
        // GIMP complains to the user when it is asked about a palette that is not there.
        // SAFETY: gives a new array of `count` texts of their own, ended by null; an empty filter lets
        // all pass.
        let is_there = unsafe {
            let names = self.gimp_palettes_get_list(c"".as_ptr(), &mut count);
            let mut own = (0..usize::try_from(count).unwrap_or(0)).map(|i| CStr::from_ptr(*names.add(i)));
            let is_there = !names.is_null() && own.any(|own| own == name);
            self.g_strfreev(names);
            is_there
        };
        // SAFETY: the place is valid.
        let found = is_there && unsafe { self.gimp_palette_get_info(name.as_ptr(), &mut colours) } != 0;
        found.then_some(colours)
    }

    fn new_palette(&self, name: &CStr) -> bool {
        // SAFETY: the new text is ours.
        let given = unsafe { take_text(self, self.gimp_palette_new(name.as_ptr())) };
        given.as_bytes() == name.to_bytes()
    }

    fn remove_from_palette(&self, name: &CStr, entry: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_palette_delete_entry(name.as_ptr(), entry) != 0 }
    }

    fn add_to_palette(&self, name: &CStr, entry: &CStr, colour: Colour) -> bool {
        let mut number = 0;
        // SAFETY: the colour and the place are valid during the call.
        unsafe { self.gimp_palette_add_entry(name.as_ptr(), entry.as_ptr(), &rgb(colour), &mut number) != 0 }
    }

    fn take_palette(&self, name: &CStr) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_context_set_palette(name.as_ptr()) != 0 }
    }

    fn take_foreground(&self, colour: Colour) -> bool {
        // SAFETY: the colour is valid during the call.
        unsafe { self.gimp_context_set_foreground(&rgb(colour)) != 0 }
    }
}

/// GIMP 2.10's colours outside of images are sRGB.
fn rgb(Colour([r, g, b]): Colour) -> GimpRGB {
    let [r, g, b] = [r, g, b].map(|code| f64::from(code) / 255.0);
    GimpRGB { r, g, b, a: 1.0 }
}

/// GIMP 2.10 says -1 for none.
fn some(id: i32) -> Option<i32> {
    (id >= 0).then_some(id)
}

/// Copies GIMP's array of numbers and frees it.
///
/// # Safety
/// `ids` is null or GLib's allocation of `count` numbers, which nobody else frees.
unsafe fn take_numbers(library: &Libgimp, ids: *mut i32, count: i32) -> Vec<i32> {
    if ids.is_null() {
        return Vec::new();
    }
    // SAFETY: the caller vouches for pointer and count.
    let copy = unsafe { std::slice::from_raw_parts(ids, usize::try_from(count).unwrap_or(0)) }.to_vec();
    // SAFETY: ours to free, and not used any more.
    unsafe { library.g_free(ids.cast::<c_void>()) };
    copy
}

/// Copies GIMP's text and frees it.
///
/// # Safety
/// `text` is null or GLib's allocation of NUL-terminated text, which nobody else frees.
unsafe fn take_text(library: &Libgimp, text: *mut std::ffi::c_char) -> String {
    // SAFETY: the caller vouches for the pointer.
    let copy = unsafe { from_c(text) };
    // SAFETY: ours to free (null is allowed), and not used any more.
    unsafe { library.g_free(text.cast::<c_void>()) };
    copy
}
