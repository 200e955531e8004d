#compdef hydroscope
# hydroscope completion for zsh: source <(hydroscope completion zsh), or as a file _hydroscope in a folder of $fpath

# Offers $hydroscope_list as what $1 says.
_hydroscope_offer() {
    local -a candidates
    local line candidate about
    while IFS=$'\t' read -r candidate about; do
        [[ -z $candidate ]] || candidates+=("${candidate//:/\\:}${about:+:$about}")
    done <<<"$hydroscope_list"
    _describe -t "$1" "$1" candidates "${@:2}"
}

# A process by its number, or by its name: then the name gives way to the number.
_hydroscope_process() {
    local candidate about
    local -a numbers texts
    _hydroscope_processes
    if [[ $PREFIX == [^0-9]* ]]; then
        while IFS=$'\t' read -r candidate about; do
            [[ $about == $PREFIX* ]] && numbers+=("$candidate") texts+=("$candidate  -- $about")
        done <<<"$hydroscope_list"
        compadd -U -l -d texts -a numbers
    else
        _hydroscope_offer process
    fi
}

_hydroscope_session() {
    hydroscope_program=${hydroscope_words[1]/#\~/$HOME}
    _hydroscope_sessions "${opt_args[--data]}"
    _hydroscope_offer session
}

_hydroscope_probe() {
    hydroscope_program=${hydroscope_words[1]/#\~/$HOME}
    _hydroscope_probes "${opt_args[-p]:-${opt_args[--pid]}}" "$1" "$PREFIX"
    if [[ $PREFIX == *:* ]]; then
        _hydroscope_offer probe
    else
        _hydroscope_offer provider -S ''
    fi
}

_hydroscope_event() { _hydroscope_probe event; }

_hydroscope() {
    local curcontext=$curcontext state
    local -a line hydroscope_words
    local -A opt_args
    hydroscope_words=("${words[@]}")
    _arguments -C -S '(- *)'{-h,--help}'[show this page]' '(- *)'{-V,--version}'[print which version this is]' \
        '1:command:->command' '*:: :->words'
    case $state in
    command)
        hydroscope_list=$hydroscope_commands
        _hydroscope_offer command
        ;;
    words)
        curcontext=${curcontext%:*:*}:hydroscope-${line[1]}:
        _hydroscope_command "${line[1]}"
        ;;
    esac
}

if [[ ${funcstack[1]} == _hydroscope ]]; then
    _hydroscope "$@"
else
    compdef _hydroscope hydroscope
fi
