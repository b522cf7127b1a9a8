//! Pictures side by side for people to look at.

use std::path::Path;

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};
use plotters::prelude::*;

use super::colorizer::{Colorizer, ColorizerError};
use super::drawing::{DrawingError, FONT, provide_font, save_png};
use super::measure::colorized;
use super::metrics::psnr;
use super::protocol::{Protocol, drawn_hints};
use super::subject::{Subject, shown};
use crate::hints::HintMap;
use crate::hints::global::GlobalHints;

/// Side of a picture on the sheet in pixels.
const SIDE: u32 = 192;
const GAP: u32 = 6;
const HEADING: u32 = 30;
const CAPTION: u32 = 22;
/// Chances to stop before each point, which make few and many (paper facts, 3.1).
const FEW: f64 = 0.125;
const MANY: f64 = 0.03125;

/// A row of pictures for each photograph.
pub struct Sheet {
    headings: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

struct Cell {
    picture: RgbImage,
    caption: String,
}

impl Cell {
    fn new(picture: RgbImage, caption: String) -> Self {
        Self { picture: imageops::resize(&picture, SIDE, SIDE, FilterType::Triangle), caption }
    }

    /// A result, with its PSNR below.
    fn of_result(picture: RgbImage, subject: &Subject) -> Self {
        let caption = format!("{:.1} dB", psnr(&picture, &subject.truth));
        Self::new(picture, caption)
    }
}

impl Sheet {
    /// As the method's well-known figure: each photograph without hints, with few and with many, beside
    /// the truth; the hints are shown where they lie.
    ///
    /// # Errors
    /// When the method fails as a whole.
    pub fn contact(method: &mut dyn Colorizer, subjects: &[Subject]) -> Result<Self, ColorizerError> {
        Self::with_hints(method, subjects, vec!["few points", "many points"], |subject| {
            [FEW, MANY].map(|stop| drawn_hints(subject, stop)).to_vec()
        })
    }

    /// Photographs without hints and with ten, beside the truth.
    ///
    /// # Errors
    /// When the method fails as a whole.
    pub fn ten_points(
        method: &mut dyn Colorizer,
        subjects: &[Subject],
        protocol: Protocol,
    ) -> Result<Self, ColorizerError> {
        let ten = |subject: &Subject| vec![protocol.hints(subject, 10)];
        Self::with_hints(method, subjects, vec!["ten points"], ten)
    }

    /// Gray, automatic, the hints and what they make for each of `hints`, and the truth.
    fn with_hints(
        method: &mut dyn Colorizer,
        subjects: &[Subject],
        names: Vec<&'static str>,
        hints: impl Fn(&Subject) -> Vec<HintMap>,
    ) -> Result<Self, ColorizerError> {
        let mut headings = vec!["gray", "automatic"];
        headings.extend(names.into_iter().flat_map(|name| [name, "result"]));
        headings.push("truth");
        let mut rows = Vec::new();
        for subject in subjects {
            let mut result = |hints: &HintMap| -> Result<Cell, ColorizerError> {
                Ok(Cell::of_result(colorized(method, subject, hints, &GlobalHints::default())?, subject))
            };
            let none = HintMap::empty(subject.l.size());
            let mut row = vec![Cell::new(dots(subject, &none), subject.name.clone()), result(&none)?];
            for hints in hints(subject) {
                row.push(Cell::new(dots(subject, &hints), String::new()));
                row.push(result(&hints)?);
            }
            row.push(Cell::new(subject.truth.clone(), String::new()));
            rows.push(row);
        }
        Ok(Self { headings, rows })
    }

