# Completion of waldur-review for bash: it asks the program itself.
_waldur_review_dynamic() {
    local IFS=$'\n' words=("${COMP_WORDS[@]:0:COMP_CWORD+1}")
    # Up to the cursor; bash makes a word of its own of the sign in --flag=value.
    [[ ${words[COMP_CWORD]} == = ]] || words[COMP_CWORD]=$2
    COMPREPLY=($(WALDUR_REVIEW_COMPLETE=bash "$1" "${words[@]}" 2>/dev/null))
    if [[ ${COMPREPLY[0]} == :files ]]; then
        COMPREPLY=()
        compopt -o default 2>/dev/null
    fi
}
complete -o nosort -F _waldur_review_dynamic waldur-review 2>/dev/null ||
    complete -F _waldur_review_dynamic waldur-review
