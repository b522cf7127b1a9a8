//! Frames: a head in JSON and a payload, each with its length before it.

use std::io::{self, Read, Write};

/// No head is longer; what is comes from a program that speaks something else.
const LONGEST_HEAD: u32 = 1 << 20;

/// One message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// A JSON object.
    pub head: Vec<u8>,
    /// Raw pixels.
    pub payload: Vec<u8>,
}

/// Why no more frames can be read.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The bytes are something else.
    #[error("what arrives is no frame of the worker's protocol (docs/worker.md); start the worker again")]
    NoFrame,
    /// The pipe broke, or there is no room for what arrives.
    #[error("the host's message cannot be read ({0}); start the worker again")]
    Broken(#[from] io::Error),
}

/// The next frame; `None` when the other side has closed between two frames.
///
/// # Errors
/// [`FrameError`] for anything else than whole frames.
pub fn read_frame(input: &mut impl Read) -> Result<Option<Frame>, FrameError> {
    let mut lengths = [0; 8];
    let begun = input.read(&mut lengths[..1])?;
    if begun == 0 {
        return Ok(None);
    }
    input.read_exact(&mut lengths[1..])?;
    let length = |i: usize| u32::from_le_bytes([0, 1, 2, 3].map(|byte| lengths[i + byte]));
    if length(0) > LONGEST_HEAD {
        return Err(FrameError::NoFrame);
    }
    Ok(Some(Frame { head: read_bytes(input, length(0))?, payload: read_bytes(input, length(4))? }))
}

fn read_bytes(input: &mut impl Read, length: u32) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length as usize).map_err(|_| io::ErrorKind::OutOfMemory)?;
    if input.take(u64::from(length)).read_to_end(&mut bytes)? < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

/// Writes a frame and sends it off.
///
/// # Errors
/// When the other side has gone, or the payload is longer than a frame can hold.
pub fn write_frame(output: &mut dyn Write, head: &[u8], payload: &[u8]) -> io::Result<()> {
    for part in [head, payload] {
        let length = u32::try_from(part.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        output.write_all(&length.to_le_bytes())?;
    }
    output.write_all(head)?;
    output.write_all(payload)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_arrive_as_they_were_sent_until_the_other_side_closes() {
        let mut pipe = Vec::new();
        write_frame(&mut pipe, b"{}", &[1, 2, 3]).unwrap();
        write_frame(&mut pipe, b"{\"id\":1}", &[]).unwrap();
        let mut pipe = &pipe[..];
        let frame = read_frame(&mut pipe).unwrap().unwrap();
        assert_eq!(frame, Frame { head: b"{}".to_vec(), payload: vec![1, 2, 3] });
        assert_eq!(read_frame(&mut pipe).unwrap().unwrap().head, b"{\"id\":1}");
        assert_eq!(read_frame(&mut pipe).unwrap(), None);
    }

    #[test]
    fn what_is_no_frame_is_refused_before_memory_is_asked_for() {
        let error = read_frame(&mut &b"GET / HTTP/1.1\r\n\r\n"[..]).unwrap_err();
        assert!(matches!(error, FrameError::NoFrame), "{error}");
        // Says that four gigabytes follow, and ends.
        let cut = [&2u32.to_le_bytes()[..], &u32::MAX.to_le_bytes(), b"{}abc"].concat();
        assert!(matches!(read_frame(&mut &cut[..]), Err(FrameError::Broken(_))));
    }
}
