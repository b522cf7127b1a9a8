//! Colour science: sRGB, CIE Lab as scikit-image defines it (D65, 2 degrees), its gamut and its bins.
//!
//! Nothing here knows pictures, hints or networks.

pub mod bins;
pub mod gamut;
pub mod lab;
mod powers;
pub mod real;
pub mod srgb;
