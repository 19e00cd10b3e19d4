//! The text of a first `config.toml`.

use crate::settings::registry::{KEYS, Kind as KeyKind, Setting};

/// Every setting, as a comment.
pub fn template() -> String {
    let mut text = "# Settings of waldur-review. Take the # away before what you set.\n".to_owned();
    let mut table = "";
    // `utc` is the same as `display.utc`.
    for key in KEYS.iter().filter(|key| key.setting != Setting::Utc) {
        let (above, name) = key.name.rsplit_once('.').unwrap_or(("", key.name));
        if above != table {
            // The table of a profile needs a name first.
            let hash = if above.contains("NAME") { "#" } else { "" };
            text = format!("{text}\n{hash}[{above}]\n");
            table = above;
        }
        let example = match key.kind {
            KeyKind::Flag => "true".to_owned(),
            KeyKind::Words => "[\"pass\", \"show\", \"waldur\"]".to_owned(),
            KeyKind::Columns => "[\"batch\", \"call\", \"due\", \"left\"]".to_owned(),
            KeyKind::Time => "\"30s\"".to_owned(),
            KeyKind::Size => "\"256MiB\"".to_owned(),
            KeyKind::When => "\"auto\"".to_owned(),
            KeyKind::Order => "\"due\"".to_owned(),
            KeyKind::Address => "\"https://waldur.example.ac.uk\"".to_owned(),
            KeyKind::File => "\"site.pem\"".to_owned(),
            KeyKind::Folder => "\"~/reviews\"".to_owned(),
            KeyKind::Profile => "\"default\"".to_owned(),
            KeyKind::Text => "\"less\"".to_owned(),
        };
        text = format!("{text}#{name} = {example}  # {}\n", key.about);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::template;
    use crate::settings::Config;

    #[test]
    fn first_file_is_valid_with_and_without_its_settings() {
        let path = std::path::Path::new("config.toml");
        Config::parse(&template(), path).unwrap();
        let template = template();
        let lines = template.lines().skip(1);
        let all: Vec<&str> = lines.map(|line| line.strip_prefix('#').unwrap_or(line)).collect();
        let config = Config::parse(&all.join("\n"), path).unwrap();
        assert!(config.profiles.contains_key("NAME"));
    }
}
