//! `owner/name[@revision]`: downloaded from a hub on the loopback device, kept, and read from the cache.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use assert_cmd::Command;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::support::{folder, fs_write, repository, tokcost};

const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";
const MISSING: &str = "X-Error-Code: EntryNotFound\r\n";

/// A server that hears requests (lines of their heads) and gives the answer that a function finds for a path.
struct Server {
    address: String,
    heard: Arc<Mutex<Vec<Vec<String>>>>,
}

impl Server {
    fn start(answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::<Mutex<Vec<Vec<String>>>>::default();
        let server = Server { address, heard: Arc::clone(&heard) };
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                let connection = connection.unwrap();
                let lines = head(&connection);
                let path = lines[0].split(' ').nth(1).unwrap().to_owned();
                heard.lock().unwrap().push(lines);
                // Who was answered may have gone.
                let _ = (&connection).write_all(&answer(&path));
            }
        });
        server
    }

    fn paths(&self) -> Vec<String> {
        let heard = self.heard.lock().unwrap();
        heard.iter().map(|head| head[0].split(' ').nth(1).unwrap().to_owned()).collect()
    }

    fn authorizations(&self) -> Vec<Option<String>> {
        let is_authorization = |line: &&String| line.to_lowercase().starts_with("authorization:");
        self.heard.lock().unwrap().iter().map(|head| head.iter().find(is_authorization).cloned()).collect()
    }
}

