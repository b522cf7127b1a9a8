//! GIMP 2.10 and GIMP 3: the filter as a plug-in procedure.
//!
//! GIMP starts this executable with arguments of its own, by which its version is told. Asked what
//! there is, the filter answers from the manifest ([`procedure`](self)); told to run, it learns what the
//! user wants ([`choices`](self)), computes, and only then touches the image ([`run`](self)). Beside it
//! there are suggested colours ([`suggest`](self)) and Live ([`live`](self)). All that is the same for every version; what is not is how a user is asked: [`v2`](self), [`v3`](self).

mod choices;
mod error;
mod live;
mod pixels;
mod procedure;
mod run;
mod suggest;
mod v2;
mod v3;

use std::ffi::OsString;
use std::process::ExitCode;

use chromadot_gimp::{v2 as gimp_2_10, v3 as gimp_3};

/// The word by which GIMP of any version says that it started us.
const GIMP_WORD: &str = "-gimp";

/// Whether this process is a plug-in of a running GIMP.
pub fn started_by_gimp(arguments: &[OsString]) -> bool {
    arguments.get(1).is_some_and(|word| word == GIMP_WORD)
}

/// A version of GIMP, told by how many arguments it gives: executable, word, two pipes, what to do, how
/// to trace crashes. GIMP 3 adds its protocol's version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    Gimp2,
    Gimp3,
}

fn version(arguments: &[OsString]) -> Option<Version> {
    match arguments.len() {
        6 => Some(Version::Gimp2),
        7 => Some(Version::Gimp3),
        _ => None,
    }
}

/// Serves the GIMP that started this process with `arguments`, until it lets go.
///
/// Registering touches neither models, nor the engine, nor a library for dialogs.
pub fn serve(arguments: Vec<OsString>) -> ExitCode {
    let served = match version(&arguments) {
        Some(Version::Gimp2) => gimp_2_10::serve(arguments, &procedure::ColorizeWithHints),
        Some(Version::Gimp3) => gimp_3::serve(arguments, &procedure::ColorizeWithHints),
        None => {
            eprintln!("Chromadot works in GIMP 2.10 and GIMP 3; another GIMP started it.");
            return ExitCode::FAILURE;
        }
    };
    served.unwrap_or_else(|error| {
        eprintln!("Chromadot cannot talk with GIMP: {error}");
        ExitCode::FAILURE
    })
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

    #[test]
    fn the_version_is_told_by_the_number_of_arguments() {
        let version = |line: &str| version(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(version("chromadot -gimp 7 8 -query 0"), Some(Version::Gimp2));
        assert_eq!(version("chromadot -gimp 277 7 8 -query 0"), Some(Version::Gimp3));
        assert_eq!(version("chromadot -gimp"), None);
    }
}
