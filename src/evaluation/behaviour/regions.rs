//! Connected regions of a picture: given by a scene, or found in a photograph.

use crate::raster::{Plane, Size};

/// Cells next to each other belong together when their lightness differs by at most this.
const STEP: f32 = 0.8;
/// And when they differ from where the region was begun by at most this.
const RANGE: f32 = 12.0;
/// A region is of use when it takes this share of the picture.
const SHARE: std::ops::RangeInclusive<f32> = 0.03..=0.5;
/// And when its true colour, as the root of the mean square, is off its mean by at most this.
const COLOUR_SPREAD: f32 = 10.0;
/// Room that a dot needs on each side of its centre.
const REACH: u32 = 4;
/// Distance between the places from which regions are looked for.
const SEED_STEP: usize = 8;

/// Some cells of a picture.
#[derive(Clone, Debug)]
pub(super) struct Region {
    /// What it is.
    pub(super) name: String,
    /// Whether a single dot must colour it.
    pub(super) is_asked: bool,
    /// Where its dot goes.
    pub(super) centre: (u32, u32),
    size: Size,
    inside: Vec<bool>,
}

impl Region {
    /// The cells that `inside` tells, with a dot at `centre`.
    pub(super) fn new(name: &str, size: Size, centre: (u32, u32), inside: impl Fn(u32, u32) -> bool) -> Self {
        let cells = (0..size.area() as u32).map(|i| inside(i % size.width, i / size.width)).collect();
        Self { name: name.to_owned(), is_asked: true, centre, size, inside: cells }
    }

    /// The same, but no single dot is expected to colour it.
    pub(super) fn not_asked(self) -> Self {
        Self { is_asked: false, ..self }
    }

    /// Mean of a plane's values within the region.
    pub(super) fn mean(&self, plane: &Plane) -> f32 {
        let values = plane.values().iter().zip(&self.inside).filter(|(_, inside)| **inside);
        let (sum, count) = values.fold((0.0, 0), |(sum, n), (v, _)| (sum + f64::from(*v), n + 1));
        (sum / f64::from(count)) as f32
    }

    /// Mean distance between two pictures' (a, b) outside the region.
    pub(super) fn mean_distance_outside(&self, before: &[Plane; 2], after: &[Plane; 2]) -> f64 {
        let outside: Vec<usize> = (0..self.inside.len()).filter(|&i| !self.inside[i]).collect();
        let moved = |&i: &usize| {
            let [a, b] = [0, 1].map(|k| before[k].values()[i] - after[k].values()[i]);
            f64::from(a.hypot(b))
        };
        outside.iter().map(moved).sum::<f64>() / outside.len().max(1) as f64
    }

    /// Whether a dot about `centre` would touch the region.
    pub(super) fn touches_dot(&self, (x, y): (u32, u32)) -> bool {
        let is_inside = |x: u32, y: u32| self.inside[(y * self.size.width + x) as usize];
        super::cells_of_dot((x, y)).any(|(x, y)| is_inside(x, y))
    }
}

/// The largest connected region of a photograph that is even in lightness `l` and in its true colour
/// `ab`, if one is large enough, with its dot where it is widest.
pub(super) fn flat_region(l: &Plane, ab: &[Plane; 2]) -> Option<Region> {
    let size = l.size();
    let smooth = smoothed(l);
    let mut taken = vec![false; size.area()];
    let mut largest: Option<(usize, Vec<bool>, (u32, u32))> = None;
    let seeds = (0..size.area()).filter(|i| {
        i % size.width as usize % SEED_STEP == SEED_STEP / 2
            && i / size.width as usize % SEED_STEP == SEED_STEP / 2
    });
    for seed in seeds {
        if taken[seed] {
            continue;
        }
        let cells = flood(&smooth, seed);
        let mut inside = vec![false; size.area()];
        for &cell in &cells {
            (inside[cell], taken[cell]) = (true, true);
        }
        let is_larger = largest.as_ref().is_none_or(|(count, ..)| cells.len() > *count);
        if is_larger
            && SHARE.contains(&(cells.len() as f32 / size.area() as f32))
            && spread(ab, &cells) <= COLOUR_SPREAD
            && let Some(centre) = widest_place(&inside, size)
        {
            largest = Some((cells.len(), inside, centre));
        }
    }
    let (count, inside, centre) = largest?;
    let name = format!("flat region of {:.0} %", 100.0 * count as f32 / size.area() as f32);
    Some(Region { name, is_asked: true, centre, size, inside })
}

/// Means over 3x3 cells, so that grain does not end a region.
fn smoothed(l: &Plane) -> Plane {
    let Size { width, height } = l.size();
    let mean = |i: usize| {
        let (x, y) = (i as u32 % width, i as u32 / width);
        let (columns, rows) =
            (x.saturating_sub(1)..(x + 2).min(width), y.saturating_sub(1)..(y + 2).min(height));
        let count = columns.len() * rows.len();
        let sum: f32 = rows.flat_map(|y| columns.clone().map(move |x| (x, y))).map(|(x, y)| l.at(x, y)).sum();
        sum / count as f32
    };
    Plane::from_values(l.size(), (0..l.size().area()).map(mean).collect())
}

