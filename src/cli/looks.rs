//! `chromadot looks`: the named looks that can be lent to a picture, and new ones made from pictures.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Arg, ArgMatches, Command, value_parser};

use super::{json_flag, print, print_failure, wants_json};
use crate::hosts::files::Photograph;
use crate::looks::{Look, add_look, all_looks};

pub(super) fn command() -> Command {
    let picture =
        Arg::new("picture").value_name("PICTURE").required(true).value_parser(value_parser!(PathBuf));
    Command::new("looks").about("List the styles that have a name, for --look").arg(json_flag()).subcommand(
        Command::new("add")
            .about("Make a look of a picture's style, which every host's dialog then has")
            .arg(picture.help("A picture in colour"))
            .arg(Arg::new("as").long("as").value_name("NAME").help("Its name [default: the file's]"))
            .arg(
                Arg::new("label")
                    .long("label")
                    .value_name("TEXT")
                    .help("What dialogs call it [default: the file's name]"),
            ),
    )
}

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    if let Some(("add", matches)) = matches.subcommand() {
        add(matches)?;
        return Ok(0);
    }
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

/// A look that has no name to be called by.
#[derive(Debug, thiserror::Error)]
#[error("'{0}' has no letter or digit that a look could be called by; choose a name with --as")]
struct Nameless(String);

fn add(matches: &ArgMatches) -> Result<()> {
    let picture = matches.get_one::<PathBuf>("picture").context("a picture is needed")?;
    let of_file = picture.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = |name: &str| matches.get_one::<String>(name).unwrap_or(&of_file).clone();
    let (name, label) = (plain(&text("as")), text("label"));
    if name.is_empty() {
        return Err(Nameless(text("as")).into());
    }
    let look = Look::of_picture(name, label, &mut Photograph::read(picture)?)?;
    let file = add_look(&look)?;
    print(&format!("{} is a look now, kept in {}", look.name, file.display()))
}

/// A name in small letters, digits and hyphens, as our own looks have.
fn plain(text: &str) -> String {
    let small = text.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
