//! One photograph after the other through every method and every number of points.

use image::RgbImage;
use rand::RngExt;

use super::colorizer::{Colorizer, ColorizerError};
use super::metrics::{colourfulness, psnr, ssim};
use super::protocol::{Protocol, chance};
use super::report::{Curve, OwnReference, Report, Score, Scores, SuggestionHits};
use super::subject::{Subject, shown};
use crate::color::bins::{BIN_STEP, nearest_bin};
use crate::hints::HintMap;
use crate::hints::global::GlobalHints;
use crate::suggestions::{Distribution, SUGGESTIONS};

/// Places in each picture at which suggested colours are compared with the true one.
const SUGGESTION_PLACES: u32 = 20;

/// What is to be measured.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Numbers of points, each measured with hints of its own.
    pub points: Vec<u32>,
    /// How hints are placed.
    pub protocol: Protocol,
    /// Whether photographs are also given their own colour statistics, without points.
    pub own_reference: bool,
}

/// What has been measured so far.
pub struct Measurement {
    plan: Plan,
    report: Report,
}

impl Measurement {
    /// Nothing measured yet.
    pub fn new(plan: Plan, methods: &[&mut dyn Colorizer]) -> Self {
        let curve = |method: &&mut dyn Colorizer| Curve {
            method: method.name(),
            points: plan.points.iter().map(|&points| (points, Scores::default())).collect(),
        };
        let report = Report {
            protocol: plan.protocol,
            pictures: vec![],
            unreadable: vec![],
            truth_colourfulness: vec![],
            gray: Scores::default(),
            methods: methods.iter().map(curve).collect(),
            own_reference: plan.own_reference.then(OwnReference::default),
            suggestions: None,
            behaviour: None,
        };
        Self { plan, report }
    }

    /// Measures one photograph; the first of `methods` is the one whose use of references and whose
    /// suggestions are measured. They are the same at every call. Gives the first method's picture
    /// without points if that was measured.
    ///
    /// # Errors
    /// When a method fails as a whole.
    pub fn add(
        &mut self,
        subject: &Subject,
        methods: &mut [&mut dyn Colorizer],
    ) -> Result<Option<RgbImage>, ColorizerError> {
        let report = &mut self.report;
        let mut automatic = None;
        for (place, &points) in self.plan.points.iter().enumerate() {
            let hints = self.plan.protocol.hints(subject, points);
            for (number, method) in methods.iter_mut().enumerate() {
                if points == 0 && !method.works_without_points() {
                    continue;
                }
                let picture = colorized(*method, subject, &hints, &GlobalHints::default())?;
                report.methods[number].points[place].1.push(score(&picture, subject));
                if points == 0 && number == 0 {
                    automatic = Some(picture);
                }
            }
        }
        let gray = shown(&subject.l, &subject.gray());
        report.gray.push(score(&gray, subject));
        report.truth_colourfulness.push(colourfulness(&subject.truth));
        report.pictures.push(subject.name.clone());
        let Some(first) = methods.first_mut() else { return Ok(automatic) };
        if let Some(own) = &mut report.own_reference {
            own_reference(*first, subject, own)?;
        }
        if let Some(distribution) = first.distribution(&subject.l)? {
            suggestions(&distribution, subject, report.suggestions.get_or_insert_default());
        }
        Ok(automatic)
    }

    /// Notes a picture that could not be read.
    pub fn pass_over(&mut self, reason: String) {
        self.report.unreadable.push(reason);
    }

    /// What was measured.
    pub fn finish(self) -> Report {
        self.report
    }
}

/// What a method makes of a photograph.
///
/// # Errors
/// When the method fails as a whole.
pub fn colorized(
    method: &mut dyn Colorizer,
    subject: &Subject,
    hints: &HintMap,
    global: &GlobalHints,
) -> Result<RgbImage, ColorizerError> {
    Ok(shown(&subject.l, &method.colorize(&subject.l, hints, global)?))
}

