//! What was measured, as numbers for programs and a table for people.

use serde::{Serialize, Serializer};

use super::behaviour::Verdict;
use super::protocol::Protocol;

/// How near one colorized picture is to the truth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// dB, see [`psnr`](super::metrics::psnr).
    pub psnr: f64,
    /// See [`ssim`](super::metrics::ssim).
    pub ssim: f64,
    /// See [`colourfulness`](super::metrics::colourfulness).
    pub colourfulness: f64,
}

/// The scores of all pictures under one condition, in the order of the pictures.
#[derive(Clone, Debug, Default)]
pub struct Scores(Vec<Score>);

/// A sample in few numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Mean.
    pub mean: f64,
    /// Median, of an even number the mean of the middle two.
    pub median: f64,
    /// Standard deviation of the sample over the root of its size; 0 for a single one.
    pub standard_error: f64,
}

/// Mean of `values`; no number for none.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

impl Summary {
    /// Summarises `values`; `None` for none.
    pub fn of(values: &[f64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let count = sorted.len();
        let median = (sorted.get(count.checked_sub(1)? / 2)? + sorted[count / 2]) / 2.0;
        let mean = mean(values);
        let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
        let standard_error = (squares / (count.max(2) - 1) as f64 / count as f64).sqrt();
        Some(Self { mean, median, standard_error })
    }
}

impl Scores {
    /// Adds the next picture's.
    pub fn push(&mut self, score: Score) {
        self.0.push(score);
    }

    /// dB of each picture.
    pub fn psnrs(&self) -> Vec<f64> {
        self.0.iter().map(|score| score.psnr).collect()
    }

    /// The pictures' dB in few numbers; `None` where nothing was measured.
    pub fn psnr(&self) -> Option<Summary> {
        Summary::of(&self.psnrs())
    }

    /// Mean SSIM, no number where nothing was measured.
    pub fn ssim(&self) -> f64 {
        mean(&self.0.iter().map(|score| score.ssim).collect::<Vec<_>>())
    }

    /// Mean colourfulness, no number where nothing was measured.
    pub fn colourfulness(&self) -> f64 {
        mean(&self.0.iter().map(|score| score.colourfulness).collect::<Vec<_>>())
    }
}

impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Means {
            psnr: Option<Summary>,
            ssim: f64,
            colourfulness: f64,
            psnrs: Vec<f64>,
        }
        let (ssim, colourfulness) = (self.ssim(), self.colourfulness());
        Means { psnr: self.psnr(), ssim, colourfulness, psnrs: self.psnrs() }.serialize(serializer)
    }
}

/// A method's scores over the number of points.
#[derive(Clone, Debug)]
pub struct Curve {
    /// The method's name.
    pub method: String,
    /// Number of points, and what was measured with them: nothing where the method needs points.
    pub points: Vec<(u32, Scores)>,
}

impl Curve {
    /// Numbers of points and mean dB, where measured.
    pub fn means(&self) -> Vec<(u32, f64)> {
        self.points.iter().filter_map(|(points, scores)| Some((*points, scores.psnr()?.mean))).collect()
    }

    /// The number of points, not whole, at which the mean first reaches `db`: between two measured
    /// numbers along a straight line over log(points + 1).
    pub fn points_until(&self, db: f64) -> Option<f64> {
        let mut means = self.means();
        means.sort_by_key(|&(points, _)| points);
        let &(first, lowest) = means.first()?;
        if lowest >= db {
            return Some(f64::from(first));
        }
        means.windows(2).find(|pair| pair[1].1 >= db).map(|pair| {
            let [(from, low), (to, high)] = [pair[0], pair[1]];
            let [from, to] = [from, to].map(|points| f64::from(points).ln_1p());
            (from + (to - from) * (db - low) / (high - low)).exp_m1()
        })
    }
}

