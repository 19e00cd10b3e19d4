module completions {

  def "nu-complete waldur-review color" [] {
    [ "auto" "always" "never" ]
  }

  # Review proposals on Waldur from the terminal
  export extern waldur-review [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    --version(-V)             # Print version
  ]

  def "nu-complete waldur-review status color" [] {
    [ "auto" "always" "never" ]
  }

  # What you owe and by when: batches, reviews, token lifetime
  export extern "waldur-review status" [
    --all-profiles            # Ask the servers of all stored logins at once
    --short                   # One line of counts and times, for a prompt
    --max-age: string         # With --short: how old it may be [default: 5m]
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review status color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review batches color" [] {
    [ "auto" "always" "never" ]
  }

  # Assignment batches: what you were asked to review
  export extern "waldur-review batches" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review batches color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review batches list sort" [] {
    [ "due" "sent" "call" "pending" ]
  }

  def "nu-complete waldur-review batches list columns" [] {
    [ "server" "batch" "call" "due" "deadline" "left" "pending" "items" "status" "expired" "sent" "note" "call-uuid" "answered" "accepted" "declined" ]
  }

  def "nu-complete waldur-review batches list format" [] {
    [ "table" "tsv" "csv" "json" "ndjson" ]
  }

  def "nu-complete waldur-review batches list color" [] {
    [ "auto" "always" "never" ]
  }

  # List the batches that wait for your answer, soonest first
  export extern "waldur-review batches list" [
    --all-profiles            # Ask the servers of all stored logins at once
    --all                     # Answered and expired batches as well
    --web(-w)                 # Open your assignments in the web portal instead
    --call: string            # Only batches whose call's name holds this text
    --due-within: string      # Only batches due within this time: 90m, 48h, 7d
    --pending                 # Only batches with proposals that wait for an answer
    --expired                 # Only batches past their deadline
    --no-expired              # Only batches not past their deadline
    --status: string          # Only batches with this status, such as sent
    --new                     # Only what no run with --new has listed before
    --exit-status             # Exit with 8 when anything is listed
    --sort: string@"nu-complete waldur-review batches list sort" # Order by due (the default), sent, call or pending
    --reverse                 # Reverse the order
    --limit(-L): string       # At most this many
    --columns: string@"nu-complete waldur-review batches list columns" # The columns, in this order, with commas between
    --json: string            # Print the server's JSON, or these fields of it
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --format: string@"nu-complete waldur-review batches list format" # Print as table, tsv, csv, json or ndjson
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review batches list color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review batches show format" [] {
    [ "table" "tsv" "csv" "json" "ndjson" ]
  }

  def "nu-complete waldur-review batches show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show one or more batches with their proposals
  export extern "waldur-review batches show" [
    --web(-w)                 # Open your assignments in the web portal instead
    --full                    # Show summaries whole
    --no-pager                # Do not use a pager
    --json: string            # Print the server's JSON, or these fields of it
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --format: string@"nu-complete waldur-review batches show format" # Print as table, tsv, csv, json or ndjson
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review batches show color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...batches: string        # UUID, unique prefix, or a URL that holds a UUID
  ]

  def "nu-complete waldur-review batches watch color" [] {
    [ "auto" "always" "never" ]
  }

  # Report new batches, changed deadlines, and what is due within 48 h
  export extern "waldur-review batches watch" [
    --interval: string        # Time between requests, 30s or more [default: 5m]
    --exec: string            # Run this at each event; takes the rest of the line
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review batches watch color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review batches export color" [] {
    [ "auto" "always" "never" ]
  }

  # Export deadlines as a calendar
  export extern "waldur-review batches export" [
    --all-profiles            # Ask the servers of all stored logins at once
    --ics: path               # Write iCalendar to this file, or to standard output
    --alarm: string           # Reminder, this long before; or none [default: 2d and 3h]
    --with-names              # Name the proposals to review, not only their short names
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review batches export color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review batches respond color" [] {
    [ "auto" "always" "never" ]
  }

  # Answer a batch's pending proposals one by one, or from a form
  export extern "waldur-review batches respond" [
    --edit                    # Write the answers in a form, in $VISUAL or $EDITOR
    --from: path              # Take the answers from a form; - for standard input
    --resume                  # Go on with the answers that an earlier run saved
    --print-form              # Print the form and send nothing
    --yes(-y)                 # Do not ask for confirmation
    --dry-run(-n)             # Say what would be sent, and send nothing
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review batches respond color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    batch: string             # UUID, unique prefix, or a URL that holds a UUID
  ]

  def "nu-complete waldur-review items color" [] {
    [ "auto" "always" "never" ]
  }

  # Assignment items: the proposals one by one
  export extern "waldur-review items" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review items color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review items list sort" [] {
    [ "due" "affinity" "answered" "server" ]
  }

  def "nu-complete waldur-review items list columns" [] {
    [ "server" "item" "slug" "proposal" "proposal-uuid" "call" "due" "deadline" "status" "affinity" "conflict" "answered" "batch" ]
  }

  def "nu-complete waldur-review items list format" [] {
    [ "table" "tsv" "csv" "json" "ndjson" ]
  }

  def "nu-complete waldur-review items list color" [] {
    [ "auto" "always" "never" ]
  }

  # List your proposals, answered ones included
  export extern "waldur-review items list" [
    --all-profiles            # Ask the servers of all stored logins at once
    --web(-w)                 # Open your assignments in the web portal instead
    --batch: string           # Only items of this batch
    --call: string            # Items of calls whose name holds TEXT, or by UUID
    --status: string          # Only items with this status, such as accepted
    --pending                 # Only items that wait for an answer
    --sort: string@"nu-complete waldur-review items list sort" # Order by due, affinity, answered or server
    --reverse                 # Reverse the order
    --limit(-L): string       # At most this many
    --columns: string@"nu-complete waldur-review items list columns" # The columns, in this order, with commas between
    --json: string            # Print the server's JSON, or these fields of it
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --format: string@"nu-complete waldur-review items list format" # Print as table, tsv, csv, json or ndjson
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review items list color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review items show format" [] {
    [ "table" "tsv" "csv" "json" "ndjson" ]
  }

  def "nu-complete waldur-review items show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show one proposal with its deadline and summary
  export extern "waldur-review items show" [
    --json: string            # Print the server's JSON, or these fields of it
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --format: string@"nu-complete waldur-review items show format" # Print as table, tsv, csv, json or ndjson
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review items show color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    item: string              # UUID, unique prefix, or slug
  ]

  def "nu-complete waldur-review items accept color" [] {
    [ "auto" "always" "never" ]
  }

  # Accept proposals to review
  export extern "waldur-review items accept" [
    --batch: string           # With --all-pending: the batch
    --all-pending             # All items of the batch that wait for an answer
    --yes(-y)                 # Do not ask for confirmation
    --dry-run(-n)             # Say what would be sent, and send nothing
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review items accept color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...items: string          # UUID, unique prefix, or slug; - reads standard input
  ]

  def "nu-complete waldur-review items decline color" [] {
    [ "auto" "always" "never" ]
  }

  # Decline proposals
  export extern "waldur-review items decline" [
    --batch: string           # With --all-pending: the batch
    --all-pending             # All items of the batch that wait for an answer
    --yes(-y)                 # Do not ask for confirmation
    --dry-run(-n)             # Say what would be sent, and send nothing
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --reason: string          # The reason; - reads it from standard input
    --reason-file: path       # A file with the reason
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review items decline color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...items: string          # UUID, unique prefix, or slug; - reads standard input
  ]

  def "nu-complete waldur-review reviews color" [] {
    [ "auto" "always" "never" ]
  }

  # Reviews: read, write, check and submit them
  export extern "waldur-review reviews" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review reviews list sort" [] {
    [ "due" "call" "server" ]
  }

  def "nu-complete waldur-review reviews list columns" [] {
    [ "server" "review" "slug" "proposal" "call" "due" "deadline" "state" "score" "form" ]
  }

  def "nu-complete waldur-review reviews list format" [] {
    [ "table" "tsv" "csv" "json" "ndjson" ]
  }

  def "nu-complete waldur-review reviews list color" [] {
    [ "auto" "always" "never" ]
  }

  # List your reviews, soonest end first
  export extern "waldur-review reviews list" [
    --all-profiles            # Ask the servers of all stored logins at once
    --all                     # Submitted and closed reviews as well
    --state: string           # Only reviews in this state, such as submitted
    --call: string            # Only reviews for calls whose name holds this text
    --due-within: string      # Only reviews due within this time: 90m, 48h, 7d
    --web(-w)                 # Open your reviews in the web portal instead
    --exit-status             # Exit with 8 when anything is listed
    --sort: string@"nu-complete waldur-review reviews list sort" # Order by due (the default), call or server
    --reverse                 # Reverse the order
    --limit(-L): string       # At most this many
    --columns: string@"nu-complete waldur-review reviews list columns" # The columns, in this order, with commas between
    --json: string            # Print the server's JSON, or these fields of it
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --format: string@"nu-complete waldur-review reviews list format" # Print as table, tsv, csv, json or ndjson
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews list color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review reviews show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show a review with its proposal and your draft
  export extern "waldur-review reviews show" [
    --web(-w)                 # Open the review in the web portal instead
    --no-pager                # Do not use a pager
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews show color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...reviews: string        # UUID, unique prefix, slug, portal URL, or a form
  ]

  def "nu-complete waldur-review reviews pull color" [] {
    [ "auto" "always" "never" ]
  }

  # Make or update review forms, with the proposals beside them
  export extern "waldur-review reviews pull" [
    --into: directory         # The folder of the forms
    --no-documents            # Do not download the documents
    --yes(-y)                 # Do not ask for confirmation
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews pull color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...reviews: string        # UUID, unique prefix, slug, portal URL, or form; else all
  ]

  def "nu-complete waldur-review reviews edit color" [] {
    [ "auto" "always" "never" ]
  }

  # Write a review in your editor
  export extern "waldur-review reviews edit" [
    --into: directory         # The folder of the forms, where there is no form so far
    --no-documents            # Do not download the documents
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews edit color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    review: string            # UUID, unique prefix, slug, portal URL, or a form
  ]

  def "nu-complete waldur-review reviews documents color" [] {
    [ "auto" "always" "never" ]
  }

  # List or download the documents of a proposal
  export extern "waldur-review reviews documents" [
    --into: directory         # Download the documents into this folder
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews documents color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    review: string            # UUID, unique prefix, slug, portal URL, or a form
  ]

  def "nu-complete waldur-review reviews check color" [] {
    [ "auto" "always" "never" ]
  }

  # Check review forms, without a server
  export extern "waldur-review reviews check" [
    --allow-empty             # Do not require a public text
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews check color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...files: path            # A form, or a folder of forms
  ]

  def "nu-complete waldur-review reviews diff color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what differs between forms and the server
  export extern "waldur-review reviews diff" [
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews diff color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...files: path            # A form, or a folder; else the forms of the current one
  ]

  def "nu-complete waldur-review reviews push color" [] {
    [ "auto" "always" "never" ]
  }

  # Save forms as drafts on the server
  export extern "waldur-review reviews push" [
    --clear                   # Empty the fields whose sections are empty
    --yes(-y)                 # Do not ask for confirmation
    --dry-run(-n)             # Say what would be sent, and send nothing
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews push color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...files: path            # A form, or a folder; else the forms of the current one
  ]

  def "nu-complete waldur-review reviews submit color" [] {
    [ "auto" "always" "never" ]
  }

  # Submit reviews: the server takes no change afterwards
  export extern "waldur-review reviews submit" [
    --ready                   # The forms of this folder that say ready: true
    --allow-empty             # Submit without a public text as well
    --clear                   # Empty the fields whose sections are empty
    --yes(-y)                 # Do not ask for confirmation
    --dry-run(-n)             # Say what would be sent, and send nothing
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews submit color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...files: path            # The forms of the reviews
  ]

  def "nu-complete waldur-review reviews decline color" [] {
    [ "auto" "always" "never" ]
  }

  # End a review that you will not write
  export extern "waldur-review reviews decline" [
    --yes(-y)                 # Do not ask for confirmation
    --dry-run(-n)             # Say what would be sent, and send nothing
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews decline color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    review: string            # UUID, unique prefix, slug, portal URL, or a form
  ]

  def "nu-complete waldur-review reviews clean color" [] {
    [ "auto" "always" "never" ]
  }

  # Remove the proposal text of finished reviews
  export extern "waldur-review reviews clean" [
    --forms                   # Also remove the forms of submitted reviews
    --yes(-y)                 # Do not ask for confirmation
    --dry-run(-n)             # Say what would be removed, and remove nothing
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review reviews clean color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...files: path            # A form, or a folder; else the forms of the current one
  ]

  def "nu-complete waldur-review invitations color" [] {
    [ "auto" "always" "never" ]
  }

  # Invitations to review for a call
  export extern "waldur-review invitations" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review invitations color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review invitations list format" [] {
    [ "table" "tsv" "csv" "json" "ndjson" ]
  }

  def "nu-complete waldur-review invitations list color" [] {
    [ "auto" "always" "never" ]
  }

  # List your invitations, those that wait first
  export extern "waldur-review invitations list" [
    --all-profiles            # Ask the servers of all stored logins at once
    --pending                 # Only those that wait for your answer
    --exit-status             # Exit with 8 when anything is listed
    --json: string            # Print the server's JSON, or these fields of it
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --format: string@"nu-complete waldur-review invitations list format" # Print as table, tsv, csv, json or ndjson
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review invitations list color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review invitations accept color" [] {
    [ "auto" "always" "never" ]
  }

  # Accept an invitation: batches can come then
  export extern "waldur-review invitations accept" [
    --conflict: string        # Declare a conflict, as UUID:TYPE:TEXT
    --yes(-y)                 # Do not ask for confirmation
    --dry-run(-n)             # Say what would be sent, and send nothing
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review invitations accept color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    invitation: string        # UUID, unique prefix, or the name of the call
  ]

  def "nu-complete waldur-review invitations decline color" [] {
    [ "auto" "always" "never" ]
  }

  # Decline an invitation, with a reason
  export extern "waldur-review invitations decline" [
    --reason: string          # Why; the call manager reads it
    --yes(-y)                 # Do not ask for confirmation
    --dry-run(-n)             # Say what would be sent, and send nothing
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review invitations decline color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    invitation: string        # UUID, unique prefix, or the name of the call
  ]

  def "nu-complete waldur-review profile color" [] {
    [ "auto" "always" "never" ]
  }

  # Your reviewer profile: show, publish, available or not
  export extern "waldur-review profile" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review profile color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review profile show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show your reviewer profile
  export extern "waldur-review profile show" [
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review profile show color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review profile publish color" [] {
    [ "auto" "always" "never" ]
  }

  # Let call managers find your profile
  export extern "waldur-review profile publish" [
    --yes(-y)                 # Do not ask for confirmation
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review profile publish color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review profile unpublish color" [] {
    [ "auto" "always" "never" ]
  }

  # Hide your profile; invitations and batches stay
  export extern "waldur-review profile unpublish" [
    --yes(-y)                 # Do not ask for confirmation
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review profile unpublish color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review profile set name" [] {
    [ "available" ]
  }

  def "nu-complete waldur-review profile set value" [] {
    [ "yes" "no" ]
  }

  def "nu-complete waldur-review profile set color" [] {
    [ "auto" "always" "never" ]
  }

  # Set whether you take reviews
  export extern "waldur-review profile set" [
    --yes(-y)                 # Do not ask for confirmation
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review profile set color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    name: string@"nu-complete waldur-review profile set name" # available
    value: string@"nu-complete waldur-review profile set value" # yes or no
  ]

  def "nu-complete waldur-review auth color" [] {
    [ "auto" "always" "never" ]
  }

  # Log in or out, and show the stored logins
  export extern "waldur-review auth" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review auth color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review auth login color" [] {
    [ "auto" "always" "never" ]
  }

  # Check a token with the server and store it
  export extern "waldur-review auth login" [
    --url: string             # The server's address, or the web portal's
    --with-token              # Read the token from standard input
    --from: string            # Copy a login of waldur-cli
    --long-lived              # Make a long-lived token, without asking
    --no-long-lived           # Keep the token that was given, without asking
    --days: string            # Days until the new token ends [default: 90]
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review auth login color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review auth renew color" [] {
    [ "auto" "always" "never" ]
  }

  # Replace a personal access token that ends soon, or has ended
  export extern "waldur-review auth renew" [
    --with-token              # Read the token of the API key page from standard input
    --days: string            # Days until the new token ends [default: 90]
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review auth renew color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review auth status color" [] {
    [ "auto" "always" "never" ]
  }

  # Show who is logged in where, and where each value comes from
  export extern "waldur-review auth status" [
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review auth status color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review auth logout color" [] {
    [ "auto" "always" "never" ]
  }

  # Log out: remove the stored token of a profile
  export extern "waldur-review auth logout" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review auth logout color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review auth token color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the token in use, for other programs
  export extern "waldur-review auth token" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review auth token color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review doctor color" [] {
    [ "auto" "always" "never" ]
  }

  # Find out what does not work, and what to do about it
  export extern "waldur-review doctor" [
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review doctor color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review config color" [] {
    [ "auto" "always" "never" ]
  }

  # Show and change the settings in config.toml
  export extern "waldur-review config" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review config color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review config list color" [] {
    [ "auto" "always" "never" ]
  }

  # Show every setting, its value, and where that comes from
  export extern "waldur-review config list" [
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review config list color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review config get key" [] {
    [ "profile" "timeout" "ca_cert" "utc" "display.accessible" "display.color" "display.columns" "display.hyperlinks" "display.pager" "display.redact" "display.sort" "display.utc" "reviews.folder" "reviews.max_document_size" ]
  }

  def "nu-complete waldur-review config get color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the value of a setting alone
  export extern "waldur-review config get" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review config get color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    key: string@"nu-complete waldur-review config get key" # A setting, such as display.color or profiles.NAME.timeout
  ]

  def "nu-complete waldur-review config set key" [] {
    [ "profile" "timeout" "ca_cert" "utc" "display.accessible" "display.color" "display.columns" "display.hyperlinks" "display.pager" "display.redact" "display.sort" "display.utc" "reviews.folder" "reviews.max_document_size" ]
  }

  def "nu-complete waldur-review config set color" [] {
    [ "auto" "always" "never" ]
  }

  # Change a setting in config.toml
  export extern "waldur-review config set" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review config set color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    key: string@"nu-complete waldur-review config set key" # A setting, such as display.color or profiles.NAME.timeout
    ...values: string         # Its value; for a token command a program and its arguments
  ]

  def "nu-complete waldur-review config unset key" [] {
    [ "profile" "timeout" "ca_cert" "utc" "display.accessible" "display.color" "display.columns" "display.hyperlinks" "display.pager" "display.redact" "display.sort" "display.utc" "reviews.folder" "reviews.max_document_size" ]
  }

  def "nu-complete waldur-review config unset color" [] {
    [ "auto" "always" "never" ]
  }

  # Remove a setting from config.toml
  export extern "waldur-review config unset" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review config unset color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    key: string@"nu-complete waldur-review config unset key" # A setting, such as display.color or profiles.NAME.timeout
  ]

  def "nu-complete waldur-review config path color" [] {
    [ "auto" "always" "never" ]
  }

  # Show where the files of this program are
  export extern "waldur-review config path" [
    --json                    # Print JSON
    --jq: string              # Filter the JSON with this jq expression
    --template: string        # Fill this template with the JSON, called data
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review config path color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review config edit color" [] {
    [ "auto" "always" "never" ]
  }

  # Change config.toml in your editor; what is not valid is not installed
  export extern "waldur-review config edit" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review config edit color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

  def "nu-complete waldur-review help color" [] {
    [ "auto" "always" "never" ]
  }

  # Show the help of a command
  export extern "waldur-review help" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review help color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...command: string        # A command, such as batches list; else the program itself
  ]

  def "nu-complete waldur-review completions shell" [] {
    [ "bash" "zsh" "fish" "powershell" "elvish" "nushell" ]
  }

  def "nu-complete waldur-review completions color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the completion script of a shell
  export extern "waldur-review completions" [
    --dynamic                 # The script that asks the program, and knows batches
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review completions color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    shell: string@"nu-complete waldur-review completions shell" # bash, zsh, fish, powershell, elvish or nushell
  ]

  def "nu-complete waldur-review man color" [] {
    [ "auto" "always" "never" ]
  }

  # Print a man page, or write them all
  export extern "waldur-review man" [
    --into: directory         # Write every page into this directory
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review man color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...command: string        # A command, such as batches list; else the program itself
  ]

  def "nu-complete waldur-review schema color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the JSON Schema of what a command prints
  export extern "waldur-review schema" [
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review schema color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
    ...command: string        # A command, such as batches list, or error; else a list
  ]

  def "nu-complete waldur-review demo tokens" [] {
    [ "allowed" "forbidden" "absent" "no-scope" "short" ]
  }

  def "nu-complete waldur-review demo color" [] {
    [ "auto" "always" "never" ]
  }

  # Run the built-in demo server, for trying scripts
  export extern "waldur-review demo" [
    --port: string            # Listen on this loopback port [default: a free one]
    --second-tab              # Change each review once, as a second portal tab would
    --tokens: string@"nu-complete waldur-review demo tokens" # Policy for new tokens
    --profile: string         # Use this stored login; lists accept several
    --demo                    # Use a built-in demo server: no account, nothing stored
    --utc                     # Show times in UTC instead of the local zone
    --accessible              # Labelled lines instead of tables, nothing redrawn
    --redact                  # Hide names, notes and reasons, for a shared screen
    --color: string@"nu-complete waldur-review demo color" # Use colour: auto, always or never
    --timeout: string         # Give up on a request after this time [default: 30s]
    --ca-cert: path           # Also trust the certificates in this PEM file
    --no-input                # Never ask questions; fail where one would be needed
    --quiet(-q)               # Leave out footers and warnings
    --verbose(-v)             # Show each request on standard error (never the token)
    --help(-h)                # Print help
  ]

}

export use completions *
