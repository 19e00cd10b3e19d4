//! `profile set`

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::change::{ProfileChange, send};
use crate::commands::context::{Context, Outcome};

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

pub fn run(arguments: &ProfileSetArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let ProfileSetting::Available = arguments.name;
    send(ProfileChange::Available(arguments.value == YesOrNo::Yes), arguments.yes, context)
}
