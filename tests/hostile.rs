//! No input makes tokcost panic, hang or leave half a file; and none of it commands a terminal.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use tempfile::TempDir;
use tokcost::count::tokenizer;

use crate::support::{files, folder, fs_write, repository, said, say_skipped, tiny_folder, tokcost};

/// Clears the screen, names the window, is a colour, ends the line, and turns the direction around.
const HOSTILE: &str = "x\u{1b}[2J\u{1b}]0;y\u{7}\u{1b}[31mz\u{9b}2J\r\nerror: no\u{202e}abc\u{2066}";

/// A run that must fail, with what it says.
fn refusal(folder: &Path, arguments: &[&str]) -> String {
    let output = tokcost(folder).args(arguments).timeout(Duration::from_secs(120)).output().unwrap();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert!(said.starts_with("error: "), "{said}");
    assert!(!folder.join("output").exists(), "a failed command writes nothing");
    said
}

/// A vocabulary of the 256 bytes, as a `.tiktoken` file.
fn byte_ranks() -> Vec<u8> {
    (0..=u8::MAX).map(|byte| format!("{} {byte}\n", STANDARD.encode([byte]))).collect::<String>().into_bytes()
}

#[test]
fn no_name_commands_a_terminal() {
    let folder = TempDir::new().unwrap();
    let corpus = folder.path().join(HOSTILE);
    std::fs::create_dir(&corpus).unwrap();
    for code in ["deu", "eng"] {
        fs_write(&corpus.join(format!("{HOSTILE}.{code}.txt")), format!("Tea {HOSTILE:?}\n").as_bytes());
    }
    fs_write(&corpus.join(format!("notes{HOSTILE}.txt")), b"x\n");
    let ranks = format!("{HOSTILE}.tiktoken");
    fs_write(&folder.path().join(&ranks), &byte_ranks());
    let run = |arguments: &[&str]| {
        let mut command = tokcost(folder.path());
        said(&command.args(arguments).env("CLICOLOR_FORCE", "1").output().unwrap())
    };
    let tokenizer = format!("./{ranks}#cl100k_base");
    let toml =
        format!("title = {}\nprovenance = {}\n", json!(HOSTILE), json!(HOSTILE)).replace('\u{9b}', "\\u009b");
    let compare = ["compare", HOSTILE, "-t", "bytes", "-t", &tokenizer, "--no-charts", "--why"];
    let untitled = run(&compare);
    fs_write(&corpus.join("corpus.toml"), toml.as_bytes());
    let titled = run(&compare);
    let missing = run(&["compare", HOSTILE, "-t", &format!("./{HOSTILE}.json")]);
    fs_write(&corpus.join(format!("{HOSTILE}.deu.txt")), b"\xFF\n");
    let unreadable = run(&compare);
    let lint = run(&["lint", HOSTILE, "--languages", "eng"]);
    assert!(untitled.contains("2 languages") && titled.contains("The text: x\\u{1b}"), "{untitled}{titled}");
    assert!(unreadable.contains("is not UTF-8") && missing.contains("cannot read"), "{unreadable}{missing}");
    for said in [untitled, titled, unreadable, missing, lint] {
        let plain = anstream::adapter::strip_str(&said).to_string();
        // What a colour is stays one; nothing of another kind may be left to strip.
        assert_eq!(said.matches('\u{1b}').count(), said.matches("\u{1b}[").count(), "{said:?}");
        assert!(!said.contains("\u{1b}[2J"), "{said:?}");
        assert!(plain.contains("x\\u{1b}[2J"), "{plain}");
        let commands = ['\u{7}', '\u{9b}', '\r', '\u{202e}', '\u{2066}'];
        assert!(!plain.contains(commands), "{plain:?}");
        assert!(!plain.lines().any(|line| line.trim_start().starts_with("error: no")), "{plain}");
    }
}

