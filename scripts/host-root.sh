#!/bin/sh
# Debian 13 roots beside the system, in target/hosts and kept between runs: one with the editors that the
# system's own release does not have, GIMP 3 and Krita, and a bare one, without Rust, Python and this
# project, as a user's machine may be.
#
#   scripts/host-root.sh [--bare] make            makes it, or adds to it what is missing
#   scripts/host-root.sh [--bare] run COMMAND...  runs a command in it
#
# A command sees /tmp where it is outside, and displays too; but for the bare root also the project, and
# it runs in the current folder. Mounts live in a namespace of their own and are gone with the command, so
# `rm -rf target` never reaches through one.
set -eu
cd_back=$PWD
cd "$(dirname "$0")/.."
project=$PWD
if [ "${1:-}" = --bare ]; then
    shift
    root=$(readlink -m target/hosts/bare)
    cd_back=/ project='' packages='' use='The bundle is tried' size='300 MB'
else
    root=$(readlink -m target/hosts/trixie)
    # libgimp-3.0-dev is for comparing the committed bindings with the headers.
    packages='gimp libgimp-3.0-dev krita python3-pyqt5 python3-pyqt5.sip python3-pyqt6 xvfb xauth xdotool imagemagick procps'
    use='GIMP 3 and Krita are tried' size='3 GB'
fi

fail() {
    echo "$1" >&2
    exit 1
}

# Runs a command with its mounts: inside ROOT COMMAND...
inside() {
    tree=$1
    shift
    [ -z "$project" ] || mkdir -p "$tree$project"
    # shellcheck disable=SC2016  # the inner shell expands these
    exec unshare --mount --propagation private sh -eu -c '
        tree=$1 project=$2 folder=$3
        shift 3
        mount -t proc proc "$tree/proc"
        mount --rbind /dev "$tree/dev"
        mount --bind /tmp "$tree/tmp"
        [ -z "$project" ] || mount --bind "$project" "$tree$project"
        exec chroot "$tree" sh -c "cd \"\$0\" && exec \"\$@\"" "$folder" "$@"
    ' inside "$tree" "$project" "$cd_back" "$@"
}

# Installs packages into a tree; apt's words are shown only when it fails.
install_into() {
    if [ -z "$packages" ]; then
        echo >"$1/chromadot-packages"
        return 0
    fi
    log=$(mktemp)
    cp -L /etc/resolv.conf "$1/etc/resolv.conf"
    # shellcheck disable=SC2016
    if ! (cd_back=/ && inside "$1" sh -c '
            export DEBIAN_FRONTEND=noninteractive
            apt-get update && apt-get install -y --no-install-recommends "$@" && apt-get clean
        ' sh $packages) >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        fail "The Debian 13 root could not be filled; see above, then run the same command again."
    fi
    rm -f "$log"
    echo "$packages" >"$1/chromadot-packages"
}

is_made() {
    [ -e "$root/chromadot-packages" ] && [ "$(cat "$root/chromadot-packages")" = "$packages" ]
}

make_root() {
    ! is_made || return 0
    [ "$(id -u)" = 0 ] ||
        fail "$use in a Debian 13 root, which only root can make; please run: sudo scripts/host-root.sh make"
    mkdir -p "$(dirname "$root")"
    # Two runs at once would build the same tree; the second waits, and then finds it made.
    exec 9>"$root.lock"
    flock 9
    ! is_made || return 0
    if [ -e "$root/etc/debian_version" ]; then
        echo "adding to the Debian 13 root: $packages ..."
        install_into "$root"
        return 0
    fi
    command -v debootstrap >/dev/null 2>&1 ||
        { apt-get update && apt-get install -y --no-install-recommends debootstrap debian-archive-keyring; } >/dev/null 2>&1 ||
        fail "debootstrap is missing; please run: apt-get install -y debootstrap debian-archive-keyring"
    # The mirror that this machine uses itself.
    mirror=${DEBIAN_MIRROR:-$(sed -n 's/^URIs: *\([^ ]*\/debian\/*\)$/\1/p; s/^deb *\(\[[^]]*\]\)\{0,1\} *\([^ ]*\/debian\/*\) .*/\2/p' \
        /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null | head -n 1)}
    [ -n "$mirror" ] ||
        fail "No Debian mirror is known on this system; please run again with DEBIAN_MIRROR set to the address of one."
    echo "making a Debian 13 root in $root (some minutes, $size) ..."
    # Built beside its place and renamed, so that an interrupted run leaves nothing that looks whole.
    rm -rf "$root.partial"
    log="$root.log"
    debootstrap --variant=minbase --include=ca-certificates trixie "$root.partial" "$mirror" >"$log" 2>&1 || {
        tail -n 5 "$log" >&2
        fail "The Debian 13 root could not be made; see above, then run the same command again."
    }
    # Nothing that is installed there may start a service here.
    printf '#!/bin/sh\nexit 101\n' >"$root.partial/usr/sbin/policy-rc.d"
    chmod +x "$root.partial/usr/sbin/policy-rc.d"
    install_into "$root.partial"
    mv "$root.partial" "$root"
}

case "${1:-}" in
make) make_root ;;
run)
    shift
    [ -e "$root/chromadot-packages" ] || fail "There is no Debian 13 root yet; \`make test-hosts\` makes it."
    [ "$(id -u)" = 0 ] || fail "Only root can enter the Debian 13 root; please run the same command with sudo."
    inside "$root" "$@"
    ;;
*) fail "usage: host-root.sh make | run COMMAND..." ;;
esac
