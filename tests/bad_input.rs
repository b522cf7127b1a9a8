//! Files that are damaged, hostile or odd: a clear sentence or a sensible result, and nothing left
//! behind. The engine is the stub, which colours everything in the hints' colour.

mod support;

use std::fs;
use std::path::Path;

use image::{DynamicImage, ImageBuffer, LumaA, Rgb, Rgb32FImage, Rgba, Rgba32FImage};
use sha2::{Digest, Sha256};

use support::{
    Work, assert_same_lightness, dot, encoded, even_grey, failure, lab_at, painted, ramp, source_tree,
};

const RED: [u8; 4] = [190, 60, 60, 255];

/// CRC-32 as PNG defines it.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [kind, data].concat();
    [&(data.len() as u32).to_be_bytes(), named.as_slice(), &crc(&named).to_be_bytes()].concat()
}

/// A grey PNG whose header is right in form and whose pixels are a few bytes.
fn png_that_declares(width: u32, height: u32, bits: u8) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, 0, 0, 0, 0]].concat();
    // A zlib stream of one stored block with four zeros.
    let pixels = b"\x78\x01\x01\x04\x00\xfb\xff\x00\x00\x00\x00\x00\x04\x00\x01";
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", pixels), chunk(b"IEND", &[])]
        .concat()
}

/// Refuses a photograph with these bytes, as photograph, hints and reference alike.
fn refusals(bytes: &[u8]) -> String {
    let work = Work::new();
    work.save("good.png", &even_grey(16, 16, 128));
    work.write("photo.png", bytes);
    let sentence = work.refusal("photo.png", &[]);
    assert_eq!(work.refusal("good.png", &["--hints", "photo.png"]), sentence);
    assert_eq!(work.refusal("good.png", &["--reference", "photo.png"]), sentence);
    sentence
}

// Files that are no pictures.

#[test]
fn an_empty_file_is_no_picture() {
    let sentence = refusals(b"");
    assert!(sentence.starts_with("photo.png is not a picture that can be read ("), "{sentence}");
    assert!(sentence.ends_with("; use PNG, JPEG, TIFF, WebP, BMP, TGA or PNM"), "{sentence}");
}

#[test]
fn a_text_file_named_png_is_no_picture() {
    let sentence = refusals(b"Dear reader, this is a letter and not a photograph.\n");
    assert!(sentence.starts_with("photo.png is not a picture that can be read ("), "{sentence}");
}

#[test]
fn a_folder_is_no_picture() {
    let work = Work::new();
    fs::create_dir(work.path("photo.png")).unwrap();
    let sentence = work.refusal("photo.png", &[]);
    assert!(sentence.starts_with("photo.png cannot be read: Is a directory"), "{sentence}");
}

#[test]
fn a_truncated_file_is_no_picture_wherever_it_ends() {
    for kind in ["png", "jpeg", "tiff"] {
        let whole = encoded(kind, &ramp(96, 64).into_rgb8().into(), None, None);
        for share in [1, 10, 50, 90] {
            let work = Work::new();
            work.write("photo.png", &whole[..whole.len() * share / 100]);
            let mut command = work.chromadot(["colorize", "photo.png", "-o", "result.png"]);
            // Decoders of JPEG give what is there; the rest of such a picture is even.
            if kind == "jpeg" && command.output().unwrap().status.success() {
                assert_eq!(work.open("result.png").width(), 96, "{share} % of a {kind}");
                continue;
            }
            let sentence = failure(&mut command);
            assert!(sentence.starts_with("photo.png "), "{share} % of a {kind}: {sentence}");
            assert!(sentence.contains("; use PNG") || sentence.contains("; check its name"), "{sentence}");
            assert_eq!(work.names(), ["photo.png"], "{share} % of a {kind}");
        }
    }
}

