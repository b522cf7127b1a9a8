//! The style of a reference picture: how often each colour occurs, and how saturated it is.

use palette::{Hsv, IntoColor, Srgb};

use crate::color::bins::{BINS, nearest_bin};
use crate::color::lab::srgb_to_lab;
use crate::raster::{Picture, PixelError, PixelSource, Size};
use crate::resample::shrink_picture;

/// Length of the vector that the global hints network takes.
pub const GLOBAL_INPUTS: usize = BINS + 3;
/// Side to which a reference picture is brought, whatever its own shape.
const REFERENCE_SIDE: u32 = 256;
/// The histogram is taken over means of blocks of this side, "quarter resolution".
const BLOCK: u32 = 4;

/// Statistics of a reference picture; what is `None` is not given to the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalHints {
    /// Share of the picture in each of the 313 bins, summing to 1.
    pub histogram: Option<Vec<f32>>,
    /// Mean HSV saturation, 0..1.
    pub saturation: Option<f32>,
}

impl GlobalHints {
    /// The 316 inputs: histogram, flag, saturation, flag; zeros where nothing is given.
    pub fn to_inputs(&self) -> Vec<f32> {
        let mut inputs = vec![0.0; GLOBAL_INPUTS];
        if let Some(histogram) = &self.histogram {
            inputs[..BINS].copy_from_slice(histogram);
            inputs[BINS] = 1.0;
        }
        if let Some(saturation) = self.saturation {
            inputs[BINS + 1] = saturation;
            inputs[BINS + 2] = 1.0;
        }
        inputs
    }
}

/// Measures a reference picture as the released model's statistics network does (paper facts,
/// section 2): brought to 256x256, the histogram from ab averaged over 4x4 pixels and counted in
/// the nearest bin, the mean saturation over all pixels. Transparent places do not count.
///
/// A picture without one visible pixel has no statistics.
///
/// # Errors
/// When the picture's pixels cannot be read.
pub fn measure_reference(source: &mut dyn PixelSource) -> Result<GlobalHints, PixelError> {
    Ok(measure_small(&shrink_picture(source, Size::new(REFERENCE_SIDE, REFERENCE_SIDE))?))
}

/// The same of a picture that has the network's size already; what its blocks leave over at the
/// right and below does not count for the histogram. So training measures its crops.
pub fn measure_small(small: &Picture) -> GlobalHints {
    let size = small.size();
    let whole = |side: u32| side / BLOCK * BLOCK;
    let (mut histogram, mut counted) = (vec![0.0f64; BINS], 0.0);
    for y in (0..whole(size.height)).step_by(BLOCK as usize) {
        for x in (0..whole(size.width)).step_by(BLOCK as usize) {
            let (mut ab, mut weight) = ([0.0; 2], 0.0);
            for (dx, dy) in (0..BLOCK * BLOCK).map(|i| (i % BLOCK, i / BLOCK)) {
                let [r, g, b, alpha] = small.at(x + dx, y + dy);
                let lab = srgb_to_lab([r, g, b]);
                ab = [ab[0] + alpha * lab.a, ab[1] + alpha * lab.b];
                weight += alpha;
            }
            if weight > 0.0 {
                let share = f64::from(weight);
                histogram[nearest_bin(ab[0] / weight, ab[1] / weight)] += share;
                counted += share;
            }
        }
    }
    if counted == 0.0 {
        return GlobalHints::default();
    }
    let visible: f64 = small.pixels.iter().map(|p| f64::from(p[3])).sum();
    let saturation: f64 = small.pixels.iter().map(|&p| f64::from(p[3] * hsv_saturation(p))).sum();
    GlobalHints {
        histogram: Some(histogram.iter().map(|&count| (count / counted) as f32).collect()),
        saturation: Some((saturation / visible) as f32),
    }
}

fn hsv_saturation([r, g, b, _]: [f32; 4]) -> f32 {
    let [r, g, b] = [r, g, b].map(|v| v.clamp(0.0, 1.0));
    let hsv: Hsv = Srgb::new(r, g, b).into_color();
    hsv.saturation
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three quarters pure red, one quarter mid grey; by hand: red's ab (80.1, 67.2) lies in bin
    /// (80, 70), grey in (0, 0); saturation 1 over three quarters.
    #[test]
    fn a_picture_of_red_and_grey_has_the_statistics_worked_out_by_hand() {
        let red_and_grey = |x: u32, _| if x < 384 { [1.0, 0.0, 0.0, 1.0] } else { [0.5, 0.5, 0.5, 1.0] };
        let hints = measure_reference(&mut Picture::from_fn(Size::new(512, 64), red_and_grey)).unwrap();
        let histogram = hints.histogram.as_ref().unwrap();
        // Row a = 80 of the table in the paper facts starts at 265 with b = -110.
        assert!((histogram[265 + 18] - 0.75).abs() < 1e-6);
        assert!((histogram[120] - 0.25).abs() < 1e-6);
        assert!((histogram.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((hints.saturation.unwrap() - 0.75).abs() < 1e-6);
    }

    /// The picture and the numbers are those of `tests/reference/global_hints.py`.
    #[test]
    fn a_picture_of_many_colours_has_the_statistics_that_scikit_image_gives() {
        let pixel = |x: u32, y: u32| {
            let code = |value: u32| (value % 256) as f32 / 255.0;
            [code(x / 18 * 18), code(y / 23 * 23), code((x + y) / 37 * 37), 1.0]
        };
        let hints = measure_reference(&mut Picture::from_fn(Size::new(256, 256), pixel)).unwrap();
        let mut expected = vec![0.0; BINS];
        let mut saturation = f32::NAN;
        for line in include_str!("../../tests/reference/global_hints.csv").lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            match cells[0].parse::<usize>() {
                Ok(bin) => expected[bin] = cells[3].parse::<f32>().unwrap(),
                Err(_) => saturation = cells[3].parse().unwrap(),
            }
        }
        assert!((hints.saturation.unwrap() - saturation).abs() < 1e-5);
        for (bin, (ours, theirs)) in hints.histogram.unwrap().iter().zip(&expected).enumerate() {
            assert!((ours - theirs).abs() < 1e-6, "bin {bin}: {ours} {theirs}");
        }
    }

    #[test]
    fn transparent_parts_of_a_reference_do_not_count() {
        let green_or_clear = |x: u32, _| if x < 32 { [0.0, 0.5, 0.0, 1.0] } else { [1.0, 0.0, 0.0, 0.0] };
        let hints = measure_reference(&mut Picture::from_fn(Size::new(64, 64), green_or_clear)).unwrap();
        assert_eq!(hints.histogram.as_ref().unwrap().iter().filter(|&&share| share > 0.0).count(), 1);
        assert!((hints.saturation.unwrap() - 1.0).abs() < 1e-6);
        let clear = measure_reference(&mut Picture::from_fn(Size::new(9, 9), |_, _| [0.3; 4].map(|_| 0.0)));
        assert_eq!(clear.unwrap(), GlobalHints::default());
    }

    #[test]
    fn each_part_has_a_flag_of_its_own() {
        let saturation_only = GlobalHints { histogram: None, saturation: Some(0.4) };
        let inputs = saturation_only.to_inputs();
        assert_eq!(inputs[..314], [0.0; 314]);
        assert_eq!(inputs[314..], [0.4, 1.0]);
        assert_eq!(GlobalHints::default().to_inputs(), [0.0; 316]);
    }
}
