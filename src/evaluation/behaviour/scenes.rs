//! Made-up pictures in which it is plain where one thing ends.

use rand_distr::{Distribution, Normal};

use super::regions::Region;
use crate::evaluation::protocol::chance;
use crate::evaluation::subject::GRID;
use crate::raster::Plane;

/// A picture and its things.
pub(super) struct Scene {
    /// What it shows.
    pub(super) name: String,
    /// Lightness, 0..100.
    pub(super) l: Plane,
    /// Its things, which together cover it.
    pub(super) regions: Vec<Region>,
}

/// A scene whose lightness at a place is `l`, with grain of a standard deviation that depends on the
/// place.
fn scene(
    name: &str,
    regions: Vec<Region>,
    l: impl Fn(u32, u32) -> f32,
    grain: impl Fn(u32, u32) -> f32,
) -> Scene {
    let mut rng = chance(name, "grain");
    let normal = Normal::new(0.0f32, 1.0).expect("the width is positive");
    let value = |i: usize| {
        let (x, y) = (i as u32 % GRID.width, i as u32 / GRID.width);
        (l(x, y) + grain(x, y) * normal.sample(&mut rng)).clamp(0.0, 100.0)
    };
    let l = Plane::from_values(GRID, (0..GRID.area()).map(value).collect());
    Scene { name: name.to_owned(), l, regions }
}

/// Two things, the first where `inside` says so.
fn pair(
    first: (&str, (u32, u32)),
    second: (&str, (u32, u32)),
    inside: impl Fn(u32, u32) -> bool + Copy,
) -> Vec<Region> {
    vec![
        Region::new(first.0, GRID, first.1, inside),
        Region::new(second.0, GRID, second.1, move |x, y| !inside(x, y)),
    ]
}

/// All scenes.
pub(super) fn scenes() -> Vec<Scene> {
    let disc = |x: u32, y: u32| (x as f32 - 127.5).hypot(y as f32 - 127.5) < 60.0;
    let left = |x: u32, _: u32| x < 128;
    let sky = |_: u32, y: u32| y < 150;
    let bar = |x: u32, _: u32| (120..129).contains(&x);
    let choose = |is_first: bool, first: f32, second: f32| if is_first { first } else { second };
    let beside_bar = vec![
        Region::new("bar", GRID, (124, 128), bar),
        Region::new("ground to the left", GRID, (60, 128), |x, _| x < 120).not_asked(),
        Region::new("ground to the right", GRID, (190, 128), |x, _| x >= 129).not_asked(),
    ];
    vec![
        scene(
            "disc on even ground",
            pair(("disc", (128, 128)), ("ground", (30, 30)), disc),
            |x, y| choose(disc(x, y), 65.0, 40.0),
            |_, _| 0.0,
        ),
        scene(
            "two tones",
            pair(("dark half", (64, 128)), ("light half", (192, 128)), left),
            |x, y| choose(left(x, y), 35.0, 70.0),
            |_, _| 0.0,
        ),
        scene(
            "sky over land",
            pair(("sky", (128, 60)), ("land", (128, 210)), sky),
            |x, y| choose(sky(x, y), 90.0 - y as f32 / 6.0, 25.0),
            |x, y| choose(sky(x, y), 0.5, 3.0),
        ),
        scene(
            "rough beside smooth",
            pair(("smooth half", (64, 128)), ("rough half", (192, 128)), left),
            |x, y| choose(left(x, y), 45.0, 60.0),
            |x, y| choose(left(x, y), 0.5, 6.0),
        ),
        scene("thin bar", beside_bar, |x, y| choose(bar(x, y), 75.0, 40.0), |_, _| 0.5),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dot_lies_within_its_own_thing_and_the_same_scene_is_made_each_time() {
        for (scene, again) in scenes().iter().zip(scenes()) {
            assert_eq!(scene.l, again.l);
            for (number, region) in scene.regions.iter().enumerate() {
                for (other, elsewhere) in scene.regions.iter().enumerate() {
                    assert_eq!(elsewhere.touches_dot(region.centre), number == other, "{}", scene.name);
                }
            }
        }
    }
}
