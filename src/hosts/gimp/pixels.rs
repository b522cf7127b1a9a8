//! GIMP's pixels as the pipeline reads and writes them.

use chromadot_gimp::{Canvas, GimpError, Reader, Snapshot};

use crate::raster::{PixelError, PixelSink, PixelSource, Rgba, Size};

/// A layer for reading.
pub(super) struct LayerPixels(pub Reader);

impl PixelSource for LayerPixels {
    fn size(&self) -> Size {
        Size::new(self.0.width(), self.0.height())
    }

    fn read_rows(&mut self, y: u32, pixels: &mut [Rgba]) -> Result<(), PixelError> {
        self.0.read_rows(y, pixels).map_err(as_pixel_error)
    }
}

/// A layer as it was when it was last looked at, for reading.
pub(super) struct SeenPixels<'a>(pub &'a Snapshot);

impl PixelSource for SeenPixels<'_> {
    fn size(&self) -> Size {
        Size::new(self.0.width(), self.0.height())
    }

    fn read_rows(&mut self, y: u32, pixels: &mut [Rgba]) -> Result<(), PixelError> {
        self.0.read_rows(y, pixels).map_err(as_pixel_error)
    }
}

/// The result before it becomes a layer.
pub(super) struct ResultPixels(pub Canvas);

impl PixelSink for ResultPixels {
    fn write_rows(&mut self, y: u32, pixels: &[Rgba]) -> Result<(), PixelError> {
        self.0.write_rows(y, pixels).map_err(as_pixel_error)
    }
}

fn as_pixel_error(error: GimpError) -> PixelError {
    PixelError(error.to_string())
}
