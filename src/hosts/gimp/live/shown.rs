//! The layer that Live keeps up to date.

use chromadot_gimp::{BaseType, Canvas, Item, Layer};

use super::error::LiveError;
use super::watch::Watch;
use crate::hosts::gimp::pixels::{ResultPixels, SeenPixels};
use crate::hosts::gimp::run::show;
use crate::pipeline::Chroma;
use crate::raster::{PixelSource, Size};

/// The layer, and what it shows.
pub(super) struct Shown {
    layer: Layer,
    canvas: ResultPixels,
    size: Size,
}

impl Shown {
    /// Shows `chroma` over the photograph that `watch` has seen.
    ///
    /// The layer is added once, in one step for Undo. Later its pixels are replaced without one. All of
    /// them: a single dot moves the colours of the whole picture by more than could be left out.
    pub fn update(shown: &mut Option<Self>, watch: &mut Watch, chroma: &Chroma) -> Result<(), LiveError> {
        let size = SeenPixels(&watch.photo).size();
        if let Some(shown) = shown {
            shown.fits(watch)?;
            watch.compose(chroma, &mut shown.canvas)?;
            shown.canvas.0.copy_into(shown.layer)?;
        } else {
            let canvas = Canvas::new(watch.gegl, watch.image, size.width, size.height)?;
            let mut canvas = ResultPixels(canvas);
            watch.compose(chroma, &mut canvas)?;
            // A new layer is the selected one, but the artist means to paint on.
            let selected = watch.image.selected_layers();
            let layer = show(watch.gimp, watch.photograph, &mut canvas, watch.settings.style)?;
            watch.image.select_layers(&selected);
            *shown = Some(Self { layer, canvas, size });
        }
        watch.gimp.flush_displays();
        Ok(())
    }

    /// Whether the layer can show what `watch` has seen.
    pub fn fits(&self, watch: &Watch) -> Result<(), LiveError> {
        let Item::Layer(layer) = watch.gimp.item(self.layer.id()) else { return Err(LiveError::ResultGone) };
        let photo = SeenPixels(&watch.photo).size();
        let size = |(width, height): (i32, i32)| Size::new(width.cast_unsigned(), height.cast_unsigned());
        if layer.image().id() != watch.image.id() {
            Err(LiveError::ResultGone)
        } else if photo != self.size || size(layer.extent()) != self.size {
            Err(LiveError::Resized)
        } else if watch.image.base_type() != BaseType::Rgb {
            Err(LiveError::NotRgb)
        } else {
            Ok(())
        }
    }
}
