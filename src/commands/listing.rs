//! The pieces that every list shares: the form of its output, its order and length, and its views.

use std::borrow::Cow;

use anyhow::Result;
use clap::Args;
use serde_json::value::RawValue;

use crate::args::OutputArgs;
use crate::commands::context::Context;
use crate::commands::fields::{Wanted, select};
use crate::commands::multi_server::Asked;
use crate::error::UserError;
use crate::output::{Table, View};
use crate::values::Format;

/// Which part of a list is shown.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct PartArgs {
    /// Reverse the order
    #[arg(long)]
    pub reverse: bool,
    /// At most this many
    #[arg(long, short = 'L', value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
}

impl PartArgs {
    /// Takes what is not shown out of an ordered list, and returns it.
    pub fn cut<T>(self, list: &mut Vec<T>) -> Vec<T> {
        if self.reverse {
            list.reverse();
        }
        let most = self.limit.map_or(list.len(), |limit| list.len().min(limit as usize));
        list.split_off(most)
    }
}

/// The form of a list.
#[derive(Debug)]
pub struct ListForm<'a> {
    /// The form, by the arguments and the terminal.
    pub format: Format,
    /// The names in `--json=FIELDS`; none for all fields.
    pub fields: Vec<&'a str>,
}

impl<'a> ListForm<'a> {
    /// Reads the arguments; `has_columns` says that columns are named.
    ///
    /// # Errors
    /// A usage error where the arguments exclude each other.
    pub fn of(output: &'a OutputArgs, has_columns: bool, context: &Context<'_>) -> Result<Self> {
        let Wanted { format, fields } = Wanted::of(output)?;
        let form = Self { format: context.format(format), fields };
        if has_columns && form.is_json() {
            return Err(UserError::usage("--columns is for tables; JSON has fields")
                .hint("write --json=FIELD,FIELD for some of them")
                .into());
        }
        Ok(form)
    }

    /// Returns whether the elements are printed as the server sent them.
    pub fn is_json(&self) -> bool {
        matches!(self.format, Format::Json | Format::Ndjson)
    }

    /// The view of a list's rows.
    pub fn rows(&self, table: Table) -> View {
        match self.format {
            Format::Csv => View::Csv(table),
            Format::Table => View::Table(table),
            Format::Tsv | Format::Json | Format::Ndjson => View::Tsv(table),
        }
    }

    /// The view of a list's elements with the chosen fields, each with the number of its server;
    /// with the servers' names where `several` were asked for. `unchanged` gives the document of a
    /// server where it is passed on as it came.
    ///
    /// # Errors
    /// When a text cannot be read or written as JSON.
    pub fn json<'r, T>(
        &self,
        asked: &[Asked<T>],
        elements: impl Iterator<Item = (usize, &'r RawValue)>,
        several: bool,
        unchanged: impl Fn(&T) -> Option<&[u8]>,
    ) -> Result<View> {
        let mut texts: Vec<Vec<Cow<'_, str>>> = asked.iter().map(|_| Vec::new()).collect();
        for (server, raw) in elements {
            if let Some(texts) = texts.get_mut(server) {
                texts.push(select(raw, &self.fields)?);
            }
        }
        if !several {
            return Ok(json_view(texts.into_iter().flatten(), self.format));
        }
        let mut wrapped = Vec::new();
        for (asked, texts) in asked.iter().zip(texts) {
            if self.format == Format::Ndjson {
                for text in texts {
                    wrapped.push(Cow::Owned(asked.wrap(&text)?));
                }
            } else if let Some(body) = unchanged(&asked.answer) {
                wrapped.push(Cow::Owned(asked.wrap(String::from_utf8_lossy(body).trim())?));
            } else {
                wrapped.push(Cow::Owned(asked.wrap(&format!("[{}]", texts.join(",")))?));
            }
        }
        Ok(json_view(wrapped.into_iter(), self.format))
    }
}

/// Documents as a list of JSON, or one a line.
pub(crate) fn json_view<'t>(texts: impl Iterator<Item = Cow<'t, str>>, format: Format) -> View {
    if format == Format::Ndjson {
        return View::Ndjson(texts.map(Cow::into_owned).collect());
    }
    let mut list = vec![b'['];
    for text in texts {
        if list.len() > 1 {
            list.push(b',');
        }
        list.extend_from_slice(text.as_bytes());
    }
    list.push(b']');
    View::Json(list)
}
