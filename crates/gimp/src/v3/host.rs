//! GIMP 3's answers.

use std::ffi::{CStr, c_char, c_void};
use std::ptr;

use super::bindings::libgimp::{
    GeglColor, GimpAddMaskType, GimpDrawable, GimpImage, GimpImageBaseType, GimpImageType, GimpItem,
    GimpLayer, GimpLayerMask, GimpLayerMode, GimpPalette, Libgimp,
};
use super::dialog;
use super::libraries;
use crate::error::GimpError;
use crate::host::Host;
use crate::image::{BaseType, LayerMode, Rectangle};
use crate::palette::Colour;
use crate::panel::bindings::gtk::Gtk;
use crate::pixels::bindings::libgegl::{Babl, GeglBuffer, GimpColorProfile};
use crate::text::{from_c, to_c};

/// How GObject's classes of libgimp see a number; null where nothing has it, which libgimp reports on
/// standard error. The objects are libgimp's own and live as long as the procedure runs.
impl Libgimp {
    fn as_image(&self, id: i32) -> *mut GimpImage {
        // SAFETY: takes any number.
        unsafe { self.gimp_image_get_by_id(id) }
    }

    fn as_item(&self, id: i32) -> *mut GimpItem {
        // SAFETY: takes any number.
        unsafe { self.gimp_item_get_by_id(id) }
    }

    fn as_drawable(&self, id: i32) -> *mut GimpDrawable {
        self.as_item(id).cast()
    }

    fn as_layer(&self, id: i32) -> *mut GimpLayer {
        self.as_item(id).cast()
    }

    /// Null where there is none.
    fn as_palette(&self, name: &CStr) -> *mut GimpPalette {
        // SAFETY: the text outlives the call.
        unsafe { self.gimp_palette_get_by_name(name.as_ptr()) }
    }

    /// Has `use_it` use a new colour, which is gone afterwards.
    fn with_colour(&self, Colour([r, g, b]): Colour, use_it: impl FnOnce(*mut GeglColor) -> bool) -> bool {
        let words = to_c(&format!("#{r:02x}{g:02x}{b:02x}"));
        // SAFETY: the text outlives the call.
        let colour = unsafe { self.gegl_color_new(words.as_ptr()) };
        let went_well = use_it(colour);
        // SAFETY: the new reference is ours and given up here.
        unsafe { self.g_object_unref(colour.cast::<c_void>()) };
        went_well
    }

    /// The number of a layer or another item, none for null.
    fn number<T>(&self, item: *mut T) -> Option<i32> {
        // SAFETY: one of libgimp's items, as every caller has it from libgimp.
        (!item.is_null()).then(|| unsafe { self.gimp_item_get_id(item.cast::<GimpItem>()) })
    }
}

