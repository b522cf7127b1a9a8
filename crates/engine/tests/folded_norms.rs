//! Our own network says the same, quicker, once its batch norms are taken into its convolutions.

use chromadot_engine::network::{Network, Wanted};
use chromadot_engine_abi::{Encoder, Head, HintScale, InputDescription, NetworkSpec, Trunk};
use tch::{Device, Kind, Tensor, nn};

#[test]
fn a_network_without_batch_norms_of_its_own_says_what_it_said_with_them() {
    let spec = NetworkSpec {
        trunk: Trunk::Residual { deep_width: 24, deep_blocks: 2 },
        base_width: 8,
        head: Head::Hypercolumn,
        global_hints: true,
        mask_offset: 0.5,
        output_scale: 110.0,
        scales: vec![HintScale::Diffusion { reach_px: 100.0 }],
        encoder: Some(Encoder::EfficientnetLite0),
        flow_width: Some(8),
        half_size_share: 0.0,
    };
    tch::manual_seed(1);
    let _no_gradients = tch::no_grad_guard();
    let variables = nn::VarStore::new(Device::Cpu);
    let mut network = Network::new(&variables.root(), &spec).unwrap();
    for (name, mut variable) in variables.variables() {
        let spread = if variable.dim() == 4 { 0.1 } else { 0.3 };
        // What norms divide by and multiply with is about 1.
        let middle = if name.ends_with("var") || name.contains("norm") && name.ends_with("weight") {
            1.0
        } else {
            0.0
        };
        let numbers = variable.rand_like() * (2.0 * spread) + (middle - spread);
        variable.copy_(&numbers);
    }
    let planes = InputDescription::from(&spec).planes() as i64;
    let cpu = (Kind::Float, Device::Cpu);
    let (input, global) = (Tensor::rand([1, planes, 48, 64], cpu) - 0.5, Tensor::rand([1, 316], cpu));
    let lightness = Tensor::rand([1, 1, 48, 64], cpu) * 100.0;
    let said = |network: &Network| {
        let look = network.look(&input.narrow(1, 0, 1), false).unwrap();
        let seen = network.see(look.as_ref(), false).unwrap();
        let outcome = network.forward(&input, &global, seen.as_ref(), Wanted::prediction(true)).unwrap();
        let flow = network.flow(&lightness, look.as_ref(), false).unwrap().unwrap();
        // All planes but the fourth are factors; that is an offset, a tenth of what the network says.
        let factors = flow.index_select(1, &Tensor::from_slice(&[0i64, 1, 2, 4])).log();
        let offset = flow.narrow(1, 3, 1) * 10.0;
        [outcome.ab.unwrap(), outcome.distribution.unwrap(), factors, offset]
    };
    let before = said(&network);
    network.fold_norms().unwrap();
    for (before, after) in before.iter().zip(said(&network)) {
        let range = (before.max() - before.min()).double_value(&[]);
        let difference = (before - after).abs().max().double_value(&[]);
        assert!(range > 0.1 && difference < 1e-4 * range, "{difference} of {range}");
    }
    let norms = variables.variables();
    let mut norm = norms["half.norm1.running_mean"].shallow_clone();
    let _ = norm.fill_(7.0);
    let [ab, ..] = said(&network);
    let [again, ..] = said(&network);
    assert_eq!(ab, again);
}
