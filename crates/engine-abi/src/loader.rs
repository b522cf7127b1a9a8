//! The host's side of the ABI: loading an engine and calling it.

use std::ffi::c_void;
use std::path::{Path, PathBuf};
use std::ptr::{self, NonNull};

use libloading::{Library as SharedLibrary, Symbol};
use serde::de::DeserializeOwned;

use crate::leaving::leave_at_exit;
use crate::{ABI_VERSION, DeviceReport, FLOW_PLANES, Failure, ModelDescription, OpenOptions, Status};

/// Why a file is no engine for us.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The system's loader refused the file.
    #[error("the engine {path} cannot be loaded: {reason}", path = path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// The loader's own words.
        reason: String,
    },
    /// The file lacks a function: some other library, or a damaged one.
    #[error("{path} is not a Chromadot engine: it lacks {symbol}", path = path.display())]
    MissingSymbol {
        /// The file.
        path: PathBuf,
        /// The first function that was not found.
        symbol: &'static str,
    },
    /// The file speaks another version of the ABI.
    #[error(
        "the engine {path} has version {found} of the interface, this program needs {ABI_VERSION}; \
         install both from the same release",
        path = path.display()
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
}

type Abi = unsafe extern "C" fn() -> u32;
type Open = unsafe extern "C" fn(*const u8, usize, *const u8, usize, *mut *mut c_void) -> i32;
type Describe = unsafe extern "C" fn(*const c_void, *mut u8, usize, *mut usize) -> i32;
type Run =
    unsafe extern "C" fn(*mut c_void, *const f32, u32, u32, u32, *const f32, u32, *mut f32, *mut f32) -> i32;
type Flow = unsafe extern "C" fn(*mut c_void, *const f32, u32, u32, *mut f32) -> i32;
type Close = unsafe extern "C" fn(*mut c_void);
type Devices = unsafe extern "C" fn(*mut u8, usize, *mut usize) -> i32;
type LastError = unsafe extern "C" fn(*mut u8, usize) -> usize;

/// A loaded engine. It stays loaded for the life of the process: libtorch leaves threads behind.
#[derive(Clone, Copy, Debug)]
pub struct Library {
    open: Open,
    describe: Describe,
    run: Run,
    flow: Flow,
    close: Close,
    devices: Devices,
    last_error: LastError,
}

impl Library {
    /// Loads the engine at `path`.
    ///
    /// `libtorch` is a folder whose libtorch is to be used instead of the one that the engine finds
    /// by itself. With `cuda`, libtorch's CUDA part is loaded first if its folder has one; it must
    /// come before everything else that libtorch does, and where no GPU is wanted it is left alone.
    ///
    /// # Errors
    /// [`LoadError`], with the loader's own words.
    pub fn load(path: &Path, libtorch: Option<&Path>, cuda: bool) -> Result<Self, LoadError> {
        if let Some(folder) = libtorch {
            keep_loaded(&folder.join("libtorch_cpu.so"))?;
        }
        if cuda {
            let beside = path.parent().unwrap_or(Path::new("."));
            let folders = libtorch.map_or_else(
                || vec![beside.join("torch/lib"), beside.join("../torch/lib")],
                |folder| vec![folder.to_owned()],
            );
            let cuda_part = folders.iter().map(|f| f.join("libtorch_cuda.so")).find(|f| f.is_file());
            // Without its driver or its own libraries CUDA cannot be had; the CPU still can.
            let _ = cuda_part.map(|file| keep_loaded(&file));
        }
        let library = keep_loaded(path)?;
        let abi: Abi = function(library, path, "chromadot_engine_abi")?;
        // SAFETY: the header gives this function no precondition.
        let found = unsafe { abi() };
        if found != ABI_VERSION {
            return Err(LoadError::Version { path: path.to_owned(), found });
        }
        Ok(Self {
            open: function(library, path, "chromadot_engine_open")?,
            describe: function(library, path, "chromadot_engine_describe")?,
            run: function(library, path, "chromadot_engine_run")?,
            flow: function(library, path, "chromadot_engine_flow")?,
            close: function(library, path, "chromadot_engine_close")?,
            devices: function(library, path, "chromadot_engine_devices")?,
            last_error: function(library, path, "chromadot_engine_last_error")?,
        })
    }

    /// Opens a model from the bytes of its file.
    ///
    /// # Errors
    /// A [`Failure`] of the engine.
    pub fn open(&self, weights: &[u8], options: &OpenOptions) -> Result<Model, Failure> {
        let options =
            serde_json::to_vec(options).map_err(|e| Failure::new(Status::BadCall, e.to_string()))?;
        let mut model = ptr::null_mut();
        // SAFETY: pointers and lengths are of live slices; `model` is a place for one pointer.
        let code = unsafe {
            (self.open)(weights.as_ptr(), weights.len(), options.as_ptr(), options.len(), &raw mut model)
        };
        self.check(code)?;
        let pointer = NonNull::new(model)
            .ok_or_else(|| Failure::new(Status::Internal, "the engine opened nothing and said so"))?;
        let handle = Handle { pointer, close: self.close };
        // SAFETY: the handle is open, the buffer is of the stated capacity.
        let describe = |text: &mut [u8], length: &mut usize| unsafe {
            (self.describe)(handle.pointer.as_ptr(), text.as_mut_ptr(), text.len(), length)
        };
        let description = self.read_json(describe)?;
        Ok(Model { library: *self, handle, description })
    }

    /// Every device, each tried by a small convolution.
    ///
    /// # Errors
    /// A [`Failure`] of the engine.
    pub fn devices(&self) -> Result<Vec<DeviceReport>, Failure> {
        // SAFETY: the buffer is of the stated capacity.
        self.read_json(|text, length| unsafe { (self.devices)(text.as_mut_ptr(), text.len(), length) })
    }

