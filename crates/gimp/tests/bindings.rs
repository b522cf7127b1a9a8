//! The committed bindings of pixels, of the panel and of GIMP 2.10 are what the headers give.

mod compare;
#[path = "../generate.rs"]
#[allow(dead_code, reason = "GIMP 3's bindings have a test target of their own")]
mod generate;

#[test]
#[ignore = "needs libclang and GIMP 2.10's headers: run `make test`"]
fn committed_bindings_are_what_the_headers_give() {
    compare::committed_and_generated(&generate::PIXELS);
    compare::committed_and_generated(&generate::PANEL);
    compare::committed_and_generated(&generate::V2);
}
