//! The main loop: what a plug-in declares, and how GIMP has it run.

use std::ffi::{CString, OsString, c_char, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::ptr;
use std::sync::OnceLock;

use super::bindings::registration::{
    _GimpParamData, GimpPDBArgType, GimpPDBProcType, GimpPDBStatusType, GimpParam, GimpParamDef,
    GimpPlugInInfo, Registration,
};
use super::error::LoadError;
use super::gimp::Gimp;
use super::libraries;
use super::text::{from_c, to_c};

/// A plug-in: its procedures, and what they do.
pub trait PlugIn: Sync {
    /// What is registered. Called in a query, which GIMP's start waits for.
    fn procedures(&self) -> Vec<Procedure>;

    /// Runs a procedure. A panic in here reaches GIMP as an ordinary failure.
    fn run(&self, gimp: Gimp, call: &Call) -> Outcome;
}

/// A procedure with a place in GIMP's menus.
///
/// GIMP asks every one in its image menu to take run mode, image and drawable first, so these are
/// not among the `parameters`.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// Name in the procedure database.
    pub name: String,
    /// Menu label.
    pub label: String,
    /// Menu path.
    pub menu: String,
    /// Types of images for which the menu entry is active.
    pub image_types: String,
    /// One line of help.
    pub blurb: String,
    /// A paragraph of help.
    pub help: String,
    /// Who wrote it.
    pub author: String,
    /// Year or date.
    pub date: String,
    /// Parameters behind run mode, image and drawable.
    pub parameters: Vec<Parameter>,
    /// What it gives back.
    pub returns: Vec<Parameter>,
}

/// A parameter or a returned value.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Type.
    pub kind: ValueKind,
    /// Name of letters, digits and dashes.
    pub name: String,
    /// One line of help.
    pub help: String,
}

/// Type of a value that is exchanged with GIMP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Whole number.
    Int32,
    /// Number.
    Float,
    /// Text.
    Text,
    /// Layer, channel or mask, or -1 for none.
    Drawable,
    /// Layer.
    Layer,
}

/// A value that is exchanged with GIMP.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Whole number; also the number of an image, an item or a run mode.
    Int32(i32),
    /// Number.
    Float(f64),
    /// Text.
    Text(String),
    /// Number of a layer, for returning.
    Layer(i32),
    /// A kind of value that nothing here declares.
    Other,
}

/// How a procedure was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunMode {
    /// From the menu: ask the user.
    Interactive,
    /// From a script: take the arguments.
    NonInteractive,
    /// "Repeat": as it was run last.
    WithLastValues,
}

/// One call of a procedure.
#[derive(Clone, Debug)]
pub struct Call {
    /// Name of the procedure.
    pub procedure: String,
    /// How it was called.
    pub run_mode: RunMode,
    /// Number of the image.
    pub image: i32,
    /// Number of the drawable.
    pub drawable: i32,
    /// Values of the declared parameters: all of them from a script, none from the menu.
    pub arguments: Vec<Value>,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Well, with the declared values.
    Success(Vec<Value>),
    /// The user decided otherwise.
    Cancelled,
    /// Not: a sentence for the user.
    Failed(String),
}

struct Served {
    plug_in: &'static dyn PlugIn,
    registration: &'static Registration,
}

static SERVED: OnceLock<Served> = OnceLock::new();

/// Talks with the GIMP that started this process with `arguments` until GIMP ends it.
///
/// # Errors
/// [`LoadError`] when libgimp is missing or too old to register anything.
pub fn serve(arguments: Vec<OsString>, plug_in: &'static dyn PlugIn) -> Result<ExitCode, LoadError> {
    let registration = libraries::registration()?;
    SERVED.set(Served { plug_in, registration }).map_err(|_| LoadError::Running)?;
    // libgimp keeps pointers to all of these until the process ends.
    let info: &'static GimpPlugInInfo = Box::leak(Box::new(GimpPlugInInfo {
        init_proc: None,
        quit_proc: None,
        query_proc: Some(query),
        run_proc: Some(run),
    }));
    let mut pointers: Vec<*mut c_char> =
        arguments.iter().map(|argument| to_c(&argument.to_string_lossy()).into_raw()).collect();
    let count = c_int::try_from(pointers.len()).unwrap_or(c_int::MAX);
    pointers.push(ptr::null_mut());
    let pointers = pointers.leak();
    // SAFETY: `info` and the null-terminated `pointers` live for ever; both callbacks catch panics.
    let status = unsafe { registration.gimp_main(info, count, pointers.as_mut_ptr()) };
    Ok(ExitCode::from(u8::try_from(status).unwrap_or(1)))
}

