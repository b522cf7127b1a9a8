//! Where the built engine finds libtorch: beside itself when installed (`torch/lib`), one folder up
//! in the build tree (`target/torch/lib`), two up for the test executables in `target/*/deps`.
fn main() {
    for (kind, place) in [
        ("cdylib", "$ORIGIN/torch/lib:$ORIGIN/../torch/lib"),
        ("tests", "$ORIGIN/../../torch/lib"),
        ("benches", "$ORIGIN/../../torch/lib"),
        ("examples", "$ORIGIN/../../torch/lib"),
    ] {
        println!("cargo:rustc-link-arg-{kind}=-Wl,-rpath,{place}");
    }
    println!("cargo:rerun-if-changed=build.rs");
}
