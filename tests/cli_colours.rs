//! Choosing colours on the command line: the gamut of a lightness, suggestions, hints kept in a file.

mod support;

use std::fs;

use image::{DynamicImage, Rgba, RgbaImage};

use support::{Work, dot, even_grey, failure, lab, lab_at, near, source_tree};

#[test]
fn the_gamut_of_a_lightness_is_a_picture_to_pick_from() {
    let work = Work::new();
    let made = work.chromadot(["gamut", "--lightness", "60", "-o", "gamut.png"]).assert().success();
    made.stdout("gamut.png shows the colours of lightness 60 within 110 units\n");
    let picture = work.open("gamut.png").into_rgba8();
    assert_eq!(picture.dimensions(), (256, 256));
    // 50 units to the right: red; above the middle: yellow; far out: nothing.
    let at = |a: f64, b: f64| {
        picture.get_pixel((128.0 + a * 128.0 / 110.0) as u32, (128.0 - b * 128.0 / 110.0) as u32).0
    };
    for [a, b] in [[50.0, 10.0], [5.0, 50.0], [-30.0, 30.0]] {
        let [red, green, blue, alpha] = at(a, b);
        let found = lab([red, green, blue].map(f64::from), 255.0);
        assert!(alpha == 255 && (found[0] - 60.0).abs() < 1.0, "{found:?}");
        assert!((found[1] - a).hypot(found[2] - b) < 2.0, "{found:?}");
    }
    assert_eq!(at(-100.0, -100.0)[3], 0);
}

#[test]
fn a_lightness_or_a_place_that_is_none_is_refused_with_the_next_step() {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 48, 128));
    let gamut = failure(&mut work.chromadot(["gamut", "--lightness", "160", "-o", "g.png"]));
    assert_eq!(gamut, "160 is no lightness; choose a number from 0 to 100");
    let outside = failure(&mut work.chromadot(["suggest", "photo.png", "--at", "64,3"]));
    assert_eq!(outside, "the place 64,3 lies outside the photograph, which is 64x48; choose one within");
    let words = work.chromadot(["suggest", "photo.png", "--at", "middle"]).output().unwrap();
    assert_eq!(words.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&words.stderr).contains("a place is two whole numbers, as in 120,80"));
    assert_eq!(work.names(), ["photo.png"]);
}

#[test]
fn a_model_without_a_distribution_suggests_nothing_and_says_so() {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 48, 128));
    // The stub has none.
    let refused = failure(&mut work.chromadot(["suggest", "photo.png", "--at", "3,3"]));
    assert!(refused.ends_with("choose a model with a distribution, as dots-32"), "{refused}");
    let json = work.chromadot(["suggest", "photo.png", "--at", "3,3", "--json"]).output().unwrap();
    assert!(String::from_utf8_lossy(&json.stdout).starts_with("{\"ok\":false,\"error\":\"this model"));
}

#[test]
fn hints_kept_in_a_file_come_back_as_they_were_and_colour_the_same() {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 48, 128));
    work.save("hints.png", &dot(64, 48, (20, 20), [170, 110, 90]));
    work.chromadot(["hints", "export", "hints.png", "-o", "hints.json"]).assert().success();
    work.chromadot(["hints", "import", "hints.json", "-o", "again.png"]).assert().success();
    assert_eq!(work.open("hints.png").into_rgba8(), work.open("again.png").into_rgba8());
    let text = fs::read_to_string(work.path("hints.json")).unwrap();
    assert!(text.lines().count() < 12 && text.contains("#aa6e5a"), "{text}");

    let first = work.colorize(&["--hints", "hints.png"]);
    assert_eq!(first, work.colorize(&["--hints", "again.png"]));
}

#[test]
fn hints_of_a_real_painting_fit_a_photograph_of_another_size() {
    let work = Work::new();
    let hints = source_tree("tests/pictures/astronaut-hints.png");
    let painted = image::open(&hints).unwrap().into_rgba8();
    let (width, height) = painted.dimensions();
    work.save("photo.png", &even_grey(width * 3, height * 3, 128));
    let hints = hints.to_str().unwrap();
    work.chromadot(["hints", "export", hints, "-o", "hints.json"]).assert().success();
    let import = ["hints", "import", "hints.json", "--for", "photo.png", "-o", "large.png"];
    work.chromadot(import).assert().success();
    let large = work.open("large.png").into_rgba8();
    for (x, y, pixel) in painted.enumerate_pixels() {
        let found = large.get_pixel(3 * x + 1, 3 * y + 1);
        if pixel.0[3] >= 128 {
            assert!((0..3).all(|i| pixel.0[i].abs_diff(found.0[i]) <= 2), "{x},{y}: {pixel:?} {found:?}");
        } else {
            assert_eq!(found.0[3], 0, "{x},{y}");
        }
    }
}

#[test]
fn a_file_that_holds_no_hints_is_refused_by_its_name() {
    let work = Work::new();
    work.write("notes.json", "{}");
    let sentence = failure(&mut work.chromadot(["hints", "import", "notes.json", "-o", "again.png"]));
    assert!(sentence.starts_with("notes.json cannot be used: it is no list of hints ("), "{sentence}");
    assert!(sentence.ends_with("export it again"), "{sentence}");
    let none = DynamicImage::from(RgbaImage::from_pixel(8, 8, Rgba([9, 9, 9, 0])));
    work.save("clear.png", &none);
    let export = work.chromadot(["hints", "export", "clear.png", "-o", "none.json"]).assert().success();
    export.stdout("none.json holds hints in 0 colours\n");
}

