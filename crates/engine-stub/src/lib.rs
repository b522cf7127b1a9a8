//! An engine without libtorch: its "network" gives back the widest spread of the hints, or the bare
//! hints where a model wants none spread. A reference's mean saturation (0..1) is added to a* and its
//! most frequent colour's share to b*, each times `STYLE_STEP`.
//!
//! It proves the loader, and the executable and the hosts run on it where there is no libtorch. The
//! environment variable `CHROMADOT_STUB` makes it misbehave in one way or another.

use chromadot_engine_abi::export::{Engine, Output, Planes};
use chromadot_engine_abi::{
    ABI_VERSION, DeviceReport, Failure, InputDescription, ModelDescription, OpenOptions, Precision, Status,
    export_engine,
};

/// Where the histogram ends and where the mean saturation stands among them.
const HISTOGRAM_END: usize = 313;
const SATURATION: usize = 314;
/// What a reference adds at most, in Lab units.
const STYLE_STEP: f32 = 30.0;

struct Stub(ModelDescription);

fn told_to(misbehave: &str) -> bool {
    told(misbehave).is_some_and(|rest| rest.is_empty())
}

/// What the stub was told behind these words.
fn told(words: &str) -> Option<String> {
    std::env::var("CHROMADOT_STUB").ok()?.strip_prefix(words).map(str::to_owned)
}

impl Engine for Stub {
    fn open(_: &[u8], options: &OpenOptions) -> Result<Self, Failure> {
        assert!(!told_to("panic in open") && options.device != "panic", "the stub was told to panic");
        let has_gpu = told_to("be a GPU too small to open") || told_to("be a GPU too small to run");
        if options.device.starts_with("cuda") && !has_gpu {
            return Err(Failure::new(Status::NoDevice, "the stub has no GPU"));
        }
        let on_gpu = has_gpu && options.device != "cpu";
        if on_gpu && told_to("be a GPU too small to open") {
            return Err(Failure::new(Status::OutOfMemory, "the stub's GPU is full"));
        }
        Ok(Self(ModelDescription {
            input: InputDescription::from(&options.network),
            bins: 0,
            parameters: 0,
            device: if on_gpu { "cuda:0" } else { "cpu" }.to_owned(),
            device_reason: None,
            threads: 1,
            precision: Precision::Float32,
            notes: if told_to("leave a note") { vec!["the stub leaves a note".to_owned()] } else { vec![] },
        }))
    }

    fn description(&self) -> &ModelDescription {
        &self.0
    }

    fn run(&mut self, input: Planes<'_>, output: Output<'_>) -> Result<(), Failure> {
        assert!(!told_to("panic in run"), "the stub was told to panic");
        if told_to("be slow") {
            std::thread::sleep(std::time::Duration::from_millis(500));
        }
        if let Some(folder) = told("wait in ") {
            std::fs::write(format!("{folder}/begun"), []).expect("the folder to wait in is there");
            while !std::path::Path::new(&format!("{folder}/go")).exists() {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        }
        if told_to("run out of memory") {
            return Err(Failure::new(Status::OutOfMemory, "the stub was told to run out of memory"));
        }
        if self.0.device != "cpu" {
            return Err(Failure::new(Status::OutOfMemory, "the stub's GPU is full"));
        }
        let area = input.width * input.height;
        let first = self.0.input.scales.len().checked_sub(1).map_or(1, |last| 4 + 3 * last);
        let style = input.global.get(SATURATION).map_or([0.0; 2], |saturation| {
            [*saturation, input.global[..HISTOGRAM_END].iter().copied().fold(0.0, f32::max)]
        });
        let hints = input.planes[first * area..].chunks_exact(area);
        for ((out, hints), style) in output.ab.chunks_exact_mut(area).zip(hints).zip(style) {
            for (out, value) in out.iter_mut().zip(hints) {
                *out = 110.0 * value + STYLE_STEP * style;
            }
        }
        Ok(())
    }

    fn flow(&mut self, _: &[f32], _: usize, flow: &mut [f32]) -> Result<(), Failure> {
        flow.fill(1.0);
        Ok(())
    }

    fn devices() -> Vec<DeviceReport> {
        vec![DeviceReport { device: "cpu".to_owned(), report: "arithmetic works".to_owned(), usable: true }]
    }
}

export_engine!(Stub, if told_to("speak version 99") { 99 } else { ABI_VERSION });
