//! A call's arguments as GIMP 3 keeps them: it fills them in, remembers them, and its dialog edits them.

use std::ffi::{CStr, c_char, c_void};
use std::ptr;

use super::bindings::registration::{GFile, GimpItem, GimpProcedure, GimpProcedureConfig, Registration};
use crate::image::Layer;
use crate::plug_in::{Kind, Parameter, Procedure, Value};
use crate::text::{from_c, to_c};

/// What GIMP's list calls the choice of none of the names.
pub(super) const NO_NAME: &str = "none";

/// The arguments of one call of a procedure.
pub struct Config {
    pub(super) registration: &'static Registration,
    pub(super) procedure: *mut GimpProcedure,
    pub(super) config: *mut GimpProcedureConfig,
    pub(super) declared: Procedure,
}

// The pointers are libgimp's and live as long as the call, and so does this: a call is only lent to
// the plug-in. Names and types of the properties are those which the same declaration registered.
impl Config {
    /// Values of the declared parameters in their order.
    pub fn arguments(&self) -> Vec<Value> {
        self.declared.parameters.iter().map(|parameter| self.argument(parameter)).collect()
    }

    /// Number of the layer to work on which the user has chosen in the dialog.
    pub fn chosen_layer(&self) -> Option<i32> {
        self.layer(self.declared.chosen_layer.as_ref()?)
    }

    /// Has the dialog propose `layer` as the one to work on.
    pub fn propose_chosen_layer(&self, layer: Layer) {
        if let Some(chosen) = &self.declared.chosen_layer {
            self.set_layer(&to_c(&chosen.name), Some(layer.id()));
        }
    }

    /// Has the dialog propose a layer, or none, for the parameter called `name`.
    pub fn propose_layer(&self, name: &str, layer: Option<i32>) {
        self.set_layer(&to_c(name), layer);
    }

    fn argument(&self, parameter: &Parameter) -> Value {
        let name = to_c(&parameter.name);
        match &parameter.kind {
            Kind::Layer => Value::Layer(self.layer(parameter).unwrap_or(-1)),
            Kind::Choice { .. } => {
                // SAFETY: see `impl`.
                let number = unsafe {
                    self.registration.gimp_procedure_config_get_choice_id(self.config, name.as_ptr())
                };
                Value::Choice(number)
            }
            Kind::Number { default, .. } => {
                let mut number = *default;
                // SAFETY: see `impl`; GIMP writes a double.
                unsafe { self.get(&name, (&raw mut number).cast::<c_void>()) };
                Value::Number(number)
            }
            Kind::Name { .. } => {
                let name = self.text(&name);
                Value::Text(if name == NO_NAME { String::new() } else { name })
            }
            Kind::Text { .. } => Value::Text(self.text(&name)),
            Kind::File => Value::Text(self.path(&name)),
        }
    }

    fn text(&self, name: &CStr) -> String {
        let mut text: *mut c_char = ptr::null_mut();
        // SAFETY: see `impl`; GIMP writes a pointer to a text of our own, or null.
        unsafe {
            self.get(name, (&raw mut text).cast::<c_void>());
            let copy = from_c(text);
            self.registration.g_free(text.cast::<c_void>());
            copy
        }
    }

    /// Empty for no file, and for one that has no path on this machine.
    fn path(&self, name: &CStr) -> String {
        let mut file: *mut GFile = ptr::null_mut();
        // SAFETY: see `impl`; GIMP writes a pointer to a file with a reference of our own, or null, and its path is a
        // text of our own, or null.
        unsafe {
            self.get(name, (&raw mut file).cast::<c_void>());
            if file.is_null() {
                return String::new();
            }
            let path = self.registration.g_file_get_path(file);
            let copy = from_c(path);
            self.registration.g_free(path.cast::<c_void>());
            self.registration.g_object_unref(file.cast::<c_void>());
            copy
        }
    }

    fn layer(&self, parameter: &Parameter) -> Option<i32> {
        let mut item: *mut GimpItem = ptr::null_mut();
        // SAFETY: see `impl`; GIMP writes a pointer to an item with a reference of our own, or null.
        unsafe {
            self.get(&to_c(&parameter.name), (&raw mut item).cast::<c_void>());
            if item.is_null() {
                return None;
            }
            let id = self.registration.gimp_item_get_id(item);
            self.registration.g_object_unref(item.cast::<c_void>());
            Some(id)
        }
    }

    pub(super) fn set_layer(&self, name: &CStr, layer: Option<i32>) {
        let end: *const c_char = ptr::null();
        // SAFETY: see `impl`; a number that no item has gives null, which stands for none.
        unsafe {
            let item = layer.map_or(ptr::null_mut(), |id| self.registration.gimp_item_get_by_id(id));
            (self.registration.g_object_set)(self.config.cast::<c_void>(), name.as_ptr(), item, end);
        }
    }

    /// The names of the parameters that are layers, the one to work on included.
    pub(super) fn layer_parameters(&self) -> impl Iterator<Item = &Parameter> {
        let layers = self.declared.parameters.iter().filter(|parameter| parameter.kind == Kind::Layer);
        self.declared.chosen_layer.iter().chain(layers)
    }

    /// Draws the layers' thumbnails in the dialog anew, by giving each the value that it has.
    pub(super) fn show_layers_again(&self) {
        for parameter in self.layer_parameters() {
            self.set_layer(&to_c(&parameter.name), self.layer(parameter));
        }
    }

    /// # Safety
    /// `place` holds a value of the type of the property `name`.
    unsafe fn get(&self, name: &CStr, place: *mut c_void) {
        let end: *const c_char = ptr::null();
        // SAFETY: see `impl`; the caller vouches for the place.
        unsafe { (self.registration.g_object_get)(self.config.cast::<c_void>(), name.as_ptr(), place, end) };
    }
}
