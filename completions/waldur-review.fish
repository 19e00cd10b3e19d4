# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_waldur_review_global_optspecs
    string join \n profile= demo utc accessible redact color= timeout= ca-cert= no-input q/quiet v/verbose h/help V/version
end

function __fish_waldur_review_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_waldur_review_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_waldur_review_using_subcommand
    set -l cmd (__fish_waldur_review_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c waldur-review -n "__fish_waldur_review_needs_command" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_needs_command" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_needs_command" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_needs_command" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_needs_command" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -s V -l version -d 'Print version'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "status" -d 'What you owe and by when: batches, reviews, token lifetime'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "batches" -d 'Assignment batches: what you were asked to review'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "batch" -d 'Assignment batches: what you were asked to review'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "items" -d 'Assignment items: the proposals one by one'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "item" -d 'Assignment items: the proposals one by one'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "reviews" -d 'Reviews: read, write, check and submit them'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "review" -d 'Reviews: read, write, check and submit them'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "invitations" -d 'Invitations to review for a call'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "invitation" -d 'Invitations to review for a call'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "profile" -d 'Your reviewer profile: show, publish, available or not'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "auth" -d 'Log in or out, and show the stored logins'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "doctor" -d 'Find out what does not work, and what to do about it'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "config" -d 'Show and change the settings in config.toml'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "help" -d 'Show the help of a command'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "man" -d 'Print a man page, or write them all'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "schema" -d 'Print the JSON Schema of what a command prints'
complete -c waldur-review -n "__fish_waldur_review_needs_command" -f -a "demo" -d 'Run the built-in demo server, for trying scripts'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l max-age -d 'With --short: how old it may be [default: 5m]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l short -d 'One line of counts and times, for a prompt'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand status" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "list" -d 'List the batches that wait for your answer, soonest first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "ls" -d 'List the batches that wait for your answer, soonest first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "show" -d 'Show one or more batches with their proposals'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "view" -d 'Show one or more batches with their proposals'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "watch" -d 'Report new batches, changed deadlines, and what is due within 48 h'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "export" -d 'Export deadlines as a calendar'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "respond" -d 'Answer a batch\'s pending proposals one by one, or from a form'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l call -d 'Only batches whose call\'s name holds this text' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l due-within -d 'Only batches due within this time: 90m, 48h, 7d' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l status -d 'Only batches with this status, such as sent' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l sort -d 'Order by due (the default), sent, call or pending' -r -f -a "due\t'Soonest deadline first, what is past last'
sent\t'Newest first'
call\t'By the call\'s name'
pending\t'Most pending proposals first'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
batch\t''
call\t''
due\t''
deadline\t''
left\t''
pending\t''
items\t''
status\t''
expired\t''
sent\t''
note\t''
call-uuid\t''
answered\t''
accepted\t''
declined\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l all -d 'Answered and expired batches as well'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l pending -d 'Only batches with proposals that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l expired -d 'Only batches past their deadline'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l no-expired -d 'Only batches not past their deadline'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l new -d 'Only what no run with --new has listed before'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l call -d 'Only batches whose call\'s name holds this text' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l due-within -d 'Only batches due within this time: 90m, 48h, 7d' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l status -d 'Only batches with this status, such as sent' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l sort -d 'Order by due (the default), sent, call or pending' -r -f -a "due\t'Soonest deadline first, what is past last'
sent\t'Newest first'
call\t'By the call\'s name'
pending\t'Most pending proposals first'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
batch\t''
call\t''
due\t''
deadline\t''
left\t''
pending\t''
items\t''
status\t''
expired\t''
sent\t''
note\t''
call-uuid\t''
answered\t''
accepted\t''
declined\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l all -d 'Answered and expired batches as well'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l pending -d 'Only batches with proposals that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l expired -d 'Only batches past their deadline'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l no-expired -d 'Only batches not past their deadline'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l new -d 'Only what no run with --new has listed before'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l full -d 'Show summaries whole'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l no-pager -d 'Do not use a pager'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l full -d 'Show summaries whole'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l no-pager -d 'Do not use a pager'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from view" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l interval -d 'Time between requests, 30s or more [default: 5m]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l exec -d 'Run this at each event; takes the rest of the line' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l ics -d 'Write iCalendar to this file, or to standard output' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l alarm -d 'Reminder, this long before; or none [default: 2d and 3h]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l with-names -d 'Name the proposals to review, not only their short names'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l from -d 'Take the answers from a form; - for standard input' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l edit -d 'Write the answers in a form, in $VISUAL or $EDITOR'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l resume -d 'Go on with the answers that an earlier run saved'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l print-form -d 'Print the form and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batches; and __fish_seen_subcommand_from respond" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "list" -d 'List the batches that wait for your answer, soonest first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "ls" -d 'List the batches that wait for your answer, soonest first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "show" -d 'Show one or more batches with their proposals'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "view" -d 'Show one or more batches with their proposals'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "watch" -d 'Report new batches, changed deadlines, and what is due within 48 h'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "export" -d 'Export deadlines as a calendar'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and not __fish_seen_subcommand_from list ls show view watch export respond" -f -a "respond" -d 'Answer a batch\'s pending proposals one by one, or from a form'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l call -d 'Only batches whose call\'s name holds this text' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l due-within -d 'Only batches due within this time: 90m, 48h, 7d' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l status -d 'Only batches with this status, such as sent' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l sort -d 'Order by due (the default), sent, call or pending' -r -f -a "due\t'Soonest deadline first, what is past last'
sent\t'Newest first'
call\t'By the call\'s name'
pending\t'Most pending proposals first'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
batch\t''
call\t''
due\t''
deadline\t''
left\t''
pending\t''
items\t''
status\t''
expired\t''
sent\t''
note\t''
call-uuid\t''
answered\t''
accepted\t''
declined\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l all -d 'Answered and expired batches as well'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l pending -d 'Only batches with proposals that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l expired -d 'Only batches past their deadline'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l no-expired -d 'Only batches not past their deadline'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l new -d 'Only what no run with --new has listed before'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l call -d 'Only batches whose call\'s name holds this text' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l due-within -d 'Only batches due within this time: 90m, 48h, 7d' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l status -d 'Only batches with this status, such as sent' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l sort -d 'Order by due (the default), sent, call or pending' -r -f -a "due\t'Soonest deadline first, what is past last'
sent\t'Newest first'
call\t'By the call\'s name'
pending\t'Most pending proposals first'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
batch\t''
call\t''
due\t''
deadline\t''
left\t''
pending\t''
items\t''
status\t''
expired\t''
sent\t''
note\t''
call-uuid\t''
answered\t''
accepted\t''
declined\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l all -d 'Answered and expired batches as well'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l pending -d 'Only batches with proposals that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l expired -d 'Only batches past their deadline'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l no-expired -d 'Only batches not past their deadline'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l new -d 'Only what no run with --new has listed before'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l full -d 'Show summaries whole'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l no-pager -d 'Do not use a pager'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l full -d 'Show summaries whole'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l no-pager -d 'Do not use a pager'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from view" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l interval -d 'Time between requests, 30s or more [default: 5m]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l exec -d 'Run this at each event; takes the rest of the line' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l ics -d 'Write iCalendar to this file, or to standard output' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l alarm -d 'Reminder, this long before; or none [default: 2d and 3h]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l with-names -d 'Name the proposals to review, not only their short names'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l from -d 'Take the answers from a form; - for standard input' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l edit -d 'Write the answers in a form, in $VISUAL or $EDITOR'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l resume -d 'Go on with the answers that an earlier run saved'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l print-form -d 'Print the form and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand batch; and __fish_seen_subcommand_from respond" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "list" -d 'List your proposals, answered ones included'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "ls" -d 'List your proposals, answered ones included'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "show" -d 'Show one proposal with its deadline and summary'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "view" -d 'Show one proposal with its deadline and summary'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "accept" -d 'Accept proposals to review'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "decline" -d 'Decline proposals'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l batch -d 'Only items of this batch' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l call -d 'Items of calls whose name holds TEXT, or by UUID' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l status -d 'Only items with this status, such as accepted' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l sort -d 'Order by due, affinity, answered or server' -r -f -a "due\t'What can be answered first, soonest deadline first'
affinity\t'Highest affinity first'
answered\t'Last answered first'
server\t'As the server sends them'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
item\t''
slug\t''
proposal\t''
proposal-uuid\t''
call\t''
due\t''
deadline\t''
status\t''
affinity\t''
conflict\t''
answered\t''
batch\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l pending -d 'Only items that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l batch -d 'Only items of this batch' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l call -d 'Items of calls whose name holds TEXT, or by UUID' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l status -d 'Only items with this status, such as accepted' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l sort -d 'Order by due, affinity, answered or server' -r -f -a "due\t'What can be answered first, soonest deadline first'
affinity\t'Highest affinity first'
answered\t'Last answered first'
server\t'As the server sends them'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
item\t''
slug\t''
proposal\t''
proposal-uuid\t''
call\t''
due\t''
deadline\t''
status\t''
affinity\t''
conflict\t''
answered\t''
batch\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l pending -d 'Only items that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from view" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l batch -d 'With --all-pending: the batch' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l all-pending -d 'All items of the batch that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from accept" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l batch -d 'With --all-pending: the batch' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l reason -d 'The reason; - reads it from standard input' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l reason-file -d 'A file with the reason' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l all-pending -d 'All items of the batch that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand items; and __fish_seen_subcommand_from decline" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "list" -d 'List your proposals, answered ones included'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "ls" -d 'List your proposals, answered ones included'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "show" -d 'Show one proposal with its deadline and summary'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "view" -d 'Show one proposal with its deadline and summary'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "accept" -d 'Accept proposals to review'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and not __fish_seen_subcommand_from list ls show view accept decline" -f -a "decline" -d 'Decline proposals'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l batch -d 'Only items of this batch' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l call -d 'Items of calls whose name holds TEXT, or by UUID' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l status -d 'Only items with this status, such as accepted' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l sort -d 'Order by due, affinity, answered or server' -r -f -a "due\t'What can be answered first, soonest deadline first'
affinity\t'Highest affinity first'
answered\t'Last answered first'
server\t'As the server sends them'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
item\t''
slug\t''
proposal\t''
proposal-uuid\t''
call\t''
due\t''
deadline\t''
status\t''
affinity\t''
conflict\t''
answered\t''
batch\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l pending -d 'Only items that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l batch -d 'Only items of this batch' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l call -d 'Items of calls whose name holds TEXT, or by UUID' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l status -d 'Only items with this status, such as accepted' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l sort -d 'Order by due, affinity, answered or server' -r -f -a "due\t'What can be answered first, soonest deadline first'
affinity\t'Highest affinity first'
answered\t'Last answered first'
server\t'As the server sends them'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
item\t''
slug\t''
proposal\t''
proposal-uuid\t''
call\t''
due\t''
deadline\t''
status\t''
affinity\t''
conflict\t''
answered\t''
batch\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -s w -l web -d 'Open your assignments in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l pending -d 'Only items that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from view" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l batch -d 'With --all-pending: the batch' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l all-pending -d 'All items of the batch that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from accept" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l batch -d 'With --all-pending: the batch' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l reason -d 'The reason; - reads it from standard input' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l reason-file -d 'A file with the reason' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l all-pending -d 'All items of the batch that wait for an answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand item; and __fish_seen_subcommand_from decline" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "list" -d 'List your reviews, soonest end first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "ls" -d 'List your reviews, soonest end first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "show" -d 'Show a review with its proposal and your draft'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "view" -d 'Show a review with its proposal and your draft'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "pull" -d 'Make or update review forms, with the proposals beside them'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "edit" -d 'Write a review in your editor'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "documents" -d 'List or download the documents of a proposal'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "check" -d 'Check review forms, without a server'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "diff" -d 'Show what differs between forms and the server'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "push" -d 'Save forms as drafts on the server'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "submit" -d 'Submit reviews: the server takes no change afterwards'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "decline" -d 'End a review that you will not write'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "clean" -d 'Remove the proposal text of finished reviews'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l state -d 'Only reviews in this state, such as submitted' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l call -d 'Only reviews for calls whose name holds this text' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l due-within -d 'Only reviews due within this time: 90m, 48h, 7d' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l sort -d 'Order by due (the default), call or server' -r -f -a "due\t'Soonest end first, what is not open last'
call\t'By the call\'s name'
server\t'As the server sends them'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
review\t''
slug\t''
proposal\t''
call\t''
due\t''
deadline\t''
state\t''
score\t''
form\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l all -d 'Submitted and closed reviews as well'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -s w -l web -d 'Open your reviews in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l state -d 'Only reviews in this state, such as submitted' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l call -d 'Only reviews for calls whose name holds this text' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l due-within -d 'Only reviews due within this time: 90m, 48h, 7d' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l sort -d 'Order by due (the default), call or server' -r -f -a "due\t'Soonest end first, what is not open last'
call\t'By the call\'s name'
server\t'As the server sends them'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
review\t''
slug\t''
proposal\t''
call\t''
due\t''
deadline\t''
state\t''
score\t''
form\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l all -d 'Submitted and closed reviews as well'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -s w -l web -d 'Open your reviews in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -s w -l web -d 'Open the review in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l no-pager -d 'Do not use a pager'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -s w -l web -d 'Open the review in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l no-pager -d 'Do not use a pager'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from view" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l into -d 'The folder of the forms' -r -f -a "(__fish_complete_directories)"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l no-documents -d 'Do not download the documents'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from pull" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l into -d 'The folder of the forms, where there is no form so far' -r -f -a "(__fish_complete_directories)"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l no-documents -d 'Do not download the documents'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l into -d 'Download the documents into this folder' -r -f -a "(__fish_complete_directories)"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from documents" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l allow-empty -d 'Do not require a public text'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l clear -d 'Empty the fields whose sections are empty'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from push" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l ready -d 'The forms of this folder that say ready: true'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l allow-empty -d 'Submit without a public text as well'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l clear -d 'Empty the fields whose sections are empty'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from submit" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from decline" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -l forms -d 'Also remove the forms of submitted reviews'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -s n -l dry-run -d 'Say what would be removed, and remove nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand reviews; and __fish_seen_subcommand_from clean" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "list" -d 'List your reviews, soonest end first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "ls" -d 'List your reviews, soonest end first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "show" -d 'Show a review with its proposal and your draft'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "view" -d 'Show a review with its proposal and your draft'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "pull" -d 'Make or update review forms, with the proposals beside them'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "edit" -d 'Write a review in your editor'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "documents" -d 'List or download the documents of a proposal'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "check" -d 'Check review forms, without a server'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "diff" -d 'Show what differs between forms and the server'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "push" -d 'Save forms as drafts on the server'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "submit" -d 'Submit reviews: the server takes no change afterwards'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "decline" -d 'End a review that you will not write'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and not __fish_seen_subcommand_from list ls show view pull edit documents check diff push submit decline clean" -f -a "clean" -d 'Remove the proposal text of finished reviews'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l state -d 'Only reviews in this state, such as submitted' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l call -d 'Only reviews for calls whose name holds this text' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l due-within -d 'Only reviews due within this time: 90m, 48h, 7d' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l sort -d 'Order by due (the default), call or server' -r -f -a "due\t'Soonest end first, what is not open last'
call\t'By the call\'s name'
server\t'As the server sends them'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
review\t''
slug\t''
proposal\t''
call\t''
due\t''
deadline\t''
state\t''
score\t''
form\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l all -d 'Submitted and closed reviews as well'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -s w -l web -d 'Open your reviews in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l state -d 'Only reviews in this state, such as submitted' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l call -d 'Only reviews for calls whose name holds this text' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l due-within -d 'Only reviews due within this time: 90m, 48h, 7d' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l sort -d 'Order by due (the default), call or server' -r -f -a "due\t'Soonest end first, what is not open last'
call\t'By the call\'s name'
server\t'As the server sends them'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -s L -l limit -d 'At most this many' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l columns -d 'The columns, in this order, with commas between' -r -f -a "server\t''
review\t''
slug\t''
proposal\t''
call\t''
due\t''
deadline\t''
state\t''
score\t''
form\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l all -d 'Submitted and closed reviews as well'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -s w -l web -d 'Open your reviews in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l reverse -d 'Reverse the order'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -s w -l web -d 'Open the review in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l no-pager -d 'Do not use a pager'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -s w -l web -d 'Open the review in the web portal instead'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l no-pager -d 'Do not use a pager'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from view" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l into -d 'The folder of the forms' -r -f -a "(__fish_complete_directories)"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l no-documents -d 'Do not download the documents'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from pull" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l into -d 'The folder of the forms, where there is no form so far' -r -f -a "(__fish_complete_directories)"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l no-documents -d 'Do not download the documents'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l into -d 'Download the documents into this folder' -r -f -a "(__fish_complete_directories)"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from documents" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l allow-empty -d 'Do not require a public text'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l clear -d 'Empty the fields whose sections are empty'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from push" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l ready -d 'The forms of this folder that say ready: true'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l allow-empty -d 'Submit without a public text as well'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l clear -d 'Empty the fields whose sections are empty'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from submit" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from decline" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -l forms -d 'Also remove the forms of submitted reviews'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -s n -l dry-run -d 'Say what would be removed, and remove nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand review; and __fish_seen_subcommand_from clean" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -f -a "list" -d 'List your invitations, those that wait first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -f -a "ls" -d 'List your invitations, those that wait first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -f -a "accept" -d 'Accept an invitation: batches can come then'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and not __fish_seen_subcommand_from list ls accept decline" -f -a "decline" -d 'Decline an invitation, with a reason'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l pending -d 'Only those that wait for your answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l pending -d 'Only those that wait for your answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l conflict -d 'Declare a conflict, as UUID:TYPE:TEXT' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from accept" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l reason -d 'Why; the call manager reads it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitations; and __fish_seen_subcommand_from decline" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -f -a "list" -d 'List your invitations, those that wait first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -f -a "ls" -d 'List your invitations, those that wait first'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -f -a "accept" -d 'Accept an invitation: batches can come then'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and not __fish_seen_subcommand_from list ls accept decline" -f -a "decline" -d 'Decline an invitation, with a reason'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l pending -d 'Only those that wait for your answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l json -d 'Print the server\'s JSON, or these fields of it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l format -d 'Print as table, tsv, csv, json or ndjson' -r -f -a "table\t'For reading'
tsv\t'Tab-separated values, no header, as by jq\'s @tsv'
csv\t'Comma-separated values with a header'
json\t'The server\'s document'
ndjson\t'One JSON object a line'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Ask the servers of all stored logins at once'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l pending -d 'Only those that wait for your answer'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l exit-status -d 'Exit with 8 when anything is listed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l conflict -d 'Declare a conflict, as UUID:TYPE:TEXT' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from accept" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l reason -d 'Why; the call manager reads it' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -s n -l dry-run -d 'Say what would be sent, and send nothing'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand invitation; and __fish_seen_subcommand_from decline" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -f -a "show" -d 'Show your reviewer profile'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -f -a "publish" -d 'Let call managers find your profile'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -f -a "unpublish" -d 'Hide your profile; invitations and batches stay'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and not __fish_seen_subcommand_from show publish unpublish set" -f -a "set" -d 'Set whether you take reviews'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from publish" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from unpublish" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -s y -l yes -d 'Do not ask for confirmation'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand profile; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -f -a "login" -d 'Check a token with the server and store it'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -f -a "renew" -d 'Replace a personal access token that ends soon, or has ended'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -f -a "status" -d 'Show who is logged in where, and where each value comes from'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -f -a "logout" -d 'Log out: remove the stored token of a profile'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and not __fish_seen_subcommand_from login renew status logout token" -f -a "token" -d 'Print the token in use, for other programs'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l url -d 'The server\'s address, or the web portal\'s' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l from -d 'Copy a login of waldur-cli' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l days -d 'Days until the new token ends [default: 90]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l with-token -d 'Read the token from standard input'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l long-lived -d 'Make a long-lived token, without asking'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l no-long-lived -d 'Keep the token that was given, without asking'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from login" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l days -d 'Days until the new token ends [default: 90]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l with-token -d 'Read the token of the API key page from standard input'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from renew" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from logout" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand auth; and __fish_seen_subcommand_from token" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand doctor" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -f -a "list" -d 'Show every setting, its value, and where that comes from'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -f -a "ls" -d 'Show every setting, its value, and where that comes from'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -f -a "get" -d 'Print the value of a setting alone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -f -a "set" -d 'Change a setting in config.toml'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -f -a "unset" -d 'Remove a setting from config.toml'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -f -a "path" -d 'Show where the files of this program are'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and not __fish_seen_subcommand_from list ls get set unset path edit" -f -a "edit" -d 'Change config.toml in your editor; what is not valid is not installed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from unset" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l jq -d 'Filter the JSON with this jq expression' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l template -d 'Fill this template with the JSON, called data' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Print JSON'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand config; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand help" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -l dynamic -d 'The script that asks the program, and knows batches'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand completions" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -l into -d 'Write every page into this directory' -r -f -a "(__fish_complete_directories)"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand man" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand schema" -s h -l help -d 'Print help'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l port -d 'Listen on this loopback port [default: a free one]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l tokens -d 'Policy for new tokens' -r -f -a "allowed\t'They can be made'
forbidden\t'This user may make none'
absent\t'An older server, without them'
no-scope\t'No permission can be given to one'
short\t'They last 30 days at most'"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l profile -d 'Use this stored login; lists accept several' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l color -d 'Use colour: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l timeout -d 'Give up on a request after this time [default: 30s]' -r
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l ca-cert -d 'Also trust the certificates in this PEM file' -r -F
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l second-tab -d 'Change each review once, as a second portal tab would'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l demo -d 'Use a built-in demo server: no account, nothing stored'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l utc -d 'Show times in UTC instead of the local zone'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l accessible -d 'Labelled lines instead of tables, nothing redrawn'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l redact -d 'Hide names, notes and reasons, for a shared screen'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -l no-input -d 'Never ask questions; fail where one would be needed'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -s q -l quiet -d 'Leave out footers and warnings'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -s v -l verbose -d 'Show each request on standard error (never the token)'
complete -c waldur-review -n "__fish_waldur_review_using_subcommand demo" -s h -l help -d 'Print help'
