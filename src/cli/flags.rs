//! Flags made from the filter's declaration, and settings read back from them.

use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, value_parser};
use std::path::PathBuf;

use crate::manifest::{Host, Kind, Parameter, manifest};
use crate::settings::Settings;

fn parameters() -> impl Iterator<Item = &'static Parameter> {
    manifest().parameters.iter().filter(|p| p.offered_to(Host::CommandLine))
}

/// Flags for the layers, each a picture file here.
pub(super) fn layer_flags() -> impl Iterator<Item = Arg> {
    parameters().filter(|p| matches!(p.kind, Kind::Layer { .. })).map(|parameter| {
        let flag = Arg::new(&parameter.name).long(&parameter.name).help(&parameter.help);
        flag.value_name("PICTURE").value_parser(value_parser!(PathBuf))
    })
}

/// Flags for everything else.
pub(super) fn setting_flags() -> impl Iterator<Item = Arg> {
    parameters().filter_map(|parameter| {
        let flag = Arg::new(&parameter.name).long(&parameter.name).help(&parameter.help);
        Some(match &parameter.kind {
            Kind::Layer { .. } => return None,
            Kind::Choice { default, choices } => flag
                .default_value(default.as_str())
                .value_parser(PossibleValuesParser::new(choices.iter().map(|c| c.name.as_str()))),
            Kind::Number { default, .. } => flag.value_name("NUMBER").default_value(default.to_string()),
            Kind::Look => flag.value_name("NAME"),
            Kind::File => flag.value_name("FILE"),
            Kind::Text { default } if default.is_empty() => flag.value_name("TEXT"),
            Kind::Text { default } => flag.value_name("TEXT").default_value(default.as_str()),
        })
    })
}

/// Those flags for settings that say which network runs, where, and how it heeds hints.
pub(super) fn network_flags() -> impl Iterator<Item = Arg> {
    let names = ["model", "device", "threads", "hint-strength"];
    setting_flags().filter(move |flag| names.contains(&flag.get_id().as_str()))
}

/// The settings that flags made by [`setting_flags`], or some of them, were given.
pub(super) fn settings(matches: &ArgMatches) -> Result<Settings> {
    let names = parameters().filter(|p| !matches!(p.kind, Kind::Layer { .. })).map(|p| p.name.as_str());
    // Not every command offers all of them.
    let given = names.filter_map(|name| {
        let value = matches.try_get_one::<String>(name).ok()??;
        Some((name, value.clone()))
    });
    Ok(Settings::from_values(given)?)
}