#[test]
fn a_look_with_a_name_lends_its_style_without_a_picture() {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 48, 128));
    let list = work.chromadot(["looks"]).output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    assert!(list.lines().count() >= 6 && list.contains("autumn"), "{list}");
    // The stub adds a look's saturation to a* and its most frequent colour's share to b*.
    let lab = |flags: &[&str]| lab_at(&work.colorize(flags), 30, 20);
    let (plain, vivid) = (lab(&[]), lab(&["--look", "vivid"]));
    assert!(vivid[1] - plain[1] > 15.0 && (vivid[0] - plain[0]).abs() < 0.5, "{plain:?} {vivid:?}");
    let saturated_only = lab(&["--look", "vivid", "--reference-use", "saturation"]);
    assert!(
        (saturated_only[1] - vivid[1]).abs() < 1.0 && saturated_only[2].abs() < 1.0,
        "{saturated_only:?}"
    );
    // A reference goes before a look.
    work.save("style.png", &even_grey(64, 48, 90));
    let both = lab(&["--look", "vivid", "--reference", "style.png"]);
    assert!(both[1].abs() < 1.0, "{both:?}");
}

#[test]
fn looks_of_ones_own_are_added_to_ours() {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 48, 128));
    fs::create_dir(work.path("chromadot")).unwrap();
    work.write("chromadot/looks.toml", "[[look]]\nname = \"mine\"\nlabel = \"Mine\"\nsaturation = 0.9\n");
    let mut list = work.chromadot(["looks", "--json"]);
    let list = list.env("XDG_DATA_HOME", work.path("")).output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    assert!(list.contains("{\"name\":\"mine\",\"label\":\"Mine\"}") && list.contains("autumn"), "{list}");
    let colorize = ["colorize", "photo.png", "-o", "result.png", "--look"];
    let mut command = work.chromadot(colorize);
    command.arg("mine").env("XDG_DATA_HOME", work.path("")).assert().success();
    assert!(lab_at(&work.open("result.png"), 5, 5)[1] > 20.0);

    let unknown = work.chromadot(colorize).arg("sepia").output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&unknown.stderr).contains("no look called 'sepia'; choose one of natural, ")
    );
    work.write("chromadot/looks.toml", "[[look]]\nname = 3\n");
    let broken = work.chromadot(["looks"]).env("XDG_DATA_HOME", work.path("")).output().unwrap();
    let sentence = String::from_utf8(broken.stderr).unwrap();
    assert!(
        sentence.contains("looks.toml cannot be used: ")
            && sentence.ends_with("mend the file or move it away\n")
    );
}

#[test]
fn a_picture_becomes_a_look_that_lends_what_the_picture_would() {
    let work = Work::new();
    work.save("photo.png", &even_grey(64, 48, 128));
    let autumn = RgbaImage::from_fn(60, 40, |x, y| Rgba([200, 60 + 2 * x as u8, 20 + y as u8, 255]));
    work.save("Autumn in Norway.png", &autumn.into());
    fs::create_dir(work.path("chromadot")).unwrap();
    let own = "# mine, by hand\n[[look]]\nname = \"mine\"\nlabel = \"Mine\"\nsaturation = 0.9\n";
    work.write("chromadot/looks.toml", own);
    let run =
        |arguments: &[&str]| work.chromadot(arguments).env("XDG_DATA_HOME", work.path("")).output().unwrap();
    let add = ["looks", "add", "Autumn in Norway.png"];
    let added = String::from_utf8(run(&add).stdout).unwrap();
    assert!(added.starts_with("autumn-in-norway is a look now, kept in "), "{added}");
    let file = fs::read_to_string(work.path("chromadot/looks.toml")).unwrap();
    assert!(file.starts_with(own), "what was there is there still");
    let list = String::from_utf8(run(&["looks"]).stdout).unwrap();
    assert!(list.lines().any(|line| line.ends_with("Autumn in Norway")), "{list}");

    let colour = |flags: &[&str]| {
        let colorize = ["colorize", "photo.png", "-o", "result.png"];
        assert!(run(&[&colorize[..], flags].concat()).status.success());
        lab_at(&work.open("result.png"), 30, 20)
    };
    let (by_look, by_picture) =
        (colour(&["--look", "autumn-in-norway"]), colour(&["--reference", "Autumn in Norway.png"]));
    assert!(near(by_look, by_picture, 1.0) && by_look[1] > 10.0, "{by_look:?} {by_picture:?}");

    let refused = |arguments: &[&str]| failure(work.chromadot(arguments).env("XDG_DATA_HOME", work.path("")));
    let taken = "there is a look called 'autumn-in-norway' already; choose another name";
    assert_eq!(refused(&add), taken);
    assert!(refused(&["looks", "add", "photo.png", "--as", "!"]).ends_with("choose a name with --as"));
    assert_eq!(fs::read_to_string(work.path("chromadot/looks.toml")).unwrap(), file);
}
