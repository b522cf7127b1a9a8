//! The whole program with the real network: hints obeyed, colours as they were, from any place.
//!
//! The bounds are for the model `dots-32` on the CPU; a new default model gets new golden pictures
//! (`BLESS=1`, then look at them).

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use chromadot::color::gamut::lab_to_srgb_within_gamut;
use chromadot::color::lab::Lab as OurLab;
use image::imageops::{FilterType, resize};
use image::{DynamicImage, Rgb, RgbImage, Rgba, RgbaImage};
use palette::color_difference::Ciede2000;
use palette::white_point::D65;
use palette::{FromColor, Lab, Srgb};
use sha2::{Digest, Sha256};

use support::{Work, assert_same_lightness, even_grey, failure, lab, lab_at, program, source_tree};

fn picture(name: &str) -> PathBuf {
    source_tree("tests/pictures").join(name)
}

/// The engine library, beside the program or where `make build` puts it.
fn engine() -> PathBuf {
    let beside = Path::new(program()).parent().unwrap();
    let places = [beside.to_owned(), beside.join("../release")];
    let libraries = places.map(|folder| folder.join("libchromadot_engine.so"));
    let found = libraries.iter().find(|library| library.is_file());
    found
        .cloned()
        .unwrap_or_else(|| panic!("the engine is not built; run `make build` (looked for {libraries:?})"))
}

/// The program on the real engine and the CPU, whose results repeat.
fn chromadot<'a>(work: &Work, arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = work.chromadot(arguments);
    command.env("CHROMADOT_ENGINE", engine());
    command
}

/// A test picture in colour. Flags that end in .png name test pictures as well.
fn colorized(photo: &str, flags: &[&str]) -> DynamicImage {
    let work = Work::new();
    let mut command = chromadot(&work, ["colorize", "-o", "result.png", "--device", "cpu"]);
    command.arg(picture(photo));
    for flag in flags {
        if flag.ends_with(".png") {
            command.arg(picture(flag))
        } else {
            command.arg(flag)
        };
    }
    command.assert().success().stderr("");
    work.open("result.png")
}

fn mean_ab<'a>(picture: &DynamicImage, places: impl IntoIterator<Item = &'a (u32, u32)>) -> [f64; 2] {
    let (mut sum, mut count) = ([0.0; 2], 0.0);
    for &(x, y) in places {
        let [_, a, b] = lab_at_8(picture, x, y);
        (sum, count) = ([sum[0] + a, sum[1] + b], count + 1.0);
    }
    sum.map(|v| v / count)
}

/// As `lab_at`, without converting the whole picture each time.
fn lab_at_8(picture: &DynamicImage, x: u32, y: u32) -> [f64; 3] {
    let Rgb(codes) = *picture.as_rgb8().expect("an 8-bit result").get_pixel(x, y);
    lab(codes.map(f64::from), 255.0)
}

/// All places of a picture of this size.
fn everywhere(picture: &DynamicImage) -> Vec<(u32, u32)> {
    let (width, height) = (picture.width(), picture.height());
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).collect()
}

/// The painted dots, each as its pixels.
fn dots(hints: &RgbaImage) -> Vec<Vec<(u32, u32)>> {
    let mut seen = vec![false; (hints.width() * hints.height()) as usize];
    let mut dots = Vec::new();
    for (x, y, _) in hints.enumerate_pixels() {
        let (mut dot, mut open) = (Vec::new(), vec![(x, y)]);
        while let Some((x, y)) = open.pop() {
            if x >= hints.width() || y >= hints.height() || hints.get_pixel(x, y).0[3] < 128 {
                continue;
            }
            if !std::mem::replace(&mut seen[(y * hints.width() + x) as usize], true) {
                dot.push((x, y));
                open.extend([(x + 1, y), (x.wrapping_sub(1), y), (x, y + 1), (x, y.wrapping_sub(1))]);
            }
        }
        if !dot.is_empty() {
            dots.push(dot);
        }
    }
    dots
}

