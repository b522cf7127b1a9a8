//! Live: a small window that stays open, and a layer that follows what is painted meanwhile.
//!
//! GIMP tells nobody that a layer has changed, so the hint layer's pixels are looked at some times a
//! second ([`watch`](self)). The network works in a thread of its own ([`colorist`](self)); everything that
//! has to do with GIMP stays here, on the thread that libgimp belongs to. Whatever goes wrong switches
//! Live off, is said in the window, and leaves all layers as they are.

mod claim;
mod colorist;
mod error;
mod rhythm;
mod shown;
mod watch;

use std::time::{Duration, Instant};

use chromadot_gimp::{Call, Gimp, Image, Layer, Panel, RunMode};

use crate::engine::Choice;
use crate::manifest::manifest;
use crate::pipeline::Detail;

use self::claim::Claim;
use self::colorist::{Answer, Colorist};
use self::error::LiveError;
use self::rhythm::Rhythm;
use self::shown::Shown;
use self::watch::Watch;

use super::choices::Choices;
use super::error::RunError;
use super::run::{Layers, active_layer};

/// Pause between two looks whether GIMP and the image are still there while Live is off.
const SELDOM: Duration = Duration::from_secs(1);
/// Where the network takes longer than this, a change is answered by a draft first, ...
const SLOW: Duration = Duration::from_millis(120);
/// ... and in full once nothing has changed for so long, or when Live is switched off.
const REFINE: Duration = Duration::from_millis(1500);

/// How long the last answer is waited for when Live is switched off, with the window standing still.
const PATIENCE: Duration = Duration::from_secs(20);

/// The window's lines: which layers, how it goes, what is wrong.
const LAYERS: usize = 0;
const STATUS: usize = 1;
const PROBLEM: usize = 2;

/// Colorizes whenever something changed, until the user closes the window.
pub(super) fn stay_live(gimp: Gimp, call: &Call) -> Result<(), RunError> {
    let active = active_layer(gimp, call)?;
    if call.run_mode == RunMode::NonInteractive {
        return Err(RunError::LiveNeedsSomebody);
    }
    let _claim = Claim::of(gimp, active.image())?;
    let procedure = &manifest().live;
    let mut panel = Panel::new(gimp, procedure.title(), &procedure.name, "_Live", 3)?;
    panel.switch(true);
    let image = active.image();
    let mut live =
        Live { gimp, image, active, colorist: None, shown: None, on: None, asked_gimp: Instant::now() };
    while panel.wait() {
        live.pulse(&mut panel);
    }
    // The window is gone in a moment; what cannot be finished stays a draft.
    let _ = live.finish();
    Ok(())
}

struct Live {
    gimp: Gimp,
    image: Image,
    /// The layer for which Live was called.
    active: Layer,
    /// Kept while Live is off, so that the engine stays open.
    colorist: Option<(Choice, Colorist)>,
    /// The result; kept while Live is off, to go on with the same layer.
    shown: Option<Shown>,
    on: Option<On>,
    /// When GIMP was last asked for what seldom changes.
    asked_gimp: Instant,
}

/// What there is while Live is on.
struct On {
    /// What the filter's last run was then.
    last_run: Option<Choices>,
    watch: Watch,
    rhythm: Rhythm,
    asked: Option<Asked>,
    /// Whether the network takes so long that drafts are worth while.
    is_slow: bool,
    /// When the draft that is shown gives way to the full answer; none when no draft is shown.
    refine: Option<Instant>,
}

/// The newest question to the network.
struct Asked {
    number: u64,
    detail: Detail,
    /// When what it is about had not changed yet, or the stroke ended; none where nothing has changed.
    since: Option<Instant>,
    at: Instant,
    /// How long making it ready took.
    reading: Duration,
}

impl Live {
    /// What is to be done some dozen times a second.
    fn pulse(&mut self, panel: &mut Panel) {
        let done = match (panel.is_on(), &mut self.on) {
            (true, None) => self.start(panel),
            (true, Some(_)) => self.go_on(panel),
            (false, Some(_)) => {
                panel.say(STATUS, "Off. The layer stays as it is.", "");
                self.finish()
            }
            (false, None) => {
                // Asking is how we learn that GIMP is gone: libgimp then ends this process.
                if self.is_time_to_ask() {
                    self.gimp.image(self.image.id());
                }
                Ok(())
            }
        };
        if let Err(error) = done {
            if error.is_the_networks() {
                self.colorist = None;
            }
            let error = self.gone().unwrap_or(error);
            self.on = None;
            let sentence = format!("Live was switched off: {error}.");
            eprintln!("Chromadot: {sentence}");
            panel.switch(false);
            panel.say(STATUS, "Off. The layers stay as they are.", "");
            panel.say(PROBLEM, &sentence, "");
        }
    }

    /// What is no more. Deleted between two calls it makes the second one fail in any way, which explains
    /// nothing to anybody.
    fn gone(&self) -> Option<LiveError> {
        match &self.on {
            Some(on) => on.watch.check().err(),
            None => self.gimp.image(self.image.id()).is_none().then_some(LiveError::ImageClosed),
        }
    }

