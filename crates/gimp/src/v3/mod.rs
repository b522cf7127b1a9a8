//! GIMP 3: arguments by name, objects of GObject, GIMP's own dialog.

#[rustfmt::skip]
mod bindings;
mod config;
mod dialog;
mod host;
mod libraries;
mod main_loop;

pub use config::Config;
pub use main_loop::serve;
