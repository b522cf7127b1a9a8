//! The training photographs, decoded once into memory.

use std::path::PathBuf;

use anyhow::{Result, bail};
use chromadot::collection::{CollectionError, Encoded, list_collections};
use chromadot::color::lab::srgb_to_lab;
use chromadot::raster::Size;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::configuration::Data;

/// An 8-bit sRGB photograph.
#[derive(Clone, Debug)]
pub struct Photograph {
    /// Its name in the collection.
    pub name: String,
    /// Width and height.
    pub size: Size,
    /// Red, green and blue, row after row.
    pub rgb: Vec<u8>,
}

/// Photographs to learn from and photographs to look at.
#[derive(Debug)]
pub struct Photographs {
    /// Learned from.
    pub training: Vec<Photograph>,
    /// Never learned from; chosen by their names, so always the same.
    pub validation: Vec<Photograph>,
    /// Files that are no readable pictures.
    pub unreadable: usize,
    /// Pictures without colour.
    pub gray: usize,
}

/// Every so many pixels of a photograph one is asked for its colour range.
const RANGE_STEP: usize = 7;
/// Smallest side of a photograph that is worth a crop.
const LEAST_SIDE: u32 = 16;

enum Decoded {
    Photograph(Photograph),
    Unreadable,
    Gray,
}

impl Photographs {
    /// Reads every photograph of the collections.
    pub fn read(places: &[PathBuf], data: &Data) -> Result<Self> {
        let mut photographs = Self { training: vec![], validation: vec![], unreadable: 0, gray: 0 };
        let entries = list_collections(places)?;
        let decoded = entries.par_iter().map(|entry| Ok(decode(entry.read()?, data.least_colour_range)));
        for decoded in decoded.collect::<Result<Vec<Decoded>, CollectionError>>()? {
            match decoded {
                Decoded::Photograph(photograph) => photographs.training.push(photograph),
                Decoded::Unreadable => photographs.unreadable += 1,
                Decoded::Gray => photographs.gray += 1,
            }
        }
        photographs.training.sort_by_cached_key(|photograph| digest(&photograph.name));
        if photographs.training.len() <= data.validation {
            bail!(
                "there are {} photographs in colour, no more than are kept for validation; add photographs",
                photographs.training.len()
            );
        }
        photographs.validation = photographs.training.drain(..data.validation).collect();
        Ok(photographs)
    }
}

fn decode(Encoded { name, bytes }: Encoded, least_colour_range: f32) -> Decoded {
    let Ok(picture) = image::load_from_memory(&bytes) else { return Decoded::Unreadable };
    let picture = picture.into_rgb8();
    let size = Size::new(picture.width(), picture.height());
    if size.width.min(size.height) < LEAST_SIDE {
        return Decoded::Unreadable;
    }
    let rgb = picture.into_raw();
    if colour_range(&rgb) < least_colour_range {
        return Decoded::Gray;
    }
    Decoded::Photograph(Photograph { name, size, rgb })
}

/// Range of a* plus range of b*.
fn colour_range(rgb: &[u8]) -> f32 {
    let (mut least, mut most) = ([f32::MAX; 2], [f32::MIN; 2]);
    for pixel in rgb.chunks_exact(3).step_by(RANGE_STEP) {
        let lab = srgb_to_lab([0, 1, 2].map(|i| f32::from(pixel[i]) / 255.0));
        for (i, value) in [lab.a, lab.b].into_iter().enumerate() {
            least[i] = least[i].min(value);
            most[i] = most[i].max(value);
        }
    }
    (most[0] - least[0]) + (most[1] - least[1])
}

fn digest(name: &str) -> [u8; 32] {
    Sha256::digest(name).into()
}
