//! Chromadot brings black-and-white photographs to colour under the artist's hand
//! (Zhang et al., "Real-Time User-Guided Image Colorization with Learned Deep Priors", 2017).
//!
//! The life of one job, and the modules from the bottom to the top:
//!
//! 1. A host ([`hosts`]) hands over a photograph, a hint layer and a reference as rows of pixels
//!    ([`raster`]), with the parameters that the filter declares ([`manifest`], [`settings`]).
//! 2. The [`pipeline`] brings the photograph's lightness onto the network's grid ([`resample`]), pools
//!    the painted dots and measures the reference there ([`hints`], on the [`color`] science).
//! 3. The [`engine`] runs a model of the registry ([`models`]) on these planes.
//! 4. The pipeline joins the predicted colour with the photograph's own lightness, row by row, into
//!    what the host made ready.

#![forbid(unsafe_code)]

pub mod cli;
pub mod collection;
pub mod color;
pub mod engine;
pub mod evaluation;
pub mod hints;
pub mod hosts;
pub mod installation;
pub mod looks;
pub mod manifest;
pub mod models;
pub mod pipeline;
pub mod raster;
pub mod resample;
pub mod settings;
pub mod suggestions;
pub mod whole_file;
