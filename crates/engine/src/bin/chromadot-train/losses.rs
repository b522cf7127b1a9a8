//! What is minimised (paper facts, 4.1 and 4.3).

use tch::{Kind, Reduction, TchError, Tensor};

use crate::configuration::Stage;

/// The losses of a step, each before its weight.
#[derive(Debug, Default)]
pub struct Losses {
    /// Cross-entropy in nats a pixel.
    pub classification: Option<Tensor>,
    /// Huber loss in Lab units, a* and b* together.
    pub regression: Option<Tensor>,
    /// Logarithm of each picture's mean squared distance, mean over pictures.
    pub decibels: Option<Tensor>,
    /// A tensor with the gradient of the flow's loss.
    pub flow: Option<Tensor>,
}

impl Losses {
    /// The weighted sum of the losses there are; `None` when there are none.
    pub fn sum(&self, stage: &Stage) -> Result<Option<Tensor>, TchError> {
        let weighted = |loss: &Option<Tensor>, weight: f64| {
            loss.as_ref().map(|loss| loss.f_mul_scalar(weight)).transpose()
        };
        let classification = weighted(&self.classification, stage.classification)?;
        let regression = weighted(&self.regression, stage.regression)?;
        let decibels = weighted(&self.decibels, stage.decibels)?;
        let flow = weighted(&self.flow, stage.flow)?;
        let mut losses = [classification, regression, decibels, flow].into_iter().flatten();
        let first = losses.next();
        first.map(|first| losses.try_fold(first, |sum, loss| sum.f_add(&loss))).transpose()
    }
}

/// The colours' distance from the truth, both N x 2 x H x W in Lab units: square up to `delta`, then
/// straight, summed over a* and b*, mean over pixels.
pub fn huber(ab: &Tensor, truth: &Tensor, delta: f64) -> Result<Tensor, TchError> {
    ab.f_huber_loss(truth, Reduction::Mean, delta)?.f_mul_scalar(2.0)
}

/// The natural logarithm of each picture's mean squared distance, mean over pictures: what PSNR counts
/// but for a factor, so that a picture which is nearly right counts as much as one that is far off.
///
/// Both N x 2 x H x W in Lab units; a distance of [`NOTICED`] is as good as none.
pub fn decibels(ab: &Tensor, truth: &Tensor) -> Result<Tensor, TchError> {
    let square = ab.f_sub(truth)?.f_square()?.f_mean_dim(&[1i64, 2, 3][..], false, Kind::Float)?;
    square.f_add_scalar(NOTICED * NOTICED)?.f_log()?.f_mean(None::<Kind>)
}

/// Distance in Lab units below which nobody sees an error.
const NOTICED: f64 = 1.0;

/// Cross-entropy of `logits` (N x bins x H x W) with targets of K bins each (`bins` and their
/// `shares`, N x K x H x W), mean over pixels.
///
/// With `weights` (one for each bin) a pixel counts as its largest share's bin does.
pub fn cross_entropy(
    logits: &Tensor,
    bins: &Tensor,
    shares: &Tensor,
    weights: Option<&Tensor>,
) -> Result<Tensor, TchError> {
    let log_probability = logits.f_log_softmax(1, None::<Kind>)?.f_gather(1, bins, false)?;
    let mut of_pixel = log_probability.f_mul(shares)?.f_sum_dim_intlist(1, false, None::<Kind>)?;
    if let Some(weights) = weights {
        // Targets come with the nearest bin first.
        let nearest = bins.f_select(1, 0)?;
        of_pixel =
            of_pixel.f_mul(&weights.f_index_select(0, &nearest.f_flatten(0, -1)?)?.f_view_as(&nearest)?)?;
    }
    of_pixel.f_mean(None::<Kind>)?.f_neg()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tch::{Device, Tensor};

    fn number(tensor: Result<Tensor, TchError>) -> f64 {
        f64::try_from(tensor.unwrap()).unwrap()
    }

    #[test]
    fn huber_is_half_the_square_up_to_delta_and_straight_beyond() {
        let truth = Tensor::zeros([1, 2, 1, 2], (Kind::Float, Device::Cpu));
        let ab = Tensor::from_slice(&[0.5f32, 3.0, 0.0, -1.0]).view([1, 2, 1, 2]);
        // By hand: 0.125 + 2.5 + 0 + 0.5 over two pixels.
        assert!((number(huber(&ab, &truth, 1.0)) - 3.125 / 2.0).abs() < 1e-6);
    }

    #[test]
    fn a_picture_that_is_nearly_right_gains_as_much_from_being_halved_as_one_that_is_far_off() {
        let truth = Tensor::zeros([2, 2, 1, 1], (Kind::Float, Device::Cpu));
        let ab = |near: f32, far: f32| Tensor::from_slice(&[near, near, far, far]).view([2, 2, 1, 1]);
        let before = number(decibels(&ab(20.0, 80.0), &truth));
        let near = before - number(decibels(&ab(10.0, 80.0), &truth));
        let far = before - number(decibels(&ab(20.0, 40.0), &truth));
        assert!((near - far).abs() < 0.01 && (near - 2f64.ln()).abs() < 0.01, "{near} {far}");
    }

    #[test]
    fn cross_entropy_of_even_logits_is_the_logarithm_of_their_number() {
        let logits = Tensor::zeros([1, 313, 2, 2], (Kind::Float, Device::Cpu));
        let bins = Tensor::from_slice(&[0i64, 7, 120, 312]).view([1, 1, 2, 2]);
        let shares = Tensor::ones([1, 1, 2, 2], (Kind::Float, Device::Cpu));
        let loss = number(cross_entropy(&logits, &bins, &shares, None));
        assert!((loss - 313f64.ln()).abs() < 1e-4);
        let weights = Tensor::ones([313], (Kind::Float, Device::Cpu)) * 2.0;
        let doubled = number(cross_entropy(&logits, &bins, &shares, Some(&weights)));
        assert!((doubled - 2.0 * loss).abs() < 1e-3);
    }

    #[test]
    fn a_soft_target_is_met_best_by_its_own_shares() {
        let bins = Tensor::from_slice(&[3i64, 4]).view([1, 2, 1, 1]);
        let shares = Tensor::from_slice(&[0.75f32, 0.25]).view([1, 2, 1, 1]);
        let loss_of = |share: f64| {
            let logits = Tensor::full([1, 313, 1, 1], -30.0, (Kind::Float, Device::Cpu));
            let _ = logits.select(1, 3).fill_(share.ln());
            let _ = logits.select(1, 4).fill_((1.0 - share).ln());
            number(cross_entropy(&logits, &bins, &shares, None))
        };
        assert!(loss_of(0.75) < loss_of(0.7) && loss_of(0.75) < loss_of(0.8));
    }
}