#[test]
fn what_a_file_holds_commands_no_terminal_and_fills_no_screen() {
    let escape = "\\u001b[2J\\u202e";
    let long = "l".repeat(100_000);
    let cases = [
        ("c.jsonl", format!("{{\"lang\":\"{escape}\",\"text\":\"a\"}}\n")),
        ("c.jsonl", format!("{{\"lang\":\"{long}\",\"text\":\"a\"}}\n")),
        ("c.csv", "language,text\n\u{1b}[2J\u{202e},a\n".into()),
        ("c.tmx", "<tmx><tu><tuv xml:lang='&#x9b;2J\u{202e}'><seg>a</seg></tuv></tu></tmx>".into()),
        ("de.po", "msgid \"a\u{1b}[2J\u{202e}\"\nmsgstr \"b\"\n\u{1b}[2J\u{202e} \"c\"\n".into()),
        ("corpus.toml", "title = 'a'\n\u{1b}[2J\u{202e} = 1\n".into()),
        ("corpus.toml", format!("{long} = 1\n")),
    ];
    for (name, content) in cases {
        let folder = folder(&[(name, content.as_bytes())]);
        let subject = if name == "corpus.toml" { "." } else { name };
        let said = refusal(folder.path(), &["compare", subject, "-t", "bytes"]);
        assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{said:?}");
        assert!(said.len() < 10_000, "{} bytes are said of {name}", said.len());
    }
}

