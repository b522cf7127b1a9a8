//! What can go wrong between us and GIMP, as sentences.

/// A library of GIMP's could not be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The system's loader does not find or open it.
    #[error("{library} cannot be loaded ({reason}); is GIMP installed completely?")]
    Missing {
        /// File name of the library.
        library: &'static str,
        /// The loader's own words.
        reason: String,
    },
    /// It is there, but older or another one than expected.
    #[error("{library} lacks a function ({reason}); GIMP 2.10.6 or newer is needed")]
    Incomplete {
        /// File name of the library.
        library: &'static str,
        /// The loader's own words, with the name of the function.
        reason: String,
    },
    /// A main loop was started a second time.
    #[error("the plug-in's main loop runs already")]
    Running,
}

/// GIMP did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum GimpError {
    /// A call came back with an error.
    #[error("GIMP could not {action}: {reason}")]
    Refused {
        /// What was asked for, as in "add the layer".
        action: &'static str,
        /// GIMP's own words.
        reason: String,
    },
    /// A picture without pixels, or one that is too large to address.
    #[error("a picture of {width}x{height} pixels cannot be worked on")]
    Size {
        /// Columns.
        width: i32,
        /// Rows.
        height: i32,
    },
    /// Rows outside the picture or not whole were asked for or given.
    #[error("rows {first} to {end} are not within the {height} rows of the picture")]
    Rows {
        /// First row.
        first: u32,
        /// Row behind the last.
        end: u32,
        /// Rows of the picture.
        height: u32,
    },
    /// GIMP's dialog library is not usable.
    #[error(transparent)]
    Load(#[from] LoadError),
}

impl GimpError {
    /// There is nowhere to show a dialog.
    pub(crate) fn no_screen() -> Self {
        Self::Refused {
            action: "show the dialog",
            reason: "there is no screen to show it on; call the procedure with RUN-NONINTERACTIVE".to_owned(),
        }
    }
}
