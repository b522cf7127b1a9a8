// How the committed bindings are made from GIMP's headers. Shared by `build.rs` (which writes the files
// when the feature `regenerate-bindings` is on) and by the tests that compare.

use std::path::Path;
use std::process::Command;

/// One generated file.
pub struct Bindings {
    /// Its path in this package.
    pub file: &'static str,
    /// The package by which `pkg-config` knows the headers.
    headers: &'static str,
    /// Where Debian has them, in words.
    debian: &'static str,
    parts: &'static [Part],
}

/// One set of functions that is looked up as a whole.
struct Part {
    module: &'static str,
    doc: &'static str,
    library: &'static str,
    header: &'static str,
    functions: &'static [&'static str],
    types: &'static [&'static str],
}

/// What both versions have alike: pixels. GEGL and babl keep their interfaces since GIMP 2.10.
pub const PIXELS: Bindings = Bindings {
    file: "src/pixels/bindings.rs",
    headers: "gimp-2.0",
    debian: "Debian's libgimp2.0-dev",
    parts: &[Part {
        module: "libgegl",
        doc: "The functions of GEGL, babl, GLib and libgimpcolor by which pixels are moved and converted.",
        library: "Libgegl",
        header: "headers/pixels.h",
        functions: &[
            "babl_fish",
            "babl_format",
            "babl_format_get_bytes_per_pixel",
            "babl_format_get_encoding",
            "babl_format_get_space",
            "babl_format_with_space",
            "babl_process",
            "babl_space",
            "g_error_free",
            "g_object_unref",
            "gegl_buffer_get",
            "gegl_buffer_new",
            "gegl_buffer_set",
            "gegl_init",
            "gimp_color_profile_get_space",
            "gimp_color_profile_new_rgb_srgb",
            "gimp_color_transform_new",
            "gimp_color_transform_process_pixels",
        ],
        types: &[],
    }],
};

/// What both versions have alike in dialogs: the few parts of GTK 2 and 3 of which a small window is made
/// that stays open.
pub const PANEL: Bindings = Bindings {
    file: "src/panel/bindings.rs",
    headers: "gimpui-2.0",
    debian: "Debian's libgimp2.0-dev",
    parts: &[Part {
        module: "gtk",
        doc: "The functions of GTK, GDK and libgimpui that a window which stays open needs.",
        library: "Gtk",
        header: "headers/panel.h",
        functions: &[
            "g_signal_connect_data",
            "g_source_remove",
            "g_timeout_add",
            "gdk_display_get_default",
            "gdk_display_get_pointer",
            "gimp_dialog_new",
            "gimp_window_set_transient",
            "gtk_box_pack_start",
            "gtk_check_button_new_with_mnemonic",
            "gtk_container_set_border_width",
            "gtk_dialog_get_content_area",
            "gtk_label_new",
            "gtk_label_set_line_wrap",
            "gtk_label_set_text",
            "gtk_label_set_width_chars",
            "gtk_main_iteration",
            "gtk_misc_set_alignment",
            "gtk_toggle_button_get_active",
            "gtk_toggle_button_set_active",
            "gtk_vbox_new",
            "gtk_widget_destroy",
            "gtk_widget_set_tooltip_text",
            "gtk_widget_show_all",
        ],
        types: &["GdkModifierType", "GtkResponseType"],
    }],
};