    fn is_time_to_ask(&mut self) -> bool {
        let is_time = self.asked_gimp.elapsed() > SELDOM;
        if is_time {
            self.asked_gimp = Instant::now();
        }
        is_time
    }

    fn start(&mut self, panel: &mut Panel) -> Result<(), LiveError> {
        panel.say(PROBLEM, "", "");
        if let Some(error) = self.gone() {
            return Err(error);
        }
        let active = watch::still_there(self.gimp, self.active);
        let active = active.or_else(|| self.image.selected_layers().first().copied());
        let active = active.ok_or(LiveError::LayerGone("photograph"))?;
        let last_run = Choices::last(self.gimp);
        let choices = Choices::proposed(self.gimp, active);
        let (layers, settings) = Layers::chosen(self.gimp, &choices)?;
        let choice = settings.engine_choice();
        if self.colorist.as_ref().is_none_or(|(known, _)| *known != choice) {
            self.colorist = Some((choice.clone(), Colorist::new(choice)));
        }
        let watch = Watch::new(self.gimp, layers, settings)?;
        panel.say(LAYERS, &watch.layers(), "");
        panel.say(STATUS, "Loading the network…", "");
        self.shown.take_if(|shown| shown.fits(&watch).is_err());
        let rhythm = Rhythm::new();
        self.on = Some(On { last_run, watch, rhythm, asked: None, is_slow: false, refine: None });
        Ok(())
    }

    fn go_on(&mut self, panel: &mut Panel) -> Result<(), LiveError> {
        let is_time = self.is_time_to_ask();
        let (Some(on), Some((_, colorist))) = (&mut self.on, &mut self.colorist) else { return Ok(()) };
        on.rhythm.pointer(panel.is_button_down());
        // Nothing is changed under the hand of who paints.
        if on.rhythm.is_painting() {
            return Ok(());
        }
        // The filter was run with other layers or values meanwhile.
        if is_time && Choices::last(self.gimp) != on.last_run {
            self.on = None;
            return self.start(panel);
        }
        if let Some(answer) = colorist.answer()
            && let Some(asked) = on.asked.take_if(|asked| asked.number == answer.number)
        {
            let answered = Instant::now();
            on.show(&mut self.shown, &asked, answer)?;
            asked.report(panel, answered);
        }
        if let Some(look) = on.rhythm.due() {
            let has_changed = on.watch.look()?;
            if let Some(shown) = &self.shown {
                shown.fits(&on.watch)?;
            }
            if has_changed {
                panel.say(LAYERS, &on.watch.layers(), "");
            }
            if let Some(since) = on.rhythm.looked(look, has_changed) {
                let detail = if on.is_slow { Detail::Draft } else { Detail::Full };
                return on.ask(colorist, detail, Some(since));
            }
        }
        if on.refine.is_some_and(|time| Instant::now() >= time) {
            on.ask(colorist, Detail::Full, None)?;
        }
        Ok(())
    }

    /// Switches off, once the layer shows no draft.
    fn finish(&mut self) -> Result<(), LiveError> {
        let (Some(mut on), Some((_, colorist))) = (self.on.take(), &mut self.colorist) else { return Ok(()) };
        if on.refine.is_some() || on.asked.is_some() {
            on.ask(colorist, Detail::Full, None)?;
        }
        if let Some(asked) = on.asked.take() {
            let answer = colorist.wait_for(asked.number, PATIENCE);
            on.show(&mut self.shown, &asked, answer)?;
        }
        Ok(())
    }
}

impl On {
    fn ask(
        &mut self,
        colorist: &mut Colorist,
        detail: Detail,
        since: Option<Instant>,
    ) -> Result<(), LiveError> {
        let began = Instant::now();
        let number = colorist.ask(self.watch.prepared(detail)?);
        let at = Instant::now();
        self.asked = Some(Asked { number, detail, since, at, reading: at - began });
        self.refine = None;
        Ok(())
    }

    fn show(&mut self, shown: &mut Option<Shown>, asked: &Asked, answer: Answer) -> Result<(), LiveError> {
        let chroma = answer.chroma?;
        self.watch.check()?;
        Shown::update(shown, &mut self.watch, &chroma)?;
        match asked.detail {
            Detail::Full => self.is_slow = answer.network > SLOW,
            Detail::Draft => self.refine = Some(Instant::now() + REFINE),
        }
        Ok(())
    }
}

impl Asked {
    /// Says how long it took from the change to the new layer.
    fn report(&self, panel: &mut Panel, answered: Instant) {
        let Some(since) = self.since else { return };
        let ms = |time: Duration| time.as_millis();
        let (whole, writing) = (since.elapsed(), answered.elapsed());
        let times = format!(
            "noticing {} ms, reading {} ms, network {} ms, writing {} ms",
            ms(self.at - self.reading - since),
            ms(self.reading),
            ms(answered - self.at),
            ms(writing)
        );
        panel.say(STATUS, &format!("Up to date. The last update took {:.2} s.", whole.as_secs_f32()), &times);
        if std::env::var_os("CHROMADOT_TIMES").is_some() {
            eprintln!("Chromadot Live: {} ms: {times}", ms(whole));
        }
    }
}
