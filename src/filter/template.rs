//! `--template`: Jinja's language, by minijinja.

use jiff::Timestamp;
use minijinja::value::Value as Data;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, context};

use crate::error::UserError;
use crate::output::{Theme, Value, relative_time, short_time};

/// The only template's name.
const NAME: &str = "--template";

/// A template that is ready to be filled.
pub struct Template(Environment<'static>);

impl Template {
    /// Compiles a template.
    ///
    /// # Errors
    /// A usage fault with the line and what is wrong there.
    pub fn new(text: &str, theme: &Theme) -> Result<Self, UserError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        add_filters(&mut environment, theme);
        environment.add_template_owned(NAME, text.to_owned()).map_err(|error| wrong(&error))?;
        Ok(Self(environment))
    }

    /// Fills the template with a document.
    ///
    /// # Errors
    /// A usage fault when the template does not fit the document.
    pub fn render(&self, json: &[u8], values: &mut Vec<Value>) -> Result<(), UserError> {
        let data: Data = serde_json::from_slice(json).map_err(|error| {
            UserError::usage(format!("--template cannot read the document: {error}"))
        })?;
        let text = self
            .0
            .get_template(NAME)
            .and_then(|template| template.render(context! { data }))
            .map_err(|error| wrong(&error))?;
        // Each value ends with a line end when it is printed.
        let text = text.strip_suffix('\n').unwrap_or(&text);
        values.push(Value::Text(text.to_owned()));
        Ok(())
    }
}

fn add_filters(environment: &mut Environment<'static>, theme: &Theme) {
    let (here, now) = (theme.clone(), theme.clone());
    environment
        .add_filter("local", move |value: Data| time(&value, |at| short_time(at, &here.zone)));
    environment
        .add_filter("relative", move |value: Data| time(&value, |at| relative_time(at, &now)));
    environment.add_filter("short", |value: Data| {
        let text = value.as_str().unwrap_or_default();
        text.chars().take(8).collect::<String>()
    });
    environment.add_filter("json", |value: Data| {
        let unfit = |error| Error::new(ErrorKind::InvalidOperation, format!("{error}"));
        serde_json::to_string(&value).map_err(unfit)
    });
    environment.add_filter("upper", |text: String| text.to_uppercase());
    environment.add_filter("lower", |text: String| text.to_lowercase());
    environment.add_filter("length", |value: Data| {
        let unfit = || Error::new(ErrorKind::InvalidOperation, format!("{value} has no length"));
        let characters = value.as_str().map(|text| text.chars().count());
        characters.or_else(|| value.len()).ok_or_else(unfit)
    });
    environment.add_filter("join", |value: Data, between: String| {
        let parts: Vec<String> = value.try_iter()?.map(|part| part.to_string()).collect();
        Ok::<_, Error>(parts.join(&between))
    });
    environment.add_filter("default", |value: Data, other: Data| {
        if value.is_none() || value.is_undefined() { other } else { value }
    });
}

/// A time as the server writes it, put otherwise; nothing where there is none.
fn time(value: &Data, words: impl Fn(Timestamp) -> String) -> Result<String, Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    if value.is_none() {
        return Ok(String::new());
    }
    let at = value.as_str().and_then(|text| text.parse().ok());
    at.map(words)
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("{value} is not a time")))
}

/// The error of a template that cannot be read or filled.
fn wrong(error: &Error) -> UserError {
    let what = match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    };
    let place = error.line().map(|line| format!(", line {line}")).unwrap_or_default();
    UserError::usage(format!("--template{place}: {what}"))
        .hint("the document is called data; see it with --json")
}
