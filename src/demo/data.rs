//! The demo's invented calls, batches and proposals. The UUIDs are fixed, so that documentation
//! can name them; no two share their first four characters.

use super::api::state::{Call, Reviewer};

mod closed;
mod open;

/// A batch as it is when the demo starts; times are hours from that moment.
pub struct BatchSeed {
    pub uuid: &'static str,
    pub call: &'static Call,
    pub status: &'static str,
    pub sent_hours_ago: i64,
    /// Negative when the deadline has passed, `None` without a deadline.
    pub due_in_hours: Option<i64>,
    pub manager_notes: &'static str,
    pub items: &'static [ItemSeed],
}

/// A proposal in a batch as it is when the demo starts.
pub struct ItemSeed {
    pub uuid: &'static str,
    pub proposal_uuid: &'static str,
    pub slug: &'static str,
    pub name: &'static str,
    /// Between 0 and 1; `None` when it was not computed.
    pub affinity: Option<f64>,
    pub status: &'static str,
    /// Empty when the call does not disclose summaries, and for a blocked item.
    pub summary: &'static str,
    pub has_coi: bool,
    pub decline_reason: &'static str,
    pub override_reason: &'static str,
}

/// An item; `uuids` are its own and its proposal's.
const fn item(
    uuids: [&'static str; 2],
    slug: &'static str,
    affinity: Option<f64>,
    status: &'static str,
    name: &'static str,
    summary: &'static str,
) -> ItemSeed {
    ItemSeed {
        uuid: uuids[0],
        proposal_uuid: uuids[1],
        slug,
        name,
        affinity,
        status,
        summary,
        has_coi: false,
        decline_reason: "",
        override_reason: "",
    }
}

#[rustfmt::skip]
impl ItemSeed {
    /// With a conflict of interest flagged.
    const fn flagged(self) -> Self {
        Self { has_coi: true, ..self }
    }

    /// Declined, with the reason given.
    const fn because(self, decline_reason: &'static str) -> Self {
        Self { decline_reason, ..self }
    }

    /// Once blocked, until the manager dismissed the conflict.
    const fn dismissed(self, override_reason: &'static str) -> Self {
        Self { override_reason, ..self }
    }
}

/// Every batch of the reviewer.
pub static BATCHES: [&BatchSeed; 8] = [
    &open::GATEWAY,
    &open::TAHETORN,
    &open::RAPID,
    &open::SPRINT,
    &open::OUVERT,
    &closed::EARLY_OVERDUE,
    &closed::RAPID_RESPONDED,
    &closed::EARLY_EXPIRED,
];

pub static REVIEWER: Reviewer = Reviewer {
    user_uuid: "d2edd018cbf9452fa408726b64551fdf",
    profile_uuid: "302f0ae026614dfe99635f3e1fc4be40",
    username: "demo-reviewer",
    full_name: "Angharad Lloyd-Szabó",
    email: "reviewer@example.org",
};
#[rustfmt::skip]
static GATEWAY: Call = Call {
    uuid: "ad000eac13f349c0bbb0d683c286c20e", name: "Gateway to Isambard-AI: Autumn 2026",
    slug: "gateway-autumn-2026",
    round_uuid: "2fcb5832e4664705898a4df022e3f570", pool_entry_uuid: "572d2d7e36bf4feca10f65e67678cc69",
    manager_uuid: "d75df7ee5c1f4a9f92135cb13ccc38b7", manager_name: "Priya Nair",
    organisation_uuid: "fbe51d7c27ba48448bd48eec6caafb4e",
};
#[rustfmt::skip]
static RAPID: Call = Call {
    uuid: "ce0bd65b6406427d90c95e2c411bff12", name: "Isambard 3 Rapid Access (rolling)",
    slug: "isambard-3-rapid",
    round_uuid: "ce8567493b2247de9c4bcc230697b18c", pool_entry_uuid: "5c31d4412f634fdfb3df01f87ad93428",
    manager_uuid: "d75df7ee5c1f4a9f92135cb13ccc38b7", manager_name: "Priya Nair",
    organisation_uuid: "fbe51d7c27ba48448bd48eec6caafb4e",
};
#[rustfmt::skip]
static SPRINT: Call = Call {
    uuid: "d1d37c83b2134a6380f91ecf63628ff7", name: "AIRR Sprint Call 2: climate and energy",
    slug: "airr-sprint-2",
    round_uuid: "63b2599273144f188e877968bad1f704", pool_entry_uuid: "1f4915547cdd48dda43847ce97802716",
    manager_uuid: "a1cc719db7054664941707dc8770f0b6", manager_name: "Callum Reid",
    organisation_uuid: "dc4d2e85466f4a7886f94c7bb61f14dd",
};
#[rustfmt::skip]
static EARLY: Call = Call {
    uuid: "ea26f008ad4f43b99437df601b91e6b0", name: "AIRR Early Access Research",
    slug: "airr-early-access",
    round_uuid: "2d0a056cffc84d74a1ad5f4b7e70b161", pool_entry_uuid: "a1e30e162d744416b274f1a76c5fe71b",
    manager_uuid: "a1cc719db7054664941707dc8770f0b6", manager_name: "Callum Reid",
    organisation_uuid: "dc4d2e85466f4a7886f94c7bb61f14dd",
};
#[rustfmt::skip]
static TAHETORN: Call = Call {
    uuid: "0de2fc2f48ed41e786ba40f1ba9b6711", name: "Tähetorn: sügisvoor 2026 (Regular Access)",
    slug: "tahetorn-2026-sugis",
    round_uuid: "f57cb482042a49bbb1a349917c41c41a", pool_entry_uuid: "3da9421190a848a3b787059be5559766",
    manager_uuid: "94aa71c6abc24062b12be2a9703585e3", manager_name: "Tõnu Kask",
    organisation_uuid: "86e99e003b81460aa7d5134a71c98ffe",
};
#[rustfmt::skip]
static OUVERT: Call = Call {
    uuid: "44edb74dfaf24793bbd2aef0794c6dcc", name: "Appel permanent « Calcul et société »",
    slug: "calcul-et-societe",
    round_uuid: "178d15013f49496bb9077d6a94fc0f4a", pool_entry_uuid: "0d20e53b358f4dc1b3764bb931008595",
    manager_uuid: "34efde92c2544b9594eb2a6291a89407", manager_name: "Hélène Baudry",
    organisation_uuid: "baf1f6b1a880418390ba484bbe7ad81d",
};
/// The reviewer is invited to its pool, and has not answered yet.
#[rustfmt::skip]
pub static INVITING: Call = Call {
    uuid: "3c7e0a5d94f1462b8d26b1f05a9e7c48", name: "AIRR Open Call: spring 2027",
    slug: "airr-open-spring-2027",
    round_uuid: "8b52c6f10d3e4a7f9c84e7d2a05b316f", pool_entry_uuid: "e6410b9a7d2c4f58a3f19c0d84b7e255",
    manager_uuid: "a1cc719db7054664941707dc8770f0b6", manager_name: "Callum Reid",
    organisation_uuid: "dc4d2e85466f4a7886f94c7bb61f14dd",
};
