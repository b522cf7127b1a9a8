//! Learning where colour flows: hints are diffused along it, compared with the truth, and what went
//! wrong is carried back by the diffusion's adjoint.

use chromadot::hints::diffusion::{Diffusion, Lanes};
use chromadot::hints::slope::{FARTHEST, Line, Moments, RIDGE, Slope};
use chromadot::hints::{Flow, HintMap};
use chromadot::raster::Plane;

/// Huber loss (Lab units) below which nobody sees an error.
const NOTICED: f64 = 1.0;

/// The logarithm of the Huber loss (Lab units a pixel, a* and b* together) of colours diffused along a
/// flow, and how it changes with the flow to the right, down, with chroma, with the offset of tone, and with trust
/// in slopes, one plane after another.
///
/// The logarithm, because with few hints most of the loss is nothing that a flow could mend.
///
/// # Panics
/// When the flow has no slope, as none has that nobody learned.
pub fn loss_and_gradient(
    flow: &Flow,
    hints: &HintMap,
    truth: &[Plane; 2],
    reach_px: f32,
    huber_delta: f64,
) -> (f64, Vec<f32>) {
    let (width, area) = (flow.size().width as usize, flow.size().area());
    let (chroma, mask, delta) = (flow.chroma.values(), hints.mask.values(), huber_delta as f32);
    let slope = flow.slope.as_ref().expect("a learned flow has a slope");
    let diffusion = Diffusion::new(flow, &hints.mask, reach_px).to_the_end();
    // In proportion to the chroma, as they are diffused.
    let fields = diffusion.fields(hints, slope);
    let mut loss = 0.0;
    let mut of_fields = [vec![[0.0f32; 4]; area], vec![[0.0f32; 4]; area]];
    let [mut of_chroma, mut of_tone, mut of_hint_tone, mut of_trust] = [(); 4].map(|()| vec![0.0f32; area]);
    for i in 0..area {
        let line = slope.line(i, [fields[0][i], fields[1][i]]);
        let mut of_colour = [0.0; 2];
        for (lane, colour) in line.at_cell().into_iter().enumerate() {
            let error = colour * chroma[i] - truth[lane].values()[i];
            let bounded = error.clamp(-delta, delta);
            loss += f64::from(bounded * (error - 0.5 * bounded)) / area as f64;
            of_colour[lane] = bounded / area as f32 * chroma[i];
            of_chroma[i] += bounded / area as f32 * colour;
        }
        let of = of_line(&line, of_colour);
        ([of_fields[0][i], of_fields[1][i]], of_tone[i], of_trust[i]) = (of.fields, of.step, of.trust);
    }
    let mut of_flow = [vec![0.0f32; area], vec![0.0f32; area]];
    for (field, of_hints) in fields.iter().zip(&mut of_fields) {
        let blame = diffusion.adjoint(of_hints);
        // From here on what a hint's own value does: at its place, and through the cells that it flows into.
        for (direction, (flows, step)) in [(&flow.right, 1), (&flow.down, width)].into_iter().enumerate() {
            for i in 0..area {
                let j = i + step;
                let is_there = if direction == 0 { j % width != 0 } else { j < area };
                if !is_there || (mask[i] > 0.0 && mask[j] > 0.0) {
                    continue;
                }
                let across = |k: usize| (blame[i][k] - blame[j][k]) * (field[i][k] - field[j][k]);
                of_flow[direction][i] -= (0..4).map(across).sum::<f32>();
                let through = flows.values()[i];
                for (held, free) in [(i, j), (j, i)] {
                    if mask[held] > 0.0 {
                        of_hints[held] =
                            std::array::from_fn(|k| of_hints[held][k] + through * blame[free][k]);
                    }
                }
            }
        }
        for i in (0..area).filter(|&i| mask[i] > 0.0) {
            // Of both fields the first two lanes are in proportion to chroma.
            of_chroma[i] -= (0..2).map(|k| of_hints[i][k] * field[i][k]).sum::<f32>() / chroma[i];
        }
    }
    for i in (0..area).filter(|&i| mask[i] > 0.0) {
        let ([a, b, m, tone], [first, second]) = (fields[0][i], [of_fields[0][i], of_fields[1][i]]);
        of_hint_tone[i] = first[3] * m + second[0] * a + second[1] * b + second[2] * 2.0 * tone;
    }
    let [right, down] = of_flow;
    let of_offset = Slope::of_offset(hints, &of_tone, &of_hint_tone);
    let mut gradient = [right, down, of_chroma, of_offset, of_trust].concat();
    let scale = 1.0 / (loss + NOTICED);
    gradient.iter_mut().for_each(|slope| *slope *= scale as f32);
    ((loss + NOTICED).ln(), gradient)
}

