//! When Live looks at the layers, and when what it saw is worth a new picture.

use std::time::{Duration, Instant};

/// Shortest and longest pause between two looks at the layers.
const PAUSE: (Duration, Duration) = (Duration::from_millis(40), Duration::from_millis(150));
/// Between these, looking takes this share of the time: one part in so many.
const SHARE: u32 = 6;
/// Pause between a look that saw something new and the next one, which tells whether that was all.
const SETTLING: Duration = Duration::from_millis(30);
/// After a stroke, for so long, looks follow each other without a pause: GIMP finishes strokes somewhat after
/// the mouse.
const EAGER: Duration = Duration::from_millis(300);

/// The times of looks.
///
/// Where the pointer's button is known, what a stroke changed is taken as soon as it is up. Where it is not
/// (Wayland, scripts, undo), what has changed is taken when a second look finds it unchanged.
pub(super) struct Rhythm {
    next: Instant,
    /// Since when changes wait to be taken.
    waiting: Option<Instant>,
    /// The last moment at which nothing was new.
    unchanged: Instant,
    is_down: bool,
    stroke_ended: Option<Instant>,
}

/// A look that is due.
pub(super) struct Look {
    began: Instant,
}

impl Rhythm {
    /// Looks at once, and takes what it sees for new.
    pub fn new() -> Self {
        let now = Instant::now();
        Self { next: now, waiting: Some(now), unchanged: now, is_down: false, stroke_ended: None }
    }

    /// Learns whether the pointer's button is down.
    pub fn pointer(&mut self, is_down: bool) {
        self.pointer_at(is_down, Instant::now());
    }

    fn pointer_at(&mut self, is_down: bool, now: Instant) {
        if self.is_down && !is_down {
            self.stroke_ended = Some(now);
        }
        self.is_down = is_down;
    }

    /// Whether the button is down.
    pub fn is_painting(&self) -> bool {
        self.is_down
    }

    /// The look that is due now, if one is.
    pub fn due(&mut self) -> Option<Look> {
        self.due_at(Instant::now())
    }

    fn due_at(&mut self, now: Instant) -> Option<Look> {
        self.stroke_ended.take_if(|ended| now > *ended + EAGER);
        if self.is_down || (now < self.next && self.stroke_ended.is_none()) {
            return None;
        }
        Some(Look { began: now })
    }

    /// Takes note of a look and what it saw. Gives the time since when there are changes to take, if they
    /// are to be taken now.
    pub fn looked(&mut self, look: Look, has_changed: bool) -> Option<Instant> {
        self.looked_at(look, has_changed, Instant::now())
    }

    fn looked_at(&mut self, look: Look, has_changed: bool, now: Instant) -> Option<Instant> {
        let took = now - look.began;
        if has_changed {
            let since = self.stroke_ended.unwrap_or(self.unchanged);
            self.waiting.get_or_insert(since);
        } else if self.waiting.is_none() {
            self.unchanged = look.began;
        }
        let is_settled = !has_changed || self.stroke_ended.is_some();
        let taken = self.waiting.take_if(|_| is_settled);
        if taken.is_some() {
            self.stroke_ended = None;
            self.unchanged = look.began;
        }
        let pause = (took * SHARE).clamp(PAUSE.0, PAUSE.1);
        self.next = now + if self.waiting.is_some() { SETTLING } else { pause };
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(number: u64) -> Duration {
        Duration::from_millis(number)
    }

    /// A rhythm at rest, and when that was.
    fn resting() -> (Rhythm, Instant) {
        let mut rhythm = Rhythm::new();
        let start = rhythm.next;
        let look = rhythm.due_at(start).unwrap();
        assert_eq!(rhythm.looked_at(look, false, start + ms(10)), Some(start), "the first picture");
        (rhythm, start)
    }

    #[test]
    fn a_change_is_taken_when_a_second_look_sees_no_more() {
        let (mut rhythm, start) = resting();
        assert!(rhythm.due_at(start + ms(30)).is_none());
        let look = rhythm.due_at(start + ms(100)).unwrap();
        assert_eq!(rhythm.looked_at(look, true, start + ms(110)), None);
        assert!(rhythm.due_at(start + ms(120)).is_none());
        let look = rhythm.due_at(start + ms(145)).unwrap();
        assert_eq!(rhythm.looked_at(look, true, start + ms(150)), None, "still painting");
        let look = rhythm.due_at(start + ms(185)).unwrap();
        assert_eq!(rhythm.looked_at(look, false, start + ms(190)), Some(start), "since the last quiet look");
    }

    #[test]
    fn a_stroke_is_taken_as_soon_as_the_button_is_up() {
        let (mut rhythm, start) = resting();
        rhythm.pointer_at(true, start + ms(50));
        assert!(rhythm.due_at(start + ms(500)).is_none(), "nothing is looked at meanwhile");
        rhythm.pointer_at(false, start + ms(600));
        let look = rhythm.due_at(start + ms(601)).unwrap();
        assert_eq!(rhythm.looked_at(look, false, start + ms(610)), None, "GIMP has not finished it");
        let look = rhythm.due_at(start + ms(611)).unwrap();
        assert_eq!(rhythm.looked_at(look, true, start + ms(620)), Some(start + ms(600)));
    }

    #[test]
    fn looking_takes_a_small_share_of_the_time() {
        let (mut rhythm, start) = resting();
        let look = rhythm.due_at(start + ms(100)).unwrap();
        rhythm.looked_at(look, false, start + ms(120));
        assert!(rhythm.due_at(start + ms(239)).is_none());
        assert!(rhythm.due_at(start + ms(240)).is_some());
    }
}
