//! Where answers go: a thread of its own writes them, so that work goes on while the host reads.

use std::io::Write;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use serde::Serialize;

use super::frames::{Frame, write_frame};
use super::messages::Answer;

/// Frames that may wait to be written: more than a usual picture has bands, so that a slow host does not
/// keep the worker, and few enough that one which does not read fills no memory.
const MOST_WAITING: usize = 64;

/// Takes answers from any thread.
#[derive(Clone)]
pub struct Outbox(SyncSender<Parcel>);

enum Parcel {
    Frame(Frame),
    /// To be dropped once everything before is written.
    Mark(SyncSender<()>),
}

impl Outbox {
    /// Answers into `output`.
    pub fn new(output: impl Write + Send + 'static) -> Self {
        let (sender, parcels) = sync_channel(MOST_WAITING);
        std::thread::spawn(move || write(&parcels, output));
        Self(sender)
    }

    /// Sends an answer without pixels.
    pub fn send(&self, id: Option<u64>, answer: &Answer) {
        self.send_pixels(id, answer, vec![]);
    }

    /// Sends an answer and pixels.
    pub fn send_pixels(&self, id: Option<u64>, answer: &Answer, pixels: Vec<u8>) {
        #[derive(Serialize)]
        struct Head<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            id: Option<u64>,
            #[serde(flatten)]
            answer: &'a Answer,
        }
        // Plain numbers and text always are JSON, and the thread that writes never ends before.
        if let Ok(head) = serde_json::to_vec(&Head { id, answer }) {
            let _ = self.0.send(Parcel::Frame(Frame { head, payload: pixels }));
        }
    }

    /// Waits until everything is written that was sent so far.
    pub fn flush(&self) {
        let (mark, written) = sync_channel(0);
        let _ = self.0.send(Parcel::Mark(mark));
        let _ = written.recv();
    }
}

fn write(parcels: &Receiver<Parcel>, mut output: impl Write) {
    for parcel in parcels {
        match parcel {
            // A host that has gone closes our input as well, which ends this process.
            Parcel::Frame(Frame { head, payload }) => drop(write_frame(&mut output, &head, &payload)),
            Parcel::Mark(mark) => drop(mark),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex, mpsc};

    use super::super::messages::{Answer, Welcome};
    use super::super::pictures::Format;
    use super::*;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn answers_look_as_the_protocol_says() {
        let text = |id, answer: Answer| {
            let paper = Paper::default();
            let outbox = Outbox::new(paper.clone());
            outbox.send(id, &answer);
            outbox.flush();
            let bytes = paper.0.lock().unwrap();
            String::from_utf8(bytes[8..].to_vec()).unwrap()
        };
        assert_eq!(text(Some(2), Answer::Stopped(true)), r#"{"id":2,"stopped":true}"#);
        let progress = Answer::Progress { progress: 0.5, doing: "Choosing colours".to_owned() };
        assert_eq!(text(Some(1), progress), r#"{"id":1,"progress":0.5,"doing":"Choosing colours"}"#);
        assert_eq!(text(Some(1), Answer::Rows([32, 8])), r#"{"id":1,"rows":[32,8]}"#);
        let gamut = Answer::Gamut { size: [4, 4], format: Format::Bgra8 };
        assert_eq!(text(Some(3), gamut), r#"{"id":3,"gamut":{"size":[4,4],"format":"bgra8"}}"#);
        assert!(
            text(None, Answer::Hello(Welcome::new())).starts_with(r#"{"hello":{"protocol":3,"version":"#)
        );
    }

    /// Writes nothing before it may.
    struct Gate(mpsc::Receiver<()>);

    impl Write for Gate {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.0.recv();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_host_that_does_not_read_keeps_nobody_waiting() {
        let (open, gate) = mpsc::channel();
        let outbox = Outbox::new(Gate(gate));
        (0..40).for_each(|row| outbox.send_pixels(Some(1), &Answer::Rows([row, 1]), vec![0; 1 << 20]));
        drop(open);
        outbox.flush();
    }
}
