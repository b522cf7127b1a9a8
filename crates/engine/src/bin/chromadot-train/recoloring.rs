//! A thing of another colour than the photograph's, with a point that tells so: how the network learns
//! that odd colours are obeyed too, and that they end where the thing ends.

use chromadot::color::gamut::chroma_within_srgb;
use chromadot::color::lab::Lab;
use chromadot::hints::HintMap;
use chromadot::hints::simulation::{HintLaw, Patch, paint};
use chromadot::raster::Plane;
use rand::{Rng, RngExt};

/// Cells next to each other are of one thing when they differ by at most this in Lab.
const STEP: f32 = 4.0;
/// And when they differ from the cell that the thing was found by, by at most this.
const RANGE: f32 = 20.0;
/// Shares of a crop that a thing may take.
const SHARE: std::ops::RangeInclusive<f64> = 0.01..=0.6;
/// Places tried for a thing, and then for a point upon it.
const TRIES: usize = 12;
/// Largest chroma of its new colour, before sRGB's bound.
const MOST_CHROMA: f32 = 70.0;
/// Share of pictures in which the thing's point is the only one.
const ALONE: f64 = 0.5;

/// Gives some thing in the crop (`l` and its true `ab`) a colour drawn by chance, and draws hints of
/// which one lies upon it; `None`, with nothing changed, where no thing is found.
pub fn recolor(rng: &mut impl Rng, l: &Plane, ab: &mut [Plane; 2], law: &HintLaw) -> Option<HintMap> {
    let (inside, seed) = find_thing(rng, l, ab)?;
    let count = inside.iter().filter(|inside| **inside).count() as f32;
    let (sin, cos) = rng.random_range(0.0..std::f32::consts::TAU).sin_cos();
    let chroma = rng.random_range(0.0..=MOST_CHROMA);
    let wanted = Lab { l: l.values()[seed], a: chroma * cos, b: chroma * sin };
    let within = chroma_within_srgb(wanted);
    let shares = softened(&inside, l.size().width as usize);
    for (plane, wanted) in ab.iter_mut().zip([wanted.a, wanted.b]) {
        let of_thing = plane.values().iter().zip(&inside).filter(|(_, inside)| **inside);
        let mean = of_thing.map(|(value, _)| value).sum::<f32>() / count;
        let shift = wanted * within - mean;
        plane.values_mut().iter_mut().zip(&shares).for_each(|(value, share)| *value += share * shift);
    }
    let mut hints = if rng.random_bool(ALONE) { HintMap::empty(l.size()) } else { law.draw(rng, ab) };
    let patch = place_point(rng, l, &inside, seed, law);
    paint(&mut hints, ab, &[patch]);
    Some(hints)
}

/// The cells of some even region, and the one it was found by.
fn find_thing(rng: &mut impl Rng, l: &Plane, ab: &[Plane; 2]) -> Option<(Vec<bool>, usize)> {
    let area = l.size().area();
    (0..TRIES).find_map(|_| {
        let seed = rng.random_range(0..area);
        let (inside, count) = flood(l, ab, seed);
        SHARE.contains(&(count as f64 / area as f64)).then_some((inside, seed))
    })
}

/// All cells that small steps in Lab lead to from `seed`, and their number.
fn flood(l: &Plane, ab: &[Plane; 2], seed: usize) -> (Vec<bool>, usize) {
    let (width, planes) = (l.size().width as usize, [l.values(), ab[0].values(), ab[1].values()]);
    let distance =
        |i: usize, j: usize| planes.iter().map(|plane| (plane[i] - plane[j]).powi(2)).sum::<f32>().sqrt();
    let mut inside = vec![false; planes[0].len()];
    inside[seed] = true;
    let mut cells = vec![seed];
    let mut next = 0;
    while let Some(&cell) = cells.get(next) {
        next += 1;
        let neighbours = [
            (cell % width > 0).then(|| cell - 1),
            ((cell + 1) % width > 0).then_some(cell + 1),
            cell.checked_sub(width),
            Some(cell + width).filter(|&below| below < inside.len()),
        ];
        for neighbour in neighbours.into_iter().flatten() {
            if !inside[neighbour] && distance(neighbour, cell) <= STEP && distance(neighbour, seed) <= RANGE {
                inside[neighbour] = true;
                cells.push(neighbour);
            }
        }
    }
    (inside, cells.len())
}

