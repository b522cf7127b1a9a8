//! `chromadot models`: the models at hand as a table, and more of them.

use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use indicatif::ProgressBar;

use super::{bar_style, print};
use crate::models::fetch::{Source, fetch};
use crate::models::import::{Import, Imported, folder_for};
use crate::models::user::ModelName;
use crate::models::{ModelEntry, all_models};

const SIGGRAPH17: &str = "siggraph17";

pub(super) fn command() -> Command {
    Command::new("models")
        .about("List the models that can be named with --model, or add one")
        .subcommand(Command::new("list").about("List the models that can be named with --model"))
        .subcommand(import_command())
        .subcommand(fetch_command())
}

fn import_command() -> Command {
    let file = Arg::new("file").value_name("FILE.pth").required(true).value_parser(value_parser!(PathBuf));
    let name = Arg::new("as").long("as").value_name("NAME").required(true);
    let offset = Arg::new("mask-offset").long("mask-offset").value_name("OFFSET");
    Command::new("import")
        .about("Make a model of your own out of a PyTorch checkpoint of the network siggraph17")
        .arg(file.help("The checkpoint; its numbers are read and nothing in it is run"))
        .arg(name.value_parser(value_parser!(ModelName)).help("The name to give to --model"))
        .arg(offset.value_parser(PossibleValuesParser::new(["0", "0.5"])).help(
            "What the network wants subtracted from the mask: 0.5 if trained by the public training \
                       code, 0 if converted from the first release; chosen by a look at the file if left out",
        ))
        .arg(replace_flag())
}

fn fetch_command() -> Command {
    let model = Arg::new("model").value_name("MODEL").required(true);
    // For tests: another server, whose file has another checksum.
    let hidden = |name: &'static str| Arg::new(name).long(name).hide(true);
    Command::new("fetch")
        .about("Fetch published weights (130.5 MB) from their authors' server and import them")
        .arg(model.value_parser([SIGGRAPH17]).help("Which ones"))
        .arg(replace_flag())
        .args([hidden("from"), hidden("sha256")])
}

fn replace_flag() -> Arg {
    Arg::new("replace")
        .long("replace")
        .action(ArgAction::SetTrue)
        .help("Replace a model of your own of this name")
}

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    match matches.subcommand() {
        Some(("import", matches)) => import(matches),
        Some(("fetch", matches)) => fetch_and_import(matches),
        _ => list(),
    }
}

fn import(matches: &ArgMatches) -> Result<u8> {
    let file = matches.get_one::<PathBuf>("file").context("a checkpoint is needed")?;
    let name = matches.get_one::<ModelName>("as").context("a name is needed")?;
    let mask_offset = matches.get_one::<String>("mask-offset").map(|offset| offset.parse()).transpose()?;
    let called = file.file_name().unwrap_or_default().to_string_lossy();
    let import = Import { file, called: &called, name, mask_offset, replace: matches.get_flag("replace") };
    report(&import.run()?, file)
}

fn fetch_and_import(matches: &ArgMatches) -> Result<u8> {
    let given = |name: &str| matches.get_one::<String>(name).cloned();
    let name: ModelName = given("model").context("a model is needed")?.parse()?;
    let mut source = Source::siggraph17();
    source.address = given("from").unwrap_or(source.address);
    source.sha256 = given("sha256").unwrap_or(source.sha256);
    let replace = matches.get_flag("replace");
    // Before 130 MB are fetched for nothing.
    let folder = folder_for(&name, replace)?;
    let bar = if stderr().is_terminal() { ProgressBar::no_length() } else { ProgressBar::hidden() };
    bar.set_style(bar_style("{bar:32} {bytes}/{total_bytes} {bytes_per_sec} (still {eta})"));
    let file = fetch(&source, &folder, &mut |received, total| {
        if let Some(total) = total {
            bar.set_length(total);
        }
        bar.set_position(received);
    });
    bar.finish_and_clear();
    let file = file?;
    let import = Import { file: &file, called: &source.file_name, name: &name, mask_offset: None, replace };
    let imported = import.run()?;
    // The model is there, whatever becomes of this.
    let _ = std::fs::remove_file(&file);
    report(&imported, Path::new(&source.file_name))
}

fn report(imported: &Imported, file: &Path) -> Result<u8> {
    let Imported { entry, offset_reason } = imported;
    let network = &entry.network;
    print(&format!(
        "{} was imported from {} (width {}, head {}) and can be named with --model",
        entry.name,
        file.display(),
        network.base_width,
        head(entry)
    ))?;
    print(&format!(
        "mask offset {}, {}; if hints colour only specks, import again with --replace --mask-offset {}",
        network.mask_offset,
        offset_reason.words(),
        if network.mask_offset == 0.0 { "0.5" } else { "0" }
    ))?;
    Ok(0)
}

fn list() -> Result<u8> {
    let models = all_models()?;
    let columns = |model: &ModelEntry| {
        let size = std::fs::metadata(&model.file)
            .map_or("missing".to_owned(), |m| format!("{:.1} MB", m.len() as f64 / 1e6));
        [model.name.clone(), size, model.network.base_width.to_string(), head(model)]
    };
    let header = ["name", "size", "width", "head"].map(str::to_owned);
    let rows: Vec<[String; 4]> = std::iter::once(header).chain(models.usable().map(columns)).collect();
    let widths = [0, 1, 2, 3].map(|i| rows.iter().map(|row| row[i].len()).max().unwrap_or(0));
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<String> =
            row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let mark = if number == 1 { "  (default)" } else { "" };
        print(format!("{}{mark}", cells.join("  ")).trim_end())?;
    }
    for model in models.usable() {
        print(&format!(
            "\n{}\n  trained on: {}\n  measured: {}\n  licence: {}",
            model.name, model.trained_on, model.measured, model.licence
        ))?;
    }
    for broken in &models.broken {
        print(&format!("\n{}", super::sentence(&anyhow::anyhow!("{broken}"))))?;
    }
    Ok(0)
}

fn head(model: &ModelEntry) -> String {
    format!("{:?}", model.network.head).to_lowercase()
}
