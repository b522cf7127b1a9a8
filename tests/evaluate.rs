//! `chromadot evaluate` as a user meets it, on an engine that spreads the hints over the picture.

mod support;

use std::fs;

use image::{DynamicImage, Rgb, RgbImage};
use serde_json::Value;

use support::{Work, failure};

/// Three photographs of one colour each, and a letter that calls itself one.
fn photographs() -> Work {
    let work = Work::new();
    fs::create_dir(work.path("photos")).unwrap();
    for (name, colour) in [("brick", [170, 90, 70]), ("leaf", [80, 120, 60]), ("sea", [50, 90, 140])] {
        let picture: DynamicImage = RgbImage::from_pixel(90, 60, Rgb(colour)).into();
        work.save(&format!("photos/{name}.png"), &picture);
    }
    work.write("photos/letter.png", "Dear reader");
    work
}

fn evaluated(work: &Work, flags: &[&str]) -> Value {
    let output = work.chromadot(["evaluate", "--json"]).args(flags).unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn db(report: &Value, place: usize) -> f64 {
    report["methods"][0]["points"][place]["psnr"]["mean"].as_f64().unwrap()
}

#[test]
fn hints_bring_photographs_nearer_to_the_truth_than_gray() {
    let work = photographs();
    let report = evaluated(&work, &["photos", "--points", "10,0,10", "--reference-self"]);
    let gray = report["gray"]["psnr"]["mean"].as_f64().unwrap();
    let points: Vec<_> = (0..2).map(|i| report["methods"][0]["points"][i]["points"].as_u64()).collect();
    assert_eq!(points, [Some(0), Some(10)]);
    assert!(db(&report, 0) <= gray && db(&report, 1) > gray + 10.0, "{report}");
    assert_eq!(report["pictures"], serde_json::json!(["brick.png", "leaf.png", "sea.png"]));
    assert_eq!(report["methods"][0]["points"][1]["psnrs"].as_array().unwrap().len(), 3);
    assert_eq!(report["own_reference"]["saturation"]["psnrs"].as_array().unwrap().len(), 3);
    assert_eq!((&report["protocol"], &report["device"]), (&"paper".into(), &"cpu".into()));
}

#[test]
fn a_file_that_is_no_picture_is_told_and_does_not_end_the_work() {
    let work = photographs();
    let output = work.chromadot(["evaluate", "photos", "--points", "1"]).unwrap();
    let (told, text) = (String::from_utf8(output.stderr).unwrap(), String::from_utf8(output.stdout).unwrap());
    assert!(told.starts_with("chromadot: letter.png is not a picture"), "{told}");
    assert!(text.starts_with("3 pictures, ") && text.contains("\n1 more could not be read\n"), "{text}");
}

#[test]
fn a_tar_file_a_folder_and_another_order_give_the_same_figures() {
    let work = photographs();
    let mut archive = tar::Builder::new(fs::File::create(work.path("photos.tar")).unwrap());
    for name in ["sea.png", "brick.png"] {
        archive.append_path_with_name(work.path("photos").join(name), format!("deep/{name}")).unwrap();
    }
    archive.into_inner().unwrap();
    let flags = ["--points", "3", "--protocol", "uniform"];
    let tar = evaluated(&work, &[&["photos.tar"][..], &flags].concat());
    let files = evaluated(&work, &[&["photos/brick.png", "photos/sea.png"][..], &flags].concat());
    let psnrs = |report: &Value| report["methods"][0]["points"][0]["psnrs"].as_array().unwrap().clone();
    let turned: Vec<Value> = psnrs(&files).into_iter().rev().collect();
    assert_eq!(psnrs(&tar), turned);
}

#[test]
fn plot_and_sheets_can_be_opened() {
    let work = photographs();
    let flags = ["--plot", "plot.svg", "--sheet", "sheet.png", "--worst", "worst.png", "--points", "0,2"];
    let output = work.chromadot(["evaluate", "photos"]).args(flags).unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("30 dB"));
    assert!(fs::read_to_string(work.path("plot.svg")).unwrap().contains("dots-32"));
    let (sheet, worst) = (work.open("sheet.png"), work.open("worst.png"));
    assert!(sheet.width() > worst.width() && sheet.height() == worst.height());
}

#[test]
fn only_the_first_photographs_are_taken_when_asked() {
    let work = photographs();
    let report = evaluated(&work, &["photos", "--points", "1", "--limit", "3"]);
    assert_eq!(report["pictures"], serde_json::json!(["brick.png", "leaf.png"]));
    assert_eq!(report["unreadable"].as_array().unwrap().len(), 1);
}

#[test]
fn behaviour_is_reported_case_by_case() {
    let work = photographs();
    let report = evaluated(&work, &["photos/sea.png", "--points", "1", "--behaviour"]);
    let cases = report["behaviour"].as_array().unwrap();
    assert!(cases.len() > 40, "{}", cases.len());
    for case in cases {
        let (measured, bound) = (case["measured"].as_f64().unwrap(), case["bound"].as_f64().unwrap());
        assert_eq!(case["passed"].as_bool(), Some(measured <= bound), "{case}");
    }
    let text = work.chromadot(["evaluate", "photos/sea.png", "--points", "1", "--behaviour"]).unwrap().stdout;
    assert!(String::from_utf8(text).unwrap().contains(" cases are as they should be"));
}

#[test]
fn what_cannot_be_done_is_said_before_anything_is_measured() {
    let work = photographs();
    let refuse = |arguments: &[&str]| failure(work.chromadot(["evaluate"]).args(arguments));
    assert_eq!(
        refuse(&["photos", "--plot", "plot.pdf"]),
        "plot.pdf cannot be drawn; its name has to end in .svg or .png"
    );
    assert_eq!(
        refuse(&["photos", "--sheet", "sheet.jpg"]),
        "sheet.jpg cannot be drawn; its name has to end in .png"
    );
    assert!(refuse(&["nowhere"]).starts_with("nowhere cannot be read as a collection of photographs"));
    fs::create_dir(work.path("empty")).unwrap();
    assert!(refuse(&["empty"]).starts_with("there is no photograph to evaluate; "));
    work.write("empty/letter.png", "Dear reader");
    let none = work.chromadot(["evaluate", "empty"]).assert().code(1).get_output().stderr.clone();
    assert!(String::from_utf8(none).unwrap().contains("none of the pictures could be read; "));
    for flags in [&["photos", "--points", "many"][..], &["photos", "--protocol", "mine"], &[]] {
        work.chromadot(["evaluate"]).args(flags).assert().code(2);
    }
}
