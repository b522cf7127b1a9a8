//! What host and worker say to each other, as `docs/worker.md` has it.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::frames::Frame;
use super::pictures::{Format, RawPicture, Shape};
use crate::looks::{Look, all_looks};
use crate::manifest::{Host, Parameter, manifest};
use crate::pipeline::{Detail, SuggestedColour};

/// What is wrong with a message.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// No JSON object, or none of ours.
    #[error("a message cannot be understood ({0}); install plug-in and program from the same release")]
    Head(String),
    /// Another protocol.
    #[error(
        "the plug-in speaks version {0} of the worker's protocol, this program version {protocol}; install both \
         from the same release",
        protocol = Welcome::PROTOCOL
    )]
    Protocol(u32),
    /// Pictures and bytes do not fit together.
    #[error(
        "a message has {bytes} bytes where its pictures take {expected}; install plug-in and program from the same \
         release"
    )]
    Payload {
        /// Bytes that came.
        bytes: usize,
        /// Bytes that the pictures' sizes and formats ask for.
        expected: u64,
    },
    /// `"same"` where nothing was given before.
    #[error("there is no earlier {0} in this worker; send the picture itself")]
    NothingBefore(Role),
    /// Rows where nothing of their kind was given before.
    #[error("there is no earlier {0} in this worker that has such rows; send the whole picture")]
    NoSuchRows(Role),
}

/// The first message of a host.
#[derive(Debug, Deserialize)]
pub struct Hello {
    /// Version of the protocol that the host speaks.
    pub protocol: u32,
}

impl Hello {
    /// The hello in a head.
    ///
    /// # Errors
    /// [`Fault::Head`].
    pub fn parse(head: &[u8]) -> Result<Self, Fault> {
        #[derive(Deserialize)]
        struct Head {
            hello: Hello,
        }
        serde_json::from_slice::<Head>(head)
            .map(|head| head.hello)
            .map_err(|error| Fault::Head(error.to_string()))
    }
}

/// The answer to a hello.
#[derive(Debug, Serialize)]
pub struct Welcome {
    protocol: u32,
    version: &'static str,
    parameters: Vec<&'static Parameter>,
    looks: Vec<Look>,
}

impl Welcome {
    /// Version of the protocol in `docs/worker.md`.
    pub const PROTOCOL: u32 = 3;

    /// Who we are and what can be set.
    pub fn new() -> Self {
        let parameters = manifest().parameters.iter().filter(|p| p.offered_to(Host::Worker)).collect();
        // A user's file of looks that cannot be read is said by the request that asks for one.
        let looks = all_looks().unwrap_or_default();
        Self { protocol: Self::PROTOCOL, version: env!("CHROMADOT_VERSION"), parameters, looks }
    }
}

/// What a picture is in a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The photograph.
    Photo,
    /// Painted hints.
    Hints,
    /// The picture that lends its style.
    Reference,
    /// Where the result is to show.
    Selection,
}

impl Role {
    /// In the order of a payload.
    pub const ALL: [Self; 4] = [Self::Photo, Self::Hints, Self::Reference, Self::Selection];
}

impl Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Photo => "photograph",
            Self::Hints => "hint layer",
            Self::Reference => "reference",
            Self::Selection => "selection",
        })
    }
}

/// What comes for one role.
#[derive(Clone, Debug)]
pub enum Given {
    /// Nothing.
    Nothing,
    /// The picture that was given last.
    Same,
    /// A picture.
    Picture(Arc<RawPicture>),
    /// The picture that was given last, but for some rows.
    Rows(Box<Rows>),
}

/// Whole rows of a picture that is known otherwise.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Of the whole picture.
    pub shape: Shape,
    /// The first of them.
    pub top: u32,
    /// As in a [`RawPicture`].
    pub bytes: Vec<u8>,
}

/// The pictures of a job, in the order of [`Role::ALL`].
pub type Pictures<P> = [P; Role::ALL.len()];

/// A request of a host.
#[derive(Debug)]
pub enum Request {
    /// A job.
    Job {
        /// The host's number for it.
        id: u64,
        /// What is wanted.
        wish: Wish,
        /// What was sent with it.
        pictures: Pictures<Given>,
    },
    /// The end of a job.
    Cancel(u64),
}

