//! The figures of docs/performance.md: `make bench`.
//!
//! Whatever has a peer is timed in alternation with it, run by run, so that a noisy machine is noisy
//! for both; medians are printed, and the median of the pairwise ratios. The engine is the built
//! library, loaded as the program loads it; PyTorch runs the same network from `benches/forward.py`.

mod built;

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use built::on_the_built_engine;
use chromadot::engine::{self, Choice, NetworkInput, Precision};
use chromadot::hints::diffusion::Diffusion;
use chromadot::hints::global::GlobalHints;
use chromadot::hints::propagation::{Scale, propagate};
use chromadot::hints::slope::Slope;
use chromadot::hints::{Flow, HintMap};
use chromadot::pipeline::{
    Chroma, Ground, KnownLightness, Prepared, Silent, compose, compose_again, pack_input, spread_hints,
};
use chromadot::raster::{Picture, Plane, Size};
use tempfile::NamedTempFile;

const SIZE: Size = Size::new(256, 256);
const THREADS: usize = 2;
/// Arguments with which this program starts itself as one of the parts of a measurement.
const OPEN_ONCE: &str = "open-once";
const SPIN: &str = "spin";

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = root.join("target/release/chromadot");
    on_the_built_engine();
    match env::args().nth(1).as_deref() {
        Some(OPEN_ONCE) => return println!("{}", open_once()),
        Some(SPIN) => loop {
            std::hint::spin_loop();
        },
        _ => {}
    }
    println!("| what | median | spread (min - max) | peer and ratio |\n| --- | --- | --- | --- |");
    spreading();
    diffusing();
    forward_beside_pytorch(root);
    for precision in ["float32", "bfloat16"] {
        training_step_beside_pytorch(root, precision);
    }
    prediction();
    composing();
    forward_beside_busy_neighbours();
    open_to_ready();
    two_megapixels(&program);
    registration(&program);
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

fn row(what: &str, ms: &[f64], peer: &str) {
    let (min, max) = ms.iter().fold((f64::MAX, 0f64), |(lo, hi), &v| (lo.min(v), hi.max(v)));
    println!("| {what} | {:.1} ms | {min:.1} - {max:.1} | {peer} |", median(ms));
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1e3
}

/// A textured lightness and 40 scattered hints.
fn scene() -> (Plane, HintMap) {
    let texture = |i: usize| {
        let (x, y) = ((i % 256) as f32, (i / 256) as f32);
        50.0 + 30.0 * (x / 17.0).sin() * (y / 23.0).cos()
            + 5.0 * ((x * 12.9 + y * 78.2).sin() * 43758.5).fract()
    };
    let mut hints = HintMap::empty(SIZE);
    for k in 0..40 {
        let i = k * 1601 % SIZE.area();
        hints.ab[0].values_mut()[i] = (k % 9) as f32 * 10.0 - 40.0;
        hints.ab[1].values_mut()[i] = (k % 7) as f32 * 10.0 - 30.0;
        hints.mask.values_mut()[i] = 1.0;
    }
    (Plane::from_values(SIZE, (0..SIZE.area()).map(texture).collect()), hints)
}

fn spreading() {
    let (l, hints) = scene();
    let scales = [(200.0, 8.0), (50.0, 40.0), (400.0, 400.0)]
        .map(|(sigma_s_px, sigma_r_lightness)| Scale { sigma_s_px, sigma_r_lightness });
    let once = || {
        milliseconds(|| {
            for scale in scales {
                std::hint::black_box(propagate(&hints, &l, scale));
            }
        })
    };
    let times: Vec<f64> = (0..60).map(|_| once()).skip(10).collect();
    row("hints spread at three scales, 256x256, one thread", &times, "target: at most 4 ms");
}

