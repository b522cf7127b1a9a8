//! GIMP's C API, loaded at run time, behind a safe wrapper.
//!
//! What a plug-in declares ([`PlugIn`], [`Procedure`]), what GIMP has open ([`Gimp`], [`Image`],
//! [`Layer`], [`UndoGroup`]) and pixels with their colour management ([`Reader`], [`Canvas`]) are the
//! same for every version of GIMP. The versions themselves are a folder each: [`v2`] is GIMP 2.10,
//! [`v3`] is GIMP 3. Each has its bindings, its main loop `serve`, its dialog, and its answer to the
//! questions of [`host`](self), through which all else talks with it. Nothing here knows what the
//! plug-in does with pixels.
//!
//! An executable that GIMP has started hands its arguments to the `serve` of that version together
//! with a [`PlugIn`]; GIMP then asks which procedures there are or has one of them run. Libraries are
//! loaded when they are first needed: a query opens libgimp for a few functions only, GTK is opened
//! with the first dialog.

mod error;
mod gimp;
mod host;
mod image;
mod libraries;
mod palette;
mod panel;
mod pixels;
mod plug_in;
mod text;
pub mod v2;
pub mod v3;

pub use error::{GimpError, LoadError};
pub use gimp::Gimp;
pub use image::{BaseType, Image, Item, Layer, LayerMode, Rectangle, UndoGroup};
pub use palette::Colour;
pub use panel::Panel;
pub use pixels::{Canvas, Gegl, Reader, Snapshot};
pub use plug_in::{Call, Choice, Kind, Outcome, Parameter, PlugIn, Procedure, Returned, RunMode, Value};
