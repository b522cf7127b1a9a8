//! Hints as a small readable file: coloured rectangles with places relative to the picture, so that
//! they come back in another program, after a crop, or at another size.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::local::LEAST_ALPHA;
use crate::color::srgb::{from_hex, hex};
use crate::raster::{PixelError, PixelSource, Rgba, Size, is_number};

/// Version of the file's form.
const VERSION: u32 = 1;
/// A pixel takes its neighbour's colour when no channel differs by more than this many 8-bit steps:
/// soft brushes leave so much rounding.
const SAME: i32 = 2;
/// Digits behind the point of a place; one pixel of a picture of 100,000 is ten such steps.
const DIGITS: f64 = 1e6;

/// All hints of a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HintDocument {
    /// Version of the form.
    #[serde(rename = "chromadot-hints")]
    version: u32,
    /// Width and height of the picture that they were painted on, in pixels.
    pub picture: [u32; 2],
    /// One entry for each colour.
    pub hints: Vec<ColouredHints>,
}

/// What is painted in one colour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColouredHints {
    /// The colour as `#rrggbb`.
    pub color: String,
    /// Left, top, width and height of each rectangle, as shares of the picture's width and height.
    pub rectangles: Vec<[f64; 4]>,
}

/// Why a file holds no hints.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The text is no such document.
    #[error("it is no list of hints ({0}); export it again")]
    Form(String),
    /// It was written by a later version of the program.
    #[error("it has form {0}, this program knows {VERSION}; install a newer Chromadot")]
    Version(u32),
    /// A colour that is none.
    #[error("'{0}' is no colour like #aa6b5a; mend it")]
    Colour(String),
    /// A rectangle that is none.
    #[error("a rectangle of {0} has a number that is no share of a picture; mend it")]
    Rectangle(String),
}

impl HintDocument {
    /// Takes the hints of a layer: every pixel that counts as painted, which is then wholly so.
    ///
    /// # Errors
    /// When the layer's pixels cannot be read.
    pub fn of_layer(layer: &mut dyn PixelSource) -> Result<Self, PixelError> {
        let size = layer.size();
        let mut row: Vec<Rgba> = vec![[0.0; 4]; size.width as usize];
        let mut above: Vec<Option<[u8; 3]>> = vec![None; row.len()];
        // Runs that may go on below: by first and last column and colour, with their top.
        let mut open: BTreeMap<(usize, usize, [u8; 3]), u32> = BTreeMap::new();
        let mut found: BTreeMap<[u8; 3], Vec<[u32; 4]>> = BTreeMap::new();
        for y in 0..=size.height {
            let mut runs = BTreeMap::new();
            if y < size.height {
                layer.read_rows(y, &mut row)?;
                let colours = colours_of(&row, &above);
                for (from, to, colour) in runs_of(&colours) {
                    let run = (from, to, colour);
                    runs.insert(run, open.remove(&run).unwrap_or(y));
                }
                above = colours;
            }
            for ((from, to, colour), top) in std::mem::replace(&mut open, runs) {
                let rectangle = [from as u32, top, (to - from) as u32, y - top];
                found.entry(colour).or_default().push(rectangle);
            }
        }
        let share = |pixels: u32, side: u32| (f64::from(pixels) / f64::from(side) * DIGITS).round() / DIGITS;
        let relative = |[left, top, width, height]: [u32; 4]| {
            [
                share(left, size.width),
                share(top, size.height),
                share(width, size.width),
                share(height, size.height),
            ]
        };
        let hints = found.into_iter().map(|(colour, rectangles)| ColouredHints {
            color: hex(colour.map(|v| f32::from(v) / 255.0)),
            rectangles: rectangles.into_iter().map(relative).collect(),
        });
        Ok(Self { version: VERSION, picture: [size.width, size.height], hints: hints.collect() })
    }

