//! AdamW over all parameters as one vector, gradient clipping, and the averaged weights.
//!
//! Every learned variable is a view into one flat tensor, so that a step is a handful of operations
//! over a few million numbers instead of a thousand small ones, and a checkpoint a handful of tensors.

use std::ops::Range;

use tch::{Device, Kind, TchError, Tensor, nn};

use crate::configuration::Optimizer as Law;

/// Prefix of the variables of the encoder's public part.
const ENCODER: &str = "encoder.";
/// Keeps the division by the running square finite.
const EPSILON: f64 = 1e-8;

/// Parameters, their moments and their average, and the batch norms' statistics with theirs.
#[derive(Debug)]
pub struct Optimizer {
    law: Law,
    /// Learned variables by name, views into `parameters`.
    learned: Vec<Tensor>,
    /// Decay of each number.
    decay: Tensor,
    /// Where the encoder's public part lies among the parameters.
    encoder: Range<i64>,
    /// The vectors that a checkpoint holds.
    pub state: State,
}

/// All that training changes, as flat vectors.
#[derive(Debug)]
pub struct State {
    /// Learned variables, by name.
    pub parameters: Tensor,
    /// Running mean of gradients.
    pub mean: Tensor,
    /// Running mean of squared gradients.
    pub square: Tensor,
    /// Average of the parameters over the last steps.
    pub averaged: Tensor,
    /// Running statistics of batch norms, by name.
    pub statistics: Tensor,
    /// Their average.
    pub averaged_statistics: Tensor,
}

impl State {
    /// The vectors with their names in a checkpoint.
    pub fn named(&self) -> [(&'static str, &Tensor); 6] {
        [
            ("parameters", &self.parameters),
            ("mean", &self.mean),
            ("square", &self.square),
            ("averaged", &self.averaged),
            ("statistics", &self.statistics),
            ("averaged_statistics", &self.averaged_statistics),
        ]
    }
}

/// Variables by name, learned ones first, then statistics.
fn sorted(variables: &nn::VarStore) -> [Vec<(String, Tensor)>; 2] {
    let mut all: Vec<(String, Tensor)> = variables.variables().into_iter().collect();
    all.sort_by(|x, y| x.0.cmp(&y.0));
    let (learned, statistics) = all.into_iter().partition(|(_, variable)| variable.requires_grad());
    [learned, statistics]
}

/// Joins variables to one vector and makes them views into it.
fn join(variables: &mut [(String, Tensor)]) -> Result<Tensor, TchError> {
    let _no_gradients = tch::no_grad_guard();
    let flat: Vec<Tensor> =
        variables.iter().map(|(_, v)| v.detach().f_flatten(0, -1)).collect::<Result<_, _>>()?;
    if flat.is_empty() {
        return Tensor::f_zeros([0], (Kind::Float, Device::Cpu));
    }
    let joined = Tensor::f_cat(&flat, 0)?;
    let mut from = 0;
    for (_, variable) in variables {
        let length = variable.numel() as i64;
        variable.f_set_data(&joined.f_narrow(0, from, length)?.f_view(variable.size().as_slice())?)?;
        from += length;
    }
    Ok(joined)
}

impl Optimizer {
    /// Takes charge of a network's variables as they are now.
    pub fn new(variables: &nn::VarStore, law: &Law) -> Result<Self, TchError> {
        let [mut learned, mut statistics] = sorted(variables);
        let (parameters, statistics) = (join(&mut learned)?, join(&mut statistics)?);
        let decayed = |(_, variable): &(String, Tensor)| {
            let decay = if variable.dim() > 1 { law.weight_decay } else { 0.0 };
            Tensor::f_full([variable.numel() as i64], decay, (Kind::Float, variable.device()))
        };
        let decay = Tensor::f_cat(&learned.iter().map(decayed).collect::<Result<Vec<_>, _>>()?, 0)?;
        let state = State {
            mean: parameters.f_zeros_like()?,
            square: parameters.f_zeros_like()?,
            averaged: parameters.f_detach_copy()?,
            averaged_statistics: statistics.f_detach_copy()?,
            parameters,
            statistics,
        };
        let numbers = |part: &[(String, Tensor)]| part.iter().map(|(_, v)| v.numel() as i64).sum::<i64>();
        let first = learned.partition_point(|(name, _)| name.as_str() < ENCODER);
        let count = learned[first..].partition_point(|(name, _)| name.starts_with(ENCODER));
        let begin = numbers(&learned[..first]);
        let encoder = begin..begin + numbers(&learned[first..first + count]);
        Ok(Self {
            encoder,
            law: law.clone(),
            learned: learned.into_iter().map(|(_, variable)| variable).collect(),
            decay,
            state,
        })
    }

