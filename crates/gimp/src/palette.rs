//! GIMP's palettes and its foreground colour.

use crate::error::GimpError;
use crate::gimp::Gimp;
use crate::text::to_c;

/// An sRGB colour, 8 bits each of red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Gimp {
    /// Makes a palette called `name` of `colours`, each with a name of its own, in place of the one that
    /// has this name, and has the user work with it.
    ///
    /// # Errors
    /// GIMP's own reason, for instance that a palette of this name cannot be written.
    pub fn show_palette(self, name: &str, colours: &[(String, Colour)]) -> Result<(), GimpError> {
        let (host, name) = (self.host, to_c(name));
        match host.colours_in_palette(&name) {
            // Emptied and not deleted, so that whoever looks at it goes on looking at it.
            Some(count) => {
                for entry in (0..count).rev() {
                    self.done(host.remove_from_palette(&name, entry), "empty the palette")?;
                }
            }
            None => self.done(host.new_palette(&name), "make a palette")?,
        }
        for (label, colour) in colours {
            self.done(host.add_to_palette(&name, &to_c(label), *colour), "add a colour to the palette")?;
        }
        self.done(host.take_palette(&name), "choose the palette")
    }

    /// Makes `colour` the one that the user paints with.
    ///
    /// # Errors
    /// GIMP's own reason.
    pub fn take_foreground(self, colour: Colour) -> Result<(), GimpError> {
        self.done(self.host.take_foreground(colour), "set the foreground colour")
    }
}