/// What is wanted of the worker.
#[derive(Clone, Debug)]
pub enum Wish {
    /// A colorized picture.
    Colorize {
        /// Parameters by name.
        settings: Settings,
        /// Format of the result.
        format: Format,
        /// How finely.
        detail: Detail,
    },
    /// Likely colours.
    Suggest {
        /// Parameters by name.
        settings: Settings,
        /// Column and row in the photograph.
        at: [u32; 2],
        /// How many at most.
        count: usize,
    },
    /// A picture of the colours of a lightness.
    Gamut {
        /// 0..100.
        lightness: f32,
        /// Pixels.
        side: u32,
    },
    /// The nearest colour of a lightness.
    Snap {
        /// `#rrggbb`.
        rgb: String,
        /// 0..100.
        lightness: f32,
    },
}

/// Parameters by name, as text.
pub type Settings = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(untagged)]
enum GivenHead {
    Word(SameWord),
    Shape {
        #[serde(flatten)]
        shape: Shape,
        /// The first and the number of those that are sent; all of them if nothing is said.
        rows: Option<[u32; 2]>,
    },
}

impl GivenHead {
    /// Bytes that follow in the payload.
    fn bytes(&self) -> u64 {
        match *self {
            Self::Word(SameWord::Same) => 0,
            Self::Shape { shape, rows: None } => shape.bytes(),
            Self::Shape { shape: Shape { size: [width, _], offset, format }, rows: Some([_, count]) } => {
                Shape { size: [width, count], offset, format }.bytes()
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SameWord {
    Same,
}

#[derive(Deserialize)]
struct PicturesHead {
    photo: GivenHead,
    hints: Option<GivenHead>,
    reference: Option<GivenHead>,
    selection: Option<GivenHead>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum WishHead {
    Colorize {
        #[serde(flatten)]
        pictures: Box<PicturesHead>,
        #[serde(default)]
        settings: Settings,
        format: Format,
        #[serde(default)]
        detail: Detail,
    },
    Suggest {
        #[serde(flatten)]
        pictures: Box<PicturesHead>,
        #[serde(default)]
        settings: Settings,
        at: [u32; 2],
        #[serde(default = "usual_count")]
        count: usize,
    },
    Gamut {
        lightness: f32,
        side: u32,
    },
    Snap {
        rgb: String,
        lightness: f32,
    },
}

fn usual_count() -> usize {
    crate::suggestions::SUGGESTIONS
}

#[derive(Deserialize)]
struct JobHead {
    id: u64,
    #[serde(flatten)]
    wish: WishHead,
}

#[derive(Deserialize)]
struct CancelHead {
    cancel: u64,
}

#[derive(Deserialize)]
struct IdHead {
    id: Option<u64>,
}

impl Request {
    /// The request in a frame; a fault comes with the number of the request, if it has one.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn parse(frame: Frame) -> Result<Self, (Option<u64>, Fault)> {
        if let Ok(CancelHead { cancel }) = serde_json::from_slice(&frame.head) {
            return Ok(Self::Cancel(cancel));
        }
        let job: JobHead = serde_json::from_slice(&frame.head).map_err(|error| {
            let id = serde_json::from_slice::<IdHead>(&frame.head).ok().and_then(|head| head.id);
            (id, Fault::Head(error.to_string()))
        })?;
        let (wish, heads) = match job.wish {
            WishHead::Colorize { pictures, settings, format, detail } => {
                (Wish::Colorize { settings, format, detail }, Some(*pictures))
            }
            WishHead::Suggest { pictures, settings, at, count } => {
                (Wish::Suggest { settings, at, count }, Some(*pictures))
            }
            WishHead::Gamut { lightness, side } => (Wish::Gamut { lightness, side }, None),
            WishHead::Snap { rgb, lightness } => (Wish::Snap { rgb, lightness }, None),
        };
        let pictures = take_pictures(heads, frame.payload).map_err(|fault| (Some(job.id), fault))?;
        Ok(Self::Job { id: job.id, wish, pictures })
    }
}

fn take_pictures(heads: Option<PicturesHead>, payload: Vec<u8>) -> Result<Pictures<Given>, Fault> {
    let heads = heads.map_or([None, None, None, None], |heads| {
        [Some(heads.photo), heads.hints, heads.reference, heads.selection]
    });
    let expected = heads.iter().flatten().map(GivenHead::bytes).fold(0, u64::saturating_add);
    if expected != payload.len() as u64 {
        return Err(Fault::Payload { bytes: payload.len(), expected });
    }
    let mut rest = payload;
    Ok(heads.map(|head| {
        let Some(head) = head else { return Given::Nothing };
        // What follows is moved away; a picture that came alone, as hints do, is not copied.
        let after = rest.split_off(head.bytes() as usize);
        let mut bytes = std::mem::replace(&mut rest, after);
        bytes.shrink_to_fit();
        match head {
            GivenHead::Word(SameWord::Same) => Given::Same,
            GivenHead::Shape { shape, rows: None } => Given::Picture(Arc::new(RawPicture { shape, bytes })),
            GivenHead::Shape { shape, rows: Some([top, _]) } => {
                Given::Rows(Box::new(Rows { shape, top, bytes }))
            }
        }
    }))
}

/// What the worker answers.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// To a hello.
    Hello(Welcome),
    /// The first and the number of a picture's rows, their pixels in the payload: they come from the top,
    /// as they are ready, and after all of them how the picture was made.
    Rows([u32; 2]),
    /// A picture whose rows were sent is whole.
    Colorized {
        /// Width and height.
        size: [u32; 2],
        /// Of its pixels.
        format: Format,
        /// Where the network ran.
        device: String,
        /// Plain sentences for the user.
        notes: Vec<String>,
        /// Where the time went.
        seconds: Seconds,
    },
    /// Likely colours, the most probable first.
    Suggestions(Vec<SuggestedColour>),
    /// The colours of a lightness, their pixels in the payload.
    Gamut {
        /// Width and height.
        size: [u32; 2],
        /// Of its pixels.
        format: Format,
    },
    /// The nearest colour of a lightness.
    Snapped {
        /// `#rrggbb`.
        rgb: String,
    },
    /// Cancelled, or overtaken by a newer request.
    Stopped(bool),
    /// One sentence and the next step.
    Error(String),
    /// On the way.
    #[serde(untagged)]
    Progress {
        /// 0..1.
        progress: f32,
        /// What is being done.
        doing: String,
    },
}

impl Answer {
    /// A failure.
    pub fn error(error: &dyn Display) -> Self {
        Self::Error(error.to_string())
    }
}

/// Where the time of a job went.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Seconds {
    /// Opening the engine and reading pictures.
    pub read: f64,
    /// Everything on the network's grid.
    pub network: f64,
    /// Joining colour and lightness.
    pub compose: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(head: &str, payload: &[u8]) -> Result<Request, (Option<u64>, Fault)> {
        Request::parse(Frame { head: head.as_bytes().to_vec(), payload: payload.to_vec() })
    }

    #[test]
    fn pictures_are_taken_from_the_payload_in_their_order() {
        let head = r#"{"id": 4, "colorize": {"photo": {"size": [2, 1], "format": "bgra8"}, "hints": "same",
            "selection": {"size": [1, 1], "offset": [1, 0], "format": "y8"}, "format": "bgra16"}}"#;
        let Ok(Request::Job { id: 4, pictures, .. }) = parse(head, &[1, 2, 3, 4, 5, 6, 7, 8, 9]) else {
            panic!("not understood")
        };
        let [Given::Picture(photo), Given::Same, Given::Nothing, Given::Picture(selection)] = pictures else {
            panic!("{pictures:?}")
        };
        assert_eq!(photo.bytes, [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!((selection.shape.offset, &selection.bytes[..]), ([1, 0], &[9][..]));
    }

    #[test]
    fn rows_of_a_picture_are_no_more_bytes_than_they_have() {
        let head = r#"{"id": 4, "colorize": {"photo": {"size": [2, 9], "format": "y8", "rows": [3, 2]},
            "hints": {"size": [1, 1], "format": "y8"}, "format": "bgra8"}}"#;
        let Ok(Request::Job { pictures, .. }) = parse(head, &[1, 2, 3, 4, 5]) else {
            panic!("not understood")
        };
        let [Given::Rows(rows), Given::Picture(hints), ..] = pictures else { panic!("{pictures:?}") };
        assert_eq!((rows.shape.size, rows.top, &rows.bytes[..]), ([2, 9], 3, &[1, 2, 3, 4][..]));
        assert_eq!(hints.bytes, [5]);
    }

    #[test]
    fn a_message_that_does_not_fit_is_refused_under_its_number() {
        let head = r#"{"id": 9, "suggest": {"photo": {"size": [2, 2], "format": "y8"}, "at": [0, 0]}}"#;
        let (id, fault) = parse(head, &[0; 3]).unwrap_err();
        assert_eq!(id, Some(9));
        assert!(matches!(fault, Fault::Payload { bytes: 3, expected: 4 }), "{fault}");
        let huge = head.replace("[2, 2]", "[4294967295, 4294967295]").replace("y8", "rgba32f");
        assert!(matches!(parse(&huge, &[]), Err((Some(9), Fault::Payload { .. }))));
        assert!(matches!(parse(r#"{"id": 3, "dance": {}}"#, &[]), Err((Some(3), Fault::Head(_)))));
        assert!(matches!(parse("hello", &[]), Err((None, Fault::Head(_)))));
    }
}
