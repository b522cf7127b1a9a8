//! The layers that Live watches, and what of a job is worked out once.

use chromadot_gimp::{Gegl, Gimp, Image, Item, Layer, Snapshot};

use super::error::LiveError;
use crate::hints::global::GlobalHints;
use crate::hints::local::Layer as HintLayer;
use crate::hosts::files::reference_file;
use crate::hosts::gimp::choices::guessed_layer;
use crate::hosts::gimp::error::RunError;
use crate::hosts::gimp::pixels::{ResultPixels, SeenPixels};
use crate::hosts::gimp::run::{Layers, offset_from};
use crate::pipeline::{Chroma, Detail, Grounds, PipelineError, Prepared, Silent, compose_again, style};
use crate::settings::Settings;

/// Photograph, hints and reference as they were last seen.
pub(super) struct Watch {
    pub gimp: Gimp,
    pub gegl: Gegl,
    pub image: Image,
    pub settings: Settings,
    pub photograph: Layer,
    pub photo: Snapshot,
    /// The layers that were there when Live was switched on; one that comes later may be meant.
    known: Vec<i32>,
    hints: Option<Watched>,
    reference: Option<Watched>,
    /// Which of the three a look sees pixel by pixel.
    turn: u8,
    /// The photograph's part of the job.
    grounds: Grounds,
    /// The reference's or the look's part; none until it is needed.
    style: Option<GlobalHints>,
}

struct Watched {
    layer: Layer,
    /// Seen from the photograph.
    offset: (i32, i32),
    pixels: Snapshot,
}

impl Watched {
    fn new(gegl: Gegl, layer: Layer, photograph: Layer) -> Result<Self, LiveError> {
        Ok(Self { layer, offset: offset_from(photograph, layer), pixels: Snapshot::take(gegl, layer)? })
    }

    /// Whether its pixels or its place are new, as far as a glance tells.
    fn glance(&mut self, gegl: Gegl, photograph: Layer) -> Result<bool, LiveError> {
        let offset = offset_from(photograph, self.layer);
        let has_moved = std::mem::replace(&mut self.offset, offset) != offset;
        Ok(self.pixels.glance(gegl)? || has_moved)
    }
}

/// The layer, unless it was deleted. One that Undo keeps is none in its image.
pub(super) fn still_there(gimp: Gimp, layer: Layer) -> Option<Layer> {
    match gimp.item(layer.id()) {
        Item::Layer(layer) => Some(layer),
        _ => None,
    }
}

impl Watch {
    /// Reads everything once.
    pub fn new(gimp: Gimp, layers: Layers, settings: Settings) -> Result<Self, LiveError> {
        let gegl = gimp.start_gegl();
        let Layers { photograph, hints, reference } = layers;
        let watched = |layer: Layer| Watched::new(gegl, layer, photograph);
        Ok(Self {
            gimp,
            gegl,
            image: photograph.image(),
            settings,
            photograph,
            photo: Snapshot::take(gegl, photograph)?,
            known: photograph.image().layers().iter().map(|layer| layer.id()).collect(),
            hints: hints.map(watched).transpose()?,
            reference: reference.map(watched).transpose()?,
            turn: 0,
            grounds: Grounds::default(),
            style: None,
        })
    }

    /// Which layers they are, in words.
    pub fn layers(&self) -> String {
        let name = |watched: &Option<Watched>| watched.as_ref().map_or("none".to_owned(), |w| w.layer.name());
        format!(
            "Photograph: {}. Hints: {}. Reference: {}.",
            self.photograph.name(),
            name(&self.hints),
            name(&self.reference)
        )
    }

    /// Whether the image and all layers are still there.
    pub fn check(&self) -> Result<(), LiveError> {
        if self.gimp.image(self.image.id()).is_none() {
            return Err(LiveError::ImageClosed);
        }
        let watched = |watched: &Option<Watched>| watched.as_ref().map(|watched| watched.layer);
        let layers = [
            (Some(self.photograph), "photograph"),
            (watched(&self.hints), "hint layer"),
            (watched(&self.reference), "reference layer"),
        ];
        let gone = |layer: Option<Layer>| layer.is_some_and(|layer| still_there(self.gimp, layer).is_none());
        match layers.into_iter().find(|(layer, _)| gone(*layer)) {
            Some((_, what)) => Err(LiveError::LayerGone(what)),
            None => Ok(()),
        }
    }

    /// Looks at every layer with a glance and at a part of one of them, in turn, pixel by pixel; whether
    /// anything is new.
    pub fn look(&mut self) -> Result<bool, LiveError> {
        self.check()?;
        let (gegl, photograph) = (self.gegl, self.photograph);
        self.turn = (self.turn + 1) % 3;
        let is_new_photo = self.photo.glance(gegl)? || (self.turn == 0 && self.photo.creep(gegl)?);
        let is_new = |watched: &mut Option<Watched>, turn| -> Result<bool, LiveError> {
            let Some(watched) = watched else { return Ok(false) };
            Ok(watched.glance(gegl, photograph)? || (self.turn == turn && watched.pixels.creep(gegl)?))
        };
        let is_new_hint = is_new(&mut self.hints, 1)?;
        let is_new_reference = is_new(&mut self.reference, 2)?;
        if is_new_photo {
            self.grounds = Grounds::default();
        }
        if is_new_reference {
            self.style = None;
        }
        let mut has_changed = is_new_photo || is_new_hint || is_new_reference;
        let late =
            |name| guessed_layer(self.gimp, photograph, name).filter(|l| !self.known.contains(&l.id()));
        if self.hints.is_none()
            && let Some(layer) = late("hints")
        {
            self.hints = Some(Watched::new(gegl, layer, photograph)?);
            has_changed = true;
        }
        if self.reference.is_none()
            && let Some(layer) = late("reference")
        {
            self.reference = Some(Watched::new(gegl, layer, photograph)?);
            self.style = None;
            has_changed = true;
        }
        Ok(has_changed)
    }

    /// The job for what was seen.
    pub fn prepared(&mut self, detail: Detail) -> Result<Prepared, LiveError> {
        let ground = self.grounds.of(&mut SeenPixels(&self.photo), detail)?;
        let hints = match &self.hints {
            Some(Watched { offset, pixels, .. }) => {
                ground.hints(HintLayer { source: &mut SeenPixels(pixels), offset: *offset })?
            }
            None => ground.no_hints(),
        };
        let style = match self.style.take() {
            Some(style) => style,
            None => {
                let settings = &self.settings;
                let (look, part) = (settings.look.as_ref(), settings.reference_use);
                match &self.reference {
                    Some(Watched { pixels, .. }) => style(Some(&mut SeenPixels(pixels)), look, part)?,
                    None => {
                        let mut file = reference_file(settings).map_err(RunError::from)?;
                        style(file.as_mut().map(|file| file as _), look, part)?
                    }
                }
            }
        };
        self.style = Some(style.clone());
        Ok(Prepared::from_parts(ground, hints, style, self.settings.hint_strength))
    }

    /// Joins colours with the photograph that was seen.
    pub fn compose(&mut self, chroma: &Chroma, result: &mut ResultPixels) -> Result<(), PipelineError> {
        let mut photo = SeenPixels(&self.photo);
        compose_again(&mut photo, &mut self.grounds.lightness, chroma, result, &mut Silent)
    }
}
