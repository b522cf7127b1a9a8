//! The main loop: GIMP 2.10 asks what there is, or has a procedure run.

use std::ffi::{CString, OsString, c_char, c_int};
use std::panic::catch_unwind;
use std::process::ExitCode;
use std::ptr;
use std::sync::OnceLock;

use super::bindings::registration::{
    _GimpParamData, GimpPDBArgType, GimpPDBProcType, GimpPDBStatusType, GimpParam, GimpParamDef,
    GimpPlugInInfo, Registration,
};
use super::libraries;
use crate::error::LoadError;
use crate::gimp::Gimp;
use crate::plug_in::{
    Call, Kind, NO_DESCRIPTION, Outcome, Parameter, PlugIn, Procedure, RunMode, Value, guarded,
};
use crate::text::{from_c, leaked_arguments, to_c};

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
        quit_proc: Some(quit),
        query_proc: Some(query),
        run_proc: Some(run),
    }));
    let (count, pointers) = leaked_arguments(&arguments);
    // SAFETY: `info` and the null-terminated `pointers` live for ever; callbacks catch panics or have none.
    let status = unsafe { registration.gimp_main(info, count, pointers.as_mut_ptr()) };
    Ok(ExitCode::from(u8::try_from(status).unwrap_or(1)))
}

unsafe extern "C" fn quit() {
    if let Some(served) = SERVED.get() {
        served.plug_in.quit();
    }
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
        eprintln!("{NO_DESCRIPTION}");
    }
}

fn register(registration: &Registration, procedure: &Procedure) {
    let first = [
        (
            GimpPDBArgType::GIMP_PDB_INT32,
            "run-mode".to_owned(),
            "The run mode { RUN-INTERACTIVE (0), RUN-NONINTERACTIVE (1), RUN-WITH-LAST-VALS (2) }".to_owned(),
        ),
        (GimpPDBArgType::GIMP_PDB_IMAGE, "image".to_owned(), "The image".to_owned()),
        (GimpPDBArgType::GIMP_PDB_DRAWABLE, "drawable".to_owned(), "The layer to work on".to_owned()),
    ];
    let parameters = Definitions::new(first.into_iter().chain(procedure.parameters.iter().map(definition)));
    let returned = procedure.returns.iter();
    let returned = returned.map(|r| (GimpPDBArgType::GIMP_PDB_LAYER, r.name.clone(), r.help.clone()));
    let returns = Definitions::new(returned);
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
            parameters.pointer(),
            returns.pointer(),
        );
    }
    // SAFETY: as above; the procedure was installed just now.
    unsafe { registration.gimp_plugin_menu_register(name.as_ptr(), menu.as_ptr()) };
}

/// Type, name and help; the help says which values there are, for GIMP 2.10 has no other place for it.
fn definition(parameter: &Parameter) -> (GimpPDBArgType::Type, String, String) {
    let (kind, values) = match &parameter.kind {
        // A drawable, because GIMP takes no -1 for a layer.
        Kind::Layer => (GimpPDBArgType::GIMP_PDB_DRAWABLE, "-1 for none".to_owned()),
        Kind::Choice { choices, .. } => {
            let numbered = |(number, name): (usize, String)| format!("{} ({number})", name.to_uppercase());
            let names = choices.iter().map(|choice| choice.name.clone());
            let names: Vec<String> = names.enumerate().map(numbered).collect();
            (GimpPDBArgType::GIMP_PDB_INT32, format!("{{ {} }}", names.join(", ")))
        }
        Kind::Number { minimum, maximum, .. } => {
            (GimpPDBArgType::GIMP_PDB_FLOAT, format!("{minimum} to {maximum}"))
        }
        Kind::Name { .. } | Kind::File => (GimpPDBArgType::GIMP_PDB_STRING, "empty for none".to_owned()),
        Kind::Text { .. } => (GimpPDBArgType::GIMP_PDB_STRING, String::new()),
    };
    let help = format!("{} {values}", parameter.help);
    (kind, parameter.name.clone(), help.trim_end().to_owned())
}

/// C's array of definitions together with the texts at which it points.
struct Definitions {
    definitions: Vec<GimpParamDef>,
    _texts: Vec<CString>,
}

