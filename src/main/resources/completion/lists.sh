# What may stand at a place: candidates in $hydroscope_list, one a line, behind a tab what it is. bash and zsh run this.

_hydroscope_processes() {
    [ -z "$ZSH_VERSION" ] || emulate -L sh
    local folder name
    hydroscope_list=
    for folder in /proc/[0-9]*; do
        # the kernel's own threads have no program; that of others' processes one may not see, nor trace
        [ -e "$folder/exe" ] && { read -r name <"$folder/comm"; } 2>/dev/null &&
            hydroscope_list+="${folder##*/}"$'\t'"${name//[![:print:]]/?}"$'\n'
    done
}

# hydroscope_told: what the program prints for the words behind $1; asked once for the same $1. It builds nothing now.
_hydroscope_ask() {
    [ -z "$ZSH_VERSION" ] || emulate -L sh
    local key=$1
    shift
    typeset -gA hydroscope_answers
    [ -n "${hydroscope_answers[$key]}" ] || hydroscope_answers[$key]=$(HYDROSCOPE_COMPLETING=1 \
        timeout 10 "$hydroscope_program" "$@" </dev/null 2>/dev/null)
    hydroscope_told=${hydroscope_answers[$key]}
}

# By name, as the catalogue has them; by id alone while a server has the folder $1 for itself.
_hydroscope_sessions() {
    [ -z "$ZSH_VERSION" ] || emulate -L sh
    local folder=$1 file id name
    if [ -z "$folder" ]; then
        folder=${XDG_DATA_HOME:-$HOME/.local/share}/hydroscope
        [ "$(id -un)" != root ] || folder=/var/lib/hydroscope
    fi
    hydroscope_list=
    [ -e "$folder/catalogue.mv.db" ] || return 0
    _hydroscope_ask "sessions $folder $((SECONDS / 10))" sessions --csv --data "$folder"
    while IFS=, read -r id name _; do
        [ "$id" = id ] || [ -z "$id" ] || hydroscope_list+="$id"$'\t'"$name"$'\n'
        case $name in
        name | '' | *[!A-Za-z0-9._-]*) ;;
        *) hydroscope_list+="$name"$'\t'"$id"$'\n' ;;
        esac
    done <<<"$hydroscope_told"
    [ -z "$hydroscope_list" ] || return 0
    for file in "$folder"/sessions/*.mv.db; do
        [ -e "$file" ] || continue
        file=${file##*/}
        hydroscope_list+="${file%.mv.db}"$'\n'
    done
}

# Adds what was told, PATH NAME a line: the name, with $1 in front.
_hydroscope_add_told() {
    [ -z "$ZSH_VERSION" ] || emulate -L sh
    local line
    while IFS= read -r line; do
        [ -z "$line" ] || hydroscope_list+="$1${line##* }"$'\t'"${line% *}"$'\n'
    done <<<"$hydroscope_told"
}

# Probes of the process $1, or the known ones where there is none to ask; if $2 says so, functions and tracepoints, too. For
# a word $3 without a colon it is who provides them.
_hydroscope_probes() {
    [ -z "$ZSH_VERSION" ] || emulate -L sh
    local pid=$1 wide=$2 word=$3
    hydroscope_list=
    if [ -n "$pid" ] && [ -e "/proc/$pid/exe" ]; then
        _hydroscope_ask "probes $pid" probes -p "$pid"
        _hydroscope_add_told
    fi
    [ -n "$hydroscope_list" ] || hydroscope_list=$hydroscope_known$'\n'
    if [ -n "$wide" ]; then
        _hydroscope_functions "$pid" "$word"
        _hydroscope_ask tracepoints probes
        hydroscope_list+=$hydroscope_told
    fi
    case $word in
    *:*) ;;
    *) hydroscope_list=$(cut -d: -f1 <<<"$hydroscope_list" | sort -u | sed -n 's/$/:/; /^:/!p') ;;
    esac
}

# The files that the process $1 runs, and the functions of the one that a word $2 names.
_hydroscope_functions() {
    [ -z "$ZSH_VERSION" ] || emulate -L sh
    local word=$2 rights path before=
    [ -n "$1" ] && [ -r "/proc/$1/maps" ] || return 0
    while read -r _ rights _ _ _ path; do
        case $rights$path in
        *x*/*) ;;
        *) continue ;;
        esac
        [ "$path" != "$before" ] || continue
        before=$path
        hydroscope_list+="${path##*/}:"$'\n'
        case $word in
        "${path##*/}":*)
            _hydroscope_ask "functions $path" probes -l "$path" --functions
            _hydroscope_add_told "${path##*/}:"
            ;;
        esac
    done <"/proc/$1/maps"
}
