# hydroscope completion for bash: source <(hydroscope completion bash)

# Whether the word $1 stands for itself, be quote $2 open: who builds a library names it and its functions as he likes.
_hydroscope_harmless() {
    case $2 in
    \') [[ $1 != *[\'[:cntrl:]]* ]] ;;
    *) [[ $1 != *[!A-Za-z0-9_./:@%+=,-]* ]] ;;
    esac
}

# The candidates among $hydroscope_list for the word $1. What each is stands behind it where there are several to read.
_hydroscope_offer() {
    local word=$1 candidate about shown=() plain=()
    while IFS=$'\t' read -r candidate about; do
        if [[ -n $candidate && ($candidate == "$word"* ||
            -n $hydroscope_by_name && $word == [!0-9]* && $about == "$word"*) ]] &&
            _hydroscope_harmless "$candidate" "$quote"; then
            plain+=("$candidate")
            shown+=("$candidate${about:+  ($about)}")
        fi
    done <<<"$hydroscope_list"
    # what is listed, at the second Tab, is not put into the line
    if [ ${#plain[@]} -le 1 ] || [ "$COMP_TYPE" != 63 ]; then
        COMPREPLY=("${plain[@]}")
    else
        COMPREPLY=("${shown[@]}")
    fi
    # numbers whose first digits agree must not take a name's place
    [ ${#plain[@]} -le 1 ] || [[ -z $hydroscope_by_name || $word != [!0-9]* ]] || COMPREPLY+=(' ')
}

# For the word $1, where a $2 stands.
_hydroscope_value() {
    local word=$1 kind=$2
    hydroscope_by_name=
    case $kind in
    process)
        _hydroscope_processes
        hydroscope_by_name=yes
        _hydroscope_offer "$word"
        ;;
    session)
        _hydroscope_sessions "$hydroscope_data"
        _hydroscope_offer "$word"
        ;;
    probe | event)
        _hydroscope_probes "$hydroscope_pid" "${kind#probe}" "$word"
        _hydroscope_offer "$word"
        ;;
    file)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        ;;
    folder)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
        ;;
    word:*)
        hydroscope_list=${kind#word:}
        hydroscope_list=${hydroscope_list//,/$'\n'}
        _hydroscope_offer "$word"
        ;;
    esac
    case ${COMPREPLY[0]} in
    *:) compopt -o nospace 2>/dev/null ;;
    esac
}

# What kind of value the option $1 takes; nothing of one without.
_hydroscope_taken() {
    local each
    hydroscope_kind=
    for each in $hydroscope_valued; do
        [ "${each%%=*}" != "$1" ] || hydroscope_kind=${each#*=}
    done
}

# Looks at the words before the last: the command, its process and folder, and how many operands it has.
_hydroscope_read() {
    local word before=
    hydroscope_command='' hydroscope_pid='' hydroscope_data='' hydroscope_operand=0
    _hydroscope_command ''
    for word; do
        if [ -n "$before" ]; then
            case $before in
            -p | --pid) hydroscope_pid=$word ;;
            --data) hydroscope_data=$word ;;
            esac
            before=
        elif [[ $word == -?* ]]; then
            _hydroscope_taken "$word"
            [ -z "$hydroscope_kind" ] || before=$word
            case $word in
            --pid=*) hydroscope_pid=${word#*=} ;;
            --data=*) hydroscope_data=${word#*=} ;;
            esac
        elif [ -z "$hydroscope_command" ]; then
            hydroscope_command=$word
            _hydroscope_command "$word"
        else
            hydroscope_operand=$((hydroscope_operand + 1))
        fi
    done
    hydroscope_before=$before
}

# The kind of the operand that comes next: the last one's, where it may stand many times.
_hydroscope_next_operand() {
    local kinds
    read -r -a kinds <<<"$hydroscope_operands"
    hydroscope_kind=${kinds[hydroscope_operand]}
    [ -n "$hydroscope_kind" ] || [ -z "$hydroscope_many" ] || hydroscope_kind=${kinds[${#kinds[@]} - 1]}
}

_hydroscope() {
    local IFS=$' \t\n' line=${COMP_LINE:0:COMP_POINT} words word quote cut
    # not COMP_WORDS, which are broken at : and =
    read -r -a words <<<"$line"
    word=
    [[ $line == *[[:blank:]] ]] || { word=${words[${#words[@]} - 1]}; unset "words[${#words[@]}-1]"; }
    hydroscope_program=${words[0]/#\~/$HOME}
    quote=${word%"${word#[\'\"]}"}
    word=${word#"$quote"}
    COMPREPLY=()
    _hydroscope_read "${words[@]:1}"
    if [ -n "$hydroscope_before" ]; then
        _hydroscope_taken "$hydroscope_before"
        _hydroscope_value "$word" "$hydroscope_kind"
    elif [[ $word == --*=* ]]; then
        _hydroscope_taken "${word%%=*}"
        _hydroscope_value "${word#*=}" "$hydroscope_kind"
        [[ $COMP_WORDBREAKS == *=* ]] || COMPREPLY=("${COMPREPLY[@]/#/${word%%=*}=}")
        word=${word#*=}
    elif [[ $word == -* ]]; then
        hydroscope_list=${hydroscope_options// /$'\n'}
        _hydroscope_offer "$word"
    elif [ -z "$hydroscope_command" ]; then
        hydroscope_list=$hydroscope_commands
        _hydroscope_offer "$word"
    else
        _hydroscope_next_operand
        _hydroscope_value "$word" "$hydroscope_kind"
    fi
    # readline replaces only what stands behind the last colon, unless a quote is open
    if [[ -z $quote && $word == *:* && $COMP_WORDBREAKS == *:* ]]; then
        cut=${word%"${word##*:}"}
        COMPREPLY=("${COMPREPLY[@]#"$cut"}")
    fi
}

complete -o nosort -F _hydroscope hydroscope 2>/dev/null || complete -F _hydroscope hydroscope
