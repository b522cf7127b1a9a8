//! GIMP's server for scripts: it runs one after another while GIMP is used otherwise.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use image::{DynamicImage, GrayImage, Luma};

use crate::HOST;
use crate::screen::{Gimp, PATIENCE, Screen};
use crate::session::Session;

/// A connection to the server.
pub struct Server(TcpStream);

impl Server {
    /// A GIMP with windows, and its server, in which the prelude is known.
    pub fn start<'a>(screen: &'a Screen, session: &Session) -> (Gimp<'a>, Self) {
        // A port that is free now is still free in a moment.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let log = session.path("server.log").display().to_string();
        let script = HOST.server.replace("PORT", &port.to_string()).replace("LOG", &log);
        let gimp = screen.gimp(session, &script);
        let started = Instant::now();
        let connection = loop {
            match TcpStream::connect(("127.0.0.1", port)) {
                Ok(connection) => break connection,
                Err(error) => assert!(started.elapsed() < PATIENCE, "the server does not answer: {error}"),
            }
            thread::sleep(Duration::from_millis(200));
        };
        let mut server = Self(connection);
        server.run(&format!("(begin {})", HOST.prelude));
        (gimp, server)
    }

    /// What `script` gives, as Scheme writes it.
    pub fn run(&mut self, script: &str) -> String {
        self.attempt(script).unwrap_or_else(|error| panic!("{script}\nfailed: {error}"))
    }

    /// The same, or what is wrong.
    pub fn attempt(&mut self, script: &str) -> Result<String, String> {
        let length = u16::try_from(script.len()).expect("the server takes short scripts only");
        let mut message = vec![b'G'];
        message.extend(length.to_be_bytes());
        message.extend(script.as_bytes());
        self.0.write_all(&message).unwrap();
        let mut head = [0; 4];
        self.0.read_exact(&mut head).unwrap();
        let mut answer = vec![0; usize::from(u16::from_be_bytes([head[2], head[3]]))];
        self.0.read_exact(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        if head[1] == 0 { Ok(answer) } else { Err(answer) }
    }

    /// Makes a grey photograph and [opens](Self::open) it.
    pub fn open_photograph(&mut self, session: &Session, width: u32, height: u32, code: u8) {
        let photo = GrayImage::from_pixel(width, height, Luma([code]));
        DynamicImage::ImageLuma8(photo).to_rgb8().save(session.path("photo.png")).unwrap();
        self.open(&session.path("photo.png"));
    }

    /// Loads a photograph, makes it RGB, adds a transparent layer of the same size, the active one, and shows it:
    /// `image`, `photo`, `hints` and `display`.
    pub fn open(&mut self, photograph: &Path) {
        self.run(&format!("(define image (load-image \"{}\"))", photograph.display()));
        self.run("(define photo (photograph image))");
        self.run("(if (= (base-type image) 1) (gimp-image-convert-rgb image))");
        self.run(r#"(define hints (new-layer image "hints" (width photo) (height photo) RGBA-IMAGE))"#);
        self.run("(gimp-image-insert-layer image hints 0 0)");
        self.run("(define display (car (gimp-display-new image)))");
    }

    /// Runs `script` again and again until what it gives is as wanted.
    pub fn wait(&mut self, script: &str, is_wanted: impl Fn(&str) -> bool) {
        let started = Instant::now();
        loop {
            let answer = self.run(script);
            if is_wanted(&answer) {
                return;
            }
            assert!(started.elapsed() < PATIENCE, "waited in vain; {script} gives {answer}");
            thread::sleep(Duration::from_millis(50));
        }
    }
}
