//! The one thread in which everything is computed.
//!
//! Each thread that computes with libtorch gets a team of OpenMP threads of its own, so all models
//! share one thread with a queue. It flushes denormal numbers before its first operation (the team
//! inherits that; a convolution over denormals is up to 160 times slower) and fixes the thread count.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use chromadot_engine_abi::export::panic_text;
use chromadot_engine_abi::{Failure, Status};

/// Threads for a computation when none are asked for: more than eight gain little on pictures of
/// the network's size.
const MOST_THREADS: usize = 8;

type Job = Box<dyn FnOnce() + Send>;

struct ComputeThread {
    queue: Sender<Job>,
    threads: usize,
}

/// Runs `job` in the compute thread, with gradients off, and waits for it.
///
/// `threads` (0: one for each core, at most eight) is heeded by the first call of a process.
///
/// # Errors
/// What `job` says; [`Status::Internal`] when it panics.
pub fn compute<T: Send + 'static>(
    threads: usize,
    job: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let internal = |what: &str| Failure::new(Status::Internal, what);
    let compute_thread = compute_thread(threads)?;
    let (answer, answered) = channel();
    let guarded = move || {
        let outcome = catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|panic| {
            Err(Failure::new(Status::Internal, format!("the computation failed: {}", panic_text(&*panic))))
        });
        // Nobody waits any more only if the caller's thread is gone.
        let _ = answer.send(outcome);
    };
    compute_thread.queue.send(Box::new(guarded)).map_err(|_| internal("the compute thread has ended"))?;
    answered.recv().map_err(|_| internal("the compute thread has ended"))?
}

/// Number of threads that compute.
///
/// # Errors
/// [`Status::Internal`] when the system gives no thread.
pub fn thread_count(threads: usize) -> Result<usize, Failure> {
    Ok(compute_thread(threads)?.threads)
}

fn compute_thread(threads: usize) -> Result<&'static ComputeThread, Failure> {
    static THREAD: OnceLock<Result<ComputeThread, Failure>> = OnceLock::new();
    let start = || {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = if threads == 0 { cores.min(MOST_THREADS) } else { threads };
        let (queue, jobs) = channel::<Job>();
        let run = move || {
            flush_denormals();
            tch::set_num_interop_threads(1);
            tch::set_num_threads(threads as i32);
            let _no_gradients = tch::no_grad_guard();
            for job in jobs {
                job();
            }
        };
        let started = thread::Builder::new().name("chromadot-compute".to_owned()).spawn(run);
        started
            .map(|_| ComputeThread { queue, threads })
            .map_err(|e| Failure::new(Status::Internal, format!("no thread for computing: {e}")))
    };
    THREAD.get_or_init(start).as_ref().map_err(Clone::clone)
}

/// Makes this thread, and those it starts from here on, take denormal numbers as zero.
#[cfg(target_arch = "x86_64")]
pub fn flush_denormals() {
    use std::arch::asm;
    /// Flush results to zero (bit 15) and take denormal operands as zero (bit 6).
    const FLUSH: u32 = 0x8040;
    let mut control = 0u32;
    // SAFETY: stores the control register of this thread into a live variable; SSE is part of x86-64.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut control, options(nostack)) };
    control |= FLUSH;
    // SAFETY: only the two flushing bits differ from what the register held; this thread runs
    // nothing but the network's arithmetic, which does not depend on denormal numbers.
    unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const control, options(nostack, readonly)) };
}

/// Elsewhere denormal numbers are left to the processor.
#[cfg(not(target_arch = "x86_64"))]
pub fn flush_denormals() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_in_a_job_is_an_error_and_the_next_job_runs() {
        let failed = compute(1, || -> Result<(), Failure> { panic!("deliberately") }).unwrap_err();
        assert_eq!(failed.status, Status::Internal);
        assert!(failed.message.contains("deliberately"));
        assert_eq!(compute(1, || Ok(7)).unwrap(), 7);
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn denormal_numbers_are_flushed_in_the_compute_thread_only() {
        let halved = |value: f32| std::hint::black_box(value) * std::hint::black_box(0.5);
        assert_eq!(compute(1, move || Ok(halved(f32::MIN_POSITIVE))).unwrap(), 0.0);
        assert!(halved(f32::MIN_POSITIVE) > 0.0);
    }
}