/// GIMP 2.10. Registering must work even where a function that running needs is missing, and must
/// not load GTK; so there are three sets.
pub const V2: Bindings = Bindings {
    file: "src/v2/bindings.rs",
    headers: "gimpui-2.0",
    debian: "Debian's libgimp2.0-dev",
    parts: &[
        Part {
            module: "registration",
            doc: "The functions that registering a plug-in needs.",
            library: "Registration",
            header: "headers/v2/libgimp.h",
            functions: &["gimp_main", "gimp_install_procedure", "gimp_plugin_menu_register"],
            types: &["GimpRunMode", "GimpPDBProcType"],
        },
        Part {
            module: "libgimp",
            doc: "The functions that running needs.",
            library: "Libgimp",
            header: "headers/v2/libgimp.h",
            functions: &[
                "g_free",
                "g_strfreev",
                "gimp_context_set_foreground",
                "gimp_context_set_palette",
                "gimp_displays_flush",
                "gimp_drawable_get_buffer",
                "gimp_drawable_get_format",
                "gimp_drawable_get_thumbnail_data",
                "gimp_drawable_height",
                "gimp_drawable_offsets",
                "gimp_drawable_update",
                "gimp_drawable_width",
                "gimp_get_pdb_error",
                "gimp_image_base_type",
                "gimp_image_convert_rgb",
                "gimp_image_get_active_layer",
                "gimp_image_get_effective_color_profile",
                "gimp_image_get_item_position",
                "gimp_image_get_layers",
                "gimp_image_get_name",
                "gimp_image_get_precision",
                "gimp_image_insert_layer",
                "gimp_image_is_valid",
                "gimp_image_list",
                "gimp_image_set_active_layer",
                "gimp_image_undo_group_end",
                "gimp_image_undo_group_start",
                "gimp_item_delete",
                "gimp_item_get_children",
                "gimp_item_get_image",
                "gimp_item_get_name",
                "gimp_item_get_parent",
                "gimp_item_is_group",
                "gimp_item_is_layer",
                "gimp_item_is_layer_mask",
                "gimp_item_is_valid",
                "gimp_layer_add_mask",
                "gimp_layer_copy",
                "gimp_layer_create_mask",
                "gimp_layer_get_apply_mask",
                "gimp_layer_get_mask",
                "gimp_layer_is_floating_sel",
                "gimp_layer_new",
                "gimp_layer_set_offsets",
                "gimp_message",
                "gimp_palette_add_entry",
                "gimp_palette_delete_entry",
                "gimp_palette_get_info",
                "gimp_palette_new",
                "gimp_palettes_get_list",
                "gimp_procedural_db_get_data",
                "gimp_procedural_db_get_data_size",
                "gimp_procedural_db_set_data",
                "gimp_progress_end",
                "gimp_progress_init",
                "gimp_progress_set_text",
                "gimp_progress_update",
                "gimp_selection_bounds",
                "gimp_selection_is_empty",
            ],
            types: &["GimpImageBaseType", "GimpLayerMode", "GimpAddMaskType"],
        },
        Part {
            module: "libgimpui",
            doc: "The functions that the dialog needs.",
            library: "Libgimpui",
            header: "headers/v2/libgimpui.h",
            functions: &[
                "g_free",
                "g_object_unref",
                "gimp_dialog_new",
                "gimp_dialog_run",
                "gimp_drawable_get_thumbnail",
                "gimp_file_entry_get_filename",
                "gimp_file_entry_new",
                "gimp_int_combo_box_append",
                "gimp_int_combo_box_get_active",
                "gimp_int_combo_box_new",
                "gimp_int_combo_box_set_active",
                "gimp_int_combo_box_set_sensitivity",
                "gimp_scale_entry_new",
                "gimp_ui_init",
                "gimp_window_set_transient",
                "gtk_adjustment_get_value",
                "gtk_box_pack_start",
                "gtk_container_set_border_width",
                "gtk_dialog_get_content_area",
                "gtk_dialog_set_default_response",
                "gtk_entry_get_text",
                "gtk_entry_new",
                "gtk_entry_set_activates_default",
                "gtk_entry_set_text",
                "gtk_init_check",
                "gtk_label_new_with_mnemonic",
                "gtk_label_set_mnemonic_widget",
                "gtk_misc_set_alignment",
                "gtk_table_attach",
                "gtk_table_new",
                "gtk_table_set_col_spacings",
                "gtk_table_set_row_spacings",
                "gtk_widget_destroy",
                "gtk_widget_set_tooltip_text",
                "gtk_widget_show_all",
            ],
            types: &["GimpIntStoreColumns", "GimpPixbufTransparency", "GtkAttachOptions", "GtkResponseType"],
        },
    ],
};

