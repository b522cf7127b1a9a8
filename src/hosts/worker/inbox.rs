//! Requests that wait: the newest of each kind, with the pictures that it means.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::messages::{Answer, Fault, Given, Pictures, Request, Role, Wish};
use super::outbox::Outbox;
use super::pictures::RawPicture;

/// A request that is complete.
#[derive(Clone, Debug)]
pub struct Job {
    /// The host's number for it.
    pub id: u64,
    /// What is wanted.
    pub wish: Wish,
    /// The photograph, hints, reference and selection.
    pub pictures: Pictures<Option<Arc<RawPicture>>>,
    /// Set when nobody wants the job any more.
    pub stopped: Arc<AtomicBool>,
}

/// Between the thread that reads and the one that works.
#[derive(Default)]
pub struct Inbox {
    state: Mutex<State>,
    arrived: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Job>,
    /// In work, or the last that was.
    taken: Option<Job>,
    /// What `"same"` means.
    last: Pictures<Option<Arc<RawPicture>>>,
}

impl Inbox {
    /// An empty inbox.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panicked left a list of jobs, which is whole at every moment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a request in. Older ones of its kind are stopped, those that wait answered at once.
    pub fn put(&self, request: Request, outbox: &Outbox) {
        let mut state = self.state();
        match request {
            Request::Cancel(id) => state.stop(outbox, |job| job.id == id),
            Request::Job { id, wish, pictures } => {
                let pictures = match state.remember(pictures) {
                    Ok(pictures) => pictures,
                    Err(fault) => return outbox.send(Some(id), &Answer::error(&fault)),
                };
                state.stop(outbox, |job| same_kind(&job.wish, &wish));
                state.waiting.push_back(Job { id, wish, pictures, stopped: Arc::default() });
                self.arrived.notify_one();
            }
        }
    }

    /// The next job; waits until there is one.
    pub fn take(&self) -> Job {
        let mut state = self.state();
        loop {
            if let Some(job) = state.waiting.pop_front() {
                state.taken = Some(job.clone());
                return job;
            }
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl State {
    fn stop(&mut self, outbox: &Outbox, unwanted: impl Fn(&Job) -> bool) {
        if let Some(job) = self.taken.as_ref().filter(|job| unwanted(job)) {
            job.stopped.store(true, Ordering::Relaxed);
        }
        self.waiting.retain(|job| {
            let stays = !unwanted(job);
            if !stays {
                outbox.send(Some(job.id), &Answer::Stopped(true));
            }
            stays
        });
    }

    fn remember(&mut self, pictures: Pictures<Given>) -> Result<Pictures<Option<Arc<RawPicture>>>, Fault> {
        let mut meant = Pictures::default();
        for (i, given) in pictures.into_iter().enumerate() {
            meant[i] = match given {
                Given::Nothing => None,
                Given::Same => Some(self.last[i].clone().ok_or(Fault::NothingBefore(Role::ALL[i]))?),
                Given::Picture(picture) => Some(picture),
                Given::Rows(rows) => {
                    let before = self.last[i].as_deref();
                    let whole = before.and_then(|before| before.with(&rows));
                    Some(Arc::new(whole.ok_or(Fault::NoSuchRows(Role::ALL[i]))?))
                }
            };
            if meant[i].is_some() {
                self.last[i] = meant[i].clone();
            }
        }
        Ok(meant)
    }
}

/// Whether the later of two wishes makes the earlier one needless.
fn same_kind(earlier: &Wish, later: &Wish) -> bool {
    matches!(
        (earlier, later),
        (Wish::Colorize { .. }, Wish::Colorize { .. }) | (Wish::Suggest { .. }, Wish::Suggest { .. })
    )
}

#[cfg(test)]
mod tests {
    use super::super::messages::{Rows, Settings};
    use super::super::pictures::{Format, Shape};
    use super::*;
    use crate::pipeline::Detail;

    fn request(id: u64, photo: Given) -> Request {
        let wish = Wish::Colorize { settings: Settings::new(), format: Format::Bgra8, detail: Detail::Full };
        Request::Job { id, wish, pictures: [photo, Given::Nothing, Given::Nothing, Given::Nothing] }
    }

    fn picture(byte: u8) -> Given {
        let shape = Shape { size: [1, 1], offset: [0, 0], format: Format::Y8 };
        Given::Picture(Arc::new(RawPicture { shape, bytes: vec![byte] }))
    }

    fn outbox() -> Outbox {
        Outbox::new(std::io::sink())
    }

    #[test]
    fn the_newest_request_wins_and_its_pictures_are_its_own() {
        let inbox = Inbox::new();
        inbox.put(request(1, picture(11)), &outbox());
        let first = inbox.take();
        inbox.put(request(2, picture(22)), &outbox());
        assert!(first.stopped.load(Ordering::Relaxed), "one in work is told to stop");
        inbox.put(request(3, Given::Same), &outbox());
        let next = inbox.take();
        assert_eq!(next.id, 3, "one that waited is not begun");
        assert_eq!(next.pictures[0].as_ref().unwrap().bytes, [22], "though its picture stays known");
        assert!(!next.stopped.load(Ordering::Relaxed));
    }

    #[test]
    fn rows_change_the_picture_that_was_given_last_and_no_other() {
        let inbox = Inbox::new();
        let shape = Shape { size: [2, 3], offset: [0, 0], format: Format::Y8 };
        let rows = |shape, top, bytes| Given::Rows(Box::new(Rows { shape, top, bytes }));
        inbox.put(request(1, Given::Picture(Arc::new(RawPicture { shape, bytes: vec![1; 6] }))), &outbox());
        let first = inbox.take();
        inbox.put(request(2, rows(shape, 1, vec![7, 8])), &outbox());
        let second = inbox.take();
        assert_eq!(second.pictures[0].as_ref().unwrap().bytes, [1, 1, 7, 8, 1, 1]);
        assert_eq!(first.pictures[0].as_ref().unwrap().bytes, [1; 6], "one in work keeps its own");
        let other = Shape { size: [1, 6], ..shape };
        for refused in [rows(shape, 2, vec![9; 4]), rows(shape, 4, vec![]), rows(other, 0, vec![9])] {
            inbox.put(request(3, refused), &outbox());
        }
        inbox.put(request(4, Given::Same), &outbox());
        let last = inbox.take();
        assert_eq!((last.id, &last.pictures[0].as_ref().unwrap().bytes[..]), (4, &[1, 1, 7, 8, 1, 1][..]));
    }

    #[test]
    fn a_colour_picker_does_not_stop_a_picture() {
        let inbox = Inbox::new();
        inbox.put(request(1, picture(11)), &outbox());
        let first = inbox.take();
        let wish = Wish::Snap { rgb: "#ff0000".to_owned(), lightness: 50.0 };
        let pictures = [Given::Nothing, Given::Nothing, Given::Nothing, Given::Nothing];
        inbox.put(Request::Job { id: 2, wish, pictures }, &outbox());
        assert!(!first.stopped.load(Ordering::Relaxed));
        inbox.put(Request::Cancel(1), &outbox());
        assert!(first.stopped.load(Ordering::Relaxed));
    }
}
