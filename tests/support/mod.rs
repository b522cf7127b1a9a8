//! A work folder with the executable in it, pictures made on the spot, and colour arithmetic apart
//! from the program's own (the crate `palette`, in double precision).

#![allow(dead_code, reason = "each test program uses another part of it")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use image::codecs::{jpeg::JpegEncoder, png::PngEncoder, tiff::TiffEncoder};
use image::{DynamicImage, GrayImage, ImageEncoder, ImageReader, Luma, Rgba, RgbaImage};
use palette::rgb::AdobeRgb;
use palette::white_point::D65;
use palette::{FromColor, Lab, Srgb};
use tempfile::TempDir;

/// A folder of its own for each test; the program works in it, so names are enough.
pub struct Work(TempDir);

impl Work {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    pub fn save(&self, name: &str, picture: &DynamicImage) {
        picture.save(self.path(name)).unwrap();
    }

    /// The picture in a file, told by its contents.
    pub fn open(&self, name: &str) -> DynamicImage {
        let reader = ImageReader::open(self.path(name)).unwrap().with_guessed_format().unwrap();
        reader.decode().unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names of all files, sorted.
    pub fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program on the stub engine, with the models of the source tree, as a user who asks Rust
    /// for backtraces starts it.
    pub fn chromadot<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(program());
        command
            .args(arguments)
            .current_dir(self.0.path())
            .env("CHROMADOT_ENGINE", stub())
            .env("CHROMADOT_MODELS", source_tree("models"))
            .env("CHROMADOT_USER_MODELS", self.path("own-models"))
            .env("RUST_BACKTRACE", "1")
            .env_remove("CHROMADOT_LIBTORCH")
            .env_remove("CHROMADOT_STUB");
        command
    }

    /// Colorizes `photo.png` into `result.png` without a word on standard error.
    pub fn colorize(&self, flags: &[&str]) -> DynamicImage {
        let output = self.chromadot(["colorize", "photo.png", "-o", "result.png"]).args(flags).unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        self.open("result.png")
    }

    /// The sentence with which colorizing `photo` into `result.png` fails, having left nothing behind.
    pub fn refusal(&self, photo: &str, flags: &[&str]) -> String {
        let before = self.names();
        let sentence = failure(self.chromadot(["colorize", photo, "-o", "result.png"]).args(flags));
        assert_eq!(self.names(), before, "something was left behind");
        sentence
    }
}

/// The one sentence with which a job fails: exit status 1, no backtrace, no fault of our own.
pub fn failure(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    let sentence = text.strip_prefix("chromadot: ").and_then(|text| text.strip_suffix('\n'));
    let sentence = sentence.filter(|sentence| !sentence.contains('\n'));
    let sentence = sentence.unwrap_or_else(|| panic!("this is not one line of ours:\n{text}"));
    for word in ["panicked", "backtrace", "a fault in Chromadot"] {
        assert!(!sentence.contains(word), "{sentence}");
    }
    sentence.to_owned()
}

pub fn program() -> &'static str {
    env!("CARGO_BIN_EXE_chromadot")
}

/// The stub engine, which cargo builds as a dev-dependency into the folder of the test program.
pub fn stub() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let library = test.parent().unwrap().join("libchromadot_engine_stub.so");
    assert!(library.is_file(), "cargo has not built {}", library.display());
    library
}

