//! Which photographs are looked at: some that are always the same, and the worst.

use image::RgbImage;

use super::metrics::psnr;
use super::subject::Subject;

/// Photographs set aside during an evaluation.
#[derive(Default)]
pub struct Gallery {
    /// Some photographs, evenly taken from all.
    pub chosen: Vec<Subject>,
    worst: Vec<(f64, Subject)>,
}

/// So many photographs are kept as the worst.
const WORST: usize = 10;

impl Gallery {
    /// Sets a photograph aside if it is number `place` of `wanted` ones evenly taken from `all`.
    pub fn choose(&mut self, subject: &Subject, place: usize, all: usize, wanted: usize) {
        // True once in each of `wanted` parts, at its middle.
        let part = |place: usize| (2 * place * wanted + all) / (2 * all);
        if all <= wanted || part(place) < part(place + 1) {
            self.chosen.push(subject.clone());
        }
    }

    /// Keeps a photograph while its colorization without points is among the worst.
    pub fn judge(&mut self, subject: &Subject, automatic: &RgbImage) {
        let db = psnr(automatic, &subject.truth);
        if self.worst.len() < WORST || self.worst.last().is_some_and(|last| db < last.0) {
            self.worst.push((db, subject.clone()));
            self.worst.sort_by(|x, y| x.0.total_cmp(&y.0));
            self.worst.truncate(WORST);
        }
    }

    /// The photographs of the lowest PSNR without points, the worst first.
    pub fn worst(&self) -> Vec<Subject> {
        self.worst.iter().map(|(_, subject)| subject.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::subject::{GRID, shown};
    use crate::raster::Plane;

    fn subject(number: usize) -> Subject {
        let plane = |value| Plane::filled(GRID, value);
        // The higher the number, the further from gray.
        Subject::new(number.to_string(), plane(50.0), [plane(number as f32), plane(0.0)])
    }

    fn names(subjects: &[Subject]) -> Vec<&str> {
        subjects.iter().map(|subject| subject.name.as_str()).collect()
    }

    #[test]
    fn photographs_are_taken_evenly_from_all() {
        let mut gallery = Gallery::default();
        (0..40).for_each(|place| gallery.choose(&subject(place), place, 40, 4));
        assert_eq!(names(&gallery.chosen), ["4", "14", "24", "34"]);
        let mut all = Gallery::default();
        (0..3).for_each(|place| all.choose(&subject(place), place, 3, 8));
        assert_eq!(all.chosen.len(), 3);
    }

    #[test]
    fn the_worst_are_kept_worst_first() {
        let mut gallery = Gallery::default();
        for number in [3, 30, 12, 5, 21, 9, 27, 18, 33, 15, 24, 6, 36] {
            let subject = subject(number);
            gallery.judge(&subject, &shown(&subject.l, &subject.gray()));
        }
        let expected = ["36", "33", "30", "27", "24", "21", "18", "15", "12", "9"];
        assert_eq!(names(&gallery.worst()), expected);
    }
}
