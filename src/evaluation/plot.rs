//! PSNR over the number of points, beside what others published.

use std::fmt::Display;
use std::path::Path;

use image::RgbImage;
use plotters::coord::Shift;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::prelude::*;

use super::drawing::{DrawingError, FONT, has_ending, provide_font, save_png};
use super::published::{OTHER_PICTURES, PUBLISHED};
use super::report::Report;
use crate::whole_file::write_whole;

const SIZE: (u32, u32) = (1000, 700);
/// Room below the axes for what has to be said about the curves.
const NOTES_HEIGHT: u32 = 64;
/// Numbers of points that are written on the axis.
const TICKS: [u32; 10] = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500];
/// Colours of the measured methods, the first one ours.
const COLOURS: [RGBColor; 4] =
    [RGBColor(200, 60, 30), RGBColor(30, 110, 60), RGBColor(120, 60, 160), RGBColor(160, 120, 0)];
const PUBLISHED_COLOURS: [RGBColor; 2] = [RGBColor(60, 100, 190), RGBColor(110, 170, 220)];
const GRAY: RGBColor = RGBColor(120, 120, 120);

/// # Errors
/// [`DrawingError::Kind`] for a name that ends neither in .svg nor in .png.
pub fn check_plot(path: &Path) -> Result<(), DrawingError> {
    if has_ending(path, "svg") || has_ending(path, "png") {
        return Ok(());
    }
    Err(DrawingError::Kind { path: path.to_owned(), endings: ".svg or .png" })
}

/// Draws the curves of a report, of gray pictures and of [`PUBLISHED`] into a file that ends in .svg or
/// .png.
///
/// # Errors
/// [`DrawingError`] when the file cannot be written.
pub fn draw_plot(report: &Report, path: &Path) -> Result<(), DrawingError> {
    check_plot(path)?;
    provide_font();
    let failed = |reason| DrawingError::failed(path, reason);
    if has_ending(path, "svg") {
        let mut text = String::new();
        draw(SVGBackend::with_string(&mut text, SIZE).into_drawing_area(), report).map_err(failed)?;
        return write_whole(path, text.as_bytes()).map_err(|reason| DrawingError::failed(path, reason));
    }
    let mut picture = RgbImage::new(SIZE.0, SIZE.1);
    draw(BitMapBackend::with_buffer(&mut picture, SIZE).into_drawing_area(), report).map_err(failed)?;
    save_png(&picture, path)
}

/// The axis of points, logarithmic over points + 1, so that 0 has a place.
struct PointAxis;

impl PointAxis {
    /// A little beyond the published curves.
    const END: u32 = 520;
}

impl Ranged for PointAxis {
    type FormatOption = DefaultFormatting;
    type ValueType = u32;

    fn map(&self, points: &u32, (left, right): (i32, i32)) -> i32 {
        let share = f64::from(*points).ln_1p() / f64::from(Self::END).ln_1p();
        left + (f64::from(right - left) * share).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<u32> {
        TICKS.to_vec()
    }

    fn range(&self) -> std::ops::Range<u32> {
        0..Self::END
    }
}

struct Line {
    label: String,
    colour: RGBColor,
    /// Numbers of points and dB.
    points: Vec<(u32, f64)>,
    is_measured: bool,
}

fn lines_of(report: &Report) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (curve, colour) in report.methods.iter().zip(COLOURS.into_iter().cycle()) {
        let points = curve.means().into_iter().filter(|(points, _)| *points < PointAxis::END).collect();
        lines.push(Line { label: curve.method.clone(), colour, points, is_measured: true });
    }
    if let Some(gray) = report.gray.psnr() {
        let points = vec![(0, gray.mean), (500, gray.mean)];
        lines.push(Line { label: "gray".to_owned(), colour: GRAY, points, is_measured: false });
    }
    for (curve, colour) in PUBLISHED.iter().zip(PUBLISHED_COLOURS) {
        let (label, points) = (curve.name.to_owned(), curve.points.to_vec());
        lines.push(Line { label, colour, points, is_measured: false });
    }
    lines
}

