//! Images, layers and the undo group.

use crate::error::GimpError;
use crate::gimp::Gimp;
use crate::pixels::Canvas;
use crate::text::to_c;

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
    pub(crate) gimp: Gimp,
    pub(crate) id: i32,
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

/// A part of an image or a layer, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rectangle {
    /// Leftmost column.
    pub left: i32,
    /// Uppermost row.
    pub top: i32,
    /// Columns.
    pub width: i32,
    /// Rows.
    pub height: i32,
}

impl Rectangle {
    /// Column and row of the pixel in the middle.
    pub fn middle(self) -> (i32, i32) {
        (self.left + self.width / 2, self.top + self.height / 2)
    }
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
        self.gimp.host.image_name(self.id)
    }

    /// How it says colours.
    pub fn base_type(self) -> BaseType {
        self.gimp.host.base_type(self.id)
    }

    /// Its layers from the top down, those in groups behind their group.
    pub fn layers(self) -> Vec<Layer> {
        let mut layers = Vec::new();
        for id in self.gimp.host.layers(self.id) {
            Layer { gimp: self.gimp, id }.gather(&mut layers);
        }
        layers
    }

    /// Whether anything is selected. (GIMP says "everything" of an empty selection's bounds.)
    pub fn has_selection(self) -> bool {
        self.gimp.host.has_selection(self.id)
    }

    /// Around the selection or, where nothing is selected, the whole image.
    pub fn selection_bounds(self) -> Rectangle {
        self.gimp.host.selection_bounds(self.id)
    }

    /// The layers that the user works on; GIMP 2.10 knows one at a time.
    pub fn selected_layers(self) -> Vec<Layer> {
        let layers = self.gimp.host.selected_layers(self.id).into_iter();
        layers.map(|id| Layer { gimp: self.gimp, id }).collect()
    }

    /// Has the user work on `layers`, which are of this image. No step for Undo.
    pub fn select_layers(self, layers: &[Layer]) {
        let ids: Vec<i32> = layers.iter().map(|layer| layer.id).collect();
        self.gimp.host.select_layers(self.id, &ids);
    }

    /// Makes one step for Undo of everything that is done until the group is dropped.
    pub fn undo_group(self) -> UndoGroup {
        self.gimp.host.undo_group_start(self.id);
        UndoGroup { image: self }
    }

    /// Makes a grayscale or indexed image an RGB one.
    ///
    /// # Errors
    /// GIMP's own reason.
    pub fn convert_to_rgb(self) -> Result<(), GimpError> {
        self.gimp.done(self.gimp.host.convert_to_rgb(self.id), "convert the image to RGB")
    }

    /// Adds the pixels of `canvas` as a new layer directly above `below`, in the same group, with its upper left
    /// corner at this place of the image.
    ///
    /// # Errors
    /// GIMP's own reason; no half-made layer stays behind.
    pub fn add_layer_above(
        self,
        below: Layer,
        (left, top): (i32, i32),
        name: &str,
        mode: LayerMode,
        canvas: &mut Canvas,
    ) -> Result<Layer, GimpError> {
        let (gimp, host) = (self.gimp, self.gimp.host);
        let id = host.new_layer(self.id, &to_c(name), canvas.extent(), mode);
        let layer = Layer { gimp, id: id.ok_or_else(|| gimp.refused("make a new layer"))? };
        let added = canvas.copy_into(layer).and_then(|()| {
            let (group, position) = (host.parent(below.id), host.position(self.id, below.id));
            gimp.done(host.insert_layer(self.id, layer.id, group, position), "add the layer")?;
            gimp.done(host.set_offsets(layer.id, left, top), "place the layer")
        });
        if let Err(error) = added {
            host.delete(layer.id);
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
        self.image.gimp.host.undo_group_end(self.image.id);
    }
}

/// A layer or a group of layers.
#[derive(Clone, Copy)]
pub struct Layer {
    pub(crate) gimp: Gimp,
    pub(crate) id: i32,
}

impl Layer {
    /// Its number.
    pub fn id(self) -> i32 {
        self.id
    }

    /// Its name.
    pub fn name(self) -> String {
        self.gimp.host.item_name(self.id)
    }

    /// The image it belongs to.
    pub fn image(self) -> Image {
        Image { gimp: self.gimp, id: self.gimp.host.image_of(self.id) }
    }

    /// Width and height; both 0 for an empty group.
    pub fn extent(self) -> (i32, i32) {
        self.gimp.host.extent(self.id)
    }

    /// Left and top edge in its image.
    pub fn offsets(self) -> (i32, i32) {
        self.gimp.host.offsets(self.id)
    }

    /// Whether it is a group of layers.
    pub fn is_group(self) -> bool {
        self.gimp.host.is_group(self.id)
    }

    /// Whether it is a floating selection, above which no layer can be.
    pub fn is_floating(self) -> bool {
        self.gimp.host.is_floating(self.id)
    }

    /// The groups it is in, the innermost first.
    pub fn groups(self) -> impl Iterator<Item = Layer> {
        let gimp = self.gimp;
        let parent = move |layer: &Layer| Some(Layer { gimp, id: gimp.host.parent(layer.id)? });
        std::iter::successors(parent(&self), parent)
    }

    /// Its mask, unless it has none or it is switched off: read as a layer, not to be treated as one otherwise.
    pub(crate) fn applied_mask(self) -> Option<Self> {
        self.gimp.host.applied_mask(self.id).map(|id| Self { id, ..self })
    }

    /// Gives it the image's selection as its mask.
    ///
    /// # Errors
    /// GIMP's own reason.
    pub fn mask_by_selection(self) -> Result<(), GimpError> {
        let mask = self.gimp.host.mask_of_selection(self.id);
        let mask = mask.ok_or_else(|| self.gimp.refused("make a layer mask of the selection"))?;
        self.gimp.done(self.gimp.host.add_mask(self.id, mask), "add the layer mask")
    }

    fn gather(self, layers: &mut Vec<Layer>) {
        layers.push(self);
        if self.is_group() {
            for id in self.gimp.host.children(self.id) {
                Layer { gimp: self.gimp, id }.gather(layers);
            }
        }
    }
}
