//! `chromadot hints`: painted hints as a small file, and back.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Arg, ArgMatches, Command, value_parser};
use image::RgbaImage;

use super::print;
use crate::evaluation::drawing::check_png;
use crate::hints::document::{DocumentError, HintDocument};
use crate::hosts::files::Photograph;
use crate::raster::{PixelSource, Size};
use crate::whole_file::{write_png, write_whole};

pub(super) fn command() -> Command {
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    let output = || path("output").short('o').long("output").value_name("FILE").required(true);
    Command::new("hints")
        .about("Keep painted hints in a small file, and paint them on a picture of any size")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("export")
                .about("Write the hints of a picture into a file")
                .arg(
                    path("picture")
                        .value_name("HINTS.png")
                        .required(true)
                        .help("The painted layer as a picture"),
                )
                .arg(output().help("Where the file goes (.json)")),
        )
        .subcommand(
            Command::new("import")
                .about("Paint the hints of a file on a clear picture of a photograph's size")
                .arg(
                    path("document").value_name("HINTS.json").required(true).help("A file of `hints export`"),
                )
                .arg(
                    path("for")
                        .long("for")
                        .value_name("PHOTO")
                        .help("The photograph [default: the size that the hints were painted at]"),
                )
                .arg(output().help("Where the picture goes (.png)")),
        )
}

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    match matches.subcommand() {
        Some(("export", matches)) => export(matches)?,
        Some((_, matches)) => import(matches)?,
        None => return Ok(2),
    }
    Ok(0)
}

fn named<'a>(matches: &'a ArgMatches, name: &str) -> Result<&'a Path> {
    matches.get_one::<PathBuf>(name).map(PathBuf::as_path).with_context(|| format!("{name} is needed"))
}

fn export(matches: &ArgMatches) -> Result<()> {
    let output = named(matches, "output")?;
    let document = HintDocument::of_layer(&mut Photograph::read(named(matches, "picture")?)?)?;
    write_whole(output, document.text().as_bytes())
        .with_context(|| format!("{} cannot be written; choose another place", output.display()))?;
    print(&format!("{} holds hints in {} colours", output.display(), document.hints.len()))
}

/// A file of hints that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path} cannot be used: {reason}", path = path.display())]
struct Unusable {
    path: PathBuf,
    reason: DocumentError,
}

fn import(matches: &ArgMatches) -> Result<()> {
    let (path, output) = (named(matches, "document")?, named(matches, "output")?);
    check_png(output)?;
    let text = fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read as text; check its name", path.display()))?;
    let unusable = |reason| Unusable { path: path.to_owned(), reason };
    let document = HintDocument::parse(&text).map_err(unusable)?;
    let size = match matches.get_one::<PathBuf>("for") {
        Some(photo) => Photograph::read(photo)?.size(),
        None => Size::new(document.picture[0], document.picture[1]),
    };
    let pixels = document.paint(size).into_flattened();
    let picture = RgbaImage::from_raw(size.width, size.height, pixels).context("the picture is too large")?;
    write_png(&picture, output)
        .with_context(|| format!("{} cannot be written; choose another place", output.display()))?;
    print(&format!("{} is {size} with hints in {} colours", output.display(), document.hints.len()))
}
