//! One training example: a crop, changed by chance, with hints drawn by chance.

use chromadot::color::lab::srgb_to_lab;
use chromadot::hints::HintMap;
use chromadot::hints::global::{GlobalHints, measure_small};
use chromadot::raster::{Picture, Plane, Size};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeAlg, ResizeOptions, Resizer};
use rand::{Rng, RngExt};

use crate::configuration::{Augmentation, Configuration, Stage};
use crate::photographs::Photograph;
use crate::targets::{target, target_len};
use crate::told::Told;

/// A crop's colours and what the network is told of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// What the network is told.
    pub told: Told,
    /// True a* and b*, in Lab units.
    pub truth: [Plane; 2],
    /// Bins near the true colour of every fourth pixel of every fourth row: the nearest of each, then
    /// the second of each, ...
    pub bins: Vec<i64>,
    /// Their shares, in the same order.
    pub shares: Vec<f32>,
}

/// A crop in Lab.
pub struct Crop {
    /// The crop as sRGB, for its statistics.
    pub picture: Picture,
    /// Lightness 0..100.
    pub l: Plane,
    /// a* and b*.
    pub ab: [Plane; 2],
}

impl Crop {
    /// Takes `corner` and `extent` (pixels of the photograph) and brings them to `size`.
    pub fn take(photograph: &Photograph, corner: [f64; 2], extent: [f64; 2], size: Size) -> Self {
        let Size { width, height } = photograph.size;
        let source =
            ImageRef::new(width, height, &photograph.rgb, PixelType::U8x3).expect("a photograph is whole");
        let mut scaled = Image::new(size.width, size.height, PixelType::U8x3);
        let bilinear = ResizeAlg::Convolution(fast_image_resize::FilterType::Bilinear);
        let options =
            ResizeOptions::new().resize_alg(bilinear).crop(corner[0], corner[1], extent[0], extent[1]);
        Resizer::new().resize(&source, &mut scaled, &options).expect("the crop lies in the photograph");
        let rgb = scaled.buffer();
        let picture = Picture::from_fn(size, |x, y| {
            let i = 3 * (y * size.width + x) as usize;
            let [r, g, b] = [0, 1, 2].map(|c| f32::from(rgb[i + c]) / 255.0);
            [r, g, b, 1.0]
        });
        let lab: Vec<_> = picture.pixels.iter().map(|&[r, g, b, _]| srgb_to_lab([r, g, b])).collect();
        let plane = |values: Vec<f32>| Plane::from_values(size, values);
        Self {
            picture,
            l: plane(lab.iter().map(|c| c.l).collect()),
            ab: [plane(lab.iter().map(|c| c.a).collect()), plane(lab.iter().map(|c| c.b).collect())],
        }
    }

    /// The middle square of a photograph.
    pub fn middle(photograph: &Photograph, side: u32) -> Self {
        let [width, height] = [photograph.size.width, photograph.size.height].map(f64::from);
        let shorter = width.min(height);
        let corner = [(width - shorter) / 2.0, (height - shorter) / 2.0];
        Self::take(photograph, corner, [shorter, shorter], Size::new(side, side))
    }

    fn flip(&mut self) {
        let width = self.l.size().width as usize;
        let [a, b] = &mut self.ab;
        for plane in [&mut self.l, a, b] {
            plane.values_mut().chunks_exact_mut(width).for_each(<[f32]>::reverse);
        }
    }

    /// Bins and shares of every fourth pixel, as the public training code takes them (paper facts, 4.1).
    fn targets(&self, soft: bool) -> (Vec<i64>, Vec<f32>) {
        let Size { width, height } = self.l.size();
        let places = (0..height).step_by(4).flat_map(|y| (0..width).step_by(4).map(move |x| (x, y)));
        let of_places: Vec<Vec<(i64, f32)>> =
            places.map(|(x, y)| target([self.ab[0].at(x, y), self.ab[1].at(x, y)], soft).collect()).collect();
        (0..target_len(soft)).flat_map(|k| of_places.iter().map(move |near| near[k])).unzip()
    }
}

/// Draws an example of a photograph.
pub fn draw_sample(
    rng: &mut impl Rng,
    photograph: &Photograph,
    configuration: &Configuration,
    stage: &Stage,
) -> Sample {
    let mut crop = draw_crop(rng, photograph, configuration.augmentation.most_aspect, stage.area, stage.crop);
    if rng.random_bool(0.5) {
        crop.flip();
    }
    age(rng, &mut crop.l, &configuration.augmentation);
    let hints = if rng.random_bool(stage.hinted) {
        stage.hints.as_ref().unwrap_or(&configuration.hints).draw(rng, &crop.ab)
    } else {
        HintMap::empty(crop.l.size())
    };
    let mut global = GlobalHints::default();
    let law = &configuration.global;
    let given = [law.histogram, law.saturation].map(|chance| rng.random_bool(chance));
    if given.contains(&true) {
        let measured = measure_small(&crop.picture);
        global.histogram = measured.histogram.filter(|_| given[0]);
        global.saturation = measured.saturation.filter(|_| given[1]);
    }
    let (bins, shares) =
        if stage.classification > 0.0 { crop.targets(stage.soft_targets) } else { (vec![], vec![]) };
    Sample { told: Told { l: crop.l, hints, global }, truth: crop.ab, bins, shares }
}

