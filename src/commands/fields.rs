//! The wishes of `--json[=FIELDS]` and `--format`, and the choice of fields.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use anyhow::Result;
use serde_json::value::RawValue;

use crate::args::OutputArgs;
use crate::error::UserError;
use crate::values::Format;
use crate::waldur::members;

/// The form that was asked for, and the fields; no fields means all of them.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The form, if one was asked for.
    pub format: Option<Format>,
    /// The names in `--json=FIELDS`, each once.
    pub fields: Vec<&'a str>,
}

impl<'a> Wanted<'a> {
    /// Reads the arguments.
    ///
    /// # Errors
    /// A usage fault for a field without a name.
    pub fn of(output: &'a OutputArgs) -> Result<Self> {
        let format = match (&output.json, output.format) {
            (Some(_), _) => Some(Format::Json),
            (None, Some(Format::Table | Format::Tsv | Format::Csv)) if output.filter.is_any() => {
                return Err(UserError::usage(
                    "--jq and --template take JSON, and --format asks for rows",
                )
                .hint("leave out --format")
                .into());
            }
            (None, None) if output.filter.is_any() => Some(Format::Json),
            (None, format) => format,
        };
        Ok(Self { format, fields: output.json.as_deref().map_or(Ok(Vec::new()), field_names)? })
    }
}

/// The names in `--json=FIELDS`; none for the bare flag.
fn field_names(text: &str) -> Result<Vec<&str>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<&str> = text.split(',').map(str::trim).collect();
    if names.iter().any(|name| name.is_empty()) {
        return Err(UserError::usage(format!("--json={text}: a field's name is empty"))
            .hint("write the names with commas between: --json=uuid,call_name")
            .into());
    }
    // An object holds each name once.
    let mut seen = HashSet::new();
    Ok(names.into_iter().filter(|name| seen.insert(*name)).collect())
}

/// One object with the chosen members, each value as the server sent it; without a choice, all of
/// it.
pub(crate) fn select<'r>(raw: &'r RawValue, fields: &[&str]) -> Result<Cow<'r, str>> {
    if fields.is_empty() {
        return Ok(Cow::Borrowed(raw.get()));
    }
    let members: HashMap<_, _> = members(raw)?.into_iter().collect();
    let mut object = String::from("{");
    for field in fields {
        if object.len() > 1 {
            object.push(',');
        }
        object.push_str(&serde_json::to_string(field)?);
        object.push(':');
        object.push_str(members.get(*field).map_or("null", |value| value.get()));
    }
    object.push('}');
    Ok(Cow::Owned(object))
}

/// One object without the member of this name, each other value as the server sent it.
pub(crate) fn without(raw: &RawValue, name: &str) -> Result<Box<RawValue>> {
    let mut texts = Vec::new();
    for (key, value) in members(raw)?.into_iter().filter(|(key, _)| key != name) {
        texts.push(format!("{}:{}", serde_json::to_string(&key)?, value.get()));
    }
    Ok(RawValue::from_string(format!("{{{}}}", texts.join(",")))?)
}

/// Refuses a field that is neither documented nor in any of the elements.
pub(crate) fn check_fields<'r>(
    fields: &[&str],
    documented: &[&str],
    elements: impl IntoIterator<Item = &'r RawValue>,
) -> Result<()> {
    let mut unknown: Vec<&str> =
        fields.iter().filter(|field| !documented.contains(field)).copied().collect();
    for raw in elements {
        if unknown.is_empty() {
            break;
        }
        let sent: HashSet<_> =
            members(raw).unwrap_or_default().into_iter().map(|(name, _)| name).collect();
        unknown.retain(|field| !sent.contains(*field));
    }
    let Some(field) = unknown.first() else {
        return Ok(());
    };
    Err(UserError::usage(format!("there is no field {field:?}"))
        .hint(format!("fields: {}", documented.join(", ")))
        .into())
}

#[cfg(test)]
mod tests {
    use super::{check_fields, select};
    use serde_json::value::RawValue;

    /// Quadratic, this would take minutes.
    #[test]
    fn many_fields_are_chosen_of_many_members() {
        let names: Vec<String> = (0..100_000).map(|number| format!("field_{number}")).collect();
        let members: Vec<String> = names.iter().map(|name| format!("\"{name}\":1")).collect();
        let object = RawValue::from_string(format!("{{{}}}", members.join(","))).unwrap();
        let fields: Vec<&str> = names.iter().rev().map(String::as_str).collect();
        assert!(check_fields(&fields, &["uuid"], [&*object]).is_ok());
        let chosen = select(&object, &fields).unwrap();
        assert!(chosen.starts_with("{\"field_99999\":1,") && chosen.len() == object.get().len());
        let error = check_fields(&["field_1", "none", "nothing"], &["uuid"], [&*object]);
        assert_eq!(error.unwrap_err().to_string(), "there is no field \"none\"");
    }
}
