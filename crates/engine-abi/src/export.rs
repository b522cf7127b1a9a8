//! The library's side of the ABI: an engine implements [`Engine`] and calls [`crate::export_engine!`].
//!
//! Pointers are checked and panics caught here, once for every engine, so that an engine itself is
//! written in safe Rust.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::slice;
use std::sync::{Mutex, Once};

use serde::Serialize;

use crate::{DeviceReport, FLOW_PLANES, Failure, InputDescription, ModelDescription, OpenOptions, Status};

/// What a library does behind the ABI.
pub trait Engine: Sized + Send + 'static {
    /// Opens a model from the bytes of a safetensors file.
    ///
    /// # Errors
    /// A [`Failure`], as in every function of this trait.
    fn open(weights: &[u8], options: &OpenOptions) -> Result<Self, Failure>;

    /// What the model takes and gives.
    fn description(&self) -> &ModelDescription;

    /// Runs the network; all lengths have been checked against the description.
    fn run(&mut self, input: Planes<'_>, output: Output<'_>) -> Result<(), Failure>;

    /// Says where colour flows in a photograph of lightness 0..100 (rows of `width` values, sides
    /// multiples of 8), in [`FLOW_PLANES`]. Called only on a model whose description says that it does.
    fn flow(&mut self, lightness: &[f32], width: usize, flow: &mut [f32]) -> Result<(), Failure>;

    /// Tries every device.
    fn devices() -> Vec<DeviceReport>;
}

/// A picture for the network.
#[derive(Clone, Copy, Debug)]
pub struct Planes<'a> {
    /// Planes one after another, each `height` rows of `width` values.
    pub planes: &'a [f32],
    /// Rows, a multiple of 8.
    pub height: usize,
    /// Columns, a multiple of 8.
    pub width: usize,
    /// Global inputs.
    pub global: &'a [f32],
}

/// Where results go.
#[derive(Debug)]
pub struct Output<'a> {
    /// a* then b*, each `height` rows of `width` values in Lab units.
    pub ab: &'a mut [f32],
    /// Logits over the bins at a quarter of the resolution, if wanted.
    pub distribution: Option<&'a mut [f32]>,
}

/// The opaque model of the C header.
pub struct ModelHandle<E>(Mutex<E>);

thread_local! {
    static LAST_ERROR: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Longest side that a picture may have; the border's protection against sizes that overflow.
const LONGEST_SIDE: u32 = 1 << 14;

/// Keeps reports of panics off standard error: the caller gets each as a failure. A shared library has
/// a standard library of its own, so this is no concern of the program that loads it.
fn silence_panics() {
    static SILENCED: Once = Once::new();
    SILENCED.call_once(|| panic::set_hook(Box::new(|_| {})));
}

fn guarded(call: impl FnOnce() -> Result<(), Failure>) -> i32 {
    silence_panics();
    let outcome = catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|panic| {
        Err(Failure::new(Status::Internal, format!("the engine failed: {}", panic_text(&*panic))))
    });
    match outcome {
        Ok(()) => Status::Ok as i32,
        Err(Failure { status, message }) => {
            LAST_ERROR.with(|last| *last.borrow_mut() = message);
            status as i32
        }
    }
}

/// What a panic said, its first line.
pub fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason was given");
    text.lines().next().unwrap_or_default()
}

fn bad_call(message: impl Into<String>) -> Failure {
    Failure::new(Status::BadCall, message)
}

/// # Safety
/// `data` is null or points to `length` values that stay as they are during `'a`.
unsafe fn input_slice<'a, T>(data: *const T, length: usize, what: &str) -> Result<&'a [T], Failure> {
    if length == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(bad_call(format!("{what} is a null pointer")));
    }
    // SAFETY: not null (checked), `length` values by this function's contract.
    Ok(unsafe { slice::from_raw_parts(data, length) })
}

/// # Safety
/// `data` is null or points to `length` values that nobody else uses during `'a`.
unsafe fn output_slice<'a, T>(data: *mut T, length: usize, what: &str) -> Result<&'a mut [T], Failure> {
    if data.is_null() {
        return Err(bad_call(format!("{what} is a null pointer")));
    }
    // SAFETY: not null (checked), `length` values by this function's contract.
    Ok(unsafe { slice::from_raw_parts_mut(data, length) })
}

