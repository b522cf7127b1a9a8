//! The worker at the other end of its pipes, as an editor's plug-in has it.

mod support;

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use support::{Work, lab, near, painted, program, source_tree, stub};

/// An editor that talks to a worker of its own.
struct Editor {
    worker: Child,
    work: Work,
}

impl Editor {
    /// Starts a worker, which behaves as the stub is told.
    fn unintroduced(behaviour: &str) -> Self {
        let work = Work::new();
        let worker = Command::new(program())
            .arg("worker")
            .env("CHROMADOT_ENGINE", stub())
            .env("CHROMADOT_MODELS", source_tree("models"))
            .env("CHROMADOT_USER_MODELS", work.path("own-models"))
            .env("CHROMADOT_STUB", behaviour)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        Self { worker, work }
    }

    fn new(behaviour: &str) -> Self {
        let mut editor = Self::unintroduced(behaviour);
        editor.say(&json!({"hello": {"protocol": 3, "host": "test"}}), &[]);
        let (welcome, _) = editor.hear();
        assert_eq!(welcome["hello"]["protocol"], 3);
        editor
    }

    fn say(&mut self, head: &Value, payload: &[u8]) {
        let head = head.to_string();
        let lengths = [head.len() as u32, payload.len() as u32].map(u32::to_le_bytes).concat();
        let bytes = [&lengths[..], head.as_bytes(), payload].concat();
        self.worker.stdin.as_mut().unwrap().write_all(&bytes).unwrap();
    }

    fn hear(&mut self) -> (Value, Vec<u8>) {
        let output = self.worker.stdout.as_mut().unwrap();
        let mut lengths = [0; 8];
        output.read_exact(&mut lengths).unwrap();
        let length = |i: usize| u32::from_le_bytes(lengths[i..i + 4].try_into().unwrap()) as usize;
        let (mut head, mut payload) = (vec![0; length(0)], vec![0; length(4)]);
        output.read_exact(&mut head).unwrap();
        output.read_exact(&mut payload).unwrap();
        (serde_json::from_slice(&head).unwrap(), payload)
    }

    /// The last word on a request, after what is said of progress, and the pixels that came before or with it.
    fn outcome(&mut self, id: u64) -> (Value, Vec<u8>) {
        let (mut pixels, mut rows) = (vec![], 0);
        loop {
            let (head, payload) = self.hear();
            assert_eq!(head["id"], id, "{head}");
            pixels.extend(payload);
            if let Some(sent) = head.get("rows") {
                assert_eq!(sent[0], rows, "rows come from the top");
                rows += sent[1].as_u64().unwrap();
            } else if head.get("progress").is_none() {
                return (head, pixels);
            }
        }
    }

    fn error(&mut self, id: u64) -> String {
        let (head, _) = self.outcome(id);
        head["error"].as_str().unwrap_or_else(|| panic!("no error: {head}")).to_owned()
    }

    /// Ends as an editor does, and gives the worker's exit status.
    fn close(mut self) -> Option<i32> {
        drop(self.worker.stdin.take());
        self.worker.wait().unwrap().code()
    }
}

const SIDE: u32 = 64;
const SKIN: [u8; 3] = [200, 130, 100];

fn square() -> Value {
    json!({"size": [SIDE, SIDE], "format": "bgra8"})
}

fn grey() -> Vec<u8> {
    [128, 128, 128, 255].repeat((SIDE * SIDE) as usize)
}

/// A layer with a dot of a colour around column and row 32.
fn dot([r, g, b]: [u8; 3]) -> Vec<u8> {
    let inside = |i: u32| (i % SIDE).abs_diff(32) < 3 && (i / SIDE).abs_diff(32) < 3;
    (0..SIDE * SIDE).flat_map(|i| if inside(i) { [b, g, r, 255] } else { [0; 4] }).collect()
}

fn colorize(id: u64, more: Value) -> Value {
    let mut wish = json!({"photo": square(), "format": "bgra8"});
    wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"id": id, "colorize": wish})
}

fn lab_at(bgra: &[u8], x: u32, y: u32) -> [f64; 3] {
    let pixel = &bgra[4 * (y * SIDE + x) as usize..];
    lab([pixel[2], pixel[1], pixel[0]].map(f64::from), 255.0)
}

