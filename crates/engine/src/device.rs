//! Choosing a device by running on it.

use chromadot_engine_abi::{DeviceReport, Failure, Precision, Status};
use tch::{Cuda, Device, Kind, TchError, Tensor};

use crate::torch_error::first_line;

/// A device, and why it is not the one that was hoped for.
pub(crate) struct Chosen {
    pub(crate) device: Device,
    /// Why `auto` came to the CPU.
    pub(crate) reason: Option<String>,
    /// Whether that is a fault worth a warning: a GPU is there and does not work.
    pub(crate) is_fault: bool,
}

/// The device to use.
///
/// # Errors
/// [`Status::NoDevice`] for a GPU that was asked for and does not work, [`Status::BadCall`] for a
/// name that means nothing.
pub(crate) fn choose(wanted: &str) -> Result<Chosen, Failure> {
    let plain = |device| Chosen { device, reason: None, is_fault: false };
    let gpu = |index: usize| {
        try_out(Device::Cuda(index)).map(|_| plain(Device::Cuda(index))).map_err(|reason| {
            Failure::new(Status::NoDevice, format!("the GPU cuda:{index} cannot be used: {reason}"))
        })
    };
    match (wanted, wanted.strip_prefix("cuda:").map(str::parse)) {
        ("cpu", _) => Ok(plain(Device::Cpu)),
        ("cuda", _) => gpu(0),
        (_, Some(Ok(index))) => gpu(index),
        ("auto", _) => {
            let mut reason = None;
            for index in 0..Cuda::device_count() as usize {
                match gpu(index) {
                    Ok(chosen) => return Ok(chosen),
                    Err(failure) => reason = reason.or(Some(failure.message)),
                }
            }
            let is_fault = reason.is_some();
            let reason = reason.or_else(|| Some("no GPU was found".to_owned()));
            Ok(Chosen { device: Device::Cpu, reason, is_fault })
        }
        _ => Err(Failure::new(Status::BadCall, format!("there is no device called '{wanted}'"))),
    }
}

/// The numbers that layers are to take on a device. [`Precision::Auto`] is bfloat16 on a CPU that has instructions for
/// it, where convolutions go at twice the speed of float32; without them they are slower than that. A GPU has to be
/// asked, as none was measured.
pub(crate) fn arithmetic(precision: Precision, device: Device) -> Kind {
    match precision {
        Precision::Bfloat16 => Kind::BFloat16,
        Precision::Auto if device == Device::Cpu && cpu_computes_in_bfloat16() => Kind::BFloat16,
        Precision::Auto | Precision::Float32 => Kind::Float,
    }
}

#[cfg(target_arch = "x86_64")]
fn cpu_computes_in_bfloat16() -> bool {
    std::arch::is_x86_feature_detected!("avx512bf16")
}

#[cfg(not(target_arch = "x86_64"))]
fn cpu_computes_in_bfloat16() -> bool {
    false
}

/// Name as users write it.
pub(crate) fn name(device: Device) -> String {
    match device {
        Device::Cuda(index) => format!("cuda:{index}"),
        _ => "cpu".to_owned(),
    }
}

/// Every device, each tried.
pub(crate) fn report_all() -> Vec<DeviceReport> {
    let gpus = (0..Cuda::device_count() as usize).map(Device::Cuda);
    let mut reports: Vec<DeviceReport> = std::iter::once(Device::Cpu).chain(gpus).map(report).collect();
    if reports.len() == 1 {
        reports.push(DeviceReport { device: "cuda".to_owned(), ..report(Device::Cuda(0)) });
    }
    reports
}

fn report(device: Device) -> DeviceReport {
    let outcome = try_out(device);
    let usable = outcome.is_ok();
    DeviceReport { device: name(device), report: outcome.unwrap_or_else(|reason| reason), usable }
}

/// Runs a small convolution and checks its result.
fn try_out(device: Device) -> Result<String, String> {
    if device.is_cuda() && !tch::utils::has_cuda() {
        return Err("this libtorch has no CUDA part, or no NVIDIA driver is installed".to_owned());
    }
    let convolve = || -> Result<f64, TchError> {
        let ones = |size: &[i64]| Tensor::f_ones(size, (Kind::Float, device));
        let result = ones(&[1, 4, 16, 16])?.f_conv2d(&ones(&[2, 4, 3, 3])?, None::<Tensor>, 1, 1, 1, 1)?;
        f64::try_from(result.f_sum(Kind::Float)?.f_to_device(Device::Cpu)?)
    };
    // 2 maps of 16x16 sums over 4 channels and 3x3 taps, less those beyond the border: 46² = 2116.
    match convolve() {
        Ok(sum) if sum == f64::from(2 * 4 * 46 * 46) => Ok("a small convolution ran on it".to_owned()),
        Ok(sum) => Err(format!("a small convolution came out wrong ({sum})")),
        Err(error) => Err(first_line(&error)),
    }
}
