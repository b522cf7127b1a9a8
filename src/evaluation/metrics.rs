//! Numbers for how near a colorized picture is to the truth, all over 8-bit RGB.

use image::RgbImage;

/// A picture that equals the truth counts as this many decibels, so that means stay numbers.
pub const BEST_PSNR: f64 = 100.0;

/// Peak signal-to-noise ratio in dB: 10 log10(255² / MSE), the MSE over all values of all channels
/// (paper facts, 6.1); at most [`BEST_PSNR`].
///
/// # Panics
/// When the pictures differ in size.
pub fn psnr(picture: &RgbImage, truth: &RgbImage) -> f64 {
    assert_eq!(picture.dimensions(), truth.dimensions());
    let squares = picture.as_raw().iter().zip(truth.as_raw()).map(|(p, t)| f64::from(p.abs_diff(*t)).powi(2));
    let mse = squares.sum::<f64>() / truth.as_raw().len() as f64;
    (10.0 * (255.0f64.powi(2) / mse).log10()).min(BEST_PSNR)
}

/// Radius and width of the window of [`ssim`].
const WINDOW_RADIUS: usize = 5;
const WINDOW_SIGMA: f64 = 1.5;

/// Structural similarity, -1..1: Wang et al. 2004 with their Gaussian window of 11x11 (sigma 1.5),
/// K1 0.01 and K2 0.03, for each of R, G and B over the places where the window lies whole within the
/// picture, and the mean of the three. On RGB, because lightness is the photograph's own anyway and
/// says nothing.
///
/// # Panics
/// When the pictures differ in size or are smaller than the window.
pub fn ssim(picture: &RgbImage, truth: &RgbImage) -> f64 {
    assert_eq!(picture.dimensions(), truth.dimensions());
    let (width, height) = (truth.width() as usize, truth.height() as usize);
    assert!(width.min(height) > 2 * WINDOW_RADIUS, "no room for the window");
    let (c1, c2) = ((0.01f64 * 255.0).powi(2), (0.03f64 * 255.0).powi(2));
    let of_channel = |channel: usize| {
        let values = |picture: &RgbImage| -> Vec<f64> {
            picture.as_raw().iter().skip(channel).step_by(3).map(|&v| f64::from(v)).collect()
        };
        let (p, t) = (values(picture), values(truth));
        let mean = |value: &dyn Fn(f64, f64) -> f64| {
            let product: Vec<f64> = p.iter().zip(&t).map(|(&p, &t)| value(p, t)).collect();
            windowed(&product, width, height)
        };
        let (mean_p, mean_t) = (mean(&|p, _| p), mean(&|_, t| t));
        let (pp, tt, pt) = (mean(&|p, _| p * p), mean(&|_, t| t * t), mean(&|p, t| p * t));
        let similarity = |i: usize| {
            let (mp, mt) = (mean_p[i], mean_t[i]);
            let (vp, vt, cov) = (pp[i] - mp * mp, tt[i] - mt * mt, pt[i] - mp * mt);
            (2.0 * mp * mt + c1) * (2.0 * cov + c2) / ((mp * mp + mt * mt + c1) * (vp + vt + c2))
        };
        (0..mean_p.len()).map(similarity).sum::<f64>() / mean_p.len() as f64
    };
    (0..3).map(of_channel).sum::<f64>() / 3.0
}

/// Gaussian means of the windows that lie whole within a picture, row after row.
fn windowed(values: &[f64], width: usize, height: usize) -> Vec<f64> {
    const SPAN: usize = 2 * WINDOW_RADIUS + 1;
    let weight = |i: usize| {
        let place = i as f64 - WINDOW_RADIUS as f64;
        (-place * place / (2.0 * WINDOW_SIGMA * WINDOW_SIGMA)).exp()
    };
    let sum: f64 = (0..SPAN).map(weight).sum();
    let weights: [f64; SPAN] = std::array::from_fn(|i| weight(i) / sum);
    let (inner_width, inner_height) = (width - 2 * WINDOW_RADIUS, height - 2 * WINDOW_RADIUS);
    let mut across = vec![0.0; inner_width * height];
    for (line, row) in across.chunks_exact_mut(inner_width).zip(values.chunks_exact(width)) {
        for (x, mean) in line.iter_mut().enumerate() {
            *mean = weights.iter().zip(&row[x..]).map(|(w, v)| w * v).sum();
        }
    }
    let mut means = vec![0.0; inner_width * inner_height];
    for (y, line) in means.chunks_exact_mut(inner_width).enumerate() {
        for (i, weight) in weights.iter().enumerate() {
            let row = &across[(y + i) * inner_width..][..inner_width];
            line.iter_mut().zip(row).for_each(|(mean, value)| *mean += weight * value);
        }
    }
    means
}