    /// Reads a document's text.
    ///
    /// # Errors
    /// [`DocumentError`], the rest of a sentence that names the file.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        #[derive(Deserialize)]
        struct Head {
            #[serde(rename = "chromadot-hints")]
            version: u32,
        }
        let form = |error: serde_json::Error| DocumentError::Form(error.to_string());
        let Head { version } = serde_json::from_str(text).map_err(form)?;
        if version != VERSION {
            return Err(DocumentError::Version(version));
        }
        let document: Self = serde_json::from_str(text).map_err(form)?;
        for ColouredHints { color, rectangles } in &document.hints {
            if from_hex(color).is_none() {
                return Err(DocumentError::Colour(color.clone()));
            }
            let fits = |numbers: &[f64; 4]| numbers.iter().all(|number| (0.0..=1.0).contains(number));
            if !rectangles.iter().all(fits) {
                return Err(DocumentError::Rectangle(color.clone()));
            }
        }
        Ok(document)
    }

    /// The document's text.
    pub fn text(&self) -> String {
        // One rectangle a line is readable, one number a line is not.
        let mut text = format!(
            "{{\n\"chromadot-hints\": {},\n\"picture\": [{}, {}],\n\"hints\": [",
            self.version, self.picture[0], self.picture[1]
        );
        for (i, ColouredHints { color, rectangles }) in self.hints.iter().enumerate() {
            let rectangles: Vec<String> =
                rectangles.iter().map(|[x, y, w, h]| format!("  [{x}, {y}, {w}, {h}]")).collect();
            text += if i == 0 { "\n" } else { ",\n" };
            text += &format!("{{\"color\": \"{color}\", \"rectangles\": [\n{}\n]}}", rectangles.join(",\n"));
        }
        text + "\n]\n}\n"
    }

    /// Paints the hints on a clear picture of `size`: red, green, blue and alpha of 8 bits, row after
    /// row. However small the picture, each rectangle keeps a pixel.
    pub fn paint(&self, size: Size) -> Vec<[u8; 4]> {
        let mut pixels = vec![[0; 4]; size.area()];
        let span = |from: f64, length: f64, side: u32| {
            let edge = |share: f64| ((share * f64::from(side)).round() as u32).min(side);
            let first = edge(from).min(side - 1);
            first..edge(from + length).max(first + 1)
        };
        for ColouredHints { color, rectangles } in &self.hints {
            let Some([red, green, blue]) = from_hex(color) else { continue };
            for &[left, top, width, height] in rectangles {
                for y in span(top, height, size.height) {
                    for x in span(left, width, size.width) {
                        pixels[(y * size.width + x) as usize] = [red, green, blue, 255];
                    }
                }
            }
        }
        pixels
    }
}

/// The colour of each painted pixel of a row; that of the pixel before it or above where it is the same.
fn colours_of(row: &[Rgba], above: &[Option<[u8; 3]>]) -> Vec<Option<[u8; 3]>> {
    let mut colours: Vec<Option<[u8; 3]>> = Vec::with_capacity(row.len());
    for (&[red, green, blue, alpha], above) in row.iter().zip(above) {
        let is_painted = alpha >= LEAST_ALPHA && [red, green, blue].into_iter().all(is_number);
        let own = [red, green, blue].map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8);
        let same = |other: &[u8; 3]| (0..3).all(|i| (i32::from(own[i]) - i32::from(other[i])).abs() <= SAME);
        let neighbour = [colours.last().copied().flatten(), *above].into_iter().flatten().find(same);
        colours.push(is_painted.then(|| neighbour.unwrap_or(own)));
    }
    colours
}