fn diffusing() {
    let (l, hints) = scene();
    let slope = Some(Slope::new(&l, &Plane::filled(l.size(), 0.0), Plane::filled(l.size(), 1.0)));
    let flow = Flow { slope, ..Flow::over_lightness(&l) };
    let diffuse = || Diffusion::new(&flow, &hints.mask, 1000.0).spread_colours(&hints);
    let once = |_| milliseconds(|| drop(std::hint::black_box(diffuse())));
    let times: Vec<f64> = (0..40).map(once).skip(5).collect();
    row("hints spread by diffusion with their slopes, 256x256, two threads", &times, "");
}

/// The default model.
fn choice() -> Choice {
    let (device, precision) = ("cpu".to_owned(), Precision::Auto);
    Choice { model: String::new(), device, threads: THREADS, precision }
}

/// The paper's network at base width 16, which `benches/forward.py` has too, as there in float32.
fn seed() -> Choice {
    let weights = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/seed-16.safetensors");
    Choice { model: weights.to_string_lossy().into_owned(), precision: Precision::Float32, ..choice() }
}

fn input(engine: &dyn engine::Engine) -> NetworkInput {
    let (l, hints) = scene();
    let description = &engine.description().input;
    let spread = spread_hints(&l, &hints, &Flow::over_lightness(&l), description);
    pack_input(&l, &hints, &spread, &GlobalHints::default(), description)
}

/// Another program that does its work once for each line that it is sent, and tells the time.
struct Peer {
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    /// PyTorch with a script of this folder.
    fn pytorch(root: &Path, script: &str, more: &[&str]) -> Self {
        let mut command = Command::new(root.join("target/pytorch/bin/python3"));
        command.arg(root.join("benches").join(script)).args(["--threads", &THREADS.to_string()]);
        Self::start(command.args(more))
    }

    fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("`make bench` has set up what is compared");
        let ask = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        let mut ready = String::new();
        answers.read_line(&mut ready).unwrap();
        assert!(ready.contains("ready"), "a peer did not start: {ready}");
        Self { child, ask, answers }
    }

    /// Milliseconds of one more turn.
    fn turn(&mut self) -> f64 {
        writeln!(self.ask).unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        answer["ms"].as_f64().unwrap()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn forward_beside_pytorch(root: &Path) {
    let mut engine = engine::open(&seed()).expect("the engine is built");
    let input = input(&*engine);
    let mut pytorch = Peer::pytorch(root, "forward.py", &["--size", "256x256"]);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..45 {
        let pair = (milliseconds(|| drop(engine.run(&input).unwrap())), pytorch.turn());
        if round >= 5 {
            ours.push(pair.0);
            theirs.push(pair.1);
        }
    }
    let ratios: Vec<f64> = ours.iter().zip(&theirs).map(|(a, b)| a / b).collect();
    let peer =
        format!("PyTorch {:.1} ms, ratio {:.2} (target: at most 1.05)", median(&theirs), median(&ratios));
    row("forward, 256x256, 2 threads, buffers in and out included", &ours, &peer);
}

/// The default model, spreading of hints and their exact keeping included.
fn prediction() {
    let mut engine = engine::open(&choice()).expect("the engine is built");
    let (l, hints) = scene();
    let prepared =
        Prepared::from_parts(Arc::new(Ground::of_lightness(l)), hints, GlobalHints::default(), 1.0);
    let in_float32 = Choice { precision: Precision::Float32, ..choice() };
    let mut in_float32 = engine::open(&in_float32).expect("the engine is built");
    let mut planes = input(&*engine);
    let (mut new, mut known, mut float32) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..25 {
        // Another photograph, as far as the engine can tell.
        planes.planes[0] += 1e-3;
        for times in [&mut new, &mut known] {
            times.push(milliseconds(|| drop(engine.run(&planes).unwrap())));
        }
        float32.push(milliseconds(|| drop(in_float32.run(&planes).unwrap())));
    }
    let (new, known, float32) = (&new[5..], &known[5..], &float32[5..]);
    let ratios: Vec<f64> = new.iter().zip(float32).map(|(new, float32)| new / float32).collect();
    let peer = format!(
        "in float32 {:.1} ms (target: at most 250 ms), ratio {:.2}",
        median(float32),
        median(&ratios)
    );
    let all = |_| milliseconds(|| drop(prepared.predict(&mut *engine, &mut Silent).unwrap()));
    let all: Vec<f64> = (0..25).map(all).skip(5).collect();
    row("the default model's forward, 256x256, 2 threads", new, &peer);
    row("the same for a photograph that it has seen", known, "");
    row("the same from hints to colours, spreading and keeping included", &all, "");
}

fn composing() {
    let mut photo = Picture::from_fn(Size::new(1632, 1224), |x, y| {
        let grey = ((x * 31 + y * 17) % 256) as f32 / 255.0;
        [grey, grey, grey, 1.0]
    });
    let mut result = photo.clone();
    let chroma = Chroma { ab: scene().1.ab };
    let mut known = KnownLightness::default();
    let (mut anew, mut again) = (Vec::new(), Vec::new());
    for _ in 0..25 {
        anew.push(milliseconds(|| compose(&mut photo, &chroma, &mut result, &mut Silent).unwrap()));
        let mut compose_again =
            || compose_again(&mut photo, &mut known, &chroma, &mut result, &mut Silent).unwrap();
        again.push(milliseconds(&mut compose_again));
    }
    let ratios: Vec<f64> = again.iter().zip(&anew).map(|(again, anew)| again / anew).collect();
    let peer = format!("once more {:.0} ms, ratio {:.2}", median(&again[5..]), median(&ratios[5..]));
    row("composing 1632x1224", &anew[5..], &peer);
}

fn training_step_beside_pytorch(root: &Path, precision: &str) {
    let mut ours = Command::new(root.join("target/release/chromadot-train"));
    // PyTorch's network has no encoder and no flow.
    let configuration = fs::read_to_string(root.join("models/training/dots-32.toml")).expect("it is there");
    let is_more = |line: &&str| line.starts_with("encoder = \"") || line.starts_with("flow_width");
    let plain: Vec<&str> = configuration.lines().filter(|line| !is_more(line)).collect();
    let file = NamedTempFile::with_suffix(".toml").expect("there is room for a file");
    fs::write(&file, plain.join("\n")).expect("there is room for a file");
    let options = ["--precision", precision];
    let ours = ours.arg(file.path()).args(["--measure", "--threads", &THREADS.to_string()]);
    let mut ours = Peer::start(ours.args(options));
    let mut theirs = Peer::pytorch(root, "training.py", &options);
    let pairs: Vec<(f64, f64)> = (0..15).map(|_| (ours.turn(), theirs.turn())).skip(2).collect();
    let ratios: Vec<f64> = pairs.iter().map(|(ours, theirs)| ours / theirs).collect();
    let (ours, theirs): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
    let peer = format!("PyTorch {:.0} ms, ratio {:.2} (target: at most 1)", median(&theirs), median(&ratios));
    row(&format!("training step, dots-32, 16 crops of 112x112, 2 threads, {precision}"), &ours, &peer);
}

fn forward_beside_busy_neighbours() {
    let mut engine = engine::open(&choice()).expect("the engine is built");
    let input = input(&*engine);
    let mut sample = |count: usize| -> Vec<f64> {
        (0..count).map(|_| milliseconds(|| drop(engine.run(&input).unwrap()))).collect()
    };
    sample(3);
    let (mut quiet, mut busy) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        quiet.extend(sample(4));
        let mut neighbours: Vec<Child> = (0..2)
            .map(|_| {
                Command::new(env::current_exe().unwrap()).arg(SPIN).spawn().expect("this program starts")
            })
            .collect();
        busy.extend(sample(4));
        for neighbour in &mut neighbours {
            let _ = neighbour.kill();
            let _ = neighbour.wait();
        }
    }
    let peer = format!(
        "quiet {:.1} ms, ratio {:.2} (target: at most 3)",
        median(&quiet),
        median(&busy) / median(&quiet)
    );
    row("forward beside two busy neighbours", &busy, &peer);
}

/// From nothing to a model that is ready to run, in a process that has just started.
fn open_once() -> f64 {
    milliseconds(|| drop(engine::open(&choice()).expect("the engine is built")))
}

