//! Finding GIMP's libraries.
//!
//! A symbol that is looked up through one handle is also found in the libraries which that one
//! brings, so libgimp's handle serves GEGL, babl and GLib too. (Not so on Windows, which is not
//! supported yet.) Nothing is ever unloaded: the libraries keep threads and exit handlers.

use std::sync::OnceLock;

use super::bindings::{libgimp::Libgimp, libgimpui::Libgimpui, registration::Registration};
use super::error::LoadError;

const LIBGIMP: &str = "libgimp-2.0.so.0";
const LIBGIMPUI: &str = "libgimpui-2.0.so.0";

/// What registering needs: the main loop and the declaration of procedures.
pub(super) fn registration() -> Result<&'static Registration, LoadError> {
    static LOADED: OnceLock<Registration> = OnceLock::new();
    load(&LOADED, LIBGIMP, |library| {
        // SAFETY: the library was opened under the name of the one whose headers the bindings are from.
        unsafe { Registration::from_library(library) }
    })
}

/// What running needs.
pub(super) fn libgimp() -> Result<&'static Libgimp, LoadError> {
    static LOADED: OnceLock<Libgimp> = OnceLock::new();
    load(&LOADED, LIBGIMP, |library| {
        // SAFETY: the library was opened under the name of the one whose headers the bindings are from.
        unsafe { Libgimp::from_library(library) }
    })
}

/// What dialogs need. Loading it starts no connection to a display.
pub(super) fn libgimpui() -> Result<&'static Libgimpui, LoadError> {
    static LOADED: OnceLock<Libgimpui> = OnceLock::new();
    load(&LOADED, LIBGIMPUI, |library| {
        // SAFETY: the library was opened under the name of the one whose headers the bindings are from.
        unsafe { Libgimpui::from_library(library) }
    })
}

fn load<T>(
    loaded: &'static OnceLock<T>,
    name: &'static str,
    look_up: impl FnOnce(libloading::Library) -> Result<T, libloading::Error>,
) -> Result<&'static T, LoadError> {
    if let Some(functions) = loaded.get() {
        return Ok(functions);
    }
    // SAFETY: GIMP's own libraries have no initialisers but GLib's type system, which expects to be
    // loaded like this.
    let library = unsafe { libloading::Library::new(name) }
        .map_err(|error| LoadError::Missing { library: name, reason: words(&error) })?;
    let functions =
        look_up(library).map_err(|error| LoadError::Incomplete { library: name, reason: words(&error) })?;
    Ok(loaded.get_or_init(|| functions))
}

/// The loader's own words, which hide in the source of the error.
fn words(error: &libloading::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), |source| source.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_named_in_a_sentence() {
        static NONE: OnceLock<Registration> = OnceLock::new();
        let refused = load(&NONE, "libgimp-of-nowhere.so.0", |_| unreachable!());
        let Err(error @ LoadError::Missing { .. }) = refused else { panic!("it was found") };
        assert!(
            error.to_string().starts_with("libgimp-of-nowhere.so.0 cannot be loaded (libgimp-of-nowhere")
        );
    }

    #[test]
    fn a_library_of_another_kind_is_refused_with_the_function_it_lacks() {
        static NONE: OnceLock<Registration> = OnceLock::new();
        let refused = load(&NONE, "libc.so.6", |library| {
            // SAFETY: nothing is called; looking up names in the C library is harmless.
            unsafe { Registration::from_library(library) }
        });
        let Err(error @ LoadError::Incomplete { .. }) = refused else { panic!("it was accepted") };
        assert!(error.to_string().contains("gimp_"), "{error}");
    }
}
