//! Levin, Lischinski and Weiss 2004, "Colorization using optimization": the classic that a network has
//! to beat. A yardstick for tests and benchmarks, no part of the product.
//!
//! Weights as in the released code (paper facts, section 8): neighbours are the 3x3 window, cut at the
//! border; with the variance v of luma in the window, its centre included, c = 0.6 v, at least
//! m / ln(100), where m is the smallest squared step to a neighbour, and at least 2e-6; weights are
//! exp(-step² / c), normalised to 1. A free cell is the weighted mean of its neighbours, a hinted one
//! its hint. The system is sparse and is solved exactly, once for both channels.

use chromadot::color::lab::{Lab, lab_to_srgb};
use chromadot::evaluation::colorizer::{Colorizer, ColorizerError};
use chromadot::hints::HintMap;
use chromadot::hints::global::GlobalHints;
use chromadot::raster::{Plane, Size};
use faer::Mat;
use faer::linalg::solvers::Solve;
use faer::sparse::{SparseColMat, Triplet};

/// Least c, for windows without any contrast.
const LEAST_VARIANCE: f64 = 2e-6;

/// The method, for [`chromadot::evaluation`].
pub struct Levin;

impl Colorizer for Levin {
    fn name(&self) -> String {
        "Levin et al. 2004".to_owned()
    }

    fn works_without_points(&self) -> bool {
        false
    }

    fn colorize(
        &mut self,
        l: &Plane,
        hints: &HintMap,
        _: &GlobalHints,
    ) -> Result<[Plane; 2], ColorizerError> {
        // Y of YIQ is a mean of the encoded channels, and a gray picture has three alike.
        let luma = |&l: &f32| f64::from(lab_to_srgb(Lab { l, a: 0.0, b: 0.0 })[0]);
        let luma: Vec<f64> = l.values().iter().map(luma).collect();
        spread(&luma, hints)
    }
}

/// Spreads the hints' colours over a picture of this `luma` (0..1).
///
/// # Errors
/// When the system cannot be solved, as without any hint.
pub fn spread(luma: &[f64], hints: &HintMap) -> Result<[Plane; 2], ColorizerError> {
    let size = hints.size();
    let mut entries: Vec<Triplet<usize, usize, f64>> = Vec::with_capacity(9 * size.area());
    for cell in 0..size.area() {
        entries.push(Triplet::new(cell, cell, 1.0));
        if hints.mask.values()[cell] == 0.0 {
            let weights = weights(luma, size, cell);
            entries.extend(weights.into_iter().map(|(other, weight)| Triplet::new(cell, other, -weight)));
        }
    }
    let cells = size.area();
    let system = SparseColMat::<usize, f64>::try_new_from_triplets(cells, cells, &entries)
        .map_err(|error| format!("the system of {size} cells cannot be built ({error:?}); report this"))?;
    let solved = system
        .sp_lu()
        .map_err(|error| format!("the system of {size} cells cannot be solved ({error:?}); give a hint"))?;
    let given = Mat::from_fn(cells, 2, |cell, i| f64::from(hints.ab[i].values()[cell]));
    let colours = solved.solve(&given);
    Ok([0, 1].map(|i| Plane::from_values(size, (0..cells).map(|cell| colours[(cell, i)] as f32).collect())))
}

/// The neighbours of a cell with their weights, which sum to 1.
fn weights(luma: &[f64], size: Size, cell: usize) -> Vec<(usize, f64)> {
    let (width, height) = (size.width as usize, size.height as usize);
    let (x, y) = (cell % width, cell / width);
    let window = (y.saturating_sub(1)..(y + 2).min(height))
        .flat_map(|y| (x.saturating_sub(1)..(x + 2).min(width)).map(move |x| y * width + x));
    let window: Vec<usize> = window.collect();
    let mean = window.iter().map(|&i| luma[i]).sum::<f64>() / window.len() as f64;
    let variance = window.iter().map(|&i| (luma[i] - mean).powi(2)).sum::<f64>() / window.len() as f64;
    let step = |i: usize| (luma[i] - luma[cell]).powi(2);
    let neighbours: Vec<usize> = window.into_iter().filter(|&i| i != cell).collect();
    let least = neighbours.iter().map(|&i| step(i)).fold(f64::MAX, f64::min);
    let c = (0.6 * variance).max(least / 100.0f64.ln()).max(LEAST_VARIANCE);
    let raw: Vec<f64> = neighbours.iter().map(|&i| (-step(i) / c).exp()).collect();
    let sum: f64 = raw.iter().sum();
    neighbours.into_iter().zip(raw).map(|(i, weight)| (i, weight / sum)).collect()
}
