//! The main loop: GIMP 3 asks what there is, or has a procedure run.
//!
//! libgimp wants a class that is derived from its own. It is made here by GObject's C functions, with
//! the sizes that the running libgimp says, so that a newer one with a longer class is served too.

use std::ffi::{CStr, CString, OsString, c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::ptr;
use std::sync::OnceLock;

use super::bindings::registration::{
    GList, GParamFlags, GTypeInfo, GTypeQuery, GimpDrawable, GimpFileChooserAction, GimpImage, GimpItem,
    GimpPDBProcType, GimpPDBStatusType, GimpPlugIn, GimpPlugInClass, GimpProcedure, GimpProcedureConfig,
    GimpProcedureSensitivityMask, GimpRunMode, GimpValueArray, Registration,
};
use super::config::{Config, NO_NAME};
use super::libraries;
use crate::error::LoadError;
use crate::gimp::Gimp;
use crate::plug_in::{
    Call, Choice, Kind, NO_DESCRIPTION, Outcome, Parameter, PlugIn, Procedure, RunMode, guarded,
};
use crate::text::{from_c, leaked_arguments, to_c};

/// Name of our class among GObject's. It is seen by nobody.
const CLASS: &CStr = c"ChromadotPlugIn";

/// All arguments can be read and written, by GIMP and by us.
const READ_AND_WRITE: GParamFlags::Type = GParamFlags::G_PARAM_READABLE | GParamFlags::G_PARAM_WRITABLE;

struct Served {
    plug_in: &'static dyn PlugIn,
    registration: &'static Registration,
}

static SERVED: OnceLock<Served> = OnceLock::new();

/// Talks with the GIMP 3 that started this process with `arguments` until GIMP ends it.
///
/// # Errors
/// [`LoadError`] when libgimp is missing or too old to register anything.
pub fn serve(arguments: Vec<OsString>, plug_in: &'static dyn PlugIn) -> Result<ExitCode, LoadError> {
    let registration = libraries::registration()?;
    SERVED.set(Served { plug_in, registration }).map_err(|_| LoadError::Running)?;
    // libgimp keeps pointers to these until the process ends.
    let (count, pointers) = leaked_arguments(&arguments);
    let mut query = GTypeQuery { type_: 0, type_name: ptr::null(), class_size: 0, instance_size: 0 };
    // SAFETY: libgimp is loaded, and the query is a valid place.
    let parent = unsafe {
        let parent = registration.gimp_plug_in_get_type();
        registration.g_type_query(parent, &mut query);
        parent
    };
    let info = GTypeInfo {
        class_size: u16::try_from(query.class_size).unwrap_or(0),
        base_init: None,
        base_finalize: None,
        class_init: Some(class_init),
        class_finalize: None,
        class_data: ptr::null(),
        instance_size: u16::try_from(query.instance_size).unwrap_or(0),
        n_preallocs: 0,
        instance_init: None,
        value_table: ptr::null(),
    };
    // SAFETY: GObject copies `info` and the name; the sizes are the parent's own, to which we add
    // nothing; the null-terminated `pointers` live for ever; callbacks catch panics or have none.
    let status = unsafe {
        let class = registration.g_type_register_static(parent, CLASS.as_ptr(), &info, 0);
        registration.gimp_main(class, count, pointers.as_mut_ptr())
    };
    Ok(ExitCode::from(u8::try_from(status).unwrap_or(1)))
}

/// Nothing in here can panic.
unsafe extern "C" fn class_init(class: *mut c_void, _: *mut c_void) {
    // SAFETY: GObject gives a class of the size which libgimp's own has, or a longer one; the fields
    // are where 3.0 has them, which no 3.x may change.
    let class = unsafe { &mut *class.cast::<GimpPlugInClass>() };
    class.query_procedures = Some(query_procedures);
    class.create_procedure = Some(create_procedure);
    class.quit = Some(quit);
    // No translations, so no folder with them that GIMP would look for.
    class.set_i18n = None;
}

unsafe extern "C" fn quit(_: *mut GimpPlugIn) {
    if let Some(served) = SERVED.get() {
        served.plug_in.quit();
    }
}

unsafe extern "C" fn query_procedures(_: *mut GimpPlugIn) -> *mut GList {
    // A panic must not cross into C.
    let names = catch_unwind(|| {
        let Some(served) = SERVED.get() else { return ptr::null_mut() };
        let mut names = ptr::null_mut();
        for procedure in served.plug_in.procedures() {
            // SAFETY: GLib copies the text; list and copy go over to libgimp.
            unsafe {
                let name = served.registration.g_strdup(to_c(&procedure.name).as_ptr());
                names = served.registration.g_list_append(names, name.cast::<c_void>());
            }
        }
        names
    });
    names.unwrap_or_else(|_| {
        eprintln!("{NO_DESCRIPTION}");
        ptr::null_mut()
    })
}

unsafe extern "C" fn create_procedure(plug_in: *mut GimpPlugIn, name: *const c_char) -> *mut GimpProcedure {
    // A panic must not cross into C.
    let procedure = catch_unwind(AssertUnwindSafe(|| {
        let served = SERVED.get()?;
        // SAFETY: libgimp gives a NUL-terminated name.
        let name = unsafe { from_c(name) };
        let declared = served.plug_in.procedures().into_iter().find(|declared| declared.name == name)?;
        // SAFETY: libgimp's own object.
        Some(unsafe { create(served.registration, plug_in, &declared) })
    }));
    match procedure {
        Ok(procedure) => procedure.unwrap_or(ptr::null_mut()),
        Err(_) => {
            eprintln!("{NO_DESCRIPTION}");
            ptr::null_mut()
        }
    }
}

/// # Safety
/// `plug_in` is libgimp's own object, alive.
unsafe fn create(
    library: &Registration,
    plug_in: *mut GimpPlugIn,
    declared: &Procedure,
) -> *mut GimpProcedure {
    // libgimp copies every text during its call, and takes over nothing but the procedure's choices.
    let text = to_c;
    let mnemonic = text(&declared.label);
    // SAFETY: the caller vouches for `plug_in`; texts outlive their calls; the procedure is new.
    unsafe {
        let procedure = library.gimp_image_procedure_new(
            plug_in,
            text(&declared.name).as_ptr(),
            GimpPDBProcType::GIMP_PDB_PROC_TYPE_PLUGIN,
            Some(run),
            ptr::null_mut(),
            None,
        );
        library.gimp_procedure_set_image_types(procedure, text(&declared.image_types).as_ptr());
        let one_layer = GimpProcedureSensitivityMask::GIMP_PROCEDURE_SENSITIVE_DRAWABLE;
        library.gimp_procedure_set_sensitivity_mask(procedure, one_layer.cast_signed());
        library.gimp_procedure_set_menu_label(procedure, mnemonic.as_ptr());
        library.gimp_procedure_add_menu_path(procedure, text(&declared.menu).as_ptr());
        let (blurb, help) = (text(&declared.blurb), text(&declared.help));
        library.gimp_procedure_set_documentation(procedure, blurb.as_ptr(), help.as_ptr(), ptr::null());
        let (author, date) = (text(&declared.author), text(&declared.date));
        library.gimp_procedure_set_attribution(procedure, author.as_ptr(), author.as_ptr(), date.as_ptr());
        for parameter in &declared.parameters {
            add_argument(library, procedure, parameter);
        }
        if let Some(chosen) = declared.chosen_layer.as_ref().map(Texts::of) {
            library.gimp_procedure_add_layer_aux_argument(
                procedure,
                chosen.name.as_ptr(),
                chosen.label.as_ptr(),
                chosen.help.as_ptr(),
                1,
                READ_AND_WRITE,
            );
        }
        if let Some(returned) = &declared.returns {
            let (name, help) = (text(&returned.name), text(&returned.help));
            library.gimp_procedure_add_layer_return_value(
                procedure,
                name.as_ptr(),
                name.as_ptr(),
                help.as_ptr(),
                1,
                READ_AND_WRITE,
            );
        }
        procedure
    }
}

struct Texts {
    name: CString,
    label: CString,
    help: CString,
}

impl Texts {
    fn of(parameter: &Parameter) -> Self {
        Self { name: to_c(&parameter.name), label: to_c(&parameter.label), help: to_c(&parameter.help) }
    }
}

/// # Safety
/// `procedure` is a new one of libgimp's.
unsafe fn add_argument(library: &Registration, procedure: *mut GimpProcedure, parameter: &Parameter) {
    let texts = Texts::of(parameter);
    let (name, label, help) = (texts.name.as_ptr(), texts.label.as_ptr(), texts.help.as_ptr());
    // SAFETY: the caller vouches for the procedure; all texts outlive the calls.
    unsafe {
        match &parameter.kind {
            Kind::Layer => {
                library.gimp_procedure_add_layer_argument(procedure, name, label, help, 1, READ_AND_WRITE)
            }
            Kind::Choice { choices, default } => {
                add_choice(library, procedure, &texts, default, choices);
            }
            Kind::Name { choices } => {
                let none = Choice { name: NO_NAME.to_owned(), label: "None".to_owned() };
                let choices: Vec<Choice> = std::iter::once(none).chain(choices.iter().cloned()).collect();
                add_choice(library, procedure, &texts, NO_NAME, &choices);
            }
            Kind::Number { minimum, maximum, default } => library.gimp_procedure_add_double_argument(
                procedure,
                name,
                label,
                help,
                *minimum,
                *maximum,
                *default,
                READ_AND_WRITE,
            ),
            Kind::File => library.gimp_procedure_add_file_argument(
                procedure,
                name,
                label,
                help,
                GimpFileChooserAction::GIMP_FILE_CHOOSER_ACTION_OPEN,
                1,
                ptr::null_mut(),
                READ_AND_WRITE,
            ),
            Kind::Text { default } => library.gimp_procedure_add_string_argument(
                procedure,
                name,
                label,
                help,
                to_c(default).as_ptr(),
                READ_AND_WRITE,
            ),
        }
    }
}

/// # Safety
/// `procedure` is a new one of libgimp's.
unsafe fn add_choice(
    library: &Registration,
    procedure: *mut GimpProcedure,
    texts: &Texts,
    default: &str,
    choices: &[Choice],
) {
    // SAFETY: the caller vouches for the procedure, which takes over the list; all texts outlive the calls.
    unsafe {
        let list = library.gimp_choice_new();
        for (number, choice) in (0..).zip(choices) {
            let (nick, label) = (to_c(&choice.name), to_c(&choice.label));
            library.gimp_choice_add(list, nick.as_ptr(), number, label.as_ptr(), ptr::null());
        }
        library.gimp_procedure_add_choice_argument(
            procedure,
            texts.name.as_ptr(),
            texts.label.as_ptr(),
            texts.help.as_ptr(),
            list,
            to_c(default).as_ptr(),
            READ_AND_WRITE,
        );
    }
}

unsafe extern "C" fn run(
    procedure: *mut GimpProcedure,
    run_mode: GimpRunMode::Type,
    image: *mut GimpImage,
    drawables: *mut *mut GimpDrawable,
    config: *mut GimpProcedureConfig,
    _: *mut c_void,
) -> *mut GimpValueArray {
    let Some(served) = SERVED.get() else { return ptr::null_mut() };
    let outcome = guarded(|| {
        let registration = served.registration;
        // SAFETY: libgimp's own procedure and its NUL-terminated name.
        let name = unsafe { from_c(registration.gimp_procedure_get_name(procedure)) };
        let Some(declared) = served.plug_in.procedures().into_iter().find(|declared| declared.name == name)
        else {
            return Outcome::Failed(format!("the plug-in has no procedure called '{name}'"));
        };
        let config = Config { registration, procedure, config, declared };
        // SAFETY: libgimp gives its own image and a list of its own drawables that ends with null.
        let (image, drawables) =
            unsafe { (registration.gimp_image_get_id(image), numbers(registration, drawables)) };
        let call = Call {
            procedure: config.declared.name.clone(),
            run_mode: RunMode::from_number(run_mode.into()),
            image,
            drawables,
            arguments: config.arguments(),
            config: Some(config),
        };
        match libraries::libgimp().and_then(|library| Ok((library, libraries::libgegl()?))) {
            Ok((library, gegl)) => served.plug_in.run(Gimp::new(library, gegl), &call),
            Err(error) => Outcome::Failed(error.to_string()),
        }
    });
    // SAFETY: libgimp's own procedure.
    unsafe { answer(served.registration, procedure, outcome) }
}

/// # Safety
/// `drawables` is null or a list of libgimp's drawables that ends with null.
unsafe fn numbers(library: &Registration, drawables: *mut *mut GimpDrawable) -> Vec<i32> {
    let mut numbers = Vec::new();
    if drawables.is_null() {
        return numbers;
    }
    // SAFETY: the caller vouches for the list and its end.
    unsafe {
        let mut place = drawables;
        while !(*place).is_null() {
            numbers.push(library.gimp_item_get_id((*place).cast::<GimpItem>()));
            place = place.add(1);
        }
    }
    numbers
}

/// # Safety
/// `procedure` is libgimp's own.
unsafe fn answer(
    library: &Registration,
    procedure: *mut GimpProcedure,
    outcome: Outcome,
) -> *mut GimpValueArray {
    let none = ptr::null_mut();
    // SAFETY: the caller vouches for the procedure; the error goes over to libgimp; the value with
    // number 1 is there and the declared layer where one comes back, of which GObject takes a reference of its own.
    unsafe {
        match outcome {
            Outcome::Cancelled => {
                library.gimp_procedure_new_return_values(procedure, GimpPDBStatusType::GIMP_PDB_CANCEL, none)
            }
            Outcome::Failed(sentence) => {
                let domain = library.g_quark_from_string(CLASS.as_ptr());
                let error = library.g_error_new_literal(domain, 0, to_c(&sentence).as_ptr());
                let status = GimpPDBStatusType::GIMP_PDB_EXECUTION_ERROR;
                library.gimp_procedure_new_return_values(procedure, status, error)
            }
            Outcome::Success(layer) => {
                let status = GimpPDBStatusType::GIMP_PDB_SUCCESS;
                let values = library.gimp_procedure_new_return_values(procedure, status, none);
                if let Some(layer) = layer {
                    let item = library.gimp_item_get_by_id(layer.id());
                    let value = library.gimp_value_array_index(values, 1);
                    library.g_value_set_object(value, item.cast::<c_void>());
                }
                values
            }
        }
    }
}