/// # Safety
/// `text` points to `capacity` bytes and `length` to one value, or they are null.
unsafe fn write_json<T: Serialize>(
    value: &T,
    text: *mut u8,
    capacity: usize,
    length: *mut usize,
) -> Result<(), Failure> {
    let json = serde_json::to_vec(value).map_err(|e| Failure::new(Status::Internal, e.to_string()))?;
    // SAFETY: one value by this function's contract.
    unsafe { output_slice(length, 1, "length") }?[0] = json.len();
    if capacity < json.len() {
        return Err(bad_call(format!("{} bytes are needed for the text", json.len())));
    }
    // SAFETY: at least `json.len()` bytes, checked against the capacity.
    unsafe { output_slice(text, json.len(), "text") }?.copy_from_slice(&json);
    Ok(())
}

/// Behind `chromadot_engine_open`.
///
/// # Safety
/// As the header says of that function.
pub unsafe fn open<E: Engine>(
    weights: *const u8,
    weights_length: usize,
    options: *const u8,
    options_length: usize,
    model: *mut *mut ModelHandle<E>,
) -> i32 {
    guarded(|| {
        // SAFETY: the caller's buffers, by the header's contract.
        let weights = unsafe { input_slice(weights, weights_length, "weights") }?;
        // SAFETY: as above.
        let options = unsafe { input_slice(options, options_length, "options") }?;
        // SAFETY: as above, one pointer.
        let place = unsafe { output_slice(model, 1, "model") }?;
        let options: OpenOptions =
            serde_json::from_slice(options).map_err(|e| bad_call(format!("options: {e}")))?;
        place[0] = Box::into_raw(Box::new(ModelHandle(Mutex::new(E::open(weights, &options)?))));
        Ok(())
    })
}

