//! The classification's targets: bins near the true colour, and how much each bin counts.

use chromadot::color::bins::{BINS, bin_centres, nearest_bin};
use chromadot::color::lab::srgb_to_lab;

use crate::photographs::Photograph;

/// Bins of a soft target, and the width of their weights in Lab units (paper facts, 4.3).
const NEIGHBOURS: usize = 10;
const SIGMA: f32 = 5.0;
/// Share of even weights in the mixture that rebalancing turns over (lambda of paper facts, 4.3).
const EVEN_SHARE: f64 = 0.5;
/// Every so many pixels of a photograph one is counted for the prior.
const PRIOR_STEP: usize = 29;

/// Bins and shares of a true colour, the nearest bin first: one, or the ten nearest.
pub fn target(ab: [f32; 2], soft: bool) -> impl Iterator<Item = (i64, f32)> {
    let mut near: Vec<(f32, usize)> = if soft {
        let squares = bin_centres().iter().map(|c| (c[0] - ab[0]).powi(2) + (c[1] - ab[1]).powi(2));
        squares.zip(0..).collect()
    } else {
        vec![(0.0, nearest_bin(ab[0], ab[1]))]
    };
    if soft {
        near.select_nth_unstable_by(NEIGHBOURS, |x, y| x.0.total_cmp(&y.0));
        near.truncate(NEIGHBOURS);
        near.sort_by(|x, y| x.0.total_cmp(&y.0));
    }
    // Relative to the nearest, so that colours beyond all bins have shares too.
    let nearest = near[0].0;
    let weights: Vec<f32> =
        near.iter().map(|(square, _)| ((nearest - square) / (2.0 * SIGMA * SIGMA)).exp()).collect();
    let sum: f32 = weights.iter().sum();
    near.into_iter().zip(weights).map(move |((_, bin), weight)| (bin as i64, weight / sum))
}

/// Number of bins of a target.
pub fn target_len(soft: bool) -> usize {
    if soft { NEIGHBOURS } else { 1 }
}

/// Weight of each bin, mean 1 over the photographs, as the paper's forerunner rebalances them: rare
/// colours count more.
pub fn bin_weights(photographs: &[Photograph]) -> Vec<f32> {
    let mut prior = vec![0.0f64; BINS];
    for photograph in photographs {
        for pixel in photograph.rgb.chunks_exact(3).step_by(PRIOR_STEP) {
            let lab = srgb_to_lab([0, 1, 2].map(|i| f32::from(pixel[i]) / 255.0));
            for (bin, share) in target([lab.a, lab.b], true) {
                prior[bin as usize] += f64::from(share);
            }
        }
    }
    let counted: f64 = prior.iter().sum();
    let inverse = |p: f64| 1.0 / ((1.0 - EVEN_SHARE) * p / counted + EVEN_SHARE / BINS as f64);
    let mean: f64 = prior.iter().map(|&p| p / counted * inverse(p)).sum();
    prior.iter().map(|&p| (inverse(p) / mean) as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chromadot::raster::Size;

    #[test]
    fn a_hard_target_is_the_nearest_bin() {
        assert_eq!(target([3.0, -4.0], false).collect::<Vec<_>>(), [(120, 1.0)]);
    }

    #[test]
    fn a_soft_target_has_ten_bins_that_sum_to_one_with_the_nearest_first() {
        let target: Vec<_> = target([3.0, -4.0], true).collect();
        assert_eq!((target.len(), target[0].0), (10, 120));
        assert!((target.iter().map(|t| t.1).sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(target.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        // The bins (0, 0) and (0, -10) are 5 and sqrt(45) away.
        let ratio = target[1].1 / target[0].1;
        assert!((ratio - (-20.0f32 / 50.0).exp()).abs() < 1e-5, "{ratio}");
    }

    #[test]
    fn rebalancing_makes_a_rare_colour_count_more_and_keeps_the_mean() {
        let size = Size::new(290, 1);
        let rgb = (0..290).flat_map(|i| if i == 29 { [200, 0, 0] } else { [90, 90, 90] }).collect();
        let photograph = Photograph { name: String::new(), size, rgb };
        let weights = bin_weights(&[photograph]);
        assert!(weights[nearest_bin(65.0, 55.0)] > 2.0 * weights[120]);
        assert!(weights[120] < 1.0);
    }
}