/// All cells that even steps lead to from `seed`.
fn flood(l: &Plane, seed: usize) -> Vec<usize> {
    let width = l.size().width as usize;
    let values = l.values();
    let mut reached = vec![false; values.len()];
    reached[seed] = true;
    let mut cells = vec![seed];
    let mut next = 0;
    while let Some(&cell) = cells.get(next) {
        next += 1;
        let x = cell % width;
        let neighbours = [
            (x > 0).then(|| cell - 1),
            (x + 1 < width).then_some(cell + 1),
            cell.checked_sub(width),
            Some(cell + width).filter(|&below| below < values.len()),
        ];
        for neighbour in neighbours.into_iter().flatten() {
            let is_even = (values[neighbour] - values[cell]).abs() <= STEP;
            if !reached[neighbour] && is_even && (values[neighbour] - values[seed]).abs() <= RANGE {
                reached[neighbour] = true;
                cells.push(neighbour);
            }
        }
    }
    cells
}

fn spread(ab: &[Plane; 2], cells: &[usize]) -> f32 {
    let variance = |plane: &Plane| {
        let values = || cells.iter().map(|&i| f64::from(plane.values()[i]));
        let mean = values().sum::<f64>() / cells.len() as f64;
        values().map(|v| (v - mean).powi(2)).sum::<f64>() / cells.len() as f64
    };
    (variance(&ab[0]) + variance(&ab[1])).sqrt() as f32
}

/// The cell around which the largest square lies within the region, if there is room for a dot.
fn widest_place(inside: &[bool], size: Size) -> Option<(u32, u32)> {
    let (width, height) = (size.width as usize, size.height as usize);
    // Side of the largest square whose lower right corner a cell is.
    let mut sides = vec![0u32; inside.len()];
    let mut best = (0, 0);
    for i in 0..inside.len() {
        if !inside[i] {
            continue;
        }
        let (x, y) = (i % width, i / width);
        sides[i] = 1;
        if x > 0 && y > 0 {
            sides[i] += sides[i - 1].min(sides[i - width]).min(sides[i - width - 1]);
        }
        if sides[i] > best.0 {
            best = (sides[i], i);
        }
    }
    let (side, corner) = best;
    let half = side / 2;
    let centre = (corner as u32 % size.width - half, corner as u32 / size.width - half);
    let has_room = side > 2 * REACH && centre.1 + REACH < height as u32;
    has_room.then_some(centre)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size::new(96, 64);

    fn plane(value: impl Fn(u32, u32) -> f32) -> Plane {
        Plane::from_values(SIZE, (0..SIZE.area() as u32).map(|i| value(i % 96, i / 96)).collect())
    }

    #[test]
    fn the_largest_even_region_is_found_up_to_its_edges() {
        // A ramp of a quarter unit per column to the left of an edge, rough ground to its right.
        let l = plane(|x, y| if x < 40 { 50.0 + 0.25 * x as f32 } else { ((x * 37 + y * 91) % 80) as f32 });
        let region = flat_region(&l, &[plane(|_, _| 5.0), plane(|_, _| 5.0)]).unwrap();
        let count = region.inside.iter().filter(|inside| **inside).count();
        assert!((38 * 64..=42 * 64).contains(&count), "{count}");
        assert!((15..30).contains(&region.centre.0), "{:?}", region.centre);
        assert!((region.mean(&l) - 55.0).abs() < 1.0);
        assert!(region.touches_dot((38, 30)) && !region.touches_dot((50, 30)));
    }

    #[test]
    fn what_is_of_many_colours_or_has_no_room_for_a_dot_is_no_region() {
        let even = plane(|_, _| 50.0);
        let stripes = plane(|x, _| if x % 8 < 4 { 20.0 } else { 80.0 });
        let (gray, colours) = (plane(|_, _| 0.0), plane(|x, _| x as f32));
        let half = plane(|x, _| if x < 40 { 50.0 } else { 90.0 });
        assert!(flat_region(&half, &[gray.clone(), colours]).is_none());
        assert!(flat_region(&stripes, &[gray.clone(), gray.clone()]).is_none());
        // All of the picture: nothing would be left that recolouring could spare.
        assert!(flat_region(&even, &[gray.clone(), gray]).is_none());
    }

    #[test]
    fn only_what_lies_outside_counts_as_the_rest() {
        let region = Region::new("left", SIZE, (20, 20), |x, _| x < 48);
        let before = [plane(|_, _| 0.0), plane(|_, _| 0.0)];
        let after = [plane(|x, _| if x < 48 { 50.0 } else { 3.0 }), plane(|_, _| 4.0)];
        assert!((region.mean_distance_outside(&before, &after) - 5.0).abs() < 1e-6);
    }
}
