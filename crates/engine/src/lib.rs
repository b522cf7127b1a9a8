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

pub use engine::TorchEngine;

chromadot_engine_abi::export_engine!(TorchEngine);
