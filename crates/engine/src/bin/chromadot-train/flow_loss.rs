//! Learning where colour flows: hints are diffused along it, compared with the truth, and what went
//! wrong is carried back by the diffusion's adjoint.

use chromadot::hints::diffusion::{Diffusion, EPSILON, Lanes};
use chromadot::hints::{Flow, HintMap};
use chromadot::raster::Plane;

/// Huber loss (Lab units) below which nobody sees an error.
const NOTICED: f64 = 1.0;

/// The logarithm of the Huber loss (Lab units a pixel, a* and b* together) of colours diffused along a
/// flow, and how it changes with the flow to the right, down, and with chroma, one plane after another.
///
/// The logarithm, because with few hints most of the loss is nothing that a flow could mend.
pub fn loss_and_gradient(
    flow: &Flow,
    hints: &HintMap,
    truth: &[Plane; 2],
    reach_px: f32,
    huber_delta: f64,
) -> (f64, Vec<f32>) {
    let (width, area) = (flow.size().width as usize, flow.size().area());
    let (chroma, mask, delta) = (flow.chroma.values(), hints.mask.values(), huber_delta as f32);
    let diffusion = Diffusion::new(flow, &hints.mask, reach_px).to_the_end();
    // In proportion to the chroma, as they are diffused.
    let field: Vec<Lanes> = diffusion
        .spread(hints)
        .iter()
        .zip(chroma)
        .map(|(cell, chroma)| [cell[0] / chroma, cell[1] / chroma, cell[2], 0.0])
        .collect();
    let mut loss = 0.0;
    let mut of_field = vec![[0.0f32; 4]; area];
    let mut of_chroma = vec![0.0f32; area];
    for i in 0..area {
        let reached = field[i][2].max(0.0) + EPSILON;
        for lane in 0..2 {
            let colour = field[i][lane] * chroma[i] / reached;
            let error = colour - truth[lane].values()[i];
            let slope = error.clamp(-delta, delta);
            loss += f64::from(slope * (error - 0.5 * slope)) / area as f64;
            let slope = slope / area as f32;
            of_field[i][lane] = slope * chroma[i] / reached;
            of_field[i][2] -= slope * colour / reached;
            of_chroma[i] += slope * field[i][lane] / reached;
        }
    }
    let blame = diffusion.adjoint(&of_field);
    let mut of_flow = [vec![0.0f32; area], vec![0.0f32; area]];
    // What a hint's own value does: at its place, and through the cells that it flows into.
    let mut of_hints = of_field;
    for (direction, (flows, step)) in [(&flow.right, 1), (&flow.down, width)].into_iter().enumerate() {
        for i in 0..area {
            let j = i + step;
            let is_there = if direction == 0 { j % width != 0 } else { j < area };
            if !is_there || (mask[i] > 0.0 && mask[j] > 0.0) {
                continue;
            }
            let across = |k: usize| (blame[i][k] - blame[j][k]) * (field[i][k] - field[j][k]);
            of_flow[direction][i] = -(0..3).map(across).sum::<f32>();
            let through = flows.values()[i];
            for (held, free) in [(i, j), (j, i)] {
                if mask[held] > 0.0 {
                    of_hints[held] = std::array::from_fn(|k| of_hints[held][k] + through * blame[free][k]);
                }
            }
        }
    }
    for i in (0..area).filter(|&i| mask[i] > 0.0) {
        of_chroma[i] -= (0..2).map(|k| of_hints[i][k] * field[i][k]).sum::<f32>() / chroma[i];
    }
    let [right, down] = of_flow;
    let mut gradient = [right, down, of_chroma].concat();
    let scale = 1.0 / (loss + NOTICED);
    gradient.iter_mut().for_each(|slope| *slope *= scale as f32);
    ((loss + NOTICED).ln(), gradient)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chromadot::raster::Size;

    const SIZE: Size = Size { width: 9, height: 7 };

    fn plane(seed: usize, low: f32, range: f32) -> Plane {
        let value = |i: usize| low + range * ((i * 7_919 + seed * 104_729) % 97) as f32 / 97.0;
        Plane::from_values(SIZE, (0..SIZE.area()).map(value).collect())
    }

    /// Each gradient beside the difference that a small change makes.
    #[test]
    fn the_gradient_is_the_losses_slope() {
        let mut flow =
            Flow { right: plane(1, 0.2, 1.0), down: plane(2, 0.2, 1.0), chroma: plane(3, 0.7, 0.6) };
        let mut hints = HintMap::empty(SIZE);
        for (i, ab) in [(10, [40.0, -10.0]), (11, [35.0, 5.0]), (40, [-30.0, 20.0])] {
            hints.mask.values_mut()[i] = 1.0;
            (hints.ab[0].values_mut()[i], hints.ab[1].values_mut()[i]) = (ab[0], ab[1]);
        }
        let truth = [plane(4, -20.0, 50.0), plane(5, -20.0, 50.0)];
        let measure = |flow: &Flow| loss_and_gradient(flow, &hints, &truth, 10_000.0, 5.0);
        let (_, gradient) = measure(&flow);
        for (part, i) in [(0, 9), (0, 30), (1, 1), (1, 31), (2, 10), (2, 11), (2, 33), (2, 40)] {
            let mut nudged = |by: f32| {
                let plane = match part {
                    0 => &mut flow.right,
                    1 => &mut flow.down,
                    _ => &mut flow.chroma,
                };
                plane.values_mut()[i] += by;
                measure(&flow).0
            };
            let difference = (nudged(0.01) - nudged(-0.02)) / 0.02;
            nudged(0.01);
            let stated = f64::from(gradient[part * SIZE.area() + i]);
            assert!(
                (difference - stated).abs() < 0.02 * stated.abs() + 2e-3,
                "{part} {i}: {difference} {stated}"
            );
        }
    }
}
