//! Asking the hub for a file, and reading it whole or not at all.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::time::Duration;

use sha2::{Digest, Sha256};
use ureq::http::{HeaderMap, StatusCode};
use ureq::{Agent, Body};

use super::cache::{self, Cache, is_commit};
use super::{HubError, Name, variable};

/// Redirections that are followed before the hub is taken to be lost.
const REDIRECTIONS: usize = 10;
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the hub is, and who asks.
pub struct Hub {
    endpoint: String,
    token: Option<String>,
    agent: Agent,
}

/// An answer.
pub enum Download {
    File(Incoming),
    /// The commit, if it was named, has no such file.
    Missing {
        commit: Option<String>,
    },
}

/// A file whose bytes are still to come.
pub struct Incoming {
    url: String,
    body: Body,
    facts: Facts,
}

/// What the hub says of a file.
#[derive(Default)]
struct Facts {
    commit: Option<String>,
    /// SHA-256 for large files, a Git checksum for small ones.
    checksum: Option<String>,
    bytes: Option<u64>,
}

impl Hub {
    /// The hub that `HF_ENDPOINT` names, with the token of `HF_TOKEN` or of `token` in `HF_HOME`.
    pub fn from_environment() -> Hub {
        let endpoint = variable("HF_ENDPOINT").unwrap_or_else(|| "https://huggingface.co".to_owned());
        let endpoint = endpoint.trim_end_matches('/').to_owned();
        let saved = || {
            let path = variable("HF_TOKEN_PATH")
                .map(PathBuf::from)
                .or_else(|| Some(cache::home().ok()?.join("token")));
            Some(std::fs::read_to_string(path?).ok()?.trim().to_owned()).filter(|token| !token.is_empty())
        };
        let config = Agent::config_builder()
            .https_only(endpoint.starts_with("https://"))
            // Redirections are followed here: the token must not go to another host.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .accept_encoding("identity")
            .user_agent(concat!("tokcost/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(PATIENCE))
            .timeout_recv_response(Some(PATIENCE))
            .timeout_per_read(Some(PATIENCE));
        Hub { endpoint, token: variable("HF_TOKEN").or_else(saved), agent: config.build().into() }
    }

    /// Asks for a file.
    pub fn get(&self, name: &Name, file: &str) -> Result<Download, HubError> {
        let revision = name.revision.replace('/', "%2F");
        let mut url = format!("{}/{}/resolve/{revision}/{file}", self.endpoint, name.repository);
        let mut facts = Facts::default();
        for _ in 0..REDIRECTIONS {
            let response = self.ask(&url)?;
            let own = origin(&url) == origin(&self.endpoint);
            if own {
                facts.learn(response.headers());
            }
            let status = response.status();
            if let Some(location) = header(response.headers(), "location").filter(|_| status.is_redirection())
            {
                url =
                    if location.starts_with('/') { format!("{}{location}", origin(&url)) } else { location };
                continue;
            }
            if status == StatusCode::OK {
                facts.bytes =
                    facts.bytes.or_else(|| header(response.headers(), "content-length")?.parse().ok());
                return Ok(Download::File(Incoming { url, body: response.into_body(), facts }));
            }
            return refusal(status, response.headers(), name, url)
                .map(|()| Download::Missing { commit: facts.commit });
        }
        Err(HubError::Answer { url, found: "too many redirections".to_owned() })
    }

    fn ask(&self, url: &str) -> Result<ureq::http::Response<Body>, HubError> {
        let mut request = self.agent.get(url);
        if let Some(token) = self.token.as_ref().filter(|_| origin(url) == origin(&self.endpoint)) {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let unreachable =
            |source| HubError::Unreachable { endpoint: origin(url).to_owned(), source: Box::new(source) };
        request.call().map_err(unreachable)
    }
}

impl Incoming {
    /// Reads the file into the cache, if it is what the hub announced.
    pub fn keep(self, cache: &Cache, name: &Name, file: &str) -> Result<PathBuf, HubError> {
        let Incoming { url, body, facts } = self;
        let plain = |text: &String| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let (Some(commit), Some(checksum)) =
            (facts.commit.filter(|commit| is_commit(commit)), facts.checksum.filter(plain))
        else {
            let found = format!("no commit and checksum for `{file}` of `{}`", name.repository);
            return Err(HubError::Answer { url, found });
        };
        let mut temporary = cache.temporary()?;
        let mut reader = body.into_reader();
        let mut hash = Sha256::new();
        let (mut buffer, mut length) = (vec![0; 1 << 16], 0);
        loop {
            let read = match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(source) => return Err(HubError::BrokeOff { url, source }),
            };
            hash.update(&buffer[..read]);
            length += read as u64;
            let path = temporary.path().to_owned();
            temporary.write_all(&buffer[..read]).map_err(|source| HubError::Cache { path, source })?;
        }
        if let Some(expected) = facts.bytes.filter(|expected| *expected != length) {
            let (found, expected) = (format!("{length} bytes"), format!("{expected}"));
            return Err(HubError::Damaged { url, found, expected });
        }
        let found = hex::encode(hash.finalize());
        if checksum.len() == found.len() && checksum != found {
            return Err(HubError::Damaged { url, found: format!("SHA-256 {found}"), expected: checksum });
        }
        cache.keep(temporary, &checksum, &commit, file)
    }
}

impl Facts {
    /// Takes over what an answer of the hub itself says. A large file lies elsewhere, and is described by what is linked.
    fn learn(&mut self, headers: &HeaderMap) {
        let checksum = header(headers, "x-linked-etag").or_else(|| header(headers, "etag"));
        let checksum = checksum.map(|tag| tag.trim_start_matches("W/").trim_matches('"').to_owned());
        let bytes = header(headers, "x-linked-size").and_then(|size| size.parse().ok());
        self.commit = header(headers, "x-repo-commit").or(self.commit.take());
        self.checksum = checksum.or(self.checksum.take());
        self.bytes = bytes.or(self.bytes);
    }
}

/// What a refusal means; nothing, if only the file is not there.
fn refusal(status: StatusCode, headers: &HeaderMap, name: &Name, url: String) -> Result<(), HubError> {
    let (repository, revision) = (name.repository.clone(), name.revision.clone());
    let code = header(headers, "x-error-code").unwrap_or_default();
    Err(match (status.as_u16(), code.as_str()) {
        (404, "EntryNotFound") => return Ok(()),
        (404, "RevisionNotFound") => HubError::NoRevision { repository, revision },
        (401 | 403, "GatedRepo") | (403, _) => HubError::Gated { repository },
        // To those without a token the hub does not say which models there are.
        (401 | 404, _) => HubError::NoRepository { repository },
        _ => HubError::Answer { url, found: status.to_string() },
    })
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

/// Scheme, host and port of an address.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map_or(url, |path| &url[..host + path])
}
