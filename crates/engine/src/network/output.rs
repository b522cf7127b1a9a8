//! The last step: from the output layer's maps to a* and b*.

use tch::{Kind, TchError, Tensor};

/// Planes before the spread hints: L, a, b, mask.
const PLAIN_PLANES: i64 = 4;
/// Width of a and b among the input planes, in Lab units.
const AB_SCALE: f64 = 110.0;
/// Largest correction of the mixture, in Lab units.
const CORRECTION_RANGE: f64 = 20.0;

/// Number of output maps: the paper's a and b, and for a network with spread hints a weight for its
/// own colour and for each of them.
pub(super) fn map_count(spreads: i64) -> i64 {
    if spreads == 0 { 2 } else { 3 + spreads }
}

/// Number of maps behind these by which a residual trunk corrects the mixture: its a and b.
pub(super) fn correction_count(spreads: i64) -> i64 {
    if spreads == 0 { 0 } else { 2 }
}

/// N x 2 x H x W in Lab units: the paper's tanh, for a network with spread hints mixed per pixel with
/// these (input planes 4 and 5, 7 and 8, ...) by the softmax of the weights. Where the maps come from a network that
/// works on folded planes the weights are smoothed, and the mixture is corrected.
pub(super) fn colour(
    maps: &Tensor,
    planes: &Tensor,
    spreads: i64,
    output_scale: f64,
    is_folded: bool,
) -> Result<Tensor, TchError> {
    let own = maps.f_narrow(1, 0, 2)?.f_tanh()?.f_mul_scalar(output_scale)?;
    if spreads == 0 {
        return Ok(own);
    }
    let mut weights = maps.f_narrow(1, 2, 1 + spreads)?.f_softmax(1, None::<Kind>)?;
    if is_folded {
        weights = smooth(&weights)?;
    }
    let mut ab = own.f_mul(&weights.f_narrow(1, 0, 1)?)?;
    for spread in 0..spreads {
        // Each has three planes: a, b and confidence.
        let hints = planes.f_narrow(1, PLAIN_PLANES + 3 * spread, 2)?.f_mul_scalar(AB_SCALE)?;
        ab = ab.f_add_(&hints.f_mul(&weights.f_narrow(1, 1 + spread, 1)?)?)?;
    }
    if is_folded {
        let correction = maps.f_narrow(1, map_count(spreads), correction_count(spreads))?;
        ab = ab.f_add_(&correction.f_tanh()?.f_mul_scalar(CORRECTION_RANGE)?)?;
    }
    Ok(ab)
}

/// Means over 5x5 cells, weighted 1, 2, 2, 2, 1 along each axis.
///
/// The cells that come from one place at half and at a quarter of the size are worked out apart, and what
/// they choose would show as a pattern where hints are of a colour that the network finds odd. These
/// weights take out exactly what returns after two or four cells.
fn smooth(weights: &Tensor) -> Result<Tensor, TchError> {
    let mean =
        |maps: Tensor, side: i64| maps.f_avg_pool2d([side, side], [1, 1], [0, 0], false, true, None::<i64>);
    mean(mean(weights.f_replication_pad2d([2, 2, 2, 2])?, 4)?, 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tch::Device;

    /// Maps of one network on a 4x4 picture with one spread colour of (55, -22): own colour at rest, the spread one has
    /// all the weight, and a correction.
    fn colours(correction: [f64; 2], is_folded: bool) -> [f64; 2] {
        let plane = |value: f64| Tensor::full([1, 1, 4, 4], value, (Kind::Float, Device::Cpu));
        let values =
            [0.0, 0.0, 0.0, 50.0].into_iter().chain(if is_folded { correction.to_vec() } else { vec![] });
        let maps = Tensor::cat(&values.map(plane).collect::<Vec<_>>(), 1);
        let planes = [0.0, 0.0, 0.0, -0.5, 55.0 / AB_SCALE, -22.0 / AB_SCALE, 1.0].map(plane);
        let ab = colour(&maps, &Tensor::cat(&planes, 1), 1, 110.0, is_folded).unwrap();
        [0, 1].map(|part| ab.double_value(&[0, part, 2, 1]))
    }

    #[test]
    fn a_spread_colour_arrives_as_it_is_and_is_corrected_within_bounds() {
        let near = |colour: [f64; 2], expected: [f64; 2]| {
            assert!((0..2).all(|i| (colour[i] - expected[i]).abs() < 1e-4), "{colour:?} {expected:?}");
        };
        near(colours([0.0, 0.0], true), [55.0, -22.0]);
        near(colours([0.0, 0.0], false), [55.0, -22.0]);
        near(colours([90.0, -90.0], true), [55.0 + CORRECTION_RANGE, -22.0 - CORRECTION_RANGE]);
    }
}
