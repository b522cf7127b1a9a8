#!/bin/sh
# Puts what was built together as users get it, into target/bundle: a folder that installs itself, and
# with --archive the same as a tar.gz.
set -eu
cd "$(dirname "$0")/.."
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
name="chromadot-$version-linux-$(uname -m)"
bundle="target/bundle/$name"
whole="$bundle/chromadot"

# Of an earlier version as well: what installs from here takes the one folder that there is.
rm -rf target/bundle/*/
mkdir -p "$whole/torch/lib" "$whole/models"
cp target/release/chromadot target/release/libchromadot_engine.so "$whole/"
# libtorch is half a gigabyte: a hard link to it costs no room.
for library in libtorch_cpu.so libc10.so libgomp.so.1 libcudart.so.13 libcupti.so.13; do
    ln -L "target/torch/lib/$library" "$whole/torch/lib/" 2>/dev/null || cp -L "target/torch/lib/$library" "$whole/torch/lib/"
done
cp target/torch/LICENSE target/torch/NOTICE "$whole/torch/"
cp models/registry.toml models/*.safetensors "$whole/models/"
cp LICENSE LICENSE-MIT LICENSE-APACHE "$whole/"
cp -R krita "$whole/krita"
rm -rf "$whole/krita/make-zip.py" "$whole/krita/chromadot/__pycache__"
python3 krita/make-zip.py "$bundle/chromadot-krita.zip"
cp scripts/bundled/install.sh "$bundle/"
sed "s/@VERSION@/$version/" scripts/bundled/README.txt > "$bundle/README.txt"
chmod 755 "$bundle/install.sh"
echo "$bundle is ready; its install.sh installs it"

if [ "${1:-}" = --archive ]; then
    tar -C target/bundle -czf "target/bundle/$name.tar.gz.partial" "$name"
    mv "target/bundle/$name.tar.gz.partial" "target/bundle/$name.tar.gz"
    echo "target/bundle/$name.tar.gz: $(du -h "target/bundle/$name.tar.gz" | cut -f 1)"
fi
