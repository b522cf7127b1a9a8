//! What the filter does for those who use it, in any version of GIMP: a real one is driven from Scheme,
//! and what came back is looked at.
//!
//! The engine is the real one, or what `CHROMADOT_ENGINE` names; what is asserted holds for any
//! network, because it follows from the photograph's lightness and from hints kept exactly.

use std::fs;
use std::path::Path;
use std::process::Command;

use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageBuffer, Luma, LumaA, Rgb, Rgb32FImage};

use crate::HOST;
use crate::color::{adobe, adobe_lightness, lab, lightness};
use crate::screen::{Gimp, Screen};
use crate::server::Server;
use crate::session::{self, Session};

/// GIMP's numbers for what the scripts report.
const RGB: &str = "0";
const NORMAL: &str = "28";
const LCH_COLOR: &str = "26";

/// A colour that sRGB has at the lightness of the greys in these tests.
const HINT: [f64; 3] = [170.0, 110.0, 90.0];

/// Every grey of 8 bits, 256x8.
fn all_greys() -> GrayImage {
    GrayImage::from_fn(256, 8, |x, _| Luma([x as u8]))
}

fn grey(width: u32, height: u32, code: u8) -> GrayImage {
    GrayImage::from_pixel(width, height, Luma([code]))
}

fn assert_near(found: [f64; 3], expected: [f64; 3], tolerance: f64, what: &str) {
    let far = found.iter().zip(expected).any(|(f, e)| (f - e).abs() > tolerance);
    assert!(!far, "{what}: found {found:?}, expected {expected:?} within {tolerance}");
}

fn pixel(picture: &DynamicImage, x: u32, y: u32) -> [f64; 3] {
    let Rgb(codes) = *picture.to_rgb8().get_pixel(x, y);
    codes.map(f64::from)
}

