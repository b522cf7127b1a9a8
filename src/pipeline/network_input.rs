//! The planes that a network takes, packed as its model describes them.

use chromadot_engine_abi::{HintScale, InputDescription};
use rayon::prelude::*;

use crate::engine::NetworkInput;
use crate::hints::diffusion::Diffusion;
use crate::hints::global::GlobalHints;
use crate::hints::propagation::{Scale, SpreadHints, propagate};
use crate::hints::{Flow, HintMap};
use crate::raster::Plane;

/// Centre and width of L for the network (paper facts, 1.1: `l_cent`, `l_norm`).
const L_CENTER: f32 = 50.0;
const L_SCALE: f32 = 100.0;
/// Width of a and b for the network (`ab_norm`).
const AB_SCALE: f32 = 110.0;

/// Hints spread at each scale of the model, where by diffusion along `flow`.
///
/// # Panics
/// When `l` (0..100), `hints` and `flow` differ in size.
pub fn spread_hints(l: &Plane, hints: &HintMap, flow: &Flow, input: &InputDescription) -> Vec<SpreadHints> {
    let spread = input.scales.par_iter().map(|scale| match *scale {
        HintScale::Filter { sigma_s_px, sigma_r_lightness } => {
            propagate(hints, l, Scale { sigma_s_px, sigma_r_lightness })
        }
        HintScale::Diffusion { reach_px } => {
            Diffusion::new(flow, &hints.mask, reach_px).spread_colours(hints)
        }
    });
    spread.collect()
}

/// Packs lightness and hints into L, a, b and mask, then for each scale of the model the a and b that
/// were spread, and their confidence as `log10(D + 1e-9) / 9 + 1` (0 where nothing reaches, 1 at a hint).
pub fn pack_input(
    l: &Plane,
    hints: &HintMap,
    spread: &[SpreadHints],
    global: &GlobalHints,
    input: &InputDescription,
) -> NetworkInput {
    let mut planes = Vec::with_capacity(l.values().len() * input.planes());
    planes.extend(l.values().iter().map(|l| (l - L_CENTER) / L_SCALE));
    for ab in &hints.ab {
        planes.extend(ab.values().iter().map(|v| v / AB_SCALE));
    }
    planes.extend(hints.mask.values().iter().map(|m| m - input.mask_offset));
    for spread in spread {
        for ab in &spread.ab {
            planes.extend(ab.values().iter().map(|v| v / AB_SCALE));
        }
        planes.extend(spread.confidence.values().iter().map(|d| (d + 1e-9).log10() / 9.0 + 1.0));
    }
    // A network without global hints takes none, not even the zeros that stand for nothing.
    let global = if input.globals == 0 { vec![] } else { global.to_inputs() };
    NetworkInput { size: l.size(), planes, global, wants_distribution: false }
}