#[test]
fn a_file_with_changed_bytes_is_refused_or_read_and_never_a_fault() {
    for kind in ["png", "jpeg", "tiff"] {
        let whole = encoded(kind, &ramp(24, 24).into_rgb8().into(), None, None);
        let work = Work::new();
        let mut jobs = String::new();
        // The first bytes are headers, where a changed number does most harm.
        for place in (8..120.min(whole.len())).chain((120..whole.len()).step_by(whole.len() / 40)) {
            let mut changed = whole.clone();
            changed[place] ^= 0xff;
            work.write(&format!("{place}.png"), changed);
            jobs += &format!("{{\"photo\": \"{place}.png\", \"output\": \"out-{place}.png\"}}\n");
        }
        let output = work.chromadot(["batch", "-"]).write_stdin(jobs.clone()).output().unwrap();
        assert!(output.status.code().is_some_and(|code| code < 2), "{kind}: {output:?}");
        assert!(output.stderr.is_empty(), "{kind}: {}", String::from_utf8_lossy(&output.stderr));
        let answers = String::from_utf8(output.stdout).unwrap();
        assert_eq!(answers.lines().count(), jobs.lines().count(), "{kind}");
        let done = answers.lines().filter(|line| line.starts_with(r#"{"ok":true"#)).count();
        let results = work.names().iter().filter(|name| name.starts_with("out-")).count();
        assert_eq!(results, done, "{kind}");
        assert!(!work.names().iter().any(|name| name.starts_with('.')), "{kind}: {:?}", work.names());
    }
}

#[test]
fn a_header_that_declares_100000_by_100000_pixels_is_too_large() {
    let sentence = refusals(&png_that_declares(100_000, 100_000, 8));
    assert_eq!(
        sentence,
        "photo.png is too large: sides may have 65535 pixels and decoding 5 GB; make it smaller first"
    );
}

#[test]
fn sides_within_bounds_whose_pixels_no_memory_holds_are_too_large() {
    let sentence = refusals(&png_that_declares(65_000, 65_000, 16));
    assert!(sentence.starts_with("photo.png is too large: "), "{sentence}");
}

#[test]
fn a_large_16_bit_header_over_hardly_any_data_is_no_picture() {
    let sentence = refusals(&png_that_declares(16_000, 12_000, 16));
    assert!(sentence.starts_with("photo.png is not a picture that can be read ("), "{sentence}");
}

#[test]
fn a_picture_without_width_is_no_picture() {
    for (width, height) in [(0, 0), (0, 10), (10, 0)] {
        let sentence = refusals(&png_that_declares(width, height, 8));
        assert!(sentence.starts_with("photo.png is not a picture that can be read ("), "{sentence}");
    }
}

// Odd pictures.

#[test]
fn photographs_from_1_by_1_to_7_by_7_pixels_are_colorized() {
    let work = Work::new();
    let sizes = || (1..=7).flat_map(|width| (1..=7).map(move |height| (width, height)));
    let mut jobs = String::new();
    for (width, height) in sizes() {
        let name = format!("{width}x{height}.png");
        work.save(&name, &even_grey(width, height, 120));
        work.save(&format!("hints-{name}"), &painted(width, height, RED));
        jobs +=
            &format!("{{\"photo\": \"{name}\", \"hints\": \"hints-{name}\", \"output\": \"out-{name}\"}}\n");
    }
    work.chromadot(["batch", "-"]).write_stdin(jobs).assert().success().stderr("");
    for (width, height) in sizes() {
        let result = work.open(&format!("out-{width}x{height}.png"));
        assert_same_lightness(&even_grey(width, height, 120), &result, 0.6);
        let [_, a, _] = lab_at(&result, width - 1, height - 1);
        assert!(a > 40.0, "{width}x{height}: a* is {a}");
    }
}

#[test]
fn a_photograph_of_one_row_or_column_is_colorized() {
    for (width, height) in [(4000, 1), (1, 4000), (9000, 2)] {
        let work = Work::new();
        let photo = ramp(width, height);
        work.save("photo.png", &photo);
        work.save("hints.png", &painted(width, height, RED));
        let result = work.colorize(&["--hints", "hints.png"]);
        assert_same_lightness(&photo, &result, 0.6);
        assert!(lab_at(&result, width / 2, height / 2)[1] > 30.0, "{width}x{height}");
    }
}

#[test]
fn fully_transparent_hints_are_no_hints() {
    let work = Work::new();
    let photo = ramp(64, 48);
    work.save("photo.png", &photo);
    work.save("hints.png", &painted(64, 48, [255, 0, 0, 0]));
    work.save("reference.png", &painted(64, 48, [255, 0, 0, 0]));
    let result = work.colorize(&["--hints", "hints.png", "--reference", "reference.png"]);
    assert_eq!(result.to_rgb8(), photo.to_rgb8());
}

#[test]
fn a_fully_transparent_photograph_stays_as_it_is() {
    let work = Work::new();
    let photo = ImageBuffer::from_fn(40, 30, |x, _| LumaA([6 * x as u8, 0]));
    work.save("photo.png", &DynamicImage::ImageLumaA8(photo));
    work.save("hints.png", &dot(40, 30, (20, 15), [190, 60, 60]));
    let result = work.colorize(&["--hints", "hints.png"]);
    assert!(result.to_rgba8().pixels().all(|Rgba([.., alpha])| *alpha == 0));
}

#[test]
fn pixels_that_are_no_numbers_become_black_and_harm_no_others() {
    let work = Work::new();
    let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, 1e-45, -0.0];
    let photo = Rgb32FImage::from_fn(64, 64, |x, y| {
        let odd = |i: u32| odd[(x + i * y) as usize % odd.len()];
        // One row of odd greys, one of odd colours.
        match y {
            30 => Rgb([odd(0); 3]),
            31 => Rgb([odd(1), odd(2), odd(3)]),
            _ => Rgb([0.4; 3]),
        }
    });
    work.write("photo.png", encoded("tiff", &photo.into(), None, None));
    work.save("hints.png", &painted(64, 64, RED));
    for output in ["result.png", "result.tif"] {
        let flags = ["--hints", "hints.png", "-o", output];
        work.chromadot(["colorize", "photo.png"]).args(flags).assert().success();
        let result = work.open(output);
        let [l, a, _] = lab_at(&result, 20, 5);
        assert!((l - 43.2).abs() < 0.3 && a > 40.0, "{output}: L* {l}, a* {a}");
        assert!(lab_at(&result, 0, 30)[0] < 0.1, "{output}: what is no number is black");
        assert!(result.to_rgb32f().iter().all(|v| v.is_finite()), "{output}");
    }
}

#[test]
fn an_alpha_that_is_no_number_is_no_hint_and_nothing_to_see() {
    let work = Work::new();
    let alpha = [f32::NAN, f32::INFINITY, 0.5, 1.0];
    let photo = Rgba32FImage::from_fn(64, 64, |x, _| Rgba([0.4, 0.4, 0.4, alpha[x as usize % 4]]));
    work.write("photo.png", encoded("tiff", &photo.into(), None, None));
    let hints = Rgba32FImage::from_pixel(64, 64, Rgba([0.9, 0.1, 0.1, f32::NAN]));
    work.write("hints.tif", encoded("tiff", &hints.into(), None, None));
    let result = work.colorize(&["--hints", "hints.tif"]);
    for (x, y, Rgba([r, g, b, alpha])) in result.to_rgba8().enumerate_pixels() {
        assert!(r == g && g == b, "a colour at {x},{y}");
        assert_eq!(*alpha, [0, 0, 128, 255][x as usize % 4], "at {x},{y}");
    }
}

// Models.

/// A folder of models with one small file, which the stub does not look into.
fn models(work: &Work, weights: &[u8], hash_of: &[u8]) {
    let hash: String = Sha256::digest(hash_of).iter().map(|byte| format!("{byte:02x}")).collect();
    let registry = fs::read_to_string(source_tree("models/registry.toml")).unwrap();
    let old = registry.lines().find_map(|line| line.strip_prefix("sha256 = ")).unwrap().trim_matches('"');
    let registry = registry.replace(old, &hash).replace("dots-32", "small");
    fs::create_dir_all(work.path("models")).unwrap();
    work.write("models/registry.toml", registry);
    work.write("models/small.safetensors", weights);
}

fn with_models(work: &Work, flags: &[&str]) -> assert_cmd::Command {
    work.save("photo.png", &even_grey(32, 32, 128));
    let mut command = work.chromadot(["colorize", "photo.png", "-o", "result.png"]);
    command.args(flags).env("CHROMADOT_MODELS", work.path("models"));
    command
}

/// The entry of the registry as a description of a file of its own.
fn description(work: &Work) -> String {
    let registry = fs::read_to_string(work.path("models/registry.toml")).unwrap();
    let entry = registry.rsplit_once("[[model]]").unwrap().1;
    entry.replace("[model.network]", "[network]")
}

#[test]
fn a_model_with_the_right_hash_is_used() {
    let work = Work::new();
    models(&work, b"weights", b"weights");
    with_models(&work, &[]).assert().success();
    with_models(&work, &["--model", "small"]).assert().success();
}

#[test]
fn a_model_with_another_hash_is_refused_with_both() {
    let work = Work::new();
    models(&work, b"weights, cut off", b"abc");
    let sentence = failure(&mut with_models(&work, &[]));
    let place = work.path("models/small.safetensors");
    let found = "3d8b4f9b";
    assert!(sentence.starts_with(&format!("the model file {} is damaged or another one: ", place.display())));
    // SHA-256 of "abc", from FIPS 180-2.
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert!(sentence.ends_with(&format!("not {expected}; fetch it again")), "{sentence} {found}");
    assert_eq!(work.names(), ["models", "photo.png"]);
}

#[test]
fn a_model_whose_file_is_gone_is_named() {
    let work = Work::new();
    models(&work, b"weights", b"weights");
    fs::remove_file(work.path("models/small.safetensors")).unwrap();
    let sentence = failure(&mut with_models(&work, &[]));
    assert!(sentence.contains("small.safetensors cannot be read: No such file"), "{sentence}");
    assert!(sentence.ends_with("; check its name or fetch it again"), "{sentence}");
    let table = work.chromadot(["models"]).env("CHROMADOT_MODELS", work.path("models")).unwrap();
    assert!(String::from_utf8(table.stdout).unwrap().contains("small  missing"));
}

#[test]
fn a_models_file_is_used_by_its_path_once_it_is_described() {
    let work = Work::new();
    models(&work, b"weights", b"weights");
    work.write("mine.safetensors", "weights");
    assert_eq!(
        failure(&mut with_models(&work, &["--model", "mine.safetensors"])),
        "mine.safetensors has no description: put mine.toml beside it, with an entry as in models/registry.toml"
    );
    assert_eq!(
        failure(&mut with_models(&work, &["--model", "nowhere.safetensors"])),
        "the model file nowhere.safetensors cannot be read: No such file or directory (os error 2); check its name \
         or fetch it again"
    );
    work.write("mine.toml", description(&work));
    with_models(&work, &["--model", "mine.safetensors"]).assert().success();
    work.write("mine.safetensors", "weights of another day");
    let sentence = failure(&mut with_models(&work, &["--model", "mine.safetensors"]));
    assert!(sentence.starts_with("the model file mine.safetensors is damaged or another one"), "{sentence}");
}

#[test]
fn a_damaged_registry_is_said_with_its_place_and_what_is_wrong() {
    let work = Work::new();
    models(&work, b"weights", b"weights");
    let good = fs::read_to_string(work.path("models/registry.toml")).unwrap();
    let place = work.path("models/registry.toml");
    for (damaged, reason) in [
        (good[..good.len() / 2].to_owned(), ""),
        (String::new(), "missing field `default`"),
        (good.replace("licence", "license"), "unknown field `license`"),
        (good.replace("base_width = 32", "base_width = \"wide\""), "expected i64"),
        (good.replace("\"hypercolumn\"", "\"hydra\""), "unknown variant `hydra`"),
        (good.replace("default = \"small\"", "default = \"tall\""), "no model called 'tall'"),
        (good.replace("base_width = 32", "base_width = -3"), "base_width is a whole number from 1 to 512"),
        (good.replace("base_width = 32", "base_width = 1000000000000"), "base_width is a whole number"),
        (good.replace("= 110.0", "= nan"), "output_scale is a positive number"),
        (good.replace("= 50.0", "= 0.0"), "the numbers of scales are positive"),
        (good.replace("deep_width = 160", "deep_width = 161"), "deep_width is a multiple of 4"),
        (good.replace("deep_blocks = 4", "deep_blocks = 0"), "deep_blocks a whole number from 1 to 64"),
        ("default = \"small\"\nmodel = []\n".to_owned(), "no model called 'small'"),
    ] {
        fs::write(&place, damaged).unwrap();
        let sentence = failure(&mut with_models(&work, &[]));
        assert!(sentence.starts_with(&format!("{} cannot be used: ", place.display())), "{sentence}");
        assert!(sentence.contains(reason) && sentence.ends_with("; mend or replace it"), "{sentence}");
        let listed = failure(work.chromadot(["models"]).env("CHROMADOT_MODELS", work.path("models")));
        assert_eq!(listed, sentence);
    }
    fs::write(&place, b"\xff\xfe").unwrap();
    assert!(failure(&mut with_models(&work, &[])).contains("valid UTF-8"));
}

#[test]
fn a_missing_folder_of_models_is_said_with_a_way_out() {
    let work = Work::new();
    let sentence = failure(&mut with_models(&work, &[]));
    let place = work.path("models");
    assert_eq!(
        sentence,
        format!(
            "no models were found: there is no registry.toml in {}; install Chromadot again, or set \
             CHROMADOT_MODELS to the folder",
            place.display()
        )
    );
}

#[test]
fn doctor_names_the_model_that_is_damaged() {
    let work = Work::new();
    models(&work, b"weights", b"others");
    let mut command = work.chromadot(["doctor"]);
    command.env("CHROMADOT_MODELS", work.path("models")).env("PATH", Path::new("/nowhere"));
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find(|line| line.contains("MISSING model: ")).unwrap_or_else(|| panic!("{text}"));
    assert!(line.contains("small.safetensors is damaged or another one"), "{line}");
}