    /// Follows the gradients of the last backward pass, and forgets them. Returns their norm.
    ///
    /// `step` counts from 0; the encoder learns at `encoder` times the rate. Gradients that are no numbers
    /// change nothing.
    pub fn step(&mut self, step: u64, learning_rate: f64, encoder: f64) -> Result<f64, TchError> {
        let _no_gradients = tch::no_grad_guard();
        let flat = |variable: &mut Tensor| {
            let gradient = variable.grad();
            if gradient.defined() {
                let flat = gradient.f_flatten(0, -1)?.f_detach_copy()?;
                variable.zero_grad();
                Ok(flat)
            } else {
                Tensor::f_zeros([variable.numel() as i64], (Kind::Float, variable.device()))
            }
        };
        let gradients: Vec<Tensor> = self.learned.iter_mut().map(flat).collect::<Result<_, TchError>>()?;
        let mut gradient = Tensor::f_cat(&gradients, 0)?;
        let norm = f64::try_from(gradient.f_norm()?)?;
        if !norm.is_finite() {
            return Ok(norm);
        }
        if norm > self.law.clip {
            gradient = gradient.f_mul_scalar_(self.law.clip / norm)?;
        }
        let Self { law, state, decay, encoder: range, .. } = self;
        let [beta1, beta2] = law.betas;
        let count = (step + 1).min(i32::MAX as u64) as i32;
        let _ = state.mean.f_mul_scalar_(beta1)?.f_add_(&gradient.f_mul_scalar(1.0 - beta1)?)?;
        let _ =
            state.square.f_mul_scalar_(beta2)?.f_add_(&gradient.f_square()?.f_mul_scalar_(1.0 - beta2)?)?;
        let root = (1.0 - beta2.powi(count)).sqrt();
        let divisor = state.square.f_sqrt()?.f_mul_scalar_(1.0 / root)?.f_add_scalar_(EPSILON)?;
        let rate = learning_rate / (1.0 - beta1.powi(count));
        let change = state.mean.f_div(&divisor)?.f_mul_scalar_(rate)?;
        // What a stage leaves out rests: it would fade away otherwise.
        let moved = gradient.f_ne(0.0)?;
        let decayed = state.parameters.f_mul(decay)?.f_mul_(&moved)?.f_mul_scalar_(learning_rate)?;
        let change = change.f_add(&decayed)?;
        let _ = change.f_narrow(0, range.start, range.end - range.start)?.f_mul_scalar_(encoder)?;
        let _ = state.parameters.f_sub_(&change)?;
        // The average follows quickly at first, so that early weights do not linger in it.
        let keep = law.average.min((count as f64 + 1.0) / (count as f64 + 10.0));
        let follow = |averaged: &mut Tensor, now: &Tensor| averaged.f_lerp_(now, 1.0 - keep).map(drop);
        follow(&mut state.averaged, &state.parameters)?;
        follow(&mut state.averaged_statistics, &state.statistics)?;
        Ok(norm)
    }

