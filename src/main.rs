//! One program, two callers: GIMP, which starts its plug-ins with `-gimp`, and people at a terminal.

#![forbid(unsafe_code)]

use std::io::Write;
use std::panic;
use std::process::ExitCode;

use chromadot::{cli, hosts};
use chromadot_engine_abi::{leave, wait_passively};

fn main() -> ExitCode {
    // First of all: only a process with one thread may change its environment.
    wait_passively();
    panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        // Nobody is left to be told when standard error is closed.
        let _ =
            writeln!(std::io::stderr(), "chromadot: a fault in Chromadot itself ({place}); please report it");
    }));
    let arguments: Vec<_> = std::env::args_os().collect();
    let run = move || {
        if hosts::gimp::started_by_gimp(&arguments) {
            hosts::gimp::serve(arguments)
        } else {
            leave(cli::run(arguments))
        }
    };
    panic::catch_unwind(run).unwrap_or_else(|_| ExitCode::from(1))
}
