//! The command line as a user meets it: the real executable on an engine without libtorch, which
//! spreads the painted colours over the picture.

mod support;

use std::fs;
use std::io::BufReader;
use std::os::unix::fs::symlink;
use std::process::Stdio;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, tiff::TiffDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{
    ColorType, DynamicImage, GrayAlphaImage, ImageBuffer, ImageDecoder, ImageFormat, Luma, LumaA, RgbImage,
    Rgba,
};
use moxcms::ColorProfile;
use serde_json::Value;

use support::{
    Work, adobe_lab, assert_same_lightness, dot, encoded, even_grey, exif, failure, lab, lab_at, near,
    painted, program, ramp, source_tree, stub,
};

/// A colour that sRGB has at middle lightness, and its Lab.
const TERRACOTTA: [u8; 3] = [170, 110, 90];
/// Rounding three channels to 8 bits moves L* by less than this, and a*, b* by about twice as much.
const ROUNDING: f64 = 0.6;

fn terracotta() -> [f64; 3] {
    lab(TERRACOTTA.map(f64::from), 255.0)
}

/// A folder with an even grey photograph and one terracotta dot.
fn photo_and_hints() -> Work {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 48, 128));
    work.save("hints.png", &dot(64, 48, (20, 20), TERRACOTTA));
    work
}

fn stdout(output: &std::process::Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

// The result.

#[test]
fn a_grey_photograph_with_a_dot_becomes_a_colour_picture_of_its_size() {
    let work = photo_and_hints();
    let result = work.colorize(&["--hints", "hints.png"]);
    assert_eq!((result.width(), result.height(), result.color()), (64, 48, ColorType::Rgb8));
    let [_, a, b] = terracotta();
    let photo = lab([128.0; 3], 255.0)[0];
    for (x, y) in [(20, 20), (60, 5), (3, 44)] {
        let found = lab_at(&result, x, y);
        assert!(near(found, [photo, a, b], 1.5), "at {x},{y}: {found:?}");
    }
}

#[test]
fn without_hints_the_stub_gives_the_photograph_back_code_for_code() {
    let work = Work::new();
    let photo = ramp(64, 16);
    work.save("photo.png", &photo);
    assert_eq!(work.colorize(&[]).to_rgb8(), photo.to_rgb8());
}

#[test]
fn every_lightness_stays_the_photographs_own_whatever_colour_is_painted() {
    let work = Work::new();
    let photo = ramp(64, 64);
    work.save("photo.png", &photo);
    for colour in [[255, 0, 0, 255], [0, 0, 255, 255], [0, 255, 0, 255], [255, 0, 255, 255]] {
        work.save("hints.png", &painted(64, 64, colour));
        let result = work.colorize(&["--hints", "hints.png"]);
        assert_same_lightness(&photo, &result, ROUNDING);
        let [_, a, b] = lab_at(&result, 32, 32);
        assert!(a.hypot(b) > 20.0, "{colour:?} left hardly a colour: {a} {b}");
    }
}

#[test]
fn a_colour_photograph_keeps_its_lightness_and_loses_its_own_colours() {
    let work = Work::new();
    let photo: DynamicImage =
        RgbImage::from_fn(32, 32, |x, y| image::Rgb([8 * x as u8, 8 * y as u8, 120])).into();
    work.save("photo.png", &photo);
    let result = work.colorize(&[]);
    assert_same_lightness(&photo, &result, ROUNDING);
    let [_, a, b] = lab_at(&result, 30, 2);
    assert!(a.abs() < 1.0 && b.abs() < 1.0, "{a} {b}");
}

#[test]
fn a_16_bit_scan_stays_16_bit_and_keeps_all_its_greys() {
    let work = Work::new();
    let photo: DynamicImage = ImageBuffer::from_fn(256, 256, |x, y| Luma([(256 * y + x) as u16])).into();
    work.save("photo.png", &photo);
    work.save("hints.png", &painted(256, 256, [170, 110, 90, 255]));
    let result = work.colorize(&["--hints", "hints.png"]);
    assert_eq!(result.color(), ColorType::Rgb16);
    assert_same_lightness(&photo, &result, 0.02);
}

#[test]
fn transparency_is_the_photographs_own() {
    let work = photo_and_hints();
    let photo = GrayAlphaImage::from_fn(64, 48, |x, _| LumaA([128, 4 * x as u8]));
    work.save("photo.png", &photo.into());
    let result = work.colorize(&["--hints", "hints.png"]);
    assert_eq!(result.color(), ColorType::Rgba8);
    for (x, y, Rgba([.., alpha])) in result.to_rgba8().enumerate_pixels() {
        assert_eq!(*alpha, 4 * x as u8, "at {x},{y}");
    }
}

#[test]
fn a_grey_dot_keeps_its_place_neutral_and_leaves_the_other_dot_its_colour() {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 64, 128));
    let mut hints = dot(64, 64, (10, 10), TERRACOTTA).into_rgba8();
    image::imageops::overlay(&mut hints, &dot(64, 64, (50, 50), [90, 90, 90]).into_rgba8(), 0, 0);
    work.save("hints.png", &hints.into());
    let result = work.colorize(&["--hints", "hints.png"]);
    let [photo, ..] = lab([128.0; 3], 255.0);
    let [_, a, b] = terracotta();
    assert!(near(lab_at(&result, 10, 10), [photo, a, b], 1.5), "{:?}", lab_at(&result, 10, 10));
    assert!(near(lab_at(&result, 50, 50), [photo, 0.0, 0.0], 1.5), "{:?}", lab_at(&result, 50, 50));
}

#[test]
fn strokes_less_than_half_opaque_are_no_hints() {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 48, 128));
    work.save("hints.png", &painted(64, 48, [170, 110, 90, 127]));
    assert_eq!(work.colorize(&["--hints", "hints.png"]).to_rgb8(), even_grey(64, 48, 128).to_rgb8());
}