/// Stretches of one colour: first column, the one behind the last, colour.
fn runs_of(colours: &[Option<[u8; 3]>]) -> Vec<(usize, usize, [u8; 3])> {
    let mut runs = Vec::new();
    let mut from = 0;
    for stretch in colours.chunk_by(|one, next| one == next) {
        let to = from + stretch.len();
        if let Some(colour) = stretch[0] {
            runs.push((from, to, colour));
        }
        from = to;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Picture;
    use proptest::prelude::*;

    const CLEAR: Rgba = [0.0; 4];

    fn painted(size: Size, pixels: &[[u8; 4]]) -> Picture {
        Picture::from_fn(size, |x, y| pixels[(y * size.width + x) as usize].map(|v| f32::from(v) / 255.0))
    }

    #[test]
    fn a_square_dot_is_one_rectangle_of_its_colour() {
        let mut layer = Picture::from_fn(Size::new(100, 50), |x, y| {
            if (20..30).contains(&x) && (10..15).contains(&y) { [0.8, 0.4, 0.2, 0.9] } else { CLEAR }
        });
        let document = HintDocument::of_layer(&mut layer).unwrap();
        let expected = ColouredHints { color: "#cc6633".to_owned(), rectangles: vec![[0.2, 0.2, 0.1, 0.1]] };
        assert_eq!(document.hints, [expected]);
        assert_eq!(HintDocument::parse(&document.text()).unwrap(), document);
    }

    #[test]
    fn a_soft_brush_gives_one_colour_and_its_faint_rim_is_left_out() {
        let mut layer = Picture::from_fn(Size::new(9, 9), |x, y| {
            let distance = (x as f32 - 4.0).hypot(y as f32 - 4.0);
            let rounding = (x * 7 + y * 3) as f32 % 2.0 / 255.0;
            [0.5 + rounding, 0.3, 0.2, (1.2 - distance / 4.0).clamp(0.0, 1.0)]
        });
        let document = HintDocument::of_layer(&mut layer).unwrap();
        assert_eq!(document.hints.len(), 1, "{document:?}");
        let kept = document.paint(Size::new(9, 9)).iter().filter(|pixel| pixel[3] > 0).count();
        let counted = layer.pixels.iter().filter(|pixel| pixel[3] >= LEAST_ALPHA).count();
        assert_eq!(kept, counted);
    }

    #[test]
    fn at_another_size_dots_keep_their_places_and_the_smallest_a_pixel() {
        let mut layer =
            Picture::from_fn(Size::new(400, 200), |x, y| if (x, y) == (300, 50) { [1.0; 4] } else { CLEAR });
        let document = HintDocument::of_layer(&mut layer).unwrap();
        let size = Size::new(40, 20);
        let places: Vec<usize> = (0..size.area()).filter(|&i| document.paint(size)[i] == [255; 4]).collect();
        assert_eq!(places, [5 * 40 + 30]);
    }

    #[test]
    fn what_is_no_document_is_refused_in_the_rest_of_a_sentence() {
        let said = |text: &str| HintDocument::parse(text).unwrap_err().to_string();
        assert!(said("dots").starts_with("it is no list of hints ("));
        assert!(
            said(r#"{"chromadot-hints": 9, "dots": 3}"#).starts_with("it has form 9, this program knows 1")
        );
        let with = |color: &str, number: &str| {
            format!(
                r#"{{"chromadot-hints": 1, "picture": [8, 8], "hints":
                [{{"color": "{color}", "rectangles": [[0, {number}, 0.1, 0.1]]}}]}}"#
            )
        };
        assert_eq!(said(&with("#12345", "0")), "'#12345' is no colour like #aa6b5a; mend it");
        assert!(said(&with("#123456", "-1")).starts_with("a rectangle of #123456 has a number"));
    }

    proptest! {
        #[test]
        fn at_its_own_size_every_painted_pixel_comes_back(
            (w, h) in (1u32..40, 1u32..40), places in prop::collection::vec((0u32..40, 0u32..40, 0u8..3), 0..60),
        ) {
            let size = Size::new(w, h);
            let mut pixels = vec![[0u8; 4]; size.area()];
            for (x, y, colour) in places {
                pixels[(y % h * w + x % w) as usize] = [90 * colour, 200, 255 - 90 * colour, 255];
            }
            let document = HintDocument::of_layer(&mut painted(size, &pixels)).unwrap();
            prop_assert_eq!(HintDocument::parse(&document.text()).unwrap().paint(size), pixels);
        }
    }
}
