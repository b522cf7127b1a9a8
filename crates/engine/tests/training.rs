//! Training as a person meets it: runs that end, stop, are killed, go on.

use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::str::FromStr;
use std::thread;
use std::time::Duration;

use chromadot_engine::TorchEngine;
use chromadot_engine_abi::export::{Engine, Output as Place, Planes};
use chromadot_engine_abi::{OpenOptions, Precision};
use image::{Rgb, RgbImage};
use safetensors::SafeTensors;
use tempfile::TempDir;

/// A network of a few thousand numbers, three stages.
const CONFIGURATION: &str = r#"
name = "tiny"
seed = 3

[network]
trunk = { residual = { deep_width = 8, deep_blocks = 2 } }
base_width = 4
head = "hypercolumn"
global_hints = true
mask_offset = 0.5
output_scale = 110.0
scales = [{ reach_px = 100.0 }, { sigma_s_px = 50.0, sigma_r_L = 40.0 }]
flow_width = 2

[data]
validation = 2
least_colour_range = 5.0

[augmentation]
most_aspect = 1.3
aged = 0.5
exposure = 0.3
grain = 2.0

[hints]
whole = 0.05
none = 0.1
stop = 0.125
many = 0.3
most = 100
largest_side = 9
uniform = 0.5
strokes = 0.2

[global]
histogram = 0.5
saturation = 0.5

[optimizer]
betas = [0.9, 0.99]
weight_decay = 0.01
clip = 5.0
average = 0.99

[watch]
log = 1
validation = 6
checkpoint = 2

[[stage]]
steps = 8
batch = 3
crop = 24
area = [0.5, 1.0]
learning_rate = 2e-3
final_learning_rate = 1e-3
warm_up = 2
classification = 1.0
classification_reaches_trunk = true
regression = 0.0
huber_delta = 1.0
soft_targets = true
rebalancing = 0.5
hinted = 0.0

[[stage]]
steps = 4
batch = 2
crop = 32
area = [0.3, 0.6]
learning_rate = 1e-3
final_learning_rate = 1e-3
warm_up = 0
classification = 0.0
classification_reaches_trunk = true
regression = 0.0
flow = 0.1
huber_delta = 5.0
soft_targets = true
rebalancing = 0.0
hinted = 1.0

[[stage]]
steps = 8
batch = 2
crop = 32
area = [0.5, 1.0]
learning_rate = 1e-3
final_learning_rate = 1e-4
warm_up = 0
classification = 1.0
classification_reaches_trunk = false
regression = 0.1
huber_delta = 1.0
soft_targets = false
rebalancing = 0.0
hinted = 1.0
"#;

/// A folder with photographs and a configuration.
struct Workshop {
    folder: TempDir,
}

impl Workshop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let photographs = folder.path().join("photographs");
        fs::create_dir(&photographs).unwrap();
        for i in 0..9u32 {
            let colour = |x: u32, y: u32| Rgb([(x * 5 + i * 20) as u8, (y * 6) as u8, (i * 28) as u8]);
            RgbImage::from_fn(48, 40, colour).save(photographs.join(format!("{i}.png"))).unwrap();
        }
        fs::write(folder.path().join("tiny.toml"), CONFIGURATION).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn train(&self, run: &str, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chromadot-train"));
        command
            .arg(self.path("tiny.toml"))
            .arg(self.path("photographs"))
            .arg("--output")
            .arg(self.path(run))
            .args(["--threads", "1", "--device", "cpu", "--precision", "float32"])
            .args(more)
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    fn checkpoint(&self, run: &str) -> PathBuf {
        self.path(run).join("checkpoint.safetensors")
    }

    /// The vectors of a run's checkpoint.
    fn state(&self, run: &str) -> Vec<(String, Vec<u8>)> {
        let bytes = fs::read(self.checkpoint(run)).unwrap();
        let file = SafeTensors::deserialize(&bytes).unwrap();
        let mut state: Vec<_> =
            file.tensors().into_iter().map(|(name, tensor)| (name, tensor.data().to_vec())).collect();
        state.sort();
        state
    }

    /// A column of a run's log.
    fn logged<T: FromStr<Err: Debug>>(&self, run: &str, column: &str) -> Vec<T> {
        let text = fs::read_to_string(self.path(run).join("log.csv")).unwrap();
        let mut rows = text.lines().map(|line| line.split(','));
        let place = rows.next().unwrap().position(|name| name == column).unwrap();
        rows.map(|mut row| row.nth(place).unwrap().parse().unwrap()).collect()
    }

    fn logged_steps(&self, run: &str) -> Vec<u64> {
        self.logged(run, "step")
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn finished(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    told(&output)
}

#[test]
fn a_run_leaves_a_model_logs_curves_and_contact_sheets() {
    let place = Workshop::new();
    finished(&mut place.train("run", &[]));
    assert_eq!(place.logged_steps("run"), (1..=20).collect::<Vec<_>>());
    for picture in ["curves.png", "sheet-000006.png", "sheet-000020.png"] {
        let picture = image::open(place.path("run").join(picture)).unwrap();
        assert!(picture.width() > 300);
    }
    let network =
        chromadot::models::find_model(place.path("run/tiny.safetensors").to_str().unwrap()).unwrap();
    let options = OpenOptions {
        device: "cpu".to_owned(),
        threads: 1,
        precision: Precision::Float32,
        network: network.network.clone(),
    };
    let mut model = TorchEngine::open(&network.read_weights().unwrap(), &options).unwrap();
    let planes = vec![0.1; 10 * 16 * 24];
    let mut ab = vec![f32::NAN; 2 * 16 * 24];
    let input = Planes { planes: &planes, height: 16, width: 24, global: &[0.0; 316] };
    model.run(input, Place { ab: &mut ab, distribution: None }).unwrap();
    assert!(ab.iter().all(|value| value.is_finite()));
}

#[test]
fn in_bfloat16_a_run_learns_the_same_and_keeps_its_weights_in_all_their_digits() {
    let place = Workshop::new();
    finished(&mut place.train("plain", &[]));
    let told = finished(&mut place.train("mixed", &["--precision", "bfloat16"]));
    assert!(told.contains("layers compute in bfloat16; weights and losses are float32"), "{told}");
    let losses = ["plain", "mixed"].map(|run| place.logged::<f64>(run, "classification"));
    for (plain, mixed) in losses[0].iter().zip(&losses[1]).filter(|(plain, _)| !plain.is_nan()) {
        assert!(plain != mixed && (mixed / plain - 1.0).abs() < 0.02, "{plain} {mixed}");
    }
    let weights = place.state("mixed").into_iter().find(|(name, _)| name == "parameters").unwrap().1;
    let numbers = weights.chunks_exact(4).map(|number| u32::from_le_bytes(number.try_into().unwrap()));
    let (fine, coarse): (Vec<u32>, Vec<u32>) = numbers.partition(|number| number & 0xffff != 0);
    assert!(fine.len() > 10 * coarse.len(), "{} of {}", fine.len(), coarse.len());
}

/// The heart of "never lose a run".
#[test]
fn a_run_that_is_killed_again_and_again_ends_as_if_nothing_had_happened() {
    let place = Workshop::new();
    finished(&mut place.train("whole", &[]));
    let mut kills = 0;
    for attempt in 0u64.. {
        let more: &[&str] = if place.checkpoint("killed").exists() { &["--resume"] } else { &[] };
        let mut child = place.train("killed", more).spawn().unwrap();
        // Later at each attempt, so that it ends, at moments that no step keeps to.
        let mut patience = 300 + attempt * 170;
        while patience > 0 && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(10));
            patience = patience.saturating_sub(10);
        }
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
    }
    assert!(kills > 0);
    assert!(place.state("killed") == place.state("whole"), "another result after {kills} kills");
    assert_eq!(place.logged_steps("killed"), place.logged_steps("whole"));
}

