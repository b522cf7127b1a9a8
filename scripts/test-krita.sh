#!/bin/sh
# Tests the Krita plug-in: its logic without Krita, then in the Krita of this system without a window,
# then in its real window. Give the built program as CHROMADOT_PROGRAM to try the real worker as well.
#
#   scripts/test-krita.sh                          everything
#   scripts/test-krita.sh logic|runner|window      one of these
#   scripts/test-krita.sh newcomer                 the window's once more, with what the bundle installs
#   scripts/test-krita.sh latency                  measures Live with the real worker
#   scripts/test-krita.sh picture                  makes the picture of docs/hosts/krita.md, picture.png
#
# CHROMADOT_TEST_OUT names a folder for reports and pictures, which else are not kept.
set -eu
cd "$(dirname "$0")/.."
project=$PWD
part=${1:-all}
real=${CHROMADOT_PROGRAM:-}
unset CHROMADOT_PROGRAM

for tool in krita kritarunner xvfb-run xdotool; do
    if ! command -v $tool >/dev/null 2>&1; then
        echo "$tool is missing; please install: krita python3-pyqt5 python3-pyqt5.sip xvfb xauth xdotool" >&2
        exit 1
    fi
done
python=
for candidate in python3 /usr/bin/python3; do
    if $candidate -c 'import PyQt5.QtWidgets' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "no Python 3 with PyQt5 was found; please install: python3-pyqt5 python3-pyqt5.sip" >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${CHROMADOT_TEST_OUT:-$work/out}
mkdir -p "$out"
export HOME="$work/home" XDG_RUNTIME_DIR="$work/run" XDG_STATE_HOME="$work/state"
unset XDG_DATA_HOME XDG_CONFIG_HOME
mkdir -p "$HOME/.config" "$HOME/.local/share/krita/actions" "$HOME/.local/share/krita/pykrita" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
stand_in="$project/tests/krita/fake_worker.py"

# The plug-in comes into Krita as a user's does, out of the zip by Krita's own importer.
krita/make-zip.py "$work/chromadot.zip" >/dev/null
for importer in /usr/share/krita/pykrita/plugin_importer /usr/local/share/krita/pykrita/plugin_importer; do
    [ ! -d "$importer" ] || break
done
$python -c "
import sys
sys.path.insert(0, '$importer')
from plugin_importer import PluginImporter
imported = PluginImporter('$work/chromadot.zip', '$HOME/.local/share/krita', lambda plugin: True).import_all()
assert [plugin['name'] for plugin in imported] == ['chromadot'], imported
"
cp -r tests/krita/inside/chromadot_window tests/krita/inside/chromadot_window.desktop "$HOME/.local/share/krita/pykrita/"
printf '[python]\nenable_chromadot=true\nenable_chromadot_window=true\n' >"$HOME/.config/kritarc"

# Krita's exit status proves nothing, so each part prints a line that is looked for.
in_window() { # SCENARIO LINE [VARIABLE=VALUE...]
    scenario=$1 line=$2
    shift 2
    rm -f "$out/report.txt"
    env CHROMADOT_WINDOW="$scenario" CHROMADOT_WINDOW_OUT="$out" \
        CHROMADOT_WINDOW_PHOTO="$project/tests/pictures/coffee-gray.png" "$@" \
        timeout -k 5 400 xvfb-run -a -s '-screen 0 1400x900x24 -noreset' krita --nosplash >"$out/$scenario.log" 2>&1 || true
    cp "$XDG_STATE_HOME/chromadot/krita.log" "$out/$scenario-plug-in.log" || true
    if ! grep -q "^WINDOW .*: $line OK" "$out/report.txt"; then
        tail -n 40 "$out/report.txt" "$out/$scenario.log" >&2
        echo "Krita's window: $scenario failed" >&2
        exit 1
    fi
    grep -v '^ok' "$out/report.txt"
}

# Two at once: they share the user's folders and must not meet.
in_runner() { # NAME PROGRAM [TEST...]
    name=$1 program=$2
    shift 2
    CHROMADOT_PROGRAM="$program" CHROMADOT_FAKE="$work/behaviour-$name" QT_QPA_PLATFORM=offscreen \
        PYTHONPATH="$project/tests/krita/inside" \
        timeout -k 5 400 kritarunner -s chromadot_runner -f __main__ "$@" >"$out/runner-$name.log" 2>&1 || true
    if ! grep -q '^KRITARUNNER .* OK' "$out/runner-$name.log"; then
        grep -v '^krita\.' "$out/runner-$name.log" | tail -n 60 >&2
        echo "Krita without a window: $name failed" >&2
        return 1
    fi
    grep '^KRITARUNNER' "$out/runner-$name.log"
}

logic() {
    for binding in PyQt5 PyQt6; do
        if $python -c "import $binding.QtWidgets" 2>/dev/null; then
            echo "without Krita, on $binding"
            (cd tests/krita && CHROMADOT_TEST_QT=$binding $python -m unittest)
        else
            echo "not tried on $binding, which is not installed"
        fi
    done
}

runner() {
    echo "in Krita without a window"
    in_runner first "$stand_in" Bounds
    in_runner all "$stand_in" &
    all=$!
    in_runner beside "$stand_in" Live
    wait $all
}

window() {
    echo "in Krita's window"
    in_window suite suite CHROMADOT_PROGRAM="$stand_in" CHROMADOT_FAKE="$work/behaviour-window"
    in_window dies dies CHROMADOT_PROGRAM="$stand_in" CHROMADOT_FAKE="$work/behaviour-window"
    sleep 5
    # One that ended may still be in the list of processes, waiting for somebody to ask.
    if grep -q '^State:.[^Z]' "/proc/$(cat "$out/worker.pid")/status" 2>/dev/null; then
        echo "the worker outlived Krita" >&2
        exit 1
    fi
    if [ -n "$real" ]; then
        echo "in Krita's window, with the real worker"
        in_window suite suite CHROMADOT_PROGRAM="$real"
    fi
}

# Nothing but what the bundle's own script puts into the home of somebody who has started Krita before.
newcomer() {
    echo "in Krita's window, from the bundle"
    rm -rf "$HOME/.local/share/krita/pykrita/chromadot" "$HOME"/.local/share/krita/pykrita/chromadot.desktop \
        "$HOME/.local/share/krita/actions/chromadot.action"
    target/bundle/*/install.sh --krita
    in_window suite suite
}

needs_the_real_worker() {
    if [ -z "$real" ]; then
        echo "this wants the real worker; please set CHROMADOT_PROGRAM to the built program" >&2
        exit 1
    fi
}

latency() {
    needs_the_real_worker
    in_window latency latency CHROMADOT_PROGRAM="$real"
}

picture() {
    needs_the_real_worker
    in_window picture picture CHROMADOT_PROGRAM="$real"
}

case $part in
all)
    logic
    runner
    window
    newcomer
    ;;
logic | runner | newcomer | window | latency | picture) "$part" ;;
*)
    echo "there is no part $part; logic, runner, window, newcomer, latency and picture are" >&2
    exit 2
    ;;
esac
echo "passed: $part"
