//! A small web server for the site, on this machine only.

use crate::process::interrupted;
use anyhow::{Result, anyhow};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response, Server};

/// Serves a folder until Ctrl-C.
pub fn until_interrupted(folder: PathBuf, port: u16) -> Result<()> {
    let server = start(folder, port)?;
    println!("{}", server.url);
    while !interrupted() {
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// A running server; it stops when this is dropped.
pub struct Running {
    pub url: String,
    server: Arc<Server>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

/// Starts serving a folder. Port 0 takes any free one.
pub fn start(folder: PathBuf, port: u16) -> Result<Running> {
    let server = Server::http(("127.0.0.1", port))
        .map_err(|error| anyhow!("cannot listen on port {port}: {error}"))?;
    let server = Arc::new(server);
    let address = server
        .server_addr()
        .to_ip()
        .ok_or_else(|| anyhow!("the server has no address"))?;
    let listener = Arc::clone(&server);
    thread::spawn(move || {
        for request in listener.incoming_requests() {
            let folder = folder.clone();
            thread::spawn(move || answer(request, &folder));
        }
    });
    Ok(Running {
        url: format!("http://{address}/"),
        server,
    })
}

fn answer(request: Request, folder: &Path) {
    // Whoever asked may have gone away: nothing to mend.
    let _ = match *request.method() {
        Method::Get | Method::Head => match find(folder, request.url()) {
            Some((path, bytes)) => request.respond(describe(Response::from_data(bytes), &path)),
            None => request.respond(Response::from_string("Not found\n").with_status_code(404)),
        },
        _ => request.respond(Response::from_string("Only GET and HEAD\n").with_status_code(405)),
    };
}

fn find(folder: &Path, url: &str) -> Option<(PathBuf, Vec<u8>)> {
    let mut path = folder.join(relative(url)?);
    if path.is_dir() {
        path.push("index.html");
    }
    let bytes = fs::read(&path).ok()?;
    Some((path, bytes))
}

/// The file that an address names below the site, or nothing if it points elsewhere.
fn relative(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?;
    let path = PathBuf::from(path.strip_prefix('/')?);
    path.components()
        .all(|part| matches!(part, Component::Normal(_)))
        .then_some(path)
}

fn describe(
    response: Response<std::io::Cursor<Vec<u8>>>,
    path: &Path,
) -> Response<std::io::Cursor<Vec<u8>>> {
    let mime = match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("txt" | "toml" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    // A file whose name carries its hash never changes.
    let keep = if mime == "application/wasm" {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    [
        ("Content-Type", mime),
        ("Cache-Control", keep),
        ("Access-Control-Allow-Origin", "*"),
    ]
    .into_iter()
    .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
    .fold(response, Response::with_header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_leave_the_site() {
        for url in ["/../Cargo.toml", "/a/../../b", "//etc/passwd", "no-slash"] {
            assert_eq!(relative(url), None, "{url}");
        }
        assert_eq!(relative("/a/b.js?x#y"), Some(PathBuf::from("a/b.js")));
        assert_eq!(relative("/"), Some(PathBuf::new()));
    }
}
