//! A process of its own that colorizes for a host which cannot load the engine itself (`docs/worker.md`).
//!
//! One thread reads what the host sends into the `inbox`, another works on the newest request
//! there, a third writes the answers. The process ends when the host closes its side, whatever is in work then.

mod frames;
mod inbox;
mod messages;
mod outbox;
mod pictures;
mod session;

use std::io::{Read, Write};
use std::sync::Arc;

use self::frames::{Frame, FrameError, read_frame};
use self::inbox::Inbox;
use self::messages::{Answer, Hello, Request, Welcome};
use self::outbox::Outbox;
use self::session::Session;

/// Serves the host at the other end of `input` and `output` until it closes `input`; `end` then ends the
/// process with this status.
pub fn serve(
    mut input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    end: fn(u8) -> !,
) -> ! {
    let outbox = Outbox::new(output);
    match read_frame(&mut input).map(|frame| frame.map(|frame| greet(&frame, &outbox))) {
        Ok(Some(true)) => {}
        Ok(None) => end(0),
        Ok(Some(false)) => {
            outbox.flush();
            end(1)
        }
        Err(error) => {
            outbox.send(None, &Answer::error(&error));
            outbox.flush();
            end(1)
        }
    }
    let inbox = Arc::new(Inbox::new());
    let reading = Arc::clone(&inbox);
    let answering = outbox.clone();
    std::thread::spawn(move || {
        end(match read_requests(&mut input, &reading, &answering) {
            Ok(()) => 0,
            Err(error) => {
                answering.send(None, &Answer::error(&error));
                answering.flush();
                1
            }
        })
    });
    let mut session = Session::default();
    loop {
        let job = inbox.take();
        session.work_on(&job, &outbox);
    }
}

/// Whether the host speaks our language.
fn greet(frame: &Frame, outbox: &Outbox) -> bool {
    let fault = match Hello::parse(&frame.head) {
        Ok(Hello { protocol }) if protocol == Welcome::PROTOCOL => {
            outbox.send(None, &Answer::Hello(Welcome::new()));
            return true;
        }
        Ok(Hello { protocol }) => messages::Fault::Protocol(protocol),
        Err(fault) => fault,
    };
    outbox.send(None, &Answer::error(&fault));
    false
}

/// Puts what arrives into the inbox until the host closes its side.
fn read_requests(input: &mut impl Read, inbox: &Inbox, outbox: &Outbox) -> Result<(), FrameError> {
    while let Some(frame) = read_frame(input)? {
        match Request::parse(frame) {
            Ok(request) => inbox.put(request, outbox),
            Err((id, fault)) => outbox.send(id, &Answer::error(&fault)),
        }
    }
    Ok(())
}
