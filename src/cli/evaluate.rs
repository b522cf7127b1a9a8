//! `chromadot evaluate`: how near the colours of photographs that are known come to the truth.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, anyhow, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use indicatif::ProgressBar;
use serde::Serialize;

use super::{flags, json_flag, picture_bar_style, print, say, wants_json};
use crate::collection::{Entry, list_collections};
use crate::engine;
use crate::evaluation::behaviour;
use crate::evaluation::colorizer::{Colorizer, Road};
use crate::evaluation::drawing::check_png;
use crate::evaluation::gallery::Gallery;
use crate::evaluation::measure::{Measurement, Plan, colorized};
use crate::evaluation::plot::{check_plot, draw_plot};
use crate::evaluation::protocol::Protocol;
use crate::evaluation::report::Report;
use crate::evaluation::sheet::Sheet;
use crate::evaluation::subject::Subject;
use crate::hints::HintMap;
use crate::hints::global::GlobalHints;
use crate::models::find_model;

/// Photographs on the contact sheet.
const SHEET_ROWS: usize = 8;
/// Photographs in which flat regions are looked for.
const BEHAVIOUR_PHOTOGRAPHS: usize = 16;
/// More patches than this hide any picture.
const MOST_POINTS: i64 = 10_000;

pub(super) fn command() -> Command {
    let places = Arg::new("photographs").value_name("DIR|TAR|PICTURE").required(true).num_args(1..);
    let points = Arg::new("points").long("points").value_name("N,N,...").value_delimiter(',');
    let protocol = Arg::new("protocol").long("protocol").default_value("paper");
    let limit = Arg::new("limit").long("limit").value_name("K").value_parser(value_parser!(u64).range(1..));
    let switch = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let file = |name: &'static str| {
        Arg::new(name).long(name).value_name("FILE").value_parser(value_parser!(PathBuf))
    };
    Command::new("evaluate")
        .about("Measure how near colorized photographs come to their true colours")
        .arg(
            places
                .value_parser(value_parser!(PathBuf))
                .help("Photographs in colour: folders, tar files, pictures"),
        )
        .arg(
            points
                .default_value("0,1,2,5,10,20,50,100,200,500")
                .value_parser(value_parser!(u32).range(..=MOST_POINTS))
                .help("Numbers of hints, each measured with hints of its own"),
        )
        .arg(
            protocol
                .value_parser(
                    PossibleValuesParser::new(Protocol::ALL.map(Protocol::name))
                        .try_map(|name| name.parse::<Protocol>()),
                )
                .help("Hints of 6x6 about the centre, as the paper's, or of 7x7 everywhere"),
        )
        .args(flags::network_flags())
        .arg(
            switch("reference-self")
                .help("Also give each photograph its own colour statistics, without hints"),
        )
        .arg(switch("behaviour").help("Also try whether a dot colours its thing and only that"))
        .arg(limit.help("Take only the first K photographs"))
        .arg(file("plot").help("Draw PSNR over hints beside the published curves (.svg or .png)"))
        .arg(file("sheet").help("Draw some photographs without, with few and with many hints (.png)"))
        .arg(file("worst").help("Draw the ten photographs that come out worst without hints (.png)"))
        .arg(json_flag())
}

/// The report with where it comes from.
#[derive(Serialize)]
struct Output<'a> {
    model: &'a str,
    device: &'a str,
    seconds: f64,
    #[serde(flatten)]
    report: &'a Report,
}

/// What `run` was asked for beside the network.
struct Wish {
    places: Vec<PathBuf>,
    plan: Plan,
    limit: usize,
    behaviour: bool,
    plot: Option<PathBuf>,
    sheet: Option<PathBuf>,
    worst: Option<PathBuf>,
}

