//! The filter in a real GIMP 2.10: the scenarios that every version plays, and what is its own.

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
const HOST: &Host = &host::GIMP_2_10;

#[test]
#[ignore = "needs GIMP 2.10 and the engine: run `make test`"]
fn numbers_that_mean_nothing_are_refused() {
    let session = Session::new();
    image::GrayImage::new(16, 16).save(session.path("photo.png")).unwrap();
    let transcript = session.run(
        r#"(let* ((image (load-image "FOLDER/photo.png"))
                  (photo (photograph image)))
             (catch (report "refused" 1) (colorize-with image photo -1 -1 7 100 "cpu" "" 0))
             (catch (report "refused" 1) (colorize-with image photo -1 -1 0 101 "cpu" "" 0)))"#,
    );
    let expected = [
        "style cannot be 7; it is a number from 0 to 1",
        "hint-strength cannot be '101'; it is a number from 0 to 100",
    ];
    assert_eq!(transcript.refusals(), expected);
}
