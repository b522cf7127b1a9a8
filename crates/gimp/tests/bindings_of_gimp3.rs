//! The committed bindings of GIMP 3 are what the headers in the Debian 13 root give.

mod compare;
#[path = "../generate.rs"]
#[allow(dead_code, reason = "the other bindings have a test target of their own")]
mod generate;

#[test]
#[ignore = "needs libclang and GIMP 3's headers: run `make test-hosts`"]
fn committed_bindings_are_what_the_headers_give() {
    compare::committed_and_generated(&generate::V3);
}