fn open_to_ready() {
    let once = || {
        let output =
            Command::new(env::current_exe().unwrap()).arg(OPEN_ONCE).output().expect("this program starts");
        String::from_utf8_lossy(&output.stdout).trim().parse().expect("a number of milliseconds")
    };
    let times: Vec<f64> = (0..11).map(|_| once()).skip(1).collect();
    row("engine open to ready, libtorch and weights included", &times, "target: at most 500 ms");
}

fn two_megapixels(program: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let [photo, hints, output] =
        ["photo.png", "hints.png", "output.png"].map(|name| folder.path().join(name));
    make_photograph(&photo, &hints);
    // Python's resource module is the portable way to the peak memory of a child.
    let measure = "import resource, subprocess, sys, time\n\
        start = time.perf_counter()\n\
        subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n\
        print(1000 * (time.perf_counter() - start), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)";
    let sample = || -> [f64; 2] {
        let paths: [PathBuf; 3] = [photo.clone(), hints.clone(), output.clone()];
        let [photo, hints, output] = paths;
        let mut command = Command::new("python3");
        command
            .args(["-c", measure])
            .arg(program)
            .arg("colorize")
            .arg(photo)
            .arg("--hints")
            .arg(hints)
            .arg("-o");
        let output = command.arg(output).args(["--device", "cpu"]).output().expect("python3 is there");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut numbers = text.split_whitespace().map(|word| word.parse().expect("a number"));
        [numbers.next().expect("milliseconds"), numbers.next().expect("megabytes")]
    };
    let samples: Vec<[f64; 2]> = (0..11).map(|_| sample()).skip(1).collect();
    let [times, peaks] = [0, 1].map(|i| samples.iter().map(|s| s[i]).collect::<Vec<f64>>());
    let peer = format!("peak {:.0} MB (targets: at most 1200 ms and 700 MB)", median(&peaks));
    row("`chromadot colorize`, 1632x1224 PNG with hints, whole process, warm", &times, &peer);
}

/// A 2-megapixel photograph: a picture of the repository, enlarged, with some painted dots.
fn make_photograph(photo: &Path, hints: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/coffee-gray.png");
    let grey = image::open(source).unwrap().to_luma8();
    let large = image::imageops::resize(&grey, 1632, 1224, image::imageops::FilterType::CatmullRom);
    large.save(photo).unwrap();
    let dot = |x: u32, y: u32| (x % 300).abs_diff(150) < 6 && (y % 250).abs_diff(120) < 6;
    let painted = |x: u32, y: u32| {
        if dot(x, y) { image::Rgba([180, (x / 7) as u8, (y / 5) as u8, 255]) } else { image::Rgba([0; 4]) }
    };
    image::RgbaImage::from_fn(1632, 1224, painted).save(hints).unwrap();
}

/// What GIMP waits for at its start, up to the plug-in's first question back: the program loads, finds
/// GIMP's libraries and declares the filter. (GIMP's own part of the conversation is not in it.)
fn registration(program: &Path) {
    let once = || {
        milliseconds(|| {
            let shell = "exec \"$0\" -gimp 3 4 -query 0 3</dev/null 4>/dev/null 2>/dev/null";
            Command::new("sh").args(["-c", shell]).arg(program).status().expect("sh is there");
        })
    };
    let times: Vec<f64> = (0..21).map(|_| once()).skip(1).collect();
    row("the GIMP plug-in's query", &times, "target: at most 30 ms");
    let needed = Command::new("ldd").arg(program).output().expect("ldd is there");
    let needed = String::from_utf8_lossy(&needed.stdout).into_owned();
    assert!(
        !needed.contains("torch") && !needed.contains("gimp"),
        "the program links what it must not:\n{needed}"
    );
    let size = fs::metadata(program).expect("the program is built").len() as f64 / 1e6;
    println!("| the program itself | {size:.1} MB | | `ldd` names neither libtorch nor libgimp |");
}