fn draw<B: DrawingBackend>(area: DrawingArea<B, Shift>, report: &Report) -> Result<(), String> {
    let told = |reason: &dyn Display| reason.to_string();
    area.fill(&WHITE).map_err(|e| told(&e))?;
    let (upper, lower) = area.split_vertically(SIZE.1 - NOTES_HEIGHT);
    let lines = lines_of(report);
    let values = || lines.iter().flat_map(|line| line.points.iter().map(|&(_, db)| db));
    let lowest = values().fold(f64::MAX, f64::min).floor() - 0.5;
    let highest = values().fold(f64::MIN, f64::max).ceil() + 0.5;
    let mut chart = ChartBuilder::on(&upper)
        .caption("PSNR over the number of points", (FONT, 26))
        .margin(12)
        .margin_right(28)
        .x_label_area_size(46)
        .y_label_area_size(56)
        .build_cartesian_2d(PointAxis, lowest..highest)
        .map_err(|e| told(&e))?;
    chart
        .configure_mesh()
        .light_line_style(WHITE)
        .x_labels(TICKS.len())
        .x_label_formatter(&u32::to_string)
        .y_label_formatter(&|y| format!("{y:.0}"))
        .x_desc("points (logarithmic)")
        .y_desc("mean PSNR, dB")
        .label_style((FONT, 16))
        .draw()
        .map_err(|e| told(&e))?;
    for Line { label, colour, points, is_measured } in lines {
        let width = if is_measured { 3 } else { 2 };
        let style = ShapeStyle { color: colour.into(), filled: true, stroke_width: width };
        chart
            .draw_series(LineSeries::new(points.iter().copied(), style))
            .map_err(|e| told(&e))?
            .label(label)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 24, y)], style));
        if is_measured {
            let dots = points.iter().map(|&point| Circle::new(point, 4, style));
            chart.draw_series(dots).map_err(|e| told(&e))?;
        }
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE.mix(0.85))
        .border_style(GRAY)
        .legend_area_size(34)
        .label_font((FONT, 16))
        .draw()
        .map_err(|e| told(&e))?;
    let sources = PUBLISHED.map(|curve| curve.source);
    let notes = [
        format!("measured here: {} pictures, {} protocol", report.pictures.len(), report.protocol.name()),
        OTHER_PICTURES.to_owned(),
        format!("sources: {}", sources.join("; ")),
    ];
    for (y, note) in (0..).step_by(19).zip(notes) {
        lower
            .draw(&Text::new(note, (68, y), (FONT, 15).into_font().color(&BLACK.mix(0.7))))
            .map_err(|e| told(&e))?;
    }
    area.present().map_err(|e| told(&e))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::protocol::Protocol;
    use crate::evaluation::report::{Curve, Score, Scores};

    fn report() -> Report {
        let scores = |psnr| {
            let mut scores = Scores::default();
            scores.push(Score { psnr, ssim: 1.0, colourfulness: 0.0 });
            scores
        };
        let points = vec![(0, scores(22.0)), (10, scores(25.0)), (500, scores(31.0))];
        Report {
            protocol: Protocol::Paper,
            pictures: vec!["a.png".to_owned()],
            unreadable: vec![],
            truth_colourfulness: vec![1.0],
            gray: scores(21.0),
            methods: vec![Curve { method: "our network".to_owned(), points }],
            own_reference: None,
            suggestions: None,
            behaviour: None,
        }
    }

    #[test]
    fn a_png_can_be_decoded_and_shows_every_curve() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plot.png");
        draw_plot(&report(), &path).unwrap();
        let picture = image::open(&path).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), SIZE);
        for RGBColor(r, g, b) in [COLOURS[0], PUBLISHED_COLOURS[0], PUBLISHED_COLOURS[1], GRAY] {
            assert!(picture.pixels().any(|pixel| pixel.0 == [r, g, b]), "{r} {g} {b}");
        }
    }

    #[test]
    fn an_svg_names_every_curve_its_source_and_that_the_pictures_are_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plot.SVG");
        draw_plot(&report(), &path).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        for word in ["our network", "gray", PUBLISHED[0].name, PUBLISHED[1].source, "1000 other", "500"] {
            assert!(text.contains(word), "{word}");
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_told() {
        let kind = draw_plot(&report(), Path::new("plot.pdf")).unwrap_err().to_string();
        assert_eq!(kind, "plot.pdf cannot be drawn; its name has to end in .svg or .png");
        let nowhere = draw_plot(&report(), Path::new("/nowhere/plot.png")).unwrap_err().to_string();
        assert!(nowhere.ends_with("; choose a place that can be written"), "{nowhere}");
    }
}
