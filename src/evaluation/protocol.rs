//! Which hints a photograph gets: drawn by chance, yet for every method and on every day the same.

use std::str::FromStr;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::subject::Subject;
use crate::hints::HintMap;
use crate::hints::simulation::{HintLaw, Positions, draw_patch, reveal};

/// How hints are placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    /// Patches of 6x6 cells about the picture's centre (paper facts, 6.1).
    Paper,
    /// Patches of 7x7 cells everywhere alike.
    Uniform,
}

impl FromStr for Protocol {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let named = Self::ALL.into_iter().find(|protocol| protocol.name() == name);
        named.ok_or_else(|| format!("there is no protocol '{name}'; choose paper or uniform"))
    }
}

impl Protocol {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Paper, Self::Uniform];

    fn patch(self) -> (u32, Positions) {
        match self {
            Self::Paper => (6, Positions::Gaussian),
            Self::Uniform => (7, Positions::Uniform),
        }
    }

    /// What it is called on the command line and in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Uniform => "uniform",
        }
    }

    /// Exactly `points` patches with the mean true colour below each; later ones lie over earlier.
    /// Each number of points has places of its own: none are kept from a smaller number.
    pub fn hints(self, subject: &Subject, points: u32) -> HintMap {
        let (side, positions) = self.patch();
        let mut rng = chance(&subject.name, &format!("{points} points"));
        let size = subject.l.size();
        let patches: Vec<_> = (0..points).map(|_| draw_patch(&mut rng, size, side, positions)).collect();
        reveal(&subject.ab, &patches)
    }
}

/// Hints as the figure of the method shows them: their number geometric with the chance `stop` (0..1)
/// to stop before each, their sides 1 to 9 cells of a picture of 176 (paper facts, 3.1).
pub fn drawn_hints(subject: &Subject, stop: f64) -> HintMap {
    let law = HintLaw { whole: 0.0, stop, ..HintLaw::PAPER };
    law.draw(&mut chance(&subject.name, &format!("stop {stop}")), &subject.ab)
}

/// Random numbers that depend on a photograph's name and their `purpose` alone: neither on the order
/// of photographs nor on what was drawn before.
pub fn chance(name: &str, purpose: &str) -> ChaCha8Rng {
    let mut hash = Sha256::new();
    hash.update(name);
    // A file's name has no such byte.
    hash.update([0]);
    hash.update(purpose);
    ChaCha8Rng::from_seed(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Plane;

    fn subject(name: &str) -> Subject {
        let size = super::super::subject::GRID;
        let ramp = |step: f32| {
            Plane::from_values(size, (0..size.area()).map(|i| (i as f32 * step).sin() * 40.0).collect())
        };
        Subject::new(name.to_owned(), Plane::filled(size, 50.0), [ramp(0.01), ramp(0.02)])
    }

    #[test]
    fn the_same_name_and_number_give_the_same_hints_whatever_was_drawn_before() {
        let (first, second) = (subject("a.png"), subject("b.png"));
        let expected = Protocol::Paper.hints(&first, 20);
        for n in [1, 500] {
            Protocol::Paper.hints(&second, n);
        }
        assert_eq!(Protocol::Paper.hints(&first, 20), expected);
        assert_ne!(Protocol::Paper.hints(&second, 20).mask, expected.mask);
        assert_ne!(Protocol::Uniform.hints(&first, 20).mask, expected.mask);
    }

    #[test]
    fn every_point_is_a_patch_of_its_protocols_size() {
        let subject = subject("a.png");
        assert_eq!(Protocol::Paper.hints(&subject, 0).count(), 0);
        assert_eq!(Protocol::Paper.hints(&subject, 1).count(), 36);
        assert_eq!(Protocol::Uniform.hints(&subject, 1).count(), 49);
        // So many cannot all lie apart, but they cannot all lie on each other either.
        let cells = Protocol::Uniform.hints(&subject, 100).count();
        assert!((3_500..=4_900).contains(&cells), "{cells}");
    }

    #[test]
    fn a_larger_number_does_not_begin_with_the_places_of_a_smaller() {
        let subject = subject("a.png");
        let (one, two) = (Protocol::Paper.hints(&subject, 1), Protocol::Paper.hints(&subject, 2));
        let both = |(x, y): (&f32, &f32)| x * y > 0.0;
        let shared = one.mask.values().iter().zip(two.mask.values()).filter(|&pair| both(pair)).count();
        assert!(shared < 36, "{shared}");
    }

    #[test]
    fn the_figures_hints_are_few_or_many_as_asked() {
        let mean = |stop| {
            let cells: usize =
                (0..60).map(|i| drawn_hints(&subject(&format!("{i}.png")), stop).count()).sum();
            cells as f64 / 60.0
        };
        let (few, many) = (mean(0.125), mean(0.03125));
        assert!(few > 100.0 && many > 2.0 * few, "{few} {many}");
    }
}