impl Definitions {
    fn new(items: impl Iterator<Item = (GimpPDBArgType::Type, String, String)>) -> Self {
        let (mut definitions, mut texts) = (Vec::new(), Vec::new());
        for (type_, name, help) in items {
            let (name, help) = (to_c(&name), to_c(&help));
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

    /// libgimp wants null for none.
    fn pointer(&self) -> *const GimpParamDef {
        if self.definitions.is_empty() { ptr::null() } else { self.definitions.as_ptr() }
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
    let outcome = guarded(|| {
        let Some(served) = SERVED.get() else {
            return Outcome::Failed("the plug-in is not ready".to_owned());
        };
        // SAFETY: libgimp gives a NUL-terminated name and `count` parameters, all alive during the call.
        let call = unsafe { read_call(served.plug_in, name, count, parameters) };
        match libraries::libgimp().and_then(|library| Ok((library, libraries::libgegl()?))) {
            Ok((library, gegl)) => served.plug_in.run(Gimp::new(library, gegl), &call),
            Err(error) => Outcome::Failed(error.to_string()),
        }
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
unsafe fn read_call(
    plug_in: &dyn PlugIn,
    name: *const c_char,
    count: c_int,
    parameters: *const GimpParam,
) -> Call {
    let count = if parameters.is_null() { 0 } else { usize::try_from(count).unwrap_or(0) };
    // SAFETY: the caller vouches for `count` values.
    let given: Vec<&GimpParam> = (0..count).map(|index| unsafe { &*parameters.add(index) }).collect();
    // SAFETY: the caller vouches for the values' types.
    let number = |index: usize| given.get(index).and_then(|value| unsafe { as_number(value) }).unwrap_or(-1);
    // SAFETY: the caller vouches for the name.
    let procedure = unsafe { from_c(name) };
    let declared = plug_in.procedures().into_iter().find(|declared| declared.name == procedure);
    let declared = declared.map(|declared| declared.parameters).unwrap_or_default();
    Call {
        run_mode: RunMode::from_number(number(0).into()),
        image: number(1),
        drawables: vec![number(2)],
        arguments: declared
            .iter()
            .zip(given.iter().skip(3))
            // SAFETY: the caller vouches for the values' types.
            .map(|(parameter, value)| unsafe { read_value(&parameter.kind, value) })
            .collect(),
        procedure,
        config: None,
    }
}

/// # Safety
/// `value`'s type says which member of its data is set, and a text is NUL-terminated or null.
unsafe fn read_value(kind: &Kind, value: &GimpParam) -> Value {
    // GIMP checks the types before it calls, so none of the stand-ins is ever taken.
    // SAFETY: the caller vouches that the type tells which member of the union was written.
    unsafe {
        match kind {
            Kind::Layer => Value::Layer(as_number(value).unwrap_or(-1)),
            Kind::Choice { .. } => Value::Choice(as_number(value).unwrap_or(-1)),
            Kind::Number { default, .. } => Value::Number(match value.type_ {
                GimpPDBArgType::GIMP_PDB_FLOAT => value.data.d_float,
                _ => *default,
            }),
            Kind::Name { .. } | Kind::Text { .. } | Kind::File => Value::Text(match value.type_ {
                GimpPDBArgType::GIMP_PDB_STRING => from_c(value.data.d_string),
                _ => String::new(),
            }),
        }
    }
}

/// A whole number, also that of an image or an item.
///
/// # Safety
/// `value`'s type says which member of its data is set.
unsafe fn as_number(value: &GimpParam) -> Option<i32> {
    // SAFETY: the caller vouches that the type tells which member of the union was written.
    unsafe {
        match value.type_ {
            GimpPDBArgType::GIMP_PDB_INT32 => Some(value.data.d_int32),
            GimpPDBArgType::GIMP_PDB_IMAGE => Some(value.data.d_image),
            GimpPDBArgType::GIMP_PDB_ITEM
            | GimpPDBArgType::GIMP_PDB_LAYER
            | GimpPDBArgType::GIMP_PDB_CHANNEL
            | GimpPDBArgType::GIMP_PDB_DRAWABLE => Some(value.data.d_item),
            _ => None,
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
        // The sentence is leaked: libgimp sends it after we have returned.
        Outcome::Failed(sentence) => vec![
            status(GimpPDBStatusType::GIMP_PDB_EXECUTION_ERROR),
            GimpParam {
                type_: GimpPDBArgType::GIMP_PDB_STRING,
                data: _GimpParamData { d_string: to_c(&sentence).into_raw() },
            },
        ],
        Outcome::Success(layer) => {
            let layer = layer.map(|layer| GimpParam {
                type_: GimpPDBArgType::GIMP_PDB_LAYER,
                data: _GimpParamData { d_layer: layer.id() },
            });
            [status(GimpPDBStatusType::GIMP_PDB_SUCCESS)].into_iter().chain(layer).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plug_in::Choice;

    #[test]
    fn the_help_of_a_choice_lists_its_numbers() {
        let choice = |name: &str| Choice { name: name.to_owned(), label: String::new() };
        let (kind, name, help) = definition(&Parameter {
            name: "style".to_owned(),
            label: "_Output".to_owned(),
            help: "What it is".to_owned(),
            kind: Kind::Choice {
                choices: vec![choice("layer"), choice("colour")],
                default: "layer".to_owned(),
            },
        });
        assert_eq!((kind, name.as_str()), (GimpPDBArgType::GIMP_PDB_INT32, "style"));
        assert_eq!(help, "What it is { LAYER (0), COLOUR (1) }");
    }
}
