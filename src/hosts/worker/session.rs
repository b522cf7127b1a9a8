//! The work itself. What two requests share is worked out once: the open engine, the photograph's
//! part of the job, the reference's statistics.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::inbox::Job;
use super::messages::{Answer, Pictures, Seconds, Settings as Values, Wish};
use super::outbox::Outbox;
use super::pictures::{Encoding, Format, RawPicture};
use crate::color::gamut::{lab_to_srgb_within_gamut, slice_at};
use crate::color::lab::{Lab, srgb_to_lab};
use crate::color::srgb::{from_hex, hex};
use crate::engine::{Choice, Engine, EngineError, open};
use crate::hints::global::GlobalHints;
use crate::hints::local::Layer;
use crate::hosts::files::{ReadError, reference_file};
use crate::looks::Look;
use crate::pipeline::{
    Cancelled, Detail, Grounds, PipelineError, Prepared, Progress, SuggestError, SuggestedColour,
    compose_again, style,
};
use crate::raster::{PixelError, PixelSink, Rgba};
use crate::settings::{ReferenceUse, Settings, SettingsError};

/// Largest picture of a gamut.
const LARGEST_SIDE: u32 = 1024;

/// Why a request is not fulfilled.
#[derive(Debug, thiserror::Error)]
enum WorkError {
    #[error("{0}; choose another value")]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Pixels(#[from] PixelError),
    #[error(transparent)]
    ReferenceFile(#[from] ReadError),
    #[error(transparent)]
    Stopped(#[from] Cancelled),
    #[error("there is no photograph; choose the layer with the photograph")]
    NoPhotograph,
    #[error(transparent)]
    Suggest(#[from] SuggestError),
    #[error(
        "a lightness lies between 0 and 100, a picture's side between 1 and {LARGEST_SIDE}, a colour is written #rrggbb; mend the request"
    )]
    Nonsense,
}

impl WorkError {
    /// Whether the engine failed, which then begins anew with the next request.
    fn is_the_engines(&self) -> bool {
        let pipeline = match self {
            Self::Engine(_) => return true,
            Self::Pipeline(error) | Self::Suggest(SuggestError::Pipeline(error)) => error,
            _ => return false,
        };
        matches!(pipeline, PipelineError::Engine(_))
    }
}

/// What is kept from one request to the next.
#[derive(Default)]
pub struct Session {
    engine: Option<(Choice, Box<dyn Engine>)>,
    /// The last photograph's.
    grounds: Option<(Arc<RawPicture>, Grounds)>,
    style: Option<KnownStyle>,
}

/// What the last reference lent.
struct KnownStyle {
    /// None where a file is the reference, or nothing is.
    reference: Option<Arc<RawPicture>>,
    settings: StyleSettings,
    style: GlobalHints,
}

/// The settings by which a style is made.
#[derive(PartialEq)]
struct StyleSettings {
    file: Option<PathBuf>,
    look: Option<Look>,
    part: ReferenceUse,
}

impl Session {
    /// Does a job and answers it, whatever happens.
    pub fn work_on(&mut self, job: &Job, outbox: &Outbox) {
        let outcome = catch_unwind(AssertUnwindSafe(|| self.fulfil(job, outbox)));
        let answer = match outcome {
            Ok(Ok(())) => return,
            Ok(Err(WorkError::Stopped(_) | WorkError::Pipeline(PipelineError::Cancelled(_)))) => {
                Answer::Stopped(true)
            }
            Ok(Err(error)) => {
                if error.is_the_engines() {
                    *self = Self::default();
                }
                Answer::error(&error)
            }
            Err(_) => {
                *self = Self::default();
                Answer::Error(
                    "a fault in Chromadot itself; please report it with what `chromadot doctor` prints"
                        .to_owned(),
                )
            }
        };
        outbox.send(Some(job.id), &answer);
    }

