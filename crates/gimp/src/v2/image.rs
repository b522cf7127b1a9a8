//! Images, layers and the undo group.

use super::bindings::libgimp::{GimpAddMaskType, GimpImageBaseType, GimpImageType, GimpLayerMode};
use super::error::GimpError;
use super::gimp::Gimp;
use super::pixels::Canvas;
use super::text::to_c;

/// What a number in the procedure database stands for.
#[derive(Clone, Copy)]
pub enum Item {
    /// Nothing (any more).
    None,
    /// A layer or a group of layers.
    Layer(Layer),
    /// The mask of a layer.
    LayerMask,
    /// A channel, the selection, a path.
    Other,
}

/// An open image.
#[derive(Clone, Copy)]
pub struct Image {
    pub(super) gimp: Gimp,
    pub(super) id: i32,
}

/// How an image says colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseType {
    /// Red, green, blue.
    Rgb,
    /// Grayscale.
    Gray,
    /// A palette.
    Indexed,
}

/// How a layer is laid over those below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerMode {
    /// It covers them.
    Normal,
    /// It lends chroma and hue only, in CIE LCh.
    LchColor,
}

impl Image {
    /// Its number.
    pub fn id(self) -> i32 {
        self.id
    }

    /// Its name as title bars show it.
    pub fn name(self) -> String {
        // SAFETY: the image exists, and the new text is ours.
        unsafe { self.gimp.take_text(self.gimp.library.gimp_image_get_name(self.id)) }
    }

    /// How it says colours.
    pub fn base_type(self) -> BaseType {
        // SAFETY: takes any number.
        match unsafe { self.gimp.library.gimp_image_base_type(self.id) } {
            GimpImageBaseType::GIMP_GRAY => BaseType::Gray,
            GimpImageBaseType::GIMP_INDEXED => BaseType::Indexed,
            _ => BaseType::Rgb,
        }
    }

    /// Its layers from the top down, those in groups behind their group.
    pub fn layers(self) -> Vec<Layer> {
        let mut count = 0;
        // SAFETY: the image exists, and gives a new array of `count` numbers, or null.
        let ids = unsafe {
            self.gimp.take_ids(self.gimp.library.gimp_image_get_layers(self.id, &mut count), count)
        };
        let mut layers = Vec::new();
        for id in ids {
            Layer { gimp: self.gimp, id }.gather(&mut layers);
        }
        layers
    }

    /// Whether anything is selected. (GIMP says "everything" of an empty selection's bounds.)
    pub fn has_selection(self) -> bool {
        // SAFETY: the image exists.
        unsafe { self.gimp.library.gimp_selection_is_empty(self.id) == 0 }
    }

    /// Makes one step for Undo of everything that is done until the group is dropped.
    pub fn undo_group(self) -> UndoGroup {
        // SAFETY: the image exists.
        unsafe { self.gimp.library.gimp_image_undo_group_start(self.id) };
        UndoGroup { image: self }
    }

    /// Makes a grayscale or indexed image an RGB one.
    ///
    /// # Errors
    /// GIMP's own reason.
    pub fn convert_to_rgb(self) -> Result<(), GimpError> {
        // SAFETY: the image exists.
        let said = unsafe { self.gimp.library.gimp_image_convert_rgb(self.id) };
        self.gimp.done(said, "convert the image to RGB")
    }

    /// Adds the pixels of `canvas` as a new layer directly above `below`, in the same group and
    /// with the same upper left corner.
    ///
    /// # Errors
    /// GIMP's own reason; no half-made layer stays behind.
    pub fn add_layer_above(
        self,
        below: Layer,
        name: &str,
        mode: LayerMode,
        canvas: &mut Canvas,
    ) -> Result<Layer, GimpError> {
        let library = self.gimp.library;
        let mode = match mode {
            LayerMode::Normal => GimpLayerMode::GIMP_LAYER_MODE_NORMAL,
            LayerMode::LchColor => GimpLayerMode::GIMP_LAYER_MODE_LCH_COLOR,
        };
        let (width, height) = canvas.extent();
        // SAFETY: the image exists, the text outlives the call.
        let id = unsafe {
            library.gimp_layer_new(
                self.id,
                to_c(name).as_ptr(),
                width,
                height,
                GimpImageType::GIMP_RGBA_IMAGE,
                100.0,
                mode,
            )
        };
        if id < 0 {
            return Err(self.gimp.refused("make a new layer"));
        }
        let layer = Layer { gimp: self.gimp, id };
        let (left, top) = below.offsets();
        let added = canvas.copy_into(layer).and_then(|()| {
            // SAFETY: the layer below exists.
            let (parent, position) = unsafe {
                (
                    library.gimp_item_get_parent(below.id),
                    library.gimp_image_get_item_position(self.id, below.id),
                )
            };
            // SAFETY: image and layer exist; GIMP checks parent and position.
            let said = unsafe { library.gimp_image_insert_layer(self.id, id, parent, position) };
            self.gimp.done(said, "add the layer")?;
            // SAFETY: the layer exists.
            let said = unsafe { library.gimp_layer_set_offsets(id, left, top) };
            self.gimp.done(said, "place the layer")
        });
        if let Err(error) = added {
            layer.delete();
            return Err(error);
        }
        Ok(layer)
    }
}