/// How much of each cell's 3x3 neighbourhood is inside: a photograph's edges are as soft.
fn softened(inside: &[bool], width: usize) -> Vec<f32> {
    let height = inside.len() / width;
    let share = |i: usize| {
        let (x, y) = (i % width, i / width);
        let (columns, rows) =
            (x.saturating_sub(1)..(x + 2).min(width), y.saturating_sub(1)..(y + 2).min(height));
        let count = (columns.len() * rows.len()) as f32;
        rows.flat_map(|y| columns.clone().map(move |x| y * width + x)).filter(|&j| inside[j]).count() as f32
            / count
    };
    (0..inside.len()).map(share).collect()
}

/// A patch of a size by `law` that lies upon the thing, or the cell `seed` alone.
fn place_point(rng: &mut impl Rng, l: &Plane, inside: &[bool], seed: usize, law: &HintLaw) -> Patch {
    let size = l.size();
    let drawn = |rng: &mut _| {
        let side = law.draw_side(rng, size);
        let [left, top] =
            [size.width, size.height].map(|length| RngExt::random_range(rng, 0..=length - side));
        Patch { left, top, side }
    };
    let lies_upon = |patch: &Patch| patch.cells(size.width).all(|i| inside[i]);
    let tried = (0..TRIES * TRIES).map(|_| drawn(rng)).find(lies_upon);
    let (left, top) = (seed as u32 % size.width, seed as u32 / size.width);
    tried.unwrap_or(Patch { left, top, side: 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chromadot::raster::Size;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    const SIZE: Size = Size::new(48, 40);

    /// A dark disc upon light ground.
    fn disc(x: usize, y: usize) -> bool {
        (x as f32 - 24.0).hypot(y as f32 - 20.0) < 12.0
    }

    #[test]
    fn one_thing_changes_its_colour_and_a_point_tells_so() {
        let plane = |thing: f32, ground: f32| {
            let value = |i: usize| if disc(i % 48, i / 48) { thing } else { ground };
            Plane::from_values(SIZE, (0..SIZE.area()).map(value).collect())
        };
        let l = plane(40.0, 70.0);
        let mut things = 0;
        for seed in 0..40 {
            let before = [plane(10.0, -5.0), plane(0.0, 20.0)];
            let mut ab = before.clone();
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let Some(hints) = recolor(&mut rng, &l, &mut ab, &HintLaw::PAPER) else { continue };
            // The ground is more than a thing may be, so the disc is what was found.
            assert_eq!((ab[0].at(2, 2), ab[1].at(2, 2)), (-5.0, 20.0));
            let new = [ab[0].at(24, 20), ab[1].at(24, 20)];
            things += usize::from((new[0] - 10.0).hypot(new[1]) > 10.0);
            let told = (0..SIZE.area()).filter(|&i| hints.mask.values()[i] > 0.0 && disc(i % 48, i / 48));
            assert!(told.count() > 0);
        }
        assert!(things > 25, "{things}");
    }

    #[test]
    fn where_there_is_no_thing_nothing_is_changed() {
        let rough = |scale: usize| {
            Plane::from_values(SIZE, (0..SIZE.area()).map(|i| (i * scale % 83) as f32).collect())
        };
        let before = [rough(31), rough(47)];
        let mut ab = before.clone();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        assert_eq!(recolor(&mut rng, &rough(37), &mut ab, &HintLaw::PAPER), None);
        assert_eq!(ab, before);
    }
}
