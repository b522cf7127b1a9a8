//! Live in a real GIMP: its window is opened by a key, and what is painted comes from a script, as it would
//! from a brush.

use std::thread;
use std::time::Duration;

use image::{ImageBuffer, Luma};

use crate::color::lab;
use crate::screen::{Gimp, Screen};
use crate::server::Server;
use crate::session::Session;

const TITLE: &str = "^Colorize with hints, live$";
/// Lightness of the photograph, and a colour that sRGB has there.
const GREY: f64 = 120.0;
const HINT: [f64; 3] = [170.0, 110.0, 90.0];
/// A look of ours, which colours even an empty wall.
const LOOK: &str = "golden-hour";

fn open_photograph(server: &mut Server, session: &Session) {
    server.open_photograph(session, 256, 192, GREY as u8);
}

/// Opens Live's window by the key for it, and waits for its layer.
pub fn go_live(screen: &Screen, gimp: &Gimp, server: &mut Server) -> String {
    server.run("(define before (layer-count image))");
    screen.key(&gimp.window("RGB color.*layer"), "ctrl+alt+l");
    let panel = gimp.window(TITLE);
    server.wait("(- (layer-count image) before)", |more| more == "1");
    server.run("(define result (cadr (layer-list image)))");
    panel
}

pub fn close(screen: &Screen, gimp: &Gimp, panel: &str) {
    screen.click_last_button(panel);
    gimp.no_window(TITLE);
}

/// Waits until the result at a place has the hint's colour, or until it has not.
fn wait_for_colour(server: &mut Server, x: u32, y: u32, is_hinted: bool) {
    let [_, a, b] = lab(HINT);
    server.wait(&format!("(codes result {x} {y})"), |codes| {
        let codes: Vec<f64> =
            codes.trim_matches(['(', ')']).split(' ').filter_map(|code| code.parse().ok()).collect();
        let [red, green, blue, ..] = codes[..] else { return false };
        let found = lab([red, green, blue]);
        let is_near = (found[1] - a).abs() < 1.5 && (found[2] - b).abs() < 1.5;
        assert!((found[0] - lab([GREY; 3])[0]).abs() < 1.0, "lightness is the photograph's: {codes:?}");
        is_near == is_hinted
    });
}

fn paint(server: &mut Server, x: u32, y: u32) {
    let [r, g, b] = HINT;
    server.run(&format!("(dot image hints {x} {y} '({r} {g} {b}))"));
}

#[test]
#[ignore = "needs a real GIMP, Xvfb, xdotool and the engine: run `make test` or `make test-hosts`"]
fn live_follows_what_is_painted_and_undo_knows_strokes_and_one_layer() {
    let session = Session::new();
    let screen = Screen::new();
    let (gimp, mut server) = Server::start(&screen, &session);
    open_photograph(&mut server, &session);
    let panel = go_live(&screen, &gimp, &mut server);
    assert_eq!(server.run("(= hints (photograph image))"), "#t", "the artist paints on where they painted");
    paint(&mut server, 60, 60);
    wait_for_colour(&mut server, 60, 60, true);
    paint(&mut server, 200, 130);
    wait_for_colour(&mut server, 200, 130, true);
    let refused = server.attempt("(live RUN-INTERACTIVE image hints)").unwrap_err();
    assert!(refused.contains("Live is open for this image already"), "{refused}");

    // The artist's own steps are still there, and Live follows.
    let window = gimp.window("RGB color.*3 layers");
    screen.key(&window, "ctrl+z");
    server.wait("(car (codes hints 200 130))", |red| red == "0");
    wait_for_colour(&mut server, 60, 60, true);
    close(&screen, &gimp, &panel);
    assert_eq!(server.run("(layer-count image)"), "3", "the result is kept");
    screen.key(&window, "ctrl+z");
    server.wait("(car (codes hints 60 60))", |red| red == "0");
    screen.key(&window, "ctrl+z");
    gimp.window("RGB color.*2 layers");
}

