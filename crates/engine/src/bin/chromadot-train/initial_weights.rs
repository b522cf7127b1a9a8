//! Where weights begin: drawn by chance, or taken from an earlier model as far as its shapes allow.

use std::path::Path;

use anyhow::{Context, Result};
use safetensors::{Dtype, SafeTensors};
use tch::{Kind, Tensor, nn};

/// Draws every kernel after He et al. 2015 for the ReLU behind it; norms begin as the identity, except
/// the last of a residual block, which begins at zero so that the block does; biases begin at zero.
pub fn draw(variables: &nn::VarStore, seed: u64) -> Result<()> {
    let _no_gradients = tch::no_grad_guard();
    tch::manual_seed(seed as i64);
    let mut sorted: Vec<(String, Tensor)> = variables.variables().into_iter().collect();
    sorted.sort_by(|x, y| x.0.cmp(&y.0));
    for (name, mut variable) in sorted {
        if name.ends_with(".running_mean") {
            let _ = variable.f_zero_()?;
        } else if name.ends_with(".running_var") {
            let _ = variable.f_fill_(1.0)?;
        } else if variable.dim() == 4 {
            let (first, second, height, width) = variable.size4()?;
            // A transposed convolution names its inputs first, and each output sees a quarter of the
            // kernel's places.
            let fan_in = if height == 4 { first * 4 } else { second * height * width };
            let scale = match name.as_str() {
                "output.weight" | "model_out.0.weight" | "distribution.classifier.weight" => 0.3,
                name if name.ends_with(".tell.weight") => 0.0,
                name if name.ends_with("seen.joined.weight") => 0.0,
                "flow.output.weight" | "flow.seen.quarter.weight" => 0.0,
                _ => 1.0,
            };
            let _ = variable.f_normal_(0.0, scale * (2.0 / fan_in as f64).sqrt())?;
        } else if name.ends_with(".weight") {
            let _ = variable.f_fill_(if name.ends_with(".norm2.weight") { 0.0 } else { 1.0 })?;
        } else {
            let _ = variable.f_zero_()?;
        }
    }
    Ok(())
}

/// Copies the tensors of a safetensors file into the variables of the same names. Where shapes differ
/// their common corner is copied and the rest keeps what it has, so that a wider network, or one with
/// more planes, can begin from a narrower one. Returns how many variables were found.
pub fn take_from(variables: &nn::VarStore, path: &Path) -> Result<usize> {
    let _no_gradients = tch::no_grad_guard();
    let bytes = std::fs::read(path)
        .with_context(|| format!("the weights {} cannot be read; check the name", path.display()))?;
    let file = SafeTensors::deserialize(&bytes)
        .with_context(|| format!("{} is no safetensors file; name the weights of a model", path.display()))?;
    let mut found = 0;
    for (name, variable) in variables.variables() {
        let Ok(stored) = file.tensor(&name) else { continue };
        let kind = match stored.dtype() {
            Dtype::F32 => Kind::Float,
            Dtype::F16 => Kind::Half,
            Dtype::BF16 => Kind::BFloat16,
            _ => continue,
        };
        let shape: Vec<i64> = stored.shape().iter().map(|&side| side as i64).collect();
        if shape.len() != variable.dim() {
            continue;
        }
        let mut source = Tensor::f_from_data_size(stored.data(), &shape, kind)?.f_to_kind(Kind::Float)?;
        let mut target = variable.shallow_clone();
        for (axis, (&from, to)) in shape.iter().zip(variable.size()).enumerate() {
            source = source.f_narrow(axis as i64, 0, from.min(to))?;
            target = target.f_narrow(axis as i64, 0, from.min(to))?;
        }
        target.f_copy_(&source)?;
        found += 1;
    }
    Ok(found)
}