fn draw_crop(
    rng: &mut impl Rng,
    photograph: &Photograph,
    most_aspect: f64,
    [least, most]: [f64; 2],
    side: u32,
) -> Crop {
    let [width, height] = [photograph.size.width, photograph.size.height].map(f64::from);
    let area = width * height * rng.random_range(least..=most);
    let longest = most_aspect.ln();
    let aspect = rng.random_range(-longest..=longest).exp();
    let extent = [(area * aspect).sqrt().min(width), (area / aspect).sqrt().min(height)];
    let corner = [rng.random_range(0.0..=width - extent[0]), rng.random_range(0.0..=height - extent[1])];
    Crop::take(photograph, corner, extent, Size::new(side, side))
}

/// Gives lightness another exposure and grain, as scans of old photographs have them; the colours
/// that are learned stay those of the photograph.
fn age(rng: &mut impl Rng, l: &mut Plane, law: &Augmentation) {
    if !rng.random_bool(law.aged) {
        return;
    }
    let exponent = rng.random_range(-law.exposure..=law.exposure).exp() as f32;
    let grain = rng.random_range(0.0..=law.grain) as f32;
    for value in l.values_mut() {
        let exposed = 100.0 * (value.clamp(0.0, 100.0) / 100.0).powf(exponent);
        // The sum of three uniform numbers is as good as a normal one here, and quick.
        let noise: f32 = (0..3).map(|_| rng.random_range(-1.0f32..1.0)).sum();
        *value = (exposed + grain * noise).clamp(0.0, 100.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chromadot::hints::simulation::HintLaw;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn photograph() -> Photograph {
        let size = Size::new(48, 40);
        let rgb =
            (0..size.area() as u32).flat_map(|i| [(i % 48 * 5) as u8, (i / 48 * 6) as u8, 90]).collect();
        Photograph { name: "gradient".to_owned(), size, rgb }
    }

    #[test]
    fn a_stage_may_have_a_law_of_hints_of_its_own() {
        let shipped =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/training/dots-32.toml");
        let (configuration, _) = Configuration::read(&shipped).unwrap();
        let mut stage = configuration.stages[0].clone();
        stage.hints = Some(HintLaw { whole: 1.0, ..HintLaw::PAPER });
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        for _ in 0..4 {
            let sample = draw_sample(&mut rng, &photograph(), &configuration, &stage);
            assert_eq!(sample.told.hints.count(), sample.told.l.size().area());
        }
    }

    #[test]
    fn a_crop_of_all_at_the_same_size_is_the_photograph_itself() {
        let photograph = photograph();
        let crop = Crop::take(&photograph, [0.0, 0.0], [48.0, 40.0], photograph.size);
        for (i, pixel) in crop.picture.pixels.iter().enumerate() {
            let expected = [0, 1, 2].map(|c| f32::from(photograph.rgb[3 * i + c]) / 255.0);
            assert_eq!(pixel[..3], expected);
        }
        let lab = srgb_to_lab([pixel_of(&crop, 7, 9, 0), pixel_of(&crop, 7, 9, 1), pixel_of(&crop, 7, 9, 2)]);
        assert_eq!((crop.l.at(7, 9), crop.ab[0].at(7, 9), crop.ab[1].at(7, 9)), (lab.l, lab.a, lab.b));
    }

    fn pixel_of(crop: &Crop, x: u32, y: u32, channel: usize) -> f32 {
        crop.picture.at(x, y)[channel]
    }

    #[test]
    fn a_flipped_crop_is_mirrored_in_lightness_and_colour_alike() {
        let straight = Crop::middle(&photograph(), 32);
        let mut flipped = Crop::middle(&photograph(), 32);
        flipped.flip();
        for (x, y) in [(0, 0), (5, 20), (31, 31)] {
            assert_eq!(flipped.l.at(x, y), straight.l.at(31 - x, y));
            assert_eq!(flipped.ab[1].at(x, y), straight.ab[1].at(31 - x, y));
        }
    }

    #[test]
    fn ageing_leaves_lightness_in_range_and_does_happen() {
        let law = Augmentation { most_aspect: 1.3, aged: 1.0, exposure: 0.3, grain: 4.0 };
        let crop = Crop::middle(&photograph(), 32);
        let mut aged = crop.l.clone();
        age(&mut ChaCha8Rng::seed_from_u64(1), &mut aged, &law);
        assert!(aged.values().iter().all(|l| (0.0..=100.0).contains(l)));
        assert_ne!(aged, crop.l);
    }

    #[test]
    fn crops_keep_within_the_photograph_at_every_law() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        for most_aspect in [1.0, 1.33, 3.0] {
            for _ in 0..200 {
                let crop = draw_crop(&mut rng, &photograph(), most_aspect, [0.08, 1.0], 24);
                assert_eq!(crop.l.size(), Size::new(24, 24));
            }
        }
    }
}
