//! Why a run ends without a new layer.

use chromadot_gimp::GimpError;

use crate::engine::EngineError;
use crate::hosts::files::ReadError;
use crate::pipeline::{PipelineError, SuggestError};
use crate::settings::SettingsError;

/// Why a run ended without a new layer, as one sentence with a way on.
#[derive(Debug, thiserror::Error)]
pub(super) enum RunError {
    /// The drawable is a layer mask.
    #[error(
        "the active drawable is a layer mask, not a photograph; click on the layer's own thumbnail in the Layers \
         dialog and run the filter again"
    )]
    Mask,
    /// Several layers are selected, or none.
    #[error("select exactly one layer, the photograph, and run the filter again; {0} are selected")]
    NotOneLayer(usize),
    /// The drawable is a channel or the like.
    #[error(
        "the active drawable is a channel, not a photograph; click on the photograph in the Layers dialog and run \
         the filter again"
    )]
    Channel,
    /// The drawable is a floating selection.
    #[error(
        "the photograph is a floating selection; anchor it (Layer > Anchor Layer) and run the filter again"
    )]
    Floating,
    /// The photograph was deleted while the network worked.
    #[error("the photograph's layer was deleted while the filter worked; nothing was added")]
    Gone,
    /// The photograph was scaled or cropped while the network worked.
    #[error("the photograph was resized while the filter worked; run the filter again")]
    Resized,
    /// A layer argument names something that is not a layer.
    #[error("the argument '{0}' is not a layer; give a layer, or none")]
    NotALayer(&'static str),
    /// A layer argument names the photograph.
    #[error("the photograph itself cannot be chosen for '{0}'; choose another layer, or none")]
    PhotographItself(&'static str),
    /// A choice by a number that it does not have.
    #[error("{name} cannot be {number}; it is a number from 0 to {last}")]
    NoSuchChoice {
        /// The parameter.
        name: String,
        /// What was asked for.
        number: i32,
        /// The largest number.
        last: usize,
    },
    /// The place for suggestions is beside the photograph.
    #[error("the place {0},{1} in the image lies beside the photograph's layer; select something within it")]
    PlaceOutside(i32, i32),
    /// There are no suggestions.
    #[error(transparent)]
    Suggest(#[from] SuggestError),
    /// A script called Live.
    #[error(
        "Live watches while somebody paints; call it with RUN-INTERACTIVE, or chromadot-colorize for one picture"
    )]
    LiveNeedsSomebody,
    /// Live runs for the image already.
    #[error("Live is open for this image already; use its window, or close it first")]
    LiveAlready,
    /// A value that the filter does not take.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The engine could not be made ready.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The thread that made the engine ready panicked.
    #[error("the engine stopped while it was made ready; please report this")]
    EngineStopped,
    /// The file that is to be the reference is no picture.
    #[error(transparent)]
    ReferenceFile(#[from] ReadError),
    /// Something went wrong between reading the pixels and the finished ones.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// GIMP did not do what it was asked for.
    #[error(transparent)]
    Gimp(#[from] GimpError),
}
