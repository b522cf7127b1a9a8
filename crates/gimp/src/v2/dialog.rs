//! A native dialog: rows of labelled fields, Cancel, and a button that starts.

use std::ffi::{CStr, c_int, c_void};
use std::ptr;

use super::bindings::libgimpui::{
    GimpFileEntry, GimpIntComboBox, GimpIntStoreColumns as Column, GimpPixbufTransparency, GtkAdjustment,
    GtkAttachOptions, GtkBox, GtkContainer, GtkDialog, GtkEntry, GtkLabel, GtkMisc, GtkObject,
    GtkResponseType, GtkTable, GtkWidget, GtkWindow, Libgimpui,
};
use super::libraries;
use crate::error::GimpError;
use crate::gimp::Gimp;
use crate::text::{from_c, to_c};

/// Edge of a layer's thumbnail in pixels, as in GIMP's own lists.
const THUMBNAIL: c_int = 24;

/// A layer in a list, with the words that are shown for it.
#[derive(Clone, Debug)]
pub struct LayerChoice {
    /// Number of the layer.
    pub id: i32,
    /// What is shown beside its thumbnail.
    pub label: String,
}

/// A field of a dialog.
pub struct Row(Field);

enum Field {
    /// A list of numbers with labels.
    Choice(*mut GimpIntComboBox),
    /// A scale with a box for its number.
    Number(*mut GtkAdjustment),
    /// A line of text.
    Text(*mut GtkEntry),
    /// A line for a path, beside a button that opens a window for choosing.
    File(*mut GimpFileEntry),
}

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
    unsafe { gtk.gimp_ui_init(role.as_ptr(), 0) };
    Ok(gtk)
}

/// A dialog that is being filled or shown. Dropping it takes it from the screen.
pub struct Dialog {
    gtk: &'static Libgimpui,
    dialog: *mut GtkWidget,
    table: *mut GtkTable,
    rows: u32,
}

// Every pointer below is to a widget of this dialog, which owns and keeps them until it is dropped;
// GTK is used on the thread that holds the `Gimp`, and the casts go to a widget's own parent class.
impl Dialog {
    /// An empty dialog titled `title`, whose starting button says `button`.
    ///
    /// # Errors
    /// [`GimpError`] when GIMP's dialog library or a screen is missing.
    pub fn new(_: Gimp, title: &str, role: &str, button: &str) -> Result<Self, GimpError> {
        let (title, role, button) = (to_c(title), to_c(role), to_c(button));
        let gtk = start(&role)?;
        // SAFETY: all texts outlive their calls, and the list of buttons ends with a null pointer.
        unsafe {
            let dialog = (gtk.gimp_dialog_new)(
                title.as_ptr(),
                role.as_ptr(),
                ptr::null_mut(),
                0,
                None,
                ptr::null(),
                c"gtk-cancel".as_ptr(),
                GtkResponseType::GTK_RESPONSE_CANCEL,
                button.as_ptr(),
                GtkResponseType::GTK_RESPONSE_OK,
                ptr::null::<c_void>(),
            );
            gtk.gtk_dialog_set_default_response(dialog.cast::<GtkDialog>(), GtkResponseType::GTK_RESPONSE_OK);
            gtk.gimp_window_set_transient(dialog.cast::<GtkWindow>());
            let table = gtk.gtk_table_new(1, 3, 0);
            gtk.gtk_container_set_border_width(table.cast::<GtkContainer>(), 12);
            gtk.gtk_table_set_row_spacings(table.cast::<GtkTable>(), 6);
            gtk.gtk_table_set_col_spacings(table.cast::<GtkTable>(), 6);
            let area = gtk.gtk_dialog_get_content_area(dialog.cast::<GtkDialog>());
            gtk.gtk_box_pack_start(area.cast::<GtkBox>(), table, 1, 1, 0);
            Ok(Self { gtk, dialog, table: table.cast::<GtkTable>(), rows: 0 })
        }
    }

    /// A list of layers with thumbnails, headed by `none`, if given, which stands for no layer (-1).
    pub fn layer_row(
        &mut self,
        label: &str,
        help: &str,
        none: Option<&str>,
        layers: &[LayerChoice],
        selected: Option<i32>,
    ) -> Row {
        let entries = layers.iter().map(|layer| (layer.id, layer.label.as_str(), true));
        let list = self.list(none.map(|none| (-1, none, false)).into_iter().chain(entries));
        // SAFETY: see `impl`.
        unsafe { self.gtk.gimp_int_combo_box_set_active(list, selected.unwrap_or(-1)) };
        self.attach(label, help, list.cast::<GtkWidget>());
        Row(Field::Choice(list))
    }

