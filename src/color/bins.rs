//! The 313 bins of the ab plane over which the method describes distributions of colour.

use std::sync::LazyLock;

use super::lab::srgb_to_lab;

/// Number of bins, the Q of the papers.
pub const BINS: usize = 313;
/// Distance between neighbouring bins on either axis, in Lab units.
pub const BIN_STEP: f32 = 10.0;
/// The grid of bins reaches from minus to plus this value.
const GRID_EDGE: f32 = 110.0;
/// Grid points on each axis.
const GRID: usize = 23;

/// Centres of the bins (a, b) in the order of the published `pts_in_hull`: a ascending, then b.
///
/// Rule (paper facts, section 7): of the grid with step 10, all corners of the cells that overlap
/// the convex hull of the sRGB gamut's projection on the ab plane.
pub fn bin_centres() -> &'static [[f32; 2]; BINS] {
    &BINS_AND_INDEX.0
}

/// The bin nearest to (a, b), an index into [`bin_centres`]; any finite colour has one.
pub fn nearest_bin(a: f32, b: f32) -> usize {
    let cell = |v: f32| ((v + GRID_EDGE) / BIN_STEP).round();
    let (i, j) = (cell(a), cell(b));
    let on_grid = 0.0..GRID as f32;
    if on_grid.contains(&i) && on_grid.contains(&j) {
        // A grid point is nearer to all of its own cell than any other bin.
        if let Some(bin) = BINS_AND_INDEX.1[i as usize][j as usize] {
            return bin as usize;
        }
    }
    let distance = |c: &[f32; 2]| (c[0] - a).powi(2) + (c[1] - b).powi(2);
    let centres = bin_centres().iter().enumerate();
    centres.min_by(|x, y| distance(x.1).total_cmp(&distance(y.1))).map_or(0, |(bin, _)| bin)
}

type GridIndex = [[Option<u16>; GRID]; GRID];

static BINS_AND_INDEX: LazyLock<([[f32; 2]; BINS], GridIndex)> = LazyLock::new(|| {
    let hull = convex_hull(gamut_edges());
    let mut kept = [[false; GRID]; GRID];
    for i in 0..GRID - 1 {
        for j in 0..GRID - 1 {
            let [a, b] = [i, j].map(|k| k as f64 * f64::from(BIN_STEP) - f64::from(GRID_EDGE));
            if overlap_area(&hull, a, b) > 1e-6 {
                for (di, dj) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                    kept[i + di][j + dj] = true;
                }
            }
        }
    }
    let (mut centres, mut index, mut count) = ([[0.0; 2]; BINS], [[None; GRID]; GRID], 0);
    for i in 0..GRID {
        for j in 0..GRID {
            if kept[i][j] {
                centres[count] = [i, j].map(|k| k as f32 * BIN_STEP - GRID_EDGE);
                index[i][j] = Some(count as u16);
                count += 1;
            }
        }
    }
    assert_eq!(count, BINS, "the rule gives the published bins, see the test");
    (centres, index)
});

/// Points (a, b) along the twelve edges of the RGB cube, which bound the gamut's projection.
fn gamut_edges() -> Vec<[f64; 2]> {
    const STEPS: usize = 256;
    let mut points = Vec::with_capacity(12 * STEPS);
    for axis in 0..3 {
        for corner in 0..4 {
            for step in 0..STEPS {
                let mut rgb = [0.0; 3];
                rgb[axis] = step as f32 / (STEPS - 1) as f32;
                rgb[(axis + 1) % 3] = (corner & 1) as f32;
                rgb[(axis + 2) % 3] = (corner >> 1) as f32;
                let lab = srgb_to_lab(rgb);
                points.push([f64::from(lab.a), f64::from(lab.b)]);
            }
        }
    }
    points
}

fn cross(o: [f64; 2], p: [f64; 2], q: [f64; 2]) -> f64 {
    (p[0] - o[0]) * (q[1] - o[1]) - (p[1] - o[1]) * (q[0] - o[0])
}

/// Corners of the convex hull, counter-clockwise (Andrew's monotone chain).
fn convex_hull(mut points: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    points.sort_by(|p, q| p[0].total_cmp(&q[0]).then(p[1].total_cmp(&q[1])));
    let half = |points: &mut dyn Iterator<Item = [f64; 2]>| {
        let mut chain: Vec<[f64; 2]> = Vec::new();
        for point in points {
            while chain.len() >= 2 && cross(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0.0 {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = half(&mut points.iter().copied());
    hull.extend(half(&mut points.iter().rev().copied()));
    hull
}

/// Area of the part of a convex `polygon` within the cell whose low corner is (a, b).
fn overlap_area(polygon: &[[f64; 2]], a: f64, b: f64) -> f64 {
    let step = f64::from(BIN_STEP);
    let mut part = polygon.to_vec();
    for (axis, edge, side) in [(0, a, 1.0), (0, a + step, -1.0), (1, b, 1.0), (1, b + step, -1.0)] {
        let depth = |p: &[f64; 2]| (p[axis] - edge) * side;
        let mut clipped = Vec::with_capacity(part.len() + 1);
        for i in 0..part.len() {
            let (p, q) = (part[i], part[(i + 1) % part.len()]);
            let (dp, dq) = (depth(&p), depth(&q));
            if dp >= 0.0 {
                clipped.push(p);
            }
            if (dp > 0.0) != (dq > 0.0) && dp != dq {
                let t = dp / (dp - dq);
                clipped.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
            }
        }
        part = clipped;
    }
    let twice: f64 = (0..part.len()).map(|i| cross([0.0; 2], part[i], part[(i + 1) % part.len()])).sum();
    0.5 * twice
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_bins_are_the_published_ones_in_their_order() {
        let mut bytes = Vec::new();
        for value in bin_centres().as_flattened() {
            bytes.extend((*value as i32).to_le_bytes());
        }
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, "b7da40225fec68ce4773d1a967b94b951c80c69419480643354049d55188e3ec");
    }

    #[test]
    fn grey_is_bin_120_and_every_centre_is_nearest_to_itself() {
        assert_eq!(nearest_bin(0.0, 0.0), 120);
        for (bin, &[a, b]) in bin_centres().iter().enumerate() {
            assert_eq!(nearest_bin(a + 4.9, b - 4.9), bin);
        }
    }

    #[test]
    fn a_colour_outside_the_grid_goes_to_the_bin_that_is_nearest() {
        let [a, b] = bin_centres()[nearest_bin(-128.0, 70.0)];
        assert_eq!([a, b], [-90.0, 70.0]);
    }
}
