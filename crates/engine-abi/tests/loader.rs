//! The loader against a real shared library without libtorch, and against libraries that are none.

mod support;

use std::fs;
use std::path::PathBuf;

use chromadot_engine_abi::loader::{Library, LoadError};
use chromadot_engine_abi::{
    ABI_VERSION, FLOW_PLANES, Failure, Head, HintScale, NetworkSpec, OpenOptions, Precision, Status, Trunk,
};
use tempfile::TempDir;

use support::{cc, stub};

const SCALE: HintScale = HintScale::Filter { sigma_s_px: 50.0, sigma_r_lightness: 40.0 };

fn library() -> Library {
    Library::load(&stub(), None, false).unwrap()
}

/// A network with `scales` groups of spread hints, on a device.
fn options(device: &str, scales: usize, global_hints: bool) -> OpenOptions {
    OpenOptions {
        device: device.to_owned(),
        threads: 1,
        precision: Precision::Auto,
        network: NetworkSpec {
            trunk: Trunk::Paper,
            base_width: 16,
            head: Head::None,
            global_hints,
            mask_offset: 0.5,
            output_scale: 110.0,
            scales: vec![SCALE; scales],
            encoder: None,
            flow_width: None,
            half_size_share: 0.0,
        },
    }
}

/// Planes of 16x8 with values that say in which plane and where they are.
fn planes(count: usize) -> Vec<f32> {
    (0..count * 16 * 8).map(|i| i as f32 / 1024.0).collect()
}

/// What the loader says of a library made from C source.
fn refusal(source: &str) -> (TempDir, PathBuf, LoadError) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("library.c"), source).unwrap();
    cc(folder.path(), &["-shared", "-fPIC", "-o", "library.so", "library.c"]);
    let path = folder.path().join("library.so");
    let error = Library::load(&path, None, false).unwrap_err();
    (folder, path, error)
}

#[test]
fn a_model_opens_describes_itself_and_runs() {
    let mut model = library().open(b"weights", &options("cpu", 2, true)).unwrap();
    let description = model.description();
    assert_eq!(description.input.planes(), 10);
    assert_eq!(description.input.globals, 316);
    assert_eq!(description.input.mask_offset, 0.5);
    assert_eq!(description.input.scales, [SCALE; 2]);
    assert_eq!(description.device, "cpu");
    let planes = planes(10);
    let (ab, distribution) = model.run(&planes, (16, 8), &[0.0; 316], false).unwrap();
    // The stub gives the last spread hints back in Lab units.
    let expected: Vec<f32> = planes[7 * 128..9 * 128].iter().map(|v| 110.0 * v).collect();
    assert_eq!(ab, expected);
    assert_eq!(distribution, None);
}

#[test]
fn a_network_without_spread_and_global_hints_takes_four_planes_and_no_numbers() {
    let mut model = library().open(&[], &options("cpu", 0, false)).unwrap();
    let planes = planes(4);
    let (ab, _) = model.run(&planes, (8, 16), &[], false).unwrap();
    let expected: Vec<f32> = planes[128..384].iter().map(|v| 110.0 * v).collect();
    assert_eq!(ab, expected);
}

#[test]
fn global_hints_reach_the_network() {
    let mut model = library().open(&[], &options("cpu", 1, true)).unwrap();
    let mut globals = [0.0; 316];
    (globals[120], globals[314]) = (0.5, 0.25);
    let (ab, _) = model.run(&[0.0; 7 * 64], (8, 8), &globals, false).unwrap();
    assert_eq!(ab[..64], [7.5; 64]);
    assert_eq!(ab[64..], [15.0; 64]);
}

#[test]
fn a_model_that_knows_says_where_colour_flows_and_another_refuses() {
    let mut options = options("cpu", 1, false);
    let asked = |options: &OpenOptions, count: usize, width: u32| {
        library().open(&[], options).unwrap().flow(&vec![50.0; count], width)
    };
    let refused = asked(&options, 128, 16).unwrap_err();
    assert_eq!(
        (refused.status, &*refused.message),
        (Status::BadCall, "this model does not say where colour flows")
    );
    options.network.flow_width = Some(8);
    assert_eq!(asked(&options, 128, 16).unwrap(), [1.0; FLOW_PLANES * 128]);
    assert_eq!(asked(&options, 130, 16).unwrap_err().message, "130 values are not whole rows of 16");
    assert!(asked(&options, 60, 10).unwrap_err().message.contains("multiples of 8"));
}