#[test]
fn the_reference_gives_what_it_is_asked_for_and_nothing_else() {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 48, 128));
    // One saturated colour: the stub adds 30 to a* for the saturation, 30 to b* for the distribution.
    work.save("reference.png", &painted(40, 90, [255, 0, 0, 255]));
    let [photo, ..] = lab([128.0; 3], 255.0);
    for (part, a, b) in [("both", 30.0, 30.0), ("histogram", 0.0, 30.0), ("saturation", 30.0, 0.0)] {
        let result = work.colorize(&["--reference", "reference.png", "--reference-use", part]);
        let found = lab_at(&result, 30, 20);
        assert!(near(found, [photo, a, b], 1.5), "{part}: {found:?}");
    }
    let both = work.colorize(&["--reference", "reference.png"]);
    assert!(near(lab_at(&both, 30, 20), [photo, 30.0, 30.0], 1.5));
}

#[test]
fn hints_of_strength_zero_are_left_to_the_network() {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 48, 128));
    work.save("reference.png", &painted(8, 8, [255, 0, 0, 255]));
    work.save("hints.png", &painted(64, 48, [128, 128, 128, 255]));
    let of_strength = |percent: &str| {
        let flags = ["--hints", "hints.png", "--reference", "reference.png", "--hint-strength", percent];
        lab_at(&work.colorize(&flags), 30, 20)[1]
    };
    // The stub adds 30 to a*, which full strength takes back where neutral is painted.
    assert!((of_strength("0") - 30.0).abs() < 1.5);
    assert!((of_strength("50") - 15.0).abs() < 1.5);
    assert!(of_strength("100").abs() < 1.5);
}

// Files.