    /// Makes what is chosen in the list `other` grey in the list `row`, so that nobody takes it twice.
    pub fn keep_apart(&mut self, row: &Row, other: &Row) {
        if let (Field::Choice(list), Field::Choice(other)) = (&row.0, &other.0) {
            // SAFETY: see `impl`; the other list, which the function gets, lives as long as this one.
            unsafe {
                self.gtk.gimp_int_combo_box_set_sensitivity(
                    *list,
                    Some(is_not_chosen_in),
                    other.cast::<c_void>(),
                    None,
                );
            }
        }
    }

    /// A list of `choices`, of which the one numbered `selected` is shown.
    pub fn choice_row(&mut self, label: &str, help: &str, choices: &[&str], selected: usize) -> Row {
        let list = self.list((0..).zip(choices).map(|(number, choice)| (number, *choice, false)));
        let selected = i32::try_from(selected).unwrap_or(0);
        // SAFETY: see `impl`.
        unsafe { self.gtk.gimp_int_combo_box_set_active(list, selected) };
        self.attach(label, help, list.cast::<GtkWidget>());
        Row(Field::Choice(list))
    }

    /// A scale from `range.0` to `range.1` in whole steps.
    pub fn number_row(&mut self, label: &str, help: &str, range: (f64, f64), value: f64) -> Row {
        let (label, help) = (to_c(label), to_c(help));
        let row = self.next_row();
        // SAFETY: see `impl`; the texts outlive the call.
        let adjustment: *mut GtkObject = unsafe {
            self.gtk.gimp_scale_entry_new(
                self.table,
                0,
                row.cast_signed(),
                label.as_ptr(),
                160,
                6,
                value,
                range.0,
                range.1,
                1.0,
                10.0,
                0,
                1,
                0.0,
                0.0,
                help.as_ptr(),
                ptr::null(),
            )
        };
        Row(Field::Number(adjustment.cast::<GtkAdjustment>()))
    }

    /// A line of text.
    pub fn text_row(&mut self, label: &str, help: &str, text: &str) -> Row {
        // SAFETY: see `impl`; the text outlives the call.
        let entry = unsafe {
            let entry = self.gtk.gtk_entry_new();
            self.gtk.gtk_entry_set_text(entry.cast::<GtkEntry>(), to_c(text).as_ptr());
            self.gtk.gtk_entry_set_activates_default(entry.cast::<GtkEntry>(), 1);
            entry
        };
        self.attach(label, help, entry);
        Row(Field::Text(entry.cast::<GtkEntry>()))
    }

    /// A line for the path of a file, and a button by which it is chosen.
    pub fn file_row(&mut self, label: &str, help: &str, path: &str) -> Row {
        // SAFETY: see `impl`; the texts outlive the call.
        let entry = unsafe {
            let title = to_c(label.trim_end_matches(':').replace('_', "").as_str());
            // Without its sign for files that exist: none is as good an answer.
            self.gtk.gimp_file_entry_new(title.as_ptr(), to_c(path).as_ptr(), 0, 0)
        };
        self.attach(label, help, entry);
        Row(Field::File(entry.cast::<GimpFileEntry>()))
    }

    /// Shows the dialog until the user starts (`true`) or turns away (`false`).
    pub fn run(&mut self) -> bool {
        // SAFETY: see `impl`.
        unsafe {
            self.gtk.gtk_widget_show_all(self.dialog);
            self.gtk.gimp_dialog_run(self.dialog.cast()) == GtkResponseType::GTK_RESPONSE_OK
        }
    }

    /// The number of the entry that is chosen in a list; -1 for no layer and for other rows.
    pub fn chosen(&self, row: &Row) -> i32 {
        let mut value = -1;
        if let Field::Choice(list) = row.0 {
            // SAFETY: see `impl`.
            unsafe { self.gtk.gimp_int_combo_box_get_active(list, &mut value) };
        }
        value
    }

    /// The number that a scale shows; 0 for other rows.
    pub fn number(&self, row: &Row) -> f64 {
        match row.0 {
            // SAFETY: see `impl`.
            Field::Number(adjustment) => unsafe { self.gtk.gtk_adjustment_get_value(adjustment) },
            _ => 0.0,
        }
    }

