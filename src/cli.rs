//! The command line: what is asked becomes a job, what came of it lines of text or JSON.

mod batch;
mod colorize;
mod doctor;
mod evaluate;
mod flags;
mod gamut;
mod hints;
mod inputs;
mod install;
mod looks;
mod models;
mod suggest;
mod worker;

use std::ffi::OsString;
use std::io::{self, Write};

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{ArgMatches, Command};
use indicatif::ProgressStyle;
use serde::Serialize;

use crate::settings::SettingsError;

/// Runs the command that `arguments` (program name first) ask for: 0 when it is done, 1 when the job
/// failed, 2 when the words make no sense.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let matches = match command().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage(&error),
    };
    let outcome = match matches.subcommand() {
        Some(("colorize", matches)) => colorize::run(matches),
        Some(("batch", matches)) => batch::run(matches),
        Some(("doctor", matches)) => doctor::run(matches),
        Some(("models", matches)) => models::run(matches),
        Some(("suggest", matches)) => suggest::run(matches),
        Some(("looks", matches)) => looks::run(matches),
        Some(("gamut", matches)) => gamut::run(matches),
        Some(("hints", matches)) => hints::run(matches),
        Some(("install", matches)) => install::run_install(matches),
        Some(("uninstall", matches)) => install::run_uninstall(matches),
        Some(("worker", _)) => worker::run(),
        Some(("evaluate", matches)) => evaluate::run(matches),
        // clap asks for a command by itself.
        _ => Ok(2),
    };
    outcome.unwrap_or_else(|error| {
        say(&sentence(&error));
        if error.is::<SettingsError>() { 2 } else { 1 }
    })
}

fn command() -> Command {
    Command::new("chromadot")
        .version(env!("CHROMADOT_VERSION"))
        .about(env!("CARGO_PKG_DESCRIPTION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(colorize::command())
        .subcommand(batch::command())
        .subcommand(suggest::command())
        .subcommand(looks::command())
        .subcommand(gamut::command())
        .subcommand(hints::command())
        .subcommand(doctor::command())
        .subcommand(evaluate::command())
        .subcommand(models::command())
        .subcommands(install::commands())
        .subcommand(worker::command())
}

fn usage(error: &clap::Error) -> u8 {
    // Help and version are no errors; they go to standard output, which may be closed early.
    let _ = error.print();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => 0,
        _ => 2,
    }
}

/// An error as one line.
fn sentence(error: &anyhow::Error) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line on standard error, where everything goes that is no result.
fn say(line: &str) {
    // Nobody is left to be told when standard error is closed.
    let _ = writeln!(io::stderr(), "chromadot: {line}");
}

/// A line on standard output. A reader that has gone away, as `head` does, is no error.
fn print(line: &str) -> Result<()> {
    match writeln!(io::stdout(), "{line}") {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => Ok(outcome?),
    }
}

/// A bar with a template that is known to be right.
fn bar_style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Of a bar that counts pictures.
fn picture_bar_style() -> ProgressStyle {
    bar_style("{bar:32} {pos}/{len} {msg} (still {eta})")
}

fn wants_json(matches: &ArgMatches) -> bool {
    matches.get_flag("json")
}

/// A command's failure as JSON, where that is wanted.
fn print_failure<T>(matches: &ArgMatches, outcome: &Result<T>) -> Result<()> {
    #[derive(Serialize)]
    struct FailureReport {
        ok: bool,
        error: String,
    }
    match outcome {
        Err(error) if wants_json(matches) => {
            print(&serde_json::to_string(&FailureReport { ok: false, error: sentence(error) })?)
        }
        _ => Ok(()),
    }
}

fn json_flag() -> clap::Arg {
    clap::Arg::new("json").long("json").action(clap::ArgAction::SetTrue).help("Print the result as JSON")
}