    fn fulfil(&mut self, job: &Job, outbox: &Outbox) -> Result<(), WorkError> {
        let id = Some(job.id);
        let mut progress = Reported { job, outbox, said: None };
        match &job.wish {
            Wish::Colorize { settings, format, detail } => {
                let answer = self.colorize(&job.pictures, settings, (*format, *detail), &mut progress)?;
                outbox.send(id, &answer);
            }
            Wish::Suggest { settings, at: [x, y], count } => {
                let suggestions = self.suggest(&job.pictures, settings, (*x, *y), *count, &mut progress)?;
                outbox.send(id, &Answer::Suggestions(suggestions));
            }
            &Wish::Gamut { lightness, side } => {
                check_lightness(lightness)?;
                if !(1..=LARGEST_SIDE).contains(&side) {
                    return Err(WorkError::Nonsense);
                }
                let encoding = Encoding { format: Format::Bgra8, selection: None };
                let pixels = encoding.rows(0, side, &slice_at(lightness, side));
                let answer = Answer::Gamut { size: [side, side], format: Format::Bgra8 };
                outbox.send_pixels(id, &answer, pixels);
            }
            Wish::Snap { rgb, lightness } => {
                check_lightness(*lightness)?;
                let rgb = from_hex(rgb).ok_or(WorkError::Nonsense)?;
                let lab = Lab { l: *lightness, ..srgb_to_lab(rgb.map(|v| f32::from(v) / 255.0)) };
                outbox.send(id, &Answer::Snapped { rgb: hex(lab_to_srgb_within_gamut(lab)) });
            }
        }
        Ok(())
    }

    fn colorize(
        &mut self,
        pictures: &Pictures<Option<Arc<RawPicture>>>,
        values: &Values,
        (format, detail): (Format, Detail),
        progress: &mut Reported<'_>,
    ) -> Result<Answer, WorkError> {
        let started = Instant::now();
        let prepared = self.prepare(pictures, values, detail, progress)?;
        let read = started.elapsed().as_secs_f64();
        let engine = self.engine()?;
        let chroma = prepared.predict(engine, progress)?;
        let (device, notes) = (engine.description().device.clone(), engine.description().notes.clone());
        let network = started.elapsed().as_secs_f64() - read;
        let encoding = Encoding { format, selection: pictures[3].as_deref() };
        let (photo, grounds) = self.grounds.as_mut().ok_or(WorkError::NoPhotograph)?;
        let (id, outbox, width) = (progress.job.id, progress.outbox, photo.shape.size[0]);
        let mut sent = Sent { id, outbox, width, encoding };
        compose_again(&mut &**photo, &mut grounds.lightness, &chroma, &mut sent, progress)?;
        let compose = started.elapsed().as_secs_f64() - read - network;
        let (size, seconds) = (photo.shape.size, Seconds { read, network, compose });
        Ok(Answer::Colorized { size, format, device, notes, seconds })
    }

    fn suggest(
        &mut self,
        pictures: &Pictures<Option<Arc<RawPicture>>>,
        values: &Values,
        at: (u32, u32),
        count: usize,
        progress: &mut Reported<'_>,
    ) -> Result<Vec<SuggestedColour>, WorkError> {
        let prepared = self.prepare(pictures, values, Detail::Full, progress)?;
        Ok(prepared.suggest(self.engine()?, at, count.clamp(1, 64))?)
    }

