//! Does a dot colour its thing, and only that? A suite of made-up scenes and of flat regions in
//! photographs, each with a bound that is kept or not.

mod regions;
mod scenes;

use rand::RngExt;
use serde::Serialize;

use super::colorizer::{Colorizer, ColorizerError};
use super::protocol::chance;
use super::subject::Subject;
use crate::color::gamut::chroma_within_srgb;
use crate::color::lab::Lab;
use crate::hints::HintMap;
use crate::hints::global::GlobalHints;
use crate::raster::{Plane, Size};
use regions::{Region, flat_region};
use scenes::{Scene, scenes};

/// Side of a dot in cells.
const DOT: u32 = 7;
/// Chroma of a dot, or as much as sRGB has at its region's lightness.
const CHROMA: f32 = 50.0;
/// Hues of single dots in degrees of the ab plane: red, yellow, green, blue, and a violet that few
/// things have.
const HUES: [f32; 5] = [30.0, 95.0, 145.0, 265.0, 320.0];
/// The mean colour of a region may be off its dot's by this share of the dot's chroma.
const COLOURING_BOUND: f64 = 0.4;
/// The rest of the picture may move by this in the ab plane, on average, when one thing is recoloured.
const SPARING_BOUND: f64 = 3.0;
/// Dots of the true colours beside the recoloured region of a photograph.
const OTHER_DOTS: usize = 40;

/// What was asked of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// One dot colours its region: distance of the region's mean ab to the dot's over the dot's chroma.
    Colours,
    /// A dot's new colour spares the rest: mean distance in the ab plane, over all cells outside the
    /// recoloured region, between before and after.
    Spares,
}

/// What came of one case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// What the case is.
    pub case: String,
    /// What was asked.
    pub rule: Rule,
    /// What was measured.
    pub measured: f64,
    /// What it may be at most.
    pub bound: f64,
    /// Whether it is.
    pub passed: bool,
}

impl Verdict {
    fn new(case: String, rule: Rule, measured: f64) -> Self {
        let bound = match rule {
            Rule::Colours => COLOURING_BOUND,
            Rule::Spares => SPARING_BOUND,
        };
        Self { case, rule, measured, bound, passed: measured <= bound }
    }
}

/// Asks `method` all made-up cases, and those of the `photographs` that have a large flat region.
///
/// # Errors
/// When the method fails as a whole.
pub fn examine(method: &mut dyn Colorizer, photographs: &[Subject]) -> Result<Vec<Verdict>, ColorizerError> {
    let mut verdicts = Vec::new();
    for scene in scenes() {
        for region in scene.regions.iter().filter(|region| region.is_asked) {
            verdicts.extend(colours(method, &scene.name, &scene.l, region, &HUES)?);
        }
        verdicts.extend(spares_scene(method, &scene)?);
    }
    for (number, subject) in photographs.iter().enumerate() {
        let Some(region) = flat_region(&subject.l, &subject.ab) else { continue };
        let hues = [HUES[number % HUES.len()], HUES[(number + 2) % HUES.len()]];
        verdicts.extend(colours(method, &subject.name, &subject.l, &region, &hues)?);
        verdicts.push(spares_photograph(method, subject, &region)?);
    }
    Ok(verdicts)
}

/// One line for each case and a last one with the count.
pub fn lines(verdicts: &[Verdict]) -> Vec<String> {
    let line = |verdict: &Verdict| {
        let Verdict { case, measured, bound, passed, .. } = verdict;
        let mark = if *passed { "ok    " } else { "FAILED" };
        format!("  {mark}  {measured:>6.2} (at most {bound})  {case}")
    };
    let passed = verdicts.iter().filter(|verdict| verdict.passed).count();
    let header = "behaviour: one dot colours its region (distance of the means over the dot's chroma), \
                  recolouring spares the rest (Lab units)";
    let mut lines = vec![header.to_owned()];
    lines.extend(verdicts.iter().map(line));
    lines.push(format!("{passed} of {} cases are as they should be", verdicts.len()));
    lines
}

/// A single dot in each of the hues.
fn colours(
    method: &mut dyn Colorizer,
    place: &str,
    l: &Plane,
    region: &Region,
    hues: &[f32],
) -> Result<Vec<Verdict>, ColorizerError> {
    let mut verdicts = Vec::new();
    for &hue in hues {
        let colour = saturated(hue, region.mean(l));
        let mut hints = HintMap::empty(l.size());
        dot(&mut hints, region.centre, colour);
        let ab = method.colorize(l, &hints, &GlobalHints::default())?;
        let off = [0, 1].map(|i| region.mean(&ab[i]) - colour[i]);
        let measured = f64::from(off[0].hypot(off[1]) / colour[0].hypot(colour[1]));
        let case = format!("{place}: {}, one dot of hue {hue:.0}", region.name);
        verdicts.push(Verdict::new(case, Rule::Colours, measured));
    }
    Ok(verdicts)
}