#[test]
fn a_run_that_is_asked_to_end_saves_itself_and_goes_on_later() {
    let place = Workshop::new();
    finished(&mut place.train("whole", &[]));
    let stopped = finished(&mut place.train("stopped", &["--minutes", "0"]));
    assert!(stopped.contains("stopped at step 1 of 20; --resume goes on"), "{stopped}");
    let mut child = place.train("stopped", &["--resume"]).spawn().unwrap();
    while place.logged_steps("stopped").len() < 3 {
        assert!(child.try_wait().unwrap().is_none_or(|status| status.success()));
        thread::sleep(Duration::from_millis(5));
    }
    // Of a process that has ended already there is nobody to be told.
    let _ = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(child.wait().unwrap().success());
    finished(&mut place.train("stopped", &["--resume"]));
    assert!(place.state("stopped") == place.state("whole"));
}

#[test]
fn a_run_begins_from_a_model_of_another_width() {
    let place = Workshop::new();
    finished(&mut place.train("narrow", &[]));
    let wide = CONFIGURATION.replace("base_width = 4", "base_width = 6");
    fs::write(place.path("tiny.toml"), wide).unwrap();
    let weights = place.path("narrow/tiny.safetensors");
    let told = finished(&mut place.train("wide", &["--minutes", "0", "--init", weights.to_str().unwrap()]));
    assert!(told.contains(" variables begin as in "), "{told}");
}

#[test]
fn pictures_that_cannot_be_read_or_have_no_colour_are_counted_and_left_out() {
    let place = Workshop::new();
    fs::write(place.path("photographs/broken.jpg"), "no picture").unwrap();
    RgbImage::from_pixel(40, 40, Rgb([90; 3])).save(place.path("photographs/gray.png")).unwrap();
    let told = finished(&mut place.train("run", &["--minutes", "0"]));
    assert!(
        told.contains("7 photographs to learn from, 2 to look at, 1 without colour and 1 unreadable"),
        "{told}"
    );
}

#[track_caller]
fn refused(command: &mut Command, sentence: &str) {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    assert!(told.lines().last().unwrap().contains(sentence) && !told.contains("panicked"), "{told}");
}

#[test]
fn what_cannot_be_done_is_said_in_one_sentence() {
    let place = Workshop::new();
    finished(&mut place.train("run", &["--minutes", "0"]));
    refused(&mut place.train("run", &[]), "holds a run already; go on with --resume");
    refused(&mut place.train("new", &["--resume"]), "holds no run; leave --resume out to begin one");
    refused(&mut place.train("new", &["--init", "/nowhere.safetensors"]), "cannot be read; check the name");
    refused(&mut place.train("new", &["--device", "cuda:7"]), "the GPU cuda:7 cannot be used");
    let change = |from: &str, to: &str| {
        fs::write(place.path("tiny.toml"), CONFIGURATION.replace(from, to)).unwrap();
    };
    change("seed = 3", "seed = 4");
    refused(&mut place.train("run", &["--resume"]), "belongs to another configuration");
    change("crop = 24", "crop = 25");
    refused(&mut place.train("new", &[]), "a crop that is a multiple of 8");
    change("whole = 0.05", "whole = 2.0");
    refused(&mut place.train("new", &[]), "shares lie between 0 and 1");
    change("seed = 3", "sede = 3");
    refused(&mut place.train("new", &[]), "unknown field `sede`");
    let damaged: &Path = &place.checkpoint("run");
    fs::write(damaged, "damaged").unwrap();
    change("", "");
    refused(&mut place.train("run", &["--resume"]), "is damaged; begin anew in another folder");
}
