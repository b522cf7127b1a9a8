//! A small window that stays open while the user works on in GIMP: a switch and lines of text.
//!
//! It is made of what GTK 2 and 3 have alike. Nothing of the plug-in's own is ever called by GTK: the
//! plug-in waits in [`Panel::wait`], which comes back some dozen times a second.

#[rustfmt::skip]
pub(crate) mod bindings;

use std::cell::Cell;
use std::ffi::{c_int, c_uint, c_void};
use std::ptr;

use crate::error::GimpError;
use crate::gimp::Gimp;
use crate::text::to_c;
use bindings::gtk::{
    GdkModifierType, Gtk, GtkBox, GtkContainer, GtkDialog, GtkLabel, GtkMisc, GtkResponseType,
    GtkToggleButton, GtkWidget, GtkWindow,
};

/// Milliseconds after which waiting comes back at the latest.
const TICK: c_uint = 10;
/// Width of the lines in letters; longer ones are broken.
const LETTERS: c_int = 42;

/// The window. Dropping it takes it from the screen.
pub struct Panel {
    gtk: &'static Gtk,
    dialog: *mut GtkWidget,
    switch: *mut GtkToggleButton,
    lines: Vec<*mut GtkLabel>,
    is_closed: Box<Cell<bool>>,
    ticks: c_uint,
}

// Every pointer is to a widget of this window, which owns and keeps them until it is dropped; GTK is used
// on the thread that holds the `Gimp`, and the casts go to a widget's own parent class.
impl Panel {
    /// A window titled `title` with a switch, as many empty lines, and a button that closes it.
    ///
    /// # Errors
    /// [`GimpError`] when GIMP's dialog library or a screen is missing.
    pub fn new(gimp: Gimp, title: &str, role: &str, switch: &str, lines: usize) -> Result<Self, GimpError> {
        let (title, role, switch) = (to_c(title), to_c(role), to_c(switch));
        let gtk = gimp.host.start_windows(&role)?;
        let is_closed = Box::new(Cell::new(false));
        // SAFETY: all texts outlive their calls, and the list of buttons ends with a null pointer; the
        // cell is on the heap and outlives the dialog, which alone calls `close`; GObject calls a handler
        // of this signal with just the arguments of `close`.
        unsafe {
            let dialog = (gtk.gimp_dialog_new)(
                title.as_ptr(),
                role.as_ptr(),
                ptr::null_mut(),
                0,
                None,
                ptr::null(),
                c"_Close".as_ptr(),
                GtkResponseType::GTK_RESPONSE_CLOSE,
                ptr::null::<c_void>(),
            );
            // Above GIMP's window, but not modal: that would keep the user from painting.
            gtk.gimp_window_set_transient(dialog.cast::<GtkWindow>());
            let close: unsafe extern "C" fn(*mut GtkDialog, c_int, *mut c_void) = close;
            gtk.g_signal_connect_data(
                dialog.cast::<c_void>(),
                c"response".as_ptr(),
                Some(std::mem::transmute::<
                    unsafe extern "C" fn(*mut GtkDialog, c_int, *mut c_void),
                    unsafe extern "C" fn(),
                >(close)),
                (&raw const *is_closed).cast_mut().cast::<c_void>(),
                None,
                0,
            );
            let area = gtk.gtk_dialog_get_content_area(dialog.cast::<GtkDialog>());
            let rows = gtk.gtk_vbox_new(0, 6);
            gtk.gtk_container_set_border_width(rows.cast::<GtkContainer>(), 12);
            gtk.gtk_box_pack_start(area.cast::<GtkBox>(), rows, 1, 1, 0);
            let switch = gtk.gtk_check_button_new_with_mnemonic(switch.as_ptr());
            gtk.gtk_box_pack_start(rows.cast::<GtkBox>(), switch, 0, 0, 0);
            let line = || {
                let label = gtk.gtk_label_new(ptr::null());
                gtk.gtk_label_set_line_wrap(label.cast::<GtkLabel>(), 1);
                gtk.gtk_label_set_width_chars(label.cast::<GtkLabel>(), LETTERS);
                gtk.gtk_misc_set_alignment(label.cast::<GtkMisc>(), 0.0, 0.0);
                gtk.gtk_box_pack_start(rows.cast::<GtkBox>(), label, 0, 0, 0);
                label.cast::<GtkLabel>()
            };
            let lines = (0..lines).map(|_| line()).collect();
            gtk.gtk_widget_show_all(dialog);
            let ticks = gtk.g_timeout_add(TICK, Some(tick), ptr::null_mut());
            Ok(Self { gtk, dialog, switch: switch.cast::<GtkToggleButton>(), lines, is_closed, ticks })
        }
    }

    /// Lets the window live for a moment; `false` once the user has closed it.
    pub fn wait(&mut self) -> bool {
        // SAFETY: GTK runs; the ticks end the waiting.
        unsafe { self.gtk.gtk_main_iteration() };
        !self.is_closed.get()
    }

    /// Whether the switch is on.
    pub fn is_on(&self) -> bool {
        // SAFETY: see `impl`.
        unsafe { self.gtk.gtk_toggle_button_get_active(self.switch) != 0 }
    }

    /// Turns the switch.
    pub fn switch(&mut self, on: bool) {
        // SAFETY: see `impl`.
        unsafe { self.gtk.gtk_toggle_button_set_active(self.switch, on.into()) };
    }

    /// Has line `number`, counted from 0, say `text`, and more when the pointer rests on it.
    pub fn say(&mut self, number: usize, text: &str, more: &str) {
        let Some(&label) = self.lines.get(number) else { return };
        let (text, more) = (to_c(text), to_c(more));
        let more = if more.is_empty() { ptr::null() } else { more.as_ptr() };
        // SAFETY: see `impl`; the texts outlive the calls.
        unsafe {
            self.gtk.gtk_label_set_text(label, text.as_ptr());
            self.gtk.gtk_widget_set_tooltip_text(label.cast::<GtkWidget>(), more);
        }
    }

    /// Whether the pointer's main button is down, wherever on the screen, as while the user paints.
    /// Wayland does not tell; there it never is.
    pub fn is_button_down(&self) -> bool {
        let mut state = 0;
        // SAFETY: the display is GDK's own; it leaves out what is null and writes the state.
        unsafe {
            let display = self.gtk.gdk_display_get_default();
            let none = ptr::null_mut();
            self.gtk.gdk_display_get_pointer(display, ptr::null_mut(), none, none, &mut state);
        }
        state & GdkModifierType::GDK_BUTTON1_MASK != 0
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        // SAFETY: the timer and the dialog are there until here, and its widgets go with it.
        unsafe {
            self.gtk.g_source_remove(self.ticks);
            self.gtk.gtk_widget_destroy(self.dialog);
        }
    }
}

unsafe extern "C" fn close(_: *mut GtkDialog, _: c_int, is_closed: *mut c_void) {
    // SAFETY: `new` gave the cell, which outlives the dialog.
    unsafe { &*is_closed.cast::<Cell<bool>>() }.set(true);
}

/// Does nothing: it only ends GTK's waiting.
unsafe extern "C" fn tick(_: *mut c_void) -> c_int {
    1
}