fn head(connection: &TcpStream) -> Vec<String> {
    BufReader::new(connection).lines().map(Result::unwrap).take_while(|line| !line.is_empty()).collect()
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\nX-Repo-Commit: {COMMIT}\r\n{headers}\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

fn model() -> Vec<u8> {
    std::fs::read(repository().join("tests/sentencepiece/bpe.model")).unwrap()
}

/// What the hub says of a large file: its SHA-256 is its tag.
fn tagged(bytes: &[u8]) -> String {
    format!("ETag: \"{}\"\r\n", hex::encode(Sha256::digest(bytes)))
}

/// A hub whose every repository holds a SentencePiece model and nothing else.
fn hub() -> Server {
    Server::start(|path| match path.rsplit('/').next() {
        Some("tokenizer.model") => answer("200 OK", &tagged(&model()), &model()),
        _ => answer("404 Not Found", MISSING, b"Entry not found"),
    })
}

/// `tokcost inspect` on a text, with a hub and a folder for its cache.
fn inspect(name: &str, endpoint: &str, home: &Path) -> Command {
    let mut command = tokcost(home);
    command.args(["inspect", "the tea", "--ids", "-t", name]);
    for variable in [
        "HF_TOKEN",
        "HF_TOKEN_PATH",
        "HF_HUB_CACHE",
        "HF_HUB_OFFLINE",
        "http_proxy",
        "HTTP_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        command.env_remove(variable);
    }
    command.env("HF_HOME", home).env("HF_ENDPOINT", endpoint);
    command
}

fn output(mut command: Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

fn failure(mut command: Command) -> String {
    String::from_utf8(command.assert().code(1).get_output().stderr.clone()).unwrap()
}

fn cache(home: &Path) -> PathBuf {
    home.join("hub/models--mine--small")
}

#[test]
fn a_tokenizer_is_downloaded_once() {
    let (hub, home) = (hub(), TempDir::new().unwrap());
    let first = output(inspect("mine/small", &hub.address, home.path()));
    let asked = ["tokenizer.json", "tekken.json", "tokenizer.model"]
        .map(|file| format!("/mine/small/resolve/main/{file}"));
    assert_eq!(hub.paths(), asked);
    assert_eq!(output(inspect("mine/small", &hub.address, home.path())), first);
    assert_eq!(hub.paths().len(), asked.len());
    // The same tokens as by path, under the name of the repository.
    let path = repository().join("tests/sentencepiece/bpe.model");
    let by_path = output(inspect(path.to_str().unwrap(), &hub.address, home.path()));
    assert_eq!(first.replace("mine/small", "bpe"), by_path);
}

/// The layout that `huggingface_hub` documents ("Understand caching").
#[test]
fn the_cache_is_laid_out_as_the_python_library_does() {
    let (hub, home) = (hub(), TempDir::new().unwrap());
    output(inspect("mine/small", &hub.address, home.path()));
    let cache = cache(home.path());
    assert_eq!(std::fs::read_to_string(cache.join("refs/main")).unwrap(), COMMIT);
    assert!(cache.join(".no_exist").join(COMMIT).join("tokenizer.json").exists());
    let blob = cache.join("blobs").join(hex::encode(Sha256::digest(model())));
    assert_eq!(std::fs::read(&blob).unwrap(), model());
    let snapshot = cache.join("snapshots").join(COMMIT).join("tokenizer.model");
    assert_eq!(snapshot.canonicalize().unwrap(), blob.canonicalize().unwrap());
    assert_eq!(std::fs::read_dir(cache.join("blobs")).unwrap().count(), 1);
}

#[test]
fn a_cache_made_by_the_python_library_is_read_without_a_network() {
    let reference = "hub/models--mine--small/refs/main";
    let snapshot = format!("hub/models--mine--small/snapshots/{COMMIT}/tokenizer.model");
    let home = folder(&[(reference, COMMIT.as_bytes()), (&snapshot, &model())]);
    for name in ["mine/small".to_owned(), format!("mine/small@{COMMIT}")] {
        let mut command = inspect(&name, "http://127.0.0.1:1", home.path());
        command.env("HF_HUB_OFFLINE", "1");
        assert!(output(command).contains(&name));
    }
    let mut command = inspect("mine/other", "http://127.0.0.1:1", home.path());
    command.env("HF_HUB_OFFLINE", "1");
    let message = failure(command);
    assert!(message.contains("`mine/other` is not in the cache"), "{message}");
    assert!(message.contains("hint: unset HF_HUB_OFFLINE"), "{message}");
}

#[test]
fn a_revision_is_asked_for_and_named() {
    let (hub, home) = (hub(), TempDir::new().unwrap());
    assert!(
        output(inspect("mine/small@refs/pr/1", &hub.address, home.path())).contains("mine/small@refs/pr/1")
    );
    assert_eq!(hub.paths()[0], "/mine/small/resolve/refs%2Fpr%2F1/tokenizer.json");
    assert_eq!(std::fs::read_to_string(cache(home.path()).join("refs/refs/pr/1")).unwrap(), COMMIT);
}

#[test]
fn a_token_goes_to_the_hub_and_to_no_other_host() {
    let storage = Server::start(|_| answer("200 OK", "ETag: \"other\"\r\n", &model()));
    let location = format!("{}/blob", storage.address);
    let hub = Server::start(move |path| {
        if path.starts_with("/mine/") {
            return answer("307 Temporary Redirect", "Location: /moved/tokenizer.json\r\n", b"");
        }
        let (tag, bytes) = (hex::encode(Sha256::digest(model())), model().len());
        let linked =
            format!("Location: {location}\r\nX-Linked-Etag: \"{tag}\"\r\nX-Linked-Size: {bytes}\r\n");
        answer("302 Found", &linked, b"")
    });
    let home = TempDir::new().unwrap();
    fs_write(&home.path().join("token"), b"hf_secret\n");
    output(inspect("mine/small", &hub.address, home.path()));
    let sent = Some("authorization: Bearer hf_secret".to_owned());
    assert_eq!(hub.authorizations(), [sent.clone(), sent]);
    assert_eq!(storage.authorizations(), [None]);
}

#[test]
fn what_the_hub_refuses_is_said_with_what_to_do() {
    for (status, headers, says, hint) in [
        (
            "404 Not Found",
            "X-Error-Code: RepoNotFound\r\n",
            "there is no model `mine/small`",
            "check the name",
        ),
        ("401 Unauthorized", "X-Error-Code: RepoNotFound\r\n", "or it is private", "HF_TOKEN"),
        ("404 Not Found", "X-Error-Code: RevisionNotFound\r\n", "no revision `main`", "a branch"),
        ("401 Unauthorized", "X-Error-Code: GatedRepo\r\n", "`mine/small` is gated", "accept the terms"),
        ("403 Forbidden", "X-Error-Code: GatedRepo\r\n", "`mine/small` is gated", "HF_TOKEN"),
        ("404 Not Found", MISSING, "holds none of tokenizer.json, tekken.json, tokenizer.model", "another"),
        ("500 Internal Server Error", "", "answered with 500", "try again later"),
        ("200 OK", "", "no commit and checksum", "HF_ENDPOINT"),
    ] {
        let hub = Server::start(move |_| answer(status, headers, b"{}"));
        let home = TempDir::new().unwrap();
        let message = failure(inspect("mine/small", &hub.address, home.path()));
        let told = message.split("hint: ").nth(1).unwrap_or_default();
        assert!(message.contains(says) && told.contains(hint), "{status} {headers}: {message}");
    }
}

#[test]
fn a_damaged_file_is_not_kept() {
    let cut = |_: &str| {
        let whole = answer("200 OK", &tagged(&model()), &model());
        whole[..whole.len() - 1000].to_vec()
    };
    let changed = |_: &str| answer("200 OK", &tagged(b"something else"), &model());
    let shorter = |_: &str| {
        answer(
            "200 OK",
            &format!("X-Linked-Etag: \"abc\"\r\nX-Linked-Size: {}\r\n", model().len() + 1),
            &model(),
        )
    };
    for (server, says) in [
        (Server::start(cut), "broke off"),
        (Server::start(changed), "arrived damaged: SHA-256"),
        (Server::start(shorter), "arrived damaged: 11438 bytes, expected 11439"),
    ] {
        let home = TempDir::new().unwrap();
        let message = failure(inspect("mine/small", &server.address, home.path()));
        assert!(message.contains(says) && message.contains("hint: run it again"), "{message}");
        assert_eq!(std::fs::read_dir(cache(home.path()).join("blobs")).unwrap().count(), 0);
    }
}

#[test]
fn a_hub_that_is_not_there_is_said_with_what_to_do() {
    let home = TempDir::new().unwrap();
    // Nobody listens at a port that was just given back.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let message = failure(inspect("mine/small", &format!("http://127.0.0.1:{port}"), home.path()));
    assert!(message.contains(&format!("cannot reach the hub at `http://127.0.0.1:{port}`")), "{message}");
    assert!(message.contains("hint: HF_ENDPOINT names the hub; HF_HUB_OFFLINE=1"), "{message}");
}