/// Colourfulness in codes of 0..255: with rg = |R - G| and yb = |(R + G) / 2 - B|,
/// sqrt(std(rg)² + std(yb)²) + 0.3 sqrt(mean(rg)² + mean(yb)²).
///
/// That is the variant with absolute values that papers on automatic colorization report (paper
/// facts, 6.3); Hasler and Süsstrunk 2003 take the differences with their signs.
pub fn colourfulness(picture: &RgbImage) -> f64 {
    let opponents = |[r, g, b]: [f64; 3]| [(r - g).abs(), ((r + g) / 2.0 - b).abs()];
    let count = picture.pixels().len() as f64;
    let (mut sums, mut squares) = ([0.0; 2], [0.0; 2]);
    for pixel in picture.pixels() {
        for (i, value) in opponents(pixel.0.map(f64::from)).into_iter().enumerate() {
            sums[i] += value;
            squares[i] += value * value;
        }
    }
    let means = sums.map(|sum| sum / count);
    let variance: f64 = (0..2).map(|i| (squares[i] / count - means[i] * means[i]).max(0.0)).sum();
    variance.sqrt() + 0.3 * means[0].hypot(means[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// The pictures of `tests/reference/picture_metrics.py`.
    fn picture(width: u32, height: u32, shift: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            Rgb([x * 7 + y * 3 + shift, x * x / 9 + y * 5, y * y / 7 + x * 2 + shift * 3]
                .map(|v| (v % 256) as u8))
        })
    }

    #[test]
    fn agrees_with_scikit_image() {
        let mut rows = 0;
        for line in include_str!("../../tests/reference/picture_metrics.csv").lines().skip(1) {
            let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            let [width, height, shift] = [cells[0], cells[1], cells[2]].map(|v| v as u32);
            let (truth, other) = (picture(width, height, 0), picture(width, height, shift));
            let ours = [psnr(&other, &truth), ssim(&other, &truth), colourfulness(&other)];
            for (ours, theirs) in ours.iter().zip(&cells[3..]) {
                assert!((ours - theirs).abs() < 1e-6, "{line}: {ours}");
            }
            rows += 1;
        }
        assert!(rows >= 4, "the table has only {rows} rows");
    }

    /// Every value is off by 5: 20 log10(255 / 5).
    #[test]
    fn psnr_is_what_it_is_by_hand() {
        let (truth, other) =
            (RgbImage::from_pixel(9, 4, Rgb([10; 3])), RgbImage::from_pixel(9, 4, Rgb([15; 3])));
        assert!((psnr(&other, &truth) - 34.151_4).abs() < 1e-4);
        assert_eq!(psnr(&truth, &truth), BEST_PSNR);
    }

    /// Half red (rg 255, yb 127.5), half grey: by hand sqrt(127.5² + 63.75²) * (1 + 0.3).
    #[test]
    fn colourfulness_is_what_it_is_by_hand() {
        let halves = RgbImage::from_fn(8, 3, |x, _| if x < 4 { Rgb([255, 0, 0]) } else { Rgb([90; 3]) });
        assert!((colourfulness(&halves) - 1.3 * 127.5f64.hypot(63.75)).abs() < 1e-9);
        assert_eq!(colourfulness(&RgbImage::from_pixel(5, 5, Rgb([70; 3]))), 0.0);
    }

    #[test]
    fn a_picture_is_most_similar_to_itself() {
        let truth = picture(40, 30, 0);
        assert!((ssim(&truth, &truth) - 1.0).abs() < 1e-12);
        assert!(ssim(&picture(40, 30, 90), &truth) < 0.9);
    }
}
