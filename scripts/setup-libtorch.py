#!/usr/bin/env python3
"""Puts libtorch 2.11.0 (CPU run time and headers) into target/torch, from the wheels on PyPI.

Only what building and running on the CPU needs is unpacked, flat in one folder: libtorch_cpu,
libc10 and libgomp, the headers, libtorch.so for the linker, and the two small CUDA libraries that
libtorch_cpu.so names as needed even where no CUDA is used. Python's own torch is never imported.
"""

import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile

TORCH = "2.11.0"
WHEELS = [f"torch=={TORCH}", "nvidia-cuda-runtime==13.0.96", "nvidia-cuda-cupti==13.0.85"]
LIBRARIES = {
    "libtorch_cpu.so", "libc10.so", "libgomp.so.1",  # the run time
    "libtorch.so",  # asked for by the linker, needed by nothing we build
    "libcudart.so.13", "libcupti.so.13",
}
ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "target" / "torch"
STAMP = TARGET / "build-version"


def wanted(name: str) -> pathlib.Path | None:
    """Where a file of a wheel goes below target/torch, or None for what is left out."""
    path = pathlib.PurePosixPath(name)
    if path.name in LIBRARIES and "lib" in path.parts:
        return pathlib.Path("lib") / path.name
    if path.parts[:2] == ("torch", "include"):
        return pathlib.Path(*path.parts[1:])
    if path.name in ("LICENSE", "NOTICE") and path.parts[0].startswith("torch-"):
        return pathlib.Path(path.name)
    return None


def main() -> int:
    if STAMP.is_file() and STAMP.read_text() == TORCH and (TARGET / "lib/libtorch_cpu.so").is_file():
        return 0
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        print("libtorch is set up for Linux on x86-64 only; elsewhere unpack libtorch "
              f"{TORCH} yourself and set LIBTORCH to its folder.", file=sys.stderr)
        return 1
    partial = TARGET.with_name("torch.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=partial.parent) as wheels:
        print(f"fetching libtorch {TORCH} (545 MB, once) ...", flush=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                   "--only-binary=:all:", "--python-version=3.12", "--dest", wheels]
        for tag in ("manylinux_2_28", "manylinux_2_25", "manylinux_2_17", "manylinux2014"):
            command += ["--platform", f"{tag}_x86_64"]
        if subprocess.run(command + WHEELS).returncode != 0:
            print("libtorch could not be fetched: pip's message is above; check the network and "
                  "run the same command again.", file=sys.stderr)
            return 1
        for wheel in pathlib.Path(wheels).glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                for member in archive.infolist():
                    place = wanted(member.filename)
                    if place is None or member.is_dir():
                        continue
                    (partial / place).parent.mkdir(parents=True, exist_ok=True)
                    with archive.open(member) as src, open(partial / place, "wb") as dst:
                        shutil.copyfileobj(src, dst, 1 << 20)
    missing = [name for name in LIBRARIES if not (partial / "lib" / name).is_file()]
    if missing:
        print(f"the wheels lack {', '.join(missing)}; this script expects torch {TORCH}.", file=sys.stderr)
        return 1
    (partial / STAMP.name).write_text(TORCH)
    shutil.rmtree(TARGET, ignore_errors=True)
    partial.rename(TARGET)
    print(f"libtorch {TORCH} is in {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
