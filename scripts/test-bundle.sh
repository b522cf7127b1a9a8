#!/bin/sh
# Tries the bundle as a user does who has neither Rust nor Python nor this project: unpacks it in a bare
# Debian, installs, colorizes with what was installed, and removes it again.
set -eu
cd "$(dirname "$0")/.."

if [ "${1:-}" != inside ]; then
    scripts/bundle.sh --archive
    scripts/host-root.sh --bare make
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cp target/bundle/*.tar.gz scripts/test-bundle.sh tests/pictures/camera.png tests/pictures/camera-hints.png "$work/"
    mkdir "$work/scripts" && mv "$work/test-bundle.sh" "$work/scripts/"
    scripts/host-root.sh --bare run sh "$work/scripts/test-bundle.sh" inside
    exit
fi

fail() {
    echo "failed: $1" >&2
    exit 1
}

for tool in cargo rustc python3 gimp krita; do
    ! command -v "$tool" >/dev/null || fail "this root is not bare: it has $tool"
done
export HOME="$PWD/home"
unset XDG_CONFIG_HOME XDG_DATA_HOME
mkdir "$HOME"
tar -xzf ./*.tar.gz
bundle=$(echo chromadot-*/)

# With no editor there is nothing to install into, which is said.
! "$bundle/install.sh" >refused 2>&1 || fail "install.sh found an editor where there is none"
grep -q "GIMP" refused || fail "install.sh does not say what it looked for: $(cat refused)"
[ -z "$(find "$HOME" -type f)" ] || fail "install.sh left files behind though it refused"

mkdir -p "$HOME/.config/GIMP/2.10/plug-ins/own" "$HOME/.config/GIMP/3.0" "$HOME/.local/share/krita"
echo mine >"$HOME/.config/GIMP/2.10/plug-ins/own/own"
"$bundle/install.sh"
rm -rf "$bundle"
for place in .config/GIMP/2.10/plug-ins/chromadot .config/GIMP/3.0/plug-ins/chromadot; do
    program="$HOME/$place/chromadot"
    "$program" colorize camera.png --hints camera-hints.png -o colour.png || fail "$place cannot colorize"
    [ -s colour.png ] || fail "$place wrote no picture"
    rm colour.png
done
"$program" doctor || fail "doctor finds something wrong"
[ -e "$HOME/.local/share/krita/pykrita/chromadot/__init__.py" ] || fail "nothing was installed for Krita"
"$program" uninstall
left=$(find "$HOME" -type f ! -path '*/plug-ins/own/own')
[ -z "$left" ] || fail "uninstall left $left"
[ "$(cat "$HOME/.config/GIMP/2.10/plug-ins/own/own")" = mine ] || fail "uninstall touched another plug-in"
echo "passed: bundle"
