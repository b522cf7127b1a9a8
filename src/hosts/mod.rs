//! Image editors in which the filter runs.
//!
//! A host knows layers, profiles, menus and dialogs, and nothing of colorization: it declares the
//! filter from [`crate::manifest`], hands the photograph, the hints and the reference to
//! [`crate::pipeline`] as rows of pixels, and puts what comes back into the image.

pub mod files;
pub mod gimp;
pub mod worker;