unsafe extern "C" fn query() {
    // A panic must not cross into C. GIMP takes a query without registrations as "nothing here".
    let registered = catch_unwind(|| {
        let Some(served) = SERVED.get() else { return };
        for procedure in served.plug_in.procedures() {
            register(served.registration, &procedure);
        }
    });
    if registered.is_err() {
        eprintln!("The plug-in could not describe itself to GIMP; this is a fault in the plug-in.");
    }
}

fn register(registration: &Registration, procedure: &Procedure) {
    let first = [
        (
            GimpPDBArgType::GIMP_PDB_INT32,
            "run-mode",
            "The run mode { RUN-INTERACTIVE (0), RUN-NONINTERACTIVE (1), RUN-WITH-LAST-VALS (2) }",
        ),
        (GimpPDBArgType::GIMP_PDB_IMAGE, "image", "The image"),
        (GimpPDBArgType::GIMP_PDB_DRAWABLE, "drawable", "The layer to work on"),
    ];
    let parameters =
        Definitions::new(first.into_iter().chain(procedure.parameters.iter().map(Parameter::as_definition)));
    let returns = Definitions::new(procedure.returns.iter().map(Parameter::as_definition));
    let text = to_c;
    let (name, menu) = (text(&procedure.name), text(&procedure.menu));
    let (blurb, help) = (text(&procedure.blurb), text(&procedure.help));
    let (author, date) = (text(&procedure.author), text(&procedure.date));
    let (label, image_types) = (text(&procedure.label), text(&procedure.image_types));
    // SAFETY: called by libgimp in a query; all texts and arrays outlive the call, which copies them,
    // and the counts are those of the arrays.
    unsafe {
        registration.gimp_install_procedure(
            name.as_ptr(),
            blurb.as_ptr(),
            help.as_ptr(),
            author.as_ptr(),
            author.as_ptr(),
            date.as_ptr(),
            label.as_ptr(),
            image_types.as_ptr(),
            GimpPDBProcType::GIMP_PLUGIN,
            parameters.count(),
            returns.count(),
            parameters.definitions.as_ptr(),
            returns.definitions.as_ptr(),
        );
    }
    // SAFETY: as above; the procedure was installed just now.
    unsafe { registration.gimp_plugin_menu_register(name.as_ptr(), menu.as_ptr()) };
}

impl Parameter {
    fn as_definition(&self) -> (GimpPDBArgType::Type, &str, &str) {
        let kind = match self.kind {
            ValueKind::Int32 => GimpPDBArgType::GIMP_PDB_INT32,
            ValueKind::Float => GimpPDBArgType::GIMP_PDB_FLOAT,
            ValueKind::Text => GimpPDBArgType::GIMP_PDB_STRING,
            ValueKind::Drawable => GimpPDBArgType::GIMP_PDB_DRAWABLE,
            ValueKind::Layer => GimpPDBArgType::GIMP_PDB_LAYER,
        };
        (kind, &self.name, &self.help)
    }
}

/// C's array of definitions together with the texts at which it points.
struct Definitions {
    definitions: Vec<GimpParamDef>,
    _texts: Vec<CString>,
}

impl Definitions {
    fn new<'a>(items: impl Iterator<Item = (GimpPDBArgType::Type, &'a str, &'a str)>) -> Self {
        let (mut definitions, mut texts) = (Vec::new(), Vec::new());
        for (type_, name, help) in items {
            let (name, help) = (to_c(name), to_c(help));
            // The pointers are to the texts' own allocations, which do not move with the vector.
            definitions.push(GimpParamDef {
                type_,
                name: name.as_ptr().cast_mut(),
                description: help.as_ptr().cast_mut(),
            });
            texts.extend([name, help]);
        }
        Self { definitions, _texts: texts }
    }

    fn count(&self) -> c_int {
        c_int::try_from(self.definitions.len()).unwrap_or(0)
    }
}