#[test]
fn the_name_of_the_result_says_its_format() {
    let work = photo_and_hints();
    let expected = work.colorize(&["--hints", "hints.png"]);
    let formats = [
        ("result.jpg", ImageFormat::Jpeg),
        ("result.JPEG", ImageFormat::Jpeg),
        ("result.tif", ImageFormat::Tiff),
        ("result.tiff", ImageFormat::Tiff),
        ("result.webp", ImageFormat::WebP),
        ("result.bmp", ImageFormat::Bmp),
        ("result.ppm", ImageFormat::Pnm),
    ];
    for (name, format) in formats {
        work.chromadot(["colorize", "photo.png", "--hints", "hints.png", "-o", name]).assert().success();
        assert_eq!(image::guess_format(&fs::read(work.path(name)).unwrap()).unwrap(), format, "{name}");
        let result = work.open(name);
        assert_eq!(result.color(), ColorType::Rgb8, "{name}");
        let (found, expected) = (lab_at(&result, 30, 20), lab_at(&expected, 30, 20));
        assert!(
            near(found, expected, if format == ImageFormat::Jpeg { 2.0 } else { 0.0 }),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn a_targa_file_is_written_and_read_though_nothing_in_it_says_what_it_is() {
    let work = photo_and_hints();
    work.save("photo.tga", &even_grey(64, 48, 128));
    let flags = ["--hints", "hints.png", "-o", "result.tga"];
    work.chromadot(["colorize", "photo.tga"]).args(flags).assert().success();
    let result = image::open(work.path("result.tga")).unwrap();
    assert_eq!(result.to_rgb8(), work.colorize(&["--hints", "hints.png"]).to_rgb8());
}

#[test]
fn a_ppm_is_of_the_kind_that_other_programs_read() {
    let work = photo_and_hints();
    work.chromadot(["colorize", "photo.png", "-o", "result.ppm"]).assert().success();
    let bytes = fs::read(work.path("result.ppm")).unwrap();
    assert_eq!(&bytes[..3], b"P6\n", "{:?}", String::from_utf8_lossy(&bytes[..20]));
    let photo: DynamicImage = ImageBuffer::from_pixel(16, 16, Luma([30_000u16])).into();
    work.save("deep.png", &photo);
    work.chromadot(["colorize", "deep.png", "-o", "deep.ppm"]).assert().success();
    let result = work.open("deep.ppm");
    assert_eq!(result.color(), ColorType::Rgb16);
    assert_same_lightness(&photo, &result, 0.01);
}

#[test]
fn photographs_are_read_by_their_contents_whatever_their_name() {
    let work = Work::new();
    work.write("photo.png", encoded("jpeg", &even_grey(40, 30, 99), None, None));
    assert_eq!(work.colorize(&[]).to_rgb8(), even_grey(40, 30, 99).to_rgb8());
}

#[test]
fn what_a_format_cannot_hold_is_said_in_a_line() {
    let work = Work::new();
    let photo = ImageBuffer::from_pixel(16, 16, LumaA([30_000u16, 20_000]));
    work.save("photo.png", &DynamicImage::ImageLumaA16(photo));
    let output = work.chromadot(["colorize", "photo.png", "-o", "result.jpg"]).unwrap();
    let lines = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        lines,
        "chromadot: Jpeg holds no transparency; the result is opaque\n\
         chromadot: Jpeg holds 8 bits a channel; write PNG or TIFF to keep more\n"
    );
    work.chromadot(["colorize", "photo.png", "-o", "result.tif"]).assert().success().stderr("");
    assert_eq!(work.open("result.tif").color(), ColorType::Rgba16);
}

#[test]
fn a_photograph_that_lies_on_its_side_comes_out_upright_with_the_rest_of_its_exif() {
    let work = Work::new();
    // Dark on the left; orientation 6 turns it by a quarter clockwise, so that dark comes to the top.
    let photo = RgbImage::from_fn(48, 32, |x, _| image::Rgb([if x < 24 { 40 } else { 210 }; 3]));
    for kind in ["jpeg", "png"] {
        work.write("photo.png", encoded(kind, &photo.clone().into(), None, Some(&exif(6))));
        let result = work.colorize(&[]);
        assert_eq!((result.width(), result.height()), (32, 48));
        assert!(lab_at(&result, 16, 4)[0] < 20.0 && lab_at(&result, 16, 44)[0] > 80.0, "{kind}");
        let file = BufReader::new(fs::File::open(work.path("result.png")).unwrap());
        let mut decoder = PngDecoder::new(file).unwrap();
        assert_eq!(decoder.orientation().unwrap(), Orientation::NoTransforms);
        let carried = decoder.exif_metadata().unwrap().expect("EXIF is carried over");
        assert!(carried.windows(4).any(|bytes| bytes == b"Ace\0"), "{carried:?}");
    }
}

#[test]
fn hints_lie_on_the_upright_photograph() {
    let work = Work::new();
    work.write("photo.png", encoded("jpeg", &even_grey(48, 32, 128), None, Some(&exif(6))));
    work.save("hints.png", &dot(32, 48, (16, 40), TERRACOTTA));
    let result = work.colorize(&["--hints", "hints.png"]);
    let [_, a, b] = terracotta();
    let [_, found_a, found_b] = lab_at(&result, 16, 40);
    assert!((found_a - a).abs() < 2.0 && (found_b - b).abs() < 2.0, "{found_a} {found_b}");
    work.save("hints.png", &dot(48, 32, (40, 16), TERRACOTTA));
    let sentence =
        failure(&mut work.chromadot(["colorize", "photo.png", "--hints", "hints.png", "-o", "r.png"]));
    assert!(sentence.contains("48x32") && sentence.contains("32x48"), "{sentence}");
}

#[test]
fn an_adobe_rgb_photograph_keeps_its_profile_and_its_lightness_there() {
    let icc = ColorProfile::new_adobe_rgb().encode().unwrap();
    let work = Work::new();
    let photo = ramp(64, 64).into_rgb8();
    work.save("hints.png", &painted(64, 64, [170, 110, 90, 255]));
    for kind in ["png", "tiff", "jpeg"] {
        work.write("photo.png", encoded(kind, &photo.clone().into(), Some(&icc), None));
        let result = work.colorize(&["--hints", "hints.png"]);
        let file = BufReader::new(fs::File::open(work.path("result.png")).unwrap());
        let carried = PngDecoder::new(file).unwrap().icc_profile().unwrap();
        assert_eq!(carried.as_ref(), Some(&icc), "{kind}");
        if kind == "jpeg" {
            continue; // its codes are not the ones we know
        }
        let result = result.to_rgb8();
        for (x, y, before) in photo.enumerate_pixels() {
            let [l, ..] = adobe_lab(before.0.map(f64::from));
            let [found, ..] = adobe_lab(result.get_pixel(x, y).0.map(f64::from));
            assert!((found - l).abs() < ROUNDING, "{kind}: L* at {x},{y} was {l} and is {found}");
        }
        let (_, a, b) = terracotta().into();
        let [_, found_a, found_b] = adobe_lab(result.get_pixel(32, 32).0.map(f64::from));
        assert!((found_a - a).abs() < 1.5 && (found_b - b).abs() < 1.5, "{kind}: {found_a} {found_b}");
    }
}

#[test]
fn an_adobe_rgb_colour_photograph_keeps_the_lightness_of_colours_that_srgb_has_not() {
    let icc = ColorProfile::new_adobe_rgb().encode().unwrap();
    let work = Work::new();
    let photo = RgbImage::from_fn(32, 32, |x, y| image::Rgb([8 * x as u8, 8 * y as u8, 200]));
    work.write("photo.png", encoded("png", &photo.clone().into(), Some(&icc), None));
    let result = work.colorize(&[]).to_rgb8();
    for (x, y, before) in photo.enumerate_pixels() {
        let [l, ..] = adobe_lab(before.0.map(f64::from));
        let [found, a, b] = adobe_lab(result.get_pixel(x, y).0.map(f64::from));
        assert!((found - l).abs() < ROUNDING, "L* at {x},{y} was {l} and is {found}");
        assert!(a.abs() < 1.0 && b.abs() < 1.0, "a colour at {x},{y}: {a} {b}");
    }
}

#[test]
fn every_format_that_can_hold_a_profile_carries_it() {
    let icc = ColorProfile::new_adobe_rgb().encode().unwrap();
    let work = Work::new();
    work.write("photo.png", encoded("png", &ramp(32, 32).into_rgb8().into(), Some(&icc), None));
    let written = |name: &str| {
        work.chromadot(["colorize", "photo.png", "-o", name]).assert().success().stderr("");
        BufReader::new(fs::File::open(work.path(name)).unwrap())
    };
    assert_eq!(JpegDecoder::new(written("a.jpg")).unwrap().icc_profile().unwrap().as_ref(), Some(&icc));
    assert_eq!(TiffDecoder::new(written("a.tif")).unwrap().icc_profile().unwrap().as_ref(), Some(&icc));
    assert_eq!(WebPDecoder::new(written("a.webp")).unwrap().icc_profile().unwrap().as_ref(), Some(&icc));
}

#[test]
fn a_format_without_room_for_a_profile_gets_srgb_colours_and_a_line_about_it() {
    let icc = ColorProfile::new_adobe_rgb().encode().unwrap();
    let work = Work::new();
    let photo = ramp(32, 32).into_rgb8();
    work.write("photo.png", encoded("png", &photo.clone().into(), Some(&icc), None));
    let output = work.chromadot(["colorize", "photo.png", "-o", "result.bmp"]).unwrap();
    let line = String::from_utf8(output.stderr).unwrap();
    assert_eq!(line, "chromadot: Bmp holds no colour profile; the result is in sRGB\n");
    let result = work.open("result.bmp").to_rgb8();
    for (x, y, before) in photo.enumerate_pixels() {
        let [l, ..] = adobe_lab(before.0.map(f64::from));
        let [found, ..] = lab(result.get_pixel(x, y).0.map(f64::from), 255.0);
        assert!((found - l).abs() < ROUNDING, "L* at {x},{y} was {l} and is {found}");
    }
}

#[test]
fn a_grey_photograph_with_a_grey_profile_becomes_an_srgb_picture_of_the_same_lightness() {
    let icc = ColorProfile::new_gray_with_gamma(1.8).encode().unwrap();
    let work = Work::new();
    let photo = ramp(64, 64).into_luma8();
    work.write("photo.png", encoded("png", &photo.clone().into(), Some(&icc), None));
    let result = work.colorize(&[]);
    let file = BufReader::new(fs::File::open(work.path("result.png")).unwrap());
    let carried = PngDecoder::new(file).unwrap().icc_profile().unwrap().expect("a profile");
    let carried = ColorProfile::new_from_slice(&carried).unwrap();
    assert_eq!(carried.color_space, moxcms::DataColorSpace::Rgb);
    for (x, y, Luma([code])) in photo.enumerate_pixels() {
        // CIE L* of the luminance that the gamma of the profile gives.
        let luminance = (f64::from(*code) / 255.0).powf(1.8);
        let l = if luminance > 0.008_856 { 116.0 * luminance.cbrt() - 16.0 } else { 903.3 * luminance };
        let [found, ..] = lab_at(&result, x, y);
        assert!((found - l).abs() < ROUNDING, "L* at {x},{y} was {l} and is {found}");
    }
}

#[test]
fn a_damaged_profile_is_said_and_the_photograph_taken_as_srgb() {
    let work = Work::new();
    let photo = ramp(32, 32).into_rgb8();
    work.write("photo.png", encoded("png", &photo.clone().into(), Some(b"no profile"), None));
    let output = work.chromadot(["colorize", "photo.png", "-o", "result.png"]).unwrap();
    let line = String::from_utf8(output.stderr).unwrap();
    assert!(line.starts_with("chromadot: the embedded colour profile cannot be used ("), "{line}");
    assert!(line.ends_with("; the picture is taken as sRGB\n") && line.lines().count() == 1, "{line}");
    assert_eq!(work.open("result.png").to_rgb8(), photo);
}

#[test]
fn an_earlier_result_is_replaced_and_keeps_the_rights_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let work = photo_and_hints();
    work.write("result.png", "an earlier result");
    work.colorize(&[]);
    let mode = |name: &str| fs::metadata(work.path(name)).unwrap().permissions().mode();
    assert_eq!(mode("result.png"), mode("photo.png"));
    assert_eq!(work.names(), ["hints.png", "photo.png", "result.png"]);
}

// What comes out on standard output.

#[test]
fn a_finished_job_is_one_line_that_names_the_result() {
    let work = photo_and_hints();
    let output = work.chromadot(["colorize", "photo.png", "-o", "result.png"]).unwrap();
    let line = stdout(&output);
    assert!(line.starts_with("result.png written in ") && line.ends_with(" s (cpu)\n"), "{line}");
    assert_eq!(line.lines().count(), 1);
}

#[test]
fn with_json_a_finished_job_is_one_object() {
    let work = photo_and_hints();
    let output = work.chromadot(["colorize", "photo.png", "-o", "result.png", "--json"]).unwrap();
    let report = json(stdout(&output));
    assert_eq!(report["ok"], true);
    assert_eq!(report["output"], "result.png");
    assert_eq!(report["device"], "cpu");
    assert_eq!(report["threads"], 1);
    assert!(report["seconds"].as_f64().unwrap() > 0.0);
    assert_eq!(report["notes"], json("[]"));
    assert_eq!(report.as_object().unwrap().len(), 6);
}

#[test]
fn with_json_a_failed_job_is_one_object_and_still_a_sentence_for_people() {
    let work = photo_and_hints();
    let mut command = work.chromadot(["colorize", "nowhere.png", "-o", "result.png", "--json"]);
    let sentence = failure(&mut command);
    let report = json(stdout(&command.output().unwrap()));
    assert_eq!(report, serde_json::json!({ "ok": false, "error": sentence }));
    let not_offered =
        work.chromadot(["colorize", "photo.png", "-o", "r.png", "--json", "--device", "gpu"]).output();
    let not_offered = not_offered.unwrap();
    assert_eq!(json(stdout(&not_offered))["ok"], false);
    assert_eq!(not_offered.status.code(), Some(2));
}

#[test]
fn a_name_that_is_no_unicode_is_no_trouble() {
    use std::os::unix::ffi::OsStrExt;
    let work = photo_and_hints();
    let name = std::ffi::OsStr::from_bytes(b"result-\xff.png");
    let mut command = work.chromadot(["colorize", "photo.png", "--json", "-o"]);
    let output = command.arg(name).unwrap();
    assert_eq!(json(stdout(&output))["output"], "result-\u{fffd}.png");
}

#[test]
fn words_that_make_no_sense_are_answered_with_status_2() {
    let work = photo_and_hints();
    let senseless: &[&[&str]] = &[
        &[],
        &["paint"],
        &["colorize"],
        &["colorize", "photo.png"],
        &["colorize", "photo.png", "-o", "result.png", "--colour", "red"],
        &["colorize", "photo.png", "-o", "result.png", "--style", "sepia"],
        &["colorize", "photo.png", "-o", "result.png", "--hint-strength", "120"],
        &["colorize", "photo.png", "-o", "result.png", "--hint-strength", "NaN"],
        &["colorize", "photo.png", "-o", "result.png", "--threads", "-1"],
        &["colorize", "photo.png", "-o", "result.png", "--device", "gpu"],
        &["batch"],
        &["batch", "jobs.jsonl", "--device", "gpu"],
    ];
    for words in senseless {
        let output = work.chromadot(*words).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(!output.stderr.is_empty(), "{words:?}");
    }
    assert_eq!(work.names(), ["hints.png", "photo.png"]);
}

#[test]
fn a_value_out_of_range_is_answered_with_the_range() {
    let work = photo_and_hints();
    let strength =
        work.chromadot(["colorize", "photo.png", "-o", "r.png", "--hint-strength", "120"]).output();
    let text = String::from_utf8(strength.unwrap().stderr).unwrap();
    assert_eq!(text, "chromadot: hint-strength cannot be '120'; it is a number from 0 to 100\n");
    let device = work.chromadot(["colorize", "photo.png", "-o", "r.png", "--device", "gpu"]).output();
    let text = String::from_utf8(device.unwrap().stderr).unwrap();
    assert_eq!(text, "chromadot: device cannot be 'gpu'; it is one of auto, cpu, cuda, cuda:N\n");
}

#[test]
fn help_and_version_are_no_errors() {
    let work = Work::new();
    let help = work.chromadot(["colorize", "--help"]).unwrap();
    for flag in
        ["--hints", "--reference", "--style", "--hint-strength", "--device", "--model", "--threads", "--json"]
    {
        assert!(stdout(&help).contains(flag), "{flag}");
    }
    let version = work.chromadot(["--version"]).unwrap();
    assert!(stdout(&version).starts_with(concat!("chromadot ", env!("CARGO_PKG_VERSION"))));
    assert_eq!(stdout(&version).lines().count(), 1);
}

#[test]
fn a_reader_that_has_gone_away_is_no_error() {
    let work = Work::new();
    let mut command = std::process::Command::new(program());
    command.arg("models").env("CHROMADOT_MODELS", source_tree("models"));
    let mut process =
        command.current_dir(work.path("")).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(process.stdout.take());
    let output = process.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

// What goes wrong.

#[test]
fn hints_of_another_size_are_refused_with_both_sizes() {
    let work = photo_and_hints();
    work.save("hints.png", &dot(32, 24, (9, 9), TERRACOTTA));
    assert_eq!(
        work.refusal("photo.png", &["--hints", "hints.png"]),
        "the hints picture is 32x24 and the photograph 64x48; paint hints on a picture of the photograph's size"
    );
}

#[test]
fn a_picture_that_is_not_there_is_named() {
    let work = photo_and_hints();
    let missing =
        "nowhere.png cannot be read: No such file or directory (os error 2); check its name and place";
    assert_eq!(work.refusal("nowhere.png", &[]), missing);
    assert_eq!(work.refusal("photo.png", &["--hints", "nowhere.png"]), missing);
    assert_eq!(work.refusal("photo.png", &["--reference", "nowhere.png"]), missing);
}

#[test]
fn a_model_that_is_not_known_is_answered_with_those_that_are() {
    let work = photo_and_hints();
    assert_eq!(
        work.refusal("photo.png", &["--model", "sepia-3"]),
        "there is no model called 'sepia-3'; there is dots-32"
    );
}

#[test]
fn a_gpu_that_is_not_there_is_an_error_when_it_was_asked_for_and_none_otherwise() {
    let work = photo_and_hints();
    let sentence = "the stub has no GPU; choose the device auto or cpu";
    assert_eq!(work.refusal("photo.png", &["--device", "cuda"]), sentence);
    assert_eq!(work.refusal("photo.png", &["--device", "cuda:1"]), sentence);
    for device in ["auto", "cpu"] {
        work.colorize(&["--device", device]);
    }
}

#[test]
fn a_gpu_whose_memory_runs_out_is_replaced_by_the_cpu_with_one_line() {
    for behaviour in ["be a GPU too small to open", "be a GPU too small to run"] {
        for device in ["auto", "cuda"] {
            let work = photo_and_hints();
            let mut command =
                work.chromadot(["colorize", "photo.png", "-o", "result.png", "--device", device, "--json"]);
            let output = command.env("CHROMADOT_STUB", behaviour).unwrap();
            let report = json(stdout(&output).trim());
            assert_eq!(report["device"], "cpu", "{behaviour}: {report}");
            let notes = report["notes"].as_array().unwrap();
            assert_eq!(notes.len(), 1, "{behaviour}: {report}");
            let line = "the GPU ran out of memory (the stub's GPU is full); the CPU is used instead";
            assert_eq!(notes[0], line);
            assert!(work.path("result.png").is_file());
        }
    }
}

#[test]
fn what_was_given_is_never_written_over() {
    let work = photo_and_hints();
    work.save("reference.png", &painted(8, 8, [200, 80, 20, 255]));
    symlink(work.path("photo.png"), work.path("link.png")).unwrap();
    fs::hard_link(work.path("photo.png"), work.path("twin.png")).unwrap();
    let before = ["photo.png", "hints.png", "reference.png"].map(|name| fs::read(work.path(name)).unwrap());
    for (output, what) in [
        ("photo.png", "the photograph itself"),
        ("./photo.png", "the photograph itself"),
        ("link.png", "the photograph itself"),
        ("hints.png", "the hints picture"),
        ("reference.png", "the reference picture"),
    ] {
        let flags = ["--hints", "hints.png", "--reference", "reference.png", "-o", output];
        let sentence = failure(work.chromadot(["colorize", "photo.png"]).args(flags));
        assert_eq!(sentence, format!("{output} is {what}; choose another name for the result"));
    }
    // Another name of the same file is replaced, which leaves the photograph under its own.
    work.chromadot(["colorize", "photo.png", "-o", "twin.png"]).assert().success();
    let after = ["photo.png", "hints.png", "reference.png"].map(|name| fs::read(work.path(name)).unwrap());
    assert!(before == after, "a picture was written over");
}

#[test]
fn a_result_that_cannot_be_written_is_refused_before_any_work() {
    let work = photo_and_hints();
    work.write("file", "no folder");
    fs::create_dir(work.path("folder.png")).unwrap();
    let before = work.names();
    for (output, expected) in [
        ("missing/result.png", "cannot be written: No such file or directory"),
        ("file/result.png", "cannot be written: not a directory"),
        ("folder.png", "cannot be written: it is a folder"),
        ("/proc/result.png", "cannot be written: "),
        ("result.xyz", "cannot be written: name it .png, .tif, .jpg, .webp, .bmp, .tga or .ppm"),
        ("result", "cannot be written: name it .png, .tif, .jpg, .webp, .bmp, .tga or .ppm"),
        ("result.gif", "cannot be written: name it .png, .tif, .jpg, .webp, .bmp, .tga or .ppm"),
    ] {
        // The engine would panic if it were asked for anything.
        let mut command = work.chromadot(["colorize", "photo.png", "-o", output]);
        let sentence = failure(command.env("CHROMADOT_STUB", "panic in run"));
        assert!(sentence.starts_with(&format!("{output} {expected}")), "{sentence}");
        assert!(sentence.contains("; choose another place") || sentence.contains("name it"), "{sentence}");
        assert_eq!(work.names(), before, "{output} left something behind");
    }
}

#[test]
fn a_missing_engine_is_said_with_a_way_out() {
    let work = photo_and_hints();
    let mut command = work.chromadot(["colorize", "photo.png", "-o", "result.png"]);
    assert_eq!(
        failure(command.env("CHROMADOT_ENGINE", "/nowhere/engine.so")),
        "the engine is missing: there is no /nowhere/engine.so; install Chromadot again, or set CHROMADOT_ENGINE \
         to the engine library"
    );
    assert_eq!(work.names(), ["hints.png", "photo.png"]);
}

#[test]
fn an_engine_that_is_none_is_said_in_the_loaders_words() {
    let work = photo_and_hints();
    work.write("engine.so", "no library");
    let mut command = work.chromadot(["colorize", "photo.png", "-o", "result.png"]);
    let sentence = failure(command.env("CHROMADOT_ENGINE", "engine.so"));
    assert!(sentence.starts_with("the engine engine.so cannot be loaded: "), "{sentence}");
    assert!(sentence.contains("file too short") && sentence.contains("run `chromadot doctor`"), "{sentence}");
}

#[test]
fn an_engine_in_the_working_folder_is_found_by_its_bare_name() {
    let work = photo_and_hints();
    symlink(stub(), work.path("engine.so")).unwrap();
    let mut command = work.chromadot(["colorize", "photo.png", "-o", "result.png"]);
    command.env("CHROMADOT_ENGINE", "engine.so").assert().success();
}

#[test]
fn an_engine_that_misbehaves_fails_the_job_with_one_sentence() {
    let work = photo_and_hints();
    let doctor = "; run `chromadot doctor` and report what it prints";
    for (behaviour, start, end) in [
        ("speak version 99", "the engine ", "; run `chromadot doctor` to see what is missing"),
        ("panic in open", "the engine failed: the stub was told to panic", doctor),
        ("panic in run", "the engine failed: the stub was told to panic", doctor),
        (
            "run out of memory",
            "not enough memory for the network: the stub was told to run out of memory",
            "; close other programs and try again",
        ),
    ] {
        let mut command = work.chromadot(["colorize", "photo.png", "-o", "result.png"]);
        let sentence = failure(command.env("CHROMADOT_STUB", behaviour));
        assert!(sentence.starts_with(start) && sentence.ends_with(end), "{behaviour}: {sentence}");
        if behaviour == "speak version 99" {
            assert!(sentence.contains("has version 99 of the interface, this program needs 5"), "{sentence}");
        }
        assert_eq!(work.names(), ["hints.png", "photo.png"], "{behaviour}");
    }
}

// Batch.

/// The lines of a batch's answer.
fn answers(output: &std::process::Output) -> Vec<Value> {
    stdout(output).lines().map(json).collect()
}

#[test]
fn a_batch_answers_each_line_in_order_and_a_bad_one_stops_no_other() {
    let work = photo_and_hints();
    work.save("reference.png", &painted(8, 8, [200, 80, 20, 255]));
    work.write(
        "jobs.jsonl",
        r#"{"photo": "photo.png", "hints": "hints.png", "output": "one.png"}

{"photo": "nowhere.png", "output": "two.png"}
{"photo": "photo.png"
{"photo": "photo.png", "output": "three.png", "colour": "red"}
{"photo": "photo.png"}
   
{"photo": "photo.png", "output": "missing/four.png"}
{"photo": "photo.png", "hints": null, "reference": "reference.png", "output": "five.jpg"}
"#,
    );
    let output = work.chromadot(["batch", "jobs.jsonl"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let answers = answers(&output);
    assert_eq!(answers.len(), 7);
    let failed = |i: usize, line: usize, part: &str| {
        assert_eq!(answers[i]["ok"], false, "{}", answers[i]);
        assert_eq!(answers[i]["line"], line, "{}", answers[i]);
        assert!(answers[i]["error"].as_str().unwrap().contains(part), "{}", answers[i]);
    };
    let done = |i: usize, name: &str| {
        assert_eq!(answers[i]["ok"], true, "{}", answers[i]);
        assert_eq!(answers[i]["output"], name);
        assert!(answers[i]["seconds"].as_f64().unwrap() > 0.0);
    };
    done(0, "one.png");
    failed(1, 3, "nowhere.png cannot be read");
    failed(2, 4, "the line is no job: EOF");
    failed(3, 5, "the line is no job: unknown field `colour`");
    failed(4, 6, "the line is no job: missing field `output`");
    failed(5, 8, "missing/four.png cannot be written");
    done(6, "five.jpg");
    assert_eq!(
        work.names(),
        ["five.jpg", "hints.png", "jobs.jsonl", "one.png", "photo.png", "reference.png"]
    );
    assert_eq!(work.open("one.png").to_rgb8(), work.colorize(&["--hints", "hints.png"]).to_rgb8());
}

#[test]
fn a_batch_without_failures_ends_with_status_0() {
    let work = photo_and_hints();
    let jobs = r#"{"photo": "photo.png", "output": "one.png"}"#;
    let output = work.chromadot(["batch", "-"]).write_stdin(jobs).unwrap();
    assert_eq!(answers(&output)[0]["output"], "one.png");
    assert!(work.path("one.png").is_file());
    let nothing = work.chromadot(["batch", "-"]).write_stdin("\n\n").unwrap();
    assert_eq!(stdout(&nothing), "");
}

#[test]
fn the_settings_of_a_batch_hold_for_every_line() {
    let work = photo_and_hints();
    work.save("reference.png", &painted(8, 8, [255, 0, 0, 255]));
    let jobs = r#"{"photo": "photo.png", "reference": "reference.png", "output": "one.png"}"#;
    work.chromadot(["batch", "-", "--reference-use", "saturation"]).write_stdin(jobs).assert().success();
    let [_, a, b] = lab_at(&work.open("one.png"), 9, 9);
    assert!((a - 30.0).abs() < 1.5 && b.abs() < 1.5, "{a} {b}");
}

#[test]
fn an_engine_that_fails_one_line_of_a_batch_is_asked_again_for_the_next() {
    let work = photo_and_hints();
    let job = r#"{"photo": "photo.png", "output": "one.png"}"#;
    let mut command = work.chromadot(["batch", "-"]);
    let output = command.write_stdin([job, job].join("\n")).env("CHROMADOT_STUB", "panic in run").output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let answers = answers(&output);
    assert_eq!(answers.len(), 2);
    for (answer, line) in answers.iter().zip(1..) {
        assert_eq!(answer["line"], line);
        assert!(answer["error"].as_str().unwrap().starts_with("the engine failed: "), "{answer}");
    }
}

#[test]
fn what_the_engine_notes_is_said_once() {
    let work = photo_and_hints();
    let job = r#"{"photo": "photo.png", "output": "one.png"}"#;
    let mut command = work.chromadot(["batch", "-"]);
    command.write_stdin([job, job].join("\n")).env("CHROMADOT_STUB", "leave a note");
    command.assert().success().stderr("chromadot: the stub leaves a note\n");
    let mut command = work.chromadot(["colorize", "photo.png", "-o", "one.png"]);
    command.env("CHROMADOT_STUB", "leave a note");
    command.assert().success().stderr("chromadot: the stub leaves a note\n");
    let output = command.arg("--json").unwrap();
    assert_eq!(json(stdout(&output))["notes"], json(r#"["the stub leaves a note"]"#));
    assert!(output.stderr.is_empty());
}

#[test]
fn a_list_that_cannot_be_read_is_said() {
    let work = Work::new();
    let sentence = failure(&mut work.chromadot(["batch", "nowhere.jsonl"]));
    assert!(sentence.starts_with("the list nowhere.jsonl cannot be read: No such file"), "{sentence}");
    work.write("jobs.jsonl", b"\n\xff\xfe\n");
    let sentence = failure(&mut work.chromadot(["batch", "jobs.jsonl"]));
    assert!(sentence.starts_with("the list jobs.jsonl cannot be read at line 2: "), "{sentence}");
}

#[test]
fn a_batch_without_an_engine_fails_as_a_whole() {
    let work = photo_and_hints();
    let mut command = work.chromadot(["batch", "-"]);
    command.write_stdin(r#"{"photo": "photo.png", "output": "one.png"}"#);
    let sentence = failure(command.env("CHROMADOT_ENGINE", "/nowhere/engine.so"));
    assert!(sentence.starts_with("the engine is missing: "), "{sentence}");
    assert_eq!(work.names(), ["hints.png", "photo.png"]);
}

// Models and doctor.

#[test]
fn models_are_listed_as_a_table_with_what_they_were_trained_on() {
    let output = Work::new().chromadot(["models"]).unwrap();
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert_eq!(lines[0].split_whitespace().collect::<Vec<_>>(), ["name", "size", "width", "head"]);
    let row: Vec<&str> = lines[1].split_whitespace().collect();
    let embedded = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models/dots-32.safetensors");
    let megabytes = format!("{:.1}", embedded.metadata().unwrap().len() as f64 / 1e6);
    assert_eq!(row, ["dots-32", &megabytes, "MB", "32", "hypercolumn", "(default)"]);
    for part in ["trained on: 56,420 photographs", "measured: 200 dev pictures", "licence: Chromadot's own"] {
        assert!(lines.iter().any(|line| line.trim_start().starts_with(part)), "{part}: {lines:#?}");
    }
}

/// Doctor without any host in the path, so that none is started.
fn doctor(work: &Work, arguments: &[&str]) -> assert_cmd::Command {
    let mut command = work.chromadot(["doctor"]);
    command.args(arguments).env("PATH", work.path("")).env("HOME", work.path(""));
    command
}

#[test]
fn doctor_says_that_all_is_well() {
    let work = Work::new();
    let report = json(stdout(&doctor(&work, &["--json"]).unwrap()));
    assert_eq!(report["ok"], true);
    assert!(report["version"].as_str().unwrap().starts_with(env!("CARGO_PKG_VERSION")), "{report:#}");
    assert!(report["parts"].as_array().unwrap().iter().all(|part| part["ok"] == true), "{report:#}");
    assert_eq!(report["parts"][0]["report"], stub().to_str().unwrap());
    assert_eq!(report["devices"][0]["device"], "cpu");
    assert_eq!(report["models"][0]["report"], "dots-32 has the right checksum");
    let hosts: Vec<&str> =
        report["hosts"].as_array().unwrap().iter().map(|h| h["part"].as_str().unwrap()).collect();
    assert_eq!(hosts, ["editor"], "that there is none");

    let text = doctor(&work, &[]).unwrap();
    assert!(stdout(&text).ends_with("\nPhotographs can be colorized.\n"), "{}", stdout(&text));
    assert!(!stdout(&text).contains("MISSING"));
}

#[test]
fn doctor_without_an_engine_says_what_is_missing_and_ends_with_status_1() {
    let work = Work::new();
    let missing = |arguments: &[&str]| {
        let mut command = doctor(&work, arguments);
        let output = command.env("CHROMADOT_ENGINE", "/nowhere/engine.so").output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        output
    };
    let report = json(stdout(&missing(&["--json"])));
    assert_eq!(report["ok"], false);
    assert_eq!(report["parts"][0]["ok"], false);
    assert_eq!(report["parts"][0]["report"], "there is no /nowhere/engine.so");
    assert_eq!(report["devices"], json("[]"));
    assert_eq!(report["models"][0]["ok"], true);

    let text = missing(&[]);
    assert!(
        stdout(&text).contains("  MISSING engine library: there is no /nowhere/engine.so\n"),
        "{}",
        stdout(&text)
    );
    assert!(stdout(&text).ends_with("see the lines marked MISSING.\n"));
}

/// A program on the path that does what `script` says.
fn write_program(work: &Work, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    work.write(name, format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(work.path(name), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn doctor_finds_editors_by_the_version_that_they_print_and_the_plug_ins_that_they_have() {
    let work = Work::new();
    write_program(&work, "gimp-console-2.10", "echo 'GNU Image Manipulation Program version 2.10.34'");
    write_program(&work, "gimp-3.2", "echo 'GNU Image Manipulation Program version 3.2.0'");
    // As the real one does where there is no screen.
    write_program(&work, "krita", "kill -ABRT $$");
    let hosts = |work: &Work| {
        let report = json(stdout(&doctor(work, &["--json"]).unwrap()));
        let line = |host: &Value| format!("{} {}", host["ok"], host["report"].as_str().unwrap());
        report["hosts"].as_array().unwrap().iter().map(line).collect::<Vec<_>>()
    };
    let found = hosts(&work);
    let krita = format!("true Krita is {}; without a screen", work.path("krita").display());
    assert_eq!(found[0], "true GNU Image Manipulation Program version 2.10.34");
    assert_eq!(found[1], "true GNU Image Manipulation Program version 3.2.0");
    assert!(found[2].starts_with(&krita), "{found:#?}");
    assert!(found[3].starts_with("false GIMP 2.10: not in ") && found[3].contains("`chromadot install`"));
    let place = work.path(".config/GIMP/2.10/plug-ins/chromadot");
    fs::create_dir_all(&place).unwrap();
    let mark = place.join("installed-by-chromadot");
    fs::write(&mark, "").unwrap();
    assert_eq!(hosts(&work)[3], format!("true GIMP 2.10: {}", place.display()));
    fs::write(&mark, "Chromadot 0.0.9\n").unwrap();
    let old = format!("true GIMP 2.10: version 0.0.9 in {}; `chromadot install` puts ", place.display());
    assert!(hosts(&work)[3].starts_with(&old), "{:#?}", hosts(&work));
}

// Installing.

/// What is said of each editor, in a home with a profile of GIMP 2.10 and one of Krita.
fn installing(work: &Work, arguments: &[&str], status: i32) -> String {
    for profile in ["home/.config/GIMP/2.10", "home/.local/share/krita"] {
        fs::create_dir_all(work.path(profile)).unwrap();
    }
    let mut command = assert_cmd::Command::new(work.path("bundle/chromadot"));
    command.args(arguments).env_clear().env("HOME", work.path("home"));
    let output = command.output().unwrap();
    let said = format!("{}{}", stdout(&output), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(status), "{said}");
    said
}

/// The program among files that stand for the rest of an installation.
fn bundle(work: &Work) {
    for name in [
        "libchromadot_engine.so",
        "torch/lib/libtorch_cpu.so",
        "models/registry.toml",
        "krita/chromadot.desktop",
        "krita/chromadot/__init__.py",
        "krita/actions/chromadot.action",
    ] {
        fs::create_dir_all(work.path("bundle").join(name).parent().unwrap()).unwrap();
        work.write(&format!("bundle/{name}"), name);
    }
    fs::copy(support::program(), work.path("bundle/chromadot")).unwrap();
}

#[test]
fn installing_serves_every_editor_and_uninstalling_leaves_nothing() {
    let work = Work::new();
    bundle(&work);
    let said = installing(&work, &["install"], 0);
    assert!(
        said.contains("GIMP 2.10: installed into ") && said.contains("Filters > Colorize with hints"),
        "{said}"
    );
    assert!(said.contains("Krita: installed into ") && said.contains("Python Plugin Manager"), "{said}");
    let gimp = work.path("home/.config/GIMP/2.10/plug-ins/chromadot");
    let krita = work.path("home/.local/share/krita/pykrita/chromadot");
    assert!(gimp.join("chromadot").is_file() && krita.join("bin/chromadot").is_file());
    assert!(installing(&work, &["uninstall", "--krita"], 0).starts_with("Krita: removed "));
    assert!(gimp.exists() && !krita.exists());
    installing(&work, &["uninstall"], 0);
    assert!(!gimp.exists());
    assert!(installing(&work, &["uninstall"], 0).contains("there was nothing of ours in"));
}

#[test]
fn what_hinders_one_editor_does_not_hinder_the_other() {
    let work = Work::new();
    bundle(&work);
    let theirs = work.path("home/.config/GIMP/2.10/plug-ins/chromadot");
    fs::create_dir_all(&theirs).unwrap();
    fs::write(theirs.join("their.py"), "theirs").unwrap();
    let said = installing(&work, &["install"], 1);
    assert!(
        said.contains("is not ours; move it away, then install again") && said.contains("Krita: installed")
    );
    assert_eq!(fs::read_to_string(theirs.join("their.py")).unwrap(), "theirs");
}

#[test]
fn a_plug_in_folder_that_cannot_be_written_is_named_with_what_to_do_and_nothing_is_left_behind() {
    let work = Work::new();
    bundle(&work);
    let profile = work.path("home/.config/GIMP/2.10");
    fs::create_dir_all(&profile).unwrap();
    // Nobody can write there, the administrator neither.
    std::os::unix::fs::symlink("/proc", profile.join("plug-ins")).unwrap();
    let said = installing(&work, &["install", "--gimp"], 1);
    let sentence = format!("GIMP 2.10: {}/plug-ins cannot be changed (", profile.display());
    assert!(said.contains(&sentence) && said.contains("see to the rights and the room there"), "{said}");
    let left: Vec<_> = fs::read_dir(&profile).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["plug-ins"]);
}

#[test]
fn where_there_is_no_editor_installing_says_what_to_do() {
    let work = Work::new();
    let mut command = work.chromadot(["install", "--krita"]);
    command.env("HOME", work.path("")).env("PATH", "").env_remove("XDG_DATA_HOME");
    let sentence = failure(&mut command);
    assert_eq!(sentence, "no Krita was found; install it, or start it once, then run the same command again");
}
