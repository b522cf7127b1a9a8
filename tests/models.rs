//! Models of the user's own: imported from files that PyTorch wrote (`tests/reference/checkpoints.py`),
//! fetched from a server in this test, listed and named.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread::{self, JoinHandle};

use assert_cmd::Command;
use chromadot::models::ModelEntry;
use proptest::prelude::*;
use safetensors::{Dtype, SafeTensors};
use sha2::{Digest, Sha256};

use support::{Work, even_grey, failure, source_tree};

const CHECKPOINTS: [&str; 5] = ["zip.pth", "legacy.pth", "views.pth", "views-legacy.pth", "converted.pth"];

fn checkpoint(name: &str) -> Vec<u8> {
    fs::read(source_tree("tests/reference/checkpoints").join(name)).unwrap()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn import(work: &Work, file: &str, flags: &[&str]) -> Command {
    let mut command = work.chromadot(["models", "import", file, "--as", "mine"]);
    command.args(flags);
    command
}

fn stdout(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn imported(work: &Work, file: &str, flags: &[&str]) -> String {
    work.write(file, checkpoint(file));
    stdout(&mut import(work, file, flags))
}

fn entry(work: &Work) -> ModelEntry {
    toml::from_str(&fs::read_to_string(work.path("own-models/mine.toml")).unwrap()).unwrap()
}

/// What the script put at element `i` of a tensor.
fn expected(name: &str, i: usize) -> f32 {
    (((7 * i + name.len()) % 64) as f32 - 32.0) / 16.0
}

/// Refuses what is not the number that the script put there, and gives names and shapes.
fn checked_tensors(weights: &Path) -> Vec<(String, Vec<usize>)> {
    let bytes = fs::read(weights).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    for (name, tensor) in file.iter() {
        assert_eq!(tensor.dtype(), Dtype::F32, "{name}");
        for (i, number) in tensor.data().as_chunks().0.iter().enumerate() {
            assert_eq!(f32::from_le_bytes(*number), expected(name, i), "element {i} of {name}");
        }
    }
    let mut shapes: Vec<_> =
        file.iter().map(|(name, tensor)| (name.to_owned(), tensor.shape().to_vec())).collect();
    shapes.sort();
    shapes
}

fn shape_of<'a>(shapes: &'a [(String, Vec<usize>)], name: &str) -> &'a [usize] {
    &shapes.iter().find(|(found, _)| found == name).unwrap().1
}

// What comes out of a checkpoint.

#[test]
fn both_of_pytorchs_containers_give_every_number_of_all_98_tensors() {
    for file in ["zip.pth", "legacy.pth"] {
        let work = Work::new();
        let said = imported(&work, file, &[]);
        assert!(
            said.starts_with(&format!("mine was imported from {file} (width 1, head classes)")),
            "{said}"
        );
        let shapes = checked_tensors(&work.path("own-models/mine.safetensors"));
        assert_eq!(shapes.len(), 98, "the counters of the batch norms stay out");
        assert_eq!(shape_of(&shapes, "model1.0.weight"), [1, 4, 3, 3]);
        assert_eq!(shape_of(&shapes, "model8up.0.weight"), [8, 4, 4, 4]);
        assert_eq!(shape_of(&shapes, "model_class.0.weight"), [529, 4, 1, 1]);
        assert_eq!(own_models(&work), ["mine.safetensors", "mine.toml"]);
    }
}

#[test]
fn half_precision_transposed_and_shared_tensors_of_a_training_state_come_out_in_order() {
    for file in ["views.pth", "views-legacy.pth"] {
        let work = Work::new();
        let said = imported(&work, file, &[]);
        assert!(said.contains("(width 1, head none)"), "{said}");
        let shapes = checked_tensors(&work.path("own-models/mine.safetensors"));
        assert_eq!(shapes.len(), 96);
        assert_eq!(shape_of(&shapes, "model5.2.bias"), [8]);
    }
}

