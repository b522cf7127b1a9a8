//! How a job says how far it is, and learns that it is no longer wanted.

/// The job was stopped by the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped by the user")]
pub struct Cancelled;

/// Where a host shows progress.
pub trait Progress {
    /// Shows what is being done and which share of the job is behind it, 0..1.
    ///
    /// # Errors
    /// [`Cancelled`] when the job is to stop here.
    fn step(&mut self, doing: &str, done: f32) -> Result<(), Cancelled>;
}

/// Shows nothing and never stops a job.
pub struct Silent;

impl Progress for Silent {
    fn step(&mut self, _: &str, _: f32) -> Result<(), Cancelled> {
        Ok(())
    }
}
