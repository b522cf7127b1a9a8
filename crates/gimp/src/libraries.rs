//! Finding GIMP's libraries.
//!
//! A symbol that is looked up through one handle is also found in the libraries which that one
//! brings, so libgimp's handle serves GEGL, babl and GLib too. (Not so on Windows, which is not
//! supported yet.) Nothing is ever unloaded: the libraries keep threads and exit handlers.

use std::sync::OnceLock;

use crate::error::LoadError;

/// Opens the library `name` and has its functions looked up, once; the caller vouches that `name` is
/// the library from whose headers those functions were declared.
pub(crate) fn load<T>(
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
    use crate::v2::Registration;

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
