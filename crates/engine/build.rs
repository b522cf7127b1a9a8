//! Where what is built here finds libtorch: beside itself when installed (`torch/lib`), in the build
//! tree one folder up (`target/torch/lib`), and two up for the test executables in `target/*/deps`.
fn main() {
    for place in ["$ORIGIN/torch/lib", "$ORIGIN/../torch/lib", "$ORIGIN/../../torch/lib"] {
        println!("cargo:rustc-link-arg=-Wl,-rpath,{place}");
    }
    println!("cargo:rerun-if-changed=build.rs");
}
