//! What a plug-in declares, and how GIMP has it run, in every version.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::gimp::Gimp;
use crate::image::Layer;
use crate::v3::Config;

/// A plug-in: its procedures, and what they do.
pub trait PlugIn: Sync {
    /// What is registered. Called in a query, which GIMP's start waits for.
    fn procedures(&self) -> Vec<Procedure>;

    /// Runs a procedure. A panic in here reaches GIMP as an ordinary failure.
    fn run(&self, gimp: Gimp, call: &Call) -> Outcome;

    /// The process is about to end, because a call has been answered or GIMP is gone. Must not panic.
    fn quit(&self);
}

/// A procedure with a place in GIMP's menus.
///
/// GIMP hands every one in its image menu run mode, image and layer first, so these are not among
/// the `parameters`.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// Name in the procedure database.
    pub name: String,
    /// Menu label.
    pub label: String,
    /// Menu path.
    pub menu: String,
    /// Types of images for which the menu entry is active.
    pub image_types: String,
    /// One line of help.
    pub blurb: String,
    /// A paragraph of help.
    pub help: String,
    /// Who wrote it.
    pub author: String,
    /// Year or date.
    pub date: String,
    /// Parameters behind run mode, image and layer.
    pub parameters: Vec<Parameter>,
    /// The layer that it works on, as GIMP 3's dialog offers it: there, and not to scripts, it can be
    /// another than the one that is selected. None where the dialog does not offer it.
    pub chosen_layer: Option<Parameter>,
    /// The layer that comes back, if one does.
    pub returns: Option<Returned>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Name of letters, digits and dashes.
    pub name: String,
    /// Label in a dialog; an underscore marks the mnemonic.
    pub label: String,
    /// One line of help.
    pub help: String,
    /// Type, range and default.
    pub kind: Kind,
}

/// What values a parameter takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A layer or none.
    Layer,
    /// One of several: in GIMP 2.10 by its number, in GIMP 3 by its name.
    Choice {
        /// All of them, numbered from 0.
        choices: Vec<Choice>,
        /// Name of the one that is taken when nothing is said.
        default: String,
    },
    /// A number within bounds, both included.
    Number {
        /// Smallest value.
        minimum: f64,
        /// Largest value.
        maximum: f64,
        /// Value when nothing is said.
        default: f64,
    },
    /// Text that names one of several things or, empty, none: GIMP 3 offers them in a list.
    Name {
        /// All of them.
        choices: Vec<Choice>,
    },
    /// Text.
    Text {
        /// Value when nothing is said.
        default: String,
    },
    /// Path of a file or, empty, none.
    File,
}

/// One value of a [`Kind::Choice`] or a [`Kind::Name`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Name for scripts.
    pub name: String,
    /// Label in a dialog.
    pub label: String,
}

/// A layer that a procedure gives back.
#[derive(Clone, Debug)]
pub struct Returned {
    /// Name of letters, digits and dashes.
    pub name: String,
    /// One line of help.
    pub help: String,
}

/// An argument.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Number of a layer, -1 for none.
    Layer(i32),
    /// Number of a choice, which a script may have made up.
    Choice(i32),
    /// Number.
    Number(f64),
    /// Text, also a path.
    Text(String),
}

/// How a procedure was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunMode {
    /// From the menu: ask the user.
    Interactive,
    /// From a script: take the arguments.
    NonInteractive,
    /// "Repeat": as it was run last.
    WithLastValues,
}

impl RunMode {
    /// By GIMP's number, the same in every version.
    pub(crate) fn from_number(number: i64) -> Self {
        match number {
            0 => Self::Interactive,
            2 => Self::WithLastValues,
            _ => Self::NonInteractive,
        }
    }
}

/// One call of a procedure. It is lent to the plug-in, and no copy of it can be kept.
pub struct Call {
    /// Name of the procedure.
    pub procedure: String,
    /// How it was called.
    pub run_mode: RunMode,
    /// Number of the image.
    pub image: i32,
    /// Numbers of the selected drawables: GIMP 2.10 knows one at a time.
    pub drawables: Vec<i32>,
    /// Values of the declared parameters in their order. None when GIMP 2.10's menu calls.
    pub arguments: Vec<Value>,
    /// GIMP 3's own keeping of the arguments, by which it asks the user.
    pub config: Option<Config>,
}

/// How a call ended.
#[derive(Clone)]
pub enum Outcome {
    /// Well, with the layer that comes back where one was declared.
    Success(Option<Layer>),
    /// The user decided otherwise.
    Cancelled,
    /// Not: a sentence for the user.
    Failed(String),
}

/// What `run` gives; a panic in it becomes an ordinary failure, for it must not cross into C.
pub(crate) fn guarded(run: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        Outcome::Failed(format!(
            "an internal error stopped the filter ({}); the image was not changed any further, please report this",
            words(panic.as_ref())
        ))
    })
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no details")
}

/// What is said when a plug-in cannot describe itself, which GIMP takes as "nothing here".
pub(crate) const NO_DESCRIPTION: &str =
    "The plug-in could not describe itself to GIMP; this is a fault in the plug-in.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_failure_with_its_words() {
        let Outcome::Failed(sentence) = guarded(|| panic!("no more {}", "paint")) else {
            panic!("it went well")
        };
        assert!(sentence.starts_with("an internal error stopped the filter (no more paint)"), "{sentence}");
    }
}
