//! `chromadot install` and `uninstall`: into the image editors of this user.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{print, say};
use crate::installation::copies::{InstallError, install, uninstall};
use crate::installation::places::{Editor, Home, Place};
use crate::installation::program_folder;

fn editor_flags() -> [Arg; 2] {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    [flag("gimp", "Only GIMP, every version that is there"), flag("krita", "Only Krita")]
}

pub(super) fn commands() -> [Command; 2] {
    [
        Command::new("install")
            .about("Install into the image editors of this user; without a flag into all of them")
            .args(editor_flags()),
        Command::new("uninstall").about("Remove what `install` put there").args(editor_flags()),
    ]
}

#[derive(Debug, thiserror::Error)]
#[error("no {0} was found; install it, or start it once, then run the same command again")]
struct NoEditor(&'static str);

/// The places that the flags ask for.
fn places(matches: &ArgMatches) -> Result<Vec<Place>> {
    let (gimp, krita) = (matches.get_flag("gimp"), matches.get_flag("krita"));
    let wanted = |editor| match editor {
        Editor::Gimp => gimp || !krita,
        Editor::Krita => krita || !gimp,
    };
    let mut places = Home::of_user().map(|home| home.places()).unwrap_or_default();
    places.retain(|place| wanted(place.editor));
    match (places.is_empty(), gimp, krita) {
        (false, ..) => Ok(places),
        (true, true, false) => Err(NoEditor("GIMP").into()),
        (true, false, true) => Err(NoEditor("Krita").into()),
        (true, ..) => Err(NoEditor("GIMP or Krita").into()),
    }
}

/// Does the same in every place; one that fails keeps no other from being done.
fn in_each(matches: &ArgMatches, work: impl Fn(&Place) -> Result<String, InstallError>) -> Result<u8> {
    let mut status = 0;
    for place in places(matches)? {
        match work(&place) {
            Ok(done) => print(&format!("{}: {done}", place.name))?,
            Err(error) => {
                say(&format!("{}: {error}", place.name));
                status = 1;
            }
        }
    }
    Ok(status)
}

pub(super) fn run_install(matches: &ArgMatches) -> Result<u8> {
    let from = program_folder();
    in_each(matches, |place| {
        // Installed from there; what is in the place already cannot be put there again.
        if from.starts_with(place.plug_in()) {
            return Ok(format!("{} runs this very program; nothing to do", place.plug_in().display()));
        }
        install(&from, place)?;
        let next = match place.editor {
            Editor::Gimp => "start it again, the filter is Filters > Colorize with hints...",
            Editor::Krita => {
                "start it, tick Chromadot in Settings > Configure Krita > Python Plugin Manager, and start it again"
            }
        };
        Ok(format!("installed into {}; {next}", place.plug_in().display()))
    })
}

pub(super) fn run_uninstall(matches: &ArgMatches) -> Result<u8> {
    in_each(matches, |place| {
        let plug_in = place.plug_in();
        let was = if uninstall(place)? { "removed" } else { "there was nothing of ours in" };
        Ok(format!("{was} {}", plug_in.display()))
    })
}
