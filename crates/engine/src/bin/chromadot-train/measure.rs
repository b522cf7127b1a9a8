//! A training step's time, for the benchmark that sets PyTorch beside it.

use std::io::{BufRead, stdin};
use std::time::Instant;

use anyhow::{Context, Result};
use chromadot::hints::HintMap;
use chromadot::hints::global::GlobalHints;
use chromadot::raster::{Plane, Size};

use crate::configuration::{Configuration, Stage};
use crate::run::{Begin, Place, Trainer};
use crate::sample::Sample;
use crate::targets::target_len;
use crate::told::Told;

/// Runs the first stage's step on one fixed batch: after warming up it prints a JSON line
/// `{"ready": true, "parameters": N}`, then `{"ms": T}` for every line on standard input.
pub fn measure(configuration: &Configuration, place: Place) -> Result<()> {
    let stage = configuration.stages.first().context("there is no stage to measure")?;
    let mut trainer = Trainer::new(configuration, place, &Begin::default(), None)?;
    let parameters = trainer.parameters();
    let batch: Vec<Sample> = (0..stage.batch).map(|number| sample(number, stage)).collect();
    let mut step = |number: u64| trainer.step(&batch, stage, number, stage.learning_rate).map(drop);
    const WARMING_UP: u64 = 3;
    (0..WARMING_UP).try_for_each(&mut step)?;
    println!("{{\"ready\": true, \"parameters\": {}}}", parameters);
    for number in WARMING_UP.. {
        if stdin().lock().read_line(&mut String::new())? == 0 {
            break;
        }
        let start = Instant::now();
        step(number)?;
        println!("{{\"ms\": {:.2}}}", start.elapsed().as_secs_f64() * 1e3);
    }
    Ok(())
}

/// Numbers that are no picture but cost as much as one.
fn sample(number: usize, stage: &Stage) -> Sample {
    let size = Size::new(stage.crop, stage.crop);
    let noise = |middle: f32, scale: f32| {
        let value = |i: usize| middle + scale * ((i + number) as f32 * 12.9898).sin();
        Plane::from_values(size, (0..size.area()).map(value).collect())
    };
    let near = target_len(stage.soft_targets);
    Sample {
        told: Told { l: noise(50.0, 40.0), hints: HintMap::empty(size), global: GlobalHints::default() },
        truth: [noise(0.0, 20.0), noise(0.0, 20.0)],
        bins: (0..near * size.area() / 16).map(|i| (i % 313) as i64).collect(),
        shares: vec![1.0 / near as f32; near * size.area() / 16],
    }
}
