//! Writes the committed bindings anew when the feature `regenerate-bindings` is on, else does nothing.

#[cfg(feature = "regenerate-bindings")]
#[path = "generate.rs"]
mod generate;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=generate.rs");
    println!("cargo::rerun-if-changed=headers");
    #[cfg(feature = "regenerate-bindings")]
    {
        let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for bindings in [generate::PIXELS, generate::PANEL, generate::V2, generate::V3] {
            let written = generate::generate(&bindings, package).and_then(|text| {
                std::fs::write(package.join(bindings.file), text).map_err(|e| e.to_string())
            });
            if let Err(error) = written {
                println!("cargo::error={error}");
            }
        }
    }
}
