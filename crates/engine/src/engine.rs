//! Models behind the engine's ABI: opened, timed, run in the compute thread.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use chromadot_engine_abi::export::{Engine, Output, Planes};
use chromadot_engine_abi::{
    DeviceReport, Failure, InputDescription, ModelDescription, NetworkSpec, OpenOptions, Precision,
};
use tch::{Device, Kind, TchError, Tensor, nn};

use crate::compute_thread::{compute, thread_count};
use crate::device::Chosen;
use crate::network::{Look, Network, Outcome, Wanted, channels_last, lightness_plane};
use crate::torch_error::failure;
use crate::{device, weights};

/// After a picture of more pixels than this, free memory goes back to the system: the grid's usual
/// size keeps its memory for the next run.
const LARGE_PICTURE: usize = 384 * 256;

/// Photographs whose contents are remembered: one as it is, at half its size, and as a draft.
const REMEMBERED: usize = 3;

/// A network with its weights, ready to run.
struct Model {
    network: Network,
    /// Owns the variables that the network's layers share.
    variables: nn::VarStore,
    /// The latest photographs first.
    remembered: VecDeque<Remembered>,
}

/// What the encoder saw in a photograph.
struct Remembered {
    /// As (L - 50) / 100.
    lightness: Tensor,
    look: Look,
    seen: Option<Tensor>,
}

impl Model {
    fn load(file: &[u8], spec: &NetworkSpec, device: Device) -> Result<Self, Failure> {
        let variables = nn::VarStore::new(device);
        let mut network = Network::new(&variables.root(), spec).map_err(|e| failure(&e))?;
        weights::load(&variables, file)?;
        network.fold_norms().map_err(|e| failure(&e))?;
        for mut kernel in variables.variables().into_values().filter(|variable| variable.dim() == 4) {
            let reordered = channels_last(&kernel).and_then(|data| kernel.f_set_data(&data));
            reordered.map_err(|e| failure(&e))?;
        }
        Ok(Self { network, variables, remembered: VecDeque::new() })
    }

    fn round_to_bfloat16(&mut self) {
        self.variables.bfloat16();
        self.network.set_arithmetic(Kind::BFloat16);
    }

    fn forward(&mut self, planes: &Tensor, global: &Tensor, distribution: bool) -> Result<Outcome, TchError> {
        let wanted = Wanted::prediction(distribution);
        let device = self.variables.device();
        let (planes, global) = (channels_last(&planes.f_to_device(device)?)?, global.f_to_device(device)?);
        let known = self.remembered(&planes.f_narrow(1, 0, 1)?)?;
        let seen = known.map(|i| self.seen(i)).transpose()?.flatten();
        self.network.forward(&planes, &global, seen.as_ref(), wanted)
    }

    /// Where this photograph's look is remembered: it is taken once, whatever is painted. `None` without an encoder.
    fn remembered(&mut self, lightness: &Tensor) -> Result<Option<usize>, TchError> {
        if let Some(known) = self.remembered.iter().position(|known| known.lightness == *lightness) {
            return Ok(Some(known));
        }
        // Of its own, and laid out alike wherever it comes from: what is seen must not depend on who asks first.
        let lightness = lightness.f_detach_copy()?.f_contiguous()?;
        let Some(look) = self.network.look(&lightness, false)? else { return Ok(None) };
        self.remembered.truncate(REMEMBERED - 1);
        self.remembered.push_front(Remembered { lightness, look, seen: None });
        Ok(Some(0))
    }

    /// What the network takes of a remembered look.
    fn seen(&mut self, i: usize) -> Result<Option<Tensor>, TchError> {
        let known = &mut self.remembered[i];
        if known.seen.is_none() {
            known.seen = self.network.see(Some(&known.look), false)?;
        }
        Ok(known.seen.as_ref().map(Tensor::shallow_clone))
    }

    /// The planes of the flow, on the CPU in 32 bits.
    fn flow(&mut self, lightness: &Tensor) -> Result<Tensor, TchError> {
        let lightness = lightness.f_to_device(self.variables.device())?;
        // As the planes have it, so that both share a look.
        let known = self.remembered(&lightness_plane(&lightness)?)?;
        let look = known.map(|i| &self.remembered[i].look);
        let flow = self.network.flow(&lightness, look, false)?;
        let flow = flow.ok_or_else(|| TchError::Torch("the network says nothing of flow".to_owned()))?;
        flow.f_to_device(Device::Cpu)?.f_contiguous()
    }
}

