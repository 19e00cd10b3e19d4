//! Changes to TOML documents that keep the comments, and the line ends of the text.

use toml_edit::{Decor, InlineTable, Item, RawString, Table, TableLike, Value};

/// The comments above a key or a table of TOML.
pub fn decor_prefix(decor: &Decor) -> String {
    let text = decor.prefix().and_then(RawString::as_str);
    text.unwrap_or_default().to_owned()
}

/// The item of this name in a table; where there is none, a new table, in braces if the outer one
/// is. Nothing where what should hold it is no table.
pub fn inner_table<'i>(item: &'i mut Item, name: &str) -> Option<&'i mut Item> {
    let fresh = if item.is_inline_table() {
        Item::Value(InlineTable::new().into())
    } else {
        // It has no line of its own as long as it only holds tables.
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    };
    let table = item.as_table_like_mut()?;
    Some(table.entry(name).or_insert(fresh))
}

/// Gives a key of a table a value. A comment behind an earlier value stays.
pub fn set_key(item: &mut Item, name: &str, value: Value) {
    let Some(table) = item.as_table_like_mut() else {
        return;
    };
    match table.get_mut(name).and_then(Item::as_value_mut) {
        Some(known) => {
            let decor = known.decor().clone();
            *known = value;
            *known.decor_mut() = decor;
        }
        None => {
            table.insert(name, Item::Value(value));
        }
    }
}

/// Takes a key and its value out of a table. The comment above it stays: above what follows, or
/// else below the value before it, or below the table's name. Gives it back where there is no such
/// place in this table.
pub fn take_key_out(item: &mut Item, name: &str) -> Option<String> {
    let table = item.as_table_like_mut()?;
    let place = table.iter().position(|(known, _)| known == name)?;
    let above_key = table.key(name).map(|key| decor_prefix(key.leaf_decor()));
    let comment = match table.remove(name) {
        Some(Item::Table(gone)) => Some(decor_prefix(gone.decor())),
        Some(_) => above_key,
        None => None,
    };
    place_comment(item, place, comment.filter(|comment| comment.contains('#'))?)
}

/// Puts a comment where, in this table, the item that was at this place had it. Gives it back where
/// there is nothing to put it to.
pub fn place_comment(item: &mut Item, place: usize, comment: String) -> Option<String> {
    let table = item.as_table_like_mut()?;
    let names: Vec<String> = table.iter().map(|(name, _)| name.to_owned()).collect();
    let (before, after) = names.split_at(place.min(names.len()));
    if after.iter().any(|name| put_above(table, name, &comment)) {
        return None;
    }
    // Behind a value in braces a comment would hide the end of them.
    let Some(table) = item.as_table_mut() else {
        return Some(comment);
    };
    let above = before.iter().rfind(|name| table.get(name).is_some_and(Item::is_value));
    let decor = match above {
        Some(above) => table.get_mut(above)?.as_value_mut()?.decor_mut(),
        None if table.is_implicit() || table.is_dotted() => return Some(comment),
        None => table.decor_mut(),
    };
    let own = decor.suffix().and_then(RawString::as_str);
    let own = own.unwrap_or_default().to_owned();
    let comment = comment.trim_end_matches(['\n', ' ', '\t']);
    decor.set_suffix(format!("{own}\n{comment}"));
    None
}

/// Puts a comment above an item; not above one of which nothing is written.
fn put_above(table: &mut dyn TableLike, name: &str, comment: &str) -> bool {
    match table.get_mut(name) {
        // What is written of it is what is in it.
        Some(Item::Table(inner)) if inner.is_implicit() || inner.is_dotted() => {
            let names: Vec<String> = inner.iter().map(|(name, _)| name.to_owned()).collect();
            return names.iter().any(|name| put_above(inner, name, comment));
        }
        Some(Item::Table(inner)) => prepend(inner.decor_mut(), comment),
        Some(Item::ArrayOfTables(list)) => match list.get_mut(0) {
            Some(first) => prepend(first.decor_mut(), comment),
            None => return false,
        },
        Some(Item::Value(_)) => {
            let Some(mut key) = table.key_mut(name) else {
                return false;
            };
            prepend(key.leaf_decor_mut(), comment);
        }
        Some(Item::None) | None => return false,
    }
    true
}

fn prepend(decor: &mut Decor, comment: &str) {
    let own = decor_prefix(decor);
    decor.set_prefix(format!("{comment}{own}"));
}

/// A text with the byte-order mark and the line ends of the text that it replaces: the parser drops
/// the one and makes line feeds of the other.
pub fn in_format_of(before: &str, after: &str) -> String {
    const BYTE_ORDER_MARK: char = '\u{feff}';
    let bare = after.trim_start_matches(BYTE_ORDER_MARK);
    let mut text = String::with_capacity(after.len());
    if before.starts_with(BYTE_ORDER_MARK) {
        text.push(BYTE_ORDER_MARK);
    }
    let line_feeds = before.matches('\n').count();
    // In a file of both kinds, those that are more.
    if before.matches("\r\n").count() * 2 > line_feeds {
        text.push_str(&bare.replace("\r\n", "\n").replace('\n', "\r\n"));
    } else {
        text.push_str(bare);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::in_format_of;

    #[test]
    fn line_ends_and_byte_order_mark_are_kept() {
        for (before, after, expected) in [
            ("a\n", "b\nc\n", "b\nc\n"),
            ("a\r\n", "b\nc\n", "b\r\nc\r\n"),
            ("a\r\nb\r\nc\n", "b\r\nc\n", "b\r\nc\r\n"),
            ("a\r\nb\n", "b\n", "b\n"),
            ("\u{feff}a\n", "b\n", "\u{feff}b\n"),
            ("\u{feff}a\r\n", "\u{feff}b\n", "\u{feff}b\r\n"),
            ("", "b\n", "b\n"),
        ] {
            assert_eq!(in_format_of(before, after), expected, "{before:?} {after:?}");
        }
    }
}
