//! The classic that models are measured beside works as it is told to (paper facts, section 8).

#[path = "../benches/quality/levin.rs"]
mod levin;

use chromadot::evaluation::colorizer::Colorizer;
use chromadot::hints::HintMap;
use chromadot::hints::global::GlobalHints;
use chromadot::raster::{Plane, Size};

const SIZE: Size = Size::new(24, 16);

fn hinted(hints: &mut HintMap, x: u32, y: u32, [a, b]: [f32; 2]) {
    let i = (y * SIZE.width + x) as usize;
    (hints.ab[0].values_mut()[i], hints.ab[1].values_mut()[i]) = (a, b);
    hints.mask.values_mut()[i] = 1.0;
}

fn halves(plane: &Plane) -> [f32; 2] {
    let mean = |columns: std::ops::Range<u32>| {
        let sum: f32 =
            columns.clone().flat_map(|x| (0..16).map(move |y| (x, y))).map(|(x, y)| plane.at(x, y)).sum();
        sum / (columns.len() * 16) as f32
    };
    [mean(0..12), mean(12..24)]
}

/// The case that the paper facts state as verified: two regions, one hint of a single cell in each.
#[test]
fn two_regions_take_the_colours_of_their_hints_and_nothing_lies_beyond_these() {
    let luma: Vec<f64> = (0..SIZE.area()).map(|i| if i % 24 < 12 { 0.3 } else { 0.7 }).collect();
    let mut hints = HintMap::empty(SIZE);
    hinted(&mut hints, 3, 8, [0.2, 1.0]);
    hinted(&mut hints, 20, 8, [-0.3, 1.0]);
    let [a, b] = levin::spread(&luma, &hints).unwrap();
    let [left, right] = halves(&a);
    assert!((left - 0.195).abs() < 0.01 && (right + 0.295).abs() < 0.01, "{left} {right}");
    assert!(a.values().iter().all(|v| (-0.3 - 1e-6..=0.2 + 1e-6).contains(v)));
    // Both hints agree on b, so all do.
    assert!(b.values().iter().all(|v| (v - 1.0).abs() < 1e-5));
    assert_eq!((a.at(3, 8), a.at(20, 8)), (0.2, -0.3));
}

#[test]
fn a_picture_in_lightness_is_colorized_as_well_and_one_without_hints_is_refused() {
    let l =
        Plane::from_values(SIZE, (0..SIZE.area()).map(|i| if i % 24 < 12 { 30.0 } else { 70.0 }).collect());
    let mut hints = HintMap::empty(SIZE);
    hinted(&mut hints, 3, 8, [40.0, 10.0]);
    hinted(&mut hints, 20, 8, [-40.0, 10.0]);
    let mut method = levin::Levin;
    let [a, _] = method.colorize(&l, &hints, &GlobalHints::default()).unwrap();
    let [left, right] = halves(&a);
    assert!(left > 36.0 && right < -36.0, "{left} {right}");
}