unsafe extern "C" fn run(
    name: *const c_char,
    count: c_int,
    parameters: *const GimpParam,
    returned_count: *mut c_int,
    returned: *mut *mut GimpParam,
) {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let Some(served) = SERVED.get() else {
            return Outcome::Failed("the plug-in is not ready".to_owned());
        };
        // SAFETY: libgimp gives a NUL-terminated name and `count` parameters, all alive during the call.
        let call = unsafe { read_call(name, count, parameters) };
        match libraries::libgimp() {
            Ok(library) => served.plug_in.run(Gimp::new(library), &call),
            Err(error) => Outcome::Failed(error.to_string()),
        }
    }))
    .unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no details");
        Outcome::Failed(format!(
            "an internal error stopped the filter ({what}); the image was not changed any further, please report this"
        ))
    });
    let values = encode(outcome);
    // SAFETY: libgimp gives valid places for both; the leaked values stay for good, as it expects.
    unsafe {
        *returned_count = c_int::try_from(values.len()).unwrap_or(0);
        *returned = values.leak().as_mut_ptr();
    }
}

/// # Safety
/// `name` is NUL-terminated text, `parameters` points at `count` values as their types say.
unsafe fn read_call(name: *const c_char, count: c_int, parameters: *const GimpParam) -> Call {
    let count = if parameters.is_null() { 0 } else { usize::try_from(count).unwrap_or(0) };
    let mut values = (0..count).map(|index| {
        // SAFETY: the caller vouches for `count` values.
        unsafe { read_value(&*parameters.add(index)) }
    });
    let mut number = || match values.next() {
        Some(Value::Int32(number)) => number,
        _ => -1,
    };
    let (run_mode, image, drawable) = (number(), number(), number());
    Call {
        // SAFETY: the caller vouches for the name.
        procedure: unsafe { from_c(name) },
        run_mode: match run_mode {
            0 => RunMode::Interactive,
            2 => RunMode::WithLastValues,
            _ => RunMode::NonInteractive,
        },
        image,
        drawable,
        arguments: values.collect(),
    }
}

/// # Safety
/// `value`'s type says which member of its data is set, and a text is NUL-terminated or null.
unsafe fn read_value(value: &GimpParam) -> Value {
    // SAFETY: the caller vouches that the type tells which member of the union was written.
    unsafe {
        match value.type_ {
            GimpPDBArgType::GIMP_PDB_INT32 => Value::Int32(value.data.d_int32),
            GimpPDBArgType::GIMP_PDB_FLOAT => Value::Float(value.data.d_float),
            GimpPDBArgType::GIMP_PDB_STRING => Value::Text(from_c(value.data.d_string)),
            GimpPDBArgType::GIMP_PDB_IMAGE => Value::Int32(value.data.d_image),
            GimpPDBArgType::GIMP_PDB_ITEM
            | GimpPDBArgType::GIMP_PDB_LAYER
            | GimpPDBArgType::GIMP_PDB_CHANNEL
            | GimpPDBArgType::GIMP_PDB_DRAWABLE => Value::Int32(value.data.d_item),
            _ => Value::Other,
        }
    }
}

fn encode(outcome: Outcome) -> Vec<GimpParam> {
    let status = |status| GimpParam {
        type_: GimpPDBArgType::GIMP_PDB_STATUS,
        data: _GimpParamData { d_status: status },
    };
    match outcome {
        Outcome::Cancelled => vec![status(GimpPDBStatusType::GIMP_PDB_CANCEL)],
        Outcome::Failed(sentence) => {
            vec![status(GimpPDBStatusType::GIMP_PDB_EXECUTION_ERROR), encode_value(Value::Text(sentence))]
        }
        Outcome::Success(values) => {
            let mut all = vec![status(GimpPDBStatusType::GIMP_PDB_SUCCESS)];
            all.extend(values.into_iter().map(encode_value));
            all
        }
    }
}

fn encode_value(value: Value) -> GimpParam {
    let (type_, data) = match value {
        Value::Int32(number) => (GimpPDBArgType::GIMP_PDB_INT32, _GimpParamData { d_int32: number }),
        Value::Float(number) => (GimpPDBArgType::GIMP_PDB_FLOAT, _GimpParamData { d_float: number }),
        // Leaked: libgimp sends it after we have returned.
        Value::Text(text) => {
            (GimpPDBArgType::GIMP_PDB_STRING, _GimpParamData { d_string: to_c(&text).into_raw() })
        }
        Value::Layer(id) => (GimpPDBArgType::GIMP_PDB_LAYER, _GimpParamData { d_layer: id }),
        Value::Other => (GimpPDBArgType::GIMP_PDB_INT32, _GimpParamData { d_int32: 0 }),
    };
    GimpParam { type_, data }
}