/// # Safety
/// `model` is null or came from [`open`] and was not closed.
unsafe fn with_model<E: Engine>(
    model: *const ModelHandle<E>,
    call: impl FnOnce(&mut E) -> Result<(), Failure>,
) -> Result<(), Failure> {
    // SAFETY: null or a live handle by this function's contract.
    let handle = unsafe { model.as_ref() }.ok_or_else(|| bad_call("model is a null pointer"))?;
    // A poisoned model is one whose earlier call panicked; engines stay usable then.
    call(&mut handle.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// Behind `chromadot_engine_describe`.
///
/// # Safety
/// As the header says of that function.
pub unsafe fn describe<E: Engine>(
    model: *const ModelHandle<E>,
    text: *mut u8,
    capacity: usize,
    length: *mut usize,
) -> i32 {
    guarded(|| {
        // SAFETY: the caller's model and buffers, by the header's contract.
        unsafe { with_model(model, |engine| write_json(engine.description(), text, capacity, length)) }
    })
}

/// The buffers of one `chromadot_engine_run`, as they crossed the border.
#[derive(Clone, Copy)]
pub struct RunArguments {
    /// Input planes.
    pub planes: *const f32,
    /// Number of planes.
    pub channels: u32,
    /// Rows.
    pub height: u32,
    /// Columns.
    pub width: u32,
    /// Global inputs.
    pub global: *const f32,
    /// Number of global inputs.
    pub globals: u32,
    /// Output colour.
    pub ab: *mut f32,
    /// Output distribution, or null.
    pub distribution: *mut f32,
}

/// Behind `chromadot_engine_run`.
///
/// # Safety
/// As the header says of that function.
pub unsafe fn run<E: Engine>(model: *mut ModelHandle<E>, arguments: RunArguments) -> i32 {
    let RunArguments { planes, channels, height, width, global, globals, ab, distribution } = arguments;
    let call = |engine: &mut E| {
        let &ModelDescription { ref input, bins, .. } = engine.description();
        check_inputs(input, channels, globals)?;
        check_sides(height, width)?;
        let (height, width) = (height as usize, width as usize);
        let area = height * width;
        // SAFETY: the sizes are what the description names (just checked), for which the header
        // makes the caller provide so many values.
        let planes = unsafe { input_slice(planes, area * channels as usize, "planes") }?;
        // SAFETY: as above.
        let global = unsafe { input_slice(global, globals as usize, "global") }?;
        let input = Planes { planes, height, width, global };
        let wants_distribution = !distribution.is_null();
        if wants_distribution && bins == 0 {
            return Err(bad_call("this model has no distribution over colours"));
        }
        let distribution = if wants_distribution {
            // SAFETY: not null, and of the size that the header states.
            Some(unsafe { output_slice(distribution, bins * (height / 4) * (width / 4), "distribution") }?)
        } else {
            None
        };
        // SAFETY: the header makes the caller provide two planes.
        let ab = unsafe { output_slice(ab, 2 * area, "ab") }?;
        engine.run(input, Output { ab, distribution })
    };
    // SAFETY: the caller's model, by the header's contract.
    guarded(|| unsafe { with_model(model, call) })
}

/// Behind `chromadot_engine_flow`.
///
/// # Safety
/// As the header says of that function.
pub unsafe fn flow<E: Engine>(
    model: *mut ModelHandle<E>,
    lightness: *const f32,
    height: u32,
    width: u32,
    flow: *mut f32,
) -> i32 {
    let call = |engine: &mut E| {
        if !engine.description().input.flow {
            return Err(bad_call("this model does not say where colour flows"));
        }
        check_sides(height, width)?;
        let area = height as usize * width as usize;
        // SAFETY: the header makes the caller provide a plane of these sides.
        let lightness = unsafe { input_slice(lightness, area, "lightness") }?;
        // SAFETY: the header makes the caller provide five.
        let flow = unsafe { output_slice(flow, FLOW_PLANES * area, "flow") }?;
        engine.flow(lightness, width as usize, flow)
    };
    // SAFETY: the caller's model, by the header's contract.
    guarded(|| unsafe { with_model(model, call) })
}

fn check_inputs(input: &InputDescription, channels: u32, globals: u32) -> Result<(), Failure> {
    if channels as usize != input.planes() || globals as usize != input.globals {
        let (planes, wanted) = (input.planes(), input.globals);
        return Err(bad_call(format!(
            "the model takes {planes} planes and {wanted} global inputs, not {channels} and {globals}"
        )));
    }
    Ok(())
}

fn check_sides(height: u32, width: u32) -> Result<(), Failure> {
    let fits = |side: u32| side.is_multiple_of(8) && (8..=LONGEST_SIDE).contains(&side);
    if !fits(height) || !fits(width) {
        return Err(bad_call(format!(
            "a picture of {width}x{height} cannot be run: sides are multiples of 8 from 8 to {LONGEST_SIDE}"
        )));
    }
    Ok(())
}

/// Behind `chromadot_engine_close`.
///
/// # Safety
/// As the header says of that function.
pub unsafe fn close<E: Engine>(model: *mut ModelHandle<E>) {
    guarded(|| {
        if !model.is_null() {
            // SAFETY: made by `Box::into_raw` in `open`, and the header allows one close only.
            drop(unsafe { Box::from_raw(model) });
        }
        Ok(())
    });
}

/// Behind `chromadot_engine_devices`.
///
/// # Safety
/// As the header says of that function.
pub unsafe fn devices<E: Engine>(text: *mut u8, capacity: usize, length: *mut usize) -> i32 {
    // SAFETY: the caller's buffers, by the header's contract.
    guarded(|| unsafe { write_json(&E::devices(), text, capacity, length) })
}

/// Behind `chromadot_engine_last_error`.
///
/// # Safety
/// As the header says of that function.
pub unsafe fn last_error(text: *mut u8, capacity: usize) -> usize {
    LAST_ERROR.with(|last| {
        let last = last.borrow();
        let length = last.len().min(capacity);
        if length > 0 && !text.is_null() {
            // SAFETY: `length` is within the capacity that the caller states.
            unsafe { slice::from_raw_parts_mut(text, length) }.copy_from_slice(&last.as_bytes()[..length]);
        }
        last.len()
    })
}

/// Exports the eight functions of the ABI for an [`Engine`].
#[macro_export]
macro_rules! export_engine {
    ($engine:ty) => {
        $crate::export_engine!($engine, $crate::ABI_VERSION);
    };
    // The version is an expression only so that a stub can pretend to another one.
    ($engine:ty, $version:expr) => {
        /// See `chromadot_engine.h`.
        // SAFETY: the name is the ABI's own and defined once in a library.
        #[unsafe(no_mangle)]
        pub extern "C" fn chromadot_engine_abi() -> u32 {
            $version
        }

        /// See `chromadot_engine.h`.
        ///
        /// # Safety
        /// The header's contract.
        // SAFETY: the name is the ABI's own and defined once in a library.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn chromadot_engine_open(
            weights: *const u8,
            weights_length: usize,
            options: *const u8,
            options_length: usize,
            model: *mut *mut $crate::export::ModelHandle<$engine>,
        ) -> i32 {
            // SAFETY: the contract is passed on unchanged.
            unsafe { $crate::export::open(weights, weights_length, options, options_length, model) }
        }

        /// See `chromadot_engine.h`.
        ///
        /// # Safety
        /// The header's contract.
        // SAFETY: the name is the ABI's own and defined once in a library.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn chromadot_engine_describe(
            model: *const $crate::export::ModelHandle<$engine>,
            text: *mut u8,
            capacity: usize,
            length: *mut usize,
        ) -> i32 {
            // SAFETY: the contract is passed on unchanged.
            unsafe { $crate::export::describe(model, text, capacity, length) }
        }

        /// See `chromadot_engine.h`.
        ///
        /// # Safety
        /// The header's contract.
        #[allow(clippy::too_many_arguments, reason = "the ABI's own list")]
        // SAFETY: the name is the ABI's own and defined once in a library.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn chromadot_engine_run(
            model: *mut $crate::export::ModelHandle<$engine>,
            planes: *const f32,
            channels: u32,
            height: u32,
            width: u32,
            global: *const f32,
            globals: u32,
            ab: *mut f32,
            distribution: *mut f32,
        ) -> i32 {
            let arguments = $crate::export::RunArguments {
                planes,
                channels,
                height,
                width,
                global,
                globals,
                ab,
                distribution,
            };
            // SAFETY: the contract is passed on unchanged.
            unsafe { $crate::export::run(model, arguments) }
        }

        /// See `chromadot_engine.h`.
        ///
        /// # Safety
        /// The header's contract.
        // SAFETY: the name is the ABI's own and defined once in a library.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn chromadot_engine_flow(
            model: *mut $crate::export::ModelHandle<$engine>,
            lightness: *const f32,
            height: u32,
            width: u32,
            flow: *mut f32,
        ) -> i32 {
            // SAFETY: the contract is passed on unchanged.
            unsafe { $crate::export::flow(model, lightness, height, width, flow) }
        }

        /// See `chromadot_engine.h`.
        ///
        /// # Safety
        /// The header's contract.
        // SAFETY: the name is the ABI's own and defined once in a library.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn chromadot_engine_close(model: *mut $crate::export::ModelHandle<$engine>) {
            // SAFETY: the contract is passed on unchanged.
            unsafe { $crate::export::close(model) }
        }

        /// See `chromadot_engine.h`.
        ///
        /// # Safety
        /// The header's contract.
        // SAFETY: the name is the ABI's own and defined once in a library.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn chromadot_engine_devices(
            text: *mut u8,
            capacity: usize,
            length: *mut usize,
        ) -> i32 {
            // SAFETY: the contract is passed on unchanged.
            unsafe { $crate::export::devices::<$engine>(text, capacity, length) }
        }

        /// See `chromadot_engine.h`.
        ///
        /// # Safety
        /// The header's contract.
        // SAFETY: the name is the ABI's own and defined once in a library.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn chromadot_engine_last_error(text: *mut u8, capacity: usize) -> usize {
            // SAFETY: the contract is passed on unchanged.
            unsafe { $crate::export::last_error(text, capacity) }
        }
    };
}
