// How `src/v2/bindings.rs` is made from GIMP 2.10's headers. Shared by `build.rs` (which writes the
// file when the feature `regenerate-bindings` is on) and by the test that compares.

/// The head of the generated file.
const HEAD: &str = "\
// Made from GIMP 2.10's headers by bindgen: do not edit. After a change to `generate.rs`, make it anew:
//     cargo build -p chromadot-gimp --features regenerate-bindings
// (needs libclang and Debian's libgimp2.0-dev).
#![allow(missing_docs, non_camel_case_types, non_snake_case, non_upper_case_globals, dead_code)]
#![allow(unsafe_op_in_unsafe_fn, clippy::all, clippy::undocumented_unsafe_blocks)]
";

/// One set of functions that is looked up as a whole.
struct Part {
    module: &'static str,
    doc: &'static str,
    library: &'static str,
    header: &'static str,
    functions: &'static [&'static str],
    types: &'static [&'static str],
}

/// Registering must work even where a function that running needs is missing, and must not load
/// GTK; so there are three sets.
const PARTS: [Part; 3] = [
    Part {
        module: "registration",
        doc: "The functions that registering a plug-in needs.",
        library: "Registration",
        header: "headers/registration.h",
        functions: &["gimp_main", "gimp_install_procedure", "gimp_plugin_menu_register"],
        types: &["GimpRunMode", "GimpPDBProcType"],
    },
    Part {
        module: "libgimp",
        doc: "The functions that running needs.",
        library: "Libgimp",
        header: "headers/libgimp.h",
        functions: &[
            "babl_fish",
            "babl_format",
            "babl_format_get_bytes_per_pixel",
            "babl_format_get_encoding",
            "babl_format_with_space",
            "babl_process",
            "babl_space",
            "g_error_free",
            "g_free",
            "g_object_unref",
            "gegl_buffer_get",
            "gegl_buffer_new",
            "gegl_buffer_set",
            "gegl_init",
            "gimp_color_profile_get_space",
            "gimp_color_profile_new_rgb_srgb",
            "gimp_color_transform_new",
            "gimp_color_transform_process_pixels",
            "gimp_displays_flush",
            "gimp_drawable_get_buffer",
            "gimp_drawable_get_format",
            "gimp_drawable_height",
            "gimp_drawable_offsets",
            "gimp_drawable_update",
            "gimp_drawable_width",
            "gimp_get_pdb_error",
            "gimp_image_base_type",
            "gimp_image_convert_rgb",
            "gimp_image_get_effective_color_profile",
            "gimp_image_get_item_position",
            "gimp_image_get_layers",
            "gimp_image_get_name",
            "gimp_image_get_precision",
            "gimp_image_insert_layer",
            "gimp_image_is_valid",
            "gimp_image_list",
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
            "gimp_layer_create_mask",
            "gimp_layer_is_floating_sel",
            "gimp_layer_new",
            "gimp_layer_set_offsets",
            "gimp_message",
            "gimp_procedural_db_get_data",
            "gimp_procedural_db_get_data_size",
            "gimp_procedural_db_set_data",
            "gimp_progress_end",
            "gimp_progress_init",
            "gimp_progress_set_text",
            "gimp_progress_update",
            "gimp_selection_is_empty",
        ],
        types: &["GimpImageBaseType", "GimpLayerMode", "GimpAddMaskType", "GimpPrecision"],
    },
    Part {
        module: "libgimpui",
        doc: "The functions that the dialog needs.",
        library: "Libgimpui",
        header: "headers/libgimpui.h",
        functions: &[
            "g_object_unref",
            "gimp_dialog_new",
            "gimp_dialog_run",
            "gimp_drawable_get_thumbnail",
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
];

/// The text of the bindings, or why they could not be made; `package` is this package's folder.
pub fn bindings(package: &std::path::Path) -> Result<String, String> {
    let library = pkg_config::Config::new()
        .cargo_metadata(false)
        .probe("gimpui-2.0")
        .map_err(|error| format!("GIMP 2.10's headers are missing (libgimp2.0-dev): {error}"))?;
    let includes: Vec<String> =
        library.include_paths.iter().map(|path| format!("-I{}", path.display())).collect();
    let mut text = HEAD.to_owned();
    for part in PARTS {
        let mut builder = bindgen::Builder::default()
            .header(package.join(part.header).display().to_string())
            .clang_args(&includes)
            .clang_arg("-w")
            .dynamic_library_name(part.library)
            // Looked up as a whole: a missing one is an error on loading, which names it, and not
            // a panic on the first call.
            .dynamic_link_require_all(true)
            .default_enum_style(bindgen::EnumVariation::ModuleConsts)
            // The host's objects are only ever behind pointers.
            .opaque_type(
                "_Gtk.*|_Gdk.*|_GeglBuffer|_Babl|_Gimp(ColorProfile|ColorTransform|Dialog|IntComboBox)",
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
