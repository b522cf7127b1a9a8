//! GIMP 2.10.
//!
//! - [`serve`] is the main loop; a [`PlugIn`] declares its procedures and runs them.
//! - [`Gimp`] is the connection which a running procedure is given; it cannot leave that thread,
//!   because libgimp is not thread-safe.
//! - [`Image`], [`Layer`] and [`UndoGroup`] are what GIMP has open, [`Reader`] and [`Canvas`] are
//!   pixels with their colour management, [`Dialog`] is a native dialog.
//!
//! Libraries are loaded when they are first needed: a query opens libgimp for three functions
//! only, GTK is opened with the first dialog.

#[rustfmt::skip]
mod bindings;
mod dialog;
mod error;
mod gimp;
mod image;
mod libraries;
mod pixels;
mod plug_in;
mod text;

pub use dialog::{Dialog, LayerChoice, Row};
pub use error::{GimpError, LoadError};
pub use gimp::Gimp;
pub use image::{BaseType, Image, Item, Layer, LayerMode, UndoGroup};
pub use pixels::{Canvas, Gegl, Reader};
pub use plug_in::{Call, Outcome, Parameter, PlugIn, Procedure, RunMode, Value, ValueKind, serve};
