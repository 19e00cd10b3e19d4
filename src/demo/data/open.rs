//! Batches that wait for an answer.

use super::super::api::status::{ACCEPTED, COI_BLOCKED, DECLINED, PENDING, SENT};
use super::{BatchSeed, item};

/// Due tomorrow, untouched, one conflict of interest flagged.
#[rustfmt::skip] // An item is a row of ids, a row of facts, and its summary.
pub static GATEWAY: BatchSeed = BatchSeed {
    uuid: "0b6d2e4861f74c0a9d352f1be0c7a914",
    call: &super::GATEWAY, status: SENT, sent_hours_ago: 407, due_in_hours: Some(32),
    manager_notes: "Please answer before the deadline; reassignments start the next working day.",
    items: &[
        item(["9e1f04b31d674adbbf67a2f07025e6b3", "a739d0a9c49e4d3691316cb05117c32c"],
            "GW-0147", Some(0.82), PENDING, "Exascale protein dynamics for malaria targets",
            "We will simulate the invasion complex at full length, which needs about 2 M GPU \
            hours over six months. The complex of RH5, CyRPA and RIPR binds basigin on the red \
            blood cell, and no vaccine candidate yet blocks all of its states. Our code scales \
            to 512 nodes with 84 % efficiency, measured on the same architecture. Trajectories \
            will be deposited within three months of each campaign. The group has ten years of \
            experience with membrane proteins and works with two laboratories that will test \
            the predicted binding sites."),
        item(["41ac77d0efd94280a5e72d1914de0550", "faff5682776e49f9a6e10e81d2bf8f1a"],
            "GW-0152", Some(0.77), PENDING, "Foundation models for turbulence",
            "A single model, pre-trained on 40 TB of direct numerical simulations, shall replace \
            the closures that engineers tune by hand. We ask for 600 000 GPU hours, of which a \
            fifth is for ablations. Training runs on 256 nodes at a time and writes checkpoints \
            every two hours. Weights and the evaluation suite will be open.").flagged(),
        item(["7fca59fa5f464048855f87627cdb7487", "8c4159cea80e45d48977335b43d1494f"],
            "GW-0160", Some(0.41), PENDING,
            "Llais: open speech models for Welsh, Cornish and Gàidhlig",
            "Fewer than 1 200 hours of transcribed speech exist for the three languages together. \
            We will train multilingual encoders on broadcast archives, for which the rights are \
            cleared, and then adapt them to each language.\n\nObjectives\n  1. A word error rate \
            below 15 % for conversational Welsh.\n  2. The first open recogniser for Cornish.\n  \
            3. A recipe that other small languages can follow on 16 GPUs.\n\nThe archive's \
            partners will judge the results in blind tests."),
    ],
};

/// Due in three hours, half answered, one proposal blocked.
#[rustfmt::skip] // An item is a row of ids, a row of facts, and its summary.
pub static TAHETORN: BatchSeed = BatchSeed {
    uuid: "ae772a0eac2847fdb10c23ec255f40a9",
    call: &super::TAHETORN, status: SENT, sent_hours_ago: 214, due_in_hours: Some(3),
    manager_notes: "",
    items: &[
        item(["f1023e5771d547b59c999296e33ab440", "82cbc6bb0e134eae8b365edc3a418cb1"],
            "TT-2026-011", Some(0.68), PENDING,
            "Läänemere hapnikuvaegus: an ensemble for the Baltic oxygen budget",
            "The deep basins of the Baltic have lost half of their oxygen since 1950. We run \
            sixty members of a coupled physical and biogeochemical model at 1 km, from 1980 to \
            2060. Each member needs 9 000 core hours and leaves 1.1 TB. The ensemble separates \
            the share of nutrient load from that of warming, which a single run cannot do. \
            Results feed the next assessment of the Helsinki Commission."),
        item(["72eb411b603a415b8afae56dc259ac74", "d41cb1923bd3484f91ca205b21cd3df5"],
            "TT-2026-014", None, PENDING,
            "🧬 Whole-cell simulation of a minimal bacterium — 最小細胞のまるごとシミュレーション",
            "A minimal cell has 493 genes, and the role of ninety of them is unknown. We combine \
            reaction kinetics on a lattice with Brownian dynamics of the chromosome over a full \
            cycle of 105 minutes. Two hundred replicas show how often division fails. The team \
            at 京都 provides tomograms as starting structures."),
        item(["fcf63f58ccc840c3b8435b2d2ef0f8e8", "4f201ad2b68b4eb68d54a07db07de339"],
            "TT-2026-019", Some(0.91), ACCEPTED,
            "Kvantkeemia rohelise ammoniaagi katalüsaatoritele",
            "Ammonia takes one per cent of the world's energy. We screen 4 000 alloy surfaces \
            with a machine-learned potential, and confirm the best forty with hybrid functionals. \
            The screening workflow ran on the pilot system last year without a lost job."),
        item(["da1107fbf0b9498ab3d409b65a10dc7e", "8b80d0b1a1b6423198e970c85cab94ea"],
            "TT-2026-023", Some(0.55), COI_BLOCKED, "Modelování šíření pylu ve střední Evropě", ""),
    ],
};

