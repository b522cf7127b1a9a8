//! How good the colours are, as numbers and as pictures to look at.
//!
//! Photographs in colour ([`subject`]) are made grey and colorized again with hints that were drawn
//! from their own colours ([`protocol`]), by the product's own road or by another method
//! ([`colorizer`]); what comes back is compared with the truth ([`metrics`]). [`measure`] does all
//! of it for one photograph after the other, [`report`] tells what came out, [`plot`] and [`sheet`]
//! draw it, beside what others published ([`published`]); the [`gallery`] keeps what is looked at.
//! [`behaviour`] asks what no mean over pictures tells: whether a dot colours its thing, and only that.

pub mod behaviour;
pub mod colorizer;
pub mod drawing;
pub mod gallery;
pub mod measure;
pub mod metrics;
pub mod plot;
pub mod protocol;
pub mod published;
pub mod report;
pub mod sheet;
pub mod subject;