    /// The sheet as one picture.
    fn draw(&self) -> Result<RgbImage, String> {
        provide_font();
        let row_height = SIDE + CAPTION + GAP;
        let width = GAP + self.headings.len() as u32 * (SIDE + GAP);
        let height = HEADING + self.rows.len() as u32 * row_height;
        let left = |column: usize| GAP + column as u32 * (SIDE + GAP);
        let top = |row: usize| HEADING + row as u32 * row_height;
        let mut sheet = RgbImage::from_pixel(width, height, Rgb([255; 3]));
        for (y, row) in self.rows.iter().enumerate() {
            for (x, cell) in row.iter().enumerate() {
                imageops::replace(&mut sheet, &cell.picture, i64::from(left(x)), i64::from(top(y)));
            }
        }
        {
            let area = BitMapBackend::with_buffer(&mut sheet, (width, height)).into_drawing_area();
            let write = |text: &str, x: u32, y: u32, size: u32| {
                let place = (x as i32, y as i32);
                area.draw(&Text::new(text.to_owned(), place, (FONT, size))).map_err(|e| e.to_string())
            };
            for (x, heading) in self.headings.iter().enumerate() {
                write(heading, left(x), 6, 20)?;
            }
            for (y, row) in self.rows.iter().enumerate() {
                for (x, cell) in row.iter().enumerate() {
                    write(&cell.caption, left(x), top(y) + SIDE + 4, 15)?;
                }
            }
            area.present().map_err(|e| e.to_string())?;
        }
        Ok(sheet)
    }

    /// Writes the sheet as a PNG.
    ///
    /// # Errors
    /// [`DrawingError`] when the file cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), DrawingError> {
        let sheet = self.draw().map_err(|reason| DrawingError::failed(path, reason))?;
        save_png(&sheet, path)
    }
}

/// The gray photograph with the hints in their colours, each with a white rim: many are hardly
/// coloured.
fn dots(subject: &Subject, hints: &HintMap) -> RgbImage {
    let mut picture = shown(&subject.l, &hints.ab);
    let (width, height) = picture.dimensions();
    let is_hint = |x: u32, y: u32| hints.mask.at(x, y) > 0.0;
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let columns = x.saturating_sub(1)..(x + 2).min(width);
        let mut rows = y.saturating_sub(1)..(y + 2).min(height);
        if !is_hint(x, y) && rows.any(|y| columns.clone().any(|x| is_hint(x, y))) {
            *pixel = Rgb([255; 3]);
        }
    }
    picture
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::fake::FakeEngine;
    use crate::evaluation::colorizer::Road;
    use crate::evaluation::subject::GRID;
    use crate::raster::Plane;

    fn subject(name: &str) -> Subject {
        let plane = |value| Plane::filled(GRID, value);
        Subject::new(name.to_owned(), plane(60.0), [plane(30.0), plane(10.0)])
    }

    fn drawn(make: impl Fn(&mut dyn Colorizer, &[Subject]) -> Result<Sheet, ColorizerError>) -> RgbImage {
        let mut engine = FakeEngine::new([0.0, 0.0]);
        let mut road = Road { model: "fake".to_owned(), engine: &mut engine, hint_strength: 1.0 };
        let sheet = make(&mut road, &[subject("a.png"), subject("b.png")]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sheet.png");
        sheet.save(&path).unwrap();
        image::open(&path).unwrap().to_rgb8()
    }

    /// The middle of a picture on the sheet.
    fn middle(sheet: &RgbImage, row: u32, column: u32) -> [u8; 3] {
        let (x, y) = (GAP + column * (SIDE + GAP), HEADING + row * (SIDE + CAPTION + GAP));
        sheet.get_pixel(x + SIDE / 2, y + SIDE / 2).0
    }

    #[test]
    fn a_contact_sheet_goes_from_gray_to_the_truth() {
        let sheet = drawn(Sheet::contact);
        assert_eq!(sheet.width(), GAP + 7 * (SIDE + GAP));
        for row in 0..2 {
            let gray = middle(&sheet, row, 0);
            assert!(gray[0] == gray[1] && gray == middle(&sheet, row, 1));
            assert!(middle(&sheet, row, 6)[0] > gray[0]);
        }
    }

    #[test]
    fn ten_points_are_shown_with_a_rim_and_with_what_they_make() {
        let sheet = drawn(|method, subjects| Sheet::ten_points(method, subjects, Protocol::Paper));
        assert_eq!(sheet.width(), GAP + 5 * (SIDE + GAP));
        assert_eq!(middle(&sheet, 1, 3), middle(&sheet, 1, 4));
        let with_dots = dots(&subject("a.png"), &Protocol::Paper.hints(&subject("a.png"), 10));
        let white = with_dots.pixels().filter(|pixel| pixel.0 == [255; 3]).count();
        assert!((60..=300).contains(&white), "{white}");
    }
}