/// As an artist who runs the filter once more with another look while Live is open.
#[test]
#[ignore = "needs a real GIMP, Xvfb, xdotool and the engine: run `make test` or `make test-hosts`"]
fn live_takes_values_and_layers_of_the_filters_last_run_without_being_switched_off() {
    let session = Session::new();
    let screen = Screen::new();
    let (gimp, mut server) = Server::start(&screen, &session);
    open_photograph(&mut server, &session);
    let panel = go_live(&screen, &gimp, &mut server);
    let plain = server.run("(codes result 20 20)");
    let run = r#"{\"image\":-1,\"photograph\":-1,\"layers\":{},\"values\":{\"look\":\"LOOK\"}}"#
        .replace("LOOK", LOOK);
    server.run(&format!(r#"(remember "chromadot-colorize" "{run}")"#));
    server.wait("(codes result 20 20)", |codes| codes != plain);
    paint(&mut server, 60, 60);
    wait_for_colour(&mut server, 60, 60, true);

    // Another layer of the same image is chosen for the hints.
    server.run(r#"(define more (new-layer image "more" 256 192 RGBA-IMAGE))"#);
    server.run("(gimp-image-insert-layer image more 0 0)");
    server.run("(define hints more)");
    paint(&mut server, 200, 130);
    let run = r#"{\"image\":IMAGE,\"photograph\":PHOTO,\"layers\":{\"hints\":HINTS},\"values\":{}}"#;
    let [image, photo, hints] = ["image", "photo", "more"].map(|name| server.run(name));
    let run = run.replace("IMAGE", &image).replace("PHOTO", &photo).replace("HINTS", &hints);
    server.run(&format!(r#"(remember "chromadot-colorize" "{run}")"#));
    wait_for_colour(&mut server, 200, 130, true);
    wait_for_colour(&mut server, 60, 60, false);
    assert_eq!(server.run("(layer-count image)"), "4", "it is the same layer in colour");
    close(&screen, &gimp, &panel);
}

/// With `--nocapture` it says how long each update took, from the button's release to the new layer.
#[test]
#[ignore = "needs a real GIMP, Xvfb, xdotool and the engine: run `make test` or `make test-hosts`"]
fn live_follows_each_stroke_of_the_mouse_on_two_megapixels() {
    const STROKES: usize = 9;
    let session = Session::new();
    let screen = Screen::new();
    let (gimp, mut server) = Server::start(&screen, &session);
    server.open_photograph(&session, 1632, 1224, GREY as u8);
    let panel = go_live(&screen, &gimp, &mut server);
    gimp.update(1);
    server.run("(gimp-context-set-foreground '(170 110 90))");
    server.run("(gimp-context-set-brush-size 60)");
    let window = gimp.window("RGB color.*3 layers");
    screen.key(&window, "p");
    let mut took = Vec::new();
    for stroke in 1..=STROKES {
        // GIMP draws what Live has shown before.
        thread::sleep(Duration::from_millis(900));
        screen.stroke(&window, 30 * (stroke as i32 - 5), 20 * (stroke as i32 % 5 - 2));
        let update = gimp.update(stroke + 1);
        println!("from a stroke to the new layer: {update}");
        took.push(update.split(' ').next().and_then(|ms| ms.parse::<u32>().ok()).expect("milliseconds"));
    }
    took.sort_unstable();
    println!("median of {STROKES}: {} ms", took[STROKES / 2]);
    close(&screen, &gimp, &panel);
}

#[test]
#[ignore = "needs a real GIMP, Xvfb, xdotool and the engine: run `make test` or `make test-hosts`"]
fn live_goes_on_with_hidden_and_late_hints_and_a_changed_photograph() {
    let session = Session::new();
    let screen = Screen::new();
    let (gimp, mut server) = Server::start(&screen, &session);
    open_photograph(&mut server, &session);
    server.run("(gimp-image-remove-layer image hints)");
    let panel = go_live(&screen, &gimp, &mut server);
    server.run("(define result (car (layer-list image)))");
    server.run(r#"(define hints (new-layer image "hints" 256 192 RGBA-IMAGE))"#);
    server.run("(gimp-image-insert-layer image hints 0 0)");
    server.run("(gimp-item-set-visible hints FALSE)");
    paint(&mut server, 60, 60);
    wait_for_colour(&mut server, 60, 60, true);
    server.run("(gimp-layer-set-offsets hints 100 50)");
    wait_for_colour(&mut server, 160, 110, true);
    // A mask that hides all hints, and is painted white again where they are.
    server.run("(define mask (car (gimp-layer-create-mask hints ADD-MASK-BLACK)))");
    server.run("(gimp-layer-add-mask hints mask)");
    wait_for_colour(&mut server, 160, 110, false);
    server.run("(gimp-context-set-foreground '(255 255 255))");
    server.run("(gimp-drawable-fill mask FILL-FOREGROUND)");
    wait_for_colour(&mut server, 160, 110, true);
    // More room around everything changes no layer.
    server.run("(gimp-image-resize image 300 300 20 30)");
    server.run("(gimp-context-set-foreground '(200 200 200))");
    server.run("(gimp-drawable-fill photo FILL-FOREGROUND)");
    server.wait("(car (codes result 5 5))", |red| red.parse::<f64>().is_ok_and(|red| red > 150.0));
    close(&screen, &gimp, &panel);
}

/// What happens to layers while Live is on, what it then says, and how many layers there are.
const SWITCHED_OFF: [(&str, &str, &str); 5] = [
    ("(gimp-image-remove-layer image result)", "its layer was deleted or undone; switch Live on again", "2"),
    ("(gimp-image-remove-layer image hints)", "the hint layer was deleted or undone", "2"),
    ("(gimp-image-remove-layer image photo)", "the photograph was deleted or undone", "2"),
    ("(gimp-image-scale image 128 96)", "the photograph or the layer in colour was resized", "3"),
    ("(gimp-image-convert-grayscale image)", "the image is no longer RGB", "3"),
];

#[test]
#[ignore = "needs a real GIMP, Xvfb, xdotool and the engine: run `make test` or `make test-hosts`"]
fn live_switches_itself_off_says_why_and_leaves_the_layers_alone() {
    let session = Session::new();
    let screen = Screen::new();
    let (gimp, mut server) = Server::start(&screen, &session);
    for (change, sentence, layers) in SWITCHED_OFF {
        open_photograph(&mut server, &session);
        let panel = go_live(&screen, &gimp, &mut server);
        server.run(change);
        gimp.says(&format!("Live was switched off: {sentence}"));
        assert_eq!(server.run("(layer-count image)"), layers, "{change}");
        close(&screen, &gimp, &panel);
        server.run("(gimp-display-delete display)");
    }
    open_photograph(&mut server, &session);
    let panel = go_live(&screen, &gimp, &mut server);
    server.run("(gimp-display-delete display)");
    gimp.says("Live was switched off: the image was closed");
    close(&screen, &gimp, &panel);
    assert_eq!(server.run("(+ 1 1)"), "2", "GIMP is well");
}

#[test]
#[ignore = "needs a real GIMP, Xvfb, xdotool and the engine: run `make test` or `make test-hosts`"]
fn live_keeps_the_depth_of_a_grayscale_scan_and_makes_it_rgb() {
    let session = Session::new();
    let screen = Screen::new();
    let (gimp, mut server) = Server::start(&screen, &session);
    let scan = ImageBuffer::<Luma<u16>, _>::from_pixel(256, 192, Luma([GREY as u16 * 257]));
    scan.save(session.path("scan.png")).unwrap();
    server.run(&format!("(define image (load-image \"{}\"))", session.path("scan.png").display()));
    server.run("(define display (car (gimp-display-new image)))");
    screen.key(&gimp.window("Grayscale 16-bit.*1 layer"), "ctrl+alt+l");
    let panel = gimp.window(TITLE);
    let window = gimp.window("RGB color 16-bit.*2 layers");
    server.run(r#"(define hints (new-layer image "hints" 256 192 RGBA-IMAGE))"#);
    server.run("(gimp-image-insert-layer image hints 0 0)");
    server.run("(define result (cadr (layer-list image)))");
    paint(&mut server, 60, 60);
    wait_for_colour(&mut server, 60, 60, true);
    close(&screen, &gimp, &panel);
    // The dot, its layer, and what Live has added.
    for _ in 0..3 {
        screen.key(&window, "ctrl+z");
    }
    gimp.window("Grayscale 16-bit.*1 layer");
}

/// What the network does, and what Live then says.
const BROKEN: [(&str, &str); 2] = [
    ("run out of memory", "the stub was told to run out of memory"),
    ("panic in run", "the engine failed: the stub was told to panic"),
];

#[test]
#[ignore = "needs a real GIMP, Xvfb and xdotool: run `make test` or `make test-hosts`"]
fn a_network_that_breaks_switches_live_off_with_a_sentence_and_no_layer() {
    for (told, sentence) in BROKEN {
        let session = Session::with_stub(told);
        let screen = Screen::new();
        let (gimp, mut server) = Server::start(&screen, &session);
        open_photograph(&mut server, &session);
        screen.key(&gimp.window("RGB color.*2 layers"), "ctrl+alt+l");
        let panel = gimp.window(TITLE);
        gimp.says("Live was switched off: ");
        assert!(gimp.words().contains(sentence), "{}", gimp.words());
        close(&screen, &gimp, &panel);
        assert_eq!(server.run("(layer-count image)"), "2", "the layers are left alone");
    }
}
