//! Batches that are past: overdue, answered, expired.

use super::super::api::status::{
    ACCEPTED, COI_BLOCKED, DECLINED, EXPIRED, PENDING, REASSIGNED, RESPONDED, SENT,
};
use super::{BatchSeed, item};

/// Two days past its deadline, and still listed: Waldur has not yet marked it.
#[rustfmt::skip] // An item is a row of ids, a row of facts, and its summary.
pub static EARLY_OVERDUE: BatchSeed = BatchSeed {
    uuid: "7f3a91c29c7348f4b145a675020fb6bc",
    call: &super::EARLY, status: SENT, sent_hours_ago: 386, due_in_hours: Some(-48),
    manager_notes: "",
    items: &[
        item(["1c292bbe269d4cfc9598431518aa2a2f", "0dfecf732e0d44f884d25a129d466102"],
            "EAR-101", Some(0.81), PENDING, "Protein language models for crop resilience", ""),
        item(["a3fa29569aab4adfa830150b70c2bda3", "c5f58ee9c9134ffcbf854cc6a23c3b83"],
            "EAR-104", Some(0.59), PENDING,
            "Benchmarking mixture-of-experts training on Grace Hopper", "").flagged(),
        item(["bdbab01884fb43e183368aefaf2fc97b", "d0dd9969d3fd4e5bb0301058eff39c38"],
            "EAR-108", Some(0.72), ACCEPTED,
            "Нейронні поля для археології: neural fields from Kraków to Kyiv", ""),
        item(["afe9ea285ec6431eb3bf397d0d364c3d", "0c85342fd3884656bf2835181b34c4e5"],
            "EAR-109", Some(0.2), DECLINED, "Seismic inversion beneath Þingvellir", "")
            .because("I reviewed an earlier version elsewhere."),
        item(["b99d74f2061343ab8a8eb63725b47ac9", "b3da5a412ec841789a7cd051b15802b8"],
            "EAR-112", Some(0.05), DECLINED, "Small models for clinical notes", ""),
    ],
};

/// Answered, and yet one item is pending: its conflict was dismissed after the last answer.
#[rustfmt::skip] // An item is a row of ids, a row of facts, and its summary.
pub static RAPID_RESPONDED: BatchSeed = BatchSeed {
    uuid: "d4bf74cec14b46cf820b288cca0ed457",
    call: &super::RAPID, status: RESPONDED, sent_hours_ago: 268, due_in_hours: Some(240),
    manager_notes: "Thank you for last month's reviews.",
    items: &[
        item(["a639a58566a94ec5b24215bc6985c64c", "4d44c66dd59d412db52d2a3be35702ec"],
            "I3R-0388", Some(0.86), ACCEPTED, "Hybrid functionals for battery cathodes", ""),
        item(["b8b205aaa17949138cc81750efa88978", "8f5862031dcd4d3b91400a84ee481be4"],
            "I3R-0391", Some(0.33), DECLINED, "Monte Carlo dose planning for proton therapy", "")
            .because("I am on leave until the end of the month, sorry.\nA colleague may help."),
        item(["c2b6366e66ca46d8bf0ca9e7506f2859", "623ee0d8d9de49d493d507911cc4f0d0"],
            "I3R-0394", Some(0.71), PENDING, "Sea-ice rheology with discrete elements", "")
            .dismissed("The joint paper is more than five years old."),
        item(["b5e558cb20ca45f580c421d6aaf870be", "4c86a104ae414dc686da61c114715d8d"],
            "I3R-0397", Some(0.44), COI_BLOCKED, "Light in the canopy of the Šumava forest", ""),
    ],
};

/// Expired long ago; one proposal went to another reviewer.
#[rustfmt::skip] // An item is a row of ids, a row of facts, and its summary.
pub static EARLY_EXPIRED: BatchSeed = BatchSeed {
    uuid: "19d813357e274d8c9a720502f49411c8",
    call: &super::EARLY, status: EXPIRED, sent_hours_ago: 1_440, due_in_hours: Some(-960),
    manager_notes: "",
    items: &[
        item(["7ae30540366b40fe9b3636a10370e3a1", "dcc8d464e18740c29575b95994608eba"],
            "EAR-077", Some(0.9), ACCEPTED, "Graph networks for antibiotic discovery", ""),
        item(["8ed7a7de22e7472eb68c50147c03e858", "1beeb05275814436a47da1d84d784cf6"],
            "EAR-080", Some(0.8), REASSIGNED, "Multimodal models of coral reef decline", ""),
        item(["8ecd83904b374243a505cfb812f8672c", "fd9a0fe41b774003b7210c26f757ac0c"],
            "EAR-083", Some(0.66), EXPIRED,
            "大規模言語モデルの日英対訳評価 (Japanese–English evaluation of large models)", ""),
        item(["ce6edb6f2fa94495be7b4e4a50b4e754", "135ef5b464434696985059cc1613f72e"],
            "EAR-085", Some(0.300_000_000_000_000_04), EXPIRED,
            "Diffusion models for cryo-EM maps", ""),
    ],
};
