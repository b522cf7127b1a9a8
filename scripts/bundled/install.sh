#!/bin/sh
# Installs Chromadot into the image editors of this user. --gimp or --krita takes only one of them;
# `chromadot/chromadot uninstall` removes it again.
cd "$(dirname "$0")" || exit 1
if ! [ -x chromadot/chromadot ]; then
    chmod +x chromadot/chromadot 2>/dev/null || {
        echo "chromadot/chromadot cannot be made executable; unpack the archive into a folder of your own" >&2
        exit 1
    }
fi
exec chromadot/chromadot install "$@"