pub fn source_tree(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A grey picture of 8 bits in which every code from 0 to 255 occurs.
pub fn ramp(width: u32, height: u32) -> DynamicImage {
    assert!(width * height >= 256, "no room for 256 greys");
    GrayImage::from_fn(width, height, |x, y| Luma([((y * width + x) * 255 / (width * height - 1)) as u8]))
        .into()
}

pub fn even_grey(width: u32, height: u32, code: u8) -> DynamicImage {
    GrayImage::from_pixel(width, height, Luma([code])).into()
}

/// A transparent picture with one opaque square of 5x5 pixels.
pub fn dot(width: u32, height: u32, centre: (u32, u32), colour: [u8; 3]) -> DynamicImage {
    let [r, g, b] = colour;
    RgbaImage::from_fn(width, height, |x, y| {
        let inside = x.abs_diff(centre.0) <= 2 && y.abs_diff(centre.1) <= 2;
        Rgba(if inside { [r, g, b, 255] } else { [0; 4] })
    })
    .into()
}

pub fn painted(width: u32, height: u32, colour: [u8; 4]) -> DynamicImage {
    RgbaImage::from_pixel(width, height, Rgba(colour)).into()
}

/// The bytes of a PNG, JPEG or TIFF that carries a profile and EXIF.
pub fn encoded(kind: &str, picture: &DynamicImage, icc: Option<&[u8]>, exif: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    match kind {
        "png" => with_metadata(PngEncoder::new(&mut bytes), picture, icc, exif),
        "jpeg" => with_metadata(JpegEncoder::new_with_quality(&mut bytes, 100), picture, icc, exif),
        "tiff" => with_metadata(TiffEncoder::new(&mut bytes), picture, icc, exif),
        other => panic!("no encoder for {other}"),
    }
    bytes.into_inner()
}

fn with_metadata(
    mut encoder: impl ImageEncoder,
    picture: &DynamicImage,
    icc: Option<&[u8]>,
    exif: Option<&[u8]>,
) {
    if let Some(icc) = icc {
        encoder.set_icc_profile(icc.to_vec()).unwrap();
    }
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif.to_vec()).unwrap();
    }
    picture.write_with_encoder(encoder).unwrap();
}

/// EXIF with the maker "Ace" and an orientation.
pub fn exif(orientation: u16) -> Vec<u8> {
    let mut bytes = b"II\x2a\0\x08\0\0\0\x02\0".to_vec();
    bytes.extend(b"\x0f\x01\x02\0\x04\0\0\0Ace\0"); // 0x010f Make, ASCII, 4 bytes
    bytes.extend(b"\x12\x01\x03\0\x01\0\0\0"); // 0x0112 Orientation, SHORT, 1 value
    bytes.extend(u32::from(orientation).to_le_bytes());
    bytes.extend([0; 4]); // no further directory
    bytes
}

/// Lab (D65) of sRGB codes 0..=`full`.
pub fn lab(rgb: [f64; 3], full: f64) -> [f64; 3] {
    let [r, g, b] = rgb.map(|code| code / full);
    let lab = Lab::<D65, f64>::from_color(Srgb::new(r, g, b));
    [lab.l, lab.a, lab.b]
}

/// Lab (D65) of Adobe RGB codes 0..=255.
pub fn adobe_lab(rgb: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = rgb.map(|code| code / 255.0);
    let lab = Lab::<D65, f64>::from_color(AdobeRgb::<f64>::new(r, g, b));
    [lab.l, lab.a, lab.b]
}

/// Lab of a pixel of a picture of any depth.
pub fn lab_at(picture: &DynamicImage, x: u32, y: u32) -> [f64; 3] {
    let Rgba([r, g, b, _]) = *picture.to_rgba16().get_pixel(x, y);
    lab([r, g, b].map(f64::from), 65_535.0)
}

/// The result must have the lightness of the photograph (both sRGB), pixel by pixel, within `bound`.
pub fn assert_same_lightness(photo: &DynamicImage, result: &DynamicImage, bound: f64) {
    assert_eq!((photo.width(), photo.height()), (result.width(), result.height()));
    let (photo, result) = (photo.to_rgb16(), result.to_rgb16());
    for ((x, y, before), after) in photo.enumerate_pixels().zip(result.pixels()) {
        let [before, after] = [before, after].map(|pixel| lab(pixel.0.map(f64::from), 65_535.0)[0]);
        assert!((before - after).abs() < bound, "L* at {x},{y} was {before} and is {after}");
    }
}

/// Whether `found` is within `bound` of `expected`, number by number.
pub fn near(found: [f64; 3], expected: [f64; 3], bound: f64) -> bool {
    found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() <= bound)
}
