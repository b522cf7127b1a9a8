//! The colorization network on libtorch.
//!
//! Built as a shared library this is Chromadot's engine, behind the C ABI of `chromadot-engine-abi`;
//! as a Rust library it serves tests, benchmarks and training. Pictures, hints and files are not
//! known here: planes of numbers come in, colour goes out.

pub mod compute_thread;
mod device;
mod engine;
pub mod network;
mod torch_error;
pub mod weights;

use chromadot_engine_abi::{Failure, Precision};

pub use engine::TorchEngine;

/// The device of this name (`auto`, `cpu`, `cuda`, `cuda:N`), tried out.
///
/// # Errors
/// When a GPU that was asked for does not work, or the name means nothing.
pub fn device(name: &str) -> Result<tch::Device, Failure> {
    device::choose(name).map(|chosen| chosen.device)
}

/// The numbers that layers are to take on a device: for [`Precision::Auto`] bfloat16 on a CPU that has instructions for
/// it, else float32.
pub fn arithmetic(precision: Precision, device: tch::Device) -> tch::Kind {
    device::arithmetic(precision, device)
}

chromadot_engine_abi::export_engine!(TorchEngine);
