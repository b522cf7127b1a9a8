#!/bin/sh
# Installs the system packages that are missing: `setup-packages.sh build` what building and the demo
# need, `setup-packages.sh test` what the tests need besides, `setup-packages.sh krita` what those in Krita need. With apt and root rights (or sudo that
# asks no password) it does so itself; else it says in one line what to install.
set -eu

# A program or file that proves a package, and the package's name in Debian and Ubuntu.
case "${1:-}" in
build)
    wanted='c++=g++ gimp-console-2.10=gimp montage=imagemagick'
    python3 -m pip --version >/dev/null 2>&1 || missing='python3-pip'
    ;;
test)
    wanted='Xvfb=xvfb xauth=xauth xdotool=xdotool pkg-config=pkg-config'
    pkg-config --exists gimp-2.0 gimpui-2.0 2>/dev/null || missing='libgimp2.0-dev'
    # bindgen wants libclang together with clang's own headers.
    ls /usr/lib/llvm-*/lib/libclang.so /usr/lib/llvm-*/lib/clang/*/include/stddef.h >/dev/null 2>&1 ||
        missing="${missing:-} libclang-dev"
    ;;
krita)
    wanted='krita=krita Xvfb=xvfb xauth=xauth xdotool=xdotool'
    /usr/bin/python3 -c 'import PyQt5.QtWidgets' 2>/dev/null || missing='python3-pyqt5 python3-pyqt5.sip'
    ;;
*)
    echo "usage: setup-packages.sh build|test|krita" >&2
    exit 2
    ;;
esac
for pair in $wanted; do
    command -v "${pair%%=*}" >/dev/null 2>&1 || missing="${missing:-} ${pair#*=}"
done
[ -n "${missing:-}" ] || exit 0

install="apt-get install -y --no-install-recommends $missing"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "These are missing, please install them with your package manager: $missing" >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    root=''
elif sudo -n true 2>/dev/null; then
    root='sudo'
else
    echo "Some packages are missing; please run: sudo $install" >&2
    exit 1
fi
echo "installing $missing ..."
log=$(mktemp)
if ! { $root apt-get update && DEBIAN_FRONTEND=noninteractive $root $install; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    echo "The packages could not be installed; see above, then run the same command again." >&2
    exit 1
fi
rm -f "$log"
