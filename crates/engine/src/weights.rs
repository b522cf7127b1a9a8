//! Filling a network from a safetensors file, refusing every name and shape that does not fit.

use std::collections::HashMap;

use chromadot_engine_abi::{Failure, Status};
use safetensors::{Dtype, SafeTensors};
use tch::{Kind, Tensor, nn};

use crate::torch_error::failure;

/// Counters that PyTorch keeps in batch norms and inference does not use.
const IGNORED_SUFFIX: &str = ".num_batches_tracked";

/// Copies each tensor of the file into the variable of the same name, converting half precision.
///
/// libtorch's own loader fills a variable from any shape that can be broadcast, and leaves names it
/// does not know out silently; here both are refused.
///
/// # Errors
/// [`Status::BadModel`] naming the tensor; variables may have been changed by then.
pub fn load(variables: &nn::VarStore, file: &[u8]) -> Result<(), Failure> {
    let _no_gradients = tch::no_grad_guard();
    let bad = |what: String| Failure::new(Status::BadModel, what);
    let file = SafeTensors::deserialize(file).map_err(|e| bad(format!("the file is damaged ({e})")))?;
    let mut wanted: HashMap<String, Tensor> = variables.variables();
    let mut names: Vec<&str> = file.names().into_iter().filter(|n| !n.ends_with(IGNORED_SUFFIX)).collect();
    names.sort_unstable();
    for name in names {
        let tensor = file.tensor(name).map_err(|e| bad(format!("tensor {name} is damaged ({e})")))?;
        let Some(mut variable) = wanted.remove(name) else {
            return Err(bad(format!("tensor {name} is not part of this network")));
        };
        let shape: Vec<i64> = tensor.shape().iter().map(|&side| side as i64).collect();
        if shape != variable.size() {
            return Err(bad(format!("tensor {name} has the shape {shape:?}, not {:?}", variable.size())));
        }
        let kind = match tensor.dtype() {
            Dtype::F32 => Kind::Float,
            Dtype::F16 => Kind::Half,
            Dtype::BF16 => Kind::BFloat16,
            other => return Err(bad(format!("tensor {name} is of type {other:?}, not floating point"))),
        };
        let mut fill = || variable.f_copy_(&Tensor::f_from_data_size(tensor.data(), &shape, kind)?);
        fill().map_err(|error| failure(&error))?;
    }
    match wanted.keys().min() {
        Some(name) => Err(bad(format!("tensor {name} is missing"))),
        None => Ok(()),
    }
}
