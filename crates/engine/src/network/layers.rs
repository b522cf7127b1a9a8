//! The layers that networks are made of, with operations that return errors.

use tch::nn::{Init, Path};
use tch::{TchError, Tensor};

/// PyTorch's defaults, which the checkpoints were trained with.
const BATCH_NORM_EPS: f64 = 1e-5;
const BATCH_NORM_MOMENTUM: f64 = 0.1;

/// A convolution with bias that keeps the size of its input, or halves it.
#[derive(Debug)]
pub(super) struct Conv {
    weight: Tensor,
    bias: Tensor,
    stride: i64,
    padding: i64,
    dilation: i64,
    groups: i64,
}

impl Conv {
    /// A layer named `name` with square kernels of odd side.
    pub(super) fn new(
        path: &Path<'_>,
        name: &str,
        (from, to): (i64, i64),
        side: i64,
        dilation: i64,
    ) -> Result<Self, TchError> {
        let (weight, bias) = variables(&named(path, name), &[to, from, side, side], to)?;
        Ok(Self { weight, bias, stride: 1, padding: dilation * (side / 2), dilation, groups: 1 })
    }

    /// A layer named `name` whose channels do not see each other.
    pub(super) fn depthwise(path: &Path<'_>, name: &str, width: i64, side: i64) -> Result<Self, TchError> {
        Ok(Self { groups: width, ..Self::new(path, name, (1, width), side, 1)? })
    }

    /// The same at every second place of each axis, so that the output is half as large.
    pub(super) fn halving(self) -> Self {
        Self { stride: 2, ..self }
    }

    /// In the kind of number that `x` has, whichever the weights are kept in; the result has it in any case.
    pub(super) fn forward(&self, x: &Tensor) -> Result<Tensor, TchError> {
        // Of channels that do not see each other most gradients take longer in bfloat16, so these keep to their weights.
        let kind = if self.groups > 1 { self.weight.kind() } else { x.kind() };
        let (weight, bias) = (self.weight.f_to_kind(kind)?, self.bias.f_to_kind(kind)?);
        let Self { stride, padding, dilation, groups, .. } = *self;
        let y = x.f_to_kind(kind)?.f_conv2d(&weight, Some(&bias), stride, padding, dilation, groups)?;
        y.f_to_kind(x.kind())
    }
}

/// A transposed convolution (kernel 4, stride 2) that doubles the size of its input.
#[derive(Debug)]
pub(super) struct Deconv {
    weight: Tensor,
    bias: Tensor,
}

impl Deconv {
    pub(super) fn new(path: &Path<'_>, name: &str, (from, to): (i64, i64)) -> Result<Self, TchError> {
        let (weight, bias) = variables(&named(path, name), &[from, to, 4, 4], to)?;
        Ok(Self { weight, bias })
    }

    pub(super) fn forward(&self, x: &Tensor) -> Result<Tensor, TchError> {
        let (weight, bias) = (self.weight.f_to_kind(x.kind())?, self.bias.f_to_kind(x.kind())?);
        x.f_conv_transpose2d(&weight, Some(&bias), 2, 1, 0, 1, 1)
    }
}

/// Batch norm by the running statistics, in training by the batch's own.
#[derive(Debug)]
pub(super) struct BatchNorm {
    weight: Tensor,
    bias: Tensor,
    running_mean: Tensor,
    running_var: Tensor,
}

impl BatchNorm {
    pub(super) fn new(path: &Path<'_>, name: &str, channels: i64) -> Result<Self, TchError> {
        let path = named(path, name);
        let (weight, bias) = variables(&path, &[channels], channels)?;
        let running_mean = path.f_zeros_no_train("running_mean", &[channels])?;
        let running_var = path.f_ones_no_train("running_var", &[channels])?;
        Ok(Self { weight, bias, running_mean, running_var })
    }

    pub(super) fn forward(&self, x: &Tensor, training: bool) -> Result<Tensor, TchError> {
        x.f_batch_norm(
            Some(&self.weight),
            Some(&self.bias),
            Some(&self.running_mean),
            Some(&self.running_var),
            training,
            BATCH_NORM_MOMENTUM,
            BATCH_NORM_EPS,
            true,
        )
    }
}

/// A convolution and the batch norm behind it; one convolution, once nothing is learned any more.
#[derive(Debug)]
pub(super) struct NormedConv {
    conv: Conv,
    norm: Option<BatchNorm>,
}

impl NormedConv {
    /// Layers named `conv` and `norm`, with square kernels of odd side.
    pub(super) fn new(
        path: &Path<'_>,
        conv: &str,
        norm: &str,
        (from, to): (i64, i64),
        side: i64,
    ) -> Result<Self, TchError> {
        let conv = Conv::new(path, conv, (from, to), side, 1)?;
        Ok(Self { conv, norm: Some(BatchNorm::new(path, norm, to)?) })
    }

    /// The same at every second place of each axis, so that the output is half as large.
    pub(super) fn halving(self) -> Self {
        Self { conv: self.conv.halving(), ..self }
    }

    pub(super) fn forward(&self, x: &Tensor, training: bool) -> Result<Tensor, TchError> {
        let y = self.conv.forward(x)?;
        match &self.norm {
            Some(norm) => norm.forward(&y, training),
            None => Ok(y),
        }
    }

    /// Lets the convolution do what the norm does by its running statistics: a map less to go through.
    pub(super) fn fold(&mut self) -> Result<(), TchError> {
        let Some(BatchNorm { weight, bias, running_mean, running_var }) = self.norm.take() else {
            return Ok(());
        };
        let _no_gradients = tch::no_grad_guard();
        let scale = weight.f_div(&running_var.f_add_scalar(BATCH_NORM_EPS)?.f_sqrt()?)?;
        let _ = self.conv.weight.f_mul_(&scale.f_view([-1, 1, 1, 1])?)?;
        let _ = self.conv.bias.f_sub_(&running_mean)?.f_mul_(&scale)?.f_add_(&bias)?;
        Ok(())
    }
}

/// The same numbers with the channels of a pixel side by side: convolutions follow their input's
/// strides, and are a fifth faster so.
pub fn channels_last(x: &Tensor) -> Result<Tensor, TchError> {
    x.f_permute([0, 2, 3, 1])?.f_contiguous()?.f_permute([0, 3, 1, 2])
}

/// Even rows and columns: the paper's subsampling, not a pooling.
pub(super) fn every_second(x: &Tensor) -> Result<Tensor, TchError> {
    x.f_slice(2, 0, None, 2)?.f_slice(3, 0, None, 2)
}

/// The path of a layer whose name has dots in it, as `model1.0`.
fn named<'a>(path: &Path<'a>, name: &str) -> Path<'a> {
    name.split('.').fold(path.clone(), |path, part| path.sub(part))
}

fn variables(path: &Path<'_>, shape: &[i64], outputs: i64) -> Result<(Tensor, Tensor), TchError> {
    let zero = Init::Const(0.0);
    Ok((path.f_var("weight", shape, zero)?, path.f_var("bias", &[outputs], zero)?))
}