impl Serialize for Curve {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            method: &'a str,
            points: Vec<AtPoints<'a>>,
            points_until_30_db: Option<f64>,
        }
        #[derive(Serialize)]
        struct AtPoints<'a> {
            points: u32,
            #[serde(flatten)]
            scores: &'a Scores,
        }
        let measured = self.points.iter().filter(|(_, scores)| !scores.0.is_empty());
        let points = measured.map(|(points, scores)| AtPoints { points: *points, scores }).collect();
        Fields { method: &self.method, points, points_until_30_db: self.points_until(30.0) }
            .serialize(serializer)
    }
}

/// Scores without points, the picture's own colour statistics given.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OwnReference {
    /// Histogram and saturation.
    pub both: Scores,
    /// The histogram alone.
    pub histogram: Scores,
    /// The saturation alone.
    pub saturation: Scores,
}

/// How often the true colour is among those that come to mind at a random place, without hints.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct SuggestionHits {
    /// Places asked.
    pub places: u32,
    /// The bin nearest to the true colour is among the nine most probable ones: how good the network's
    /// distribution is, whatever is made of it.
    pub likely_bins: u32,
    /// It is the bin nearest to one of the suggested colours.
    pub suggested_bins: u32,
    /// A suggested colour lies within one bin's step, 10 units of the ab plane, of the true colour.
    pub suggested_near: u32,
}

impl SuggestionHits {
    fn line(self) -> String {
        let percent = |hits: u32| 100.0 * f64::from(hits) / f64::from(self.places);
        let Self { places, likely_bins, suggested_bins, suggested_near } = self;
        format!(
            "true colours at {places} places: {:.1} % in the nine most probable bins, {:.1} % in the bin of a \
             suggestion, {:.1} % within 10 units of one",
            percent(likely_bins),
            percent(suggested_bins),
            percent(suggested_near)
        )
    }
}

/// Everything that an evaluation measured.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// How hints were placed.
    pub protocol: Protocol,
    /// Names of the pictures measured, in the order of all lists of scores.
    pub pictures: Vec<String>,
    /// A sentence for each picture that could not be read.
    pub unreadable: Vec<String>,
    /// Colourfulness of each true picture.
    pub truth_colourfulness: Vec<f64>,
    /// Pictures without any colour.
    pub gray: Scores,
    /// A curve for each method.
    pub methods: Vec<Curve>,
    /// If asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_reference: Option<OwnReference>,
    /// From a model with a distribution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestions: Option<SuggestionHits>,
    /// If asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behaviour: Option<Vec<Verdict>>,
}

impl Report {
    /// The report as lines of text for people.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{} pictures, hints of the {} protocol; PSNR in dB over 8-bit RGB",
            self.pictures.len(),
            self.protocol.name()
        )];
        if !self.unreadable.is_empty() {
            lines.push(format!("{} more could not be read", self.unreadable.len()));
        }
        if self.pictures.is_empty() {
            return lines;
        }
        let truth = mean(&self.truth_colourfulness);
        let header = "points    mean  median  std. err.    SSIM  colourfulness";
        lines.extend([String::new(), "gray".to_owned(), header.to_owned()]);
        lines.extend(row("any", &self.gray, truth));
        for curve in &self.methods {
            lines.extend([String::new(), curve.method.clone(), header.to_owned()]);
            lines.extend(
                curve.points.iter().filter_map(|(points, scores)| row(&points.to_string(), scores, truth)),
            );
            lines.push(match curve.points_until(30.0) {
                Some(points) => format!("30 dB are passed with about {points:.0} points"),
                None => "30 dB are not passed".to_owned(),
            });
        }
        if let [first, others @ ..] = self.methods.as_slice() {
            for other in others {
                lines.extend([String::new(), format!("{} less {}, mean dB", first.method, other.method)]);
                lines.extend(differences(first, other));
            }
        }
        if let Some(own) = &self.own_reference {
            lines.extend([String::new(), "own colours as the reference, no points".to_owned()]);
            lines.push(header.to_owned());
            let parts = [("both", &own.both), ("hist.", &own.histogram), ("sat.", &own.saturation)];
            lines.extend(parts.into_iter().filter_map(|(name, scores)| row(name, scores, truth)));
        }
        if let Some(suggestions) = self.suggestions {
            lines.push(String::new());
            lines.push(suggestions.line());
        }
        lines
    }
}