    /// Puts the averaged weights in place of the current ones while `look` runs.
    pub fn with_averaged<T>(&mut self, look: impl FnOnce() -> T) -> Result<T, TchError> {
        let _no_gradients = tch::no_grad_guard();
        let kept = [self.state.parameters.f_detach_copy()?, self.state.statistics.f_detach_copy()?];
        self.state.parameters.f_copy_(&self.state.averaged)?;
        self.state.statistics.f_copy_(&self.state.averaged_statistics)?;
        let seen = look();
        self.state.parameters.f_copy_(&kept[0])?;
        self.state.statistics.f_copy_(&kept[1])?;
        Ok(seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law() -> Law {
        Law { betas: [0.9, 0.99], weight_decay: 0.1, clip: 1e9, average: 0.99 }
    }

    /// Two steps of AdamW on w² from w = 1, by the published formulas in f64.
    #[test]
    fn a_step_is_adamws() {
        let variables = nn::VarStore::new(Device::Cpu);
        let weight = variables.root().var("weight", &[1, 1], nn::Init::Const(1.0));
        let mut optimizer = Optimizer::new(&variables, &law()).unwrap();
        let (mut w, mut m, mut v) = (1.0f64, 0.0, 0.0);
        for step in 0..2 {
            weight.square().sum(Kind::Float).backward();
            optimizer.step(step, 0.1, 1.0).unwrap();
            let gradient = 2.0 * w;
            m = 0.9 * m + 0.1 * gradient;
            v = 0.99 * v + 0.01 * gradient * gradient;
            let t = step as i32 + 1;
            let change = m / (1.0 - 0.9f64.powi(t)) / ((v / (1.0 - 0.99f64.powi(t))).sqrt() + 1e-8);
            w -= 0.1 * (change + 0.1 * w);
        }
        assert!((f64::try_from(weight.sum(Kind::Float)).unwrap() - w).abs() < 1e-6);
    }

    #[test]
    fn the_encoder_learns_at_a_pace_of_its_own_or_rests() {
        let moved = |pace: f64| {
            let variables = nn::VarStore::new(Device::Cpu);
            let root = variables.root();
            let weights = ["deep", "encoder", "seen"]
                .map(|part| (&root / part).var("weight", &[2, 2], nn::Init::Const(1.0)));
            let mut optimizer = Optimizer::new(&variables, &law()).unwrap();
            weights.iter().map(|w| w.square().sum(Kind::Float)).sum::<Tensor>().backward();
            optimizer.step(0, 0.1, pace).unwrap();
            weights.map(|w| 1.0 - w.mean(Kind::Float).double_value(&[]))
        };
        for pace in [0.0, 0.25] {
            let [before, encoder, after] = moved(pace);
            assert!(before > 0.05 && before == after, "{before} {after}");
            assert!((encoder - pace * before).abs() < 1e-6, "{encoder}");
        }
    }

    #[test]
    fn gradients_are_cut_to_the_largest_norm_and_forgotten_after_a_step() {
        let variables = nn::VarStore::new(Device::Cpu);
        let weight = variables.root().var("weight", &[4], nn::Init::Const(0.0));
        let mut optimizer = Optimizer::new(&variables, &Law { clip: 1.0, ..law() }).unwrap();
        (&weight * 100.0).sum(Kind::Float).backward();
        assert!((optimizer.step(0, 0.0, 1.0).unwrap() - 200.0).abs() < 1e-3);
        let mean = f64::try_from(optimizer.state.mean.norm()).unwrap();
        assert!((mean - 0.1).abs() < 1e-6, "{mean}");
        assert_eq!(f64::try_from(weight.grad().norm()).unwrap(), 0.0);
    }

    #[test]
    fn gradients_that_are_no_numbers_change_nothing() {
        let variables = nn::VarStore::new(Device::Cpu);
        let weight = variables.root().var("weight", &[2], nn::Init::Const(3.0));
        let mut optimizer = Optimizer::new(&variables, &law()).unwrap();
        (&weight * f64::NAN).sum(Kind::Float).backward();
        assert!(optimizer.step(0, 0.1, 1.0).unwrap().is_nan());
        assert_eq!(f64::try_from(weight.sum(Kind::Float)).unwrap(), 6.0);
    }
}
