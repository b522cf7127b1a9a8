//! What an encoder sees in a photograph is kept while dots are painted, and is never taken for another's.

use chromadot_engine::TorchEngine;
use chromadot_engine::network::Network;
use chromadot_engine_abi::export::{Engine, Output, Planes};
use chromadot_engine_abi::{Encoder, FLOW_PLANES, Head, NetworkSpec, OpenOptions, Precision, Trunk};
use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
use tch::{Device, nn};

const SIDES: (usize, usize) = (48, 72);

fn spec() -> NetworkSpec {
    NetworkSpec {
        trunk: Trunk::Residual { deep_width: 24, deep_blocks: 2 },
        base_width: 8,
        head: Head::None,
        global_hints: false,
        mask_offset: 0.5,
        output_scale: 110.0,
        scales: vec![],
        encoder: Some(Encoder::EfficientnetLite0),
        flow_width: Some(8),
        half_size_share: 0.0,
    }
}

/// A model whose numbers are drawn by chance, so that everything it sees counts.
fn weights() -> Vec<u8> {
    tch::manual_seed(5);
    let _no_gradients = tch::no_grad_guard();
    let variables = nn::VarStore::new(Device::Cpu);
    Network::new(&variables.root(), &spec()).unwrap();
    let mut named: Vec<_> = variables.variables().into_iter().collect();
    named.sort_by(|x, y| x.0.cmp(&y.0));
    let drawn: Vec<(String, Vec<usize>, Vec<u8>)> = named
        .into_iter()
        .map(|(name, mut variable)| {
            if let Ok((_, inputs, height, width)) = variable.size4() {
                let _ = variable.normal_(0.0, (2.0 / (inputs * height * width) as f64).sqrt());
            } else if name.contains("norm") && name.ends_with("weight") {
                let _ = variable.fill_(1.0);
            }
            let values = Vec::<f32>::try_from(variable.flatten(0, -1)).unwrap();
            let shape = variable.size().iter().map(|&side| side as usize).collect();
            (name, shape, values.iter().flat_map(|value| value.to_le_bytes()).collect())
        })
        .collect();
    let view = |(name, shape, bytes)| (name, TensorView::new(Dtype::F32, shape, bytes).unwrap());
    serialize(drawn.iter().map(|(n, s, b)| view((n.as_str(), s.clone(), b.as_slice()))), None).unwrap()
}

/// The same with nothing in one of its variables.
fn zeroed(weights: &[u8], variable: &str) -> Vec<u8> {
    let file = SafeTensors::deserialize(weights).unwrap();
    let nothing = vec![0; file.tensor(variable).unwrap().data().len()];
    let named = file.tensors().into_iter().map(|(name, view)| {
        let data = if name == variable { &nothing } else { view.data() };
        (name, TensorView::new(Dtype::F32, view.shape().to_vec(), data).unwrap())
    });
    serialize(named, None).unwrap()
}

fn open(weights: &[u8]) -> TorchEngine {
    let precision = Precision::Float32;
    let options = OpenOptions { device: "cpu".to_owned(), threads: 1, precision, network: spec() };
    TorchEngine::open(weights, &options).unwrap()
}

/// Lightness of a made-up photograph, 0..100.
fn lightness(photograph: usize) -> Vec<f32> {
    let (height, width) = SIDES;
    let at = |i: usize| ((i % width) * (photograph + 2) + i / width * 3) as f32 * 0.07;
    (0..height * width).map(|i| 50.0 + 50.0 * at(i).sin()).collect()
}

/// Where colour flows in it.
fn flow(engine: &mut TorchEngine, photograph: usize) -> Vec<f32> {
    let (height, width) = SIDES;
    let mut flow = vec![0.0; FLOW_PLANES * height * width];
    engine.flow(&lightness(photograph), width, &mut flow).unwrap();
    flow
}

/// Its colours with a dot of this colour.
fn colours(engine: &mut TorchEngine, photograph: usize, dot: f32) -> Vec<f32> {
    let (height, width) = SIDES;
    let area = height * width;
    let mut planes: Vec<f32> = lightness(photograph).iter().map(|l| (l - 50.0) / 100.0).collect();
    planes.resize(3 * area, 0.0);
    planes.resize(4 * area, -0.5);
    (planes[area + 500], planes[3 * area + 500]) = (dot, 0.5);
    let mut ab = vec![0.0; 2 * area];
    let input = Planes { planes: &planes, height, width, global: &[] };
    engine.run(input, Output { ab: &mut ab, distribution: None }).unwrap();
    ab
}

#[test]
fn what_the_encoder_sees_decides_where_colour_flows_too() {
    let weights = weights();
    let alone = [0, 1].map(|photograph| flow(&mut open(&weights), photograph));
    let mut engine = open(&weights);
    for photograph in [0, 1, 0] {
        // Whether the colours or the flow is asked for first.
        colours(&mut engine, photograph, 0.1);
        assert_eq!(flow(&mut engine, photograph), alone[photograph], "photograph {photograph}");
    }
    let blind = zeroed(&weights, "encoder.stem.weight");
    assert_ne!(flow(&mut open(&blind), 0), alone[0]);
}

#[test]
fn photographs_that_take_turns_get_the_colours_that_each_gets_alone() {
    let weights = weights();
    let mut engine = open(&weights);
    for (photograph, dot) in [(0, 0.1), (1, 0.1), (0, 0.6), (2, 0.1), (3, 0.1), (4, 0.1), (0, 0.1), (3, 0.4)]
    {
        let alone = colours(&mut open(&weights), photograph, dot);
        assert_eq!(colours(&mut engine, photograph, dot), alone, "photograph {photograph}, dot {dot}");
    }
    assert_ne!(colours(&mut engine, 0, 0.1), colours(&mut engine, 1, 0.1));
}
