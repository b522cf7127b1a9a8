//! The C header: a C program that includes it compiles without a warning, calls every function of an
//! engine by the header's prototypes, and finds the numbers that the Rust side means.

mod support;

use std::path::Path;
use std::process::Command;

use chromadot_engine_abi::{ABI_VERSION, DeviceReport, ModelDescription, Status};
use tempfile::TempDir;

use support::{cc, stub, text};

const INCLUDE: &str = concat!("-I", env!("CARGO_MANIFEST_DIR"), "/include");
const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/header.c");

/// What follows `key` on its line.
fn value<'a>(printed: &'a str, key: &str) -> &'a str {
    let found = printed.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
    found.unwrap_or_else(|| panic!("there is no '{key}' in:\n{printed}"))
}

#[test]
fn a_c_program_calls_every_function_and_agrees_on_every_number() {
    let folder = TempDir::new().unwrap();
    let engine = stub();
    let beside = format!("-Wl,-rpath,{}", engine.parent().unwrap().display());
    cc(folder.path(), &[INCLUDE, "-o", "header", PROGRAM, engine.to_str().unwrap(), &beside]);
    let output = Command::new(folder.path().join("header")).output().unwrap();
    let printed = text(&output);
    assert!(output.status.success() && printed.ends_with("end reached\n"), "{printed}");
    // No entry prints anything, whatever goes wrong.
    assert!(output.stderr.is_empty(), "{printed}");

    let number = |key| value(&printed, key).parse::<i64>().unwrap();
    assert_eq!(number("CHROMADOT_ENGINE_ABI"), i64::from(ABI_VERSION));
    let statuses = [
        ("CHROMADOT_OK", Status::Ok),
        ("CHROMADOT_BAD_CALL", Status::BadCall),
        ("CHROMADOT_BAD_MODEL", Status::BadModel),
        ("CHROMADOT_NO_DEVICE", Status::NoDevice),
        ("CHROMADOT_OUT_OF_MEMORY", Status::OutOfMemory),
        ("CHROMADOT_INTERNAL", Status::Internal),
    ];
    for (name, status) in statuses {
        assert_eq!(number(name), status as i64, "{name}");
    }

    let description: ModelDescription = serde_json::from_str(value(&printed, "description")).unwrap();
    assert_eq!(description.input.planes(), 4);
    let devices: Vec<DeviceReport> = serde_json::from_str(value(&printed, "devices")).unwrap();
    assert_eq!(devices[0].device, "cpu");
}

#[test]
fn the_header_states_every_status_and_no_other() {
    let header = Path::new(env!("CARGO_MANIFEST_DIR")).join("include/chromadot_engine.h");
    let header = std::fs::read_to_string(header).unwrap();
    let defined = header.lines().filter(|line| line.starts_with("#define CHROMADOT_")).count();
    // Six statuses, the version and the guard against double inclusion; the numbers are compared above.
    assert_eq!(defined, 6 + 1 + 1, "{header}");
}

#[test]
#[ignore = "needs a C++ compiler: run `make test`"]
fn a_cpp_program_can_include_the_header() {
    let folder = TempDir::new().unwrap();
    std::fs::write(
        folder.path().join("header.cpp"),
        "#include \"chromadot_engine.h\"\n#include \"chromadot_engine.h\"\n\
         int main() { return chromadot_engine_abi() == CHROMADOT_ENGINE_ABI ? 0 : 1; }\n",
    )
    .unwrap();
    let engine = stub();
    let beside = format!("-Wl,-rpath,{}", engine.parent().unwrap().display());
    let compiled = Command::new("c++")
        .args([
            "-std=c++11",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-pedantic",
            INCLUDE,
            "-o",
            "header",
            "header.cpp",
        ])
        .args([engine.to_str().unwrap(), &beside])
        .current_dir(folder.path())
        .output()
        .expect("a C++ compiler is called `c++`");
    assert!(compiled.status.success(), "{}", text(&compiled));
    assert!(Command::new(folder.path().join("header")).status().unwrap().success());
}
