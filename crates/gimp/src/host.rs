//! What every version of GIMP does, each in its own words.

use std::ffi::CStr;

use crate::error::GimpError;
use crate::image::{BaseType, LayerMode, Rectangle};
use crate::palette::Colour;
use crate::panel::bindings::gtk::Gtk;
use crate::pixels::bindings::libgegl::{Babl, GeglBuffer, GimpColorProfile};

/// A version of GIMP, asked by numbers: GIMP 2.10 has nothing else, GIMP 3 knows its objects by them.
///
/// The numbers of images and items are those of existing ones, but where a method asks whether they
/// are; a number that is not gets a harmless answer and an error on standard error. All of this
/// belongs to the thread that runs GIMP's main loop.
pub(crate) trait Host: Sync {
    fn progress_start(&self, text: &CStr);
    fn progress_text(&self, text: &CStr);
    /// `fraction` is in 0..1.
    fn progress(&self, fraction: f64);
    fn progress_end(&self);
    fn message(&self, sentence: &CStr);
    fn flush_displays(&self);
    /// Makes ready for windows of our own under this name; the functions of which one is made.
    fn start_windows(&self, role: &CStr) -> Result<&'static Gtk, GimpError>;
    /// Has GIMP keep `data` until it ends.
    fn remember(&self, key: &CStr, data: &[u8]);
    fn remembered(&self, key: &CStr) -> Option<Vec<u8>>;
    /// GIMP's own words on the call that failed just now.
    fn last_error(&self) -> String;

    fn images(&self) -> Vec<i32>;
    fn is_image(&self, id: i32) -> bool;
    fn image_name(&self, image: i32) -> String;
    fn base_type(&self, image: i32) -> BaseType;
    /// GIMP's number for the depth and curve of an image.
    fn precision(&self, image: i32) -> u32;
    /// A reference of the caller's own.
    fn effective_profile(&self, image: i32) -> *mut GimpColorProfile;
    /// Layers from the top down, without those in groups.
    fn layers(&self, image: i32) -> Vec<i32>;
    /// The selected layers; GIMP 2.10 knows one at a time.
    fn selected_layers(&self, image: i32) -> Vec<i32>;
    fn select_layers(&self, image: i32, layers: &[i32]);
    fn has_selection(&self, image: i32) -> bool;
    /// Around the selection or, without one, the whole image.
    fn selection_bounds(&self, image: i32) -> Rectangle;
    fn undo_group_start(&self, image: i32);
    fn undo_group_end(&self, image: i32);
    fn convert_to_rgb(&self, image: i32) -> bool;
    /// A new layer with red, green, blue and alpha that is not yet in its image.
    fn new_layer(&self, image: i32, name: &CStr, extent: (i32, i32), mode: LayerMode) -> Option<i32>;
    /// A copy of a layer with its mask that is not yet in its image.
    fn copy(&self, layer: i32) -> Option<i32>;
    fn insert_layer(&self, image: i32, layer: i32, group: Option<i32>, position: i32) -> bool;
    fn position(&self, image: i32, layer: i32) -> i32;

    fn is_item(&self, id: i32) -> bool;
    fn is_layer(&self, id: i32) -> bool;
    fn is_layer_mask(&self, id: i32) -> bool;
    fn is_group(&self, item: i32) -> bool;
    fn item_name(&self, item: i32) -> String;
    fn image_of(&self, item: i32) -> i32;
    fn parent(&self, item: i32) -> Option<i32>;
    fn children(&self, group: i32) -> Vec<i32>;
    fn delete(&self, item: i32);

    /// Width and height; both 0 for an empty group.
    fn extent(&self, layer: i32) -> (i32, i32);
    /// Left and top edge in its image.
    fn offsets(&self, layer: i32) -> (i32, i32);
    fn set_offsets(&self, layer: i32, left: i32, top: i32) -> bool;
    fn is_floating(&self, layer: i32) -> bool;
    /// A mask that is not yet at its layer.
    fn mask_of_selection(&self, layer: i32) -> Option<i32>;
    fn add_mask(&self, layer: i32, mask: i32) -> bool;
    /// The layer's mask, unless it has none or it is switched off.
    fn applied_mask(&self, layer: i32) -> Option<i32>;
    /// A small picture of the layer, whose longer side is `side` if the layer's is: bytes, width and
    /// height. None where GIMP makes none.
    fn thumbnail(&self, layer: i32, side: i32) -> Option<(Vec<u8>, (i32, i32))>;
    /// A reference of the caller's own, or null. GEGL must run.
    fn buffer(&self, layer: i32) -> *mut GeglBuffer;
    /// One of babl's own, which live as long as the process.
    fn format(&self, layer: i32) -> *const Babl;
    /// Has GIMP see that all pixels of a layer are new.
    fn update(&self, layer: i32, extent: (i32, i32));

    /// How many colours the palette of this name has; none without such a palette.
    fn colours_in_palette(&self, name: &CStr) -> Option<i32>;
    /// A new palette without colours; whether it has just this name.
    fn new_palette(&self, name: &CStr) -> bool;
    fn remove_from_palette(&self, name: &CStr, entry: i32) -> bool;
    fn add_to_palette(&self, name: &CStr, entry: &CStr, colour: Colour) -> bool;
    fn take_palette(&self, name: &CStr) -> bool;
    fn take_foreground(&self, colour: Colour) -> bool;
}