/// GIMP 3, by the functions of 3.0: one build serves every 3.x. Three sets, as for 2.10.
pub const V3: Bindings = Bindings {
    file: "src/v3/bindings.rs",
    headers: "gimpui-3.0",
    debian: "libgimp-3.0-dev of Debian 13, which scripts/host-root.sh installs",
    parts: &[
        Part {
            module: "registration",
            doc: "The functions that registering a plug-in and answering a call need.",
            library: "Registration",
            header: "headers/v3/libgimp.h",
            functions: &[
                "g_error_new_literal",
                "g_file_get_path",
                "g_free",
                "g_list_append",
                "g_object_get",
                "g_object_set",
                "g_object_unref",
                "g_quark_from_string",
                "g_strdup",
                "g_type_query",
                "g_type_register_static",
                "g_value_set_object",
                "gimp_choice_add",
                "gimp_choice_new",
                "gimp_image_get_id",
                "gimp_image_procedure_new",
                "gimp_item_get_by_id",
                "gimp_item_get_id",
                "gimp_main",
                "gimp_plug_in_get_type",
                "gimp_procedure_add_choice_argument",
                "gimp_procedure_add_double_argument",
                "gimp_procedure_add_file_argument",
                "gimp_procedure_add_layer_argument",
                "gimp_procedure_add_layer_aux_argument",
                "gimp_procedure_add_layer_return_value",
                "gimp_procedure_add_menu_path",
                "gimp_procedure_add_string_argument",
                "gimp_procedure_config_get_choice_id",
                "gimp_procedure_get_name",
                "gimp_procedure_new_return_values",
                "gimp_procedure_set_attribution",
                "gimp_procedure_set_documentation",
                "gimp_procedure_set_image_types",
                "gimp_procedure_set_menu_label",
                "gimp_procedure_set_sensitivity_mask",
                "gimp_value_array_index",
            ],
            types: &[
                "GimpFileChooserAction",
                "GimpPlugInClass",
                "GimpProcedureSensitivityMask",
                "GimpRunMode",
                "GParamFlags",
            ],
        },
        Part {
            module: "libgimp",
            doc: "The functions that running needs.",
            library: "Libgimp",
            header: "headers/v3/libgimp.h",
            functions: &[
                "g_bytes_get_data",
                "g_bytes_unref",
                "g_free",
                "g_object_unref",
                "gegl_color_new",
                "gimp_attach_parasite",
                "gimp_context_set_foreground",
                "gimp_context_set_palette",
                "gimp_displays_flush",
                "gimp_drawable_get_buffer",
                "gimp_drawable_get_format",
                "gimp_drawable_get_height",
                "gimp_drawable_get_offsets",
                "gimp_drawable_get_thumbnail_data",
                "gimp_drawable_get_width",
                "gimp_drawable_update",
                "gimp_get_images",
                "gimp_get_parasite",
                "gimp_get_pdb",
                "gimp_image_convert_rgb",
                "gimp_image_get_base_type",
                "gimp_image_get_by_id",
                "gimp_image_get_effective_color_profile",
                "gimp_image_get_id",
                "gimp_image_get_item_position",
                "gimp_image_get_layers",
                "gimp_image_get_name",
                "gimp_image_get_precision",
                "gimp_image_get_selected_layers",
                "gimp_image_insert_layer",
                "gimp_image_is_valid",
                "gimp_image_set_selected_layers",
                "gimp_image_undo_group_end",
                "gimp_image_undo_group_start",
                "gimp_item_delete",
                "gimp_item_get_by_id",
                "gimp_item_get_children",
                "gimp_item_get_id",
                "gimp_item_get_image",
                "gimp_item_get_name",
                "gimp_item_get_parent",
                "gimp_item_id_is_layer",
                "gimp_item_id_is_layer_mask",
                "gimp_item_id_is_valid",
                "gimp_item_is_group",
                "gimp_layer_add_mask",
                "gimp_layer_copy",
                "gimp_layer_create_mask",
                "gimp_layer_get_apply_mask",
                "gimp_layer_get_mask",
                "gimp_layer_is_floating_sel",
                "gimp_layer_new",
                "gimp_layer_set_offsets",
                "gimp_message",
                "gimp_palette_add_entry",
                "gimp_palette_delete_entry",
                "gimp_palette_get_by_name",
                "gimp_palette_get_color_count",
                "gimp_palette_new",
                "gimp_parasite_free",
                "gimp_parasite_get_data",
                "gimp_parasite_new",
                "gimp_pdb_get_last_error",
                "gimp_progress_end",
                "gimp_progress_init",
                "gimp_progress_set_text",
                "gimp_progress_update",
                "gimp_selection_bounds",
                "gimp_selection_is_empty",
            ],
            types: &["GimpImageBaseType", "GimpImageType", "GimpLayerMode", "GimpAddMaskType"],
        },
        Part {
            module: "libgimpui",
            doc: "The functions that the dialog needs.",
            library: "Libgimpui",
            header: "headers/v3/libgimpui.h",
            functions: &[
                "g_idle_add_full",
                "g_source_remove",
                "gimp_procedure_dialog_fill_list",
                "gimp_procedure_dialog_get_scale_entry",
                "gimp_procedure_dialog_new",
                "gimp_procedure_dialog_run",
                "gimp_procedure_dialog_set_ok_label",
                "gimp_ui_init",
                "gtk_init_check",
                "gtk_widget_destroy",
            ],
            types: &[],
        },
    ],
};