#[test]
fn a_plug_in_learns_everything_it_shows_from_the_welcome() {
    let mut editor = Editor::unintroduced("");
    editor.say(&json!({"hello": {"protocol": 3, "host": "test"}}), &[]);
    let (welcome, _) = editor.hear();
    let parameters = welcome["hello"]["parameters"].as_array().unwrap();
    let names: Vec<&str> = parameters.iter().map(|p| p["name"].as_str().unwrap()).collect();
    assert_eq!(names[..4], ["hints", "reference", "style", "hint-strength"]);
    let style = &parameters[2];
    assert_eq!((&style["type"], &style["default"]), (&json!("choice"), &json!("layer")));
    assert_eq!(style["choices"][1]["name"], "colour");
    assert!(!names.contains(&"threads"));
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn a_dot_colours_the_photograph_and_the_next_dot_needs_no_second_photograph() {
    let mut editor = Editor::new("");
    let request = colorize(1, json!({"hints": square()}));
    editor.say(&request, &[grey(), dot(SKIN)].concat());
    let (first, pixels) = editor.outcome(1);
    assert_eq!(first["colorized"]["size"], json!([SIDE, SIDE]));
    assert_eq!(first["colorized"]["device"], "cpu");
    let painted = lab(SKIN.map(f64::from), 255.0);
    let (near_dot, before) = (lab_at(&pixels, 31, 31), lab([128.0; 3], 255.0));
    assert!(near(near_dot, [before[0], painted[1], painted[2]], 1.0), "{near_dot:?}");

    let again = json!({"photo": "same", "hints": square(), "format": "bgra8"});
    editor.say(&json!({"id": 2, "colorize": again}), &dot([90, 130, 200]));
    let (_, pixels) = editor.outcome(2);
    let blue = lab([90.0, 130.0, 200.0], 255.0);
    assert!(near(lab_at(&pixels, 31, 31), [before[0], blue[1], blue[2]], 1.0));
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn a_draft_keeps_dots_and_size_as_the_full_picture_does() {
    let mut editor = Editor::new("");
    let request = colorize(1, json!({"hints": square(), "detail": "draft"}));
    editor.say(&request, &[grey(), dot(SKIN)].concat());
    let full = json!({"photo": "same", "hints": "same", "format": "bgra8", "detail": "full"});
    let painted = lab(SKIN.map(f64::from), 255.0);
    for id in [1, 2] {
        let (head, pixels) = editor.outcome(id);
        assert_eq!(head["colorized"]["size"], json!([SIDE, SIDE]));
        let near_dot = lab_at(&pixels, 31, 31);
        assert!(near(near_dot, [near_dot[0], painted[1], painted[2]], 1.0), "{near_dot:?}");
        if id == 1 {
            editor.say(&json!({"id": 2, "colorize": full}), &[]);
        }
    }
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn a_result_shows_only_where_the_selection_is_and_in_the_depth_that_is_asked_for() {
    let mut editor = Editor::new("");
    let selection = json!({"size": [8, 8], "offset": [4, 4], "format": "y8"});
    let request = colorize(1, json!({"selection": selection, "format": "bgra16"}));
    editor.say(&request, &[grey(), vec![255; 64]].concat());
    let (_, pixels) = editor.outcome(1);
    assert_eq!(pixels.len() as u32, 8 * SIDE * SIDE);
    let alpha = |x: u32, y: u32| {
        let at = 8 * (y * SIDE + x) as usize + 6;
        u16::from_ne_bytes([pixels[at], pixels[at + 1]])
    };
    assert_eq!([alpha(3, 5), alpha(4, 4), alpha(11, 11), alpha(12, 11)], [0, 65_535, 65_535, 0]);
}

#[test]
fn a_reference_without_pixels_lends_nothing() {
    let mut editor = Editor::new("");
    let empty = json!({"size": [0, 0], "format": "bgra8"});
    editor.say(&colorize(1, json!({"reference": empty})), &grey());
    let (head, pixels) = editor.outcome(1);
    assert!(head.get("colorized").is_some(), "{head}");
    assert!(near(lab_at(&pixels, 10, 10), lab([128.0; 3], 255.0), 1.0));
}

#[test]
fn a_file_is_a_reference_like_a_picture_that_is_sent_and_a_sent_one_counts_more() {
    let mut editor = Editor::new("");
    editor.work.save("style.png", &painted(32, 32, [200, 90, 60, 255]));
    let file = editor.work.path("style.png").display().to_string();
    let mut lent = |id, reference: Value, file: &str, payload: &[u8]| {
        let settings = json!({"reference-file": file});
        editor.say(&colorize(id, json!({"reference": reference, "settings": settings})), payload);
        editor.outcome(id)
    };
    let square = json!({"size": [32, 32], "format": "bgra8"});
    let sent = |[b, g, r]: [u8; 3]| [grey(), [b, g, r, 255].repeat(32 * 32)].concat();
    let (_, by_picture) = lent(1, square.clone(), "", &sent([60, 90, 200]));
    let (_, by_file) = lent(2, Value::Null, &file, &grey());
    assert!(by_picture == by_file, "the same colours, the same style");
    let (_, by_another) = lent(3, square, &file, &sent([100, 110, 120]));
    assert!(by_another != by_file, "the picture counts more");
    let (head, _) = lent(4, Value::Null, "/nowhere/style.png", &grey());
    let error = head["error"].as_str().unwrap();
    assert!(
        error.starts_with("/nowhere/style.png cannot be read") && error.contains("check its name"),
        "{error}"
    );
}

#[test]
fn while_one_paints_on_only_the_newest_picture_is_made() {
    let mut editor = Editor::new("be slow");
    editor.say(&colorize(1, json!({})), &grey());
    for id in 2..=4 {
        editor.say(&json!({"id": id, "colorize": {"photo": "same", "format": "bgra8"}}), &[]);
    }
    let mut outcomes = std::collections::BTreeMap::new();
    while outcomes.len() < 4 {
        let (head, _) = editor.hear();
        if head.get("progress").or(head.get("rows")).is_none() {
            outcomes.insert(head["id"].as_u64().unwrap(), head);
        }
    }
    for id in 1..=3 {
        assert_eq!(outcomes[&id]["stopped"], true, "{outcomes:?}");
    }
    assert!(outcomes[&4].get("colorized").is_some());
}

#[test]
fn a_picture_that_is_no_longer_wanted_is_stopped() {
    let mut editor = Editor::new("be slow");
    editor.say(&colorize(1, json!({})), &grey());
    editor.say(&json!({"cancel": 1}), &[]);
    assert_eq!(editor.outcome(1).0["stopped"], true);
}

#[test]
fn an_editor_that_goes_away_takes_its_worker_along_in_the_middle_of_the_work() {
    let mut editor = Editor::new("be slow");
    editor.say(&colorize(1, json!({})), &grey());
    editor.hear();
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn what_goes_wrong_is_a_sentence_and_the_worker_goes_on() {
    let mut editor = Editor::new("run out of memory");
    editor.say(&colorize(1, json!({})), &grey());
    assert!(editor.error(1).ends_with("; close other programs and try again"));
    editor.say(&colorize(2, json!({"settings": {"style": "sepia"}})), &grey());
    assert!(editor.error(2).starts_with("style cannot be 'sepia'; it is one of layer, colour"));
    editor.say(&colorize(3, json!({"hints": "same"})), &grey());
    assert_eq!(editor.error(3), "there is no earlier hint layer in this worker; send the picture itself");
    editor.say(&colorize(4, json!({})), &[0; 5]);
    assert!(editor.error(4).contains("5 bytes where its pictures take 16384"));
    editor.say(&json!({"id": 5, "suggest": {"photo": "same", "at": [3, 3]}}), &[]);
    assert!(editor.error(5).contains("choose a model with a distribution"));
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn colours_are_picked_within_what_a_lightness_can_have() {
    let mut editor = Editor::new("");
    editor.say(&json!({"id": 1, "snap": {"rgb": "#0000ff", "lightness": 70.0}}), &[]);
    let (snapped, _) = editor.outcome(1);
    let hex = snapped["snapped"]["rgb"].as_str().unwrap();
    let code = |i: usize| f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap());
    assert!((lab([code(1), code(3), code(5)], 255.0)[0] - 70.0).abs() < 0.5, "{hex}");
    editor.say(&json!({"id": 2, "gamut": {"lightness": 60.0, "side": 32}}), &[]);
    let (gamut, pixels) = editor.outcome(2);
    assert_eq!(gamut["gamut"]["size"], json!([32, 32]));
    assert_eq!((pixels.len(), pixels[3]), (32 * 32 * 4, 0));
    editor.say(&json!({"id": 3, "gamut": {"lightness": 160.0, "side": 32}}), &[]);
    assert!(editor.error(3).starts_with("a lightness lies between 0 and 100"));
}

#[test]
fn a_plug_in_of_another_release_is_turned_away_with_a_sentence() {
    let mut editor = Editor::unintroduced("");
    editor.say(&json!({"hello": {"protocol": 7, "host": "test"}}), &[]);
    let (answer, _) = editor.hear();
    let sentence = answer["error"].as_str().unwrap();
    assert!(sentence.starts_with("the plug-in speaks version 7") && sentence.ends_with("same release"));
    assert_eq!(editor.close(), Some(1));
}
