//! The reviewer profile: the commands `profile …`.

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};

use crate::args::{Behavior, JsonArgs};
use crate::commands::answers::precheck::Precheck;
use crate::commands::answers::settle::Change;
use crate::commands::confirm::{check_confirmable, is_confirmed, lock, nothing_sent};
use crate::commands::context::{Context, Outcome};
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Page, Role, View, long_time};
use crate::waldur::pagination::Object;
use crate::waldur::profiles::{self, Profile};
use crate::waldur::{ApiError, Client};

/// Your reviewer profile: show, publish, available or not
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Show your reviewer profile
    Show(ProfileShowArgs),
    /// Let call managers find your profile
    Publish(ProfileChangeArgs),
    /// Hide your profile; invitations and batches stay
    Unpublish(ProfileChangeArgs),
    /// Set whether you take reviews
    #[command(after_help = "\
Examples:
  waldur-review profile set available no
  waldur-review profile set available yes")]
    Set(ProfileSetArgs),
}

/// `profile show`
#[derive(Debug, Args)]
pub struct ProfileShowArgs {
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// `profile publish` and `profile unpublish`
#[derive(Debug, Args)]
pub struct ProfileChangeArgs {
    /// Do not ask for confirmation
    #[arg(long, short)]
    pub yes: bool,
}

/// `profile set`
#[derive(Debug, Args)]
pub struct ProfileSetArgs {
    /// available
    #[arg(value_enum, value_name = "NAME", hide_possible_values = true)]
    pub name: ProfileSetting,
    /// yes or no
    #[arg(value_enum, value_name = "VALUE", hide_possible_values = true)]
    pub value: YesOrNo,
    /// Do not ask for confirmation
    #[arg(long, short)]
    pub yes: bool,
}

/// A setting of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProfileSetting {
    Available,
}

/// A choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum YesOrNo {
    Yes,
    No,
}

/// A change of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ProfileChange {
    Published(bool),
    Available(bool),
}

impl ProfileCommand {
    /// The behavior of a command of this group, which the program must know before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::Show(show) => show.output.behavior(),
            Self::Publish(_) | Self::Unpublish(_) | Self::Set(_) => Behavior::default().sending(),
        }
    }
}

/// Runs a command of this group.
///
/// # Errors
/// When there is no profile, or it cannot be read or changed.
pub fn run(command: &ProfileCommand, context: &mut Context<'_>) -> Result<Outcome> {
    match command {
        ProfileCommand::Show(arguments) => show(arguments, context),
        ProfileCommand::Publish(arguments) => {
            change(ProfileChange::Published(true), arguments.yes, context)
        }
        ProfileCommand::Unpublish(arguments) => {
            change(ProfileChange::Published(false), arguments.yes, context)
        }
        ProfileCommand::Set(arguments) => {
            let ProfileSetting::Available = arguments.name;
            let value = arguments.value == YesOrNo::Yes;
            change(ProfileChange::Available(value), arguments.yes, context)
        }
    }
}

/// The user's profile.
fn own(client: &Client) -> Result<Object<Profile<'static>>> {
    profiles::own(client)?.ok_or_else(|| {
        let message = format!("you have no reviewer profile on {}", client.facts().host);
        UserError::new(ErrorKind::NotFound, message).hint("create one in the web portal").into()
    })
}

fn show(arguments: &ProfileShowArgs, context: &Context<'_>) -> Result<Outcome> {
    let (client, _) = context.client()?;
    let profile = own(&client)?;
    if arguments.output.json() {
        return Ok(Outcome::new(View::Json(profile.into_body())));
    }
    let read = profile.read();
    let fact = |label, text: String| Block::Fact(label, text, Role::Plain);
    let mut blocks: Vec<Block> =
        read.facts().into_iter().map(|(label, text)| fact(label, text.to_owned())).collect();
    let word = |value: Option<bool>| match value {
        Some(true) => "yes",
        Some(false) => "no",
        None => "?",
    };
    blocks.push(fact("Reviews", format!("available: {}", word(read.is_available()))));
    let since = read.published_at().filter(|_| read.is_published() == Some(true));
    let since = since
        .map_or_else(String::new, |at| format!(", since {}", long_time(at, &context.theme.zone)));
    blocks.push(fact("Profile", format!("published: {}{since}", word(read.is_published()))));
    Ok(Outcome::new(View::Page(Page { blocks, ..Page::default() })))
}

impl ProfileChange {
    fn is_done(self, profile: &Profile<'_>) -> bool {
        match self {
            Self::Published(value) => profile.is_published() == Some(value),
            Self::Available(value) => profile.is_available() == Some(value),
        }
    }

    /// The words for the profile after the change.
    fn words(self) -> &'static str {
        match self {
            Self::Published(true) => "published: call managers can find it",
            Self::Published(false) => "not published: call managers do not find it",
            Self::Available(true) => "marked as available for reviews",
            Self::Available(false) => "marked as not available for reviews",
        }
    }

    fn send(self, client: &Client) -> Result<(), ApiError> {
        match self {
            Self::Published(value) => profiles::publish(client, value),
            Self::Available(value) => profiles::set_available(client, value),
        }
    }
}

/// Changes the profile, once, and reads it again: what it is then is what came of it.
fn change(change: ProfileChange, yes: bool, context: &mut Context<'_>) -> Result<Outcome> {
    let (client, server) = context.client()?;
    let words = change.words();
    if change.is_done(&own(&client)?.read()) {
        return Ok(Outcome::new(View::Text(format!(
            "Your profile was {words}, before as well.\n"
        ))));
    }
    check_confirmable(yes, context)?;
    if !yes && !is_confirmed(&format!("Your profile will be {words}. Go on? [y/N] "), context)? {
        return Ok(nothing_sent());
    }
    let _held = lock(&server, context)?;
    context.ui.watch_interrupts();
    let sent = Change {
        name: "your profile",
        verb: "change",
        done: "changed",
        pending: "it is as before",
        look: "waldur-review profile show",
    };
    let read = || {
        let is_done = change.is_done(&own(&client)?.read());
        Ok(if is_done { Precheck::AlreadyDone } else { Precheck::Send })
    };
    match sent.send(read, || change.send(&client)) {
        (_, Some(error)) => Err(error),
        (_, None) => Ok(Outcome::new(View::Text(format!("Your profile is {words}.\n")))),
    }
}
