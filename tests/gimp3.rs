//! The filter in a real GIMP 3, in the Debian 13 root that `make test-hosts` makes: the scenarios that
//! every version plays, and what is its own.

#[path = "gimp/color.rs"]
mod color;
#[path = "gimp/host.rs"]
mod host;
#[path = "gimp/live.rs"]
mod live;
#[path = "gimp/newcomer.rs"]
mod newcomer;
#[path = "gimp/scenarios.rs"]
mod scenarios;
#[path = "gimp/screen.rs"]
mod screen;
#[path = "gimp/server.rs"]
mod server;
#[path = "gimp/session.rs"]
mod session;

use host::Host;
use session::Session;

/// The version in which the scenarios are played.
const HOST: &Host = &host::GIMP_3;

#[test]
#[ignore = "needs GIMP 3 and the engine: run `make test-hosts`"]
fn several_selected_layers_are_refused_with_what_to_do() {
    let session = Session::new();
    image::GrayImage::new(16, 16).save(session.path("photo.png")).unwrap();
    let transcript = session.run(
        r#"(let* ((image (load-image "FOLDER/photo.png"))
                  (photo (photograph image))
                  (other (solid-layer image "other" 8 8 0 0 '(9 9 9))))
             (catch (report "refused" 1)
               (chromadot-colorize #:run-mode RUN-NONINTERACTIVE #:image image
                 #:drawables (vector photo other))))"#,
    );
    let expected = "select exactly one layer, the photograph, and run the filter again; 2 are selected";
    assert_eq!(transcript.refusals(), [expected]);
}

#[test]
#[ignore = "needs GIMP 3 and the engine: run `make test-hosts`"]
fn arguments_that_are_left_out_have_the_manifests_defaults() {
    let session = Session::new();
    image::GrayImage::new(16, 16).save(session.path("photo.png")).unwrap();
    let transcript = session.run(
        r#"(let* ((image (load-image "FOLDER/photo.png")))
             (report-layer (car (chromadot-colorize #:run-mode RUN-NONINTERACTIVE #:image image
               #:drawables (vector (photograph image))))))"#,
    );
    assert_eq!(transcript.value("name"), "Colorized");
    assert_eq!(transcript.value("mode"), "28", "Normal");
}
