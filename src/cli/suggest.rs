//! `chromadot suggest`: the colours that the network finds likely at a place.

use std::str::FromStr;

use anyhow::{Context, Result};
use clap::{Arg, ArgMatches, Command, value_parser};

use super::inputs::{Inputs, photo_argument, while_the_engine_opens};
use super::{flags, json_flag, print, print_failure, say, wants_json};
use crate::hosts::files::Photograph;
use crate::pipeline::SuggestedColour;
use crate::suggestions::SUGGESTIONS;

pub(super) fn command() -> Command {
    let at = Arg::new("at").long("at").value_name("X,Y").required(true).value_parser(value_parser!(Place));
    let count =
        Arg::new("count").long("count").value_name("K").value_parser(value_parser!(u64).range(1..=64));
    Command::new("suggest")
        .about("Suggest likely colours for a place of a photograph")
        .arg(photo_argument().help("The photograph"))
        .arg(at.help("The place, in pixels from the photograph's top left corner"))
        .args(flags::layer_flags())
        .args(flags::setting_flags())
        .arg(count.help("How many colours at most [default: 9]"))
        .arg(json_flag())
}

/// A pixel of the photograph.
#[derive(Clone, Copy, Debug)]
struct Place {
    x: u32,
    y: u32,
}

impl FromStr for Place {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers = text.split_once(',').map(|(x, y)| (x.trim().parse(), y.trim().parse()));
        match numbers {
            Some((Ok(x), Ok(y))) => Ok(Self { x, y }),
            _ => Err("a place is two whole numbers, as in 120,80"),
        }
    }
}

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    let colours = suggest(matches);
    print_failure(matches, &colours)?;
    let colours = colours?;
    if wants_json(matches) {
        print(&serde_json::to_string(&colours)?)?;
    } else {
        let line = |c: &SuggestedColour| format!("{}  {:4.1} %", c.rgb, 100.0 * c.probability);
        colours.iter().try_for_each(|colour| print(&line(colour)))?;
    }
    Ok(0)
}

fn suggest(matches: &ArgMatches) -> Result<Vec<SuggestedColour>> {
    let inputs = Inputs::of(matches)?;
    let &Place { x, y } = matches.get_one("at").context("a place is needed")?;
    let count = matches.get_one::<u64>("count").map_or(SUGGESTIONS, |count| *count as usize);
    let settings = flags::settings(matches)?;
    let read = || {
        let mut photo = Photograph::read(&inputs.photo)?;
        let prepared = inputs.prepare(&mut photo, &settings)?;
        photo.notes().iter().for_each(|note| say(note));
        Ok(prepared)
    };
    let (prepared, mut engine) = while_the_engine_opens(&settings, read)?;
    Ok(prepared.suggest(&mut *engine, (x, y), count)?)
}