#[test]
fn a_description_longer_than_the_first_buffer_arrives_whole() {
    let model = library().open(&[], &options("cpu", 300, false)).unwrap();
    assert_eq!(model.description().input.scales, [SCALE; 300]);
}

#[test]
fn every_device_is_reported() {
    let devices = library().devices().unwrap();
    assert_eq!(devices.len(), 1);
    assert!(devices[0].usable && devices[0].device == "cpu", "{devices:?}");
}

#[test]
fn two_models_are_open_at_once_and_closing_one_leaves_the_other() {
    let library = library();
    let first = library.open(&[], &options("cpu", 1, false)).unwrap();
    let mut second = library.open(&[], &options("cpu", 0, false)).unwrap();
    drop(first);
    assert!(second.run(&planes(4), (16, 8), &[], false).is_ok());
}

#[test]
fn a_model_runs_in_another_thread_than_it_was_opened_in() {
    let mut model = library().open(&[], &options("cpu", 0, false)).unwrap();
    let outcome = std::thread::spawn(move || model.run(&planes(4), (16, 8), &[1.0], false)).join().unwrap();
    // The sentence about a failure is that of the thread in which it happened.
    assert!(outcome.unwrap_err().message.contains("0 global inputs, not 4 and 1"));
}

#[test]
fn a_panic_inside_the_library_is_an_error_and_the_library_still_works() {
    let library = library();
    let failure = library.open(&[], &options("panic", 0, false)).unwrap_err();
    assert_eq!(failure.status, Status::Internal);
    assert_eq!(failure.message, "the engine failed: the stub was told to panic");
    let mut model = library.open(&[], &options("cpu", 0, false)).unwrap();
    assert!(model.run(&planes(4), (16, 8), &[], false).is_ok());
}

#[test]
fn a_device_that_is_not_there_is_told_apart_from_other_failures() {
    let failure = library().open(&[], &options("cuda:1", 0, false)).unwrap_err();
    assert_eq!(failure, Failure::new(Status::NoDevice, "the stub has no GPU"));
}

#[test]
fn sizes_that_do_not_fit_are_answered_with_those_that_do() {
    let mut model = library().open(&[], &options("cpu", 1, true)).unwrap();
    let globals = [0.0; 316];
    let mut refuse = |count: usize, size: (u32, u32), globals: &[f32], distribution: bool| {
        let failure = model.run(&vec![0.0; count], size, globals, distribution).unwrap_err();
        assert_eq!(failure.status, Status::BadCall, "{failure}");
        failure.message
    };
    let planes_of_other_number = "the model takes 7 planes and 316 global inputs, not 4 and 316";
    assert_eq!(refuse(4 * 128, (16, 8), &globals, false), planes_of_other_number);
    let too_few_globals = "the model takes 7 planes and 316 global inputs, not 7 and 315";
    assert_eq!(refuse(7 * 128, (16, 8), &globals[1..], false), too_few_globals);
    let no_globals = "the model takes 7 planes and 316 global inputs, not 7 and 0";
    assert_eq!(refuse(7 * 128, (16, 8), &[], false), no_globals);
    let not_a_multiple = refuse(7 * 12 * 8, (12, 8), &globals, false);
    assert_eq!(not_a_multiple, "a picture of 12x8 cannot be run: sides are multiples of 8 from 8 to 16384");
    assert!(refuse(7 * 16_392 * 8, (16_392, 8), &globals, false).starts_with("a picture of 16392x8"));
    assert_eq!(refuse(7 * 128 - 1, (16, 8), &globals, false), "895 values are not whole planes of 16x8");
    assert_eq!(refuse(0, (16, 8), &globals, false), "0 values are not whole planes of 16x8");
    assert_eq!(refuse(7, (0, 8), &globals, false), "7 values are not whole planes of 0x8");
    assert!(refuse(7, (u32::MAX, u32::MAX), &globals, false).contains("not whole planes"));
    let no_distribution = "this model has no distribution over colours";
    assert_eq!(refuse(7 * 128, (16, 8), &globals, true), no_distribution);
    assert!(model.run(&vec![0.0; 7 * 128], (16, 8), &globals, false).is_ok());
}