/// Colour of the result at a place must be the hint's, lightness the photograph's.
fn assert_hinted(picture: &DynamicImage, (x, y): (u32, u32), photo: f64, hint: [f64; 3]) {
    let [l, ..] = lab([photo; 3]);
    let [_, a, b] = lab(hint);
    // Rounding to 8 bits moves L by less than 0.4 and a, b by up to 1.
    assert_near(lab(pixel(picture, x, y)), [l, a, b], 1.5, &format!("at {x},{y}"));
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn the_filter_is_registered_even_without_an_engine_and_then_says_what_is_missing() {
    let session = Session::with_engine("/nowhere/libchromadot_engine.so");
    grey(16, 16, 120).save(session.path("photo.png")).unwrap();
    let script = r#"
        (for-each (lambda (name) (report name (if (registered? name) "registered" "missing")))
          '("chromadot-colorize" "chromadot-suggest" "chromadot-live"))
        (let* ((image (load-image "FOLDER/photo.png")))
          (catch (report "refused" 1) (colorize image (photograph image) -1)))"#;
    let transcript = session.run(script);
    for name in ["chromadot-colorize", "chromadot-suggest", "chromadot-live"] {
        assert_eq!(transcript.value(name), "registered");
    }
    let error = transcript.refusals()[0];
    assert!(
        error.starts_with("the engine is missing: there is no /nowhere/libchromadot_engine.so"),
        "{error}"
    );
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn a_grayscale_photograph_without_hints_gets_an_rgb_layer_with_its_own_lightness() {
    let script = r#"
        (let* ((image (load-image "PICTURES/camera.png"))
               (layer (colorize image (photograph image) -1)))
          (report-image image)
          (report-layer layer)
          (save image layer "FOLDER/result.png"))"#;
    let transcript = Session::new().run(script);
    assert_eq!(transcript.value("layers"), "2");
    assert_eq!(transcript.value("base type"), RGB);
    assert_eq!(transcript.value("name"), "Colorized");
    assert_eq!(transcript.value("mode"), NORMAL);
    assert_eq!(transcript.number("opacity"), 100.0);
    assert_eq!(transcript.value("mask"), "-1");
    assert_eq!(transcript.value("position"), "0");
    let photo = image::open(session::pictures().join("camera.png")).unwrap().to_luma8();
    let result = transcript.picture("result.png");
    for (x, y, Luma([code])) in photo.enumerate_pixels().step_by(7) {
        let (before, after) = (lab([f64::from(*code); 3])[0], lab(pixel(&result, x, y))[0]);
        assert!((before - after).abs() < 0.6, "L* at {x},{y} was {before} and is {after}");
    }
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn greys_that_are_hinted_neutral_come_back_code_for_code() {
    let session = Session::new();
    all_greys().save(session.path("photo.png")).unwrap();
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png"))
               (photo (photograph image))
               (hints (solid-image 256 8 '(128 128 128)))
               (layer (colorize image photo hints)))
          (save image layer "FOLDER/result.png"))"#;
    let result = session.run(script).picture("result.png").to_rgb8();
    for (x, y, Luma([code])) in all_greys().enumerate_pixels() {
        assert_eq!(result.get_pixel(x, y), &Rgb([*code; 3]), "at {x},{y}");
    }
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn a_16_bit_scan_stays_16_bit_and_keeps_all_its_greys() {
    let session = Session::new();
    let code = |x: u32, y: u32| ((y * 256 + x) * 16) as u16;
    let photo = ImageBuffer::from_fn(256, 16, |x, y| Luma([code(x, y)]));
    photo.save(session.path("photo.png")).unwrap();
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png"))
               (photo (photograph image))
               (hints (solid-image 256 16 '(128 128 128)))
               (layer (colorize image photo hints)))
          (report-image image)
          (save image layer "FOLDER/result.png"))"#;
    let transcript = session.run(script);
    assert_eq!(transcript.value("precision"), "250", "16-bit gamma integer");
    let DynamicImage::ImageRgba16(result) = transcript.picture("result.png") else {
        panic!("the result has another depth")
    };
    for (x, y, pixel) in result.enumerate_pixels() {
        for value in &pixel.0[..3] {
            assert!(value.abs_diff(code(x, y)) <= 2, "{value} instead of {} at {x},{y}", code(x, y));
        }
    }
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn every_precision_gives_the_same_colours() {
    let session = Session::new();
    grey(32, 32, 120).save(session.path("photo.png")).unwrap();
    // Linear: 8 and 16 bits, half, float; perceptual: 16 and 32 bits, float, double.
    let precisions = [100, 200, 500, 600, 250, 350, 650, 750];
    let steps: String = precisions
        .map(|precision| {
            format!(
                r#"(let* ((image (load-image "FOLDER/photo.png")))
                     (gimp-image-convert-precision image {precision})
                     (let ((layer (colorize image (photograph image) hints)))
                       (report "{precision}" (car (gimp-image-get-precision image)))
                       (gimp-image-convert-precision image 8-BIT)
                       (save image layer "FOLDER/{precision}.png")
                       (gimp-image-delete image)))"#
            )
        })
        .concat();
    let transcript = session.run(&format!("(let ((hints (solid-image 32 32 '(170 110 90)))) {steps})"));
    for precision in precisions {
        assert_eq!(transcript.number(&precision.to_string()), f64::from(precision));
        assert_hinted(&transcript.picture(&format!("{precision}.png")), (16, 16), 120.0, HINT);
    }
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn an_adobe_rgb_photograph_is_read_and_written_in_its_own_colours() {
    let session = Session::new();
    let profile = moxcms::ColorProfile::new_adobe_rgb().encode().unwrap();
    std::fs::write(session.path("adobe.icc"), profile).unwrap();
    DynamicImage::ImageLuma8(grey(32, 32, 120)).to_rgb8().save(session.path("photo.png")).unwrap();
    // The hints are in an sRGB image of their own: an error in either direction shows.
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png"))
               (photo (photograph image)))
          (assign-profile image "FOLDER/adobe.icc")
          (let ((layer (colorize image photo (solid-image 32 32 '(170 110 90)))))
            (report "profile" (if (has-profile? image) "kept" "lost"))
            (save image layer "FOLDER/result.png")))"#;
    let transcript = session.run(script);
    assert_eq!(transcript.value("profile"), "kept");
    let [_, a, b] = lab(HINT);
    let expected = adobe([adobe_lightness(120.0), a, b]);
    assert_near(pixel(&transcript.picture("result.png"), 16, 16), expected, 1.2, "Adobe RGB codes");
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn a_linear_profile_is_obeyed() {
    let session = Session::new();
    DynamicImage::ImageLuma8(grey(32, 32, 120)).to_rgb8().save(session.path("photo.png")).unwrap();
    let srgb = moxcms::ColorProfile::new_srgb();
    let straight = Some(moxcms::ToneReprCurve::Parametric(vec![1.0]));
    let mut linear = moxcms::ColorProfile::new_srgb();
    [linear.red_trc, linear.green_trc, linear.blue_trc] = [straight.clone(), straight.clone(), straight];
    linear.cicp = None;
    for (name, profile) in [("srgb.icc", srgb), ("linear.icc", linear)] {
        std::fs::write(session.path(name), profile.encode().unwrap()).unwrap();
    }
    // 120 is then a luminance, and so a much lighter grey. GIMP itself says what the result looks like.
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png"))
               (photo (photograph image)))
          (assign-profile image "FOLDER/linear.icc")
          (let ((layer (colorize image photo (solid-image 32 32 '(170 110 90)))))
            (convert-to-profile image "FOLDER/srgb.icc")
            (save image layer "FOLDER/result.png")))"#;
    let transcript = session.run(script);
    let [_, a, b] = lab(HINT);
    let found = lab(pixel(&transcript.picture("result.png"), 16, 16));
    assert_near(found, [lightness(120.0 / 255.0), a, b], 1.5, "L*, a*, b*");
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn alpha_is_unchanged() {
    let session = Session::new();
    let photo = GrayAlphaImage::from_fn(256, 8, |x, y| LumaA([200 - 10 * y as u8, x as u8]));
    photo.save(session.path("photo.png")).unwrap();
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png"))
               (layer (colorize image (photograph image) -1)))
          (save image layer "FOLDER/result.png"))"#;
    let result = session.run(script).picture("result.png").to_rgba8();
    for (x, y, pixel) in result.enumerate_pixels() {
        assert_eq!(pixel.0[3], x as u8, "at {x},{y}");
    }
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn hints_of_another_size_and_place_colour_what_lies_under_them() {
    let session = Session::new();
    DynamicImage::ImageLuma8(grey(256, 256, 120)).to_rgb8().save(session.path("photo.png")).unwrap();
    // The photograph is moved within its image; hints stick out of it or are smaller than it.
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png"))
               (photo (photograph image)))
          (gimp-layer-set-offsets photo 30 20)
          (let* ((small (solid-layer image "small" 12 10 190 160 '(170 110 90)))
                 (layer (colorize image photo small)))
            (report-layer layer)
            (save image layer "FOLDER/small.png"))
          (let* ((large (solid-layer image "large" 300 400 -250 -90 '(90 120 170)))
                 (layer (colorize image photo large)))
            (save image layer "FOLDER/large.png")))"#;
    let transcript = session.run(script);
    assert_eq!((transcript.number("left"), transcript.number("top")), (30.0, 20.0));
    assert_eq!((transcript.number("width"), transcript.number("height")), (256.0, 256.0));
    assert_hinted(&transcript.picture("small.png"), (190 + 6 - 30, 160 + 5 - 20), 120.0, HINT);
    assert_hinted(&transcript.picture("large.png"), (5, 128), 120.0, [90.0, 120.0, 170.0]);
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn a_selection_becomes_the_mask_of_the_new_layer() {
    let session = Session::new();
    grey(64, 64, 120).save(session.path("photo.png")).unwrap();
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png")))
          (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 10 10 20 20)
          (let* ((layer (colorize image (photograph image) -1))
                 (mask (car (gimp-layer-get-mask layer))))
            (report "inside" (code mask 15 15))
            (report "outside" (code mask 40 15))
            (report "selection" (car (gimp-selection-bounds image)))))"#;
    let transcript = session.run(script);
    assert_eq!(transcript.value("inside"), "255");
    assert_eq!(transcript.value("outside"), "0");
    assert_eq!(transcript.value("selection"), "1", "it stays");
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn masks_hide_hints_and_parts_of_the_photograph_unless_they_are_switched_off() {
    let session = Session::new();
    grey(64, 64, 120).save(session.path("photo.png")).unwrap();
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png"))
               (rgb (gimp-image-convert-rgb image))
               (photo (photograph image))
               (small (solid-layer image "small" 12 10 20 30 '(170 110 90)))
               (large (solid-layer image "large" 64 64 0 0 '(170 110 90)))
               (mask-by-selection (lambda (layer)
                 (gimp-layer-add-mask layer (car (gimp-layer-create-mask layer ADD-MASK-SELECTION))))))
          (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 20 30 12 10)
          (mask-by-selection large)
          (mask-by-selection photo)
          (gimp-selection-none image)
          (save image (colorize image photo large) "FOLDER/masked.png")
          (gimp-layer-set-apply-mask photo FALSE)
          (save image (colorize image photo small) "FOLDER/small.png")
          (save image (colorize image photo large) "FOLDER/masked-hints.png")
          (gimp-layer-set-apply-mask large FALSE)
          (save image (colorize image photo large) "FOLDER/all.png"))"#;
    let transcript = session.run(script);
    let picture = |name| transcript.picture(name).to_rgba8();
    let small = picture("small.png");
    assert_eq!(small, picture("masked-hints.png"), "a mask leaves as much of the hints as there is of it");
    assert_ne!(small, picture("all.png"), "a mask that is switched off hides nothing");
    for (x, y, pixel) in picture("masked.png").enumerate_pixels() {
        let is_in = (20..32).contains(&x) && (30..40).contains(&y);
        assert_eq!(pixel.0[3], if is_in { 255 } else { 0 }, "at {x},{y}");
        assert_eq!(small.get_pixel(x, y).0[3], 255, "at {x},{y}");
    }
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn the_result_goes_directly_above_the_photograph_in_its_group() {
    let session = Session::new();
    grey(64, 64, 120).save(session.path("photo.png")).unwrap();
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png"))
               (rgb (gimp-image-convert-rgb image))
               (group (new-group image)))
          (gimp-image-insert-layer image group 0 0)
          (let ((top (solid-layer image "top" 8 8 0 0 '(255 0 0)))
                (photo (car (gimp-layer-new-from-drawable (photograph image) image))))
            (gimp-image-insert-layer image photo group 0)
            (gimp-image-reorder-item image top group 0)
            (report "group" group)
            (report-layer (colorize image photo -1))
            (report "photograph" (car (gimp-image-get-item-position image photo)))
            ; A group can be the photograph itself.
            (report "above group" (car (gimp-item-get-parent (colorize image group -1))))))"#;
    let transcript = session.run(script);
    assert_eq!(transcript.value("parent"), transcript.value("group"));
    assert_eq!(transcript.value("position"), "1");
    assert_eq!(transcript.value("photograph"), "2");
    assert_eq!(transcript.value("above group"), "-1");
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn the_colour_style_makes_an_lch_color_layer() {
    let session = Session::new();
    grey(32, 32, 120).save(session.path("photo.png")).unwrap();
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png"))
               (photo (photograph image))
               (hints (solid-image 32 32 '(170 110 90))))
          (report-layer (colorize-with image photo hints -1 1 100 "cpu" "" 0))
          (save image (car (gimp-image-flatten image)) "FOLDER/seen.png"))"#;
    let transcript = session.run(script);
    assert_eq!(transcript.value("mode"), LCH_COLOR);
    // GIMP's own Lab has another white, so what is seen comes only near.
    assert_near(
        lab(pixel(&transcript.picture("seen.png"), 16, 16)),
        {
            let [_, a, b] = lab(HINT);
            [lab([120.0; 3])[0], a, b]
        },
        4.0,
        "colours over the photograph",
    );
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn an_indexed_image_is_made_rgb() {
    let session = Session::new();
    grey(32, 32, 120).save(session.path("photo.png")).unwrap();
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png")))
          (gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE "")
          (let ((layer (colorize image (photograph image) (solid-image 32 32 '(170 110 90)))))
            (report-image image)
            (save image layer "FOLDER/result.png")))"#;
    let transcript = session.run(script);
    assert_eq!(transcript.value("base type"), RGB);
    assert_hinted(&transcript.picture("result.png"), (16, 16), 120.0, HINT);
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn a_reference_of_another_size_in_another_image_is_taken() {
    let script = r#"
        (let* ((image (load-image "PICTURES/coffee-gray.png"))
               (reference (photograph (load-image "PICTURES/astronaut.png")))
               (layer (colorize-with image (photograph image) -1 reference 0 100 "cpu" "" 0)))
          (report-image image))"#;
    assert_eq!(Session::new().run(script).value("layers"), "2");
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn the_smallest_photographs_work() {
    let session = Session::new();
    let sizes = [(1, 1), (7, 1), (1, 7), (5, 3)];
    let script = sizes.map(|(width, height)| {
        let name = format!("{width}x{height}.png");
        grey(width, height, 120).save(session.path(&name)).unwrap();
        format!(
            r#"(let* ((image (load-image "FOLDER/{name}"))
                      (hints (solid-image {width} {height} '(170 110 90)))
                      (layer (colorize image (photograph image) hints)))
                 (save image layer "FOLDER/out-{name}"))"#
        )
    });
    let transcript = session.run(&script.concat());
    for (width, height) in sizes {
        let result = transcript.picture(&format!("out-{width}x{height}.png"));
        assert_eq!((result.width(), result.height()), (width, height));
        assert_hinted(&result, (0, 0), 120.0, HINT);
    }
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn pixels_that_are_no_numbers_become_black_and_spoil_nothing_else() {
    let session = Session::new();
    let photo =
        Rgb32FImage::from_fn(32, 32, |x, y| Rgb(if (x, y) == (3, 3) { [f32::NAN; 3] } else { [0.2; 3] }));
    photo.save(session.path("photo.tif")).unwrap();
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.tif"))
               (layer (colorize image (photograph image) -1)))
          (gimp-image-convert-precision image 8-BIT)
          (save image layer "FOLDER/result.png"))"#;
    let result = session.run(script).picture("result.png");
    assert_eq!(pixel(&result, 3, 3), [0.0; 3]);
    let expected = lab(pixel(&result, 25, 25))[0];
    assert!(expected > 20.0, "the rest is as light as before: {expected}");
    assert!((lab(pixel(&result, 4, 4))[0] - expected).abs() < 0.6);
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn a_transparent_hint_layer_is_as_good_as_none() {
    let script = r#"
        (let* ((image (load-image "PICTURES/camera.png"))
               (photo (photograph image))
               (empty (new-layer image "hints" 512 512 GRAYA-IMAGE)))
          (gimp-image-insert-layer image empty 0 0)
          (save image (colorize image photo empty) "FOLDER/empty.png"))
        (let* ((image (load-image "PICTURES/camera.png")))
          (save image (colorize image (photograph image) -1) "FOLDER/none.png"))"#;
    let transcript = Session::new().run(script);
    let [empty, none] = ["empty.png", "none.png"].map(|name| transcript.picture(name).to_rgb8());
    let apart = |(a, b): (&u8, &u8)| a.abs_diff(*b);
    assert!(empty.as_raw().iter().zip(none.as_raw()).map(apart).max() <= Some(1));
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn a_repeated_run_guesses_hints_and_photograph_by_name_and_its_result_is_seen() {
    let session = Session::new();
    DynamicImage::ImageLuma8(grey(64, 64, 120)).to_rgb8().save(session.path("photo.png")).unwrap();
    // Whoever has just painted has the hint layer active, whoever has run the filter its result.
    let script = r#"
        (let* ((image (load-image "FOLDER/photo.png"))
               (photo (photograph image))
               (hints (solid-layer image "My HINTS" 64 64 0 0 '(170 110 90)))
               (first (colorize-again image hints))
               (second (colorize-again image first)))
          (report "first" (car (gimp-image-get-item-position image first)))
          (report "second" (car (gimp-image-get-item-position image second)))
          (save image first "FOLDER/first.png")
          (save image second "FOLDER/second.png"))"#;
    let transcript = session.run(script);
    assert_eq!(transcript.value("second"), "1", "hints, second, first, photograph");
    assert_eq!(transcript.value("first"), "2", "hints, second, first, photograph");
    for name in ["first.png", "second.png"] {
        assert_hinted(&transcript.picture(name), (32, 32), 120.0, HINT);
    }
}

/// Calls that cannot be obeyed, and how the sentence begins that says so.
const REFUSED: [(&str, &str); 10] = [
    (
        r#"(colorize-with image photo -1 -1 0 100 "cpu" "FOLDER/broken.safetensors" 0)"#,
        "the model file FOLDER/broken.safetensors is damaged or another one: its SHA-256 is ",
    ),
    (
        r#"(colorize-with image photo -1 -1 0 100 "cpu" "sepia" 0)"#,
        "there is no model called 'sepia'; there is ",
    ),
    (
        r#"(colorize-with image photo -1 -1 0 100 "abacus" "" 0)"#,
        "device cannot be 'abacus'; it is one of auto, cpu, cuda, cuda:N",
    ),
    (
        "(colorize image photo photo)",
        "the photograph itself cannot be chosen for 'hints'; choose another layer, or none",
    ),
    ("(colorize image channel -1)", "the active drawable is a channel, not a photograph"),
    ("(colorize image mask -1)", "the active drawable is a layer mask, not a photograph"),
    ("(colorize-by-dialog image photo)", "GIMP could not show the dialog: there is no screen to show it on"),
    (
        "(live RUN-NONINTERACTIVE image photo)",
        "Live watches while somebody paints; call it with RUN-INTERACTIVE, or chromadot-colorize for one picture",
    ),
    (
        "(live RUN-INTERACTIVE image photo)",
        "GIMP could not show the dialog: there is no screen to show it on",
    ),
    (
        "(suggest other moved 0)",
        "the place 8,8 in the image lies beside the photograph's layer; select something within it",
    ),
];

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn what_cannot_be_done_is_refused_in_a_sentence_and_the_image_stays_as_it_was() {
    let session = Session::new();
    DynamicImage::ImageLuma8(grey(16, 16, 120)).to_rgb8().save(session.path("photo.png")).unwrap();
    let weights = session.path("broken.safetensors");
    std::fs::write(&weights, b"not a model").unwrap();
    let registry = concat!(env!("CARGO_MANIFEST_DIR"), "/models/registry.toml");
    let registry: toml::Table = std::fs::read_to_string(registry).unwrap().parse().unwrap();
    let entry = toml::to_string(&registry["model"][0]).unwrap();
    std::fs::write(weights.with_extension("toml"), entry).unwrap();
    let folder = session.path("").display().to_string();
    let attempts: String = REFUSED
        .map(|(call, _)| format!(r#"(catch (report "refused" 1) {call} (report "worked" 1))"#))
        .concat();
    let script = format!(
        r#"(let* ((image (load-image "FOLDER/photo.png"))
                  (photo (photograph image))
                  (other (load-image "FOLDER/photo.png"))
                  (moved (photograph other))
                  (channel (car (gimp-selection-save image)))
                  (mask (car (gimp-layer-create-mask photo ADD-MASK-WHITE)))
                  (masked (gimp-layer-add-mask photo mask)))
             (gimp-layer-set-offsets moved 200 0)
             (gimp-image-clean-all image)
             {attempts}
             (report "changed" (car (gimp-image-is-dirty image)))
             (report-image image))"#
    );
    let transcript = session.run(&script);
    let sentences = transcript.refusals();
    assert_eq!(sentences.len(), REFUSED.len(), "{sentences:#?}\n{}", transcript.text);
    for (sentence, (call, expected)) in sentences.iter().zip(REFUSED) {
        let expected = expected.replace("FOLDER", folder.trim_end_matches('/'));
        assert!(sentence.starts_with(&expected), "{call}: {sentence}");
    }
    assert_eq!(transcript.value("layers"), "1", "the image is untouched");
    assert_eq!(transcript.value("changed"), "0", "the image is untouched");
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn suggestions_become_the_active_palette_and_are_those_of_the_command_line() {
    let session = Session::new();
    let pictures = session::pictures();
    let at = |hints: bool| -> Vec<serde_json::Value> {
        let mut command = session.program();
        command.args(["suggest", "--json", "--at", "130,115"]).arg(pictures.join("astronaut-gray.png"));
        if hints {
            command.arg("--hints").arg(pictures.join("astronaut-hints.png"));
        }
        serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
    };
    let (plain, hinted) = (at(false), at(true));
    assert_ne!(plain, hinted, "the dots count");
    // The middle of the selection is 130,115 of the photograph, which is moved within its image.
    let script = r#"
        (let* ((image (load-image "PICTURES/astronaut-gray.png"))
               (photo (photograph image))
               (name "Chromadot suggestions"))
          (gimp-image-convert-rgb image)
          (gimp-layer-set-offsets photo -5 10)
          (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 105 115 40 20)
          (gimp-context-set-foreground '(1 2 3))
          (gimp-image-clean-all image)
          (suggest image photo 0)
          (report "active" (active-palette))
          (report "plain" (palette-size name))
          (report "plain label" (palette-label name 0))
          (report-colour "plain colour" (palette-colour name 0))
          (report-colour "kept" (car (gimp-context-get-foreground)))
          (report "changed" (car (gimp-image-is-dirty image)))
          (let ((hints (car (gimp-layer-new-from-drawable
                  (photograph (load-image "PICTURES/astronaut-hints.png")) image))))
            (gimp-image-insert-layer image hints 0 0)
            (gimp-item-set-name hints "My hints")
            (gimp-layer-set-offsets hints -5 10)
            ; Whoever paints has the hint layer active.
            (suggest image hints 1))
          (report "hinted" (palette-size name))
          (report "hinted label" (palette-label name 0))
          (report-colour "hinted colour" (palette-colour name 0))
          (report-colour "taken" (car (gimp-context-get-foreground)))
          (report "layers" (layer-count image)))"#;
    let transcript = session.run(script);
    assert_eq!(transcript.value("active"), "Chromadot suggestions");
    for (name, colours) in [("plain", plain), ("hinted", hinted)] {
        assert_eq!(transcript.number(name), colours.len() as f64, "earlier ones are replaced");
        let probability = 100.0 * colours[0]["probability"].as_f64().unwrap();
        let label = transcript.value(&format!("{name} label")).trim_end_matches(" %");
        assert!((label.parse::<f64>().unwrap() - probability).abs() < 0.2, "{label} {probability}");
        let rgb = u32::from_str_radix(&colours[0]["rgb"].as_str().unwrap()[1..], 16).unwrap();
        let [_, r, g, b] = rgb.to_be_bytes();
        assert_near(codes(transcript.value(&format!("{name} colour"))), [r, g, b].map(f64::from), 1.0, name);
    }
    assert_eq!(transcript.value("kept"), "1 2 3");
    assert_eq!(transcript.value("taken"), transcript.value("hinted colour"));
    assert_eq!(
        (transcript.value("changed"), transcript.value("layers")),
        ("0", "2"),
        "the image is untouched"
    );
}

/// Three numbers as scripts report them.
fn codes(words: &str) -> [f64; 3] {
    let numbers: Vec<f64> = words.split(' ').map(|word| word.parse().unwrap()).collect();
    numbers.try_into().unwrap()
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn registering_loads_neither_engine_nor_dialogs() {
    let program = env!("CARGO_BIN_EXE_chromadot");
    // GIMP's side of a query: it only listens. The C library tells of every library it opens.
    let query = HOST
        .command("bash")
        .args(["-c", &format!(r#"exec "$0" {} 3</dev/null 4>&1"#, HOST.query), program])
        .env("LD_DEBUG", "files")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&query.stdout).contains("chromadot-colorize"));
    let opened = String::from_utf8_lossy(&query.stderr).into_owned();
    assert!(opened.contains(HOST.library), "{opened}");
    for unwanted in ["torch", "libchromadot_engine", "libgimpui", "libgtk"] {
        assert!(!opened.contains(unwanted), "registering opened {unwanted}");
    }
    let linked = Command::new("ldd").arg(program).output().unwrap();
    let linked = String::from_utf8_lossy(&linked.stdout).into_owned();
    assert!(!linked.contains("torch") && !linked.contains("gimp") && !linked.contains("gtk"), "{linked}");
}

#[test]
#[ignore = "needs a real GIMP, Xvfb, xdotool and the engine: run `make test` or `make test-hosts`"]
fn one_undo_takes_everything_back() {
    let session = Session::new();
    grey(64, 64, 120).save(session.path("photo.png")).unwrap();
    let screen = Screen::new();
    let gimp = screen.gimp(
        &session,
        r#"(let* ((image (load-image "FOLDER/photo.png")))
             (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 10 10 20 20)
             (gimp-display-new image)
             (colorize image (photograph image) -1)
             (gimp-displays-flush))"#,
    );
    // A layer, its mask and the conversion from grayscale: one step.
    let window = gimp.window("RGB color.*2 layers");
    screen.key(&window, "ctrl+z");
    gimp.window("Grayscale.*1 layer");
}

#[test]
#[ignore = "needs a real GIMP, Xvfb, xdotool and the engine: run `make test` or `make test-hosts`"]
fn the_dialog_runs_the_filter_and_cancel_leaves_the_image_alone() {
    let session = Session::new();
    grey(64, 64, 120).save(session.path("photo.png")).unwrap();
    let screen = Screen::new();
    let gimp = screen.gimp(&session, r#"(gimp-display-new (load-image "FOLDER/photo.png"))"#);
    let window = gimp.window("Grayscale.*1 layer");
    screen.key(&window, "ctrl+alt+y");
    screen.key(&gimp.window("^Colorize with hints$"), "Escape");
    gimp.no_window("^Colorize with hints$");
    gimp.window("Grayscale.*1 layer");
    run_by_dialog(&screen, &gimp, &window);
    gimp.window("RGB color.*2 layers");
}

/// Opens the filter's dialog by the key for it, and starts the filter.
fn run_by_dialog(screen: &Screen, gimp: &Gimp, window: &str) {
    screen.key(window, "ctrl+alt+y");
    screen.click_last_button(&gimp.window("^Colorize with hints$"));
}

/// What the user does while the network works, what the filter then says, and how many layers there are.
const MEANWHILE: [(&str, &str, &str); 7] = [
    (
        "(gimp-image-remove-layer image photo)",
        "the photograph's layer was deleted while the filter worked",
        "1",
    ),
    ("(gimp-image-scale image 40 30)", "the photograph was resized while the filter worked; run", "2"),
    ("(gimp-image-remove-layer image hints)", "", "2"),
    ("(gimp-image-resize image 90 90 9 9)", "", "3"),
    ("(gimp-item-set-lock-content hints TRUE)", "", "3"),
    // Another image is shown and has the focus.
    ("(gimp-display-new (new-image 9 9))", "", "3"),
    ("(gimp-display-delete display)", "the photograph's layer was deleted while the filter worked", "closed"),
];

#[test]
#[ignore = "needs a real GIMP, Xvfb, xdotool and the engine: run `make test` or `make test-hosts`"]
fn what_happens_to_the_image_meanwhile_is_respected() {
    for (change, sentence, layers) in MEANWHILE {
        let session = Session::with_network_that_waits();
        let screen = Screen::new();
        let (gimp, mut server) = Server::start(&screen, &session);
        server.open_photograph(&session, 64, 64, 120);
        run_by_dialog(&screen, &gimp, &gimp.window("RGB color.*2 layers"));
        session.wait_for("begun");
        server.run(change);
        fs::write(session.path("go"), []).unwrap();
        if !sentence.is_empty() {
            gimp.says(sentence);
        }
        if layers == "closed" {
            assert!(server.attempt("(layer-count image)").is_err());
        } else {
            server.wait("(layer-count image)", |count| count == layers);
        }
    }
}

#[test]
#[ignore = "needs a real GIMP, Xvfb and xdotool: run `make test` or `make test-hosts`"]
fn two_runs_at_once_make_two_layers() {
    let session = Session::with_network_that_waits();
    let screen = Screen::new();
    let (gimp, mut server) = Server::start(&screen, &session);
    server.open_photograph(&session, 64, 64, 120);
    let window = gimp.window("RGB color.*2 layers");
    for _ in 0..2 {
        run_by_dialog(&screen, &gimp, &window);
        session.wait_for("begun");
        fs::remove_file(session.path("begun")).unwrap();
        gimp.no_window("^Colorize with hints$");
    }
    fs::write(session.path("go"), []).unwrap();
    server.wait("(layer-count image)", |count| count == "4");
}

#[test]
#[ignore = "needs a real GIMP, Xvfb and xdotool: run `make test` or `make test-hosts`"]
fn a_gimp_that_is_ended_while_the_filter_works_leaves_no_process_behind() {
    let session = Session::with_network_that_waits();
    let screen = Screen::new();
    let (gimp, mut server) = Server::start(&screen, &session);
    server.open_photograph(&session, 64, 64, 120);
    run_by_dialog(&screen, &gimp, &gimp.window("RGB color.*2 layers"));
    session.wait_for("begun");
    gimp.end();
    fs::write(session.path("go"), []).unwrap();
    // Dropping it waits for all that came from it.
    drop(gimp);
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn hidden_and_locked_layers_are_read_and_stay_as_they_are() {
    let session = Session::new();
    grey(64, 64, 120).save(session.path("photo.png")).unwrap();
    let transcript = session.run(
        r#"(let* ((image (load-image "FOLDER/photo.png"))
                  (photo (photograph image))
                  (rgb (gimp-image-convert-rgb image))
                  (hints (solid-layer image "hints" 20 20 10 10 '(170 110 90))))
             (for-each (lambda (layer)
                         (gimp-item-set-visible layer FALSE)
                         (gimp-item-set-lock-content layer TRUE)
                         (gimp-item-set-lock-position layer TRUE))
               (list hints photo))
             (save image (colorize image photo hints) "FOLDER/out.png")
             (report "hidden" (car (gimp-item-get-visible photo)))
             (report "locked" (car (gimp-item-get-lock-content photo))))"#,
    );
    assert_hinted(&transcript.picture("out.png"), (20, 20), 120.0, HINT);
    assert_eq!((transcript.value("hidden"), transcript.value("locked")), ("0", "1"));
}

#[test]
#[ignore = "needs a real GIMP: run `make test` or `make test-hosts`"]
fn of_a_reference_its_colours_its_saturation_or_both_are_taken_and_a_look_stands_in_for_one() {
    let session = Session::with_stub("");
    image::RgbImage::from_pixel(32, 32, Rgb([200, 90, 60])).save(session.path("style.png")).unwrap();
    fs::write(session.path("style.txt"), "brown").unwrap();
    grey(64, 64, 120).save(session.path("photo.png")).unwrap();
    let transcript = session.run(
        r#"(let* ((image (load-image "FOLDER/photo.png"))
                  (photo (photograph image))
                  (reference (solid-image 32 32 '(200 90 60)))
                  (run (lambda (key reference use look file)
                    (report-colour key
                      (codes (colorize-in-style image photo reference use look file) 30 30)))))
             (run "none" -1 0 "" "")
             (run "both" reference 0 "" "")
             (run "colours" reference 1 "" "")
             (run "saturation" reference 2 "" "")
             (run "look" -1 0 "golden-hour" "")
             (run "file" -1 0 "" "FOLDER/style.png")
             (run "layer before file" reference 1 "" "FOLDER/style.png")
             (catch (report "refused" 1) (run "no picture" -1 0 "" "FOLDER/style.txt")))"#,
    );
    let keys = ["none", "both", "colours", "saturation", "look", "file", "layer before file"];
    let [none, both, colours, saturation, look, file, layer] =
        keys.map(|key| lab(codes(transcript.value(key))));
    // The stub's network turns a reference's saturation into a*, and its most frequent colour into b*.
    let (is_redder, is_yellower) =
        (|lab: [f64; 3]| lab[1] - none[1] > 1.0, |lab: [f64; 3]| lab[2] - none[2] > 1.0);
    assert_eq!([both, colours, saturation, look, file].map(is_redder), [true, false, true, true, true]);
    assert_eq!([both, colours, saturation, look, file].map(is_yellower), [true, true, false, true, true]);
    assert_eq!(layer, colours, "a layer counts more than a file");
    let [refused] = transcript.refusals()[..] else { panic!("{}", transcript.text) };
    assert!(refused.contains("style.txt is not a picture that can be read"), "{refused}");
}

#[test]
#[ignore = "needs a real GIMP and the engine: run `make test` or `make test-hosts`"]
fn hints_are_kept_with_the_document_and_go_to_a_larger_photograph_as_a_small_file() {
    let session = Session::new();
    grey(64, 64, 120).save(session.path("photo.png")).unwrap();
    let before = session.run(
        r#"(let* ((image (load-image "FOLDER/photo.png"))
                  (rgb (gimp-image-convert-rgb image))
                  (hints (solid-layer image "hints" 20 20 10 10 '(170 110 90))))
             (save-document image "FOLDER/work.xcf")
             (gimp-layer-resize-to-image-size hints)
             (save image hints "FOLDER/dots.png")
             (let ((again (load-image "FOLDER/work.xcf")))
               (gimp-image-scale again 128 128)
               (save again (colorize-again again (photograph again)) "FOLDER/out.png")))"#,
    );
    assert_hinted(&before.picture("out.png"), (40, 40), 120.0, HINT);

    let session = Session::new();
    grey(192, 192, 120).save(session.path("photo.png")).unwrap();
    let (file, photo, dots) = (before.path("dots.json"), session.path("photo.png"), session.path("dots.png"));
    let carry = |arguments: &[&Path]| {
        let carried = session.program().arg("hints").args(arguments).output().unwrap();
        assert!(carried.status.success(), "{}", String::from_utf8_lossy(&carried.stderr));
    };
    carry(&["export".as_ref(), &before.path("dots.png"), "-o".as_ref(), &file]);
    assert!(fs::metadata(&file).unwrap().len() < 1000);
    carry(&["import".as_ref(), &file, "--for".as_ref(), &photo, "-o".as_ref(), &dots]);
    let after = session.run(
        r#"(let* ((image (load-image "FOLDER/photo.png"))
                  (photo (photograph image))
                  (rgb (gimp-image-convert-rgb image))
                  (dots (photograph (load-image "FOLDER/dots.png")))
                  (hints (car (gimp-layer-new-from-drawable dots image))))
             (gimp-image-insert-layer image hints 0 0)
             (save image (colorize image photo hints) "FOLDER/out.png"))"#,
    );
    assert_hinted(&after.picture("out.png"), (60, 60), 120.0, HINT);
}