    /// The text in a line; empty for other rows.
    pub fn text(&self, row: &Row) -> String {
        match row.0 {
            // SAFETY: see `impl`; the text is the entry's own and copied at once.
            Field::Text(entry) => unsafe { from_c(self.gtk.gtk_entry_get_text(entry)) },
            // SAFETY: see `impl`; the path is a text of our own, or null.
            Field::File(entry) => unsafe {
                let path = self.gtk.gimp_file_entry_get_filename(entry);
                let copy = from_c(path);
                self.gtk.g_free(path.cast::<c_void>());
                copy
            },
            _ => String::new(),
        }
    }

    /// A list of numbers with labels; a number marked so is that of a layer with a thumbnail.
    fn list<'a>(&self, entries: impl Iterator<Item = (i32, &'a str, bool)>) -> *mut GimpIntComboBox {
        let gtk = self.gtk;
        // SAFETY: a null label says that there are no entries yet.
        let list = unsafe { (gtk.gimp_int_combo_box_new)(ptr::null(), 0) }.cast::<GimpIntComboBox>();
        for (number, label, is_layer) in entries {
            let label = to_c(label);
            let thumbnail = if is_layer {
                // SAFETY: takes any number; without such a layer it is null.
                unsafe {
                    gtk.gimp_drawable_get_thumbnail(
                        number,
                        THUMBNAIL,
                        THUMBNAIL,
                        GimpPixbufTransparency::GIMP_PIXBUF_SMALL_CHECKS,
                    )
                }
            } else {
                ptr::null_mut()
            };
            // SAFETY: pairs of a column and a value of its type, ended by -1; the list copies the
            // text and takes a reference of its own to the thumbnail.
            unsafe {
                if thumbnail.is_null() {
                    (gtk.gimp_int_combo_box_append)(
                        list,
                        Column::GIMP_INT_STORE_VALUE,
                        number,
                        Column::GIMP_INT_STORE_LABEL,
                        label.as_ptr(),
                        -1,
                    );
                } else {
                    (gtk.gimp_int_combo_box_append)(
                        list,
                        Column::GIMP_INT_STORE_VALUE,
                        number,
                        Column::GIMP_INT_STORE_LABEL,
                        label.as_ptr(),
                        Column::GIMP_INT_STORE_PIXBUF,
                        thumbnail,
                        -1,
                    );
                    gtk.g_object_unref(thumbnail.cast::<c_void>());
                }
            }
        }
        list
    }

    fn next_row(&mut self) -> u32 {
        self.rows += 1;
        self.rows - 1
    }

    /// Puts `field` into the next row, behind a label whose mnemonic leads to it.
    fn attach(&mut self, label: &str, help: &str, field: *mut GtkWidget) {
        let row = self.next_row();
        let (text, help) = (to_c(label), to_c(help));
        let (fill, expand) = (GtkAttachOptions::GTK_FILL, GtkAttachOptions::GTK_EXPAND);
        // SAFETY: see `impl`; the texts outlive the calls.
        unsafe {
            let label = self.gtk.gtk_label_new_with_mnemonic(text.as_ptr());
            self.gtk.gtk_misc_set_alignment(label.cast::<GtkMisc>(), 0.0, 0.5);
            self.gtk.gtk_label_set_mnemonic_widget(label.cast::<GtkLabel>(), field);
            self.gtk.gtk_table_attach(self.table, label, 0, 1, row, row + 1, fill, fill, 0, 0);
            self.gtk.gtk_table_attach(self.table, field, 1, 3, row, row + 1, fill | expand, fill, 0, 0);
            self.gtk.gtk_widget_set_tooltip_text(field, help.as_ptr());
            self.gtk.gtk_widget_set_tooltip_text(label, help.as_ptr());
        }
    }
}

/// Whether `value` is not what the list `other` shows.
unsafe extern "C" fn is_not_chosen_in(value: c_int, other: *mut c_void) -> c_int {
    // The library is loaded: it calls here.
    let Ok(gtk) = libraries::libgimpui() else { return 1 };
    let mut chosen = -1;
    // SAFETY: `keep_apart` gave a list of the same dialog.
    unsafe { gtk.gimp_int_combo_box_get_active(other.cast::<GimpIntComboBox>(), &mut chosen) };
    c_int::from(value < 0 || value != chosen)
}

impl Drop for Dialog {
    fn drop(&mut self) {
        // SAFETY: the dialog is alive until here, and its widgets go with it.
        unsafe { self.gtk.gtk_widget_destroy(self.dialog) };
    }
}