#[test]
fn the_description_says_where_the_weights_come_from_and_what_network_they_are() {
    let work = Work::new();
    imported(&work, "zip.pth", &[]);
    let entry = entry(&work);
    assert_eq!((entry.name.as_str(), entry.file.as_path()), ("mine", Path::new("mine.safetensors")));
    assert_eq!(entry.sha256, sha256(&fs::read(work.path("own-models/mine.safetensors")).unwrap()));
    let source = format!("imported from zip.pth, SHA-256 {}", sha256(&checkpoint("zip.pth")));
    assert_eq!(entry.trained_on, source);
    let network = entry.network;
    assert_eq!((network.base_width, network.global_hints, network.output_scale), (1, false, 110.0));
    assert!(network.scales.is_empty());
}

#[test]
fn the_mask_offset_is_chosen_by_the_batch_norms_and_said() {
    let work = Work::new();
    let said = imported(&work, "zip.pth", &[]);
    assert_eq!(
        said.lines().nth(1).unwrap(),
        "mask offset 0.5, as the batch norms look trained in PyTorch; if hints colour only specks, import again \
         with --replace --mask-offset 0"
    );
    assert_eq!(entry(&work).network.mask_offset, 0.5);
    let said = imported(&work, "converted.pth", &["--replace"]);
    assert!(said.contains("mask offset 0, as the batch norms look converted from Caffe"), "{said}");
    assert!(said.ends_with("--replace --mask-offset 0.5\n"), "{said}");
    assert_eq!(entry(&work).network.mask_offset, 0.0);
}

#[test]
fn the_mask_offset_can_be_said() {
    let work = Work::new();
    for (file, offset, number) in [("zip.pth", "0", 0.0), ("converted.pth", "0.5", 0.5)] {
        let said = imported(&work, file, &["--replace", "--mask-offset", offset]);
        assert!(said.contains(&format!("mask offset {offset}, as you asked; ")), "{said}");
        assert_eq!(entry(&work).network.mask_offset, number);
    }
    import(&work, "zip.pth", &["--mask-offset", "0.25"]).assert().code(2);
}

// Names.

#[test]
fn an_imported_model_is_listed_and_colorizes_by_its_name() {
    let work = Work::new();
    imported(&work, "views.pth", &[]);
    for arguments in [vec!["models"], vec!["models", "list"]] {
        let table = stdout(&mut work.chromadot(arguments));
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[1].starts_with("dots-32 ") && lines[1].ends_with("(default)"), "{table}");
        assert!(lines[2].starts_with("mine ") && lines[2].ends_with("none"), "{table}");
    }
    work.save("photo.png", &even_grey(16, 16, 128));
    work.colorize(&["--model", "mine"]);
    let sentence = work.refusal("photo.png", &["--model", "yours"]);
    assert_eq!(sentence, "there is no model called 'yours'; there is dots-32, mine");
}

#[test]
fn the_users_models_lie_among_the_users_data() {
    let work = Work::new();
    work.write("zip.pth", checkpoint("zip.pth"));
    for (variable, folder, place) in [
        ("XDG_DATA_HOME", "data", "data/chromadot/models"),
        ("HOME", "me", "me/.local/share/chromadot/models"),
    ] {
        let mut command = import(&work, "zip.pth", &[]);
        command.env_remove("CHROMADOT_USER_MODELS").env_remove("XDG_DATA_HOME");
        stdout(command.env(variable, work.path(folder)));
        assert!(work.path(place).join("mine.toml").is_file());
    }
    let mut homeless = import(&work, "zip.pth", &[]);
    homeless.env_remove("CHROMADOT_USER_MODELS").env_remove("XDG_DATA_HOME").env_remove("HOME");
    assert!(failure(&mut homeless).starts_with("there is no folder for models of your own"));
}

#[test]
fn a_name_that_is_taken_is_refused_unless_it_is_to_be_replaced() {
    let work = Work::new();
    imported(&work, "zip.pth", &[]);
    let sentence = failure(&mut import(&work, "zip.pth", &[]));
    assert_eq!(sentence, "there is a model called 'mine' already; choose another name, or add --replace");
    stdout(&mut import(&work, "zip.pth", &["--replace"]));
    let mut bundled = work.chromadot(["models", "import", "zip.pth", "--replace", "--as", "dots-32"]);
    assert_eq!(failure(&mut bundled), "a model called 'dots-32' comes with Chromadot; choose another name");
}

