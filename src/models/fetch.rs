//! Fetching published weights from where their authors put them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body};

use super::import::{OFFICIAL_SHA256, sha256_of};

/// For finding the server and for its first answer.
const CONNECTING: Duration = Duration::from_secs(15);
/// A transfer that stands still for so long is given up; what has come is kept.
const SILENCE: Duration = Duration::from_secs(30);
const BUFFER: usize = 1 << 16;

/// A file of weights and where it is to be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its address.
    pub address: String,
    /// Its name.
    pub file_name: String,
    /// How its SHA-256 begins, in hexadecimal.
    pub sha256: String,
}

impl Source {
    /// The official weights, 130.5 MB. Of their SHA-256 only the first eight digits are published, as a
    /// part of the name: enough against damage, not against somebody who makes another file on purpose.
    pub fn siggraph17() -> Self {
        Self {
            address: "https://colorizers.s3.us-east-2.amazonaws.com/siggraph17-df00044c.pth".to_owned(),
            file_name: "siggraph17-df00044c.pth".to_owned(),
            sha256: OFFICIAL_SHA256.to_owned(),
        }
    }
}

/// Why weights were not fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The server was not found or did not answer well.
    #[error(
        "{address} cannot be reached: {reason}; try again later, or fetch it on another machine and run \
         `chromadot models import FILE --as NAME`"
    )]
    Unreachable {
        /// The address.
        address: String,
        /// What went wrong.
        reason: String,
    },
    /// The transfer ended before its time.
    #[error(
        "the transfer from {address} broke off after {received} bytes: {reason}; run it again to go on from there"
    )]
    BrokenOff {
        /// The address.
        address: String,
        /// Bytes that have come, those of earlier runs included.
        received: u64,
        /// What went wrong.
        reason: String,
    },
    /// It is another file.
    #[error(
        "what came from {address} is damaged or another file: its SHA-256 is {found} and should begin with \
         {expected}; it was removed, run it again"
    )]
    WrongHash {
        /// The address.
        address: String,
        /// SHA-256 of what came.
        found: String,
        /// How it should begin.
        expected: String,
    },
    /// Another process is at it.
    #[error("{path} is being fetched already; wait for that to end", path = path.display())]
    Busy {
        /// The unfinished file.
        path: PathBuf,
    },
    /// What comes cannot be stored.
    #[error("what is fetched cannot be written to {path}: {reason}; make room or check the folder's rights", path = path.display())]
    Unwritable {
        /// The unfinished file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
}

/// Fetches a file into a folder, going on where an earlier run broke off, and gives its path there: its
/// name with `.part` behind it, as it is meant to be imported and removed. `progress` is told the bytes
/// that have come and, where the server says so, how many there will be.
///
/// # Errors
/// [`FetchError`]; what came before a transfer broke off is kept for the next run.
pub fn fetch(
    source: &Source,
    folder: &Path,
    progress: &mut dyn FnMut(u64, Option<u64>),
) -> Result<PathBuf, FetchError> {
    let path = folder.join(format!("{}.part", source.file_name));
    let unwritable =
        |error: io::Error| FetchError::Unwritable { path: path.clone(), reason: error.to_string() };
    fs::create_dir_all(folder).map_err(unwritable)?;
    let mut options = OpenOptions::new();
    let mut part =
        options.create(true).read(true).write(true).truncate(false).open(&path).map_err(unwritable)?;
    part.try_lock().map_err(|_| FetchError::Busy { path: path.clone() })?;
    let right = |found: &str| found.starts_with(&source.sha256.to_lowercase());
    // An earlier run may have brought everything and not come to the import.
    if right(&sha256_of(&path).map_err(unwritable)?) {
        return Ok(path);
    }
    let outcome = Transfer { source, path: &path, part: &mut part }.run(progress);
    if outcome.is_err() && part.metadata().is_ok_and(|part| part.len() == 0) {
        // There is nothing to go on from; an empty file that stays does no harm.
        let _ = fs::remove_file(&path);
    }
    outcome?;
    let found = sha256_of(&path).map_err(unwritable)?;
    if right(&found) {
        return Ok(path);
    }
    fs::remove_file(&path).map_err(unwritable)?;
    Err(FetchError::WrongHash { address: source.address.clone(), found, expected: source.sha256.clone() })
}

struct Transfer<'a> {
    source: &'a Source,
    path: &'a Path,
    part: &'a mut File,
}

impl Transfer<'_> {
    fn run(&mut self, progress: &mut dyn FnMut(u64, Option<u64>)) -> Result<(), FetchError> {
        let present = self.part.seek(SeekFrom::End(0)).map_err(|error| self.unwritable(&error))?;
        let mut response = self.request(present)?;
        let resumed = present > 0 && starts_at(&response) == Some(present);
        if present > 0 && !resumed && response.status() != StatusCode::OK {
            // What is here does not fit what is there.
            response = self.request(0)?;
        }
        if response.status() != StatusCode::OK && !resumed {
            return Err(self.unreachable(&format!("the server answered {}", response.status())));
        }
        let mut received = if resumed { present } else { 0 };
        self.part.set_len(received).map_err(|error| self.unwritable(&error))?;
        self.part.seek(SeekFrom::Start(received)).map_err(|error| self.unwritable(&error))?;
        let total = response.body().content_length().map(|rest| received + rest);
        let mut body = response.body_mut().as_reader();
        let mut buffer = vec![0; BUFFER];
        loop {
            progress(received, total);
            match body.read(&mut buffer) {
                Ok(0) if total.is_some_and(|total| received < total) => {
                    return Err(self.broken_off(received, "the server ended it"));
                }
                Ok(0) => return Ok(()),
                Ok(count) => {
                    self.part.write_all(&buffer[..count]).map_err(|error| self.unwritable(&error))?;
                    received += count as u64;
                }
                Err(error) => return Err(self.broken_off(received, &error.to_string())),
            }
        }
    }

    /// Asks for everything from `start` on.
    fn request(&self, start: u64) -> Result<Response<Body>, FetchError> {
        let agent: Agent = Agent::config_builder()
            // Some answers are no errors here, such as that there is nothing behind `start`.
            .http_status_as_error(false)
            .timeout_resolve(Some(CONNECTING))
            .timeout_connect(Some(CONNECTING))
            .timeout_recv_response(Some(CONNECTING))
            .timeout_per_read(Some(SILENCE))
            .build()
            .into();
        let mut request = agent.get(&self.source.address);
        if start > 0 {
            request = request.header(header::RANGE, format!("bytes={start}-"));
        }
        request.call().map_err(|error| self.unreachable(&error.to_string()))
    }

    fn unreachable(&self, reason: &str) -> FetchError {
        FetchError::Unreachable { address: self.source.address.clone(), reason: reason.to_owned() }
    }

    fn broken_off(&self, received: u64, reason: &str) -> FetchError {
        FetchError::BrokenOff { address: self.source.address.clone(), received, reason: reason.to_owned() }
    }

    fn unwritable(&self, error: &io::Error) -> FetchError {
        FetchError::Unwritable { path: self.path.to_owned(), reason: error.to_string() }
    }
}

/// The first byte that a partial answer holds, after its `Content-Range: bytes 5-9/10`.
fn starts_at<T>(response: &Response<T>) -> Option<u64> {
    if response.status() != StatusCode::PARTIAL_CONTENT {
        return None;
    }
    let range = response.headers().get(header::CONTENT_RANGE)?.to_str().ok()?;
    range.strip_prefix("bytes ")?.split('-').next()?.parse().ok()
}