// libgimp checks its objects and reports null pointers and dead ones on standard error; texts outlive
// their calls, since they are borrowed; pointers that come back are handed on as they are, unless said
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
        // Flags 0: until GIMP ends, in no file.
        // SAFETY: libgimp copies `length` bytes, which are there; the parasite is ours to free.
        unsafe {
            let parasite = self.gimp_parasite_new(key.as_ptr(), 0, length, data.as_ptr().cast::<c_void>());
            self.gimp_attach_parasite(parasite);
            self.gimp_parasite_free(parasite);
        }
    }

    fn remembered(&self, key: &CStr) -> Option<Vec<u8>> {
        // SAFETY: the parasite, if any, is ours to free, and holds `length` bytes until then.
        unsafe {
            let parasite = self.gimp_get_parasite(key.as_ptr());
            if parasite.is_null() {
                return None;
            }
            let mut length = 0;
            let data = self.gimp_parasite_get_data(parasite, &mut length).cast::<u8>();
            let copy = (!data.is_null())
                .then(|| std::slice::from_raw_parts(data, usize::try_from(length).unwrap_or(0)).to_vec());
            self.gimp_parasite_free(parasite);
            copy
        }
    }

    fn last_error(&self) -> String {
        // SAFETY: gives a pointer to libgimp's own text, which stays until the next call.
        unsafe { from_c(self.gimp_pdb_get_last_error(self.gimp_get_pdb())) }
    }

    fn images(&self) -> Vec<i32> {
        // SAFETY: gives a new list that ends with null, or null, of images that are libgimp's own.
        unsafe { take_list(self, self.gimp_get_images(), |image| self.gimp_image_get_id(image)) }
    }

    fn is_image(&self, id: i32) -> bool {
        let image = self.as_image(id);
        // SAFETY: see `impl`.
        !image.is_null() && unsafe { self.gimp_image_is_valid(image) != 0 }
    }

    fn image_name(&self, image: i32) -> String {
        // SAFETY: the new text is ours.
        unsafe { take_text(self, self.gimp_image_get_name(self.as_image(image))) }
    }

    fn base_type(&self, image: i32) -> BaseType {
        // SAFETY: see `impl`.
        match unsafe { self.gimp_image_get_base_type(self.as_image(image)) } {
            GimpImageBaseType::GIMP_GRAY => BaseType::Gray,
            GimpImageBaseType::GIMP_INDEXED => BaseType::Indexed,
            _ => BaseType::Rgb,
        }
    }

    fn precision(&self, image: i32) -> u32 {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_get_precision(self.as_image(image)) }
    }

    fn effective_profile(&self, image: i32) -> *mut GimpColorProfile {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_get_effective_color_profile(self.as_image(image)) }.cast()
    }

    fn layers(&self, image: i32) -> Vec<i32> {
        // SAFETY: gives a new list that ends with null, or null, of layers that are libgimp's own.
        unsafe {
            let layers = self.gimp_image_get_layers(self.as_image(image));
            take_list(self, layers, |layer| self.gimp_item_get_id(layer.cast()))
        }
    }

    fn selected_layers(&self, image: i32) -> Vec<i32> {
        // SAFETY: gives a new list that ends with null, or null, of layers that are libgimp's own.
        unsafe {
            let layers = self.gimp_image_get_selected_layers(self.as_image(image));
            take_list(self, layers, |layer| self.gimp_item_get_id(layer.cast()))
        }
    }

    fn select_layers(&self, image: i32, layers: &[i32]) {
        let mut list: Vec<*const GimpLayer> =
            layers.iter().map(|&id| self.as_layer(id).cast_const()).collect();
        list.retain(|layer| !layer.is_null());
        list.push(ptr::null());
        // SAFETY: a list of libgimp's layers that ends with null.
        unsafe { self.gimp_image_set_selected_layers(self.as_image(image), list.as_mut_ptr()) };
    }

    fn has_selection(&self, image: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_selection_is_empty(self.as_image(image)) == 0 }
    }

    fn selection_bounds(&self, image: i32) -> Rectangle {
        let [mut left, mut top, mut right, mut bottom] = [0; 4];
        let mut is_selected = 0;
        // SAFETY: all places are valid.
        unsafe {
            self.gimp_selection_bounds(
                self.as_image(image),
                &mut is_selected,
                &mut left,
                &mut top,
                &mut right,
                &mut bottom,
            )
        };
        Rectangle { left, top, width: right - left, height: bottom - top }
    }

    fn undo_group_start(&self, image: i32) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_undo_group_start(self.as_image(image)) };
    }

    fn undo_group_end(&self, image: i32) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_undo_group_end(self.as_image(image)) };
    }

    fn convert_to_rgb(&self, image: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_convert_rgb(self.as_image(image)) != 0 }
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
        let layer = unsafe {
            self.gimp_layer_new(self.as_image(image), name.as_ptr(), width, height, kind, 100.0, mode)
        };
        self.number(layer)
    }

    fn copy(&self, layer: i32) -> Option<i32> {
        // SAFETY: see `impl`.
        let copy = unsafe { self.gimp_layer_copy(self.as_layer(layer)) };
        self.number(copy)
    }

    fn insert_layer(&self, image: i32, layer: i32, group: Option<i32>, position: i32) -> bool {
        let group = group.map_or(ptr::null_mut(), |group| self.as_layer(group));
        // SAFETY: see `impl`.
        unsafe {
            self.gimp_image_insert_layer(self.as_image(image), self.as_layer(layer), group, position) != 0
        }
    }

    fn position(&self, image: i32, layer: i32) -> i32 {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_get_item_position(self.as_image(image), self.as_item(layer)) }
    }

    fn is_item(&self, id: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_id_is_valid(id) != 0 }
    }

    fn is_layer(&self, id: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_id_is_layer(id) != 0 }
    }

    fn is_layer_mask(&self, id: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_id_is_layer_mask(id) != 0 }
    }

    fn is_group(&self, item: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_is_group(self.as_item(item)) != 0 }
    }

    fn item_name(&self, item: i32) -> String {
        // SAFETY: the new text is ours.
        unsafe { take_text(self, self.gimp_item_get_name(self.as_item(item))) }
    }

    fn image_of(&self, item: i32) -> i32 {
        // SAFETY: see `impl`.
        unsafe { self.gimp_image_get_id(self.gimp_item_get_image(self.as_item(item))) }
    }

    fn parent(&self, item: i32) -> Option<i32> {
        // SAFETY: see `impl`.
        self.number(unsafe { self.gimp_item_get_parent(self.as_item(item)) })
    }

    fn children(&self, group: i32) -> Vec<i32> {
        // SAFETY: gives a new list that ends with null, or null, of items that are libgimp's own.
        unsafe {
            let children = self.gimp_item_get_children(self.as_item(group));
            take_list(self, children, |item| self.gimp_item_get_id(item))
        }
    }

    fn delete(&self, item: i32) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_item_delete(self.as_item(item)) };
    }

    fn extent(&self, layer: i32) -> (i32, i32) {
        let layer = self.as_drawable(layer);
        // SAFETY: see `impl`.
        unsafe { (self.gimp_drawable_get_width(layer), self.gimp_drawable_get_height(layer)) }
    }

    fn offsets(&self, layer: i32) -> (i32, i32) {
        let (mut left, mut top) = (0, 0);
        // SAFETY: both places are valid.
        unsafe { self.gimp_drawable_get_offsets(self.as_drawable(layer), &mut left, &mut top) };
        (left, top)
    }

    fn set_offsets(&self, layer: i32, left: i32, top: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_layer_set_offsets(self.as_layer(layer), left, top) != 0 }
    }

    fn is_floating(&self, layer: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_layer_is_floating_sel(self.as_layer(layer)) != 0 }
    }

    fn mask_of_selection(&self, layer: i32) -> Option<i32> {
        // SAFETY: see `impl`.
        let mask = unsafe {
            self.gimp_layer_create_mask(self.as_layer(layer), GimpAddMaskType::GIMP_ADD_MASK_SELECTION)
        };
        self.number(mask)
    }

    fn applied_mask(&self, layer: i32) -> Option<i32> {
        let layer = self.as_layer(layer);
        // SAFETY: see `impl`.
        unsafe {
            let mask = self.number(self.gimp_layer_get_mask(layer))?;
            (self.gimp_layer_get_apply_mask(layer) != 0).then_some(mask)
        }
    }

    fn add_mask(&self, layer: i32, mask: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe {
            self.gimp_layer_add_mask(self.as_layer(layer), self.as_item(mask).cast::<GimpLayerMask>()) != 0
        }
    }

    fn thumbnail(&self, layer: i32, side: i32) -> Option<(Vec<u8>, (i32, i32))> {
        let (mut width, mut height, mut per_pixel, mut length) = (0, 0, 0, 0);
        // SAFETY: all places are valid; the bytes, if any, are ours, and there are `length` of them.
        unsafe {
            let bytes = self.gimp_drawable_get_thumbnail_data(
                self.as_drawable(layer),
                side,
                side,
                &mut width,
                &mut height,
                &mut per_pixel,
            );
            if bytes.is_null() {
                return None;
            }
            let data = self.g_bytes_get_data(bytes, &mut length).cast::<u8>();
            let copy = (!data.is_null())
                .then(|| std::slice::from_raw_parts(data, usize::try_from(length).unwrap_or(0)).to_vec());
            self.g_bytes_unref(bytes);
            Some((copy?, (width, height)))
        }
    }

    fn buffer(&self, layer: i32) -> *mut GeglBuffer {
        // SAFETY: see `impl`; GEGL runs.
        unsafe { self.gimp_drawable_get_buffer(self.as_drawable(layer)) }.cast()
    }

    fn format(&self, layer: i32) -> *const Babl {
        // SAFETY: see `impl`.
        unsafe { self.gimp_drawable_get_format(self.as_drawable(layer)) }.cast()
    }

    fn update(&self, layer: i32, (width, height): (i32, i32)) {
        // SAFETY: see `impl`.
        unsafe { self.gimp_drawable_update(self.as_drawable(layer), 0, 0, width, height) };
    }

    fn colours_in_palette(&self, name: &CStr) -> Option<i32> {
        let palette = self.as_palette(name);
        // SAFETY: see `impl`.
        (!palette.is_null()).then(|| unsafe { self.gimp_palette_get_color_count(palette) })
    }

    fn new_palette(&self, name: &CStr) -> bool {
        // SAFETY: see `impl`.
        let made = unsafe { self.gimp_palette_new(name.as_ptr()) };
        !made.is_null() && made == self.as_palette(name)
    }

    fn remove_from_palette(&self, name: &CStr, entry: i32) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_palette_delete_entry(self.as_palette(name), entry) != 0 }
    }

    fn add_to_palette(&self, name: &CStr, entry: &CStr, colour: Colour) -> bool {
        let (palette, mut number) = (self.as_palette(name), 0);
        self.with_colour(colour, |colour| {
            // SAFETY: see `impl`; the place is valid.
            unsafe { self.gimp_palette_add_entry(palette, entry.as_ptr(), colour, &mut number) != 0 }
        })
    }

    fn take_palette(&self, name: &CStr) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gimp_context_set_palette(self.as_palette(name)) != 0 }
    }

    fn take_foreground(&self, colour: Colour) -> bool {
        // SAFETY: see `impl`; the colour is alive during the call.
        self.with_colour(colour, |colour| unsafe { self.gimp_context_set_foreground(colour) != 0 })
    }
}

/// The numbers of GIMP's list of objects, which ends with null and is freed.
///
/// # Safety
/// `list` is null or such a list in an allocation of GLib's, which nobody else frees.
unsafe fn take_list<T>(library: &Libgimp, list: *mut *mut T, number: impl Fn(*mut T) -> i32) -> Vec<i32> {
    let mut numbers = Vec::new();
    if list.is_null() {
        return numbers;
    }
    // SAFETY: the caller vouches for the list and its end; it is not used after it is freed.
    unsafe {
        let mut place = list;
        while !(*place).is_null() {
            numbers.push(number(*place));
            place = place.add(1);
        }
        library.g_free(list.cast::<c_void>());
    }
    numbers
}

/// Copies GIMP's text and frees it.
///
/// # Safety
/// `text` is null or GLib's allocation of NUL-terminated text, which nobody else frees.
unsafe fn take_text(library: &Libgimp, text: *mut c_char) -> String {
    // SAFETY: the caller vouches for the pointer.
    let copy = unsafe { from_c(text) };
    // SAFETY: ours to free (null is allowed), and not used any more.
    unsafe { library.g_free(text.cast::<c_void>()) };
    copy
}
