//! The committed bindings are what the headers give.

#[path = "../generate.rs"]
mod generate;

#[test]
#[ignore = "needs libclang and GIMP's headers: run `make test`"]
fn committed_bindings_are_what_the_headers_give() {
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let committed = std::fs::read_to_string(package.join("src/v2/bindings.rs")).unwrap();
    let generated = generate::bindings(package).unwrap_or_else(|error| panic!("{error}"));
    let differs = committed.lines().zip(generated.lines()).position(|(c, g)| c != g);
    assert!(
        committed == generated,
        "line {} differs; see the head of src/v2/bindings.rs for how to make it anew",
        differs.map_or(committed.lines().count().min(generated.lines().count()), |line| line) + 1
    );
}
