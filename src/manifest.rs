//! The filter as `plugin-manifest/chromadot.toml` declares it: names, help and parameters.
//!
//! Every host is made from this declaration; none repeats a name, a range or a default.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The whole declaration.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What the filter is called and where it is found.
    pub procedure: Procedure,
    /// GIMP's procedure that makes a palette of likely colours.
    pub suggest: Procedure,
    /// What that one takes.
    #[serde(rename = "suggest-parameter")]
    pub suggest_parameters: Vec<Parameter>,
    /// GIMP's procedure that colorizes while the user paints.
    pub live: Procedure,
    /// Parameters in the order in which hosts' procedures take them.
    #[serde(rename = "parameter")]
    pub parameters: Vec<Parameter>,
}

/// Names and help of the filter or another procedure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Procedure {
    /// Name in a host's procedure database.
    pub name: String,
    /// Menu label.
    pub label: String,
    /// Menu path.
    pub menu: String,
    /// GIMP's list of image types on which the filter works.
    pub image_types: String,
    /// One line of help.
    pub blurb: String,
    /// A paragraph of help.
    pub help: String,
}

impl Procedure {
    /// The label as a title.
    pub fn title(&self) -> &str {
        self.label.trim_end_matches('…')
    }
}

/// One parameter of the filter.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Parameter {
    /// Name of the argument and, on the command line, of the flag.
    pub name: String,
    /// Label in a dialog; an underscore marks the mnemonic.
    pub label: String,
    /// One line of help.
    pub help: String,
    /// Type, range and default.
    #[serde(flatten)]
    pub kind: Kind,
    /// Hosts that offer the parameter; all of them when empty.
    #[serde(default, skip_serializing)]
    hosts: Vec<Host>,
}

/// A place from which the filter is run.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Host {
    /// The command line.
    CommandLine,
    /// GIMP of any version.
    Gimp,
    /// A host that has the worker colorize, as Krita.
    Worker,
}

/// What values a parameter takes.
#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Kind {
    /// A layer or, on the command line, a picture file; may be left out.
    Layer {
        /// A layer whose name contains one of these words is proposed.
        guess: Vec<String>,
        /// Whether layers of the other open images can be chosen as well.
        #[serde(default, rename = "other-images")]
        other_images: bool,
    },
    /// One of several named values.
    Choice {
        /// Name of the choice that is taken when nothing is said.
        default: String,
        /// All choices, in the order of a dialog's list.
        choices: Vec<Choice>,
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
    /// Free text.
    Text {
        /// Value when nothing is said.
        default: String,
    },
    /// The name of a look, or nothing for none.
    Look,
    /// The path of a file, or nothing for none.
    File,
}

/// One value of a [`Kind::Choice`].
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Name on the command line and in saved settings.
    pub name: String,
    /// Label in a dialog.
    pub label: String,
}

impl Parameter {
    /// Whether `host` offers this parameter.
    pub fn offered_to(&self, host: Host) -> bool {
        self.hosts.is_empty() || self.hosts.contains(&host)
    }
}

/// The declaration built into this program.
pub fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
        toml::from_str(include_str!("../plugin-manifest/chromadot.toml"))
            .expect("plugin-manifest/chromadot.toml is checked by a test")
    });
    &MANIFEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_can_be_read_and_every_default_is_allowed() {
        let names: Vec<_> = manifest().parameters.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names[..2], ["hints", "reference"]);
        for parameter in manifest().parameters.iter().chain(&manifest().suggest_parameters) {
            match &parameter.kind {
                Kind::Choice { default, choices } => {
                    assert!(choices.iter().any(|c| c.name == *default), "{}", parameter.name)
                }
                Kind::Number { minimum, maximum, default } => {
                    assert!((minimum..=maximum).contains(&default), "{}", parameter.name)
                }
                Kind::Layer { guess, .. } => assert!(!guess.is_empty(), "{}", parameter.name),
                Kind::Text { .. } | Kind::Look | Kind::File => {}
            }
        }
    }

    #[test]
    fn threads_are_a_matter_of_the_command_line_only() {
        let threads = manifest().parameters.iter().find(|p| p.name == "threads").unwrap();
        assert!(threads.offered_to(Host::CommandLine) && !threads.offered_to(Host::Gimp));
    }
}
