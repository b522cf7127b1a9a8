//! The model beside the classic, on the same photographs and hints:
//!
//!     cargo bench --bench quality -- FOLDER|TAR... [--points 1,10,50,100,500] [--limit 40] [--plot FILE]
//!
//! Prints a table of both and of what lies between them. The engine is the built library, as for
//! `benches/speed.rs`, or what `CHROMADOT_ENGINE` names.

#[path = "../built/mod.rs"]
mod built;
mod levin;

use std::error::Error;
use std::path::PathBuf;

use built::on_the_built_engine;
use chromadot::collection::list_collections;
use chromadot::engine::{self, Choice, Precision};
use chromadot::evaluation::colorizer::{Colorizer, Road};
use chromadot::evaluation::measure::{Measurement, Plan};
use chromadot::evaluation::plot::{check_plot, draw_plot};
use chromadot::evaluation::protocol::Protocol;
use chromadot::evaluation::subject::Subject;
use chromadot::models::find_model;
use chromadot::settings::Settings;
use clap::{Arg, ArgAction, Command, value_parser};
use indicatif::ProgressBar;

fn command() -> Command {
    let named = |name: &'static str| Arg::new(name).long(name);
    Command::new("quality")
        .arg(Arg::new("photographs").required(true).num_args(1..).value_parser(value_parser!(PathBuf)))
        .arg(
            named("points")
                .value_delimiter(',')
                .default_value("0,1,2,5,10,20,50,100,200,500")
                .value_parser(value_parser!(u32)),
        )
        .arg(named("protocol").default_value("paper").value_parser(value_parser!(Protocol)))
        .arg(named("model").default_value(""))
        .arg(named("device").default_value("auto"))
        .arg(named("limit").value_parser(value_parser!(usize)))
        .arg(named("plot").value_parser(value_parser!(PathBuf)))
        // Cargo adds it for every benchmark.
        .arg(named("bench").action(ArgAction::SetTrue).hide(true))
}

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let matches = command().get_matches();
    on_the_built_engine();
    let text = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let plot = matches.get_one::<PathBuf>("plot");
    plot.map(|path| check_plot(path)).transpose()?;
    let places: Vec<PathBuf> = matches.get_many("photographs").unwrap_or_default().cloned().collect();
    let plan = Plan {
        points: matches.get_many("points").unwrap_or_default().copied().collect(),
        protocol: matches.get_one("protocol").copied().unwrap_or(Protocol::Paper),
        own_reference: false,
    };
    let mut photographs = list_collections(&places)?;
    photographs.truncate(matches.get_one("limit").copied().unwrap_or(usize::MAX));

    let name = find_model(&text("model"))?.name;
    let (model, device, precision) = (text("model"), text("device"), Precision::Auto);
    let mut engine = engine::open(&Choice { model, device, threads: 0, precision })?;
    let hint_strength = Settings::default().hint_strength;
    let mut road = Road { model: name, engine: &mut *engine, hint_strength };
    let methods: &mut [&mut dyn Colorizer] = &mut [&mut road, &mut levin::Levin];
    let mut measurement = Measurement::new(plan, methods);
    let bar = ProgressBar::new(photographs.len() as u64);
    for photo in &photographs {
        match Subject::decode(&photo.read()?) {
            Ok(subject) => {
                measurement.add(&subject, methods)?;
            }
            Err(error) => measurement.pass_over(error.to_string()),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    let report = measurement.finish();
    report.lines().iter().for_each(|line| println!("{line}"));
    if let Some(path) = plot {
        draw_plot(&report, path)?;
    }
    Ok(())
}