/// The text of the generated file, or why it could not be made; `package` is this package's folder.
pub fn generate(bindings: &Bindings, package: &Path) -> Result<String, String> {
    let flags = compiler_flags(bindings, package)?;
    let mut text = format!(
        "\
// Made from GIMP's headers by bindgen: do not edit. After a change to `generate.rs`, make it anew:
//     make bindings
// (needs libclang and {}).
#![allow(missing_docs, non_camel_case_types, non_snake_case, non_upper_case_globals, dead_code)]
#![allow(unsafe_op_in_unsafe_fn, clippy::all, clippy::undocumented_unsafe_blocks)]
",
        bindings.debian
    );
    for part in bindings.parts {
        let mut builder = bindgen::Builder::default()
            .header(package.join(part.header).display().to_string())
            .clang_args(&flags)
            .clang_arg("-w")
            .dynamic_library_name(part.library)
            // Looked up as a whole: a missing one is an error on loading, which names it, and not
            // a panic on the first call.
            .dynamic_link_require_all(true)
            .default_enum_style(bindgen::EnumVariation::ModuleConsts)
            // The host's objects are only ever behind pointers.
            .opaque_type(
                "_Gtk.*|_Gdk.*|_GeglBuffer|_Babl|_Gimp(ColorProfile|ColorTransform|Dialog|IntComboBox|Parasite)",
            )
            .generate_comments(false)
            .formatter(bindgen::Formatter::Prettyplease)
            .rust_target(bindgen::RustTarget::stable(85, 0).expect("Rust 1.85 is known to bindgen"))
            .rust_edition(bindgen::RustEdition::Edition2024)
            .disable_header_comment();
        for function in part.functions {
            builder = builder.allowlist_function(function);
        }
        for name in part.types {
            builder = builder.allowlist_type(name);
        }
        let generated = builder.generate().map_err(|error| error.to_string())?;
        text += &format!("\n#[doc = \"{}\"]\npub mod {} {{\n", part.doc, part.module);
        text += &generated.to_string();
        text += "}\n";
    }
    Ok(text)
}

/// What clang must be told to find the headers: in the Debian 13 root those of GIMP 3, where there is
/// one, else in the system.
fn compiler_flags(bindings: &Bindings, package: &Path) -> Result<Vec<String>, String> {
    let mut command = Command::new("pkg-config");
    command.args(["--cflags", bindings.headers]);
    let mut flags = Vec::new();
    let root = package.join("../../target/hosts/trixie").canonicalize();
    if let Some(root) =
        root.ok().filter(|root| bindings.headers == "gimpui-3.0" && root.join("usr/include").is_dir())
    {
        let root = root.display();
        command.env("PKG_CONFIG_SYSROOT_DIR", root.to_string());
        let arch = std::env::consts::ARCH;
        let folders = format!("{root}/usr/lib/{arch}-linux-gnu/pkgconfig:{root}/usr/share/pkgconfig");
        command.env("PKG_CONFIG_LIBDIR", folders);
        flags.push(format!("--sysroot={root}"));
    }
    let output = command.output().map_err(|error| format!("pkg-config cannot be started: {error}"))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(format!("GIMP's headers are missing ({}): {reason}", bindings.debian));
    }
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    flags.extend(printed.split_whitespace().map(str::to_owned));
    Ok(flags)
}
