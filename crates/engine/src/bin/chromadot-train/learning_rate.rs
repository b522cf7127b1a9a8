//! How the learning rate rises and falls within a stage.

use std::f64::consts::PI;

use crate::configuration::Stage;

/// The rate at a step of a stage: a straight warm-up from zero, then a cosine to the final rate.
pub fn learning_rate(stage: &Stage, step: u64) -> f64 {
    if step < stage.warm_up {
        return stage.learning_rate * (step + 1) as f64 / stage.warm_up as f64;
    }
    let fallen = (step - stage.warm_up) as f64 / (stage.steps.saturating_sub(stage.warm_up)).max(1) as f64;
    let share = (1.0 + (PI * fallen).cos()) / 2.0;
    stage.final_learning_rate + (stage.learning_rate - stage.final_learning_rate) * share
}
