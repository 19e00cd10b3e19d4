//! The form of `batches respond`, and calendars.

use jiff::Timestamp;

use crate::commands::batches::form;
use crate::output;
use crate::waldur::items::Answer;
use crate::waldur::{Document, Item};

use super::Input;

const ITEMS: [&str; 3] = [
    r#"{"uuid":"9e1f04b31d674adbbf67a2f07025e6b3","proposal_name":"A\nname","status":"pending"}"#,
    r#"{"uuid":"41ac77d0efd94280a5e72d1914de0550","proposal_name":"B","status":"pending","has_coi":true}"#,
    r#"{"uuid":"f0a9d8c7b6a5948372615049f8e7d6c5","proposal_slug":"GW-3","status":"pending"}"#,
];

/// The form of `batches respond --edit`.
pub fn answers(data: &[u8]) {
    let mut input = Input(data);
    let call = input.text();
    let items = ITEMS.map(|text| -> Item<'_> {
        Document::new(serde_json::from_str(text).expect("an item")).read
    });
    let heading = form::Heading { call: &call, due: "due tomorrow", note: None };
    let blank = form::write(&heading, &items, &form::Decisions::new(), &[]);
    let left = form::read(&blank, &items).into_decisions().expect("a form of our own");
    assert!(left.is_empty());
    let text = input.rest();
    // A form as a user leaves it, and one that was changed below its head.
    for text in [text.clone().into_owned(), format!("{blank}{text}")] {
        let reading = form::read(&text, &items);
        for (uuid, answer) in &reading.decisions {
            let item = items.iter().find(|item| item.uuid() == Some(uuid));
            let item = item.expect("an item of this batch");
            match answer {
                Answer::Accept => assert!(!item.has_conflict()),
                Answer::Decline(reason) => {
                    assert!(!reason.is_empty() && reason.trim() == reason);
                    assert!(!reason.contains('\0'));
                }
            }
        }
        let filled = form::write(&heading, &items, &reading.decisions, &[]);
        let filled = form::read(&filled, &items).into_decisions().expect("a form of our own");
        assert_eq!(filled, reading.decisions, "lost");
    }
}

/// Calendar files: our own are read as they were written, others refused.
pub fn calendar(data: &[u8]) {
    let mut input = Input(data);
    let seconds = i64::from(input.byte()) << 22;
    let at = Timestamp::from_second(seconds).expect("a time");
    let mut event = output::ics::Event {
        uid: format!("{}@w.example", input.number(0, 255)),
        profile: input.flag().then(|| "default".to_owned()),
        stamp: Timestamp::UNIX_EPOCH,
        sequence: u32::from(input.byte()),
        is_cancelled: input.flag(),
        at,
        summary: String::new(),
        description: String::new(),
        url: Some("https://p.example/".to_owned()),
        alarms: vec![u64::from(input.byte()) * 977, 86_400],
    };
    event.summary = output::ics::clean(&input.text());
    event.description = output::ics::clean(&input.text());
    let written = output::ics::write(vec![event.clone()]);
    for line in written.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.chars().any(output::is_unsafe), "{line:?}");
    }
    assert_eq!(output::ics::read(&written), Ok(vec![event]));
    // Another's file, or one of ours that was changed.
    let text = input.rest();
    if data.len().is_multiple_of(2) {
        let _ = output::ics::read(&text);
    } else if let Ok(events) = output::ics::read(&written.replace("END:VEVENT", &text)) {
        let written = output::ics::write(events.clone());
        assert_eq!(output::ics::read(&written).map(|events| events.len()), Ok(events.len()));
    }
}
