//! Comparing a committed file with what the headers give now.

use crate::generate::{Bindings, generate};

/// Panics with the first line that differs.
pub fn committed_and_generated(bindings: &Bindings) {
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let committed = std::fs::read_to_string(package.join(bindings.file)).unwrap();
    let generated = generate(bindings, package).unwrap_or_else(|error| panic!("{error}"));
    let differs = committed.lines().zip(generated.lines()).position(|(c, g)| c != g);
    assert!(
        committed == generated,
        "line {} of {} differs; see its head for how to make it anew",
        differs.map_or(committed.lines().count().min(generated.lines().count()), |line| line) + 1,
        bindings.file
    );
}