#[test]
fn a_name_that_is_no_plain_word_makes_no_sense() {
    let work = Work::new();
    work.write("zip.pth", checkpoint("zip.pth"));
    for name in ["", "a/b", "..", ".hidden", "two words", "-x", "net.v2", "größe", &"n".repeat(65)] {
        let name = format!("--as={name}");
        work.chromadot(["models", "import", "zip.pth", &name]).assert().code(2);
    }
    assert_eq!(work.names(), ["zip.pth"]);
}

#[test]
fn a_broken_description_is_shown_and_keeps_nobody_from_the_other_models() {
    let work = Work::new();
    imported(&work, "views.pth", &[]);
    work.write("own-models/broken.toml", "name = 3");
    work.write("own-models/other.toml", fs::read(work.path("own-models/mine.toml")).unwrap());
    let table = stdout(&mut work.chromadot(["models"]));
    assert!(table.contains("\nmine "), "{table}");
    let place = work.path("own-models/broken.toml");
    assert!(table.contains(&format!("\n{} cannot be used: ", place.display())), "{table}");
    assert!(table.contains("it describes a model called 'mine', not one of its own name"), "{table}");
    work.save("photo.png", &even_grey(16, 16, 128));
    work.colorize(&[]);
    work.colorize(&["--model", "mine"]);
    fs::remove_file(work.path("result.png")).unwrap();
    let sentence = work.refusal("photo.png", &["--model", "broken"]);
    assert!(sentence.starts_with(&format!("{} cannot be used: ", place.display())), "{sentence}");
    let doctor = work.chromadot(["doctor"]).output().unwrap();
    let report = String::from_utf8(doctor.stdout).unwrap();
    assert!(doctor.status.success() && report.contains("broken.toml cannot be used"), "{report}");
}

// Files that are refused.

#[test]
fn a_checkpoint_that_would_run_a_program_is_refused_and_runs_nothing() {
    let work = Work::new();
    work.write("bad.pth", checkpoint("malicious.pth"));
    // Python names os.system after the module that it comes from.
    assert_eq!(
        failure(&mut import(&work, "bad.pth", &[])),
        "bad.pth is refused, and nothing in it was run: it asks for posix.system, of which weights have no need; \
         save them in PyTorch with torch.save(model.state_dict(), …)"
    );
    assert_eq!(work.names(), ["bad.pth"]);
}

/// Replaces bytes that occur once or more by as many others; archives lose their checksums' truth.
fn changed(file: &str, old: &str, new: &str) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let mut bytes = checkpoint(file);
    let places: Vec<usize> = (0..bytes.len()).filter(|&i| bytes[i..].starts_with(old.as_bytes())).collect();
    assert!(!places.is_empty(), "{old} is not in {file}");
    places.iter().for_each(|&i| bytes[i..i + new.len()].copy_from_slice(new.as_bytes()));
    bytes
}

#[test]
fn another_network_is_refused_with_the_tensor_that_does_not_fit() {
    let work = Work::new();
    for (old, new, difference) in [
        ("model1.0.weight", "model1.9.weight", "tensor model1.0.weight is missing"),
        ("model9.1.bias", "model9.7.bias", "tensor model9.1.bias is missing"),
        ("model_class.0.bias", "model_class.1.bias", "tensor model_class.0.bias is missing"),
        // The counters are nothing to it, until they are called otherwise.
        (
            "model1.4.num_batches_tracked",
            "model1.4.num_batches_trapped",
            "tensor model1.4.num_batches_trapped is not part of it",
        ),
        // Two sides of 8 become two of 9: BININT1 8, BININT1 8.
        (
            "K\u{8}K\u{8}K\u{3}K\u{3}t",
            "K\u{9}K\u{8}K\u{3}K\u{3}t",
            "tensor model4.2.weight has the shape [9, 8, 3, 3], not [8, 8, 3, 3]",
        ),
    ] {
        work.write("net.pth", changed("legacy.pth", old, new));
        assert_eq!(
            failure(&mut import(&work, "net.pth", &[])),
            format!(
                "net.pth does not hold the network siggraph17: {difference}; only this network can be imported"
            )
        );
    }
    assert_eq!(work.names(), ["net.pth"]);
}

