//! `config edit`: changes `config.toml` in the user's editor. A copy is edited, and what the user
//! wrote in it is never lost: it is deleted only when it was installed, or holds no change.

use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::{done, template::template};
use crate::commands::confirm::is_wanted;
use crate::commands::context::{Context, Outcome};
use crate::error::{ErrorKind, Hints, UserError};
use crate::output::View;
use crate::settings::Settings;

/// An editor that ends sooner has only passed the file to another window.
const SHORTEST_EDIT: Duration = Duration::from_secs(1);

pub fn run(context: &mut Context<'_>) -> Result<Outcome> {
    if !context.settings.may_ask {
        return Err(UserError::usage("config edit needs a terminal")
            .hint("change one setting with: waldur-review config set KEY VALUE")
            .into());
    }
    let file = context.settings.config_file();
    file.check_writable()?;
    let before = file.text()?;
    let start = before.clone().unwrap_or_else(template);
    let copy = copy(&start, context.settings)?;
    let kept = |error: anyhow::Error| {
        Hints::add(error, format!("what you wrote is kept in {}", copy.display()))
    };
    // Where a signal ends the program, nothing more can be said.
    context.ui.say(&format!("Editing a copy: {}", copy.display()));
    loop {
        let began = Instant::now();
        let edited = context.ui.edit(&copy).map_err(without_editor);
        let text = std::fs::read_to_string(&copy).map_err(|error| {
            kept(UserError::file(format!("the edited copy cannot be read: {error}")).into())
        })?;
        if text == start {
            // In another window it may still be changed.
            if matches!(edited, Ok(true)) && began.elapsed() < SHORTEST_EDIT {
                return Ok(done("Nothing was changed: the editor ended at once.".to_owned())
                    .message(format!("The copy stays in {}", copy.display()))
                    .message("If it opened another window, let it wait: EDITOR=\"code --wait\""));
            }
            let _ = std::fs::remove_file(&copy);
            edited?;
            return Ok(done("Nothing was changed.".to_owned()));
        }
        if !edited.map_err(&kept)? {
            let error =
                UserError::new(ErrorKind::Interrupted, "the editor failed; nothing was changed");
            return Err(kept(error.into()));
        }
        let Err(error) = file.check(&text) else {
            file.install(&text, before.as_deref()).map_err(|error| kept(error.into()))?;
            let _ = std::fs::remove_file(&copy);
            return Ok(done(format!("Changed {}", file.path().display())));
        };
        let message = format!("{}\n", context.theme.line(&error.message));
        context.ui.show(&View::Text(message))?;
        if !is_wanted("Edit it again? [Y/n] ", context).unwrap_or_default() {
            let error = error.hint("config.toml is as it was");
            return Err(kept(error.into()));
        }
    }
}

/// The error for an editor that cannot be started, with the hint for this command.
fn without_editor(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<UserError>() {
        Ok(error) => UserError {
            hints: vec![
                "set VISUAL or EDITOR to an editor, or use: waldur-review config set KEY VALUE"
                    .to_owned(),
            ],
            ..error
        }
        .into(),
        Err(error) => error,
    }
}

/// The copy to edit, for its owner only, which stays.
fn copy(text: &str, settings: &Settings) -> Result<PathBuf> {
    let mut file = settings.temporary_file("waldur-review-config-", ".toml")?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    Ok(file.keep()?.1)
}
