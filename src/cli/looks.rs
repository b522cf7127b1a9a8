//! `chromadot looks`: the named looks that can be lent to a picture.

use anyhow::Result;
use clap::{ArgMatches, Command};

use super::{json_flag, print, print_failure, wants_json};
use crate::looks::all_looks;

pub(super) fn command() -> Command {
    Command::new("looks").about("List the styles that have a name, for --look").arg(json_flag())
}

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    let looks = all_looks().map_err(anyhow::Error::from);
    print_failure(matches, &looks)?;
    let looks = looks?;
    if wants_json(matches) {
        print(&serde_json::to_string(&looks)?)?;
    } else {
        looks.iter().try_for_each(|look| print(&format!("{:<14}{}", look.name, look.label)))?;
    }
    Ok(0)
}
