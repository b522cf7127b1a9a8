//! A smooth function over 0..1 as a table, many times quicker than powers and roots.

/// Steps of the table. Between two of them a straight line is off by at most the curve's bend times
/// step² / 8: 4e-8 for the bends of up to 5 that the colour conversions have.
const STEPS: usize = 4096;

/// A tabulated function.
pub(super) struct Curve(Box<[f32; STEPS + 2]>);

impl Curve {
    /// Tabulates `function` over 0..1.
    pub(super) fn new(function: impl Fn(f64) -> f64) -> Self {
        // One entry more than there are ends of steps, so that 1 itself has a right neighbour.
        let entry = |i: usize| function((i as f64 / STEPS as f64).min(1.0)) as f32;
        Self(Box::new(std::array::from_fn(entry)))
    }

    /// The function at `x`, which lies within 0..=1.
    #[inline]
    pub(super) fn at(&self, x: f32) -> f32 {
        let place = x * STEPS as f32;
        let i = (place as usize).min(STEPS);
        let (low, high) = (self.0[i], self.0[i + 1]);
        low + (high - low) * (place - i as f32)
    }
}
