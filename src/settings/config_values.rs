//! The value of each setting of `config.toml`, and where it comes from, for `config list`.

use std::time::Duration;

use clap::ValueEnum;

use super::config::{Choice, Span};
use super::{Settings, Source, Sourced};
use crate::settings::registry::{Key, Setting};
use crate::values::size_words;

impl Settings {
    /// The value of a setting as it is written in `config.toml`, whoever decides on it; nothing
    /// where it has none.
    pub fn value(&self, key: &Key, profile: Option<&str>) -> Option<Sourced<String>> {
        let display = &self.display;
        let chosen = &display.chosen;
        let config = &self.config;
        let own = || config.profiles.get(profile?);
        let in_file = |value: String| Sourced { value, source: Source::Config };
        let flag = |value: bool, source: &Source| Sourced {
            value: value.to_string(),
            source: source.clone(),
        };
        let or_default = |value: Option<bool>| match value {
            Some(value) => in_file(value.to_string()),
            None => flag(false, &Source::Default),
        };
        Some(match key.setting {
            Setting::Profile => self.profile.clone(),
            Setting::Timeout => Sourced {
                value: span(self.network.timeout),
                source: self.network_sources.0.clone(),
            },
            Setting::CaCert => Sourced {
                value: self.network.extra_certificates.as_ref()?.0.display().to_string(),
                source: self.network_sources.1.clone(),
            },
            Setting::Utc => or_default(config.utc),
            Setting::Accessible => flag(display.accessible, &chosen.accessible),
            Setting::Redact => flag(display.redact, &chosen.redact),
            Setting::DisplayUtc => flag(display.utc, &chosen.utc),
            Setting::Color => {
                Sourced { value: word(chosen.color.value), source: chosen.color.source.clone() }
            }
            Setting::Hyperlinks => Sourced {
                value: word(chosen.hyperlinks.value),
                source: chosen.hyperlinks.source.clone(),
            },
            Setting::Pager => chosen.pager.clone(),
            Setting::Columns => {
                let columns = config.display.columns.as_ref()?.iter();
                in_file(columns.map(|Choice(column)| word(*column)).collect::<Vec<_>>().join(","))
            }
            Setting::Sort => match config.display.sort {
                Some(Choice(order)) => in_file(word(order)),
                None => Sourced {
                    value: word(crate::values::ListOrder::default()),
                    source: Source::Default,
                },
            },
            Setting::ReviewsFolder => in_file(self.reviews_folder()?.display().to_string()),
            Setting::ReviewsMaxDocumentSize => Sourced {
                value: size_words(self.max_document_size()),
                source: match config.reviews.max_document_size {
                    Some(_) => Source::Config,
                    None => Source::Default,
                },
            },
            Setting::ProfileUrl => in_file(own()?.url.clone()?),
            Setting::ProfileTokenCommand => in_file(own()?.token_command.as_ref()?.join(" ")),
            Setting::ProfilePlainHttp => {
                in_file(own().filter(|own| own.plain_http)?.plain_http.to_string())
            }
            Setting::ProfileTimeout => {
                let Span(limit) = own()?.timeout?;
                in_file(span(limit))
            }
            Setting::ProfileCaCert => {
                let path = self.beside_config(own()?.ca_cert.as_ref()?);
                in_file(path.display().to_string())
            }
        })
    }

    /// The profiles that `config.toml` says something of.
    pub fn configured_profiles(&self) -> impl Iterator<Item = &str> {
        self.config.profiles.keys().map(String::as_str)
    }
}

fn word<T: ValueEnum + Copy>(value: T) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn span(span: Duration) -> String {
    match span.subsec_millis() {
        0 => format!("{}s", span.as_secs()),
        _ => format!("{}ms", span.as_millis()),
    }
}