/// Chromadot's engine on libtorch.
pub struct TorchEngine {
    /// Behind a lock only because jobs of the compute thread share it; they never run side by side.
    model: Arc<Mutex<Model>>,
    description: ModelDescription,
}

impl Engine for TorchEngine {
    fn open(file: &[u8], options: &OpenOptions) -> Result<Self, Failure> {
        let (file, options) = (file.to_vec(), options.clone());
        let threads = thread_count(options.threads)?;
        compute(options.threads, move || {
            let Chosen { device, reason, is_fault } = device::choose(&options.device)?;
            let spec = &options.network;
            let mut model = Model::load(&file, spec, device)?;
            let precision = match device::arithmetic(options.precision, device) {
                Kind::BFloat16 => {
                    model.round_to_bfloat16();
                    Precision::Bfloat16
                }
                _ => Precision::Float32,
            };
            let learned = model.variables.trainable_variables();
            let description = ModelDescription {
                input: InputDescription::from(spec),
                bins: model.network.bins(),
                parameters: learned.iter().map(|t| t.numel() as u64).sum(),
                device: device::name(device),
                device_reason: reason.clone(),
                threads,
                precision,
                notes: reason
                    .filter(|_| is_fault)
                    .map(|r| format!("{r}; the CPU is used"))
                    .into_iter()
                    .collect(),
            };
            Ok(Self { model: Arc::new(Mutex::new(model)), description })
        })
    }

    fn description(&self) -> &ModelDescription {
        &self.description
    }

    fn run(&mut self, input: Planes<'_>, output: Output<'_>) -> Result<(), Failure> {
        let size = [input.height, input.width].map(|side| side as i64);
        let channels = self.description.input.planes() as i64;
        let tensor = |values: &[f32], shape: &[i64]| {
            Tensor::f_from_slice(values).and_then(|t| t.f_view(shape)).map_err(|e| failure(&e))
        };
        let planes = tensor(input.planes, &[1, channels, size[0], size[1]])?;
        let global = tensor(input.global, &[1, input.global.len() as i64])?;
        let (model, wants_distribution) = (Arc::clone(&self.model), output.distribution.is_some());
        let (ab, distribution) = compute(0, move || {
            let mut model = model.lock().unwrap_or_else(PoisonError::into_inner);
            let plain = |x: Tensor| x.f_to_device(Device::Cpu)?.f_contiguous();
            let mut run = || {
                let outcome = model.forward(&planes, &global, wants_distribution)?;
                Ok((outcome.ab.map(plain).transpose()?, outcome.distribution.map(plain).transpose()?))
            };
            run().map_err(|e| failure(&e))
        })?;
        if let Some(ab) = &ab {
            copy(ab, output.ab)?;
        }
        if let (Some(logits), Some(place)) = (distribution, output.distribution) {
            copy(&logits, place)?;
        }
        drop(ab);
        if input.height * input.width > LARGE_PICTURE {
            give_memory_back();
        }
        Ok(())
    }

    fn flow(&mut self, lightness: &[f32], width: usize, flow: &mut [f32]) -> Result<(), Failure> {
        let shape = [1, 1, (lightness.len() / width) as i64, width as i64];
        let lightness =
            Tensor::f_from_slice(lightness).and_then(|t| t.f_view(shape)).map_err(|e| failure(&e))?;
        let model = Arc::clone(&self.model);
        let found = compute(0, move || {
            let mut model = model.lock().unwrap_or_else(PoisonError::into_inner);
            model.flow(&lightness).map_err(|e| failure(&e))
        })?;
        copy(&found, flow)
    }

    fn devices() -> Vec<DeviceReport> {
        compute(0, || Ok(device::report_all())).unwrap_or_default()
    }
}

fn copy(tensor: &Tensor, place: &mut [f32]) -> Result<(), Failure> {
    tensor.f_copy_data(place, place.len()).map_err(|e| failure(&e))
}

/// Returns what libtorch has freed; the allocator would keep it for the life of the process.
fn give_memory_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: may be called at any time from any thread.
    unsafe {
        libc::malloc_trim(0)
    };
}