/// How a loss changes with what has diffused to a cell, with the line's step there, and with trust.
struct OfLine {
    fields: [Lanes; 2],
    step: f32,
    trust: f32,
}

/// For a loss that changes so with the line's colour at the cell.
fn of_line(line: &Line, of_colour: [f32; 2]) -> OfLine {
    let Line { reached, moments, step, trust } = *line;
    let Moments { colour, mean_tone, covariance, variance } = moments;
    let part = trust * step / (variance + RIDGE);
    let of_covariance = of_colour.map(|of| of * part);
    let of_part = of_colour[0] * covariance[0] + of_colour[1] * covariance[1];
    let of_variance = if variance > 0.0 { -of_part * part / (variance + RIDGE) } else { 0.0 };
    let of_step = if step.abs() < FARTHEST { of_part * trust / (variance + RIDGE) } else { 0.0 };
    // Of the means: of colour, of its products with tone, of tone.
    let of_mean: [f32; 2] = std::array::from_fn(|k| of_colour[k] - of_covariance[k] * mean_tone);
    let through_colour: f32 = (0..2).map(|k| of_covariance[k] * colour[k]).sum();
    let of_tone = -through_colour - 2.0 * mean_tone * of_variance - of_step;
    let products: [f32; 2] = std::array::from_fn(|k| covariance[k] + colour[k] * mean_tone);
    let square = variance + mean_tone * mean_tone;
    let of_products: f32 = (0..2).map(|k| of_mean[k] * colour[k] + of_covariance[k] * products[k]).sum();
    let of_reached = -(of_products + of_tone * mean_tone + of_variance * square);
    let first = [of_mean[0], of_mean[1], of_reached, of_tone].map(|of| of / reached);
    let second = [of_covariance[0], of_covariance[1], of_variance, 0.0].map(|of| of / reached);
    OfLine { fields: [first, second], step: of_step, trust: of_part * step / (variance + RIDGE) }
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
        let mut offset = plane(8, -0.2, 0.4);
        let slope = |offset: &Plane| Some(Slope::new(&plane(6, 20.0, 60.0), offset, plane(7, 0.2, 1.6)));
        let mut flow = Flow {
            right: plane(1, 0.2, 1.0),
            down: plane(2, 0.2, 1.0),
            chroma: plane(3, 0.7, 0.6),
            slope: slope(&offset),
        };
        let mut hints = HintMap::empty(SIZE);
        for (i, ab) in [(10, [40.0, -10.0]), (11, [35.0, 5.0]), (40, [-30.0, 20.0])] {
            hints.mask.values_mut()[i] = 1.0;
            (hints.ab[0].values_mut()[i], hints.ab[1].values_mut()[i]) = (ab[0], ab[1]);
        }
        let truth = [plane(4, -20.0, 50.0), plane(5, -20.0, 50.0)];
        let measure = |flow: &Flow| loss_and_gradient(flow, &hints, &truth, 10_000.0, 5.0);
        let (_, gradient) = measure(&flow);
        let cells: [&[usize]; 5] = [&[9, 30], &[1, 31], &[10, 11, 33, 40], &[10, 12, 31, 40], &[12, 31]];
        for (part, i) in
            cells.iter().enumerate().flat_map(|(part, cells)| cells.iter().map(move |&i| (part, i)))
        {
            let mut nudged = |by: f32| {
                let plane = match part {
                    0 => &mut flow.right,
                    1 => &mut flow.down,
                    2 => &mut flow.chroma,
                    3 => &mut offset,
                    _ => &mut flow.slope.as_mut().unwrap().trust,
                };
                plane.values_mut()[i] += by;
                if part == 3 {
                    flow.slope = slope(&offset);
                }
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