    /// Opens what is not open and reads what was not read before.
    fn prepare(
        &mut self,
        pictures: &Pictures<Option<Arc<RawPicture>>>,
        values: &Values,
        detail: Detail,
        progress: &mut Reported<'_>,
    ) -> Result<Prepared, WorkError> {
        let settings = Settings::from_values(values.iter().map(|(name, value)| (name, value.clone())))?;
        let [photo, hints, reference, _] = pictures;
        let photo = photo.as_ref().ok_or(WorkError::NoPhotograph)?;
        let choice = settings.engine_choice();
        if self.engine.as_ref().is_none_or(|(open, _)| *open != choice) {
            progress.step("Loading the network", 0.0)?;
            // Two engines at once would need twice the memory, and a ground belongs to its model.
            (self.engine, self.grounds) = (None, None);
            self.engine = Some((choice.clone(), open(&choice)?));
        }
        progress.step("Reading the photograph", 0.05)?;
        self.grounds.take_if(|(of, _)| !Arc::ptr_eq(of, photo));
        let (_, grounds) = self.grounds.get_or_insert_with(|| (Arc::clone(photo), Grounds::default()));
        let ground = grounds.of(&mut &**photo, detail)?;
        progress.step("Reading the hints", 0.2)?;
        let hints = match hints {
            Some(hints) => {
                let offset = hints.shape.offset.into();
                ground.hints(Layer { source: &mut &**hints, offset })?
            }
            None => ground.no_hints(),
        };
        let global = self.style_of(reference.as_ref(), &settings)?;
        Ok(Prepared::from_parts(ground, hints, global, settings.hint_strength))
    }

    fn style_of(
        &mut self,
        reference: Option<&Arc<RawPicture>>,
        settings: &Settings,
    ) -> Result<GlobalHints, WorkError> {
        let by = StyleSettings {
            file: settings.reference_file.clone(),
            look: settings.look.clone(),
            part: settings.reference_use,
        };
        if let Some(known) = &self.style
            && known.reference.as_ref().map(Arc::as_ptr) == reference.map(Arc::as_ptr)
            && known.settings == by
        {
            return Ok(known.style.clone());
        }
        let style = match reference {
            Some(reference) => style(Some(&mut &**reference), by.look.as_ref(), by.part)?,
            None => {
                let mut file = reference_file(settings)?;
                style(file.as_mut().map(|file| file as _), by.look.as_ref(), by.part)?
            }
        };
        self.style = Some(KnownStyle { reference: reference.cloned(), settings: by, style: style.clone() });
        Ok(style)
    }

    fn engine(&mut self) -> Result<&mut dyn Engine, WorkError> {
        let (_, engine) = self.engine.as_mut().ok_or(WorkError::NoPhotograph)?;
        Ok(engine.as_mut())
    }
}

fn check_lightness(lightness: f32) -> Result<(), WorkError> {
    if (0.0..=100.0).contains(&lightness) { Ok(()) } else { Err(WorkError::Nonsense) }
}

/// A result that is sent while it is being made.
struct Sent<'a> {
    id: u64,
    outbox: &'a Outbox,
    width: u32,
    encoding: Encoding<'a>,
}

impl PixelSink for Sent<'_> {
    fn write_rows(&mut self, y: u32, pixels: &[Rgba]) -> Result<(), PixelError> {
        let rows = [y, pixels.len() as u32 / self.width];
        let bytes = self.encoding.rows(y, self.width, pixels);
        self.outbox.send_pixels(Some(self.id), &Answer::Rows(rows), bytes);
        Ok(())
    }
}

/// A host is told of progress so often at most, where nothing else is done than before.
const PROGRESS: Duration = Duration::from_millis(50);

/// Progress as answers on the pipe; stops when nobody wants the job any more.
struct Reported<'a> {
    job: &'a Job,
    outbox: &'a Outbox,
    /// When what was said last.
    said: Option<(Instant, String)>,
}

impl Progress for Reported<'_> {
    fn step(&mut self, doing: &str, done: f32) -> Result<(), Cancelled> {
        let stopped: &AtomicBool = &self.job.stopped;
        if stopped.load(Ordering::Relaxed) {
            return Err(Cancelled);
        }
        if self.said.as_ref().is_some_and(|(at, what)| what == doing && at.elapsed() < PROGRESS) {
            return Ok(());
        }
        let answer = Answer::Progress { progress: done, doing: doing.to_owned() };
        self.outbox.send(Some(self.job.id), &answer);
        self.said = Some((Instant::now(), doing.to_owned()));
        Ok(())
    }
}