/// Due in six days, one of eight left; the call discloses no summaries.
#[rustfmt::skip] // An item is a row of ids, a row of facts, and its summary.
pub static RAPID: BatchSeed = BatchSeed {
    uuid: "c19e557734ed465a8f615618cfca16d7",
    call: &super::RAPID, status: SENT, sent_hours_ago: 120, due_in_hours: Some(144),
    manager_notes: "",
    items: &[
        item(["f70b7bae2ee842e0816683e02e98d91e", "ae6033c5b14e40afade7bfdfa9ae2ae4"],
            "I3R-0412", Some(0.88), ACCEPTED, "Grain-boundary migration in reactor steels", ""),
        item(["d025ea9eeede481392ee6543ed90916d", "38c11c05f39c40ca999f57cfa1b489e6"],
            "I3R-0415", Some(0.12), DECLINED,
            "Airborne infection in hospital corridors: 3 000 ventilation layouts", "")
            .because("Too far from my field."),
        item(["8dea3fdd94b64d008480401cb3e6c357", "ff15610db112408d9ef1f84426423b52"],
            "I3R-0417", Some(0.74), ACCEPTED,
            "Lattice Boltzmann flow in printed heat exchangers", ""),
        item(["d4466c7326984466b40244fd7ade6c95", "769c701de3464cf79d96791f8aed8606"],
            "I3R-0420", Some(0.0), DECLINED,
            "Épidémiologie spatiale de la tavelure du pommier", ""),
        item(["55f74ad18220442b8197dbca1b9b6d45", "4ad3c1de48814344b5aa2344501e616d"],
            "I3R-0421", Some(0.333_333_333_333_333_3), PENDING,
            "Bayesian cosmology with weak-lensing maps", ""),
        item(["339d2f64655b41c9a1056ef08b57d9f7", "efaa2482ccb54cd7a3b3e98d5d6da9c0"],
            "I3R-0426", Some(0.61), ACCEPTED, "Solvent effects in perovskite inks", ""),
        item(["f9b69fee019947cf9609cadf3e34d1e8", "32ce239ee5c5440193675b10ba147595"],
            "I3R-0430", None, COI_BLOCKED,
            "Evacuating the Severn estuary: an agent-based study", ""),
        item(["a1500bd4e6a947369ededa1ac0186f1a", "6a5576e9c4f74cc9a093baa11da00fd8"],
            "I3R-0433", Some(1.0), ACCEPTED, "Sparse direct solvers on Arm SVE", ""),
    ],
};

