//! GIMP's C API, loaded at run time, behind a safe wrapper.
//!
//! One folder for each version of GIMP: [`v2`] is GIMP 2.10. The folders share nothing but this
//! page, so that each can be read by itself; nothing here knows what the plug-in does with pixels.
//!
//! An executable that GIMP has started hands its arguments to [`v2::serve`] together with a
//! [`v2::PlugIn`]; GIMP then asks which procedures there are or has one of them run.

pub mod v2;