/// `...csv` is a table named `..`.
#[test]
fn no_name_leads_results_out_of_their_folder() {
    for name in ["...csv", ".csv"] {
        let folder = folder(&[(&format!("in/{name}"), b"en,de\none,eins\n")]);
        let subject = format!("in/{name}");
        let arguments =
            ["compare", &subject, "-q", "-t", "bytes", "--no-charts", "--resamples", "0", "-o", "a/b"];
        tokcost(folder.path()).args(arguments).assert().success();
        let written = files(folder.path());
        assert!(written.contains(&"a/b/corpus/results.csv".to_owned()), "{written:?}");
        assert!(written.iter().all(|file| file.starts_with("a/b/") || *file == subject), "{written:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_need_not_be_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = TempDir::new().unwrap();
    let corpus = folder.path().join(OsStr::from_bytes(b"c\xFF"));
    std::fs::create_dir(&corpus).unwrap();
    for name in [&b"x\xFF.deu.txt"[..], b"eng.txt", b"\xFE.txt"] {
        fs_write(&corpus.join(OsStr::from_bytes(name)), b"one\n");
    }
    let run = || {
        let mut command = tokcost(folder.path());
        command
            .args(["compare", "-t", "bytes", "--no-charts", "--resamples", "0"])
            .arg(&corpus)
            .output()
            .unwrap()
    };
    let output = run();
    assert!(output.status.success());
    assert!(said(&output).contains("`\u{FFFD}.txt`") || said(&output).contains("\u{FFFD}.txt` is left out"));
    assert!(folder.path().join("output/c\u{FFFD}/results.csv").exists());
    fs_write(&corpus.join(OsStr::from_bytes(b"x\xFF.deu.txt")), b"one\ntwo\n");
    assert!(said(&run()).contains("x\u{FFFD}.deu.txt` has 2 lines: expected 1"));
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_pipes_are_no_texts() {
    use std::os::unix::fs::symlink;

    let folder = folder(&[("c/eng.txt", b"one\n"), ("c/deu.txt", b"eins\n"), ("d/e/eng.txt", b"one\n")]);
    let path = |name: &str| folder.path().join(name);
    symlink("fra.txt", path("c/fra.txt")).unwrap();
    symlink(".", path("c/spa.txt")).unwrap();
    symlink("/dev/zero", path("c/ita.txt")).unwrap();
    symlink("/dev/zero", path("c/corpus.toml")).unwrap();
    symlink("..", path("d/up")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(path("c/por.txt")).status();
    let pipe = pipe.is_ok_and(|status| status.success());
    if !pipe {
        say_skipped("no mkfifo");
    }
    let run = |subject: &str| {
        let mut command = tokcost(folder.path());
        command.args(["compare", subject, "-t", "bytes", "--no-charts", "--resamples", "0"]);
        command.timeout(Duration::from_secs(60)).output().unwrap()
    };
    assert!(said(&run("c")).contains("1 segments in 2 languages"));
    assert!(said(&run("d")).contains("1 segments in 1 languages"));
    let circle = refusal_of_path(&folder, "c/fra.txt");
    assert!(circle.contains("cannot read `c/fra.txt`"), "{circle}");
}

fn refusal_of_path(folder: &TempDir, subject: &str) -> String {
    let output = tokcost(folder.path()).args(["compare", subject, "-t", "bytes"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    said(&output)
}

#[cfg(target_os = "linux")]
#[test]
fn what_goes_on_and_on_is_refused() {
    let folder = tiny_folder();
    for arguments in [
        &["compare", "tiny", "-t", "/dev/zero"][..],
        &["cost", "tiny", "--model", "gpt-4o", "--prices", "/dev/zero"],
        &["explain", "tiny", "--scores", "/dev/zero"],
        &["inspect", "/dev/zero"],
        &["compare", "/dev/zero", "-t", "bytes"],
        &["count", "/dev/zero", "-t", "bytes"],
    ] {
        refusal(folder.path(), arguments);
    }
}

#[test]
fn ten_thousand_files_are_no_trouble() {
    let folder = TempDir::new().unwrap();
    let corpus = folder.path().join("c");
    std::fs::create_dir(&corpus).unwrap();
    for number in 0..10_000 {
        fs_write(&corpus.join(format!("note{number}.txt")), b"x\n");
    }
    fs_write(&corpus.join("eng.txt"), b"one\n");
    let arguments = ["compare", "c", "-t", "bytes", "--no-charts", "--resamples", "0"];
    let output = tokcost(folder.path()).args(arguments).output().unwrap();
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 segments in 1 languages"));
    assert!(said.contains("warning: 9,980 more like these"), "{said}");
}

/// One line of 4 MB, in letters that ICU's dictionaries cut, and in one word without an end.
#[test]
fn one_long_line_is_a_segment() {
    let (thai, word) = ("ชาร้อนมาก".repeat(150_000), "a".repeat(4 << 20));
    let folder = folder(&[("c/eng.txt", word.as_bytes()), ("c/tha.txt", thai.as_bytes())]);
    let arguments =
        ["compare", "c", "-q", "--resamples", "0", "--detailed", "-t", "o200k_base", "-t", "mistral_v1"];
    tokcost(folder.path()).args(arguments).timeout(Duration::from_secs(300)).assert().success();
}

#[test]
fn a_file_that_shrinks_and_grows_is_read_or_refused() {
    let folder = tiny_folder();
    let path = folder.path().join("tiny/eng_Latn.txt");
    let (long, short) = ("one\n".repeat(200_000), "Greetings!\nThe tea is hot.\nYes\n");
    let over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(std::sync::atomic::Ordering::Relaxed) {
                fs_write(&path, long.as_bytes());
                fs_write(&path, short.as_bytes());
            }
        });
        for _ in 0..20 {
            let arguments = ["compare", "tiny", "-t", "bytes", "--no-charts", "--resamples", "0"];
            let output = tokcost(folder.path()).args(arguments).output().unwrap();
            let said = said(&output);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
        }
        over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn damaged_parquet_is_an_error_without_a_word_of_panic() {
    for name in ["negative_length.parquet", "no_dictionary.parquet", "vast_dictionary.parquet"] {
        let path = repository().join("tests/reading").join(name);
        let folder = TempDir::new().unwrap();
        let said = refusal(folder.path(), &["compare", path.to_str().unwrap(), "-t", "bytes"]);
        assert!(said.contains("cannot be read as Parquet"), "{said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_made_is_an_error() {
    let folder = tiny_folder();
    for output in ["/proc/tokcost", "/dev/null/tokcost"] {
        let run =
            tokcost(folder.path()).args(["compare", "tiny", "-q", "-t", "bytes", "-o", output]).output();
        let output = run.unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("hint: choose another folder with `--output DIR`"));
    }
}

/// A file system of 96 KiB holds the tables and not the workbook.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_whole_files() {
    let folder = tiny_folder();
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let Some(_mounted) = Mounted::on(&disk, "size=96k") else { return };
    let run = || {
        let arguments = ["compare", "tiny", "-q", "-t", "bytes", "--resamples", "10", "-o", "disk"];
        tokcost(folder.path()).args(arguments).output().unwrap()
    };
    let output = run();
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("error: cannot write `disk/tiny/"), "{said}");
    assert!(said.contains("No space left on device"), "{said}");
    let written = files(&disk);
    assert!(!written.is_empty());
    assert!(!written.iter().any(|file| file.contains(".tokcost-")), "{written:?}");
    let whole = TempDir::new().unwrap();
    let arguments = ["compare", "tiny", "-q", "-t", "bytes", "--resamples", "10", "-o"];
    tokcost(folder.path()).args(arguments).arg(whole.path()).assert().success();
    for file in written {
        let read = |folder: &Path| std::fs::read(folder.join(&file)).unwrap();
        assert!(read(&disk) == read(whole.path()), "{file} is whole");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_only_read_is_an_error() {
    let folder = tiny_folder();
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let Some(_mounted) = Mounted::on(&disk, "ro") else { return };
    let arguments = ["compare", "tiny", "-q", "-t", "bytes", "-o", "disk"];
    let output = tokcost(folder.path()).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("error: cannot write `disk/tiny/"));
    assert_eq!(files(&disk), [] as [String; 0]);
}

/// A file system in memory, which goes with this.
#[cfg(target_os = "linux")]
struct Mounted(PathBuf);

#[cfg(target_os = "linux")]
impl Mounted {
    fn on(folder: &Path, options: &str) -> Option<Mounted> {
        let mount = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tokcost"])
            .arg(folder)
            .stderr(Stdio::null())
            .status();
        if !mount.is_ok_and(|status| status.success()) {
            say_skipped("no file system of a test's own may be mounted");
            return None;
        }
        Some(Mounted(folder.to_owned()))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}

/// A field of a protocol buffer: its number, and its bytes.
fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
    let mut field = vec![number << 3 | 2];
    let mut length = bytes.len();
    while length > 0x7f {
        field.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    field.push(length as u8);
    field.extend(bytes);
    field
}

fn piece(text: &str, score: f32, kind: u8) -> Vec<u8> {
    field(
        1,
        &[field(1, text.as_bytes()), [&[0x15][..], &score.to_le_bytes()].concat(), vec![0x18, kind]].concat(),
    )
}

/// A model of SentencePiece: its pieces, its kind, and its table of replaced characters.
fn model(pieces: &[(&str, f32)], kind: u8, charsmap: &[u8]) -> Vec<u8> {
    let mut file = piece("<unk>", 0.0, 2);
    for (text, score) in pieces {
        file.extend(piece(text, *score, 1));
    }
    file.extend(field(2, &[0x18, kind]));
    file.extend(field(3, &field(2, charsmap)));
    file
}

/// A table whose tree reads one byte, and puts something in its place.
fn charsmap(byte: u8, replacement: &[u8]) -> Vec<u8> {
    let mut units = vec![0_u32; 512];
    // The root's children begin at 0, those of the byte at 256 of them, where its end has the place 0.
    units[usize::from(byte)] = u32::from(byte) | 1 << 8 | (256 ^ u32::from(byte)) << 10;
    units[256] = 1 << 31;
    let units: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    [&(units.len() as u32).to_le_bytes()[..], &units, replacement].concat()
}

/// A `tokenizer.json` with a model of one letter, and other parts.
fn tokenizer_json(parts: &serde_json::Value) -> Vec<u8> {
    let mut file = json!({"model": {"type": "WordLevel", "vocab": {"a": 0, "?": 1}, "unk_token": "?"}});
    for (name, part) in parts.as_object().unwrap() {
        file[name] = part.clone();
    }
    file.to_string().into_bytes()
}

#[test]
fn no_tokenizer_s_file_does_harm() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
    let ranks = |more: &str| [byte_ranks(), more.as_bytes().to_vec()].concat();
    let base64 = |bytes: &[u8]| STANDARD.encode(bytes);
    let tekken = |pattern: &str, special: u32, more: &[(u32, Vec<u8>)]| {
        let bytes = (0..=u8::MAX).map(|byte| (u32::from(byte), vec![byte]));
        let token = |(rank, bytes): (u32, Vec<u8>)| json!({"rank": rank, "token_bytes": base64(&bytes)});
        let vocab: Vec<_> = bytes.chain(more.iter().cloned()).map(token).collect();
        let config =
            json!({"pattern": pattern, "default_vocab_size": 1 << 20, "default_num_special_tokens": special});
        json!({"config": config, "vocab": vocab}).to_string().into_bytes()
    };
    let replace =
        |from: &str, to: &str| json!({"type": "Replace", "pattern": {"String": from}, "content": to});
    let sequence = json!({"normalizer": {"type": "Sequence", "normalizers": vec![replace("a", "aa"); 60]}});
    let long_regex = json!({"type": "Split", "pattern": {"Regex": "\\p{L}".repeat(100_000)}, "behavior": "Isolated", "invert": false});
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("t.json", deep("[", "]").into_bytes(), "is not a tokenizer"),
        ("t.json", deep("{\"model\":", "}").into_bytes(), "is not a tokenizer"),
        ("t.json", tokenizer_json(&sequence), "make a text more than 256 times as long"),
        ("t.json", tokenizer_json(&json!({"pre_tokenizer": long_regex})), "a pattern of 500000 bytes"),
        (
            "t.json",
            tokenizer_json(
                &json!({"normalizer": {"type": "Precompiled", "precompiled_charsmap": base64(b"\xFF\xFF\xFF\xFF")}}),
            ),
            "is damaged",
        ),
        (
            "t.json",
            tokenizer_json(&json!({"model": {"type": "BPE", "vocab": {"a": -1}, "merges": []}})),
            "is not a tokenizer",
        ),
        (
            "t.json",
            tokenizer_json(
                &json!({"model": {"type": "BPE", "vocab": {"a": 4_294_967_296_u64}, "merges": []}}),
            ),
            "is not a tokenizer",
        ),
        (
            "t.json",
            tokenizer_json(&json!({"model": {"type": "Unigram", "vocab": [], "unk_id": 3}})),
            "is not a tokenizer",
        ),
        (
            "t.json",
            tokenizer_json(&json!({"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["b c"]}})),
            "is not a tokenizer",
        ),
        ("t.tiktoken", ranks("YWI= -1\n"), "is not a tokenizer"),
        ("t.tiktoken", ranks("YWI= 4294967296\n"), "is not a tokenizer"),
        ("t.tiktoken", ranks("YQ== 256\n"), "stands twice"),
        ("t.tiktoken", ranks(&format!("{} 256\n", base64(&vec![b'a'; 9 << 20]))), "are too long"),
        ("tekken.json", tekken("x+", 1, &[(u32::MAX, b"ab".to_vec())]), "the rank 4294967295 is too high"),
        // An automaton for this has two to the fiftieth states.
        ("tekken.json", tekken("(a|b)*a(a|b){50}", 0, &[]), "too large"),
        ("tekken.json", tekken(&"\\p{L}".repeat(100_000), 0, &[]), "too large"),
        ("tekken.json", tekken("((((a{1000}){1000}){1000}){1000})", 0, &[]), "too large"),
        ("tekken.json", tekken(&"(".repeat(4000), 0, &[]), "not a regular expression"),
        ("tekken.json", tekken(".", 0, &[(256, b"a".to_vec())]), "stands twice"),
        ("t.model", vec![0x0a, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], "is not a tokenizer"),
        ("t.model", vec![0x0a; 100_000], "is not a tokenizer"),
        ("t.model", model(&[("a", 0.0), ("a", 0.0)], 1, b""), "stands twice"),
        ("t.model", model(&[("", 0.0)], 1, b""), "has no text"),
        ("t.model", model(&[(&"a".repeat(9 << 20), 0.0)], 1, b""), "are too long"),
        ("t.model", model(&[("a", 0.0)], 9, b""), "is of an unknown kind"),
        ("t.model", model(&[("a", 0.0)], 1, b"\xFF\xFF\xFF\xFF"), "is damaged"),
        ("t.model", model(&[("a", 0.0)], 1, &charsmap(b'a', &vec![b'x'; 1 << 20])), "by more than 256 bytes"),
    ];
    for (name, content, expected) in cases {
        let folder = tiny_folder();
        let path = folder.path().join("mine").join(name);
        std::fs::create_dir(path.parent().unwrap()).unwrap();
        fs_write(&path, &content);
        let cut = if name.ends_with(".tiktoken") { "#cl100k_base" } else { "" };
        let said = refusal(folder.path(), &["compare", "tiny", "-t", &format!("mine/{name}{cut}")]);
        assert!(said.contains("is not a tokenizer") && said.contains(expected), "{expected}: {said}");
    }
}

/// Scores that are no numbers, a table that ends within a character, and the like are odd, and cost nothing but sense.
#[test]
fn odd_models_are_counted() {
    let odd = [
        model(&[("▁", f32::NAN), ("a", f32::INFINITY), ("aa", f32::NEG_INFINITY), ("ß", -0.0)], 1, b""),
        model(&[("▁", f32::NAN), ("a", f32::INFINITY), ("aa", f32::NEG_INFINITY), ("ß", -0.0)], 2, b""),
        // The first byte of ß and of ü.
        model(&[("a", 0.0)], 1, &charsmap(0xC3, b"x")),
        model(&[("a", 0.0)], 4, &charsmap(b'a', b"")),
    ];
    for (number, content) in odd.into_iter().enumerate() {
        let folder = folder(&[("t.model", &content)]);
        let opened = tokenizer::open(folder.path().join("t.model").to_str().unwrap()).unwrap();
        for text in ["", "aaa a", "Grüße", " ß ", "a\u{0}b"] {
            let tokens = opened.encode(text).unwrap();
            assert_eq!(opened.count(text).unwrap(), tokens.len() as u64, "{number}: {text}");
            assert!(tokens.iter().all(|token| token.bytes.end <= text.len()), "{number}: {text}");
        }
    }
}

/// A complete tree of two letters, which leaves no place in the tables that fits anything but itself.
#[test]
fn many_branches_are_placed_in_time() {
    let mut ranks = byte_ranks();
    let mut rank = 256;
    for length in 2..=16 {
        for number in 0..1_u32 << length {
            let token: Vec<u8> =
                (0..length).map(|bit| if number >> bit & 1 == 0 { b'a' } else { b'b' }).collect();
            writeln!(ranks, "{} {rank}", STANDARD.encode(token)).unwrap();
            rank += 1;
        }
    }
    let folder = folder(&[("c/eng.txt", b"abba\n"), ("t.tiktoken", &ranks)]);
    let arguments = ["compare", "c", "-t", "./t.tiktoken#cl100k_base", "--no-charts", "--resamples", "0"];
    tokcost(folder.path()).args(arguments).timeout(Duration::from_secs(120)).assert().success();
}