#[test]
fn a_foreign_library_is_named_with_the_function_that_it_lacks() {
    let (_folder, path, error) = refusal("int answer(void);\nint answer(void) { return 42; }\n");
    assert!(matches!(error, LoadError::MissingSymbol { symbol: "chromadot_engine_abi", .. }), "{error:?}");
    let path = path.display();
    assert_eq!(error.to_string(), format!("{path} is not a Chromadot engine: it lacks chromadot_engine_abi"));
}

#[test]
fn a_library_of_another_version_is_refused_with_both_numbers_before_anything_else_is_asked_of_it() {
    let source = "#include <stdint.h>\n\
                  uint32_t chromadot_engine_abi(void);\nuint32_t chromadot_engine_abi(void) { return 99; }\n";
    let (_folder, path, error) = refusal(source);
    assert!(matches!(error, LoadError::Version { found: 99, .. }), "{error:?}");
    let path = path.display();
    assert_eq!(
        error.to_string(),
        format!(
            "the engine {path} has version 99 of the interface, this program needs 5; install both from the \
             same release"
        )
    );
}

#[test]
fn a_damaged_engine_is_named_with_the_function_that_it_lacks() {
    let source = "#include <stdint.h>\n\
                  uint32_t chromadot_engine_abi(void);\nuint32_t chromadot_engine_abi(void) { return VERSION; }\n\
                  void chromadot_engine_open(void);\nvoid chromadot_engine_open(void) {}\n\
                  void chromadot_engine_describe(void);\nvoid chromadot_engine_describe(void) {}\n";
    let (_folder, _, error) = refusal(&source.replace("VERSION", &ABI_VERSION.to_string()));
    assert!(matches!(error, LoadError::MissingSymbol { symbol: "chromadot_engine_run", .. }), "{error:?}");
}

#[test]
fn a_missing_or_truncated_library_is_refused_in_the_loaders_own_words() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("missing.so");
    let error = Library::load(&missing, None, false).unwrap_err().to_string();
    assert!(error.starts_with(&format!("the engine {} cannot be loaded: ", missing.display())), "{error}");
    assert!(error.contains("No such file or directory"), "{error}");

    let truncated = folder.path().join("truncated.so");
    fs::write(&truncated, &fs::read(stub()).unwrap()[..40]).unwrap();
    let error = Library::load(&truncated, None, false).unwrap_err();
    assert!(matches!(&error, LoadError::Open { reason, .. } if reason.contains("file too short")), "{error}");
}

#[test]
fn a_file_in_the_working_folder_is_not_looked_for_in_the_systems_places() {
    // The system's loader takes a bare name for one of its own libraries.
    let error = Library::load("libm.so.6".as_ref(), None, false).unwrap_err();
    assert!(matches!(&error, LoadError::Open { reason, .. } if reason.contains("No such file")), "{error:?}");
}

#[test]
fn a_libtorch_that_is_named_and_not_there_is_an_error_that_names_it() {
    let folder = TempDir::new().unwrap();
    let error = Library::load(&stub(), Some(folder.path()), false).unwrap_err().to_string();
    assert!(error.contains(&folder.path().join("libtorch_cpu.so").display().to_string()), "{error}");
    assert!(error.contains("No such file or directory"), "{error}");
}

#[test]
fn a_cuda_part_that_cannot_be_loaded_leaves_the_cpu_usable() {
    let folder = TempDir::new().unwrap();
    let engine = folder.path().join("engine.so");
    fs::copy(stub(), &engine).unwrap();
    fs::create_dir_all(folder.path().join("torch/lib")).unwrap();
    fs::write(folder.path().join("torch/lib/libtorch_cuda.so"), "no library").unwrap();
    let library = Library::load(&engine, None, true).unwrap();
    assert!(library.open(&[], &options("cpu", 0, false)).is_ok());
}
