//! The self-testing page in the engines of other browsers, as far as they can be installed here.

use super::web::playwright;
use super::{Report, Run};
use crate::process::minutes;
use crate::{browser, setup};
use anyhow::{Context, Result};
use std::process::Command;

pub fn check(run: &Run) -> Result<Report> {
    let chromium = browser::find().context("no browser: run `cargo xtask setup`")?;
    let (firefox, webkit) = (setup::firefox(run.workspace), setup::webkit());
    let npm_program = run.workspace.npm_program("playwright");
    let mut command = match &webkit {
        // WebKitGTK knows no life without a screen.
        Ok(found) => {
            let mut screen = Command::new(&found.screen);
            screen.args(["--auto-servernum", "--server-args=-screen 0 1280x1024x24"]);
            screen.arg(npm_program);
            screen
        }
        Err(_) => Command::new(npm_program),
    };
    command.env("CHROMIUM", chromium);
    match &firefox {
        Ok(found) => command
            .env("FIREFOX", &found.browser)
            .env("GECKODRIVER", &found.driver),
        Err(error) => command.env("FIREFOX_MISSING", format!("{error:#}")),
    };
    match &webkit {
        Ok(found) => command
            .env("MINIBROWSER", &found.browser)
            .env("WEBKIT_DRIVER", &found.driver),
        Err(error) => command.env("WEBKIT_MISSING", format!("{error:#}")),
    };
    playwright(run, "engines", &["tests/engines"], command, minutes(16))
}
