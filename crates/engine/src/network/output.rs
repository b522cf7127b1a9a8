//! The last step: from the output layer's maps to a* and b*.

use tch::{Kind, TchError, Tensor};

/// Planes before the spread hints: L, a, b, mask.
const PLAIN_PLANES: i64 = 4;
/// Width of a and b among the input planes, in Lab units.
const AB_SCALE: f64 = 110.0;

/// Number of output maps: the paper's a and b, and for a network with spread hints a weight for its
/// own colour and for each of them.
pub(super) fn map_count(spreads: i64) -> i64 {
    if spreads == 0 { 2 } else { 3 + spreads }
}

/// N x 2 x H x W in Lab units: the paper's tanh, for a network with spread hints mixed per pixel with
/// these (input planes 4 and 5, 7 and 8, ...) by the softmax of the weights; these are smoothed where
/// the maps come from a network that works on folded planes.
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

    #[test]
    fn a_spread_colour_that_has_all_the_weight_arrives_as_it_is() {
        let planes_of = |values: &[f64]| {
            let plane = |&value: &f64| Tensor::full([1, 1, 4, 4], value, (Kind::Float, Device::Cpu));
            Tensor::cat(&values.iter().map(plane).collect::<Vec<_>>(), 1)
        };
        // Own colour, weights; L, a, b, mask, spread a and b, confidence.
        let maps = planes_of(&[0.7, -0.7, 0.0, 50.0]);
        let planes = planes_of(&[0.0, 0.0, 0.0, -0.5, 55.0 / AB_SCALE, -22.0 / AB_SCALE, 1.0]);
        for is_folded in [false, true] {
            let ab = colour(&maps, &planes, 1, 110.0, is_folded).unwrap();
            for (part, expected) in [(0, 55.0), (1, -22.0)] {
                let found = ab.double_value(&[0, part, 2, 1]);
                assert!((found - expected).abs() < 1e-4, "{found} {expected}");
            }
        }
    }
}
