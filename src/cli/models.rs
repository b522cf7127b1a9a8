//! `chromadot models`: the registry as a table.

use anyhow::Result;
use clap::Command;

use super::print;
use crate::models::all_models;

pub(super) fn command() -> Command {
    Command::new("models").about("List the models that can be named with --model")
}

pub(super) fn run() -> Result<u8> {
    let models = all_models()?;
    let columns = |model: &crate::models::ModelEntry| {
        let size = std::fs::metadata(&model.file)
            .map_or("missing".to_owned(), |m| format!("{:.1} MB", m.len() as f64 / 1e6));
        [
            model.name.clone(),
            size,
            model.network.base_width.to_string(),
            format!("{:?}", model.network.head).to_lowercase(),
        ]
    };
    let header = ["name", "size", "width", "head"].map(str::to_owned);
    let rows: Vec<[String; 4]> = std::iter::once(header).chain(models.iter().map(columns)).collect();
    let widths = [0, 1, 2, 3].map(|i| rows.iter().map(|row| row[i].len()).max().unwrap_or(0));
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<String> =
            row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let mark = if number == 1 { "  (default)" } else { "" };
        print(format!("{}{mark}", cells.join("  ")).trim_end())?;
    }
    for model in &models {
        print(&format!(
            "\n{}\n  trained on: {}\n  measured: {}\n  licence: {}",
            model.name, model.trained_on, model.measured, model.licence
        ))?;
    }
    Ok(0)
}
