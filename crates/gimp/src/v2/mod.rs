//! GIMP 2.10: arguments by position, layers by number, a dialog of our own making.

#[rustfmt::skip]
mod bindings;
mod dialog;
mod host;
mod libraries;
mod main_loop;

#[cfg(test)]
pub(crate) use bindings::registration::Registration;
pub use dialog::{Dialog, LayerChoice, Row};
pub use main_loop::serve;