fn row(name: &str, scores: &Scores, truth: f64) -> Option<String> {
    let Summary { mean, median, standard_error } = scores.psnr()?;
    let (ssim, colour) = (scores.ssim(), scores.colourfulness());
    Some(format!(
        "{name:>6}  {mean:>6.2}  {median:>6.2}  {standard_error:>9.2}  {ssim:>6.4}  {colour:>5.1} of {truth:.1}"
    ))
}

fn differences(first: &Curve, other: &Curve) -> Vec<String> {
    let others = other.means();
    let against = |(points, db): (u32, f64)| {
        let (_, theirs) = others.iter().find(|(other, _)| *other == points)?;
        Some(format!("{points:>6}  {db:>6.2}  {theirs:>6.2}  {:>+6.2}", db - theirs))
    };
    first.means().into_iter().filter_map(against).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(psnrs: &[f64]) -> Scores {
        Scores(psnrs.iter().map(|&psnr| Score { psnr, ssim: 0.5, colourfulness: 10.0 }).collect())
    }

    fn curve(means: &[(u32, f64)]) -> Curve {
        let points = means.iter().map(|&(points, db)| (points, scores(&[db]))).collect();
        Curve { method: "ours".to_owned(), points }
    }

    /// By hand: squares 9 + 1 + 0 + 16 of 1, 3, 4, 8 about 4; 26 / 3 / 4 under the root.
    #[test]
    fn a_summary_is_what_it_is_by_hand() {
        let summary = Summary::of(&[8.0, 1.0, 3.0, 4.0]).unwrap();
        assert_eq!((summary.mean, summary.median), (4.0, 3.5));
        assert!((summary.standard_error - 1.471_960_1).abs() < 1e-6);
        let one = Summary { mean: 2.0, median: 2.0, standard_error: 0.0 };
        assert_eq!(Summary::of(&[2.0]), Some(one));
        assert_eq!(Summary::of(&[]), None);
    }

    /// Half-way between 28 and 32 dB is half-way between log 1 and log 100.
    #[test]
    fn the_points_until_30_db_lie_between_two_numbers_by_their_logarithm() {
        assert!((curve(&[(0, 28.0), (99, 32.0)]).points_until(30.0).unwrap() - 9.0).abs() < 1e-9);
        assert_eq!(curve(&[(0, 30.5), (10, 32.0)]).points_until(30.0), Some(0.0));
        assert_eq!(curve(&[(0, 20.0), (10, 29.9)]).points_until(30.0), None);
    }

    #[test]
    fn people_read_each_method_and_what_lies_between_the_first_and_the_others() {
        let report = Report {
            protocol: Protocol::Paper,
            pictures: vec!["a.png".to_owned()],
            unreadable: vec!["b.png is not a picture".to_owned()],
            truth_colourfulness: vec![40.0],
            gray: scores(&[21.0]),
            methods: vec![
                curve(&[(0, 22.0), (10, 25.0)]),
                Curve {
                    method: "Levin".to_owned(),
                    points: vec![(0, Scores::default()), (10, scores(&[24.5]))],
                },
            ],
            own_reference: None,
            suggestions: Some(SuggestionHits {
                places: 200,
                likely_bins: 150,
                suggested_bins: 100,
                suggested_near: 160,
            }),
            behaviour: None,
        };
        let text = report.lines().join("\n");
        for line in [
            "1 more could not be read",
            "   any   21.00   21.00       0.00  0.5000   10.0 of 40.0",
            "    10   25.00   24.50   +0.50",
            "30 dB are not passed",
            "at 200 places: 75.0 % in",
            "80.0 % within 10 units",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["methods"][1]["points"][0]["psnr"]["mean"], 24.5);
        assert_eq!(json["methods"][0]["points"][1]["psnrs"][0], 25.0);
        assert!(json.get("own_reference").is_none());
    }
}
