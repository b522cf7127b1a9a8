//! `chromadot doctor`: what is installed, where, and whether it works.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::{ArgMatches, Command};
use serde::Serialize;

use super::{json_flag, print, wants_json};
use crate::engine::{self, DeviceReport, LIBTORCH_VARIABLE, find_library, libtorch_folder};
use crate::installation::copies::{installed_version, is_installed};
use crate::installation::places::{Home, Place};
use crate::models::all_models;

const VERSION: &str = env!("CHROMADOT_VERSION");

/// A program that does not say its version within this time is asked no longer.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn command() -> Command {
    Command::new("doctor").about("Say what is installed and whether it works").arg(json_flag())
}

/// A part of the installation.
#[derive(Serialize)]
struct Part {
    part: &'static str,
    ok: bool,
    report: String,
}

#[derive(Serialize)]
struct Diagnosis {
    version: &'static str,
    program: PathBuf,
    /// Whether a photograph can be colorized.
    ok: bool,
    parts: Vec<Part>,
    devices: Vec<DeviceReport>,
    models: Vec<Part>,
    hosts: Vec<Part>,
}

pub(super) fn run(matches: &ArgMatches) -> Result<u8> {
    let (parts, devices) = examine_engine();
    let models = examine_models();
    // The default model comes first; a broken one of the user's own keeps nobody from using the others.
    let ok =
        parts.iter().chain(models.first()).all(|part| part.ok) && devices.iter().any(|device| device.usable);
    let diagnosis = Diagnosis {
        version: VERSION,
        program: env::current_exe().unwrap_or_default(),
        ok,
        parts,
        devices,
        models,
        hosts: examine_hosts(),
    };
    if wants_json(matches) {
        print(&serde_json::to_string_pretty(&diagnosis)?)?;
    } else {
        print_as_text(&diagnosis)?;
    }
    Ok(if ok { 0 } else { 1 })
}

fn print_as_text(diagnosis: &Diagnosis) -> Result<()> {
    print(&format!("chromadot {} ({})", diagnosis.version, diagnosis.program.display()))?;
    let line = |ok: bool, name: &str, report: &str| {
        print(&format!("  {} {name}: {report}", if ok { "ok     " } else { "MISSING" }))
    };
    print("engine")?;
    diagnosis.parts.iter().try_for_each(|part| line(part.ok, part.part, &part.report))?;
    print("devices")?;
    for device in &diagnosis.devices {
        print(&format!(
            "  {} {}: {}",
            if device.usable { "ok     " } else { "no     " },
            device.device,
            device.report
        ))?;
    }
    print("models")?;
    diagnosis.models.iter().try_for_each(|part| line(part.ok, part.part, &part.report))?;
    print("hosts")?;
    for host in &diagnosis.hosts {
        print(&format!("  {} {}: {}", if host.ok { "ok     " } else { "-      " }, host.part, host.report))?;
    }
    print(if diagnosis.ok {
        "Photographs can be colorized."
    } else {
        "Photographs cannot be colorized; see the lines marked MISSING."
    })
}

fn examine_engine() -> (Vec<Part>, Vec<DeviceReport>) {
    let library = match find_library() {
        Ok(path) => Part { part: "engine library", ok: true, report: path.display().to_string() },
        Err(path) => {
            Part { part: "engine library", ok: false, report: format!("there is no {}", path.display()) }
        }
    };
    let libtorch = Part {
        part: "libtorch",
        ok: true,
        report: libtorch_folder().map_or_else(
            || format!("not beside the engine; the system's is tried, {LIBTORCH_VARIABLE} can name a folder"),
            |folder| folder.display().to_string(),
        ),
    };
    let (loading, devices) = match engine::devices() {
        Ok(devices) => (Part { part: "loading", ok: true, report: "the engine answers".to_owned() }, devices),
        Err(error) => (Part { part: "loading", ok: false, report: error.to_string() }, vec![]),
    };
    (vec![library, libtorch, loading], devices)
}

fn examine_models() -> Vec<Part> {
    let models = match all_models() {
        Ok(models) => models,
        Err(error) => return vec![Part { part: "registry", ok: false, report: error.to_string() }],
    };
    let examine = |model: &crate::models::ModelEntry| match model.read_weights() {
        Ok(_) => Part { part: "model", ok: true, report: format!("{} has the right checksum", model.name) },
        Err(error) => Part { part: "model", ok: false, report: error.to_string() },
    };
    let broken = models.broken.iter();
    let broken = broken.map(|error| Part { part: "model", ok: false, report: error.to_string() });
    models.usable().map(examine).chain(broken).collect()
}

fn examine_hosts() -> Vec<Part> {
    let Some(home) = Home::of_user() else { return vec![] };
    let editor = |(name, program): (String, PathBuf)| {
        let version = version_of(&program);
        let untold =
            || format!("{name} is {}; without a screen it does not tell its version", program.display());
        Part { part: "editor", ok: true, report: version.unwrap_or_else(untold) }
    };
    let plug_in = |place: Place| {
        let (is_installed, folder) = (is_installed(&place), place.plug_in());
        let (name, folder) = (&place.name, folder.display());
        let report = match installed_version(&place) {
            _ if !is_installed => format!("{name}: not in {folder}; `chromadot install` puts it there"),
            Some(other) if other != VERSION => {
                format!("{name}: version {other} in {folder}; `chromadot install` puts {VERSION} there")
            }
            _ => format!("{name}: {folder}"),
        };
        Part { part: "plug-in", ok: is_installed, report }
    };
    let editors = home.programs();
    let none = editors.is_empty().then(|| Part {
        part: "editor",
        ok: false,
        report: "neither GIMP nor Krita was found among the programs".to_owned(),
    });
    let editors = editors.into_iter().map(editor).chain(none);
    editors.chain(home.places().into_iter().map(plug_in)).collect()
}

/// The first line that `program --version` prints.
fn version_of(program: &Path) -> Option<String> {
    let mut process = Process::new(program)
        .arg("--version")
        // Krita asks for a screen even for this.
        .env("QT_QPA_PLATFORM", "offscreen")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let start = Instant::now();
    while process.try_wait().ok()?.is_none() {
        if start.elapsed() > PATIENCE {
            process.kill().ok()?;
        }
        thread::sleep(Duration::from_millis(20));
    }
    let output = process.wait_with_output().ok()?;
    String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_owned)
}
