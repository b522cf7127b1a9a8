//! The embedded model gives what it gave in PyTorch, and Chromadot's own spreading of the hints is
//! the one it was trained with.

mod reference;

use chromadot::color::bins::BINS;
use chromadot::engine::NetworkInput;
use chromadot::hints::global::GlobalHints;
use chromadot::hints::{Flow, HintMap};
use chromadot::models::find_model;
use chromadot::pipeline::{pack_input, spread_hints};
use chromadot::raster::{Plane, Size};
use chromadot_engine::TorchEngine;
use chromadot_engine_abi::export::{Engine, Output, Planes};
use chromadot_engine_abi::{OpenOptions, Precision};
use reference::{Reference, largest_difference};

fn open_seed(precision: Precision) -> TorchEngine {
    let weights = reference::repository().join("tests/reference/seed-16.safetensors");
    let model = find_model(weights.to_str().unwrap()).unwrap();
    let options =
        OpenOptions { device: "cpu".to_owned(), threads: 2, precision, network: model.network.clone() };
    TorchEngine::open(&model.read_weights().unwrap(), &options).unwrap()
}

struct Case {
    size: Size,
    input: NetworkInput,
}

fn pack(reference: &Reference, case: usize, engine: &TorchEngine) -> Case {
    let tensor = |name: &str| reference.tensor(&format!("case{case}.{name}"));
    let (shape, l) = tensor("L");
    let size = Size::new(shape[3] as u32, shape[2] as u32);
    let hints = tensor("hints").1;
    let plane = |values: &[f32]| Plane::from_values(size, values.to_vec());
    let (a, b) = hints.split_at(size.area());
    let hints = HintMap { ab: [plane(a), plane(b)], mask: plane(&tensor("mask").1) };
    let global = GlobalHints::default();
    let (l, description) = (plane(&l), &engine.description().input);
    let spread = spread_hints(&l, &hints, &Flow::over_lightness(&l), description);
    let mut input = pack_input(&l, &hints, &spread, &global, description);
    input.global = tensor("global").1;
    Case { size, input }
}

#[test]
fn spread_hints_are_those_that_the_model_was_trained_with() {
    let (reference, engine) =
        (Reference::read("tests/reference/seed-16-vectors.safetensors"), open_seed(Precision::Float32));
    for case in 0..4 {
        let packed = pack(&reference, case, &engine).input.planes;
        let expected = reference.tensor(&format!("case{case}.input")).1;
        let difference = largest_difference(&packed, &expected);
        assert!(difference < 1e-4, "case {case}: {difference}");
    }
}

/// Runs every case and gives the largest differences of ab / 110 and of the logits.
fn run_all(precision: Precision) -> (f32, f32) {
    let (reference, mut engine) =
        (Reference::read("tests/reference/seed-16-vectors.safetensors"), open_seed(precision));
    let mut worst = (0f32, 0f32);
    for case in 0..4 {
        let Case { size, input } = pack(&reference, case, &engine);
        let (height, width) = (size.height as usize, size.width as usize);
        let planes = Planes { planes: &input.planes, height, width, global: &input.global };
        let mut ab = vec![0.0; 2 * size.area()];
        let mut logits = vec![0.0; BINS * size.area() / 16];
        engine.run(planes, Output { ab: &mut ab, distribution: Some(&mut logits) }).unwrap();
        ab.iter_mut().for_each(|v| *v /= 110.0);
        let difference = |ours: &[f32], name: &str| {
            largest_difference(ours, &reference.tensor(&format!("case{case}.{name}")).1)
        };
        worst = (worst.0.max(difference(&ab, "ab")), worst.1.max(difference(&logits, "logits")));
    }
    worst
}

#[test]
fn the_network_gives_what_it_gave_in_pytorch() {
    let (ab, logits) = run_all(Precision::Float32);
    assert!(ab < 1e-4 && logits < 1e-3, "ab {ab}, logits {logits}");
}

#[test]
fn in_bfloat16_the_same_colours_come_out_within_its_precision() {
    let (ab, _) = run_all(Precision::Bfloat16);
    // 8 bits of mantissa: measured 0.005 (half a Lab unit); float32 differs by less than 1e-6.
    assert!(ab < 0.02 && ab > 1e-4, "{ab}");
}
