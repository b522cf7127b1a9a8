//! Batches made ahead of the network by worker threads, the same ones in the same order every time.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::configuration::Configuration;
use crate::photographs::Photographs;
use crate::sample::{Sample, draw_sample};

/// The examples of one step.
pub type Batch = Vec<Sample>;

/// Batches that a worker makes ahead.
const AHEAD: usize = 2;

/// Batches from a step on.
pub struct Batches {
    workers: Vec<Receiver<Batch>>,
    next: u64,
}

impl Batches {
    /// Starts `workers` threads that make the batches from `first` to the run's end. What a batch
    /// holds depends on its step alone, not on the workers, so that a resumed run goes on exactly.
    pub fn start(
        photographs: Arc<Photographs>,
        configuration: Arc<Configuration>,
        first: u64,
        workers: usize,
    ) -> Self {
        let steps = configuration.steps();
        let start = |worker: u64| {
            let (sender, receiver) = sync_channel(AHEAD);
            let (photographs, configuration) = (Arc::clone(&photographs), Arc::clone(&configuration));
            thread::spawn(move || {
                let mut order = Order::new(configuration.seed, photographs.training.len());
                for step in (first + worker..steps).step_by(workers) {
                    let batch = make_batch(step, &photographs, &configuration, &mut order);
                    // Nobody takes batches any more once the run has ended.
                    if sender.send(batch).is_err() {
                        return;
                    }
                }
            });
            receiver
        };
        Self { workers: (0..workers as u64).map(start).collect(), next: 0 }
    }

    /// The next step's batch; `None` at the run's end, or when a worker has failed.
    pub fn take(&mut self) -> Option<Batch> {
        let worker = self.next as usize % self.workers.len();
        self.next += 1;
        self.workers[worker].recv().ok()
    }
}

fn make_batch(
    step: u64,
    photographs: &Photographs,
    configuration: &Configuration,
    order: &mut Order,
) -> Batch {
    let (stage, _) = configuration.stage_at(step);
    let first = configuration.pictures_before(step);
    let sample = |position: u64| {
        let photograph = &photographs.training[order.at(position)];
        let mut rng = random(configuration.seed, Purpose::Sample, position);
        draw_sample(&mut rng, photograph, configuration, stage)
    };
    (first..first + stage.batch as u64).map(sample).collect()
}

/// What random numbers are drawn for; each purpose has a stream of its own.
#[derive(Clone, Copy)]
enum Purpose {
    Sample = 1,
    Order = 2,
}

fn random(seed: u64, purpose: Purpose, number: u64) -> impl Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&number.to_le_bytes());
    key[16] = purpose as u8;
    ChaCha8Rng::from_seed(key)
}

/// The order in which photographs are seen: all of them, shuffled anew each time round.
struct Order {
    seed: u64,
    round: Option<u64>,
    shuffled: Vec<usize>,
}

impl Order {
    fn new(seed: u64, photographs: usize) -> Self {
        Self { seed, round: None, shuffled: (0..photographs).collect() }
    }

    /// The photograph at a position of the whole run.
    fn at(&mut self, position: u64) -> usize {
        let count = self.shuffled.len() as u64;
        let round = position / count;
        if self.round != Some(round) {
            self.shuffled.sort_unstable();
            self.shuffled.shuffle(&mut random(self.seed, Purpose::Order, round));
            self.round = Some(round);
        }
        self.shuffled[(position % count) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_photograph_is_seen_once_each_time_round_and_in_another_order() {
        let mut order = Order::new(5, 100);
        let mut rounds: Vec<Vec<usize>> =
            (0..3).map(|round| (0..100).map(|i| order.at(round * 100 + i)).collect()).collect();
        assert!(rounds[0] != rounds[1] && rounds[1] != rounds[2]);
        for round in &mut rounds {
            round.sort_unstable();
            assert_eq!(*round, (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_place_in_the_order_does_not_depend_on_where_one_begins() {
        let mut late = Order::new(5, 10);
        let late: Vec<usize> = (25..40).map(|i| late.at(i)).collect();
        let mut early = Order::new(5, 10);
        let early: Vec<usize> = (0..40).map(|i| early.at(i)).collect();
        assert_eq!(late, early[25..]);
    }
}