fn score(picture: &RgbImage, subject: &Subject) -> Score {
    let truth = &subject.truth;
    Score { psnr: psnr(picture, truth), ssim: ssim(picture, truth), colourfulness: colourfulness(picture) }
}

fn own_reference(
    method: &mut dyn Colorizer,
    subject: &Subject,
    own: &mut OwnReference,
) -> Result<(), ColorizerError> {
    let both = subject.global_hints()?;
    let histogram = GlobalHints { saturation: None, ..both.clone() };
    let saturation = GlobalHints { histogram: None, ..both.clone() };
    let none = HintMap::empty(subject.l.size());
    for (global, scores) in
        [(both, &mut own.both), (histogram, &mut own.histogram), (saturation, &mut own.saturation)]
    {
        scores.push(score(&colorized(method, subject, &none, &global)?, subject));
    }
    Ok(())
}

fn suggestions(distribution: &Distribution, subject: &Subject, hits: &mut SuggestionHits) {
    let mut rng = chance(&subject.name, "suggestions");
    let size = subject.l.size();
    for _ in 0..SUGGESTION_PLACES {
        let (x, y) = (rng.random_range(0..size.width), rng.random_range(0..size.height));
        let truth = [0, 1].map(|i| subject.ab[i].at(x, y));
        let is_true_bin = |[a, b]: [f32; 2]| nearest_bin(a, b) == nearest_bin(truth[0], truth[1]);
        let is_near = |[a, b]: [f32; 2]| (a - truth[0]).hypot(b - truth[1]) <= BIN_STEP;
        let mut bins = distribution.at(x, y);
        bins.sort_by(|x, y| y.1.total_cmp(&x.1));
        bins.truncate(SUGGESTIONS);
        let suggested = distribution.suggest(x, y, SUGGESTIONS);
        hits.places += 1;
        hits.likely_bins += u32::from(bins.iter().any(|(centre, _)| is_true_bin(*centre)));
        hits.suggested_bins += u32::from(suggested.iter().any(|suggestion| is_true_bin(suggestion.ab)));
        hits.suggested_near += u32::from(suggested.iter().any(|suggestion| is_near(suggestion.ab)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::fake::FakeEngine;
    use crate::evaluation::colorizer::Road;
    use crate::evaluation::subject::GRID;
    use crate::raster::Plane;

    fn subject(name: &str, a: f32) -> Subject {
        let plane = |value| Plane::filled(GRID, value);
        Subject::new(name.to_owned(), plane(60.0), [plane(a), plane(10.0)])
    }

    fn measured(subjects: &[Subject]) -> Report {
        let plan = Plan { points: vec![0, 5], protocol: Protocol::Paper, own_reference: true };
        let mut engine = FakeEngine::new([0.0, 0.0]);
        let mut road = Road { model: "fake".to_owned(), engine: &mut engine, hint_strength: 1.0 };
        let methods: &mut [&mut dyn Colorizer] = &mut [&mut road];
        let mut measurement = Measurement::new(plan, methods);
        for subject in subjects {
            measurement.add(subject, methods).unwrap();
        }
        measurement.finish()
    }

    #[test]
    fn a_method_that_spreads_hints_is_right_with_points_and_gray_without() {
        let report = measured(&[subject("a.png", 30.0)]);
        let psnr = |place: usize| report.methods[0].points[place].1.psnrs()[0];
        assert_eq!(psnr(0), report.gray.psnrs()[0]);
        assert!(psnr(0) < 30.0 && psnr(1) > 45.0, "{} {}", psnr(0), psnr(1));
        assert_eq!(report.own_reference.unwrap().both.psnrs(), report.gray.psnrs());
        assert!(report.suggestions.is_none());
    }

    #[test]
    fn the_order_of_the_photographs_changes_nothing() {
        let (first, second) = (subject("a.png", 30.0), subject("b.png", -30.0));
        let there = measured(&[first.clone(), second.clone()]);
        let back = measured(&[second, first]);
        let mut psnrs = back.methods[0].points[1].1.psnrs();
        psnrs.reverse();
        assert_eq!(there.methods[0].points[1].1.psnrs(), psnrs);
    }
}
