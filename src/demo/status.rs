//! The statuses of batches and items, with the API's words for them.

/// A closed set of statuses with the API's value and its `status_display`.
macro_rules! statuses {
    ($(#[$about:meta])* $name:ident { $($variant:ident: $value:literal, $display:literal;)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub fn value(self) -> &'static str {
                match self { $(Self::$variant => $value),+ }
            }

            pub fn display(self) -> &'static str {
                match self { $(Self::$variant => $display),+ }
            }
        }
    };
}

statuses! {
    /// Status of a batch, as far as its reviewer sees it.
    BatchStatus {
        Sent: "sent", "Sent to reviewer";
        Responded: "responded", "Reviewer responded";
        Expired: "expired", "Invitation expired";
    }
}

statuses! {
    /// Status of one proposal in a batch.
    ItemStatus {
        Pending: "pending", "Awaiting response";
        Accepted: "accepted", "Accepted";
        Declined: "declined", "Declined";
        CoiBlocked: "coi_blocked", "Blocked due to COI";
        Expired: "expired", "Expired without response";
        Reassigned: "reassigned", "Reassigned to another reviewer";
    }
}
