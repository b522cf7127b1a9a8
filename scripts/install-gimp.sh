#!/bin/sh
# Installs the built plug-in into GIMP 2.10, or with --remove takes it out again. GIMP2_DIRECTORY
# names another profile than the user's own, as for GIMP itself.
set -eu
cd "$(dirname "$0")/.."
profile=${GIMP2_DIRECTORY:-${XDG_CONFIG_HOME:-$HOME/.config}/GIMP/2.10}
place="$profile/plug-ins/chromadot"

if [ -e "$place" ] && [ ! -e "$place/libchromadot_engine.so" ]; then
    echo "$place exists and is not ours; move it away first." >&2
    exit 1
fi
if [ "${1:-}" = --remove ]; then
    rm -rf "$place"
    echo "removed $place"
    exit 0
fi

# Made beside the plug-ins folder, so that GIMP never meets half a plug-in. libtorch is half a
# gigabyte: a hard link to it costs no room and survives the build tree.
new="$profile/.chromadot.partial"
rm -rf "$new"
mkdir -p "$new/torch/lib" "$new/models" "$profile/plug-ins"
cp target/release/chromadot target/release/libchromadot_engine.so "$new/"
for library in libtorch_cpu.so libc10.so libgomp.so.1 libcudart.so.13 libcupti.so.13; do
    ln -L "target/torch/lib/$library" "$new/torch/lib/" 2>/dev/null || cp -L "target/torch/lib/$library" "$new/torch/lib/"
done
cp target/torch/LICENSE target/torch/NOTICE "$new/torch/"
cp models/registry.toml models/*.safetensors "$new/models/"
cp LICENSE LICENSE-MIT LICENSE-APACHE "$new/"
rm -rf "$place"
mv "$new" "$place"
echo "installed into $place; start GIMP again, the filter is Filters > Colorize with hints..."
