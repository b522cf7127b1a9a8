//! `chromadot worker`: colorizes for a host at the other end of its pipes.

use std::io;

use anyhow::Result;
use clap::Command;

use crate::hosts::worker::serve;

pub(super) fn command() -> Command {
    Command::new("worker")
        .about("Colorize for an image editor at the other end of standard input and output")
        .hide(true)
}

pub(super) fn run() -> Result<u8> {
    serve(io::stdin(), io::stdout(), chromadot_engine_abi::leave)
}
