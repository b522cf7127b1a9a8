//! The connection to the GIMP that called: progress, messages, remembered data, open images.

use std::marker::PhantomData;

use crate::error::GimpError;
use crate::host::Host;
use crate::image::{Image, Item, Layer};
use crate::pixels::bindings::libgegl::Libgegl;
use crate::text::to_c;

/// The connection to GIMP while it runs a procedure.
///
/// Only the running procedure is given one, and it cannot be sent to another thread: libgimp may
/// be used by the thread that runs its main loop alone. Every `unsafe` block of this module's
/// neighbours relies on that.
#[derive(Clone, Copy)]
pub struct Gimp {
    pub(crate) host: &'static dyn Host,
    pub(crate) gegl: &'static Libgegl,
    _this_thread: PhantomData<*const ()>,
}

impl Gimp {
    pub(crate) fn new(host: &'static dyn Host, gegl: &'static Libgegl) -> Self {
        Self { host, gegl, _this_thread: PhantomData }
    }

    /// Starts to show `text` and an empty bar.
    pub fn progress_start(self, text: &str) {
        self.host.progress_start(&to_c(text));
    }

    /// Changes the text beside the bar.
    pub fn progress_text(self, text: &str) {
        self.host.progress_text(&to_c(text));
    }

    /// Fills the bar to `fraction`, 0..1.
    pub fn progress(self, fraction: f64) {
        self.host.progress(fraction.clamp(0.0, 1.0));
    }

    /// Takes the bar away.
    pub fn progress_end(self) {
        self.host.progress_end();
    }

    /// Shows a sentence where GIMP shows messages: a window, its error console, or standard error.
    pub fn message(self, sentence: &str) {
        self.host.message(&to_c(sentence));
    }

    /// Brings what changed on the screen.
    pub fn flush_displays(self) {
        self.host.flush_displays();
    }

    /// Has GIMP keep `data` under `key` until it ends.
    pub fn remember(self, key: &str, data: &[u8]) {
        self.host.remember(&to_c(key), data);
    }

    /// What was last kept under `key`; `None` when there is nothing.
    pub fn remembered(self, key: &str) -> Option<Vec<u8>> {
        self.host.remembered(&to_c(key))
    }

    /// All open images.
    pub fn images(self) -> Vec<Image> {
        self.host.images().into_iter().filter_map(|id| self.image(id)).collect()
    }

    /// The image with this number, if it is open.
    pub fn image(self, id: i32) -> Option<Image> {
        self.host.is_image(id).then_some(Image { gimp: self, id })
    }

    /// What the number `id` stands for.
    ///
    /// libgimp itself prints errors and hands out null pointers for numbers that nothing has.
    pub fn item(self, id: i32) -> Item {
        if id < 0 || !self.host.is_item(id) {
            return Item::None;
        }
        if self.host.is_layer(id) {
            return Item::Layer(Layer { gimp: self, id });
        }
        if self.host.is_layer_mask(id) { Item::LayerMask } else { Item::Other }
    }

    /// The error of the call that failed just now.
    pub(crate) fn refused(self, action: &'static str) -> GimpError {
        GimpError::Refused { action, reason: self.host.last_error() }
    }

    /// `Ok` if a call went well.
    pub(crate) fn done(self, went_well: bool, action: &'static str) -> Result<(), GimpError> {
        if went_well { Ok(()) } else { Err(self.refused(action)) }
    }
}
