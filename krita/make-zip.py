#!/usr/bin/env python3
"""Packs the plug-in as the zip that Krita's *Tools > Scripts > Import Python Plugin…* takes.

    krita/make-zip.py OUTPUT.zip                   the plug-in alone; it finds an installed program
    krita/make-zip.py OUTPUT.zip --program FOLDER  with all that it starts: the folder `chromadot` of a bundle

Krita wants an entry for each folder. The zip is the same for the same files, byte by byte.
"""

import argparse
import os
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(HERE)

def plug_in():
    """Pairs of name in the zip and file, for the plug-in itself."""
    yield "chromadot.desktop", os.path.join(HERE, "chromadot.desktop")
    yield "actions/chromadot.action", os.path.join(HERE, "actions", "chromadot.action")
    folder = os.path.join(HERE, "chromadot")
    for name in sorted(os.listdir(folder)):
        if name.endswith((".py", ".html")):
            yield "chromadot/" + name, os.path.join(folder, name)
    for name in ("LICENSE", "LICENSE-MIT", "LICENSE-APACHE"):
        yield "chromadot/" + name, os.path.join(PROJECT, name)


def program(installation):
    """The same for the program and all that it needs, out of a bundle's folder; that folder's own copy of
    the plug-in stays out."""
    for folder, folders, names in os.walk(installation):
        if folder == installation and "krita" in folders:
            folders.remove("krita")
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            yield "chromadot/bin/" + os.path.relpath(path, installation), path


def pack(output, files):
    """Writes the zip; it appears under its name only when it is complete."""
    files = list(files)
    missing = [path for _, path in files if not os.path.isfile(path)]
    if missing:
        sys.exit(f"{missing[0]} does not exist; make a bundle first (make bundle), or leave the option out.")
    folders = set()
    partial = output + ".partial"
    with zipfile.ZipFile(partial, "w") as archive:
        for name, path in files:
            parts = name.split("/")[:-1]
            for depth in range(1, len(parts) + 1):
                folder = "/".join(parts[:depth]) + "/"
                if folder not in folders:
                    folders.add(folder)
                    archive.writestr(_entry(folder, 0o40755), b"")
            entry = _entry(name, 0o100755 if os.access(path, os.X_OK) else 0o100644)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with open(path, "rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                while block := source.read(1 << 20):
                    target.write(block)
    os.replace(partial, output)


def _entry(name, mode):
    entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    entry.external_attr = mode << 16 | (0x10 if name.endswith("/") else 0)
    return entry


def main():
    parser = argparse.ArgumentParser(description="Packs the Krita plug-in.")
    parser.add_argument("output", help="the zip to write")
    parser.add_argument("--program", help="folder with the program, its engine, libtorch and models")
    chosen = parser.parse_args()
    files = list(plug_in())
    if chosen.program:
        if not os.path.isfile(os.path.join(chosen.program, "chromadot")):
            sys.exit(f"{chosen.program} holds no program; make a bundle first (make bundle), or leave the option out.")
        files += program(chosen.program)
    pack(chosen.output, files)
    print(f"{chosen.output}: import it with Tools > Scripts > Import Python Plugin from File…, enable Chromadot, start Krita again")


if __name__ == "__main__":
    main()