/// A dot in every region of a scene, then one after the other in another colour.
fn spares_scene(method: &mut dyn Colorizer, scene: &Scene) -> Result<Vec<Verdict>, ColorizerError> {
    let hue = |number: usize| HUES[(2 * number) % HUES.len()];
    let mut painted = |changed: Option<usize>| {
        let mut hints = HintMap::empty(scene.l.size());
        for (number, region) in scene.regions.iter().enumerate() {
            let turn = if changed == Some(number) { 180.0 } else { 0.0 };
            dot(&mut hints, region.centre, saturated(hue(number) + turn, region.mean(&scene.l)));
        }
        method.colorize(&scene.l, &hints, &GlobalHints::default())
    };
    let before = painted(None)?;
    let mut verdicts = Vec::new();
    for (number, region) in scene.regions.iter().enumerate() {
        let case = format!("{}: {} recoloured", scene.name, region.name);
        let moved = region.mean_distance_outside(&before, &painted(Some(number))?);
        verdicts.push(Verdict::new(case, Rule::Spares, moved));
    }
    Ok(verdicts)
}

/// A photograph with dots of its true colours all over it, whose flat region gets the opposite of its
/// colour.
fn spares_photograph(
    method: &mut dyn Colorizer,
    subject: &Subject,
    region: &Region,
) -> Result<Verdict, ColorizerError> {
    let truth = [0, 1].map(|i| region.mean(&subject.ab[i]));
    let opposite = saturated(truth[1].atan2(truth[0]).to_degrees() + 180.0, region.mean(&subject.l));
    let mut painted = |colour| {
        let mut hints = HintMap::empty(subject.l.size());
        let mut rng = chance(&subject.name, "behaviour");
        let mut others = 0;
        // In a picture that is nearly all one region, not all of them find a place.
        for _ in 0..100 * OTHER_DOTS {
            let Size { width, height } = subject.l.size();
            let centre = (rng.random_range(3..width - 3), rng.random_range(3..height - 3));
            if others < OTHER_DOTS && !region.touches_dot(centre) {
                let mean = |i: usize| cells_of_dot(centre).map(|(x, y)| subject.ab[i].at(x, y)).sum::<f32>();
                dot(&mut hints, centre, [0, 1].map(|i| mean(i) / (DOT * DOT) as f32));
                others += 1;
            }
        }
        dot(&mut hints, region.centre, colour);
        method.colorize(&subject.l, &hints, &GlobalHints::default())
    };
    let moved = region.mean_distance_outside(&painted(truth)?, &painted(opposite)?);
    let case = format!("{}: {} recoloured among {OTHER_DOTS} dots", subject.name, region.name);
    Ok(Verdict::new(case, Rule::Spares, moved))
}

/// a* and b* of a hue (degrees) with [`CHROMA`], or less where sRGB has no more at this lightness.
fn saturated(hue: f32, l: f32) -> [f32; 2] {
    let (sin, cos) = hue.to_radians().sin_cos();
    let [a, b] = [cos * CHROMA, sin * CHROMA];
    let share = chroma_within_srgb(Lab { l, a, b });
    [a * share, b * share]
}

fn cells_of_dot((x, y): (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
    let reach = DOT / 2;
    (y - reach..=y + reach).flat_map(move |y| (x - reach..=x + reach).map(move |x| (x, y)))
}

fn dot(hints: &mut HintMap, centre: (u32, u32), colour: [f32; 2]) {
    let width = hints.size().width;
    for (x, y) in cells_of_dot(centre) {
        let i = (y * width + x) as usize;
        hints.ab.iter_mut().zip(colour).for_each(|(plane, value)| plane.values_mut()[i] = value);
        hints.mask.values_mut()[i] = 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Floods the whole picture with the mean of the hints, or knows where the scenes' things end.
    struct Flood;

    impl Colorizer for Flood {
        fn name(&self) -> String {
            "flood".to_owned()
        }

        fn colorize(
            &mut self,
            l: &Plane,
            hints: &HintMap,
            _: &GlobalHints,
        ) -> Result<[Plane; 2], ColorizerError> {
            let mean = |i: usize| hints.ab[i].values().iter().sum::<f32>() / hints.count() as f32;
            Ok([0, 1].map(|i| Plane::filled(l.size(), mean(i))))
        }
    }

    #[test]
    fn a_flood_colours_every_region_and_spares_nothing() {
        let verdicts = examine(&mut Flood, &[]).unwrap();
        let passed = |rule| verdicts.iter().filter(|v| v.rule == rule).all(|v| v.passed);
        let failed = |rule| verdicts.iter().filter(|v| v.rule == rule).all(|v| !v.passed);
        assert!(passed(Rule::Colours) && failed(Rule::Spares), "{verdicts:#?}");
        assert!(lines(&verdicts).last().unwrap().contains(&format!("of {} cases", verdicts.len())));
    }

    #[test]
    fn a_photographs_flat_region_is_asked_as_well() {
        let size = super::super::subject::GRID;
        let l = (0..size.area()).map(|i| if i % 256 < 100 { 40.0 } else { 70.0 });
        let ab = [Plane::filled(size, 10.0), Plane::filled(size, 10.0)];
        let subject = Subject::new("a.png".to_owned(), Plane::from_values(size, l.collect()), ab);
        let verdicts = examine(&mut Flood, &[subject]).unwrap();
        let own = || verdicts.iter().filter(|verdict| verdict.case.starts_with("a.png: "));
        assert_eq!((own().count(), own().filter(|verdict| verdict.passed).count()), (3, 3), "{verdicts:#?}");
    }

    #[test]
    fn dots_are_as_saturated_as_srgb_allows() {
        let [a, b] = saturated(30.0, 50.0);
        assert!((a.hypot(b) - CHROMA).abs() < 0.01);
        let [a, b] = saturated(200.0, 30.0);
        assert!(a.hypot(b) < 30.0 && a < 0.0 && b < 0.0);
    }
}
