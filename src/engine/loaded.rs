//! The engine library behind the [`Engine`] trait.

use std::path::PathBuf;

use chromadot_engine_abi::loader::{Library, LoadError, Model};
use chromadot_engine_abi::{DeviceReport, Failure, ModelDescription, OpenOptions, Precision, Status};
use once_cell::sync::OnceCell;

use super::search::{self, ENGINE_VARIABLE};
use super::{Engine, NetworkInput, Prediction};
use crate::hints::Flow;
use crate::hints::slope::Slope;
use crate::models::{ModelError, find_model};
use crate::raster::Plane;
use crate::settings::Settings;

/// Which model is to run, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Name in the registry, path of a file, or empty for the default model.
    pub model: String,
    /// `auto`, `cpu`, `cuda` or `cuda:N`.
    pub device: String,
    /// Threads on the CPU; 0 leaves the number to the engine.
    pub threads: usize,
    /// Numbers that the network's layers take.
    pub precision: Precision,
}

impl Settings {
    /// The engine that these settings ask for.
    pub fn engine_choice(&self) -> Choice {
        let Self { model, device, threads, .. } = self;
        let (model, device, precision) = (model.clone(), device.clone(), Precision::Auto);
        Choice { model, device, threads: *threads, precision }
    }
}

/// Why the network cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// There is no engine library.
    #[error(
        "the engine is missing: there is no {0}; install Chromadot again, or set {ENGINE_VARIABLE} to the \
         engine library"
    )]
    NotFound(String),
    /// The library cannot be used.
    #[error("{0}; run `chromadot doctor` to see what is missing")]
    Load(#[from] LoadError),
    /// The model's file cannot be used.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The weights do not fit the network.
    #[error("the model cannot be used: {0}; fetch its file again or choose another model")]
    Weights(String),
    /// The device cannot be used.
    #[error("{0}; choose the device auto or cpu")]
    Device(String),
    /// Memory ran out.
    #[error("not enough memory for the network: {0}; close other programs and try again")]
    Memory(String),
    /// The engine failed.
    #[error("{0}; run `chromadot doctor` and report what it prints")]
    Internal(String),
}

impl From<Failure> for EngineError {
    fn from(Failure { status, message }: Failure) -> Self {
        match status {
            Status::BadModel => Self::Weights(message),
            Status::NoDevice => Self::Device(message),
            Status::OutOfMemory => Self::Memory(message),
            Status::Ok | Status::BadCall | Status::Internal => Self::Internal(message),
        }
    }
}

/// Loads the engine library and opens a model in it: some tenths of a second, without any host call,
/// so that a host can do it in a thread beside its own work.
///
/// # Errors
/// [`EngineError`] as one sentence with a next step.
pub fn open(choice: &Choice) -> Result<Box<dyn Engine>, EngineError> {
    let library = load(choice.device != "cpu")?;
    let model = match open_model(library, choice) {
        Err(EngineError::Memory(reason)) if choice.device != "cpu" => open_on_cpu(library, choice, &reason)?,
        outcome => outcome?,
    };
    Ok(Box::new(LoadedEngine { library, choice: choice.clone(), model }))
}

/// Opens the model on the CPU, where memory is larger, because a GPU's ran out.
fn open_on_cpu(library: &Library, choice: &Choice, reason: &str) -> Result<Model, EngineError> {
    let mut model = open_model(library, &Choice { device: "cpu".to_owned(), ..choice.clone() })?;
    model.add_note(format!("the GPU ran out of memory ({reason}); the CPU is used instead"));
    Ok(model)
}

/// Every device that the engine finds, each tried.
///
/// # Errors
/// [`EngineError`] when there is no engine to ask.
pub fn devices() -> Result<Vec<DeviceReport>, EngineError> {
    Ok(load(true)?.devices()?)
}

/// The engine library, loaded by the first call of a process. Whether CUDA can be had is settled then:
/// libtorch heeds its CUDA part only when it comes before everything else.
fn load(cuda: bool) -> Result<&'static Library, EngineError> {
    static LIBRARY: OnceCell<Library> = OnceCell::new();
    LIBRARY.get_or_try_init(|| {
        let missing = |place: PathBuf| EngineError::NotFound(place.display().to_string());
        let path = search::find_library().map_err(missing)?;
        Ok(Library::load(&path, search::libtorch().as_deref(), cuda)?)
    })
}

fn open_model(library: &Library, choice: &Choice) -> Result<Model, EngineError> {
    let model = find_model(&choice.model)?;
    let options = OpenOptions {
        device: choice.device.clone(),
        threads: choice.threads,
        precision: choice.precision,
        network: model.network.clone(),
    };
    Ok(library.open(&model.read_weights()?, &options)?)
}

struct LoadedEngine {
    library: &'static Library,
    choice: Choice,
    model: Model,
}

impl LoadedEngine {
    /// Calls the model, on the CPU if the GPU's memory runs out.
    fn attempt<T>(&mut self, call: impl Fn(&mut Model) -> Result<T, Failure>) -> Result<T, EngineError> {
        match call(&mut self.model) {
            Err(failure)
                if failure.status == Status::OutOfMemory && self.model.description().device != "cpu" =>
            {
                self.model = open_on_cpu(self.library, &self.choice, &failure.message)?;
                Ok(call(&mut self.model)?)
            }
            outcome => Ok(outcome?),
        }
    }
}

impl Engine for LoadedEngine {
    fn description(&self) -> &ModelDescription {
        self.model.description()
    }

    fn flow(&mut self, l: &Plane) -> Result<Option<Flow>, EngineError> {
        if !self.description().input.flow {
            return Ok(None);
        }
        let size = l.size();
        let mut right = self.attempt(|model| model.flow(l.values(), size.width))?;
        let mut down = right.split_off(size.area());
        let mut chroma = down.split_off(size.area());
        let mut offset = chroma.split_off(size.area());
        let trust = offset.split_off(size.area());
        let [right, down, chroma, offset, trust] =
            [right, down, chroma, offset, trust].map(|values| Plane::from_values(size, values));
        Ok(Some(Flow { right, down, chroma, slope: Some(Slope::new(l, &offset, trust)) }))
    }

    fn run(&mut self, input: &NetworkInput) -> Result<Prediction, EngineError> {
        let size = (input.size.width, input.size.height);
        let (mut a, distribution) =
            self.attempt(|model| model.run(&input.planes, size, &input.global, input.wants_distribution))?;
        let b = a.split_off(input.size.area());
        Ok(Prediction { ab: [a, b].map(|values| Plane::from_values(input.size, values)), distribution })
    }
}
