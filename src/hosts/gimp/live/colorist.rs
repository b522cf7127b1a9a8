//! The network in a thread of its own: asked again and again, of which only the newest question counts.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::engine::{Choice, Engine, EngineError, open};
use crate::pipeline::{Cancelled, Chroma, PipelineError, Prepared, Progress};

/// Why there are no colours.
#[derive(Debug, thiserror::Error)]
pub(super) enum ColoristError {
    /// The engine could not be made ready.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The network failed.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// The thread is no more.
    #[error("a fault in Chromadot itself stopped the network; switch Live on again, and please report this")]
    Stopped,
    /// The thread does not answer.
    #[error("the network did not answer for {} s; switch Live on again for a new one", .0.as_secs())]
    Silent(Duration),
}

/// Colours, or why there are none.
pub(super) struct Answer {
    /// That of the question.
    pub number: u64,
    pub chroma: Result<Chroma, ColoristError>,
    /// What the network took by itself.
    pub network: Duration,
}

impl Answer {
    fn without_colours(number: u64, why: ColoristError) -> Self {
        Self { number, chroma: Err(why), network: Duration::ZERO }
    }
}

/// The thread. It ends, when its work is done, after this is dropped.
pub(super) struct Colorist {
    questions: Sender<(u64, Prepared)>,
    answers: Receiver<Answer>,
    newest: Arc<AtomicU64>,
}

impl Colorist {
    /// Starts the thread, which opens the engine of this choice first.
    pub fn new(choice: Choice) -> Self {
        Self::with(move || open(&choice))
    }

    fn with(open: impl FnOnce() -> Result<Box<dyn Engine>, EngineError> + Send + 'static) -> Self {
        let (questions, asked) = channel();
        let (answering, answers) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let current = Arc::clone(&newest);
        thread::spawn(move || {
            // A panic ends the thread; whoever asks then learns that it stopped.
            let _ = catch_unwind(AssertUnwindSafe(|| work(open, &asked, &answering, &current)));
        });
        Self { questions, answers, newest }
    }

    /// Asks for the colours of a job, and no more for those of earlier ones; gives the question's number.
    pub fn ask(&mut self, job: Prepared) -> u64 {
        let number = 1 + self.newest.fetch_add(1, Ordering::Relaxed);
        // A thread that is no more is noticed when its answer is asked for.
        let _ = self.questions.send((number, job));
        number
    }

    /// The answer to the question of this number, which was the newest, once it has come, or that none came
    /// within the `patience`.
    pub fn wait_for(&mut self, number: u64, patience: Duration) -> Answer {
        let began = Instant::now();
        loop {
            if let Some(answer) = self.answer().filter(|answer| answer.number == number) {
                return answer;
            }
            if began.elapsed() > patience {
                return Answer::without_colours(number, ColoristError::Silent(patience));
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The newest answer, if one has come.
    pub fn answer(&mut self) -> Option<Answer> {
        let mut newest = None;
        loop {
            match self.answers.try_recv() {
                Ok(answer) => newest = Some(answer),
                Err(TryRecvError::Empty) => return newest,
                Err(TryRecvError::Disconnected) => {
                    let number = self.newest.load(Ordering::Relaxed);
                    let stopped = || Answer::without_colours(number, ColoristError::Stopped);
                    return Some(newest.unwrap_or_else(stopped));
                }
            }
        }
    }
}

fn work(
    open: impl FnOnce() -> Result<Box<dyn Engine>, EngineError>,
    asked: &Receiver<(u64, Prepared)>,
    answering: &Sender<Answer>,
    newest: &AtomicU64,
) {
    let mut open = Some(open);
    let mut engine: Option<Box<dyn Engine>> = None;
    while let Ok(mut question) = asked.recv() {
        while let Ok(newer) = asked.try_recv() {
            question = newer;
        }
        let (number, job) = question;
        let mut is_wanted = StillWanted { number, newest };
        let mut network = Duration::ZERO;
        let mut colours = || {
            if let Some(open) = open.take() {
                engine = Some(open()?);
            }
            let engine = engine.as_mut().ok_or(ColoristError::Stopped)?;
            let began = Instant::now();
            let chroma = job.predict(engine.as_mut(), &mut is_wanted);
            network = began.elapsed();
            Ok(chroma?)
        };
        let chroma = colours();
        if matches!(chroma, Err(ColoristError::Pipeline(PipelineError::Cancelled(_)))) {
            continue;
        }
        if answering.send(Answer { number, chroma, network }).is_err() {
            return;
        }
    }
}

/// Stops a job once there is a newer one.
struct StillWanted<'a> {
    number: u64,
    newest: &'a AtomicU64,
}

impl Progress for StillWanted<'_> {
    fn step(&mut self, _: &str, _: f32) -> Result<(), Cancelled> {
        if self.newest.load(Ordering::Relaxed) == self.number { Ok(()) } else { Err(Cancelled) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::fake::FakeEngine;
    use crate::hints::global::GlobalHints;
    use crate::pipeline::Ground;
    use crate::raster::{Plane, Size};

    /// Longer than any test takes.
    const MINUTE: Duration = Duration::from_secs(60);

    fn job() -> Prepared {
        let ground = Ground::of_lightness(Plane::filled(Size::new(16, 16), 50.0));
        let hints = ground.no_hints();
        Prepared::from_parts(Arc::new(ground), hints, GlobalHints::default(), 1.0)
    }

    #[test]
    fn only_the_newest_question_is_answered() {
        let (go, wait) = channel();
        let mut colorist = Colorist::with(move || {
            wait.recv().unwrap();
            Ok(Box::new(FakeEngine::new([12.0, -7.0])))
        });
        colorist.ask(job());
        colorist.ask(job());
        let newest = colorist.ask(job());
        go.send(()).unwrap();
        let answer = colorist.wait_for(newest, MINUTE);
        assert_eq!(answer.chroma.unwrap().ab[0].at(3, 3), 12.0);
    }

    #[test]
    fn a_thread_that_panicked_is_an_answer_too() {
        let mut colorist = Colorist::with(|| panic!("on purpose"));
        let number = colorist.ask(job());
        let answer = colorist.wait_for(number, MINUTE);
        assert!(matches!(answer.chroma, Err(ColoristError::Stopped)));
    }

    #[test]
    fn a_network_that_hangs_is_not_waited_for_without_end() {
        let (_keeps_it_waiting, wait) = channel::<()>();
        let mut colorist = Colorist::with(move || {
            let _ = wait.recv();
            Ok(Box::new(FakeEngine::new([0.0, 0.0])))
        });
        let number = colorist.ask(job());
        let said = colorist.wait_for(number, Duration::from_millis(20)).chroma.unwrap_err().to_string();
        assert_eq!(said, "the network did not answer for 0 s; switch Live on again for a new one");
    }
}
