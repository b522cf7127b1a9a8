//! What somebody new does, from the bundle to the last Undo.

use std::thread;
use std::time::Duration;

use crate::HOST;
use crate::live::{close, go_live};
use crate::screen::{Gimp, Screen};
use crate::server::Server;
use crate::session::{self, Session};

/// Colours of the photograph's parts, and where these are, in pixels to the right and down from the window's middle.
const SAUCER: [(&str, [i32; 2]); 2] = [("'(150 50 40)", [-172, 76]), ("'(150 50 40)", [125, 60])];
const COFFEE: (&str, [i32; 2]) = ("'(150 100 50)", [-12, -30]);
const WOOD: (&str, [i32; 2]) = ("'(170 120 80)", [218, -94]);

/// Paints a short line with the mouse and waits for it.
fn paint(screen: &Screen, gimp: &Gimp, server: &mut Server, (colour, [right, down]): (&str, [i32; 2])) {
    server.run(&format!("(gimp-context-set-foreground {colour})"));
    let before = server.run("(painted hints)");
    let window = gimp.window("RGB color.*layers");
    screen.key(&window, "p");
    screen.stroke(&window, right, down);
    server.wait("(painted hints)", |area| area != before);
}

#[test]
#[ignore = "needs a real GIMP, Xvfb, xdotool and the bundle: run `make test` or `make test-hosts`"]
fn a_newcomer_installs_the_bundle_paints_runs_goes_live_takes_a_suggestion_and_undoes_it_all() {
    let session = Session::newcomer();
    let screen = Screen::new();
    let (gimp, mut server) = Server::start(&screen, &session);
    server.open(&session::pictures().join("coffee-gray.png"));
    // Pixels that are at least half opaque, and a mean from 0 to 255.
    server.run("(define (painted layer) (list-ref (gimp-drawable-histogram layer HISTOGRAM-ALPHA 0.5 1) 4))");
    server.run("(define (mean channel) (car (gimp-drawable-histogram result channel 0 1)))");
    let window = gimp.window("RGB color.*2 layers");
    server.run("(gimp-context-set-brush-size 24)");
    for dot in [SAUCER[0], SAUCER[1], COFFEE] {
        paint(&screen, &gimp, &mut server, dot);
    }

    screen.key(&window, "ctrl+alt+y");
    let dialog = gimp.window("^Colorize with hints$");
    screen.picture("dialog");
    screen.click_last_button(&dialog);
    gimp.window("RGB color.*3 layers");
    server.run("(define result (cadr (layer-list image)))");
    assert_eq!(server.run("(car (gimp-item-get-name result))"), "\"Colorized\"");
    let redder: f64 = server.run("(- (mean HISTOGRAM-RED) (mean HISTOGRAM-BLUE))").parse().unwrap();
    assert!(redder > 5.0, "two red dots and a brown one, and the picture is redder than blue by {redder}");
    screen.picture("run");
    screen.key(&window, "ctrl+z");
    gimp.window("RGB color.*2 layers");

    let panel = go_live(&screen, &gimp, &mut server);
    gimp.update(1);
    thread::sleep(Duration::from_millis(900));
    paint(&screen, &gimp, &mut server, WOOD);
    gimp.update(2);
    screen.picture("live");
    close(&screen, &gimp, &panel);
    gimp.window("RGB color.*3 layers");

    screen.key(&window, "ctrl+alt+u");
    screen.click_last_button(&gimp.window("^Suggest colours here$"));
    server.wait("(active-palette)", |name| name == "\"Chromadot suggestions\"");
    let suggestion = r#"(palette-colour "Chromadot suggestions" 1)"#;
    paint(&screen, &gimp, &mut server, (suggestion, [-20, 110]));
    screen.picture("suggested");

    // Five dots and a layer.
    for _ in 0..6 {
        screen.key(&window, "ctrl+z");
    }
    gimp.window("RGB color.*2 layers");
    server.wait("(painted hints)", |area| area.parse() == Ok(0.0));
    drop(gimp);

    let installed = session.path("profile/plug-ins/chromadot/chromadot");
    let removed = HOST.command(&installed).arg("uninstall").env("HOME", session.path("home")).status();
    assert!(removed.unwrap().success() && !installed.exists());
}