#[test]
fn what_is_no_checkpoint_is_said() {
    let work = Work::new();
    let ending = "; give the .pth file that torch.save(model.state_dict(), …) wrote";
    for bytes in [&b""[..], b"P", b"weights", b"\x80\x02K\x01.", b"\x80\x04N."] {
        work.write("net.pth", bytes);
        let sentence = failure(&mut import(&work, "net.pth", &[]));
        assert_eq!(sentence, format!("net.pth is no PyTorch checkpoint{ending}"));
    }
    let sentence = failure(&mut import(&work, "nowhere.pth", &[]));
    assert!(sentence.starts_with("nowhere.pth cannot be read: No such file"), "{sentence}");
}

#[test]
fn big_endian_numbers_are_refused() {
    let work = Work::new();
    // The second one says so in its third pickle: little_endian, BINPUT, NEWTRUE.
    let mut legacy = checkpoint("legacy.pth");
    let word = b"little_endian";
    let place = legacy.windows(word.len()).position(|bytes| bytes == word).unwrap() + word.len();
    let place = place + legacy[place..].iter().position(|&byte| byte == 0x88).unwrap();
    legacy[place] = 0x89;
    work.write("net.pth", legacy);
    let sentence = failure(&mut import(&work, "net.pth", &[]));
    assert!(sentence.contains("it asks for big-endian numbers"), "{sentence}");
}

#[test]
fn damaged_numbers_in_an_archive_are_noticed_by_their_checksum() {
    let work = Work::new();
    let mut bytes = checkpoint("zip.pth");
    let half = bytes.len() / 2;
    // In the middle there is nothing but numbers, as the 529 classes are the largest tensor.
    bytes[half..half + 4].copy_from_slice(&[1, 2, 3, 4]);
    work.write("net.pth", bytes);
    let sentence = failure(&mut import(&work, "net.pth", &[]));
    assert!(
        sentence.starts_with("net.pth is damaged: ") && sentence.ends_with("; fetch it again"),
        "{sentence}"
    );
}

