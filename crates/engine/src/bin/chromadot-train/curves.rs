//! The curves of a run's logs as a picture, so that a person can look instead of read.

use std::fmt::Display;
use std::path::Path;

use anyhow::{Result, anyhow};
use chromadot::evaluation::drawing::{FONT, provide_font};
use image::RgbImage;
use plotters::prelude::*;

use crate::checkpoint::{RunFolder, write_picture};

const SIZE: (u32, u32) = (1200, 420);
const COLOURS: [RGBColor; 4] =
    [RGBColor(200, 60, 30), RGBColor(60, 100, 190), RGBColor(30, 130, 60), RGBColor(150, 110, 0)];

/// Draws the losses and the validation's PSNR over the steps. A log without lines gives an empty
/// panel.
pub fn draw_curves(folder: &RunFolder) -> Result<()> {
    provide_font();
    let mut picture = RgbImage::new(SIZE.0, SIZE.1);
    {
        let area = BitMapBackend::with_buffer(&mut picture, SIZE).into_drawing_area();
        let told = |reason: &dyn Display| anyhow!("the curves cannot be drawn: {reason}");
        area.fill(&WHITE).map_err(|e| told(&e))?;
        let panels = area.split_evenly((1, 3));
        let (log, validation) = (Table::read(&folder.log()), Table::read(&folder.validation_log()));
        let groups = [
            ("classification (nats)", &log, vec!["classification"]),
            ("regression and flow (Huber, Lab units)", &log, vec!["regression", "flow"]),
            ("validation PSNR (dB)", &validation, vec!["psnr_0", "psnr_1", "psnr_10", "psnr_100"]),
        ];
        for (panel, (title, table, columns)) in panels.iter().zip(groups) {
            let curves: Vec<(&str, Vec<(f64, f64)>)> =
                columns.into_iter().map(|column| (column, table.curve(column))).collect();
            draw_panel(panel, title, &curves).map_err(|reason| told(&reason))?;
        }
    }
    write_picture(&picture, &folder.curves())
}

fn draw_panel<B: DrawingBackend>(
    panel: &DrawingArea<B, plotters::coord::Shift>,
    title: &str,
    curves: &[(&str, Vec<(f64, f64)>)],
) -> Result<(), String> {
    let told = |reason: &dyn Display| reason.to_string();
    let points = || curves.iter().flat_map(|(_, points)| points);
    let range = |values: &mut dyn Iterator<Item = f64>| {
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
        if low < high { low..high } else { 0.0..1.0 }
    };
    let mut chart = ChartBuilder::on(panel)
        .caption(title, (FONT, 18))
        .margin(10)
        .x_label_area_size(30)
        .y_label_area_size(45)
        .build_cartesian_2d(range(&mut points().map(|p| p.0)), range(&mut points().map(|p| p.1)))
        .map_err(|e| told(&e))?;
    chart.configure_mesh().label_style((FONT, 13)).draw().map_err(|e| told(&e))?;
    for ((name, points), colour) in curves.iter().zip(COLOURS) {
        chart
            .draw_series(LineSeries::new(points.iter().copied(), colour))
            .map_err(|e| told(&e))?
            .label(*name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], colour));
    }
    if curves.len() > 1 {
        chart
            .configure_series_labels()
            .label_font((FONT, 13))
            .position(SeriesLabelPosition::LowerRight)
            .background_style(WHITE)
            .draw()
            .map_err(|e| told(&e))?;
    }
    Ok(())
}

/// A log as it stands in its file.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<f64>>,
}

impl Table {
    /// An absent file is an empty table.
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let mut lines = text.lines();
        let header = lines.next().unwrap_or_default().split(',').map(str::to_owned).collect();
        let row = |line: &str| line.split(',').map(|cell| cell.parse().unwrap_or(f64::NAN)).collect();
        Self { header, rows: lines.map(row).collect() }
    }

    /// Steps and values of a column.
    fn curve(&self, column: &str) -> Vec<(f64, f64)> {
        let Some(place) = self.header.iter().position(|name| name == column) else { return vec![] };
        let point = |row: &Vec<f64>| Some((*row.first()?, *row.get(place)?));
        self.rows.iter().filter_map(point).filter(|(_, value)| value.is_finite()).collect()
    }
}
