//! GIMP 2.10: the filter as a plug-in procedure.
//!
//! GIMP starts this executable with arguments of its own. Asked what there is, it answers from the
//! manifest ([`procedure`](self)); told to run, it learns what the user wants ([`choices`](self) and
//! the dialog), computes, and only then touches the image ([`run`](self)).

mod choices;
mod dialog;
mod error;
mod pixels;
mod procedure;
mod run;

use std::ffi::OsString;
use std::process::ExitCode;

use chromadot_gimp::v2;

/// The word by which GIMP of any version says that it started us.
const GIMP_WORD: &str = "-gimp";

/// Arguments of GIMP 2.10: executable, word, two pipes, what to do, how to trace crashes. GIMP 3
/// adds its protocol's version.
const ARGUMENTS_OF_2_10: usize = 6;

/// Whether this process is a plug-in of a running GIMP.
pub fn started_by_gimp(arguments: &[OsString]) -> bool {
    arguments.get(1).is_some_and(|word| word == GIMP_WORD)
}

/// Serves the GIMP that started this process with `arguments`, until it lets go.
///
/// Registering touches neither models, nor the engine, nor a library for dialogs.
pub fn serve(arguments: Vec<OsString>) -> ExitCode {
    if arguments.len() != ARGUMENTS_OF_2_10 {
        eprintln!("Chromadot works in GIMP 2.10 only; another GIMP started it.");
        return ExitCode::FAILURE;
    }
    match v2::serve(arguments, &procedure::ColorizeWithHints) {
        Ok(status) => status,
        Err(error) => {
            eprintln!("Chromadot cannot talk with GIMP: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_gimps_own_word_makes_it_a_plug_in() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert!(started_by_gimp(&words("chromadot -gimp 7 8 -query 0")));
        assert!(!started_by_gimp(&words("chromadot colorize -gimp")));
        assert!(!started_by_gimp(&words("chromadot")));
    }
}
