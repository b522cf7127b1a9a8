//! What is worked out once for one photograph, when it is first asked for.

use std::sync::Arc;

use super::compose::KnownLightness;
use super::{Detail, Ground, PipelineError};
use crate::raster::PixelSource;

/// The grounds of one photograph and one model, one for each detail that was asked for.
#[derive(Default)]
pub struct Grounds {
    grounds: Vec<(Detail, Arc<Ground>)>,
    /// For composing.
    pub lightness: KnownLightness,
}

impl Grounds {
    /// The ground of this detail, read from `photo` the first time.
    ///
    /// # Errors
    /// As [`Ground::read`].
    pub fn of(&mut self, photo: &mut dyn PixelSource, detail: Detail) -> Result<Arc<Ground>, PipelineError> {
        if let Some((_, ground)) = self.grounds.iter().find(|(known, _)| *known == detail) {
            return Ok(Arc::clone(ground));
        }
        let ground = Arc::new(Ground::read(photo, detail)?);
        self.grounds.push((detail, Arc::clone(&ground)));
        Ok(ground)
    }
}