/// a*, b* of a hint at the lightness of the photograph, as far as sRGB has them there.
fn hint_at_lightness(hint: [f64; 3], l: f64) -> [f64; 2] {
    let [_, a, b] = hint;
    let [r, g, b] = lab_to_srgb_within_gamut(OurLab { l: l as f32, a: a as f32, b: b as f32 });
    let [_, a, b] = lab([r, g, b].map(f64::from), 1.0);
    [a, b]
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn painted_colours_are_obeyed_however_odd() {
    for (photo, name, least) in
        [("coffee-gray.png", "coffee-odd-hints.png", 30), ("astronaut-gray.png", "astronaut-hints.png", 50)]
    {
        let result = colorized(photo, &["--hints", name]);
        let before = image::open(picture(photo)).unwrap();
        assert_same_lightness(&before, &result, 0.6);
        let before = before.to_luma8();
        let hints = image::open(picture(name)).unwrap().into_rgba8();
        let dots = dots(&hints);
        assert!(dots.len() >= least, "{name} has {} dots", dots.len());
        for dot in dots {
            let mut expected = [0.0; 2];
            for &(x, y) in &dot {
                let Rgba([r, g, b, _]) = *hints.get_pixel(x, y);
                let l = lab([f64::from(before.get_pixel(x, y).0[0]); 3], 255.0)[0];
                let ab = hint_at_lightness(lab([r, g, b].map(f64::from), 255.0), l);
                expected = [0, 1].map(|i| expected[i] + ab[i] / dot.len() as f64);
            }
            let found = mean_ab(&result, &dot);
            let distance = (found[0] - expected[0]).hypot(found[1] - expected[1]);
            // Rounding to 8 bits, averaged over the dot.
            assert!(distance < 1.0, "{name}, dot at {:?}: {found:.1?}, not {expected:.1?}", dot[0]);
        }
    }
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn a_photograph_without_hints_gets_plausible_colours() {
    for photo in ["coffee-gray.png", "chelsea-gray.png", "astronaut-gray.png", "camera.png"] {
        let result = colorized(photo, &[]);
        assert_same_lightness(&image::open(picture(photo)).unwrap(), &result, 0.6);
        let mut chroma: Vec<f64> = everywhere(&result)
            .iter()
            .map(|&(x, y)| {
                let [_, a, b] = lab_at_8(&result, x, y);
                a.hypot(b)
            })
            .collect();
        chroma.sort_by(f64::total_cmp);
        let mean = chroma.iter().sum::<f64>() / chroma.len() as f64;
        let strong = chroma[chroma.len() * 99 / 100];
        assert!((2.0..30.0).contains(&mean), "{photo}: mean chroma {mean}");
        assert!(strong < 60.0, "{photo}: a hundredth has a chroma above {strong}");
    }
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn a_reference_draws_the_colours_towards_its_own() {
    // A grey reference takes colour away.
    for (photo, reference) in
        [("chelsea-gray.png", "coffee.png"), ("camera.png", "coffee.png"), ("coffee-gray.png", "camera.png")]
    {
        let target = DynamicImage::from(image::open(picture(reference)).unwrap().into_rgb8());
        let target = mean_ab(&target, &everywhere(&target));
        let distance = |flags: &[&str]| {
            let result = colorized(photo, flags);
            let mean = mean_ab(&result, &everywhere(&result));
            (mean[0] - target[0]).hypot(mean[1] - target[1])
        };
        let without = distance(&[]);
        for part in ["both", "histogram", "saturation"] {
            let with = distance(&["--reference", reference, "--reference-use", part]);
            assert!(
                with < 0.93 * without,
                "{photo} like {reference} ({part}): {with:.1}, without {without:.1}"
            );
        }
    }
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn suggested_colours_are_nine_likely_ones_first_and_heed_the_hints() {
    let work = Work::new();
    let suggest = |more: &[&str]| -> Vec<(String, [f64; 3], f64)> {
        let mut command = chromadot(&work, ["suggest", "--device", "cpu", "--at", "300,250", "--json"]);
        command.arg(picture("coffee-gray.png"));
        for flag in more {
            if flag.ends_with(".png") {
                command.arg(picture(flag))
            } else {
                command.arg(flag)
            };
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let colours: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
        let number = |value: &serde_json::Value| value.as_f64().unwrap();
        let colour = |value: &serde_json::Value| {
            let lab = [0, 1, 2].map(|i| number(&value["lab"][i]));
            (value["rgb"].as_str().unwrap().to_owned(), lab, number(&value["probability"]))
        };
        colours.iter().map(colour).collect()
    };
    let plain = suggest(&[]);
    assert_eq!(plain.len(), 9);
    assert!(plain.windows(2).all(|pair| pair[0].2 >= pair[1].2));
    assert!((plain.iter().map(|colour| colour.2).sum::<f64>() - 1.0).abs() < 1e-3);
    for (rgb, expected, _) in &plain {
        let channel = |i: usize| f64::from(u8::from_str_radix(&rgb[1 + 2 * i..][..2], 16).unwrap());
        let shown = lab([0, 1, 2].map(channel), 255.0);
        let off = [0, 1, 2].map(|i| (shown[i] - expected[i]).abs());
        assert!(off.iter().all(|off| *off < 1.0), "{rgb}: {shown:?} {expected:?}");
    }
    assert_eq!(suggest(&["--count", "3"]).len(), 3);
    assert_ne!(suggest(&["--hints", "coffee-odd-hints.png"])[0], plain[0]);
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn one_thread_and_two_agree_within_rounding() {
    let result =
        |threads| colorized("coffee-gray.png", &["--hints", "coffee-hints.png", "--threads", threads]);
    let (one, two) = (result("1").into_rgb8(), result("2").into_rgb8());
    let farthest = one.iter().zip(two.iter()).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(farthest <= Some(1), "a code differs by {farthest:?}");
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn the_program_runs_from_any_folder_without_any_variable() {
    let work = Work::new();
    let mut command = Command::new(program());
    command.env_clear().current_dir(work.path(""));
    command.arg("colorize").arg(picture("chelsea-gray.png")).args(["-o", "result.png"]);
    command.assert().success();
    assert_eq!(work.open("result.png").width(), 451);
    assert_eq!(work.names(), ["result.png"]);
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn doctor_finds_the_engine_libtorch_and_a_cpu_that_computes() {
    let work = Work::new();
    let output = chromadot(&work, ["doctor", "--json"]).env("PATH", "/nowhere").unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["ok"], true, "{report:#}");
    assert!(report["parts"][1]["report"].as_str().unwrap().ends_with("lib"), "{report:#}");
    let devices = report["devices"].as_array().unwrap();
    assert!(devices.iter().any(|device| device["device"] == "cpu" && device["usable"] == true), "{report:#}");
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn the_smallest_and_longest_photographs_are_colorized() {
    let work = Work::new();
    let mut jobs = String::new();
    let sizes = [(1, 1), (2, 7), (7, 3), (7, 7), (3000, 1), (1, 3000)];
    for (width, height) in sizes {
        work.save(&format!("{width}x{height}.png"), &even_grey(width, height, 120));
        jobs +=
            &format!("{{\"photo\": \"{width}x{height}.png\", \"output\": \"out-{width}x{height}.png\"}}\n");
    }
    chromadot(&work, ["batch", "-"]).write_stdin(jobs).assert().success();
    for (width, height) in sizes {
        let result = work.open(&format!("out-{width}x{height}.png"));
        assert_same_lightness(&even_grey(width, height, 120), &result, 0.6);
        let [_, a, b] = lab_at(&result, 0, 0);
        assert!(a.hypot(b) < 60.0, "{width}x{height}: {a} {b}");
    }
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn weights_that_are_damaged_or_of_another_network_are_refused_with_what_does_not_fit() {
    let weights = fs::read(source_tree("tests/reference/seed-16.safetensors")).unwrap();
    let entry = fs::read_to_string(source_tree("tests/reference/seed-16.toml")).unwrap();
    let hash = entry.lines().find_map(|line| line.strip_prefix("sha256 = ")).unwrap().to_owned();
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 64, 128));
    let refuse = |weights: &[u8], change: &dyn Fn(String) -> String| {
        let found: String = Sha256::digest(weights).iter().map(|byte| format!("{byte:02x}")).collect();
        work.write("mine.safetensors", weights);
        work.write("mine.toml", change(entry.replace(&hash, &format!("\"{found}\""))));
        let flags = ["colorize", "photo.png", "-o", "result.png", "--model", "mine.safetensors"];
        let sentence = failure(&mut chromadot(&work, flags));
        assert!(sentence.starts_with("the model cannot be used: "), "{sentence}");
        assert!(sentence.ends_with("; fetch its file again or choose another model"), "{sentence}");
        assert!(!work.path("result.png").exists());
        sentence
    };
    let same = |entry: String| entry;
    refuse(b"", &same);
    refuse(b"no weights at all", &same);
    refuse(&weights[..weights.len() / 2], &same);
    let wider = refuse(&weights, &|entry| entry.replace("base_width = 16", "base_width = 64"));
    assert!(wider.contains("tensor ") && wider.contains("has the shape [128], not [512]"), "{wider}");
    let other_head = refuse(&weights, &|entry| entry.replace("\"hypercolumn\"", "\"classes\""));
    assert!(other_head.contains("tensor hyper.") && other_head.contains("is not part"), "{other_head}");
    let fewer_planes = refuse(&weights, &|entry| {
        let start = entry.find("scales = [").unwrap();
        format!("{}scales = []\n", &entry[..start])
    });
    assert!(fewer_planes.contains("model1"), "{fewer_planes}");
}

/// Compares a result, brought to 128 pixels of width, with the picture of that name in
/// `tests/golden`. Between processors and versions of libtorch results differ by rounding; a change
/// of the method shows as far more.
fn assert_golden(name: &str, result: &DynamicImage) {
    /// Mean and largest CIEDE2000 distance that rounding can explain.
    const MEAN: f64 = 0.5;
    const LARGEST: f64 = 3.0;
    let height = 128 * result.height() / result.width();
    let actual = resize(result.as_rgb8().expect("an 8-bit result"), 128, height, FilterType::Triangle);
    let place = source_tree("tests/golden").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        actual.save(&place).unwrap();
        panic!("{} is written; look at it and run again without BLESS", place.display());
    }
    let expected = image::open(&place).unwrap().into_rgb8();
    assert_eq!(expected.dimensions(), actual.dimensions(), "{name}");
    let distances = expected.pixels().zip(actual.pixels()).map(|(a, b)| ciede2000(a, b));
    let (sum, largest) =
        distances.fold((0.0, 0.0), |(sum, largest): (f64, f64), d| (sum + d, largest.max(d)));
    let mean = sum / f64::from(128 * height);
    if mean > MEAN || largest > LARGEST {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("golden-failures");
        fs::create_dir_all(&folder).unwrap();
        let mut sheet = RgbImage::new(2 * 128 + 8, height);
        image::imageops::overlay(&mut sheet, &expected, 0, 0);
        image::imageops::overlay(&mut sheet, &actual, 128 + 8, 0);
        let place = folder.join(name);
        sheet.save(&place).unwrap();
        panic!(
            "{name} is off by {mean:.2} in the mean and {largest:.2} at most (CIEDE2000; {MEAN} and {LARGEST} \
             are allowed); expected | actual in {}",
            place.display()
        );
    }
}

fn ciede2000(a: &Rgb<u8>, b: &Rgb<u8>) -> f64 {
    let [a, b] = [a, b].map(|Rgb([r, g, b])| {
        let colour = Srgb::new(*r, *g, *b).into_format::<f64>();
        Lab::<D65, f64>::from_color(colour)
    });
    a.difference(b)
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn coffee_with_hints_looks_as_it_did() {
    assert_golden("coffee-hints.png", &colorized("coffee-gray.png", &["--hints", "coffee-hints.png"]));
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn coffee_with_odd_hints_looks_as_it_did() {
    assert_golden(
        "coffee-odd-hints.png",
        &colorized("coffee-gray.png", &["--hints", "coffee-odd-hints.png"]),
    );
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn astronaut_with_hints_looks_as_it_did() {
    assert_golden(
        "astronaut-hints.png",
        &colorized("astronaut-gray.png", &["--hints", "astronaut-hints.png"]),
    );
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn chelsea_without_hints_looks_as_it_did() {
    assert_golden("chelsea.png", &colorized("chelsea-gray.png", &[]));
}

#[test]
#[ignore = "needs libtorch and the engine: run `make test`"]
fn evaluation_finds_the_model_better_than_gray_and_its_suggestions_now_and_then_right() {
    let work = Work::new();
    let photographs = ["coffee.png", "chelsea.png", "astronaut.png"].map(picture);
    let mut command = chromadot(&work, ["evaluate", "--points", "0,50", "--json", "--device", "cpu"]);
    let output = command.args(photographs).unwrap().stdout;
    let report: serde_json::Value = serde_json::from_slice(&output).unwrap();
    let mean = |scores: &serde_json::Value| scores["psnr"]["mean"].as_f64().unwrap();
    let points = &report["methods"][0]["points"];
    assert!(mean(&points[0]) > mean(&report["gray"]) + 0.5, "{report}");
    assert!(mean(&points[1]) > mean(&points[0]) + 3.0, "{report}");
    let hits = |what: &str| report["suggestions"][what].as_u64().unwrap();
    assert!(
        hits("likely_bins") * 4 > hits("places") && hits("suggested_near") * 4 > hits("places"),
        "{report}"
    );
}
