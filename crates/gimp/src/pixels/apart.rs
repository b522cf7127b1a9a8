//! Layers that hold still.

use crate::error::GimpError;
use crate::image::Layer;

/// A copy of a layer with its mask that is in no image, so that nobody paints on, resizes or deletes it
/// while it is read: GIMP ends a plug-in that asks for pixels which are no more. It shares its pixels with the
/// layer and so takes next to no time. Groups are read as they are.
pub(super) struct Apart {
    pub layer: Layer,
    is_copy: bool,
}

impl Apart {
    /// # Errors
    /// GIMP's own reason, above all that the layer is no more.
    pub fn new(layer: Layer) -> Result<Self, GimpError> {
        if layer.is_group() {
            return Ok(Self { layer, is_copy: false });
        }
        let id = layer.gimp.host.copy(layer.id).ok_or_else(|| layer.gimp.refused("copy the layer"))?;
        Ok(Self { layer: Layer { id, ..layer }, is_copy: true })
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        if self.is_copy {
            self.layer.gimp.host.delete(self.layer.id);
        }
    }
}