/// One step for Undo while it lives.
pub struct UndoGroup {
    image: Image,
}

impl Drop for UndoGroup {
    fn drop(&mut self) {
        // SAFETY: the image exists; it is open as long as its procedure runs.
        unsafe { self.image.gimp.library.gimp_image_undo_group_end(self.image.id) };
    }
}

/// A layer or a group of layers.
#[derive(Clone, Copy)]
pub struct Layer {
    pub(super) gimp: Gimp,
    pub(super) id: i32,
}

impl Layer {
    /// Its number.
    pub fn id(self) -> i32 {
        self.id
    }

    /// Its name.
    pub fn name(self) -> String {
        // SAFETY: the layer exists, and the new text is ours.
        unsafe { self.gimp.take_text(self.gimp.library.gimp_item_get_name(self.id)) }
    }

    /// The image it belongs to.
    pub fn image(self) -> Image {
        // SAFETY: the layer exists, so it has an image.
        Image { gimp: self.gimp, id: unsafe { self.gimp.library.gimp_item_get_image(self.id) } }
    }

    /// Width and height; both 0 for an empty group.
    pub fn extent(self) -> (i32, i32) {
        // SAFETY: the layer exists.
        unsafe {
            (self.gimp.library.gimp_drawable_width(self.id), self.gimp.library.gimp_drawable_height(self.id))
        }
    }

    /// Left and top edge in its image.
    pub fn offsets(self) -> (i32, i32) {
        let (mut left, mut top) = (0, 0);
        // SAFETY: the layer exists, both places are valid.
        unsafe { self.gimp.library.gimp_drawable_offsets(self.id, &mut left, &mut top) };
        (left, top)
    }

    /// Whether it is a group of layers.
    pub fn is_group(self) -> bool {
        // SAFETY: the layer exists.
        unsafe { self.gimp.library.gimp_item_is_group(self.id) != 0 }
    }

    /// Whether it is a floating selection, above which no layer can be.
    pub fn is_floating(self) -> bool {
        // SAFETY: the layer exists.
        unsafe { self.gimp.library.gimp_layer_is_floating_sel(self.id) != 0 }
    }

    /// The groups it is in, the innermost first.
    pub fn groups(self) -> impl Iterator<Item = Layer> {
        let gimp = self.gimp;
        let parent = move |id| {
            // SAFETY: the item exists; without parent the number is -1.
            let parent = unsafe { gimp.library.gimp_item_get_parent(id) };
            (parent >= 0).then_some(parent)
        };
        std::iter::successors(parent(self.id), move |&id| parent(id)).map(move |id| Layer { gimp, id })
    }

    /// Gives it the image's selection as its mask.
    ///
    /// # Errors
    /// GIMP's own reason.
    pub fn mask_by_selection(self) -> Result<(), GimpError> {
        let library = self.gimp.library;
        // SAFETY: the layer exists.
        let mask =
            unsafe { library.gimp_layer_create_mask(self.id, GimpAddMaskType::GIMP_ADD_MASK_SELECTION) };
        if mask < 0 {
            return Err(self.gimp.refused("make a layer mask of the selection"));
        }
        // SAFETY: both exist.
        let said = unsafe { library.gimp_layer_add_mask(self.id, mask) };
        self.gimp.done(said, "add the layer mask")
    }

    fn delete(self) {
        // SAFETY: the layer exists; libgimp reports what goes wrong on standard error.
        unsafe { self.gimp.library.gimp_item_delete(self.id) };
    }

    fn gather(self, layers: &mut Vec<Layer>) {
        layers.push(self);
        if self.is_group() {
            let mut count = 0;
            // SAFETY: the layer exists, and gives a new array of `count` numbers, or null.
            let children = unsafe {
                self.gimp.take_ids(self.gimp.library.gimp_item_get_children(self.id, &mut count), count)
            };
            for id in children {
                Layer { gimp: self.gimp, id }.gather(layers);
            }
        }
    }
}