fn refused_without_a_fault(work: &Work, bytes: &[u8]) -> String {
    work.write("net.pth", bytes);
    failure(&mut import(work, "net.pth", &[]))
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_refused() {
    let work = Work::new();
    for file in CHECKPOINTS {
        let bytes = checkpoint(file);
        let ends = (1..bytes.len()).step_by(bytes.len() / 40).chain([bytes.len() - 1]);
        for end in ends {
            refused_without_a_fault(&work, &bytes[..end]);
        }
    }
    assert_eq!(work.names(), ["net.pth"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Changed bytes make another checkpoint or a refused one, and never a fault.
    #[test]
    fn changed_bytes_never_bring_the_import_down(
        file in prop::sample::select(&CHECKPOINTS[..]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        in_table in any::<bool>(),
    ) {
        let work = Work::new();
        let mut bytes = checkpoint(file);
        let size = if in_table { bytes.len().min(15_000) } else { bytes.len() };
        for (place, byte) in changes {
            bytes[place.index(size)] = byte;
        }
        work.write("net.pth", bytes);
        let output = import(&work, "net.pth", &[]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        prop_assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
        prop_assert!(!said.contains("a fault in Chromadot"), "{said}");
    }
}

/// The old container around an object, in opcodes: with it what a file claims can be anything.
fn legacy_with(object: &[u8]) -> Vec<u8> {
    let genuine = checkpoint("legacy.pth");
    // The third pickle ends behind the sizes of C's types.
    let word = b"type_sizes";
    let place = genuine.windows(word.len()).position(|bytes| bytes == word).unwrap();
    let place = place + genuine[place..].windows(3).position(|bytes| bytes == b"u.\x80").unwrap() + 2;
    [&genuine[..place], object].concat()
}

#[test]
fn absurd_tables_are_refused_before_they_cost_memory_or_the_stack() {
    let work = Work::new();
    let deep = [&b"\x80\x02)"[..], &b"\x85".repeat(1 << 20), b"."].concat();
    let long_text = b"\x80\x02X\xff\xff\xff\xff".to_vec();
    let tower = b"\x80\x02]q\0h\0ah\0h\0a.".to_vec();
    let endless = [&b"\x80\x02"[..], &b"N".repeat(5 << 20)].concat();
    for (object, reason) in [
        // It is read without a fault, and what should follow is missing.
        (deep, "it ends too early"),
        (tower, "it ends too early"),
        (long_text, "it ends too early"),
        (endless, "its table is too long"),
        (b"\x80\x02t.".to_vec(), "a mark is missing"),
        (b"\x80\x02\x87.".to_vec(), "a value is missing"),
    ] {
        let sentence = refused_without_a_fault(&work, &legacy_with(&object));
        assert_eq!(sentence, format!("net.pth is damaged: {reason}; fetch it again"));
    }
    // Steps of 72, 9, 3 and 1 become 127 each.
    let far = changed("legacy.pth", "KHK\u{9}K\u{3}K\u{1}t", "K\u{7f}K\u{7f}K\u{7f}K\u{7f}t");
    let sentence = refused_without_a_fault(&work, &far);
    assert!(sentence.contains("reaches beyond its storage"), "{sentence}");
}

// Fetching.

/// What a server does with one request.
#[derive(Clone, Copy)]
enum Answer {
    /// All of it, or what a range asks for.
    Well,
    /// The same and then no more after so many bytes.
    CutAfter(usize),
    /// All of it, whatever was asked for.
    Everything,
    Status(u16),
}

/// A server that answers one request after the other, and the `Range` that each came with.
fn serve(file: Vec<u8>, answers: Vec<Answer>) -> (String, JoinHandle<Vec<Option<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/net.pth", listener.local_addr().unwrap());
    let thread = thread::spawn(move || {
        answers.into_iter().map(|answer| serve_one(&listener.accept().unwrap().0, &file, answer)).collect()
    });
    (address, thread)
}

fn serve_one(mut stream: &TcpStream, file: &[u8], answer: Answer) -> Option<String> {
    let lines = BufReader::new(stream).lines().map(Result::unwrap).take_while(|line| !line.is_empty());
    let headers: Vec<String> = lines.map(|line| line.to_lowercase()).collect();
    let range = headers.iter().find_map(|line| line.strip_prefix("range: ").map(str::to_owned));
    let start = range.as_ref().map(|range| range["bytes=".len()..].trim_end_matches('-').parse().unwrap());
    let start: Option<usize> = start.filter(|_| !matches!(answer, Answer::Everything));
    let (status, rest) = match (answer, start) {
        (Answer::Status(status), _) => (format!("{status} Sorry"), &b""[..]),
        (_, Some(start)) if start >= file.len() => ("416 Range Not Satisfiable".to_owned(), &b""[..]),
        (_, Some(_)) => ("206 Partial Content".to_owned(), &file[start.unwrap()..]),
        (_, None) => ("200 OK".to_owned(), file),
    };
    let (first, size) = (start.unwrap_or(0), file.len());
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nContent-Range: bytes {first}-{}/{size}\r\nConnection: close\r\n\r\n",
        rest.len(),
        size - 1
    );
    let sent = match answer {
        Answer::CutAfter(count) => &rest[..count],
        _ => rest,
    };
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(sent).unwrap();
    range
}

fn fetch(work: &Work, address: &str, sha256: &str) -> Command {
    let mut command =
        work.chromadot(["models", "fetch", "siggraph17", "--from", address, "--sha256", sha256]);
    for proxy in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy", "HTTPS_PROXY"] {
        command.env_remove(proxy);
    }
    command
}

const PART: &str = "own-models/siggraph17-df00044c.pth.part";

fn own_models(work: &Work) -> Vec<String> {
    let names = fs::read_dir(work.path("own-models")).unwrap();
    let mut names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn fetched_weights_become_a_model_and_the_fetched_file_goes() {
    let work = Work::new();
    let file = checkpoint("zip.pth");
    let hash = sha256(&file);
    let (address, server) = serve(file, vec![Answer::Well]);
    let said = stdout(&mut fetch(&work, &address, &hash[..8]));
    assert!(said.starts_with("siggraph17 was imported from siggraph17-df00044c.pth (width 1"), "{said}");
    assert_eq!(server.join().unwrap(), [None]);
    assert_eq!(own_models(&work), ["siggraph17.safetensors", "siggraph17.toml"]);
    let description = fs::read_to_string(work.path("own-models/siggraph17.toml")).unwrap();
    assert!(description.contains(&hash), "{description}");
    checked_tensors(&work.path("own-models/siggraph17.safetensors"));
    // Once it is there, no server is asked.
    let sentence = failure(&mut fetch(&work, &address, &hash));
    assert!(sentence.starts_with("there is a model called 'siggraph17' already"), "{sentence}");
}

#[test]
fn a_transfer_that_broke_off_goes_on_where_it_was() {
    let work = Work::new();
    let file = checkpoint("legacy.pth");
    let hash = sha256(&file);
    let (address, server) =
        serve(file.clone(), vec![Answer::CutAfter(30_000), Answer::CutAfter(20_000), Answer::Well]);
    for received in [30_000, 50_000] {
        let sentence = failure(&mut fetch(&work, &address, &hash));
        let start = format!("the transfer from {address} broke off after {received} bytes: ");
        assert!(sentence.starts_with(&start), "{sentence}");
        assert!(sentence.ends_with("; run it again to go on from there"), "{sentence}");
        assert_eq!(fs::read(work.path(PART)).unwrap(), file[..received]);
    }
    stdout(&mut fetch(&work, &address, &hash));
    let ranges = server.join().unwrap();
    assert_eq!(ranges, [None, Some("bytes=30000-".to_owned()), Some("bytes=50000-".to_owned())]);
    checked_tensors(&work.path("own-models/siggraph17.safetensors"));
}

#[test]
fn a_transfer_starts_again_where_the_server_does_not_go_on_or_has_less_than_is_here() {
    let file = checkpoint("legacy.pth");
    let hash = sha256(&file);
    for (part, answers) in [(30_000, vec![Answer::Everything]), (file.len() + 9, vec![Answer::Well; 2])] {
        let work = Work::new();
        fs::create_dir(work.path("own-models")).unwrap();
        work.write(PART, vec![7; part]);
        let (address, server) = serve(file.clone(), answers);
        stdout(&mut fetch(&work, &address, &hash));
        assert_eq!(server.join().unwrap()[0], Some(format!("bytes={part}-")));
        checked_tensors(&work.path("own-models/siggraph17.safetensors"));
    }
}

#[test]
fn what_was_fetched_whole_before_is_not_fetched_again() {
    let work = Work::new();
    let file = checkpoint("legacy.pth");
    fs::create_dir(work.path("own-models")).unwrap();
    work.write(PART, &file);
    // Nobody listens there.
    stdout(&mut fetch(&work, "http://127.0.0.1:9/net.pth", &sha256(&file)));
    assert_eq!(own_models(&work), ["siggraph17.safetensors", "siggraph17.toml"]);
}

#[test]
fn another_file_than_the_known_one_is_removed() {
    let work = Work::new();
    let file = checkpoint("zip.pth");
    let found = sha256(&file);
    let (address, server) = serve(file, vec![Answer::Well]);
    assert_eq!(
        failure(&mut fetch(&work, &address, "df00044c")),
        format!(
            "what came from {address} is damaged or another file: its SHA-256 is {found} and should begin with \
             df00044c; it was removed, run it again"
        )
    );
    server.join().unwrap();
    assert!(own_models(&work).is_empty());
}

#[test]
fn without_a_network_one_sentence_says_what_to_do() {
    let work = Work::new();
    let ending =
        "; try again later, or fetch it on another machine and run `chromadot models import FILE --as NAME`";
    // The name is reserved for what does not exist (RFC 2606).
    for address in ["http://127.0.0.1:9/net.pth", "https://weights.invalid/net.pth"] {
        let sentence = failure(&mut fetch(&work, address, "df00044c"));
        assert!(sentence.starts_with(&format!("{address} cannot be reached: ")), "{sentence}");
        assert!(sentence.ends_with(ending), "{sentence}");
        assert!(own_models(&work).is_empty());
    }
    let (address, server) = serve(vec![1], vec![Answer::Status(503)]);
    let sentence = failure(&mut fetch(&work, &address, "df00044c"));
    assert!(sentence.contains("cannot be reached: the server answered 503"), "{sentence}");
    server.join().unwrap();
}
