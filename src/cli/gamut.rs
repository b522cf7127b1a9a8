//! `chromadot gamut`: which colours a lightness can have, as a picture to pick from.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Arg, ArgMatches, Command, value_parser};
use image::{Rgba, RgbaImage};

use super::print;
use crate::color::gamut::{AB_EDGE, slice_at};
use crate::evaluation::drawing::check_png;
use crate::whole_file::write_png;

pub(super) fn command() -> Command {
    let number = |name: &'static str| Arg::new(name).long(name);
    let output = Arg::new("output").short('o').long("output").value_name("FILE").required(true);
    Command::new("gamut")
        .about("Draw the colours that a lightness can have: a* to the right, b* upwards, 110 units each way")
        .arg(
            number("lightness")
                .value_name("L")
                .required(true)
                .value_parser(value_parser!(f32))
                .help("The lightness, 0 to 100"),
        )
        .arg(
            number("side")
                .value_name("PIXELS")
                .default_value("256")
                .value_parser(value_parser!(u32).range(16..=4096))
                .help("Sides of the picture"),
        )
        .arg(output.value_parser(value_parser!(PathBuf)).help("Where the picture goes (.png)"))
}

/// What is no lightness.
#[derive(Debug, thiserror::Error)]
#[error("{0} is no lightness; choose a number from 0 to 100")]
struct NoLightness(f32);

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    let l = *matches.get_one::<f32>("lightness").context("a lightness is needed")?;
    let side = *matches.get_one::<u32>("side").context("a side is needed")?;
    let output = matches.get_one::<PathBuf>("output").context("an output is needed")?;
    if !(0.0..=100.0).contains(&l) {
        return Err(NoLightness(l).into());
    }
    check_png(output)?;
    let pixels = slice_at(l, side);
    let picture = RgbaImage::from_fn(side, side, |x, y| {
        Rgba(pixels[(y * side + x) as usize].map(|v| (v * 255.0).round() as u8))
    });
    write_png(&picture, output)
        .with_context(|| format!("{} cannot be written; choose another place", output.display()))?;
    print(&format!("{} shows the colours of lightness {l} within {AB_EDGE} units", output.display()))?;
    Ok(0)
}
