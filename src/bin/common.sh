# shellcheck shell=bash
# What the three scripts share: where things are, which packages are missing, building what is stale.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd -P)
jar=$root/target/hydroscope.jar
archive=$root/target/hydroscope.jsa
lock=$root/target/.build.lock
consent=${CI:+yes}
jvm=(-XX:+UseSerialGC -Xms32m -Xmx240m)

say() { printf '%s\n' "$*" >&2; }

die() {
    say "hydroscope: $*"
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

on() { grep -qsx "$1" /etc/os-release; }

exists() { [ -e "$1" ]; } # for a glob that may match nothing: exists /usr/lib/*/libx.so

# The folder of a JDK or JRE of version 17 or newer that has bin/$1, without starting it: its release file tells.
java_home() {
    local home version
    for home in "${JAVA_HOME:-}" "$(readlink -f "$(command -v java || true)" | sed 's,/bin/java$,,')" /usr/lib/jvm/*; do
        if [ ! -x "$home/bin/$1" ] || [ ! -r "$home/release" ]; then continue; fi
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
        [ "${version:-0}" -ge 17 ] && printf '%s' "$home" && return
    done
    return 1
}

node_is_new() { has node && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; }

writable() {
    if ! mkdir -p "$root/target" 2>/dev/null || [ ! -w "$root/target" ]; then
        die "$root/target cannot be written to, and building is due: run this as the owner of $root."
    fi
}

# Prints the packages that are missing for: run, build, check.
missing() {
    local purpose
    for purpose; do
        missing_for_"$purpose"
    done | sort -u
}

missing_for_run() {
    java_home java >/dev/null || jdk_package
    exists /usr/lib/*/libbpf.so.[01] || exists /usr/lib*/libbpf.so.[01] || echo libbpf-dev
}

missing_for_build() {
    missing_for_run
    java_home javac >/dev/null || jdk_package
    has mvn || echo maven
    has clang || echo clang
    has gcc || echo gcc
    has make || echo make
    has flock || echo util-linux
    exists /usr/include/bpf/bpf_helpers.h || echo libbpf-dev
    exists /usr/include/linux/bpf.h || echo linux-libc-dev
    exists /usr/include/stdio.h || echo libc6-dev
    exists /usr/include/*/sys/sdt.h || exists /usr/include/sys/sdt.h || echo systemtap-sdt-dev
    has node || echo nodejs
    has npm || echo npm
}

missing_for_check() {
    missing_for_build
    # Ubuntu has it as a snap only, which a bare machine cannot start.
    [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || on ID=ubuntu || echo chromium
    has clang-format || echo clang-format
    has shellcheck || echo shellcheck
    has zsh || echo zsh
    has g++ || echo g++
    has ss && has ip || echo iproute2
    has script || echo bsdutils
    has setpriv || echo util-linux
}

# The default JDK is 17 in Debian 12 and newer after it; Ubuntu 22.04's default would be 11.
jdk_package() {
    if on VERSION_CODENAME=jammy; then
        echo openjdk-17-jdk-headless
    else
        echo default-jdk-headless
    fi
}

# Installs what is missing for the purposes given; says first what it will do, and asks unless --yes or CI=true.
install_for() {
    local packages command log=$root/target/install.log
    mapfile -t packages < <(missing "$@")
    [ ${#packages[@]} -gt 0 ] || return 0
    command="apt-get install -y --no-install-recommends ${packages[*]}"
    say "Missing on this machine: ${packages[*]}"
    has apt-get || die "there is no apt-get here; install these (or what your system calls them) and run this again."
    if [ "$(id -u)" != 0 ]; then
        die "installing needs root. Run this, then try again:  sudo $command"
    fi
    ask "Run '$command'?" || die "nothing was installed. Run it yourself, or add --yes:  $command"
    writable
    say "Installing (log: $log) …"
    apt "${packages[@]}" </dev/null 2>&1 | tee "$log" | progress || failed "The installation" "$log"
    hash -r
}

apt() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update && apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@"
}

# The latest line of a long work, in place, where somebody watches.
progress() {
    if [ -t 2 ]; then
        awk '{ printf "\r\033[K  %s", substr($0, 1, 76) > "/dev/stderr" } END { printf "\r\033[K" > "/dev/stderr" }'
    else
        cat >/dev/null
    fi
}

# True for yes. Without a terminal nobody can answer.
ask() {
    local answer
    [ "$consent" = yes ] && return 0
    [ -t 0 ] || return 1
    read -r -p "$1 [Y/n] " answer </dev/tty
    [[ $answer =~ ^([Yy].*)?$ ]]
}

# What went wrong stands among much that did not: frames and progress are left out.
failed() {
    grep -vE '^\s+at |^\[INFO\]|^(\[ERROR\] *)?$|[Rr]e-run Maven|For more information about|^\[ERROR\] \[Help' "$2" |
        tail -n 30 >&2 || true
    die "$1 failed; the end of its log stands above, all of it in $2"
}

# What the jar is made of.
sources() {
    find "$root"/{pom.xml,bpf,db,frontend,src/main} \
        \( -name node_modules -o -name dist -o -name test-results \) -prune -o -type f "$@" -print 2>/dev/null || true
}

source_names() { sources | LC_ALL=C sort; }

# The names are compared as well: a file that was deleted is newer than nothing.
stale() {
    [ ! -f "$jar" ] || [ -n "$(sources -newer "$jar" | head -n 1)" ] ||
        ! source_names | cmp -s - "$root/target/.sources"
}

# Runs maven with the JDK found, one at a time in this folder.
maven() {
    (cd "$root" && JAVA_HOME=$(java_home javac) flock "$lock" mvn -B "$@")
}

# A Node of 18 or newer is on the PATH afterwards: where the system's is older, one from the npm registry, under
# target/, with its own npm: the distribution's would look for its modules with the distribution's node.
use_new_node() {
    node_is_new && return
    local machine=x64 folder=$root/target/node
    [ "$(uname -m)" != aarch64 ] || machine=arm64
    if [ ! -x "$folder/bin/npm" ]; then
        say "This system's Node is older than 18; taking Node 20 from the npm registry …"
        if ! unpack "node-linux-$machine@20.19.5" "$folder/node" || ! unpack npm@10.9.3 "$folder/npm"; then
            die "npm could not fetch Node 20; install Node 18 or newer and run this again."
        fi
        mkdir -p "$folder/bin"
        ln -sf ../node/package/bin/node "$folder/bin/node"
        printf '#!/bin/sh\nexec node "%s" "$@"\n' "$folder/npm/package/bin/npm-cli.js" >"$folder/bin/npm"
        chmod +x "$folder/bin/npm"
    fi
    PATH=$folder/bin:$PATH
}

# unpack PACKAGE FOLDER: an npm package as it was published.
unpack() {
    mkdir -p "$2"
    (cd "$2" && npm pack --silent "$1" >/dev/null && tar xzf ./*.tgz && rm ./*.tgz)
}

# The old jar is unlinked, not overwritten: a Hydroscope that runs from it keeps it.
build() {
    local log=$root/target/build.log
    writable
    use_new_node
    say "Building (log: $log) …"
    rm -f "$jar"
    maven -Dmaven.test.skip=true package </dev/null 2>&1 | tee "$log" | progress || failed "The build" "$log"
    source_names >"$root/target/.sources"
    archive_classes
}

# Keeps the classes of a start as the JVM has them in memory: the next start takes two thirds of the time. Without the
# archive, and with one of another JVM, it is only slower; so it is put in its place whole, or not at all.
archive_classes() {
    local scratch pid
    rm -f "$archive"
    scratch=$(mktemp -d)
    : >"$scratch/out"
    "$(java_home java)/bin/java" "${jvm[@]}" -XX:ArchiveClassesAtExit="$archive.new" -jar "$jar" \
        serve --port 0 --data "$scratch/data" </dev/null >"$scratch/out" 2>&1 &
    pid=$!
    while kill -0 $pid 2>/dev/null && ! grep -q '^ready' "$scratch/out"; do sleep 0.1; done
    kill $pid 2>/dev/null || true
    if wait $pid && [ -s "$archive.new" ]; then mv "$archive.new" "$archive"; fi
    rm -rf "$scratch"
}

# The JVM's options for the jar, with the archive if it was made of this jar.
jvm_options() {
    [ ! "$archive" -nt "$jar" ] || jvm+=(-XX:SharedArchiveFile="$archive" -Xlog:cds=off -Xlog:cds+dynamic=off)
}