impl Wish {
    fn of(matches: &ArgMatches) -> Result<Self> {
        let mut points: Vec<u32> = matches.get_many("points").unwrap_or_default().copied().collect();
        points.sort_unstable();
        points.dedup();
        let protocol = matches.get_one::<Protocol>("protocol").copied().unwrap_or(Protocol::Paper);
        let file = |name: &str| matches.get_one::<PathBuf>(name).cloned();
        let wish = Self {
            places: matches.get_many("photographs").unwrap_or_default().cloned().collect(),
            plan: Plan { points, protocol, own_reference: matches.get_flag("reference-self") },
            limit: matches.get_one::<u64>("limit").map_or(usize::MAX, |limit| *limit as usize),
            behaviour: matches.get_flag("behaviour"),
            plot: file("plot"),
            sheet: file("sheet"),
            worst: file("worst"),
        };
        // Better told now than after an hour.
        wish.plot.as_deref().map(check_plot).transpose()?;
        wish.sheet.as_deref().map(check_png).transpose()?;
        wish.worst.as_deref().map(check_png).transpose()?;
        Ok(wish)
    }
}

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    let start = Instant::now();
    let settings = flags::settings(matches)?;
    let wish = Wish::of(matches)?;
    let mut photographs = list_collections(&wish.places)?;
    photographs.truncate(wish.limit);
    if photographs.is_empty() {
        bail!("there is no photograph to evaluate; name a folder, a tar file or a picture that has some");
    }
    let model = find_model(&settings.model)?.name;
    let mut engine = engine::open(&settings.engine_choice())?;
    engine.description().notes.iter().for_each(|note| say(note));
    let device = engine.description().device.clone();
    let mut road = Road { model: model.clone(), engine: &mut *engine, hint_strength: settings.hint_strength };
    let (mut report, gallery) = measure(&wish, &photographs, &mut road)?;
    if report.pictures.is_empty() {
        bail!(
            "none of the pictures could be read; name photographs in PNG, JPEG, TIFF, WebP, BMP, TGA or PNM"
        );
    }
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| anyhow!(error);
    if wish.behaviour {
        report.behaviour = Some(behaviour::examine(&mut road, &gallery.behaviour.chosen).map_err(failed)?);
    }
    if let Some(path) = &wish.sheet {
        Sheet::contact(&mut road, &gallery.sheet.chosen).map_err(failed)?.save(path)?;
    }
    if let Some(path) = &wish.worst {
        let worst = gallery.sheet.worst();
        Sheet::ten_points(&mut road, &worst, wish.plan.protocol).map_err(failed)?.save(path)?;
    }
    if let Some(path) = &wish.plot {
        draw_plot(&report, path)?;
    }
    let seconds = start.elapsed().as_secs_f64();
    if wants_json(matches) {
        let output = Output { model: &model, device: &device, seconds, report: &report };
        print(&serde_json::to_string(&output)?)?;
    } else {
        report.lines().iter().try_for_each(|line| print(line))?;
        if let Some(verdicts) = &report.behaviour {
            print("")?;
            behaviour::lines(verdicts).iter().try_for_each(|line| print(line))?;
        }
        print(&format!("\n{model} on {device}, {seconds:.0} s"))?;
    }
    Ok(0)
}

/// Photographs to look at, and those to find flat regions in.
#[derive(Default)]
struct Galleries {
    sheet: Gallery,
    behaviour: Gallery,
}

fn measure(wish: &Wish, photographs: &[Entry], road: &mut Road<'_>) -> Result<(Report, Galleries)> {
    let methods: &mut [&mut dyn Colorizer] = &mut [road];
    let mut measurement = Measurement::new(wish.plan.clone(), methods);
    let mut galleries = Galleries::default();
    let count = photographs.len();
    let bar = ProgressBar::new(count as u64).with_style(picture_bar_style());
    for (place, photograph) in photographs.iter().enumerate() {
        bar.set_message(photograph.name.clone());
        match Subject::decode(&photograph.read()?) {
            Ok(subject) => {
                let automatic = measurement.add(&subject, methods).map_err(|error| anyhow!(error))?;
                galleries.sheet.choose(&subject, place, count, SHEET_ROWS);
                galleries.behaviour.choose(&subject, place, count, BEHAVIOUR_PHOTOGRAPHS);
                if wish.worst.is_some() {
                    let none = HintMap::empty(subject.l.size());
                    let automatic = match automatic {
                        Some(picture) => picture,
                        None => colorized(methods[0], &subject, &none, &GlobalHints::default())
                            .map_err(|error| anyhow!(error))?,
                    };
                    galleries.sheet.judge(&subject, &automatic);
                }
            }
            Err(error) => {
                bar.suspend(|| say(&error.to_string()));
                measurement.pass_over(error.to_string());
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok((measurement.finish(), galleries))
}
