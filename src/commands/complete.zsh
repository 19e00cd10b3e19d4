#compdef waldur-review
# Completion of waldur-review for zsh: it asks the program itself.
_waldur_review_dynamic() {
    local -a offers
    offers=("${(@f)$(WALDUR_REVIEW_COMPLETE=zsh "${(Q)words[1]}" \
        "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    if [[ $offers[1] == :files ]]; then
        [[ $PREFIX == --*=* ]] && compset -P '*='
        _files
    elif [[ -n $offers[1] ]]; then
        _describe -V 'waldur-review' offers
    fi
}
if [[ $funcstack[1] == _waldur-review ]]; then
    _waldur_review_dynamic "$@"
else
    compdef _waldur_review_dynamic waldur-review
fi
