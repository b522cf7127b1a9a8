//! GIMP's own dialog for a procedure's arguments: its pickers, its Reset, its keeping of last values.

use std::cell::Cell;
use std::ffi::{CStr, CString, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use super::bindings::libgimpui::{
    GList, GimpProcedure, GimpProcedureConfig, GimpProcedureDialog, GtkWidget, Libgimpui,
};
use super::config::Config;
use super::libraries;
use crate::error::GimpError;
use crate::gimp::Gimp;
use crate::plug_in::Kind;
use crate::text::to_c;

/// GLib's lowest priority for things to do when there is nothing else to do, drawing included.
const WHEN_DRAWN: i32 = 300;

/// Makes ready for windows, which GIMP's user sees under this name.
///
/// # Errors
/// [`GimpError`] when GIMP's dialog library or a screen is missing.
pub(super) fn start(role: &CStr) -> Result<&'static Libgimpui, GimpError> {
    let gtk = libraries::libgimpui()?;
    // `gimp_ui_init` would end the process when there is no screen.
    // SAFETY: null pointers stand for no arguments.
    if unsafe { gtk.gtk_init_check(ptr::null_mut(), ptr::null_mut()) } == 0 {
        return Err(GimpError::no_screen());
    }
    // SAFETY: the text outlives the call.
    unsafe { gtk.gimp_ui_init(role.as_ptr()) };
    Ok(gtk)
}

impl Config {
    /// Asks the user; `false` when they turn away. The starting button says `button`.
    ///
    /// # Errors
    /// [`GimpError`] when GIMP's dialog library or a screen is missing.
    pub fn ask(&self, _: Gimp, title: &str, button: &str) -> Result<bool, GimpError> {
        let gtk = start(&to_c(&self.declared.name))?;
        let (title, button) = (to_c(title), to_c(button));
        let parameters = &self.declared.parameters;
        let names: Vec<CString> = self
            .declared
            .chosen_layer
            .iter()
            .chain(parameters)
            .map(|parameter| to_c(&parameter.name))
            .collect();
        // SAFETY: procedure and configuration live as long as the call; all texts outlive the dialog.
        let dialog = unsafe {
            let dialog = gtk
                .gimp_procedure_dialog_new(
                    self.procedure.cast::<GimpProcedure>(),
                    self.config.cast::<GimpProcedureConfig>(),
                    title.as_ptr(),
                )
                .cast::<GimpProcedureDialog>();
            gtk.gimp_procedure_dialog_set_ok_label(dialog, button.as_ptr());
            for parameter in parameters.iter().filter(|p| matches!(p.kind, Kind::Number { .. })) {
                let name = to_c(&parameter.name);
                gtk.gimp_procedure_dialog_get_scale_entry(dialog, name.as_ptr(), 1.0);
            }
            gtk.gimp_procedure_dialog_fill_list(dialog, list(&names).as_mut_ptr());
            Shown { gtk, dialog }
        };
        let later = Later { config: self, pending: Cell::new(true) };
        let data = (&raw const later).cast_mut().cast::<c_void>();
        // SAFETY: `later` outlives the source, which is gone when it has run or is removed below.
        let source = unsafe { gtk.g_idle_add_full(WHEN_DRAWN, Some(draw_thumbnails), data, None) };
        // SAFETY: the dialog is alive.
        let wanted = unsafe { gtk.gimp_procedure_dialog_run(dialog.dialog) } != 0;
        if later.pending.get() {
            // SAFETY: the source has not run, so it is still there.
            unsafe { gtk.g_source_remove(source) };
        }
        Ok(wanted)
    }
}

/// A dialog that is taken from the screen when dropped.
struct Shown {
    gtk: &'static Libgimpui,
    dialog: *mut GimpProcedureDialog,
}

impl Drop for Shown {
    fn drop(&mut self) {
        // SAFETY: the dialog is alive until here, and its widgets go with it.
        unsafe { self.gtk.gtk_widget_destroy(self.dialog.cast::<GtkWidget>()) };
    }
}

/// What is to be done once the dialog is on the screen.
struct Later<'a> {
    config: &'a Config,
    pending: Cell<bool>,
}

/// GIMP 3.0 draws the thumbnail of a proposed layer before there is a place to draw it to, and so not
/// at all; the user would take the layer for not chosen.
unsafe extern "C" fn draw_thumbnails(data: *mut c_void) -> i32 {
    // SAFETY: `ask` gave a `Later`, which lives as long as this can be called.
    let later = unsafe { &*data.cast::<Later>() };
    later.pending.set(false);
    // A panic must not cross into C; a missing thumbnail does no harm.
    let _ = catch_unwind(AssertUnwindSafe(|| later.config.show_layers_again()));
    0
}

/// GLib's list of `names`, in one block: its start is the list. GIMP only reads it.
fn list(names: &[CString]) -> Box<[GList]> {
    let empty = GList { data: ptr::null_mut(), next: ptr::null_mut(), prev: ptr::null_mut() };
    let mut nodes = vec![empty; names.len()].into_boxed_slice();
    let first = nodes.as_mut_ptr();
    for (index, (node, name)) in nodes.iter_mut().zip(names).enumerate() {
        node.data = name.as_ptr().cast_mut().cast::<c_void>();
        // Within the block, or for the last one null.
        node.next = if index + 1 < names.len() { first.wrapping_add(index + 1) } else { ptr::null_mut() };
        node.prev = if index > 0 { first.wrapping_add(index - 1) } else { ptr::null_mut() };
    }
    nodes
}