/// Due in nineteen days, untouched, with a long note.
#[rustfmt::skip] // An item is a row of ids, a row of facts, and its summary.
pub static SPRINT: BatchSeed = BatchSeed {
    uuid: "5d04aa1e2462413ebee159b1968b634e",
    call: &super::SPRINT, status: SENT, sent_hours_ago: 51, due_in_hours: Some(456),
    manager_notes: "Dear reviewers,\n\nthank you for helping with the second sprint. Two things:\n  \
        - S2-007 and S2-021 are resubmissions; the panel's earlier remarks are attached to them.\n  \
        - Reviews are due seven days after you accept, so please accept only what fits.\n\n\
        Best wishes,\nCallum",
    items: &[
        item(["5f64413f54fa495f8afd6bf48839219c", "933b795c1da440faa70249f89a681906"],
            "S2-003", Some(0.93), PENDING, "Kilometre-scale storm surges along the Irish Sea",
            "Surge barriers are planned for sea levels that today's 7 km forecasts smooth away. \
            We nest a 1 km coastal model in twenty years of global storms, 900 events in all. \
            One event takes 40 node hours; the whole catalogue fits into the call's limit with \
            a tenth to spare. Harbour gauges from twelve sites serve for validation. The maps \
            will be handed to the three national agencies."),
        item(["f18ee9e240ce41399d5ae2c628c1cbef", "d6e702a3bd7340d998f35cda162fbef0"],
            "S2-007", Some(0.64), PENDING, "Learned emulators for tokamak edge plasmas",
            "Designing an exhaust for a fusion plant needs thousands of edge simulations, each \
            of which runs for weeks. A neural operator trained on 2 500 of them answers in \
            seconds. We ask for the GPU time of the training and for CPU time to extend the data \
            towards detached plasmas. Uncertainty is calibrated on discharges kept aside."),
        item(["d95bdd701aa54781a6a5df817a29785b", "abb2b43328ed47d5a215b96fa9b176a8"],
            "S2-012", Some(0.5), PENDING,
            "Réseaux électriques à forte part d’éolien : scénarios extrêmes",
            "Trois semaines sans vent en janvier suffisent à mettre un réseau en défaut. Nous \
            générons 10 000 hivers plausibles avec un modèle de diffusion, puis nous optimisons \
            le réseau européen pour chacun d’eux. Le code d’optimisation passe à l’échelle \
            jusqu’à 128 nœuds. Les scénarios seront publiés sous licence ouverte."),
        item(["6c9424dc40f349e7a2c600ed579c8abc", "81fbfa8becbe4d27bc85924600a80049"],
            "S2-018", None, PENDING, "Peatland carbon from satellite time series",
            "Upland peat holds more carbon than all of Britain's forests, and a fifth of it is \
            drained. We fuse radar and optical images since 2015 into weekly maps of the water \
            table at 10 m. Training needs 60 000 GPU hours and 300 TB of scratch space. Field \
            data from 41 restored sites are under agreement."),
        item(["e11f0218bedc445ba4472b8f4fea0b48", "ecd61982475f44b8818678eed2fd0fec"],
            "S2-021", Some(1e-7), PENDING, "Perovskite–silicon tandem cells, atom by atom",
            "Tandem cells pass 33 % in the laboratory and fail within a year outdoors. We follow \
            the migration of halides across grain boundaries under light and heat, with forces \
            learned from 80 000 reference calculations. The panel asked for a convergence study; \
            it is now the first work package."),
    ],
};

/// Without a deadline.
#[rustfmt::skip] // An item is a row of ids, a row of facts, and its summary.
pub static OUVERT: BatchSeed = BatchSeed {
    uuid: "d40b0878e16645a1a6b94399ccecccd8",
    call: &super::OUVERT, status: SENT, sent_hours_ago: 731, due_in_hours: None,
    manager_notes: "Aucune urgence : répondez quand vous pourrez. Merci ! 🙏",
    items: &[
        item(["ad9b94a804b54befa1b9546db49448f0", "260c59d9221c4082b04962f2d58e117c"],
            "ACS-028", Some(0.47), ACCEPTED,
            "Corpus oraux de l’occitan : alignement et reconnaissance", ""),
        item(["4c4dfa6dd0ac418cb5f61819457963da", "e09c707b2a3745a0b16861f5ae74f180"],
            "ACS-031", Some(0.58), PENDING,
            "Données de santé et vie privée : apprentissage fédéré entre 37 hôpitaux", ""),
    ],
};