    fn read_json<T: DeserializeOwned>(
        &self,
        mut write: impl FnMut(&mut [u8], &mut usize) -> i32,
    ) -> Result<T, Failure> {
        let (mut text, mut length) = (vec![0; 4096], 0);
        let mut code = write(&mut text, &mut length);
        if length > text.len() {
            text.resize(length, 0);
            code = write(&mut text, &mut length);
        }
        self.check(code)?;
        let text = text.get(..length).unwrap_or_default();
        serde_json::from_slice(text)
            .map_err(|e| Failure::new(Status::Internal, format!("the engine's answer is damaged: {e}")))
    }

    fn check(&self, code: i32) -> Result<(), Failure> {
        if code == Status::Ok as i32 {
            return Ok(());
        }
        let mut text = vec![0; 4096];
        // SAFETY: the buffer is of the stated capacity.
        let length = unsafe { (self.last_error)(text.as_mut_ptr(), text.len()) };
        text.truncate(length);
        Err(Failure::new(Status::from_code(code), String::from_utf8_lossy(&text)))
    }
}

/// An open model; closed when dropped.
#[derive(Debug)]
pub struct Model {
    library: Library,
    handle: Handle,
    description: ModelDescription,
}

/// The engine's side of a model.
#[derive(Debug)]
struct Handle {
    pointer: NonNull<c_void>,
    close: Close,
}

// SAFETY: the ABI allows calls on a model from any thread.
unsafe impl Send for Handle {}

impl Model {
    /// What the model takes and gives.
    pub fn description(&self) -> &ModelDescription {
        &self.description
    }

    /// Adds a line for the user to the description.
    pub fn add_note(&mut self, note: String) {
        self.description.notes.push(note);
    }

    /// Runs the network on planes of `width` by `height`, into a* and b* one after the other and, if
    /// wanted, the logits over the bins at a quarter of the resolution.
    ///
    /// # Errors
    /// A [`Failure`] when sizes do not fit the description, or of the engine.
    pub fn run(
        &mut self,
        planes: &[f32],
        (width, height): (u32, u32),
        global: &[f32],
        distribution: bool,
    ) -> Result<(Vec<f32>, Option<Vec<f32>>), Failure> {
        let (area, bins) = (width as usize * height as usize, self.description().bins);
        // The engine cannot see how long our slices are, so their lengths are checked here; the rest
        // (multiples of 8, number of planes) it checks itself.
        let channels = planes.len().checked_div(area).unwrap_or(0);
        if channels == 0 || channels * area != planes.len() {
            let count = planes.len();
            let message = format!("{count} values are not whole planes of {width}x{height}");
            return Err(Failure::new(Status::BadCall, message));
        }
        let mut ab = vec![0.0; 2 * area];
        let mut logits = distribution.then(|| vec![0.0; bins * (height as usize / 4) * (width as usize / 4)]);
        // SAFETY: the handle is open; planes, global, ab and logits are live slices of just the
        // sizes that the header states for these numbers.
        let code = unsafe {
            (self.library.run)(
                self.handle.pointer.as_ptr(),
                planes.as_ptr(),
                channels as u32,
                height,
                width,
                global.as_ptr(),
                global.len() as u32,
                ab.as_mut_ptr(),
                logits.as_mut().map_or(ptr::null_mut(), Vec::as_mut_ptr),
            )
        };
        self.library.check(code)?;
        Ok((ab, logits))
    }
}

impl Model {
    /// Says where colour flows in a photograph of lightness 0..100, rows of `width` values: its
    /// [`FLOW_PLANES`] one after another.
    ///
    /// # Errors
    /// A [`Failure`] when sizes do not fit, of a model that does not say, or of the engine.
    pub fn flow(&mut self, lightness: &[f32], width: u32) -> Result<Vec<f32>, Failure> {
        let height = lightness.len().checked_div(width as usize).unwrap_or(0);
        if height * width as usize != lightness.len() {
            let message = format!("{} values are not whole rows of {width}", lightness.len());
            return Err(Failure::new(Status::BadCall, message));
        }
        let mut flow = vec![0.0; FLOW_PLANES * lightness.len()];
        // SAFETY: the handle is open; lightness and flow are live slices of just the sizes that the
        // header states for these sides.
        let code = unsafe {
            (self.library.flow)(
                self.handle.pointer.as_ptr(),
                lightness.as_ptr(),
                height as u32,
                width,
                flow.as_mut_ptr(),
            )
        };
        self.library.check(code)?;
        Ok(flow)
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: the handle came from `open` and is closed here, once.
        unsafe { (self.close)(self.pointer.as_ptr()) }
    }
}

fn keep_loaded(path: &Path) -> Result<&'static SharedLibrary, LoadError> {
    // The system's loader would look for a bare name among its own libraries.
    let place = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // SAFETY: the file is the user's own installation of the engine or of libtorch, whose
    // initialisers are made to run at any time.
    let library = unsafe { SharedLibrary::new(place) }.map_err(|error| {
        // Display says only "dlopen failed"; the loader's text is the source.
        let reason = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
        LoadError::Open { path: path.to_owned(), reason }
    })?;
    // Before the handlers that the library has just set up.
    leave_at_exit();
    Ok(Box::leak(Box::new(library)))
}

fn function<F: Copy>(
    library: &'static SharedLibrary,
    path: &Path,
    symbol: &'static str,
) -> Result<F, LoadError> {
    // SAFETY: the type is the one that the header gives this name; the version check, which is the
    // first symbol asked for, keeps libraries with other meanings out.
    let found: Result<Symbol<F>, _> = unsafe { library.get(symbol) };
    found.map(|f| *f).map_err(|_| LoadError::MissingSymbol { path: path.to_owned(), symbol })
}
