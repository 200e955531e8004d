# shellcheck shell=bash
# The style checks of src/bin/check. Each prints what it objects to, as file:line:text, and fails if there was anything.
root=${root:?sourced by src/bin/check}

style_c() {
    texts 'bpf/*.c' 'bpf/*.h' | xargs -0 -r clang-format --dry-run -Werror
}

style_shell() {
    bash -n src/bin/* && shellcheck -x src/bin/* .ci/run &&
        shellcheck -s bash -e SC2034,SC2154 src/main/resources/completion/lists.sh src/main/resources/completion/bash.sh &&
        zsh -n src/main/resources/completion/zsh.sh
}

style_text() {
    local bad=0 code=('*.java' '*.ts' '*.tsx' '*.css' '*.c' '*.h' '*.sql' 'src/bin/*' 'src/main/resources/*.sh')
    none 'ends in a blank' '[[:blank:]]$' "${code[@]}" '*.md' || bad=1
    none 'has a tab' $'\t' "${code[@]}" '*.md' || bad=1
    none 'puts something off' '(TO)DO|(FIX)ME|(XX)X' "${code[@]}" '*.md' || bad=1
    none 'is longer than 132' '^.{133}' '*.java' '*.ts' '*.tsx' '*.css' '*.c' '*.h' '*.sql' 'src/bin/*' || bad=1
    return $bad
}

# none WHAT EXPRESSION PATTERN…: no line of the project's own files that match a pattern matches the expression.
none() {
    local what=$1 expression=$2 found
    shift 2
    found=$(texts "$@" | LC_ALL=C.UTF-8 xargs -0 -r grep -HnE -e "$expression" || true)
    [ -z "$found" ] || { printf '%s:\n%s\n' "$what" "$found" && return 1; }
}

# As git knows them, with what is new and not ignored, without what was deleted.
texts() {
    git -C "$root" ls-files -z --cached --others --exclude-standard -- "$@" |
        (cd "$root" && while IFS= read -r -d '' file; do [ ! -f "$file" ] || printf '%s\0' "$file"; done)
}
