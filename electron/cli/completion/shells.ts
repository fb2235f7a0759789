export type Shell = 'bash' | 'zsh' | 'fish';

/**
 * What each shell is to load. They only ask the program itself, which knows its verbs and the plans that there are; what it
 * answers is told in answer-shell.ts.
 */
export const shellScripts: Readonly<Record<Shell, string>> = {
  bash: `# bash completion of holdfast; printed by "holdfast completion bash"
_holdfast() {
    local line kind=''
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $kind ]]; then kind=$line; else COMPREPLY+=("$line"); fi
    done < <(command holdfast completion bash -- "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    case $kind in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
    esac
}
complete -F _holdfast holdfast
`,
  zsh: `#compdef holdfast
# zsh completion of holdfast; printed by "holdfast completion zsh"
_holdfast() {
    local -a answer before
    local kind
    before=("\${(@Q)words[2,CURRENT-1]}")
    (( CURRENT > 2 )) || before=()
    answer=("\${(@f)$(command holdfast completion zsh -- "\${before[@]}" "\${(Q)PREFIX}" 2>/dev/null)}")
    kind=$answer[1]
    shift answer
    (( $#answer )) && _describe holdfast answer
    case $kind in
        files) _files ;;
        folders) _files -/ ;;
    esac
}
if [[ $funcstack[1] = _holdfast ]]; then _holdfast "$@"; else compdef _holdfast holdfast; fi
`,
  fish: `# fish completion of holdfast; printed by "holdfast completion fish"
function __holdfast_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l answer (command holdfast completion fish -- $before[2..] "$current" 2>/dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current" ''
    end
    if test (count $answer) -gt 1
        printf '%s\\n' $answer[2..]
    end
end
complete -c holdfast -f -a '(__holdfast_complete)'
`,
};
