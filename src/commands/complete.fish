# Completion of waldur-review for fish: it asks the program itself.
function __waldur_review_dynamic
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l current (commandline --current-token --cut-at-cursor)
    set -l offers (WALDUR_REVIEW_COMPLETE=fish $words[1] $words "$current" 2>/dev/null)
    if test "$offers[1]" = :files
        set -l flag (string match --regex -- '^--[^=]*=' "$current")
        __fish_complete_path (string replace -- "$flag" '' "$current") |
            string replace --regex -- '^' "$flag"
    else if set -q offers[1]
        printf '%s\n' $offers
    end
end
complete --command waldur-review --no-files --keep-order \
    --arguments '(__waldur_review_dynamic)'
