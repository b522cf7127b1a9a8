//! The libraries of GIMP 2.10.

use std::sync::OnceLock;

use super::bindings::{libgimp::Libgimp, libgimpui::Libgimpui, registration::Registration};
use crate::error::LoadError;
use crate::libraries::load;
use crate::panel::bindings::gtk::Gtk;
use crate::pixels::bindings::libgegl::Libgegl;

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

/// What pixels need.
pub(super) fn libgegl() -> Result<&'static Libgegl, LoadError> {
    static LOADED: OnceLock<Libgegl> = OnceLock::new();
    load(&LOADED, LIBGIMP, |library| {
        // SAFETY: libgimp brings the libraries whose headers the bindings are from.
        unsafe { Libgegl::from_library(library) }
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

/// What a window that stays open needs.
pub(super) fn gtk() -> Result<&'static Gtk, LoadError> {
    static LOADED: OnceLock<Gtk> = OnceLock::new();
    load(&LOADED, LIBGIMPUI, |library| {
        // SAFETY: these functions are the same in GTK 2 and 3 and in both versions of libgimpui.
        unsafe { Gtk::from_library(library) }
    })
}
